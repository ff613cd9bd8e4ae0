/*
 * Channels of orders: counted as a naive walk over the rows counts them, whatever the
 * rows' order; what is refused; forgetting, merging, threads, memory; and channels that
 * mean nothing.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "model_bytes.h"

MODEL_CALLS(habits);

#define DAY INT64_C(86400)
#define START (INT64_C(19000) * DAY)
#define UNTOLD UINT32_MAX

enum { CUSTOMERS = 120, ORDERS = 24, CHANNELS = 3, ROWS = CUSTOMERS * ORDERS * 2 };

/*
 * A shop as its export has it: two lines an order, numbered, of which the first alone
 * tells the channel, and one order in nine does not. Customer c comes by channel c of 3,
 * four times of five.
 */
typedef struct shop {
    size_t n;
    quen_order_line lines[ROWS];
    int64_t numbers[ROWS];
    uint32_t channels[ROWS];
    char texts[ROWS][8]; /* the numbers as byte strings */
    char bytes[ROWS * 8];
    uint64_t offsets[ROWS + 1];
} shop;

static uint32_t channel_of(uint64_t seed, uint32_t customer, uint32_t i, int shuffled)
{
    uint64_t draw = customer * ORDERS + i;
    if (draw % 9 == 0)
        return UNTOLD;
    if (!shuffled && quen__random_below(seed, 1, draw, 5) > 0)
        return customer % CHANNELS;
    return (uint32_t)quen__random_below(seed, 2, draw, CHANNELS);
}

static void add_order(shop *s, uint64_t seed, uint32_t c, uint32_t i, int shuffled)
{
    int64_t number = 1000 + (int64_t)c * ORDERS + i;
    int64_t time_s =
        START + (int64_t)quen__random_below(seed, 3, c * ORDERS + i, 300 * 24) * 3600;
    for (int64_t item = 0; item < 2; item++, s->n++) {
        s->lines[s->n] = (quen_order_line){.customer = quen_key_int(c),
                                           .order = quen_key_int(number),
                                           .item = quen_key_int(item + (int64_t)c % 4),
                                           .time_s = time_s,
                                           .quantity = 1,
                                           .amount = QUEN_AMOUNT_NONE};
        s->numbers[s->n] = number;
        s->channels[s->n] = item ? UNTOLD : channel_of(seed, c, i, shuffled);
        int size = snprintf(s->texts[s->n], sizeof *s->texts, "#%lld", (long long)number);
        memcpy(s->bytes + s->offsets[s->n], s->texts[s->n], (size_t)size);
        s->offsets[s->n + 1] = s->offsets[s->n] + (uint64_t)size;
    }
}

static void fill(shop *s, uint64_t seed, int shuffled)
{
    s->n = 0;
    s->offsets[0] = 0;
    for (uint32_t c = 0; c < CUSTOMERS; c++)
        for (uint32_t i = 0; i < ORDERS; i++)
            add_order(s, seed, c, i, shuffled);
}

/* The shop's order numbers are byte strings from now on. */
static void name_orders(shop *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->lines[i].order = quen_key_text(s->texts[i]);
}

typedef struct given {
    quen_habits_options options;
    quen_key_column column;
} given;

/* `texts`: the numbers as byte strings. */
static given give(const shop *s, int texts)
{
    given g;
    quen_habits_options_init(&g.options, sizeof g.options);
    g.column = texts ? (quen_key_column){NULL, s->bytes, s->offsets, NULL}
                     : (quen_key_column){s->numbers, NULL, NULL, NULL};
    g.options.n_channels = CHANNELS;
    g.options.order_channels = s->channels;
    g.options.n_order_channels = s->n;
    return g;
}

static quen_status fit(quen_context *ctx, const quen_orders *orders, given *g,
                       quen_habits **out)
{
    g->options.order_numbers = &g->column;
    return quen_habits_fit(ctx, orders, &g->options, out);
}

static quen_habits *fit_lines(quen_context *ctx, const shop *s, given *g)
{
    quen_orders *orders = support_orders(ctx, s->lines, s->n);
    quen_habits *habits;
    assert_ok(ctx, fit(ctx, orders, g, &habits));
    quen_orders_free(orders);
    return habits;
}

/* --- what is counted --- */

