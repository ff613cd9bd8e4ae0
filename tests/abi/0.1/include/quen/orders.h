#ifndef QUEN_ORDERS_H
#define QUEN_ORDERS_H 
#include "clock.h"
#include "context.h"
#include "key.h"
#include "units.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_orders quen_orders;
typedef struct quen_order_line {
    quen_key customer;
    quen_key order;
    quen_key item;
    int64_t time_s;
    int64_t quantity;
    int64_t amount;
} quen_order_line;
#define QUEN_AMOUNT_NONE INT64_MIN
enum {
    QUEN_RETURNS_NO_VISIT = 0,
    QUEN_RETURNS_VISIT = 1
};
typedef struct quen_order_rules {
    uint32_t struct_size;
    uint32_t returns;
    const quen_key *nobody;
    size_t n_nobody;
} quen_order_rules;
QUEN_API void quen_order_rules_init(quen_order_rules *rules, size_t size);
typedef struct quen_order_columns {
    uint32_t struct_size;
    uint32_t reserved;
    size_t n;
    quen_key_column customer;
    quen_key_column order;
    quen_key_column item;
    const int64_t *time_s;
    const int64_t *quantity;
    const int64_t *amount;
    const quen_order_rules *rules;
} quen_order_columns;
QUEN_API void quen_order_columns_init(quen_order_columns *columns, size_t size);
typedef struct quen_order_totals {
    uint32_t struct_size;
    uint32_t finished;
    uint64_t lines;
    uint64_t orders;
    uint64_t customers;
    uint64_t items;
    uint64_t lines_without_customer;
    uint64_t refund_lines;
    int64_t revenue;
    int64_t quantity;
    int64_t first_s;
    int64_t last_s;
    uint64_t bytes;
    uint64_t visits;
    uint32_t has_money;
    uint32_t reserved;
} quen_order_totals;
QUEN_API void quen_order_totals_init(quen_order_totals *totals, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_orders_new(quen_context *ctx, quen_orders **out);
QUEN_API void quen_orders_free(quen_orders *orders);
QUEN_CHECKED QUEN_API quen_status quen_orders_set_rules(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_order_rules *rules);
QUEN_API void quen_orders_get_rules(const quen_orders *orders, quen_order_rules *rules);
QUEN_API uint64_t quen_orders_nobody_lines(const quen_orders *orders, size_t key);
QUEN_CHECKED QUEN_API quen_status quen_orders_add(quen_context *ctx, quen_orders *orders,
                                                  const quen_order_line *lines, size_t n);
QUEN_CHECKED QUEN_API quen_status quen_orders_add_columns(
    quen_context *ctx, quen_orders *orders, const quen_order_columns *columns);
QUEN_CHECKED QUEN_API quen_status quen_orders_merge(quen_context *ctx,
                                                    quen_orders *orders,
                                                    const quen_orders *from);
QUEN_CHECKED QUEN_API quen_status quen_orders_copy_between(quen_context *ctx,
                                                           const quen_orders *orders,
                                                           int64_t from_s, int64_t to_s,
                                                           quen_orders **out);
QUEN_CHECKED QUEN_API quen_status quen_orders_forget(quen_context *ctx,
                                                     quen_orders *orders,
                                                     const quen_key *customers, size_t n,
                                                     size_t *forgotten);
QUEN_CHECKED QUEN_API quen_status quen_orders_finish(quen_context *ctx,
                                                     quen_orders *orders);
QUEN_API void quen_orders_get_totals(const quen_orders *orders,
                                     quen_order_totals *totals);
QUEN_CHECKED QUEN_API quen_status quen_orders_set_money(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_money *money);
QUEN_CHECKED QUEN_API quen_status quen_orders_set_clock(quen_context *ctx,
                                                        quen_orders *orders,
                                                        const quen_zone *zone);
QUEN_API void quen_orders_get_clock(const quen_orders *orders, quen_zone *zone);
QUEN_API size_t quen_orders_n_told(const quen_orders *orders);
QUEN_API const char *quen_orders_told(const quen_orders *orders, size_t told);
QUEN_API void quen_orders_get_money(const quen_orders *orders, quen_money *money);
QUEN_API quen_key quen_orders_customer_key(const quen_orders *orders, uint32_t customer);
QUEN_API quen_key quen_orders_item_key(const quen_orders *orders, uint32_t item);
QUEN_CHECKED QUEN_API quen_status quen_orders_find_customer(quen_context *ctx,
                                                            const quen_orders *orders,
                                                            quen_key key,
                                                            uint32_t *customer);
QUEN_CHECKED QUEN_API quen_status quen_orders_find_item(quen_context *ctx,
                                                        const quen_orders *orders,
                                                        quen_key key, uint32_t *item);
#ifdef __cplusplus
}
#endif
#endif
