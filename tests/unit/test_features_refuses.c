/* Features: what is refused, memory that runs out, cancelling, the same bits. */
#include "features_cases.h"

#include <math.h>

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
    quen_orders *orders = features_five_orders(ctx), *unfinished = NULL;
    quen_features_options good = features_with(NULL, 0), o = good;
    assert_ok(ctx, quen_orders_new(ctx, &unfinished));
    quen_order_line line = features_line_of("a", "b", "c", 0, 1, 1);
    assert_ok(ctx, quen_orders_add(ctx, unfinished, &line, 1));
    fails(ctx, unfinished, NULL, "orders: the log is not finished");
    o.utc_offset_s = 86401;
    fails(ctx, orders, &o, "features: utc_offset_s is 86401, not within -86400..86400");
    o = good;
    o.period_s = 0;
    fails(ctx, orders, &o, "features: period_s is 0, not above 0");
    o = good;
    o.now_s = QUEN_TIME_MAX + 2;
    fails(ctx, orders, &o, "features: now_s is 7258118401, not within");
    o = good;
    o.n_attributes = 2;
    fails(ctx, orders, &o, "features: n_attributes is 2, but there are no attributes");
    quen_attribute one = {.name = "one"};
    o.attributes = &one;
    o.n_attributes = 1001;
    fails(ctx, orders, &o, "features: n_attributes is 1001, above 1000");
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
    quen_orders *orders = features_five_orders(ctx);
    quen_features_options o = features_with(NULL, 0);
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
        make_features_attributes(a);                                                     \
        change;                                                                          \
        fails(ctx, orders, &o, words);                                                   \
    } while (0)

static void test_attribute_shapes_refused(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = features_five_orders(ctx);
    static char long_name[257];
    memset(long_name, 'n', 256);
    quen_attribute a[3];
    quen_features_options o = features_with(a, 3);
    REFUSE_ATTRIBUTE(a[1].name = NULL,
                     "features: attribute 1: its name has 0 bytes, not 1..255");
    REFUSE_ATTRIBUTE(a[1].name = "", "features: attribute 1: its name has 0 bytes");
    REFUSE_ATTRIBUTE(a[1].name = long_name,
                     "features: attribute 1: its name has 256 bytes");
    REFUSE_ATTRIBUTE(a[1].name = "gap_cv",
                     "features: attribute 1: 'gap_cv' is the name of a built-in");
    REFUSE_ATTRIBUTE(a[2].name = "age",
                     "features: attributes 0 and 2 are both called 'age'");
    REFUSE_ATTRIBUTE(a[0].reserved = 1,
                     "features: attribute 'age': reserved is 1, not 0");
    REFUSE_ATTRIBUTE(a[1].max_levels = 1001,
                     "features: attribute 'city': max_levels is 1001, at most");
    REFUSE_ATTRIBUTE(a[0].categories = a[1].categories,
                     "features: attribute 'age': it has both numbers and categories");
    REFUSE_ATTRIBUTE(a[0].numbers = NULL,
                     "features: attribute 'age': it has neither numbers nor categories");
    REFUSE_ATTRIBUTE(a[0].customers.numbers = NULL,
                     "features: attribute 'age': it has no customers");
    if (sizeof(size_t) > 4) /* else no memory holds so many */
        REFUSE_ATTRIBUTE(a[0].n = UINT32_MAX,
                         "features: attribute 'age': 4294967295 rows are more");
    quen_features *features = NULL;
    make_features_attributes(a);
    a[1].n = SIZE_MAX;
    assert_fails(ctx, QUEN_ERR_OVERFLOW,
                 "city: ", quen_features_new(ctx, orders, &o, &features));
    assert_null(features);
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
    quen_orders *orders = features_five_orders(ctx);
    quen_attribute a[3];
    quen_features_options o = features_with(a, 3);
    REFUSE_ATTRIBUTE(a[0].numbers = infinite,
                     "features: attribute 'age', row 2: the number is infinite");
    REFUSE_ATTRIBUTE(a[1].customers.numbers = twice,
                     "features: attribute 'city', row 3: customer 104 has row 0 already");
    REFUSE_ATTRIBUTE(a[1].customers.valid = hole,
                     "features: attribute 'city', row 2: it has no customer");
    REFUSE_ATTRIBUTE(
        a[1].categories.offsets = descending,
        "features: the category column of attribute 'city', row 1: the offsets of its "
        "strings descend");
    REFUSE_ATTRIBUTE(
        a[1].categories.offsets = large,
        "features: the category column of attribute 'city', row 4: it has 65536 bytes, "
        "at most 65535");
    REFUSE_ATTRIBUTE(
        a[1].categories.bytes = NULL,
        "features: the category column of attribute 'city' has offsets but no bytes");
    REFUSE_ATTRIBUTE(
        a[1].categories.numbers = features_ids,
        "features: the category column of attribute 'city' has both numbers and strings");
    REFUSE_ATTRIBUTE(
        a[1].categories.numbers = features_ids;
        a[1].categories.offsets = NULL,
        "features: the category column of attribute 'city' has both numbers and strings");
    REFUSE_ATTRIBUTE(a[2].customers.numbers = NULL;
                     a[2].customers.bytes = features_city_bytes;
                     a[2].customers.offsets = features_city_offsets,
                     "features: attribute 'plan': its customers are byte strings, those "
                     "of the log are "
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
    quen_orders *orders = features_five_orders(plain);
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
    make_features_attributes(a);
    quen_features_options o = features_with(a, 3);
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
    quen_orders *orders = features_five_orders(ctx);
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
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = features_line(i);
        lines[i].customer = quen_key_int((int64_t)features_draw(i, 12, 1500));
    }
    quen_orders *orders = support_orders(ctx, lines, LINES);
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

/* Eight bytes a cell and four a row, and for each thread sixteen an item with returns. */
static void test_peak(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = features_line(i);
        lines[i].customer = quen_key_int((int64_t)features_draw(i, 12, 1500));
        lines[i].item = quen_key_int((int64_t)i);
    }
    quen_orders *orders = support_orders(ctx, lines, LINES);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, NULL, &features));
    size_t rows = quen_features_n_rows(features);
    for (uint32_t threads = 1; threads <= 4; threads++) {
        size_t least = (8 * QUEN_FEATURES_BUILTIN + 4) * rows + 16 * LINES * threads;
        assert_in_range(support_peak(threads, build_plain, orders), least, least + 8192);
    }
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
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
