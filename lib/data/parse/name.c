/*
 * Names of persons to one spelling, for a key: NFC, case folded, one blank between words,
 * tones over the main vowel, and without the words by which people are addressed. Marks
 * stay, for Bình and Bính are two; order stays, unless it is asked not to count.
 */
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/parse/cell.h"
#include "data/parse/keys.h"
#include "data/parse/parse.h"
#include "data/text/text.h"
#include "data/text/unicode.h"

#define MOST_INPUT 512u
#define MOST_BYTES (QUEN_NAME_ROOM - 1u)
#define MOST_WORDS (QUEN_NAME_ROOM / 2u)

static const char too_long[] = "longer than 255 bytes";

/* --- how people are addressed --- */

/* Folded, in NFC. Without their marks the Vietnamese ones are names: Chi, Co, Ba. */
static const char *const titles[] = {
    "anh",    "em",    "bà",    "ông",  "cô",   "chú",  "bác", "chị", "dì",   "cậu",
    "mợ",     "thím",  "dượng", "cháu", "bé",   "mr",   "mrs", "ms",  "miss", "mx",
    "mister", "madam", "dr",    "prof", "herr", "frau", "mme", "mlle"};

static int is_title(const char *word, size_t n)
{
    for (size_t i = 0; n > 0 && i < sizeof titles / sizeof *titles; i++)
        if (titles[i][0] == word[0] && strncmp(titles[i], word, n) == 0 &&
            titles[i][n] == '\0')
            return 1;
    return 0;
}

/* The bytes of a title in front, with what ends it: "mr. ", "mr.", "anh "; else 0. */
static size_t title_of(const char *text, size_t size)
{
    size_t n = 0;
    while (n < size && text[n] != ' ' && text[n] != '.')
        n++;
    if (!is_title(text, n))
        return 0;
    while (n < size && (text[n] == ' ' || text[n] == '.'))
        n++;
    return n;
}

/* Of what take_name() wrote, so that all of it can be read. */
static int has_letter(quen__parse_cell cell)
{
    int32_t code = 0;
    for (size_t at = 0; at < cell.size;) {
        at += quen__unicode_read(cell.at + at, cell.size - at, &code);
        if (quen__unicode_is_letter(code))
            return 1;
    }
    return 0;
}

/* Never the whole name. */
static quen__parse_cell without_titles(quen__parse_cell name)
{
    for (;;) {
        size_t n = title_of(name.at, name.size);
        quen__parse_cell rest = quen__parse_cell_of(name.at + n, name.size - n);
        if (n == 0 || !has_letter(rest))
            return name;
        name = rest;
    }
}

/* --- words in any order --- */

static int is_before(quen__parse_cell a, quen__parse_cell b)
{
    int order = memcmp(a.at, b.at, a.size < b.size ? a.size : b.size);
    return order < 0 || (order == 0 && a.size < b.size);
}

static size_t split(quen__parse_cell name, quen__parse_cell *words)
{
    size_t n = 0;
    const char *end = name.at + name.size;
    for (const char *at = name.at; at < end && n < MOST_WORDS;) {
        const char *blank = memchr(at, ' ', (size_t)(end - at));
        const char *stop = blank ? blank : end;
        words[n++] = (quen__parse_cell){at, (size_t)(stop - at)};
        at = stop + 1;
    }
    return n;
}

/* Ascending by bytes, which is by characters. */
static void sort_words(quen__parse_cell name, char *out)
{
    quen__parse_cell words[MOST_WORDS];
    size_t n = split(name, words), size = 0;
    for (size_t i = 1; i < n; i++) {
        quen__parse_cell word = words[i];
        size_t at = i;
        for (; at > 0 && is_before(word, words[at - 1]); at--)
            words[at] = words[at - 1];
        words[at] = word;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            out[size++] = ' ';
        memcpy(out + size, words[i].at, words[i].size);
        size += words[i].size;
    }
}

/* --- a name --- */

static const char *check_codes(const int32_t *codes, size_t n)
{
    int letters = 0;
    for (size_t i = 0; i < n; i++) {
        if (quen__unicode_is_control(codes[i]))
            return "a control character";
        letters |= quen__unicode_is_letter(codes[i]);
    }
    return n == 0 ? "empty" : letters ? NULL : "no letters";
}

/* The normal form with titles; `out` has room for a name. */
static const char *take_name(const char *text, size_t size, unsigned form, char *out,
                             size_t *n)
{
    int32_t room[2][MOST_INPUT * QUEN__UNICODE_PER_BYTE];
    if (size > MOST_INPUT)
        return too_long;
    if (!quen__text_codes(text, size, form, room[0], room[1], n))
        return "not UTF-8";
    const char *reason = check_codes(room[0], *n);
    if (reason)
        return reason;
    if (quen__text_write(room[0], *n, NULL) > MOST_BYTES)
        return too_long;
    *n = quen__text_write(room[0], *n, out);
    return NULL;
}

const char *quen__parse_name(const char *text, size_t size, unsigned what,
                             char name[QUEN_NAME_ROOM])
{
    char whole[MOST_BYTES], stripped[MOST_BYTES];
    unsigned form = QUEN__TEXT_FOLD_CASE | QUEN__TEXT_COLLAPSE_BLANKS;
    quen__parse_cell cell = quen__parse_cell_of(text, size);
    size_t n;
    const char *reason =
        take_name(cell.at, cell.size, form | QUEN__TEXT_PLACE_TONES, whole, &n);
    if (reason)
        return reason;
    cell = without_titles(quen__parse_cell_of(whole, n));
    if (what & QUEN__PARSE_NAME_STRIP_MARKS) {
        reason =
            take_name(cell.at, cell.size, form | QUEN__TEXT_STRIP_MARKS, stripped, &n);
        cell = (quen__parse_cell){stripped, n};
    }
    if (reason)
        return reason;
    if (what & QUEN__PARSE_NAME_ANY_ORDER)
        sort_words(cell, name);
    else
        memcpy(name, cell.at, cell.size);
    name[cell.size] = '\0';
    return NULL;
}

/* --- with a sentence --- */

static quen_name_options defaults(void)
{
    return (quen_name_options){.struct_size = sizeof(quen_name_options)};
}

void quen_name_options_init(quen_name_options *options, size_t size)
{
    quen_name_options full = defaults();
    quen__options_init(options, size, &full, sizeof full);
}

quen_status quen_parse_name(quen_context *ctx, const char *text, size_t size,
                            const quen_name_options *options, char *name)
{
    quen_name_options o = defaults();
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_name_options, reserved), options, "name");
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "name", size, 1, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "name", "strip_marks", o.strip_marks, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "name", "any_order", o.any_order, 1);
    if (status != QUEN_OK)
        return status;
    unsigned what = o.strip_marks | o.any_order << 1;
    return quen__parse_say(ctx, quen__parse_name(text, size, what, name));
}
