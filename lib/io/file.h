/* Mapping and replacing files. One of the files that know the operating system. */
#ifndef QUEN_IO_FILE_H
#define QUEN_IO_FILE_H

#include "core/context.h"

/* A whole file in memory, read-only. */
typedef struct quen__file {
    const void *data;
    size_t size;
} quen__file;

/* Map a file. Free with quen__file_unmap(). QUEN_ERR_IO names the path and the reason. */
quen_status quen__file_map(quen_context *ctx, const char *path, quen__file *out);

/* Unmap. */
void quen__file_unmap(quen__file *file);

/*
 * Write a file so that at any moment, power cuts included, the path holds the old content
 * or the new: a temporary file in the same folder, fsync, rename over it, fsync the
 * folder.
 */
quen_status quen__file_replace(quen_context *ctx, const char *path, const void *data,
                               size_t size);

#endif
