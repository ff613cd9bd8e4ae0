/* What the log looks like: how much there is, and what was found in it. */
#include "report/parts.h"

static void put_size(const report *r, const quen_figure *f)
{
    const html *h = &r->h;
    size_t customers = quen_shop_n_customers(r->o->shop);
    words since = format_day(r->f, f->start_s);

    html_put(h, "p", TEXT_REPORT_SIZE,
             WITH(format_count(r->f, f->lines).s, format_count(r->f, f->orders).s,
                  format_count(r->f, customers).s,
                  format_count(r->f, quen_shop_n_items(r->o->shop)).s, since.s));
}

/* A finding's sentence, by its kind; what a later version finds is told by number. */
static void put_finding(const report *r, const quen_finding *f)
{
    static const text_id sentences[] = {
        [QUEN_FINDING_NOBODY_NAME] = TEXT_FOUND_NOBODY_NAME,
        [QUEN_FINDING_NOBODY_SHARE] = TEXT_FOUND_NOBODY_SHARE,
        [QUEN_FINDING_NO_CUSTOMER] = TEXT_FOUND_NO_CUSTOMER,
        [QUEN_FINDING_TIMES_1970] = TEXT_FOUND_TIMES_1970,
        [QUEN_FINDING_LAST_TIME] = TEXT_FOUND_LAST_TIME,
        [QUEN_FINDING_FIRST_TIME] = TEXT_FOUND_FIRST_TIME,
        [QUEN_FINDING_REPEATED] = TEXT_FOUND_REPEATED,
        [QUEN_FINDING_ORDER_CUSTOMERS] = TEXT_FOUND_ORDER_CUSTOMERS,
        [QUEN_FINDING_ORDER_DAYS] = TEXT_FOUND_ORDER_DAYS,
        [QUEN_FINDING_MONEY_DIGITS] = TEXT_FOUND_MONEY_DIGITS,
        [QUEN_FINDING_RETURNS] = TEXT_FOUND_RETURNS,
        [QUEN_FINDING_ONE_CUSTOMER] = TEXT_FOUND_ONE_CUSTOMER,
        [QUEN_FINDING_ONE_DAY] = TEXT_FOUND_ONE_DAY,
        [QUEN_FINDING_ONE_ITEM] = TEXT_FOUND_ONE_ITEM,
    };
    static const text_id severities[] = {
        [QUEN_SEVERITY_NOTE] = TEXT_SEVERITY_NOTE,
        [QUEN_SEVERITY_WARNING] = TEXT_SEVERITY_WARNING,
        [QUEN_SEVERITY_SEVERE] = TEXT_SEVERITY_SEVERE,
    };
    static const char *const classes[] = {"note", "warning", "severe"};
    const html *h = &r->h;
    size_t kinds = sizeof sentences / sizeof *sentences;
    words share = format_share(r->f, f->of ? (double)f->count / (double)f->of : 0);

    html_raw(h, "<li class=%s><strong>", classes[f->severity]);
    html_say(h, severities[f->severity], NULL);
    html_raw(h, "</strong> ");
    html_say(h, f->kind < kinds ? sentences[f->kind] : TEXT_FOUND_OTHER,
             WITH(format_count(r->f, f->count).s, format_count(r->f, f->of).s, share.s,
                  format_number(r->f, f->value, 0).s));
    html_raw(h, "</li>\n");
}

quen_status report_log(const report *r)
{
    const quen_shop *shop = r->o->shop;
    const quen_figures *whole = quen_shop_whole(shop);
    size_t n = quen_shop_n_findings(shop);

    report_open(r, "log", TEXT_REPORT_LOG, TEXT_REPORT_LOG_ABOUT);
    if (whole && quen_figures_n_rows(whole) > 0)
        put_size(r, quen_figures_row(whole, 0));
    if (!whole)
        html_put(&r->h, "p", TEXT_REPORT_NO_FIGURES, NULL);
    else if (n == 0)
        html_put(&r->h, "p class=good", TEXT_REPORT_NO_FINDINGS, NULL);
    if (n > 0)
        html_raw(&r->h, "<ul class=findings>\n");
    for (size_t i = 0; i < n; i++)
        put_finding(r, quen_shop_finding(shop, i));
    if (n > 0)
        html_raw(&r->h, "</ul>\n");
    report_close(r);
    return QUEN_OK;
}
