/*
 * The RFM model: a view of its image. Attaching looks at every entry: scores must be
 * scores, segments must be what the table says of them, sums must add up. So reading
 * needs no checks.
 */
#include "models/rfm/rfm.h"

#include <string.h>

#include "core/alloc.h"
#include "core/parallel.h"
#include "io/check.h"

#define CHUNK 16384u /* customers who are worth handing to a thread */
#define NONE SIZE_MAX

/* --- scores --- */

typedef struct scoring {
    const quen_rfm *rfm;
    const int64_t *values[3];
    uint8_t *scores, *segments;
    quen__chunks chunks;
} scoring;

/* What the cut points give customer i of `values`; M is 0 where the model has no money.
 */
static inline void score_row(const quen_rfm *rfm, const int64_t *const values[3],
                             size_t i, uint8_t row[3])
{
    uint64_t bins = rfm->meta->bins, binning = rfm->meta->binning;
    uint32_t n_axes = rfm->cuts[2] ? 3 : 2;
    memset(row, 0, 3);
    for (uint32_t axis = 0; axis < n_axes; axis++) {
        size_t group = quen__rfm_group(axis, bins, binning, row);
        row[axis] = quen__rfm_bin(axis, bins, rfm->cuts[axis] + group * (bins - 1),
                                  values[axis][i]);
    }
}

static void score_chunk(void *user, size_t chunk, unsigned worker)
{
    const scoring *s = user;
    quen__range range = quen__chunk_range(&s->chunks, chunk);
    uint64_t bins = s->rfm->meta->bins;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        uint8_t row[3];
        score_row(s->rfm, s->values, i, row);
        if (s->scores)
            memcpy(s->scores + 3 * i, row, sizeof row);
        if (s->segments)
            s->segments[i] = s->rfm->codes[quen__rfm_code(bins, row)];
    }
}

quen_status quen_rfm_score(quen_context *ctx, const quen_rfm *rfm, const int64_t *recency,
                           const int64_t *frequency, const int64_t *monetary, size_t n,
                           uint8_t *scores, uint8_t *segments)
{
    scoring s = {
        rfm, {recency, frequency, monetary}, scores, segments, quen__cut(n, CHUNK)};
    quen_status status = quen__extent_check(ctx, "rfm: n", n, 1, sizeof *recency);
    if (status != QUEN_OK)
        return status;
    if (n && !monetary && rfm->cuts[2])
        return quen__bad_argument(ctx,
                                  "rfm: monetary is missing, but the model knows money "
                                  "and needs it");
    return quen__parallel_for(ctx, s.chunks.count, score_chunk, &s, NULL, 0, 1);
}

/* --- attaching --- */

static const quen__expected parts[QUEN__RFM_SECTIONS] = {
    {8, "rfm"},           {4, "rfm customers"}, {8, "rfm recency"},
    {8, "rfm frequency"}, {8, "rfm monetary"},  {1, "rfm scores"},
    {1, "rfm segments"},  {8, "rfm r cuts"},    {8, "rfm f cuts"},
    {8, "rfm m cuts"},    {1, "rfm codes"},     {8, "rfm name offsets"},
    {1, "rfm names"},     {8, "rfm summaries"}, {8, "rfm meaning offsets"},
    {1, "rfm meanings"},
};

/* Sections as they are found. */
typedef struct found {
    const void *data[QUEN__RFM_SECTIONS];
    size_t n[QUEN__RFM_SECTIONS];
} found;

static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, found *f)
{
    quen_status status =
        quen__image_get_all(ctx, image, base, parts, QUEN__RFM_SECTIONS, f->data, f->n);
    if (status == QUEN_OK && f->n[QUEN__RFM_META] != sizeof(quen__rfm_meta) / 8)
        status = quen__bad_format(ctx, "rfm: %zu fields, not %zu", f->n[QUEN__RFM_META],
                                  sizeof(quen__rfm_meta) / 8);
    return status;
}

static quen_status check_meta(quen_context *ctx, const quen__rfm_meta *meta)
{
    if (meta->bins < 2 || meta->bins > QUEN__RFM_MAX_BINS)
        return quen__bad_format(ctx, "rfm: bins is %llu", (unsigned long long)meta->bins);
    if (meta->binning > QUEN_RFM_BINNING_NESTED)
        return quen__bad_format(ctx, "rfm: binning is %llu",
                                (unsigned long long)meta->binning);
    if (!quen__check_is_moment(meta->now_s))
        return quen__bad_format(ctx, "rfm: the moment is %lld", (long long)meta->now_s);
    if (meta->n_never_bought > UINT32_MAX)
        return quen__bad_format(ctx, "rfm: %llu customers never bought",
                                (unsigned long long)meta->n_never_bought);
    return QUEN_OK;
}

