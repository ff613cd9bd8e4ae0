/* A small made-up log: see shop_log.h. */
#include "shop_log.h"

#include "core/rng.h"

#define FIRST_DAY 20000 /* 2024-10-04 */
#define KEY_ROOM 12

typedef struct writer {
    const shop_log *shape;
    quen_order_line *lines;
    size_t n, room;
    char *names; /* of customers, then of items */
} writer;

static size_t below(const writer *w, uint64_t stream, uint64_t i, uint64_t n)
{
    return (size_t)quen__random_below(w->shape->seed, stream, i, n);
}

static quen_key key_of(const writer *w, size_t number)
{
    if (w->shape->numbers)
        return quen_key_int((int64_t)(number * 37 % 1009) - 200);
    return quen_key_text(w->names + number * KEY_ROOM);
}

static void add_line(writer *w, quen_key customer, int64_t order, size_t item,
                     int64_t time, int64_t quantity)
{
    assert_true(w->n < w->room);
    quen_order_line *line = &w->lines[w->n++];
    memset(line, 0, sizeof *line);
    line->customer = customer;
    line->order = quen_key_int(order);
    line->item = key_of(w, w->shape->customers + item);
    line->time_s = time;
    line->quantity = quantity;
    line->amount = quantity * (int64_t)(500 + item * 130);
}

/* Favourites come in pairs, so that items call for one another; some are returned. */
static void add_visit(writer *w, size_t customer, size_t day, int known)
{
    quen_key none = {0};
    uint64_t draw = customer * 4096 + day;
    size_t pair = customer % (w->shape->items / 2) * 2;
    int64_t time = (int64_t)(FIRST_DAY + day) * 86400 + 8 * 3600 +
                   (int64_t)below(w, 1, draw, 10 * 3600);
    int64_t order = (int64_t)draw;
    quen_key key = known ? key_of(w, customer) : none;
    add_line(w, key, order, pair, time, 1 + (int64_t)below(w, 2, draw, 3));
    if (below(w, 3, draw, 4) > 0)
        add_line(w, key, order, pair + 1, time, 1);
    if (below(w, 4, draw, 3) == 0)
        add_line(w, key, order, below(w, 5, draw, w->shape->items), time + 60, 1);
    if (below(w, 6, draw, 20) == 0)
        add_line(w, key, order + 1000000000, pair, time + 86400, -1);
}

static void add_customer(writer *w, size_t customer)
{
    size_t rhythm = 5 + below(w, 7, customer, 40), days = w->shape->days;
    size_t leaves = below(w, 8, customer, 3) == 0 ? below(w, 9, customer, days) : days;
    size_t day = below(w, 10, customer, rhythm);
    for (; day < leaves;
         day += 1 + rhythm / 2 + below(w, 11, customer * 4096 + day, rhythm))
        add_visit(w, customer, day, below(w, 12, customer * 4096 + day, 10) > 0);
}

quen_order_line *shop_log_lines(const shop_log *shape, size_t *n)
{
    size_t names = shape->customers + shape->items;
    writer w = {shape, NULL, 0, shape->customers * (shape->days / 3 + 1) * 4, NULL};
    w.lines = malloc(w.room * sizeof *w.lines + names * KEY_ROOM);
    assert_non_null(w.lines);
    w.names = (char *)(w.lines + w.room);
    for (size_t i = 0; i < names; i++)
        snprintf(w.names + i * KEY_ROOM, KEY_ROOM, "%c%04zu",
                 i < shape->customers ? 'C' : 'I', i * 37 % 1009);
    for (size_t c = 0; c < shape->customers; c++)
        add_customer(&w, c);
    *n = w.n;
    return w.lines;
}

void shop_log_shuffle(quen_order_line *lines, size_t n, uint64_t seed)
{
    for (size_t i = n; i-- > 1;) {
        size_t j = (size_t)quen__random_below(seed, 0, i, i + 1);
        quen_order_line t = lines[i];
        lines[i] = lines[j];
        lines[j] = t;
    }
}

quen_status shop_log_orders(quen_context *ctx, const quen_order_line *lines, size_t n,
                            quen_orders **out)
{
    quen_status status = quen_orders_new(ctx, out);
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, *out, lines, n);
    if (status == QUEN_OK)
        status = quen_orders_finish(ctx, *out);
    if (status != QUEN_OK) {
        quen_orders_free(*out);
        *out = NULL;
    }
    return status;
}

unsigned char *shop_log_bytes(quen_context *ctx, const quen_shop *shop, size_t *size)
{
    assert_ok(ctx, quen_shop_save_bytes(ctx, shop, NULL, 0, size));
    unsigned char *bytes = malloc(*size);
    assert_non_null(bytes);
    assert_ok(ctx, quen_shop_save_bytes(ctx, shop, bytes, *size, size));
    return bytes;
}
