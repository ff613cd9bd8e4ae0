/* Money: an integer cut at its point, with its currency where the language has it. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "format_pieces.h"

/* What money is written with in English, in front of it. */
static const char *sign_of(const format *f)
{
    static const char *const signs[][2] = {
        {"USD", "$"}, {"EUR", "\u20AC"}, {"GBP", "\u00A3"}, {"JPY", "\u00A5"}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs && !format_is_vietnamese(f); i++)
        if (strcmp(signs[i][0], f->money.currency) == 0)
            return signs[i][1];
    return "";
}

/* What stands behind it. */
static const char *unit_of(const format *f)
{
    if (format_is_vietnamese(f) && strcmp(f->money.currency, "VND") == 0)
        return "\u0111";
    return *sign_of(f) ? "" : f->money.currency;
}

static words with_currency(const format *f, bool negative, const char *number)
{
    const char *unit = unit_of(f);
    words w = {""};

    if (negative)
        words_put_text(&w, "-");
    words_put_text(&w, sign_of(f));
    words_put_text(&w, number);
    if (*unit) {
        words_put_text(&w, " ");
        words_put_text(&w, unit);
    }
    return w;
}

static unsigned decimals_of(const format *f)
{
    return f->money.decimals <= QUEN_DECIMALS_MAX ? f->money.decimals : 0;
}

static uint64_t magnitude(int64_t amount)
{
    return amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
}

/* Digits with one at least in front of the point. */
static void digits_of_money(const format *f, int64_t amount, char *digits, size_t size)
{
    snprintf(digits, size, "%0*" PRIu64, (int)decimals_of(f) + 1, magnitude(amount));
}

words format_money(const format *f, int64_t amount)
{
    char digits[40];
    words number = {""};

    digits_of_money(f, amount, digits, sizeof digits);
    words_put_number(f, &number, digits, decimals_of(f));
    return with_currency(f, amount < 0, number.s);
}

words format_money_of(const format *f, double amount)
{
    if (!isfinite(amount))
        return (words){"-"};
    if (fabs(amount) > 9e18)
        return with_currency(f, false, words_of_size(amount).s);
    return format_money(f, (int64_t)(amount + (amount < 0 ? -0.5 : 0.5)));
}

words format_money_short(const format *f, double amount)
{
    static const struct {
        double least;
        text_id text;
    } units[] = {{1e9, TEXT_BILLION}, {1e6, TEXT_MILLION}, {1e3, TEXT_THOUSAND}};
    double value = fabs(amount);
    words number;

    if (!isfinite(amount))
        return (words){"-"};
    for (unsigned i = 0; i < decimals_of(f); i++)
        value /= 10;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (value < units[i].least)
            continue;
        double scaled = value / units[i].least;
        words w = format_number(f, scaled, scaled < 100);
        fill(number.s, sizeof number.s, say(f->texts, units[i].text), WITH(w.s));
        return with_currency(f, amount < 0, number.s);
    }
    number = format_number(f, value, value < 100 && decimals_of(f) ? 2 : 0);
    return with_currency(f, amount < 0, number.s);
}

words format_money_plain(const format *f, int64_t amount)
{
    char digits[40];
    words w = {""};

    if (amount < 0)
        words_put_text(&w, "-");
    digits_of_money(f, amount, digits, sizeof digits);
    words_put_decimal(&w, digits, decimals_of(f), '\0', '.');
    return w;
}
