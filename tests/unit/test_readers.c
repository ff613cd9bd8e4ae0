/*
 * A model is read by any number of threads: sixteen ask one that was opened from a file,
 * while others save other models over that file, open it, ask what they find and free it.
 * All answers are those of one thread, of the model that was asked. One table for each
 * sort of model.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "folder.h"
#include "shop_cases.h"

#include "core/rng.h"

enum {
    READERS = 16,
    WRITERS = 3,
    ASKS = 4,
    LEAST = 4,
    ROWS = 300,
    WIDTH = 3,
    CUSTOMERS = 60,
    ITEMS = 12
};

/* What the two models of a sort are made from, and asked about. */
typedef struct inputs {
    quen_orders *orders;
    double x[ROWS * WIDTH];
    uint8_t y[ROWS];
} inputs;

/* One sort of model. ask: a checksum of all answers; 0 where a call failed. */
typedef struct sort {
    quen_status (*fit)(quen_context *ctx, const inputs *in, void **out);
    quen_status (*save)(quen_context *ctx, const void *model, const char *path);
    quen_status (*open)(quen_context *ctx, const char *path, void **out);
    uint64_t (*ask)(quen_context *ctx, const void *model, const inputs *in);
    void (*release)(void *model);
} sort;

#define SORT(noun, fits)                                                                 \
    static quen_status noun##_fit(quen_context *ctx, const inputs *in, void **out)       \
    {                                                                                    \
        quen_##noun *model = NULL;                                                       \
        quen_status status = fits;                                                       \
        *out = model;                                                                    \
        return status;                                                                   \
    }                                                                                    \
    static quen_status noun##_save(quen_context *ctx, const void *model,                 \
                                   const char *path)                                     \
    {                                                                                    \
        return quen_##noun##_save(ctx, model, path);                                     \
    }                                                                                    \
    static quen_status noun##_open(quen_context *ctx, const char *path, void **out)      \
    {                                                                                    \
        quen_##noun *model = NULL;                                                       \
        quen_status status = quen_##noun##_open(ctx, path, &model);                      \
        *out = model;                                                                    \
        return status;                                                                   \
    }                                                                                    \
    static void noun##_release(void *model)                                              \
    {                                                                                    \
        quen_##noun##_free(model);                                                       \
    }                                                                                    \
    static const sort sort_of_##noun = {noun##_fit, noun##_save, noun##_open,            \
                                        noun##_ask, noun##_release}

static uint64_t sum_of(uint64_t sum, const void *bytes, size_t n)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ byte[i]) * UINT64_C(0x100000001b3) + 1;
    return sum;
}

/* --- what each is asked --- */

static uint64_t scaler_ask(quen_context *ctx, const void *model, const inputs *in)
{
    double out[ROWS * WIDTH];
    if (quen_scaler_transform(ctx, model, in->x, ROWS, out) != QUEN_OK)
        return 0;
    return sum_of(1, out, sizeof out);
}

static uint64_t rfm_ask(quen_context *ctx, const void *model, const inputs *in)
{
    size_t n = quen_rfm_n_customers(model);
    uint8_t scores[3 * CUSTOMERS], segments[CUSTOMERS];
    (void)in;
    if (n > CUSTOMERS ||
        quen_rfm_score(ctx, model, quen_rfm_recency(model), quen_rfm_frequency(model),
                       quen_rfm_monetary(model), n, scores, segments) != QUEN_OK)
        return 0;
    return sum_of(sum_of(1, scores, 3 * n), segments, n);
}

static uint64_t kmeans_ask(quen_context *ctx, const void *model, const inputs *in)
{
    uint32_t labels[ROWS];
    double distances[ROWS];
    if (quen_kmeans_predict(ctx, model, in->x, ROWS, labels, distances) != QUEN_OK)
        return 0;
    return sum_of(sum_of(1, labels, sizeof labels), distances, sizeof distances);
}

