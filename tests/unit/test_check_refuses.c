/* The check of a log: settings, hostile keys, threads, memory that runs out; names. */
#include "check_cases.h"

#include "data/check/nobody_names.h"
#include "data/keys/key_words.h"

static check_case s;

/* A log with a finding of most kinds. */
static void many_faults(void)
{
    check_shop(&s);
    for (size_t i = 0, n = s.n; i < n; i++)
        s.lines[s.n++] = s.lines[i];
    for (size_t i = 0; i < 400; i++)
        check_add(&s, "guest", check_key(&s, "N", i), "I1",
                  CHECK_START + (int64_t)(i % 50) * DAY, -100);
    for (size_t i = 0; i < 500; i++)
        check_add(&s, NULL, NULL, "I2", CHECK_START + (int64_t)(i % 50) * DAY, 100);
    check_add(&s, "C1", NULL, "I1", CHECK_START + 20000 * DAY, 100);
}

static void test_settings(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_check_options o;
    quen_check *check;
    (void)state;
    check_shop(&s);
    quen_orders *orders = support_orders(ctx, s.lines, s.n), *open = NULL;
#define REFUSED(change, words)                                                           \
    quen_check_options_init(&o, sizeof o);                                               \
    check = (quen_check *)&o;                                                            \
    change;                                                                              \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,                                          \
                 quen_orders_check(ctx, orders, &o, &check));                            \
    assert_null(check)
    REFUSED(o.struct_size = 0, "check options: struct_size is 0");
    REFUSED(o.utc_offset_s = 90000, "check: utc_offset_s is 90000");
    REFUSED(o.nobody_share = 0, "check: nobody_share is 0");
    REFUSED(o.nobody_times = -1, "check: nobody_times is -1");
    REFUSED(o.clock_gap_s = 0, "check: clock_gap_s is 0");
    REFUSED(o.repeated_share = 0.0 / 1, "check: repeated_share is 0");
    assert_ok(ctx, quen_orders_new(ctx, &open));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "not finished",
                 quen_orders_check(ctx, open, NULL, &check));
    quen_orders_free(open);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_out_of_range(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    many_faults();
    quen_check *check = check_run(ctx, &s, NULL);
    size_t n = quen_check_n_findings(check);
    assert_true(n >= 6);
    for (size_t i = 0; i + 1 < n; i++)
        assert_true(quen_check_finding(check, i)->severity >=
                    quen_check_finding(check, i + 1)->severity);
    assert_string_equal(quen_check_severity_name(check, 0), "severe");
    assert_null(quen_check_finding(check, n));
    assert_null(quen_check_kind_name(check, n));
    assert_null(quen_check_severity_name(check, n));
    assert_null(quen_check_example(check, n));
    assert_null(quen_check_sentence(check, n));
    quen_check_free(check);
    quen_check_free(NULL);
    quen_context_free(ctx);
}

/* --- the same for everyone --- */

static quen_check *first_found;

static void check_same(quen_context *ctx, void *user)
{
    quen_check *check = check_run(ctx, &s, NULL);
    (void)user;
    assert_int_equal(quen_check_n_findings(check), quen_check_n_findings(first_found));
    for (size_t i = 0; i < quen_check_n_findings(check); i++) {
        assert_memory_equal(quen_check_finding(check, i),
                            quen_check_finding(first_found, i), sizeof(quen_finding));
        assert_string_equal(quen_check_sentence(check, i),
                            quen_check_sentence(first_found, i));
        assert_string_equal(quen_check_example(check, i),
                            quen_check_example(first_found, i));
    }
    quen_check_free(check);
}

static void test_same_everywhere(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    many_faults();
    first_found = check_run(ctx, &s, NULL);
    support_each_context(check_same, NULL);
    for (size_t i = 0; i < s.n / 2; i++) { /* the other way round */
        quen_order_line line = s.lines[i];
        s.lines[i] = s.lines[s.n - 1 - i];
        s.lines[s.n - 1 - i] = line;
    }
    check_same(ctx, NULL);
    quen_check_free(first_found);
    quen_context_free(ctx);
}

