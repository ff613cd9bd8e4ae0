/*
 * What levels tell. u, of strangers: equality is counted over all pairs, from how often
 * each value is there; of random pairs those that are close are to those that differ as
 * among all. m, of one person, and the prior: by EM on the compared pairs, which are few
 * different patterns of levels, with u held fixed; pairs that were not compared count as
 * of two persons. (u and a prior of pairs of blocks would be those of rows that agree in
 * something: EM then takes two of one family for one person.) An equal value that is
 * rarer than others of its field tells more: u of equality is the sum of f^2 over shares
 * f of values, that of one value, given that one row has it, is f.
 */
#include <math.h>
#include <string.h>

#include "core/rng.h"
#include "data/link/link_state.h"
#include "math/sort.h"
#include "math/special.h"

#define LN2 0.69314718055994531
#define ROUNDS 200u
#define STILL 1e-9
#define STAGE "link: learning"
#define RANDOM_CHUNK 2048u
#define PLACES ((size_t)QUEN_LINK_MAX_FIELDS * QUEN__LINK_LEVELS)

/* Pairs of one person as if seen before, and their shares by level. */
#define SEEN 10.0
static const double m_first[QUEN__LINK_LEVELS] = {0, 0.03, 0.07, 0.9};
static const double m_first_exact[QUEN__LINK_LEVELS] = {0, 0.1, 0, 0.9};

/* --- random pairs --- */

typedef struct draw {
    const quen_links *links;
    uint64_t seed, n, all; /* pairs; of how many; n = all: each once */
    quen__chunks chunks;
    uint64_t *counts; /* of each worker, PLACES */
} draw;

static uint64_t n_pairs(const quen_links *links)
{
    uint64_t n = links->n, first = links->n_first;
    return first > 0 ? first * (n - first) : n * (n > 0 ? n - 1 : 0) / 2;
}

/* A random pair; or pair i of all, by how far two rows of one table are apart in a ring.
 */
static void draw_pair(const draw *d, uint64_t i, uint32_t *a, uint32_t *b)
{
    uint64_t n = d->links->n, first = d->links->n_first, x, y;
    if (first > 0) {
        uint64_t at =
            d->n == d->all ? i : quen__random_below(d->seed, 0, i, first * (n - first));
        *a = (uint32_t)(at % first);
        *b = (uint32_t)(first + at / first);
        return;
    }
    if (d->n == d->all) {
        x = i % n;
        y = (x + 1 + i / n) % n;
    } else {
        x = quen__random_below(d->seed, 0, i, n);
        y = quen__random_below(d->seed, 1, i, n - 1);
        y += y >= x;
    }
    *a = (uint32_t)x;
    *b = (uint32_t)y;
}

static void draw_chunk(void *user, size_t chunk, unsigned worker)
{
    const draw *d = user;
    quen__range range = quen__chunk_range(&d->chunks, chunk);
    uint64_t *counts = d->counts + worker * PLACES;
    uint32_t a, b;
    for (size_t i = range.first; i < range.last; i++) {
        draw_pair(d, i, &a, &b);
        for (size_t f = 0; f < d->links->n_fields; f++)
            counts[f * QUEN__LINK_LEVELS + quen__link_level(d->links, f, a, b)]++;
    }
}

/* How many random pairs are at each level of each field, in counts[0..PLACES-1]. */
static quen_status draw_pairs(quen__temp *temp, const quen_links *links,
                              const quen_link_options *options, uint64_t **counts)
{
    quen_context *ctx = temp->ctx;
    draw d = {.links = links, .seed = options->seed, .all = n_pairs(links)};
    d.n = options->random_pairs < d.all ? options->random_pairs : d.all;
    d.chunks = quen__cut((size_t)d.n, RANDOM_CHUNK);
    d.counts = quen__temp_zero(temp, ctx->threads * PLACES, sizeof *d.counts);
    if (!d.counts)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__parallel_for(ctx, d.chunks.count, draw_chunk, &d, STAGE, 0, 0.5);
    for (size_t i = PLACES; i < ctx->threads * PLACES; i++)
        d.counts[i % PLACES] += d.counts[i];
    *counts = d.counts;
    return status;
}

/* --- u --- */

/* Rows of each value, of the first table and of all. */
static void count_values(const quen_links *links, size_t f, uint32_t *first,
                         uint32_t *all)
{
    memset(first, 0, links->values[f].n * sizeof *first);
    memset(all, 0, links->values[f].n * sizeof *all);
    for (size_t row = 0; row < links->n; row++) {
        uint32_t value = links->value[row * links->n_fields + f];
        if (value == QUEN__LINK_UNKNOWN)
            continue;
        all[value]++;
        first[value] += row < links->n_first;
    }
}

