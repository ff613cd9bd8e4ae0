/*
 * Strict text to time and money. Most tests are tables of text and expected value or
 * reason, so that a new oddity found in somebody's export costs one line here.
 */
#include "support.h"

#include <stdbool.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
static quen_context *ctx;

#define UNCHANGED INT64_C(-987654321)

/* A copy of exactly this size on the heap: a read past the end is then found. */
static char *exact(const char *text)
{
    size_t size = strlen(text);
    char *copy = malloc(size ? size : 1);

    assert_non_null(copy);
    memcpy(copy, text, size);
    return copy;
}

/* NULL, or the reason why a text was refused. */
static const char *reason_of(quen_status status)
{
    if (status == QUEN_OK)
        return NULL;
    assert_int_equal(status, QUEN_ERR_ARGUMENT);
    return quen_context_message(ctx);
}

static void check(const char *text, const char *got, const char *want)
{
    if (!got != !want || (got && want && strcmp(got, want) != 0))
        fail_msg("\"%s\": got \"%s\", expected \"%s\"", text, got ? got : "success",
                 want ? want : "success");
}

static void check_value(const char *text, int64_t got, int64_t want)
{
    if (got != want)
        fail_msg("\"%s\": got %lld, expected %lld", text, (long long)got,
                 (long long)want);
}

/* --- times --- */

static void check_time(const char *text, int32_t offset_s, const char *reason,
                       int64_t want)
{
    char *copy = exact(text);
    int64_t value = UNCHANGED;

    check(text, reason_of(quen_parse_time(ctx, copy, strlen(text), offset_s, &value)),
          reason);
    check_value(text, value, reason ? UNCHANGED : want);
    free(copy);
}

static void times_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t want;
    } table[] = {
        {"1970-01-01", 0},
        {"1970-01-01 00:00:00", 0},
        {"1969-12-31 23:59:59", -1},
        {"1969-12-31T23:59:59.999", -1},
        {"2024-03-01", 1709251200},
        {"2024-02-29", 1709164800},
        {"2000-02-29", 951782400},
        {"0001-01-01", INT64_C(-62135596800)},
        {"9999-12-31T23:59:59Z", INT64_C(253402300799)},
        {"2038-01-19 03:14:08", INT64_C(2147483648)},
        {"20240301", 1709251200},
        {"2024/03/01", 1709251200},
        {"2024/3/1", 1709251200},
        {"2024-3-1", 1709251200},
        {"2024/3/1 9:05", 1709283900},
        {"2024/3/1 0:05", 1709251500},
        {"20240301 09:05", 1709283900},
        {"2024-03-01T09:05", 1709283900},
        {"2024-03-01t09:05:00z", 1709283900},
        {"2024-03-01 09:05:00", 1709283900},
        {"2024-03-01 09:05:00.5", 1709283900},
        {"2024-03-01 09:05:00,123456789012345678901", 1709283900},
        {"2024-03-01T09:05Z", 1709283900},
        {"2024-03-01T09:05+00:00", 1709283900},
        {"2024-03-01T09:05-00:00", 1709283900},
        {"2024-03-01T09:05:00+07:00", 1709258700},
        {"2024-03-01T09:05:00+0700", 1709258700},
        {"2024-03-01T09:05:00+07", 1709258700},
        {"2024-03-01 09:05:00 +0700", 1709258700},
        {"2024-03-01 09:05:00.25-0330", 1709296500},
        {"2024-03-01 09:05 Z", 1709283900},
        {"2024-03-01T09:05:00+18:00", 1709219100},
        {"2023-12-31 23:59:59", 1704067199},
        {"2100-03-01", INT64_C(4107542400)},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        check_time(table[i].text, 0, NULL, table[i].want);
}

