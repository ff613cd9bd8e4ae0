/* JSON: texts that any parser reads, numbers that read back as they were. */
#include "support.h"

#include <float.h>
#include <math.h>

#include "core/rng.h"
#include "data/json/json.h"

#define ROOM 512

static char text[ROOM];

/* What was written, as a string. */
static const char *written(const quen__json *json)
{
    assert_true(json->size < ROOM);
    text[json->size] = '\0';
    return text;
}

static quen__json begin(void)
{
    return (quen__json){text, ROOM - 1, 0, 1};
}

#define assert_json(expected, ...)                                                       \
    do {                                                                                 \
        quen__json json = begin();                                                       \
        __VA_ARGS__;                                                                     \
        assert_string_equal(written(&json), expected);                                   \
    } while (0)

static void test_structure(void **state)
{
    (void)state;
    quen__json json = begin();
    quen__json_open(&json, '{');
    quen__json_put_int(&json, "a", -1);
    quen__json_name(&json, "b");
    quen__json_open(&json, '[');
    quen__json_open(&json, '[');
    quen__json_close(&json, ']');
    quen__json_null(&json);
    quen__json_open(&json, '{');
    quen__json_close(&json, '}');
    quen__json_close(&json, ']');
    quen__json_put_text(&json, "c", "");
    quen__json_close(&json, '}');
    assert_string_equal(written(&json), "{\"a\":-1,\"b\":[[],null,{}],\"c\":\"\"}");
}

static void test_texts(void **state)
{
    (void)state;
    assert_json("\"B\xc3\xacnh \xf0\x9f\x8d\x9c\"",
                quen__json_text(&json, "B\xc3\xacnh \xf0\x9f\x8d\x9c"));
    assert_json("\"\\\"\\\\/\"", quen__json_text(&json, "\"\\/"));
    assert_json("\"\\u0000\\u001f\\u000a\x7f\"",
                quen__json_bytes(&json, "\0\x1f\n\x7f", 4));
    assert_json("\"a\\ufffdb\\ufffd\"", quen__json_bytes(&json,
                                                         "a\xff"
                                                         "b\xc3",
                                                         4));
    assert_json("\"00ff10\"", quen__json_hex(&json, "\0\xff\x10", 3));
}

static void test_keys(void **state)
{
    (void)state;
    assert_json("\"k\":{\"kind\":\"number\",\"text\":\"-9223372036854775808\"}",
                quen__json_put_key(&json, "k", quen_key_int(INT64_MIN)));
    assert_json("\"k\":{\"kind\":\"text\",\"text\":\"An\\\"\"}",
                quen__json_put_key(&json, "k", quen_key_text("An\"")));
    assert_json("\"k\":{\"kind\":\"text\",\"text\":\"\"}",
                quen__json_put_key(&json, "k", quen_key_bytes(NULL, 0)));
    assert_json("\"k\":{\"kind\":\"bytes\",\"hex\":\"41c3\"}",
                quen__json_put_key(&json, "k", quen_key_text("A\xc3")));
    /* A surrogate, and more bytes than a character needs. */
    assert_json("\"k\":{\"kind\":\"bytes\",\"hex\":\"eda080\"}",
                quen__json_put_key(&json, "k", quen_key_text("\xed\xa0\x80")));
    assert_json("\"k\":{\"kind\":\"bytes\",\"hex\":\"c0af\"}",
                quen__json_put_key(&json, "k", quen_key_text("\xc0\xaf")));
}

static void test_whole_numbers(void **state)
{
    (void)state;
    assert_json("0", quen__json_int(&json, 0));
    assert_json("-9223372036854775808", quen__json_int(&json, INT64_MIN));
    assert_json("9223372036854775807", quen__json_int(&json, INT64_MAX));
    assert_json("18446744073709551615", quen__json_uint(&json, UINT64_MAX));
}

static void assert_money(int64_t amount, uint32_t decimals, const char *expected)
{
    quen_money money = {decimals, "EUR"};
    char whole[200];
    snprintf(whole, sizeof whole,
             "\"m\":{\"amount\":%lld,\"decimal\":\"%s\",\"currency\":\"EUR\"}",
             (long long)amount, expected);
    assert_json(whole, quen__json_put_money(&json, "m", amount, &money));
}

static void test_money(void **state)
{
    (void)state;
    quen_money untold = {QUEN_DECIMALS_UNKNOWN, ""};
    assert_money(4500, 2, "45.00");
    assert_money(-5, 2, "-0.05");
    assert_money(0, 2, "0.00");
    assert_money(45000, 0, "45000");
    assert_money(-7, 0, "-7");
    assert_money(0, 0, "0");
    assert_money(1, 18, "0.000000000000000001");
    assert_money(INT64_MIN, 18, "-9.223372036854775808");
    assert_money(INT64_MIN, 0, "-9223372036854775808");
    assert_json("\"m\":{\"amount\":7,\"decimal\":null,\"currency\":null}",
                quen__json_put_money(&json, "m", 7, &untold));
}

