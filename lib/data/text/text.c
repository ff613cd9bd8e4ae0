/*
 * Normal forms of text. Characters are taken apart (canonical decomposition), their marks
 * brought into canonical order, then changed as asked for, and put together again
 * (Unicode Standard Annex 15: NFC). Case is folded on text that is taken apart, and taken
 * apart anew, as canonical caseless matching wants it (The Unicode Standard, 3.13,
 * D145): so a letter and its mark fold alike however they were written.
 */
#include "data/text/text.h"

#include <stddef.h>
#include <string.h>

#include "core/alloc.h"
#include "core/options.h"
#include "data/text/tone.h"
#include "data/text/unicode.h"

/* --- the order of marks --- */

#define FEW 16u

/* Runs of a few marks, as in all text that somebody reads. */
static void order_few(int32_t *codes, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int32_t code = codes[i];
        int class = quen__unicode_class(code);
        size_t at = i;
        for (; at > 0 && quen__unicode_class(codes[at - 1]) > class; at--)
            codes[at] = codes[at - 1];
        codes[at] = code;
    }
}

/* Any run, in time O(n): a text of a million marks is somebody's joke. */
static void order_many(int32_t *codes, size_t n, int32_t *spare)
{
    size_t before[257] = {0};
    for (size_t i = 0; i < n; i++)
        before[quen__unicode_class(codes[i]) + 1]++;
    for (size_t class = 1; class < 257; class ++)
        before[class] += before[class - 1];
    for (size_t i = 0; i < n; i++)
        spare[before[quen__unicode_class(codes[i])]++] = codes[i];
    memcpy(codes, spare, n * sizeof *codes);
}

static void order_marks(int32_t *codes, size_t n, int32_t *spare)
{
    for (size_t at = 0, end; at < n; at = end + 1) {
        for (end = at; end < n && quen__unicode_class(codes[end]) > 0; end++)
            continue;
        if (end - at > FEW)
            order_many(codes + at, end - at, spare);
        else if (end - at > 1)
            order_few(codes + at, end - at);
    }
}

/* --- apart --- */

/* 0 if the text is not UTF-8; *n is then where. */
static int take_apart(const char *text, size_t size, int drop_hidden, int32_t *codes,
                      size_t *n)
{
    size_t room = size * QUEN__UNICODE_PER_BYTE, count = 0, bytes;
    for (size_t at = 0; at < size; at += bytes) {
        int32_t code = 0;
        bytes = quen__unicode_read(text + at, size - at, &code);
        if (bytes == 0) {
            *n = at;
            return 0;
        }
        if (!drop_hidden || !quen__unicode_is_hidden(code))
            count += quen__unicode_decompose(code, 0, codes + count, room - count);
    }
    *n = count;
    return 1;
}

static size_t fold_case(const int32_t *codes, size_t n, int32_t *out, size_t room)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += quen__unicode_decompose(codes[i], 1, out + count, room - count);
    return count;
}

/* --- changes --- */

/* Marks that go with letters of any script that has them; vowels of Thai are none. */
static int is_diacritic(int32_t code)
{
    return (code >= 0x300 && code < 0x370) || (code >= 0x1ab0 && code < 0x1b00) ||
           (code >= 0x1dc0 && code < 0x1e00) || (code >= 0x20d0 && code < 0x2100) ||
           (code >= 0xfe20 && code < 0xfe30);
}

/* Letters with a stroke, which Unicode does not take apart. */
static int32_t without_stroke(int32_t code)
{
    static const struct {
        int32_t with;
        char without;
    } strokes[] = {{0xd8, 'O'},  {0xf8, 'o'},  {0x110, 'D'}, {0x111, 'd'}, {0x126, 'H'},
                   {0x127, 'h'}, {0x141, 'L'}, {0x142, 'l'}, {0x166, 'T'}, {0x167, 't'}};
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (strokes[i].with == code)
            return strokes[i].without;
    return code;
}

static size_t strip_marks(int32_t *codes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_diacritic(codes[i]))
            codes[count++] = codes[i] < 0x80 ? codes[i] : without_stroke(codes[i]);
    return count;
}

static size_t collapse_blanks(int32_t *codes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        int blank = quen__unicode_is_blank(codes[i]);
        if (!blank)
            codes[count++] = codes[i];
        else if (count > 0 && codes[count - 1] != ' ')
            codes[count++] = ' ';
    }
    return count > 0 && codes[count - 1] == ' ' ? count - 1 : count;
}

