/*
 * The matrix as the fit wants it: items numbered by how popular they are, so that what is
 * added to most often lies together; customers by how many bit lines save time; and by
 * item who has it. Three passes over the entries, each by chunks of customers: how many
 * bit lines each customer gets, how many entries of each item each chunk has, then
 * everything is written.
 */
#include "core/parallel.h"
#include "models/itemcf/itemcf_fit.h"

#include <string.h>

#include "math/csr.h"
#include "math/special.h"

#define MOST_CHUNKS 16u

/*
 * A bit line is added in the time in which about so many items are counted one by one.
 * From 3 to 8 the times are the same, and 8 takes the least memory.
 */
#define ITEMS_PER_LINE 8u

/*
 * Of one item in one chunk: first the number of its entries, then where the next one
 * goes; how many items its customers have; and how many of them have it as a bit.
 */
typedef struct item_part {
    uint64_t next, work, bits;
} item_part;

typedef struct builder {
    const quen__itemcf_terms *terms;
    quen_csr m;
    uint32_t *rank;                /* of each item */
    quen__chunks cut;              /* of customers in the matrix's order */
    uint32_t **counts;             /* of each worker: a customer's items in each line */
    uint32_t *width;               /* bit lines of customers, in the matrix's order */
    uint32_t *list_length;         /* their other items, likewise */
    uint32_t *origin;              /* by the order here: the matrix's row */
    uint32_t *record;              /* likewise: where the record begins, in lines */
    size_t first[MOST_CHUNKS + 1]; /* chunks in the order here, of equal entries */
    size_t n_chunks;
    item_part *parts; /* n_chunks x n_items */
    uint64_t *item_start, *item_split;
    uint64_t *work;
    uint32_t *item_customer;
    uint64_t *records;
    double *left;
} builder;

/* --- bit lines of each customer --- */

/* As many leading lines as save most time together; clears the counts. */
static void choose_width(builder *b, uint32_t *count, size_t u)
{
    uint32_t left = b->list_length[u];
    int64_t gain = 0, best = 0;
    for (uint32_t line = 0; left > 0; line++) {
        gain += (int64_t)count[line] - (int64_t)ITEMS_PER_LINE;
        left -= count[line];
        count[line] = 0;
        if (gain > best) {
            best = gain;
            b->width[u] = line + 1;
            b->list_length[u] = left;
        }
    }
}

static void measure_chunk(void *user, size_t chunk, unsigned worker)
{
    builder *b = user;
    uint32_t *count = b->counts[worker];
    quen__range range = quen__chunk_range(&b->cut, chunk);
    for (size_t u = range.first; u < range.last; u++) {
        for (uint64_t e = b->m.row_start[u]; e < b->m.row_start[u + 1]; e++)
            count[b->rank[b->m.column[e]] / QUEN__LINE_BITS]++;
        choose_width(b, count, u);
    }
}

static quen_status measure(quen__temp *temp, builder *b)
{
    size_t n_lines = quen__itemcf_padded(b->m.n_columns) / QUEN__LINE_BITS;
    size_t workers = temp->ctx->threads;
    b->cut = quen__cut(b->m.n_rows, 256);
    b->counts = quen__temp_new(temp, workers, sizeof *b->counts);
    for (size_t w = 0; b->counts && w < workers; w++) {
        b->counts[w] = quen__temp_zero(temp, n_lines, sizeof **b->counts);
        if (!b->counts[w])
            return QUEN_ERR_MEMORY;
    }
    if (!b->counts)
        return QUEN_ERR_MEMORY;
    return quen__parallel_for(temp->ctx, b->cut.count, measure_chunk, b, "itemcf", 0,
                              0.05);
}

/* --- the order of customers --- */

/* By descending width, ties in the matrix's order: a counting sort. */
static quen_status order_customers(quen__temp *temp, builder *b)
{
    size_t n_lines = quen__itemcf_padded(b->m.n_columns) / QUEN__LINE_BITS;
    size_t *start = quen__temp_zero(temp, n_lines + 2, sizeof *start);
    b->origin = quen__temp_new(temp, b->m.n_rows, sizeof *b->origin);
    if (!start || !b->origin)
        return QUEN_ERR_MEMORY;
    for (size_t u = 0; u < b->m.n_rows; u++)
        start[n_lines - b->width[u] + 1]++;
    for (size_t w = 0; w < n_lines; w++)
        start[w + 1] += start[w];
    for (size_t u = 0; u < b->m.n_rows; u++)
        b->origin[start[n_lines - b->width[u]]++] = (uint32_t)u;
    return QUEN_OK;
}

