/* A model in memory is the bytes of its file: what holds for every kind of model. */
#ifndef QUEN_TESTS_MODEL_BYTES_H
#define QUEN_TESTS_MODEL_BYTES_H

#include "support.h"

/* The functions of one kind of model, by MODEL_CALLS(). */
typedef struct model_calls {
    quen_status (*save)(quen_context *ctx, const void *model, const char *path);
    quen_status (*save_bytes)(quen_context *ctx, const void *model, void *bytes,
                              size_t capacity, size_t *size);
    quen_status (*open_bytes)(quen_context *ctx, const void *bytes, size_t size,
                              void **out);
    void (*release)(void *model);
    const char *noun;
} model_calls;

/* Defines calls_of_<noun>. */
#define MODEL_CALLS(noun)                                                                \
    static quen_status noun##_to_file(quen_context *ctx, const void *model,              \
                                      const char *path)                                  \
    {                                                                                    \
        return quen_##noun##_save(ctx, model, path);                                     \
    }                                                                                    \
    static quen_status noun##_to_bytes(quen_context *ctx, const void *model,             \
                                       void *bytes, size_t capacity, size_t *size)       \
    {                                                                                    \
        return quen_##noun##_save_bytes(ctx, model, bytes, capacity, size);              \
    }                                                                                    \
    static quen_status noun##_from_bytes(quen_context *ctx, const void *bytes,           \
                                         size_t size, void **out)                        \
    {                                                                                    \
        quen_##noun *model = *out;                                                       \
        quen_status status = quen_##noun##_open_bytes(ctx, bytes, size, &model);         \
        *out = model;                                                                    \
        return status;                                                                   \
    }                                                                                    \
    static void noun##_release(void *model)                                              \
    {                                                                                    \
        quen_##noun##_free(model);                                                       \
    }                                                                                    \
    static const model_calls calls_of_##noun = {                                         \
        noun##_to_file, noun##_to_bytes, noun##_from_bytes, noun##_release, #noun}

/*
 * That the model, be it a view, goes to memory as it goes to a file, and comes back from
 * there; that too little room gets nothing; that cut or damaged bytes are refused.
 */
void check_model_bytes(quen_context *ctx, const model_calls *calls, const void *model);

/* To memory and back, for tests in which memory runs out. */
quen_status model_through_bytes(quen_context *ctx, const model_calls *calls,
                                const void *model);

#endif
