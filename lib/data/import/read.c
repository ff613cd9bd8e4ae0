/*
 * Blocks become lines of the log: texts are read by their formats, rules of the profile
 * change the money, bad rows go, and what is left is added.
 */
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"
#include "data/parse/decimal.h"

/* --- faults --- */

static void check_keys(const quen__import_block *block, quen__import_lines *lines)
{
    static const size_t keys[] = {QUEN__IMPORT_CUSTOMER, QUEN__IMPORT_ORDER,
                                  QUEN__IMPORT_ITEM};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const uint64_t *offsets = block->texts[keys[k]].offsets;
        for (size_t i = 0; i < lines->n; i++) {
            uint64_t size = offsets[i + 1] - offsets[i];
            lines->reasons[i] = size > QUEN_KEY_MAX_SIZE ? "longer than 65535 bytes"
                                : size == 0 && keys[k] == QUEN__IMPORT_ITEM ? "empty"
                                                                            : NULL;
        }
        quen__import_blame(lines, keys[k]);
    }
}

/* --- numbers --- */

static quen_status read_customers(quen_context *ctx, const quen_import *im,
                                  const quen__import_block *block,
                                  quen__import_lines *lines)
{
    const quen_format *format = im->slots[QUEN__IMPORT_CUSTOMER].format;
    const quen__import_texts *texts = &block->texts[QUEN__IMPORT_CUSTOMER];
    quen_key_column column = quen__import_column(block, QUEN__IMPORT_CUSTOMER);
    if (!format || !quen_format_is_whole(format))
        return QUEN_OK;
    quen_status status = quen_format_read_keys(ctx, format, &column, lines->n,
                                               lines->values, lines->reasons, NULL);
    for (size_t i = 0; i < lines->n; i++) {
        size_t begin = (size_t)texts->offsets[i];
        if (quen__import_is_nobody(im, texts->bytes + begin,
                                   (size_t)texts->offsets[i + 1] - begin))
            lines->reasons[i] = NULL;
    }
    quen__import_blame(lines, QUEN__IMPORT_CUSTOMER);
    return status;
}

static quen_status read_times(quen_context *ctx, const quen_import *im,
                              const quen__import_block *block, quen__import_lines *lines,
                              quen_format_counts *counts)
{
    quen_key_column column = quen__import_column(block, QUEN__IMPORT_TIME);
    quen_status status =
        quen_format_read_times(ctx, im->slots[QUEN__IMPORT_TIME].format, &column,
                               lines->n, lines->time_s, lines->reasons, counts);
    quen__import_blame(lines, QUEN__IMPORT_TIME);
    return status;
}

static quen_status read_quantities(quen_context *ctx, const quen_import *im,
                                   const quen__import_block *block,
                                   quen__import_lines *lines)
{
    const quen_format *format = im->slots[QUEN__IMPORT_QUANTITY].format;
    quen_key_column column = quen__import_column(block, QUEN__IMPORT_QUANTITY);
    if (!format) {
        int64_t each = quen__decimal_power(im->options.quantity_decimals);
        for (size_t i = 0; i < lines->n; i++)
            lines->quantity[i] = each;
        return QUEN_OK;
    }
    quen_status status = quen_format_read_decimals(ctx, format, &column, lines->n,
                                                   lines->quantity, lines->reasons, NULL);
    quen__import_blame(lines, QUEN__IMPORT_QUANTITY);
    return status;
}

static int is_price(const quen_import *im)
{
    return strcmp(im->slots[QUEN__IMPORT_MONEY].label, "price") == 0;
}

