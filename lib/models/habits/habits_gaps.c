/*
 * The law of gaps. After each purchase another follows with the chance `again`, after a
 * gamma distributed time; a purchase that none follows yet is either the last, or its gap
 * is longer than the time since (a mixture cure model: Farewell 1982). Means and chances
 * of items are found by expectation and least squares, drawn towards those of all by the
 * variance between items (method of moments); the shape and what a customer's own gaps
 * and repeats weigh by the likelihood of the gaps in their order.
 */
#include <float.h>

#include "math/special.h"
#include "models/habits/habits_learn.h"

#define STEPS 8
#define ROUNDS 2
#define NODES 1024
#define FAR 8.0 /* means: beyond it no gap is taken to be open */
#define MOST_EVENTS 40000u
#define LEAST_DAYS 0.01
#define MOST_DAYS 1e6

/* --- the gamma distribution --- */

double quen__habits_still(const quen__habits_gap *gap, double t)
{
    return t > 0 ? quen__special_gamma_above(gap->shape, gap->shape * t / gap->days) : 1;
}

double quen__habits_chance(const quen__habits_gap *gap, double t, double h)
{
    double now = quen__habits_still(gap, t), then = quen__habits_still(gap, t + h);
    double open = 1 - gap->again + gap->again * now;
    double chance = open > 0 ? gap->again * (now - then) / open : 0;
    return chance > 0 ? (chance < 1 ? chance : 1) : 0;
}

double quen__habits_median(const quen__habits_gap *gap, double t)
{
    double half = quen__habits_still(gap, t) / 2, low = t, high = t + gap->days;
    if (!(half > 1e-300))
        return t + gap->days;
    for (int i = 0; i < 60 && quen__habits_still(gap, high) > half; i++) {
        low = high;
        high += high - t;
    }
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        if (quen__habits_still(gap, middle) > half)
            low = middle;
        else
            high = middle;
    }
    return high;
}

double quen__habits_visits(const quen__habits_gap *gap, double t, double h)
{
    double now = quen__habits_still(gap, t);
    double open = 1 - gap->again + gap->again * now;
    double alive = open > 0 ? gap->again * now / open : 0, n = h / gap->days;
    double lost = (1 - gap->again) * n;
    return alive * (lost > 1e-9 ? -quen__special_expm1(-lost) / lost : 1) * n;
}

double quen__habits_taken(double share, double visits)
{
    if (share >= 1)
        return visits > 0 ? 1 : 0;
    return -quen__special_expm1(visits * quen__special_log1p(-share));
}

quen__habits_gap quen__habits_gap_of(const quen__habits_law *law,
                                     const quen__habits_item *item, uint32_t times,
                                     double span_days)
{
    double gaps = (double)times - 1;
    return (quen__habits_gap){
        (gaps + law->again_strength * item->again) / (gaps + law->again_strength),
        (span_days + law->days_strength * item->days) / (gaps + law->days_strength),
        law->shape};
}

/* --- learning --- */

/* Shares of open gaps and their means, by the time in means. */
typedef struct table {
    double shape, still[NODES + 1], beyond[NODES + 1];
} table;

/* Shapes that are tried, the first one among them. */
#define SHAPES 10u
#define FIRST_SHAPE 1.0
static const double shapes[SHAPES] = {0.5, 0.7, FIRST_SHAPE, 1.4, 2, 2.8, 4, 5.6, 8, 11};

/* Of each shape, made when it is first asked for; a fit of few gaps does little else. */
struct quen__habits_tables {
    table of[SHAPES];
};

/* What events say of a mean of customers: how much, and by how much it is off. */
typedef struct sums {
    double again, again_off, days, days_off;
} sums;

typedef struct learning {
    const quen__habits_event *event;
    size_t n, n_items, step;
    quen__habits_item *item;
    sums *sum; /* of each item */
    quen__habits_law *law;
    quen__habits_tables *tables;
    const table *table; /* of the law's shape */
} learning;

