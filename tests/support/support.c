/*
 * What the tests share: contexts, comparisons, and the allocator that fails on request.
 */
#include "support.h"

#include <locale.h>
#include <math.h>
#include <unistd.h>

/* A host that has set a locale before it calls the library: that of QUEN_LOCALE. */
__attribute__((constructor)) static void set_host_locale(void)
{
    const char *name = getenv("QUEN_LOCALE");
    if (name && !setlocale(LC_ALL, name)) {
        fprintf(stderr, "there is no locale %s\n", name);
        abort();
    }
}

double support_number(const char *text, char **end)
{
    char *host = strdup(setlocale(LC_NUMERIC, NULL));
    assert_non_null(host);
    setlocale(LC_NUMERIC, "C");
    double number = strtod(text, end);
    setlocale(LC_NUMERIC, host);
    free(host);
    return number;
}

void support_assert_ok(quen_context *ctx, quen_status status, const char *call,
                       const char *file, int line)
{
    if (status == QUEN_OK)
        return;
    print_error("%s\n%s: %s\n", call, quen_status_name(status),
                quen_context_message(ctx));
    _fail(file, line);
}

void support_assert_fails(quen_context *ctx, quen_status status, quen_status expected,
                          const char *words, const char *call, const char *file, int line)
{
    const char *message = quen_context_message(ctx);
    if (status == expected && strstr(message, words))
        return;
    print_error("%s\nexpected %s with \"%s\"\ngot %s with \"%s\"\n", call,
                quen_status_name(expected), words, quen_status_name(status), message);
    _fail(file, line);
}

void support_assert_close(double a, double b, double tolerance, const char *what,
                          const char *file, int line)
{
    if (isnan(a) && isnan(b))
        return;
    if (fabs(a - b) <= tolerance * fmax(1e-300, fabs(b)))
        return;
    print_error("%s is %.17g, not %.17g (off by %.3g)\n", what, a, b,
                fabs(a - b) / fabs(b));
    _fail(file, line);
}

int support_in_valgrind(void)
{
    return getenv("QUEN_VALGRIND") != NULL;
}

quen_context *support_context(uint32_t threads, uint32_t simd)
{
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.simd = simd;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

static void *other_allocate(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void *other_reallocate(void *user, void *ptr, size_t size)
{
    (void)user;
    return realloc(ptr, size);
}

static void other_release(void *user, void *ptr)
{
    (void)user;
    free(ptr);
}

const quen_allocator support_other_allocator = {NULL, other_allocate, other_reallocate,
                                                other_release};

quen_context *support_other_context(void)
{
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.allocator = support_other_allocator;
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

void support_each_context(void (*fn)(quen_context *ctx, void *user), void *user)
{
    static const uint32_t threads[] = {1, 2, 3, 8};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        for (uint32_t simd = QUEN_SIMD_SCALAR; simd <= QUEN_SIMD_NEON; simd++) {
            if (!quen_simd_supported(simd))
                continue;
            quen_context *ctx = support_context(threads[i], simd);
            fn(ctx, user);
            quen_context_free(ctx);
        }
    }
}

/* --- the allocator that fails --- */

typedef struct failing {
    size_t calls;   /* so far */
    size_t fail_at; /* this one fails; 0: none */
    int fail_after; /* and all after it */
    size_t live;
} failing;

static int refuses(failing *f)
{
    f->calls++;
    return f->fail_at &&
           (f->calls == f->fail_at || (f->fail_after && f->calls > f->fail_at));
}

static void *failing_allocate(void *user, size_t size)
{
    failing *f = user;
    void *ptr = refuses(f) ? NULL : malloc(size);
    if (ptr) {
        memset(ptr, 0xa5, size);
        f->live++;
    }
    return ptr;
}

static void *failing_reallocate(void *user, void *ptr, size_t size)
{
    return refuses(user) ? NULL : realloc(ptr, size);
}

static void failing_release(void *user, void *ptr)
{
    ((failing *)user)->live--;
    free(ptr);
}

static quen_status run_failing(failing *f, quen_status (*fn)(quen_context *, void *),
                               void *user)
{
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.allocator =
        (quen_allocator){f, failing_allocate, failing_reallocate, failing_release};
    quen_context *ctx = NULL;
    quen_status status = quen_context_new(&options, &ctx);
    if (status == QUEN_OK)
        status = fn(ctx, user);
    else
        assert_null(ctx);
    if (status == QUEN_ERR_MEMORY && ctx)
        assert_non_null(strstr(quen_context_message(ctx), "memory"));
    quen_context_free(ctx);
    if (f->live)
        print_error("%zu blocks left after allocation %zu failed\n", f->live, f->fail_at);
    assert_int_equal(f->live, 0);
    return status;
}

void support_each_oom(quen_status (*fn)(quen_context *ctx, void *user), void *user)
{
    for (int after = 0; after <= 1; after++) {
        for (size_t at = 1;; at++) {
            failing f = {0, at, after, 0};
            quen_status status = run_failing(&f, fn, user);
            if (f.calls < at) {
                assert_int_equal(status, QUEN_OK);
                break;
            }
            if (status != QUEN_OK)
                assert_int_equal(status, QUEN_ERR_MEMORY);
            assert_true(at < 100000);
        }
    }
}

const char *temp_path(const char *name)
{
    static char path[4096];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/quen-%ld-%s", folder ? folder : "/tmp",
             (long)getpid(), name);
    return path;
}

quen_orders *support_orders(quen_context *ctx, const quen_order_line *lines, size_t n)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}
