/*
 * Every call of the operating system fails in turn, is interrupted, or moves less than it
 * was asked to: the old file is there or the new one, and the status says which; nothing
 * is left over, no descriptor, no mapping.
 */
#include "support.h"

#include <errno.h>
#include <unistd.h>

#include "faults.h"
#include "folder.h"

#ifdef _WIN32
#define EDQUOT ENOSPC /* it has no number of its own */
#define QUOTA "no space left on the device"
#define TOO_LONG "(errno " /* by various numbers */
#define POSIX 0            /* no modes, folders that are synced, mapped files */
#define CALLS 9u
#else
#define QUOTA "the disk quota is used up"
#define TOO_LONG "the name is too long"
#define POSIX 1
#define CALLS 12u
#endif

/* An old file and what replaces it. */
typedef struct ground {
    quen_context *ctx;
    quen__image old, new;
    const char *path;
} ground;

static ground begin(void)
{
    ground g = {.ctx = support_context(1, QUEN_SIMD_AUTO)};
    g.old = folder_image(g.ctx, 40);
    g.new = folder_image(g.ctx, 333);
    folder_new();
    g.path = folder_path("file");
    g.ctx->system = &faults_system;
    return g;
}

static void end(ground *g)
{
    g->ctx->system = NULL;
    folder_remove();
    quen__image_close(&g->old);
    quen__image_close(&g->new);
    quen_context_free(g->ctx);
}

/* The old file is there, and the calls do what is wanted from now on. */
static void old_there(ground *g, faults wanted)
{
    faults_begin((faults){0});
    unlink(g->path);
    folder_write(g->path, g->old.data, g->old.size, 0640);
    assert_int_equal(folder_names(), 1);
    faults_begin(wanted);
}

static quen_status save(ground *g)
{
    return quen__image_save(g->ctx, &g->new, g->path);
}

/* Whole or not at all, and the status is the truth; `left` names are not looked at. */
static void check_saved(ground *g, quen_status status, size_t left)
{
    faults after = the_faults;
    faults_begin((faults){0});
    assert_true(status == QUEN_OK || status == QUEN_ERR_IO);
    assert_true(folder_holds(g->ctx, g->path, status == QUEN_OK ? &g->new : &g->old));
    if (status != QUEN_OK)
        assert_string_equal(quen_context_note(g->ctx), "");
    assert_true(folder_names() <= 1 + left);
    assert_int_equal(after.open, 0);
}

static const int errors[] = {EIO, ENOSPC, EDQUOT, EACCES, EROFS, EINVAL, ENAMETOOLONG};

/* Saves with each call failing in turn; returns how many calls there are. */
static unsigned each_save(ground *g, faults wanted, size_t left)
{
    for (unsigned at = 1;; at++) {
        wanted.at = at;
        old_there(g, wanted);
        quen_status status = save(g);
        faults after = the_faults;
        check_saved(g, status, left);
        /* The next save finds nothing in its way. */
        assert_ok(g->ctx, save(g));
        assert_true(folder_holds(g->ctx, g->path, &g->new));
        folder_remove();
        folder_new();
        g->path = folder_path("file");
        if (after.calls < at)
            return after.calls;
    }
}

static void test_each_call_fails(void **state)
{
    (void)state;
    ground g = begin();
    for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
        faults wanted = {.kinds = FAULT_ANY & ~FAULT_UNLINK, .error = errors[e]};
        assert_true(each_save(&g, wanted, 0) >= CALLS);
        wanted.others = 7; /* so that group and owner are set, too */
        wanted.kinds &= ~(unsigned)(FAULT_SET_GROUP | FAULT_SET_OWNER);
        each_save(&g, wanted, 0);
        /* What fails goes on failing: then what was begun cannot be removed either. */
        wanted.kinds = FAULT_ANY;
        wanted.times = 1000;
        each_save(&g, wanted, 1);
    }
    end(&g);
}

