/* Columns of money, quantities and keys: what is read, what proves it, what is refused.
 */
#include "format_cases.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define DONG "\xe2\x82\xab"
#define NBSP "\xc2\xa0"
#define NARROW "\xe2\x80\xaf"
#define MINUS "\xe2\x88\x92"

static quen_context *ctx;

typedef struct row {
    uint32_t decimals;
    const char *lines, *values, *saved;
} row;

static void check(const char *lines, const char *got, const char *want)
{
    if (strcmp(got, want) != 0)
        fail_msg("\"%s\":\ngot\n%s\nexpected\n%s", lines, got, want);
}

static void check_read(const quen_format_options *options, const row *r)
{
    quen_format *format = format_learned(ctx, options, r->lines);
    check(r->lines, format_values(ctx, format, options->kind, r->lines), r->values);
    check(r->lines, quen_format_saved(format), r->saved);
    quen_format_free(format);
}

static void check_rows(uint32_t kind, const row *rows, size_t n)
{
    quen_format_options options = format_options(kind);
    for (size_t i = 0; i < n; i++) {
        options.decimals = rows[i].decimals;
        check_read(&options, &rows[i]);
    }
}

/* --- money --- */

static void money_is_read(void **state)
{
    static const row rows[] = {
        {2, "8.00\n1,250.00\n-5.5", "800\n125000\n-550",
         "money decimal_mark=. thousands=,"},
        {2, "1.250,00\n8,5", "125000\n850", "money decimal_mark=, thousands=."},
        {2, "12,50", "1250", "money decimal_mark=,"},
        {2, "0.125\n1.250", "13\n125", "money decimal_mark=."},
        {2, "0,125\n1,250", "13\n125", "money decimal_mark=,"},
        {2, "1234.567", "123457", "money decimal_mark=."},
        {2, ".5\n5.", "50\n500", "money decimal_mark=."},
        {2, "45000\n-12", "4500000\n-1200", "money whole"},
        {0, "45.000\n29.000\n45.500\n120.000", "45000\n29000\n45500\n120000",
         "money decimal_mark=, thousands=."},
        {0, "45,000\n45,500", "45000\n45500", "money decimal_mark=. thousands=,"},
        {0, "45.000\n1.250.000", "45000\n1250000", "money decimal_mark=, thousands=."},
        {0, "45000.00\n0.00\n45.50", "45000\n0\n46", "money decimal_mark=."},
        {0, "1.250.000\n0\n45.000", "1250000\n0\n45000",
         "money decimal_mark=, thousands=."},
        {2, "1,250.00\n0.0.0\n0.0",
         "125000\nmarks that do not fit a point for decimals\n0",
         "money decimal_mark=. thousands=,"},
        {0, "1,25,000\n12,000", "125000\n12000", "money decimal_mark=. thousands=,"},
        {2, "1,25,00,000.50", "1250000050", "money decimal_mark=. thousands=,"},
        {2,
         "1'250.50\n1\xe2\x80\x99"
         "000",
         "125050\n100000", "money decimal_mark=. thousands='"},
        {2, "1 250,50\n1" NBSP "000" NARROW "000,00", "125050\n100000000",
         "money decimal_mark=, thousands=blank"},
        {2, "1_250.50", "125050", "money decimal_mark=. thousands=_"},
        {2, "$8.00\n$1,250.00\n-$5.00\n$-5.00\n($5.00)\n$ (5.00)",
         "800\n125000\n-500\n-500\n-500\n-500",
         "money decimal_mark=. thousands=, currency=$"},
        {2, "5.00-\n" MINUS "5.00\n- 5.00\n+5.00\n(5.00)", "-500\n-500\n-500\n500\n-500",
         "money decimal_mark=."},
        {0, "45.000 " DONG "\n1.250.000\xc4\x91\nVND 29.000\n1.000 VN\xc4\x90\n5 vnd",
         "45000\n1250000\n29000\n1000\n5",
         "money decimal_mark=, thousands=. currency=VND"},
        {2, "$5.00 USD\nUSD 6.00\nUS$7.00", "500\n600\n700",
         "money decimal_mark=. currency=USD"},
        {2, "kr 1.250,50\n12,00 kr.", "125050\n1200",
         "money decimal_mark=, thousands=. currency=kr"},
        {2, "Rs.500\nRs. 1,250.50", "50000\n125050",
         "money decimal_mark=. thousands=, currency=Rs"},
        {2, "\xe2\x82\xac 5,00\n5,00" NBSP "\xe2\x82\xac\nEUR5,00", "500\n500\n500",
         "money decimal_mark=, currency=EUR"},
        {2, "=\"45.50\"\n'12.25\n'12", "4550\n1225\n1200", "money decimal_mark=."},
        {2, "1.005\n1.5\n-0.005", "101\n150\n-1", "money decimal_mark=."},
    };
    (void)state;
    check_rows(QUEN_FORMAT_KIND_MONEY, rows, COUNT(rows));
}