/* What rows tell of a customer; UINT32_MAX: of all. */
static void count_rows(const shop *s, uint32_t customer, double counts[CHANNELS])
{
    for (uint32_t k = 0; k < CHANNELS; k++)
        counts[k] = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->channels[i] != UNTOLD &&
            (customer == UNTOLD || s->lines[i].customer.number == customer))
            counts[s->channels[i]] += 1;
}

static double sum_of(const double counts[CHANNELS])
{
    double sum = 0;
    for (int k = 0; k < CHANNELS; k++)
        sum += counts[k];
    return sum;
}

static double strength_of(const quen_habits *habits)
{
    quen_habits_report report;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(habits, &report);
    return report.strength_channel;
}

static void assert_counts(quen_context *ctx, const shop *s, const quen_habits *habits)
{
    double all[CHANNELS], own[CHANNELS], shop_shares[CHANNELS], shares[CHANNELS];
    double strength = strength_of(habits);
    const uint32_t habit = QUEN_HABITS_HABIT_CHANNEL;
    assert_int_equal(quen_habits_n_values(habits, habit), CHANNELS);
    assert_true(quen_habits_is_own(habits, habit));
    count_rows(s, UNTOLD, all);
    assert_true(sum_of(all) == CUSTOMERS * ORDERS * 8 / 9);
    assert_ok(ctx, quen_habits_shares(ctx, habits, UNTOLD, habit, shop_shares, CHANNELS));
    for (int k = 0; k < CHANNELS; k++)
        assert_true(fabs(shop_shares[k] - (all[k] + .5) / (sum_of(all) + 1.5)) < 1e-12);
    for (uint32_t c = 0; c < CUSTOMERS; c++) {
        count_rows(s, c, own);
        assert_ok(ctx, quen_habits_shares(ctx, habits, c, habit, shares, CHANNELS));
        for (int k = 0; k < CHANNELS; k++)
            assert_true(fabs(shares[k] - (own[k] + strength * shop_shares[k]) /
                                             (sum_of(own) + strength)) < 1e-12);
    }
}

static void test_counts(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    quen_habits_check check;
    (void)state;
    for (int texts = 0; texts < 2; texts++) {
        fill(&s, 1, 0);
        if (texts)
            name_orders(&s);
        given g = give(&s, texts);
        quen_habits *habits = fit_lines(ctx, &s, &g);
        assert_counts(ctx, &s, habits);
        assert_ok(ctx,
                  quen_habits_get_check(ctx, habits, QUEN_HABITS_CHECK_CHANNEL, &check));
        assert_true(check.judged && check.better && check.z > 2);
        assert_int_equal(check.habit, QUEN_HABITS_HABIT_CHANNEL);
        assert_in_range(check.customers, CUSTOMERS * 8 / 10, CUSTOMERS);
        assert_true(check.model < check.plain);
        quen_habits_free(habits);
    }
    quen_context_free(ctx);
}

/* Returns are no visits, and what a moment hides is not counted. */
static void test_visits(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    double all[CHANNELS], shares[CHANNELS];
    (void)state;
    fill(&s, 2, 0);
    given g = give(&s, 0);
    g.options.now_s = START + 200 * DAY;
    for (size_t i = 0; i < s.n; i += 10)
        s.lines[i].quantity = s.lines[i + 1].quantity = -1;
    quen_habits *habits = fit_lines(ctx, &s, &g);
    for (size_t i = 0; i < s.n; i++)
        if (s.lines[i].quantity < 0 || s.lines[i].time_s >= g.options.now_s)
            s.channels[i] = UNTOLD;
    count_rows(&s, UNTOLD, all);
    assert_in_range((int)sum_of(all), CUSTOMERS * ORDERS / 3, CUSTOMERS * ORDERS * 2 / 3);
    assert_ok(ctx, quen_habits_shares(ctx, habits, UNTOLD, QUEN_HABITS_HABIT_CHANNEL,
                                      shares, CHANNELS));
    for (int k = 0; k < CHANNELS; k++)
        assert_true(fabs(shares[k] - (all[k] + .5) / (sum_of(all) + 1.5)) < 1e-12);
    quen_habits_free(habits);
    quen_context_free(ctx);
}

/* --- refused --- */

#define REFUSE(words)                                                                    \
    do {                                                                                 \
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words, fit(ctx, orders, &g, &habits));      \
        assert_null(habits);                                                             \
        g = give(&s, 0);                                                                 \
    } while (0)

