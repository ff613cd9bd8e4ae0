/*
 * See lifetime_judge.h. The plain answers are that all customers order as often as the
 * average one did in as long a time before, and that each orders at the rate x / T.
 * "Better" asks for two standard errors of the difference of squared errors, so that
 * chance alone makes it so in one of forty logs.
 */
#include "models/lifetime/lifetime_judge.h"

#include <math.h>

#include "core/parallel.h"

#define LEAST_CUSTOMERS 20
#define LEAST_CAME 5
#define BEYOND_CHANCE 2.0

static double sum_known(const double *value, const double *x, size_t n, size_t step)
{
    double sum = 0;
    for (size_t i = 0; i < n; i += step)
        sum += x[i] > 0 ? value[i] : 0;
    return sum;
}

quen_status quen__lifetime_sample_make(quen__temp *temp,
                                       const quen__lifetime_people *people, size_t step,
                                       quen__lifetime_sample *out)
{
    out->returns = sum_known(people->x, people->x, people->n, step);
    out->log_gaps = people->log_gaps
                        ? sum_known(people->log_gaps, people->x, people->n, step)
                        : (double)NAN;
    return quen__lifetime_rows_make(temp, people->x, people->t_x, people->t, people->n,
                                    step, &out->rows);
}

/* --- what each would have said --- */

typedef struct judging {
    const quen__lifetime_people *people;
    const quen__lifetime_law *law;
    double days,
        mean;     /* of the check; of the orders that an average customer has in it */
    double *said; /* by each of the customers looked at, by the model */
    size_t step;
    quen__chunks chunks; /* of `said` */
} judging;

static void foresee_chunk(void *user, size_t chunk, unsigned worker)
{
    const judging *j = user;
    quen__range range = quen__chunk_range(&j->chunks, chunk);
    const quen__lifetime_people *people = j->people;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        size_t at = i * j->step;
        if (people->x[at] < 0)
            continue;
        quen__lifetime_now now =
            quen__lifetime_look(j->law, people->x[at], people->t_x[at], people->t[at]);
        j->said[i] =
            quen__lifetime_orders(j->law, people->x[at], people->t[at], &now, j->days);
    }
}

static double own_orders(const judging *j, size_t at)
{
    double t = j->people->t[at];
    return t > 0 ? j->people->x[at] / t * j->days : j->mean;
}

/* The orders of an average customer in as many days before the check. */
static double average_before(const judging *j)
{
    const quen__lifetime_people *people = j->people;
    double orders = 0, there = 0, x = 0, t = 0;
    for (size_t at = 0; at < people->n; at += j->step) {
        if (people->x[at] < 0)
            continue;
        x += people->x[at];
        t += people->t[at];
        if (people->t[at] >= j->days) {
            orders += people->before[at];
            there += 1;
        }
    }
    return there >= LEAST_CUSTOMERS ? orders / there : t > 0 ? x / t * j->days : 0;
}

/* --- errors --- */

typedef struct tally {
    double n, said[3], square[3], absolute[3], orders;
    double better[2], better_square[2]; /* squared error of a plain answer less ours */
} tally;

static void add(tally *sum, const double said[3], double came)
{
    double square[3];
    for (int i = 0; i < 3; i++) {
        square[i] = (said[i] - came) * (said[i] - came);
        sum->said[i] += said[i];
        sum->square[i] += square[i];
        sum->absolute[i] += fabs(said[i] - came);
    }
    for (int i = 0; i < 2; i++) {
        double better = square[i + 1] - square[0];
        sum->better[i] += better;
        sum->better_square[i] += better * better;
    }
    sum->orders += came;
    sum->n += 1;
}

static tally compare(const judging *j)
{
    tally sum = {0};
    for (size_t i = 0; i < j->chunks.n; i++) {
        size_t at = i * j->step;
        double said[3] = {j->said[i], j->mean, own_orders(j, at)};
        if (j->people->x[at] >= 0)
            add(&sum, said, j->people->later[at]);
    }
    return sum;
}

