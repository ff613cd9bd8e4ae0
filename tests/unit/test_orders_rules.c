/* How lines are understood: who is nobody, what a visit is, and logs without money. */
#include "support.h"

#include "data/orders/log_walk.h"

static quen_order_line line_of(const char *customer, int64_t order, const char *item,
                               int64_t time, int64_t quantity, int64_t amount)
{
    quen_order_line line = {0};
    line.customer = customer ? quen_key_text(customer) : (quen_key){0};
    line.order = order ? quen_key_int(order) : (quen_key){0};
    line.item = quen_key_text(item);
    line.time_s = time;
    line.quantity = quantity;
    line.amount = amount;
    return line;
}

static quen_orders *log_of(quen_context *ctx, const quen_order_rules *rules,
                           const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    if (rules)
        assert_ok(ctx, quen_orders_set_rules(ctx, orders, rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
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

static quen_order_rules rules_of(uint32_t returns)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = returns;
    return rules;
}

/* --- nobody --- */

/* Lines that the key of the rules took. */
static uint64_t taken(const quen_orders *orders, quen_key key)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(orders, &rules);
    for (size_t i = 0; i < rules.n_nobody; i++)
        if (rules.nobody[i].kind == key.kind &&
            (key.kind == QUEN_KEY_INT
                 ? rules.nobody[i].number == key.number
                 : rules.nobody[i].size == key.size &&
                       !memcmp(rules.nobody[i].bytes, key.bytes, key.size)))
            return quen_orders_nobody_lines(orders, i);
    return UINT64_MAX;
}

static void test_nobody_by_default(void **state)
{
    (void)state;
    static const char *const keys[] = {"KH1",  "\\N", "\\N", "NULL", "Khach le",
                                       "null", "nan", "NaN", "None", "N/A",
                                       "#N/A", "",    "KH1", NULL,   "none"};
    enum { N = sizeof keys / sizeof *keys };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line lines[N];
    for (size_t i = 0; i < N; i++)
        lines[i] = line_of(keys[i], 0, "tea", (int64_t)i, 1, 10);
    quen_orders *orders = log_of(ctx, NULL, lines, N);
    quen_order_totals totals = totals_of(orders);
    assert_int_equal(totals.customers, 3); /* KH1, Khach le, none */
    assert_int_equal(totals.lines_without_customer, 11);
    assert_int_equal(taken(orders, quen_key_text("\\N")), 2);
    assert_int_equal(taken(orders, quen_key_text("")), 1);
    assert_int_equal(taken(orders, quen_key_text("Khach le")), UINT64_MAX);
    assert_int_equal(quen_orders_nobody_lines(orders, 9), 0);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A list of one's own, of texts or of numbers, over many batches and threads. */
static void test_nobody_told(void **state)
{
    (void)state;
    static quen_order_line lines[3000];
    for (uint32_t threads = 1; threads <= 4; threads += 3) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        quen_key nobody[] = {quen_key_int(0), quen_key_int(-1), quen_key_int(7)};
        quen_order_rules rules = rules_of(QUEN_RETURNS_NO_VISIT);
        quen_orders *orders = NULL;
        rules.nobody = nobody;
        rules.n_nobody = 3;
        for (size_t i = 0; i < 3000; i++) {
            lines[i] = line_of(NULL, 0, "tea", (int64_t)i, 1, 1);
            lines[i].customer = quen_key_int((int64_t)i % 10);
        }
        assert_ok(ctx, quen_orders_new(ctx, &orders));
        assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
        assert_ok(ctx, quen_orders_add(ctx, orders, lines, 10));
        assert_ok(ctx, quen_orders_add(ctx, orders, lines + 10, 2990));
        assert_int_equal(totals_of(orders).lines_without_customer, 600);
        assert_int_equal(totals_of(orders).customers, 8);
        assert_int_equal(taken(orders, quen_key_int(0)), 300);
        assert_int_equal(taken(orders, quen_key_int(7)), 300);
        assert_int_equal(taken(orders, quen_key_int(-1)), 0);
        lines[9].time_s = INT64_MAX; /* a batch that is refused takes nothing */
        assert_int_equal(quen_orders_add(ctx, orders, lines, 10), QUEN_ERR_ARGUMENT);
        assert_int_equal(taken(orders, quen_key_int(0)), 300);
        assert_int_equal(totals_of(orders).lines_without_customer, 600);
        quen_orders_free(orders);
        quen_context_free(ctx);
    }
}

/* Nobody at all means nobody: then "NULL" is somebody's name. */
static void test_nobody_empty(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key none = {0};
    quen_order_rules rules = rules_of(QUEN_RETURNS_NO_VISIT);
    quen_order_line line = line_of("NULL", 0, "tea", 5, 1, 10);
    rules.nobody = &none;
    quen_orders *orders = log_of(ctx, &rules, &line, 1);
    assert_int_equal(totals_of(orders).customers, 1);
    quen_order_rules own;
    quen_order_rules_init(&own, sizeof own);
    quen_orders_get_rules(orders, &own);
    assert_int_equal(own.n_nobody, 0);
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &own)); /* the same again */
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Lines that do not fit leave no trace, nor do the rules that came with them. */
static void test_rules_of_lines_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_rules rules = rules_of(QUEN_RETURNS_VISIT), own = rules_of(0);
    int64_t item[2] = {1, 2}, time[2] = {0, QUEN_TIME_MAX + 1};
    quen_key zero = quen_key_int(0);
    quen_order_columns columns;
    quen_orders *orders = NULL;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = 2;
    columns.item.numbers = item;
    columns.time_s = time;
    columns.rules = &rules;
    rules.nobody = &zero;
    rules.n_nobody = 1;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 1: time",
                 quen_orders_add_columns(ctx, orders, &columns));
    quen_orders_get_rules(orders, &own);
    assert_int_equal(own.returns, QUEN_RETURNS_NO_VISIT);
    assert_int_equal(own.n_nobody, 9);
    time[1] = 1;
    assert_ok(ctx, quen_orders_add_columns(ctx, orders, &columns));
    time[1] = QUEN_TIME_MAX + 1; /* and of a log that has lines */
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 1: time",
                 quen_orders_add_columns(ctx, orders, &columns));
    quen_orders_get_rules(orders, &own);
    assert_int_equal(own.returns, QUEN_RETURNS_VISIT);
    assert_int_equal(own.n_nobody, 1);
    assert_int_equal(totals_of(orders).lines, 2);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_rules_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key wrong[] = {quen_key_int(0), {0}};
    quen_order_rules rules = rules_of(2), other = rules_of(QUEN_RETURNS_NO_VISIT);
    quen_order_line line = line_of("An", 0, "tea", 5, 1, 10);
    quen_orders *orders = NULL, *from = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: returns is 2, not",
                 quen_orders_set_rules(ctx, orders, &rules));
    rules.returns = QUEN_RETURNS_VISIT;
    rules.nobody = wrong;
    rules.n_nobody = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: nobody: key 1 has kind 0",
                 quen_orders_set_rules(ctx, orders, &rules));
    rules.n_nobody = 1001;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: nobody has 1001 keys, not at most 1000",
                 quen_orders_set_rules(ctx, orders, &rules));
    rules.n_nobody = 1;
    rules.nobody = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "orders: n_nobody is 1, but nobody is NULL",
                 quen_orders_set_rules(ctx, orders, &rules));
    rules.nobody = wrong;
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the log has lines already",
                 quen_orders_set_rules(ctx, orders, &other));
    from = log_of(ctx, &other, &line, 1);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the two logs have different rules",
                 quen_orders_merge(ctx, orders, from));
    quen_orders_free(from);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Merging adds what each key took; adding columns may bring the rules. */
