/*
 * Days of a shop in minutes: processes of many threads train, save over one file, open it
 * and ask, all at once. Answers are those of a reference run, and what the processes hold
 * of memory, files and threads does not grow.
 *
 * soak MINUTES: the last line tells how much was done. Each process looks at itself every
 * half second. The first quarter of the time is for warming up; what the most was in the
 * second is the measure for the last.
 */
#define _DEFAULT_SOURCE /* for MAP_ANONYMOUS */

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "made_up.h"

enum { PROCESSES = 4, THREADS = 8, SHOPS = 3, CUSTOMERS = 300, ASKED = 7, QUARTERS = 4 };

/* Of memory, more than this is growth: pages that allocators keep come and go. */
#define SPARE_KB 2048

/* What a process held at most in each quarter of the time. */
typedef struct held {
    size_t kb[QUARTERS], files[QUARTERS], threads[QUARTERS];
} held;

/* What the processes share. */
typedef struct counts {
    atomic_size_t opens, saves, asks, trainings, refused;
    held processes[PROCESSES];
} counts;

/* The same in every process and thread; only the counts change. */
typedef struct soak {
    made_up data[SHOPS];
    uint64_t expected[SHOPS];
    char folder[64], path[96];
    struct timespec start;
    double seconds;
    counts *counts;
} soak;

static double elapsed(const soak *s)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - s->start.tv_sec) +
           (double)(now.tv_nsec - s->start.tv_nsec) * 1e-9;
}

/* --- what a thread does --- */

static uint64_t ask(const soak *s, quen_context *ctx, const quen_shop *shop)
{
    size_t asked = (quen_shop_n_customers(shop) + ASKED - 1) / ASKED;
    atomic_fetch_add(&s->counts->asks, asked * MADE_UP_QUESTIONS);
    return made_up_ask(ctx, shop, ASKED);
}

static void train(const soak *s, quen_context *ctx, size_t which, int saves)
{
    quen_shop *shop = made_up_shop(ctx, &s->data[which]);
    atomic_fetch_add(&s->counts->trainings, 1);
    if (ask(s, ctx, shop) != s->expected[which])
        made_up_fail("a shop that was trained answers otherwise than the first time");
    if (saves) {
        must(ctx, quen_shop_save(ctx, shop, s->path));
        atomic_fetch_add(&s->counts->saves, 1);
    }
    quen_shop_free(shop);
}

/* Whatever shop lies there. */
static void open_and_ask(const soak *s, quen_context *ctx)
{
    quen_shop *shop = NULL;
    must(ctx, quen_shop_open(ctx, s->path, &shop));
    atomic_fetch_add(&s->counts->opens, 1);
    uint64_t sum = ask(s, ctx, shop);
    size_t which = 0;
    while (which < SHOPS && sum != s->expected[which])
        which++;
    if (which == SHOPS)
        made_up_fail("a shop that was opened answers as none that was saved");
    quen_shop_free(shop);
}

/* What fails leaves nothing behind either. */
static void be_refused(const soak *s, quen_context *ctx, quen_context *hasty)
{
    quen_shop *shop = NULL;
    quen_orders *orders = made_up_orders(ctx, &s->data[0]);
    if (quen_shop_open(ctx, s->folder, &shop) == QUEN_OK)
        made_up_fail("a folder opens as a shop");
    if (quen_shop_train(hasty, orders, NULL, &shop) != QUEN_ERR_CANCELLED || shop)
        made_up_fail("a training that was cancelled went on");
    atomic_fetch_add(&s->counts->refused, 2);
    quen_orders_free(orders);
}

/* Ends a call when it is told for the thirtieth time, in the midst of a training. */
static int cancel(void *user, const char *stage, double fraction)
{
    unsigned *told = user;
    (void)stage;
    (void)fraction;
    return ++*told % 30 == 0;
}

static void work(const soak *s, uint64_t seed, quen_context *ctx, quen_context *hasty)
{
    for (uint64_t i = 0; elapsed(s) < s->seconds; i++) {
        uint64_t draw = made_up_draw(seed, i);
        size_t which = (size_t)(draw / 1000 % SHOPS);
        if (draw % 10 < 6)
            open_and_ask(s, ctx);
        else if (draw % 10 < 9)
            train(s, ctx, which, draw % 10 < 8);
        else
            be_refused(s, ctx, hasty);
    }
}

typedef struct worker {
    const soak *s;
    pthread_t thread;
    uint64_t seed;
} worker;

static void *work_on(void *arg)
{
    const worker *w = arg;
    unsigned told = 0;
    quen_context *ctx = made_up_context(2, NULL, NULL);
    quen_context *hasty = made_up_context(2, cancel, &told);
    work(w->s, w->seed, ctx, hasty);
    quen_context_free(hasty);
    quen_context_free(ctx);
    return NULL;
}

/* --- what a process holds --- */

/* A number of /proc/self/status, such as "VmRSS:". */
static size_t status_of(const char *name)
{
    char line[256];
    size_t value = 0, length = strlen(name);
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, length) == 0)
            value = strtoul(line + length, NULL, 10);
    if (file)
        fclose(file);
    if (value == 0)
        made_up_fail("no %s in /proc/self/status", name);
    return value;
}

static size_t names_in(const char *folder)
{
    size_t n = 0;
    DIR *names = opendir(folder);
    if (!names)
        made_up_fail("%s: %s", folder, strerror(errno));
    for (struct dirent *e; (e = readdir(names));)
        n += e->d_name[0] != '.';
    closedir(names);
    return n;
}

