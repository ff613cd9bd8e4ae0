/*
 * Scoring customers: one axis after the other is cut and scored, within one group or,
 * nested, within groups of equal scores so far; the table names the codes; the segments
 * are summed up. All in integers. Quantiles are the values at sorted positions (type 1 of
 * Hyndman and Fan, The American Statistician 50, 1996), which are selected, not sorted.
 * Equal values go together to the bin of the one in their middle.
 */
#include <string.h>

#include "math/ranks.h"
#include "models/rfm/rfm.h"

#define MAX_CUTS (QUEN__RANKS_GROUPS * (QUEN__RFM_MAX_BINS - 1))

/* A fit, and the axis that is being scored. */
typedef struct work {
    const quen__rfm_sample *sample;
    const quen_rfm_options *options;
    const quen__rfm_table *table;
    quen__ranks ranks;
    quen__rank *asked; /* MAX_CUTS */
    uint32_t axis;
    const int64_t *cuts;
    uint8_t *groups;     /* n: each customer's, nested; after that */
    size_t *group_sizes; /* parts x QUEN__RANKS_GROUPS, the next axis' */
    quen__rfm_sum *sums; /* parts x segments */
    uint8_t *scores, *segments;
} work;

/* Without money there are two. */
static uint32_t n_axes(const quen__rfm_sample *sample)
{
    return sample->values[2] ? 3 : 2;
}

/* --- cutting --- */

/* Cut i = 1..bins-1 is the value at sorted position ceil(i n / bins) - 1; n > 0. */
static size_t cut_position(size_t n, size_t bins, size_t i)
{
    return n / bins * i + (n % bins * i + bins - 1) / bins - 1;
}

/* Ask for the cuts of group `group`, which has `size` customers. */
static quen__rank *ask_cuts(quen__rank *asked, size_t group, size_t size, size_t bins)
{
    for (size_t i = 1; i < bins; i++)
        *asked++ = (quen__rank){.group = group, .position = cut_position(size, bins, i)};
    return asked;
}

/*
 * Cut i of a group of `size`, from the value at its position. Where the middle one of all
 * that are equal to it, the upper of two, stands after that position, all of them lie
 * above the cut. Who ordered once lies above none.
 */
static int64_t cut_from(const work *w, const quen__rank *found, size_t size, size_t i)
{
    int64_t cut = found->value;
    size_t middle = found->less + found->equal / 2;
    if (middle > cut_position(size, w->options->bins, i) && cut > INT64_MIN)
        cut--;
    return w->axis == 1 && cut < 1 ? 1 : cut;
}

static void find(quen_context *ctx, work *w, const uint8_t *groups, size_t n_groups,
                 const quen__rank *end)
{
    quen__ranks_find(ctx, &w->ranks, w->sample->values[w->axis], groups, n_groups,
                     w->asked, (size_t)(end - w->asked));
}

/* How the customers of all would be cut. */
static void cut_all(quen_context *ctx, work *w, int64_t *cuts)
{
    size_t bins = w->options->bins;
    find(ctx, w, NULL, 1, ask_cuts(w->asked, 0, w->sample->n, bins));
    for (size_t i = 0; i + 1 < bins; i++)
        cuts[i] = cut_from(w, &w->asked[i], w->sample->n, i + 1);
}

/* A group without customers is cut as all of them are: others may fall into it later. */
static void cut_groups(quen_context *ctx, work *w, size_t n_groups, int64_t *cuts)
{
    size_t bins = w->options->bins, empty = 0;
    quen__rank *end = w->asked;
    int64_t all[QUEN__RFM_MAX_BINS] = {0};
    for (size_t g = 0; g < n_groups; g++)
        if (w->group_sizes[g])
            end = ask_cuts(end, g, w->group_sizes[g], bins);
        else
            empty++;
    find(ctx, w, w->groups, n_groups, end);
    for (const quen__rank *r = w->asked; r < end; r += bins - 1)
        for (size_t i = 0; i + 1 < bins; i++)
            cuts[r->group * (bins - 1) + i] =
                cut_from(w, &r[i], w->group_sizes[r->group], i + 1);
    if (empty)
        cut_all(ctx, w, all);
    for (size_t g = 0; g < n_groups && empty; g++)
        if (!w->group_sizes[g])
            memcpy(cuts + g * (bins - 1), all, (bins - 1) * sizeof *all);
}

/* --- scoring --- */

static void score_part(void *user, size_t part, unsigned worker)
{
    const work *w = user;
    quen__range range = quen__chunk_range(&w->ranks.parts, part);
    const int64_t *values = w->sample->values[w->axis], *cuts = w->cuts;
    uint32_t axis = w->axis, bins = w->options->bins;
    uint8_t *scores = w->scores + axis;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++)
        scores[3 * i] = quen__rfm_bin(axis, bins, cuts, values[i]);
}

