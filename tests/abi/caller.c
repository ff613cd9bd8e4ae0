/*
 * A program of yesterday, today or tomorrow, by the headers that it is compiled against:
 * check.py says which. It gives each struct with a struct_size to the library, and prints
 * the answers, which are the same for all of them.
 *
 * QUEN_GROWN: each struct has a field `quen_future` at its end. With an argument it is
 * set in options, which must be refused; results must leave 0 in it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quen.h>

#define N 20000

static quen_context *ctx;

#ifdef QUEN_GROWN
static uint64_t future;
#define TAIL(o) (o).quen_future = future
#define MARK(r) (r).quen_future = UINT64_MAX
#define KEPT(r) (r).quen_future
#else
#define TAIL(o) (void)(o)
#define MARK(r) (void)(r)
#define KEPT(r) 0
#endif

#define OPTIONS(type, o)                                                                 \
    type o;                                                                              \
    type##_init(&o, sizeof o);                                                           \
    TAIL(o)

#define RESULT(type, r)                                                                  \
    type r;                                                                              \
    type##_init(&r, sizeof r);                                                           \
    MARK(r)

/* What a call said. */
static int said(const char *what, quen_status status)
{
    printf("%s: %s %s\n", what, quen_status_name(status),
           status == QUEN_OK ? "" : quen_context_message(ctx));
    return status == QUEN_OK;
}

#define LEFT(what, r)                                                                    \
    do {                                                                                 \
        if (KEPT(r))                                                                     \
            printf("%s: the tail is not zero\n", what);                                  \
    } while (0)

static void ask_context(void)
{
    quen_context *other = NULL;
    OPTIONS(quen_context_options, o);
    printf("context: %s\n", quen_status_name(quen_context_new(&o, &other)));
    quen_context_free(other);
}

static void ask_texts(void)
{
    char out[512];
    size_t size = 0;
    OPTIONS(quen_text_options, text);
    OPTIONS(quen_phone_options, phone);
    OPTIONS(quen_email_options, email);
    OPTIONS(quen_name_options, name);
    if (said("text",
             quen_text_normalize(ctx, "Te\xcc\x82t", 5, &text, out, sizeof out, &size)))
        printf("%zu bytes\n", size);
    said("phone", quen_parse_phone(ctx, "+84 912 345 678", 15, &phone, out));
    said("email", quen_parse_email(ctx, "An@Example.com", 14, &email, out));
    said("name", quen_parse_name(ctx, "Chi An", 6, &name, out));
}

/* A stream that fails at once: what it is asked after the options. */
static int no_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    (void)stream;
    (void)schema;
    return 5;
}

static const char *no_words(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "nothing here";
}

static void release(struct ArrowArrayStream *stream)
{
    stream->release = NULL;
}

static void ask_files(void)
{
    quen_format *format = NULL;
    quen_csv *csv = NULL;
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    struct ArrowArrayStream none;
    memset(&none, 0, sizeof none);
    none.get_schema = no_schema;
    none.get_last_error = no_words;
    none.release = release;
    OPTIONS(quen_format_options, f);
    OPTIONS(quen_csv_options, c);
    OPTIONS(quen_import_options, i);
    OPTIONS(quen_arrow_options, a);
    said("format", quen_format_new(ctx, &f, &format));
    said("csv", quen_csv_new(ctx, &c, &csv));
    i.item = "item";
    i.time = "time";
    a.item = "item";
    a.time = "time";
    if (said("import", quen_import_new(ctx, &i, &import))) {
        RESULT(quen_import_counts, counts);
        quen_import_get_counts(import, &counts);
        LEFT("import counts", counts);
        printf("%llu rows\n", (unsigned long long)counts.rows);
    }
    said("arrow", quen_orders_from_arrow(ctx, &none, &a, &orders));
    quen_format_free(format);
    quen_csv_free(csv);
    quen_import_free(import);
}

/* A quantity of three bytes: 3.5. */
static void ask_format(void)
{
    static const char text[] = "3.5";
    static const uint64_t offsets[] = {0, 3};
    quen_key_column column = {.bytes = text, .offsets = offsets};
    quen_format *format = NULL;
    quen_format_options o;
    int64_t value = 0;
    quen_format_options_init(&o, sizeof o);
    o.kind = QUEN_FORMAT_KIND_QUANTITY;
    RESULT(quen_format_counts, counts);
    if (said("format", quen_format_new(ctx, &o, &format)) &&
        said("add", quen_format_add(ctx, format, &column, 1)) &&
        said("finish", quen_format_finish(ctx, format)))
        said("read",
             quen_format_read_decimals(ctx, format, &column, 1, &value, NULL, &counts));
    quen_format_free(format);
    if (counts.read)
        LEFT("format counts", counts);
}