static uint64_t sum_of_offers(uint64_t sum, const quen_offer *offers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sum = sum_of(sum, &offers[i].item, sizeof offers[i].item);
        sum = sum_of(sum, &offers[i].score, sizeof offers[i].score);
    }
    return sum;
}

static uint64_t itemcf_ask(quen_context *ctx, const void *model, const inputs *in)
{
    quen_offer offers[5];
    size_t count;
    uint64_t sum = 1;
    (void)in;
    for (uint32_t i = 0; i < quen_itemcf_n_customers(model); i++) {
        if (quen_itemcf_recommend(ctx, model, i, NULL, offers, 5, &count) != QUEN_OK)
            return 0;
        sum = sum_of_offers(sum, offers, count);
        if (quen_itemcf_similar(ctx, model, i % ITEMS, NULL, offers, 5, &count) !=
            QUEN_OK)
            return 0;
        sum = sum_of_offers(sum, offers, count);
    }
    return sum;
}

static uint64_t logit_ask(quen_context *ctx, const void *model, const inputs *in)
{
    double out[ROWS];
    if (quen_logit_predict(ctx, model, in->x, ROWS, out) != QUEN_OK)
        return 0;
    return sum_of(1, out, sizeof out);
}

/* Together they read the log as well. */
static uint64_t churn_ask(quen_context *ctx, const void *model, const inputs *in)
{
    quen_churn_risk risks[CUSTOMERS];
    size_t count;
    uint64_t sum = 1;
    if (quen_churn_predict(ctx, model, in->orders, NULL, risks, CUSTOMERS, &count) !=
        QUEN_OK)
        return 0;
    for (size_t i = 0; i < count; i++)
        sum = sum_of(sum, &risks[i].risk, sizeof risks[i].risk);
    return sum;
}

static uint64_t shop_ask(quen_context *ctx, const void *model, const inputs *in)
{
    uint64_t sum = 1;
    (void)in;
    for (uint32_t i = 0; i < quen_shop_n_customers(model); i++) {
        quen_shop_customer c;
        quen_offer offers[5];
        size_t count;
        quen_key key = quen_shop_customer_key(model, i);
        quen_shop_customer_init(&c, sizeof c);
        if (quen_shop_get_customer(ctx, model, key, &c) != QUEN_OK ||
            quen_shop_recommend(ctx, model, key, NULL, offers, 5, &count) != QUEN_OK)
            return 0;
        sum = sum_of(sum, &c.risk, sizeof c.risk);
        sum = sum_of(sum, &c.monetary, sizeof c.monetary);
        sum = sum_of(sum, &c.cluster, sizeof c.cluster);
        sum = sum_of_offers(sum, offers, count);
    }
    return sum;
}

SORT(scaler, quen_scaler_fit(ctx, in->x, ROWS, WIDTH, NULL, &model));
SORT(rfm, quen_rfm_fit(ctx, in->orders, NULL, &model));
SORT(kmeans, quen_kmeans_fit(ctx, in->x, ROWS, WIDTH, NULL, &model));
SORT(itemcf, quen_itemcf_fit(ctx, in->orders, NULL, &model));
SORT(logit, quen_logit_fit(ctx, in->x, in->y, ROWS, WIDTH, NULL, &model));
SORT(churn, quen_churn_fit(ctx, in->orders, NULL, &model));
SORT(shop, quen_shop_train(ctx, in->orders, NULL, &model));

/* --- the threads: no assertions in them, as those jump --- */

typedef struct stage {
    const sort *s;
    const inputs *in;
    const char *path;
    const void *shared;   /* what the readers ask */
    void *models[2];      /* what the others save */
    uint64_t expected[2]; /* their answers; the shared one is the first */
    atomic_size_t wrong, replaced;
    atomic_uint next; /* the number of a thread that saves */
    atomic_int stop;
} stage;

