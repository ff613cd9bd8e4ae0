/* What every model begins with: see model.h. */
#include "io/model.h"

#include <string.h>

#include "core/alloc.h"

static quen_status place(quen_context *ctx, const quen__model_kind *kind,
                         const quen__image *home, uint32_t base, quen__model *model)
{
    model->home = home;
    model->base = base;
    return kind->attach(ctx, home, base, model);
}

void *quen__model_adopt(quen_context *ctx, const quen__model_kind *kind,
                        quen__image *image, quen_status *status)
{
    quen__model *model = quen__allocate_zero(ctx, 1, kind->size);
    *status = QUEN_ERR_MEMORY;
    if (!model) {
        quen__image_close(image);
        return NULL;
    }
    model->image = *image;
    model->allocator = ctx->allocator;
    *status = place(ctx, kind, &model->image, 0, model);
    if (*status == QUEN_OK)
        return model;
    quen__model_free(model);
    return NULL;
}

/* A model of an image that was opened, or what to say of one that could not be. */
static void *opened(quen_context *ctx, const quen__model_kind *kind, quen__image *image,
                    quen_status *status)
{
    void *model = NULL;
    if (*status == QUEN_OK && quen__image_kind(image) != kind->kind) {
        *status = quen__bad_format(ctx, "the file holds a model of kind %u, not %u",
                                   quen__image_kind(image), kind->kind);
        quen__image_close(image);
    }
    if (*status == QUEN_OK)
        model = quen__model_adopt(ctx, kind, image, status);
    if (*status == QUEN_ERR_FORMAT || *status == QUEN_ERR_VERSION)
        quen__fail_in(ctx, *status, kind->name);
    return model;
}

void *quen__model_open(quen_context *ctx, const quen__model_kind *kind, const char *path,
                       quen_status *status)
{
    quen__image image;
    *status = quen__image_open(ctx, path, &image);
    return opened(ctx, kind, &image, status);
}

void *quen__model_open_bytes(quen_context *ctx, const quen__model_kind *kind,
                             const void *bytes, size_t size, quen_status *status)
{
    quen__image image;
    *status = quen__extent_check(ctx, kind->name, size, 1, 1);
    if (*status != QUEN_OK)
        return NULL;
    *status = quen__image_open_bytes(ctx, bytes, size, &image);
    return opened(ctx, kind, &image, status);
}

quen_status quen__model_attach(quen_context *ctx, const quen__model_kind *kind,
                               const quen__image *image, uint32_t base, void *model)
{
    return place(ctx, kind, image, base, model);
}

/* The sections of a view, numbered from 0, and how many; NULL: out of memory. */
static quen__section *view_sections(quen__temp *temp, const quen__model_kind *kind,
                                    const quen__model *model, size_t *n)
{
    quen__section *rows = quen__temp_new(temp, kind->span, sizeof *rows);
    *n = 0;
    for (size_t i = 0; rows && i < quen__image_sections(model->home); i++) {
        quen__section section = quen__image_section(model->home, i);
        if (section.id < model->base || section.id - model->base >= kind->span)
            continue;
        section.id -= model->base;
        rows[(*n)++] = section;
    }
    return rows;
}

/* A view as an image of its own. */
static quen_status extract(quen_context *ctx, const quen__model_kind *kind,
                           const quen__model *model, quen__image *out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    size_t n;
    const quen__section *rows = view_sections(&temp, kind, model, &n);
    quen_status status =
        rows ? quen__image_build(ctx, kind->kind, rows, n, out) : QUEN_ERR_MEMORY;
    quen__temp_close(&temp);
    if (status == QUEN_OK)
        quen__image_seal(ctx, out);
    return status;
}

quen_status quen__model_save(quen_context *ctx, const quen__model_kind *kind,
                             const quen__model *model, const char *path)
{
    quen__image image;
    if (model->image.data)
        return quen__image_save(ctx, &model->image, path);
    quen_status status = extract(ctx, kind, model, &image);
    if (status != QUEN_OK)
        return status;
    status = quen__image_save(ctx, &image, path);
    quen__image_close(&image);
    return status;
}

/* The size of its file, without building a view's image. */
static quen_status measure(quen_context *ctx, const quen__model_kind *kind,
                           const quen__model *model, size_t *size)
{
    quen__temp temp = QUEN__TEMP(ctx);
    size_t n;
    *size = model->image.size;
    if (model->image.data)
        return QUEN_OK;
    const quen__section *rows = view_sections(&temp, kind, model, &n);
    if (rows)
        *size = quen__image_size(rows, n);
    quen__temp_close(&temp);
    return rows ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status copy_view(quen_context *ctx, const quen__model_kind *kind,
                             const quen__model *model, void *bytes)
{
    quen__image image;
    quen_status status = extract(ctx, kind, model, &image);
    if (status != QUEN_OK)
        return status;
    memcpy(bytes, image.data, image.size);
    quen__image_close(&image);
    return QUEN_OK;
}

quen_status quen__model_save_bytes(quen_context *ctx, const quen__model_kind *kind,
                                   const quen__model *model, void *bytes, size_t capacity,
                                   size_t *size)
{
    quen_status status = quen__extent_check(ctx, kind->name, capacity, 1, 1);
    if (status == QUEN_OK)
        status = measure(ctx, kind, model, size);
    if (status != QUEN_OK || (!bytes && capacity == 0))
        return status;
    if (capacity < *size)
        return quen__bad_argument(
            ctx, "%s: the model has %zu bytes, but there is room for %zu", kind->name,
            *size, capacity);
    if (model->image.data)
        memcpy(bytes, model->image.data, *size);
    else
        status = copy_view(ctx, kind, model, bytes);
    if (status != QUEN_OK)
        *size = 0;
    return status;
}

void quen__model_free(quen__model *model)
{
    quen_allocator allocator = model->allocator;
    quen__image_close(&model->image);
    quen__release(&allocator, model);
}
