/*
 * The library's names of segments, features and traces, each with its text. They are
 * found one after the other: there are few, and they are asked for to be printed.
 */
#include <stdbool.h>
#include <string.h>

#include "texts/texts.h"

typedef struct word {
    const char *library;
    text_id id;
} word;

#define N(list) (sizeof(list) / sizeof *(list))

static const struct {
    const char *library;
    text_id name, task;
    bool has_task;
} segments[] = {
    {"Champions", TEXT_SEGMENT_CHAMPIONS, TEXT_TASK_CHAMPIONS, true},
    {"Loyal", TEXT_SEGMENT_LOYAL, TEXT_TASK_LOYAL, true},
    {"Potential Loyalist", TEXT_SEGMENT_POTENTIAL, TEXT_TASK_POTENTIAL, true},
    {"New Customers", TEXT_SEGMENT_NEW, TEXT_TASK_NEW, true},
    {"Promising", TEXT_SEGMENT_PROMISING, TEXT_TASK_PROMISING, true},
    {"Need Attention", TEXT_SEGMENT_ATTENTION, TEXT_TASK_ATTENTION, true},
    {"About To Sleep", TEXT_SEGMENT_SLEEP, TEXT_TASK_SLEEP, true},
    {"At Risk", TEXT_SEGMENT_RISK, TEXT_TASK_RISK, true},
    {"Cannot Lose Them", TEXT_SEGMENT_CANNOT_LOSE, TEXT_TASK_CANNOT_LOSE, true},
    {"Hibernating", TEXT_SEGMENT_HIBERNATING, TEXT_TASK_HIBERNATING, true},
    {"Lost", TEXT_SEGMENT_LOST, TEXT_TASK_LOST, true},
    {"All", TEXT_SEGMENT_ALL, TEXT_SEGMENT_ALL, false},
};

/* Their English is the library's own, to the letter: a sentence is its own key. */
static const text_id meanings[] = {
    TEXT_MEANING_ALL,
    TEXT_MEANING_NONE,
    TEXT_MEANING_CHAMPIONS,
    TEXT_MEANING_LOYAL,
    TEXT_MEANING_POTENTIAL,
    TEXT_MEANING_NEW,
    TEXT_MEANING_PROMISING,
    TEXT_MEANING_ATTENTION,
    TEXT_MEANING_SLEEP,
    TEXT_MEANING_RISK,
    TEXT_MEANING_CANNOT_LOSE,
    TEXT_MEANING_HIBERNATING,
    TEXT_MEANING_LOST,
    TEXT_MEANING_RF_CHAMPIONS,
    TEXT_MEANING_RF_LOYAL,
    TEXT_MEANING_RF_POTENTIAL,
    TEXT_MEANING_RF_NEW,
    TEXT_MEANING_RF_PROMISING,
    TEXT_MEANING_RF_ATTENTION,
    TEXT_MEANING_RF_SLEEP,
    TEXT_MEANING_RF_RISK,
    TEXT_MEANING_RF_CANNOT_LOSE,
    TEXT_MEANING_RF_HIBERNATING,
};

static const word reasons[] = {
    {"recency_days", TEXT_REASON_AWAY},
    {"log_recency", TEXT_REASON_AWAY},
    {"silence_ratio", TEXT_REASON_SILENCE},
    {"log_silence_ratio", TEXT_REASON_SILENCE},
    {"silence_decay", TEXT_REASON_SILENCE},
    {"log_order_rate", TEXT_REASON_RATE},
    {"no_order_chance", TEXT_REASON_SELDOM},
    {"tenure_days", TEXT_REASON_TENURE},
    {"orders", TEXT_REASON_ORDERS},
    {"lines", TEXT_REASON_LINES},
    {"distinct_items", TEXT_REASON_ITEMS},
    {"quantity", TEXT_REASON_QUANTITY},
    {"revenue", TEXT_REASON_REVENUE},
    {"order_value_mean", TEXT_REASON_VALUE},
    {"order_value_std", TEXT_REASON_UNEVEN},
    {"gap_days_mean", TEXT_REASON_GAP},
    {"gap_cv", TEXT_REASON_IRREGULAR},
    {"refund_share", TEXT_REASON_REFUNDS},
    {"trend", TEXT_REASON_TREND},
    {"weekend_share", TEXT_REASON_WEEKEND},
    {"hour", TEXT_REASON_HOUR},
};

