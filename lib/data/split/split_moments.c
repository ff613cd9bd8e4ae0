/*
 * Moments in the past, and folds of customers. A key's fold is a chain of random numbers,
 * each seeded by the one before, with the key's words as counters.
 */
#include "quen/split.h"
#include "core/alloc.h"

#include <math.h>

#include "core/options.h"
#include "core/rng.h"
#include "data/keys/key_column.h"
#include "data/orders/orders.h"

#define DAY INT64_C(86400)

/* Streams of random numbers, so that a number and its text are not one key. */
enum { OF_NUMBER, OF_WORD, OF_END };

static quen_origins_options defaults(void)
{
    quen_origins_options options = {0};
    options.struct_size = sizeof options;
    options.horizon_s = 90 * DAY;
    options.step_s = 30 * DAY;
    options.history_s = 30 * DAY;
    return options;
}

void quen_origins_options_init(quen_origins_options *options, size_t size)
{
    quen_origins_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* --- origins --- */

static quen_status read_options(quen_context *ctx, const quen_origins_options *given,
                                quen_origins_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read(ctx, o, sizeof *o, given, "split");
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "split", "horizon_s", o->horizon_s);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "split", "step_s", o->step_s);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "split", "history_s", o->history_s);
    return status;
}

/* What a log that is too short can carry. */
static quen_status too_short(quen_context *ctx, const quen_origins_options *o,
                             int64_t span)
{
    double days = (double)DAY;
    /* Rounded down: what is named can be asked for. */
    double left = floor((double)(span - o->history_s) / days * 10) / 10;
    if (left <= 0)
        return quen__fail(ctx, QUEN_ERR_NUMERIC,
                          "split: the log spans %.1f days, not more than the history of "
                          "%.1f days that must come before an origin",
                          (double)span / days, (double)o->history_s / days);
    return quen__fail(ctx, QUEN_ERR_NUMERIC,
                      "split: the log spans %.1f days, less than a history of %.1f and a "
                      "horizon of %.1f days; it can carry a horizon of %.1f days",
                      (double)span / days, (double)o->history_s / days,
                      (double)o->horizon_s / days, left);
}

quen_status quen_split_origins(quen_context *ctx, const quen_orders *orders,
                               const quen_origins_options *options, int64_t *origins,
                               size_t capacity, size_t *count)
{
    quen_origins_options o;
    quen_order_totals totals;
    *count = 0;
    quen_status status = read_options(ctx, options, &o);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "split: capacity", capacity, 1, sizeof *origins);
    if (status != QUEN_OK)
        return status;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    int64_t span = totals.lines > 0 ? totals.last_s + 1 - totals.first_s : 0;
    if (o.history_s > span || o.horizon_s > span - o.history_s)
        return too_short(ctx, &o, span);
    uint64_t n = (uint64_t)((span - o.history_s - o.horizon_s) / o.step_s) + 1;
    n = o.most > 0 && o.most < n ? o.most : n;
    *count = (size_t)n;
    if (capacity == 0 && !origins)
        return QUEN_OK;
    if (capacity < n)
        return quen__bad_argument(ctx, "split: room for %zu origins, and there are %llu",
                                  capacity, (unsigned long long)n);
    for (size_t i = 0; i < n; i++)
        origins[i] = totals.last_s + 1 - o.horizon_s - (int64_t)(n - 1 - i) * o.step_s;
    return QUEN_OK;
}

/* --- folds --- */

/* Eight bytes, or those that are left, the first lowest. */
static uint64_t word_at(const char *bytes, size_t size)
{
    uint64_t word = 0;
    for (size_t i = 0; i < size && i < 8; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return word;
}

uint32_t quen_split_fold(quen_key key, uint32_t n_folds, uint64_t seed)
{
    uint64_t hash = seed;
    if (!quen__key_is_sound(key))
        key.kind = QUEN_KEY_NONE;
    if (key.kind == QUEN_KEY_INT)
        hash = quen__random(hash, OF_NUMBER, (uint64_t)key.number);
    for (size_t i = 0; key.kind == QUEN_KEY_BYTES && i < key.size; i += 8)
        hash = quen__random(hash, OF_WORD, word_at(key.bytes + i, key.size - i));
    return (uint32_t)quen__random_below(hash, OF_END, key.size, n_folds ? n_folds : 1);
}

quen_status quen_split_folds(quen_context *ctx, const quen_orders *orders,
                             uint32_t n_folds, uint64_t seed, uint32_t *folds)
{
    quen_status status = quen__options_at_least(ctx, "split", "n_folds", n_folds, 2);
    if (status != QUEN_OK)
        return status;
    size_t n = quen__orders_customers(orders)->n;
    for (size_t i = 0; i < n; i++)
        folds[i] =
            quen_split_fold(quen_orders_customer_key(orders, (uint32_t)i), n_folds, seed);
    return QUEN_OK;
}
