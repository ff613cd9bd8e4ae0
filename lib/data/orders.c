/*
 * The order log: what was sold to whom and when.
 *
 * Adding is all or nothing. Rows are first checked, sums included; then their keys are
 * interned, which can run out of memory and is undone by truncating the key maps; then,
 * with room made, they are stored, which cannot fail. The sum of all absolute amounts is
 * kept in range, so that no sum over any part of the log can overflow.
 */
#include "quen/orders.h"

#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/key_column.h"
#include "data/key_words.h"
#include "data/orders_state.h"

/* Line numbers are sorted as uint32_t. */
#define MAX_LINES (UINT32_MAX - 1)

void quen_order_columns_init(quen_order_columns *columns, size_t size)
{
    quen_order_columns zero = {0};
    quen__options_init(columns, size, &zero, sizeof zero);
}

void quen_order_totals_init(quen_order_totals *totals, size_t size)
{
    quen_order_totals zero = {0};
    quen__options_init(totals, size, &zero, sizeof zero);
}

quen_status quen_orders_new(quen_context *ctx, quen_orders **out)
{
    quen_orders *orders = quen__allocate_zero(ctx, 1, sizeof *orders);
    *out = orders;
    if (!orders)
        return QUEN_ERR_MEMORY;
    orders->allocator = ctx->allocator;
    orders->orders.scoped = 1;
    /* Where the log lies is chance enough. */
    orders->customers.seed = orders->items.seed = orders->order_texts.seed =
        orders->orders.seed = (uint64_t)(uintptr_t)orders * UINT64_C(0x9e3779b97f4a7c15);
    return QUEN_OK;
}

void quen__base_free(quen__base *base, const quen_allocator *allocator)
{
    quen__release(allocator, base->customer_start);
    quen__release(allocator, base->order_start);
    quen__release(allocator, base->time);
    quen__release(allocator, base->quantity);
    quen__release(allocator, base->amount);
    quen__release(allocator, base->item);
    memset(base, 0, sizeof *base);
}

void quen_orders_free(quen_orders *orders)
{
    if (!orders)
        return;
    quen_allocator allocator = orders->allocator;
    quen__keymap_free(&orders->customers, &allocator);
    quen__keymap_free(&orders->items, &allocator);
    quen__keymap_free(&orders->order_texts, &allocator);
    quen__keymap_free(&orders->orders, &allocator);
    quen__release(&allocator, orders->order_time);
    for (size_t i = 0; i < orders->n_blocks; i++)
        quen__release(&allocator, orders->blocks[i]);
    quen__release(&allocator, orders->blocks);
    quen__base_free(&orders->base, &allocator);
    quen__release(&allocator, orders);
}

/* --- where rows come from: an array of lines, columns, or another log --- */

typedef struct source {
    size_t n;
    const quen_order_line *lines;
    const quen_order_columns *columns;
    const quen_orders *log;
    size_t cursor;
} source;

static quen_order_line column_row(const quen_order_columns *columns, size_t i)
{
    quen_order_line row = {0};
    row.customer = quen__column_key(&columns->customer, i);
    row.order = quen__column_key(&columns->order, i);
    row.item = quen__column_key(&columns->item, i);
    row.time_s = columns->time_s[i];
    row.amount = columns->amount[i];
    row.quantity = columns->quantity ? columns->quantity[i] : row.amount < 0 ? -1 : 1;
    return row;
}

static quen_key order_key(const quen_orders *log, uint32_t order)
{
    quen_key none = {0};
    if ((log->orders.scopes[order] & 3) != QUEN__ORDER_KEY)
        return none;
    quen_key key = quen__keymap_key(&log->orders, order);
    return log->order_kind == QUEN_KEY_INT
               ? key
               : quen__keymap_key(&log->order_texts, (uint32_t)key.number);
}

static quen_order_line log_row(const quen_orders *log, size_t i, size_t *cursor)
{
    quen__line line = quen__orders_line(log, i, cursor);
    quen_order_line row = {0};
    uint32_t customer = quen__scope_customer(log->orders.scopes[line.order]);
    if (customer != QUEN__NOBODY)
        row.customer = quen__keymap_key(&log->customers, customer);
    row.order = order_key(log, line.order);
    row.item = quen__keymap_key(&log->items, line.item);
    row.time_s = line.time;
    row.quantity = line.quantity;
    row.amount = line.amount;
    return row;
}

