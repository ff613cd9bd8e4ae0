/*
 * Orders from Arrow streams: all rows or none, the same cents from floats as from
 * decimals and text, sentences, memory, and the contract of releases.
 */
#include "support.h"

#include <math.h>

#include "arrow.h"
#include "core/rng.h"
#include "same_log.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static quen_arrow_options options_of(void)
{
    quen_arrow_options o;
    quen_arrow_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    return o;
}

/* Whatever comes of it, everything is released once, and there is a log or a failure. */
static quen_status load(quen_context *ctx, const arrow_column *columns, size_t n_columns,
                        size_t n, const quen_arrow_options *options,
                        const arrow_shape *shape, quen_orders **log)
{
    static const arrow_shape plain = {0};
    struct ArrowArrayStream stream;
    *log = (quen_orders *)(void *)&stream;
    arrow_stream(&stream, columns, n_columns, n, shape ? shape : &plain);
    quen_status status = quen_orders_from_arrow(ctx, &stream, options, log);
    assert_null(stream.release);
    assert_int_equal(arrow_alive().streams, 0);
    assert_int_equal(arrow_alive().schemas, 0);
    assert_int_equal(arrow_alive().arrays, 0);
    assert_int_equal(*log == NULL, status != QUEN_OK);
    return status;
}

/* --- a small table, of which one column may be replaced --- */

#define SMALL 4

static const char *const small_items[SMALL] = {"tea", "cake", "tea", "soup"};
static const char *const small_times[SMALL] = {"0", "60", "86400", "1000000"};
static const char *const small_amounts[SMALL] = {"2.50", "3.20", "-2.50", "4"};

static const arrow_column small_columns[3] = {
    {"item", "u", NULL, small_items},
    {"time", "tss:", NULL, small_times},
    {"amount", "d:9,2", NULL, small_amounts},
};

static void test_small(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_order_totals totals;
    quen_orders *log = NULL;
    quen_order_totals_init(&totals, sizeof totals);
    assert_ok(ctx, load(ctx, small_columns, 3, SMALL, &o, NULL, &log));
    quen_orders_get_totals(log, &totals);
    assert_int_equal(totals.finished, 0);
    assert_int_equal(totals.lines, SMALL);
    assert_int_equal(totals.items, 3);
    assert_int_equal(totals.revenue, 720);
    assert_int_equal(totals.quantity, 2);
    assert_int_equal(totals.lines_without_customer, SMALL);
    assert_int_equal(totals.last_s, 1000000);
    quen_orders_free(log);
    quen_context_free(ctx);
}

/* A stream of no arrays, of empty ones, and of columns without buffers. */
static void test_no_rows(void **state)
{
    (void)state;
    static const char *const none[1] = {NULL};
    static const arrow_column nulls[3] = {{"item", "n", NULL, none},
                                          {"time", "n", NULL, none},
                                          {"amount", "n", NULL, none}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_orders *log = NULL;
    assert_ok(ctx, load(ctx, small_columns, 3, 0, &o, NULL, &log));
    assert_ok(ctx, quen_orders_finish(ctx, log));
    quen_orders_free(log);
    assert_ok(ctx, load(ctx, nulls, 3, 0, &o, NULL, &log));
    quen_orders_free(log);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "row 0, column \"item\": null: every line needs an item",
                 load(ctx, nulls, 3, 1, &o, NULL, &log));
    quen_context_free(ctx);
}

/* --- values that are refused --- */

