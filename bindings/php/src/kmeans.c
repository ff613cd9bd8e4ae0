/* Quen\KMeans: groups of rows that are alike. */
#include "matrix.h"

/* Rows to start from, as many as clusters; without k, that tells it. */
static bool take_init(pq_call *c, size_t d, quen_kmeans_options *options)
{
    const zval *given = pq_given(c, "init");
    pq_matrix starts;

    if (!given)
        return true;
    if (!pq_matrix_of(c, given, "init", d, &starts))
        return false;
    if (!pq_given(c, "k"))
        options->k = (uint32_t)starts.n;
    options->init = starts.x;
    return pq_length("init", starts.n, options->k);
}

static bool take_weights(pq_call *c, size_t n, const double **weights)
{
    const zval *given = pq_given(c, "weights");
    size_t found;

    return !given || (pq_doubles(c, given, "weights", weights, &found) &&
                      pq_length("weights", found, n));
}

ZEND_METHOD(Quen_KMeans, fit)
{
    pq_call call, *c = &call;
    quen_kmeans_options options;
    quen_kmeans *kmeans;
    pq_matrix m;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_matrix_argument(c, 1, 0, &m) &&
        pq_read_arguments(c, &options_kmeans, &options) && take_init(c, m.d, &options) &&
        take_weights(c, m.n, &options.weights) &&
        pq_ok(c, quen_kmeans_fit(c->ctx, m.x, m.n, m.d, &options, &kmeans)))
        pq_make(return_value, &noun_kmeans, kmeans, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_KMeans, predict)
{
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_kmeans *kmeans = self->handle->thing;
    if (pq_matrix_argument(c, 1, quen_kmeans_n_columns(kmeans), &m)) {
        pq_answers a = pq_answers_new(&m, 1, sizeof(uint32_t));
        if (pq_ok(c, quen_kmeans_predict(c->ctx, kmeans, m.x, m.n, a.numbers, NULL)))
            pq_answer_labels(return_value, &a, m.n);
        else
            pq_answers_free(&a);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_KMeans, transform)
{
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_kmeans *kmeans = self->handle->thing;
    size_t k = quen_kmeans_n_clusters(kmeans);
    if (pq_matrix_argument(c, 1, quen_kmeans_n_columns(kmeans), &m)) {
        pq_answers a = pq_answers_new(&m, k, sizeof(double));
        if (pq_ok(c, quen_kmeans_transform(c->ctx, kmeans, m.x, m.n, a.numbers)))
            pq_answer_rows(return_value, &a, m.n, k);
        else
            pq_answers_free(&a);
    }
    pq_end(c);
}

/* The cluster of each row: as given, or those of the fit. */
static bool take_labels(pq_call *c, const quen_kmeans *kmeans, size_t n,
                        const uint32_t **labels)
{
    const zval *given = pq_given(c, "labels");
    size_t found = quen_kmeans_n_rows(kmeans);

    *labels = quen_kmeans_labels(kmeans);
    return (!given || pq_uint32s(c, given, "labels", labels, &found)) &&
           pq_length("labels", found, n);
}

ZEND_METHOD(Quen_KMeans, profile)
{
    const uint32_t *labels;
    pq_matrix m;

    PQ_BEGIN(self);
    const quen_kmeans *kmeans = self->handle->thing;
    size_t k = quen_kmeans_n_clusters(kmeans);
    if (pq_matrix_argument(c, 1, 0, &m) && take_labels(c, kmeans, m.n, &labels)) {
        double *means = pq_memory_of(k * m.d + 1, sizeof *means);
        double *medians = pq_memory_of(k * m.d + 1, sizeof *medians);
        if (pq_ok(c, quen_kmeans_profile(c->ctx, kmeans, labels, m.x, m.n, m.d, means,
                                         medians))) {
            zval rows;
            array_init(return_value);
            pq_put_double_rows(&rows, means, k, m.d);
            add_assoc_zval(return_value, "means", &rows);
            pq_put_double_rows(&rows, medians, k, m.d);
            add_assoc_zval(return_value, "medians", &rows);
        }
    }
    pq_end(c);
}