static void raise_to(size_t *most, size_t value)
{
    if (value > *most)
        *most = value;
}

static void look(const soak *s, held *h)
{
    double share = elapsed(s) / s->seconds;
    size_t quarter = share < 1 ? (size_t)(share * QUARTERS) : QUARTERS - 1;
    raise_to(&h->kb[quarter], status_of("VmRSS:"));
    raise_to(&h->threads[quarter], status_of("Threads:"));
    raise_to(&h->files[quarter], names_in("/proc/self/fd"));
}

/*
 * Files and threads are few, and how many is chance, so their bound is what the threads
 * may hold: a file that is opened or saved; a second thread of a call, and the one of the
 * call before, which the system may still list.
 */
static void check_held(const held *h)
{
    size_t last = QUARTERS - 1;
    if (h->kb[last] > h->kb[1] + h->kb[1] / 20 + SPARE_KB)
        made_up_fail("memory grows: %zu, %zu, %zu, %zu kB at most in each quarter",
                     h->kb[0], h->kb[1], h->kb[2], h->kb[3]);
    if (h->files[last] > h->files[1] + THREADS || h->files[last] > 4 + 2 * THREADS)
        made_up_fail("files grow: %zu, %zu, %zu, %zu at most in each quarter",
                     h->files[0], h->files[1], h->files[2], h->files[3]);
    if (h->threads[last] > 1 + 3 * THREADS)
        made_up_fail("threads grow: %zu at most in the last quarter", h->threads[last]);
}

static void run_process(const soak *s, size_t number)
{
    worker workers[THREADS];
    held *h = &s->counts->processes[number];
    for (size_t i = 0; i < THREADS; i++) {
        workers[i].s = s;
        workers[i].seed = 1000 + number * THREADS + i;
        if (pthread_create(&workers[i].thread, NULL, work_on, &workers[i]) != 0)
            made_up_fail("no thread");
    }
    const struct timespec pause = {0, 500000000};
    while (elapsed(s) < s->seconds) {
        look(s, h);
        nanosleep(&pause, NULL);
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    if (status_of("Threads:") != 1)
        made_up_fail("threads are left");
    check_held(h);
}

/* --- all --- */

static void prepare(soak *s, double minutes)
{
    quen_context *ctx = made_up_context(1, NULL, NULL);
    snprintf(s->folder, sizeof s->folder, "/tmp/quen-soak-XXXXXX");
    if (!mkdtemp(s->folder))
        made_up_fail("%s: %s", s->folder, strerror(errno));
    snprintf(s->path, sizeof s->path, "%s/shop.quen", s->folder);
    for (size_t i = 0; i < SHOPS; i++) {
        s->data[i] = made_up_new(0, 0, CUSTOMERS + i * 20, 10 + i);
        quen_shop *shop = made_up_shop(ctx, &s->data[i]);
        s->expected[i] = made_up_ask(ctx, shop, ASKED);
        must(ctx, quen_shop_save(ctx, shop, s->path));
        quen_shop_free(shop);
    }
    quen_context_free(ctx);
    s->counts = mmap(NULL, sizeof *s->counts, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s->counts == MAP_FAILED)
        made_up_fail("no shared memory: %s", strerror(errno));
    s->seconds = minutes * 60;
    clock_gettime(CLOCK_MONOTONIC, &s->start);
}

static int run_processes(const soak *s)
{
    int failed = 0;
    for (size_t i = 0; i < PROCESSES; i++) {
        pid_t child = fork();
        if (child < 0)
            made_up_fail("no fork: %s", strerror(errno));
        if (child == 0) {
            run_process(s, i);
            _exit(0);
        }
    }
    for (size_t i = 0; i < PROCESSES; i++) {
        int status;
        if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
            failed = 1;
    }
    return failed;
}

static void tell(const soak *s)
{
    const counts *c = s->counts;
    size_t kb = 0, files = 0, threads = 0;
    for (size_t i = 0; i < PROCESSES; i++) {
        const held *h = &c->processes[i];
        for (size_t q = 0; q < QUARTERS; q++) {
            raise_to(&kb, h->kb[q]);
            raise_to(&files, h->files[q]);
            raise_to(&threads, h->threads[q]);
        }
        printf("process %zu: %zu, %zu, %zu, %zu kB at most in each quarter\n", i,
               h->kb[0], h->kb[1], h->kb[2], h->kb[3]);
    }
    printf("%.4g minutes, %d processes of %d threads: %zu opens, %zu saves, %zu asks, "
           "%zu trainings, %zu refused; at most %zu kB, %zu files and %zu threads each\n",
           s->seconds / 60, PROCESSES, THREADS, atomic_load(&c->opens),
           atomic_load(&c->saves), atomic_load(&c->asks), atomic_load(&c->trainings),
           atomic_load(&c->refused), kb, files, threads);
}

int main(int argc, char **argv)
{
    static soak s;
    double minutes = argc == 2 ? strtod(argv[1], NULL) : 0;
    if (!(minutes > 0 && minutes <= 10000))
        made_up_fail("usage: soak MINUTES");
    prepare(&s, minutes);
    int failed = run_processes(&s);
    tell(&s);
    if (names_in(s.folder) != 1)
        made_up_fail("%s: something is left over beside the shop's file", s.folder);
    unlink(s.path);
    rmdir(s.folder);
    munmap(s.counts, sizeof *s.counts);
    for (size_t i = 0; i < SHOPS; i++)
        made_up_free(&s.data[i]);
    return failed;
}
