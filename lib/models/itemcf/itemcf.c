/*
 * Item-based collaborative filtering: options, the model's sections, the file. The
 * similarities are reckoned in itemcf_fit.c, questions answered in itemcf_ask.c.
 */
#include "models/itemcf/itemcf.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/options.h"
#include "data/interactions.h"
#include "io/check.h"
#include "math/csr.h"
#include "math/smallest.h"
#include "math/topk.h"
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
        {"method", o->method, QUEN_ITEMCF_METHOD_RP3BETA},
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
        quen__options_read(ctx, options, sizeof *options, given, "itemcf");
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
    quen__itemcf_head head = {basis->matrix->n_rows};
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
    status = quen__itemcf_order(temp->ctx, rows, start,
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
    return options->method == QUEN_ITEMCF_METHOD_RP3BETA ? QUEN_ITEMCF_PRUNE_SOURCES
                                                         : QUEN_ITEMCF_PRUNE_TARGETS;
}

static quen_status fit_image(quen__temp *temp, const quen_csr *matrix,
                             const quen_csr *history, const quen_itemcf_options *options,
                             quen__image *image)
{
    size_t n = matrix->n_columns;
    uint32_t *support = quen__temp_new(temp, n, sizeof *support);
    uint32_t *popular = quen__temp_new(temp, n, sizeof *popular);
    quen__itemcf_basis basis = {matrix, support, popular};
    quen__itemcf_rows rows = {0};
    uint32_t pruning = pruning_of(options);
    int columns = pruning == QUEN_ITEMCF_PRUNE_TARGETS;
    if (!support || !popular)
        return QUEN_ERR_MEMORY;
    quen_status status = count_support(temp, matrix, support, popular);
    if (status == QUEN_OK)
        status = quen__itemcf_reckon(temp, &basis, options, columns, &rows);
    if (status == QUEN_OK)
        status = quen__itemcf_finish(temp, options, columns,
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
        status = quen__csr_check(ctx, matrix);
    if (status == QUEN_OK)
        status = fit(&temp, matrix, matrix, &options, out);
    quen__temp_close(&temp);
    return status;
}

/* --- attaching: everything is checked, so that asking needs no checks --- */

#define BAD(...) quen__fail(ctx, QUEN_ERR_FORMAT, __VA_ARGS__)

static quen_status get_sections(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen_itemcf *m,
                                size_t counts[QUEN__ITEMCF_SECTIONS])
{
    static const quen__expected parts[QUEN__ITEMCF_SECTIONS] = {
        {8, "offers"},         {4, "support"},    {4, "popular items"},
        {8, "neighbour rows"}, {8, "neighbours"}, {8, "history rows"},
        {4, "history"},
    };
    const void *data[QUEN__ITEMCF_SECTIONS];
    quen_status status =
        quen__image_get_all(ctx, image, base, parts, QUEN__ITEMCF_SECTIONS, data, counts);
    if (status != QUEN_OK)
        return status;
    m->head = data[QUEN__ITEMCF_HEAD];
    m->support = data[QUEN__ITEMCF_SUPPORT];
    m->popular = data[QUEN__ITEMCF_POPULAR];
    m->row_start = data[QUEN__ITEMCF_ROWS];
    m->neighbor = data[QUEN__ITEMCF_NEIGHBORS];
    m->history_start = data[QUEN__ITEMCF_HISTORY_ROWS];
    m->history = data[QUEN__ITEMCF_HISTORY];
    return QUEN_OK;
}

static quen_status check_counts(quen_context *ctx, quen_itemcf *m,
                                const size_t counts[QUEN__ITEMCF_SECTIONS])
{
    size_t items = counts[QUEN__ITEMCF_SUPPORT];
    if (counts[QUEN__ITEMCF_HEAD] != sizeof *m->head / 8)
        return BAD("offers: %zu fields, not %zu", counts[QUEN__ITEMCF_HEAD],
                   sizeof *m->head / 8);
    if (m->head->n_rows == 0 || m->head->n_rows > UINT32_MAX)
        return BAD("offers: learnt from %llu rows", (unsigned long long)m->head->n_rows);
    if (items == 0 || (uint64_t)items > UINT64_C(1) << 31)
        return BAD("offers: %zu items", items);
    if (counts[QUEN__ITEMCF_POPULAR] != items || counts[QUEN__ITEMCF_ROWS] != items + 1)
        return BAD(
            "offers: %zu items, but %zu popular items and %zu offsets of neighbours",
            items, counts[QUEN__ITEMCF_POPULAR], counts[QUEN__ITEMCF_ROWS]);
    if (counts[QUEN__ITEMCF_HISTORY_ROWS] == 0 ||
        counts[QUEN__ITEMCF_HISTORY_ROWS] - 1 > m->head->n_rows)
        return BAD("offers: %zu offsets of histories, learnt from %llu rows",
                   counts[QUEN__ITEMCF_HISTORY_ROWS],
                   (unsigned long long)m->head->n_rows);
    m->n_items = items;
    m->n_customers = counts[QUEN__ITEMCF_HISTORY_ROWS] - 1;
    return QUEN_OK;
}

/* Each item once: they descend strictly by support, then number, and are as many as
 * items. */
static quen_status check_popular(quen_context *ctx, const quen_itemcf *m)
{
    quen_status status =
        quen__check_below(ctx, "popular items", m->popular, m->n_items, m->n_items);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < m->n_items; i++) {
        uint32_t item = m->popular[i];
        quen__topk_ranked here = {m->support[item], item};
        if (m->support[item] > m->head->n_rows)
            return BAD("support: item %u was bought by %u of %llu", item,
                       m->support[item], (unsigned long long)m->head->n_rows);
        if (i > 0) {
            quen__topk_ranked before = {m->support[m->popular[i - 1]], m->popular[i - 1]};
            if (!quen__topk_before(before, here))
                return BAD("popular items: entry %zu is out of order", i);
        }
    }
    return QUEN_OK;
}

