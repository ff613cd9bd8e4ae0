/* What an import gave, and what was understood. */
#include "import.h"

#include <inttypes.h>

#include "common/text.h"
#include "report.h"
#include "rules.h"

enum { INDENT = 2 };

static void print_count(const char *what, uint64_t n)
{
    printf("%s: %" PRIu64 "\n", what, n);
}

static quen_import_counts counts_of(const quen_import *import)
{
    quen_import_counts counts;

    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(import, &counts);
    return counts;
}

bool import_has_money(const quen_orders *orders)
{
    quen_money money;

    quen_orders_get_money(orders, &money);
    return money.decimals != QUEN_DECIMALS_UNKNOWN;
}

bool import_lost_many(const quen_import *import)
{
    quen_import_counts c = counts_of(import);

    return c.skipped > c.rows / 100;
}

static void print_skipped(const quen_import *import)
{
    quen_import_skipped skipped;

    if (quen_import_n_skipped(import) == 0)
        return;
    printf("skipped rows: %" PRIu64 "\n", counts_of(import).skipped);
    for (size_t i = 0; quen_import_get_skipped(import, i, &skipped); i++)
        printf("  %" PRIu64 " x %s%s%s (first on line %" PRIu64 "%s%s)\n", skipped.rows,
               skipped.column, skipped.column[0] ? ": " : "", skipped.reason,
               skipped.first_line, skipped.example[0] ? ": " : "", skipped.example);
}

static void print_told(const quen_import *import)
{
    report_title("The file");
    for (size_t i = 0; i < quen_import_n_told(import); i++) {
        printf("%-*s", INDENT, "-");
        report_sentence(quen_import_told(import, i), INDENT);
    }
}

void import_print(const quen_orders *orders, const settings *s, const quen_import *import)
{
    quen_order_totals t;

    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(orders, &t);
    print_count("lines", t.lines);
    print_count("orders", t.orders);
    print_count("visits", t.visits);
    print_count("customers", t.customers);
    print_count("items", t.items);
    print_count("without customer", t.lines_without_customer);
    rules_print(orders, s);
    if (import_has_money(orders)) {
        print_count("refund lines", t.refund_lines);
        print_count("rounded lines", counts_of(import).rounded);
        printf("revenue: %s\n", text_money_plain(t.revenue, s->decimals).s);
    } else {
        puts("money: none");
    }
    if (t.lines > 0) {
        printf("first day: %s\n", text_day(t.first_s, s->utc_offset_s).s);
        printf("last day: %s\n", text_day(t.last_s, s->utc_offset_s).s);
    }
    print_skipped(import);
    print_told(import);
}
