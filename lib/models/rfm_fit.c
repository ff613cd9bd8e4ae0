/*
 * Fitting RFM: the log is added up customer by customer; then one axis after the other is
 * cut and scored, within one group or, nested, within groups of equal scores so far; the
 * table names the codes; the segments are summed up. All in integers. Quantiles are the
 * values at sorted positions (type 1 of Hyndman and Fan, The American Statistician 50,
 * 1996).
 */
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/calendar.h"
#include "math/sort.h"
#include "models/rfm.h"

#define CHUNK 1024u

/* Customers with their values, to be scored. */
typedef struct sample {
    size_t n;
    int64_t now;
    const uint32_t *customers; /* NULL: 0, 1, ... */
    const int64_t *values[3];
} sample;

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

/* --- values by group --- */

/* Scratch of a fit. */
typedef struct work {
    int64_t *gathered, *scratch; /* n each */
    uint8_t *groups;             /* n */
    size_t start[QUEN__RFM_MAX_SEGMENTS + 1];
} work;

/*
 * Put the values of each group one after another, each group sorted; start[] says where.
 */
static void gather(work *w, const int64_t *values, const uint8_t *groups, size_t n,
                   size_t n_groups)
{
    size_t next[QUEN__RFM_MAX_SEGMENTS] = {0};
    for (size_t i = 0; i < n; i++)
        next[groups[i]]++;
    for (size_t g = 0, at = 0; g < n_groups; g++) {
        w->start[g] = at;
        at += next[g];
        next[g] = w->start[g];
        w->start[g + 1] = at;
    }
    for (size_t i = 0; i < n; i++)
        w->gathered[next[groups[i]]++] = values[i];
    for (size_t g = 0; g < n_groups; g++)
        quen__sort_int64(w->gathered + w->start[g], w->start[g + 1] - w->start[g],
                         w->scratch);
}

/* --- cutting and scoring --- */

/* Cut i = 1..bins-1 is the value at sorted position ceil(i n / bins) - 1; n > 0. */
static void cut_sorted(const int64_t *sorted, size_t n, size_t bins, int64_t *cuts)
{
    for (size_t i = 1; i < bins; i++) {
        size_t position = n / bins * i + (n % bins * i + bins - 1) / bins;
        cuts[i - 1] = sorted[position - 1];
    }
}

/* A group without customers is cut as all of them are: others may fall into it later. */
static void cut_axis(work *w, const int64_t *values, size_t n, size_t n_groups,
                     size_t bins, int64_t *cuts)
{
    int64_t all[QUEN__RFM_MAX_BINS];
    memcpy(w->gathered, values, n * sizeof *values);
    quen__sort_int64(w->gathered, n, w->scratch);
    cut_sorted(w->gathered, n, bins, n_groups == 1 ? cuts : all);
    if (n_groups == 1)
        return;
    gather(w, values, w->groups, n, n_groups);
    for (size_t g = 0; g < n_groups; g++) {
        size_t size = w->start[g + 1] - w->start[g];
        if (size > 0)
            cut_sorted(w->gathered + w->start[g], size, bins, cuts + g * (bins - 1));
        else
            memcpy(cuts + g * (bins - 1), all, (bins - 1) * sizeof *all);
    }
}

/* Cut one axis, or take the cuts that were given, and score everyone on it. */
static void score_axis(work *w, const sample *s, const quen_rfm_options *o, uint32_t axis,
                       int64_t *cuts, uint8_t *scores)
{
    const int64_t *const fixed[3] = {o->r_cuts, o->f_cuts, o->m_cuts};
    size_t bins = o->bins;
    for (size_t i = 0; i < s->n; i++)
        w->groups[i] = (uint8_t)quen__rfm_group(axis, bins, o->binning, scores + 3 * i);
    if (fixed[axis])
        memcpy(cuts, fixed[axis], (bins - 1) * sizeof *cuts);
    else
        cut_axis(w, s->values[axis], s->n, quen__rfm_groups(axis, bins, o->binning), bins,
                 cuts);
    for (size_t i = 0; i < s->n; i++)
        scores[3 * i + axis] = quen__rfm_bin(axis, bins, cuts + w->groups[i] * (bins - 1),
                                             s->values[axis][i]);
}

/* --- summing up --- */

static void sum_up(work *w, const sample *s, const uint8_t *segments, size_t n_segments,
                   quen_rfm_summary *summaries)
{
    for (size_t i = 0; i < s->n; i++) {
        quen_rfm_summary *summary = &summaries[segments[i]];
        summary->customers++;
        summary->frequency += (uint64_t)s->values[1][i];
        summary->monetary += s->values[2][i];
    }
    for (uint32_t axis = 0; axis < 3; axis++) {
        gather(w, s->values[axis], segments, s->n, n_segments);
        for (size_t g = 0; g < n_segments; g++) {
            int64_t *const medians[3] = {&summaries[g].recency_median,
                                         &summaries[g].frequency_median,
                                         &summaries[g].monetary_median};
            size_t size = w->start[g + 1] - w->start[g];
            if (size > 0)
                *medians[axis] = w->gathered[w->start[g] + (size - 1) / 2];
        }
    }
}

