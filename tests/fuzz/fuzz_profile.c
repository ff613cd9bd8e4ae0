/*
 * Any bytes as a profile's text. What is one must be the same again from its own text;
 * and any bytes as a header, parted by commas, are matched and give no fault.
 */
#include "fuzz.h"

#define COLUMNS 64

static void ask(const quen_profile *profile, const uint8_t *data, size_t size)
{
    quen_key header[COLUMNS];
    size_t n = 0;
    while (size > 0 && n < COLUMNS) {
        const uint8_t *end = memchr(data, ',', size);
        size_t length = end ? (size_t)(end - data) : size;
        header[n++] = quen_key_bytes((const char *)data, length);
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
    const quen_profile *found = quen_profile_match(header, n);
    MUST(!found || quen_profile_fits(found, header, n));
    (void)quen_profile_fits(profile, header, n);
    for (uint32_t role = 0; role <= QUEN_PROFILE_CURRENCY; role++) {
        size_t columns = quen_profile_n_columns(profile, role);
        MUST(!quen_profile_column(profile, role, columns));
        for (size_t i = 0; i < columns; i++)
            MUST(quen_profile_column(profile, role, i));
    }
}

static char *text_of(quen_context *ctx, const quen_profile *profile, size_t *size)
{
    MUST(quen_profile_text(ctx, profile, NULL, 0, size) == QUEN_OK);
    char *text = malloc(*size);
    MUST(text && quen_profile_text(ctx, profile, text, *size, size) == QUEN_OK);
    return text;
}

/* The text of what was read may be larger than what is read: values get quotes. */
static void there_and_back(quen_context *ctx, const quen_profile *profile)
{
    size_t size, again;
    quen_profile *second;
    char *text = text_of(ctx, profile, &size);
    if (size <= QUEN_PROFILE_MAX_SIZE) {
        MUST(fuzz_made(ctx, quen_profile_parse(ctx, text, size, &second)));
        char *other = text_of(ctx, second, &again);
        MUST(again == size && memcmp(text, other, size) == 0);
        free(other);
        quen_profile_free(second);
    }
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A block of the text, and of what its lines and values may need: see profile.h. */
    fuzz_limits limits = {4096 + 64 * size, 1000};
    quen_profile *profile;
    quen_context *ctx = fuzz_context(&limits, 1);
    if (fuzz_made(ctx, quen_profile_parse(ctx, (const char *)data, size, &profile))) {
        ask(profile, data, size);
        limits.largest = 1u << 26;
        there_and_back(ctx, profile);
        quen_profile_free(profile);
    } else {
        MUST(!profile);
        ask(quen_profile_at(size % quen_n_profiles()), data, size);
    }
    quen_context_free(ctx);
    return 0;
}
