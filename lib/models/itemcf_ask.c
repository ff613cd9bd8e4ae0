/*
 * Asking. Every question is the same: add up the rows of a list of items, keep the n best
 * that the filter lets through, fill up with popular items, name the reasons. Scores lie
 * in a dense row that a list of touched items clears again, so that a question costs no
 * more than the rows it adds up, twice: the second time for the reasons, which a small
 * table spares most of the neighbours.
 */
#include <math.h>
#include <string.h>

#include "core/cpu.h"
#include "core/options.h"
#include "math/topk.h"
#include "models/itemcf.h"

#define BAD(...) quen__fail(ctx, QUEN_ERR_ARGUMENT, __VA_ARGS__)

/* What is known of an item during a question. */
enum { ASKED = 1, EXCLUDED = 2, ALLOWED = 4 };

/* Rows that are fetched before they are needed, and how many of a row's neighbours. */
#define AHEAD 3u
#define FETCHED 96u

/* The weights of an offer's reasons, in their order. */
typedef struct shares {
    float weight[QUEN_OFFER_REASONS];
} shares;

/* Items share the places of a table of whose reasons are sought: a few may seem to be. */
#define SOUGHT 4096u

/* Memory for questions to one model, all zero between them but for the filter's marks. */
typedef struct asker {
    const quen_itemcf *model;
    const quen_offer_filter *filter;
    quen__ranked *best; /* n_items, and so below */
    double *score;      /* above 0 where touched; then -1 - place for the items offered */
    shares *shares;     /* by place */
    uint32_t *touched;  /* n_items + 1: one may be written that does not count */
    uint8_t *mark;
    uint8_t *sought; /* SOUGHT */
    size_t n_touched;
} asker;

#define ITEM_BYTES                                                                       \
    (sizeof(quen__ranked) + sizeof(double) + sizeof(shares) + sizeof(uint32_t) + 1)

/* --- filters --- */

static quen_offer_filter defaults(void)
{
    quen_offer_filter filter = {0};
    filter.struct_size = sizeof filter;
    return filter;
}

void quen_offer_filter_init(quen_offer_filter *filter, size_t size)
{
    quen_offer_filter all = defaults();
    quen__options_init(filter, size, &all, sizeof all);
}

static quen_status check_items(quen_context *ctx, const quen_itemcf *m, const char *what,
                               const uint32_t *items, size_t n)
{
    if (!items && n)
        return BAD("%s is NULL, but has %zu items", what, n);
    for (size_t i = 0; i < n; i++)
        if (items[i] >= m->n_items)
            return BAD("%s[%zu] is item %u, which is not below %zu", what, i, items[i],
                       m->n_items);
    return QUEN_OK;
}

static quen_status read_filter(quen_context *ctx, const quen_itemcf *m,
                               const quen_offer_filter *given, quen_offer_filter *filter)
{
    *filter = defaults();
    quen_status status =
        quen__options_read(ctx, filter, sizeof *filter, given, "offer filter");
    if (status != QUEN_OK)
        return status;
    if (filter->include_bought > 1 || filter->no_popular > 1)
        return BAD(
            "offer filter: include_bought is %u and no_popular %u; both are 0 or 1",
            filter->include_bought, filter->no_popular);
    status =
        check_items(ctx, m, "offer filter: exclude", filter->exclude, filter->n_exclude);
    if (status == QUEN_OK)
        status =
            check_items(ctx, m, "offer filter: allow", filter->allow, filter->n_allow);
    return status;
}

/* --- marks --- */

/* Set or clear one mark. Marks of the same item are told apart by their bits. */
static void mark_items(asker *a, const uint32_t *items, size_t n, uint8_t bit, int on)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t others = a->mark[items[i]] & (uint8_t)~bit;
        a->mark[items[i]] = on ? others | bit : others;
    }
}

/* Items that memory must be for, of ITEM_BYTES each. */
static size_t asker_room(const quen_itemcf *m)
{
    return m->n_items + 1 + SOUGHT / ITEM_BYTES + 1;
}

/* memory: asker_room() x ITEM_BYTES, all zero. */
static asker asker_open(const quen_itemcf *m, const quen_offer_filter *filter,
                        void *memory)
{
    asker a = {.model = m, .filter = filter, .best = memory};
    a.score = (double *)(void *)(a.best + m->n_items);
    a.shares = (shares *)(void *)(a.score + m->n_items);
    a.touched = (uint32_t *)(void *)(a.shares + m->n_items);
    a.mark = (uint8_t *)(a.touched + m->n_items + 1);
    a.sought = a.mark + m->n_items;
    mark_items(&a, filter->exclude, filter->n_exclude, EXCLUDED, 1);
    mark_items(&a, filter->allow, filter->n_allow, ALLOWED, 1);
    return a;
}

static void asker_close(asker *a)
{
    mark_items(a, a->filter->exclude, a->filter->n_exclude, EXCLUDED, 0);
    mark_items(a, a->filter->allow, a->filter->n_allow, ALLOWED, 0);
}

