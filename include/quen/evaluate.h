/**
 * @file evaluate.h
 * How good answers are: of probabilities and scores, of lists of offers, of clusters.
 * Every figure may come with an interval, and two models are compared on the same rows.
 *
 * Intervals are percentiles over bootstrap resamples: rows, groups of them or customers
 * are drawn with replacement, as many as there are, and the figure is computed anew from
 * what was drawn. The same seed gives the same resamples, at any number of threads.
 *
 * All of it takes plain arrays; split.h makes them from a log.
 *
 * @code
 * quen_binary_report report;
 * quen_binary_report_init(&report, sizeof report);
 * if (quen_evaluate_binary(ctx, y, x, n, NULL, &report, NULL, NULL) == QUEN_OK)
 *     printf("AUC %.3f, mean risk %.3f where %.3f left\n", report.auc, report.mean_score,
 *            report.rate);
 * @endcode
 */
#ifndef QUEN_EVALUATE_H
#define QUEN_EVALUATE_H

#include "context.h"
#include "csr.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- two classes --- */

/** What scores are. */
enum {
    QUEN_BINARY_SCORES_PROBABILITY = 0, /**< Probabilities of class 1, 0..1. */
    QUEN_BINARY_SCORES_ANY = 1          /**< Any numbers, of which a larger one says class
                                             1: what takes probabilities is NaN then. */
};

/** How probabilities are cut into bins of calibration. */
enum {
    QUEN_BINARY_BINNING_QUANTILE = 0, /**< At the quantiles of all rows, each counted
                                           once, interpolated linearly. */
    QUEN_BINARY_BINNING_WIDTH = 1     /**< At multiples of 1 / bins. */
};

/** Settings of what takes two classes. Fill with quen_binary_options_init(), then edit.
 */
typedef struct quen_binary_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t scores;      /**< QUEN_BINARY_SCORES_*. Default PROBABILITY. */
    uint32_t binning;     /**< QUEN_BINARY_BINNING_*. Default QUANTILE. */
    uint32_t bins;        /**< Bins of the calibration, 1..1000. A probability that equals
                               the cut between two bins is in the lower one. Default
                               10. */
    const double *weights;  /**< n weights >= 0, finite, their sum within 1e-100..1e100:
                                 how much each row counts. Default NULL: 1 each. */
    const uint32_t *groups; /**< n numbers below n: rows of one number are drawn together,
                                 as those of one customer at several moments. Default
                                 NULL: each row on its own. */
    uint32_t resamples;     /**< Bootstrap resamples of an interval, 2..1000000. Default
                                 1000. */
    uint32_t reserved;      /**< 0. */
    double confidence;      /**< Share of resamples within the interval, > 0, below 1.
                                 Default 0.95. */
    uint64_t seed;          /**< Of the resamples. Default 0. */
} quen_binary_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_binary_options_init(quen_binary_options *options, size_t size);

/**
 * How good scores of two classes are. A figure is NaN where it is not defined: where a
 * class that it needs has no rows of weight above 0, or where it takes probabilities and
 * there are none. Fill with quen_binary_report_init(), then pass to
 * quen_evaluate_binary().
 */
typedef struct quen_binary_report {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t reserved;        /**< 0. */
    double rate;              /**< Share of class 1, 0..1: the base rate. */
    double auc;               /**< Area under the ROC curve, ties counting half, 0..1. */
    double average_precision; /**< Mean precision, each threshold weighted by the recall
                                   that it adds; ties are one threshold. 0..1. */
    double ks;                /**< Kolmogorov-Smirnov: the largest difference between the
                                   shares of both classes above a threshold, 0..1. */
    double lift10;            /**< Rate in the tenth of highest scores / overall, >= 0; of
                                   ties at its edge, the share that fits in. */
    double mean_score;        /**< Mean probability. So below, of probabilities alone. */
    double log_loss;          /**< Mean of -ln(probability of what happened), that one
                                   held within 2^-52 of 0 and 1. */
    double brier;             /**< Mean squared error, 0..1: reliability - resolution +
                                   uncertainty + within. */
    double reliability;       /**< Mean squared difference of mean probability and rate,
                                   over the bins; 0 is best. */
    double resolution;        /**< Mean squared difference of a bin's rate and the overall
                                   one; more is better. */
    double uncertainty;       /**< rate (1 - rate): the Brier score of the base rate. */
    double within;            /**< What differences within the bins add to the Brier
                                   score; below 0 where they tell the classes apart. */
    double calibration_error; /**< Expected calibration error: mean absolute difference of
                                   mean probability and rate, over the bins. */
    double slope;             /**< Of the logistic regression of the class on the log odds
                                   of the probability, unpenalised: 1 is best, below 1 the
                                   probabilities are too extreme. NaN, as is the
                                   intercept, where the scores separate the classes. */
    double intercept;         /**< Its intercept: 0 is best. */
} quen_binary_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_binary_report_init(quen_binary_report *report, size_t size);

