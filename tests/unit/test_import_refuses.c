/* What is refused of an import's options, calls and files; and memory that runs out. */
#include <stddef.h>

#include "import_cases.h"

#define DEMAND(bytes, options, lines)                                                    \
    import_demand((bytes), sizeof(bytes) - 1, (options), (lines))

static quen_import_options usual(void)
{
    return import_naming("b", "c", "i", "t", "a");
}

static void refuse(const quen_import_options *o, const char *words)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import *import = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_import_new(ctx, o, &import));
    assert_null(import);
    quen_context_free(ctx);
}

static void test_numbers(void **state)
{
    quen_import_options o = usual();
    (void)state;
    o.decimals = 19;
    refuse(&o, "import: decimals is 19");
    o = usual();
    o.quantity_decimals = 19;
    refuse(&o, "import: quantity_decimals is 19");
    o = usual();
    o.customer_kind = 5;
    refuse(&o, "import: customer_kind is 5");
    o = usual();
    o.fill_down = 2;
    refuse(&o, "import: fill_down is 2");
    o = usual();
    o.skip_bad = 2;
    refuse(&o, "import: skip_bad is 2");
    o = usual();
    o.utc_offset_s = 86401;
    refuse(&o, "import: utc_offset_s is 86401");
    memset(&o, 0, sizeof o);
    refuse(&o, "import");
}

/* As newer headers have it, with room behind what is known here; and as older ones. */
static void test_sizes_of_csv(void **state)
{
    struct {
        quen_csv_options csv;
        uint64_t newer;
    } longer;
    quen_import_options o = usual();
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import *import = NULL;
    (void)state;
    quen_csv_options_init(&longer.csv, sizeof longer.csv);
    longer.csv.struct_size = sizeof longer;
    longer.newer = 1;
    o.csv = &longer.csv;
    refuse(&o, "csv options: a field is set that this version");
    longer.newer = 0;
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    quen_import_free(import);
    longer.csv.struct_size = offsetof(quen_csv_options, columns);
    longer.csv.columns = &o.item; /* not theirs */
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    quen_import_free(import);
    quen_context_free(ctx);
}

static void test_texts(void **state)
{
    quen_import_options o = usual();
    quen_zone zone = {NULL, NULL, 0, 3600, 0};
    (void)state;
    o.price = "p";
    refuse(&o, "import: amount and price are both set");
    o = import_naming(NULL, "c", NULL, "t", NULL);
    refuse(&o, "import: item is not set: name its column");
    o = import_naming(NULL, "c", "i", NULL, NULL);
    refuse(&o, "import: time is not set: name its column");
    o.clock = "k";
    refuse(&o, "import: clock is set, but not time");
    o = usual();
    o.zone = &zone;
    o.utc_offset_s = 60;
    refuse(&o, "import: zone and utc_offset_s are both set");
    o.utc_offset_s = 0;
    zone.first_offset_s = -86401;
    refuse(&o, "import: zone: first_offset_s is -86401, not within");
    o = usual();
    o.country = "XX";
    refuse(&o, "import: country is \"XX\"");
    o = usual();
    o.currency = "usd";
    refuse(&o, "import: currency is \"usd\", not three capital letters");
}

static void test_lists(void **state)
{
    static const char *const values[] = {"x"};
    quen_import_options o = usual();
    quen_import_filter where = {"k", values, 0, 0, 0};
    quen_csv_options csv;
    (void)state;
    o.n_where = 1;
    refuse(&o, "import: where is NULL, but n_where is 1");
    o.where = &where;
    refuse(&o, "import: where 0 has no column or no values");
    where = (quen_import_filter){"k", values, 1, 2, 0};
    refuse(&o, "import: where 0 has no column or no values, or drop is not 0 or 1");
    where = (quen_import_filter){NULL, values, 1, 0, 0};
    refuse(&o, "import: where 0 has no column or no values");
    where = (quen_import_filter){"k", NULL, 1, 0, 0};
    refuse(&o, "import: where 0 has no column or no values");
    where = (quen_import_filter){"k", values, SIZE_MAX, 0, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import *import = NULL;
    assert_fails(ctx, QUEN_ERR_OVERFLOW, "import: ", quen_import_new(ctx, &o, &import));
    assert_null(import);
    quen_context_free(ctx);
    o = usual();
    o.csv = &csv;
    quen_csv_options_init(&csv, sizeof csv);
    csv.columns = values;
    csv.n_columns = 1;
    refuse(&o, "import: csv names columns");
    quen_csv_options_init(&csv, sizeof csv);
    csv.optional = values;
    refuse(&o, "import: csv names columns");
    quen_csv_options_init(&csv, sizeof csv);
    csv.n_columns = 1;
    refuse(&o, "import: csv names columns");
    quen_csv_options_init(&csv, sizeof csv);
    csv.n_optional = 1;
    refuse(&o, "import: csv names columns");
    quen_csv_options_init(&csv, sizeof csv);
    csv.quoting = 9;
    refuse(&o, "csv: quoting is 9");
    memset(&csv, 0, sizeof csv);
    refuse(&o, "csv options: struct_size is 0; fill them with the init function");
}

static void test_calls(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o = usual();
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_import_counts counts;
    static const char file[] = "b,c,i,t,a\n1,An,Tea,2026-03-01,10\n";
    (void)state;
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    assert_int_equal(quen_import_n_told(import) + quen_import_n_skipped(import), 0);
    assert_null(quen_import_told(import, 0));
    assert_null(quen_import_profile(import));
    assert_string_equal(quen_import_saved(import), "");
    assert_ok(ctx, quen_import_push(ctx, import, file, sizeof file - 1));
    assert_ok(ctx, quen_import_finish(ctx, import, &orders));
    assert_non_null(orders);
    quen_orders_free(orders);
    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(import, &counts);
    assert_int_equal(counts.kept, 1);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "import: it was finished before",
                 quen_import_push(ctx, import, "x", 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "import: it was finished before",
                 quen_import_finish(ctx, import, &orders));
    assert_null(orders);
    quen_import_free(import);
    quen_import_free(NULL);
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    assert_fails(ctx, QUEN_ERR_FORMAT, "csv: the file is empty",
                 quen_import_finish(ctx, import, &orders));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "import: it failed before",
                 quen_import_finish(ctx, import, &orders));
    quen_import_free(import);
    quen_context_free(ctx);
}

