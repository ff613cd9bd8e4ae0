/*
 * Whether an item is bought again within the check: the law of its gaps against a
 * customer who comes at a rhythm and takes items as all customers do.
 */
#include "models/habits/habits_learn.h"

#include <math.h>

#define MOST_Z 1e6 /* where the model is as much better for each customer */

void quen__habits_conclude(const quen__habits_tally *t, quen__habits_judged *out)
{
    double mean = t->sum / t->n, variance = t->square / t->n - mean * mean;
    double most = mean > 0 ? MOST_Z : mean < 0 ? -MOST_Z : 0;
    out->judged = 1;
    out->customers = (uint64_t)t->n;
    out->z = variance > 0 ? mean / sqrt(variance / t->n) : most;
    out->z = fabs(out->z) < MOST_Z ? out->z : most;
    out->better = out->z > QUEN__HABITS_BEYOND_CHANCE;
}

quen__habits_judged quen__habits_unjudged(void)
{
    double unknown = (double)NAN;
    return (quen__habits_judged){.model = unknown,
                                 .plain = unknown,
                                 .model_hits = unknown,
                                 .plain_hits = unknown,
                                 .z = unknown};
}

typedef struct judging {
    const quen__habits_known *known;
    const quen__habits_popular *popular;
    const quen__habits_item *item;
    quen__habits_item visit;
    const quen__habits_law *gaps, *visits;
    double days; /* of the check */
    double n, model, plain;
} judging;

/* b: the customer's first basket of the check. */
static int came_again(const judging *j, size_t customer, uint64_t b, uint32_t item)
{
    const quen__habits_days *d = j->known->days;
    for (; b < d->customer_start[customer + 1]; b++)
        if (quen__habits_holds(d, b, item))
            return 1;
    return 0;
}

static double expected_visits(const judging *j, size_t customer, double t)
{
    const quen__habits_rhythm *r = &j->known->rhythm[customer];
    quen__habits_gap gap =
        quen__habits_gap_of(j->visits, &j->visit, r->times, (double)r->span_days);
    return quen__habits_visits(&gap, t, j->days);
}

/* events: those of the customer's pairs; the difference of squared errors. */
static double judge_customer(judging *j, size_t customer, const quen__habits_event *event,
                             double visits)
{
    double better = 0;
    uint64_t b = quen__habits_before(j->known->days, customer, j->known->day);
    for (uint64_t i = j->known->row[customer]; i < j->known->row[customer + 1]; i++) {
        const quen__habits_pair *p = &j->known->pair[i];
        event += p->times;
        quen__habits_gap gap = quen__habits_gap_of(j->gaps, &j->item[p->item], p->times,
                                                   (double)p->span_days);
        double came = came_again(j, customer, b, p->item);
        double model = quen__habits_chance(&gap, (double)event[-1].wait, j->days) - came;
        double plain = quen__habits_taken(j->popular->share[p->item], visits) - came;
        j->model += model * model;
        j->plain += plain * plain;
        j->n += 1;
        better += plain * plain - model * model;
    }
    return better;
}

static void judge_all(judging *j, quen__habits_judged *out)
{
    const quen__habits_known *known = j->known;
    const quen__habits_event *event = known->event, *visit = known->visit;
    size_t n = known->days->n_customers, step = quen__habits_step(n);
    quen__habits_tally tally = {0};
    for (size_t c = 0; c < n; c++) {
        uint32_t times = known->rhythm[c].times;
        visit += times;
        if (times > 0 && c % step == 0)
            quen__habits_count(
                &tally, judge_customer(j, c, event,
                                       expected_visits(j, c, (double)visit[-1].wait)));
        for (uint64_t i = known->row[c]; i < known->row[c + 1]; i++)
            event += known->pair[i].times;
    }
    if (tally.n < QUEN__HABITS_LEAST)
        return;
    out->n = (uint64_t)j->n;
    out->model = j->model / j->n;
    out->plain = j->plain / j->n;
    quen__habits_conclude(&tally, out);
}

quen_status quen__habits_judge_due(quen__temp *temp, quen__habits_tables *tables,
                                   const quen__habits_known *known,
                                   const quen__habits_popular *popular,
                                   quen__habits_info *info)
{
    size_t n = known->days->n_items;
    quen__habits_law gaps, visits;
    quen__habits_item *item = quen__temp_zero(temp, n + 1, sizeof *item);
    judging j = {.known = known,
                 .popular = popular,
                 .item = item,
                 .gaps = &gaps,
                 .visits = &visits,
                 .days = (double)(known->days->last_day + 1 - known->day)};
    if (!item)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__habits_gaps(temp, tables, known->event, known->n_events, n, item, &gaps);
    if (status == QUEN_OK)
        status = quen__habits_gaps(temp, tables, known->visit, known->n_visits, 1,
                                   &j.visit, &visits);
    if (status == QUEN_OK)
        judge_all(&j, &info->checks[QUEN_HABITS_CHECK_DUE]);
    return status;
}
