/*
 * Arrays that another thread of the host writes to while a call reads them: at each
 * request for memory an entry becomes what the library refuses. Whatever was seen of it,
 * the call answers or says so, reads and writes nothing else, and the next one answers as
 * ever.
 */
#include "changer.h"
#include "link_cases.h"

#include <math.h>

enum { ITEMS = 40, GIVEN = 8, CUSTOMERS = 30, REQUESTS = 60, TEXTS = 1000 };

/* --- numbers of items and customers --- */

typedef struct asked {
    quen_itemcf *itemcf;
    quen_habits *habits;
    uint32_t items[GIVEN];

    quen_offer_filter filter;
    quen_offer offers[GIVEN * ITEMS];
    quen_habits_offer foreseen[ITEMS];
    size_t counts[GIVEN];
} asked;

static quen_status ask_basket(quen_context *ctx, asked *a)
{
    return quen_itemcf_recommend_basket(ctx, a->itemcf, a->items, GIVEN, NULL, a->offers,
                                        ITEMS, a->counts);
}

static quen_status ask_both(quen_context *ctx, asked *a)
{
    return quen_itemcf_recommend_customer_basket(ctx, a->itemcf, 1, a->items, GIVEN, NULL,
                                                 a->offers, ITEMS, a->counts);
}

static quen_status ask_filtered(quen_context *ctx, asked *a)
{
    return quen_itemcf_similar(ctx, a->itemcf, 1, &a->filter, a->offers, ITEMS,
                               a->counts);
}

static quen_status ask_batch(quen_context *ctx, asked *a)
{
    return quen_itemcf_recommend_batch(ctx, a->itemcf, a->items, GIVEN, &a->filter,
                                       a->offers, ITEMS, a->counts);
}

static quen_status ask_next(quen_context *ctx, asked *a)
{
    return quen_habits_next_basket(ctx, a->habits, 1, &a->filter, a->foreseen, ITEMS,
                                   a->counts);
}

typedef quen_status (*question)(quen_context *ctx, asked *a);

static void open_asked(quen_context *ctx, asked *a)
{
    quen_order_line lines[CUSTOMERS * 6];
    memset(a, 0, sizeof *a);
    for (int64_t i = 0; i < CUSTOMERS * 6; i++)
        lines[i] =
            (quen_order_line){.customer = quen_key_int(i / 6),
                              .item = quen_key_int((i / 6 * 3 + i % 6 * 7) % ITEMS),
                              .time_s = 1700000000 + i % 6 * 864000,
                              .quantity = 1,
                              .amount = 100};
    quen_orders *orders = support_orders(ctx, lines, CUSTOMERS * 6);
    assert_ok(ctx, quen_itemcf_fit(ctx, orders, NULL, &a->itemcf));
    assert_ok(ctx, quen_habits_fit(ctx, orders, NULL, &a->habits));
    assert_in_range(quen_itemcf_n_items(a->itemcf), CUSTOMERS, ITEMS);
    quen_orders_free(orders);
    quen_offer_filter_init(&a->filter, sizeof a->filter);
    for (uint32_t i = 0; i < GIVEN; i++)
        a->items[i] = 3 * i;
}

/* The answers to a question that nobody disturbs. */
static void remember(quen_context *ctx, asked *a, question ask, asked *answered)
{
    memset(a->offers, 0, sizeof a->offers);
    memset(a->foreseen, 0, sizeof a->foreseen);
    assert_ok(ctx, ask(ctx, a));
    *answered = *a;
}

/* How often it was refused. */
static size_t disturb(asked *a, question ask, uint32_t *place)
{
    static asked expected, again;
    const uint32_t good = *place, bad = UINT32_MAX - 7;
    size_t refused = 0;
    for (size_t when = 0; when < REQUESTS; when++) {
        changer c = {when, place, &bad, sizeof bad};
        quen_context *ctx = changer_context(&c);
        quen_status status = ask(ctx, a);
        if (status != QUEN_OK) {
            assert_int_equal(status, QUEN_ERR_ARGUMENT);
            assert_non_null(strstr(quen_context_message(ctx), "which is not below"));
            refused++;
        }
        c.left = 0;
        *place = good;
        remember(ctx, a, ask, when == 0 ? &expected : &again);
        if (when > 0)
            assert_memory_equal(&again, &expected, sizeof again);
        quen_context_free(ctx);
    }
    return refused;
}

