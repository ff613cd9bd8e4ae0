/*
 * Times of a column. A text shows the forms that it may be; what all texts share is what
 * the column may be. Of a year of two digits in front or behind, where no number is above
 * 31, the column decides by how many values each took: a log has many days and few years.
 */
#include <string.h>

#include "data/format/format.h"
#include "data/format/time_form.h"
#include "data/format/time_pattern.h"
#include "data/clock/zone.h"
#include "data/parse/calendar.h"
#include "data/parse/parse.h"

/* Days are so many, and twice the years; or fewer that are apart, and thrice the years.
 */
#define MANY_DAYS 13
#define FEWER_DAYS 7
#define DAYS_APART 20

static const uint32_t two_digits = QUEN__FORM_BIT(QUEN__FORM_yMD) |
                                   QUEN__FORM_BIT(QUEN__FORM_DMy) |
                                   QUEN__FORM_BIT(QUEN__FORM_MDy);
static const uint32_t year_behind =
    QUEN__FORM_BIT(QUEN__FORM_DMy) | QUEN__FORM_BIT(QUEN__FORM_MDy);

static const uint32_t unix_forms =
    QUEN__FORM_BIT(QUEN__FORM_UNIX_S) | QUEN__FORM_BIT(QUEN__FORM_UNIX_MS) |
    QUEN__FORM_BIT(QUEN__FORM_UNIX_US) | QUEN__FORM_BIT(QUEN__FORM_UNIX_NS);

/* --- one text --- */

/* 1: written as 2026-03-01, 2026-03-01 08:00 or 2026-03-01T08:00:00. */
static int is_iso(quen__format_text text)
{
    if (text.size != 10 && text.size != 16 && text.size != 19)
        return 0;
    return text.at[4] == '-' && text.at[7] == '-' &&
           (text.size == 10 || text.at[13] == ':') &&
           (text.size != 19 || text.at[16] == ':');
}

static const uint32_t iso_bits =
    QUEN__FORM_BIT(QUEN__FORM_YMD) | UINT32_C(1) << QUEN__FORM_MARKS_AT |
    UINT32_C(1) << QUEN__FORM_HOURS_AT | UINT32_C(1) << QUEN__FORM_PLACE_AT;

static int is_within(int64_t time_s)
{
    return time_s >= QUEN_TIME_MIN && time_s <= QUEN_TIME_MAX;
}

/* The commonest form without tokens: its bits, or 0 if it is another one. */
static uint32_t look_iso(quen__format_text text, int64_t *local)
{
    static const uint32_t clock = QUEN__FORM_HOURS | QUEN__FORM_PLACES;
    if (!is_iso(text) || quen__parse_time(text.at, text.size, 0, local) ||
        !is_within(*local))
        return 0;
    return (text.size == 10 ? iso_bits | clock : iso_bits) |
           (text.size == 19 ? QUEN__FORM_SECONDS : 0);
}

static void note_values(quen_format *format, const quen__format_shape *shape)
{
    unsigned first = (unsigned)shape->field[0].value % 128,
             last = (unsigned)shape->field[2].value % 128;
    format->seen.first[first / 64] |= UINT64_C(1) << first % 64;
    format->seen.last[last / 64] |= UINT64_C(1) << last % 64;
}

uint32_t quen__format_look_time(quen_format *format, quen__format_text text,
                                const char **reason)
{
    quen__format_shape shape;
    int64_t local;
    uint32_t bits = look_iso(text, &local);
    if (bits)
        return bits;
    *reason = quen__format_scan_time(text.at, text.size, &shape);
    if (!*reason && shape.zone == QUEN__FORMAT_LETTERS)
        *reason = "a zone in letters that mean several things: say the zone, and %Z in "
                  "time_format for letters that are passed over";
    if (*reason)
        return 0;
    bits = quen__form_bits(&shape, reason);
    if (bits & two_digits)
        note_values(format, &shape);
    if (bits && shape.has_seconds)
        bits |= QUEN__FORM_SECONDS;
    if (bits && shape.zone)
        bits |= QUEN__FORM_ZONED;
    return bits;
}

