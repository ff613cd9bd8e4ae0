/*
 * From what each item kept to the rows of the model: transposed if it kept its sources,
 * divided by their sums, pruned by target, as the options say; then each row sorted.
 */
#include "math/smallest.h"
#include "core/parallel.h"
#include "models/itemcf/itemcf_row.h"

/* The keys of row i. */
static uint64_t *row_of(const quen__itemcf_rows *rows, size_t i)
{
    return rows->key + rows->start[i];
}

static quen_status transpose(quen__temp *temp, quen__itemcf_rows *rows)
{
    size_t n = rows->n_items, total = 0;
    quen__itemcf_rows out = {n, quen__temp_zero(temp, n + 1, sizeof *out.start),
                             quen__temp_zero(temp, n, sizeof *out.n), NULL};
    for (size_t i = 0; i < n; i++)
        total += rows->n[i];
    out.key = quen__temp_new(temp, total, sizeof *out.key);
    if (!out.start || !out.n || !out.key)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        for (size_t e = 0; e < rows->n[i]; e++)
            out.start[quen__itemcf_key_item(row_of(rows, i)[e]) + (size_t)1]++;
    for (size_t i = 0; i < n; i++)
        out.start[i + 1] += out.start[i];
    for (size_t i = 0; i < n; i++) {
        for (size_t e = 0; e < rows->n[i]; e++) {
            uint64_t key = row_of(rows, i)[e];
            uint32_t other = quen__itemcf_key_item(key);
            row_of(&out, other)[out.n[other]++] = key - other + i;
        }
    }
    *rows = out;
    return QUEN_OK;
}

/* Added up in order, so that the sum does not depend on the customers' order. */
static void normalize(quen__itemcf_rows *rows)
{
    for (size_t i = 0; i < rows->n_items; i++) {
        uint64_t *key = row_of(rows, i);
        double sum = 0;
        quen__smallest_sort(key, rows->n[i]);
        for (size_t e = 0; e < rows->n[i]; e++)
            sum += (double)quen__itemcf_key_weight(key[e]);
        for (size_t e = 0; e < rows->n[i]; e++)
            key[e] = quen__itemcf_key((double)quen__itemcf_key_weight(key[e]) / sum,
                                      quen__itemcf_key_item(key[e]));
    }
}

static quen_status prune_targets(quen__temp *temp, size_t k, quen__itemcf_rows *rows)
{
    quen_status status = transpose(temp, rows);
    for (size_t i = 0; status == QUEN_OK && i < rows->n_items; i++) {
        if (rows->n[i] <= k)
            continue;
        quen__smallest(row_of(rows, i), rows->n[i], k);
        rows->n[i] = (uint32_t)k;
    }
    return status == QUEN_OK ? transpose(temp, rows) : status;
}

quen_status quen__itemcf_finish_rows(quen__temp *temp, const quen_itemcf_options *options,
                                     int by_target, int both, quen__itemcf_rows *rows)
{
    quen_status status = by_target ? transpose(temp, rows) : QUEN_OK;
    if (status == QUEN_OK && options->normalize)
        normalize(rows);
    if (status == QUEN_OK && both)
        status = prune_targets(temp, options->neighbors, rows);
    return status;
}

/* --- the rows as the model keeps them --- */

typedef struct ordering {
    const quen__itemcf_rows *rows;
    quen__chunks chunks;
    const uint64_t *start; /* of the model's rows */
    quen_neighbor *neighbor;
} ordering;

static void order_chunk(void *user, size_t chunk, unsigned worker)
{
    const ordering *o = user;
    quen__range range = quen__chunk_range(&o->chunks, chunk);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        uint64_t *key = row_of(o->rows, i);
        quen_neighbor *row = o->neighbor + o->start[i];
        quen__smallest_sort(key, o->rows->n[i]);
        for (size_t e = 0; e < o->rows->n[i]; e++)
            row[e] = (quen_neighbor){quen__itemcf_key_item(key[e]),
                                     quen__itemcf_key_weight(key[e])};
    }
}

quen_status quen__itemcf_write_rows(quen_context *ctx, const quen__itemcf_rows *rows,
                                    const uint64_t *start, quen_neighbor *neighbor)
{
    ordering o = {rows, quen__cut(rows->n_items, 16), start, neighbor};
    return quen__parallel_for(ctx, o.chunks.count, order_chunk, &o, "itemcf", 0.9, 1);
}