static void ask_figures(void)
{
    static const double x[8] = {1, 2, 3, 4, 5, 6, 7, 9},
                        p[8] = {0.1, 0.4, 0.35, 0.8, 0.2, 0.9, 0.6, 0.3};
    static const uint8_t y[8] = {0, 1, 0, 1, 0, 1, 1, 0};
    static const uint32_t labels[8] = {0, 0, 0, 0, 1, 1, 1, 1};
    static const uint64_t starts[2] = {0, 1};
    static const uint32_t item = 0, count = 1;
    const quen_csr held = {1, 1, starts, &item, NULL};
    OPTIONS(quen_binary_options, b);
    OPTIONS(quen_clusters_options, c);
    OPTIONS(quen_ranking_options, r);
    RESULT(quen_binary_report, binary);
    RESULT(quen_clusters_report, clusters);
    RESULT(quen_ranking_report, ranking);
    if (said("binary", quen_evaluate_binary(ctx, y, p, 8, &b, &binary, NULL, NULL))) {
        printf("rate %.17g\n", binary.rate);
        LEFT("binary", binary);
    }
    if (said("clusters", quen_evaluate_clusters(ctx, x, 8, 1, labels, &c, &clusters)))
        LEFT("clusters", clusters);
    if (said("ranking", quen_evaluate_ranking(ctx, &held, &item, &count, 1, &r, &ranking,
                                              NULL, NULL))) {
        printf("precision %.17g\n", ranking.precision);
        LEFT("ranking", ranking);
    }
}

static void ask_fits(void)
{
    static const double x[8] = {1, 2, 3, 4, 5, 6, 7, 9};
    static const uint8_t y[8] = {0, 1, 0, 1, 0, 1, 1, 0};
    quen_scaler *scaler = NULL;
    quen_kmeans *kmeans = NULL;
    quen_logit *logit = NULL;
    OPTIONS(quen_scaler_options, s);
    OPTIONS(quen_kmeans_options, k);
    OPTIONS(quen_logit_options, l);
    k.k = 3;
    if (said("scaler", quen_scaler_fit(ctx, x, 8, 1, &s, &scaler)))
        printf("scale %.17g\n", quen_scaler_scale(scaler)[0]);
    if (said("kmeans", quen_kmeans_fit(ctx, x, 8, 1, &k, &kmeans)))
        printf("inertia %.17g\n", quen_kmeans_inertia(kmeans));
    if (said("logit", quen_logit_fit(ctx, x, y, 8, 1, &l, &logit)))
        printf("intercept %.17g\n", quen_logit_intercept(logit)[0]);
    quen_scaler_free(scaler);
    quen_kmeans_free(kmeans);
    quen_logit_free(logit);
}

/* --- a log and what is learned from it --- */

static quen_orders *make_log(void)
{
    quen_orders *orders = NULL;
    quen_status status = quen_orders_new(ctx, &orders);
    for (int i = 0; i < N && status == QUEN_OK; i++) {
        quen_order_line line;
        memset(&line, 0, sizeof line);
        /* Of 300 customers some leave each month, and new ones come. */
        int customer = i * 7919 % 300, left = i > (customer % 11 + 1) * (N / 9);
        line.customer = quen_key_int(left ? 300 + i % 83 : customer);
        line.order = quen_key_int(i / 3);
        line.item = quen_key_int(i * i % 40);
        line.time_s = 1700000000 + (int64_t)(i / 3) * 5200;
        line.quantity = 1 + i % 3;
        line.amount = 100 + i * 31 % 900;
        status = quen_orders_add(ctx, orders, &line, 1);
    }
    return orders;
}

