/* A log without a fault: see check_cases.h. */
#include "check_cases.h"

static quen_key key_of(const char *text)
{
    quen_key none = {0};
    return text ? quen_key_text(text) : none;
}

quen_order_line *check_add(check_case *c, const char *customer, const char *order,
                           const char *item, int64_t time_s, int64_t amount)
{
    assert_true(c->n < CHECK_LINES);
    quen_order_line *line = &c->lines[c->n++];
    *line = (quen_order_line){
        key_of(customer), key_of(order), key_of(item), time_s, 1, amount};
    return line;
}

const char *check_key(check_case *c, const char *letter, size_t number)
{
    assert_true(c->n_keys < 3 * CHECK_LINES);
    char *key = c->keys[c->n_keys++];
    snprintf(key, sizeof c->keys[0], "%s%zu", letter, number);
    return key;
}

void check_shop(check_case *c)
{
    size_t order = 0;
    c->n = c->n_keys = 0;
    for (size_t visit = 0; visit < 9; visit++)
        for (size_t customer = 0; customer < CHECK_CUSTOMERS; customer++) {
            const char *who = check_key(c, "C", customer),
                       *number = check_key(c, "N", order++);
            int64_t day = (int64_t)((visit * CHECK_CUSTOMERS + customer) % CHECK_DAYS);
            size_t lines = 2 + (customer + visit) % 3;
            for (size_t i = 0; i < lines; i++)
                check_add(c, who, number, check_key(c, "I", (customer + 7 * i) % 30),
                          CHECK_START + day * DAY + 36000, 450 + (int64_t)i * 105);
        }
}

quen_check *check_run(quen_context *ctx, const check_case *c,
                      const quen_check_options *options)
{
    quen_orders *orders = support_orders(ctx, c->lines, c->n);
    quen_check *check = NULL;
    assert_ok(ctx, quen_orders_check(ctx, orders, options, &check));
    quen_orders_free(orders);
    return check;
}

const quen_finding *check_find(const quen_check *check, uint32_t kind, size_t *at)
{
    for (size_t i = 0; i < quen_check_n_findings(check); i++)
        if (quen_check_finding(check, i)->kind == kind) {
            if (at)
                *at = i;
            return quen_check_finding(check, i);
        }
    return NULL;
}
