/*
 * How alike two rows are. Jaro counts the letters that two texts share, no farther apart
 * than half the longer one, and how many of them are out of order (Jaro, "Advances in
 * record-linkage methodology", 1989); Winkler adds a tenth of what is missing for each of
 * up to four letters that both begin with ("String comparator metrics", 1990). Texts that
 * cannot be close by the letters they have at all are not looked at.
 */
#include "data/link/link_state.h"

#include <math.h>
#include <string.h>

#include "math/bits.h"
#include "math/special.h"

#define CLOSE 0.88
#define PREFIX 4u
#define SCALE 0.1

/* --- Jaro-Winkler --- */

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t common_prefix(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    size_t most = smaller(PREFIX, smaller(n_a, n_b)), n = 0;
    while (n < most && a[n] == b[n])
        n++;
    return n;
}

/* Letters of `a` that find one of `b`, which is then taken; a bit for each of both. */
static size_t match(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b,
                    uint64_t *in_a, uint64_t *in_b)
{
    size_t longer = n_a > n_b ? n_a : n_b, count = 0;
    size_t reach = longer > 3 ? longer / 2 - 1 : 0;
    for (size_t i = 0; i < n_a; i++) {
        size_t first = i > reach ? i - reach : 0, last = smaller(n_b, i + reach + 1);
        for (size_t j = first; j < last; j++)
            if (a[i] == b[j] && !(*in_b >> j & 1)) {
                *in_b |= UINT64_C(1) << j;
                *in_a |= UINT64_C(1) << i;
                count++;
                break;
            }
    }
    return count;
}

/* Letters that were found, but not in their order. */
static size_t out_of_order(const uint32_t *a, uint64_t in_a, const uint32_t *b,
                           uint64_t in_b)
{
    size_t count = 0;
    for (; in_a && in_b; in_a &= in_a - 1, in_b &= in_b - 1)
        count += a[quen__bits_lowest(in_a)] != b[quen__bits_lowest(in_b)];
    return count;
}

double quen__link_jaro_winkler(const uint32_t *a, size_t n_a, const uint32_t *b,
                               size_t n_b)
{
    uint64_t in_a = 0, in_b = 0;
    if (n_a == 0 && n_b == 0)
        return 1;
    size_t shared = match(a, n_a, b, n_b, &in_a, &in_b);
    if (shared == 0)
        return 0;
    size_t swaps = out_of_order(a, in_a, b, in_b) / 2;
    double m = (double)shared, swapped = (double)swaps;
    double jaro = (m / (double)n_a + m / (double)n_b + (m - swapped) / m) / 3;
    return jaro + SCALE * (double)common_prefix(a, n_a, b, n_b) * (1 - jaro);
}

/* --- one edit --- */

