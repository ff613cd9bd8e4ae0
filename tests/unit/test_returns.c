/* Small logs with credit notes and refunds, and what every noun makes of them. */
#include "support.h"

typedef struct row {
    const char *customer, *order, *item;
    int month, day; /* of 2026 */
    int64_t quantity, amount;
} row;

/* Chi bought once, and sent it back. */
static const row credit_note[] = {
    {"An", "1", "Tea", 1, 1, 1, 1000},         {"An", "2", "Tea", 2, 1, 1, 1000},
    {"An", "3", "Tea", 4, 1, 1, 1000},         {"Binh", "4", "Tea", 1, 10, 1, 1000},
    {"Binh", "5", "Tea", 3, 20, 1, 1000},      {"Chi", "6", "Kettle", 1, 1, 1, 8000},
    {"Chi", "C6", "Kettle", 4, 10, -1, -8000}, {"Dao", "7", "Kettle", 1, 2, 1, 8000},
    {"Dao", "8", "Cup", 2, 2, 1, 500},         {"Em", "9", "Cup", 3, 2, 1, 500},
    {"Em", "10", "Tea", 3, 15, 1, 1000},
};

/* A refund whose quantity has no sign. */
static const row refund[] = {
    {"An", "1", "Kettle", 1, 1, 1, 8000},   {"An", "1", "Cup", 1, 1, 1, 500},
    {"An", "R1", "Kettle", 1, 9, 1, -8000}, {"Binh", "2", "Kettle", 1, 2, 1, 8000},
    {"Binh", "2", "Filter", 1, 2, 1, 900},  {"Chi", "3", "Cup", 1, 3, 1, 500},
    {"Chi", "3", "Filter", 1, 3, 1, 900},
};

#define ROWS(table) (sizeof(table) / sizeof *(table))

/* Midnight of a day of 2026. */
static int64_t day_of(int month, int day)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181};
    return (INT64_C(20454) + before[month - 1] + day - 1) * 86400;
}

static void add_row(quen_context *ctx, quen_orders *orders, const row *r)
{
    quen_order_line line = {0};
    line.customer = quen_key_text(r->customer);
    line.order = quen_key_text(r->order);
    line.item = quen_key_text(r->item);
    line.time_s = day_of(r->month, r->day);
    line.quantity = r->quantity;
    line.amount = r->amount;
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
}

static quen_orders *new_log(quen_context *ctx, uint32_t returns)
{
    quen_orders *orders = NULL;
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = returns;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    return orders;
}

static quen_orders *log_of(quen_context *ctx, uint32_t returns, const row *rows, size_t n)
{
    quen_orders *orders = new_log(ctx, returns);
    for (size_t i = 0; i < n; i++)
        add_row(ctx, orders, &rows[i]);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static quen_order_totals totals_of(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals;
}

/* Recency, frequency and monetary of a customer on 2026-04-11; all of them were scored.
 */
static void assert_values(quen_context *ctx, const quen_orders *orders, const char *who,
                          int64_t recency, int64_t frequency, int64_t monetary)
{
    quen_rfm_options options;
    quen_rfm *rfm = NULL;
    uint32_t customer = 0;
    quen_rfm_options_init(&options, sizeof options);
    options.now_s = day_of(4, 11);
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &options, &rfm));
    assert_ok(ctx, quen_orders_find_customer(ctx, orders, quen_key_text(who), &customer));
    assert_int_equal(quen_rfm_n_customers(rfm), totals_of(orders).customers);
    assert_int_equal(quen_rfm_recency(rfm)[customer], recency);
    assert_int_equal(quen_rfm_frequency(rfm)[customer], frequency);
    assert_int_equal(quen_rfm_monetary(rfm)[customer], monetary);
    quen_rfm_free(rfm);
}