/* --- which forms are left --- */

static int count_bits(const uint64_t *set)
{
    int n = 0;
    for (unsigned i = 0; i < 128; i++)
        n += (int)(set[i / 64] >> i % 64 & 1);
    return n;
}

/* The difference of the largest and the least. */
static int span_of(const uint64_t *set)
{
    int least = -1, most = -1;
    for (int i = 0; i < 128; i++)
        if (set[i / 64] >> i % 64 & 1) {
            least = least < 0 ? i : least;
            most = i;
        }
    return most - least;
}

/*
 * 1: these are days and those are years. Lines of one day a year, over seven years or
 * more, would look the other way round; but not over twenty, and not over thirteen.
 */
static int are_days(const uint64_t *days, const uint64_t *years)
{
    int n = count_bits(days), n_years = count_bits(years);
    return (n >= MANY_DAYS && n >= 2 * n_years) ||
           (n >= FEWER_DAYS && span_of(days) >= DAYS_APART && n >= 3 * n_years);
}

static int has_several(uint32_t forms)
{
    return (forms & (forms - 1)) != 0;
}

/* Years of two digits: leave out the forms that would have many years of few days. */
static uint32_t by_years(const quen__seen *seen, uint32_t forms)
{
    uint32_t year_first = QUEN__FORM_BIT(QUEN__FORM_yMD);
    if (!(forms & year_first) || !(forms & year_behind))
        return forms;
    if (are_days(seen->first, seen->last))
        return forms & ~year_first;
    if (are_days(seen->last, seen->first))
        return forms & ~year_behind;
    return forms;
}

/* 1: each text is the same date in all of these forms. */
static int are_same(uint32_t common, uint32_t forms)
{
    int dm = (common & QUEN__FORM_SAME_DM) != 0, yd = (common & QUEN__FORM_SAME_YD) != 0;
    if (!(forms & two_digits))
        return dm;
    return (!(forms & QUEN__FORM_BIT(QUEN__FORM_MDy)) || dm) &&
           (!(forms & QUEN__FORM_BIT(QUEN__FORM_yMD)) || yd) &&
           (forms & QUEN__FORM_BIT(QUEN__FORM_DMy));
}

/* --- refusals --- */

static quen_status say_open(quen_context *ctx, const quen_format *format, uint32_t forms)
{
    char words[QUEN__FORMAT_WORDS], readings[256] = "", ways[160] = "";
    const quen__seen_entry *entry;
    uint32_t same = QUEN__FORM_SAME_DM;
    if (!(forms & QUEN__FORM_BIT(QUEN__FORM_MDY)) &&
        !(forms & QUEN__FORM_BIT(QUEN__FORM_MDy)))
        same = QUEN__FORM_SAME_YD;
    if (quen__seen_count(&format->seen, 0, same, &entry) == 0)
        entry = &format->seen.entry[0];
    quen__form_show(format, entry, forms, readings, sizeof readings, ways, sizeof ways);
    return quen__bad_argument(
        ctx, "format: time: %s is %s, and no row decides: say time_format=%s",
        quen__format_words(format, entry, words), readings, ways);
}

static quen_status say_contradiction(quen_context *ctx, const quen_format *format,
                                     uint32_t bits)
{
    char first[QUEN__FORMAT_WORDS], second[QUEN__FORMAT_WORDS];
    const quen__seen_entry *a, *b;
    quen__seen_contradiction(&format->seen, bits, &a, &b);
    return quen__bad_argument(
        ctx,
        "format: time: %s and %s are not written in one form%s: say time_format for "
        "those that are right, and the others are faults",
        quen__format_words(format, a, first), quen__format_words(format, b, second),
        bits == QUEN__FORM_HOURS   ? ", one with am or pm and one without"
        : bits == QUEN__FORM_FORMS ? ", as day, month and year stand in another order"
                                   : "");
}

