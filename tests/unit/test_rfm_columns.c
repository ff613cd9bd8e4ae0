/*
 * RFM from columns: the same model as from a log of the same lines, the same refusals,
 * and the customers' keys.
 */
#include "support.h"

#include <unistd.h>

#include "core/rng.h"
#include "models/rfm/rfm.h"

#define DAY INT64_C(86400)
#define MOST 150000
#define SCATTER UINT64_C(0xd1342543de82ef95) /* odd */

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(11, what, i, n);
}

/* --- tables of lines --- */

typedef struct strings {
    char bytes[MOST * 8];
    uint64_t offsets[MOST + 1];
} strings;

typedef struct table {
    quen_order_columns columns;
    int64_t customer[MOST], order[MOST], item[MOST];
    int64_t time[MOST], quantity[MOST], amount[MOST];
    uint8_t known[MOST / 8 + 1], numbered[MOST / 8 + 1];
    strings customers, orders;
    quen_order_rules rules;
    quen_key nobody[4];
} table;

/* What a table is made of, as bits. */
enum {
    STRINGS = 1,  /* keys are byte strings */
    GAPS = 2,     /* some lines have no customer, some no order number */
    NO_ORDER = 4, /* no line has an order number */
    FEW = 8,      /* one customer has most of the lines */
    WIDE = 16,    /* large amounts and far times */
    SPREAD = 32,  /* keys from all over the range */
    LONE = 64     /* each line another customer, nearly */
};

static table *new_table(void)
{
    table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    return t;
}

/* Keys as strings of 1 to 7 letters, some of them the beginning of others. */
static void spell(const int64_t *numbers, size_t n, strings *out)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        out->offsets[i] = at;
        for (uint64_t rest = (uint64_t)numbers[i] % 100000 + 1; rest; rest /= 7)
            out->bytes[at++] = (char)('a' + rest % 7);
    }
    out->offsets[n] = at;
}

static void set_keys(quen_key_column *column, const int64_t *numbers, strings *s,
                     int kinds, size_t n)
{
    column->numbers = kinds & STRINGS ? NULL : numbers;
    if (kinds & STRINGS) {
        spell(numbers, n, s);
        column->bytes = s->bytes;
        column->offsets = s->offsets;
    }
}

static void fill(table *t, size_t n, int kinds)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t customer = draw(i, 1, n / 7 + 2);
        if (kinds & FEW && draw(i, 2, 10))
            customer = 3;
        t->customer[i] = (int64_t)(customer * customer * 31) - 5000;
        t->order[i] = (int64_t)draw(i, 3, 6) - 2;
        t->item[i] = (int64_t)draw(i, 4, 9);
        t->time[i] = (int64_t)draw(i, 5, 700) * 3607;
        if (draw(i, 6, 4) == 0 && i) { /* the line before again, or nearly */
            t->customer[i] = t->customer[i - 1];
            t->order[i] = t->order[i - 1];
            t->time[i] = t->time[i - 1] - (int64_t)draw(i, 7, 2);
        }
        t->quantity[i] = (int64_t)draw(i, 8, 5) - 1;
        t->amount[i] = (int64_t)draw(i, 9, 5000) - 900;
        if (kinds & LONE)
            t->customer[i] = (int64_t)(i - draw(i, 12, 2)) * 31;
        if (kinds & SPREAD) {
            t->customer[i] = (int64_t)((uint64_t)t->customer[i] * SCATTER);
            t->order[i] = (int64_t)((uint64_t)t->order[i] * SCATTER);
        }
        if (kinds & WIDE) {
            t->amount[i] *= INT64_C(10000000);
            t->time[i] =
                QUEN_TIME_MIN + (int64_t)draw(i, 5, QUEN_TIME_MAX - QUEN_TIME_MIN + 1);
        }
        t->known[i / 8] |= (uint8_t)((draw(i, 10, 9) > 0) << i % 8);
        t->numbered[i / 8] |= (uint8_t)((draw(i, 11, 3) > 0) << i % 8);
    }
    quen_order_columns_init(&t->columns, sizeof t->columns);
    t->columns.n = n;
    set_keys(&t->columns.customer, t->customer, &t->customers, kinds, n);
    if (!(kinds & NO_ORDER))
        set_keys(&t->columns.order, t->order, &t->orders, kinds, n);
    if (kinds & GAPS) {
        t->columns.customer.valid = t->known;
        t->columns.order.valid = t->numbered;
    }
    t->columns.item.numbers = t->item;
    t->columns.time_s = t->time;
    t->columns.amount = t->amount;
}

