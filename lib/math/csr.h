/* Sparse matrices by rows: checked, transposed, counted. */
#ifndef QUEN_MATH_CSR_H
#define QUEN_MATH_CSR_H

#include "core/alloc.h"
#include "quen/csr.h"

/* How many entries the matrix has. */
size_t quen__csr_entries(const quen_csr *matrix);

/* How many entries row i has. */
size_t quen__csr_degree(const quen_csr *matrix, size_t i);

/*
 * Everything that quen_csr demands of its fields. QUEN_ERR_ARGUMENT names `what` and the
 * row. Rows are columns after transposing, and so fewer than 2^32.
 */
quen_status quen__csr_check(quen_context *ctx, const char *what, const quen_csr *matrix);

/*
 * The transpose, in memory of `temp`. Its columns ascend whether or not those of the
 * matrix do: transposing twice sorts. Entries of one column of one row keep their order.
 */
quen_status quen__csr_transpose(quen__temp *temp, const quen_csr *matrix, quen_csr *out);

#endif
