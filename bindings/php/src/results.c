/*
 * Answers: objects whose readonly properties are written once, here, in the order in
 * which their stubs declare them.
 */
#include <math.h>

#include "tables.h"

#include "ext/date/php_date.h"
#include "ext/json/php_json.h"
#include "zend_interfaces.h"

zend_class_entry *pq_ce_totals, *pq_ce_finding, *pq_ce_import_report, *pq_ce_skipped_rows,
    *pq_ce_rfm_score, *pq_ce_segment, *pq_ce_offer, *pq_ce_customer, *pq_ce_cluster,
    *pq_ce_coefficient, *pq_ce_churn_risk, *pq_ce_churn_outcome, *pq_ce_churn_report,
    *pq_ce_churn_origin, *pq_ce_churn_drift, *pq_ce_binary_report, *pq_ce_calibration_bin,
    *pq_ce_gain, *pq_ce_auc_test, *pq_ce_ranking_report, *pq_ce_clusters_report,
    *pq_ce_figure, *pq_ce_cohort, *pq_ce_survey_score, *pq_ce_lifetime_future,
    *pq_ce_lifetime_report, *pq_ce_habits_offer, *pq_ce_due, *pq_ce_habits_check,
    *pq_ce_habits_report, *pq_ce_link, *pq_ce_link_levels, *pq_ce_links_report,
    *pq_ce_link_groups, *pq_ce_trend;

#include "results_arginfo.h"

#define REGISTER(ce, name) ce = register_class_Quen_##name(result)

void pq_results_init(void)
{
    zend_class_entry *result = register_class_Quen_Result(php_json_serializable_ce);

    REGISTER(pq_ce_totals, Totals);
    REGISTER(pq_ce_finding, Finding);
    REGISTER(pq_ce_figure, Figure);
    REGISTER(pq_ce_cohort, Cohort);
    REGISTER(pq_ce_trend, Trend);
    REGISTER(pq_ce_survey_score, SurveyScore);
    REGISTER(pq_ce_import_report, ImportReport);
    REGISTER(pq_ce_skipped_rows, SkippedRows);
    REGISTER(pq_ce_rfm_score, RfmScore);
    REGISTER(pq_ce_segment, Segment);
    REGISTER(pq_ce_offer, Offer);
    REGISTER(pq_ce_customer, Customer);
    REGISTER(pq_ce_cluster, Cluster);
    REGISTER(pq_ce_coefficient, Coefficient);
    REGISTER(pq_ce_churn_risk, ChurnRisk);
    REGISTER(pq_ce_churn_outcome, ChurnOutcome);
    REGISTER(pq_ce_churn_report, ChurnReport);
    REGISTER(pq_ce_churn_origin, ChurnOrigin);
    REGISTER(pq_ce_churn_drift, ChurnDrift);
    REGISTER(pq_ce_lifetime_future, LifetimeFuture);
    REGISTER(pq_ce_lifetime_report, LifetimeReport);
    REGISTER(pq_ce_habits_offer, HabitsOffer);
    REGISTER(pq_ce_due, Due);
    REGISTER(pq_ce_habits_check, HabitsCheck);
    REGISTER(pq_ce_habits_report, HabitsReport);
    REGISTER(pq_ce_link, Link);
    REGISTER(pq_ce_link_levels, LinkLevels);
    REGISTER(pq_ce_links_report, LinksReport);
    REGISTER(pq_ce_link_groups, LinkGroups);
    REGISTER(pq_ce_binary_report, BinaryReport);
    REGISTER(pq_ce_calibration_bin, CalibrationBin);
    REGISTER(pq_ce_gain, Gain);
    REGISTER(pq_ce_auc_test, AucTest);
    REGISTER(pq_ce_ranking_report, RankingReport);
    REGISTER(pq_ce_clusters_report, ClustersReport);
}

pq_result pq_result_new(zval *to, zend_class_entry *ce)
{
    object_init_ex(to, ce);
    return (pq_result){Z_OBJ_P(to), 0};
}

zval *pq_add(pq_result *r)
{
    zval *place = OBJ_PROP_NUM(r->object, r->at);

    r->at++;
    Z_PROP_FLAG_P(place) = 0; /* written */
    return place;
}

void pq_add_long(pq_result *r, int64_t value)
{
    ZVAL_LONG(pq_add(r), (zend_long)value);
}

void pq_add_double(pq_result *r, double value)
{
    ZVAL_DOUBLE(pq_add(r), value);
}

void pq_add_worth(pq_result *r, double value, int decimals)
{
    if (isnan(value))
        pq_add_null(r);
    else
        pq_add_double(r, value / pow(10, decimals));
}

void pq_add_bool(pq_result *r, bool value)
{
    ZVAL_BOOL(pq_add(r), value);
}

void pq_add_null(pq_result *r)
{
    ZVAL_NULL(pq_add(r));
}

void pq_add_text(pq_result *r, const char *text)
{
    zval *place = pq_add(r);

    if (text)
        ZVAL_STRING(place, text);
    else
        ZVAL_NULL(place);
}

void pq_add_decimal(pq_result *r, int64_t value, int decimals)
{
    pq_put_decimal(pq_add(r), value, decimals);
}

void pq_add_moment(pq_result *r, int64_t time_s)
{
    pq_put_moment(pq_add(r), time_s);
}

void pq_add_key(pq_result *r, quen_key key)
{
    pq_put_key(pq_add(r), key);
}

