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
#include "models/logit_design.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/parallel.h"

/* What a chunk knows of a column's known values. */
typedef struct moments {
    double n, mean, squares, least, most;
} moments;

typedef struct survey {
    const quen__logit_data *data;
    quen__chunks chunks;
    moments *moments;   /* chunks x d */
    size_t *infinities; /* each chunk's first, as row * d + column, or SIZE_MAX */
} survey;

static const double *row_of(const quen__logit_data *data, size_t i)
{
    return data->x + quen__design_row(data, i) * data->d;
}

static void add_value(moments *m, double v)
{
    m->n++;
    m->mean += v; /* the sum, until the chunk is through */
    m->least = v < m->least ? v : m->least;
    m->most = v > m->most ? v : m->most;
}

static void sum_values(const survey *s, quen__range range, moments *m, size_t *infinity)
{
    size_t d = s->data->d;
    for (size_t i = range.first; i < range.last; i++) {
        const double *x = row_of(s->data, i);
        for (size_t j = 0; j < d; j++) {
            if (isinf(x[j]) && *infinity == SIZE_MAX)
                *infinity = i * d + j;
            if (!isnan(x[j]))
                add_value(&m[j], x[j]);
        }
    }
    for (size_t j = 0; j < d; j++)
        m[j].mean = m[j].n > 0 ? m[j].mean / m[j].n : 0;
}

static void sum_squares(const survey *s, quen__range range, moments *m)
{
    for (size_t i = range.first; i < range.last; i++) {
        const double *x = row_of(s->data, i);
        for (size_t j = 0; j < s->data->d; j++) {
            double off = isnan(x[j]) ? 0 : x[j] - m[j].mean;
            m[j].squares += off * off;
        }
    }
}

static void survey_chunk(void *user, size_t chunk, unsigned worker)
{
    const survey *s = user;
    moments *m = s->moments + chunk * s->data->d;
    quen__range range = quen__chunk_range(&s->chunks, chunk);
    (void)worker;
    for (size_t j = 0; j < s->data->d; j++)
        m[j] = (moments){0, 0, 0, INFINITY, -INFINITY};
    s->infinities[chunk] = SIZE_MAX;
    sum_values(s, range, m, &s->infinities[chunk]);
    sum_squares(s, range, m);
}

static void merge_moments(moments *into, const moments *from)
{
    double n = into->n + from->n, off = from->mean - into->mean;
    if (from->n == 0)
        return;
    into->mean += off * (from->n / n);
    into->squares += from->squares + off * off * (into->n * from->n / n);
    into->n = n;
    into->least = from->least < into->least ? from->least : into->least;
    into->most = from->most > into->most ? from->most : into->most;
}

/* The moments of all rows end up in those of the first chunk. */
static quen_status survey_columns(quen__temp *temp, survey *s)
{
    size_t d = s->data->d;
    s->chunks = quen__cut(s->data->n, 1024);
    s->infinities = quen__temp_new(temp, s->chunks.count, sizeof *s->infinities);
    s->moments = quen__temp_new(temp, s->chunks.count * d, sizeof *s->moments);
    if (!s->infinities || !s->moments)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__parallel_for(temp->ctx, s->chunks.count, survey_chunk, s, NULL, 0, 0);
    for (size_t chunk = 1; status == QUEN_OK && chunk < s->chunks.count; chunk++) {
        if (s->infinities[0] == SIZE_MAX)
            s->infinities[0] = s->infinities[chunk];
        for (size_t j = 0; j < d; j++)
            merge_moments(&s->moments[j], &s->moments[chunk * d + j]);
    }
    return status;
}

static quen_status check_survey(quen_context *ctx, const survey *s,
                                const quen__design *design)
{
    char room[QUEN__LOGIT_NAME_ROOM];
    size_t d = s->data->d, at = s->infinities[0];
    if (at != SIZE_MAX)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "row %zu, column %zu (%s): infinite",
                          quen__design_row(s->data, at / d), at % d,
                          quen__design_name(design, at % d, room));
    for (size_t j = 0; j < d; j++) {
        const moments *m = &s->moments[j];
        if (m->n == 0 && !s->data->lenient)
            return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                              "column %zu (%s) has no known value", j,
                              quen__design_name(design, j, room));
        if (!isfinite(m->mean) || !isfinite(m->squares))
            return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                              "column %zu (%s): values from %g to %g are too far apart",
                              j, quen__design_name(design, j, room), m->least, m->most);
    }
    return QUEN_OK;
}

