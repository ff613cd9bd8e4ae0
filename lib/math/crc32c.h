/* CRC-32C (Castagnoli), the checksum of every section of a model file. */
#ifndef QUEN_MATH_CRC32C_H
#define QUEN_MATH_CRC32C_H

#include <stddef.h>
#include <stdint.h>

#include "core/cpu.h"

/* Continue `crc` over `size` bytes; start with 0. Eight bytes a step by table. */
uint32_t quen__crc32c_portable(uint32_t crc, const void *data, size_t size);

#if QUEN__HAVE_X86
/* The same with the CPU's own instruction; needs SSE4.2. */
uint32_t quen__crc32c_sse42(uint32_t crc, const void *data, size_t size);
#endif

/* table[j][b]: what byte b does to the remainder j bytes later. Polynomial 0x82F63B78. */
extern const uint32_t quen__crc32c_table[8][256];

#endif
