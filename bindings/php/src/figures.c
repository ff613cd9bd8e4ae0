/* How the shop is doing: figures and cohorts of a log, scores of what customers answered.
 */
#include <math.h>

#include "segments.h"

#include "ext/date/php_date.h"

/* ---- figures ---- */

static void figures_release(void *thing)
{
    quen_figures_free(thing);
}

const pq_noun pq_noun_figures = {"figures", "",   NULL, figures_release,
                                 NULL,      NULL, NULL, NULL};

static void add_money(pq_result *r, bool known, int64_t amount, int decimals)
{
    if (known)
        pq_add_decimal(r, amount, decimals);
    else
        pq_add_null(r);
}

static void add_counts(pq_result *r, const quen_figure *f)
{
    pq_add_long(r, (int64_t)f->orders);
    pq_add_long(r, (int64_t)f->orders_without_customer);
    pq_add_long(r, (int64_t)f->customers);
    pq_add_long(r, (int64_t)f->customers_new);
    pq_add_long(r, (int64_t)f->customers_returning);
    pq_add_long(r, (int64_t)f->customers_retained);
    pq_add_long(r, (int64_t)f->customers_won_back);
    pq_add_long(r, (int64_t)f->customers_repeating);
    pq_add_long(r, (int64_t)f->customers_churned);
}

/* What rows of figures need beside them: names follow each other, each with its end. */
typedef struct beside {
    int quantity_decimals;
    uint32_t n_segments; /* 0: figures of the whole alone */
    size_t ends[];       /* of the names, which stand behind the ends */
} beside;

static beside *beside_new(int quantity_decimals, const HashTable *names)
{
    uint32_t n = zend_hash_num_elements(names);
    size_t bytes = 0;
    zend_string *name;
    beside *b;
    char *text;

    ZEND_HASH_FOREACH_STR_KEY((HashTable *)names, name)
    {
        bytes += ZSTR_LEN(name);
    }
    ZEND_HASH_FOREACH_END();
    b = safe_emalloc(n, sizeof *b->ends, sizeof *b + bytes);
    *b = (beside){quantity_decimals, 0};
    text = (char *)(b->ends + n);
    bytes = 0;
    ZEND_HASH_FOREACH_STR_KEY((HashTable *)names, name)
    {
        memcpy(text + bytes, ZSTR_VAL(name), ZSTR_LEN(name));
        b->ends[b->n_segments++] = bytes += ZSTR_LEN(name);
    }
    ZEND_HASH_FOREACH_END();
    return b;
}

static void add_segment(pq_result *r, const beside *b, uint32_t segment)
{
    zval *to = pq_add(r);
    const char *text = (const char *)(b->ends + b->n_segments);
    size_t begin;

    if (b->n_segments == 0) {
        ZVAL_NULL(to);
    } else if (segment >= b->n_segments) {
        ZVAL_STRING(to, segment == QUEN_FIGURES_ALL ? "(all)" : "(none)");
    } else {
        begin = segment ? b->ends[segment - 1] : 0;
        ZVAL_STRINGL(to, text + begin, b->ends[segment] - begin);
    }
}

static void figure_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_figures *figures = rows->handle->thing;
    const quen_figure *f = quen_figures_row(figures, i);
    const beside *b = rows->data;
    bool money = quen_figures_has_money(figures);
    pq_result r = pq_result_new(to, pq_ce_figure);

    pq_add_moment(&r, f->start_s);
    pq_add_moment(&r, f->end_s);
    add_segment(&r, b, f->segment);
    pq_add_bool(&r, f->is_whole);
    pq_add_long(&r, (int64_t)f->lines);
    pq_add_decimal(&r, f->quantity, b->quantity_decimals);
    add_money(&r, money, f->revenue, rows->decimals);
    add_money(&r, money, f->refunds, rows->decimals);
    add_money(&r, money, f->revenue_returning, rows->decimals);
    add_money(&r, money, f->revenue_without_customer, rows->decimals);
    add_counts(&r, f);
    pq_add_double(&r, f->order_value_mean / pow(10, rows->decimals));
    pq_add_double(&r, f->orders_per_customer);
    pq_add_double(&r, f->quantity_per_order / pow(10, b->quantity_decimals));
    pq_add_double(&r, f->gap_days_mean);
    pq_add_double(&r, f->repeat_rate);
    pq_add_double(&r, f->repeat_order_share);
    pq_add_double(&r, f->retention);
    pq_add_double(&r, f->returning_share);
    pq_add_double(&r, f->quick_ratio);
}

pq_rows *pq_put_figures(zval *to, pq_handle *figures, int decimals, int quantity_decimals,
                        const HashTable *segments)
{
    size_t n = quen_figures_n_rows(figures->thing);
    pq_rows *rows =
        pq_rows_new(to, figure_row, n, n, NULL, beside_new(quantity_decimals, segments));

    rows->handle = figures;
    rows->decimals = decimals;
    return rows;
}

