/*
 * A call may be cancelled whenever it tells its progress: each function that the headers
 * say so of is cancelled at the first time, the second and so on until it gets through,
 * with one thread and with four. What it would have written is as it was, nothing is left
 * in memory, and the context works on. One that is new has no function here, and this
 * does not compile.
 */
#include "arrow.h"
#include "churn_cases.h"
#include "model_bytes.h"

#include "core/rng.h"

enum { POINTS = 3000, WIDTH = 3, ROWS = 70000 };

/* What the calls need, and what the one that got through answered. */
typedef struct inputs {
    quen_orders *orders;
    quen_itemcf *itemcf;
    quen_logit *logit;
    quen_churn *churn;
    quen_habits *habits;
    quen_shop *shop;
    double x[POINTS * WIDTH], score[POINTS];
    double returns[POINTS], lasts[POINTS], known[POINTS];
    uint8_t y[POINTS];
    uint32_t labels[POINTS], items[POINTS], customers[CUSTOMERS];
    uint64_t starts[POINTS + 1];
    int64_t times[POINTS], money[POINTS], groups[POINTS];
    uint64_t sum;
} inputs;

/* --- what was answered --- */

static void add_bytes(inputs *in, const void *bytes, size_t n)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < n; i++)
        in->sum = quen__random(in->sum + byte[i], 0, 1);
}

static void add_model(quen_context *ctx, inputs *in, const model_calls *calls,
                      const void *model)
{
    size_t size;
    assert_ok(ctx, calls->save_bytes(ctx, model, NULL, 0, &size));
    void *bytes = malloc(size);
    assert_non_null(bytes);
    assert_ok(ctx, calls->save_bytes(ctx, model, bytes, size, &size));
    add_bytes(in, bytes, size);
    free(bytes);
}

static void spoil(void *output, size_t size)
{
    memset(output, 0xa5, size);
}

/* What a call was to fill is as spoil() left it. */
static void assert_spoilt(const void *output, size_t size)
{
    const unsigned char *byte = output;
    for (size_t i = 0; i < size; i++)
        assert_int_equal(byte[i], 0xa5);
}

static quen_csr csr_of(const inputs *in)
{
    return (quen_csr){POINTS, 40, in->starts, in->items, NULL};
}

/* --- a call of each function --- */

