/*
 * Counts of customers by hour, weekday, month, group of items and channel, and the
 * strength of the shop's shares against them: that by which orders of the check are
 * foreseen best. Only values that a customer has are kept and looked at: the others have
 * the shop's share. A strength that fits the counts themselves (a Dirichlet-multinomial
 * likelihood) is lower and foresees worse: orders that come in a burst are no habit.
 */
#include <math.h>

#include "data/orders/log_walk.h"
#include "data/parse/calendar.h"
#include "math/sort.h"
#include "math/special.h"
#include "models/habits/habits_learn.h"

#define HABITS QUEN__HABITS_HABITS
#define LEAST_GAIN 0.001  /* of a log-loss: less is none, where nearly all do the same */
#define NOBODY_COUNTS 0.5 /* in front of the shop's shares: nothing is impossible */

static const double strengths[] = {1,  2,  3,   5,   7,   10,  15,  20,  30,
                                   50, 70, 100, 150, 200, 300, 500, 1000};
enum { STRENGTHS = sizeof strengths / sizeof *strengths };

/* --- what a customer did --- */

typedef struct seeing {
    const quen__habits_days *days;
    const quen__habits_values *values;
    int64_t check_day;       /* on it and later it is of the check */
    uint32_t *count, *later; /* of each value, before the check, and in it */
    uint32_t *seen;          /* values that have either */
    size_t n_seen;
} seeing;

static void see(seeing *s, size_t value, int is_later)
{
    if (s->count[value] == 0 && s->later[value] == 0)
        s->seen[s->n_seen++] = (uint32_t)value;
    (is_later ? s->later : s->count)[value]++;
}

static void see_order(seeing *s, uint64_t order)
{
    int64_t local = quen__clock_local(&s->days->clock, s->days->log->order_time[order]);
    int64_t day = quen__calendar_day(local);
    const size_t *first = s->values->first;
    int is_later = day >= s->check_day;
    see(s,
        first[QUEN_HABITS_HABIT_HOUR] +
            (size_t)(quen__calendar_second_of_day(local) / 3600),
        is_later);
    see(s, first[QUEN_HABITS_HABIT_WEEKDAY] + (size_t)quen__calendar_weekday(day),
        is_later);
    see(s, first[QUEN_HABITS_HABIT_MONTH] + (size_t)(quen__calendar_month(day) % 12),
        is_later);
    if (s->values->channel && s->values->channel[order] != UINT32_MAX)
        see(s, first[QUEN_HABITS_HABIT_CHANNEL] + s->values->channel[order], is_later);
}

static void see_baskets(seeing *s, size_t customer)
{
    const quen__habits_days *days = s->days;
    size_t first = s->values->first[QUEN_HABITS_HABIT_ITEM_GROUP];
    for (uint64_t b = days->customer_start[customer];
         b < days->customer_start[customer + 1]; b++)
        for (uint64_t i = days->start[b]; i < days->start[b + 1]; i++) {
            uint32_t group = s->values->group[days->item[i]];
            if (group != UINT32_MAX)
                see(s, first + group, days->day[b] >= s->check_day);
        }
}

static void see_customer(seeing *s, size_t customer)
{
    const quen__log *log = s->days->log;
    for (uint64_t o = log->customer_start[customer];
         o < log->customer_start[customer + 1] && log->order_time[o] < s->days->now_s;
         o++)
        if (quen__log_is_visit(log, o, s->days->now_s))
            see_order(s, o);
    if (s->values->group)
        see_baskets(s, customer);
}

static void forget(seeing *s)
{
    for (size_t i = 0; i < s->n_seen; i++)
        s->count[s->seen[i]] = s->later[s->seen[i]] = 0;
    s->n_seen = 0;
}

/* --- cells of all customers --- */

/* Counts of cells are those before the check; what is in it stands beside. */
typedef struct cells {
    size_t n; /* customers */
    uint64_t *row;
    quen__habits_cell *cell;
    uint32_t *later;
} cells;

static quen_status count_cells(quen_context *ctx, seeing *s, cells *out)
{
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < out->n && status == QUEN_OK; c++) {
        status = quen__habits_tell(ctx, c, 0.8);
        see_customer(s, c);
        out->row[c + 1] = out->row[c] + s->n_seen;
        forget(s);
    }
    return status;
}

static quen_status fill_cells(quen_context *ctx, seeing *s, cells *out)
{
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < out->n && status == QUEN_OK; c++) {
        quen__habits_cell *cell = out->cell + out->row[c];
        uint32_t *later = out->later + out->row[c];
        status = quen__habits_tell(ctx, c, 0.85);
        see_customer(s, c);
        quen__sort_in_place(s->seen, s->n_seen);
        for (size_t i = 0; i < s->n_seen; i++) {
            cell[i] = (quen__habits_cell){s->seen[i], s->count[s->seen[i]]};
            later[i] = s->later[s->seen[i]];
        }
        forget(s);
    }
    return status;
}

/* own: memory for what is not kept. */
static quen_status make_cells(quen__temp *temp, quen__temp *own, seeing *s, cells *out)
{
    size_t n = s->values->first[HABITS];
    s->count = quen__temp_zero(own, n, 2 * sizeof *s->count);
    s->seen = quen__temp_new(own, n, sizeof *s->seen);
    out->row = quen__temp_zero(temp, out->n + 1, sizeof *out->row);
    if (!s->count || !s->seen || !out->row)
        return QUEN_ERR_MEMORY;
    s->later = s->count + n;
    quen_status status = count_cells(temp->ctx, s, out);
    if (status != QUEN_OK)
        return status;
    out->cell = quen__temp_new(temp, (size_t)out->row[out->n] + 1, sizeof *out->cell);
    out->later = quen__temp_new(own, (size_t)out->row[out->n] + 1, sizeof *out->later);
    if (!out->cell || !out->later)
        return QUEN_ERR_MEMORY;
    return fill_cells(temp->ctx, s, out);
}