/**
 * Measure scores of two classes.
 *
 * @param y        n classes, 0 or 1.
 * @param score    n scores, finite; probabilities unless the options say otherwise.
 * @param n        Rows, 1..2^32 - 2.
 * @param options  Settings, or NULL for the defaults.
 * @param report   Receives the figures.
 * @param low      Receives the lower ends of their intervals; NULL: no intervals.
 * @param high     Receives the upper ends; NULL if and only if `low` is. An end is NaN
 *                 where fewer than half of the resamples define the figure.
 *
 * @retval QUEN_ERR_ARGUMENT   There is no row, a class is not 0 or 1, a score is not
 *                             finite or no probability, a weight or group is outside its
 *                             limits (the message names the row), or a setting is.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(n log n), and O(n) for each resample, shared between the context's threads.
 * Scratch 68 n bytes, 16 n for each thread, and 120 a resample. Sources: Murphy 1973;
 * Stephenson, Coelho, Jolliffe 2008; Efron 1979.
 */
QUEN_CHECKED QUEN_API quen_status
quen_evaluate_binary(quen_context *ctx, const uint8_t *y, const double *score, size_t n,
                     const quen_binary_options *options, quen_binary_report *report,
                     quen_binary_report *low, quen_binary_report *high);

/**
 * Compare two models on the same rows: each figure of the first less that of the second,
 * both computed from the same resamples. An interval without 0 tells them apart.
 *
 * @param a, b        n scores each, as for quen_evaluate_binary().
 * @param difference  Receives the differences.
 * @param low, high   Receive the ends of their intervals; both NULL: no intervals.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY, QUEN_ERR_CANCELLED  As
 *                             quen_evaluate_binary().
 *
 * Time and scratch twice those of quen_evaluate_binary().
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_binary_compare(
    quen_context *ctx, const uint8_t *y, const double *a, const double *b, size_t n,
    const quen_binary_options *options, quen_binary_report *difference,
    quen_binary_report *low, quen_binary_report *high);

/** Rows of similar probability. This struct never grows. */
typedef struct quen_calibration_bin {
    uint64_t rows;     /**< Rows in it, at least 1. */
    double weight;     /**< Their weight. */
    double least;      /**< Their least probability. */
    double greatest;   /**< Their greatest. */
    double mean_score; /**< Their mean probability; NaN where the weight is 0. */
    double rate;       /**< The share of class 1 among them; NaN likewise. */
} quen_calibration_bin;

/**
 * Tell what came of each bin of probabilities.
 *
 * @param bins      Room for `capacity` bins, ascending; those without rows are left out.
 * @param capacity  At least the `bins` of the options.
 * @param count     Receives how many there are; 0 on error.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_evaluate_binary(); or the capacity is too small, or
 *                            scores are no probabilities.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n log n); scratch 60 n bytes.
 */
QUEN_CHECKED QUEN_API quen_status
quen_evaluate_calibration(quen_context *ctx, const uint8_t *y, const double *score,
                          size_t n, const quen_binary_options *options,
                          quen_calibration_bin *bins, size_t capacity, size_t *count);

/** One of equal parts of the rows, by falling score. This struct never grows. */
typedef struct quen_gain {
    double share;           /**< Share of all weight in this part and those above. */
    double least;           /**< The least score that reaches into this part. */
    double rate;            /**< Share of class 1 in this part. */
    double lift;            /**< That over the overall rate; NaN without class 1. */
    double captured;        /**< Share of all of class 1 in this part and those above: the
                                 gain curve; NaN likewise. */
    double cumulative_lift; /**< captured / share. */
} quen_gain;

