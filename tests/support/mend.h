/* Damage that no checksum betrays: what a hostile file looks like to a model. */
#ifndef QUEN_TESTS_MEND_H
#define QUEN_TESTS_MEND_H

#include <stddef.h>

/*
 * Compute the checksums of a model file anew, as far as its header and table can be
 * followed; the bytes themselves may be anything.
 */
void mend_checksums(unsigned char *file, size_t size);

#endif