/* ASKS times at least, and until the file was replaced LEAST times. */
static void *read_on(void *arg)
{
    stage *g = arg;
    quen_context *ctx = NULL;
    if (quen_context_new(NULL, &ctx) != QUEN_OK)
        atomic_fetch_add(&g->wrong, 1);
    for (int i = 0; ctx && (i < ASKS || atomic_load(&g->replaced) < LEAST); i++)
        if (g->s->ask(ctx, g->shared, g->in) != g->expected[0])
            atomic_fetch_add(&g->wrong, 1);
    quen_context_free(ctx);
    return NULL;
}

/* Saves one of the models over the file, and asks what lies there then. */
static int replace_and_open(stage *g, quen_context *ctx, size_t which)
{
    void *found = NULL;
    if (g->s->save(ctx, g->models[which], g->path) != QUEN_OK ||
        g->s->open(ctx, g->path, &found) != QUEN_OK)
        return 0;
    uint64_t sum = g->s->ask(ctx, found, g->in);
    g->s->release(found);
    return sum == g->expected[0] || sum == g->expected[1];
}

static void *replace_on(void *arg)
{
    stage *g = arg;
    quen_context *ctx = NULL;
    size_t which = atomic_fetch_add(&g->next, 1);
    if (quen_context_new(NULL, &ctx) != QUEN_OK)
        atomic_fetch_add(&g->wrong, 1);
    while (ctx && !atomic_load(&g->stop)) {
        if (!replace_and_open(g, ctx, which++ % 2))
            atomic_fetch_add(&g->wrong, 1);
        atomic_fetch_add(&g->replaced, 1);
    }
    quen_context_free(ctx);
    return NULL;
}

static void run_threads(stage *g)
{
    pthread_t readers[READERS], writers[WRITERS];
    for (size_t i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&writers[i], NULL, replace_on, g), 0);
    for (size_t i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, g), 0);
    for (size_t i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    atomic_store(&g->stop, 1);
    for (size_t i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
}

/* --- --- */

static void make_inputs(quen_context *ctx, inputs *in, uint64_t seed)
{
    const shop_log shape = {CUSTOMERS, ITEMS, 500, seed, 0};
    in->orders = shop_orders(ctx, &shape);
    for (size_t i = 0; i < ROWS * WIDTH; i++)
        in->x[i] = quen__random_unit(seed, 0, i) + (double)(i / WIDTH % 4);
    for (size_t i = 0; i < ROWS; i++)
        in->y[i] = quen__random_unit(seed, 1, i) * 4 < in->x[i * WIDTH];
}

static void check_sort(quen_context *ctx, const sort *s, const inputs in[2])
{
    void *shared = NULL;
    folder_new();
    stage g = {.s = s, .in = &in[0], .path = folder_path("model.quen")};
    for (size_t i = 0; i < 2; i++) {
        assert_ok(ctx, s->fit(ctx, &in[i], &g.models[i]));
        g.expected[i] = s->ask(ctx, g.models[i], &in[0]);
        if (g.expected[i] == 0)
            fail_msg("%s", quen_context_message(ctx));
    }
    assert_true(g.expected[0] != g.expected[1]);
    assert_ok(ctx, s->save(ctx, g.models[0], g.path));
    assert_ok(ctx, s->open(ctx, g.path, &shared));
    g.shared = shared;
    run_threads(&g);
    assert_int_equal(g.wrong, 0);
    assert_int_equal(folder_names(), 1);
    s->release(shared);
    s->release(g.models[0]);
    s->release(g.models[1]);
    folder_remove();
}

static void test_readers(void **state)
{
    static const sort *const sorts[] = {&sort_of_scaler, &sort_of_rfm,   &sort_of_kmeans,
                                        &sort_of_itemcf, &sort_of_logit, &sort_of_churn,
                                        &sort_of_shop};
    static inputs in[2];
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_inputs(ctx, &in[0], 3);
    make_inputs(ctx, &in[1], 4);
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        check_sort(ctx, sorts[i], in);
    quen_orders_free(in[0].orders);
    quen_orders_free(in[1].orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
