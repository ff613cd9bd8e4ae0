/* Who is about to leave: how well the model knew it in the past, and whom to call now. */
#include "report.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { TO_CALL = 10, KEY_LEAST = 12, KEY_MOST = 40, INDENT = 16 };
#define LIKELY 0.5

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

/* ---- whom to call ---- */

/* The customers to call so far, those first who are worth most. */
typedef struct calls {
    quen_shop_customer customers[TO_CALL];
    size_t n;
    bool by_money;
} calls;

/* What was spent; or, where nobody knows, how often they came. */
static int64_t worth(const calls *c, const quen_shop_customer *customer)
{
    return c->by_money ? customer->monetary : customer->frequency;
}

static void insert(calls *c, const quen_shop_customer *customer)
{
    size_t at = c->n;

    while (at > 0 && worth(c, &c->customers[at - 1]) < worth(c, customer))
        at--;
    if (at == TO_CALL)
        return;
    c->n += c->n < TO_CALL;
    memmove(c->customers + at + 1, c->customers + at,
            (c->n - at - 1) * sizeof *c->customers);
    c->customers[at] = *customer;
}

static quen_status choose(const report *r, calls *c)
{
    quen_shop_customer customer;
    quen_status status = QUEN_OK;
    size_t n = quen_shop_n_customers(r->shop);

    for (uint32_t i = 0; i < n && status == QUEN_OK; i++) {
        quen_shop_customer_init(&customer, sizeof customer);
        status = quen_shop_get_customer_at(r->ctx, r->shop, i, &customer);
        if (status == QUEN_OK && (customer.parts & QUEN_SHOP_CHURN) &&
            customer.risk >= LIKELY)
            insert(c, &customer);
    }
    return status;
}

/* Characters of the column of keys: the longest and two blanks, within limits. */
static size_t key_width(const calls *c)
{
    size_t width = KEY_LEAST;

    for (size_t i = 0; i < c->n; i++) {
        char buffer[32];
        text_slice key = report_key(c->customers[i].key, buffer, sizeof buffer);
        size_t needed = text_width(key.text, key.size) + 2;
        width = needed > width ? needed : width;
    }
    return width < KEY_MOST ? width : KEY_MOST;
}

static void print_customer(const report *r, const quen_shop_customer *c, size_t width)
{
    char buffer[32];
    text_slice key = report_key(c->key, buffer, sizeof buffer);
    const char *segment = c->segment_name ? c->segment_name : "-"; /* never bought */

    text_cell(stdout, key.text, key.size, width - 2);
    printf("  ");
    text_cell(stdout, segment, strlen(segment), 20);
    printf("%15s%6lld%6.1f%%  ",
           quen_shop_has_money(r->shop) ? text_money(c->monetary, r->decimals).s
                                        : text_count((uint64_t)c->frequency).s,
           (long long)c->recency, 100 * c->risk);
    for (uint32_t i = 0; i < c->n_reasons; i++)
        printf("%s%s", i > 0 ? ", " : "", c->reasons[i]);
    putchar('\n');
}

quen_status report_at_risk(const report *r)
{
    bool has_money = quen_shop_has_money(r->shop);
    calls c = {.n = 0, .by_money = has_money};
    size_t total = 0, width;
    quen_status status;

    if (!quen_shop_churn(r->shop))
        return QUEN_OK;
    status = quen_shop_list_at_risk(r->ctx, r->shop, LIKELY, UINT32_MAX, NULL, 0,
                                    &(size_t){0}, &total);
    if (status == QUEN_OK)
        status = choose(r, &c);
    if (status != QUEN_OK)
        return status;
    report_title(
        has_money
            ? "At risk: more likely to leave than to stay, those first who spent most"
            : "At risk: more likely to leave than to stay, those first who came most");
    width = key_width(&c);
    printf("%-*s%-20s%15s%6s%7s  %s\n", (int)width, "customer", "segment",
           has_money ? "revenue" : "orders", "days", "risk", "because of");
    for (size_t i = 0; i < c.n; i++)
        print_customer(r, &c.customers[i], width);
    printf("%zu of %s such customers\n", c.n, text_count(total).s);
    return QUEN_OK;
}
