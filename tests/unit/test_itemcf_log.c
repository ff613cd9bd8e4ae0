/* Offers from the log: who bought what until when, and what belongs together. */
#include "core/words.h"
#include "support.h"

#include "data/interactions.h"
#include "models/itemcf/itemcf.h"

#define NOBODY (-1)

/* Customer 0 returns an item 2; customer 1 comes back to an order; customer 2 only
 * returns. */
static const struct {
    int customer, order;
    int64_t time;
    int item;
    int64_t quantity;
} sales[] = {
    {0, 1, 100, 1, 2},      {0, 1, 100, 2, 1},     {0, 2, 200, 1, 2},
    {0, 2, 200, 1, 1},      {0, 2, 200, 0, 1},     {0, 3, 300, 2, -1},
    {1, 1, 150, 1, 1},      {1, 1, 150, 3, 2},     {1, 1, 400, 0, 5},
    {2, 1, 160, 0, -1},     {NOBODY, 9, 50, 0, 2}, {NOBODY, 9, 50, 1, 1},
    {NOBODY, 8, 250, 3, 1},
};

static void add_sale(quen_context *ctx, quen_orders *orders, size_t i, int64_t amount)
{
    quen_order_line line = {.time_s = sales[i].time, .quantity = sales[i].quantity};
    if (sales[i].customer != NOBODY)
        line.customer = quen_key_int(sales[i].customer);
    line.order = quen_key_int(sales[i].order);
    line.item = quen_key_int(sales[i].item);
    line.amount = amount;
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
}

static quen_orders *load(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0; i < sizeof sales / sizeof *sales; i++)
        add_sale(ctx, orders, i, 0);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* --- the matrix --- */

/* Rows as text: "item:value item:value | ...". */
static void print_matrix(const quen_csr *m, char *text, size_t room)
{
    size_t used = 0;
    for (size_t i = 0; i < m->n_rows; i++) {
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            used += (size_t)quen__words(text + used, room - used, "%u:%.4g ",
                                        m->column[e], m->value ? m->value[e] : 1);
        used += (size_t)snprintf(text + used, room - used, "| ");
    }
}

static void assert_matrix_of(quen_context *ctx, const quen_orders *orders, uint32_t rows,
                             uint32_t values, int64_t now_s, const char *expected)
{
    char text[400];
    quen__temp temp = QUEN__TEMP(ctx);
    quen__log log;
    quen_csr matrix;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_ok(ctx, quen__interactions(&temp, &log, rows, values, now_s, &matrix));
    assert_int_equal(matrix.n_columns, log.n_items);
    print_matrix(&matrix, text, sizeof text);
    assert_string_equal(text, expected);
    quen__temp_close(&temp);
}

static void assert_matrix(quen_context *ctx, uint32_t rows, uint32_t values,
                          int64_t now_s, const char *expected)
{
    quen_orders *orders = load(ctx);
    assert_matrix_of(ctx, orders, rows, values, now_s, expected);
    quen_orders_free(orders);
}

static void test_rows(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_matrix(ctx, QUEN__ROWS_CUSTOMERS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                  "0:1 1:5 | 0:5 1:1 3:2 | | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                  "0:1 1:5 | 0:5 1:1 3:2 | | 0:2 1:1 | 3:1 | ");
    assert_matrix(ctx, QUEN__ROWS_ORDERS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                  "1:2 2:1 | 0:1 1:3 | | 0:5 1:1 3:2 | | 0:2 1:1 | 3:1 | ");
    quen_context_free(ctx);
}

static void test_values(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_BINARY, 1000,
                  "0:1 1:1 | 0:1 1:1 3:1 | | 0:1 1:1 | 3:1 | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_COUNT, 1000,
                  "0:1 1:2 | 0:1 1:1 3:1 | | 0:1 1:1 | 3:1 | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_LOG_COUNT, 1000,
                  "0:0.6931 1:1.099 | 0:0.6931 1:0.6931 3:0.6931 | | 0:0.6931 1:0.6931 | "
                  "3:0.6931 | ");
    quen_context_free(ctx);
}

/*
 * A kettle is sent back with its money below 0, in whatever order; a cup costs less after
 * all, which takes no cup away; a filter that is sent back twice is not had once.
 */
static const struct {
    int customer, order, item;
    int64_t quantity, amount;
} refunds[] = {
    {0, 1, 0, 1, 80},  {0, 1, 1, 1, 5},  {0, 2, 0, 1, -80}, {1, 3, 0, 1, 80},
    {1, 3, 2, 1, 9},   {2, 4, 1, 2, 10}, {2, 4, 1, 1, -1},  {2, 4, 2, 1, 9},
    {2, 5, 2, 2, -9},  {2, 6, 2, 1, 9},  {3, 7, 1, 1, 0},   {3, 8, 2, 3, 27},
    {3, 9, 2, 2, -18},
};

