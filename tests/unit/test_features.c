/*
 * Features: each column against a naive computation, attributes, schemas, and no future.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "data/features/features.h"

#define N 2500
#define CUSTOMERS 120
#define DAY INT64_C(86400)

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(11, what, i, n);
}

/*
 * Orders with and without numbers, with lines hours apart, refunds, nobody; 1960 to 1974.
 */
static quen_order_line random_line(size_t i)
{
    quen_order_line line = {0};
    size_t customer = draw(i, 1, CUSTOMERS + 10);
    if (customer < CUSTOMERS)
        line.customer =
            quen_key_int((int64_t)(customer * customer % 97 * CUSTOMERS + customer));
    if (draw(i, 2, 3) > 0)
        line.order = quen_key_int((int64_t)draw(i, 3, 6));
    line.item = quen_key_int((int64_t)draw(i, 4, 30));
    line.time_s = -150000000 + (int64_t)draw(i, 5, 3000) * 100000;
    if (line.order.kind)
        line.time_s =
            -150000000 + line.order.number * 50000000 + (int64_t)draw(i, 5, 200) * 7001;
    line.quantity = (int64_t)draw(i, 6, 6) - 1;
    line.amount = (int64_t)draw(i, 7, 20000) - 4000;
    return line;
}

static quen_orders *load(quen_context *ctx, const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static quen_orders *random_orders(quen_context *ctx, quen_order_line *lines)
{
    for (size_t i = 0; i < N; i++)
        lines[i] = random_line(i);
    return load(ctx, lines, N);
}

/* --- the naive computation --- */

typedef struct naive_order {
    int64_t key, time, value;
    int by_time;
} naive_order;

typedef struct naive {
    naive_order orders[N];
    size_t n_orders, lines, items;
    int64_t last, quantity, sales, refunds, recent, earlier;
} naive;

static naive_order *find_order(naive *c, const quen_order_line *line)
{
    int by_time = line->order.kind == QUEN_KEY_NONE;
    int64_t key = by_time ? line->time_s : line->order.number;
    for (size_t i = 0; i < c->n_orders; i++)
        if (c->orders[i].by_time == by_time && c->orders[i].key == key)
            return &c->orders[i];
    c->orders[c->n_orders] = (naive_order){key, line->time_s, 0, by_time};
    return &c->orders[c->n_orders++];
}

static int order_by_time(const void *a, const void *b)
{
    int64_t x = ((const naive_order *)a)->time, y = ((const naive_order *)b)->time;
    return (x > y) - (x < y);
}

static void collect(naive *c, const quen_order_line *lines, int64_t customer,
                    const quen_features_options *o)
{
    int seen[30] = {0};
    memset(c, 0, sizeof *c);
    c->last = INT64_MIN;
    for (size_t i = 0; i < N; i++) {
        const quen_order_line *line = &lines[i];
        if (!line->customer.kind || line->customer.number != customer ||
            line->time_s >= o->now_s)
            continue;
        naive_order *order = find_order(c, line);
        order->time = line->time_s < order->time ? line->time_s : order->time;
        order->value += line->amount;
        c->last = line->time_s > c->last ? line->time_s : c->last;
        c->lines++;
        c->items += seen[line->item.number]++ == 0;
        c->quantity += line->quantity;
        *(line->amount < 0 ? &c->refunds : &c->sales) += llabs(line->amount);
        if (line->time_s >= o->now_s - o->period_s)
            c->recent += line->amount;
        else if (line->time_s >= o->now_s - 2 * o->period_s)
            c->earlier += line->amount;
    }
    qsort(c->orders, c->n_orders, sizeof *c->orders, order_by_time);
}

static double std_of(const double *x, size_t n)
{
    double mean = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean) / (double)n;
    return sqrt(sum);
}

