/*
 * Sparse matrices by rows: see csr.h. Transposing is a counting sort by column. Source:
 * Gustavson, "Two fast algorithms for sparse matrices: multiplication and permuted
 * transposition", ACM TOMS 4 (1978).
 */
#include "math/csr.h"
#include "core/alloc.h"

#include <math.h>

#define MAX_ROWS UINT32_MAX
#define MAX_COLUMNS (UINT64_C(1) << 31)

size_t quen__csr_entries(const quen_csr *matrix)
{
    return (size_t)matrix->row_start[matrix->n_rows];
}

size_t quen__csr_degree(const quen_csr *matrix, size_t i)
{
    return (size_t)(matrix->row_start[i + 1] - matrix->row_start[i]);
}

/* --- checking --- */

static quen_status check_extents(quen_context *ctx, const char *what, const quen_csr *m)
{
    if (m->n_rows == 0 || m->n_columns == 0)
        return quen__bad_argument(ctx, "%s: the matrix is empty: %zu rows, %zu columns",
                                  what, m->n_rows, m->n_columns);
    quen_status status =
        quen__extent_check(ctx, what, m->n_rows, 1, sizeof *m->row_start);
    if (status != QUEN_OK)
        return status;
    if (m->n_rows > MAX_ROWS)
        return quen__bad_argument(ctx, "%s: the matrix has %zu rows, more than %u", what,
                                  m->n_rows, MAX_ROWS);
    if (m->n_columns > MAX_COLUMNS)
        return quen__bad_argument(ctx, "%s: the matrix has %zu columns, more than %llu",
                                  what, m->n_columns, (unsigned long long)MAX_COLUMNS);
    return QUEN_OK;
}

/*
 * A row cannot have more entries than columns, which also bounds every offset before it
 * is used.
 */
static quen_status check_offsets(quen_context *ctx, const char *what, const quen_csr *m)
{
    if (m->row_start[0] != 0)
        return quen__bad_argument(ctx, "%s: row 0 starts at %llu, not 0", what,
                                  (unsigned long long)m->row_start[0]);
    for (size_t i = 0; i < m->n_rows; i++) {
        uint64_t from = m->row_start[i], to = m->row_start[i + 1];
        if (to < from)
            return quen__bad_argument(
                ctx, "%s: row %zu ends at %llu, before its start %llu", what, i,
                (unsigned long long)to, (unsigned long long)from);
        if (to - from > m->n_columns)
            return quen__bad_argument(
                ctx, "%s: row %zu has %llu entries, the matrix has %zu columns", what, i,
                (unsigned long long)(to - from), m->n_columns);
    }
    return QUEN_OK;
}

static quen_status check_row(quen_context *ctx, const char *what, const quen_csr *m,
                             size_t i)
{
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        uint32_t column = m->column[e];
        if (column >= m->n_columns)
            return quen__bad_argument(ctx, "%s: row %zu: column %u is not below %zu",
                                      what, i, column, m->n_columns);
        if (e > m->row_start[i] && column <= m->column[e - 1])
            return quen__bad_argument(
                ctx, "%s: row %zu: column %u follows column %u; columns must ascend",
                what, i, column, m->column[e - 1]);
        if (m->value && !(isfinite(m->value[e]) && m->value[e] > 0))
            return quen__bad_argument(
                ctx, "%s: row %zu, column %u: the value %g is not finite and above 0",
                what, i, column, m->value[e]);
    }
    return QUEN_OK;
}

quen_status quen__csr_check(quen_context *ctx, const char *what, const quen_csr *matrix)
{
    quen_status status = check_extents(ctx, what, matrix);
    if (status == QUEN_OK)
        status = check_offsets(ctx, what, matrix);
    for (size_t i = 0; status == QUEN_OK && i < matrix->n_rows; i++)
        status = check_row(ctx, what, matrix, i);
    return status;
}

/* --- transposing --- */

/* Offsets of the transpose, one place further on: filling moves each to its own. */
static void count_columns(const quen_csr *m, uint64_t *start)
{
    size_t n = quen__csr_entries(m);
    for (size_t e = 0; e < n; e++)
        if (m->column[e] + 2u <= m->n_columns)
            start[m->column[e] + 2u]++;
    for (size_t j = 2; j <= m->n_columns; j++)
        start[j] += start[j - 1];
}

quen_status quen__csr_transpose(quen__temp *temp, const quen_csr *matrix, quen_csr *out)
{
    size_t n = quen__csr_entries(matrix);
    uint64_t *start = quen__temp_zero(temp, matrix->n_columns + 1, sizeof *start);
    uint32_t *column = quen__temp_new(temp, n, sizeof *column);
    double *value = matrix->value ? quen__temp_new(temp, n, sizeof *value) : NULL;
    if (!start || !column || (matrix->value && !value))
        return QUEN_ERR_MEMORY;
    count_columns(matrix, start);
    for (size_t i = 0; i < matrix->n_rows; i++) {
        for (uint64_t e = matrix->row_start[i]; e < matrix->row_start[i + 1]; e++) {
            uint64_t to = start[matrix->column[e] + 1u]++;
            column[to] = (uint32_t)i;
            if (value)
                value[to] = matrix->value[e];
        }
    }
    *out = (quen_csr){matrix->n_columns, matrix->n_rows, start, column, value};
    return QUEN_OK;
}
