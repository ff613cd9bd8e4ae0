/*
 * Texts at the edges of what times and numbers are: each is read by a stated format, and
 * gives the value or the reason that stands beside it.
 */
#include "format_cases.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define FULL_TH "th\xc3\xa1ng"

static quen_context *ctx;

/* A text, and what it is read as. */
typedef struct edge {
    const char *text, *read;
} edge;

/* All at once, so that each wrong one is told. */
static void check_edges(const quen_format_options *options, const char *first,
                        const edge *edges, size_t n)
{
    int wrong = 0;
    quen_format *format = format_learned(ctx, options, first);
    for (size_t i = 0; i < n; i++) {
        const char *read = format_values(ctx, format, options->kind, edges[i].text);
        if (strcmp(read, edges[i].read) != 0) {
            print_error("\"%s\": read \"%s\", not \"%s\"\n", edges[i].text, read,
                        edges[i].read);
            wrong = 1;
        }
    }
    quen_format_free(format);
    assert_false(wrong);
}

/* --- times --- */

static void clocks(void **state)
{
    static const edge edges[] = {
        {"31/01/2026 12:00 AM", "2026-01-31 00:00:00"},
        {"31/01/2026 12:59:59 PM", "2026-01-31 12:59:59"},
        {"31/01/2026 0:30 AM", "2026-01-31 00:30:00"},
        {"31/01/2026 0:30 PM", "an hour that is not of this half of the day"},
        {"31/01/2026 13:30 PM", "2026-01-31 13:30:00"},
        {"31/01/2026 1:30 a.m.", "2026-01-31 01:30:00"},
        {"31/01/2026 1:30 p.m", "2026-01-31 13:30:00"},
        {"31/01/2026 1:30 P.M.", "2026-01-31 13:30:00"},
        {"31/01/2026 1:30 p", "a zone in letters that mean several things"},
        {"31/01/2026 1:30 p.", "text after the time"},
        {"31/01/2026 1:30 p.x", "text after the time"},
        {"31/01/2026 1:30 q.m.", "text after the time"},
        {"31/01/2026 123:30 PM", "hour not in 0 to 23"},
        {"31/01/2026 1:300 PM", "minutes are not two digits of 00 to 59"},
        {"31/01/2026 1:x PM", "minutes are not two digits of 00 to 59"},
        {"31/01/2026 1:30:x PM", "seconds are not two digits of 00 to 59"},
        {"31/01/2026 1:30:15,25 PM", "2026-01-31 13:30:15"},
        {"31/01/2026 1:30:15.x PM", "no digits after the seconds' decimal point"},
        {"31/01/2026", "2026-01-31 00:00:00"},
        {"31/01/2026, 1:30 PM", "2026-01-31 13:30:00"},
        {"31/01/2026 - 1:30 PM", "2026-01-31 13:30:00"},
        {"31/01/2026T1:30 PM", "2026-01-31 13:30:00"},
        {"31/01/2026/1:30 PM", "text after the time"},
        {"31/01/2026 (1:30 PM)", "2026-01-31 13:30:00"},
        {"1:30 PM 31/01/2026", "the clock on the other side of the date"},
        {"1:30 PM/31/01/2026", "not a time"},
        {"1:30 PM", "not a time"},
        {"1:99 31/01/2026", "minutes are not two digits of 00 to 59"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    options.time_format = "%d/%m/%Y %I:%M:%S %p";
    check_edges(&options, "31/01/2026 9:00 AM", edges, COUNT(edges));
}

static void zones(void **state)
{
    static const edge edges[] = {
        {"2026-01-31 09:00 +07", "2026-01-31 02:00:00"},
        {"2026-01-31 09:00+07:00", "2026-01-31 02:00:00"},
        {"2026-01-31 09:00 +0730", "2026-01-31 01:30:00"},
        {"2026-01-31 09:00 -07:30", "2026-01-31 16:30:00"},
        {"2026-01-31 09:00 UTC+7", "2026-01-31 02:00:00"},
        {"2026-01-31 09:00 GMT-3", "2026-01-31 12:00:00"},
        {"2026-01-31 09:00 (UTC)", "2026-01-31 09:00:00"},
        {"2026-01-31 09:00 UTC", "2026-01-31 09:00:00"},
        {"2026-01-31 09:00Z", "2026-01-31 09:00:00"},
        {"2026-01-31 09:00 +18:00", "2026-01-30 15:00:00"},
        {"2026-01-31 09:00 +18:01", "zone not within 18 hours of UTC"},
        {"2026-01-31 09:00 +0760", "zone not within 18 hours of UTC"},
        {"2026-01-31 09:00 +07:60", "not a zone like +07:00"},
        {"2026-01-31 09:00 +x", "not a zone like +07:00"},
        {"2026-01-31 09:00 +070", "not a zone like +07:00"},
        {"2026-01-31 09:00 +07000", "not a zone like +07:00"},
        {"2026-01-31 09:00 PST", "a zone in letters that mean several things"},
        {"2026-01-31 09:00 PST+1", "not a zone like +07:00"},
        {"20260131 0900", "a date of another form"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    options.time_format = "%Y-%m-%d %H:%M";
    check_edges(&options, "2026-01-31 09:00", edges, COUNT(edges));
}

static void compact(void **state)
{
    static const edge edges[] = {
        {"20260131", "2026-01-31 00:00:00"},
        {"20260131 0930", "2026-01-31 09:30:00"},
        {"20260131T093015", "2026-01-31 09:30:15"},
        {"20260131 2400", "no such time of day"},
        {"20260131 0960", "no such time of day"},
        {"20260131 093060", "no such time of day"},
        {"20260131 09305", "not a time like 09:05 after the date"},
        {"20260131 noon", "not a time like 09:05 after the date"},
        {"2026131 0930", "not a time like 09:05 after the date"},
        {"20260131 09:30", "2026-01-31 09:30:00"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    options.time_format = "%Y%m%d %H:%M";
    check_edges(&options, "20260131 0900", edges, COUNT(edges));
}

static void words_and_months(void **state)
{
    static const edge edges[] = {
        {"5 Mar 2026", "2026-03-05 00:00:00"},
        {"5 Mar. 2026", "2026-03-05 00:00:00"},
        {"5 " FULL_TH " 3 2026", "2026-03-05 00:00:00"},
        {"5 " FULL_TH " 13 2026", "not a time"},
        {"5 " FULL_TH " 333 2026", "not a time"},
        {"5 " FULL_TH " xin 2026", "not a time"},
        {"5 " FULL_TH " m\xc6\xb0\xe1\xbb\x9di hai 2026", "2026-12-05 00:00:00"},
        {"5 " FULL_TH " m\xc6\xb0\xe1\xbb\x9di 2026", "2026-10-05 00:00:00"},
        {"5 " FULL_TH " m\xc6\xb0\xe1\xbb\x9di ba 2026", "not a time"},
        {"5 " FULL_TH " 3 n\xc4\x83m 2026", "2026-03-05 00:00:00"},
        {"ng\xc3\xa0y 5 " FULL_TH " 3 n\xc4\x83m 2026", "2026-03-05 00:00:00"},
        {"Thu 5 Mar 2026", "2026-03-05 00:00:00"},
        {"Thu, 5 Mar 2026", "2026-03-05 00:00:00"},
        {"5th Mar 2026", "2026-03-05 00:00:00"},
        {"5 th 3 2026", "2026-03-05 00:00:00"},
        {"Th\xe1\xbb\xa9 n\xc4\x83m 5 Mar 2026", "2026-03-05 00:00:00"},
        {"Ba 5 Mar 2026", "not a time"},
        {"5\xc2\xa0Mar\xe2\x80\x89"
         "2026",
         "2026-03-05 00:00:00"},
        {"5 Mar/2026", "not a time"},
        {"5 Mar 2026 2027", "not a time like 09:05 after the date"},
        {"5 Mar", "not a time"},
        {"5", "not a time"},
        {"5 Mar 20261", "not a time"},
        {"5Mar2026", "a date with other marks"},
        {"5 3 2026", "a date of another form"},
        {"5 abcdefghijklmnopqrstuvwxyz 2026", "not a time"},
        {"5 Mar 123456789012345678901234567890", "not a time"},
        {"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
         "not a time like 09:05 after the date"},
        {"5 \xcc\x81Mar 2026", "not a time"},
        {"", "empty"},
        {"   ", "empty"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    options.time_format = "%d %b %Y";
    check_edges(&options, "5 Mar 2026", edges, COUNT(edges));
}

static void numbers_of_units(void **state)
{
    static const edge edges[] = {
        {"1767225600.123456789012345", "2026-01-01 00:00:00"},
        {"1767225600,9", "2026-01-01 00:00:00"},
        {"1767225600.12345678901234567890123", "text after the time"},
        {"1767225600.", "text after the time"},
        {"1767225600 12:00", "a clock beside a number"},
        {"17672256001767225600176", "outside 1990..2199"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    (void)state;
    options.time_format = "unix_s";
    check_edges(&options, "1767225600", edges, COUNT(edges));
}

/* --- numbers --- */

static void signs_and_currencies(void **state)
{
    static const edge edges[] = {
        {"1,250.50", "125050"},
        {"-1,250.50", "-125050"},
        {"1,250.50-", "-125050"},
        {"+5", "500"},
        {"5+", "500"},
        {"(5.00)", "-500"},
        {"((5.00))", "not a number"},
        {"(5.00", "not a number"},
        {"5.00)", "not a number"},
        {")5.00(", "not a number"},
        {"-(5.00)", "not a number"},
        {"--5", "not a number"},
        {"5.-", "a dash in place of decimals"},
        {"5,-", "a dash in place of decimals"},
        {"-5.", "-500"},
        {"=\"45.00\"", "4500"},
        {"=\"45.00", "not a number"},
        {"=45.00", "not a number"},
        {"'45.00", "4500"},
        {"'", "not a number"},
        {"$5.00", "500"},
        {"5.00 USD", "500"},
        {"USD 5.00", "500"},
        {"USD 5.00 USD", "500"},
        {"$5.00 EUR", "two currencies beside one amount"},
        {"$5.00 AUD", "500"},
        {"AUD 5.00 $", "500"},
        {"\xc2\xa5"
         "5.00 CNY",
         "500"},
        {"\xc2\xa5"
         "5.00 $",
         "two currencies beside one amount"},
        {"kr 5.00 SEK", "500"},
        {"kr 5.00 USD", "two currencies beside one amount"},
        {"5.00 INR Rs.", "500"},
        {"5.00 CR", "CR or DR beside an amount, which mean the opposite in other books"},
        {"dr 5.00", "CR or DR beside an amount, which mean the opposite in other books"},
        {"5%", "a percentage"},
        {"5 x", "not a number"},
        {"Rs.500", "50000"},
        {"1/2", "not a number"},
        {"5 /", "not a number"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    options.decimals = 2;
    check_edges(&options, "1,250.50\n8.25", edges, COUNT(edges));
}

static void marks_and_digits(void **state)
{
    static const edge edges[] = {
        {"5'000", "marks that do not fit a point for decimals"},
        {"5_000", "marks that do not fit a point for decimals"},
        {"5'", "not a number"},
        {"1,00,000.00", "10000000"},
        {"12,34,567.89", "123456789"},
        {"123,45,678.00", "marks that do not fit a point for decimals"},
        {"0,250.50", "marks that do not fit a point for decimals"},
        {"01,250.50", "marks that do not fit a point for decimals"},
        {"1,25.50", "marks that do not fit a point for decimals"},
        {"1.250,50", "marks that do not fit a point for decimals"},
        {"1,250,50", "marks that do not fit a point for decimals"},
        {"1.2.3", "marks that do not fit a point for decimals"},
        {"1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8",
         "marks that do not fit a point for decimals"},
        {"1,234,567,890,123,456,789", "too large for 64 bits"},
        {"92,233,720,368,547,758.07", "9223372036854775807"},
        {"92,233,720,368,547,758.08", "too large for 64 bits"},
        {"1234567890123456789012345678901234567890", "too large for 64 bits"},
        {".", "not a number"},
        {"-", "not a number"},
        {"\xff", "not a number"},
        {"5\xff", "not a number"},
        {"5 \xe2\x82", "not a number"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    options.decimals = 2;
    check_edges(&options, "1,250.50\n8.25", edges, COUNT(edges));
}

static void amounts_in_groups_of_other_marks(void **state)
{
    static const edge edges[] = {
        {"1'250.50", "125050"},
        {"1'250'000", "125000000"},
        {"1,250.50", "marks that do not fit a point for decimals"},
        {"1'25.50", "marks that do not fit a point for decimals"},
        {"1'250 .50", "not a number"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    options.decimals = 2;
    check_edges(&options, "1'250.50\n8.25", edges, COUNT(edges));
}

static int begin_all(void **state)
{
    (void)state;
    ctx = support_context(1, QUEN_SIMD_AUTO);
    return 0;
}

static int end_all(void **state)
{
    (void)state;
    quen_context_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks),
        cmocka_unit_test(zones),
        cmocka_unit_test(compact),
        cmocka_unit_test(words_and_months),
        cmocka_unit_test(numbers_of_units),
        cmocka_unit_test(signs_and_currencies),
        cmocka_unit_test(marks_and_digits),
        cmocka_unit_test(amounts_in_groups_of_other_marks),
    };
    return cmocka_run_group_tests(tests, begin_all, end_all);
}
