/*
 * Training a shop: each part fits its own model; then the sections of all of them, and
 * what only the shop knows, are gathered into one image.
 */
#include <string.h>

#include "core/options.h"
#include "data/clock/clock.h"
#include "data/parse/calendar.h"
#include "shop/part.h"

/* --- options --- */

static quen_shop_options defaults(void)
{
    quen_shop_options options = {0};
    options.struct_size = sizeof options;
    options.parts = quen__shop_parts_known();
    options.now_s = INT64_MIN;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    return options;
}

void quen_shop_options_init(quen_shop_options *options, size_t size)
{
    quen_shop_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status read_options(quen__shop_training *t, const quen_shop_options *given)
{
    quen_shop_options *o = &t->options;
    quen_zone clock;
    *o = defaults();
    quen_status status = quen__options_read(t->ctx, o, sizeof *o, given, "shop");
    if (status != QUEN_OK)
        return status;
    if (o->parts == 0 || o->parts & ~(uint32_t)QUEN_SHOP_ALL)
        return quen__bad_argument(t->ctx, "shop: parts is %u, not within 1..%u", o->parts,
                                  (uint32_t)QUEN_SHOP_ALL);
    status = quen__shop_parts_check(t->ctx, o->parts);
    if (status == QUEN_OK)
        status = quen__shop_keys_check(t);
    if (status == QUEN_OK)
        status = quen__clock_check(t->ctx, "shop", o->utc_offset_s);
    t->meta.parts = o->parts;
    t->meta.now_s = quen__orders_moment(t->orders, o->now_s);
    quen_orders_get_clock(t->orders, &clock);
    t->meta.utc_offset_s = quen__clock_kept(&clock, o->utc_offset_s);
    return status;
}

static quen_status check_log(quen__shop_training *t)
{
    quen__log log;
    quen_status status = quen__orders_log(t->ctx, t->orders, &log);
    if (status != QUEN_OK)
        return status;
    t->has_money = log.has_money;
    if (log.n_customers == 0 &&
        t->options.parts & ~(uint32_t)(QUEN_SHOP_ITEMCF | QUEN_SHOP_FIGURES))
        return quen__bad_argument(
            t->ctx, "shop: no line of the log has a customer: only offers and "
                    "figures can be trained, parts = QUEN_SHOP_ITEMCF | "
                    "QUEN_SHOP_FIGURES");
    return quen__calendar_check_moment(t->ctx, "shop", t->meta.now_s);
}

/* --- parts --- */

static quen_status train_parts(quen__shop_training *t)
{
    for (const quen__shop_part *const *p = quen__shop_parts; *p; p++) {
        if (!(t->options.parts & (*p)->bit) || !(*p)->train)
            continue;
        quen_status status = (*p)->train(t);
        if (status != QUEN_OK)
            return quen__fail_in(t->ctx, status, (*p)->words);
    }
    return QUEN_OK;
}

/* --- gathering --- */

/* Only if it was told, so that a file has no section that says nothing. */
static void add_money(quen__shop_training *t, quen__shop_money *money)
{
    quen_money told;
    if (!t->has_money)
        quen__shop_training_add(t, QUEN__SHOP_NO_MONEY, 1, 0, money);
    quen_orders_get_money(t->orders, &told);
    if (told.decimals == QUEN_DECIMALS_UNKNOWN && !told.currency[0])
        return;
    money->decimals = told.decimals;
    for (size_t i = 0; i < 3; i++)
        money->currency |= (uint64_t)(unsigned char)told.currency[i] << 8 * i;
    quen__shop_training_add(t, QUEN__SHOP_MONEY, 8, sizeof *money / 8, money);
}

static size_t n_sections(const quen__shop_training *t)
{
    size_t n = t->n_own + QUEN__SHOP_KEYS_SECTIONS + QUEN__KEYS_SECTIONS;
    for (size_t i = 0; i < t->n_models; i++)
        n += quen__image_sections(&t->models[i].model->image);
    return n;
}

static size_t add_models(const quen__shop_training *t, quen__section *out)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_models; i++) {
        const quen__image *image = &t->models[i].model->image;
        for (size_t j = 0; j < quen__image_sections(image); j++) {
            out[n] = quen__image_section(image, j);
            out[n++].id += t->models[i].base;
        }
    }
    return n;
}

/* By ascending id, as the container wants them: few, and nearly so already. */
static void sort_sections(quen__section *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        quen__section row = rows[i];
        size_t at = i;
        for (; at > 0 && rows[at - 1].id > row.id; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

static quen_status gather(quen__shop_training *t, quen__section **rows, size_t *n)
{
    *rows = quen__temp_new(&t->temp, n_sections(t), sizeof **rows);
    if (!*rows)
        return QUEN_ERR_MEMORY;
    memcpy(*rows, t->own, t->n_own * sizeof **rows);
    *n = t->n_own;
    size_t of_customers;
    quen_status status = quen__shop_keys_sections(t, *rows + *n, &of_customers);
    if (status != QUEN_OK)
        return status;
    *n += of_customers;
    *n += quen__keys_sections(quen__orders_items(t->orders), QUEN__SHOP_BASE_ITEMS,
                              *rows + *n);
    *n += add_models(t, *rows + *n);
    sort_sections(*rows, *n);
    return QUEN_OK;
}

static quen_status make_shop(quen__shop_training *t, quen_shop **out)
{
    quen__shop_money money = {0};
    quen__image image;
    quen__section *rows;
    size_t n;
    quen__shop_training_add(t, QUEN__SHOP_META, 8, sizeof t->meta / 8, &t->meta);
    quen__shop_training_add(t, QUEN__SHOP_NOTE, 1, strlen(t->note), t->note);
    add_money(t, &money);
    quen_status status = gather(t, &rows, &n);
    if (status == QUEN_OK)
        status = quen__image_build(t->ctx, QUEN__KIND_SHOP, rows, n, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(t->ctx, &image);
    *out = quen__model_adopt(t->ctx, &quen__shop_kind, &image, &status);
    return status;
}

/* --- the whole --- */

static void training_close(quen__shop_training *t)
{
    quen_features_free(t->features); /* whose columns may be a model's */
    for (size_t i = 0; i < t->n_models; i++)
        quen__model_free(t->models[i].model);
    quen_orders_free(t->reordered);
    quen__temp_close(&t->temp);
}

quen_status quen_shop_train(quen_context *ctx, const quen_orders *orders,
                            const quen_shop_options *given, quen_shop **out)
{
    quen__shop_training t = {.ctx = ctx, .orders = orders, .temp = QUEN__TEMP(ctx)};
    *out = NULL;
    quen_status status = read_options(&t, given);
    if (status == QUEN_OK)
        status = check_log(&t);
    if (status == QUEN_OK)
        status = quen__shop_keys_begin(&t);
    if (status == QUEN_OK)
        status = train_parts(&t);
    if (status == QUEN_OK)
        status = make_shop(&t, out);
    training_close(&t);
    return status;
}