static quen_key customer_of(const table *t, size_t row)
{
    const quen_key_column *keys = &t->columns.customer;
    if (keys->numbers)
        return quen_key_int(keys->numbers[row]);
    return quen_key_bytes(keys->bytes + keys->offsets[row],
                          (size_t)(keys->offsets[row + 1] - keys->offsets[row]));
}

/* By rules of its own; where `some`, two of its customers mean nobody. */
static void set_rules(table *t, uint32_t returns, int some)
{
    quen_order_rules_init(&t->rules, sizeof t->rules);
    t->rules.returns = returns;
    t->nobody[0] = customer_of(t, t->columns.n / 2);
    t->nobody[1] = quen_key_text("nobody");
    t->nobody[2] = customer_of(t, t->columns.n - 1);
    t->nobody[3] = quen_key_int(1);
    if (some) {
        t->rules.nobody = t->nobody;
        t->rules.n_nobody = 4;
    }
    t->columns.rules = &t->rules;
}

/* --- the same as from a log --- */

static quen_orders *load(quen_context *ctx, const table *t)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add_columns(ctx, orders, &t->columns));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void check_sections(const quen_rfm *rfm, const quen_rfm *expected)
{
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++) {
        quen__section a = quen__image_section(&rfm->model.image, i);
        quen__section b = quen__image_section(&expected->model.image, i);
        assert_int_equal(a.id, b.id);
        assert_int_equal(a.count, b.count);
        assert_memory_equal(a.from, b.from, a.count * a.width);
    }
}

static void check_keys(quen_context *ctx, const quen_rfm *rfm, const quen_orders *orders)
{
    size_t n = quen_rfm_n_customers(rfm), row = 0;
    for (size_t i = 0; i < n; i++) {
        quen_key key = quen_rfm_customer_key(rfm, i);
        quen_key expected = quen_orders_customer_key(orders, quen_rfm_customers(rfm)[i]);
        assert_int_equal(key.kind, expected.kind);
        assert_int_equal(key.number, expected.number);
        assert_int_equal(key.size, expected.size);
        assert_true(key.size == 0 || memcmp(key.bytes, expected.bytes, key.size) == 0);
        assert_ok(ctx, quen_rfm_find_customer(ctx, rfm, expected, &row));
        assert_int_equal(row, i);
    }
    assert_int_equal(quen_rfm_customer_key(rfm, n).kind, QUEN_KEY_NONE);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND,
                 quen_rfm_customer_key(rfm, 0).kind == QUEN_KEY_INT
                     ? "rfm: key 'nobody' is text, but the customers' keys are numbers"
                     : "rfm: no customer has the key 'nobody'",
                 quen_rfm_find_customer(ctx, rfm, quen_key_text("nobody"), &row));
    assert_int_equal(row, n - 1);
}

static void check_table(quen_context *ctx, const table *t, const quen_rfm_options *o)
{
    quen_orders *orders = load(ctx, t);
    quen_rfm *rfm = NULL, *expected = NULL;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, o, &expected));
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, o, &rfm));
    check_sections(rfm, expected);
    check_keys(ctx, rfm, orders);
    assert_int_equal(quen_rfm_customer_key(expected, 0).kind, QUEN_KEY_NONE);
    quen_rfm_free(rfm);
    quen_rfm_free(expected);
    quen_orders_free(orders);
}

static quen_rfm_options options_number(size_t i)
{
    quen_rfm_options o;
    quen_rfm_options_init(&o, sizeof o);
    o.now_s = i % 3 == 1 ? 1500000 : i % 3 == 2 ? 40 * DAY : INT64_MIN;
    o.frequency = (uint32_t)(i + i / 3) % 3;
    o.monetary = i / 3 % 2;
    o.utc_offset_s = i % 2 ? 7 * 3600 : -3600;
    o.recency_unit_s = i % 4 ? DAY : 1;
    return o;
}

