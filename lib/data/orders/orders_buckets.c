/*
 * Lines into buckets: a radix partition by owner, from the top, and by time where one
 * owner has very many lines. Lines lie in blocks; a block that was read is written again
 * for another bucket, so that the lines move without room for a second copy. Each thread
 * has an open block for every bucket. Which lines share a block depends on the
 * threads, but not which share a bucket, and buckets are sorted afterwards.
 */
#include <string.h>

#include "core/parallel.h"
#include "data/orders/orders_sort.h"
#include "math/bits.h"

#define WANTED 12288u /* lines of a bucket */
#define MAX_BITS 11u  /* of a digit: so many blocks are open at once */
#define CHUNK_BLOCKS 32u

/* How a bucket is split: by owner, lines without a customer apart; or by stamp. */
typedef struct split {
    const quen__orders_buckets *all;
    quen__orders_bucket *from;
    quen__orders_block **source; /* blocks not read yet; NULL once read */
    size_t digits;
    unsigned shift;
    uint32_t by_stamp;
    struct writer *writers; /* of each worker */
} split;

/* Where a worker puts the lines of a digit next. */
typedef struct cursor {
    char *at;
    size_t left;
    quen__orders_block *blocks; /* the first is the open one */
} cursor;

typedef struct writer {
    cursor *cursors;
    quen__orders_block *spare;
} writer;

static void push(quen__orders_block **list, quen__orders_block *block)
{
    block->next = *list;
    *list = block;
}

static quen__orders_block *pop(quen__orders_block **list)
{
    quen__orders_block *block = *list;
    *list = block->next;
    return block;
}

/* --- a worker's part --- */

/* A loop of its own, so that many ranks are fetched from memory at once. */
static void find_digits(const split *s, const quen__orders_block *block, size_t width,
                        uint32_t *digit)
{
    const char *at = (const char *)block->data;
    uint32_t nobody = (uint32_t)s->all->n_customers;
    for (size_t i = 0; i < block->n; i++, at += width) {
        const quen__orders_line *line = (const quen__orders_line *)(const void *)at;
        uint32_t owner = s->by_stamp ? 0 : quen__orders_owner(s->all, line);
        if (s->by_stamp)
            digit[i] = (uint32_t)((line->stamp - s->from->low_stamp) >> s->shift);
        else
            digit[i] = owner == nobody ? (uint32_t)s->digits - 1
                                       : (owner - s->from->low) >> s->shift;
    }
}

static void open_block(writer *h, cursor *c)
{
    quen__orders_block *block = pop(&h->spare);
    if (c->blocks)
        c->blocks->n = QUEN__BLOCK;
    push(&c->blocks, block);
    c->at = (char *)block->data;
    c->left = QUEN__BLOCK;
}

static inline void distribute(const split *s, writer *h, const quen__orders_block *block,
                              size_t width)
{
    uint32_t digit[QUEN__BLOCK];
    const char *at = (const char *)block->data;
    find_digits(s, block, width, digit);
    for (size_t i = 0; i < block->n; i++, at += width) {
        cursor *c = &h->cursors[digit[i]];
        if (c->left == 0)
            open_block(h, c);
        memcpy(c->at, at, width);
        c->at += width;
        c->left--;
    }
}

static void do_blocks(void *user, size_t chunk, unsigned worker)
{
    const split *s = user;
    writer *h = &s->writers[worker];
    size_t first = chunk * CHUNK_BLOCKS, last = first + CHUNK_BLOCKS;
    if (last > s->from->n_blocks)
        last = s->from->n_blocks;
    for (size_t i = first; i < last; i++) {
        quen__orders_block *block = s->source[i];
        if (block->width == sizeof(quen__orders_line))
            distribute(s, h, block, sizeof(quen__orders_line));
        else
            distribute(s, h, block, sizeof(quen__orders_named_line));
        s->source[i] = NULL;
        push(&h->spare, block);
    }
}

/* --- before and after --- */