static void make_table(table *t, double shape)
{
    t->shape = shape;
    for (int i = 0; i <= NODES; i++) {
        double x = shape * FAR * i / NODES;
        double still = quen__special_gamma_above(shape, x);
        t->still[i] = still;
        t->beyond[i] = still > 1e-12 ? quen__special_gamma_above(shape + 1, x) / still
                                     : 1 + x / shape;
    }
}

quen__habits_tables *quen__habits_tables_new(quen__temp *temp)
{
    return quen__temp_zero(temp, 1, sizeof(quen__habits_tables));
}

static void use_table(learning *l)
{
    size_t i = 0;
    while (shapes[i] != l->law->shape)
        i++;
    if (l->tables->of[i].shape == 0)
        make_table(&l->tables->of[i], shapes[i]);
    l->table = &l->tables->of[i];
}

static double look(const double *nodes, double means)
{
    double at = means * NODES / FAR;
    if (at >= NODES)
        return nodes[NODES];
    int i = (int)at;
    return nodes[i] + (nodes[i + 1] - nodes[i]) * (at - i);
}

/*
 * A mean is one of customers, not of purchases, of which the loyal and the quick make
 * more than their share. What is foreseen of an event has a part of the mean in it, w,
 * the smaller the more is known of the customer; so the mean is moved by least squares,
 * an event of residual r by w r / sum(w^2). Days are by their own size.
 */
static void expect(const learning *l, const quen__habits_event *e)
{
    const quen__habits_item *item = &l->item[e->item];
    const quen__habits_law *law = l->law;
    sums *s = &l->sum[e->item];
    quen__habits_gap g = quen__habits_gap_of(law, item, e->n, (double)e->span);
    double gaps = (double)e->n - 1;
    double w = law->again_strength / (gaps + law->again_strength);
    double v = law->days_strength / (gaps + law->days_strength) * item->days / g.days;
    double wait = (double)e->wait, means = wait / g.days, followed = 1;
    if (e->is_last) {
        double still = means < FAR ? look(l->table->still, means) : 0;
        followed = g.again * still / (1 - g.again + g.again * still + 1e-300);
        wait = g.days * look(l->table->beyond, means);
    }
    s->again += w * w;
    s->again_off += w * (followed - g.again);
    s->days += followed * v * v;
    s->days_off += followed * v * (wait - g.days) / g.days;
}

/* Within / between, by the moments of means of groups of n: what one's own weighs
 * against. */
typedef struct moments {
    double n, square, spread, groups;
} moments;

static void note_group(moments *m, double n, double difference)
{
    if (n <= 0)
        return;
    m->n += n;
    m->square += n * n;
    m->spread += n * difference * difference;
    m->groups += 1;
}

static double shrinkage(const moments *m, double within)
{
    double room = m->n - (m->n > 0 ? m->square / m->n : 0);
    double between = room > 0 ? (m->spread - (m->groups - 1) * within) / room : 0;
    double ratio = between > 0 ? within / between : 1e6;
    return ratio < 1 ? 1 : ratio < 1e6 ? ratio : 1e6;
}

static double between(double x, double least, double most)
{
    return x < least ? least : x < most ? x : most;
}

/* Where an item's means would go by its own events. */
static double own_again(const sums *s, const quen__habits_item *item)
{
    return item->again + (s->again > 0 ? s->again_off / s->again : 0);
}

static double own_days(const sums *s, const quen__habits_item *item)
{
    return item->days * (1 + (s->days > 0 ? s->days_off / s->days : 0));
}

