/* Small files of each model: see seeds.h. */
#include "seeds.h"

#include <math.h>

#include "shop_log.h"

/* Writes the model's bytes, and frees it. */
#define WRITE(noun, name)                                                                \
    do {                                                                                 \
        static uint8_t bytes[1 << 20];                                                   \
        size_t size;                                                                     \
        assert_ok(ctx, quen_##noun##_save_bytes(ctx, noun, bytes, sizeof bytes, &size)); \
        write_file(folder, name, bytes, size);                                           \
        quen_##noun##_free(noun);                                                        \
    } while (0)

/* Rows of three columns: a count, one with a value that is not known, a steady one. */
#define ROWS 8
static const double matrix[ROWS * 3] = {1, NAN, 2, 9, -1, 2, 4, 5,   2, 30, 2, 2,
                                        2, 8,   2, 7, 0,  2, 5, 0.5, 2, 12, 3, 2};

void write_scaler(const char *folder)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_scaler_options options;
    quen_scaler *scaler = NULL;
    quen_scaler_options_init(&options, sizeof options);
    for (uint32_t method = 0; method < 2; method++) {
        options.method = method;
        options.log1p_all = method;
        assert_ok(ctx, quen_scaler_fit(ctx, matrix, ROWS, 3, &options, &scaler));
        WRITE(scaler, method ? "quartiles" : "means");
    }
    assert_ok(ctx, quen_scaler_fit(ctx, matrix, ROWS * 3, 1, NULL, &scaler));
    WRITE(scaler, "one");
    quen_context_free(ctx);
}

void write_kmeans(const char *folder)
{
    static const double x[ROWS] = {0, 0.5, 4, 4.5, -3, 1, 0, 5};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options options;
    quen_kmeans *kmeans = NULL;
    quen_kmeans_options_init(&options, sizeof options);
    for (uint32_t k = 1; k <= 3; k++) {
        char name[2] = {(char)('0' + k), 0};
        options.k = k;
        assert_ok(ctx, quen_kmeans_fit(ctx, x, k == 1 ? 1 : ROWS / 2, k == 1 ? ROWS : 2,
                                       &options, &kmeans));
        WRITE(kmeans, name);
    }
    quen_context_free(ctx);
}

