/*
 * The weights of the next basket. The first basket of each customer from the check's
 * beginning on is foreseen by what was known before it, and weights are moved one at a
 * time to where the mean NDCG of ten items is largest. A half of the customers, those of
 * even or odd number, is judged by the weights of the other; what is kept is chosen by
 * all.
 */
#include "math/special.h"
#include "math/topk.h"
#include "models/habits/habits_learn.h"

#define TOP QUEN__HABITS_TOP
#define NEAR 64 /* neighbours of a customer that are looked at */
#define ROUNDS 2
#define RELATED_GAIN 1.01 /* neighbours take time: they must be worth it */

typedef struct near_item {
    uint32_t item;
    float related; /* share of the customer's largest */
} near_item;

/* Someone whose next basket is known. */
typedef struct person {
    size_t customer;
    uint64_t basket;
    quen__habits_pair *pair;
    float *related; /* of each pair; NULL: no neighbours */
    size_t n_pairs;
    near_item *near; /* of items that were never bought, ascending */
    size_t n_near;
    uint64_t new_items; /* of the basket: never bought before */
} person;

typedef struct choice {
    quen__habits_weights weights;
    double decay;
} choice;

typedef struct choosing {
    const quen__habits_known *known;
    const quen__habits_popular *popular;
    person *person;
    size_t n;
    double *base; /* of each item */
    quen__topk_ranked *best;
    size_t n_best, room; /* of the largest bases */
    double discount[TOP], ideal[TOP + 1];
    double *ndcg, *hits; /* of each person; ndcg -1: not asked */
} choosing;

/* --- foreseeing one basket --- */

static void take(quen__topk *top, uint32_t item, double score)
{
    if (score > 0)
        quen__topk_offer(top, item, score);
}

