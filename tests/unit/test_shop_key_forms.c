/* Shops without the keys of customers: numbers alone, or hashes under a secret. */
#include "mend.h"
#include "model_bytes.h"
#include "shop_cases.h"

static const uint8_t secret[QUEN_KEY_HASH_SIZE] = {3, 1, 4, 1, 5, 9, 2, 6,
                                                   5, 3, 5, 8, 9, 7, 9, 3};

/* --- logs whose customers' keys can be found in a file --- */

enum { PEOPLE = 64, ROOM = 48 };

/* The lines of a shop; customer i is called by keys[i]. */
typedef struct sample {
    quen_order_line *lines;
    size_t n, n_keys;
    quen_key was[PEOPLE], keys[PEOPLE];
    char names[PEOPLE][ROOM];
    uint8_t hashes[PEOPLE][QUEN_KEY_HASH_SIZE];
} sample;

static int same(quen_key a, quen_key b)
{
    return a.kind == b.kind && a.number == b.number && a.size == b.size &&
           (!a.size || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static quen_key new_key(sample *s, size_t i, int numbers)
{
    if (numbers)
        return quen_key_int((int64_t)(UINT64_C(0x123456789abcdef) * (i + 3)));
    snprintf(s->names[i], ROOM, "person %zu of this very shop", i * 17 % PEOPLE);
    return quen_key_text(s->names[i]);
}

static void make_sample(quen_context *ctx, sample *s, int numbers)
{
    s->lines = shop_log_lines(numbers ? &shop_numbered : &shop_small, &s->n);
    s->n_keys = 0;
    for (size_t i = 0; i < s->n; i++) {
        quen_key *key = &s->lines[i].customer;
        size_t at = 0;
        if (key->kind == QUEN_KEY_NONE)
            continue;
        while (at < s->n_keys && !same(s->was[at], *key))
            at++;
        if (at == s->n_keys) {
            assert_true(s->n_keys < PEOPLE);
            s->was[at] = *key;
            s->keys[at] = new_key(s, at, numbers);
            assert_ok(ctx, quen_key_hash(ctx, secret, s->keys[at], s->hashes[at]));
            s->n_keys++;
        }
        *key = s->keys[at];
    }
}

static quen_key hash_of(const sample *s, size_t i)
{
    return quen_key_bytes((const char *)s->hashes[i], QUEN_KEY_HASH_SIZE);
}

/* The log; or one whose customers' keys are the hashes. */
static quen_orders *log_of(quen_context *ctx, const sample *s, int hashed)
{
    quen_orders *orders = NULL;
    quen_order_line *lines = malloc(s->n * sizeof *lines);
    assert_non_null(lines);
    memcpy(lines, s->lines, s->n * sizeof *lines);
    for (size_t i = 0; hashed && i < s->n; i++)
        for (size_t k = 0; k < s->n_keys; k++)
            if (same(s->lines[i].customer, s->keys[k]))
                lines[i].customer = hash_of(s, k);
    assert_ok(ctx, shop_log_orders(ctx, lines, s->n, &orders));
    free(lines);
    return orders;
}

static quen_shop *train_form(quen_context *ctx, const quen_orders *orders, uint32_t form)
{
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.customer_keys = form;
    options.secret = form == QUEN_SHOP_CUSTOMER_KEYS_HASHED ? secret : NULL;
    return train_shop(ctx, orders, &options);
}

static int contains(const unsigned char *bytes, size_t size, const void *piece, size_t n)
{
    for (size_t i = 0; i + n <= size; i++)
        if (memcmp(bytes + i, piece, n) == 0)
            return 1;
    return 0;
}

/* Of how many customers the file has the key; a number in either order of bytes. */
static size_t count_keys(quen_context *ctx, const quen_shop *shop, const sample *s)
{
    size_t size, found = 0;
    unsigned char *bytes = shop_log_bytes(ctx, shop, &size);
    for (size_t i = 0; i < s->n_keys; i++) {
        quen_key key = s->keys[i];
        found += (size_t)(key.kind == QUEN_KEY_INT
                              ? contains(bytes, size, &key.number, sizeof key.number)
                              : contains(bytes, size, key.bytes, key.size));
    }
    assert_false(contains(bytes, size, secret, 8));
    free(bytes);
    return found;
}

static void test_no_file_has_a_key(void **state)
{
    (void)state;
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int numbers = 0; numbers < 2; numbers++) {
        make_sample(ctx, &s, numbers);
        quen_orders *orders = log_of(ctx, &s, 0);
        for (uint32_t form = 0; form < 3; form++) {
            quen_shop *shop = train_form(ctx, orders, form);
            assert_int_equal(quen_shop_customer_key_form(shop), form);
            assert_int_equal(quen_shop_n_customers(shop), s.n_keys);
            assert_int_equal(count_keys(ctx, shop, &s), form ? 0 : s.n_keys);
            quen_shop_free(shop);
        }
        quen_orders_free(orders);
        free(s.lines);
    }
    quen_context_free(ctx);
}

/* --- sections of a file: docs/format.md --- */

typedef struct section {
    uint32_t id;
    uint64_t offset, size;
} section;

static size_t n_sections(const unsigned char *file)
{
    uint32_t n;
    memcpy(&n, file + 20, sizeof n);
    return n;
}

static section section_at(const unsigned char *file, size_t i)
{
    section s;
    const unsigned char *row = file + 64 + 32 * i;
    assert_true(i < n_sections(file));
    memcpy(&s.id, row, sizeof s.id);
    memcpy(&s.offset, row + 8, sizeof s.offset);
    memcpy(&s.size, row + 16, sizeof s.size);
    return s;
}

/* --- hashes --- */

/* The sections of two shops are the same, but that one has one more. */
static void assert_same_but_form(const unsigned char *plain, size_t n,
                                 const unsigned char *hashed, size_t m)
{
    size_t sections = n_sections(plain), at = 0;
    assert_int_equal(n_sections(hashed), sections + 1);
    for (size_t i = 0; i < sections; i++, at++) {
        section a = section_at(plain, i), b = section_at(hashed, at);
        if (b.id == 15)
            b = section_at(hashed, ++at);
        assert_int_equal(a.id, b.id);
        assert_int_equal(a.size, b.size);
        assert_true(a.offset + a.size <= n && b.offset + b.size <= m);
        assert_memory_equal(plain + a.offset, hashed + b.offset, (size_t)a.size);
    }
}

static void assert_as_if_hashes_were_keys(quen_context *ctx, void *user)
{
    const sample *s = user;
    size_t n, m;
    quen_orders *orders = log_of(ctx, s, 0), *hashes = log_of(ctx, s, 1);
    quen_shop *shop = train_form(ctx, orders, QUEN_SHOP_CUSTOMER_KEYS_HASHED),
              *plain = train_form(ctx, hashes, QUEN_SHOP_CUSTOMER_KEYS_PLAIN);
    unsigned char *a = shop_log_bytes(ctx, plain, &n), *b = shop_log_bytes(ctx, shop, &m);
    assert_same_but_form(a, n, b, m);
    free(a);
    free(b);
    quen_shop_free(plain);
    quen_shop_free(shop);
    quen_orders_free(hashes);
    quen_orders_free(orders);
}

static void test_as_if_hashes_were_keys(void **state)
{
    (void)state;
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (int numbers = 0; numbers < 2; numbers++) {
        make_sample(ctx, &s, numbers);
        support_each_context(assert_as_if_hashes_were_keys, &s);
        free(s.lines);
    }
    quen_context_free(ctx);
}

/* What is taken for a visit is so in both. */
static void test_returns_are_visits(void **state)
{
    (void)state;
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_order_rules rules;
    quen_orders *orders = NULL;
    make_sample(ctx, &s, 0);
    quen_order_rules_init(&rules, sizeof rules);
    rules.returns = QUEN_RETURNS_VISIT;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_rules(ctx, orders, &rules));
    assert_ok(ctx, quen_orders_add(ctx, orders, s.lines, s.n));
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_shop *plain = train_form(ctx, orders, QUEN_SHOP_CUSTOMER_KEYS_PLAIN),
              *hashed = train_form(ctx, orders, QUEN_SHOP_CUSTOMER_KEYS_HASHED);
    for (size_t i = 0; i < s.n_keys; i++) {
        quen_shop_customer a, b;
        quen_shop_customer_init(&a, sizeof a);
        quen_shop_customer_init(&b, sizeof b);
        assert_ok(ctx, quen_shop_get_customer(ctx, plain, s.keys[i], &a));
        assert_ok(ctx, quen_shop_get_customer(ctx, hashed, hash_of(&s, i), &b));
        assert_int_equal(a.frequency, b.frequency);
    }
    quen_shop_free(plain);
    quen_shop_free(hashed);
    quen_orders_free(orders);
    free(s.lines);
    quen_context_free(ctx);
}

