/*
 * Files on Windows: names of any letters and any length, what is no file, an open shop
 * that is replaced, handles that are given back, processes that are killed while they
 * save.
 */
#include "support.h"

#include "core/parallel.h"
#include "folder.h"

#include <windows.h> /* last: it takes near, far and small for words of its own */

/* "Đơn hàng — tiệm trà", in UTF-8 and as the system has it. */
#define NAME "\xc4\x90\xc6\xa1n h\xc3\xa0ng \xe2\x80\x94 ti\xe1\xbb\x87m tr\xc3\xa0"
#define WIDE_NAME L"\x0110\x01a1n h\x00e0ng \x2014 ti\x1ec7m tr\x00e0"

typedef struct ground {
    quen_context *ctx;
    quen__image old, new, large;
} ground;

static const char *program; /* this one's path */

static ground begin(void)
{
    ground g = {.ctx = support_context(1, QUEN_SIMD_AUTO)};
    g.old = folder_image(g.ctx, 40);
    g.new = folder_image(g.ctx, 333);
    g.large = folder_image(g.ctx, 40000);
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

static void saves(ground *g, const char *path)
{
    assert_ok(g->ctx, quen__image_save(g->ctx, &g->old, path));
    assert_true(folder_holds(g->ctx, path, &g->old));
    assert_ok(g->ctx, quen__image_save(g->ctx, &g->new, path));
    assert_true(folder_holds(g->ctx, path, &g->new));
    assert_string_equal(quen_context_note(g->ctx), "");
}

static void refuses(ground *g, const char *path, const char *words)
{
    quen__image image;
    size_t names = folder_names();
    assert_fails(g->ctx, QUEN_ERR_IO, words, quen__image_save(g->ctx, &g->old, path));
    assert_fails(g->ctx, QUEN_ERR_IO, words, quen__image_open(g->ctx, path, &image));
    assert_int_equal(folder_names(), names);
}

/* --- names --- */

static void test_letters(void **state)
{
    (void)state;
    ground g = begin();
    wchar_t wide[4096];
    folder_new();
    assert_ok(g.ctx, quen_context_set_file_mode(g.ctx, 0600)); /* passed over */
    saves(&g, folder_path(NAME ".quen"));
    assert_int_equal(folder_names(), 1);
    MultiByteToWideChar(CP_UTF8, 0, folder_path(""), -1, wide, 2000);
    wcscat(wide, WIDE_NAME L".quen");
    assert_true(GetFileAttributesW(wide) != INVALID_FILE_ATTRIBUTES);
    assert_true(DeleteFileW(wide));
    refuses(&g, folder_path("\xc4.quen"), "the path is not UTF-8 (errno ");
    end(&g);
}

/* Folders in one another, until the path has 1,000 characters and more. */
static void test_length(void **state)
{
    (void)state;
    ground g = begin();
    wchar_t wide[4096], front[4096];
    char path[4096];
    size_t starts[40], depth = 0;
    snprintf(path, sizeof path, "%s", folder_new());
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, 2000);
    assert_true(GetFullPathNameW(wide, 2000, front + 4, NULL) > 0);
    memcpy(front, L"\\\\?\\", 4 * sizeof *front);
    for (; wcslen(front) < 1000; depth++) {
        starts[depth] = wcslen(front);
        wcscat(front, L"\\" WIDE_NAME L" of a shop with a long name");
        strcat(path, depth % 2 ? "/" : "\\");
        strcat(path, NAME " of a shop with a long name");
        assert_true(CreateDirectoryW(front, NULL));
    }
    size_t end_of_folder = wcslen(front);
    strcat(path, "/./../" NAME " of a shop with a long name/a.quen");
    saves(&g, path);
    wcscat(front, L"\\a.quen");
    assert_true(DeleteFileW(front));
    front[end_of_folder] = L'\0';
    while (depth-- > 0) {
        assert_true(RemoveDirectoryW(front)); /* nothing else was in it */
        front[starts[depth]] = L'\0';
    }
    end(&g);
}

static void test_lengths_that_no_system_has(void **state)
{
    (void)state;
    ground g = begin();
    folder_new();
    static char path[70000];
    memset(path, 'x', sizeof path - 1);
    assert_int_equal(quen__image_save(g.ctx, &g.old, path), QUEN_ERR_IO);
    refuses(&g, folder_path("no/such/folder/file"),
            "no such file or folder (errno 2, "
            "Windows error 3)");
    refuses(&g, folder_path("a<b"), "errno 22, Windows error 123");
    refuses(&g, "", "(errno ");
    end(&g);
}

/* --- what is no file --- */

