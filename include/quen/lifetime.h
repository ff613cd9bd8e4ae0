/**
 * @file lifetime.h
 * What a customer will be worth: whether they are still one, how many orders they will
 * place within a time, how much money that is, and when the next order comes.
 *
 * A customer is known by four numbers: x, how often they came back, on days of the
 * shop's clock after their first; t_x, the time from the first day to the last; T, that
 * from the first day to now; and the mean value of an order among those x. Three
 * families of models say what these tell. Each customer orders at a rate of their own,
 * gamma distributed (r, alpha), until they leave:
 *   QUEN_LIFETIME_FAMILY_MBG_CNBD    after an order, the first too, with a probability of
 *                                    their own, beta distributed (a, b); gaps are sums of
 *                                    k exponential ones, so that k of 2 and more is a
 *                                    rhythm (Platzer & Reutterer 2016)
 *   QUEN_LIFETIME_FAMILY_BG_NBD      the same with k = 1, after an order but the first
 *                                    (Fader, Hardie & Lee 2005)
 *   QUEN_LIFETIME_FAMILY_PARETO_NBD  at any time, at a rate of their own, gamma
 *                                    distributed (s, beta) (Schmittlein, Morrison &
 *                                    Colombo 1987)
 * Values of orders are gamma distributed (p) around a mean of the customer's own, which
 * is so with q and v (Fader & Hardie's Gamma-Gamma). Time is counted in days for a model
 * of a log, in the unit of the rows for one of rows.
 *
 * The report foresees the last `check_s` of the log by a model that knows only what was
 * before, and compares with two plain answers: that each customer orders as often as
 * customers did on average, and as often as they themselves did. Where the model is not
 * better than both, beyond chance, the plain answer is what it gives, and the report says
 * so.
 *
 * @code
 * quen_lifetime *lifetime = NULL;
 * quen_lifetime_future futures[10];
 * if (quen_lifetime_fit(ctx, orders, NULL, &lifetime) == QUEN_OK &&
 *     quen_lifetime_n_customers(lifetime) >= 10 &&
 *     quen_lifetime_predict(ctx, lifetime, 365, NULL, 10, futures) == QUEN_OK)
 *     printf("%.2f orders within a year\n", futures[0].orders);
 * quen_lifetime_free(lifetime);
 * @endcode
 */
#ifndef QUEN_LIFETIME_H
#define QUEN_LIFETIME_H

#include "model.h"
#include "orders.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the past tells of each customer's future. */
typedef struct quen_lifetime quen_lifetime;

/** Families of models: see above. */
enum {
    QUEN_LIFETIME_FAMILY_MBG_CNBD = 0,  /**< MBG/CNBD-k, a rhythm included. */
    QUEN_LIFETIME_FAMILY_BG_NBD = 1,    /**< BG/NBD. */
    QUEN_LIFETIME_FAMILY_PARETO_NBD = 2 /**< Pareto/NBD. */
};

/** How the search for the parameters ended. */
enum {
    QUEN_LIFETIME_STATE_CONVERGED = 0, /**< At the maximum. */
    QUEN_LIFETIME_STATE_FLAT = 1, /**< The likelihood has no maximum, or one so flat that
                                       it was not reached: a parameter is at its limit or
                                       tells nothing, or eight steps gained less than
                                       1e-6 each. Answers are those of where it ended. */
    QUEN_LIFETIME_STATE_PRIOR = 2 /**< Nobody came twice, or nobody at all: the parameters
                                       are what the prior says. */
};

/** What quen_lifetime_predict() answers by. */
enum {
    QUEN_LIFETIME_ANSWER_MODEL = 0, /**< The model. */
    QUEN_LIFETIME_ANSWER_MEAN = 1,  /**< As many orders as customers had on average. */
    QUEN_LIFETIME_ANSWER_OWN = 2    /**< As many as the customer had, by x and T. */
};

/** Settings of the two fits. Fill with quen_lifetime_options_init(), then edit. */
typedef struct quen_lifetime_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t family;      /**< QUEN_LIFETIME_FAMILY_*. Default MBG_CNBD. */
    int64_t now_s;        /**< The moment: what comes later is not looked at. Default
                               INT64_MIN: just after the log's last line. Rows have none:
                               ignored. */
    int32_t utc_offset_s; /**< The shop's clock less UTC, -86400..86400: orders of one of
                               its days count once. Default QUEN_CLOCK_OF_LOG: the log's
                               clock. Rows have none: ignored. */
    uint32_t regularity;  /**< k of MBG/CNBD-k, 0..12; 0: that of the largest likelihood.
                               Default 0. The other families have k = 1 whatever this
                               is. */
    double prior;         /**< What the prior weighs, in customers, so that few customers
                               have a fit, >= 0; 0: maximum likelihood. Default 1. */
    double discount;      /**< Rate by which later money is worth less: a year for a log,
                               a unit of time for rows, >= 0. Default 0. */
    int64_t check_s;      /**< Length of the time at the log's end that the report
                               foresees, 0..300 years; 0: there is no check. Default 90
                               days. Rows have none: ignored. */
} quen_lifetime_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_lifetime_options_init(quen_lifetime_options *options, size_t size);

