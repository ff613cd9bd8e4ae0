/*
 * A batch that was read twice. A till writes the same line twice when a thing is scanned
 * twice, so twin lines alone say little (8 % of a bakery's). An order whose every line is
 * there twice says more, the more different lines it has: of orders with two or more,
 * less than half a percent in public logs. An order is told by the greatest number that
 * divides how often each of its lines is there: 2 when read twice, 3 when thrice. Where
 * all sales of a day are together, of few things, even numbers of each are chance. Days
 * whose orders nearly all are such, one after another, are a batch.
 */
#include <stdio.h>
#include <string.h>

#include "data/check/finding.h"
#include "data/keys/key_words.h"
#include "data/parse/calendar.h"

/* At least so many orders of a batch, and of those with several different lines. */
#define BATCH_ORDERS 10u
#define SEVERAL_ORDERS 3u
/* Of a day's orders, that the day counts as read twice. */
#define DAY_SHARE 0.8
/* Orders of one line are repeated by themselves more often. */
#define SINGLES 4
/* With so many different lines, even numbers of each are no chance. */
#define MANY_DIFFERENT 8u
#define OFTEN 3u /* nobody reads a batch more often, without noticing */

/* The lines that are together: an order, or nobody's unnumbered ones of one moment. */
typedef struct group {
    uint64_t first_order, last_order; /* up to last_order - 1 */
    uint64_t lines, different;
    uint64_t times; /* that each line is there, at least; 1: not repeated */
    int lone;       /* 1: nobody's without a number */
} group;

typedef struct counts {
    uint64_t orders, repeated;          /* all orders */
    uint64_t several, several_repeated; /* those with several different lines */
    uint64_t too_many;                  /* lines */
    uint64_t example;                   /* the repeated order with most lines */
    uint64_t most;                      /* its different lines */
} counts;

/* Days from that of the log's first line on. */
typedef struct days {
    size_t n;
    int64_t first; /* days since 1970 */
    uint32_t *orders, *repeated;
} days;

/* Days one after another whose orders are repeated. */
typedef struct run {
    size_t first, last;
    uint64_t repeated;
} run;

static int is_twin(const quen__log *log, uint64_t i)
{
    return log->item[i] == log->item[i - 1] && log->quantity[i] == log->quantity[i - 1] &&
           log->amount[i] == log->amount[i - 1] &&
           (!log->time || log->time[i] == log->time[i - 1]);
}