/* Functions that make a model. */
#define MAKES(noun, function, call)                                                      \
    static quen_status call_##function(quen_context *ctx, inputs *in)                    \
    {                                                                                    \
        quen_##noun *out = (quen_##noun *)in;                                            \
        quen_status status = call;                                                       \
        if (status == QUEN_OK)                                                           \
            add_model(ctx, in, &calls_of_##noun, out);                                   \
        else                                                                             \
            assert_null(out);                                                            \
        quen_##noun##_free(out);                                                         \
        return status;                                                                   \
    }

static quen_csr matrix;
static quen_order_columns columns;
MODEL_CALLS(rfm);
MODEL_CALLS(kmeans);
MODEL_CALLS(itemcf);
MODEL_CALLS(logit);
MODEL_CALLS(churn);
MODEL_CALLS(lifetime);
MODEL_CALLS(habits);
MODEL_CALLS(shop);
MAKES(rfm, quen_rfm_fit, quen_rfm_fit(ctx, in->orders, NULL, &out))
MAKES(rfm, quen_rfm_fit_columns, quen_rfm_fit_columns(ctx, &columns, NULL, &out))
MAKES(kmeans, quen_kmeans_fit, quen_kmeans_fit(ctx, in->x, POINTS, WIDTH, NULL, &out))
MAKES(itemcf, quen_itemcf_fit, quen_itemcf_fit(ctx, in->orders, NULL, &out))
MAKES(itemcf, quen_itemcf_fit_csr, quen_itemcf_fit_csr(ctx, &matrix, NULL, &out))
MAKES(logit, quen_logit_fit, quen_logit_fit(ctx, in->x, in->y, POINTS, WIDTH, NULL, &out))
MAKES(churn, quen_churn_fit, quen_churn_fit(ctx, in->orders, NULL, &out))
MAKES(lifetime, quen_lifetime_fit, quen_lifetime_fit(ctx, in->orders, NULL, &out))
MAKES(lifetime, quen_lifetime_fit_rows,
      quen_lifetime_fit_rows(ctx, in->returns, in->lasts, in->known, NULL, in->lasts,
                             POINTS, NULL, &out))
MAKES(habits, quen_habits_fit, quen_habits_fit(ctx, in->orders, NULL, &out))
MAKES(shop, quen_shop_train, quen_shop_train(ctx, in->orders, NULL, &out))

static void add_log(inputs *in, const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    add_bytes(in, &totals.lines, sizeof totals.lines);
    add_bytes(in, &totals.orders, sizeof totals.orders);
    add_bytes(in, &totals.revenue, sizeof totals.revenue);
    add_bytes(in, &totals.last_s, sizeof totals.last_s);
}

static quen_status call_quen_orders_copy_between(quen_context *ctx, inputs *in)
{
    quen_orders *out = in->orders;
    quen_status status =
        quen_orders_copy_between(ctx, in->orders, START, START + LENGTH / 2, &out);
    if (status == QUEN_OK)
        add_log(in, out);
    else
        assert_null(out);
    quen_orders_free(out);
    return status;
}

static quen_status call_quen_orders_merge_customers(quen_context *ctx, inputs *in)
{
    quen_orders *out = in->orders;
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(in->orders, &totals);
    size_t n = (size_t)totals.customers;
    uint32_t *into = calloc(n, sizeof *into); /* all are the first */
    assert_non_null(into);
    quen_status status = quen_orders_merge_customers(ctx, in->orders, into, n, &out);
    free(into);
    if (status == QUEN_OK)
        add_log(in, out);
    else
        assert_null(out);
    quen_orders_free(out);
    return status;
}

/* Rows of one number, each there twice. */
static quen_status find_links(quen_context *ctx, quen_links **out)
{
    int64_t numbers[40];
    const quen_link_field field = {
        "number", {numbers, NULL, NULL, NULL}, QUEN_LINK_KIND_EXACT, 1};
    quen_link_options o;
    quen_link_options_init(&o, sizeof o);
    o.min_chance = 0;
    for (int64_t i = 0; i < 40; i++)
        numbers[i] = i / 2;
    return quen_link_find(ctx, &field, 1, 40, &o, out);
}

static quen_status call_quen_link_find(quen_context *ctx, inputs *in)
{
    quen_links *out = (quen_links *)in;
    quen_status status = find_links(ctx, &out);
    if (status == QUEN_OK)
        add_bytes(in, quen_links_link(out, 0), sizeof(quen_link));
    else
        assert_null(out);
    quen_links_free(out);
    return status;
}

static quen_status call_quen_links_groups(quen_context *ctx, inputs *in)
{
    quen_context *other = support_context(1, QUEN_SIMD_AUTO);
    quen_links *links = NULL;
    quen_link_groups_options o;
    uint32_t groups[40];
    assert_ok(other, find_links(other, &links));
    quen_link_groups_options_init(&o, sizeof o);
    o.min_chance = 0;
    spoil(groups, sizeof groups);
    quen_status status = quen_links_groups(ctx, links, &o, groups, NULL);
    if (status == QUEN_OK)
        add_bytes(in, groups, sizeof groups);
    else
        assert_spoilt(groups, sizeof groups);
    quen_links_free(links);
    quen_context_free(other);
    return status;
}

/* A log whose finishing was cancelled is as it was. */
static quen_status call_quen_orders_finish(quen_context *ctx, inputs *in)
{
    static quen_order_line lines[LINES];
    quen_orders *orders = NULL;
    quen_order_totals before, after;
    churn_lines(lines);
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, lines, LINES));
    quen_order_totals_init(&before, sizeof before);
    after = before;
    quen_orders_get_totals(orders, &before);
    quen_status status = quen_orders_finish(ctx, orders);
    quen_orders_get_totals(orders, &after);
    if (status == QUEN_OK)
        add_log(in, orders);
    else
        assert_memory_equal(&before, &after, sizeof before);
    quen_orders_free(orders);
    return status;
}

/* A stream tells its progress every 65536 rows. */
static quen_status call_quen_orders_from_arrow(quen_context *ctx, inputs *in)
{
    static const char *values[ROWS];
    const arrow_column table[] = {{"customer", "l", NULL, values},
                                  {"item", "l", NULL, values},
                                  {"time", "tss:UTC", NULL, values}};
    const arrow_shape shape = {.batch = ROWS / 2};
    struct ArrowArrayStream stream;
    quen_arrow_options options;
    quen_orders *out = in->orders;
    for (size_t i = 0; i < ROWS; i++)
        values[i] = i % 3 ? "1" : "20";
    quen_arrow_options_init(&options, sizeof options);
    options.customer = "customer";
    options.item = "item";
    options.time = "time";
    arrow_stream(&stream, table, 3, ROWS, &shape);
    quen_status status = quen_orders_from_arrow(ctx, &stream, &options, &out);
    if (status == QUEN_OK)
        add_log(in, out);
    else
        assert_null(out);
    assert_int_equal(arrow_alive().streams + arrow_alive().arrays, 0);
    quen_orders_free(out);
    return status;
}