static void view_of(const found *f, quen_rfm *rfm)
{
    rfm->meta = f->data[QUEN__RFM_META];
    rfm->n = f->n[QUEN__RFM_CUSTOMERS];
    rfm->customers = f->data[QUEN__RFM_CUSTOMERS];
    rfm->scores = f->data[QUEN__RFM_SCORES];
    rfm->segments = f->data[QUEN__RFM_SEGMENTS];
    for (uint32_t axis = 0; axis < 3; axis++) {
        rfm->values[axis] = f->data[QUEN__RFM_RECENCY + axis];
        rfm->cuts[axis] = f->data[QUEN__RFM_R_CUTS + axis];
    }
    if (f->n[QUEN__RFM_MONETARY] == 0 && f->n[QUEN__RFM_M_CUTS] == 0)
        rfm->values[2] = rfm->cuts[2] = NULL;
    rfm->codes = f->data[QUEN__RFM_CODES];
    rfm->n_segments = f->n[QUEN__RFM_NAME_OFFSETS] - 1;
    rfm->name_offset = f->data[QUEN__RFM_NAME_OFFSETS];
    rfm->names = f->data[QUEN__RFM_NAMES];
    rfm->summaries = f->data[QUEN__RFM_SUMMARIES];
    rfm->meaning_offset = f->data[QUEN__RFM_MEANING_OFFSETS];
    rfm->meanings = f->data[QUEN__RFM_MEANINGS];
}

/* Customers, segments and bins are counted in one place each; the rest must agree. */
static quen_status check_counts(quen_context *ctx, const quen_rfm *rfm, const found *f)
{
    size_t wanted[QUEN__RFM_SECTIONS], bins = (size_t)rfm->meta->bins;
    if (rfm->n_segments == 0 || rfm->n_segments > QUEN__RFM_MAX_SEGMENTS)
        return quen__bad_format(ctx, "rfm: %zu segments", rfm->n_segments);
    memcpy(wanted, f->n, sizeof wanted);
    for (uint32_t axis = 0; axis < 3; axis++) {
        size_t groups = quen__rfm_groups(axis, bins, rfm->meta->binning);
        int there = axis < 2 || rfm->values[2];
        wanted[QUEN__RFM_RECENCY + axis] = there ? rfm->n : 0;
        wanted[QUEN__RFM_R_CUTS + axis] = there ? groups * (bins - 1) : 0;
    }
    wanted[QUEN__RFM_SEGMENTS] = rfm->n;
    wanted[QUEN__RFM_CODES] = bins * bins * bins;
    wanted[QUEN__RFM_SUMMARIES] = rfm->n_segments * (sizeof(quen_rfm_summary) / 8);
    wanted[QUEN__RFM_MEANING_OFFSETS] = rfm->n_segments + 1;
    for (size_t i = 0; i < QUEN__RFM_SECTIONS; i++)
        if (f->n[i] != wanted[i])
            return quen__bad_format(ctx, "%s: %zu entries, not %zu", parts[i].what,
                                    f->n[i], wanted[i]);
    if (f->n[QUEN__RFM_SCORES] / 3 != rfm->n || f->n[QUEN__RFM_SCORES] % 3)
        return quen__bad_format(ctx, "rfm scores: %zu entries for %zu customers",
                                f->n[QUEN__RFM_SCORES], rfm->n);
    return QUEN_OK;
}

/* A text a segment, of `most` bytes at most with its zero byte; `section` has offsets. */
static quen_status check_texts(quen_context *ctx, const quen_rfm *rfm, const found *f,
                               uint32_t section, size_t most)
{
    const uint64_t *offsets = f->data[section];
    quen_status status = quen__check_offsets(ctx, parts[section].what, offsets,
                                             rfm->n_segments, f->n[section + 1]);
    for (size_t i = 0; i < rfm->n_segments && status == QUEN_OK; i++) {
        const char *text = (const char *)f->data[section + 1] + offsets[i];
        uint64_t length = offsets[i + 1] - offsets[i];
        if (length < 2 || length > most || text[length - 1] != '\0' ||
            strlen(text) != length - 1)
            status = quen__bad_format(ctx, "%s: text %zu is none of 1..%zu bytes",
                                      parts[section + 1].what, i, most - 1);
    }
    return status;
}

static quen_status check_cuts(quen_context *ctx, const quen_rfm *rfm)
{
    size_t bins = (size_t)rfm->meta->bins;
    for (uint32_t axis = 0; axis < 3; axis++) {
        size_t n = quen__rfm_groups(axis, bins, rfm->meta->binning) * (bins - 1);
        for (size_t i = 1; i < n && rfm->cuts[axis]; i++)
            if (i % (bins - 1) && rfm->cuts[axis][i] < rfm->cuts[axis][i - 1])
                return quen__bad_format(ctx, "%s: entry %zu is below the one before",
                                        parts[QUEN__RFM_R_CUTS + axis].what, i);
    }
    return QUEN_OK;
}