static quen_status check_in_need(quen_context *ctx, void *user)
{
    quen_orders *orders = NULL;
    quen_check *check = NULL;
    (void)user;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, orders, s.lines, s.n);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, orders);
    if (status == QUEN_OK)
        status = quen_orders_check(ctx, orders, NULL, &check);
    if (status != QUEN_OK)
        assert_null(check);
    quen_check_free(check);
    quen_orders_free(orders);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    many_faults();
    support_each_oom(check_in_need, NULL);
}

static int stop_at_once(void *user, const char *stage, double fraction)
{
    (void)user, (void)fraction;
    return strcmp(stage, "check") == 0;
}

static void test_cancelled(void **state)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    (void)state;
    many_faults();
    quen_context_options_init(&options, sizeof options);
    options.progress = stop_at_once;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    assert_int_equal(check_in_need(ctx, NULL), QUEN_ERR_CANCELLED);
    quen_context_free(ctx);
}

/* --- names --- */

static void test_names(void **state)
{
    static const char *const nobody[] = {
        "",
        "-",
        " ? ",
        "Khách lẻ",
        "KHACH LE",
        "khÁch_LẺ",
        "KHÁCH HÀNG VÃNG LAI",
        "khách vãng lai",
        "Vãng lai",
        "Khách không tên",
        "ẩn danh",
        "Tiền mặt",
        ("Kha\xcc\x81"
         "ch le\xcc\x89"), /* marks as characters of their own */
        "Walk-in",
        "WALK IN CUSTOMER",
        "Guest",
        "guest 12",
        "Cash",
        "Unknown",
        "Laufkundschaft",
        "Público en general",
        "Cliente balcão",
        "0000000000",
        "0999999999",
        "999999",
        "0123456789"};
    static const char *const somebody[] = {
        "An",
        "Lê",
        "Guestner",
        "guest 123",
        "Khanh Le",
        "Johnny Cash",
        "0",
        "00",
        "99999",
        "1111",
        "0912345678",
        "KH0001",
        "Khách lẻ ☃",
        "Đặng Thị Ơn",
        "C00000",
        "guest\xff",
        "walk-in but with a very long remark behind it that nobody reads at all"};
    (void)state;
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (!quen__finding_is_nobody(quen_key_text(nobody[i])))
            fail_msg("%s is nobody", nobody[i]);
    for (size_t i = 0; i < sizeof somebody / sizeof *somebody; i++)
        if (quen__finding_is_nobody(quen_key_text(somebody[i])))
            fail_msg("%s is somebody", somebody[i]);
    assert_false(quen__finding_is_nobody(quen_key_int(0)));
}

/* --- keys in sentences --- */

static int is_utf8(const char *text)
{
    uint32_t code;
    for (size_t n = strlen(text), bytes; n > 0; text += bytes, n -= bytes) {
        bytes = quen__key_character(text, n, &code);
        if (bytes == 0 || code < 0x20)
            return 0;
    }
    return 1;
}

static void test_hostile_keys(void **state)
{
    static const struct {
        const char *key, *shown;
    } cases[] = {
        {"a\tb\x1b[31m", "'a?b?[31m'"},
        {"\xff\xfe", "'?\?'"},
        {"\xc3", "'?'"},
        {"\xe1\xba", "'?\?'"},
        {"\xc0\xaf", "'?\?'"},             /* too long a form */
        {"\xed\xa0\x80", "'?\?\?'"},       /* half of a pair */
        {"\xf4\x90\x80\x80", "'?\?\?\?'"}, /* beyond Unicode */
        {"\xc2\x9b[31m", "'?[31m'"},       /* a control character of 8 bits */
        {"😀", "'😀'"},
    };
    char words[QUEN__KEY_WORDS], key[128];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(quen__key_words(quen_key_text(cases[i].key), words),
                            cases[i].shown);
    for (size_t n = 30; n < 60; n++) { /* cut between characters, wherever the end is */
        memset(key, 'x', n);
        memcpy(key + n, "ẻẻẻ", 10);
        quen__key_words(quen_key_text(key), words);
        assert_true(is_utf8(words));
        assert_true(strlen(words) < QUEN__KEY_WORDS);
        assert_true(n < 36 || strstr(words, "...'"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),        cmocka_unit_test(test_out_of_range),
        cmocka_unit_test(test_same_everywhere), cmocka_unit_test(test_memory),
        cmocka_unit_test(test_cancelled),       cmocka_unit_test(test_names),
        cmocka_unit_test(test_hostile_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
