/* Keys in messages: see key_words.h. */
#include "data/keys/key_words.h"

#include <stdio.h>

/* UTF-8 passes; control characters would upset a terminal. */
static char printable(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte < 0x20 || byte == 0x7f ? '?' : c;
}

static void write_text(quen_key key, char *words)
{
    size_t room = QUEN__KEY_WORDS - 6, n = 0;
    words[n++] = '\'';
    for (size_t i = 0; i < key.size && n < room; i++)
        words[n++] = printable(key.bytes[i]);
    for (size_t i = 0; i < 3 && key.size > room - 1; i++)
        words[n++] = '.';
    words[n++] = '\'';
    words[n] = '\0';
}

const char *quen__key_words(quen_key key, char words[QUEN__KEY_WORDS])
{
    if (key.kind == QUEN_KEY_INT)
        snprintf(words, QUEN__KEY_WORDS, "%lld", (long long)key.number);
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
