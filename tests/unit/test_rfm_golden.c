/* RFM: golden scores, both tables of segments, own rules. */
#include "rfm_cases.h"

/* --- golden vectors --- */

static int64_t *golden_ints(const golden *g, const char *name, size_t *n)
{
    const double *v = golden_get(g, name, n);
    int64_t *out = malloc(*n * sizeof *out);
    assert_non_null(out);
    for (size_t i = 0; i < *n; i++)
        out[i] = (int64_t)v[i];
    return out;
}

static rfm_values golden_values(const golden *g)
{
    rfm_values v;
    v.of[0] = golden_ints(g, "recency_days", &v.n);
    v.of[1] = golden_ints(g, "frequency", &v.n);
    v.of[2] = golden_ints(g, "monetary_cents", &v.n);
    return v;
}

static void free_values(rfm_values *v)
{
    for (size_t axis = 0; axis < 3; axis++)
        free(v->of[axis]);
}

static quen_rfm *fit_values(quen_context *ctx, const rfm_values *v,
                            const quen_rfm_options *o)
{
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, v->of[0], v->of[1], v->of[2], v->n, o, &rfm));
    return rfm;
}

static void check_score(const golden *g, const char *name, const quen_rfm *rfm,
                        uint32_t axis)
{
    size_t n;
    const double *expected = golden_get(g, name, &n);
    assert_int_equal(n, quen_rfm_n_customers(rfm));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(quen_rfm_scores(rfm)[3 * i + axis], (int)expected[i]);
}

static void check_cuts(const golden *g, const char *name, const quen_rfm *rfm,
                       uint32_t axis)
{
    size_t n, groups;
    const double *expected = golden_get(g, name, &n);
    const int64_t *cuts = quen_rfm_cuts(rfm, axis, &groups);
    assert_int_equal(groups, 1);
    assert_int_equal(n, quen_rfm_n_bins(rfm) - 1);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(cuts[i], (int64_t)expected[i]);
}

static void check_golden_bins(quen_context *ctx, const golden *g, const rfm_values *v,
                              uint32_t bins)
{
    static const char axes[] = "rfm";
    char name[32];
    quen_rfm_options o = rfm_options();
    o.bins = bins;
    o.segments = QUEN_RFM_SEGMENTS_NONE;
    quen_rfm *rfm = fit_values(ctx, v, &o);
    for (uint32_t axis = 0; axis < 3; axis++) {
        snprintf(name, sizeof name, "%c%u", axes[axis], bins);
        check_score(g, name, rfm, axis);
        snprintf(name, sizeof name, "cuts%u_%c", bins, axes[axis]);
        check_cuts(g, name, rfm, axis);
    }
    check_rfm_rescored(ctx, v, rfm);
    quen_rfm_free(rfm);
    o.binning = QUEN_RFM_BINNING_NESTED;
    rfm = fit_values(ctx, v, &o);
    snprintf(name, sizeof name, "r%u", bins);
    check_score(g, name, rfm, 0);
    snprintf(name, sizeof name, "nested%u_f", bins);
    check_score(g, name, rfm, 1);
    snprintf(name, sizeof name, "nested%u_m", bins);
    check_score(g, name, rfm, 2);
    check_rfm_rescored(ctx, v, rfm);
    quen_rfm_free(rfm);
}

static void check_golden_segments(quen_context *ctx, const golden *g, const rfm_values *v,
                                  const char *name, uint32_t segments)
{
    size_t n;
    const double *expected = golden_get(g, name, &n);
    quen_rfm_options o = rfm_options();
    o.segments = segments;
    quen_rfm *rfm = fit_values(ctx, v, &o);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(quen_rfm_segments(rfm)[i], (int)expected[i]);
    assert_int_equal(quen_rfm_now_s(rfm), 0);
    assert_int_equal(quen_rfm_customers(rfm)[n - 1], n - 1);
    assert_memory_equal(quen_rfm_recency(rfm), v->of[0], n * 8);
    assert_memory_equal(quen_rfm_frequency(rfm), v->of[1], n * 8);
    assert_memory_equal(quen_rfm_monetary(rfm), v->of[2], n * 8);
    quen_rfm_free(rfm);
}

static void test_golden(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    golden *g = golden_open("rfm.txt");
    rfm_values v = golden_values(g);
    check_golden_bins(ctx, g, &v, 5);
    check_golden_bins(ctx, g, &v, 3);
    check_golden_segments(ctx, g, &v, "segment5", QUEN_RFM_SEGMENTS_ELEVEN);
    check_golden_segments(ctx, g, &v, "rf_segment5", QUEN_RFM_SEGMENTS_RF_MAP);
    free_values(&v);
    golden_close(g);
    quen_context_free(ctx);
}

