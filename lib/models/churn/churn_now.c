/*
 * See churn_now.h. A mean risk is called implausible where it lies further from every
 * base rate that was seen than errors of the mean risk were large.
 */
#include "models/churn/churn_now.h"

#include <math.h>
#include <stdarg.h>

#include "core/words.h"
#include "data/parse/calendar.h"

/* Where no error is known, so far from the base rates is too far. */
#define UNKNOWN_MARGIN 0.1

/* --- the customers of now --- */

/* One customer's row, held to what was learned; what lies outside is counted. */
static double risk_of(const quen__churn_rule *rule, quen__churn_side *side,
                      const quen_logit *logit, const double *features, double *x)
{
    quen__churn_clock clock = quen__churn_read_clock(&rule->places, features);
    size_t taken = quen__churn_take(rule, features, x);
    quen__churn_take_rhythm(rule, &clock, x + taken);
    for (size_t j = 0; j < side->columns; j++) {
        side->learned[j].below += x[j] < side->learned[j].least;
        side->learned[j].above += x[j] > side->learned[j].most;
    }
    quen__churn_hold(side->learned, side->columns, x);
    return quen__logit_probability(logit, x);
}

static quen_status look_at_people(quen__temp *temp, const quen__churn_rule *rule,
                                  quen__churn_side *side, const quen_logit *logit,
                                  const quen__churn_population *people,
                                  quen__churn_info *info)
{
    size_t columns = rule->schema->n_columns;
    double *x = quen__temp_new(temp, side->columns, sizeof *x), sum = 0;
    if (!x)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < people->n; i++)
        sum += risk_of(rule, side, logit,
                       people->features->matrix + people->rows[i] * columns, x);
    info->now_customers = people->n;
    info->now_mean_risk = people->n ? sum / (double)people->n : (double)NAN;
    return QUEN_OK;
}

quen_status quen__churn_look_at(quen__temp *temp, quen__churn_stack *stack,
                                quen__churn_side *side, const quen_logit *logit,
                                quen__churn_info *info)
{
    const quen_churn_options *options = stack->options;
    quen__features_moment moment = {info->now_s, options->period_s,
                                    options->utc_offset_s};
    quen__churn_population people;
    quen_status status = QUEN_OK;
    if (!stack->now)
        status =
            quen__features_build(temp->ctx, stack->orders, &moment, stack->rule.schema,
                                 options->attributes, options->n_attributes, &stack->now);
    if (status == QUEN_OK)
        status = quen__churn_population_find(temp, stack->orders, stack->now,
                                             options->active_s, &people);
    if (status == QUEN_OK)
        status = look_at_people(temp, &stack->rule, side, logit, &people, info);
    return status;
}

/* --- the note --- */

static size_t say(char *note, size_t at, const char *format, ...) QUEN__PRINTF(3, 4);

static size_t say(char *note, size_t at, const char *format, ...)
{
    va_list arguments;
    size_t room = QUEN__CHURN_NOTE_ROOM - at;
    va_start(arguments, format);
    int n = quen__words_of(note + at, room, format, arguments);
    va_end(arguments);
    return n > 0 && (size_t)n < room ? at + (size_t)n : at;
}

static double base_rate(const quen_churn_origin *origin)
{
    return (double)origin->churned / (double)origin->customers;
}

static size_t say_implausible(const quen__churn_info *info,
                              const quen_churn_origin *origins, size_t n, char *note,
                              size_t at)
{
    double margin = isnan(info->margin) ? UNKNOWN_MARGIN : info->margin;
    double least = 1, most = 0, mean = info->now_mean_risk;
    for (size_t i = 0; i < n; i++) {
        double rate = base_rate(&origins[i]);
        least = rate < least ? rate : least;
        most = rate > most ? rate : most;
    }
    if (!(mean < least - margin || mean > most + margin))
        return at;
    at = say(note, at,
             "%sThe mean risk now, %.2f, is implausible: of customers at the moments "
             "learned from, %.2f",
             at ? " " : "", mean, least);
    return n > 1 ? say(note, at, " to %.2f left.", most) : say(note, at, " left.");
}

static size_t say_unjudged(const quen__churn_info *info, const quen_churn_origin *origins,
                           size_t n, char *note, size_t at)
{
    char day[QUEN__DAY_WORDS];
    size_t before = 1;
    while (before < n && origins[before].cutoff_s + info->horizon_s > info->cutoff_s)
        before++;
    return say(note, at, "How well this foresees is not known: %s, %s.",
               before < n ? "too few left, or came, within the horizon after the newest "
                            "moment that was learned from"
                          : "the log has no earlier moment to foresee from what came "
                            "after the newest",
               quen__calendar_day_words(info->cutoff_s, day));
}

size_t quen__churn_write_note(const quen__churn_info *info,
                              const quen_churn_origin *origins, size_t n,
                              char note[QUEN__CHURN_NOTE_ROOM])
{
    size_t at = 0;
    note[0] = '\0';
    if (!info->judged)
        at = say_unjudged(info, origins, n, note, at);
    if (quen__churn_is_alone(info))
        at = say(note, at,
                 "%sThe risk is what the days since the last visit alone tell: out of "
                 "time all features did no better (area under the ROC curve %.3f against "
                 "%.3f).",
                 at ? " " : "", info->own.auc, info->recency.auc);
    return say_implausible(info, origins, n, note, at) + 1;
}