static void test_times(void **state)
{
    (void)state;
    assert_json("\"t\":{\"unix_s\":1767260000,\"utc\":\"2026-01-01T09:33:20Z\"}",
                quen__json_put_time(&json, "t", 1767260000));
    assert_json("\"t\":{\"unix_s\":-1,\"utc\":\"1969-12-31T23:59:59Z\"}",
                quen__json_put_time(&json, "t", -1));
    assert_json("\"t\":{\"unix_s\":7258118400,\"utc\":\"2200-01-01T00:00:00Z\"}",
                quen__json_put_time(&json, "t", QUEN_TIME_MAX + 1));
    assert_json("\"t\":{\"unix_s\":9223372036854775807,\"utc\":null}",
                quen__json_put_time(&json, "t", INT64_MAX));
}

/* --- fractions --- */

static void test_doubles_written(void **state)
{
    (void)state;
    assert_json("0.0", quen__json_double(&json, 0));
    assert_json("-0.0", quen__json_double(&json, -0.0));
    assert_json("1.0", quen__json_double(&json, 1));
    assert_json("-0.1", quen__json_double(&json, -0.1));
    assert_json("0.30000000000000004", quen__json_double(&json, 0.1 + 0.2));
    assert_json("100.0", quen__json_double(&json, 100));
    assert_json("0.0001", quen__json_double(&json, 1e-4));
    assert_json("1e-05", quen__json_double(&json, 1e-5));
    assert_json("1234567890123456.0", quen__json_double(&json, 1234567890123456));
    assert_json("1e+16", quen__json_double(&json, 1e16));
    assert_json("1e+23", quen__json_double(&json, 1e23));
    assert_json("9.5e-10", quen__json_double(&json, 9.5e-10));
    assert_json("5e-324", quen__json_double(&json, 4.9406564584124654e-324));
    assert_json("2.2250738585072014e-308", quen__json_double(&json, DBL_MIN));
    assert_json("1.7976931348623157e+308", quen__json_double(&json, DBL_MAX));
    assert_json("9007199254740992.0", quen__json_double(&json, 9007199254740992));
    assert_json("null", quen__json_double(&json, NAN));
    assert_json("null", quen__json_double(&json, INFINITY));
    assert_json("null", quen__json_double(&json, -INFINITY));
}

/* The fewest digits that the C library's correct rounding reads back. */
static int fewest(double x, char shortest[40])
{
    int digits = 0;
    do
        snprintf(shortest, 40, "%.*e", digits, x);
    while (strtod(shortest, NULL) != x && ++digits < 17);
    return digits + 1;
}

/* strtod() of mingw-w64 takes some numbers below a power of two for it. */
static int reads_right(double x)
{
    static const double below = 0x1.fffffffffffffp-792;
    int e;
    double m = frexp(x, &e);
    return strtod("7.67844768714563e-239", NULL) == below || (m > 0.51 && m < 0.99);
}

static void check_double(double x)
{
    char digits[QUEN__JSON_DIGITS], shortest[40];
    int point, n_shortest = fewest(x, shortest);
    quen__json json = begin();
    quen__json_double(&json, x);
    size_t n = quen__json_digits(x, digits, &point);
    assert_int_not_equal(digits[0], '0');
    assert_true(n == 1 || digits[n - 1] != '0');
    if (!reads_right(x))
        return;
    assert_true(strtod(written(&json), NULL) == x);
    /* Fewer will do below some powers of two, where doubles lie closer: digits that are
     * not the rounded ones may still be nearest to it. */
    assert_in_range(n, 1, n_shortest);
    assert_true(n == (size_t)n_shortest || frexp(x, &point) == 0.5);
}

static void test_doubles_read_back(void **state)
{
    (void)state;
    for (int e = -1074; e < 1024; e++) {
        double x = ldexp(1, e);
        check_double(x);
        check_double(nextafter(x, 0) > 0 ? nextafter(x, 0) : x);
        check_double(nextafter(x, INFINITY));
    }
    for (uint64_t i = 0; i < 20000; i++) {
        uint64_t bits = quen__random(7, 0, i) & (UINT64_MAX >> 1);
        double x;
        if (bits >> 52 == 0x7ff || bits == 0)
            continue;
        memcpy(&x, &bits, sizeof x);
        check_double(x);
        check_double((double)(1 + bits % 1000000) / 1000);
    }
}

/* --- room --- */

/* What finds no room is counted, and the bytes behind the room are not touched. */
static void test_counts(void **state)
{
    (void)state;
    for (size_t capacity = 0; capacity < 12; capacity++) {
        memset(text, '#', sizeof text);
        quen__json json = {text, capacity, 0, 1};
        quen__json_open(&json, '[');
        quen__json_text(&json, "abc");
        quen__json_int(&json, 12);
        quen__json_close(&json, ']');
        assert_int_equal(json.size, 10);
        for (size_t i = capacity; i < 20; i++)
            assert_true(text[i] == '#');
        if (capacity >= json.size)
            assert_memory_equal(text, "[\"abc\",12]", json.size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_doubles_written),
        cmocka_unit_test(test_doubles_read_back),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
