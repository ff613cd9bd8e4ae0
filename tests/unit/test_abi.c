/*
 * What a program compiled yesterday relies on: values of enums, layouts of structs (as
 * 64-bit machines have them), and that a shorter struct of an older header still works.
 */
#include "support.h"

#include "shop_log.h"

/* abi_rows.h has the rows, which bindings/generate wrote when the headers last changed.
 */
static void test_pinned_values(void **state)
{
    (void)state;
#define VALUE(name, value) assert_int_equal(name, value);
#include "abi_rows.h"
}

static const struct {
    const char *what;
    size_t is, expected;
} layout[] = {
/* clang-format off */
#define FIELD(type, field, at, size)                                                     \
    {"the place of " #type "." #field, offsetof(type, field), at},                       \
    {"the size of " #type "." #field, sizeof(((type *)0)->field), size},
#define SIZE(type, size) {"the size of " #type, sizeof(type), size},
/* clang-format on */
#include "abi_rows.h"
};

static void test_layouts(void **state)
{
    (void)state;
    if (sizeof(void *) != 8)
        skip();
    for (size_t i = 0; i < sizeof layout / sizeof *layout; i++) {
        if (layout[i].is != layout[i].expected)
            print_error("%s is %zu, not %zu\n", layout[i].what, layout[i].is,
                        layout[i].expected);
        assert_int_equal(layout[i].is, layout[i].expected);
    }
}

/*
 * The first fields of quen_kmeans_options, as if the others had not been thought of yet.
 */
typedef struct old_kmeans_options {
    uint32_t struct_size, k;
    uint64_t seed;
} old_kmeans_options;

/* quen_kmeans_options and a field that is yet to come. */
typedef struct new_kmeans_options {
    quen_kmeans_options options;
    uint64_t future;
} new_kmeans_options;

static void test_old_and_new_callers(void **state)
{
    (void)state;
    static const double x[] = {0, 1, 2, 10, 11, 12};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans *kmeans = NULL;
    old_kmeans_options old;
    quen_kmeans_options_init((quen_kmeans_options *)(void *)&old, sizeof old);
    old.k = 2;
    assert_ok(
        ctx, quen_kmeans_fit(ctx, x, 6, 1, (quen_kmeans_options *)(void *)&old, &kmeans));
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 2);
    quen_kmeans_free(kmeans);
    new_kmeans_options newer;
    quen_kmeans_options_init(&newer.options, sizeof newer);
    newer.options.k = 3;
    assert_ok(ctx, quen_kmeans_fit(ctx, x, 6, 1, &newer.options, &kmeans));
    assert_int_equal(quen_kmeans_n_clusters(kmeans), 3);
    quen_kmeans_free(kmeans);
    newer.future = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "does not know",
                 quen_kmeans_fit(ctx, x, 6, 1, &newer.options, &kmeans));
    assert_null(kmeans);
    quen_context_free(ctx);
}

/* Every init function writes the size it was told and nothing beyond. */
static void test_init_functions(void **state)
{
    (void)state;
#define INIT(type, init)                                                                 \
    for (size_t size = 8; size <= sizeof(type) + 16; size += 8) {                        \
        union {                                                                          \
            type options;                                                                \
            uint32_t struct_size;                                                        \
            unsigned char bytes[512];                                                    \
        } room;                                                                          \
        memset(&room, 0xee, sizeof room);                                                \
        init(&room.options, size);                                                       \
        assert_int_equal(room.struct_size, size);                                        \
        assert_int_equal(room.bytes[size], 0xee);                                        \
        for (size_t at = sizeof(type); at < size; at++)                                  \
            assert_int_equal(room.bytes[at], 0);                                         \
    }
#include "abi_rows.h"
}

/* What the headers call the default is what init functions write. */
static void test_defaults(void **state)
{
    (void)state;
#define DEFAULT(type, field, value)                                                      \
    {                                                                                    \
        type options;                                                                    \
        type##_init(&options, sizeof options);                                           \
        if (options.field != (value))                                                    \
            fail_msg("the default of %s is not %s", #type "." #field, #value);           \
    }
#include "abi_rows.h"
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pinned_values),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_old_and_new_callers),
        cmocka_unit_test(test_init_functions),
        cmocka_unit_test(test_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
