/* Damage that no checksum betrays: what a hostile file looks like to a model. */
#ifndef QUEN_TESTS_MEND_H
#define QUEN_TESTS_MEND_H

#include <stddef.h>
#include <stdint.h>

/*
 * Compute the checksums of a model file anew, as far as its header and table can be
 * followed; the bytes themselves may be anything.
 */
void mend_checksums(unsigned char *file, size_t size);

/* Bytes of a section of a model file, and how many; NULL if it has none of this id. */
unsigned char *mend_section(unsigned char *file, uint32_t id, size_t *bytes);

/*
 * A model file in which a section has other bytes, laid out anew with its checksums: what
 * no damage of single bytes gets past the table. The caller frees *out. Returns its size.
 */
size_t mend_replace(const unsigned char *file, uint32_t id, const void *data,
                    size_t bytes, unsigned char **out);

/* Read, and write, a whole number of 1, 2, 4 or 8 bytes as this machine keeps it. */
uint64_t get_number(const void *place, size_t width);
void put_number(void *place, uint64_t value, size_t width);

#endif
