/*
 * Text of any bytes as times, decimals and products, in memory that ends where it does.
 * What is read is the same when it is written out and read again; a zone of the caller's
 * moves times that have none; factors may change places; what fails changes nothing.
 */
#include "fuzz.h"

#define LONGEST 256
#define UNTOUCHED INT64_C(0x5a5a5a5a5a5a5a5a)

static quen_context *ctx;

typedef struct text {
    char *at;
    size_t size;
} text;

static text copy_of(const uint8_t *data, size_t size)
{
    text t = {malloc(size ? size : 1), size};
    MUST(t.at);
    memcpy(t.at, data, size);
    return t;
}

static int time_at(text t, int32_t offset, int64_t *time_s)
{
    *time_s = UNTOUCHED;
    int done = fuzz_made(ctx, quen_parse_time(ctx, t.at, t.size, offset, time_s));
    MUST(done || *time_s == UNTOUCHED);
    return done;
}

/* Years 1 to 9999, a day more for zones. */
static void check_time(text t)
{
    int64_t here, east;
    int done = time_at(t, 0, &here);
    MUST(time_at(t, 3600, &east) == done);
    if (!done)
        return;
    MUST(here > -INT64_C(62135596800) - 2 * 86400 &&
         here < INT64_C(253402300800) + 2 * 86400);
    MUST(east == here || east == here - 3600);
}

static int decimal_of(text t, uint32_t decimals, int64_t *value, int *rounded)
{
    *value = UNTOUCHED;
    int done =
        fuzz_made(ctx, quen_parse_decimal(ctx, t.at, t.size, decimals, value, rounded));
    MUST(done || *value == UNTOUCHED);
    return done;
}

/* [-]digits.decimals, of a number of units. */
static size_t write_units(int64_t value, uint32_t decimals, char *out)
{
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char reversed[32];
    size_t n = 0, size = 0;
    for (; left || n <= decimals; left /= 10)
        reversed[n++] = (char)('0' + left % 10);
    if (value < 0)
        out[size++] = '-';
    while (n > 0) {
        if (n == decimals)
            out[size++] = '.';
        out[size++] = reversed[--n];
    }
    return size;
}

static void check_decimal(text t, uint32_t decimals)
{
    int64_t value, again;
    int rounded = 2;
    char out[64];
    if (!decimal_of(t, decimals, &value, &rounded))
        return;
    MUST(rounded == 0 || rounded == 1);
    text written = {out, write_units(value, decimals, out)};
    MUST(decimal_of(written, decimals, &again, &rounded));
    MUST(again == value && rounded == 0);
    MUST(decimal_of(t, decimals, &again, NULL) && again == value);
}

static int product_of(text a, text b, uint32_t decimals, int64_t *amount)
{
    int rounded = 2;
    *amount = UNTOUCHED;
    int done = fuzz_made(ctx, quen_parse_product(ctx, a.at, a.size, b.at, b.size,
                                                 decimals, amount, &rounded));
    MUST(done ? rounded == 0 || rounded == 1 : *amount == UNTOUCHED);
    return done;
}

static void check_product(text a, text b, uint32_t decimals)
{
    int64_t ab, ba, one;
    char unit[] = "1";
    int done = product_of(a, b, decimals, &ab);
    MUST(product_of(b, a, decimals, &ba) == done && ab == ba);
    text times_one = {unit, 1};
    if (product_of(a, times_one, decimals, &ab))
        MUST(decimal_of(a, decimals, &one, NULL) && one == ab);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_limits limits = {4096, 1};
    if (size == 0 || size > LONGEST)
        return 0;
    uint32_t decimals = *data % (QUEN_DECIMALS_MAX + 2);
    const uint8_t *end = memchr(data + 1, '\n', size - 1);
    size_t first = end ? (size_t)(end - data) - 1 : size - 1;
    text a = copy_of(data + 1, first);
    text b = copy_of(end ? end + 1 : data, end ? size - first - 2 : 0);
    ctx = fuzz_context(&limits, 1);
    check_time(a);
    check_decimal(a, decimals);
    check_product(a, b, decimals);
    quen_context_free(ctx);
    free(a.at);
    free(b.at);
    return 0;
}
