/*
 * What an item has in common with each other, customer by customer: Gustavson's row by
 * row product (ACM TOMS 4, 1978). Popular items, which are most of what customers have,
 * are not counted one by one: the bit lines of sixteen customers at a time are added to
 * bit sums, 512 items to a line.
 */
#include "models/itemcf/itemcf_fit.h"

#include <string.h>

/* How many entries ahead records are prefetched: their heads, and more of them. */
#define HEADS_AHEAD 48u
#define RECORDS_AHEAD 24u
#define MOST_LINES_FETCHED 6u

/* --- room --- */

static size_t stride_of(const quen__itemcf_pairs *pairs)
{
    return QUEN__BIT_SUM_LINES(pairs->levels) * QUEN__LINE_WORDS;
}

int quen__itemcf_partial_new(quen__temp *temp, const quen__itemcf_pairs *pairs,
                             quen__itemcf_partial *out)
{
    size_t n = quen__itemcf_padded(pairs->n_items), widest = pairs->widest;
    *out = (quen__itemcf_partial){0};
    out->shared = quen__temp_zero(temp, n, sizeof *out->shared);
    out->sum = quen__temp_zero(temp, pairs->summed ? n : 0, sizeof *out->sum);
    out->touched = quen__temp_new(temp, n + 1, sizeof *out->touched);
    out->planes = quen__temp_zero(temp, widest * stride_of(pairs), sizeof *out->planes);
    out->batches = quen__temp_zero(temp, widest, sizeof *out->batches);
    return out->shared && out->sum && out->touched && out->planes && out->batches;
}

/* --- records --- */

static const uint32_t *list_of(const quen__itemcf_customer *c)
{
    return (const uint32_t *)(const void *)(c + 1);
}

static const double *right_of(const quen__itemcf_customer *c)
{
    return (const double *)(const void *)(list_of(c) + c->n + c->n % 2);
}

static const uint64_t *lines_of(const quen__itemcf_pairs *pairs,
                                const quen__itemcf_customer *c)
{
    size_t list = quen__itemcf_list_lines(c->n, pairs->valued);
    return (const uint64_t *)(const void *)c + list * QUEN__LINE_WORDS;
}

/* What an entry of item_customer says of other items. */
typedef struct entry {
    const uint64_t *lines;
    uint32_t width;                      /* lines that are wanted */
    const quen__itemcf_customer *record; /* NULL: its list is not wanted */
} entry;

static inline const uint64_t *place_of(const quen__itemcf_pairs *pairs, uint64_t t)
{
    return pairs->records + (uint64_t)pairs->item_customer[t] * QUEN__LINE_WORDS;
}

static inline entry entry_at(const quen__itemcf_pairs *pairs, size_t item, uint64_t t)
{
    const uint64_t *place = place_of(pairs, t);
    if (t < pairs->item_split[item])
        return (entry){place, (uint32_t)(item / QUEN__LINE_BITS) + 1, NULL};
    const quen__itemcf_customer *c = (const quen__itemcf_customer *)(const void *)place;
    return (entry){lines_of(pairs, c), c->width, c};
}

/*
 * Entry t, with later ones prefetched: items follow each other in item_customer, so that
 * an entry far ahead may be the next item's.
 */
static inline entry next_entry(const quen__itemcf_pairs *pairs, size_t item, uint64_t t,
                               uint64_t last)
{
    if (t + HEADS_AHEAD < pairs->item_start[pairs->n_items])
        QUEN__PREFETCH(place_of(pairs, t + HEADS_AHEAD));
    if (t + RECORDS_AHEAD < last) {
        const uint64_t *place = place_of(pairs, t + RECORDS_AHEAD);
        entry near = entry_at(pairs, item, t + RECORDS_AHEAD);
        const uint64_t *end = near.lines + near.width * QUEN__LINE_WORDS;
        for (size_t n = 1; n < MOST_LINES_FETCHED && place + n * QUEN__LINE_WORDS < end;
             n++)
            QUEN__PREFETCH(place + n * QUEN__LINE_WORDS);
    }
    return entry_at(pairs, item, t);
}

/* --- items one by one --- */

static void add_counts(uint32_t *shared, const uint32_t *item, size_t n)
{
    for (size_t e = 0; e < n; e++)
        shared[item[e]]++;
}

static void add_constant(double *sum, const uint32_t *item, size_t n, double left)
{
    for (size_t e = 0; e < n; e++)
        sum[item[e]] += left;
}

static void add_products(double *sum, const uint32_t *item, size_t n, double left,
                         const double *right)
{
    for (size_t e = 0; e < n; e++)
        sum[item[e]] += left * right[e];
}

/* Without a branch: whether an item was counted before is unpredictable. */
static inline void track(quen__itemcf_partial *partial, uint32_t item)
{
    partial->touched[partial->n_touched] = item;
    partial->n_touched += partial->shared[item]++ == 0;
}

