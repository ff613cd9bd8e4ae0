/* Groups of rows that are one person: chains, vetoes, limits, against a naive reading. */
#include "link_cases.h"

static quen_link_groups_options group_options(void)
{
    quen_link_groups_options o;
    quen_link_groups_options_init(&o, sizeof o);
    return o;
}

static quen_link_groups_report group(quen_context *ctx, const quen_links *links,
                                     const quen_link_groups_options *o, uint32_t *groups)
{
    quen_link_groups_report report;
    quen_link_groups_report_init(&report, sizeof report);
    assert_ok(ctx, quen_links_groups(ctx, links, o, groups, &report));
    return report;
}

/* --- against a naive reading --- */

/* May the rows of two groups be together? */
static int naive_may_join(quen_context *ctx, const quen_links *links,
                          const link_people *p, const uint32_t *groups, uint32_t a,
                          uint32_t b, double veto)
{
    const quen_key_column *phone = &p->fields[3].values;
    for (uint32_t x = 0; x < p->n; x++)
        for (uint32_t y = 0; y < p->n; y++) {
            quen_link told;
            if (groups[x] != a || groups[y] != b)
                continue;
            size_t n = (size_t)(phone->offsets[x + 1] - phone->offsets[x]),
                   m = (size_t)(phone->offsets[y + 1] - phone->offsets[y]);
            if (n && m &&
                (n != m || memcmp(phone->bytes + phone->offsets[x],
                                  phone->bytes + phone->offsets[y], n) != 0))
                return 0;
            assert_ok(ctx, quen_links_compare(ctx, links, x, y, &told));
            if (told.chance < veto)
                return 0;
        }
    return 1;
}

