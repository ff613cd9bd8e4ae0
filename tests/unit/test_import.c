/* Files in the shapes that real software writes, and what each must give. */
#include "import_cases.h"

#define DEMAND(bytes, options, lines)                                                    \
    import_demand((bytes), sizeof(bytes) - 1, (options), (lines))

/* --- roles --- */

static void test_roles(void **state)
{
    quen_import_options o = import_naming("bill", "who", "item", "when", "cost");
    (void)state;
    DEMAND("bill,who,item,when,cost,pieces\n"
           "1,An,Tea,2026-03-01 08:00,2.50,2\n"
           "1,An,Cup,2026-03-01 08:00,1.255,1\n"
           "2,,Tea,2026-03-02 09:00,-2.50,-1\n",
           &o,
           "lines 3 orders 2 customers 1 nobody 1 units 1 revenue 1.26\n"
           "rows 3 kept 3 filtered 0 skipped 0 filled 0 rounded 1 odd 0\n"
           "# column 'who': customer\n"
           "# column 'when': time: year first...\n"
           "# column 'cost': amount: money: a point for decimals...\n"
           "= time: time %Y-%m-%d %H:%M\n"
           "= amount: money decimal_mark=.");
    o.quantity = "pieces";
    o.currency = "EUR";
    DEMAND("bill,who,item,when,cost,pieces\n1,An,Tea,2026-03-01,2.50,3\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 3 revenue 2.50 EUR\n"
           "# column 'pieces': quantity: whole numbers: 1 rows");
    o.amount = NULL;
    DEMAND("bill,who,item,when,pieces\n1,An,Tea,2026-03-01,3\n", &o,
           "lines 1 orders 1 customers 1 nobody 0 units 3 revenue 0");
}

/* A price is multiplied by the quantity as the file has it, and rounded once. */
static void test_price(void **state)
{
    quen_import_options o = import_naming("no", "mail", "sku", "at", NULL);
    static const char file[] =
        "no,at,mail,sku,qty,price\n"
        "0001,2026-03-01 08:00:00,lan@example.com,TEA,3.0000,1.25\n"
        "0002,2026-03-02 08:00:00,,TEA,0.5000,2.25\n"
        "0003,2026-03-03 08:00:00,lan@example.com,CUP,2.5000,4\n";
    (void)state;
    o.quantity = "qty";
    o.price = "price";
    o.quantity_decimals = 1;
    DEMAND(file, &o,
           "lines 3 orders 3 customers 1 nobody 1 units 60 revenue 14.88\n"
           "rows 3 kept 3 filtered 0 skipped 0 filled 0 rounded 1 odd 0");
    o.quantity_decimals = 0;
    DEMAND(file, &o,
           "ERROR import: line 3: column 'qty': '0.5000': more decimals than quantities "
           "are counted in: set quantity_decimals to 1: mend the file, or leave bad rows "
           "out "
           "by skip_bad");
    /* One of each where no column tells, in the same units. */
    o.quantity = NULL;
    DEMAND(file, &o, "lines 3 orders 3 customers 1 nobody 1 units 3 revenue 7.50");
    o.quantity_decimals = 2;
    DEMAND(file, &o, "lines 3 orders 3 customers 1 nobody 1 units 300 revenue 7.50");
}

/* A day and its clock are one time. */
static void test_clock(void **state)
{
    quen_import_options o = import_naming("sale", "card", "what", "day", "net");
    static const char file[] = "day,hour,zone,what,net,sale,card\n"
                               "2026-06-16,09:05:00,Pacific,Tea,$7.00,T1,C1\n"
                               "2026-06-16,9:05,Pacific,Scone,\"$1,010.00\",T1,C1\n"
                               "2026-06-17,,Pacific,Scone,-$5.00,T2,\n";
    (void)state;
    o.clock = "hour";
    o.utc_offset_s = -7 * 3600;
    DEMAND(file, &o,
           "lines 3 orders 2 customers 1 nobody 1 units 1 revenue 1012.00\n"
           "# column 'day' with 'hour': time: year first...");
}

