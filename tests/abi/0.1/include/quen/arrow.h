#ifndef QUEN_ARROW_H
#define QUEN_ARROW_H 
#include "context.h"
#include "orders.h"
#include "rows.h"
#ifdef __cplusplus
extern "C" {
#endif
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE 
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE 
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#endif
typedef struct quen_arrow_options {
    uint32_t struct_size;
    int32_t utc_offset_s;
    const char *customer;
    const char *order;
    const char *item;
    const char *time;
    const char *amount;
    const char *price;
    const char *quantity;
    uint32_t decimals;
    uint32_t quantity_decimals;
    const char *currency;
    const quen_order_rules *rules;
    const char *time_format;
    const char *thousands;
    const char *decimal_mark;
    uint32_t customer_kind;
    uint32_t fill_down;
    const char *country;
    const quen_import_filter *where;
    size_t n_where;
    const quen_zone *zone;
} quen_arrow_options;
QUEN_API void quen_arrow_options_init(quen_arrow_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status
quen_orders_from_arrow(quen_context *ctx, struct ArrowArrayStream *stream,
                       const quen_arrow_options *options, quen_orders **out);
#ifdef __cplusplus
}
#endif
#endif
