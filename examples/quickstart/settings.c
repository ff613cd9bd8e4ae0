/*
 * Options are a name and a value, except --skip-bad, --fill-down and --no-header. Those
 * that name a column are a table; the others have a function for each sort of value.
 */
#include "settings.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <quen.h>

#include "common/printf_like.h"
#include "common/whole.h"

static const char *const column_options[N_ROLES] = {
    [CUSTOMER] = "--customer", [ORDER] = "--order",       [ITEM] = "--item",
    [NAME] = "--name",         [TIME] = "--time",         [CLOCK] = "--clock",
    [AMOUNT] = "--amount",     [QUANTITY] = "--quantity", [PRICE] = "--price",
};

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

static bool read_decimals(const char *name, const char *value, uint32_t *out)
{
    int64_t n = 0;

    if (!read_number(name, value, 0, QUEN_DECIMALS_MAX, &n))
        return false;
    *out = (uint32_t)n;
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

/* ' ' stands for runs of blanks. */
static bool read_separator(const char *name, const char *value, uint32_t *out)
{
    *out = strcmp(value, "tab") == 0     ? '\t'
           : strcmp(value, "blank") == 0 ? ' '
                                         : (unsigned char)value[0];
    if (strcmp(value, "tab") == 0 || strcmp(value, "blank") == 0)
        return true;
    if (strlen(value) != 1 || strchr("\"\r\n", value[0]))
        return complain("%s %s: neither one character, nor tab or blank", name, value);
    return true;
}

/* One of n words, by its number. */
static bool read_word(const char *name, const char *value, const char *const *words,
                      uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(words[i], value) == 0) {
            *out = i;
            return true;
        }
    fprintf(stderr, "quickstart: %s %s: none of", name, value);
    for (uint32_t i = 0; i < n; i++)
        fprintf(stderr, " %s", words[i]);
    fputs("; see quickstart --help\n", stderr);
    return false;
}

static bool read_skip_lines(const char *name, const char *value, uint32_t *out)
{
    int64_t n = 0;

    if (!read_number(name, value, 0, 1000000, &n))
        return false;
    *out = (uint32_t)n;
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

static bool read_where(const char *name, const char *value, settings *s)
{
    size_t size = strcspn(value, "=");

    if (!value[size] || size == 0 || size >= sizeof s->where_columns[0])
        return complain("%s %s: not a column, = and a value", name, value);
    if (s->n_where == MOST_WHERE)
        return complain("%s %s: more than %d values", name, value, MOST_WHERE);
    memcpy(s->where_columns[s->n_where], value, size);
    s->where_columns[s->n_where][size] = '\0';
    s->where_values[s->n_where++] = value + size + 1;
    return true;
}

static bool read_profile(const char *name, const char *value, settings *s)
{
    s->profile = quen_profile_find(value);
    if (s->profile)
        return true;
    fputs("quickstart: the profiles are", stderr);
    for (size_t i = 0; i < quen_n_profiles(); i++)
        fprintf(stderr, " %s", quen_profile_name(quen_profile_at(i)));
    fputs("\n", stderr);
    return complain("%s %s: no such profile", name, value);
}

/* Each in the order of its constants in the library. */
static const char *const kinds[] = {"text", "whole", "phone", "email", "name"};
static const char *const encodings[] = {"find",         "utf-8",        "utf-16",
                                        "windows-1252", "windows-1258", "latin-1"};
static const char *const quotings[] = {"find", "standard", "none"};

#define WORDS(list) list, sizeof(list) / sizeof *(list)

/* How the file is written; -1 if it is no such option. */
static int read_csv(settings *s, const char *name, const char *value)
{
    if (strcmp(name, "--separator") == 0)
        return read_separator(name, value, &s->csv.separator);
    if (strcmp(name, "--encoding") == 0)
        return read_word(name, value, WORDS(encodings), &s->csv.encoding);
    if (strcmp(name, "--quoting") == 0)
        return read_word(name, value, WORDS(quotings), &s->csv.quoting);
    if (strcmp(name, "--skip-lines") == 0)
        return read_skip_lines(name, value, &s->csv.skip_lines);
    return -1;
}

/* Options whose value is taken as it stands. */
static bool is_text(settings *s, const char *name, const char *value)
{
    const char **to = strcmp(name, "--time-format") == 0    ? &s->time_format
                      : strcmp(name, "--thousands") == 0    ? &s->thousands
                      : strcmp(name, "--decimal-mark") == 0 ? &s->decimal_mark
                      : strcmp(name, "--country") == 0      ? &s->country
                      : strcmp(name, "--out") == 0          ? &s->out
                                                            : NULL;
    if (to)
        *to = value;
    return to != NULL;
}

static bool read_pair(settings *s, const char *name, const char *value)
{
    int csv = read_csv(s, name, value);

    if (csv >= 0)
        return csv;
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
    if (strcmp(name, "--threads") == 0)
        return read_threads(name, value, &s->threads);
    if (strcmp(name, "--horizon-days") == 0)
        return read_horizon(name, value, &s->horizon_s);
    if (strcmp(name, "--nobody") == 0)
        return read_nobody(name, value, s);
    if (strcmp(name, "--returns") == 0)
        return read_returns(name, value, &s->returns);
    if (strcmp(name, "--where") == 0)
        return read_where(name, value, s);
    if (strcmp(name, "--profile") == 0)
        return read_profile(name, value, s);
    if (strcmp(name, "--customer-kind") == 0)
        return read_word(name, value, WORDS(kinds), &s->customer_kind);
    return is_text(s, name, value) || complain("%s: no such option", name);
}

/* Whether what was given is enough to read a file by. */
static bool is_complete(const settings *s)
{
    static const int required[] = {ITEM, TIME};
    const char *const *column = s->columns;
    bool any = false;

    if (!s->file)
        return complain("no file given");
    for (int i = 0; i < N_ROLES; i++)
        any = any || column[i];
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (any && !s->profile && !column[required[i]])
            return complain("%s is missing", column_options[required[i]]);
    if (column[AMOUNT] && column[PRICE])
        return complain("either --amount or --price, not both");
    return true;
}

/* Options without a value. */
static bool is_flag(settings *s, const char *name)
{
    if (strcmp(name, "--skip-bad") == 0)
        return s->skip_bad = true;
    if (strcmp(name, "--fill-down") == 0)
        return s->fill_down = true;
    if (strcmp(name, "--no-header") == 0)
        return (s->csv.no_header = 1) == 1;
    return false;
}

bool settings_read(settings *s, int argc, char **argv)
{
    *s = (settings){.out = "shop.quen",
                    .decimals = UINT32_MAX,
                    .threads = 2,
                    .horizon_s = 90 * 86400,
                    .returns = -1};
    quen_csv_options_init(&s->csv, sizeof s->csv);
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i];
        if (is_flag(s, name))
            continue;
        if (strncmp(name, "--", 2) != 0) {
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
