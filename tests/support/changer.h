/* What another thread of the host writes to an array that a call is reading. */
#ifndef QUEN_TESTS_CHANGER_H
#define QUEN_TESTS_CHANGER_H

#include "support.h"

/* Memory whose request number `left`, counted from 1, writes `size` bytes. */
typedef struct changer {
    size_t left; /* 0: nothing is written any more */
    void *place;
    const void *bytes;
    size_t size;
} changer;

/* A context of one thread with that memory. */
quen_context *changer_context(changer *c);

#endif
