/*
 * What every model begins with: where its sections are, and what it owns. A model that
 * was fitted or opened has an image of its own; a part of another model (a shop's,
 * churn's regression) is a view of that model's image.
 */
#ifndef QUEN_IO_MODEL_H
#define QUEN_IO_MODEL_H

#include "io/container.h"

typedef struct quen__model {
    quen__image image;       /* its own; data NULL: a view */
    const quen__image *home; /* where its sections are, under the ids base + n */
    uint32_t base;
    uint32_t reserved;
    quen_allocator allocator; /* of a model that is not a view */
} quen__model;

/* What one kind of model is. Its struct begins with a quen__model. */
typedef struct quen__model_kind {
    uint32_t kind;    /* QUEN__KIND_* */
    uint32_t span;    /* its sections have ids base .. base + span - 1 */
    const char *name; /* the noun, as in quen_<noun>_open() */
    size_t size;      /* of its struct */
    /* Point the model into the image, everything checked. */
    quen_status (*attach)(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *model);
} quen__model_kind;

/*
 * A model with this image for its own, or NULL with the status; then the image is closed.
 * Free with quen__model_free().
 */
void *quen__model_adopt(quen_context *ctx, const quen__model_kind *kind,
                        quen__image *image, quen_status *status);

/* The same from a file, or from a copy of bytes. */
void *quen__model_open(quen_context *ctx, const quen__model_kind *kind, const char *path,
                       quen_status *status);
void *quen__model_open_bytes(quen_context *ctx, const quen__model_kind *kind,
                             const void *bytes, size_t size, quen_status *status);

/*
 * Make `model`, a struct of this kind that is all zero, a view of another's image, which
 * must outlive it.
 */
quen_status quen__model_attach(quen_context *ctx, const quen__model_kind *kind,
                               const quen__image *image, uint32_t base, void *model);

/* Write the model to a file of its own, a view too. */
quen_status quen__model_save(quen_context *ctx, const quen__model_kind *kind,
                             const quen__model *model, const char *path);

/*
 * Write what that file would hold into memory of any alignment, or fail if it has more
 * bytes than the capacity. *size receives how many in both cases. NULL with a capacity of
 * 0 asks for the size alone.
 */
quen_status quen__model_save_bytes(quen_context *ctx, const quen__model_kind *kind,
                                   const quen__model *model, void *bytes, size_t capacity,
                                   size_t *size);

/* Free a model that is not a view. */
void quen__model_free(quen__model *model);

/*
 * Defines, in one file of a noun, the public functions that quen/model.h describes, over
 * its quen__<noun>_kind.
 */
#define QUEN__MODEL_FUNCTIONS(noun)                                                      \
    void quen_##noun##_free(quen_##noun *noun)                                           \
    {                                                                                    \
        if (noun)                                                                        \
            quen__model_free(&noun->model);                                              \
    }                                                                                    \
    quen_status quen_##noun##_save(quen_context *ctx, const quen_##noun *noun,           \
                                   const char *path)                                     \
    {                                                                                    \
        return quen__model_save(ctx, &quen__##noun##_kind, &noun->model, path);          \
    }                                                                                    \
    quen_status quen_##noun##_open(quen_context *ctx, const char *path,                  \
                                   quen_##noun **out)                                    \
    {                                                                                    \
        quen_status status;                                                              \
        *out = quen__model_open(ctx, &quen__##noun##_kind, path, &status);               \
        return status;                                                                   \
    }                                                                                    \
    quen_status quen_##noun##_save_bytes(quen_context *ctx, const quen_##noun *noun,     \
                                         void *bytes, size_t capacity, size_t *size)     \
    {                                                                                    \
        return quen__model_save_bytes(ctx, &quen__##noun##_kind, &noun->model, bytes,    \
                                      capacity, size);                                   \
    }                                                                                    \
    quen_status quen_##noun##_open_bytes(quen_context *ctx, const void *bytes,           \
                                         size_t size, quen_##noun **out)                 \
    {                                                                                    \
        quen_status status;                                                              \
        *out = quen__model_open_bytes(ctx, &quen__##noun##_kind, bytes, size, &status);  \
        return status;                                                                   \
    }

#endif
