/* Customers who leave a log: what is left is what a log without them would be. */
#include "orders_cases.h"
#include "shop_cases.h"

#include "core/rng.h"
#include "data/orders/orders.h"

enum { CASES = 10000, MOST = 48, CUSTOMERS = 9, ITEMS = 7, ORDERS = 8, STEPS = 3 };

/* --- everything that a log tells, as bytes --- */

typedef struct image {
    size_t n;
    unsigned char bytes[1 << 16];
} image;

static void put(image *to, const void *from, size_t n)
{
    assert_true(n <= sizeof to->bytes - to->n);
    if (n)
        memcpy(to->bytes + to->n, from, n);
    to->n += n;
}

static void put_key(image *to, quen_key key)
{
    put(to, &key.kind, sizeof key.kind);
    put(to, &key.number, sizeof key.number);
    put(to, &key.size, sizeof key.size);
    put(to, key.bytes, key.size);
}

static void put_rules(image *to, const quen_orders *orders)
{
    quen_order_rules rules;
    quen_money money;
    quen_zone clock;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(orders, &rules);
    quen_orders_get_money(orders, &money);
    quen_orders_get_clock(orders, &clock);
    put(to, &rules.returns, sizeof rules.returns);
    for (size_t i = 0; i < rules.n_nobody; i++) {
        uint64_t lines = quen_orders_nobody_lines(orders, i);
        put_key(to, rules.nobody[i]);
        put(to, &lines, sizeof lines);
    }
    put(to, &money, sizeof money);
    put(to, &clock.first_offset_s, sizeof clock.first_offset_s);
}

static void put_lines(quen_context *ctx, image *to, const quen_orders *orders)
{
    quen__log log;
    assert_ok(ctx, quen__orders_log(ctx, orders, &log));
    put(to, log.customer_start, (log.n_customers + 2) * 8);
    put(to, log.order_start, (log.n_orders + 1) * 8);
    put(to, log.order_time, log.n_orders * 8);
    put(to, log.item, log.n_lines * 4);
    put(to, log.time, log.time ? log.n_lines * 8 : 0);
    put(to, log.quantity, log.n_lines * 8);
    put(to, log.amount, log.n_lines * 8);
    put(to, log.visit, log.visit ? log.n_orders : 0);
    put(to, &log.all_purchases, sizeof log.all_purchases);
    put(to, &log.has_returns, sizeof log.has_returns);
    put(to, &log.has_money, sizeof log.has_money);
    for (uint64_t i = 0; i < log.n_orders; i++)
        put_key(to, quen__orders_number_key(orders, i));
}

static void take(quen_context *ctx, const quen_orders *orders, image *to)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    totals.bytes = 0; /* room made is kept */
    to->n = 0;
    put(to, &totals, sizeof totals);
    for (uint32_t i = 0; i <= totals.customers; i++) {
        uint32_t number = 0;
        quen_key key = quen_orders_customer_key(orders, i);
        put_key(to, key);
        if (i < totals.customers) {
            assert_ok(ctx, quen_orders_find_customer(ctx, orders, key, &number));
            assert_int_equal(number, i);
        }
    }
    for (uint32_t i = 0; i <= totals.items; i++) {
        uint32_t number = 0;
        quen_key key = quen_orders_item_key(orders, i);
        put_key(to, key);
        if (i < totals.items) {
            assert_ok(ctx, quen_orders_find_item(ctx, orders, key, &number));
            assert_int_equal(number, i);
        }
    }
    put_rules(to, orders);
    if (totals.finished)
        put_lines(ctx, to, orders);
}

static void assert_same(quen_context *ctx, const quen_orders *a, const quen_orders *b)
{
    static image x, y;
    take(ctx, a, &x);
    take(ctx, b, &y);
    assert_int_equal(x.n, y.n);
    assert_memory_equal(x.bytes, y.bytes, x.n);
}

/* --- random logs --- */

/* A log of a few batches: of each, where it goes and whether the log is finished then. */
typedef struct history {
    quen_order_line lines[MOST];
    size_t end[STEPS]; /* lines of each batch end there */
    int merged[STEPS]; /* a log of its own that is merged */
    int finished[STEPS];
    uint32_t returns;
    quen_key customers[CUSTOMERS];
    char names[3][ORDERS + CUSTOMERS + ITEMS][12];
} history;

static uint64_t draw(uint64_t seed, uint64_t what, uint64_t n)
{
    return quen__random_below(99, seed, what, n);
}

static quen_key make_key(history *h, int kind, size_t which, uint64_t i)
{
    char *name = h->names[kind][i];
    if (which == 0)
        return quen_key_int((int64_t)(i * 5 % 9) - 4);
    snprintf(name, sizeof h->names[0][0], "%s%llu", which == 1 ? "k" : "\xe1\xba\xbf",
             (unsigned long long)(i * 7 % 11));
    return quen_key_text(name);
}

