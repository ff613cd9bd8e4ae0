/*
 * Item similarities, item by item: for each customer of the item, for each item of that
 * customer, add to a dense row; weigh the row; keep its best. Every item's row depends on
 * the data alone, so the bits do not depend on the threads.
 *
 * An item keeps its best targets (it is a source, as in RP3beta: Paudel et al., ACM TiiS
 * 7, 2017), or is reached from its best sources (as in Sarwar et al., WWW 2001): then
 * columns are reckoned in place of rows, and transposing what was kept gives the rows of
 * the model. The row by row product is Gustavson's, ACM TOMS 4 (1978).
 */
#include <math.h>
#include <string.h>

#include "math/csr.h"
#include "math/special.h"
#include "math/topk.h"
#include "models/itemcf.h"

#define MAX_CHUNKS 256u

/* --- accumulate, merge --- */

static inline void meet(quen__itemcf_partial *partial, uint32_t item)
{
    if (partial->shared[item]++ == 0)
        partial->touched[partial->n_touched++] = item;
}

static void add_counts(quen__itemcf_partial *partial, const uint32_t *item, size_t n)
{
    for (size_t e = 0; e < n; e++)
        meet(partial, item[e]);
}

static void add_constant(quen__itemcf_partial *partial, const uint32_t *item, size_t n,
                         double left)
{
    for (size_t e = 0; e < n; e++) {
        meet(partial, item[e]);
        partial->sum[item[e]] += left;
    }
}

static void add_products(quen__itemcf_partial *partial, const uint32_t *item, size_t n,
                         double left, const double *right)
{
    for (size_t e = 0; e < n; e++) {
        meet(partial, item[e]);
        partial->sum[item[e]] += left * right[e];
    }
}

/* The first entry of an item's ascending customers that is not below `customer`. */
static uint64_t first_from(const quen_csr *by_item, uint32_t item, size_t customer)
{
    uint64_t low = by_item->row_start[item], high = by_item->row_start[item + 1u];
    while (low < high) {
        uint64_t mid = low + (high - low) / 2;
        if (by_item->column[mid] < customer)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void quen__itemcf_accumulate(quen__itemcf_partial *partial,
                             const quen__itemcf_pairs *pairs, uint32_t item,
                             quen__range customers)
{
    const quen_csr *by_item = &pairs->by_item, *by_customer = &pairs->by_customer;
    uint64_t end = first_from(by_item, item, customers.last);
    for (uint64_t t = first_from(by_item, item, customers.first); t < end; t++) {
        uint32_t customer = by_item->column[t];
        uint64_t from = by_customer->row_start[customer];
        size_t n = quen__csr_degree(by_customer, customer);
        if (!pairs->left)
            add_counts(partial, by_customer->column + from, n);
        else if (!pairs->right)
            add_constant(partial, by_customer->column + from, n, pairs->left[t]);
        else
            add_products(partial, by_customer->column + from, n, pairs->left[t],
                         pairs->right + from);
    }
}

void quen__itemcf_merge(quen__itemcf_partial *into, const quen__itemcf_partial *from)
{
    for (size_t t = 0; t < from->n_touched; t++) {
        uint32_t item = from->touched[t];
        meet(into, item);
        into->shared[item] += from->shared[item] - 1;
        into->sum[item] += from->sum[item];
    }
}

void quen__itemcf_clear(quen__itemcf_partial *partial)
{
    for (size_t t = 0; t < partial->n_touched; t++) {
        partial->sum[partial->touched[t]] = 0;
        partial->shared[partial->touched[t]] = 0;
    }
    partial->n_touched = 0;
}

/* --- what is added up, and what it is divided by --- */

typedef struct fit {
    const quen_itemcf_options *options;
    quen__itemcf_pairs pairs;
    int columns;   /* 1: the items reckoned one by one are the targets */
    double *own;   /* n_items: of the item reckoned: norm, customers or factor */
    double *other; /* n_items: of the item it is paired with */
    /* Chunk c does the items chunk_first[c]..chunk_first[c + 1] - 1. */
    size_t chunk_first[MAX_CHUNKS + 1];
    size_t n_chunks;
    /* Item i keeps kept_n[i] neighbours in the places from kept_start[i] on. */
    uint64_t *kept_start;
    uint32_t *kept_n;
    uint32_t *kept_item;
    double *kept_weight;
    quen__itemcf_partial *partials; /* one for each worker, and so below */
    quen__topk *tops;
} fit;

/* Between these neither sums nor products of roots overflow or vanish. */
static quen_status check_total(quen_context *ctx, const char *what, size_t i, int squares,
                               double total)
{
    if (total >= 1e-300 && total <= 1e300)
        return QUEN_OK;
    return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                      "%s %zu: %s add up to %g, which is not within 1e-300..1e300", what,
                      i, squares ? "the squares of its values" : "its values", total);
}

/* The sum of each row's values or of their squares, 0 for an empty row. */
static quen_status sum_rows(quen_context *ctx, const quen_csr *m, int squares,
                            const char *what, double *sums)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; status == QUEN_OK && i < m->n_rows; i++) {
        size_t degree = quen__csr_degree(m, i);
        sums[i] = m->value ? 0 : (double)degree;
        for (uint64_t e = m->row_start[i]; m->value && e < m->row_start[i + 1]; e++)
            sums[i] += squares ? m->value[e] * m->value[e] : m->value[e];
        if (degree)
            status = check_total(ctx, what, i, squares, sums[i]);
    }
    return status;
}

