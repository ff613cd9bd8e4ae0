/*
 * Who is who: published values of Jaro-Winkler, what the kinds take for close, a naive
 * reading of what is learned, blocks that are left out and told, equal bits, refusals.
 */
#include "link_cases.h"

#include <math.h>
#include <time.h>

#include "data/link/link_state.h"

/* --- closeness --- */

static size_t letters_of(const char *text, uint32_t *out)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)text[i];
    return n;
}

static double jaro_winkler(const char *a, const char *b)
{
    uint32_t x[64], y[64];
    size_t n = letters_of(a, x), m = letters_of(b, y);
    double one = quen__link_jaro_winkler(x, n, y, m);
    assert_close(quen__link_jaro_winkler(y, m, x, n), one, 1e-15);
    return one;
}

/* The table of Winkler 1990, and counted by hand. */
static void test_jaro_winkler(void **state)
{
    (void)state;
    assert_close(jaro_winkler("martha", "marhta"), 0.9611111111111111, 1e-12);
    assert_close(jaro_winkler("dixon", "dicksonx"), 0.8133333333333333, 1e-12);
    assert_close(jaro_winkler("dwayne", "duane"), 0.84, 1e-12);
    assert_close(jaro_winkler("jones", "johnson"), 0.8323809523809524, 1e-12);
    assert_close(jaro_winkler("abroms", "abrams"), 0.9222222222222223, 1e-12);
    assert_close(jaro_winkler("massey", "massie"), 0.9333333333333333, 1e-12);
    assert_close(jaro_winkler("an", "na"), 0, 1e-12);
    assert_true(jaro_winkler("", "") == 1 && jaro_winkler("", "a") == 0);
    assert_true(jaro_winkler("lan", "lan") == 1);
}

static int one_edit(const char *a, const char *b)
{
    uint32_t x[64], y[64];
    size_t n = letters_of(a, x), m = letters_of(b, y);
    int one = quen__link_one_edit(x, n, y, m);
    assert_int_equal(quen__link_one_edit(y, m, x, n), one);
    return one;
}

static void test_one_edit(void **state)
{
    (void)state;
    assert_true(one_edit("4223", "4223") && one_edit("4223", "4228"));
    assert_true(one_edit("4223", "423") && one_edit("4223", "14223"));
    assert_true(one_edit("4223", "2423") && one_edit("12", "21") && one_edit("", "1"));
    assert_false(one_edit("4223", "3422"));
    assert_false(one_edit("4223", "42") || one_edit("12", "34") ||
                 one_edit("123", "321"));
}

/* Chances need not be known: levels differ in what is told. */
static void check_level(uint32_t kind, const char *a, const char *b, uint32_t level)
{
    const char *texts[] = {a, b};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link_field field = {"f", make_texts(texts, 2), kind, 1};
    quen_links *links = find_links(ctx, &field, 1, 2, NULL);
    assert_int_equal(quen__link_level(links, 0, 0, 1), level);
    assert_int_equal(quen__link_level(links, 0, 1, 0), level);
    quen_links_free(links);
    free_texts(&field.values);
    quen_context_free(ctx);
}