static void make_line(history *h, uint64_t seed, uint64_t i, quen_order_line *line)
{
    size_t bytes = (size_t)draw(seed, 1, 3), numbers = (size_t)draw(seed, 2, 3);
    uint64_t at = 100 * (i + 1), customer = draw(seed, at, CUSTOMERS + 2);
    memset(line, 0, sizeof *line);
    if (customer < CUSTOMERS)
        line->customer = h->customers[customer];
    else if (customer == CUSTOMERS && bytes)
        line->customer = quen_key_text("NULL"); /* nobody, by the rules */
    if (numbers && draw(seed, at + 1, 4))
        line->order = make_key(h, 1, numbers - 1, draw(seed, at + 2, ORDERS));
    line->item =
        make_key(h, 2, (size_t)draw(seed, 3, 3),
                 draw(seed, at + 3, 2) ? draw(seed, at + 4, ITEMS) : customer % ITEMS);
    line->time_s =
        1700000000 + (int64_t)draw(seed, at + 5, draw(seed, 4, 2) ? 40 : 4) * 43200;
    line->quantity = 1 + (int64_t)draw(seed, at + 6, 3);
    line->amount = (int64_t)draw(seed, at + 7, 500);
    if (draw(seed, 5, 3) == 0) { /* returns, and price reductions */
        line->quantity -= 2 * (draw(seed, at + 8, 5) == 0) * line->quantity;
        line->amount -= 2 * (draw(seed, at + 9, 4) == 0) * line->amount;
    }
    if (draw(seed, 6, 5) == 0)
        line->amount = QUEN_AMOUNT_NONE;
}

static void make_history(history *h, uint64_t seed)
{
    size_t n = (size_t)draw(seed, 10, MOST + 1), begin = 0;
    for (size_t i = 0; i < CUSTOMERS; i++)
        h->customers[i] = make_key(h, 0, (size_t)draw(seed, 1, 3), i);
    for (uint64_t i = 0; i < n; i++)
        make_line(h, seed, i, &h->lines[i]);
    for (size_t s = 0; s < STEPS; s++) {
        h->end[s] =
            s == STEPS - 1 ? n : begin + (size_t)draw(seed, 11 + s, n - begin + 1);
        h->merged[s] = draw(seed, 20 + s, 3) == 0;
        h->finished[s] = draw(seed, 30 + s, s == STEPS - 1 ? 2 : 4) == 0;
        begin = h->end[s];
    }
    h->returns = draw(seed, 40, 4) == 0 ? QUEN_RETURNS_VISIT : QUEN_RETURNS_NO_VISIT;
}

static int is_gone(quen_key key, const quen_key *gone, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (key.kind == gone[i].kind && key.number == gone[i].number &&
            key.size == gone[i].size &&
            (!key.size || !memcmp(key.bytes, gone[i].bytes, key.size)))
            return 1;
    return 0;
}

static quen_orders *begin_log(quen_context *ctx, const history *h)
{
    quen_orders *orders = new_orders(ctx);
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = h->returns;
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    return orders;
}

/* The log of a history, without the lines of those who are gone. */
static quen_orders *play(quen_context *ctx, const history *h, const quen_key *gone,
                         size_t n_gone)
{
    quen_orders *orders = begin_log(ctx, h);
    size_t i = 0;
    for (size_t s = 0; s < STEPS; s++) {
        quen_order_line lines[MOST];
        size_t n = 0;
        for (; i < h->end[s]; i++)
            if (!is_gone(h->lines[i].customer, gone, n_gone))
                lines[n++] = h->lines[i];
        if (h->merged[s]) {
            quen_orders *other = begin_log(ctx, h);
            assert_ok(ctx, quen_orders_add(ctx, other, lines, n));
            assert_ok(ctx, quen_orders_merge(ctx, orders, other));
            quen_orders_free(other);
        } else {
            assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
        }
        if (h->finished[s])
            assert_ok(ctx, quen_orders_finish(ctx, orders));
    }
    return orders;
}

/* Some customers in any order, some twice; and one who never came. */
static size_t choose(const history *h, uint64_t seed, quen_key *gone)
{
    size_t n = 0, most = (size_t)draw(seed, 50, 2 * CUSTOMERS);
    for (size_t i = 0; i < most; i++)
        gone[n++] = h->customers[draw(seed, 60 + i, CUSTOMERS)];
    if (draw(seed, 51, 2))
        gone[n++] = draw(seed, 1, 3) ? quen_key_text("stranger") : quen_key_int(1000);
    return n;
}

static size_t count_known(quen_context *ctx, const quen_orders *orders)
{
    quen_order_totals totals;
    (void)ctx;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return (size_t)totals.customers;
}

/* --- what is trained --- */

static quen_status train(quen_context *ctx, const quen_orders *orders, uint32_t parts,
                         unsigned char **bytes, size_t *size)
{
    quen_shop_options options;
    quen_shop *shop = NULL;
    quen_shop_options_init(&options, sizeof options);
    options.parts = parts;
    quen_status status = quen_shop_train(ctx, orders, &options, &shop);
    *bytes = status == QUEN_OK ? shop_log_bytes(ctx, shop, size) : NULL;
    quen_shop_free(shop);
    return status;
}

