/*
 * quickstart: from a CSV file of order lines to a shop file, and what that file says.
 *
 *     quickstart online_retail.csv.gz --customer CustomerID --order InvoiceNo \
 *         --item StockCode --name Description --time InvoiceDate \
 *         --quantity Quantity --price UnitPrice
 *
 * The steps are those of every program that uses the library: make a context, fill a log,
 * finish it, train, save; and in the till: open, ask. import.c reads, report*.c ask.
 */
#include <quen.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/arguments.h"
#include "common/text.h"
#include "quickstart/findings.h"
#include "quickstart/import.h"
#include "quickstart/names.h"
#include "quickstart/report.h"
#include "quickstart/rules.h"
#include "quickstart/settings.h"
#include "quickstart/timing.h"

/* What main() opens and closes. */
typedef struct program {
    settings settings;
    quen_context *ctx;
    quen_orders *orders;
    quen_import *import;
    names *names;
    quen_shop *shop;
} program;

/* Every failure of the library has its sentence in the context. */
static bool check(const program *p, const char *what, quen_status status)
{
    if (status != QUEN_OK)
        fprintf(stderr, "quickstart: %s: %s\n", what, quen_context_message(p->ctx));
    return status == QUEN_OK;
}

/* An empty log, whose rules are those of the import. */
static bool start_log(program *p)
{
    return check(p, "making a log", quen_orders_new(p->ctx, &p->orders)) &&
           check(p, "telling the log its rules",
                 rules_tell(p->ctx, p->orders, &p->settings));
}

static bool start(program *p)
{
    quen_context_options options;

    quen_context_options_init(&options, sizeof options);
    options.threads = p->settings.threads;
    p->names = names_new();
    if (p->names && quen_context_new(&options, &p->ctx) == QUEN_OK)
        return start_log(p);
    fputs("quickstart: out of memory\n", stderr);
    return false;
}

static bool import(program *p)
{
    settings *s = &p->settings;
    quen_money money;

    if (!import_file(p->ctx, s, &p->orders, p->names, &p->import))
        return false;
    if (!check(p, "sorting the log", quen_orders_finish(p->ctx, p->orders)))
        return false;
    quen_orders_get_money(p->orders, &money);
    s->decimals = money.decimals != QUEN_DECIMALS_UNKNOWN ? money.decimals : 0;
    import_print(p->orders, s, p->import);
    return check(p, "checking the log", findings_print(p->ctx, p->orders, s));
}

/* Whether anybody is known; of a log without lines the library says what it lacks. */
static bool has_customers(const program *p)
{
    quen_order_totals t;

    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(p->orders, &t);
    return t.customers > 0 || t.lines == 0;
}

static quen_status train(program *p)
{
    const settings *s = &p->settings;
    quen_churn_options churn;
    quen_shop_options options;

    quen_churn_options_init(&churn, sizeof churn);
    churn.horizon_s = s->horizon_s;
    quen_shop_options_init(&options, sizeof options);
    options.utc_offset_s = s->utc_offset_s;
    options.churn = &churn;
    if (!has_customers(p)) /* baskets alone: what is bought together */
        options.parts = QUEN_SHOP_ITEMCF;
    return quen_shop_train(p->ctx, p->orders, &options, &p->shop);
}

/* Save the shop and go on with what a till would have: the file alone. */
static bool save(program *p)
{
    const char *path = p->settings.out;

    if (!check(p, "saving", quen_shop_save(p->ctx, p->shop, path)))
        return false;
    if (*quen_context_note(p->ctx)) /* saved, but with other rights, say */
        fprintf(stderr, "quickstart: %s\n", quen_context_note(p->ctx));
    quen_shop_free(p->shop);
    p->shop = NULL;
    return check(p, "opening", quen_shop_open(p->ctx, path, &p->shop));
}

static bool show(const program *p)
{
    const report r = {p->ctx,
                      p->orders,
                      p->shop,
                      p->names,
                      p->settings.decimals,
                      p->settings.utc_offset_s};

    if (!check(p, "figures", report_figures(&r)))
        return false;
    if (!has_customers(p))
        return check(p, "also bought", report_also_bought(&r));
    report_segments(&r);
    report_clusters(&r);
    report_churn(&r);
    return check(p, "whom to win back", report_lapsed(&r)) &&
           check(p, "who is due", report_due(&r)) &&
           check(p, "also bought", report_also_bought(&r)) &&
           check(p, "offers", report_offers(&r));
}

static bool run(program *p)
{
    double begin = timing_now();
    double imported;
    double trained;

    if (!start(p) || !import(p))
        return false;
    imported = timing_now();
    if (!check(p, "training", train(p)) || !save(p))
        return false;
    trained = timing_now();
    if (!show(p))
        return false;
    report_title("The shop file");
    if (!check(p, "timing", timing_print(p->ctx, p->settings.out)))
        return false;
    printf("reading         %.2f s\n", imported - begin);
    printf("training        %.2f s, saving included\n", trained - imported);
    printf("all             %.2f s\n", timing_now() - begin);
    return true;
}

static void stop(program *p)
{
    quen_shop_free(p->shop);
    quen_orders_free(p->orders);
    quen_import_free(p->import);
    quen_context_free(p->ctx);
    names_free(p->names);
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    program p = {.ctx = NULL};
    bool done;
    bool lost;

    if (!arguments_to_utf8(&argc, &argv))
        return 1;
    if (asks_for_help(argc, argv)) {
        settings_usage(stdout);
        return 0;
    }
    if (!settings_read(&p.settings, argc, argv))
        return 2;
    done = run(&p);
    lost = done && import_lost_many(p.import);
    stop(&p);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("quickstart: writing the report failed\n", stderr);
        return 1;
    }
    return !done ? 1 : lost ? 3 : 0;
}