/* What fails for good before the rename is told; each kind has its sentence. */
static void test_what_failed_is_told(void **state)
{
    static const struct {
        unsigned kind;
        int error;
        const char *words;
    } cases[] = {
        {FAULT_LOOK, EACCES, "cannot look at '"},
        {FAULT_READ_LINK, EIO, "cannot follow the link '"},
        {FAULT_CREATE, ENOSPC, "cannot create '"},
        {FAULT_CREATE, EEXIST, "it exists already"},
        {FAULT_WRITE, EDQUOT, QUOTA},
        {FAULT_WRITE, ENOSPC, "no space left on the device"},
        {FAULT_LOOK_INTO, EIO, "cannot set the rights of '"},
        {FAULT_SYNC, EIO, "cannot write '"},
        {FAULT_CLOSE, EIO, "cannot write '"},
        {FAULT_RENAME, EIO, "cannot replace '"},
        {FAULT_RENAME, EXDEV, "the system refused (errno "},
    };
    (void)state;
    ground g = begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        old_there(&g, (faults){.kinds = cases[i].kind,
                               .at = 1,
                               .times = 5000,
                               .error = cases[i].error});
        errno = 0;
        quen_status status = save(&g);
        assert_int_equal(errno, cases[i].error); /* Python's OSError has it */
        assert_fails(g.ctx, QUEN_ERR_IO, cases[i].words, status);
        check_saved(&g, status, 0);
    }
    end(&g);
}

/* Names that are taken already: another is tried, a thousand times; other errors end it.
 */
static void test_names_that_are_taken(void **state)
{
    (void)state;
    ground g = begin();
    old_there(&g,
              (faults){.kinds = FAULT_CREATE, .at = 1, .times = 998, .error = EEXIST});
    assert_ok(g.ctx, save(&g));
    assert_int_equal(the_faults.calls, 1000);
    assert_int_equal(the_faults.same, 0);
    check_saved(&g, QUEN_OK, 0);
    old_there(&g,
              (faults){.kinds = FAULT_CREATE, .at = 1, .times = 999, .error = EEXIST});
    assert_fails(g.ctx, QUEN_ERR_IO, "it exists already", save(&g));
    assert_int_equal(the_faults.calls, 1000);
    old_there(&g, (faults){.kinds = FAULT_CREATE, .at = 1, .error = ENOSPC});
    assert_fails(g.ctx, QUEN_ERR_IO, "no space left", save(&g));
    assert_int_equal(the_faults.calls, 1);
    end(&g);
}

/* Interrupted is not failed, and any number of bytes may move at once. */
static void test_interrupted_and_short(void **state)
{
    static const size_t most[] = {1, 7, 100, 4096};
    const unsigned again = FAULT_OPEN_FOLDER | FAULT_CREATE | FAULT_WRITE | FAULT_SYNC;
    (void)state;
    ground g = begin();
    for (size_t i = 0; i < sizeof most / sizeof *most; i++)
        for (unsigned at = 1; at <= 9; at++) {
            old_there(&g, (faults){.kinds = again,
                                   .at = at,
                                   .times = 20,
                                   .error = EINTR,
                                   .most = most[i]});
            quen_status status = save(&g);
            assert_ok(g.ctx, status);
            assert_string_equal(quen_context_note(g.ctx), "");
            check_saved(&g, status, 0);
        }
    old_there(&g, (faults){.kinds = FAULT_CLOSE, .at = 1, .times = 9, .error = EINTR});
    assert_ok(g.ctx, save(&g));
    each_save(&g, (faults){.kinds = FAULT_ANY & ~FAULT_UNLINK, .error = EINTR}, 0);
    old_there(&g, (faults){.kinds = FAULT_WRITE, .at = 2, .nothing = 1, .most = 999});
    quen_status status = save(&g);
    assert_fails(g.ctx, QUEN_ERR_IO, "input/output error", status);
    check_saved(&g, status, 0);
    end(&g);
}

/* --- what is told of a save that went well --- */

static void notes(ground *g, faults wanted, const char *words)
{
    old_there(g, wanted);
    assert_ok(g->ctx, save(g));
    if (!strstr(quen_context_note(g->ctx), words) ||
        (!*words && *quen_context_note(g->ctx)))
        fail_msg("\"%s\" is not in \"%s\"", words, quen_context_note(g->ctx));
    check_saved(g, QUEN_OK, 0);
}

