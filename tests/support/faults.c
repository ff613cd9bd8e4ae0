/* Calls that fail on request: see faults.h. */
#include "faults.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MACHINE quen__system_calls

faults the_faults;

/* A second descriptor of the file that is written, to lose with the machine's power what
 * was not synced; and how much it has. */
static int written = -1;
static size_t unsynced, synced;

void faults_begin(faults wanted)
{
    if (written >= 0)
        close(written);
    written = -1;
    unsynced = synced = 0;
    the_faults = wanted;
}

static void stop(void)
{
#ifndef _WIN32
    if (the_faults.power && written >= 0 && unsynced > 0 &&
        ftruncate(written, (off_t)(synced + unsynced / 2)) != 0)
        _exit(1);
#endif
    _exit(FAULT_STOPPED);
}

/* 1 if this call has to fail; then errno is set. */
static int fails(unsigned kind)
{
    faults *f = &the_faults;
    f->all++;
    if (f->stop && f->all >= f->stop)
        stop();
    if (!(f->kinds & kind))
        return 0;
    f->calls++;
    if (!f->at || f->calls < f->at || f->calls > f->at + f->times)
        return 0;
    f->failed |= kind;
    errno = f->error;
    return 1;
}

static int opened(int fd)
{
    the_faults.open += fd >= 0;
    return fd;
}

static int fault_open(const char *path)
{
    return fails(FAULT_OPEN) ? -1 : opened(MACHINE.open(path));
}

static int fault_open_folder(const char *path)
{
    return fails(FAULT_OPEN_FOLDER) ? -1 : opened(MACHINE.open_folder(path));
}

static int fault_create(const char *path, uint32_t mode)
{
    static char last[4096];
    the_faults.same += strcmp(last, path) == 0;
    strncpy(last, path, sizeof last - 1);
    int fd = fails(FAULT_CREATE) ? -1 : opened(MACHINE.create(path, mode));
#ifndef _WIN32 /* where descriptors are handles */
    if (fd >= 0)
        written = dup(fd);
#endif
    return fd;
}

/* It is closed all the same, as on Linux. */
static int fault_close(int fd)
{
    int failed = fails(FAULT_CLOSE), error = errno;
    the_faults.open--;
    int closed = MACHINE.close(fd);
    errno = failed ? error : ECHILD; /* what goes well may leave any */
    return failed ? -1 : closed;
}

static int fault_look(const char *path, quen__facts *facts)
{
    int failed = fails(FAULT_LOOK) ? -1 : MACHINE.look(path, facts);
    if (failed)
        return -1;
    facts->owner += the_faults.others;
    facts->group += the_faults.others;
    if (the_faults.kind)
        facts->kind = the_faults.kind;
    return 0;
}

static int fault_look_into(int fd, quen__facts *facts)
{
    int failed = fails(FAULT_LOOK_INTO) ? -1 : MACHINE.look_into(fd, facts);
    if (!failed && the_faults.size)
        facts->size = the_faults.size;
    return failed;
}

static ptrdiff_t fault_read_link(const char *path, char *to, size_t size)
{
    if (fails(FAULT_READ_LINK))
        return -1;
    if (!the_faults.link)
        return MACHINE.read_link(path, to, size);
    size_t length = strlen(the_faults.link);
    memcpy(to, the_faults.link, length < size ? length : size);
    return (ptrdiff_t)(length < size ? length : size);
}

static size_t at_most(size_t size)
{
    return the_faults.most && the_faults.most < size ? the_faults.most : size;
}

static ptrdiff_t fault_read(int fd, void *to, size_t size)
{
    if (fails(FAULT_READ))
        return the_faults.nothing ? 0 : -1;
    return MACHINE.read(fd, to, at_most(size));
}

static ptrdiff_t fault_write(int fd, const void *from, size_t size)
{
    if (fails(FAULT_WRITE))
        return the_faults.nothing ? 0 : -1;
    ptrdiff_t n = MACHINE.write(fd, from, at_most(size));
    unsynced += n > 0 ? (size_t)n : 0;
    return n;
}

static int fault_sync(int fd)
{
    if (fails(FAULT_SYNC))
        return -1;
    if (the_faults.lies)
        return 0;
    synced += unsynced;
    unsynced = 0;
    return MACHINE.sync(fd);
}

static int fault_set_mode(int fd, uint32_t mode)
{
    return fails(FAULT_SET_MODE) ? -1 : MACHINE.set_mode(fd, mode);
}

static int fault_set_owner(int fd, uint32_t owner)
{
    return fails(FAULT_SET_OWNER) ? -1 : MACHINE.set_owner(fd, owner);
}

static int fault_set_group(int fd, uint32_t group)
{
    return fails(FAULT_SET_GROUP) ? -1 : MACHINE.set_group(fd, group);
}

static int fault_rename(const char *from, const char *to)
{
    return fails(FAULT_RENAME) ? -1 : MACHINE.rename(from, to);
}

static int fault_unlink(const char *path)
{
    if (fails(FAULT_UNLINK) || MACHINE.unlink(path) != 0)
        return -1;
    errno = ECHILD;
    return 0;
}

static void *fault_map(int fd, size_t size)
{
    if (fails(FAULT_MAP))
        return NULL;
    if (the_faults.unmappable) {
        errno = ENODEV;
        return NULL;
    }
    void *data = MACHINE.map(fd, size);
    the_faults.mapped += data != NULL;
    return data;
}

static void fault_unmap(void *data, size_t size)
{
    the_faults.mapped--;
    MACHINE.unmap(data, size);
}

static uint64_t fault_unique(void)
{
    return MACHINE.unique();
}

static uint32_t fault_own_error(int error)
{
    return MACHINE.own_error(error);
}

const quen__system faults_system = {
    fault_open,      fault_open_folder, fault_create,    fault_close,     fault_look,
    fault_look_into, fault_read_link,   fault_read,      fault_write,     fault_sync,
    fault_set_mode,  fault_set_owner,   fault_set_group, fault_rename,    fault_unlink,
    fault_map,       fault_unmap,       fault_unique,    fault_own_error,
};
