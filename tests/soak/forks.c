/*
 * Programs fork: web servers, PHP, multiprocessing. A process forks before its first
 * call, while other threads of it are in fits, and after calls; each child learns
 * everything anew, with threads and products of matrices, and must end in time with the
 * parent's bytes.
 *
 * forks [COUNT]: that often while others fit; 100 unless told otherwise.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "made_up.h"

#define PATIENCE 60u /* seconds for what takes less than one */

/* Columns enough that OpenBLAS would start threads if it were asked for whole products.
 */
#define POINTS 600
#define COLUMNS 150
#define CUSTOMERS 60

/* A child that learns, and the end of a pipe to which it writes a checksum. */
typedef struct child {
    pid_t process;
    int pipe;
} child;

static child start(const made_up *data)
{
    int ends[2];
    if (pipe(ends) != 0)
        made_up_fail("no pipe: %s", strerror(errno));
    child c = {fork(), ends[0]};
    if (c.process < 0)
        made_up_fail("no fork: %s", strerror(errno));
    if (c.process == 0) {
        alarm(PATIENCE); /* ends a child that hangs */
        uint64_t sum = made_up_learn(data, 3);
        _exit(write(ends[1], &sum, sizeof sum) == (ssize_t)sizeof sum ? 0 : 1);
    }
    close(ends[1]);
    return c;
}

static void finish(child c, uint64_t expected, const char *when)
{
    uint64_t sum = 0;
    int status = 0;
    ssize_t got = read(c.pipe, &sum, sizeof sum);
    close(c.pipe);
    if (waitpid(c.process, &status, 0) != c.process)
        made_up_fail("%s: no child: %s", when, strerror(errno));
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        made_up_fail("%s: the child hangs", when);
    if (got != (ssize_t)sizeof sum || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        made_up_fail("%s: the child ended with status %#x", when, (unsigned)status);
    if (sum != expected)
        made_up_fail("%s: the child has other bytes", when);
}

/* Others of the process, who learn until they are told to stop. */
typedef struct others {
    const made_up *data;
    uint64_t expected;
    atomic_int stop;
    atomic_size_t fits;
} others;

static void *learn_on(void *arg)
{
    others *o = arg;
    while (!atomic_load(&o->stop)) {
        if (made_up_learn(o->data, 2) != o->expected)
            made_up_fail("while others fork: other bytes");
        atomic_fetch_add(&o->fits, 1);
    }
    return NULL;
}

/* Nothing but products of matrices, nearly: where OpenBLAS holds its locks. */
static void *fit_on(void *arg)
{
    others *o = arg;
    quen_context *ctx = made_up_context(1, NULL, NULL);
    while (!atomic_load(&o->stop)) {
        quen_logit *logit = NULL;
        must(ctx, quen_logit_fit(ctx, o->data->x, o->data->y, o->data->n, o->data->d,
                                 NULL, &logit));
        quen_logit_free(logit);
        atomic_fetch_add(&o->fits, 1);
    }
    quen_context_free(ctx);
    return NULL;
}

static void fork_meanwhile(others *o, size_t count)
{
    pthread_t threads[2];
    if (pthread_create(&threads[0], NULL, learn_on, o) != 0 ||
        pthread_create(&threads[1], NULL, fit_on, o) != 0)
        made_up_fail("no thread");
    for (size_t i = 0; i < count; i++) {
        struct timespec pause = {0, (long)(made_up_draw(1, i) % 5000000)};
        nanosleep(&pause, NULL);
        finish(start(o->data), o->expected, "a fork during calls");
    }
    atomic_store(&o->stop, 1);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 100;
    made_up data = made_up_new(POINTS, COLUMNS, CUSTOMERS, 1);
    child first = start(&data);
    others o = {.data = &data, .expected = made_up_learn(&data, 2)};
    finish(first, o.expected, "a fork before calls");
    finish(start(&data), o.expected, "a fork after calls");
    fork_meanwhile(&o, count);
    finish(start(&data), o.expected, "a fork after threads");
    if (made_up_learn(&data, 2) != o.expected)
        made_up_fail("the parent has other bytes after forks");
    printf("%s: forks before, after and %zu during %zu fits: the same bytes\n",
           quen_blas_name(), count, atomic_load(&o.fits));
    made_up_free(&data);
    return 0;
}