static void maximize(const learning *l)
{
    quen__habits_law *law = l->law;
    moments again = {0}, days = {0};
    double n_again = 1, sum_again = 0.5, n_days = 0, sum_days = 0;
    for (size_t i = 0; i < l->n_items; i++) {
        const sums *s = &l->sum[i];
        n_again += s->again;
        sum_again += s->again * own_again(s, &l->item[i]);
        n_days += s->days;
        sum_days += s->days * own_days(s, &l->item[i]);
    }
    law->again = between(sum_again / n_again, 1e-6, 1);
    if (n_days > 0)
        law->days = between(sum_days / n_days, LEAST_DAYS, MOST_DAYS);
    for (size_t i = 0; i < l->n_items; i++) {
        const sums *s = &l->sum[i];
        note_group(&again, s->again, own_again(s, &l->item[i]) - law->again);
        note_group(&days, s->days, own_days(s, &l->item[i]) - law->days);
    }
    double a = shrinkage(&again, law->again * (1 - law->again));
    double d = shrinkage(&days, law->days * law->days / law->shape);
    for (size_t i = 0; i < l->n_items; i++) {
        const sums *s = &l->sum[i];
        quen__habits_item *item = &l->item[i];
        item->again = between(
            (s->again * own_again(s, item) + a * law->again) / (s->again + a), 1e-6, 1);
        item->days =
            between((s->days * own_days(s, item) + d * law->days) / (s->days + d),
                    LEAST_DAYS, MOST_DAYS);
    }
}

/* A step goes through all events. */
static quen_status find_items(quen_context *ctx, learning *l)
{
    quen_status status = QUEN_OK;
    for (int step = 0; step < STEPS && status == QUEN_OK; step++) {
        for (size_t i = 0; i < l->n_items; i++)
            l->sum[i] = (sums){0};
        for (size_t i = 0; i < l->n; i++)
            expect(l, &l->event[i]);
        maximize(l);
        status = quen__progress(ctx, "habits", 0.7);
    }
    return status;
}

/* --- shape and strengths --- */

static double log_likelihood(const learning *l, const quen__habits_law *law)
{
    double k = law->shape, sum = 0;
    double constant = k * quen__special_log(k) - quen__special_lgamma(k);
    for (size_t i = 0; i < l->n; i += l->step) {
        const quen__habits_event *e = &l->event[i];
        quen__habits_gap g =
            quen__habits_gap_of(law, &l->item[e->item], e->n, (double)e->span);
        double means = (double)e->wait / g.days, chance;
        if (e->is_last) {
            double still = means < FAR ? look(l->table->still, means) : 0;
            chance = 1 - g.again + g.again * still;
            sum += quen__special_log(chance > 1e-12 ? chance : 1e-12);
        } else {
            sum += quen__special_log(g.again / g.days) + constant - k * means +
                   (k - 1) * quen__special_log(means > 1e-9 ? means : 1e-9);
        }
    }
    return sum;
}

static void move(learning *l, double *value, const double *grid, size_t n, int is_shape)
{
    double kept = *value, most = -DBL_MAX;
    for (size_t i = 0; i < n; i++) {
        *value = grid[i];
        if (is_shape)
            use_table(l);
        double sum = log_likelihood(l, l->law);
        if (sum > most) {
            most = sum;
            kept = grid[i];
        }
    }
    *value = kept;
    if (is_shape)
        use_table(l);
}

quen_status quen__habits_gaps(quen__temp *temp, quen__habits_tables *tables,
                              const quen__habits_event *event, size_t n, size_t n_items,
                              quen__habits_item *item, quen__habits_law *law)
{
    static const double strengths[] = {0.5, 1, 2, 4, 8, 16, 32, 64, 1e6};
    learning l = {.event = event,
                  .n = n,
                  .n_items = n_items,
                  .item = item,
                  .law = law,
                  .tables = tables};
    l.step = n / MOST_EVENTS + 1;
    l.sum = quen__temp_new(temp, n_items + 1, sizeof *l.sum);
    if (!l.sum)
        return QUEN_ERR_MEMORY;
    *law = (quen__habits_law){0.5, 30, FIRST_SHAPE, 8, 8};
    use_table(&l);
    for (size_t i = 0; i < n_items; i++) {
        item[i].again = law->again;
        item[i].days = law->days;
    }
    quen_status status = QUEN_OK;
    for (int round = 0; n > 0 && round < ROUNDS && status == QUEN_OK; round++) {
        status = find_items(temp->ctx, &l);
        move(&l, &law->shape, shapes, SHAPES, 1);
        move(&l, &law->days_strength, strengths, sizeof strengths / sizeof *strengths, 0);
        move(&l, &law->again_strength, strengths, sizeof strengths / sizeof *strengths,
             0);
    }
    return status;
}
