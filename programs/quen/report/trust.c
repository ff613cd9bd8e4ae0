/*
 * How far to trust all this: what each part foresaw of the log's end, in words, beside
 * what plain averages would have told. And the terms.
 */
#include <math.h>

#include "report/parts.h"

static void put_churn(const report *r, const quen_churn *churn)
{
    const html *h = &r->h;
    quen_churn_report c;
    double rate, marked;

    quen_churn_report_init(&c, sizeof c);
    quen_churn_get_report(churn, &c);
    rate = c.customers ? (double)c.churned / (double)c.customers : 0;
    marked = fmin(100 * rate * c.lift10, 100);
    if (!c.judged) {
        html_put(h, "li", TEXT_TRUST_CHURN_UNKNOWN, NULL);
        return;
    }
    html_put(h, "li", TEXT_TRUST_CHURN,
             WITH(format_number(r->f, marked, 0).s, format_number(r->f, 100 * rate, 0).s,
                  format_days(r->f, (uint64_t)(c.horizon_s / 86400)).s,
                  format_day(r->f, c.cutoff_s).s));
    if (!c.better)
        html_put(h, "li", TEXT_TRUST_CHURN_PLAIN, NULL);
}

static void put_lifetime(const report *r, const quen_lifetime *lifetime)
{
    const html *h = &r->h;
    quen_lifetime_report l;

    quen_lifetime_report_init(&l, sizeof l);
    quen_lifetime_get_report(lifetime, &l);
    if (!l.judged) {
        html_put(h, "li", TEXT_TRUST_LIFETIME_UNKNOWN, NULL);
        return;
    }
    html_put(h, "li", TEXT_TRUST_LIFETIME,
             WITH(format_day(r->f, l.from_s).s, format_day(r->f, l.to_s).s,
                  format_number(r->f, 100 * l.model_orders, 0).s,
                  format_number(r->f, 100 * l.check_orders, 0).s));
    if (!l.better)
        html_put(h, "li", TEXT_TRUST_LIFETIME_PLAIN, NULL);
}

static quen_status put_basket(const report *r, const quen_habits *habits)
{
    quen_habits_check c;
    quen_status status =
        quen_habits_get_check(r->o->ctx, habits, QUEN_HABITS_CHECK_BASKET, &c);

    if (status != QUEN_OK)
        return status;
    if (!c.judged)
        html_put(&r->h, "li", TEXT_TRUST_BASKET_UNKNOWN, NULL);
    else if (c.better)
        html_put(&r->h, "li", TEXT_TRUST_BASKET,
                 WITH(format_number(r->f, 100 * c.model_hits, 0).s,
                      format_number(r->f, 100 * c.plain_hits, 0).s));
    else
        html_put(&r->h, "li", TEXT_TRUST_BASKET_PLAIN, NULL);
    return QUEN_OK;
}

static quen_status put_due(const report *r, const quen_habits *habits)
{
    quen_habits_check c;
    quen_status status =
        quen_habits_get_check(r->o->ctx, habits, QUEN_HABITS_CHECK_DUE, &c);

    if (status != QUEN_OK)
        return status;
    html_put(&r->h, "li",
             !c.judged  ? TEXT_TRUST_DUE_UNKNOWN
             : c.better ? TEXT_TRUST_DUE
                        : TEXT_TRUST_DUE_PLAIN,
             NULL);
    return QUEN_OK;
}

quen_status report_trust(const report *r)
{
    const quen_shop *shop = r->o->shop;
    quen_status status = QUEN_OK;

    report_open(r, "trust", TEXT_REPORT_TRUST, TEXT_REPORT_TRUST_ABOUT);
    html_raw(&r->h, "<ul>\n");
    if (quen_shop_churn(shop))
        put_churn(r, quen_shop_churn(shop));
    else
        html_put(&r->h, "li", TEXT_TRUST_NO_CHURN, NULL);
    if (quen_shop_lifetime(shop))
        put_lifetime(r, quen_shop_lifetime(shop));
    if (quen_shop_habits(shop))
        status = put_basket(r, quen_shop_habits(shop));
    if (quen_shop_habits(shop) && status == QUEN_OK)
        status = put_due(r, quen_shop_habits(shop));
    html_raw(&r->h, "</ul>\n");
    report_close(r);
    return status;
}

/* ---- terms ---- */

static const struct {
    text_id name, meaning;
} terms[] = {
    {TEXT_REPORT_REVENUE, TEXT_TERM_REVENUE},
    {TEXT_REPORT_ORDERS, TEXT_TERM_ORDERS},
    {TEXT_REPORT_CUSTOMERS, TEXT_TERM_CUSTOMERS},
    {TEXT_REPORT_NEW, TEXT_TERM_NEW},
    {TEXT_REPORT_CHURNED, TEXT_TERM_CHURNED},
    {TEXT_REPORT_ORDER_VALUE, TEXT_TERM_ORDER_VALUE},
    {TEXT_REPORT_PER_ORDER, TEXT_TERM_PER_ORDER},
    {TEXT_REPORT_RETENTION, TEXT_TERM_RETENTION},
    {TEXT_REPORT_STAKE, TEXT_TERM_STAKE},
    {TEXT_REPORT_WORTH, TEXT_TERM_WORTH},
    {TEXT_REPORT_LOSS, TEXT_TERM_LOSS},
    {TEXT_REPORT_CHANCE, TEXT_TERM_CHANCE},
    {TEXT_REPORT_RECENCY, TEXT_TERM_RECENCY},
    {TEXT_REPORT_FREQUENCY, TEXT_TERM_FREQUENCY},
    {TEXT_REPORT_BUYERS, TEXT_TERM_BUYERS},
};

quen_status report_terms(const report *r)
{
    report_open(r, "terms", TEXT_REPORT_TERMS, TEXT_REPORT_TERMS_ABOUT);
    html_raw(&r->h, "<dl>\n");
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        html_put(&r->h, "dt", terms[i].name, NULL);
        html_put(&r->h, "dd", terms[i].meaning, NULL);
    }
    html_raw(&r->h, "</dl>\n");
    report_close(r);
    return QUEN_OK;
}
