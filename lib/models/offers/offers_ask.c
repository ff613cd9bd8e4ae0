/*
 * Asking. Every question is the same: add up the rows of a list of items, keep the n best
 * that the filter lets through, fill up with popular items, name the reasons. Scores lie
 * in a dense row of lines of 16; which lines were touched is remembered, so that only
 * they are looked through, and cleared, a line at a time. What each row led to first is
 * looked at before all else: little of the rest is better than the best of that.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "core/options.h"
#include "core/parallel.h"
#include "math/kernels.h"
#include "math/topk.h"
#include "models/offers/offers.h"

/* What is known of an item during a question. */
enum { ASKED = 1, EXCLUDED = 2, ALLOWED = 4, SEARCHED = 8 };

/* With so many neighbours for each line of scores, nearly all lines are touched. */
#define CROWDED 4u

/*
 * Rows are fetched before they are needed: as many as have so many neighbours, but not
 * too few nor too many of them; and of a long one the front.
 */
#define NEIGHBORS_AHEAD 256u
#define ROWS_AHEAD_LEAST 4u
#define ROWS_AHEAD_MOST 8u
#define FETCHED 64u

/* Items of a history that are fetched as soon as it is found. */
#define HISTORY_FETCHED 512u

/* The best reasons of an offer, as keys: the larger, the better; 0: none. */
typedef struct reasons {
    uint64_t key[QUEN_OFFER_REASONS];
    float least; /* a weight below it is not among them */
    uint32_t reserved;
} reasons;

/* Neighbours that are searched at once, and what was found, to be looked at later. */
#define PIECE 32u
#define CANDIDATES 128u

typedef struct candidates {
    size_t n, n_offers;
    float least; /* a smaller weight is no reason for any of the offers */
    quen_neighbor to[CANDIDATES + QUEN__TAKEN_TOGETHER];
    uint32_t from[CANDIDATES + QUEN__TAKEN_TOGETHER]; /* of which item's row */
} candidates;

/* Memory for questions to one model, all zero between them but for the filter's marks. */
typedef struct asker {
    const quen__offers_model *model;
    const quen_offer_filter *filter;
    const quen__kernels *kernels;
    size_t lines;                /* of scores, a multiple of QUEN__BLOCK_LINES */
    size_t room;                 /* offers at most */
    float *score;                /* of each item, and up to the end of the last line */
    uint8_t *touched;            /* of each line: whether a score was raised */
    uint8_t *mark;               /* of each item */
    quen__kernels_sought sought; /* the items offered, while explained */
    quen__topk_ranked *best;     /* of each offer */
    reasons *reasons; /* by the place of an offer, 1 the first, 0 of what is none */
} asker;

/* Bytes of memory for each line, each offer, and besides. */
#define LINE_BYTES (QUEN__SCORES * (sizeof(float) + 1) + 1)
#define OFFER_BYTES (sizeof(quen__topk_ranked) + sizeof(reasons))
#define OTHER_BYTES (sizeof(reasons) + 64)

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

/* `subject` and `what` begin the sentence: of which thing the items are which field. */
static quen_status check_items(quen_context *ctx, const quen__offers_model *m,
                               const char *subject, const char *what,
                               const uint32_t *items, size_t n)
{
    if (!items && n)
        return quen__bad_argument(ctx, "%s: %s is NULL, but has %zu items", subject, what,
                                  n);
    for (size_t i = 0; i < n; i++)
        if (items[i] >= m->n_items)
            return quen__bad_argument(ctx,
                                      "%s: %s[%zu] is item %u, which is not below %zu",
                                      subject, what, i, items[i], m->n_items);
    return QUEN_OK;
}

static quen_status read_filter(quen_context *ctx, const quen__offers_model *m,
                               const quen_offer_filter *given, quen_offer_filter *filter)
{
    static const char noun[] = "offer filter";
    *filter = defaults();
    quen_status status = quen__options_read(ctx, filter, sizeof *filter, given, noun);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, noun, "include_bought", filter->include_bought, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, noun, "no_popular", filter->no_popular, 1);
    if (status == QUEN_OK)
        status = check_items(ctx, m, noun, "exclude", filter->exclude, filter->n_exclude);
    if (status == QUEN_OK)
        status = check_items(ctx, m, noun, "allow", filter->allow, filter->n_allow);
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

