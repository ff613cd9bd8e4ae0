/* What the fuzz targets share: see fuzz.h. */
#include "fuzz.h"

#include <float.h>
#include <math.h>
#include <unistd.h>

int fuzz_status(quen_context *ctx, quen_status status)
{
    MUST(status >= QUEN_OK && status <= QUEN_ERR_NO_PART);
    MUST(status == QUEN_OK || strlen(quen_context_message(ctx)) >= strlen("no @"));
    return status == QUEN_OK;
}

int fuzz_made(quen_context *ctx, quen_status status)
{
    MUST(status != QUEN_ERR_FORMAT && status != QUEN_ERR_VERSION &&
         status != QUEN_ERR_IO);
    return fuzz_status(ctx, status);
}

/* --- contexts --- */

static void *limited_allocate(void *user, size_t size)
{
    const fuzz_limits *limits = user;
    MUST(size <= limits->largest);
    return malloc(size);
}

static void *limited_reallocate(void *user, void *ptr, size_t size)
{
    const fuzz_limits *limits = user;
    MUST(size <= limits->largest);
    return realloc(ptr, size);
}

static void limited_release(void *user, void *ptr)
{
    (void)user;
    free(ptr);
}

static int impatient(void *user, const char *stage, double fraction)
{
    fuzz_limits *limits = user;
    MUST(stage && fraction >= 0 && fraction <= 1);
    return --limits->patience < 0;
}

quen_context *fuzz_context(fuzz_limits *limits, uint32_t threads)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_context_options_init(&options, sizeof options);
    options.threads = threads;
    options.allocator =
        (quen_allocator){limits, limited_allocate, limited_reallocate, limited_release};
    options.progress = impatient;
    options.progress_user = limits;
    MUST(quen_context_new(&options, &ctx) == QUEN_OK);
    return ctx;
}

void fuzz_path(char *path, size_t size)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, size, "%s/quen-fuzz-%ld", folder ? folder : "/tmp", (long)getpid());
}

/* --- bytes --- */

uint8_t fuzz_byte(fuzz_bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

uint32_t fuzz_below(fuzz_bytes *bytes, uint32_t n)
{
    return fuzz_byte(bytes) % n;
}

static uint64_t any_bits(fuzz_bytes *bytes, size_t n)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++)
        bits = bits << 8 | fuzz_byte(bytes);
    return bits;
}

int64_t fuzz_int(fuzz_bytes *bytes)
{
    static const int64_t worst[] = {
        0,
        1,
        -1,
        2,
        86400,
        INT64_MAX,
        INT64_MIN,
        INT64_MAX - 1,
        INT64_MIN + 1,
        INT64_MAX / 2,
        INT32_MAX,
        INT32_MIN,
        QUEN_TIME_MIN,
        QUEN_TIME_MAX,
        QUEN_TIME_MAX + 1,
        QUEN_TIME_MAX - QUEN_TIME_MIN,
    };
    uint8_t choice = fuzz_byte(bytes);
    if (choice < sizeof worst / sizeof *worst)
        return worst[choice];
    return choice < 200 ? (int64_t)choice - 100 : (int64_t)any_bits(bytes, 8);
}

uint32_t fuzz_uint(fuzz_bytes *bytes)
{
    uint8_t choice = fuzz_byte(bytes);
    if (choice < 224)
        return choice;
    if (choice < 240)
        return UINT32_MAX - (choice - 224u);
    return (uint32_t)any_bits(bytes, 4);
}

double fuzz_double(fuzz_bytes *bytes)
{
    static const double worst[] = {
        0,        -0.0,    1,      -1,     0.5,   NAN,   INFINITY, -INFINITY, DBL_MAX,
        -DBL_MAX, DBL_MIN, 5e-324, 1e-200, 1e150, 1e154, 1e155,    1e200,     0x1p53,
    };
    uint8_t choice = fuzz_byte(bytes);
    if (choice < sizeof worst / sizeof *worst)
        return worst[choice];
    if (choice < 220)
        return (choice - 120) / 8.0;
    uint64_t bits = any_bits(bytes, 8);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}
