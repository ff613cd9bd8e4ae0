/*
 * Numbers are sorted by radix. Byte strings are sorted by their first eight bytes that
 * are not the same in all, as one big-endian number; among equal ones by the next eight,
 * and so on; few equal ones, or those that stay equal for long, by comparing.
 */
#include "data/keys/key_sort.h"

#include <string.h>

#include "math/index_sort.h"
#include "math/sort.h"

#define FEW 16u
#define DEPTH 16u

typedef struct sorter {
    const quen__keymap *map;
    quen__sort_entry *scratch;
    uint32_t *index; /* as many */
} sorter;

/* Eight bytes from `at` on, zeros behind the end. */
static uint64_t word_at(quen_key key, size_t at)
{
    unsigned char bytes[8] = {0};
    uint64_t word = 0;
    if (at < key.size)
        memcpy(bytes, key.bytes + at, key.size - at < 8 ? key.size - at : 8);
    for (size_t i = 0; i < 8; i++)
        word = word << 8 | bytes[i];
    return word;
}

/* Bytes that all keys begin with. */
static size_t common_prefix(const quen__keymap *map)
{
    quen_key first = quen__keymap_key(map, 0);
    size_t common = first.size;
    for (size_t i = 1; i < map->n && common; i++) {
        quen_key key = quen__keymap_key(map, (uint32_t)i);
        common = key.size < common ? key.size : common;
        while (common && memcmp(key.bytes, first.bytes, common) != 0)
            common--;
    }
    return common;
}

static int key_before(const void *user, uint32_t a, uint32_t b)
{
    const quen__keymap *map = user;
    return quen__key_compare(quen__keymap_key(map, a), quen__keymap_key(map, b)) < 0;
}

static void compare_all(const sorter *s, quen__sort_entry *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        s->index[i] = (uint32_t)x[i].value;
    quen__index_sort(s->index, n, (uint32_t *)(void *)s->scratch, key_before, s->map);
    for (size_t i = 0; i < n; i++)
        x[i].value = s->index[i];
}

/* Sort n keys that agree in their first `at` bytes. */
static void sort_from(const sorter *s, quen__sort_entry *x, size_t n, size_t at,
                      unsigned depth)
{
    for (size_t i = 0; i < n; i++)
        x[i].key = word_at(quen__keymap_key(s->map, (uint32_t)x[i].value), at);
    quen__sort_entries(x, n, s->scratch);
    for (size_t first = 0, last; first < n; first = last) {
        for (last = first + 1; last < n && x[last].key == x[first].key;)
            last++;
        if (last - first == 1)
            continue;
        if (last - first <= FEW || depth == DEPTH)
            compare_all(s, x + first, last - first);
        else
            sort_from(s, x + first, last - first, at + 8, depth + 1);
    }
}

static void sort_numbers(const sorter *s, quen__sort_entry *x)
{
    for (size_t i = 0; i < s->map->n; i++)
        x[i].key = (uint64_t)s->map->numbers[i] ^ UINT64_C(1) << 63;
    quen__sort_entries(x, s->map->n, s->scratch);
}

/* Entries have pieces of keys. */
static void wipe(quen__sort_entry *entries, size_t n)
{
    if (entries)
        memset(entries, 0, n * sizeof *entries);
}

quen_status quen__keymap_sort(quen_context *ctx, const quen__keymap *map,
                              uint32_t *sorted)
{
    quen__temp temp = QUEN__TEMP(ctx);
    quen__sort_entry *x = quen__temp_new(&temp, map->n, sizeof *x);
    sorter s = {map, quen__temp_new(&temp, map->n, sizeof *s.scratch), sorted};
    int made = x && s.scratch;
    if (made && map->n) {
        for (size_t i = 0; i < map->n; i++)
            x[i].value = i;
        if (map->kind == QUEN_KEY_INT)
            sort_numbers(&s, x);
        else
            sort_from(&s, x, map->n, common_prefix(map), 0);
        for (size_t i = 0; i < map->n; i++)
            sorted[i] = (uint32_t)x[i].value;
    }
    wipe(x, map->n);
    wipe(s.scratch, map->n);
    quen__temp_close(&temp);
    return made ? QUEN_OK : QUEN_ERR_MEMORY;
}
