/*
 * Work in chunks. How a range is cut depends on its length alone, never on the threads,
 * and partial results are folded in chunk order: so the answers are the same bits at any
 * thread count. Threads start for the call and are joined before it returns.
 */
#ifndef QUEN_CORE_PARALLEL_H
#define QUEN_CORE_PARALLEL_H

#include <stdatomic.h>

#include "core/context.h"

/* The rows first..last-1 of chunk `chunk` of quen__chunks. */
typedef struct quen__range {
    size_t first, last;
} quen__range;

/* How n rows are cut: `count` chunks of `size` rows, the last one shorter. */
typedef struct quen__chunks {
    size_t n, size, count;
} quen__chunks;

/*
 * Cut n rows into chunks of at least `least` rows, at most 256 chunks. n = 0: no chunks.
 */
quen__chunks quen__cut(size_t n, size_t least);

/* The rows of one chunk. */
quen__range quen__chunk_range(const quen__chunks *chunks, size_t chunk);

/*
 * Does one chunk. `worker` is below the context's thread count and tells scratch apart.
 * May not allocate and not fail; what can go wrong is written into the chunk's own place
 * and looked at afterwards, in chunk order.
 */
typedef void (*quen__chunk_fn)(void *user, size_t chunk, unsigned worker);

/*
 * Call fn for chunks 0..count-1, with the context's threads. The calling thread works too
 * and reports progress under `stage` between `from` and `to` (stage NULL: silently).
 * QUEN_ERR_CANCELLED is the only failure; fewer threads than asked for is none.
 */
quen_status quen__parallel_for(quen_context *ctx, size_t count, quen__chunk_fn fn,
                               void *user, const char *stage, double from, double to);

/*
 * Accumulate and merge: after fn has done a chunk into its worker's place, `merge` adds
 * that place to the whole, one chunk at a time, in chunk order. So partial results take
 * room for each worker, not for each chunk.
 */
quen_status quen__parallel_fold(quen_context *ctx, size_t count, quen__chunk_fn fn,
                                quen__chunk_fn merge, void *user, const char *stage,
                                double from, double to);

/* Hands out the numbers 0, 1, ... to chunks that run at the same time. */
typedef struct quen__tickets {
    atomic_size_t next;
} quen__tickets;

/*
 * The next number. Who gets which is chance: it may say where something is put, never
 * what.
 */
size_t quen__ticket(quen__tickets *tickets);

#endif
