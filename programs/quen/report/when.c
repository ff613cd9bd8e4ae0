/* When customers come, and whether they come again: cohorts, hours, weekdays. */
#include "report/parts.h"

enum { COHORTS = 13 };

/* ---- cohorts ---- */

/* The share of a cohort's customers who came so many months later; 0 of nobody. */
static double share_of(const quen_cohorts *c, size_t row, size_t since)
{
    const uint64_t *cells = quen_cohorts_customers(c) + row * quen_cohorts_n_periods(c);

    return cells[0] ? (double)cells[since] / (double)cells[0] : 0;
}

/* The largest, from cohort `first` on; the month of the first visit aside. */
static double largest_share(const quen_cohorts *c, size_t first)
{
    size_t n = quen_cohorts_n_cohorts(c);
    double largest = 0;

    for (size_t row = first; row < n; row++)
        for (size_t since = 1; row + since < n; since++)
            if (share_of(c, row, since) > largest)
                largest = share_of(c, row, since);
    return largest;
}

static void put_cohort(const report *r, const quen_cohorts *c, size_t row, size_t columns,
                       double largest)
{
    const html *h = &r->h;
    size_t n = quen_cohorts_n_periods(c), cohorts = quen_cohorts_n_cohorts(c);
    const uint64_t *cells = quen_cohorts_customers(c) + row * n;

    html_raw(h, "<tr><th scope=row>");
    html_text(h, format_month(r->f, quen_cohorts_days(c)[row]).s);
    html_raw(h, "</th><td class=n>");
    html_text(h, format_count(r->f, cells[0]).s);
    html_raw(h, "</td>");
    for (size_t p = 1; p < columns; p++) {
        double share = share_of(c, row, p);
        if (row + p >= cohorts || cells[0] == 0) {
            html_raw(h, "<td></td>");
            continue;
        }
        html_raw(h, "<td class=\"n h%d\">", report_heat(share, largest));
        html_text(h, format_share(r->f, share).s);
        html_raw(h, "</td>");
    }
    html_raw(h, "</tr>\n");
}

static void put_cohorts(const report *r, const quen_cohorts *c)
{
    const html *h = &r->h;
    size_t n = quen_cohorts_n_cohorts(c), first = n > COHORTS ? n - COHORTS : 0;
    size_t columns = n - first;
    double largest = largest_share(c, first);

    html_table(h, "cohorts", " class=heat");
    html_put(h, "th scope=col", TEXT_REPORT_COHORT, NULL);
    html_head(h, TEXT_REPORT_NEW, TEXT_TERM_NEW, "n");
    for (size_t p = 1; p < columns; p++)
        html_put(h, "th scope=col class=n", TEXT_REPORT_AFTER,
                 WITH(format_count(r->f, p).s));
    html_table_rows(h);
    for (size_t i = first; i < n; i++)
        put_cohort(r, c, i, columns, largest);
    html_table_end(h);
}

quen_status report_cohorts(const report *r)
{
    const quen_cohorts *c = quen_shop_cohorts(r->o->shop);

    report_open(r, "cohorts", TEXT_REPORT_COHORTS, TEXT_REPORT_COHORTS_ABOUT);
    if (c && quen_cohorts_n_cohorts(c) > 0 && quen_shop_n_customers(r->o->shop) > 0)
        put_cohorts(r, c);
    else
        html_put(&r->h, "p", TEXT_REPORT_NO_COHORTS, NULL);
    report_close(r);
    return QUEN_OK;
}

/* ---- hours ---- */

static void put_hour(const report *r, uint64_t orders, double largest)
{
    html_raw(&r->h, "<td class=\"n h%d\">", report_heat((double)orders, largest));
    html_text(&r->h, format_count(r->f, orders).s);
    html_raw(&r->h, "</td>");
}

/* Hours in which the shop has ever had an order; at least one. */
static void find_open(const uint64_t *hours, uint32_t *first, uint32_t *last)
{
    *first = 24;
    *last = 0;
    for (uint32_t i = 0; i < QUEN_SHOP_HOURS; i++) {
        if (hours[i] == 0)
            continue;
        *first = i % 24 < *first ? i % 24 : *first;
        *last = i % 24 + 1 > *last ? i % 24 + 1 : *last;
    }
}

static void put_hours(const report *r, const uint64_t *hours)
{
    const html *h = &r->h;
    uint64_t largest = 0;
    uint32_t first, last;

    find_open(hours, &first, &last);
    for (size_t i = 0; i < QUEN_SHOP_HOURS; i++)
        largest = hours[i] > largest ? hours[i] : largest;
    if (largest == 0) {
        html_put(h, "p", TEXT_REPORT_NO_FIGURES, NULL);
        return;
    }
    html_table(h, "hours", " class=heat");
    html_raw(h, "<td></td>");
    for (uint32_t hour = first; hour < last; hour++)
        html_put_text(h, "th scope=col class=n", format_hour(r->f, hour).s);
    html_table_rows(h);
    for (uint32_t day = 0; day < 7; day++) {
        html_raw(h, "<tr>");
        html_put_text(h, "th scope=row", format_weekday(r->f, day).s);
        for (uint32_t hour = first; hour < last; hour++)
            put_hour(r, hours[day * 24 + hour], (double)largest);
        html_raw(h, "</tr>\n");
    }
    html_table_end(h);
}

quen_status report_hours(const report *r)
{
    const uint64_t *hours = quen_shop_hours(r->o->shop);

    report_open(r, "hours", TEXT_REPORT_HOURS, TEXT_REPORT_HOURS_ABOUT);
    if (hours)
        put_hours(r, hours);
    else
        html_put(&r->h, "p", TEXT_REPORT_NO_FIGURES, NULL);
    report_close(r);
    return QUEN_OK;
}
