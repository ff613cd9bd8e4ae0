/*
 * Counts of customers by hour, weekday, month and group of items, and the strength of the
 * shop's shares against them: that by which orders of the check are foreseen best. A
 * strength that fits the counts themselves (a Dirichlet-multinomial likelihood) is lower
 * and foresees worse: orders that come in a burst are no habit.
 */
#include <math.h>

#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "math/special.h"
#include "models/habits/habits_learn.h"

#define HABITS QUEN__HABITS_HABITS
#define LEAST_GAIN 0.001  /* of a log-loss: less is none, where nearly all do the same */
#define NOBODY_COUNTS 0.5 /* in front of the shop's shares: nothing is impossible */

static const double strengths[] = {1,  2,  3,   5,   7,   10,  15,  20,  30,
                                   50, 70, 100, 150, 200, 300, 500, 1000};
enum { STRENGTHS = sizeof strengths / sizeof *strengths };

/* What a customer did, one value after another. */
typedef struct doing {
    const quen__habits_days *days;
    const quen__habits_values *values;
    int64_t check_day; /* on it and later it is of the check */
    uint32_t *count;   /* of each value, before the check, and in it */
    uint32_t *later;
} doing;

static void do_order(const doing *d, int64_t time_s)
{
    int64_t local = quen__clock_local(&d->days->clock, time_s);
    int64_t day = quen__calendar_day(local);
    uint32_t *to = day < d->check_day ? d->count : d->later;
    const size_t *first = d->values->first;
    to[first[QUEN_HABITS_HABIT_HOUR] +
       (size_t)(quen__calendar_second_of_day(local) / 3600)]++;
    to[first[QUEN_HABITS_HABIT_WEEKDAY] + (size_t)quen__calendar_weekday(day)]++;
    to[first[QUEN_HABITS_HABIT_MONTH] + (size_t)(quen__calendar_month(day) % 12)]++;
}

static void do_baskets(const doing *d, size_t customer)
{
    const quen__habits_days *days = d->days;
    size_t first = d->values->first[QUEN_HABITS_HABIT_ITEM_GROUP];
    for (uint64_t b = days->customer_start[customer];
         b < days->customer_start[customer + 1]; b++) {
        uint32_t *to = days->day[b] < d->check_day ? d->count : d->later;
        for (uint64_t i = days->start[b]; i < days->start[b + 1]; i++) {
            uint32_t group = d->values->group[days->item[i]];
            if (group != UINT32_MAX)
                to[first + group]++;
        }
    }
}

static void do_customer(const doing *d, size_t customer)
{
    const quen__log *log = d->days->log;
    size_t n = d->values->first[HABITS];
    for (size_t i = 0; i < n; i++)
        d->count[i] = d->later[i] = 0;
    for (uint64_t o = log->customer_start[customer];
         o < log->customer_start[customer + 1] && log->order_time[o] < d->days->now_s;
         o++)
        if (quen__log_is_visit(log, o, d->days->now_s))
            do_order(d, log->order_time[o]);
    if (d->values->group)
        do_baskets(d, customer);
}

/* The shop's shares before the check, of sums that are in them. */
static void make_shares(const quen__habits_values *values, double *share)
{
    for (int h = 0; h < HABITS; h++) {
        double sum = 0;
        for (size_t i = values->first[h]; i < values->first[h + 1]; i++)
            sum += share[i] + NOBODY_COUNTS;
        for (size_t i = values->first[h]; i < values->first[h + 1]; i++)
            share[i] = (share[i] + NOBODY_COUNTS) / sum;
    }
}

static void add_shares(const doing *d, int with_later, double *share)
{
    size_t n = d->values->first[HABITS];
    for (size_t i = 0; i < n; i++)
        share[i] = 0;
    for (size_t c = 0; c < d->days->n_customers; c++) {
        do_customer(d, c);
        for (size_t i = 0; i < n; i++)
            share[i] += (double)d->count[i] + (with_later ? (double)d->later[i] : 0);
    }
    make_shares(d->values, share);
}

/* --- the check --- */

typedef struct losses {
    double half[2][STRENGTHS]; /* sums, by strength */
    double model, plain, n;
    quen__habits_tally tally;
} losses;

typedef struct checking {
    const doing *d;
    const double *share;
    losses of[HABITS];
    size_t best[HABITS][3]; /* of each half, and of all */
} checking;

/* What a customer has of a habit before the check, and in it. */
static uint64_t sum_of(const uint32_t *count, size_t first, size_t last)
{
    uint64_t sum = 0;
    for (size_t i = first; i < last; i++)
        sum += count[i];
    return sum;
}

static double loss(const checking *c, size_t first, size_t last, double strength)
{
    const doing *d = c->d;
    double n = (double)sum_of(d->count, first, last), sum = 0;
    for (size_t i = first; i < last; i++)
        if (d->later[i])
            sum -=
                d->later[i] * quen__special_log((d->count[i] + strength * c->share[i]) /
                                                (n + strength));
    return sum;
}

