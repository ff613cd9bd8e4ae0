/*
 * Order numbers that are used for more than one order. An order belongs to one customer,
 * so a number under two customers is two orders in the log; sorting orders by number
 * brings them together. Numbers that start anew each day show in orders whose lines lie
 * days apart; a customer who stands on the first line of each order alone shows in orders
 * that nobody and a customer have at the same time.
 */
#include <stdio.h>
#include <string.h>

#include "data/check/finding.h"
#include "data/keys/key_words.h"
#include "math/sort.h"

#define DAY 86400
/* Fewer may be chance. */
#define FEW 3u

typedef struct counts {
    uint64_t numbers, shared, with_nobody;
    uint64_t orders, long_ones;
    uint64_t example, long_example; /* orders */
    int64_t longest;                /* seconds */
} counts;

/* --- several customers --- */

/* Orders with a number, in `entries`: the number, then the order's place. */
static size_t list_orders(const quen__checking *c, quen__sort_entry *entries)
{
    size_t n = 0;
    for (uint64_t order = 0; order < c->log.n_orders; order++)
        if (quen__orders_has_number(c->orders, order))
            entries[n++] = (quen__sort_entry){
                (uint64_t)quen__orders_number(c->orders, order), order};
    return n;
}

/* 1: the last of the orders is nobody's, and another within a day of it. */
static int is_half_known(const quen__log *log, const quen__sort_entry *x, size_t n)
{
    uint64_t last = x[n - 1].value;
    if (last < log->customer_start[log->n_customers])
        return 0;
    for (size_t i = 0; i + 1 < n; i++) {
        int64_t apart = log->order_time[x[i].value] - log->order_time[last];
        if (apart > -DAY && apart < DAY)
            return 1;
    }
    return 0;
}

static void count_shared(const quen__log *log, const quen__sort_entry *x, size_t n,
                         counts *t)
{
    for (size_t first = 0, last; first < n; first = last) {
        for (last = first + 1; last < n && x[last].key == x[first].key;)
            last++;
        t->numbers++;
        if (last - first == 1)
            continue;
        if (t->shared++ == 0 || x[first].value < t->example)
            t->example = x[first].value;
        t->with_nobody += (uint64_t)is_half_known(log, x + first, last - first);
    }
}

static void tell_shared(quen__checking *c, const counts *t)
{
    char words[QUEN__KEY_WORDS];
    int fifth = t->shared >= FEW && quen__finding_is_share(t->shared, t->numbers, 0.2);
    int some = t->shared >= FEW && quen__finding_is_share(t->shared, t->numbers, 0.01);
    int half_known = 2 * t->with_nobody >= t->shared;
    if (t->shared == 0)
        return;
    quen_finding finding = quen__finding_of(QUEN_FINDING_ORDER_CUSTOMERS,
                                            fifth  ? QUEN_SEVERITY_SEVERE
                                            : some ? QUEN_SEVERITY_WARNING
                                                   : QUEN_SEVERITY_NOTE,
                                            t->shared, t->numbers);
    finding.value = (double)t->with_nobody / (double)t->shared;
    quen__key_words(quen__orders_number_key(c->orders, t->example), words);
    char *example = quen__finding_add(
        c, &finding, "%llu of %llu order numbers (%.1f%%) have %s, such as %s: %s",
        (unsigned long long)t->shared, (unsigned long long)t->numbers,
        quen__finding_percent(t->shared, t->numbers),
        half_known ? "lines of a customer and lines of nobody" : "several customers",
        words,
        half_known ? "if the customer stands on the first line of an order alone, write "
                     "it on each"
                   : "if numbers start anew each day or in each branch, put the day or "
                     "the branch in front of them");
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s", words);
}

/* --- several days --- */

static void count_long(const quen__checking *c, counts *t)
{
    const quen__log *log = &c->log;
    for (uint64_t order = 0; order < log->n_orders; order++) {
        int64_t longest = 0;
        if (!quen__orders_has_number(c->orders, order))
            continue;
        t->orders++;
        for (uint64_t i = log->order_start[order];
             log->time && i < log->order_start[order + 1]; i++)
            if (log->time[i] - log->order_time[order] > longest)
                longest = log->time[i] - log->order_time[order];
        t->long_ones += longest > DAY;
        if (longest > t->longest) {
            t->longest = longest;
            t->long_example = order;
        }
    }
}

static void tell_long(quen__checking *c, const counts *t)
{
    char words[QUEN__KEY_WORDS];
    int many =
        t->long_ones >= FEW && quen__finding_is_share(t->long_ones, t->orders, 0.05);
    int fifth = many && quen__finding_is_share(t->long_ones, t->orders, 0.2);
    if (t->long_ones < FEW || !quen__finding_is_share(t->long_ones, t->orders, 0.01))
        return;
    quen_finding finding = quen__finding_of(QUEN_FINDING_ORDER_DAYS,
                                            fifth  ? QUEN_SEVERITY_SEVERE
                                            : many ? QUEN_SEVERITY_WARNING
                                                   : QUEN_SEVERITY_NOTE,
                                            t->long_ones, t->orders);
    finding.value = (double)t->longest / DAY;
    finding.time_s = c->log.order_time[t->long_example];
    quen__key_words(quen__orders_number_key(c->orders, t->long_example), words);
    char *example = quen__finding_add(
        c, &finding,
        "%llu of %llu orders with a number (%.1f%%) have lines more than a day apart, "
        "such as %s with %.0f days: if numbers start anew, put the day or the branch in "
        "front of them",
        (unsigned long long)t->long_ones, (unsigned long long)t->orders,
        quen__finding_percent(t->long_ones, t->orders), words, finding.value);
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s", words);
}

quen_status quen__checking_numbers(quen__checking *c)
{
    counts t = {0};
    size_t n = 0;
    for (uint64_t order = 0; order < c->log.n_orders; order++)
        n += (size_t)quen__orders_has_number(c->orders, order);
    if (n == 0)
        return QUEN_OK;
    quen__temp temp = QUEN__TEMP(c->ctx);
    quen__sort_entry *entries = quen__temp_new(&temp, n, sizeof *entries),
                     *scratch = quen__temp_new(&temp, n, sizeof *scratch);
    int made = entries && scratch;
    if (made) {
        quen__sort_entries(entries, list_orders(c, entries), scratch);
        count_shared(&c->log, entries, n, &t);
        tell_shared(c, &t);
        count_long(c, &t);
        tell_long(c, &t);
    }
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}
