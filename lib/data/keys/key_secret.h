/* Keys as hashes under a secret, for files that must not hold keys. */
#ifndef QUEN_DATA_KEYS_KEY_SECRET_H
#define QUEN_DATA_KEYS_KEY_SECRET_H

#include <stdint.h>

#include "quen/key.h"

/* As quen_key_hash(), of a key that was checked. */
void quen__key_hide(const uint8_t secret[QUEN_KEY_HASH_SIZE], quen_key key,
                    uint8_t hash[QUEN_KEY_HASH_SIZE]);

#endif
