/*
 * Profiles of exports: which header is whose, what is compiled in, the text form there
 * and back, and that docs/profiles.md shows what is compiled in.
 */
#include "support.h"

#include "data/profile/profile.h"

#define MOST 100

static quen_context *ctx;

/* --- headers --- */

typedef struct header {
    char *text;
    quen_key names[MOST];
    size_t n;
} header;

/* The names on a line, which have no separator in them; quotes go. */
static void take_names(header *h, char *line, char separator)
{
    for (char *end; line; line = end ? end + 1 : NULL) {
        end = strchr(line, separator);
        size_t size = end ? (size_t)(end - line) : strcspn(line, "\r\n");
        int quoted = size >= 2 && line[0] == '"';
        assert_true(h->n < MOST);
        h->names[h->n++] =
            quen_key_bytes(line + quoted, size - (quoted ? 2 : 0)); /* no "" within */
    }
}

/* The header of an export in tests/import/profiles, on its line `number`. */
static header header_of(const char *file, size_t number, char separator)
{
    char path[200];
    size_t size;
    header h = {.n = 0};
    snprintf(path, sizeof path, "tests/import/profiles/%s", file);
    h.text = project_read(path, &size);
    char *line = h.text;
    for (; number > 1; number--)
        line = strchr(line, '\n') + 1;
    *strchr(line, '\n') = '\0';
    if (memcmp(line, "\xEF\xBB\xBF", 3) == 0)
        line += 3;
    take_names(&h, line, separator);
    return h;
}

static header header_from(const char *line)
{
    header h = {.n = 0};
    h.text = strdup(line);
    assert_non_null(h.text);
    take_names(&h, h.text, ',');
    return h;
}

static void expect_match(header *h, const char *name)
{
    const quen_profile *profile = quen_profile_match(h->names, h->n);
    if (!name)
        assert_null(profile);
    else
        assert_string_equal(profile ? quen_profile_name(profile) : "none", name);
    free(h->text);
}

static void test_each_export_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *file, *name;
        size_t line;
        char separator;
    } cases[] = {
        {"shopify.csv", "shopify", 1, ','},
        {"woocommerce.csv", "woocommerce", 1, ','},
        {"woocommerce_advanced.csv", "woocommerce_advanced", 1, ','},
        {"square.csv", "square", 1, ','},
        {"amazon.tsv", "amazon", 1, '\t'},
        {"ebay.csv", "ebay", 2, ','},
        {"odoo.csv", "odoo", 1, ','},
        {"odoo_pos.csv", "odoo_pos", 1, ','},
        {"loyverse.csv", "loyverse", 1, ','},
        {"kiotviet.csv", "kiotviet", 1, ','},
    };
    assert_int_equal(sizeof cases / sizeof *cases, quen_n_profiles());
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        header h = header_of(cases[i].file, cases[i].line, cases[i].separator);
        const quen_profile *own = quen_profile_find(cases[i].name);
        assert_non_null(own);
        /* Of any two profiles one alone fits. */
        for (size_t k = 0; k < quen_n_profiles(); k++)
            assert_int_equal(quen_profile_fits(quen_profile_at(k), h.names, h.n),
                             quen_profile_at(k) == own);
        expect_match(&h, cases[i].name);
    }
}

static void test_other_headers_are_not(void **state)
{
    (void)state;
    static const char *const others[] = {
        "customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,Churn",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,"
        "Country",
        "Member_number,Date,itemDescription",
        "event_time,event_type,product_id,price,user_id",
        /* Reports of the same systems that have no order lines. */
        "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Total Collected,"
        "Transaction ID,Payment ID,Event Type,Customer ID,Customer Name",
        "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,"
        "Total collected,Payment type,Customer name,Status",
        "Order ID,Email,Financial Status,Paid at,Total,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem price,Lineitem variant",
        "Name",
        "",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        header h = header_from(others[i]);
        expect_match(&h, NULL);
    }
    assert_null(quen_profile_match(NULL, 0));
}

