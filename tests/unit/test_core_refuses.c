/* What the lowest floors refuse, and what they bear: memory, words, threads, sections. */
#include "support.h"

#include <math.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/context.h"
#include "core/options.h"
#include "core/parallel.h"
#include "io/check.h"
#include "io/container.h"
#include "models/rfm/rfm.h"
#include "mend.h"

/* --- allocators --- */

static const quen_allocator *const another = &support_other_allocator;

/* All three functions, or none: every other choice is refused. */
static void test_allocator_is_whole(void **state)
{
    (void)state;
    for (unsigned given = 0; given < 8; given++) {
        quen_context_options options;
        quen_context *ctx = NULL;
        quen_context_options_init(&options, sizeof options);
        options.allocator = (quen_allocator){NULL, given & 1 ? another->allocate : NULL,
                                             given & 2 ? another->reallocate : NULL,
                                             given & 4 ? another->release : NULL};
        assert_int_equal(quen_context_new(&options, &ctx),
                         given == 0 || given == 7 ? QUEN_OK : QUEN_ERR_ARGUMENT);
        quen_context_free(ctx);
    }
}

/* Memory of one allocator is never grown or released by another, whatever they share. */
static void test_allocator_is_the_same(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_allocator its = ctx->allocator, others[] = {its, its, its, its};
    others[0].user = &its;
    others[1].allocate = another->allocate;
    others[2].reallocate = another->reallocate;
    others[3].release = another->release;
    assert_ok(ctx, quen__same_allocator(ctx, &its, "log"));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "log: made with another allocator",
                     quen__same_allocator(ctx, &others[i], "log"));
    quen_context_free(ctx);
}

/* Sizes that no memory has: nothing is given, and what was there stays. */
static void test_sizes_beyond_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__temp temp = QUEN__TEMP(ctx);
    char *kept = quen__reallocate(ctx, NULL, 3, 1);
    assert_non_null(kept);
    memcpy(kept, "abc", 3);
    assert_null(quen__reallocate(ctx, kept, SIZE_MAX / 8 + 1, 8));
    assert_memory_equal(kept, "abc", 3);
    assert_null(quen__temp_new(&temp, SIZE_MAX / 8 + 1, 8));
    assert_null(quen__scratch(ctx, SIZE_MAX / 8 + 1, 8));
    assert_non_null(quen__scratch(ctx, 1, 8));
    quen__temp_close(&temp);
    quen__release(&ctx->allocator, kept);
    quen_context_free(ctx);
}

/* --- words --- */

static void test_words_before_a_message(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    char many[2000];
    memset(many, 'x', sizeof many - 1);
    many[sizeof many - 1] = 0;
    assert_int_equal(quen__fail(ctx, QUEN_ERR_IO, "no disk"), QUEN_ERR_IO);
    assert_int_equal(quen__fail_in(ctx, QUEN_ERR_IO, "shop"), QUEN_ERR_IO);
    assert_string_equal(quen_context_message(ctx), "shop: no disk");
    quen__fail_in(ctx, QUEN_ERR_IO, "shop"); /* is said once */
    quen__fail_in(ctx, QUEN_ERR_IO, many);   /* has no room */
    assert_string_equal(quen_context_message(ctx), "shop: no disk");
    for (int i = 0; i < 400; i++)
        quen__note(ctx, "note %d", i);
    assert_memory_equal(quen_context_note(ctx), "note 0; note 1; ", 16);
    quen_context_free(ctx);
}

static void test_options_are_finite(void **state)
{
    (void)state;
    static const double wrong[] = {0, -1, INFINITY, -INFINITY, NAN};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "noun: tol is",
                     quen__options_positive(ctx, "noun", "tol", wrong[i]));
    assert_ok(ctx, quen__options_positive(ctx, "noun", "tol", 5e-324));
    quen_context_free(ctx);
}

/* --- threads --- */

static void count_one(void *user, size_t chunk, unsigned worker)
{
    ((int *)user)[chunk]++;
    (void)worker;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

/* In a process that gets no memory for stacks, the calling thread does all. */
static int works_without_threads(quen_context *ctx)
{
    int done[500] = {0}, wrong = 0;
    struct rlimit no_more = {1, 1};
    if (setrlimit(RLIMIT_AS, &no_more) != 0)
        return 2;
    if (quen__parallel_for(ctx, 500, count_one, done, NULL, 0, 1) != QUEN_OK)
        return 3;
    for (size_t i = 0; i < 500; i++)
        wrong |= done[i] != 1;
    return wrong;
}

static void test_threads_that_do_not_start(void **state)
{
    (void)state;
#ifdef SANITIZED
    skip(); /* a sanitizer needs more addresses than this leaves */
#endif
    if (support_in_valgrind())
        skip();
    quen_context *ctx = support_context(8, QUEN_SIMD_AUTO);
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(works_without_threads(ctx));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    quen_context_free(ctx);
}

/* --- sections --- */

static void test_no_numbers_are_below_all(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const uint8_t bytes[] = {3, 9};
    assert_ok(ctx, quen__check_below_byte(ctx, "scores", bytes, 0, 0));
    assert_ok(ctx, quen__check_below_byte(ctx, "scores", bytes, 2, 10));
    assert_fails(ctx, QUEN_ERR_FORMAT, "scores: 9 is not below 9",
                 quen__check_below_byte(ctx, "scores", bytes, 2, 9));
    quen_context_free(ctx);
}

#define FILE_SIZE 24 /* where the header has it: docs/format.md */

/* The last section begins where the file has ended already. */
static void test_section_behind_the_end(void **state)
{
    (void)state;
    static const uint8_t byte = 7;
    static const quen__section two[] = {{3, 1, 1, &byte}, {5, 1, 0, NULL}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image, out;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, two, 2, &image));
    quen__image_seal(ctx, &image);
    unsigned char *file = malloc(image.size);
    assert_non_null(file);
    memcpy(file, image.data, image.size);
    for (uint64_t size = image.size - 1; size > image.size - 64; size--) {
        memcpy(file + FILE_SIZE, &size, sizeof size);
        mend_checksums(file, (size_t)size);
        assert_fails(ctx, QUEN_ERR_FORMAT, "section 0x0005 does not lie where it must",
                     quen__image_open_bytes(ctx, file, (size_t)size, &out));
    }
    free(file);
    quen__image_close(&image);
    quen_context_free(ctx);
}

static void test_nothing_is_freed(void **state)
{
    (void)state;
    quen_check_free(NULL);
    quen_churn_free(NULL);
    quen_csv_free(NULL);
    quen_features_free(NULL);
    quen_format_free(NULL);
    quen_import_free(NULL);
    quen_itemcf_free(NULL);
    quen_kmeans_free(NULL);
    quen_logit_free(NULL);
    quen_orders_free(NULL);
    quen_profile_free(NULL);
    quen_rfm_free(NULL);
    quen_scaler_free(NULL);
    quen_shop_free(NULL);
    quen_split_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allocator_is_whole),
        cmocka_unit_test(test_allocator_is_the_same),
        cmocka_unit_test(test_sizes_beyond_memory),
        cmocka_unit_test(test_words_before_a_message),
        cmocka_unit_test(test_options_are_finite),
        cmocka_unit_test(test_threads_that_do_not_start),
        cmocka_unit_test(test_no_numbers_are_below_all),
        cmocka_unit_test(test_section_behind_the_end),
        cmocka_unit_test(test_nothing_is_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
