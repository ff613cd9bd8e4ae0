/**
 * @file link.h
 * Who is who: which rows of a table, or of two, are of one person, and why.
 *
 * A customer who gave a name with a typing error, or another telephone number, is two
 * customers to everything that counts. Rows that agree in what somebody said to look at
 * (blocks) are compared field by field; how much each agreement tells is learned from the
 * rows themselves (Fellegi and Sunter 1969).
 *
 * Every field of a pair is at one of four levels: unknown, different, close, equal. How
 * often strangers are at each is counted (`u`), how often one person's rows are is
 * estimated from the pairs (`m`), and log2(m / u) are the bits that the level tells. With
 * the bits of the prior, that any two rows are of one person at all, they are the chance:
 *
 *     chance = 1 / (1 + 2^-(prior_bits + bits of all fields))
 *
 * @code
 * const int64_t born[4] = {19900131, 19850702, 19900113, 19850702};
 * const int64_t phone[4] = {912345678, 987654321, 912345678, 911222333};
 * quen_link_field fields[2] = {
 *     {"born", {born, NULL, NULL, NULL}, QUEN_LINK_KIND_DATE, 1},
 *     {"phone", {phone, NULL, NULL, NULL}, QUEN_LINK_KIND_EXACT, 2}};
 * quen_links *links = NULL;
 * if (quen_link_find(ctx, fields, 2, 4, NULL, &links) == QUEN_OK)
 *     for (size_t i = 0; i < quen_links_n_links(links); i++)
 *         printf("%u and %u: %.2f\n", quen_links_link(links, i)->a,
 *                quen_links_link(links, i)->b, quen_links_link(links, i)->chance);
 * quen_links_free(links);
 * @endcode
 */
#ifndef QUEN_LINK_H
#define QUEN_LINK_H

#include "key.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Rows that were compared, and what was learned from them. Does not change once made. */
typedef struct quen_links quen_links;

/** How values of a field are compared. */
enum {
    QUEN_LINK_KIND_TEXT = 0,   /**< Words: close if Jaro-Winkler is .88 or more. Case,
                                    marks and blanks do not count; but texts whose marks
                                    contradict one another are close, not equal. */
    QUEN_LINK_KIND_NAME = 1,   /**< A name of a person, read by quen_parse_name(), in any
                                    order of words; then as TEXT. */
    QUEN_LINK_KIND_NUMBER = 2, /**< Digits and letters, what is between them left out:
                                    close if one is changed, lacks, or is swapped with the
                                    next. */
    QUEN_LINK_KIND_DATE = 3,   /**< A date as quen_parse_time() reads it, or a number such
                                    as 19900131: close as NUMBER, or if day and month are
                                    swapped. What is no date is compared by its digits. */
    QUEN_LINK_KIND_EXACT = 4   /**< The key as it stands, such as a telephone number of
                                    quen_parse_phone(): equal or different. Rows where it
                                    differs are never in one group. */
};

/** Fields of a comparison at most. */
#define QUEN_LINK_MAX_FIELDS 16

/** A field of the rows. This struct never grows. */
typedef struct quen_link_field {
    const char *name;       /**< For messages: 1..255 bytes, and no other field's. */
    quen_key_column values; /**< n values; rows without a key are unknown, as are "", and
                                 the texts that logs take for nobody ("NULL", "nan"). */
    uint32_t kind;          /**< QUEN_LINK_KIND_*. */
    uint32_t blocks;        /**< Bit k: the field is a part of block key k. Rows that are
                                 equal in all fields of a block key are compared; a row
                                 where one is unknown is not in it. If no field has any,
                                 each is a block key of its own. */
} quen_link_field;

/** Settings of quen_link_find(). Fill with quen_link_options_init(), then edit. */
typedef struct quen_link_options {
    uint32_t struct_size;    /**< Written by init; leave alone. */
    uint32_t all_alike;      /**< 1: equality of a frequent value tells as much as that of
                                  a rare one. Default 0: each as its share of rows has it,
                                  for texts, names and numbers. */
    uint64_t n_first;        /**< Rows of the first table, which come first: pairs only go
                                  from one table to the other. 0..n. Default 0: one table,
                                  whose rows may be of one person. */
    double min_chance;       /**< Links of a lower chance are left out, 0..1. Default
                                  0.5. */
    uint64_t seed;           /**< Of the random pairs. Default 0. */
    uint64_t random_pairs;   /**< Pairs that tell what strangers are like, 1..1000000000.
                                  If there are no more, all. Default 60000. */
    uint64_t max_block_rows; /**< Rows that are equal in a block key are left out of it if
                                  they are more, 2..1000000: quen_links_report tells how
                                  many pairs that was. Default 1000. */
    uint64_t max_pairs;      /**< Pairs to be compared at most, 1..4294967296: if there
                                  are more, max_block_rows is lowered until there are not.
                                  Default 67108864. */
} quen_link_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_link_options_init(quen_link_options *options, size_t size);