static int is_near(const person *p, uint32_t item)
{
    size_t first = 0, n = p->n_near;
    while (n > 0) {
        size_t half = n / 2;
        if (p->near[first + half].item == item)
            return 1;
        if (p->near[first + half].item < item) {
            first += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return 0;
}

static size_t foresee(const choosing *c, const person *p, const quen__habits_weights *w,
                      int mode, quen__topk_ranked best[TOP])
{
    quen__topk top = {best, TOP, 0};
    for (size_t i = 0; mode == QUEN__HABITS_ANY && i < p->n_pairs; i++)
        take(&top, p->pair[i].item,
             w->own * (double)p->pair[i].own + c->base[p->pair[i].item] +
                 (p->related ? w->related * (double)p->related[i] : 0));
    for (size_t i = 0; w->related > 0 && i < p->n_near; i++)
        take(&top, p->near[i].item,
             c->base[p->near[i].item] + w->related * (double)p->near[i].related);
    for (size_t i = 0; i < c->n_best; i++) {
        quen__topk_ranked next = c->best[i];
        if (top.n == TOP && !quen__topk_before(next, top.best[0]))
            break;
        if (!quen__habits_find(p->pair, p->n_pairs, next.id) &&
            !(w->related > 0 && is_near(p, next.id)))
            take(&top, next.id, next.score);
    }
    quen__topk_sort(&top);
    return top.n;
}

static void judge_person(choosing *c, size_t at, const quen__habits_weights *w, int mode)
{
    const person *p = &c->person[at];
    const quen__habits_days *d = c->known->days;
    quen__topk_ranked best[TOP];
    size_t wanted = (size_t)(mode == QUEN__HABITS_NEW
                                 ? p->new_items
                                 : d->start[p->basket + 1] - d->start[p->basket]);
    double gain = 0, hits = 0;
    c->ndcg[at] = -1;
    if (wanted == 0)
        return;
    size_t n = foresee(c, p, w, mode, best);
    for (size_t i = 0; i < n; i++)
        if (quen__habits_holds(d, p->basket, best[i].id)) {
            gain += c->discount[i];
            hits += 1;
        }
    c->ndcg[at] = gain / c->ideal[wanted < TOP ? wanted : TOP];
    c->hits[at] = hits / (double)wanted;
}

/* --- all of a half --- */

static void make_base(choosing *c, const quen__habits_weights *w)
{
    quen__topk top = {c->best, c->room, 0};
    for (size_t i = 0; i < c->known->days->n_items; i++) {
        c->base[i] =
            w->popular * c->popular->share[i] + w->recent * c->popular->recent[i];
        take(&top, (uint32_t)i, c->base[i]);
    }
    quen__topk_sort(&top);
    c->n_best = top.n;
}

/* half: 0 or 1; 2: all. The sum of NDCG, of those who are asked. */
static double judge_all(choosing *c, const quen__habits_weights *w, int mode, int half)
{
    double sum = 0;
    make_base(c, w);
    for (size_t i = 0; i < c->n; i++) {
        if (half < 2 && (i & 1) != (size_t)half)
            continue;
        judge_person(c, i, w, mode);
        sum += c->ndcg[i] > 0 ? c->ndcg[i] : 0;
    }
    return sum;
}

static void set_decay(choosing *c, double decay)
{
    for (size_t i = 0; i < c->n; i++)
        quen__habits_weigh(c->known, c->person[i].customer, decay, c->person[i].pair);
}

/* --- the search --- */

static const double popular_grid[] = {0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100};
static const double recent_grid[] = {0, 0.01, 0.03, 0.1, 0.3, 1, 2, 3, 10, 30, 100};
static const double related_grid[] = {0, 0.03, 0.1, 0.3, 1};
static const double decay_grid[] = {1, 0.95, 0.9, 0.8, 0.7, 0.5};

#define LENGTH(grid) (sizeof(grid) / sizeof(grid)[0])

/* Keep the best of a grid for one weight; factor: what the others must be better by. */
static void move_weight(choosing *c, choice *best, double *most, double *weight,
                        const double *grid, size_t n, double factor, int mode, int half)
{
    double kept = *weight;
    for (size_t i = 0; i < n; i++) {
        *weight = grid[i];
        double sum = judge_all(c, &best->weights, mode, half);
        if (sum > *most * (grid[i] > 0 ? factor : 1)) {
            *most = sum;
            kept = grid[i];
        }
    }
    *weight = kept;
}

static void move_decay(choosing *c, choice *best, double *most, int half)
{
    double kept = best->decay;
    for (size_t i = 0; i < LENGTH(decay_grid); i++) {
        set_decay(c, decay_grid[i]);
        double sum = judge_all(c, &best->weights, QUEN__HABITS_ANY, half);
        if (sum > *most) {
            *most = sum;
            kept = decay_grid[i];
        }
    }
    best->decay = kept;
    set_decay(c, kept);
}

static choice search(choosing *c, double decay, int has_related, int mode, int half)
{
    int is_new = mode == QUEN__HABITS_NEW;
    choice best = {{1, 0.1, 1, is_new && has_related}, decay > 0 ? decay : 0.9};
    set_decay(c, best.decay);
    double most = judge_all(c, &best.weights, mode, half);
    for (int round = 0; round < ROUNDS; round++) {
        if (decay == 0 && !is_new)
            move_decay(c, &best, &most, half);
        move_weight(c, &best, &most, &best.weights.popular, popular_grid,
                    LENGTH(popular_grid), 1, mode, half);
        move_weight(c, &best, &most, &best.weights.recent, recent_grid,
                    LENGTH(recent_grid), 1, mode, half);
        if (has_related)
            move_weight(c, &best, &most, &best.weights.related, related_grid,
                        LENGTH(related_grid), is_new ? 1 : RELATED_GAIN, mode, half);
    }
    return best;
}

/* --- the verdict --- */

typedef struct verdict {
    double *model, *plain[2]; /* NDCG of each person */
    double model_hits, plain_hits[2], plain_sum[2], model_sum;
} verdict;

static void judge_plain(choosing *c, int mode, verdict *v)
{
    static const quen__habits_weights plain[2] = {{0, 1, 0, 0}, {0, 0, 1, 0}};
    for (int k = 0; k < 2; k++) {
        v->plain_sum[k] = judge_all(c, &plain[k], mode, 2);
        for (size_t i = 0; i < c->n; i++) {
            v->plain[k][i] = c->ndcg[i];
            v->plain_hits[k] += c->ndcg[i] >= 0 ? c->hits[i] : 0;
        }
    }
}

static void judge_model(choosing *c, double decay, int has_related, int mode, verdict *v)
{
    for (int half = 0; half < 2; half++) {
        choice other = search(c, decay, has_related, mode, 1 - half);
        v->model_sum += judge_all(c, &other.weights, mode, half);
        for (size_t i = (size_t)half; i < c->n; i += 2) {
            v->model[i] = c->ndcg[i];
            v->model_hits += c->ndcg[i] >= 0 ? c->hits[i] : 0;
        }
    }
}

static void conclude(const choosing *c, const verdict *v, int plain,
                     quen__habits_judged *out)
{
    quen__habits_tally tally = {0};
    for (size_t i = 0; i < c->n; i++)
        if (v->model[i] >= 0)
            quen__habits_count(&tally, v->model[i] - v->plain[plain][i]);
    if (tally.n < QUEN__HABITS_LEAST)
        return;
    out->n = (uint64_t)tally.n;
    out->model = v->model_sum / tally.n;
    out->plain = v->plain_sum[plain] / tally.n;
    out->model_hits = v->model_hits / tally.n;
    out->plain_hits = v->plain_hits[plain] / tally.n;
    quen__habits_conclude(&tally, out);
}

/* Those whose basket has something to foresee. */
static size_t count_asked(const choosing *c, int mode)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        n += mode == QUEN__HABITS_ANY || c->person[i].new_items > 0;
    return n;
}

/* Nothing is searched where too few would judge it. */
static quen_status choose_mode(quen__temp *temp, choosing *c, double decay,
                               int has_related, int mode, quen__habits_info *info)
{
    quen__habits_judged *judged = &info->checks[mode];
    if (count_asked(c, mode) < QUEN__HABITS_LEAST)
        return QUEN_OK;
    verdict v = {.model = quen__temp_zero(temp, c->n + 1, 3 * sizeof(double))};
    if (!v.model)
        return QUEN_ERR_MEMORY;
    v.plain[0] = v.model + c->n;
    v.plain[1] = v.plain[0] + c->n;
    judge_plain(c, mode, &v);
    judge_model(c, decay, has_related, mode, &v);
    int plain = v.plain_sum[1] > v.plain_sum[0];
    conclude(c, &v, plain, judged);
    if (judged->better) {
        choice best = search(c, decay, has_related, mode, 2);
        info->weights[mode] = best.weights;
        info->decay = mode == QUEN__HABITS_ANY ? best.decay : info->decay;
    } else if (judged->judged) {
        info->weights[mode] = (quen__habits_weights){0, !plain, plain, 0};
    }
    return quen__progress(temp->ctx, "habits", mode == QUEN__HABITS_ANY ? 0.5 : 0.7);
}

/* --- who is asked --- */

typedef struct relating {
    float *score;
    uint32_t *touched;
    const quen__habits_rows *rows;
} relating;

static void sort_by_item(near_item *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && x[j - 1].item > x[j].item; j--) {
            near_item other = x[j];
            x[j] = x[j - 1];
            x[j - 1] = other;
        }
}

