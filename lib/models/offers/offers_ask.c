/*
 * Questions. Each is the same: add up the rows of a list of items, keep the best that the
 * filter lets through, fill up with popular items, name the reasons. Customers' lists are
 * their histories; a customer with a basket has two lists, which count differently.
 */
#include <string.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "core/parallel.h"
#include "models/offers/offers_asker.h"
#include "models/offers/offers_filter.h"

/* Items of a history that are prefetched as soon as it is found. */
#define HISTORY_FETCHED 512u

/* --- histories --- */

typedef struct history {
    const uint32_t *items;
    size_t n;
} history;

/* A customer's history, its beginning prefetched: it lies anywhere in memory. */
static history find_history(const quen__offers_model *m, uint32_t customer)
{
    history h = {NULL, 0};
    h.n = quen__offers_history(m, customer, &h.items);
    for (size_t i = 0; i < h.n && i < HISTORY_FETCHED; i += 16)
        QUEN__PREFETCH(h.items + i);
    return h;
}

/* --- questions --- */

static quen_status check_room(quen_context *ctx, const quen__offers_model *m, size_t n,
                              size_t capacity)
{
    return quen__extent_check(ctx, m->noun, n, capacity, sizeof(quen_offer));
}

static quen__offers_question about(const uint32_t *items, size_t n)
{
    return (quen__offers_question){{{items, n, 1}}, 1};
}

/* All steps, for items that are in range. How many offers. */
static size_t answer(quen__offers_asker *a, const quen__offers_question *q,
                     quen_offer *offers, size_t capacity)
{
    for (size_t l = 0; l < q->n_lists; l++)
        quen__offers_add_rows(a, &q->lists[l]);
    size_t best = quen__offers_take_best(a, q, offers), count = best;
    if (!a->filter->no_popular)
        count = quen__offers_take_popular(a, offers, count, capacity);
    quen__offers_explain(a, q, offers, best);
    return count;
}

/* What a caller gave for a question: items of its first list, 0 of one of ours; and the
 * filter, which was read. */
typedef struct callers {
    size_t n_items;
    quen_offer_filter filter;
} callers;

static quen_status take_given(quen_context *ctx, const quen__offers_model *m,
                              quen__offers_question *q, callers *g, uint32_t *to)
{
    quen_status status = quen__offers_take_list(ctx, m, m->noun, "items",
                                                q->lists[0].items, g->n_items, to);
    if (g->n_items > 0)
        q->lists[0].items = to;
    return status == QUEN_OK
               ? quen__offers_take_filter(ctx, m, &g->filter, to + g->n_items)
               : status;
}

/* What was given is copied in front of the asker's memory. */
static quen_status ask_question(quen_context *ctx, const quen__offers_model *m,
                                quen__offers_question *q, callers *g, quen_offer *offers,
                                size_t capacity, size_t *count)
{
    size_t n = g->n_items + quen__offers_named(&g->filter), bytes;
    if (!quen__mul_size(n, sizeof(uint32_t), &bytes) ||
        !quen__add_size(bytes, quen__offers_asker_bytes(m, capacity), &bytes))
        bytes = SIZE_MAX;
    uint32_t *own = quen__scratch(ctx, bytes, 1);
    if (!own)
        return QUEN_ERR_MEMORY;
    quen_status status = take_given(ctx, m, q, g, own);
    if (status == QUEN_OK) {
        quen__offers_asker a =
            quen__offers_asker_open(ctx, m, &g->filter, capacity, (char *)(own + n));
        *count = answer(&a, q, offers, capacity);
        quen__offers_asker_close(&a);
    }
    memset(own, 0, n * sizeof *own);
    return status;
}

/* n_given of the items are the caller's: all, or none. */
static quen_status ask_once(quen_context *ctx, const quen__offers_model *m,
                            const uint32_t *items, size_t n_items, size_t n_given,
                            const quen_offer_filter *filter, quen_offer *offers,
                            size_t capacity, size_t *count)
{
    callers g = {.n_items = n_given};
    quen__offers_question q = about(items, n_items);
    quen_status status = check_room(ctx, m, 1, capacity);
    if (status == QUEN_OK)
        status = quen__offers_check_list(ctx, m->noun, "items", items, n_given);
    if (status == QUEN_OK)
        status = quen__offers_read_filter(ctx, filter, &g.filter);
    if (status != QUEN_OK)
        return status;
    return ask_question(ctx, m, &q, &g, offers, capacity, count);
}

quen_status quen__offers_similar(quen_context *ctx, const quen__offers_model *m,
                                 uint32_t item, const quen_offer_filter *filter,
                                 quen_offer *offers, size_t capacity, size_t *count)
{
    return ask_once(ctx, m, &item, 1, 1, filter, offers, capacity, count);
}

quen_status quen__offers_recommend_basket(quen_context *ctx, const quen__offers_model *m,
                                          const uint32_t *items, size_t n_items,
                                          const quen_offer_filter *filter,
                                          quen_offer *offers, size_t capacity,
                                          size_t *count)
{
    return ask_once(ctx, m, items, n_items, n_items, filter, offers, capacity, count);
}

static quen_status check_customer(quen_context *ctx, const quen__offers_model *m,
                                  uint32_t customer)
{
    if (customer < m->n_customers)
        return QUEN_OK;
    return quen__bad_argument(ctx, "%s: customer %u is not below %zu", m->noun, customer,
                              m->n_customers);
}

quen_status quen__offers_recommend(quen_context *ctx, const quen__offers_model *m,
                                   uint32_t customer, const quen_offer_filter *filter,
                                   quen_offer *offers, size_t capacity, size_t *count)
{
    quen_status status = check_customer(ctx, m, customer);
    if (status != QUEN_OK)
        return status;
    history asked = find_history(m, customer);
    return ask_once(ctx, m, asked.items, asked.n, 0, filter, offers, capacity, count);
}

