/*
 * Rules of a profile about the money of whole orders: a total, what is taken off, what
 * was given back. Of each order the first row that has it counts; the difference is
 * spread over the order's rows by their amounts, to the exact sum.
 */
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"
#include "data/keys/keymap.h"
#include "data/profile/spread.h"

#define NO_ROW SIZE_MAX

/* Rows by order: the first of each, and the next of the same. */
typedef struct orders {
    size_t n;
    size_t *first, *next;
    size_t *rows; /* of the order at hand */
    int64_t *weights, *parts;
} orders;

/* --- which rows are one order --- */

static quen_status number_orders(quen_context *ctx, const quen__import_block *block,
                                 quen__keymap *map, uint32_t *ids)
{
    quen_key_column column = quen__import_column(block, QUEN__IMPORT_ORDER);
    quen__key_rows rows = quen__key_rows_of(&column, block->n);
    quen_status status = QUEN_OK;
    quen__keymap_seed(map, (uint64_t)(uintptr_t)ids);
    for (size_t at = 0; at < block->n && status == QUEN_OK; at += QUEN__KEY_GROUP) {
        size_t left = block->n - at;
        status = quen__keymap_intern_rows(ctx, map, &rows, at,
                                          left < QUEN__KEY_GROUP ? left : QUEN__KEY_GROUP,
                                          ids + at);
    }
    return status;
}

/* A row without an order number is an order of its own. */
static void link_rows(const quen__import_block *block, const uint32_t *ids, orders *o,
                      size_t n_keys)
{
    o->n = n_keys;
    for (size_t i = 0; i < n_keys + block->n; i++)
        o->first[i] = NO_ROW;
    for (size_t i = block->n; i-- > 0;) {
        size_t id = quen__import_is_empty(block, QUEN__IMPORT_ORDER, i) ? o->n++ : ids[i];
        o->next[i] = o->first[id];
        o->first[id] = i;
    }
}

static quen_status make_orders(quen__temp *temp, const quen__import_block *block,
                               orders *o)
{
    quen__keymap map = {.n = 0};
    size_t n = block->n;
    uint32_t *ids = quen__temp_new(temp, n, sizeof *ids);
    o->next = quen__temp_new(temp, n, sizeof *o->next);
    o->rows = quen__temp_new(temp, n, sizeof *o->rows);
    o->weights = quen__temp_new(temp, n, sizeof *o->weights);
    o->parts = quen__temp_new(temp, n, sizeof *o->parts);
    if (!ids || !o->next || !o->rows || !o->weights || !o->parts)
        return QUEN_ERR_MEMORY;
    quen_status status = number_orders(temp->ctx, block, &map, ids);
    if (status == QUEN_OK) {
        o->first = quen__temp_new(temp, map.n + n, sizeof *o->first);
        status = o->first ? QUEN_OK : QUEN_ERR_MEMORY;
    }
    if (status == QUEN_OK)
        link_rows(block, ids, o, map.n);
    quen__keymap_free(&map, &temp->ctx->allocator);
    return status;
}

/* --- one order --- */

static int add(int64_t *sum, int64_t x)
{
    if (x > 0 ? *sum > INT64_MAX - x : *sum < INT64_MIN + 1 - x)
        return 0;
    *sum += x;
    return 1;
}

/* The order's money in a column: of the first row that has it. 0 if none has. */
static int money_of(const quen__import_block *block, size_t slot,
                    const quen__import_lines *lines, const orders *o, size_t n,
                    int64_t *money)
{
    for (size_t i = 0; i < n; i++)
        if (!quen__import_is_empty(block, slot, o->rows[i])) {
            *money = lines->values[o->rows[i]];
            return 1;
        }
    return 0;
}

