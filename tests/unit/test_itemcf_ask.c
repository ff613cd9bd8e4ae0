/* Offers, the asking: against a naive answer, under random filters, in batches. */
#include "support.h"

#include "core/rng.h"
#include "models/itemcf/itemcf.h"

#define CUSTOMERS 60
#define ITEMS 40
#define MANY_ITEMS 2500 /* more than are looked through together */
#define MOST 64
#define EQUALS 200

typedef struct shop {
    uint64_t row_start[CUSTOMERS + 1];
    uint32_t column[CUSTOMERS * MANY_ITEMS];
} shop;

/* Customer 0 bought nothing; nobody bought the last item. */
static void fill_shop(shop *s, uint32_t n_items)
{
    size_t end = 0;
    s->row_start[0] = 0;
    for (size_t c = 0; c < CUSTOMERS; c++) {
        for (uint32_t i = 0; c > 0 && i + 1 < n_items; i++)
            if (quen__random_below(1, c, i, 8) < 1 + (i < 6))
                s->column[end++] = i;
        s->row_start[c + 1] = end;
    }
}

static quen_itemcf *fit_items(quen_context *ctx, uint32_t n_items, uint32_t neighbors)
{
    shop *s = malloc(sizeof *s);
    quen_itemcf_options options;
    quen_itemcf *model = NULL;
    assert_non_null(s);
    fill_shop(s, n_items);
    quen_csr matrix = {CUSTOMERS, n_items, s->row_start, s->column, NULL};
    quen_itemcf_options_init(&options, sizeof options);
    options.method = QUEN_ITEMCF_METHOD_JACCARD;
    options.prune = QUEN_ITEMCF_PRUNE_SOURCES;
    options.neighbors = neighbors;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, &options, &model));
    free(s);
    return model;
}

static quen_itemcf *fit_shop(quen_context *ctx, uint32_t neighbors)
{
    return fit_items(ctx, ITEMS, neighbors);
}

/* --- the naive answer --- */

static int among(uint32_t item, const uint32_t *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items[i] == item)
            return 1;
    return 0;
}

static int may_offer(const quen_offer_filter *f, uint32_t item, const uint32_t *asked,
                     size_t n_asked)
{
    return !among(item, f->exclude, f->n_exclude) &&
           (!f->allow || among(item, f->allow, f->n_allow)) &&
           (f->include_bought || !among(item, asked, n_asked));
}

static float weight_of(const quen_itemcf *m, uint32_t source, uint32_t target)
{
    const quen_neighbor *row;
    size_t n = quen_itemcf_neighbors(m, source, &row);
    for (size_t i = 0; i < n; i++)
        if (row[i].item == target)
            return row[i].weight;
    return 0;
}

/* Whether item a is a better reason for an item than b, UINT32_MAX: none, is. */
static int is_better(const quen_itemcf *m, uint32_t a, uint32_t b, uint32_t item)
{
    float one = weight_of(m, a, item), other = b < UINT32_MAX ? weight_of(m, b, item) : 0;
    return one > other || (one == other && one > 0 && a < b);
}

/* Each item asked about once, with what it adds; the best reasons by repeated search. */
static quen_offer naive_offer(const quen_itemcf *m, uint32_t item, const uint32_t *asked,
                              size_t n_asked)
{
    quen_offer offer = {.item = item};
    float score = 0;
    for (size_t i = 0; i < n_asked; i++)
        if (!among(asked[i], asked, i))
            score += weight_of(m, asked[i], item);
    offer.score = (double)score;
    while (score > 0 && offer.n_reasons < QUEN_OFFER_REASONS) {
        uint32_t best = UINT32_MAX;
        for (size_t i = 0; i < n_asked; i++)
            if (!among(asked[i], offer.reasons, offer.n_reasons) &&
                is_better(m, asked[i], best, item))
                best = asked[i];
        if (best == UINT32_MAX)
            break;
        offer.reasons[offer.n_reasons++] = best;
    }
    if (offer.score == 0) {
        offer.popular = 1;
        offer.score = (double)quen_itemcf_support(m, item) / CUSTOMERS;
    }
    return offer;
}

static int goes_before(const quen_offer *a, const quen_offer *b)
{
    if (a->popular != b->popular)
        return a->popular < b->popular;
    return a->score > b->score || (a->score == b->score && a->item < b->item);
}

