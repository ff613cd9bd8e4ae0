/* Kernels for x86 with avx2. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
const quen__kernels quen__kernels_avx2 = {
    quen__crc32c_sse42,
};
#endif
