/*
 * Orders from an Arrow stream: see quen/arrow.h.
 *
 * The schema is read once and gives each column its reader and its taker. Each array of
 * the stream is cut into blocks, a block into chunks. Chunks run on threads and convert
 * group after group of rows, column by column, into the block's room; a chunk stops at
 * its first bad row. Then the block goes into the log, which knows where to read what.
 * Where times or numbers are texts, arrays are kept until it is known how to read them.
 */
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "core/parallel.h"
#include "data/arrow/arrow_learn.h"
#include "data/arrow/arrow_pick.h"
#include "data/arrow/arrow_spell.h"
#include "data/arrow/arrow_words.h"
#include "data/clock/zone.h"
#include "data/orders/orders.h"
#include "data/parse/calendar.h"
#include "data/parse/calendar_form.h"
#include "quen/parse.h"

#define BLOCK QUEN__ARROW_BLOCK
#define CHUNK QUEN__ARROW_CHUNK
#define CHUNKS QUEN__ARROW_CHUNKS
#define GROUP QUEN__ARROW_GROUP
#define STAGE "orders"

/* A chunk's first bad row; no reason: there is none. */
typedef struct fault {
    size_t row; /* of the block */
    uint32_t role;
    const char *reason;
} fault;

typedef struct import {
    quen_context *ctx;
    quen__temp *temp;
    quen_orders *orders;
    quen_money money; /* what is said of it, and then what is seen */
    quen__arrow_units units;
    int64_t each; /* the quantity of a row without one: 1 in its units */
    quen__arrow_use uses[QUEN__ROLES];
    size_t rows;       /* of the stream, before this array */
    size_t since_told; /* rows since the caller was told of the progress */
    size_t first, n;   /* the block's rows in the array: from where, how many are taken */
    fault faults[CHUNKS];
    uint64_t rounded[CHUNKS];    /* rows of the stream, by their chunk of a block */
    quen__arrow_odd odd[CHUNKS]; /* likewise */
    quen__calendar_form form;    /* of times that are plain numbers */
    quen__arrow_kept kept;       /* arrays whose columns are not decided */
    quen__arrow_pick pick;
    quen__arrow_spelling spelling;
    int is_settled; /* 1: it is known how text columns are read */
} import;

/* --- options --- */

static quen_arrow_options defaults(void)
{
    quen_arrow_options options = {0};
    options.decimals = 2;
    return options;
}

void quen_arrow_options_init(quen_arrow_options *options, size_t size)
{
    quen_arrow_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

/* How rows are chosen and filled, and customers spelled. */
static quen_status check_rules(quen_context *ctx, const quen_arrow_options *o)
{
    quen_status status = quen__options_choice(ctx, "arrow", "customer_kind",
                                              o->customer_kind, QUEN_IMPORT_KEY_NAME);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "arrow", "fill_down", o->fill_down, 1);
    if (status == QUEN_OK)
        status = quen__rows_check_country(ctx, "arrow", o->country);
    if (status == QUEN_OK)
        status = quen__rows_check_filters(ctx, "arrow", o->where, o->n_where);
    if (status == QUEN_OK && o->fill_down && !o->order)
        return quen__bad_argument(ctx,
                                  "arrow: fill_down is 1, but no column is the order's: "
                                  "without its number, rows of others may be between");
    return status;
}

static quen_status read_options(quen_context *ctx, const quen_arrow_options *given,
                                quen_arrow_options *options)
{
    *options = defaults();
    quen_status status =
        quen__options_read(ctx, options, sizeof *options, given, "arrow");
    if (status == QUEN_OK && (!options->item || !options->time))
        status = quen__bad_argument(ctx, "arrow: item and time are required");
    if (status == QUEN_OK && options->amount && options->price)
        status = quen__bad_argument(ctx, "arrow: either amount or price, not both");
    if (status == QUEN_OK)
        status = quen__calendar_check_utc_offset(ctx, "arrow", options->utc_offset_s);
    if (status == QUEN_OK && options->zone && options->utc_offset_s != 0)
        status = quen__bad_argument(ctx, "arrow: zone and utc_offset_s are both set");
    if (status == QUEN_OK && options->zone)
        status = quen__zone_check(ctx, "arrow", options->zone);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "arrow", "decimals", options->decimals,
                                      QUEN_DECIMALS_MAX);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "arrow", "quantity_decimals",
                                      options->quantity_decimals, QUEN_DECIMALS_MAX);
    return status == QUEN_OK ? check_rules(ctx, options) : status;
}

