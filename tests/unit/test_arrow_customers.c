/* Customers of Arrow streams that are whole numbers, telephone numbers, e-mail addresses
 * or names: of texts and of dictionaries, in every format. */
#include "arrow_cases.h"

#define ROWS 8
static const char *const bills[ROWS] = {"1", "2", "3", "4", "5", "6", "7", "8"};
static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz"};
static const arrow_shape shapes[] = {{.batch = 1},
                                     {.batch = 3, .child_offset = 2, .extra = 1},
                                     {.batch = 0, .parent_offset = 3}};

typedef struct plan {
    const char *format, *index;
    const char *const *who;
    quen_arrow_options options;
} plan;

static plan plan_of(const char *const *who, uint32_t kind)
{
    plan p = {"u", NULL, who, arrow_options()};
    p.options.amount = NULL;
    p.options.customer = "who";
    p.options.order = "bill";
    p.options.customer_kind = kind;
    return p;
}

static quen_status load(quen_context *ctx, const plan *p, const arrow_shape *shape,
                        quen_orders **log)
{
    const arrow_column columns[] = {{"bill", "l", NULL, bills},
                                    {"item", "l", NULL, bills},
                                    {"time", "l", NULL, bills},
                                    {"who", p->format, p->index, p->who}};
    return load_arrow(ctx, columns, 4, ROWS, &p->options, shape, log);
}

static int is_told(const quen_orders *log, const char *told)
{
    for (size_t i = 0; i < quen_orders_n_told(log); i++)
        if (strstr(quen_orders_told(log, i), told))
            return 1;
    for (size_t i = 0; i < quen_orders_n_told(log); i++)
        print_message("told: %s\n", quen_orders_told(log, i));
    print_message("not told: %s\n", told);
    return 0;
}

/* The customers are these keys, and no others. */
static void check_keys(quen_context *ctx, quen_orders *log, const quen_key *keys,
                       size_t n)
{
    quen_order_totals totals;
    assert_ok(ctx, quen_orders_finish(ctx, log));
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(log, &totals);
    assert_int_equal(totals.customers, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t customer;
        assert_ok(ctx, quen_orders_find_customer(ctx, log, keys[i], &customer));
    }
}

static void check(plan p, const quen_key *keys, size_t n, const char *told)
{
    for (size_t i = 0; i < 2 * COUNT(formats) * COUNT(shapes); i++) {
        quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
        quen_orders *log = NULL;
        p.format = formats[i / 2 % COUNT(formats)];
        p.index = i % 2 ? "c" : NULL;
        assert_ok(ctx, load(ctx, &p, &shapes[i / (2 * COUNT(formats))], &log));
        check_keys(ctx, log, keys, n);
        assert_true(*told ? is_told(log, told) : quen_orders_n_told(log) == 0);
        quen_orders_free(log);
        quen_context_free(ctx);
    }
}

static void test_phones(void **state)
{
    static const char *const who[ROWS] = {
        "0912 345 678", "+84912345678",  "0122-345-6789", "ext 7", "NULL", "",
        NULL,           "84 912 345 678"};
    const quen_key keys[] = {quen_key_text("+84912345678"), quen_key_text("+84773456789"),
                             quen_key_text("ext 7")};
    (void)state;
    plan p = plan_of(who, QUEN_IMPORT_KEY_PHONE);
    p.options.country = "VN";
    check(p, keys, 3,
          "column 'who': customer: telephone numbers; 1 cell is none and stands as it "
          "is, such as row 3: 'ext 7'");
}

static void test_emails(void **state)
{
    static const char *const who[ROWS] = {"An@Shop.VN", "an@shop.vn", " an@shop.vn ",
                                          "nobody at",  "Binh@x.com", "NULL",
                                          "at nobody",  "binh@x.com "};
    const quen_key keys[] = {quen_key_text("an@shop.vn"), quen_key_text("binh@x.com"),
                             quen_key_text("nobody at"), quen_key_text("at nobody")};
    (void)state;
    check(plan_of(who, QUEN_IMPORT_KEY_EMAIL), keys, 4,
          "column 'who': customer: e-mail addresses; 2 cells are none and stand as they "
          "are, such as row 3: 'nobody at'");
}

