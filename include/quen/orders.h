/**
 * @file orders.h
 * The order log: what was sold to whom and when. Everything else is computed from it.
 *
 * Lines may be added in any order and in batches of any size; quen_orders_finish() puts
 * the log into its one canonical order, so that the same lines give the same results. An
 * order belongs to one customer: the same order number under another customer is another
 * order. A line without an order number belongs to the order of its customer at its time;
 * without a customer either, it is an order of its own. Lines without a customer count as
 * baskets ("bought together") and in the totals, and nowhere else.
 *
 * A line is one of three things. A **return** has a negative quantity; or a negative
 * amount alone, unless the same order sells the same item for more: then it is a **price
 * reduction**, which moves money alone. (What the order's purchases of the item cost is
 * more than what such lines of the item take away.) Every other line is a **purchase**,
 * one of amount 0 as well: a free drink, a prepaid session. An order with at least one
 * purchase is a **visit**. Credit notes and returns alone are none: they count for money,
 * not for recency, frequency, gaps, activity or who has left, unless the log's rules say
 * otherwise (quen_orders_set_rules()). Units bought are quantities of purchases less
 * those of returns.
 *
 * @code
 * quen_order_line line = {0};
 * line.customer = quen_key_text("KH0001");
 * line.item = quen_key_text("Latte");
 * line.time_s = 1767260000;
 * line.quantity = 1;
 * line.amount = 45000;
 * if (quen_orders_add(ctx, orders, &line, 1) || quen_orders_finish(ctx, orders))
 *     puts(quen_context_message(ctx));
 * @endcode
 */
#ifndef QUEN_ORDERS_H
#define QUEN_ORDERS_H

#include "clock.h"
#include "context.h"
#include "key.h"
#include "units.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A log. One thread at a time while it changes; any number may read it while it does not.
 * The calls that change it take contexts of one allocator.
 */
typedef struct quen_orders quen_orders;

/** One line of an order. This struct never grows. */
typedef struct quen_order_line {
    quen_key customer; /**< QUEN_KEY_NONE: nobody we know. */
    quen_key order;    /**< The order number. QUEN_KEY_NONE: see above. */
    quen_key item;     /**< Never QUEN_KEY_NONE. */
    int64_t time_s;    /**< QUEN_TIME_MIN..QUEN_TIME_MAX. */
    int64_t quantity;  /**< In the smallest unit sold; negative for goods returned. */
    int64_t amount;    /**< What the line cost in the smallest unit of money; negative for
                            a refund or a price reduction. QUEN_AMOUNT_NONE, then in every
                            line of the log: money is not told. */
} quen_order_line;

/** In place of an amount: the log tells no money. */
#define QUEN_AMOUNT_NONE INT64_MIN

/** Whether a return is a visit. */
enum {
    QUEN_RETURNS_NO_VISIT = 0, /**< An order without a purchase is no visit. */
    QUEN_RETURNS_VISIT = 1     /**< Every order is a visit, every line a purchase of
                                    it. */
};

/** How lines are understood. Fill with quen_order_rules_init(), then edit. */
typedef struct quen_order_rules {
    uint32_t struct_size;   /**< Written by init; leave alone. */
    uint32_t returns;       /**< QUEN_RETURNS_*. Default NO_VISIT. */
    const quen_key *nobody; /**< Customer keys that mean nobody is known: their lines are
                                 lines without a customer. Another list, of no keys even,
                                 replaces the default. Default NULL: the byte strings "",
                                 "NULL", "\\N", "null", "nan", "NaN", "None", "N/A" and
                                 "#N/A", as they stand; no numbers. */
    size_t n_nobody;        /**< How many, at most 1000. Default 0. */
} quen_order_rules;

/** Fill `rules` with the defaults; `size` is sizeof *rules. */
QUEN_API void quen_order_rules_init(quen_order_rules *rules, size_t size);

