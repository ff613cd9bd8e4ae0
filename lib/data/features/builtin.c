/* Names and units of the columns that come from the log itself. */
#include "data/features/builtin.h"

static const struct {
    const char *name, *unit;
    int is_money; /* 1: amounts say it, whatever its unit */
} builtin[QUEN_FEATURES_BUILTIN] = {
    [QUEN__RECENCY_DAYS] = {"recency_days", "days", 0},
    [QUEN__TENURE_DAYS] = {"tenure_days", "days", 0},
    [QUEN__ORDERS] = {"orders", "orders", 0},
    [QUEN__LINES] = {"lines", "lines", 0},
    [QUEN__DISTINCT_ITEMS] = {"distinct_items", "items", 0},
    [QUEN__QUANTITY] = {"quantity", "units", 0},
    [QUEN__REVENUE] = {"revenue", "money", 1},
    [QUEN__ORDER_VALUE_MEAN] = {"order_value_mean", "money", 1},
    [QUEN__ORDER_VALUE_STD] = {"order_value_std", "money", 1},
    [QUEN__GAP_DAYS_MEAN] = {"gap_days_mean", "days", 0},
    [QUEN__GAP_CV] = {"gap_cv", "", 0},
    [QUEN__REFUND_SHARE] = {"refund_share", "", 1},
    [QUEN__TREND] = {"trend", "", 1},
    [QUEN__WEEKEND_SHARE] = {"weekend_share", "", 0},
    [QUEN__HOUR] = {"hour", "hours", 0},
};

const char *quen__builtin_name(size_t column)
{
    return builtin[column].name;
}

const char *quen__builtin_unit(size_t column)
{
    return builtin[column].unit;
}

int quen__builtin_is_money(size_t column)
{
    return builtin[column].is_money;
}