static void money_is_refused(void **state)
{
    static const struct {
        uint32_t decimals;
        const char *lines, *words;
    } table[] = {
        {0, "45.000\n29.000",
         "format: money: '45.000' in row 1 is 45.000 if a point parts decimals and 45000 "
         "if a comma does, and no row decides: say decimal_mark=\".\" or "
         "thousands=\".\""},
        {0, "45.000\n45.500\n0.00",
         "'45.000' in row 1 is 45.000 if a point parts decimals and 45000 if a comma "
         "does; '0.00' in row 3 has decimals, but money has none: say decimal_mark=\".\" "
         "or "
         "thousands=\".\""},
        {0, "45.5\n45.000", "'45.5' in row 1 has decimals, but money has none: say"},
        {0, "0,00\n45,000", "'0,00' in row 1 has decimals, but money has none: say"},
        {2, "12\n1,250",
         "'1,250' in row 2 is 1250 if a point parts decimals and 1.250 if a comma does, "
         "and no row decides: say decimal_mark=\",\" or thousands=\",\""},
        {2, "1.255\n2.375", "no row decides"}, /* money may have three decimals */
        {3, "1.250", "no row decides"},
        {0, "45.500\n45,500", "no row decides"},
        {2, "12,50\n12.5",
         "'12,50' in row 1 has a comma for decimals and '12.5' in row 2 a point: say"},
        {2, "5 USD\n6\n7 EUR",
         "'5 USD' in row 1 and '7 EUR' in row 3 are of two currencies"},
        {2,
         "$5.00\n\xe2\x82\xac"
         "5.00",
         "of two currencies"},
        {2, "5 USD EUR", "two currencies beside one amount"},
        {2, "5.00 CR", "CR or DR beside an amount, which mean the opposite"},
        {2, "dr 5.00", "CR or DR beside an amount"},
        {2, "5 %", "none of 1 texts is a number, such as '5 %' in row 1: a percentage"},
        {2, "1250.-", "a dash in place of decimals"},
        {2, "Total", "not a number"},
        {2, "-", "not a number"},
        {2, "5 5", "marks where no number has them"},
        {2, "--5", "not a number"},
        {2, "(5", "not a number"},
        {2, "5)(", "not a number"},
        {2, "(-5)", "not a number"},
        {2, "1e5", "not a number"},
        {2, "nan", "not a number"},
        {2, "1.2.3", "marks where no number has them"},
        {2, "1,25.000", "marks where no number has them"},
        {2, "0,125,000", "marks where no number has them"},
        {2, "1,250'000", "marks where no number has them"},
        {2, "$1111111111222222222233333333334444444444.5", "more digits than any amount"},
        {2, "\xff", "not a number"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.decimals = table[i].decimals;
        format_refused(ctx, &options, table[i].lines, table[i].words);
    }
}

static void marks_are_stated(void **state)
{
    static const struct {
        const char *thousands, *decimal_mark;
        row r;
    } table[] = {
        {".",
         NULL,
         {0, "45.000\n29.000", "45000\n29000", "money decimal_mark=, thousands=."}},
        {".",
         NULL,
         {0, "45.000\n0.00\n0,0", "45000\n0\n0", "money decimal_mark=, thousands=."}},
        {",", NULL, {2, "1,250\n8.5", "125000\n850", "money decimal_mark=. thousands=,"}},
        {NULL,
         ".",
         {0, "45.000\n1,250.00", "45\n1250", "money decimal_mark=. thousands=,"}},
        {NULL,
         ",",
         {2, "1,250\n1.250,5\n1.5",
          "125\n125050\nmarks that do not fit a comma for decimals",
          "money decimal_mark=, thousands=."}},
        {"", NULL, {2, "1.250\n3.5", "125\n350", "money decimal_mark=. thousands=none"}},
        {"'",
         NULL,
         {2, "1,250\n1'250,5", "125\n125050", "money decimal_mark=, thousands='"}},
        {" ", ",", {2, "1 250,5", "125050", "money decimal_mark=, thousands=blank"}},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.thousands = table[i].thousands;
        options.decimal_mark = table[i].decimal_mark;
        options.decimals = table[i].r.decimals;
        check_read(&options, &table[i].r);
    }
}

static void marks_are_refused(void **state)
{
    static const struct {
        const char *thousands, *decimal_mark, *words;
    } table[] = {
        {"x", NULL, "format: thousands is \"x\", not one of \".\", \",\","},
        {"..", NULL, "format: thousands is \"..\""},
        {NULL, "'", "format: decimal_mark is \"'\", not \".\" or \",\""},
        {".", ".", "format: thousands and decimal_mark are both \".\""},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    quen_format *format;
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.thousands = table[i].thousands;
        options.decimal_mark = table[i].decimal_mark;
        assert_fails(ctx, QUEN_ERR_ARGUMENT, table[i].words,
                     quen_format_new(ctx, &options, &format));
    }
}

static void proofs_are_told(void **state)
{
    static const struct {
        uint32_t decimals;
        const char *lines, *told;
    } table[] = {
        {0, "45.000\n45.500\n120.000",
         "money: a comma for decimals, a point between thousands: 1 of 3 rows would have "
         "fractions of the smallest unit otherwise, such as '45.500' in row 2"},
        {2, "8\n$1,250.00\nTotal",
         "money: a point for decimals, a comma between thousands, in $: 1 of 2 rows can "
         "mean nothing else, such as '$1,250.00' in row 2; 1 texts are no numbers, such "
         "as 'Total' in row 3: not a number"},
        {0, "5\n6", "money: whole numbers: 2 rows"},
        {0, "", "money: no text"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        options.decimals = table[i].decimals;
        quen_format *format = format_learned(ctx, &options, table[i].lines);
        assert_string_equal(quen_format_told(format), table[i].told);
        quen_format_free(format);
    }
}

static void the_currency_is_told(void **state)
{
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    quen_format *format = format_learned(ctx, &options, "5 " DONG "\n6");
    (void)state;
    assert_string_equal(quen_format_currency(format), "VND");
    assert_string_equal(format_values(ctx, format, options.kind, "7\n8 EUR"),
                        "700\nanother currency than that of the column");
    quen_format_free(format);
    format = format_learned(ctx, &options, "5");
    assert_string_equal(quen_format_currency(format), "");
    quen_format_free(format);
    options.kind = QUEN_FORMAT_KIND_QUANTITY;
    format = format_learned(ctx, &options, "1.5\n2.25");
    assert_string_equal(
        format_values(ctx, format, QUEN_FORMAT_KIND_QUANTITY, "$2.5\n2.5"),
        "a currency beside a quantity\n250");
    quen_format_free(format);
}

/* --- quantities --- */

static void quantities_are_read(void **state)
{
    static const row rows[] = {
        {4, "2.0000\n1.5\n-1\n1.500", "20000\n15000\n-10000\n15000",
         "quantity decimal_mark=."},
        {3, "1.500\n2.250", "1500\n2250", "quantity decimal_mark=."},
        {3, "1,5\n2,000", "1500\n2000", "quantity decimal_mark=,"},
        {0, "1\n12", "1\n12", "quantity whole"},
        {0, "=\"3\"\n(2)", "3\n-2", "quantity whole"},
    };
    static const char *const refused[][2] = {
        {"2,000\n3", "format: quantity: '2,000' in row 1 is 2.000 if a comma parts "
                     "decimals and 2000 if it parts thousands, and no row decides"},
        {"2 kg",
         "format: quantity: none of 1 texts is a number, such as '2 kg' in row 1"},
        {"1,250.00", "marks of thousands in a quantity"},
        {"$2", "a currency beside a quantity"},
        {"1.5\n1,5",
         "'1.5' in row 1 has a point for decimals and '1,5' in row 2 a comma"},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_QUANTITY);
    (void)state;
    check_rows(QUEN_FORMAT_KIND_QUANTITY, rows, COUNT(rows));
    for (size_t i = 0; i < COUNT(refused); i++)
        format_refused(ctx, &options, refused[i][0], refused[i][1]);
    options.decimal_mark = ",";
    check_read(&options, &(row){2, "2,000", "200", "quantity decimal_mark=,"});
}

static void decimals_of_quantities_are_kept(void **state)
{
    static const struct {
        const char *lines;
        size_t decimals;
    } table[] = {{"2.0000\n3", 0}, {"1,25\n2,5000", 2}, {"0.0010\n7", 3}, {"5\n6", 0}};
    quen_format_options options = format_options(QUEN_FORMAT_KIND_QUANTITY);
    quen_format *format;
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        format = format_learned(ctx, &options, table[i].lines);
        assert_int_equal(quen_format_n_decimals(format), table[i].decimals);
        quen_format_free(format);
    }
    options.decimals = 1;
    format = format_learned(ctx, &options, "1.5\n1.25");
    assert_string_equal(format_values(ctx, format, options.kind, "1.5\n1.25\n1.50"),
                        "15\nmore decimals than quantities are counted in\n15");
    quen_format_free(format);
    options.kind = QUEN_FORMAT_KIND_MONEY;
    format = format_learned(ctx, &options, "1.25");
    assert_int_equal(quen_format_n_decimals(format), 0);
    quen_format_free(format);
}

static void whole_numbers_stay_open(void **state)
{
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    quen_format *format = format_learned(ctx, &options, "45000");
    (void)state;
    assert_string_equal(format_values(ctx, format, options.kind, "12\n1 250\n45.000"),
                        "1200\n125000\na mark, in a column whose whole numbers did not "
                        "tell what it means");
    quen_format_free(format);
}

/* --- keys --- */

static void keys_are_numbers(void **state)
{
    static const struct {
        const char *lines, *values, *told;
    } table[] = {
        {"17850\n17850.0\n\n-3\n0", "17850\n17850\nempty\n-3\n0",
         "key: whole numbers: 4 rows, 1 of them with .0 behind it, such as '17850.0' in "
         "row 2"},
        {"9223372036854775807", "9223372036854775807", "key: whole numbers: 1 rows"},
        {"17850\n007", NULL,
         "key: texts as they stand: 1 of 2 rows are no whole numbers, such as '007' in "
         "row 2"},
        {"9223372036854775808", NULL, NULL},
        {"17850.5", NULL, NULL},
        {"17850.", NULL, NULL},
        {"+5", NULL, NULL},
        {"-0", NULL, NULL},
        {"-", NULL, NULL},
        {"KH1", NULL, NULL},
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_KEY);
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        quen_format *format = format_learned(ctx, &options, table[i].lines);
        assert_int_equal(quen_format_is_whole(format), table[i].values != NULL);
        assert_string_equal(quen_format_saved(format),
                            table[i].values ? "key whole" : "key text");
        if (table[i].values)
            check(table[i].lines,
                  format_values(ctx, format, options.kind, table[i].lines),
                  table[i].values);
        if (table[i].told)
            check(table[i].lines, quen_format_told(format), table[i].told);
        quen_format_free(format);
    }
}

