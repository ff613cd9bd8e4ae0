/* Quen\Churn::backtest(): a past that the model did not see, and what came of it. */
#include "orders.h"

#include "ext/date/php_date.h"

typedef struct outcome {
    uint32_t customer;
    bool churned;
    double risk;
} outcome;

static void outcome_row(const pq_rows *rows, size_t i, zval *to)
{
    const outcome *o = (const outcome *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_churn_outcome);

    pq_put_customer(pq_add(&r), rows->keys, o->customer);
    pq_add_double(&r, o->risk);
    pq_add_bool(&r, o->churned);
}

/* Sums of such seconds do not overflow; the library refuses what is far less. */
static int64_t bounded(int64_t seconds)
{
    const int64_t most = INT64_C(1) << 61;

    return seconds < -most ? -most : seconds > most ? most : seconds;
}

static void too_late(int64_t end, int64_t judged)
{
    zend_string *there = php_format_date("Y-m-d", 5, end, false);
    zend_string *wanted = php_format_date("Y-m-d", 5, judged, false);
    zend_string *sentence =
        strpprintf(0, "churn: the log ends on %s, before cut-off + horizon, %s",
                   ZSTR_VAL(there), ZSTR_VAL(wanted));

    pq_raise(QUEN_ERR_NUMERIC, ZSTR_VAL(sentence));
    zend_string_release(sentence);
    zend_string_release(wanted);
    zend_string_release(there);
}

/* The moment foreseen from; what is learned ends a horizon before it. */
static bool take_moment(pq_call *c, quen_churn_options *options, int64_t *moment)
{
    int64_t horizon = bounded(options->horizon_s), end;
    quen_order_totals totals;

    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(c->log, &totals);
    end = totals.lines > 0 ? totals.last_s + 1 : 0;
    *moment = end - horizon;
    if (options->cutoff_s != INT64_MIN)
        *moment = bounded(options->cutoff_s);
    if (*moment + horizon > end)
        too_late(end, *moment + horizon);
    options->cutoff_s = *moment - horizon;
    return !EG(exception);
}

/* How many orders customers had begun before a moment: their frequency then. */
static bool count_until(pq_call *c, int64_t moment, quen_rfm **rfm)
{
    quen_rfm_options options;

    quen_rfm_options_init(&options, sizeof options);
    options.now_s = moment;
    options.segments = QUEN_RFM_SEGMENTS_NONE;
    return pq_ok(c, quen_rfm_fit(c->ctx, c->log, &options, rfm));
}

static int64_t orders_of(const quen_rfm *rfm, uint32_t customer)
{
    size_t row;

    return pq_find_number(quen_rfm_customers(rfm), quen_rfm_n_customers(rfm), customer,
                          &row)
               ? quen_rfm_frequency(rfm)[row]
               : 0;
}

/* Which of the customers foreseen ordered nothing more within the horizon. */
static bool look_back(pq_call *c, int64_t moment, int64_t horizon,
                      const quen_churn_risk *risks, size_t n, outcome *outcomes)
{
    quen_rfm *before = NULL, *after = NULL;
    bool good =
        count_until(c, moment, &before) && count_until(c, moment + horizon, &after);

    for (size_t i = 0; good && i < n; i++) {
        uint32_t who = risks[i].customer;
        outcomes[i] = (outcome){who, orders_of(before, who) == orders_of(after, who),
                                risks[i].risk};
    }
    quen_rfm_free(before);
    quen_rfm_free(after);
    return good;
}

static bool foresee(pq_call *c, const quen_churn_options *options, int64_t moment,
                    outcome *outcomes, size_t room, size_t *n)
{
    quen_churn_risk *risks = pq_memory_of(room + 1, sizeof *risks);
    quen_churn_predict_options now;
    quen_churn *churn = NULL;
    bool good;

    if (!pq_ok(c, quen_churn_fit(c->ctx, c->log, options, &churn)))
        return false;
    c->progress = NULL; /* it may end the request, and the model is to be freed */
    quen_churn_predict_options_init(&now, sizeof now);
    now.now_s = moment;
    good = pq_ok(c, quen_churn_predict(c->ctx, churn, c->log, &now, risks, room, n)) &&
           look_back(c, moment, options->horizon_s, risks, *n, outcomes);
    quen_churn_free(churn);
    return good;
}

ZEND_METHOD(Quen_Churn, backtest)
{
    pq_call call, *c = &call;
    quen_churn_options options;
    const pq_object *orders;
    outcome *outcomes;
    int64_t moment;
    size_t room, n;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_churn, &options) &&
        take_moment(c, &options, &moment)) {
        room = pq_orders_totals(c->log).customers;
        outcomes = safe_emalloc(room + 1, sizeof *outcomes, 0);
        if (foresee(c, &options, moment, outcomes, room, &n))
            pq_rows_new(return_value, outcome_row, n, n, NULL, outcomes)->keys =
                pq_handle_share(c->held);
        else
            efree(outcomes);
    }
    pq_end(c);
}
