/* Keys in messages: numbers as they are, byte strings in quotes and cut short. */
#ifndef QUEN_DATA_KEYS_KEY_WORDS_H
#define QUEN_DATA_KEYS_KEY_WORDS_H

#include "core/context.h"
#include "quen/key.h"

/* Room for the words of any key. */
#define QUEN__KEY_WORDS 48

/*
 * The character of UTF-8 that the bytes, one at least, begin with: its code and how many
 * bytes it has; 0 if they begin with none.
 */
size_t quen__key_character(const char *bytes, size_t size, uint32_t *code);

/*
 * Write a key for a message, in UTF-8, with bytes that are no plain text as "?". Returns
 * `words`.
 */
const char *quen__key_words(quen_key key, char words[QUEN__KEY_WORDS]);

/*
 * QUEN_ERR_NOT_FOUND: no `what`, such as "customer", of a noun has the key; `kind` is
 * that of the keys there, QUEN_KEY_NONE if there are none.
 */
quen_status quen__key_not_found(quen_context *ctx, const char *noun, const char *what,
                                uint32_t kind, quen_key key);

#endif
