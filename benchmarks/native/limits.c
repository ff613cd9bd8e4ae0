/*
 * What the machine can do at best, measured in the run whose results it bounds: reading
 * memory, counting at random places of a cache, multiplying matrices. Each is the best of
 * several tries, as a limit is.
 */
#include "bench.h"

#include <cblas.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MOST_THREADS 64
#define TRIES 5

typedef struct job {
    bench_work work;
    void *arg;
    size_t thread;
} job;

static void *begin(void *arg)
{
    job *j = arg;
    j->work(j->arg, j->thread);
    return NULL;
}

double bench_together(bench_work work, void *arg, size_t threads)
{
    pthread_t ids[MOST_THREADS];
    job jobs[MOST_THREADS];
    uint64_t start = bench_now();
    for (size_t t = 0; t < threads; t++) {
        jobs[t] = (job){work, arg, t};
        if (t && pthread_create(&ids[t], NULL, begin, &jobs[t]))
            abort();
    }
    work(arg, 0);
    for (size_t t = 1; t < threads; t++)
        pthread_join(ids[t], NULL);
    return (double)(bench_now() - start) * 1e-9;
}

static double best_of(bench_work work, void *arg, size_t threads)
{
    double best = 1e300;
    for (int i = 0; i <= TRIES; i++) { /* the first warms up */
        double s = bench_together(work, arg, threads);
        if (i && s < best)
            best = s;
    }
    return best;
}

/* ---- memory ---- */

typedef struct buffer {
    uint64_t *words;
    size_t per_thread;
    volatile uint64_t sink[MOST_THREADS * 8];
} buffer;

static void read_part(void *arg, size_t thread)
{
    buffer *b = arg;
    const uint64_t *p = b->words + thread * b->per_thread;
    uint64_t sum[8] = {0};
    for (size_t i = 0; i < b->per_thread; i += 8)
        for (size_t j = 0; j < 8; j++)
            sum[j] += p[i + j];
    for (size_t j = 1; j < 8; j++)
        sum[0] += sum[j];
    b->sink[thread * 8] = sum[0];
}

/* Bytes read a second from a buffer of `bytes`, far more than the caches hold. */
BENCH_API double bench_read(size_t bytes, size_t threads)
{
    buffer b = {.words = aligned_alloc(4096, bytes)};
    if (!b.words || threads > MOST_THREADS)
        return 0;
    memset(b.words, 1, bytes);
    b.per_thread = bytes / 8 / threads / 8 * 8;
    double s = best_of(read_part, &b, threads);
    free(b.words);
    return (double)(b.per_thread * 8 * threads) / s;
}

/* ---- counting ---- */

#define COUNTERS (1u << 14) /* 64 KB: within a second-level cache, with the indices */
#define COUNTS (1u << 24)
#define INDICES (1u << 15)

typedef struct counting {
    uint32_t *indices;
    uint32_t *counters;
} counting;

static void count_part(void *arg, size_t thread)
{
    counting *c = arg;
    uint32_t *counters = c->counters + thread * COUNTERS;
    for (size_t round = 0; round < COUNTS / INDICES; round++)
        for (size_t i = 0; i < INDICES; i++)
            counters[c->indices[i]]++;
}

/* Counters incremented a second, at random places of 64 KB. */
BENCH_API double bench_count(size_t threads)
{
    counting c = {malloc(INDICES * sizeof(uint32_t)),
                  calloc(threads * COUNTERS, sizeof(uint32_t))};
    double rate = 0;
    if (c.indices && c.counters && threads <= MOST_THREADS) {
        uint32_t state = 1;
        for (size_t i = 0; i < INDICES; i++) {
            state = state * 1664525u + 1013904223u;
            c.indices[i] = state >> 18;
        }
        rate = (double)COUNTS * (double)threads / best_of(count_part, &c, threads);
    }
    free(c.indices);
    free(c.counters);
    return rate;
}

/* ---- matrices ---- */

#define SIDE 1536

/* Operations a second of a matrix product through the OpenBLAS that libquen uses, whose
   threads the environment sets. */
BENCH_API double bench_gemm(int single)
{
    size_t n = (size_t)SIDE * SIDE;
    void *m = calloc(3 * n, sizeof(double));
    uint64_t best = UINT64_MAX;
    if (!m)
        return 0;
    double *d = m;
    float *f = m;
    for (size_t i = 0; i < 2 * n; i++)
        if (single)
            f[i] = (float)(i % 17);
        else
            d[i] = (double)(i % 17);
    for (int i = 0; i <= TRIES; i++) {
        uint64_t start = bench_now();
        if (single)
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, SIDE, SIDE, SIDE, 1, f,
                        SIDE, f + n, SIDE, 0, f + 2 * n, SIDE);
        else
            cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, SIDE, SIDE, SIDE, 1, d,
                        SIDE, d + n, SIDE, 0, d + 2 * n, SIDE);
        uint64_t took = bench_now() - start;
        if (i && took < best)
            best = took;
    }
    free(m);
    return 2.0 * SIDE * SIDE * SIDE / ((double)best * 1e-9);
}

BENCH_API const char *bench_blas_config(void)
{
    return openblas_get_config();
}

BENCH_API const char *bench_blas_core(void)
{
    return openblas_get_corename();
}
