/*
 * What the fuzz targets share. A target is LLVMFuzzerTestOneInput(): libFuzzer calls it
 * with bytes of its own making, replay.c with the bytes of files. What must not happen
 * ends the process; the sanitizers do the rest.
 */
#ifndef QUEN_TESTS_FUZZ_H
#define QUEN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, telling where, unless the claim holds. */
#define MUST(claim)                                                                      \
    do {                                                                                 \
        if (!(claim)) {                                                                  \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #claim);          \
            abort();                                                                     \
        }                                                                                \
    } while (0)

/* Any status there is, with a sentence unless it is QUEN_OK. Returns 1 for QUEN_OK. */
int fuzz_status(quen_context *ctx, quen_status status);

/* The same where no file is read: what the library made itself is never malformed. */
int fuzz_made(quen_context *ctx, quen_status status);

/* What a target allows the library. */
typedef struct fuzz_limits {
    size_t largest; /* bytes of one allocation; more ends the process */
    int patience;   /* calls of the progress callback until it says stop */
} fuzz_limits;

/* A context within limits, which the target may change meanwhile. */
quen_context *fuzz_context(fuzz_limits *limits, uint32_t threads);

/* The name of a file of this process alone; the target removes the file. */
void fuzz_path(char *path, size_t size);

/* Bytes that stand for a course of actions; zeros when they are used up. */
typedef struct fuzz_bytes {
    const uint8_t *at;
    size_t left;
} fuzz_bytes;

uint8_t fuzz_byte(fuzz_bytes *bytes);
/* 0..n-1, n at most 256. */
uint32_t fuzz_below(fuzz_bytes *bytes, uint32_t n);
/* Values that break things, or any. */
int64_t fuzz_int(fuzz_bytes *bytes);
uint32_t fuzz_uint(fuzz_bytes *bytes);
double fuzz_double(fuzz_bytes *bytes);

#endif
