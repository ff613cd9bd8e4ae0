/*
 * Fitting: baskets, the check with what was known before it, then the same of all, and
 * the image.
 */
#include <math.h>
#include <stddef.h>

#include "core/options.h"
#include "data/parse/calendar.h"
#include "math/topk.h"
#include "models/habits/habits_learn.h"

#define DAY INT64_C(86400)
#define LEAST_DECAY 1e-300 /* what files take */
#define MOST_NEIGHBORS 1000
#define MOST_GROUPS 1000
#define MOST_CHANNELS 1000

static quen_habits_options defaults(void)
{
    quen_habits_options options = {0};
    options.struct_size = sizeof options;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.now_s = INT64_MIN;
    options.check_s = 90 * DAY;
    options.half_life_s = 30 * DAY;
    options.neighbors = 100;
    return options;
}

void quen_habits_options_init(quen_habits_options *options, size_t size)
{
    quen_habits_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_options(quen_context *ctx, const quen_habits_options *o)
{
    int64_t most = QUEN_TIME_MAX - QUEN_TIME_MIN;
    quen_status status = quen__clock_check(ctx, "habits", o->utc_offset_s);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "habits", "check_s", o->check_s, 0, most);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, "habits", "half_life_s", o->half_life_s);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "habits", "decay", o->decay);
    if (status == QUEN_OK && (o->decay > 1 || (o->decay > 0 && o->decay < LEAST_DECAY)))
        status = quen__bad_argument(ctx, "habits: decay is %g, not 0 or within %g..1",
                                    o->decay, LEAST_DECAY);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "habits", "neighbors", o->neighbors, 0,
                                      MOST_NEIGHBORS);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "habits", "n_groups", o->n_groups,
                                      o->item_groups != NULL,
                                      o->item_groups ? MOST_GROUPS : 0);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, "habits", "n_channels", o->n_channels,
                                      o->order_channels != NULL,
                                      o->order_channels ? MOST_CHANNELS : 0);
    return status;
}

/* The copy is checked: a caller may change what is its own at any time. */
static quen_status copy_groups(quen__temp *temp, const quen_habits_options *o,
                               size_t n_items, const uint32_t **out)
{
    quen_context *ctx = temp->ctx;
    size_t expected = o->item_groups ? n_items : 0;
    quen_status status = quen__extent_check(ctx, "habits: item_groups", o->n_item_groups,
                                            1, sizeof *o->item_groups);
    if (status != QUEN_OK)
        return status;
    if (o->n_item_groups != expected)
        return quen__bad_argument(ctx, "habits: n_item_groups is %zu, not %zu",
                                  o->n_item_groups, expected);
    uint32_t *copy = quen__temp_new(temp, expected + 1, sizeof *copy);
    if (!copy)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < expected; i++) {
        copy[i] = o->item_groups[i];
        if (copy[i] >= o->n_groups && copy[i] != UINT32_MAX)
            return quen__bad_argument(
                ctx, "habits: item_groups[%zu] is %u, which is not below %u", i,
                (unsigned)copy[i], (unsigned)o->n_groups);
    }
    *out = o->item_groups ? copy : NULL;
    return QUEN_OK;
}

/* --- parts on the way --- */

typedef struct fitting {
    quen__temp *temp;
    const quen_orders *orders;
    const quen_habits_options *options;
    quen__habits_days days;
    quen__habits_values values;
    int64_t check_day; /* INT64_MAX: there is no check */
    quen__habits_info info;
    quen__habits_known known;
    quen__habits_item *item;
    double *base; /* of each item, for each mode */
    uint32_t *order;
    quen__habits_rows rows;
    quen__habits_counts counts;
    quen__habits_tables *tables;
} fitting;

static double half_life_days(const fitting *f)
{
    return (double)f->options->half_life_s / (double)DAY;
}

static void begin(fitting *f)
{
    const size_t values[QUEN__HABITS_HABITS] = {24, 7, 12, f->options->n_groups,
                                                f->options->n_channels};
    quen__habits_info *info = &f->info;
    for (int h = 0; h < QUEN__HABITS_HABITS; h++) {
        info->n_values[h] = values[h];
        info->strength[h] = (double)NAN;
        f->values.first[h + 1] = f->values.first[h] + (size_t)info->n_values[h];
    }
    for (int i = 0; i < QUEN__HABITS_CHECKS; i++)
        info->checks[i] = quen__habits_unjudged();
    info->decay = f->options->decay > 0 ? f->options->decay : 0.9;
    info->weights[QUEN__HABITS_ANY] = (quen__habits_weights){1, 0.1, 1, 0};
    info->weights[QUEN__HABITS_NEW] = (quen__habits_weights){0, 0.1, 1, 0};
    f->check_day = INT64_MAX;
}

