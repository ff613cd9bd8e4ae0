/* What the tests of the check share: a log without a fault, into which one is put. */
#ifndef QUEN_TESTS_CHECK_CASES_H
#define QUEN_TESTS_CHECK_CASES_H

#include "support.h"

#define CHECK_LINES 8192
#define CHECK_CUSTOMERS 40
#define CHECK_DAYS 360
/* The clean log begins here: 2026-01-01. */
#define CHECK_START INT64_C(1767225600)
#define DAY INT64_C(86400)

/* Lines, and room for the keys that they point to. */
typedef struct check_case {
    quen_order_line lines[CHECK_LINES];
    size_t n;
    char keys[3 * CHECK_LINES][16];
    size_t n_keys;
} check_case;

/* A line; NULL is no key. Quantity 1. */
quen_order_line *check_add(check_case *c, const char *customer, const char *order,
                           const char *item, int64_t time_s, int64_t amount);

/* A key written into the case: "C12". */
const char *check_key(check_case *c, const char *letter, size_t number);

/*
 * A shop without a fault: CHECK_CUSTOMERS customers with 9 orders each, numbered, of two
 * to four different items, over CHECK_DAYS days.
 */
void check_shop(check_case *c);

/* The lines as a finished log, checked. Both are the caller's to free. */
quen_check *check_run(quen_context *ctx, const check_case *c,
                      const quen_check_options *options);

/* The finding of a kind, its number in *at (NULL: not wanted); NULL if there is none. */
const quen_finding *check_find(const quen_check *check, uint32_t kind, size_t *at);

#endif