/* ---- structs ---- */

static zend_property_info *info_of(zend_object *object, const char *name)
{
    return zend_hash_str_find_ptr(&object->ce->properties_info, name, strlen(name));
}

zval *pq_property(zend_object *object, const char *name)
{
    zval *place = OBJ_PROP(object, info_of(object, name)->offset);

    Z_PROP_FLAG_P(place) = 0;
    return place;
}

void pq_put_null(zend_object *object, const char *name)
{
    zval *place = pq_property(object, name);

    zval_ptr_dtor(place);
    ZVAL_NULL(place);
}

#define TOLD(type) (*(const type *)place)

/*
 * The word at a place in "a|b|c". A file of a later version may tell of what has none
 * here yet.
 */
static void put_choice(zval *to, const char *words, uint32_t place)
{
    for (; place > 0 && words; place--)
        if ((words = strchr(words, '|')) != NULL)
            words++;
    if (words)
        ZVAL_STRINGL(to, words, strcspn(words, "|"));
    else
        ZVAL_STRING(to, "unknown");
}

static void put_field(const pq_field *f, const void *place, bool may_be_null, zval *to)
{
    switch (f->kind) {
    case FIELD_DOUBLE:
        ZVAL_DOUBLE(to, TOLD(double));
        if (may_be_null && isnan(TOLD(double)))
            ZVAL_NULL(to);
        return;
    case FIELD_DAYS:
        ZVAL_DOUBLE(to, (double)TOLD(int64_t) / 86400);
        return;
    case FIELD_MOMENT:
        pq_put_moment(to, TOLD(int64_t));
        return;
    case FIELD_CHOICE:
        put_choice(to, f->choices, TOLD(uint32_t));
        return;
    case FIELD_U32:
        ZVAL_LONG(to, (zend_long)TOLD(uint32_t));
        return;
    case FIELD_FLAG:
        ZVAL_BOOL(to, TOLD(uint32_t) != 0);
        return;
    case FIELD_FLAG64:
        ZVAL_BOOL(to, TOLD(uint64_t) != 0);
        return;
    default:
        ZVAL_LONG(to, (zend_long)TOLD(uint64_t));
    }
}

void pq_add_fields(zend_object *object, const pq_field *fields, const void *of)
{
    for (const pq_field *f = fields; f->name; f++)
        put_field(f, (const char *)of + f->offset,
                  ZEND_TYPE_ALLOW_NULL(info_of(object, f->name)->type),
                  pq_property(object, f->name));
}

static zend_object *put_figures(zval *to, zend_class_entry *ce, const pq_field *fields,
                                const void *report)
{
    zend_object *made = pq_result_new(to, ce).object;

    pq_add_fields(made, fields, report);
    ZVAL_NULL(pq_property(made, "low"));
    ZVAL_NULL(pq_property(made, "high"));
    return made;
}

void pq_put_report(zval *to, zend_class_entry *ce, const pq_field *fields,
                   const void *report, const void *low, const void *high)
{
    zend_object *made = put_figures(to, ce, fields, report);

    if (!low)
        return;
    put_figures(pq_property(made, "low"), ce, fields, low);
    put_figures(pq_property(made, "high"), ce, fields, high);
}

/* ---- as JSON ---- */

static void put_told(zval *to, zval *value);

static void put_told_array(zval *to, HashTable *values)
{
    zend_ulong number;
    zend_string *name;
    zval *value, told;

    array_init_size(to, zend_hash_num_elements(values));
    ZEND_HASH_FOREACH_KEY_VAL(values, number, name, value)
    {
        put_told(&told, value);
        if (name)
            zend_hash_add_new(Z_ARRVAL_P(to), name, &told);
        else
            zend_hash_index_add_new(Z_ARRVAL_P(to), number, &told);
    }
    ZEND_HASH_FOREACH_END();
}

/* As JSON has it: a moment as text, and null for what is no number. */
static void put_told(zval *to, zval *value)
{
    if (Z_TYPE_P(value) == IS_OBJECT &&
        instanceof_function(Z_OBJCE_P(value), php_date_get_immutable_ce())) {
        zval format;
        ZVAL_STRING(&format, "c");
        zend_call_method_with_1_params(Z_OBJ_P(value), Z_OBJCE_P(value), NULL, "format",
                                       to, &format);
        zval_ptr_dtor(&format);
    } else if (Z_TYPE_P(value) == IS_DOUBLE && !isfinite(Z_DVAL_P(value))) {
        ZVAL_NULL(to);
    } else if (Z_TYPE_P(value) == IS_ARRAY) {
        put_told_array(to, Z_ARRVAL_P(value));
    } else {
        ZVAL_COPY(to, value);
    }
}

ZEND_METHOD(Quen_Result, jsonSerialize)
{
    zend_object *self = Z_OBJ_P(ZEND_THIS);

    ZEND_PARSE_PARAMETERS_NONE();
    array_init_size(return_value, (uint32_t)self->ce->default_properties_count);
    for (int i = 0; i < self->ce->default_properties_count; i++) {
        zval *value = OBJ_PROP_NUM(self, i), told;
        if (Z_TYPE_P(value) == IS_UNDEF)
            continue;
        put_told(&told, value);
        zend_hash_add_new(Z_ARRVAL_P(return_value),
                          self->ce->properties_info_table[i]->name, &told);
    }
}
