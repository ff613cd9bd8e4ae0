/*
 * Item similarities, item by item: count what the item has in common with each other
 * item, compute the weights of those that may still be among its best, keep these. Every
 * item's row depends on the data alone, so the bits do not depend on the threads.
 *
 * An item keeps its best targets (it is a source, as in RP3beta: Paudel et al., ACM TiiS
 * 7, 2017), or is reached from its best sources (as in Sarwar et al., WWW 2001): then
 * columns are computed in place of rows, and transposing what was kept gives the rows of
 * the model.
 */
#include "models/itemcf/itemcf_fit.h"

#include <float.h>
#include <string.h>

#include "math/bits.h"
#include "math/csr.h"
#include "math/smallest.h"
#include "core/parallel.h"
#include "models/itemcf/itemcf_method.h"
#include "models/itemcf/itemcf_row.h"

#define MAX_CHUNKS 256u

/* The best so far as keys, and a bound by which most others need no weight. */
typedef struct best {
    uint64_t *key; /* room for 2 k + QUEN__LINE_BITS */
    size_t n, k;
    uint64_t worst;  /* of the k best; UINT64_MAX while there are fewer */
    double bound[4]; /* as the kernels want it */
    uint64_t *above; /* of QUEN__LINE_BITS items: a bit for each above the bound */
} best;

/*
 * Where only counts are wanted, each pair is counted once, with the less popular item's
 * row, and considered for both rows. So each worker keeps a part of every row, which are
 * merged at the end: item j has n[j] keys from key[j * room] on.
 */
typedef struct row_set {
    uint64_t *key;
    uint32_t *n;
    size_t k, room; /* a few more than k */
    float *p, *q;   /* the bound of each: of its k best, p x scale + q */
} row_set;

typedef struct fit {
    const quen_itemcf_options *options;
    const quen__itemcf_method *method;
    const uint32_t *popular; /* items by descending support; here they go by place */
    quen__itemcf_pairs pairs;
    int by_target;      /* 1: an item keeps its sources; 0: its targets */
    double *own;        /* see quen__itemcf_setup */
    double *other;      /* likewise */
    double *scale;      /* what its bound grows with; 0 past the end */
    float *count_scale; /* the same, for counts */
    /* Chunk c does the items chunk_first[c]..chunk_first[c + 1] - 1. */
    size_t chunk_first[MAX_CHUNKS + 1];
    size_t n_chunks;
    quen__itemcf_rows *kept;
    quen__itemcf_partial *partials; /* one for each worker, and so below */
    best *bests;
    row_set *row_sets;
    size_t n_workers;
} fit;

/* --- what is added up --- */

/* Values that are all 1 count as none, so that both give the same bits. */
static int all_one(const quen_csr *m)
{
    size_t n = quen__csr_entries(m);
    for (size_t e = 0; m->value && e < n; e++)
        if (m->value[e] != 1)
            return 0;
    return 1;
}

/* What a weight's bound grows with; past the last item nothing is above it. */
static quen_status fill_scales(quen__temp *temp, fit *f)
{
    size_t n = f->pairs.n_items, padded = quen__itemcf_padded(n);
    f->scale = quen__temp_zero(temp, padded, sizeof *f->scale);
    f->count_scale = quen__temp_zero(temp, padded, sizeof *f->count_scale);
    if (!f->scale || !f->count_scale)
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < n; r++) {
        f->scale[r] = quen__itemcf_scale(f->method->weight, f->other[r]);
        f->count_scale[r] = f->pairs.summed ? 0 : (float)f->scale[r];
    }
    return QUEN_OK;
}

static quen_status prepare(quen__temp *temp, const quen__itemcf_basis *basis, fit *f)
{
    const quen_csr *m = basis->matrix;
    quen__itemcf_setup s = {f->options, f->by_target, {0}, NULL, NULL};
    quen__itemcf_terms *t = &s.terms;
    *t = (quen__itemcf_terms){
        .matrix = m, .popular = basis->popular, .support = basis->support, .alpha = 1};
    t->value = f->method->valued && !all_one(m) ? m->value : NULL;
    f->own = s.own = quen__temp_new(temp, m->n_columns, sizeof *s.own);
    f->other = s.other = quen__temp_new(temp, m->n_columns, sizeof *s.other);
    if (!s.own || !s.other)
        return QUEN_ERR_MEMORY;
    quen_status status = f->method->prepare(temp, &s);
    t->counted = !t->summed || f->options->min_support > 1;
    if (status == QUEN_OK)
        status = quen__itemcf_pairs_new(temp, t, &f->pairs);
    if (status == QUEN_OK)
        status = fill_scales(temp, f);
    return status;
}

