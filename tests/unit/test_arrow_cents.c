/* Orders from Arrow streams: the same cents from floats as from decimals and text. */
#include "arrow_cases.h"
#include "same_log.h"

#include <math.h>

#include "core/rng.h"

/* Splits one line of CSV in place; quotes keep commas together. */
static size_t split(char *line, char **fields, size_t room)
{
    size_t n = 0;
    char *to = line;
    int quoted = 0;
    fields[n++] = line;
    for (char *p = line; *p; p++) {
        if (*p == '"') {
            quoted = !quoted;
        } else if (*p == ',' && !quoted && n < room) {
            *to++ = '\0';
            fields[n++] = to;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
    return n;
}

#define RETAIL_LINES 541909u
enum { INVOICE, STOCK, DESCRIPTION, QUANTITY, DATE, PRICE, CUSTOMER, COUNTRY, FIELDS };

typedef struct retail {
    char *file;
    const char **values[FIELDS];
    size_t n;
} retail;

static retail read_retail(void)
{
    retail r = {0};
    size_t size;
    r.file = data_read("online_retail/online_retail.csv.gz", &size);
    for (size_t f = 0; f < FIELDS; f++) {
        r.values[f] = calloc(RETAIL_LINES, sizeof *r.values[f]);
        assert_non_null(r.values[f]);
    }
    char *line = strchr(r.file, '\n') + 1;
    while (*line) {
        char *end = strchr(line, '\n'), *fields[FIELDS];
        *end = '\0';
        if (end > line && end[-1] == '\r')
            end[-1] = '\0';
        assert_int_equal(split(line, fields, FIELDS), FIELDS);
        assert_true(r.n < RETAIL_LINES);
        for (size_t f = 0; f < FIELDS; f++)
            r.values[f][r.n] = *fields[f] ? fields[f] : NULL;
        r.n++;
        line = end + 1;
    }
    return r;
}

static void free_retail(retail *r)
{
    for (size_t f = 0; f < FIELDS; f++)
        free(r->values[f]);
    free(r->file);
}

static quen_orders *load_retail(quen_context *ctx, const retail *r,
                                const char *const formats[FIELDS])
{
    static const char *const names[FIELDS] = {"InvoiceNo",  "StockCode",   NULL,
                                              "Quantity",   "InvoiceDate", "UnitPrice",
                                              "CustomerID", "Country"};
    arrow_column columns[FIELDS];
    quen_arrow_options o;
    quen_orders *log = NULL;
    quen_arrow_options_init(&o, sizeof o);
    o.customer = "CustomerID";
    o.order = "InvoiceNo";
    o.item = "StockCode";
    o.time = "InvoiceDate";
    o.price = "UnitPrice";
    o.quantity = "Quantity";
    for (size_t f = 0; f < FIELDS; f++)
        columns[f] = (arrow_column){names[f], formats[f], NULL, r->values[f]};
    assert_ok(ctx, load_arrow(ctx, columns, FIELDS, r->n, &o, NULL, &log));
    return log;
}

/* Floats as pandas has them, decimals as a database has them, and the CSV's own text. */
static void test_retail(void **state)
{
    (void)state;
    static const char *const formats[][FIELDS] = {
        {"u", "u", "u", "u", "u", "u", "l", "u"},
        {"vu", "U", "n", "l", "U", "g", "g", "u"},
        {"Z", "vz", "b", "d:9,0", "vu", "d:18,3", "f", "c"},
        {"u", "u", "u", "g", "u", "g", "i", "u"},
        {"u", "u", "u", "f", "u", "d:9,3,32", "L", "u"},
    };
    retail r = read_retail();
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_orders *text = load_retail(ctx, &r, formats[0]);
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    assert_ok(ctx, quen_orders_finish(ctx, text));
    quen_orders_get_totals(text, &totals);
    assert_int_equal(totals.lines, RETAIL_LINES);
    assert_int_equal(totals.orders, 25900);
    assert_int_equal(totals.customers, 4372);
    assert_int_equal(totals.items, 4070);
    assert_int_equal(totals.lines_without_customer, 135080);
    assert_int_equal(totals.revenue, 974774793);
    for (size_t i = 1; i < COUNT(formats); i++) {
        quen_orders *log = load_retail(ctx, &r, formats[i]);
        assert_same_log(ctx, text, log);
        quen_orders_free(log);
    }
    quen_orders_free(text);
    quen_context_free(ctx);
    free_retail(&r);
}

/* Random prices of up to four decimals, quantities of up to three, ties among them. */
static void test_random_products(void **state)
{
    (void)state;
    enum { ROWS = 200000 };
    char(*text)[2][24] = calloc(ROWS, sizeof *text);
    const char **values[2] = {calloc(ROWS, sizeof(char *)), calloc(ROWS, sizeof(char *))};
    const char **items = calloc(ROWS, sizeof *items),
               **times = calloc(ROWS, sizeof *times);
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *exact = NULL, *log = NULL;
    assert_non_null(text);
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t scale = quen__random_below(1, 0, i, 7) + 1,
                 price = quen__random_below(1, 1, i, UINT64_C(1) << (4 * scale)),
                 quantity = quen__random_below(1, 2, i, 20000);
        snprintf(text[i][0], 24, "%llu.%04llu", (unsigned long long)price / 10000,
                 (unsigned long long)price % 10000);
        snprintf(text[i][1], 24, "%s%llu.%03llu", i % 9 ? "" : "-",
                 (unsigned long long)quantity / 1000,
                 (unsigned long long)quantity % 1000);
        values[0][i] = text[i][0];
        values[1][i] = text[i][1];
        items[i] = text[i][0];
        times[i] = "0";
    }
    o.amount = NULL;
    o.price = "price";
    o.quantity = "quantity";
    o.quantity_decimals = 3;
    arrow_column columns[4] = {{"item", "u", NULL, items},
                               {"time", "l", NULL, times},
                               {"price", "u", NULL, values[0]},
                               {"quantity", "u", NULL, values[1]}};
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &exact));
    assert_ok(ctx, quen_orders_finish(ctx, exact));
    columns[2].format = columns[3].format = "g";
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &log));
    assert_same_log(ctx, exact, log);
    quen_orders_free(log);
    quen_orders_free(exact);
    quen_context_free(ctx);
    free(items);
    free(times);
    free(values[0]);
    free(values[1]);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_products),
        cmocka_unit_test(test_retail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
