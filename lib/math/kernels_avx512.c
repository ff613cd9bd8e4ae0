/* Kernels for x86 with AVX-512. */
#include "math/crc32c.h"
#include "math/kernels.h"
#include "math/panels.h"

#if QUEN__HAVE_X86
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw"))),                \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw")
#endif

#define TABLE quen__kernels_avx512
#define PANELS quen__panels_avx512
#define HIGH 8u

#include "math/kernels_avx512.h"

#include "math/kernels_body.h"
#include "math/panels_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
