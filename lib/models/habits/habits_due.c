/*
 * What is bought again within a time: by the law of its gaps, or where that foresaw no
 * better, by the customer's rhythm and the shop's share of the item.
 */
#include <math.h>

#include "core/parallel.h"
#include "core/rounding.h"
#include "data/parse/calendar.h"
#include "math/special.h"
#include "math/topk.h"
#include "models/habits/habits_learn.h"

#define DAY 86400.0
#define LOG_2 0.69314718055994530942
#define LATE 0.1

typedef struct asking {
    const quen_habits *habits;
    int64_t now_s;
    double days; /* the horizon */
    int is_plain;
    double *chance;
    uint64_t first; /* the pair of chance[0] */
    quen__chunks chunks;
} asking;

static double silence(const asking *a, int64_t last_s)
{
    double days = floor((double)(a->now_s - last_s) / DAY);
    return days > 0 ? days : 0;
}

static double visits_of(const asking *a, size_t customer, double days)
{
    const quen__habits_rhythm *r = &a->habits->rhythm[customer];
    const quen__habits_law *law = &a->habits->info->visits;
    quen__habits_item all = {law->again, law->days, 1};
    quen__habits_gap gap = quen__habits_gap_of(law, &all, r->times, (double)r->span_days);
    return quen__habits_visits(&gap, silence(a, r->last_s), days);
}

static quen__habits_gap gap_of(const asking *a, const quen__habits_pair *p)
{
    return quen__habits_gap_of(&a->habits->info->gaps, &a->habits->item[p->item],
                               p->times, (double)p->span_days);
}

/* visits: of the customer within the horizon, for the plain answer alone. */
static double chance_of(const asking *a, const quen__habits_pair *p, double visits)
{
    if (a->is_plain)
        return quen__habits_taken(a->habits->item[p->item].share, visits);
    quen__habits_gap gap = gap_of(a, p);
    return quen__habits_chance(&gap, silence(a, p->last_s), a->days);
}

static int64_t time_after(int64_t from_s, double days)
{
    double most = (double)(QUEN_TIME_MAX - from_s) / DAY;
    return days < most ? from_s + (int64_t)(days * DAY) : QUEN_TIME_MAX;
}

static int64_t plain_due(const asking *a, const quen__habits_pair *p, size_t customer)
{
    double visits = visits_of(a, customer, 1);
    double share = a->habits->item[p->item].share;
    double rate = share < 1 ? -visits * quen__special_log1p(-share) : visits;
    return time_after(a->now_s, rate > 1e-9 ? LOG_2 / rate : 1e9);
}

static quen_due due_of(const asking *a, size_t customer, const quen__habits_pair *p,
                       double chance)
{
    quen__habits_gap gap = gap_of(a, p);
    double t = silence(a, p->last_s);
    quen_due due = {.customer = (uint32_t)customer,
                    .item = p->item,
                    .chance = chance,
                    .last_s = p->last_s,
                    .times = p->times};
    due.due_s = a->is_plain ? plain_due(a, p, customer)
                            : time_after(p->last_s, quen__habits_median(&gap, t));
    due.late = !a->is_plain && quen__habits_still(&gap, t) < LATE;
    return due;
}

/* --- questions --- */

static quen_status read_span(quen_context *ctx, asking *a, int64_t now_s,
                             int64_t horizon_s)
{
    int64_t most = QUEN_TIME_MAX - QUEN_TIME_MIN;
    const quen__habits_judged *judged = &a->habits->info->checks[QUEN_HABITS_CHECK_DUE];
    a->now_s = now_s == INT64_MIN ? a->habits->info->now_s : now_s;
    a->is_plain = judged->judged && !judged->better;
    a->days = (double)horizon_s / DAY;
    quen_status status = quen__rounding_check(ctx);
    if (status == QUEN_OK)
        status = quen__calendar_check_moment(ctx, "habits", a->now_s);
    if (status == QUEN_OK && (horizon_s <= 0 || horizon_s > most))
        status = quen__bad_argument(ctx, "habits: horizon_s is %lld, not one of 1..%lld",
                                    (long long)horizon_s, (long long)most);
    return status;
}

/* What is kept of the likeliest, which are ids of pairs; a block at a time. */
static void rank(const asking *a, size_t n, double min_chance, quen__topk *top)
{
    for (size_t i = 0; i < n; i++)
        if (a->chance[i] >= min_chance)
            quen__topk_offer(top, (uint32_t)i, a->chance[i]);
}

static void write_due(const asking *a, size_t customer, const quen__topk *top,
                      quen_due *due)
{
    for (size_t i = 0; i < top->n; i++)
        due[i] = due_of(a, customer, a->habits->pair + a->first + top->best[i].id,
                        top->best[i].score);
}