static quen_orders *load_refunds(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0; i < sizeof refunds / sizeof *refunds; i++) {
        quen_order_line line = {.time_s = 100 * refunds[i].order};
        line.customer = quen_key_int(refunds[i].customer);
        line.order = quen_key_int(refunds[i].order);
        line.item = quen_key_int(refunds[i].item);
        line.quantity = refunds[i].quantity;
        line.amount = refunds[i].amount;
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void test_refunds(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = load_refunds(ctx);
    assert_matrix_of(ctx, orders, QUEN__ROWS_CUSTOMERS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                     "1:1 | 0:1 2:1 | 1:2 | 1:1 2:1 | ");
    assert_matrix_of(ctx, orders, QUEN__ROWS_CUSTOMERS, QUEN_ITEMCF_VALUES_QUANTITY, 500,
                     "1:1 | 0:1 2:1 | 1:2 2:1 | | ");
    assert_matrix_of(ctx, orders, QUEN__ROWS_ORDERS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                     "0:1 1:1 | | 0:1 2:1 | 1:2 2:1 | | 2:1 | 1:1 | 2:3 | | ");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Without amounts only a quantity below 0 is a return, and all else is as with them. */
static void test_without_money(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL, *paid = load(ctx);
    quen_itemcf *with = NULL, *without = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0; i < sizeof sales / sizeof *sales; i++)
        add_sale(ctx, orders, i, QUEN_AMOUNT_NONE);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_matrix_of(ctx, orders, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_QUANTITY, 1000,
                     "0:1 1:5 | 0:5 1:1 3:2 | | 0:2 1:1 | 3:1 | ");
    assert_ok(ctx, quen_itemcf_fit(ctx, paid, NULL, &with));
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &without));
    assert_int_equal(with->model.image.size, without->model.image.size);
    assert_memory_equal(with->model.image.data, without->model.image.data,
                        with->model.image.size);
    quen_itemcf_free(with);
    quen_itemcf_free(without);
    quen_orders_free(orders);
    quen_orders_free(paid);
    quen_context_free(ctx);
}

/* A line counts by its own time, not by that of its order. */
static void test_moment(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_QUANTITY, 400,
                  "0:1 1:5 | 1:1 3:2 | | 0:2 1:1 | 3:1 | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_QUANTITY, 300,
                  "0:1 1:5 2:1 | 1:1 3:2 | | 0:2 1:1 | 3:1 | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_QUANTITY, 200,
                  "1:2 2:1 | 1:1 3:2 | | 0:2 1:1 | | ");
    assert_matrix(ctx, QUEN__ROWS_BASKETS, QUEN_ITEMCF_VALUES_BINARY, 50, "| | | | | ");
    quen_context_free(ctx);
}

/* --- the model --- */

static quen_itemcf *fit(quen_context *ctx, const quen_itemcf_options *options)
{
    quen_orders *orders = load(ctx);
    quen_itemcf *model = NULL;
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, options, &model));
    quen_orders_free(orders);
    return model;
}