static quen_order_line get_row(source *rows, size_t i)
{
    if (rows->lines)
        return rows->lines[i];
    return rows->columns ? column_row(rows->columns, i)
                         : log_row(rows->log, i, &rows->cursor);
}

/* --- checking --- */

static const char *kind_words(uint32_t kind)
{
    return kind == QUEN_KEY_INT ? "a number" : "a byte string";
}

/* `kind` is what the column has held so far. */
static quen_status check_key(quen_context *ctx, size_t row, const char *what,
                             quen_key key, uint32_t *kind)
{
    if (key.kind == QUEN_KEY_NONE)
        return QUEN_OK;
    if (key.kind != QUEN_KEY_INT && key.kind != QUEN_KEY_BYTES)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "row %zu: the %s key has kind %u", row,
                          what, key.kind);
    if (*kind != QUEN_KEY_NONE && key.kind != *kind)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "row %zu: the %s key is %s, those before were %s", row, what,
                          kind_words(key.kind),
                          *kind == QUEN_KEY_INT ? "numbers" : "byte strings");
    if (key.kind == QUEN_KEY_BYTES && key.size > QUEN_KEY_MAX_SIZE)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "row %zu: the %s key has %zu bytes, the limit is %d", row, what,
                          key.size, QUEN_KEY_MAX_SIZE);
    if (key.kind == QUEN_KEY_BYTES && key.size && !key.bytes)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "row %zu: the %s key has no bytes", row,
                          what);
    *kind = key.kind;
    return QUEN_OK;
}

static quen_status check_time(quen_context *ctx, size_t row, int64_t time_s)
{
    if (time_s >= QUEN_TIME_MIN && time_s <= QUEN_TIME_MAX)
        return QUEN_OK;
    return quen__fail(
        ctx, QUEN_ERR_ARGUMENT,
        "row %zu: time %lld is outside 1900..2199; Unix seconds are expected%s", row,
        (long long)time_s, time_s > QUEN_TIME_MAX ? " (is it in milliseconds?)" : "");
}

/* *gross += |value|, if that fits. */
static int add_absolute(int64_t *gross, int64_t value)
{
    if (value == INT64_MIN)
        return 0;
    int64_t absolute = value < 0 ? -value : value;
    if (absolute > INT64_MAX - *gross)
        return 0;
    *gross += absolute;
    return 1;
}

static quen_status sum_row(quen_context *ctx, size_t i, const quen_order_line *row,
                           quen__sums *sums)
{
    if (sums->lines >= MAX_LINES)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW, "row %zu: a log holds at most %u lines",
                          i, MAX_LINES);
    if (!add_absolute(&sums->gross_amount, row->amount))
        return quen__fail(
            ctx, QUEN_ERR_OVERFLOW,
            "row %zu: with amount %lld the sum of all amounts exceeds 2^63 - 1", i,
            (long long)row->amount);
    if (!add_absolute(&sums->gross_quantity, row->quantity))
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "row %zu: with quantity %lld the sum of all exceeds 2^63 - 1",
                          i, (long long)row->quantity);
    if (sums->lines == 0)
        sums->first_s = sums->last_s = row->time_s;
    sums->first_s = row->time_s < sums->first_s ? row->time_s : sums->first_s;
    sums->last_s = row->time_s > sums->last_s ? row->time_s : sums->last_s;
    sums->lines++;
    sums->without_customer += row->customer.kind == QUEN_KEY_NONE;
    sums->refunds += row->amount < 0;
    sums->revenue += row->amount;
    sums->quantity += row->quantity;
    return QUEN_OK;
}

static quen_status check_row(quen_context *ctx, size_t i, const quen_order_line *row,
                             uint32_t kinds[3])
{
    quen_status status = check_key(ctx, i, "customer", row->customer, &kinds[0]);
    if (status == QUEN_OK)
        status = check_key(ctx, i, "order", row->order, &kinds[1]);
    if (status == QUEN_OK)
        status = check_key(ctx, i, "item", row->item, &kinds[2]);
    if (status == QUEN_OK && row->item.kind == QUEN_KEY_NONE)
        status = quen__fail(ctx, QUEN_ERR_ARGUMENT, "row %zu: there is no item", i);
    return status == QUEN_OK ? check_time(ctx, i, row->time_s) : status;
}

