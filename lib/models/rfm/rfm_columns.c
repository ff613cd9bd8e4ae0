/*
 * RFM straight from columns of order lines: checked as a log would, added up without one
 * (see data/tally.h), then scored as from a log. Keys that are byte strings are numbered
 * first, in order of arrival; customers are sorted by their own order afterwards.
 */
#include <string.h>

#include "data/parse/calendar.h"
#include "data/tally/column_check.h"
#include "data/keys/key_column.h"
#include "data/keys/key_sort.h"
#include "data/keys/keymap.h"
#include "models/rfm/rfm.h"

/* Byte strings of the two columns, numbered. */
typedef struct texts {
    quen__keymap customers, orders;
} texts;

static quen_status number_texts(quen_context *ctx, quen__temp *temp,
                                const quen_key_column *column, size_t n,
                                quen__keymap *map, quen__tally_numbers *out)
{
    out->of = column->numbers;
    out->valid = column->valid;
    if (column->numbers || !column->offsets)
        return QUEN_OK;
    int64_t *numbers = quen__temp_new(temp, n, sizeof *numbers);
    quen_status status = numbers ? QUEN_OK : QUEN_ERR_MEMORY;
    quen__keymap_seed(map, (uint64_t)(uintptr_t)numbers);
    quen__key_rows rows = {*column, NULL, 0};
    for (size_t first = 0; first < n && status == QUEN_OK; first += QUEN__KEY_GROUP) {
        uint32_t ids[QUEN__KEY_GROUP];
        size_t here = n - first < QUEN__KEY_GROUP ? n - first : QUEN__KEY_GROUP;
        status = quen__keymap_intern_rows(ctx, map, &rows, first, here, ids);
        for (size_t i = 0; i < here && status == QUEN_OK; i++)
            numbers[first + i] = ids[i];
    }
    out->of = numbers;
    return status;
}

/* From the order of numbers to that of the byte strings which they stand for. */
static quen_status sort_by_text(quen_context *ctx, quen__temp *temp,
                                const quen__keymap *map, quen__tally **tallies, size_t n)
{
    uint32_t *order = quen__temp_new(temp, n, sizeof *order);
    quen__tally *sorted = quen__temp_new(temp, n, sizeof *sorted);
    if (!order || !sorted)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__keymap_sort(ctx, map, order);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        sorted[i] = (*tallies)[order[i]];
    *tallies = sorted;
    return status;
}

/* The byte strings in place of their numbers. */
static quen_status spell_out(quen__temp *temp, const quen__keymap *map, quen__keys *keys)
{
    uint64_t *offsets = quen__temp_new(temp, keys->n + 1, sizeof *offsets);
    if (!offsets)
        return QUEN_ERR_MEMORY;
    offsets[0] = 0;
    for (size_t i = 0; i < keys->n; i++)
        offsets[i + 1] =
            offsets[i] + quen__keymap_key(map, (uint32_t)keys->numbers[i]).size;
    char *bytes = quen__temp_new(temp, (size_t)offsets[keys->n], 1);
    if (!bytes)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < keys->n; i++) {
        quen_key key = quen__keymap_key(map, (uint32_t)keys->numbers[i]);
        if (key.size)
            memcpy(bytes + offsets[i], key.bytes, key.size);
    }
    *keys = (quen__keys){
        .n = keys->n, .kind = QUEN_KEY_BYTES, .offsets = offsets, .bytes = bytes};
    return QUEN_OK;
}

static quen_status add_up(quen_context *ctx, quen__temp *temp,
                          const quen_order_columns *columns, texts *t,
                          quen__tally_lines *lines, quen__rfm_people *people)
{
    const quen_rfm_options *o = people->options;
    _Static_assert((int)QUEN_RFM_FREQUENCY_DAYS == (int)QUEN__TALLY_DAYS &&
                       (int)QUEN_RFM_FREQUENCY_LINES == (int)QUEN__TALLY_LINES,
                   "frequencies are handed on as they are");
    quen__tally_scope scope = {people->now, o->utc_offset_s, o->frequency};
    quen__tally *tallies = NULL;
    lines->time = columns->time_s;
    lines->amount = columns->amount;
    quen_status status = number_texts(ctx, temp, &columns->customer, columns->n,
                                      &t->customers, &lines->customer);
    if (status == QUEN_OK && scope.count != QUEN__TALLY_LINES)
        status = number_texts(ctx, temp, &columns->order, columns->n, &t->orders,
                              &lines->order);
    if (status == QUEN_OK)
        status = quen__tally_make(ctx, temp, lines, &scope, &tallies, &people->n);
    if (status == QUEN_OK && t->customers.n)
        status = sort_by_text(ctx, temp, &t->customers, &tallies, people->n);
    people->tallies = tallies;
    return status;
}

static quen_status fit(quen_context *ctx, const quen_order_columns *columns,
                       quen__tally_lines *lines, quen__rfm_people *people, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx), sums = QUEN__TEMP(ctx);
    texts t = {0};
    quen__rfm_sample sample;
    quen_status status = add_up(ctx, &sums, columns, &t, lines, people);
    if (status == QUEN_OK)
        status = quen__rfm_sample_make(ctx, &temp, people, &sample);
    quen__temp_close(&sums);
    if (status == QUEN_OK && t.customers.n)
        status = spell_out(&temp, &t.customers, &sample.keys);
    quen__keymap_free(&t.customers, &ctx->allocator);
    quen__keymap_free(&t.orders, &ctx->allocator);
    if (status == QUEN_OK)
        status = quen__rfm_fit_sample(ctx, &sample, people->options, out);
    quen__temp_close(&temp);
    return status;
}

quen_status quen_rfm_fit_columns(quen_context *ctx, const quen_order_columns *given,
                                 const quen_rfm_options *given_options, quen_rfm **out)
{
    quen_rfm_options options;
    quen_order_columns columns;
    quen__span times, amounts;
    *out = NULL;
    quen_status status = quen__rfm_options_read(ctx, given_options, &options);
    if (status == QUEN_OK)
        status = quen__tally_columns_read(ctx, given, &columns, &times, &amounts);
    if (status != QUEN_OK)
        return status;
    quen__rfm_people people = {.options = &options};
    people.now = options.now_s;
    if (people.now == INT64_MIN)
        people.now = columns.n ? times.greatest + 1 : 1;
    status = quen__calendar_check_moment(ctx, "rfm", people.now);
    quen__tally_lines lines = {.n = columns.n, .times = times, .amounts = amounts};
    return status == QUEN_OK ? fit(ctx, &columns, &lines, &people, out) : status;
}
