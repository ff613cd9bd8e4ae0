/* Items: what sells together, and what sells more and less than before. */
#include <string.h>

#include "report/parts.h"

enum { BEST = 12, BESIDE = 3, TRENDS = 8 };

/* With many items some move by chance: at 3, one in 740. */
#define LEAST_Z 3.0

/* ---- together ---- */

/* The items that most have bought: insertion into a short list. */
static size_t find_best(const quen_itemcf *itemcf, uint32_t *best)
{
    size_t items = quen_itemcf_n_items(itemcf), n = 0;

    for (uint32_t item = 0; item < items; item++) {
        uint32_t support = quen_itemcf_support(itemcf, item);
        size_t at = n;
        while (at > 0 && quen_itemcf_support(itemcf, best[at - 1]) < support)
            at--;
        if (at == BEST)
            continue;
        n += n < BEST;
        memmove(best + at + 1, best + at, (n - at - 1) * sizeof *best);
        best[at] = item;
    }
    return n;
}

static void put_beside(const report *r, const quen_itemcf *itemcf, uint32_t item)
{
    const quen_neighbor *neighbors;
    size_t n = quen_itemcf_neighbors(itemcf, item, &neighbors);

    if (n == 0)
        return;
    html_raw(&r->h, "<tr><th scope=row>");
    report_item(r, item);
    html_raw(&r->h, "</th><td class=n>");
    html_text(&r->h, format_count(r->f, quen_itemcf_support(itemcf, item)).s);
    html_raw(&r->h, "</td><td><ol class=plain>");
    for (size_t i = 0; i < n && i < BESIDE; i++) {
        html_raw(&r->h, "<li>");
        report_item(r, neighbors[i].item);
        html_raw(&r->h, "</li>");
    }
    html_raw(&r->h, "</ol></td></tr>\n");
}

static void put_together(const report *r, const quen_itemcf *itemcf)
{
    const html *h = &r->h;
    uint32_t best[BEST + 1];
    size_t n = find_best(itemcf, best);

    html_table(h, "together", "");
    html_put(h, "th scope=col", TEXT_REPORT_WHO_BUYS, NULL);
    html_head(h, TEXT_REPORT_BUYERS, TEXT_TERM_BUYERS, "n");
    html_put(h, "th scope=col", TEXT_REPORT_ALSO_BUYS, NULL);
    html_table_rows(h);
    for (size_t i = 0; i < n; i++)
        put_beside(r, itemcf, best[i]);
    html_table_end(h);
}

quen_status report_together(const report *r)
{
    const quen_itemcf *itemcf = quen_shop_itemcf(r->o->shop);

    report_open(r, "together", TEXT_REPORT_TOGETHER, TEXT_REPORT_TOGETHER_ABOUT);
    if (itemcf && quen_itemcf_n_items(itemcf) > 1)
        put_together(r, itemcf);
    else
        html_put(&r->h, "p", TEXT_REPORT_NO_TOGETHER, NULL);
    report_close(r);
    return QUEN_OK;
}

/* ---- rising and falling ---- */

static void put_trend(const report *r, const quen_shop_trend *t)
{
    html_raw(&r->h, "<tr><th scope=row>");
    report_item(r, t->item);
    html_raw(&r->h, "</th><td class=n>");
    html_text(&r->h, format_count(r->f, t->before).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, format_count(r->f, t->recent).s);
    html_raw(&r->h, "</td><td class=n>");
    html_text(&r->h, format_change(r->f, t->recent, t->before).s);
    html_raw(&r->h, "</td></tr>\n");
}

static quen_status put_trends(const report *r, uint32_t direction, const char *id,
                              text_id title, text_id none)
{
    const html *h = &r->h;
    quen_shop_trend trends[TRENDS];
    size_t n;
    quen_status status = quen_shop_list_trends(r->o->ctx, r->o->shop, direction, LEAST_Z,
                                               trends, TRENDS, &n);

    if (status != QUEN_OK)
        return status;
    html_raw(h, "<h3 id=%s>", id);
    html_say(h, title, NULL);
    html_raw(h, "</h3>\n");
    if (n == 0) {
        html_put(h, "p", none, NULL);
        return QUEN_OK;
    }
    html_table(h, id, "");
    html_put(h, "th scope=col", TEXT_REPORT_ITEM, NULL);
    html_put(h, "th scope=col class=n", TEXT_REPORT_SOLD_BEFORE, NULL);
    html_put(h, "th scope=col class=n", TEXT_REPORT_SOLD_RECENT, NULL);
    html_put(h, "th scope=col class=n", TEXT_REPORT_CHANGE, NULL);
    html_table_rows(h);
    for (size_t i = 0; i < n; i++)
        put_trend(r, &trends[i]);
    html_table_end(h);
    return QUEN_OK;
}

quen_status report_trends(const report *r)
{
    quen_status status = QUEN_OK;

    report_open(r, "trends", TEXT_REPORT_TRENDS, TEXT_REPORT_TRENDS_ABOUT);
    if (!quen_shop_months(r->o->shop)) {
        html_put(&r->h, "p", TEXT_REPORT_NO_FIGURES, NULL);
    } else {
        status = put_trends(r, QUEN_SHOP_TREND_RISING, "rising", TEXT_REPORT_RISING,
                            TEXT_REPORT_NO_RISING);
        if (status == QUEN_OK)
            status = put_trends(r, QUEN_SHOP_TREND_FALLING, "falling",
                                TEXT_REPORT_FALLING, TEXT_REPORT_NO_FALLING);
    }
    report_close(r);
    return status;
}
