/*
 * Saving over what is there: whose rights the new file has, what is refused, what a link
 * is, and which names are in the way.
 */
#define _DEFAULT_SOURCE /* mknod() */
#include "support.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"

/* A context, an image to be saved, and a folder. */
typedef struct ground {
    quen_context *ctx;
    quen__image image;
} ground;

static ground begin(void)
{
    ground g = {.ctx = support_context(1, QUEN_SIMD_AUTO)};
    g.image = folder_image(g.ctx, 40);
    folder_new();
    return g;
}

static void end(ground *g)
{
    folder_remove();
    quen__image_close(&g->image);
    quen_context_free(g->ctx);
}

static void saves(ground *g, const char *path)
{
    assert_ok(g->ctx, quen__image_save(g->ctx, &g->image, path));
    assert_true(folder_holds(g->ctx, path, &g->image));
    assert_int_equal(folder_unfinished(), 0);
}

/* Runs fn in a child that is not root; its exit status, 0 if it found what it should. */
static int as_nobody(int (*fn)(ground *g), ground *g)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        _exit(fn(g));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

/* --- rights --- */

static void test_replaced_keeps_mode(void **state)
{
    static const unsigned modes[] = {0600, 0640, 0644, 0660, 0664, 0400, 0604};
    (void)state;
    ground g = begin();
    const char *path = folder_path("old.quen");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        unlink(path);
        folder_write(path, "old", 3, modes[i]);
        saves(&g, path);
        assert_int_equal(folder_mode(path), modes[i]);
        assert_string_equal(quen_context_note(g.ctx), "");
    }
    end(&g);
}

static void test_new_is_for_owner_and_group(void **state)
{
    static const unsigned masks[] = {022, 0, 077, 027},
                          modes[] = {0640, 0640, 0600, 0640};
    (void)state;
    ground g = begin();
    const char *path = folder_path("new.quen");
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t before = umask(masks[i]);
        saves(&g, path);
        umask(before);
        assert_int_equal(folder_mode(path), modes[i]);
        unlink(path);
    }
    end(&g);
}

static void test_mode_is_chosen(void **state)
{
    (void)state;
    ground g = begin();
    const char *path = folder_path("chosen.quen");
    mode_t before = umask(077);
    assert_ok(g.ctx, quen_context_set_file_mode(g.ctx, 0644));
    saves(&g, path);
    assert_int_equal(folder_mode(path), 0644);
    assert_ok(g.ctx, quen_context_set_file_mode(g.ctx, 0660));
    saves(&g, path);
    assert_int_equal(folder_mode(path), 0660);
    assert_ok(g.ctx, quen_context_set_file_mode(g.ctx, 0));
    saves(&g, path);
    assert_int_equal(folder_mode(path), 0660);
    umask(before);
    assert_fails(g.ctx, QUEN_ERR_ARGUMENT, "context: mode is 01000, not 0..0777",
                 quen_context_set_file_mode(g.ctx, 01000));
    end(&g);
}

/* Root may give files away, and so must be able to keep them another's. */
static void test_root_keeps_owner_and_group(void **state)
{
    (void)state;
    ground g = begin();
    const char *path = folder_path("of-another.quen");
    struct stat info;
    folder_write(path, "old", 3, 0640);
    if (chown(path, 1234, 2345) != 0) {
        end(&g);
        skip();
    }
    saves(&g, path);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_uid, 1234);
    assert_int_equal(info.st_gid, 2345);
    assert_int_equal(info.st_mode & 0777, 0640);
    assert_string_equal(quen_context_note(g.ctx), "");
    end(&g);
}

static int saves_over_roots(ground *g)
{
    const char *path = folder_path("of-another.quen");
    if (quen__image_save(g->ctx, &g->image, path) != QUEN_OK)
        return 3;
    if (!strstr(quen_context_note(g->ctx), "of-another.quen' is saved; its owner is "
                                           "65534 now, not 1234; its group is 65534 now, "
                                           "not 2345; its mode is 0644 now, not 0664"))
        return 4;
    if (quen__image_save(g->ctx, &g->image, path) != QUEN_OK)
        return 5;
    return strcmp(quen_context_note(g->ctx), "") == 0 ? 0 : 6;
}