/* --- the tables, from another copy of their text --- */

typedef struct listing {
    const char *name, *codes;
} listing;

static const listing by_code[] = {
    {"Champions", "445 454 455 544 545 554 555"},
    {"Loyal", "335 344 345 354 355 435 444 543"},
    {"Potential Loyalist",
     "323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 "
     "531 532 533 541 542 551 552 553"},
    {"New Customers", "311 411 412 421 422 511 512"},
    {"Promising", "313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525"},
    {"Need Attention", "324 325 334 343 434 443 534 535"},
    {"About To Sleep", "213 221 231 241 251 312 321 331"},
    {"At Risk",
     "124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 "
     "253 254 255"},
    {"Cannot Lose Them", "113 114 115 144 154 155 214 215"},
    {"Hibernating", "122 123 132 211 212 222 223 232 233 322 332"},
    {"Lost", "111 112 121 131 141 151"},
};

/* R and F alone. */
static const listing by_cell[] = {
    {"Champions", "54 55"},
    {"Loyal", "34 35 44 45"},
    {"Potential Loyalist", "42 43 52 53"},
    {"New Customers", "51"},
    {"Promising", "41"},
    {"Need Attention", "33"},
    {"About To Sleep", "31 32"},
    {"At Risk", "13 14 23 24"},
    {"Cannot Lose Them", "15 25"},
    {"Hibernating", "11 12 21 22"},
};

static int lists(const char *codes, const char *code)
{
    const char *at = strstr(codes, code);
    return at && (at == codes || at[-1] == ' ') &&
           (at[strlen(code)] == ' ' || at[strlen(code)] == '\0');
}

static void check_table(quen_context *ctx, uint32_t segments, const listing *rows,
                        size_t n)
{
    quen_rfm *rfm = fit_rfm_codes(ctx, segments);
    assert_int_equal(quen_rfm_n_segments(rfm), n);
    for (size_t i = 0; i < 125; i++) {
        char code[4];
        const uint8_t *s = quen_rfm_scores(rfm) + 3 * i;
        snprintf(code, sizeof code, "%c%c%c", '0' + s[0], '0' + s[1], '0' + s[2]);
        assert_int_equal((code[0] - '1') * 25 + (code[1] - '1') * 5 + code[2] - '1', i);
        if (segments == QUEN_RFM_SEGMENTS_RF_MAP)
            code[2] = '\0';
        size_t times = 0;
        for (size_t k = 0; k < n; k++) {
            times += (size_t)lists(rows[k].codes, code);
            assert_int_equal(lists(rows[k].codes, code), quen_rfm_segments(rfm)[i] == k);
        }
        assert_int_equal(times, 1);
    }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t number = 99;
        assert_string_equal(quen_rfm_segment_name(rfm, k), rows[k].name);
        assert_ok(ctx, quen_rfm_find_segment(ctx, rfm, rows[k].name, &number));
        assert_int_equal(number, k);
    }
    quen_rfm_free(rfm);
}

