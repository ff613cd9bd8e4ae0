/*
 * Columns of times: what each shape is read as, which ones are refused and in which
 * words. Golden vectors of tests/golden/format.py are datetime's.
 */
#include "format_cases.h"

#include "data/parse/calendar.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define MAX_CHANGES 1024

static quen_context *ctx;

static void check(const char *lines, const char *got, const char *want)
{
    if (strcmp(got, want) != 0)
        fail_msg("\"%s\":\ngot\n%s\nexpected\n%s", lines, got, want);
}

static void check_read(const quen_format_options *options, const char *lines,
                       const char *values, const char *saved)
{
    quen_format *format = format_learned(ctx, options, lines);
    check(lines, format_values(ctx, format, QUEN_FORMAT_KIND_TIME, lines), values);
    check(lines, quen_format_saved(format), saved);
    quen_format_free(format);
}

/* --- shapes --- */

typedef struct shape {
    const char *lines, *values, *saved;
} shape;

static void check_shapes(const shape *shapes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check_read(NULL, shapes[i].lines, shapes[i].values, shapes[i].saved);
}

static void dates_are_read(void **state)
{
    static const shape table[] = {
        {"2026-03-01 08:00\n2026-03-02", "2026-03-01 08:00:00\n2026-03-02 00:00:00",
         "time %Y-%m-%d %H:%M"},
        {"31/01/2026\n05/03/2026 9:05", "2026-01-31 00:00:00\n2026-03-05 09:05:00",
         "time %d/%m/%Y %H:%M"},
        {"12/31/2026\n03/05/2026", "2026-12-31 00:00:00\n2026-03-05 00:00:00",
         "time %m/%d/%Y"},
        {"31.1.2026\n 5. 3. 2026 ", "2026-01-31 00:00:00\n2026-03-05 00:00:00",
         "time %d.%m.%Y"},
        {"Jul-25-26\nJan-5-69", "2026-07-25 00:00:00\n1969-01-05 00:00:00",
         "time %b-%d-%y"},
        {"25-JUL-2026\n1-sept-2026", "2026-07-25 00:00:00\n2026-09-01 00:00:00",
         "time %d-%b-%Y"},
        {"March 5th, 2026 3:05 p.m.\nMay 1, 2026 12:00 am",
         "2026-03-05 15:05:00\n2026-05-01 00:00:00", "time %b %d %Y %I:%M %p"},
        {"Thu, 05 Mar 2026 08:00:00 GMT\nFri, 6 March 2026",
         "2026-03-05 08:00:00\n2026-03-06 00:00:00", "time %d %b %Y %H:%M:%S"},
        /* "5 thang 3", "thang Ba", "thg 3", "Th3", with marks, composed and not */
        {"5 th\xc3\xa1ng 3, 2026\n5 Th\xc3\xa1ng Ba 2026\n5 thg 3 2026\n5 Th3 2026\n"
         "5 tha\xcc\x81ng 3 n\xc4\x83m 2026",
         "2026-03-05 00:00:00\n2026-03-05 00:00:00\n2026-03-05 00:00:00\n"
         "2026-03-05 00:00:00\n2026-03-05 00:00:00",
         "time %d %b %Y"},
        {"5 th\xc3\xa1ng m\xc6\xb0\xe1\xbb\x9di hai 2026\n5 th\xc3\xa1ng T\xc6\xb0 2026",
         "2026-12-05 00:00:00\n2026-04-05 00:00:00", "time %d %b %Y"},
        /* "Thu Hai", "Thu 3" are weekdays */
        {"Th\xe1\xbb\xa9 Hai, 30/03/2026 08:30 SA\nTh\xe1\xbb\xa9 3, 31/03/2026 08:30 CH",
         "2026-03-30 08:30:00\n2026-03-31 20:30:00", "time %d/%m/%Y %I:%M %p"},
    };
    (void)state;
    check_shapes(table, COUNT(table));
}

