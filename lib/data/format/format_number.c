/*
 * Amounts and quantities of a column. There are two readings: a point parts decimals, or
 * a comma does, and the other one, if any, parts thousands. A text that only one of them
 * fits decides. Where money has no decimals, one that would have a fraction in one
 * reading and none in the other speaks for the other, as 45.500 does.
 */
#include <stdio.h>
#include <string.h>

#include "data/format/currency.h"
#include "data/format/format.h"
#include "data/format/number_plain.h"
#include "data/format/scan_number.h"
#include "data/parse/parse.h"

/* What a text shows, beside its readings. */
#define POINT QUEN__NUMBER_POINT
#define COMMA QUEN__NUMBER_COMMA
#define BOTH QUEN__NUMBER_BOTH
#define MARKED 4u          /* it has a point or a comma */
#define POINT_ROUNDS 8u    /* with a point for decimals it has more than money */
#define COMMA_ROUNDS 16u   /* with a comma */
#define DOUBT 32u          /* a quantity such as 1,250, which elsewhere has thousands */
#define POINT_GROUPS_AT 6  /* five bits: marks of thousands in the first reading */
#define COMMA_GROUPS_AT 11 /* in the second */
#define CURRENCY_AT 16

static int is_money(const quen_format *format)
{
    return format->options.kind == QUEN_FORMAT_KIND_MONEY;
}

/* --- one text --- */

/* 1: digits behind the decimals that money has, other than zeros. */
static int rounds(const quen_format *format, const char *plain, size_t size,
                  uint32_t decimals)
{
    uint32_t keep = format->options.decimals;
    for (uint32_t i = keep; i < decimals; i++)
        if (plain[size - decimals + i] != '0')
            return 1;
    return 0;
}

/* The bits of one reading. */
static uint32_t look_reading(const quen_format *format, const quen__number *number,
                             uint32_t reading)
{
    char plain[QUEN__NUMBER_PLAIN];
    uint32_t groups, decimals;
    size_t size =
        quen__number_plain(number, reading, format->groups, plain, &groups, &decimals);
    if (size == 0)
        return 0;
    int round = rounds(format, plain, size, decimals);
    if (reading == POINT)
        return POINT | groups << POINT_GROUPS_AT | (round ? POINT_ROUNDS : 0u);
    return COMMA | groups << COMMA_GROUPS_AT | (round ? COMMA_ROUNDS : 0u);
}

/* 1: a comma with three digits behind it, and one to three in front, no zero first. */
static int is_doubtful(const quen__number *number)
{
    return number->n_marks == 1 && number->mark[0] == ',' && number->before[0] >= 1 &&
           number->before[0] <= 3 && number->n_digits - number->before[0] == 3 &&
           number->digit[0] != '0';
}

static uint32_t has_marks(const quen__number *number)
{
    for (uint32_t i = 0; i < number->n_marks; i++)
        if (number->mark[i] == '.' || number->mark[i] == ',')
            return MARKED;
    return 0;
}

uint32_t quen__format_look_number(const quen_format *format, quen__format_text text,
                                  const char **reason)
{
    quen__number number;
    *reason = quen__number_scan(text.at, text.size, &number);
    if (!*reason && number.currency && !is_money(format))
        *reason = "a currency beside a quantity";
    if (*reason)
        return 0;
    uint32_t bits =
        look_reading(format, &number, POINT) | look_reading(format, &number, COMMA);
    if (!bits) {
        *reason = is_money(format) ? "marks where no number has them"
                                   : "marks of thousands in a quantity";
        return 0;
    }
    if (!is_money(format) && is_doubtful(&number))
        bits |= DOUBT;
    return bits | has_marks(&number) | number.currency << CURRENCY_AT;
}

/* --- refusals --- */

static const char *noun_of(const quen_format *format)
{
    return is_money(format) ? "money" : "quantity";
}

static size_t shown_size(const quen__seen_entry *entry)
{
    return entry->size < QUEN__SEEN_TEXT ? entry->size : QUEN__SEEN_TEXT;
}

/* A text that was seen as one reading has it. */
static const char *shown(const quen__seen_entry *entry, uint32_t reading,
                         char plain[QUEN__NUMBER_PLAIN + 1])
{
    quen__number number;
    size_t n = 0;
    if (!quen__number_scan(entry->text, shown_size(entry), &number))
        n = quen__number_plain(&number, reading, QUEN__GROUPS_ALL, plain, NULL, NULL);
    plain[n] = '\0';
    return n ? plain : "another number";
}

