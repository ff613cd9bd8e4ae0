/*
 * Item-based collaborative filtering: options, the model's sections, the file. The
 * similarities are computed by itemcf_fit.c, questions are handed to models/offers by
 * itemcf_ask.c.
 */
#include "models/itemcf/itemcf.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "data/interactions.h"
#include "math/csr.h"
#include "math/smallest.h"
#include "models/itemcf/itemcf_method.h"
#include "models/itemcf/itemcf_row.h"

/* --- options --- */

static quen_itemcf_options defaults(void)
{
    quen_itemcf_options options = {0};
    options.struct_size = sizeof options;
    options.method = QUEN_ITEMCF_METHOD_RP3BETA;
    options.neighbors = 100;
    options.min_support = 1;
    options.alpha = 0.8;
    options.beta = 0.4;
    options.now_s = INT64_MIN;
    options.max_items = 10000;
    return options;
}

void quen_itemcf_options_init(quen_itemcf_options *options, size_t size)
{
    quen_itemcf_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_choices(quen_context *ctx, const quen_itemcf_options *o)
{
    const struct {
        const char *option;
        uint32_t value, last;
    } choices[] = {
        {"method", o->method, quen__itemcf_last_method},
        {"values", o->values, QUEN_ITEMCF_VALUES_QUANTITY},
        {"group", o->group, QUEN_ITEMCF_GROUP_ORDER},
        {"normalize", o->normalize, 1},
        {"prune", o->prune, QUEN_ITEMCF_PRUNE_BOTH},
    };
    quen_status status = QUEN_OK;
    for (size_t i = 0; status == QUEN_OK && i < sizeof choices / sizeof *choices; i++)
        status = quen__options_choice(ctx, "itemcf", choices[i].option, choices[i].value,
                                      choices[i].last);
    return status;
}

static quen_status check_numbers(quen_context *ctx, const quen_itemcf_options *o)
{
    quen_status status =
        quen__options_at_least(ctx, "itemcf", "neighbors", o->neighbors, 1);
    if (status == QUEN_OK)
        status = quen__options_at_least(ctx, "itemcf", "min_support", o->min_support, 1);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "itemcf", "shrink", o->shrink);
    if (status == QUEN_OK)
        status =
            quen__options_not_negative(ctx, "itemcf", "user_discount", o->user_discount);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "itemcf", "alpha", o->alpha);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, "itemcf", "beta", o->beta);
    return status;
}

static quen_status read_options(quen_context *ctx, const quen_itemcf_options *given,
                                quen_itemcf_options *options)
{
    *options = defaults();
    quen_status status =
        quen__options_read_all(ctx, options, sizeof *options,
                               offsetof(quen_itemcf_options, reserved), given, "itemcf");
    if (status == QUEN_OK)
        status = check_choices(ctx, options);
    return status == QUEN_OK ? check_numbers(ctx, options) : status;
}

/* --- the model --- */

/* Items by descending support, ties by number, and how many customers each has. */
static quen_status count_support(quen__temp *temp, const quen_csr *matrix,
                                 uint32_t *support, uint32_t *popular)
{
    size_t n = matrix->n_columns, entries = quen__csr_entries(matrix);
    uint64_t *key = quen__temp_new(temp, n, sizeof *key);
    if (!key)
        return QUEN_ERR_MEMORY;
    memset(support, 0, n * sizeof *support);
    for (size_t e = 0; e < entries; e++)
        support[matrix->column[e]]++;
    for (size_t i = 0; i < n; i++)
        key[i] = (uint64_t)~support[i] << 32 | i;
    quen__smallest_sort(key, n);
    for (size_t i = 0; i < n; i++)
        popular[i] = (uint32_t)key[i];
    return QUEN_OK;
}

/* An image with everything but the neighbours, which are put in order there. */
static quen_status build_image(quen_context *ctx, const quen__itemcf_basis *basis,
                               const quen_csr *history, const uint64_t *start,
                               quen__image *image)
{
    quen__itemcf_head head = {basis->matrix->n_rows, basis->n_left_out};
    size_t items = basis->matrix->n_columns, neighbors = (size_t)start[items];
    const quen__section sections[QUEN__ITEMCF_SECTIONS] = {
        {QUEN__ITEMCF_HEAD, 8, sizeof head / 8, &head},
        {QUEN__ITEMCF_SUPPORT, 4, items, basis->support},
        {QUEN__ITEMCF_POPULAR, 4, items, basis->popular},
        {QUEN__ITEMCF_ROWS, 8, items + 1, start},
        {QUEN__ITEMCF_NEIGHBORS, 8, neighbors, NULL},
        {QUEN__ITEMCF_HISTORY_ROWS, 8, history->n_rows + 1, history->row_start},
        {QUEN__ITEMCF_HISTORY, 4, quen__csr_entries(history), history->column},
    };
    return quen__image_build(ctx, QUEN__KIND_ITEMCF, sections, QUEN__ITEMCF_SECTIONS,
                             image);
}

