/* Rows that are compared: their values as numbers, and what levels tell. */
#ifndef QUEN_DATA_LINK_LINK_STATE_H
#define QUEN_DATA_LINK_LINK_STATE_H

#include "core/alloc.h"
#include "core/parallel.h"
#include "quen/link.h"

/* In place of a value: it is not known. */
#define QUEN__LINK_UNKNOWN UINT32_MAX
/* Letters that closeness looks at. */
#define QUEN__LINK_LETTERS 64u
#define QUEN__LINK_LEVELS 4u
/* Bits of a level in a pattern. */
#define QUEN__LINK_LEVEL_BITS 2u

/* How alike two values are. One of them is not known; else as the kind has it. */
enum {
    QUEN__LINK_NOT_KNOWN = 0,
    QUEN__LINK_DIFFERENT = 1,
    QUEN__LINK_CLOSE = 2,
    QUEN__LINK_EQUAL = 3
};

/* The different values of a field. */
typedef struct quen__link_values {
    uint32_t kind;
    uint32_t has_marks; /* 1: some values have marks that do not count for equality */
    size_t n;
    uint32_t *start;   /* n + 1: where the letters of each begin; NULL of EXACT */
    uint32_t *letters; /* at most QUEN__LINK_LETTERS of each */
    uint64_t *set;     /* which letters there are, a bit each, some of them sharing one */
    double *bits;      /* of equality, beyond those of the level; NULL: none */
} quen__link_values;

struct quen_links {
    quen_allocator allocator;
    size_t n, n_first, n_fields; /* n_first is 0 of one table */
    char *names;                 /* of the fields, each with a zero byte */
    quen__link_values values[QUEN_LINK_MAX_FIELDS];
    uint32_t *value; /* n x n_fields */
    uint32_t *mark;  /* n x n_fields: which spelling with marks; 0: without. Or NULL */
    quen_link_levels levels[QUEN_LINK_MAX_FIELDS];
    double bits[QUEN_LINK_MAX_FIELDS][QUEN__LINK_LEVELS];
    quen_link *links;
    quen_links_report report;
};

/* QUEN_ERR_ARGUMENT unless a setting is a chance. */
quen_status quen__link_check_chance(quen_context *ctx, const char *option, double value);

/* --- values --- */

/* Read the columns, which were checked, into `links`. */
quen_status quen__link_read(quen_context *ctx, const quen_link_field *fields,
                            quen_links *links);

/* --- comparing --- */

uint32_t quen__link_level(const quen_links *links, size_t field, uint32_t a, uint32_t b);

/* The levels of all fields, that of field f at bit 2f. */
uint32_t quen__link_pattern(const quen_links *links, uint32_t a, uint32_t b);

/* The level of a field in a pattern. */
static inline uint32_t quen__link_level_of(uint32_t pattern, size_t field)
{
    return pattern >> field * QUEN__LINK_LEVEL_BITS & (QUEN__LINK_LEVELS - 1);
}

/* Jaro-Winkler of two texts of at most QUEN__LINK_LETTERS letters; and 1 if one edit or
 * swap of neighbours makes one of the other. */
double quen__link_jaro_winkler(const uint32_t *a, size_t n_a, const uint32_t *b,
                               size_t n_b);
int quen__link_one_edit(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b);

/* What a pair of a pattern tells, as a link. */
quen_link quen__link_told(const quen_links *links, uint32_t a, uint32_t b,
                          uint32_t pattern);

/* --- pairs --- */

/* Pairs to compare, a << 32 | b, ascending. */
typedef struct quen__link_pairs {
    size_t n;
    int64_t *pair;
    int64_t *spare; /* room for as many */
} quen__link_pairs;

/* Those of the block keys. What is left out goes to the report of `links`. */
quen_status quen__link_block(quen__temp *temp, quen_links *links,
                             const uint32_t *fields_of_key, size_t n_keys,
                             const quen_link_options *options, quen__link_pairs *out);

/* --- learning --- */

/*
 * Learn u, m and the prior from pairs with these patterns; `sorted` has room for as many
 * numbers, and so has `scratch`.
 */
quen_status quen__link_learn(quen__temp *temp, quen_links *links,
                             const quen_link_options *options, const uint32_t *pattern,
                             size_t n, int64_t *sorted, int64_t *scratch);

#endif
