/* From outside keys to dense ids: see keymap.h. */
#include "data/keys/keymap.h"

#include <string.h>

#include "core/alloc.h"
#include "core/cpu.h"
#include "core/parallel.h"
#include "data/keys/key_hash.h"
#include "data/keys/key_words.h"
#include "data/keys/key_column.h"

void quen__keymap_seed(quen__keymap *map, uint64_t seed)
{
    for (uint64_t i = 0; i < 4; i++)
        map->secret[i] = quen__bits_mix(seed + (i + 1) * UINT64_C(0x9e3779b97f4a7c15));
}

/* --- keys --- */

int quen__key_compare(quen_key a, quen_key b)
{
    if (a.kind == QUEN_KEY_INT)
        return (a.number > b.number) - (a.number < b.number);
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.bytes, b.bytes, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

quen_key quen__keymap_key(const quen__keymap *map, uint32_t id)
{
    if (map->kind == QUEN_KEY_INT)
        return quen_key_int(map->numbers[id]);
    uint64_t start = map->offsets[id];
    return quen_key_bytes(map->bytes + start, (size_t)(map->offsets[id + 1] - start));
}

quen__key_rows quen__keymap_rows(const quen__keymap *map)
{
    quen_key_column column = {map->numbers, map->bytes, map->offsets, NULL};
    return quen__key_rows_of(&column, map->n);
}

/* --- slots --- */

/* Offsets and sizes share a word. */
#define SIZE_BITS 16

static inline uint64_t key_word(quen_key key, uint64_t offset)
{
    return key.kind == QUEN_KEY_INT ? (uint64_t)key.number
                                    : offset << SIZE_BITS | key.size;
}

static inline int same_key(const quen__keymap *map, uint64_t word, quen_key key)
{
    if (key.kind == QUEN_KEY_INT)
        return word == (uint64_t)key.number;
    return (word & UINT64_C(0xffff)) == key.size &&
           quen__key_same_bytes(map->bytes + (word >> SIZE_BITS), key.bytes, key.size);
}

/* Where probing for a hash begins: slots ascend with their hashes, but for collisions. */
static inline size_t first_slot(const quen__keymap *map, uint64_t hash)
{
    return (size_t)((hash >> 32) * (map->n_slots / 2) >> 31);
}

/* The first slot from `at` on that is empty or has this hash. */
static inline size_t next_match(const quen__keymap *map, uint64_t hash, size_t at)
{
    size_t mask = map->n_slots - 1;
    at &= mask;
    while (map->slots[at].entry && (map->slots[at].entry ^ hash) >> 32)
        at = (at + 1) & mask;
    return at;
}

/* The slot of the key, or the empty one where it would go. */
static size_t probe(const quen__keymap *map, quen_key key, uint64_t hash)
{
    size_t at = next_match(map, hash, first_slot(map, hash));
    while (map->slots[at].entry && !same_key(map, map->slots[at].key, key))
        at = next_match(map, hash, at + 1);
    return at;
}

static inline uint32_t slot_id(const quen__keymap_slot *slot)
{
    return slot->entry ? (uint32_t)slot->entry - 1 : QUEN__KEY_NEW;
}

/* Put in a slot whose key is not there yet. */
static void insert(quen__keymap *map, quen__keymap_slot slot)
{
    size_t at = first_slot(map, slot.entry);
    while (map->slots[at].entry)
        at = (at + 1) & (map->n_slots - 1);
    map->slots[at] = slot;
}

static size_t slots_bytes(const quen__keymap *map)
{
    return map->n_slots * sizeof *map->slots;
}

/* At most two thirds of the slots are taken. */
static quen_status grow_slots(quen_context *ctx, quen__keymap *map)
{
    if (map->n_slots / 3 * 2 > map->n)
        return QUEN_OK;
    quen__keymap larger = *map;
    larger.n_slots = map->n_slots ? map->n_slots * 2 : 16;
    larger.slots = quen__allocate_zero(ctx, larger.n_slots, sizeof *larger.slots);
    if (!larger.slots)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < map->n_slots; i++)
        if (map->slots[i].entry)
            insert(&larger, map->slots[i]);
    quen__release_wiped(&ctx->allocator, map->slots, slots_bytes(map));
    *map = larger;
    return QUEN_OK;
}