/* Pairs that are equal in a field, and those where it is known, as numbers that doubles
 * hold to 16 digits. */
static void count_equal(const quen_links *links, size_t f, const uint32_t *first,
                        const uint32_t *all, double *equal, double *known)
{
    double n = 0, n_first = 0;
    *equal = 0;
    for (size_t i = 0; i < links->values[f].n; i++) {
        double x = first[i], y = all[i];
        *equal += links->n_first > 0 ? x * (y - x) : y * (y - 1) / 2;
        n += y;
        n_first += x;
    }
    *known = links->n_first > 0 ? n_first * (n - n_first) : n * (n - 1) / 2;
}

/* Bits of each value beyond those of its field's equality. */
static quen_status keep_rarity(quen_context *ctx, quen__link_values *v,
                               const uint32_t *all, double u_equal)
{
    double n = 0;
    v->bits = quen__allocate_zero(ctx, v->n, sizeof *v->bits);
    if (!v->bits)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < v->n; i++)
        n += all[i];
    for (size_t i = 0; i < v->n; i++)
        if (all[i] > 0)
            v->bits[i] = quen__special_log(u_equal * n / (double)all[i]) / LN2;
    return QUEN_OK;
}

static int has_rarity(uint32_t kind)
{
    return kind == QUEN_LINK_KIND_TEXT || kind == QUEN_LINK_KIND_NAME ||
           kind == QUEN_LINK_KIND_NUMBER;
}

/* So that no level is impossible, half a pair more is equal, half a pair close. */
static quen_status learn_u(quen__temp *temp, quen_links *links, size_t f,
                           const uint64_t *counts, int all_alike)
{
    quen__link_values *v = &links->values[f];
    quen_link_levels *out = &links->levels[f];
    uint32_t *first = quen__temp_new(temp, v->n, sizeof *first);
    uint32_t *all = quen__temp_new(temp, v->n, sizeof *all);
    double equal, known;
    if (!first || !all)
        return QUEN_ERR_MEMORY;
    count_values(links, f, first, all);
    count_equal(links, f, first, all, &equal, &known);
    out->u_equal = (equal + 0.5) / (known + 1);
    if (v->kind != QUEN_LINK_KIND_EXACT) {
        double close = (double)counts[QUEN__LINK_CLOSE] + 0.5;
        double different = (double)counts[QUEN__LINK_DIFFERENT] + 0.5;
        out->u_close = (1 - out->u_equal) * close / (close + different);
    }
    out->u_different = 1 - out->u_equal - out->u_close;
    return !all_alike && has_rarity(v->kind)
               ? keep_rarity(temp->ctx, v, all, out->u_equal)
               : QUEN_OK;
}

/* --- patterns --- */

typedef struct patterns {
    size_t n;
    int64_t *pattern;
    int64_t *count;
} patterns;

/* The different ones, ascending, over the numbers that were sorted. */
static patterns count_patterns(int64_t *sorted, int64_t *count, size_t n)
{
    patterns out = {0, sorted, count};
    for (size_t i = 0; i < n; i++) {
        if (out.n == 0 || sorted[out.n - 1] != sorted[i]) {
            sorted[out.n] = sorted[i];
            count[out.n++] = 0;
        }
        count[out.n - 1]++;
    }
    return out;
}

/* --- EM --- */

typedef struct em {
    const quen_links *links;
    double m[QUEN_LINK_MAX_FIELDS][QUEN__LINK_LEVELS];
    double ratio[QUEN_LINK_MAX_FIELDS][QUEN__LINK_LEVELS]; /* log(m / u) */
    double all; /* pairs of rows, compared or not */
    double prior, pairs_of_one;
} em;

static const double *first_m(uint32_t kind)
{
    return kind == QUEN_LINK_KIND_EXACT ? m_first_exact : m_first;
}

static double u_at(const quen_link_levels *levels, size_t level)
{
    return level == QUEN__LINK_EQUAL   ? levels->u_equal
           : level == QUEN__LINK_CLOSE ? levels->u_close
                                       : levels->u_different;
}