static void test_names(void **state)
{
    static const char *const who[ROWS] = {
        "Mr. John  Smith",  "john smith", "JOHN SMITH", "Nguye\xcc\x82n An",
        "nguy\xc3\xaan an", NULL,         "N/A",        "John Smith"};
    char john[QUEN_NAME_ROOM], an[QUEN_NAME_ROOM];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    assert_ok(ctx, quen_parse_name(ctx, who[0], strlen(who[0]), NULL, john));
    assert_ok(ctx, quen_parse_name(ctx, who[3], strlen(who[3]), NULL, an));
    quen_context_free(ctx);
    const quen_key keys[] = {quen_key_text(john), quen_key_text(an)};
    check(plan_of(who, QUEN_IMPORT_KEY_NAME), keys, 2,
          "column 'who': customer: names of persons");
}

static void test_whole(void **state)
{
    static const char *const who[ROWS] = {"17850", "17850.0", "NULL", "13.00",
                                          NULL,    "",        "-7",   " 13 "};
    static const char *const mixed[ROWS] = {"17850", "17850.0", "NULL", "13.00",
                                            NULL,    "",        "A7",   "17850"};
    const quen_key numbers[] = {quen_key_int(17850), quen_key_int(13), quen_key_int(-7)};
    const quen_key texts[] = {quen_key_text("17850"), quen_key_text("17850.0"),
                              quen_key_text("13.00"), quen_key_text("A7")};
    (void)state;
    check(plan_of(who, QUEN_IMPORT_KEY_WHOLE), numbers, 3,
          "column 'who': key: whole numbers: 5 rows, 2 of them with .0 behind it");
    check(plan_of(mixed, QUEN_IMPORT_KEY_WHOLE), texts, 4,
          "column 'who': key: texts as they stand: 1 of");
    check(plan_of(mixed, QUEN_IMPORT_KEY_TEXT), texts, 4, "");
}

