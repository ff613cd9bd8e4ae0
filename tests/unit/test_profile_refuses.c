/* What is wrong with a profile's text, line by line; damaged texts; memory. */
#include "support.h"

#include "core/rng.h"

static quen_context *ctx;

#define REST "\nprofile: p\nitem: i\ntime: t\n"

/* A text, exactly as large on the heap, so that a read past its end is found. */
static quen_status parse(quen_context *context, const char *text, size_t size,
                         quen_profile **out)
{
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    quen_status status = quen_profile_parse(context, copy, size, out);
    free(copy);
    return status;
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"order" REST, "line 1: 'order' has no colon: a line is a key, a colon"},
        {"\n# x\ncolour: red" REST, "line 3: 'colour' is no key"},
        {"ORDER: Bon" REST, "line 1: 'ORDER' is no key"},
        {"customer: C" REST, "line 1: 'customer' is no key"},
        {"less: L" REST, "line 1: 'less' is no key"},
        {": x" REST, "line 1: '' is no key"},
        {"order:" REST, "line 1: '' has no value: an empty one is written \"\""},
        {"order: a |" REST, "line 1: '' has no value"},
        {"order: | a" REST, "line 1: '| a' has no value"},
        {"order: a || b" REST, "line 1: '| b' has no value"},
        {"order: \"a" REST, "line 1: '\"a' has no closing quote"},
        {"order: \"a\"\"" REST, "line 1: '\"a\"\"' has no closing quote"},
        {"order: \"a\" b" REST, "line 1: 'b' stands behind a quote"},
        {"order: a\norder: b" REST, "line 2: 'b' stands behind a key that was said"},
        {"title: a\ntitle: b" REST, "line 2: 'b' stands behind a key that was said"},
        {"title: a | b" REST, "line 1: 'a | b' is more than one value"},
        {"keep: Type" REST, "line 1: 'Type' has no values: write columns = values"},
        {"keep: Type =" REST, "line 1: '' has no value"},
        {"keep: = Sale" REST, "line 1: '= Sale' has no value"},
        {"returns: Type | " REST, "line 1: '' has no value"},
        {"separator: ;" REST,
         "line 1: ';' is none of comma|semicolon|tab|bar|colon|blanks"},
        {"separator: com" REST, "line 1: 'com' is none of comma|"},
        {"quoting: single" REST, "line 1: 'single' is none of standard|none"},
        {"encoding: ebcdic" REST, "line 1: 'ebcdic' is none of utf8|"},
        {"decimals: two" REST, "line 1: 'two' is no whole number"},
        {"decimals: -1" REST, "line 1: '-1' is no whole number"},
        {"decimals: 19" REST, "line 1: '19' is above the limit, 18"},
        {"decimals:" REST, "line 1: '' has no value"},
        {"decimals: 2\ndecimals: 2" REST, "line 2: '2' stands behind a key that was"},
        {"skip_lines: 1001" REST, "line 1: '1001' is above the limit, 1000"},
        {"skip_lines: 99999999999999999999" REST, "is above the limit, 1000"},
        {"fill_down: maybe" REST, "line 1: 'maybe' is neither yes nor no"},
        {"fill_down: no\nfill_down: no" REST, "line 2: 'no' stands behind a key that"},
        {"profile: My till\nitem: i\ntime: t", "'My till' is not of a-z, 0-9 and _"},
        {"profile: \"\"\nitem: i\ntime: t", "the name '' is not of a-z"},
        {"item: i\ntime: t", "profile: there is no line 'profile: its name'"},
        {"profile: p\ntime: t", "profile: there is no line 'item: its columns'"},
        {"profile: p\nitem: i", "profile: there is no line 'time: its columns'"},
        {"", "profile: there is no line 'profile: its name'"},
        {"\xEF\xBB\xBF", "profile: there is no line 'profile: its name'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quen_profile *out = (quen_profile *)&out;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, cases[i].words,
                     parse(ctx, cases[i].text, strlen(cases[i].text), &out));
        assert_null(out);
    }
}