/* What fails while bytes are pushed stays so: a megabyte is enough to see a header. */
static void test_push_fails_for_good(void **state)
{
    static char file[(1 << 20) + 8];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o = usual();
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof file; i++)
        file[i] = "x,y\n"[i % 4];
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "csv: the header on line 1 has",
                 quen_import_push(ctx, import, file, sizeof file));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "import: it failed before",
                 quen_import_push(ctx, import, "x", 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "import: it failed before",
                 quen_import_finish(ctx, import, &orders));
    assert_null(orders);
    quen_import_free(import);
    quen_context_free(ctx);
}

static void test_other_allocator(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO),
                 *other = support_other_context();
    quen_import_options o = usual();
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    (void)state;
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    assert_fails(other, QUEN_ERR_ARGUMENT, "import: made with another allocator",
                 quen_import_push(other, import, "b,c,i,t,a\n", 10));
    assert_fails(other, QUEN_ERR_ARGUMENT, "import: made with another allocator",
                 quen_import_finish(other, import, &orders));
    assert_null(orders);
    quen_import_free(import);
    quen_context_free(other);
    quen_context_free(ctx);
}

static void test_columns(void **state)
{
    quen_import_options o = usual();
    (void)state;
    DEMAND("b,c,item,time,a\n1,An,Tea,2026-03-01,10\n", &o,
           "ERROR csv: the header on line 1 has ...");
    DEMAND("b,c,i,t,a,i\n1,An,Tea,2026-03-01,10,2\n", &o,
           "ERROR csv: columns 3 and 6 of the header on line 1 are both called 'i': "
           "rename one");
    o.order = NULL;
    o.fill_down = 1;
    DEMAND("c,i,t,a\nAn,Tea,2026-03-01,10\n", &o,
           "ERROR import: fill_down is 1, but no column is the order's: ...");
    quen_import_options_init(&o, sizeof o);
    DEMAND("bill,who,what\n1,An,Tea\n", &o,
           "ERROR import: the header is that of no system known here: say which columns "
           "are item, time, customer, order, quantity and amount or price, of 'bill', "
           "'who', 'what'");
    o.profile = quen_profile_find("square");
    DEMAND("bill,who,Date\n1,An,2026-03-01\n", &o,
           "ERROR import: the file has no column that profile square knows as item: name "
           "it, or take another profile");
    o.profile = NULL;
    DEMAND("Date,Time,Item,Qty,Gross Sales,Net Sales,Transaction ID,Item\n"
           "2026-03-01,08:00,Tea,1,2,2,T1,Cup\n",
           &o, "ERROR import: two columns are called 'Item': rename one");
}

static void test_rows(void **state)
{
    quen_import_options o = usual();
    (void)state;
    DEMAND(
        "b,c,i,t,a\n1,An,Tea,2026-03-01,10\n2,An,Tea,2026-03-01\n", &o,
        "ERROR import: line 3: 4 fields, the header has 5: mend the file, or leave bad "
        "rows out by skip_bad");
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-03-01,10.5\n2,An,Tea,2026-02-30,10.5\n", &o,
           "ERROR import: line 3: column 't': '2026-02-30': ...");
    DEMAND("b,c,i,t,a\n1,An,Tea,05/03/2026,10\n2,An,Tea,04/03/2026,10\n", &o,
           "ERROR import: column 't': format: ...");
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-03-01,5 USD\n2,An,Tea,2026-03-02,6 EUR\n", &o,
           "ERROR import: column 'a': format: ...");
}

