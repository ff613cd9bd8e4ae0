/*
 * The next basket. Items that are popular and nothing else are in order already: so those
 * of the customer, and the neighbours of these, are put among the first of them, and the
 * walk along the order ends where no more can be among the best.
 */
#include <string.h>

#include "core/alloc.h"
#include "math/topk.h"
#include "models/habits/habits_learn.h"

/* Memory of the context, all zero between questions. */
typedef struct asking {
    const quen_habits *habits;
    quen_offer_filter filter;
    int mode;
    const quen__habits_weights *weights;
    const double *base;
    const quen__habits_pair *pair;
    size_t n_pairs;
    uint32_t *named;   /* items of the filter */
    uint8_t *mark;     /* of each item; NULL: nothing is marked */
    float *score;      /* of each item; NULL: no neighbours */
    uint32_t *touched; /* items with a score */
    size_t n_touched;
    float most;
    quen__topk top;
} asking;

/* --- one item --- */

static quen_habits_offer terms(const asking *a, uint32_t item,
                               const quen__habits_pair *pair)
{
    quen_habits_offer o = {.item = item, .times = pair ? pair->times : 0};
    o.own = pair ? a->weights->own * (double)pair->own : 0;
    o.popular = a->base[item];
    o.related =
        a->most > 0 ? a->weights->related * (double)(a->score[item] / a->most) : 0;
    o.score = o.own + o.popular + o.related;
    return o;
}

static int may_offer(const asking *a, uint32_t item)
{
    return quen__offers_may(&a->filter, a->mark ? a->mark[item] : 0);
}

/* 1 if an item would be among the best so far: most are not, and cost no more. */
static int is_good(const asking *a, uint32_t item, double score)
{
    quen__topk_ranked entry = {score, item};
    return score > 0 && (a->top.n < a->top.k ||
                         (a->top.k && quen__topk_before(entry, a->top.best[0])));
}

static void consider(asking *a, uint32_t item, const quen__habits_pair *pair)
{
    double score = terms(a, item, pair).score;
    if (is_good(a, item, score) && may_offer(a, item))
        quen__topk_offer(&a->top, item, score);
}

/* --- all items --- */

static const quen__habits_pair *pair_of(const asking *a, uint32_t item)
{
    return quen__habits_find(a->pair, a->n_pairs, item);
}

static void consider_popular(asking *a)
{
    const uint32_t *order = a->habits->order[a->mode];
    for (size_t i = 0; i < a->habits->n_items; i++) {
        quen__topk_ranked next = {a->base[order[i]], order[i]};
        if (next.score <= 0 ||
            (a->top.n == a->top.k &&
             (a->top.k == 0 || !quen__topk_before(next, a->top.best[0]))))
            break;
        if ((a->score && a->score[next.id] > 0) || pair_of(a, next.id))
            continue;
        consider(a, next.id, NULL);
    }
}

static void add_related(asking *a)
{
    quen__habits_rows rows = {a->habits->neighbor_row, a->habits->neighbor};
    a->most = quen__habits_relate(&rows, a->pair, a->n_pairs, a->score, a->touched,
                                  &a->n_touched);
}

static void consider_all(asking *a)
{
    if (a->score)
        add_related(a);
    for (size_t i = 0; a->mode == QUEN__HABITS_ANY && i < a->n_pairs; i++)
        consider(a, a->pair[i].item, &a->pair[i]);
    for (size_t i = 0; i < a->n_touched; i++) {
        uint32_t item = a->touched[i];
        if (is_good(a, item, terms(a, item, NULL).score) && !pair_of(a, item))
            consider(a, item, NULL);
    }
    if (!a->filter.no_popular)
        consider_popular(a);
    quen__topk_sort(&a->top);
}

/* --- the question --- */

static void close_asking(asking *a)
{
    if (a->mark)
        quen__offers_mark(&a->filter, a->mark, 0);
    for (size_t i = 0; i < quen__offers_named(&a->filter); i++)
        a->named[i] = 0;
    for (size_t i = 0; i < a->n_touched; i++) {
        a->score[a->touched[i]] = 0;
        a->touched[i] = 0;
    }
    /* Assigning zeros would leave what is between the fields. */
    if (a->top.k > 0)
        memset(a->top.best, 0, a->top.k * sizeof *a->top.best);
}

