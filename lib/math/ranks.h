/* Order statistics of whole numbers, within groups of them: quantiles and medians. */
#ifndef QUEN_MATH_RANKS_H
#define QUEN_MATH_RANKS_H

#include "core/alloc.h"
#include "core/parallel.h"

#define QUEN__RANKS_GROUPS 256u /* at most */
#define QUEN__RANKS_PARTS 32u   /* counted apart, so that threads can share the work */
#define QUEN__RANKS_BUCKETS 16384u

/*
 * What is asked: the value at this position, from 0, of a group's values if sorted; and
 * the answer, with how many values of the group are less and how many are equal.
 */
typedef struct quen__rank {
    size_t group, position; /* the position is lost once there is an answer */
    int64_t value;
    size_t less, equal;
} quen__rank;

/* Scratch for n values: 16 n bytes and 64 KiB for each part of 32768 values, 32 at most.
 */
typedef struct quen__ranks {
    quen__chunks parts;
    uint32_t *counts;        /* parts x buckets */
    uint32_t *total;         /* buckets */
    int64_t *kept, *scratch; /* n each */
} quen__ranks;

/* Make room; the memory is `temp`'s. */
quen_status quen__ranks_new(quen__temp *temp, size_t n, quen__ranks *out);

/*
 * Answer questions about the n values, n that of quen__ranks_new(). Questions ascend by
 * group and position; each group that is asked about has more values than the position.
 * `groups` is the group of each value, NULL: all are in group 0. Time O(n), and that of
 * sorting buckets that hold many values.
 */
void quen__ranks_find(quen_context *ctx, quen__ranks *ranks, const int64_t *values,
                      const uint8_t *groups, size_t n_groups, quen__rank *asked,
                      size_t n_asked);

#endif
