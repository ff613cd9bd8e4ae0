/*
 * Habits: what is refused; files, cut and flipped; memory that runs out; the same bits
 * for any threads; forgotten customers.
 */
#include "support.h"

#include <math.h>

#include "core/rng.h"
#include "mend.h"
#include "model_bytes.h"
#include "models/habits/habits.h"
#include "shop_log.h"

MODEL_CALLS(habits);

static quen_orders *orders_of(quen_context *ctx, size_t customers)
{
    shop_log shape = {customers, 5, 400, 9, 1};
    size_t n;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    quen_orders *orders = support_orders(ctx, lines, n);
    free(lines);
    return orders;
}

static uint64_t orders_customers(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals.customers;
}

static void test_refuses(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_orders *orders = orders_of(ctx, 30);
    uint32_t n = (uint32_t)orders_customers(orders);
    quen_habits_options all, o;
    quen_habits *habits = NULL;
    quen_habits_offer offers[3];
    quen_habits_check check;
    quen_due due[3];
    double shares[24];
    size_t count;
    (void)state;
    quen_habits_options_init(&all, sizeof all);
#define REFUSE(field, value, words)                                                      \
    do {                                                                                 \
        o = all;                                                                         \
        o.field = (value);                                                               \
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,                                      \
                     quen_habits_fit(ctx, orders, &o, &habits));                         \
        assert_null(habits);                                                             \
    } while (0)
    REFUSE(struct_size, 0, "habits options: struct_size is 0");
    REFUSE(utc_offset_s, 90000, "habits: utc_offset_s is 90000");
    REFUSE(check_s, -1, "habits: check_s is -1, not");
    REFUSE(half_life_s, 0, "habits: half_life_s is 0, not");
    REFUSE(decay, -0.5, "habits: decay is -0.5, not");
    REFUSE(decay, 1.5, "habits: decay is 1.5, not 0 or within 1e-300..1");
    REFUSE(neighbors, 1001, "habits: neighbors is 1001, not within 0..1000");
    REFUSE(n_groups, 3, "habits: n_groups is 3, not within 0..0");
    REFUSE(n_channels, 3, "habits: n_channels is 3, not within 0..0");
    REFUSE(reserved, 1, "habits: reserved is 1, not 0");
    REFUSE(n_order_channels, 9, "habits: n_order_channels is 9, not 0");
