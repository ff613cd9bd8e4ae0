/* Names and units of the columns that come from the log itself. */
#include "data/features/builtin.h"

static const struct {
    const char *name, *unit;
} builtin[QUEN_FEATURES_BUILTIN] = {
    [QUEN__RECENCY_DAYS] = {"recency_days", "days"},
    [QUEN__TENURE_DAYS] = {"tenure_days", "days"},
    [QUEN__ORDERS] = {"orders", "orders"},
    [QUEN__LINES] = {"lines", "lines"},
    [QUEN__DISTINCT_ITEMS] = {"distinct_items", "items"},
    [QUEN__QUANTITY] = {"quantity", "units"},
    [QUEN__REVENUE] = {"revenue", "money"},
    [QUEN__ORDER_VALUE_MEAN] = {"order_value_mean", "money"},
    [QUEN__ORDER_VALUE_STD] = {"order_value_std", "money"},
    [QUEN__GAP_DAYS_MEAN] = {"gap_days_mean", "days"},
    [QUEN__GAP_CV] = {"gap_cv", ""},
    [QUEN__REFUND_SHARE] = {"refund_share", ""},
    [QUEN__TREND] = {"trend", ""},
    [QUEN__WEEKEND_SHARE] = {"weekend_share", ""},
    [QUEN__HOUR] = {"hour", "hours"},
};

const char *quen__builtin_name(size_t column)
{
    return builtin[column].name;
}

const char *quen__builtin_unit(size_t column)
{
    return builtin[column].unit;
}
