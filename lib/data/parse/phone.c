/*
 * Telephone numbers to E.164. A cell is read once: digits are kept, what people set
 * between them is passed over, anything else is a reason to refuse. Then the digits are
 * taken as each thing that they may be (with + or 00, with the trunk prefix, without it,
 * with the calling code alone); two readings that both hold are refused. Countries:
 * phone_countries.c, Vietnam's own rules: phone_vietnam.c.
 */
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/parse/cell.h"
#include "data/parse/keys.h"
#include "data/parse/parse.h"
#include "data/parse/phone_vietnam.h"
#include "data/text/unicode.h"

#define MOST_DIGITS 15u /* of E.164, calling code included */
#define MOST_KEPT                                                                        \
    24u /* with 00 and a trunk prefix, and enough to see that it is too much */
#define PHONE_DIGITS 7u /* so many, and there may be a telephone number */
#define AREA_DIGITS 5u  /* so many at most before a slash: "030/123456" */

typedef struct digits {
    char at[MOST_KEPT];
    size_t n;
    int plus; /* 1: a + stands in front */
} digits;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- from a cell to digits --- */

static size_t count_digits(quen__parse_cell rest)
{
    size_t n = 0;
    for (size_t i = 0; i < rest.size; i++)
        n += (size_t)is_digit(rest.at[i]);
    return n;
}

/* Between the digits of one number: blanks, dots, dashes, brackets. */
static int is_between(int32_t code)
{
    return code == '.' || code == '-' || code == '(' || code == ')' || code == '[' ||
           code == ']' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 ||
           quen__unicode_is_blank(code) || quen__unicode_is_hidden(code);
}

static int begins(quen__parse_cell rest, const char *const *words)
{
    for (; *words; words++) {
        quen__parse_cell copy = rest;
        if (quen__parse_cell_drop(&copy, *words))
            return 1;
    }
    return 0;
}

/* Why a character that is none of a number's stands here; `rest` begins with it. */
static const char *why_not(quen__parse_cell rest, int32_t code, const digits *d)
{
    static const char *const extensions[] = {"x", "ext", ";ext", "#", "ml", "máy", NULL};
    static const char *const exponents[] = {"e+", "e0", "e1", NULL};
    if (d->n >= PHONE_DIGITS - 1 && begins(rest, extensions))
        return "an extension: that is nobody's own number";
    if (d->n > 0 && begins(rest, exponents))
        return "an exponent: digits are lost, format the column as text";
    if (d->n >= PHONE_DIGITS && count_digits(rest) >= PHONE_DIGITS)
        return "more than one number";
    if (quen__unicode_is_letter(code))
        return "letters in a number";
    return "not a telephone number";
}

/* "+84 (0) 912": the 0 is for those who dial within the country. */
static int is_trunk_in_brackets(quen__parse_cell rest, const digits *d)
{
    return d->n > 0 && rest.size >= 3 && memcmp(rest.at, "(0)", 3) == 0;
}

static const char *take_one(quen__parse_cell *rest, digits *d)
{
    int32_t code = 0;
    size_t n = quen__unicode_read(rest->at, rest->size, &code);
    if (n == 0)
        return "not UTF-8";
    if (is_trunk_in_brackets(*rest, d)) {
        n = 3;
    } else if (code >= '0' && code <= '9') {
        if (d->n == MOST_KEPT)
            return "more than 15 digits: more than one number?";
        d->at[d->n++] = (char)code;
    } else if (code == '+' && d->n == 0 && !d->plus) {
        d->plus = 1;
    } else if (!is_between(code) && !(code == '/' && d->n <= AREA_DIGITS)) {
        return why_not(*rest, code, d);
    }
    rest->at += n;
    rest->size -= n;
    return NULL;
}

/* Whole numbers that went through a column of floats end in ".0". */
static void drop_float_tail(quen__parse_cell *cell)
{
    size_t n = cell->size > 0 && *cell->at == '+';
    while (n < cell->size && is_digit(cell->at[n]))
        n++;
    if (n >= PHONE_DIGITS && cell->size == n + 2 && memcmp(cell->at + n, ".0", 2) == 0)
        cell->size = n;
}

static const char *take_digits(const char *text, size_t size, digits *d)
{
    quen__parse_cell cell = quen__parse_cell_of(text, size);
    const char *reason = NULL;
    if (cell.size == 0)
        return "empty";
    quen__parse_cell_drop(&cell, "tel:");
    drop_float_tail(&cell);
    while (!reason && cell.size > 0)
        reason = take_one(&cell, d);
    if (!reason && d->n == 0)
        reason = "no digits";
    return reason;
}

/* --- what digits may be --- */

/* A number as E.164 has it. */
typedef struct number {
    const quen__parse_country *country; /* NULL: none yet */
    char national[MOST_KEPT];
    size_t n;
} number;

static int is_one_digit(const number *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (p->national[i] != p->national[0])
            return 0;
    return 1;
}

static const char *check(number *p)
{
    unsigned code = p->country->code;
    size_t code_size = code < 10 ? 1 : code < 100 ? 2 : 3;
    if (code_size + p->n > MOST_DIGITS)
        return "more than 15 digits: more than one number?";
    if (p->n > 0 && is_one_digit(p))
        return "one digit again and again: nobody's number";
    if (p->n > 0 && p->national[0] == '0' && p->country->trunk[0] == '0')
        return "a 0 too many in front";
    if (code == QUEN__PARSE_VIETNAM)
        return quen__parse_vietnam(p->national, &p->n);
    if (!quen__parse_country_has(p->country, p->n))
        return "no such length in its country";
    return NULL;
}