static void test_notes(void **state)
{
    const unsigned folder = FAULT_OPEN_FOLDER;
    (void)state;
    if (!POSIX)
        skip();
    ground g = begin();
    notes(&g, (faults){0}, "");
    notes(&g, (faults){.kinds = folder, .at = 1, .error = EACCES},
          "/file' is saved; its folder cannot be synced: permission denied");
    notes(&g, (faults){.kinds = FAULT_SYNC, .at = 2, .error = EIO},
          "cannot be synced: input/output error");
    /* Some file systems have no such thing. */
    notes(&g, (faults){.kinds = FAULT_SYNC, .at = 2, .error = EINVAL}, "");
    notes(&g, (faults){.kinds = FAULT_SYNC, .at = 2, .error = ENOTSUP}, "");
    notes(&g, (faults){.kinds = FAULT_SET_MODE, .at = 1, .error = EPERM},
          "/file' is saved; its mode is 0600 now, not 0640");
    const unsigned refused = FAULT_SET_GROUP | FAULT_SET_OWNER;
    notes(&g,
          (faults){.kinds = refused, .at = 1, .times = 9, .error = EPERM, .others = 5},
          "/file' is saved; its owner is ");
    assert_non_null(strstr(quen_context_note(g.ctx), "; its group is "));
    assert_non_null(strstr(quen_context_note(g.ctx), "; its mode is 0600 now, not 0640"));
    end(&g);
}

/* A mode that was asked for is no wish: without it nothing is replaced. */
static void test_mode_that_cannot_be_set(void **state)
{
    (void)state;
    ground g = begin();
    assert_ok(g.ctx, quen_context_set_file_mode(g.ctx, 0644));
    old_there(&g, (faults){.kinds = FAULT_SET_MODE, .at = 1, .error = EPERM});
    quen_status status = save(&g);
    assert_fails(g.ctx, QUEN_ERR_IO, "cannot set the rights of '", status);
    check_saved(&g, status, 0);
    old_there(&g, (faults){.kinds = FAULT_SET_GROUP | FAULT_SET_OWNER,
                           .at = 1,
                           .times = 9,
                           .error = EPERM,
                           .others = 5});
    assert_ok(g.ctx, save(&g));
    if (POSIX)
        assert_int_equal(folder_mode(g.path), 0644);
    assert_null(strstr(quen_context_note(g.ctx), "mode"));
    end(&g);
}

/* A note that is too long for its place ends there. */
static void test_note_is_cut(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int i = 0; i < 100; i++)
        quen__note(ctx, "%s", "the same words over and over");
    assert_int_equal(strlen(quen_context_note(ctx)), sizeof ctx->note - 1);
    quen_context_free(ctx);
}

static void test_paths(void **state)
{
    (void)state;
    ground g = begin();
    char *path = malloc(9001);
    assert_non_null(path);
    memset(path, 'x', 9000);
    path[9000] = '\0';
    assert_fails(g.ctx, QUEN_ERR_IO, TOO_LONG, quen__image_save(g.ctx, &g.new, path));
    free(path);
    /* A device, as the system would describe it; nothing is tried on it. */
    old_there(&g, (faults){.kind = QUEN__IS_OTHER});
    quen_status status = save(&g);
    assert_fails(g.ctx, QUEN_ERR_IO, "a device, a pipe or a socket", status);
    assert_int_equal(the_faults.all, 1);
    check_saved(&g, status, 0);
    /* A link that was no circle when the system looked, and one that is too long. */
    old_there(&g, (faults){.link = "file"});
    assert_fails(g.ctx, QUEN_ERR_IO, "too many links", save(&g));
    char *far = malloc(5000);
    assert_non_null(far);
    memset(far, 'y', 4999);
    far[4999] = '\0';
    old_there(&g, (faults){.link = far});
    assert_fails(g.ctx, QUEN_ERR_IO, "the name is too long", save(&g));
    free(far);
    end(&g);
}

/* --- opening --- */

static void each_open(ground *g, faults wanted)
{
    quen__image image;
    for (unsigned at = 1;; at++) {
        wanted.at = at;
        old_there(g, wanted);
        quen_status status = quen__image_open(g->ctx, g->path, &image);
        if (status == QUEN_OK) {
            assert_memory_equal(image.data, g->old.data, g->old.size);
            assert_int_equal((uintptr_t)image.data % 64, 0);
            quen__image_close(&image);
        } else {
            assert_fails(g->ctx, QUEN_ERR_IO, "cannot ", status);
        }
        assert_int_equal(the_faults.open, 0);
        assert_int_equal(the_faults.mapped, 0);
        if (the_faults.calls < at)
            return;
    }
}

static void test_opening_fails(void **state)
{
    (void)state;
    ground g = begin();
    for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
        each_open(&g, (faults){.kinds = FAULT_ANY, .error = errors[e]});
        each_open(&g, (faults){.kinds = FAULT_ANY, .error = errors[e], .unmappable = 1});
        each_open(&g, (faults){.kinds = FAULT_ANY,
                               .error = errors[e],
                               .unmappable = 1,
                               .most = 100});
    }
    each_open(&g, (faults){.kinds = FAULT_READ, .unmappable = 1, .nothing = 1});
    end(&g);
}

