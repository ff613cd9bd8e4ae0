/*
 * Lifetimes: what is refused; files, cut and flipped; memory that runs out; the same bits
 * for any threads; merged and forgotten logs.
 */
#include "support.h"

#include <math.h>

#include "mend.h"
#include "model_bytes.h"
#include "models/lifetime/lifetime.h"
#include "shop_log.h"

MODEL_CALLS(lifetime);

#define N 6
static const double x[N] = {0, 1, 0, 3, 9, 1}, t_x[N] = {0, 4, 0, 21, 30, 1};
static const double t[N] = {9, 30, 2, 24, 31, 28}, paid[N] = {0, 12, 0, 8, 10, 25};
static const double gaps[N] = {0, 1.4, 0, 5.5, 10, 0};

static quen_lifetime *fit_few(quen_context *ctx, const quen_lifetime_options *o)
{
    quen_lifetime *lifetime = NULL;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, x, t_x, t, gaps, paid, N, o, &lifetime));
    return lifetime;
}

static quen_order_line *lines_of(size_t *n)
{
    shop_log shape = {60, 5, 400, 9, 1};
    return shop_log_lines(&shape, n);
}

/* --- refused --- */

static void refuse_row(quen_context *ctx, size_t column, double value, const char *words)
{
    double rows[5][N];
    quen_lifetime *lifetime = (quen_lifetime *)rows;
    memcpy(rows[0], x, sizeof x);
    memcpy(rows[1], t_x, sizeof x);
    memcpy(rows[2], t, sizeof x);
    memcpy(rows[3], gaps, sizeof x);
    memcpy(rows[4], paid, sizeof x);
    rows[column][3] = value;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_lifetime_fit_rows(ctx, rows[0], rows[1], rows[2], rows[3], rows[4],
                                        N, NULL, &lifetime));
    assert_null(lifetime);
}

static void test_refuses_rows(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime *none = (quen_lifetime *)&state;
    if (SIZE_MAX > UINT32_MAX) /* told by their number: no row is read */
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "lifetime: n is 4294967296, not at most",
                     quen_lifetime_fit_rows(ctx, x, t_x, t, NULL, NULL,
                                            (size_t)UINT32_MAX + 1, NULL, &none));
    refuse_row(ctx, 0, 1.5, "row 3: x is 1.5, not a whole number of 0..10^9");
    refuse_row(ctx, 0, -1, "row 3: x is -1, not");
    refuse_row(ctx, 0, NAN, "row 3: x is ");
    refuse_row(ctx, 0, 0, "row 3: t_x is 21, but x is 0: nobody came again");
    refuse_row(ctx, 1, 25, "row 3: t_x is 25, not 0..24, t");
    refuse_row(ctx, 1, NAN, "row 3: t_x is ");
    refuse_row(ctx, 2, 1e16, "row 3: t is 1e+16, not 0..10^15");
    refuse_row(ctx, 3, INFINITY, "row 3: log_gaps is inf");
    refuse_row(ctx, 3, 1e300, "row 3: log_gaps is 1e+300, not within -");
    refuse_row(ctx, 4, 1e19, "row 3: value is 1e+19, not -10^18..10^18");
    quen_context_free(ctx);
}

static void refuse_option(quen_context *ctx, const quen_lifetime_options *o,
                          const char *words)
{
    quen_lifetime *lifetime = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_lifetime_fit_rows(ctx, x, t_x, t, NULL, NULL, N, o, &lifetime));
    assert_null(lifetime);
}

static void test_refuses_options(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime_options all, o;
    quen_lifetime_options_init(&all, sizeof all);
#define REFUSE(field, value, words)                                                      \
    do {                                                                                 \
        o = all;                                                                         \
        o.field = (value);                                                               \
        refuse_option(ctx, &o, words);                                                   \
    } while (0)
    REFUSE(struct_size, 0, "lifetime options: struct_size is 0");
    REFUSE(family, 3, "lifetime: family is 3, not");
    REFUSE(regularity, 13, "lifetime: regularity is 13, not within 0..12");
    REFUSE(prior, -1, "lifetime: prior is -1, not");
    REFUSE(prior, INFINITY, "lifetime: prior is inf, not");
    REFUSE(discount, -0.1, "lifetime: discount is -0.1, not");
    REFUSE(check_s, -1, "lifetime: check_s is -1, not");
    REFUSE(utc_offset_s, 90000, "lifetime: utc_offset_s is 90000");
#undef REFUSE
    quen_context_free(ctx);
}