static void test_equals_log(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (int kinds = 0; kinds < LONE; kinds++) {
        for (size_t i = 0; i < 6; i++) {
            table *t = new_table();
            quen_rfm_options o = options_number(i + (size_t)kinds);
            fill(t, i == 0 ? 1 : 400 * i, kinds);
            t->known[0] |= 1;
            o.now_s = i == 0 || kinds & WIDE ? INT64_MIN : o.now_s;
            t->columns.quantity = i % 2 ? t->quantity : NULL;
            t->amount[0] = 5; /* somebody buys something */
            t->quantity[0] = 1;
            check_table(ctx, t, &o);
            set_rules(t, i % 3 ? QUEN_RETURNS_NO_VISIT : QUEN_RETURNS_VISIT, i > 0);
            check_table(ctx, t, &o);
            free(t);
        }
    }
    quen_context_free(ctx);
}

/* Many parts, and many chunks of rows. */
static void test_equals_log_large(void **state)
{
    (void)state;
    static const int kinds[] = {
        0,      GAPS, NO_ORDER,    FEW | GAPS,           STRINGS, WIDE,
        SPREAD, LONE, LONE | GAPS, LONE | SPREAD | WIDE, SPREAD,  SPREAD | WIDE};
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        table *t = new_table();
        quen_rfm_options o = options_number(i);
        fill(t, MOST, kinds[i]);
        o.now_s = kinds[i] & WIDE ? INT64_MIN : o.now_s;
        check_table(ctx, t, &o);
        t->columns.quantity = i % 2 ? t->quantity : NULL;
        set_rules(t, QUEN_RETURNS_NO_VISIT, i % 3 == 0);
        check_table(ctx, t, &o);
        free(t);
    }
    quen_context_free(ctx);
}

/* Rows of each frequency where returns are told by amounts, by quantities, by both. */
static void test_returns(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < 18; i++) {
        table *t = new_table();
        quen_rfm_options o = options_number(i / 6);
        o.now_s = i % 2 ? 1500000 : INT64_MIN;
        o.frequency = (uint32_t)(i % 3);
        fill(t, 3000, i % 4 == 3 ? LONE | GAPS : GAPS);
        for (size_t k = 0; k < 3000; k++)
            t->amount[k] = i / 6 == 1 ? llabs(t->amount[k]) : t->amount[k];
        t->columns.quantity = i / 6 ? t->quantity : NULL;
        set_rules(t, QUEN_RETURNS_NO_VISIT, 0);
        check_table(ctx, t, &o);
        quen_rfm *rfm = NULL, *all = NULL;
        assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, &o, &rfm));
        t->rules.returns = QUEN_RETURNS_VISIT;
        assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, &o, &all));
        assert_true(quen_rfm_n_never_bought(rfm) > 0);
        assert_int_equal(quen_rfm_n_customers(all),
                         quen_rfm_n_customers(rfm) + quen_rfm_n_never_bought(rfm));
        quen_rfm_free(all);
        quen_rfm_free(rfm);
        free(t);
    }
    quen_context_free(ctx);
}

/* Keys that stand for nobody in exports are nobody here too, unless they are asked for.
 */
static void test_nobody(void **state)
{
    (void)state;
    static const char *const keys[] = {"An", "", "NULL", "Binh", "nan", "\\N"};
    static strings s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = options_number(0);
    table *t = new_table();
    fill(t, 600, 0);
    for (size_t i = 0; i < 600; i++) {
        size_t size = strlen(keys[i % 6]);
        memcpy(s.bytes + s.offsets[i], keys[i % 6], size);
        s.offsets[i + 1] = s.offsets[i] + size;
    }
    t->columns.customer = (quen_key_column){.bytes = s.bytes, .offsets = s.offsets};
    check_table(ctx, t, &o);
    for (int known = 0; known < 2; known++) {
        quen_rfm *rfm = NULL;
        set_rules(t, QUEN_RETURNS_NO_VISIT, 0);
        t->rules.nobody = known ? t->nobody : NULL;
        check_table(ctx, t, &o);
        assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, &o, &rfm));
        assert_int_equal(quen_rfm_n_customers(rfm), known ? 6 : 2);
        quen_rfm_free(rfm);
    }
    set_rules(t, QUEN_RETURNS_VISIT, 0);
    t->nobody[0] = quen_key_text("An");
    t->nobody[1] = quen_key_text("Binh");
    t->rules.nobody = t->nobody;
    t->rules.n_nobody = 2;
    check_table(ctx, t, &o);
    free(t);
    quen_context_free(ctx);
}

