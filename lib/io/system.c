/*
 * The file layer's calls of the operating system: POSIX, and Windows through the same few
 * steps. Nothing is decided here, see file.c; each function is one call, and what the
 * systems call differently is made the same.
 */
#include "io/system.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef _WIN32
#include <io.h>
#include <windows.h>
#else
#include <sys/mman.h>
#include <time.h>
#endif

/* --- what both have --- */

/* One call moves at most so much: no system's limit is below. */
#define STEP ((size_t)1 << 30)

static int to_facts(int failed, const struct stat *info, quen__facts *facts)
{
    if (failed)
        return -1;
    facts->size = (uint64_t)info->st_size;
    facts->kind = S_ISREG(info->st_mode)   ? QUEN__IS_FILE
                  : S_ISDIR(info->st_mode) ? QUEN__IS_FOLDER
                                           : QUEN__IS_OTHER;
    facts->mode = (uint32_t)info->st_mode & 0777;
    facts->owner = (uint32_t)info->st_uid;
    facts->group = (uint32_t)info->st_gid;
    return 0;
}

static int look(const char *path, quen__facts *facts)
{
    struct stat info;
    return to_facts(stat(path, &info), &info, facts);
}

static int look_into(int fd, quen__facts *facts)
{
    struct stat info;
    return to_facts(fstat(fd, &info), &info, facts);
}

static int close_fd(int fd)
{
    return close(fd);
}

static ptrdiff_t read_some(int fd, void *to, size_t size)
{
    return read(fd, to, (unsigned)(size < STEP ? size : STEP));
}

static ptrdiff_t write_some(int fd, const void *from, size_t size)
{
    return write(fd, from, (unsigned)(size < STEP ? size : STEP));
}

static int unlink_path(const char *path)
{
    return unlink(path);
}

#ifdef _WIN32

/* --- Windows --- */

/* The functions of Windows leave no errno. */
static int failed(void)
{
    DWORD error = GetLastError();
    int missing = error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND;
    int refused = error == ERROR_ACCESS_DENIED || error == ERROR_SHARING_VIOLATION;
    errno = missing ? ENOENT : refused ? EACCES : EIO;
    return -1;
}

/* Others may replace the file while it is read, which _open() forbids them. */
static int open_path(const char *path)
{
    HANDLE file = CreateFileA(path, GENERIC_READ,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                              NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return failed();
    int fd = _open_osfhandle((intptr_t)file, _O_RDONLY | _O_BINARY);
    if (fd < 0)
        CloseHandle(file);
    return fd;
}

/* NTFS journals its folders itself. */
static int open_folder(const char *path)
{
    (void)path;
    return QUEN__NO_FOLDER;
}

/* A file has the rights of its folder: there is no mode, owner or group to set. */
static int create(const char *path, uint32_t mode)
{
    (void)mode;
    return _open(path, _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT,
                 _S_IREAD | _S_IWRITE);
}

static int set_mode(int fd, uint32_t value)
{
    (void)fd;
    (void)value;
    return 0;
}

static int set_owner(int fd, uint32_t value)
{
    (void)fd;
    (void)value;
    return 0;
}

static int set_group(int fd, uint32_t value)
{
    (void)fd;
    (void)value;
    return 0;
}

static ptrdiff_t read_link(const char *path, char *to, size_t size)
{
    (void)path;
    (void)to;
    (void)size;
    errno = EINVAL;
    return -1;
}

static int sync_fd(int fd)
{
    return _commit(fd);
}

static int rename_over(const char *from, const char *to)
{
    return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)
               ? 0
               : failed();
}

/* A file that is mapped cannot be replaced. */
static void *map(int fd, size_t size)
{
    (void)fd;
    (void)size;
    errno = ENODEV;
    return NULL;
}

static void unmap(void *data, size_t size)
{
    (void)data;
    (void)size;
}

static uint64_t unique(void)
{
    LARGE_INTEGER ticks;
    QueryPerformanceCounter(&ticks);
    return (uint64_t)GetCurrentProcessId() << 40 ^ (uint64_t)ticks.QuadPart ^
           (uint64_t)(uintptr_t)&ticks;
}

#else

/* --- POSIX --- */

static int open_path(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

static int open_folder(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
}

static int create(const char *path, uint32_t mode)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
}

static int set_mode(int fd, uint32_t mode)
{
    return fchmod(fd, (mode_t)mode);
}

static int set_owner(int fd, uint32_t owner)
{
    return fchown(fd, (uid_t)owner, (gid_t)-1);
}

static int set_group(int fd, uint32_t group)
{
    return fchown(fd, (uid_t)-1, (gid_t)group);
}

static ptrdiff_t read_link(const char *path, char *to, size_t size)
{
    return readlink(path, to, size);
}

static int sync_fd(int fd)
{
    return fsync(fd);
}

static int rename_over(const char *from, const char *to)
{
    return rename(from, to);
}

static void *map(int fd, size_t size)
{
    void *data = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    return data == MAP_FAILED ? NULL : data;
}

static void unmap(void *data, size_t size)
{
    munmap(data, size);
}

/* The clock tells one process's calls apart, number and stack tell processes apart: two
 * containers may share a folder and each call itself process 1. */
static uint64_t unique(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)getpid() << 40 ^ (uint64_t)now.tv_sec * 1000000000u ^
           (uint64_t)now.tv_nsec ^ (uint64_t)(uintptr_t)&now;
}

#endif

const quen__system quen__system_calls = {
    .open = open_path,
    .open_folder = open_folder,
    .create = create,
    .close = close_fd,
    .look = look,
    .look_into = look_into,
    .read_link = read_link,
    .read = read_some,
    .write = write_some,
    .sync = sync_fd,
    .set_mode = set_mode,
    .set_owner = set_owner,
    .set_group = set_group,
    .rename = rename_over,
    .unlink = unlink_path,
    .map = map,
    .unmap = unmap,
    .unique = unique,
};

const quen__system *quen__system_of(const quen_context *ctx)
{
    return ctx->system ? ctx->system : &quen__system_calls;
}
