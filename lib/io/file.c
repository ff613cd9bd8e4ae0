/*
 * Files: map one, replace one whole.
 *
 * Replacing: find the file itself behind links, write a new one beside it, give it the
 * old one's group, mode and owner, sync it, close it, rename it over the old one, sync
 * the folder. All that can fail comes before the rename, and then the new file is
 * removed; what comes after it is told in a note, for the new file is there.
 */
#include "io/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "math/bits.h"

#define ALIGNMENT 64u
#define NEW_MODE 0640u  /* of a file that is new, less the umask */
#define TEMP_MODE 0600u /* until it has the old file's owner and group */
#define MAX_LINKS 40u   /* as Linux has it */
#define MAX_NAMES 1000u
#define SHOWN 800       /* of a path, so that what follows it has room in a sentence */
#define TEMP_SUFFIX 24u /* ".tmp-", 16 digits and the end */

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
#ifdef EDQUOT
        {EDQUOT, "the disk quota is used up"},
#endif
        {EROFS, "the file system is read-only"},
        {EIO, "input/output error"},
        {EMFILE, "too many open files"},
        {ENFILE, "too many open files in the system"},
        {ENOMEM, "out of memory"},
        {EFBIG, "file too large"},
        {ENAMETOOLONG, "the name is too long"},
        {EEXIST, "it exists already"},
        {ELOOP, "too many links lead from one to another"},
        {EMLINK, "it is a link, name the file itself"},
        {EBUSY, "another program uses it"},
        {ENXIO, "it is a device, a pipe or a socket, not a regular file"},
        {EILSEQ, "the path is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].words;
    return "the system refused";
}

static quen_status fail_os(quen_context *ctx, const char *verb, const char *path)
{
    int error = errno;
    unsigned own = quen__system_of(ctx)->own_error(error);
    char more[40] = "";
    if (own)
        snprintf(more, sizeof more, ", Windows error %u", own);
    return quen__fail(ctx, QUEN_ERR_IO, "cannot %s '%.*s': %s (errno %d%s)", verb, SHOWN,
                      path, reason(error), error, more);
}

/* Close what is no longer of interest; errno keeps the reason of what failed before. */
static void close_quietly(const quen__system *os, int fd)
{
    int saved = errno;
    if (fd >= 0)
        (void)os->close(fd);
    errno = saved;
}

/* --- opening --- */

void quen__file_unmap(quen__file *file)
{
    if (file->data && file->system)
        file->system->unmap((void *)(uintptr_t)file->data, file->size);
    quen__release(&file->allocator, file->block);
}

