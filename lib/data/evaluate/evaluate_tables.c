/* Tables behind the figures: what came of each bin, and what each part gains. */
#include "data/evaluate/evaluate.h"
#include "core/alloc.h"

#include <math.h>

#include "core/options.h"
#include "data/evaluate/evaluate_groups.h"

/* --- calibration --- */

/* Rows lie by falling score, bins rise: the last row's bin is the first. */
static void add_row(const quen__evaluate_rows *rows, size_t r, quen_calibration_bin *b)
{
    double w = rows->weight ? rows->weight[r] : 1;
    if (b->rows++ == 0)
        b->least = rows->score[r];
    b->greatest = rows->score[r];
    b->weight += w;
    b->mean_score += w * rows->score[r];
    b->rate += w * rows->y[r];
}

static size_t fill_bins(const quen__evaluate_rows *rows, quen_calibration_bin *bins)
{
    size_t count = 0;
    for (size_t r = rows->n; r-- > 0;) {
        if (r + 1 == rows->n || rows->bin[r] != rows->bin[r + 1])
            bins[count++] = (quen_calibration_bin){0};
        add_row(rows, r, &bins[count - 1]);
    }
    for (size_t i = 0; i < count; i++) {
        bins[i].mean_score =
            bins[i].weight > 0 ? bins[i].mean_score / bins[i].weight : NAN;
        bins[i].rate = bins[i].weight > 0 ? bins[i].rate / bins[i].weight : NAN;
    }
    return count;
}

static quen_status check_bins(quen_context *ctx, const quen_binary_options *o,
                              size_t capacity)
{
    if (o->scores != QUEN_BINARY_SCORES_PROBABILITY)
        return quen__bad_argument(ctx, "evaluate: calibration takes probabilities, and "
                                       "scores is QUEN_BINARY_SCORES_ANY");
    quen_status status = quen__extent_check(ctx, "evaluate: capacity", capacity, 1,
                                            sizeof(quen_calibration_bin));
    if (status == QUEN_OK && capacity < o->bins)
        return quen__bad_argument(ctx, "evaluate: room for %zu bins, and there may be %u",
                                  capacity, (unsigned)o->bins);
    return status;
}

quen_status quen_evaluate_calibration(quen_context *ctx, const uint8_t *y,
                                      const double *score, size_t n,
                                      const quen_binary_options *options,
                                      quen_calibration_bin *bins, size_t capacity,
                                      size_t *count)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_binary_options o;
    quen__evaluate_rows rows;
    *count = 0;
    quen_status status = quen__evaluate_read(ctx, options, &o);
    if (status == QUEN_OK)
        status = check_bins(ctx, &o, capacity);
    if (status == QUEN_OK)
        status = quen__evaluate_prepare(&temp, y, score, n, &o, &rows);
    if (status == QUEN_OK)
        *count = fill_bins(&rows, bins);
    quen__temp_close(&temp);
    return status;
}

/* --- gains --- */

/* The weight of the first `i` parts. */
static double end_of(size_t i, size_t n_parts, double all)
{
    return (double)i / (double)n_parts * all;
}

/*
 * Share a group out among the parts from `at` on; `rate` holds the ones, for the time
 * being. Returns the last part that it reaches, where the next group begins.
 */
static size_t add_group(const double group[2], double met, double score, double all,
                        quen_gain *parts, size_t n_parts, size_t at)
{
    int is_empty = group[0] + group[1] == 0;
    for (;; at++) {
        double before = end_of(at, n_parts, all), end = end_of(at + 1, n_parts, all);
        double share = quen__evaluate_share_of(met, group, end);
        double inside = share - quen__evaluate_share_of(met, group, before);
        if (inside > 0) {
            parts[at].least = score;
            parts[at].rate += inside * group[1];
        }
        if (is_empty || share >= 1 || at + 1 == n_parts)
            return at;
    }
}

static double fill_parts(const quen__evaluate_rows *rows, double all, quen_gain *parts,
                         size_t n_parts)
{
    double met = 0, ones = 0, group[2];
    size_t at = 0;
    for (size_t i = 0; i < n_parts; i++)
        parts[i] = (quen_gain){.least = rows->score[0]};
    for (size_t r = 0; r < rows->n;) {
        double score = rows->score[r];
        r = quen__evaluate_next_group(rows, rows->weight, r, group);
        at = add_group(group, met, score, all, parts, n_parts, at);
        met += group[0] + group[1];
        ones += group[1];
    }
    return ones;
}

static void gains_of(const quen__evaluate_rows *rows, quen_gain *parts, size_t n_parts)
{
    double all = 0, captured = 0;
    for (size_t r = 0; r < rows->n; r++)
        all += rows->weight ? rows->weight[r] : 1;
    double ones = fill_parts(rows, all, parts, n_parts);
    for (size_t i = 0; i < n_parts; i++) {
        captured += parts[i].rate;
        parts[i].share = (double)(i + 1) / (double)n_parts;
        parts[i].rate = parts[i].rate * (double)n_parts / all;
        parts[i].lift = ones > 0 ? parts[i].rate / (ones / all) : NAN;
        parts[i].captured = ones > 0 ? captured / ones : NAN;
        parts[i].cumulative_lift = parts[i].captured / parts[i].share;
    }
}

quen_status quen_evaluate_gains(quen_context *ctx, const uint8_t *y, const double *score,
                                size_t n, const quen_binary_options *options,
                                quen_gain *parts, size_t n_parts)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen_binary_options o;
    quen__evaluate_rows rows;
    quen_status status = quen__evaluate_read(ctx, options, &o);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "evaluate: n_parts", n_parts, 1, sizeof *parts);
    if (status == QUEN_OK && (n_parts < 1 || n_parts > 1000))
        status = quen__bad_argument(ctx, "evaluate: n_parts is %zu, not within 1..1000",
                                    n_parts);
    o.scores = QUEN_BINARY_SCORES_ANY;
    if (status == QUEN_OK)
        status = quen__evaluate_prepare(&temp, y, score, n, &o, &rows);
    if (status == QUEN_OK)
        gains_of(&rows, parts, n_parts);
    quen__temp_close(&temp);
    return status;
}
