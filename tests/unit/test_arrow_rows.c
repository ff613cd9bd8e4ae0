/* Which rows of an Arrow stream are taken, and what their empty cells repeat: against
 * tables that were chosen and filled by hand, or row by row. */
#include "arrow_cases.h"
#include "same_log.h"

#define ROWS 8
static const char *const bills[ROWS] = {"1", "1", "2", "3", "3", "4", "4", "5"};
static const char *const goods[ROWS] = {"Tea", NULL,  "Cup", "Tea",
                                        "Cup", "Tea", "Cup", "Tea"};
static const char *const times[ROWS] = {
    "2026-03-01 08:00", "no time",          "2026-03-02 08:00", "31/12/26",
    "2026-03-03 08:00", "2026-03-04 08:00", "2026-03-04 08:00", "2026-03-05 08:00"};
static const char *const money[ROWS] = {"1.50", "n/a", "2.50",  "1.234,50",
                                        "4.00", "8",   "16.25", "x"};
/* Rows 0, 2, 4, 5 and 6 are sales; the others cannot be read. */
static const char *const events[ROWS] = {"sale", "view",   "SALE ", "View",
                                         "Sale", " sale ", "sale",  NULL};
static const char *const states[ROWS] = {"1", "-7", "1", "-7", "1", "1", "1", NULL};
static const char *const flags[ROWS] = {"1", "0", "1", "0", "1", "1", "1", NULL};
static const char *const sale[] = {"no", "sale"}, *const view[] = {"VIEW"};
static const char *const one[] = {"1"}, *const seven[] = {"x", "-7"};
static const char *const true_[] = {"True"}, *const false_[] = {"false"};
static const char *const zero[] = {"0"};

static const arrow_shape shapes[] = {{.batch = 1},
                                     {.batch = 3, .child_offset = 2, .extra = 1},
                                     {.batch = 0, .parent_offset = 3}};

static quen_arrow_options options_of(const quen_import_filter *where, size_t n)
{
    quen_arrow_options o = arrow_options();
    o.order = "bill";
    o.where = where;
    o.n_where = n;
    return o;
}

static quen_status load(quen_context *ctx, const arrow_column *by,
                        const quen_arrow_options *o, const arrow_shape *shape,
                        quen_orders **log)
{
    const arrow_column columns[] = {{"bill", "l", NULL, bills},
                                    {"item", "u", NULL, goods},
                                    {"time", "u", NULL, times},
                                    {"amount", "U", NULL, money},
                                    *by};
    return load_arrow(ctx, columns, 5, ROWS, o, shape, log);
}

static quen_order_totals totals_of(const quen_orders *log)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(log, &totals);
    return totals;
}

static int is_told(const quen_orders *log, const char *told)
{
    for (size_t i = 0; i < quen_orders_n_told(log); i++)
        if (strstr(quen_orders_told(log, i), told))
            return 1;
    print_message("not told: %s\n", told);
    return 0;
}

/* --- filters --- */

static void check_sales(const arrow_column *by, const quen_import_filter *where, size_t n,
                        const char *told)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of(where, n);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_orders *log = NULL;
        assert_ok(ctx, load(ctx, by, &o, &shapes[i], &log));
        assert_ok(ctx, quen_orders_finish(ctx, log));
        assert_int_equal(totals_of(log).lines, 5);
        assert_int_equal(totals_of(log).orders, 4);
        assert_int_equal(totals_of(log).revenue, 3225);
        assert_true(is_told(log, told));
        quen_orders_free(log);
    }
    quen_context_free(ctx);
}

static void test_texts(void **state)
{
    static const char *const formats[] = {"u", "U", "vu", "z", "Z", "vz"};
    const quen_import_filter keep[] = {{"by", sale, 2, 0, 0}};
    const quen_import_filter both[] = {{"by", view, 1, 1, 0}, {"by", sale, 2, 0, 0}};
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(formats); i++) {
        arrow_column by = {"by", formats[i / 2], i % 2 ? "c" : NULL, events};
        check_sales(&by, keep, 1, "column 'by': keep 'no', 'sale': 3 of 8 rows left out");
        check_sales(&by, both, 2, "column 'by': drop 'VIEW': 2 of 8 rows left out");
        check_sales(&by, both, 2, "column 'by': keep 'no', 'sale': 1 of 8 rows left out");
    }
}

