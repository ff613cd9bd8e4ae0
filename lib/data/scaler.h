/* A scaler as the library sees it; the shop keeps one on its own image. */
#ifndef QUEN_DATA_SCALER_H
#define QUEN_DATA_SCALER_H

#include "io/container.h"
#include "quen/scaler.h"

/* Sections, from the base on. The number of columns is that of the centres. */
enum {
    QUEN__SCALER_CENTER = 0, /* d doubles */
    QUEN__SCALER_SCALE = 1,  /* d doubles */
    QUEN__SCALER_LOG1P = 2,  /* d bytes, 0 or 1 */
    QUEN__SCALER_SECTIONS = 3
};

struct quen_scaler {
    quen__image image; /* data NULL: a view of its owner's image */
    quen_allocator allocator;
    size_t d;
    const double *center;
    const double *scale;
    const uint8_t *log1p;
};

/*
 * Point `scaler` into an image, checking everything. Nothing of the image is owned by it.
 */
quen_status quen__scaler_attach(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_scaler *scaler);

/*
 * The scaler's QUEN__SCALER_SECTIONS sections, for an owner that copies them to its
 * image.
 */
void quen__scaler_sections(const quen_scaler *scaler, uint32_t base, quen__section *out);

#endif
