/* Whom to call: who is late and worth it, and who is due this week for what. */
#include <math.h>
#include <string.h>

#include "report/parts.h"

enum { LAPSED = 25, DUE = 40, CANDIDATES = 200, DUE_DAYS = 7, REASONS = 2 };

#define DUE_S (INT64_C(86400) * DUE_DAYS)

/* ---- whom to win back ---- */

static void put_reasons(const report *r, const quen_shop_customer *c)
{
    html_raw(&r->h, "<td>");
    if (c->segment_name)
        html_text(&r->h, say_segment(r->h.texts, c->segment_name));
    for (uint32_t i = 0; i < c->n_reasons && i < REASONS; i++) {
        html_raw(&r->h, i == 0 && !c->segment_name ? "" : "; ");
        html_text(&r->h, say_reason(r->h.texts, c->reasons[i]));
    }
    html_raw(&r->h, "</td>");
}

/* What they are likely to take; or else what sells well. */
static quen_status put_offer(const report *r, const quen_shop_customer *c)
{
    quen_offer offer;
    size_t n = 0;
    quen_status status = QUEN_OK;

    html_raw(&r->h, "<td>");
    if (c->n_due > 0)
        report_item(r, c->due[0]);
    else if (quen_shop_itemcf(r->o->shop))
        status = quen_shop_recommend(r->o->ctx, r->o->shop, report_key(r, c->customer),
                                     NULL, &offer, 1, &n);
    if (n > 0)
        report_item(r, offer.item);
    html_raw(&r->h, "</td>");
    return status;
}

/* Money; or orders, where values have no model. */
static words worth(const report *r, const quen_shop_customer *c, double figure)
{
    return isnan(c->value) ? format_number(r->f, figure, 1)
                           : format_money_of(r->f, figure);
}

static quen_status put_lapsed(const report *r, uint32_t number)
{
    quen_shop_customer c;
    quen_status status;

    quen_shop_customer_init(&c, sizeof c);
    status = quen_shop_get_customer_at(r->o->ctx, r->o->shop, number, &c);
    if (status != QUEN_OK)
        return status;
    html_raw(&r->h, "<tr><th scope=row>");
    report_customer(r, number);
    html_raw(&r->h, "</th><td class=n>");
    html_text(&r->h, worth(r, &c, c.stake).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, worth(r, &c, isnan(c.value) ? c.orders : c.value).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, format_share(r->f, 1 - c.alive).s);
    html_raw(&r->h, "</td><td class=n>");
    if (c.parts & QUEN_SHOP_RFM)
        html_text(&r->h, format_days_ago(r->f, c.recency).s);
    html_raw(&r->h, "</td>");
    put_reasons(r, &c);
    status = put_offer(r, &c);
    html_raw(&r->h, "</tr>\n");
    return status;
}

static void put_lapsed_head(const report *r)
{
    const html *h = &r->h;

    html_table(h, "lapsed", "");
    html_put(h, "th scope=col", TEXT_REPORT_CUSTOMER, NULL);
    html_head(h, TEXT_REPORT_STAKE, TEXT_TERM_STAKE, "n");
    html_head(h, TEXT_REPORT_WORTH, TEXT_TERM_WORTH, "n");
    html_head(h, TEXT_REPORT_LOSS, TEXT_TERM_LOSS, "n");
    html_put(h, "th scope=col class=n", TEXT_REPORT_LAST, NULL);
    html_put(h, "th scope=col", TEXT_REPORT_WHY, NULL);
    html_put(h, "th scope=col", TEXT_REPORT_OFFER, NULL);
    html_table_rows(h);
}

static quen_status put_all_lapsed(const report *r)
{
    uint32_t numbers[LAPSED];
    size_t n, total;
    quen_status status = quen_shop_list_lapsed_valuable(
        r->o->ctx, r->o->shop, 0, UINT32_MAX, numbers, LAPSED, &n, &total);

    if (status != QUEN_OK)
        return status;
    if (n == 0) {
        html_put(&r->h, "p class=good", TEXT_REPORT_NO_LAPSED, NULL);
        return QUEN_OK;
    }
    html_put(&r->h, "p", TEXT_REPORT_N_LAPSED,
             WITH(format_count(r->f, n).s, format_count(r->f, total).s));
    put_lapsed_head(r);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = put_lapsed(r, numbers[i]);
    html_table_end(&r->h);
    return status;
}

