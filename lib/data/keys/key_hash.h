/*
 * Hashing and comparing of keys, a few words at a time: any 8 to 32 bytes are four words
 * that may overlap, so that keys of changing sizes run through the same instructions.
 * Words are folded by a multiplication whose upper half is added to the lower (as in Wang
 * Yi's wyhash). Both factors hang on the seed: without knowing it, nobody can choose
 * keys that fall into one place.
 */
#ifndef QUEN_DATA_KEYS_KEY_HASH_H
#define QUEN_DATA_KEYS_KEY_HASH_H

#include <string.h>

#include "math/bits.h"
#include "quen/key.h"

static inline uint64_t quen__key_fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    return quen__bits_mix(a ^ quen__bits_mix(b));
#endif
}

static inline uint64_t quen__key_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* All of at most 7 bytes in one word. */
static inline uint64_t quen__key_short_word(const char *p, size_t size)
{
    uint32_t low, high;
    if (size >= 4) {
        memcpy(&low, p, 4);
        memcpy(&high, p + size - 4, 4);
        return (uint64_t)high << 32 | low;
    }
    if (size == 0)
        return 0;
    return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[size / 2] << 8 |
           (uint64_t)(unsigned char)p[size - 1] << 16;
}

static inline uint64_t quen__key_hash_bytes(const char *p, size_t size,
                                            const uint64_t secret[4])
{
    uint64_t h = secret[3] ^ size;
    if (size < 8)
        return quen__key_fold(quen__key_short_word(p, size) ^ secret[0], h);
    for (; size > 32; size -= 16, p += 16)
        h ^= quen__key_fold(quen__key_word(p) ^ h, quen__key_word(p + 8) ^ secret[1]);
    size_t second = size < 16 ? size - 8 : 8, third = size < 16 ? 0 : size - 16;
    uint64_t front = quen__key_fold(quen__key_word(p) ^ secret[0],
                                    quen__key_word(p + second) ^ secret[1]);
    uint64_t back = quen__key_fold(quen__key_word(p + third) ^ secret[2],
                                   quen__key_word(p + size - 8) ^ secret[3]);
    return quen__key_fold(front ^ secret[1], back ^ h);
}

static inline uint64_t quen__key_hash(quen_key key, const uint64_t secret[4])
{
    return key.kind == QUEN_KEY_INT ? quen__bits_mix((uint64_t)key.number ^ secret[0])
                                    : quen__key_hash_bytes(key.bytes, key.size, secret);
}

static inline int quen__key_same_bytes(const char *a, const char *b, size_t size)
{
    if (size < 8)
        return quen__key_short_word(a, size) == quen__key_short_word(b, size);
    for (; size > 32; size -= 16, a += 16, b += 16)
        if ((quen__key_word(a) ^ quen__key_word(b)) |
            (quen__key_word(a + 8) ^ quen__key_word(b + 8)))
            return 0;
    size_t second = size < 16 ? size - 8 : 8, third = size < 16 ? 0 : size - 16,
           last = size - 8;
    return ((quen__key_word(a) ^ quen__key_word(b)) |
            (quen__key_word(a + second) ^ quen__key_word(b + second)) |
            (quen__key_word(a + third) ^ quen__key_word(b + third)) |
            (quen__key_word(a + last) ^ quen__key_word(b + last))) == 0;
}

#endif