/* (entries of the row)^exponent for each row, 0 for an empty one. */
static void degree_powers(const quen_csr *m, double exponent, double *out)
{
    for (size_t i = 0; i < m->n_rows; i++) {
        double degree = (double)quen__csr_degree(m, i);
        out[i] = degree > 0 ? quen__pow(degree, exponent) : 0;
    }
}

/* left = the customer's factor, times the value if there are values. */
static quen_status fill_left(quen__temp *temp, fit *f, double exponent)
{
    const quen_csr *by_item = &f->pairs.by_item;
    size_t n = quen__csr_entries(by_item);
    double *left = quen__temp_new(temp, n, sizeof *left);
    double *factor = quen__temp_new(temp, by_item->n_columns, sizeof *factor);
    if (!left || !factor)
        return QUEN_ERR_MEMORY;
    degree_powers(&f->pairs.by_customer, exponent, factor);
    for (size_t t = 0; t < n; t++)
        left[t] = factor[by_item->column[t]] * (by_item->value ? by_item->value[t] : 1);
    f->pairs.left = left;
    return QUEN_OK;
}

/*
 * Products of values, a customer with m items counting m^-discount; divided by the norms.
 */
static quen_status prepare_cosine(quen__temp *temp, fit *f)
{
    const quen_csr *by_item = &f->pairs.by_item;
    quen_status status = sum_rows(temp->ctx, by_item, 1, "item", f->own);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < by_item->n_rows; i++)
        f->other[i] = f->own[i] = sqrt(f->own[i]);
    f->pairs.right = f->pairs.by_customer.value;
    if (!by_item->value && f->options->user_discount == 0)
        return QUEN_OK;
    return fill_left(temp, f, -f->options->user_discount);
}

static quen_status prepare_jaccard(fit *f)
{
    degree_powers(&f->pairs.by_item, 1, f->own);
    degree_powers(&f->pairs.by_item, 1, f->other);
    return QUEN_OK;
}

