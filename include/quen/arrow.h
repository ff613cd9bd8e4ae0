/**
 * @file arrow.h
 * Order lines from an Arrow stream: from pandas, polars, DuckDB, pyarrow, Spark, R or
 * anything else that speaks Arrow, without a file between.
 *
 * The structs are those of the Arrow C data interface and C stream interface
 * (arrow.apache.org/docs/format/CDataInterface.html, CStreamInterface.html), under the
 * guards that let several libraries bring them. Nothing of Arrow is linked.
 *
 * What a column may hold, by what it is for; formats as in the Arrow C data interface:
 *
 * | for                     | taken                                | formats            |
 * | ----------------------- | ------------------------------------ | ------------------ |
 * | customer, order, item   | whole numbers                        | c C s S i I l L    |
 * |                         | floats that are whole, within 2^53   | f g                |
 * |                         | strings and bytes                    | u U vu z Z vz w:n  |
 * |                         | nothing: every row is null           | n                  |
 * | time                    | instants                             | tss:Zone tsm: ...  |
 * |                         | local times, by utc_offset_s or zone | tss: tsm: tsu: tsn:|
 * |                         | days, as their local midnight        | tdD tdm            |
 * |                         | Unix seconds in UTC                  | c C s S i I l L    |
 * |                         | text, in a format that is learned    | u U vu z Z vz      |
 * | amount, price, quantity | whole numbers                        | c C s S i I l L    |
 * |                         | floats                               | f g                |
 * |                         | decimals of 32 to 256 bits           | d:p,s d:p,s,w      |
 * |                         | text, in a format that is learned    | u U vu z Z vz      |
 *
 * Whole numbers are refused as Unix seconds where all of them would be in 1970 and are
 * dates written as 20260105, or days of 2000 to 2099 as Excel counts them or since 1970:
 * the sentence tells what they would be then.
 *
 * Each of these may also be the values of a dictionary. Parts of a second are dropped,
 * toward the past.
 *
 * How texts are read is learned from the whole column (quen/format.h), and told by
 * quen_orders_told(): the order of day and month, marks of decimals and thousands, signs
 * of currencies. What the column leaves open is refused with both readings. Arrays are
 * kept until it is decided, which takes a column of whole amounts to its end.
 *
 * Rows go through these steps:
 *
 *  - fill_down: a null, NaN or empty cell of the order, the customer or the time repeats
 *    the row above where the order's number and the time are equal or empty too. Never
 *    money.
 *  - where: columns of text, whole numbers (compared by their digits, "-7") and booleans
 *    (format b; "true" or "1", "false" or "0"), or dictionaries of these. Null is no
 *    value. What else stands in a row that is left out is not looked at.
 *  - customers that are texts: as they stand, as whole numbers, telephone numbers, e-mail
 *    addresses or names. A cell that is none stays as it stands, is counted and told; so
 *    does one that the log's rules take for nobody, which is not counted.
 *
 * A null or NaN customer or order is QUEN_KEY_NONE; anywhere else it is an error, as is
 * whatever does not fit. An empty string is a key like any other; as a customer, the
 * default rules take it for nobody.
 *
 * Numbers are in whole units of money or goods, 12.5 for twelve and a half, and become
 * integers of 10^-decimals, rounded half away from zero. A price times its quantity is
 * rounded once. From whole numbers, decimals and text all of this is exact. A float
 * stands for the decimal that it was made from: what lies within 2^-51 of its size from a
 * tie is one, which is what rounding the decimal to a float, multiplying and scaling may
 * have cost. So 1.005 gives 1.01, and floats the same cents as decimals and text. A float
 * beyond 2^49 units (5.6e12 with 2 decimals) is refused, as its cents are guesswork.
 *
 * @code
 * struct ArrowArrayStream stream = {0}; // filled by whoever has the table
 * quen_arrow_options o;
 * quen_arrow_options_init(&o, sizeof o);
 * o.customer = "CustomerID";
 * o.order = "InvoiceNo";
 * o.item = "StockCode";
 * o.time = "InvoiceDate";
 * o.quantity = "Quantity";
 * o.price = "UnitPrice";
 * quen_orders *log = NULL;
 * if (quen_orders_from_arrow(ctx, &stream, &o, &log) || quen_orders_finish(ctx, log))
 *     puts(quen_context_message(ctx));
 * quen_orders_free(log);
 * @endcode
 */
#ifndef QUEN_ARROW_H
#define QUEN_ARROW_H

#include "context.h"
#include "orders.h"
#include "rows.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** The type of an array, and of its children: see the Arrow C data interface. */
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

