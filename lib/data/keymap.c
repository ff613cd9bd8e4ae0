/* From outside keys to dense ids: see keymap.h. */
#include "data/keymap.h"

#include <string.h>

#include "core/alloc.h"

/* --- hashing --- */

/* Finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every
 * output. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static uint64_t hash_bytes(const char *p, size_t size, uint64_t seed)
{
    uint64_t h = size * UINT64_C(0x9e3779b97f4a7c15) ^ seed, word;
    for (; size >= 8; size -= 8, p += 8) {
        memcpy(&word, p, 8);
        h = mix(h ^ word);
    }
    word = 0;
    if (size)
        memcpy(&word, p, size);
    return mix(h ^ word);
}

static uint64_t hash_key(const quen__keymap *map, quen_key key, uint64_t scope)
{
    uint64_t h = key.kind == QUEN_KEY_INT ? mix((uint64_t)key.number ^ map->seed)
                                          : hash_bytes(key.bytes, key.size, map->seed);
    return scope ? mix(h ^ scope) : h;
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
    uint64_t start = id ? map->ends[id - 1] : 0;
    return quen_key_bytes(map->bytes + start, (size_t)(map->ends[id] - start));
}

static int same_entry(const quen__keymap *map, uint32_t id, quen_key key, uint64_t scope)
{
    if (map->scoped && map->scopes[id] != scope)
        return 0;
    if (map->kind == QUEN_KEY_INT)
        return map->numbers[id] == key.number;
    quen_key own = quen__keymap_key(map, id);
    return own.size == key.size &&
           (key.size == 0 || memcmp(own.bytes, key.bytes, key.size) == 0);
}

/* --- slots --- */

static uint64_t slot_of(uint64_t hash, size_t id)
{
    return (hash & UINT64_C(0xffffffff00000000)) | (uint64_t)(id + 1);
}

/* The slot of the key, or the empty one where it would go. */
static size_t probe(const quen__keymap *map, quen_key key, uint64_t scope, uint64_t hash)
{
    size_t at = (size_t)hash & (map->n_slots - 1);
    for (uint64_t slot; (slot = map->slots[at]) != 0; at = (at + 1) & (map->n_slots - 1))
        if ((slot ^ hash) >> 32 == 0 && same_entry(map, (uint32_t)slot - 1, key, scope))
            break;
    return at;
}

/* Fill empty slots with every id; no key occurs twice, so no key is looked at twice. */
static void fill_slots(quen__keymap *map)
{
    for (size_t id = 0; id < map->n; id++) {
        uint64_t scope = map->scoped ? map->scopes[id] : 0;
        uint64_t hash = hash_key(map, quen__keymap_key(map, (uint32_t)id), scope);
        size_t at = (size_t)hash & (map->n_slots - 1);
        while (map->slots[at])
            at = (at + 1) & (map->n_slots - 1);
        map->slots[at] = slot_of(hash, id);
    }
}

/* At most two thirds of the slots are taken. */
static size_t slots_for(size_t n)
{
    size_t slots = 16;
    while (slots / 3 * 2 < n)
        slots *= 2;
    return slots;
}

static quen_status grow_slots(quen_context *ctx, quen__keymap *map)
{
    size_t wanted = slots_for(map->n + 1);
    if (wanted <= map->n_slots)
        return QUEN_OK;
    uint64_t *slots = quen__allocate_zero(ctx, wanted, sizeof *slots);
    if (!slots)
        return QUEN_ERR_MEMORY;
    quen__release(&ctx->allocator, map->slots);
    map->slots = slots;
    map->n_slots = wanted;
    fill_slots(map);
    return QUEN_OK;
}

/* --- room for keys --- */

static int grow_array(quen_context *ctx, void *array, size_t room, size_t width)
{
    void *old;
    memcpy(&old, array, sizeof old);
    void *grown = quen__reallocate(ctx, old, room, width);
    if (grown)
        memcpy(array, &grown, sizeof grown);
    return grown != NULL;
}

/* By half at a time: what stands empty stays below half of what is used. */
static quen_status grow_keys(quen_context *ctx, quen__keymap *map, uint32_t kind,
                             size_t needed)
{
    if (needed <= map->room)
        return QUEN_OK;
    size_t room = map->room + map->room / 2 + 16;
    if (room < needed)
        room = needed;
    int grown = kind == QUEN_KEY_INT
                    ? grow_array(ctx, &map->numbers, room, sizeof(int64_t))
                    : grow_array(ctx, &map->ends, room, sizeof(uint64_t));
    if (grown && map->scoped)
        grown = grow_array(ctx, &map->scopes, room, sizeof(uint64_t));
    if (!grown)
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
    if (!grow_array(ctx, &map->bytes, room, 1))
        return QUEN_ERR_MEMORY;
    map->bytes_room = room;
    return QUEN_OK;
}