static double plain_loss(const checking *c, size_t first, size_t last)
{
    double sum = 0;
    for (size_t i = first; i < last; i++)
        if (c->d->later[i])
            sum -= c->d->later[i] * quen__special_log(c->share[i]);
    return sum;
}

/* stage 0: sums by strength; 1: the model of the other half beside the plain answer. */
static void check_habit(checking *c, int habit, size_t customer, int stage)
{
    losses *l = &c->of[habit];
    size_t half = customer & 1;
    size_t first = c->d->values->first[habit], last = c->d->values->first[habit + 1];
    uint64_t n = sum_of(c->d->later, first, last);
    if (n == 0 || sum_of(c->d->count, first, last) == 0)
        return;
    if (stage == 0) {
        for (int s = 0; s < STRENGTHS; s++)
            l->half[half][s] += loss(c, first, last, strengths[s]);
        return;
    }
    double model = loss(c, first, last, strengths[c->best[habit][1 - half]]);
    double plain = plain_loss(c, first, last);
    l->model += model;
    l->plain += plain;
    l->n += (double)n;
    quen__habits_count(&l->tally, plain - model);
}

static void find_best(checking *c, int habit)
{
    const losses *l = &c->of[habit];
    for (int which = 0; which < 3; which++) {
        double least = INFINITY;
        for (size_t s = 0; s < STRENGTHS; s++) {
            double sum = which < 2 ? l->half[which][s] : l->half[0][s] + l->half[1][s];
            if (sum < least) {
                least = sum;
                c->best[habit][which] = s;
            }
        }
    }
}

static void tell(const checking *c, int habit, quen__habits_info *info)
{
    const losses *l = &c->of[habit];
    quen__habits_judged *out = &info->checks[QUEN_HABITS_CHECK_HOUR + habit];
    if (l->tally.n < QUEN__HABITS_LEAST)
        return;
    out->n = (uint64_t)l->n;
    out->model = l->model / l->n;
    out->plain = l->plain / l->n;
    quen__habits_conclude(&l->tally, out);
    out->better &= out->plain - out->model > LEAST_GAIN;
    info->strength[habit] = strengths[c->best[habit][2]];
    info->is_own[habit] = out->better;
}

static void check_all(checking *c, quen__habits_info *info)
{
    for (int stage = 0; stage < 2; stage++) {
        for (size_t i = 0; i < c->d->days->n_customers; i++) {
            do_customer(c->d, i);
            for (int h = 0; h < HABITS; h++)
                check_habit(c, h, i, stage);
        }
        for (int h = 0; stage == 0 && h < HABITS; h++)
            find_best(c, h);
    }
    for (int h = 0; h < HABITS; h++)
        tell(c, h, info);
}

/* --- what is kept --- */

static size_t count_cells(const doing *d)
{
    size_t n = 0;
    for (size_t c = 0; c < d->days->n_customers; c++) {
        do_customer(d, c);
        for (size_t i = 0; i < d->values->first[HABITS]; i++)
            n += d->count[i] > 0;
    }
    return n;
}

static quen_status keep_cells(quen__temp *temp, const doing *d, quen__habits_counts *out)
{
    size_t n = d->days->n_customers, at = 0;
    out->row = quen__temp_zero(temp, n + 1, sizeof *out->row);
    out->cell = quen__temp_new(temp, count_cells(d) + 1, sizeof *out->cell);
    if (!out->row || !out->cell)
        return QUEN_ERR_MEMORY;
    for (size_t c = 0; c < n; c++) {
        do_customer(d, c);
        for (size_t i = 0; i < d->values->first[HABITS]; i++)
            if (d->count[i] > 0)
                out->cell[at++] = (quen__habits_cell){(uint32_t)i, d->count[i]};
        out->row[c + 1] = at;
    }
    return QUEN_OK;
}

quen_status quen__habits_share(quen__temp *temp, const quen__habits_days *days,
                               const quen__habits_values *values, int64_t check_day,
                               quen__habits_counts *out, quen__habits_info *info)
{
    size_t n = values->first[HABITS];
    doing d = {.days = days, .values = values, .check_day = check_day};
    checking *c = quen__temp_zero(temp, 1, sizeof *c);
    d.count = quen__temp_zero(temp, n, 2 * sizeof *d.count);
    out->share = quen__temp_zero(temp, n, sizeof *out->share);
    if (!c || !d.count || !out->share)
        return QUEN_ERR_MEMORY;
    d.later = d.count + n;
    if (check_day != INT64_MAX) {
        add_shares(&d, 0, out->share);
        *c = (checking){.d = &d, .share = out->share};
        check_all(c, info);
    }
    d.check_day = INT64_MAX;
    add_shares(&d, 1, out->share);
    return keep_cells(temp, &d, out);
}