static void dates_are_refused(void)
{
    static const char *const date = "not a date like 2024-03-01";
    static const char *const day = "no such day in this month";
    static const char *const month = "month not in 1 to 12";
    const struct {
        const char *text;
        const char *reason;
    } table[] = {
        {"", "empty"},         {"x", date},
        {"2024", date},        {"2024-", date},
        {"2024-03", date},     {"2024-03-", date},
        {"2024-03-001", date}, {"2024-003-01", date},
        {"2024-03/01", date},  {"2024.03.01", date},
        {"01/03/2024", date},  {"202403", date},
        {"2024030", date},     {"202403011", date},
        {"24-03-01", date},    {"12024-03-01", date},
        {"-2024-03-01", date}, {" 2024-03-01", date},
        {"1709251200", date},  {"0000-01-01", "year 0"},
        {"2024-00-01", month}, {"2024-13-01", month},
        {"20241301", month},   {"2024-01-00", day},
        {"2024-01-32", day},   {"2024-04-31", day},
        {"2024-02-30", day},   {"2023-02-29", day},
        {"1900-02-29", day},   {"2100-02-29", day},
    };

    for (size_t i = 0; i < COUNT(table); i++)
        check_time(table[i].text, 0, table[i].reason, 0);
}

static void clocks_are_refused(void)
{
    static const char *const clock = "not a time like 09:05 after the date";
    static const char *const zone = "not a zone like +07:00";
    const struct {
        const char *text;
        const char *reason;
    } table[] = {
        {"2024-03-01x", "text after the date"},
        {"2024-03-01Z", "text after the date"},
        {"2024-03-01+07:00", "text after the date"},
        {"2024-03-01T", clock},
        {"2024-03-01 ", clock},
        {"2024-03-01  09:05", clock},
        {"2024-03-01 09", clock},
        {"2024-03-01 09:", clock},
        {"2024-03-01 09:5", clock},
        {"2024-03-01 0905", clock},
        {"20240301T0905", clock},
        {"2024-03-01 24:00", "hour not in 0 to 23"},
        {"2024-03-01 09:60", "minute not in 0 to 59"},
        {"2024-03-01 09:05:60", "second not in 0 to 59"},
        {"2024-03-01 09:05:", "seconds are not two digits"},
        {"2024-03-01 09:05:7", "seconds are not two digits"},
        {"2024-03-01 09:05:07.", "no digits after the seconds' decimal point"},
        {"2024-03-01 09:05:07.x", "no digits after the seconds' decimal point"},
        {"2024-03-01 09:05:07 ", zone},
        {"2024-03-01 09:05:07 PM", zone},
        {"2024-03-01 09:05PM", "text after the date"},
        {"2024-03-01 09:05:071", "text after the date"},
        {"2024-03-01 09:05+", zone},
        {"2024-03-01 09:05+7", zone},
        {"2024-03-01 09:05+07:", zone},
        {"2024-03-01 09:05+07:0", zone},
        {"2024-03-01 09:05+070", zone},
        {"2024-03-01 09:05+07x", zone},
        {"2024-03-01 09:05+07:00x", "text after the date"},
        {"2024-03-01 09:05+07:60", "zone not within 18 hours of UTC"},
        {"2024-03-01 09:05+18:01", "zone not within 18 hours of UTC"},
        {"2024-03-01 09:05-19:00", "zone not within 18 hours of UTC"},
        {"2024-03-01 09:05Zx", "text after the date"},
    };

    for (size_t i = 0; i < COUNT(table); i++)
        check_time(table[i].text, 0, table[i].reason, 0);
}

static void times_are_refused(void **state)
{
    (void)state;
    dates_are_refused();
    clocks_are_refused();
}

static void the_offset_is_for_times_without_zone(void **state)
{
    (void)state;
    check_time("1970-01-01 07:00", 25200, NULL, 0);
    check_time("1970-01-01", 25200, NULL, -25200);
    check_time("1970-01-01", -18000, NULL, 18000);
    check_time("1970-01-01 07:00Z", 25200, NULL, 25200);
    check_time("1970-01-01 07:00+01:00", 25200, NULL, 21600);
    check_time("1970-01-01", INT32_MIN, NULL, INT64_C(2147483648));
}

