/* Keys of customers, of the kind that was asked for. */
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"

static int is_of_profile(const quen_import *im, const char *text, size_t size)
{
    size_t n = im->profile ? im->profile->nobody.n : 0;
    for (size_t i = 0; i < n; i++)
        if (quen__rows_same(text, size, im->profile->nobody.at[i]))
            return 1;
    return 0;
}

int quen__import_is_nobody(const quen_import *im, const char *text, size_t size)
{
    return size == 0 || quen__rows_is_nobody(&im->nobody, text, size) ||
           is_of_profile(im, text, size);
}

static void note_odd(quen_import *im, const char *text, size_t size, uint64_t line)
{
    if (im->counts.odd++ > 0)
        return;
    im->odd_line = line;
    quen__key_words(quen_key_bytes(text, size), im->odd_words);
}

/* --- a block --- */

typedef struct keys {
    const quen__import_block *block;
    uint8_t *valid;
    char *bytes;
    uint64_t *offsets;
} keys;

static void set_valid(quen_import *im, keys *k)
{
    const quen__import_texts *texts = &k->block->texts[QUEN__IMPORT_CUSTOMER];
    for (size_t i = 0; i < k->block->n; i++) {
        size_t begin = (size_t)texts->offsets[i];
        size_t size = (size_t)texts->offsets[i + 1] - begin;
        if (size && !is_of_profile(im, texts->bytes + begin, size))
            k->valid[i / 8] |= (uint8_t)(1u << i % 8);
        else
            im->nobody_rows += size > 0;
    }
}

/* Texts of a row go behind those before it, in their spelling. */
static void spell_all(quen_import *im, keys *k)
{
    const quen__import_texts *texts = &k->block->texts[QUEN__IMPORT_CUSTOMER];
    size_t at = 0;
    k->offsets[0] = 0;
    for (size_t i = 0; i < k->block->n; i++) {
        size_t begin = (size_t)texts->offsets[i];
        quen__rows_spelling s = {.at = texts->bytes + begin,
                                 .size = (size_t)texts->offsets[i + 1] - begin};
        if (s.size && !quen__import_is_nobody(im, s.at, s.size) &&
            quen__rows_spell(im->key_kind, im->country, s.at, s.size, &s))
            note_odd(im, s.at, s.size, k->block->lines[i]);
        if (s.size)
            memcpy(k->bytes + at, s.at, s.size);
        at += s.size;
        k->offsets[i + 1] = at;
    }
}

/* Bytes that the spellings may take. */
static size_t room_of(const quen_import *im, const uint64_t *offsets, size_t n)
{
    size_t room = 0;
    for (size_t i = 0; i < n; i++)
        room +=
            quen__rows_spelling_room(im->key_kind, (size_t)(offsets[i + 1] - offsets[i]));
    return room;
}

static quen_status spell_block(quen__temp *temp, quen_import *im, keys *k)
{
    size_t n = k->block->n;
    const uint64_t *offsets = k->block->texts[QUEN__IMPORT_CUSTOMER].offsets;
    k->offsets = quen__temp_new(temp, n + 1, sizeof *k->offsets);
    k->bytes = quen__temp_new(temp, room_of(im, offsets, n), 1);
    if (!k->offsets || !k->bytes)
        return QUEN_ERR_MEMORY;
    spell_all(im, k);
    return QUEN_OK;
}

/* Whole numbers: nobody has none. A text that is no number is at fault elsewhere. */
static quen_status number_block(quen__temp *temp, quen_import *im, keys *k,
                                quen_key_column *out)
{
    size_t n = k->block->n;
    const quen_format *format = im->slots[QUEN__IMPORT_CUSTOMER].format;
    const quen__import_texts *texts = &k->block->texts[QUEN__IMPORT_CUSTOMER];
    int64_t *numbers = quen__temp_zero(temp, n, sizeof *numbers);
    const char **faults = quen__temp_new(temp, n, sizeof *faults);
    if (!numbers || !faults)
        return QUEN_ERR_MEMORY;
    quen_key_column column = quen__import_column(k->block, QUEN__IMPORT_CUSTOMER);
    quen_status status =
        quen_format_read_keys(temp->ctx, format, &column, n, numbers, faults, NULL);
    for (size_t i = 0; i < n; i++) {
        size_t begin = (size_t)texts->offsets[i];
        if (quen__import_is_nobody(im, texts->bytes + begin,
                                   (size_t)texts->offsets[i + 1] - begin))
            k->valid[i / 8] &= (uint8_t) ~(1u << i % 8);
    }
    out->numbers = numbers;
    out->valid = k->valid;
    return status;
}

quen_status quen__import_customers(quen__temp *temp, quen_import *im,
                                   const quen__import_block *block, quen_key_column *out)
{
    keys k = {.block = block};
    const quen_format *format = im->slots[QUEN__IMPORT_CUSTOMER].format;
    *out = (quen_key_column){NULL, NULL, NULL, NULL};
    if (im->slots[QUEN__IMPORT_CUSTOMER].column == QUEN__IMPORT_ABSENT)
        return QUEN_OK;
    k.valid = quen__temp_zero(temp, block->n / 8 + 1, 1);
    if (!k.valid)
        return QUEN_ERR_MEMORY;
    set_valid(im, &k);
    if (format && quen_format_is_whole(format))
        return number_block(temp, im, &k, out);
    *out = quen__import_column(block, QUEN__IMPORT_CUSTOMER);
    if (im->key_kind >= QUEN_IMPORT_KEY_PHONE) {
        quen_status status = spell_block(temp, im, &k);
        if (status != QUEN_OK)
            return status;
        out->bytes = k.bytes;
        out->offsets = k.offsets;
    }
    out->valid = k.valid;
    return QUEN_OK;
}