static const struct refused {
    const char *column, *format, *index, *value, *words;
} refused[] = {
    {"item", "u", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "l", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "U", NULL, NULL, "\"item\": null: every line needs an item"},
    {"item", "vu", "i", NULL, "\"item\": null: every line needs an item"},
    {"item", "g", NULL, "nan", "\"item\": nan: every line needs an item"},
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
    {"time", "u", NULL, "13/01/2010",
     "\"time\": '13/01/2010': not a date like 2024-03-01"},
    {"time", "u", "i", "", "\"time\": '': empty"},
    {"time", "U", NULL, "1850-01-01", "'1850-01-01': outside 1900..2199"},
    {"amount", "l", NULL, NULL, "\"amount\": null: every line needs an amount"},
    {"amount", "g", NULL, "nan", "\"amount\": nan: not a finite number"},
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
    {"amount", "u", NULL, "1,50", "\"amount\": '1,50': comma in a number, please write"},
    {"amount", "vu", NULL, "$5", "\"amount\": '$5': not a number"},
    {"quantity", "g", NULL, "0.5", "\"quantity\": 0.5: more decimals than quantity_"},
    {"quantity", "d:9,2", NULL, "1.25", "\"quantity\": 125e-2: more decimals than"},
    {"quantity", "u", NULL, "1.25", "\"quantity\": '1.25': more decimals than quantity"},
    {"quantity", "l", NULL, NULL, "\"quantity\": null: every line needs a quantity"},
    {"quantity", "g", "i", "nan", "\"quantity\": nan: not a finite number"},
    {"price", "l", NULL, NULL, "\"price\": null: every line needs a price"},
    {"price", "u", NULL, "1.234567890123456789", "more than 18 digits"},
    {"price", "g", NULL, "nan", "\"price\": nan: not a finite number"},
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
    memcpy(columns, small_columns, sizeof small_columns);
    *o = options_of();
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
                         load(ctx, columns, n, SMALL, &o, &shapes[s], &log));
            assert_non_null(strstr(quen_context_message(ctx), "row 3, column \""));
        }
    quen_context_free(ctx);
}

static void test_long_keys_refused(void **state)
{
    (void)state;
    static const char *const formats[] = {"u", "U", "vu", "z"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    char *text = malloc(QUEN_KEY_MAX_SIZE + 2);
    assert_non_null(text);
    memset(text, 'x', QUEN_KEY_MAX_SIZE + 1);
    for (size_t f = 0; f < COUNT(formats); f++) {
        const char *values[SMALL] = {"a", "b", text, "d"};
        arrow_column columns[3];
        quen_orders *log = NULL;
        memcpy(columns, small_columns, sizeof columns);
        columns[0] = (arrow_column){"item", formats[f], NULL, values};
        text[QUEN_KEY_MAX_SIZE] = 'x';
        text[QUEN_KEY_MAX_SIZE + 1] = '\0';
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "xxx...': longer than 65535 bytes",
                     load(ctx, columns, 3, SMALL, &o, NULL, &log));
        text[QUEN_KEY_MAX_SIZE] = '\0';
        assert_ok(ctx, load(ctx, columns, 3, SMALL, &o, NULL, &log));
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
    const arrow_column columns[3] = {
        {"item", "u", NULL, items}, {"time", "tss:", NULL, times}, small_columns[2]};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_orders *log = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 1, column \"time\": 9999999999",
                 load(ctx, columns, 3, SMALL, &o, NULL, &log));
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
    quen_arrow_options o = options_of();
    quen_orders *log = NULL;
    o.decimals = 0;
    memcpy(columns, small_columns, sizeof columns);
    columns[2] = (arrow_column){"amount", "l", NULL, amounts};
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with amount 7 the sum of all amounts",
                 load(ctx, columns, 3, SMALL, &o, &shape, &log));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with amount 7 the sum of all amounts",
                 load(ctx, columns, 3, SMALL, &o, NULL, &log));
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
        {0, "b", NULL, "column \"item\" has the Arrow format \"b\"; keys are whole num"},
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
         "column \"time\" has the Arrow format \"g\"; times are timestamps"},
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
    quen_arrow_options o = options_of();
    for (size_t i = 0; i < COUNT(table); i++) {
        arrow_column columns[3];
        quen_orders *log = NULL;
        memcpy(columns, small_columns, sizeof columns);
        columns[table[i].column].format = table[i].format;
        columns[table[i].column].index = table[i].index;
        /* The schema is refused before an array is asked for. */
        assert_fails(ctx, QUEN_ERR_ARGUMENT, table[i].words,
                     load(ctx, columns, 3, 0, &o, NULL, &log));
    }
    quen_context_free(ctx);
}

