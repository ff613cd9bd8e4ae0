/*
 * From scores to segments. Every way of naming them ends in one table with a segment
 * number for each of bins^3 codes, which is stored: a file says by itself what its
 * segments are. docs/algorithms.md names the sources of the two built-in tables.
 */
#include <stdio.h>
#include <string.h>

#include "models/rfm/rfm.h"

/*
 * The eleven segments, each with its codes R F M, which cover all 125 once, and what is
 * true of all of them. 4 and 5 are better than most, 3 is the middle; F = 1 may be one
 * order.
 */
static const struct {
    const char *name, *codes, *meaning;
} eleven[] = {
    {"Champions", "555 554 544 545 454 455 445",
     "Came more recently and more often than most, and spent more than most."},
    {"Loyal", "543 444 435 355 354 345 344 335",
     "Recency, frequency and spending are all in the middle or above it."},
    {"Potential Loyalist",
     "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 "
     "423 353 352 351 342 341 333 323",
     "Came not long ago, not among the least frequent; spent the middle or less."},
    {"New Customers", "512 511 422 421 412 411 311",
     "Came not long ago, less often than most, perhaps once; spent less than most."},
    {"Promising", "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
     "Came not long ago, less often than most, perhaps once; spent little or much."},
    {"Need Attention", "535 534 443 434 343 334 325 324",
     "Came not long ago, neither least nor most often; spent the middle or more."},
    {"About To Sleep", "331 321 312 221 213 231 241 251",
     "Has been away for a while, after many orders or one; spent the middle or less."},
    {"At Risk",
     "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 "
     "133 125 124",
     "Has been away longer than most, not among the least frequent or least spending."},
    {"Cannot Lose Them", "155 154 144 214 215 115 114 113",
     "Has been away longer than most, after many orders or one; spent the middle or "
     "more."},
    {"Hibernating", "332 322 233 232 223 222 132 123 122 212 211",
     "Recency, frequency and spending are all in the middle or below it."},
    {"Lost", "111 112 121 131 141 151",
     "Has been away longest, after many orders or one; spent less than most."},
};

/* The map of R against F, whatever M. It covers all 25 cells once. */
static const quen_rfm_rule rf_map[] = {
    {"Champions", 5, 5, 4, 5, 1, 5, {0, 0}},
    {"Loyal", 3, 4, 4, 5, 1, 5, {0, 0}},
    {"Potential Loyalist", 4, 5, 2, 3, 1, 5, {0, 0}},
    {"New Customers", 5, 5, 1, 1, 1, 5, {0, 0}},
    {"Promising", 4, 4, 1, 1, 1, 5, {0, 0}},
    {"Need Attention", 3, 3, 3, 3, 1, 5, {0, 0}},
    {"About To Sleep", 3, 3, 1, 2, 1, 5, {0, 0}},
    {"At Risk", 1, 2, 3, 4, 1, 5, {0, 0}},
    {"Cannot Lose Them", 1, 2, 5, 5, 1, 5, {0, 0}},
    {"Hibernating", 1, 2, 1, 2, 1, 5, {0, 0}},
};
#define RF_MAP (sizeof rf_map / sizeof *rf_map)

static const char *const rf_meanings[RF_MAP] = {
    "Came most recently, and more often than most.",
    "Came not long ago, and more often than most.",
    "Came more recently than most, neither least nor most often.",
    "Came most recently, and least often, perhaps once.",
    "Came more recently than most, and least often, perhaps once.",
    "Recency and frequency are both in the middle.",
    "Has been away for a while, came less often than most, perhaps once.",
    "Has been away longer than most; came neither least nor most often.",
    "Has been away longer than most; came most often.",
    "Has been away longer than most; came less often than most, perhaps once.",
};

static uint32_t find_name(const quen__rfm_table *table, const char *name)
{
    uint32_t i = 0;
    while (i < table->n_segments &&
           strcmp(table->names + table->name_offset[i], name) != 0)
        i++;
    return i;
}

/* The number of a segment, a new one if need be; QUEN__RFM_MAX_SEGMENTS if there are too
 * many. */
static uint32_t name_segment(quen__rfm_table *table, const char *name)
{
    uint32_t i = find_name(table, name);
    if (i < table->n_segments || i == QUEN__RFM_MAX_SEGMENTS)
        return i;
    size_t size = strlen(name) + 1, start = (size_t)table->name_offset[i];
    memcpy(table->names + start, name, size);
    table->name_offset[i + 1] = start + size;
    table->n_segments++;
    return i;
}