/* Neighbours of the pairs, and the best of the others; the scores are 0 again. */
static void relate(person *p, const relating *r)
{
    quen__topk_ranked best[NEAR];
    quen__topk top = {best, NEAR, 0};
    size_t count;
    float most =
        quen__habits_relate(r->rows, p->pair, p->n_pairs, r->score, r->touched, &count);
    for (size_t i = 0; i < p->n_pairs; i++)
        p->related[i] = most > 0 ? r->score[p->pair[i].item] / most : 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t item = r->touched[i];
        if (!quen__habits_find(p->pair, p->n_pairs, item))
            take(&top, item, (double)(r->score[item] / most));
        r->score[item] = 0;
    }
    p->n_near = top.n;
    for (size_t i = 0; i < top.n; i++)
        p->near[i] = (near_item){best[i].id, (float)best[i].score};
    sort_by_item(p->near, top.n);
}

static quen_status open_person(quen__temp *temp, const choosing *c, size_t customer,
                               const relating *r, person *p)
{
    const quen__habits_known *known = c->known;
    const quen__habits_days *d = known->days;
    const quen__habits_pair *from = known->pair + known->row[customer];
    p->customer = customer;
    p->basket = quen__habits_before(d, customer, known->day);
    p->n_pairs = (size_t)(known->row[customer + 1] - known->row[customer]);
    p->pair = quen__temp_new(temp, p->n_pairs, sizeof *p->pair);
    if (!p->pair)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < p->n_pairs; i++)
        p->pair[i] = from[i];
    for (uint64_t i = d->start[p->basket]; i < d->start[p->basket + 1]; i++)
        p->new_items += !quen__habits_find(p->pair, p->n_pairs, d->item[i]);
    if (!r->rows->start)
        return QUEN_OK;
    p->related = quen__temp_new(temp, p->n_pairs, sizeof *p->related);
    p->near = quen__temp_new(temp, NEAR, sizeof *p->near);
    if (!p->related || !p->near)
        return QUEN_ERR_MEMORY;
    relate(p, r);
    return QUEN_OK;
}