/* Local time by adding whole weeks until it is positive. */
static void naive_clock(const naive *c, int32_t offset, double *x)
{
    double weekend = 0, hours = 0;
    for (size_t i = 0; i < c->n_orders; i++) {
        int64_t local = c->orders[i].time + offset + 7 * DAY * 1000;
        weekend += local / DAY % 7 == 2 || local / DAY % 7 == 3;
        hours += (double)(local % DAY) / 3600;
    }
    x[13] = weekend / (double)c->n_orders;
    x[14] = hours / (double)c->n_orders;
}

static void naive_row(const naive *c, const quen_features_options *o, double *x)
{
    static double values[N], gaps[N];
    size_t n = c->n_orders;
    for (size_t i = 0; i < n; i++)
        values[i] = (double)c->orders[i].value;
    for (size_t i = 0; i + 1 < n; i++)
        gaps[i] = (double)(c->orders[i + 1].time - c->orders[i].time) / DAY;
    x[0] = (double)(o->now_s - c->last) / DAY;
    x[1] = (double)(o->now_s - c->orders[0].time) / DAY;
    x[2] = (double)n;
    x[3] = (double)c->lines;
    x[4] = (double)c->items;
    x[5] = (double)c->quantity;
    x[6] = (double)(c->sales - c->refunds);
    x[7] = x[6] / (double)n;
    x[8] = std_of(values, n);
    x[9] = n > 1 ? (double)(c->orders[n - 1].time - c->orders[0].time) / DAY /
                       (double)(n - 1)
                 : (double)NAN;
    x[10] = n > 2 && x[9] > 0 ? std_of(gaps, n - 1) / x[9] : (double)NAN;
    x[11] = c->refunds == 0 ? 0 : fmin(1, (double)c->refunds / (double)c->sales);
    double both = fabs((double)c->recent) + fabs((double)c->earlier);
    x[12] = both > 0 ? (double)(c->recent - c->earlier) / both : 0;
    naive_clock(c, o->utc_offset_s, x);
}

static size_t naive_customers(const quen_order_line *lines, int64_t now)
{
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        int is_new = lines[i].customer.kind && lines[i].time_s < now;
        for (size_t j = 0; j < i && is_new; j++)
            is_new = !(lines[j].customer.kind && lines[j].time_s < now &&
                       lines[j].customer.number == lines[i].customer.number);
        n += (size_t)is_new;
    }
    return n;
}

static void compare_with_naive(quen_context *ctx, const quen_orders *orders,
                               const quen_order_line *lines,
                               const quen_features_options *o)
{
    static naive c;
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, o, &features));
    assert_int_equal(quen_features_n_columns(features), QUEN_FEATURES_BUILTIN);
    assert_int_equal(quen_features_n_rows(features), naive_customers(lines, o->now_s));
    assert_int_equal(quen_features_now_s(features), o->now_s);
    for (size_t row = 0; row < quen_features_n_rows(features); row++) {
        const double *x = quen_features_matrix(features) + row * QUEN_FEATURES_BUILTIN;
        uint32_t customer = quen_features_customers(features)[row];
        double expected[QUEN_FEATURES_BUILTIN];
        collect(&c, lines, quen_orders_customer_key(orders, customer).number, o);
        naive_row(&c, o, expected);
        for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
            if (!(fabs(x[i] - expected[i]) < 1e-9))
                assert_close(x[i], expected[i], 1e-12);
    }
    quen_features_free(features);
}