/* --- room for keys --- */

static size_t numbers_bytes(const quen__keymap *map)
{
    return map->numbers ? map->room * sizeof *map->numbers : 0;
}

static size_t offsets_bytes(const quen__keymap *map)
{
    return map->offsets ? (map->room + 1) * sizeof *map->offsets : 0;
}

static void free_keys(const quen__keymap *map, const quen_allocator *allocator)
{
    quen__release_wiped(allocator, map->numbers, numbers_bytes(map));
    quen__release_wiped(allocator, map->offsets, offsets_bytes(map));
}

/* Not by reallocating, which would leave keys in memory that is given back. */
static int grow_array(quen_context *ctx, void *array, size_t bytes, size_t room,
                      size_t width)
{
    void *old, *grown = quen__allocate(ctx, room, width);
    memcpy(&old, array, sizeof old);
    if (!grown)
        return 0;
    if (old)
        memcpy(grown, old, bytes);
    memcpy(array, &grown, sizeof grown);
    quen__release_wiped(&ctx->allocator, old, bytes);
    return 1;
}

/* A map that was emptied may have room for keys of the other kind, which is not ours. */
static void drop_other_room(quen_context *ctx, quen__keymap *map, uint32_t kind)
{
    if (!(kind == QUEN_KEY_INT ? (void *)map->offsets : map->numbers))
        return;
    free_keys(map, &ctx->allocator);
    map->numbers = NULL;
    map->offsets = NULL;
    map->room = 0;
}

/* By half at a time: what stands empty stays below half of what is used. */
static quen_status grow_keys(quen_context *ctx, quen__keymap *map, uint32_t kind,
                             size_t needed)
{
    drop_other_room(ctx, map, kind);
    if (needed <= map->room)
        return QUEN_OK;
    size_t room = map->room + map->room / 2 + 16;
    if (room < needed)
        room = needed;
    if (!(kind == QUEN_KEY_INT
              ? grow_array(ctx, &map->numbers, numbers_bytes(map), room, sizeof(int64_t))
              : grow_array(ctx, &map->offsets, offsets_bytes(map), room + 1,
                           sizeof(uint64_t))))
        return QUEN_ERR_MEMORY;
    map->room = room;
    return QUEN_OK;
}

static quen_status grow_bytes(quen_context *ctx, quen__keymap *map, size_t needed)
{
    if (needed <= map->bytes_room)
        return QUEN_OK;
    size_t room = map->bytes_room + map->bytes_room / 2 + 256;
    if (room < needed)
        room = needed;
    if (!grow_array(ctx, &map->bytes, map->bytes_room, room, 1))
        return QUEN_ERR_MEMORY;
    map->bytes_room = room;
    return QUEN_OK;
}

/* Room was made; store the key as the last one. */
static void append(quen__keymap *map, quen_key key)
{
    map->kind = key.kind;
    if (key.kind == QUEN_KEY_INT) {
        map->numbers[map->n++] = key.number;
        return;
    }
    if (map->n == 0)
        map->offsets[0] = 0;
    uint64_t start = map->offsets[map->n];
    if (key.size)
        memcpy(map->bytes + start, key.bytes, key.size);
    map->offsets[++map->n] = start + key.size;
}

static quen_status make_room(quen_context *ctx, quen__keymap *map, quen_key key)
{
    if (map->n >= QUEN__MAX_IDS)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW, "keys: more than %u different keys",
                          QUEN__MAX_IDS);
    quen_status status = grow_keys(ctx, map, key.kind, map->n + 1);
    if (status == QUEN_OK && key.kind == QUEN_KEY_BYTES) {
        size_t used = map->n ? (size_t)map->offsets[map->n] : 0;
        status = grow_bytes(ctx, map, used + key.size + 1);
    }
    return status == QUEN_OK ? grow_slots(ctx, map) : status;
}

/* The slot of a key that was appended. */
static quen__keymap_slot slot_of(const quen__keymap *map, uint32_t id, uint64_t hash)
{
    quen__keymap_slot slot = {hash >> 32 << 32 | (id + 1),
                              key_word(quen__keymap_key(map, id),
                                       map->kind == QUEN_KEY_INT ? 0 : map->offsets[id])};
    return slot;
}

