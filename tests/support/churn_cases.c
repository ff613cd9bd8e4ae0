/* See churn_cases.h. */
#include "churn_cases.h"

#include <math.h>

#include "core/rng.h"

static uint64_t draw(uint64_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(31, what, i, n);
}

void churn_lines(quen_order_line *lines)
{
    for (size_t i = 0; i < LINES; i++) {
        uint64_t customer = draw(i, 0, draw(i, 9, 3) ? 80 : CUSTOMERS);
        int64_t stop =
            draw(customer, 1, 2) ? LENGTH : (int64_t)draw(customer, 2, 400) * DAY;
        int64_t pace = (int64_t)draw(customer, 3, 60 * DAY) + DAY;
        int64_t time = (int64_t)draw(i, 4, LENGTH) / pace * pace;
        quen_order_line line = {0};
        line.customer = quen_key_int((int64_t)customer);
        line.item = quen_key_int((int64_t)draw(i, 5, 40));
        line.time_s = START + (time < stop ? time : time % stop);
        line.quantity = 1 + (int64_t)draw(i, 6, 4);
        line.amount = 100 + (int64_t)draw(i, 7, 5000);
        if (draw(i, 8, 20) == 0)
            line.amount = -line.amount / 2;
        lines[i] = line;
    }
    lines[0].customer = quen_key_int(0);
    lines[0].time_s = START + LENGTH - 1;
}

quen_orders *churn_orders(quen_context *ctx)
{
    static quen_order_line lines[LINES];
    churn_lines(lines);
    return support_orders(ctx, lines, LINES);
}

quen_churn_options churn_options(void)
{
    quen_churn_options options;
    quen_churn_options_init(&options, sizeof options);
    return options;
}

quen_churn *fit_churn(quen_context *ctx, const quen_orders *orders,
                      const quen_churn_options *options)
{
    quen_churn *churn = NULL;
    assert_ok(ctx, quen_churn_fit(ctx, orders, options, &churn));
    return churn;
}

quen_churn_risk *churn_predict_all(quen_context *ctx, const quen_churn *churn,
                                   const quen_orders *orders,
                                   const quen_churn_predict_options *options, size_t *n)
{
    size_t written;
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, options, NULL, 0, n));
    quen_churn_risk *risks = malloc((*n + 1) * sizeof *risks);
    assert_non_null(risks);
    assert_ok(ctx, quen_churn_predict(ctx, churn, orders, options, risks, *n, &written));
    assert_int_equal(written, *n);
    return risks;
}

quen_churn_report churn_report_of(const quen_churn *churn)
{
    quen_churn_report report;
    quen_churn_report_init(&report, sizeof report);
    quen_churn_get_report(churn, &report);
    return report;
}

void assert_same_churn_logit(const quen_logit *a, const quen_logit *b)
{
    size_t terms = quen_logit_n_terms(b);
    assert_int_equal(quen_logit_n_terms(a), terms);
    for (size_t t = 0; t < terms; t++) {
        assert_close(quen_logit_coefficients(a)[t], quen_logit_coefficients(b)[t], 1e-12);
        assert_close(quen_logit_std_errors(a)[t], quen_logit_std_errors(b)[t], 1e-12);
    }
}

void make_churn_people(churn_people *p)
{
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        p->keys[i] = (int64_t)i;
        p->age[i] = draw(i, 20, 10) ? 20 + (double)draw(i, 21, 50) : NAN;
        p->city[i] = (int64_t)draw(i, 22, 3);
    }
    p->attributes[0].name = "age";
    p->attributes[0].numbers = p->age;
    p->attributes[1].name = "city";
    p->attributes[1].categories.numbers = p->city;
    for (int i = 0; i < 2; i++) {
        p->attributes[i].customers.numbers = p->keys;
        p->attributes[i].n = CUSTOMERS;
    }
}
