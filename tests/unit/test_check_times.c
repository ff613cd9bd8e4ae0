/* The check of a log: times, repeats, order numbers; each with its near miss. */
#include "check_cases.h"

static check_case s;

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

static void not_found(quen_context *ctx, uint32_t kind)
{
    quen_check *check = check_run(ctx, &s, NULL);
    assert_null(check_find(check, kind, NULL));
    quen_check_free(check);
}

/* --- 1970 --- */

static void test_1970(void **state)
{
    static const int64_t dates[] = {20260105, 20260228, 20260701};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s = dates[i % 3];
    quen_finding finding =
        found(ctx, QUEN_FINDING_TIMES_1970, "yyyymmdd they are 2026-01-05 to 2026-07-01");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_int_equal(finding.time_s, 20260105);
    s.lines[0].time_s = 20260230; /* no date: still in 1970, in no form that is known */
    found(ctx, QUEN_FINDING_TIMES_1970,
          "1970-08-23 to 1970-08-23, as Unix seconds: give");
    check_shop(&s); /* all lines of an order at once */
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s = 20260105 + (s.lines[i].time_s - CHECK_START) / DAY / 20;
    found(ctx, QUEN_FINDING_TIMES_1970, "yyyymmdd they are 2026-01-05 to 2026-01-22");
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s = 46023 + (int64_t)(i % 100);
    found(ctx, QUEN_FINDING_TIMES_1970, "Excel counts they are 2026-01-01 to 2026-04-10");
    found(ctx, QUEN_FINDING_TIMES_1970, "days since 1970 they are 2096-01-03");
    not_found(ctx, QUEN_FINDING_ONE_DAY);
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].time_s += 365 * DAY - CHECK_START; /* 1971 */
    not_found(ctx, QUEN_FINDING_TIMES_1970);
    quen_context_free(ctx);
}

/* --- clocks --- */

static void add_late(int64_t days)
{
    check_shop(&s);
    check_add(&s, "C1", "late", "I1", CHECK_START + (CHECK_DAYS - 1 + days) * DAY, 300);
}

static void test_last_time(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    add_late(26000);
    quen_finding finding = found(ctx, QUEN_FINDING_LAST_TIME, "26000 days after all");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_int_equal(finding.count, 1);
    assert_int_equal(finding.of, s.n);
    assert_close(finding.value, 26000, 0);
    assert_int_equal(finding.time_s, CHECK_START + (CHECK_DAYS - 1 + 26000) * DAY);
    add_late(100);
    assert_int_equal(found(ctx, QUEN_FINDING_LAST_TIME, "100 days").severity,
                     QUEN_SEVERITY_WARNING);
    add_late(59);
    not_found(ctx, QUEN_FINDING_LAST_TIME);
    add_late(100); /* too many for a clock: the shop was closed */
    for (size_t i = 0; i < 30; i++)
        check_add(&s, "C1", "late", check_key(&s, "I", i),
                  CHECK_START + (CHECK_DAYS + 99) * DAY, 300);
    not_found(ctx, QUEN_FINDING_LAST_TIME);
    quen_context_free(ctx);
}

/* A shop of each winter has been closed before. */
static void test_seasons(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        if (s.lines[i].time_s > CHECK_START + 100 * DAY)
            s.lines[i].time_s += 250 * DAY;
    add_late(0);
    not_found(ctx, QUEN_FINDING_LAST_TIME);
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        if (s.lines[i].time_s > CHECK_START + 100 * DAY)
            s.lines[i].time_s += 250 * DAY;
    check_add(&s, "C1", "late", "I1", CHECK_START + (CHECK_DAYS - 1 + 500) * DAY, 300);
    not_found(ctx, QUEN_FINDING_LAST_TIME); /* 250 days again */
    check_add(&s, "C1", "later", "I1", CHECK_START + 3000 * DAY, 300);
    found(ctx, QUEN_FINDING_LAST_TIME, "1 of");
    quen_context_free(ctx);
}

static void test_first_time(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    check_add(&s, "C1", "early", "I1", CHECK_START - 400 * DAY, 300);
    quen_finding finding = found(ctx, QUEN_FINDING_FIRST_TIME, "400 days before");
    assert_int_equal(finding.severity, QUEN_SEVERITY_WARNING);
    assert_int_equal(finding.count, 1);
    check_shop(&s); /* a missing date became 0: more than a few lines */
    for (size_t i = 0; i < s.n; i += 5)
        s.lines[i].time_s = 0;
    finding = found(ctx, QUEN_FINDING_FIRST_TIME, "are of 1970-01-01 or before");
    assert_int_equal(finding.count, (s.n + 4) / 5);
    not_found(ctx, QUEN_FINDING_LAST_TIME);
    check_shop(&s);
    check_add(&s, "C1", "early", "I1", CHECK_START - 50 * DAY, 300);
    not_found(ctx, QUEN_FINDING_FIRST_TIME);
    quen_context_free(ctx);
}

/* --- repeats --- */

/* The lines of some days again, so many times. */
static void repeat(int64_t first_day, int64_t last_day, int times)
{
    for (size_t i = 0, n = s.n; i < n; i++) {
        int64_t day = (s.lines[i].time_s - CHECK_START) / DAY;
        for (int j = 0; j < times && day >= first_day && day <= last_day; j++)
            s.lines[s.n++] = s.lines[i];
    }
}

