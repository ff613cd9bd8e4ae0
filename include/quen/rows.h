/**
 * @file rows.h
 * What files and tables of order lines have in common: which of their rows are taken, and
 * what the texts of the customer's column are. quen/import.h and quen/arrow.h take both.
 *
 * @code
 * const char *const sold[] = {"purchase", "refund"};
 * const quen_import_filter only = {"event_type", sold, 2, 0, 0};
 * quen_import_options o;
 * quen_import_options_init(&o, sizeof o);
 * o.where = &only;
 * o.n_where = 1;
 * o.customer_kind = QUEN_IMPORT_KEY_PHONE;
 * o.country = "VN";
 * @endcode
 */
#ifndef QUEN_ROWS_H
#define QUEN_ROWS_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the texts of the customer's column are. */
enum {
    QUEN_IMPORT_KEY_TEXT = 0,  /**< Keys as they stand. */
    QUEN_IMPORT_KEY_WHOLE = 1, /**< Whole numbers, 17850 and 17850.0 alike, if all of the
                                    column are; else as they stand. */
    QUEN_IMPORT_KEY_PHONE = 2, /**< Telephone numbers: quen_parse_phone(). */
    QUEN_IMPORT_KEY_EMAIL = 3, /**< E-mail addresses: quen_parse_email(). */
    QUEN_IMPORT_KEY_NAME = 4   /**< Names of persons: quen_parse_name(). */
};

/**
 * Rows that are chosen by what one column says. Values are compared without blanks around
 * them, letters in any case. This struct never grows.
 */
typedef struct quen_import_filter {
    const char *column;        /**< The column's name; it must be there. */
    const char *const *values; /**< n_values texts. */
    size_t n_values;           /**< How many, at least 1. */
    uint32_t drop;     /**< 0: rows with one of the values stay; 1: they are left out. */
    uint32_t reserved; /**< 0. */
} quen_import_filter;

#ifdef __cplusplus
}
#endif

#endif