static void track_list(quen__itemcf_partial *partial, const uint32_t *item, size_t n)
{
    for (size_t e = 0; e < n; e++)
        track(partial, item[e]);
}

/* Bit k of byte p is item 64 k + p of its line. */
static void track_lines(quen__itemcf_partial *partial, const uint64_t *lines,
                        uint32_t width)
{
    for (uint32_t line = 0; line < width; line++, lines += QUEN__LINE_WORDS) {
        const unsigned char *byte = (const unsigned char *)lines;
        for (uint32_t p = 0; p < QUEN__LINE_BITS / 8; p++)
            for (uint32_t k = 0, bits = byte[p]; bits; k++, bits >>= 1)
                if (bits & 1)
                    track(partial, line * QUEN__LINE_BITS + 64 * k + p);
    }
}

static void add_list(quen__itemcf_partial *partial, const quen__itemcf_pairs *pairs,
                     const quen__itemcf_customer *c, uint64_t t)
{
    double left = pairs->left ? pairs->left[t] : c->factor;
    if (partial->tracked)
        track_list(partial, list_of(c), c->n);
    else if (pairs->counted)
        add_counts(partial->shared, list_of(c), c->n);
    if (pairs->valued)
        add_products(partial->sum, list_of(c), c->n, left, right_of(c));
    else if (pairs->summed)
        add_constant(partial->sum, list_of(c), c->n, left);
}

/* --- bit sums: popular items, sixteen customers at a time --- */

static void add_batch(quen__itemcf_partial *partial, const quen__itemcf_pairs *pairs,
                      const entry *entries, size_t n, uint32_t batch)
{
    const uint64_t *rows[QUEN__BATCH] = {0};
    uint32_t width[QUEN__BATCH] = {0};
    for (size_t r = 0; r < n; r++) {
        rows[r] = entries[r].lines;
        width[r] = entries[r].width;
    }
    pairs->kernels->add_bit_lines(rows, width, batch, stride_of(pairs), partial->planes);
    for (uint32_t line = 0; line < width[0]; line++)
        partial->batches[line] = batch + 1;
}

static void read_bit_sums(quen__itemcf_partial *partial, const quen__itemcf_pairs *pairs)
{
    for (uint32_t line = 0; line < pairs->widest && partial->batches[line]; line++) {
        uint32_t *out = partial->shared + line * QUEN__LINE_BITS;
        pairs->kernels->read_bit_sums(partial->planes + line * stride_of(pairs),
                                      partial->batches[line], out);
        partial->batches[line] = 0;
    }
}

/* --- accumulate, merge --- */

/* Customers with more lines come first: so do the batches of each line. */
void quen__itemcf_accumulate(quen__itemcf_partial *partial,
                             const quen__itemcf_pairs *pairs, size_t item, uint64_t first,
                             uint64_t last)
{
    entry entries[QUEN__BATCH];
    for (uint32_t batch = 0; first < last; batch++) {
        size_t n = last - first < QUEN__BATCH ? (size_t)(last - first) : QUEN__BATCH;
        for (size_t r = 0; r < n; r++) {
            entry e = entries[r] = next_entry(pairs, item, first + r, last);
            if (e.record)
                add_list(partial, pairs, e.record, first + r);
            if (partial->tracked)
                track_lines(partial, e.lines, e.width);
        }
        if (!partial->tracked && entries[0].width)
            add_batch(partial, pairs, entries, n, batch);
        first += n;
    }
    if (!partial->tracked)
        read_bit_sums(partial, pairs);
}

void quen__itemcf_merge(quen__itemcf_partial *into, const quen__itemcf_pairs *pairs,
                        const quen__itemcf_partial *from)
{
    size_t n = from->tracked ? from->n_touched : pairs->n_items;
    for (size_t t = 0; t < n; t++) {
        size_t item = from->tracked ? from->touched[t] : t;
        if (from->tracked) {
            track(into, (uint32_t)item);
            into->shared[item]--;
        }
        into->shared[item] += from->shared[item];
        if (pairs->summed)
            into->sum[item] += from->sum[item];
    }
}

void quen__itemcf_clear(quen__itemcf_partial *partial, const quen__itemcf_pairs *pairs)
{
    if (!partial->tracked) {
        size_t n = quen__itemcf_padded(pairs->n_items);
        memset(partial->shared, 0, pairs->counted ? n * sizeof *partial->shared : 0);
        memset(partial->sum, 0, pairs->summed ? n * sizeof *partial->sum : 0);
        return;
    }
    for (size_t t = 0; t < partial->n_touched; t++) {
        partial->shared[partial->touched[t]] = 0;
        if (pairs->summed)
            partial->sum[partial->touched[t]] = 0;
    }
    partial->n_touched = 0;
}