quen_status report_lapsed(const report *r)
{
    quen_status status = QUEN_OK;

    report_open(r, "lapsed", TEXT_REPORT_LAPSED, TEXT_REPORT_LAPSED_ABOUT);
    if (quen_shop_lifetime(r->o->shop))
        status = put_all_lapsed(r);
    else
        html_put(&r->h, "p", TEXT_REPORT_NO_LAPSED_PART, NULL);
    report_close(r);
    return status;
}

/* ---- who is due ---- */

/*
 * Of each customer the shop's file has what is likeliest within 30 days, worked out in
 * training; the likeliest of all are asked what is due within the week.
 */
typedef struct due_list {
    quen_due rows[CANDIDATES + 1];
    size_t n, most;
} due_list;

/* Insertion into a short list. */
static void insert(due_list *list, const quen_due *row)
{
    size_t at = list->n;

    while (at > 0 && list->rows[at - 1].chance < row->chance)
        at--;
    if (at == list->most)
        return;
    list->n += list->n < list->most;
    memmove(list->rows + at + 1, list->rows + at,
            (list->n - at - 1) * sizeof *list->rows);
    list->rows[at] = *row;
}

/* The first item of a customer that is expected within the week, if there is one. */
static quen_status look_at(const report *r, uint32_t customer, due_list *list)
{
    int64_t end = quen_shop_now_s(r->o->shop) + DUE_S;
    quen_shop_customer c;
    quen_status status;

    quen_shop_customer_init(&c, sizeof c);
    status = quen_shop_get_customer_at(r->o->ctx, r->o->shop, customer, &c);
    for (uint32_t i = 0; i < c.n_due && i < QUEN_SHOP_DUE && status == QUEN_OK; i++) {
        quen_due row = {
            .customer = customer, .item = c.due[i], .chance = c.due_chance[i]};
        if (c.due_s[i] >= end)
            continue;
        insert(list, &row);
        return QUEN_OK;
    }
    return status;
}

/* What is likeliest within the week of somebody who may be due. */
static quen_status ask(const report *r, uint32_t customer, due_list *list)
{
    quen_due due;
    size_t n;
    quen_status status = quen_shop_list_due(
        r->o->ctx, r->o->shop, report_key(r, customer), INT64_MIN, DUE_S, 0, &due, 1, &n);

    if (status == QUEN_OK && n > 0)
        insert(list, &due);
    return status;
}

static void put_due(const report *r, const quen_due *row)
{
    int64_t now = quen_shop_now_s(r->o->shop);

    html_raw(&r->h, "<tr><th scope=row>");
    report_customer(r, row->customer);
    html_raw(&r->h, "</th><td>");
    report_item(r, row->item);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, format_share(r->f, row->chance).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h,
              format_days_ago(r->f, format_days_between(r->f, row->last_s, now)).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, format_count(r->f, row->times).s);
    html_raw(&r->h, "</td></tr>\n");
}

static void put_due_table(const report *r, const quen_due *rows, size_t n)
{
    const html *h = &r->h;

    html_table(h, "due", "");
    html_put(h, "th scope=col", TEXT_REPORT_CUSTOMER, NULL);
    html_put(h, "th scope=col", TEXT_REPORT_ITEM, NULL);
    html_head(h, TEXT_REPORT_CHANCE, TEXT_TERM_CHANCE, "n");
    html_put(h, "th scope=col class=n", TEXT_REPORT_BOUGHT_LAST, NULL);
    html_put(h, "th scope=col class=n", TEXT_REPORT_TIMES, NULL);
    html_table_rows(h);
    for (size_t i = 0; i < n; i++)
        put_due(r, &rows[i]);
    html_table_end(h);
}

static quen_status put_all_due(const report *r)
{
    due_list may = {.most = CANDIDATES}, due = {.most = DUE};
    size_t customers = quen_shop_n_customers(r->o->shop);
    quen_status status = QUEN_OK;

    for (size_t i = 0; i < customers && status == QUEN_OK; i++)
        status = look_at(r, (uint32_t)i, &may);
    for (size_t i = 0; i < may.n && status == QUEN_OK; i++)
        status = ask(r, may.rows[i].customer, &due);
    if (status != QUEN_OK)
        return status;
    if (due.n == 0)
        html_put(&r->h, "p", TEXT_REPORT_NO_DUE, NULL);
    else
        put_due_table(r, due.rows, due.n);
    return QUEN_OK;
}

quen_status report_due(const report *r)
{
    quen_status status = QUEN_OK;

    report_open(r, "due", TEXT_REPORT_DUE, TEXT_REPORT_DUE_ABOUT);
    if (quen_shop_habits(r->o->shop))
        status = put_all_due(r);
    else
        html_put(&r->h, "p", TEXT_REPORT_NO_DUE_PART, NULL);
    report_close(r);
    return status;
}