static void test_names_of_headers(void **state)
{
    (void)state;
    /* Older and shorter exports, blanks around names, letters in any case. */
    header h = header_from("Date,Time,Time Zone,Item,Qty,Gross Sales,Discounts,Net Sales,"
                           "Transaction ID,Customer ID");
    expect_match(&h, "square");
    h = header_from(" date ,TIME,item,qty,gross sales\t,net sales,transaction id");
    expect_match(&h, "square");
    h = header_from("Invoice code,Time,Product code,Quantity,Price,Status");
    expect_match(&h, "kiotviet");
    h = header_from("Mã hoá đơn,Thời gian,Mã hàng,Số lượng,Đơn giá");
    expect_match(&h, "kiotviet");
    /* Letters beyond ASCII are as they are. */
    h = header_from("MÃ HÓA ĐƠN,Thời gian,Mã hàng,Số lượng,Đơn giá");
    expect_match(&h, NULL);
    /* Numbers are no names. */
    quen_key keys[4] = {quen_key_text("Mã hóa đơn"), quen_key_text("Thời gian"),
                        quen_key_text("Mã hàng"), quen_key_int(4)};
    assert_null(quen_profile_match(keys, 4));
}

/* --- what is compiled in --- */

static void test_getters(void **state)
{
    (void)state;
    const quen_profile *kiotviet = quen_profile_find("kiotviet");
    assert_null(quen_profile_find("KiotViet"));
    assert_null(quen_profile_find(""));
    assert_null(quen_profile_at(quen_n_profiles()));
    assert_string_equal(quen_profile_title(kiotviet), "KiotViet, invoices in detail");
    assert_non_null(strstr(quen_profile_origin(kiotviet), "Hóa đơn"));
    assert_int_equal(quen_profile_n_columns(kiotviet, QUEN_PROFILE_CUSTOMER), 7);
    assert_string_equal(quen_profile_column(kiotviet, QUEN_PROFILE_CUSTOMER, 0),
                        "Mã khách hàng");
    assert_string_equal(quen_profile_column(kiotviet, QUEN_PROFILE_CUSTOMER, 3), "Phone");
    assert_string_equal(quen_profile_column(kiotviet, QUEN_PROFILE_CUSTOMER, 6),
                        "Customer name");
    assert_null(quen_profile_column(kiotviet, QUEN_PROFILE_CUSTOMER, 7));
    assert_string_equal(quen_profile_column(kiotviet, QUEN_PROFILE_TIME, 1), "Time");
    assert_int_equal(quen_profile_n_columns(kiotviet, QUEN_PROFILE_TIME_ZONE), 0);
    assert_int_equal(quen_profile_n_columns(kiotviet, 99), 0);
    assert_null(quen_profile_column(kiotviet, 99, 0));
    quen_profile_free((quen_profile *)kiotviet); /* stays */
    assert_ptr_equal(quen_profile_find("kiotviet"), kiotviet);
}

static void test_money_rules(void **state)
{
    (void)state;
    const quen_profile *shopify = quen_profile_find("shopify");
    const quen__profile_rule *last = &shopify->rules[shopify->n_rules - 1];
    assert_int_equal(last->kind, QUEN__PROFILE_REFUND_ORDER);
    assert_string_equal(last->columns.at[0], "Refunded Amount");
    assert_true(shopify->fill_down == 1 && shopify->decimals == QUEN__PROFILE_UNTOLD);
    const quen_profile *amazon = quen_profile_find("amazon");
    assert_int_equal(quen__profile_quoting(amazon), 2);
    assert_int_equal(quen__profile_separator(amazon), '\t');
    assert_int_equal(quen__profile_encoding(amazon), 0);
    assert_int_equal(quen__profile_separator(shopify), 0);
    assert_int_equal(quen_profile_find("kiotviet")->decimals, 0);
}

