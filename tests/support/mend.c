/* Checksums of a damaged file: see mend.h. Offsets as in docs/format.md. */
#include "mend.h"

#include <stdlib.h>
#include <string.h>

#define HEADER 64u
#define HEADER_SIZE 24u
#define HEADER_SUM 60u
#define ENTRY 32u

/* Half a byte at a time: fuzz targets mend a million files. */
static uint32_t crc32c(uint32_t crc, const unsigned char *p, size_t n)
{
    static const uint32_t by_half[] = {0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1,
                                       0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
                                       0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9,
                                       0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75};
    crc = ~crc;
    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        crc = crc >> 4 ^ by_half[crc & 15];
        crc = crc >> 4 ^ by_half[crc & 15];
    }
    return ~crc;
}

/* The byte of weight 2^(8 i) in a number of n bytes: files have the machine's own order.
 */
static size_t place_of(size_t i, size_t n)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one ? i : n - 1 - i;
}

uint64_t get_number(const void *place, size_t width)
{
    const unsigned char *p = place;
    uint64_t number = 0;
    for (size_t i = width; i-- > 0;)
        number = number << 8 | p[place_of(i, width)];
    return number;
}

void put_number(void *place, uint64_t value, size_t width)
{
    unsigned char *p = place;
    for (size_t i = 0; i < width; i++)
        p[place_of(i, width)] = (unsigned char)(value >> 8 * i);
}

void mend_checksums(unsigned char *file, size_t size)
{
    if (size < HEADER)
        return;
    uint64_t n = get_number(file + 20, 4);
    if (n > (size - HEADER) / ENTRY)
        return;
    for (uint64_t i = 0; i < n; i++) {
        unsigned char *entry = file + HEADER + i * ENTRY;
        uint64_t offset = get_number(entry + 8, 8), bytes = get_number(entry + 16, 8);
        if (offset <= size && bytes <= size - offset)
            put_number(entry + 24, crc32c(0, file + offset, (size_t)bytes), 4);
    }
    uint32_t sum = crc32c(0, file, HEADER_SUM);
    put_number(file + HEADER_SUM, crc32c(sum, file + HEADER, (size_t)n * ENTRY), 4);
}

unsigned char *mend_section(unsigned char *file, uint32_t id, size_t *bytes)
{
    uint64_t n = get_number(file + 20, 4);
    for (unsigned char *entry = file + HEADER; n-- > 0; entry += ENTRY)
        if (get_number(entry, 4) == id) {
            *bytes = (size_t)get_number(entry + 16, 8);
            return file + get_number(entry + 8, 8);
        }
    return NULL;
}

size_t mend_replace(const unsigned char *file, uint32_t id, const void *data,
                    size_t bytes, unsigned char **out)
{
    size_t n = (size_t)get_number(file + 20, 4), at = HEADER + n * ENTRY;
    unsigned char *made =
        calloc(1, (size_t)get_number(file + HEADER_SIZE, 8) + bytes + 64);
    *out = made;
    if (!made)
        abort();
    memcpy(made, file, at);
    for (size_t i = 0; i < n; i++) {
        unsigned char *entry = made + HEADER + i * ENTRY;
        const void *from = file + get_number(entry + 8, 8);
        size_t size = (size_t)get_number(entry + 16, 8);
        if (get_number(entry, 4) == id) {
            from = data;
            size = bytes;
        }
        at = (at + 63) / 64 * 64;
        if (size)
            memcpy(made + at, from, size);
        put_number(entry + 8, at, 8);
        put_number(entry + 16, size, 8);
        at += size;
    }
    put_number(made + HEADER_SIZE, at, 8);
    mend_checksums(made, at);
    return at;
}
