/**
 * @file csr.h
 * Sparse matrices: compressed sparse rows, as scipy.sparse.csr_matrix has them, and one
 * entry of a sparse row of weights.
 *
 * @code
 * const uint64_t row_start[] = {0, 2, 3}; // row 0: columns 0 and 2; row 1: column 1
 * const uint32_t column[] = {0, 2, 1};
 * quen_csr matrix = {2, 3, row_start, column, NULL};
 * @endcode
 */
#ifndef QUEN_CSR_H
#define QUEN_CSR_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A sparse matrix; for offers, customers x items. This struct never grows. */
typedef struct quen_csr {
    size_t n_rows;             /**< Customers, 1..2^32 - 1. */
    size_t n_columns;          /**< Items, 1..2^31. */
    const uint64_t *row_start; /**< n_rows + 1 offsets into the entries, from 0, none
                                    below the one before; the last is their number. */
    const uint32_t *column;    /**< Columns of the entries, ascending within a row, each
                                    once. */
    const double *value;       /**< Values > 0, finite; NULL: 1 each. */
} quen_csr;

/** An item that another leads to. This struct never grows. */
typedef struct quen_neighbor {
    uint32_t item; /**< Item number. */
    float weight;  /**< How much, > 0. */
} quen_neighbor;

#ifdef __cplusplus
}
#endif

#endif