static void test_naive(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    static const int64_t moments[] = {150000001, 60000000, -30000000, -149990000};
    static const int32_t clocks[] = {0, 7 * 3600, -86400, 86399};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = random_orders(ctx, lines);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    for (size_t i = 0; i < 4; i++) {
        o.now_s = moments[i];
        o.utc_offset_s = clocks[i];
        o.period_s = (int64_t)(i * i + 1) * 30 * DAY;
        compare_with_naive(ctx, orders, lines, &o);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- one customer by hand --- */

static quen_order_line line_of(const char *customer, const char *order, const char *item,
                               int64_t time_s, int64_t quantity, int64_t amount)
{
    quen_order_line line = {0};
    line.customer = quen_key_text(customer);
    line.order = quen_key_text(order);
    line.item = quen_key_text(item);
    line.time_s = time_s;
    line.quantity = quantity;
    line.amount = amount;
    return line;
}

/* 2026-01-03 00:00 UTC, a Saturday. */
#define SATURDAY INT64_C(1767398400)

/*
 * An, three orders, the third reaching past the moment: values 1500, 0, 3000; gaps
 * of 4.25 and 12 days; 3000 in the last 18 days and 1500 before. Bo comes at the moment.
 */
static quen_orders *small_orders(quen_context *ctx, int64_t future_amount)
{
    const int64_t t = SATURDAY, now = t + 20 * DAY;
    const quen_order_line lines[] = {
        line_of("An", "1", "tea", t + 6 * 3600, 2, 1000),
        line_of("An", "1", "cup", t + 6 * 3600, 1, 500),
        line_of("An", "2", "tea", t + 4 * DAY + 12 * 3600, 1, 500),
        line_of("An", "2", "cup", t + 4 * DAY + 12 * 3600, -1, -500),
        line_of("An", "3", "tea", t + 16 * DAY + 12 * 3600, 3, 3000),
        line_of("An", "3", "pot", now, 1, future_amount),
        line_of("Bo", "4", "pot", now, 1, future_amount),
    };
    return load(ctx, lines, sizeof lines / sizeof *lines);
}

static void test_by_hand(void **state)
{
    (void)state;
    static const double expected[] = {
        3.5,   19.75,         3,   5,       2,       6, 4500, 1500, 1224.744871391589,
        8.125, 3.875 / 8.125, 0.1, 1.0 / 3, 1.0 / 3, 10};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_orders(ctx, 99);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.now_s = SATURDAY + 20 * DAY;
    o.period_s = 18 * DAY;
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    assert_int_equal(quen_features_n_rows(features), 1);
    for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
        assert_close(quen_features_matrix(features)[i], expected[i], 1e-12);
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "recency_days",    "tenure_days",   "orders",  "lines",
        "distinct_items",  "quantity",      "revenue", "order_value_mean",
        "order_value_std", "gap_days_mean", "gap_cv",  "refund_share",
        "trend",           "weekend_share", "hour"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_orders(ctx, 1);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), 2);
    assert_int_equal(quen_features_now_s(features), SATURDAY + 20 * DAY + 1);
    for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
        assert_string_equal(quen_features_column_name(features, i), names[i]);
    assert_string_equal(quen_features_column_unit(features, 0), "days");
    assert_string_equal(quen_features_column_unit(features, 6), "money");
    assert_string_equal(quen_features_column_unit(features, 10), "");
    assert_null(quen_features_column_name(features, QUEN_FEATURES_BUILTIN));
    assert_string_equal(quen_features_column_unit(features, QUEN_FEATURES_BUILTIN), "");
    quen_features_free(features);
    quen_features_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/*
 * A log without customers, or a moment before all of them, gives no rows and no failure.
 */
static void test_nobody(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = load(ctx, NULL, 0), *small = small_orders(ctx, 1);
    quen_features_options o;
    quen_features *features = NULL;
    quen_features_options_init(&o, sizeof o);
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), 0);
    quen_features_free(features);
    o.now_s = 0;
    assert_ok(ctx, quen_features_new(ctx, small, &o, &features));
    assert_int_equal(quen_features_n_rows(features), 0);
    quen_features_free(features);
    quen_orders_free(small);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- the future --- */

/* The lines with whatever lies at or after `now` left out, changed or multiplied. */
static size_t other_future(const quen_order_line *lines, int64_t now, int what,
                           quen_order_line *out)
{
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        quen_order_line line = lines[i];
        if (line.time_s < now)
            out[n++] = line;
        if (line.time_s < now || what == 0)
            continue;
        line.amount = line.amount * 7 - 100;
        line.quantity += 3;
        line.item = quen_key_int((int64_t)i);
        line.time_s +=
            what == 1 ? (int64_t)draw(i, 9, 1000) * 1000 : -(line.time_s - now);
        line.customer = quen_key_int((int64_t)draw(i, 10, 20000));
        out[n++] = line;
    }
    return n;
}

