/*
 * The values of rows as numbers: equal ones have one number. Each different text is read
 * once: brought into a form in which case, marks, blanks and the order of a name's words
 * do not count, and kept as letters for those who ask how close two are. The spelling
 * with marks is kept as a number beside it, since "Bình" and "Bính" are not equal, though
 * both are what "Binh" may stand for.
 */
#include <stdio.h>
#include <string.h>

#include "data/keys/keymap.h"
#include "data/keys/nobody.h"
#include "data/link/link_state.h"
#include "data/parse/calendar.h"
#include "data/parse/keys.h"
#include "data/parse/parse.h"
#include "data/text/text.h"
#include "data/text/unicode.h"

#define LONGEST_NUMBER 24u

/* A field that is being read. */
typedef struct reading {
    quen__temp *temp;
    const quen_link_field *field;
    quen__link_values *values;
    quen__keymap raw, forms, marks;
    uint32_t *row;               /* of each row, the number of its text */
    uint32_t *form_of, *mark_of; /* of each text */
    int32_t *codes, *spare;      /* room for the longest text */
    char *text[2];               /* the same: without marks, with them */
} reading;

/* --- texts as they stand --- */

static quen_status number_rows(quen_context *ctx, reading *r, size_t n)
{
    quen__key_rows rows = quen__key_rows_of(&r->field->values, n);
    quen_status status = QUEN_OK;
    for (size_t at = 0; at < n && status == QUEN_OK; at += QUEN__KEY_GROUP) {
        size_t left = n - at;
        status = quen__keymap_intern_rows(ctx, &r->raw, &rows, at,
                                          left < QUEN__KEY_GROUP ? left : QUEN__KEY_GROUP,
                                          r->row + at);
    }
    return status;
}

/* What stands where nothing is known. */
static int is_nothing(quen_key key)
{
    if (key.kind != QUEN_KEY_BYTES)
        return 0;
    for (size_t i = 0; i < QUEN__NOBODY_TEXTS; i++)
        if (quen__nobody_texts[i].size == key.size &&
            (key.size == 0 ||
             memcmp(quen__nobody_texts[i].bytes, key.bytes, key.size) == 0))
            return 1;
    return key.size == 0;
}

/* The first row with a text, for a sentence. */
static size_t row_with(const reading *r, uint32_t text, size_t n)
{
    size_t row = 0;
    while (row + 1 < n && r->row[row] != text)
        row++;
    return row;
}

/* --- forms --- */

static int is_ascii(quen_key key)
{
    unsigned char all = 0;
    for (size_t i = 0; i < key.size; i++)
        all |= (unsigned char)key.bytes[i];
    return all < 0x80;
}

static int is_sign(int32_t code)
{
    return (code >= '0' && code <= '9') || quen__unicode_is_letter(code);
}

static int has_sign(const int32_t *codes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_sign(codes[i]))
            return 1;
    return 0;
}

static size_t signs_only(int32_t *codes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (is_sign(codes[i]))
            codes[count++] = codes[i];
    return count;
}

/* Of a text in UTF-8, which was checked; 0 bytes if there is no letter and no digit. */
static size_t fold(const reading *r, quen_key key, unsigned what, char *out)
{
    size_t n;
    what |= QUEN__TEXT_FOLD_CASE | QUEN__TEXT_COLLAPSE_BLANKS;
    quen__text_codes(key.bytes, key.size, what, r->codes, r->spare, &n);
    if (r->field->kind == QUEN_LINK_KIND_NUMBER || r->field->kind == QUEN_LINK_KIND_DATE)
        n = signs_only(r->codes, n);
    return has_sign(r->codes, n) ? quen__text_write(r->codes, n, out) : 0;
}

/* A name as parsing reads it; what it refuses, as a text. */
static size_t fold_name(const reading *r, quen_key key, unsigned what, char *out)
{
    char name[QUEN_NAME_ROOM];
    if (quen__parse_name(key.bytes, key.size, what | QUEN__PARSE_NAME_ANY_ORDER, name))
        return fold(r, key, what ? QUEN__TEXT_STRIP_MARKS : QUEN__TEXT_PLACE_TONES, out);
    size_t size = strlen(name);
    memcpy(out, name, size);
    return size;
}

/* Eight digits of a day, or those that there are. */
static size_t fold_date(const reading *r, quen_key key, char *out)
{
    int64_t time;
    char words[QUEN__DAY_WORDS];
    if (quen__parse_time(key.bytes, key.size, 0, &time))
        return fold(r, key, QUEN__TEXT_STRIP_MARKS, out);
    quen__calendar_day_words(time, words);
    return fold(r, quen_key_text(words), 0, out);
}

/* The form without marks, and with them, of which there are none if sizes are equal and
 * bytes too. */
