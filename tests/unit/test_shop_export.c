/* What a shop tells of a customer: all that it holds, in fields that documents name, and
 * as exactly as the getters. */
#include "shop_cases.h"

#include "json_read.h"
#include "shop/part.h"

/* The export of a customer; the caller frees it. */
static char *export(quen_context *ctx, const quen_shop *shop, quen_key key, size_t *size)
{
    assert_ok(ctx, quen_shop_export_customer(ctx, shop, key, NULL, 0, size));
    char *text = malloc(*size);
    assert_non_null(text);
    assert_ok(ctx, quen_shop_export_customer(ctx, shop, key, text, *size, size));
    json_check(text, *size);
    return text;
}

static void assert_number(const char *text, size_t size, const char *path,
                          double expected)
{
    size_t n;
    const char *value = json_find(text, size, path, &n);
    assert_non_null(value);
    assert_true(strtod(value, NULL) == expected); /* what follows ends the number */
}

static void assert_named(const char *text, size_t size, const char *path,
                         const char *expected)
{
    char quoted[300];
    snprintf(quoted, sizeof quoted, "\"%s\"", expected);
    assert_json_at(text, size, path, quoted);
}

/* --- the same as the getters --- */

static void check_parts(const char *text, size_t size, const quen_shop_customer *c)
{
    char path[40], money[100];
    assert_number(text, size, "rfm.r", c->r);
    assert_number(text, size, "rfm.f", c->f);
    assert_number(text, size, "rfm.m", c->m);
    assert_number(text, size, "rfm.segment", c->segment);
    assert_named(text, size, "rfm.segment_name", c->segment_name);
    assert_number(text, size, "rfm.recency", (double)c->recency);
    assert_number(text, size, "rfm.frequency", (double)c->frequency);
    snprintf(money, sizeof money,
             "{\"amount\":%lld,\"decimal\":\"%lld.%02lld\",\"currency\":\"EUR\"}",
             (long long)c->monetary, (long long)c->monetary / 100,
             (long long)c->monetary % 100);
    assert_json_at(text, size, "rfm.monetary", money);
    assert_number(text, size, "kmeans.cluster", c->cluster);
    assert_number(text, size, "churn.risk", c->risk);
    for (uint32_t i = 0; i < c->n_reasons; i++) {
        snprintf(path, sizeof path, "churn.reasons.%u", i);
        assert_named(text, size, path, c->reasons[i]);
        snprintf(path, sizeof path, "churn.effects.%u", i);
        assert_number(text, size, path, c->effects[i]);
    }
}

static void check_history(const char *text, size_t size, const quen_shop *shop,
                          uint32_t customer)
{
    const uint32_t *items;
    size_t n = quen_itemcf_history(quen_shop_itemcf(shop), customer, &items), value;
    char path[40], key[80];
    for (size_t i = 0; i < n; i++) {
        quen_key told = quen_shop_item_key(shop, items[i]);
        snprintf(path, sizeof path, "itemcf.history.%zu", i);
        snprintf(key, sizeof key,
                 "{\"item\":%u,\"key\":{\"kind\":\"text\",\"text\":\"%.*s\"}}", items[i],
                 (int)told.size, told.bytes);
        assert_json_at(text, size, path, key);
    }
    snprintf(path, sizeof path, "itemcf.history.%zu", n);
    assert_null(json_find(text, size, path, &value));
}

/* The place is that in the lists that the shop gives. */
static void check_places(quen_context *ctx, const quen_shop *shop, const char *text,
                         size_t size, const quen_shop_customer *c)
{
    uint32_t list[60];
    size_t n, value;
    assert_ok(ctx, quen_shop_list_segment(ctx, shop, c->segment, list, 60, &n, NULL));
    const char *place = json_find(text, size, "rfm.place", &value);
    assert_non_null(place);
    assert_int_equal(list[strtoul(place, NULL, 10)], c->customer);
    assert_ok(ctx, quen_shop_list_at_risk(ctx, shop, 0, UINT32_MAX, list, 60, &n, NULL));
    place = json_find(text, size, "churn.place", &value);
    assert_non_null(place);
    assert_int_equal(list[strtoul(place, NULL, 10)], c->customer);
}

static quen_shop *make_shop(quen_context *ctx, const shop_log *shape,
                            const char *currency)
{
    quen_orders *orders = shop_orders(ctx, shape);
    quen_money money = {2, ""};
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.utc_offset_s = 7 * 3600;
    if (currency) {
        memcpy(money.currency, currency, 4);
        assert_ok(ctx, quen_orders_set_money(ctx, orders, &money));
    }
    quen_shop *shop = train_shop(ctx, orders, &options);
    quen_orders_free(orders);
    return shop;
}