/* Scores hang on nobody's number: a customer has the same, asked by key or by hash. */
static void test_asked_by_hash(void **state)
{
    (void)state;
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(ctx, &s, 0);
    quen_orders *orders = log_of(ctx, &s, 0);
    quen_shop *plain = train_form(ctx, orders, 0), *made = train_form(ctx, orders, 2),
              *shop = NULL;
    size_t size;
    unsigned char *bytes = shop_log_bytes(ctx, made, &size);
    assert_ok(ctx, quen_shop_open_bytes(ctx, bytes, size, &shop)); /* without a secret */
    for (size_t i = 0; i < s.n_keys; i++) {
        quen_shop_customer a, b;
        quen_offer offers[2][5];
        size_t n[2];
        quen_shop_customer_init(&a, sizeof a);
        quen_shop_customer_init(&b, sizeof b);
        assert_ok(ctx, quen_shop_get_customer(ctx, plain, s.keys[i], &a));
        assert_ok(ctx, quen_shop_get_customer(ctx, shop, hash_of(&s, i), &b));
        assert_true(same(b.key, hash_of(&s, i)));
        assert_true(same(quen_shop_customer_key(shop, b.customer), b.key));
        assert_int_equal(a.segment, b.segment);
        assert_int_equal(a.monetary, b.monetary);
        assert_ok(ctx, quen_shop_recommend(ctx, plain, s.keys[i], NULL, offers[0], 5, n));
        assert_ok(ctx, quen_shop_recommend(ctx, shop, hash_of(&s, i), NULL, offers[1], 5,
                                           n + 1));
        assert_int_equal(n[0], n[1]);
        for (size_t k = 0; k < n[0]; k++)
            assert_int_equal(offers[0][k].item, offers[1][k].item);
    }
    free(bytes);
    quen_shop_free(shop);
    quen_shop_free(made);
    quen_shop_free(plain);
    quen_orders_free(orders);
    free(s.lines);
    quen_context_free(ctx);
}