/* Room was made; store the key as the last one. */
static void append(quen__keymap *map, quen_key key, uint64_t scope)
{
    map->kind = key.kind;
    if (map->scoped)
        map->scopes[map->n] = scope;
    if (key.kind == QUEN_KEY_INT) {
        map->numbers[map->n++] = key.number;
        return;
    }
    uint64_t start = map->n ? map->ends[map->n - 1] : 0;
    if (key.size)
        memcpy(map->bytes + start, key.bytes, key.size);
    map->ends[map->n++] = start + key.size;
}

static quen_status make_room(quen_context *ctx, quen__keymap *map, quen_key key)
{
    if (map->n >= QUEN__MAX_IDS)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW, "more than %u different keys",
                          QUEN__MAX_IDS);
    quen_status status = grow_keys(ctx, map, key.kind, map->n + 1);
    if (status == QUEN_OK && key.kind == QUEN_KEY_BYTES) {
        size_t used = map->n ? (size_t)map->ends[map->n - 1] : 0;
        status = grow_bytes(ctx, map, used + key.size + 1);
    }
    return status == QUEN_OK ? grow_slots(ctx, map) : status;
}

quen_status quen__keymap_intern(quen_context *ctx, quen__keymap *map, quen_key key,
                                uint64_t scope, uint32_t *id)
{
    uint64_t hash = hash_key(map, key, scope);
    size_t at = 0;
    if (map->n && !map->n_slots && grow_slots(ctx, map) != QUEN_OK)
        return QUEN_ERR_MEMORY;
    if (map->n) {
        at = probe(map, key, scope, hash);
        if (map->slots[at]) {
            *id = (uint32_t)map->slots[at] - 1;
            return QUEN_OK;
        }
    }
    quen_status status = make_room(ctx, map, key);
    if (status != QUEN_OK)
        return status;
    at = probe(map, key, scope, hash);
    *id = (uint32_t)map->n;
    map->slots[at] = slot_of(hash, map->n);
    append(map, key, scope);
    return QUEN_OK;
}

int quen__keymap_find(const quen__keymap *map, quen_key key, uint64_t scope, uint32_t *id)
{
    if (map->n == 0 || map->n_slots == 0 || key.kind != map->kind)
        return 0;
    size_t at = probe(map, key, scope, hash_key(map, key, scope));
    if (!map->slots[at])
        return 0;
    *id = (uint32_t)map->slots[at] - 1;
    return 1;
}

void quen__keymap_truncate(quen__keymap *map, size_t n)
{
    if (n == map->n)
        return;
    map->n = n;
    if (n == 0)
        map->kind = QUEN_KEY_NONE;
    memset(map->slots, 0, map->n_slots * sizeof *map->slots);
    fill_slots(map);
}

void quen__keymap_rest(quen__keymap *map, const quen_allocator *allocator)
{
    quen__release(allocator, map->slots);
    map->slots = NULL;
    map->n_slots = 0;
}

void quen__keymap_free(quen__keymap *map, const quen_allocator *allocator)
{
    quen__release(allocator, map->numbers);
    quen__release(allocator, map->ends);
    quen__release(allocator, map->bytes);
    quen__release(allocator, map->scopes);
    quen__release(allocator, map->slots);
    memset(map, 0, sizeof *map);
}

quen_status quen__keymap_renumber(quen_context *ctx, const quen__keymap *map,
                                  const uint32_t *sorted, const uint64_t *scopes,
                                  quen__keymap *out)
{
    memset(out, 0, sizeof *out);
    out->scoped = scopes != NULL;
    out->seed = map->seed;
    if (map->n == 0)
        return QUEN_OK;
    quen_status status = grow_keys(ctx, out, map->kind, map->n);
    if (status == QUEN_OK && map->kind == QUEN_KEY_BYTES)
        status = grow_bytes(ctx, out, (size_t)map->ends[map->n - 1] + 1);
    out->n_slots = slots_for(map->n);
    if (status == QUEN_OK)
        out->slots = quen__allocate_zero(ctx, out->n_slots, sizeof *out->slots);
    if (!out->slots) {
        quen__keymap_free(out, &ctx->allocator);
        return QUEN_ERR_MEMORY;
    }
    for (size_t i = 0; i < map->n; i++)
        append(out, quen__keymap_key(map, sorted[i]), scopes ? scopes[i] : 0);
    fill_slots(out);
    return QUEN_OK;
}

size_t quen__keymap_bytes(const quen__keymap *map)
{
    size_t width = 8 + (map->scoped ? 8 : 0);
    return map->room * width + map->bytes_room + map->n_slots * sizeof *map->slots;
}
