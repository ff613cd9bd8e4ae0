/*
 * The inner loops that are worth an instruction set of their own. One const table per
 * instruction set; all tables give the same bits.
 */
#ifndef QUEN_MATH_KERNELS_H
#define QUEN_MATH_KERNELS_H

#include "core/context.h"
#include "core/cpu.h"

typedef struct quen__kernels {
    /* CRC-32C (Castagnoli) of `size` bytes, continuing from `crc`; start with 0. */
    uint32_t (*crc32c)(uint32_t crc, const void *data, size_t size);
} quen__kernels;

/* The table that the context picked. */
const quen__kernels *quen__kernels_of(const quen_context *ctx);

extern const quen__kernels quen__kernels_scalar;
#if QUEN__HAVE_X86
extern const quen__kernels quen__kernels_sse2;
extern const quen__kernels quen__kernels_avx2;
extern const quen__kernels quen__kernels_avx512;
#endif
#if QUEN__HAVE_NEON
extern const quen__kernels quen__kernels_neon;
#endif

#endif