static void take_forms(const reading *r, quen_key key, size_t size[2])
{
    uint32_t kind = r->field->kind;
    int plain = is_ascii(key);
    size[1] = 0;
    if (kind == QUEN_LINK_KIND_DATE) {
        size[0] = fold_date(r, key, r->text[0]);
    } else if (kind == QUEN_LINK_KIND_NAME) {
        size[0] = fold_name(r, key, QUEN__PARSE_NAME_STRIP_MARKS, r->text[0]);
        if (!plain)
            size[1] = fold_name(r, key, 0, r->text[1]);
    } else {
        size[0] = fold(r, key, QUEN__TEXT_STRIP_MARKS, r->text[0]);
        if (!plain && kind == QUEN_LINK_KIND_TEXT)
            size[1] = fold(r, key, QUEN__TEXT_PLACE_TONES, r->text[1]);
    }
    if (size[1] == size[0] && memcmp(r->text[0], r->text[1], size[0]) == 0)
        size[1] = 0;
}

/* Folding may make three bytes of two, and forms are kept as keys are. */
static quen_status check_forms(quen_context *ctx, const reading *r, uint32_t text,
                               size_t n, const size_t size[2])
{
    size_t most = size[0] > size[1] ? size[0] : size[1];
    if (most <= QUEN_KEY_MAX_SIZE)
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "link: field '%s', row %zu: in small letters it has %zu "
                              "bytes, at most %d are allowed",
                              r->field->name, row_with(r, text, n), most,
                              QUEN_KEY_MAX_SIZE);
}

static quen_status number_of(quen_context *ctx, quen__keymap *map, const char *text,
                             size_t size, uint32_t *number)
{
    static const uint32_t first = 0;
    const quen_key key = quen_key_bytes(text, size);
    const quen__key_rows rows = {.keys = (const char *)&key, .stride = sizeof key};
    return quen__keymap_add_rows(ctx, map, &rows, &first, 1, number);
}

/* --- one field --- */

static quen_status read_text(quen_context *ctx, reading *r, uint32_t i, size_t n)
{
    char number[LONGEST_NUMBER];
    quen_key key = quen__keymap_key(&r->raw, i);
    size_t size[2], bad;
    r->form_of[i] = QUEN__LINK_UNKNOWN;
    r->mark_of[i] = 0;
    if (is_nothing(key))
        return QUEN_OK;
    if (key.kind == QUEN_KEY_INT) {
        snprintf(number, sizeof number, "%lld", (long long)key.number);
        key = quen_key_text(number);
    } else if (!quen__text_codes(key.bytes, key.size, 0, r->codes, r->spare, &bad)) {
        return quen__bad_argument(ctx,
                                  "link: field '%s', row %zu: byte %zu of %zu is not "
                                  "UTF-8: bring the column to UTF-8 first",
                                  r->field->name, row_with(r, i, n), bad, key.size);
    }
    take_forms(r, key, size);
    quen_status status = check_forms(ctx, r, i, n, size);
    if (status == QUEN_OK && size[0] > 0)
        status = number_of(ctx, &r->forms, r->text[0], size[0], &r->form_of[i]);
    if (status == QUEN_OK && size[0] > 0 && size[1] > 0) {
        status = number_of(ctx, &r->marks, r->text[1], size[1], &r->mark_of[i]);
        r->mark_of[i]++;
        r->values->has_marks = 1;
    }
    return status;
}

static size_t longest(const quen__keymap *raw)
{
    size_t size = LONGEST_NUMBER;
    for (uint32_t i = 0; i < raw->n && raw->kind == QUEN_KEY_BYTES; i++)
        if (quen__keymap_key(raw, i).size > size)
            size = quen__keymap_key(raw, i).size;
    return size;
}

static quen_status make_room(reading *r)
{
    /* Three bytes for each of a text hold any form of it. */
    size_t n = r->raw.n, size = longest(&r->raw);
    r->form_of = quen__temp_new(r->temp, n, sizeof *r->form_of);
    r->mark_of = quen__temp_new(r->temp, n, sizeof *r->mark_of);
    size_t width = QUEN__UNICODE_PER_BYTE * sizeof *r->codes;
    r->codes = quen__temp_new(r->temp, size, width);
    r->spare = quen__temp_new(r->temp, size, width);
    r->text[0] = quen__temp_new(r->temp, size + QUEN_NAME_ROOM, 3);
    r->text[1] = quen__temp_new(r->temp, size + QUEN_NAME_ROOM, 3);
    return r->form_of && r->mark_of && r->codes && r->spare && r->text[0] && r->text[1]
               ? QUEN_OK
               : QUEN_ERR_MEMORY;
}

static quen_status read_texts(quen_context *ctx, reading *r, size_t n)
{
    quen_status status = make_room(r);
    for (uint32_t i = 0; i < r->raw.n && status == QUEN_OK; i++) {
        if (i % 8192 == 0)
            status = quen__progress(ctx, "link: reading", (double)i / (double)r->raw.n);
        if (status == QUEN_OK)
            status = read_text(ctx, r, i, n);
    }
    return status;
}