/* The amount, or a price times the quantity as the file has it, rounded once. */
static quen_status read_money(quen_context *ctx, const quen_import *im,
                              const quen__import_block *block, quen__import_lines *lines,
                              quen_format_counts *counts)
{
    const quen_format *money = im->slots[QUEN__IMPORT_MONEY].format;
    const quen_format *quantity = im->slots[QUEN__IMPORT_QUANTITY].format;
    quen_key_column pieces = quen__import_column(block, QUEN__IMPORT_QUANTITY);
    quen_key_column column = quen__import_column(block, QUEN__IMPORT_MONEY);
    quen_status status;
    if (!money)
        return QUEN_OK;
    if (is_price(im) && quantity)
        status =
            quen_format_read_products(ctx, quantity, money, &pieces, &column, lines->n,
                                      lines->amount, lines->reasons, counts);
    else
        status = quen_format_read_decimals(ctx, money, &column, lines->n, lines->amount,
                                           lines->reasons, counts);
    quen__import_blame(lines, QUEN__IMPORT_MONEY);
    return status;
}

static quen_status read_lines(quen_context *ctx, quen_import *im,
                              const quen__import_block *block, quen__import_lines *lines)
{
    quen_format_counts counts;
    quen_format_counts_init(&counts, sizeof counts);
    check_keys(block, lines);
    quen_status status = read_customers(ctx, im, block, lines);
    if (status == QUEN_OK)
        status = read_times(ctx, im, block, lines, &counts);
    if (status == QUEN_OK)
        status = read_quantities(ctx, im, block, lines);
    if (status == QUEN_OK)
        status = read_money(ctx, im, block, lines, &counts);
    im->counts.rounded += counts.rounded;
    im->counts.twice += counts.twice;
    im->counts.moved += counts.skipped;
    if (status == QUEN_OK)
        status = quen__import_row_money(ctx, im, block, lines);
    if (status == QUEN_OK && lines->amount && im->together)
        status = quen__import_order_money(ctx, im, block, lines);
    return status;
}

/* --- rows that stay --- */

/* Texts of the rows that stay move to the front. */
static void close_texts(quen__import_texts *texts, const quen__import_lines *lines)
{
    size_t n = 0;
    uint64_t at = 0;
    for (size_t i = 0; i < lines->n; i++) {
        uint64_t begin = texts->offsets[i], size = texts->offsets[i + 1] - begin;
        if (lines->fault[i])
            continue;
        if (size)
            memmove(texts->bytes + at, texts->bytes + begin, (size_t)size);
        at += size;
        texts->offsets[++n] = at; /* not above i + 1: was read */
    }
}

static void close_numbers(quen__import_block *block, quen__import_lines *lines)
{
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++) {
        if (lines->fault[i])
            continue;
        lines->time_s[n] = lines->time_s[i];
        lines->quantity[n] = lines->quantity[i];
        if (lines->amount)
            lines->amount[n] = lines->amount[i];
        block->lines[n++] = block->lines[i];
    }
    block->n = lines->n = n;
}

static quen_status skip_rows(quen_context *ctx, quen_import *im,
                             quen__import_block *block, quen__import_lines *lines)
{
    quen_status status = QUEN_OK;
    size_t bad = 0;
    for (size_t i = 0; i < lines->n && status == QUEN_OK; i++) {
        const char *reason = lines->fault[i];
        const quen__import_texts *texts = &block->texts[lines->slot[i]];
        if (!reason)
            continue;
        if (!im->options.skip_bad)
            return quen__import_refuse_row(ctx, im, block, i, reason, lines->slot[i]);
        size_t begin = (size_t)texts->offsets[i];
        size_t size = (size_t)texts->offsets[i + 1] - begin;
        status =
            quen__import_skip(ctx, im, reason, im->slots[lines->slot[i]].name,
                              block->lines[i], size ? texts->bytes + begin : "", size);
        bad++;
    }
    if (status != QUEN_OK || bad == 0)
        return status;
    for (size_t i = QUEN__IMPORT_CUSTOMER; i <= QUEN__IMPORT_ITEM; i++)
        close_texts(&block->texts[i], lines);
    close_numbers(block, lines);
    return QUEN_OK;
}

/* --- into the log --- */