/* As many bytes as there are to read, or -1; a file that ends before has changed. */
static int read_all(const quen__system *os, int fd, char *to, size_t size)
{
    while (size > 0) {
        ptrdiff_t got = os->read(fd, to, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return -1;
        to += got;
        size -= (size_t)got;
    }
    return 0;
}

static quen_status read_file(quen_context *ctx, const char *path, int fd, size_t size,
                             quen__file *out)
{
    size_t room;
    if (!quen__add_size(size, ALIGNMENT, &room))
        return quen__fail(ctx, QUEN_ERR_MEMORY, "out of memory: a file of %zu bytes",
                          size);
    char *block = quen__allocate(ctx, room, 1);
    if (!block)
        return QUEN_ERR_MEMORY;
    char *data = block + (ALIGNMENT - (uintptr_t)block % ALIGNMENT) % ALIGNMENT;
    if (read_all(quen__system_of(ctx), fd, data, size) != 0) {
        quen_status status = fail_os(ctx, "read", path);
        quen__release(&ctx->allocator, block);
        return status;
    }
    *out = (quen__file){data, size, NULL, block, ctx->allocator};
    return QUEN_OK;
}

static quen_status map_file(quen_context *ctx, const char *path, int fd, size_t size,
                            quen__file *out)
{
    const quen__system *os = quen__system_of(ctx);
    const void *data = os->map(fd, size);
    if (!data && errno == ENODEV)
        return read_file(ctx, path, fd, size, out);
    if (!data)
        return fail_os(ctx, "map", path);
    *out = (quen__file){data, size, os, NULL, ctx->allocator};
    return QUEN_OK;
}

static quen_status map_open_file(quen_context *ctx, const char *path, int fd,
                                 quen__file *out)
{
    quen__facts facts;
    if (quen__system_of(ctx)->look_into(fd, &facts) != 0)
        return fail_os(ctx, "look at", path);
    if (facts.kind != QUEN__IS_FILE)
        return quen__fail(ctx, QUEN_ERR_IO, "cannot open '%s': not a regular file", path);
    if (facts.size == 0)
        return quen__bad_format(ctx, "'%s' is empty", path);
    if (facts.size > SIZE_MAX)
        return quen__fail(ctx, QUEN_ERR_IO, "'%s' is too large for this machine", path);
    return map_file(ctx, path, fd, (size_t)facts.size, out);
}

quen_status quen__file_map(quen_context *ctx, const char *path, quen__file *out)
{
    const quen__system *os = quen__system_of(ctx);
    int fd;
    memset(out, 0, sizeof *out);
    do
        fd = os->open(path);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return fail_os(ctx, "open", path);
    quen_status status = map_open_file(ctx, path, fd, out);
    close_quietly(os, fd);
    return status;
}

/* --- replacing --- */

/* One file on its way to its place. */
typedef struct saving {
    quen_context *ctx;
    const quen__system *os;
    const char *path; /* as given */
    size_t room;      /* of each of the next three */
    char *target;     /* the file itself, behind links */
    char *name;       /* the new file, until it is renamed */
    char *link;
    int fd;
    int folder;
    int folder_error; /* why its folder cannot be synced, or 0 */
    int exists;
    quen__facts old;
    quen__facts now; /* what the new file has got */
} saving;

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* What a link says is meant from its own folder. */
static int step(saving *s, size_t length)
{
    size_t folder = s->link[0] == '/' ? 0 : folder_length(s->target);
    if (length >= s->room - TEMP_SUFFIX - folder) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(s->target + folder, s->link, length);
    s->target[folder + length] = '\0';
    return 0;
}

/* Where the path leads, through links of links; a last one may lead to nothing yet. */
static int follow(saving *s)
{
    for (unsigned links = 0; links < MAX_LINKS; links++) {
        ptrdiff_t length = s->os->read_link(s->target, s->link, s->room - TEMP_SUFFIX);
        if (length < 0)
            return errno == EINVAL || errno == ENOENT ? 0 : -1;
        if (step(s, (size_t)length) != 0)
            return -1;
    }
    errno = ELOOP;
    return -1;
}

/* errno for those who tell it on, as Python's OSError does. */
static quen_status refuse(saving *s)
{
    errno = s->old.kind == QUEN__IS_FOLDER ? EISDIR : EINVAL;
    if (errno == EISDIR)
        return fail_os(s->ctx, "replace", s->path);
    return quen__fail(s->ctx, QUEN_ERR_IO,
                      "cannot replace '%.*s': it is a device, a pipe or a socket, not a "
                      "regular file",
                      SHOWN, s->path);
}

/* What is there already. The system looks first: it may forbid a link to be followed. */
static quen_status find(saving *s)
{
    s->exists = s->os->look(s->path, &s->old) == 0;
    if (!s->exists && errno != ENOENT)
        return fail_os(s->ctx, "look at", s->path);
    if (s->exists && s->old.kind != QUEN__IS_FILE)
        return refuse(s);
    memcpy(s->target, s->path, strlen(s->path) + 1);
    return follow(s) == 0 ? QUEN_OK : fail_os(s->ctx, "follow the link", s->path);
}

/* Before anything is written, while there is nothing to undo. */
static void open_folder(saving *s)
{
    size_t length = folder_length(s->target);
    memcpy(s->link, s->target, length);
    memcpy(s->link + length, length ? "" : ".", length ? 1 : 2);
    do
        s->folder = s->os->open_folder(s->link);
    while (s->folder == -1 && errno == EINTR);
    s->folder_error = s->folder == -1 ? errno : 0;
}

/* A name nobody else uses: that it must not exist decides, the number makes it likely. */
static quen_status create(saving *s)
{
    uint32_t mode = s->exists || s->ctx->file_mode ? TEMP_MODE : NEW_MODE;
    uint64_t number = s->os->unique();
    for (unsigned i = 0; s->fd < 0 && i < MAX_NAMES; i++) {
        number += UINT64_C(0x9e3779b97f4a7c15);
        /* Numbers that are near one another make names that are not. */
        snprintf(s->name, s->room, "%s.tmp-%016llx", s->target,
                 (unsigned long long)quen__bits_mix(number));
        s->fd = s->os->create(s->name, mode);
        if (s->fd < 0 && errno != EEXIST && errno != EINTR)
            break;
    }
    return s->fd < 0 ? fail_os(s->ctx, "create", s->name) : QUEN_OK;
}

static int write_all(const quen__system *os, int fd, const char *data, size_t size)
{
    while (size > 0) {
        ptrdiff_t written = os->write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = EIO;
        if (written <= 0)
            return -1;
        data += written;
        size -= (size_t)written;
    }
    return 0;
}

static int sync_all(const quen__system *os, int fd)
{
    int failed;
    do
        failed = os->sync(fd);
    while (failed && errno == EINTR);
    return failed;
}

/* Without the group, those of another must not get its rights: no more than all have. */
static uint32_t mode_to_keep(const saving *s, uint32_t group)
{
    uint32_t mode = s->old.mode;
    return group == s->old.group ? mode : mode & (0707u | (mode & 7u) << 3);
}

/*
 * Group, mode, owner, in this order: rights are given only once it is known to whom, and
 * while the file is ours. What may not be set stays as it is; what asked for it fails.
 */
static int dress(saving *s)
{
    const quen__system *os = s->os;
    uint32_t asked = s->ctx->file_mode;
    if (os->look_into(s->fd, &s->now) != 0)
        return -1;
    if (s->exists && s->now.group != s->old.group &&
        os->set_group(s->fd, s->old.group) == 0)
        s->now.group = s->old.group;
    if (asked && os->set_mode(s->fd, asked) != 0)
        return -1;
    if (!asked && s->exists)
        (void)os->set_mode(s->fd, mode_to_keep(s, s->now.group));
    if (s->exists && s->now.owner != s->old.owner)
        (void)os->set_owner(s->fd, s->old.owner);
    return os->look_into(s->fd, &s->now);
}

/* After EINTR the file is closed all the same, and it is on the disk already. */
static int close_written(saving *s)
{
    int fd = s->fd;
    s->fd = -1;
    return s->os->close(fd) == 0 || errno == EINTR ? 0 : -1;
}

static quen_status write_new(saving *s, const void *data, size_t size)
{
    if (write_all(s->os, s->fd, data, size) != 0)
        return fail_os(s->ctx, "write", s->name);
    if (dress(s) != 0)
        return fail_os(s->ctx, "set the rights of", s->name);
    if (sync_all(s->os, s->fd) != 0 || close_written(s) != 0)
        return fail_os(s->ctx, "write", s->name);
    return s->os->rename(s->name, s->target) == 0 ? QUEN_OK
                                                  : fail_os(s->ctx, "replace", s->path);
}

static void remove_new(saving *s)
{
    int saved = errno;
    close_quietly(s->os, s->fd);
    (void)s->os->unlink(s->name);
    errno = saved;
}

/* The name itself is safe only once its folder is. Some systems cannot sync a folder. */
static void sync_folder(saving *s)
{
    if (s->folder >= 0 && sync_all(s->os, s->folder) != 0 && errno != EINVAL &&
        errno != ENOTSUP)
        s->folder_error = errno;
}

/* A first word that it went well, then what did not. */
static void begin_note(const saving *s)
{
    if (!*s->ctx->note)
        quen__note(s->ctx, "'%.*s' is saved", SHOWN, s->path);
}

static void tell_number(const saving *s, const char *what, uint32_t now, uint32_t wanted)
{
    if (now == wanted)
        return;
    begin_note(s);
    quen__note(s->ctx, "its %s is %u now, not %u", what, now, wanted);
}

static void tell_mode(const saving *s)
{
    uint32_t asked = s->ctx->file_mode;
    uint32_t mode = asked ? asked : s->exists ? s->old.mode : s->now.mode;
    if (s->now.mode == mode || s->now.mode == QUEN__NO_MODE)
        return;
    begin_note(s);
    quen__note(s->ctx, "its mode is 0%03o now, not 0%03o", s->now.mode, mode);
}

static void tell(const saving *s)
{
    if (s->exists) {
        tell_number(s, "owner", s->now.owner, s->old.owner);
        tell_number(s, "group", s->now.group, s->old.group);
    }
    tell_mode(s);
    if (s->folder_error == 0)
        return;
    begin_note(s);
    quen__note(
        s->ctx,
        "its folder cannot be synced: %s (errno %d), so that after a power cut the "
        "file before it may be back",
        reason(s->folder_error), s->folder_error);
}

static quen_status replace(saving *s, const void *data, size_t size)
{
    quen_status status = find(s);
    if (status != QUEN_OK)
        return status;
    open_folder(s);
    status = create(s);
    if (status == QUEN_OK) {
        status = write_new(s, data, size);
        if (status == QUEN_OK)
            sync_folder(s);
        else
            remove_new(s);
    }
    close_quietly(s->os, s->folder);
    if (status == QUEN_OK)
        tell(s);
    return status;
}

quen_status quen__file_replace(quen_context *ctx, const char *path, const void *data,
                               size_t size)
{
    quen__temp temp = QUEN__TEMP(ctx);
    saving s = {.ctx = ctx, .os = quen__system_of(ctx), .path = path, .fd = -1};
    s.room = strlen(path) + 4096 + TEMP_SUFFIX; /* a link's text has at most so much */
    s.target = quen__temp_new(&temp, 3, s.room);
    ctx->note[0] = '\0';
    if (!s.target)
        return QUEN_ERR_MEMORY;
    s.name = s.target + s.room;
    s.link = s.name + s.room;
    quen_status status = replace(&s, data, size);
    quen__temp_close(&temp);
    return status;
}
