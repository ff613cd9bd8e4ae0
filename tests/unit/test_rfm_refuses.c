/* RFM: settings, rules and values that are refused; keys that are not found. */
#include "rfm_cases.h"

static void fails(quen_context *ctx, const quen_rfm_options *o, const char *words)
{
    quen_rfm *rfm = (quen_rfm *)(uintptr_t)1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 4, o, &rfm));
    assert_null(rfm);
}

#define REFUSE(change, words)                                                            \
    do {                                                                                 \
        o = rfm_options();                                                               \
        change;                                                                          \
        fails(ctx, &o, words);                                                           \
    } while (0)

static void test_settings_refused(void **state)
{
    (void)state;
    static const int64_t falling[] = {1, 3, 2, 4};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o;
    REFUSE(o.struct_size = 0, "struct_size is 0");
    REFUSE(o.bins = 1, "rfm: bins is 1, not within 2..10");
    REFUSE(o.bins = 11, "rfm: bins is 11, not within 2..10");
    REFUSE(o.bins = 4, "rfm: the built-in segments need 5 bins, bins is 4");
    REFUSE(o.bins = 4; o.segments = QUEN_RFM_SEGMENTS_RF_MAP, "need 5 bins, bins is 4");
    REFUSE(o.monetary = 2, "rfm: monetary is 2, not within 0..1");
    REFUSE(o.binning = 2, "rfm: binning is 2, not within 0..1");
    REFUSE(o.frequency = 3, "rfm: frequency is 3, not within 0..2");
    REFUSE(o.segments = 4, "rfm: segments is 4, not within 0..3");
    REFUSE(o.utc_offset_s = -86401,
           "rfm: utc_offset_s is -86401, not within -86400..86400");
    REFUSE(o.recency_unit_s = 0, "rfm: recency_unit_s is 0, not above 0");
    REFUSE(o.r_cuts = falling, "rfm: r_cuts: cut 2 is 2, below 3 before it");
    REFUSE(o.f_cuts = falling, "rfm: f_cuts: cut 2 is 2");
    REFUSE(o.m_cuts = falling, "rfm: m_cuts: cut 2 is 2");
    REFUSE(o.f_cuts = rfm_four; o.binning = QUEN_RFM_BINNING_NESTED,
                                "rfm: f_cuts is given, but nested binning makes its own");
    quen_context_free(ctx);
}

static void test_rules_refused(void **state)
{
    (void)state;
    static char long_name[65];
    static quen_rfm_rule many[257];
    static char names[257][4];
    quen_rfm_rule rule = {"all", 1, 3, 1, 3, 1, 3, {0, 0}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_own_options(&rule, 0);
    memset(long_name, 'x', 64);
    fails(ctx, &o, "rfm: QUEN_RFM_SEGMENTS_OWN needs rules");
    o = rfm_own_options(NULL, 1);
    fails(ctx, &o, "rfm: QUEN_RFM_SEGMENTS_OWN needs rules");
    o = rfm_own_options(rfm_regulars, 3);
    fails(ctx, &o, "rfm: no rule fits the code R 2 F 1 M 1");
    o = rfm_own_options(&rule, 1);
    rule.segment = NULL;
    fails(ctx, &o, "rfm: rule 0: the segment's name has 0 bytes, not 1..63");
    rule.segment = long_name;
    fails(ctx, &o, "rfm: rule 0: the segment's name has 64 bytes, not 1..63");
    rule.segment = "all";
    rule.m_max = 4;
    fails(ctx, &o, "rfm: rule 0 ('all'): R 1..3 F 1..3 M 1..4 are no ranges within 1..3");
    rule.m_max = 3;
    rule.f_min = 0;
    fails(ctx, &o, "rfm: rule 0 ('all'): R 1..3 F 0..3");
    rule.f_min = 1;
    rule.r_min = 3;
    rule.r_max = 2;
    fails(ctx, &o, "rfm: rule 0 ('all'): R 3..2 F 1..3");
    rule.r_min = 1;
    rule.r_max = 3;
    rule.reserved[1] = 1;
    fails(ctx, &o, "rfm: rule 0 ('all'): reserved is not 0");
    for (size_t i = 0; i < 257; i++) {
        snprintf(names[i], sizeof names[i], "%zu", i);
        many[i] = rfm_regulars[3];
        many[i].segment = names[i];
    }
    o = rfm_own_options(many, 257);
    fails(ctx, &o, "rfm: rule 256: '256' is one segment more than the 256 there can be");
    o = rfm_own_options(rfm_regulars, 4);
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    fails(ctx, &o, "there are 4 rules, but segments is 2");
    o = rfm_own_options(many, 256);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 4, &o, &rfm));
    assert_int_equal(quen_rfm_n_segments(rfm), 256);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

static void test_input_refused(void **state)
{
    (void)state;
    static const int64_t big[] = {0, INT64_MAX, 0, 1}, small[] = {0, -INT64_MAX, 0, -1},
                         least[] = {0, 0, 0, INT64_MIN}, minus[] = {0, 0, -1, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_rfm *rfm = NULL;
    quen_order_line line = rfm_line(0);
    line.customer = quen_key_int(1);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: n is 0",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 0, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: row 2: frequency is -1",
                 quen_rfm_fit_values(ctx, rfm_four, minus, rfm_four, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with 1 the sum of all frequencies",
                 quen_rfm_fit_values(ctx, rfm_four, big, rfm_four, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with 1 the sum of all amounts",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, big, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with -1 the sum of all amounts",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, small, 4, NULL, &rfm));
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "row 3: with -9223372036854775808",
                 quen_rfm_fit_values(ctx, rfm_four, rfm_four, least, 4, NULL, &rfm));
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_rfm_options o = rfm_options();
    o.now_s = line.time_s;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "rfm: nobody ordered before the moment",
                 quen_rfm_fit(ctx, orders, &o, &rfm));
    o.now_s = QUEN_TIME_MIN - 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "now_s is -2208988801, not within",
                 quen_rfm_fit(ctx, orders, &o, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_not_found(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm *rfm = fit_rfm_codes(ctx, QUEN_RFM_SEGMENTS_ELEVEN);
    uint32_t segment = 77;
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "no segment is called 'Champion'",
                 quen_rfm_find_segment(ctx, rfm, "Champion", &segment));
    assert_int_equal(segment, 77);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

static int stop(void *user, const char *stage, double fraction)
{
    (void)user;
    (void)fraction;
    assert_string_equal(stage, "rfm");
    return 1;
}

static void test_cancel(void **state)
{
    (void)state;
    static quen_order_line lines[LINES];
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    quen_context *ctx = NULL, *plain = support_context(1, QUEN_SIMD_AUTO);
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_orders *orders = rfm_orders(plain, lines, QUEN_RETURNS_NO_VISIT);
    quen_rfm *rfm = NULL;
    assert_fails(ctx, QUEN_ERR_CANCELLED, "rfm: cancelled",
                 quen_rfm_fit(ctx, orders, NULL, &rfm));
    assert_null(rfm);
    quen_orders_free(orders);
    quen_context_free(plain);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_refused), cmocka_unit_test(test_rules_refused),
        cmocka_unit_test(test_input_refused),    cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