static void test_names_refused(void **state)
{
    (void)state;
    arrow_column columns[40];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_orders *log = NULL;
    o.customer = "Item";
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "there is no column \"Item\"; the columns are \"item\", \"time\", "
                 "\"amount\"",
                 load(ctx, small_columns, 3, SMALL, &o, NULL, &log));
    o.customer = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "there is no column \"item\"; the columns are none at all",
                 load(ctx, small_columns, 0, SMALL, &o, NULL, &log));
    for (size_t i = 0; i < COUNT(columns); i++)
        columns[i] = (arrow_column){
            i ? "a name that is neither short nor of any use to anybody" : NULL, "l",
            NULL, small_times};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, " and 31 more",
                 load(ctx, columns, COUNT(columns), SMALL, &o, NULL, &log));
    memcpy(columns, small_columns, sizeof small_columns);
    columns[3] = columns[0];
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "there is more than one column \"item\"; the columns are \"item\", \"time\"",
        load(ctx, columns, 4, SMALL, &o, NULL, &log));
    quen_context_free(ctx);
}

static void test_options_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *log = NULL;
#define REFUSED(change, words)                                                           \
    do {                                                                                 \
        quen_arrow_options o = options_of();                                             \
        change;                                                                          \
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,                                      \
                     load(ctx, small_columns, 3, SMALL, &o, NULL, &log));                \
    } while (0)
    REFUSED(o.item = NULL, "arrow options: item and time are required");
    REFUSED(o.time = NULL, "arrow options: item and time are required");
    REFUSED(o.amount = NULL, "arrow options: either amount or price, one of them is req");
    REFUSED(o.price = "amount", "arrow options: either amount or price, not both");
    REFUSED(o.decimals = 19, "arrow options: decimals is 19, not 0..18");
    REFUSED(o.quantity_decimals = 19,
            "arrow options: quantity_decimals is 19, not 0..18");
    REFUSED(o.utc_offset_s = 86401, "utc_offset_s is 86401");
    REFUSED(o.struct_size = 0, "fill them with the init function");
    quen_context_free(ctx);
}

/* --- streams that fail --- */

static void test_stream_fails(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_orders *log = NULL;
    arrow_shape shape = {.schema_code = 22, .error = "the table is gone"};
    struct ArrowArrayStream released = {0};
    assert_fails(ctx, QUEN_ERR_IO, "the stream failed with code 22: the table is gone",
                 load(ctx, small_columns, 3, SMALL, &o, &shape, &log));
    shape = (arrow_shape){.next_code = 5, .error = "the server hung up", .batch = 1};
    assert_fails(ctx, QUEN_ERR_IO, "the stream failed with code 5: the server hung up",
                 load(ctx, small_columns, 3, SMALL, &o, &shape, &log));
    shape.error = NULL;
    assert_fails(ctx, QUEN_ERR_IO, "code 5: it gives no reason",
                 load(ctx, small_columns, 3, SMALL, &o, &shape, &log));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the stream was released before",
                 quen_orders_from_arrow(ctx, &released, &o, &log));
    assert_null(log);
    quen_context_free(ctx);
}

/* --- many rows --- */

#define MANY 150001u

/* Columns of integers and floats by row number; text is made once and kept. */
typedef struct many {
    char (*text)[4][24];
    const char **values[4];
    arrow_column columns[4];
} many;

static many make_many(void)
{
    static const char *const names[] = {"customer", "item", "time", "amount"};
    static const char *const formats[] = {"l", "vu", "tsm:", "g"};
    many m;
    m.text = calloc(MANY, sizeof *m.text);
    assert_non_null(m.text);
    for (size_t c = 0; c < 4; c++) {
        m.values[c] = calloc(MANY, sizeof *m.values[c]);
        assert_non_null(m.values[c]);
        m.columns[c] = (arrow_column){names[c], formats[c], NULL, m.values[c]};
    }
    for (size_t i = 0; i < MANY; i++) {
        snprintf(m.text[i][0], 24, "%zu", i * 7919 % 5000);
        snprintf(m.text[i][1], 24, "item number %zu", i * 31 % 997);
        snprintf(m.text[i][2], 24, "%zu", i * 60000);
        snprintf(m.text[i][3], 24, "%zu.%02zu", i % 300, i % 100);
        for (size_t c = 0; c < 4; c++)
            m.values[c][i] = c == 0 && i % 7 == 0 ? NULL : m.text[i][c];
    }
    return m;
}

