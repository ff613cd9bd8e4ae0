/*
 * A model's arrays: read by number; and checked, once and at memory speed, so that
 * questions need no checks.
 */
#include "models/offers/offers.h"

#include <float.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "io/check.h"
#include "math/topk.h"

/* --- reading --- */

uint32_t quen__offers_support(const quen__offers_model *m, uint32_t item)
{
    return item < m->n_items ? m->support[item] : 0;
}

size_t quen__offers_neighbors(const quen__offers_model *m, uint32_t item,
                              const quen_neighbor **neighbors)
{
    *neighbors = NULL;
    if (item >= m->n_items)
        return 0;
    uint64_t from = m->row_start[item];
    *neighbors = m->neighbor + from;
    return (size_t)(m->row_start[item + (size_t)1] - from);
}

size_t quen__offers_history(const quen__offers_model *m, uint32_t customer,
                            const uint32_t **items)
{
    *items = NULL;
    if (customer >= m->n_customers)
        return 0;
    uint64_t from = m->history_start[customer];
    *items = m->history + from;
    return (size_t)(m->history_start[customer + (size_t)1] - from);
}

/* --- checking --- */

static quen_status check_counts(quen_context *ctx, const quen__offers_model *m)
{
    if (m->n_rows == 0 || m->n_rows > UINT32_MAX)
        return quen__bad_format(ctx, "%s: learnt from %llu rows", m->noun,
                                (unsigned long long)m->n_rows);
    if (m->n_left_out > m->n_rows)
        return quen__bad_format(ctx, "%s: %llu rows left out of %llu", m->noun,
                                (unsigned long long)m->n_left_out,
                                (unsigned long long)m->n_rows);
    if (m->n_items == 0 || (uint64_t)m->n_items > UINT64_C(1) << 31)
        return quen__bad_format(ctx, "%s: %zu items", m->noun, m->n_items);
    if (m->n_customers > m->n_rows)
        return quen__bad_format(ctx, "%s: %zu histories, learnt from %llu rows", m->noun,
                                m->n_customers, (unsigned long long)m->n_rows);
    return QUEN_OK;
}

/* Each item once: they descend strictly by support, then number, and are as many as
 * items. */
static quen_status check_popular(quen_context *ctx, const quen__offers_model *m)
{
    quen_status status =
        quen__check_below(ctx, "popular items", m->popular, m->n_items, m->n_items);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < m->n_items; i++) {
        uint32_t item = m->popular[i];
        quen__topk_ranked here = {m->support[item], item};
        if (m->support[item] > m->n_rows - m->n_left_out)
            return quen__bad_format(ctx, "support: item %u was bought by %u of %llu",
                                    item, m->support[item],
                                    (unsigned long long)(m->n_rows - m->n_left_out));
        if (i > 0) {
            quen__topk_ranked before = {m->support[m->popular[i - 1]], m->popular[i - 1]};
            if (!quen__topk_before(before, here))
                return quen__bad_format(ctx, "popular items: entry %zu is out of order",
                                        i);
        }
    }
    return QUEN_OK;
}

/* Entry e is a neighbour of `row`; `seen` holds for each item the last row that named it,
 * counted from 1. */
typedef struct entry {
    const quen_neighbor *neighbor;
    const uint32_t *seen;
    uint64_t e;
    size_t row, n_items;
    int first; /* of its row */
} entry;

static int in_order(const quen_neighbor *a, const quen_neighbor *b)
{
    return a->weight > b->weight || (a->weight == b->weight && a->item < b->item);
}

QUEN__INLINE int is_good(const entry *x)
{
    const quen_neighbor *to = x->neighbor + x->e;
    return to->item < x->n_items && to->weight > 0 && to->weight <= FLT_MAX &&
           to->item != x->row && x->seen[to->item] != x->row + 1 &&
           (x->first || in_order(to - 1, to));
}

/* What is wrong with an entry that is not good. */
static quen_status fail_entry(quen_context *ctx, const entry *x)
{
    quen_neighbor to = x->neighbor[x->e];
    unsigned long long e = x->e;
    if (to.item >= x->n_items)
        return quen__bad_format(
            ctx, "neighbours: entry %llu is item %u, which is not below %zu", e, to.item,
            x->n_items);
    if (!(to.weight > 0 && to.weight <= FLT_MAX))
        return quen__bad_format(
            ctx, "neighbours: the weight of entry %llu is not above 0 and finite", e);
    if (to.item == x->row || x->seen[to.item] == x->row + 1)
        return quen__bad_format(ctx, "neighbours: row %zu names item %u %s", x->row,
                                to.item, to.item == x->row ? "itself" : "twice");
    return quen__bad_format(ctx, "neighbours: row %zu is out of order at entry %llu",
                            x->row, e);
}

static quen_status check_row(quen_context *ctx, const quen__offers_model *m, size_t row,
                             uint32_t *seen)
{
    uint64_t from = m->row_start[row], to = m->row_start[row + 1];
    for (uint64_t e = from; e < to; e++) {
        entry x = {m->neighbor, seen, e, row, m->n_items, e == from};
        if (!is_good(&x))
            return fail_entry(ctx, &x);
        seen[m->neighbor[e].item] = (uint32_t)row + 1;
    }
    return QUEN_OK;
}

static quen_status check_rows(quen_context *ctx, const quen__offers_model *m, size_t n)
{
    quen_status status =
        quen__check_offsets(ctx, "neighbour rows", m->row_start, m->n_items, n);
    if (status != QUEN_OK)
        return status;
    uint32_t *seen = quen__allocate_zero(ctx, m->n_items, sizeof *seen);
    if (!seen)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; status == QUEN_OK && i < m->n_items; i++)
        status = check_row(ctx, m, i, seen);
    quen__release(&ctx->allocator, seen);
    return status;
}

static quen_status check_histories(quen_context *ctx, const quen__offers_model *m,
                                   size_t n)
{
    quen_status status =
        quen__check_offsets(ctx, "history rows", m->history_start, m->n_customers, n);
    if (status == QUEN_OK)
        status = quen__check_below(ctx, "history", m->history, n, m->n_items);
    for (size_t c = 0; status == QUEN_OK && c < m->n_customers; c++) {
        uint64_t from = m->history_start[c];
        status = quen__check_ascending(ctx, "history", m->history + from,
                                       (size_t)(m->history_start[c + 1] - from));
    }
    return status;
}

quen_status quen__offers_check(quen_context *ctx, const quen__offers_model *m,
                               size_t n_neighbors, size_t n_history)
{
    quen_status status = check_counts(ctx, m);
    if (status == QUEN_OK)
        status = check_popular(ctx, m);
    if (status == QUEN_OK)
        status = check_rows(ctx, m, n_neighbors);
    if (status == QUEN_OK)
        status = check_histories(ctx, m, n_history);
    return status == QUEN_OK ? status : quen__fail_in(ctx, status, m->noun);
}