/* --- what cannot be asked --- */

static void assert_no_key(quen_context *ctx, const quen_shop *shop, quen_key key,
                          const char *words)
{
    uint32_t number;
    size_t count;
    quen_offer offers[3];
    quen_shop_customer c;
    quen_key item = quen_shop_item_key(shop, 0);
    quen_shop_customer_init(&c, sizeof c);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, words,
                 quen_shop_find_customer(ctx, shop, key, &number));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, words,
                 quen_shop_get_customer(ctx, shop, key, &c));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, words,
                 quen_shop_recommend(ctx, shop, key, NULL, offers, 3, &count));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, words,
                 quen_shop_recommend_customer_basket(ctx, shop, key, &item, 1, NULL,
                                                     offers, 3, &count));
    assert_int_equal(count, 0);
}

static void test_sentences(void **state)
{
    (void)state;
    static sample s;
    quen_key none = {0};
    quen_offer offers[3];
    size_t count;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(ctx, &s, 0);
    quen_orders *orders = log_of(ctx, &s, 0);
    quen_shop *numbers = train_form(ctx, orders, 1), *hashed = train_form(ctx, orders, 2);
    assert_no_key(ctx, numbers, s.keys[0],
                  "shop: it has no keys of customers: ask by their numbers");
    assert_no_key(ctx, numbers, quen_key_int(0), "ask by their numbers");
    assert_no_key(ctx, hashed, s.keys[0],
                  "shop: it has hashes of 16 bytes for customers' keys, and 'person 0 of "
                  "this very shop' is none: ask with what quen_key_hash() makes of it");
    assert_no_key(ctx, hashed, quen_key_int(3), "and 3 is none");
    quen_shop *without = NULL;
    quen_key gone = hash_of(&s, 5);
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "ask by their numbers",
                 quen_shop_forget(ctx, numbers, &s.keys[5], 1, &without));
    assert_fails(ctx, QUEN_ERR_NOT_FOUND, "ask with what quen_key_hash()",
                 quen_shop_forget(ctx, hashed, &s.keys[5], 1, &without));
    assert_ok(ctx, quen_shop_forget(ctx, hashed, &gone, 1, &without));
    assert_int_equal(quen_shop_customer_key_form(without), 2);
    assert_int_equal(quen_shop_n_customers(without), s.n_keys - 1);
    assert_no_key(ctx, without, s.keys[5], "ask with what quen_key_hash()");
    quen_shop_free(without);
    for (int i = 0; i < 2; i++) { /* nobody gets what sells well */
        assert_ok(ctx, quen_shop_recommend(ctx, i ? numbers : hashed, none, NULL, offers,
                                           3, &count));
        assert_int_equal(count, 3);
    }
    quen_shop_free(hashed);
    quen_shop_free(numbers);
    quen_orders_free(orders);
    free(s.lines);
    quen_context_free(ctx);
}

