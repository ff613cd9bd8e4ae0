/* What the exports of a shop have in common. */
#ifndef QUEN_SHOP_SHOP_EXPORT_H
#define QUEN_SHOP_SHOP_EXPORT_H

#include "shop/part.h"

/*
 * Write a text into the caller's memory, as quen_profile_text() does: `write` runs once
 * to count the bytes and, if there is room, once to write them.
 */
quen_status quen__shop_print(quen_context *ctx,
                             void (*write)(quen__json *json, const void *user),
                             const void *user, char *text, size_t capacity,
                             size_t *text_size);

/* Begin an object with what it is, and the member "shop": when it was trained. */
void quen__shop_print_head(quen__json *json, const char *format, const quen_shop *shop);

#endif
