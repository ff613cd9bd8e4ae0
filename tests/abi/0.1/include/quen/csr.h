#ifndef QUEN_CSR_H
#define QUEN_CSR_H 
#include "version.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_csr {
    size_t n_rows;
    size_t n_columns;
    const uint64_t *row_start;
    const uint32_t *column;
    const double *value;
} quen_csr;
typedef struct quen_neighbor {
    uint32_t item;
    float weight;
} quen_neighbor;
#ifdef __cplusplus
}
#endif
#endif
