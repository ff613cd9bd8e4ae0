/*
 * Keys that stand for strangers, and lines without a customer. A key is suspected for its
 * name, or for how much it has: a share of all orders (or lines, where an order is a
 * whole day of a till's) that is many times what the median customer has. In public logs
 * no customer has both 4 % of the orders and 20 times the median.
 */
#include <stdio.h>

#include "data/check/finding.h"
#include "data/check/nobody_names.h"
#include "data/keys/key_words.h"
#include "data/parse/calendar.h"
#include "math/sort.h"

/* With fewer customers, or fewer orders, nobody stands out. */
#define CUSTOMERS 10u
#define ORDERS 30u
/* Who comes so often on each of their days, with such a share, is more than one. */
#define ORDERS_A_DAY 3u
#define SEVERE_SHARE 0.2

/* What a customer has, or all of them have. */
typedef struct load {
    uint64_t orders, lines;
} load;

typedef struct suspect {
    uint32_t customer;
    uint64_t orders;
} suspect;

/* Those with the most orders, descending; ties by number. */
typedef struct suspects {
    suspect most[QUEN__FINDING_KEYS];
    size_t n;
} suspects;

typedef struct look {
    quen__checking *c;
    load all, median;
    suspects named, large;
} look;

static load load_of(const quen__log *log, size_t first, size_t last)
{
    uint64_t from = log->customer_start[first], to = log->customer_start[last];
    load l = {to - from, log->order_start[to] - log->order_start[from]};
    return l;
}

static void keep_most(suspects *s, uint32_t customer, uint64_t orders)
{
    size_t at = s->n < QUEN__FINDING_KEYS ? s->n++ : QUEN__FINDING_KEYS;
    while (at > 0 && s->most[at - 1].orders < orders) {
        if (at < QUEN__FINDING_KEYS)
            s->most[at] = s->most[at - 1];
        at--;
    }
    if (at < QUEN__FINDING_KEYS)
        s->most[at] = (suspect){customer, orders};
}

/* --- how much is much --- */