static void test_bytes(void **state)
{
    (void)state;
    static char large[QUEN_PROFILE_MAX_SIZE + 1];
    static const char zero[] = "profile: p\nitem: a\0b\ntime: t";
    quen_profile *out;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "profile: line 2 has a zero byte",
                 parse(ctx, zero, sizeof zero - 1, &out));
    memset(large, '\n', sizeof large);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "profile: a text of 65537 bytes, and 65536",
                 parse(ctx, large, sizeof large, &out));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "there is no line 'profile",
                 parse(ctx, large, sizeof large - 1, &out));
    memset(large, '|', sizeof large);
    memcpy(large, "order: ", 7);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "line 1: '||||", /* no more than 60 of them */
                 parse(ctx, large, sizeof large - 1, &out));
    /* A message shows whole characters. */
    static const char words[] = "xyzMã hóa đơn Mã hóa đơn Mã hóa đơn Mã hóa đơn Mã hóa";
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "'xyzMã hóa đơn Mã hóa đơn Mã hóa đơn Mã hóa đ' has no colon",
                 parse(ctx, words, sizeof words - 1, &out));
    /* As many values as there can be. */
    for (size_t i = 7; i < sizeof large; i++)
        large[i] = i % 2 ? 'x' : '|';
    memcpy(large + sizeof large - 31, "\nprofile: p\nitem: i\ntime: t", 28);
    assert_ok(ctx, parse(ctx, large, sizeof large - 31 + 27, &out));
    assert_int_equal(quen_profile_n_columns(out, QUEN_PROFILE_ORDER), 32750);
    quen_profile_free(out);
}

/* Texts of the profiles with bytes changed, cut and doubled: a profile or a sentence; and
 * what is a profile is one again from its own text. */
static void test_damaged(void **state)
{
    (void)state;
    static const char bytes[] = "|=:\"\n\r\t #yx\0";
    static char text[8192], again[16384];
    size_t size, good = 0;
    for (uint64_t seed = 0; seed < 20000; seed++) {
        quen_profile *out, *second;
        const quen_profile *from =
            quen_profile_at((size_t)quen__random_below(seed, 0, 0, quen_n_profiles()));
        assert_ok(ctx, quen_profile_text(ctx, from, text, sizeof text, &size));
        for (uint64_t k = 0, n = quen__random_below(seed, 1, 0, 4); k <= n; k++)
            text[quen__random_below(seed, 2, k, size)] =
                bytes[quen__random_below(seed, 3, k, sizeof bytes - 1)];
        if (seed % 5 == 0)
            size = (size_t)quen__random_below(seed, 4, 0, size);
        quen_status status = parse(ctx, text, size, &out);
        if (status != QUEN_OK) {
            assert_int_equal(status, QUEN_ERR_ARGUMENT);
            assert_int_equal(strncmp(quen_context_message(ctx), "profile: ", 9), 0);
            continue;
        }
        good++;
        assert_ok(ctx, quen_profile_text(ctx, out, text, sizeof text, &size));
        assert_ok(ctx, quen_profile_parse(ctx, text, size, &second));
        size_t length;
        assert_ok(ctx, quen_profile_text(ctx, second, again, sizeof again, &length));
        assert_int_equal(length, size);
        assert_memory_equal(text, again, size);
        quen_profile_free(second);
        quen_profile_free(out);
    }
    assert_true(good > 2000 && good < 18000);
}

static quen_status parse_and_print(quen_context *failing, void *user)
{
    char text[4096];
    size_t size;
    quen_profile *out = NULL;
    const quen_profile *from = user;
    quen_status status = quen_profile_text(failing, from, text, sizeof text, &size);
    if (status == QUEN_OK)
        status = quen_profile_parse(failing, text, size, &out);
    if (status != QUEN_OK)
        assert_null(out);
    quen_profile_free(out);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(parse_and_print, (void *)quen_profile_find("kiotviet"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_memory),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
