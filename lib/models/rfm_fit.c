/*
 * Fitting RFM: the options; the log, which is added up customer by customer; or values
 * that are known already. Scoring them is in rfm_score.c.
 */
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/calendar.h"
#include "models/rfm.h"

#define CHUNK 1024u
#define MAX_CHUNKS 256u

/* --- options --- */

static quen_rfm_options defaults(void)
{
    quen_rfm_options options = {0};
    options.struct_size = sizeof options;
    options.bins = 5;
    options.now_s = INT64_MIN;
    options.recency_unit_s = 86400;
    return options;
}

void quen_rfm_options_init(quen_rfm_options *options, size_t size)
{
    quen_rfm_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_choice(quen_context *ctx, const char *what, uint32_t value,
                                uint32_t last)
{
    if (value <= last)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_ARGUMENT, "rfm: %s is %u, not 0..%u", what, value,
                      last);
}

static quen_status check_cuts(quen_context *ctx, const quen_rfm_options *o,
                              const char *what, const int64_t *cuts)
{
    if (!cuts)
        return QUEN_OK;
    if (o->binning == QUEN_RFM_NESTED)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "rfm: %s is given, but nested binning makes its own cut points",
                          what);
    for (uint32_t i = 1; i + 1 < o->bins; i++)
        if (cuts[i] < cuts[i - 1])
            return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                              "rfm: %s: cut %u is %lld, below %lld before it", what, i,
                              (long long)cuts[i], (long long)cuts[i - 1]);
    return QUEN_OK;
}

static quen_status check_options(quen_context *ctx, const quen_rfm_options *o)
{
    if (o->bins < 2 || o->bins > QUEN__RFM_MAX_BINS)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "rfm: bins is %u, not 2..%u", o->bins,
                          QUEN__RFM_MAX_BINS);
    if (o->recency_unit_s <= 0)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "rfm: recency_unit_s is %lld, not above 0",
                          (long long)o->recency_unit_s);
    quen_status status = check_choice(ctx, "monetary", o->monetary, QUEN_RFM_MEAN);
    if (status == QUEN_OK)
        status = check_choice(ctx, "binning", o->binning, QUEN_RFM_NESTED);
    if (status == QUEN_OK)
        status = check_choice(ctx, "count", o->count, QUEN_RFM_COUNT_DAYS);
    if (status == QUEN_OK)
        status = check_choice(ctx, "segments", o->segments, QUEN_RFM_SEGMENTS_OWN);
    if (status == QUEN_OK)
        status = quen__check_utc_offset(ctx, o->utc_offset_s);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "r_cuts", o->r_cuts);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "f_cuts", o->f_cuts);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "m_cuts", o->m_cuts);
    return status;
}

static quen_status read_options(quen_context *ctx, const quen_rfm_options *given,
                                quen_rfm_options *options)
{
    *options = defaults();
    quen_status status = quen__options_read(ctx, options, sizeof *options, given, "rfm");
    return status == QUEN_OK ? check_options(ctx, options) : status;
}

/* --- from the log --- */

typedef struct job {
    const quen__log *log;
    int64_t now;
    int32_t utc_offset_s;
    quen__chunks chunks;
    quen__rfm_part *parts;
} job;

static void add_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        quen__rfm_part nothing = QUEN__RFM_NOTHING;
        j->parts[i] = nothing;
        quen__rfm_part_add(&j->parts[i], j->log, i, j->now, j->utc_offset_s);
    }
}

/* The values of everyone who ordered, as a sample in temporary memory. */
static quen_status finish_parts(quen__temp *temp, const job *j, const quen_rfm_options *o,
                                quen__rfm_sample *out)
{
    size_t n_customers = j->log->n_customers, n = 0;
    uint32_t *customers = quen__temp_new(temp, n_customers, sizeof *customers);
    int64_t *r = quen__temp_new(temp, n_customers, sizeof *r);
    int64_t *f = quen__temp_new(temp, n_customers, sizeof *f);
    int64_t *m = quen__temp_new(temp, n_customers, sizeof *m);
    if (!customers || !r || !f || !m)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n_customers; i++) {
        int64_t values[3];
        if (j->parts[i].orders == 0)
            continue;
        quen__rfm_part_finish(&j->parts[i], o, j->now, values);
        customers[n] = (uint32_t)i;
        r[n] = values[0];
        f[n] = values[1];
        m[n++] = values[2];
    }
    *out = (quen__rfm_sample){n, j->now, customers, {r, f, m}};
    return QUEN_OK;
}