static quen_status intern(quen_context *ctx, quen__keymap *map, quen_key key,
                          uint64_t hash, uint32_t *id)
{
    if (map->n) {
        *id = slot_id(&map->slots[probe(map, key, hash)]);
        if (*id != QUEN__KEY_NEW)
            return QUEN_OK;
    }
    quen_status status = make_room(ctx, map, key);
    if (status != QUEN_OK)
        return status;
    *id = (uint32_t)map->n;
    append(map, key);
    insert(map, slot_of(map, *id, hash));
    return QUEN_OK;
}

int quen__keymap_find(const quen__keymap *map, quen_key key, uint32_t *id)
{
    if (map->n == 0 || key.kind != map->kind || !quen__key_is_sound(key))
        return 0;
    uint32_t found =
        slot_id(&map->slots[probe(map, key, quen__key_hash(key, map->secret))]);
    if (found == QUEN__KEY_NEW)
        return 0;
    *id = found;
    return 1;
}

quen_status quen__keymap_look_up(quen_context *ctx, const quen__keymap *map,
                                 const char *noun, const char *what, quen_key key,
                                 uint32_t *id)
{
    return quen__keymap_find(map, key, id)
               ? QUEN_OK
               : quen__key_not_found(ctx, noun, what, map->kind, key);
}

/* --- many keys at once --- */

/* How far apart the steps of a look-up are. */
#define APART 16

/* Columns that lack no key are read without asking each row what it is. */
enum { ANY, NUMBERS, TEXTS };

static int form_of(const quen__key_rows *rows)
{
    const quen_key_column *column = &rows->column;
    if (rows->keys || column->valid)
        return ANY;
    return column->numbers ? NUMBERS : column->offsets && column->bytes ? TEXTS : ANY;
}

static inline quen_key key_at(const quen__key_rows *rows, size_t row, int form)
{
    const quen_key_column *column = &rows->column;
    if (form == ANY)
        return quen__key_row(rows, row);
    if (form == NUMBERS)
        return quen_key_int(column->numbers[row]);
    uint64_t start = column->offsets[row];
    return quen_key_bytes(column->bytes + start,
                          (size_t)(column->offsets[row + 1] - start));
}

/* Keys being looked up: of each the hash, and the slot that may be its own. */
typedef struct search {
    uint64_t hash[QUEN__KEY_GROUP];
    size_t match[QUEN__KEY_GROUP];
} search;

/* Short keys may lie across two lines of the cache. */
QUEN__INLINE void prefetch_bytes(const quen__keymap *map, uint64_t word)
{
    const char *key = map->bytes + (word >> SIZE_BITS);
    QUEN__PREFETCH(key);
    QUEN__PREFETCH(key + (word & UINT64_C(0xffff)));
}

/* Step 1: the hash; the slot is prefetched. */
static inline void begin(const quen__keymap *map, search *s, size_t i, quen_key key)
{
    if (key.kind == QUEN_KEY_NONE)
        return;
    s->hash[i] = quen__key_hash(key, map->secret);
    QUEN__PREFETCH(&map->slots[first_slot(map, s->hash[i])]);
}

/* Step 2: the first slot with that hash; its key is prefetched. */
static inline void match(const quen__keymap *map, search *s, size_t i, quen_key key)
{
    if (key.kind == QUEN_KEY_NONE)
        return;
    s->match[i] = next_match(map, s->hash[i], first_slot(map, s->hash[i]));
    if (key.kind == QUEN_KEY_BYTES)
        prefetch_bytes(map, map->slots[s->match[i]].key);
}

/* Step 3: the id, if the keys are the same; other keys with that hash come after it. */
static inline uint32_t end(const quen__keymap *map, const search *s, size_t i,
                           quen_key key)
{
    if (key.kind == QUEN_KEY_NONE)
        return QUEN__KEY_NONE;
    const quen__keymap_slot *slot = &map->slots[s->match[i]];
    if (slot->entry && !same_key(map, slot->key, key))
        slot = &map->slots[probe(map, key, s->hash[i])];
    return slot_id(slot);
}

