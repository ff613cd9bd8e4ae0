/*
 * The habits over their image: everything is checked once, so that asking needs no
 * checks.
 */
#include "models/habits/habits.h"

#include <float.h>
#include <math.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/rounding.h"
#include "io/check.h"

#define MOST_WEIGHT 1e6
#define MOST_DAYS 1e9
#define MOST_STRENGTH 1e9
#define SHARES_ROUNDING 1e-9 /* what their sum may be off by */

/* --- attaching --- */

static int within(double value, double least, double most)
{
    return value >= least && value <= most;
}

static int good_law(const quen__habits_law *law)
{
    return within(law->again, 1e-9, 1) && within(law->days, 1e-3, MOST_DAYS) &&
           within(law->shape, 0.1, 100) &&
           within(law->days_strength, 1e-3, MOST_STRENGTH) &&
           within(law->again_strength, 1e-3, MOST_STRENGTH);
}

static int good_weights(const quen__habits_weights *w)
{
    return within(w->own, 0, MOST_WEIGHT) && within(w->popular, 0, MOST_WEIGHT) &&
           within(w->recent, 0, MOST_WEIGHT) && within(w->related, 0, MOST_WEIGHT);
}

static quen_status check_judged(quen_context *ctx, const quen__habits_judged *c)
{
    if (c->judged > 1 || c->better > c->judged)
        return quen__bad_format(ctx, "habits: a flag of a check is out of range");
    if (isinf(c->model) || isinf(c->plain) || isinf(c->model_hits) ||
        isinf(c->plain_hits) || isinf(c->z))
        return quen__bad_format(ctx, "habits: a measure of a check is out of range");
    return QUEN_OK;
}

/* A strength is of a habit that was judged, and its shares are one's own where they were
 * better. */
static int good_habit(const quen__habits_info *info, int habit)
{
    const quen__habits_judged *c = &info->checks[QUEN_HABITS_CHECK_HOUR + habit];
    double strength = info->strength[habit];
    return info->is_own[habit] == c->better &&
           (c->judged ? within(strength, 1e-3, MOST_STRENGTH) : isnan(strength));
}

static quen_status check_info(quen_context *ctx, const quen__habits_info *info)
{
    static const uint64_t least[QUEN__HABITS_HABITS] = {24, 7, 12, 0, 0};
    static const uint64_t most[QUEN__HABITS_HABITS] = {24, 7, 12, 1000, 1000};
    if (!quen__check_is_moment(info->now_s) || !quen__check_is_moment(info->from_s) ||
        !quen__check_is_moment(info->to_s) || info->from_s > info->to_s)
        return quen__bad_format(ctx, "habits: a moment is out of range");
    if (!within(info->decay, DBL_MIN, 1) || !good_weights(&info->weights[0]) ||
        !good_weights(&info->weights[1]) || !good_law(&info->gaps) ||
        !good_law(&info->visits))
        return quen__bad_format(ctx, "habits: a parameter is out of range");
    for (int h = 0; h < QUEN__HABITS_HABITS; h++)
        if (info->n_values[h] < least[h] || info->n_values[h] > most[h] ||
            !good_habit(info, h))
            return quen__bad_format(ctx, "habits: habit %d is out of range", h);
    for (int i = 0; i < QUEN__HABITS_CHECKS; i++) {
        quen_status status = check_judged(ctx, &info->checks[i]);
        if (status != QUEN_OK)
            return status;
    }
    return QUEN_OK;
}

static int bad_pair(const quen_habits *h, size_t i, int is_first)
{
    const quen__habits_pair *p = &h->pair[i];
    return p->item >= h->n_items || (!is_first && p->item <= h->pair[i - 1].item) ||
           p->times == 0 || p->last_s < QUEN_TIME_MIN || p->last_s > QUEN_TIME_MAX ||
           !within((double)p->span_days, 0, 1e6) || !within((double)p->own, 0, 1);
}