#undef REFUSE
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &habits));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "is not below",
                 quen_habits_next_basket(ctx, habits, n, NULL, offers, 3, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "is not below",
                 quen_habits_due(ctx, habits, n, INT64_MIN, 1, due, 3, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: horizon_s is 0, not one of",
                 quen_habits_due(ctx, habits, 0, INT64_MIN, 0, due, 3, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: now_s is",
                 quen_habits_due(ctx, habits, 0, INT64_MAX, 1, due, 3, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: min_chance is 2, not 0..1",
                 quen_habits_list_due(ctx, habits, INT64_MIN, 1, 2, due, 3, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: habit is 5, not one of 0..4",
                 quen_habits_shares(ctx, habits, 0, 5, shares, 24));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: n is 24, not the 7 values",
                 quen_habits_shares(ctx, habits, 0, 1, shares, 24));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "is not below",
                 quen_habits_shares(ctx, habits, n, 0, shares, 24));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "habits: question is 8, not one of 0..7",
                 quen_habits_get_check(ctx, habits, 8, &check));
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory, bits --- */

static quen_status use_everything(quen_context *ctx, void *user)
{
    quen_orders *orders = user;
    quen_habits *habits = NULL, *opened = NULL;
    quen_habits_offer offers[5];
    quen_habits_check check;
    quen_due due[5];
    double shares[7];
    size_t size, count;
    const char *path = temp_path("habits-oom");
    static unsigned char bytes[1 << 20];
    quen_status status = quen_habits_fit(ctx, orders, NULL, &habits);
    if (status == QUEN_OK)
        status = quen_habits_save_bytes(ctx, habits, bytes, sizeof bytes, &size);
    if (status == QUEN_OK)
        status = quen_habits_open_bytes(ctx, bytes, size, &opened);
    quen_habits_free(opened);
    opened = NULL;
    if (status == QUEN_OK)
        status = quen_habits_save(ctx, habits, path);
    if (status == QUEN_OK)
        status = quen_habits_open(ctx, path, &opened);
    remove(path);
    if (status == QUEN_OK)
        status = quen_habits_get_check(ctx, opened, 0, &check);
    if (status == QUEN_OK)
        status = quen_habits_shares(ctx, opened, 1, 1, shares, 7);
    if (status == QUEN_OK)
        status = quen_habits_next_basket(ctx, opened, 1, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_habits_due(ctx, opened, 1, INT64_MIN, 86400, due, 5, &count);
    if (status == QUEN_OK)
        status = quen_habits_list_due(ctx, opened, INT64_MIN, 86400, 0, due, 5, &count);
    quen_habits_free(opened);
    quen_habits_free(habits);
    return status;
}

static void test_memory(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_orders *orders = orders_of(ctx, 60);
    (void)state;
    support_each_oom(use_everything, orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

typedef struct bits {
    unsigned char *bytes;
    size_t size;
} bits;

static bits bits_of(quen_context *ctx, const quen_orders *orders)
{
    bits b = {0};
    quen_habits *habits;
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &habits));
    b.size = 1 << 20;
    b.bytes = malloc(b.size);
    assert_non_null(b.bytes);
    assert_ok(ctx, quen_habits_save_bytes(ctx, habits, b.bytes, b.size, &b.size));
    quen_habits_free(habits);
    return b;
}

static void compare_bits(quen_context *ctx, void *user)
{
    const bits *first = user;
    quen_orders *orders = orders_of(ctx, 60);
    bits b = bits_of(ctx, orders);
    assert_int_equal(b.size, first->size);
    assert_memory_equal(b.bytes, first->bytes, b.size);
    free(b.bytes);
    quen_orders_free(orders);
}

static void test_bits(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_orders *orders = orders_of(ctx, 60);
    bits first = bits_of(ctx, orders);
    (void)state;
    support_each_context(compare_bits, &first);
    free(first.bytes);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_bytes(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_orders *orders = orders_of(ctx, 12);
    quen_habits *habits;
    (void)state;
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &habits));
    check_model_bytes(ctx, &calls_of_habits, habits);
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- files whose checksums hold, and whose numbers do not --- */

typedef struct file {
    unsigned char *bytes;
    size_t size;
} file;

/* Where the single values begin: by how many values habits have. */
static unsigned char *info_of(const file *f)
{
    static const uint64_t values[3] = {24, 7, 12};
    unsigned char wanted[sizeof values], *at = f->bytes;
    for (size_t i = 0; i < 3; i++)
        put_number(wanted + 8 * i, values[i], 8);
    while (memcmp(at, wanted, sizeof wanted) != 0)
        assert_true(++at + sizeof wanted < f->bytes + f->size);
    return at - offsetof(quen__habits_info, n_values);
}

/* Where a double of the model is in the file; the last place, of a section behind. */
static unsigned char *place_of(const file *f, double value)
{
    unsigned char *at = f->bytes + f->size - sizeof value;
    while (memcmp(at, &value, sizeof value) != 0)
        assert_true(--at > f->bytes);
    return at;
}

static void assert_hostile(quen_context *ctx, const file *f, void *place, double value,
                           const char *words)
{
    quen_habits *habits = NULL;
    double good;
    memcpy(&good, place, sizeof good);
    memcpy(place, &value, sizeof value);
    mend_checksums(f->bytes, f->size);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_habits_open_bytes(ctx, f->bytes, f->size, &habits));
    memcpy(place, &good, sizeof good);
    mend_checksums(f->bytes, f->size);
    assert_ok(ctx, quen_habits_open_bytes(ctx, f->bytes, f->size, &habits));
    quen_habits_free(habits);
}

static void test_hostile(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_orders *orders = orders_of(ctx, 60);
    quen_habits *habits;
    quen_habits_check check;
    double shares[12];
    file f = {malloc(1 << 20), 1 << 20};
    (void)state;
    assert_non_null(f.bytes);
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &habits));
    assert_ok(ctx, quen_habits_save_bytes(ctx, habits, f.bytes, f.size, &f.size));
    assert_ok(ctx, quen_habits_get_check(ctx, habits, QUEN_HABITS_CHECK_HOUR, &check));
    assert_true(check.judged);
    unsigned char *strength = info_of(&f) + offsetof(quen__habits_info, strength);
    static const double bad[] = {-1, 0, 1e10, INFINITY, NAN};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_hostile(ctx, &f, strength, bad[i], "habits: habit 0 is out of range");
    /* There are no groups: nobody judged them. */
    assert_hostile(ctx, &f, strength + 3 * sizeof(double), 7,
                   "habits: habit 3 is out of range");
    assert_ok(ctx, quen_habits_shares(ctx, habits, UINT32_MAX, QUEN_HABITS_HABIT_MONTH,
                                      shares, 12));
    unsigned char *share = place_of(&f, shares[11]);
    assert_hostile(ctx, &f, share, shares[11] + 1e-6,
                   "habits: the shares of habit 2 add up to 1");
    assert_hostile(ctx, &f, share, 0, "is out of range");
    free(f.bytes);
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Habits with neighbours of items: each customer tries out the ten items of one shelf. */
static quen_habits *related_habits(quen_context *ctx)
{
    static quen_order_line lines[100 * 12];
    quen_habits *habits;
    for (size_t i = 0; i < 100 * 12; i++) {
        size_t customer = i / 12, basket = i % 12 / 2;
        uint64_t item = quen__random_below(1, customer, i, 10) + customer % 5 * 10;
        lines[i].customer = quen_key_int((int64_t)customer);
        lines[i].item = quen_key_int((int64_t)item);
        lines[i].time_s = (int64_t)(19000 + customer % 7 + basket * 40) * 86400;
        lines[i].quantity = 1;
        lines[i].amount = QUEN_AMOUNT_NONE;
    }
    quen_orders *orders = support_orders(ctx, lines, sizeof lines / sizeof *lines);
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &habits));
    quen_orders_free(orders);
    assert_true(habits->neighbor_row && habits->neighbor_row[habits->n_items] > 0);
    return habits;
}