/* Of reports with their intervals. */
#define JUDGES(noun, function, call)                                                     \
    static quen_status call_##function(quen_context *ctx, inputs *in)                    \
    {                                                                                    \
        quen_##noun##_report report[4], before[4];                                       \
        quen_##noun##_options o;                                                         \
        quen_##noun##_options_init(&o, sizeof o);                                        \
        for (size_t i = 0; i < 4; i++) {                                                 \
            spoil(&report[i], sizeof report[i]);                                         \
            report[i].struct_size = sizeof report[i];                                    \
        }                                                                                \
        memcpy(before, report, sizeof report);                                           \
        quen_status status = call;                                                       \
        if (status == QUEN_OK)                                                           \
            add_bytes(in, report, sizeof report);                                        \
        else                                                                             \
            assert_memory_equal(report, before, sizeof report);                          \
        return status;                                                                   \
    }
JUDGES(binary, quen_evaluate_binary,
       (o.resamples = 20, quen_evaluate_binary(ctx, in->y, in->score, POINTS, &o,
                                               &report[0], &report[1], &report[2])))
JUDGES(binary, quen_evaluate_binary_compare,
       (o.resamples = 20,
        quen_evaluate_binary_compare(ctx, in->y, in->score, in->score, POINTS, &o,
                                     &report[0], &report[1], &report[2])))
JUDGES(ranking, quen_evaluate_ranking,
       (o.resamples = 20, quen_evaluate_ranking(ctx, &matrix, in->items, NULL, 1, &o,
                                                &report[0], &report[1], &report[2])))
JUDGES(ranking, quen_evaluate_ranking_compare,
       (o.resamples = 20,
        quen_evaluate_ranking_compare(ctx, &matrix, in->items, NULL, in->items, NULL, 1,
                                      &o, &report[0], &report[1], &report[2])))
JUDGES(clusters, quen_evaluate_clusters,
       (o.sample = 500,
        quen_evaluate_clusters(ctx, in->x, POINTS, WIDTH, in->labels, &o, &report[0])))

static quen_status call_quen_orders_check(quen_context *ctx, inputs *in)
{
    quen_check *out = (quen_check *)in;
    quen_status status = quen_orders_check(ctx, in->orders, NULL, &out);
    if (status != QUEN_OK)
        assert_null(out);
    quen_check_free(out);
    return status;
}

static quen_status call_quen_features_new(quen_context *ctx, inputs *in)
{
    quen_features *out = (quen_features *)in;
    quen_status status = quen_features_new(ctx, in->orders, NULL, &out);
    if (status == QUEN_OK)
        add_bytes(in, quen_features_matrix(out), sizeof(double));
    else
        assert_null(out);
    quen_features_free(out);
    return status;
}

static quen_status call_quen_figures_new(quen_context *ctx, inputs *in)
{
    quen_figures *out = (quen_figures *)in;
    quen_status status = quen_figures_new(ctx, in->orders, NULL, &out);
    if (status == QUEN_OK)
        add_bytes(in, quen_figures_row(out, 0), sizeof(quen_figure));
    else
        assert_null(out);
    quen_figures_free(out);
    return status;
}

static quen_status call_quen_cohorts_new(quen_context *ctx, inputs *in)
{
    quen_cohorts *out = (quen_cohorts *)in;
    quen_status status = quen_cohorts_new(ctx, in->orders, NULL, &out);
    if (status == QUEN_OK)
        add_bytes(in, quen_cohorts_customers(out), sizeof(uint64_t));
    else
        assert_null(out);
    quen_cohorts_free(out);
    return status;
}

static quen_status call_quen_itemcf_recommend_batch(quen_context *ctx, inputs *in)
{
    quen_offer offers[CUSTOMERS];
    size_t counts[CUSTOMERS];
    memset(offers, 0, sizeof offers);
    quen_status status = quen_itemcf_recommend_batch(ctx, in->itemcf, in->customers,
                                                     CUSTOMERS, NULL, offers, 1, counts);
    for (size_t i = 0; i < CUSTOMERS; i++)
        assert_in_range(counts[i], 0, status == QUEN_OK);
    if (status == QUEN_OK)
        add_bytes(in, offers, sizeof offers);
    return status;
}

