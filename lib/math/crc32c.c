/*
 * CRC-32C, by table ("slicing by 8": Kounavis & Berry 2005) or by instruction. It finds
 * every single flipped bit and every burst up to 32 bits; it is no defence against
 * tampering.
 */
#include "math/crc32c.h"

#include <string.h>

static uint32_t load32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

uint32_t quen__crc32c_portable(uint32_t crc, const void *data, size_t size)
{
    const uint32_t(*t)[256] = quen__crc32c_table;
    const unsigned char *p = data;
    crc = ~crc;
    for (; size >= 8; size -= 8, p += 8) {
        uint32_t a = crc ^ load32(p), b = load32(p + 4);
        crc = t[7][a & 255] ^ t[6][a >> 8 & 255] ^ t[5][a >> 16 & 255] ^ t[4][a >> 24] ^
              t[3][b & 255] ^ t[2][b >> 8 & 255] ^ t[1][b >> 16 & 255] ^ t[0][b >> 24];
    }
    for (; size > 0; size--, p++)
        crc = crc >> 8 ^ t[0][(crc ^ *p) & 255];
    return ~crc;
}

#if QUEN__HAVE_X86
__attribute__((target("sse4.2"))) uint32_t quen__crc32c_sse42(uint32_t crc,
                                                              const void *data,
                                                              size_t size)
{
    const unsigned char *p = data;
    crc = ~crc;
#ifdef __x86_64__
    uint64_t wide = crc, word;
    for (; size >= 8; size -= 8, p += 8) {
        memcpy(&word, p, sizeof word);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    crc = (uint32_t)wide;
#endif
    for (; size > 0; size--, p++)
        crc = __builtin_ia32_crc32qi(crc, *p);
    return ~crc;
}
#endif
