/* What forgetting leaves: nothing of a key in memory, held or given back; and what it
 * refuses. */
#include "arrow_cases.h"
#include "orders_cases.h"
#include "same_log.h"

/* --- memory that is never reused --- */

/* Every block that was asked for, those given back too, which stay as they were then. */
typedef struct hoard {
    char *blocks[20000];
    size_t sizes[20000];
    size_t n;
} hoard;

static void *hoard_allocate(void *user, size_t size)
{
    hoard *h = user;
    assert_true(h->n < sizeof h->blocks / sizeof *h->blocks);
    h->sizes[h->n] = size;
    h->blocks[h->n] = calloc(size, 1);
    assert_non_null(h->blocks[h->n]);
    return h->blocks[h->n++];
}

static void *hoard_reallocate(void *user, void *ptr, size_t size)
{
    hoard *h = user;
    size_t i = 0;
    while (h->blocks[i] != ptr)
        i++;
    char *grown = hoard_allocate(user, size);
    memcpy(grown, ptr, size < h->sizes[i] ? size : h->sizes[i]);
    return grown;
}

static void hoard_release(void *user, void *ptr)
{
    (void)user;
    (void)ptr;
}

static quen_context *hoarding(hoard *h)
{
    quen_context *ctx = NULL;
    quen_allocator allocator = {h, hoard_allocate, hoard_reallocate, hoard_release};
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.threads = 1;
    options.allocator = allocator;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    return ctx;
}

static void hoard_empty(hoard *h)
{
    for (size_t i = 0; i < h->n; i++)
        free(h->blocks[i]);
    h->n = 0;
}

/* How often eight bytes stand in the memory, in this order or the other. */
static size_t count(const hoard *h, const char *piece)
{
    char back[8];
    size_t found = 0;
    for (size_t i = 0; i < 8; i++)
        back[i] = piece[7 - i];
    for (size_t i = 0; i < h->n; i++)
        for (size_t at = 0; at + 8 <= h->sizes[i]; at++)
            found += memcmp(h->blocks[i] + at, piece, 8) == 0 ||
                     memcmp(h->blocks[i] + at, back, 8) == 0;
    return found;
}

/* --- a log whose keys can be found in memory --- */

enum { WHO = 600, GONE = 5 };

typedef struct people {
    char names[WHO][32];
    quen_key keys[WHO];
    char pieces[WHO][9]; /* eight bytes of each that no other has */
} people;

static void make_people(people *p, int bytes)
{
    for (size_t i = 0; i < WHO; i++) {
        int64_t number = (int64_t)(orders_draw(i, 40, 1ull << 62) | 1ull << 40);
        snprintf(p->names[i], sizeof p->names[i], "customer-%08u-of-ours",
                 (unsigned)(number % 99999989));
        p->keys[i] = bytes ? quen_key_text(p->names[i]) : quen_key_int(number);
        memcpy(p->pieces[i], p->names[i] + 9, 8);
        if (!bytes)
            memcpy(p->pieces[i], &number, 8);
    }
}

static void add_people(quen_context *ctx, quen_orders *orders, const people *p,
                       size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        int64_t at = (int64_t)i;
        quen_order_line line = {p->keys[i], {0},        quen_key_int(at % 30),
                                at,         1 + at % 3, 5};
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
}

/* Rows that are refused had their keys taken in before; they must go as well. */
static void refuse_people(quen_context *ctx, quen_orders *orders, const people *p)
{
    static quen_order_line lines[5000];
    for (size_t i = 0; i < 5000; i++)
        lines[i] = (quen_order_line){p->keys[i % WHO], {0}, quen_key_int(1), 1, 1, 1};
    lines[4999].item.kind = QUEN_KEY_NONE;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "row 4999: there is no item",
                 quen_orders_add(ctx, orders, lines, 5000));
}