/* What the order's amounts change by; 0 if it does not fit. */
static int change_of(quen__profile_kind kind, int64_t sum, int64_t money, int64_t *change)
{
    int64_t off = money < 0 ? money : -money; /* what is taken off, not above 0 */
    if (kind == QUEN__PROFILE_TOTAL) {
        *change = money;
        return add(change, -sum);
    }
    *change = off;
    if (kind == QUEN__PROFILE_REFUND_ORDER)
        *change = sum <= 0 ? 0 : off < -sum ? -sum : off;
    return 1;
}

static quen_status refuse(quen_context *ctx, const quen_import *im,
                          const quen__import_block *block, size_t slot, size_t row)
{
    char words[QUEN__KEY_WORDS];
    return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                      "import: line %llu: column %s: the order's money does not fit",
                      (unsigned long long)block->lines[row],
                      quen__key_words(quen_key_text(im->slots[slot].name), words));
}

static quen_status spread(quen_context *ctx, const quen_import *im,
                          const quen__import_block *block, size_t slot,
                          quen__import_lines *lines, orders *o, size_t n)
{
    int64_t sum = 0, money, change;
    int fits = 1;
    if (!money_of(block, slot, lines, o, n, &money))
        return QUEN_OK;
    for (size_t i = 0; i < n; i++) {
        o->weights[i] = lines->amount[o->rows[i]];
        fits = fits && add(&sum, o->weights[i]);
    }
    if (!fits || !change_of(im->slots[slot].rule->kind, sum, money, &change))
        return refuse(ctx, im, block, slot, o->rows[0]);
    quen_status status = quen__spread(ctx, change, o->weights, n, o->parts);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        if (!add(&lines->amount[o->rows[i]], o->parts[i]))
            return refuse(ctx, im, block, slot, o->rows[i]);
    return status;
}

/* --- all orders --- */

/* The order's rows; 0 if one of them is bad. */
static int gather(const quen__import_lines *lines, orders *o, size_t order, size_t *n)
{
    int good = 1;
    *n = 0;
    for (size_t row = o->first[order]; row != NO_ROW; row = o->next[row]) {
        o->rows[(*n)++] = row;
        good = good && !lines->fault[row];
    }
    return good;
}

static quen_status apply(quen_context *ctx, quen_import *im,
                         const quen__import_block *block, size_t slot,
                         quen__import_lines *lines, orders *o)
{
    quen_status status = quen__import_read_rule(ctx, im, block, slot, lines);
    for (size_t i = 0; i < o->n && status == QUEN_OK; i++) {
        size_t n;
        if (gather(lines, o, i, &n) && n > 0)
            status = spread(ctx, im, block, slot, lines, o, n);
    }
    return status;
}

/* An order that lost a row would have the money of that row on the others. */
static void drop_broken(quen__import_lines *lines, orders *o)
{
    for (size_t i = 0; i < o->n; i++) {
        size_t n;
        if (gather(lines, o, i, &n))
            continue;
        for (size_t k = 0; k < n; k++) {
            if (lines->fault[o->rows[k]])
                continue;
            lines->fault[o->rows[k]] = "another row of its order is bad";
            lines->slot[o->rows[k]] = QUEN__IMPORT_ORDER;
        }
    }
}

quen_status quen__import_order_money(quen_context *ctx, quen_import *im,
                                     const quen__import_block *block,
                                     quen__import_lines *lines)
{
    static const quen__profile_kind order[] = {
        QUEN__PROFILE_TOTAL, QUEN__PROFILE_LESS_ORDER, QUEN__PROFILE_REFUND_ORDER};
    quen__temp temp = QUEN__TEMP(ctx);
    orders o = {.n = 0};
    quen_status status = make_orders(&temp, block, &o);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = QUEN__IMPORT_ROLES; i < im->n_slots && status == QUEN_OK; i++)
            if (im->slots[i].rule->kind == order[k])
                status = apply(ctx, im, block, i, lines, &o);
    if (status == QUEN_OK && im->options.skip_bad)
        drop_broken(lines, &o);
    quen__temp_close(&temp);
    return status;
}
