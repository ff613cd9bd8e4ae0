/* What customers have, as a matrix of customers and items that are numbers. */
#include "php_quen.h"

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Baskets as a sparse matrix; `columns` is what its greatest number asks for, at least.
 */
static bool of_list(pq_call *c, const HashTable *baskets, const char *what, quen_csr *csr)
{
    uint64_t *starts = pq_memory_of(zend_hash_num_elements(baskets) + 1, sizeof *starts);
    uint32_t *columns;
    zval *basket, *item;
    size_t n = 0;

    ZEND_HASH_FOREACH_VAL((HashTable *)baskets, basket)
    {
        ZVAL_DEREF(basket);
        n +=
            Z_TYPE_P(basket) == IS_ARRAY ? zend_hash_num_elements(Z_ARRVAL_P(basket)) : 0;
    }
    ZEND_HASH_FOREACH_END();
    columns = pq_memory_of(n + 1, sizeof *columns);
    *csr = (quen_csr){0, 1, starts, columns, NULL};
    n = starts[0] = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)baskets, basket)
    {
        c->row = csr->n_rows;
        ZVAL_DEREF(basket);
        if (Z_TYPE_P(basket) != IS_ARRAY)
            return pq_wrong_at(c, what, "a list of item numbers", basket);
        ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(basket), item)
        {
            ZVAL_DEREF(item);
            if (Z_TYPE_P(item) != IS_LONG || Z_LVAL_P(item) < 0 ||
                Z_LVAL_P(item) > INT32_MAX)
                return pq_refuse_at(c, what, "an item is no number of 0..2^31 - 1");
            columns[n++] = (uint32_t)Z_LVAL_P(item);
            if (columns[n - 1] >= csr->n_columns)
                csr->n_columns = (size_t)columns[n - 1] + 1;
        }
        ZEND_HASH_FOREACH_END();
        qsort(columns + starts[csr->n_rows], n - starts[csr->n_rows], sizeof *columns,
              by_number);
        starts[++csr->n_rows] = n;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

static bool take_width(pq_call *c, quen_csr *csr)
{
    uint32_t number;
    zval *value = pq_argument(c->frame, "items", &number);
    zend_long given;

    if (!value || Z_TYPE_P(value) == IS_NULL)
        return true;
    if (!pq_long(c, number, &given))
        return false;
    if (given < (zend_long)csr->n_columns)
        return pq_refuse_at(c, "items", "a basket has a greater number");
    csr->n_columns = (size_t)given;
    return true;
}

/* What a split told may be looked at as if there were more items; the matrix is its own.
 */
bool pq_baskets(pq_call *c, const zval *value, const char *what, quen_csr *csr)
{
    const quen_csr *told;

    ZVAL_DEREF(value);
    told = pq_split_matrix(value);
    if (told)
        *csr = *told;
    else if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(
            c, what, "a list of lists of item numbers, or rows of Quen\\Split", value);
    else if (!of_list(c, Z_ARRVAL_P(value), what, csr))
        return false;
    return take_width(c, csr);
}
