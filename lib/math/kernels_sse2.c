/* Kernels for x86 with sse2. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_X86
const quen__kernels quen__kernels_sse2 = {
    quen__crc32c_portable,
};
#endif
