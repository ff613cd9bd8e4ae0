/* Keys in messages: see key_words.h. */
#include "data/keys/key_words.h"

#include <stdio.h>
#include <string.h>

/* How many bytes a character that begins so has; 0 if none does. */
static size_t size_of(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t quen__key_character(const char *bytes, size_t size, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)*bytes;
    size_t n = size_of(first);
    if (n == 0 || n > size)
        return 0;
    uint32_t c = n == 1 ? first : first & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | ((unsigned char)bytes[i] & 0x3fu);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 0;
    *code = c;
    return n;
}

/* Control characters would upset a terminal, and what is no UTF-8 whoever decodes it. */
static void write_text(quen_key key, char *words)
{
    size_t room = QUEN__KEY_WORDS - 6, n = 0, at = 0;
    words[n++] = '\'';
    while (at < key.size) {
        uint32_t code;
        size_t bytes = quen__key_character(key.bytes + at, key.size - at, &code);
        int shown = bytes && code >= 0x20 && (code < 0x7f || code >= 0xa0);
        if (n + (shown ? bytes : 1) > room)
            break;
        if (shown)
            memcpy(words + n, key.bytes + at, bytes);
        else
            words[n] = '?';
        n += shown ? bytes : 1;
        at += bytes ? bytes : 1;
    }
    for (size_t i = 0; i < 3 && at < key.size; i++)
        words[n++] = '.';
    words[n++] = '\'';
    words[n] = '\0';
}

const char *quen__key_words(quen_key key, char words[QUEN__KEY_WORDS])
{
    if (key.kind == QUEN_KEY_INT)
        snprintf(words, QUEN__KEY_WORDS, "%lld", (long long)key.number);
    else if (key.kind == QUEN_KEY_BYTES &&
             ((key.size && !key.bytes) || key.size > PTRDIFF_MAX))
        snprintf(words, QUEN__KEY_WORDS, "(%s%zu bytes)", key.bytes ? "" : "NULL with ",
                 key.size);
    else if (key.kind == QUEN_KEY_BYTES)
        write_text(key, words);
    else
        snprintf(words, QUEN__KEY_WORDS, "(none)");
    return words;
}

/* A key of another kind than those there is most likely a mistake of the caller's. */
quen_status quen__key_not_found(quen_context *ctx, const char *noun, const char *what,
                                uint32_t kind, quen_key key)
{
    char words[QUEN__KEY_WORDS];
    quen__key_words(key, words);
    if (kind == QUEN_KEY_BYTES && key.kind == QUEN_KEY_INT)
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND,
                          "%s: key %s is a number, but the %ss' keys are text", noun,
                          words, what);
    if (kind == QUEN_KEY_INT && key.kind == QUEN_KEY_BYTES)
        return quen__fail(ctx, QUEN_ERR_NOT_FOUND,
                          "%s: key %s is text, but the %ss' keys are numbers", noun,
                          words, what);
    return quen__fail(ctx, QUEN_ERR_NOT_FOUND, "%s: no %s has the key %s", noun, what,
                      words);
}