static void test_same_as_getters(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, &shop_small, "EUR");
    for (uint32_t i = 0; i < quen_shop_n_customers(shop); i++) {
        quen_shop_customer c;
        char key[80];
        size_t size;
        quen_shop_customer_init(&c, sizeof c);
        assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, i, &c));
        char *text = export(ctx, shop, c.key, &size);
        snprintf(key, sizeof key, "{\"kind\":\"text\",\"text\":\"%.*s\"}",
                 (int)c.key.size, c.key.bytes);
        assert_json_at(text, size, "format", "\"quen shop customer\"");
        assert_json_at(text, size, "version", "1");
        assert_number(text, size, "shop.now.unix_s", (double)quen_shop_now_s(shop));
        assert_json_at(text, size, "shop.utc_offset_s", "25200");
        assert_int_equal(quen_shop_utc_offset_s(shop), 25200);
        assert_number(text, size, "customer", i);
        assert_json_at(text, size, "key", key);
        check_parts(text, size, &c);
        check_history(text, size, shop, i);
        check_places(ctx, shop, text, size, &c);
        free(text);
    }
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- nothing is left out --- */

/* Each of the fields that a table names, with blanks between, is there. */
static void assert_fields(const char *text, size_t size, const char *fields)
{
    char names[100], *next = names;
    size_t value;
    snprintf(names, sizeof names, "%s", fields);
    while (next) {
        char *name = next, *blank = strchr(next, ' ');
        if (blank)
            *blank = '\0';
        next = blank ? blank + 1 : NULL;
        const char *found = json_find(text, size, name, &value);
        if (!found || strncmp(found, "null", 4) == 0)
            fail_msg("there is no %s", name);
    }
}

/* The document has a row for the section: its id and where it is told. */
static void assert_documented(const char *document, uint32_t id, const char *words)
{
    char row[200];
    snprintf(row, sizeof row, "| 0x%X | %s |", id, words);
    if (!strstr(document, row))
        fail_msg("docs/format.md does not have the row %s", row);
}

/* How many sections of customers the document tells of. */
static size_t count_documented(const char *document)
{
    size_t n = 0;
    const char *at = strstr(document, "### What a shop holds of a customer");
    const char *end = at ? strstr(at, "### Traces") : NULL;
    assert_non_null(end);
    while ((at = strstr(at, "\n| 0x")) != NULL && at++ < end)
        n++;
    return n;
}

/* A section that has rows of customers has a field, which the export has; and others have
 * none. One that stands in no table is found here, as is one that the document lacks. */
static size_t check_sections(const quen_shop *shop, const char *text, size_t size,
                             const char *document, const char *seen[])
{
    size_t n = 0;
    for (size_t i = 0; i < quen__image_sections(shop->model.home); i++) {
        const quen__shop_holding *whose;
        uint32_t id = quen__image_section(shop->model.home, i).id;
        const quen__shop_section *known = quen__shop_section_find(shop, id, &whose);
        if (!known)
            fail_msg("section %#x stands in no table of lib/shop", id);
        int has_rows = known->how != QUEN__SHOP_KEPT && known->how != QUEN__SHOP_MADE;
        assert_true(has_rows == (known->field != NULL));
        assert_true(!has_rows || !known->trace);
        if (!has_rows)
            continue;
        assert_fields(text, size, known->field);
        assert_documented(document, id, known->field);
        seen[n++] = known->field;
    }
    return n;
}

static void test_complete(void **state)
{
    (void)state;
    size_t n_document, size, n = 0;
    char *document = project_read("docs/format.md", &n_document);
    const char *seen[64];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const shop_log *shapes[2] = {&shop_small, &shop_numbered};
    for (size_t i = 0; i < 2; i++) {
        quen_shop *shop = make_shop(ctx, shapes[i], "EUR");
        char *text = export(ctx, shop, quen_shop_customer_key(shop, 2), &size);
        n = check_sections(shop, text, size, document, seen);
        free(text);
        quen_shop_free(shop);
    }
    /* Keys are one section or two. */
    assert_int_equal(count_documented(document), n + 2);
    free(document);
    quen_context_free(ctx);
}

/* Each trace has its row, and the rows are of traces that there are. */
static void test_traces_documented(void **state)
{
    (void)state;
    size_t n_document, rows = 0;
    char *document = project_read("docs/format.md", &n_document), row[100];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, &shop_small, "EUR"), *out;
    quen_key key = quen_shop_customer_key(shop, 0);
    assert_ok(ctx, quen_shop_forget(ctx, shop, &key, 1, &out));
    for (size_t i = 0; i < quen_shop_n_traces(out); i++) {
        snprintf(row, sizeof row, "\n| `%s` |", quen_shop_trace_name(out, i));
        if (!strstr(document, row))
            fail_msg("docs/format.md does not have the row %s", row);
    }
    const char *end = strstr(document, "\n## Versions");
    for (const char *at = strstr(document, "### Traces"); at && at < end; rows++)
        at = strstr(at + 1, "\n| `");
    /* This shop has no note, no levels of attributes and no neighbours that help. */
    assert_int_equal(rows - 1, quen_shop_n_traces(out) + 3);
    free(document);
    quen_shop_free(out);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

/* --- keys of any bytes, parts left out, nothing known --- */

