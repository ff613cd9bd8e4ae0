/*
 * A family's parameters: times are divided by the mean T, so that any unit gives the
 * same steps; few rows, drawn from many, tell where to begin with all. k is climbed from
 * 1, as the likelihood rises up to the most likely k and falls beyond it.
 */
#include "models/lifetime/lifetime_learn.h"

#include <math.h>
#include <string.h>

#include "core/parallel.h"
#include "math/special.h"

#define LEAST_TIME 1e-15
#define CHUNK 512     /* rows at least */
#define DRAWN 16384.0 /* rows to begin with */

/* --- one step --- */

typedef struct work {
    const quen__lifetime_pass *pass;
    quen__chunks chunks;
    quen__lifetime_sums *part;
} work;

static void sum_chunk(void *user, size_t chunk, unsigned worker)
{
    const work *w = user;
    quen__range range = quen__chunk_range(&w->chunks, chunk);
    const quen__lifetime_row *row = w->pass->rows->row + range.first;
    const quen__lifetime_law *law = &w->pass->law;
    quen__lifetime_sums sums = {0};
    (void)worker;
    if (law->family == QUEN_LIFETIME_FAMILY_PARETO_NBD)
        quen__lifetime_pareto_rows(law, row, range.last - range.first, &sums);
    else
        quen__lifetime_dropout_rows(law, row, range.last - range.first, &sums);
    w->part[chunk] = sums;
}

void quen__lifetime_add_sums(quen__lifetime_sums *sums, const quen__lifetime_sums *part)
{
    sums->value += part->value;
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++) {
        sums->gradient[i] += part->gradient[i];
        for (size_t j = 0; j <= i; j++)
            sums->curve[i][j] += part->curve[i][j];
    }
}

quen_status quen__lifetime_pass_sums(void *user, const double *p,
                                     quen__lifetime_sums *sums)
{
    quen__lifetime_pass *pass = user;
    work w = {.pass = pass, .chunks = quen__cut(pass->rows->n, CHUNK)};
    quen__temp temp = QUEN__TEMP(pass->ctx);
    quen_status status = QUEN_ERR_MEMORY;
    memcpy(pass->law.p, p, sizeof pass->law.p);
    w.part = quen__temp_new(&temp, w.chunks.count, sizeof *w.part);
    if (w.part)
        status = quen__parallel_for(pass->ctx, w.chunks.count, sum_chunk, &w, "lifetime",
                                    0.1, 0.9);
    for (size_t i = 0; i < w.chunks.count && status == QUEN_OK; i++)
        quen__lifetime_add_sums(sums, &w.part[i]);
    quen__temp_close(&temp);
    return status;
}

/* --- a search --- */

/* Logarithms of usual parameters, times in units of the mean T: the prior's centre. */
static void usual(uint32_t family, uint32_t k, double centre[QUEN__LIFETIME_FAMILY])
{
    int pareto = family == QUEN_LIFETIME_FAMILY_PARETO_NBD;
    double p[QUEN__LIFETIME_FAMILY] = {0.5 * k, 0.25, pareto ? 0.6 : 0.8,
                                       pareto ? 0.35 : 2.0};
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++)
        centre[i] = quen__special_log(p[i]);
}

typedef struct search {
    quen__lifetime_problem problem;
    quen__lifetime_pass pass;
    double centre[QUEN__LIFETIME_FAMILY];
} search;

static quen_status seek(search *s, const quen__lifetime_rows *rows,
                        quen__lifetime_found *found)
{
    s->pass.rows = rows;
    s->problem.weight = rows->count;
    return quen__lifetime_maximise(&s->problem, found);
}

static void begin_at_usual(const search *s, quen__lifetime_found *found)
{
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++)
        found->p[i] = quen__special_exp(s->centre[i]);
}

/* What gaps add to the likelihood of k: nothing for 1. */
static double gaps_part(const quen__lifetime_sample *sample, uint32_t k)
{
    if (k == 1 || isnan(sample->log_gaps))
        return 0;
    return (k - 1) * sample->log_gaps - sample->returns * quen__special_lgamma(k);
}

/* What is learned from, and of many rows a part, which says where to begin. */
typedef struct lesson {
    quen__temp *temp;
    const quen__lifetime_sample *sample;
    uint32_t family;
    double prior;
    int has_part;
    quen__lifetime_rows part;
} lesson;

static quen_status draw_part(lesson *l)
{
    unsigned bits = 0;
    while ((double)l->sample->rows.n > DRAWN * quen__special_power_of_two((int)bits + 1))
        bits++;
    l->has_part = bits > 0;
    return bits > 0 ? quen__lifetime_rows_draw(l->temp, &l->sample->rows, bits, &l->part)
                    : QUEN_OK;
}

/* What a k has found: of the part, or of all if there is none; and of all. */
typedef struct finding {
    quen__lifetime_found part, all;
} finding;

/* From where `part` is, or the usual parameters if that is flat: it tells nothing then.
 */
