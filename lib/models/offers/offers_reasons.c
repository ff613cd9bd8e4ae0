/*
 * Reasons: of the rows of the items asked about, which weights led most to an offer.
 * Rows are searched in pieces for the items that are offered; what is found is written
 * down and compared some hundred at a time. The weights of a row descend: once the least
 * reason of every offer is known to be larger, the rest of a row is skipped.
 */
#include "models/offers/offers_asker.h"

#include <math.h>

#include "core/cpu.h"

/* Neighbours that are searched at once, and what was found, to be compared later. */
#define PIECE 32u
#define CANDIDATES 128u

typedef struct candidates {
    size_t n, n_offers;
    float least; /* what counts less is no reason for any of the offers */
    quen_neighbor to[CANDIDATES + QUEN__TAKEN_TOGETHER];
    uint32_t from[CANDIDATES + QUEN__TAKEN_TOGETHER]; /* of which item's row */
} candidates;

/* --- the best three --- */

/* By weight, then by item number; a weight above 0 compares as its bits do. */
static uint64_t reason_key(float weight, uint32_t item)
{
    uint32_t bits;
    memcpy(&bits, &weight, sizeof bits);
    return (uint64_t)bits << 32 | (uint32_t)~item;
}

/* Insert into the sorted keys: each key that is smaller moves on by one place. */
static void add_reason(quen__offers_reasons *r, uint64_t key)
{
    for (size_t i = 0; i < QUEN_OFFER_REASONS; i++) {
        uint64_t held = r->key[i];
        r->key[i] = held > key ? held : key;
        key = held > key ? key : held;
    }
    uint32_t bits = (uint32_t)(r->key[QUEN_OFFER_REASONS - 1] >> 32);
    memcpy(&r->least, &bits, sizeof bits);
}

/* The least weight that may still be a reason, for any of the first n offers. */
static float least_reason(const quen__offers_asker *a, size_t n)
{
    float least = INFINITY;
    for (size_t i = 1; i <= n; i++)
        least = a->reasons[i].least < least ? a->reasons[i].least : least;
    return least;
}

static void compare_candidates(quen__offers_asker *a, candidates *c)
{
    for (size_t i = 0; i < c->n; i++) {
        quen__offers_reasons *r = &a->reasons[quen__offers_place(a, c->to[i].item)];
        if (c->to[i].weight >= r->least)
            add_reason(r, reason_key(c->to[i].weight, c->from[i]));
    }
    c->n = 0;
    c->least = least_reason(a, c->n_offers);
}

/* --- searching --- */

/* What was found in a row of a list that does not count 1; what counts 0 is no reason. */
static void weigh_found(candidates *c, size_t first, float weight)
{
    size_t n = first;
    for (size_t i = first; i < c->n; i++) {
        c->to[n] = (quen_neighbor){c->to[i].item, c->to[i].weight * weight};
        c->from[n] = c->from[i];
        n += c->to[n].weight > 0;
    }
    c->n = n;
}

/* The kernel has no unpredictable branch; it lets some other items through as well. */
QUEN__INLINE void search_piece(quen__offers_asker *a, uint32_t item, float weight,
                               uint64_t e, size_t n, candidates *c)
{
    if (c->n + n > CANDIDATES)
        compare_candidates(a, c);
    size_t first = c->n;
    c->n += a->kernels->take_sought(a->model->neighbor + e, n, item, &a->sought,
                                    c->to + c->n, c->from + c->n);
    if (weight != 1)
        weigh_found(c, first, weight);
}

/*
 * The first piece of each row, unless even its first weight is too small. Whether any row
 * is longer than that; those are marked.
 */
