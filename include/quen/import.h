/**
 * @file import.h
 * From a file that other software wrote to an order log: bytes in, lines out.
 *
 * A file is understood by quen_csv, its columns by quen_format, the system that it comes
 * from by quen_profile. What was understood is told, a line for each column; what is in
 * doubt is refused with both readings and what to say instead; a row that cannot be read
 * is an error that names it, or is left out and counted if that is asked for.
 *
 * The caller says which column is what, or which profile does; told neither, the header
 * is held against the profiles that are compiled in. What the caller says goes before
 * what the profile says. Rows go through these steps:
 *
 *  - fill_down: an empty cell of the order, the customer, a time, the currency, or of a
 *    column by which a profile chooses rows, repeats the row above where the order's
 *    number and the time are equal or empty too. Never money.
 *  - filters: `where`, then those of the profile.
 *  - formats: how times, money, quantities and keys are written is learned from the
 *    columns. Until all are decided the texts of the columns that are used are kept, at
 *    the most those of the whole file.
 *  - the profile's rules: returns, percentages, discounts, refunds; and those of whole
 *    orders, spread over their rows. With the latter all rows are kept to the end.
 *  - customers: as they stand, as whole numbers, telephone numbers, e-mail addresses or
 *    names. A cell that is none stays as it stands, is counted and told.
 *
 * The rows of the same bytes give the same log and the same sentences, wherever the
 * blocks are cut. A log is made by quen_import_finish() or not at all.
 *
 * @code
 * const char *bytes = "bill,who,item,when,cost\n1,An,Tea,2026-03-01 08:00,2.50\n";
 * quen_import_options o;
 * quen_import *import = NULL;
 * quen_orders *orders = NULL;
 * quen_import_options_init(&o, sizeof o);
 * o.customer = "who";
 * o.order = "bill";
 * o.item = "item";
 * o.time = "when";
 * o.amount = "cost";
 * if (quen_import_new(ctx, &o, &import) ||
 *     quen_import_push(ctx, import, bytes, strlen(bytes)) ||
 *     quen_import_finish(ctx, import, &orders) || quen_orders_finish(ctx, orders))
 *     puts(quen_context_message(ctx));
 * for (size_t i = 0; i < quen_import_n_told(import); i++)
 *     puts(quen_import_told(import, i));
 * quen_orders_free(orders);
 * quen_import_free(import);
 * @endcode
 */
#ifndef QUEN_IMPORT_H
#define QUEN_IMPORT_H

#include "csv.h"
#include "format.h"
#include "orders.h"
#include "profile.h"
#include "rows.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A file on its way into a log. One thread at a time may use it. */
typedef struct quen_import quen_import;

/**
 * How a file is to be read. Fill with quen_import_options_init(), then edit. All that is
 * pointed to is borrowed until quen_import_free().
 */
typedef struct quen_import_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t decimals;    /**< Amounts are whole numbers of 10^-decimals of the currency,
                               0..QUEN_DECIMALS_MAX. Default UINT32_MAX: the profile's, or
                               2. */
    uint32_t quantity_decimals; /**< Quantities likewise, 0..QUEN_DECIMALS_MAX; one with
                                     more decimals is bad. Without a column, 1 each.
                                     Default 0. */
    uint32_t customer_kind;     /**< QUEN_IMPORT_KEY_*. Default TEXT: or, of a column that
                                     a profile names, the profile's. */
    uint32_t fill_down;         /**< 1: empty cells repeat the row above: see above. Needs
                                     an order's column. Default 0: or as the profile
                                     says. */
    uint32_t skip_bad;          /**< 1: bad rows are left out and counted. Default 0: the
                                     first is an error. */
    int32_t utc_offset_s;       /**< The clock of times without a zone less UTC,
                                     -86400..86400; the log's clock. Default 0. */
    uint32_t reserved;          /**< 0. */
    const char *customer;       /**< Name of the column of customers. Default NULL: the
                                     profile's, or none. */
    const char *order;          /**< Of order numbers. Default NULL: likewise. */
    const char *item;           /**< Of items. Required. Default NULL: the profile's. */
    const char *time;           /**< Of times, or of days beside `clock`. Required.
                                     Default NULL: the profile's. */
    const char *clock;          /**< Of times of day: joined to `time` by a blank. Default
                                     NULL: the profile's, or none. */
    const char *quantity;       /**< Of quantities; none: 1 each. Default NULL: the
                                     profile's, or none. */
    const char *amount;         /**< Of money of the row. Default NULL: the profile's, or
                                     none. */
    const char *price;          /**< Of money of one piece; not with `amount`; neither:
                                     money is not told. Default NULL: the profile's, or
                                     none. */
    const char *currency;       /**< The currency's code, such as "VND". Default NULL: the
                                     profile's, or what the file shows. */
    const char *country;        /**< PHONE: as in quen_phone_options. Default NULL:
                                     none. */
    const char *time_format;    /**< As in quen_format_options. Default NULL: the
                                     profile's, or learned. */
    const char *thousands;      /**< As in quen_format_options, for all money. Default
                                     NULL: the profile's, or learned. */
    const char *decimal_mark;   /**< As in quen_format_options, for money and quantities.
                                     Default NULL: the profile's, or learned. */
    const char *saved;          /**< What quen_import_saved() of an earlier file of the
                                     same kind gave; what is stated above goes before it.
                                     Default NULL: nothing. */
    const quen_zone *zone;      /**< That clock as a table, which is copied; not with
                                     utc_offset_s. Default NULL: utc_offset_s. */
    const quen_order_rules *rules;   /**< The log's rules. Default NULL: the defaults. */
    const quen_import_filter *where; /**< n_where filters; a row must pass all. Default
                                          NULL: none. */
    size_t n_where;                  /**< How many. Default 0. */
    const quen_profile *profile;     /**< What the file looks like. Default NULL: found by
                                          the header if no column is named. */
    const quen_csv_options *csv;     /**< How the file is written; columns and optional
                                          are NULL. Default NULL: found. */
} quen_import_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_import_options_init(quen_import_options *options, size_t size);