void write_logit(const char *folder)
{
    static const uint8_t y[ROWS] = {0, 1, 0, 1, 1, 0, 0, 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_logit_options options;
    quen_logit *logit = NULL;
    quen_logit_options_init(&options, sizeof options);
    assert_ok(ctx, quen_logit_fit(ctx, matrix, y, ROWS, 3, &options, &logit));
    WRITE(logit, "three");
    assert_ok(ctx, quen_logit_fit(ctx, matrix + 2, y, ROWS, 1, &options, &logit));
    WRITE(logit, "one");
    quen_context_free(ctx);
}

/* Lines of a few customers; keys are numbers or texts. */
static quen_orders *orders_of(quen_context *ctx, size_t customers, int numbers)
{
    shop_log shape = {customers, 4, 400, 5, numbers};
    quen_orders *orders = NULL;
    size_t n;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    free(lines);
    return orders;
}

void write_churn(const char *folder)
{
    static double age[12];
    static int64_t keys[12];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of(ctx, 12, 1);
    quen_attribute attribute = {.name = "age", .customers.numbers = keys, .n = 12};
    quen_churn_options options;
    quen_churn *churn = NULL;
    quen_churn_options_init(&options, sizeof options);
    assert_ok(ctx, quen_churn_fit(ctx, orders, &options, &churn));
    WRITE(churn, "plain");
    for (size_t i = 0; i < 12; i++) {
        keys[i] = quen_orders_customer_key(orders, (uint32_t)i).number;
        age[i] = i % 3 ? 20 + (double)i : NAN;
    }
    attribute.numbers = age;
    options.attributes = &attribute;
    options.n_attributes = 1;
    assert_ok(ctx, quen_churn_fit(ctx, orders, &options, &churn));
    WRITE(churn, "age");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

void write_lifetime(const char *folder)
{
    static const double x[ROWS] = {0, 1, 0, 3, 0, 9, 1, 0};
    static const double t_x[ROWS] = {0, 4, 0, 21, 0, 30, 1, 0};
    static const double t[ROWS] = {9, 30, 2, 24, 0, 31, 28, 33};
    static const double value[ROWS] = {0, 12, 0, 8, 0, 10, 25, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of(ctx, 30, 1);
    quen_lifetime_options options;
    quen_lifetime *lifetime = NULL;
    quen_lifetime_options_init(&options, sizeof options);
    assert_ok(ctx, quen_lifetime_fit(ctx, orders, &options, &lifetime));
    WRITE(lifetime, "orders");
    options.family = QUEN_LIFETIME_FAMILY_PARETO_NBD;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, x, t_x, t, NULL, value, ROWS, &options,
                                          &lifetime));
    WRITE(lifetime, "rows");
    options.family = QUEN_LIFETIME_FAMILY_MBG_CNBD;
    options.regularity = 3;
    options.discount = 0.1;
    assert_ok(ctx, quen_lifetime_fit_rows(ctx, x, t_x, t, NULL, NULL, ROWS, &options,
                                          &lifetime));
    WRITE(lifetime, "three");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

void write_habits(const char *folder)
{
    enum { CHANNELS = 30 * 400 };
    static const uint32_t groups[64] = {0, 1, 2, UINT32_MAX, 1};
    static int64_t numbers[CHANNELS];
    static uint32_t channels[CHANNELS];
    const quen_key_column column = {.numbers = numbers};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of(ctx, 30, 1);
    quen_order_totals totals;
    quen_habits_options options;
    quen_habits *habits = NULL;
    quen_habits_options_init(&options, sizeof options);
    assert_ok(ctx, quen_habits_fit(ctx, orders, &options, &habits));
    WRITE(habits, "orders");
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_true(totals.items <= 64);
    options.item_groups = groups;
    options.n_item_groups = (size_t)totals.items;
    options.n_groups = 3;
    options.check_s = 0;
    assert_ok(ctx, quen_habits_fit(ctx, orders, &options, &habits));
    WRITE(habits, "groups");
    for (size_t i = 0; i < CHANNELS; i++) {
        numbers[i] = (int64_t)(i / 400 * 4096 + i % 400); /* as shop_log.c gives them */
        channels[i] = (uint32_t)(i % 7 == 0 ? UINT32_MAX : i / 400 % 3);
    }
    options.order_channels = channels;
    options.order_numbers = &column;
    options.n_order_channels = CHANNELS;
    options.n_channels = 3;
    options.check_s = 90 * 86400;
    assert_ok(ctx, quen_habits_fit(ctx, orders, &options, &habits));
    WRITE(habits, "channels");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

void write_itemcf(const char *folder)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of(ctx, 4, 1);
    static const uint64_t start[] = {0, 2, 3};
    static const uint32_t column[] = {0, 1, 1};
    quen_csr few = {2, 3, start, column, NULL};
    quen_itemcf *itemcf = NULL;
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &itemcf));
    WRITE(itemcf, "orders");
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &few, NULL, &itemcf));
    WRITE(itemcf, "rows");
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void write_rfm_columns(const char *folder, quen_context *ctx)
{
    static const uint64_t offsets[] = {0, 1, 2, 2, 3, 4};
    static const int64_t time[] = {86400, 2 * 86400, 9 * 86400, 3 * 86400, 5 * 86400};
    quen_rfm *rfm = NULL;
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = 5;
    columns.customer.offsets = offsets;
    columns.customer.bytes = "abcb";
    columns.item.numbers = time;
    columns.time_s = time;
    columns.amount = time;
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &columns, NULL, &rfm));
    WRITE(rfm, "columns");
}

void write_rfm(const char *folder)
{
    static const quen_rfm_rule all = {"all of them", 1, 2, 1, 2, 1, 2, {0, 0}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = orders_of(ctx, 4, 0);
    quen_rfm_options options;
    quen_rfm *rfm = NULL;
    quen_rfm_options_init(&options, sizeof options);
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &options, &rfm));
    WRITE(rfm, "orders");
    options.bins = 2;
    options.binning = QUEN_RFM_BINNING_NESTED;
    options.segments = QUEN_RFM_SEGMENTS_OWN;
    options.rules = &all;
    options.n_rules = 1;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &options, &rfm));
    WRITE(rfm, "nested");
    write_rfm_columns(folder, ctx);
    quen_orders_free(orders);
    quen_context_free(ctx);
}
