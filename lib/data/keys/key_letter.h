/* Letters without case and marks. */
#ifndef QUEN_DATA_KEYS_KEY_LETTER_H
#define QUEN_DATA_KEYS_KEY_LETTER_H

#include <stdint.h>

/* The plain letter or digit of a character; 0 if it has none. */
char quen__key_letter(uint32_t code);

/* The small letter of one of ASCII; other bytes as they are. */
static inline char quen__key_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

#endif
