/*
 * The processor's rounding mode belongs to the host's thread. The same bits are promised
 * for rounding to nearest, which every process begins with.
 */
#ifndef QUEN_CORE_ROUNDING_H
#define QUEN_CORE_ROUNDING_H

#include "core/context.h"

/* QUEN_ERR_ARGUMENT unless the calling thread rounds to nearest. A few cycles. */
quen_status quen__rounding_check(quen_context *ctx);

#endif