static quen_status seek_both(const lesson *l, search *s, finding *found)
{
    quen_status status = QUEN_OK;
    double least = s->problem.least;
    if (found->part.state != QUEN_LIFETIME_STATE_CONVERGED)
        begin_at_usual(s, &found->part);
    s->problem.least = (double)-INFINITY;
    if (l->has_part)
        status = seek(s, &l->part, &found->part);
    found->all = found->part;
    if (l->has_part && found->part.state != QUEN_LIFETIME_STATE_CONVERGED)
        begin_at_usual(s, &found->all);
    s->problem.least = least;
    if (status == QUEN_OK)
        status = seek(s, &l->sample->rows, &found->all);
    if (!l->has_part)
        found->part = found->all;
    return status;
}

static quen_status learn_k(const lesson *l, uint32_t k, double least, finding *found)
{
    search s = {.problem = {.d = QUEN__LIFETIME_FAMILY,
                            .prior = l->prior,
                            .least = least - gaps_part(l->sample, k),
                            .sums = quen__lifetime_pass_sums}};
    s.problem.centre = s.centre;
    s.problem.user = &s.pass;
    s.pass.ctx = l->temp->ctx;
    s.pass.law.family = l->family;
    s.pass.law.k = k;
    usual(l->family, k, s.centre);
    quen_status status = seek_both(l, &s, found);
    found->all.value += gaps_part(l->sample, k);
    found->all.total += gaps_part(l->sample, k);
    return status;
}

/* A k more makes a gap of k + 1 parts, at a rate so much higher. */
static quen_status climb(const lesson *l, finding *best, uint32_t *k)
{
    quen_status status = QUEN_OK;
    for (uint32_t next = *k + 1; next <= QUEN__LIFETIME_MOST_K && status == QUEN_OK;
         next++) {
        finding found = *best;
        found.part.p[0] *= (double)next / *k;
        status = learn_k(l, next, best->all.total, &found);
        if (!(found.all.total > best->all.total))
            break;
        *best = found;
        *k = next;
    }
    return status;
}

/*
 * Times back to the unit of the caller, who scaled by `unit`. The likelihood is a density
 * of the moments of all returns; without that of the gaps between them, of k moments a
 * gap.
 */
static void tell(const quen__lifetime_sample *sample, const quen__lifetime_found *found,
                 double unit, quen__lifetime_learned *out)
{
    int pareto = out->law.family == QUEN_LIFETIME_FAMILY_PARETO_NBD;
    double by_time[QUEN__LIFETIME_FAMILY] = {1, unit, 1, pareto ? unit : 1};
    double moments = sample->returns * (isnan(sample->log_gaps) ? out->law.k : 1);
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++) {
        out->law.p[i] = found->p[i] * by_time[i];
        out->error[i] = found->error[i] * by_time[i];
    }
    out->log_likelihood = found->value - moments * quen__special_log(unit);
    out->state = sample->returns > 0 ? found->state : QUEN_LIFETIME_STATE_PRIOR;
    out->steps = found->steps;
}

static double mean_t(const quen__lifetime_rows *rows, double otherwise)
{
    double sum = 0;
    for (size_t i = 0; i < rows->n; i++)
        sum += rows->row[i].b * rows->row[i].count;
    double mean = rows->count > 0 ? sum / rows->count : 0;
    return mean > LEAST_TIME ? mean : otherwise;
}

/* Nothing to learn from: what is usual. */
static void take_usual(uint32_t family, uint32_t k, quen__lifetime_found *found)
{
    double centre[QUEN__LIFETIME_FAMILY];
    usual(family, k, centre);
    for (size_t i = 0; i < QUEN__LIFETIME_FAMILY; i++) {
        found->p[i] = quen__special_exp(centre[i]);
        found->error[i] = (double)NAN;
    }
}

quen_status quen__lifetime_learn(quen__temp *temp, quen__lifetime_sample *sample,
                                 const quen__lifetime_wish *wish,
                                 quen__lifetime_learned *out)
{
    double unit = mean_t(&sample->rows, wish->unit);
    lesson l = {temp, sample, wish->family, wish->prior, 0, {0}};
    finding found = {.part = {.state = QUEN_LIFETIME_STATE_PRIOR}};
    int has_k = wish->family == QUEN_LIFETIME_FAMILY_MBG_CNBD;
    int is_asked = has_k && wish->k == 0 && !isnan(sample->log_gaps);
    uint32_t k = has_k && wish->k > 0 ? wish->k : 1;
    quen_status status = QUEN_OK;
    quen__lifetime_rows_scale(&sample->rows, unit, unit);
    sample->log_gaps -= sample->returns * quen__special_log(unit);
    if (sample->returns == 0 && wish->prior == 0) {
        take_usual(wish->family, k, &found.all);
    } else {
        status = draw_part(&l);
        if (status == QUEN_OK)
            status = learn_k(&l, k, (double)-INFINITY, &found);
    }
    if (status == QUEN_OK && is_asked && sample->returns > 0)
        status = climb(&l, &found, &k);
    out->law = (quen__lifetime_law){.family = wish->family, .k = k};
    tell(sample, &found.all, unit, out);
    return status;
}
