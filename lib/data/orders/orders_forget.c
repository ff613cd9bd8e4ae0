/*
 * Customers who leave a log. What is left is put together beside the log, as the lines
 * that stay would have made it, and takes its place when nothing can fail any more; what
 * was there is overwritten before its memory is given back.
 *
 * Customers close up. An item, or the text of an order number, stays if a line of it
 * does: those of lines that are in canonical order by their ids, which ascend with the
 * keys, the others in the order of the first line that stays.
 */
#include <string.h>

#include "data/keys/key_column.h"
#include "data/orders/orders_pick.h"
#include "data/parse/keys.h"

/* Ids of one kind that stay: by the old the new, QUEN__KEY_NEW for those that go; and by
 * the new the old. */
typedef struct staying {
    uint32_t *id, *was;
    size_t n;
} staying;

typedef struct forgetting {
    quen_context *ctx;
    quen_orders *orders;
    quen__temp temp;
    size_t forgotten;
    staying customers, items, texts;
    size_t n_tail; /* lines that stay and are not in canonical order */
    /* what becomes of the log */
    quen__orders_sums sums;
    uint32_t order_kind;
    quen__orders_sorted sorted;
    quen__orders_tail tail;
    quen__keymap new_customers, new_items, new_texts;
} forgetting;

/* --- who goes --- */

static void forget_key(forgetting *f, quen_key key)
{
    uint32_t id;
    if (!quen__keymap_find(&f->orders->customers, key, &id) ||
        f->customers.id[id] == QUEN__KEY_NEW)
        return;
    f->customers.id[id] = QUEN__KEY_NEW;
    f->forgotten++;
}

/* The spellings of customers whose texts were telephone numbers, addresses or names. */
static void forget_spelled(forgetting *f, quen_key key)
{
    const quen__orders_spelled *spelled = &f->orders->spelled;
    char room[QUEN_NAME_ROOM];
    if (key.kind != QUEN_KEY_BYTES || key.size == 0)
        return;
    if (spelled->kinds & QUEN__SPELLED_PHONE &&
        !quen__parse_phone(key.bytes, key.size, spelled->country, room))
        forget_key(f, quen_key_text(room));
    if (spelled->kinds & QUEN__SPELLED_EMAIL &&
        !quen__parse_email(key.bytes, key.size, 0, room))
        forget_key(f, quen_key_text(room));
    if (spelled->kinds & QUEN__SPELLED_NAME &&
        !quen__parse_name(key.bytes, key.size, 0, room))
        forget_key(f, quen_key_text(room));
}

static quen_status check_key(quen_context *ctx, const quen_orders *orders, quen_key key,
                             size_t i)
{
    uint32_t kind = orders->customers.kind;
    if (key.reserved)
        return quen__bad_argument(ctx, "orders: key %zu to forget: reserved is %u, not 0",
                                  i, key.reserved);
    if (key.kind != QUEN_KEY_INT && key.kind != QUEN_KEY_BYTES)
        return quen__bad_argument(ctx, "orders: key %zu to forget has kind %u", i,
                                  key.kind);
    if (!quen__key_is_sound(key))
        return quen__bad_argument(
            ctx, "orders: key %zu to forget has no bytes, or more than %d", i,
            QUEN_KEY_MAX_SIZE);
    if (kind != QUEN_KEY_NONE && key.kind != kind)
        return quen__bad_argument(
            ctx, "orders: key %zu to forget is %s, but the customers' keys are %s", i,
            key.kind == QUEN_KEY_INT ? "a number" : "text",
            kind == QUEN_KEY_INT ? "numbers" : "text");
    return QUEN_OK;
}

static quen_status stay(quen__temp *temp, size_t n, staying *s)
{
    s->id = quen__temp_new(temp, n, sizeof *s->id);
    s->was = quen__temp_new(temp, n, sizeof *s->was);
    s->n = 0;
    for (size_t i = 0; s->id && i < n; i++)
        s->id[i] = QUEN__KEY_NEW;
    return s->id && s->was ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Those with any id stay, and close up. */
static void close_up(staying *s, size_t n)
{
    s->n = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (s->id[i] == QUEN__KEY_NEW)
            continue;
        s->id[i] = (uint32_t)s->n;
        s->was[s->n++] = i;
    }
}