/* --- chunks and memory --- */

static size_t smallest(size_t a, uint64_t b, size_t c)
{
    size_t least = a < c ? a : c;
    return b < least ? (size_t)b : least;
}

/* About what an item's row costs: additions, and looking through the row. */
static uint64_t cost_of(const fit *f, size_t i)
{
    return f->pairs.summed ? f->pairs.work[i] + f->pairs.n_items / 8
                           : f->pairs.work[i] / 8 + i + QUEN__LINE_BITS;
}

/* Chunks of about equal work. */
static void cut_work(fit *f)
{
    size_t n = f->pairs.n_items;
    uint64_t total = 0, done = 0;
    for (size_t i = 0; i < n; i++)
        total += cost_of(f, i);
    f->n_chunks = 0;
    for (size_t i = 0; i < n; i++) {
        if (done >= total / MAX_CHUNKS * f->n_chunks && f->n_chunks < MAX_CHUNKS)
            f->chunk_first[f->n_chunks++] = i;
        done += cost_of(f, i);
    }
    f->chunk_first[f->n_chunks] = n;
}

/* Room for what each item may keep. */
static quen_status allocate_rows(quen__temp *temp, fit *f)
{
    size_t n = f->pairs.n_items;
    quen__itemcf_rows *kept = f->kept;
    kept->n_items = n;
    kept->start = quen__temp_zero(temp, n + 1, sizeof *kept->start);
    kept->n = quen__temp_zero(temp, n, sizeof *kept->n);
    if (!kept->start || !kept->n)
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < n; r++) {
        uint64_t own = f->pairs.item_start[r + 1] - f->pairs.item_start[r];
        kept->start[f->popular[r] + (size_t)1] =
            smallest(n - 1, f->pairs.work[r] - own, f->options->neighbors);
    }
    for (size_t i = 0; i < n; i++)
        kept->start[i + 1] += kept->start[i];
    cut_work(f);
    kept->key = quen__temp_new(temp, (size_t)kept->start[n], sizeof *kept->key);
    return kept->key ? QUEN_OK : QUEN_ERR_MEMORY;
}

static int new_best(quen__temp *temp, size_t room, size_t k, best *b)
{
    *b = (best){.key = quen__temp_new(temp, room, sizeof *b->key),
                .k = k,
                .above = quen__temp_new(temp, QUEN__LINE_WORDS, sizeof *b->above)};
    return b->key && b->above;
}

static int new_row_set(quen__temp *temp, size_t n, size_t k, row_set *rows)
{
    size_t padded = quen__itemcf_padded(n), keys;
    rows->k = k;
    rows->room = k + k / 4 + 16;
    if (!quen__mul_size(n, rows->room, &keys))
        keys = SIZE_MAX; /* more than there is */
    rows->key = quen__temp_new(temp, keys, sizeof *rows->key);
    rows->n = quen__temp_zero(temp, n, sizeof *rows->n);
    rows->p = quen__temp_zero(temp, padded, sizeof *rows->p);
    rows->q = quen__temp_zero(temp, padded, sizeof *rows->q);
    return rows->key && rows->n && rows->p && rows->q;
}

static quen_status new_workers(quen__temp *temp, fit *f)
{
    size_t n = f->pairs.n_items, k = smallest(n, f->options->neighbors, n);
    size_t w = smallest(temp->ctx->threads, f->n_chunks, f->n_chunks);
    f->n_workers = w;
    f->bests = quen__temp_new(temp, w, sizeof *f->bests);
    f->partials = quen__temp_new(temp, w, sizeof *f->partials);
    f->row_sets = quen__temp_new(temp, w, sizeof *f->row_sets);
    if (!f->bests || !f->partials || !f->row_sets)
        return QUEN_ERR_MEMORY;
    size_t room = 2 * k + QUEN__LINE_BITS, merged = w * (k + k / 4 + 16);
    for (size_t i = 0; i < w; i++)
        if (!new_best(temp, room > merged ? room : merged, k, &f->bests[i]) ||
            !quen__itemcf_partial_new(temp, &f->pairs, &f->partials[i]) ||
            (!f->pairs.summed && !new_row_set(temp, n, k, &f->row_sets[i])))
            return QUEN_ERR_MEMORY;
    return QUEN_OK;
}