static size_t naive_answer(const quen_itemcf *m, const quen_offer_filter *f,
                           const uint32_t *asked, size_t n_asked, quen_offer *offers,
                           size_t n)
{
    size_t count = 0;
    for (uint32_t item = 0; item < quen_itemcf_n_items(m); item++) {
        quen_offer offer = naive_offer(m, item, asked, n_asked);
        if (!may_offer(f, item, asked, n_asked) || offer.score == 0 ||
            (offer.popular && f->no_popular))
            continue;
        size_t place = count;
        for (; place > 0 && goes_before(&offer, &offers[place - 1]); place--)
            if (place < n)
                offers[place] = offers[place - 1];
        if (place < n)
            offers[place] = offer;
        count += count < n;
    }
    return count;
}

/* --- random questions --- */

typedef struct question {
    quen_offer_filter filter;
    uint32_t exclude[ITEMS], allow[ITEMS], asked[MOST];
    size_t n_asked, n;
} question;

static size_t draw_items(uint64_t seed, uint64_t what, size_t n_items, uint32_t *items,
                         size_t most)
{
    size_t n = (size_t)quen__random_below(seed, what, 0, most);
    for (size_t i = 0; i < n; i++)
        items[i] = (uint32_t)quen__random_below(seed, what, i + 1, n_items);
    return n;
}

static void draw_question(uint64_t seed, size_t n_items, question *q)
{
    quen_offer_filter_init(&q->filter, sizeof q->filter);
    q->n_asked = draw_items(seed, 1, n_items, q->asked, n_items > ITEMS ? MOST : 9);
    q->n = (size_t)quen__random_below(seed, 2, 0, n_items > ITEMS ? MOST : 15);
    q->filter.include_bought = seed % 2;
    q->filter.no_popular = seed / 2 % 2;
    if (seed / 4 % 2) {
        q->filter.n_exclude = draw_items(seed, 3, n_items, q->exclude, ITEMS);
        q->filter.exclude = q->exclude;
    }
    if (seed / 8 % 2) {
        q->filter.n_allow = draw_items(seed, 4, n_items, q->allow, ITEMS);
        q->filter.allow = q->allow;
    }
}

static void assert_offers(const quen_offer *got, size_t n_got, const quen_offer *want,
                          size_t n_want)
{
    assert_int_equal(n_got, n_want);
    for (size_t i = 0; i < n_got; i++) {
        assert_int_equal(got[i].item, want[i].item);
        assert_int_equal(got[i].popular, want[i].popular);
        assert_true(got[i].score == want[i].score);
        assert_int_equal(got[i].n_reasons, want[i].n_reasons);
        assert_memory_equal(got[i].reasons, want[i].reasons, sizeof want[i].reasons);
    }
}

static void assert_clean(quen_context *ctx)
{
    const unsigned char *bytes = ctx->scratch;
    for (size_t i = 0; i < ctx->scratch_size; i++)
        assert_int_equal(bytes[i], 0);
}

static void check_question(quen_context *ctx, const quen_itemcf *m, const question *q)
{
    quen_offer want[MOST], got[MOST], fewer[MOST];
    size_t n, n_fewer;
    size_t expected = naive_answer(m, &q->filter, q->asked, q->n_asked, want, q->n);
    assert_ok(ctx, quen_itemcf_recommend_basket(ctx, m, q->asked, q->n_asked, &q->filter,
                                                got, q->n, &n));
    assert_offers(got, n, want, expected);
    assert_ok(ctx, quen_itemcf_recommend_basket(ctx, m, q->asked, q->n_asked, &q->filter,
                                                fewer, q->n / 2, &n_fewer));
    assert_offers(fewer, n_fewer, want, expected < q->n / 2 ? expected : q->n / 2);
    assert_clean(ctx);
}

static void test_baskets(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t neighbors = 2; neighbors < 60; neighbors += 9) {
        quen_itemcf *m = fit_shop(ctx, neighbors);
        question q;
        for (uint64_t seed = 0; seed < 400; seed++) {
            draw_question(seed, ITEMS, &q);
            check_question(ctx, m, &q);
        }
        quen_itemcf_free(m);
    }
    quen_context_free(ctx);
}

/* More than one block of scores, and more candidates than are looked at together. */
static void check_many_items(quen_context *ctx, void *user)
{
    const quen_itemcf *m = user;
    question q;
    for (uint64_t seed = 0; seed < 4; seed++) {
        draw_question(seed, MANY_ITEMS, &q);
        check_question(ctx, m, &q);
    }
}