/* Values that are all equal have no spread, whatever rounding says of their mean. */
static void set_scale(const moments *m, double n, double *mean, double *scale)
{
    double deviation = m->least < m->most ? sqrt(m->squares / n) : 0;
    *mean = m->least == m->most ? m->least : m->mean;
    *scale = deviation > 0 ? 1 / deviation : 0;
}

/* What makes an indicator. */
static int partly_known(const moments *m, size_t rows)
{
    return m->n > 0 && m->n < (double)rows;
}

static void set_scales(const survey *s, double *mean, double *scale, uint32_t *indicators)
{
    double n = (double)s->data->n;
    size_t term = s->data->d;
    for (size_t j = 0; j < s->data->d; j++) {
        set_scale(&s->moments[j], n, &mean[j], &scale[j]);
        if (partly_known(&s->moments[j], s->data->n)) {
            double share = (n - s->moments[j].n) / n;
            indicators[term - s->data->d] = (uint32_t)j;
            mean[term] = share;
            scale[term++] = 1 / sqrt(share * (1 - share));
        }
    }
}

quen_status quen__design_learn(quen__temp *temp, const quen__logit_data *data,
                               const char *const *names, quen__design *out)
{
    survey s = {.data = data};
    *out = (quen__design){.data = *data, .terms = data->d, .names = names};
    quen_status status = survey_columns(temp, &s);
    if (status == QUEN_OK)
        status = check_survey(temp->ctx, &s, out);
    if (status != QUEN_OK)
        return status;
    for (size_t j = 0; j < data->d; j++)
        out->terms += (size_t)partly_known(&s.moments[j], data->n);
    double *mean = quen__temp_new(temp, out->terms, sizeof *mean);
    double *scale = quen__temp_new(temp, out->terms, sizeof *scale);
    uint32_t *indicators = quen__temp_new(temp, out->terms - data->d, sizeof *indicators);
    if (!mean || !scale || !indicators)
        return QUEN_ERR_MEMORY;
    set_scales(&s, mean, scale, indicators);
    out->mean = mean;
    out->scale = scale;
    out->indicators = indicators;
    return QUEN_OK;
}

void quen__design_pack(const quen__design *design, size_t first, size_t last,
                       double *block)
{
    size_t d = design->data.d;
    const double *mean = design->mean, *scale = design->scale;
    for (size_t i = first; i < last; i++, block += 1 + design->terms) {
        const double *x = row_of(&design->data, i);
        double *z = block + 1;
        block[0] = 1;
        for (size_t j = 0; j < d; j++)
            z[j] = isnan(x[j]) ? 0 : (x[j] - mean[j]) * scale[j];
        for (size_t term = d; term < design->terms; term++) {
            double missing = isnan(x[design->indicators[term - d]]) ? 1 : 0;
            z[term] = (missing - mean[term]) * scale[term];
        }
    }
}

/* A term's name is that of its column, or "x" and its number, and what follows. */
static const char *name_of(const quen__design *design, size_t term, char number[32],
                           const char **suffix)
{
    size_t d = design->data.d, column = term < d ? term : design->indicators[term - d];
    *suffix = term < d ? "" : " missing";
    snprintf(number, 32, "x%zu", column);
    return design->names ? design->names[column] : number;
}

size_t quen__design_put_name(const quen__design *design, size_t term, char *out)
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

const char *quen__design_name(const quen__design *design, size_t term,
                              char room[QUEN__LOGIT_NAME_ROOM])
{
    char number[32];
    const char *suffix, *name = name_of(design, term, number, &suffix);
    snprintf(room, QUEN__LOGIT_NAME_ROOM, "%.60s%s", name, suffix);
    return room;
}