/**
 * Learn from a log. Visits count (see orders.h), each day of the shop's clock once. T
 * ends with the day of the moment's last second. The value of a day is the sum of all
 * amounts of its orders.
 *
 * No log is too small: without customers who came twice the parameters are those of the
 * prior, and `state` of the report says so.
 *
 * @param orders   A finished log.
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a model the caller frees with quen_lifetime_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT   The log is not finished, or a setting is outside its
 *                             limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(orders + steps * different (x, t_x, T)), a few tens of steps; Pareto/NBD takes
 * sixteen times as long or more a step. Memory 150 bytes a customer.
 */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_fit(quen_context *ctx,
                                                    const quen_orders *orders,
                                                    const quen_lifetime_options *options,
                                                    quen_lifetime **out);

/**
 * Learn from (x, t_x, T), in any unit of time: seconds and weeks give the same model. A
 * report's check needs a log, so there is none.
 *
 * @param x         n counts of returns, whole, 0..10^9.
 * @param t_x       n times from first order to last, 0..t; 0 where x is 0.
 * @param t         n times from first order to now, 0..10^15.
 * @param log_gaps  n sums of the logarithms of the x gaps, which a regularity of 0 is
 *                  chosen by; -1000 x..1000 x. NULL: unknown, and a regularity of 0
 *                  means 1.
 * @param value     n mean values of the orders after the first, finite; 0 where x is 0.
 *                  NULL: there is no money.
 * @param n         Customers, at most 2^32 - 1.
 * @param options   Settings, or NULL for the defaults.
 * @param out       Receives a model the caller frees with quen_lifetime_free(); NULL on
 *                  error.
 *
 * @retval QUEN_ERR_ARGUMENT   A number is outside its limits; the message names the row.
 *                             Or a setting is.
 * @retval QUEN_ERR_OVERFLOW   n values do not fit in memory.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time and memory as quen_lifetime_fit().
 */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_fit_rows(
    quen_context *ctx, const double *x, const double *t_x, const double *t,
    const double *log_gaps, const double *value, size_t n,
    const quen_lifetime_options *options, quen_lifetime **out);

/** Free a model: see model.h, also for the next four. */
QUEN_API void quen_lifetime_free(quen_lifetime *lifetime);

/** Save a model to a file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_save(quen_context *ctx,
                                                     const quen_lifetime *lifetime,
                                                     const char *path);

/** Open a model file: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_open(quen_context *ctx, const char *path,
                                                     quen_lifetime **out);

/** Save a model to memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_save_bytes(quen_context *ctx,
                                                           const quen_lifetime *lifetime,
                                                           void *bytes, size_t capacity,
                                                           size_t *size);

/** Open a model from memory: see model.h. */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_open_bytes(quen_context *ctx,
                                                           const void *bytes, size_t size,
                                                           quen_lifetime **out);

/** One customer's future. This struct never grows. */
typedef struct quen_lifetime_future {
    uint32_t customer; /**< Customer number, or row. */
    uint32_t regular;  /**< 1: the customer comes at a rhythm, so that `wait` is narrow: k
                            is 2 or more, and the next gap, as far as it is known, has a
                            coefficient of variation below 0.75. */
    double alive;      /**< Probability of being a customer still, 0..1. */
    double orders;     /**< Expected orders within the horizon, >= 0. */
    double value;      /**< Expected money within the horizon, in the unit of amounts,
                            discounted; NaN without a model of values. */
    double wait[3];    /**< Time from now to the next order, if the customer is alive and
                            stays: quartiles, ascending, at most 10^18. */
    double wait_within[3]; /**< The same of those who come within the horizon, not later
                                nor never: quartiles, ascending, 0..horizon. What to say
                                of someone who is awaited until then, and to hold against
                                gaps that ended in a log. */
} quen_lifetime_future;

/**
 * Predict the future of customers that the model was fitted to, by what they had done by
 * then.
 *
 * @param horizon    Orders, value and wait_within are those of so long from the moment of
 *                   the fit on, in days or the rows' unit, > 0, at most 10^12.
 * @param customers  n customers, below quen_lifetime_n_customers(). NULL: the first n.
 *                   One who came first after the moment of the fit counts as one who
 *                   orders for the first time at it.
 * @param n          At most quen_lifetime_n_customers() where `customers` is NULL.
 * @param futures    Receives n futures.
 *
 * @retval QUEN_ERR_ARGUMENT   The horizon is outside its limits, or a customer is; the
 *                             message names the entry.
 * @retval QUEN_ERR_OVERFLOW   n futures do not fit in memory.
 *
 * Time O(n), 0.4 to 20 us each, by family and k; where the horizon is a hundred times T
 * or more, up to some milliseconds.
 */
QUEN_CHECKED QUEN_API quen_status
quen_lifetime_predict(quen_context *ctx, const quen_lifetime *lifetime, double horizon,
                      const uint32_t *customers, size_t n, quen_lifetime_future *futures);