static void test_many_items(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    for (uint32_t neighbors = 20; neighbors < 200; neighbors += 100) {
        quen_itemcf *m = fit_items(ctx, MANY_ITEMS, neighbors);
        support_each_context(check_many_items, m);
        quen_itemcf_free(m);
    }
    quen_context_free(ctx);
}

/* Two customers who bought everything: each item leads to each other as much. */
static quen_itemcf *fit_equals(quen_context *ctx)
{
    uint32_t column[2 * EQUALS];
    const uint64_t row_start[3] = {0, EQUALS, 2 * EQUALS};
    quen_itemcf_options options;
    quen_itemcf *model = NULL;
    for (uint32_t i = 0; i < 2 * EQUALS; i++)
        column[i] = i % EQUALS;
    quen_csr matrix = {2, EQUALS, row_start, column, NULL};
    quen_itemcf_options_init(&options, sizeof options);
    options.method = QUEN_ITEMCF_METHOD_JACCARD;
    options.neighbors = EQUALS;
    assert_ok(ctx, quen_itemcf_fit_csr(ctx, &matrix, &options, &model));
    return model;
}

/* The last asked about are the reasons: no row may be spared for an equal weight. */
static void test_equal_weights(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_equals(ctx);
    for (uint32_t first = 0; first < 2; first++) {
        question q = {.n = 5, .n_asked = MOST};
        quen_offer_filter_init(&q.filter, sizeof q.filter);
        for (uint32_t i = 0; i < MOST; i++)
            q.asked[i] = MOST - 1 - i + first * (EQUALS - MOST);
        check_question(ctx, m, &q);
    }
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

static void test_customers_and_items(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 7);
    for (uint64_t seed = 0; seed < 400; seed++) {
        question q;
        quen_offer want[MOST], got[MOST];
        const uint32_t *items;
        size_t n;
        uint32_t customer = (uint32_t)(seed % CUSTOMERS), item = (uint32_t)(seed % ITEMS);
        draw_question(seed, ITEMS, &q);
        size_t n_items = quen_itemcf_history(m, customer, &items);
        size_t expected = naive_answer(m, &q.filter, items, n_items, want, q.n);
        assert_ok(ctx, quen_itemcf_recommend(ctx, m, customer, &q.filter, got, q.n, &n));
        assert_offers(got, n, want, expected);
        expected = naive_answer(m, &q.filter, &item, 1, want, q.n);
        assert_ok(ctx, quen_itemcf_similar(ctx, m, item, &q.filter, got, q.n, &n));
        assert_offers(got, n, want, expected);
    }
    assert_clean(ctx);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* Alone, similar items are the neighbours as they stand, then popular ones. */
static void test_similar_are_neighbors(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 5);
    for (uint32_t item = 0; item < ITEMS; item++) {
        quen_offer offers[ITEMS];
        const quen_neighbor *row;
        size_t count, n = quen_itemcf_neighbors(m, item, &row);
        assert_ok(ctx, quen_itemcf_similar(ctx, m, item, NULL, offers, ITEMS, &count));
        assert_int_equal(count,
                         ITEMS - 1 - (item + 1 < ITEMS)); /* not itself, not the unsold */
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(offers[i].popular, i >= n);
            if (i >= n)
                continue;
            assert_int_equal(offers[i].item, row[i].item);
            assert_int_equal(offers[i].n_reasons, 1);
            assert_int_equal(offers[i].reasons[0], item);
        }
    }
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

static void test_unknown_visitor_gets_popular_items(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 5);
    quen_offer visitor[ITEMS], customer[ITEMS];
    size_t n_visitor, n_customer;
    assert_ok(ctx, quen_itemcf_recommend_basket(ctx, m, NULL, 0, NULL, visitor, ITEMS,
                                                &n_visitor));
    assert_ok(ctx, quen_itemcf_recommend(ctx, m, 0, NULL, customer, ITEMS, &n_customer));
    assert_offers(visitor, n_visitor, customer, n_customer);
    assert_int_equal(n_visitor, ITEMS - 1);
    for (size_t i = 1; i < n_visitor; i++) {
        uint32_t a = quen_itemcf_support(m, visitor[i - 1].item);
        uint32_t b = quen_itemcf_support(m, visitor[i].item);
        assert_true(visitor[i].popular && visitor[i].n_reasons == 0);
        assert_true(a > b || (a == b && visitor[i - 1].item < visitor[i].item));
    }
    assert_ok(ctx, quen_itemcf_recommend(ctx, m, 0, NULL, NULL, 0, &n_customer));
    assert_int_equal(n_customer, 0);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- batches --- */

