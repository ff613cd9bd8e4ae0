/*
 * RFM inside: accumulate (parts), merge, finish (cut, score, name), and the model as a
 * view of its image.
 */
#ifndef QUEN_MODELS_RFM_RFM_H
#define QUEN_MODELS_RFM_RFM_H

#include "data/keys/keys.h"
#include "data/orders/orders.h"
#include "data/tally/tally.h"
#include "io/model.h"
#include "quen/rfm.h"

#define QUEN__KIND_RFM 2u /* of its file; part of the format */

#define QUEN__RFM_MAX_BINS 10u
#define QUEN__RFM_MAX_CODES 1000u
#define QUEN__RFM_MAX_SEGMENTS 256u
#define QUEN__RFM_NAME_SIZE 64u /* of a segment, its zero byte included */
#define QUEN__RFM_MEANING_SIZE 128u

/* --- accumulate, merge --- */

/* What RFM needs to know of one customer. Start with QUEN__RFM_NOTHING. */
typedef struct quen__rfm_part {
    int64_t last;    /* latest purchase; INT64_MIN without one */
    int64_t orders;  /* visits; or purchases, if lines are counted */
    int64_t days;    /* local days with a visit */
    int64_t revenue; /* refunds deducted */
} quen__rfm_part;

#define QUEN__RFM_NOTHING                                                                \
    {                                                                                    \
        INT64_MIN, 0, 0, 0                                                               \
    }

/* Add what a log says of its customer number `customer` before the moment, with
 * the days of a clock. */
void quen__rfm_part_add(quen__rfm_part *part, const quen__log *log, size_t customer,
                        int64_t now, const quen_rfm_options *options,
                        const quen_zone *clock);

/* Add another part of the same customer; the two have no day in common. */
void quen__rfm_part_merge(quen__rfm_part *part, const quen__rfm_part *other);

/* Recency, frequency and monetary of a part with at least one visit. */
void quen__rfm_part_finish(const quen__rfm_part *part, const quen_rfm_options *options,
                           int64_t now, int64_t values[3]);

/* Customers with their values, to be scored. */
typedef struct quen__rfm_sample {
    size_t n; /* > 0 */
    int64_t now;
    const uint32_t *customers; /* NULL: 0, 1, ... */
    const int64_t *values[3];  /* the third is NULL if money is not told */
    quen__keys keys; /* the customers'; kind QUEN_KEY_NONE: the model does without */
    size_t n_never_bought; /* beside them */
} quen__rfm_sample;

/* Who may be scored: the customers of a log, or those of columns. */
typedef struct quen__rfm_people {
    const quen__log *log;       /* or NULL, and */
    const quen__tally *tallies; /* their sums, by ascending key */
    size_t n;
    int64_t now;
    int has_money;
    const quen_rfm_options *options;
    quen_zone clock; /* of the log's days */
} quen__rfm_people;

/* The caller's options, checked. */
quen_status quen__rfm_options_read(quen_context *ctx, const quen_rfm_options *given,
                                   quen_rfm_options *options);

/* The values of everyone who bought, in temporary memory. */
quen_status quen__rfm_sample_make(quen_context *ctx, quen__temp *temp,
                                  const quen__rfm_people *people, quen__rfm_sample *out);

/* Score a sample by checked options. No sum of its values may exceed 2^63 - 1. */
quen_status quen__rfm_fit_sample(quen_context *ctx, const quen__rfm_sample *sample,
                                 const quen_rfm_options *options, quen_rfm **out);

/* --- segments --- */

/* A segment number for each code, and the segments' names and meanings. */
typedef struct quen__rfm_table {
    uint8_t codes[QUEN__RFM_MAX_CODES]; /* ((r - 1) * bins + f - 1) * bins + m - 1 */
    uint32_t n_segments;
    uint64_t name_offset[QUEN__RFM_MAX_SEGMENTS + 1];
    uint64_t meaning_offset[QUEN__RFM_MAX_SEGMENTS + 1];
    char names[QUEN__RFM_MAX_SEGMENTS *
               QUEN__RFM_NAME_SIZE]; /* each ends with a zero byte */
    char meanings[QUEN__RFM_MAX_SEGMENTS * QUEN__RFM_MEANING_SIZE]; /* likewise */
} quen__rfm_table;

/*
 * The table that options with valid bins ask for, or what they mean without money.
 * QUEN_ERR_ARGUMENT: see quen_rfm_fit().
 */
quen_status quen__rfm_table_make(quen_context *ctx, const quen_rfm_options *options,
                                 int has_money, quen__rfm_table *out);

/* --- scores --- */

/*
 * Groups that an axis is cut in: one, or one for each score (pair of scores) before it.
 */
