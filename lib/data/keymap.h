/*
 * From outside keys to dense ids 0, 1, ... in order of arrival, and back. A key may carry
 * a scope: the same key under another scope is another entry (an order number belongs to
 * one customer). Open addressing; a slot holds half of the hash beside the id, so that
 * most strangers are told apart without looking at their keys.
 */
#ifndef QUEN_DATA_KEYMAP_H
#define QUEN_DATA_KEYMAP_H

#include "core/context.h"
#include "quen/key.h"

/* Ids stay below this. */
#define QUEN__MAX_IDS (UINT32_MAX - 1)

typedef struct quen__keymap {
    uint32_t kind;    /* QUEN_KEY_*; NONE until the first key */
    uint32_t scoped;  /* 1: entries have scopes */
    uint64_t seed;    /* of the hash; answers do not depend on it */
    size_t n;         /* keys */
    size_t room;      /* keys that the arrays below have room for */
    int64_t *numbers; /* INT: the keys */
    uint64_t *ends;   /* BYTES: where each key ends in `bytes` */
    char *bytes;
    size_t bytes_room;
    uint64_t *scopes; /* if scoped */
    uint64_t *slots;  /* hash << 32 | id + 1; 0: empty */
    size_t n_slots;   /* a power of two, or 0 */
} quen__keymap;

/*
 * Zero is an empty map; set `scoped` and `seed` before the first key. A seed that nobody
 * outside can know keeps chosen keys from all falling into one place.
 */
void quen__keymap_free(quen__keymap *map, const quen_allocator *allocator);

/*
 * The id of a key, a new one if need be. The key's kind must be the map's. On failure
 * (QUEN_ERR_MEMORY, QUEN_ERR_OVERFLOW) nothing was added.
 */
quen_status quen__keymap_intern(quen_context *ctx, quen__keymap *map, quen_key key,
                                uint64_t scope, uint32_t *id);

/* 1 and the id, or 0 if the key is unknown. */
int quen__keymap_find(const quen__keymap *map, quen_key key, uint64_t scope,
                      uint32_t *id);

/* The key of an id below n. */
quen_key quen__keymap_key(const quen__keymap *map, uint32_t id);

/* Forget the ids from n on, and the kind if none is left. */
void quen__keymap_truncate(quen__keymap *map, size_t n);

/*
 * Make `out` a map with the same keys, where the key that was sorted[i] has id i. Scopes
 * are given anew (NULL: not scoped).
 */
quen_status quen__keymap_renumber(quen_context *ctx, const quen__keymap *map,
                                  const uint32_t *sorted, const uint64_t *scopes,
                                  quen__keymap *out);

/* Give back what finding takes; the next intern makes it again. Until then nothing is
 * found. */
void quen__keymap_rest(quen__keymap *map, const quen_allocator *allocator);

/* Order of two keys of one kind: numbers by value, byte strings by memcmp. <0, 0, >0. */
int quen__key_compare(quen_key a, quen_key b);

/* Memory held. */
size_t quen__keymap_bytes(const quen__keymap *map);

#endif