/** Many order lines as columns. Fill with quen_order_columns_init(), then edit. */
typedef struct quen_order_columns {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t reserved;        /**< 0. */
    size_t n;                 /**< Rows. */
    quen_key_column customer; /**< n keys. All NULL: nobody is known. */
    quen_key_column order;    /**< n keys. All NULL: no order numbers. */
    quen_key_column item;     /**< n keys, each valid. Required. */
    const int64_t *time_s;    /**< n times, QUEN_TIME_MIN..QUEN_TIME_MAX. Required. */
    const int64_t *quantity;  /**< n quantities; NULL: 1 each. */
    const int64_t *amount;    /**< n amounts; NULL: money is not told. */
    const quen_order_rules *rules; /**< How lines are understood. NULL: as the log's rules
                                        say, or the defaults where there is no log. For a
                                        log as in quen_orders_set_rules(). */
} quen_order_columns;

/** Fill `columns` with zeros; `size` is sizeof *columns. */
QUEN_API void quen_order_columns_init(quen_order_columns *columns, size_t size);

/**
 * What a log holds. Fill with quen_order_totals_init(), then pass to
 * quen_orders_get_totals().
 */
typedef struct quen_order_totals {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t finished;    /**< 1: quen_orders_finish() came after the last line; 0:
                               not. */
    uint64_t lines;       /**< Lines. */
    uint64_t orders;      /**< Orders, those without a customer included; 0 unless
                               finished, as it takes sorting to tell them apart. */
    uint64_t customers;   /**< Different customer keys. */
    uint64_t items;       /**< Different item keys. */
    uint64_t lines_without_customer; /**< Lines whose customer is QUEN_KEY_NONE, or a key
                                          that means nobody. */
    uint64_t refund_lines;           /**< Lines whose amount is negative. */
    int64_t revenue;                 /**< Sum of all amounts, refunds deducted. */
    int64_t quantity;                /**< Units bought. Until the log is finished, price
                                          reductions are taken for returns. */
    int64_t first_s;                 /**< Earliest time; 0 when there are no lines. */
    int64_t last_s;                  /**< Latest time; 0 when there are no lines. */
    uint64_t bytes;                  /**< Memory held, keys included. */
    uint64_t visits;                 /**< Orders that are visits by the log's rules; 0
                                          unless finished. */
    uint32_t has_money;              /**< 1: lines have amounts; 0: they have none, or
                                          there are no lines. */
    uint32_t reserved;               /**< 0. */
} quen_order_totals;

/** Fill `totals` with zeros; `size` is sizeof *totals. */
QUEN_API void quen_order_totals_init(quen_order_totals *totals, size_t size);

/**
 * Make an empty log.
 *
 * @param out  Receives a log the caller frees with quen_orders_free(); NULL on error.
 *
 * @retval QUEN_ERR_MEMORY  Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_new(quen_context *ctx, quen_orders **out);

/** Free a log. NULL is allowed. */
QUEN_API void quen_orders_free(quen_orders *orders);

/**
 * Say how lines are understood, before the first is added.
 *
 * @param rules  Copied, keys included.
 *
 * @retval QUEN_ERR_ARGUMENT  There are lines already, and these rules are not the log's;
 *                            `returns` is none of QUEN_RETURNS_*; `nobody` is NULL, but
 *                            counted; or a key of nobody is none, or too long. Or
 *                            another allocator, as quen_orders_add().
 * @retval QUEN_ERR_MEMORY    Out of memory; the rules are as they were.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_set_rules(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_order_rules *rules);

/**
 * The rules of a log: its own, or the defaults. The keys are the log's, ascending,
 * numbers first, until it is told others.
 */
QUEN_API void quen_orders_get_rules(const quen_orders *orders, quen_order_rules *rules);

/**
 * How many lines a key that means nobody took.
 *
 * @param key  Its place in the rules of quen_orders_get_rules(), below n_nobody.
 * @return     Lines; 0 if there is no such key.
 */
QUEN_API uint64_t quen_orders_nobody_lines(const quen_orders *orders, size_t key);