static void test_refuses_questions(void **state)
{
    (void)state;
    static const uint32_t who[2] = {1, N};
    static const double bad = -1;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime *lifetime = fit_few(ctx, NULL);
    quen_lifetime_future futures[N + 1];
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "lifetime: horizon is 0, not above 0",
                 quen_lifetime_predict(ctx, lifetime, 0, NULL, N, futures));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "lifetime: horizon is 1e+13",
                 quen_lifetime_predict(ctx, lifetime, 1e13, NULL, N, futures));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "lifetime: 7 futures of 6 customers",
                 quen_lifetime_predict(ctx, lifetime, 1, NULL, N + 1, futures));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "entry 1: customer 6 is not below 6",
                 quen_lifetime_predict(ctx, lifetime, 1, who, 2, futures));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "row 0: x is -1",
        quen_lifetime_predict_rows(ctx, lifetime, 1, &bad, t_x, t, NULL, 1, futures));
    quen_lifetime_free(lifetime);
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_lifetime_fit(ctx, orders, NULL, &lifetime));
    assert_null(lifetime);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory, bits, logs --- */

static quen_status use_everything(quen_context *ctx, void *user)
{
    const char *path = temp_path("lifetime-oom");
    quen_orders *orders = NULL;
    quen_lifetime *lifetime = NULL, *of_rows = NULL, *opened = NULL;
    quen_lifetime_future futures[60];
    size_t n;
    quen_order_line *lines = lines_of(&n);
    (void)user;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, lines, n);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK)
        status = quen_lifetime_fit(ctx, orders, NULL, &lifetime);
    if (status == QUEN_OK)
        status = quen_lifetime_predict(ctx, lifetime, 90, NULL,
                                       quen_lifetime_n_customers(lifetime), futures);
    if (status == QUEN_OK)
        status = quen_lifetime_fit_rows(ctx, x, t_x, t, gaps, paid, N, NULL, &of_rows);
    if (status == QUEN_OK)
        status =
            quen_lifetime_predict_rows(ctx, lifetime, 9, x, t_x, t, paid, N, futures);
    if (status == QUEN_OK)
        status = quen_lifetime_save(ctx, lifetime, path);
    if (status == QUEN_OK)
        status = quen_lifetime_open(ctx, path, &opened);
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_lifetime, lifetime);
    else
        assert_null(opened);
    quen_lifetime_free(lifetime);
    quen_lifetime_free(of_rows);
    quen_lifetime_free(opened);
    quen_orders_free(orders);
    free(lines);
    remove(path);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(use_everything, NULL);
}

typedef struct bytes {
    unsigned char *data;
    size_t size;
} bytes;

static bytes bytes_of(quen_context *ctx, const quen_lifetime *lifetime)
{
    bytes b = {NULL, 0};
    assert_ok(ctx, quen_lifetime_save_bytes(ctx, lifetime, NULL, 0, &b.size));
    b.data = malloc(b.size);
    assert_non_null(b.data);
    assert_ok(ctx, quen_lifetime_save_bytes(ctx, lifetime, b.data, b.size, &b.size));
    return b;
}

/* The model of these lines is the first that was seen, to the byte. */
static void check_same(quen_context *ctx, const quen_orders *orders, bytes *first)
{
    quen_lifetime *lifetime = NULL;
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, NULL, &lifetime));
    bytes b = bytes_of(ctx, lifetime);
    if (!first->data) {
        *first = b;
    } else {
        assert_int_equal(b.size, first->size);
        assert_memory_equal(b.data, first->data, b.size);
        free(b.data);
    }
    quen_lifetime_free(lifetime);
}

