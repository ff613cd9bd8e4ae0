/*
 * Files: map one, replace one whole. POSIX, and Windows through the same few steps.
 */
#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#endif

/* Room for ".tmp-", two numbers and the end. */
#define TEMP_SUFFIX 48

/* strerror() shares a buffer between threads and speaks the host's language. */
static const char *reason(int error)
{
    static const struct {
        int error;
        const char *words;
    } known[] = {
        {ENOENT, "no such file or folder"},
        {EACCES, "permission denied"},
        {EPERM, "not permitted"},
        {ENOTDIR, "a part of the path is no folder"},
        {EISDIR, "it is a folder"},
        {ENOSPC, "no space left on the device"},
        {EROFS, "the file system is read-only"},
        {EIO, "input/output error"},
        {EMFILE, "too many open files"},
        {ENFILE, "too many open files in the system"},
        {ENOMEM, "out of memory"},
        {EFBIG, "file too large"},
        {ENAMETOOLONG, "the name is too long"},
        {EEXIST, "it exists already"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].words;
    return "the system refused";
}

static quen_status fail_os(quen_context *ctx, const char *verb, const char *path)
{
    int error = errno;
    return quen__fail(ctx, QUEN_ERR_IO, "cannot %s '%s': %s (errno %d)", verb, path,
                      reason(error), error);
}

#ifdef _WIN32
static int map_fd(int fd, size_t size, quen__file *out)
{
    HANDLE file = (HANDLE)_get_osfhandle(fd);
    HANDLE mapping = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
    if (!mapping)
        return -1;
    out->data = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, size);
    out->size = size;
    CloseHandle(mapping);
    return out->data ? 0 : -1;
}

void quen__file_unmap(quen__file *file)
{
    if (file->data)
        UnmapViewOfFile(file->data);
    file->data = NULL;
}

static int sync_fd(int fd)
{
    return _commit(fd);
}

static int rename_over(const char *from, const char *to)
{
    return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) ? 0
                                                                                     : -1;
}

/* NTFS journals its folders itself. */
static int sync_folder(const char *path, char *buffer)
{
    (void)path;
    (void)buffer;
    return 0;
}
#else
#define O_BINARY 0

static int map_fd(int fd, size_t size, quen__file *out)
{
    void *data = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED)
        return -1;
    out->data = data;
    out->size = size;
    return 0;
}

void quen__file_unmap(quen__file *file)
{
    if (file->data)
        munmap((void *)(uintptr_t)file->data, file->size);
    file->data = NULL;
}

static int sync_fd(int fd)
{
    return fsync(fd);
}

static int rename_over(const char *from, const char *to)
{
    return rename(from, to);
}

/* The name itself is safe only once its folder is. `buffer` has room for the path. */
static int sync_folder(const char *path, char *buffer)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    memcpy(buffer, path, length);
    memcpy(buffer + length, length ? "" : slash ? "/" : ".", length ? 1 : 2);
    int fd = open(buffer, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int failed = fsync(fd);
    /* Some file systems cannot sync a folder; the rename is done all the same. */
    if (failed && (errno == EINVAL || errno == ENOTSUP))
        failed = 0;
    close(fd);
    return failed;
}
#endif

#ifndef O_NONBLOCK
#define O_NONBLOCK 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

static quen_status map_open_file(quen_context *ctx, const char *path, int fd,
                                 quen__file *out)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return fail_os(ctx, "look at", path);
    if (!S_ISREG(info.st_mode))
        return quen__fail(ctx, QUEN_ERR_IO, "cannot open '%s': not a regular file", path);
    if (info.st_size == 0)
        return quen__bad_format(ctx, "'%s' is empty", path);
    if ((uint64_t)info.st_size > SIZE_MAX)
        return quen__fail(ctx, QUEN_ERR_IO, "'%s' is too large for this machine", path);
    if (map_fd(fd, (size_t)info.st_size, out) != 0)
        return fail_os(ctx, "map", path);
    return QUEN_OK;
}

quen_status quen__file_map(quen_context *ctx, const char *path, quen__file *out)
{
    out->data = NULL;
    out->size = 0;
    /* A pipe would otherwise wait for its writer before it can be refused. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_BINARY | O_NONBLOCK);
    if (fd < 0)
        return fail_os(ctx, "open", path);
    quen_status status = map_open_file(ctx, path, fd, out);
    close(fd);
    return status;
}

static int write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        size_t step = size < (1u << 30) ? size : 1u << 30;
        ssize_t written = write(fd, data, (unsigned)step);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return -1;
        data += written;
        size -= (size_t)written;
    }
    return 0;
}

/* A name nobody else uses: O_EXCL decides, the number only makes clashes rare. */
static int create_temp(const char *path, char *name, size_t room)
{
    for (unsigned attempt = 0; attempt < 1000; attempt++) {
        snprintf(name, room, "%s.tmp-%ld-%u", path, (long)getpid(), attempt);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_BINARY, 0644);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static quen_status write_temp(quen_context *ctx, int fd, const char *name,
                              const void *data, size_t size)
{
    int failed = write_all(fd, data, size) != 0 || sync_fd(fd) != 0;
    int saved = errno;
    if (close(fd) != 0 && !failed) {
        failed = 1;
        saved = errno;
    }
    errno = saved;
    return failed ? fail_os(ctx, "write", name) : QUEN_OK;
}

quen_status quen__file_replace(quen_context *ctx, const char *path, const void *data,
                               size_t size)
{
    quen__temp temp = QUEN__TEMP(ctx);
    size_t room = strlen(path) + TEMP_SUFFIX;
    char *name = quen__temp_new(&temp, room, 1);
    if (!name)
        return QUEN_ERR_MEMORY;
    int fd = create_temp(path, name, room);
    quen_status status =
        fd < 0 ? fail_os(ctx, "create", name) : write_temp(ctx, fd, name, data, size);
    if (status == QUEN_OK && rename_over(name, path) != 0)
        status = fail_os(ctx, "replace", path);
    if (status != QUEN_OK && fd >= 0)
        unlink(name);
    if (status == QUEN_OK && sync_folder(path, name) != 0)
        status = fail_os(ctx, "sync the folder of", path);
    quen__temp_close(&temp);
    return status;
}