/**
 * Tell what is gained by taking the rows of highest scores first. Of rows of equal score
 * that lie on the edge between two parts, each part has the share that fits in, as over
 * all orders of them. Scores may be any numbers, whatever the options say.
 *
 * @param parts    Receives n_parts parts.
 * @param n_parts  Parts, 1..1000, such as 10.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_evaluate_binary(); or n_parts is outside its limits.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n log n + n_parts); scratch 60 n bytes.
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_gains(quen_context *ctx, const uint8_t *y,
                                                      const double *score, size_t n,
                                                      const quen_binary_options *options,
                                                      quen_gain *parts, size_t n_parts);

/** Areas under two ROC curves of the same rows. This struct never grows. */
typedef struct quen_auc_test {
    double auc_a;       /**< Of the first scores. */
    double std_error_a; /**< Its standard error. */
    double auc_b;       /**< Of the second; 0.5 without them. */
    double std_error_b; /**< Its standard error; 0 without them. */
    double difference;  /**< auc_a - auc_b. */
    double std_error;   /**< Of the difference, what both have in common taken out. */
    double low;         /**< Lower end of the difference's interval. */
    double high;        /**< Upper end. */
    double z;           /**< difference / std_error; 0 where both are 0. */
    double p;           /**< Two-sided, by the normal distribution. */
} quen_auc_test;

/**
 * Test whether one AUC differs from another of the same rows, or from chance, by the
 * method of DeLong. All is NaN unless both classes have two rows each.
 *
 * @param a           n scores, finite.
 * @param b           n scores; NULL: chance.
 * @param confidence  Of the interval, > 0, below 1, such as 0.95.
 * @param out         Receives the result.
 *
 * @retval QUEN_ERR_ARGUMENT  There is no row, a class is not 0 or 1, a score is not
 *                            finite (the message names the row), or the confidence is
 *                            outside its limits.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(n log n); scratch 32 n bytes. Sources: DeLong, DeLong, Clarke-Pearson 1988; Sun
 * and Xu 2014.
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_auc_test(quen_context *ctx,
                                                         const uint8_t *y,
                                                         const double *a, const double *b,
                                                         size_t n, double confidence,
                                                         quen_auc_test *out);

/* --- lists of offers --- */

/** Settings of quen_evaluate_ranking(). Fill with quen_ranking_options_init(), then edit.
 */
typedef struct quen_ranking_options {
    uint32_t struct_size;       /**< Written by init; leave alone. */
    uint32_t top;               /**< Only so many of each list count, k, the first; at
                                     most its width. Default 0: all. */
    const uint64_t *popularity; /**< n_columns numbers: how many customers had each item
                                     before. Default NULL: novelty is NaN. */
    uint64_t population;        /**< How many customers there were then, at least each of
                                     `popularity`. Default 0: without `popularity`. */
    uint32_t resamples;         /**< As in quen_binary_options, 2..1000000. Default
                                     1000. */
    uint32_t reserved;          /**< 0. */
    double confidence;          /**< As there, > 0, below 1. Default 0.95. */
    uint64_t seed;              /**< As there. Default 0. */
} quen_ranking_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_ranking_options_init(quen_ranking_options *options, size_t size);

/**
 * How good lists of offers are: means over the customers who have held-out items, h of
 * them; an item counts or does not. Fill with quen_ranking_report_init(), then pass to
 * quen_evaluate_ranking().
 */
typedef struct quen_ranking_report {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t reserved;        /**< 0. */
    double precision;         /**< Hits / k, also where a list is shorter. */
    double recall;            /**< Hits / h. */
    double recall_min;        /**< Hits / min(k, h), which can reach 1 at any k. */
    double hit_rate;          /**< Share of customers with a hit. */
    double ndcg;              /**< Sum of 1 / log2(1 + rank) over the hits / that of the
                                   best list of k items. */
    double ndcg_untruncated;  /**< The same / that of the best list of h items. */
    double average_precision; /**< MAP: sum over the hits of the precision down to their
                                   rank / min(k, h). */
    double reciprocal_rank;   /**< MRR: 1 / rank of the first hit; 0 without one. */
    double novelty;           /**< Mean -log2(share of customers who had the item before)
                                   of a list's items, where a list has any; an item that
                                   nobody had counts as if one had. Bits. */
    double coverage;          /**< Share of all items that some of these customers' lists
                                   have. It has no interval: NaN there. */
} quen_ranking_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_ranking_report_init(quen_ranking_report *report, size_t size);