static const word features[] = {
    {"recency_days", TEXT_FEATURE_RECENCY},   {"tenure_days", TEXT_FEATURE_TENURE},
    {"orders", TEXT_FEATURE_ORDERS},          {"distinct_items", TEXT_FEATURE_ITEMS},
    {"order_value_mean", TEXT_FEATURE_VALUE}, {"revenue", TEXT_FEATURE_REVENUE},
    {"refund_share", TEXT_FEATURE_REFUNDS},
};

static const word traces[] = {
    {"shop: moment of training", TEXT_TRACE_MOMENT},
    {"shop: why churn was left out", TEXT_TRACE_CHURN_NOTE},
    {"shop: keys of items", TEXT_TRACE_ITEMS},
    {"rfm: customers who never bought", TEXT_TRACE_NEVER_BOUGHT},
    {"rfm: cut points", TEXT_TRACE_CUTS},
    {"scaler: centres", TEXT_TRACE_SCALER_CENTRES},
    {"scaler: scales", TEXT_TRACE_SCALER_SCALES},
    {"kmeans: means of clusters", TEXT_TRACE_MEANS},
    {"kmeans: medians of clusters", TEXT_TRACE_MEDIANS},
    {"kmeans: inertia", TEXT_TRACE_INERTIA},
    {"kmeans: centres", TEXT_TRACE_CENTRES},
    {"itemcf: number of customers", TEXT_TRACE_ITEMCF_CUSTOMERS},
    {"itemcf: support of items", TEXT_TRACE_SUPPORT},
    {"itemcf: neighbours of items", TEXT_TRACE_NEIGHBOURS},
    {"churn: report", TEXT_TRACE_CHURN_REPORT},
    {"churn: forms of features", TEXT_TRACE_FORMS},
    {"churn: ranges of features", TEXT_TRACE_RANGES},
    {"churn: origins", TEXT_TRACE_ORIGINS},
    {"churn: note", TEXT_TRACE_NOTE},
    {"churn: levels of attributes", TEXT_TRACE_LEVELS},
    {"churn: coefficients", TEXT_TRACE_COEFFICIENTS},
    {"lifetime: report", TEXT_TRACE_LIFETIME_REPORT},
    {"lifetime: parameters", TEXT_TRACE_LIFETIME},
    {"figures: months", TEXT_TRACE_MONTHS},
    {"figures: the whole", TEXT_TRACE_WHOLE},
    {"figures: cohorts", TEXT_TRACE_COHORTS},
    {"figures: hours of visits", TEXT_TRACE_HOURS},
    {"figures: sales of items", TEXT_TRACE_SALES},
    {"figures: findings in the log", TEXT_TRACE_FINDINGS},
    {"habits: report", TEXT_TRACE_HABITS_REPORT},
    {"habits: gaps of items", TEXT_TRACE_GAPS},
    {"habits: popular items", TEXT_TRACE_POPULAR},
    {"habits: neighbours of items", TEXT_TRACE_HABIT_NEIGHBOURS},
    {"habits: shares of the shop", TEXT_TRACE_SHARES},
};

/* The text of a word of the library, or the word itself. */
static const char *find(const texts *t, const word *words, size_t n, const char *library)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i].library, library) == 0)
            return say(t, words[i].id);
    return library;
}

const char *say_segment(const texts *t, const char *name)
{
    for (size_t i = 0; i < N(segments); i++)
        if (strcmp(segments[i].library, name) == 0)
            return say(t, segments[i].name);
    return name;
}

const char *say_segment_task(const texts *t, const char *name)
{
    for (size_t i = 0; i < N(segments); i++)
        if (segments[i].has_task && strcmp(segments[i].library, name) == 0)
            return say(t, segments[i].task);
    return "";
}

const char *say_segment_meaning(const texts *t, const char *meaning)
{
    for (size_t i = 0; i < N(meanings); i++)
        if (strcmp(say(texts_english(), meanings[i]), meaning) == 0)
            return say(t, meanings[i]);
    return meaning;
}

const char *say_reason(const texts *t, const char *feature)
{
    return find(t, reasons, N(reasons), feature);
}

const char *say_feature(const texts *t, const char *feature)
{
    return find(t, features, N(features), feature);
}

const char *say_trace(const texts *t, const char *trace)
{
    return find(t, traces, N(traces), trace);
}
