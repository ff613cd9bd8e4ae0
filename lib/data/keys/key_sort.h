/* The ids of a key map by ascending key. */
#ifndef QUEN_DATA_KEYS_KEY_SORT_H
#define QUEN_DATA_KEYS_KEY_SORT_H

#include "core/alloc.h"
#include "data/keys/keymap.h"

/*
 * sorted[i] becomes the id of the i-th key, numbers by value, byte strings by memcmp.
 * Scratch 32 bytes a key.
 */
quen_status quen__keymap_sort(quen_context *ctx, const quen__keymap *map,
                              uint32_t *sorted);

#endif
