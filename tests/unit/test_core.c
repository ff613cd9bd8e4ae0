/* Contexts, statuses, option structs, random numbers, chunks, memory. */
#include "support.h"

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "core/rng.h"

static void test_status_names(void **state)
{
    (void)state;
    assert_string_equal(quen_status_name(QUEN_OK), "QUEN_OK");
    assert_string_equal(quen_status_name(QUEN_ERR_NO_PART), "QUEN_ERR_NO_PART");
    assert_string_equal(quen_status_name((quen_status)11), "unknown status");
    assert_string_equal(quen_status_name((quen_status)-1), "unknown status");
}

static void test_version(void **state)
{
    (void)state;
    assert_int_equal(quen_version(), QUEN_VERSION_MAJOR * 1000000 +
                                         QUEN_VERSION_MINOR * 1000 + QUEN_VERSION_PATCH);
    assert_string_equal(quen_version_string(), QUEN_VERSION_STRING);
}

static void test_context_refuses(void **state)
{
    (void)state;
    quen_context *ctx = (quen_context *)(void *)&ctx;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.threads = 0;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_ERR_ARGUMENT);
    assert_null(ctx);
    options.threads = 257;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_ERR_ARGUMENT);
    options.threads = 1;
    options.simd = 99;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_ERR_ARGUMENT);
    options.simd = QUEN_SIMD_AUTO;
    options.allocator.release = quen__system_allocator().release;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_ERR_ARGUMENT);
    quen_context_free(NULL);
}

static void test_context_picks_simd(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_int_not_equal(quen_context_simd(ctx), QUEN_SIMD_AUTO);
    assert_true(quen_simd_supported(quen_context_simd(ctx)));
    assert_string_equal(quen_context_message(ctx), "");
    quen_context_free(ctx);
    assert_string_equal(quen_simd_name(QUEN_SIMD_AVX2), "avx2");
    assert_string_equal(quen_simd_name(77), "unknown");
}

/* Three versions of one struct: an old caller's, ours, a newer caller's. */
typedef struct old_options {
    uint32_t struct_size, a;
} old_options;
typedef struct our_options {
    uint32_t struct_size, a;
    double b;
} our_options;
typedef struct new_options {
    uint32_t struct_size, a;
    double b;
    uint64_t c;
} new_options;

static void test_options_old_caller(void **state)
{
    (void)state;
    our_options defaults = {sizeof defaults, 1, 2.5};
    struct {
        old_options options;
        char guard[16];
    } old;
    memset(&old, 0x77, sizeof old);
    quen__options_init(&old.options, sizeof old.options, &defaults, sizeof defaults);
    assert_int_equal(old.options.struct_size, sizeof(old_options));
    assert_int_equal(old.options.a, 1);
    for (size_t i = 0; i < sizeof old.guard; i++)
        assert_int_equal(old.guard[i], 0x77);
    old.options.a = 9;
    our_options read = defaults;
    assert_int_equal(quen__options_read(NULL, &read, sizeof read, &old.options, "test"),
                     0);
    assert_int_equal(read.a, 9);
    assert_true(read.b == 2.5);
    assert_int_equal(read.struct_size, sizeof read);
}

static void test_options_new_caller(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    our_options defaults = {sizeof defaults, 1, 2.5};
    new_options newer;
    quen__options_init(&newer, sizeof newer, &defaults, sizeof defaults);
    assert_int_equal(newer.c, 0);
    newer.b = 3.5;
    our_options read = defaults;
    assert_ok(ctx, quen__options_read(ctx, &read, sizeof read, &newer, "test"));
    assert_true(read.b == 3.5);
    newer.c = 1;
    read = defaults;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "does not know",
                 quen__options_read(ctx, &read, sizeof read, &newer, "test"));
    newer.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "struct_size is 0",
                 quen__options_read(ctx, &read, sizeof read, &newer, "test"));
    quen_context_free(ctx);
}

static void test_options_write(void **state)
{
    (void)state;
    our_options result = {0, 7, 8.5};
    old_options old = {sizeof old, 0};
    new_options newer = {sizeof newer, 0, 0, 5};
    quen__options_write(&old, &result, sizeof result);
    quen__options_write(&newer, &result, sizeof result);
    assert_int_equal(old.struct_size, sizeof old);
    assert_int_equal(old.a, 7);
    assert_int_equal(newer.struct_size, sizeof newer);
    assert_true(newer.b == 8.5);
    assert_int_equal(newer.c, 0);
}

