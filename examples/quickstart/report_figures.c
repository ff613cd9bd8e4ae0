/* How the shop is doing: figures of all, and a picture of its months. */
#include "report.h"

#include <stdbool.h>
#include <stdio.h>

#include "common/text.h"

enum { MONTHS = 24, BAR = 34 };

/* What bars are of: money; or customers; or orders of nobody known. */
static double size_of(const quen_figure *f, bool has_money)
{
    if (has_money)
        return (double)f->revenue;
    return (double)(f->customers ? f->customers : f->orders);
}

static double returning_of(const quen_figure *f, bool has_money)
{
    return (double)(has_money ? f->revenue_returning : (int64_t)f->customers_returning);
}

static int units(double part, double largest)
{
    return part > 0 && largest > 0 ? (int)(part * BAR / largest + 0.5) : 0;
}

static void print_bar(double returning, double whole, double largest)
{
    int all = units(whole, largest), old = units(returning, largest);

    for (int i = 0; i < all; i++)
        putchar(i < old ? '=' : '+');
    putchar('\n');
}

static void print_month(const report *r, const quen_figure *f, bool has_money,
                        double largest)
{
    text day = text_day(f->day * 86400, 0); /* the local day as it is */

    printf("%.7s%s%16s%9s%10s%8s%8s  ", day.s, f->is_whole ? " " : "*",
           has_money ? text_money(f->revenue, r->decimals).s : "-",
           text_count(f->orders).s, text_count(f->customers).s,
           text_count(f->customers_new).s, text_count(f->customers_churned).s);
    print_bar(returning_of(f, has_money), size_of(f, has_money), largest);
}

/* The first of the last months in which somebody came; and the largest size of those. */
static size_t first_shown(const quen_figures *figures, bool has_money, double *largest)
{
    size_t at = quen_figures_n_rows(figures), shown = 0;

    *largest = 0;
    while (at > 0 && shown < MONTHS) {
        const quen_figure *f = quen_figures_row(figures, --at);
        double size = size_of(f, has_money);
        shown += f->lines > 0;
        *largest = size > *largest ? size : *largest;
    }
    return at;
}

static void print_months(const report *r, const quen_figures *figures)
{
    size_t n = quen_figures_n_rows(figures);
    bool has_money = quen_figures_has_money(figures), gap = false;
    double largest;

    printf("\n%-8s%16s%9s%10s%8s%8s  %s\n", "month", "revenue", "orders", "customers",
           "new", "churned", "= returning customers, + others");
    for (size_t i = first_shown(figures, has_money, &largest); i < n; i++) {
        const quen_figure *f = quen_figures_row(figures, i);
        if (f->lines > 0)
            print_month(r, f, has_money, largest);
        else if (!gap)
            puts("...");
        gap = f->lines == 0;
    }
    if (!quen_figures_row(figures, n - 1)->is_whole)
        puts("* goes on");
}

static void print_all(const report *r, const quen_figure *f, bool has_money)
{
    if (has_money)
        printf("average order   %s\n",
               text_money((int64_t)(f->order_value_mean + 0.5), r->decimals).s);
    if (f->customers > 0)
        printf("came again      %s of the customers, %.1f orders each\n",
               text_share(f->repeat_rate, 1).s, f->orders_per_customer);
    if (f->gap_days_mean > 0)
        printf("between orders  %.1f days on average\n", f->gap_days_mean);
}

/* The figures of a period, made anew; NULL with a status. */
static quen_figures *figures_of(const report *r, uint32_t period, quen_status *status)
{
    quen_figures_options options;
    quen_figures *figures = NULL;

    quen_figures_options_init(&options, sizeof options);
    options.period = period;
    options.utc_offset_s = r->utc_offset_s;
    *status = quen_figures_new(r->ctx, r->orders, &options, &figures);
    return figures;
}

quen_status report_figures(const report *r)
{
    quen_status status;
    quen_figures *all = figures_of(r, QUEN_FIGURES_PERIOD_ALL, &status), *months = NULL;

    if (all)
        months = figures_of(r, QUEN_FIGURES_PERIOD_MONTH, &status);
    if (months && quen_figures_n_rows(months) > 0) {
        report_title("The shop, month by month");
        print_all(r, quen_figures_row(all, 0), quen_figures_has_money(all));
        print_months(r, months);
    }
    quen_figures_free(months);
    quen_figures_free(all);
    return status;
}
