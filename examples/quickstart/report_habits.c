/* Habits: who is about to buy what again, and what that is worth as a forecast. */
#include "report.h"

#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { DAYS = 14, ROWS = 8 };

/* How the log's end, foreseen by what came before it, turned out. */
static quen_status print_worth(const report *r)
{
    quen_habits_check check;
    quen_status status = quen_habits_get_check(r->ctx, quen_shop_habits(r->shop),
                                               QUEN_HABITS_CHECK_DUE, &check);

    if (status != QUEN_OK || !check.judged)
        return status;
    printf("the log's end, foreseen: %s items of %s customers, mean squared error %.4f;\n"
           "                by shares of items alone %.4f%s\n",
           text_count(check.n).s, text_count(check.customers).s, check.model, check.plain,
           check.better ? "" : ", which is what is given here");
    return QUEN_OK;
}

static void print_due(const report *r, const quen_due *due)
{
    char buffer[32];
    text_slice key =
        report_key(quen_shop_customer_key(r->shop, due->customer), buffer, sizeof buffer);
    text_slice item = report_item(r, due->item);

    text_cell(stdout, key.text, key.size, 14);
    text_cell(stdout, item.text, item.size, 36);
    printf("%8s%8u  %-12s%s\n", text_share(due->chance, 1).s, due->times,
           text_day(due->last_s, r->utc_offset_s).s,
           text_day(due->due_s, r->utc_offset_s).s);
}

quen_status report_due(const report *r)
{
    quen_due due[ROWS];
    const quen_key all = {0};
    size_t n;
    quen_status status = quen_shop_list_due(r->ctx, r->shop, all, INT64_MIN,
                                            INT64_C(86400) * DAYS, 0, due, ROWS, &n);

    if (status != QUEN_OK || n == 0)
        return status;
    report_title("Who buys what again within 14 days, the likeliest first");
    status = print_worth(r);
    printf("%-14s%-36s%8s%8s  %-12s%s\n", "customer", "item", "chance", "bought", "last",
           "expected");
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        print_due(r, &due[i]);
    return status;
}