static void test_devices(void **state)
{
    static const char *const names[] = {"NUL",     "CON",         "nul.quen",
                                        "com1",    "COM9.x",      "AUX",
                                        "lpt1 .y", "COM\xc2\xb9", "prn.a.b"};
    (void)state;
    ground g = begin();
    folder_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        refuses(&g, names[i], "a device, a pipe or a socket, not a regular file");
        refuses(&g, folder_path(names[i]), "a device, a pipe or a socket");
    }
    refuses(&g, "\\\\.\\pipe\\quen", "a device, a pipe or a socket");
    refuses(&g, "//./C:", "a device, a pipe or a socket");
    refuses(&g, folder_path("file:stream"), "Windows error 123");
    /* What only looks like one. */
    saves(&g, folder_path("null"));
    saves(&g, folder_path("com"));
    saves(&g, folder_path("con1"));
    saves(&g, folder_path("lptx.quen"));
    end(&g);
}

static void test_folders(void **state)
{
    (void)state;
    ground g = begin();
    quen__image image;
    folder_new();
    assert_fails(g.ctx, QUEN_ERR_IO, "it is a folder",
                 quen__image_save(g.ctx, &g.old, folder_path("")));
    assert_fails(g.ctx, QUEN_ERR_IO, "not a regular file",
                 quen__image_open(g.ctx, folder_path(""), &image));
    end(&g);
}

/* A pipe that is served, by a path that does not say so. */
static void test_pipes(void **state)
{
    (void)state;
    ground g = begin();
    folder_new();
    HANDLE pipe = CreateNamedPipeA("\\\\.\\pipe\\quen-test", PIPE_ACCESS_DUPLEX, 0, 1,
                                   512, 512, 0, NULL);
    assert_true(pipe != INVALID_HANDLE_VALUE);
    refuses(&g, "\\\\?\\pipe\\quen-test", "regular file");
    CloseHandle(pipe);
    end(&g);
}

/* --- a file that is in use --- */

/* What was opened is in memory, so that it can be replaced. */
static void test_open_while_replaced(void **state)
{
    (void)state;
    ground g = begin();
    quen__image image;
    folder_new();
    const char *path = folder_path("shop.quen");
    saves(&g, path);
    assert_ok(g.ctx, quen__image_open(g.ctx, path, &image));
    HANDLE other = CreateFileA(path, GENERIC_READ | GENERIC_WRITE | DELETE, 0, NULL,
                               OPEN_EXISTING, 0, NULL);
    assert_true(other != INVALID_HANDLE_VALUE); /* nobody else has it open */
    CloseHandle(other);
    assert_ok(g.ctx, quen__image_save(g.ctx, &g.old, path));
    assert_memory_equal(image.data, g.new.data, g.new.size);
    assert_int_equal((uintptr_t)image.data % 64, 0);
    quen__image_close(&image);
    end(&g);
}