/* --- text --- */

/* The text of a profile, which the caller frees. */
static char *text_of(const quen_profile *profile, size_t *size)
{
    size_t asked;
    assert_ok(ctx, quen_profile_text(ctx, profile, NULL, 0, &asked));
    char *text = malloc(asked + 1);
    assert_non_null(text);
    assert_ok(ctx, quen_profile_text(ctx, profile, text, asked, size));
    assert_int_equal(*size, asked);
    text[asked] = '\0';
    return text;
}

static void expect_same_list(quen__profile_list a, quen__profile_list b)
{
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++)
        assert_string_equal(a.at[i], b.at[i]);
}

static void expect_same(const quen_profile *a, const quen_profile *b)
{
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->title, b->title);
    assert_string_equal(a->origin, b->origin);
    assert_true(a->decimals == b->decimals && a->skip_lines == b->skip_lines &&
                a->fill_down == b->fill_down);
    for (size_t role = 0; role < QUEN__PROFILE_ROLES; role++)
        expect_same_list(a->roles[role], b->roles[role]);
    expect_same_list(a->must_not, b->must_not);
    expect_same_list(a->nobody, b->nobody);
    assert_int_equal(a->n_rules, b->n_rules);
    for (size_t i = 0; i < a->n_rules; i++) {
        assert_int_equal(a->rules[i].kind, b->rules[i].kind);
        expect_same_list(a->rules[i].columns, b->rules[i].columns);
        expect_same_list(a->rules[i].values, b->rules[i].values);
    }
}

static void test_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < quen_n_profiles(); i++) {
        size_t size, again;
        quen_profile *parsed;
        char *text = text_of(quen_profile_at(i), &size);
        assert_ok(ctx, quen_profile_parse(ctx, text, size, &parsed));
        expect_same(quen_profile_at(i), parsed);
        char *second = text_of(parsed, &again);
        assert_string_equal(text, second);
        assert_fails(ctx, QUEN_ERR_ARGUMENT, "profile: room for 5 bytes, and there are",
                     quen_profile_text(ctx, parsed, second, 5, &again));
        assert_int_equal(again, size);
        quen_profile_free(parsed);
        free(text);
        free(second);
    }
}

/* Each key, quotes, comments, blanks, CR LF and a mark of byte order. */
static const char *const lines[] = {
    "\xEF\xBB\xBF# ours\r\nprofile: my_till_2\r\n\r\n  title :  \"My \"\"till\"\"\"\t\n",
    "from: Reports > Lines: all\nmust: Bon|Receipt\nmust: Article\nmust_not: Sum\n",
    "customer phone: Phone | Tel.\ncustomer text: Card\ncustomer whole: No\n",
    "customer email: Mail\ncustomer name: Name\norder: Bon\nitem: \"A|B\" | \"x=y\"\n",
    "item_name: Title\ntime: Date\ntime_of_day: Clock\ntime_zone: Zone\nquantity: Pcs\n",
    "amount: Sum\nprice: Each\ncurrency_column: Cur\n",
    "nobody: \"\" | 0 | \" \" | \"\tguest\" | \"guest\t\" | \"\rguest\"\n",
    "time_format: %d/%m/%Y %H:%M\nthousands: \"\"\ndecimal_mark: ,\ndecimals: 18\n",
    "currency: VND\nseparator: blanks\nquoting: standard\nencoding: windows_1258\n",
    "skip_lines: 1000\nfill_down: no\nkeep: \"a=b\" | Type = Sale | Return\n",
    ("drop: Status = \"\"\ndrop filled: Void at\ndrop empty: Article\nreturns: Type = "
     "R=1\n"),
    "less line: L\npercent line: %\nless order: D\ntotal order: S\nrefund line: R\n",
    "refund order: RO\nrefund quantity: RQ",
};