/* Say what segment `segment` means, once those before it have been told. */
static void tell_meaning(quen__rfm_table *table, uint32_t segment, const char *meaning)
{
    size_t size = strlen(meaning) + 1, start = (size_t)table->meaning_offset[segment];
    memcpy(table->meanings + start, meaning, size);
    table->meaning_offset[segment + 1] = start + size;
}

static void make_eleven(quen__rfm_table *table)
{
    for (size_t i = 0; i < sizeof eleven / sizeof *eleven; i++) {
        uint32_t segment = name_segment(table, eleven[i].name);
        tell_meaning(table, segment, eleven[i].meaning);
        for (const char *p = eleven[i].codes; *p; p += p[3] ? 4 : 3) {
            uint8_t scores[3] = {(uint8_t)(p[0] - '0'), (uint8_t)(p[1] - '0'),
                                 (uint8_t)(p[2] - '0')};
            table->codes[quen__rfm_code(5, scores)] = (uint8_t)segment;
        }
    }
}

static int rule_fits(const quen_rfm_rule *rule, const uint8_t scores[3])
{
    return scores[0] >= rule->r_min && scores[0] <= rule->r_max &&
           scores[1] >= rule->f_min && scores[1] <= rule->f_max &&
           scores[2] >= rule->m_min && scores[2] <= rule->m_max;
}

/* The first rule that fits a code; n if none does. */
static size_t find_rule(const quen_rfm_rule *rules, size_t n, const uint8_t scores[3])
{
    size_t i = 0;
    while (i < n && !rule_fits(&rules[i], scores))
        i++;
    return i;
}

static quen_status name_rules(quen_context *ctx, const quen_rfm_rule *rules, size_t n,
                              quen__rfm_table *table)
{
    for (size_t i = 0; i < n; i++)
        if (name_segment(table, rules[i].segment) == QUEN__RFM_MAX_SEGMENTS)
            return quen__bad_argument(
                ctx, "rfm: rule %zu: '%s' is one segment more than the %u there can be",
                i, rules[i].segment, QUEN__RFM_MAX_SEGMENTS);
    return QUEN_OK;
}

static void scores_of(size_t code, uint32_t bins, uint8_t scores[3])
{
    scores[0] = (uint8_t)(code / bins / bins + 1);
    scores[1] = (uint8_t)(code / bins % bins + 1);
    scores[2] = (uint8_t)(code % bins + 1);
}

static quen_status apply_rules(quen_context *ctx, const quen_rfm_rule *rules, size_t n,
                               uint32_t bins, quen__rfm_table *table)
{
    quen_status status = name_rules(ctx, rules, n, table);
    for (size_t code = 0; code < bins * bins * bins && status == QUEN_OK; code++) {
        uint8_t scores[3];
        scores_of(code, bins, scores);
        size_t rule = find_rule(rules, n, scores);
        if (rule == n)
            return quen__bad_argument(ctx, "rfm: no rule fits the code R %u F %u M %u",
                                      scores[0], scores[1], scores[2]);
        table->codes[code] = (uint8_t)find_name(table, rules[rule].segment);
    }
    return status;
}

/* Own segments mean what the codes say that they have in the end. */
static void tell_ranges(quen__rfm_table *table, uint32_t segment, uint32_t bins)
{
    char words[QUEN__RFM_MEANING_SIZE];
    uint8_t least[3] = {UINT8_MAX, UINT8_MAX, UINT8_MAX}, most[3] = {0}, scores[3];
    for (size_t code = 0; code < bins * bins * bins; code++) {
        scores_of(code, bins, scores);
        for (size_t axis = 0; axis < 3 && table->codes[code] == segment; axis++) {
            least[axis] = scores[axis] < least[axis] ? scores[axis] : least[axis];
            most[axis] = scores[axis] > most[axis] ? scores[axis] : most[axis];
        }
    }
    snprintf(words, sizeof words, "Scores within R %u..%u, F %u..%u, M %u..%u.", least[0],
             most[0], least[1], most[1], least[2], most[2]);
    tell_meaning(table, segment, most[0] ? words : "No scores: other rules come first.");
}

