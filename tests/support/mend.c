/* Checksums of a damaged file: see mend.h. Offsets as in docs/format.md. */
#include "mend.h"

#include <stdint.h>
#include <string.h>

#define HEADER 64u
#define HEADER_SUM 60u
#define ENTRY 32u

static uint32_t crc32c(uint32_t crc, const unsigned char *p, size_t n)
{
    crc = ~crc;
    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78u : 0);
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