static quen_status check_customers(quen_context *ctx, const quen_habits *h)
{
    for (size_t c = 0; c < h->n_customers; c++) {
        const quen__habits_rhythm *r = &h->rhythm[c];
        if (!within((double)r->span_days, 0, 1e6) || r->last_s < QUEN_TIME_MIN ||
            r->last_s > QUEN_TIME_MAX ||
            (r->times == 0) != (h->pair_row[c] == h->pair_row[c + 1]))
            return quen__bad_format(ctx, "habits: customer %zu is out of range", c);
        for (uint64_t i = h->pair_row[c]; i < h->pair_row[c + 1]; i++)
            if (bad_pair(h, (size_t)i, i == h->pair_row[c]))
                return quen__bad_format(ctx,
                                        "habits: entry %llu of items is out of range",
                                        (unsigned long long)i);
        for (uint64_t i = h->cell_row[c]; i < h->cell_row[c + 1]; i++)
            if (h->cell[i].value >= h->n_values || h->cell[i].count == 0 ||
                (i > h->cell_row[c] && h->cell[i].value <= h->cell[i - 1].value))
                return quen__bad_format(ctx,
                                        "habits: entry %llu of counts is out of range",
                                        (unsigned long long)i);
    }
    return QUEN_OK;
}

static quen_status check_items(quen_context *ctx, const quen_habits *h)
{
    for (size_t i = 0; i < h->n_items; i++) {
        const quen__habits_item *item = &h->item[i];
        if (!within(item->again, 0, 1) || !within(item->days, 0, MOST_DAYS) ||
            !within(item->share, 0, 1) || (item->share > 0 && item->days < 1e-3))
            return quen__bad_format(ctx, "habits: item %zu is out of range", i);
    }
    for (int mode = 0; mode < QUEN__HABITS_MODES; mode++) {
        const double *base = h->base[mode];
        const uint32_t *order = h->order[mode];
        for (size_t i = 0; i < h->n_items; i++) {
            if (!within(base[i], 0, MOST_WEIGHT * 2) || order[i] >= h->n_items)
                return quen__bad_format(ctx, "habits: score %zu is out of range", i);
            if (i > 0 &&
                !(base[order[i - 1]] > base[order[i]] ||
                  (base[order[i - 1]] == base[order[i]] && order[i - 1] < order[i])))
                return quen__bad_format(ctx, "habits: score %zu is not in order", i);
        }
    }
    return QUEN_OK;
}

static quen_status check_neighbors(quen_context *ctx, const quen_habits *h)
{
    for (uint64_t i = 0; h->neighbor_row && i < h->neighbor_row[h->n_items]; i++)
        if (h->neighbor[i].item >= h->n_items ||
            !within((double)h->neighbor[i].weight, FLT_MIN, 1e30))
            return quen__bad_format(ctx, "habits: neighbour %llu is out of range",
                                    (unsigned long long)i);
    return QUEN_OK;
}

static quen_status check_shares(quen_context *ctx, const quen_habits *h)
{
    size_t i = 0;
    for (int habit = 0; habit < QUEN__HABITS_HABITS; habit++) {
        size_t n = (size_t)h->info->n_values[habit];
        double sum = 0;
        for (size_t end = i + n; i < end; i++) {
            if (!within(h->share[i], 1e-15, 1))
                return quen__bad_format(ctx, "habits: share %zu is out of range", i);
            sum += h->share[i];
        }
        if (n > 0 && !(fabs(sum - 1) < SHARES_ROUNDING))
            return quen__bad_format(ctx, "habits: the shares of habit %d add up to %g",
                                    habit, sum);
    }
    return QUEN_OK;
}

