/*
 * utf8proc, compiled into this file under names of our own: see unicode_names.h. Of it
 * are used what reads and writes a character, takes it apart and puts characters
 * together; its functions that allocate are not.
 */
#define UTF8PROC_STATIC
#include "data/text/unicode_names.h"

#include <utf8proc.c>

#include "data/text/unicode.h"

size_t quen__unicode_read(const char *text, size_t size, int32_t *code)
{
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text,
                                          size < 4 ? (utf8proc_ssize_t)size : 4, code);
    return n > 0 ? (size_t)n : 0;
}

size_t quen__unicode_write(int32_t code, char *out)
{
    return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
}

size_t quen__unicode_decompose(int32_t code, int fold, int32_t *out, size_t room)
{
    if (code < 0x80) {
        *out = fold && code >= 'A' && code <= 'Z' ? code | 0x20 : code;
        return 1;
    }
    int options = UTF8PROC_DECOMPOSE | (fold ? UTF8PROC_CASEFOLD : 0);
    return (size_t)utf8proc_decompose_char(code, out, (utf8proc_ssize_t)room,
                                           (utf8proc_option_t)options, NULL);
}

size_t quen__unicode_compose(int32_t *codes, size_t n)
{
    return (size_t)utf8proc_normalize_utf32(
        codes, (utf8proc_ssize_t)n,
        (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

int quen__unicode_class(int32_t code)
{
    return code < 0x300 ? 0 : utf8proc_get_property(code)->combining_class;
}

int quen__unicode_is_letter(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

int quen__unicode_is_mark(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

int quen__unicode_is_control(int32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/* The property White_Space: the controls that break lines, and three categories. */
int quen__unicode_is_blank(int32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    utf8proc_category_t category = utf8proc_category(code);
    return code == 0x85 ||
           (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

int quen__unicode_is_hidden(int32_t code)
{
    return code == 0xad || code == 0x34f || code == 0x61c || code == 0x180e ||
           (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

int quen__unicode_width(int32_t code)
{
    return utf8proc_charwidth(code);
}
