/* Orders from Arrow streams: values, columns and streams that are refused. */
#include "arrow_cases.h"

#include <math.h>

/* --- values that are refused --- */

static const struct refused {
    const char *column, *format, *index, *value, *words;
} refused[] = {
    {"item", "u", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "l", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "U", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "vu", "i", NULL, "\"item\": null: every line needs an item"},
    {"item", "g", NULL, "nan", "\"item\": NaN: every line needs an item"},
    {"item", "g", NULL, "1.5", "\"item\": 1.5: as a key, a float must be whole"},
    {"item", "g", NULL, "9007199254740994",
     "9.00719925474099e+15: as a key, a float must"},
    {"item", "g", NULL, "-inf", "\"item\": -inf: as a key, a float must be whole"},
    {"item", "f", "c", "0.1", "a float must be whole and within 2^53"},
    {"item", "L", NULL, "9223372036854775808",
     "\"item\": 9223372036854775808: too large for 64 bits"},
    {"time", "tss:", NULL, NULL, "\"time\": null: every line needs a time"},
    {"time", "tss:", NULL, "7258118400", "\"time\": 7258118400: outside 1900..2199"},
    {"time", "tss:", NULL, "-2208988801", "\"time\": -2208988801: outside 1900..2199"},
    {"time", "tss:", NULL, "9223372036854775807", "outside 1900..2199"},
    {"time", "tss:", NULL, "-9223372036854775808", "outside 1900..2199"},
    {"time", "tdm", NULL, "-9223372036854775808", "outside 1900..2199"},
    {"time", "tdD", NULL, "2147483647", "\"time\": 2147483647: outside 1900..2199"},
    {"time", "l", NULL, "1700000000000", "\"time\": 1700000000000: outside 1900..2199"},
    {"time", "L", NULL, "18446744073709551615", "too large for 64 bits"},
    {"time", "u", "i", "", "\"time\": '': empty"},
    {"time", "U", NULL, "1850-01-01", "'1850-01-01': year not in 1900 to 2199"},
    {"amount", "l", NULL, NULL, "\"amount\": null: every line needs an amount"},
    {"amount", "g", NULL, "nan", "\"amount\": NaN: not a finite number"},
    {"amount", "g", NULL, "inf", "\"amount\": inf: not a finite number"},
    {"amount", "f", NULL, "-inf", "\"amount\": -inf: not a finite number"},
    {"amount", "g", NULL, "6e12", "\"amount\": 6000000000000: above 2^49 units"},
    {"amount", "g", NULL, "1e308", "\"amount\": 1e+308: above 2^49 units"},
    {"amount", "l", NULL, "92233720368547759",
     "92233720368547759: too large for 64 bits"},
    {"amount", "L", NULL, "18446744073709551615", "18446744073709551615: too large"},
    {"amount", "d:38,1", NULL, "92233720368547758.5",
     "\"amount\": 922337203685477585e-1: too large"},
    {"amount", "d:38,0", NULL, "-99999999999999999999",
     "\"amount\": -99999999999999999999: too large for 64 bits"},
    {"amount", "d:76,10,256", "i", "12345678901234567890123456789.5",
     "123456789012345678901234567895000000000e-10: too large"},
    {"amount", "u", NULL, "1.5.0", "\"amount\": '1.5.0': "},
    {"amount", "vu", NULL, "5 apples", "\"amount\": '5 apples': "},
    {"quantity", "g", NULL, "0.5", "\"quantity\": 0.5: more decimals than quantity_"},
    {"quantity", "d:9,2", NULL, "1.25", "\"quantity\": 125e-2: more decimals than"},
    {"quantity", "u", NULL, "1.25", "\"quantity\": '1.25': more decimals than quantity"},
    {"quantity", "l", NULL, NULL, "\"quantity\": null: every line needs a quantity"},
    {"quantity", "g", "i", "nan", "\"quantity\": NaN: not a finite number"},
    {"price", "l", NULL, NULL, "\"price\": null: every line needs a price"},
    {"price", "u", NULL, "1.234567890123456789", "more than 18 digits"},
    {"price", "g", NULL, "nan", "\"price\": NaN: not a finite number"},
    {"price", "l", NULL, "9223372036854775807", "9223372036854775807: too large for 64"},
    {"customer", "g", NULL, "0.5", "\"customer\": 0.5: as a key, a float must be"},
    {"order", "L", NULL, "9999999999999999999", "\"order\": 9999999999999999999: too"},
};

