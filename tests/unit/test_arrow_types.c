/*
 * Orders from Arrow streams: each format in each role, with and without nulls, as it is
 * and as a dictionary, sliced and cut in every way, holds what plain lines hold.
 */
#include "support.h"

#include "arrow.h"
#include "same_log.h"

#define N 300
#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { CUSTOMER, ORDER, ITEM, TIME, QUANTITY, MONEY, ROLES };

static const char *const names[ROLES] = {"customer", "order",    "item",
                                         "time",     "quantity", "money"};

/* N lines as text, as columns of text, and as a log takes them. */
typedef struct table {
    char text[ROLES][N][48];
    const char *values[ROLES][N];
    arrow_column columns[ROLES];
    quen_order_line lines[N];
} table;

static quen_context *ctx;

static const arrow_shape shapes[] = {
    {.batch = 0},
    {.batch = 7},
    {.parent_offset = 3, .child_offset = 5, .extra = 2},
    {.child_offset = 9, .unknown_nulls = 1, .unaligned = 1},
    {.batch = 100, .parent_offset = 11, .child_offset = 13, .extra = 1, .unaligned = 3},
    {.batch = 290, .unknown_nulls = 1},
};

static void put(table *t, size_t role, size_t i, long long value)
{
    snprintf(t->text[role][i], sizeof t->text[role][i], "%lld", value);
    t->values[role][i] = t->text[role][i];
}

/* Keys of two digits, which each format can hold. */
static void make_table(table *t)
{
    static const char *const formats[ROLES] = {"l", "i", "u", "tss:Z", "l", "l"};
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < N; i++) {
        quen_order_line *line = &t->lines[i];
        long long n = (long long)i;
        put(t, CUSTOMER, i, 10 + n * 7 % 90);
        put(t, ORDER, i, 10 + n * 13 % 80);
        put(t, ITEM, i, 10 + n * 31 % 70);
        put(t, TIME, i, n * 86400 * 20 - 200 * 86400 + n);
        put(t, QUANTITY, i, n % 11 - 3);
        put(t, MONEY, i, n * 17 % 120 - 20);
        line->customer = quen_key_int(10 + n * 7 % 90);
        line->order = quen_key_int(10 + n * 13 % 80);
        line->item = quen_key_text(t->text[ITEM][i]);
        line->time_s = n * 86400 * 20 - 200 * 86400 + n;
        line->quantity = n % 11 - 3;
        line->amount = (n * 17 % 120 - 20) * 100;
    }
    for (size_t role = 0; role < ROLES; role++)
        t->columns[role] =
            (arrow_column){names[role], formats[role], NULL, t->values[role]};
}

static quen_arrow_options options_of(void)
{
    quen_arrow_options o;
    quen_arrow_options_init(&o, sizeof o);
    o.customer = names[CUSTOMER];
    o.order = names[ORDER];
    o.item = names[ITEM];
    o.time = names[TIME];
    o.quantity = names[QUANTITY];
    o.amount = names[MONEY];
    return o;
}

static quen_orders *expected_log(const table *t)
{
    quen_orders *log = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &log));
    assert_ok(ctx, quen_orders_add(ctx, log, t->lines, N));
    assert_ok(ctx, quen_orders_finish(ctx, log));
    return log;
}

/* The table through a stream of every shape, against its lines. */
static void check_table(const table *t, const quen_arrow_options *o)
{
    quen_orders *expected = expected_log(t);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        struct ArrowArrayStream stream;
        quen_orders *log = NULL;
        arrow_stream(&stream, t->columns, ROLES, N, &shapes[i]);
        quen_status status = quen_orders_from_arrow(ctx, &stream, o, &log);
        if (status != QUEN_OK)
            for (size_t role = 0; role < ROLES; role++)
                print_error("%s %s %s\n", names[role], t->columns[role].format,
                            t->columns[role].index ? t->columns[role].index : "");
        assert_ok(ctx, status);
        assert_null(stream.release);
        assert_same_log(ctx, expected, log);
        quen_orders_free(log);
    }
    quen_orders_free(expected);
    assert_int_equal(arrow_alive().arrays + arrow_alive().schemas, 0);
    assert_int_equal(arrow_alive().streams, 0);
}