/* A worker needs a block for each digit and one more: what it has read it may use. */
static quen_status fill_writer(quen_context *ctx, quen__temp *temp,
                               quen__orders_buckets *b, writer *h, size_t digits)
{
    h->spare = NULL;
    h->cursors = quen__temp_zero(temp, digits, sizeof *h->cursors);
    if (!h->cursors)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i <= digits; i++) {
        quen__orders_block *block =
            b->spare ? pop(&b->spare) : quen__orders_block_new(ctx, b->width);
        if (!block)
            return QUEN_ERR_MEMORY;
        push(&h->spare, block);
    }
    return QUEN_OK;
}

/* Close a worker's blocks of one digit and give them to a bucket. */
static void collect(cursor *c, quen__orders_bucket *bucket)
{
    if (c->blocks)
        c->blocks->n = (uint32_t)(QUEN__BLOCK - c->left);
    while (c->blocks) {
        quen__orders_block *block = pop(&c->blocks);
        push(&bucket->blocks, block);
        bucket->n_blocks++;
        bucket->n_lines += block->n;
    }
}

static quen_status grow(quen_context *ctx, quen__orders_buckets *b, size_t needed)
{
    if (needed <= b->room)
        return QUEN_OK;
    quen__orders_bucket *bucket =
        quen__reallocate(ctx, b->bucket, needed, sizeof *bucket);
    if (!bucket)
        return QUEN_ERR_MEMORY;
    b->bucket = bucket;
    b->room = needed;
    return QUEN_OK;
}

/* The bucket of one digit, still empty. */
static quen__orders_bucket child(const split *s, const quen__orders_bucket *from,
                                 size_t digit)
{
    quen__orders_bucket c = *from;
    c.blocks = NULL;
    c.n_blocks = c.n_lines = 0;
    uint64_t low = (uint64_t)digit << s->shift, high = low + (UINT64_C(1) << s->shift);
    if (s->by_stamp) {
        c.low_stamp = from->low_stamp + low;
        if (from->high_stamp - from->low_stamp >= high)
            c.high_stamp = from->low_stamp + high - 1;
        return c;
    }
    uint32_t nobody = (uint32_t)s->all->n_customers;
    if (from->high > nobody && digit == s->digits - 1) {
        c.low = nobody;
        return c;
    }
    c.low = from->low + (uint32_t)low;
    uint32_t end = from->high > nobody ? nobody : from->high;
    c.high = end - from->low > high ? from->low + (uint32_t)high : end;
    return c;
}

/* --- one split --- */

/* 0 if the bucket is small enough, or nothing tells its lines apart. */
static int plan(split *s, const quen__orders_bucket *from)
{
    uint32_t nobody = (uint32_t)s->all->n_customers;
    if (from->n_lines <= QUEN__BUCKET_MAX)
        return 0;
    unsigned wanted = quen__bits_width(from->n_lines / WANTED);
    wanted = wanted < MAX_BITS ? wanted : MAX_BITS;
    s->by_stamp = from->high - from->low == 1;
    if (s->by_stamp && s->all->width != sizeof(quen__orders_line))
        return 0;
    uint32_t owners = (from->high > nobody ? nobody : from->high) - from->low;
    uint64_t last = s->by_stamp ? from->high_stamp - from->low_stamp
                                : (uint64_t)owners - (owners > 0);
    s->shift = quen__bits_width(last) > wanted ? quen__bits_width(last) - wanted : 0;
    s->digits = (size_t)(last >> s->shift) + 1;
    s->digits += !s->by_stamp && from->high > nobody;
    return last > 0 || s->digits > 1;
}

static quen_status prepare(quen_context *ctx, quen__temp *temp, quen__orders_buckets *b,
                           split *s)
{
    s->source = quen__temp_new(temp, s->from->n_blocks, sizeof *s->source);
    s->writers = quen__temp_zero(temp, ctx->threads, sizeof *s->writers);
    quen_status status = s->source && s->writers ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t i = 0; i < ctx->threads && status == QUEN_OK; i++)
        status = fill_writer(ctx, temp, b, &s->writers[i], s->digits);
    for (size_t i = 0; i < s->from->n_blocks && status == QUEN_OK; i++)
        s->source[i] = pop(&s->from->blocks);
    return status;
}

