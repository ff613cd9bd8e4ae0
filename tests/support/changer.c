/* See changer.h. */
#include "changer.h"

static void count(changer *c)
{
    if (c->left && --c->left == 0)
        memcpy(c->place, c->bytes, c->size);
}

static void *allocate(void *user, size_t size)
{
    count(user);
    return malloc(size);
}

static void *reallocate(void *user, void *ptr, size_t size)
{
    count(user);
    return realloc(ptr, size);
}

static void release(void *user, void *ptr)
{
    (void)user;
    free(ptr);
}

quen_context *changer_context(changer *c)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    size_t left = c->left;
    c->left = 0;
    quen_context_options_init(&options, sizeof options);
    options.threads = 1;
    options.allocator = (quen_allocator){c, allocate, reallocate, release};
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    c->left = left;
    return ctx;
}
