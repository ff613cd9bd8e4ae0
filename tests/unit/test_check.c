/* The check of a log: customers, constants, money, returns; each with its near miss. */
#include "check_cases.h"

static check_case s;

/* The finding of a kind in the shop as it stands; the check goes. */
static quen_finding found(quen_context *ctx, uint32_t kind, const char *words)
{
    size_t at = 0;
    quen_check *check = check_run(ctx, &s, NULL);
    const quen_finding *finding = check_find(check, kind, &at);
    assert_non_null(finding);
    if (!strstr(quen_check_sentence(check, at), words))
        print_error("%s\n", quen_check_sentence(check, at));
    assert_non_null(strstr(quen_check_sentence(check, at), words));
    quen_finding copy = *finding;
    quen_check_free(check);
    return copy;
}

static void found_nothing(quen_context *ctx, const quen_check_options *options)
{
    quen_check *check = check_run(ctx, &s, options);
    for (size_t i = 0; i < quen_check_n_findings(check); i++)
        print_error("%s\n", quen_check_sentence(check, i));
    assert_int_equal(quen_check_n_findings(check), 0);
    quen_check_free(check);
}

static void test_clean(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    found_nothing(ctx, NULL);
    s.n = 0;
    found_nothing(ctx, NULL);
    quen_context_free(ctx);
}

/* --- keys that look like nobody --- */

/* So many orders of a customer, of `lines` lines each, `a_day` on a day. */
static void add_orders(const char *who, size_t n, size_t lines, size_t a_day)
{
    for (size_t i = 0; i < n; i++) {
        const char *number = check_key(&s, "X", s.n);
        for (size_t j = 0; j < lines; j++)
            check_add(&s, who, number, check_key(&s, "I", (i + 5 * j) % 30),
                      CHECK_START + (int64_t)(i / a_day) * DAY + (int64_t)(i % a_day),
                      300);
    }
}

static void test_name(void **state)
{
    static const struct {
        const char *key;
        size_t orders;
        uint32_t severity;
    } cases[] = {{"Khách lẻ", 40, QUEN_SEVERITY_SEVERE},
                 {"WALK-IN", 8, QUEN_SEVERITY_WARNING},
                 {"guest 2", 2, QUEN_SEVERITY_NOTE}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        check_shop(&s);
        add_orders(cases[i].key, cases[i].orders, 1, 1);
        quen_finding finding = found(ctx, QUEN_FINDING_NOBODY_NAME, cases[i].key);
        assert_int_equal(finding.severity, cases[i].severity);
        assert_int_equal(finding.count, cases[i].orders);
        assert_int_equal(finding.of, 360 + cases[i].orders);
        assert_close(finding.value, (double)cases[i].orders / 9, 1e-15);
        assert_true(finding.customer < CHECK_CUSTOMERS + 1);
    }
    check_shop(&s); /* a person */
    add_orders("Khanh Le", 40, 1, 1);
    found_nothing(ctx, NULL);
    quen_context_free(ctx);
}

static void test_share(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    add_orders("K7", 300, 1, 5);
    quen_finding finding = found(ctx, QUEN_FINDING_NOBODY_SHARE, "300 of 660 orders");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_close(finding.value, 300.0 / 9, 1e-15);
    check_shop(&s); /* one order a day: that may be a person */
    add_orders("K7", 200, 1, 1);
    assert_int_equal(found(ctx, QUEN_FINDING_NOBODY_SHARE, "200 of 560").severity,
                     QUEN_SEVERITY_WARNING);
    check_shop(&s); /* a day of a till's in one order */
    add_orders("K7", 90, 20, 1);
    found(ctx, QUEN_FINDING_NOBODY_SHARE, "1800 of 2880 lines");
    check_shop(&s); /* a regular */
    add_orders("K7", 90, 2, 1);
    found_nothing(ctx, NULL);
    quen_context_free(ctx);
}

/* The most of them are told, and no more than there is room for. */
static void test_many_names(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < 30; i++)
        add_orders(check_key(&s, "guest ", i), 1 + i % 20, 1, 1);
    quen_check *check = check_run(ctx, &s, NULL);
    assert_int_equal(quen_check_n_findings(check), 8);
    assert_string_equal(quen_check_example(check, 0), "'guest 19'");
    for (size_t i = 0; i < 8; i++) {
        assert_string_equal(quen_check_kind_name(check, i), "nobody_name");
        assert_int_equal(quen_check_finding(check, i)->count, 20 - i);
    }
    quen_check_free(check);
    quen_context_free(ctx);
}

static void test_without_customer(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    add_orders(NULL, 50, 1, 1);
    found_nothing(ctx, NULL);
    check_shop(&s);
    add_orders(NULL, 60, 1, 1);
    quen_finding finding = found(ctx, QUEN_FINDING_NO_CUSTOMER, "60 of");
    assert_int_equal(finding.severity, QUEN_SEVERITY_NOTE);
    assert_int_equal(finding.of, s.n);
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].customer = (quen_key){0};
    assert_int_equal(found(ctx, QUEN_FINDING_NO_CUSTOMER, "100.0%").severity,
                     QUEN_SEVERITY_WARNING);
    quen_context_free(ctx);
}

/* --- constants --- */