static void test_kinds(void **state)
{
    (void)state;
    const uint32_t text = QUEN_LINK_KIND_TEXT, name = QUEN_LINK_KIND_NAME,
                   number = QUEN_LINK_KIND_NUMBER, date = QUEN_LINK_KIND_DATE,
                   exact = QUEN_LINK_KIND_EXACT;
    check_level(text, "12  Hàng Bài", "12 hang bai", QUEN__LINK_EQUAL);
    check_level(text, "hàng bài", "hàng bãi", QUEN__LINK_CLOSE);
    check_level(text, "stanley street", "stanley setreet", QUEN__LINK_CLOSE);
    check_level(text, "stanley street", "caley crescent", QUEN__LINK_DIFFERENT);
    check_level(text, "...", "...", QUEN__LINK_NOT_KNOWN);
    check_level(text, "NULL", "x", QUEN__LINK_NOT_KNOWN);
    check_level(text, "", "x", QUEN__LINK_NOT_KNOWN);
    check_level(text, NULL, "x", QUEN__LINK_NOT_KNOWN);
    check_level(name, "Chị Nguyễn Lan", "lan  NGUYEN", QUEN__LINK_EQUAL);
    check_level(name, "Bình", "Bính", QUEN__LINK_CLOSE);
    check_level(name, "Bình", "binh", QUEN__LINK_EQUAL);
    check_level(name, "Nguyen Lan", "Nguyen Lam", QUEN__LINK_CLOSE);
    check_level(name, "Lan", "Mai", QUEN__LINK_DIFFERENT);
    check_level(number, "12-A", "12a", QUEN__LINK_EQUAL);
    check_level(number, "4223", "2423", QUEN__LINK_CLOSE);
    check_level(number, "4223", "9", QUEN__LINK_DIFFERENT);
    check_level(date, "1990-01-31", "19900131", QUEN__LINK_EQUAL);
    check_level(date, "1990-01-31 08:00", "1990/1/30", QUEN__LINK_CLOSE);
    check_level(date, "1990-03-12", "1990-12-03", QUEN__LINK_CLOSE);
    check_level(date, "1990-03-12", "1991-12-03", QUEN__LINK_DIFFERENT);
    check_level(date, "19901399", "1990-13-99", QUEN__LINK_EQUAL);
    check_level(exact, "+84912345678", "+84912345678", QUEN__LINK_EQUAL);
    check_level(exact, "+84912345678", "+84912345679", QUEN__LINK_DIFFERENT);
}

/* --- what is learned, by a naive reading --- */

enum { NAIVE = 60, NAIVE_FIELDS = 4 };

typedef struct naive {
    int64_t number[NAIVE_FIELDS][NAIVE];
    double m[NAIVE_FIELDS][4], u[NAIVE_FIELDS][4], prior, chance[NAIVE][NAIVE];
} naive;

/* Of three digits each, none of them 0: fields 1 and 2 are of kind NUMBER, 0 and 3 EXACT;
 * 3 is the same everywhere, so that all rows are one block. */
static int is_number(size_t f)
{
    return f == 1 || f == 2;
}

static int naive_level(const naive *t, size_t f, size_t a, size_t b)
{
    char x[8], y[8];
    int same = 0;
    if (t->number[f][a] == t->number[f][b])
        return 3;
    snprintf(x, sizeof x, "%d", (int)t->number[f][a]);
    snprintf(y, sizeof y, "%d", (int)t->number[f][b]);
    for (size_t i = 0; i < 3; i++)
        same += x[i] == y[i];
    int swapped = (x[0] == y[1] && x[1] == y[0] && x[2] == y[2]) ||
                  (x[0] == y[0] && x[1] == y[2] && x[2] == y[1]);
    return is_number(f) && (same == 2 || swapped) ? 2 : 1;
}

static void naive_u(naive *t)
{
    double pairs = NAIVE * (NAIVE - 1) / 2.0;
    for (size_t f = 0; f < NAIVE_FIELDS; f++) {
        double count[4] = {0};
        for (size_t a = 0; a < NAIVE; a++)
            for (size_t b = a + 1; b < NAIVE; b++)
                count[naive_level(t, f, a, b)]++;
        t->u[f][3] = (count[3] + 0.5) / (pairs + 1);
        if (is_number(f))
            t->u[f][2] = (1 - t->u[f][3]) * (count[2] + 0.5) / (count[1] + count[2] + 1);
        t->u[f][1] = 1 - t->u[f][2] - t->u[f][3];
    }
}

static double naive_first(size_t f, size_t level)
{
    static const double number[4] = {0, 0.03, 0.07, 0.9}, exact[4] = {0, 0.1, 0, 0.9};
    return is_number(f) ? number[level] : exact[level];
}