/* Numbers are those of the log, and answers those of the shop with keys. */
static void test_asked_by_number(void **state)
{
    (void)state;
    static sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    make_sample(ctx, &s, 1);
    quen_orders *orders = log_of(ctx, &s, 0);
    quen_shop *plain = train_form(ctx, orders, 0), *shop = train_form(ctx, orders, 1);
    for (uint32_t i = 0; i < s.n_keys; i++) {
        quen_shop_customer a, b;
        quen_shop_customer_init(&a, sizeof a);
        quen_shop_customer_init(&b, sizeof b);
        assert_ok(ctx, quen_shop_get_customer_at(ctx, plain, i, &a));
        assert_ok(ctx, quen_shop_get_customer_at(ctx, shop, i, &b));
        assert_int_equal(b.key.kind, QUEN_KEY_NONE);
        assert_int_equal(quen_shop_customer_key(shop, i).kind, QUEN_KEY_NONE);
        memset(&a.key, 0, sizeof a.key);
        b.segment_name = a.segment_name; /* in the memory of each */
        memcpy(b.reasons, a.reasons, sizeof a.reasons);
        assert_memory_equal(&a, &b, sizeof a);
    }
    quen_shop_free(shop);
    quen_shop_free(plain);
    quen_orders_free(orders);
    free(s.lines);
    quen_context_free(ctx);
}

/* --- options, damage, memory --- */

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shop = NULL;
    quen_shop_options options;
    quen_shop_options_init(&options, sizeof options);
    options.customer_keys = 3;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "shop: customer_keys is 3",
                 quen_shop_train(ctx, orders, &options, &shop));
    options.customer_keys = QUEN_SHOP_CUSTOMER_KEYS_HASHED;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "shop: secret is NULL: hashes of keys need one of 16 bytes",
                 quen_shop_train(ctx, orders, &options, &shop));
    options.customer_keys = QUEN_SHOP_CUSTOMER_KEYS_PLAIN;
    options.secret = secret;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "shop: there is a secret, but customer_keys is 0, not "
                 "QUEN_SHOP_CUSTOMER_KEYS_HASHED",
                 quen_shop_train(ctx, orders, &options, &shop));
    assert_null(shop);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

MODEL_CALLS(shop);

