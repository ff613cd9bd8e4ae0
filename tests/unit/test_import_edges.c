/* Amounts, rules and columns at their edges: what is taken, and what is refused. */
#include "import_cases.h"

#define DEMAND(bytes, options, lines)                                                    \
    import_demand((bytes), sizeof(bytes) - 1, (options), (lines))

#define MOST "92233720368547758.07"

static quen_context *ctx;
static quen_profile *profile;

/* Options with a profile of these lines. */
static quen_import_options of_profile(const char *lines)
{
    char text[600];
    quen_import_options o;
    quen_profile_free(profile);
    profile = NULL;
    int n = snprintf(text, sizeof text,
                     "profile: mine\ncustomer text: who\norder: no\nitem: item\n"
                     "time: at\n%s",
                     lines);
    assert_ok(ctx, quen_profile_parse(ctx, text, (size_t)n, &profile));
    quen_import_options_init(&o, sizeof o);
    o.profile = profile;
    return o;
}

static void lines_in_front(void **state)
{
    quen_import_options o = of_profile("skip_lines: 1\n");
    quen_csv_options csv;
    (void)state;
    /* Which of two equal lines are the names? */
    DEMAND("no,who,item,at\nno,who,item,at\n1,An,Tea,2026-01-01\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 0");
    quen_csv_options_init(&csv, sizeof csv);
    csv.skip_lines = 0; /* what the caller says holds, whatever the profile says */
    o.csv = &csv;
    o.skip_bad = 1;
    DEMAND("no,who,item,at\nno,who,item,at\n1,An,Tea,2026-01-01\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 0\n- 1 line 2 at 'at': "
           "not a time");
}

static void percents(void **state)
{
    quen_import_options o = of_profile("price: each\npercent line: off\n");
    (void)state;
    DEMAND("no,who,item,at,each,off\n1,An,Tea,2026-01-01,5.00,0\n"
           "2,An,Tea,2026-01-02,5.00,100\n3,An,Tea,2026-01-03,-5.00,50\n",
           &o, "lines 3 orders 3 customers 1 nobody 0 units 1 revenue 2.50");
    o.skip_bad = 1;
    DEMAND("no,who,item,at,each,off\n1,An,Tea,2026-01-01,5.00,10\n"
           "2,An,Tea,2026-01-02,5.00,101\n3,An,Tea,2026-01-03,5.00,-1\n"
           "4,An,Tea,2026-01-04,50000000000.00,5\n",
           &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 4.50\n"
           "- 2 line 3 off '101': not 0 to 100 percent\n"
           "- 1 line 5 off '5': percent of an amount that is too large");
    /* Without money there is nothing to take percents of. */
    DEMAND("no,who,item,at,off\n1,An,Tea,2026-01-01,200\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 0");
}

static void money_of_rows(void **state)
{
    quen_import_options o =
        of_profile("quantity: qty\namount: sum\nless line: less\nrefund line: back\n"
                   "refund quantity: came\nreturns: kind = back\n");
    (void)state;
    /* The largest amounts, less the largest: no sum leaves 64 bits. */
    DEMAND("no,who,item,at,qty,sum,less,back,came,kind\n"
           "1,An,Tea,2026-01-01,1," MOST ",-" MOST ",,,\n"
           "2,An,Tea,2026-01-02,1,0.00," MOST ",,,\n"
           "3,An,Tea,2026-01-03,1,-" MOST "," MOST ",,,\n",
           &o,
           "lines 3 orders 3 customers 1 nobody 0 units 1 revenue -92233720368547758.07");
    /* What came back is at most what went; a return has nothing to give back. */
    DEMAND("no,who,item,at,qty,sum,less,back,came,kind\n"
           "1,An,Tea,2026-01-01,2,10.00,,4.00,1,\n"
           "2,An,Tea,2026-01-02,2,10.00,,40.00,5,\n"
           "3,An,Tea,2026-01-03,-1,-5.00,,3.00,2,\n"
           "4,An,Tea,2026-01-04,-1,-5.00,,,,back\n"
           "5,An,Tea,2026-01-05,3,5.00,,,,back\n",
           &o, "lines 5 orders 5 customers 1 nobody 0 units -4 revenue -9.00");
}

