/*
 * What the file layer asks of the operating system, as a table: file.c names no call of
 * it, so a test gives a table whose calls fail, are cut short, or stop in the middle.
 */
#ifndef QUEN_IO_SYSTEM_H
#define QUEN_IO_SYSTEM_H

#include "core/context.h"

/* What is known of a file. */
typedef struct quen__facts {
    uint64_t size;
    uint32_t kind;  /* QUEN__IS_* */
    uint32_t mode;  /* who may read, write and run it: 0..0777, or QUEN__NO_MODE */
    uint32_t owner; /* their numbers; 0 on Windows */
    uint32_t group;
} quen__facts;

enum { QUEN__IS_FILE, QUEN__IS_FOLDER, QUEN__IS_OTHER };

/* Of a file that has the rights of its folder, as on Windows. */
#define QUEN__NO_MODE UINT32_MAX

/* What open_folder() gives where folders need no syncing. */
#define QUEN__NO_FOLDER (-2)

/* As POSIX's calls: what fails returns -1 (map: NULL) and leaves the reason in errno.
 * Paths are UTF-8 on Windows, bytes elsewhere. */
typedef struct quen__system {
    int (*open)(const char *path); /* to be read; never waits for a pipe's writer */
    int (*open_folder)(const char *path);           /* to be synced */
    int (*create)(const char *path, uint32_t mode); /* EEXIST if there is one */
    int (*close)(int fd);
    int (*look)(const char *path, quen__facts *facts); /* through links */
    int (*look_into)(int fd, quen__facts *facts);
    /* Where a link leads, without an end; EINVAL if it is none, EMLINK if none is
     * followed here. */
    ptrdiff_t (*read_link)(const char *path, char *to, size_t size);
    ptrdiff_t (*read)(int fd, void *to, size_t size);
    ptrdiff_t (*write)(int fd, const void *from, size_t size);
    int (*sync)(int fd);
    int (*set_mode)(int fd, uint32_t mode);
    int (*set_owner)(int fd, uint32_t owner);
    int (*set_group)(int fd, uint32_t group);
    int (*rename)(const char *from, const char *to); /* over what is there */
    int (*unlink)(const char *path);
    void *(*map)(int fd, size_t size); /* ENODEV: this file cannot be mapped, read it */
    void (*unmap)(void *data, size_t size);
    uint64_t (*unique)(void); /* likely another number each time, here and elsewhere */
    /* The number that the system itself gives to the failure that left this errno just
     * now, or 0 if that is errno. */
    uint32_t (*own_error)(int error);
} quen__system;

/* The machine's own. */
extern const quen__system quen__system_calls;

/* The table that a context's calls go through. */
const quen__system *quen__system_of(const quen_context *ctx);

#endif