static void test_constants(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].item = quen_key_text("CD");
    /* Then all orders have the same line twice or more, at several prices. */
    assert_int_equal(found(ctx, QUEN_FINDING_ONE_ITEM, "'CD'").severity,
                     QUEN_SEVERITY_NOTE);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s = CHECK_START + (int64_t)i;
    assert_int_equal(found(ctx, QUEN_FINDING_ONE_ITEM, "'CD'").severity,
                     QUEN_SEVERITY_SEVERE);
    assert_int_equal(found(ctx, QUEN_FINDING_ONE_DAY, "2026-01-01").severity,
                     QUEN_SEVERITY_SEVERE);
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].customer = quen_key_text("An");
    assert_int_equal(found(ctx, QUEN_FINDING_ONE_CUSTOMER, "'An'").severity,
                     QUEN_SEVERITY_WARNING);
    check_shop(&s); /* some of nobody's: An is the one with a card */
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].customer = i < 20 ? (quen_key){0} : quen_key_text("An");
    quen_check *check = check_run(ctx, &s, NULL);
    assert_null(check_find(check, QUEN_FINDING_ONE_CUSTOMER, NULL));
    quen_check_free(check);
    s.n = 5; /* too few to tell */
    check = check_run(ctx, &s, NULL);
    assert_null(check_find(check, QUEN_FINDING_ONE_DAY, NULL));
    quen_check_free(check);
    quen_context_free(ctx);
}

/* Days are the shop's own: five in the evening to five in the morning is one or two. */
static void test_day_of_the_shop(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_check_options options;
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s = CHECK_START + 17 * 3600 + (int64_t)i * 40;
    quen_check_options_init(&options, sizeof options);
    quen_check *check = check_run(ctx, &s, &options);
    assert_null(check_find(check, QUEN_FINDING_ONE_DAY, NULL));
    quen_check_free(check);
    options.utc_offset_s = 7 * 3600;
    size_t at = 0;
    check = check_run(ctx, &s, &options);
    assert_non_null(check_find(check, QUEN_FINDING_ONE_DAY, &at));
    assert_string_equal(quen_check_example(check, at), "2026-01-02");
    quen_check_free(check);
    quen_context_free(ctx);
}

/* A clock that is set back over midnight goes back a day: those are two. */
static void test_day_again(void **state)
{
    const int64_t midnight = CHECK_START + 100 * DAY, back = midnight + 600;
    const int32_t offset = -3600;
    const quen_zone zone = {&back, &offset, 1, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_check *check = NULL;
    (void)state;
    check_shop(&s);
    s.n = 60;
    for (size_t i = 0; i < s.n; i++) /* 23:10 after 00:05, and then another 00:05 */
        s.lines[i].time_s = i < 20   ? midnight + 300
                            : i < 40 ? back + (int64_t)i
                                     : midnight + 3900;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &zone));
    assert_ok(ctx, quen_orders_add(ctx, orders, s.lines, s.n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    assert_null(check_find(check, QUEN_FINDING_ONE_DAY, NULL));
    quen_check_free(check);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- money --- */

static uint32_t money_severity(quen_context *ctx, uint64_t rounded, uint32_t decimals)
{
    quen_check_options options;
    quen_money money = {decimals, ""};
    quen_check *check = NULL;
    quen_orders *orders = support_orders(ctx, s.lines, s.n);
    quen_check_options_init(&options, sizeof options);
    options.rounded_lines = rounded;
    assert_ok(ctx, quen_orders_set_money(ctx, orders, &money));
    assert_ok(ctx, quen_orders_check(ctx, orders, &options, &check));
    const quen_finding *finding = check_find(check, QUEN_FINDING_MONEY_DIGITS, NULL);
    uint32_t severity = finding ? finding->severity : UINT32_MAX;
    assert_true(!finding || finding->count == rounded);
    quen_check_free(check);
    quen_orders_free(orders);
    return severity;
}

static void test_money(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    assert_int_equal(money_severity(ctx, 0, 0), UINT32_MAX);
    assert_int_equal(money_severity(ctx, 4, 0), QUEN_SEVERITY_NOTE);
    assert_int_equal(money_severity(ctx, 400, 2), QUEN_SEVERITY_WARNING);
    assert_int_equal(money_severity(ctx, 400, 0), QUEN_SEVERITY_SEVERE);
    s.lines[0].amount = 45000; /* what thousands with a point never give */
    assert_int_equal(money_severity(ctx, 400, 0), QUEN_SEVERITY_WARNING);
    quen_context_free(ctx);
}

/* --- returns --- */

static void return_line(size_t i, const char *item)
{
    quen_order_line *line = check_add(&s, NULL, NULL, item, 0, -300);
    line->customer = s.lines[i].customer;
    line->time_s = s.lines[i].time_s + DAY;
    line->quantity = -1;
}

static void test_returns(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < 60; i++) /* of what was bought */
        return_line(i, s.lines[i].item.bytes);
    found_nothing(ctx, NULL);
    for (size_t i = 0; i < 10; i++)
        return_line(i, "Deposit");
    quen_finding finding = found(ctx, QUEN_FINDING_RETURNS, "10 of 70 returns");
    assert_int_equal(finding.severity, QUEN_SEVERITY_NOTE);
    for (size_t i = 0; i < 80; i++)
        return_line(i, "Deposit");
    assert_int_equal(found(ctx, QUEN_FINDING_RETURNS, "90 of 150").severity,
                     QUEN_SEVERITY_WARNING);
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].amount = -s.lines[i].amount;
    assert_int_equal(found(ctx, QUEN_FINDING_RETURNS, "turn the sign").severity,
                     QUEN_SEVERITY_SEVERE);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_name),
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_without_customer),
        cmocka_unit_test(test_constants),
        cmocka_unit_test(test_day_of_the_shop),
        cmocka_unit_test(test_day_again),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_returns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
