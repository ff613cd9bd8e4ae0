/*
 * Sentences are the same in every country: words by a format are printf's, with a point
 * whatever the host's locale puts there; and what a host in Germany or Turkey reads,
 * answers and saves is what one without a locale does.
 */
#include "support.h"

#include <float.h>
#include <limits.h>
#include <locale.h>
#include <math.h>

#include "core/words.h"
#include "shop_log.h"

static void check_words(const char *format, ...) QUEN__PRINTF(1, 2);

/* As the C library has it, in rooms of every size. */
static void check_words(const char *format, ...)
{
    char expected[900], got[900];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(expected, sizeof expected, format, again);
    va_end(again);
    for (size_t room = 0; room <= (size_t)n + 1; room++) {
        memset(got, 0x5a, sizeof got);
        assert_int_equal(quen__words_of(got, room, format, args), n);
        assert_memory_equal(got, expected, room ? room - 1 : 0);
        assert_int_equal(got[room], 0x5a);
        if (room)
            assert_int_equal(got[room - 1], 0);
    }
    va_end(args);
}

static void test_as_printf(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    check_words("nothing at all");
    check_words("%s%s|%.*s|%.2s|%.9s|%.0s|%c%%", "", "tea", 2, "cake", "cup", "cup", "x",
                'y');
    check_words("%d %d %d %02d %02d %04d", 0, INT_MIN, INT_MAX, 7, -7, 12345);
    check_words("%u %u %02x %04x %08x", 0u, UINT_MAX, 10u, 0x2013u, 0xffffffffu);
    check_words("%lu %ld %zu %zu", ULONG_MAX, LONG_MIN, (size_t)0, SIZE_MAX);
    check_words("%llu %lld %lld %016llx", ULLONG_MAX, LLONG_MIN, LLONG_MAX, 0x1234ull);
    check_words("%o %03o %03o", 0u, 8u, 01750u);
    check_words("%5d|%3u|%4s|%1d", 42, 7u, "ab", -12345);
    check_words("%g %g %g %g %g", 0.0, -0.0, 1.5, 1e300, 123456789.0);
    check_words("%g %g %.15g", (double)INFINITY, -(double)INFINITY, 0.1);
    check_words("%.0f %.1f %.2f %.3f %f", 2.5, 0.05, 99.995, 1e-9, 1.0);
    check_words("%f and %.1f", DBL_MAX, -DBL_MAX);
}

/* Printf's word for it depends on the C library and on its sign. */
static void test_no_number(void **state)
{
    char got[40];
    (void)state;
    quen__words(got, sizeof got, "%g, %.1f, %6g.", (double)NAN, -(double)NAN,
                (double)NAN);
    assert_string_equal(got, "NaN, NaN,    NaN.");
}

/* A directive that is not ours ends the words before anything is taken for an argument.
 */
static void test_others(void **state)
{
    (void)state;
    char got[64];
    int n = 0;
    assert_int_equal(quen__words(got, sizeof got, "%d before %n behind", 7, &n), 9);
    assert_string_equal(got, "7 before ");
    assert_int_equal(n, 0);
}

/* --- hosts with a locale --- */

typedef struct told {
    char words[8][600];
    size_t n;
    unsigned char *file;
    size_t size;
} told;

static void tell(told *t, const char *words)
{
    assert_true(t->n < 8);
    snprintf(t->words[t->n++], sizeof t->words[0], "%s", words);
}

static void tell_refused(quen_context *ctx, told *t)
{
    static const double x[] = {1, 2, 3, 4};
    static const double weights[] = {1, -0.25, 1, 1};
    quen_kmeans_options o;
    quen_kmeans *kmeans = NULL;
    quen_kmeans_options_init(&o, sizeof o);
    o.k = 2;
    o.tol = -2.5;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "tol is -2.5, not",
                 quen_kmeans_fit(ctx, x, 4, 1, &o, &kmeans));
    o.tol = 0;
    o.weights = weights;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "is -0.25, not",
                 quen_kmeans_fit(ctx, x, 4, 1, &o, &kmeans));
    tell(t, quen_context_message(ctx));
}