static void test_future_leaves_no_trace(void **state)
{
    (void)state;
    static quen_order_line lines[N], other[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = random_orders(ctx, lines);
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.now_s = 20000000;
    quen_features *a = NULL, *b = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &a));
    for (int what = 0; what < 3; what++) {
        quen_orders *changed =
            load(ctx, other, other_future(lines, o.now_s, what, other));
        assert_ok(ctx, quen_features_new(ctx, changed, &o, &b));
        assert_int_equal(quen_features_n_rows(a), quen_features_n_rows(b));
        assert_memory_equal(quen_features_matrix(a), quen_features_matrix(b),
                            quen_features_n_rows(a) * QUEN_FEATURES_BUILTIN *
                                sizeof(double));
        for (size_t i = 0; i < quen_features_n_rows(a); i++)
            assert_int_equal(
                quen_orders_customer_key(orders, quen_features_customers(a)[i]).number,
                quen_orders_customer_key(changed, quen_features_customers(b)[i]).number);
        quen_features_free(b);
        quen_orders_free(changed);
    }
    quen_features_free(a);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- attributes --- */

static const int64_t ids[] = {104, 103, 102, 101, 999};
static const double ages[] = {31, (double)NAN, 45, 28, 60};
static const char city_bytes[] = "HanoiHueHanoiother";
static const uint64_t city_offsets[] = {0, 5, 8, 13, 18, 18};
static const uint8_t city_valid[] = {0x0f};
static const int64_t plans[] = {-7, 3, 3, -7, 12};

static void make_attributes(quen_attribute a[3])
{
    memset(a, 0, 3 * sizeof *a);
    for (size_t i = 0; i < 3; i++) {
        a[i].customers.numbers = ids;
        a[i].n = 5;
    }
    a[0].name = "age";
    a[0].unit = "years";
    a[0].numbers = ages;
    a[1].name = "city";
    a[1].categories.bytes = city_bytes;
    a[1].categories.offsets = city_offsets;
    a[1].categories.valid = city_valid;
    a[2].name = "plan";
    a[2].categories.numbers = plans;
    a[2].max_levels = 2;
}

/* Customers 101 to 105, one line each. */
static quen_orders *five_orders(quen_context *ctx)
{
    quen_order_line lines[5] = {0};
    for (int64_t i = 0; i < 5; i++) {
        lines[i].customer = quen_key_int(101 + i);
        lines[i].item = quen_key_int(1);
        lines[i].time_s = 1000 * i;
        lines[i].amount = 10;
    }
    return load(ctx, lines, 5);
}

static quen_features_options with_attributes(const quen_attribute *a, size_t n)
{
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.attributes = a;
    o.n_attributes = n;
    return o;
}

/* age, city=Hanoi, city=Hue, city=other, plan=-7, plan=3, plan=other */
static const double attribute_rows[5][7] = {
    {28, 0, 0, 1, 1, 0, 0},          /* 101: a city that is called "other" */
    {45, 1, 0, 0, 0, 1, 0},          /* 102 */
    {(double)NAN, 0, 1, 0, 0, 1, 0}, /* 103: age unknown */
    {31, 1, 0, 0, 1, 0, 0},          /* 104 */
    {(double)NAN, 0, 0, 1, 0, 0, 1}, /* 105: not named */
};

static void check_attribute_rows(const quen_features *features)
{
    assert_int_equal(quen_features_n_rows(features), 5);
    assert_int_equal(quen_features_n_columns(features), 22);
    for (size_t row = 0; row < 5; row++)
        for (size_t i = 0; i < 7; i++)
            assert_close(quen_features_matrix(features)[row * 22 + 15 + i],
                         attribute_rows[row][i], 0);
}

