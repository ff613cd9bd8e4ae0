/* What the tests of the offers' fit share: small dense matrices, and a larger shop. */
#ifndef QUEN_TESTS_ITEMCF_CASES_H
#define QUEN_TESTS_ITEMCF_CASES_H

#include "support.h"

#define MOST_ROWS 24 /* of a dense matrix */
#define MOST_ITEMS 12
#define SHOP_ITEMS 700
#define SHOP_CUSTOMERS 900

/* A small dense matrix, 0 where nothing was bought, and room for it as a sparse one. */
typedef struct itemcf_dense {
    size_t n_rows, n_items;
    double x[MOST_ROWS][MOST_ITEMS];
    uint64_t row_start[MOST_ROWS + 1];
    uint32_t column[MOST_ROWS * MOST_ITEMS];
    double value[MOST_ROWS * MOST_ITEMS];
} itemcf_dense;

/* A fit: of what, how, and what it gave the first time. */
typedef struct itemcf_expected {
    quen_csr matrix;
    quen_itemcf_options options;
    quen_itemcf *model;
} itemcf_expected;

quen_itemcf_options itemcf_options(uint32_t method);

/* A model that was fitted; fails the test if none came. */
quen_itemcf *fit_itemcf(quen_context *ctx, const quen_csr *matrix,
                        const quen_itemcf_options *options);

itemcf_dense itemcf_random_dense(uint64_t seed, int valued);

/* The same as a sparse matrix, which lies in `d`. */
quen_csr itemcf_csr_of(itemcf_dense *d, int valued);

/* Few items sell often, most seldom. The matrix has no values; here are some for it. */
quen_csr itemcf_shop_csr(void);
extern double itemcf_shop_value[SHOP_CUSTOMERS * 64];

#endif