/* Neighbours as of the check's beginning: those of then know nothing of it. */
static quen_status check_baskets(fitting *f)
{
    quen__temp temp = QUEN__TEMP(f->temp->ctx);
    quen__habits_known known;
    quen__habits_popular popular;
    quen__habits_rows rows = {NULL, NULL};
    quen_status status = quen__habits_know(&temp, &f->days, f->check_day, &known);
    if (status == QUEN_OK)
        status = quen__habits_popular_make(&temp, &f->days, f->check_day,
                                           half_life_days(f), &popular);
    int is_asked = status == QUEN_OK && quen__habits_asked(&known) >= QUEN__HABITS_LEAST;
    if (is_asked && f->options->neighbors)
        status = quen__habits_rows_make(&temp, f->orders, f->info.from_s,
                                        f->options->neighbors, &rows);
    if (status == QUEN_OK && is_asked)
        status = quen__habits_choose(&temp, &known, &popular, &rows, f->options->decay,
                                     &f->info);
    if (status == QUEN_OK)
        status = quen__habits_judge_due(&temp, f->tables, &known, &popular, &f->info);
    quen__temp_close(&temp);
    return status;
}

static quen_status check(fitting *f)
{
    int64_t days = f->options->check_s / DAY, day = f->days.last_day + 1 - days;
    int odd;
    int64_t from_s = quen__clock_utc(&f->days.clock, day * DAY, &odd);
    if (days == 0 || f->days.n_customers == 0 || from_s < QUEN_TIME_MIN)
        return QUEN_OK;
    f->check_day = day;
    f->info.from_s = from_s;
    f->info.to_s = f->days.now_s;
    return check_baskets(f);
}

static void order_items(const double *base, size_t n, quen__topk_ranked *ranked,
                        uint32_t *order)
{
    quen__topk top = {ranked, n, 0};
    for (size_t i = 0; i < n; i++)
        quen__topk_offer(&top, (uint32_t)i, base[i]);
    quen__topk_sort(&top);
    for (size_t i = 0; i < n; i++)
        order[i] = ranked[i].id;
}

static quen_status make_base(fitting *f, const quen__habits_popular *popular)
{
    size_t n = f->days.n_items;
    quen__topk_ranked *ranked = quen__temp_new(f->temp, n + 1, sizeof *ranked);
    f->base = quen__temp_new(f->temp, n + 1, QUEN__HABITS_MODES * sizeof *f->base);
    f->order = quen__temp_new(f->temp, n + 1, QUEN__HABITS_MODES * sizeof *f->order);
    if (!ranked || !f->base || !f->order)
        return QUEN_ERR_MEMORY;
    for (int mode = 0; mode < QUEN__HABITS_MODES; mode++) {
        const quen__habits_weights *w = &f->info.weights[mode];
        double *base = f->base + (size_t)mode * n;
        for (size_t i = 0; i < n; i++)
            base[i] = w->popular * popular->share[i] + w->recent * popular->recent[i];
        order_items(base, n, ranked, f->order + (size_t)mode * n);
    }
    return QUEN_OK;
}

static int wants_related(const fitting *f)
{
    return f->known.n_pairs > 0 && (f->info.weights[QUEN__HABITS_ANY].related > 0 ||
                                    f->info.weights[QUEN__HABITS_NEW].related > 0);
}

static quen_status learn_gaps(fitting *f, const quen__habits_popular *popular)
{
    size_t n = f->days.n_items;
    quen__habits_item visit;
    f->item = quen__temp_zero(f->temp, n + 1, sizeof *f->item);
    if (!f->item)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__habits_gaps(f->temp, f->tables, f->known.event,
                                           f->known.n_events, n, f->item, &f->info.gaps);
    if (status == QUEN_OK)
        status = quen__habits_gaps(f->temp, f->tables, f->known.visit, f->known.n_visits,
                                   1, &visit, &f->info.visits);
    for (size_t i = 0; i < n; i++)
        f->item[i].share = popular->share[i];
    return status;
}

static quen_status learn(fitting *f)
{
    quen__habits_popular popular;
    quen_status status =
        quen__habits_know(f->temp, &f->days, f->days.last_day + 1, &f->known);
    if (status == QUEN_OK)
        status = quen__habits_popular_make(f->temp, &f->days, f->days.last_day + 1,
                                           half_life_days(f), &popular);
    for (size_t c = 0; status == QUEN_OK && c < f->days.n_customers; c++)
        quen__habits_weigh(&f->known, c, f->info.decay, f->known.pair + f->known.row[c]);
    if (status == QUEN_OK)
        status = make_base(f, &popular);
    if (status == QUEN_OK)
        status = learn_gaps(f, &popular);
    if (status == QUEN_OK && wants_related(f))
        status = quen__habits_rows_make(f->temp, f->orders, f->days.now_s,
                                        f->options->neighbors, &f->rows);
    f->info.customers = f->known.customers;
    f->info.baskets = f->known.baskets;
    f->info.pairs = f->known.n_pairs;
    f->info.pairs_again = f->known.again;
    return status;
}

