/*
 * A file of one model, hostile: any bytes, with checksums mended so that they get past
 * them. What opens is asked everything; its own bytes are those that it was opened from,
 * and those of a part open again. Nothing may be allocated that is larger than the file,
 * small constants aside.
 *
 * The same source makes a target for each model: QUEN_FUZZ_MODEL is its noun.
 */
#include "ask.h"
#include "change.h"
#include "mend.h"
#include "model_bytes.h"

MODEL_CALLS(scaler);
MODEL_CALLS(rfm);
MODEL_CALLS(kmeans);
MODEL_CALLS(logit);
MODEL_CALLS(churn);
MODEL_CALLS(lifetime);
MODEL_CALLS(habits);
MODEL_CALLS(itemcf);

/* Defines ask_<noun>, of a model whose type is not told. */
#define ASK(noun)                                                                        \
    static void ask_##noun(quen_context *ctx, const void *model)                         \
    {                                                                                    \
        fuzz_ask_##noun(ctx, model);                                                     \
    }
ASK(scaler)
ASK(rfm)
ASK(kmeans)
ASK(logit)
ASK(churn)
ASK(lifetime)
ASK(habits)
ASK(itemcf)

static const struct model {
    const model_calls *calls;
    void (*ask)(quen_context *ctx, const void *model);
} models[] = {
    {&calls_of_scaler, ask_scaler}, {&calls_of_rfm, ask_rfm},
    {&calls_of_kmeans, ask_kmeans}, {&calls_of_logit, ask_logit},
    {&calls_of_churn, ask_churn},   {&calls_of_lifetime, ask_lifetime},
    {&calls_of_habits, ask_habits}, {&calls_of_itemcf, ask_itemcf},
};

static const struct model *model_of(const char *noun)
{
    const struct model *model = models;
    while (strcmp(model->calls->noun, noun) != 0)
        model++;
    return model;
}

static uint8_t *bytes_of(quen_context *ctx, const model_calls *calls, const void *model,
                         size_t *size)
{
    MUST(calls->save_bytes(ctx, model, NULL, 0, size) == QUEN_OK);
    uint8_t *bytes = malloc(*size);
    MUST(bytes && calls->save_bytes(ctx, model, bytes, *size, size) == QUEN_OK);
    return bytes;
}

static void check_same(quen_context *ctx, const model_calls *calls, const void *model,
                       const uint8_t *file, size_t size)
{
    size_t again;
    uint8_t *bytes = bytes_of(ctx, calls, model, &again);
    MUST(again == size && memcmp(bytes, file, size) == 0);
    free(bytes);
}

/* A view, whose bytes are made of its parts: they open, and make the same. */
static void check_part(quen_context *ctx, const model_calls *calls, const void *part)
{
    size_t size;
    void *again = NULL;
    uint8_t *bytes = bytes_of(ctx, calls, part, &size);
    MUST(calls->open_bytes(ctx, bytes, size, &again) == QUEN_OK);
    check_same(ctx, calls, again, bytes, size);
    calls->release(again);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct model *kind = model_of(QUEN_FUZZ_MODEL);
    fuzz_limits limits = {size + SMALL, 1000};
    quen_context *ctx = fuzz_context(&limits, 1);
    void *model = NULL;
    uint8_t *copy = malloc(size + 1);
    MUST(copy);
    if (size)
        memcpy(copy, data, size);
    mend_checksums(copy, size);
    if (fuzz_status(ctx, kind->calls->open_bytes(ctx, copy, size, &model))) {
        limits.largest = 4 * size + SMALL;
        kind->ask(ctx, model);
        check_same(ctx, kind->calls, model, copy, size);
        if (kind->calls == &calls_of_churn)
            check_part(ctx, &calls_of_logit, quen_churn_logit(model));
    } else {
        MUST(model == NULL);
    }
    kind->calls->release(model);
    quen_context_free(ctx);
    free(copy);
    return 0;
}

#ifdef QUEN_FUZZING
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed)
{
    return fuzz_change_file(data, size, max_size, seed);
}
#endif
