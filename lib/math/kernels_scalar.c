/* Kernels in plain C: what every other table must equal. */
#include "math/crc32c.h"
#include "math/kernels.h"

const quen__kernels quen__kernels_scalar = {
    quen__crc32c_portable,
};