static int range_valid(uint8_t min, uint8_t max, uint32_t bins)
{
    return min >= 1 && min <= max && max <= bins;
}

static quen_status check_rule(quen_context *ctx, const quen_rfm_rule *rule, size_t i,
                              uint32_t bins)
{
    size_t length = rule->segment ? strlen(rule->segment) : 0;
    if (length < 1 || length >= QUEN__RFM_NAME_SIZE)
        return quen__bad_argument(
            ctx, "rfm: rule %zu: the segment's name has %zu bytes, not 1..%u", i, length,
            QUEN__RFM_NAME_SIZE - 1);
    if (!range_valid(rule->r_min, rule->r_max, bins) ||
        !range_valid(rule->f_min, rule->f_max, bins) ||
        !range_valid(rule->m_min, rule->m_max, bins))
        return quen__bad_argument(
            ctx,
            "rfm: rule %zu ('%s'): R %u..%u F %u..%u M %u..%u are no ranges within "
            "1..%u",
            i, rule->segment, rule->r_min, rule->r_max, rule->f_min, rule->f_max,
            rule->m_min, rule->m_max, bins);
    if (rule->reserved[0] || rule->reserved[1])
        return quen__bad_argument(ctx, "rfm: rule %zu ('%s'): reserved is not 0", i,
                                  rule->segment);
    return QUEN_OK;
}

/* Where there is no M, no rule may ask for it. */
static quen_status check_no_money(quen_context *ctx, const quen_rfm_rule *rule, size_t i,
                                  uint32_t bins)
{
    if (rule->m_min == 1 && rule->m_max == bins)
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "rfm: rule %zu ('%s') wants M %u..%u, but money is not "
                              "told: make it 1..%u",
                              i, rule->segment, rule->m_min, rule->m_max, bins);
}

static quen_status make_own(quen_context *ctx, const quen_rfm_options *options,
                            int has_money, quen__rfm_table *table)
{
    if (options->n_rules == 0 || !options->rules)
        return quen__bad_argument(
            ctx, "rfm: QUEN_RFM_SEGMENTS_OWN needs rules, and there are none");
    for (size_t i = 0; i < options->n_rules; i++) {
        quen_status status = check_rule(ctx, &options->rules[i], i, options->bins);
        if (status == QUEN_OK && !has_money)
            status = check_no_money(ctx, &options->rules[i], i, options->bins);
        if (status != QUEN_OK)
            return status;
    }
    quen_status status =
        apply_rules(ctx, options->rules, options->n_rules, options->bins, table);
    for (uint32_t i = 0; i < table->n_segments && status == QUEN_OK; i++)
        tell_ranges(table, i, options->bins);
    return status;
}

static quen_status make_rf_map(quen_context *ctx, quen__rfm_table *table)
{
    for (uint32_t i = 0; i < RF_MAP; i++)
        tell_meaning(table, i, rf_meanings[i]);
    return apply_rules(ctx, rf_map, RF_MAP, 5, table);
}

static quen_status make_built_in(quen_context *ctx, const quen_rfm_options *options,
                                 int has_money, quen__rfm_table *table)
{
    if (options->n_rules)
        return quen__bad_argument(
            ctx, "rfm: there are %u rules, but segments is %u, not QUEN_RFM_SEGMENTS_OWN",
            options->n_rules, options->segments);
    if (options->segments == QUEN_RFM_SEGMENTS_NONE) {
        tell_meaning(table, name_segment(table, "All"), "Every customer.");
        return QUEN_OK;
    }
    if (options->bins != 5)
        return quen__bad_argument(
            ctx,
            "rfm: the built-in segments need 5 bins, bins is %u; choose "
            "QUEN_RFM_SEGMENTS_NONE or rules of your own",
            options->bins);
    if (options->segments == QUEN_RFM_SEGMENTS_RF_MAP || !has_money)
        return make_rf_map(ctx, table);
    make_eleven(table);
    return QUEN_OK;
}

quen_status quen__rfm_table_make(quen_context *ctx, const quen_rfm_options *options,
                                 int has_money, quen__rfm_table *out)
{
    memset(out, 0, sizeof *out);
    if (options->segments == QUEN_RFM_SEGMENTS_OWN)
        return make_own(ctx, options, has_money, out);
    return make_built_in(ctx, options, has_money, out);
}