/* Another program has it: it is tried for half a second, then told. */
static void test_held_by_another(void **state)
{
    (void)state;
    ground g = begin();
    quen__image image;
    folder_new();
    const char *path = folder_path("shop.quen");
    saves(&g, path);
    HANDLE other = CreateFileA(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    assert_true(other != INVALID_HANDLE_VALUE);
    assert_fails(g.ctx, QUEN_ERR_IO,
                 "another program uses it (errno 16, Windows error 32)",
                 quen__image_open(g.ctx, path, &image));
    quen_status status = quen__image_save(g.ctx, &g.old, path);
    CloseHandle(other);
    assert_true(folder_holds(g.ctx, path, status == QUEN_OK ? &g.old : &g.new));
    assert_int_equal(folder_names(), 1);
    assert_ok(g.ctx, quen__image_save(g.ctx, &g.old, path));
    end(&g);
}

static DWORD WINAPI lets_go(void *handle)
{
    Sleep(60);
    CloseHandle(handle);
    return 0;
}

static void test_held_for_a_moment(void **state)
{
    (void)state;
    ground g = begin();
    folder_new();
    const char *path = folder_path("shop.quen");
    saves(&g, path);
    HANDLE other = CreateFileA(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    assert_true(other != INVALID_HANDLE_VALUE);
    HANDLE thread = CreateThread(NULL, 0, lets_go, other, 0, NULL);
    assert_true(folder_holds(g.ctx, path, &g.new));
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
    end(&g);
}

/* --- handles --- */

static void nothing(void *user, size_t chunk, unsigned worker)
{
    (void)user;
    (void)chunk;
    (void)worker;
}

static DWORD handles(void)
{
    DWORD count = 0;
    assert_true(GetProcessHandleCount(GetCurrentProcess(), &count));
    return count;
}

static void use_all(ground *g, quen_context *many)
{
    assert_ok(g->ctx, quen__image_save(g->ctx, &g->old, folder_path("file")));
    assert_true(folder_holds(g->ctx, folder_path("file"), &g->old));
    assert_int_equal(quen__image_save(g->ctx, &g->old, folder_path("")), QUEN_ERR_IO);
    assert_int_equal(quen__image_save(g->ctx, &g->old, folder_path("NUL")), QUEN_ERR_IO);
    assert_false(folder_opens(g->ctx, folder_path("absent")));
    assert_false(folder_opens(g->ctx, folder_path("")));
    assert_ok(many, quen__parallel_fold(many, 16, nothing, nothing, NULL, NULL, 0, 1));
}

static void test_handles_are_given_back(void **state)
{
    (void)state;
    ground g = begin();
    quen_context *many = support_context(8, QUEN_SIMD_AUTO);
    folder_new();
    use_all(&g, many);
    DWORD before = handles();
    for (int i = 0; i < 100; i++)
        use_all(&g, many);
    assert_in_range(handles(), 0, before + 3);
    quen_context_free(many);
    end(&g);
}

static quen_status save_once(quen_context *ctx, void *user)
{
    return quen__image_save(ctx, user, folder_path("file"));
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    ground g = begin();
    folder_new();
    support_each_oom(save_once, &g.old);
    assert_int_equal(folder_names(), 1);
    end(&g);
}

/* --- other processes --- */

/* Saves one and the other to a path, `times` times, 0 for ever. */
static int save_in_child(const char *path, int times)
{
    ground g = begin();
    for (int i = 0; !times || i < times; i++)
        if (quen__image_save(g.ctx, i % 2 ? &g.old : &g.large, path) != QUEN_OK ||
            !folder_opens(g.ctx, path)) {
            fprintf(stderr, "%s\n", quen_context_message(g.ctx));
            return 1;
        }
    return 0;
}

static HANDLE child_of(const char *path, const char *times)
{
    char command[9000];
    STARTUPINFOA startup = {.cb = sizeof startup};
    PROCESS_INFORMATION child;
    snprintf(command, sizeof command, "\"%s\" \"%s\" %s", program, path, times);
    assert_true(CreateProcessA(NULL, command, NULL, NULL, FALSE, 0, NULL, NULL, &startup,
                               &child));
    CloseHandle(child.hThread);
    return child.hProcess;
}

static DWORD result_of(HANDLE child)
{
    DWORD code = 99;
    WaitForSingleObject(child, INFINITE);
    assert_true(GetExitCodeProcess(child, &code));
    CloseHandle(child);
    return code;
}

static void test_killed_while_saving(void **state)
{
    (void)state;
    ground g = begin();
    uint32_t random = 1;
    folder_new();
    const char *path = folder_path("file");
    for (int i = 0; i < 50; i++) {
        random = random * 1664525u + 1013904223u;
        DeleteFileA(path);
        HANDLE child = child_of(path, "0");
        while (GetFileAttributesA(path) == INVALID_FILE_ATTRIBUTES)
            Sleep(1);
        Sleep(random >> 28);
        assert_true(TerminateProcess(child, 7));
        assert_int_equal(result_of(child), 7);
        assert_true(folder_holds(g.ctx, path, &g.old) ||
                    folder_holds(g.ctx, path, &g.large));
    }
    assert_int_equal(folder_names(), 1 + folder_unfinished());
    assert_ok(g.ctx, quen__image_save(g.ctx, &g.new, path));
    end(&g);
}

static void test_two_processes_save_to_one_path(void **state)
{
    (void)state;
    ground g = begin();
    folder_new();
    const char *path = folder_path("file");
    HANDLE one = child_of(path, "100"), other = child_of(path, "100");
    assert_int_equal(result_of(one), 0);
    assert_int_equal(result_of(other), 0);
    assert_true(folder_holds(g.ctx, path, &g.old));
    assert_int_equal(folder_names(), 1);
    end(&g);
}

int main(int argc, char **argv)
{
    program = argv[0];
    if (argc == 3)
        return save_in_child(argv[1], atoi(argv[2]));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_lengths_that_no_system_has),
        cmocka_unit_test(test_devices),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_pipes),
        cmocka_unit_test(test_open_while_replaced),
        cmocka_unit_test(test_held_by_another),
        cmocka_unit_test(test_held_for_a_moment),
        cmocka_unit_test(test_handles_are_given_back),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_killed_while_saving),
        cmocka_unit_test(test_two_processes_save_to_one_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
