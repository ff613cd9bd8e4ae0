/*
 * The churn model over its image: everything is checked once, so that asking needs no
 * checks.
 */
#include "models/churn/churn.h"

#include <float.h>
#include <math.h>

#include "io/check.h"
#include "models/churn/churn_stack.h"

/* Outside least..most; NaN is inside. */
static int beyond(double value, double least, double most)
{
    return value < least || value > most;
}

static int bad_measures(const quen__churn_measures *m)
{
    return beyond(m->auc, 0, 1) || beyond(m->brier, 0, 1) ||
           beyond(m->log_loss, 0, DBL_MAX) || beyond(m->lift10, 0, DBL_MAX) ||
           beyond(m->mean_risk, 0, 1) || isinf(m->slope);
}

static quen_status check_measures(quen_context *ctx, const quen__churn_info *info)
{
    if (bad_measures(&info->own) || bad_measures(&info->recency) ||
        beyond(info->auc_low, 0, 1) || beyond(info->auc_high, 0, 1) ||
        beyond(info->margin, 0, DBL_MAX) || beyond(info->now_mean_risk, 0, 1))
        return quen__bad_format(ctx, "churn: a measure is out of range");
    if (info->judged > 1 || info->better > 1)
        return quen__bad_format(ctx, "churn: a flag is neither 0 nor 1");
    if (info->better && !info->judged)
        return quen__bad_format(ctx, "churn: it is better, but was not judged");
    return QUEN_OK;
}

static quen_status check_info(quen_context *ctx, const quen__churn_info *info)
{
    if (!quen__check_is_moment(info->cutoff_s))
        return quen__bad_format(ctx, "churn: the cut-off is out of range");
    if (!quen__check_is_moment(info->now_s))
        return quen__bad_format(ctx, "churn: the moment of its risks is out of range");
    if (info->horizon_s <= 0 || info->horizon_s > QUEN_TIME_MAX - QUEN_TIME_MIN)
        return quen__bad_format(ctx, "churn: the horizon is out of range");
    if (info->active_s <= 0 || info->period_s <= 0)
        return quen__bad_format(ctx, "churn: a length of time is not above 0");
    if (info->utc_offset_s != QUEN_CLOCK_OF_LOG &&
        (info->utc_offset_s < -86400 || info->utc_offset_s > 86400))
        return quen__bad_format(ctx, "churn: the shop's clock is out of range");
    if (info->churned == 0 || info->churned >= info->customers)
        return quen__bad_format(ctx, "churn: the counts of customers do not agree");
    if (!(info->shop_gap > 0 && isfinite(info->shop_gap)))
        return quen__bad_format(ctx, "churn: the shop's gap is not above 0");
    return check_measures(ctx, info);
}

static quen_status check_origins(quen_context *ctx, const quen_churn *churn)
{
    if (churn->n_origins == 0 || churn->n_origins > QUEN__CHURN_ORIGINS_MOST)
        return quen__bad_format(ctx, "churn: %zu origins, not 1..%d", churn->n_origins,
                                QUEN__CHURN_ORIGINS_MOST);
    for (size_t i = 0; i < churn->n_origins; i++) {
        const quen_churn_origin *o = &churn->origins[i];
        if (!quen__check_is_moment(o->cutoff_s) ||
            (i > 0 && o->cutoff_s >= churn->origins[i - 1].cutoff_s))
            return quen__bad_format(ctx, "churn: origin %zu is at no time of its own", i);
        if (o->customers == 0 || o->churned > o->customers || beyond(o->auc, 0, 1) ||
            beyond(o->mean_risk, 0, 1) || beyond(o->log_loss, 0, DBL_MAX) ||
            beyond(o->margin, 0, DBL_MAX))
            return quen__bad_format(ctx, "churn: origin %zu is out of range", i);
    }
    return QUEN_OK;
}

static quen_status check_drifts(quen_context *ctx, const quen_churn *churn)
{
    uint64_t most = churn->info->now_customers;
    for (size_t j = 0; j < churn->n_columns; j++) {
        const quen_churn_drift *d = &churn->drifts[j];
        if (!isfinite(d->least) || !isfinite(d->most) || d->least > d->most)
            return quen__bad_format(ctx, "churn: the range of feature %zu is none", j);
        if (d->below > most || d->above > most - d->below)
            return quen__bad_format(
                ctx, "churn: more customers drift in feature %zu than there are", j);
    }
    return QUEN_OK;
}

static quen_status check_note(quen_context *ctx, const quen_churn *churn)
{
    size_t length = 0;
    while (length < churn->note_size && churn->note[length])
        length++;
    if (length + 1 != churn->note_size)
        return quen__bad_format(ctx, "churn: the note is no text");
    return QUEN_OK;
}