/* Sizes of sections that agree. */
static int sizes_agree(const size_t n[QUEN__HABITS_SECTIONS])
{
    size_t rhythm = sizeof(quen__habits_rhythm) / 8, item = sizeof(quen__habits_item) / 8;
    size_t m = n[QUEN__HABITS_ITEMS] / item, c = n[QUEN__HABITS_RHYTHM] / rhythm;
    return n[QUEN__HABITS_INFO] == sizeof(quen__habits_info) / 8 &&
           n[QUEN__HABITS_ITEMS] % item == 0 && n[QUEN__HABITS_RHYTHM] % rhythm == 0 &&
           n[QUEN__HABITS_PAIRS] % (sizeof(quen__habits_pair) / 8) == 0 &&
           m <= UINT32_MAX && c <= UINT32_MAX &&
           n[QUEN__HABITS_PAIRS] / (sizeof(quen__habits_pair) / 8) <= UINT32_MAX &&
           n[QUEN__HABITS_PAIR_ROWS] == c + 1 && n[QUEN__HABITS_CELL_ROWS] == c + 1 &&
           n[QUEN__HABITS_BASE] == m * QUEN__HABITS_MODES &&
           n[QUEN__HABITS_ORDER] == m * QUEN__HABITS_MODES &&
           (n[QUEN__HABITS_NEIGHBOR_ROWS] == m + 1 ||
            (n[QUEN__HABITS_NEIGHBOR_ROWS] == 0 && n[QUEN__HABITS_NEIGHBORS] == 0));
}

static void point(quen_habits *h, const void *const data[QUEN__HABITS_SECTIONS],
                  const size_t n[QUEN__HABITS_SECTIONS])
{
    h->info = data[QUEN__HABITS_INFO];
    h->n_items = n[QUEN__HABITS_ITEMS] / (sizeof(quen__habits_item) / 8);
    h->n_customers = n[QUEN__HABITS_RHYTHM] / (sizeof(quen__habits_rhythm) / 8);
    h->n_values = n[QUEN__HABITS_SHARES];
    h->pair_row = data[QUEN__HABITS_PAIR_ROWS];
    h->pair = data[QUEN__HABITS_PAIRS];
    h->rhythm = data[QUEN__HABITS_RHYTHM];
    h->item = data[QUEN__HABITS_ITEMS];
    h->neighbor_row =
        n[QUEN__HABITS_NEIGHBOR_ROWS] ? data[QUEN__HABITS_NEIGHBOR_ROWS] : NULL;
    h->neighbor = data[QUEN__HABITS_NEIGHBORS];
    h->cell_row = data[QUEN__HABITS_CELL_ROWS];
    h->cell = data[QUEN__HABITS_CELLS];
    h->share = data[QUEN__HABITS_SHARES];
    for (size_t mode = 0; mode < QUEN__HABITS_MODES; mode++) {
        h->base[mode] = (const double *)data[QUEN__HABITS_BASE] + mode * h->n_items;
        h->order[mode] = (const uint32_t *)data[QUEN__HABITS_ORDER] + mode * h->n_items;
    }
}