static void fit_here(quen_context *ctx, void *user)
{
    size_t n;
    quen_order_line *lines = lines_of(&n);
    quen_orders *orders = support_orders(ctx, lines, n);
    check_same(ctx, orders, user);
    quen_orders_free(orders);
    free(lines);
}

static void test_same_bits(void **state)
{
    (void)state;
    bytes first = {NULL, 0};
    support_each_context(fit_here, &first);
    free(first.data);
}

static void test_merged_and_forgotten(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t n, kept = 0;
    quen_order_line *lines = lines_of(&n);
    quen_orders *whole = support_orders(ctx, lines, n), *part = NULL, *other = NULL;
    bytes first = {NULL, 0}, fewer = {NULL, 0};
    check_same(ctx, whole, &first);
    assert_ok(ctx, quen_orders_new(ctx, &part));
    assert_ok(ctx, quen_orders_new(ctx, &other));
    assert_ok(ctx, quen_orders_add(ctx, part, lines, n / 3));
    assert_ok(ctx, quen_orders_add(ctx, other, lines + n / 3, n - n / 3));
    assert_ok(ctx, quen_orders_merge(ctx, part, other));
    assert_ok(ctx, quen_orders_finish(ctx, part));
    check_same(ctx, part, &first);
    const quen_key gone = quen_orders_customer_key(whole, 7);
    assert_ok(ctx, quen_orders_forget(ctx, whole, &gone, 1, NULL));
    for (size_t i = 0; i < n; i++)
        if (lines[i].customer.number != gone.number)
            lines[kept++] = lines[i];
    quen_orders *never = support_orders(ctx, lines, kept);
    check_same(ctx, whole, &fewer);
    check_same(ctx, never, &fewer);
    free(first.data);
    free(fewer.data);
    quen_orders_free(whole);
    quen_orders_free(part);
    quen_orders_free(other);
    quen_orders_free(never);
    free(lines);
    quen_context_free(ctx);
}

/* Rows in any order have the parameters of one. */
static void test_any_order(void **state)
{
    (void)state;
    double turned[5][N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime *a = fit_few(ctx, NULL), *b = NULL;
    for (size_t i = 0; i < N; i++) {
        size_t from = N - 1 - i;
        turned[0][i] = x[from];
        turned[1][i] = t_x[from];
        turned[2][i] = t[from];
        turned[3][i] = gaps[from];
        turned[4][i] = paid[from];
    }
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, turned[0], turned[1], turned[2], turned[3],
                                          turned[4], N, NULL, &b));
    assert_memory_equal(quen_lifetime_parameters(a), quen_lifetime_parameters(b),
                        7 * sizeof(double));
    quen_lifetime_free(a);
    quen_lifetime_free(b);
    quen_context_free(ctx);
}

/* --- files --- */

static void test_files(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t family = 0; family < 3; family++) {
        quen_lifetime_options o;
        quen_lifetime_options_init(&o, sizeof o);
        o.family = family;
        quen_lifetime *lifetime = fit_few(ctx, &o);
        check_model_bytes(ctx, &calls_of_lifetime, lifetime);
        assert_string_equal(quen_lifetime_parameter_name(lifetime, 2),
                            family == 2 ? "s" : "a");
        assert_string_equal(quen_lifetime_parameter_name(lifetime, 6), "v");
        assert_null(quen_lifetime_parameter_name(lifetime, 7));
        quen_lifetime_free(lifetime);
    }
    quen_context_free(ctx);
}

/* Opened and asked, if it opens. */
static int try_open(quen_context *ctx, const unsigned char *data, size_t size)
{
    quen_lifetime *lifetime = NULL;
    quen_lifetime_future futures[N];
    if (quen_lifetime_open_bytes(ctx, data, size, &lifetime) != QUEN_OK) {
        assert_null(lifetime);
        assert_true(strncmp(quen_context_message(ctx), "lifetime: ", 10) == 0);
        return 0;
    }
    assert_ok(ctx, quen_lifetime_predict(ctx, lifetime, 30, NULL, N, futures));
    for (size_t i = 0; i < N; i++) {
        assert_true(futures[i].alive >= 0 && futures[i].alive <= 1);
        assert_true(futures[i].orders >= 0 && isfinite(futures[i].orders));
        assert_true(futures[i].wait[2] >= futures[i].wait[0]);
    }
    quen_lifetime_free(lifetime);
    return 1;
}

