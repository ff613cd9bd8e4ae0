/* Features: attributes, their levels, and schemas in a model's image. */
#include "features_cases.h"
#include "mend.h"

#include <math.h>

#include "data/features/features.h"

#define KIND 6 /* any */

/* --- attributes --- */

/* age, city=Hanoi, city=Hue, city=other, plan=-7, plan=3, plan=other */
static const double attribute_rows[5][7] = {
    {28, 0, 0, 1, 1, 0, 0},          /* 101: a city that is called "other" */
    {45, 1, 0, 0, 0, 1, 0},          /* 102 */
    {(double)NAN, 0, 1, 0, 0, 1, 0}, /* 103: age unknown */
    {31, 1, 0, 0, 1, 0, 0},          /* 104 */
    {(double)NAN, 0, 0, 1, 0, 0, 1}, /* 105: not named */
};

static void check_attribute_rows(const quen_features *features)
{
    assert_int_equal(quen_features_n_rows(features), 5);
    assert_int_equal(quen_features_n_columns(features), 22);
    for (size_t row = 0; row < 5; row++)
        for (size_t i = 0; i < 7; i++)
            assert_close(quen_features_matrix(features)[row * 22 + 15 + i],
                         attribute_rows[row][i], 0);
}

static void test_attributes(void **state)
{
    (void)state;
    static const char *const names[] = {
        "age", "city=Hanoi", "city=Hue", "city=other", "plan=-7", "plan=3", "plan=other"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = features_five_orders(ctx);
    quen_attribute a[3];
    make_features_attributes(a);
    quen_features_options o = features_with(a, 3);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    check_attribute_rows(features);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(quen_features_column_name(features, 15 + i), names[i]);
    assert_string_equal(quen_features_column_unit(features, 15), "years");
    assert_string_equal(quen_features_column_unit(features, 16), "");
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The most frequent levels win, ties by key; a zero byte shows as '?'. */
static void test_levels(void **state)
{
    (void)state;
    static const int64_t ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    /* b, a, b, \0c, c, \0d, c, a, b and the empty string */
    static const char bytes[] = "bab\0cc\0dcab";
    static const uint64_t offsets[] = {0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 11};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a = {.name = "x", .n = 10, .max_levels = 3};
    quen__schema schema;
    a.customers.numbers = ten;
    a.categories.bytes = bytes;
    a.categories.offsets = offsets;
    assert_ok(ctx, quen__schema_build(ctx, 1, &a, 1, &schema));
    assert_int_equal(schema.n_columns, QUEN_FEATURES_BUILTIN + 4);
    assert_string_equal(quen__schema_name(&schema, 15), "x=a");
    assert_string_equal(quen__schema_name(&schema, 16), "x=b");
    assert_string_equal(quen__schema_name(&schema, 17), "x=c");
    quen__schema_free(&schema);
    a.max_levels = 0;
    assert_ok(ctx, quen__schema_build(ctx, 1, &a, 1, &schema));
    assert_int_equal(schema.n_columns, QUEN_FEATURES_BUILTIN + 7);
    assert_string_equal(quen__schema_name(&schema, 15), "x=");
    assert_string_equal(quen__schema_name(&schema, 16), "x=?c");
    assert_string_equal(quen__schema_name(&schema, 17), "x=?d");
    assert_string_equal(quen__schema_name(&schema, 21), "x=other");
    assert_int_equal(quen__schema_level(&schema, 0, quen_key_bytes("\0d", 2)), 2);
    assert_true(quen__schema_level(&schema, 0, quen_key_text("e")) == QUEN__NO_LEVEL);
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* Strings that are all empty need no bytes. */
static void test_empty_levels(void **state)
{
    (void)state;
    static const uint64_t offsets[] = {7, 7, 7, 7, 7, 7};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = features_five_orders(ctx);
    quen_attribute a[3];
    make_features_attributes(a);
    a[1].categories.bytes = NULL;
    a[1].categories.offsets = offsets;
    quen_features_options o = features_with(a, 3);
    quen_features *features = NULL;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    assert_string_equal(quen_features_column_name(features, 16), "city=");
    assert_string_equal(quen_features_column_name(features, 17), "city=other");
    quen_features_free(features);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- schemas in a model's image --- */

static quen__image build_image(quen_context *ctx, const quen__schema *schema)
{
    static const uint64_t before = 7;
    quen__section rows[1 + QUEN__SCHEMA_SECTIONS] = {{1, 8, 1, &before}};
    quen__image image;
    quen__schema_sections(schema, 100, rows + 1);
    assert_ok(ctx, quen__image_build(ctx, KIND, rows, 1 + QUEN__SCHEMA_SECTIONS, &image));
    return image;
}

static void test_schema_is_applied(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = features_five_orders(ctx);
    quen_attribute a[3], turned[4] = {{0}};
    quen__schema schema, stored;
    quen__features_moment moment = {5000, 90 * DAY, 0};
    quen_features *features = NULL;
    make_features_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, 1, a, 3, &schema));
    quen__image image = build_image(ctx, &schema);
    quen__schema_free(&schema);
    assert_ok(ctx, quen__schema_attach(ctx, &image, 100, &stored));
    turned[0] = a[2];
    turned[1] = a[1];
    turned[2] = a[0];
    turned[3] = a[0];
    turned[3].name = "new";
    turned[1].max_levels = 1; /* of no meaning when a schema is applied */
    assert_ok(ctx,
              quen__features_build(ctx, orders, &moment, &stored, turned, 4, &features));
    check_attribute_rows(features);
    quen_features_free(features);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "features: attribute 'plan' is missing",
                 quen__features_build(ctx, orders, &moment, &stored, a, 2, &features));
    assert_null(features);
    a[2].categories = a[1].categories;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "features: attribute 'plan' has categories by byte string, not "
                 "categories by number",
                 quen__features_build(ctx, orders, &moment, &stored, a, 3, &features));
    quen__image_close(&image);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* What was learned with money needs money; without it, none is asked for. */
static void test_schema_and_money(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line line = features_line_of("An", "1", "tea", 0, 1, QUEN_AMOUNT_NONE);
    quen_orders *orders = support_orders(ctx, &line, 1);
    quen__features_moment moment = {5000, 90 * DAY, 0};
    quen_features *features = NULL;
    quen__schema schema;
    quen_attribute a = {.name = "age", .n = 1};
    static const double age = 40;
    static const uint64_t offsets[] = {0, 2};
    a.customers.bytes = "An";
    a.customers.offsets = offsets;
    a.numbers = &age;
    assert_ok(ctx, quen__schema_build(ctx, 1, &a, 1, &schema));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "features: revenue is wanted, but the log tells no money: add amounts, or learn "
        "from a log without",
        quen__features_build(ctx, orders, &moment, &schema, &a, 1, &features));
    assert_null(features);
    quen__schema_free(&schema);
    assert_ok(ctx, quen__schema_build(ctx, 0, &a, 1, &schema));
    assert_ok(ctx, quen__features_build(ctx, orders, &moment, &schema, &a, 1, &features));
    assert_int_equal(quen_features_n_rows(features), 1);
    assert_close(quen_features_matrix(features)[schema.n_columns - 1], age, 0);
    quen_features_free(features);
    quen__schema_free(&schema);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Write `value` over one 8-byte or 4-byte or 1-byte entry, attach, and put it back. */
static void refuse(quen_context *ctx, quen__image *image, uint32_t section, size_t width,
                   size_t at, uint64_t value, const char *words)
{
    unsigned char *place =
        (unsigned char *)quen__image_fill(image, 100 + section) + at * width;
    unsigned char saved[8];
    quen__schema schema;
    memcpy(saved, place, width);
    put_number(place, value, width);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen__schema_attach(ctx, image, 100, &schema));
    memcpy(place, saved, width);
    assert_ok(ctx, quen__schema_attach(ctx, image, 100, &schema));
}