/* What is due, of a model alone or of a shop. */
static quen_status list_due(quen_context *ctx, inputs *in, const quen_shop *shop)
{
    static quen_due due[CUSTOMERS];
    size_t count = 1;
    quen_key all = {0};
    spoil(due, sizeof due);
    quen_status status = shop ? quen_shop_list_due(ctx, shop, all, INT64_MIN, 86400, 0,
                                                   due, CUSTOMERS, &count)
                              : quen_habits_list_due(ctx, in->habits, INT64_MIN, 86400, 0,
                                                     due, CUSTOMERS, &count);
    if (status == QUEN_OK) {
        for (size_t i = 0; i < count; i++)
            add_bytes(in, &due[i].chance, sizeof due[i].chance);
    } else {
        assert_int_equal(count, 0);
        assert_spoilt(due, sizeof due);
    }
    return status;
}

static quen_status call_quen_habits_list_due(quen_context *ctx, inputs *in)
{
    return list_due(ctx, in, NULL);
}

static quen_status call_quen_shop_list_due(quen_context *ctx, inputs *in)
{
    return list_due(ctx, in, in->shop);
}

static quen_status call_quen_logit_predict(quen_context *ctx, inputs *in)
{
    static double out[POINTS];
    spoil(out, sizeof out);
    quen_status status = quen_logit_predict(ctx, in->logit, in->x, POINTS, out);
    if (status == QUEN_OK)
        add_bytes(in, out, sizeof out);
    else
        assert_spoilt(out, sizeof out);
    return status;
}

static quen_status call_quen_logit_contributions(quen_context *ctx, inputs *in)
{
    static double out[POINTS * WIDTH];
    assert_int_equal(quen_logit_n_terms(in->logit), WIDTH);
    spoil(out, sizeof out);
    quen_status status = quen_logit_contributions(ctx, in->logit, in->x, POINTS, out);
    if (status == QUEN_OK)
        add_bytes(in, out, sizeof out);
    else
        assert_spoilt(out, sizeof out);
    return status;
}

static quen_status call_quen_churn_predict(quen_context *ctx, inputs *in)
{
    static quen_churn_risk out[CUSTOMERS];
    size_t count = 1;
    spoil(out, sizeof out);
    quen_status status =
        quen_churn_predict(ctx, in->churn, in->orders, NULL, out, CUSTOMERS, &count);
    if (status == QUEN_OK) {
        for (size_t i = 0; i < count; i++)
            add_bytes(in, &out[i].risk, sizeof out[i].risk);
    } else {
        assert_int_equal(count, 0);
        assert_spoilt(out, sizeof out);
    }
    return status;
}

/* --- all of them --- */

typedef struct cancellable {
    const char *name;
    quen_status (*call)(quen_context *ctx, inputs *in);
} cancellable;

#define CANCELLED(function) {#function, call_##function},
static const cancellable all[] = {
#include "abi_rows.h"
};

/* Memory that is counted, and a callback that stops the call when it is told so often. */
typedef struct watch {
    size_t live;
    size_t told, stop_at; /* stop_at 0: never */
    inputs *other;        /* of a call that the callback makes; NULL: none */
} watch;

static void *watch_allocate(void *user, size_t size)
{
    ((watch *)user)->live++;
    return malloc(size);
}

static void *watch_reallocate(void *user, void *ptr, size_t size)
{
    (void)user;
    return realloc(ptr, size);
}

static void watch_release(void *user, void *ptr)
{
    ((watch *)user)->live--;
    free(ptr);
}

static int watch_progress(void *user, const char *stage, double fraction)
{
    watch *w = user;
    assert_true(*stage && fraction >= 0 && fraction <= 1);
    w->told++;
    if (w->other) {
        quen_context *own = support_context(2, QUEN_SIMD_AUTO);
        assert_ok(own, call_quen_rfm_fit(own, w->other));
        quen_context_free(own);
    }
    return w->told == w->stop_at;
}

static quen_context *watched(watch *w, uint32_t threads)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.allocator =
        (quen_allocator){w, watch_allocate, watch_reallocate, watch_release};
    options.progress = watch_progress;
    options.progress_user = w;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

/* A call that nothing stops, and its answers. */
static uint64_t go_through(quen_context *ctx, const cancellable *c, inputs *in, watch *w)
{
    in->sum = 0;
    w->told = w->stop_at = 0;
    assert_ok(ctx, c->call(ctx, in));
    return in->sum;
}

