/**
 * @file figures.h
 * How the shop is doing: revenue, orders, customers who are new, came back, or stay away,
 * for each day, week or month of the shop's clock, in all or by segment; and cohorts:
 * what became of those who came first in a month.
 *
 * A period begins at local midnight, at the first of two where the clock is set back over
 * it, and ends where the next one begins; weeks begin on Mondays. An order and its
 * customer belong to the period of the order's time, money and units to that of their own
 * line. Orders are visits (quen/orders.h), or days with a visit; what is returned counts
 * for money and units alone. Every period is a row, also one in which nothing happened.
 *
 * Lines without a customer count for lines, revenue, refunds, quantity and orders, and
 * not for customers nor for what is told of them: orders_per_customer, gap_days_mean,
 * repeat_order_share and returning_share leave them out. Each of their orders counts,
 * also where days are counted.
 *
 * A customer is new in the period of the first visit in the whole log: in its first
 * periods nearly everybody is. A customer has churned in the last of `churn_after`
 * periods without a visit that follow one with a visit, and is won back by the next visit
 * thereafter. So the customers that a shop has are those before, and new ones and those
 * won back, less the churned. A period that is not over yet counts as if nobody came any
 * more: see `is_whole`.
 *
 * Whole numbers of rows add up: those of a period's segments, the last one of customers
 * in no segment and of nobody known, to those of the whole. Ratios are NaN where they
 * would divide by 0.
 *
 * @code
 * quen_figures *figures = NULL;
 * if (quen_figures_new(ctx, orders, NULL, &figures) == QUEN_OK)
 *     for (size_t i = 0; i < quen_figures_n_rows(figures); i++)
 *         printf("%.0f a order\n", quen_figures_row(figures, i)->order_value_mean);
 * quen_figures_free(figures);
 * @endcode
 */
#ifndef QUEN_FIGURES_H
#define QUEN_FIGURES_H

#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Figures of periods. Does not change once made. */
typedef struct quen_figures quen_figures;

/** How long a period is. */
enum {
    QUEN_FIGURES_PERIOD_DAY = 0,     /**< A day of the shop's clock. */
    QUEN_FIGURES_PERIOD_WEEK = 1,    /**< From Monday to Sunday. */
    QUEN_FIGURES_PERIOD_MONTH = 2,   /**< A month of the calendar. */
    QUEN_FIGURES_PERIOD_QUARTER = 3, /**< From January, April, July or October on. */
    QUEN_FIGURES_PERIOD_YEAR = 4,    /**< A year of the calendar. */
    QUEN_FIGURES_PERIOD_ALL = 5      /**< One period, from `from_s` to `now_s`; what came
                                          before it is the period before it. */
};

/** What an order is. */
enum {
    QUEN_FIGURES_COUNT_ORDERS = 0, /**< Orders that are visits. */
    QUEN_FIGURES_COUNT_DAYS = 1    /**< Local days on which a customer's visit began. */
};

/** In place of a segment: all customers, and nobody known too. */
#define QUEN_FIGURES_ALL UINT32_MAX

/** Settings of quen_figures_new(). Fill with quen_figures_options_init(), then edit. */
typedef struct quen_figures_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t period;      /**< QUEN_FIGURES_PERIOD_*. Default MONTH. */
    uint32_t count;       /**< QUEN_FIGURES_COUNT_*. Default ORDERS. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400. Default
                               QUEN_CLOCK_OF_LOG: the log's clock. */
    int64_t from_s;       /**< The first row is the period of this moment, below now_s;
                               QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Lines before it are
                               looked at for who is new. Default INT64_MIN: the log's
                               first line. */
    int64_t now_s;        /**< The moment: lines at or after it are not looked at, and the
                               last row is the period before it.
                               QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: just
                               after the log's last line. */
    uint32_t churn_after; /**< Periods without a visit after which a customer has churned.
                               Default 0: about a quarter of a year, 90 days, 13 weeks, 3
                               months, else 1. */
    uint32_t n_segments;  /**< Segments, 1..1000 with `customer_segments`; else 0. Default
                               0. */
    const uint32_t *customer_segments; /**< The segment of each customer of the log, by
                                            number: below n_segments, or UINT32_MAX: in
                                            none. Default NULL: rows of the whole
                                            alone. */
    size_t n_customer_segments;        /**< How many: the log's customers. Default 0. */
} quen_figures_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_figures_options_init(quen_figures_options *options, size_t size);