QUEN__INLINE void find_rows(const quen__keymap *map, const quen__key_rows *rows,
                            size_t first, size_t n, uint32_t *ids, int form)
{
    search s;
    for (size_t i = 0; i < n + 2 * APART; i++) {
        if (i < n)
            begin(map, &s, i, key_at(rows, first + i, form));
        if (i >= APART && i - APART < n)
            match(map, &s, i - APART, key_at(rows, first + i - APART, form));
        if (i >= 2 * APART)
            ids[i - 2 * APART] =
                end(map, &s, i - 2 * APART, key_at(rows, first + i - 2 * APART, form));
    }
}

void quen__keymap_find_rows(const quen__keymap *map, const quen__key_rows *rows,
                            size_t first, size_t n, uint32_t *ids)
{
    int form = form_of(rows);
    if (map->n == 0) {
        for (size_t i = 0; i < n; i++)
            ids[i] = quen__key_row(rows, first + i).kind == QUEN_KEY_NONE ? QUEN__KEY_NONE
                                                                          : QUEN__KEY_NEW;
        return;
    }
    /* The compiler makes a loop for each form. */
    if (form == TEXTS)
        find_rows(map, rows, first, n, ids, TEXTS);
    else if (form == NUMBERS)
        find_rows(map, rows, first, n, ids, NUMBERS);
    else
        find_rows(map, rows, first, n, ids, ANY);
}

quen_status quen__keymap_add_rows(quen_context *ctx, quen__keymap *map,
                                  const quen__key_rows *rows, const uint32_t *row,
                                  size_t n, uint32_t *ids)
{
    uint64_t hash[QUEN__KEY_GROUP];
    for (size_t i = 0; i < n; i++) {
        hash[i] = quen__key_hash(quen__key_row(rows, row[i]), map->secret);
        if (map->n_slots)
            QUEN__PREFETCH(&map->slots[first_slot(map, hash[i])]);
    }
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = intern(ctx, map, quen__key_row(rows, row[i]), hash[i], &ids[i]);
    return status;
}

int quen__keymap_fits(const quen__keymap *map, quen_key key)
{
    return quen__key_is_sound(key) &&
           (map->kind == QUEN_KEY_NONE || key.kind == map->kind);
}

static int all_fit(const quen__keymap *map, const quen__key_rows *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        quen_key key = quen__key_row(rows, i);
        if (key.kind != QUEN_KEY_NONE && !quen__keymap_fits(map, key))
            return 0;
    }
    return 1;
}

quen_status quen__keymap_intern_rows(quen_context *ctx, quen__keymap *map,
                                     const quen__key_rows *rows, size_t first, size_t n,
                                     uint32_t *ids)
{
    uint32_t row[QUEN__KEY_GROUP], added[QUEN__KEY_GROUP];
    quen__key_copy copy;
    quen__key_rows own = quen__key_copy_rows(rows, first, n, &copy);
    size_t n_new = 0;
    if (!all_fit(map, &own, n))
        return quen__fail_changed(ctx, "keys: a row");
    quen__keymap_find_rows(map, &own, 0, n, ids);
    for (size_t i = 0; i < n; i++)
        if (ids[i] == QUEN__KEY_NEW)
            row[n_new++] = (uint32_t)i;
    if (n_new == 0)
        return QUEN_OK;
    quen_status status = quen__keymap_add_rows(ctx, map, &own, row, n_new, added);
    for (size_t i = 0; i < n_new && status == QUEN_OK; i++)
        ids[row[i]] = added[i];
    return status;
}

/* --- the whole map --- */

static void insert_all(quen__keymap *map)
{
    for (uint32_t id = 0; id < map->n; id++)
        insert(map,
               slot_of(map, id, quen__key_hash(quen__keymap_key(map, id), map->secret)));
}

void quen__keymap_truncate(quen__keymap *map, size_t n)
{
    if (n == map->n)
        return;
    map->n = n;
    if (n == 0)
        map->kind = QUEN_KEY_NONE;
    memset(map->slots, 0, slots_bytes(map));
    insert_all(map);
}

void quen__keymap_free(quen__keymap *map, const quen_allocator *allocator)
{
    free_keys(map, allocator);
    quen__release_wiped(allocator, map->bytes, map->bytes_room);
    quen__release_wiped(allocator, map->slots, slots_bytes(map));
    memset(map, 0, sizeof *map);
}

/* Slots that a thread renumbers at a time. */
#define SLOTS_CHUNK 8192u

/* How far ahead keys are asked for that lie anywhere. */
#define AHEAD 16

