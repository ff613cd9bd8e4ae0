/* What tables_generated.c is made of. */
#ifndef PHP_QUEN_TABLES_H
#define PHP_QUEN_TABLES_H

#include "php_quen.h"

#define FIELD_U32 'I'
#define FIELD_I32 'i'
#define FIELD_U64 'K'
#define FIELD_I64 'L'
#define FIELD_DOUBLE 'd'
#define FIELD_CHOICE 'e'
#define FIELD_FLAG '?'
#define FIELD_FLAG64 '!'
#define FIELD_NOT '~' /* true where the field is 0 */
#define FIELD_TEXT 's'
#define FIELD_MOMENT 'm' /* Unix seconds */
#define FIELD_DAYS 'D'   /* seconds that are told in days */
#define FIELD_OFFSET 'o' /* a clock less UTC, seconds */

#define OPTIONS(name, type)                                                              \
    static void name##_init(void *options, size_t size)                                  \
    {                                                                                    \
        type##_init(options, size);                                                      \
    }                                                                                    \
    const pq_options options_##name = {#name, name##_fields, sizeof(type), name##_init};

/* ---- getters: noun_name tells what quen_noun_name() does ---- */

#define GETTER(noun, name, put)                                                          \
    static void noun##_##name(const void *thing, zval *to)                               \
    {                                                                                    \
        const quen_##noun *self = thing;                                                 \
        put;                                                                             \
    }
#define GET(noun, name) quen_##noun##_##name(self)
#define GET_INT(noun, name) GETTER(noun, name, ZVAL_LONG(to, (zend_long)GET(noun, name)))
#define GET_FLAG(noun, name) GETTER(noun, name, ZVAL_BOOL(to, GET(noun, name)))
#define GET_FLOAT(noun, name) GETTER(noun, name, ZVAL_DOUBLE(to, GET(noun, name)))
#define GET_TEXT(noun, name) GETTER(noun, name, ZVAL_STRING(to, GET(noun, name)))
#define GET_MOMENT(noun, name) GETTER(noun, name, pq_put_moment(to, GET(noun, name)))
#define GET_OFFSET(noun, name) GETTER(noun, name, put_offset(to, GET(noun, name)))

/* n values; or n rows of d, where d is not 0. */
#define GET_ARRAY(noun, name, n, d)                                                      \
    GETTER(noun, name,                                                                   \
           _Generic(GET(noun, name), const double * : put_doubles, const uint32_t *      \
                    : put_uint32s, const uint64_t *                                      \
                    : put_uint64s)(to, GET(noun, name), n, d))
#define GET_FLAGS(noun, name, n, d) GETTER(noun, name, put_flags(to, GET(noun, name), n))

/* Texts by number, up to NULL. */
#define GET_TEXTS(noun, name, number)                                                    \
    GETTER(noun, name, const char *text; array_init(to);                                 \
           for (size_t i = 0; (text = quen_##noun##_##name(self, (number)i)) != NULL;    \
                i++) add_next_index_string(to, text))

/* A clock less UTC; null where it was the log's. */
static inline void put_offset(zval *to, int32_t offset_s)
{
    if (offset_s == QUEN_CLOCK_OF_LOG)
        ZVAL_NULL(to);
    else
        ZVAL_LONG(to, offset_s);
}

static inline void put_doubles(zval *to, const double *x, size_t n, size_t d)
{
    if (d)
        pq_put_double_rows(to, x, n, d);
    else
        pq_put_doubles(to, x, n);
}

#define PUT_INTS(name, type)                                                             \
    static inline void name(zval *to, const type *x, size_t n, size_t d)                 \
    {                                                                                    \
        (void)d;                                                                         \
        array_init_size(to, (uint32_t)n);                                                \
        for (size_t i = 0; i < n; i++)                                                   \
            add_next_index_long(to, (zend_long)x[i]);                                    \
    }
PUT_INTS(put_uint32s, uint32_t)
PUT_INTS(put_uint64s, uint64_t)

static inline void put_flags(zval *to, const uint8_t *x, size_t n)
{
    array_init_size(to, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        add_next_index_bool(to, x[i]);
}

/* ---- nouns ---- */

#define NOUN_RELEASE(noun)                                                               \
    static void noun##_release(void *thing)                                              \
    {                                                                                    \
        quen_##noun##_free(thing);                                                       \
    }
#define NOUN_PLAIN(noun, class)                                                          \
    NOUN_RELEASE(noun)                                                                   \
    pq_noun noun_##noun = {#noun, #class, NULL, noun##_release, NULL, NULL, NULL, NULL};

/* What comes out is a pointer of its own type, which must not be written as another. */
#define NOUN_MADE(noun, call)                                                            \
    {                                                                                    \
        quen_##noun *made = NULL;                                                        \
        quen_status status = call;                                                       \
        *out = made;                                                                     \
        return status;                                                                   \
    }
#define NOUN_MODEL(noun, class)                                                          \
    NOUN_RELEASE(noun)                                                                   \
    static quen_status noun##_open(quen_context *ctx, const char *path, void **out)      \
        NOUN_MADE(noun, quen_##noun##_open(ctx, path, &made)) static quen_status         \
            noun##_open_bytes(quen_context *ctx, const void *bytes, size_t size,         \
                              void **out)                                                \
                NOUN_MADE(noun, quen_##noun##_open_bytes(ctx, bytes, size,               \
                                                         &made)) static quen_status      \
                    noun##_save(quen_context *ctx, const void *thing, const char *path)  \
    {                                                                                    \
        return quen_##noun##_save(ctx, thing, path);                                     \
    }                                                                                    \
    static quen_status noun##_save_bytes(quen_context *ctx, const void *thing,           \
                                         void *bytes, size_t capacity, size_t *size)     \
    {                                                                                    \
        return quen_##noun##_save_bytes(ctx, thing, bytes, capacity, size);              \
    }                                                                                    \
    pq_noun noun_##noun = {#noun,          #class,           NULL,                       \
                           noun##_release, noun##_open,      noun##_open_bytes,          \
                           noun##_save,    noun##_save_bytes};

#endif
