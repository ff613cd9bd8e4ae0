/* The inside of small_calls.h: what calls are about, and what structs hold. */
#ifndef QUEN_TESTS_SMALL_WORLD_H
#define QUEN_TESTS_SMALL_WORLD_H

#include "small_calls.h"

enum { CALL_N = 24, CALL_D = 3 };

struct call_world {
    quen_context *ctx;
    quen_orders *orders;     /* of a shop, finished */
    quen_orders *used;       /* what calls take: `orders`, or a test's own */
    quen_format *formats[4]; /* by QUEN_FORMAT_KIND_* */
    quen_csv *csv;
    quen_import *import;
    char profile[8192]; /* the text of one */
    quen_split *split;
    quen_check *check;
    quen_features *features;
    quen_figures *figures;
    quen_cohorts *cohorts;
    quen_scaler *scaler;
    quen_kmeans *kmeans;
    quen_logit *logit;
    quen_rfm *rfm;
    quen_itemcf *itemcf;
    quen_churn *churn;
    quen_lifetime *lifetime;
    quen_links *links;
    quen_habits *habits;
    quen_shop *shop;
    double x[CALL_N * CALL_D];
    float single[CALL_N * CALL_D];
    double score[2][CALL_N];
    uint8_t y[CALL_N];
    uint32_t labels[CALL_N];
    int64_t values[3][CALL_N];
};

/* A file of two rows. */
extern const char call_csv[93];

/* Two texts of each QUEN_FORMAT_KIND_*, a line each. */
extern const char *const call_texts[4];

/* Texts of a kind, as a column of two. */
quen_key_column call_texts_of(call_trial *t, uint32_t kind);

/* The first n items of the shop. */
void *call_items(call_trial *t, size_t n);

/* What a struct of this type holds, beyond what its _init function writes. 0: it is not
 * known. */
int call_fill(call_trial *t, const char *type, void *it);

#define CALL_COPY(t, array) call_copy((t), (array), sizeof(array))

#endif
