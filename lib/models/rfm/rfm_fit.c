/*
 * Fitting RFM: the options; the log, which is added up customer by customer; or values
 * that are known already. Scoring them is in rfm_score.c.
 */
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/clock/clock.h"
#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "models/rfm/rfm.h"

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
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    return options;
}

void quen_rfm_options_init(quen_rfm_options *options, size_t size)
{
    quen_rfm_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_cuts(quen_context *ctx, const quen_rfm_options *o,
                              const char *what, const int64_t *cuts)
{
    if (!cuts)
        return QUEN_OK;
    if (o->binning == QUEN_RFM_BINNING_NESTED)
        return quen__bad_argument(
            ctx, "rfm: %s is given, but nested binning makes its own cut points", what);
    for (uint32_t i = 1; i + 1 < o->bins; i++)
        if (cuts[i] < cuts[i - 1])
            return quen__bad_argument(
                ctx, "rfm: %s: cut %u is %lld, below %lld before it", what, i,
                (long long)cuts[i], (long long)cuts[i - 1]);
    return QUEN_OK;
}

static quen_status check_choices(quen_context *ctx, const quen_rfm_options *o)
{
    quen_status status =
        quen__options_choice(ctx, "rfm", "monetary", o->monetary, QUEN_RFM_MONETARY_MEAN);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "rfm", "binning", o->binning,
                                      QUEN_RFM_BINNING_NESTED);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "rfm", "frequency", o->frequency,
                                      QUEN_RFM_FREQUENCY_LINES);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "rfm", "segments", o->segments,
                                      QUEN_RFM_SEGMENTS_OWN);
    return status;
}

static quen_status check_options(quen_context *ctx, const quen_rfm_options *o)
{
    quen_status status =
        quen__options_within(ctx, "rfm", "bins", o->bins, 2, QUEN__RFM_MAX_BINS);
    if (status == QUEN_OK)
        status =
            quen__options_above_zero(ctx, "rfm", "recency_unit_s", o->recency_unit_s);
    if (status == QUEN_OK)
        status = check_choices(ctx, o);
    if (status == QUEN_OK)
        status = quen__clock_check(ctx, "rfm", o->utc_offset_s);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "r_cuts", o->r_cuts);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "f_cuts", o->f_cuts);
    if (status == QUEN_OK)
        status = check_cuts(ctx, o, "m_cuts", o->m_cuts);
    return status;
}

quen_status quen__rfm_options_read(quen_context *ctx, const quen_rfm_options *given,
                                   quen_rfm_options *options)
{
    *options = defaults();
    quen_status status = quen__options_read(ctx, options, sizeof *options, given, "rfm");
    return status == QUEN_OK ? check_options(ctx, options) : status;
}

/* --- from a log's customers, or from columns' --- */

static void part_of(const quen__rfm_people *p, size_t i, quen__rfm_part *part)
{
    quen__rfm_part nothing = QUEN__RFM_NOTHING;
    *part = nothing;
    if (p->log)
        quen__rfm_part_add(part, p->log, i, p->now, p->options, &p->clock);
    else
        *part = (quen__rfm_part){p->tallies[i].last, p->tallies[i].orders,
                                 p->tallies[i].days, p->tallies[i].revenue};
}

/* 1 if there are lines before the moment: the first order tells. */
static inline int was_seen(const quen__rfm_people *p, size_t i)
{
    return p->log ? p->log->order_time[p->log->customer_start[i]] < p->now
                  : p->tallies[i].last != INT64_MIN;
}

static inline int bought(const quen__rfm_people *p, size_t i)
{
    if (!p->log)
        return p->tallies[i].orders > 0;
    return p->log->visit ? quen__log_has_visits(p->log, i, p->now) : was_seen(p, i);
}

/* Customers who are looked at, and where those of each chunk go who bought. */
typedef struct job {
    const quen__rfm_people *people;
    quen__chunks chunks;
    size_t first[MAX_CHUNKS + 1], never_bought[MAX_CHUNKS];
    uint32_t *customers;
    int64_t *values[3], *keys;
} job;

static void count_chunk(void *user, size_t chunk, unsigned worker)
{
    job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    size_t n = 0, seen = 0;
    int all = j->people->log && !j->people->log->visit; /* who was seen bought */
    (void)worker;
    for (size_t i = range.first; i < range.last; i++)
        seen += (size_t)was_seen(j->people, i);
    for (size_t i = range.first; i < range.last && !all; i++)
        n += (size_t)bought(j->people, i);
    n = all ? seen : n;
    j->first[chunk + 1] = n;
    j->never_bought[chunk] = seen - n;
}

static void finish_chunk(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    size_t to = j->first[chunk];
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        quen__rfm_part part;
        int64_t values[3];
        if (!bought(j->people, i))
            continue;
        part_of(j->people, i, &part);
        quen__rfm_part_finish(&part, j->people->options, j->people->now, values);
        for (uint32_t axis = 0; axis < 3; axis++)
            j->values[axis][to] = values[axis];
        if (j->people->tallies)
            j->keys[to] = j->people->tallies[i].key;
        j->customers[to++] = (uint32_t)i;
    }
}