/** Reasons a link carries at most. */
#define QUEN_LINK_REASONS 3

/** Two rows that may be of one person. This struct never grows. */
typedef struct quen_link {
    uint32_t a;         /**< A row; of two tables one of the first. */
    uint32_t b;         /**< A later row, counted from the first one of all. */
    double chance;      /**< That they are of one person, 0..1: 1 / (1 + 2^-(prior_bits +
                             weights + rest)). */
    uint32_t n_reasons; /**< Entries in use: fewer if fewer fields tell something. */
    uint32_t reasons[QUEN_LINK_REASONS]; /**< The fields that tell most, for or against,
                                              most first. */
    double weights[QUEN_LINK_REASONS];   /**< What each tells, in bits; below 0:
                                              against. */
    double rest;                         /**< What all other fields tell together. */
} quen_link;

/** What was learned of a field. This struct never grows. */
typedef struct quen_link_levels {
    double known;       /**< Share of compared pairs where both values are known, 0..1. */
    double u_different; /**< Of two strangers' known values, the share that differ. */
    double u_close;     /**< The share that are close. */
    double u_equal;     /**< The share that are equal. */
    double m_different; /**< Of the known values of one person, the share that differ. */
    double m_close;     /**< The share that are close. */
    double m_equal;     /**< The share that are equal. */
} quen_link_levels;

/** Of a comparison. Fill with quen_links_report_init(), then pass to
 * quen_links_get_report(). */
typedef struct quen_links_report {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t converged;       /**< 1: what was learned stayed as it was at the end; 0: it
                                   still moved after 200 rounds. */
    uint64_t pairs;           /**< Pairs that were compared. */
    uint64_t pairs_left_out;  /**< Pairs in blocks of too many rows. One that is in two of
                                   them counts twice, one in a small block too was
                                   compared. */
    uint64_t blocks_left_out; /**< How many such blocks there were. */
    uint64_t block_rows;      /**< Rows that a block could have: max_block_rows, or
                                   less. */
    uint64_t links;           /**< Links that were found. */
    double pairs_of_one;      /**< Pairs of one person among those compared, as the
                                   chances add up. */
    double prior_bits;        /**< log2 of the odds that two rows are of one person. */
} quen_links_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_links_report_init(quen_links_report *report, size_t size);

/**
 * Find the rows that may be of one person.
 *
 * `u` of equality is counted over all pairs, that of the other levels over random ones;
 * `m` and the prior are estimated on the compared pairs by EM with `u` held fixed. All
 * other pairs count as of two persons: the prior is of any two rows, not of those of a
 * block, who are strangers that agree in something more often than not. So
 * that few pairs do not decide alone, `m` begins as if ten pairs of one person had been
 * seen, .9 of them equal, .07 close.
 *
 * The equality of a value that a share f of the rows has tells log2(m_equal / f), less
 * than that of a rare one, unless all_alike is set.
 *
 * @param fields   n_fields columns of n values each.
 * @param n        Rows; those of a second table behind those of the first.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives links the caller frees with quen_links_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   There is no field or more than QUEN_LINK_MAX_FIELDS, a name
 *                             is missing or there twice, a kind is none, a column is
 *                             missing or has both numbers and strings, its offsets
 *                             descend, a value is too long, as it is or in small letters,
 *                             or no UTF-8 (the message names field and row); or a
 *                             setting is outside its limits.
 * @retval QUEN_ERR_OVERFLOW   There are more than 2^31 rows, or the texts of a field more
 *                             than 2^32 - 1 letters.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(values + pairs x fields); reading values is one thread's work, comparing is
 * shared between the context's threads. Memory 8 bytes a value and the texts, at 4 bytes
 * a letter, each once; 64 a link; meanwhile 28 a pair and 96 a link. Closeness of texts
 * is that of their first 64 letters.
 *
 * Sources: Fellegi and Sunter, "A theory for record linkage", 1969; Winkler, "Using the
 * EM algorithm for weight computation", 1988; Jaro 1989; Winkler 1990.
 */