/* As it is, and as the values of dictionaries with indices of several sizes. */
static void check_column(table *t, size_t role, const char *format,
                         const quen_arrow_options *o)
{
    static const char *const indices[] = {NULL, "s", "I", "l", "L"};
    t->columns[role].format = format;
    for (size_t i = 0; i < COUNT(indices); i++) {
        t->columns[role].index = indices[i];
        check_table(t, o);
    }
}

/* --- keys --- */

static quen_key *key_of(quen_order_line *line, size_t role)
{
    return role == CUSTOMER ? &line->customer
           : role == ORDER  ? &line->order
                            : &line->item;
}

/* Every fifth key is null, and an empty string now and then. */
static void make_keys(table *t, size_t role, int text, int nulls)
{
    make_table(t);
    for (size_t i = 0; i < N; i++) {
        quen_key *key = key_of(&t->lines[i], role);
        *key = text ? quen_key_text(t->text[role][i])
                    : quen_key_int(strtoll(t->text[role][i], NULL, 10));
        if (nulls && i % 5 == 2) {
            t->values[role][i] = NULL;
            *key = (quen_key){0};
        }
    }
}

static void each_key_format(int text, const char *const *formats, size_t n)
{
    static table t;
    quen_arrow_options o = options_of();
    for (size_t role = 0; role <= ITEM; role++)
        for (int nulls = 0; nulls <= (role < ITEM); nulls++)
            for (size_t i = 0; i < n; i++) {
                make_keys(&t, role, text, nulls);
                check_column(&t, role, formats[i], &o);
            }
}

static void test_numbers_as_keys(void **state)
{
    static const char *const formats[] = {"c", "C", "s", "S", "i",
                                          "I", "l", "L", "f", "g"};
    (void)state;
    each_key_format(0, formats, COUNT(formats));
}

static void test_texts_as_keys(void **state)
{
    static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz", "w:2"};
    (void)state;
    each_key_format(1, formats, COUNT(formats));
}

/* Short and long strings, empty ones, and bytes beyond a view's own twelve. */
static void test_strings_of_any_size(void **state)
{
    static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz"};
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    for (size_t f = 0; f < COUNT(formats); f++) {
        make_table(&t);
        for (size_t i = 0; i < N; i++) {
            snprintf(t.text[ITEM][i], sizeof t.text[ITEM][i], "%.*s\xc3\xa9",
                     (int)(i % 40), "a customer's name may be as long as this one is");
            t.values[ITEM][i] = i % 9 ? t.text[ITEM][i] : "";
            t.lines[i].item = quen_key_text(t.values[ITEM][i]);
        }
        check_column(&t, ITEM, formats[f], &o);
    }
}

static void test_nan_is_no_key(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    make_table(&t);
    for (size_t i = 0; i < N; i += 3) {
        t.values[CUSTOMER][i] = i % 2 ? "nan" : NULL;
        t.lines[i].customer = (quen_key){0};
    }
    check_column(&t, CUSTOMER, "g", &o);
    check_column(&t, CUSTOMER, "f", &o);
}

static void test_largest_keys(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    make_table(&t);
    t.values[CUSTOMER][0] = "9223372036854775807";
    t.lines[0].customer = quen_key_int(INT64_MAX);
    check_column(&t, CUSTOMER, "L", &o);
    t.values[CUSTOMER][1] = "-9223372036854775808";
    t.lines[1].customer = quen_key_int(INT64_MIN);
    check_column(&t, CUSTOMER, "l", &o);
    t.values[CUSTOMER][0] = "9007199254740992";
    t.lines[0].customer = quen_key_int(INT64_C(1) << 53);
    t.values[CUSTOMER][1] = "-9007199254740992";
    t.lines[1].customer = quen_key_int(-(INT64_C(1) << 53));
    check_column(&t, CUSTOMER, "g", &o);
}