static void test_numbers(void **state)
{
    static const char *const formats[] = {"c", "s", "i", "l"};
    const quen_import_filter keep[] = {{"by", one, 1, 0, 0}};
    const quen_import_filter both[] = {{"by", seven, 2, 1, 0}, {"by", one, 1, 0, 0}};
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(formats); i++) {
        arrow_column by = {"by", formats[i / 2], i % 2 ? "c" : NULL, states};
        check_sales(&by, keep, 1, "column 'by': keep '1': 3 of 8 rows left out");
        check_sales(&by, both, 2, "column 'by': drop 'x', '-7': 2 of 8 rows left out");
    }
}

static void test_large_numbers(void **state)
{
    static const char *const wide[ROWS] = {"18446744073709551615", "9",
                                           "18446744073709551615", "9",
                                           "18446744073709551615", "18446744073709551615",
                                           "18446744073709551615", "0"};
    static const char *const most[] = {"18446744073709551615"};
    const quen_import_filter keep[] = {{"by", most, 1, 0, 0}};
    const arrow_column by = {"by", "L", NULL, wide};
    (void)state;
    check_sales(&by, keep, 1, "3 of 8 rows left out");
}

static void test_booleans(void **state)
{
    const quen_import_filter words[] = {{"by", false_, 1, 1, 0}, {"by", true_, 1, 0, 0}};
    const quen_import_filter digits[] = {{"by", zero, 1, 1, 0}, {"by", one, 1, 0, 0}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        arrow_column by = {"by", "b", i ? "i" : NULL, flags};
        check_sales(&by, words, 2, "column 'by': drop 'false': 2 of 8 rows left out");
        check_sales(&by, digits, 2, "column 'by': keep '1': 1 of 8 rows left out");
    }
}

/* Nothing is no value: what drops leaves it; an empty text is one. */
static void test_nothing(void **state)
{
    static const char *const some[ROWS] = {"a", NULL, "", NULL, "b", "", "b", "a"};
    static const char *const empty[] = {""}, *const b[] = {"b"};
    const quen_import_filter keep_empty = {"by", empty, 1, 0, 0};
    const quen_import_filter drop_b = {"by", b, 1, 1, 0};
    const arrow_column columns[] = {{"item", "u", NULL, bills},
                                    {"time", "l", NULL, bills},
                                    {"amount", "l", NULL, bills},
                                    {"by", "u", NULL, some}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    (void)state;
    o.n_where = 1;
    o.where = &keep_empty;
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &log));
    assert_int_equal(totals_of(log).lines, 2);
    quen_orders_free(log);
    o.where = &drop_b;
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, NULL, &log));
    assert_int_equal(totals_of(log).lines, 6);
    quen_orders_free(log);
    quen_context_free(ctx);
}

/* --- filling down --- */

static const char *const holed_bills[ROWS] = {"10", NULL, "", "11", NULL, "12", "", NULL};
static const char *const full_bills[ROWS] = {"10", "10", "10", "11",
                                             "11", "12", "12", "12"};
static const char *const holed_who[ROWS] = {"An",   "", NULL,  NULL,
                                            "Binh", "", "Chi", NULL};
static const char *const full_who[ROWS] = {"An",   "An", "An",  NULL,
                                           "Binh", "",   "Chi", "Chi"};
static const char *const holed_times[ROWS] = {"100", NULL,  "100", "200",
                                              NULL,  "300", NULL,  "300"};
static const char *const full_times[ROWS] = {"100", "100", "100", "200",
                                             "200", "300", "300", "300"};
static const char *const things[ROWS] = {"a", "b", "c", "a", "b", "a", "b", "c"};

typedef struct layout {
    const char *bill, *who, *time, *index;
} layout;