/* With several threads, chance says how often the calling one is told. */
static void cancel_each(const cancellable *c, inputs *in, uint32_t threads)
{
    watch w = {0};
    quen_context *ctx = watched(&w, threads);
    uint64_t expected = go_through(ctx, c, in, &w);
    size_t live = w.live;
    quen_status status = QUEN_ERR_CANCELLED;
    if (threads == 1 && w.told == 0)
        fail_msg("%s never tells its progress", c->name);
    for (size_t at = 1; status != QUEN_OK; at++) {
        in->sum = w.told = 0;
        w.stop_at = at;
        status = c->call(ctx, in);
        if (status != (w.told == at ? QUEN_ERR_CANCELLED : QUEN_OK))
            fail_msg("%s, told %zu times, stopped at %zu: %s", c->name, w.told, at,
                     quen_status_name(status));
        if (status != QUEN_OK)
            assert_non_null(strstr(quen_context_message(ctx), "cancelled"));
        if (w.live != live)
            fail_msg("%s, stopped at %zu: %zu blocks left", c->name, at, w.live - live);
    }
    assert_int_equal(in->sum, expected);
    assert_int_equal(go_through(ctx, c, in, &w), expected);
    quen_context_free(ctx);
    assert_int_equal(w.live, 0);
}

static void fill_inputs(quen_context *ctx, inputs *in)
{
    for (size_t i = 0; i < POINTS * WIDTH; i++)
        in->x[i] = quen__random_unit(1, 0, i) + (double)(i / WIDTH % 4);
    for (uint32_t i = 0; i < POINTS; i++) {
        in->score[i] = quen__random_unit(1, 1, i);
        in->y[i] = quen__random_unit(1, 2, i) * 4 < in->x[i * WIDTH];
        in->labels[i] = i % 4;
        in->starts[i + 1] = i + 1;
        in->items[i] = (uint32_t)quen__random_below(1, 3, i, 40);
        in->times[i] = START + i * DAY / 4;
        in->money[i] = 100 + i % 7;
        in->groups[i] = i % 400;
    }
    for (uint32_t i = 0; i < CUSTOMERS; i++)
        in->customers[i] = i % 80;
    for (size_t i = 0; i < POINTS; i++) {
        in->returns[i] = (double)(i % 5);
        in->lasts[i] = (double)(i % 5 * (i % 11 + 1));
        in->known[i] = in->lasts[i] + (double)(i % 37);
    }
    matrix = csr_of(in);
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = POINTS;
    columns.customer.numbers = in->groups;
    columns.item.numbers = in->groups;
    columns.time_s = in->times;
    columns.amount = in->money;
    in->orders = churn_orders(ctx);
    assert_ok(ctx, quen_itemcf_fit(ctx, in->orders, NULL, &in->itemcf));
    assert_ok(ctx, quen_logit_fit(ctx, in->x, in->y, POINTS, WIDTH, NULL, &in->logit));
    assert_ok(ctx, quen_churn_fit(ctx, in->orders, NULL, &in->churn));
    assert_ok(ctx, quen_habits_fit(ctx, in->orders, NULL, &in->habits));
    assert_ok(ctx, quen_shop_train(ctx, in->orders, NULL, &in->shop));
}

static inputs given;

static int set_up(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    fill_inputs(ctx, &given);
    quen_context_free(ctx);
    *state = &given;
    return 0;
}

static int tear_down(void **state)
{
    inputs *in = *state;
    quen_orders_free(in->orders);
    quen_itemcf_free(in->itemcf);
    quen_logit_free(in->logit);
    quen_habits_free(in->habits);
    quen_shop_free(in->shop);
    quen_churn_free(in->churn);
    return 0;
}

static void test_cancel(void **state)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cancel_each(&all[i], *state, 1);
}

static void test_cancel_threads(void **state)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cancel_each(&all[i], *state, 4);
}

/* The library may be called from the callback, with another context. */
static void test_calls_within(void **state)
{
    static inputs other;
    inputs *in = *state;
    other.orders = in->orders;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        watch w = {0};
        quen_context *ctx = watched(&w, 2);
        uint64_t expected = go_through(ctx, &all[i], in, &w);
        other.sum = 0;
        w.other = &other;
        assert_int_equal(go_through(ctx, &all[i], in, &w), expected);
        assert_true(other.sum != 0 || w.told == 0);
        quen_context_free(ctx);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_cancel_threads),
        cmocka_unit_test(test_calls_within),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