/**
 * Add lines given as rows: all of them, or none.
 *
 * Within a log the customer keys are all numbers or all byte strings; so are the order
 * keys, and the item keys.
 *
 * @param lines  n lines, copied, keys included.
 *
 * @retval QUEN_ERR_ARGUMENT  A line has no item, a time out of range, a key too long,
 *                            without its bytes or of another kind than before, an
 *                            amount where those before have none, or none where they
 *                            have; the message names the row (from 0). Or the log was
 *                            made with another allocator than this context's.
 * @retval QUEN_ERR_OVERFLOW  The sum of all absolute amounts or quantities would exceed
 *                            2^63 - 1, or there would be more than 2^32 - 2 lines,
 *                            customers or items.
 * @retval QUEN_ERR_MEMORY    Out of memory; the log is as it was.
 *
 * Time O(n) expected, shared between the context's threads. A line takes 32 bytes, or 40
 * in a log with order numbers. A key of a customer, an item, or an order that is a byte
 * string takes itself, 8 bytes, and 24 to 48 more to find it again. Lines lie in blocks
 * of 20 KB at most; scratch 12 KB, and 31 KB for each thread. Where keys are added,
 * arrays grow by half and the table doubles, old and new at the same time.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_add(quen_context *ctx, quen_orders *orders,
                                                  const quen_order_line *lines, size_t n);

/**
 * Add lines given as columns: all of them, or none. As quen_orders_add() otherwise.
 *
 * @param columns  Copied.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_orders_add(); or a required column is NULL, or the
 *                            offsets of strings descend.
 * @retval QUEN_ERR_OVERFLOW, QUEN_ERR_MEMORY  As quen_orders_add().
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_add_columns(
    quen_context *ctx, quen_orders *orders, const quen_order_columns *columns);

/**
 * Add every line of another log, as when branches send theirs to the head office: all of
 * them, or none. An order that has lines in both becomes one.
 *
 * @param from  Finished or not, of any allocator. Unchanged.
 *
 * Money (quen_orders_set_money()) and a clock (quen_orders_set_clock()) that only one of
 * the two was told is then that of both.
 *
 * @retval QUEN_ERR_ARGUMENT  `from` is `orders` itself; the two have different rules,
 *                            were told different money or clocks, or only one has
 *                            amounts; or as
 *                            quen_orders_add().
 * @retval QUEN_ERR_OVERFLOW, QUEN_ERR_MEMORY  As quen_orders_add().
 *
 * Time O(n), less than that of adding the lines: each key of `from` is looked up once.
 * Scratch 4 bytes a key of `from` and 1 bit a line.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_merge(quen_context *ctx,
                                                    quen_orders *orders,
                                                    const quen_orders *from);

/**
 * Copy the lines of a span of time into a log of its own, as if no others had been added:
 * what was known at a moment, or what happened in a year. Order numbers, money,
 * clock and rules are those of `orders`. How many lines each key that means nobody took
 * in the span is not known: quen_orders_nobody_lines() of the copy is 0.
 *
 * @param orders  Finished or not, of any allocator; then the copy is so too. Unchanged.
 * @param from_s  Lines of this moment are copied, and later ones. INT64_MIN: from the
 *                first.
 * @param to_s    Lines before this moment are copied. INT64_MAX: to the last.
 * @param out     Receives a log the caller frees with quen_orders_free(), without lines
 *                if the span has none; NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   The span ends before it begins.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n), and that of quen_orders_finish() for a finished log. Scratch 4 bytes a
 * customer, an item, and an order number that is a byte string; and that of finishing.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_copy_between(quen_context *ctx,
                                                           const quen_orders *orders,
                                                           int64_t from_s, int64_t to_s,
                                                           quen_orders **out);

/**
 * Copy a log, where some customers are one: the same, to the bit of every model, as a log
 * to which their lines had been added under one key. Lines without an order number that
 * were two customers' orders of one moment become one order. Rules, money, clock and
 * lines of nobody are those of `orders`.
 *
 * @param orders  Finished or not, of any allocator; then the copy is so too. Unchanged.
 * @param into    n numbers: of each customer, that of the one whose key the lines get;
 *                of those who stay, their own. Such as quen_links_groups() gives, if its
 *                rows are the log's customers: then it is the first key of each group.
 * @param n       Customers of the log.
 * @param out     Receives a log the caller frees with quen_orders_free(); NULL on error.
 *
 * @retval QUEN_ERR_ARGUMENT   n is not the number of customers, a number is not below n,
 *                             or a customer goes into one who goes into another (the
 *                             message names the customer's number).
 * @retval QUEN_ERR_OVERFLOW   n numbers do not fit in memory.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time and scratch as quen_orders_copy_between(), and 4 bytes a customer.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_merge_customers(quen_context *ctx,
                                                              const quen_orders *orders,
                                                              const uint32_t *into,
                                                              size_t n,
                                                              quen_orders **out);

/**
 * Forget customers: they and all their lines leave the log, so that it is as if they had
 * never been added, and what is trained from it is the same to the bit.
 *
 * Customers close up, numbers as they would have been; so do items that nobody else
 * bought. In a log that is not finished, items are numbered by the first line that stays.
 * Totals are those of the lines that stay. A finished log stays
 * finished, and is finished again if every line that came later goes.
 *
 * What is nobody's in particular stays: lines without a customer, the lines that keys of
 * nobody took (quen_orders_nobody_lines()), rules, money and clock, and what was told of
 * columns (quen_orders_told()), but that cells of the customers' column which it quotes
 * become asterisks. Of lines whose amount was rounded, the log keeps a count alone, which
 * stays, up to the lines that are left.
 *
 * The keys, the lines and the tables that found them are overwritten with zeros before
 * their memory is given back, and so was each table of keys that the log outgrew before.
 * Memory that finishing took for lines, which have numbers in place of keys, is given
 * back as it is; and what reading held of a file or a table is the reader's.
 *
 * @param customers  n keys, in any order, also more than once. A key is taken as it
 *                   stands, and in a log whose customers were read as telephone numbers,
 *                   e-mail addresses or names (quen/rows.h), in that spelling too. One
 *                   that the log does not know is passed over.
 * @param forgotten  Receives how many customers were forgotten; 0 on error. NULL: not
 *                   wanted.
 *
 * @retval QUEN_ERR_ARGUMENT  A key is QUEN_KEY_NONE, malformed, or of another kind than
 *                            the customers' keys. Or another allocator, as
 *                            quen_orders_add().
 * @retval QUEN_ERR_MEMORY    Out of memory; the log is as it was.
 *
 * Time O(lines + n) expected, and O(1) a line whether finished or not. The log as it was
 * and as it will be are in memory together; scratch 8 bytes a customer, an item, and an
 * order number that is a byte string.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_forget(quen_context *ctx,
                                                     quen_orders *orders,
                                                     const quen_key *customers, size_t n,
                                                     size_t *forgotten);

/**
 * Put the log into canonical order. Models are fitted from finished logs only.
 *
 * Customers and items are numbered 0, 1, ... by ascending key (numbers by value, byte
 * strings by memcmp, a prefix first); those are the customer and item numbers of every
 * model. Adding lines later is allowed and unfinishes the log; finishing it again numbers
 * anew. A log that is finished already is left as it is.
 *
 * @retval QUEN_ERR_ARGUMENT   The log was made with another allocator than this
 *                             context's.
 * @retval QUEN_ERR_MEMORY     Out of memory; the log is as it was.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop; the log is as it was.
 *
 * Time O(n) for customers of few lines each, O(n log n) for one of very many, shared
 * between the context's threads. A line then takes 20 bytes, or 28 if
 * lines of one order have several times, an order 16, or 25 in a log with order numbers,
 * one more if there are lines that are no purchases, a customer 8, and keys what they
 * took before. The log as it was and as it will be are in memory together; besides them,
 * scratch of 40 bytes a customer or item, and for each thread 3.5 bytes a line and 3 MB.
 * In a log with order numbers, a customer, or nobody, with more than 32768 lines takes
 * scratch of 76 bytes for each of them. A log that was finished before is first taken
 * apart into lines as they were when they were added.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_finish(quen_context *ctx,
                                                     quen_orders *orders);

/**
 * Count what the log holds, finished or not; the orders only of a finished one. Time
 * O(1).
 */