static quen_status check_rows(quen_context *ctx, const quen_orders *orders, source *rows,
                              quen__sums *sums)
{
    uint32_t kinds[3] = {orders->customers.kind, orders->order_kind, orders->items.kind};
    for (size_t i = 0; i < rows->n; i++) {
        quen_order_line row = get_row(rows, i);
        quen_status status = check_row(ctx, i, &row, kinds);
        if (status == QUEN_OK)
            status = sum_row(ctx, i, &row, sums);
        if (status != QUEN_OK)
            return status;
    }
    return QUEN_OK;
}

/* --- interning --- */

/* Lines of one order follow one another, so the last answer is often the next. */
typedef struct interner {
    quen_orders *orders;
    quen__sums *sums;
    quen_key last_customer, last_order;
    int64_t last_time;
    uint32_t customer, order;
    int has_last;
} interner;

static int same_key(quen_key a, quen_key b)
{
    if (a.kind != b.kind)
        return 0;
    return a.kind == QUEN_KEY_NONE || quen__key_compare(a, b) == 0;
}

static quen_status intern_customer(quen_context *ctx, interner *in, quen_key key)
{
    if (in->has_last && same_key(key, in->last_customer))
        return QUEN_OK;
    in->has_last = 0;
    in->customer = QUEN__NOBODY;
    if (key.kind == QUEN_KEY_NONE)
        return QUEN_OK;
    return quen__keymap_intern(ctx, &in->orders->customers, key, 0, &in->customer);
}

static quen_status intern_order(quen_context *ctx, interner *in,
                                const quen_order_line *row)
{
    uint32_t tag = QUEN__ORDER_KEY, text;
    quen_key number = row->order;
    if (in->has_last && number.kind != QUEN_KEY_NONE && same_key(number, in->last_order))
        return QUEN_OK;
    if (number.kind == QUEN_KEY_BYTES) {
        quen_status status =
            quen__keymap_intern(ctx, &in->orders->order_texts, number, 0, &text);
        if (status != QUEN_OK)
            return status;
        number = quen_key_int(text);
    } else if (number.kind == QUEN_KEY_NONE) {
        int alone = in->customer == QUEN__NOBODY;
        tag = alone ? QUEN__ORDER_ALONE : QUEN__ORDER_TIME;
        number = quen_key_int(alone ? (int64_t)in->sums->alone++ : row->time_s);
    }
    return quen__keymap_intern(ctx, &in->orders->orders, number,
                               quen__order_scope(in->customer, tag), &in->order);
}

static quen_status intern_row(quen_context *ctx, interner *in, const quen_order_line *row,
                              uint32_t *order, uint32_t *item)
{
    quen_status status = intern_customer(ctx, in, row->customer);
    if (status == QUEN_OK)
        status = intern_order(ctx, in, row);
    if (status == QUEN_OK)
        status = quen__keymap_intern(ctx, &in->orders->items, row->item, 0, item);
    if (status != QUEN_OK)
        return status;
    *order = in->order;
    in->last_customer = row->customer;
    in->last_order = row->order;
    in->has_last = 1;
    return QUEN_OK;
}

static quen_status intern_rows(quen_context *ctx, quen_orders *orders, source *rows,
                               quen__sums *sums, uint32_t *order, uint32_t *item)
{
    interner in = {0};
    in.orders = orders;
    in.sums = sums;
    for (size_t i = 0; i < rows->n; i++) {
        quen_order_line row = get_row(rows, i);
        quen_status status = intern_row(ctx, &in, &row, &order[i], &item[i]);
        if (status != QUEN_OK)
            return status;
    }
    return QUEN_OK;
}

/* --- storing --- */

static quen_status reserve_orders(quen_context *ctx, quen_orders *orders)
{
    size_t needed = orders->orders.n, room = orders->order_room;
    if (needed <= room)
        return QUEN_OK;
    room = room + room / 2 + 16 > needed ? room + room / 2 + 16 : needed;
    int64_t *grown = quen__reallocate(ctx, orders->order_time, room, sizeof *grown);
    if (!grown)
        return QUEN_ERR_MEMORY;
    orders->order_time = grown;
    orders->order_room = room;
    return QUEN_OK;
}