/* Digits behind the calling code, or of a country: with `skip` fewer at the front. */
static const char *national(const quen__parse_country *country, const char *at, size_t n,
                            size_t skip, number *p)
{
    p->country = country;
    p->n = n - skip;
    memcpy(p->national, at + skip, p->n);
    return check(p);
}

/* How many digits of a trunk prefix stand in front. */
static size_t trunk_of(const quen__parse_country *country, const char *at, size_t n)
{
    size_t size = strlen(country->trunk);
    return size < n && memcmp(at, country->trunk, size) == 0 ? size : 0;
}

/* A calling code and a number; people write the trunk prefix between them, too. */
static const char *international(const char *at, size_t n, number *p)
{
    size_t code_size;
    const quen__parse_country *country = quen__parse_country_at(at, n, &code_size);
    if (!country)
        return "no country has this calling code";
    at += code_size;
    n -= code_size;
    size_t trunk = trunk_of(country, at, n);
    return national(country, at, n, trunk && *at == '0' ? trunk : 0, p);
}

/* What is dialled in a country before a calling code, where that is not 00 alone. */
static const char *abroad_from(const quen__parse_country *country)
{
    static const struct {
        unsigned code;
        char prefix[5];
    } others[] = {{1, "011"}, {7, "810"}, {61, "0011"}, {81, "010"}, {375, "810"}};
    for (size_t i = 0; country && i < sizeof others / sizeof *others; i++)
        if (others[i].code == country->code)
            return others[i].prefix;
    return "00";
}

/* How many digits say that a calling code follows. */
static size_t abroad_of(const digits *d, const quen__parse_country *country)
{
    const char *prefix = abroad_from(country);
    size_t size = strlen(prefix);
    if (size < d->n && memcmp(d->at, prefix, size) == 0)
        return size;
    return d->n > 2 && memcmp(d->at, "00", 2) == 0 ? 2 : 0;
}

/* Without the trunk prefix, which gets lost where numbers are numbers, or behind the
 * calling code. */
static const char *bare(const digits *d, const quen__parse_country *country, number *p)
{
    number other;
    size_t code_size;
    const char *reason = national(country, d->at, d->n, 0, p);
    const quen__parse_country *at_front = quen__parse_country_at(d->at, d->n, &code_size);
    if (!at_front || at_front->code != country->code ||
        international(d->at, d->n, &other) != NULL)
        return reason;
    if (!reason)
        return "two readings, with a calling code and without: write + or the whole "
               "number";
    *p = other;
    return NULL;
}

static const char *domestic(const digits *d, const quen__parse_country *country,
                            number *p)
{
    size_t trunk = trunk_of(country, d->at, d->n);
    if (trunk) {
        const char *reason = national(country, d->at, d->n, trunk, p);
        if (!reason || d->at[0] == '0') /* nothing else begins so */
            return reason;
    }
    return bare(d, country, p);
}

static const char *read(const digits *d, const quen__parse_country *country, number *p)
{
    size_t abroad = d->plus ? 0 : abroad_of(d, country);
    if (d->plus || abroad)
        return international(d->at + abroad, d->n - abroad, p);
    if (!country)
        return "no country: write + and the calling code, or tell the country";
    return domestic(d, country, p);
}

static void write(const number *p, char phone[QUEN_PHONE_ROOM])
{
    unsigned code = p->country->code;
    *phone++ = '+';
    if (code >= 100)
        *phone++ = (char)('0' + code / 100);
    if (code >= 10)
        *phone++ = (char)('0' + code / 10 % 10);
    *phone++ = (char)('0' + code % 10);
    memcpy(phone, p->national, p->n);
    phone[p->n] = '\0';
}

const char *quen__parse_phone(const char *text, size_t size,
                              const quen__parse_country *country,
                              char phone[QUEN_PHONE_ROOM])
{
    digits d = {.n = 0};
    number p;
    const char *reason = take_digits(text, size, &d);
    if (!reason)
        reason = read(&d, country, &p);
    if (!reason)
        write(&p, phone);
    return reason;
}

/* --- with a sentence --- */

static quen_phone_options defaults(void)
{
    return (quen_phone_options){.struct_size = sizeof(quen_phone_options)};
}

void quen_phone_options_init(quen_phone_options *options, size_t size)
{
    quen_phone_options full = defaults();
    quen__options_init(options, size, &full, sizeof full);
}

quen_status quen_parse_phone(quen_context *ctx, const char *text, size_t size,
                             const quen_phone_options *options, char *phone)
{
    quen_phone_options o = defaults();
    const quen__parse_country *country = NULL;
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_phone_options, reserved), options, "phone");
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "phone", size, 1, 1);
    if (status != QUEN_OK)
        return status;
    if (o.country && !(country = quen__parse_country_of(o.country)))
        return quen__bad_argument(
            ctx,
            "phone: country is '%.20s', neither one of ISO 3166 such "
            "as VN nor a calling code such as 84",
            o.country);
    return quen__parse_say(ctx, quen__parse_phone(text, size, country, phone));
}