/* --- finish --- */

static double weigh(const fit *f, double sum, size_t i, size_t j)
{
    return quen__itemcf_weigh(f->method->weight, sum, f->own[i], f->other[j],
                              f->options->shrink);
}

/* Which sums may give a weight of at least t: a little less than the exact ones, for what
 * rounding does. */
static void set_bound(const fit *f, size_t i, double t, double bound[2])
{
    double slack = 1 - 1e-6;
    quen__itemcf_bound(f->method->weight, t, f->own[i], f->options->shrink, bound);
    bound[0] *= slack;
    bound[1] *= slack;
}

static void start_best(const fit *f, size_t i, best *b)
{
    b->n = 0;
    b->worst = UINT64_MAX;
    b->bound[2] = f->pairs.summed ? DBL_MIN : f->options->min_support;
    b->bound[3] = f->count_scale[i];
    set_bound(f, i, 0, b->bound);
}

static void cut_best(const fit *f, size_t i, best *b)
{
    b->worst = quen__smallest(b->key, b->n, b->k);
    b->n = b->k;
    set_bound(f, i, (double)quen__itemcf_key_weight(b->worst), b->bound);
}

/* A row of the set has a bound once it has k keys. */
static void bound_row(const fit *f, size_t j, uint64_t worst, row_set *rows)
{
    double bound[2];
    set_bound(f, j, (double)quen__itemcf_key_weight(worst), bound);
    rows->p[j] = (float)bound[0];
    rows->q[j] = (float)bound[1];
}

static void add_to_row(const fit *f, double sum, size_t i, size_t j, row_set *rows)
{
    uint64_t *key = rows->key + j * rows->room;
    size_t k = rows->k;
    if ((float)sum < f->count_scale[i] * rows->p[j] + rows->q[j])
        return;
    key[rows->n[j]++] = quen__itemcf_key(weigh(f, sum, j, i), f->popular[i]);
    if (rows->n[j] < rows->room)
        return;
    rows->n[j] = (uint32_t)k;
    bound_row(f, j, quen__smallest(key, rows->room, k), rows);
}

/* Items i and j; where pairs are counted once, for both rows. Counts are above 0. */
static void consider(const fit *f, const quen__itemcf_partial *partial, size_t i,
                     size_t j, best *b, row_set *rows)
{
    double sum = f->pairs.summed ? partial->sum[j] : (double)partial->shared[j];
    if (j == i || (f->pairs.counted && partial->shared[j] < f->options->min_support))
        return;
    if (!f->pairs.summed && j > i)
        return;
    double weight = weigh(f, sum, i, j);
    uint64_t key = quen__itemcf_key(weight, f->popular[j]);
    if (weight > 0 && key < b->worst)
        b->key[b->n++] = key;
    if (!f->pairs.summed)
        add_to_row(f, sum, i, j, rows);
}

static void consider_touched(const fit *f, const quen__itemcf_partial *partial, size_t i,
                             best *b, row_set *rows)
{
    for (size_t t = 0; t < partial->n_touched; t++) {
        uint32_t j = partial->touched[t];
        if (f->pairs.summed && !(partial->sum[j] >= DBL_MIN))
            continue;
        consider(f, partial, i, j, b, rows);
        if (b->n == 2 * b->k + QUEN__LINE_BITS)
            cut_best(f, i, b);
    }
}

static void consider_line(const fit *f, const quen__itemcf_partial *partial, size_t i,
                          size_t first, best *b, row_set *rows)
{
    const quen__kernels *kernels = f->pairs.kernels;
    if (f->pairs.summed)
        kernels->above_sums(partial->sum + first, f->scale + first, b->bound,
                            QUEN__LINE_BITS, b->above);
    else
        kernels->above_counts(partial->shared + first, f->count_scale + first, b->bound,
                              rows->p + first, rows->q + first, QUEN__LINE_BITS,
                              b->above);
    for (size_t w = 0; w < QUEN__LINE_WORDS; w++)
        for (uint64_t mask = b->above[w]; mask; mask &= mask - 1)
            consider(f, partial, i, first + 64 * w + quen__bits_lowest(mask), b, rows);
    if (b->n >= 2 * b->k || (b->n > b->k && b->worst == UINT64_MAX))
        cut_best(f, i, b);
}

