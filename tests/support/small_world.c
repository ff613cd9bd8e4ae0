/* What calls are about: see small_world.h. */
#include "small_world.h"

#include "shop_cases.h"

const char call_csv[93] = "customer,item,time,quantity,amount\n"
                          "1,2,2026-03-01 08:00,1,2.50\n"
                          "2,1,2026-03-02 09:00,2,5.00\n";
const char *const call_texts[4] = {"2026-03-01 08:00\n2026-03-02 09:30", "12.50\n3.00",
                                   "2\n3", "1\n2"};

static quen_format *learn(quen_context *ctx, uint32_t kind)
{
    quen_format_options o;
    quen_format *format = NULL;
    const char *text = call_texts[kind];
    size_t first = strcspn(text, "\n"), last = strlen(text) - first - 1;
    char bytes[64];
    memcpy(bytes, text, first);
    memcpy(bytes + first, text + first + 1, last);
    const uint64_t offsets[3] = {0, first, first + last};
    const quen_key_column column_of = {NULL, bytes, offsets, NULL};
    quen_format_options_init(&o, sizeof o);
    o.kind = kind;
    assert_ok(ctx, quen_format_new(ctx, &o, &format));
    assert_ok(ctx, quen_format_add(ctx, format, &column_of, 2));
    assert_ok(ctx, quen_format_finish(ctx, format));
    return format;
}

static void fill_arrays(call_world *w)
{
    for (size_t i = 0; i < CALL_N; i++) {
        for (size_t j = 0; j < CALL_D; j++) {
            double v = (double)(i % 3) * 10 + (double)j + (double)i / 8;
            w->x[i * CALL_D + j] = j == 2 ? (double)(i * i % 7) : v;
            w->single[i * CALL_D + j] = (float)w->x[i * CALL_D + j];
        }
        w->score[0][i] = (double)(1 + i * 7 % CALL_N) / (CALL_N + 2);
        w->score[1][i] = (double)(1 + i * 5 % CALL_N) / (CALL_N + 2);
        w->y[i] = i * 11 % 5 < 2;
        w->labels[i] = (uint32_t)(i % 3);
        for (size_t axis = 0; axis < 3; axis++)
            w->values[axis][i] = (int64_t)(1 + (i * (axis + 3)) % 20);
    }
}

static quen_csv *read_csv(quen_context *ctx)
{
    quen_csv *csv = NULL;
    assert_ok(ctx, quen_csv_new(ctx, NULL, &csv));
    assert_ok(ctx, quen_csv_push(ctx, csv, call_csv, sizeof call_csv - 1));
    return csv;
}

static quen_import *read_import(quen_context *ctx)
{
    quen_import *import = NULL;
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    assert_ok(ctx, quen_import_push(ctx, import, call_csv, sizeof call_csv - 1));
    return import;
}

/* Of lines, so that it knows the customers' keys. */
static quen_rfm *fit_rfm(quen_context *ctx)
{
    quen_rfm *rfm = NULL;
    int64_t keys[CALL_N], times[CALL_N], amounts[CALL_N];
    quen_order_columns c;
    quen_order_columns_init(&c, sizeof c);
    for (int64_t i = 0; i < CALL_N; i++) {
        keys[i] = i % 10;
        times[i] = 1700000000 + i * i * 86400;
        amounts[i] = 100 + i * 7 % 20;
    }
    c.n = CALL_N;
    c.customer.numbers = c.item.numbers = keys;
    c.time_s = times;
    c.amount = amounts;
    assert_ok(ctx, quen_rfm_fit_columns(ctx, &c, NULL, &rfm));
    return rfm;
}

/* Rows of one number, some of them alike. */
static quen_links *find_links(quen_context *ctx, const int64_t *numbers)
{
    quen_links *links = NULL;
    const quen_link_field field = {
        "number", {numbers, NULL, NULL, NULL}, QUEN_LINK_KIND_NUMBER, 1};
    quen_link_options o;
    quen_link_options_init(&o, sizeof o);
    o.min_chance = 0;
    assert_ok(ctx, quen_link_find(ctx, &field, 1, CALL_N, &o, &links));
    assert_true(quen_links_n_links(links) > 0);
    return links;
}

call_world *call_world_new(void)
{
    call_world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    quen_context *ctx = w->ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_kmeans_options k;
    quen_kmeans_options_init(&k, sizeof k);
    k.k = 3;
    size_t size;
    fill_arrays(w);
    w->used = w->orders = shop_orders(ctx, &shop_small);
    for (uint32_t kind = 0; kind < 4; kind++)
        w->formats[kind] = learn(ctx, kind);
    w->csv = read_csv(ctx);
    w->import = read_import(ctx);
    assert_ok(ctx, quen_profile_text(ctx, quen_profile_at(0), w->profile,
                                     sizeof w->profile, &size));
    assert_ok(ctx, quen_split_new(ctx, w->orders, NULL, &w->split));
    assert_ok(ctx, quen_orders_check(ctx, w->orders, NULL, &w->check));
    assert_ok(ctx, quen_figures_new(ctx, w->orders, NULL, &w->figures));
    assert_ok(ctx, quen_cohorts_new(ctx, w->orders, NULL, &w->cohorts));
    assert_ok(ctx, quen_features_new(ctx, w->orders, NULL, &w->features));
    assert_ok(ctx, quen_scaler_fit(ctx, w->x, CALL_N, CALL_D, NULL, &w->scaler));
    assert_ok(ctx, quen_kmeans_fit(ctx, w->x, CALL_N, CALL_D, &k, &w->kmeans));
    assert_ok(ctx, quen_logit_fit(ctx, w->x, w->y, CALL_N, CALL_D, NULL, &w->logit));
    w->rfm = fit_rfm(ctx);
    assert_ok(ctx, quen_itemcf_fit(ctx, w->orders, NULL, &w->itemcf));
    assert_ok(ctx, quen_churn_fit(ctx, w->orders, NULL, &w->churn));
    assert_ok(ctx, quen_lifetime_fit(ctx, w->orders, NULL, &w->lifetime));
    assert_ok(ctx, quen_habits_fit(ctx, w->orders, NULL, &w->habits));
    assert_ok(ctx, quen_shop_train(ctx, w->orders, NULL, &w->shop));
    w->links = find_links(ctx, w->values[1]);
    return w;
}

void call_world_free(call_world *w)
{
    quen_links_free(w->links);
    quen_shop_free(w->shop);
    quen_habits_free(w->habits);
    quen_lifetime_free(w->lifetime);
    quen_churn_free(w->churn);
    quen_itemcf_free(w->itemcf);
    quen_rfm_free(w->rfm);
    quen_logit_free(w->logit);
    quen_kmeans_free(w->kmeans);
    quen_scaler_free(w->scaler);
    quen_features_free(w->features);
    quen_figures_free(w->figures);
    quen_cohorts_free(w->cohorts);
    quen_check_free(w->check);
    quen_split_free(w->split);
    quen_csv_free(w->csv);
    quen_import_free(w->import);
    for (size_t kind = 0; kind < 4; kind++)
        quen_format_free(w->formats[kind]);
    quen_orders_free(w->orders);
    quen_context_free(w->ctx);
    free(w);
}

void call_world_use(call_world *world, quen_orders *orders)
{
    world->used = orders ? orders : world->orders;
}