static void test_columns_of_nulls(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    make_table(&t);
    for (size_t i = 0; i < N; i++) {
        t.values[CUSTOMER][i] = t.values[ORDER][i] = NULL;
        t.lines[i].customer = t.lines[i].order = (quen_key){0};
    }
    t.columns[ORDER].format = "n";
    check_column(&t, CUSTOMER, "n", &o);
    t.columns[ORDER].format = "U";
    check_column(&t, CUSTOMER, "vu", &o);
    t.columns[ORDER].format = "l";
    check_column(&t, CUSTOMER, "g", &o);
}

/* Columns that the options do not name are looked at by nobody. */
static void test_columns_left_out(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    make_table(&t);
    t.columns[CUSTOMER].format = t.columns[ORDER].format = "b";
    t.columns[QUANTITY].format = "b";
    o.customer = o.order = o.quantity = NULL;
    for (size_t i = 0; i < N; i++) {
        t.lines[i].customer = t.lines[i].order = (quen_key){0};
        t.lines[i].quantity = 1;
    }
    check_table(&t, &o);
}

/* --- times --- */

/* A format's raw values: local seconds times `per`, `days` days each, and a bit more. */
static void make_times(table *t, int64_t per, int64_t days, int64_t offset)
{
    make_table(t);
    for (size_t i = 0; i < N; i++) {
        int64_t unit = days ? 86400 : 1, n = (int64_t)i;
        int64_t local = n * 3000000 - 300000000 + n;
        local = days ? (n * 35 - 3500) * unit : local;
        put(t, TIME, i, (long long)(local / unit * per + (days ? 0 : (n * 997) % per)));
        t->lines[i].time_s = local - offset;
    }
}

static void test_times(void **state)
{
    static const struct {
        const char *format;
        int64_t per, days;
        int local;
    } table_of[] = {
        {"tss:UTC", 1, 0, 0},
        {"tsm:Asia/Ho_Chi_Minh", 1000, 0, 0},
        {"tsu:+07:00", 1000000, 0, 0},
        {"tsn:Z", 1000000000, 0, 0},
        {"tss:", 1, 0, 1},
        {"tsm:", 1000, 0, 1},
        {"tsu:", 1000000, 0, 1},
        {"tsn:", 1000000000, 0, 1},
        {"tdD", 1, 1, 1},
        {"tdm", 86400000, 1, 1},
        {"l", 1, 0, 0},
        {"i", 1, 0, 0},
    };
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    for (size_t i = 0; i < COUNT(table_of); i++)
        for (int32_t offset = -18000; offset <= 25200; offset += 21600) {
            o.utc_offset_s = offset;
            make_times(&t, table_of[i].per, table_of[i].days,
                       table_of[i].local ? offset : 0);
            check_column(&t, TIME, table_of[i].format, &o);
        }
}

static void test_times_as_text(void **state)
{
    static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz"};
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.utc_offset_s = 25200;
    make_table(&t);
    for (size_t i = 0; i < N; i++) {
        snprintf(t.text[TIME][i], sizeof t.text[TIME][i], "%u-%02u-%02u %02u:05:00.25%s",
                 1950 + (unsigned)i % 200, 1 + (unsigned)i % 12, 1 + (unsigned)i % 28,
                 (unsigned)i % 24, i % 3 ? "" : "Z");
        assert_ok(ctx, quen_parse_time(ctx, t.text[TIME][i], strlen(t.text[TIME][i]),
                                       o.utc_offset_s, &t.lines[i].time_s));
    }
    for (size_t i = 0; i < COUNT(formats); i++)
        check_column(&t, TIME, formats[i], &o);
}

/* The first and the last second that a line may have, with and without an offset. */
static void test_times_at_the_ends(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    make_table(&t);
    t.values[TIME][0] = "-2208988800";
    t.values[TIME][1] = "7258118399";
    t.lines[0].time_s = QUEN_TIME_MIN;
    t.lines[1].time_s = QUEN_TIME_MAX;
    check_column(&t, TIME, "tss:Z", &o);
    check_column(&t, TIME, "l", &o);
    o.utc_offset_s = 86400;
    t.values[TIME][0] = "-2208902400";
    t.values[TIME][1] = "7258204799";
    for (size_t i = 2; i < N; i++)
        t.lines[i].time_s -= 86400;
    check_column(&t, TIME, "tss:", &o);
}

