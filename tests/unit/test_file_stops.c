/*
 * The world stops during a save, before each call of the operating system in turn: the
 * process alone, or the machine with all that was not synced. Afterwards the old file or
 * the new one opens, and the next save finds nothing in its way. Then the same without a
 * table: a process that saves is killed 200 times, two save at once, and disks are full.
 */
#define _GNU_SOURCE /* unshare() */
#include "support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"
#include "folder.h"

#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif

typedef struct ground {
    quen_context *ctx;
    quen__image old, new, large;
    const char *path;
} ground;

static ground begin(void)
{
    ground g = {.ctx = support_context(1, QUEN_SIMD_AUTO)};
    g.old = folder_image(g.ctx, 40);
    g.new = folder_image(g.ctx, 333);
    g.large = folder_image(g.ctx, 40000);
    folder_new();
    g.path = folder_path("file");
    return g;
}

static void end(ground *g)
{
    folder_remove();
    quen__image_close(&g->old);
    quen__image_close(&g->new);
    quen__image_close(&g->large);
    quen_context_free(g->ctx);
}

/* A child that runs fn; its exit status is what fn returns. */
static pid_t child_of(int (*fn)(ground *g), ground *g)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(fn(g));
    return child;
}

static int result_of(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

/* --- stopped at each call --- */

static int saves_new(ground *g)
{
    g->ctx->system = &faults_system;
    return quen__image_save(g->ctx, &g->new, g->path) == QUEN_OK ? 0 : 1;
}

/* Stops a save before its every call; how many calls there are, and how often neither of
 * the two files was there afterwards. */
static unsigned each_stop(ground *g, faults wanted, unsigned *neither)
{
    *neither = 0;
    for (wanted.stop = 1;; wanted.stop++) {
        folder_write(g->path, g->old.data, g->old.size, 0640);
        faults_begin(wanted);
        int ended = result_of(child_of(saves_new, g));
        assert_true(ended == 0 || ended == FAULT_STOPPED);
        *neither += !folder_holds(g->ctx, g->path, &g->old) &&
                    !folder_holds(g->ctx, g->path, &g->new);
        assert_ok(g->ctx, quen__image_save(g->ctx, &g->new, g->path));
        assert_true(folder_holds(g->ctx, g->path, &g->new));
        if (ended == 0)
            return wanted.stop - 1;
    }
}

static void test_process_stops(void **state)
{
    (void)state;
    ground g = begin();
    unsigned neither, calls = each_stop(&g, (faults){.most = 100}, &neither);
    assert_true(calls > 35); /* 28 of them write */
    assert_int_equal(neither, 0);
    end(&g);
}

static void test_machine_stops(void **state)
{
    (void)state;
    ground g = begin();
    unsigned neither, calls = each_stop(&g, (faults){.most = 100, .power = 1}, &neither);
    assert_true(calls > 35);
    assert_int_equal(neither, 0);
    /* That this test finds what it looks for: a disk that says it synced and did not. */
    each_stop(&g, (faults){.most = 100, .power = 1, .lies = 1}, &neither);
    assert_true(neither > 0);
    end(&g);
}

/* --- killed --- */

static int announce = -1; /* where a child says that it has begun */

static int saves_for_ever(ground *g)
{
    for (int i = 0;; i++) {
        const quen__image *image = i % 2 ? &g->old : &g->large;
        if (quen__image_save(g->ctx, image, g->path) != QUEN_OK)
            return 1;
        if (i == 0 && write(announce, "", 1) != 1)
            return 2;
    }
}

/* Kills a child that saves, some time after its first file is there. */
static void kill_after(ground *g, long nanoseconds)
{
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    announce = ends[1];
    pid_t child = child_of(saves_for_ever, g);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    nanosleep(&(struct timespec){0, nanoseconds}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(result_of(child), 255);
    close(ends[0]);
    close(ends[1]);
}

static void test_killed_200_times(void **state)
{
    (void)state;
    ground g = begin();
    uint32_t random = 1;
    for (int i = 0; i < 200; i++) {
        random = random * 1664525u + 1013904223u;
        kill_after(&g, (long)(random >> 10)); /* up to 4 ms */
        assert_true(folder_holds(g.ctx, g.path, &g.old) ||
                    folder_holds(g.ctx, g.path, &g.large));
    }
    /* Some were killed while they wrote, and what they left is in nobody's way. */
    assert_true(folder_unfinished() > 0);
    assert_int_equal(folder_names(), 1 + folder_unfinished());
    assert_ok(g.ctx, quen__image_save(g.ctx, &g.new, g.path));
    end(&g);
}

/* --- two at once --- */

static int saves_often(ground *g)
{
    for (int i = 0; i < 100; i++)
        if (quen__image_save(g->ctx, i % 2 ? &g->old : &g->large, g->path) != QUEN_OK ||
            !folder_opens(g->ctx, g->path))
            return 1;
    return 0;
}

static void test_two_processes_save_to_one_path(void **state)
{
    (void)state;
    ground g = begin();
    pid_t one = child_of(saves_often, &g), other = child_of(saves_often, &g);
    assert_int_equal(result_of(one), 0);
    assert_int_equal(result_of(other), 0);
    assert_true(folder_holds(g.ctx, g.path, &g.old));
    assert_int_equal(folder_names(), 1);
    end(&g);
}

/* --- full --- */

/* 0: a large file was refused with these words, and the old one is there, alone. */
static int refuses_large(ground *g, const char *words)
{
    if (quen__image_save(g->ctx, &g->old, g->path) != QUEN_OK)
        return 1;
    if (quen__image_save(g->ctx, &g->large, g->path) != QUEN_ERR_IO ||
        !strstr(quen_context_message(g->ctx), words))
        return 2;
    if (!folder_holds(g->ctx, g->path, &g->old) || folder_names() != 1)
        return 3;
    if (quen__image_save(g->ctx, &g->new, g->path) != QUEN_OK)
        return 4;
    return folder_holds(g->ctx, g->path, &g->new) ? 0 : 5;
}

static int in_limited(ground *g)
{
    const struct rlimit limit = {65536, 65536};
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 6;
    return refuses_large(g, "file too large");
}

static void test_largest_file(void **state)
{
    (void)state;
    ground g = begin();
    assert_int_equal(result_of(child_of(in_limited, &g)), 0);
    end(&g);
}

#ifdef __linux__
#define NOT_ALLOWED 77

/* A disk of 64 KiB that only this process sees, which root alone may make. */
static int on_small_disk(ground *g)
{
    if (unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", folder_path(""), "tmpfs", 0, "size=64k") != 0)
        return NOT_ALLOWED;
    return refuses_large(g, "no space left on the device");
}

static void test_full_disk(void **state)
{
    (void)state;
    ground g = begin();
    int found = result_of(child_of(on_small_disk, &g));
    end(&g);
    if (found == NOT_ALLOWED) {
        print_message("a small disk cannot be mounted here\n");
        skip();
    }
    assert_int_equal(found, 0);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_process_stops),
        cmocka_unit_test(test_machine_stops),
        cmocka_unit_test(test_killed_200_times),
        cmocka_unit_test(test_two_processes_save_to_one_path),
        cmocka_unit_test(test_largest_file),
#ifdef __linux__
        cmocka_unit_test(test_full_disk),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