static void test_attributes(void **state)
{
    (void)state;
    static const char *const names[] = {
        "age", "city=Hanoi", "city=Hue", "city=other", "plan=-7", "plan=3", "plan=other"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    quen_attribute a[3];
    make_attributes(a);
    quen_features_options o = with_attributes(a, 3);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    check_attribute_rows(features);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(quen_features_column_name(features, 15 + i), names[i]);
    assert_string_equal(quen_features_column_unit(features, 15), "years");
    assert_string_equal(quen_features_column_unit(features, 16), "");
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The most frequent levels win, ties by key; a zero byte shows as '?'. */
static void test_levels(void **state)
{
    (void)state;
    static const int64_t ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    /* b, a, b, \0c, c, \0d, c, a, b and the empty string */
    static const char bytes[] = "bab\0cc\0dcab";
    static const uint64_t offsets[] = {0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 11};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a = {.name = "x", .n = 10, .max_levels = 3};
    quen__schema schema;
    a.customers.numbers = ten;
    a.categories.bytes = bytes;
    a.categories.offsets = offsets;
    assert_ok(ctx, quen__schema_build(ctx, &a, 1, &schema));
    assert_int_equal(schema.n_columns, QUEN_FEATURES_BUILTIN + 4);
    assert_string_equal(quen__schema_name(&schema, 15), "x=a");
    assert_string_equal(quen__schema_name(&schema, 16), "x=b");
    assert_string_equal(quen__schema_name(&schema, 17), "x=c");
    quen__schema_free(&schema);
    a.max_levels = 0;
    assert_ok(ctx, quen__schema_build(ctx, &a, 1, &schema));
    assert_int_equal(schema.n_columns, QUEN_FEATURES_BUILTIN + 7);
    assert_string_equal(quen__schema_name(&schema, 15), "x=");
    assert_string_equal(quen__schema_name(&schema, 16), "x=?c");
    assert_string_equal(quen__schema_name(&schema, 17), "x=?d");
    assert_string_equal(quen__schema_name(&schema, 21), "x=other");
    assert_int_equal(quen__schema_level(&schema, 0, quen_key_bytes("\0d", 2)), 2);
    assert_true(quen__schema_level(&schema, 0, quen_key_text("e")) == QUEN__NO_LEVEL);
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* --- schemas in a model's image --- */

static quen__image build_image(quen_context *ctx, const quen__schema *schema)
{
    static const uint64_t before = 7;
    quen__section rows[1 + QUEN__SCHEMA_SECTIONS] = {{1, 8, 1, &before}};
    quen__image image;
    quen__schema_sections(schema, 100, rows + 1);
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_CHURN, rows,
                                     1 + QUEN__SCHEMA_SECTIONS, &image));
    return image;
}

static void test_schema_is_applied(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    quen_attribute a[3], turned[4] = {{0}};
    quen__schema schema, stored;
    quen__features_view view = {5000, 90 * DAY, 0};
    quen_features *features = NULL;
    make_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, a, 3, &schema));
    quen__image image = build_image(ctx, &schema);
    quen__schema_free(&schema);
    assert_ok(ctx, quen__schema_attach(ctx, &image, 100, &stored));
    turned[0] = a[2];
    turned[1] = a[1];
    turned[2] = a[0];
    turned[3] = a[0];
    turned[3].name = "new";
    turned[1].max_levels = 1; /* of no meaning when a schema is applied */
    assert_ok(ctx,
              quen__features_build(ctx, orders, &view, &stored, turned, 4, &features));
    check_attribute_rows(features);
    quen_features_free(features);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "attribute 'plan' is missing",
                 quen__features_build(ctx, orders, &view, &stored, a, 2, &features));
    assert_null(features);
    a[2].categories = a[1].categories;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "attribute 'plan' has categories by byte string, not categories by number",
        quen__features_build(ctx, orders, &view, &stored, a, 3, &features));
    quen__image_close(&image);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Write `value` over one 8-byte or 4-byte or 1-byte entry, attach, and put it back. */