static void check_batch(quen_context *ctx, void *user)
{
    const quen_itemcf *m = user;
    uint32_t customers[CUSTOMERS * 3];
    size_t counts[CUSTOMERS * 3], count;
    for (uint64_t seed = 0; seed < 24; seed++) {
        question q;
        quen_offer one[MOST], *all = malloc(CUSTOMERS * 3 * MOST * sizeof *all);
        assert_non_null(all);
        draw_question(seed, ITEMS, &q);
        for (size_t i = 0; i < CUSTOMERS * 3; i++)
            customers[i] = (uint32_t)quen__random_below(seed, 8, i, CUSTOMERS);
        assert_ok(ctx, quen_itemcf_recommend_batch(ctx, m, customers, CUSTOMERS * 3,
                                                   &q.filter, all, q.n, counts));
        for (size_t i = 0; i < CUSTOMERS * 3; i++) {
            assert_ok(ctx, quen_itemcf_recommend(ctx, m, customers[i], &q.filter, one,
                                                 q.n, &count));
            assert_offers(all + i * q.n, counts[i], one, count);
        }
        free(all);
    }
    assert_ok(ctx, quen_itemcf_recommend_batch(ctx, m, NULL, 0, NULL, NULL, 5, NULL));
}

static void test_batch_equals_single(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 5);
    support_each_context(check_batch, m);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

static int stop(void *user, const char *stage, double fraction)
{
    (void)user;
    (void)fraction;
    return strcmp(stage, "offers") == 0;
}

static void test_batch_cancelled(void **state)
{
    (void)state;
    quen_context_options options;
    quen_context_options_init(&options, sizeof options);
    options.progress = stop;
    quen_context *ctx;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_itemcf *m = fit_shop(ctx, 5);
    uint32_t customers[40] = {0};
    quen_offer offers[80];
    size_t counts[40];
    memset(counts, 1, sizeof counts);
    assert_fails(
        ctx, QUEN_ERR_CANCELLED, "offers: cancelled",
        quen_itemcf_recommend_batch(ctx, m, customers, 40, NULL, offers, 2, counts));
    for (size_t i = 0; i < 40; i++)
        assert_int_equal(counts[i], 0);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- refusals --- */

static void assert_refuses_filter(quen_context *ctx, const quen_itemcf *m,
                                  const quen_offer_filter *f, const char *words)
{
    uint32_t customer = 1;
    quen_offer offers[5];
    size_t count = 77;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_itemcf_similar(ctx, m, 1, f, offers, 5, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_itemcf_recommend(ctx, m, 1, f, offers, 5, &count));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, words,
        quen_itemcf_recommend_basket(ctx, m, &customer, 1, f, offers, 5, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                 quen_itemcf_recommend_batch(ctx, m, &customer, 1, f, offers, 5, &count));
    assert_int_equal(count, 77);
}

static void test_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 5);
    quen_offer offers[5];
    uint32_t bad[2] = {3, ITEMS}, customers[2] = {3, CUSTOMERS};
    size_t count;
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "itemcf: items[0] is item 40, which is not below 40",
                 quen_itemcf_similar(ctx, m, ITEMS, NULL, offers, 5, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "itemcf: items[1] is item 40",
                 quen_itemcf_recommend_basket(ctx, m, bad, 2, NULL, offers, 5, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "itemcf: items is NULL, but has 2 items",
                 quen_itemcf_recommend_basket(ctx, m, NULL, 2, NULL, offers, 5, &count));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "itemcf: customer 60 is not below 60",
                 quen_itemcf_recommend(ctx, m, CUSTOMERS, NULL, offers, 5, &count));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "itemcf: customers[1] is customer 60",
        quen_itemcf_recommend_batch(ctx, m, customers, 2, NULL, offers, 2, &count));
    quen_offer_filter f;
    quen_offer_filter_init(&f, sizeof f);
    f.exclude = bad;
    f.n_exclude = 2;
    assert_refuses_filter(ctx, m, &f, "offer filter: exclude[1] is item 40");
    quen_offer_filter_init(&f, sizeof f);
    f.allow = bad;
    f.n_allow = 2;
    assert_refuses_filter(ctx, m, &f, "offer filter: allow[1] is item 40");
    f.allow = NULL;
    assert_refuses_filter(ctx, m, &f, "offer filter: allow is NULL, but has 2 items");
    quen_offer_filter_init(&f, sizeof f);
    f.no_popular = 2;
    assert_refuses_filter(ctx, m, &f, "offer filter: no_popular is 2, not within 0..1");
    quen_offer_filter_init(&f, sizeof f);
    f.include_bought = 2;
    assert_refuses_filter(ctx, m, &f,
                          "offer filter: include_bought is 2, not within 0..1");
    f.struct_size = 0;
    assert_refuses_filter(ctx, m, &f, "offer filter options: struct_size is 0");
    assert_clean(ctx);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