/* The same where each customer's group has cuts of its own; and the next axis' groups. */
static void score_nested_part(void *user, size_t part, unsigned worker)
{
    const work *w = user;
    quen__range range = quen__chunk_range(&w->ranks.parts, part);
    const int64_t *values = w->sample->values[w->axis];
    uint32_t axis = w->axis, bins = w->options->bins;
    size_t *sizes = w->group_sizes + part * QUEN__RANKS_GROUPS;
    (void)worker;
    memset(sizes, 0, QUEN__RANKS_GROUPS * sizeof *sizes);
    for (size_t i = range.first; i < range.last; i++) {
        uint8_t *scores = w->scores + 3 * i;
        size_t group = quen__rfm_group(axis, bins, QUEN_RFM_BINNING_NESTED, scores);
        scores[axis] = quen__rfm_bin(axis, bins, w->cuts + group * (bins - 1), values[i]);
        if (axis < 2) {
            group = quen__rfm_group(axis + 1, bins, QUEN_RFM_BINNING_NESTED, scores);
            w->groups[i] = (uint8_t)group;
            sizes[group]++;
        }
    }
}

/* Cut one axis, or take the cuts that were given, and score everyone on it. */
static void score_axis(quen_context *ctx, work *w, uint32_t axis, int64_t *cuts)
{
    const quen_rfm_options *o = w->options;
    const int64_t *const fixed[3] = {o->r_cuts, o->f_cuts, o->m_cuts};
    size_t n_groups = quen__rfm_groups(axis, o->bins, o->binning);
    int nested = o->binning == QUEN_RFM_BINNING_NESTED;
    w->axis = axis;
    w->cuts = cuts;
    if (fixed[axis])
        memcpy(cuts, fixed[axis], (o->bins - 1) * sizeof *cuts);
    else if (n_groups == 1)
        cut_all(ctx, w, cuts);
    else
        cut_groups(ctx, w, n_groups, cuts);
    (void)quen__parallel_for(ctx, w->ranks.parts.count,
                             nested ? score_nested_part : score_part, w, NULL, 0, 1);
    for (size_t i = QUEN__RANKS_GROUPS;
         nested && i < w->ranks.parts.count * QUEN__RANKS_GROUPS; i++)
        w->group_sizes[i % QUEN__RANKS_GROUPS] += w->group_sizes[i];
}

/* --- segments --- */

static void name_part(void *user, size_t part, unsigned worker)
{
    const work *w = user;
    const int64_t *money = w->sample->values[2];
    quen__range range = quen__chunk_range(&w->ranks.parts, part);
    quen__rfm_sum *sums = w->sums + part * w->table->n_segments;
    (void)worker;
    memset(sums, 0, w->table->n_segments * sizeof *sums);
    for (size_t i = range.first; i < range.last; i++) {
        size_t code = quen__rfm_code(w->options->bins, w->scores + 3 * i);
        w->segments[i] = w->table->codes[code];
        quen__rfm_sum_add(&sums[w->segments[i]], w->sample->values[1][i],
                          money ? money[i] : 0);
    }
}

static void find_medians(quen_context *ctx, work *w, uint32_t axis,
                         quen_rfm_summary *summaries)
{
    quen__rank *end = w->asked;
    size_t n_segments = w->table->n_segments;
    w->axis = axis;
    for (size_t g = 0; g < n_segments; g++)
        if (w->sums[g].customers)
            *end++ = (quen__rank){.group = g,
                                  .position = (size_t)(w->sums[g].customers - 1) / 2};
    find(ctx, w, w->segments, n_segments, end);
    for (const quen__rank *r = w->asked; r < end; r++) {
        quen_rfm_summary *s = &summaries[r->group];
        int64_t *const medians[3] = {&s->recency_median, &s->frequency_median,
                                     &s->monetary_median};
        *medians[axis] = r->value;
    }
}

static void sum_up(quen_context *ctx, work *w, quen_rfm_summary *summaries)
{
    size_t parts = w->ranks.parts.count, n_segments = w->table->n_segments;
    (void)quen__parallel_for(ctx, parts, name_part, w, NULL, 0, 1);
    quen__rfm_sums_fold(w->sums, parts, n_segments);
    for (size_t g = 0; g < n_segments; g++) {
        summaries[g].customers = w->sums[g].customers;
        summaries[g].frequency = w->sums[g].frequency;
        summaries[g].monetary = (int64_t)w->sums[g].monetary;
    }
    for (uint32_t axis = 0; axis < n_axes(w->sample); axis++)
        find_medians(ctx, w, axis, summaries);
}

/* --- the image --- */

/* Write the sections of the keys, and say how many. */
static size_t add_keys(const quen__keys *keys, quen__section *out)
{
    const uint32_t numbers = QUEN__RFM_KEYS, offsets = numbers + 1, bytes = numbers + 2;
    if (keys->kind == QUEN_KEY_INT)
        out[0] = (quen__section){numbers, 8, keys->n, keys->numbers};
    if (keys->kind != QUEN_KEY_BYTES)
        return keys->kind == QUEN_KEY_INT;
    out[0] = (quen__section){offsets, 8, keys->n + 1, keys->offsets};
    out[1] = (quen__section){bytes, 1, (size_t)keys->offsets[keys->n], keys->bytes};
    return 2;
}

