/* Checksums of a damaged file: see mend.h. Offsets as in docs/format.md. */
#include "mend.h"

#include <stdint.h>
#include <string.h>

#define HEADER 64u
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

static uint64_t read_number(const unsigned char *p, size_t n)
{
    uint64_t number = 0;
    while (n-- > 0)
        number = number << 8 | p[n];
    return number;
}

static void write_sum(unsigned char *p, uint32_t sum)
{
    for (size_t i = 0; i < 4; i++)
        p[i] = (unsigned char)(sum >> 8 * i);
}

void mend_checksums(unsigned char *file, size_t size)
{
    if (size < HEADER)
        return;
    uint64_t n = read_number(file + 20, 4);
    if (n > (size - HEADER) / ENTRY)
        return;
    for (uint64_t i = 0; i < n; i++) {
        unsigned char *entry = file + HEADER + i * ENTRY;
        uint64_t offset = read_number(entry + 8, 8), bytes = read_number(entry + 16, 8);
        if (offset <= size && bytes <= size - offset)
            write_sum(entry + 24, crc32c(0, file + offset, (size_t)bytes));
    }
    uint32_t sum = crc32c(0, file, HEADER_SUM);
    write_sum(file + HEADER_SUM, crc32c(sum, file + HEADER, (size_t)n * ENTRY));
}