static void money_of_orders(void **state)
{
    quen_import_options o = of_profile("amount: sum\ntotal order: all\n");
    (void)state;
    DEMAND("no,who,item,at,sum,all\n1,An,Tea,2026-01-01,10.00,12.00\n"
           "1,An,Cup,2026-01-01,5.00,12.00\n2,An,Tea,2026-01-02,5.00,\n",
           &o, "lines 3 orders 2 customers 1 nobody 0 units 3 revenue 17.00");
    DEMAND("no,who,item,at,sum,all\n1,An,Tea,2026-01-01," MOST ",1.00\n"
           "1,An,Cup,2026-01-01," MOST ",\n",
           &o, "ERROR import: line 2: column 'all': the order's money does not fit");
    DEMAND("no,who,item,at,sum,all\n1,An,Tea,2026-01-01,-" MOST "," MOST "\n", &o,
           "ERROR import: line 2: column 'all': the order's money does not fit");
    o = of_profile("amount: sum\nrefund order: back\n");
    DEMAND("no,who,item,at,sum,back\n1,An,Tea,2026-01-01,10.00,4.00\n"
           "2,An,Tea,2026-01-02,10.00,40.00\n3,An,Tea,2026-01-03,-3.00,4.00\n",
           &o, "lines 3 orders 3 customers 1 nobody 0 units 1 revenue 3.00");
}

static void sums_of_a_log(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", "a");
    (void)state;
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-01-01," MOST "\n2,An,Tea,2026-01-02,0.01\n", &o,
           "ERROR import: lines 2 to 3: ...");
}

static void currencies(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", "a");
    (void)state;
    o.currency = "USD";
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-01-01,5.00 EUR\n2,An,Tea,2026-01-02,1.00 EUR\n", &o,
           "ERROR import: column 'a' is in EUR, but the currency is said to be USD: say "
           "EUR, or take the column that is meant");
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-01-01,$5.00\n2,An,Tea,2026-01-02,$1.00\n", &o,
           "lines 2 orders 2 customers 1 nobody 0 units 2 revenue 6.00 USD");
    o.currency = "EUR";
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-01-01,$5.00\n2,An,Tea,2026-01-02,$1.00\n", &o,
           "ERROR import: column 'a' is in $, but the currency is said to be EUR: say "
           "which it is, or take the column that is meant");
    o = of_profile("amount: sum\ncurrency_column: money\n");
    DEMAND("no,who,item,at,sum,money\n1,An,Tea,2026-01-01,5.00,EUR\n"
           "2,An,Tea,2026-01-02,1.00,\n3,An,Tea,2026-01-03,1.00,EUR\n",
           &o, "lines 3 orders 3 customers 1 nobody 0 units 3 revenue 7.00 EUR");
    DEMAND("no,who,item,at,sum,money\n1,An,Tea,2026-01-01,5.00,EUR\n"
           "2,An,Tea,2026-01-02,1.00,GBP\n",
           &o,
           "ERROR import: line 3: the currency is 'GBP', before it was EUR: choose rows "
           "of one currency by where");
    DEMAND("no,who,item,at,sum,money\n1,An,Tea,2026-01-01,5.00,a word too long\n", &o,
           "ERROR import: line 2: the currency is 'a word too long', no code: ...");
}

static void days_and_clocks(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "d", NULL);
    (void)state;
    o.clock = "k";
    DEMAND("b,c,i,d,k\n1,An,Tea,2026-01-01,09:30\n2,An,Tea,2026-01-02,\n", &o,
           "lines 2 orders 2 customers 1 nobody 0 units 2 revenue 0");
    o.skip_bad = 1;
    DEMAND("b,c,i,d,k\n1,An,Tea,2026-01-01,09:30\n2,An,Tea,,10:00\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 0\n- 1 line 3 d...");
}