/* --- the image --- */

/* Sections whose content is known are copied, the others filled in later. */
static quen_status build_image(quen_context *ctx, const sample *s,
                               const quen_rfm_options *o, const quen__rfm_table *table,
                               quen__image *image)
{
    quen__rfm_meta meta = {s->now, o->bins, o->binning};
    size_t n = s->n, bins = o->bins, n_segments = table->n_segments, cuts[3];
    for (uint32_t axis = 0; axis < 3; axis++)
        cuts[axis] = quen__rfm_groups(axis, bins, o->binning) * (bins - 1);
    const quen__section sections[QUEN__RFM_SECTIONS] = {
        {QUEN__RFM_META, 8, sizeof meta / 8, &meta},
        {QUEN__RFM_CUSTOMERS, 4, n, s->customers},
        {QUEN__RFM_RECENCY, 8, n, s->values[0]},
        {QUEN__RFM_FREQUENCY, 8, n, s->values[1]},
        {QUEN__RFM_MONETARY, 8, n, s->values[2]},
        {QUEN__RFM_SCORES, 1, 3 * n, NULL},
        {QUEN__RFM_SEGMENTS, 1, n, NULL},
        {QUEN__RFM_R_CUTS, 8, cuts[0], NULL},
        {QUEN__RFM_F_CUTS, 8, cuts[1], NULL},
        {QUEN__RFM_M_CUTS, 8, cuts[2], NULL},
        {QUEN__RFM_CODES, 1, bins * bins * bins, table->codes},
        {QUEN__RFM_NAME_OFFSETS, 8, n_segments + 1, table->name_offset},
        {QUEN__RFM_NAMES, 1, (size_t)table->name_offset[n_segments], table->names},
        {QUEN__RFM_SUMMARIES, 8, n_segments * (sizeof(quen_rfm_summary) / 8), NULL},
    };
    return quen__image_build(ctx, QUEN__KIND_RFM, sections, QUEN__RFM_SECTIONS, image);
}

static void fill_image(quen__image *image, work *w, const sample *s,
                       const quen_rfm_options *o, const quen__rfm_table *table)
{
    uint32_t *customers = quen__image_fill(image, QUEN__RFM_CUSTOMERS);
    uint8_t *scores = quen__image_fill(image, QUEN__RFM_SCORES);
    uint8_t *segments = quen__image_fill(image, QUEN__RFM_SEGMENTS);
    for (size_t i = 0; i < s->n && !s->customers; i++)
        customers[i] = (uint32_t)i;
    for (uint32_t axis = 0; axis < 3; axis++)
        score_axis(w, s, o, axis, quen__image_fill(image, QUEN__RFM_R_CUTS + axis),
                   scores);
    for (size_t i = 0; i < s->n; i++)
        segments[i] = table->codes[quen__rfm_code(o->bins, scores + 3 * i)];
    sum_up(w, s, segments, table->n_segments,
           quen__image_fill(image, QUEN__RFM_SUMMARIES));
}

static quen_status fit_sample(quen_context *ctx, const sample *s,
                              const quen_rfm_options *o, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__image image;
    quen__rfm_table *table = quen__temp_new(&temp, 1, sizeof *table);
    work w = {quen__temp_new(&temp, s->n, 8),
              quen__temp_new(&temp, s->n, 8),
              quen__temp_new(&temp, s->n, 1),
              {0}};
    quen_status status = QUEN_ERR_MEMORY;
    if (table && w.gathered && w.scratch && w.groups)
        status = quen__rfm_table_make(ctx, o, table);
    if (status == QUEN_OK)
        status = build_image(ctx, s, o, table, &image);
    if (status == QUEN_OK) {
        fill_image(&image, &w, s, o, table);
        quen__image_seal(ctx, &image);
        *out = quen__model_adopt(ctx, &quen__rfm_kind, &image, &status);
    }
    quen__temp_close(&temp);
    return status;
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
                                sample *out)
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
    *out = (sample){n, j->now, customers, {r, f, m}};
    return QUEN_OK;
}

static quen_status fit_log(quen_context *ctx, const quen__log *log, int64_t now,
                           const quen_rfm_options *o, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    sample s = {0};
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
        status = fit_sample(ctx, &s, o, out);
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

/* No partial sum, of any segment, exceeds the sums of absolute values. */
static quen_status check_sums(quen_context *ctx, const int64_t *frequency,
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

quen_status quen_rfm_fit_values(quen_context *ctx, const int64_t *recency,
                                const int64_t *frequency, const int64_t *monetary,
                                size_t n, const quen_rfm_options *given, quen_rfm **out)
{
    quen_rfm_options options;
    sample s = {n, 0, NULL, {recency, frequency, monetary}};
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK && (n == 0 || n > UINT32_MAX))
        status = quen__fail(ctx, QUEN_ERR_ARGUMENT, "rfm: n is %zu, not 1..%lu", n,
                            (unsigned long)UINT32_MAX);
    if (status == QUEN_OK)
        status = check_sums(ctx, frequency, monetary, n);
    return status == QUEN_OK ? fit_sample(ctx, &s, &options, out) : status;
}