/* --- letters --- */

static uint64_t bit_of(int32_t code)
{
    int32_t place = code >= 'a' && code <= 'z'   ? code - 'a'
                    : code >= '0' && code <= '9' ? code - '0' + 26
                                                 : code % 28 + 36;
    return UINT64_C(1) << place;
}

static size_t take_letters(quen_key key, uint32_t *out, uint64_t *set)
{
    size_t n = 0;
    int32_t code = 0;
    for (size_t at = 0; at < key.size && n < QUEN__LINK_LETTERS;) {
        at += quen__unicode_read(key.bytes + at, key.size - at, &code);
        out[n++] = (uint32_t)code;
        *set |= bit_of(code);
    }
    return n;
}

static quen_status keep_letters(quen_context *ctx, const quen__keymap *forms,
                                quen__link_values *v)
{
    size_t n = forms->n, size = 0, room;
    for (uint32_t i = 0; i < n; i++) {
        room = quen__keymap_key(forms, i).size;
        size += room < QUEN__LINK_LETTERS * 4 ? room : (size_t)QUEN__LINK_LETTERS * 4;
    }
    if (size > UINT32_MAX)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "link: the texts of a field have %zu bytes, at most %u are "
                          "possible",
                          size, UINT32_MAX);
    v->start = quen__allocate(ctx, n + 1, sizeof *v->start);
    v->letters = quen__allocate(ctx, size, sizeof *v->letters);
    v->set = quen__allocate_zero(ctx, n, sizeof *v->set);
    if (!v->start || !v->letters || !v->set)
        return QUEN_ERR_MEMORY;
    v->start[0] = 0;
    for (uint32_t i = 0; i < n; i++)
        v->start[i + 1] =
            v->start[i] + (uint32_t)take_letters(quen__keymap_key(forms, i),
                                                 v->letters + v->start[i], &v->set[i]);
    return QUEN_OK;
}

/* --- the columns --- */

static void keep_exact(const reading *r, uint32_t *value, size_t n, size_t width)
{
    for (size_t row = 0; row < n; row++) {
        uint32_t text = r->row[row];
        int known =
            text != QUEN__KEY_NONE && !is_nothing(quen__keymap_key(&r->raw, text));
        value[row * width] = known ? text : QUEN__LINK_UNKNOWN;
    }
}

static void keep_forms(const reading *r, uint32_t *value, uint32_t *mark, size_t n,
                       size_t width)
{
    for (size_t row = 0; row < n; row++) {
        uint32_t text = r->row[row];
        value[row * width] =
            text == QUEN__KEY_NONE ? QUEN__LINK_UNKNOWN : r->form_of[text];
        mark[row * width] = text == QUEN__KEY_NONE ? 0 : r->mark_of[text];
    }
}

static quen_status read_field(quen_context *ctx, reading *r, quen_links *links, size_t f)
{
    size_t n = links->n;
    r->row = quen__temp_new(r->temp, n, sizeof *r->row);
    quen_status status = r->row ? number_rows(ctx, r, n) : QUEN_ERR_MEMORY;
    if (status != QUEN_OK)
        return status;
    r->values->n = r->raw.n;
    if (r->field->kind == QUEN_LINK_KIND_EXACT) {
        keep_exact(r, links->value + f, n, links->n_fields);
        return QUEN_OK;
    }
    status = read_texts(ctx, r, n);
    if (status != QUEN_OK)
        return status;
    r->values->n = r->forms.n;
    keep_forms(r, links->value + f, links->mark + f, n, links->n_fields);
    return keep_letters(ctx, &r->forms, r->values);
}

quen_status quen__link_read(quen_context *ctx, const quen_link_field *fields,
                            quen_links *links)
{
    quen_status status = QUEN_OK;
    for (size_t f = 0; f < links->n_fields && status == QUEN_OK; f++) {
        quen__temp temp = QUEN__TEMP(ctx);
        reading r = {.temp = &temp, .field = &fields[f], .values = &links->values[f]};
        links->values[f].kind = fields[f].kind;
        quen__keymap_seed(&r.raw, (uint64_t)(uintptr_t)links);
        quen__keymap_seed(&r.forms, (uint64_t)(uintptr_t)links + 1);
        quen__keymap_seed(&r.marks, (uint64_t)(uintptr_t)links + 2);
        status = read_field(ctx, &r, links, f);
        quen__keymap_free(&r.raw, &ctx->allocator);
        quen__keymap_free(&r.forms, &ctx->allocator);
        quen__keymap_free(&r.marks, &ctx->allocator);
        quen__temp_close(&temp);
    }
    return status;
}
