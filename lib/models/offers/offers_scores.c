/*
 * Scores: the rows of the items asked about are added up, in a dense array of lines of 16
 * scores. Which lines were touched is remembered, so that only they are looked through,
 * and cleared, a line at a time. The first neighbour of each row is looked at before all
 * others: few of the rest have a better score than the best of these.
 */
#include "models/offers/offers_asker.h"

#include <float.h>
#include <math.h>

#include "core/cpu.h"

/* With so many neighbours for each line of scores, all lines count as touched. */
#define NEIGHBORS_OF_A_LINE 4u

/*
 * Rows are prefetched: as many ahead as have so many neighbours together, within these
 * limits; of a long row the beginning.
 */
#define NEIGHBORS_AHEAD 256u
#define ROWS_AHEAD_LEAST 4u
#define ROWS_AHEAD_MOST 8u
#define NEIGHBORS_FETCHED 64u

/* --- adding up --- */

QUEN__INLINE void raise_score(float *score, const quen_neighbor *to, float weight)
{
    score[to->item] += to->weight * weight;
}

/* `touch`: remember which lines were touched; else all are marked already. */
QUEN__INLINE void add_row(quen__offers_asker *a, uint32_t item, int touch, float weight)
{
    const quen__offers_model *m = a->model;
    float *score = a->score;
    const quen_neighbor *row = m->neighbor + m->row_start[item];
    const quen_neighbor *end = m->neighbor + m->row_start[item + (size_t)1];
    for (; touch && row < end; row++) {
        raise_score(score, row, weight);
        a->touched[row->item / QUEN__SCORES] = 1;
    }
    for (; end - row >= 4; row += 4) {
        raise_score(score, row, weight);
        raise_score(score, row + 1, weight);
        raise_score(score, row + 2, weight);
        raise_score(score, row + 3, weight);
    }
    for (; row < end; row++)
        raise_score(score, row, weight);
}

/* How long a row is on average, rounded down. */
static size_t row_length(const quen__offers_model *m)
{
    return (size_t)(m->row_start[m->n_items] / m->n_items);
}

static size_t rows_ahead(const quen__offers_model *m)
{
    size_t n = NEIGHBORS_AHEAD / (row_length(m) + 1);
    if (n < ROWS_AHEAD_LEAST)
        return ROWS_AHEAD_LEAST;
    return n < ROWS_AHEAD_MOST ? n : ROWS_AHEAD_MOST;
}

QUEN__INLINE void prefetch_row(const quen__offers_model *m, uint32_t item)
{
    uint64_t from = m->row_start[item], to = m->row_start[item + (size_t)1];
    if (to > from + NEIGHBORS_FETCHED)
        to = from + NEIGHBORS_FETCHED;
    for (uint64_t e = from; e < to; e += 8)
        QUEN__PREFETCH(m->neighbor + e);
    if (to > from)
        QUEN__PREFETCH(m->neighbor + to - 1);
}

/* Rows lie anywhere in memory: prefetch the offset of a row well before its beginning. */
QUEN__INLINE void add_rows(quen__offers_asker *a, const quen__offers_list *list,
                           float weight)
{
    const quen__offers_model *m = a->model;
    const uint32_t *items = list->items;
    size_t n = list->n;
    size_t ahead = rows_ahead(m);
    int all = n * row_length(m) >= a->lines * NEIGHBORS_OF_A_LINE;
    if (all)
        memset(a->touched, 1, a->lines);
    for (size_t i = 0; i < n && i < 2 * ahead; i++)
        QUEN__PREFETCH(m->row_start + items[i]);
    for (size_t i = 0; i < n && i < ahead; i++)
        prefetch_row(m, items[i]);
    for (size_t i = 0; i < n; i++) {
        if (i + 2 * ahead < n)
            QUEN__PREFETCH(m->row_start + items[i + 2 * ahead]);
        if (i + ahead < n)
            prefetch_row(m, items[i + ahead]);
        /* An item named twice counts once. */
        if (a->mark[items[i]] & QUEN__OFFERS_ASKED)
            continue;
        a->mark[items[i]] |= QUEN__OFFERS_ASKED;
        add_row(a, items[i], !all, weight);
    }
}