static void ask_rules(quen_orders *orders)
{
    static const int64_t customer[2] = {1, 2}, item[2] = {3, 4}, time[2] = {0, 60},
                         amount[2] = {100, 200};
    OPTIONS(quen_order_rules, rules);
    OPTIONS(quen_order_columns, c);
    RESULT(quen_order_totals, totals);
    said("rules", quen_orders_set_rules(ctx, orders, &rules));
    c.n = 2;
    c.customer.numbers = customer;
    c.item.numbers = item;
    c.time_s = time;
    c.amount = amount;
    said("columns", quen_orders_add_columns(ctx, orders, &c));
    if (said("finish", quen_orders_finish(ctx, orders))) {
        quen_orders_get_totals(orders, &totals);
        LEFT("totals", totals);
    }
}

static void ask_log(const quen_orders *orders)
{
    quen_split *split = NULL;
    quen_check *check = NULL;
    quen_features *features = NULL;
    quen_rfm *rfm = NULL;
    quen_itemcf *itemcf = NULL;
    int64_t origins[16];
    size_t n = 0;
    OPTIONS(quen_split_options, s);
    OPTIONS(quen_origins_options, g);
    OPTIONS(quen_check_options, c);
    OPTIONS(quen_features_options, f);
    OPTIONS(quen_rfm_options, r);
    OPTIONS(quen_itemcf_options, i);
    OPTIONS(quen_offer_filter, filter);
    quen_offer offer;
    s.cutoff_s = 1720000000;
    said("split", quen_split_new(ctx, orders, &s, &split));
    said("origins", quen_split_origins(ctx, orders, &g, origins, 16, &n));
    said("check", quen_orders_check(ctx, orders, &c, &check));
    if (said("features", quen_features_new(ctx, orders, &f, &features)))
        printf("%zu rows\n", quen_features_n_rows(features));
    if (said("rfm", quen_rfm_fit(ctx, orders, &r, &rfm)))
        printf("%zu customers\n", quen_rfm_n_customers(rfm));
    if (!said("itemcf", quen_itemcf_fit(ctx, orders, &i, &itemcf)))
        (void)!quen_itemcf_fit(ctx, orders, NULL, &itemcf);
    said("filter", quen_itemcf_recommend(ctx, itemcf, 0, &filter, &offer, 1, &n));
    quen_split_free(split);
    quen_check_free(check);
    quen_features_free(features);
    quen_rfm_free(rfm);
    quen_itemcf_free(itemcf);
}

static void ask_churn(const quen_orders *orders)
{
    quen_churn *churn = NULL;
    size_t n = 0;
    OPTIONS(quen_churn_options, o);
    OPTIONS(quen_churn_predict_options, p);
    RESULT(quen_churn_report, report);
    if (!said("churn", quen_churn_fit(ctx, orders, &o, &churn)) &&
        quen_churn_fit(ctx, orders, NULL, &churn) != QUEN_OK)
        return;
    said("predict", quen_churn_predict(ctx, churn, orders, &p, NULL, 0, &n));
    quen_churn_get_report(churn, &report);
    LEFT("churn report", report);
    quen_churn_free(churn);
}

static void ask_shop(const quen_orders *orders)
{
    quen_shop *shop = NULL;
    quen_offer offer;
    size_t n = 0;
    OPTIONS(quen_shop_options, o);
    OPTIONS(quen_shop_filter, filter);
    OPTIONS(quen_shop_groups_options, groups);
    RESULT(quen_shop_customer, customer);
    if (!said("shop", quen_shop_train(ctx, orders, &o, &shop)) &&
        quen_shop_train(ctx, orders, NULL, &shop) != QUEN_OK)
        return;
    said("recommend",
         quen_shop_recommend(ctx, shop, quen_key_int(8), &filter, &offer, 1, &n));
    if (said("groups", quen_shop_export_groups(ctx, shop, &groups, NULL, 0, &n)))
        printf("%zu bytes\n", n);
    if (said("customer", quen_shop_get_customer(ctx, shop, quen_key_int(8), &customer)))
        LEFT("customer", customer);
    quen_shop_free(shop);
}

int main(int argc, char **argv)
{
    (void)argv;
#ifdef QUEN_GROWN
    future = argc > 1;
#else
    (void)argc;
#endif
    if (quen_context_new(NULL, &ctx) != QUEN_OK)
        return 1;
    ask_context();
    ask_texts();
    ask_files();
    ask_format();
    ask_figures();
    ask_fits();
    quen_orders *orders = make_log();
    ask_rules(orders);
    ask_log(orders);
    ask_churn(orders);
    ask_shop(orders);
    quen_orders_free(orders);
    quen_context_free(ctx);
    return 0;
}