static quen_status find_customers(forgetting *f, const quen_key *customers, size_t n)
{
    size_t had = f->orders->customers.n;
    quen_status status = stay(&f->temp, had, &f->customers);
    for (size_t i = 0; i < had && status == QUEN_OK; i++)
        f->customers.id[i] = 0;
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        status = check_key(f->ctx, f->orders, customers[i], i);
        if (status != QUEN_OK)
            break;
        forget_key(f, customers[i]);
        forget_spelled(f, customers[i]);
    }
    if (status == QUEN_OK)
        close_up(&f->customers, had);
    return status;
}

/* --- which lines stay --- */

static int stays(const forgetting *f, const quen__orders_line *line)
{
    return line->customer == QUEN__NOBODY ||
           f->customers.id[line->customer] != QUEN__KEY_NEW;
}

static int has_text(const forgetting *f, const quen__orders_line *line)
{
    return f->orders->order_kind == QUEN_KEY_BYTES && quen__orders_is_named(line);
}

static int64_t absolute(int64_t value)
{
    return value < 0 ? -value : value;
}

static void add_up(forgetting *f, const quen__orders_line *line)
{
    quen__orders_sums_line(&f->sums, line->customer != QUEN__NOBODY,
                           quen__orders_stamp_time(line->stamp), line->quantity,
                           line->amount, f->orders->sums.amounts);
    f->sums.gross_amount += absolute(line->amount);
    f->sums.gross_quantity += absolute(line->quantity);
    if (quen__orders_is_named(line))
        f->order_kind = f->orders->order_kind;
}

static void see(staying *s, uint32_t id)
{
    if (s->id[id] != QUEN__KEY_NEW)
        return;
    s->id[id] = (uint32_t)s->n;
    s->was[s->n++] = id;
}

/* A part is in canonical order, or of lines as they came. Returns how many stay. */
static size_t look_at_part(forgetting *f, size_t part)
{
    quen__orders_named_line lines[QUEN__BLOCK];
    size_t n = quen__orders_read_part(f->orders, part, lines), kept = 0;
    for (size_t i = 0; i < n; i++) {
        const quen__orders_line *line = &lines[i].line;
        if (!stays(f, line))
            continue;
        add_up(f, line);
        see(&f->items, line->item);
        if (has_text(f, line))
            see(&f->texts, (uint32_t)lines[i].order);
        kept++;
    }
    return kept;
}

static quen_status look_at_lines(forgetting *f)
{
    const quen_orders *orders = f->orders;
    size_t parts = quen__orders_parts(orders), sorted = parts - orders->tail.n_blocks;
    quen_status status = stay(&f->temp, orders->items.n, &f->items);
    if (status == QUEN_OK)
        status = stay(&f->temp, orders->order_texts.n, &f->texts);
    if (status != QUEN_OK)
        return status;
    for (size_t part = 0; part < sorted; part++)
        look_at_part(f, part);
    close_up(&f->items, orders->items.n);
    close_up(&f->texts, orders->order_texts.n);
    for (size_t part = sorted; part < parts; part++)
        f->n_tail += look_at_part(f, part);
    f->sums.rounded =
        orders->sums.rounded < f->sums.lines ? orders->sums.rounded : f->sums.lines;
    return QUEN_OK;
}

/* --- the log without them --- */

static quen_status make_sorted(forgetting *f)
{
    const quen__orders_sorted *from = &f->orders->sorted;
    quen__orders_ids ids = {NULL, f->items.id,
                            f->orders->order_kind == QUEN_KEY_BYTES ? f->texts.id : NULL};
    size_t n = 0;
    if (!from->customer_start) /* nothing was finished yet */
        return QUEN_OK;
    while (n < f->customers.n && f->customers.was[n] < from->n_customers)
        n++;
    return quen__orders_pick(f->ctx, from, f->customers.was, n, &ids, &f->sorted);
}

static void copy_block(const forgetting *f, const quen__orders_block *block,
                       const quen__orders_room *room, size_t width, size_t *at)
{
    for (size_t i = 0; i < block->n; i++) {
        const quen__orders_line *line = quen__orders_block_line(block, i);
        quen__orders_named_line copy = {*line,
                                        quen__orders_line_order(line, block->width)};
        if (!stays(f, line))
            continue;
        if (line->customer != QUEN__NOBODY)
            copy.line.customer = f->customers.id[line->customer];
        copy.line.item = f->items.id[line->item];
        if (has_text(f, line))
            copy.order = f->texts.id[copy.order];
        memcpy(quen__orders_room_line(&f->tail, room, (*at)++), &copy, width);
    }
}

