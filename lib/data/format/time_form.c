/* Forms of a time: see time_form.h. Each form of a date is a row of one table. */
#include "data/format/time_form.h"

#include <string.h>

#include "data/parse/calendar.h"
#include "quen/units.h"

#define DAY INT64_C(86400)
#define EXCEL_1970 25569 /* Excel's number of 1970-01-01 */

/* As strftime names them. A number that stands alone has words in their place. */
static const struct {
    const char *directives, *name;
} forms[QUEN__FORM_COUNT] = {
    {"Ymd", "year first"},
    {"dmY", "day first"},
    {"mdY", "month first"},
    {"ymd", "year first"},
    {"dmy", "day first"},
    {"mdy", "month first"},
    {"Ybd", "year first"},
    {"dbY", "day first"},
    {"bdY", "month first"},
    {"dby", "day first"},
    {"bdy", "month first"},
    {"Ymd", "yyyymmdd"},
    {"dmY", "ddmmyyyy"},
    {"mdY", "mmddyyyy"},
    {"unix_s", "Unix seconds"},
    {"unix_ms", "Unix milliseconds"},
    {"unix_us", "Unix microseconds"},
    {"unix_ns", "Unix nanoseconds"},
    {"excel", "days as Excel counts them"},
};

const char *quen__form_directives(int form)
{
    return forms[form].directives;
}

const char *quen__form_name(int form)
{
    return forms[form].name;
}

int quen__form_lowest(uint32_t set)
{
    int form = 0;
    while (form < QUEN__FORM_COUNT && !(set & QUEN__FORM_BIT(form)))
        form++;
    return form;
}

static const char marks[] = "-/. ";

char quen__form_mark(uint32_t bits)
{
    uint32_t i = 0;
    while (i < 4 && !(bits >> (QUEN__FORM_MARKS_AT + i) & 1))
        i++;
    return marks[i]; /* the fifth is the zero byte */
}

/* --- dates --- */

typedef struct date {
    int year, month, day;
} date;

/* POSIX: 69 to 99 are of the last century. */
static int full_year(int year)
{
    return year < 69 ? 2000 + year : 1900 + year;
}

static const char *date_of(const quen__format_field *field, const char *directives,
                           date *d)
{
    for (int i = 0; i < 3; i++, field++) {
        int digits = field->digits;
        char c = directives[i];
        if (c == 'b'   ? digits != 0
            : c == 'Y' ? digits != 4
            : c == 'y' ? digits != 2
                       : digits < 1 || digits > 2)
            return "a date of another form";
        if (c == 'd')
            d->day = field->value;
        else if (c == 'm' || c == 'b')
            d->month = field->value;
        else
            d->year = c == 'y' ? full_year(field->value) : field->value;
    }
    return NULL;
}

static const char *days_of(const date *d, int64_t *days)
{
    if (d->year < 1900 || d->year > 2199)
        return "year not in 1900 to 2199";
    if (d->month < 1 || d->month > 12)
        return "month not in 1 to 12";
    if (d->day < 1 || d->day > quen__calendar_days_in_month(d->year, d->month))
        return "no such day in this month";
    *days = quen__calendar_date(d->year, d->month, d->day);
    return NULL;
}

static const char *fields_days(const quen__format_field *field, int form, int64_t *days)
{
    date d = {0, 0, 0};
    const char *reason = date_of(field, forms[form].directives, &d);
    return reason ? reason : days_of(&d, days);
}

/* --- numbers --- */

/* The three fields of a run of eight digits. */
static void split_fields(uint64_t number, int form, quen__format_field *field)
{
    int n = (int)number;
    if (form == QUEN__FORM_COMPACT) {
        field[0] = (quen__format_field){n / 10000, 4};
        field[1] = (quen__format_field){n / 100 % 100, 2};
        field[2] = (quen__format_field){n % 100, 2};
    } else {
        field[0] = (quen__format_field){n / 1000000, 2};
        field[1] = (quen__format_field){n / 10000 % 100, 2};
        field[2] = (quen__format_field){n % 10000, 4};
    }
}

/* yyyymmdd, or with hhmm or hhmmss in one run. */
static const char *compact_local(const quen__format_shape *shape, int form,
                                 int64_t *local)
{
    quen__format_field field[3];
    uint64_t number = shape->number, clock = 0;
    int64_t days = 0;
    int digits = shape->digits;
    if (shape->fraction_digits || (digits != 8 && digits != 12 && digits != 14) ||
        (digits != 8 && (shape->has_clock || form != QUEN__FORM_COMPACT)))
        return "a date of another form";
    if (digits > 8) {
        uint64_t below = digits == 12 ? 10000 : 1000000;
        clock = number % below * (digits == 12 ? 100 : 1);
        number /= below;
    }
    if (clock / 10000 > 23 || clock / 100 % 100 > 59 || clock % 100 > 59)
        return "no such time of day";
    split_fields(number, form, field);
    const char *reason = fields_days(field, form, &days);
    int64_t seconds =
        (int64_t)(clock / 10000 * 3600 + clock / 100 % 100 * 60 + clock % 100);
    if (!reason)
        *local = DAY * days + seconds + shape->clock_s;
    return reason;
}