static void test_repeats(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    size_t lines = s.n;
    repeat(0, 400, 1);
    quen_finding finding = found(ctx, QUEN_FINDING_REPEATED, "360 of 360 orders");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_close(finding.value, (double)lines, 0);
    check_shop(&s);
    repeat(0, 400, 2);
    assert_close(found(ctx, QUEN_FINDING_REPEATED, "360 of").value, 2.0 * (double)lines,
                 0);
    check_shop(&s);
    repeat(100, 111, 1);
    finding = found(ctx, QUEN_FINDING_REPEATED, "of 2026-04-11 to 2026-04-22 above all");
    assert_int_equal(finding.count, 12);
    check_shop(&s); /* not enough for a batch, nor of all */
    repeat(100, 104, 1);
    not_found(ctx, QUEN_FINDING_REPEATED);
    quen_context_free(ctx);
}

/* A thing scanned twice is common: one line of each order, or orders of one line. */
static void test_twins(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0, n = s.n; i + 1 < n; i++)
        if (s.lines[i].order.bytes != s.lines[i + 1].order.bytes)
            s.lines[s.n++] = s.lines[i];
    assert_int_equal(s.n > 1400, 1);
    not_found(ctx, QUEN_FINDING_REPEATED);
    check_shop(&s);
    for (size_t i = 0; i < 60; i++) {
        check_add(&s, "C1", check_key(&s, "T", i), "I1", CHECK_START + (int64_t)i * DAY,
                  300);
        if (i % 6 == 0)
            s.lines[s.n] = s.lines[s.n - 1], s.n++;
    }
    not_found(ctx, QUEN_FINDING_REPEATED);
    quen_context_free(ctx);
}

/* Nobody's lines without a number are each an order: together, those of a moment. */
static void test_repeats_of_nobody(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].customer = s.lines[i].order = (quen_key){0};
    not_found(ctx, QUEN_FINDING_REPEATED);
    repeat(0, 400, 1);
    quen_finding finding = found(ctx, QUEN_FINDING_REPEATED, "360 of 360");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    quen_context_free(ctx);
}

/* A stand that notes the day alone: of two things, even numbers are chance. */
static void test_even_numbers(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    s.n = s.n_keys = 0;
    for (int64_t day = 0; day < 60; day++)
        for (int64_t i = 0; i < 10 + 2 * (day % 3); i++)
            check_add(&s, NULL, NULL, i < 6 ? "Tea" : "Pho", CHECK_START + day * DAY,
                      300);
    not_found(ctx, QUEN_FINDING_REPEATED);
    for (int64_t day = 0; day < 60; day++) /* eight things twice are none */
        for (size_t i = 0; i < 16; i++)
            check_add(&s, "An", NULL, check_key(&s, "I", i / 2), CHECK_START + day * DAY,
                      300);
    assert_int_equal(found(ctx, QUEN_FINDING_REPEATED, "60 of 120").severity,
                     QUEN_SEVERITY_SEVERE);
    quen_context_free(ctx);
}

/* --- order numbers --- */

/* Numbers 1 to 30, again and again. */
static void restart_numbers(void)
{
    for (size_t i = 0, order = 0; i < s.n; i++) {
        order += i > 0 && s.lines[i].time_s != s.lines[i - 1].time_s;
        s.lines[i].order = quen_key_int((int64_t)(order % 30));
    }
}

static void test_numbers_of_several(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    restart_numbers();
    quen_finding finding = found(ctx, QUEN_FINDING_ORDER_CUSTOMERS, "several customers");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_int_equal(finding.count, 30);
    assert_int_equal(finding.of, 30);
    check_shop(&s);
    check_add(&s, "C1", s.lines[10].order.bytes, "I1", s.lines[10].time_s, 300);
    finding = found(ctx, QUEN_FINDING_ORDER_CUSTOMERS, "1 of 360 order numbers");
    assert_int_equal(finding.severity, QUEN_SEVERITY_NOTE);
    assert_close(finding.value, 0, 0);
    quen_context_free(ctx);
}

/* The customer on the first line of each order alone. */
static void test_first_line_alone(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    for (size_t i = s.n - 1; i > 0; i--)
        if (s.lines[i].order.bytes == s.lines[i - 1].order.bytes)
            s.lines[i].customer = (quen_key){0};
    quen_finding finding = found(ctx, QUEN_FINDING_ORDER_CUSTOMERS, "write it on each");
    assert_int_equal(finding.count, 360);
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_close(finding.value, 1, 0);
    quen_context_free(ctx);
}

static void test_order_days(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    check_shop(&s);
    restart_numbers();
    for (size_t i = 0; i < s.n; i++)
        s.lines[i].customer = (quen_key){0};
    quen_finding finding = found(ctx, QUEN_FINDING_ORDER_DAYS, "30 of 30 orders");
    assert_int_equal(finding.severity, QUEN_SEVERITY_SEVERE);
    assert_close(finding.value, 330, 0);
    check_shop(&s); /* a bill of two evenings */
    for (size_t i = 1; i < s.n; i++)
        if (s.lines[i].order.bytes == s.lines[i - 1].order.bytes)
            s.lines[i].time_s += DAY;
    not_found(ctx, QUEN_FINDING_ORDER_DAYS);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_1970),
        cmocka_unit_test(test_last_time),
        cmocka_unit_test(test_seasons),
        cmocka_unit_test(test_first_time),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_repeats_of_nobody),
        cmocka_unit_test(test_even_numbers),
        cmocka_unit_test(test_numbers_of_several),
        cmocka_unit_test(test_first_line_alone),
        cmocka_unit_test(test_order_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
