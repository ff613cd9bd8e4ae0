/*
 * One list of offers against what a customer came for. Held-out items are marked in an
 * array over all items, so that a list takes one look for each of its places. Gains of
 * NDCG are 1 / log2(1 + rank), their sums by length made once.
 * Sources: Jarvelin & Kekalainen, "Cumulated gain-based evaluation of IR techniques",
 * 2002; Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender
 * systems", 2010 (novelty).
 */
#include "data/evaluate/evaluate_lists.h"

#include <string.h>

#include "core/parallel.h"
#include "math/csr.h"
#include "math/special.h"

enum {
    PRECISION,
    RECALL,
    RECALL_MIN,
    HIT_RATE,
    NDCG,
    NDCG_UNTRUNCATED,
    AVERAGE_PRECISION,
    RECIPROCAL_RANK,
    NOVELTY
};

typedef struct lists_work {
    const quen__evaluate_lists *lists;
    const uint32_t *judged;
    quen__chunks chunks;
    double *ideal;   /* ideal[m]: gains of the first m ranks */
    uint32_t *marks; /* workers x items: 1 + the customer that held it out last */
    double *figures;
} lists_work;

size_t quen__evaluate_judged(const quen_csr *held_out, uint32_t *judged)
{
    size_t n = 0;
    for (size_t i = 0; i < held_out->n_rows; i++) {
        if (quen__csr_degree(held_out, i) == 0)
            continue;
        if (judged)
            judged[n] = (uint32_t)i;
        n++;
    }
    return n;
}

static size_t length_of(const quen__evaluate_lists *l, size_t row)
{
    size_t length = l->counts ? l->counts[row] : l->width;
    return length < l->k ? length : l->k;
}

/* --- one customer --- */

/* What the hits of a list add up to. */
typedef struct hits {
    double count, gain, precision, first;
} hits;

static hits count_hits(const lists_work *w, size_t row, const uint32_t *marks)
{
    const uint32_t *items = w->lists->items + row * w->lists->width;
    size_t length = length_of(w->lists, row);
    hits h = {0, 0, 0, 0};
    for (size_t i = 0; i < length; i++) {
        if (marks[items[i]] != (uint32_t)row + 1)
            continue;
        double rank = (double)(i + 1);
        h.count++;
        h.gain += w->ideal[i + 1] - w->ideal[i];
        h.precision += h.count / rank;
        if (h.first == 0)
            h.first = 1 / rank;
    }
    return h;
}

static double information(double customers, double population)
{
    return quen__special_log(population / (customers > 0 ? customers : 1)) *
           1.44269504088896340736;
}

static void set_novelty(const lists_work *w, size_t row, double *figures)
{
    const quen__evaluate_lists *l = w->lists;
    size_t length = length_of(l, row);
    double sum = 0;
    for (size_t i = 0; l->popularity && i < length; i++)
        sum += information((double)l->popularity[l->items[row * l->width + i]],
                           (double)l->population);
    int told = l->popularity && length > 0;
    figures[NOVELTY] = told ? sum / (double)length : 0;
    figures[QUEN__EVALUATE_LISTED] = told;
}

static void judge(const lists_work *w, size_t row, const uint32_t *marks, double *figures)
{
    size_t held = quen__csr_degree(w->lists->held_out, row), k = w->lists->k;
    size_t best = held < k ? held : k;
    hits h = count_hits(w, row, marks);
    figures[PRECISION] = h.count / (double)k;
    figures[RECALL] = h.count / (double)held;
    figures[RECALL_MIN] = h.count / (double)best;
    figures[HIT_RATE] = h.count > 0;
    figures[NDCG] = h.gain / w->ideal[best];
    figures[NDCG_UNTRUNCATED] = h.gain / w->ideal[held];
    figures[AVERAGE_PRECISION] = h.precision / (double)best;
    figures[RECIPROCAL_RANK] = h.first;
    set_novelty(w, row, figures);
}

