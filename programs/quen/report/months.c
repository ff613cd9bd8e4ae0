/*
 * The last whole month in figures, beside the month before and the same month a year ago;
 * and a picture of two years of months.
 */
#include <inttypes.h>

#include "report/parts.h"

enum { MONTHS = 24, BAR = 24, HEIGHT = 160 };

/* Months follow one another: those before stand at fixed places. */
typedef struct month_set {
    const quen_figures *figures;
    const quen_figure *now, *before, *year; /* NULL: not known */
    bool has_money;
} month_set;

static const quen_figure *row_before(const quen_figures *figures, size_t row, size_t back)
{
    return row >= back ? quen_figures_row(figures, row - back) : NULL;
}

static month_set find_months(const quen_figures *figures)
{
    size_t n = quen_figures_n_rows(figures);
    month_set m = {figures, NULL, NULL, NULL, quen_figures_has_money(figures)};

    if (n > 0 && !quen_figures_row(figures, n - 1)->is_whole)
        n--;
    if (n == 0)
        return m;
    m.now = quen_figures_row(figures, n - 1);
    m.before = row_before(figures, n - 1, 1);
    m.year = row_before(figures, n - 1, 12);
    return m;
}

/* ---- figures ---- */

typedef struct figure_row {
    text_id name, meaning;
    double (*of)(const quen_figure *f);
    words (*write)(const format *f, double value);
    bool is_money;
} figure_row;

static words write_count(const format *f, double value)
{
    return format_number(f, value, 0);
}

static words write_ratio(const format *f, double value)
{
    return format_number(f, value, 1);
}

#define OF(name, field)                                                                  \
    static double name(const quen_figure *f)                                             \
    {                                                                                    \
        return (double)f->field;                                                         \
    }
OF(revenue, revenue)
OF(orders, orders)
OF(customers, customers)
OF(fresh, customers_new)
OF(churned, customers_churned)
OF(order_value, order_value_mean)
OF(retention, retention)
OF(per_order, quantity_per_order)

static const figure_row figure_rows[] = {
    {TEXT_REPORT_REVENUE, TEXT_TERM_REVENUE, revenue, format_money_of, true},
    {TEXT_REPORT_ORDERS, TEXT_TERM_ORDERS, orders, write_count, false},
    {TEXT_REPORT_CUSTOMERS, TEXT_TERM_CUSTOMERS, customers, write_count, false},
    {TEXT_REPORT_NEW, TEXT_TERM_NEW, fresh, write_count, false},
    {TEXT_REPORT_CHURNED, TEXT_TERM_CHURNED, churned, write_count, false},
    {TEXT_REPORT_ORDER_VALUE, TEXT_TERM_ORDER_VALUE, order_value, format_money_of, true},
    {TEXT_REPORT_PER_ORDER, TEXT_TERM_PER_ORDER, per_order, write_ratio, false},
    {TEXT_REPORT_RETENTION, TEXT_TERM_RETENTION, retention, format_share, false},
};

static void put_change(const report *r, const figure_row *figure, const quen_figure *now,
                       const quen_figure *then)
{
    html_raw(&r->h, "<td class=n>");
    if (then)
        html_text(&r->h, figure->write(r->f, figure->of(then)).s);
    html_raw(&r->h, "</td><td class=n>");
    if (then)
        html_text(&r->h, format_change(r->f, figure->of(now), figure->of(then)).s);
    html_raw(&r->h, "</td>\n");
}

static void put_figure(const report *r, const figure_row *figure, const month_set *m)
{
    const html *h = &r->h;

    html_raw(h, "<tr><th scope=row><abbr title=\"");
    html_say(h, figure->meaning, NULL);
    html_raw(h, "\">");
    html_say(h, figure->name, NULL);
    html_raw(h, "</abbr></th><td class=\"n big\">");
    html_text(h, figure->write(r->f, figure->of(m->now)).s);
    html_raw(h, "</td>\n");
    put_change(r, figure, m->now, m->before);
    put_change(r, figure, m->now, m->year);
    html_raw(h, "</tr>\n");
}

static void put_head(const report *r, const quen_figure *f, text_id otherwise)
{
    html_raw(&r->h, "<th scope=col class=n>");
    if (f)
        html_text(&r->h, format_month(r->f, f->day).s);
    else
        html_say(&r->h, otherwise, NULL);
    html_raw(&r->h, "</th>");
}

static void put_table(const report *r, const month_set *m)
{
    const html *h = &r->h;

    html_table(h, "months", "");
    html_raw(h, "<td></td>");
    put_head(r, m->now, TEXT_REPORT_MONTHS);
    put_head(r, m->before, TEXT_REPORT_MONTH_BEFORE);
    html_put(h, "th scope=col class=n", TEXT_REPORT_CHANGE, NULL);
    put_head(r, m->year, TEXT_REPORT_YEAR_BEFORE);
    html_put(h, "th scope=col class=n", TEXT_REPORT_CHANGE, NULL);
    html_table_rows(h);
    for (size_t i = 0; i < sizeof figure_rows / sizeof *figure_rows; i++)
        if (m->has_money || !figure_rows[i].is_money)
            put_figure(r, &figure_rows[i], m);
    html_table_end(h);
}