/* What each chunk of customers finds. */
typedef struct checking {
    const quen_rfm *rfm;
    quen__chunks chunks;
    size_t *bad;         /* the first customer who does not fit, or NONE */
    quen__rfm_sum *sums; /* chunks x segments */
} checking;

/* Each customer's scores are what the cut points give, the segment what the table says.
 */
static inline int fits(const quen_rfm *rfm, size_t i)
{
    uint8_t row[3];
    score_row(rfm, rfm->values, i, row);
    return memcmp(row, rfm->scores + 3 * i, sizeof row) == 0 &&
           rfm->segments[i] == rfm->codes[quen__rfm_code(rfm->meta->bins, row)];
}

static void check_chunk(void *user, size_t chunk, unsigned worker)
{
    const checking *c = user;
    const quen_rfm *rfm = c->rfm;
    quen__range range = quen__chunk_range(&c->chunks, chunk);
    quen__rfm_sum *sums = c->sums + chunk * rfm->n_segments;
    const int64_t *money = rfm->values[2];
    (void)worker;
    c->bad[chunk] = NONE;
    memset(sums, 0, rfm->n_segments * sizeof *sums);
    for (size_t i = range.first; i < range.last; i++) {
        if (!fits(rfm, i)) {
            c->bad[chunk] = i;
            return;
        }
        quen__rfm_sum_add(&sums[rfm->segments[i]], rfm->values[1][i],
                          money ? money[i] : 0);
    }
}

static quen_status fail_row(quen_context *ctx, const quen_rfm *rfm, size_t row)
{
    const uint8_t *is = rfm->scores + 3 * row;
    uint8_t must[3];
    score_row(rfm, rfm->values, row, must);
    if (memcmp(is, must, sizeof must) != 0)
        return quen__bad_format(
            ctx,
            "rfm scores: those of customer %zu, %u %u %u, are not those of the cut "
            "points, %u %u %u",
            row, is[0], is[1], is[2], must[0], must[1], must[2]);
    return quen__bad_format(ctx, "rfm segments: entry %zu, %u, is not that of its scores",
                            row, rfm->segments[row]);
}

static quen_status check_summaries(quen_context *ctx, const quen_rfm *rfm,
                                   const quen__rfm_sum *sums)
{
    for (size_t i = 0; i < rfm->n_segments; i++)
        if (rfm->summaries[i].customers != sums[i].customers ||
            rfm->summaries[i].frequency != sums[i].frequency ||
            (uint64_t)rfm->summaries[i].monetary != sums[i].monetary)
            return quen__bad_format(ctx, "rfm summaries: segment %zu does not add up", i);
    return QUEN_OK;
}

static quen_status check_customers(quen_context *ctx, const quen_rfm *rfm)
{
    quen__temp temp = QUEN__TEMP(ctx);
    checking c = {rfm, quen__cut(rfm->n, CHUNK), NULL, NULL};
    c.bad = quen__temp_new(&temp, c.chunks.count, sizeof *c.bad);
    /* Sums that are 0, where no customer is left. */
    c.sums = quen__temp_zero(&temp, c.chunks.count + 1, rfm->n_segments * sizeof *c.sums);
    quen_status status = c.bad && c.sums ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, c.chunks.count, check_chunk, &c, NULL, 0, 1);
    for (size_t i = 0; i < c.chunks.count && status == QUEN_OK; i++)
        if (c.bad[i] != NONE)
            status = fail_row(ctx, rfm, c.bad[i]);
    if (status == QUEN_OK) {
        quen__rfm_sums_fold(c.sums, c.chunks.count, rfm->n_segments);
        status = check_summaries(ctx, rfm, c.sums);
    }
    quen__temp_close(&temp);
    return status;
}

/* A model may know its customers' keys. */
static quen_status attach_keys(quen_context *ctx, const quen__image *image, uint32_t base,
                               quen_rfm *rfm)
{
    uint32_t numbers = base + QUEN__RFM_KEYS, offsets = numbers + 1;
    if (!quen__image_has(image, numbers) && !quen__image_has(image, offsets))
        return QUEN_OK;
    quen_status status =
        quen__keys_attach(ctx, image, numbers, "rfm customer", &rfm->keys);
    if (status == QUEN_OK && rfm->keys.n != rfm->n)
        status = quen__bad_format(ctx, "rfm customer keys: %zu entries, not %zu",
                                  rfm->keys.n, rfm->n);
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *model)
{
    quen_rfm *out = model;
    found f;
    quen_status status = find_sections(ctx, image, base, &f);
    if (status == QUEN_OK)
        status = check_meta(ctx, f.data[QUEN__RFM_META]);
    if (status != QUEN_OK)
        return status;
    view_of(&f, out);
    status = check_counts(ctx, out, &f);
    if (status == QUEN_OK)
        status = quen__check_ascending(ctx, "rfm customers", out->customers, out->n);
    if (status == QUEN_OK)
        status = check_texts(ctx, out, &f, QUEN__RFM_NAME_OFFSETS, QUEN__RFM_NAME_SIZE);
    if (status == QUEN_OK)
        status =
            check_texts(ctx, out, &f, QUEN__RFM_MEANING_OFFSETS, QUEN__RFM_MEANING_SIZE);
    if (status == QUEN_OK)
        status = check_cuts(ctx, out);
    if (status == QUEN_OK)
        status = quen__check_below_byte(ctx, "rfm codes", out->codes,
                                        f.n[QUEN__RFM_CODES], out->n_segments);
    if (status == QUEN_OK)
        status = check_customers(ctx, out);
    if (status == QUEN_OK)
        status = attach_keys(ctx, image, base, out);
    return status;
}

