/**
 * @file check.h
 * Look at a log before it is learned from: what is in it that makes answers wrong without
 * anybody noticing. Each finding has a severity, a count, an example and a sentence that
 * says what to do. Nothing is changed and nothing is assumed: a shop may well have a
 * customer called Cash.
 *
 * A finding is of one kind and, but for keys that look like nobody, there is one of a
 * kind at most. docs/algorithms.md tells the rule of each and what it finds in public
 * logs.
 *
 * @code
 * quen_check *check = NULL;
 * if (quen_orders_check(ctx, orders, NULL, &check) == QUEN_OK)
 *     for (size_t i = 0; i < quen_check_n_findings(check); i++)
 *         printf("%s: %s\n", quen_check_severity_name(check, i),
 *                quen_check_sentence(check, i));
 * quen_check_free(check);
 * @endcode
 */
#ifndef QUEN_CHECK_H
#define QUEN_CHECK_H

#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What was found in a log. Does not change once made. */
typedef struct quen_check quen_check;

/** How much a finding matters. */
enum {
    QUEN_SEVERITY_NOTE = 0,    /**< Good to know; most logs have such. */
    QUEN_SEVERITY_WARNING = 1, /**< Look at it: answers may be wrong. */
    QUEN_SEVERITY_SEVERE = 2   /**< Answers are wrong unless there is a good reason. */
};

/** What a finding is about; what its fields count. */
enum {
    QUEN_FINDING_NOBODY_NAME = 0,  /**< A customer is called like nobody ("Guest", "Khach
                                        le"). count: its orders, of those of customers;
                                        value: times the median customer's. */
    QUEN_FINDING_NOBODY_SHARE = 1, /**< A customer has so much that it may be a key for
                                        strangers. As NOBODY_NAME, of lines where those
                                        stand out more than orders. */
    QUEN_FINDING_NO_CUSTOMER = 2,  /**< Lines without a customer, of all lines. */
    QUEN_FINDING_TIMES_1970 = 3,   /**< All times are within 1970, so they hardly are Unix
                                        seconds. count: lines. */
    QUEN_FINDING_LAST_TIME = 4,    /**< The last lines come long after all others: a wrong
                                        clock. count: those lines, of all; value: days
                                        between. */
    QUEN_FINDING_FIRST_TIME = 5,   /**< The first lines come long before all others. As
                                        LAST_TIME. */
    QUEN_FINDING_REPEATED = 6, /**< Orders that hold each of their lines twice or more: a
                                    batch was read twice. count: orders, of all; value:
                                    lines too many. */
    QUEN_FINDING_ORDER_CUSTOMERS = 7, /**< Order numbers that several customers have, or a
                                           customer and nobody. count: numbers, of all;
                                           value: the share of them that nobody has too,
                                           within a day. */
    QUEN_FINDING_ORDER_DAYS = 8,    /**< Orders with a number whose lines lie more than a
                                         day apart, of all such orders; value: days of the
                                         longest. */
    QUEN_FINDING_MONEY_DIGITS = 9,  /**< Amounts that had more digits than decimals of
                                         money, and were rounded. count: lines, of all. */
    QUEN_FINDING_RETURNS = 10,      /**< Returns of what the customer never bought, of all
                                         returns by customers. */
    QUEN_FINDING_ONE_CUSTOMER = 11, /**< All lines are of one customer. count: lines. */
    QUEN_FINDING_ONE_DAY = 12,      /**< All lines are of one day. count: lines. */
    QUEN_FINDING_ONE_ITEM = 13      /**< All lines are of one item. count: lines. */
};

/** One finding, in numbers. This struct never grows. */
typedef struct quen_finding {
    uint32_t kind;     /**< QUEN_FINDING_*. */
    uint32_t severity; /**< QUEN_SEVERITY_*. */
    uint64_t count;    /**< How many; of what, the kind says. */
    uint64_t of;       /**< Of how many. */
    double value;      /**< As the kind says; 0 where it says nothing. */
    int64_t time_s;    /**< The time that it is about; INT64_MIN: about none. */
    uint32_t customer; /**< The customer's number that it is about (see
                            quen_orders_customer_key()); UINT32_MAX: about none. */
    uint32_t reserved; /**< 0. */
} quen_finding;

/** Settings of quen_orders_check(). Fill with quen_check_options_init(), then edit. */
typedef struct quen_check_options {
    uint32_t struct_size;   /**< Written by init; leave alone. */
    int32_t utc_offset_s;   /**< The shop's clock less UTC, where days begin,
                                 -86400..86400. Default QUEN_CLOCK_OF_LOG: the log's. */
    double nobody_share;    /**< A customer with this share of all orders or lines of
                                 customers may be nobody, > 0. Default 0.05. */
    double nobody_times;    /**< And with so many times those of the median customer, > 0.
                                 Default 20. */
    int64_t clock_gap_s;    /**< Time without any line before the last few, or after the
                                 first few, that is too long, > 0. Default 60 days. */
    double repeated_share;  /**< Share of orders that hold everything twice which is too
                                 large, > 0. Default 0.05. */
    uint64_t rounded_lines; /**< Lines whose amount had more digits than decimals, if the
                                 caller read and counted them; quen_orders_from_arrow()
                                 counts its own. Default 0. */
} quen_check_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_check_options_init(quen_check_options *options, size_t size);

/**
 * Look at a log for what makes answers wrong in silence.
 *
 * @param orders   A finished log. Unchanged.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives findings the caller frees with quen_check_free(); NULL on
 *                 error. A log without a fault, and one without lines, have none.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, or a setting is outside its
 *                             limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines). Scratch: of the largest, 32 bytes for each order with a number, 4 an
 * item, 16 a customer, 8 for each day from first to last. Memory 20 KB.
 */
QUEN_CHECKED QUEN_API quen_status quen_orders_check(quen_context *ctx,
                                                    const quen_orders *orders,
                                                    const quen_check_options *options,
                                                    quen_check **out);

/** Free findings. NULL is allowed. */
QUEN_API void quen_check_free(quen_check *check);

/** How many findings there are. */
QUEN_API size_t quen_check_n_findings(const quen_check *check);

/** A finding in numbers, the most severe first; NULL if there is no such number. */
QUEN_API const quen_finding *quen_check_finding(const quen_check *check, size_t finding);

/** The kind of a finding in a word, such as "nobody_name"; NULL out of range. */
QUEN_API const char *quen_check_kind_name(const quen_check *check, size_t finding);

/** Its severity in a word: "note", "warning" or "severe"; NULL out of range. */
QUEN_API const char *quen_check_severity_name(const quen_check *check, size_t finding);

/**
 * An example: a key, a day, an order; "" where there is none, NULL out of range. UTF-8,
 * with what is no text as "?".
 */
QUEN_API const char *quen_check_example(const quen_check *check, size_t finding);

/** What was found and what to do, in one sentence; NULL out of range. UTF-8 likewise. */
QUEN_API const char *quen_check_sentence(const quen_check *check, size_t finding);

#ifdef __cplusplus
}
#endif

#endif
