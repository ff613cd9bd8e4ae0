/* See shop_cases.h. */
#include "shop_cases.h"

#include "shop/shop.h"

const shop_log shop_small = {60, 12, 500, 3, 0};
const shop_log shop_numbered = {60, 12, 500, 3, 1};

quen_orders *shop_orders(quen_context *ctx, const shop_log *shape)
{
    size_t n;
    quen_orders *orders = NULL;
    quen_order_line *lines = shop_log_lines(shape, &n);
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    free(lines);
    return orders;
}

quen_shop *train_shop(quen_context *ctx, const quen_orders *orders,
                      const quen_shop_options *options)
{
    quen_shop *shop = NULL;
    assert_ok(ctx, quen_shop_train(ctx, orders, options, &shop));
    return shop;
}

void check_shop_customer(quen_context *ctx, const quen_shop *shop, uint32_t number)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    quen_key key = quen_shop_customer_key(shop, number);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop, key, &c));
    assert_int_equal(c.struct_size, sizeof c);
    assert_int_equal(c.customer, number);
    assert_int_equal(c.parts, QUEN_SHOP_ALL - QUEN_SHOP_FIGURES);
    const quen_rfm *rfm = quen_shop_rfm(shop);
    assert_int_equal(quen_rfm_customers(rfm)[number], number);
    assert_int_equal(c.r, quen_rfm_scores(rfm)[3 * number]);
    assert_int_equal(c.f, quen_rfm_scores(rfm)[3 * number + 1]);
    assert_int_equal(c.m, quen_rfm_scores(rfm)[3 * number + 2]);
    assert_int_equal(c.monetary, quen_rfm_monetary(rfm)[number]);
    assert_string_equal(c.segment_name, quen_rfm_segment_name(rfm, c.segment));
    assert_int_equal(c.cluster, quen_kmeans_labels(quen_shop_kmeans(shop))[number]);
    assert_true(c.risk >= 0 && c.risk <= 1);
    for (uint32_t i = 0; i < c.n_reasons; i++) {
        assert_true(c.effects[i] > 0 && (i == 0 || c.effects[i] <= c.effects[i - 1]));
        assert_non_null(c.reasons[i]);
    }
}

static double risk_of(quen_context *ctx, const quen_shop *shop, uint32_t customer)
{
    quen_shop_customer c;
    quen_shop_customer_init(&c, sizeof c);
    assert_ok(ctx, quen_shop_get_customer(ctx, shop,
                                          quen_shop_customer_key(shop, customer), &c));
    return c.risk;
}

void check_shop_at_risk(quen_context *ctx, const quen_shop *shop)
{
    uint32_t list[60], few[60];
    size_t count, total, n_few, in_segments = 0;
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, list, 60, &count, &total));
    assert_int_equal(count, total);
    for (size_t i = 1; i < count; i++)
        assert_true(risk_of(ctx, shop, list[i]) <= risk_of(ctx, shop, list[i - 1]));
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, few, 5, &n_few, &total));
    assert_int_equal(n_few, 5);
    assert_int_equal(total, count);
    assert_memory_equal(few, list, sizeof(uint32_t) * 5);
    double half = risk_of(ctx, shop, list[count / 2]);
    assert_ok(ctx,
              quen_shop_list_at_risk(ctx, shop, half, UINT32_MAX, few, 60, &n_few, NULL));
    assert_in_range(n_few, count / 2 + 1, count);
    for (uint32_t s = 0; s < quen_rfm_n_segments(quen_shop_rfm(shop)); s++) {
        assert_ok(ctx, quen_shop_list_at_risk(ctx, shop, 0, s, NULL, 0, &n_few, &total));
        in_segments += total;
    }
    assert_int_equal(in_segments, count);
}

quen_shop *shop_with_section(quen_context *ctx, const quen_shop *shop,
                             quen__section extra)
{
    quen__section rows[128];
    size_t n = 0, there = quen__image_sections(shop->model.home), at = 0;
    quen__image image;
    quen_shop *out = NULL;
    for (; at < there && quen__image_section(shop->model.home, at).id < extra.id; at++)
        rows[n++] = quen__image_section(shop->model.home, at);
    rows[n++] = extra;
    for (; at < there; at++)
        if (quen__image_section(shop->model.home, at).id != extra.id)
            rows[n++] = quen__image_section(shop->model.home, at);
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SHOP, rows, n, &image));
    quen__image_seal(ctx, &image);
    quen_status status = quen_shop_open_bytes(ctx, image.data, image.size, &out);
    assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT);
    quen__image_close(&image);
    return out;
}