static inline size_t quen__rfm_groups(uint32_t axis, uint64_t bins, uint64_t binning)
{
    if (binning == QUEN_RFM_BINNING_INDEPENDENT || axis == 0)
        return 1;
    return (size_t)(axis == 1 ? bins : bins * bins);
}

/* The group of a customer whose scores before `axis` are known. */
static inline size_t quen__rfm_group(uint32_t axis, uint64_t bins, uint64_t binning,
                                     const uint8_t scores[3])
{
    if (binning == QUEN_RFM_BINNING_INDEPENDENT || axis == 0)
        return 0;
    size_t group = scores[0] - 1u;
    return axis == 1 ? group : group * (size_t)bins + scores[1] - 1u;
}

/*
 * The score of a value among bins - 1 ascending cut points. All are compared: a branch on
 * the result would be mispredicted too often, which costs more.
 */
static inline uint8_t quen__rfm_bin(uint32_t axis, uint64_t bins, const int64_t *cuts,
                                    int64_t value)
{
    unsigned below = 0;
    for (uint64_t i = 0; i + 1 < bins; i++)
        below += cuts[i] < value;
    return (uint8_t)(axis == 0 ? bins - below : below + 1);
}

/* Where a code is in a table. Without money M is 0, and what stands for M = 1 counts. */
static inline size_t quen__rfm_code(uint64_t bins, const uint8_t scores[3])
{
    return ((scores[0] - 1u) * (size_t)bins + scores[1] - 1u) * (size_t)bins + scores[2] -
           (scores[2] != 0);
}

/* --- sums of segments --- */

/* Of one segment, wrapping, as a hostile file may hold any values. */
typedef struct quen__rfm_sum {
    uint64_t customers, frequency, monetary;
} quen__rfm_sum;

static inline void quen__rfm_sum_add(quen__rfm_sum *sum, int64_t frequency,
                                     int64_t monetary)
{
    sum->customers++;
    sum->frequency += (uint64_t)frequency;
    sum->monetary += (uint64_t)monetary;
}

/* Fold the sums of all segments, `parts` times n_segments of them, into the first ones.
 */
static inline void quen__rfm_sums_fold(quen__rfm_sum *sums, size_t parts,
                                       size_t n_segments)
{
    for (size_t i = n_segments; i < parts * n_segments; i++) {
        quen__rfm_sum *into = &sums[i % n_segments];
        into->customers += sums[i].customers;
        into->frequency += sums[i].frequency;
        into->monetary += sums[i].monetary;
    }
}

/* --- the model --- */

/* Sections of a model's image, as ids from a base. */
enum {
    QUEN__RFM_META = 0,
    QUEN__RFM_CUSTOMERS = 1,
    QUEN__RFM_RECENCY = 2, /* frequency and monetary follow, as do the cuts below */
    QUEN__RFM_FREQUENCY = 3,
    QUEN__RFM_MONETARY = 4, /* without entries, and so M_CUTS, if money is not told */
    QUEN__RFM_SCORES = 5,
    QUEN__RFM_SEGMENTS = 6,
    QUEN__RFM_R_CUTS = 7,
    QUEN__RFM_F_CUTS = 8,
    QUEN__RFM_M_CUTS = 9,
    QUEN__RFM_CODES = 10,
    QUEN__RFM_NAME_OFFSETS = 11,
    QUEN__RFM_NAMES = 12,
    QUEN__RFM_SUMMARIES = 13,
    QUEN__RFM_MEANING_OFFSETS = 14,
    QUEN__RFM_MEANINGS = 15,
    QUEN__RFM_SECTIONS = 16,
    QUEN__RFM_KEYS = 16, /* of the customers, if the model has them: see keys.h */
    QUEN__RFM_SPAN = 19
};

typedef struct quen__rfm_meta {
    int64_t now_s;
    uint64_t bins;
    uint64_t binning; /* QUEN_RFM_BINNING_INDEPENDENT or QUEN_RFM_BINNING_NESTED */
    uint64_t n_never_bought;
} quen__rfm_meta;

struct quen_rfm {
    quen__model model;
    const quen__rfm_meta *meta;
    size_t n;
    size_t n_segments;
    const uint32_t *customers;
    const int64_t *values[3]; /* without money NULL in place of the third, */
    const uint8_t *scores, *segments;
    const int64_t *cuts[3]; /* and here */
    const uint8_t *codes;
    const uint64_t *name_offset, *meaning_offset;
    const char *names, *meanings;
    const quen_rfm_summary *summaries;
    quen__keys keys; /* kind QUEN_KEY_NONE: not known here */
};

extern const quen__model_kind quen__rfm_kind;

#endif