/* --- the schema --- */

static quen_status check_schema(quen_context *ctx, const struct ArrowSchema *schema)
{
    int broken = !schema->release || !schema->format || schema->n_children < 0 ||
                 (schema->n_children && !schema->children);
    for (int64_t i = 0; !broken && i < schema->n_children; i++)
        broken = !schema->children[i] || !schema->children[i]->format;
    if (broken)
        return quen__bad_format(ctx, "arrow: the stream's schema is not complete");
    if (strcmp(schema->format, "+s") == 0 && !schema->dictionary)
        return QUEN_OK;
    return quen__bad_argument(
        ctx,
        "arrow: the stream holds values of Arrow format \"%s\", not columns, which "
        "is \"+s\"",
        schema->format);
}

/* Texts of customers are spelled; numbers have lost the zero or the + that they began
 * with, and none is an address or a name. */
static quen_status open_spelling(import *im, quen__arrow_use *use)
{
    uint32_t family = use->column.type.family;
    if (use->role != QUEN__CUSTOMER || !im->spelling.kind)
        return QUEN_OK;
    if (family & (QUEN__ARROW_TEXT | QUEN__ARROW_BYTES))
        use->spelling = &im->spelling;
    else if (im->spelling.kind > QUEN_IMPORT_KEY_WHOLE &&
             (family & (QUEN__ARROW_INT | QUEN__ARROW_FLOAT)))
        return quen__bad_argument(im->ctx,
                                  "arrow: column \"%s\" holds numbers, but customer_kind "
                                  "is of texts: give the column as text",
                                  use->column.name);
    return QUEN_OK;
}

/* Make a column ready for its role, and room for a block of it. */
static quen_status open_column(import *im, const struct ArrowSchema *schema,
                               const char *name, uint32_t role)
{
    quen__arrow_use *use = &im->uses[role];
    use->role = role;
    use->rounded = im->rounded;
    use->odd = im->odd;
    if (!name)
        return QUEN_OK;
    quen_status status =
        quen__arrow_open(im->ctx, schema, name, quen__arrow_role_families(role),
                         quen__arrow_role_words(role), &use->column);
    if (status == QUEN_OK)
        status = open_spelling(im, use);
    if (status != QUEN_OK)
        return status;
    quen__arrow_use_plan(use);
    use->room = quen__temp_new(im->temp, BLOCK, use->width);
    if (role < QUEN__KEY_COLUMNS)
        use->bits = quen__temp_new(im->temp, BLOCK / 8 + 1, 1);
    return use->room && (use->bits || role >= QUEN__KEY_COLUMNS) ? QUEN_OK
                                                                 : QUEN_ERR_MEMORY;
}

static quen_status open_columns(import *im, const struct ArrowSchema *schema,
                                const quen_arrow_options *o)
{
    const char *const names[QUEN__ROLES] = {o->customer, o->order,  o->item, o->time,
                                            o->quantity, o->amount, o->price};
    quen_status status = check_schema(im->ctx, schema);
    im->spelling.kind = o->customer_kind;
    for (uint32_t role = 0; role < QUEN__ROLES && status == QUEN_OK; role++)
        status = open_column(im, schema, names[role], role);
    if (status == QUEN_OK)
        status = quen__arrow_pick_open(im->temp, &im->pick, schema, o, im->uses);
    quen_zone constant = {NULL, NULL, 0, o->utc_offset_s, 0};
    im->units.clock = o->zone ? *o->zone : constant;
    im->units.decimals = (int32_t)o->decimals;
    im->units.quantity_decimals = (int32_t)o->quantity_decimals;
    im->each = quen__decimal_power((uint32_t)o->quantity_decimals);
    return status;
}