QUEN__INLINE int search_first_pieces(quen__offers_asker *a, const quen__offers_list *list,
                                     float weight, candidates *c)
{
    const quen__offers_model *m = a->model;
    const uint32_t *items = list->items;
    int more = 0;
    for (size_t i = 0; i < list->n; i++) {
        uint8_t *mark = &a->mark[items[i]];
        uint64_t row = m->row_start[items[i]];
        uint64_t length = m->row_start[items[i] + (size_t)1] - row;
        if (!(*mark & QUEN__OFFERS_ASKED))
            continue;
        *mark &= (uint8_t)~QUEN__OFFERS_ASKED;
        if (length == 0 || m->neighbor[row].weight * weight < c->least)
            continue;
        if (length > PIECE) {
            *mark |= QUEN__OFFERS_SEARCHED;
            length = PIECE;
            more = 1;
        }
        search_piece(a, items[i], weight, row, (size_t)length, c);
    }
    return more;
}

/* Weights never ascend in a row: once they are too small to be a reason, all are. */
QUEN__INLINE void search_rest(quen__offers_asker *a, uint32_t item, float weight,
                              candidates *c)
{
    const quen__offers_model *m = a->model;
    uint64_t end = m->row_start[item + (size_t)1], n;
    for (uint64_t e = m->row_start[item] + PIECE;
         e < end && m->neighbor[e].weight * weight >= c->least; e += n) {
        n = end - e < PIECE ? end - e : PIECE;
        search_piece(a, item, weight, e, (size_t)n, c);
    }
}

/* What the first pieces left of a list's rows; clears the marks of their items. */
QUEN__INLINE void search_list(quen__offers_asker *a, const quen__offers_list *list,
                              float weight, candidates *c)
{
    for (size_t i = 0; i < list->n; i++) {
        if (a->mark[list->items[i]] & QUEN__OFFERS_SEARCHED)
            search_rest(a, list->items[i], weight, c);
        a->mark[list->items[i]] &= (uint8_t)~QUEN__OFFERS_SEARCHED;
    }
}

/* Nearly always the weight is 1, and then there is nothing to multiply. */
static int search_first(quen__offers_asker *a, const quen__offers_list *list,
                        candidates *c)
{
    if (list->weight == 1)
        return search_first_pieces(a, list, 1, c);
    return search_first_pieces(a, list, list->weight, c);
}

static void search_more(quen__offers_asker *a, const quen__offers_list *list,
                        candidates *c)
{
    if (list->weight == 1)
        search_list(a, list, 1, c);
    else
        search_list(a, list, list->weight, c);
}

/* The best reasons of the first n offers; clears the marks of the items asked about. */
static void find_reasons(quen__offers_asker *a, const quen__offers_question *q, size_t n)
{
    candidates c;
    int more[QUEN__OFFERS_LISTS];
    c.n = 0;
    c.n_offers = n;
    c.least = n ? 0 : INFINITY;
    for (size_t l = 0; l < q->n_lists; l++)
        more[l] = search_first(a, &q->lists[l], &c);
    compare_candidates(a, &c);
    for (size_t l = 0; l < q->n_lists; l++)
        if (more[l])
            search_more(a, &q->lists[l], &c);
    compare_candidates(a, &c);
}

/* --- writing them down --- */

static void write_reasons(quen__offers_reasons *r, quen_offer *offer)
{
    uint32_t n = 0;
    for (; n < QUEN_OFFER_REASONS && r->key[n]; n++)
        offer->reasons[n] = ~(uint32_t)r->key[n];
    offer->n_reasons = n;
    memset(r, 0, sizeof *r);
}

/*
 * Items that are not offered have place 0, whose least weight lets nothing in. Nothing is
 * read back from the offers, which are the caller's memory.
 */
void quen__offers_explain(quen__offers_asker *a, const quen__offers_question *q,
                          quen_offer *offers, size_t n)
{
    a->reasons[0].least = INFINITY;
    for (size_t i = 0; i < n; i++)
        quen__kernels_seek(&a->sought, a->best[i].id);
    find_reasons(a, q, n);
    for (size_t i = 0; i < n; i++) {
        quen__offers_set_place(a, a->best[i].id, 0);
        write_reasons(&a->reasons[i + 1], &offers[i]);
    }
    a->reasons[0].least = 0;
    memset(&a->sought, 0, sizeof a->sought);
    memset(a->best, 0, n * sizeof *a->best);
}