/* Gather the lines of each digit; in place of the bucket at `at` come those. */
static void replace(quen__orders_buckets *b, size_t at, const split *s, size_t workers)
{
    quen__orders_bucket from = b->bucket[at];
    size_t more = s->digits - 1;
    memmove(b->bucket + at + 1 + more, b->bucket + at + 1,
            (b->n - at - 1) * sizeof *b->bucket);
    b->n += more;
    for (size_t d = 0; d < s->digits; d++) {
        b->bucket[at + d] = child(s, &from, d);
        for (size_t w = 0; w < workers; w++)
            collect(&s->writers[w].cursors[d], &b->bucket[at + d]);
    }
}

static void return_spare(quen__orders_buckets *b, const split *s, size_t workers)
{
    for (size_t w = 0; s->writers && w < workers; w++)
        while (s->writers[w].spare)
            push(&b->spare, pop(&s->writers[w].spare));
}

/* Blocks that were not read when told to stop go into the first bucket. */
static void return_unread(quen__orders_bucket *bucket, const split *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!s->source[i])
            continue;
        push(&bucket->blocks, s->source[i]);
        bucket->n_blocks++;
        bucket->n_lines += s->source[i]->n;
    }
}

static quen_status split_bucket(quen_context *ctx, quen__orders_buckets *b, size_t at,
                                split *s)
{
    quen__temp temp = QUEN__TEMP(ctx);
    size_t n_blocks = b->bucket[at].n_blocks;
    quen_status status = grow(ctx, b, b->n + s->digits);
    s->from = &b->bucket[at];
    if (status == QUEN_OK)
        status = prepare(ctx, &temp, b, s);
    if (status == QUEN_OK) {
        quen__orders_bucket from = *s->from;
        s->from = &from;
        size_t chunks = (n_blocks + CHUNK_BLOCKS - 1) / CHUNK_BLOCKS;
        status = quen__parallel_for(ctx, chunks, do_blocks, s, "orders", 0.2, 0.5);
        replace(b, at, s, ctx->threads);
        b->n_blocks -= n_blocks;
        for (size_t d = 0; d < s->digits; d++)
            b->n_blocks += b->bucket[at + d].n_blocks;
        return_unread(&b->bucket[at], s, n_blocks);
    }
    s->from = NULL; /* it was a copy of here */
    return_spare(b, s, ctx->threads);
    quen__temp_close(&temp);
    return status;
}

/* --- all --- */

static void take_blocks(quen_orders *orders, quen__orders_buckets *b)
{
    quen__orders_bucket *bucket = &b->bucket[0];
    quen__orders_tail *tail = &orders->tail;
    for (size_t i = tail->n_blocks; i-- > 0;)
        push(&bucket->blocks, tail->blocks[i]);
    bucket->n_blocks = b->n_blocks = tail->n_blocks;
    bucket->n_lines = tail->n;
    tail->n_blocks = tail->bytes = 0;
}

quen_status quen__orders_buckets_fill(quen_context *ctx, quen_orders *orders,
                                      quen__orders_buckets *b)
{
    quen_status status = grow(ctx, b, 1);
    if (status != QUEN_OK)
        return status;
    b->n = 1;
    b->bucket[0] = (quen__orders_bucket){.high = (uint32_t)b->n_customers + 1};
    b->bucket[0].low_stamp = quen__orders_stamp(orders->sums.first_s, 1);
    b->bucket[0].high_stamp = quen__orders_stamp(orders->sums.last_s, 0);
    take_blocks(orders, b);
    for (size_t at = 0; at < b->n && status == QUEN_OK;) {
        split s = {.all = b};
        if (!plan(&s, &b->bucket[at])) {
            at++;
            continue;
        }
        /* The list that takes the blocks back must not fail then. */
        status = quen__orders_tail_list(ctx, &orders->tail,
                                        b->n_blocks + ctx->threads * s.digits);
        if (status == QUEN_OK)
            status = split_bucket(ctx, b, at, &s);
    }
    return status;
}

void quen__orders_buckets_close(quen_context *ctx, quen_orders *orders,
                                quen__orders_buckets *b)
{
    for (size_t i = 0; i < b->n; i++)
        while (b->bucket[i].blocks)
            quen__orders_tail_push(&orders->tail, pop(&b->bucket[i].blocks));
    while (b->spare)
        quen__release(&ctx->allocator, pop(&b->spare));
    quen__release(&ctx->allocator, b->bucket);
}