/* Seldom asked, and apart, so that the loops of all other questions stay as they are. */
QUEN__NOINLINE void add_weighted_rows(quen__offers_asker *a,
                                      const quen__offers_list *list)
{
    add_rows(a, list, list->weight);
}

void quen__offers_add_rows(quen__offers_asker *a, const quen__offers_list *list)
{
    if (list->weight == 1)
        add_rows(a, list, 1);
    else
        add_weighted_rows(a, list);
}

/* --- the best --- */

/* Offer an item whose score was read and cleared; a score of 0 was read before. */
static void offer(const quen__offers_asker *a, quen__topk *top, uint32_t item,
                  float score)
{
    quen__topk_ranked entry = {(double)score, item};
    if (score > 0 && (top->n < top->k || quen__topk_before(entry, top->best[0])) &&
        quen__offers_may_offer(a, item))
        quen__topk_insert(top, entry);
}

/* The least score that may still be among the best. */
static float least_score(const quen__topk *top)
{
    if (top->n < top->k)
        return FLT_TRUE_MIN;
    return top->k ? (float)top->best[0].score : INFINITY;
}

/* The first neighbour of each row; their scores are 0 again. */
static void offer_first(quen__offers_asker *a, const uint32_t *items, size_t n,
                        quen__topk *top)
{
    const quen__offers_model *m = a->model;
    for (size_t i = 0; i < n; i++) {
        uint64_t row = m->row_start[items[i]];
        if (row == m->row_start[items[i] + (size_t)1])
            continue;
        uint32_t item = m->neighbor[row].item;
        float score = a->score[item];
        a->score[item] = 0;
        offer(a, top, item, score);
    }
}

/* All others in lines that were touched; all scores are 0 again. */
static void offer_touched(quen__offers_asker *a, quen__topk *top)
{
    quen__kernels_taken taken[QUEN__SCORES * QUEN__BLOCK_LINES];
    for (size_t line = 0; line < a->lines; line += QUEN__BLOCK_LINES) {
        size_t n = a->kernels->take_above(a->score + line * QUEN__SCORES,
                                          a->touched + line, least_score(top), taken);
        for (size_t i = 0; i < n; i++)
            offer(a, top, (uint32_t)(line * QUEN__SCORES) + taken[i].id, taken[i].score);
    }
}

/* What was asked about is not offered, unless the filter wants it. */
static void clear_asked(quen__offers_asker *a, const quen__offers_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        a->score[list->items[i]] = 0;
}

size_t quen__offers_take_best(quen__offers_asker *a, const quen__offers_question *q,
                              quen_offer *offers)
{
    quen__topk top = {a->best, a->capacity, 0};
    for (size_t l = 0; l < q->n_lists && !a->filter->include_bought; l++)
        clear_asked(a, &q->lists[l]);
    for (size_t l = 0; l < QUEN__OFFERS_LISTS && l < q->n_lists && top.k > 0; l++)
        offer_first(a, q->lists[l].items, q->lists[l].n, &top);
    offer_touched(a, &top);
    quen__topk_sort(&top);
    for (size_t i = 0; i < top.n; i++) {
        offers[i] = (quen_offer){top.best[i].id, 0, top.best[i].score, 0, {0}};
        quen__offers_set_place(a, top.best[i].id, (uint32_t)i + 1);
    }
    return top.n;
}

/* --- popular items --- */

/* There is room for more only if each item that has a score and may be offered, is. */
size_t quen__offers_take_popular(const quen__offers_asker *a, quen_offer *offers,
                                 size_t count, size_t capacity)
{
    const quen__offers_model *m = a->model;
    double rows = (double)(m->n_rows - m->n_left_out);
    for (size_t i = 0; i < m->n_items && count < capacity; i++) {
        uint32_t item = m->popular[i];
        if (m->support[item] == 0)
            break;
        if (quen__offers_place(a, item) || !quen__offers_may_offer(a, item))
            continue;
        double share = (double)m->support[item] / rows;
        offers[count++] = (quen_offer){item, 1, share, 0, {0}};
    }
    return count;
}
