/* Starting centres of a k-means fit, by greedy k-means++. */
#ifndef QUEN_MODELS_KMEANS_KMEANS_INIT_H
#define QUEN_MODELS_KMEANS_KMEANS_INIT_H

#include "models/kmeans/kmeans_lloyd.h"

/* The memory that choosing centres needs; used again for the next start. */
typedef struct quen__kmeans_seeding {
    const quen__kmeans_data *data;
    size_t trials;       /* candidates, at most */
    size_t trying;       /* candidates of this step */
    double *closest;     /* n: squared distance to the nearest centre before the newest */
    double *mass;        /* chunks: of weight times that to the nearest of all */
    double *weight_mass; /* chunks: of weight */
    double *candidates;  /* trials x d */
    double *lanes;       /* chunks x trials x QUEN__TILE: what each would leave */
    const double *newest; /* the newest centre; NULL: there is none yet */
} quen__kmeans_seeding;

/* Memory for up to `trials` candidates a step. QUEN_ERR_MEMORY. */
quen_status quen__kmeans_seeding_new(quen__temp *temp, const quen__kmeans_data *data,
                                     size_t trials, quen__kmeans_seeding *s);

/* Choose k x d centres. `start` tells the starts of one seed apart. */
quen_status quen__kmeans_seed(quen__kmeans_seeding *s, uint64_t seed, uint64_t start,
                              double *centers);

#endif