static quen_status say_nothing_fits(quen_context *ctx, const quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    return quen__bad_argument(
        ctx, "format: time: none of %llu texts is a time, such as %s: %s",
        (unsigned long long)seen->bad.rows, quen__format_words(format, &seen->bad, words),
        seen->bad_reason);
}

/* --- telling --- */

/* Which number proves it: rows where what would be a month is above 12. */
static void tell_proof(quen_format *format, uint32_t forms)
{
    static const struct {
        int form, other;
        const char *words;
    } rivals[] = {
        {QUEN__FORM_DMY, QUEN__FORM_MDY, "a first number above 12"},
        {QUEN__FORM_MDY, QUEN__FORM_DMY, "a second number above 12"},
        {QUEN__FORM_DMy, QUEN__FORM_MDy, "a first number above 12"},
        {QUEN__FORM_MDy, QUEN__FORM_DMy, "a second number above 12"},
    };
    char words[QUEN__FORMAT_WORDS];
    const quen__seen_entry *entry = NULL;
    const quen__seen *seen = &format->seen;
    uint64_t rows = quen__seen_rows(seen), proving = 0;
    const char *proof = NULL;
    for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++)
        if (forms == QUEN__FORM_BIT(rivals[i].form)) {
            proving = quen__seen_count(seen, 0, QUEN__FORM_BIT(rivals[i].other), &entry);
            proof = rivals[i].words;
        }
    if (!entry)
        quen__seen_count(seen, 0, 0, &entry);
    if (proving > 0)
        quen__format_tell(format, ": %llu of %llu rows have %s, such as %s",
                          (unsigned long long)proving, (unsigned long long)rows, proof,
                          quen__format_words(format, entry, words));
    else
        quen__format_tell(format, ": %llu rows, such as %s", (unsigned long long)rows,
                          quen__format_words(format, entry, words));
}

static void tell_years(quen_format *format, uint32_t common, uint32_t forms)
{
    int first = count_bits(format->seen.first), last = count_bits(format->seen.last);
    if ((common & two_digits) != forms && forms & two_digits)
        quen__format_tell(format,
                          "; the first number has %d values and the last %d, and days "
                          "have more than years",
                          first, last);
}

static void tell_rest(quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *entry;
    uint64_t zoned = quen__seen_count(seen, QUEN__FORM_ZONED, 0, &entry);
    if (zoned > 0)
        quen__format_tell(format, "; %llu with a zone", (unsigned long long)zoned);
    if (seen->bad.rows > 0)
        quen__format_tell(format, "; %llu texts are no times, such as %s: %s",
                          (unsigned long long)seen->bad.rows,
                          quen__format_words(format, &seen->bad, words),
                          seen->bad_reason);
}

static void tell(quen_format *format, uint32_t common)
{
    uint32_t forms = format->set & QUEN__FORM_FORMS;
    int form = quen__form_lowest(forms), dated = form < QUEN__FORM_DATED;
    const char *directives = quen__form_directives(form);
    quen__format_tell(
        format, "time: %s%s%s%s",
        has_several(forms) ? "every order of day, month and year" : quen__form_name(form),
        dated ? strchr(directives, 'y') ? ", 2-digit year" : ", 4-digit year" : "",
        strchr(directives, 'b') && dated ? ", months in letters" : "",
        (format->set & QUEN__FORM_HOURS) == QUEN__FORM_HOURS ? ""
        : format->set >> QUEN__FORM_HOURS_AT & 1             ? ", 24 hours"
                                                             : ", 12 hours");
    if (has_several(forms))
        quen__format_tell(format, ", which mean the same in each row");
    tell_proof(format, forms);
    tell_years(format, common, forms);
    tell_rest(format);
}

/* --- deciding --- */