int quen__text_codes(const char *text, size_t size, unsigned what, int32_t *codes,
                     int32_t *spare, size_t *n)
{
    size_t count;
    int fold = (what & QUEN__TEXT_FOLD_CASE) != 0;
    int32_t *apart = fold ? spare : codes;
    if (!take_apart(text, size, (what & QUEN__TEXT_COLLAPSE_BLANKS) != 0, apart, n))
        return 0;
    count = *n;
    order_marks(apart, count, fold ? codes : spare);
    if (fold) {
        count = fold_case(apart, count, codes, size * QUEN__UNICODE_PER_BYTE);
        order_marks(codes, count, spare);
    }
    if (what & QUEN__TEXT_STRIP_MARKS) {
        count = strip_marks(codes, count);
        order_marks(codes, count, spare); /* those that one without order kept apart */
    }
    if (what & QUEN__TEXT_COLLAPSE_BLANKS)
        count = collapse_blanks(codes, count);
    if (what & QUEN__TEXT_PLACE_TONES)
        quen__tone_place(codes, count);
    *n = quen__unicode_compose(codes, count);
    return 1;
}

size_t quen__text_write(const int32_t *codes, size_t n, char *out)
{
    size_t size = 0;
    char bytes[4];
    for (size_t i = 0; i < n; i++)
        size += quen__unicode_write(codes[i], out ? out + size : bytes);
    return size;
}

/* --- with a context --- */

static quen_text_options defaults(void)
{
    return (quen_text_options){.struct_size = sizeof(quen_text_options)};
}

void quen_text_options_init(quen_text_options *options, size_t size)
{
    quen_text_options full = defaults();
    quen__options_init(options, size, &full, sizeof full);
}

/* The bits of what is asked for. */
static quen_status read_options(quen_context *ctx, const quen_text_options *given,
                                unsigned *what)
{
    static const char *const names[] = {"fold_case", "strip_marks", "collapse_blanks",
                                        "place_tones"};
    quen_text_options o = defaults();
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_text_options, reserved), given, "text");
    const uint32_t switches[] = {o.fold_case, o.strip_marks, o.collapse_blanks,
                                 o.place_tones};
    *what = 0;
    for (size_t i = 0; status == QUEN_OK && i < 4; i++) {
        status = quen__options_choice(ctx, "text", names[i], switches[i], 1);
        *what |= switches[i] << i;
    }
    return status;
}

static quen_status normalize(quen_context *ctx, const char *text, size_t size,
                             unsigned what, int32_t *room[2], char *normal,
                             size_t capacity, size_t *normal_size)
{
    size_t n;
    if (!quen__text_codes(text, size, what, room[0], room[1], &n))
        return quen__bad_argument(ctx, "text: byte %zu of %zu is not UTF-8", n, size);
    *normal_size = quen__text_write(room[0], n, NULL);
    if (*normal_size <= capacity)
        quen__text_write(room[0], n, normal);
    else if (normal)
        return quen__bad_argument(ctx, "text: capacity is %zu bytes, the text has %zu",
                                  capacity, *normal_size);
    return QUEN_OK;
}

#define SHORT 128u

quen_status quen_text_normalize(quen_context *ctx, const char *text, size_t size,
                                const quen_text_options *options, char *normal,
                                size_t capacity, size_t *normal_size)
{
    int32_t small[2][SHORT * QUEN__UNICODE_PER_BYTE];
    int32_t *room[2] = {small[0], small[1]};
    quen__temp temp = QUEN__TEMP(ctx);
    unsigned what;
    *normal_size = 0;
    quen_status status = quen__extent_check(ctx, "text", size, 1, 1);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "text: capacity", capacity, 1, 1);
    if (status == QUEN_OK)
        status = read_options(ctx, options, &what);
    for (size_t i = 0; status == QUEN_OK && size > SHORT && i < 2; i++) {
        room[i] = quen__temp_new(&temp, size, QUEN__UNICODE_PER_BYTE * sizeof **room);
        if (!room[i])
            status = QUEN_ERR_MEMORY;
    }
    if (status == QUEN_OK)
        status = normalize(ctx, text, size, what, room, normal, capacity, normal_size);
    quen__temp_close(&temp);
    return status;
}