/* Amounts that are not told, or none of which is. */
static void test_no_amounts(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < 6; i++) {
        table *t = new_table();
        quen_rfm_options o = options_number(i);
        fill(t, 900, GAPS);
        t->columns.quantity = i / 2 ? t->quantity : NULL;
        set_rules(t, i / 2 == 2 ? QUEN_RETURNS_VISIT : QUEN_RETURNS_NO_VISIT, 0);
        for (size_t k = 0; k < 900; k++)
            t->amount[k] = QUEN_AMOUNT_NONE;
        t->columns.amount = i % 2 ? t->amount : NULL;
        check_table(ctx, t, &o);
        free(t);
    }
    quen_context_free(ctx);
}

/* Keys at both ends of the range, one customer, and orders like times. */
static void test_extremes(void **state)
{
    (void)state;
    static const int64_t keys[] = {INT64_MIN, INT64_MAX, 0, -1, 1, INT64_MIN + 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = options_number(3);
    table *t = new_table();
    fill(t, 300, GAPS);
    for (size_t i = 0; i < 300; i++) {
        t->customer[i] = keys[i % 6];
        t->order[i] = t->time[draw(i, 20, 300)];
    }
    o.now_s = INT64_MIN;
    check_table(ctx, t, &o);
    o.frequency = QUEN_RFM_FREQUENCY_ORDERS;
    check_table(ctx, t, &o);
    for (size_t i = 0; i < 300; i++)
        t->customer[i] = 7;
    check_table(ctx, t, &o);
    /* A sum that fits, though its largest value, as often as there are rows, does not. */
    t->amount[0] = INT64_C(1) << 62;
    t->columns.customer.valid = NULL;
    check_table(ctx, t, &o);
    free(t);
    quen_context_free(ctx);
}

/* --- refusals --- */

/* Both ways refuse, with one sentence. */
static void check_refused(quen_context *ctx, const table *t)
{
    char words[1024];
    quen_orders *orders = NULL;
    quen_rfm *rfm = (quen_rfm *)(void *)ctx;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status expected = quen_orders_add_columns(ctx, orders, &t->columns);
    assert_int_not_equal(expected, QUEN_OK);
    snprintf(words, sizeof words, "%s", quen_context_message(ctx));
    assert_fails(ctx, expected, words,
                 quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
}

static void test_rows_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    table *t = new_table();
    fill(t, 40000, STRINGS);
    static int64_t *const none = NULL;
    t->time[39000] = QUEN_TIME_MAX + 1;
    check_refused(ctx, t);
    t->time[20000] = QUEN_TIME_MIN - 1;
    check_refused(ctx, t);
    t->columns.item.valid = t->known;
    check_refused(ctx, t);
    t->columns.item.valid = NULL;
    t->orders.offsets[9000] = t->orders.offsets[9001] + 1;
    check_refused(ctx, t);
    t->customers.offsets[8001] = t->customers.offsets[8000] + QUEN_KEY_MAX_SIZE + 1;
    check_refused(ctx, t);
    t->columns.customer.bytes = NULL;
    check_refused(ctx, t);
    t->columns.time_s = none;
    check_refused(ctx, t);
    t->columns.time_s = t->time;
    t->columns.item.numbers = none;
    check_refused(ctx, t);
    t->columns.struct_size = 0;
    check_refused(ctx, t);
    free(t);
    quen_context_free(ctx);
}

static void test_sums_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    table *t = new_table();
    fill(t, 40000, 0);
    t->columns.quantity = t->quantity;
    t->amount[100] = INT64_MAX - 10000;
    check_refused(ctx, t);
    t->amount[100] = INT64_C(3) << 61;
    t->amount[30000] = -(INT64_C(3) << 61);
    check_refused(ctx, t);
    t->amount[50] = QUEN_AMOUNT_NONE; /* alone */
    check_refused(ctx, t);
    t->quantity[20] = INT64_MIN;
    check_refused(ctx, t);
    t->amount[50] = t->amount[100] = t->amount[30000] = 1;
    t->quantity[20] = INT64_MAX;
    check_refused(ctx, t);
    free(t);
    quen_context_free(ctx);
}