/* (value / sum)^alpha for each entry, by the sum of its row or of its column. */
static const double *steps(quen__temp *temp, const quen_csr *m, const double *sums,
                           int of_columns, double alpha)
{
    double *out = quen__temp_new(temp, quen__csr_entries(m), sizeof *out);
    for (size_t i = 0; out && i < m->n_rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            out[e] = quen__pow(m->value[e] / sums[of_columns ? m->column[e] : i], alpha);
    return out;
}

/* left x right is the step from source to customer times that from customer to target. */
static quen_status prepare_steps(quen__temp *temp, fit *f)
{
    const quen_csr *by_item = &f->pairs.by_item, *by_customer = &f->pairs.by_customer;
    double alpha = f->options->alpha;
    double *items = quen__temp_new(temp, by_item->n_rows, sizeof *items);
    double *customers = quen__temp_new(temp, by_customer->n_rows, sizeof *customers);
    if (!items || !customers)
        return QUEN_ERR_MEMORY;
    quen_status status = sum_rows(temp->ctx, by_item, 0, "item", items);
    if (status == QUEN_OK)
        status = sum_rows(temp->ctx, by_customer, 0, "customer", customers);
    if (status != QUEN_OK)
        return status;
    const double *of_left = f->columns ? customers : items;
    const double *of_right = f->columns ? items : customers;
    f->pairs.left = steps(temp, by_item, of_left, f->columns, alpha);
    f->pairs.right = steps(temp, by_customer, of_right, f->columns, alpha);
    return f->pairs.left && f->pairs.right ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Without values a step is the same to each neighbour, and moves out of the sums. */
static quen_status prepare_walk(quen__temp *temp, fit *f)
{
    const quen_csr *by_item = &f->pairs.by_item;
    int valued = by_item->value != NULL;
    double *source = f->columns ? f->other : f->own;
    double *target = f->columns ? f->own : f->other;
    degree_powers(by_item, valued ? 0 : -f->options->alpha, source);
    degree_powers(by_item, -f->options->beta, target);
    return valued ? prepare_steps(temp, f) : fill_left(temp, f, -f->options->alpha);
}

/* Values that are all 1 are none: the same bits whichever way they came. */
static int all_one(const quen_csr *m)
{
    size_t n = quen__csr_entries(m);
    for (size_t e = 0; m->value && e < n; e++)
        if (m->value[e] != 1)
            return 0;
    return 1;
}

static quen_status prepare(quen__temp *temp, const quen_csr *matrix, fit *f)
{
    f->pairs.by_customer = *matrix;
    if (f->options->method == QUEN_ITEMCF_JACCARD || all_one(matrix))
        f->pairs.by_customer.value = NULL;
    quen_status status =
        quen__csr_transpose(temp, &f->pairs.by_customer, &f->pairs.by_item);
    if (status != QUEN_OK)
        return status;
    f->own = quen__temp_new(temp, matrix->n_columns, sizeof *f->own);
    f->other = quen__temp_new(temp, matrix->n_columns, sizeof *f->other);
    if (!f->own || !f->other)
        return QUEN_ERR_MEMORY;
    if (f->options->method == QUEN_ITEMCF_COSINE)
        return prepare_cosine(temp, f);
    if (f->options->method == QUEN_ITEMCF_RP3BETA)
        return prepare_walk(temp, f);
    return prepare_jaccard(f);
}

/* --- where things go --- */

/* Additions that an item's row takes, its own included. */
static uint64_t work_of(const fit *f, size_t item)
{
    const quen_csr *by_item = &f->pairs.by_item;
    uint64_t work = 0;
    for (uint64_t t = by_item->row_start[item]; t < by_item->row_start[item + 1]; t++)
        work += quen__csr_degree(&f->pairs.by_customer, by_item->column[t]);
    return work;
}

static size_t smallest(size_t a, uint64_t b, size_t c)
{
    size_t least = a < c ? a : c;
    return b < least ? (size_t)b : least;
}

/* Room for what each item may keep, and chunks of about equal work. */
static quen_status lay_out(quen__temp *temp, fit *f)
{
    size_t n = f->pairs.by_item.n_rows;
    uint64_t *work = quen__temp_new(temp, n + 1, sizeof *work);
    f->kept_start = quen__temp_new(temp, n + 1, sizeof *f->kept_start);
    f->kept_n = quen__temp_zero(temp, n, sizeof *f->kept_n);
    if (!work || !f->kept_start || !f->kept_n)
        return QUEN_ERR_MEMORY;
    work[0] = f->kept_start[0] = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t own = work_of(f, i),
                 others = own - quen__csr_degree(&f->pairs.by_item, i);
        work[i + 1] = work[i] + own + 1;
        f->kept_start[i + 1] =
            f->kept_start[i] + smallest(n - 1, others, f->options->neighbors);
    }
    f->n_chunks = n < MAX_CHUNKS ? n : MAX_CHUNKS;
    size_t item = 0;
    for (size_t c = 0; c < f->n_chunks; c++) {
        while (work[item] < work[n] / f->n_chunks * c)
            item++;
        f->chunk_first[c] = item;
    }
    f->chunk_first[f->n_chunks] = n;
    f->kept_item = quen__temp_new(temp, (size_t)f->kept_start[n], sizeof *f->kept_item);
    f->kept_weight =
        quen__temp_new(temp, (size_t)f->kept_start[n], sizeof *f->kept_weight);
    return f->kept_item && f->kept_weight ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* A selection of up to k for each worker that there may be. */
static quen__topk *new_tops(quen__temp *temp, size_t n_chunks, size_t k)
{
    size_t workers = smallest(temp->ctx->threads, n_chunks, n_chunks);
    quen__topk *tops = quen__temp_new(temp, workers, sizeof *tops);
    for (size_t w = 0; tops && w < workers; w++) {
        tops[w] = (quen__topk){quen__temp_new(temp, k, sizeof *tops->best), k, 0};
        if (!tops[w].best)
            return NULL;
    }
    return tops;
}

static quen_status new_workers(quen__temp *temp, fit *f)
{
    size_t n = f->pairs.by_item.n_rows;
    size_t workers = smallest(temp->ctx->threads, f->n_chunks, f->n_chunks);
    f->tops = new_tops(temp, f->n_chunks, smallest(n, f->options->neighbors, n));
    f->partials = quen__temp_new(temp, workers, sizeof *f->partials);
    if (!f->tops || !f->partials)
        return QUEN_ERR_MEMORY;
    for (size_t w = 0; w < workers; w++) {
        quen__itemcf_partial *partial = &f->partials[w];
        partial->sum = quen__temp_zero(temp, n, sizeof *partial->sum);
        partial->shared = quen__temp_zero(temp, n, sizeof *partial->shared);
        partial->touched = quen__temp_new(temp, n, sizeof *partial->touched);
        partial->n_touched = 0;
        if (!partial->sum || !partial->shared || !partial->touched)
            return QUEN_ERR_MEMORY;
    }
    return QUEN_OK;
}

/* --- finish --- */

static double weigh(const fit *f, const quen__itemcf_partial *partial, uint32_t i,
                    uint32_t j)
{
    double together = f->pairs.left ? partial->sum[j] : (double)partial->shared[j];
    if (f->options->method == QUEN_ITEMCF_COSINE)
        return together / (f->own[i] * f->other[j] + f->options->shrink);
    if (f->options->method == QUEN_ITEMCF_JACCARD)
        return together / (f->own[i] + f->other[j] - together + f->options->shrink);
    return together * f->own[i] * f->other[j];
}

static void select_best(const fit *f, const quen__itemcf_partial *partial, uint32_t item,
                        quen__topk *top)
{
    top->n = 0;
    for (size_t t = 0; t < partial->n_touched; t++) {
        uint32_t other = partial->touched[t];
        if (other == item || partial->shared[other] < f->options->min_support)
            continue;
        double weight = weigh(f, partial, item, other);
        if (weight > 0)
            quen__topk_offer(top, other, weight);
    }
    /* What is summed later is summed in one order, however the customers came. */
    if (f->options->normalize)
        quen__topk_sort(top);
}

static void keep(const fit *f, uint32_t item, const quen__topk *top)
{
    for (size_t t = 0; t < top->n; t++) {
        f->kept_item[f->kept_start[item] + t] = top->best[t].id;
        f->kept_weight[f->kept_start[item] + t] = top->best[t].score;
    }
    f->kept_n[item] = (uint32_t)top->n;
}

static void fit_chunk(void *user, size_t chunk, unsigned worker)
{
    fit *f = user;
    quen__itemcf_partial *partial = &f->partials[worker];
    quen__range all = {0, f->pairs.by_customer.n_rows};
    for (size_t i = f->chunk_first[chunk]; i < f->chunk_first[chunk + 1]; i++) {
        quen__itemcf_accumulate(partial, &f->pairs, (uint32_t)i, all);
        select_best(f, partial, (uint32_t)i, &f->tops[worker]);
        keep(f, (uint32_t)i, &f->tops[worker]);
        quen__itemcf_clear(partial);
    }
}

/* Close the gaps between what the items kept. */
static quen_csr close_up(fit *f)
{
    size_t n = f->pairs.by_item.n_rows;
    uint64_t end = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t from = f->kept_start[i];
        memmove(f->kept_item + end, f->kept_item + from,
                f->kept_n[i] * sizeof *f->kept_item);
        memmove(f->kept_weight + end, f->kept_weight + from,
                f->kept_n[i] * sizeof *f->kept_weight);
        f->kept_start[i] = end;
        end += f->kept_n[i];
    }
    f->kept_start[n] = end;
    return (quen_csr){n, n, f->kept_start, f->kept_item, f->kept_weight};
}

/* The k best of each row. */
static quen_status prune(quen__temp *temp, const quen_csr *rows, size_t k, quen_csr *out)
{
    size_t n = quen__csr_entries(rows);
    uint64_t *start = quen__temp_zero(temp, rows->n_rows + 1, sizeof *start);
    uint32_t *item = quen__temp_new(temp, n, sizeof *item);
    double *weight = quen__temp_new(temp, n, sizeof *weight);
    quen__topk *top = new_tops(temp, 1, smallest(rows->n_columns, k, k));
    if (!start || !item || !weight || !top)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < rows->n_rows; i++) {
        top->n = 0;
        for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
            quen__topk_offer(top, rows->column[e], rows->value[e]);
        for (size_t t = 0; t < top->n; t++) {
            item[start[i] + t] = top->best[t].id;
            weight[start[i] + t] = top->best[t].score;
        }
        start[i + 1] = start[i] + top->n;
    }
    *out = (quen_csr){rows->n_rows, rows->n_columns, start, item, weight};
    return QUEN_OK;
}