/* What is in the check counts, too. */
static void add_later(const cells *all)
{
    for (size_t i = 0; i < all->row[all->n]; i++)
        all->cell[i].count += all->later[i];
}

/* The shop's shares of what cells count. */
static void make_shares(const quen__habits_values *values, const cells *all,
                        double *share)
{
    for (size_t i = 0; i < values->first[HABITS]; i++)
        share[i] = NOBODY_COUNTS;
    for (size_t i = 0; i < all->row[all->n]; i++)
        share[all->cell[i].value] += (double)all->cell[i].count;
    for (int h = 0; h < HABITS; h++) {
        double sum = 0;
        for (size_t i = values->first[h]; i < values->first[h + 1]; i++)
            sum += share[i];
        for (size_t i = values->first[h]; i < values->first[h + 1]; i++)
            share[i] /= sum;
    }
}

/* --- the check --- */

typedef struct losses {
    double half[2][STRENGTHS]; /* sums, by strength */
    double model, plain, n;
    quen__habits_tally tally;
} losses;

typedef struct checking {
    const cells *cells;
    const quen__habits_values *values;
    const double *share;
    losses of[HABITS];
    size_t best[HABITS][3]; /* of each half, and of all */
} checking;

/* Cells of a customer and a habit, and their sums. */
typedef struct part {
    const quen__habits_cell *cell;
    const uint32_t *later;
    size_t n;
    double counts, laters;
} part;

/* Those of a habit that ends before a value, from `at` on, which moves on. */
static part part_of(const cells *all, size_t customer, size_t end, uint64_t *at)
{
    part p = {all->cell + *at, all->later + *at, 0, 0, 0};
    for (; *at < all->row[customer + 1] && all->cell[*at].value < end; ++*at) {
        p.counts += (double)all->cell[*at].count;
        p.laters += (double)all->later[*at];
        p.n++;
    }
    return p;
}

static double loss(const checking *c, const part *p, double strength)
{
    double sum = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->later[i])
            sum -= p->later[i] *
                   quen__special_log(
                       (p->cell[i].count + strength * c->share[p->cell[i].value]) /
                       (p->counts + strength));
    return sum;
}

static double plain_loss(const checking *c, const part *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->later[i])
            sum -= p->later[i] * quen__special_log(c->share[p->cell[i].value]);
    return sum;
}

/* stage 0: sums by strength; 1: the model of the other half beside the plain answer. */
static void check_part(checking *c, int habit, const part *p, size_t half, int stage)
{
    losses *l = &c->of[habit];
    if (p->laters == 0 || p->counts == 0)
        return;
    if (stage == 0) {
        for (int s = 0; s < STRENGTHS; s++)
            l->half[half][s] += loss(c, p, strengths[s]);
        return;
    }
    double model = loss(c, p, strengths[c->best[habit][1 - half]]);
    double plain = plain_loss(c, p);
    l->model += model;
    l->plain += plain;
    l->n += p->laters;
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

static quen_status check_stage(quen_context *ctx, checking *c, int stage)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < c->cells->n && status == QUEN_OK; i++) {
        uint64_t at = c->cells->row[i];
        status = quen__habits_tell(ctx, i, stage == 0 ? 0.9 : 0.95);
        for (int h = 0; h < HABITS; h++) {
            part p = part_of(c->cells, i, c->values->first[h + 1], &at);
            check_part(c, h, &p, i & 1, stage);
        }
    }
    return status;
}

static quen_status check_all(quen_context *ctx, checking *c, quen__habits_info *info)
{
    quen_status status = check_stage(ctx, c, 0);
    for (int h = 0; h < HABITS; h++)
        find_best(c, h);
    if (status == QUEN_OK)
        status = check_stage(ctx, c, 1);
    for (int h = 0; h < HABITS; h++)
        tell(c, h, info);
    return status;
}

static quen_status share_all(quen__temp *temp, quen__temp *own, seeing *s,
                             quen__habits_counts *out, quen__habits_info *info)
{
    cells all = {.n = s->days->n_customers};
    checking *c = quen__temp_zero(own, 1, sizeof *c);
    out->share = quen__temp_new(temp, s->values->first[HABITS], sizeof *out->share);
    quen_status status =
        c && out->share ? make_cells(temp, own, s, &all) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK && s->check_day != INT64_MAX) {
        *c = (checking){.cells = &all, .values = s->values, .share = out->share};
        make_shares(s->values, &all, out->share);
        status = check_all(temp->ctx, c, info);
    }
    if (status != QUEN_OK)
        return status;
    add_later(&all);
    make_shares(s->values, &all, out->share);
    out->row = all.row;
    out->cell = all.cell;
    return QUEN_OK;
}

quen_status quen__habits_share(quen__temp *temp, const quen__habits_days *days,
                               const quen__habits_values *values, int64_t check_day,
                               quen__habits_counts *out, quen__habits_info *info)
{
    quen__temp own = QUEN__TEMP(temp->ctx);
    seeing s = {.days = days, .values = values, .check_day = check_day};
    quen_status status = share_all(temp, &own, &s, out, info);
    quen__temp_close(&own);
    return status;
}
