/* Keys in messages: numbers as they are, byte strings in quotes and cut short. */
#ifndef QUEN_DATA_KEYS_KEY_WORDS_H
#define QUEN_DATA_KEYS_KEY_WORDS_H

#include "core/context.h"
#include "quen/key.h"

/* Room for the words of any key. */
#define QUEN__KEY_WORDS 48

/*
 * Write a key for a message, with bytes that are no plain text as "?". Returns `words`.
 */
const char *quen__key_words(quen_key key, char words[QUEN__KEY_WORDS]);

#endif
