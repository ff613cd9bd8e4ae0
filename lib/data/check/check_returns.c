/*
 * Returns of what was never bought. Some are in every log, for it begins some day; many
 * mean that sales are written with a minus, or that purchases are missing. One pass: a
 * customer's purchases mark items, then the customer's returns look for the marks.
 */
#include <stdio.h>
#include <string.h>

#include "data/check/finding.h"
#include "data/keys/key_words.h"

/* Fewer may be chance. */
#define FEW 5u
#define MANY 20u

typedef struct counts {
    uint64_t lines, returns, unbought; /* of customers */
    uint32_t customer, item;           /* of the first unbought one */
} counts;

static int is_return(const quen__log *log, uint64_t line)
{
    return log->quantity[line] < 0 || log->amount[line] < 0;
}

/* `bought` holds, of each item, the last customer who bought it. */
static void count_customer(const quen__log *log, uint32_t customer, uint32_t *bought,
                           counts *t)
{
    uint64_t first = log->order_start[log->customer_start[customer]],
             last = log->order_start[log->customer_start[customer + 1]];
    for (uint64_t i = first; i < last; i++)
        if (!is_return(log, i))
            bought[log->item[i]] = customer;
    t->lines += last - first;
    for (uint64_t i = first; i < last; i++) {
        if (!is_return(log, i))
            continue;
        t->returns++;
        if (bought[log->item[i]] == customer)
            continue;
        if (t->unbought++ == 0) {
            t->customer = customer;
            t->item = log->item[i];
        }
    }
}

static void tell(quen__checking *c, const counts *t)
{
    char who[QUEN__KEY_WORDS], what[QUEN__KEY_WORDS];
    int half =
        t->unbought >= MANY && quen__finding_is_share(t->unbought, t->returns, 0.5);
    int most = half && quen__finding_is_share(t->unbought, t->lines, 0.5);
    if (t->unbought < FEW || !quen__finding_is_share(t->unbought, t->returns, 0.05))
        return;
    quen_finding finding = quen__finding_of(QUEN_FINDING_RETURNS,
                                            most   ? QUEN_SEVERITY_SEVERE
                                            : half ? QUEN_SEVERITY_WARNING
                                                   : QUEN_SEVERITY_NOTE,
                                            t->unbought, t->returns);
    char *example = quen__finding_add(
        c, &finding,
        "%llu of %llu returns (%.1f%%) are of what their customer never bought in this "
        "log: %s",
        (unsigned long long)t->unbought, (unsigned long long)t->returns,
        quen__finding_percent(t->unbought, t->returns),
        most ? "if sales are written with a minus, turn the sign of amounts and "
               "quantities"
             : "if purchases are missing, read them too; what was bought before the log "
               "begins needs nothing");
    snprintf(example, QUEN__FINDING_EXAMPLE, "customer %s, item %s",
             quen__key_words(quen_orders_customer_key(c->orders, t->customer), who),
             quen__key_words(quen_orders_item_key(c->orders, t->item), what));
}

quen_status quen__checking_returns(quen__checking *c)
{
    const quen__log *log = &c->log;
    quen__temp temp = QUEN__TEMP(c->ctx);
    counts t = {0};
    uint32_t *bought = quen__temp_new(&temp, log->n_items, sizeof *bought);
    if (bought)
        memset(bought, 0xff, log->n_items * sizeof *bought);
    for (size_t i = 0; bought && i < log->n_customers; i++)
        count_customer(log, (uint32_t)i, bought, &t);
    if (bought)
        tell(c, &t);
    quen__temp_close(&temp);
    return bought ? QUEN_OK : QUEN_ERR_MEMORY;
}