QUEN__INLINE void prefetch_key(const quen__keymap *map, const uint32_t *ids, size_t n,
                               size_t i)
{
    if (map->kind == QUEN_KEY_INT) {
        if (i + AHEAD < n)
            QUEN__PREFETCH(&map->numbers[ids[i + AHEAD]]);
        return;
    }
    if (i + 2 * AHEAD < n)
        QUEN__PREFETCH(&map->offsets[ids[i + 2 * AHEAD]]);
    if (i + AHEAD < n)
        QUEN__PREFETCH(map->bytes + map->offsets[ids[i + AHEAD]]);
}

/* The bytes of n keys; all of them if n is that of the map. */
static size_t bytes_of(const quen__keymap *map, const uint32_t *ids, size_t n)
{
    size_t bytes = 0;
    if (n == map->n)
        return (size_t)map->offsets[n];
    for (size_t i = 0; i < n; i++)
        bytes += (size_t)(map->offsets[ids[i] + 1] - map->offsets[ids[i]]);
    return bytes;
}

/* Make `out` the keys that are ids[0], ids[1], ... here, without slots. */
static quen_status copy_keys(quen_context *ctx, const quen__keymap *map,
                             const uint32_t *ids, size_t n, quen__keymap *out)
{
    memset(out, 0, sizeof *out);
    memcpy(out->secret, map->secret, sizeof out->secret);
    if (n == 0)
        return QUEN_OK;
    quen_status status = grow_keys(ctx, out, map->kind, n);
    if (status == QUEN_OK && map->kind == QUEN_KEY_BYTES)
        status = grow_bytes(ctx, out, bytes_of(map, ids, n) + 1);
    if (status != QUEN_OK) {
        quen__keymap_free(out, &ctx->allocator);
        return status;
    }
    for (size_t i = 0; i < n; i++) {
        prefetch_key(map, ids, n, i);
        append(out, quen__keymap_key(map, ids[i]));
    }
    return QUEN_OK;
}

quen_status quen__keymap_renumber(quen_context *ctx, const quen__keymap *map,
                                  const uint32_t *sorted, quen__keymap *out)
{
    return copy_keys(ctx, map, sorted, map->n, out);
}

quen_status quen__keymap_pick(quen_context *ctx, const quen__keymap *map,
                              const uint32_t *ids, size_t n, quen__keymap *out)
{
    size_t slots = 16;
    quen_status status = copy_keys(ctx, map, ids, n, out);
    if (status != QUEN_OK || n == 0)
        return status;
    while (slots / 3 * 2 <= n)
        slots *= 2;
    out->slots = quen__allocate_zero(ctx, slots, sizeof *out->slots);
    if (!out->slots) {
        quen__keymap_free(out, &ctx->allocator);
        return QUEN_ERR_MEMORY;
    }
    out->n_slots = slots;
    insert_all(out);
    return QUEN_OK;
}

typedef struct renumbering {
    quen__keymap *map;
    const uint32_t *rank;
    quen__chunks chunks; /* of the slots */
} renumbering;

static void renumber_slots(void *user, size_t chunk, unsigned worker)
{
    const renumbering *r = user;
    quen__range range = quen__chunk_range(&r->chunks, chunk);
    quen__keymap_slot *slots = r->map->slots;
    (void)worker;
    for (size_t i = range.first; i < range.last; i++)
        if (slots[i].entry)
            slots[i] = slot_of(r->map, r->rank[slot_id(&slots[i])], slots[i].entry);
}

void quen__keymap_replace(quen_context *ctx, quen__keymap *map, quen__keymap *by,
                          const uint32_t *rank)
{
    by->slots = map->slots;
    by->n_slots = map->n_slots;
    map->slots = NULL;
    renumbering r = {by, rank, quen__cut(by->n_slots, SLOTS_CHUNK)};
    /* Without a stage there is no progress callback, and so no cancelling. */
    quen_status status =
        quen__parallel_for(ctx, r.chunks.count, renumber_slots, &r, NULL, 0, 0);
    (void)status;
    quen__keymap_free(map, &ctx->allocator);
    *map = *by;
}

size_t quen__keymap_bytes(const quen__keymap *map)
{
    return map->room * 8 + map->bytes_room + slots_bytes(map);
}