static int may_offer(const asker *a, uint32_t item)
{
    uint8_t mark = a->mark[item];
    return !(mark & EXCLUDED) && (!(mark & ASKED) || a->filter->include_bought) &&
           (!a->filter->allow || mark & ALLOWED);
}

/* --- scores --- */

/* Without a branch: whether an item was touched before is anyone's guess. */
static void add_row(asker *a, uint32_t item)
{
    const quen_itemcf *m = a->model;
    size_t n_touched = a->n_touched;
    for (uint64_t e = m->row_start[item]; e < m->row_start[item + (size_t)1]; e++) {
        uint32_t other = m->neighbor[e];
        double score = a->score[other];
        a->touched[n_touched] = other;
        n_touched += score == 0;
        a->score[other] = score + (double)m->weight[e];
    }
    a->n_touched = n_touched;
}

/* Rows lie anywhere: fetch where one begins well before it is needed, then its front. */
static void add_rows(asker *a, const uint32_t *items, size_t n)
{
    const quen_itemcf *m = a->model;
    for (size_t i = 0; i < n; i++) {
        if (i + 2 * AHEAD < n)
            QUEN__PREFETCH(m->row_start + items[i + 2 * AHEAD]);
        if (i + AHEAD < n) {
            uint64_t from = m->row_start[items[i + AHEAD]];
            for (size_t e = 0; e < FETCHED; e += 16) {
                QUEN__PREFETCH(m->neighbor + from + e);
                QUEN__PREFETCH(m->weight + from + e);
            }
        }
        /* One named twice counts once. */
        if (a->mark[items[i]] & ASKED)
            continue;
        a->mark[items[i]] |= ASKED;
        add_row(a, items[i]);
    }
}

/* --- offers --- */

/* The best of what was touched, whose scores are 0 again. */
static void select_best(asker *a, quen__topk *top)
{
    double least = 0;
    for (size_t t = 0; t < a->n_touched; t++) {
        uint32_t item = a->touched[t];
        double score = a->score[item];
        a->score[item] = 0;
        if (score < least || !may_offer(a, item))
            continue;
        quen__topk_offer(top, item, score);
        if (top->n == top->k)
            least = top->k ? top->best[0].score : INFINITY;
    }
    memset(a->touched, 0, (a->n_touched + 1) * sizeof *a->touched);
    a->n_touched = 0;
}

/* Scores of the items offered become -1 - their place. */
static size_t offer_best(asker *a, quen_offer *offers, size_t n)
{
    quen__topk top = {a->best, n < a->model->n_items ? n : a->model->n_items, 0};
    select_best(a, &top);
    quen__topk_sort(&top);
    for (size_t i = 0; i < top.n; i++) {
        offers[i] = (quen_offer){top.best[i].id, 0, top.best[i].score, 0, {0}};
        a->score[top.best[i].id] = -1 - (double)i;
    }
    memset(a->best, 0, top.n * sizeof *a->best);
    return top.n;
}

/* Whoever was touched and may be offered is among the offers already. */
static size_t offer_popular(const asker *a, quen_offer *offers, size_t count, size_t n)
{
    const quen_itemcf *m = a->model;
    for (size_t i = 0; i < m->n_items && count < n; i++) {
        uint32_t item = m->popular[i];
        if (m->support[item] == 0)
            break;
        if (a->score[item] < 0 || !may_offer(a, item))
            continue;
        double share = (double)m->support[item] / (double)m->head->n_rows;
        offers[count++] = (quen_offer){item, 1, share, 0, {0}};
    }
    return count;
}

/* --- reasons --- */

/* Insert a reason where it belongs; beyond the last place it is forgotten. */
static void add_reason(quen_offer *offer, shares *s, uint32_t item, float weight)
{
    uint32_t i = offer->n_reasons;
    if (i < QUEN_OFFER_REASONS)
        offer->n_reasons++;
    while (i > 0 && (s->weight[i - 1] < weight ||
                     (s->weight[i - 1] == weight && offer->reasons[i - 1] > item))) {
        i--;
        if (i + 1 < QUEN_OFFER_REASONS) {
            s->weight[i + 1] = s->weight[i];
            offer->reasons[i + 1] = offer->reasons[i];
        }
    }
    if (i < QUEN_OFFER_REASONS) {
        s->weight[i] = weight;
        offer->reasons[i] = item;
    }
}

static void explain_row(asker *a, uint32_t item, quen_offer *offers)
{
    const quen_itemcf *m = a->model;
    const uint8_t *sought = a->sought;
    for (uint64_t e = m->row_start[item]; e < m->row_start[item + (size_t)1]; e++) {
        uint32_t other = m->neighbor[e];
        if (!sought[other % SOUGHT] || !(a->score[other] < 0))
            continue;
        size_t place = (size_t)(-1 - a->score[other]);
        add_reason(&offers[place], &a->shares[place], item, m->weight[e]);
    }
}

/*
 * Name the reasons of the first n offers; the marks of the items asked about go, and the
 * scores of those offered.
 */