static quen_status make_room(quen__temp *temp, job *j, size_t n)
{
    j->customers = quen__temp_new(temp, n, sizeof *j->customers);
    for (uint32_t axis = 0; axis < 3; axis++)
        j->values[axis] = quen__temp_new(temp, n, sizeof *j->values[axis]);
    j->keys = quen__temp_new(temp, j->people->tallies ? n : 0, sizeof *j->keys);
    return j->customers && j->values[0] && j->values[1] && j->values[2] && j->keys
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

/* How many bought, where those of each chunk go, and how many never bought. */
static size_t count_people(quen_context *ctx, job *j, size_t *never_bought)
{
    *never_bought = 0;
    (void)quen__parallel_for(ctx, j->chunks.count, count_chunk, j, NULL, 0, 1);
    for (size_t i = 0; i < j->chunks.count; i++) {
        j->first[i + 1] += j->first[i];
        *never_bought += j->never_bought[i];
    }
    return j->first[j->chunks.count];
}

static quen_status fail_nobody(quen_context *ctx, int64_t now, size_t never_bought)
{
    char day[QUEN__DAY_WORDS];
    if (never_bought)
        return quen__bad_argument(ctx,
                                  "rfm: nobody bought before the moment, %s: all that "
                                  "the %zu customers of before did was to return",
                                  quen__calendar_day_words(now, day), never_bought);
    return quen__bad_argument(ctx, "rfm: nobody ordered before the moment, %s",
                              quen__calendar_day_words(now, day));
}

quen_status quen__rfm_sample_make(quen_context *ctx, quen__temp *temp,
                                  const quen__rfm_people *people, quen__rfm_sample *out)
{
    job j = {.people = people, .chunks = quen__cut(people->n, CHUNK)};
    size_t never_bought, n = count_people(ctx, &j, &never_bought);
    if (n == 0)
        return fail_nobody(ctx, people->now, never_bought);
    quen_status status = make_room(temp, &j, n);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, j.chunks.count, finish_chunk, &j,
                                    people->log ? "rfm" : NULL, 0, 1);
    *out = (quen__rfm_sample){
        .n = n,
        .now = people->now,
        .customers = j.customers,
        .values = {j.values[0], j.values[1], people->has_money ? j.values[2] : NULL},
        .n_never_bought = never_bought};
    if (people->tallies)
        out->keys = (quen__keys){.n = n, .kind = QUEN_KEY_INT, .numbers = j.keys};
    return status;
}

quen_status quen_rfm_fit(quen_context *ctx, const quen_orders *orders,
                         const quen_rfm_options *given, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_rfm_options options;
    quen__rfm_sample sample;
    quen__log log;
    *out = NULL;
    quen_status status = quen__rfm_options_read(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status != QUEN_OK)
        return status;
    quen__rfm_people people = {.log = &log,
                               .n = log.n_customers,
                               .now = quen__orders_moment(orders, options.now_s),
                               .has_money = log.has_money,
                               .options = &options,
                               .clock =
                                   quen__clock_chosen(&log.clock, options.utc_offset_s)};
    status = quen__calendar_check_moment(ctx, "rfm", people.now);
    if (status == QUEN_OK)
        status = quen__rfm_sample_make(ctx, &temp, &people, &sample);
    if (status == QUEN_OK)
        status = quen__rfm_fit_sample(ctx, &sample, &options, out);
    quen__temp_close(&temp);
    return status;
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
        int64_t amount = v->monetary ? v->monetary[i] : 0;
        uint64_t f = (uint64_t)v->frequency[i], m = (uint64_t)amount;
        m = amount < 0 ? 0 - m : m;
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
            return quen__bad_argument(ctx, "rfm: row %zu: frequency is %lld", i,
                                      (long long)frequency[i]);
        if (!add_up(&orders, frequency[i]))
            return quen__fail(
                ctx, QUEN_ERR_OVERFLOW,
                "rfm: row %zu: with %lld the sum of all frequencies exceeds "
                "2^63 - 1",
                i, (long long)frequency[i]);
        if (!monetary)
            continue;
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
    quen__rfm_sample s = {.n = n, .values = {recency, frequency, monetary}};
    *out = NULL;
    quen_status status = quen__rfm_options_read(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "rfm: n", n, 1, sizeof *recency);
    if (status == QUEN_OK && (n == 0 || n > UINT32_MAX))
        status = quen__bad_argument(ctx, "rfm: n is %zu, not 1..%lu", n,
                                    (unsigned long)UINT32_MAX);
    if (status == QUEN_OK)
        status = check_sums(ctx, frequency, monetary, n);
    return status == QUEN_OK ? quen__rfm_fit_sample(ctx, &s, &options, out) : status;
}
