/* The keys of customers or items in a model's image: see keys.h. */
#include "data/keys/keys.h"

#include "data/keys/key_words.h"
#include "data/keys/key_column.h"
#include "io/check.h"
#include "math/search.h"

enum { NUMBERS, OFFSETS, BYTES };

static quen__section numbers_section(uint32_t base, const quen__keymap *map)
{
    quen__section section = {base + NUMBERS, 8, map->n, map->numbers};
    return section;
}

size_t quen__keys_sections(const quen__keymap *map, uint32_t base, quen__section *out)
{
    if (map->kind != QUEN_KEY_BYTES) {
        out[0] = numbers_section(base, map);
        return 1;
    }
    quen__keys_text_sections(map->n, map->offsets, map->bytes, base, out);
    return 2;
}

void quen__keys_text_sections(size_t n, const uint64_t *offsets, const char *bytes,
                              uint32_t base, quen__section out[2])
{
    out[0] = (quen__section){base + OFFSETS, 8, n + 1, offsets};
    out[1] = (quen__section){base + BYTES, 1, (size_t)offsets[n], bytes};
}

static quen_status attach_numbers(quen_context *ctx, const quen__image *image,
                                  uint32_t id, const char *what, quen__keys *keys)
{
    const void *data;
    quen_status status = quen__image_get(ctx, image, id, 8, what, &data, &keys->n);
    if (status != QUEN_OK)
        return status;
    keys->kind = QUEN_KEY_INT;
    keys->numbers = data;
    for (size_t i = 1; i < keys->n; i++)
        if (keys->numbers[i] <= keys->numbers[i - 1])
            return quen__bad_format(ctx, "%s key %zu is not above the one before", what,
                                    i);
    return QUEN_OK;
}

static quen_status check_bytes(quen_context *ctx, const char *what,
                               const quen__keys *keys)
{
    for (size_t i = 0; i < keys->n; i++) {
        quen_key key = quen__keys_at(keys, i);
        if (key.size > QUEN_KEY_MAX_SIZE)
            return quen__bad_format(ctx, "%s key %zu has %zu bytes", what, i, key.size);
        if (i && quen__key_compare(quen__keys_at(keys, i - 1), key) >= 0)
            return quen__bad_format(ctx, "%s key %zu is not above the one before", what,
                                    i);
    }
    return QUEN_OK;
}

static quen_status attach_bytes(quen_context *ctx, const quen__image *image,
                                uint32_t base, const char *what, quen__keys *keys)
{
    const void *offsets, *bytes;
    size_t n_offsets, n_bytes;
    quen_status status =
        quen__image_get(ctx, image, base + OFFSETS, 8, what, &offsets, &n_offsets);
    if (status == QUEN_OK)
        status = quen__image_get(ctx, image, base + BYTES, 1, what, &bytes, &n_bytes);
    if (status == QUEN_OK && n_offsets == 0)
        status = quen__bad_format(ctx, "%s keys have no offsets", what);
    if (status == QUEN_OK)
        status = quen__check_offsets(ctx, what, offsets, n_offsets - 1, n_bytes);
    if (status != QUEN_OK)
        return status;
    keys->kind = QUEN_KEY_BYTES;
    keys->n = n_offsets - 1;
    keys->offsets = offsets;
    keys->bytes = bytes;
    return check_bytes(ctx, what, keys);
}

quen_status quen__keys_attach(quen_context *ctx, const quen__image *image, uint32_t base,
                              const char *what, quen__keys *keys)
{
    *keys = (quen__keys){0};
    quen_status status = quen__image_has(image, base + NUMBERS)
                             ? attach_numbers(ctx, image, base + NUMBERS, what, keys)
                             : attach_bytes(ctx, image, base, what, keys);
    if (status == QUEN_OK && keys->n > QUEN__MAX_IDS)
        return quen__bad_format(ctx, "%zu %s keys are too many", keys->n, what);
    return status;
}

quen_key quen__keys_at(const quen__keys *keys, size_t i)
{
    quen_key none = {0};
    if (keys->kind == QUEN_KEY_NONE)
        return none;
    if (keys->kind == QUEN_KEY_INT)
        return quen_key_int(keys->numbers[i]);
    return quen_key_bytes(keys->bytes + keys->offsets[i],
                          (size_t)(keys->offsets[i + 1] - keys->offsets[i]));
}

/* What is sought, and where. */
typedef struct sought {
    const quen__keys *keys;
    quen_key key;
} sought;

static int key_order(const void *user, size_t i)
{
    const sought *s = user;
    return quen__key_compare(quen__keys_at(s->keys, i), s->key);
}

int quen__keys_find(const quen__keys *keys, quen_key key, uint32_t *number)
{
    sought s = {keys, key};
    size_t at;
    if (key.kind != keys->kind || key.kind == QUEN_KEY_NONE || !quen__key_is_sound(key) ||
        !quen__search(keys->n, key_order, &s, &at))
        return 0;
    *number = (uint32_t)at;
    return 1;
}

quen_status quen__keys_look_up(quen_context *ctx, const quen__keys *keys,
                               const char *noun, const char *what, quen_key key,
                               uint32_t *number)
{
    return quen__keys_find(keys, key, number)
               ? QUEN_OK
               : quen__key_not_found(ctx, noun, what, keys->n ? keys->kind : 0, key);
}