quen_status quen_habits_due(quen_context *ctx, const quen_habits *habits,
                            uint32_t customer, int64_t now_s, int64_t horizon_s,
                            quen_due *due, size_t capacity, size_t *count)
{
    asking a = {.habits = habits};
    quen__temp temp = QUEN__TEMP(ctx);
    *count = 0;
    quen_status status =
        quen__extent_check(ctx, "habits: capacity", capacity, 1, sizeof *due);
    if (status == QUEN_OK && customer >= habits->n_customers)
        status = quen__bad_argument(ctx, "habits: customer %u is not below %zu", customer,
                                    habits->n_customers);
    if (status == QUEN_OK)
        status = read_span(ctx, &a, now_s, horizon_s);
    if (status != QUEN_OK)
        return status;
    a.first = habits->pair_row[customer];
    size_t n = (size_t)(habits->pair_row[customer + 1] - a.first);
    quen__topk top = {NULL, capacity < n ? capacity : n, 0};
    top.best = quen__temp_new(&temp, top.k + 1, sizeof *top.best);
    a.chance = quen__temp_new(&temp, n + 1, sizeof *a.chance);
    if (top.best && a.chance) {
        double visits = a.is_plain && n > 0 ? visits_of(&a, customer, a.days) : 0;
        for (size_t i = 0; i < n; i++)
            a.chance[i] = chance_of(&a, habits->pair + a.first + i, visits);
        rank(&a, n, 0, &top);
        quen__topk_sort(&top);
        write_due(&a, customer, &top, due);
        *count = top.n;
    } else {
        status = QUEN_ERR_MEMORY;
    }
    quen__temp_close(&temp);
    return status;
}

/* --- all customers --- */

static void ask_of(const asking *a, size_t customer)
{
    const quen_habits *h = a->habits;
    uint64_t first = h->pair_row[customer], last = h->pair_row[customer + 1];
    double visits = a->is_plain && last > first ? visits_of(a, customer, a->days) : 0;
    for (uint64_t i = first; i < last; i++)
        a->chance[i] = chance_of(a, h->pair + i, visits);
}

static void ask_chunk(void *user, size_t chunk, unsigned worker)
{
    const asking *a = user;
    quen__range range = quen__chunk_range(&a->chunks, chunk);
    (void)worker;
    for (size_t c = range.first; c < range.last; c++)
        ask_of(a, c);
}

/* Of all pairs, in the memory of temp. */
static quen_status ask_all(quen__temp *temp, asking *a)
{
    const quen_habits *h = a->habits;
    a->chance =
        quen__temp_new(temp, (size_t)h->pair_row[h->n_customers] + 1, sizeof *a->chance);
    if (!a->chance)
        return QUEN_ERR_MEMORY;
    a->chunks = quen__cut(h->n_customers, 64);
    return quen__parallel_for(temp->ctx, a->chunks.count, ask_chunk, a, "habits", 0, 1);
}

/* Whose a pair is: the last customer whose row begins at it or before. */
static size_t customer_of(const quen_habits *h, uint64_t pair)
{
    size_t first = 0, n = h->n_customers;
    while (n > 1) {
        size_t half = n / 2;
        if (h->pair_row[first + half] <= pair) {
            first += half;
            n -= half;
        } else {
            n = half;
        }
    }
    return first;
}

static quen_status list_all(quen__temp *temp, asking *a, double min_chance, quen_due *due,
                            size_t capacity, size_t *count)
{
    const quen_habits *h = a->habits;
    size_t n = (size_t)h->pair_row[h->n_customers];
    quen__topk top = {NULL, capacity < n ? capacity : n, 0};
    top.best = quen__temp_new(temp, top.k + 1, sizeof *top.best);
    quen_status status = top.best ? ask_all(temp, a) : QUEN_ERR_MEMORY;
    if (status != QUEN_OK)
        return status;
    rank(a, n, min_chance, &top);
    quen__topk_sort(&top);
    for (size_t i = 0; i < top.n; i++) {
        uint64_t pair = top.best[i].id;
        due[i] = due_of(a, customer_of(h, pair), h->pair + pair, top.best[i].score);
    }
    *count = top.n;
    return QUEN_OK;
}

quen_status quen_habits_list_due(quen_context *ctx, const quen_habits *habits,
                                 int64_t now_s, int64_t horizon_s, double min_chance,
                                 quen_due *due, size_t capacity, size_t *count)
{
    asking a = {.habits = habits};
    quen__temp temp = QUEN__TEMP(ctx);
    *count = 0;
    quen_status status =
        quen__extent_check(ctx, "habits: capacity", capacity, 1, sizeof *due);
    if (status == QUEN_OK)
        status = read_span(ctx, &a, now_s, horizon_s);
    if (status == QUEN_OK && !(min_chance >= 0 && min_chance <= 1))
        status =
            quen__bad_argument(ctx, "habits: min_chance is %g, not 0..1", min_chance);
    if (status == QUEN_OK)
        status = list_all(&temp, &a, min_chance, due, capacity, count);
    quen__temp_close(&temp);
    return status;
}

quen_status quen__habits_likeliest(quen_context *ctx, const quen_habits *habits,
                                   int64_t horizon_s, size_t k, quen_due *due)
{
    asking a = {.habits = habits};
    quen__temp temp = QUEN__TEMP(ctx);
    quen__topk_ranked *best = quen__temp_new(&temp, k, sizeof *best);
    quen_status status =
        best ? read_span(ctx, &a, INT64_MIN, horizon_s) : QUEN_ERR_MEMORY;
    double *chance = NULL;
    if (status == QUEN_OK)
        status = ask_all(&temp, &a);
    if (status == QUEN_OK)
        chance = a.chance;
    for (size_t c = 0; chance && c < habits->n_customers; c++, due += k) {
        quen__topk top = {best, k, 0};
        a.first = habits->pair_row[c];
        a.chance = chance + a.first;
        rank(&a, (size_t)(habits->pair_row[c + 1] - a.first), 0, &top);
        quen__topk_sort(&top);
        write_due(&a, c, &top, due);
        for (size_t i = top.n; i < k; i++)
            due[i] = (quen_due){.customer = (uint32_t)c, .item = UINT32_MAX};
    }
    quen__temp_close(&temp);
    return status;
}