static quen_status fit_log(quen_context *ctx, const quen__log *log, int64_t now,
                           const quen_rfm_options *o, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__rfm_sample s = {0};
    char day[QUEN__DAY_WORDS];
    job j = {log, now, o->utc_offset_s, quen__cut(log->n_customers, CHUNK), NULL};
    j.parts = quen__temp_new(&temp, log->n_customers, sizeof *j.parts);
    quen_status status = j.parts ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, j.chunks.count, add_chunk, &j, "rfm", 0, 1);
    if (status == QUEN_OK)
        status = finish_parts(&temp, &j, o, &s);
    if (status == QUEN_OK && s.n == 0)
        status = quen__fail(ctx, QUEN_ERR_ARGUMENT,
                            "rfm: nobody ordered before the moment, %s",
                            quen__day_words(now, day));
    if (status == QUEN_OK)
        status = quen__rfm_fit_sample(ctx, &s, o, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_rfm_fit(quen_context *ctx, const quen_orders *orders,
                         const quen_rfm_options *given, quen_rfm **out)
{
    quen_rfm_options options;
    quen__log log;
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status != QUEN_OK)
        return status;
    int64_t now = quen__orders_moment(orders, options.now_s);
    status = quen__check_moment(ctx, now);
    return status == QUEN_OK ? fit_log(ctx, &log, now, &options, out) : status;
}

/* --- from values --- */

/* *sum += value, if that fits; value >= 0. */
static int add_up(int64_t *sum, int64_t value)
{
    if (value > INT64_MAX - *sum)
        return 0;
    *sum += value;
    return 1;
}

/*
 * The sums of a chunk; of a chunk that might not fit, or has a count below 0, nothing but
 * that. If all absolute values, taken together as bits, leave room for the chunk's number
 * of them, so do the values.
 */
typedef struct chunk_sums {
    uint64_t orders, money;
    int suspect;
} chunk_sums;

typedef struct values {
    const int64_t *frequency, *monetary;
    quen__chunks chunks;
    chunk_sums sums[MAX_CHUNKS];
} values;

static void sum_chunk(void *user, size_t chunk, unsigned worker)
{
    values *v = user;
    quen__range range = quen__chunk_range(&v->chunks, chunk);
    uint64_t orders = 0, money = 0, bits = 0;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        uint64_t f = (uint64_t)v->frequency[i], m = (uint64_t)v->monetary[i];
        m = v->monetary[i] < 0 ? 0 - m : m;
        bits |= f | m;
        orders += f;
        money += m;
    }
    int suspect = bits > INT64_MAX / (range.last - range.first);
    v->sums[chunk] = (chunk_sums){orders, money, suspect};
}

/* 1 if no chunk is suspect and all of them fit together. */
static int sums_fit(const values *v)
{
    uint64_t orders = 0, money = 0;
    for (size_t i = 0; i < v->chunks.count; i++) {
        orders += v->sums[i].orders;
        money += v->sums[i].money;
        if (v->sums[i].suspect || orders > INT64_MAX || money > INT64_MAX)
            return 0;
    }
    return 1;
}

/* No partial sum, of any segment, exceeds the sums of absolute values. */
static quen_status check_each(quen_context *ctx, const int64_t *frequency,
                              const int64_t *monetary, size_t n)
{
    int64_t orders = 0, money = 0;
    for (size_t i = 0; i < n; i++) {
        if (frequency[i] < 0)
            return quen__fail(ctx, QUEN_ERR_ARGUMENT, "rfm: row %zu: frequency is %lld",
                              i, (long long)frequency[i]);
        if (!add_up(&orders, frequency[i]))
            return quen__fail(
                ctx, QUEN_ERR_OVERFLOW,
                "rfm: row %zu: with %lld the sum of all frequencies exceeds "
                "2^63 - 1",
                i, (long long)frequency[i]);
        if (monetary[i] == INT64_MIN ||
            !add_up(&money, monetary[i] < 0 ? -monetary[i] : monetary[i]))
            return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                              "rfm: row %zu: with %lld the sum of all amounts exceeds "
                              "2^63 - 1",
                              i, (long long)monetary[i]);
    }
    return QUEN_OK;
}

/* Row by row only where the chunks leave a doubt: then some row can be named, or none. */
static quen_status check_sums(quen_context *ctx, const int64_t *frequency,
                              const int64_t *monetary, size_t n)
{
    values v = {
        .frequency = frequency, .monetary = monetary, .chunks = quen__cut(n, CHUNK)};
    (void)quen__parallel_for(ctx, v.chunks.count, sum_chunk, &v, NULL, 0, 1);
    return sums_fit(&v) ? QUEN_OK : check_each(ctx, frequency, monetary, n);
}

quen_status quen_rfm_fit_values(quen_context *ctx, const int64_t *recency,
                                const int64_t *frequency, const int64_t *monetary,
                                size_t n, const quen_rfm_options *given, quen_rfm **out)
{
    quen_rfm_options options;
    quen__rfm_sample s = {n, 0, NULL, {recency, frequency, monetary}};
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK && (n == 0 || n > UINT32_MAX))
        status = quen__fail(ctx, QUEN_ERR_ARGUMENT, "rfm: n is %zu, not 1..%lu", n,
                            (unsigned long)UINT32_MAX);
    if (status == QUEN_OK)
        status = check_sums(ctx, frequency, monetary, n);
    return status == QUEN_OK ? quen__rfm_fit_sample(ctx, &s, &options, out) : status;
}