/*
 * What is at hand says more than all that was bought before, and what was bought before
 * is longer: so the whole history counts as much as some items of the basket, not each of
 * its items as much as one.
 */
static quen__offers_question both(const uint32_t *basket, size_t n, history known,
                                  double history_weight)
{
    float each = known.n ? (float)(history_weight / (double)known.n) : 0;
    return (quen__offers_question){{{basket, n, 1}, {known.items, known.n, each}}, 2};
}

quen_status quen__offers_recommend_customer_basket(
    quen_context *ctx, const quen__offers_model *m, uint32_t customer,
    const uint32_t *items, size_t n_items, const quen_offer_filter *filter,
    quen_offer *offers, size_t capacity, size_t *count)
{
    callers g = {.n_items = n_items};
    quen_status status = check_customer(ctx, m, customer);
    if (status == QUEN_OK)
        status = check_room(ctx, m, 1, capacity);
    if (status == QUEN_OK)
        status = quen__offers_check_list(ctx, m->noun, "items", items, n_items);
    if (status == QUEN_OK)
        status = quen__offers_read_filter(ctx, filter, &g.filter);
    if (status != QUEN_OK)
        return status;
    history known = find_history(m, customer);
    quen__offers_question q = both(items, n_items, known, g.filter.history_weight);
    if (n_items == 0)
        q = about(known.items, known.n);
    return ask_question(ctx, m, &q, &g, offers, capacity, count);
}

/* --- many customers --- */

typedef struct batch {
    const quen__offers_model *model;
    const uint32_t *customers;
    quen__chunks chunks;
    quen__offers_asker *askers; /* one for each worker */
    quen_offer *offers;
    size_t capacity;
    size_t *counts;
} batch;

static void ask_chunk(void *user, size_t chunk, unsigned worker)
{
    const batch *b = user;
    /* A copy: workers share the cache lines of the array. */
    quen__offers_asker a = b->askers[worker];
    quen__range range = quen__chunk_range(&b->chunks, chunk);
    history next = find_history(b->model, b->customers[range.first]);
    for (size_t i = range.first; i < range.last; i++) {
        history asked = next;
        if (i + 2 < range.last)
            QUEN__PREFETCH(b->model->history_start + b->customers[i + 2]);
        if (i + 1 < range.last)
            next = find_history(b->model, b->customers[i + 1]);
        quen_offer *offers = b->capacity ? b->offers + i * b->capacity : NULL;
        quen__offers_question q = about(asked.items, asked.n);
        b->counts[i] = answer(&a, &q, offers, b->capacity);
    }
}

static quen_status open_askers(quen__temp *temp, batch *b,
                               const quen_offer_filter *filter)
{
    size_t workers = temp->ctx->threads;
    if (b->chunks.count < workers)
        workers = b->chunks.count;
    b->askers = quen__temp_new(temp, workers, sizeof *b->askers);
    for (size_t w = 0; b->askers && w < workers; w++) {
        void *memory =
            quen__temp_zero(temp, quen__offers_asker_bytes(b->model, b->capacity), 1);
        if (!memory)
            return QUEN_ERR_MEMORY;
        b->askers[w] =
            quen__offers_asker_open(temp->ctx, b->model, filter, b->capacity, memory);
    }
    return b->askers ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Copies of the customers and the filter's items, as of one question. */
static quen_status take_batch(quen__temp *temp, batch *b, const uint32_t *customers,
                              quen_offer_filter *filter)
{
    size_t n = b->chunks.n;
    uint32_t *own = quen__temp_new(temp, n, sizeof *own);
    uint32_t *items = quen__temp_new(temp, quen__offers_named(filter), sizeof *items);
    if (!own || !items)
        return QUEN_ERR_MEMORY;
    if (n > 0)
        memcpy(own, customers, n * sizeof *own);
    for (size_t i = 0; i < n; i++)
        if (own[i] >= b->model->n_customers)
            return quen__bad_argument(
                temp->ctx, "%s: customers[%zu] is customer %u, which is not below %zu",
                b->model->noun, i, own[i], b->model->n_customers);
    b->customers = own;
    return quen__offers_take_filter(temp->ctx, b->model, filter, items);
}

quen_status quen__offers_recommend_batch(quen_context *ctx, const quen__offers_model *m,
                                         const uint32_t *customers, size_t n_customers,
                                         const quen_offer_filter *given,
                                         quen_offer *offers, size_t capacity,
                                         size_t *counts)
{
    batch b = {m, NULL, quen__cut(n_customers, 16), NULL, offers, capacity, counts};
    quen__temp temp = QUEN__TEMP(ctx);
    quen_offer_filter filter;
    quen_status status = quen__extent_check(ctx, m->noun, n_customers, 1, sizeof *counts);
    if (status == QUEN_OK)
        status = check_room(ctx, m, n_customers, capacity);
    if (status == QUEN_OK)
        status = quen__offers_read_filter(ctx, given, &filter);
    if (status == QUEN_OK)
        status = take_batch(&temp, &b, customers, &filter);
    if (status == QUEN_OK)
        status = open_askers(&temp, &b, &filter);
    if (status == QUEN_OK) {
        status = quen__parallel_for(ctx, b.chunks.count, ask_chunk, &b, "offers", 0, 1);
        for (size_t i = 0; status != QUEN_OK && i < n_customers; i++)
            counts[i] = 0;
    }
    quen__temp_close(&temp);
    return status;
}