static void free_many(many *m)
{
    for (size_t c = 0; c < 4; c++)
        free(m->values[c]);
    free(m->text);
}

static void load_many(quen_context *ctx, void *user)
{
    const many *m = user;
    static const arrow_shape shapes[] = {{.batch = 0},
                                         {.batch = 70000, .child_offset = 3}};
    quen_arrow_options o = options_of();
    o.customer = "customer";
    quen_orders *expected = NULL, *log = NULL;
    assert_ok(ctx, load(ctx, m->columns, 4, MANY, &o, &(arrow_shape){.batch = 1000},
                        &expected));
    assert_ok(ctx, quen_orders_finish(ctx, expected));
    for (size_t s = 0; s < COUNT(shapes); s++) {
        assert_ok(ctx, load(ctx, m->columns, 4, MANY, &o, &shapes[s], &log));
        assert_same_log(ctx, expected, log);
        quen_orders_free(log);
        const char *kept = m->values[3][140000];
        m->values[3][140000] = m->values[3][145000] = "nan";
        assert_fails(ctx, QUEN_ERR_ARGUMENT,
                     "row 140000, column \"amount\": nan: not a finite number",
                     load(ctx, m->columns, 4, MANY, &o, &shapes[s], &log));
        m->values[3][140000] = kept;
        m->values[3][145000] = m->text[145000][3];
    }
    quen_orders_free(expected);
}

static void test_many_rows(void **state)
{
    (void)state;
    many m = make_many();
    for (uint32_t threads = 1; threads <= 8; threads += threads < 3 ? 1 : 5) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        load_many(ctx, &m);
        quen_context_free(ctx);
    }
    free_many(&m);
}

/* --- progress --- */

typedef struct watch {
    int calls, stop_at;
    double last;
} watch;

static int watch_progress(void *user, const char *stage, double fraction)
{
    watch *w = user;
    assert_string_equal(stage, "orders");
    assert_true(fraction >= 0 && fraction <= 1);
    w->last = fraction;
    return ++w->calls == w->stop_at;
}

static quen_status load_watched(watch *w, const many *m, const arrow_shape *shape)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_orders *log = NULL;
    quen_arrow_options o = options_of();
    quen_context_options_init(&options, sizeof options);
    options.progress = watch_progress;
    options.progress_user = w;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_status status = load(ctx, m->columns, 4, MANY, &o, shape, &log);
    quen_orders_free(log);
    quen_context_free(ctx);
    return status;
}

static void test_progress(void **state)
{
    (void)state;
    many m = make_many();
    watch w = {0, 0, 0};
    const arrow_shape rows = {.batch = 1};
    assert_int_equal(load_watched(&w, &m, NULL), QUEN_OK);
    assert_in_range(w.calls, 2, 3);
    w = (watch){0, 0, 0};
    /* Arrays of one row each are no reason to be told of each. */
    assert_int_equal(load_watched(&w, &m, &rows), QUEN_OK);
    assert_in_range(w.calls, 2, 1000);
    for (int at = 1; at <= 2; at++) {
        w = (watch){0, at, 0};
        assert_int_equal(load_watched(&w, &m, NULL), QUEN_ERR_CANCELLED);
        assert_int_equal(w.calls, at);
    }
    free_many(&m);
}

/* --- memory --- */

typedef struct plan {
    const many *m;
    size_t n;
    arrow_shape shape;
} plan;

static quen_status load_plan(quen_context *ctx, void *user)
{
    const plan *p = user;
    quen_orders *log = NULL;
    quen_arrow_options o = options_of();
    o.customer = "customer";
    quen_status status = load(ctx, p->m->columns, 4, p->n, &o, &p->shape, &log);
    quen_orders_free(log);
    return status;
}