static void clocks_zones_and_numbers_are_read(void **state)
{
    static const shape table[] = {
        {"08:30 31/01/2026\n23:59:59 05/03/2026",
         "2026-01-31 08:30:00\n2026-03-05 23:59:59", "time %H:%M:%S %d/%m/%Y"},
        {"31/01/2026 9h05\n05/03/2026 14h30", "2026-01-31 09:05:00\n2026-03-05 14:30:00",
         "time %d/%m/%Y %H:%M"},
        {"31/01/2026 12:05 AM\n05/03/2026 12:05 pm\n05/03/2026 13:05 PM",
         "2026-01-31 00:05:00\n2026-03-05 12:05:00\n2026-03-05 13:05:00",
         "time %d/%m/%Y %I:%M %p"},
        {"2026-10-01 00:00:10 UTC\n2026-10-01T00:00:10+00:00\n2026-10-01 07:00:10.5 +07\n"
         "2026-10-01 07:00:10 UTC+7\n2026-10-01 07:00:10 (GMT+07:00)\n"
         "2026-09-30 19:00:10 -0500",
         "2026-10-01 00:00:10\n2026-10-01 00:00:10\n2026-10-01 00:00:10\n"
         "2026-10-01 00:00:10\n2026-10-01 00:00:10\n2026-10-01 00:00:10",
         "time %Y-%m-%d %H:%M:%S"},
        {"20260105\n20260701", "2026-01-05 00:00:00\n2026-07-01 00:00:00", "time %Y%m%d"},
        {"202601051230\n20260105123059", "2026-01-05 12:30:00\n2026-01-05 12:30:59",
         "time %Y%m%d"},
        {"1767225600\n1767225601.9", "2026-01-01 00:00:00\n2026-01-01 00:00:01",
         "time unix_s"},
        {"1767225600123", "2026-01-01 00:00:00", "time unix_ms"},
        {"1767225600123456", "2026-01-01 00:00:00", "time unix_us"},
        {"1767225600123456789", "2026-01-01 00:00:00", "time unix_ns"},
        {"43831.5\n43831\n46022.3784722222",
         "2020-01-01 12:00:00\n2020-01-01 00:00:00\n2025-12-31 09:05:00", "time excel"},
        {"05/05/2026\n06/06/2026 10:00", "2026-05-05 00:00:00\n2026-06-06 10:00:00",
         "time %d/%m/%Y %H:%M|%m/%d/%Y %H:%M"},
    };
    (void)state;
    check_shapes(table, COUNT(table));
}

static void faults_stay_behind(void **state)
{
    static const char lines[] = "31/01/2026\n\nTotal\n30/02/2026\n01/02/2026";
    quen_format *format;
    (void)state;
    check_read(NULL, lines,
               "2026-01-31 00:00:00\nempty\nnot a time\nno such day in this month\n"
               "2026-02-01 00:00:00",
               "time %d/%m/%Y");
    format = format_learned(ctx, NULL, lines);
    assert_string_equal(quen_format_told(format),
                        "time: day first, 4-digit year: 1 of 2 rows have a first number "
                        "above 12, such as '31/01/2026' in row 1; 2 texts are no times, "
                        "such as 'Total' in row 3: not a time");
    quen_format_free(format);
}

/* --- years of two digits --- */

static void many_days(format_texts *texts, const char *front, const char *behind,
                      int days)
{
    char text[64];
    texts->n = 0;
    for (int day = 1; day <= days; day++) {
        snprintf(text, sizeof text, "%s%02d%s", front, day, behind);
        format_texts_push(texts, text);
    }
}

static const char *saved_of(const format_texts *texts)
{
    static char saved[128];
    quen_format *format = format_seen(ctx, NULL, texts);
    assert_ok(ctx, quen_format_finish(ctx, format));
    snprintf(saved, sizeof saved, "%s", quen_format_saved(format));
    quen_format_free(format);
    return saved;
}

static void days_are_more_than_years(void **state)
{
    format_texts texts;
    quen_format *format;
    (void)state;
    many_days(&texts, "", "/03/26", 28);
    assert_string_equal(saved_of(&texts), "time %d/%m/%y");
    many_days(&texts, "26-03-", "", 28);
    assert_string_equal(saved_of(&texts), "time %y-%m-%d");
    many_days(&texts, "03/", "/26", 28);
    assert_string_equal(saved_of(&texts), "time %m/%d/%y");
    many_days(&texts, "", "/03/26", 6); /* too few to tell */
    format = format_seen(ctx, NULL, &texts);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "'01/03/26' in row 1 is 2001-03-26 read year first and 2026-03-01 read "
                 "day first and 2026-01-03 read month first, and no row decides: say "
                 "time_format=\"%y/%m/%d\" or \"%d/%m/%y\" or \"%m/%d/%y\"",
                 quen_format_finish(ctx, format));
    quen_format_free(format);
    format_refused(ctx, NULL, "26-03-01\n26-03-02", "no row decides");
    format_refused(ctx, NULL, "25/12/26", "no row decides");
}

/* --- what is refused --- */