static void test_rules_brought(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key zero = quen_key_int(0);
    quen_order_rules rules = rules_of(QUEN_RETURNS_VISIT);
    int64_t keys[3] = {0, 0, 5}, times[3] = {1, 2, 3};
    quen_order_columns columns;
    quen_orders *a = NULL, *b = NULL;
    rules.nobody = &zero;
    rules.n_nobody = 1;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = 3;
    columns.customer.numbers = columns.item.numbers = keys;
    columns.time_s = columns.amount = times;
    columns.rules = &rules;
    assert_ok(ctx, quen_orders_new(ctx, &a));
    assert_ok(ctx, quen_orders_new(ctx, &b));
    assert_ok(ctx, quen_orders_add_columns(ctx, a, &columns));
    assert_ok(ctx, quen_orders_add_columns(ctx, b, &columns));
    assert_ok(ctx, quen_orders_merge(ctx, a, b));
    assert_int_equal(totals_of(a).lines_without_customer, 4);
    assert_int_equal(quen_orders_nobody_lines(a, 0), 4);
    columns.rules = NULL; /* the log's own */
    assert_ok(ctx, quen_orders_add_columns(ctx, a, &columns));
    assert_int_equal(quen_orders_nobody_lines(a, 0), 6);
    quen_orders_free(a);
    quen_orders_free(b);
    quen_context_free(ctx);
}

