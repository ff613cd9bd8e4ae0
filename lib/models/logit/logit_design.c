/*
 * Scales of the columns, and rows made by them: see logit_design.h.
 *
 * Count, mean and sum of squares about the mean are taken chunk by chunk in two passes
 * over the chunk, and merged in chunk order by the formula of Chan, Golub, LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances", 1979. Each
 * row counts once whatever its weight: this is what scikit-learn's StandardScaler does. A
 * replaced value lies on the mean, so it adds to the rows of the standard deviation and
 * to nothing else.
 */
#include "models/logit/logit_design.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/parallel.h"

/* What is known of the columns: of all rows, or of some. Each array holds all lanes. */
typedef struct moments {
    double *count, *mean, *squares, *least, *most;
} moments;

/* Of one worker: the moments of a chunk, and of a block of it. */
typedef struct worker_scratch {
    moments chunk, block;
    const double *x[QUEN__ROWS];
} worker_scratch;

typedef struct survey {
    const quen__panels_kernels *kernels;
    const quen__logit_data *data;
    quen__chunks chunks;
    size_t lanes;
    moments whole;
    worker_scratch *scratch;
} survey;

static void clear_moments(moments *m, size_t lanes)
{
    memset(m->count, 0, lanes * sizeof *m->count);
    memset(m->mean, 0, lanes * sizeof *m->mean);
    memset(m->squares, 0, lanes * sizeof *m->squares);
    for (size_t j = 0; j < lanes; j++) {
        m->least[j] = INFINITY;
        m->most[j] = -INFINITY;
    }
}

static void merge_moments(moments *into, const moments *from, size_t d)
{
    for (size_t j = 0; j < d; j++) {
        double n = into->count[j] + from->count[j];
        double off = from->mean[j] - into->mean[j];
        if (from->count[j] == 0)
            continue;
        into->mean[j] += off * (from->count[j] / n);
        into->squares[j] +=
            from->squares[j] + off * off * (into->count[j] * from->count[j] / n);
        into->count[j] = n;
        into->least[j] =
            from->least[j] < into->least[j] ? from->least[j] : into->least[j];
        into->most[j] = from->most[j] > into->most[j] ? from->most[j] : into->most[j];
    }
}

/* The moments of a block of rows: their sums first, then squares about their means. */
static void survey_block(const survey *s, worker_scratch *w, size_t first, size_t n)
{
    moments *m = &w->block;
    size_t d = s->data->d;
    quen__logit_design_find(s->data, first, n, w->x);
    clear_moments(m, s->lanes);
    s->kernels->note(w->x, n, d,
                     &(quen__panels_columns){m->count, m->mean, m->least, m->most});
    for (size_t j = 0; j < d; j++)
        m->mean[j] = m->count[j] > 0 ? m->mean[j] / m->count[j] : 0;
    s->kernels->square(w->x, n, d, m->mean, m->squares);
}

static void survey_chunk(void *user, size_t chunk, unsigned worker)
{
    const survey *s = user;
    worker_scratch *w = &s->scratch[worker];
    quen__range range = quen__chunk_range(&s->chunks, chunk);
    clear_moments(&w->chunk, s->lanes);
    for (size_t i = range.first; i < range.last; i += QUEN__ROWS) {
        size_t n = range.last - i < QUEN__ROWS ? range.last - i : QUEN__ROWS;
        survey_block(s, w, i, n);
        merge_moments(&w->chunk, &w->block, s->data->d);
    }
}

static void merge_chunk(void *user, size_t chunk, unsigned worker)
{
    survey *s = user;
    (void)chunk;
    merge_moments(&s->whole, &s->scratch[worker].chunk, s->data->d);
}

static int new_moments(quen__temp *temp, size_t lanes, moments *m)
{
    double *room = quen__temp_new(temp, lanes, 5 * sizeof *room);
    if (!room)
        return 0;
    *m = (moments){room, room + lanes, room + 2 * lanes, room + 3 * lanes,
                   room + 4 * lanes};
    clear_moments(m, lanes);
    return 1;
}

static quen_status survey_columns(quen__temp *temp, survey *s)
{
    unsigned workers = temp->ctx->threads;
    s->lanes = quen__panels(s->data->d) * QUEN__LANES;
    s->chunks = quen__cut(s->data->n, 16 * QUEN__ROWS);
    s->scratch = quen__temp_new(temp, workers, sizeof *s->scratch);
    int room = s->scratch && new_moments(temp, s->lanes, &s->whole);
    for (unsigned i = 0; room && i < workers; i++)
        room = new_moments(temp, s->lanes, &s->scratch[i].chunk) &&
               new_moments(temp, s->lanes, &s->scratch[i].block);
    if (!room)
        return QUEN_ERR_MEMORY;
    return quen__parallel_fold(temp->ctx, s->chunks.count, survey_chunk, merge_chunk, s,
                               NULL, 0, 0);
}

