/*
 * CDNOW: a published table of repeat purchases follows from the public log by quen_rfm
 * and quen_features. The log has 69,659 purchases of 23,570 customers; the table has x
 * (repeat purchase days), t_x and T (weeks from the first purchase to the last, and to
 * 1997-09-30) and the mean value of a repeat day, for a sample of 2,357 of them (Fader
 * and Hardie). The table does not name its customers, and they are no every-tenth of the
 * log; but it runs by first purchase and, within a day, in the log's order: so its rows
 * are sought one after the other among the customers in that order.
 */
#include "support.h"

#include <math.h>

#define DAY INT64_C(86400)
#define CUSTOMERS 23570
#define SAMPLE 2357

/* Days from 1970-01-01 to a date of the years 1997 and 1998, given as yyyymmdd. */
static int64_t days_of(long date)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return 9862 + 365 * (date / 10000 - 1997) + before[date / 100 % 100 - 1] +
           date % 100 - 1;
}

/* A number with a point and two digits, in hundredths. */
static int64_t cents_of(const char *text, char **end)
{
    int64_t whole = strtol(text, end, 10);
    assert_int_equal(**end, '.');
    int64_t rest = strtol(*end + 1, end, 10);
    return 100 * whole + rest;
}

typedef struct cdnow {
    quen_orders *orders;
    int64_t money[CUSTOMERS + 1]; /* by id: to 1997-09-30, without the first day */
    int64_t first_day[CUSTOMERS + 1];
} cdnow;

/* One purchase: customer, date, number of CDs, dollars. */
static char *read_purchase(quen_context *ctx, cdnow *data, char *p)
{
    quen_order_line line = {0};
    char *id = p + strspn(p, " "), *end;
    line.customer = quen_key_bytes(id, 5);
    long number = strtol(id, &end, 10), date = strtol(end, &end, 10);
    assert_int_equal(end - id, 5 + 1 + 8);
    line.item = quen_key_int(1);
    line.time_s = days_of(date) * DAY;
    line.quantity = strtol(end, &end, 10);
    line.amount = cents_of(end, &end);
    assert_ok(ctx, quen_orders_add(ctx, data->orders, &line, 1));
    assert_in_range(number, 1, CUSTOMERS);
    if (data->first_day[number] == 0)
        data->first_day[number] = line.time_s;
    if (date <= 19970930 && line.time_s != data->first_day[number])
        data->money[number] += line.amount;
    return end + strcspn(end, "\n") + 1;
}

static void read_log(quen_context *ctx, cdnow *data)
{
    size_t size;
    char *text = data_read("cdnow/CDNOW_master.txt.gz", &size);
    quen_order_totals totals;
    assert_ok(ctx, quen_orders_new(ctx, &data->orders));
    char *p = strchr(text, '\n') + 1;
    while (p < text + size && p[strspn(p, " \r\n\x1a")] != '\0')
        p = read_purchase(ctx, data, p);
    free(text);
    assert_ok(ctx, quen_orders_finish(ctx, data->orders));
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(data->orders, &totals);
    assert_int_equal(totals.lines, 69659);
    assert_int_equal(totals.customers, CUSTOMERS);
    assert_int_equal(totals.quantity, 167881);
    assert_int_equal(totals.revenue, 250031563);
}

/* What libquen says of a customer. */
typedef struct summary {
    long id;
    double x, t_x, T, value;
} summary;

static int by_first_purchase(const void *a, const void *b)
{
    const summary *s = a, *t = b;
    if (s->T != t->T)
        return s->T > t->T ? -1 : 1;
    return (s->id > t->id) - (s->id < t->id);
}

/*
 * The day of the cut is over at its midnight, and its purchases are one day before that.
 */
static void describe(quen_context *ctx, const cdnow *data, summary *out)
{
    quen_features_options fo;
    quen_rfm_options ro;
    quen_features *features = NULL;
    quen_rfm *rfm = NULL;
    quen_features_options_init(&fo, sizeof fo);
    quen_rfm_options_init(&ro, sizeof ro);
    fo.now_s = ro.now_s = days_of(19971001) * DAY;
    ro.frequency = QUEN_RFM_FREQUENCY_DAYS;
    assert_ok(ctx, quen_features_new(ctx, data->orders, &fo, &features));
    assert_ok(ctx, quen_rfm_fit(ctx, data->orders, &ro, &rfm));
    assert_int_equal(quen_features_n_rows(features), CUSTOMERS);
    assert_int_equal(quen_rfm_n_customers(rfm), CUSTOMERS);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        const double *row = quen_features_matrix(features) + i * QUEN_FEATURES_BUILTIN;
        quen_key key = quen_orders_customer_key(data->orders, quen_rfm_customers(rfm)[i]);
        summary *s = &out[i];
        char id[6] = {0};
        memcpy(id, key.bytes, 5);
        s->id = strtol(id, NULL, 10);
        s->x = (double)(quen_rfm_frequency(rfm)[i] - 1);
        s->T = (row[1] - 1) / 7;
        s->t_x = (row[1] - row[0]) / 7;
        s->value = s->x > 0 ? (double)data->money[s->id] / s->x / 100 : 0;
        assert_int_equal(quen_rfm_recency(rfm)[i], (int64_t)row[0]);
        assert_true(row[2] >= s->x + 1);
    }
    quen_rfm_free(rfm);
    quen_features_free(features);
}

static int agrees(const summary *s, const double *row)
{
    return s->x == row[1] && fabs(s->t_x - row[2]) < 0.0051 &&
           fabs(s->T - row[3]) < 0.0051 && fabs(s->value - row[4]) < 0.0051;
}

static void test_published_table(void **state)
{
    (void)state;
    static cdnow data;
    static summary customers[CUSTOMERS];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t size, next = 0, rows = 0, repeats = 0;
    char *table =
        data_read("cdnow/cdnow_customers_summary_with_transactions.csv.gz", &size);
    read_log(ctx, &data);
    describe(ctx, &data, customers);
    qsort(customers, CUSTOMERS, sizeof *customers, by_first_purchase);
    for (char *p = strchr(table, '\n') + 1; p < table + size && *p;
         p += strcspn(p, "\n") + 1) {
        double row[5];
        for (size_t i = 0; i < 5; i++)
            row[i] = support_number(i == 0 ? p : p + 1, &p);
        while (next < CUSTOMERS && !agrees(&customers[next], row))
            next++;
        if (next == CUSTOMERS)
            print_error("no customer agrees with row %g\n", row[0]);
        assert_true(next++ < CUSTOMERS);
        repeats += (size_t)row[1];
        rows++;
    }
    assert_int_equal(rows, SAMPLE);
    assert_int_equal(repeats, 2457);
    free(table);
    quen_orders_free(data.orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_published_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