/* Each row divided by its sum. */
static quen_status normalize(quen__temp *temp, quen_csr *rows)
{
    double *weight = quen__temp_new(temp, quen__csr_entries(rows), sizeof *weight);
    if (!weight)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < rows->n_rows; i++) {
        double sum = 0;
        for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
            sum += rows->value[e];
        for (uint64_t e = rows->row_start[i]; e < rows->row_start[i + 1]; e++)
            weight[e] = rows->value[e] / sum;
    }
    rows->value = weight;
    return QUEN_OK;
}

static quen_status prune_columns(quen__temp *temp, size_t k, quen_csr *rows)
{
    quen_csr columns, pruned;
    quen_status status = quen__csr_transpose(temp, rows, &columns);
    if (status == QUEN_OK)
        status = prune(temp, &columns, k, &pruned);
    if (status == QUEN_OK)
        status = quen__csr_transpose(temp, &pruned, rows);
    return status;
}

/* From what each item kept to the rows of the model. */
static quen_status finish(quen__temp *temp, fit *f, uint32_t pruning, quen_csr *rows)
{
    quen_csr kept = *rows = close_up(f);
    quen_status status = QUEN_OK;
    if (f->columns)
        status = quen__csr_transpose(temp, &kept, rows);
    if (status == QUEN_OK && f->options->normalize)
        status = normalize(temp, rows);
    if (status == QUEN_OK && pruning == QUEN_ITEMCF_PRUNE_BOTH)
        status = prune_columns(temp, f->options->neighbors, rows);
    return status;
}

