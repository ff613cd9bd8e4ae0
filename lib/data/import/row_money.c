/*
 * Rules of a profile that change the money and the pieces of one row: returns, percent,
 * less, refund. What is taken off is taken whatever its sign.
 */
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"

/* 100 %, and the largest amount that can be multiplied by it. */
#define WHOLE INT64_C(1000000)
#define MOST (INT64_MAX / (2 * WHOLE))

static uint64_t magnitude(int64_t x)
{
    return x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
}

static int64_t lesser(uint64_t a, uint64_t b)
{
    uint64_t least = a < b ? a : b;
    return least > (uint64_t)INT64_MAX ? INT64_MAX : (int64_t)least;
}

/* --- a column of a rule --- */

quen_status quen__import_read_rule(quen_context *ctx, quen_import *im,
                                   const quen__import_block *block, size_t slot,
                                   quen__import_lines *lines)
{
    quen_format_counts counts;
    quen_key_column column = quen__import_column(block, slot);
    quen_format_counts_init(&counts, sizeof counts);
    memset(lines->values, 0, lines->n * sizeof *lines->values);
    quen_status status =
        quen_format_read_decimals(ctx, im->slots[slot].format, &column, lines->n,
                                  lines->values, lines->reasons, &counts);
    im->counts.rounded += counts.rounded;
    for (size_t i = 0; i < lines->n; i++)
        if (quen__import_is_empty(block, slot, i))
            lines->reasons[i] = NULL; /* it says nothing */
    quen__import_blame(lines, slot);
    return status;
}

/* --- one row --- */

/* The sign of a row stays: what is taken off a return makes it smaller too. */
static void take_off(int64_t *amount, int64_t less)
{
    int64_t off = lesser(magnitude(less), INT64_MAX);
    *amount += *amount >= 0 ? -off : off;
}

static const char *take_percent(int64_t *amount, int64_t percent)
{
    if (percent < 0 || percent > WHOLE)
        return "not 0 to 100 percent";
    if (magnitude(*amount) > (uint64_t)MOST)
        return "percent of an amount that is too large";
    int64_t less =
        (int64_t)((magnitude(*amount) * (uint64_t)percent + WHOLE / 2) / (uint64_t)WHOLE);
    *amount += *amount < 0 ? less : -less;
    return NULL;
}

static const char *change(quen__profile_kind kind, int64_t value, int64_t *amount,
                          int64_t *quantity)
{
    switch (kind) {
    case QUEN__PROFILE_LESS_LINE:
        take_off(amount, value);
        return NULL;
    case QUEN__PROFILE_PERCENT:
        return take_percent(amount, value);
    case QUEN__PROFILE_REFUND_LINE:
        if (*amount > 0)
            *amount -= lesser(magnitude(value), magnitude(*amount));
        return NULL;
    default: /* REFUND_QUANTITY */
        if (*quantity > 0)
            *quantity -= lesser(magnitude(value), magnitude(*quantity));
        return NULL;
    }
}

/* --- a block --- */

static void make_returns(const quen__import_block *block, quen__import_lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        if (!block->returns[i])
            continue;
        if (lines->quantity[i] > 0)
            lines->quantity[i] = -lines->quantity[i];
        if (lines->amount && lines->amount[i] > 0)
            lines->amount[i] = -lines->amount[i];
    }
}

static int is_of_row(const quen_import *im, size_t slot)
{
    quen__profile_kind kind = im->slots[slot].rule->kind;
    if (kind == QUEN__PROFILE_REFUND_QUANTITY)
        return 1;
    if (im->slots[QUEN__IMPORT_MONEY].column == QUEN__IMPORT_ABSENT)
        return 0;
    if (kind == QUEN__PROFILE_PERCENT)
        return strcmp(im->slots[QUEN__IMPORT_MONEY].label, "price") == 0;
    return kind == QUEN__PROFILE_LESS_LINE || kind == QUEN__PROFILE_REFUND_LINE;
}

static quen_status apply(quen_context *ctx, quen_import *im,
                         const quen__import_block *block, size_t slot,
                         quen__import_lines *lines)
{
    int64_t none = 0;
    quen_status status = quen__import_read_rule(ctx, im, block, slot, lines);
    for (size_t i = 0; i < lines->n && status == QUEN_OK; i++)
        lines->reasons[i] =
            lines->fault[i] || lines->values[i] == 0
                ? NULL
                : change(im->slots[slot].rule->kind, lines->values[i],
                         lines->amount ? &lines->amount[i] : &none, &lines->quantity[i]);
    if (status == QUEN_OK)
        quen__import_blame(lines, slot);
    return status;
}

quen_status quen__import_row_money(quen_context *ctx, quen_import *im,
                                   const quen__import_block *block,
                                   quen__import_lines *lines)
{
    static const quen__profile_kind order[] = {
        QUEN__PROFILE_PERCENT, QUEN__PROFILE_LESS_LINE, QUEN__PROFILE_REFUND_LINE,
        QUEN__PROFILE_REFUND_QUANTITY};
    quen_status status = QUEN_OK;
    make_returns(block, lines);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = QUEN__IMPORT_ROLES; i < im->n_slots && status == QUEN_OK; i++)
            if (im->slots[i].rule->kind == order[k] && is_of_row(im, i))
                status = apply(ctx, im, block, i, lines);
    return status;
}