/* Sections whose content is known are copied, the others filled in later. */
static quen_status build_image(quen_context *ctx, const quen__rfm_sample *s,
                               const quen_rfm_options *o, const quen__rfm_table *table,
                               quen__image *image)
{
    quen__rfm_meta meta = {s->now, o->bins, o->binning, s->n_never_bought};
    size_t n = s->n, bins = o->bins, n_segments = table->n_segments, cuts[3];
    size_t n_money = s->values[2] ? n : 0;
    for (uint32_t axis = 0; axis < 3; axis++)
        cuts[axis] =
            axis < n_axes(s) ? quen__rfm_groups(axis, bins, o->binning) * (bins - 1) : 0;
    quen__section sections[QUEN__RFM_SPAN] = {
        {QUEN__RFM_META, 8, sizeof meta / 8, &meta},
        {QUEN__RFM_CUSTOMERS, 4, n, s->customers},
        {QUEN__RFM_RECENCY, 8, n, s->values[0]},
        {QUEN__RFM_FREQUENCY, 8, n, s->values[1]},
        {QUEN__RFM_MONETARY, 8, n_money, s->values[2]},
        {QUEN__RFM_SCORES, 1, 3 * n, NULL},
        {QUEN__RFM_SEGMENTS, 1, n, NULL},
        {QUEN__RFM_R_CUTS, 8, cuts[0], NULL},
        {QUEN__RFM_F_CUTS, 8, cuts[1], NULL},
        {QUEN__RFM_M_CUTS, 8, cuts[2], NULL},
        {QUEN__RFM_CODES, 1, bins * bins * bins, table->codes},
        {QUEN__RFM_NAME_OFFSETS, 8, n_segments + 1, table->name_offset},
        {QUEN__RFM_NAMES, 1, (size_t)table->name_offset[n_segments], table->names},
        {QUEN__RFM_SUMMARIES, 8, n_segments * (sizeof(quen_rfm_summary) / 8), NULL},
        {QUEN__RFM_MEANING_OFFSETS, 8, n_segments + 1, table->meaning_offset},
        {QUEN__RFM_MEANINGS, 1, (size_t)table->meaning_offset[n_segments],
         table->meanings},
    };
    size_t n_keys = add_keys(&s->keys, sections + QUEN__RFM_SECTIONS);
    return quen__image_build(ctx, QUEN__KIND_RFM, sections, QUEN__RFM_SECTIONS + n_keys,
                             image);
}

static void fill_image(quen_context *ctx, quen__image *image, work *w)
{
    uint32_t *customers = quen__image_fill(image, QUEN__RFM_CUSTOMERS);
    w->scores = quen__image_fill(image, QUEN__RFM_SCORES);
    w->segments = quen__image_fill(image, QUEN__RFM_SEGMENTS);
    for (size_t i = 0; i < w->sample->n && !w->sample->customers; i++)
        customers[i] = (uint32_t)i;
    for (uint32_t axis = 0; axis < n_axes(w->sample); axis++)
        score_axis(ctx, w, axis, quen__image_fill(image, QUEN__RFM_R_CUTS + axis));
    for (size_t i = 0; i < w->sample->n && !w->sample->values[2]; i++)
        w->scores[3 * i + 2] = 0;
    sum_up(ctx, w, quen__image_fill(image, QUEN__RFM_SUMMARIES));
}

static quen_status make_room(quen__temp *temp, work *w)
{
    quen_status status = quen__ranks_new(temp, w->sample->n, &w->ranks);
    size_t parts = w->ranks.parts.count;
    if (status != QUEN_OK)
        return status;
    w->asked = quen__temp_new(temp, MAX_CUTS, sizeof *w->asked);
    w->groups = quen__temp_new(temp, w->sample->n, 1);
    w->group_sizes =
        quen__temp_new(temp, parts, QUEN__RANKS_GROUPS * sizeof *w->group_sizes);
    w->sums = quen__temp_new(temp, parts, QUEN__RFM_MAX_SEGMENTS * sizeof *w->sums);
    return w->asked && w->groups && w->group_sizes && w->sums ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status check_money(quen_context *ctx, const quen__rfm_sample *sample,
                               const quen_rfm_options *options)
{
    if (sample->values[2] || !options->m_cuts)
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "rfm: m_cuts is given, but money is not told: leave it out");
}

quen_status quen__rfm_fit_sample(quen_context *ctx, const quen__rfm_sample *sample,
                                 const quen_rfm_options *options, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__image image;
    quen__rfm_table *table = quen__temp_new(&temp, 1, sizeof *table);
    work w = {.sample = sample, .options = options, .table = table};
    quen_status status = table ? make_room(&temp, &w) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = check_money(ctx, sample, options);
    if (status == QUEN_OK)
        status = quen__rfm_table_make(ctx, options, sample->values[2] != NULL, table);
    if (status == QUEN_OK)
        status = build_image(ctx, sample, options, table, &image);
    if (status == QUEN_OK) {
        fill_image(ctx, &image, &w);
        quen__image_seal(ctx, &image);
        *out = quen__model_adopt(ctx, &quen__rfm_kind, &image, &status);
    }
    quen__temp_close(&temp);
    return status;
}
