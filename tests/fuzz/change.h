/*
 * Files changed with the container known: sections are changed, and laid out anew with
 * their checksums; without that, hardly any change of length would get past the table.
 */
#ifndef QUEN_TESTS_FUZZ_CHANGE_H
#define QUEN_TESTS_FUZZ_CHANGE_H

#include "fuzz.h"

#ifdef QUEN_FUZZING
/* Of libFuzzer: change bytes, their number too, within max_size. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

/* For libFuzzer, from the target: what it tries next in place of its own changes. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed);

/* A model file, or what was one, into another. Returns its size. */
size_t fuzz_change_file(uint8_t *data, size_t size, size_t max_size, unsigned seed);
#endif

#endif
