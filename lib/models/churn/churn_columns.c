/*
 * A row of features becomes a row of the regression: see quen__churn_rule. Which columns
 * go through a logarithm, and which are left out, was chosen on logs of shops by moments
 * that lie before those that judge it.
 */
#include <math.h>

#include "math/special.h"
#include "models/churn/churn.h"

size_t quen__churn_n_columns(const quen__schema *schema, const uint8_t *forms)
{
    size_t n = 0;
    for (size_t j = 0; j < schema->n_columns + QUEN__RHYTHM_COLUMNS; j++)
        n += forms[j] != QUEN__CHURN_LEFT_OUT;
    return n;
}

static double take(uint8_t form, double x)
{
    if (form == QUEN__CHURN_AS_IS)
        return x;
    double size = quen__special_log1p(fabs(x));
    return x < 0 ? -size : size;
}

size_t quen__churn_take(const quen__churn_rule *rule, const double *features, double *out)
{
    size_t n = 0;
    for (size_t j = 0; j < rule->schema->n_columns; j++)
        if (rule->forms[j] != QUEN__CHURN_LEFT_OUT)
            out[n++] = take(rule->forms[j], features[j]);
    return n;
}

size_t quen__churn_take_rhythm(const quen__churn_rule *rule,
                               const quen__churn_clock *clock, double *out)
{
    const uint8_t *forms = rule->forms + rule->schema->n_columns;
    double rhythm[QUEN__RHYTHM_COLUMNS];
    size_t n = 0;
    quen__churn_rhythm(clock, rule->shop_gap, rule->horizon_days, rhythm);
    for (size_t j = 0; j < QUEN__RHYTHM_COLUMNS; j++)
        if (forms[j] != QUEN__CHURN_LEFT_OUT)
            out[n++] = take(forms[j], rhythm[j]);
    return n;
}