static void assert_history(const quen_itemcf *model, uint32_t customer,
                           const uint32_t *items, size_t n)
{
    const uint32_t *found;
    assert_int_equal(quen_itemcf_history(model, customer, &found), n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(found[i], items[i]);
}

static void assert_support(const quen_itemcf *model, const uint32_t expected[4])
{
    assert_int_equal(quen_itemcf_n_items(model), 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(quen_itemcf_support(model, i), expected[i]);
}

static void test_fit_by_customer(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *model = fit(ctx, NULL);
    assert_int_equal(quen_itemcf_n_customers(model), 3);
    assert_support(model, (const uint32_t[]){3, 3, 0, 2});
    assert_history(model, 0, (const uint32_t[]){0, 1}, 2);
    assert_history(model, 1, (const uint32_t[]){0, 1, 3}, 3);
    assert_history(model, 2, NULL, 0);
    quen_offer offers[4];
    size_t count;
    assert_ok(ctx, quen_itemcf_recommend(ctx, model, 0, NULL, offers, 4, &count));
    assert_int_equal(count, 1); /* nobody has kept an item 2 */
    assert_int_equal(offers[0].item, 3);
    assert_int_equal(offers[0].popular, 0);
    assert_ok(ctx, quen_itemcf_recommend(ctx, model, 2, NULL, offers, 4, &count));
    assert_int_equal(count, 3);
    assert_true(offers[0].item == 0 && offers[0].popular && offers[0].score == 3.0 / 5);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

/* Items 1 and 2 were in one order, which a later return does not undo; histories stay. */
static void test_fit_by_order(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    options.method = QUEN_ITEMCF_METHOD_JACCARD;
    options.group = QUEN_ITEMCF_GROUP_ORDER;
    quen_itemcf *model = fit(ctx, &options);
    const quen_neighbor *row;
    assert_int_equal(quen_itemcf_n_customers(model), 3);
    assert_support(model, (const uint32_t[]){3, 4, 1, 2});
    assert_history(model, 0, (const uint32_t[]){0, 1}, 2);
    assert_history(model, 1, (const uint32_t[]){0, 1, 3}, 3);
    assert_history(model, 2, NULL, 0);
    assert_int_equal(quen_itemcf_neighbors(model, 2, &row), 1);
    assert_true(row[0].item == 1 && row[0].weight == 0.25f);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

static void test_fit_at_a_moment(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf_options options;
    quen_itemcf_options_init(&options, sizeof options);
    options.now_s = 200;
    quen_itemcf *model = fit(ctx, &options);
    assert_int_equal(quen_itemcf_n_customers(model), 3);
    assert_support(model, (const uint32_t[]){1, 3, 1, 1});
    assert_history(model, 0, (const uint32_t[]){1, 2}, 2);
    quen_itemcf_free(model);
    options.now_s = QUEN_TIME_MIN; /* nothing sold yet: nothing to offer */
    model = fit(ctx, &options);
    quen_offer offers[4];
    size_t count;
    assert_ok(ctx, quen_itemcf_recommend(ctx, model, 0, NULL, offers, 4, &count));
    assert_int_equal(count, 0);
    quen_itemcf_free(model);
    quen_context_free(ctx);
}

/* A log and the matrix made of it give the same neighbours, for every kind of value. */
static void test_fit_equals_matrix(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *orders = load(ctx);
    quen__log log;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    for (uint32_t i = 0; i < 8; i++) {
        quen__temp temp = QUEN__TEMP(ctx);
        quen_itemcf_options options;
        quen_itemcf *a, *b;
        quen_csr matrix;
        quen_itemcf_options_init(&options, sizeof options);
        options.method = QUEN_ITEMCF_METHOD_COSINE;
        options.values = i % 4;
        options.group = i / 4;
        assert_ok(ctx, quen__interactions(&temp, &log,
                                          i / 4 ? QUEN__ROWS_ORDERS : QUEN__ROWS_BASKETS,
                                          i % 4, 1000, &matrix));
        assert_ok(ctx, quen_itemcf_fit(ctx, orders, &options, &a));
        assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, &options, &b));
        const quen__offers_model *x = &a->offers, *y = &b->offers;
        size_t n = (size_t)x->row_start[4];
        assert_memory_equal(x->row_start, y->row_start, 5 * sizeof *x->row_start);
        assert_memory_equal(x->neighbor, y->neighbor, n * sizeof *x->neighbor);
        quen_itemcf_free(a);
        quen_itemcf_free(b);
        quen__temp_close(&temp);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_itemcf *model = (quen_itemcf *)ctx;
    quen_order_line line = {.item = quen_key_int(1), .time_s = 5, .quantity = 1};
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "itemcf: the log is empty",
                 quen_itemcf_fit(ctx, orders, NULL, &model));
    assert_null(model);
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "finish",
                 quen_itemcf_fit(ctx, orders, NULL, &model));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status fit_oom(quen_context *ctx, void *user)
{
    const quen_itemcf_options *options = user;
    quen_orders *orders = NULL;
    quen_itemcf *model = (quen_itemcf *)user;
    quen_order_line lines[2] = {{.item = quen_key_int(1), .time_s = 5, .quantity = 1},
                                {.item = quen_key_int(2), .time_s = 5, .quantity = 1}};
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, lines, 2);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK) {
        status = quen_itemcf_fit(ctx, orders, options, &model);
        assert_true((model != NULL) == (status == QUEN_OK));
        quen_itemcf_free(model);
    }
    quen_orders_free(orders);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    for (uint32_t group = 0; group < 2; group++) {
        quen_itemcf_options options;
        quen_itemcf_options_init(&options, sizeof options);
        options.group = group;
        options.values = QUEN_ITEMCF_VALUES_LOG_COUNT;
        support_each_oom(fit_oom, &options);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refunds),
        cmocka_unit_test(test_without_money),
        cmocka_unit_test(test_moment),
        cmocka_unit_test(test_fit_by_customer),
        cmocka_unit_test(test_fit_by_order),
        cmocka_unit_test(test_fit_at_a_moment),
        cmocka_unit_test(test_fit_equals_matrix),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