static uint32_t pruning_of(const quen_itemcf_options *options)
{
    if (options->prune != QUEN_ITEMCF_PRUNE_AUTO)
        return options->prune;
    return options->method == QUEN_ITEMCF_RP3BETA ? QUEN_ITEMCF_PRUNE_SOURCES
                                                  : QUEN_ITEMCF_PRUNE_TARGETS;
}

quen_status quen__itemcf_rows(quen__temp *temp, const quen_csr *matrix,
                              const quen_itemcf_options *options, quen_csr *rows)
{
    uint32_t pruning = pruning_of(options);
    fit f = {.options = options, .columns = pruning == QUEN_ITEMCF_PRUNE_TARGETS};
    quen_status status = prepare(temp, matrix, &f);
    if (status == QUEN_OK)
        status = lay_out(temp, &f);
    if (status == QUEN_OK)
        status = new_workers(temp, &f);
    if (status == QUEN_OK)
        status =
            quen__parallel_for(temp->ctx, f.n_chunks, fit_chunk, &f, "itemcf", 0, 0.9);
    if (status == QUEN_OK)
        status = finish(temp, &f, pruning, rows);
    return status;
}

/* --- the rows as the model keeps them --- */

typedef struct ordering {
    const quen_csr *rows;
    quen__chunks chunks;
    quen__topk *tops;
    uint32_t *neighbor;
    float *weight;
} ordering;

/*
 * Never 0, nor so small that a machine which flushes small numbers would take it for 0.
 */
static float stored(double weight)
{
    return weight < 0x1p-126 ? 0x1p-126f : (float)weight;
}

/* Weights that differ only before rounding count as equal, so that ties go by number. */
static void order_chunk(void *user, size_t chunk, unsigned worker)
{
    const ordering *o = user;
    const quen_csr *rows = o->rows;
    quen__topk *top = &o->tops[worker];
    quen__range range = quen__chunk_range(&o->chunks, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        uint64_t from = rows->row_start[i];
        top->n = 0;
        for (uint64_t e = from; e < rows->row_start[i + 1]; e++)
            quen__topk_offer(top, rows->column[e], (double)stored(rows->value[e]));
        quen__topk_sort(top);
        for (size_t t = 0; t < top->n; t++) {
            o->neighbor[from + t] = top->best[t].id;
            o->weight[from + t] = (float)top->best[t].score;
        }
    }
}

quen_status quen__itemcf_order(quen__temp *temp, const quen_csr *rows, uint32_t *neighbor,
                               float *weight)
{
    size_t longest = 0;
    for (size_t i = 0; i < rows->n_rows; i++)
        if (quen__csr_degree(rows, i) > longest)
            longest = quen__csr_degree(rows, i);
    ordering o = {rows, quen__cut(rows->n_rows, 16), NULL, neighbor, weight};
    o.tops = new_tops(temp, o.chunks.count, longest);
    if (!o.tops)
        return QUEN_ERR_MEMORY;
    return quen__parallel_for(temp->ctx, o.chunks.count, order_chunk, &o, "itemcf", 0.9,
                              1);
}