static uint64_t divisor_of(uint64_t a, uint64_t b)
{
    while (b > 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The group that begins with an order. */
static group group_at(const quen__checking *c, uint64_t order)
{
    const quen__log *log = &c->log;
    group g = {order, order + 1, 0, 0, 0, 0};
    g.lone = order >= log->customer_start[log->n_customers] &&
             !quen__orders_has_number(c->orders, order);
    while (g.lone && g.last_order < log->n_orders &&
           log->order_time[g.last_order] == log->order_time[order])
        g.last_order++;
    uint64_t first = log->order_start[order], last = log->order_start[g.last_order];
    g.lines = last - first;
    for (uint64_t i = first, next; i < last; i = next) {
        for (next = i + 1; next < last && is_twin(log, next);)
            next++;
        g.times = divisor_of(next - i, g.times);
        g.different++;
    }
    return g;
}

/* 1: as if read twice or thrice; each time, most of the lines were there once. */
static int is_repeated(const group *g)
{
    return g->times > 1 &&
           (g->different >= MANY_DIFFERENT ||
            (g->times <= OFTEN && 2 * g->lines <= 3 * g->times * g->different));
}

/* 1: different enough to say something by itself; nobody's may be a day's of a stand. */
static int is_telling(const group *g)
{
    return g->different >= (g->lone ? MANY_DIFFERENT : 2);
}

static void count_group(const quen__checking *c, const group *g, counts *t, days *d)
{
    int64_t time = c->log.order_time[g->first_order];
    size_t day = (size_t)(quen__checking_day(c, time) - d->first);
    int repeated = is_repeated(g);
    t->orders++;
    t->repeated += (uint64_t)repeated;
    t->several += (uint64_t)is_telling(g);
    t->several_repeated += (uint64_t)(is_telling(g) && repeated);
    d->orders[day]++;
    d->repeated[day] += (uint32_t)repeated;
    if (!repeated)
        return;
    t->too_many += g->lines - g->lines / g->times;
    if (g->different > t->most) {
        t->most = g->different;
        t->example = g->first_order;
    }
}

/* The run with the most repeated orders. */
static run largest_run(const days *d)
{
    run best = {0, 0, 0}, here = {0, 0, 0};
    for (size_t i = 0; i < d->n; i++) {
        if (d->orders[i] == 0)
            continue;
        if (!quen__finding_is_share(d->repeated[i], d->orders[i], DAY_SHARE)) {
            here.repeated = 0;
            continue;
        }
        if (here.repeated == 0)
            here.first = i;
        here.last = i;
        here.repeated += d->repeated[i];
        if (here.repeated > best.repeated)
            best = here;
    }
    return best;
}

/* The order by its number, if it has one, else by its customer; and its day. */
static void write_example(const quen__checking *c, uint64_t order, char *example)
{
    char words[QUEN__KEY_WORDS], day[QUEN__DAY_WORDS];
    quen_key key = quen__orders_number_key(c->orders, order);
    const char *what = "order";
    if (key.kind == QUEN_KEY_NONE) {
        uint64_t customer = 0;
        while (customer < c->log.n_customers &&
               c->log.customer_start[customer + 1] <= order)
            customer++;
        key = quen_orders_customer_key(c->orders, (uint32_t)customer);
        what = "customer";
    }
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s %s, %s", what,
             quen__key_words(key, words),
             quen__finding_day(c, c->log.order_time[order], day));
}

static void tell(quen__checking *c, const counts *t, const days *d, const run *batch)
{
    char from[QUEN__DAY_WORDS], to[QUEN__DAY_WORDS], where[80] = "";
    double share = c->options.repeated_share;
    int is_batch = batch->repeated >= BATCH_ORDERS;
    int several = t->several_repeated >= SEVERAL_ORDERS &&
                  quen__finding_is_share(t->several_repeated, t->several, share);
    int singles = t->repeated >= BATCH_ORDERS &&
                  quen__finding_is_share(t->repeated, t->orders, SINGLES * share);
    if (!is_batch && !several && !singles)
        return;
    quen_finding finding = quen__finding_of(QUEN_FINDING_REPEATED,
                                            is_batch || several ? QUEN_SEVERITY_SEVERE
                                                                : QUEN_SEVERITY_WARNING,
                                            t->repeated, t->orders);
    finding.value = (double)t->too_many;
    finding.time_s = c->log.order_time[t->example];
    if (is_batch)
        snprintf(
            where, sizeof where, ", those of %s to %s above all",
            quen__calendar_day_words(86400 * (d->first + (int64_t)batch->first), from),
            quen__calendar_day_words(86400 * (d->first + (int64_t)batch->last), to));
    char *example = quen__finding_add(
        c, &finding,
        "%llu of %llu orders (%.1f%%) hold each of their lines twice or more%s: if a "
        "batch was read twice, read it once; %llu lines are too many then",
        (unsigned long long)t->repeated, (unsigned long long)t->orders,
        quen__finding_percent(t->repeated, t->orders), where,
        (unsigned long long)t->too_many);
    write_example(c, t->example, example);
}

quen_status quen__checking_repeats(quen__checking *c)
{
    quen__temp temp = QUEN__TEMP(c->ctx);
    counts t = {0};
    days d = {.first = c->first_day};
    d.n = (size_t)(c->last_day - c->first_day) + 1;
    d.orders = quen__temp_zero(&temp, d.n, sizeof *d.orders);
    d.repeated = quen__temp_zero(&temp, d.n, sizeof *d.repeated);
    int made = d.orders && d.repeated;
    for (uint64_t order = 0; made && order < c->log.n_orders;) {
        group g = group_at(c, order);
        count_group(c, &g, &t, &d);
        order = g.last_order;
    }
    if (made) {
        run batch = largest_run(&d);
        tell(c, &t, &d, &batch);
    }
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}