static quen_orders *load_lines(quen_context *ctx, const layout *l, int holed,
                               const arrow_shape *shape, uint32_t fill_down)
{
    const arrow_column columns[] = {
        {"bill", l->bill, l->index, holed ? holed_bills : full_bills},
        {"who", l->who, l->index, holed ? holed_who : full_who},
        {"item", "u", NULL, things},
        {"time", l->time, NULL, holed ? holed_times : full_times},
        {"amount", "l", NULL, things}};
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    o.amount = NULL;
    o.order = "bill";
    o.customer = "who";
    o.fill_down = fill_down;
    assert_ok(ctx, load_arrow(ctx, columns, 4, ROWS, &o, shape, &log));
    return log;
}

static void test_fill_down(void **state)
{
    static const layout layouts[] = {{"u", "u", "l", NULL},
                                     {"U", "vu", "tss:", "c"},
                                     {"vu", "U", "tss:", NULL},
                                     {"z", "z", "l", "l"}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < COUNT(layouts) * COUNT(shapes); i++) {
        const layout *l = &layouts[i / COUNT(shapes)];
        const arrow_shape *shape = &shapes[i % COUNT(shapes)];
        quen_orders *full = load_lines(ctx, l, 0, shape, 0);
        quen_orders *filled = load_lines(ctx, l, 1, shape, 1);
        assert_true(is_told(filled, "column 'bill': fill_down: 11 empty cells repeat the "
                                    "row above of the same order"));
        assert_ok(ctx, quen_orders_finish(ctx, full));
        assert_same_log(ctx, full, filled);
        quen_orders_free(full);
        quen_orders_free(filled);
    }
    quen_context_free(ctx);
}

/* --- many rows, chosen and filled row by row --- */

#define MANY 140000
#define CELL 24

typedef struct table {
    char text[6][MANY][CELL];
    const char *cells[6][MANY];
} table;

enum { BILL, WHO, WHAT, WHEN, PAID, KIND, COLUMNS };

static quen_status load_many(quen_context *ctx, const table *t, size_t n, int coded,
                             const arrow_shape *shape, const quen_import_filter *where,
                             quen_orders **log)
{
    const char *index = coded ? "i" : NULL;
    const arrow_column columns[] = {
        {"bill", "u", index, t->cells[BILL]},  {"who", "U", index, t->cells[WHO]},
        {"item", "vu", NULL, t->cells[WHAT]},  {"time", "u", index, t->cells[WHEN]},
        {"amount", "u", NULL, t->cells[PAID]}, {"kind", "u", index, t->cells[KIND]}};
    quen_arrow_options o = arrow_options();
    o.order = "bill";
    o.customer = "who";
    o.where = where;
    o.n_where = where ? 1 : 0;
    o.fill_down = where != NULL;
    return load_arrow(ctx, columns, 6, n, &o, shape, log);
}

static void put(table *t, size_t column, size_t row, const char *before, unsigned value,
                const char *after)
{
    snprintf(t->text[column][row], CELL, "%s%u%s", before, value, after);
    t->cells[column][row] = t->text[column][row];
}

static unsigned next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33);
}

/* Bills of one to four rows, the first of which is whole; some rows are no sales, and
 * what else stands in them is wrong. */
static void make_holed(table *t, uint64_t seed)
{
    unsigned bill = 0, left = 0;
    for (size_t row = 0; row < MANY; row++) {
        int first = left == 0, hole = !first && next(&seed) % 4;
        if (first)
            left = 1 + next(&seed) % 4, bill++;
        left--;
        put(t, BILL, row, "B", bill, "");
        put(t, WHO, row, "C", bill * 7 % 3000, "");
        put(t, WHEN, row, "", 13 + bill % 15, "/01/2026");
        put(t, WHAT, row, "an item with a long ", next(&seed) % 50, "");
        put(t, PAID, row, "", next(&seed) % 1000, ",25");
        put(t, KIND, row, next(&seed) % 3 ? "sale" : "void", 1, "");
        if (t->cells[KIND][row][0] == 'v')
            put(t, PAID, row, "wrong ", 1, "");
        for (size_t column = 0; column <= WHEN && hole; column++)
            if (column != WHAT)
                t->cells[column][row] = next(&seed) % 2 ? NULL : "";
    }
}