/* --- visits --- */

static int64_t units_of(const quen__log *log, uint64_t order, int64_t now)
{
    quen__log_walk walk = quen__log_walk_orders(log, order, order + 1, now);
    int64_t units = 0;
    for (quen__log_walk_lines(&walk); quen__log_at_line(&walk); walk.line++)
        units += quen__log_units(&walk);
    return units;
}

/* One customer; each order is a kind of its own. */
static const struct {
    int64_t order, quantity, amount;
    const char *item;
} kinds[] = {
    {1, 2, 50, "cup"},                          /* a purchase */
    {2, -1, -50, "cup"},                        /* goods sent back */
    {3, 1, -50, "cup"},                         /* a refund written without a sign */
    {4, 1, 0, "tea"},                           /* a free drink */
    {5, 3, 90, "cup"},   {5, 1, -20, "cup"},    /* a price reduction */
    {6, 1, 90, "cup"},   {6, 1, -90, "cup"},    /* sold and taken back */
    {7, 1, 90, "cup"},   {7, 1, -20, "kettle"}, /* a return beside a purchase */
    {8, -1, 0, "cup"},                          /* sent back for nothing */
    {9, 1, 60, "cup"},   {9, 1, -40, "cup"},    /* together more than was sold */
    {9, 1, -40, "cup"},
};