/* `seen` holds for each item the last row that named it, counted from 1. */
static quen_status check_neighbors(quen_context *ctx, const quen_itemcf *m, size_t row,
                                   uint32_t *seen)
{
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        uint32_t item = m->neighbor[e].item;
        float weight = m->neighbor[e].weight;
        if (item >= m->n_items)
            return BAD("neighbours: entry %llu is item %u, which is not below %zu",
                       (unsigned long long)e, item, m->n_items);
        if (!(weight > 0 && weight <= FLT_MAX))
            return BAD("neighbours: the weight of entry %llu is not above 0 and finite",
                       (unsigned long long)e);
        if (item == row || seen[item] == row + 1)
            return BAD("neighbours: row %zu names item %u %s", row, item,
                       item == row ? "itself" : "twice");
        seen[item] = (uint32_t)row + 1;
        if (e > m->row_start[row]) {
            const quen_neighbor *before = &m->neighbor[e - 1];
            if (before->weight < weight ||
                (before->weight == weight && before->item >= item))
                return BAD("neighbours: row %zu is out of order at entry %llu", row,
                           (unsigned long long)e);
        }
    }
    return QUEN_OK;
}

static quen_status check_rows(quen_context *ctx, const quen_itemcf *m, size_t n)
{
    quen_status status =
        quen__check_offsets(ctx, "neighbour rows", m->row_start, m->n_items, n);
    if (status != QUEN_OK)
        return status;
    uint32_t *seen = quen__allocate_zero(ctx, m->n_items, sizeof *seen);
    if (!seen)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; status == QUEN_OK && i < m->n_items; i++)
        status = check_neighbors(ctx, m, i, seen);
    quen__release(&ctx->allocator, seen);
    return status;
}

static quen_status check_histories(quen_context *ctx, const quen_itemcf *m, size_t n)
{
    quen_status status =
        quen__check_offsets(ctx, "history rows", m->history_start, m->n_customers, n);
    if (status == QUEN_OK)
        status = quen__check_below(ctx, "history", m->history, n, m->n_items);
    for (size_t c = 0; status == QUEN_OK && c < m->n_customers; c++) {
        uint64_t from = m->history_start[c];
        status = quen__check_ascending(ctx, "history", m->history + from,
                                       (size_t)(m->history_start[c + 1] - from));
    }
    return status;
}

static quen_status attach(quen_context *ctx, const quen__image *image, uint32_t base,
                          void *view)
{
    quen_itemcf *model = view;
    size_t counts[QUEN__ITEMCF_SECTIONS];
    quen_status status = get_sections(ctx, image, base, model, counts);
    if (status == QUEN_OK)
        status = check_counts(ctx, model, counts);
    if (status == QUEN_OK)
        status = check_popular(ctx, model);
    if (status == QUEN_OK)
        status = check_rows(ctx, model, counts[QUEN__ITEMCF_NEIGHBORS]);
    if (status == QUEN_OK)
        status = check_histories(ctx, model, counts[QUEN__ITEMCF_HISTORY]);
    return status;
}

const quen__model_kind quen__itemcf_kind = {QUEN__KIND_ITEMCF, QUEN__ITEMCF_SECTIONS,
                                            "itemcf", sizeof(quen_itemcf), attach};

QUEN__MODEL_FUNCTIONS(itemcf)

/* --- reading --- */

size_t quen_itemcf_n_items(const quen_itemcf *itemcf)
{
    return itemcf->n_items;
}

size_t quen_itemcf_n_customers(const quen_itemcf *itemcf)
{
    return itemcf->n_customers;
}

uint32_t quen_itemcf_support(const quen_itemcf *itemcf, uint32_t item)
{
    return item < itemcf->n_items ? itemcf->support[item] : 0;
}

size_t quen_itemcf_neighbors(const quen_itemcf *itemcf, uint32_t item,
                             const quen_neighbor **neighbors)
{
    *neighbors = NULL;
    if (item >= itemcf->n_items)
        return 0;
    uint64_t from = itemcf->row_start[item];
    *neighbors = itemcf->neighbor + from;
    return (size_t)(itemcf->row_start[item + (size_t)1] - from);
}

size_t quen_itemcf_history(const quen_itemcf *itemcf, uint32_t customer,
                           const uint32_t **items)
{
    *items = NULL;
    if (customer >= itemcf->n_customers)
        return 0;
    uint64_t from = itemcf->history_start[customer];
    *items = itemcf->history + from;
    return (size_t)(itemcf->history_start[customer + (size_t)1] - from);
}
