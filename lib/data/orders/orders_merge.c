/*
 * Adding one log to another: the keys of the other are interned once each, then its lines
 * are copied with their ids translated. All or nothing, as adding rows is.
 */
#include "data/clock/clock.h"
#include "data/orders/orders_state.h"

typedef struct merger {
    quen_orders *orders;
    const quen_orders *from;
    quen__orders_room room;
    uint32_t *customer, *item, *text; /* ids here, by ids there */
} merger;

/* --- what may not be added --- */

static quen_status check_kinds(quen_context *ctx, const char *what, uint32_t here,
                               uint32_t there)
{
    static const char *const words[] = {"", "numbers", "byte strings"};
    if (here == QUEN_KEY_NONE || there == QUEN_KEY_NONE || here == there)
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "orders: the %s keys of the other log are %s, those before were %s", what,
        words[there], words[here]);
}

static quen_status check_sums(quen_context *ctx, const quen__orders_sums *a,
                              const quen__orders_sums *b)
{
    if (b->lines > QUEN__MAX_LINES - a->lines)
        return quen__fail(
            ctx, QUEN_ERR_OVERFLOW,
            "orders: with the other's lines there would be %llu, a log holds at "
            "most %u",
            (unsigned long long)a->lines + b->lines, QUEN__MAX_LINES);
    if (a->amounts && b->amounts && a->amounts != b->amounts)
        return quen__bad_argument(ctx,
                                  "orders: the lines of one log have amounts, those of "
                                  "the other have none");
    if (b->gross_amount > INT64_MAX - a->gross_amount)
        return quen__fail(
            ctx, QUEN_ERR_OVERFLOW,
            "orders: with the other log the sum of all amounts exceeds 2^63 - 1");
    if (b->gross_quantity > INT64_MAX - a->gross_quantity)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "orders: with the other log the sum of all quantities exceeds "
                          "2^63 - 1");
    return QUEN_OK;
}

static quen_status check(quen_context *ctx, const quen_orders *to,
                         const quen_orders *from)
{
    quen_status status = quen__same_allocator(ctx, &to->allocator, "orders");
    if (status == QUEN_OK)
        status = check_kinds(ctx, "customer", to->customers.kind, from->customers.kind);
    if (status == QUEN_OK)
        status = check_kinds(ctx, "order", to->order_kind, from->order_kind);
    if (status == QUEN_OK)
        status = check_kinds(ctx, "item", to->items.kind, from->items.kind);
    if (status == QUEN_OK)
        status = check_sums(ctx, &to->sums, &from->sums);
    if (status == QUEN_OK)
        status = quen__orders_same_clock(ctx, to, from);
    return status == QUEN_OK ? quen__orders_same_rules(ctx, to, from) : status;
}

/* --- keys --- */

/* The ids here of all keys of a map there. */
static quen_status translate(quen_context *ctx, quen__keymap *map,
                             const quen__keymap *from, uint32_t *ids)
{
    quen__key_rows rows = quen__keymap_rows(from);
    quen_status status = QUEN_OK;
    for (size_t first = 0; first < from->n && status == QUEN_OK;
         first += QUEN__KEY_GROUP) {
        size_t n = from->n - first < QUEN__KEY_GROUP ? from->n - first : QUEN__KEY_GROUP;
        status = quen__keymap_intern_rows(ctx, map, &rows, first, n, ids + first);
    }
    return status;
}

static quen_status translate_all(quen_context *ctx, quen__temp *temp, merger *m)
{
    quen_orders *to = m->orders;
    const quen_orders *from = m->from;
    m->customer = quen__temp_new(temp, from->customers.n, sizeof *m->customer);
    m->item = quen__temp_new(temp, from->items.n, sizeof *m->item);
    if (from->order_texts.n)
        m->text = quen__temp_new(temp, from->order_texts.n, sizeof *m->text);
    if (!m->customer || !m->item || (from->order_texts.n && !m->text))
        return QUEN_ERR_MEMORY;
    quen_status status = translate(ctx, &to->customers, &from->customers, m->customer);
    if (status == QUEN_OK)
        status = translate(ctx, &to->items, &from->items, m->item);
    if (status == QUEN_OK && m->text)
        status = translate(ctx, &to->order_texts, &from->order_texts, m->text);
    return status;
}

static quen_status merge(quen_context *ctx, merger *m, size_t width)
{
    quen_orders *to = m->orders;
    size_t customers = to->customers.n, items = to->items.n, texts = to->order_texts.n;
    size_t n = (size_t)m->from->sums.lines;
    quen_status status = quen__orders_tail_reserve(ctx, &to->tail, n, width, &m->room);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    status = translate_all(ctx, &temp, m);
    if (status == QUEN_OK) {
        quen__orders_ids ids = {m->customer, m->item, m->text};
        status = quen__orders_copy(ctx, m->from, &ids, &to->tail, &m->room);
    }
    quen__temp_close(&temp);
    if (status != QUEN_OK) {
        quen__keymap_truncate(&to->customers, customers);
        quen__keymap_truncate(&to->items, items);
        quen__keymap_truncate(&to->order_texts, texts);
        quen__orders_tail_undo(&to->tail, &m->room, &to->allocator);
        return status;
    }
    quen__orders_tail_commit(&to->tail, &m->room);
    quen__orders_sums_add(&to->sums, &m->from->sums);
    quen__orders_spelled_add(&to->spelled, &m->from->spelled);
    quen__nobody_add(&to->nobody, &m->from->nobody);
    to->order_kind |= m->from->order_kind;
    to->finished = 0;
    return QUEN_OK;
}

static quen_status merge_lines(quen_context *ctx, quen_orders *orders,
                               const quen_orders *from)
{
    merger m = {.orders = orders, .from = from};
    size_t here = quen__orders_width(orders), there = quen__orders_width(from);
    return from->sums.lines == 0 ? QUEN_OK : merge(ctx, &m, here > there ? here : there);
}

quen_status quen_orders_merge(quen_context *ctx, quen_orders *orders,
                              const quen_orders *from)
{
    int takes_clock = !orders->has_clock && from->has_clock;
    if (orders == from)
        return quen__bad_argument(ctx, "orders: a log cannot be merged into itself");
    quen_status status = check(ctx, orders, from);
    quen_money money;
    quen_zone clock = {0};
    if (status == QUEN_OK)
        status = quen__orders_money_merge(ctx, &orders->money, &from->money, &money);
    if (status == QUEN_OK && takes_clock)
        status = quen__clock_copy(ctx, &from->clock, &clock);
    if (status == QUEN_OK)
        status = merge_lines(ctx, orders, from);
    if (status != QUEN_OK) {
        quen__release(&ctx->allocator, (void *)(uintptr_t)clock.from_s);
        return status;
    }
    orders->money = money;
    if (takes_clock)
        quen__orders_clock_take(orders, &clock);
    return QUEN_OK;
}