/* The same rows without Arrow, in the same blocks. */
static quen_status add_plan(quen_context *ctx, void *user)
{
    const plan *p = user;
    quen_orders *log = NULL;
    quen_order_line *lines = calloc(65536, sizeof *lines);
    assert_non_null(lines);
    quen_status status = quen_orders_new(ctx, &log);
    for (size_t first = 0; first < p->n && status == QUEN_OK; first += 65536) {
        size_t n = p->n - first < 65536 ? p->n - first : 65536;
        for (size_t i = 0; i < n; i++) {
            const char *customer = p->m->values[0][first + i];
            lines[i].customer =
                customer ? quen_key_int(strtoll(customer, NULL, 10)) : (quen_key){0};
            lines[i].item = quen_key_text(p->m->values[1][first + i]);
        }
        status = quen_orders_add(ctx, log, lines, n);
    }
    quen_orders_free(log);
    free(lines);
    return status;
}

/* A column of numbers, one of strings, times and amounts, and bits for two of them. */
static void test_memory_promised(void **state)
{
    (void)state;
    many m = make_many();
    const size_t rows[] = {1, 65536, MANY};
    const double scratch = 65536 * (8 + 32 + 8 + 8 + 2 / 8.0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        plan p = {&m, rows[i], {0}};
        double arrow = (double)support_peak(1, load_plan, &p),
               lines = (double)support_peak(1, add_plan, &p);
        assert_true(arrow - lines >= scratch);
        assert_true(arrow - lines <= scratch + 12e3);
        assert_true(arrow - lines <= 8e6 + 12e3);
    }
    free_many(&m);
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    many m = make_many();
    plan p = {&m, 2000, {.batch = 700}};
    support_each_oom(load_plan, &p);
    free_many(&m);
}

/* --- the same cents --- */

