/* Models to and from memory: see model_bytes.h. */
#include "model_bytes.h"

#include "mend.h"

#define UNTOUCHED 0xa5

typedef struct bytes {
    unsigned char *data; /* what save() writes to a file */
    size_t size;
} bytes;

static bytes file_bytes(quen_context *ctx, const model_calls *calls, const void *model)
{
    const char *path = temp_path("model-bytes");
    assert_ok(ctx, calls->save(ctx, model, path));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    bytes b = {NULL, (size_t)ftell(file)};
    rewind(file);
    b.data = malloc(b.size);
    assert_non_null(b.data);
    assert_int_equal(fread(b.data, 1, b.size, file), b.size);
    assert_int_equal(fclose(file), 0);
    remove(path);
    return b;
}

/* At an odd address, and not one byte more than there are. */
static void check_saved(quen_context *ctx, const model_calls *calls, const void *model,
                        const bytes *file)
{
    size_t size = 0;
    unsigned char *room = malloc(file->size + 2);
    assert_non_null(room);
    assert_ok(ctx, calls->save_bytes(ctx, model, NULL, 0, &size));
    assert_int_equal(size, file->size);
    memset(room, UNTOUCHED, file->size + 2);
    assert_ok(ctx, calls->save_bytes(ctx, model, room + 1, size, &size));
    assert_int_equal(size, file->size);
    assert_memory_equal(room + 1, file->data, size);
    assert_int_equal(room[0], UNTOUCHED);
    assert_int_equal(room[size + 1], UNTOUCHED);
    free(room);
}

static void check_no_room(quen_context *ctx, const model_calls *calls, const void *model,
                          const bytes *file)
{
    const size_t capacities[] = {0, 1, file->size - 1};
    unsigned char *room = malloc(file->size);
    assert_non_null(room);
    memset(room, UNTOUCHED, file->size);
    for (size_t i = 0; i < sizeof capacities / sizeof *capacities; i++) {
        char words[100];
        size_t size = 0;
        snprintf(words, sizeof words,
                 "%s: the model has %zu bytes, but there is room for %zu", calls->noun,
                 file->size, capacities[i]);
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words,
                     calls->save_bytes(ctx, model, room, capacities[i], &size));
        assert_int_equal(size, file->size);
    }
    for (size_t i = 0; i < file->size; i++)
        assert_int_equal(room[i], UNTOUCHED);
    free(room);
}

/* The copy is the model's own: `file` may change once it is open. */
static void check_opened(quen_context *ctx, const model_calls *calls, const bytes *file)
{
    bytes lent = {malloc(file->size), file->size};
    void *model = NULL;
    assert_non_null(lent.data);
    memcpy(lent.data, file->data, file->size);
    assert_ok(ctx, calls->open_bytes(ctx, lent.data, lent.size, &model));
    assert_non_null(model);
    memset(lent.data, UNTOUCHED, lent.size);
    free(lent.data);
    check_saved(ctx, calls, model, file);
    calls->release(model);
}

static quen_status refused(quen_context *ctx, const model_calls *calls, const bytes *file,
                           size_t size)
{
    void *model = ctx;
    quen_status status = calls->open_bytes(ctx, file->data, size, &model);
    assert_int_not_equal(status, QUEN_OK);
    assert_null(model);
    assert_true(strlen(quen_context_message(ctx)) > 10);
    return status;
}

/* Cut, and flipped at one bit, here and there. */
static void check_refused(quen_context *ctx, const model_calls *calls, const bytes *file)
{
    size_t step = file->size / 200 + 1, bit = 0;
    for (size_t at = 0; at < file->size; at += step, bit++) {
        assert_int_equal(refused(ctx, calls, file, at), QUEN_ERR_FORMAT);
        file->data[at] ^= (unsigned char)(1u << bit % 8);
        quen_status status = refused(ctx, calls, file, file->size);
        assert_true(status == QUEN_ERR_FORMAT || status == QUEN_ERR_VERSION);
        file->data[at] ^= (unsigned char)(1u << bit % 8);
    }
}

/* A whole file of a kind that there is not yet. */
static void check_other_kind(quen_context *ctx, const model_calls *calls,
                             const bytes *file)
{
    char words[100];
    bytes other = {malloc(file->size), file->size};
    assert_non_null(other.data);
    memcpy(other.data, file->data, file->size);
    put_number(other.data + 16, 99, 4);
    mend_checksums(other.data, other.size);
    assert_int_equal(refused(ctx, calls, &other, other.size), QUEN_ERR_FORMAT);
    snprintf(words, sizeof words, "%s: the file holds a model of kind 99, not %u",
             calls->noun, (unsigned)get_number(file->data + 16, 4));
    assert_string_equal(quen_context_message(ctx), words);
    free(other.data);
}

void check_model_bytes(quen_context *ctx, const model_calls *calls, const void *model)
{
    bytes file = file_bytes(ctx, calls, model);
    check_saved(ctx, calls, model, &file);
    check_no_room(ctx, calls, model, &file);
    check_opened(ctx, calls, &file);
    check_refused(ctx, calls, &file);
    check_other_kind(ctx, calls, &file);
    free(file.data);
}

quen_status model_through_bytes(quen_context *ctx, const model_calls *calls,
                                const void *model)
{
    static unsigned char room[50000];
    size_t size;
    void *again = NULL;
    quen_status status = calls->save_bytes(ctx, model, room, sizeof room, &size);
    assert_true((status == QUEN_OK) == (size > 0));
    if (status == QUEN_OK) {
        status = calls->open_bytes(ctx, room, size, &again);
        assert_true((status == QUEN_OK) == (again != NULL));
    }
    calls->release(again);
    return status;
}
