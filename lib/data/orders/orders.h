/* The finished log as the models read it: customers, their orders, the orders' lines. */
#ifndef QUEN_DATA_ORDERS_ORDERS_H
#define QUEN_DATA_ORDERS_ORDERS_H

#include "data/keys/keymap.h"
#include "data/parse/phone_countries.h"
#include "quen/orders.h"

/*
 * Three levels of the one canonical order. Customers ascend by key; a customer's orders
 * by time, then order key; an order's lines by item, time, quantity, amount. The orders
 * without a customer come after those of the last one.
 */
typedef struct quen__log {
    size_t n_customers, n_items, n_orders, n_lines;
    const uint64_t
        *customer_start;         /* n_customers + 2: orders of each, then those without */
    const uint64_t *order_start; /* n_orders + 1: lines of each order */
    const int64_t *order_time;   /* n_orders: of the order's earliest line */
    const uint32_t *item;        /* n_lines, and so below */
    const int64_t *time;         /* NULL: each line's is its order's */
    const int64_t *quantity;
    const int64_t *amount; /* all 0 without money */
    const uint8_t *visit;  /* n_orders: 1 if it has a purchase; NULL: each is a visit */
    int32_t all_purchases; /* 1: each line counts as one */
    int32_t has_returns;   /* 1: some lines are no purchases, whatever they count as */
    int32_t has_money;
    quen_zone clock; /* its table is the log's */
} quen__log;

/* Look into a finished log. QUEN_ERR_ARGUMENT if it is not finished. */
quen_status quen__orders_log(quen_context *ctx, const quen_orders *orders,
                             quen__log *out);

/* Its keys; those of a finished log ascend. */
const quen__keymap *quen__orders_customers(const quen_orders *orders);
const quen__keymap *quen__orders_items(const quen_orders *orders);

/* Of decimals and a code, which may be NULL; QUEN_ERR_ARGUMENT if there is no such money.
 */
quen_status quen__orders_money(quen_context *ctx, uint32_t decimals, const char *currency,
                               quen_money *out);

/* What is told of either; QUEN_ERR_ARGUMENT if they contradict one another. */
quen_status quen__orders_money_merge(quen_context *ctx, const quen_money *here,
                                     const quen_money *there, quen_money *both);

/*
 * Keep a line for quen_orders_told() about a column that lines were read from.
 * QUEN_ERR_MEMORY leaves the log as it was.
 */
quen_status quen__orders_tell(quen_context *ctx, quen_orders *orders, const char *column,
                              const char *told);

/* The same of the customers' column, whose texts it may quote: forgetting overwrites
 * these. */
quen_status quen__orders_tell_customers(quen_context *ctx, quen_orders *orders,
                                        const char *column, const char *told);

/*
 * The customers' texts are spelled before the log takes them for keys: one of
 * QUEN__SPELLED_*, in the order of QUEN_IMPORT_KEY_*; and of which country telephone
 * numbers are, NULL if they must say.
 */
enum { QUEN__SPELLED_PHONE = 1, QUEN__SPELLED_EMAIL = 2, QUEN__SPELLED_NAME = 4 };
void quen__orders_spell(quen_orders *orders, uint32_t spelled,
                        const quen__parse_country *country);

/* Lines whose amount was rounded when they were read: count more; how many there are. */
void quen__orders_count_rounded(quen_orders *orders, uint64_t lines);
uint64_t quen__orders_rounded(const quen_orders *orders);

/* The kind of the orders' numbers; QUEN_KEY_NONE if no line has one. */
uint32_t quen__orders_number_kind(const quen_orders *orders);

/* 1 if an order of a finished log has a number; the number, or the id of its text, that
 * tells it from others; and its key, QUEN_KEY_NONE if it has none. */
int quen__orders_has_number(const quen_orders *orders, uint64_t order);
int64_t quen__orders_number(const quen_orders *orders, uint64_t order);
quen_key quen__orders_number_key(const quen_orders *orders, uint64_t order);

/*
 * A copy of a finished log where customer[i] of the log is customer i. Its keys do not
 * ascend: it is for fitting models, which know customers by their numbers.
 */
quen_status quen__orders_reorder(quen_context *ctx, const quen_orders *orders,
                                 const uint32_t *customer, quen_orders **out);

/* A moment from options: INT64_MIN becomes one second after the last line. */
int64_t quen__orders_moment(const quen_orders *orders, int64_t now_s);

#endif