/* --- money and quantities --- */

static const char *const number_formats[] = {
    "g", "d:18,4", "d:9,4,32", "d:18,4,64", "d:38,4,128", "d:76,4,256",
    "u", "U",      "vu",       "z",         "Z",          "vz"};

/* Prices of up to four decimals, ties among them. */
static void put_price(table *t, size_t i)
{
    static const char *const tails[] = {"",    ".5",   ".05",  ".005",  ".015",  ".0149",
                                        ".25", ".995", ".125", ".0050", ".0051", ".9999"};
    snprintf(t->text[MONEY][i], sizeof t->text[MONEY][i], "%s%u%s", i % 7 ? "" : "-",
             (unsigned)(i * i % 9973), tails[i % COUNT(tails)]);
}

static void test_amounts(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.decimal_mark = "."; /* with decimals 0 it would be in doubt */
    for (o.decimals = 0; o.decimals <= 4; o.decimals++) {
        make_table(&t);
        for (size_t i = 0; i < N; i++) {
            put_price(&t, i);
            assert_ok(ctx,
                      quen_parse_decimal(ctx, t.text[MONEY][i], strlen(t.text[MONEY][i]),
                                         o.decimals, &t.lines[i].amount, NULL));
        }
        for (size_t f = 0; f < COUNT(number_formats); f++)
            check_column(&t, MONEY, number_formats[f], &o);
    }
}

static void test_whole_amounts(void **state)
{
    static const char *const formats[] = {"c", "s", "i",     "l",
                                          "f", "g", "d:5,0", "d:5,0,32"};
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    for (o.decimals = 0; o.decimals <= 18; o.decimals += 6)
        for (size_t f = 0; f < COUNT(formats); f++) {
            if (o.decimals == 18 && f < 6)
                continue; /* too large */
            make_table(&t);
            for (size_t i = 0; i < N; i++) {
                if (o.decimals == 18)
                    put(&t, MONEY, i, (long long)i % 19 - 9);
                assert_ok(ctx, quen_parse_decimal(ctx, t.text[MONEY][i],
                                                  strlen(t.text[MONEY][i]), o.decimals,
                                                  &t.lines[i].amount, NULL));
            }
            if (o.decimals == 18)
                for (size_t i = 0; i < N; i++) {
                    t.values[MONEY][i] = i ? "0" : "-9";
                    t.lines[i].amount = i ? 0 : INT64_C(-9000000000000000000);
                }
            check_column(&t, MONEY, formats[f], &o);
        }
}

static void test_prices(void **state)
{
    static const char *const quantities[] = {"c", "i", "l", "f", "g", "d:9,0", "u"};
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.price = o.amount;
    o.amount = NULL;
    for (size_t q = 0; q < COUNT(quantities); q++) {
        make_table(&t);
        t.columns[QUANTITY].format = quantities[q];
        for (size_t i = 0; i < N; i++) {
            put_price(&t, i);
            assert_ok(ctx, quen_parse_product(ctx, t.text[QUANTITY][i],
                                              strlen(t.text[QUANTITY][i]),
                                              t.text[MONEY][i], strlen(t.text[MONEY][i]),
                                              2, &t.lines[i].amount, NULL));
        }
        for (size_t f = 0; f < COUNT(number_formats); f++)
            check_column(&t, MONEY, number_formats[f], &o);
    }
}

