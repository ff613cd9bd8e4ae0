/* Segments of a log's customers, for figures. */
#ifndef PHP_QUEN_SEGMENTS_H
#define PHP_QUEN_SEGMENTS_H

#include "orders.h"

/*
 * The argument `segments`, whose names are put into `names` in the order of their
 * numbers. Options stay as they are where it is not given. False with an exception.
 */
bool pq_segments(pq_call *c, const pq_object *orders, HashTable *names,
                 quen_figures_options *options);

/* The key of the customer of a row of scores, or the number. */
void pq_put_rfm_customer(zval *to, const pq_handle *keys, const quen_rfm *rfm,
                         size_t row);

#endif
