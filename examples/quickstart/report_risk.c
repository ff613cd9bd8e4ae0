/* Who is about to leave: how well the model knew it in the past, and whom to win back. */
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { TO_CALL = 10, KEY_LEAST = 12, KEY_MOST = 40, INDENT = 16 };

/* ---- the model ---- */

/* How a regression that knew only what came before it foresaw the newest moment. */
static void print_judgement(const quen_churn_report *c)
{
    printf(
        "AUC             %.3f out of time (95%%: %.3f to %.3f): so often is the one who "
        "leaves\n"
        "                ranked above the one who stays; by recency alone %.3f\n",
        c->auc, c->auc_low, c->auc_high, c->recency_auc);
    printf("mean risk       %s foreseen, %s left\n", text_share(c->mean_risk, 1).s,
           text_share((double)c->churned, (double)c->customers).s);
    printf(
        "lift            %.2f: so many times as many leave in the tenth at most risk\n",
        c->lift10);
    printf("Brier score     %.3f\n", c->brier);
}

static void print_now(const quen_churn_report *c, const char *note)
{
    printf("now             %s customers, mean risk %s", text_count(c->now_customers).s,
           text_share(c->now_mean_risk, 1).s);
    if (c->judged)
        printf(", wrong by about %s at most", text_share(c->margin, 1).s);
    printf("\n");
    if (note[0]) {
        printf("%-*s", INDENT, "note");
        report_sentence(note, INDENT);
    }
}

void report_churn(const report *r)
{
    const quen_churn *churn = quen_shop_churn(r->shop);
    quen_churn_report c;
    int64_t days;

    report_title("Churn");
    if (!churn) {
        printf("no model: ");
        report_sentence(quen_shop_churn_note(r->shop), 10);
        return;
    }
    quen_churn_report_init(&c, sizeof c);
    quen_churn_get_report(churn, &c);
    days = c.horizon_s / 86400;
    printf("learned from    %s moment%s up to %s; of %s customers then, %s (%s) did not\n"
           "                come in the %lld day%s after it\n",
           text_count(quen_churn_n_origins(churn)).s,
           quen_churn_n_origins(churn) == 1 ? "" : "s",
           text_day(c.cutoff_s, r->utc_offset_s).s, text_count(c.customers).s,
           text_count(c.churned).s, text_share((double)c.churned, (double)c.customers).s,
           (long long)days, days == 1 ? "" : "s");
    if (c.judged)
        print_judgement(&c);
    print_now(&c, quen_churn_note(churn));
}

/* ---- whom to win back ---- */

/* Characters of the column of keys: the longest and two blanks, within limits. */
static size_t key_width(const quen_shop_customer *customers, size_t n)
{
    size_t width = KEY_LEAST;

    for (size_t i = 0; i < n; i++) {
        char buffer[32];
        text_slice key = report_key(customers[i].key, buffer, sizeof buffer);
        size_t needed = text_width(key.text, key.size) + 2;
        width = needed > width ? needed : width;
    }
    return width < KEY_MOST ? width : KEY_MOST;
}

/* Money; or orders, where values have no model. */
static text worth(const report *r, const quen_shop_customer *c, double figure)
{
    text orders;

    if (!isnan(c->value))
        return text_money((int64_t)(figure + 0.5), r->decimals);
    snprintf(orders.s, sizeof orders.s, "%.1f", figure);
    return orders;
}

static void print_customer(const report *r, const quen_shop_customer *c, size_t width)
{
    char buffer[32];
    text_slice key = report_key(c->key, buffer, sizeof buffer);
    const char *segment = c->segment_name ? c->segment_name : "-"; /* never bought */

    text_cell(stdout, key.text, key.size, width - 2);
    printf("  ");
    text_cell(stdout, segment, strlen(segment), 20);
    printf("%6lld%15s%7.1f%%%15s  %s\n", (long long)c->recency,
           worth(r, c, isnan(c->value) ? c->orders : c->value).s, 100 * (1 - c->alive),
           worth(r, c, c->stake).s, c->n_reasons ? c->reasons[0] : "");
}

quen_status report_lapsed(const report *r)
{
    uint32_t numbers[TO_CALL];
    quen_shop_customer customers[TO_CALL];
    size_t n, total, width;
    quen_status status = quen_shop_list_lapsed_valuable(r->ctx, r->shop, 0, UINT32_MAX,
                                                        numbers, TO_CALL, &n, &total);

    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        quen_shop_customer_init(&customers[i], sizeof customers[i]);
        status = quen_shop_get_customer_at(r->ctx, r->shop, numbers[i], &customers[i]);
    }
    if (status != QUEN_OK || n == 0)
        return status;
    report_title("Whom to win back first: late by their own rhythm, most at stake");
    width = key_width(customers, n);
    printf("%-*s%-20s%6s%15s%8s%15s  %s\n", (int)width, "customer", "segment", "days",
           "a year's worth", "lost", "at stake", "because of");
    for (size_t i = 0; i < n; i++)
        print_customer(r, &customers[i], width);
    printf("%zu of %s such customers\n", n, text_count(total).s);
    return QUEN_OK;
}