static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, quen_habits *h)
{
    static const quen__expected expected[QUEN__HABITS_SECTIONS] = {
        {8, "habits"},
        {8, "rows of items"},
        {8, "items of customers"},
        {8, "baskets of customers"},
        {8, "items"},
        {8, "scores of items"},
        {4, "order of items"},
        {8, "rows of neighbours"},
        {8, "neighbours"},
        {8, "rows of counts"},
        {8, "counts of customers"},
        {8, "shares"}};
    const void *data[QUEN__HABITS_SECTIONS];
    size_t n[QUEN__HABITS_SECTIONS];
    quen_status status =
        quen__image_get_all(ctx, image, base, expected, QUEN__HABITS_SECTIONS, data, n);
    if (status != QUEN_OK)
        return status;
    if (!sizes_agree(n))
        return quen__bad_format(ctx, "habits: the sizes of sections do not agree");
    point(h, data, n);
    status = quen__check_offsets(ctx, "rows of items", h->pair_row, h->n_customers,
                                 n[QUEN__HABITS_PAIRS] / (sizeof *h->pair / 8));
    if (status == QUEN_OK)
        status = quen__check_offsets(ctx, "rows of counts", h->cell_row, h->n_customers,
                                     n[QUEN__HABITS_CELLS]);
    if (status == QUEN_OK && h->neighbor_row)
        status = quen__check_offsets(ctx, "rows of neighbours", h->neighbor_row,
                                     h->n_items, n[QUEN__HABITS_NEIGHBORS]);
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_habits *h = view;
    quen_status status = find_sections(ctx, image, base, h);
    if (status == QUEN_OK)
        status = check_info(ctx, h->info);
    if (status != QUEN_OK)
        return status;
    size_t values = 0;
    for (uint32_t i = 0; i < QUEN__HABITS_HABITS; i++)
        values += (size_t)h->info->n_values[i];
    if (values != h->n_values)
        return quen__bad_format(ctx, "habits: %zu shares, not %zu", h->n_values, values);
    status = check_customers(ctx, h);
    if (status == QUEN_OK)
        status = check_items(ctx, h);
    if (status == QUEN_OK)
        status = check_neighbors(ctx, h);
    return status == QUEN_OK ? check_shares(ctx, h) : status;
}

const quen__model_kind quen__habits_kind = {QUEN__KIND_HABITS, QUEN__HABITS_SECTIONS,
                                            "habits", sizeof(quen_habits), attach};

QUEN__MODEL_FUNCTIONS(habits)

/* --- reading --- */

size_t quen_habits_n_customers(const quen_habits *habits)
{
    return habits->n_customers;
}

size_t quen_habits_n_items(const quen_habits *habits)
{
    return habits->n_items;
}

size_t quen_habits_n_values(const quen_habits *habits, uint32_t habit)
{
    return habit < QUEN__HABITS_HABITS ? (size_t)habits->info->n_values[habit] : 0;
}

int quen_habits_is_own(const quen_habits *habits, uint32_t habit)
{
    return habit < QUEN__HABITS_HABITS && habits->info->is_own[habit];
}

/* Values of all habits are numbered on. */
static size_t first_value(const quen_habits *h, uint32_t habit)
{
    size_t first = 0;
    for (uint32_t i = 0; i < habit; i++)
        first += (size_t)h->info->n_values[i];
    return first;
}

/* Counts of a habit's values, and their sum. */
static double own_counts(const quen_habits *h, uint32_t customer, uint32_t habit,
                         double *counts)
{
    double sum = 0;
    size_t first = first_value(h, habit), n = (size_t)h->info->n_values[habit];
    for (size_t i = 0; i < n; i++)
        counts[i] = 0;
    for (uint64_t i = h->cell_row[customer]; i < h->cell_row[customer + 1]; i++) {
        size_t value = h->cell[i].value;
        if (value < first || value >= first + n)
            continue;
        counts[value - first] = (double)h->cell[i].count;
        sum += (double)h->cell[i].count;
    }
    return sum;
}

/* Shares of a customer who has counts of their own, drawn towards the shop's. Returns the
 * sum of the counts. */
static double own_shares(const quen_habits *h, uint32_t customer, uint32_t habit,
                         double *shares)
{
    const double *shop = h->share + first_value(h, habit);
    double strength = h->info->strength[habit];
    double sum = own_counts(h, customer, habit, shares);
    for (size_t i = 0; i < h->info->n_values[habit]; i++)
        shares[i] = (shares[i] + strength * shop[i]) / (sum + strength);
    return sum;
}

uint32_t quen__habits_usual(const quen_habits *habits, uint32_t customer, uint32_t habit,
                            double *share)
{
    double shares[24];
    uint32_t best = 0;
    *share = 0;
    if (!habits->info->is_own[habit] || own_shares(habits, customer, habit, shares) == 0)
        return UINT32_MAX;
    for (uint32_t i = 1; i < habits->info->n_values[habit]; i++)
        if (shares[i] > shares[best])
            best = i;
    *share = shares[best];
    return best;
}