/* Items paired with item i: all; where pairs are counted once, those below it. */
static size_t limit_of(const fit *f, size_t i)
{
    return f->pairs.summed ? f->pairs.n_items : i;
}

/* Few additions are tracked; after many, all items are looked through. */
static void fit_item(const fit *f, size_t i, quen__itemcf_partial *partial, best *b,
                     row_set *rows)
{
    size_t limit = limit_of(f, i);
    partial->tracked = f->pairs.work[i] < limit / 8;
    quen__itemcf_accumulate(partial, &f->pairs, i, f->pairs.item_start[i],
                            f->pairs.item_start[i + 1]);
    start_best(f, i, b);
    if (partial->tracked)
        consider_touched(f, partial, i, b, rows);
    for (size_t j = 0; !partial->tracked && j < limit; j += QUEN__LINE_BITS)
        consider_line(f, partial, i, j, b, rows);
    if (b->n > b->k)
        cut_best(f, i, b);
    quen__itemcf_clear(partial, &f->pairs);
}

static void keep(const fit *f, size_t i, const best *b)
{
    uint32_t item = f->popular[i];
    memcpy(f->kept->key + f->kept->start[item], b->key, b->n * sizeof *b->key);
    f->kept->n[item] = (uint32_t)b->n;
}

/* Row i of the set is empty yet: only less popular items, which come later, add to it. */
static void store_row(const fit *f, size_t i, const best *b, row_set *rows)
{
    memcpy(rows->key + i * rows->room, b->key, b->n * sizeof *b->key);
    rows->n[i] = (uint32_t)b->n;
    if (b->worst != UINT64_MAX)
        bound_row(f, i, b->worst, rows);
}

static void fit_chunk(void *user, size_t chunk, unsigned worker)
{
    fit *f = user;
    /* Copies: workers share the cache lines of the arrays. */
    quen__itemcf_partial partial = f->partials[worker];
    best b = f->bests[worker];
    row_set rows = f->row_sets[worker];
    for (size_t i = f->chunk_first[chunk]; i < f->chunk_first[chunk + 1]; i++) {
        fit_item(f, i, &partial, &b, &rows);
        if (f->pairs.summed)
            keep(f, i, &b);
        else
            store_row(f, i, &b, &rows);
    }
}

/* The best of what the workers' sets have for each item. */
static void merge_chunk(void *user, size_t chunk, unsigned worker)
{
    fit *f = user;
    best b = f->bests[worker];
    quen__chunks cut = quen__cut(f->pairs.n_items, 16);
    quen__range range = quen__chunk_range(&cut, chunk);
    for (size_t i = range.first; i < range.last; i++) {
        b.n = 0;
        for (size_t w = 0; w < f->n_workers; w++) {
            const row_set *rows = &f->row_sets[w];
            memcpy(b.key + b.n, rows->key + i * rows->room, rows->n[i] * sizeof *b.key);
            b.n += rows->n[i];
        }
        if (b.n > b.k) {
            quen__smallest(b.key, b.n, b.k);
            b.n = b.k;
        }
        keep(f, i, &b);
    }
}

static quen_status fit_all(quen_context *ctx, fit *f)
{
    quen_status status =
        quen__parallel_for(ctx, f->n_chunks, fit_chunk, f, "itemcf", 0.2, 0.85);
    if (status == QUEN_OK && !f->pairs.summed)
        status = quen__parallel_for(ctx, quen__cut(f->pairs.n_items, 16).count,
                                    merge_chunk, f, "itemcf", 0.85, 0.9);
    return status;
}

quen_status quen__itemcf_fit_rows(quen__temp *temp, const quen__itemcf_basis *basis,
                                  const quen_itemcf_options *options, int by_target,
                                  quen__itemcf_rows *kept)
{
    quen__temp scratch = QUEN__TEMP(temp->ctx);
    fit f = {.options = options,
             .method = &quen__itemcf_methods[options->method],
             .popular = basis->popular,
             .by_target = by_target,
             .kept = kept};
    quen_status status = prepare(&scratch, basis, &f);
    if (status == QUEN_OK)
        status = allocate_rows(temp, &f);
    if (status == QUEN_OK)
        status = new_workers(&scratch, &f);
    if (status == QUEN_OK)
        status = fit_all(temp->ctx, &f);
    quen__temp_close(&scratch);
    return status;
}
