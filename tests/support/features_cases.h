/* What the tests of features share: a random log, a small one, attributes. */
#ifndef QUEN_TESTS_FEATURES_CASES_H
#define QUEN_TESTS_FEATURES_CASES_H

#include "support.h"

#define LINES 2500 /* of the random log */
#define CUSTOMERS 120
#define DAY INT64_C(86400)

/* A random number below n, always the same for i and `what`. */
uint64_t features_draw(size_t i, uint64_t what, uint64_t n);

/*
 * Orders with and without numbers, with lines hours apart, refunds, nobody; 1960 to 1974.
 */
quen_order_line features_line(size_t i);

/* A line from all its parts. */
quen_order_line features_line_of(const char *customer, const char *order,
                                 const char *item, int64_t time_s, int64_t quantity,
                                 int64_t amount);

/* Customers 101 to 105, one line each. */
quen_orders *features_five_orders(quen_context *ctx);

/* Numbers, byte strings and whole numbers for those customers: age, city and plan. */
void make_features_attributes(quen_attribute a[3]);

/* Arrays that those attributes name, for attributes that name them otherwise. */
extern const int64_t features_ids[];
extern const char features_city_bytes[];
extern const uint64_t features_city_offsets[];

/* The defaults with these attributes. */
quen_features_options features_with(const quen_attribute *a, size_t n);

#endif