/* Who may not is told so, and another group does not get what the old one had. */
static void test_what_is_not_kept_is_told(void **state)
{
    (void)state;
    ground g = begin();
    const char *path = folder_path("of-another.quen");
    folder_write(path, "old", 3, 0664);
    if (chown(path, 1234, 2345) != 0 || chmod(folder_path(""), 0777) != 0) {
        end(&g);
        skip();
    }
    assert_int_equal(as_nobody(saves_over_roots, &g), 0);
    assert_int_equal(folder_mode(path), 0644);
    assert_true(folder_holds(g.ctx, path, &g.image));
    end(&g);
}

/* --- what is no regular file --- */

static void refuses(ground *g, const char *path, const char *words)
{
    struct stat before, after;
    assert_int_equal(lstat(path, &before), 0);
    size_t names = folder_names();
    assert_fails(g->ctx, QUEN_ERR_IO, words, quen__image_save(g->ctx, &g->image, path));
    assert_int_equal(lstat(path, &after), 0);
    assert_int_equal(before.st_mode, after.st_mode);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(folder_names(), names);
}

static int make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_true(strlen(path) < sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path) + 1);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void test_only_files_are_replaced(void **state)
{
    (void)state;
    ground g = begin();
    assert_int_equal(mkfifo(folder_path("pipe"), 0666), 0);
    refuses(&g, folder_path("pipe"), "a device, a pipe or a socket, not a regular file");
    int fd = make_socket(folder_path("s"));
    refuses(&g, folder_path("s"), "a device, a pipe or a socket, not a regular file");
    close(fd);
    assert_int_equal(mkdir(folder_path("folder"), 0700), 0);
    refuses(&g, folder_path("folder"), "it is a folder");
    assert_int_equal(symlink("pipe", folder_path("link")), 0);
    refuses(&g, folder_path("link"), "a device, a pipe or a socket, not a regular file");
    end(&g);
}

/* A node of the null device made in the test's own folder, where that is allowed. */
static void test_devices_are_refused(void **state)
{
    (void)state;
    ground g = begin();
    int made = mknod(folder_path("null"), S_IFCHR | 0666, 1 << 8 | 3) == 0;
    if (made)
        refuses(&g, folder_path("null"), "a device, a pipe or a socket");
    end(&g);
    if (!made)
        skip();
}

/* --- links --- */

static void link_leads(const char *path, const char *to)
{
    char found[4096] = "";
    assert_true(readlink(path, found, sizeof found - 1) > 0);
    assert_string_equal(found, to);
}

static void test_links_are_followed(void **state)
{
    (void)state;
    ground g = begin();
    assert_int_equal(mkdir(folder_path("deep"), 0700), 0);
    folder_write(folder_path("file"), "old", 3, 0600);
    char whole[4096];
    snprintf(whole, sizeof whole, "%s", folder_path("deep/second"));
    assert_int_equal(symlink("../file", folder_path("deep/second")), 0);
    assert_int_equal(symlink(whole, folder_path("first")), 0);
    saves(&g, folder_path("first"));
    link_leads(folder_path("first"), whole);
    link_leads(folder_path("deep/second"), "../file");
    assert_true(folder_holds(g.ctx, folder_path("file"), &g.image));
    assert_int_equal(folder_mode(folder_path("file")), 0600);
    unlink(folder_path("file"));
    saves(&g, folder_path("first")); /* leads to nothing yet */
    link_leads(folder_path("deep/second"), "../file");
    assert_true(folder_holds(g.ctx, folder_path("file"), &g.image));
    unlink(folder_path("deep/second"));
    end(&g);
}

static void test_links_that_lead_nowhere(void **state)
{
    (void)state;
    ground g = begin();
    assert_int_equal(symlink("b", folder_path("a")), 0);
    assert_int_equal(symlink("a", folder_path("b")), 0);
    refuses(&g, folder_path("a"), "too many links");
    assert_int_equal(symlink("no/such/folder", folder_path("c")), 0);
    refuses(&g, folder_path("c"), "no such file or folder");
    end(&g);
}