static double naive_round(naive *t)
{
    double sums[NAIVE_FIELDS][4] = {{0}}, all = 0, n = 0;
    for (size_t a = 0; a < NAIVE; a++)
        for (size_t b = a + 1; b < NAIVE; b++) {
            double odds = t->prior / (1 - t->prior);
            for (size_t f = 0; f < NAIVE_FIELDS; f++) {
                int level = naive_level(t, f, a, b);
                odds *= t->m[f][level] / t->u[f][level];
            }
            double chance = t->chance[a][b] = odds / (1 + odds);
            all += chance;
            n++;
            for (size_t f = 0; f < NAIVE_FIELDS; f++)
                sums[f][naive_level(t, f, a, b)] += chance;
        }
    for (size_t f = 0; f < NAIVE_FIELDS; f++)
        for (size_t level = 1; level < 4; level++) {
            t->m[f][level] = (sums[f][level] + 10 * naive_first(f, level)) / (all + 10);
        }
    t->prior = (all + 0.5) / (n + 1);
    return all;
}

/* The last 15 are the first 15 again, five of them with an error in field 2. */
static naive *make_naive(void)
{
    uint64_t state = 77;
    naive *t = calloc(1, sizeof *t);
    assert_non_null(t);
    for (size_t row = 0; row < NAIVE; row++)
        for (size_t f = 0; f < 3; f++) {
            state = state * UINT64_C(6364136223846793005) + 1;
            t->number[f][row] = 111 + (int64_t)(state >> 33 & 7) +
                                10 * (int64_t)(state >> 43 & 7) +
                                100 * (int64_t)(state >> 53 & 7);
            if (row >= 45) /* is there again */
                t->number[f][row] = t->number[f][row - 45];
        }
    for (size_t row = 45; row < 50; row++)
        t->number[2][row] += t->number[2][row] % 10 < 8 ? 1 : -1;
    for (size_t f = 0; f < NAIVE_FIELDS; f++)
        for (size_t level = 1; level < 4; level++)
            t->m[f][level] = naive_first(f, level);
    t->prior = 0.1;
    return t;
}

static void check_learned(const quen_links *links, const naive *t, double pairs_of_one)
{
    quen_links_report report;
    quen_links_report_init(&report, sizeof report);
    quen_links_get_report(links, &report);
    assert_int_equal(report.pairs, NAIVE * (NAIVE - 1) / 2);
    assert_int_equal(report.links, report.pairs);
    assert_int_equal(report.converged, 1);
    assert_close(report.pairs_of_one, pairs_of_one, 1e-6);
    assert_close(exp2(report.prior_bits), t->prior / (1 - t->prior), 1e-6);
    for (size_t f = 0; f < NAIVE_FIELDS; f++) {
        const quen_link_levels *l = quen_links_levels(links, f);
        assert_close(l->u_equal, t->u[f][3], 1e-12);
        assert_close(l->u_close + 1, t->u[f][2] + 1, 1e-12);
        assert_close(l->u_different + 1, t->u[f][1] + 1, 1e-12);
        assert_close(l->m_equal, t->m[f][3], 1e-6);
        assert_close(l->m_close + 1, t->m[f][2] + 1, 1e-6);
        assert_close(l->m_different, t->m[f][1], 1e-6);
        assert_true(l->known == 1);
    }
}