static void test_credit_note(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t returns = 0; returns < 2; returns++) {
        int visit = returns == QUEN_RETURNS_VISIT;
        quen_orders *orders = log_of(ctx, returns, credit_note, ROWS(credit_note));
        quen_order_totals t = totals_of(orders);
        assert_int_equal(t.lines, 11);
        assert_int_equal(t.orders, 11);
        assert_int_equal(t.visits, visit ? 11 : 10);
        assert_int_equal(t.revenue, 15000);
        assert_int_equal(t.quantity, 9);
        assert_int_equal(t.refund_lines, 1);
        assert_values(ctx, orders, "Chi", visit ? 1 : 100, visit ? 2 : 1, 0);
        assert_values(ctx, orders, "An", 10, 3, 3000);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

static size_t history_of(quen_context *ctx, const quen_orders *orders,
                         const quen_itemcf *itemcf, const char *who,
                         const uint32_t **items)
{
    uint32_t customer = 0;
    assert_ok(ctx, quen_orders_find_customer(ctx, orders, quen_key_text(who), &customer));
    return quen_itemcf_history(itemcf, customer, items);
}

static void test_refund(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = log_of(ctx, QUEN_RETURNS_NO_VISIT, refund, ROWS(refund));
    quen_itemcf *itemcf = NULL;
    const uint32_t *items;
    assert_int_equal(totals_of(orders).orders, 4);
    assert_int_equal(totals_of(orders).visits, 3);
    assert_int_equal(totals_of(orders).quantity, 5);
    assert_int_equal(totals_of(orders).revenue, 10800);
    assert_values(ctx, orders, "An", 100, 1, 500);
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &itemcf));
    assert_int_equal(history_of(ctx, orders, itemcf, "An", &items), 1);
    assert_int_equal(quen_orders_item_key(orders, items[0]).size, strlen("Cup"));
    assert_memory_equal(quen_orders_item_key(orders, items[0]).bytes, "Cup", 3);
    assert_int_equal(history_of(ctx, orders, itemcf, "Binh", &items), 2);
    quen_itemcf_free(itemcf);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* 40 customers come each month. In the 90 days from April on 10 buy again, 10 only send
 * goods back, and the last line is beyond them. */
static quen_orders *leavers(quen_context *ctx, uint32_t returns)
{
    quen_orders *orders = new_log(ctx, returns);
    char who[8], order[16];
    for (int k = 0; k < 40; k++) {
        row r = {who, order, "Tea", 1, 1 + k % 28, 1, 1000};
        snprintf(who, sizeof who, "K%02d", k);
        for (r.month = 1; r.month <= 3; r.month++) {
            snprintf(order, sizeof order, "%s-%d", who, r.month);
            add_row(ctx, orders, &r);
        }
        snprintf(order, sizeof order, "%s-%c", who, k < 10 ? 'N' : 'C');
        r.day = 20;
        if (k >= 10)
            r.quantity = r.amount = -1;
        if (k < 20)
            add_row(ctx, orders, &r);
    }
    add_row(ctx, orders, &(row){"K39", "K39-Z", "Tea", 7, 5, 1, 1000});
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void test_leavers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t returns = 0; returns < 2; returns++) {
        quen_orders *orders = leavers(ctx, returns);
        quen_churn_options options;
        quen_churn *churn = NULL;
        quen_churn_report report;
        quen_churn_options_init(&options, sizeof options);
        options.horizon_s = INT64_C(90) * 86400;
        options.cutoff_s = day_of(4, 1);
        assert_ok(ctx, quen_churn_fit(ctx, orders, &options, &churn));
        quen_churn_report_init(&report, sizeof report);
        quen_churn_get_report(churn, &report);
        assert_int_equal(report.customers, 40);
        assert_int_equal(report.churned, returns == QUEN_RETURNS_VISIT ? 20 : 30);
        quen_churn_free(churn);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_credit_note),
        cmocka_unit_test(test_refund),
        cmocka_unit_test(test_leavers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