static size_t lines_of(const quen__offers_model *m)
{
    size_t block = (size_t)QUEN__SCORES * QUEN__BLOCK_LINES;
    return (m->n_items + block - 1) / block * QUEN__BLOCK_LINES;
}

static size_t room_of(const quen__offers_model *m, size_t n)
{
    return n < m->n_items ? n : m->n_items;
}

/* Bytes that an asker needs; more than there can be if they cannot be counted. */
static size_t asker_bytes(const quen__offers_model *m, size_t n)
{
    size_t lines, offers, bytes;
    int fits = quen__mul_size(lines_of(m), LINE_BYTES, &lines) &&
               quen__mul_size(room_of(m, n), OFFER_BYTES, &offers) &&
               quen__add_size(lines, offers, &bytes) &&
               quen__add_size(bytes, OTHER_BYTES, &bytes);
    return fits ? bytes : SIZE_MAX;
}

/* For n offers at most. memory: asker_bytes(), all zero. */
static asker asker_open(const quen_context *ctx, const quen__offers_model *m,
                        const quen_offer_filter *filter, size_t n, char *memory)
{
    asker a = {.model = m, .filter = filter, .kernels = quen__kernels_of(ctx)};
    a.lines = lines_of(m);
    a.room = room_of(m, n);
    memory += (64 - (uintptr_t)memory % 64) % 64;
    a.score = (float *)(void *)memory;
    a.reasons = (reasons *)(void *)(a.score + a.lines * QUEN__SCORES);
    a.best = (quen__topk_ranked *)(void *)(a.reasons + a.room + 1);
    a.touched = (uint8_t *)(a.best + a.room);
    a.mark = a.touched + a.lines;
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

/* --- histories --- */

typedef struct history {
    const uint32_t *items;
    size_t n;
} history;

/* Find a customer's history, and have the front of it fetched: it lies anywhere. */
static history find_history(const quen__offers_model *m, uint32_t customer)
{
    history h = {NULL, 0};
    h.n = quen__offers_history(m, customer, &h.items);
    for (size_t i = 0; i < h.n && i < HISTORY_FETCHED; i += 16)
        QUEN__PREFETCH(h.items + i);
    return h;
}

/* --- scores --- */

static inline void raise_score(float *score, const quen_neighbor *to)
{
    score[to->item] += to->weight;
}

/* `touch`: say which lines were touched; else all are said to be already. */
static void add_row(asker *a, uint32_t item, int touch)
{
    const quen__offers_model *m = a->model;
    float *score = a->score;
    const quen_neighbor *row = m->neighbor + m->row_start[item];
    const quen_neighbor *end = m->neighbor + m->row_start[item + (size_t)1];
    for (; touch && row < end; row++) {
        raise_score(score, row);
        a->touched[row->item / QUEN__SCORES] = 1;
    }
    for (; end - row >= 4; row += 4) {
        raise_score(score, row);
        raise_score(score, row + 1);
        raise_score(score, row + 2);
        raise_score(score, row + 3);
    }
    for (; row < end; row++)
        raise_score(score, row);
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

/* Have the front of a row fetched. */
QUEN__INLINE void fetch_row(const quen__offers_model *m, uint32_t item)
{
    uint64_t from = m->row_start[item], to = m->row_start[item + (size_t)1];
    if (to > from + FETCHED)
        to = from + FETCHED;
    for (uint64_t e = from; e < to; e += 8)
        QUEN__PREFETCH(m->neighbor + e);
    if (to > from)
        QUEN__PREFETCH(m->neighbor + to - 1);
}

/* Rows lie anywhere: fetch where one begins well before it is needed, then its front. */
static void add_rows(asker *a, const uint32_t *items, size_t n)
{
    const quen__offers_model *m = a->model;
    size_t ahead = rows_ahead(m);
    int all = n * row_length(m) >= a->lines * CROWDED;
    if (all)
        memset(a->touched, 1, a->lines);
    for (size_t i = 0; i < n && i < 2 * ahead; i++)
        QUEN__PREFETCH(m->row_start + items[i]);
    for (size_t i = 0; i < n && i < ahead; i++)
        fetch_row(m, items[i]);
    for (size_t i = 0; i < n; i++) {
        if (i + 2 * ahead < n)
            QUEN__PREFETCH(m->row_start + items[i + 2 * ahead]);
        if (i + ahead < n)
            fetch_row(m, items[i + ahead]);
        /* One named twice counts once. */
        if (a->mark[items[i]] & ASKED)
            continue;
        a->mark[items[i]] |= ASKED;
        add_row(a, items[i], !all);
    }
}

/* --- offers --- */

/*
 * The scores are 0 again when the offers are known. From then on an item's tells, as a
 * whole number, its place among the offers, counted from 1.
 */
static inline uint32_t place_of(const float *score, uint32_t item)
{
    uint32_t place;
    memcpy(&place, score + item, sizeof place);
    return place;
}

static inline void set_place(asker *a, uint32_t item, uint32_t place)
{
    memcpy(a->score + item, &place, sizeof place);
}

/* Offer what was taken out of the scores; what is not above 0 was taken before. */
static void offer(const asker *a, quen__topk *top, uint32_t item, float score)
{
    quen__topk_ranked entry = {(double)score, item};
    if (score > 0 && (top->n < top->k || quen__topk_before(entry, top->best[0])) &&
        may_offer(a, item))
        quen__topk_insert(top, entry);
}

/* The least score that may be among the best yet. */
static float least_of(const quen__topk *top)
{
    if (top->n < top->k)
        return FLT_TRUE_MIN;
    return top->k ? (float)top->best[0].score : INFINITY;
}

/* What each row led to first, taken out of the scores. */
static void offer_first(asker *a, const uint32_t *items, size_t n, quen__topk *top)
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

/* All others that were touched; scores are 0 again. */
static void offer_touched(asker *a, quen__topk *top)
{
    quen__kernels_taken taken[QUEN__SCORES * QUEN__BLOCK_LINES];
    for (size_t line = 0; line < a->lines; line += QUEN__BLOCK_LINES) {
        size_t n = a->kernels->take_above(a->score + line * QUEN__SCORES,
                                          a->touched + line, least_of(top), taken);
        for (size_t i = 0; i < n; i++)
            offer(a, top, (uint32_t)(line * QUEN__SCORES) + taken[i].id, taken[i].score);
    }
}

static size_t offer_best(asker *a, const uint32_t *items, size_t n_items,
                         quen_offer *offers)
{
    quen__topk top = {a->best, a->room, 0};
    if (!a->filter->include_bought)
        for (size_t i = 0; i < n_items; i++)
            a->score[items[i]] = 0;
    if (top.k > 0)
        offer_first(a, items, n_items, &top);
    offer_touched(a, &top);
    quen__topk_sort(&top);
    for (size_t i = 0; i < top.n; i++) {
        offers[i] = (quen_offer){top.best[i].id, 0, top.best[i].score, 0, {0}};
        set_place(a, top.best[i].id, (uint32_t)i + 1);
    }
    memset(a->best, 0, top.n * sizeof *a->best);
    return top.n;
}

/* Whoever was touched and may be offered is among the offers already. */
static size_t offer_popular(const asker *a, quen_offer *offers, size_t count, size_t n)
{
    const quen__offers_model *m = a->model;
    for (size_t i = 0; i < m->n_items && count < n; i++) {
        uint32_t item = m->popular[i];
        if (m->support[item] == 0)
            break;
        if (place_of(a->score, item) || !may_offer(a, item))
            continue;
        double share = (double)m->support[item] / (double)m->n_rows;
        offers[count++] = (quen_offer){item, 1, share, 0, {0}};
    }
    return count;
}

/* --- reasons --- */

/* By weight, then by item number; a weight above 0 compares as its bits do. */
static uint64_t reason_key(float weight, uint32_t item)
{
    uint32_t bits;
    memcpy(&bits, &weight, sizeof bits);
    return (uint64_t)bits << 32 | (uint32_t)~item;
}

/* Each key takes the place of a smaller one, which moves on. */
static void add_reason(reasons *r, uint64_t key)
{
    for (size_t i = 0; i < QUEN_OFFER_REASONS; i++) {
        uint64_t held = r->key[i];
        r->key[i] = held > key ? held : key;
        key = held > key ? key : held;
    }
    uint32_t bits = (uint32_t)(r->key[QUEN_OFFER_REASONS - 1] >> 32);
    memcpy(&r->least, &bits, sizeof bits);
}

/* The least weight that may be a reason yet, for any of the first n offers. */
static float least_reason(const asker *a, size_t n)
{
    float least = INFINITY;
    for (size_t i = 1; i <= n; i++)
        least = a->reasons[i].least < least ? a->reasons[i].least : least;
    return least;
}

static void weigh_candidates(asker *a, candidates *c)
{
    for (size_t i = 0; i < c->n; i++) {
        reasons *r = &a->reasons[place_of(a->score, c->to[i].item)];
        if (c->to[i].weight >= r->least)
            add_reason(r, reason_key(c->to[i].weight, c->from[i]));
    }
    c->n = 0;
    c->least = least_reason(a, c->n_offers);
}

/* Without a branch that is anyone's guess: first what may lead to an offer, all rows. */
static void search_piece(asker *a, uint32_t item, uint64_t e, size_t n, candidates *c)
{
    if (c->n + n > CANDIDATES)
        weigh_candidates(a, c);
    c->n += a->kernels->take_sought(a->model->neighbor + e, n, item, &a->sought,
                                    c->to + c->n, c->from + c->n);
}

/*
 * The first piece of each row, which is all of a short one; of none that begins with too
 * small a weight. Whether any goes on.
 */
static int search_fronts(asker *a, const uint32_t *items, size_t n, candidates *c)
{
    const quen__offers_model *m = a->model;
    int more = 0;
    for (size_t i = 0; i < n; i++) {
        uint8_t *mark = &a->mark[items[i]];
        uint64_t row = m->row_start[items[i]];
        uint64_t length = m->row_start[items[i] + (size_t)1] - row;
        if (!(*mark & ASKED))
            continue;
        *mark &= (uint8_t)~ASKED;
        if (length == 0 || m->neighbor[row].weight < c->least)
            continue;
        if (length > PIECE) {
            *mark |= SEARCHED;
            length = PIECE;
            more = 1;
        }
        search_piece(a, items[i], row, (size_t)length, c);
    }
    return more;
}

/* Weights never ascend in a row: once they are too small to be a reason, all are. */
static void search_rest(asker *a, uint32_t item, candidates *c)
{
    const quen__offers_model *m = a->model;
    uint64_t end = m->row_start[item + (size_t)1], n;
    for (uint64_t e = m->row_start[item] + PIECE;
         e < end && m->neighbor[e].weight >= c->least; e += n) {
        n = end - e < PIECE ? end - e : PIECE;
        search_piece(a, item, e, (size_t)n, c);
    }
}

/* The best reasons of the first n offers; the marks of the items asked about go. */
static void find_reasons(asker *a, const uint32_t *items, size_t n_items, size_t n)
{
    candidates c;
    c.n = 0;
    c.n_offers = n;
    c.least = n ? 0 : INFINITY;
    int more = search_fronts(a, items, n_items, &c);
    weigh_candidates(a, &c);
    for (size_t i = 0; more && i < n_items; i++) {
        if (a->mark[items[i]] & SEARCHED)
            search_rest(a, items[i], &c);
        a->mark[items[i]] &= (uint8_t)~SEARCHED;
    }
    weigh_candidates(a, &c);
}

/* Write the reasons down; they are none again. */
static void name_reasons(reasons *r, quen_offer *offer)
{
    while (offer->n_reasons < QUEN_OFFER_REASONS && r->key[offer->n_reasons]) {
        offer->reasons[offer->n_reasons] = ~(uint32_t)r->key[offer->n_reasons];
        offer->n_reasons++;
    }
    memset(r, 0, sizeof *r);
}

/*
 * Name the reasons of the first n offers; the marks of the items asked about go, and the
 * places of those offered.
 */
static void explain(asker *a, const uint32_t *items, size_t n_items, quen_offer *offers,
                    size_t n)
{
    a->reasons[0].least = INFINITY;
    for (size_t i = 0; i < n; i++)
        quen__kernels_seek(&a->sought, offers[i].item);
    find_reasons(a, items, n_items, n);
    for (size_t i = 0; i < n; i++) {
        set_place(a, offers[i].item, 0);
        name_reasons(&a->reasons[i + 1], &offers[i]);
    }
    a->reasons[0].least = 0;
    memset(&a->sought, 0, sizeof a->sought);
}

/* --- questions --- */

/* Answer for a list of items; returns how many offers. */
static size_t ask(asker *a, const uint32_t *items, size_t n_items, quen_offer *offers,
                  size_t capacity)
{
    add_rows(a, items, n_items);
    size_t best = offer_best(a, items, n_items, offers), count = best;
    if (!a->filter->no_popular)
        count = offer_popular(a, offers, count, capacity);
    explain(a, items, n_items, offers, best);
    return count;
}

/* The items are known to be in range. */
static quen_status ask_once(quen_context *ctx, const quen__offers_model *m,
                            const uint32_t *items, size_t n_items,
                            const quen_offer_filter *given, quen_offer *offers,
                            size_t capacity, size_t *count)
{
    quen_offer_filter filter;
    quen_status status = read_filter(ctx, m, given, &filter);
    if (status != QUEN_OK)
        return status;
    void *memory = quen__scratch(ctx, asker_bytes(m, capacity), 1);
    if (!memory)
        return QUEN_ERR_MEMORY;
    asker a = asker_open(ctx, m, &filter, capacity, memory);
    *count = ask(&a, items, n_items, offers, capacity);
    asker_close(&a);
    return QUEN_OK;
}

quen_status quen__offers_similar(quen_context *ctx, const quen__offers_model *m,
                                 uint32_t item, const quen_offer_filter *filter,
                                 quen_offer *offers, size_t capacity, size_t *count)
{
    quen_status status = check_items(ctx, m, m->noun, "items", &item, 1);
    if (status != QUEN_OK)
        return status;
    return ask_once(ctx, m, &item, 1, filter, offers, capacity, count);
}

quen_status quen__offers_recommend_basket(quen_context *ctx, const quen__offers_model *m,
                                          const uint32_t *items, size_t n_items,
                                          const quen_offer_filter *filter,
                                          quen_offer *offers, size_t capacity,
                                          size_t *count)
{
    quen_status status = check_items(ctx, m, m->noun, "items", items, n_items);
    if (status != QUEN_OK)
        return status;
    return ask_once(ctx, m, items, n_items, filter, offers, capacity, count);
}

quen_status quen__offers_recommend(quen_context *ctx, const quen__offers_model *m,
                                   uint32_t customer, const quen_offer_filter *filter,
                                   quen_offer *offers, size_t capacity, size_t *count)
{
    if (customer >= m->n_customers)
        return quen__bad_argument(ctx, "%s: customer %u is not below %zu", m->noun,
                                  customer, m->n_customers);
    history asked = find_history(m, customer);
    return ask_once(ctx, m, asked.items, asked.n, filter, offers, capacity, count);
}

/* --- many customers --- */

typedef struct batch {
    const quen__offers_model *model;
    const uint32_t *customers;
    quen__chunks chunks;
    asker *askers; /* one for each worker */
    quen_offer *offers;
    size_t capacity;
    size_t *counts;
} batch;

static void ask_chunk(void *user, size_t chunk, unsigned worker)
{
    const batch *b = user;
    asker a = b->askers[worker]; /* a copy: those of other workers share its lines */
    quen__range range = quen__chunk_range(&b->chunks, chunk);
    history next = find_history(b->model, b->customers[range.first]);
    for (size_t i = range.first; i < range.last; i++) {
        history asked = next;
        if (i + 2 < range.last)
            QUEN__PREFETCH(b->model->history_start + b->customers[i + 2]);
        if (i + 1 < range.last)
            next = find_history(b->model, b->customers[i + 1]);
        quen_offer *offers = b->capacity ? b->offers + i * b->capacity : NULL;
        b->counts[i] = ask(&a, asked.items, asked.n, offers, b->capacity);
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
        void *memory = quen__temp_zero(temp, asker_bytes(b->model, b->capacity), 1);
        if (!memory)
            return QUEN_ERR_MEMORY;
        b->askers[w] = asker_open(temp->ctx, b->model, filter, b->capacity, memory);
    }
    return b->askers ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status check_customers(quen_context *ctx, const batch *b)
{
    for (size_t i = 0; i < b->chunks.n; i++)
        if (b->customers[i] >= b->model->n_customers)
            return quen__bad_argument(
                ctx, "%s: customers[%zu] is customer %u, which is not below %zu",
                b->model->noun, i, b->customers[i], b->model->n_customers);
    return QUEN_OK;
}

quen_status quen__offers_recommend_batch(quen_context *ctx, const quen__offers_model *m,
                                         const uint32_t *customers, size_t n_customers,
                                         const quen_offer_filter *given,
                                         quen_offer *offers, size_t capacity,
                                         size_t *counts)
{
    batch b = {m, customers, quen__cut(n_customers, 16), NULL, offers, capacity, counts};
    quen__temp temp = QUEN__TEMP(ctx);
    quen_offer_filter filter;
    quen_status status = check_customers(ctx, &b);
    if (status == QUEN_OK)
        status = read_filter(ctx, m, given, &filter);
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