static void refuse(quen_context *ctx, quen__image *image, uint32_t section, size_t width,
                   size_t at, uint64_t value, const char *words)
{
    unsigned char *place =
        (unsigned char *)quen__image_fill(image, 100 + section) + at * width;
    unsigned char saved[8];
    quen__schema schema;
    memcpy(saved, place, width);
    memcpy(place, &value, width);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__schema_attach(ctx, image, 100, &schema));
    memcpy(place, saved, width);
    assert_ok(ctx, quen__schema_attach(ctx, image, 100, &schema));
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a[3];
    quen__schema schema;
    make_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, a, 3, &schema));
    quen__image image = build_image(ctx, &schema);
    refuse(ctx, &image, 0, 8, 0, 4, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 1, 15, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 2, 1, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 15 + 1, 3, "column 15 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 15, 3, "column 15 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 16, 1, "column 16 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 16 + 2, 2, "column 16 is of no known sort");
    refuse(ctx, &image, 1, 4, 0, 3, "attribute 0 is of unknown kind 3");
    refuse(ctx, &image, 1, 4, 1, 0, "attribute 1 is a number and has levels");
    refuse(ctx, &image, 1, 4, 1, 1, "both a number and a byte string");
    refuse(ctx, &image, 2, 8, 1, 3, "attribute levels: entry 2 is below");
    refuse(ctx, &image, 3, 8, 0, 5, "level 0 is both a number and a byte string");
    refuse(ctx, &image, 3, 8, 3, (uint64_t)-7, "level 3 is not above the one before");
    refuse(ctx, &image, 4, 8, 4, 9, "level offsets: the last offset");
    refuse(ctx, &image, 5, 1, 0, 'Z', "level 1 is not above the one before");
    refuse(ctx, &image, 6, 8, 1, 0, "text 0 does not end with a zero byte");
    refuse(ctx, &image, 7, 1, 12, 'x', "text 0 does not end with a zero byte");
    quen__image_close(&image);
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* Lengths that do not agree: the same sections, one of them an entry short. */
static void test_attach_refuses_lengths(void **state)
{
    (void)state;
    static const char *const words[] = {"no whole columns",
                                        "attribute levels: 4 entries, not 3",
                                        "attribute levels: 3 entries",
                                        "level offsets: 5 entries",
                                        "level offsets: 4 entries",
                                        "level offsets: the last",
                                        "feature text offsets: 47 entries",
                                        "feature text offsets: the last"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a[3];
    quen__schema schema, stored;
    quen__image image;
    make_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, a, 3, &schema));
    for (size_t i = 0; i < QUEN__SCHEMA_SECTIONS; i++) {
        quen__section rows[QUEN__SCHEMA_SECTIONS];
        quen__schema_sections(&schema, 0, rows);
        rows[i].count--;
        assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_CHURN, rows,
                                         QUEN__SCHEMA_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, words[i],
                     quen__schema_attach(ctx, &image, 0, &stored));
        assert_fails(ctx, QUEN_ERR_FORMAT, "section 0x0032 (feature columns) is missing",
                     quen__schema_attach(ctx, &image, 50, &stored));
        quen__image_close(&image);
    }
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* --- failures --- */

static void fails(quen_context *ctx, const quen_orders *orders,
                  const quen_features_options *o, const char *words)
{
    quen_features *features = (quen_features *)(uintptr_t)1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_features_new(ctx, orders, o, &features));
    assert_null(features);
}

