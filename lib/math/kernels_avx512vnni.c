/* Kernels for x86 with AVX-512 and VNNI. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vnni"))),     \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vnni")
#endif

#define TABLE quen__kernels_avx512vnni
#define HAVE_DOT

#include "math/kernels_avx512.h"

#include "math/kernels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
