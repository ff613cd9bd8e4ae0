/*
 * What is reserved must be 0, or it could never mean anything: each struct that callers
 * fill and the headers give a field `reserved` is handed in with a 1 there. One that is
 * new has no function here, and this does not compile.
 */
#include "support.h"

/* Helpers of several nouns, each with a log of its own size. */
#include "churn_cases.h"
#undef LINES
#undef CUSTOMERS
#include "features_cases.h"
#undef LINES
#undef CUSTOMERS
#include "rfm_cases.h"

/* What each needs beside the struct. */
static const double numbers[8] = {1, 2, 3, 4, 5, 6, 7, 9};
static const uint8_t classes[8] = {0, 1, 0, 1, 0, 1, 0, 1};

static quen_orders *orders_of(quen_context *ctx)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (int64_t i = 0; i < 40; i++) {
        quen_order_line line = {.customer = quen_key_int(i % 8),
                                .item = quen_key_int(i % 5),
                                .time_s = i * 86400,
                                .quantity = 1,
                                .amount = 100};
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* Each returns what the library says of a struct that is good but for the field. */

static quen_status use_quen_context_options(quen_context *ctx, quen_context_options *o)
{
    quen_context *other = NULL;
    (void)ctx;
    quen_context_options_init(o, sizeof *o);
    o->reserved = 1;
    quen_status status = quen_context_new(o, &other);
    quen_context_free(other);
    return status;
}

static quen_status use_quen_key(quen_context *ctx, quen_key *key)
{
    quen_orders *orders = NULL;
    quen_order_line line = {.item = quen_key_int(1), .quantity = 1};
    *key = quen_key_int(1);
    key->reserved = 1;
    line.customer = *key;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status status = quen_orders_add(ctx, orders, &line, 1);
    quen_orders_free(orders);
    return status;
}

#define PARSES(noun)                                                                     \
    static quen_status use_quen_##noun##_options(quen_context *ctx,                      \
                                                 quen_##noun##_options *o)               \
    {                                                                                    \
        char out[256];                                                                   \
        quen_##noun##_options_init(o, sizeof *o);                                        \
        o->reserved = 1;                                                                 \
        return quen_parse_##noun(ctx, "x", 1, o, out);                                   \
    }
PARSES(phone)
PARSES(email)
PARSES(name)

static quen_status use_quen_text_options(quen_context *ctx, quen_text_options *o)
{
    char out[8];
    size_t size;
    quen_text_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_text_normalize(ctx, "x", 1, o, out, sizeof out, &size);
}

static quen_status use_quen_zone(quen_context *ctx, quen_zone *zone)
{
    quen_format *format = NULL;
    quen_format_options o;
    quen_format_options_init(&o, sizeof o);
    *zone = (quen_zone){.reserved = 1};
    o.zone = zone;
    quen_status status = quen_format_new(ctx, &o, &format);
    quen_format_free(format);
    return status;
}

static quen_status use_quen_order_columns(quen_context *ctx, quen_order_columns *c)
{
    quen_orders *orders = NULL;
    quen_rfm *rfm = NULL;
    quen_order_columns_init(c, sizeof *c);
    c->reserved = 1;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status status = quen_orders_add_columns(ctx, orders, c);
    assert_int_equal(quen_rfm_fit_columns(ctx, c, NULL, &rfm), status);
    quen_orders_free(orders);
    return status;
}

static quen_status use_quen_binary_options(quen_context *ctx, quen_binary_options *o)
{
    quen_binary_report report;
    quen_binary_report_init(&report, sizeof report);
    quen_binary_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_evaluate_binary(ctx, classes, numbers, 8, o, &report, NULL, NULL);
}

static quen_status use_quen_clusters_options(quen_context *ctx, quen_clusters_options *o)
{
    static const uint32_t labels[8] = {0, 0, 0, 0, 1, 1, 1, 1};
    quen_clusters_report report;
    quen_clusters_report_init(&report, sizeof report);
    quen_clusters_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_evaluate_clusters(ctx, numbers, 8, 1, labels, o, &report);
}

static quen_status use_quen_scaler_options(quen_context *ctx, quen_scaler_options *o)
{
    quen_scaler *scaler = NULL;
    quen_scaler_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_scaler_fit(ctx, numbers, 8, 1, o, &scaler);
}

static quen_status use_quen_logit_options(quen_context *ctx, quen_logit_options *o)
{
    quen_logit *logit = NULL;
    quen_logit_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_logit_fit(ctx, numbers, classes, 8, 1, o, &logit);
}

/* Those that take a log. */
#define FITS(type, call)                                                                 \
    static quen_status use_##type(quen_context *ctx, type *o)                            \
    {                                                                                    \
        quen_orders *orders = orders_of(ctx);                                            \
        type##_init(o, sizeof *o);                                                       \
        o->reserved = 1;                                                                 \
        quen_status status = call;                                                       \
        quen_orders_free(orders);                                                        \
        return status;                                                                   \
    }
FITS(quen_itemcf_options, quen_itemcf_fit(ctx, orders, o, &(quen_itemcf *){NULL}))
FITS(quen_split_options, quen_split_new(ctx, orders, o, &(quen_split *){NULL}))

typedef quen_status asked(quen_context *ctx, const quen_shop *shop, const void *filter);

/* A question of a shop of a log's offers. */
static quen_status ask_shop(quen_context *ctx, asked *ask, const void *filter)
{
    quen_orders *orders = orders_of(ctx);
    quen_shop *shop = NULL;
    quen_shop_options o;
    quen_shop_options_init(&o, sizeof o);
    o.parts = QUEN_SHOP_ITEMCF;
    assert_ok(ctx, quen_shop_train(ctx, orders, &o, &shop));
    quen_status status = ask(ctx, shop, filter);
    quen_shop_free(shop);
    quen_orders_free(orders);
    return status;
}

static quen_status ask_by_key(quen_context *ctx, const quen_shop *shop,
                              const void *filter)
{
    quen_offer offer;
    size_t count;
    return quen_shop_recommend(ctx, shop, quen_key_int(1), filter, &offer, 1, &count);
}

static quen_status ask_by_number(quen_context *ctx, const quen_shop *shop,
                                 const void *filter)
{
    quen_offer offer;
    size_t count;
    return quen_itemcf_recommend(ctx, quen_shop_itemcf(shop), 0, filter, &offer, 1,
                                 &count);
}

static quen_status use_quen_shop_filter(quen_context *ctx, quen_shop_filter *filter)
{
    quen_shop_filter_init(filter, sizeof *filter);
    filter->reserved = 1;
    return ask_shop(ctx, ask_by_key, filter);
}

static quen_status use_quen_offer_filter(quen_context *ctx, quen_offer_filter *filter)
{
    quen_offer_filter_init(filter, sizeof *filter);
    filter->reserved = 1;
    return ask_shop(ctx, ask_by_number, filter);
}

static quen_status export_groups(quen_context *ctx, const quen_shop *shop,
                                 const void *options)
{
    size_t size;
    return quen_shop_export_groups(ctx, shop, options, NULL, 0, &size);
}

static quen_status use_quen_shop_groups_options(quen_context *ctx,
                                                quen_shop_groups_options *o)
{
    quen_shop_groups_options_init(o, sizeof *o);
    o->reserved = 1;
    return ask_shop(ctx, export_groups, o);
}

static quen_status use_quen_ranking_options(quen_context *ctx, quen_ranking_options *o)
{
    static const uint64_t starts[2] = {0, 1};
    static const uint32_t item = 0, count = 1;
    const quen_csr held = {1, 1, starts, &item, NULL};
    quen_ranking_report report;
    quen_ranking_report_init(&report, sizeof report);
    quen_ranking_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_evaluate_ranking(ctx, &held, &item, &count, 1, o, &report, NULL, NULL);
}

static quen_status use_quen_attribute(quen_context *ctx, quen_attribute *attribute)
{
    quen_orders *orders = features_five_orders(ctx);
    quen_attribute all[3];
    quen_features *features = NULL;
    quen_features_options o = features_with(all, 1);
    make_features_attributes(all);
    *attribute = all[0];
    attribute->reserved = 1;
    o.attributes = attribute;
    quen_status status = quen_features_new(ctx, orders, &o, &features);
    quen_orders_free(orders);
    return status;
}

static quen_status use_quen_rfm_rule(quen_context *ctx, quen_rfm_rule *rule)
{
    quen_orders *orders = orders_of(ctx);
    quen_rfm *rfm = NULL;
    *rule = (quen_rfm_rule){"all", 1, 3, 1, 3, 1, 3, {0, 1}};
    quen_rfm_options o = rfm_own_options(rule, 1);
    quen_status status = quen_rfm_fit(ctx, orders, &o, &rfm);
    quen_orders_free(orders);
    return status;
}

static quen_status use_quen_import_options(quen_context *ctx, quen_import_options *o)
{
    quen_import_options_init(o, sizeof *o);
    o->reserved = 1;
    return quen_import_new(ctx, o, &(quen_import *){NULL});
}

static quen_status use_quen_import_filter(quen_context *ctx, quen_import_filter *where)
{
    static const char *const values[] = {"paid"};
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    *where = (quen_import_filter){"state", values, 1, 0, 1};
    o.item = "item";
    o.time = "time";
    o.where = where;
    o.n_where = 1;
    return quen_import_new(ctx, &o, &(quen_import *){NULL});
}

static quen_status use_quen_habits_options(quen_context *ctx, quen_habits_options *o)
{
    quen_orders *orders = orders_of(ctx);
    quen_habits *habits = NULL;
    quen_habits_options_init(o, sizeof *o);
    o->reserved = 1;
    quen_status status = quen_habits_fit(ctx, orders, o, &habits);
    quen_habits_free(habits);
    quen_orders_free(orders);
    return status;
}

static quen_status use_quen_churn_predict_options(quen_context *ctx,
                                                  quen_churn_predict_options *o)
{
    quen_orders *orders = churn_orders(ctx);
    const quen_churn_options fit = churn_options();
    quen_churn *churn = fit_churn(ctx, orders, &fit);
    size_t n;
    quen_churn_predict_options_init(o, sizeof *o);
    o->reserved = 1;
    quen_status status = quen_churn_predict(ctx, churn, orders, o, NULL, 0, &n);
    quen_churn_free(churn);
    quen_orders_free(orders);
    return status;
}

/* --- all of them --- */

#define RESERVED(type)                                                                   \
    static quen_status refuses_##type(quen_context *ctx)                                 \
    {                                                                                    \
        type it;                                                                         \
        return use_##type(ctx, &it);                                                     \
    }
#include "abi_rows.h"

typedef struct refused {
    const char *type;
    quen_status (*refuses)(quen_context *ctx);
} refused;

#define RESERVED(type) {#type, refuses_##type},
static const refused all[] = {
#include "abi_rows.h"
};

static void test_reserved(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        quen_status status = all[i].refuses(ctx);
        if (status != QUEN_ERR_ARGUMENT)
            fail_msg("%s: reserved is not 0, and the answer is %s", all[i].type,
                     quen_status_name(status));
        /* There is no context for a sentence where one is made. */
        if (strcmp(all[i].type, "quen_context_options") != 0 &&
            !strstr(quen_context_message(ctx), "reserved is"))
            fail_msg("%s: %s", all[i].type, quen_context_message(ctx));
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reserved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
