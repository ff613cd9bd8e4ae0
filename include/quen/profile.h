/**
 * @file profile.h
 * What the export of a shop's own software looks like: which column is what, which rows
 * are no sales, how refunds and discounts are written.
 *
 * Profiles of common systems are compiled in; a shop writes one of its own as short lines
 * of text, in the same form in which those are printed.
 *
 * @code
 * const quen_key header[] = {
 *     quen_key_text("Date"), quen_key_text("Time"), quen_key_text("Time Zone"),
 *     quen_key_text("Item"), quen_key_text("Qty"), quen_key_text("Gross Sales"),
 *     quen_key_text("Net Sales"), quen_key_text("Transaction ID")};
 * const quen_profile *profile = quen_profile_match(header, 8);
 * if (profile)
 *     printf("looks like %s\n", quen_profile_title(profile));
 * @endcode
 *
 * The text. A line is a key, a colon and what it is; values are parted by |, one that
 * is empty or has | or = in it, or blanks or quotes at its ends, stands in double quotes
 * (a quote within is written twice). Empty lines and lines that begin with # are passed
 * over. Of several names of columns the first that the file has is taken. Names and
 * values are compared without blanks around them, letters in any case.
 *
 * @verbatim
 * profile: my_till                    its name: a-z, 0-9 and _
 * title: My till, sales by line       for people
 * from: Reports > Sales > Download    where the file comes from
 * must: Receipt | Bon                 the file has one of these; any number of lines
 * must_not: Payment type              it has none of these
 * customer text: Card number          who bought. The kind of key is one of text, whole,
 * customer phone: Phone               phone, email, name; the first whose column is there
 * order: Receipt | Bon                the roles: order, item, item_name, time,
 * item: Article                       time_of_day, time_zone, quantity, amount, price,
 * time: Date                          currency_column. An item and a time there must be
 * nobody: Guest | "0"                 customers who are nobody
 * time_format: %d/%m/%Y %H:%M         as in quen_format_options
 * thousands: .                        what parts thousands; "" if nothing does
 * decimal_mark: ,                     what parts decimals
 * decimals: 0                         decimals of the currency
 * currency: VND                       its code
 * separator: tab                      comma, semicolon, tab, bar, colon or blanks
 * quoting: none                       none or standard
 * encoding: windows_1258              utf8, utf16, windows_1252, windows_1258, latin1
 * skip_lines: 3                       lines above the header
 * fill_down: yes                      empty cells of an order repeat the row above
 * keep: Type = Sale | Return          rows with another value are passed over
 * drop: Status = Void                 rows with such a value are passed over,
 * drop filled: Cancelled at           with any value in this column,
 * drop empty: Article                 with none
 * returns: Type = Return              quantity and amount are negative, however written
 * less line: Line discount            money taken off the row's amount
 * percent line: Discount %            the same in percent, of price times quantity
 * less order: Discount                off the order's amounts
 * total order: Subtotal               what the order's amounts add up to
 * refund line: Refund                 money given back, at most what is left
 * refund order: Refund
 * refund quantity: Pieces refunded    pieces given back
 * @endverbatim
 *
 * Money of an order (less, total, refund) stands on its first row or on each; it is
 * spread over the rows by their amounts, to the exact sum. What the file does not have
 * is passed over, a key that is not there is learned from the file.
 */
#ifndef QUEN_PROFILE_H
#define QUEN_PROFILE_H

#include "context.h"
#include "key.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is known of one kind of file. Does not change: any number of threads may read it.
 */
typedef struct quen_profile quen_profile;

/** What a column is. */
typedef enum quen_profile_role {
    QUEN_PROFILE_CUSTOMER = 0,    /**< Who bought. */
    QUEN_PROFILE_ORDER = 1,       /**< The order's number. */
    QUEN_PROFILE_ITEM = 2,        /**< What was bought. */
    QUEN_PROFILE_ITEM_NAME = 3,   /**< What people call it, where the item is a code. */
    QUEN_PROFILE_TIME = 4,        /**< When; a day if there is a time of day. */
    QUEN_PROFILE_TIME_OF_DAY = 5, /**< The clock, beside a day. */
    QUEN_PROFILE_TIME_ZONE = 6,   /**< Whose clock. */
    QUEN_PROFILE_QUANTITY = 7,    /**< How many. */
    QUEN_PROFILE_AMOUNT = 8,      /**< Money of the row. */
    QUEN_PROFILE_PRICE = 9,       /**< Money of one piece, for files without an amount. */
    QUEN_PROFILE_CURRENCY = 10    /**< The code of the currency. */
} quen_profile_role;

