/* Splits of a log: by hand, against a naive computation, folds, origins, refusals. */
#include "support.h"

#include "core/rng.h"

#define DAY 86400

static quen_split_options new_options(uint32_t method)
{
    quen_split_options options;
    quen_split_options_init(&options, sizeof options);
    options.method = method;
    return options;
}

static quen_order_line line_of(const char *customer, const char *item, int64_t time,
                               int64_t quantity)
{
    quen_order_line line = {.time_s = time, .quantity = quantity, .amount = quantity};
    line.customer = quen_key_text(customer);
    line.item = quen_key_text(item);
    return line;
}

/* A log whose returns alone are no visits. */
static quen_orders *log_of(quen_context *ctx, const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = QUEN_RETURNS_NO_VISIT;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* "a b c" of a row, items being letters. */
static const char *row_of(const quen_csr *m, size_t row)
{
    static char text[32];
    size_t n = 0;
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        text[n++] = (char)('a' + m->column[e]);
    text[n] = 0;
    return text;
}

static quen_orders *small_log(quen_context *ctx)
{
    const quen_order_line lines[] = {
        line_of("An", "a", 100, 1),   line_of("An", "b", 100, 1),
        line_of("An", "c", 200, 1),   line_of("An", "a", 300, 1),
        line_of("An", "d", 300, 2),   line_of("Binh", "a", 150, 1),
        line_of("Binh", "b", 150, 1), line_of("Cuc", "e", 100, 1),
        line_of("Cuc", "e", 120, -1), line_of("Cuc", "b", 300, 1),
        line_of("Cuc", "f", 300, 3),  line_of("Cuc", "f", 310, -3),
        line_of("Dung", "a", 90, 1),  line_of("Dung", "c", 250, 1),
        line_of("Dung", "c", 260, -1)};
    return log_of(ctx, lines, sizeof lines / sizeof *lines);
}

static void expect(const quen_csr *m, const char *const rows[4])
{
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(row_of(m, i), rows[i]);
}

/* A return that follows the last visit takes away what was held out. */
static void test_last_order(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_split *split;
    assert_ok(ctx, quen_split_new(ctx, orders, NULL, &split));
    const int64_t *moments = quen_split_moments(split);
    assert_true(moments[0] == 300 && moments[1] == INT64_MAX && moments[2] == 300 &&
                moments[3] == 250);
    expect(quen_split_train(split), (const char *const[]){"abc", "ab", "", "a"});
    expect(quen_split_held_out(split), (const char *const[]){"d", "", "b", ""});
    assert_int_equal(quen_split_n_customers(split), 4);
    assert_int_equal(quen_split_n_items(split), 6);
    assert_int_equal(quen_split_n_judged(split), 2);
    quen_split_free(split);
    quen_split_options o = new_options(QUEN_SPLIT_METHOD_LAST_ORDER);
    o.include_bought = 1;
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    expect(quen_split_held_out(split), (const char *const[]){"ad", "", "b", ""});
    quen_split_free(split);
    quen_split_free(NULL);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_moments(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    quen_split *split;
    quen_split_options o = new_options(QUEN_SPLIT_METHOD_TIME);
    o.cutoff_s = 200;
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    expect(quen_split_train(split), (const char *const[]){"ab", "ab", "", "a"});
    expect(quen_split_held_out(split), (const char *const[]){"cd", "", "b", ""});
    quen_split_free(split);
    o.horizon_s = 60; /* 200..259: before what came back */
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    expect(quen_split_held_out(split), (const char *const[]){"c", "", "", "c"});
    quen_split_free(split);
    /* The last line is at 310: from 300 on. */
    o.cutoff_s = INT64_MIN;
    o.horizon_s = 11;
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    assert_true(quen_split_moments(split)[1] == 300);
    expect(quen_split_held_out(split), (const char *const[]){"d", "", "b", ""});
    quen_split_free(split);
    const int64_t given[4] = {300, 0, INT64_MAX, 100};
    o = new_options(QUEN_SPLIT_METHOD_GIVEN);
    o.moments = given;
    o.n_moments = 4;
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    expect(quen_split_train(split), (const char *const[]){"abc", "", "b", "a"});
    expect(quen_split_held_out(split), (const char *const[]){"d", "ab", "", ""});
    quen_split_free(split);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- against a naive computation --- */

#define LINES 2000u
#define CUSTOMERS 30u
#define ITEMS 12u

static void make_lines(quen_order_line *lines)
{
    memset(lines, 0, LINES * sizeof *lines);
    for (size_t i = 0; i < LINES; i++) {
        quen_order_line *l = &lines[i];
        l->customer = quen_key_int((int64_t)quen__random_below(1, 0, i, CUSTOMERS));
        l->item = quen_key_int((int64_t)quen__random_below(1, 1, i, ITEMS));
        l->order = quen_key_int((int64_t)quen__random_below(1, 2, i, 40));
        l->time_s = (int64_t)quen__random_below(1, 3, i, 1000);
        l->quantity = quen__random_below(1, 4, i, 3) ? 1 : -1;
        l->amount = l->quantity;
    }
}

static int has(const quen_csr *m, size_t row, uint32_t column)
{
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        assert_true(e == m->row_start[row] || m->column[e] > m->column[e - 1]);
        if (m->column[e] == column)
            return 1;
    }
    return 0;
}

/* A horizon that begins before any time there is holds out everything. */
static void test_endless_horizon(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const quen_order_line lines[] = {line_of("An", "a", QUEN_TIME_MIN, 1),
                                     line_of("An", "b", -10 * DAY, 1)};
    quen_orders *orders = log_of(ctx, lines, 2);
    quen_split_options options = new_options(QUEN_SPLIT_METHOD_TIME);
    const int64_t horizons[] = {INT64_MAX, QUEN_TIME_MAX - QUEN_TIME_MIN};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        quen_split *split = NULL;
        options.horizon_s = horizons[i];
        assert_ok(ctx, quen_split_new(ctx, orders, &options, &split));
        assert_int_equal(quen_split_moments(split)[0], QUEN_TIME_MIN);
        assert_string_equal(row_of(quen_split_train(split), 0), "");
        assert_string_equal(row_of(quen_split_held_out(split), 0), "ab");
        quen_split_free(split);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_naive(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    static int64_t units[2][CUSTOMERS][ITEMS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_lines(lines);
    quen_orders *orders = log_of(ctx, lines, LINES);
    quen_split_options o = new_options(QUEN_SPLIT_METHOD_TIME);
    quen_split *split;
    o.cutoff_s = 600;
    o.horizon_s = 300;
    assert_ok(ctx, quen_split_new(ctx, orders, &o, &split));
    for (size_t i = 0; i < LINES; i++)
        if (lines[i].time_s < 900)
            units[lines[i].time_s >= 600][lines[i].customer.number]
                 [lines[i].item.number] += lines[i].quantity;
    size_t judged = 0;
    for (size_t c = 0; c < CUSTOMERS; c++) {
        int any = 0;
        for (uint32_t i = 0; i < ITEMS; i++) {
            int had = units[0][c][i] > 0, came = units[1][c][i] > 0 && !had;
            assert_int_equal(has(quen_split_train(split), c, i), had);
            assert_int_equal(has(quen_split_held_out(split), c, i), came);
            any |= came;
        }
        judged += any ? 1 : 0;
    }
    assert_int_equal(quen_split_n_judged(split), judged);
    quen_split_free(split);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- origins --- */

static quen_orders *span_of(quen_context *ctx, int64_t days)
{
    const quen_order_line lines[2] = {line_of("An", "a", 1000, 1),
                                      line_of("An", "a", 1000 + days * DAY - 1, 1)};
    return log_of(ctx, lines, 2);
}

static void test_origins(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = span_of(ctx, 200);
    quen_origins_options o;
    int64_t at[4] = {0};
    size_t count;
    quen_origins_options_init(&o, sizeof o);
    assert_ok(ctx, quen_split_origins(ctx, orders, NULL, NULL, 0, &count));
    assert_int_equal(count, 3); /* 50, 80 and 110 days after the first line */
    assert_ok(ctx, quen_split_origins(ctx, orders, &o, at, 4, &count));
    for (int64_t i = 0; i < 3; i++)
        assert_true(at[i] == 1000 + (50 + 30 * i) * DAY);
    o.most = 2;
    assert_ok(ctx, quen_split_origins(ctx, orders, &o, at, 2, &count));
    assert_true(count == 2 && at[0] == 1000 + 80 * DAY && at[1] == 1000 + 110 * DAY);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "split: room for 1 origins, and there are 2",
                 quen_split_origins(ctx, orders, &o, at, 1, &count));
    assert_int_equal(count, 2);
    o.horizon_s = 170 * DAY;
    assert_ok(ctx, quen_split_origins(ctx, orders, &o, at, 4, &count));
    assert_true(count == 1 && at[0] == 1000 + 30 * DAY);
    o.horizon_s++;
    assert_fails(ctx, QUEN_ERR_NUMERIC, "it can carry a horizon of 170.0 days",
                 quen_split_origins(ctx, orders, &o, at, 4, &count));
    assert_int_equal(count, 0);
    /* What is named can be asked for: 169.96 days are not 170. */
    o.history_s = 30 * DAY + DAY / 25;
    assert_fails(ctx, QUEN_ERR_NUMERIC, "it can carry a horizon of 169.9 days",
                 quen_split_origins(ctx, orders, &o, at, 4, &count));
    o.history_s = 200 * DAY;
    assert_fails(ctx, QUEN_ERR_NUMERIC, "split: the log spans 200.0 days, not more",
                 quen_split_origins(ctx, orders, &o, at, 4, &count));
    o.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "split options: struct_size is 0",
                 quen_split_origins(ctx, orders, &o, at, 4, &count));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- folds --- */

static void test_folds(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    uint32_t folds[CUSTOMERS], sizes[5] = {0}, moved = 0;
    make_lines(lines);
    quen_orders *orders = log_of(ctx, lines, LINES);
    assert_ok(ctx, quen_split_folds(ctx, orders, 5, 9, folds));
    for (uint32_t i = 0; i < CUSTOMERS; i++)
        assert_int_equal(folds[i], quen_split_fold(quen_key_int(i), 5, 9));
    for (int64_t i = 0; i < 10000; i++) {
        uint32_t fold = quen_split_fold(quen_key_int(i), 5, 9);
        assert_true(fold < 5);
        sizes[fold]++;
        moved += fold != quen_split_fold(quen_key_int(i), 5, 10);
    }
    for (int f = 0; f < 5; f++)
        assert_in_range(sizes[f], 1850, 2150);
    assert_in_range(moved, 7700, 8300); /* another seed, other folds */
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "split: n_folds is 1, not at least 2",
                 quen_split_folds(ctx, orders, 1, 9, folds));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Folds stay what they are: files elsewhere may name them. */
static void test_folds_stay(void **state)
{
    (void)state;
    assert_int_equal(quen_split_fold(quen_key_int(17850), 1000, 0), 629);
    assert_int_equal(quen_split_fold(quen_key_text("KH0001"), 1000, 0), 939);
    assert_int_equal(quen_split_fold(quen_key_text("khach@example.vn"), 1000, 7), 390);
    assert_int_equal(quen_split_fold(quen_key_text("any"), 0, 0), 0);
    assert_true(quen_split_fold(quen_key_bytes("a\0", 2), 1u << 31, 0) !=
                quen_split_fold(quen_key_bytes("a", 1), 1u << 31, 0));
}

/* --- refusals, memory --- */

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx), *empty = NULL;
    quen_split_options o = new_options(0);
    quen_split *s = (quen_split *)&o;
    const int64_t moments[4] = {0};
#define REFUSES(words)                                                                   \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_split_new(ctx, orders, &o, &s));    \
    assert_null(s);                                                                      \
    o = new_options(0)
    o.method = 3;
    REFUSES("split: method is 3, not within 0..2");
    o.include_bought = 2;
    REFUSES("split: include_bought is 2");
    o.reserved = 1;
    REFUSES("split: reserved is 1");
    o.horizon_s = -1;
    REFUSES("split: horizon_s is -1");
    o.struct_size = 0;
    REFUSES("split options: struct_size is 0");
    o.method = QUEN_SPLIT_METHOD_TIME;
    REFUSES("split: horizon_s is 0, and so long before the end");
    o.method = QUEN_SPLIT_METHOD_GIVEN;
    o.moments = moments;
    o.n_moments = 3;
    REFUSES("split: there are 3 moments, and the log has 4 customers");
    assert_ok(ctx, quen_orders_new(ctx, &empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_split_new(ctx, empty, NULL, &s));
    assert_ok(ctx, quen_orders_finish(ctx, empty));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "split: the log has no customer",
                 quen_split_new(ctx, empty, NULL, &s));
    quen_origins_options origins;
    size_t count;
    quen_origins_options_init(&origins, sizeof origins);
    origins.step_s = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "split: step_s is 0",
                 quen_split_origins(ctx, orders, &origins, NULL, 0, &count));
    assert_fails(ctx, QUEN_ERR_NUMERIC, "split: the log spans 0.0 days",
                 quen_split_origins(ctx, empty, NULL, NULL, 0, &count));
    quen_orders_free(empty);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status split_all(quen_context *ctx, void *user)
{
    const quen_orders *orders = user;
    quen_split *split = NULL;
    uint32_t folds[4];
    size_t count;
    quen_status status = quen_split_new(ctx, orders, NULL, &split);
    assert_true((status == QUEN_OK) == (split != NULL));
    quen_split_free(split);
    if (status == QUEN_OK)
        status = quen_split_folds(ctx, orders, 3, 0, folds);
    if (status == QUEN_OK)
        assert_int_equal(quen_split_origins(ctx, orders, NULL, NULL, 0, &count),
                         QUEN_ERR_NUMERIC);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = small_log(ctx);
    support_each_oom(split_all, orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_last_order), cmocka_unit_test(test_moments),
        cmocka_unit_test(test_naive),      cmocka_unit_test(test_endless_horizon),
        cmocka_unit_test(test_origins),    cmocka_unit_test(test_folds),
        cmocka_unit_test(test_folds_stay), cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
