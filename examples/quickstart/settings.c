/*
 * Options are a name and a value, except --skip-bad. Those that name a column are a
 * table; the others have a function for each sort of value.
 */
#include "settings.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <quen.h>

#include "common/printf_like.h"
#include "common/whole.h"

static const char *const column_options[N_ROLES] = {
    [CUSTOMER] = "--customer", [ORDER] = "--order", [ITEM] = "--item",
    [NAME] = "--name",         [TIME] = "--time",   [AMOUNT] = "--amount",
    [QUANTITY] = "--quantity", [PRICE] = "--price",
};

void settings_usage(FILE *to)
{
    fputs(
        "usage: quickstart FILE --customer COL --item COL --time COL [--order COL]\n"
        "           [--quantity COL] [--amount COL | --price COL] [--name COL]\n"
        "           [--nobody KEY]... [--returns no-visit] [--decimals 2] "
        "[--quantity-decimals 0]\n"
        "           [--utc-offset +07:00] [--separator ,] [--threads 2] [--skip-bad]\n"
        "           [--out shop.quen] [--horizon-days 90]\n"
        "\n"
        "Reads the order lines of a CSV file (plain or gzip), learns from them, saves\n"
        "what it learned to a shop file and reports what that file says.\n"
        "\n"
        "  --customer, --order, --item, --time  columns, by their names in line 1\n"
        "  --name              column with the text to show for an item\n"
        "  --quantity          column with how much was sold, negative for goods sent\n"
        "                      back; without it, 1 on each line\n"
        "  --amount            column with what a line cost\n"
        "  --price             column with what one cost: a line cost quantity times\n"
        "                      price, rounded half away from zero to the smallest unit\n"
        "                      of money; with neither, nothing is said of money\n"
        "  --nobody            a customer's key that means nobody is known, such as the\n"
        "                      till's name for strangers; once for each key. NULL, nan\n"
        "                      and their like mean nobody anyhow\n"
        "  --returns           no-visit or visit: whether an order of returns alone\n"
        "                      counts as a visit\n"
        "  --decimals          decimals of money: 2 for cents, 0 for dong\n"
        "  --quantity-decimals decimals of quantities: 3 for grams where kg are given\n"
        "  --utc-offset        the shop's clock, for times without a zone\n"
        "  --separator         one character, or the word tab\n"
        "  --skip-bad          leave out rows that cannot be read, and count them\n"
        "  --horizon-days      a customer without an order for so long has left\n",
        to);
}

PRINTF_LIKE(1, 2)
static bool complain(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("quickstart: ", stderr);
    vfprintf(stderr, format, args);
    fputs("; see quickstart --help\n", stderr);
    va_end(args);
    return false;
}

static bool read_number(const char *name, const char *value, int64_t low, int64_t high,
                        int64_t *out)
{
    if (whole_number(value, out) == NULL && *out >= low && *out <= high)
        return true;
    return complain("%s %s: not a number from %lld to %lld", name, value, (long long)low,
                    (long long)high);
}

static bool read_decimals(const char *name, const char *value, unsigned *out)
{
    int64_t n = 0;

    if (!read_number(name, value, 0, QUEN_DECIMALS_MAX, &n))
        return false;
    *out = (unsigned)n;
    return true;
}

static bool read_threads(const char *name, const char *value, uint32_t *out)
{
    int64_t n = 0;

    if (!read_number(name, value, 1, 256, &n))
        return false;
    *out = (uint32_t)n;
    return true;
}

static bool read_horizon(const char *name, const char *value, int64_t *out)
{
    if (!read_number(name, value, 1, 3650, out))
        return false;
    *out *= 86400;
    return true;
}