/* --- memory --- */

static quen_status ask_oom(quen_context *ctx, void *user)
{
    const quen_itemcf *m = user;
    uint32_t customers[3] = {1, 2, 3};
    quen_offer offers[15];
    size_t count, counts[3];
    quen_status status = quen_itemcf_similar(ctx, m, 3, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status = quen_itemcf_recommend(ctx, m, 3, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status =
            quen_itemcf_recommend_basket(ctx, m, customers, 3, NULL, offers, 5, &count);
    if (status == QUEN_OK)
        status =
            quen_itemcf_recommend_batch(ctx, m, customers, 3, NULL, offers, 5, counts);
    return status;
}

static quen_status batch_oom(quen_context *ctx, void *user)
{
    uint32_t customers[3] = {1, 2, 3};
    quen_offer offers[15];
    size_t counts[3];
    return quen_itemcf_recommend_batch(ctx, user, customers, 3, NULL, offers, 5, counts);
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_itemcf *m = fit_shop(ctx, 5);
    support_each_oom(ask_oom, m);
    support_each_oom(batch_oom, m);
    quen_itemcf_free(m);
    quen_context_free(ctx);
}

typedef struct peak {
    const quen_itemcf *model;
    size_t n; /* offers */
} peak;

static quen_status ask_peak(quen_context *ctx, void *user)
{
    const peak *p = user;
    const uint32_t basket[] = {3, 4, 5};
    quen_offer *offers = malloc((p->n + !p->n) * sizeof *offers);
    size_t count;
    assert_non_null(offers);
    quen_status status = quen_itemcf_recommend_basket(ctx, p->model, basket, 3, NULL,
                                                      offers, p->n, &count);
    free(offers);
    return status;
}

static quen_status batch_peak(quen_context *ctx, void *user)
{
    const peak *p = user;
    uint32_t customers[CUSTOMERS] = {0};
    size_t counts[CUSTOMERS];
    quen_offer *offers = malloc((p->n + !p->n) * CUSTOMERS * sizeof *offers);
    assert_non_null(offers);
    quen_status status = quen_itemcf_recommend_batch(ctx, p->model, customers, CUSTOMERS,
                                                     NULL, offers, p->n, counts);
    free(offers);
    return status;
}

/* The sums that the header gives. */
static void test_peak(void **state)
{
    (void)state;
    const size_t wanted[] = {0, 1, 100, MANY_ITEMS + 1000};
    const uint32_t items[] = {ITEMS, 1024, 1025, MANY_ITEMS};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        quen_itemcf *m = fit_items(ctx, items[i], 5);
        for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
            peak p = {m, wanted[w]};
            size_t offers = wanted[w] < items[i] ? wanted[w] : items[i];
            size_t most = 6 * items[i] + 48 * offers + (6 << 10);
            assert_in_range(support_peak(1, ask_peak, &p), 5 * items[i], most + 4 * 3);
            most += 4 * CUSTOMERS;
            assert_in_range(support_peak(1, batch_peak, &p), 5 * items[i], most);
            assert_in_range(support_peak(3, batch_peak, &p), 5 * items[i], 3 * most);
        }
        quen_itemcf_free(m);
    }
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_baskets),
        cmocka_unit_test(test_many_items),
        cmocka_unit_test(test_equal_weights),
        cmocka_unit_test(test_customers_and_items),
        cmocka_unit_test(test_similar_are_neighbors),
        cmocka_unit_test(test_unknown_visitor_gets_popular_items),
        cmocka_unit_test(test_batch_equals_single),
        cmocka_unit_test(test_batch_cancelled),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_peak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
