/*
 * The library's memory: the system's, beside PHP's. memory_limit does not count it, for
 * what it does when memory runs out is to jump, and the library must not be jumped out
 * of. So it is counted here, to be shown. Each block begins with its size.
 */
#include <stdatomic.h>
#include <stddef.h>

#include "php_quen.h"

typedef union head {
    size_t size;
    max_align_t align;
} head;

static atomic_size_t held;

static void *allocate(void *user, size_t size)
{
    head *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;

    (void)user;
    if (!block)
        return NULL;
    block->size = size;
    atomic_fetch_add_explicit(&held, size, memory_order_relaxed);
    return block + 1;
}

static void *reallocate(void *user, void *ptr, size_t size)
{
    head *old = (head *)ptr - 1, *block;
    size_t before = old->size;

    (void)user;
    block = size <= SIZE_MAX - sizeof *block ? realloc(old, sizeof *block + size) : NULL;
    if (!block)
        return NULL;
    block->size = size;
    atomic_fetch_add_explicit(&held, size - before, memory_order_relaxed);
    return block + 1;
}

static void release(void *user, void *ptr)
{
    head *block = (head *)ptr - 1;

    (void)user;
    atomic_fetch_sub_explicit(&held, block->size, memory_order_relaxed);
    free(block);
}

const quen_allocator pq_allocator = {NULL, allocate, reallocate, release};

size_t pq_memory(void)
{
    return atomic_load_explicit(&held, memory_order_relaxed);
}

/* ---- of calls ---- */

/* Calls nest, so their blocks are a stack. */
typedef struct pq_scratch {
    struct pq_scratch *next;
    max_align_t memory[];
} pq_scratch;

void *pq_memory_of(size_t n, size_t size)
{
    pq_scratch *block = NULL;
    size_t bytes;

    if (!__builtin_mul_overflow(n, size, &bytes) && bytes < SIZE_MAX / 2)
        block = malloc(sizeof *block + bytes);
    if (!block)
        zend_error_noreturn(E_ERROR, "quen: no memory for %zu values of %zu bytes", n,
                            size);
    block->next = QUEN_G(scratch);
    QUEN_G(scratch) = block;
    return block->memory;
}

void pq_memory_forget(pq_scratch *before)
{
    while (QUEN_G(scratch) != before) {
        pq_scratch *block = QUEN_G(scratch);
        QUEN_G(scratch) = block->next;
        free(block);
    }
}