/* A clock ahead of UTC reads midnight before UTC does: 1970 began there at -offset. */
static bool read_offset(const char *name, const char *value, int32_t *out)
{
    char midnight[40];
    int64_t time_s = 0;
    quen_context *ctx = NULL;
    bool known = *value == '+' || *value == '-';

    snprintf(midnight, sizeof midnight, "1970-01-01T00:00%.20s", value);
    known = known && quen_context_new(NULL, &ctx) == QUEN_OK &&
            quen_parse_time(ctx, midnight, strlen(midnight), 0, &time_s) == QUEN_OK;
    quen_context_free(ctx);
    if (!known)
        return complain("%s %s: not an offset like +07:00", name, value);
    *out = (int32_t)-time_s;
    return true;
}

static bool read_separator(const char *name, const char *value, char *out)
{
    *out = strcmp(value, "tab") == 0 ? '\t' : value[0];
    if (*out != '\t' && (strlen(value) != 1 || strchr("\"\r\n", *out)))
        return complain("%s %s: not one character", name, value);
    return true;
}

static bool read_nobody(const char *name, const char *value, settings *s)
{
    if (s->n_nobody == MOST_NOBODY)
        return complain("%s %s: more than %d keys", name, value, MOST_NOBODY);
    s->nobody[s->n_nobody++] = value;
    return true;
}

static bool read_returns(const char *name, const char *value, int *out)
{
    *out = strcmp(value, "visit") == 0 ? QUEN_RETURNS_VISIT : QUEN_RETURNS_NO_VISIT;
    if (*out == QUEN_RETURNS_VISIT || strcmp(value, "no-visit") == 0)
        return true;
    return complain("%s %s: neither visit nor no-visit", name, value);
}

static bool read_pair(settings *s, const char *name, const char *value)
{
    for (int i = 0; i < N_ROLES; i++)
        if (strcmp(name, column_options[i]) == 0) {
            s->columns[i] = value;
            return true;
        }
    if (strcmp(name, "--decimals") == 0)
        return read_decimals(name, value, &s->decimals);
    if (strcmp(name, "--quantity-decimals") == 0)
        return read_decimals(name, value, &s->quantity_decimals);
    if (strcmp(name, "--utc-offset") == 0)
        return read_offset(name, value, &s->utc_offset_s);
    if (strcmp(name, "--separator") == 0)
        return read_separator(name, value, &s->separator);
    if (strcmp(name, "--threads") == 0)
        return read_threads(name, value, &s->threads);
    if (strcmp(name, "--horizon-days") == 0)
        return read_horizon(name, value, &s->horizon_s);
    if (strcmp(name, "--nobody") == 0)
        return read_nobody(name, value, s);
    if (strcmp(name, "--returns") == 0)
        return read_returns(name, value, &s->returns);
    if (strcmp(name, "--out") != 0)
        return complain("%s: no such option", name);
    s->out = value;
    return true;
}

/* Whether what was given is enough to read a file by. */
static bool is_complete(const settings *s)
{
    static const int required[] = {CUSTOMER, ITEM, TIME};
    const char *const *column = s->columns;

    if (!s->file)
        return complain("no file given");
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (!column[required[i]])
            return complain("%s is missing", column_options[required[i]]);
    if (column[AMOUNT] && column[PRICE])
        return complain("either --amount or --price, not both");
    return true;
}

bool settings_has_money(const settings *s)
{
    return s->columns[AMOUNT] || s->columns[PRICE];
}

bool settings_read(settings *s, int argc, char **argv)
{
    *s = (settings){.out = "shop.quen",
                    .decimals = 2,
                    .threads = 2,
                    .horizon_s = 90 * 86400,
                    .returns = -1,
                    .separator = ','};
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        if (strcmp(name, "--skip-bad") == 0) {
            s->skip_bad = true;
        } else if (strncmp(name, "--", 2) != 0) {
            if (s->file)
                return complain("%s: one file only", name);
            s->file = name;
        } else if (++i == argc) {
            return complain("%s: a value is missing", name);
        } else if (!read_pair(s, name, argv[i])) {
            return false;
        }
    }
    return is_complete(s);
}