/* Splits one line of CSV in place; quotes keep commas together. */
static size_t split(char *line, char **fields, size_t room)
{
    size_t n = 0;
    char *to = line;
    int quoted = 0;
    fields[n++] = line;
    for (char *p = line; *p; p++) {
        if (*p == '"') {
            quoted = !quoted;
        } else if (*p == ',' && !quoted && n < room) {
            *to++ = '\0';
            fields[n++] = to;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
    return n;
}

#define RETAIL_LINES 541909u
enum { INVOICE, STOCK, DESCRIPTION, QUANTITY, DATE, PRICE, CUSTOMER, COUNTRY, FIELDS };

typedef struct retail {
    char *file;
    const char **values[FIELDS];
    size_t n;
} retail;

static retail read_retail(void)
{
    retail r = {0};
    size_t size;
    r.file = data_read("online_retail/online_retail.csv.gz", &size);
    for (size_t f = 0; f < FIELDS; f++) {
        r.values[f] = calloc(RETAIL_LINES, sizeof *r.values[f]);
        assert_non_null(r.values[f]);
    }
    char *line = strchr(r.file, '\n') + 1;
    while (*line) {
        char *end = strchr(line, '\n'), *fields[FIELDS];
        *end = '\0';
        if (end > line && end[-1] == '\r')
            end[-1] = '\0';
        assert_int_equal(split(line, fields, FIELDS), FIELDS);
        assert_true(r.n < RETAIL_LINES);
        for (size_t f = 0; f < FIELDS; f++)
            r.values[f][r.n] = *fields[f] ? fields[f] : NULL;
        r.n++;
        line = end + 1;
    }
    return r;
}

static void free_retail(retail *r)
{
    for (size_t f = 0; f < FIELDS; f++)
        free(r->values[f]);
    free(r->file);
}

static quen_orders *load_retail(quen_context *ctx, const retail *r,
                                const char *const formats[FIELDS])
{
    static const char *const names[FIELDS] = {"InvoiceNo",  "StockCode",   NULL,
                                              "Quantity",   "InvoiceDate", "UnitPrice",
                                              "CustomerID", "Country"};
    arrow_column columns[FIELDS];
    quen_arrow_options o;
    quen_orders *log = NULL;
    quen_arrow_options_init(&o, sizeof o);
    o.customer = "CustomerID";
    o.order = "InvoiceNo";
    o.item = "StockCode";
    o.time = "InvoiceDate";
    o.price = "UnitPrice";
    o.quantity = "Quantity";
    for (size_t f = 0; f < FIELDS; f++)
        columns[f] = (arrow_column){names[f], formats[f], NULL, r->values[f]};
    assert_ok(ctx, load(ctx, columns, FIELDS, r->n, &o, NULL, &log));
    return log;
}

/* Floats as pandas has them, decimals as a database has them, and the CSV's own text. */
static void test_retail(void **state)
{
    (void)state;
    static const char *const formats[][FIELDS] = {
        {"u", "u", "u", "u", "u", "u", "l", "u"},
        {"vu", "U", "n", "l", "U", "g", "g", "u"},
        {"Z", "vz", "b", "d:9,0", "vu", "d:18,3", "f", "c"},
        {"u", "u", "u", "g", "u", "g", "i", "u"},
        {"u", "u", "u", "f", "u", "d:9,3,32", "L", "u"},
    };
    retail r = read_retail();
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *text = load_retail(ctx, &r, formats[0]);
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    assert_ok(ctx, quen_orders_finish(ctx, text));
    quen_orders_get_totals(text, &totals);
    assert_int_equal(totals.lines, RETAIL_LINES);
    assert_int_equal(totals.orders, 25900);
    assert_int_equal(totals.customers, 4372);
    assert_int_equal(totals.items, 4070);
    assert_int_equal(totals.lines_without_customer, 135080);
    assert_int_equal(totals.revenue, 974774793);
    for (size_t i = 1; i < COUNT(formats); i++) {
        quen_orders *log = load_retail(ctx, &r, formats[i]);
        assert_same_log(ctx, text, log);
        quen_orders_free(log);
    }
    quen_orders_free(text);
    quen_context_free(ctx);
    free_retail(&r);
}

/* Random prices of up to four decimals, quantities of up to three, ties among them. */
static void test_random_products(void **state)
{
    (void)state;
    enum { ROWS = 200000 };
    char(*text)[2][24] = calloc(ROWS, sizeof *text);
    const char **values[2] = {calloc(ROWS, sizeof(char *)), calloc(ROWS, sizeof(char *))};
    const char **items = calloc(ROWS, sizeof *items),
               **times = calloc(ROWS, sizeof *times);
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of();
    quen_orders *exact = NULL, *log = NULL;
    assert_non_null(text);
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t scale = quen__random_below(1, 0, i, 7) + 1,
                 price = quen__random_below(1, 1, i, UINT64_C(1) << (4 * scale)),
                 quantity = quen__random_below(1, 2, i, 20000);
        snprintf(text[i][0], 24, "%llu.%04llu", (unsigned long long)price / 10000,
                 (unsigned long long)price % 10000);
        snprintf(text[i][1], 24, "%s%llu.%03llu", i % 9 ? "" : "-",
                 (unsigned long long)quantity / 1000,
                 (unsigned long long)quantity % 1000);
        values[0][i] = text[i][0];
        values[1][i] = text[i][1];
        items[i] = text[i][0];
        times[i] = "0";
    }
    o.amount = NULL;
    o.price = "price";
    o.quantity = "quantity";
    o.quantity_decimals = 3;
    arrow_column columns[4] = {{"item", "u", NULL, items},
                               {"time", "l", NULL, times},
                               {"price", "u", NULL, values[0]},
                               {"quantity", "u", NULL, values[1]}};
    assert_ok(ctx, load(ctx, columns, 4, ROWS, &o, NULL, &exact));
    assert_ok(ctx, quen_orders_finish(ctx, exact));
    columns[2].format = columns[3].format = "g";
    assert_ok(ctx, load(ctx, columns, 4, ROWS, &o, NULL, &log));
    assert_same_log(ctx, exact, log);
    quen_orders_free(log);
    quen_orders_free(exact);
    quen_context_free(ctx);
    free(items);
    free(times);
    free(values[0]);
    free(values[1]);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_values_refused),
        cmocka_unit_test(test_long_keys_refused),
        cmocka_unit_test(test_first_fault_is_named),
        cmocka_unit_test(test_sum_overflows),
        cmocka_unit_test(test_formats_refused),
        cmocka_unit_test(test_names_refused),
        cmocka_unit_test(test_options_refused),
        cmocka_unit_test(test_stream_fails),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_memory_promised),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_random_products),
        cmocka_unit_test(test_retail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