/* ---- the picture: revenue, or orders where money is not told ---- */

static double size_of(const month_set *m, const quen_figure *f)
{
    double size = m->has_money ? (double)f->revenue : (double)f->orders;

    return size > 0 ? size : 0;
}

static double returning_of(const month_set *m, const quen_figure *f)
{
    double size = size_of(m, f);
    double part = m->has_money ? (double)f->revenue_returning
                               : size * (double)f->customers_returning /
                                     (double)(f->customers ? f->customers : 1);

    return part < 0 ? 0 : part < size ? part : size;
}

static words size_words(const report *r, const month_set *m, double size)
{
    return m->has_money ? format_money_short(r->f, size) : format_number(r->f, size, 0);
}

static void put_bar(const report *r, const month_set *m, const quen_figure *f, int x,
                    double largest)
{
    const html *h = &r->h;
    int all = (int)(size_of(m, f) / largest * HEIGHT + 0.5);
    int old = (int)(returning_of(m, f) / largest * HEIGHT + 0.5);

    html_raw(h, "<g><title>");
    html_say(h, TEXT_REPORT_BAR,
             WITH(format_month(r->f, f->day).s, size_words(r, m, size_of(m, f)).s,
                  size_words(r, m, returning_of(m, f)).s));
    html_raw(h,
             "</title><rect class=%s x=%d y=%d width=%d height=%d />"
             "<rect class=fresh x=%d y=%d width=%d height=%d /></g>\n",
             "returning", x, HEIGHT - old + 10, BAR - 6, old, x, HEIGHT - all + 10,
             BAR - 6, all - old);
}

/* Every third month has its name below. */
static void put_month(const report *r, const quen_figure *f, int x)
{
    html_raw(&r->h, "<text x=%d y=%d class=tick>", x, HEIGHT + 26);
    html_text(&r->h, format_month(r->f, f->day).s);
    html_raw(&r->h, "</text>\n");
}

static void put_key(const report *r)
{
    html_raw(&r->h, "<p class=key><span class=\"swatch returning\"></span> ");
    html_say(&r->h, TEXT_REPORT_KEY_RETURNING, NULL);
    html_raw(&r->h, " <span class=\"swatch fresh\"></span> ");
    html_say(&r->h, TEXT_REPORT_KEY_NEW, NULL);
    html_raw(&r->h, "</p>\n");
}

static void put_picture(const report *r, const month_set *m)
{
    size_t n = quen_figures_n_rows(m->figures), first = n > MONTHS ? n - MONTHS : 0;
    const quen_figure *best = NULL;

    for (size_t i = first; i < n; i++) {
        const quen_figure *f = quen_figures_row(m->figures, i);
        if (!best || size_of(m, f) > size_of(m, best))
            best = f;
    }
    if (!best || size_of(m, best) <= 0)
        return;
    html_raw(&r->h, "<figure><svg role=img viewBox=\"0 0 %d %d\" aria-label=\"",
             MONTHS * BAR + 60, HEIGHT + 34);
    html_say(&r->h, m->has_money ? TEXT_REPORT_PICTURE_MONEY : TEXT_REPORT_PICTURE_ORDERS,
             WITH(format_month(r->f, best->day).s, size_words(r, m, size_of(m, best)).s));
    html_raw(&r->h, "\">\n");
    for (size_t i = first; i < n; i++) {
        const quen_figure *f = quen_figures_row(m->figures, i);
        int x = (int)(i - first) * BAR;
        put_bar(r, m, f, x, size_of(m, best));
        if ((n - 1 - i) % 6 == 0)
            put_month(r, f, x);
    }
    html_raw(&r->h, "</svg>\n");
    put_key(r);
    html_raw(&r->h, "</figure>\n");
}

static void put_running(const report *r, const month_set *m)
{
    size_t n = quen_figures_n_rows(m->figures);
    const quen_figure *last = n ? quen_figures_row(m->figures, n - 1) : NULL;

    if (!last || last->is_whole)
        return;
    html_put(&r->h, "p", m->has_money ? TEXT_REPORT_RUNNING_MONEY : TEXT_REPORT_RUNNING,
             WITH(format_month(r->f, last->day).s, format_count(r->f, last->orders).s,
                  format_count(r->f, last->customers).s,
                  format_money(r->f, last->revenue).s));
}

quen_status report_months(const report *r)
{
    const quen_figures *rows = quen_shop_months(r->o->shop);
    month_set m;

    report_open(r, "months", TEXT_REPORT_MONTHS, TEXT_REPORT_MONTHS_ABOUT);
    if (!rows || quen_figures_n_rows(rows) == 0) {
        html_put(&r->h, "p", TEXT_REPORT_NO_FIGURES, NULL);
        report_close(r);
        return QUEN_OK;
    }
    m = find_months(rows);
    if (m.now)
        put_table(r, &m);
    put_running(r, &m);
    put_picture(r, &m);
    report_close(r);
    return QUEN_OK;
}