/* --- a block --- */

/* Convert up to GROUP rows of one column; how many went well. */
static size_t take_group(const import *im, const quen__arrow_use *use, size_t row,
                         size_t n, const char **reason)
{
    quen__arrow_cell cells[GROUP];
    if (!use->direct)
        quen__arrow_block_cells(&use->column, use->first, row, n, cells);
    return use->take(&im->units, use, row, cells, n, reason);
}

/* Each column up to where those before it went well: so the first bad row is found. */
static void do_chunk(void *user, size_t chunk, unsigned worker)
{
    import *im = user;
    fault *bad = &im->faults[chunk];
    size_t last = im->n - chunk * CHUNK < CHUNK ? im->n : (chunk + 1) * CHUNK;
    (void)worker;
    bad->reason = NULL;
    for (size_t row = chunk * CHUNK; row < last && !bad->reason; row += GROUP) {
        size_t n = last - row < GROUP ? last - row : GROUP;
        for (uint32_t role = 0; role < QUEN__ROLES; role++) {
            const char *reason = NULL;
            if (!im->uses[role].take)
                continue;
            size_t good = take_group(im, &im->uses[role], row, n, &reason);
            if (good < n)
                *bad = (fault){row + good, role, reason};
            n = good;
        }
    }
}

/* What plain numbers that were taken for seconds may be instead. */
static void see_times(import *im)
{
    const quen__arrow_use *use = &im->uses[QUEN__ROLE_TIME];
    if (use->column.type.family == QUEN__ARROW_INT)
        quen__calendar_form_see(&im->form, (const int64_t *)(const void *)use->out,
                                im->n);
}

static quen_status add_rows(import *im)
{
    quen__orders_rows rows = {.n = im->n, .stride = sizeof(int64_t), .each = im->each};
    const quen__arrow_use *uses = im->uses;
    rows.first = im->rows + im->first;
    rows.from = im->pick.rows;
    for (uint32_t role = 0; role < QUEN__KEY_COLUMNS; role++)
        rows.keys[role] = quen__arrow_use_keys(&uses[role], im->n);
    rows.time = uses[QUEN__ROLE_TIME].out;
    rows.quantity = uses[QUEN__ROLE_QUANTITY].out;
    rows.amount = uses[QUEN__ROLE_AMOUNT].out;
    if (uses[QUEN__ROLE_PRICE].take)
        rows.amount = uses[QUEN__ROLE_PRICE].out;
    return quen__orders_add_rows(im->ctx, im->orders, &rows);
}

static quen_status refuse(const import *im, const fault *bad)
{
    const quen__arrow_use *use = &im->uses[bad->role];
    quen__arrow_cell cell;
    size_t at = im->first + (use->rows ? use->rows[bad->row] : bad->row);
    quen__arrow_block_cells(&use->column, use->first, bad->row, 1, &cell);
    return quen__arrow_refuse_value(im->ctx, &use->column, im->rows + at, at, &cell,
                                    bad->reason);
}

static quen_status begin_block(import *im)
{
    quen__arrow_use *customer = &im->uses[QUEN__CUSTOMER];
    for (uint32_t role = 0; role < QUEN__ROLES; role++)
        if (im->uses[role].take)
            quen__arrow_use_begin(&im->units, &im->uses[role], im->first);
    im->units.quantity = im->uses[QUEN__ROLE_QUANTITY].out;
    return customer->spelling ? quen__arrow_spell_begin(im->ctx, customer, im->n)
                              : QUEN_OK;
}

static quen_status convert_block(import *im)
{
    size_t chunks = (im->n + CHUNK - 1) / CHUNK;
    quen_status status = begin_block(im);
    if (status == QUEN_OK)
        status = quen__parallel_for(im->ctx, chunks, do_chunk, im, NULL, 0, 0);
    for (size_t i = 0; i < chunks && status == QUEN_OK; i++)
        if (im->faults[i].reason)
            status = refuse(im, &im->faults[i]);
    if (status == QUEN_OK && im->uses[QUEN__CUSTOMER].spelling)
        quen__arrow_spell_end(&im->uses[QUEN__CUSTOMER], im->n, im->rows + im->first);
    return status;
}