/* Ways in which keys come to lie in memory. */
static quen_orders *live(quen_context *ctx, const people *p, int way)
{
    quen_orders *orders = new_orders(ctx);
    if (way == 2)
        refuse_people(ctx, orders, p);
    add_people(ctx, orders, p, 0, WHO / 2);
    if (way == 1)
        assert_ok(ctx, quen_orders_finish(ctx, orders));
    if (way == 3) {
        quen_orders *other = new_orders(ctx);
        add_people(ctx, other, p, WHO / 3, WHO);
        assert_ok(ctx, quen_orders_finish(ctx, other));
        assert_ok(ctx, quen_orders_merge(ctx, orders, other));
        quen_orders_free(other);
    }
    add_people(ctx, orders, p, WHO / 2, WHO);
    if (way != 2)
        assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

static void assert_no_trace(int bytes, int way)
{
    static hoard h;
    static people p;
    quen_context *ctx = hoarding(&h);
    quen_key gone[GONE];
    size_t forgotten;
    make_people(&p, bytes);
    quen_orders *orders = live(ctx, &p, way);
    for (size_t i = 0; i < GONE; i++) {
        gone[i] = p.keys[i * 101 + 7];
        assert_true(count(&h, p.pieces[i * 101 + 7]) > 0);
    }
    assert_ok(ctx, quen_orders_forget(ctx, orders, gone, GONE, &forgotten));
    assert_int_equal(forgotten, GONE);
    for (size_t i = 0; i < GONE; i++)
        assert_int_equal(count(&h, p.pieces[i * 101 + 7]), 0);
    assert_true(count(&h, p.pieces[8]) > 0); /* who stays is there */
    quen_orders_free(orders);
    assert_int_equal(count(&h, p.pieces[8]), 0);
    quen_context_free(ctx);
    hoard_empty(&h);
}

static void test_no_trace_of_keys(void **state)
{
    (void)state;
    for (int way = 0; way < 4; way++) {
        assert_no_trace(0, way);
        assert_no_trace(1, way);
    }
}

/* --- spellings --- */

static const char *const bills[] = {"1", "2", "3", "4"};

static quen_orders *load_who(quen_context *ctx, const char *const *who, uint32_t kind,
                             const char *country)
{
    quen_orders *orders = NULL;
    quen_arrow_options options = arrow_options();
    const arrow_column columns[] = {
        {"item", "l", NULL, bills}, {"time", "l", NULL, bills}, {"who", "u", NULL, who}};
    static const arrow_shape whole = {0};
    options.amount = NULL;
    options.customer = "who";
    options.customer_kind = kind;
    options.country = country;
    assert_ok(ctx, load_arrow(ctx, columns, 3, 4, &options, &whole, &orders));
    return orders;
}

static void assert_forgets(quen_context *ctx, quen_orders *orders, const char *key,
                           size_t expected)
{
    quen_key gone = quen_key_text(key);
    size_t forgotten;
    assert_ok(ctx, quen_orders_forget(ctx, orders, &gone, 1, &forgotten));
    assert_int_equal(forgotten, expected);
}

static void test_by_any_spelling(void **state)
{
    (void)state;
    static const char *const phones[] = {"0912 345 678", "+84 912 345 678", "0987654321",
                                         "An"};
    static const char *const mails[] = {"An@Example.com", "binh@example.com", "c@d.vn",
                                        "d@e.vn"};
    static const char *const names[] = {"Anh Tu\xe1\xba\xa5n", "B\xc3\xacnh", "Chi",
                                        "Dung"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = load_who(ctx, phones, QUEN_IMPORT_KEY_PHONE, "VN");
    assert_forgets(ctx, orders, "0911111111", 0);
    assert_forgets(ctx, orders, "(+84) 912-345-678", 1); /* both lines */
    assert_forgets(ctx, orders, "+84987654321", 1);
    assert_forgets(ctx, orders, "An", 1); /* no number, and stood as it is */
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    assert_int_equal(totals.lines, 0);
    quen_orders_free(orders);
    orders = load_who(ctx, mails, QUEN_IMPORT_KEY_EMAIL, NULL);
    assert_forgets(ctx, orders, "An <AN@example.com>", 1);
    quen_orders_free(orders);
    orders = load_who(ctx, names, QUEN_IMPORT_KEY_NAME, NULL);
    assert_forgets(ctx, orders, "TU\xe1\xba\xa4N", 1);
    quen_orders_free(orders);
    orders = load_who(ctx, phones, QUEN_IMPORT_KEY_TEXT, NULL);
    assert_forgets(ctx, orders, "+84912345678", 0);
    assert_forgets(ctx, orders, "0912 345 678", 1);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* The rule goes where the customers go: into a part, and into a log of several. */
static void test_spellings_of_other_logs(void **state)
{
    (void)state;
    static const char *const here[] = {"0912 345 678", "0912345679", "+84912345670",
                                       "0912345671"};
    static const char *const there[] = {"01512 3456789", "+49 1512 3456788", "x", "y"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = load_who(ctx, here, QUEN_IMPORT_KEY_PHONE, "VN"), *part = NULL,
                *other = load_who(ctx, there, QUEN_IMPORT_KEY_PHONE, "DE"),
                *all = new_orders(ctx);
    assert_ok(ctx, quen_orders_copy_between(ctx, orders, 2, INT64_MAX, &part));
    assert_forgets(ctx, part, "0912345679", 1);
    assert_ok(ctx, quen_orders_merge(ctx, all, orders));
    assert_forgets(ctx, all, "0912 345 678", 1);
    assert_ok(ctx, quen_orders_merge(ctx, all, other));
    assert_forgets(ctx, all, "0912345671", 0); /* of which country? */
    assert_forgets(ctx, all, "+84 91 234 56 71", 1);
    assert_forgets(ctx, all, "+49 1512 3456789", 1);
    quen_orders_free(all);
    quen_orders_free(other);
    quen_orders_free(part);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- what was told quotes nobody who was forgotten --- */

static void test_quotes_are_overwritten(void **state)
{
    (void)state;
    static const char *const phones[] = {"0912 345 678", "nobody's 'An'", "0987654321",
                                         "0987654322"};
    static const char *const whole[] = {"17", "18", "KH'5", "19"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = load_who(ctx, phones, QUEN_IMPORT_KEY_PHONE, "VN");
    assert_int_equal(quen_orders_n_told(orders), 1);
    const char *told = quen_orders_told(orders, 0);
    assert_non_null(strstr(told, "such as row 1: 'nobody's 'An''"));
    assert_forgets(ctx, orders, "unknown", 0);
    assert_non_null(strstr(quen_orders_told(orders, 0), "'nobody's 'An''"));
    assert_forgets(ctx, orders, "0987654321", 1);
    assert_string_equal(quen_orders_told(orders, 0),
                        "column 'who': customer: telephone numbers; 1 cell is none and "
                        "stands as it is, such as row 1: '*************'");
    quen_orders_free(orders);
    orders = load_who(ctx, whole, QUEN_IMPORT_KEY_WHOLE, NULL);
    assert_forgets(ctx, orders, "KH'5", 1);
    assert_non_null(strstr(quen_orders_told(orders, 0), "such as '****'"));
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- what is refused, and leaves the log as it was --- */

static void refuse(quen_context *ctx, const quen_orders *like, quen_orders *orders,
                   quen_key bad, const char *words)
{
    quen_key gone[2] = {quen_orders_customer_key(orders, 0), bad};
    size_t forgotten = 9;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_orders_forget(ctx, orders, gone, 2, &forgotten));
    assert_int_equal(forgotten, 0);
    assert_same_log(ctx, like, orders);
}

static void test_refuses(void **state)
{
    (void)state;
    static orders_sample s;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key none = {0}, odd = quen_key_text("x"), long_one = quen_key_text("x"),
             no_bytes = quen_key_bytes(NULL, 1);
    odd.reserved = 7;
    long_one.size = QUEN_KEY_MAX_SIZE + 1;
    make_orders_sample(&s, 1);
    quen_orders *orders = load_orders(ctx, s.lines, LINES),
                *like = load_orders(ctx, s.lines, LINES), *empty = new_orders(ctx);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    assert_ok(ctx, quen_orders_finish(ctx, like));
    refuse(ctx, like, orders, none, "orders: key 1 to forget has kind 0");
    refuse(ctx, like, orders, odd, "orders: key 1 to forget: reserved is 7, not 0");
    refuse(ctx, like, orders, long_one,
           "key 1 to forget has no bytes, or more than 65535");
    refuse(ctx, like, orders, no_bytes, "key 1 to forget has no bytes");
    refuse(ctx, like, orders, quen_key_int(5),
           "orders: key 1 to forget is a number, but the customers' keys are text");
    assert_ok(ctx, quen_orders_forget(ctx, orders, NULL, 0, NULL));
    assert_same_log(ctx, like, orders);
    none = quen_key_int(1);
    assert_ok(ctx, quen_orders_forget(ctx, empty, &none, 1, NULL));
    assert_ok(ctx, quen_orders_forget(ctx, empty, &odd, 0, NULL));
    static hoard h;
    quen_context *other = hoarding(&h);
    assert_fails(other, QUEN_ERR_ARGUMENT, "another allocator",
                 quen_orders_forget(other, orders, &none, 0, NULL));
    quen_context_free(other);
    hoard_empty(&h);
    quen_orders_free(empty);
    quen_orders_free(like);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- memory that runs out --- */

static quen_status build(quen_context *ctx, const orders_sample *s, quen_orders **out)
{
    quen_status status = quen_orders_new(ctx, out);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, *out, s->lines, LINES / 2);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, *out);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, *out, s->lines + LINES / 2, LINES - LINES / 2);
    return status;
}

static uint64_t lines_of(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals.lines;
}

static quen_status forget_two(quen_context *ctx, void *user)
{
    const orders_sample *s = user;
    quen_orders *orders = NULL;
    quen_status status = build(ctx, s, &orders);
    if (status == QUEN_OK) {
        quen_key gone[2] = {quen_orders_customer_key(orders, 3),
                            quen_orders_customer_key(orders, 40)};
        size_t forgotten;
        status = quen_orders_forget(ctx, orders, gone, 2, &forgotten);
        assert_int_equal(forgotten, status == QUEN_OK ? 2 : 0);
        assert_true((lines_of(orders) < LINES) == (status == QUEN_OK));
        if (status != QUEN_OK) { /* as it was */
            quen_context *fresh = support_context(1, QUEN_SIMD_AUTO);
            quen_orders *copy = new_orders(fresh), *like = new_orders(fresh);
            assert_ok(fresh, quen_orders_merge(fresh, copy, orders));
            assert_ok(fresh, quen_orders_add(fresh, like, s->lines, LINES));
            assert_ok(fresh, quen_orders_finish(fresh, like));
            assert_same_log(fresh, like, copy);
            quen_orders_free(copy);
            quen_orders_free(like);
            quen_context_free(fresh);
        }
    }
    quen_orders_free(orders);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    static orders_sample s;
    for (int bytes = 0; bytes < 2; bytes++) {
        make_orders_sample(&s, bytes);
        support_each_oom(forget_two, &s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_trace_of_keys),
        cmocka_unit_test(test_by_any_spelling),
        cmocka_unit_test(test_spellings_of_other_logs),
        cmocka_unit_test(test_quotes_are_overwritten),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
