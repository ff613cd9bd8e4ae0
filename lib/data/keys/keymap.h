/*
 * From outside keys to dense ids 0, 1, ... in order of arrival, and back. Open addressing
 * with linear probing. A slot holds a number itself, or where a byte string lies, beside
 * its id: a number costs one access to memory, a byte string two. A slot's place comes
 * from the upper half of the hash, which it holds too, so that a larger table is filled
 * from the smaller one from front to back. Many keys at once are looked up in groups:
 * what one step will read is asked for in the step before, some keys earlier, so that
 * waits for memory overlap with work and with one another. Memory that held keys is
 * overwritten before it is given back, so that a key that a log forgets is nowhere.
 */
#ifndef QUEN_DATA_KEYS_KEYMAP_H
#define QUEN_DATA_KEYS_KEYMAP_H

#include "core/context.h"
#include "data/keys/key_column.h"
#include "quen/key.h"

/* Ids stay below this. */
#define QUEN__MAX_IDS (UINT32_MAX - 1)
/* In place of an id: the row has no key, and the key has no id yet. */
#define QUEN__KEY_NONE UINT32_MAX
#define QUEN__KEY_NEW (UINT32_MAX - 1)

/* All zero: empty. */
typedef struct quen__keymap_slot {
    uint64_t entry; /* upper half of the hash << 32 | id + 1 */
    uint64_t key;   /* the number; or offset << 16 | size */
} quen__keymap_slot;

typedef struct quen__keymap {
    uint64_t secret[4]; /* of the hash; answers do not depend on it */
    uint32_t kind;      /* QUEN_KEY_*; NONE until the first key */
    uint32_t reserved;
    size_t n;          /* keys */
    size_t room;       /* keys that the arrays below have room for */
    int64_t *numbers;  /* INT: the keys */
    uint64_t *offsets; /* BYTES: n + 1, where each key begins in `bytes` */
    char *bytes;
    size_t bytes_room;
    quen__keymap_slot *slots;
    size_t n_slots; /* a power of two, or 0 */
} quen__keymap;

/* Zero is an empty map; seed it before the first key, with what nobody outside knows. */
void quen__keymap_seed(quen__keymap *map, uint64_t seed);

void quen__keymap_free(quen__keymap *map, const quen_allocator *allocator);

/*
 * The ids of n keys from row `first` on, at most QUEN__KEY_GROUP: QUEN__KEY_NONE where
 * there is none, QUEN__KEY_NEW where it is unknown. All keys are of the map's kind.
 */
void quen__keymap_find_rows(const quen__keymap *map, const quen__key_rows *rows,
                            size_t first, size_t n, uint32_t *ids);

/*
 * The ids of the keys in n given rows, at most QUEN__KEY_GROUP; keys that are new are
 * added, in the order of rows. All are keys of the map's kind. On failure
 * (QUEN_ERR_MEMORY, QUEN_ERR_OVERFLOW) some may have been added: truncate.
 */
quen_status quen__keymap_add_rows(quen_context *ctx, quen__keymap *map,
                                  const quen__key_rows *rows, const uint32_t *row,
                                  size_t n, uint32_t *ids);

/*
 * Both: the ids of n keys from row `first` on, a multiple of 8, those that are new added.
 * The keys were checked; one that is no key of the map any more was changed since.
 */
quen_status quen__keymap_intern_rows(quen_context *ctx, quen__keymap *map,
                                     const quen__key_rows *rows, size_t first, size_t n,
                                     uint32_t *ids);

/* 1 if a key may be added: it is sound, and of the map's kind. */
int quen__keymap_fits(const quen__keymap *map, quen_key key);

/* 1 and the id, or 0 if the key is unknown. */
int quen__keymap_find(const quen__keymap *map, quen_key key, uint32_t *id);

/* The same as a status: QUEN_ERR_NOT_FOUND as quen__key_not_found() says it. */
quen_status quen__keymap_look_up(quen_context *ctx, const quen__keymap *map,
                                 const char *noun, const char *what, quen_key key,
                                 uint32_t *id);

/* The key of an id below n. */
quen_key quen__keymap_key(const quen__keymap *map, uint32_t id);

/* All keys by id, as rows. */
quen__key_rows quen__keymap_rows(const quen__keymap *map);

/* Forget the ids from n on, and the kind if none is left. */
void quen__keymap_truncate(quen__keymap *map, size_t n);

/* Make `out` the same keys, where the key that was sorted[i] has id i; without slots. */
quen_status quen__keymap_renumber(quen_context *ctx, const quen__keymap *map,
                                  const uint32_t *sorted, quen__keymap *out);

/* Make `out` a map of n keys of this one: ids[i] is the id here of the key with id i
 * there. On failure it is empty. */
quen_status quen__keymap_pick(quen_context *ctx, const quen__keymap *map,
                              const uint32_t *ids, size_t n, quen__keymap *out);

/* Replace a map by its renumbered keys, where id i has become rank[i]. */
void quen__keymap_replace(quen_context *ctx, quen__keymap *map, quen__keymap *by,
                          const uint32_t *rank);

/* Order of two keys of one kind: numbers by value, byte strings by memcmp. <0, 0, >0. */
int quen__key_compare(quen_key a, quen_key b);

/* Memory held. */
size_t quen__keymap_bytes(const quen__keymap *map);

#endif
