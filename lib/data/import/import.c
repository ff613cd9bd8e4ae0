/*
 * From bytes to a log: see quen/import.h. The reader gives batches, whose rows go through
 * the steps of state.h; at the end what is still open is decided.
 */
#include <stddef.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/clock/zone.h"
#include "data/import/state.h"
#include "data/orders/orders.h"
#include "data/parse/calendar.h"
#include "data/parse/phone_countries.h"

#define NOUN "import"

/* --- options --- */

static quen_import_options defaults(void)
{
    quen_import_options options = {0};
    options.decimals = UINT32_MAX;
    return options;
}

void quen_import_options_init(quen_import_options *options, size_t size)
{
    quen_import_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

void quen_import_counts_init(quen_import_counts *counts, size_t size)
{
    quen_import_counts all = {0};
    quen__options_init(counts, size, &all, sizeof all);
}

static quen_status check_numbers(quen_context *ctx, const quen_import_options *o)
{
    quen_status status = QUEN_OK;
    if (o->decimals != UINT32_MAX)
        status = quen__options_within(ctx, NOUN, "decimals", o->decimals, 0,
                                      QUEN_DECIMALS_MAX);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, NOUN, "quantity_decimals",
                                      o->quantity_decimals, 0, QUEN_DECIMALS_MAX);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "customer_kind", o->customer_kind,
                                      QUEN_IMPORT_KEY_NAME);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "fill_down", o->fill_down, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "skip_bad", o->skip_bad, 1);
    if (status == QUEN_OK)
        status = quen__calendar_check_utc_offset(ctx, NOUN, o->utc_offset_s);
    return status;
}

static int is_code(const char *text)
{
    return strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static quen_status check_texts(quen_context *ctx, const quen_import_options *o)
{
    if (o->amount && o->price)
        return quen__bad_argument(ctx, "import: amount and price are both set: one is "
                                       "the money of a row");
    if (o->clock && !o->time)
        return quen__bad_argument(ctx, "import: clock is set, but not time");
    if (o->zone && o->utc_offset_s)
        return quen__bad_argument(ctx, "import: zone and utc_offset_s are both set");
    quen_status status = o->zone ? quen__zone_check(ctx, NOUN, o->zone) : QUEN_OK;
    if (status != QUEN_OK)
        return status;
    if (o->currency && !is_code(o->currency))
        return quen__bad_argument(
            ctx, "import: currency is \"%.20s\", not three capital letters", o->currency);
    return QUEN_OK;
}

static quen_status check_lists(quen_context *ctx, const quen_import_options *o)
{
    quen_status status = quen__rows_check_filters(ctx, NOUN, o->where, o->n_where);
    if (status == QUEN_OK)
        status = quen__rows_check_country(ctx, NOUN, o->country);
    if (status != QUEN_OK)
        return status;
    quen_csv_options csv;
    quen_csv_options_init(&csv, sizeof csv);
    status = quen__options_read(ctx, &csv, sizeof csv, o->csv, "csv");
    if (status != QUEN_OK)
        return status;
    if (csv.columns || csv.optional || csv.n_columns || csv.n_optional)
        return quen__bad_argument(ctx, "import: csv names columns, which are named by "
                                       "their roles");
    return QUEN_OK;
}

static quen_status read_options(quen_context *ctx, const quen_import_options *given,
                                quen_import_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read_all(
        ctx, o, sizeof *o, offsetof(quen_import_options, reserved), given, NOUN);
    if (status == QUEN_OK)
        status = check_numbers(ctx, o);
    if (status == QUEN_OK)
        status = check_texts(ctx, o);
    if (status == QUEN_OK)
        status = quen__import_check_saved(ctx, o->saved);
    return status == QUEN_OK ? check_lists(ctx, o) : status;
}

/* --- making --- */

static quen_status make_log(quen_context *ctx, quen_import *im)
{
    const quen_import_options *o = &im->options;
    quen_zone constant = {NULL, NULL, 0, o->utc_offset_s, 0};
    quen_order_rules rules;
    quen_status status = quen_orders_new(ctx, &im->orders);
    if (status == QUEN_OK)
        status = quen_orders_set_clock(ctx, im->orders, o->zone ? o->zone : &constant);
    if (status == QUEN_OK && o->rules)
        status = quen_orders_set_rules(ctx, im->orders, o->rules);
    if (status != QUEN_OK)
        return status;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(im->orders, &rules);
    return quen__nobody_make(ctx, rules.nobody, rules.n_nobody, &im->nobody);
}

static quen_status make(quen_context *ctx, quen_import *im)
{
    const quen_import_options *o = &im->options;
    im->profile = o->profile;
    im->key_kind = o->customer_kind;
    im->country = o->country ? quen__parse_country_of(o->country) : NULL;
    im->clock = im->currency = im->time_zone = QUEN__IMPORT_ABSENT;
    quen_status status = make_log(ctx, im);
    return status == QUEN_OK ? quen__import_open_csv(ctx, im) : status;
}

quen_status quen_import_new(quen_context *ctx, const quen_import_options *options,
                            quen_import **out)
{
    quen_import_options o;
    *out = NULL;
    quen_status status = read_options(ctx, options, &o);
    if (status != QUEN_OK)
        return status;
    quen_import *im = quen__allocate_zero(ctx, 1, sizeof *im);
    if (!im)
        return QUEN_ERR_MEMORY;
    im->allocator = ctx->allocator;
    im->options = o;
    status = make(ctx, im);
    if (status == QUEN_OK)
        *out = im;
    else
        quen_import_free(im);
    return status;
}

static void free_blocks(quen_import *im)
{
    while (im->first) {
        quen__import_block *block = im->first;
        im->first = block->next;
        quen__import_block_free(&im->allocator, block);
    }
    im->last = NULL;
}

static void free_columns(quen_import *im)
{
    for (size_t i = 0; im->slots && i < im->n_slots; i++)
        quen_format_free(im->slots[i].format);
    for (size_t i = 0; im->above && i < im->n_columns; i++)
        quen__release(&im->allocator, im->above[i].is.bytes);
    for (size_t i = 0; i < im->n_sorts; i++)
        quen__release(&im->allocator, im->sorts[i].column);
    quen__release(&im->allocator, im->slots);
    quen__release(&im->allocator, im->above);
    quen__release(&im->allocator, im->sorts);
    quen__release(&im->allocator, im->filters);
    quen__release(&im->allocator, im->cells);
    quen__release(&im->allocator, im->used);
}

void quen_import_free(quen_import *import)
{
    if (!import)
        return;
    quen_allocator allocator = import->allocator;
    free_blocks(import);
    free_columns(import);
    quen_csv_free(import->csv);
    quen_orders_free(import->orders);
    quen__nobody_free(&import->nobody, &allocator);
    quen__import_told_free(&allocator, &import->told);
    quen__release(&allocator, import->joined);
    quen__release(&allocator, import->saved);
    quen__release(&allocator, import);
}

/* --- bytes --- */

static quen_status check_open(quen_context *ctx, const quen_import *im)
{
    quen_status status = quen__same_allocator(ctx, &im->allocator, NOUN);
    if (status == QUEN_OK && im->failed)
        return quen__bad_argument(ctx, "import: it failed before: begin a new one");
    if (status == QUEN_OK && im->finished)
        return quen__bad_argument(ctx, "import: it was finished before");
    return status;
}

static quen_status take_all(quen_context *ctx, quen_import *im)
{
    quen_csv_batch batch;
    quen_status status;
    do {
        status = quen_csv_take(ctx, im->csv, &batch);
        if (status == QUEN_OK)
            status = quen__import_bind(ctx, im);
        if (status == QUEN_OK)
            status = quen__import_take_batch(ctx, im, &batch);
    } while (status == QUEN_OK && batch.n_rows + batch.n_bad > 0);
    return status;
}

quen_status quen_import_push(quen_context *ctx, quen_import *import, const void *bytes,
                             size_t size)
{
    quen_status status = check_open(ctx, import);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "import: bytes", size, 1, 1);
    if (status != QUEN_OK)
        return status;
    status = quen_csv_push(ctx, import->csv, bytes, size);
    if (status == QUEN_OK)
        status = take_all(ctx, import);
    import->failed = status;
    return status;
}

