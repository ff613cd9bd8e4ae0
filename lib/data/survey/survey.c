/*
 * NPS and CSAT: see quen/survey.h. Both count answers of three kinds. With z of the
 * confidence, NPS adds z^2 answers in the ratio 1 : 2 : 1 and takes the normal interval
 * of a difference of two shares (for two kinds, it is that of Agresti and Coull); CSAT
 * takes the interval of Wilson.
 */
#include "quen/survey.h"

#include <math.h>

#include "core/alloc.h"
#include "core/context.h"
#include "core/rounding.h"
#include "math/special.h"

/* Answers from least to most; good from `good` on, bad up to `bad`. */
typedef struct scale {
    int64_t least, bad, good, most;
} scale;

static quen_status check(quen_context *ctx, const int64_t *scores, size_t n,
                         double confidence, const scale *s)
{
    quen_status status = quen__extent_check(ctx, "survey: scores", n, 1, sizeof *scores);
    if (status == QUEN_OK)
        status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    if (n == 0)
        return quen__bad_argument(ctx, "survey: there is no answer: give at least one");
    if (!(confidence > 0 && confidence < 1))
        return quen__bad_argument(
            ctx, "survey: confidence is %g, not above 0 and below 1", confidence);
    for (size_t i = 0; i < n; i++)
        if (scores[i] < s->least || scores[i] > s->most)
            return quen__bad_argument(ctx,
                                      "survey: row %zu: the answer is %lld, not within "
                                      "%lld..%lld: leave it out",
                                      i, (long long)scores[i], (long long)s->least,
                                      (long long)s->most);
    return QUEN_OK;
}

static quen_survey_score count(const int64_t *scores, size_t n, const scale *s)
{
    quen_survey_score out = {.n = n};
    for (size_t i = 0; i < n; i++) {
        out.good += scores[i] >= s->good;
        out.bad += scores[i] <= s->bad;
    }
    out.neutral = n - out.good - out.bad;
    return out;
}

static double quantile(double confidence)
{
    return -quen__special_normal_quantile((1 - confidence) / 2);
}

/* Standard error of the difference of two shares of n answers. */
static double difference_error(double good, double bad, double n)
{
    double difference = good - bad;
    return sqrt((good + bad - difference * difference) / n);
}

/* What was added may move an end beyond the score, or beyond all scores. */
static double limited(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

quen_status quen_survey_nps(quen_context *ctx, const int64_t *scores, size_t n,
                            double confidence, quen_survey_score *out)
{
    static const scale nps = {0, 6, 9, 10};
    quen_status status = check(ctx, scores, n, confidence, &nps);
    if (status != QUEN_OK)
        return status;
    quen_survey_score s = count(scores, n, &nps);
    double all = (double)n, good = (double)s.good, bad = (double)s.bad;
    double z = quantile(confidence), more = z * z / 4, sum = all + 4 * more;
    double middle = (good - bad) / sum;
    double reach = z * difference_error((good + more) / sum, (bad + more) / sum, sum);
    s.score = 100 * (good - bad) / all;
    s.std_error = 100 * difference_error(good / all, bad / all, all);
    s.low = limited(100 * (middle - reach), -100, s.score);
    s.high = limited(100 * (middle + reach), s.score, 100);
    *out = s;
    return QUEN_OK;
}

quen_status quen_survey_csat(quen_context *ctx, const int64_t *scores, size_t n,
                             double confidence, quen_survey_score *out)
{
    static const scale csat = {1, 2, 4, 5};
    quen_status status = check(ctx, scores, n, confidence, &csat);
    if (status != QUEN_OK)
        return status;
    quen_survey_score s = count(scores, n, &csat);
    double all = (double)n, share = (double)s.good / all, z = quantile(confidence);
    double variance = share * (1 - share) / all, width = 1 + z * z / all;
    double middle = (share + z * z / (2 * all)) / width;
    double reach = z * sqrt(variance + z * z / (4 * all * all)) / width;
    s.score = share;
    s.std_error = sqrt(variance);
    s.low = s.good > 0 ? middle - reach : 0;
    s.high = s.good < n ? middle + reach : 1;
    *out = s;
    return QUEN_OK;
}