static quen_status place_customers(quen__temp *temp, builder *b)
{
    size_t entries = quen__csr_entries(&b->m), chunk = 1;
    uint64_t line = 0, done = 0;
    b->record = quen__temp_new(temp, b->m.n_rows, sizeof *b->record);
    if (!b->record)
        return QUEN_ERR_MEMORY;
    b->first[0] = 0;
    for (size_t v = 0; v < b->m.n_rows; v++) {
        size_t u = b->origin[v];
        b->record[v] = (uint32_t)line;
        line += quen__itemcf_list_lines(b->list_length[u], b->terms->value != NULL);
        line += b->width[u];
        done += quen__csr_degree(&b->m, u);
        while (chunk < b->n_chunks && done >= entries / b->n_chunks * chunk)
            b->first[chunk++] = v + 1;
    }
    while (chunk <= b->n_chunks)
        b->first[chunk++] = b->m.n_rows;
    if (line > UINT32_MAX)
        return quen__fail(temp->ctx, QUEN_ERR_MEMORY,
                          "out of memory: %llu lines of customers do not fit",
                          (unsigned long long)line);
    b->records = quen__temp_new(temp, (size_t)line, QUEN__LINE_BITS / 8);
    return b->records ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* --- the places of entries --- */

static void count_chunk(void *user, size_t chunk, unsigned worker)
{
    builder *b = user;
    item_part *parts = b->parts + chunk * b->m.n_columns;
    (void)worker;
    for (size_t v = b->first[chunk]; v < b->first[chunk + 1]; v++) {
        size_t u = b->origin[v], degree = quen__csr_degree(&b->m, u);
        for (uint64_t e = b->m.row_start[u]; e < b->m.row_start[u + 1]; e++) {
            uint32_t item = b->rank[b->m.column[e]];
            item_part *p = &parts[item];
            p->next++;
            p->work += degree;
            p->bits += item / QUEN__LINE_BITS < b->width[u];
        }
    }
}

/* From the number of entries of an item in each chunk to where they go. */
static void sum_parts(builder *b)
{
    size_t n = b->m.n_columns;
    uint64_t next = 0;
    for (size_t i = 0; i < n; i++) {
        b->item_start[i] = b->item_split[i] = next;
        for (size_t c = 0; c < b->n_chunks; c++) {
            item_part *p = &b->parts[c * n + i];
            uint64_t here = p->next;
            p->next = next;
            next += here;
            b->work[i] += p->work;
            b->item_split[i] += p->bits;
        }
    }
    b->item_start[n] = next;
}

static quen_status place_entries(quen__temp *temp, builder *b)
{
    size_t n = b->m.n_columns, entries = quen__csr_entries(&b->m);
    b->item_start = quen__temp_new(temp, n + 1, sizeof *b->item_start);
    b->item_split = quen__temp_new(temp, n, sizeof *b->item_split);
    b->work = quen__temp_zero(temp, n, sizeof *b->work);
    b->item_customer = quen__temp_new(temp, entries, sizeof *b->item_customer);
    b->parts = quen__temp_zero(temp, b->n_chunks * n, sizeof *b->parts);
    if (!b->item_start || !b->item_split || !b->work || !b->item_customer || !b->parts)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__parallel_for(temp->ctx, b->n_chunks, count_chunk, b, "itemcf", 0.05, 0.1);
    sum_parts(b);
    return status;
}

/* --- writing --- */

static double total_of(const double *totals, size_t i)
{
    return totals ? totals[i] : 1;
}

/* Of entry e, which is customer u's. */
static void write_values(const builder *b, uint64_t e, size_t u, double factor,
                         double *left, double *right)
{
    const quen__itemcf_terms *t = b->terms;
    double of_item = total_of(t->item_total, b->m.column[e]),
           of_customer = total_of(t->customer_total, u), x = t->value[e];
    double of_left = t->items_left ? of_item : of_customer;
    double of_right = t->items_left ? of_customer : of_item;
    *left = factor * quen__special_pow(x / of_left, t->alpha);
    *right = quen__special_pow(x / of_right, t->alpha);
}

static double factor_of(const quen__itemcf_terms *t, size_t degree)
{
    return t->summed && degree ? quen__special_pow((double)degree, t->exponent) : 0;
}

static void write_customer(builder *b, item_part *parts, size_t v)
{
    size_t u = b->origin[v], width = b->width[u], n = 0, list_length = b->list_length[u];
    uint64_t *record = b->records + (uint64_t)b->record[v] * QUEN__LINE_WORDS;
    size_t lines = quen__itemcf_list_lines(b->list_length[u], b->left != NULL);
    unsigned char *bits = (unsigned char *)(record + lines * QUEN__LINE_WORDS);
    quen__itemcf_customer *c = (quen__itemcf_customer *)(void *)record;
    uint32_t *list = (uint32_t *)(void *)(c + 1);
    double *right = (double *)(void *)(list + list_length + list_length % 2);
    *c = (quen__itemcf_customer){factor_of(b->terms, quen__csr_degree(&b->m, u)),
                                 (uint32_t)list_length, (uint32_t)width};
    memset(bits, 0, width * QUEN__LINE_BITS / 8);
    for (uint64_t e = b->m.row_start[u]; e < b->m.row_start[u + 1]; e++) {
        uint32_t item = b->rank[b->m.column[e]];
        uint64_t at = parts[item].next++;
        b->item_customer[at] = b->record[v];
        if (item < width * QUEN__LINE_BITS)
            b->item_customer[at] += (uint32_t)lines;
        if (b->left)
            write_values(b, e, u, c->factor, &b->left[at], &right[n]);
        if (item < width * QUEN__LINE_BITS)
            bits[item / 512 * 64 + item % 64] |= (unsigned char)(1u << item / 64 % 8);
        else
            list[n++] = item;
    }
}

static void write_chunk(void *user, size_t chunk, unsigned worker)
{
    builder *b = user;
    (void)worker;
    for (size_t v = b->first[chunk]; v < b->first[chunk + 1]; v++)
        write_customer(b, b->parts + chunk * b->m.n_columns, v);
}

static quen_status write_all(quen__temp *temp, builder *b)
{
    if (b->terms->value) {
        b->left = quen__temp_new(temp, quen__csr_entries(&b->m), sizeof *b->left);
        if (!b->left)
            return QUEN_ERR_MEMORY;
    }
    return quen__parallel_for(temp->ctx, b->n_chunks, write_chunk, b, "itemcf", 0.1, 0.2);
}

/* --- all of it --- */

static quen_status prepare(quen__temp *temp, builder *b)
{
    size_t n = b->m.n_columns, most = quen__csr_entries(&b->m) / 8 / n;
    b->n_chunks = most < 1 ? 1 : most < MOST_CHUNKS ? most : MOST_CHUNKS;
    b->rank = quen__temp_new(temp, n, sizeof *b->rank);
    b->width = quen__temp_zero(temp, b->m.n_rows, sizeof *b->width);
    b->list_length = quen__temp_new(temp, b->m.n_rows, sizeof *b->list_length);
    if (!b->rank || !b->width || !b->list_length)
        return QUEN_ERR_MEMORY;
    for (size_t r = 0; r < n; r++)
        b->rank[b->terms->popular[r]] = (uint32_t)r;
    for (size_t u = 0; u < b->m.n_rows; u++)
        b->list_length[u] = (uint32_t)quen__csr_degree(&b->m, u);
    return b->terms->summed ? QUEN_OK : measure(temp, b);
}

/* Bits enough for the batches of the most popular item. */
static unsigned levels_of(const builder *b)
{
    uint64_t batches = b->item_start[1] / QUEN__BATCH + 1;
    unsigned levels = 0;
    while (batches >> levels)
        levels++;
    return levels;
}

quen_status quen__itemcf_pairs_new(quen__temp *temp, const quen__itemcf_terms *terms,
                                   quen__itemcf_pairs *out)
{
    builder b = {.terms = terms, .m = *terms->matrix};
    quen_status status = prepare(temp, &b);
    if (status == QUEN_OK)
        status = order_customers(temp, &b);
    if (status == QUEN_OK)
        status = place_customers(temp, &b);
    if (status == QUEN_OK)
        status = place_entries(temp, &b);
    if (status == QUEN_OK)
        status = write_all(temp, &b);
    if (status != QUEN_OK)
        return status;
    *out = (quen__itemcf_pairs){
        .kernels = quen__kernels_of(temp->ctx),
        .n_items = b.m.n_columns,
        .summed = terms->summed,
        .counted = terms->counted,
        .valued = terms->value != NULL,
        .widest = b.width[b.origin[0]],
        .levels = levels_of(&b),
        .item_start = b.item_start,
        .item_customer = b.item_customer,
        .item_split = b.item_split,
        .work = b.work,
        .records = b.records,
        .left = b.left,
    };
    return QUEN_OK;
}
