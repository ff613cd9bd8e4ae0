/*
 * Chunks on threads: a shared counter hands out chunk numbers, the calling thread takes
 * its share. A thread that is to merge waits for the chunks before its own, each of which
 * is running on another thread. One of the files that know the operating system.
 */
#include "core/parallel.h"

#include <pthread.h>

#include "core/rounding.h"

#define MAX_CHUNKS 256u
#define MAX_HELPERS 255u

quen__chunks quen__cut(size_t n, size_t least)
{
    quen__chunks chunks = {n, n / MAX_CHUNKS + (n % MAX_CHUNKS != 0), 0};
    if (chunks.size < least)
        chunks.size = least;
    chunks.count = n / chunks.size + (n % chunks.size != 0);
    return chunks;
}

quen__range quen__chunk_range(const quen__chunks *chunks, size_t chunk)
{
    quen__range range = {chunk * chunks->size, chunks->n};
    if (chunks->n - range.first > chunks->size)
        range.last = range.first + chunks->size;
    return range;
}

typedef struct crew {
    quen__chunk_fn fn, merge; /* merge: NULL if there is none */
    void *user;
    size_t count;
    atomic_size_t next;
    atomic_int stop;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t merged;
    size_t turn; /* the chunk that merges next */
} crew;

typedef struct helper {
    crew *crew;
    pthread_t thread;
    unsigned worker;
} helper;

static void merge_in_turn(crew *c, size_t chunk, unsigned worker)
{
    pthread_mutex_lock(&c->lock);
    while (c->turn != chunk)
        pthread_cond_wait(&c->merged, &c->lock);
    c->merge(c->user, chunk, worker);
    c->turn++;
    pthread_cond_broadcast(&c->merged);
    pthread_mutex_unlock(&c->lock);
}

static void do_chunk(crew *c, size_t chunk, unsigned worker)
{
    c->fn(c->user, chunk, worker);
    if (c->merge)
        merge_in_turn(c, chunk, worker);
}

static void *helper_main(void *arg)
{
    helper *self = arg;
    crew *c = self->crew;
    while (!atomic_load_explicit(&c->stop, memory_order_relaxed)) {
        size_t chunk = atomic_fetch_add(&c->next, 1);
        if (chunk >= c->count)
            break;
        do_chunk(c, chunk, self->worker);
    }
    return NULL;
}

static quen_status lead(quen_context *ctx, crew *c, const char *stage, double from,
                        double to)
{
    for (;;) {
        size_t chunk = atomic_fetch_add(&c->next, 1);
        if (chunk >= c->count)
            return QUEN_OK;
        do_chunk(c, chunk, 0);
        double done = from + (to - from) * (double)(chunk + 1) / (double)c->count;
        quen_status status = stage ? quen__progress(ctx, stage, done) : QUEN_OK;
        if (status != QUEN_OK) {
            atomic_store(&c->stop, 1);
            return status;
        }
    }
}

/* A thread that cannot be started is no failure: the others do its work. */
static unsigned start_helpers(helper *helpers, unsigned wanted, crew *c)
{
    unsigned started = 0;
    while (started < wanted) {
        helper *h = &helpers[started];
        h->crew = c;
        h->worker = started + 1;
        if (pthread_create(&h->thread, NULL, helper_main, h) != 0)
            break;
        started++;
    }
    return started;
}

quen_status quen__parallel_fold(quen_context *ctx, size_t count, quen__chunk_fn fn,
                                quen__chunk_fn merge, void *user, const char *stage,
                                double from, double to)
{
    crew c = {.fn = fn, .merge = merge, .user = user, .count = count};
    helper helpers[MAX_HELPERS];
    quen_status status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    size_t useful = count < ctx->threads ? count : ctx->threads;
    unsigned wanted = useful > 1 ? (unsigned)useful - 1 : 0;
    c.lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    c.merged = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
    unsigned started = start_helpers(helpers, wanted, &c);
    status = lead(ctx, &c, stage, from, to);
    for (unsigned i = 0; i < started; i++)
        pthread_join(helpers[i].thread, NULL);
    return status;
}

quen_status quen__parallel_for(quen_context *ctx, size_t count, quen__chunk_fn fn,
                               void *user, const char *stage, double from, double to)
{
    return quen__parallel_fold(ctx, count, fn, NULL, user, stage, from, to);
}

size_t quen__ticket(quen__tickets *tickets)
{
    return atomic_fetch_add_explicit(&tickets->next, 1, memory_order_relaxed);
}
