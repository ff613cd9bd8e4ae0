/*
 * A shop file that is open, with what its customers and items are called.
 */
#ifndef QUEN_PROGRAM_SHOP_H
#define QUEN_PROGRAM_SHOP_H

#include <quen.h>

#include "format.h"
#include "json.h"
#include "names.h"
#include "session.h"
#include "slice.h"

typedef struct shop {
    session *s;
    const char *file;
    quen_shop *shop;
    format format;
    names *items, *customers; /* NULL: none are known */
} shop;

/* Open a shop file, and read the names that the command line says. Freed by
 * shop_close(), also after a failure. */
int shop_open(shop *p, session *s, const char *file);

void shop_close(shop *p);

/* Room for the bytes of a key that is written as "hex:00ff". */
typedef struct key_room {
    char bytes[256];
} key_room;

/* A word of the command line as a key of the shop's customers, or of its items. */
quen_key shop_customer_key(const shop *p, const char *word, key_room *room);
quen_key shop_item_key(const shop *p, const char *word, key_room *room);

/* Fill what is known of a customer; a sentence and PROGRAM_NOT_FOUND if there is none. A
 * shop that has numbers alone is asked by them. */
int shop_customer(const shop *p, const char *word, quen_shop_customer *out);

/* The number of a segment by its name, as the library or as people call it; any case of
 * ASCII. PROGRAM_NOT_FOUND names those that there are. */
int shop_segment(const shop *p, const char *word, uint32_t *out);

/* What to call them. `room` has SLICE_ROOM bytes. */
slice shop_item_name(const shop *p, uint32_t item, char *room);
slice shop_customer_name(const shop *p, quen_key key, char *room);

/* "shop": its moment and clock, as in the library's exports. */
void shop_put_json(const shop *p, json_out *j);

#endif