static void test_kinds_of_lines(void **state)
{
    (void)state;
    static const int64_t units[] = {2, -1, -1, 1, 3, 0, 0, -1, -1};
    static const int visits[] = {1, 0, 0, 1, 1, 1, 1, 0, 1};
    enum { N = sizeof kinds / sizeof *kinds, ORDERS = 9 };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_rules rules = rules_of(QUEN_RETURNS_NO_VISIT);
    quen_order_line lines[N];
    for (size_t i = 0; i < N; i++)
        lines[i] = line_of("An", kinds[i].order, kinds[i].item, 100 * kinds[i].order,
                           kinds[i].quantity, kinds[i].amount);
    quen_orders *orders = log_of(ctx, &rules, lines, N);
    quen__log log;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    int64_t sum = 0, n = 0;
    for (uint64_t o = 0; o < ORDERS; o++) {
        assert_int_equal(units_of(&log, o, 1000), units[o]);
        assert_int_equal(quen__log_is_visit(&log, o, 1000), visits[o]);
        sum += units[o];
        n += visits[o];
    }
    assert_int_equal(totals_of(orders).quantity, sum);
    assert_int_equal(totals_of(orders).visits, n);
    assert_int_equal(totals_of(orders).orders, ORDERS);
    int64_t last = 0;
    assert_true(quen__log_last_visit(&log, 0, 400, &last) && last == 100);
    assert_false(quen__log_last_visit(&log, 0, 100, &last));
    quen_orders_free(orders);
    rules.returns = QUEN_RETURNS_VISIT;
    orders = log_of(ctx, &rules, lines, N);
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_true(quen__log_last_visit(&log, 0, 400, &last) && last == 300);
    assert_int_equal(totals_of(orders).visits, ORDERS);
    assert_int_equal(totals_of(orders).quantity, sum); /* units are units */
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* An order of several times is a visit from its first purchase on, not before. */
static void test_moments(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_rules rules = rules_of(QUEN_RETURNS_NO_VISIT);
    quen_order_line lines[] = {line_of("An", 1, "cup", 100, 1, -10),
                               line_of("An", 1, "cup", 200, 1, 30),
                               line_of("An", 1, "cup", 300, 1, -5)};
    quen_orders *orders = log_of(ctx, &rules, lines, 3);
    quen__log log;
    int64_t last;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_false(quen__log_has_visits(&log, 0, 200));
    assert_false(quen__log_last_visit(&log, 0, 200, &last));
    assert_true(quen__log_has_visits(&log, 0, 201));
    assert_int_equal(units_of(&log, 0, 200), -1); /* a return, as seen then */
    assert_int_equal(units_of(&log, 0, 201), 1);  /* a price reduction, as seen now */
    assert_int_equal(units_of(&log, 0, 301), 1);
    assert_int_equal(totals_of(orders).quantity, 1);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- without money --- */

static void test_no_money(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int64_t keys[2] = {1, 2}, times[2] = {1, 2};
    quen_order_line line = line_of(NULL, 0, "tea", 5, 1, QUEN_AMOUNT_NONE);
    quen_order_columns columns;
    quen_orders *orders = NULL, *priced = NULL;
    quen__log log;
    line.item = quen_key_int(1);
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = 2;
    columns.item.numbers = keys;
    columns.time_s = times;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_new(ctx, &priced));
    assert_ok(ctx, quen_orders_add_columns(ctx, orders, &columns));
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    line.amount = 10;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "orders: row 0 has an amount, those before have none",
                 quen_orders_add(ctx, orders, &line, 1));
    assert_ok(ctx, quen_orders_add(ctx, priced, &line, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "orders: row 0 has no amount, those before have one",
                 quen_orders_add_columns(ctx, priced, &columns));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "those of the other have none",
                 quen_orders_merge(ctx, priced, orders));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    assert_int_equal(log.has_money, 0);
    assert_int_equal(totals_of(orders).has_money, 0);
    assert_int_equal(totals_of(orders).quantity, 3);
    assert_int_equal(totals_of(orders).revenue, 0);
    assert_int_equal(totals_of(priced).has_money, 1);
    quen_orders_free(orders);
    quen_orders_free(priced);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status set_rules(quen_context *ctx, void *user)
{
    quen_key nobody[] = {quen_key_text("walk-in"), quen_key_text("guest")};
    quen_order_rules rules = rules_of(QUEN_RETURNS_NO_VISIT);
    quen_order_line line = line_of("guest", 1, "cup", 100, 1, -10);
    quen_orders *orders = NULL;
    (void)user;
    rules.nobody = nobody;
    rules.n_nobody = 2;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_set_rules(ctx, orders, &rules);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, &line, 1);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    quen_orders_free(orders);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(set_rules, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_by_default),
        cmocka_unit_test(test_nobody_told),
        cmocka_unit_test(test_nobody_empty),
        cmocka_unit_test(test_rules_refused),
        cmocka_unit_test(test_rules_of_lines_refused),
        cmocka_unit_test(test_rules_brought),
        cmocka_unit_test(test_kinds_of_lines),
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_no_money),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
