/*
 * The keys of customers or items in a model's image: sorted, so that the number of a key
 * is found by halving and the table needs nothing beside the keys.
 */
#ifndef QUEN_DATA_KEYS_KEYS_H
#define QUEN_DATA_KEYS_KEYS_H

#include "data/keys/keymap.h"
#include "io/container.h"

typedef struct quen__keys {
    size_t n;
    uint32_t kind;           /* QUEN_KEY_INT or QUEN_KEY_BYTES; NONE: numbers alone */
    const int64_t *numbers;  /* INT: ascending */
    const uint64_t *offsets; /* BYTES: n + 1 offsets into bytes, ascending by memcmp */
    const char *bytes;
} quen__keys;

/* Sections that a table takes at most; their ids are base, base + 1, base + 2. */
#define QUEN__KEYS_SECTIONS 2

/* The table of keys in ascending order as sections to build; how many. */
size_t quen__keys_sections(const quen__keymap *map, uint32_t base, quen__section *out);

/* The same of n byte strings, string i from offsets[i] to offsets[i + 1]. */
void quen__keys_text_sections(size_t n, const uint64_t *offsets, const char *bytes,
                              uint32_t base, quen__section out[2]);

/* Point into an image, everything checked. `what` is "customer" or "item". */
quen_status quen__keys_attach(quen_context *ctx, const quen__image *image, uint32_t base,
                              const char *what, quen__keys *keys);

/* The key of a number below n; QUEN_KEY_NONE if there are numbers alone. */
quen_key quen__keys_at(const quen__keys *keys, size_t i);

/* 1 and the number of a key; 0 if it is not in the table. */
int quen__keys_find(const quen__keys *keys, quen_key key, uint32_t *number);

/* The same as a status: QUEN_ERR_NOT_FOUND as quen__key_not_found() says it. */
quen_status quen__keys_look_up(quen_context *ctx, const quen__keys *keys,
                               const char *noun, const char *what, quen_key key,
                               uint32_t *number);

#endif