/* An array counts as rows too: a stream may be many of few rows, or of none. */
static quen_status tell(import *im, size_t rows, double fraction)
{
    im->since_told += rows;
    if (im->since_told < BLOCK)
        return QUEN_OK;
    im->since_told = 0;
    return quen__progress(im->ctx, STAGE, fraction);
}

/* --- an array --- */

static quen_status check_array(quen_context *ctx, const struct ArrowArray *array,
                               const struct ArrowSchema *schema)
{
    size_t most = SIZE_MAX / 64;
    if (array->length < 0 || array->offset < 0 || (uint64_t)array->length > most ||
        (uint64_t)array->offset > most)
        return quen__bad_format(
            ctx, "arrow: the stream's array has length %lld at offset %lld",
            (long long)array->length, (long long)array->offset);
    /* The schema has columns: those that are wanted were found in it. */
    if (array->n_children != schema->n_children || !array->children)
        return quen__bad_format(
            ctx, "arrow: the stream's array has %lld children, its schema %lld",
            array->children ? (long long)array->n_children : 0,
            (long long)schema->n_children);
    if (array->n_buffers != 1 || !array->buffers)
        return quen__bad_format(
            ctx, "arrow: the stream's array has %lld buffers, a struct has 1",
            array->buffers ? (long long)array->n_buffers : 0);
    if (array->null_count > 0 && !array->buffers[0])
        return quen__bad_format(
            ctx, "arrow: the stream's array has %lld nulls and no bits that say which",
            (long long)array->null_count);
    return QUEN_OK;
}

/* Rows that are null as a whole have no columns to look at. */
static quen_status check_rows(const import *im, const struct ArrowArray *array)
{
    const uint8_t *valid = array->null_count ? array->buffers[0] : NULL;
    size_t first = (size_t)array->offset, n = valid ? (size_t)array->length : 0;
    for (size_t i = 0; i < n; i++)
        if (!(valid[(first + i) / 8] >> (first + i) % 8 & 1))
            return quen__bad_argument(
                im->ctx, "arrow: row %zu is null as a whole, not a line with columns",
                im->rows + i);
    return QUEN_OK;
}

static quen_status bind_columns(import *im, const struct ArrowArray *array)
{
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ROLES && status == QUEN_OK; role++) {
        quen__arrow_column *column = &im->uses[role].column;
        if (im->uses[role].take)
            status = quen__arrow_bind(im->ctx, column, array->children[column->child],
                                      (size_t)array->offset, (size_t)array->length);
    }
    return status;
}

static quen_status bind_array(import *im, const struct ArrowArray *array,
                              const struct ArrowSchema *schema)
{
    quen_status status = check_array(im->ctx, array, schema);
    if (status == QUEN_OK)
        status = check_rows(im, array);
    if (status == QUEN_OK)
        status = bind_columns(im, array);
    if (status == QUEN_OK)
        status = quen__arrow_pick_bind(im->ctx, &im->pick, array);
    return status;
}

/* The next block of an array of n rows: those of its rows that are taken. */
static quen_status next_block(import *im, size_t n, size_t *rows)
{
    *rows = im->n = n - im->first < BLOCK ? n - im->first : BLOCK;
    return im->pick.rows ? quen__arrow_pick_block(im->ctx, &im->pick, im->first,
                                                  im->rows + im->first, &im->n)
                         : QUEN_OK;
}

static quen_status add_block(import *im)
{
    if (im->n == 0)
        return QUEN_OK;
    quen_status status = convert_block(im);
    if (status != QUEN_OK)
        return status;
    see_times(im);
    return add_rows(im);
}

