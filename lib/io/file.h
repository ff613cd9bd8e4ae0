/* Mapping and replacing files, over the calls of system.h. */
#ifndef QUEN_IO_FILE_H
#define QUEN_IO_FILE_H

#include "core/context.h"
#include "io/system.h"

/* A whole file in memory, read-only. */
typedef struct quen__file {
    const void *data;
    size_t size;
    const quen__system *system; /* whose unmap() ends it; NULL: it was read */
    void *block;                /* what it was read into */
    quen_allocator allocator;   /* of that */
} quen__file;

/*
 * Map a file; where it cannot be mapped, as on Windows, read it. Aligned to 64 bytes.
 * Free with quen__file_unmap(). QUEN_ERR_IO names the path and the reason.
 */
quen_status quen__file_map(quen_context *ctx, const char *path, quen__file *out);

/* Unmap, or free. */
void quen__file_unmap(quen__file *file);

/*
 * Write a file so that at any moment, power cuts included, the path holds the old content
 * or the new: a temporary file in the same folder, fsync, rename over it, fsync the
 * folder. Any status but QUEN_OK: the old is there and nothing else. QUEN_OK: the new is;
 * what could not be kept of the old one's rights, or brought to the disk, is the
 * context's note. The context's file_mode is obeyed.
 */
quen_status quen__file_replace(quen_context *ctx, const char *path, const void *data,
                               size_t size);

#endif
