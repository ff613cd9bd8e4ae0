/* Columns of keys are bytes and offsets, as quen_order_columns wants them. */
#include "batch.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES ((size_t)64 << 10)

static bool new_keys(batch_keys *k)
{
    k->bytes = malloc(FIRST_BYTES);
    k->capacity = FIRST_BYTES;
    return k->bytes != NULL;
}

batch *batch_new(bool has_money)
{
    batch *b = calloc(1, sizeof *b);

    if (b)
        b->has_money = has_money;
    if (b && new_keys(&b->customer) && new_keys(&b->order) && new_keys(&b->item))
        return b;
    batch_free(b);
    return NULL;
}

void batch_free(batch *b)
{
    if (!b)
        return;
    free(b->customer.bytes);
    free(b->order.bytes);
    free(b->item.bytes);
    free(b);
}

static bool make_room(batch_keys *k, size_t size)
{
    size_t wanted = k->capacity;
    char *larger;

    while (wanted < size)
        wanted *= 2;
    if (wanted == k->capacity)
        return true;
    larger = realloc(k->bytes, wanted);
    if (!larger)
        return false;
    k->bytes = larger;
    k->capacity = wanted;
    return true;
}

static bool push_key(batch_keys *k, size_t row, csv_field key)
{
    size_t at = (size_t)k->offsets[row];
    uint8_t bit = (uint8_t)(1U << (row % 8));

    if (!make_room(k, at + key.size))
        return false;
    if (key.size > 0) {
        memcpy(k->bytes + at, key.text, key.size);
        k->valid[row / 8] |= bit;
    } else {
        k->valid[row / 8] &= (uint8_t)~bit;
    }
    k->offsets[row + 1] = at + key.size;
    return true;
}

bool batch_push(batch *b, const batch_row *row)
{
    size_t i = b->n;

    if (!push_key(&b->customer, i, row->customer) ||
        !push_key(&b->order, i, row->order) || !push_key(&b->item, i, row->item))
        return false;
    b->time_s[i] = row->time_s;
    b->quantity[i] = row->quantity;
    b->amount[i] = row->amount;
    b->n++;
    return true;
}

static quen_key_column key_column(const batch_keys *k)
{
    return (quen_key_column){.bytes = k->bytes, .offsets = k->offsets, .valid = k->valid};
}

quen_status batch_flush(quen_context *ctx, batch *b, quen_orders *orders)
{
    quen_order_columns columns;

    quen_order_columns_init(&columns, sizeof columns);
    columns.n = b->n;
    columns.customer = key_column(&b->customer);
    columns.order = key_column(&b->order);
    columns.item = key_column(&b->item);
    columns.time_s = b->time_s;
    columns.quantity = b->quantity;
    columns.amount = b->has_money ? b->amount : NULL;
    b->n = 0;
    return quen_orders_add_columns(ctx, orders, &columns);
}