QUEN_CHECKED QUEN_API quen_status quen_link_find(quen_context *ctx,
                                                 const quen_link_field *fields,
                                                 size_t n_fields, size_t n,
                                                 const quen_link_options *options,
                                                 quen_links **out);

/** Free links. NULL is allowed. */
QUEN_API void quen_links_free(quen_links *links);

/** Links that were found. */
QUEN_API size_t quen_links_n_links(const quen_links *links);

/** A link; those of the highest chance come first, of equal ones those of lower a, then
 * b. NULL if there is no such link. */
QUEN_API const quen_link *quen_links_link(const quen_links *links, size_t link);

/** Rows that were looked at, n. */
QUEN_API size_t quen_links_n_rows(const quen_links *links);

/** Fields that were compared. */
QUEN_API size_t quen_links_n_fields(const quen_links *links);

/** The name of a field; NULL if there is no such field. */
QUEN_API const char *quen_links_field_name(const quen_links *links, size_t field);

/** What was learned of a field; NULL if there is no such field. */
QUEN_API const quen_link_levels *quen_links_levels(const quen_links *links, size_t field);

/** How the comparison went. */
QUEN_API void quen_links_get_report(const quen_links *links, quen_links_report *report);

/**
 * Compare any two rows by what was learned: why they are a link, or none.
 *
 * @param a, b  Two rows below quen_links_n_rows().
 * @param out   Receives the comparison, with a < b.
 *
 * @retval QUEN_ERR_ARGUMENT  There is no such row, or both are one.
 *
 * Time O(fields).
 */
QUEN_CHECKED QUEN_API quen_status quen_links_compare(quen_context *ctx,
                                                     const quen_links *links, uint32_t a,
                                                     uint32_t b, quen_link *out);

/* --- groups --- */

/** Settings of quen_links_groups(). Fill with quen_link_groups_options_init(), then edit.
 */
typedef struct quen_link_groups_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t one_to_one;  /**< 1: of two tables, a group has at most one row of each.
                               Default 0. */
    double min_chance;    /**< Links of a lower chance join nothing, 0..1. Default 0.9. */
    double veto_chance;   /**< Two rows of a lower chance are never in one group, 0..1.
                               Default 0.01. */
    uint64_t max_rows;    /**< Rows of a group at most, 2..10000. Default 100. */
} quen_link_groups_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_link_groups_options_init(quen_link_groups_options *options,
                                            size_t size);

/** Of grouping. Fill with quen_link_groups_report_init(), then pass to
 * quen_links_groups(). */
typedef struct quen_link_groups_report {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    uint64_t groups;      /**< Groups, those of one row included. */
    uint64_t largest;     /**< Rows of the largest one. */
    uint64_t vetoed;      /**< Links of min_chance or more whose rows are in two groups,
                               since some of these contradict one another. */
    uint64_t too_large;   /**< The same, since the group would have more than max_rows. */
} quen_link_groups_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_link_groups_report_init(quen_link_groups_report *report, size_t size);

/**
 * Join rows into groups of one person, link by link, those of the highest chance first.
 * Two groups stay apart if any row of one and any of the other contradict one another: if
 * they differ in an EXACT field, or their chance is below veto_chance. So a chain of
 * likenesses joins no two strangers.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param groups   Receives quen_links_n_rows() numbers: of each row, the first row of its
 *                 group, which quen_orders_merge_customers() takes if rows are customers.
 * @param report   Receives how it went; NULL: not wanted.
 *
 * @retval QUEN_ERR_ARGUMENT   A setting is outside its limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n + pairs of rows within groups x fields) and at most that for each vetoed link.
 * Scratch 16 bytes a row and 4 for each of its EXACT fields.
 */
QUEN_CHECKED QUEN_API quen_status quen_links_groups(
    quen_context *ctx, const quen_links *links, const quen_link_groups_options *options,
    uint32_t *groups, quen_link_groups_report *report);

#ifdef __cplusplus
}
#endif

#endif