/* Trains both, or neither can be trained; returns 1 if they were. */
static int assert_same_shop(quen_context *ctx, const quen_orders *a, const quen_orders *b,
                            uint32_t parts)
{
    unsigned char *x, *y;
    size_t n = 0, m = 0;
    quen_status status = train(ctx, a, parts, &x, &n);
    assert_int_equal(train(ctx, b, parts, &y, &m), status);
    assert_int_equal(n, m);
    if (x)
        assert_memory_equal(x, y, n);
    free(x);
    free(y);
    return status == QUEN_OK;
}

static int assert_forgets(quen_context *ctx, uint64_t seed)
{
    static history h;
    quen_key gone[3 * CUSTOMERS];
    size_t forgotten = 99, trained = 0;
    make_history(&h, seed);
    size_t n = choose(&h, seed, gone);
    quen_orders *orders = play(ctx, &h, NULL, 0), *never = play(ctx, &h, gone, n);
    size_t known = count_known(ctx, orders);
    assert_ok(ctx, quen_orders_forget(ctx, orders, gone, n, &forgotten));
    assert_int_equal(forgotten, known - count_known(ctx, orders));
    assert_same(ctx, orders, never);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen_orders_finish(ctx, never));
    assert_same(ctx, orders, never);
    if (seed % 8 == 0)
        trained = (size_t)assert_same_shop(ctx, orders, never, QUEN_SHOP_ALL);
    quen_orders_free(never);
    quen_orders_free(orders);
    return (int)trained;
}

static void test_as_if_never_added(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int trained = 0;
    for (uint64_t seed = 0; seed < CASES; seed++)
        trained += assert_forgets(ctx, seed);
    assert_true(trained > CASES / 16);
    quen_context_free(ctx);
}

/* --- a shop with all its parts --- */

static void forget_some(quen_context *ctx, void *user)
{
    const shop_log *shape = user;
    for (uint64_t round = 0; round < 3; round++) {
        size_t n, kept = 0, forgotten;
        quen_order_line *lines = shop_log_lines(shape, &n);
        quen_orders *orders = NULL, *never = NULL;
        quen_key gone[8];
        assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
        for (size_t i = 0; i < 8; i++)
            gone[i] =
                quen_orders_customer_key(orders, (uint32_t)draw(round, 900 + i, 60));
        for (size_t i = 0; i < n; i++)
            if (!is_gone(lines[i].customer, gone, 8))
                lines[kept++] = lines[i];
        assert_ok(ctx, shop_log_orders(ctx, lines, kept, &never));
        assert_ok(ctx, quen_orders_forget(ctx, orders, gone, 8, &forgotten));
        assert_in_range(forgotten, 2, 8);
        assert_true(assert_same_shop(ctx, orders, never, QUEN_SHOP_ALL));
        quen_orders_free(never);
        quen_orders_free(orders);
        free(lines);
    }
}

static void test_shop_as_if_never_added(void **state)
{
    (void)state;
    support_each_context(forget_some, (void *)(uintptr_t)&shop_small);
    support_each_context(forget_some, (void *)(uintptr_t)&shop_numbered);
}

/* A log that forgot goes on: lines come, and it forgets again. */
static void test_goes_on(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (int bytes = 0; bytes < 2; bytes++) {
        make_orders_sample(&s, bytes);
        quen_orders *orders = load_orders(ctx, s.lines, 700), *never = new_orders(ctx);
        quen_key gone[10];
        for (size_t i = 0; i < 10; i++)
            gone[i] = s.lines[i * 31].customer.kind ? s.lines[i * 31].customer
                                                    : s.lines[0].customer;
        if (gone[0].kind == QUEN_KEY_NONE)
            for (size_t i = 0; i < 10; i++)
                gone[i] = bytes ? quen_key_text(s.names[i]) : quen_key_int((int64_t)i);
        assert_ok(ctx, quen_orders_forget(ctx, orders, gone, 10, NULL));
        assert_ok(ctx, quen_orders_add(ctx, orders, s.lines, LINES)); /* all come again */
        assert_ok(ctx, quen_orders_finish(ctx, orders));
        assert_ok(ctx, quen_orders_forget(ctx, orders, gone, 10, NULL));
        for (size_t k = 0; k < 2; k++)
            for (size_t i = 0; i < LINES; i++)
                if (!is_gone(s.lines[i].customer, gone, 10))
                    assert_ok(ctx, quen_orders_add(ctx, never, &s.lines[i], 1));
        assert_ok(ctx, quen_orders_finish(ctx, never));
        assert_true(
            assert_same_shop(ctx, orders, never, QUEN_SHOP_RFM | QUEN_SHOP_ITEMCF));
        quen_orders_free(never);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_if_never_added),
        cmocka_unit_test(test_shop_as_if_never_added),
        cmocka_unit_test(test_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