static int same(const uint32_t *a, const uint32_t *b, size_t n)
{
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

int quen__link_one_edit(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    if (n_a > n_b)
        return quen__link_one_edit(b, n_b, a, n_a);
    size_t i = 0;
    while (i < n_a && a[i] == b[i])
        i++;
    if (n_b - n_a > 1)
        return 0;
    if (n_b - n_a == 1)
        return same(a + i, b + i + 1, n_a - i);
    if (i == n_a || same(a + i + 1, b + i + 1, n_a - i - 1))
        return 1;
    return a[i] == b[i + 1] && a[i + 1] == b[i] &&
           same(a + i + 2, b + i + 2, n_a - i - 2);
}

/* Two days as eight digits each, the year first. */
static int is_swapped_day(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    return n_a == 8 && n_b == 8 && same(a, b, 4) && same(a + 4, b + 6, 2) &&
           same(a + 6, b + 4, 2);
}

/* --- levels --- */

/* 0 if too few letters of each are in the other for them to be close. */
static int may_be_close(uint64_t set_a, size_t n_a, uint64_t set_b, size_t n_b,
                        size_t prefix)
{
    size_t left_a = n_a - quen__bits_count(set_a & ~set_b),
           left_b = n_b - quen__bits_count(set_b & ~set_a);
    double m = (double)smaller(left_a, left_b), add = SCALE * (double)prefix;
    double jaro = (m / (double)n_a + m / (double)n_b + 1) / 3;
    return jaro + add * (1 - jaro) >= CLOSE - 1e-9;
}

static int is_close(const quen__link_values *v, uint32_t x, uint32_t y)
{
    const uint32_t *a = v->letters + v->start[x], *b = v->letters + v->start[y];
    size_t n_a = v->start[x + 1] - v->start[x], n_b = v->start[y + 1] - v->start[y];
    if (v->kind == QUEN_LINK_KIND_NUMBER)
        return quen__link_one_edit(a, n_a, b, n_b);
    if (v->kind == QUEN_LINK_KIND_DATE)
        return quen__link_one_edit(a, n_a, b, n_b) || is_swapped_day(a, n_a, b, n_b);
    return may_be_close(v->set[x], n_a, v->set[y], n_b, common_prefix(a, n_a, b, n_b)) &&
           quen__link_jaro_winkler(a, n_a, b, n_b) >= CLOSE;
}

uint32_t quen__link_level(const quen_links *links, size_t field, uint32_t a, uint32_t b)
{
    size_t at_a = a * links->n_fields + field, at_b = b * links->n_fields + field;
    const quen__link_values *v = &links->values[field];
    uint32_t x = links->value[at_a], y = links->value[at_b];
    if (x == QUEN__LINK_UNKNOWN || y == QUEN__LINK_UNKNOWN)
        return QUEN__LINK_NOT_KNOWN;
    if (x == y) {
        if (!v->has_marks)
            return QUEN__LINK_EQUAL;
        uint32_t p = links->mark[at_a], q = links->mark[at_b];
        return p && q && p != q ? QUEN__LINK_CLOSE : QUEN__LINK_EQUAL;
    }
    if (v->kind == QUEN_LINK_KIND_EXACT)
        return QUEN__LINK_DIFFERENT;
    return is_close(v, x, y) ? QUEN__LINK_CLOSE : QUEN__LINK_DIFFERENT;
}

uint32_t quen__link_pattern(const quen_links *links, uint32_t a, uint32_t b)
{
    uint32_t pattern = 0;
    for (size_t f = 0; f < links->n_fields; f++)
        pattern |= quen__link_level(links, f, a, b) << f * QUEN__LINK_LEVEL_BITS;
    return pattern;
}

/* --- what a pair tells --- */

static double told_by(const quen_links *links, size_t field, uint32_t a, uint32_t level)
{
    const quen__link_values *v = &links->values[field];
    double bits = links->bits[field][level];
    if (level == QUEN__LINK_EQUAL && v->bits)
        bits += v->bits[links->value[a * links->n_fields + field]];
    return bits;
}

/* Keep the largest weights in front, of equal ones the first. */
static void add_reason(quen_link *link, uint32_t field, double weight)
{
    size_t at = link->n_reasons;
    if (weight == 0)
        return;
    while (at > 0 && fabs(link->weights[at - 1]) < fabs(weight))
        at--;
    if (at == QUEN_LINK_REASONS)
        return;
    link->n_reasons += link->n_reasons < QUEN_LINK_REASONS;
    for (size_t i = link->n_reasons - 1; i > at; i--) {
        link->reasons[i] = link->reasons[i - 1];
        link->weights[i] = link->weights[i - 1];
    }
    link->reasons[at] = field;
    link->weights[at] = weight;
}

static int is_reason(const quen_link *link, uint32_t field)
{
    for (size_t i = 0; i < link->n_reasons; i++)
        if (link->reasons[i] == field)
            return 1;
    return 0;
}

quen_link quen__link_told(const quen_links *links, uint32_t a, uint32_t b,
                          uint32_t pattern)
{
    double weight[QUEN_LINK_MAX_FIELDS], bits = links->report.prior_bits;
    quen_link link = {.a = a, .b = b};
    for (uint32_t f = 0; f < links->n_fields; f++) {
        weight[f] = told_by(links, f, a, quen__link_level_of(pattern, f));
        add_reason(&link, f, weight[f]);
    }
    for (uint32_t f = 0; f < links->n_fields; f++)
        if (!is_reason(&link, f))
            link.rest += weight[f];
    for (size_t i = 0; i < link.n_reasons; i++)
        bits += link.weights[i];
    link.chance = 1 / (1 + quen__special_exp(-(bits + link.rest) * 0.69314718055994531));
    return link;
}
