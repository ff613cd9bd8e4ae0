/*
 * Pairs to compare: rows are sorted by each block key, and those of one key are all
 * compared. How many pairs there will be is counted first: a key that too many rows share
 * says little and costs much, and is left out, and told. Pairs of several keys are made
 * one by sorting.
 */
#include <string.h>

#include "data/link/link_state.h"
#include "math/bits.h"
#include "math/sort.h"

#define STAGE "link: blocks"

typedef struct blocks {
    quen_links *links;
    const uint32_t *fields_of_key; /* of each key, a bit for each field */
    size_t n_keys;
    quen__sort_entry *entry, *spare;
    uint64_t most;    /* rows of a block */
    uint64_t *pairs;  /* of all blocks of so many rows */
    uint64_t *counts; /* how many blocks have so many rows */
    uint64_t left_out, blocks_left_out;
} blocks;

/* Rows of one block key: in each table they ascend. */
typedef struct block {
    const quen__sort_entry *rows;
    size_t n, n_first; /* all; those of the first of two tables */
} block;

/* --- keys --- */

/* 0 if a field of the key is not known. Two rows that differ in the fields and have one
 * key are one pair too many, and change nothing else. */
static int key_of(const quen_links *links, size_t row, uint32_t fields, uint64_t *key)
{
    const uint32_t *value = links->value + row * links->n_fields;
    uint64_t sum = 0;
    for (size_t f = 0; f < links->n_fields; f++) {
        if (!(fields >> f & 1))
            continue;
        if (value[f] == QUEN__LINK_UNKNOWN)
            return 0;
        sum = sum ? quen__bits_mix(sum) + value[f] : value[f] + UINT64_C(1);
    }
    *key = sum;
    return 1;
}

static size_t sort_rows(const blocks *b, size_t k)
{
    size_t n = 0;
    for (size_t row = 0; row < b->links->n; row++) {
        b->entry[n].value = row;
        n += (size_t)key_of(b->links, row, b->fields_of_key[k], &b->entry[n].key);
    }
    quen__sort_entries(b->entry, n, b->spare);
    return n;
}

/* The block that begins at `at`. */
static block block_at(const blocks *b, size_t at, size_t n)
{
    block out = {b->entry + at, 0, 0};
    while (at + out.n < n && out.rows[out.n].key == out.rows[0].key) {
        out.n_first += out.rows[out.n].value < b->links->n_first;
        out.n++;
    }
    return out;
}

static uint64_t pairs_of(const blocks *b, const block *x)
{
    if (b->links->n_first > 0)
        return (uint64_t)x->n_first * (x->n - x->n_first);
    return (uint64_t)x->n * (x->n - 1) / 2;
}

/* --- how many --- */

static void count_key(blocks *b, size_t k)
{
    size_t n = sort_rows(b, k);
    block x;
    for (size_t at = 0; at < n; at += x.n) {
        x = block_at(b, at, n);
        uint64_t pairs = pairs_of(b, &x);
        size_t size = x.n <= b->most ? x.n : (size_t)b->most + 1;
        b->pairs[size] += pairs;
        b->counts[size] += pairs > 0;
    }
}

/* The pairs of blocks of at most so many rows that there is room for. */
static uint64_t limit(blocks *b, uint64_t most_pairs)
{
    uint64_t total = 0;
    size_t size = 2;
    for (; size <= b->most && total + b->pairs[size] <= most_pairs; size++)
        total += b->pairs[size];
    for (size_t i = size; i <= b->most + 1; i++) {
        b->left_out += b->pairs[i];
        b->blocks_left_out += b->counts[i];
    }
    b->most = size - 1;
    return total;
}

/* --- which --- */

static size_t add_pairs(const blocks *b, const block *x, int64_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++) {
        uint64_t row = x->rows[i].value;
        size_t first = b->links->n_first > 0 ? x->n_first : i + 1;
        if (b->links->n_first > 0 && i >= x->n_first)
            break;
        for (size_t j = first; j < x->n; j++)
            out[n++] = (int64_t)(row << 32 | x->rows[j].value);
    }
    return n;
}

static size_t add_key(const blocks *b, size_t k, int64_t *out)
{
    size_t n = sort_rows(b, k), count = 0;
    block x;
    for (size_t at = 0; at < n; at += x.n) {
        x = block_at(b, at, n);
        if (x.n <= b->most)
            count += add_pairs(b, &x, out + count);
    }
    return count;
}

static size_t unique(int64_t *x, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (count == 0 || x[count - 1] != x[i])
            x[count++] = x[i];
    return count;
}

static quen_status collect(quen__temp *temp, const blocks *b, uint64_t n,
                           quen__link_pairs *out)
{
    quen_status status = QUEN_OK;
    if (n > SIZE_MAX / sizeof *out->pair)
        return quen__fail(temp->ctx, QUEN_ERR_MEMORY,
                          "out of memory: %llu pairs to compare: lower max_pairs",
                          (unsigned long long)n);
    out->pair = quen__temp_new(temp, (size_t)n, sizeof *out->pair);
    out->spare = quen__temp_new(temp, (size_t)n, sizeof *out->spare);
    if (!out->pair || !out->spare)
        return QUEN_ERR_MEMORY;
    for (size_t k = 0; k < b->n_keys && status == QUEN_OK; k++) {
        out->n += add_key(b, k, out->pair + out->n);
        status =
            quen__progress(temp->ctx, STAGE, 0.5 + 0.5 * (double)k / (double)b->n_keys);
    }
    quen__sort_int64(out->pair, out->n, out->spare);
    out->n = unique(out->pair, out->n);
    return status;
}

static quen_status make_room(quen__temp *temp, blocks *b)
{
    size_t n = b->links->n, sizes = (size_t)b->most + 2;
    b->entry = quen__temp_new(temp, n + 1, sizeof *b->entry); /* one is tried behind */
    b->spare = quen__temp_new(temp, n + 1, sizeof *b->spare);
    b->pairs = quen__temp_zero(temp, sizes, sizeof *b->pairs);
    b->counts = quen__temp_zero(temp, sizes, sizeof *b->counts);
    return b->entry && b->spare && b->pairs && b->counts ? QUEN_OK : QUEN_ERR_MEMORY;
}

quen_status quen__link_block(quen__temp *temp, quen_links *links,
                             const uint32_t *fields_of_key, size_t n_keys,
                             const quen_link_options *options, quen__link_pairs *out)
{
    quen__temp own = QUEN__TEMP(temp->ctx);
    blocks b = {.links = links,
                .fields_of_key = fields_of_key,
                .n_keys = n_keys,
                .most = options->max_block_rows};
    *out = (quen__link_pairs){0, NULL, NULL};
    quen_status status = make_room(&own, &b);
    for (size_t k = 0; k < n_keys && status == QUEN_OK; k++) {
        status = quen__progress(temp->ctx, STAGE, 0.5 * (double)k / (double)n_keys);
        if (status == QUEN_OK)
            count_key(&b, k);
    }
    if (status == QUEN_OK) {
        uint64_t n = limit(&b, options->max_pairs);
        links->report.block_rows = b.most;
        links->report.pairs_left_out = b.left_out;
        links->report.blocks_left_out = b.blocks_left_out;
        status = collect(temp, &b, n, out);
    }
    links->report.pairs = out->n;
    quen__temp_close(&own);
    return status;
}