static quen_status check_one_form(quen_context *ctx, const quen_format *format,
                                  uint32_t common)
{
    static const uint32_t sets[] = {QUEN__FORM_FORMS, QUEN__FORM_MARKS, QUEN__FORM_HOURS,
                                    QUEN__FORM_PLACES};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (!(common & sets[i]))
            return say_contradiction(ctx, format, sets[i]);
    if (format->seen.too_many)
        return quen__bad_argument(
            ctx, "format: time: texts are written in more than %d ways: say time_format",
            QUEN__SEEN_ENTRIES);
    return QUEN_OK;
}

quen_status quen__format_decide_time(quen_context *ctx, quen_format *format)
{
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *entry;
    uint32_t common = quen__seen_common(seen);
    if (seen->n == 0)
        return say_nothing_fits(ctx, format);
    quen_status status = check_one_form(ctx, format, common);
    if (status != QUEN_OK)
        return status;
    uint32_t forms = by_years(seen, common & QUEN__FORM_FORMS);
    if (has_several(forms) && !are_same(common, forms))
        return say_open(ctx, format, forms);
    format->set =
        forms | (common & (QUEN__FORM_MARKS | QUEN__FORM_HOURS | QUEN__FORM_PLACES));
    uint32_t both = QUEN__FORM_HOURS | QUEN__FORM_PLACES;
    uint64_t clocks = quen__seen_rows(seen) - quen__seen_count(seen, both, 0, &entry);
    format->has_clock = clocks > 0;
    if (quen__seen_count(seen, QUEN__FORM_SECONDS, 0, &entry) > 0)
        format->has_clock = 2;
    tell(format, common);
    return QUEN_OK;
}

/* --- reading --- */

static const char *to_utc(const quen_format *format, int64_t local,
                          const quen__format_shape *shape, quen__format_moment *moment)
{
    int odd = QUEN__ZONE_ONCE;
    int64_t time_s = local - format->options.utc_offset_s;
    if (shape && shape->zone == QUEN__FORMAT_OFFSET)
        time_s = local - shape->offset_s;
    else if (format->set & unix_forms)
        time_s = local; /* it has no zone */
    else if (format->has_zone)
        time_s = quen__zone_utc(&format->zone, local, &odd);
    if (!is_within(time_s))
        return "outside 1900..2199";
    moment->time_s = time_s;
    moment->odd = odd;
    return NULL;
}

static const char *read_shape(const quen_format *format, const quen__format_shape *shape,
                              int64_t *local)
{
    uint32_t forms = format->set & QUEN__FORM_FORMS, bits = quen__form_beside(shape);
    int form = quen__form_lowest(forms);
    const char *reason = quen__form_local(shape, form, local);
    for (form++; !reason && form < QUEN__FORM_COUNT; form++) {
        int64_t other;
        if (forms & QUEN__FORM_BIT(form) &&
            (quen__form_local(shape, form, &other) || other != *local))
            reason = "the column leaves open what is day, month and year";
    }
    if (reason)
        return reason;
    if (!(bits & format->set & QUEN__FORM_MARKS))
        return "a date with other marks";
    if (!(bits & format->set & QUEN__FORM_HOURS))
        return shape->half ? "am or pm beside 24 hours" : "no am or pm";
    if (!(bits & format->set & QUEN__FORM_PLACES))
        return "the clock on the other side of the date";
    return NULL;
}

const char *quen__format_read_time(const quen_format *format, quen__format_text text,
                                   quen__format_moment *moment)
{
    quen__format_shape shape;
    int64_t local;
    if ((format->set & iso_bits) == iso_bits &&
        (format->set & QUEN__FORM_FORMS) == QUEN__FORM_BIT(QUEN__FORM_YMD) &&
        look_iso(text, &local))
        return to_utc(format, local, NULL, moment);
    const char *reason = quen__format_scan_time(text.at, text.size, &shape);
    if (!reason && shape.zone == QUEN__FORMAT_LETTERS && !format->pass_zone)
        reason = "a zone in letters that mean several things";
    if (!reason)
        reason = read_shape(format, &shape, &local);
    return reason ? reason : to_utc(format, local, &shape, moment);
}