/* Columns for one refused value, which stands in row 3. */
static size_t refusing_columns(const struct refused *r, const char **values,
                               arrow_column *columns, quen_arrow_options *o)
{
    static const char *const good[SMALL] = {"1", "2", "3", "1"};
    size_t n = 3, at = 3;
    memcpy(columns, arrow_small_columns, sizeof arrow_small_columns);
    *o = arrow_options();
    for (size_t i = 0; i < 3; i++)
        at = strcmp(columns[i].name, r->column) == 0 ? i : at;
    if (strcmp(r->column, "price") == 0) {
        o->price = "price";
        o->amount = NULL;
        at = 2;
    }
    n += at == 3;
    if (strcmp(r->column, "quantity") == 0)
        o->quantity = "quantity";
    if (strcmp(r->column, "customer") == 0)
        o->customer = "customer";
    if (strcmp(r->column, "order") == 0)
        o->order = "order";
    for (size_t i = 0; i < SMALL; i++)
        values[i] = strchr("uUv", *r->format) && at == 1 ? "2024-03-01" : good[i];
    values[3] = r->value;
    columns[at] = (arrow_column){r->column, r->format, r->index, values};
    return n;
}

static void test_values_refused(void **state)
{
    (void)state;
    static const arrow_shape shapes[] = {
        {.batch = 0}, {.batch = 3, .parent_offset = 2, .child_offset = 9, .extra = 1}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < COUNT(refused); i++)
        for (size_t s = 0; s < COUNT(shapes); s++) {
            const char *values[SMALL];
            arrow_column columns[4];
            quen_arrow_options o;
            quen_orders *log = NULL;
            size_t n = refusing_columns(&refused[i], values, columns, &o);
            assert_fails(ctx, QUEN_ERR_ARGUMENT, refused[i].words,
                         load_arrow(ctx, columns, n, SMALL, &o, &shapes[s], &log));
            assert_non_null(strstr(quen_context_message(ctx), "arrow: row 3, column \""));
        }
    quen_context_free(ctx);
}

static void test_long_keys_refused(void **state)
{
    (void)state;
    static const char *const formats[] = {"u", "U", "vu", "z"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    char *text = malloc(QUEN_KEY_MAX_SIZE + 2);
    assert_non_null(text);
    memset(text, 'x', QUEN_KEY_MAX_SIZE + 1);
    for (size_t f = 0; f < COUNT(formats); f++) {
        const char *values[SMALL] = {"a", "b", text, "d"};
        arrow_column columns[3];
        quen_orders *log = NULL;
        memcpy(columns, arrow_small_columns, sizeof columns);
        columns[0] = (arrow_column){"item", formats[f], NULL, values};
        text[QUEN_KEY_MAX_SIZE] = 'x';
        text[QUEN_KEY_MAX_SIZE + 1] = '\0';
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "xxx...': longer than 65535 bytes",
                     load_arrow(ctx, columns, 3, SMALL, &o, NULL, &log));
        text[QUEN_KEY_MAX_SIZE] = '\0';
        assert_ok(ctx, load_arrow(ctx, columns, 3, SMALL, &o, NULL, &log));
        quen_orders_free(log);
    }
    free(text);
    quen_context_free(ctx);
}