static quen_status reserve_blocks(quen_context *ctx, quen_orders *orders, size_t lines)
{
    size_t needed = (orders->n_tail + lines + QUEN__BLOCK - 1) / QUEN__BLOCK;
    if (needed <= orders->n_blocks)
        return QUEN_OK;
    quen__block **blocks = quen__reallocate(ctx, orders->blocks, needed, sizeof *blocks);
    if (!blocks)
        return QUEN_ERR_MEMORY;
    orders->blocks = blocks;
    for (; orders->n_blocks < needed; orders->n_blocks++) {
        blocks[orders->n_blocks] = quen__allocate(ctx, 1, sizeof **blocks);
        if (!blocks[orders->n_blocks])
            return QUEN_ERR_MEMORY;
    }
    return QUEN_OK;
}

static void store_row(quen_orders *orders, const quen_order_line *row, uint32_t order,
                      uint32_t item)
{
    quen__block *block = orders->blocks[orders->n_tail / QUEN__BLOCK];
    size_t at = orders->n_tail++ % QUEN__BLOCK;
    block->order[at] = order;
    block->item[at] = item;
    block->time[at] = row->time_s;
    block->quantity[at] = row->quantity;
    block->amount[at] = row->amount;
    if (row->time_s < orders->order_time[order])
        orders->order_time[order] = row->time_s;
    if (row->order.kind != QUEN_KEY_NONE)
        orders->order_kind = row->order.kind;
}

static void store_rows(quen_orders *orders, source *rows, size_t old_orders,
                       const uint32_t *order, const uint32_t *item)
{
    for (size_t i = old_orders; i < orders->orders.n; i++)
        orders->order_time[i] = INT64_MAX;
    for (size_t i = 0; i < rows->n; i++) {
        quen_order_line row = get_row(rows, i);
        store_row(orders, &row, order[i], item[i]);
    }
    orders->finished = 0;
}

/* --- adding --- */

typedef struct mark {
    size_t customers, items, order_texts, orders;
} mark;

static mark take_mark(const quen_orders *orders)
{
    mark m = {orders->customers.n, orders->items.n, orders->order_texts.n,
              orders->orders.n};
    return m;
}

static void roll_back(quen_orders *orders, mark to)
{
    quen__keymap_truncate(&orders->customers, to.customers);
    quen__keymap_truncate(&orders->items, to.items);
    quen__keymap_truncate(&orders->order_texts, to.order_texts);
    quen__keymap_truncate(&orders->orders, to.orders);
}

static quen_status add_rows(quen_context *ctx, quen_orders *orders, source *rows)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__sums sums = orders->sums;
    mark before = take_mark(orders);
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "log");
    if (status == QUEN_OK)
        status = check_rows(ctx, orders, rows, &sums);
    if (status != QUEN_OK || rows->n == 0)
        return status;
    uint32_t *order = quen__temp_new(&temp, rows->n, sizeof *order);
    uint32_t *item = quen__temp_new(&temp, rows->n, sizeof *item);
    status = order && item ? intern_rows(ctx, orders, rows, &sums, order, item)
                           : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = reserve_orders(ctx, orders);
    if (status == QUEN_OK)
        status = reserve_blocks(ctx, orders, rows->n);
    if (status == QUEN_OK) {
        store_rows(orders, rows, before.orders, order, item);
        orders->sums = sums;
    } else {
        roll_back(orders, before);
    }
    quen__temp_close(&temp);
    return status;
}

quen_status quen_orders_add(quen_context *ctx, quen_orders *orders,
                            const quen_order_line *lines, size_t n)
{
    source rows = {n, lines, NULL, NULL, 0};
    return n ? add_rows(ctx, orders, &rows) : QUEN_OK;
}

quen_status quen_orders_add_columns(quen_context *ctx, quen_orders *orders,
                                    const quen_order_columns *given)
{
    quen_order_columns columns = {0};
    quen_status status =
        quen__options_read(ctx, &columns, sizeof columns, given, "order columns");
    if (status != QUEN_OK)
        return status;
    if (columns.n && (!columns.time_s || !columns.amount ||
                      (!columns.item.numbers && !columns.item.offsets)))
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "order columns: item, time_s and amount are required");
    source rows = {columns.n, NULL, &columns, NULL, 0};
    return add_rows(ctx, orders, &rows);
}

