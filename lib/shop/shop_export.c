/*
 * All that a shop holds of a customer, as JSON: each part writes a member of its own, and
 * the tables in the parts' files say in which field each section is.
 */
#include "shop/shop_export.h"

#include "core/rounding.h"

quen_status quen__shop_print(quen_context *ctx,
                             void (*write)(quen__json *json, const void *user),
                             const void *user, char *text, size_t capacity,
                             size_t *text_size)
{
    quen__json json = {NULL, 0, 0, 1};
    write(&json, user);
    *text_size = json.size;
    if (!text && capacity == 0)
        return QUEN_OK;
    if (capacity < *text_size)
        return quen__bad_argument(ctx, "shop: room for %zu bytes, and there are %zu",
                                  capacity, *text_size);
    json = (quen__json){text, capacity, 0, 1};
    write(&json, user);
    return QUEN_OK;
}

void quen__shop_print_head(quen__json *json, const char *format, const quen_shop *shop)
{
    quen__json_open(json, '{');
    quen__json_put_text(json, "format", format);
    quen__json_put_int(json, "version", 1);
    quen__json_name(json, "shop");
    quen__json_open(json, '{');
    quen__json_put_time(json, "now", shop->meta->now_s);
    if (shop->meta->utc_offset_s == QUEN_CLOCK_OF_LOG)
        quen__json_put_null(json, "utc_offset_s");
    else
        quen__json_put_int(json, "utc_offset_s", shop->meta->utc_offset_s);
    quen__json_close(json, '}');
}

/* Whom it is about. */
typedef struct person {
    const quen_shop *shop;
    uint32_t customer;
} person;

/* A part's row of the customer; 0: it has none. */
static int row_of(const quen__shop_holding *holds, const person *p, size_t *row)
{
    quen__shop_rows rows = {0};
    *row = p->customer;
    if (!holds->rows)
        return 1;
    holds->rows(p->shop, &rows);
    return quen__shop_row(rows.customer, rows.n, p->customer, row);
}

static void write_part(quen__json *json, const quen__shop_part *part, const person *p)
{
    size_t row;
    quen__json_name(json, part->words);
    if (!quen__shop_has(p->shop, part->bit) || !row_of(part->holds, p, &row)) {
        quen__json_null(json);
        return;
    }
    quen__json_open(json, '{');
    part->holds->put(json, p->shop, row);
    quen__json_close(json, '}');
}

static void write_customer(quen__json *json, const void *user)
{
    const person *p = user;
    quen__shop_print_head(json, "quen shop customer", p->shop);
    quen__json_put_uint(json, "customer", p->customer);
    quen__json_put_key(json, "key", quen_shop_customer_key(p->shop, p->customer));
    for (const quen__shop_part *const *part = quen__shop_parts; *part; part++)
        if ((*part)->holds->put)
            write_part(json, *part, p);
    quen__json_close(json, '}');
}

quen_status quen_shop_export_customer(quen_context *ctx, const quen_shop *shop,
                                      quen_key key, char *text, size_t capacity,
                                      size_t *text_size)
{
    person p = {.shop = shop};
    quen_status status = quen__extent_check(ctx, "shop: capacity", capacity, 1, 1);
    if (status != QUEN_OK)
        return status;
    *text_size = 0;
    status = quen__rounding_check(ctx);
    if (status == QUEN_OK)
        status = quen_shop_find_customer(ctx, shop, key, &p.customer);
    if (status != QUEN_OK)
        return status;
    return quen__shop_print(ctx, write_customer, &p, text, capacity, text_size);
}
