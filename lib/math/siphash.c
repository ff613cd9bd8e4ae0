/*
 * SipHash: see siphash.h. Four words of state; a word of the message goes into one, two
 * rounds mix, and it goes into another. The last word has the message's length in its
 * upper byte. Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF", 2012; the
 * longer output is that of their reference implementation.
 */
#include "math/siphash.h"

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static void mix(uint64_t v[4], int rounds)
{
    for (; rounds > 0; rounds--) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32) + v[3];
        v[2] += v[1];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[2] = rotate(v[2], 32);
    }
}

static void take_word(quen__siphash *s, uint64_t word)
{
    s->v[3] ^= word;
    mix(s->v, 2);
    s->v[0] ^= word;
}

static uint64_t read_word(const uint8_t bytes[8])
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return word;
}

static void write_word(uint64_t word, uint8_t bytes[8])
{
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(word >> 8 * i);
}

void quen__siphash_begin(quen__siphash *s, const uint8_t secret[QUEN__SIPHASH_SIZE])
{
    uint64_t low = read_word(secret), high = read_word(secret + 8);
    s->v[0] = low ^ UINT64_C(0x736f6d6570736575);
    s->v[1] = high ^ UINT64_C(0x646f72616e646f6d) ^ 0xee; /* of 128 bits */
    s->v[2] = low ^ UINT64_C(0x6c7967656e657261);
    s->v[3] = high ^ UINT64_C(0x7465646279746573);
    s->word = 0;
    s->size = 0;
}

void quen__siphash_add(quen__siphash *s, const void *bytes, size_t size)
{
    const uint8_t *from = bytes;
    for (size_t i = 0; i < size; i++) {
        s->word |= (uint64_t)from[i] << 8 * (s->size % 8);
        if (++s->size % 8)
            continue;
        take_word(s, s->word);
        s->word = 0;
    }
}

void quen__siphash_end(quen__siphash *s, uint8_t hash[QUEN__SIPHASH_SIZE])
{
    uint64_t *v = s->v;
    take_word(s, s->word | (uint64_t)s->size << 56);
    v[2] ^= 0xee;
    mix(v, 4);
    write_word(v[0] ^ v[1] ^ v[2] ^ v[3], hash);
    v[1] ^= 0xdd;
    mix(v, 4);
    write_word(v[0] ^ v[1] ^ v[2] ^ v[3], hash + 8);
}