static quen_status refuse_infinity(quen_context *ctx, const quen__logit_design *design)
{
    const quen__logit_data *data = &design->data;
    char room[QUEN__LOGIT_NAME_ROOM];
    size_t at = 0, d = data->d;
    /* The last one, should x have changed since it was surveyed. */
    while (at + 1 < data->n * d &&
           !isinf(quen__logit_design_values(data, at / d)[at % d]))
        at++;
    return quen__bad_argument(ctx, "logit: row %zu, column %zu (%s): infinite",
                              quen__logit_design_row(data, at / d), at % d,
                              quen__logit_design_name(design, at % d, room));
}

static quen_status check_survey(quen_context *ctx, const survey *s,
                                const quen__logit_design *design)
{
    const moments *m = &s->whole;
    char room[QUEN__LOGIT_NAME_ROOM];
    for (size_t j = 0; j < s->data->d; j++)
        if (m->count[j] > 0 && (isinf(m->least[j]) || isinf(m->most[j])))
            return refuse_infinity(ctx, design);
    for (size_t j = 0; j < s->data->d; j++) {
        if (m->count[j] == 0 && !s->data->lenient)
            return quen__bad_argument(ctx, "logit: column %zu (%s) has no known value", j,
                                      quen__logit_design_name(design, j, room));
        if (!isfinite(m->mean[j]) || !isfinite(m->squares[j]))
            return quen__bad_argument(
                ctx, "logit: column %zu (%s): values from %g to %g are too far apart", j,
                quen__logit_design_name(design, j, room), m->least[j], m->most[j]);
    }
    return QUEN_OK;
}

/* Values that are all equal have no spread, whatever rounding says of their mean. */
static void set_scale(const moments *m, size_t j, double n, double *mean, double *scale)
{
    double deviation = m->least[j] < m->most[j] ? sqrt(m->squares[j] / n) : 0;
    mean[j] = m->least[j] == m->most[j] ? m->least[j] : m->mean[j];
    scale[j] = deviation > 0 ? 1 / deviation : 0;
}

/* What makes an indicator. */
static int partly_known(const survey *s, size_t j)
{
    return s->whole.count[j] > 0 && s->whole.count[j] < (double)s->data->n;
}

/* A term that is 1 in a share of the rows and 0 in the others. */
static void set_flag(double share, double wide, double *mean, double *scale)
{
    *mean = share;
    *scale = share > 0 && share < 1 ? wide / sqrt(share * (1 - share)) : 0;
}

static void set_scales(const survey *s, double *mean, double *scale, uint32_t *indicators)
{
    double n = (double)s->data->n;
    size_t term = s->data->d;
    for (size_t j = 0; j < s->data->d; j++) {
        set_scale(&s->whole, j, n, mean, scale);
        if (partly_known(s, j)) {
            double share = (n - s->whole.count[j]) / n;
            indicators[term - s->data->d] = (uint32_t)j;
            set_flag(share, 1, &mean[term], &scale[term]);
            term++;
        }
    }
}

static void set_groups(const quen__logit_design *design, double *mean, double *scale)
{
    const quen__logit_data *data = &design->data;
    for (size_t term = design->kept; term < design->terms; term++) {
        size_t group = quen__logit_design_group(design, term), n = 0;
        for (size_t i = 0; i < data->n; i++)
            n += data->groups[quen__logit_design_row(data, i)] == group;
        set_flag((double)n / (double)data->n, QUEN__LOGIT_LOOSE, &mean[term],
                 &scale[term]);
    }
}