static void test_attach_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a[3];
    quen__schema schema;
    make_features_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, 1, a, 3, &schema));
    quen__image image = build_image(ctx, &schema);
    refuse(ctx, &image, 0, 8, 0, 4, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 1, 15, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 2, 1, "column 0 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 15 + 1, 3, "column 15 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 15, 3, "column 15 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 16, 1, "column 16 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 16 + 2, 2, "column 16 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 15 + 2, 1, "column 15 is of no known sort");
    refuse(ctx, &image, 0, 8, 3 * 19 + 2, 0, "column 19 is of no known sort");
    refuse(ctx, &image, 1, 4, 0, 3, "features: attribute 0 is of unknown kind 3");
    refuse(ctx, &image, 1, 4, 1, 0, "features: attribute 1 is a number and has levels");
    refuse(ctx, &image, 1, 4, 1, 1, "both a number and a byte string");
    refuse(ctx, &image, 2, 8, 1, 3, "attribute levels: entry 2 is below");
    refuse(ctx, &image, 3, 8, 0, 5, "level 0 is both a number and a byte string");
    refuse(ctx, &image, 3, 8, 3, (uint64_t)-7, "level 3 is not above the one before");
    refuse(ctx, &image, 4, 8, 4, 9, "level offsets: the last offset");
    refuse(ctx, &image, 5, 1, 0, 'Z', "level 1 is not above the one before");
    refuse(ctx, &image, 6, 8, 1, 0, "text 0 does not end with a zero byte");
    refuse(ctx, &image, 7, 1, 12, 'x', "text 0 does not end with a zero byte");
    quen__image_close(&image);
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* One attribute more than there may be, put behind as many as there may be. */
static void refuse_many(quen_context *ctx)
{
    enum { MOST = 1000 };
    static char names[MOST][8];
    static quen_attribute a[MOST];
    static const int64_t one[] = {1};
    static const double number[] = {1};
    static const uint64_t level_start[MOST + 2];
    static const uint32_t kinds[MOST + 1]; /* numbers */
    quen__section rows[QUEN__SCHEMA_SECTIONS];
    quen__schema schema, stored;
    quen__image image;
    for (size_t i = 0; i < MOST; i++) {
        snprintf(names[i], sizeof names[i], "n%zu", i);
        a[i] = (quen_attribute){.name = names[i], .n = 1, .numbers = number};
        a[i].customers.numbers = one;
    }
    assert_ok(ctx, quen__schema_build(ctx, 1, a, MOST, &schema));
    quen__schema_sections(&schema, 0, rows);
    size_t n = rows[6].count, bytes = rows[7].count;
    uint64_t *offsets = malloc((n + 1) * sizeof *offsets);
    char *text = malloc(bytes + 2);
    assert_true(offsets && text);
    memcpy(offsets, rows[6].from, n * sizeof *offsets);
    memcpy(text, rows[7].from, bytes);
    memcpy(text + bytes, "z", 2);
    offsets[n] = bytes + 2;
    rows[1] = (quen__section){1, 4, MOST + 1, kinds};
    rows[2] = (quen__section){2, 8, MOST + 2, level_start};
    rows[6] = (quen__section){6, 8, n + 1, offsets};
    rows[7] = (quen__section){7, 1, bytes + 2, text};
    assert_ok(ctx, quen__image_build(ctx, KIND, rows, QUEN__SCHEMA_SECTIONS, &image));
    assert_fails(ctx, QUEN_ERR_FORMAT, "features: 1001 attributes, above 1000",
                 quen__schema_attach(ctx, &image, 0, &stored));
    quen__image_close(&image);
    quen__schema_free(&schema);
    free(offsets);
    free(text);
}

/* Too many attributes, one name twice, a level that is no key. */
static void test_attach_refuses_attributes(void **state)
{
    (void)state;
    static char text[65537];
    static const int64_t customers[] = {1, 2};
    static const uint64_t offsets[] = {0, 65535, 65537};
    static const double numbers[] = {1, 2};
    quen_attribute a[2] = {{.name = "n0", .n = 2, .numbers = numbers},
                           {.name = "n1", .n = 2}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__schema schema, stored;
    refuse_many(ctx);
    memset(text, 'x', sizeof text);
    text[65535] = 'y';
    a[0].customers.numbers = a[1].customers.numbers = customers;
    a[1].categories.bytes = text;
    a[1].categories.offsets = offsets;
    assert_ok(ctx, quen__schema_build(ctx, 1, a, 2, &schema));
    quen__image image = build_image(ctx, &schema);
    assert_ok(ctx, quen__schema_attach(ctx, &image, 100, &stored));
    refuse(ctx, &image, 4, 8, 1, 65536, "features: level 0 has 65536 bytes");
    size_t last = (size_t)(quen__schema_attribute(&stored, 1) - stored.text_bytes) + 1;
    refuse(ctx, &image, 7, 1, last, '0', "attribute 1 has the name of one before it");
    quen__image_close(&image);
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* Lengths that do not agree: the same sections, one of them an entry short. */
static void test_attach_refuses_lengths(void **state)
{
    (void)state;
    static const char *const words[] = {"no whole columns",
                                        "attribute levels: 4 entries, not 3",
                                        "attribute levels: 3 entries",
                                        "level offsets: 5 entries",
                                        "level offsets: 4 entries",
                                        "level offsets: the last",
                                        "feature text offsets: 47 entries",
                                        "feature text offsets: the last"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_attribute a[3];
    quen__schema schema, stored;
    quen__image image;
    make_features_attributes(a);
    assert_ok(ctx, quen__schema_build(ctx, 1, a, 3, &schema));
    for (size_t i = 0; i < QUEN__SCHEMA_SECTIONS; i++) {
        quen__section rows[QUEN__SCHEMA_SECTIONS];
        quen__schema_sections(&schema, 0, rows);
        rows[i].count--;
        assert_ok(ctx, quen__image_build(ctx, KIND, rows, QUEN__SCHEMA_SECTIONS, &image));
        assert_fails(ctx, QUEN_ERR_FORMAT, words[i],
                     quen__schema_attach(ctx, &image, 0, &stored));
        assert_fails(ctx, QUEN_ERR_FORMAT, "section 0x0032 (feature columns) is missing",
                     quen__schema_attach(ctx, &image, 50, &stored));
        quen__image_close(&image);
    }
    quen__schema_free(&schema);
    quen_context_free(ctx);
}

/* --- several moments --- */

#define MOMENTS QUEN__FEATURES_MOMENTS

static quen_orders *random_log(quen_context *ctx)
{
    static quen_order_line lines[LINES];
    for (size_t i = 0; i < LINES; i++)
        lines[i] = features_line(i);
    return support_orders(ctx, lines, LINES);
}

/* Rows of the customers in `want` at one moment are those of all customers at it. */
static size_t assert_same_rows(const quen_features *some, const quen_features *all)
{
    size_t row = 0, columns = all->schema.n_columns;
    for (size_t i = 0; i < all->rows; i++) {
        if (all->customers[i] % 3 == 0)
            continue;
        assert_true(row < some->rows);
        assert_int_equal(some->customers[row], all->customers[i]);
        assert_memory_equal(some->matrix + row++ * columns, all->matrix + i * columns,
                            columns * sizeof(double));
    }
    assert_int_equal(row, some->rows);
    return row;
}

/* In the midst of orders too, whose lines lie hours apart. */
static void test_moments(void **state)
{
    (void)state;
    quen_context *ctx = support_context(3, QUEN_SIMD_AUTO);
    quen_orders *orders = random_log(ctx);
    quen__features_moment moments[MOMENTS];
    quen_features *some[MOMENTS], *all = NULL;
    quen__schema schema;
    uint32_t customers[CUSTOMERS];
    size_t n = 0, rows = 0;
    assert_ok(ctx, quen__schema_build(ctx, 1, NULL, 0, &schema));
    quen_order_totals totals = {.struct_size = sizeof totals};
    quen_orders_get_totals(orders, &totals);
    for (uint32_t c = 0; c < totals.customers; c++)
        if (c % 3)
            customers[n++] = c;
    for (size_t k = 0; k < MOMENTS; k++)
        moments[k] = (quen__features_moment){features_line(k * 101).time_s,
                                             500 * DAY + 12345, 3600};
    assert_ok(ctx, quen__features_build_moments(ctx, orders, moments, MOMENTS, customers,
                                                n, &schema, NULL, 0, some));
    for (size_t k = 0; k < MOMENTS; k++) {
        assert_ok(ctx,
                  quen__features_build(ctx, orders, &moments[k], &schema, NULL, 0, &all));
        rows += assert_same_rows(some[k], all);
        quen_features_free(all);
        quen_features_free(some[k]);
    }
    assert_true(rows > CUSTOMERS);
    quen__schema_free(&schema);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_empty_levels),
        cmocka_unit_test(test_schema_is_applied),
        cmocka_unit_test(test_schema_and_money),
        cmocka_unit_test(test_attach_refuses_attributes),
        cmocka_unit_test(test_attach_refuses),
        cmocka_unit_test(test_attach_refuses_lengths),
        cmocka_unit_test(test_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