const quen__model_kind quen__rfm_kind = {QUEN__KIND_RFM, QUEN__RFM_SPAN, "rfm",
                                         sizeof(quen_rfm), attach};

QUEN__MODEL_FUNCTIONS(rfm)

/* --- reading --- */

size_t quen_rfm_n_customers(const quen_rfm *rfm)
{
    return rfm->n;
}

size_t quen_rfm_n_never_bought(const quen_rfm *rfm)
{
    return (size_t)rfm->meta->n_never_bought;
}

const uint32_t *quen_rfm_customers(const quen_rfm *rfm)
{
    return rfm->customers;
}

quen_key quen_rfm_customer_key(const quen_rfm *rfm, size_t row)
{
    quen_key none = {0};
    return row < rfm->keys.n ? quen__keys_at(&rfm->keys, row) : none;
}

quen_status quen_rfm_find_customer(quen_context *ctx, const quen_rfm *rfm, quen_key key,
                                   size_t *row)
{
    uint32_t number;
    if (rfm->keys.kind == QUEN_KEY_NONE)
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND,
                          "rfm: the model does not know its customers' keys");
    quen_status status =
        quen__keys_look_up(ctx, &rfm->keys, "rfm", "customer", key, &number);
    if (status == QUEN_OK)
        *row = number;
    return status;
}

const int64_t *quen_rfm_recency(const quen_rfm *rfm)
{
    return rfm->values[0];
}

const int64_t *quen_rfm_frequency(const quen_rfm *rfm)
{
    return rfm->values[1];
}

const int64_t *quen_rfm_monetary(const quen_rfm *rfm)
{
    return rfm->values[2];
}

int quen_rfm_has_money(const quen_rfm *rfm)
{
    return rfm->values[2] != NULL;
}

const uint8_t *quen_rfm_scores(const quen_rfm *rfm)
{
    return rfm->scores;
}

const uint8_t *quen_rfm_segments(const quen_rfm *rfm)
{
    return rfm->segments;
}

uint32_t quen_rfm_n_bins(const quen_rfm *rfm)
{
    return (uint32_t)rfm->meta->bins;
}

int64_t quen_rfm_now_s(const quen_rfm *rfm)
{
    return rfm->meta->now_s;
}

const int64_t *quen_rfm_cuts(const quen_rfm *rfm, uint32_t axis, size_t *groups)
{
    const int64_t *cuts = axis < 3 ? rfm->cuts[axis] : NULL;
    if (groups)
        *groups = cuts ? quen__rfm_groups(axis, rfm->meta->bins, rfm->meta->binning) : 0;
    return cuts;
}

uint32_t quen_rfm_n_segments(const quen_rfm *rfm)
{
    return (uint32_t)rfm->n_segments;
}

const char *quen_rfm_segment_name(const quen_rfm *rfm, uint32_t segment)
{
    return segment < rfm->n_segments ? rfm->names + rfm->name_offset[segment] : NULL;
}

const char *quen_rfm_segment_meaning(const quen_rfm *rfm, uint32_t segment)
{
    return segment < rfm->n_segments ? rfm->meanings + rfm->meaning_offset[segment]
                                     : NULL;
}

const uint8_t *quen_rfm_codes(const quen_rfm *rfm)
{
    return rfm->codes;
}

quen_status quen_rfm_find_segment(quen_context *ctx, const quen_rfm *rfm,
                                  const char *name, uint32_t *segment)
{
    for (uint32_t i = 0; i < rfm->n_segments; i++) {
        if (strcmp(quen_rfm_segment_name(rfm, i), name) == 0) {
            *segment = i;
            return QUEN_OK;
        }
    }
    return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "rfm: no segment is called '%.63s'", name);
}

const quen_rfm_summary *quen_rfm_segment_summary(const quen_rfm *rfm, uint32_t segment)
{
    return segment < rfm->n_segments ? &rfm->summaries[segment] : NULL;
}
