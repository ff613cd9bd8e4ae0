/*
 * RFM straight from columns of order lines: checked as a log would, added up without one
 * (see data/tally.h), then scored as from a log. Keys that are byte strings are numbered
 * first, in order of arrival; customers are sorted by their own order afterwards. Lines
 * of keys that mean nobody are left out, where there are any.
 */
#include <string.h>

#include "data/clock/clock.h"
#include "data/parse/calendar.h"
#include "data/tally/column_check.h"
#include "data/keys/key_column.h"
#include "data/keys/key_sort.h"
#include "data/keys/keymap.h"
#include "data/orders/order_rules.h"
#include "math/search.h"
#include "math/sort.h"
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
    if (!numbers)
        return QUEN_ERR_MEMORY;
    quen_status status = QUEN_OK;
    quen__keymap_seed(map, (uint64_t)(uintptr_t)numbers);
    quen__key_rows rows = quen__key_rows_of(column, n);
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

/* Numbers that stand for nobody, ascending. */
typedef struct nobodies {
    const int64_t *numbers;
    size_t n;
    int64_t sought;
} nobodies;

static int order_at(const void *user, size_t i)
{
    const nobodies *who = user;
    return (who->numbers[i] > who->sought) - (who->numbers[i] < who->sought);
}

static int is_nobody(nobodies *who, int64_t number)
{
    size_t at;
    who->sought = number;
    return quen__search(who->n, order_at, who, &at);
}

/* The keys that mean nobody, as the numbers of a column; `to` has room for all. */
static nobodies find_nobodies(const quen__nobody *nobody, const quen__keymap *map,
                              int by_number, int64_t *to, int64_t *scratch)
{
    size_t n = 0;
    for (size_t i = 0; i < nobody->n; i++) {
        uint32_t id;
        if (by_number && nobody->keys[i].kind == QUEN_KEY_INT)
            to[n++] = nobody->keys[i].number;
        if (!by_number && quen__keymap_find(map, nobody->keys[i], &id))
            to[n++] = id;
    }
    quen__sort_int64(to, n, scratch);
    return (nobodies){to, n, 0};
}

/* Lines of a customer that means nobody are lines without one. */
static quen_status drop_nobody(quen__temp *temp, const quen__nobody *nobody,
                               const quen_key_column *column, size_t n, const texts *t,
                               quen__tally_numbers *customers)
{
    int64_t *numbers = quen__temp_new(temp, nobody->n, 2 * sizeof *numbers);
    if (!numbers)
        return QUEN_ERR_MEMORY;
    nobodies who = find_nobodies(nobody, &t->customers, column->numbers != NULL, numbers,
                                 numbers + nobody->n);
    if (who.n == 0 || !customers->of)
        return QUEN_OK;
    uint8_t *valid = quen__temp_zero(temp, n / 8 + 1, 1);
    if (!valid)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        int known = !customers->valid || customers->valid[i / 8] >> i % 8 & 1;
        if (known && !is_nobody(&who, customers->of[i]))
            valid[i / 8] |= (uint8_t)(1u << i % 8);
    }
    customers->valid = valid;
    return QUEN_OK;
}

/*
 * From the order of numbers to that of the byte strings which they stand for. Those that
 * stand for nobody have no tally.
 */
static quen_status sort_by_text(quen_context *ctx, quen__temp *temp,
                                const quen__keymap *map, quen__tally **tallies, size_t n)
{
    uint32_t *order = quen__temp_new(temp, map->n, sizeof *order);
    uint32_t *place = quen__temp_zero(temp, map->n, sizeof *place); /* from 1 */
    quen__tally *sorted = quen__temp_new(temp, n, sizeof *sorted);
    size_t at = 0;
    if (!order || !place || !sorted)
        return QUEN_ERR_MEMORY;
    quen_status status = quen__keymap_sort(ctx, map, order);
    for (size_t i = 0; i < n; i++)
        place[(*tallies)[i].key] = (uint32_t)i + 1;
    for (size_t i = 0; i < map->n && status == QUEN_OK; i++)
        if (place[order[i]])
            sorted[at++] = (*tallies)[place[order[i]] - 1];
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
                          const quen_order_columns *columns, const quen__nobody *nobody,
                          texts *t, quen__tally_lines *lines, quen__rfm_people *people)
{
    const quen_rfm_options *o = people->options;
    _Static_assert((int)QUEN_RFM_FREQUENCY_DAYS == (int)QUEN__TALLY_DAYS &&
                       (int)QUEN_RFM_FREQUENCY_LINES == (int)QUEN__TALLY_LINES,
                   "frequencies are handed on as they are");
    quen_zone utc = {0}; /* the clock of no log */
    int32_t offset_s = quen__clock_chosen(&utc, o->utc_offset_s).first_offset_s;
    quen__tally_scope scope = {people->now, offset_s, o->frequency};
    quen__tally *tallies = NULL;
    lines->time = columns->time_s;
    lines->amount = columns->amount;
    lines->quantity = columns->quantity;
    quen_status status = number_texts(ctx, temp, &columns->customer, columns->n,
                                      &t->customers, &lines->customer);
    if (status == QUEN_OK)
        status = drop_nobody(temp, nobody, &columns->customer, columns->n, t,
                             &lines->customer);
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
                       const quen__nobody *nobody, quen__tally_lines *lines,
                       quen__rfm_people *people, quen_rfm **out)
{
    quen__temp temp = QUEN__TEMP(ctx), sums = QUEN__TEMP(ctx);
    texts t = {0};
    quen__rfm_sample sample;
    quen_status status = add_up(ctx, &sums, columns, nobody, &t, lines, people);
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

static quen_status fit_read(quen_context *ctx, const quen_order_columns *columns,
                            const quen__tally_facts *facts,
                            const quen_rfm_options *options, quen_rfm **out)
{
    quen__rfm_people people = {
        .now = options->now_s, .has_money = columns->amount != NULL, .options = options};
    quen__tally_lines lines = {
        .n = columns->n, .times = facts->times, .amounts = facts->amounts};
    quen__nobody nobody;
    uint32_t returns;
    if (people.now == INT64_MIN)
        people.now = columns->n ? facts->times.greatest + 1 : 1;
    quen_status status = quen__orders_rules_read(ctx, columns->rules, &returns, &nobody);
    lines.returns = returns == QUEN_RETURNS_NO_VISIT && facts->negative;
    if (status == QUEN_OK)
        status = quen__calendar_check_moment(ctx, "rfm", people.now);
    if (status == QUEN_OK)
        status = fit(ctx, columns, &nobody, &lines, &people, out);
    quen__nobody_free(&nobody, &ctx->allocator);
    return status;
}

quen_status quen_rfm_fit_columns(quen_context *ctx, const quen_order_columns *given,
                                 const quen_rfm_options *given_options, quen_rfm **out)
{
    quen_rfm_options options;
    quen_order_columns columns;
    quen__tally_facts facts;
    *out = NULL;
    quen_status status = quen__rfm_options_read(ctx, given_options, &options);
    if (status == QUEN_OK)
        status = quen__tally_columns_read(ctx, given, &columns, &facts);
    return status == QUEN_OK ? fit_read(ctx, &columns, &facts, &options, out) : status;
}
