/* Kernels for 64-bit ARM. */
#include "math/crc32c.h"
#include "math/kernels.h"

#if QUEN__HAVE_NEON
const quen__kernels quen__kernels_neon = {
    quen__crc32c_portable,
};
#endif