static void test_naive(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(100, 200, 4);
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    quen_link_groups_options o = group_options();
    uint32_t groups[300], naive[300], vetoed = 0, n_groups = 0;
    o.min_chance = 0.5;
    o.veto_chance = 0.2;
    quen_link_groups_report report = group(ctx, links, &o, groups);
    for (uint32_t i = 0; i < 300; i++)
        naive[i] = i;
    for (size_t i = 0; i < quen_links_n_links(links); i++) {
        const quen_link *k = quen_links_link(links, i);
        uint32_t a = naive[k->a], b = naive[k->b], to = a < b ? a : b;
        if (a == b)
            continue;
        if (!naive_may_join(ctx, links, p, naive, a, b, o.veto_chance)) {
            vetoed++;
            continue;
        }
        for (size_t row = 0; row < 300; row++)
            if (naive[row] == a || naive[row] == b)
                naive[row] = to;
    }
    assert_memory_equal(groups, naive, sizeof naive);
    for (uint32_t i = 0; i < 300; i++)
        n_groups += naive[i] == i;
    assert_true(vetoed > 0);
    assert_int_equal(report.vetoed, vetoed);
    assert_int_equal(report.groups, n_groups);
    assert_int_equal(report.too_large, 0);
    assert_in_range(report.largest, 3, 10);
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

/* --- a chain --- */

/*
 * Two rows of one name with different telephone numbers, and one of the name and the day
 * of birth of both without a number, `blank`: it joins one of them, and never both, be it
 * the group's first row or not.
 */
static void check_chain(int blank)
{
    enum { PEOPLE = 40, N = PEOPLE + 2 };
    static char room[N][3][24];
    const char *texts[N];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link_field fields[3] = {{"name", {0}, QUEN_LINK_KIND_NAME, 1},
                                 {"born", {0}, QUEN_LINK_KIND_DATE, 0},
                                 {"phone", {0}, QUEN_LINK_KIND_EXACT, 2}};
    for (int i = 0; i < N; i++) {
        int who = i < PEOPLE ? i : 0;
        snprintf(room[i][0], sizeof room[i][0], "Mai %c%c", 'a' + who % 26,
                 'k' + who / 26);
        snprintf(room[i][1], sizeof room[i][1], "19%02d-05-%02d", 30 + who, 1 + who % 28);
        snprintf(room[i][2], sizeof room[i][2], "+8491234%04d", i);
    }
    room[blank][2][0] = '\0';
    for (size_t f = 0; f < 3; f++) {
        for (size_t i = 0; i < N; i++)
            texts[i] = room[i][f];
        fields[f].values = make_texts(texts, N);
    }
    quen_link_options o = link_options();
    quen_link_groups_options go = group_options();
    uint32_t groups[N];
    o.min_chance = go.min_chance = 0;
    go.veto_chance = 0;
    quen_links *links = find_links(ctx, fields, 3, N, &o);
    assert_int_equal(quen_links_n_links(links), 3);
    quen_link_groups_report report = group(ctx, links, &go, groups);
    int one = blank ? 0 : PEOPLE, other = PEOPLE + 1;
    assert_true((groups[blank] == groups[one]) != (groups[blank] == groups[other]));
    assert_true(groups[one] != groups[other]);
    assert_int_equal(report.vetoed, 2);
    assert_int_equal(report.largest, 2);
    assert_int_equal(report.groups, N - 1);
    quen_links_free(links);
    for (size_t f = 0; f < 3; f++)
        free_texts(&fields[f].values);
    quen_context_free(ctx);
}

static void test_chain(void **state)
{
    (void)state;
    check_chain(40);
    check_chain(0);
}

/* --- limits --- */

static void test_too_large(void **state)
{
    (void)state;
    int64_t value[12];
    uint32_t groups[12];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const quen_link_field field = {
        "f", {value, NULL, NULL, NULL}, QUEN_LINK_KIND_NUMBER, 1};
    quen_link_options o = link_options();
    quen_link_groups_options go = group_options();
    for (int64_t i = 0; i < 12; i++)
        value[i] = i < 6 ? 5 : i;
    o.min_chance = go.min_chance = go.veto_chance = 0;
    quen_links *links = find_links(ctx, &field, 1, 12, &o);
    quen_link_groups_report report = group(ctx, links, &go, groups);
    assert_int_equal(report.largest, 6);
    assert_int_equal(report.too_large, 0);
    go.max_rows = 5;
    report = group(ctx, links, &go, groups);
    assert_int_equal(report.largest, 5);
    assert_int_equal(report.too_large, 5);
    assert_int_equal(groups[4], 0);
    assert_int_equal(groups[5], 5);
    assert_ok(ctx, quen_links_groups(ctx, links, NULL, groups, NULL));
    quen_links_free(links);
    quen_context_free(ctx);
}

static void test_one_to_one(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(60, 240, 4); /* each of the first four times */
    quen_link_options o = link_options();
    quen_link_groups_options go = group_options();
    uint32_t groups[300], rows[300] = {0};
    o.n_first = 60;
    quen_links *links = find_links(ctx, p->fields, 4, p->n, &o);
    assert_true(group(ctx, links, &go, groups).largest > 2);
    go.one_to_one = 1;
    quen_link_groups_report report = group(ctx, links, &go, groups);
    assert_int_equal(report.largest, 2);
    assert_true(report.vetoed > 0);
    for (size_t i = 0; i < 300; i++) {
        assert_true(groups[i] == i || (groups[i] < 60 && i >= 60));
        assert_true(++rows[groups[i]] <= 2);
    }
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    const int64_t value[2] = {1, 1};
    uint32_t groups[2];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const quen_link_field field = {
        "f", {value, NULL, NULL, NULL}, QUEN_LINK_KIND_NUMBER, 1};
    quen_links *links = find_links(ctx, &field, 1, 2, NULL);
    quen_link_groups_options o = group_options();
    o.one_to_one = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: one_to_one is 2",
                 quen_links_groups(ctx, links, &o, groups, NULL));
    o = group_options();
    o.min_chance = -1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: min_chance is -1, not within 0..1",
                 quen_links_groups(ctx, links, &o, groups, NULL));
    o = group_options();
    o.veto_chance = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: veto_chance is 2, not within 0..1",
                 quen_links_groups(ctx, links, &o, groups, NULL));
    o = group_options();
    o.max_rows = 1;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: max_rows is 1, not",
                 quen_links_groups(ctx, links, &o, groups, NULL));
    quen_links_free(links);
    quen_context_free(ctx);
}

typedef struct question {
    const quen_links *links;
    uint32_t *groups;
} question;

static quen_status ask(quen_context *ctx, void *user)
{
    const question *q = user;
    return quen_links_groups(ctx, q->links, NULL, q->groups, NULL);
}

static void test_memory(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(60, 20, 3);
    uint32_t groups[80];
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    question q = {links, groups};
    support_each_oom(ask, &q);
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_naive),     cmocka_unit_test(test_chain),
        cmocka_unit_test(test_too_large), cmocka_unit_test(test_one_to_one),
        cmocka_unit_test(test_refuses),   cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
