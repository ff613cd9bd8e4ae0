/*
 * The file layer's calls of POSIX; those of Windows are in system_windows.c. Nothing is
 * decided here, see file.c; each function is one call.
 */
#include "io/system.h"

const quen__system *quen__system_of(const quen_context *ctx)
{
    return ctx->system ? ctx->system : &quen__system_calls;
}

#ifndef _WIN32
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

/* errno is the system's own. */
static uint32_t own_error(int error)
{
    (void)error;
    return 0;
}

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
    .own_error = own_error,
};

#endif