/* Known answers from the authors' Random123 distribution, kat_vectors. */
static void test_philox_known_answers(void **state)
{
    (void)state;
    static const uint32_t cases[3][10] = {
        {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
        {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
         0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
         0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
    };
    for (size_t i = 0; i < 3; i++) {
        uint32_t out[4];
        quen__philox(cases[i] + 4, cases[i], out);
        assert_memory_equal(out, cases[i] + 6, sizeof out);
    }
}

static void test_random_ranges(void **state)
{
    (void)state;
    size_t counts[7] = {0};
    double sum = 0;
    for (uint64_t i = 0; i < 70000; i++) {
        double u = quen__random_unit(1, 2, i);
        assert_true(u >= 0 && u < 1);
        sum += u;
        counts[quen__random_below(1, 3, i, 7)]++;
    }
    assert_true(sum / 70000 > 0.495 && sum / 70000 < 0.505);
    for (size_t i = 0; i < 7; i++)
        assert_in_range(counts[i], 9600, 10400);
}

static void test_cut_covers(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 2, 99, 100, 101, 255, 256, 257, 25601, 1000003};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        quen__chunks chunks = quen__cut(sizes[i], 100);
        size_t next = 0;
        assert_true(chunks.count <= 256);
        for (size_t c = 0; c < chunks.count; c++) {
            quen__range range = quen__chunk_range(&chunks, c);
            assert_int_equal(range.first, next);
            assert_true(range.last > range.first);
            next = range.last;
        }
        assert_int_equal(next, sizes[i]);
    }
}

typedef struct tally {
    int done[1000];
    unsigned worst_worker;
} tally;

static void count_chunk(void *user, size_t chunk, unsigned worker)
{
    tally *t = user;
    t->done[chunk]++;
    (void)worker;
}

static void test_parallel_does_each_once(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 8; threads++) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        tally t = {0};
        assert_ok(ctx, quen__parallel_for(ctx, 1000, count_chunk, &t, NULL, 0, 1));
        for (size_t i = 0; i < 1000; i++)
            assert_int_equal(t.done[i], 1);
        assert_ok(ctx, quen__parallel_for(ctx, 0, count_chunk, &t, NULL, 0, 1));
        quen_context_free(ctx);
    }
}

typedef struct stopper {
    double stop_at, reached;
} stopper;

static int stop(void *user, const char *stage, double fraction)
{
    stopper *s = user;
    assert_string_equal(stage, "test");
    s->reached = fraction;
    return fraction >= s->stop_at;
}

static quen_context *stopping_context(stopper *s, uint32_t threads)
{
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    options.progress_user = s;
    options.threads = threads;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

static void test_parallel_cancels(void **state)
{
    (void)state;
    stopper half = {0.5, -1};
    tally t = {0};
    quen_context *ctx = stopping_context(&half, 1);
    assert_fails(ctx, QUEN_ERR_CANCELLED, "test: cancelled",
                 quen__parallel_for(ctx, 1000, count_chunk, &t, "test", 0, 1));
    assert_true(half.reached == 0.5);
    assert_int_equal(t.done[499], 1);
    assert_int_equal(t.done[500], 0);
    quen_context_free(ctx);
    /* With more threads the others may have done everything before we could be asked. */
    stopper at_once = {0, -1};
    ctx = stopping_context(&at_once, 2);
    quen_status status = quen__parallel_for(ctx, 1000, count_chunk, &t, "test", 0, 1);
    assert_int_equal(status, at_once.reached < 0 ? QUEN_OK : QUEN_ERR_CANCELLED);
    quen_context_free(ctx);
}

static void test_sizes(void **state)
{
    (void)state;
    size_t out;
    assert_true(quen__mul_size(SIZE_MAX / 8, 8, &out));
    assert_false(quen__mul_size(SIZE_MAX / 8 + 1, 8, &out));
    assert_true(quen__mul_size(0, SIZE_MAX, &out));
    assert_true(quen__add_size(SIZE_MAX, 0, &out));
    assert_false(quen__add_size(SIZE_MAX, 1, &out));
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__temp temp = QUEN__TEMP(ctx);
    assert_null(quen__allocate(ctx, SIZE_MAX / 8 + 1, 8));
    assert_null(quen__temp_new(&temp, SIZE_MAX, 1));
    assert_non_null(strstr(quen_context_message(ctx), "out of memory"));
    quen__temp_close(&temp);
    quen_context_free(ctx);
}

static quen_status use_memory(quen_context *ctx, void *user)
{
    (void)user;
    quen__temp temp = QUEN__TEMP(ctx);
    char *a = quen__temp_new(&temp, 3, 5);
    char *b = a ? quen__temp_zero(&temp, 100, 8) : NULL;
    char *c = b ? quen__scratch(ctx, 1000, 1) : NULL;
    char *d = c ? quen__scratch(ctx, 2000, 1) : NULL;
    if (d) {
        assert_int_equal((uintptr_t)a % 64, 0);
        assert_int_equal((uintptr_t)b % 64, 0);
        for (size_t i = 0; i < 800; i++)
            assert_int_equal(b[i], 0);
        assert_ptr_equal(quen__scratch(ctx, 10, 1), d);
    }
    quen__temp_close(&temp);
    return d ? QUEN_OK : QUEN_ERR_MEMORY;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    support_each_oom(use_memory, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_names),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_context_refuses),
        cmocka_unit_test(test_context_picks_simd),
        cmocka_unit_test(test_options_old_caller),
        cmocka_unit_test(test_options_new_caller),
        cmocka_unit_test(test_options_write),
        cmocka_unit_test(test_philox_known_answers),
        cmocka_unit_test(test_random_ranges),
        cmocka_unit_test(test_cut_covers),
        cmocka_unit_test(test_parallel_does_each_once),
        cmocka_unit_test(test_parallel_cancels),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