/* The same rows as they are meant; how many. */
static size_t make_full(const table *holed, table *full)
{
    size_t n = 0;
    const char *above[COLUMNS] = {0};
    for (size_t row = 0; row < MANY; row++) {
        for (size_t column = 0; column < COLUMNS; column++) {
            const char *cell = holed->cells[column][row];
            if (cell && *cell)
                above[column] = cell;
            full->cells[column][n] = above[column];
        }
        n += holed->cells[KIND][row][0] == 's';
    }
    return n;
}

static void test_many(void **state)
{
    static const char *const sales[] = {"sale1"};
    const quen_import_filter keep = {"kind", sales, 1, 0, 0};
    table *holed = malloc(sizeof *holed), *full = malloc(sizeof *full);
    static const arrow_shape cuts[] = {{.batch = 0}, {.batch = 70001}, {.batch = 999}};
    (void)state;
    assert_non_null(holed);
    assert_non_null(full);
    make_holed(holed, 42);
    size_t n = make_full(holed, full);
    assert_in_range(n, MANY / 2, MANY - 1);
    for (size_t i = 0; i < 2 * COUNT(cuts); i++) {
        quen_context *ctx = support_context(1 + (i & 3), QUEN_SIMD_AUTO);
        quen_orders *a = NULL, *b = NULL;
        assert_ok(ctx, load_many(ctx, full, n, i % 2, NULL, NULL, &a));
        assert_ok(ctx, load_many(ctx, holed, MANY, i % 2, &cuts[i / 2], &keep, &b));
        assert_ok(ctx, quen_orders_finish(ctx, a));
        assert_same_log(ctx, a, b);
        quen_orders_free(a);
        quen_orders_free(b);
        quen_context_free(ctx);
    }
    free(holed);
    free(full);
}

/* --- refusals --- */

static void refuse(const arrow_column *by, const quen_arrow_options *o,
                   quen_status status, const char *words)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        quen_orders *log = NULL;
        assert_fails(ctx, status, words, load(ctx, by, o, &shapes[i], &log));
    }
    quen_context_free(ctx);
}

static void test_columns_refused(void **state)
{
    static const char *const floats[] = {"f", "g", "d:9,2", "tss:", "tdD"};
    const arrow_column twice = {"amount", "u", NULL, events};
    quen_import_filter where = {"by", one, 1, 0, 0};
    quen_arrow_options o = options_of(&where, 1);
    (void)state;
    for (size_t i = 0; i < COUNT(floats); i++) {
        arrow_column by = {"by", floats[i], NULL, states};
        refuse(&by, &o, QUEN_ERR_ARGUMENT, "arrow: column \"by\" has the Arrow format");
        refuse(&by, &o, QUEN_ERR_ARGUMENT,
               "rows are chosen by text, whole numbers or booleans");
    }
    where.column = "status";
    refuse(&(arrow_column){"by", "u", NULL, events}, &o, QUEN_ERR_ARGUMENT,
           "arrow: there is no column \"status\"; the columns are \"bill\", \"item\", "
           "\"time\", \"amount\", \"by\"");
    where.column = "amount";
    o.amount = NULL;
    refuse(&twice, &o, QUEN_ERR_ARGUMENT, "there is more than one column \"amount\"");
}

static void test_options_refused(void **state)
{
    const arrow_column by = {"by", "u", NULL, events};
    quen_import_filter where = {"by", sale, 2, 2, 0};
    quen_arrow_options o = options_of(&where, 1);
    (void)state;
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "arrow: where 0 has no column or no values");
    where.drop = 0;
    where.n_values = 0;
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "arrow: where 0 has no column or no values");
    o.where = NULL;
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "arrow: where is NULL, but n_where is 1");
    o = options_of(NULL, 0);
    o.fill_down = 2;
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "arrow: fill_down is 2, not");
    o.fill_down = 1;
    o.order = NULL;
    refuse(&by, &o, QUEN_ERR_ARGUMENT,
           "arrow: fill_down is 1, but no column is the order's");
}

