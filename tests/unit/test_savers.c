/*
 * Processes that save to one path at once, while others open it again and again: every
 * open finds one of the models that were saved, whole; the last of them stays, and
 * nothing else is left in the folder.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "support.h"

enum { MOST = 8, OPENERS = 2, SAVES = 25 };

/* A process's image has so many entries: sizes differ, so that a mixture would show. */
static size_t entries_of(size_t number)
{
    return 100 + 700 * number;
}

static int is_one_of(quen_context *ctx, const char *path, size_t savers)
{
    quen__image found;
    if (quen__image_open(ctx, path, &found) != QUEN_OK)
        return 0;
    quen__section section = quen__image_section(&found, 0);
    const uint64_t *numbers = section.from;
    size_t entries = section.count, i = 0;
    while (i < entries && numbers[i] == i * entries + 1)
        i++;
    int known = 0;
    for (size_t number = 0; number < savers; number++)
        known |= entries == entries_of(number);
    quen__image_close(&found);
    return known && i == entries;
}

/* Of a child: nothing of cmocka, whose failures jump. */
static int save_often(const char *path, size_t number)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = folder_image(ctx, entries_of(number));
    int good = 1;
    for (int i = 0; good && i < SAVES; i++)
        good = quen__image_save(ctx, &image, path) == QUEN_OK;
    quen__image_close(&image);
    quen_context_free(ctx);
    return !good;
}

static volatile sig_atomic_t told_to_stop;

static void stop(int number)
{
    (void)number;
    told_to_stop = 1;
}

static int open_often(const char *path, size_t savers)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int good;
    do
        good = is_one_of(ctx, path, savers);
    while (good && !told_to_stop);
    quen_context_free(ctx);
    return !good;
}

static pid_t start(int (*fn)(const char *path, size_t number), const char *path,
                   size_t number)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(120);
        _exit(fn(path, number));
    }
    return child;
}

static void assert_good(pid_t child)
{
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void check_savers(size_t savers)
{
    pid_t saver[MOST], opener[OPENERS];
    folder_new();
    const char *path = folder_path("shop.quen");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_int_equal(save_often(path, 0), 0);
    for (size_t i = 0; i < OPENERS; i++)
        opener[i] = start(open_often, path, savers);
    for (size_t i = 0; i < savers; i++)
        saver[i] = start(save_often, path, i);
    for (size_t i = 0; i < savers; i++)
        assert_good(saver[i]);
    for (size_t i = 0; i < OPENERS; i++) {
        kill(opener[i], SIGUSR1);
        assert_good(opener[i]);
    }
    assert_true(is_one_of(ctx, path, savers));
    assert_int_equal(folder_names(), 1);
    quen_context_free(ctx);
    folder_remove();
}

static void test_two(void **state)
{
    (void)state;
    check_savers(2);
}

static void test_eight(void **state)
{
    (void)state;
    check_savers(MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two),
        cmocka_unit_test(test_eight),
    };
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGUSR1, &action, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