static void tell_parsed(quen_context *ctx, told *t)
{
    char words[512];
    int64_t number, amount, time;
    assert_ok(ctx, quen_parse_name(ctx, "ISTANBUL Iris \xc4\xb0pek", 19, NULL, words));
    tell(t, words);
    assert_ok(ctx, quen_parse_email(ctx, "INFO@TITLE.EXAMPLE", 18, NULL, words));
    assert_string_equal(words, "info@title.example");
    assert_ok(ctx, quen_parse_decimal(ctx, "1234.56", 7, 2, &number, NULL));
    assert_int_equal(number, 123456);
    assert_int_equal(quen_parse_decimal(ctx, "1234,56", 7, 2, &number, NULL),
                     QUEN_ERR_ARGUMENT);
    tell(t, quen_context_message(ctx));
    assert_ok(ctx, quen_parse_product(ctx, "0.5", 3, "2.50", 4, 2, &amount, NULL));
    assert_int_equal(amount, 125);
    assert_ok(ctx, quen_parse_time(ctx, "2026-01-31 09:05", 16, 0, &time));
    assert_int_equal(time, 1769850300);
}

/* A shop, trained, saved and opened; what it says of itself; and its bytes. */
static void tell_shop(quen_context *ctx, told *t)
{
    static const shop_log shape = {60, 12, 500, 3, 0};
    size_t n;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL, *again = NULL;
    quen_check *check = NULL;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    const char *path = temp_path("words");
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    if (quen_check_n_findings(check) > 0)
        tell(t, quen_check_sentence(check, 0));
    assert_ok(ctx, quen_shop_train(ctx, orders, NULL, &shop));
    assert_ok(ctx, quen_shop_save(ctx, shop, path));
    assert_ok(ctx, quen_shop_open(ctx, path, &again));
    const quen_churn *churn = quen_shop_churn(again);
    tell(t, churn ? quen_churn_note(churn) : quen_shop_churn_note(again));
    assert_ok(ctx, quen_shop_save_bytes(ctx, again, NULL, 0, &t->size));
    t->file = malloc(t->size);
    assert_non_null(t->file);
    assert_ok(ctx, quen_shop_save_bytes(ctx, again, t->file, t->size, &t->size));
    remove(path);
    quen_check_free(check);
    quen_shop_free(again);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
}

static told tell_all(void)
{
    told t = {.n = 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    tell_refused(ctx, &t);
    tell_parsed(ctx, &t);
    tell_shop(ctx, &t);
    quen_context_free(ctx);
    return t;
}

/* Locales that the build made: LOCPATH says where. */
static void test_locales(void **state)
{
    (void)state;
    static const char *const locales[] = {"de_DE.UTF-8", "tr_TR.UTF-8"};
    char half[8];
    if (!setlocale(LC_ALL, locales[0])) {
        assert_null(getenv("LOCPATH"));
        print_message("SKIP: there is no locale de_DE.UTF-8\n");
        skip();
    }
    setlocale(LC_ALL, "C");
    told plain = tell_all();
    for (size_t i = 0; i < 2; i++) {
        assert_non_null(setlocale(LC_ALL, locales[i]));
        snprintf(half, sizeof half, "%.1f", 0.5);
        assert_string_equal(half, "0,5");
        assert_int_equal(quen__words(half, sizeof half, "%.2f|%g", 0.25, 1.5), 8);
        assert_string_equal(half, "0.25|1.");
        told t = tell_all();
        assert_int_equal(t.n, plain.n);
        for (size_t k = 0; k < t.n; k++)
            assert_string_equal(t.words[k], plain.words[k]);
        assert_int_equal(t.size, plain.size);
        assert_memory_equal(t.file, plain.file, t.size);
        free(t.file);
    }
    free(plain.file);
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_printf),
        cmocka_unit_test(test_no_number),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_locales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