ZEND_METHOD(Quen_Orders, figures)
{
    const quen_orders *orders;
    quen_figures_options options;
    quen_figures *figures;
    HashTable names;

    PQ_BEGIN(self);
    zend_hash_init(&names, 0, NULL, NULL, false);
    orders = pq_orders_finished(c, self);
    if (orders && pq_read_arguments(c, &options_figures, &options) &&
        pq_segments(c, self, &names, &options) &&
        pq_ok(c, quen_figures_new(c->ctx, orders, &options, &figures)))
        pq_put_figures(return_value, pq_handle_new(&pq_noun_figures, figures, NULL),
                       self->decimals, self->quantity_decimals, &names);
    zend_hash_destroy(&names);
    pq_end(c);
}

/* ---- cohorts ---- */

static void cohorts_release(void *thing)
{
    quen_cohorts_free(thing);
}

const pq_noun pq_noun_cohorts = {"cohorts", "",   NULL, cohorts_release,
                                 NULL,      NULL, NULL, NULL};

static void put_day(pq_result *r, int64_t day)
{
    zval *place = pq_add(r);

    ZVAL_STR(place, php_format_date("Y-m-d", sizeof "Y-m-d" - 1, day * 86400, false));
}

static void cohort_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_cohorts *cohorts = rows->handle->thing;
    size_t width = quen_cohorts_n_periods(cohorts);
    size_t left = quen_cohorts_n_cohorts(cohorts) - i, n = left < width ? left : width;
    pq_result r = pq_result_new(to, pq_ce_cohort);
    zval *list;

    put_day(&r, quen_cohorts_days(cohorts)[i]);
    array_init_size(list = pq_add(&r), (uint32_t)n);
    for (size_t k = 0; k < n; k++)
        add_next_index_long(list,
                            (zend_long)quen_cohorts_customers(cohorts)[i * width + k]);
    list = pq_add(&r);
    ZVAL_NULL(list);
    if (!quen_cohorts_has_money(cohorts))
        return;
    array_init_size(list, (uint32_t)n);
    for (size_t k = 0; k < n; k++) {
        zval amount;
        pq_put_decimal(&amount, quen_cohorts_revenue(cohorts)[i * width + k],
                       rows->decimals);
        add_next_index_zval(list, &amount);
    }
}

void pq_put_cohorts(zval *to, pq_handle *cohorts, int decimals)
{
    size_t n = quen_cohorts_n_cohorts(cohorts->thing);
    pq_rows *rows = pq_rows_new(to, cohort_row, n, n, NULL, NULL);

    rows->handle = cohorts;
    rows->decimals = decimals;
}

ZEND_METHOD(Quen_Orders, cohorts)
{
    const quen_orders *orders;
    quen_cohorts_options options;
    quen_cohorts *cohorts;

    PQ_BEGIN(self);
    orders = pq_orders_finished(c, self);
    if (orders && pq_read_arguments(c, &options_cohorts, &options) &&
        pq_ok(c, quen_cohorts_new(c->ctx, orders, &options, &cohorts)))
        pq_put_cohorts(return_value, pq_handle_new(&pq_noun_cohorts, cohorts, NULL),
                       self->decimals);
    pq_end(c);
}

/* ---- surveys ---- */

typedef quen_status (*score_function)(quen_context *ctx, const int64_t *scores, size_t n,
                                      double confidence, quen_survey_score *out);

static void score(zend_execute_data *execute_data, zval *return_value,
                  score_function function)
{
    pq_call call, *c = &call;
    quen_survey_score s;
    const int64_t *scores;
    double confidence = 0.95;
    zval *given;
    size_t n;

    if (!pq_begin(c, execute_data))
        return;
    if ((given = pq_given(c, "confidence")) != NULL && !pq_double(given, &confidence))
        confidence = NAN; /* which the library refuses */
    if (pq_int64s(c, PQ_ARG(c, 1), "scores", &scores, &n) &&
        pq_ok(c, function(c->ctx, scores, n, confidence, &s))) {
        pq_result r = pq_result_new(return_value, pq_ce_survey_score);
        pq_add_long(&r, (int64_t)s.n);
        pq_add_long(&r, (int64_t)s.good);
        pq_add_long(&r, (int64_t)s.neutral);
        pq_add_long(&r, (int64_t)s.bad);
        pq_add_double(&r, s.score);
        pq_add_double(&r, s.std_error);
        pq_add_double(&r, s.low);
        pq_add_double(&r, s.high);
    }
    pq_end(c);
}

ZEND_FUNCTION(Quen_nps)
{
    score(execute_data, return_value, quen_survey_nps);
}

ZEND_FUNCTION(Quen_csat)
{
    score(execute_data, return_value, quen_survey_csat);
}