/** A period in figures, in all or of a segment. This struct never grows. */
typedef struct quen_figure {
    int64_t start_s;   /**< When the period begins, Unix seconds. */
    int64_t end_s;     /**< When the next one begins. */
    int64_t day;       /**< The local day on which it begins, in days since 1970-01-01. */
    uint32_t segment;  /**< QUEN_FIGURES_ALL; or a segment; or n_segments: customers in
                            none, and lines without a customer. */
    uint32_t is_whole; /**< 1: the period was over by the moment; 0: it goes on. */
    uint64_t lines;    /**< Lines, returns included. */
    int64_t quantity;  /**< Units bought, returns deducted. */
    int64_t revenue;   /**< All amounts, refunds deducted: money, 0 without, as those
                            below. */
    int64_t refunds;   /**< Money of returns, above 0; price reductions are none. */
    int64_t revenue_returning;        /**< Revenue of customers whose first visit was in
                                           an earlier period. */
    int64_t revenue_without_customer; /**< Revenue of lines without a customer. */
    uint64_t orders;                  /**< Orders, those without a customer included. */
    uint64_t orders_without_customer; /**< Of these, those without a customer. */
    uint64_t customers;               /**< Customers with a visit. */
    uint64_t customers_new;           /**< Of these, those who came for the first time. */
    uint64_t customers_returning;     /**< The others. */
    uint64_t customers_retained;      /**< Of these, those who came in the period before,
                                           too. */
    uint64_t customers_won_back;      /**< Of these, those who had churned. */
    uint64_t customers_repeating;     /**< Customers with two orders or more within the
                                           period. */
    uint64_t customers_churned;       /**< Who has churned in this period. */
    uint64_t gap_s; /**< Seconds between each customer's order and the one before, of all
                         but first orders; of days, whole ones. */
    double order_value_mean;    /**< revenue / orders: money; NaN without. */
    double orders_per_customer; /**< Orders with a customer / customers. */
    double quantity_per_order;  /**< quantity / orders. */
    double gap_days_mean;       /**< Days between orders: gap_s / orders with a customer
                                     that were not the first. */
    double repeat_rate;         /**< customers_repeating / customers. */
    double repeat_order_share;  /**< Share of orders with a customer that were not the
                                     customer's first. */
    double retention;       /**< customers_retained / customers of the period before. */
    double returning_share; /**< revenue_returning / revenue of lines with a customer; NaN
                                 unless that is above 0. */
    double quick_ratio;     /**< (customers_new + customers_won_back) /
                                 customers_churned. */
} quen_figure;

/**
 * Tell how the shop was doing, period by period.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives figures the caller frees with quen_figures_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, from_s is not before now_s, there
 *                             is not one segment for each customer, a segment is not
 *                             below n_segments (the message names the customer's number),
 *                             or a setting is outside its limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + rows), shared between the context's threads. Memory 232 bytes a row; and
 * meanwhile 120 a period and segment for each thread, or, if that were more than 128 MiB,
 * one thread does it all; 16 a period, 4 for each day from first to last.
 */
QUEN_CHECKED QUEN_API quen_status quen_figures_new(quen_context *ctx,
                                                   const quen_orders *orders,
                                                   const quen_figures_options *options,
                                                   quen_figures **out);

/** Free figures. NULL is allowed. */
QUEN_API void quen_figures_free(quen_figures *figures);

/**
 * Rows: of each period, in order of time, first the whole; then, with segments, each of
 * these, and what is in none. None for a log without lines before the moment, unless
 * from_s is given.
 */