static void test_settings_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx), *unfinished = NULL;
    quen_features_options good = with_attributes(NULL, 0), o = good;
    assert_ok(ctx, quen_orders_new(ctx, &unfinished));
    quen_order_line line = line_of("a", "b", "c", 0, 1, 1);
    assert_ok(ctx, quen_orders_add(ctx, unfinished, &line, 1));
    fails(ctx, unfinished, NULL, "not finished");
    o.utc_offset_s = 86401;
    fails(ctx, orders, &o, "utc_offset_s is 86401, not -86400..86400");
    o = good;
    o.period_s = 0;
    fails(ctx, orders, &o, "period_s is 0, not above 0");
    o = good;
    o.now_s = QUEN_TIME_MAX + 2;
    fails(ctx, orders, &o, "the moment 7258118401 is not within");
    o = good;
    o.n_attributes = 2;
    fails(ctx, orders, &o, "n_attributes is 2, but there are no attributes");
    o = good;
    o.struct_size = 0;
    fails(ctx, orders, &o, "struct_size is 0");
    quen_orders_free(unfinished);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A period as long as can be is as good as "ever". */
static void test_longest_period(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    quen_features_options o = with_attributes(NULL, 0);
    quen_features *features = NULL;
    o.period_s = INT64_MAX;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    assert_true(quen_features_matrix(features)[12] == 1);
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

#define REFUSE_ATTRIBUTE(change, words)                                                  \
    do {                                                                                 \
        make_attributes(a);                                                              \
        change;                                                                          \
        fails(ctx, orders, &o, words);                                                   \
    } while (0)

static void test_attribute_shapes_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    static char long_name[257];
    memset(long_name, 'n', 256);
    quen_attribute a[3];
    quen_features_options o = with_attributes(a, 3);
    REFUSE_ATTRIBUTE(a[1].name = NULL, "attribute 1: its name has 0 bytes, not 1..255");
    REFUSE_ATTRIBUTE(a[1].name = "", "attribute 1: its name has 0 bytes");
    REFUSE_ATTRIBUTE(a[1].name = long_name, "attribute 1: its name has 256 bytes");
    REFUSE_ATTRIBUTE(a[1].name = "gap_cv",
                     "attribute 1: 'gap_cv' is the name of a built-in");
    REFUSE_ATTRIBUTE(a[2].name = "age", "attributes 0 and 2 are both called 'age'");
    REFUSE_ATTRIBUTE(a[0].reserved = 1, "attribute 'age': reserved is 1, not 0");
    REFUSE_ATTRIBUTE(a[1].max_levels = 1001,
                     "attribute 'city': max_levels is 1001, at most");
    REFUSE_ATTRIBUTE(a[0].categories = a[1].categories,
                     "attribute 'age': it has both numbers and categories");
    REFUSE_ATTRIBUTE(a[0].numbers = NULL,
                     "attribute 'age': it has neither numbers nor categories");
    REFUSE_ATTRIBUTE(a[0].customers.numbers = NULL,
                     "attribute 'age': it has no customers");
    REFUSE_ATTRIBUTE(a[0].n = UINT32_MAX, "attribute 'age': 4294967295 rows are more");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_attribute_rows_refused(void **state)
{
    (void)state;
    static const double infinite[] = {1, 2, (double)INFINITY, 4, 5};
    static const int64_t twice[] = {104, 103, 102, 104, 999};
    static const uint64_t descending[] = {0, 5, 4, 13, 18, 18},
                          large[] = {0, 0, 0, 0, 0, 65536};
    static const uint8_t hole[] = {0x1b};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    quen_attribute a[3];
    quen_features_options o = with_attributes(a, 3);
    REFUSE_ATTRIBUTE(a[0].numbers = infinite,
                     "attribute 'age', row 2: the number is infinite");
    REFUSE_ATTRIBUTE(a[1].customers.numbers = twice,
                     "attribute 'city', row 3: customer 104 has row 0 already");
    REFUSE_ATTRIBUTE(a[1].customers.valid = hole,
                     "attribute 'city', row 2: it has no customer");
    REFUSE_ATTRIBUTE(a[1].categories.offsets = descending,
                     "attribute 'city', row 1: the offsets of its category descend");
    REFUSE_ATTRIBUTE(
        a[1].categories.offsets = large,
        "attribute 'city', row 4: its category has 65536 bytes, at most 65535");
    REFUSE_ATTRIBUTE(a[1].categories.bytes = NULL,
                     "attribute 'city': its category column has offsets but no bytes");
    REFUSE_ATTRIBUTE(
        a[1].categories.numbers = ids,
        "attribute 'city': its category column has both numbers and strings");
    REFUSE_ATTRIBUTE(
        a[2].customers.numbers = NULL; a[2].customers.bytes = city_bytes;
        a[2].customers.offsets = city_offsets,
        "attribute 'plan': its customers are byte strings, those of the log are "
        "numbers");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static int stop(void *user, const char *stage, double fraction)
{
    (void)fraction;
    assert_string_equal(stage, "features");
    return *(int *)user;
}

static void test_cancel(void **state)
{
    (void)state;
    int yes = 1;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    options.progress_user = &yes;
    quen_context *ctx = NULL, *plain = support_context(1, QUEN_SIMD_AUTO);
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_orders *orders = five_orders(plain);
    quen_features *features = NULL;
    assert_fails(ctx, QUEN_ERR_CANCELLED, "features: cancelled",
                 quen_features_new(ctx, orders, NULL, &features));
    assert_null(features);
    quen_orders_free(orders);
    quen_context_free(plain);
    quen_context_free(ctx);
}

typedef struct shared {
    const quen_orders *orders;
    const quen_features *expected;
} shared;

static quen_status build_features(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_attribute a[3];
    make_attributes(a);
    quen_features_options o = with_attributes(a, 3);
    quen_features *features = NULL;
    quen_status status = quen_features_new(ctx, s->orders, &o, &features);
    assert_true((status == QUEN_OK) == (features != NULL));
    quen_features_free(features);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = five_orders(ctx);
    shared s = {orders, NULL};
    support_each_oom(build_features, &s);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void same_bits(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, s->orders, NULL, &features));
    assert_int_equal(quen_features_n_rows(features), quen_features_n_rows(s->expected));
    assert_memory_equal(quen_features_matrix(features), quen_features_matrix(s->expected),
                        quen_features_n_rows(features) * QUEN_FEATURES_BUILTIN *
                            sizeof(double));
    quen_features_free(features);
}

/* 1,500 customers, so that there are several chunks. */
static void test_same_bits(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < N; i++) {
        lines[i] = random_line(i);
        lines[i].customer = quen_key_int((int64_t)draw(i, 12, 1500));
    }
    quen_orders *orders = load(ctx, lines, N);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    shared s = {orders, features};
    support_each_context(same_bits, &s);
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status build_plain(quen_context *ctx, void *user)
{
    quen_features *features = NULL;
    quen_status status = quen_features_new(ctx, user, NULL, &features);
    quen_features_free(features);
    return status;
}

/* Eight bytes a cell and four a row, and for each thread four an item. */
static void test_peak(void **state)
{
    (void)state;
    static quen_order_line lines[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < N; i++) {
        lines[i] = random_line(i);
        lines[i].customer = quen_key_int((int64_t)draw(i, 12, 1500));
        lines[i].item = quen_key_int((int64_t)i);
    }
    quen_orders *orders = load(ctx, lines, N);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    size_t rows = quen_features_n_rows(features);
    for (uint32_t threads = 1; threads <= 4; threads++) {
        size_t least = (8 * QUEN_FEATURES_BUILTIN + 4) * rows + 4 * N * threads;
        assert_in_range(support_peak(threads, build_plain, orders), least, least + 8192);
    }
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_naive),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_future_leaves_no_trace),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_schema_is_applied),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_attach_refuses_lengths),
        cmocka_unit_test(test_settings_refused),
        cmocka_unit_test(test_longest_period),
        cmocka_unit_test(test_attribute_shapes_refused),
        cmocka_unit_test(test_attribute_rows_refused),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