static quen_status fill_image(quen__temp *temp, const quen__itemcf_basis *basis,
                              const quen_csr *history, const quen__itemcf_rows *rows,
                              quen__image *image)
{
    uint64_t *start = quen__temp_new(temp, rows->n_items + 1, sizeof *start);
    if (!start)
        return QUEN_ERR_MEMORY;
    start[0] = 0;
    for (size_t i = 0; i < rows->n_items; i++)
        start[i + 1] = start[i] + rows->n[i];
    quen_status status = build_image(temp->ctx, basis, history, start, image);
    if (status != QUEN_OK)
        return status;
    status = quen__itemcf_write_rows(temp->ctx, rows, start,
                                     quen__image_fill(image, QUEN__ITEMCF_NEIGHBORS));
    if (status == QUEN_OK)
        quen__image_seal(temp->ctx, image);
    else
        quen__image_close(image);
    return status;
}

static uint32_t pruning_of(const quen_itemcf_options *options)
{
    if (options->prune != QUEN_ITEMCF_PRUNE_AUTO)
        return options->prune;
    return quen__itemcf_methods[options->method].prune;
}

static quen_status fit_image(quen__temp *temp, const quen_csr *matrix,
                             const quen_csr *history, const quen_itemcf_options *options,
                             quen__image *image)
{
    size_t n = matrix->n_columns;
    uint32_t *support = quen__temp_new(temp, n, sizeof *support);
    uint32_t *popular = quen__temp_new(temp, n, sizeof *popular);
    quen_csr kept;
    quen__itemcf_basis basis = {&kept, support, popular, 0};
    quen__itemcf_rows rows = {0};
    uint32_t pruning = pruning_of(options);
    int by_target = pruning == QUEN_ITEMCF_PRUNE_TARGETS;
    if (!support || !popular)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__itemcf_limit_rows(temp, matrix, options->max_items, &kept,
                                                 &basis.n_left_out);
    if (status == QUEN_OK)
        status = count_support(temp, &kept, support, popular);
    if (status == QUEN_OK)
        status = quen__itemcf_fit_rows(temp, &basis, options, by_target, &rows);
    if (status == QUEN_OK)
        status = quen__itemcf_finish_rows(temp, options, by_target,
                                          pruning == QUEN_ITEMCF_PRUNE_BOTH, &rows);
    if (status == QUEN_OK)
        status = fill_image(temp, &basis, history, &rows, image);
    return status;
}

static quen_status fit(quen__temp *temp, const quen_csr *matrix, const quen_csr *history,
                       const quen_itemcf_options *options, quen_itemcf **out)
{
    quen__image image;
    quen_status status = fit_image(temp, matrix, history, options, &image);
    if (status == QUEN_OK)
        *out = quen__model_adopt(temp->ctx, &quen__itemcf_kind, &image, &status);
    return status;
}

_Static_assert((int)QUEN_ITEMCF_VALUES_BINARY == (int)QUEN__INTERACTIONS_BINARY &&
                   (int)QUEN_ITEMCF_VALUES_COUNT == (int)QUEN__INTERACTIONS_COUNT &&
                   (int)QUEN_ITEMCF_VALUES_LOG_COUNT ==
                       (int)QUEN__INTERACTIONS_LOG_COUNT &&
                   (int)QUEN_ITEMCF_VALUES_QUANTITY == (int)QUEN__INTERACTIONS_QUANTITY,
               "options.values is handed over as it is");

/* A customer's history is what that customer bought, whatever belongs together. */
static quen_status fit_log(quen__temp *temp, const quen_orders *orders,
                           const quen_itemcf_options *o, quen_itemcf **out)
{
    quen__log log;
    quen_csr matrix, history;
    quen_status status = quen__orders_log(temp->ctx, orders, &log);
    if (status == QUEN_OK && log.n_lines == 0)
        status = quen__bad_argument(temp->ctx, "itemcf: the log is empty");
    if (status != QUEN_OK)
        return status;
    int64_t now_s = quen__orders_moment(orders, o->now_s);
    uint32_t rows =
        o->group == QUEN_ITEMCF_GROUP_ORDER ? QUEN__ROWS_ORDERS : QUEN__ROWS_BASKETS;
    status = quen__interactions(temp, &log, rows, o->values, now_s, &matrix);
    if (status == QUEN_OK && rows == QUEN__ROWS_ORDERS)
        status = quen__interactions(temp, &log, QUEN__ROWS_CUSTOMERS,
                                    QUEN_ITEMCF_VALUES_BINARY, now_s, &history);
    if (status == QUEN_OK && rows == QUEN__ROWS_BASKETS) {
        history = matrix;
        history.n_rows = log.n_customers;
    }
    return status == QUEN_OK ? fit(temp, &matrix, &history, o, out) : status;
}

