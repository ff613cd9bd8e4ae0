/*
 * Groups of customers as JSON, to be shared. A cell that too few customers stand behind
 * is left out; and so that nobody gets it by subtracting the others from the whole, the
 * next smallest ones are left out too, until those left out together are two cells at
 * least, and as many customers as a cell must have. Source: Hundepool et al.,
 * "Statistical Disclosure Control" (2012), chapter 4: primary and secondary suppression.
 */
#include <stddef.h>

#include "core/options.h"
#include "shop/shop_groups.h"

/* --- options --- */

static quen_shop_groups_options defaults(void)
{
    quen_shop_groups_options options = {.struct_size = sizeof options};
    options.min_group = 1;
    options.neighbors = 10;
    return options;
}

void quen_shop_groups_options_init(quen_shop_groups_options *options, size_t size)
{
    quen_shop_groups_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status read_options(quen__shop_groups *g,
                                const quen_shop_groups_options *given)
{
    g->options = defaults();
    quen_status status = quen__options_read_all(
        g->ctx, &g->options, sizeof g->options,
        offsetof(quen_shop_groups_options, reserved), given, "shop groups");
    if (status != QUEN_OK)
        return status;
    return quen__options_at_least(g->ctx, "shop groups", "min_group",
                                  g->options.min_group, 1);
}

/* --- what is shown --- */

/* The smallest cell with customers that is shown; n if there is none. */
static size_t smallest(const quen__shop_cells *cells, const uint64_t *sizes)
{
    size_t least = cells->n;
    for (size_t i = 0; i < cells->n; i++)
        if (cells->shown[i] && sizes[i] && (least == cells->n || sizes[i] < sizes[least]))
            least = i;
    return least;
}

/* A cell without customers is nobody's secret, and protects none. */
static void hide(quen__shop_cells *cells, const uint64_t *sizes, uint64_t least)
{
    uint64_t hidden = 0;
    size_t next;
    for (size_t i = 0; i < cells->n; i++) {
        cells->shown[i] = sizes[i] == 0 || sizes[i] >= least;
        cells->n_left_out += !cells->shown[i];
        cells->customers += sizes[i];
        hidden += cells->shown[i] ? 0 : sizes[i];
    }
    while (cells->n_left_out && (cells->n_left_out < 2 || hidden < least) &&
           (next = smallest(cells, sizes)) < cells->n) {
        cells->shown[next] = 0;
        cells->n_left_out++;
        hidden += sizes[next];
    }
}

static quen_status find_cells(quen__shop_groups *g, size_t n, const uint64_t *sizes,
                              quen__shop_cells *cells)
{
    cells->n = n;
    cells->shown = quen__temp_new(&g->temp, n, 1);
    if (!cells->shown)
        return QUEN_ERR_MEMORY;
    hide(cells, sizes, g->options.min_group);
    return QUEN_OK;
}

static quen_status find_segments(quen__shop_groups *g)
{
    size_t n = g->shop->rfm.n_segments;
    uint64_t *sizes = quen__temp_new(&g->temp, n, sizeof *sizes);
    if (!sizes)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        sizes[i] = g->shop->rfm.summaries[i].customers;
    return find_cells(g, n, sizes, &g->segments);
}

static quen_status find_groups(quen__shop_groups *g)
{
    const quen_kmeans *kmeans = &g->shop->kmeans;
    quen_status status = QUEN_OK;
    if (quen__shop_has(g->shop, QUEN_SHOP_RFM))
        status = find_segments(g);
    if (status == QUEN_OK && quen__shop_has(g->shop, QUEN_SHOP_KMEANS))
        status = find_cells(g, kmeans->k, kmeans->sizes, &g->clusters);
    if (status == QUEN_OK && quen__shop_has(g->shop, QUEN_SHOP_ITEMCF))
        status = quen__shop_groups_find_items(g);
    return status;
}

/* --- segments and clusters --- */

/* Of all cells, if they are none or enough; and how many cells are left out. */
static void put_whole(quen__json *json, const quen__shop_groups *g,
                      const quen__shop_cells *cells)
{
    if (cells->customers && cells->customers < g->options.min_group)
        quen__json_put_null(json, "customers");
    else
        quen__json_put_uint(json, "customers", cells->customers);
    quen__json_put_uint(json, "left_out", cells->n_left_out);
}

static void put_segment(quen__json *json, const quen_shop *shop, uint32_t segment)
{
    const quen_rfm_summary *s = quen_rfm_segment_summary(&shop->rfm, segment);
    quen__json_open(json, '{');
    quen__json_put_uint(json, "segment", segment);
    quen__json_put_text(json, "segment_name", quen_rfm_segment_name(&shop->rfm, segment));
    quen__json_put_text(json, "segment_meaning",
                        quen_rfm_segment_meaning(&shop->rfm, segment));
    quen__json_put_uint(json, "customers", s->customers);
    quen__json_put_uint(json, "frequency", s->frequency);
    quen__json_put_int(json, "recency_median", s->recency_median);
    quen__json_put_int(json, "frequency_median", s->frequency_median);
    if (quen_rfm_has_money(&shop->rfm)) {
        quen__json_put_money(json, "monetary", s->monetary, &shop->money);
        quen__json_put_money(json, "monetary_median", s->monetary_median, &shop->money);
    } else {
        quen__json_put_null(json, "monetary");
        quen__json_put_null(json, "monetary_median");
    }
    quen__json_close(json, '}');
}

static void put_segments(quen__json *json, const quen__shop_groups *g)
{
    quen__json_open(json, '{');
    put_whole(json, g, &g->segments);
    quen__json_name(json, "segments");
    quen__json_open(json, '[');
    for (uint32_t i = 0; i < g->segments.n; i++)
        if (g->segments.shown[i])
            put_segment(json, g->shop, i);
    quen__json_close(json, ']');
    quen__json_close(json, '}');
}

static void put_row(quen__json *json, const char *name, const double *row, size_t n)
{
    quen__json_name(json, name);
    quen__json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        quen__json_double(json, row[i]);
    quen__json_close(json, ']');
}

static void put_cluster(quen__json *json, const quen_shop *shop, size_t cluster)
{
    const quen__shop_clusters *c = &shop->clusters;
    size_t d = c->n_columns;
    quen__json_open(json, '{');
    quen__json_put_uint(json, "cluster", cluster);
    quen__json_put_uint(json, "customers", shop->kmeans.sizes[cluster]);
    put_row(json, "means", c->means + cluster * d, d);
    put_row(json, "medians", c->medians + cluster * d, d);
    quen__json_close(json, '}');
}

static void put_clusters(quen__json *json, const quen__shop_groups *g)
{
    quen__json_open(json, '{');
    put_whole(json, g, &g->clusters);
    quen__json_name(json, "features");
    quen__json_open(json, '[');
    for (size_t i = 0; i < g->shop->clusters.n_columns; i++)
        quen__json_text(json, quen_shop_cluster_feature(g->shop, i));
    quen__json_close(json, ']');
    quen__json_name(json, "clusters");
    quen__json_open(json, '[');
    for (size_t i = 0; i < g->clusters.n; i++)
        if (g->clusters.shown[i])
            put_cluster(json, g->shop, i);
    quen__json_close(json, ']');
    quen__json_close(json, '}');
}

/* --- churn --- */

/* 1 if nothing is told of too few: all, those who left, those who stayed. */
static int are_enough(const quen__shop_groups *g, uint64_t customers, uint64_t churned)
{
    uint64_t least = g->options.min_group, stayed = customers - churned;
    return least == 1 || (customers >= least && (churned == 0 || churned >= least) &&
                          (stayed == 0 || stayed >= least));
}

static void put_report(quen__json *json, const quen__churn_info *info)
{
    const struct {
        const char *name;
        double value;
    } measures[] = {
        {"auc", info->own.auc},
        {"auc_low", info->auc_low},
        {"auc_high", info->auc_high},
        {"log_loss", info->own.log_loss},
        {"brier", info->own.brier},
        {"lift10", info->own.lift10},
        {"mean_risk", info->own.mean_risk},
        {"slope", info->own.slope},
        {"recency_auc", info->recency.auc},
        {"recency_log_loss", info->recency.log_loss},
        {"recency_brier", info->recency.brier},
        {"recency_lift10", info->recency.lift10},
        {"recency_mean_risk", info->recency.mean_risk},
        {"recency_slope", info->recency.slope},
    };
    quen__json_open(json, '{');
    quen__json_put_time(json, "cutoff", info->cutoff_s);
    quen__json_put_int(json, "horizon_s", info->horizon_s);
    quen__json_put_uint(json, "customers", info->customers);
    quen__json_put_uint(json, "churned", info->churned);
    quen__json_put_uint(json, "judged", info->judged);
    quen__json_put_uint(json, "better", info->better);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        quen__json_put_double(json, measures[i].name, measures[i].value);
    quen__json_close(json, '}');
}

static void put_now(quen__json *json, const quen__churn_info *info)
{
    quen__json_open(json, '{');
    quen__json_put_time(json, "time", info->now_s);
    quen__json_put_uint(json, "customers", info->now_customers);
    quen__json_put_double(json, "mean_risk", info->now_mean_risk);
    quen__json_put_double(json, "margin", info->margin);
    quen__json_close(json, '}');
}

static void put_origin(quen__json *json, const quen_churn_origin *origin)
{
    quen__json_open(json, '{');
    quen__json_put_time(json, "cutoff", origin->cutoff_s);
    quen__json_put_uint(json, "customers", origin->customers);
    quen__json_put_uint(json, "churned", origin->churned);
    quen__json_put_double(json, "mean_risk", origin->mean_risk);
    quen__json_put_double(json, "auc", origin->auc);
    quen__json_put_double(json, "log_loss", origin->log_loss);
    quen__json_put_double(json, "margin", origin->margin);
    quen__json_close(json, '}');
}

static size_t put_origins(quen__json *json, const quen__shop_groups *g)
{
    const quen_churn *churn = &g->shop->churn;
    size_t left_out = 0;
    quen__json_name(json, "origins");
    quen__json_open(json, '[');
    for (size_t i = 0; i < churn->n_origins; i++) {
        const quen_churn_origin *origin = &churn->origins[i];
        if (are_enough(g, origin->customers, origin->churned))
            put_origin(json, origin);
        else
            left_out++;
    }
    quen__json_close(json, ']');
    return left_out;
}

/* Base rates of origins, how risks were judged, and their mean now. */
static void put_churn(quen__json *json, const quen__shop_groups *g)
{
    const quen__churn_info *info = g->shop->churn.info;
    int judged = are_enough(g, info->customers, info->churned),
        now = are_enough(g, info->now_customers, 0);
    quen__json_open(json, '{');
    quen__json_name(json, "report");
    if (judged)
        put_report(json, info);
    else
        quen__json_null(json);
    quen__json_name(json, "now");
    if (now)
        put_now(json, info);
    else
        quen__json_null(json);
    size_t left_out = put_origins(json, g);
    quen__json_put_uint(json, "left_out", left_out + !judged + !now);
    quen__json_close(json, '}');
}

/* --- the whole --- */

static void write_groups(quen__json *json, const void *user)
{
    static const struct {
        const char *name;
        uint32_t part;
        void (*put)(quen__json *json, const quen__shop_groups *g);
    } parts[] = {
        {"rfm", QUEN_SHOP_RFM, put_segments},
        {"kmeans", QUEN_SHOP_KMEANS, put_clusters},
        {"itemcf", QUEN_SHOP_ITEMCF, quen__shop_groups_put_items},
        {"churn", QUEN_SHOP_CHURN, put_churn},
    };
    const quen__shop_groups *g = user;
    quen__shop_print_head(json, "quen shop groups", g->shop);
    quen__json_put_uint(json, "min_group", g->options.min_group);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        quen__json_name(json, parts[i].name);
        if (quen__shop_has(g->shop, parts[i].part))
            parts[i].put(json, g);
        else
            quen__json_null(json);
    }
    quen__json_close(json, '}');
}

quen_status quen_shop_export_groups(quen_context *ctx, const quen_shop *shop,
                                    const quen_shop_groups_options *options, char *text,
                                    size_t capacity, size_t *text_size)
{
    quen__shop_groups g = {.ctx = ctx, .shop = shop, .temp = QUEN__TEMP(ctx)};
    quen_status status = quen__extent_check(ctx, "shop: capacity", capacity, 1, 1);
    if (status != QUEN_OK)
        return status;
    *text_size = 0;
    status = read_options(&g, options);
    if (status == QUEN_OK)
        status = find_groups(&g);
    if (status == QUEN_OK)
        status = quen__shop_print(ctx, write_groups, &g, text, capacity, text_size);
    quen__temp_close(&g.temp);
    return status;
}