/* What scratch holds: the best, scores, what has one, the filter's items, marks. */
static size_t bytes_of(const asking *a, size_t room)
{
    size_t n = a->habits->n_items, best, items, named;
    if (!quen__mul_size(room, sizeof(quen__topk_ranked), &best) ||
        !quen__mul_size(n, sizeof(float) + sizeof(uint32_t) + 1, &items) ||
        !quen__mul_size(quen__offers_named(&a->filter), sizeof(uint32_t), &named) ||
        !quen__add_size(best, items, &best) || !quen__add_size(best, named, &best))
        return SIZE_MAX;
    return best;
}

/* On failure it is closed. */
static quen_status take_filter(quen_context *ctx, asking *a)
{
    quen__offers_model items = {.noun = "habits", .n_items = a->habits->n_items};
    quen_status status = quen__offers_take_filter(ctx, &items, &a->filter, a->named);
    if (status != QUEN_OK)
        close_asking(a);
    else if (a->filter.n_exclude > 0 || a->filter.allow)
        a->mark = (uint8_t *)(a->named + quen__offers_named(&a->filter));
    if (a->mark)
        quen__offers_mark(&a->filter, a->mark, 1);
    return status;
}

static quen_status open_asking(quen_context *ctx, asking *a, size_t capacity)
{
    size_t n = a->habits->n_items, room = capacity < n ? capacity : n;
    char *memory = quen__scratch(ctx, bytes_of(a, room), 1);
    if (!memory)
        return QUEN_ERR_MEMORY;
    a->top = (quen__topk){(quen__topk_ranked *)(void *)memory, room, 0};
    float *score = (float *)(void *)(a->top.best + room);
    a->touched = (uint32_t *)(void *)(score + n);
    a->score = a->habits->neighbor_row && a->weights->related > 0 ? score : NULL;
    a->named = a->touched + n;
    return take_filter(ctx, a);
}

static quen_status read_filter(quen_context *ctx, asking *a,
                               const quen_offer_filter *given)
{
    quen_status status = quen__offers_read_filter(ctx, given, &a->filter);
    if (!given)
        a->filter.include_bought = 1;
    a->mode = a->filter.include_bought ? QUEN__HABITS_ANY : QUEN__HABITS_NEW;
    a->weights = &a->habits->info->weights[a->mode];
    a->base = a->habits->base[a->mode];
    return status;
}

static quen_status check_customer(quen_context *ctx, const quen_habits *h,
                                  uint32_t customer)
{
    if (customer < h->n_customers || customer == UINT32_MAX)
        return QUEN_OK;
    return quen__bad_argument(ctx, "habits: customer %u is not below %zu", customer,
                              h->n_customers);
}

quen_status quen_habits_next_basket(quen_context *ctx, const quen_habits *habits,
                                    uint32_t customer, const quen_offer_filter *filter,
                                    quen_habits_offer *offers, size_t capacity,
                                    size_t *count)
{
    asking a = {.habits = habits};
    *count = 0;
    quen_status status =
        quen__extent_check(ctx, "habits: capacity", capacity, 1, sizeof *offers);
    if (status == QUEN_OK)
        status = check_customer(ctx, habits, customer);
    if (status == QUEN_OK)
        status = read_filter(ctx, &a, filter);
    if (status == QUEN_OK)
        status = open_asking(ctx, &a, capacity);
    if (status != QUEN_OK)
        return status;
    if (customer != UINT32_MAX) {
        a.pair = habits->pair + habits->pair_row[customer];
        a.n_pairs = (size_t)(habits->pair_row[customer + 1] - habits->pair_row[customer]);
    }
    consider_all(&a);
    for (size_t i = 0; i < a.top.n; i++)
        offers[i] = terms(&a, a.top.best[i].id, pair_of(&a, a.top.best[i].id));
    *count = a.top.n;
    close_asking(&a);
    return QUEN_OK;
}