static void test_items(void **state)
{
    (void)state;
    static asked a;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    static const question filtered[] = {ask_filtered, ask_batch, ask_next};
    open_asked(ctx, &a);
    size_t refused = disturb(&a, ask_basket, &a.items[5]);
    refused += disturb(&a, ask_both, &a.items[5]);
    refused += disturb(&a, ask_batch, &a.items[5]);
    for (size_t i = 0; i < sizeof filtered / sizeof *filtered; i++) {
        uint32_t named[GIVEN] = {7, 8, 9, 10, 11, 12, 13, 14};
        quen_offer_filter_init(&a.filter, sizeof a.filter);
        a.filter.exclude = named;
        a.filter.n_exclude = GIVEN;
        refused += disturb(&a, filtered[i], &named[3]);
        a.filter.exclude = NULL;
        a.filter.n_exclude = 0;
        a.filter.allow = named;
        a.filter.n_allow = GIVEN;
        refused += disturb(&a, filtered[i], &named[3]);
    }
    assert_true(refused >= 9); /* once at least in each */
    quen_itemcf_free(a.itemcf);
    quen_habits_free(a.habits);
    quen_context_free(ctx);
}

/* --- offsets of keys --- */

typedef struct texts {
    quen_key_column column;
    int64_t times[TEXTS];
} texts;

static quen_order_columns columns_of(const texts *t)
{
    quen_order_columns columns;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = TEXTS;
    columns.customer = t->column;
    columns.item = t->column;
    columns.time_s = t->times;
    return columns;
}

static quen_status add_log(quen_context *ctx, const texts *t)
{
    quen_orders *orders = NULL;
    quen_order_columns columns = columns_of(t);
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    quen_status status = quen_orders_add_columns(ctx, orders, &columns);
    quen_orders_free(orders);
    return status;
}

static quen_status fit_rfm(quen_context *ctx, const texts *t)
{
    quen_rfm *rfm = NULL;
    quen_order_columns columns = columns_of(t);
    quen_status status = quen_rfm_fit_columns(ctx, &columns, NULL, &rfm);
    quen_rfm_free(rfm);
    return status;
}

static quen_status find_link(quen_context *ctx, const texts *t)
{
    const quen_link_field field = {"text", t->column, QUEN_LINK_KIND_TEXT, 1};
    quen_links *links = NULL;
    quen_status status = quen_link_find(ctx, &field, 1, TEXTS, NULL, &links);
    quen_links_free(links);
    return status;
}

/* --- channels of orders --- */

static quen_status fit_channels(quen_context *ctx, const texts *t)
{
    static uint32_t channels[TEXTS];
    static quen_order_line lines[TEXTS];
    quen_habits_options options;
    quen_habits *habits = NULL;
    quen_orders *orders = NULL;
    for (int i = 0; i < TEXTS; i++) {
        channels[i] = (uint32_t)(i % 700 % 3);
        lines[i] = (quen_order_line){.customer = quen_key_int(i % 7),
                                     .order = quen_key_text("k00001"),
                                     .item = quen_key_int(1),
                                     .time_s = 1700000000 + i,
                                     .quantity = 1,
                                     .amount = 100};
    }
    quen_context *quiet = support_context(1, QUEN_SIMD_AUTO);
    orders = support_orders(quiet, lines, TEXTS);
    quen_habits_options_init(&options, sizeof options);
    options.n_channels = 3;
    options.order_channels = channels;
    options.n_order_channels = TEXTS;
    options.order_numbers = &t->column;
    quen_status status = quen_habits_fit(ctx, orders, &options, &habits);
    quen_habits_free(habits);
    quen_orders_free(orders);
    quen_context_free(quiet);
    return status;
}

/* --- attributes of features --- */

typedef struct described {
    texts keys, cities; /* of customers; what is known of them, in few words */
    double ages[TEXTS];
    char name[16], unit[16];
    int64_t numbers[TEXTS];
    quen_attribute attributes[3];
    quen_orders *orders;
} described;

static quen_status describe(quen_context *ctx, const described *d)
{
    quen_features_options options;
    quen_features *features = NULL;
    quen_features_options_init(&options, sizeof options);
    options.attributes = d->attributes;
    options.n_attributes = 3;
    quen_status status = quen_features_new(ctx, d->orders, &options, &features);
    for (size_t i = 0; status == QUEN_OK && i < quen_features_n_columns(features); i++)
        assert_true(strlen(quen_features_column_name(features, i)) > 0);
    quen_features_free(features);
    return status;
}

/* Two offsets of a row far behind the column's last. */
static size_t disturb_offsets(texts *t, size_t row,
                              quen_status (*call)(quen_context *ctx, const texts *t))
{
    uint64_t *place = (uint64_t *)(uintptr_t)t->column.offsets + row;
    const uint64_t good[2] = {place[0], place[1]};
    const uint64_t bad[2] = {UINT64_C(1) << 40, (UINT64_C(1) << 40) + 6};
    size_t refused = 0;
    for (size_t when = 1; when < REQUESTS; when++) {
        changer c = {when, place, bad, sizeof bad};
        quen_context *ctx = changer_context(&c);
        quen_status status = call(ctx, t);
        assert_true(status == QUEN_OK || status == QUEN_ERR_ARGUMENT);
        refused += status != QUEN_OK;
        c.left = 0;
        memcpy(place, good, sizeof good);
        assert_ok(ctx, call(ctx, t));
        quen_context_free(ctx);
    }
    return refused;
}

