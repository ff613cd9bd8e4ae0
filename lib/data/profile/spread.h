/* Money of an order over its lines, to the exact sum. */
#ifndef QUEN_DATA_PROFILE_SPREAD_H
#define QUEN_DATA_PROFILE_SPREAD_H

#include "core/context.h"

/*
 * Part a total by weights: parts[i] is total x |weights[i]| / sum of |weights|, rounded
 * so that the parts add up to the total: down all of them, and one unit more to those
 * with the largest remainders, of equal ones to the earlier. Each is less than one unit
 * off. If all weights are 0 they count as equal. `parts` may be `weights`.
 *
 * QUEN_ERR_ARGUMENT: a total other than 0 and no lines. QUEN_ERR_OVERFLOW: the weights
 * add up to 2^64 or more. QUEN_ERR_MEMORY.
 *
 * Time O(n). Memory: none up to 64 lines, else 32 bytes a line until it returns.
 */
quen_status quen__spread(quen_context *ctx, int64_t total, const int64_t *weights,
                         size_t n, int64_t *parts);

#endif