/* Units of 10^-k seconds, 1990 to 2199. */
static const char *unix_local(const quen__format_shape *shape, int form, int64_t *local)
{
    static const uint64_t per[] = {1, 1000, 1000000, 1000000000};
    uint64_t seconds = shape->number / per[form - QUEN__FORM_UNIX_S];
    if (shape->digits > 19 || seconds < 631152000 || seconds > (uint64_t)QUEN_TIME_MAX)
        return "outside 1990..2199";
    *local = (int64_t)seconds;
    return NULL;
}

/* Days and their fraction, to the nearest second, as that was a float. */
static const char *excel_local(const quen__format_shape *shape, int64_t *local)
{
    uint64_t whole = 1, fraction = shape->fraction;
    for (int i = 0; i < shape->fraction_digits; i++)
        whole *= 10;
    if (shape->digits != 5 || shape->number < 32874)
        return "not within 1990..2173 as days that Excel counts";
    *local = DAY * ((int64_t)shape->number - EXCEL_1970) +
             (int64_t)((fraction * (uint64_t)DAY + whole / 2) / whole);
    return NULL;
}

const char *quen__form_local(const quen__format_shape *shape, int form, int64_t *local)
{
    int64_t days = 0;
    int alone = shape->digits > 0;
    if (alone != (form >= QUEN__FORM_DATED))
        return "a date of another form";
    if (form >= QUEN__FORM_DATED && form <= QUEN__FORM_COMPACT_MDY)
        return compact_local(shape, form, local);
    if (form >= QUEN__FORM_DATED && shape->has_clock)
        return "a clock beside a number";
    if (form == QUEN__FORM_EXCEL_DAYS)
        return excel_local(shape, local);
    if (form >= QUEN__FORM_UNIX_S)
        return unix_local(shape, form, local);
    const char *reason = fields_days(shape->field, form, &days);
    if (!reason)
        *local = DAY * days + shape->clock_s;
    return reason;
}

/* --- what a text shows --- */

uint32_t quen__form_mark_bit(char mark)
{
    const char *at = strchr(marks, mark); /* finds the zero byte too */
    return at ? UINT32_C(1) << (QUEN__FORM_MARKS_AT + (at - marks)) : 0;
}

uint32_t quen__form_beside(const quen__format_shape *shape)
{
    uint32_t bits = QUEN__FORM_MARKS | QUEN__FORM_HOURS | QUEN__FORM_PLACES;
    if (shape->digits == 0)
        bits = (bits & ~QUEN__FORM_MARKS) | quen__form_mark_bit(shape->mark);
    if (shape->has_clock) {
        bits &= ~(UINT32_C(1) << (QUEN__FORM_HOURS_AT + (shape->half ? 0 : 1)));
        bits &= ~(UINT32_C(1) << (QUEN__FORM_PLACE_AT + (shape->clock_first ? 0 : 1)));
    }
    return bits;
}

static uint32_t same_bits(const quen__format_shape *shape, uint32_t set)
{
    const quen__format_field *f = shape->field;
    uint32_t bits = 0;
    uint32_t dmy = QUEN__FORM_BIT(QUEN__FORM_DMY) | QUEN__FORM_BIT(QUEN__FORM_DMy);
    if (set & dmy && f[0].value == f[1].value)
        bits |= QUEN__FORM_SAME_DM;
    if (set & QUEN__FORM_BIT(QUEN__FORM_DMy) && f[0].value == f[2].value)
        bits |= QUEN__FORM_SAME_YD;
    return bits;
}

uint32_t quen__form_bits(const quen__format_shape *shape, const char **reason)
{
    int alone = shape->digits > 0;
    int first = alone ? QUEN__FORM_DATED : 0;
    int last = alone ? QUEN__FORM_COUNT : QUEN__FORM_DATED;
    uint32_t set = 0;
    int64_t local;
    *reason = "no date of the calendar in any order";
    if (alone)
        *reason = "a number that is no time in any unit";
    for (int form = first; form < last; form++)
        if (form != QUEN__FORM_COMPACT_DMY && form != QUEN__FORM_COMPACT_MDY &&
            !quen__form_local(shape, form, &local))
            set |= QUEN__FORM_BIT(form);
    return set ? set | quen__form_beside(shape) | same_bits(shape, set) : 0;
}