static void test_times_of_clock(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o = import_naming(NULL, "c", "i", "day", NULL);
    static const char file[] = "day,hour,c,i\n31/01/2026,23:30,An,Tea\n"
                               "01/02/2026,00:15,An,Tea\n";
    csv_page page = {NULL, 0, 0};
    quen_orders *orders = NULL;
    quen_order_totals t;
    (void)state;
    o.clock = "hour";
    o.utc_offset_s = 7 * 3600;
    import_page(ctx, file, sizeof file - 1, &o, 0, &page, &orders);
    assert_non_null(orders);
    quen_order_totals_init(&t, sizeof t);
    quen_zone clock;
    quen_orders_get_clock(orders, &clock);
    assert_int_equal(clock.n, 0);
    assert_int_equal(clock.first_offset_s, 7 * 3600);
    quen_orders_get_totals(orders, &t);
    assert_int_equal(t.first_s, 1769877000); /* 2026-01-31 16:30 UTC */
    assert_int_equal(t.last_s, 1769879700);
    assert_int_equal(t.has_money, 0);
    csv_page_free(&page);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The table may go once the import is there, and the log keeps it. */
static void test_zone(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o = import_naming(NULL, "c", "i", "day", NULL);
    static const char file[] =
        "day,c,i\n2026-07-10 23:30,An,Tea\n2026-12-11 23:30,An,Tea\n";
    int64_t from[] = {1772953200, 1793512800}; /* summer in New York */
    int32_t offset[] = {-4 * 3600, -5 * 3600};
    quen_zone zone = {from, offset, 2, -5 * 3600, 0};
    quen_import *import = NULL;
    quen_orders *orders = NULL;
    quen_order_totals t;
    (void)state;
    o.zone = &zone;
    assert_ok(ctx, quen_import_new(ctx, &o, &import));
    memset(from, 0, sizeof from);
    memset(offset, 0, sizeof offset);
    assert_ok(ctx, quen_import_push(ctx, import, file, sizeof file - 1));
    assert_ok(ctx, quen_import_finish(ctx, import, &orders));
    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(orders, &t);
    assert_int_equal(t.first_s, 1783740600); /* 2026-07-11 03:30 UTC */
    assert_int_equal(t.last_s, 1797049800);  /* 2026-12-12 04:30 UTC */
    quen_orders_get_clock(orders, &zone);
    assert_int_equal(zone.n, 2);
    assert_int_equal(zone.from_s[1], 1793512800);
    assert_int_equal(zone.utc_offset_s[0], -4 * 3600);
    quen_import_free(import);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- formats --- */

/* Points part thousands where one value shows it, and where it is said. */
static void test_dong(void **state)
{
    quen_import_options o = import_naming("hd", "khach", "mon", "luc", "tien");
    (void)state;
    o.decimals = 0;
    DEMAND("hd,khach,mon,luc,tien\n"
           "1,A,Tra,2026-03-01 08:00,35.000\n2,B,Tra,2026-03-02 08:00,29.500\n",
           &o, "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 64500");
    DEMAND("hd,khach,mon,luc,tien\n"
           "1,A,Tra,2026-03-01 08:00,35.000\n2,B,Tra,2026-03-02 08:00,29.000\n",
           &o, "ERROR import: column 'tien': format: ...");
    o.thousands = ".";
    DEMAND("hd,khach,mon,luc,tien\n"
           "1,A,Tra,2026-03-01 08:00,35.000\n2,B,Tra,2026-03-02 08:00,29.000\n",
           &o, "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 64000");
}

/* A night's file that is in doubt alone is read as the one before it. */
static void test_saved(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", "a");
    static const char file[] = "b,c,i,t,a\n3,An,Tea,05/03/2026,\"1,250\"\n";
    (void)state;
    DEMAND("b,c,i,t,a\n1,An,Tea,31/01/2026,\"1,5\"\n", &o,
           "= time: time %d/%m/%Y\n= amount: money decimal_mark=,...");
    DEMAND(file, &o, "ERROR import: column 't': format: ...");
    o.saved = "time: time %d/%m/%Y\namount: money decimal_mark=,\n";
    DEMAND(file, &o,
           "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 1.25\n"
           "# column 't': time: %d/%m/%Y, as stated, saved earlier");
    o.saved = "amount: time %d/%m/%Y\n";
    DEMAND(file, &o, "ERROR import: saved: amount: \"time %d/%m/%Y\" is of another kind");
    o.saved = "quantity: quantity decimal_mark=.\ntimes: time %d/%m/%Y\n";
    DEMAND(file, &o,
           "ERROR import: saved: \"times: time %d/%m/%Y\" is no line of "
           "quen_import_saved()");
}

/* Lines in sentences are those of the file, whatever was left out before. */
static void test_lines(void **state)
{
    quen_import_options o = import_naming("b", NULL, "i", "t", NULL);
    static const char *const sale[] = {"sale"};
    const quen_import_filter where = {"kind", sale, 1, 0, 0};
    (void)state;
    o.where = &where;
    o.n_where = 1;
    DEMAND("b,i,t,kind\n1,\"Tea\nhot\",05/03/2026,sale\n2,Tea,31/01/2026,view\n"
           "3,Tea,30/01/2026,sale\n",
           &o,
           "# column 't': time: day first, 4-digit year: 1 of 2 rows have a first number "
           "above 12, such as '30/01/2026' in row 5");
}

/* --- rows --- */

static void test_filters(void **state)
{
    quen_import_options o = import_naming(NULL, "user", "product", "at", "price");
    static const char *const buys[] = {"Purchase", "gift"}, *const tests[] = {"test"};
    const quen_import_filter where[] = {{"event", buys, 2, 0, 0},
                                        {"user", tests, 1, 1, 0}};
    (void)state;
    o.where = where;
    o.n_where = 2;
    DEMAND("at,event,product,price,user\n"
           "2026-10-01 00:00:10 UTC,purchase,101,35.79,u1\n"
           "2026-10-02 00:00:20 UTC,view,102,12.00,u1\n"
           "2026-10-02 00:00:30 UTC, PURCHASE ,102,12.00,u2\n"
           "2026-10-03 00:00:30 UTC,purchase,102,12.00,TEST\n",
           &o,
           "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 47.79\n"
           "rows 4 kept 2 filtered 2 skipped 0 filled 0 rounded 0 odd 0\n"
           "# where: keep 'event' = 'Purchase', 'gift': 1 of 4 rows left out\n"
           "# where: drop 'user' = 'test': 1 of 4 rows left out");
}

/* Only where order and time go on: the second bill of nobody stays nobody's. */
static void test_fill_down(void **state)
{
    quen_import_options o = import_naming("Order", "Who", "What", "Date", "Sum");
    static const char file[] = "Order,Who,Date,What,Sum\n"
                               "S1,Mai,2026-03-01 08:00,Tea,10\n"
                               "S1,,2026-03-01 08:00,Cup,20\n"
                               ",,,Honey,30\n"
                               "S2,,2026-03-02 08:00,Tea,10\n"
                               "S2,,2026-03-02 08:00,Cup,10\n"
                               "S1,,2026-03-05 08:00,Cup,20\n";
    (void)state;
    o.fill_down = 1;
    DEMAND(file, &o,
           "lines 6 orders 3 customers 1 nobody 3 units 6 revenue 100.00\n"
           "rows 6 kept 6 filtered 0 skipped 0 filled 4 rounded 0 odd 0\n"
           "# fill_down: 4 empty cells repeat the row above of the same order");
    o.fill_down = 0;
    DEMAND(file, &o, "ERROR import: line 4: column 'Date': '': empty...");
}

/* What goes on from a row that is bad has no order that is known. */
static void test_fill_down_below_a_bad_row(void **state)
{
    quen_import_options o = import_naming("Order", "Who", "What", "Date", "Sum");
    (void)state;
    o.fill_down = o.skip_bad = 1;
    DEMAND("Order,Who,Date,What,Sum\n"
           "S1,Mai,2026-03-01 08:00,Tea,10\n"
           "S2,An,2026-03-02 08:00,Tea,10,5,6\n"
           ",,,Honey,30\n"
           ",,,Cup,30\n"
           "S3,An,2026-03-03 08:00,Tea,10\n",
           &o,
           "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 20.00\n"
           "rows 5 kept 2 filtered 0 skipped 3 filled 0 rounded 0 odd 0\n"
           "- 1 line 3  : more or fewer fields than the header\n"
           "- 2 line 4  : no order number, and the row above is bad");
}

static void test_skip_bad(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", "a");
    (void)state;
    o.skip_bad = 1;
    DEMAND("b,c,i,t,a\n"
           "1,An,Tea,2026-03-01,10.50\n"
           "2,An,,2026-03-01,10.50\n"
           "3,An,Tea,soon,10.50\n"
           "4,An,Tea,2026-03-01,ten\n"
           "5,An,Tea,2026-03-01,ten\n"
           "6,Binh,Tea,2026-03-02,1.25\n",
           &o,
           "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 11.75\n"
           "rows 6 kept 2 filtered 0 skipped 4 filled 0 rounded 0 odd 0\n"
           "- 1 line 3 i '': empty\n"
           "- 1 line 4 t 'soon': ...\n"
           "- 2 line 5 a 'ten': ...\n"
           "# left out: 2 rows: column 'a': ...");
    /* Of a row with several faults, the first is named. */
    DEMAND("b,c,i,t,a\n1,An,Tea,2026-03-01,10.50\n2,An,,soon,ten\n3,An,Tea,soon,ten\n",
           &o,
           "rows 3 kept 1 filtered 0 skipped 2 filled 0 rounded 0 odd 0\n"
           "- 1 line 3 i '': empty\n"
           "- 1 line 4 t 'soon': ...");
}

/* --- customers --- */

static void test_whole_keys(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", NULL);
    static const char file[] =
        "b,c,i,t\n1,17850,Tea,2026-01-01\n2,17850.0,Tea,2026-01-02\n"
        "3,NULL,Tea,2026-01-03\n4,,Tea,2026-01-04\n";
    (void)state;
    DEMAND(file, &o, "lines 4 orders 4 customers 2 nobody 2 units 4 revenue 0");
    o.customer_kind = QUEN_IMPORT_KEY_WHOLE;
    DEMAND(
        file, &o,
        "lines 4 orders 4 customers 1 nobody 2 units 4 revenue 0\n= customer: key whole");
    DEMAND("b,c,i,t\n1,17850,Tea,2026-01-01\n2,A1,Tea,2026-01-02\n", &o,
           "lines 2 orders 2 customers 2 nobody 0 units 2 revenue 0\n"
           "= customer: key text");
    o.saved = "customer: key whole\n";
    DEMAND("b,c,i,t\n1,17850,Tea,2026-01-01\n2,A1,Tea,2026-01-02\n", &o,
           "ERROR import: line 3: column 'c': 'A1': not a whole number, as all of the "
           "column were: ...");
}

static void test_phones(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", NULL);
    (void)state;
    o.customer_kind = QUEN_IMPORT_KEY_PHONE;
    o.country = "VN";
    DEMAND(
        "b,c,i,t\n"
        "1,0912345678,Tea,2026-01-01\n"
        "2,+84912345678,Tea,2026-01-02\n"
        "3,0912 345 678,Tea,2026-01-03\n"
        "4,the shop,Tea,2026-01-04\n"
        "5,NULL,Tea,2026-01-04\n",
        &o,
        "lines 5 orders 5 customers 2 nobody 1 units 5 revenue 0\n"
        "# column 'c': customer: telephone numbers; 1 cell is none and stands as it is, "
        "such as line 5: 'the shop'");
}

static void test_mails_and_names(void **state)
{
    quen_import_options o = import_naming("b", "c", "i", "t", NULL);
    (void)state;
    o.customer_kind = QUEN_IMPORT_KEY_EMAIL;
    DEMAND("b,c,i,t\n1,Mai@Example.com,Tea,2026-01-01\n2,mai@example.com,Tea,2026-01-02\n"
           "3,none at all,Tea,2026-01-03\n4,neither,Tea,2026-01-03\n",
           &o,
           "lines 4 orders 4 customers 3 nobody 0 units 4 revenue 0\n"
           "# column 'c': customer: e-mail addresses; 2 cells are none and stand as they "
           "are, such as line 4: 'none at all'");
    o.customer_kind = QUEN_IMPORT_KEY_NAME;
    DEMAND("b,c,i,t\n1,Anh Tr\xe1\xba\xa7n B\xc3\xacnh,Tea,2026-01-01\n"
           "2,tra\xcc\x82\xcc\x80n bi\xcc\x80nh,Tea,2026-01-02\n",
           &o, "lines 2 orders 2 customers 1 nobody 0 units 2 revenue 0");
}

/* --- profiles of a shop's own --- */

static const quen_profile *parse(quen_context *ctx, const char *text)
{
    quen_profile *profile = NULL;
    assert_ok(ctx, quen_profile_parse(ctx, text, strlen(text), &profile));
    return profile;
}

static void test_row_rules(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o;
    const quen_profile *profile =
        parse(ctx, "profile: mine\ncustomer text: who\norder: no\nitem: item\ntime: at\n"
                   "quantity: qty\nprice: each\nreturns: kind = back\npercent line: off\n"
                   "less line: less\nrefund line: given\nrefund quantity: came\n"
                   "nobody: passer-by\n");
    (void)state;
    quen_import_options_init(&o, sizeof o);
    o.profile = profile;
    /* 20.00 - 10 % - 1.00; -(5.00 - 10 %); 7.00 - 7.00, 2 pieces of 2; 3.33 - 33.5 % */
    DEMAND("no,who,item,at,qty,each,kind,off,less,given,came\n"
           "1,An,Tea,2026-01-01,4,5.00,sale,10,-1.00,,\n"
           "2,An,Tea,2026-01-02,1,5.00,back,10,,,\n"
           "3,An,Cup,2026-01-03,2,3.50,sale,,,-9.00,-2\n"
           "4, Passer-By ,Tea,2026-01-04,1,3.33,sale,33.5,,,\n",
           &o,
           "lines 4 orders 4 customers 1 nobody 1 units 4 revenue 14.71\n"
           "# profile: returns 'kind' = 'back': 1 of 4 rows are returns\n"
           "# profile: 1 row of customers who are nobody\n"
           "# column 'off': percent line: quantity: ...");
    quen_profile_free((quen_profile *)profile);
    quen_context_free(ctx);
}

/* Rows of an order are one, however far apart; those without a number are alone. */
static void test_order_rules(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_import_options o;
    const quen_profile *profile =
        parse(ctx, "profile: mine\ncustomer text: who\norder: no\nitem: item\ntime: at\n"
                   "amount: sum\nless order: less\nrefund order: given\n");
    static const char file[] = "no,who,item,at,sum,less,given\n"
                               "1,An,Tea,2026-01-01,10.00,1.00,\n"
                               "2,An,Tea,2026-01-02,5.00,,9.00\n"
                               "1,An,Cup,2026-01-01,10.00,1.00,\n"
                               ",An,Cup,2026-01-03,4.00,0.50,\n"
                               ",An,Cup,2026-01-04,4.00,,\n"
                               "1,An,Jam,2026-01-01,x,1.00,\n";
    (void)state;
    quen_import_options_init(&o, sizeof o);
    o.profile = profile;
    import_demand(file, sizeof file - 1 - strlen("1,An,Jam,2026-01-01,x,1.00,\n"), &o,
                  "lines 5 orders 4 customers 1 nobody 0 units 5 revenue 26.50");
    DEMAND(file, &o, "ERROR import: line 7: column 'sum': 'x': ...");
    o.skip_bad = 1; /* what a bad row cost is not put on the others of its order */
    DEMAND(file, &o,
           "lines 3 orders 3 customers 1 nobody 0 units 3 revenue 7.50\n"
           "- 2 line 2 no '1': another row of its order is bad\n"
           "- 1 line 7 sum 'x': ...");
    quen_profile_free((quen_profile *)profile);
    quen_context_free(ctx);
}

/* What the caller says goes before what the profile says. */
static void test_caller_first(void **state)
{
    size_t size;
    char *bytes = project_read("tests/import/profiles/kiotviet.csv", &size);
    quen_import_options o;
    (void)state;
    quen_import_options_init(&o, sizeof o);
    o.profile = quen_profile_find("kiotviet");
    o.customer = "Bảng giá";
    o.decimals = 2;
    o.currency = "USD";
    import_demand(bytes, size, &o,
                  "lines 4 orders 3 customers 1 nobody 0 units 7 revenue 350000.00 USD");
    free(bytes);
}

/* --- docs/import.md --- */

/* The n-th sample of a file below the heading "Into the log". */
static const char *sample(const char *document, int n, size_t *size)
{
    const char *at = strstr(document, "\n## Into the log\n");
    assert_non_null(at);
    for (int i = 0; i <= n; i++) {
        at = strstr(at, "\n```text\n");
        assert_non_null(at);
        at += strlen("\n```text\n");
    }
    *size = (size_t)(strstr(at, "```\n") - at);
    return at;
}

static void test_documents(void **state)
{
    size_t size;
    char *document = project_read("docs/import.md", &size);
    quen_import_options o;
    static const char *const buys[] = {"purchase"};
    const quen_import_filter where = {"event_type", buys, 1, 0, 0};
    const char *file = sample(document, 0, &size);
    (void)state;
    quen_import_options_init(&o, sizeof o);
    import_demand(file, size, &o,
                  "lines 3 orders 3 customers 1 nobody 1 units 1 revenue 1250.00\n"
                  "# profile: looks like an export of Square, items detail (square)\n"
                  "# time zone: the file says 'Pacific Time (US & Canada)'; ...");
    file = sample(document, 1, &size);
    o = import_naming(NULL, "user_id", "product_id", "event_time", "price");
    o.where = &where;
    o.n_where = 1;
    import_demand(file, size, &o,
                  "lines 1 orders 1 customers 1 nobody 0 units 1 revenue 35.79\n"
                  "# where: keep 'event_type' = 'purchase': 1 of 2 rows left out");
    file = sample(document, 2, &size);
    o = import_naming("Order", "Customer", "Product", "Date", "Amount");
    o.fill_down = 1;
    import_demand(file, size, &o,
                  "lines 3 orders 2 customers 1 nobody 1 units 3 revenue 40.00");
    free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_price),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_times_of_clock),
        cmocka_unit_test(test_zone),
        cmocka_unit_test(test_dong),
        cmocka_unit_test(test_saved),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_fill_down),
        cmocka_unit_test(test_fill_down_below_a_bad_row),
        cmocka_unit_test(test_skip_bad),
        cmocka_unit_test(test_whole_keys),
        cmocka_unit_test(test_phones),
        cmocka_unit_test(test_mails_and_names),
        cmocka_unit_test(test_row_rules),
        cmocka_unit_test(test_order_rules),
        cmocka_unit_test(test_caller_first),
        cmocka_unit_test(test_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
