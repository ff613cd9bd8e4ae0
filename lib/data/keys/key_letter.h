/* Letters without case and marks. */
#ifndef QUEN_DATA_KEYS_KEY_LETTER_H
#define QUEN_DATA_KEYS_KEY_LETTER_H

#include <stdint.h>

/* The plain letter or digit of a character; 0 if it has none. */
char quen__key_letter(uint32_t code);

#endif