static void test_currencies(void **state)
{
    quen_import_options o;
    static const char *const dollars[] = {"USD"};
    const quen_import_filter where = {"currency", dollars, 1, 0, 0};
    static const char file[] =
        "amazon-order-id\tpurchase-date\tsku\tquantity\tcurrency\titem-price\n"
        "1\t2026-04-10T09:15:00+00:00\tS1\t2\tUSD\t18.00\n"
        "2\t2026-04-11T09:15:00+00:00\tS1\t1\tCAD\t9.00\n";
    (void)state;
    quen_import_options_init(&o, sizeof o);
    DEMAND(
        file, &o,
        "ERROR import: line 3: the currency is 'CAD', before it was USD: choose rows of "
        "one currency by where");
    o.where = &where;
    o.n_where = 1;
    o.profile = quen_profile_find("amazon");
    DEMAND(file, &o, "lines 1 orders 1 customers 0 nobody 1 units 2 revenue 18.00 USD");
}

/* --- many rows --- */

/* Formats are decided on the way, by rows alone; the last rows are read by them. */
static void test_many(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    csv_page file = {NULL, 0, 0}, page[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
    quen_import_options o = usual();
    quen_orders *logs[2] = {NULL, NULL};
    (void)state;
    csv_page_add(&file, "b,c,i,t,a\n");
    for (int i = 0; i < 60000; i++)
        csv_page_add(&file, "%d,%d,%d,%02d/0%d/2026 08:00,\"%d,%02d\"\n", i / 3, i % 997,
                     i % 31, i % 28 + 1, i % 9 + 1, i % 100, i % 97 + 1);
    for (int i = 0; i < 2; i++)
        import_page(ctx, file.text, file.size, &o, i ? 99 : 0, &page[i], &logs[i]);
    assert_string_equal(page[0].text, page[1].text);
    assert_non_null(strstr(page[0].text, "lines 60000 orders 60000"));
    assert_non_null(strstr(page[0].text, "# column 't': time: day first"));
    csv_page_add(&file, "x,1,1,2026-01-05,7\n");
    o.skip_bad = 1; /* by then it is decided that the day comes first */
    csv_page_free(&page[0]);
    import_page(ctx, file.text, file.size, &o, 0, &page[0], NULL);
    assert_non_null(strstr(page[0].text, "- 1 line 60002 t '2026-01-05': "));
    for (int i = 0; i < 2; i++) {
        quen_orders_free(logs[i]);
        csv_page_free(&page[i]);
    }
    csv_page_free(&file);
    quen_context_free(ctx);
}

/* --- memory --- */

typedef struct job {
    char *bytes;
    size_t size;
    quen_import_options o;
} job;

static quen_status import_once(quen_context *ctx, void *user)
{
    job *j = user;
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_status status = quen_import_new(ctx, &j->o, &import);
    if (status != QUEN_OK) {
        assert_null(import);
        return status;
    }
    status = quen_import_push(ctx, import, j->bytes, j->size);
    if (status == QUEN_OK)
        status = quen_import_finish(ctx, import, &orders);
    if (status != QUEN_OK)
        assert_null(orders);
    quen_orders_free(orders);
    quen_import_free(import);
    return status;
}

static void test_memory(void **state)
{
    static const char *const profiles[] = {"shopify.csv", "square.csv", "odoo.csv"};
    job j;
    (void)state;
    quen_import_options_init(&j.o, sizeof j.o);
    for (size_t i = 0; i < 3; i++) {
        char path[80];
        snprintf(path, sizeof path, "tests/import/profiles/%s", profiles[i]);
        j.bytes = project_read(path, &j.size);
        support_each_oom(import_once, &j);
        free(j.bytes);
    }
}

/* Bad rows, keys that are spelled, numbers that are keys. */
static void test_memory_of_rows(void **state)
{
    static char bytes[] =
        "b,c,i,t,a\n1,0912345678,Tea,2026-03-01,10\n2,An,,2026-03-02,1\n"
        "3,0912345679,Tea,soon,2\n4,5,6\n";
    job j = {bytes, sizeof bytes - 1, usual()};
    (void)state;
    j.o.skip_bad = 1;
    j.o.fill_down = 1;
    j.o.customer_kind = QUEN_IMPORT_KEY_PHONE;
    j.o.country = "84";
    support_each_oom(import_once, &j);
    j.o.customer_kind = QUEN_IMPORT_KEY_WHOLE;
    support_each_oom(import_once, &j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_sizes_of_csv),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_push_fails_for_good),
        cmocka_unit_test(test_other_allocator),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_currencies),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_memory_of_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
