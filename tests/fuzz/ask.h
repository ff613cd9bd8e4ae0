/*
 * All questions that a model answers, whatever file it came from: each answer is within
 * the limits that the headers tell. fuzz_model.c asks those of a file of their own,
 * fuzz_shop.c the parts of a shop.
 */
#ifndef QUEN_TESTS_FUZZ_ASK_H
#define QUEN_TESTS_FUZZ_ASK_H

#include "fuzz.h"

/* Constants of an allocation, beside what the size of a file explains. */
#define SMALL ((size_t)1 << 16)

void fuzz_ask_scaler(quen_context *ctx, const quen_scaler *scaler);
void fuzz_ask_rfm(quen_context *ctx, const quen_rfm *rfm);
void fuzz_ask_kmeans(quen_context *ctx, const quen_kmeans *kmeans);
void fuzz_ask_logit(quen_context *ctx, const quen_logit *logit);
void fuzz_ask_churn(quen_context *ctx, const quen_churn *churn);
void fuzz_ask_lifetime(quen_context *ctx, const quen_lifetime *lifetime);
void fuzz_ask_habits(quen_context *ctx, const quen_habits *habits);
void fuzz_ask_itemcf(quen_context *ctx, const quen_itemcf *itemcf);

/* What holds for offers of any n items, one after another. */
void fuzz_check_offers(const quen_offer *offers, size_t count, size_t capacity, size_t n);

/* n values within these; NaN is none of them. */
int fuzz_within(const double *x, size_t n, double least, double most);

#endif
