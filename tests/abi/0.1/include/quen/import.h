#ifndef QUEN_IMPORT_H
#define QUEN_IMPORT_H 
#include "csv.h"
#include "format.h"
#include "orders.h"
#include "profile.h"
#include "rows.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_import quen_import;
typedef struct quen_import_options {
    uint32_t struct_size;
    uint32_t decimals;
    uint32_t quantity_decimals;
    uint32_t customer_kind;
    uint32_t fill_down;
    uint32_t skip_bad;
    int32_t utc_offset_s;
    uint32_t reserved;
    const char *customer;
    const char *order;
    const char *item;
    const char *time;
    const char *clock;
    const char *quantity;
    const char *amount;
    const char *price;
    const char *currency;
    const char *country;
    const char *time_format;
    const char *thousands;
    const char *decimal_mark;
    const char *saved;
    const quen_zone *zone;
    const quen_order_rules *rules;
    const quen_import_filter *where;
    size_t n_where;
    const quen_profile *profile;
    const quen_csv_options *csv;
} quen_import_options;
QUEN_API void quen_import_options_init(quen_import_options *options, size_t size);
typedef struct quen_import_counts {
    uint32_t struct_size;
    uint32_t reserved;
    uint64_t rows;
    uint64_t kept;
    uint64_t filtered;
    uint64_t skipped;
    uint64_t filled;
    uint64_t rounded;
    uint64_t twice;
    uint64_t moved;
    uint64_t odd;
} quen_import_counts;
QUEN_API void quen_import_counts_init(quen_import_counts *counts, size_t size);
typedef struct quen_import_skipped {
    const char *reason;
    const char *column;
    const char *example;
    uint64_t rows;
    uint64_t first_line;
} quen_import_skipped;
QUEN_CHECKED QUEN_API quen_status quen_import_new(quen_context *ctx,
                                                  const quen_import_options *options,
                                                  quen_import **out);
QUEN_API void quen_import_free(quen_import *import);
QUEN_CHECKED QUEN_API quen_status quen_import_push(quen_context *ctx, quen_import *import,
                                                   const void *bytes, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_import_finish(quen_context *ctx,
                                                     quen_import *import,
                                                     quen_orders **out);
QUEN_API size_t quen_import_n_told(const quen_import *import);
QUEN_API const char *quen_import_told(const quen_import *import, size_t told);
QUEN_API const char *quen_import_saved(const quen_import *import);
QUEN_API void quen_import_get_counts(const quen_import *import,
                                     quen_import_counts *counts);
QUEN_API size_t quen_import_n_skipped(const quen_import *import);
QUEN_API int quen_import_get_skipped(const quen_import *import, size_t i,
                                     quen_import_skipped *skipped);
QUEN_API const quen_profile *quen_import_profile(const quen_import *import);
#ifdef __cplusplus
}
#endif
#endif
