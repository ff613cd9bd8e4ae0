/*
 * What the tests share: contexts of every sort, an allocator that fails on request,
 * golden vectors, and the real data of QUEN_DATA.
 */
#ifndef QUEN_TESTS_SUPPORT_H
#define QUEN_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "quen.h"

/* Fails the test with the context's sentence unless the call gives QUEN_OK. */
#define assert_ok(ctx, call) support_assert_ok((ctx), (call), #call, __FILE__, __LINE__)
void support_assert_ok(quen_context *ctx, quen_status status, const char *call,
                       const char *file, int line);

/* Fails the test unless the call gives `status` and the sentence contains `words`. */
#define assert_fails(ctx, expected, words, call)                                         \
    support_assert_fails((ctx), (call), (expected), (words), #call, __FILE__, __LINE__)
void support_assert_fails(quen_context *ctx, quen_status status, quen_status expected,
                          const char *words, const char *call, const char *file,
                          int line);

/* |a - b| <= tolerance * max(1e-300, |b|), or both NaN. */
#define assert_close(a, b, tolerance)                                                    \
    support_assert_close((a), (b), (tolerance), #a, __FILE__, __LINE__)
void support_assert_close(double a, double b, double tolerance, const char *what,
                          const char *file, int line);

/*
 * 1 under valgrind, as ./dev test --valgrind says: it rounds to nearest whatever the mode
 * is, computes long doubles as doubles, and wants addresses of its own.
 */
int support_in_valgrind(void);

/* A context with so many threads and this instruction set. */
quen_context *support_context(uint32_t threads, uint32_t simd);

/* Functions of its own around those of C. */
extern const quen_allocator support_other_allocator;

/* A context with that allocator, which may touch no other context's memory. */
quen_context *support_other_context(void);

/*
 * Calls fn with a context for 1, 2, 3 and 8 threads and for every instruction set here.
 */
void support_each_context(void (*fn)(quen_context *ctx, void *user), void *user);

/*
 * Runs fn under an allocator that fails at allocation 1, then 2, and so on, until fn gets
 * through: once with only that allocation failing, once with all after it failing too. fn
 * must return QUEN_ERR_MEMORY with its outputs NULL, or QUEN_OK, and free what it got.
 * Fails the test if memory is left over, or if fn never got through.
 */
void support_each_oom(quen_status (*fn)(quen_context *ctx, void *user), void *user);

/*
 * Runs fn, which must succeed and free what it got, and returns the bytes that were
 * allocated at its peak, the context's own aside: for the sums that headers promise.
 */
size_t support_peak(uint32_t threads, quen_status (*fn)(quen_context *ctx, void *user),
                    void *user);

/* strtod() in the C locale: the tests' own numbers have points. */
double support_number(const char *text, char **end);

/* A finished log of these lines. */
quen_orders *support_orders(quen_context *ctx, const quen_order_line *lines, size_t n);

/* Golden vectors: lines "name: v v v ..." of tests/golden/<file>. */
typedef struct golden golden;
golden *golden_open(const char *file);
void golden_close(golden *g);
/* The numbers of a line; fails the test if there is none of that name. */
const double *golden_get(const golden *g, const char *name, size_t *n);
double golden_one(const golden *g, const char *name);
/* The text of a line, for lines of words. */
const char *golden_text(const golden *g, const char *name);

/*
 * A file of QUEN_DATA (default: ../shared/data beside the project), unzipped, with a zero
 * byte after it; the caller frees it. Skips the test if the file is not there, unless
 * QUEN_REQUIRE_DATA is set, as on CI: then fails it.
 */
char *data_read(const char *file, size_t *size);
/* Where that file is, for those who open it themselves; skips or fails the same way. */
const char *data_path(const char *file);

/* A file of the project, such as "tests/import/profiles/ebay.csv", with a zero byte after
 * it; the caller frees it. Fails the test if it is not there. */
char *project_read(const char *file, size_t *size);

/* A name for a temporary file; the caller removes the file. Static buffer. */
const char *temp_path(const char *name);

#endif
