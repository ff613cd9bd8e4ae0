/* Matrices of doubles, in and out. */
#ifndef PHP_QUEN_MATRIX_H
#define PHP_QUEN_MATRIX_H

#include "php_quen.h"

typedef struct pq_matrix {
    const double *x; /* n x d, row-major */
    size_t n, d;
    bool packed; /* it came as a string, and so do answers of it */
} pq_matrix;

/*
 * A list of rows, a string of packed numbers of d columns, or Features. `d`: the columns
 * that there must be; 0: as many as there are, of packed ones as the argument `columns`
 * says. False with an exception.
 */
bool pq_matrix_of(pq_call *c, const zval *value, const char *what, size_t d,
                  pq_matrix *m);

/* An argument that is a matrix, or n rows of answers, is one of these. */
bool pq_matrix_argument(pq_call *c, uint32_t number, size_t d, pq_matrix *m);

/* Room for answers of `width` numbers of a size a row; a packed one is filled in place.
 */
typedef struct pq_answers {
    zend_string *packed; /* or NULL */
    void *numbers;
} pq_answers;

pq_answers pq_answers_new(const pq_matrix *m, size_t width, size_t size);

/* Give them: rows of doubles, doubles, or the labels of clusters. */
void pq_answer_rows(zval *to, const pq_answers *a, size_t n, size_t width);
void pq_answer_doubles(zval *to, const pq_answers *a, size_t n);
void pq_answer_labels(zval *to, const pq_answers *a, size_t n);

/* They are not wanted after all. */
void pq_answers_free(pq_answers *a);

#endif