static void test_rules_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    table *t = new_table();
    fill(t, 100, STRINGS);
    set_rules(t, 2, 0);
    check_refused(ctx, t);
    set_rules(t, QUEN_RETURNS_VISIT, 1);
    t->nobody[1].bytes = NULL;
    check_refused(ctx, t);
    t->rules.n_nobody = 1001;
    check_refused(ctx, t);
    t->time[3] = QUEN_TIME_MAX + 1;
    check_refused(ctx, t);
    t->columns.n = 0;
    check_refused(ctx, t);
    free(t);
    quen_context_free(ctx);
}

static void test_fit_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    table *t = new_table();
    quen_rfm *rfm = NULL;
    quen_rfm_options o = options_number(0);
    fill(t, 100, 0);
    o.bins = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "bins is 1",
                 quen_rfm_fit_columns(ctx, &t->columns, &o, &rfm));
    o = options_number(0);
    o.now_s = QUEN_TIME_MAX + 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "now_s is 7258118401, not within",
                 quen_rfm_fit_columns(ctx, &t->columns, &o, &rfm));
    o.now_s = -1000;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "nobody ordered before the moment, 1969-12-31",
                 quen_rfm_fit_columns(ctx, &t->columns, &o, &rfm));
    t->columns.customer.numbers = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "nobody ordered before the moment",
                 quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    t->columns.n = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "nobody ordered before the moment, 1970-01-01",
                 quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    assert_null(rfm);
    free(t);
    quen_context_free(ctx);
}

/* --- files, memory, threads --- */

static quen_status fit_save_open(quen_context *ctx, void *user)
{
    const table *t = user;
    const char *path = temp_path("rfm-columns");
    quen_rfm *rfm = NULL, *again = NULL;
    quen_status status = quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm);
    if (status == QUEN_OK)
        status = quen_rfm_save(ctx, rfm, path);
    if (status == QUEN_OK)
        status = quen_rfm_open(ctx, path, &again);
    if (status == QUEN_OK) {
        quen_key a = quen_rfm_customer_key(rfm, 5), b = quen_rfm_customer_key(again, 5);
        size_t row = 0;
        assert_int_equal(a.number, b.number);
        assert_int_equal(a.size, b.size);
        assert_true(a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
        assert_ok(ctx, quen_rfm_find_customer(ctx, again, a, &row));
        assert_int_equal(row, 5);
    }
    assert_true(status == QUEN_OK || !again);
    quen_rfm_free(rfm);
    quen_rfm_free(again);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    table *t = new_table();
    fill(t, 500, GAPS);
    support_each_oom(fit_save_open, t);
    fill(t, 500, STRINGS | GAPS);
    support_each_oom(fit_save_open, t);
    set_rules(t, QUEN_RETURNS_NO_VISIT, 1);
    support_each_oom(fit_save_open, t);
    fill(t, 500, LONE); /* whose customers need more room than was made first */
    support_each_oom(fit_save_open, t);
    unlink(temp_path("rfm-columns"));
    free(t);
}

static quen_status fit_only(quen_context *ctx, void *user)
{
    const table *t = user;
    quen_rfm *rfm = NULL;
    quen_status status = quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm);
    quen_rfm_free(rfm);
    return status;
}

/* What the header says; if one customer has all lines, they are one part. */
static void test_peak(void **state)
{
    (void)state;
    const size_t slack = 4u << 20;
    table *t = new_table();
    for (uint32_t threads = 1; threads <= 4; threads++) {
        fill(t, MOST, 0);
        size_t part = 72u * threads * 13000;
        assert_in_range(support_peak(threads, fit_only, t), 16u * MOST,
                        16u * MOST + 32u * (MOST / 7) + part + slack);
        fill(t, MOST, LONE);
        assert_in_range(support_peak(threads, fit_only, t), (16u + 64u + 64u) * MOST / 2,
                        (16u + 150u) * MOST + part + slack);
    }
    for (size_t i = 0; i < MOST; i++)
        t->customer[i] = 5;
    assert_in_range(support_peak(2, fit_only, t), (16u + 48u * 2) * MOST,
                    (16u + 72u * 2) * MOST + slack);
    free(t);
}

typedef struct shared {
    const table *t;
    const quen_rfm *expected;
} shared;