/* Whole numbers are as they are; kinds of texts are not theirs. */
static void test_numbers(void **state)
{
    static const char *const who[ROWS] = {"1", "2", "1", "2", "1", "2", "1", NULL};
    const quen_key keys[] = {quen_key_int(1), quen_key_int(2)};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (uint32_t kind = QUEN_IMPORT_KEY_TEXT; kind <= QUEN_IMPORT_KEY_NAME; kind++) {
        plan p = plan_of(who, kind);
        quen_orders *log = NULL;
        p.format = "l";
        if (kind > QUEN_IMPORT_KEY_WHOLE) {
            assert_fails(ctx, QUEN_ERR_ARGUMENT,
                         "arrow: column \"who\" holds numbers, but customer_kind is of "
                         "texts",
                         load(ctx, &p, NULL, &log));
            continue;
        }
        assert_ok(ctx, load(ctx, &p, NULL, &log));
        check_keys(ctx, log, keys, 2);
        assert_int_equal(quen_orders_n_told(log), 0);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* Filters see the texts, and what is repeated from an earlier array is spelled. */
static void test_with_rows(void **state)
{
    static const char *const who[ROWS] = {"0912 345 678", NULL, NULL,        "x", "x",
                                          NULL,           NULL, "0912345678"};
    static const char *const numbers[ROWS] = {"1", "1", "1", "2", "2", "3", "3", "3"};
    static const char *const x[] = {"X"};
    const quen_import_filter drop = {"who", x, 1, 1, 0};
    const quen_key key = quen_key_text("+84912345678");
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(formats) * COUNT(shapes); i++) {
        plan p = plan_of(who, QUEN_IMPORT_KEY_PHONE);
        quen_orders *log = NULL;
        const arrow_column columns[] = {
            {"bill", "l", NULL, numbers},
            {"item", "l", NULL, bills},
            {"time", "l", NULL, numbers},
            {"who", formats[i / 2 % COUNT(formats)], i % 2 ? "c" : NULL, who}};
        p.options.country = "84";
        p.options.fill_down = 1;
        p.options.where = &drop;
        p.options.n_where = 1;
        assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &p.options,
                                  &shapes[i / (2 * COUNT(formats))], &log));
        check_keys(ctx, log, &key, 1);
        assert_true(is_told(log, "column 'who': drop 'X': 2 of 8 rows left out"));
        assert_true(is_told(log, "column 'bill': fill_down: 2 empty cells repeat"));
        quen_order_totals t;
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_int_equal(t.lines, 6);
        assert_int_equal(t.lines_without_customer, 2);
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

/* --- many, on several threads --- */

#define MANY 70000

static void test_many(void **state)
{
    static char texts[MANY][16], orders[MANY][8];
    static const char *who[MANY], *numbers[MANY];
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], i % 1000 == 999 ? "none %zu" : "0912%06zu",
                 i * 31 % 5000);
        snprintf(orders[i], sizeof orders[i], "%zu", i);
        who[i] = texts[i];
        numbers[i] = orders[i];
    }
    for (uint32_t threads = 1; threads <= 4; threads += 3) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        plan p = plan_of(who, QUEN_IMPORT_KEY_PHONE);
        const arrow_column columns[] = {{"bill", "l", NULL, numbers},
                                        {"item", "l", NULL, numbers},
                                        {"time", "l", NULL, numbers},
                                        {"who", "u", threads > 1 ? "i" : NULL, who}};
        quen_orders *log = NULL;
        quen_order_totals t;
        uint32_t found;
        p.options.country = "VN";
        assert_ok(ctx, load_arrow(ctx, columns, 4, MANY, &p.options, NULL, &log));
        assert_true(is_told(log, "; 70 cells are none and stand as they are, such as row "
                                 "999: 'none 969'"));
        assert_ok(ctx, quen_orders_finish(ctx, log));
        quen_order_totals_init(&t, sizeof t);
        quen_orders_get_totals(log, &t);
        assert_in_range(t.customers, 5000, 5070);
        assert_ok(ctx, quen_orders_find_customer(ctx, log, quen_key_text("+84912004999"),
                                                 &found));
        quen_orders_free(log);
        quen_context_free(ctx);
    }
}

/* --- refusals and memory --- */

static void test_refused(void **state)
{
    static const char *const who[ROWS] = {0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    plan p = plan_of(who, 5);
    quen_orders *log = NULL;
    (void)state;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "arrow: customer_kind is 5, not",
                 load(ctx, &p, NULL, &log));
    p.options.customer_kind = QUEN_IMPORT_KEY_PHONE;
    p.options.country = "Vietnam";
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "arrow: country is \"Vietnam\", not a code such as VN or 84",
                 load(ctx, &p, NULL, &log));
    quen_context_free(ctx);
}

static quen_status load_plan(quen_context *ctx, void *user)
{
    static const arrow_shape three = {.batch = 3};
    quen_orders *log = NULL;
    quen_status status = load(ctx, user, &three, &log);
    quen_orders_free(log);
    return status;
}

static void test_memory(void **state)
{
    static const char *const who[ROWS] = {"17850", "17850.0", "NULL", "13.00",
                                          NULL,    "",        "-7",   "x"};
    (void)state;
    for (uint32_t kind = QUEN_IMPORT_KEY_WHOLE; kind <= QUEN_IMPORT_KEY_NAME; kind++) {
        plan p = plan_of(who, kind);
        support_each_oom(load_plan, &p);
        p.index = "c";
        support_each_oom(load_plan, &p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phones),  cmocka_unit_test(test_emails),
        cmocka_unit_test(test_names),   cmocka_unit_test(test_whole),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_with_rows),
        cmocka_unit_test(test_many),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