/* Goods by weight: quantities with decimals, the product rounded once. */
static void test_quantities_with_decimals(void **state)
{
    static const char *const formats[] = {"g",          "d:9,3", "d:9,3,32",
                                          "d:30,3,256", "u",     "vu"};
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.price = o.amount;
    o.amount = NULL;
    o.quantity_decimals = 3;
    make_table(&t);
    for (size_t i = 0; i < N; i++) {
        put_price(&t, i);
        snprintf(t.text[QUANTITY][i], sizeof t.text[QUANTITY][i], "%s%u.%03u",
                 i % 4 ? "" : "-", (unsigned)i % 8, (unsigned)(i * 335 % 1000));
        assert_ok(ctx, quen_parse_decimal(ctx, t.text[QUANTITY][i],
                                          strlen(t.text[QUANTITY][i]), 3,
                                          &t.lines[i].quantity, NULL));
        assert_ok(ctx, quen_parse_product(ctx, t.text[QUANTITY][i],
                                          strlen(t.text[QUANTITY][i]), t.text[MONEY][i],
                                          strlen(t.text[MONEY][i]), 2, &t.lines[i].amount,
                                          NULL));
    }
    for (size_t q = 0; q < COUNT(formats); q++) {
        t.columns[QUANTITY].format = formats[q];
        t.columns[QUANTITY].index = q % 2 ? "i" : NULL;
        for (size_t f = 0; f < COUNT(number_formats); f++)
            check_column(&t, MONEY, number_formats[f], &o);
    }
}

/* Without quantities, a price is that of one; with one decimal place for many digits. */
static void test_price_alone(void **state)
{
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.price = o.amount;
    o.amount = o.quantity = NULL;
    o.quantity_decimals = 3;
    make_table(&t);
    for (size_t i = 0; i < N; i++)
        t.lines[i].quantity = 1000; /* 1 in its units */
    check_column(&t, MONEY, "g", &o);
    check_column(&t, MONEY, "d:76,30,256", &o);
}

/* Decimals that 64 bits do not hold as they are, though their amounts do. */
static void test_wide_decimals(void **state)
{
    static const struct {
        const char *format, *price, *quantity;
        int64_t amount; /* with 2 decimals */
    } table_of[] = {
        {"d:38,30", "12.345678901234567890123456789012", "3", 3704},
        {"d:38,30", "-12.345678901234567890123456789012", "3", -3704},
        {"d:76,60,256", "1.005", "1", 101},
        {"d:76,60,256", "-1.005", "1", -101},
        {"d:76,60,256", "1.004999999999999999999999999999999999", "1", 100},
        {"d:76,60,256", "0.000000000000000000000000000000000001", "-7", 0},
        {"d:38,20", "92233720368547758.07", "1", INT64_MAX},
        {"d:38,20", "-92233720368547758.07", "1", -INT64_MAX},
        {"d:38,20", "0.5", "-184467440737095516", INT64_C(-9223372036854775800)},
        {"d:5,-2", "125", "2", 2500000},
    };
    static table t;
    quen_arrow_options o = options_of();
    (void)state;
    o.price = o.amount;
    o.amount = NULL;
    for (size_t k = 0; k < COUNT(table_of); k++) {
        make_table(&t);
        for (size_t i = 0; i < N; i++) {
            t.values[MONEY][i] = i ? "0" : table_of[k].price;
            t.values[QUANTITY][i] = i ? "0" : table_of[k].quantity;
            t.lines[i].amount = i ? 0 : table_of[k].amount;
            t.lines[i].quantity = i ? 0 : strtoll(table_of[k].quantity, NULL, 10);
        }
        check_column(&t, MONEY, table_of[k].format, &o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_keys),
        cmocka_unit_test(test_texts_as_keys),
        cmocka_unit_test(test_strings_of_any_size),
        cmocka_unit_test(test_nan_is_no_key),
        cmocka_unit_test(test_largest_keys),
        cmocka_unit_test(test_columns_of_nulls),
        cmocka_unit_test(test_columns_left_out),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_times_as_text),
        cmocka_unit_test(test_times_at_the_ends),
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_whole_amounts),
        cmocka_unit_test(test_prices),
        cmocka_unit_test(test_quantities_with_decimals),
        cmocka_unit_test(test_price_alone),
        cmocka_unit_test(test_wide_decimals),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
