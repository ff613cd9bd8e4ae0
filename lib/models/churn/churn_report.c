/* What a churn model tells of itself. */
#include "core/options.h"
#include "models/churn/churn.h"

const char *quen_churn_feature_name(const quen_churn *churn, uint32_t term)
{
    return quen_logit_term_name(&churn->logit, term);
}

const quen_logit *quen_churn_logit(const quen_churn *churn)
{
    return &churn->logit;
}

void quen_churn_report_init(quen_churn_report *report, size_t size)
{
    quen_churn_report initial = {.struct_size = sizeof initial};
    quen__options_init(report, size, &initial, sizeof initial);
}

void quen_churn_get_report(const quen_churn *churn, quen_churn_report *report)
{
    const quen__churn_info *info = churn->info;
    quen_churn_report full = {.struct_size = sizeof full};
    full.cutoff_s = info->cutoff_s;
    full.horizon_s = info->horizon_s;
    full.customers = info->customers;
    full.churned = info->churned;
    full.auc = info->own.auc;
    full.log_loss = info->own.log_loss;
    full.brier = info->own.brier;
    full.lift10 = info->own.lift10;
    full.judged = info->judged;
    full.better = info->better;
    full.auc_low = info->auc_low;
    full.auc_high = info->auc_high;
    full.mean_risk = info->own.mean_risk;
    full.slope = info->own.slope;
    full.recency_auc = info->recency.auc;
    full.recency_log_loss = info->recency.log_loss;
    full.recency_brier = info->recency.brier;
    full.recency_lift10 = info->recency.lift10;
    full.recency_mean_risk = info->recency.mean_risk;
    full.recency_slope = info->recency.slope;
    full.now_s = info->now_s;
    full.now_customers = info->now_customers;
    full.now_mean_risk = info->now_mean_risk;
    full.margin = info->margin;
    quen__options_write(report, &full, sizeof full);
}

size_t quen_churn_n_origins(const quen_churn *churn)
{
    return churn->n_origins;
}

const quen_churn_origin *quen_churn_origin_summary(const quen_churn *churn,
                                                   uint32_t origin)
{
    return origin < churn->n_origins ? &churn->origins[origin] : NULL;
}

size_t quen_churn_n_features(const quen_churn *churn)
{
    return churn->n_columns;
}

const quen_churn_drift *quen_churn_feature_drift(const quen_churn *churn,
                                                 uint32_t feature)
{
    return feature < churn->n_columns ? &churn->drifts[feature] : NULL;
}

const char *quen_churn_note(const quen_churn *churn)
{
    return churn->note;
}