static quen_status add_array(import *im, const struct ArrowArray *array,
                             const struct ArrowSchema *schema)
{
    size_t n = (size_t)array->length, rows;
    quen_status status = bind_array(im, array, schema);
    if (status == QUEN_OK)
        status = tell(im, GROUP, 0);
    if (status == QUEN_OK && im->uses[QUEN__CUSTOMER].spelling)
        status = quen__arrow_spell_array(im->ctx, &im->uses[QUEN__CUSTOMER], n);
    for (im->first = 0; im->first < n && status == QUEN_OK; im->first += BLOCK) {
        status = next_block(im, n, &rows);
        if (status == QUEN_OK)
            status = add_block(im);
        if (status == QUEN_OK)
            status = tell(im, rows, (double)(im->first + rows) / (double)n);
    }
    im->rows += n;
    return status;
}

/* Decide how text columns are read, and read what was kept. */
static quen_status settle(import *im, const struct ArrowSchema *schema)
{
    quen_status status =
        quen__arrow_learn_end(im->ctx, im->uses, im->orders, im->money.currency);
    im->is_settled = 1;
    im->rows = 0;
    quen__arrow_pick_restart(&im->pick);
    for (size_t i = 0; i < im->kept.n && status == QUEN_OK; i++) {
        struct ArrowArray *array = &im->kept.arrays[i];
        status = add_array(im, array, schema);
        array->release(array);
    }
    if (status == QUEN_OK)
        im->kept.n = 0;
    return status;
}

static quen_status learn_array(import *im, size_t n)
{
    quen_status status = QUEN_OK;
    size_t rows;
    for (im->first = 0; im->first < n && status == QUEN_OK; im->first += BLOCK) {
        status = next_block(im, n, &rows);
        if (status == QUEN_OK)
            quen__arrow_learn_block(im->uses, im->first, im->n, im->rows + im->first);
    }
    im->rows += n;
    return status;
}

/* Learn from an array, which is taken over. */
static quen_status keep_array(import *im, struct ArrowArray *array,
                              const struct ArrowSchema *schema)
{
    quen_status status = bind_array(im, array, schema);
    if (status == QUEN_OK)
        status = tell(im, GROUP, 0);
    if (status == QUEN_OK)
        status = quen__arrow_keep(im->ctx, &im->kept, array);
    if (status != QUEN_OK) {
        array->release(array);
        return status;
    }
    if (!quen__arrow_learn_is_decided(im->uses))
        status = learn_array(im, (size_t)array->length);
    if (status != QUEN_OK || !quen__arrow_learn_is_decided(im->uses))
        return status;
    return settle(im, schema);
}

/* --- the stream --- */

static quen_status stream_failed(quen_context *ctx, struct ArrowArrayStream *stream,
                                 int code)
{
    const char *words = stream->get_last_error ? stream->get_last_error(stream) : NULL;
    return quen__fail(ctx, QUEN_ERR_IO, "arrow: the stream failed with code %d: %s", code,
                      words && *words ? words : "it gives no reason");
}

static quen_status add_arrays(import *im, struct ArrowArrayStream *stream,
                              const struct ArrowSchema *schema)
{
    quen_status status = QUEN_OK;
    while (status == QUEN_OK) {
        struct ArrowArray array = {0};
        int code = stream->get_next(stream, &array);
        if (code)
            return stream_failed(im->ctx, stream, code);
        if (!array.release)
            return im->is_settled ? QUEN_OK : settle(im, schema);
        if (!im->is_settled) {
            status = keep_array(im, &array, schema);
            continue;
        }
        status = add_array(im, &array, schema);
        array.release(&array);
    }
    return status;
}

/* Tell of local times that a change of the clock makes odd, if there are any. */
static quen_status tell_odd(import *im)
{
    char words[128];
    quen__arrow_odd sum = {0};
    for (size_t i = 0; i < CHUNKS; i++) {
        sum.twice += im->odd[i].twice;
        sum.moved += im->odd[i].moved;
    }
    if (sum.twice + sum.moved == 0)
        return QUEN_OK;
    snprintf(words, sizeof words,
             "clock: %llu local time%s twice, the earlier was taken; %llu did not exist "
             "and moved forward",
             (unsigned long long)sum.twice, sum.twice == 1 ? " exists" : "s exist",
             (unsigned long long)sum.moved);
    return quen__orders_tell(im->ctx, im->orders, im->uses[QUEN__ROLE_TIME].column.name,
                             words);
}