/* Where nothing was judged, there was no time of it either. */
static void close_check(quen__habits_info *info)
{
    for (int i = 0; i < QUEN__HABITS_CHECKS; i++)
        if (info->checks[i].judged)
            return;
    info->from_s = info->to_s = 0;
}

/* --- the image --- */

static quen_status build(fitting *f, quen_habits **out)
{
    size_t n = f->days.n_customers, m = f->days.n_items;
    size_t rows = f->rows.start ? m + 1 : 0;
    const quen__section sections[QUEN__HABITS_SECTIONS] = {
        {QUEN__HABITS_INFO, 8, sizeof f->info / 8, &f->info},
        {QUEN__HABITS_PAIR_ROWS, 8, n + 1, f->known.row},
        {QUEN__HABITS_PAIRS, 8, f->known.n_pairs * (sizeof *f->known.pair / 8),
         f->known.pair},
        {QUEN__HABITS_RHYTHM, 8, n * (sizeof *f->known.rhythm / 8), f->known.rhythm},
        {QUEN__HABITS_ITEMS, 8, m * (sizeof *f->item / 8), f->item},
        {QUEN__HABITS_BASE, 8, m * QUEN__HABITS_MODES, f->base},
        {QUEN__HABITS_ORDER, 4, m * QUEN__HABITS_MODES, f->order},
        {QUEN__HABITS_NEIGHBOR_ROWS, 8, rows, f->rows.start},
        {QUEN__HABITS_NEIGHBORS, 8, rows ? (size_t)f->rows.start[m] : 0,
         f->rows.neighbor},
        {QUEN__HABITS_CELL_ROWS, 8, n + 1, f->counts.row},
        {QUEN__HABITS_CELLS, 8, (size_t)f->counts.row[n], f->counts.cell},
        {QUEN__HABITS_SHARES, 8, f->values.first[QUEN__HABITS_HABITS], f->counts.share},
    };
    quen__image image;
    quen_context *ctx = f->temp->ctx;
    quen_status status = quen__image_build(ctx, QUEN__KIND_HABITS, sections,
                                           QUEN__HABITS_SECTIONS, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(ctx, &image);
    *out = quen__model_adopt(ctx, &quen__habits_kind, &image, &status);
    return status;
}

static quen_status fit(fitting *f, const quen__log *log, int64_t now_s, quen_habits **out)
{
    quen_zone clock = quen__clock_chosen(&log->clock, f->options->utc_offset_s);
    begin(f);
    f->info.now_s = now_s;
    quen_status status = quen__habits_days_make(f->temp, log, &clock, now_s, &f->days);
    if (status == QUEN_OK)
        status = check(f);
    if (status == QUEN_OK)
        status = learn(f);
    if (status == QUEN_OK)
        status = quen__habits_share(f->temp, &f->days, &f->values, f->check_day,
                                    &f->counts, &f->info);
    close_check(&f->info);
    if (status == QUEN_OK)
        status = quen__progress(f->temp->ctx, "habits", 1);
    return status == QUEN_OK ? build(f, out) : status;
}

quen_status quen_habits_fit(quen_context *ctx, const quen_orders *orders,
                            const quen_habits_options *given, quen_habits **out)
{
    quen_habits_options options = defaults();
    quen__temp temp = QUEN__TEMP(ctx);
    quen__log log;
    *out = NULL;
    quen_status status =
        quen__options_read_all(ctx, &options, sizeof options,
                               offsetof(quen_habits_options, reserved), given, "habits");
    if (status == QUEN_OK)
        status = check_options(ctx, &options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status != QUEN_OK)
        return status;
    int64_t now_s = quen__orders_moment(orders, options.now_s);
    fitting f = {.temp = &temp, .orders = orders, .options = &options};
    f.tables = quen__habits_tables_new(&temp);
    status =
        f.tables ? quen__calendar_check_moment(ctx, "habits", now_s) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = copy_groups(&temp, &options, log.n_items, &f.values.group);
    if (status == QUEN_OK)
        status = quen__habits_channels(&temp, orders, &log, &options, &f.values.channel);
    if (status == QUEN_OK)
        status = fit(&f, &log, now_s, out);
    quen__temp_close(&temp);
    return status;
}