static void test_naive(void **state)
{
    (void)state;
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    naive *t = make_naive();
    quen_link_field fields[4] = {
        {"a", {t->number[0], NULL, NULL, NULL}, QUEN_LINK_KIND_EXACT, 0},
        {"b", {t->number[1], NULL, NULL, NULL}, QUEN_LINK_KIND_NUMBER, 0},
        {"c", {t->number[2], NULL, NULL, NULL}, QUEN_LINK_KIND_NUMBER, 0},
        {"shop", {t->number[3], NULL, NULL, NULL}, QUEN_LINK_KIND_EXACT, 1}};
    quen_link_options o = link_options();
    o.min_chance = 0;
    o.all_alike = 1;
    quen_links *links = find_links(ctx, fields, 4, NAIVE, &o);
    naive_u(t);
    double pairs_of_one = 0;
    for (int i = 0; i < 2000; i++)
        pairs_of_one = naive_round(t);
    assert_true(pairs_of_one > 14 && pairs_of_one < 17); /* there are 15 */
    check_learned(links, t, pairs_of_one);
    for (size_t i = 0; i < quen_links_n_links(links); i++) {
        const quen_link *link = quen_links_link(links, i);
        assert_close(link->chance + 1, t->chance[link->a][link->b] + 1, 1e-6);
    }
    quen_links_free(links);
    free(t);
    quen_context_free(ctx);
}

/* --- links --- */

/* In their order, and reasons that add up. */
static void check_links(const quen_links *links, size_t n_first, double least)
{
    quen_links_report report;
    quen_links_report_init(&report, sizeof report);
    quen_links_get_report(links, &report);
    for (size_t i = 0; i < report.links; i++) {
        const quen_link *k = quen_links_link(links, i), *before = k - (i > 0);
        double bits = report.prior_bits + k->rest;
        assert_true(k->a < k->b && k->b < quen_links_n_rows(links));
        assert_true(k->chance >= least && k->chance <= 1);
        assert_true(n_first == 0 || (k->a < n_first && k->b >= n_first));
        assert_true(i == 0 || before->chance > k->chance ||
                    (before->chance == k->chance &&
                     (before->a < k->a || (before->a == k->a && before->b < k->b))));
        for (size_t r = 0; r < k->n_reasons; r++) {
            assert_true(k->reasons[r] < quen_links_n_fields(links));
            assert_true(r == 0 || fabs(k->weights[r - 1]) >= fabs(k->weights[r]));
            bits += k->weights[r];
        }
        assert_true(fabs(1 / (1 + exp2(-bits)) - k->chance) < 1e-9);
    }
    assert_null(quen_links_link(links, (size_t)report.links));
    assert_null(quen_links_levels(links, quen_links_n_fields(links)));
    assert_null(quen_links_field_name(links, quen_links_n_fields(links)));
}

