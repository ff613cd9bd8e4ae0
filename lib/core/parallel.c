/*
 * Chunks on threads: a shared counter hands out chunk numbers, the calling thread takes
 * its share. A thread that is to merge waits for the chunks before its own, each of which
 * is running on another thread. One of the files that know the operating system.
 */
#include "core/parallel.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <pthread.h>
#endif

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

/* --- threads, and a gate: one at a time is in, others wait until it changes --- */

#ifdef _WIN32

/* As much as calls need, and the same in every program; its own default may be less. */
#define STACK_SIZE 262144u

typedef HANDLE thread;
#define THREAD_RESULT DWORD WINAPI

typedef struct gate {
    SRWLOCK lock;
    CONDITION_VARIABLE changed;
} gate;

#define GATE                                                                             \
    {                                                                                    \
        SRWLOCK_INIT, CONDITION_VARIABLE_INIT                                            \
    }

static int start(thread *t, DWORD(WINAPI *fn)(void *), void *arg)
{
    *t = CreateThread(NULL, STACK_SIZE, fn, arg, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    return *t ? 0 : -1;
}

static void join(thread t)
{
    WaitForSingleObject(t, INFINITE);
    CloseHandle(t);
}

static void enter(gate *g)
{
    AcquireSRWLockExclusive(&g->lock);
}

static void wait_in(gate *g)
{
    SleepConditionVariableSRW(&g->changed, &g->lock, INFINITE, 0);
}

static void leave_changed(gate *g)
{
    WakeAllConditionVariable(&g->changed);
    ReleaseSRWLockExclusive(&g->lock);
}

#else

typedef pthread_t thread;
#define THREAD_RESULT void *

typedef struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
} gate;

#define GATE                                                                             \
    {                                                                                    \
        PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER                              \
    }

static int start(thread *t, void *(*fn)(void *), void *arg)
{
    return pthread_create(t, NULL, fn, arg);
}

static void join(thread t)
{
    pthread_join(t, NULL);
}

static void enter(gate *g)
{
    pthread_mutex_lock(&g->lock);
}

static void wait_in(gate *g)
{
    pthread_cond_wait(&g->changed, &g->lock);
}

static void leave_changed(gate *g)
{
    pthread_cond_broadcast(&g->changed);
    pthread_mutex_unlock(&g->lock);
}

#endif

/* --- chunks on them --- */

typedef struct crew {
    quen__chunk_fn fn, merge; /* merge: NULL if there is none */
    void *user;
    size_t count;
    atomic_size_t next;
    atomic_int stop;
    gate gate;   /* of what follows */
    size_t turn; /* the chunk that merges next */
} crew;

typedef struct helper {
    crew *crew;
    thread thread;
    unsigned worker;
} helper;

static void merge_in_turn(crew *c, size_t chunk, unsigned worker)
{
    enter(&c->gate);
    while (c->turn != chunk)
        wait_in(&c->gate);
    c->merge(c->user, chunk, worker);
    c->turn++;
    leave_changed(&c->gate);
}

static void do_chunk(crew *c, size_t chunk, unsigned worker)
{
    c->fn(c->user, chunk, worker);
    if (c->merge)
        merge_in_turn(c, chunk, worker);
}

static THREAD_RESULT helper_main(void *arg)
{
    helper *self = arg;
    crew *c = self->crew;
    while (!atomic_load_explicit(&c->stop, memory_order_relaxed)) {
        size_t chunk = atomic_fetch_add(&c->next, 1);
        if (chunk >= c->count)
            break;
        do_chunk(c, chunk, self->worker);
    }
    return 0;
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
        if (start(&h->thread, helper_main, h) != 0)
            break;
        started++;
    }
    return started;
}

quen_status quen__parallel_fold(quen_context *ctx, size_t count, quen__chunk_fn fn,
                                quen__chunk_fn merge, void *user, const char *stage,
                                double from, double to)
{
    crew c = {.fn = fn, .merge = merge, .user = user, .count = count, .gate = GATE};
    helper helpers[MAX_HELPERS];
    quen_status status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    size_t useful = count < ctx->threads ? count : ctx->threads;
    unsigned wanted = useful > 1 ? (unsigned)useful - 1 : 0;
    unsigned started = start_helpers(helpers, wanted, &c);
    status = lead(ctx, &c, stage, from, to);
    for (unsigned i = 0; i < started; i++)
        join(helpers[i].thread);
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