/* Of several bad rows the first is named, and of its columns the first. */
static void test_first_fault_is_named(void **state)
{
    (void)state;
    static const char *const items[SMALL] = {"a", "b", NULL, NULL};
    static const char *const times[SMALL] = {"0", "9999999999", "0", "9999999999"};
    const arrow_column columns[3] = {{"item", "u", NULL, items},
                                     {"time", "tss:", NULL, times},
                                     arrow_small_columns[2]};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "arrow: row 1, column \"time\": 9999999999",
                 load_arrow(ctx, columns, 3, SMALL, &o, NULL, &log));
    quen_context_free(ctx);
}

/* The log's own limits are told by row of the stream too. */
static void test_sum_overflows(void **state)
{
    (void)state;
    static const char *const amounts[SMALL] = {"1", "9223372036854775000", "800", "7"};
    static const arrow_shape shape = {.batch = 1};
    arrow_column columns[3];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    o.decimals = 0;
    memcpy(columns, arrow_small_columns, sizeof columns);
    columns[2] = (arrow_column){"amount", "l", NULL, amounts};
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with amount 7 the sum of all amounts",
                 load_arrow(ctx, columns, 3, SMALL, &o, &shape, &log));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with amount 7 the sum of all amounts",
                 load_arrow(ctx, columns, 3, SMALL, &o, NULL, &log));
    quen_context_free(ctx);
}

/* --- columns that are refused --- */

static void test_formats_refused(void **state)
{
    (void)state;
    static const struct {
        size_t column;
        const char *format, *index, *words;
    } table[] = {
        {0, "b", NULL,
         "arrow: column \"item\" has the Arrow format \"b\"; keys are whole num"},
        {0, "e", NULL, "has the Arrow format \"e\""},
        {0, "+l", NULL, "has the Arrow format \"+l\""},
        {0, "+s", NULL, "has the Arrow format \"+s\""},
        {0, "tsu:", NULL, "\"tsu:\"; keys are whole numbers, floats, strings or bytes"},
        {0, "d:9,2", NULL, "\"d:9,2\"; keys are"},
        {0, "b", "i", "format \"i\" with a dictionary of \"b\"; keys are"},
        {0, "u", "g", "format \"g\" with a dictionary of \"u\"; keys are"},
        {0, "u", "u", "format \"u\" with a dictionary of \"u\"; keys are"},
        {0, "", NULL, "format \"\"; keys are"},
        {0, "w:", NULL, "format \"w:\"; keys are"},
        {0, "w:x", NULL, "format \"w:x\"; keys are"},
        {0, "w:-3", NULL, "format \"w:-3\"; keys are"},
        {0, "w:99999999999", NULL, "format \"w:99999999999\"; keys are"},
        {0, "ll", NULL, "format \"ll\"; keys are"},
        {1, "g", NULL,
         "arrow: column \"time\" has the Arrow format \"g\"; times are timestamps"},
        {1, "ttu", NULL, "\"ttu\"; times are timestamps, dates, Unix seconds or text"},
        {1, "tDs", NULL, "\"tDs\"; times are"},
        {1, "ts", NULL, "\"ts\"; times are"},
        {1, "tsq:", NULL, "\"tsq:\"; times are"},
        {1, "w:4", NULL, "\"w:4\"; times are"},
        {1, "d:9,0", NULL, "\"d:9,0\"; times are"},
        {2, "tss:", NULL,
         "\"tss:\"; numbers are whole numbers, floats, decimals or text"},
        {2, "w:4", NULL, "\"w:4\"; numbers are"},
        {2, "d:", NULL, "\"d:\"; numbers are"},
        {2, "d:9", NULL, "\"d:9\"; numbers are"},
        {2, "d:77,2", NULL, "\"d:77,2\"; numbers are"},
        {2, "d:0,0", NULL, "\"d:0,0\"; numbers are"},
        {2, "d:9,2,", NULL, "\"d:9,2,\"; numbers are"},
        {2, "d:9,2,16", NULL, "\"d:9,2,16\"; numbers are"},
        {2, "d:9,2,64x", NULL, "\"d:9,2,64x\"; numbers are"},
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    for (size_t i = 0; i < COUNT(table); i++) {
        arrow_column columns[3];
        quen_orders *log = NULL;
        memcpy(columns, arrow_small_columns, sizeof columns);
        columns[table[i].column].format = table[i].format;
        columns[table[i].column].index = table[i].index;
        /* The schema is refused before an array is asked for. */
        assert_fails(ctx, QUEN_ERR_ARGUMENT, table[i].words,
                     load_arrow(ctx, columns, 3, 0, &o, NULL, &log));
    }
    quen_context_free(ctx);
}

static void test_names_refused(void **state)
{
    (void)state;
    arrow_column columns[40];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    o.customer = "Item";
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "arrow: there is no column \"Item\"; the columns are \"item\", \"time\", "
        "\"amount\"",
        load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, NULL, &log));
    o.customer = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "arrow: there is no column \"item\"; the columns are none at all",
                 load_arrow(ctx, arrow_small_columns, 0, SMALL, &o, NULL, &log));
    for (size_t i = 0; i < COUNT(columns); i++)
        columns[i] = (arrow_column){
            i ? "a name that is neither short nor of any use to anybody" : NULL, "l",
            NULL, arrow_small_times};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, " and 31 more",
                 load_arrow(ctx, columns, COUNT(columns), SMALL, &o, NULL, &log));
    memcpy(columns, arrow_small_columns, sizeof arrow_small_columns);
    columns[3] = columns[0];
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "arrow: there is more than one column \"item\"; the columns are "
                 "\"item\", \"time\"",
                 load_arrow(ctx, columns, 4, SMALL, &o, NULL, &log));
    quen_context_free(ctx);
}