quen_status quen_itemcf_fit(quen_context *ctx, const quen_orders *orders,
                            const quen_itemcf_options *given, quen_itemcf **out)
{
    quen_itemcf_options options;
    quen__temp temp = QUEN__TEMP(ctx);
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = fit_log(&temp, orders, &options, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_itemcf_fit_csr(quen_context *ctx, const quen_csr *matrix,
                                const quen_itemcf_options *given, quen_itemcf **out)
{
    quen_itemcf_options options;
    quen__temp temp = QUEN__TEMP(ctx);
    *out = NULL;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__csr_check(ctx, "itemcf", matrix);
    if (status == QUEN_OK)
        status = fit(&temp, matrix, matrix, &options, out);
    quen__temp_close(&temp);
    return status;
}

/* --- attaching: everything is checked, so that asking needs no checks --- */

/* Sections that belong together have as many entries as each other. */
static quen_status check_counts(quen_context *ctx,
                                const size_t counts[QUEN__ITEMCF_SECTIONS])
{
    size_t items = counts[QUEN__ITEMCF_SUPPORT], fields = sizeof(quen__itemcf_head) / 8;
    if (counts[QUEN__ITEMCF_HEAD] != fields)
        return quen__bad_format(ctx, "itemcf: %zu fields, not %zu",
                                counts[QUEN__ITEMCF_HEAD], fields);
    if (counts[QUEN__ITEMCF_POPULAR] != items || counts[QUEN__ITEMCF_ROWS] != items + 1)
        return quen__bad_format(
            ctx, "itemcf: %zu items, but %zu popular items and %zu offsets of neighbours",
            items, counts[QUEN__ITEMCF_POPULAR], counts[QUEN__ITEMCF_ROWS]);
    if (counts[QUEN__ITEMCF_HISTORY_ROWS] == 0)
        return quen__bad_format(ctx, "itemcf: no offsets of histories");
    return QUEN_OK;
}

static quen__offers_model offers_of(const void *const data[QUEN__ITEMCF_SECTIONS],
                                    const size_t counts[QUEN__ITEMCF_SECTIONS])
{
    const quen__itemcf_head *head = data[QUEN__ITEMCF_HEAD];
    return (quen__offers_model){
        .noun = "itemcf",
        .n_items = counts[QUEN__ITEMCF_SUPPORT],
        .n_customers = counts[QUEN__ITEMCF_HISTORY_ROWS] - 1,
        .n_rows = head->n_rows,
        .n_left_out = head->n_left_out,
        .support = data[QUEN__ITEMCF_SUPPORT],
        .popular = data[QUEN__ITEMCF_POPULAR],
        .row_start = data[QUEN__ITEMCF_ROWS],
        .neighbor = data[QUEN__ITEMCF_NEIGHBORS],
        .history_start = data[QUEN__ITEMCF_HISTORY_ROWS],
        .history = data[QUEN__ITEMCF_HISTORY],
    };
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    static const quen__expected parts[QUEN__ITEMCF_SECTIONS] = {
        {8, "offers"},         {4, "support"},    {4, "popular items"},
        {8, "neighbour rows"}, {8, "neighbours"}, {8, "history rows"},
        {4, "history"},
    };
    quen_itemcf *model = view;
    const void *data[QUEN__ITEMCF_SECTIONS];
    size_t counts[QUEN__ITEMCF_SECTIONS];
    quen_status status =
        quen__image_get_all(ctx, image, base, parts, QUEN__ITEMCF_SECTIONS, data, counts);
    if (status == QUEN_OK)
        status = check_counts(ctx, counts);
    if (status != QUEN_OK)
        return status;
    model->offers = offers_of(data, counts);
    return quen__offers_check(ctx, &model->offers, counts[QUEN__ITEMCF_NEIGHBORS],
                              counts[QUEN__ITEMCF_HISTORY]);
}

const quen__model_kind quen__itemcf_kind = {QUEN__KIND_ITEMCF, QUEN__ITEMCF_SECTIONS,
                                            "itemcf", sizeof(quen_itemcf), attach};

QUEN__MODEL_FUNCTIONS(itemcf)