/** The values of an array, and of its children: see the Arrow C data interface. */
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/** Arrays of one type, one after another: see the Arrow C stream interface. */
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif

/**
 * Which column is what. Fill with quen_arrow_options_init(), then edit. Names are
 * borrowed until return; one column may serve twice.
 */
typedef struct quen_arrow_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    int32_t utc_offset_s; /**< Seconds east of UTC of times without zone, -86400..86400;
                               the log's clock. Default 0. */
    const char *customer; /**< Column. Default NULL: nobody is known. */
    const char *order;    /**< Column. Default NULL: no order numbers. */
    const char *item;     /**< Column. Required. */
    const char *time;     /**< Column. Required. */
    const char *amount;   /**< Column: what the line cost. Default NULL: money is not
                               told, unless by `price`; never both. */
    const char *price;    /**< Column: what one cost; times the quantity, or 1 where
                               `quantity` is NULL. Default NULL. */
    const char *quantity; /**< Column. Default NULL: 1 each, whatever the decimals. */
    uint32_t decimals;    /**< Of money: amounts become integers of 10^-decimals,
                               0..QUEN_DECIMALS_MAX. Default 2. */
    uint32_t quantity_decimals;    /**< Of quantities, which must be whole in units of
                                        10^-quantity_decimals, 0..QUEN_DECIMALS_MAX.
                                        Default 0. */
    const char *currency;          /**< ISO 4217 code of the money, such as "VND", for
                                        quen_orders_get_money(). Default NULL: not
                                        told. */
    const quen_order_rules *rules; /**< How lines are understood. Default NULL: by the
                                        default rules. */
    const char *time_format;       /**< How texts of times are written, as in
                                        quen_format_options. Default NULL: learned. */
    const char *thousands;         /**< What parts thousands in texts of money, as there.
                                        Default NULL: learned. */
    const char *decimal_mark;      /**< What parts decimals in texts of money and of
                                        quantities, as there. Default NULL: learned. */
    uint32_t customer_kind; /**< QUEN_IMPORT_KEY_*. What texts of the customer's column
                                 are; whole numbers are as they are. Default TEXT. */
    uint32_t fill_down;     /**< 1: empty cells repeat the row above: see above. Needs an
                                 order's column. Default 0. */
    const char *country;    /**< PHONE: as in quen_phone_options. Default NULL: none. */
    const quen_import_filter *where; /**< n_where filters; a row must pass all. Default
                                          NULL: none. */
    size_t n_where;                  /**< How many. Default 0. */
    const quen_zone *zone;           /**< The clock of times without zone as a table; not
                                          with utc_offset_s. Default NULL:
                                          utc_offset_s. */
} quen_arrow_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_arrow_options_init(quen_arrow_options *options, size_t size);

/**
 * Make a log of every row of a stream, or none. It is not finished: call
 * quen_orders_finish(), or first merge it with others.
 *
 * Sentences about values name the row, counted over the whole stream from 0, the column,
 * the value and the limit.
 *
 * @param stream   Structs as columns. Released on return, whatever comes of it; so is
 *                 every array and the schema. Its functions are called by this thread.
 * @param options  Columns and units. Not NULL.
 * @param out      Receives a log the caller frees with quen_orders_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   A required option is missing or one is out of range; a
 *                             column is not there, there twice, or of a type not taken;
 *                             a value is refused, or all times are dates or days
 *                             written as numbers; or the stream was released before.
 * @retval QUEN_ERR_FORMAT     The stream breaks the rules of the Arrow C data interface.
 *                             Pointers are trusted; lengths, offsets and indices are not.
 * @retval QUEN_ERR_IO         The stream failed; the sentence has its own words.
 * @retval QUEN_ERR_OVERFLOW   As quen_orders_add().
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop. It is told "orders" and
 *                             how much of the present array is done, for a stream does
 *                             not say how long it is.
 *
 * Time O(n) expected, shared between the context's threads. Columns are not copied whole:
 * blocks of 65536 rows are converted and added. Scratch beside the log, however long the
 * stream: for each row of a block 8 bytes a column, or 32 a column of keys that are
 * strings, and 1 bit a column of keys; 8 MB at most, and 12 KB. Columns of keys with
 * format l or U, and of amounts and quantities with format l where there is nothing to
 * convert, are read where they lie.
 */
QUEN_CHECKED QUEN_API quen_status
quen_orders_from_arrow(quen_context *ctx, struct ArrowArrayStream *stream,
                       const quen_arrow_options *options, quen_orders **out);

#ifdef __cplusplus
}
#endif

#endif