static void test_all_that_can_be_said(void **state)
{
    (void)state;
    char text[2000] = "";
    size_t size;
    quen_profile *p, *again;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        strcat(text, lines[i]);
    assert_ok(ctx, quen_profile_parse(ctx, text, strlen(text), &p));
    assert_string_equal(p->name, "my_till_2");
    assert_string_equal(p->title, "My \"till\"");
    assert_string_equal(p->origin, "Reports > Lines: all");
    assert_string_equal(p->roles[QUEN_PROFILE_ITEM].at[1], "x=y");
    assert_string_equal(quen_profile_column(p, QUEN_PROFILE_CUSTOMER, 1), "Tel.");
    assert_int_equal(quen_profile_n_columns(p, QUEN_PROFILE_CUSTOMER), 6);
    assert_string_equal(p->nobody.at[0], "");
    assert_string_equal(p->nobody.at[2], " ");
    assert_string_equal(p->nobody.at[4], "guest\t");
    assert_string_equal(p->thousands, "");
    assert_string_equal(p->encoding, "windows_1258");
    assert_int_equal(quen__profile_separator(p), ' ');
    assert_int_equal(quen__profile_quoting(p), 1);
    assert_int_equal(quen__profile_encoding(p), 4);
    assert_true(p->decimals == 18 && p->skip_lines == 1000 && p->fill_down == 0);
    assert_int_equal(p->n_rules, 19);
    assert_string_equal(p->rules[7].columns.at[0], "a=b");
    assert_string_equal(p->rules[7].values.at[1], "Return");
    assert_string_equal(p->rules[8].values.at[0], "");
    assert_string_equal(p->rules[11].values.at[0], "R=1");
    const quen_key names[] = {quen_key_text("receipt"), quen_key_text("Article")};
    assert_true(quen_profile_fits(p, names, 2));
    assert_false(quen_profile_fits(p, names, 1));
    const quen_key more[] = {names[0], names[1], quen_key_text("Sum")};
    assert_false(quen_profile_fits(p, more, 3));
    char *printed = text_of(p, &size);
    assert_ok(ctx, quen_profile_parse(ctx, printed, size, &again));
    expect_same(p, again);
    free(printed);
    quen_profile_free(again);
    quen_profile_free(p);
    quen_profile_free(NULL);
}

/* One that asks for no column is used by name, never found. */
static void test_nothing_is_asked(void **state)
{
    (void)state;
    static const char text[] = "profile: p\nitem: i\ntime: t\n";
    const quen_key names[] = {quen_key_text("i"), quen_key_text("t")};
    quen_profile *p;
    assert_ok(ctx, quen_profile_parse(ctx, text, strlen(text), &p));
    assert_false(quen_profile_fits(p, names, 2));
    assert_string_equal(quen_profile_title(p), "");
    assert_string_equal(quen_profile_origin(p), "");
    quen_profile_free(p);
}

/* --- docs/profiles.md --- */

static void test_documents(void **state)
{
    (void)state;
    size_t size, told = 0;
    char *document = project_read("docs/profiles.md", &size);
    for (size_t i = 0; i < quen_n_profiles(); i++) {
        char *text = text_of(quen_profile_at(i), &size);
        if (!strstr(document, text))
            print_error("docs/profiles.md should have\n%s", text);
        assert_non_null(strstr(document, text));
        free(text);
    }
    for (const char *at = document; (at = strstr(at, "\nprofile: ")); at++)
        told++;
    assert_int_equal(told, quen_n_profiles() + 1); /* and one of a shop's own */
    free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_export_is_known),
        cmocka_unit_test(test_other_headers_are_not),
        cmocka_unit_test(test_names_of_headers),
        cmocka_unit_test(test_getters),
        cmocka_unit_test(test_money_rules),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_all_that_can_be_said),
        cmocka_unit_test(test_nothing_is_asked),
        cmocka_unit_test(test_documents),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
