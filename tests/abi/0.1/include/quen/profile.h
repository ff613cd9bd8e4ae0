#ifndef QUEN_PROFILE_H
#define QUEN_PROFILE_H 
#include "context.h"
#include "key.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_profile quen_profile;
typedef enum quen_profile_role {
    QUEN_PROFILE_CUSTOMER = 0,
    QUEN_PROFILE_ORDER = 1,
    QUEN_PROFILE_ITEM = 2,
    QUEN_PROFILE_ITEM_NAME = 3,
    QUEN_PROFILE_TIME = 4,
    QUEN_PROFILE_TIME_OF_DAY = 5,
    QUEN_PROFILE_TIME_ZONE = 6,
    QUEN_PROFILE_QUANTITY = 7,
    QUEN_PROFILE_AMOUNT = 8,
    QUEN_PROFILE_PRICE = 9,
    QUEN_PROFILE_CURRENCY = 10
} quen_profile_role;
#define QUEN_PROFILE_MAX_SIZE 65536
QUEN_API size_t quen_n_profiles(void);
QUEN_API const quen_profile *quen_profile_at(size_t i);
QUEN_API const quen_profile *quen_profile_find(const char *name);
QUEN_API int quen_profile_fits(const quen_profile *profile, const quen_key *header,
                               size_t n);
QUEN_API const quen_profile *quen_profile_match(const quen_key *header, size_t n);
QUEN_API const char *quen_profile_name(const quen_profile *profile);
QUEN_API const char *quen_profile_title(const quen_profile *profile);
QUEN_API const char *quen_profile_origin(const quen_profile *profile);
QUEN_API size_t quen_profile_n_columns(const quen_profile *profile, uint32_t role);
QUEN_API const char *quen_profile_column(const quen_profile *profile, uint32_t role,
                                         size_t i);
QUEN_CHECKED QUEN_API quen_status quen_profile_text(quen_context *ctx,
                                                    const quen_profile *profile,
                                                    char *text, size_t capacity,
                                                    size_t *text_size);
QUEN_CHECKED QUEN_API quen_status quen_profile_parse(quen_context *ctx, const char *text,
                                                     size_t size, quen_profile **out);
QUEN_API void quen_profile_free(quen_profile *profile);
#ifdef __cplusplus
}
#endif
#endif