/* Rows are counted over the whole stream, those that are left out too. */
static void test_rows_named(void **state)
{
    static const char *const kept[ROWS] = {"sale", "view", "sale", "view",
                                           "sale", "sale", "sale", "sale"};
    const arrow_column by = {"by", "u", NULL, kept};
    const quen_import_filter where = {"by", sale, 2, 0, 0};
    quen_arrow_options o = options_of(&where, 1);
    (void)state;
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "row 7, column \"amount\": 'x'");
    o.amount = NULL;
    o.price = "amount";
    o.decimal_mark = ".";
    o.thousands = "";
    refuse(&by, &o, QUEN_ERR_ARGUMENT, "row 7, column \"amount\": 'x'");
}

/* The same of what a column's format is learned from, all in one array. */
static void test_learned_rows_named(void **state)
{
    static const char *const days[ROWS] = {"13/02/2026", "no day",     "13/02/2026",
                                           "no day",     "13/02/2026", "02/14/2026",
                                           "13/02/2026", "13/02/2026"};
    static const char *const kept[ROWS] = {"view", "view", "sale", "view",
                                           "sale", "sale", "sale", "sale"};
    const arrow_column columns[] = {
        {"item", "u", NULL, days}, {"time", "u", NULL, days}, {"by", "u", NULL, kept}};
    const quen_import_filter where = {"by", sale, 2, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    (void)state;
    o.amount = NULL;
    o.where = &where;
    o.n_where = 1;
    quen_orders *log = NULL;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT,
        "arrow: column \"time\": time: '13/02/2026' in row 2 and '02/14/2026' in "
        "row 5 are not written in one form",
        load_arrow(ctx, columns, 3, ROWS, &o, &shapes[2], &log));
    quen_context_free(ctx);
}

static void spoil_index(struct ArrowArray *array, void *user)
{
    int8_t *codes = (int8_t *)(uintptr_t)array->children[4]->buffers[1];
    (void)user;
    codes[array->offset + array->children[4]->offset] = 99;
}

static void test_broken(void **state)
{
    const arrow_column by = {"by", "u", "c", events};
    const quen_import_filter where = {"by", sale, 2, 0, 0};
    const arrow_shape shape = {.spoil = spoil_index};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = options_of(&where, 1);
    quen_orders *log = NULL;
    (void)state;
    assert_fails(ctx, QUEN_ERR_FORMAT,
                 "arrow: row 0, column \"by\": index 99 of a dictionary of 8 values",
                 load(ctx, &by, &o, &shape, &log));
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status load_filled(quen_context *ctx, void *user)
{
    const quen_import_filter where = {"who", sale, 2, 1, 0};
    const arrow_column columns[] = {{"bill", "u", NULL, holed_bills},
                                    {"who", "u", "c", holed_who},
                                    {"item", "u", NULL, things},
                                    {"time", "u", NULL, user}};
    const arrow_shape two = {.batch = 2};
    quen_arrow_options o = options_of(&where, 1);
    quen_orders *log = NULL;
    o.amount = NULL;
    o.customer = "who";
    o.fill_down = 1;
    quen_status status = load_arrow(ctx, columns, 4, ROWS, &o, &two, &log);
    quen_orders_free(log);
    return status;
}

static void test_memory(void **state)
{
    static const char *const moments[ROWS] = {"2026-03-01", NULL,        "2026-03-01",
                                              "2026-03-02", NULL,        "2026-03-03",
                                              NULL,         "2026-03-03"};
    (void)state;
    support_each_oom(load_filled, (void *)(uintptr_t)moments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_large_numbers),
        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_fill_down),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_columns_refused),
        cmocka_unit_test(test_options_refused),
        cmocka_unit_test(test_rows_named),
        cmocka_unit_test(test_learned_rows_named),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