static quen_status find_median(look *k)
{
    const quen__log *log = &k->c->log;
    size_t n = log->n_customers;
    quen__temp temp = QUEN__TEMP(k->c->ctx);
    int64_t *counts = quen__temp_new(&temp, n, sizeof *counts),
            *scratch = quen__temp_new(&temp, n, sizeof *scratch);
    for (int lines = 0; lines < 2 && counts && scratch; lines++) {
        for (size_t i = 0; i < n; i++) {
            load l = load_of(log, i, i + 1);
            counts[i] = (int64_t)(lines ? l.lines : l.orders);
        }
        quen__sort_int64(counts, n, scratch);
        *(lines ? &k->median.lines : &k->median.orders) = (uint64_t)counts[n / 2];
    }
    int made = counts && scratch;
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* 1: of `all`, a customer has too much. */
static int is_large(const quen_check_options *o, uint64_t own, uint64_t all,
                    uint64_t median)
{
    return own >= ORDERS && quen__finding_is_share(own, all, o->nobody_share) &&
           (double)own >= o->nobody_times * (double)median;
}

/* 1: the customer's lines stand out more than the orders. */
static int by_lines(const look *k, load own)
{
    return (double)own.lines / (double)k->all.lines >
               (double)own.orders / (double)k->all.orders &&
           is_large(&k->c->options, own.lines, k->all.lines, k->median.lines);
}

static int has_much(const look *k, load own)
{
    return is_large(&k->c->options, own.orders, k->all.orders, k->median.orders) ||
           is_large(&k->c->options, own.lines, k->all.lines, k->median.lines);
}

/* 1: on each of their days the customer came, on the average, more than one person does.
 */
static int comes_all_day(const quen__checking *c, uint32_t customer)
{
    const quen__log *log = &c->log;
    uint64_t first = log->customer_start[customer], days = 0,
             last = log->customer_start[customer + 1];
    quen__clock_days seen = QUEN__CLOCK_DAYS;
    for (uint64_t order = first; order < last; order++) {
        int64_t day = quen__checking_day(c, log->order_time[order]);
        days += (uint64_t)quen__clock_is_new_day(&seen, day);
    }
    return last - first >= ORDERS_A_DAY * days;
}

/* --- what is told --- */

/* About a customer: its example is the key. */
static void add_key(look *k, quen_finding finding, const char *why)
{
    char words[QUEN__KEY_WORDS];
    int lines = finding.kind == QUEN_FINDING_NOBODY_SHARE && finding.of == k->all.lines;
    quen__key_words(quen_orders_customer_key(k->c->orders, finding.customer), words);
    char *example = quen__finding_add(
        k->c, &finding,
        "customer %s %s %llu of %llu %s (%.1f%%), %.0f times the median customer's: if "
        "it stands for strangers, name it among the keys that mean nobody",
        words, why, (unsigned long long)finding.count, (unsigned long long)finding.of,
        lines ? "lines" : "orders", quen__finding_percent(finding.count, finding.of),
        finding.value);
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s", words);
}

static double times_median(uint64_t own, uint64_t median)
{
    return (double)own / (double)(median > 0 ? median : 1);
}

static void tell_named(look *k)
{
    for (size_t i = 0; i < k->named.n; i++) {
        uint32_t customer = k->named.most[i].customer;
        load own = load_of(&k->c->log, customer, (size_t)customer + 1);
        double share = k->c->options.nobody_share;
        int much = quen__finding_is_share(own.orders, k->all.orders, share) ||
                   quen__finding_is_share(own.lines, k->all.lines, share);
        int some = quen__finding_is_share(own.orders, k->all.orders, 0.01);
        quen_finding finding = quen__finding_of(QUEN_FINDING_NOBODY_NAME,
                                                much   ? QUEN_SEVERITY_SEVERE
                                                : some ? QUEN_SEVERITY_WARNING
                                                       : QUEN_SEVERITY_NOTE,
                                                own.orders, k->all.orders);
        finding.customer = customer;
        finding.value = times_median(own.orders, k->median.orders);
        add_key(k, finding, "is called like nobody, and has");
    }
}

static void tell_large(look *k)
{
    for (size_t i = 0; i < k->large.n; i++) {
        uint32_t customer = k->large.most[i].customer;
        load own = load_of(&k->c->log, customer, (size_t)customer + 1);
        int lines = by_lines(k, own);
        uint64_t count = lines ? own.lines : own.orders;
        uint64_t of = lines ? k->all.lines : k->all.orders;
        int severe = quen__finding_is_share(count, of, SEVERE_SHARE) &&
                     comes_all_day(k->c, customer);
        quen_finding finding = quen__finding_of(
            QUEN_FINDING_NOBODY_SHARE,
            severe ? QUEN_SEVERITY_SEVERE : QUEN_SEVERITY_WARNING, count, of);
        finding.customer = customer;
        finding.value = times_median(count, lines ? k->median.lines : k->median.orders);
        add_key(k, finding, "has");
    }
}

/* --- lines without a customer --- */

static void tell_nobody(look *k)
{
    uint64_t lines = k->c->log.n_lines, without = lines - k->all.lines;
    int half = quen__finding_is_share(without, lines, 0.5);
    if (!quen__finding_is_share(without, lines, 0.05))
        return;
    quen_finding finding = quen__finding_of(
        QUEN_FINDING_NO_CUSTOMER, half ? QUEN_SEVERITY_WARNING : QUEN_SEVERITY_NOTE,
        without, lines);
    quen__finding_add(k->c, &finding,
                      "%llu of %llu lines (%.1f%%) are without a customer: they count as "
                      "baskets and in the totals, and nowhere else; if more are known, "
                      "see whether the column of customers is the one that was meant",
                      (unsigned long long)without, (unsigned long long)lines,
                      quen__finding_percent(without, lines));
}

quen_status quen__checking_customers(quen__checking *c)
{
    look k = {.c = c};
    size_t n = c->log.n_customers;
    k.all = load_of(&c->log, 0, n);
    tell_nobody(&k);
    quen_status status = n > 0 ? find_median(&k) : QUEN_OK;
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        load own = load_of(&c->log, i, i + 1);
        if (quen__finding_is_nobody(quen_orders_customer_key(c->orders, (uint32_t)i)))
            keep_most(&k.named, (uint32_t)i, own.orders);
        else if (n >= CUSTOMERS && has_much(&k, own))
            keep_most(&k.large, (uint32_t)i, own.orders);
    }
    tell_named(&k);
    tell_large(&k);
    return QUEN_OK;
}