QUEN_API void quen_orders_get_totals(const quen_orders *orders,
                                     quen_order_totals *totals);

/**
 * Tell what money the amounts are in. The log keeps it, and so does the file of a shop
 * that is trained from it; nothing is computed from it. Told nothing, decimals are
 * QUEN_DECIMALS_UNKNOWN and the currency is "".
 *
 * @param money  Copied.
 *
 * @retval QUEN_ERR_ARGUMENT  Decimals are above QUEN_DECIMALS_MAX and not unknown, or the
 *                            currency is not three capital letters or "".
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_set_money(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_money *money);

/**
 * Tell the clock of the shop: where its local days begin and what its local hours are.
 * Features, rfm, churn, the check and the shop go by it unless their options state an
 * offset. A log that was never told has that of UTC; so times, which are Unix seconds,
 * are never moved by this. quen_import_finish() and quen_orders_from_arrow() tell the
 * clock that they read times by.
 *
 * @param zone  Copied. A constant offset has n = 0.
 *
 * @retval QUEN_ERR_ARGUMENT  An offset is outside -86400..86400, the changes do not
 *                            ascend, or a table is NULL but counted; the message names
 *                            the change. Or another allocator, as quen_orders_add().
 * @retval QUEN_ERR_MEMORY    Out of memory; the clock is as it was.
 *
 * Time O(n). Memory 12 bytes a change.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_set_clock(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_zone *zone);

/**
 * The clock of a log; an offset of 0 without changes if none was told. Its table is the
 * log's, until the log is told another clock or freed.
 */
