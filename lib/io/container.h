/*
 * The container of every model: a header, a table of sections, the sections.
 * docs/format.md describes each byte. It knows no model: each model brings a table of
 * sections.
 *
 * A model in memory already is such a block, an image. Fitting makes one, saving writes
 * it as it is, opening maps one and checks it; in all three cases the model then attaches
 * to the image: it looks up its sections and points into them.
 */
#ifndef QUEN_IO_CONTAINER_H
#define QUEN_IO_CONTAINER_H

#include "core/context.h"
#include "io/file.h"
#include "math/kernels.h"

/* A block of memory in container format. */
typedef struct quen__image {
    const unsigned char *data;
    size_t size;
    void *owned;     /* what to release; NULL if mapped */
    quen__file file; /* what to unmap; data NULL if owned */
    quen_allocator allocator;
} quen__image;

/* One section to be built. Sections are given by ascending id. */
typedef struct quen__section {
    uint32_t id;
    uint32_t width;   /* bytes of one entry: 1, 2, 4 or 8 (structs of 8-byte fields: 8) */
    size_t count;     /* entries */
    const void *from; /* entries to copy; NULL: left zero for the model to fill in */
} quen__section;

/*
 * Make an image of n sections. Fill in sections that had no source through
 * quen__image_fill(), then call quen__image_seal().
 */
quen_status quen__image_build(quen_context *ctx, uint32_t kind,
                              const quen__section *sections, size_t n, quen__image *out);

/* The size that image will have; 0 if that does not fit in memory. */
size_t quen__image_size(const quen__section *sections, size_t n);

/* The place of a section in an image that is not sealed yet. */
void *quen__image_fill(quen__image *image, uint32_t id);

/* Compute the checksums; the image does not change any more. */
void quen__image_seal(quen_context *ctx, quen__image *image);

/*
 * Map a file, or copy bytes, and check everything that can be checked without knowing the
 * model: header, table, padding, checksums. What it holds says quen__image_kind().
 */
quen_status quen__image_open(quen_context *ctx, const char *path, quen__image *out);
quen_status quen__image_open_bytes(quen_context *ctx, const void *bytes, size_t size,
                                   quen__image *out);

/* QUEN__KIND_*, or a number that this library does not know. */
uint32_t quen__image_kind(const quen__image *image);

/* Write the image to a file, whole or not at all. */
quen_status quen__image_save(quen_context *ctx, const quen__image *image,
                             const char *path);

/* Free or unmap. */
void quen__image_close(quen__image *image);

/*
 * Number of sections; and section i as a row for quen__image_build(), its bytes included.
 */
size_t quen__image_sections(const quen__image *image);
quen__section quen__image_section(const quen__image *image, size_t i);

/* 1 if the image has a section with this id. */
int quen__image_has(const quen__image *image, uint32_t id);

/*
 * Find a section; `what` names it in messages ("cluster centres"). Its width must agree.
 * *count receives its entries. QUEN_ERR_FORMAT if it is missing or of another width.
 */
quen_status quen__image_get(quen_context *ctx, const quen__image *image, uint32_t id,
                            size_t width, const char *what, const void **data,
                            size_t *count);

/* What a model expects of one of its sections. */
typedef struct quen__expected {
    size_t width;
    const char *what;
} quen__expected;

/* quen__image_get() for the sections base, base + 1, ... of a model, n of them. */
quen_status quen__image_get_all(quen_context *ctx, const quen__image *image,
                                uint32_t base, const quen__expected *expected, size_t n,
                                const void **data, size_t *counts);

/* quen__image_get() for a section whose entries are known already to be `count`. */
quen_status quen__image_get_n(quen_context *ctx, const quen__image *image, uint32_t id,
                              size_t width, size_t count, const char *what,
                              const void **data);

#endif