/**
 * Measure lists of offers against what was held out.
 *
 * @param held_out  Customers x items that came later. Values are not looked at. Customers
 *                  without items are left out.
 * @param items     n_rows x width item numbers, row-major, each list from its best item
 *                  on, none twice.
 * @param counts    n_rows numbers of items in use, at most `width`; NULL: all of it.
 * @param width     Room of each list, 1..2^31.
 * @param options   Settings, or NULL for the defaults.
 * @param report    Receives the figures; NaN if nobody has held-out items.
 * @param low, high  Receive the ends of their intervals, over resamples of customers;
 *                   both NULL: no intervals.
 *
 * @retval QUEN_ERR_ARGUMENT   held_out breaks the rules of quen_csr, a list is longer
 *                             than `width`, has an unknown item or one twice (the
 *                             message names the row), or a setting is outside its limits.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(entries + lists), and O(customers) for each resample, shared between the
 * context's threads. Scratch 80 bytes a customer and 4 for each thread, 4 an item for
 * each thread.
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_ranking(
    quen_context *ctx, const quen_csr *held_out, const uint32_t *items,
    const uint32_t *counts, size_t width, const quen_ranking_options *options,
    quen_ranking_report *report, quen_ranking_report *low, quen_ranking_report *high);

/**
 * Compare two sets of lists for the same customers: each figure of the first less that of
 * the second, both computed from the same resamples.
 *
 * @param items_a, counts_a  The first lists, as for quen_evaluate_ranking().
 * @param items_b, counts_b  The second lists.
 * @param difference         Receives the differences.
 * @param low, high          Receive the ends of their intervals; both NULL: no intervals.
 *
 * @retval QUEN_ERR_ARGUMENT, QUEN_ERR_MEMORY, QUEN_ERR_CANCELLED  As
 *                             quen_evaluate_ranking().
 *
 * Time and scratch twice those of quen_evaluate_ranking().
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_ranking_compare(
    quen_context *ctx, const quen_csr *held_out, const uint32_t *items_a,
    const uint32_t *counts_a, const uint32_t *items_b, const uint32_t *counts_b,
    size_t width, const quen_ranking_options *options, quen_ranking_report *difference,
    quen_ranking_report *low, quen_ranking_report *high);

/* --- clusters --- */

/** Settings of quen_evaluate_clusters(). Fill with quen_clusters_options_init(), then
 * edit. */
typedef struct quen_clusters_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    uint64_t sample;      /**< Rows whose silhouette is computed, each against all rows,
                               at least 2; all if there are no more rows. Default 2000. */
    uint64_t seed;        /**< Which rows those are. Default 0. */
} quen_clusters_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_clusters_options_init(quen_clusters_options *options, size_t size);

/**
 * How well clusters are apart. Fill with quen_clusters_report_init(), then pass to
 * quen_evaluate_clusters().
 */
typedef struct quen_clusters_report {
    uint32_t struct_size;     /**< Written by init; leave alone. */
    uint32_t reserved;        /**< 0. */
    uint64_t clusters;        /**< Clusters that have rows. */
    uint64_t sampled;         /**< Rows whose silhouette was computed. */
    double silhouette;        /**< Mean of (b - a) / max(a, b), -1..1: a is a row's mean
                                   distance to the others of its cluster, b that to the
                                   nearest other cluster; 0 for a row alone. */
    double silhouette_error;  /**< Standard error of that from sampling; 0 if all rows
                                   were taken. */
    double calinski_harabasz; /**< Variance between clusters / within them, each per
                                   degree of freedom; 1 where there is none within. */
    double davies_bouldin;    /**< Mean over clusters of the worst (spread + the other's
                                   spread) / distance of the centres; less is better. */
} quen_clusters_report;

/** Fill `report` with zeros; `size` is sizeof *report. */
QUEN_API void quen_clusters_report_init(quen_clusters_report *report, size_t size);

/**
 * Measure clusters of n points, by Euclidean distances.
 *
 * @param x        n x d, row-major, finite.
 * @param n        Points, at least 3.
 * @param d        Columns, at least 1.
 * @param labels   n cluster numbers below n, 2..n - 1 different ones.
 * @param options  Settings, or NULL for the defaults.
 * @param report   Receives the figures.
 *
 * @retval QUEN_ERR_ARGUMENT   x is not finite or its squares overflow in a sum of n (the
 *                             message names row and column), a label is out of range, or
 *                             there are too few or too many clusters.
 * @retval QUEN_ERR_OVERFLOW   n x d values do not fit in memory.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 * @retval QUEN_ERR_CANCELLED  The progress callback said stop.
 *
 * Time O(sample n d), shared between the context's threads, and O(k^2 d). Scratch 16 n +
 * 8 k d bytes, and 8 k for each thread. Sources: Rousseeuw 1987; Calinski and Harabasz
 * 1974; Davies and Bouldin 1979.
 */
QUEN_CHECKED QUEN_API quen_status quen_evaluate_clusters(
    quen_context *ctx, const double *x, size_t n, size_t d, const uint32_t *labels,
    const quen_clusters_options *options, quen_clusters_report *report);

#ifdef __cplusplus
}
#endif

#endif