static void bytes_behind_the_size_do_not_count(void **state)
{
    int64_t value = UNCHANGED;

    (void)state;
    assert_ok(ctx, quen_parse_time(ctx, "2024-03-01 09:05", 10, 0, &value));
    assert_int_equal(value, 1709251200);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "text after the date",
                 quen_parse_time(ctx, "2024-03-01\0", 11, 0, &value));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "empty",
                 quen_parse_time(ctx, NULL, 0, 0, &value));
}

/* Walk the calendar of 400 years and a bit by hand, a day at a time. */
static void days_follow_one_another(void **state)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    char text[64];
    int64_t want = INT64_C(-11676096000); /* 1600-01-01 */
    int64_t value;

    (void)state;
    for (int year = 1600; year <= 2024; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            int length = lengths[month - 1] + (month == 2 && leap);
            for (int day = 1; day <= length; day++, want += 86400) {
                int n = snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                check(text, reason_of(quen_parse_time(ctx, text, (size_t)n, 0, &value)),
                      NULL);
                check_value(text, value, want);
            }
        }
}

/* --- decimals --- */

static void decimals_are_read(void **state)
{
    static const struct {
        const char *text;
        unsigned decimals;
        int64_t want;
        bool rounded;
    } table[] = {
        {"0", 2, 0, false},
        {"-0.00", 2, 0, false},
        {"12.5", 2, 1250, false},
        {"+12.50", 2, 1250, false},
        {"-12.5", 2, -1250, false},
        {"12", 0, 12, false},
        {"350000", 0, 350000, false},
        {".5", 1, 5, false},
        {"5.", 1, 50, false},
        {"0.29", 2, 29, false},
        {"1.005", 2, 101, true},
        {"-1.005", 2, -101, true},
        {"1.004999999999999999999999999", 2, 100, true},
        {"1.00500000000000000000000000", 2, 101, true},
        {"1.0000000000000000000000000", 2, 100, false},
        {"0.5", 0, 1, true},
        {"-0.5", 0, -1, true},
        {"0.49", 0, 0, true},
        {"-0.4", 0, 0, true},
        {"9.995", 2, 1000, true},
        {"0.000000000000000001", 18, 1, false},
        {"9.223372036854775807", 18, INT64_MAX, false},
        {"-9.223372036854775808", 18, INT64_MIN, false},
        {"92233720368547758.07", 2, INT64_MAX, false},
        {"92233720368547758.074", 2, INT64_MAX, true},
        {"-92233720368547758.084", 2, INT64_MIN, true},
        {"-92233720368547758.075", 2, INT64_MIN, true},
        {"0000000000000000000000000000001.5", 2, 150, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        const char *text = table[i].text;
        char *copy = exact(text);
        int64_t value = UNCHANGED;
        int rounded = !table[i].rounded;
        check(text,
              reason_of(quen_parse_decimal(ctx, copy, strlen(text), table[i].decimals,
                                           &value, &rounded)),
              NULL);
        check_value(text, value, table[i].want);
        assert_int_equal(rounded, table[i].rounded);
        assert_ok(ctx, quen_parse_decimal(ctx, copy, strlen(text), table[i].decimals,
                                          &value, NULL));
        free(copy);
    }
}

static void decimals_are_refused(void **state)
{
    static const char *const no = "not a number";
    static const char *const large = "too large for 64 bits";
    static const char *const comma = "comma in a number, please write 1234.50";
    const struct {
        const char *text;
        const char *reason;
    } table[] = {
        {"", "empty"},
        {"-", no},
        {"+", no},
        {".", no},
        {"-.", no},
        {"--1", no},
        {"1.2.3", no},
        {"1 000", no},
        {" 1", no},
        {"1 ", no},
        {"$5", no},
        {"5$", no},
        {"nan", no},
        {"inf", no},
        {"0x1p3", no},
        {"1'000", no},
        {"1_000", no},
        {"1,000", comma},
        {"1,000.50", comma},
        {"12,50", comma},
        {",5", comma},
        {"1.5,0", comma},
        {"1e3", "exponent in a number"},
        {"1.5E-3", "exponent in a number"},
        {"92233720368547758.08", large},
        {"92233720368547758.075", large},
        {"-92233720368547758.09", large},
        {"-92233720368547758.085", large},
        {"184467440737095516.155", large},
        {"184467440737095516.16", large},
        {"99999999999999999999999999999999999999999", large},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        char *copy = exact(table[i].text);
        int64_t value = UNCHANGED;
        int rounded = true;
        check(table[i].text,
              reason_of(quen_parse_decimal(ctx, copy, strlen(table[i].text), 2, &value,
                                           &rounded)),
              table[i].reason);
        check_value(table[i].text, value, UNCHANGED);
        assert_int_equal(rounded, 1);
        free(copy);
    }
}

static void too_many_decimals_are_refused(void **state)
{
    int64_t value;

    (void)state;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "more than 18 decimals",
                 quen_parse_decimal(ctx, "1", 1, 19, &value, NULL));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "more than 18 decimals",
                 quen_parse_product(ctx, "1", 1, "1", 1, 19, &value, NULL));
}