static void judge_chunk(void *user, size_t chunk, unsigned worker)
{
    lists_work *w = user;
    const quen_csr *held_out = w->lists->held_out;
    uint32_t *marks = w->marks + worker * held_out->n_columns;
    quen__range range = quen__chunk_range(&w->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        size_t row = w->judged[i];
        for (uint64_t e = held_out->row_start[row]; e < held_out->row_start[row + 1]; e++)
            marks[held_out->column[e]] = (uint32_t)row + 1;
        judge(w, row, marks, w->figures + i * QUEN__EVALUATE_LIST_FIGURES);
    }
}

/* --- all --- */

/* Each item known and once; how many different ones the judged lists have. */
static quen_status check_lists(quen_context *ctx, const quen__evaluate_lists *l,
                               uint32_t *marks, uint8_t *offered)
{
    for (size_t row = 0; row < l->held_out->n_rows; row++) {
        const uint32_t *items = l->items + row * l->width;
        size_t length = l->counts ? l->counts[row] : l->width;
        if (length > l->width)
            return quen__bad_argument(
                ctx, "evaluate: row %zu: %zu items in a list with room for %zu", row,
                length, l->width);
        int judged = quen__csr_degree(l->held_out, row) > 0;
        for (size_t i = 0; i < length; i++) {
            if (items[i] >= l->held_out->n_columns)
                return quen__bad_argument(
                    ctx, "evaluate: row %zu: item is %u, not within 0..%zu", row,
                    (unsigned)items[i], l->held_out->n_columns - 1);
            if (marks[items[i]] == (uint32_t)row + 1)
                return quen__bad_argument(ctx,
                                          "evaluate: row %zu: item %u is in the list "
                                          "twice",
                                          row, (unsigned)items[i]);
            marks[items[i]] = (uint32_t)row + 1;
            if (judged && i < l->k)
                offered[items[i]] = 1;
        }
    }
    return QUEN_OK;
}

static double share_of(const uint8_t *offered, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += offered[i];
    return (double)count / (double)n;
}

/* The most items that hits are counted of: no list has more than there are. */
static size_t longest(const quen__evaluate_lists *l)
{
    size_t most = l->k;
    for (size_t i = 0; i < l->held_out->n_rows; i++) {
        size_t degree = quen__csr_degree(l->held_out, i);
        most = degree > most ? degree : most;
    }
    return most < l->held_out->n_columns ? most : l->held_out->n_columns;
}

static void set_ideal(double *ideal, size_t n)
{
    ideal[0] = 0;
    for (size_t m = 1; m <= n; m++)
        ideal[m] =
            ideal[m - 1] + 0.69314718055994530942 / quen__special_log((double)(m + 1));
}

static quen_status measure(quen__temp *temp, lists_work *w, size_t n_judged,
                           double *coverage)
{
    quen_context *ctx = temp->ctx;
    size_t n_items = w->lists->held_out->n_columns, most = longest(w->lists);
    w->ideal = quen__temp_new(temp, most + 1, sizeof *w->ideal);
    w->marks = quen__temp_zero(temp, n_items, ctx->threads * sizeof *w->marks);
    uint8_t *offered = quen__temp_zero(temp, n_items, 1);
    if (!w->ideal || !w->marks || !offered)
        return QUEN_ERR_MEMORY;
    quen_status status = check_lists(ctx, w->lists, w->marks, offered);
    if (status != QUEN_OK)
        return status;
    memset(w->marks, 0, n_items * sizeof *w->marks);
    *coverage = share_of(offered, n_items);
    set_ideal(w->ideal, most);
    w->chunks = quen__cut(n_judged, 64);
    return quen__parallel_for(ctx, w->chunks.count, judge_chunk, w, "evaluate", 0, 1);
}

quen_status quen__evaluate_lists_measure(quen_context *ctx,
                                         const quen__evaluate_lists *lists,
                                         const uint32_t *judged, size_t n_judged,
                                         double *figures, double *coverage)
{
    quen__temp temp = QUEN__TEMP(ctx);
    lists_work w = {.lists = lists, .judged = judged, .figures = figures};
    quen_status status = measure(&temp, &w, n_judged, coverage);
    quen__temp_close(&temp);
    return status;
}
