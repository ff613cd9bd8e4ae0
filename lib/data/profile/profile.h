/*
 * A profile as the import sees it. All of it is data: lists of names, and rules that are
 * the same for every system; one compiled in and one read from text are of one form.
 *
 * What the rules mean, in this order: rows above and below the table are passed over;
 * empty cells are filled from the row above (fill_down: where the order's number is the
 * same or empty, for the customer, the order, times, the currency and the columns of
 * keep, drop and returns, never for money); KEEP and DROP choose rows; RETURNS makes
 * quantity and amount -|x|; PERCENT, LESS_LINE and REFUND_LINE change a row's amount;
 * TOTAL, LESS_ORDER and REFUND_ORDER change those of an order, spread by quen__spread().
 */
#ifndef QUEN_DATA_PROFILE_PROFILE_H
#define QUEN_DATA_PROFILE_PROFILE_H

#include "core/context.h"
#include "quen/profile.h"

#define QUEN__PROFILE_ROLES (QUEN_PROFILE_CURRENCY + 1)

/* Names of columns in order of preference, or values. */
typedef struct quen__profile_list {
    const char *const *at;
    size_t n;
} quen__profile_list;

/* What a rule is. The order is that of quen__profile_rule_heads. */
typedef enum quen__profile_kind {
    QUEN__PROFILE_MUST,
    QUEN__PROFILE_CUSTOMER_TEXT,
    QUEN__PROFILE_CUSTOMER_WHOLE,
    QUEN__PROFILE_CUSTOMER_PHONE,
    QUEN__PROFILE_CUSTOMER_EMAIL,
    QUEN__PROFILE_CUSTOMER_NAME,
    QUEN__PROFILE_KEEP,
    QUEN__PROFILE_DROP,
    QUEN__PROFILE_DROP_FILLED,
    QUEN__PROFILE_DROP_EMPTY,
    QUEN__PROFILE_RETURNS,
    QUEN__PROFILE_LESS_LINE,
    QUEN__PROFILE_PERCENT, /* only where the amount is price times quantity */
    QUEN__PROFILE_LESS_ORDER,
    QUEN__PROFILE_TOTAL,
    QUEN__PROFILE_REFUND_LINE, /* |x|, at most the row's amount */
    QUEN__PROFILE_REFUND_ORDER,
    QUEN__PROFILE_REFUND_QUANTITY,
    QUEN__PROFILE_KINDS
} quen__profile_kind;

typedef struct quen__profile_rule {
    quen__profile_kind kind;
    quen__profile_list columns;
    quen__profile_list values; /* of KEEP, DROP and RETURNS */
} quen__profile_rule;

/* A number that was not told. */
#define QUEN__PROFILE_UNTOLD (-1)

struct quen_profile {
    const char *name, *title, *origin; /* never NULL */
    /* Formats and dialect: NULL or UNTOLD where they are learned from the file. */
    const char *time_format, *thousands, *decimal_mark, *currency;
    const char *separator, *quoting, *encoding; /* words: see profile_form.h */
    int64_t decimals, skip_lines, fill_down;
    quen__profile_list roles[QUEN__PROFILE_ROLES]; /* of the customer: see the rules */
    quen__profile_list must_not, nobody;
    const quen__profile_rule *rules;
    size_t n_rules;
    int is_parsed;
    quen_allocator allocator; /* of one that was parsed: all of it is one block */
};

/* What the reader of CSV is told: a character; 1 for quotes as in RFC 4180, 2 for none; 1
 * to 5 for UTF-8, UTF-16, Windows-1252, Windows-1258 and Latin-1. 0 where it is found. */
uint32_t quen__profile_separator(const quen_profile *profile);
uint32_t quen__profile_quoting(const quen_profile *profile);
uint32_t quen__profile_encoding(const quen_profile *profile);

/* 1 if a name or value is another but for blanks around it and the case of ASCII. */
int quen__profile_same(const char *text, size_t size, const char *other);

/* The first of the names that a header has, as its place in it; n if it has none. */
size_t quen__profile_place(quen__profile_list names, const quen_key *header, size_t n);

#endif
