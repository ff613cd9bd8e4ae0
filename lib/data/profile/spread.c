/*
 * Money of an order over its lines: largest remainders (Hamilton's method; Balinski &
 * Young, "Fair Representation", 1982). Products of 64 bits are divided in 128, held as
 * two halves. The remainders are below the sum of the weights, so 64 bits hold them, and
 * a stable sort finds the largest.
 */
#include "data/profile/spread.h"

#include <string.h>

#include "core/alloc.h"
#include "math/sort.h"

#define FEW 64

static uint64_t magnitude(int64_t x)
{
    return x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
}

/* *high and the result are a x b. */
static uint64_t multiply(uint64_t a, uint64_t b, uint64_t *high)
{
    const uint64_t half = UINT32_MAX;
    uint64_t low = (a & half) * (b & half);
    uint64_t middle = (a >> 32) * (b & half) + (low >> 32);
    uint64_t other = (a & half) * (b >> 32) + (middle & half);
    *high = (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
    return other << 32 | (low & half);
}

/* a x b / by, which is at most a, for b <= by; and what is left of it. */
static uint64_t divide(uint64_t a, uint64_t b, uint64_t by, uint64_t *remainder)
{
    uint64_t rest, quotient = 0, low = multiply(a, b, &rest);
    if (rest == 0) {
        *remainder = low % by;
        return low / by;
    }
    for (int bit = 63; bit >= 0; bit--) {
        uint64_t carry = rest >> 63;
        rest = rest << 1 | (low >> bit & 1);
        if (carry || rest >= by) {
            rest -= by;
            quotient |= UINT64_C(1) << bit;
        }
    }
    *remainder = rest;
    return quotient;
}

/* A job in hand: each line's remainder, those that are largest first when sorted. */
typedef struct spreading {
    uint64_t total, sum;
    int equal, negative;
    size_t n;
    quen__sort_entry *entries, *scratch;
} spreading;

static quen_status add_weights(quen_context *ctx, const int64_t *weights, spreading *s)
{
    for (size_t i = 0; i < s->n; i++) {
        uint64_t weight = magnitude(weights[i]);
        if (s->sum + weight < s->sum)
            return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                              "spread: amounts of %zu lines add up to 2^64 or more",
                              s->n);
        s->sum += weight;
    }
    s->equal = s->sum == 0;
    s->sum = s->equal ? s->n : s->sum;
    return QUEN_OK;
}

static int64_t with_sign(const spreading *s, uint64_t part)
{
    return (int64_t)(s->negative ? 0 - part : part);
}

static void share_out(const spreading *s, const int64_t *weights, int64_t *parts)
{
    uint64_t left = s->total;
    for (size_t i = 0; i < s->n; i++) {
        uint64_t weight = s->equal ? 1 : magnitude(weights[i]), remainder;
        uint64_t part = divide(s->total, weight, s->sum, &remainder);
        left -= part;
        parts[i] = with_sign(s, part);
        s->entries[i] = (quen__sort_entry){~remainder, i};
    }
    if (left == 0)
        return;
    quen__sort_entries(s->entries, s->n, s->scratch);
    for (uint64_t k = 0; k < left; k++)
        parts[s->entries[k].value] += s->negative ? -1 : 1;
}

quen_status quen__spread(quen_context *ctx, int64_t total, const int64_t *weights,
                         size_t n, int64_t *parts)
{
    quen__sort_entry few[2 * FEW];
    quen__temp temp = QUEN__TEMP(ctx);
    spreading s = {.total = magnitude(total), .negative = total < 0, .n = n};
    if (n == 0 && total != 0)
        return quen__bad_argument(ctx, "spread: %lld of money, and no line to put it on",
                                  (long long)total);
    quen_status status = add_weights(ctx, weights, &s);
    if (status != QUEN_OK || n == 0)
        return status;
    s.entries = n > FEW ? quen__temp_new(&temp, n, 2 * sizeof *few) : few;
    if (!s.entries)
        return QUEN_ERR_MEMORY;
    s.scratch = s.entries + n;
    share_out(&s, weights, parts);
    quen__temp_close(&temp);
    return QUEN_OK;
}