static quen_status say_open(quen_context *ctx, const quen_format *format,
                            const quen__seen_entry *entry)
{
    char words[QUEN__FORMAT_WORDS], point[QUEN__NUMBER_PLAIN + 1],
        comma[QUEN__NUMBER_PLAIN + 1];
    char mark = memchr(entry->text, ',', shown_size(entry)) ? ',' : '.';
    return quen__bad_argument(
        ctx,
        "format: money: %s is %s if a point parts decimals and %s if a comma does, and "
        "no row decides: say decimal_mark=\"%c\" or thousands=\"%c\"",
        quen__format_words(format, entry, words), shown(entry, POINT, point),
        shown(entry, COMMA, comma), mark, mark);
}

static quen_status say_doubt(quen_context *ctx, const quen_format *format,
                             const quen__seen_entry *entry)
{
    char words[QUEN__FORMAT_WORDS], comma[QUEN__NUMBER_PLAIN + 1],
        point[QUEN__NUMBER_PLAIN + 1];
    return quen__bad_argument(
        ctx,
        "format: quantity: %s is %s if a comma parts decimals and %s if it parts "
        "thousands, and no row decides: say decimal_mark=\",\", or take the commas out",
        quen__format_words(format, entry, words), shown(entry, COMMA, comma),
        shown(entry, POINT, point));
}

static quen_status say_contradiction(quen_context *ctx, const quen_format *format)
{
    char first[QUEN__FORMAT_WORDS], second[QUEN__FORMAT_WORDS];
    const quen__seen_entry *a, *b;
    quen__seen_contradiction(&format->seen, BOTH, &a, &b);
    return quen__bad_argument(
        ctx,
        "format: %s: %s has a %s for decimals and %s a %s: say decimal_mark for those "
        "that are right, and the others are faults",
        noun_of(format), quen__format_words(format, a, first),
        a->bits & POINT ? "point" : "comma", quen__format_words(format, b, second),
        b->bits & POINT ? "point" : "comma");
}

/* A row has decimals where money has none: so all that look like thousands are in doubt.
 */
static quen_status say_shrunk(quen_context *ctx, const quen_format *format,
                              uint32_t reading, const quen__seen_entry *entry)
{
    char first[QUEN__FORMAT_WORDS], second[QUEN__FORMAT_WORDS];
    char point[QUEN__NUMBER_PLAIN + 1], comma[QUEN__NUMBER_PLAIN + 1];
    const quen__seen_entry *proof = NULL;
    char mark = memchr(entry->text, ',', shown_size(entry)) ? ',' : '.';
    (void)quen__seen_count(&format->seen, reading, BOTH & ~reading, &proof);
    return quen__bad_argument(
        ctx,
        "format: money: %s is %s if a point parts decimals and %s if a comma does; %s "
        "has decimals, but money has none: say decimal_mark=\"%c\" or thousands=\"%c\"",
        quen__format_words(format, entry, first), shown(entry, POINT, point),
        shown(entry, COMMA, comma),
        proof ? quen__format_words(format, proof, second) : "another row", mark, mark);
}

static quen_status say_nothing_fits(quen_context *ctx, const quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    return quen__bad_argument(
        ctx, "format: %s: none of %llu texts is a number, such as %s: %s",
        noun_of(format), (unsigned long long)seen->bad.rows,
        quen__format_words(format, &seen->bad, words), seen->bad_reason);
}

/* --- currencies --- */

static uint32_t currency_of(const quen__seen_entry *entry)
{
    return entry->bits >> CURRENCY_AT;
}