static void test_tables(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    check_table(ctx, QUEN_RFM_SEGMENTS_ELEVEN, by_code, sizeof by_code / sizeof *by_code);
    check_table(ctx, QUEN_RFM_SEGMENTS_RF_MAP, by_cell, sizeof by_cell / sizeof *by_cell);
    quen_rfm *rfm = fit_rfm_codes(ctx, QUEN_RFM_SEGMENTS_NONE);
    assert_int_equal(quen_rfm_n_segments(rfm), 1);
    assert_string_equal(quen_rfm_segment_name(rfm, 0), "All");
    assert_null(quen_rfm_segment_name(rfm, 1));
    assert_null(quen_rfm_segment_summary(rfm, 1));
    assert_int_equal(quen_rfm_segment_summary(rfm, 0)->customers, 125);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* --- what segments mean --- */

/* Words, and the scores that a segment may have of which they are said. */
typedef struct phrase {
    const char *words;
    uint8_t axis, least, most;
} phrase;

static const phrase phrases[] = {
    {"most recently", 0, 5, 5},
    {"more recently", 0, 4, 5},
    {"not long ago", 0, 3, 5},
    {"away for a while", 0, 2, 3},
    {"away longer than most", 0, 1, 2},
    {"away longest", 0, 1, 1},
    {"most often.", 1, 2, 5},
    {"came most often", 1, 5, 5},
    {"more often than most", 1, 4, 5},
    {"neither least nor most often", 1, 2, 4},
    {"not among the least frequent", 1, 2, 5},
    {"less often than most", 1, 1, 2},
    {"least often, perhaps once", 1, 1, 1},
    {"spent more than most", 2, 4, 5},
    {"spent the middle or more", 2, 3, 5},
    {"least spending", 2, 2, 5},
    {"spent the middle or less", 2, 1, 3},
    {"spent less than most", 2, 1, 2},
    {"all in the middle or above", 0, 3, 5},
    {"all in the middle or above", 1, 3, 5},
    {"all in the middle or above", 2, 3, 5},
    {"all in the middle or below", 0, 1, 3},
    {"all in the middle or below", 1, 1, 3},
    {"all in the middle or below", 2, 1, 3},
    {"both in the middle", 0, 3, 3},
    {"both in the middle", 1, 3, 3},
};
#define PHRASES (sizeof phrases / sizeof *phrases)

static void check_said(const char *meaning, const uint8_t scores[3], int used[PHRASES])
{
    int frequency = strstr(meaning, "perhaps once") || strstr(meaning, "or one");
    for (size_t i = 0; i < PHRASES; i++) {
        if (!strstr(meaning, phrases[i].words))
            continue;
        assert_in_range(scores[phrases[i].axis], phrases[i].least, phrases[i].most);
        frequency |= phrases[i].axis == 1;
        used[i] = 1;
    }
    assert_true(frequency);
}

/* Every code of a segment is as the segment's sentence says. */
static void test_meanings(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int used[PHRASES] = {0};
    for (uint32_t table = QUEN_RFM_SEGMENTS_ELEVEN; table <= QUEN_RFM_SEGMENTS_RF_MAP;
         table++) {
        quen_rfm *rfm = fit_rfm_codes(ctx, table);
        for (size_t i = 0; i < 125; i++) {
            const uint8_t *scores = quen_rfm_scores(rfm) + 3 * i;
            uint8_t segment = quen_rfm_segments(rfm)[i];
            assert_int_equal(quen_rfm_codes(rfm)[i], segment);
            check_said(quen_rfm_segment_meaning(rfm, segment), scores, used);
        }
        assert_null(quen_rfm_segment_meaning(rfm, quen_rfm_n_segments(rfm)));
        quen_rfm_free(rfm);
    }
    for (size_t i = 0; i < PHRASES; i++)
        assert_true(used[i]);
    quen_rfm *rfm = fit_rfm_codes(ctx, QUEN_RFM_SEGMENTS_NONE);
    assert_string_equal(quen_rfm_segment_meaning(rfm, 0), "Every customer.");
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* --- own rules --- */

static void test_own_rules(void **state)
{
    (void)state;
    static const int64_t cuts[] = {1, 2};
    static const int64_t r[] = {1, 1, 1, 3, 2, 2}, f[] = {3, 2, 2, 3, 2, 3},
                         m[] = {1, 2, 1, 3, 3, 1};
    static const uint8_t expected[] = {0, 0, 2, 1, 2, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_own_options(rfm_regulars, 4);
    o.r_cuts = o.f_cuts = o.m_cuts = cuts;
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, r, f, m, 6, &o, &rfm));
    assert_int_equal(quen_rfm_n_segments(rfm), 3);
    assert_string_equal(quen_rfm_segment_name(rfm, 1), "gone");
    assert_string_equal(quen_rfm_segment_meaning(rfm, 0),
                        "Scores within R 2..3, F 2..3, M 1..3.");
    assert_string_equal(quen_rfm_segment_meaning(rfm, 1),
                        "Scores within R 1..1, F 1..3, M 1..3.");
    assert_memory_equal(quen_rfm_segments(rfm), expected, 6);
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

/* A rule that others leave nothing to. */
static void test_rule_without_codes(void **state)
{
    (void)state;
    static const quen_rfm_rule rules[] = {
        {"all", 1, 3, 1, 3, 1, 3, {0, 0}},
        {"none", 3, 3, 3, 3, 3, 3, {0, 0}},
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_rfm_options o = rfm_own_options(rules, 2);
    quen_rfm *rfm = NULL;
    assert_ok(ctx, quen_rfm_fit_values(ctx, rfm_four, rfm_four, rfm_four, 4, &o, &rfm));
    assert_string_equal(quen_rfm_segment_meaning(rfm, 1),
                        "No scores: other rules come first.");
    quen_rfm_free(rfm);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_meanings),
        cmocka_unit_test(test_own_rules),
        cmocka_unit_test(test_rule_without_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
