#ifndef QUEN_CSV_H
#define QUEN_CSV_H 
#include "context.h"
#include "key.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_csv quen_csv;
#define QUEN_CSV_MAX_ROW 16777216
#define QUEN_CSV_MAX_FIELDS 16384
enum {
    QUEN_CSV_QUOTING_FIND = 0,
    QUEN_CSV_QUOTING_STANDARD = 1,
    QUEN_CSV_QUOTING_NONE = 2
};
enum {
    QUEN_CSV_ENCODING_FIND = 0,
    QUEN_CSV_ENCODING_UTF8 = 1,
    QUEN_CSV_ENCODING_UTF16 = 2,
    QUEN_CSV_ENCODING_WINDOWS1252 = 3,
    QUEN_CSV_ENCODING_WINDOWS1258 = 4,
    QUEN_CSV_ENCODING_LATIN1 = 5
};
typedef struct quen_csv_options {
    uint32_t struct_size;
    uint32_t separator;
    uint32_t quoting;
    uint32_t encoding;
    uint32_t skip_lines;
    uint32_t no_header;
    const char *const *columns;
    size_t n_columns;
    const char *const *optional;
    size_t n_optional;
} quen_csv_options;
QUEN_API void quen_csv_options_init(quen_csv_options *options, size_t size);
enum {
    QUEN_CSV_BAD_FIELDS = 0,
    QUEN_CSV_BAD_ZERO = 1,
    QUEN_CSV_BAD_QUOTE = 2,
    QUEN_CSV_BAD_TOTAL = 3
};
typedef struct quen_csv_bad {
    uint64_t line;
    uint32_t reason;
    uint32_t field;
    uint64_t fields;
} quen_csv_bad;
typedef struct quen_csv_batch {
    size_t n_rows;
    size_t n_columns;
    const quen_key_column *columns;
    const uint64_t *lines;
    size_t n_bad;
    const quen_csv_bad *bad;
} quen_csv_batch;
QUEN_CHECKED QUEN_API quen_status quen_csv_new(quen_context *ctx,
                                               const quen_csv_options *options,
                                               quen_csv **out);
QUEN_API void quen_csv_free(quen_csv *csv);
QUEN_CHECKED QUEN_API quen_status quen_csv_push(quen_context *ctx, quen_csv *csv,
                                                const void *bytes, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_csv_finish(quen_context *ctx, quen_csv *csv);
QUEN_CHECKED QUEN_API quen_status quen_csv_take(quen_context *ctx, quen_csv *csv,
                                                quen_csv_batch *batch);
QUEN_API const char *quen_csv_bad_sentence(quen_csv *csv, size_t bad);
QUEN_API size_t quen_csv_n_columns(const quen_csv *csv);
QUEN_API const char *quen_csv_column_name(const quen_csv *csv, size_t column);
QUEN_API size_t quen_csv_n_fields(const quen_csv *csv);
QUEN_API const char *quen_csv_field_name(const quen_csv *csv, size_t field);
QUEN_API size_t quen_csv_n_told(const quen_csv *csv);
QUEN_API const char *quen_csv_told(const quen_csv *csv, size_t told);
#ifdef __cplusplus
}
#endif
#endif
