#ifndef QUEN_FORMAT_H
#define QUEN_FORMAT_H 
#include "clock.h"
#include "context.h"
#include "key.h"
#include "units.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_format quen_format;
enum {
    QUEN_FORMAT_KIND_TIME = 0,
    QUEN_FORMAT_KIND_MONEY = 1,
    QUEN_FORMAT_KIND_QUANTITY = 2,
    QUEN_FORMAT_KIND_KEY = 3
};
typedef struct quen_format_options {
    uint32_t struct_size;
    uint32_t kind;
    uint32_t decimals;
    int32_t utc_offset_s;
    const quen_zone *zone;
    const char *time_format;
    const char *thousands;
    const char *decimal_mark;
    uint64_t first_row;
} quen_format_options;
QUEN_API void quen_format_options_init(quen_format_options *options, size_t size);
typedef struct quen_format_counts {
    uint32_t struct_size;
    uint32_t reserved;
    uint64_t read;
    uint64_t faults;
    uint64_t rounded;
    uint64_t twice;
    uint64_t skipped;
} quen_format_counts;
QUEN_API void quen_format_counts_init(quen_format_counts *counts, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_format_new(quen_context *ctx,
                                                  const quen_format_options *options,
                                                  quen_format **out);
QUEN_API void quen_format_free(quen_format *format);
QUEN_CHECKED QUEN_API quen_status quen_format_add(quen_context *ctx, quen_format *format,
                                                  const quen_key_column *texts, size_t n);
QUEN_CHECKED QUEN_API quen_status quen_format_merge(quen_context *ctx,
                                                    quen_format *format,
                                                    const quen_format *other);
QUEN_API int quen_format_is_decided(const quen_format *format);
QUEN_CHECKED QUEN_API quen_status quen_format_finish(quen_context *ctx,
                                                     quen_format *format);
QUEN_API const char *quen_format_told(const quen_format *format);
QUEN_API const char *quen_format_saved(const quen_format *format);
QUEN_API const char *quen_format_currency(const quen_format *format);
QUEN_API size_t quen_format_n_decimals(const quen_format *format);
QUEN_API int quen_format_is_whole(const quen_format *format);
QUEN_CHECKED QUEN_API quen_status quen_format_open(quen_context *ctx, const char *saved,
                                                   const quen_format_options *options,
                                                   quen_format **out);
QUEN_CHECKED QUEN_API quen_status quen_format_read_times(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *time_s, const char **faults, quen_format_counts *counts);
QUEN_CHECKED QUEN_API quen_status quen_format_read_decimals(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *value, const char **faults, quen_format_counts *counts);
QUEN_CHECKED QUEN_API quen_status quen_format_read_products(
    quen_context *ctx, const quen_format *quantity, const quen_format *price,
    const quen_key_column *quantities, const quen_key_column *prices, size_t n,
    int64_t *amount, const char **faults, quen_format_counts *counts);
QUEN_CHECKED QUEN_API quen_status quen_format_read_keys(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *number, const char **faults, quen_format_counts *counts);
#ifdef __cplusplus
}
#endif
#endif