static void test_any_key(void **state)
{
    (void)state;
    static const char *const names[] = {"\xff\x00", "\"\\\n", "B\xc3\xacnh", ""};
    static const size_t sizes[] = {2, 3, 5, 0};
    static const char *const told[] = {
        "{\"kind\":\"bytes\",\"hex\":\"ff00\"}",
        "{\"kind\":\"text\",\"text\":\"\\\"\\\\\\u000a\"}",
        "{\"kind\":\"text\",\"text\":\"B\xc3\xacnh\"}",
        "{\"kind\":\"text\",\"text\":\"\"}",
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    quen_order_rules rules;
    quen_shop *shop = NULL;
    quen_shop_options options;
    size_t size;
    quen_order_rules_init(&rules, sizeof rules);
    rules.nobody = &(quen_key){.kind = QUEN_KEY_INT, .number = 1};
    rules.n_nobody = 1; /* none of bytes */
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    for (size_t i = 0; i < 4; i++) {
        quen_order_line line = {.time_s = 1700000000, .quantity = 1, .amount = 5};
        line.customer = quen_key_bytes(names[i], sizes[i]);
        line.item = line.customer;
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_RFM | QUEN_SHOP_ITEMCF;
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    for (size_t i = 0; i < 4; i++) {
        char *text = export(ctx, shop, quen_key_bytes(names[i], sizes[i]), &size);
        assert_json_at(text, size, "key", told[i]);
        assert_json_at(text, size, "itemcf.history.0.key", told[i]);
        assert_json_at(text, size, "kmeans", "null");
        assert_json_at(text, size, "churn", "null");
        assert_json_at(text, size, "rfm.monetary",
                       "{\"amount\":5,\"decimal\":null,\"currency\":null}");
        free(text);
    }
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Who is in no part but offers, in a log without money. */
static void test_little_known(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_line lines[3] = {{{0}, {0}, {0}, 0, 0, 0}};
    quen_orders *orders = NULL;
    quen_shop_options options;
    size_t size;
    for (int64_t i = 0; i < 3; i++)
        lines[i] = (quen_order_line){quen_key_int(i), {0}, quen_key_int(9),
                                     100 * i,         1,   QUEN_AMOUNT_NONE};
    assert_ok(ctx, shop_log_orders(ctx, lines, 3, &orders));
    quen_shop_options_init(&options, sizeof options);
    options.now_s = 200;
    quen_shop *shop = train_shop(ctx, orders, &options);
    char *text = export(ctx, shop, quen_key_int(2), &size);
    assert_json_at(text, size, "key", "{\"kind\":\"number\",\"text\":\"2\"}");
    assert_json_at(text, size, "rfm", "null");
    assert_json_at(text, size, "kmeans", "null");
    assert_json_at(text, size, "churn", "null");
    assert_json_at(text, size, "itemcf", "{\"history\":[]}");
    assert_json_at(text, size, "shop.now",
                   "{\"unix_s\":200,\"utc\":\"1970-01-01T00:03:20Z\"}");
    free(text);
    text = export(ctx, shop, quen_key_int(1), &size);
    assert_json_at(text, size, "rfm.monetary", "null");
    assert_json_at(text, size, "rfm.m", "0");
    free(text);
    quen_shop_free(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- refused --- */

static void test_room(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, &shop_small, NULL);
    quen_key key = quen_shop_customer_key(shop, 0);
    char text[4096], words[100];
    size_t size, again = 7;
    assert_ok(ctx, quen_shop_export_customer(ctx, shop, key, NULL, 0, &size));
    assert_in_range(size, 100, sizeof text);
    memset(text, '#', sizeof text);
    snprintf(words, sizeof words, "shop: room for %zu bytes, and there are %zu", size - 1,
             size);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_shop_export_customer(ctx, shop, key, text, size - 1, &again));
    assert_int_equal(again, size);
    assert_int_equal(text[0], '#');
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop: room for 0 bytes",
                 quen_shop_export_customer(ctx, shop, key, text, 0, &again));
    assert_ok(ctx, quen_shop_export_customer(ctx, shop, key, text, size, &again));
    assert_int_equal(text[size - 1], '}');
    assert_int_equal(text[size], '#');
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "shop: no customer has the key 'stranger'",
                 quen_shop_export_customer(ctx, shop, quen_key_text("stranger"), text,
                                           sizeof text, &again));
    assert_int_equal(again, 0);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

static quen_status export_one(quen_context *ctx, void *user)
{
    char text[4096];
    size_t size;
    quen_key key = quen_shop_customer_key(user, 0);
    return quen_shop_export_customer(ctx, user, key, text, sizeof text, &size);
}

static void test_no_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_shop *shop = make_shop(ctx, &shop_small, NULL);
    support_each_oom(export_one, shop);
    quen_shop_free(shop);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_getters),   cmocka_unit_test(test_complete),
        cmocka_unit_test(test_traces_documented), cmocka_unit_test(test_any_key),
        cmocka_unit_test(test_little_known),      cmocka_unit_test(test_room),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