static void test_what_opening_tells(void **state)
{
    static const struct {
        faults wanted;
        const char *words;
    } cases[] = {
        {{.kinds = FAULT_OPEN, .error = EACCES}, "cannot open '"},
        {{.kinds = FAULT_LOOK_INTO, .error = EACCES}, "cannot look at '"},
        {{.kinds = FAULT_MAP, .error = EACCES}, "cannot map '"},
        {{.kinds = FAULT_READ, .error = EACCES, .unmappable = 1}, "cannot read '"},
    };
    (void)state;
    ground g = begin();
    quen__image image;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        faults wanted = cases[i].wanted;
        wanted.at = 1;
        old_there(&g, wanted);
        quen_status status = quen__image_open(g.ctx, g.path, &image);
        assert_int_equal(errno, EACCES);
        assert_fails(g.ctx, QUEN_ERR_IO, cases[i].words, status);
        assert_fails(g.ctx, QUEN_ERR_IO, "permission denied", status);
    }
    end(&g);
}

static void test_sizes(void **state)
{
    (void)state;
    ground g = begin();
    quen__image image;
    old_there(&g, (faults){.unmappable = 1, .size = SIZE_MAX - 9});
    assert_fails(g.ctx, QUEN_ERR_MEMORY, "out of memory: a file of ",
                 quen__image_open(g.ctx, g.path, &image));
    old_there(&g, (faults){.unmappable = 1, .size = g.old.size + 1});
    assert_fails(g.ctx, QUEN_ERR_IO, "input/output error",
                 quen__image_open(g.ctx, g.path, &image));
    old_there(&g, (faults){0});
    folder_write(g.path, "", 0, 0600);
    assert_fails(g.ctx, QUEN_ERR_FORMAT, "file' is empty",
                 quen__image_open(g.ctx, g.path, &image));
    assert_int_equal(the_faults.open, 0);
    end(&g);
}

/* The machine's own calls on what is not open; more bytes than one call may move. */
static void test_calls_without_a_file(void **state)
{
    (void)state;
    const quen__system *os = &quen__system_calls;
    char bytes[8] = "";
    quen__facts facts;
    assert_null(os->map(-1, 8));
    assert_int_equal(errno, POSIX ? EBADF : ENODEV);
    assert_int_equal(os->read(-1, bytes, (size_t)1 << 31), -1);
    assert_int_equal(os->write(-1, bytes, (size_t)1 << 31), -1);
    assert_int_equal(os->look_into(-1, &facts), -1);
    assert_int_equal(os->sync(-1), -1);
    assert_true(os->unique() != os->unique());
}

static void test_opening_is_interrupted(void **state)
{
    (void)state;
    ground g = begin();
    quen__image image;
    for (unsigned at = 1; at <= 5; at++) {
        old_there(&g, (faults){.kinds = FAULT_OPEN | FAULT_READ | FAULT_CLOSE,
                               .at = at,
                               .times = 3,
                               .error = EINTR,
                               .most = 11,
                               .unmappable = 1});
        assert_ok(g.ctx, quen__image_open(g.ctx, g.path, &image));
        assert_memory_equal(image.data, g.old.data, g.old.size);
        quen__image_close(&image);
    }
    end(&g);
}

static quen_status open_by_reading(quen_context *ctx, void *user)
{
    quen__image image;
    ctx->system = &faults_system;
    quen_status status = quen__image_open(ctx, user, &image);
    if (status == QUEN_OK)
        quen__image_close(&image);
    return status;
}

static void test_reading_without_memory(void **state)
{
    (void)state;
    ground g = begin();
    old_there(&g, (faults){.unmappable = 1});
    char path[4096];
    snprintf(path, sizeof path, "%s", g.path);
    support_each_oom(open_by_reading, path);
    assert_int_equal(the_faults.open, 0);
    end(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_call_fails),
        cmocka_unit_test(test_what_failed_is_told),
        cmocka_unit_test(test_names_that_are_taken),
        cmocka_unit_test(test_interrupted_and_short),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_mode_that_cannot_be_set),
        cmocka_unit_test(test_note_is_cut),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_opening_fails),
        cmocka_unit_test(test_what_opening_tells),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_calls_without_a_file),
        cmocka_unit_test(test_opening_is_interrupted),
        cmocka_unit_test(test_reading_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
