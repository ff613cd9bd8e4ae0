/*
 * The lines of a bucket into canonical order: counted apart by owner, then sorted by what
 * orders their orders. That is the stamp, or, where lines have order numbers, the least
 * stamp of the order, found by sorting by number first. Only lines that agree in it are
 * compared field by field. Most owners have few lines, which insertion sorts.
 */
#include <string.h>

#include "core/parallel.h"
#include "data/orders/orders_sort.h"
#include "math/index_sort.h"
#include "math/sort.h"

/* Room for one bucket; entries have a line's number in the bucket as value. */
typedef struct workspace {
    char *lines;
    quen__sort_entry *entries, *scratch;
    uint32_t *count, *index;
} workspace;

typedef struct sorting {
    const quen_orders *orders;
    quen__orders_buckets *buckets;
    const uint32_t *item_rank;
    workspace *workspaces; /* of each worker */
    size_t width;
} sorting;

/* What comparing two lines of a bucket needs. */
typedef struct comparing {
    const sorting *s;
    const char *lines;
} comparing;

static const quen__orders_line *line_at(const char *lines, size_t i, size_t width)
{
    return (const quen__orders_line *)(const void *)(lines + i * width);
}

int quen__orders_same(const quen__orders_line *a, const quen__orders_line *b,
                      size_t width)
{
    if (a->customer != b->customer)
        return 0;
    if (quen__orders_is_named(a) && quen__orders_is_named(b))
        return quen__orders_line_order(a, width) == quen__orders_line_order(b, width);
    return a->stamp == b->stamp && a->customer != QUEN__NOBODY;
}

/* --- lines that agree in the stamp of their order --- */

static int orders_differ(const sorting *s, const quen__orders_line *a,
                         const quen__orders_line *b)
{
    int64_t x = quen__orders_line_order(a, s->width),
            y = quen__orders_line_order(b, s->width);
    if (x == y || s->orders->order_kind == QUEN_KEY_INT)
        return (x > y) - (x < y);
    const quen__keymap *texts = &s->orders->order_texts;
    return quen__key_compare(quen__keymap_key(texts, (uint32_t)x),
                             quen__keymap_key(texts, (uint32_t)y));
}

static int line_before(const void *user, uint32_t i, uint32_t j)
{
    const comparing *c = user;
    const quen__orders_line *a = line_at(c->lines, i, c->s->width),
                            *b = line_at(c->lines, j, c->s->width);
    if (c->s->width != sizeof *a && quen__orders_is_named(a)) {
        int order = orders_differ(c->s, a, b);
        if (order)
            return order < 0;
    }
    if (a->item != b->item)
        return c->s->item_rank[a->item] < c->s->item_rank[b->item];
    if (a->stamp != b->stamp)
        return a->stamp < b->stamp;
    if (a->quantity != b->quantity)
        return a->quantity < b->quantity;
    return a->amount < b->amount;
}

static void sort_ties(const sorting *s, const workspace *w, quen__sort_entry *x, size_t n)
{
    comparing c = {s, w->lines};
    uint32_t *index = w->index;
    for (size_t i = 0; i < n; i++)
        index[i] = (uint32_t)x[i].value;
    quen__index_sort(index, n, (uint32_t *)(void *)w->scratch, line_before, &c);
    for (size_t i = 0; i < n; i++)
        x[i].value = index[i];
}

/* --- the lines of one owner --- */

/* Lines with numbers get, in place of their own stamp, the least of their order. */
static void stamp_orders(const sorting *s, const workspace *w, quen__sort_entry *x,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const quen__orders_line *line = line_at(w->lines, (size_t)x[i].value, s->width);
        x[i].key = (uint64_t)quen__orders_line_order(line, s->width) ^ UINT64_C(1) << 63;
    }
    quen__sort_entries(x, n, w->scratch);
    for (size_t first = 0, last; first < n; first = last) {
        uint64_t order = x[first].key, least = UINT64_MAX;
        for (last = first; last < n && x[last].key == order; last++) {
            const quen__orders_line *line =
                line_at(w->lines, (size_t)x[last].value, s->width);
            if (quen__orders_is_named(line) && line->stamp < least)
                least = line->stamp;
        }
        for (size_t i = first; i < last; i++) {
            const quen__orders_line *line =
                line_at(w->lines, (size_t)x[i].value, s->width);
            x[i].key = quen__orders_is_named(line) ? least : line->stamp;
        }
    }
}

static void sort_owner(const sorting *s, const workspace *w, quen__sort_entry *x,
                       size_t n)
{
    if (n < 2)
        return;
    if (s->width != sizeof(quen__orders_line))
        stamp_orders(s, w, x, n);
    quen__sort_entries(x, n, w->scratch);
    for (size_t first = 0, last; first < n; first = last) {
        for (last = first + 1; last < n && x[last].key == x[first].key;)
            last++;
        if (last - first > 1)
            sort_ties(s, w, x + first, last - first);
    }
}

/* --- one bucket --- */

static void copy_lines(const quen__orders_bucket *bucket, const workspace *w,
                       size_t width)
{
    char *to = w->lines;
    for (const quen__orders_block *b = bucket->blocks; b; b = b->next) {
        memcpy(to, b->data, b->n * width);
        to += b->n * width;
    }
}