/* Empty texts are no order numbers. */
static quen_status order_keys(quen__temp *temp, const quen_import *im,
                              const quen__import_block *block, quen_key_column *out)
{
    *out = (quen_key_column){NULL, NULL, NULL, NULL};
    if (im->slots[QUEN__IMPORT_ORDER].column == QUEN__IMPORT_ABSENT)
        return QUEN_OK;
    uint8_t *valid = quen__temp_zero(temp, block->n / 8 + 1, 1);
    if (!valid)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < block->n; i++)
        if (!quen__import_is_empty(block, QUEN__IMPORT_ORDER, i))
            valid[i / 8] |= (uint8_t)(1u << i % 8);
    *out = quen__import_column(block, QUEN__IMPORT_ORDER);
    out->valid = valid;
    return QUEN_OK;
}

static quen_status add_lines(quen__temp *temp, quen_import *im,
                             const quen__import_block *block,
                             const quen__import_lines *lines)
{
    quen_order_columns columns;
    char words[80];
    if (lines->n == 0)
        return QUEN_OK;
    quen_order_columns_init(&columns, sizeof columns);
    columns.n = lines->n;
    columns.item = quen__import_column(block, QUEN__IMPORT_ITEM);
    columns.time_s = lines->time_s;
    columns.quantity = lines->quantity;
    columns.amount = lines->amount;
    quen_status status = quen__import_customers(temp, im, block, &columns.customer);
    if (status == QUEN_OK)
        status = order_keys(temp, im, block, &columns.order);
    if (status == QUEN_OK)
        status = quen_orders_add_columns(temp->ctx, im->orders, &columns);
    if (status == QUEN_OK)
        im->counts.kept += lines->n;
    if (status == QUEN_OK || status == QUEN_ERR_MEMORY)
        return status;
    snprintf(words, sizeof words, "import: lines %llu to %llu",
             (unsigned long long)block->lines[0],
             (unsigned long long)block->lines[block->n - 1]);
    return quen__fail_in(temp->ctx, status, words);
}

/* --- a block --- */

static quen_status make_lines(quen__temp *temp, const quen_import *im,
                              quen__import_lines *lines, size_t n)
{
    int has_money = im->slots[QUEN__IMPORT_MONEY].column != QUEN__IMPORT_ABSENT;
    lines->n = n;
    lines->time_s = quen__temp_zero(temp, n, sizeof *lines->time_s);
    lines->quantity = quen__temp_zero(temp, n, sizeof *lines->quantity);
    lines->amount = has_money ? quen__temp_zero(temp, n, sizeof *lines->amount) : NULL;
    lines->fault = quen__temp_zero(temp, n, sizeof *lines->fault);
    lines->slot = quen__temp_zero(temp, n, sizeof *lines->slot);
    lines->reasons = quen__temp_zero(temp, n, sizeof *lines->reasons);
    lines->values = quen__temp_zero(temp, n, sizeof *lines->values);
    return lines->time_s && lines->quantity && (lines->amount || !has_money) &&
                   lines->fault && lines->slot && lines->reasons && lines->values
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

static quen_status read_block(quen_context *ctx, quen_import *im,
                              quen__import_block *block)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__import_lines lines = {0};
    quen_status status = make_lines(&temp, im, &lines, block->n);
    if (status == QUEN_OK)
        status = read_lines(ctx, im, block, &lines);
    if (status == QUEN_OK)
        status = skip_rows(ctx, im, block, &lines);
    if (status == QUEN_OK)
        status = add_lines(&temp, im, block, &lines);
    quen__temp_close(&temp);
    return status;
}

quen_status quen__import_drain(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    while (im->first && status == QUEN_OK) {
        quen__import_block *block = im->first;
        status = block->n ? read_block(ctx, im, block) : QUEN_OK;
        im->first = block->next;
        if (!im->first)
            im->last = NULL;
        quen__import_block_free(&im->allocator, block);
    }
    return status;
}

quen_status quen__import_settle(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    if (!im->decided) {
        status = quen__import_learn(ctx, im, im->last);
        if (status != QUEN_OK || !quen__import_is_decided(im))
            return status;
        status = quen__import_finish_formats(ctx, im);
    }
    return status == QUEN_OK ? quen__import_drain(ctx, im) : status;
}