static void weigh(em *e)
{
    for (size_t f = 0; f < e->links->n_fields; f++)
        for (size_t level = 1; level < QUEN__LINK_LEVELS; level++) {
            double u = u_at(&e->links->levels[f], level), m = e->m[f][level];
            e->ratio[f][level] = m > 0 && u > 0 ? quen__special_log(m / u) : 0;
        }
}

static double chance_of(const em *e, uint32_t pattern)
{
    double sum = quen__special_log(e->prior / (1 - e->prior));
    for (size_t f = 0; f < e->links->n_fields; f++)
        sum += e->ratio[f][quen__link_level_of(pattern, f)];
    return 1 / (1 + quen__special_exp(-sum));
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* One round; how far m and the prior moved at most. */
static double round_of(em *e, const patterns *p)
{
    double sums[QUEN_LINK_MAX_FIELDS][QUEN__LINK_LEVELS] = {{0}}, moved = 0;
    e->pairs_of_one = 0;
    for (size_t i = 0; i < p->n; i++) {
        double weight = chance_of(e, (uint32_t)p->pattern[i]) * (double)p->count[i];
        e->pairs_of_one += weight;
        for (size_t f = 0; f < e->links->n_fields; f++)
            sums[f][quen__link_level_of((uint32_t)p->pattern[i], f)] += weight;
    }
    for (size_t f = 0; f < e->links->n_fields; f++) {
        const double *first = first_m(e->links->values[f].kind);
        double all = SEEN + sums[f][1] + sums[f][2] + sums[f][3];
        for (size_t level = 1; level < QUEN__LINK_LEVELS; level++) {
            double m = (sums[f][level] + SEEN * first[level]) / all;
            moved = larger(moved, fabs(m - e->m[f][level]));
            e->m[f][level] = m;
        }
    }
    double prior = (e->pairs_of_one + 0.5) / (e->all + 1);
    moved = larger(moved, fabs(prior - e->prior) / prior);
    e->prior = prior;
    weigh(e);
    return moved;
}

static quen_status iterate(quen_context *ctx, em *e, const patterns *p, double n,
                           uint32_t *converged)
{
    quen_status status = QUEN_OK;
    *converged = 0;
    for (size_t f = 0; f < e->links->n_fields; f++)
        memcpy(e->m[f], first_m(e->links->values[f].kind), sizeof e->m[f]);
    e->prior = (0.1 * n + 0.5) / (e->all + 1);
    weigh(e);
    for (uint32_t i = 0; i < ROUNDS && !*converged && status == QUEN_OK; i++) {
        *converged = round_of(e, p) <= STILL;
        status = quen__progress(ctx, STAGE, 0.5 + 0.5 * (double)i / ROUNDS);
    }
    return status;
}

/* --- all --- */

static void keep(quen_links *links, const em *e, const patterns *p, double n)
{
    for (size_t f = 0; f < links->n_fields; f++) {
        quen_link_levels *out = &links->levels[f];
        double known = 0;
        for (size_t i = 0; i < p->n; i++)
            if (quen__link_level_of((uint32_t)p->pattern[i], f))
                known += (double)p->count[i];
        out->known = n > 0 ? known / n : 0;
        out->m_different = e->m[f][QUEN__LINK_DIFFERENT];
        out->m_close = e->m[f][QUEN__LINK_CLOSE];
        out->m_equal = e->m[f][QUEN__LINK_EQUAL];
        for (size_t level = 1; level < QUEN__LINK_LEVELS; level++)
            links->bits[f][level] = e->ratio[f][level] / LN2;
    }
    links->report.prior_bits = quen__special_log(e->prior / (1 - e->prior)) / LN2;
    links->report.pairs_of_one = e->pairs_of_one;
}

quen_status quen__link_learn(quen__temp *temp, quen_links *links,
                             const quen_link_options *options, const uint32_t *pattern,
                             size_t n, int64_t *sorted, int64_t *scratch)
{
    uint64_t *counts;
    em e = {.links = links, .all = (double)n_pairs(links)};
    quen_status status = draw_pairs(temp, links, options, &counts);
    for (size_t f = 0; f < links->n_fields && status == QUEN_OK; f++)
        status = learn_u(temp, links, f, counts + f * QUEN__LINK_LEVELS,
                         (int)options->all_alike);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        sorted[i] = pattern[i];
    quen__sort_int64(sorted, n, scratch);
    patterns p = count_patterns(sorted, scratch, n);
    status = iterate(temp->ctx, &e, &p, (double)n, &links->report.converged);
    if (status == QUEN_OK)
        keep(links, &e, &p, (double)n);
    return status;
}
