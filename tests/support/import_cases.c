/* Files imported into a log: see import_cases.h. */
#include "import_cases.h"

#include <inttypes.h>

static void say_counts(const quen_import *import, csv_page *page)
{
    quen_import_counts c;
    quen_import_counts_init(&c, sizeof c);
    quen_import_get_counts(import, &c);
    csv_page_add(page,
                 "rows %" PRIu64 " kept %" PRIu64 " filtered %" PRIu64 " skipped %" PRIu64
                 " filled %" PRIu64 " rounded %" PRIu64 " odd %" PRIu64 "\n",
                 c.rows, c.kept, c.filtered, c.skipped, c.filled, c.rounded, c.odd);
}

/* In main units, as README.md of tests/import/profiles has them. */
static void say_log(const quen_orders *orders, csv_page *page)
{
    quen_order_totals t;
    quen_money money;
    int64_t unit = 1;
    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(orders, &t);
    quen_orders_get_money(orders, &money);
    for (uint32_t i = 0; t.has_money && i < money.decimals; i++)
        unit *= 10;
    csv_page_add(page,
                 "lines %" PRIu64 " orders %" PRIu64 " customers %" PRIu64
                 " nobody %" PRIu64 " units %" PRId64 " revenue %" PRId64,
                 t.lines, t.orders, t.customers, t.lines_without_customer, t.quantity,
                 t.revenue / unit);
    if (unit == 100)
        csv_page_add(page, ".%02d", abs((int)(t.revenue % unit)));
    csv_page_add(page, "%s%s\n", t.has_money && money.currency[0] ? " " : "",
                 t.has_money ? money.currency : "");
}

/* The log tells of its columns too, and of nothing else. */
static void expect_told(const quen_import *import, const quen_orders *orders)
{
    for (size_t i = 0; i < quen_orders_n_told(orders); i++)
        assert_memory_equal(quen_orders_told(orders, i), "column '", strlen("column '"));
    assert_in_range(quen_orders_n_told(orders), 1, quen_import_n_told(import) - 1);
}

static void say_lists(const quen_import *import, csv_page *page)
{
    quen_import_skipped s;
    for (size_t i = 0; i < quen_import_n_told(import); i++)
        csv_page_add(page, "# %s\n", quen_import_told(import, i));
    for (const char *line = quen_import_saved(import); *line;) {
        size_t n = strcspn(line, "\n");
        csv_page_add(page, "= %.*s\n", (int)n, line);
        line += n + 1;
    }
    for (size_t i = 0; quen_import_get_skipped(import, i, &s); i++)
        csv_page_add(page, "- %" PRIu64 " line %" PRIu64 " %s %s: %s\n", s.rows,
                     s.first_line, s.column, s.example, s.reason);
    assert_null(quen_import_told(import, quen_import_n_told(import)));
    assert_false(quen_import_get_skipped(import, quen_import_n_skipped(import), &s));
}

/* The size of the next piece. */
static size_t piece(uint64_t cut, size_t at, size_t left)
{
    uint64_t n = cut == 0 ? left : cut == 1 ? 1 : (cut * 2654435761u ^ at) % 37 + 1;
    return n < left ? (size_t)n : left;
}

static quen_status run(quen_context *ctx, quen_import *import, const char *bytes,
                       size_t size, uint64_t cut, quen_orders **orders)
{
    quen_status status = QUEN_OK;
    for (size_t at = 0, n; at < size && status == QUEN_OK; at += n) {
        n = piece(cut, at, size - at);
        status = quen_import_push(ctx, import, bytes + at, n);
    }
    if (status == QUEN_OK)
        status = quen_import_finish(ctx, import, orders);
    return status == QUEN_OK ? quen_orders_finish(ctx, *orders) : status;
}

void import_page(quen_context *ctx, const char *bytes, size_t size,
                 const quen_import_options *options, uint64_t cut, csv_page *page,
                 quen_orders **out)
{
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_status status = quen_import_new(ctx, options, &import);
    if (status == QUEN_OK)
        status = run(ctx, import, bytes, size, cut, &orders);
    if (status == QUEN_OK) {
        say_log(orders, page);
        say_counts(import, page);
        expect_told(import, orders);
        say_lists(import, page);
    } else
        csv_page_add(page, "ERROR %s\n", quen_context_message(ctx));
    quen_import_free(import);
    if (out && status == QUEN_OK)
        *out = orders;
    else
        quen_orders_free(orders);
}

/* 1 if the page has such a line. */
static int has_line(const char *page, const char *line, size_t size)
{
    int open = size >= 3 && memcmp(line + size - 3, "...", 3) == 0;
    size_t n = open ? size - 3 : size;
    for (const char *at = page; *at; at += strcspn(at, "\n") + 1)
        if (strncmp(at, line, n) == 0 && (open || at[n] == '\n'))
            return 1;
    return 0;
}

static void demand(const csv_page *page, const char *lines)
{
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        if (!has_line(page->text, lines, n)) {
            print_error("there should be\n%.*s\nin\n%s", (int)n, lines, page->text);
            fail();
        }
        lines += n + (lines[n] == '\n');
    }
}

void import_demand(const char *bytes, size_t size, const quen_import_options *options,
                   const char *lines)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    csv_page whole = {NULL, 0, 0};
    import_page(ctx, bytes, size, options, 0, &whole, NULL);
    for (uint64_t cut = 1; cut < 5; cut++) {
        csv_page other = {NULL, 0, 0};
        import_page(ctx, bytes, size, options, cut, &other, NULL);
        assert_string_equal(whole.text, other.text);
        csv_page_free(&other);
    }
    demand(&whole, lines);
    csv_page_free(&whole);
    quen_context_free(ctx);
}

quen_import_options import_naming(const char *order, const char *customer,
                                  const char *item, const char *time, const char *amount)
{
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    o.order = order;
    o.customer = customer;
    o.item = item;
    o.time = time;
    o.amount = amount;
    return o;
}