/* Entries by owner; count[i] becomes where those of owner i end. */
static void group_by_owner(const sorting *s, const quen__orders_bucket *bucket,
                           const workspace *w)
{
    size_t owners = bucket->high - bucket->low, start = 0;
    memset(w->count, 0, owners * sizeof *w->count);
    for (size_t i = 0; i < bucket->n_lines; i++) {
        const quen__orders_line *line = line_at(w->lines, i, s->width);
        w->index[i] = quen__orders_owner(s->buckets, line) - bucket->low;
        w->count[w->index[i]]++;
    }
    for (size_t i = 0; i < owners; i++) {
        size_t here = w->count[i];
        w->count[i] = (uint32_t)start;
        start += here;
    }
    for (size_t i = 0; i < bucket->n_lines; i++) {
        const quen__orders_line *line = line_at(w->lines, i, s->width);
        w->entries[w->count[w->index[i]]++] = (quen__sort_entry){line->stamp, i};
    }
}

/* Write the lines back in order, and count the orders. */
static void write_lines(const sorting *s, quen__orders_bucket *bucket, const workspace *w)
{
    const quen__sort_entry *next = w->entries;
    const quen__orders_line *before = NULL;
    bucket->n_orders = 0;
    bucket->uneven = 0;
    for (quen__orders_block *b = bucket->blocks; b; b = b->next) {
        char *to = (char *)b->data;
        for (size_t i = 0; i < b->n; i++, next++, to += s->width) {
            const quen__orders_line *line =
                line_at(w->lines, (size_t)next->value, s->width);
            if (!before || !quen__orders_same(before, line, s->width))
                bucket->n_orders++;
            else
                bucket->uneven |= before->stamp != line->stamp;
            memcpy(to, line, s->width);
            before = line;
        }
    }
}

static void sort_bucket(const sorting *s, quen__orders_bucket *bucket, const workspace *w)
{
    if (bucket->n_lines == 0)
        return;
    copy_lines(bucket, w, s->width);
    group_by_owner(s, bucket, w);
    size_t start = 0, owners = bucket->high - bucket->low;
    for (size_t i = 0; i < owners; i++) {
        sort_owner(s, w, w->entries + start, w->count[i] - start);
        start = w->count[i];
    }
    write_lines(s, bucket, w);
}

/* --- all --- */

static void do_bucket(void *user, size_t chunk, unsigned worker)
{
    const sorting *s = user;
    quen__orders_bucket *bucket = &s->buckets->bucket[chunk];
    if (bucket->n_lines <= QUEN__BUCKET_MAX)
        sort_bucket(s, bucket, &s->workspaces[worker]);
}

static int make_workspace(quen__temp *temp, workspace *w, size_t lines, size_t owners,
                          size_t width)
{
    w->lines = quen__temp_new(temp, lines, width);
    w->entries = quen__temp_new(temp, lines, sizeof *w->entries);
    w->scratch = quen__temp_new(temp, lines, sizeof *w->scratch);
    w->index = quen__temp_new(temp, lines, sizeof *w->index);
    w->count = quen__temp_new(temp, owners, sizeof *w->count);
    return w->lines && w->entries && w->scratch && w->index && w->count;
}

/* The largest bucket with at most `limit` lines, and the most owners in any. */
static void largest(const quen__orders_buckets *b, size_t limit, size_t *lines,
                    size_t *owners)
{
    *lines = *owners = 0;
    for (size_t i = 0; i < b->n; i++) {
        const quen__orders_bucket *bucket = &b->bucket[i];
        if (bucket->n_lines <= limit && bucket->n_lines > *lines)
            *lines = bucket->n_lines;
        if (bucket->high - bucket->low > *owners)
            *owners = bucket->high - bucket->low;
    }
}

/* Buckets that could not be split are sorted one by one. */
static quen_status sort_large(quen_context *ctx, sorting *s, size_t lines, size_t owners)
{
    quen__temp temp = QUEN__TEMP(ctx);
    workspace w;
    int made = make_workspace(&temp, &w, lines, owners, s->width);
    for (size_t i = 0; made && i < s->buckets->n; i++)
        if (s->buckets->bucket[i].n_lines > QUEN__BUCKET_MAX)
            sort_bucket(s, &s->buckets->bucket[i], &w);
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}

quen_status quen__orders_buckets_sort(quen_context *ctx, const quen_orders *orders,
                                      const uint32_t *item_rank, quen__orders_buckets *b)
{
    quen__temp temp = QUEN__TEMP(ctx);
    sorting s = {.orders = orders, .buckets = b, .item_rank = item_rank};
    s.width = b->width;
    size_t lines, owners, most;
    largest(b, QUEN__BUCKET_MAX, &lines, &owners);
    s.workspaces = quen__temp_zero(&temp, ctx->threads, sizeof *s.workspaces);
    quen_status status = s.workspaces ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t i = 0; i < ctx->threads && i < b->n && status == QUEN_OK; i++)
        if (!make_workspace(&temp, &s.workspaces[i], lines, owners, b->width))
            status = QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, b->n, do_bucket, &s, "orders", 0.5, 0.8);
    quen__temp_close(&temp);
    largest(b, SIZE_MAX, &most, &owners);
    if (status == QUEN_OK && most > QUEN__BUCKET_MAX)
        status = sort_large(ctx, &s, most, owners);
    return status;
}
