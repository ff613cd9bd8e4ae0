/*
 * A host may round otherwise: whatever computes with fractions refuses it, fits and
 * questions, as its answers would be others. What it made before stays good.
 */
#include "shop_cases.h"

#include <fenv.h>

/* What questions are asked of, made while rounding to nearest. */
typedef struct made {
    quen_orders *orders;
    quen_shop *shop;
    quen_habits *habits;
    double *x; /* 8 x 64 */
} made;

static const uint8_t classes[8] = {0, 1, 0, 1, 0, 1, 0, 1};
static const uint32_t labels[8] = {0, 0, 0, 0, 1, 1, 1, 1};

#define ASKS(name, call)                                                                 \
    static quen_status name(quen_context *ctx, made *m)                                  \
    {                                                                                    \
        double out[256] = {0};                                                           \
        uint32_t numbers[8] = {0};                                                       \
        size_t count;                                                                    \
        quen_offer offers[8];                                                            \
        (void)m, (void)out, (void)numbers, (void)count, (void)offers;                    \
        return call;                                                                     \
    }

static quen_status binary(quen_context *ctx, made *m)
{
    quen_binary_report report;
    quen_binary_report_init(&report, sizeof report);
    return quen_evaluate_binary(ctx, classes, m->x, 8, NULL, &report, NULL, NULL);
}

static quen_status clusters(quen_context *ctx, made *m)
{
    quen_clusters_report report;
    quen_clusters_report_init(&report, sizeof report);
    return quen_evaluate_clusters(ctx, m->x, 8, 1, labels, NULL, &report);
}

static quen_status fit_kmeans_8(quen_context *ctx, made *m)
{
    quen_kmeans_options o;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = 2;
    return quen_kmeans_fit(ctx, m->x, 8, 1, &o, &(quen_kmeans *){NULL});
}

ASKS(shop_train, quen_shop_train(ctx, m->orders, NULL, &(quen_shop *){NULL}))
ASKS(features, quen_features_new(ctx, m->orders, NULL, &(quen_features *){NULL}))
ASKS(churn_fit, quen_churn_fit(ctx, m->orders, NULL, &(quen_churn *){NULL}))
ASKS(itemcf_fit, quen_itemcf_fit(ctx, m->orders, NULL, &(quen_itemcf *){NULL}))
ASKS(scaler_fit, quen_scaler_fit(ctx, m->x, 8, 2, NULL, &(quen_scaler *){NULL}))
ASKS(logit_fit, quen_logit_fit(ctx, m->x, classes, 8, 1, NULL, &(quen_logit *){NULL}))
ASKS(predict, quen_kmeans_predict(ctx, quen_shop_kmeans(m->shop), m->x, 1, numbers, out))
ASKS(transform, quen_kmeans_transform(ctx, quen_shop_kmeans(m->shop), m->x, 1, out))
ASKS(scale, quen_scaler_transform(ctx, quen_shop_scaler(m->shop), m->x, 1, out))
ASKS(risk,
     quen_logit_predict(ctx, quen_churn_logit(quen_shop_churn(m->shop)), m->x, 1, out))
ASKS(effects, quen_logit_contributions(ctx, quen_churn_logit(quen_shop_churn(m->shop)),
                                       m->x, 1, out))
ASKS(intervals,
     quen_logit_intervals(ctx, quen_churn_logit(quen_shop_churn(m->shop)), 0.95, out))
ASKS(risks,
     quen_churn_predict(ctx, quen_shop_churn(m->shop), m->orders, NULL, NULL, 0, &count))
ASKS(offers_for, quen_shop_recommend(ctx, m->shop, quen_shop_customer_key(m->shop, 0),
                                     NULL, offers, 8, &count))
ASKS(offers_beside, quen_shop_similar(ctx, m->shop, quen_shop_item_key(m->shop, 0), NULL,
                                      offers, 8, &count))

static quen_status customer(quen_context *ctx, made *m)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    return quen_shop_get_customer_at(ctx, m->shop, 0, &c);
}

static quen_status export(quen_context *ctx, made *m)
{
    static char text[65536];
    size_t size;
    return quen_shop_export_customer(ctx, m->shop, quen_shop_customer_key(m->shop, 0),
                                     text, sizeof text, &size);
}

static quen_status due(quen_context *ctx, made *m)
{
    quen_due list[8];
    size_t count;
    return quen_habits_due(ctx, m->habits, 0, INT64_MIN, 86400, list, 8, &count);
}

ASKS(shares, quen_habits_shares(ctx, m->habits, 0, QUEN_HABITS_HABIT_HOUR, out, 24))

static quen_status (*const all[])(quen_context *ctx, made *m) = {
    binary,     clusters,   fit_kmeans_8, shop_train, features,   churn_fit,
    itemcf_fit, scaler_fit, logit_fit,    predict,    transform,  scale,
    risk,       effects,    intervals,    risks,      offers_for, offers_beside,
    customer,   export,     due,          shares};

static void test_other_rounding(void **state)
{
    static const int modes[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    (void)state;
    if (support_in_valgrind())
        skip();
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    double x[8 * 64];
    for (size_t i = 0; i < 8 * 64; i++)
        x[i] = (double)(i * 7 % 64) / 65;
    made m = {.orders = shop_orders(ctx, &shop_small), .x = x};
    m.shop = train_shop(ctx, m.orders, NULL);
    assert_ok(ctx, quen_habits_fit(ctx, m.orders, NULL, &m.habits));
    assert_true(quen_shop_parts(m.shop) == QUEN_SHOP_ALL);
    for (size_t mode = 0; mode < 3; mode++)
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
            fesetround(modes[mode]);
            quen_status status = all[i](ctx, &m);
            int kept = fegetround() == modes[mode];
            fesetround(FE_TONEAREST);
            assert_true(kept);
            assert_fails(ctx, QUEN_ERR_ARGUMENT, "the rounding mode of this thread",
                         status);
        }
    for (uint32_t i = 0; i < quen_shop_n_customers(m.shop); i++)
        check_shop_customer(ctx, m.shop, i);
    quen_habits_free(m.habits);
    quen_shop_free(m.shop);
    quen_orders_free(m.orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