static void test_options_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *log = NULL;
#define REFUSED(change, words)                                                           \
    do {                                                                                 \
        quen_arrow_options o = arrow_options();                                          \
        change;                                                                          \
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,                                      \
                     load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, NULL, &log));    \
    } while (0)
    REFUSED(o.item = NULL, "arrow: item and time are required");
    REFUSED(o.time = NULL, "arrow: item and time are required");
    REFUSED(o.price = "amount", "arrow: either amount or price, not both");
    REFUSED(o.decimals = 19, "arrow: decimals is 19, not within 0..18");
    REFUSED(o.quantity_decimals = 19, "arrow: quantity_decimals is 19, not within 0..18");
    REFUSED(o.utc_offset_s = 86401, "arrow: utc_offset_s is 86401");
    REFUSED(o.struct_size = 0, "fill them with the init function");
    quen_context_free(ctx);
}

/* --- streams that fail --- */

static void test_stream_fails(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    arrow_shape shape = {.schema_code = 22, .error = "the table is gone"};
    struct ArrowArrayStream released = {0};
    assert_fails(ctx, QUEN_ERR_IO,
                 "arrow: the stream failed with code 22: the table is gone",
                 load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, &shape, &log));
    shape = (arrow_shape){.next_code = 5, .error = "the server hung up", .batch = 1};
    assert_fails(ctx, QUEN_ERR_IO,
                 "arrow: the stream failed with code 5: the server hung up",
                 load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, &shape, &log));
    shape.error = NULL;
    assert_fails(ctx, QUEN_ERR_IO, "code 5: it gives no reason",
                 load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, &shape, &log));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "arrow: the stream was released before",
                 quen_orders_from_arrow(ctx, &released, &o, &log));
    assert_null(log);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_refused),
        cmocka_unit_test(test_long_keys_refused),
        cmocka_unit_test(test_first_fault_is_named),
        cmocka_unit_test(test_sum_overflows),
        cmocka_unit_test(test_formats_refused),
        cmocka_unit_test(test_names_refused),
        cmocka_unit_test(test_options_refused),
        cmocka_unit_test(test_stream_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
