/*
 * What the programs beside this share: made-up data, and all that is learnt from it, by
 * the public interface alone. What goes wrong ends the process with a sentence.
 */
#ifndef QUEN_TESTS_MADE_UP_H
#define QUEN_TESTS_MADE_UP_H

#include <stddef.h>
#include <stdint.h>

#include "quen.h"

/* Points with classes, and the lines of a log. */
typedef struct made_up {
    size_t n, d; /* points and columns */
    double *x;
    uint8_t *y;
    size_t n_lines;
    quen_order_line *lines;
} made_up;

/* So many points, which may be 0, and so many customers. */
made_up made_up_new(size_t n, size_t d, size_t customers, uint64_t seed);
void made_up_free(made_up *data);

/* A number that is always the same for seed and i, and looks like none. */
uint64_t made_up_draw(uint64_t seed, uint64_t i);

/* A context with so many threads and a progress callback, or NULL. */
quen_context *made_up_context(uint32_t threads, quen_progress progress, void *user);

/* Ends the process unless the call gave QUEN_OK. */
#define must(ctx, call) made_up_must((ctx), (call), #call)
void made_up_must(quen_context *ctx, quen_status status, const char *call);

/* Ends the process with a sentence, as printf() takes it. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void made_up_fail(const char *format, ...);

/* A finished log of the lines. */
quen_orders *made_up_orders(quen_context *ctx, const made_up *data);

/* A shop with all its parts. */
quen_shop *made_up_shop(quen_context *ctx, const made_up *data);

/* A checksum over n bytes, going on from `sum`; 0 at first. */
uint64_t made_up_sum(uint64_t sum, const void *bytes, size_t n);

/* Questions for every `step`th customer, three each: a checksum of the answers. */
#define MADE_UP_QUESTIONS 3
uint64_t made_up_ask(quen_context *ctx, const quen_shop *shop, size_t step);

/* K-means, logistic regression, offers, all of a shop: a checksum of the models' files.
 */
uint64_t made_up_learn(const made_up *data, uint32_t threads);

#endif
