/* Churn: memory that runs out, the same bits for any threads. */
#include "churn_cases.h"
#include "model_bytes.h"

#include "models/churn/churn.h"

typedef struct small {
    quen_order_line lines[LINES];
    churn_people people;
    quen_churn *first;
} small;

MODEL_CALLS(churn);
MODEL_CALLS(logit);

static quen_status use_everything(quen_context *ctx, void *user)
{
    small *s = user;
    const char *path = temp_path("churn-oom");
    quen_orders *orders = NULL;
    quen_churn *churn = NULL, *opened = NULL;
    static quen_churn_risk risks[CUSTOMERS];
    size_t n = 0;
    quen_churn_options options = churn_options();
    quen_churn_predict_options at;
    quen_churn_predict_options_init(&at, sizeof at);
    options.attributes = at.attributes = s->people.attributes;
    options.n_attributes = at.n_attributes = 2;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, s->lines, 1000);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK)
        status = quen_churn_fit(ctx, orders, &options, &churn);
    if (status == QUEN_OK)
        status = quen_churn_predict(ctx, churn, orders, &at, risks, CUSTOMERS, &n);
    assert_true((status == QUEN_OK) == (n > 0));
    if (status == QUEN_OK)
        status = quen_churn_save(ctx, churn, path);
    if (status == QUEN_OK)
        status = quen_logit_save(ctx, quen_churn_logit(churn), path);
    if (status == QUEN_OK)
        status = quen_churn_save(ctx, churn, path);
    if (status == QUEN_OK)
        status = quen_churn_open(ctx, path, &opened);
    if (status != QUEN_OK)
        assert_null(opened);
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_churn, churn);
    if (status == QUEN_OK)
        status = model_through_bytes(ctx, &calls_of_logit, quen_churn_logit(churn));
    quen_churn_free(churn);
    quen_churn_free(opened);
    quen_orders_free(orders);
    remove(path);
    return status;
}

static void test_oom(void **state)
{
    static small s;
    (void)state;
    churn_lines(s.lines);
    make_churn_people(&s.people);
    support_each_oom(use_everything, &s);
}

static void assert_same_bytes(quen_context *ctx, void *user)
{
    small *s = user;
    quen_orders *orders = support_orders(ctx, s->lines, LINES);
    quen_churn *churn = fit_churn(ctx, orders, NULL);
    quen_orders_free(orders);
    if (!s->first) {
        s->first = churn;
        return;
    }
    assert_int_equal(churn->model.image.size, s->first->model.image.size);
    assert_memory_equal(churn->model.image.data, s->first->model.image.data,
                        churn->model.image.size);
    quen_churn_free(churn);
}

static void test_same_bytes(void **state)
{
    static small s;
    (void)state;
    churn_lines(s.lines);
    support_each_context(assert_same_bytes, &s);
    quen_churn_free(s.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oom),
        cmocka_unit_test(test_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