/* 1 for a customer who had a basket before the check, and has one in it. */
static int is_asked(const quen__habits_known *known, size_t customer)
{
    return known->row[customer + 1] > known->row[customer] &&
           quen__habits_before(known->days, customer, known->day) <
               known->days->customer_start[customer + 1];
}

size_t quen__habits_asked(const quen__habits_known *known)
{
    size_t asked = 0;
    for (size_t i = 0; i < known->days->n_customers; i++)
        asked += (size_t)is_asked(known, i);
    return asked;
}

static quen_status open_people(quen__temp *temp, choosing *c, const relating *r)
{
    size_t n = c->known->days->n_customers, asked = quen__habits_asked(c->known);
    size_t step = quen__habits_step(asked), seen = 0;
    c->person = quen__temp_zero(temp, asked / step + 1, sizeof *c->person);
    if (!c->person)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (!is_asked(c->known, i) || seen++ % step != 0)
            continue;
        quen_status status = open_person(temp, c, i, r, &c->person[c->n++]);
        if (status != QUEN_OK)
            return status;
    }
    return QUEN_OK;
}

static void set_discounts(choosing *c)
{
    double log_2 = quen__special_log(2);
    for (int i = 0; i < TOP; i++) {
        c->discount[i] = log_2 / quen__special_log(i + 2);
        c->ideal[i + 1] = c->ideal[i] + c->discount[i];
    }
}

quen_status quen__habits_choose(quen__temp *temp, const quen__habits_known *known,
                                const quen__habits_popular *popular,
                                const quen__habits_rows *rows, double decay,
                                quen__habits_info *info)
{
    size_t n_items = known->days->n_items;
    choosing c = {.known = known, .popular = popular};
    relating r = {.rows = rows};
    c.room = n_items < 1024 ? n_items : 1024;
    c.base = quen__temp_new(temp, n_items + 1, sizeof *c.base);
    c.best = quen__temp_new(temp, c.room + 1, sizeof *c.best);
    r.score = quen__temp_zero(temp, n_items + 1, sizeof *r.score);
    r.touched = quen__temp_new(temp, n_items + 1, sizeof *r.touched);
    if (!c.base || !c.best || !r.score || !r.touched)
        return QUEN_ERR_MEMORY;
    set_discounts(&c);
    quen_status status = open_people(temp, &c, &r);
    if (status != QUEN_OK)
        return status;
    c.ndcg = quen__temp_new(temp, c.n + 1, 2 * sizeof *c.ndcg);
    if (!c.ndcg)
        return QUEN_ERR_MEMORY;
    c.hits = c.ndcg + c.n + 1;
    for (int mode = 0; status == QUEN_OK && mode < QUEN__HABITS_MODES; mode++)
        status = choose_mode(temp, &c, decay, rows->start != NULL, mode, info);
    return status;
}