static void longest_keys(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", NULL);
    static char file[4 * 70000];
    csv_page page = {NULL, 0, 0};
    (void)state;
    o.skip_bad = 1;
    int n = snprintf(file, sizeof file, "b,c,i,t\n1,");
    memset(file + n, 'x', QUEN_KEY_MAX_SIZE);
    n += QUEN_KEY_MAX_SIZE;
    n += snprintf(file + n, 40, ",Tea,2026-01-01\n2,");
    memset(file + n, 'x', QUEN_KEY_MAX_SIZE + 1);
    n += QUEN_KEY_MAX_SIZE + 1;
    n += snprintf(file + n, 40, ",Tea,2026-01-02\n");
    import_page(ctx, file, (size_t)n, &o, 0, &page, NULL);
    assert_non_null(strstr(page.text, "lines 1 orders 1 customers 1 nobody 0 units 1"));
    assert_non_null(strstr(page.text, "...': longer than 65535 bytes\n"));
    csv_page_free(&page);
}

static void rules_of_the_caller(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", "a");
    quen_order_rules rules;
    (void)state;
    quen_order_rules_init(&rules, sizeof rules);
    o.rules = &rules;
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-01-01,5.00\n2,guest,Tea,2026-01-02,1.00\n", &o,
           "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 6.00");
    rules.returns = 77;
    quen_import *import = NULL;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "returns is 77",
                 quen_import_new(ctx, &o, &import));
    assert_null(import);
}

/* Every rule of a profile, with memory that runs out anywhere. */
typedef struct job {
    const char *bytes;
    quen_import_options o;
} job;

static quen_status import_once(quen_context *with, void *user)
{
    job *j = user;
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_status status = quen_import_new(with, &j->o, &import);
    if (status == QUEN_OK)
        status = quen_import_push(with, import, j->bytes, strlen(j->bytes));
    if (status == QUEN_OK)
        status = quen_import_finish(with, import, &orders);
    assert_int_equal(orders != NULL, status == QUEN_OK);
    quen_orders_free(orders);
    quen_import_free(import);
    return status;
}

static void memory_of_rules(void **state)
{
    (void)state;
    job j = {"no,who,item,at,tz,qty,each,off,less,back,came,kind,one,all,out,money\n"
             "1,An,Tea,2026-01-01 10:00,GMT,2,10.00,5,1.00,1.00,1,sale,0.50,20.00,,EUR\n"
             "1,An,Cup,2026-01-01 10:00,GMT,1,10.00,,,,,sale,0.50,20.00,,EUR\n"
             ",guest,Cup,2026-01-02 10:00,GMT,1,10.00,,,,,back,,,2.00,EUR\n"
             "3,Mai,Cup,soon,GMT,1,10.00,,,,,back,,,2.00,EUR\n"
             "4,Mai,Cup,2026-01-04 10:00,GMT,1,10.00,,,,,void,,,2.00,EUR\n",
             of_profile("time_zone: tz\nquantity: qty\nprice: each\npercent line: off\n"
                        "less line: less\nrefund line: back\nrefund quantity: came\n"
                        "returns: kind = back\nless order: one\ntotal order: all\n"
                        "refund order: out\ncurrency_column: money\nnobody: guest\n"
                        "drop: kind = void\nfill_down: yes\n")};
    static const char *const values[] = {"jam"};
    quen_import_filter where = {"item", values, 1, 1, 0};
    j.o.where = &where;
    j.o.n_where = 1;
    j.o.skip_bad = 1;
    support_each_oom(import_once, &j);
    where.column = "shop";
    quen_import *import = NULL;
    assert_ok(ctx, quen_import_new(ctx, &j.o, &import));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "'shop'",
                 quen_import_push(ctx, import, j.bytes, strlen(j.bytes)) == QUEN_OK
                     ? quen_import_finish(ctx, import, &(quen_orders *){NULL})
                     : QUEN_ERR_ARGUMENT);
    quen_import_free(import);
}

static int begin_all(void **state)
{
    (void)state;
    ctx = support_context(1, QUEN_SIMD_AUTO);
    return 0;
}

static int end_all(void **state)
{
    (void)state;
    quen_profile_free(profile);
    quen_context_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_in_front),      cmocka_unit_test(percents),
        cmocka_unit_test(money_of_rows),       cmocka_unit_test(money_of_orders),
        cmocka_unit_test(sums_of_a_log),       cmocka_unit_test(currencies),
        cmocka_unit_test(days_and_clocks),     cmocka_unit_test(longest_keys),
        cmocka_unit_test(rules_of_the_caller), cmocka_unit_test(memory_of_rules),
    };
    return cmocka_run_group_tests(tests, begin_all, end_all);
}