/* The one currency that was seen; two are refused. */
static quen_status find_currency(quen_context *ctx, quen_format *format)
{
    char first[QUEN__FORMAT_WORDS], second[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *a = NULL, *b = NULL;
    for (uint32_t i = 0; i < seen->n; i++)
        if (currency_of(&seen->entry[i]) && (!a || seen->entry[i].row < a->row))
            a = &seen->entry[i];
    for (uint32_t i = 0; i < seen->n; i++)
        if (currency_of(&seen->entry[i]) &&
            currency_of(&seen->entry[i]) != currency_of(a) &&
            (!b || seen->entry[i].row < b->row))
            b = &seen->entry[i];
    if (b)
        return quen__bad_argument(
            ctx, "format: money: %s and %s are of two currencies, which no sum can hold",
            quen__format_words(format, a, first), quen__format_words(format, b, second));
    if (a)
        format->currency = currency_of(a);
    return QUEN_OK;
}

/* --- deciding --- */

/* Where both readings are left, and texts differ in them: the one that needs no rounding.
 */
static uint32_t by_rounding(const quen_format *format)
{
    const quen__seen_entry *entry;
    uint64_t point = quen__seen_count(&format->seen, POINT_ROUNDS, COMMA_ROUNDS, &entry),
             comma = quen__seen_count(&format->seen, COMMA_ROUNDS, POINT_ROUNDS, &entry);
    if (!is_money(format) || format->options.decimals > 0 || (point > 0) == (comma > 0))
        return BOTH;
    return point > 0 ? COMMA : POINT;
}

/* The marks of thousands that were seen in the reading that was chosen. */
static uint32_t groups_seen(const quen_format *format)
{
    int at = format->set & POINT ? POINT_GROUPS_AT : COMMA_GROUPS_AT;
    uint32_t groups = 0;
    for (uint32_t i = 0; i < format->seen.n; i++)
        groups |= format->seen.entry[i].bits >> at;
    return groups & QUEN__GROUPS_ALL;
}

/* Money without decimals has none to prove a mark of them: 1 if a text such as 45.000 may
 * be thousands, but would be a few units as other texts have it. */
static int is_shrunk(const quen_format *format, uint32_t readings,
                     const quen__seen_entry *entry)
{
    uint32_t point = entry->bits >> POINT_GROUPS_AT & QUEN__GROUPS_ALL,
             comma = entry->bits >> COMMA_GROUPS_AT & QUEN__GROUPS_ALL;
    return is_money(format) && format->options.decimals == 0 &&
           (entry->bits & BOTH) == BOTH &&
           (readings == POINT ? comma && !point : point && !comma);
}

static const quen__seen_entry *find_shrunk(const quen_format *format, uint32_t readings)
{
    for (uint32_t i = 0; i < format->seen.n && readings != BOTH; i++)
        if (is_shrunk(format, readings, &format->seen.entry[i]))
            return &format->seen.entry[i];
    return NULL;
}

static quen_status choose(quen_context *ctx, quen_format *format)
{
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *entry;
    uint32_t readings = quen__seen_common(seen) & BOTH;
    if (readings == 0)
        return say_contradiction(ctx, format);
    if (readings == BOTH && quen__seen_count(seen, MARKED, 0, &entry) > 0) {
        readings = by_rounding(format);
        if (readings == BOTH)
            return say_open(ctx, format, entry);
    }
    const quen__seen_entry *shrunk = find_shrunk(format, readings);
    if (shrunk)
        return say_shrunk(ctx, format, readings, shrunk);
    if (readings == COMMA && quen__seen_count(seen, DOUBT, 0, &entry) > 0) {
        const quen__seen_entry *clear;
        if (quen__seen_count(seen, MARKED, DOUBT, &clear) == 0)
            return say_doubt(ctx, format, entry);
    }
    format->set = readings;
    return QUEN_OK;
}

int quen__format_is_number_decided(const quen_format *format, uint32_t common)
{
    const quen__seen_entry *entry;
    if ((common & BOTH) == BOTH || !(common & BOTH))
        return 0;
    if (is_money(format) && format->options.decimals == 0)
        return 0; /* a later text may look like thousands: see is_shrunk() */
    return quen__seen_count(&format->seen, MARKED, DOUBT, &entry) > 0;
}

/* --- telling --- */

static void tell_groups(quen_format *format)
{
    static const char *const names[] = {"a point", "a comma", "an apostrophe", "a blank",
                                        "a line"};
    uint32_t groups = groups_seen(format);
    const char *before = ", ";
    for (int i = 0; i < 5; i++)
        if (groups >> i & 1) {
            quen__format_tell(format, "%s%s", before, names[i]);
            before = " or ";
        }
    if (groups)
        quen__format_tell(format, " between thousands");
}

/* The rows that the other reading does not fit, or would have to round. */
static void tell_proof(quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *entry;
    uint64_t rows = quen__seen_rows(seen);
    uint32_t other = BOTH & ~format->set;
    uint64_t proving =
        other && !format->stated ? quen__seen_count(seen, 0, other, &entry) : 0;
    const char *how = "can mean nothing else";
    if (proving == 0 && other && !format->stated) {
        proving = quen__seen_count(seen, other == POINT ? POINT_ROUNDS : COMMA_ROUNDS, 0,
                                   &entry);
        how = "would have fractions of the smallest unit otherwise";
    }
    if (proving > 0)
        quen__format_tell(format, ": %llu of %llu rows %s, such as %s",
                          (unsigned long long)proving, (unsigned long long)rows, how,
                          quen__format_words(format, entry, words));
    else if (rows > 0)
        quen__format_tell(format, ": %llu rows", (unsigned long long)rows);
}

static void tell(quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    quen__format_tell(format, "%s: %s%s", noun_of(format),
                      format->set == BOTH    ? "whole numbers"
                      : format->set == POINT ? "a point for decimals"
                                             : "a comma for decimals",
                      format->stated ? ", as stated" : "");
    tell_groups(format);
    if (format->currency)
        quen__format_tell(format, ", in %s", quen__currency_code(format->currency));
    tell_proof(format);
    if (seen->bad.rows > 0)
        quen__format_tell(format, "; %llu texts are no numbers, such as %s: %s",
                          (unsigned long long)seen->bad.rows,
                          quen__format_words(format, &seen->bad, words),
                          seen->bad_reason);
}

/* Marks of thousands in what is saved, in the order of their bits. */
static const char *const saved_marks[] = {".", ",", "'", "blank", "_"};
#define N_MARKS (sizeof saved_marks / sizeof *saved_marks)

/* "decimal_mark=, thousands=. currency=VND"; of whole numbers alone "whole". */
static void save(quen_format *format)
{
    char *out = format->saved;
    size_t size = sizeof format->saved;
    size_t n = (size_t)snprintf(out, size, "%s %s", noun_of(format),
                                format->set == BOTH    ? "whole"
                                : format->set == POINT ? "decimal_mark=."
                                                       : "decimal_mark=,");
    const char *before = " thousands=";
    if (is_money(format) && format->groups == 0)
        n += (size_t)snprintf(out + n, size - n, " thousands=none");
    for (size_t i = 0; i < N_MARKS && format->groups != QUEN__GROUPS_ALL; i++)
        if (format->groups >> i & 1) {
            n += (size_t)snprintf(out + n, size - n, "%s%s", before, saved_marks[i]);
            before = "|";
        }
    if (format->currency)
        snprintf(out + n, size - n, " currency=%s",
                 quen__currency_code(format->currency));
}

quen_status quen__format_decide_number(quen_context *ctx, quen_format *format)
{
    if (format->seen.n == 0 && format->seen.bad.rows > 0 && !format->stated)
        return say_nothing_fits(ctx, format);
    if (format->seen.too_many)
        return quen__bad_argument(ctx,
                                  "format: %s: texts are written in more than %d ways",
                                  noun_of(format), QUEN__SEEN_ENTRIES);
    quen_status status = find_currency(ctx, format);
    if (status == QUEN_OK && !format->stated)
        status = choose(ctx, format);
    if (status != QUEN_OK)
        return status;
    uint32_t groups = groups_seen(format);
    if (groups && is_money(format))
        format->groups = groups;
    tell(format);
    save(format);
    return QUEN_OK;
}

/* --- what is stated, and what was saved --- */

/* One mark as options have it: its set; 0 for "", UINT32_MAX for what is none. */
static uint32_t stated_mark(const char *mark)
{
    if (mark[0] == '\0')
        return 0;
    uint32_t groups = quen__groups_of(mark[0]);
    return groups && mark[1] == '\0' ? groups : UINT32_MAX;
}

static quen_status state_decimal(quen_context *ctx, quen_format *format, const char *mark)
{
    if (!mark)
        return QUEN_OK;
    if (strcmp(mark, ".") != 0 && strcmp(mark, ",") != 0)
        return quen__bad_argument(
            ctx, "format: decimal_mark is \"%.20s\", not \".\" or \",\"", mark);
    format->set = mark[0] == '.' ? POINT : COMMA;
    format->stated = 1;
    return QUEN_OK;
}

static quen_status state_groups(quen_context *ctx, quen_format *format, const char *mark)
{
    uint32_t groups = mark ? stated_mark(mark) : 0;
    if (!mark)
        return QUEN_OK;
    if (groups == UINT32_MAX)
        return quen__bad_argument(ctx,
                                  "format: thousands is \"%.20s\", not one of \".\", "
                                  "\",\", \"'\", \" \", \"_\" or \"\"",
                                  mark);
    uint32_t implied = groups == QUEN__GROUPS_POINT   ? COMMA
                       : groups == QUEN__GROUPS_COMMA ? POINT
                                                      : format->set;
    if (format->set && implied != format->set)
        return quen__bad_argument(
            ctx, "format: thousands and decimal_mark are both \"%s\"", mark);
    format->groups = groups;
    format->set = implied;
    format->stated = implied != 0;
    return QUEN_OK;
}

quen_status quen__format_state_number(quen_context *ctx, quen_format *format,
                                      const quen_format_options *options)
{
    format->groups = is_money(format) ? QUEN__GROUPS_ALL : 0;
    quen_status status = state_decimal(ctx, format, options->decimal_mark);
    if (status == QUEN_OK)
        status = state_groups(ctx, format, options->thousands);
    return status;
}

/* "." or ".|blank", or "none"; 0 if it is no such list. */
static int open_groups(const char *list, size_t size, uint32_t *groups)
{
    *groups = 0;
    if (size == 4 && memcmp(list, "none", 4) == 0)
        return 1;
    for (size_t at = 0, n; at <= size; at += n + 1) {
        size_t i = 0;
        for (n = 0; list[at + n] && list[at + n] != '|' && list[at + n] != ' ';)
            n++;
        while (i < N_MARKS &&
               (strlen(saved_marks[i]) != n || memcmp(saved_marks[i], list + at, n) != 0))
            i++;
        if (i == N_MARKS)
            return 0;
        *groups |= UINT32_C(1) << i;
    }
    return *groups != 0;
}

/* 1: a word is "key=" and more. */
static int is_key(const char *word, size_t n, const char *key)
{
    return n > strlen(key) && memcmp(word, key, strlen(key)) == 0;
}

/* One word of what was saved; 0 if it is none. */
static int open_word(quen_format *format, const char *word, size_t n)
{
    static const char decimal[] = "decimal_mark=", thousands[] = "thousands=",
                      currency[] = "currency=";
    if (n == 5 && memcmp(word, "whole", n) == 0) {
        format->set = BOTH;
        return 1;
    }
    if (is_key(word, n, decimal)) {
        format->set = word[n - 1] == '.' ? POINT : word[n - 1] == ',' ? COMMA : 0u;
        return n == sizeof decimal && format->set;
    }
    if (is_money(format) && is_key(word, n, thousands))
        return open_groups(word + sizeof thousands - 1, n - (sizeof thousands - 1),
                           &format->groups);
    if (!is_money(format) || !is_key(word, n, currency))
        return 0;
    format->currency =
        quen__currency_of_code(word + sizeof currency - 1, n - (sizeof currency - 1));
    return format->currency != 0;
}

quen_status quen__format_open_number(quen_context *ctx, quen_format *format,
                                     const char *saved)
{
    const char *word = saved;
    int good = 1;
    format->groups = is_money(format) ? QUEN__GROUPS_ALL : 0;
    for (size_t n; good && *word; word += n + (word[n] == ' ')) {
        for (n = 0; word[n] && word[n] != ' ';)
            n++;
        good = open_word(format, word, n);
    }
    if (!good || format->set == 0)
        return quen__bad_argument(ctx, "format: \"%.60s\" is no saved format of %s",
                                  saved, noun_of(format));
    tell(format);
    save(format);
    return QUEN_OK;
}

/* --- reading --- */

static const char *check_currency(const quen_format *format, const quen__number *number)
{
    if (!number->currency)
        return NULL;
    if (!is_money(format))
        return "a currency beside a quantity";
    if (format->currency && format->currency != number->currency)
        return "another currency than that of the column";
    return NULL;
}

/*
 * Nothing is nothing by the other reading too: 0.00 where a point parts thousands. What
 * no reading has, such as 0.0.0, was counted as no number.
 */
static size_t read_zero(const quen__number *number, uint32_t reading, char *plain)
{
    char other[QUEN__NUMBER_PLAIN];
    for (uint32_t i = 0; i < number->n_digits; i++)
        if (number->digit[i] != '0')
            return 0;
    plain[0] = '0';
    return quen__number_plain(number, reading ^ BOTH, QUEN__GROUPS_ALL, other, NULL,
                              NULL) > 0;
}

const char *quen__format_plain(const quen_format *format, quen__format_text text,
                               char *plain, quen__format_text *out)
{
    quen__number number;
    char other[QUEN__NUMBER_PLAIN];
    *out = text;
    if (quen__number_look_plain(text, 1) &&
        (format->set == POINT || quen__number_is_whole(text)))
        return NULL; /* of more digits than most */
    const char *reason = quen__number_scan(text.at, text.size, &number);
    if (!reason)
        reason = check_currency(format, &number);
    if (reason)
        return reason;
    uint32_t reading = format->set & POINT ? POINT : COMMA;
    size_t size = quen__number_plain(&number, reading, format->groups, plain, NULL, NULL);
    if (size == 0 && is_money(format))
        size = read_zero(&number, reading, plain);
    *out = (quen__format_text){plain, size};
    if (size == 0)
        return reading == POINT ? "marks that do not fit a point for decimals"
                                : "marks that do not fit a comma for decimals";
    if (format->set == BOTH &&
        (quen__number_plain(&number, COMMA, format->groups, other, NULL, NULL) != size ||
         memcmp(plain, other, size) != 0))
        return "a mark, in a column whose whole numbers did not tell what it means";
    return NULL;
}