/* Dates written as numbers would all be in 1970, in silence. */
static quen_status end_rows(import *im)
{
    char words[QUEN__FORM_WORDS];
    for (size_t i = 0; i < CHUNKS; i++)
        quen__orders_count_rounded(im->orders, im->rounded[i]);
    if (!quen__calendar_form_words(&im->form, words))
        return tell_odd(im);
    return quen__bad_argument(
        im->ctx,
        "arrow: column \"%s\": %lld to %lld would be Unix seconds of 1970; %s: give them "
        "as dates, timestamps or text",
        im->uses[QUEN__ROLE_TIME].column.name, (long long)im->form.least,
        (long long)im->form.most, words);
}

static quen_status tell_rows(import *im)
{
    quen__arrow_use *customer = &im->uses[QUEN__CUSTOMER];
    quen_status status = quen__arrow_pick_tell(im->ctx, &im->pick, im->orders);
    if (status == QUEN_OK && customer->spelling)
        status = quen__arrow_spell_tell(im->ctx, customer, im->orders);
    return status;
}

static quen_status read_stream(import *im, struct ArrowArrayStream *stream,
                               const quen_arrow_options *options)
{
    struct ArrowSchema schema = {0};
    int code = stream->get_schema(stream, &schema);
    if (code)
        return stream_failed(im->ctx, stream, code);
    quen_status status = open_columns(im, &schema, options);
    if (status == QUEN_OK)
        status = quen__arrow_learn_begin(im->ctx, im->uses, options);
    if (status == QUEN_OK)
        status = quen_orders_new(im->ctx, &im->orders);
    if (status == QUEN_OK)
        status = quen_orders_set_clock(im->ctx, im->orders, &im->units.clock);
    if (status == QUEN_OK && options->rules)
        status = quen_orders_set_rules(im->ctx, im->orders, options->rules);
    if (status == QUEN_OK)
        status = quen__arrow_spell_open(im->ctx, &im->spelling, options, im->orders);
    if (status == QUEN_OK)
        status = add_arrays(im, stream, &schema);
    if (status == QUEN_OK)
        status = end_rows(im);
    if (status == QUEN_OK)
        status = tell_rows(im);
    quen__arrow_pick_free(im->ctx, &im->pick);
    quen__arrow_spell_free(im->ctx, &im->spelling);
    quen__arrow_kept_free(im->ctx, &im->kept);
    quen__arrow_learn_free(im->uses);
    if (schema.release)
        schema.release(&schema);
    return status;
}

static quen_status import_stream(quen_context *ctx, struct ArrowArrayStream *stream,
                                 const quen_arrow_options *options,
                                 const quen_money *money, quen_orders **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    import *im = quen__temp_zero(&temp, 1, sizeof *im);
    if (!im)
        return QUEN_ERR_MEMORY;
    im->ctx = ctx;
    im->temp = &temp;
    im->money = *money;
    quen_status status = read_stream(im, stream, options);
    if (status == QUEN_OK)
        status = quen_orders_set_money(ctx, im->orders, &im->money);
    if (status == QUEN_OK)
        *out = im->orders;
    else
        quen_orders_free(im->orders);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_orders_from_arrow(quen_context *ctx, struct ArrowArrayStream *stream,
                                   const quen_arrow_options *given, quen_orders **out)
{
    quen_arrow_options options;
    *out = NULL;
    if (!stream->release)
        return quen__bad_argument(ctx, "arrow: the stream was released before");
    quen_money money;
    quen_status status = read_options(ctx, given, &options);
    if (status == QUEN_OK)
        status = quen__orders_money(ctx, options.decimals, options.currency, &money);
    if (status == QUEN_OK)
        status = import_stream(ctx, stream, &options, &money, out);
    stream->release(stream);
    return status;
}