quen_status quen_orders_merge(quen_context *ctx, quen_orders *orders,
                              const quen_orders *from)
{
    if (orders == from)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT, "a log cannot be merged into itself");
    source rows = {(size_t)from->sums.lines, NULL, NULL, from, 0};
    return add_rows(ctx, orders, &rows);
}

/* --- reading --- */

static quen__line base_line(const quen__base *base, size_t i, size_t *cursor)
{
    size_t order = *cursor;
    if (i < base->order_start[order])
        order = 0;
    while (i >= base->order_start[order + 1])
        order++;
    *cursor = order;
    quen__line line = {base->time[i], base->quantity[i], base->amount[i], (uint32_t)order,
                       base->item[i]};
    return line;
}

quen__line quen__orders_line(const quen_orders *orders, size_t i, size_t *cursor)
{
    if (i < orders->base.n)
        return base_line(&orders->base, i, cursor);
    i -= orders->base.n;
    const quen__block *block = orders->blocks[i / QUEN__BLOCK];
    size_t at = i % QUEN__BLOCK;
    quen__line line = {block->time[at], block->quantity[at], block->amount[at],
                       block->order[at], block->item[at]};
    return line;
}

static uint64_t bytes_held(const quen_orders *orders)
{
    const quen__base *base = &orders->base;
    return quen__keymap_bytes(&orders->customers) + quen__keymap_bytes(&orders->items) +
           quen__keymap_bytes(&orders->order_texts) +
           quen__keymap_bytes(&orders->orders) +
           orders->order_room * sizeof *orders->order_time +
           orders->n_blocks * (sizeof **orders->blocks + sizeof *orders->blocks) +
           base->n * 28 + (base->n_orders + base->n_customers) * 8 + sizeof *orders;
}

void quen_orders_totals(const quen_orders *orders, quen_order_totals *totals)
{
    const quen__sums *sums = &orders->sums;
    quen_order_totals all = {0};
    all.finished = orders->finished;
    all.lines = sums->lines;
    all.orders = orders->orders.n;
    all.customers = orders->customers.n;
    all.items = orders->items.n;
    all.lines_without_customer = sums->without_customer;
    all.refund_lines = sums->refunds;
    all.revenue = sums->revenue;
    all.quantity = sums->quantity;
    all.first_s = sums->first_s;
    all.last_s = sums->last_s;
    all.bytes = bytes_held(orders);
    quen__options_write(totals, &all, sizeof all);
}

static quen_key key_or_none(const quen__keymap *map, uint32_t id)
{
    quen_key none = {0};
    return id < map->n ? quen__keymap_key(map, id) : none;
}

quen_key quen_orders_customer(const quen_orders *orders, uint32_t customer)
{
    return key_or_none(&orders->customers, customer);
}

quen_key quen_orders_item(const quen_orders *orders, uint32_t item)
{
    return key_or_none(&orders->items, item);
}

static quen_status find(quen_context *ctx, const quen__keymap *map, quen_key key,
                        const char *what, uint32_t *id)
{
    if (quen__keymap_find(map, key, 0, id))
        return QUEN_OK;
    char words[QUEN__KEY_WORDS];
    return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "no %s has the key %s", what,
                      quen__key_words(key, words));
}

quen_status quen_orders_find_customer(quen_context *ctx, const quen_orders *orders,
                                      quen_key key, uint32_t *customer)
{
    return find(ctx, &orders->customers, key, "customer", customer);
}

quen_status quen_orders_find_item(quen_context *ctx, const quen_orders *orders,
                                  quen_key key, uint32_t *item)
{
    return find(ctx, &orders->items, key, "item", item);
}

/* --- for the models --- */

quen_status quen__orders_log(quen_context *ctx, const quen_orders *orders, quen__log *out)
{
    const quen__base *base = &orders->base;
    if (!orders->finished)
        return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                          "the log is not finished: call quen_orders_finish() first");
    quen__log log = {
        base->n_customers,    orders->items.n,   base->n_orders,     base->n,
        base->customer_start, base->order_start, orders->order_time, base->item,
        base->time,           base->quantity,    base->amount};
    *out = log;
    return QUEN_OK;
}

int64_t quen__orders_moment(const quen_orders *orders, int64_t now_s)
{
    return now_s == INT64_MIN ? orders->sums.last_s + 1 : now_s;
}
