/* Two logs of the same lines. */
#ifndef QUEN_TESTS_SAME_LOG_H
#define QUEN_TESTS_SAME_LOG_H

#include "support.h"

void assert_same_key(quen_key a, quen_key b);

/* Finishes `b` and holds it against the finished `a`, line by line and key by key. */
void assert_same_log(quen_context *ctx, const quen_orders *a, quen_orders *b);

#endif