/* Change one byte of a section, with checksums as they should be. */
static void refuse_changed(quen_context *ctx, const unsigned char *bytes, size_t size,
                           uint32_t id, size_t at, unsigned char to, const char *words)
{
    quen_shop *shop = NULL;
    unsigned char *changed = malloc(size);
    assert_non_null(changed);
    memcpy(changed, bytes, size);
    size_t i = 0;
    while (section_at(changed, i).id != id)
        i++;
    changed[section_at(changed, i).offset + at] = to;
    mend_checksums(changed, size);
    assert_fails(ctx, QUEN_ERR_FORMAT, words,
                 quen_shop_open_bytes(ctx, changed, size, &shop));
    assert_null(shop);
    free(changed);
}

/* Where the table of sections tells of one. */
static unsigned char *entry_of(unsigned char *file, uint32_t id)
{
    unsigned char *entry = file + 64;
    while (get_number(entry, 4) != id)
        entry += 32;
    return entry;
}

static void test_damaged(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = shop_orders(ctx, &shop_small);
    quen_shop *shops[2] = {train_form(ctx, orders, 1), train_form(ctx, orders, 2)};
    unsigned char *bytes[2];
    size_t size[2];
    for (size_t i = 0; i < 2; i++) {
        bytes[i] = shop_log_bytes(ctx, shops[i], &size[i]);
        check_model_bytes(ctx, &calls_of_shop, shops[i]);
        refuse_changed(ctx, bytes[i], size[i], 15, 0, 3,
                       "shop: its customers' keys are of form 3");
        refuse_changed(ctx, bytes[i], size[i], 15, 0, 0,
                       "shop: its customers' keys are of form 0");
    }
    refuse_changed(ctx, bytes[0], size[0], 15, 0, 2, "customer");
    refuse_changed(ctx, bytes[1], size[1], 15, 0, 1, "customers without keys");
    refuse_changed(ctx, bytes[0], size[0], 17, 4, 1,
                   "shop: customer 4 without a key is 1, not 0");
    size_t odd = 0; /* a byte that goes to the key before: mostly they do not ascend */
    for (unsigned char i = 1; i < 15; i++) {
        refuse_changed(ctx, bytes[1], size[1], 0x101, (size_t)i * 8,
                       (unsigned char)(16 * i + 1), "");
        odd += strstr(quen_context_message(ctx), "is not of 16 bytes") != NULL;
    }
    assert_true(odd > 0);
    /* What was where hashes begin would be numbers. */
    put_number(entry_of(bytes[1], 0x101), 0x100, 4);
    mend_checksums(bytes[1], size[1]);
    quen_shop *none = NULL;
    assert_fails(ctx, QUEN_ERR_FORMAT, "shop: hashes of keys are numbers",
                 quen_shop_open_bytes(ctx, bytes[1], size[1], &none));
    for (size_t i = 0; i < 2; i++) {
        free(bytes[i]);
        quen_shop_free(shops[i]);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static quen_status train_and_ask(quen_context *ctx, void *user)
{
    const shop_log *shape = user;
    quen_shop_options options;
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    size_t n;
    quen_order_line *lines = shop_log_lines(shape, &n);
    quen_shop_options_init(&options, sizeof options);
    options.parts = QUEN_SHOP_RFM;
    options.customer_keys = QUEN_SHOP_CUSTOMER_KEYS_HASHED;
    options.secret = secret;
    quen_status status = shop_log_orders(ctx, lines, n, &orders);
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, &options, &shop);
    if (status != QUEN_OK)
        assert_null(shop);
    quen_shop_free(shop);
    shop = NULL;
    options.customer_keys = QUEN_SHOP_CUSTOMER_KEYS_NUMBERS;
    options.secret = NULL;
    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, &options, &shop);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static const shop_log few = {8, 5, 60, 2, 0};
    support_each_oom(train_and_ask, (void *)(uintptr_t)&few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_file_has_a_key),
        cmocka_unit_test(test_as_if_hashes_were_keys),
        cmocka_unit_test(test_returns_are_visits),
        cmocka_unit_test(test_asked_by_hash),
        cmocka_unit_test(test_asked_by_number),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