static void columns_are_refused(void **state)
{
    static const struct {
        const char *lines, *words;
    } table[] = {
        {"05/03/2026\n03/04/2026",
         "format: time: '05/03/2026' in row 1 is 2026-03-05 read day first and "
         "2026-05-03 "
         "read month first, and no row decides: say time_format=\"%d/%m/%Y\" or "
         "\"%m/%d/%Y\""},
        {"05/05/2026\n05/03/2026 10:00:01",
         "'05/03/2026 10:00:01' in row 2 is 2026-03-05 read day first and 2026-05-03 "
         "read "
         "month first, and no row decides: say time_format=\"%d/%m/%Y %H:%M:%S\""},
        {"05/03/2026 10:00\n03/04/2026 11:30",
         "and no row decides: say time_format=\"%d/%m/%Y %H:%M\" or \"%m/%d/%Y %H:%M\""},
        {"13/01/2026\n01/13/2026", "'13/01/2026' in row 1 and '01/13/2026' in row 2 are "
                                   "not written in one form, as "
                                   "day, month and year stand in another order"},
        {"31/01/2026\n31-01-2026", "are not written in one form: say time_format"},
        {"31/01/2026 09:05\n31/01/2026 09:05 PM", "one with am or pm and one without"},
        {"31/01/2026 09:05\n09:05 31/01/2026", "are not written in one form"},
        {"20260105\n1767225600", "are not written in one form"},
        {"Total\nx", "none of 2 texts is a time, such as 'Total' in row 1: not a time"},
        {"Jul 25 2026 09:00 PST", "'Jul 25 2026 09:00 PST' in row 1: a zone in letters"},
        {"45000000\n12", "'45000000' in row 1: a number that is no time in any unit"},
        {"99/99/2026", "no date of the calendar in any order"},
        {"01/01/1899", "no date of the calendar in any order"},
        {"31/01/2026 25:00", "hour not in 0 to 23"},
        {"31/01/2026 09:60", "minutes are not two digits of 00 to 59"},
        {"31/01/2026 09:05:7", "seconds are not two digits of 00 to 59"},
        {"31/01/2026 09:05:07.", "no digits after the seconds' decimal point"},
        {"31/01/2026 13:05 AM", "an hour that is not of this half of the day"},
        {"31/01/2026 09:05 +19", "zone not within 18 hours of UTC"},
        {"31/01/2026 09:05 +7", "not a zone like +07:00"},
        {"31/01/2026 noon", "not a time like 09:05 after the date"},
        {"31/01/2026 09:05 x y", "text after the time"},
        {"31/01-2026", "not a time"},
        {"\xff\xfe", "not a time"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        format_refused(ctx, NULL, table[i].lines, table[i].words);
}

/* --- stated --- */

static void patterns_are_read(void **state)
{
    static const struct {
        const char *pattern, *lines, *values, *saved;
    } table[] = {
        {"%d/%m/%Y", "05/03/2026\n05/03/2026 10:00\n01/13/2026\n05-03-2026",
         "2026-03-05 00:00:00\n2026-03-05 10:00:00\nmonth not in 1 to 12\n"
         "a date with other marks",
         "time %d/%m/%Y"},
        {"%m/%d/%y %I:%M:%S %p", "05/03/26 1:00:00 pm\n05/03/26 13:00\n05/03/2026",
         "2026-05-03 13:00:00\nno am or pm\na date of another form",
         "time %m/%d/%y %I:%M:%S %p"},
        {"%H:%M %d.%m.%Y", "10:00 05.03.2026\n05.03.2026 10:00\n10:00 AM 05.03.2026",
         "2026-03-05 10:00:00\nthe clock on the other side of the date\n"
         "am or pm beside 24 hours",
         "time %H:%M %d.%m.%Y"},
        {"%a, %d %B %Y - %H:%M:%S.%f %z", "Thu, 5 March 2026 - 07:00:00.5 +07:00",
         "2026-03-05 00:00:00", "time %d %b %Y %H:%M:%S"},
        {"%b %d %Y %H:%M %Z", "Jul 25 2026 09:00 PST", "2026-07-25 09:00:00",
         "time %b %d %Y %H:%M %Z"},
        {"%d%m%Y", "05032026\n5032026", "2026-03-05 00:00:00\na date of another form",
         "time %d%m%Y"},
        {"%m%d%Y", "03052026", "2026-03-05 00:00:00", "time %m%d%Y"},
        {"%Y%m%d%H%M", "202603051000", "2026-03-05 10:00:00", "time %Y%m%d %H:%M"},
        {"%d%b%Y", "5Mar2026", "2026-03-05 00:00:00", "time %d%b%Y"},
        {"%b %d, %Y", "Mar 5, 2026", "2026-03-05 00:00:00", "time %b %d %Y"},
        {"unix_ms", "1767225600123\n12", "2026-01-01 00:00:00\nnot a time",
         "time unix_ms"},
        {"unix_s", "1767225600\n17672256000", "2026-01-01 00:00:00\noutside 1990..2199",
         "time unix_s"},
        {"excel", "43831.5", "2020-01-01 12:00:00", "time excel"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.time_format = table[i].pattern;
        check_read(&options, table[i].lines, table[i].values, table[i].saved);
    }
}

static void patterns_are_refused(void **state)
{
    static const struct {
        const char *pattern, *words;
    } table[] = {
        {"%Q", "time_format is \"%Q\", and %Q is not known; known are %d %m"},
        {"%", "and % is not known"},
        {"", "which lacks a day, a month or a year"},
        {"%d/%m", "which lacks a day, a month or a year"},
        {"%d/%m/%Y x", "and something stands behind its last directive"},
        {"%d/%m-%Y", "what stands in front of %Y cannot stand there"},
        {"%d/%m/%Y/%m", "what stands in front of %m cannot stand there"},
        {"%d/%H/%Y", "what stands in front of %H cannot stand there"},
        {"%Y-%d-%m", "an order of day, month and year that is not known"},
        {"%y%m%d", "an order of day, month and year that is not known"},
        {"%d/%m/%Y %I:%M", "in which %I and %p do not stand together"},
        {"%d/%m/%Y %H:%M %p", "in which %I and %p do not stand together"},
        {"%d/%m/%Y %H", "which has hours without minutes"},
        {"%d/%m/%Y %M", "what stands in front of %M cannot stand there"},
        {"%d/%m/%Y %H:%M.%f", "what stands in front of %f cannot stand there"},
        {"%d%%%m%Y", "is not known"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    quen_format *format;
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.time_format = table[i].pattern;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, table[i].words,
                     quen_format_new(ctx, &options, &format));
        assert_null(format);
    }
}

/* --- golden --- */

static void golden_patterns(void **state)
{
    golden *g = golden_open("format.txt");
    char name[32], lines[8192];
    format_texts texts;
    int64_t times[FORMAT_TEXTS];
    size_t n;
    (void)state;
    for (int i = 0; i < 26; i++) {
        snprintf(name, sizeof name, "texts%d", i);
        snprintf(lines, sizeof lines, "%s", golden_text(g, name));
        for (char *c = lines; *c; c++)
            *c = *c == '|' ? '\n' : *c;
        snprintf(name, sizeof name, "times%d", i);
        const double *want = golden_get(g, name, &n);
        quen_format *format = format_learned(ctx, NULL, lines);
        format_texts_of(&texts, lines);
        assert_int_equal(texts.n, n);
        assert_ok(ctx, quen_format_read_times(ctx, format, &texts.column, n, times, NULL,
                                              NULL));
        for (size_t j = 0; j < n; j++)
            if (times[j] != (int64_t)want[j])
                fail_msg("pattern %d, row %zu: got %lld, expected %.0f", i, j,
                         (long long)times[j], want[j]);
        quen_format_free(format);
    }
    golden_close(g);
}

/* --- zones --- */

typedef struct zone_table {
    quen_zone zone;
    int64_t from[MAX_CHANGES];
    int32_t offset[MAX_CHANGES];
} zone_table;

static void zone_of(const golden *g, int i, zone_table *t)
{
    char name[32];
    size_t n;
    snprintf(name, sizeof name, "first%d", i);
    int32_t first = (int32_t)golden_one(g, name);
    snprintf(name, sizeof name, "from%d", i);
    const double *from = golden_get(g, name, &n);
    assert_true(n <= MAX_CHANGES);
    snprintf(name, sizeof name, "offset%d", i);
    const double *offset = golden_get(g, name, &n);
    for (size_t j = 0; j < n; j++) {
        t->from[j] = (int64_t)from[j];
        t->offset[j] = (int32_t)offset[j];
    }
    t->zone = (quen_zone){t->from, t->offset, n, first, 0};
}

static uint64_t count_of(const golden *g, const char *what, int i)
{
    char name[32];
    snprintf(name, sizeof name, "%s%d", what, i);
    return (uint64_t)golden_one(g, name);
}

/* Local times as texts, read by a format with the zone. */
static void check_zone(const golden *g, int i, const quen_zone *zone)
{
    char name[32], text[64], day[QUEN__DAY_WORDS];
    size_t n;
    format_texts texts = {.n = 0};
    int64_t times[FORMAT_TEXTS];
    quen_format_counts counts;
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    options.zone = zone;
    snprintf(name, sizeof name, "local%d", i);
    const double *local = golden_get(g, name, &n);
    for (size_t j = 0; j < n; j++) {
        int second = (int)quen__calendar_second_of_day((int64_t)local[j]);
        snprintf(text, sizeof text, "%s %02d:%02d:%02d",
                 quen__calendar_day_words((int64_t)local[j], day), second / 3600,
                 second / 60 % 60, second % 60);
        format_texts_push(&texts, text);
    }
    quen_format *format = format_seen(ctx, &options, &texts);
    quen_format_counts_init(&counts, sizeof counts);
    assert_ok(ctx, quen_format_finish(ctx, format));
    assert_ok(ctx, quen_format_read_times(ctx, format, &texts.column, texts.n, times,
                                          NULL, &counts));
    snprintf(name, sizeof name, "utc%d", i);
    const double *utc = golden_get(g, name, &n);
    for (size_t j = 0; j < n; j++)
        assert_int_equal(times[j], (int64_t)utc[j]);
    assert_int_equal(counts.twice, count_of(g, "twice", i));
    assert_int_equal(counts.skipped, count_of(g, "skipped", i));
    quen_format_free(format);
}

static void golden_zones(void **state)
{
    golden *g = golden_open("format.txt");
    static zone_table t;
    (void)state;
    for (int i = 0; i < 6; i++) {
        zone_of(g, i, &t);
        check_zone(g, i, &t.zone);
    }
    golden_close(g);
}

static void offsets_and_zones(void **state)
{
    static const int64_t from[] = {0, 1000000000};
    static const int32_t offset[] = {3600, 7200};
    quen_zone zone = {from, offset, 2, 0, 0};
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    quen_format *format;
    (void)state;
    options.utc_offset_s = 25200;
    check_read(&options, "2026-03-01 07:00\n2026-03-01 07:00Z\n2026-03-01",
               "2026-03-01 00:00:00\n2026-03-01 07:00:00\n2026-02-28 17:00:00",
               "time %Y-%m-%d %H:%M");
    check_read(&options, "1767225600", "2026-01-01 00:00:00", "time unix_s");
    options.zone = &zone;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: zone and utc_offset_s are both set",
                 quen_format_new(ctx, &options, &format));
    options.utc_offset_s = 0;
    check_read(&options, "2026-03-01 07:00\n1969-12-31 23:00\n2026-03-01 07:00+00",
               "2026-03-01 05:00:00\n1969-12-31 23:00:00\n2026-03-01 07:00:00",
               "time %Y-%m-%d %H:%M");
    zone.n = 0;
    zone.first_offset_s = -3600;
    check_read(&options, "2026-03-01 07:00", "2026-03-01 08:00:00",
               "time %Y-%m-%d %H:%M");
}

static void zones_are_refused(void **state)
{
    static const struct {
        int64_t from[2];
        int32_t offset[2], first;
        const char *words;
    } table[] = {
        {{1000, 0}, {3600, 0}, 0, "format: zone: change 1 does not come after the one"},
        {{0, 1000000}, {3600, 90000}, 0, "format: zone: offset 1 is 90000, not within"},
        {{0, 1000000}, {3600, 0}, -90000, "format: zone: first_offset_s is -90000"},
        {{INT64_MIN, 0},
         {3600, 0},
         0,
         "format: zone: change 0 is at -9223372036854775808"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    quen_format *format;
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        quen_zone zone = {table[i].from, table[i].offset, 2, table[i].first, 0};
        options.zone = &zone;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, table[i].words,
                     quen_format_new(ctx, &options, &format));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(clocks_zones_and_numbers_are_read),
        cmocka_unit_test(faults_stay_behind),
        cmocka_unit_test(days_are_more_than_years),
        cmocka_unit_test(columns_are_refused),
        cmocka_unit_test(patterns_are_read),
        cmocka_unit_test(patterns_are_refused),
        cmocka_unit_test(golden_patterns),
        cmocka_unit_test(golden_zones),
        cmocka_unit_test(offsets_and_zones),
        cmocka_unit_test(zones_are_refused),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
