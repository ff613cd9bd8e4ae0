/* The columns that come from the log itself: see features.h for what each holds. */
#ifndef QUEN_DATA_FEATURES_BUILTIN_H
#define QUEN_DATA_FEATURES_BUILTIN_H

#include "quen/features.h"

/* Their numbers. Part of the format: shops and schemas keep them. */
enum {
    QUEN__RECENCY_DAYS = 0,
    QUEN__TENURE_DAYS,
    QUEN__ORDERS,
    QUEN__LINES,
    QUEN__DISTINCT_ITEMS,
    QUEN__QUANTITY,
    QUEN__REVENUE,
    QUEN__ORDER_VALUE_MEAN,
    QUEN__ORDER_VALUE_STD,
    QUEN__GAP_DAYS_MEAN,
    QUEN__GAP_CV,
    QUEN__REFUND_SHARE,
    QUEN__TREND,
    QUEN__WEEKEND_SHARE,
    QUEN__HOUR
};

/* The name and the unit of a column, 0..QUEN_FEATURES_BUILTIN - 1. */
const char *quen__builtin_name(size_t column);
const char *quen__builtin_unit(size_t column);

/* 1: a log without money does not have the column. */
int quen__builtin_is_money(size_t column);

#endif
