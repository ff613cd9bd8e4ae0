/* The allocator that counts: what a call takes at its peak, for documented sums. */
#include "support.h"

typedef struct counted {
    size_t live, peak;
} counted;

/* In front of every block: its size, in a header that keeps malloc's alignment. */
typedef union block_header {
    size_t size;
    max_align_t align;
} block_header;

static void count(counted *c, size_t more, size_t less)
{
    c->live = c->live + more - less;
    if (c->live > c->peak)
        c->peak = c->live;
}

static void *counted_allocate(void *user, size_t size)
{
    block_header *block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    count(user, size, 0);
    return block + 1;
}

/* The old block lives until its bytes are copied. */
static void *counted_reallocate(void *user, void *ptr, size_t size)
{
    size_t old = ptr ? ((block_header *)ptr - 1)->size : 0;
    block_header *block =
        realloc(ptr ? (block_header *)ptr - 1 : NULL, sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    count(user, size, 0);
    count(user, 0, old);
    return block + 1;
}

static void counted_release(void *user, void *ptr)
{
    if (!ptr)
        return;
    block_header *block = (block_header *)ptr - 1;
    count(user, 0, block->size);
    free(block);
}

size_t support_peak(uint32_t threads, quen_status (*fn)(quen_context *ctx, void *user),
                    void *user)
{
    counted c = {0, 0};
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.allocator =
        (quen_allocator){&c, counted_allocate, counted_reallocate, counted_release};
    quen_context *ctx = NULL;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    size_t before = c.live;
    c.peak = before;
    assert_ok(ctx, fn(ctx, user));
    size_t peak = c.peak - before;
    quen_context_free(ctx);
    assert_int_equal(c.live, 0);
    return peak;
}