static quen_status attach_views(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_churn *churn)
{
    const void *info;
    quen_status status = quen__image_get_n(ctx, image, base + QUEN__CHURN_INFO, 8,
                                           sizeof *churn->info / 8, "churn", &info);
    if (status == QUEN_OK)
        status = check_info(ctx, info);
    if (status == QUEN_OK)
        status =
            quen__schema_attach(ctx, image, base + QUEN__CHURN_SCHEMA, &churn->schema);
    if (status == QUEN_OK)
        status = quen__model_attach(ctx, &quen__logit_kind, image,
                                    base + QUEN__CHURN_LOGIT, &churn->logit);
    if (status == QUEN_OK)
        churn->info = info;
    return status;
}

/* The columns of the regression, and where the schema has what rhythm is made of. */
static quen_status attach_columns(quen_context *ctx, const quen__image *image,
                                  uint32_t base, quen_churn *churn)
{
    const void *forms;
    size_t n = churn->schema.n_columns + QUEN__RHYTHM_COLUMNS;
    quen_status status = quen__image_get_n(ctx, image, base + QUEN__CHURN_FORMS, 1, n,
                                           "forms of features", &forms);
    if (status == QUEN_OK)
        status = quen__check_below_byte(ctx, "forms of features", forms, n, 3);
    if (status != QUEN_OK)
        return status;
    churn->forms = forms;
    churn->n_columns = quen__churn_n_columns(&churn->schema, churn->forms);
    if (quen_logit_n_columns(&churn->logit) != churn->n_columns)
        return quen__bad_format(ctx,
                                "churn: %zu features and a regression of %zu columns",
                                churn->n_columns, quen_logit_n_columns(&churn->logit));
    if (churn->logit.terms > UINT32_MAX)
        return quen__bad_format(ctx, "churn: %zu terms are too many", churn->logit.terms);
    if (!quen__churn_find_places(&churn->schema, &churn->places))
        return quen__bad_format(ctx, "churn: a feature that rhythm needs is missing");
    return QUEN_OK;
}

static quen_status attach_figures(quen_context *ctx, const quen__image *image,
                                  uint32_t base, quen_churn *churn)
{
    const void *drifts, *origins = NULL, *note = NULL;
    size_t fields = sizeof *churn->origins / 8, words = 0;
    quen_status status = quen__image_get_n(ctx, image, base + QUEN__CHURN_DRIFTS, 8,
                                           churn->n_columns * (sizeof *churn->drifts / 8),
                                           "ranges of features", &drifts);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__CHURN_ORIGINS, 8, "origins",
                                 &origins, &words);
    if (status == QUEN_OK && words % fields)
        status = quen__bad_format(ctx, "origins: %zu fields make no whole one", words);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + QUEN__CHURN_NOTE, 1, "note", &note,
                                 &churn->note_size);
    if (status != QUEN_OK)
        return status;
    churn->drifts = drifts;
    churn->origins = origins;
    churn->n_origins = words / fields;
    churn->note = note;
    return QUEN_OK;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_churn *churn = view;
    quen_status status = attach_views(ctx, image, base, churn);
    if (status == QUEN_OK)
        status = attach_columns(ctx, image, base, churn);
    if (status == QUEN_OK)
        status = attach_figures(ctx, image, base, churn);
    if (status == QUEN_OK)
        status = check_origins(ctx, churn);
    if (status == QUEN_OK)
        status = check_drifts(ctx, churn);
    return status == QUEN_OK ? check_note(ctx, churn) : status;
}

const quen__model_kind quen__churn_kind = {QUEN__KIND_CHURN, QUEN__CHURN_SPAN, "churn",
                                           sizeof(quen_churn), attach};

QUEN__MODEL_FUNCTIONS(churn)

void quen__churn_sections(const quen_churn *churn, uint32_t base,
                          quen__section rows[QUEN__CHURN_SECTIONS])
{
    const quen__section own[] = {
        {base + QUEN__CHURN_INFO, 8, sizeof *churn->info / 8, churn->info},
        {base + QUEN__CHURN_FORMS, 1, churn->schema.n_columns + QUEN__RHYTHM_COLUMNS,
         churn->forms},
        {base + QUEN__CHURN_DRIFTS, 8, churn->n_columns * (sizeof *churn->drifts / 8),
         churn->drifts},
        {base + QUEN__CHURN_ORIGINS, 8, churn->n_origins * (sizeof *churn->origins / 8),
         churn->origins},
        {base + QUEN__CHURN_NOTE, 1, churn->note_size, churn->note},
    };
    size_t n = sizeof own / sizeof *own;
    for (size_t i = 0; i < n; i++)
        rows[i] = own[i];
    quen__schema_sections(&churn->schema, base + QUEN__CHURN_SCHEMA, rows + n);
    quen__logit_sections(&churn->logit, base + QUEN__CHURN_LOGIT,
                         rows + n + QUEN__SCHEMA_SECTIONS);
}