static void explain(asker *a, const uint32_t *items, size_t n_items, quen_offer *offers,
                    size_t n)
{
    for (size_t place = 0; place < n; place++)
        a->sought[offers[place].item % SOUGHT] = 1;
    for (size_t i = 0; i < n_items; i++) {
        if (!(a->mark[items[i]] & ASKED))
            continue;
        a->mark[items[i]] &= (uint8_t)~ASKED;
        if (n > 0)
            explain_row(a, items[i], offers);
    }
    for (size_t place = 0; place < n; place++) {
        a->sought[offers[place].item % SOUGHT] = 0;
        a->score[offers[place].item] = 0;
    }
    memset(a->shares, 0, n * sizeof *a->shares);
}

/* --- questions --- */

/* Answer for a list of items; returns how many offers. */
static size_t ask(asker *a, const uint32_t *items, size_t n_items, quen_offer *offers,
                  size_t n)
{
    add_rows(a, items, n_items);
    size_t best = offer_best(a, offers, n), count = best;
    if (!a->filter->no_popular)
        count = offer_popular(a, offers, count, n);
    explain(a, items, n_items, offers, best);
    return count;
}

/* The items are known to be in range. */
static quen_status ask_once(quen_context *ctx, const quen_itemcf *m,
                            const uint32_t *items, size_t n_items,
                            const quen_offer_filter *given, quen_offer *offers, size_t n,
                            size_t *count)
{
    quen_offer_filter filter;
    quen_status status = read_filter(ctx, m, given, &filter);
    if (status != QUEN_OK)
        return status;
    void *memory = quen__scratch(ctx, asker_room(m), ITEM_BYTES);
    if (!memory)
        return QUEN_ERR_MEMORY;
    asker a = asker_open(m, &filter, memory);
    *count = ask(&a, items, n_items, offers, n);
    asker_close(&a);
    return QUEN_OK;
}

quen_status quen_itemcf_similar(quen_context *ctx, const quen_itemcf *itemcf,
                                uint32_t item, const quen_offer_filter *filter,
                                quen_offer *offers, size_t n, size_t *count)
{
    quen_status status = check_items(ctx, itemcf, "items", &item, 1);
    if (status != QUEN_OK)
        return status;
    return ask_once(ctx, itemcf, &item, 1, filter, offers, n, count);
}

quen_status quen_itemcf_recommend_basket(quen_context *ctx, const quen_itemcf *itemcf,
                                         const uint32_t *items, size_t n_items,
                                         const quen_offer_filter *filter,
                                         quen_offer *offers, size_t n, size_t *count)
{
    quen_status status = check_items(ctx, itemcf, "items", items, n_items);
    if (status != QUEN_OK)
        return status;
    return ask_once(ctx, itemcf, items, n_items, filter, offers, n, count);
}

quen_status quen_itemcf_recommend(quen_context *ctx, const quen_itemcf *itemcf,
                                  uint32_t customer, const quen_offer_filter *filter,
                                  quen_offer *offers, size_t n, size_t *count)
{
    const uint32_t *items;
    if (customer >= itemcf->n_customers)
        return BAD("customer %u is not below %zu", customer, itemcf->n_customers);
    size_t n_items = quen_itemcf_history(itemcf, customer, &items);
    return ask_once(ctx, itemcf, items, n_items, filter, offers, n, count);
}

/* --- many customers --- */

typedef struct batch {
    const quen_itemcf *model;
    const uint32_t *customers;
    quen__chunks chunks;
    asker *askers; /* one for each worker */
    quen_offer *offers;
    size_t n;
    size_t *counts;
} batch;

static void ask_chunk(void *user, size_t chunk, unsigned worker)
{
    const batch *b = user;
    asker a = b->askers[worker]; /* a copy: those of other workers share its lines */
    quen__range range = quen__chunk_range(&b->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        const uint32_t *items;
        size_t n_items = quen_itemcf_history(b->model, b->customers[i], &items);
        quen_offer *offers = b->n ? b->offers + i * b->n : NULL;
        b->counts[i] = ask(&a, items, n_items, offers, b->n);
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
        void *memory = quen__temp_zero(temp, asker_room(b->model), ITEM_BYTES);
        if (!memory)
            return QUEN_ERR_MEMORY;
        b->askers[w] = asker_open(b->model, filter, memory);
    }
    return b->askers ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status check_customers(quen_context *ctx, const batch *b)
{
    for (size_t i = 0; i < b->chunks.n; i++)
        if (b->customers[i] >= b->model->n_customers)
            return BAD("customers[%zu] is customer %u, which is not below %zu", i,
                       b->customers[i], b->model->n_customers);
    return QUEN_OK;
}

quen_status quen_itemcf_recommend_batch(quen_context *ctx, const quen_itemcf *itemcf,
                                        const uint32_t *customers, size_t n_customers,
                                        const quen_offer_filter *given,
                                        quen_offer *offers, size_t n, size_t *counts)
{
    batch b = {itemcf, customers, quen__cut(n_customers, 16), NULL, offers, n, counts};
    quen__temp temp = QUEN__TEMP(ctx);
    quen_offer_filter filter;
    quen_status status = check_customers(ctx, &b);
    if (status == QUEN_OK)
        status = read_filter(ctx, itemcf, given, &filter);
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
