/*
 * Rows with too many items have no part in what is learnt. The pairs of a row grow with
 * the square of its items: a till's key for everybody without a card, which has most of
 * the items there are, would take longer than all customers together, and say nothing.
 */
#include <string.h>

#include "math/csr.h"
#include "models/itemcf/itemcf_row.h"

/* Rows that have more than max_items, and the entries that all others have. */
static size_t count_left_out(const quen_csr *m, uint32_t max_items, size_t *n_entries)
{
    size_t n = 0;
    *n_entries = quen__csr_entries(m);
    for (size_t u = 0; max_items && u < m->n_rows; u++) {
        size_t degree = quen__csr_degree(m, u);
        if (degree <= max_items)
            continue;
        n++;
        *n_entries -= degree;
    }
    return n;
}

static void copy_rows(const quen_csr *m, uint32_t max_items, uint64_t *row_start,
                      uint32_t *column, double *value)
{
    uint64_t end = 0;
    row_start[0] = 0;
    for (size_t u = 0; u < m->n_rows; u++) {
        uint64_t from = m->row_start[u];
        size_t degree = quen__csr_degree(m, u);
        if (degree && degree <= max_items) {
            memcpy(column + end, m->column + from, degree * sizeof *column);
            if (value)
                memcpy(value + end, m->value + from, degree * sizeof *value);
            end += degree;
        }
        row_start[u + 1] = end;
    }
}

quen_status quen__itemcf_limit_rows(quen__temp *temp, const quen_csr *matrix,
                                    uint32_t max_items, quen_csr *kept,
                                    size_t *n_left_out)
{
    size_t entries;
    *kept = *matrix;
    *n_left_out = count_left_out(matrix, max_items, &entries);
    if (*n_left_out == 0)
        return QUEN_OK;
    uint64_t *row_start = quen__temp_new(temp, matrix->n_rows + 1, sizeof *row_start);
    uint32_t *column = quen__temp_new(temp, entries, sizeof *column);
    double *value = NULL;
    if (matrix->value)
        value = quen__temp_new(temp, entries, sizeof *value);
    if (!row_start || !column || (matrix->value && !value))
        return QUEN_ERR_MEMORY;
    copy_rows(matrix, max_items, row_start, column, value);
    *kept = (quen_csr){matrix->n_rows, matrix->n_columns, row_start, column, value};
    return QUEN_OK;
}
