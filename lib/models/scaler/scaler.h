/* A scaler as the library sees it; the shop keeps one on its own image. */
#ifndef QUEN_MODELS_SCALER_SCALER_H
#define QUEN_MODELS_SCALER_SCALER_H

#include "io/model.h"
#include "quen/scaler.h"

#define QUEN__KIND_SCALER 7u /* of its file; part of the format */

/* Sections, from the base on. The number of columns is that of the centres. */
enum {
    QUEN__SCALER_CENTER = 0, /* d doubles */
    QUEN__SCALER_SCALE = 1,  /* d doubles */
    QUEN__SCALER_LOG1P = 2,  /* d bytes, 0 or 1 */
    QUEN__SCALER_CLIP = 3,   /* 1 double, 0: no limit */
    QUEN__SCALER_SECTIONS = 4
};

struct quen_scaler {
    quen__model model;
    size_t d;
    const double *center;
    const double *scale;
    const uint8_t *log1p;
    const double *clip;
};

extern const quen__model_kind quen__scaler_kind;

#endif