static void test_people(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(LINK_PEOPLE, LINK_AGAIN, 5);
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    size_t right = 0, n = 0;
    check_links(links, 0, 0.5);
    for (size_t i = 0; i < quen_links_n_links(links); i++) {
        const quen_link *k = quen_links_link(links, i);
        if (k->chance < 0.9)
            break;
        quen_link same;
        assert_ok(ctx, quen_links_compare(ctx, links, k->b, k->a, &same));
        assert_memory_equal(&same, k, sizeof same);
        right += p->who[k->a] == p->who[k->b];
        n++;
    }
    assert_true((double)right >= 0.95 * (double)n && right >= 90);
    assert_string_equal(quen_links_field_name(links, 2), "born");
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

static void test_two_tables(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(LINK_PEOPLE, LINK_AGAIN, 6);
    quen_link_options o = link_options();
    o.n_first = LINK_PEOPLE;
    quen_links *links = find_links(ctx, p->fields, 4, p->n, &o);
    check_links(links, LINK_PEOPLE, 0.5);
    assert_true(quen_links_n_links(links) >= 90);
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

/* A table of people who are all there once has nearly no links. */
static void test_strangers(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    size_t n = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        link_people *p = make_people(LINK_PEOPLE, 0, seed);
        quen_link_options o = link_options();
        o.min_chance = 0.9;
        quen_links *links = find_links(ctx, p->fields, 4, p->n, &o);
        n += quen_links_n_links(links);
        quen_links_free(links);
        free_people(p);
    }
    assert_true(n <= 20);
    quen_context_free(ctx);
}

/* 30 rows of one value, which are too many, 3 of another. */
static void test_left_out(void **state)
{
    (void)state;
    int64_t value[36];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link_field field = {"f", {value, NULL, NULL, NULL}, QUEN_LINK_KIND_EXACT, 0};
    quen_link_options o = link_options();
    quen_links_report report;
    for (int64_t i = 0; i < 36; i++)
        value[i] = i < 30 ? 7 : i < 33 ? 8 : i;
    quen_links_report_init(&report, sizeof report);
    const struct {
        uint64_t rows, pairs, compared, out, blocks, limit;
    } cases[] = {{30, 1000, 438, 0, 0, 30}, {29, 1000, 3, 435, 1, 29},
                 {40, 437, 3, 435, 1, 29},  {40, 438, 438, 0, 0, 40},
                 {2, 1000, 0, 438, 2, 2},   {40, 2, 0, 438, 2, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        o.max_block_rows = cases[i].rows;
        o.max_pairs = cases[i].pairs;
        quen_links *links = find_links(ctx, &field, 1, 36, &o);
        quen_links_get_report(links, &report);
        assert_int_equal(report.pairs, cases[i].compared);
        assert_int_equal(report.pairs_left_out, cases[i].out);
        assert_int_equal(report.blocks_left_out, cases[i].blocks);
        assert_int_equal(report.block_rows, cases[i].limit);
        quen_links_free(links);
    }
    quen_context_free(ctx);
}

/* Of few rows, and of rows of which nothing is known. */
static void test_few(void **state)
{
    (void)state;
    const char *const nothing[3] = {NULL, "", "nan"}, *const alike[2] = {"Lan", "lan"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link_field field = {"f", make_texts(nothing, 3), QUEN_LINK_KIND_NAME, 1};
    for (size_t n = 0; n <= 3; n++) {
        quen_links *links = find_links(ctx, &field, 1, n, NULL);
        assert_int_equal(quen_links_n_links(links), 0);
        assert_int_equal(quen_links_n_rows(links), n);
        quen_links_free(links);
    }
    free_texts(&field.values);
    field.values = make_texts(alike, 2);
    quen_link_options o = link_options();
    o.min_chance = 0;
    quen_links *links = find_links(ctx, &field, 1, 2, &o);
    assert_int_equal(quen_links_n_links(links), 1);
    check_links(links, 0, 0);
    quen_links_free(links);
    free_texts(&field.values);
    quen_context_free(ctx);
}

/* --- equal bits --- */

static void compare_bits(quen_context *ctx, void *user)
{
    link_people *p = make_people(LINK_PEOPLE, LINK_AGAIN, 8);
    const quen_links *first = user;
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    assert_int_equal(quen_links_n_links(links), quen_links_n_links(first));
    assert_memory_equal(quen_links_link(links, 0), quen_links_link(first, 0),
                        quen_links_n_links(first) * sizeof(quen_link));
    for (size_t f = 0; f < 4; f++)
        assert_memory_equal(quen_links_levels(links, f), quen_links_levels(first, f),
                            sizeof(quen_link_levels));
    quen_links_free(links);
    free_people(p);
}

static void test_equal_bits(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(LINK_PEOPLE, LINK_AGAIN, 8);
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    support_each_context(compare_bits, links);
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

/* --- what is refused --- */

static void refuse(quen_context *ctx, const quen_link_field *fields, size_t n_fields,
                   size_t n, const quen_link_options *o, quen_status status,
                   const char *words)
{
    quen_links *links = (quen_links *)(uintptr_t)fields;
    assert_fails(ctx, status, words, quen_link_find(ctx, fields, n_fields, n, o, &links));
    assert_null(links);
}

static void test_refuses_fields(void **state)
{
    (void)state;
    const quen_status bad = QUEN_ERR_ARGUMENT;
    const char *const texts[2] = {"Lan", "M\xffi"};
    const uint64_t falling[3] = {0, 3, 1}, huge[3] = {0, 3, 70003};
    const int64_t numbers[2] = {1, 2};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key_column column = make_texts(texts, 2);
    quen_link_field f[17] = {{"a", column, QUEN_LINK_KIND_TEXT, 1}};
    for (size_t i = 1; i < 17; i++)
        f[i] = f[0];
    quen_link_options o = {0};
    refuse(ctx, f, 1, 2, &o, bad, "link options: struct_size is 0");
    refuse(ctx, f, 0, 2, NULL, bad, "link: there are 0 fields, not 1..16");
    refuse(ctx, f, 17, 2, NULL, bad, "link: there are 17 fields, not 1..16");
    refuse(ctx, f, 2, 2, NULL, bad, "link: fields 0 and 1 are both called 'a'");
    refuse(ctx, f, 1, 2, NULL, bad,
           "link: field 'a', row 1: byte 1 of 3 is not UTF-8: bring the column");
    refuse(ctx, f, 1, SIZE_MAX / 4, NULL, QUEN_ERR_OVERFLOW, "link: values");
    if (SIZE_MAX > UINT32_MAX)
        refuse(ctx, f, 1, (size_t)2147483649, NULL, QUEN_ERR_OVERFLOW,
               "link: there are 2147483649 rows, at most 2147483648 are possible");
    f[0].kind = 5;
    refuse(ctx, f, 1, 2, NULL, bad, "link: kind is 5");
    f[0].kind = QUEN_LINK_KIND_TEXT;
    f[0].name = "";
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 0: its name has 0 bytes, not 1..255");
    f[0].name = NULL;
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 0: its name has 0 bytes");
    f[0].name = "a";
    f[0].values.offsets = falling;
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 'a', row 1: the offsets of its strings");
    f[0].values.offsets = huge;
    refuse(ctx, f, 1, 2, NULL, bad,
           "link: field 'a', row 1: it has 70000 bytes, at most");
    f[0].values = (quen_key_column){NULL, NULL, column.offsets, NULL};
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 'a' has offsets but no bytes");
    f[0].values = (quen_key_column){NULL, NULL, NULL, NULL};
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 'a' has no values");
    f[0].values = (quen_key_column){numbers, NULL, column.offsets, NULL};
    refuse(ctx, f, 1, 2, NULL, bad, "link: field 'a' has both numbers and strings");
    free_texts(&column);
    quen_context_free(ctx);
}

/* The longest value whose form in small letters is no longer than a key; and one more,
 * of n letters that take two bytes, and three in small letters: U+0149. */
static void test_refuses_long_forms(void **state)
{
    (void)state;
    enum { LETTERS = (QUEN_KEY_MAX_SIZE - 3) / 3 };
    static char texts[2][2 * LETTERS + 5];
    const char *const rows[4] = {texts[0], texts[1], "b", "c"};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link found;
    for (size_t i = 0; i < 2; i++) {
        texts[i][0] = i == 0 ? 'a' : 'A';
        for (size_t j = 0; j < LETTERS; j++)
            memcpy(texts[i] + 1 + 2 * j, "\xc5\x89", 2);
        memcpy(texts[i] + 1 + (size_t)2 * LETTERS, "xx", 2);
    }
    for (size_t more = 0; more < 2; more++) {
        quen_link_field f = {"a", make_texts(rows, 4), QUEN_LINK_KIND_TEXT, 1};
        if (more == 0) {
            quen_links *links = find_links(ctx, &f, 1, 4, NULL);
            assert_ok(ctx, quen_links_compare(ctx, links, 0, 1, &found));
            assert_true(found.n_reasons == 1 && found.weights[0] > 0);
            quen_links_free(links);
        } else {
            refuse(ctx, &f, 1, 4, NULL, QUEN_ERR_ARGUMENT,
                   "link: field 'a', row 1: in small letters it has 65536 bytes, at most "
                   "65535 are allowed");
        }
        free_texts(&f.values);
        texts[1][3 + (size_t)2 * LETTERS] = 'x';
    }
    quen_context_free(ctx);
}

static void test_refuses_options(void **state)
{
    (void)state;
    const int64_t numbers[2] = {1, 2};
    const quen_link_field f = {"a", {numbers, NULL, NULL, NULL}, 0, 1};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const struct {
        quen_link_options o;
        const char *words;
    } cases[] = {
        {{.all_alike = 2}, "link: all_alike is 2"},
        {{.n_first = 3}, "link: n_first is 3, and there are 2 rows: give 0 of one table"},
        {{.min_chance = 1.5}, "link: min_chance is 1.5, not within 0..1"},
        {{.min_chance = (double)NAN}, "link: min_chance is"},
        {{.random_pairs = 1000000001}, "link: random_pairs is 1000000001, not"},
        {{.max_block_rows = 1}, "link: max_block_rows is 1, not"},
        {{.max_block_rows = UINT64_MAX}, "link: max_block_rows is"},
        {{.max_pairs = 4294967297}, "link: max_pairs is 4294967297, not"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quen_link_options o = link_options();
        const quen_link_options *c = &cases[i].o;
        o.all_alike = c->all_alike;
        o.n_first = c->n_first;
        o.min_chance = c->min_chance == 0 ? o.min_chance : c->min_chance;
        o.random_pairs = c->random_pairs ? c->random_pairs : o.random_pairs;
        o.max_block_rows = c->max_block_rows ? c->max_block_rows : o.max_block_rows;
        o.max_pairs = c->max_pairs ? c->max_pairs : o.max_pairs;
        refuse(ctx, &f, 1, 2, &o, QUEN_ERR_ARGUMENT, cases[i].words);
    }
    quen_link any;
    quen_links *links = find_links(ctx, &f, 1, 2, NULL);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: rows 1 and 1: give two different ones",
                 quen_links_compare(ctx, links, 1, 1, &any));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "link: rows 0 and 2: give two different ones",
                 quen_links_compare(ctx, links, 0, 2, &any));
    quen_links_free(links);
    quen_context_free(ctx);
}

/* --- memory that runs out --- */

static quen_status find_some(quen_context *ctx, void *user)
{
    const link_people *p = user;
    quen_links *links = user;
    quen_link told;
    quen_status status = quen_link_find(ctx, p->fields, 4, p->n, NULL, &links);
    if (status == QUEN_OK)
        status = quen_links_compare(ctx, links, 0, 1, &told);
    else
        assert_null(links);
    quen_links_free(links);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    link_people *p = make_people(60, 20, 3);
    support_each_oom(find_some, p);
    free_people(p);
}

/* --- how long --- */

/* 100,000 customers, 20,000 of them twice, in blocks of a family's name too: under 3 s of
 * one thread. */
static void test_time(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    link_people *p = make_people(80000, 20000, 9);
    p->fields[0].blocks |= 16;
    clock_t before = clock();
    quen_links *links = find_links(ctx, p->fields, 4, p->n, NULL);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    quen_links_report report;
    quen_links_report_init(&report, sizeof report);
    quen_links_get_report(links, &report);
    print_message("100,000 customers: %.2f s, %llu pairs, %llu links\n", seconds,
                  (unsigned long long)report.pairs, (unsigned long long)report.links);
    size_t right = 0;
    for (size_t i = 0; i < report.links; i++)
        right +=
            p->who[quen_links_link(links, i)->a] == p->who[quen_links_link(links, i)->b];
    assert_true(right >= 18000 && (double)right >= 0.95 * (double)report.links);
    assert_true(seconds < 30); /* 3 on a quiet machine, with optimization */
    quen_links_free(links);
    free_people(p);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jaro_winkler),
        cmocka_unit_test(test_one_edit),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_naive),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_two_tables),
        cmocka_unit_test(test_strangers),
        cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_few),
        cmocka_unit_test(test_equal_bits),
        cmocka_unit_test(test_refuses_fields),
        cmocka_unit_test(test_refuses_long_forms),
        cmocka_unit_test(test_refuses_options),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