static void test_refused(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    quen_habits *habits = NULL;
    (void)state;
    fill(&s, 1, 0);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    given g = give(&s, 0);
    g.options.n_channels = 0;
    REFUSE("habits: n_channels is 0, not within 1..1000");
    g.options.n_channels = 1001;
    REFUSE("habits: n_channels is 1001, not within 1..1000");
    g.options.order_channels = NULL;
    REFUSE("habits: n_channels is 3, not within 0..0");
    g.options.order_channels = NULL;
    g.options.n_channels = 0;
    REFUSE("habits: order_channels and order_numbers are needed both, or neither");
    g.column.numbers = NULL;
    REFUSE("habits: order_numbers is a column of no keys");
    g = give(&s, 1);
    REFUSE("habits: order_numbers are byte strings, those of the log are numbers");
    g.column.offsets = s.offsets;
    REFUSE("habits: order_numbers has both numbers and strings");
    s.channels[4] = CHANNELS;
    REFUSE("habits: order_channels[4] is 3, which is not below 3");
    s.channels[2] = 1;
    s.channels[3] = 2;
    s.channels[4] = 0;
    REFUSE("habits: order 1001 has channel 1 in row 2 of order_channels, and 2 in row 3: "
           "an order has one");
    s.channels[3] = 1; /* told twice, and once more */
    assert_ok(ctx, fit(ctx, orders, &g, &habits));
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Byte strings that are no keys, and a log without order numbers. */
static void test_refused_texts(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    quen_habits *habits = NULL;
    (void)state;
    fill(&s, 1, 0);
    name_orders(&s);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    given g = give(&s, 0);
    REFUSE("habits: order_numbers are numbers, those of the log are byte strings");
    g = give(&s, 1);
    g.column.bytes = NULL;
    REFUSE("habits: order_numbers has offsets but no bytes");
    g = give(&s, 1);
    s.offsets[9] += 6;
    REFUSE("habits: order_numbers, row 9: the offsets of its strings descend");
    quen_orders_free(orders);
    fill(&s, 1, 0);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].order = (quen_key){0};
    orders = support_orders(ctx, s.lines, s.n);
    REFUSE("habits: orders have channels by their number, and no line of the log has "
           "one");
    quen_orders_free(orders);
    /* A log without lines has no habits of any kind. */
    orders = support_orders(ctx, s.lines, 0);
    assert_ok(ctx, fit(ctx, orders, &g, &habits));
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- the same bits --- */

typedef struct bits {
    unsigned char *bytes;
    size_t size;
} bits;

static bits bits_of(quen_context *ctx, const quen_orders *orders, given *g)
{
    bits b = {malloc(1 << 20), 1 << 20};
    quen_habits *habits;
    assert_non_null(b.bytes);
    assert_ok(ctx, fit(ctx, orders, g, &habits));
    assert_ok(ctx, quen_habits_save_bytes(ctx, habits, b.bytes, b.size, &b.size));
    quen_habits_free(habits);
    return b;
}

static void assert_same(quen_context *ctx, const quen_orders *a, given *of_a,
                        const quen_orders *b, given *of_b)
{
    bits x = bits_of(ctx, a, of_a), y = bits_of(ctx, b, of_b);
    assert_int_equal(x.size, y.size);
    assert_memory_equal(x.bytes, y.bytes, x.size);
    free(x.bytes);
    free(y.bytes);
}

/* Rows in any order, of orders that are not there, without a number. */
static void test_rows(void **state)
{
    static shop s, t;
    static uint8_t valid[ROWS / 8];
    quen_context *ctx = support_context(1, 0);
    (void)state;
    fill(&s, 1, 0);
    t = s;
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    given g = give(&s, 0), h = give(&t, 0);
    for (size_t i = 0; i < s.n; i++) {
        t.numbers[i] = s.numbers[s.n - 1 - i];
        t.channels[i] = s.channels[s.n - 1 - i];
    }
    memset(valid, 0xff, sizeof valid);
    for (size_t i = 0; i < s.n; i++) { /* the second lines tell nothing */
        if (t.channels[i] != UNTOLD || t.numbers[i] % 2)
            continue;
        t.channels[i] = 1;
        if (t.numbers[i] % 4)
            t.numbers[i] += 1000000; /* of no order of the log */
        else
            valid[i / 8] &= (uint8_t) ~(1u << i % 8);
    }
    h.column.valid = valid;
    assert_same(ctx, orders, &g, orders, &h);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Customer 7 is forgotten, or never was there. */
static void test_forgotten(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    quen_key key = quen_key_int(7);
    (void)state;
    fill(&s, 1, 0);
    name_orders(&s);
    given g = give(&s, 1);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    size_t kept = 0, n = s.n;
    for (size_t i = 0; i < n; i++)
        if (s.lines[i].customer.number != 7)
            s.lines[kept++] = s.lines[i];
    quen_orders *without = support_orders(ctx, s.lines, kept);
    assert_ok(ctx, quen_orders_forget(ctx, orders, &key, 1, NULL));
    assert_same(ctx, orders, &g, without, &g);
    quen_orders_free(orders);
    quen_orders_free(without);
    quen_context_free(ctx);
}

/* Branches that send their lines in, and the whole. */
static void test_merged(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    (void)state;
    fill(&s, 1, 0);
    name_orders(&s);
    given g = give(&s, 1);
    quen_orders *whole = support_orders(ctx, s.lines, s.n), *parts = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &parts));
    for (size_t first = 0, n; first < s.n; first += n) {
        n = s.n - first < 999 ? s.n - first : 999;
        quen_orders *part = support_orders(ctx, s.lines + first, n);
        assert_ok(ctx, quen_orders_merge(ctx, parts, part));
        quen_orders_free(part);
    }
    assert_ok(ctx, quen_orders_finish(ctx, parts));
    assert_same(ctx, whole, &g, parts, &g);
    quen_orders_free(whole);
    quen_orders_free(parts);
    quen_context_free(ctx);
}

