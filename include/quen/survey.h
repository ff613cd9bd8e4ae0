/**
 * @file survey.h
 * What customers answered when they were asked: the net promoter score (NPS) and customer
 * satisfaction (CSAT), each with the interval that so few answers leave open.
 *
 * @code
 * const int64_t scores[] = {10, 9, 9, 8, 7, 7, 6, 10, 3, 9};
 * quen_survey_score nps;
 * if (quen_survey_nps(ctx, scores, 10, 0.95, &nps) == QUEN_OK)
 *     printf("%.0f, from %.0f to %.0f\n", nps.score, nps.low, nps.high);
 * @endcode
 */
#ifndef QUEN_SURVEY_H
#define QUEN_SURVEY_H

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A score of answers, and how sure it is. This struct never grows. */
typedef struct quen_survey_score {
    uint64_t n;       /**< Answers. */
    uint64_t good;    /**< Of NPS promoters, 9 and 10; of CSAT satisfied ones, 4 and 5. */
    uint64_t neutral; /**< Of NPS passives, 7 and 8; of CSAT 3. */
    uint64_t bad;     /**< Of NPS detractors, 0 to 6; of CSAT 1 and 2. */
    double score;     /**< NPS: 100 (good - bad) / n, -100..100. CSAT: good / n, 0..1. */
    double std_error; /**< Its standard error, by the delta method. */
    double low;       /**< Lower end of the interval. */
    double high;      /**< Upper end. */
} quen_survey_score;

/**
 * The net promoter score of answers from 0 to 10 to "Would you recommend us?". The
 * interval is by the delta method after adding z^2 answers, a quarter of them promoters
 * and a quarter detractors: without these, few answers that are all alike would be sure.
 *
 * @param scores      n answers, 0..10.
 * @param n           Answers, at least 1.
 * @param confidence  Of the interval, > 0, below 1, such as 0.95.
 * @param out         Receives the score.
 *
 * @retval QUEN_ERR_ARGUMENT  There is no answer, one is not 0..10 (the message names the
 *                            row), or the confidence is outside its limits.
 *
 * Time O(n). Sources: Reichheld 2003; Agresti and Coull 1998.
 */
QUEN_CHECKED QUEN_API quen_status quen_survey_nps(quen_context *ctx,
                                                  const int64_t *scores, size_t n,
                                                  double confidence,
                                                  quen_survey_score *out);

/**
 * The share of satisfied customers, 4 and 5 of answers from 1 to 5, with Wilson's
 * interval.
 *
 * @param scores      n answers, 1..5.
 * @param n           Answers, at least 1.
 * @param confidence  Of the interval, > 0, below 1, such as 0.95.
 * @param out         Receives the score.
 *
 * @retval QUEN_ERR_ARGUMENT  There is no answer, one is not 1..5 (the message names the
 *                            row), or the confidence is outside its limits.
 *
 * Time O(n). Source: Wilson 1927.
 */
QUEN_CHECKED QUEN_API quen_status quen_survey_csat(quen_context *ctx,
                                                   const int64_t *scores, size_t n,
                                                   double confidence,
                                                   quen_survey_score *out);

#ifdef __cplusplus
}
#endif

#endif