/* --- the end --- */

/* What is said of the currency, beside the amounts themselves. */
static const char *currency_stated(const quen_import *im)
{
    if (im->options.currency)
        return im->options.currency;
    return im->profile && im->profile->currency ? im->profile->currency : im->code;
}

static quen_status tell_money(quen_context *ctx, quen_import *im)
{
    quen_money money = {im->decimals, ""};
    const char *code = currency_stated(im);
    const quen__import_slot *slot = &im->slots[QUEN__IMPORT_MONEY];
    if (slot->column == QUEN__IMPORT_ABSENT)
        return QUEN_OK;
    if (is_code(code))
        memcpy(money.currency, code, 4);
    quen_status status =
        quen__rows_find_currency(ctx, "import", slot->name, slot->format, money.currency);
    return status == QUEN_OK ? quen_orders_set_money(ctx, im->orders, &money) : status;
}

/* The log tells of its columns too, for who has it alone. */
static quen_status tell_log(quen_context *ctx, quen_import *im)
{
    quen_status status = tell_money(ctx, im);
    for (size_t i = 0; i < im->n_slots && status == QUEN_OK; i++) {
        const char *name = im->slots[i].name;
        const quen_format *format = im->slots[i].format;
        if (!format)
            continue;
        status = i == QUEN__IMPORT_CUSTOMER
                     ? quen__orders_tell_customers(ctx, im->orders, name,
                                                   quen_format_told(format))
                     : quen__orders_tell(ctx, im->orders, name, quen_format_told(format));
    }
    if (im->key_kind >= QUEN_IMPORT_KEY_PHONE)
        quen__orders_spell(im->orders, 1u << (im->key_kind - QUEN_IMPORT_KEY_PHONE),
                           im->country);
    quen__orders_count_rounded(im->orders, im->counts.rounded);
    return status;
}

static quen_status finish(quen_context *ctx, quen_import *im)
{
    quen_status status = quen_csv_finish(ctx, im->csv);
    if (status == QUEN_OK)
        status = take_all(ctx, im);
    if (status == QUEN_OK && !im->decided && im->last && !quen__import_is_full(im))
        status = quen__import_learn(ctx, im, im->last);
    if (status == QUEN_OK && !im->decided)
        status = quen__import_finish_formats(ctx, im);
    if (status == QUEN_OK)
        status = quen__import_drain(ctx, im);
    if (status == QUEN_OK)
        status = tell_log(ctx, im);
    if (status == QUEN_OK)
        status = quen__import_save(ctx, im);
    return status == QUEN_OK ? quen__import_tell_all(ctx, im) : status;
}

quen_status quen_import_finish(quen_context *ctx, quen_import *import, quen_orders **out)
{
    *out = NULL;
    quen_status status = check_open(ctx, import);
    if (status != QUEN_OK)
        return status;
    status = finish(ctx, import);
    import->failed = status;
    if (status != QUEN_OK)
        return status;
    import->finished = 1;
    *out = import->orders;
    import->orders = NULL;
    return QUEN_OK;
}

/* --- asking --- */

void quen_import_get_counts(const quen_import *import, quen_import_counts *counts)
{
    quen__options_write(counts, &import->counts, sizeof import->counts);
}