static void same_bits(quen_context *ctx, void *user)
{
    const shared *s = user;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &s->t->columns, NULL, &rfm));
    assert_int_equal(rfm->model.image.size, s->expected->model.image.size);
    assert_memory_equal(rfm->model.image.data, s->expected->model.image.data,
                        rfm->model.image.size);
    quen_rfm_free(rfm);
}

static void test_threads(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    table *t = new_table();
    quen_rfm *rfm = NULL;
    fill(t, MOST, GAPS);
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    shared s = {t, rfm};
    support_each_context(same_bits, &s);
    quen_rfm_free(rfm);
    set_rules(t, QUEN_RETURNS_NO_VISIT, 0);
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    s.expected = rfm;
    support_each_context(same_bits, &s);
    quen_rfm_free(rfm);
    free(t);
    quen_context_free(ctx);
}

/* Keys that do not ascend, or are not one a customer. */
static void test_attach_refuses_keys(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    table *t = new_table();
    quen_rfm *rfm = NULL, view;
    quen__image image;
    fill(t, 500, 0);
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    quen__section sections[QUEN__RFM_SECTIONS + 1];
    for (size_t i = 0; i <= QUEN__RFM_SECTIONS; i++)
        sections[i] = quen__image_section(&rfm->model.image, i);
    sections[QUEN__RFM_KEYS].count--;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections,
                                     QUEN__RFM_SECTIONS + 1, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, "rfm customer keys: ",
                 quen__model_attach(ctx, &quen__rfm_kind, &image, 0, &view));
    quen__image_close(&image);
    int64_t *keys = quen__image_fill(&rfm->model.image, QUEN__RFM_KEYS);
    keys[3] = keys[2];
    assert_fails(ctx, QUEN_ERR_FORMAT, "rfm customer key 3 is not above the one before",
                 quen__model_attach(ctx, &quen__rfm_kind, &rfm->model.image, 0, &view));
    quen_rfm_free(rfm);
    free(t);
    quen_context_free(ctx);
}

/* Keys of more bytes than any has. */
static void test_attach_refuses_long_keys(void **state)
{
    (void)state;
    enum { LONG = QUEN_KEY_MAX_SIZE + 1, LAST = QUEN__RFM_SECTIONS + 1 };
    static char bytes[LONG];
    static uint64_t offsets[500 + 1];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    table *t = new_table();
    quen_rfm *rfm = NULL, view;
    quen__image image;
    fill(t, 500, STRINGS);
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
    quen__section sections[LAST + 1];
    for (size_t i = 0; i <= LAST; i++)
        sections[i] = quen__image_section(&rfm->model.image, i);
    assert_in_range(sections[LAST - 1].count, 2, 501);
    for (size_t i = 1; i < sections[LAST - 1].count; i++)
        offsets[i] = LONG;
    sections[LAST - 1].from = offsets;
    sections[LAST].from = bytes;
    sections[LAST].count = LONG;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections, LAST + 1, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, "rfm customer key 0 has 65536 bytes",
                 quen__model_attach(ctx, &quen__rfm_kind, &image, 0, &view));
    quen__image_close(&image);
    quen_rfm_free(rfm);
    free(t);
    quen_context_free(ctx);
}

static int stop_at(void *user, const char *stage, double fraction)
{
    double *limit = user;
    (void)stage;
    return fraction > *limit;
}

static void test_cancel(void **state)
{
    (void)state;
    table *t = new_table();
    fill(t, MOST, 0);
    for (double limit = 0; limit < 1; limit += 0.15) {
        quen_context_options o;
        quen_context *ctx = NULL;
        quen_rfm *rfm = NULL;
        quen_context_options_init(&o, sizeof o);
        o.progress = stop_at;
        o.progress_user = &limit;
        assert_int_equal(quen_context_new(&o, &ctx), QUEN_OK);
        assert_fails(ctx, QUEN_ERR_CANCELLED, "",
                     quen_rfm_fit_columns(ctx, &t->columns, NULL, &rfm));
        assert_null(rfm);
        quen_context_free(ctx);
    }
    free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equals_log),
        cmocka_unit_test(test_equals_log_large),
        cmocka_unit_test(test_returns),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_no_amounts),
        cmocka_unit_test(test_rules_refused),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_rows_refused),
        cmocka_unit_test(test_sums_refused),
        cmocka_unit_test(test_fit_refused),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_peak),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_attach_refuses_keys),
        cmocka_unit_test(test_attach_refuses_long_keys),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