/* Not from a path with a folder, but from where the process is. */
static void test_links_beside_the_process(void **state)
{
    (void)state;
    ground g = begin();
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder_path("")), 0);
    assert_int_equal(symlink("file", "link"), 0);
    saves(&g, "link");
    link_leads("link", "file");
    assert_true(folder_holds(g.ctx, "file", &g.image));
    assert_int_equal(chdir(before), 0);
    end(&g);
}

/* --- folders and names --- */

static int saves_in_unreadable(ground *g)
{
    for (int i = 0; i < 2; i++) {
        if (quen__image_save(g->ctx, &g->image, folder_path("file")) != QUEN_OK)
            return 3;
        if (!strstr(quen_context_note(g->ctx), "cannot be synced: permission denied"))
            return 4;
    }
    return folder_holds(g->ctx, folder_path("file"), &g->image) ? 0 : 5;
}

/* Names may be made there, but the folder itself cannot be opened. */
static void test_folder_without_read_permission(void **state)
{
    (void)state;
    ground g = begin();
    if (geteuid() == 0)
        assert_int_equal(chown(folder_path(""), 65534, 65534), 0);
    assert_int_equal(chmod(folder_path(""), 0300), 0);
    int found = as_nobody(saves_in_unreadable, &g);
    assert_int_equal(chmod(folder_path(""), 0700), 0);
    assert_int_equal(found, 0);
    assert_int_equal(folder_names(), 1);
    end(&g);
}

static int refused_in_unwritable(ground *g)
{
    return quen__image_save(g->ctx, &g->image, folder_path("file")) == QUEN_ERR_IO &&
                   strstr(quen_context_message(g->ctx), "permission denied") &&
                   strcmp(quen_context_note(g->ctx), "") == 0
               ? 0
               : 3;
}

static void test_folder_without_write_permission(void **state)
{
    (void)state;
    ground g = begin();
    folder_write(folder_path("file"), "old", 3, 0644);
    assert_int_equal(chmod(folder_path(""), 0555), 0);
    int found = as_nobody(refused_in_unwritable, &g);
    assert_int_equal(chmod(folder_path(""), 0700), 0);
    assert_int_equal(found, 0);
    assert_int_equal(folder_names(), 1);
    end(&g);
}

/* What processes of the same number that were killed have left. */
static void test_leftover_names_are_not_in_the_way(void **state)
{
    (void)state;
    ground g = begin();
    for (int i = 0; i < 1000; i++) {
        char name[64];
        snprintf(name, sizeof name, "file.tmp-%ld-%d", (long)getpid(), i);
        folder_write(folder_path(name), "", 0, 0600);
    }
    assert_ok(g.ctx, quen__image_save(g.ctx, &g.image, folder_path("file")));
    assert_true(folder_holds(g.ctx, folder_path("file"), &g.image));
    assert_int_equal(folder_names(), 1001);
    end(&g);
}

static quen_status save_once(quen_context *ctx, void *user)
{
    quen_status status = quen_context_set_file_mode(ctx, 0600);
    return status == QUEN_OK ? quen__image_save(ctx, user, folder_path("file")) : status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    ground g = begin();
    support_each_oom(save_once, &g.image);
    assert_int_equal(folder_names(), 1);
    end(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replaced_keeps_mode),
        cmocka_unit_test(test_new_is_for_owner_and_group),
        cmocka_unit_test(test_mode_is_chosen),
        cmocka_unit_test(test_root_keeps_owner_and_group),
        cmocka_unit_test(test_what_is_not_kept_is_told),
        cmocka_unit_test(test_only_files_are_replaced),
        cmocka_unit_test(test_devices_are_refused),
        cmocka_unit_test(test_links_are_followed),
        cmocka_unit_test(test_links_that_lead_nowhere),
        cmocka_unit_test(test_links_beside_the_process),
        cmocka_unit_test(test_folder_without_read_permission),
        cmocka_unit_test(test_folder_without_write_permission),
        cmocka_unit_test(test_leftover_names_are_not_in_the_way),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