static void keys_stay_texts(void **state)
{
    quen_format_options options = format_options(QUEN_FORMAT_KIND_KEY);
    quen_format *format = format_learned(ctx, &options, "KH1");
    int64_t number = -7;
    format_texts texts;
    (void)state;
    format_texts_of(&texts, "1");
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "format: keys of this column are texts",
        quen_format_read_keys(ctx, format, &texts.column, 1, &number, NULL, NULL));
    quen_format_free(format);
    format = format_learned(ctx, &options, "1\n2.0");
    format_texts_of(&texts, "KH1");
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "'KH1' in row 1: not a whole number, as all of",
        quen_format_read_keys(ctx, format, &texts.column, 1, &number, NULL, NULL));
    assert_int_equal(number, -7);
    quen_format_free(format);
}

/* --- products --- */

static void products_are_read(void **state)
{
    quen_format_options money = format_options(QUEN_FORMAT_KIND_MONEY),
                        pieces = format_options(QUEN_FORMAT_KIND_QUANTITY);
    format_texts quantities, prices;
    int64_t amount[5] = {7, 7, 7, 7, 7};
    const char *faults[5];
    quen_format_counts counts;
    (void)state;
    quen_format_counts_init(&counts, sizeof counts);
    quen_format *quantity = format_learned(ctx, &pieces, "0,335"),
                *price = format_learned(ctx, &money, "1.250,00 EUR");
    format_texts_of(&quantities, "0,335\n2\n\n1\n-1");
    format_texts_of(&prices, "2,99\n1.250,00 EUR\n5\nx\n5");
    assert_ok(ctx, quen_format_read_products(ctx, quantity, price, &quantities.column,
                                             &prices.column, 5, amount, faults, &counts));
    assert_int_equal(amount[0], 100); /* 1.00165, rounded once */
    assert_int_equal(amount[1], 250000);
    assert_string_equal(faults[2], "empty");
    assert_string_equal(faults[3], "not a number");
    assert_int_equal(amount[3], 7);
    assert_int_equal(amount[4], -500);
    assert_int_equal(counts.read, 3);
    assert_int_equal(counts.faults, 2);
    assert_int_equal(counts.rounded, 1);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "of another kind than what is read",
                 quen_format_read_products(ctx, price, price, &quantities.column,
                                           &prices.column, 5, amount, faults, NULL));
    quen_format_free(quantity);
    quen_format_free(price);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_read),
        cmocka_unit_test(money_is_refused),
        cmocka_unit_test(marks_are_stated),
        cmocka_unit_test(marks_are_refused),
        cmocka_unit_test(proofs_are_told),
        cmocka_unit_test(the_currency_is_told),
        cmocka_unit_test(quantities_are_read),
        cmocka_unit_test(decimals_of_quantities_are_kept),
        cmocka_unit_test(whole_numbers_stay_open),
        cmocka_unit_test(keys_are_numbers),
        cmocka_unit_test(keys_stay_texts),
        cmocka_unit_test(products_are_read),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
