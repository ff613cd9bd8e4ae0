/* Dense algebra through OpenBLAS, or by small kernels of our own. */
#include "math/blas.h"

#include "quen/version.h"

#ifdef QUEN__OPENBLAS
#include <cblas.h>
#endif

const char *quen_blas_name(void)
{
#ifdef QUEN__OPENBLAS
    return "openblas";
#else
    return "builtin";
#endif
}
