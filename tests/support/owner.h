/* A model's sections in another model's image, as a shop keeps them. */
#ifndef QUEN_TESTS_OWNER_H
#define QUEN_TESTS_OWNER_H

#include "support.h"

#include "io/container.h"

/* An image with a copy of every section of `from`, under the ids base + n. */
quen__image copy_to_owner(quen_context *ctx, const quen__image *from, uint32_t base);

#endif