/** What became of the rows. Fill with quen_import_counts_init(). */
typedef struct quen_import_counts {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    uint64_t rows;        /**< Rows of the file, bad ones included; totals, footers and
                               empty ones not. */
    uint64_t kept;        /**< Rows that became lines of the log. */
    uint64_t filtered;    /**< Rows that filters left out. */
    uint64_t skipped;     /**< Bad rows that were left out. */
    uint64_t filled;      /**< Cells that repeat the row above. */
    uint64_t rounded;     /**< Numbers that had more digits than decimals. */
    uint64_t twice;       /**< Local times that exist twice: the earlier was taken. */
    uint64_t moved;       /**< Local times that do not exist: moved forward. */
    uint64_t odd;         /**< Customers that are not of the kind that was asked for, and
                               stay as they stand. */
} quen_import_counts;

/** Fill `counts` with zeros; `size` is sizeof *counts. */
QUEN_API void quen_import_counts_init(quen_import_counts *counts, size_t size);

/** Bad rows of one sort that were left out. This struct never grows. */
typedef struct quen_import_skipped {
    const char *reason;  /**< What is wrong with them. */
    const char *column;  /**< In which column; "" in the row as a whole. */
    const char *example; /**< What the first has there, in quotes and cut short. */
    uint64_t rows;       /**< How many rows. */
    uint64_t first_line; /**< The line of the first. */
} quen_import_skipped;

/**
 * Begin to import a file.
 *
 * @param options  What is to be read. NULL: the defaults, by which the header shows it.
 * @param out      Receives an import the caller frees with quen_import_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  An option is outside its limits or contradicts another one,
 *                            or some columns are named, but not the item's or the
 *                            time's.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_import_new(quen_context *ctx,
                                                  const quen_import_options *options,
                                                  quen_import **out);

/** Free an import. NULL is allowed. */
QUEN_API void quen_import_free(quen_import *import);

/**
 * Give the next bytes of the file.
 *
 * @param bytes  Borrowed until return.
 * @param size   How many, 0 or more.
 *
 * @retval QUEN_ERR_ARGUMENT  A column is not there or there twice, the header is of no
 *                            known system and no column was named, a row is bad, a column
 *                            may be read in two ways, there are two currencies, or as
 *                            quen_csv_take(). Rows in a column's sentence are lines of
 *                            the file. Or the import was finished, failed before, or was
 *                            made with another allocator.
 * @retval QUEN_ERR_FORMAT    As quen_csv_take().
 * @retval QUEN_ERR_OVERFLOW  As quen_orders_add(), or an order's amounts add up to too
 *                            much.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(size). Memory: that of the reader, the log, and at least 16384 rows of the
 * columns that are used; more until their formats are decided: see above.
 */
QUEN_CHECKED QUEN_API quen_status quen_import_push(quen_context *ctx, quen_import *import,
                                                   const void *bytes, size_t size);

/**
 * Say that the file ends here, and take the log.
 *
 * @param out  Receives a log that is not finished, its money told; the caller frees it
 *             with quen_orders_free(). NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_FORMAT, QUEN_ERR_OVERFLOW, QUEN_ERR_MEMORY  As
 *                            quen_import_push().
 */
QUEN_CHECKED QUEN_API quen_status quen_import_finish(quen_context *ctx,
                                                     quen_import *import,
                                                     quen_orders **out);

/** How many things were understood; 0 before quen_import_finish(). */
QUEN_API size_t quen_import_n_told(const quen_import *import);

/**
 * One thing that was understood, in a line: those of the file, the profile, filters, then
 * one for each column that is used; NULL if there is no such number.
 */
QUEN_API const char *quen_import_told(const quen_import *import, size_t told);

/**
 * The formats that were learned, as a text for quen_import_options.saved: a line for each
 * column, its role, a colon and what quen_format_saved() gave.
 *
 * @return  UTF-8, "" before quen_import_finish().
 */
QUEN_API const char *quen_import_saved(const quen_import *import);

/** Count the rows so far. Time O(1). */
QUEN_API void quen_import_get_counts(const quen_import *import,
                                     quen_import_counts *counts);

/** How many sorts of bad rows were left out so far. */
QUEN_API size_t quen_import_n_skipped(const quen_import *import);

/**
 * One sort of bad rows, in the order in which they were seen.
 *
 * @param skipped  Receives it, its texts good until the import is next called.
 * @return         1, or 0 if there is no such number: `skipped` is unchanged.
 */
QUEN_API int quen_import_get_skipped(const quen_import *import, size_t i,
                                     quen_import_skipped *skipped);

/** The profile that was given or found; NULL if there is none. */
QUEN_API const quen_profile *quen_import_profile(const quen_import *import);

#ifdef __cplusplus
}
#endif

#endif