static void refuse_section(quen_context *ctx, const file *f, uint32_t id,
                           const void *data, size_t bytes, const char *words)
{
    quen_habits *habits = NULL;
    unsigned char *made;
    size_t size = mend_replace(f->bytes, id, data, bytes, &made);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_habits_open_bytes(ctx, made, size, &habits));
    assert_null(habits);
    free(made);
}

/* Neighbours of items that are none, or by no weight. */
static void refuse_neighbors(quen_context *ctx, const file *f)
{
    static const float bad[] = {0, -1, 1e31f, INFINITY, NAN};
    size_t bytes;
    unsigned char *old = mend_section(f->bytes, QUEN__HABITS_NEIGHBORS, &bytes);
    quen_neighbor *copy = malloc(bytes);
    assert_non_null(copy);
    for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
        memcpy(copy, old, bytes);
        if (i < sizeof bad / sizeof *bad)
            copy[1].weight = bad[i];
        else
            copy[1].item = 50;
        refuse_section(ctx, f, QUEN__HABITS_NEIGHBORS, copy, bytes,
                       "habits: neighbour 1 is out of range");
    }
    free(copy);
}

/* Each section, of an entry more and of less: by the one or the other it is refused. */
static void test_sizes(void **state)
{
    quen_context *ctx = support_context(1, 0);
    quen_habits *habits = related_habits(ctx);
    file f = {malloc(1 << 20), 1 << 20};
    (void)state;
    assert_non_null(f.bytes);
    assert_ok(ctx, quen_habits_save_bytes(ctx, habits, f.bytes, f.size, &f.size));
    refuse_neighbors(ctx, &f);
    for (uint32_t id = 0; id < QUEN__HABITS_SECTIONS; id++) {
        size_t bytes;
        unsigned char *old = mend_section(f.bytes, id, &bytes);
        unsigned char *longer = calloc(1, bytes + 8);
        assert_true(old && longer && bytes >= 8);
        memcpy(longer, old, bytes);
        refuse_section(ctx, &f, id, longer, bytes + 8, "");
        refuse_section(ctx, &f, id, longer, bytes - 8, "");
        refuse_section(ctx, &f, id, longer, 0, "");
        free(longer);
    }
    free(f.bytes);
    quen_habits_free(habits);
    quen_context_free(ctx);
}

/* --- a customer who is forgotten was never there --- */

static void test_forgotten(void **state)
{
    quen_context *ctx = support_context(1, 0);
    shop_log shape = {60, 5, 400, 9, 1};
    size_t n, kept = 0;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    quen_orders *orders = support_orders(ctx, lines, n);
    quen_key key = quen_orders_customer_key(orders, 7);
    (void)state;
    for (size_t i = 0; i < n; i++)
        if (lines[i].customer.number != key.number)
            lines[kept++] = lines[i];
    assert_true(key.kind == QUEN_KEY_INT && kept < n);
    quen_orders *without = support_orders(ctx, lines, kept);
    assert_ok(ctx, quen_orders_forget(ctx, orders, &key, 1, NULL));
    bits a = bits_of(ctx, orders), b = bits_of(ctx, without);
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
    free(a.bytes);
    free(b.bytes);
    free(lines);
    quen_orders_free(orders);
    quen_orders_free(without);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses),   cmocka_unit_test(test_memory),
        cmocka_unit_test(test_bits),      cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_hostile),   cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