quen_status quen_habits_shares(quen_context *ctx, const quen_habits *habits,
                               uint32_t customer, uint32_t habit, double *shares,
                               size_t n)
{
    size_t values = quen_habits_n_values(habits, habit);
    quen_status status = quen__extent_check(ctx, "habits: n", n, 1, sizeof *shares);
    if (status == QUEN_OK)
        status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    if (habit >= QUEN__HABITS_HABITS)
        return quen__bad_argument(ctx, "habits: habit is %u, not one of 0..%d", habit,
                                  QUEN__HABITS_HABITS - 1);
    if (n != values)
        return quen__bad_argument(ctx, "habits: n is %zu, not the %zu values", n, values);
    if (customer >= habits->n_customers && customer != UINT32_MAX)
        return quen__bad_argument(ctx, "habits: customer %u is not below %zu", customer,
                                  habits->n_customers);
    if (customer != UINT32_MAX && habits->info->is_own[habit]) {
        own_shares(habits, customer, habit, shares);
        return QUEN_OK;
    }
    for (size_t i = 0; i < n; i++)
        shares[i] = habits->share[first_value(habits, habit) + i];
    return QUEN_OK;
}

/* --- the report --- */

void quen_habits_report_init(quen_habits_report *report, size_t size)
{
    quen_habits_report all = {.struct_size = sizeof all};
    quen__options_init(report, size, &all, sizeof all);
}

void quen_habits_get_report(const quen_habits *habits, quen_habits_report *report)
{
    const quen__habits_info *info = habits->info;
    const quen__habits_weights *any = &info->weights[QUEN__HABITS_ANY],
                               *fresh = &info->weights[QUEN__HABITS_NEW];
    quen_habits_report all = {
        .struct_size = sizeof all,
        .now_s = info->now_s,
        .from_s = info->from_s,
        .to_s = info->to_s,
        .customers = info->customers,
        .baskets = info->baskets,
        .pairs = info->pairs,
        .pairs_again = info->pairs_again,
        .decay = info->decay,
        .weight_own = any->own,
        .weight_popular = any->popular,
        .weight_recent = any->recent,
        .weight_related = any->related,
        .new_popular = fresh->popular,
        .new_recent = fresh->recent,
        .new_related = fresh->related,
        .again = info->gaps.again,
        .gap_days = info->gaps.days,
        .gap_shape = info->gaps.shape,
        .strength_hour = info->strength[QUEN_HABITS_HABIT_HOUR],
        .strength_weekday = info->strength[QUEN_HABITS_HABIT_WEEKDAY],
        .strength_month = info->strength[QUEN_HABITS_HABIT_MONTH],
        .strength_item_group = info->strength[QUEN_HABITS_HABIT_ITEM_GROUP],
        .strength_channel = info->strength[QUEN_HABITS_HABIT_CHANNEL]};
    quen__options_write(report, &all, sizeof all);
}

quen_status quen_habits_get_check(quen_context *ctx, const quen_habits *habits,
                                  uint32_t question, quen_habits_check *check)
{
    if (question >= QUEN__HABITS_CHECKS)
        return quen__bad_argument(ctx, "habits: question is %u, not one of 0..%d",
                                  question, QUEN__HABITS_CHECKS - 1);
    const quen__habits_judged *from = &habits->info->checks[question];
    *check = (quen_habits_check){.check = question,
                                 .judged = (uint32_t)from->judged,
                                 .better = (uint32_t)from->better,
                                 .customers = from->customers,
                                 .n = from->n,
                                 .model = from->model,
                                 .plain = from->plain,
                                 .model_hits = from->model_hits,
                                 .plain_hits = from->plain_hits,
                                 .z = from->z};
    if (question > QUEN_HABITS_CHECK_HOUR)
        check->habit = question - QUEN_HABITS_CHECK_HOUR;
    return QUEN_OK;
}