static quen_status make_tail(forgetting *f)
{
    const quen__orders_tail *from = &f->orders->tail;
    size_t at = 0, width = f->order_kind == QUEN_KEY_NONE
                               ? sizeof(quen__orders_line)
                               : sizeof(quen__orders_named_line);
    quen__orders_room room;
    quen_status status =
        quen__orders_tail_reserve(f->ctx, &f->tail, f->n_tail, width, &room);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < from->n_blocks; i++)
        copy_block(f, from->blocks[i], &room, width, &at);
    quen__orders_tail_commit(&f->tail, &room);
    return QUEN_OK;
}

static quen_status make_keys(forgetting *f)
{
    const quen_orders *orders = f->orders;
    quen_status status = quen__keymap_pick(f->ctx, &orders->customers, f->customers.was,
                                           f->customers.n, &f->new_customers);
    if (status == QUEN_OK)
        status = quen__keymap_pick(f->ctx, &orders->items, f->items.was, f->items.n,
                                   &f->new_items);
    if (status == QUEN_OK)
        status = quen__keymap_pick(f->ctx, &orders->order_texts, f->texts.was, f->texts.n,
                                   &f->new_texts);
    return status;
}

static void discard(forgetting *f)
{
    quen__orders_sorted_free(&f->sorted, &f->ctx->allocator);
    quen__orders_tail_free(&f->tail, &f->ctx->allocator);
    quen__keymap_free(&f->new_customers, &f->ctx->allocator);
    quen__keymap_free(&f->new_items, &f->ctx->allocator);
    quen__keymap_free(&f->new_texts, &f->ctx->allocator);
}

/* --- the log as it was --- */

static void wipe(void *array, size_t bytes)
{
    if (array)
        memset(array, 0, bytes);
}

static void wipe_lines(const quen_orders *orders)
{
    const quen__orders_sorted *s = &orders->sorted;
    wipe(s->order_time, s->n_orders * sizeof *s->order_time);
    wipe(s->order_key, s->n_orders * sizeof *s->order_key);
    wipe(s->time, s->n * sizeof *s->time);
    wipe(s->quantity, s->n * sizeof *s->quantity);
    wipe(s->amount, s->n * sizeof *s->amount);
    wipe(s->item, s->n * sizeof *s->item);
    for (size_t i = 0; i < orders->tail.n_blocks; i++) {
        quen__orders_block *block = orders->tail.blocks[i];
        wipe(block->data, (size_t)QUEN__BLOCK * block->width);
    }
}

/* No failure from here on. */
static void replace(forgetting *f)
{
    quen_orders *orders = f->orders;
    const quen_allocator *allocator = &f->ctx->allocator;
    wipe_lines(orders);
    quen__orders_sorted_free(&orders->sorted, allocator);
    quen__orders_tail_free(&orders->tail, allocator);
    quen__keymap_free(&orders->customers, allocator);
    quen__keymap_free(&orders->items, allocator);
    quen__keymap_free(&orders->order_texts, allocator);
    orders->sorted = f->sorted;
    orders->tail = f->tail;
    orders->customers = f->new_customers;
    orders->items = f->new_items;
    orders->order_texts = f->new_texts;
    orders->order_kind = f->order_kind;
    orders->sums = f->sums;
    /* Unless lines came after it was finished, and stay. */
    orders->finished = f->sorted.customer_start && f->n_tail == 0;
    quen__orders_untell_examples(orders);
}

static quen_status make(forgetting *f)
{
    quen_status status = look_at_lines(f);
    if (status == QUEN_OK)
        status = make_sorted(f);
    if (status == QUEN_OK)
        status = make_tail(f);
    if (status == QUEN_OK)
        status = make_keys(f);
    if (status == QUEN_OK)
        replace(f);
    else
        discard(f);
    return status;
}

quen_status quen_orders_forget(quen_context *ctx, quen_orders *orders,
                               const quen_key *customers, size_t n, size_t *forgotten)
{
    forgetting f = {.ctx = ctx, .orders = orders, .temp = QUEN__TEMP(ctx)};
    if (forgotten)
        *forgotten = 0;
    quen_status status = quen__extent_check(ctx, "orders: n", n, 1, sizeof *customers);
    if (status == QUEN_OK)
        status = quen__same_allocator(ctx, &orders->allocator, "orders");
    if (status == QUEN_OK)
        status = find_customers(&f, customers, n);
    if (status == QUEN_OK && f.forgotten)
        status = make(&f);
    quen__temp_close(&f.temp);
    if (status == QUEN_OK && forgotten)
        *forgotten = f.forgotten;
    return status;
}