/**
 * Predict the future of any rows, as in quen_lifetime_fit_rows(), in the model's unit of
 * time. x, t_x and t of 0 is a new customer, just after the first order.
 *
 * @param value  n mean values, or NULL: not known, as if all were the average.
 *
 * @retval QUEN_ERR_ARGUMENT   A number is outside its limits; the message names the row.
 * @retval QUEN_ERR_OVERFLOW   n values do not fit in memory.
 *
 * Otherwise as quen_lifetime_predict().
 */
QUEN_CHECKED QUEN_API quen_status quen_lifetime_predict_rows(
    quen_context *ctx, const quen_lifetime *lifetime, double horizon, const double *x,
    const double *t_x, const double *t, const double *value, size_t n,
    quen_lifetime_future *futures);

/** Customers, of the log or rows. */
QUEN_API size_t quen_lifetime_n_customers(const quen_lifetime *lifetime);

/** x of each customer, n_customers counts; -1 of one who came first after the moment. */
QUEN_API const double *quen_lifetime_x(const quen_lifetime *lifetime);

/** t_x of each customer, n_customers times. */
QUEN_API const double *quen_lifetime_t_x(const quen_lifetime *lifetime);

/** T of each customer, n_customers times. */
QUEN_API const double *quen_lifetime_t(const quen_lifetime *lifetime);

/** The mean value of each customer's orders after the first, n_customers; NULL without
 *  money. */
QUEN_API const double *quen_lifetime_value(const quen_lifetime *lifetime);

/** Parameters: 4 of the family, and 3 of the values where these have a model. */
QUEN_API size_t quen_lifetime_n_parameters(const quen_lifetime *lifetime);

/** The parameters, n_parameters values: r, alpha, a, b or r, alpha, s, beta; p, q, v. */
QUEN_API const double *quen_lifetime_parameters(const quen_lifetime *lifetime);

/**
 * Their standard errors, n_parameters values, of the curvature of the likelihood, or of
 * that and the prior; NaN where it has none.
 */
QUEN_API const double *quen_lifetime_standard_errors(const quen_lifetime *lifetime);

/** The name of a parameter, such as "alpha"; NULL if `parameter` is out of range. */
QUEN_API const char *quen_lifetime_parameter_name(const quen_lifetime *lifetime,
                                                  uint32_t parameter);

/**
 * How the fit went. Fill with quen_lifetime_report_init(), then pass to
 * quen_lifetime_get_report().
 */
typedef struct quen_lifetime_report {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t family;          /**< QUEN_LIFETIME_FAMILY_*. */
    uint32_t regularity;      /**< k. */
    uint32_t state;           /**< QUEN_LIFETIME_STATE_*. */
    uint64_t steps;           /**< Of the last search for the family's parameters. */
    uint64_t customers;       /**< Customers who were there by the moment. */
    uint64_t repeaters;       /**< Of those, who came back. */
    double log_likelihood;    /**< Of the x, t_x and T, without the prior, in the model's
                                   unit of time; with the gaps' part where those are
                                   known. */
    int64_t now_s;            /**< The moment of the fit; 0 for rows. */
    uint32_t answer;          /**< QUEN_LIFETIME_ANSWER_*. What predictions are by. */
    uint32_t judged;          /**< 1 if a time could be foreseen: 20 customers were there
                                   before it, and 5 of them came within. */
    uint32_t better;          /**< 1 if the model foresaw better than both plain answers,
                                   beyond chance. 0: it did not, and `answer` is the
                                   better of those; or `judged` is 0, and nobody knows. */
    uint32_t reserved;        /**< 0. */
    int64_t from_s;           /**< What was foreseen begins here, */
    int64_t to_s;             /**< and ends before this. Both are 0 where `judged` is. */
    uint64_t check_customers; /**< Customers who were there before it. */
    double check_orders;      /**< Orders that each of them had then, on average, one a
                                   day. NaN, as the rest, where `judged` is 0. */
    double model_orders;      /**< What the model foresaw, on average. */
    double mean_orders;       /**< What the average told. */
    double own_orders;        /**< What their own rates told, on average. */
    double model_rmse;        /**< Root of the mean squared error of the model. */
    double mean_rmse;         /**< That of the average. */
    double own_rmse;          /**< That of their own rates. */
    double model_mae;         /**< Mean absolute error of the model. */
    double mean_mae;          /**< That of the average. */
    double own_mae;           /**< That of their own rates. */
    double z;                 /**< By how many standard errors the model's squared error
                                   is below that of the better plain answer: `better` is 1
                                   above 2. */
    double value_correlation; /**< Between x and the mean value, of those with x above 0;
                                   NaN where it is not defined. Values do not fit the
                                   model above 0.3. */
    uint64_t value_customers; /**< Customers that the model of values learned from; 0:
                                   there is none. */
} quen_lifetime_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_lifetime_report_init(quen_lifetime_report *report, size_t size);

/** Copy the report of the fit. */
QUEN_API void quen_lifetime_get_report(const quen_lifetime *lifetime,
                                       quen_lifetime_report *report);

#ifdef __cplusplus
}
#endif

#endif
