/* The forms that the rows of nouns_generated.c are made of. */
#ifndef QUEN_PYTHON_NOUNS_H
#define QUEN_PYTHON_NOUNS_H

#include "core.h"

#define RELEASE(noun)                                                                    \
    static void noun##_release(void *object)                                             \
    {                                                                                    \
        quen_##noun##_free(object);                                                      \
    }

#define MODEL(noun)                                                                      \
    RELEASE(noun)                                                                        \
    static quen_status noun##_open(quen_context *ctx, const char *path, void **out)      \
    {                                                                                    \
        return quen_##noun##_open(ctx, path, (quen_##noun **)out);                       \
    }                                                                                    \
    static quen_status noun##_open_bytes(quen_context *ctx, const void *bytes,           \
                                         size_t size, void **out)                        \
    {                                                                                    \
        return quen_##noun##_open_bytes(ctx, bytes, size, (quen_##noun **)out);          \
    }                                                                                    \
    static quen_status noun##_save(quen_context *ctx, const void *object,                \
                                   const char *path)                                     \
    {                                                                                    \
        return quen_##noun##_save(ctx, object, path);                                    \
    }                                                                                    \
    static quen_status noun##_save_bytes(quen_context *ctx, const void *object,          \
                                         void *bytes, size_t capacity, size_t *size)     \
    {                                                                                    \
        return quen_##noun##_save_bytes(ctx, object, bytes, capacity, size);             \
    }

/* What is fitted from a log alone. */
#define LOG_FIT(noun)                                                                    \
    static quen_status noun##_fit_log(quen_context *ctx, const quen_orders *orders,      \
                                      const void *options, void **out)                   \
    {                                                                                    \
        return quen_##noun##_fit(ctx, orders, options, (quen_##noun **)out);             \
    }

#define FITTED(noun, fit)                                                                \
    const noun_kind noun_##noun = {                                                      \
        "quen." #noun, noun##_release,    noun##_open, noun##_open_bytes,                \
        noun##_save,   noun##_save_bytes, fit,                                           \
    };
#define PLAIN(noun)                                                                      \
    const noun_kind noun_##noun = {                                                      \
        "quen." #noun, noun##_release, NULL, NULL, NULL, NULL, NULL,                     \
    };

#endif