static quen__lifetime_errors errors_of(const tally *sum, int i)
{
    return (quen__lifetime_errors){sum->said[i] / sum->n, sqrt(sum->square[i] / sum->n),
                                   sum->absolute[i] / sum->n};
}

static void tell(const judging *j, const tally *sum, quen__lifetime_info *info)
{
    quen__lifetime_check *check = &info->check;
    int plain = sum->square[2] < sum->square[1];
    double mean = sum->better[plain] / sum->n;
    double variance = sum->better_square[plain] / sum->n - mean * mean;
    check->judged = 1;
    check->customers = (uint64_t)sum->n;
    check->orders = sum->orders / sum->n;
    check->model = errors_of(sum, 0);
    check->mean = errors_of(sum, 1);
    check->own = errors_of(sum, 2);
    check->z = variance > 0 ? mean / sqrt(variance / sum->n) : 0;
    check->better = check->z > BEYOND_CHANCE;
    info->mean_rate = check->orders / j->days;
    info->answer = check->better ? QUEN_LIFETIME_ANSWER_MODEL
                   : plain       ? QUEN_LIFETIME_ANSWER_OWN
                                 : QUEN_LIFETIME_ANSWER_MEAN;
}

/* --- the whole --- */

/* 1 if enough were there, and enough of them came. */
static int is_enough(const quen__lifetime_people *people, size_t step)
{
    size_t there = 0, came = 0;
    for (size_t i = 0; i < people->n; i += step) {
        there += people->x[i] >= 0;
        came += people->x[i] >= 0 && people->later[i] > 0;
    }
    return there >= LEAST_CUSTOMERS && came >= LEAST_CAME;
}

static quen_status judge(quen__temp *temp, const quen__lifetime_people *people,
                         double days, const quen__lifetime_wish *wish,
                         quen__lifetime_info *info)
{
    quen__lifetime_sample sample;
    quen__lifetime_learned learned;
    judging j = {.people = people,
                 .law = &learned.law,
                 .days = days,
                 .step = quen__lifetime_step(people->n)};
    if (!is_enough(people, j.step))
        return QUEN_OK;
    quen_status status = quen__lifetime_sample_make(temp, people, j.step, &sample);
    if (status == QUEN_OK)
        status = quen__lifetime_learn(temp, &sample, wish, &learned);
    if (status != QUEN_OK)
        return status;
    j.mean = average_before(&j);
    j.chunks = quen__cut((people->n - 1) / j.step + 1, 256);
    j.said = quen__temp_new(temp, j.chunks.n, sizeof *j.said);
    if (!j.said)
        return QUEN_ERR_MEMORY;
    status = quen__parallel_for(temp->ctx, j.chunks.count, foresee_chunk, &j, NULL, 0, 1);
    tally sum = compare(&j);
    tell(&j, &sum, info);
    return status;
}

quen_status quen__lifetime_judge(quen_context *ctx, const quen__log *log,
                                 const quen_zone *clock, int64_t now_s, int64_t check_s,
                                 const quen__lifetime_wish *wish,
                                 quen__lifetime_info *info)
{
    if (check_s == 0 || log->n_customers == 0 || now_s - check_s < QUEN_TIME_MIN)
        return QUEN_OK;
    quen__lifetime_span span = {now_s - check_s, now_s};
    int64_t days = quen__lifetime_last_day(clock, span.until_s) -
                   quen__lifetime_last_day(clock, span.now_s);
    quen__temp temp = QUEN__TEMP(ctx);
    quen__lifetime_people people;
    quen_status status = QUEN_OK;
    if (days > 0)
        status = quen__lifetime_people_make(&temp, log, clock, span, 1, &people);
    if (status == QUEN_OK && days > 0)
        status = judge(&temp, &people, (double)days, wish, info);
    quen__temp_close(&temp);
    if (info->check.judged) {
        info->check.from_s = span.now_s;
        info->check.to_s = span.until_s;
    }
    return status;
}
