#ifndef QUEN_SHOP_H
#define QUEN_SHOP_H 
#include "churn.h"
#include "itemcf.h"
#include "kmeans.h"
#include "model.h"
#include "offers.h"
#include "rfm.h"
#include "scaler.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_shop quen_shop;
enum {
    QUEN_SHOP_RFM = 1,
    QUEN_SHOP_KMEANS = 2,
    QUEN_SHOP_ITEMCF = 4,
    QUEN_SHOP_CHURN = 8,
    QUEN_SHOP_ALL = 15
};
enum {
    QUEN_SHOP_CUSTOMER_KEYS_PLAIN = 0,
    QUEN_SHOP_CUSTOMER_KEYS_NUMBERS = 1,
    QUEN_SHOP_CUSTOMER_KEYS_HASHED = 2
};
typedef struct quen_shop_options {
    uint32_t struct_size;
    uint32_t parts;
    int64_t now_s;
    int32_t utc_offset_s;
    uint32_t customer_keys;
    const quen_rfm_options *rfm;
    const quen_kmeans_options *kmeans;
    const quen_itemcf_options *itemcf;
    const quen_churn_options *churn;
    const quen_attribute *attributes;
    size_t n_attributes;
    const uint8_t *secret;
} quen_shop_options;
QUEN_API void quen_shop_options_init(quen_shop_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_shop_train(quen_context *ctx,
                                                  const quen_orders *orders,
                                                  const quen_shop_options *options,
                                                  quen_shop **out);
QUEN_API void quen_shop_free(quen_shop *shop);
QUEN_CHECKED QUEN_API quen_status quen_shop_save(quen_context *ctx, const quen_shop *shop,
                                                 const char *path);
QUEN_CHECKED QUEN_API quen_status quen_shop_open(quen_context *ctx, const char *path,
                                                 quen_shop **out);
QUEN_CHECKED QUEN_API quen_status quen_shop_save_bytes(quen_context *ctx,
                                                       const quen_shop *shop, void *bytes,
                                                       size_t capacity, size_t *size);
QUEN_CHECKED QUEN_API quen_status quen_shop_open_bytes(quen_context *ctx,
                                                       const void *bytes, size_t size,
                                                       quen_shop **out);
QUEN_API uint32_t quen_shop_parts(const quen_shop *shop);
QUEN_API const char *quen_shop_churn_note(const quen_shop *shop);
QUEN_API size_t quen_shop_n_customers(const quen_shop *shop);
QUEN_API size_t quen_shop_n_items(const quen_shop *shop);
QUEN_API void quen_shop_get_money(const quen_shop *shop, quen_money *money);
QUEN_API int quen_shop_has_money(const quen_shop *shop);
QUEN_API int64_t quen_shop_now_s(const quen_shop *shop);
QUEN_API uint32_t quen_shop_customer_key_form(const quen_shop *shop);
QUEN_API quen_key quen_shop_customer_key(const quen_shop *shop, uint32_t customer);
QUEN_API quen_key quen_shop_item_key(const quen_shop *shop, uint32_t item);
QUEN_CHECKED QUEN_API quen_status quen_shop_find_customer(quen_context *ctx,
                                                          const quen_shop *shop,
                                                          quen_key key,
                                                          uint32_t *customer);
QUEN_CHECKED QUEN_API quen_status quen_shop_find_item(quen_context *ctx,
                                                      const quen_shop *shop, quen_key key,
                                                      uint32_t *item);
typedef struct quen_shop_customer {
    uint32_t struct_size;
    uint32_t customer;
    quen_key key;
    uint32_t parts;
    uint32_t r, f, m;
    uint32_t segment;
    uint32_t cluster;
    const char *segment_name;
    int64_t recency;
    int64_t frequency;
    int64_t monetary;
    double risk;
    uint32_t n_reasons;
    uint32_t reserved;
    const char *reasons[QUEN_CHURN_REASONS];
    double effects[QUEN_CHURN_REASONS];
} quen_shop_customer;
QUEN_API void quen_shop_customer_init(quen_shop_customer *customer, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_shop_get_customer(quen_context *ctx,
                                                         const quen_shop *shop,
                                                         quen_key key,
                                                         quen_shop_customer *customer);
QUEN_CHECKED QUEN_API quen_status quen_shop_get_customer_at(quen_context *ctx,
                                                            const quen_shop *shop,
                                                            uint32_t number,
                                                            quen_shop_customer *customer);
typedef struct quen_shop_filter {
    uint32_t struct_size;
    uint32_t include_bought;
    uint32_t no_popular;
    uint32_t reserved;
    const quen_key *exclude;
    size_t n_exclude;
    const quen_key *allow;
    size_t n_allow;
    uint8_t *unknown;
    double history_weight;
} quen_shop_filter;
QUEN_API void quen_shop_filter_init(quen_shop_filter *filter, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend(
    quen_context *ctx, const quen_shop *shop, quen_key customer,
    const quen_shop_filter *filter, quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_shop_similar(quen_context *ctx,
                                                    const quen_shop *shop, quen_key item,
                                                    const quen_shop_filter *filter,
                                                    quen_offer *offers, size_t capacity,
                                                    size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend_basket(
    quen_context *ctx, const quen_shop *shop, const quen_key *items, size_t n_items,
    const quen_shop_filter *filter, quen_offer *offers, size_t capacity, size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_shop_recommend_customer_basket(
    quen_context *ctx, const quen_shop *shop, quen_key customer, const quen_key *items,
    size_t n_items, const quen_shop_filter *filter, quen_offer *offers, size_t capacity,
    size_t *count);
QUEN_CHECKED QUEN_API quen_status quen_shop_list_segment(
    quen_context *ctx, const quen_shop *shop, uint32_t segment, uint32_t *customers,
    size_t capacity, size_t *count, size_t *total);
QUEN_CHECKED QUEN_API quen_status quen_shop_list_at_risk(
    quen_context *ctx, const quen_shop *shop, double min_risk, uint32_t segment,
    uint32_t *customers, size_t capacity, size_t *count, size_t *total);
QUEN_CHECKED QUEN_API quen_status quen_shop_forget(quen_context *ctx,
                                                   const quen_shop *shop,
                                                   const quen_key *customers,
                                                   size_t n_customers, quen_shop **out);
QUEN_API size_t quen_shop_n_forgotten(const quen_shop *shop);
QUEN_API size_t quen_shop_n_traces(const quen_shop *shop);
QUEN_API const char *quen_shop_trace_name(const quen_shop *shop, size_t trace);
QUEN_CHECKED QUEN_API quen_status quen_shop_export_customer(quen_context *ctx,
                                                            const quen_shop *shop,
                                                            quen_key key, char *text,
                                                            size_t capacity,
                                                            size_t *text_size);
typedef struct quen_shop_groups_options {
    uint32_t struct_size;
    uint32_t min_group;
    uint32_t neighbors;
    uint32_t reserved;
} quen_shop_groups_options;
QUEN_API void quen_shop_groups_options_init(quen_shop_groups_options *options,
                                            size_t size);
QUEN_CHECKED QUEN_API quen_status quen_shop_export_groups(
    quen_context *ctx, const quen_shop *shop, const quen_shop_groups_options *options,
    char *text, size_t capacity, size_t *text_size);
QUEN_API const quen_rfm *quen_shop_rfm(const quen_shop *shop);
QUEN_API const quen_kmeans *quen_shop_kmeans(const quen_shop *shop);
QUEN_API const quen_itemcf *quen_shop_itemcf(const quen_shop *shop);
QUEN_API const quen_churn *quen_shop_churn(const quen_shop *shop);
QUEN_API const quen_scaler *quen_shop_scaler(const quen_shop *shop);
QUEN_API const double *quen_shop_cluster_means(const quen_shop *shop);
QUEN_API const double *quen_shop_cluster_medians(const quen_shop *shop);
QUEN_API const char *quen_shop_cluster_feature(const quen_shop *shop, size_t column);
#ifdef __cplusplus
}
#endif
#endif