static void test_damage(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t family = 0; family < 3; family += 2) {
        quen_lifetime_options o;
        quen_lifetime_options_init(&o, sizeof o);
        o.family = family;
        o.regularity = 2;
        quen_lifetime *lifetime = fit_few(ctx, &o);
        bytes file = bytes_of(ctx, lifetime);
        unsigned char *copy = malloc(file.size);
        size_t opened = 0;
        assert_non_null(copy);
        for (size_t size = 0; size < file.size; size++) {
            memcpy(copy, file.data, size);
            mend_checksums(copy, size);
            assert_false(try_open(ctx, copy, size));
        }
        for (size_t bit = 0; bit < file.size * 8; bit++) {
            memcpy(copy, file.data, file.size);
            copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
            mend_checksums(copy, file.size);
            opened += (size_t)try_open(ctx, copy, file.size);
        }
        assert_true(opened > 0 && opened < file.size * 8);
        free(copy);
        free(file.data);
        quen_lifetime_free(lifetime);
    }
    quen_context_free(ctx);
}

static void refuse_section(quen_context *ctx, const bytes *file, uint32_t id,
                           const void *data, size_t size, const char *words)
{
    quen_lifetime *lifetime = NULL;
    unsigned char *made;
    size = mend_replace(file->data, id, data, size, &made);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_lifetime_open_bytes(ctx, made, size, &lifetime));
    assert_null(lifetime);
    free(made);
}

/* Each section, of an entry more and of one less, and numbers that no fit tells. */
static void test_hostile(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_lifetime *lifetime = fit_few(ctx, NULL);
    bytes file = bytes_of(ctx, lifetime);
    quen__lifetime_info info = *lifetime->info;
#define REFUSE(field, value, words)                                                      \
    do {                                                                                 \
        quen__lifetime_info bad = info;                                                  \
        bad.field = (value);                                                             \
        refuse_section(ctx, &file, QUEN__LIFETIME_INFO, &bad, sizeof bad, words);        \
    } while (0)
    REFUSE(log_likelihood, INFINITY, "lifetime: a measure is out of range");
    REFUSE(log_likelihood, NAN, "lifetime: a measure is out of range");
    REFUSE(value_correlation, 1.5, "lifetime: a measure is out of range");
    REFUSE(discount, -1, "lifetime: an average is out of range");
    REFUSE(discount, INFINITY, "lifetime: an average is out of range");
    REFUSE(mean_rate, -1, "lifetime: an average is out of range");
    REFUSE(mean_rate, 1e10, "lifetime: an average is out of range");
    REFUSE(mean_value, 0, "lifetime: a value is out of range");
    REFUSE(mean_value, info.most_value * 2, "lifetime: a value is out of range");
    REFUSE(most_value, 1e20, "lifetime: a value is out of range");
    /* Where a plain answer is given, it needs to be known how many are there still. */
    info.answer = QUEN_LIFETIME_ANSWER_MEAN;
    REFUSE(mean_alive, NAN, "lifetime: an average is out of range");
    REFUSE(mean_alive, 1.5, "lifetime: an average is out of range");
    REFUSE(mean_alive, -0.5, "lifetime: an average is out of range");
#undef REFUSE
    for (uint32_t id = 0; id < QUEN__LIFETIME_SECTIONS; id++) {
        size_t size;
        unsigned char *old = mend_section(file.data, id, &size);
        unsigned char *longer = calloc(1, size + 8);
        assert_true(old && longer && size >= 8);
        memcpy(longer, old, size);
        refuse_section(ctx, &file, id, longer, size + 8, "lifetime: ");
        refuse_section(ctx, &file, id, longer, size - 8, "lifetime: ");
        free(longer);
    }
    free(file.data);
    quen_lifetime_free(lifetime);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refuses_rows),
        cmocka_unit_test(test_refuses_options),
        cmocka_unit_test(test_refuses_questions),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_merged_and_forgotten),
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
