#ifndef QUEN_ITEMCF_H
#define QUEN_ITEMCF_H 
#include "csr.h"
#include "model.h"
#include "offers.h"
#include "orders.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_itemcf quen_itemcf;
enum {
    QUEN_ITEMCF_METHOD_COSINE = 0,
    QUEN_ITEMCF_METHOD_JACCARD = 1,
    QUEN_ITEMCF_METHOD_RP3BETA = 2
};
enum {
    QUEN_ITEMCF_VALUES_BINARY = 0,
    QUEN_ITEMCF_VALUES_COUNT = 1,
    QUEN_ITEMCF_VALUES_LOG_COUNT = 2,
    QUEN_ITEMCF_VALUES_QUANTITY = 3
};
enum {
    QUEN_ITEMCF_GROUP_CUSTOMER = 0,
    QUEN_ITEMCF_GROUP_ORDER = 1
};
enum {
    QUEN_ITEMCF_PRUNE_AUTO = 0,
    QUEN_ITEMCF_PRUNE_SOURCES = 1,
    QUEN_ITEMCF_PRUNE_TARGETS = 2,
    QUEN_ITEMCF_PRUNE_BOTH = 3
};
typedef struct quen_itemcf_options {
    uint32_t struct_size;
    uint32_t method;
    uint32_t values;
    uint32_t group;
    uint32_t neighbors;
    uint32_t min_support;
    double shrink;
    double user_discount;
    double alpha;
    double beta;
    uint32_t normalize;
    uint32_t prune;
    int64_t now_s;
    uint32_t max_items;
    uint32_t reserved;
} quen_itemcf_options;
QUEN_API void quen_itemcf_options_init(quen_itemcf_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_fit(quen_context *ctx,
                                                  const quen_orders *orders,
                                                  const quen_itemcf_options *options,
                                                  quen_itemcf **out);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_fit_csr(quen_context *ctx,
                                                      const quen_csr *matrix,
                                                      const quen_itemcf_options *options,
                                                      quen_itemcf **out);
QUEN_API void quen_itemcf_free(quen_itemcf *itemcf);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_save(quen_context *ctx,
                                                   const quen_itemcf *itemcf,
                                                   const char *path);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_open(quen_context *ctx, const char *path,
                                                   quen_itemcf **out);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_save_bytes(quen_context *ctx,
                                                         const quen_itemcf *itemcf,
                                                         void *bytes, size_t capacity,
                                                         size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_open_bytes(quen_context *ctx,
                                                         const void *bytes, size_t size,
                                                         quen_itemcf **out);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_similar(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t item,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t customer,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_basket(
    quen_context *ctx, const quen_itemcf *itemcf, const uint32_t *items, size_t n_items,
    const quen_offer_filter *filter, quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_customer_basket(
    quen_context *ctx, const quen_itemcf *itemcf, uint32_t customer,
    const uint32_t *items, size_t n_items, const quen_offer_filter *filter,
    quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_itemcf_recommend_batch(
    quen_context *ctx, const quen_itemcf *itemcf, const uint32_t *customers,
    size_t n_customers, const quen_offer_filter *filter, quen_offer *offers,
    size_t capacity, size_t *counts);
QUEN_API size_t quen_itemcf_n_items(const quen_itemcf *itemcf);
QUEN_API size_t quen_itemcf_n_customers(const quen_itemcf *itemcf);
QUEN_API size_t quen_itemcf_n_left_out(const quen_itemcf *itemcf);
QUEN_API uint32_t quen_itemcf_support(const quen_itemcf *itemcf, uint32_t item);
QUEN_API size_t quen_itemcf_neighbors(const quen_itemcf *itemcf, uint32_t item,
                                      const quen_neighbor **neighbors);
QUEN_API size_t quen_itemcf_history(const quen_itemcf *itemcf, uint32_t customer,
                                    const uint32_t **items);
#ifdef __cplusplus
}
#endif
#endif