static void compare_bits(quen_context *ctx, void *user)
{
    static shop s;
    const bits *first = user;
    fill(&s, 1, 0);
    given g = give(&s, 0);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    bits b = bits_of(ctx, orders, &g);
    assert_int_equal(b.size, first->size);
    assert_memory_equal(b.bytes, first->bytes, b.size);
    free(b.bytes);
    quen_orders_free(orders);
}

static void test_bits(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    (void)state;
    fill(&s, 1, 0);
    given g = give(&s, 0);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    bits first = bits_of(ctx, orders, &g);
    support_each_context(compare_bits, &first);
    free(first.bytes);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory, files --- */

static quen_status fit_few(quen_context *ctx, void *user)
{
    static shop s;
    quen_habits *habits = NULL;
    if (s.n == 0) {
        fill(&s, 1, 0);
        name_orders(&s);
    }
    given g = give(&s, 1);
    g.options.check_s = 0;
    quen_status status = fit(ctx, user, &g, &habits);
    quen_habits_free(habits);
    return status;
}

static void test_memory(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    (void)state;
    fill(&s, 1, 0);
    name_orders(&s);
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    support_each_oom(fit_few, orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_bytes(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    (void)state;
    fill(&s, 1, 0);
    given g = give(&s, 0);
    s.n = 600; /* of customers 0 to 12 */
    quen_habits *habits = fit_lines(ctx, &s, &g);
    check_model_bytes(ctx, &calls_of_habits, habits);
    quen_habits_free(habits);
    quen_context_free(ctx);
}

/* --- nothing to learn --- */

/* One shop in forty is better by chance, and at most seven of a hundred may be. */
static void test_nothing_to_learn(void **state)
{
    static shop s;
    quen_context *ctx = support_context(1, 0);
    quen_habits_check check;
    int better = 0, judged = 0, n = getenv("QUEN_VALGRIND") ? 20 : 200;
    (void)state;
    for (int seed = 1; seed <= n; seed++) {
        fill(&s, (uint64_t)seed, 1);
        given g = give(&s, 0);
        g.options.neighbors = 0;
        s.n = 60 * ORDERS * 2; /* of customers 0 to 59 */
        quen_habits *habits = fit_lines(ctx, &s, &g);
        assert_ok(ctx,
                  quen_habits_get_check(ctx, habits, QUEN_HABITS_CHECK_CHANNEL, &check));
        judged += (int)check.judged;
        better += (int)check.better;
        quen_habits_free(habits);
    }
    print_message("channel: better in %d of %d\n", better, n);
    assert_int_equal(judged, n);
    assert_true(better <= n * 7 / 100);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_visits),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_refused_texts),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_forgotten),
        cmocka_unit_test(test_merged),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_nothing_to_learn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