quen_status quen__logit_design_learn(quen__temp *temp, const quen__logit_data *data,
                                     const char *const *names, quen__logit_design *out)
{
    const quen__panels_kernels *kernels = quen__panels_of(temp->ctx);
    survey s = {.kernels = kernels, .data = data};
    *out = (quen__logit_design){
        .kernels = kernels, .data = *data, .kept = data->d, .names = names};
    quen_status status = survey_columns(temp, &s);
    if (status == QUEN_OK)
        status = check_survey(temp->ctx, &s, out);
    if (status != QUEN_OK)
        return status;
    for (size_t j = 0; j < data->d; j++)
        out->kept += (size_t)partly_known(&s, j);
    out->terms = out->kept + (data->groups ? data->n_groups - 1 : 0);
    size_t lanes = quen__panels(out->terms) * QUEN__LANES;
    double *mean = quen__temp_zero(temp, lanes, sizeof *mean);
    double *scale = quen__temp_zero(temp, lanes, sizeof *scale);
    uint32_t *indicators = quen__temp_new(temp, out->kept - data->d, sizeof *indicators);
    if (!mean || !scale || !indicators)
        return QUEN_ERR_MEMORY;
    set_scales(&s, mean, scale, indicators);
    set_groups(out, mean, scale);
    out->mean = mean;
    out->scale = scale;
    out->indicators = indicators;
    return QUEN_OK;
}

/* The indicator terms of packed rows, over what packing left in their lanes. */
static void pack_indicators(const quen__logit_design *design, const double *const *x,
                            size_t n, double *z)
{
    for (size_t term = design->data.d; term < design->kept; term++) {
        size_t column = design->indicators[term - design->data.d];
        double mean = design->mean[term], scale = design->scale[term];
        double known = (0 - mean) * scale, missing = (1 - mean) * scale;
        double *to = z + term / QUEN__LANES * QUEN__PANEL + term % QUEN__LANES;
        for (size_t i = 0; i < n; i++)
            to[i * QUEN__LANES] = isnan(x[i][column]) ? missing : known;
    }
}

/* The groups' terms, likewise. */
static void pack_groups(const quen__logit_design *design, size_t first, size_t n,
                        double *z)
{
    uint8_t groups[QUEN__ROWS];
    for (size_t i = 0; i < n && design->terms > design->kept; i++)
        groups[i] = design->data.groups[quen__logit_design_row(&design->data, first + i)];
    for (size_t term = design->kept; term < design->terms; term++) {
        size_t group = quen__logit_design_group(design, term);
        double mean = design->mean[term], scale = design->scale[term];
        const double value[2] = {(0 - mean) * scale, (1 - mean) * scale};
        double *to = z + term / QUEN__LANES * QUEN__PANEL + term % QUEN__LANES;
        for (size_t i = 0; i < n; i++)
            to[i * QUEN__LANES] = value[groups[i] == group];
    }
}

void quen__logit_design_find(const quen__logit_data *data, size_t first, size_t n,
                             const double **x)
{
    for (size_t i = 0; i < n; i++)
        x[i] = quen__logit_design_values(data,
                                         first + i < data->n ? first + i : data->n - 1);
}

void quen__logit_design_pack(const quen__logit_design *design, size_t first, size_t soon,
                             size_t n, double *z)
{
    const double *x[QUEN__ROWS] = {NULL}, *next[QUEN__ROWS] = {NULL};
    quen__logit_design_find(&design->data, first, n, x);
    quen__logit_design_find(&design->data, soon, n, next);
    design->kernels->pack(x, next, n, design->data.d, design->mean, design->scale, z);
    pack_indicators(design, x, n, z);
    pack_groups(design, first, n, z);
}

/* A term's name is that of its column, or "x" and its number, and what follows. */
static const char *name_of(const quen__logit_design *design, size_t term, char number[32],
                           const char **suffix)
{
    size_t d = design->data.d, column = term < d ? term : design->indicators[term - d];
    *suffix = term < d ? "" : " missing";
    snprintf(number, 32, "x%zu", column);
    return design->names ? design->names[column] : number;
}

size_t quen__logit_design_put_name(const quen__logit_design *design, size_t term,
                                   char *out)
{
    char number[32];
    const char *suffix, *name = name_of(design, term, number, &suffix);
    size_t length = strlen(name), rest = strlen(suffix) + 1;
    if (out) {
        memcpy(out, name, length);
        memcpy(out + length, suffix, rest);
    }
    return length + rest;
}

const char *quen__logit_design_name(const quen__logit_design *design, size_t term,
                                    char room[QUEN__LOGIT_NAME_ROOM])
{
    char number[32];
    if (term >= design->kept) {
        snprintf(room, QUEN__LOGIT_NAME_ROOM, "group %zu",
                 quen__logit_design_group(design, term));
        return room;
    }
    const char *suffix, *name = name_of(design, term, number, &suffix);
    snprintf(room, QUEN__LOGIT_NAME_ROOM, "%.60s%s", name, suffix);
    return room;
}