static void test_offsets(void **state)
{
    (void)state;
    static texts t;
    static char words[TEXTS][8];
    static const char *all[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        snprintf(words[i], sizeof words[i], "k%05d", i % 700);
        all[i] = words[i];
        t.times[i] = 1700000000 + i;
    }
    t.column = make_texts(all, TEXTS);
    for (size_t row = 10; row < TEXTS; row += 600) {
        assert_true(disturb_offsets(&t, row, add_log) > 0);
        assert_true(disturb_offsets(&t, row, fit_rfm) > 0);
        assert_true(disturb_offsets(&t, row, find_link) > 0);
        assert_true(disturb_offsets(&t, row, fit_channels) > 0);
    }
    free_texts(&t.column);
}

static void open_described(quen_context *ctx, described *d)
{
    static char keys[TEXTS][8], cities[TEXTS][8];
    static const char *all[TEXTS];
    static quen_order_line lines[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        snprintf(keys[i], sizeof keys[i], "k%05d", i);
        snprintf(cities[i], sizeof cities[i], "c%d", i % 6);
        d->ages[i] = 20 + i % 50;
        d->numbers[i] = i % 4;
        lines[i] = (quen_order_line){.customer = quen_key_text(keys[i]),
                                     .item = quen_key_int(1),
                                     .time_s = 1700000000 + i,
                                     .quantity = 1,
                                     .amount = 100};
        all[i] = keys[i];
    }
    d->keys.column = make_texts(all, TEXTS);
    for (int i = 0; i < TEXTS; i++)
        all[i] = cities[i];
    d->cities.column = make_texts(all, TEXTS);
    snprintf(d->name, sizeof d->name, "city");
    snprintf(d->unit, sizeof d->unit, "years");
    d->orders = support_orders(ctx, lines, TEXTS);
    for (int i = 0; i < 3; i++)
        d->attributes[i] = (quen_attribute){
            .name = "shop", .customers = d->keys.column, .n = TEXTS, .max_levels = 9};
    d->attributes[0].name = d->name;
    d->attributes[0].categories = d->cities.column;
    d->attributes[1].categories.numbers = d->numbers;
    d->attributes[2].name = "age";
    d->attributes[2].unit = d->unit;
    d->attributes[2].numbers = d->ages;
}

/* Something of them is another at each request for memory in turn; how often it was
 * refused. */
static size_t disturb_described(described *d, void *place, const void *bad, size_t size)
{
    char good[16];
    size_t refused = 0;
    memcpy(good, place, size);
    for (size_t when = 1; when < REQUESTS; when++) {
        changer c = {when, place, bad, size};
        quen_context *ctx = changer_context(&c);
        quen_status status = describe(ctx, d);
        assert_true(status == QUEN_OK || status == QUEN_ERR_ARGUMENT);
        refused += status != QUEN_OK;
        c.left = 0;
        memcpy(place, good, size);
        assert_ok(ctx, describe(ctx, d));
        quen_context_free(ctx);
    }
    return refused;
}

static void test_attributes(void **state)
{
    (void)state;
    static described d;
    const uint64_t far[2] = {UINT64_C(1) << 40, (UINT64_C(1) << 40) + 6};
    const uint64_t back[2] = {100, 0}, long_one = UINT64_C(1) << 33;
    const int64_t digits = INT64_MIN;
    const double infinite = INFINITY;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    open_described(ctx, &d);
    for (int i = 0; i < 2; i++) {
        uint64_t *offsets =
            (uint64_t *)(uintptr_t)(i ? d.cities.column.offsets : d.keys.column.offsets);
        for (size_t row = 10; row < TEXTS; row += 600) {
            assert_true(disturb_described(&d, offsets + row, far, sizeof far) > 0);
            assert_true(disturb_described(&d, offsets + row, back, sizeof back) > 0);
            assert_true(disturb_described(&d, offsets + row, &long_one, 8) > 0);
        }
    }
    disturb_described(&d, &d.numbers[3], &digits, sizeof digits);
    assert_true(disturb_described(&d, &d.ages[700], &infinite, sizeof infinite) > 0);
    disturb_described(&d, d.name, "municipality", 13);
    disturb_described(&d, d.unit, "months or so", 13);
    free_texts(&d.keys.column);
    free_texts(&d.cities.column);
    quen_orders_free(d.orders);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_items),
                                       cmocka_unit_test(test_offsets),
                                       cmocka_unit_test(test_attributes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
