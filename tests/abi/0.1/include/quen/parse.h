#ifndef QUEN_PARSE_H
#define QUEN_PARSE_H 
#include <string.h>
#include "context.h"
#include "units.h"
#ifdef __cplusplus
extern "C" {
#endif
QUEN_CHECKED QUEN_API quen_status quen_parse_time(quen_context *ctx, const char *text,
                                                  size_t size, int32_t utc_offset_s,
                                                  int64_t *time_s);
QUEN_CHECKED QUEN_API quen_status quen_parse_decimal(quen_context *ctx, const char *text,
                                                     size_t size, uint32_t decimals,
                                                     int64_t *value, int *rounded);
QUEN_CHECKED QUEN_API quen_status quen_parse_product(
    quen_context *ctx, const char *quantity, size_t quantity_size, const char *price,
    size_t price_size, uint32_t decimals, int64_t *amount, int *rounded);
#define QUEN_PHONE_ROOM 17
typedef struct quen_phone_options {
    uint32_t struct_size;
    uint32_t reserved;
    const char *country;
} quen_phone_options;
QUEN_API void quen_phone_options_init(quen_phone_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_parse_phone(quen_context *ctx, const char *text,
                                                   size_t size,
                                                   const quen_phone_options *options,
                                                   char *phone);
#define QUEN_EMAIL_ROOM 255
typedef struct quen_email_options {
    uint32_t struct_size;
    uint32_t fold_gmail;
    uint32_t drop_plus;
    uint32_t reserved;
} quen_email_options;
QUEN_API void quen_email_options_init(quen_email_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_parse_email(quen_context *ctx, const char *text,
                                                   size_t size,
                                                   const quen_email_options *options,
                                                   char *email);
#define QUEN_NAME_ROOM 256
typedef struct quen_name_options {
    uint32_t struct_size;
    uint32_t strip_marks;
    uint32_t any_order;
    uint32_t reserved;
} quen_name_options;
QUEN_API void quen_name_options_init(quen_name_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_parse_name(quen_context *ctx, const char *text,
                                                  size_t size,
                                                  const quen_name_options *options,
                                                  char *name);
#ifdef __cplusplus
}
#endif
#endif