QUEN_API size_t quen_figures_n_rows(const quen_figures *figures);

/** A row of figures; NULL if there is no such row. */
QUEN_API const quen_figure *quen_figures_row(const quen_figures *figures, size_t row);

/** 1 if the log tells money, else 0. */
QUEN_API int quen_figures_has_money(const quen_figures *figures);

/** The moment, in Unix seconds. */
QUEN_API int64_t quen_figures_now_s(const quen_figures *figures);

/* --- cohorts --- */

/** Customers by the period of their first visit. Does not change once made. */
typedef struct quen_cohorts quen_cohorts;

/** Cohorts x periods at most: 128 MiB with money. */
#define QUEN_COHORTS_MAX_CELLS 8388608

/** Settings of quen_cohorts_new(). Fill with quen_cohorts_options_init(), then edit. */
typedef struct quen_cohorts_options {
    uint32_t struct_size;  /**< Written by init; leave alone. */
    uint32_t period;       /**< QUEN_FIGURES_PERIOD_*, but not ALL. Default MONTH. */
    int32_t utc_offset_s;  /**< The shop's clock less UTC, -86400..86400. Default
                                QUEN_CLOCK_OF_LOG: the log's clock. */
    uint32_t most_periods; /**< Periods of each cohort at most, the first ones. Default 0:
                                all. */
    int64_t from_s;        /**< The first cohort is that of this moment, below now_s;
                                QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: the
                                log's first line. */
    int64_t now_s;         /**< The moment: lines at or after it are not looked at.
                                QUEN_TIME_MIN..QUEN_TIME_MAX + 1. Default INT64_MIN: just
                                after the log's last line. */
} quen_cohorts_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_cohorts_options_init(quen_cohorts_options *options, size_t size);

/**
 * Follow the customers of each period of first visits through the periods since. Column 0
 * is the period of the first visit itself.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives cohorts the caller frees with quen_cohorts_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, from_s is not before now_s, a
 *                             setting is outside its limits, or there are more than
 *                             QUEN_COHORTS_MAX_CELLS cells; the message says what to do.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(lines + cells), shared between the context's threads. Memory 16 bytes a cell,
 * n_cohorts x n_periods; and meanwhile as much for each thread, or, if that were more
 * than 16 MiB, one thread does it all.
 */
QUEN_CHECKED QUEN_API quen_status quen_cohorts_new(quen_context *ctx,
                                                   const quen_orders *orders,
                                                   const quen_cohorts_options *options,
                                                   quen_cohorts **out);

/** Free cohorts. NULL is allowed. */
QUEN_API void quen_cohorts_free(quen_cohorts *cohorts);

/** Cohorts: periods from the first to that of the moment. */
QUEN_API size_t quen_cohorts_n_cohorts(const quen_cohorts *cohorts);

/** Periods since the first visit, that of the visit included. */
QUEN_API size_t quen_cohorts_n_periods(const quen_cohorts *cohorts);

/** The local day on which each of n_cohorts begins, in days since 1970-01-01. */
QUEN_API const int64_t *quen_cohorts_days(const quen_cohorts *cohorts);

/**
 * Customers of each cohort with a visit in each period since, n_cohorts x n_periods,
 * row-major. 0 in periods that are yet to come: those where cohort + period is n_cohorts
 * or more.
 */
QUEN_API const uint64_t *quen_cohorts_customers(const quen_cohorts *cohorts);

/**
 * Their revenue, refunds deducted, n_cohorts x n_periods, row-major: money; NULL without.
 * What customers gave back before their first visit is in column 0.
 */
QUEN_API const int64_t *quen_cohorts_revenue(const quen_cohorts *cohorts);

/** 1 if the log tells money, else 0. */
QUEN_API int quen_cohorts_has_money(const quen_cohorts *cohorts);

/** The moment, in Unix seconds. */
QUEN_API int64_t quen_cohorts_now_s(const quen_cohorts *cohorts);

#ifdef __cplusplus
}
#endif

#endif