/* --- products --- */

static void check_product(const char *quantity, const char *price, unsigned decimals,
                          const char *reason, int64_t want)
{
    char *q = exact(quantity);
    char *p = exact(price);
    int64_t value = UNCHANGED;

    check(price,
          reason_of(quen_parse_product(ctx, q, strlen(quantity), p, strlen(price),
                                       decimals, &value, NULL)),
          reason);
    check_value(price, value, reason ? UNCHANGED : want);
    free(q);
    free(p);
}

static void products_are_exact(void **state)
{
    static const struct {
        const char *quantity;
        const char *price;
        unsigned decimals;
        int64_t want;
    } table[] = {
        {"6", "2.55", 2, 1530},
        {"-6", "2.55", 2, -1530},
        {"6", "-2.55", 2, -1530},
        {"-6", "-2.55", 2, 1530},
        {"0", "2.55", 2, 0},
        {"-0", "2.55", 2, 0},
        {"2", "350000", 0, 700000},
        {"0.335", "2.99", 2, 100},
        {"0.5", "0.01", 2, 1},
        {"-0.5", "0.01", 2, -1},
        {"0.4999999999", "0.01", 2, 0},
        {"-0.4999999999", "0.01", 2, 0},
        {"1.5", "1.5", 0, 2},
        {"1.5", "1", 0, 2},
        {"-1.5", "1", 0, -2},
        {"0.1", "0.1", 18, INT64_C(10000000000000000)},
        {"1000000000", "1000000000", 0, INT64_C(1000000000000000000)},
        {"0.000000000000000001", "999999999999999999", 0, 1},
        {"0.000000000000000001", "0.000000000000000001", 18, 0},
        {"0.999999999999999999", "0.999999999999999999", 18, INT64_C(999999999999999998)},
        {"0.999999999999999999", "0.999999999999999999", 2, 100},
        {"188232082384791343", "49", 0, INT64_MAX},
        {"188232082384791343", "0.49", 2, INT64_MAX},
        {"-4294967296", "2147483648", 0, INT64_MIN},
        {"-42949672.96", "-21474836.47", 4, INT64_C(9223372032559808512)},
        {"0000000000000000000000001.50", "2.000000000000000000000000", 2, 300},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        check_product(table[i].quantity, table[i].price, table[i].decimals, NULL,
                      table[i].want);
}

static void products_tell_rounding(void **state)
{
    static const struct {
        const char *quantity;
        const char *price;
        bool rounded;
    } table[] = {
        {"6", "2.55", false},       {"0.5", "0.02", false}, {"0.335", "2.99", true},
        {"1", "0.001", true},       {"1", "0.009", true},   {"10", "0.0010", false},
        {"0", "0.00001", false},    {"-1.1", "1.1", false}, {"-1.1", "1.15", true},
        {"0.1001", "10000", false}, {"3", "0.3333", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        const char *q = table[i].quantity;
        const char *p = table[i].price;
        int64_t value;
        int rounded = !table[i].rounded;
        check(p,
              reason_of(quen_parse_product(ctx, q, strlen(q), p, strlen(p), 2, &value,
                                           &rounded)),
              NULL);
        assert_int_equal(rounded, table[i].rounded);
    }
}

static void products_are_refused(void **state)
{
    static const char *const large = "too large for 64 bits";
    static const char *const digits = "more than 18 digits";

    (void)state;
    check_product("", "1", 2, "empty", 0);
    check_product("1", "", 2, "empty", 0);
    check_product("x", "1", 2, "not a number", 0);
    check_product("1", "1,5", 2, "comma in a number, please write 1234.50", 0);
    check_product("1e2", "1", 2, "exponent in a number", 0);
    check_product("1234567890123456789", "1", 2, digits, 0);
    check_product("1", "1.234567890123456789", 2, digits, 0);
    check_product("4294967296", "2147483648", 0, large, 0);
    check_product("-4294967296", "2147483649", 0, large, 0);
    check_product("4294967296", "4294967296", 0, large, 0);
    check_product("4294967295", "4294967297.5", 0, large, 0);
    check_product("999999999999999999", "999999999999999999", 0, large, 0);
    check_product("999999999999999999", "999999999999999999", 18, large, 0);
    check_product("999999999999999999", "1", 18, large, 0);
    check_product("188232082384791343.5", "49", 0, digits, 0);
}

/* Against plain arithmetic wherever that does not overflow. */
static void products_agree_with_multiplication(void **state)
{
    uint64_t seed = 1;
    char q[32];
    char p[32];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        int64_t a;
        int64_t b;
        int64_t exact_product;
        int64_t want;
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        a = (int64_t)(seed >> 33) - (INT64_C(1) << 30);
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        b = (int64_t)(seed >> 33);
        exact_product = a * b; /* in units of 10^-5 */
        want = (llabs(exact_product) + 500) / 1000 * (a < 0 ? -1 : 1);
        snprintf(q, sizeof q, "%s%lld.%03lld", a < 0 ? "-" : "", llabs(a) / 1000,
                 llabs(a) % 1000);
        snprintf(p, sizeof p, "%lld.%02lld", (long long)b / 100, (long long)b % 100);
        check_product(q, p, 2, NULL, want);
    }
}

/* --- memory --- */

/* None is asked for, so none can fail. */
static quen_status read_everything(quen_context *failing, void *user)
{
    int64_t value;
    quen_status status = quen_parse_time(failing, "2024-03-01", 10, 0, &value);
    if (status == QUEN_OK)
        status = quen_parse_decimal(failing, "1.5", 3, 2, &value, NULL);
    if (status == QUEN_OK)
        status = quen_parse_product(failing, "3", 1, "1.5", 3, 2, &value, NULL);
    (void)user;
    return status;
}

static void memory_is_not_needed(void **state)
{
    (void)state;
    support_each_oom(read_everything, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(times_are_refused),
        cmocka_unit_test(the_offset_is_for_times_without_zone),
        cmocka_unit_test(bytes_behind_the_size_do_not_count),
        cmocka_unit_test(days_follow_one_another),
        cmocka_unit_test(decimals_are_read),
        cmocka_unit_test(decimals_are_refused),
        cmocka_unit_test(too_many_decimals_are_refused),
        cmocka_unit_test(products_are_exact),
        cmocka_unit_test(products_tell_rounding),
        cmocka_unit_test(products_are_refused),
        cmocka_unit_test(products_agree_with_multiplication),
        cmocka_unit_test(memory_is_not_needed),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