QUEN_API void quen_orders_get_clock(const quen_orders *orders, quen_zone *zone);

/**
 * How many things were understood when lines were read from texts; 0 for lines that were
 * given as numbers, and in a log that was made of others.
 */
QUEN_API size_t quen_orders_n_told(const quen_orders *orders);

/**
 * One of them, in a line: "column 'luc': time: day first, 4-digit year, 24 hours: 2 of 3
 * rows have a first number above 12, such as '31/01/2026' in row 2".
 *
 * @return  UTF-8, the log's; NULL if there is no such number. Time O(bytes of all).
 */
QUEN_API const char *quen_orders_told(const quen_orders *orders, size_t told);

/** What quen_orders_set_money() told, quen_orders_from_arrow() its decimals. */
QUEN_API void quen_orders_get_money(const quen_orders *orders, quen_money *money);

/**
 * The key of customer number `customer`; QUEN_KEY_NONE if there is no such number. Its
 * bytes are the log's, until the log changes. In a log that is not finished, numbers are
 * those of now.
 */
QUEN_API quen_key quen_orders_customer_key(const quen_orders *orders, uint32_t customer);

/** The key of item number `item`. As quen_orders_customer_key() otherwise. */
QUEN_API quen_key quen_orders_item_key(const quen_orders *orders, uint32_t item);

/**
 * Find the number of a customer. Time O(1) expected.
 *
 * @param customer  Receives the number (see quen_orders_customer_key()).
 *
 * @retval QUEN_ERR_NOT_FOUND  No line names this customer.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_find_customer(quen_context *ctx,
                                                            const quen_orders *orders,
                                                            quen_key key,
                                                            uint32_t *customer);

/**
 * Find the number of an item. Time O(1) expected.
 *
 * @param item  Receives the number (see quen_orders_item_key()).
 *
 * @retval QUEN_ERR_NOT_FOUND  No line names this item.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_find_item(quen_context *ctx,
                                                        const quen_orders *orders,
                                                        quen_key key, uint32_t *item);

#ifdef __cplusplus
}
#endif

#endif
