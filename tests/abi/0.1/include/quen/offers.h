#ifndef QUEN_OFFERS_H
#define QUEN_OFFERS_H 
#include "version.h"
#ifdef __cplusplus
extern "C" {
#endif
#define QUEN_OFFER_REASONS 3
typedef struct quen_offer {
    uint32_t item;
    uint32_t popular;
    double score;
    uint32_t n_reasons;
    uint32_t reasons[QUEN_OFFER_REASONS];
} quen_offer;
typedef struct quen_offer_filter {
    uint32_t struct_size;
    uint32_t include_bought;
    uint32_t no_popular;
    uint32_t reserved;
    const uint32_t *exclude;
    size_t n_exclude;
    const uint32_t *allow;
    size_t n_allow;
    double history_weight;
} quen_offer_filter;
QUEN_API void quen_offer_filter_init(quen_offer_filter *filter, size_t size);
#ifdef __cplusplus
}
#endif
#endif