/** Most bytes of a profile's text. */
#define QUEN_PROFILE_MAX_SIZE 65536

/** How many profiles are compiled in. */
QUEN_API size_t quen_n_profiles(void);

/** A profile that is compiled in, by number; NULL out of range. */
QUEN_API const quen_profile *quen_profile_at(size_t i);

/** A profile that is compiled in, by name, such as "square"; NULL if there is none. */
QUEN_API const quen_profile *quen_profile_find(const char *name);

/**
 * Tell whether a file has the columns that a profile asks for, and none that it must not
 * have. Blanks around names, and the case of ASCII letters, do not count.
 *
 * @param header  n names in UTF-8; keys that are no byte strings are passed over.
 * @return        1 if it is such a file. 0 for a profile that asks for nothing.
 *
 * Time O(n x names of the profile).
 */
QUEN_API int quen_profile_fits(const quen_profile *profile, const quen_key *header,
                               size_t n);

/**
 * Find what a file looks like: of the profiles compiled in that it fits, the one that
 * knows most of its columns.
 *
 * @param header  n names, as for quen_profile_fits().
 * @return        NULL if it fits none.
 */
QUEN_API const quen_profile *quen_profile_match(const quen_key *header, size_t n);

/** The name by which it is asked for, such as "square". */
QUEN_API const char *quen_profile_name(const quen_profile *profile);

/** What people call it, such as "Square, items detail"; "" if that was not told. */
QUEN_API const char *quen_profile_title(const quen_profile *profile);

/** Where the file comes from, as the system's menus say it; "" if that was not told. */
QUEN_API const char *quen_profile_origin(const quen_profile *profile);

/**
 * Count the names that a role's column may have.
 *
 * @param role  QUEN_PROFILE_*.
 */
QUEN_API size_t quen_profile_n_columns(const quen_profile *profile, uint32_t role);

/**
 * A name of a role's column, in order of preference; NULL out of range.
 *
 * @param role  QUEN_PROFILE_*.
 */
QUEN_API const char *quen_profile_column(const quen_profile *profile, uint32_t role,
                                         size_t i);

/**
 * Print a profile as text: see above. quen_profile_parse() reads it back.
 *
 * @param text       Receives the text without a zero byte behind it. NULL with a capacity
 *                   of 0 asks for the size alone.
 * @param capacity   At least the size, or nothing is written.
 * @param text_size  Receives how many bytes there are, also where the capacity is too
 *                   small.
 *
 * @retval QUEN_ERR_ARGUMENT  The capacity is too small; the message names both numbers.
 */
QUEN_CHECKED QUEN_API quen_status quen_profile_text(quen_context *ctx,
                                                    const quen_profile *profile,
                                                    char *text, size_t capacity,
                                                    size_t *text_size);

/**
 * Read a profile from its text: see above.
 *
 * @param text  `size` bytes, in UTF-8 where names are; lines end with LF or CR LF, a byte
 *              order mark is passed over.
 * @param out   Receives a profile the caller frees with quen_profile_free(); NULL on
 *              error.
 *
 * @retval QUEN_ERR_ARGUMENT  A line is none of the above; the message names it and says
 *                            what is wrong. Or there is no profile, item or time; or the
 *                            text is larger than QUEN_PROFILE_MAX_SIZE.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(size). Memory: the text, 8 bytes a value and 40 a line.
 */
QUEN_CHECKED QUEN_API quen_status quen_profile_parse(quen_context *ctx, const char *text,
                                                     size_t size, quen_profile **out);

/** Free a profile that was parsed. NULL, and one that is compiled in, are allowed. */
QUEN_API void quen_profile_free(quen_profile *profile);

#ifdef __cplusplus
}
#endif

#endif
