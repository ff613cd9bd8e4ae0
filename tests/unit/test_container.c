/* The container: what is built is found again; what is damaged is refused. */
#include "support.h"

#include <sys/stat.h>
#include <unistd.h>

#include "io/check.h"
#include "io/container.h"
#include "math/crc32c.h"
#include "models/rfm/rfm.h"

static const uint32_t ints[] = {1, 2, 3, 4, 5};
static const char text[] = "regulars";

static const quen__section sections[] = {
    {3, 4, 5, ints},
    {7, 1, sizeof text, text},
    {9, 8, 2, NULL},
    {11, 8, 0, NULL},
};

static quen__image build(quen_context *ctx)
{
    quen__image image;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, sections, 4, &image));
    double *numbers = quen__image_fill(&image, 9);
    assert_int_equal((uintptr_t)numbers % 64, 0);
    numbers[0] = 1.5;
    numbers[1] = -2;
    quen__image_seal(ctx, &image);
    return image;
}

static void check_content(quen_context *ctx, const quen__image *image)
{
    const void *data;
    size_t n;
    assert_int_equal(quen__image_sections(image), 4);
    assert_ok(ctx, quen__image_get(ctx, image, 3, 4, "ints", &data, &n));
    assert_int_equal(n, 5);
    assert_memory_equal(data, ints, sizeof ints);
    assert_ok(ctx, quen__image_get_n(ctx, image, 7, 1, sizeof text, "text", &data));
    assert_string_equal(data, text);
    assert_ok(ctx, quen__image_get_n(ctx, image, 9, 8, 2, "numbers", &data));
    assert_true(((const double *)data)[1] == -2);
    assert_ok(ctx, quen__image_get_n(ctx, image, 11, 8, 0, "nothing", &data));
    assert_true(quen__image_has(image, 11));
    assert_false(quen__image_has(image, 10));
}

static void test_round_trip(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = build(ctx), again;
    check_content(ctx, &image);
    assert_ok(ctx, quen__image_open_bytes(ctx, image.data, image.size, &again));
    check_content(ctx, &again);
    quen__image_close(&again);
    const char *path = temp_path("container");
    assert_ok(ctx, quen__image_save(ctx, &image, path));
    assert_ok(ctx, quen__image_save(ctx, &image, path));
    assert_ok(ctx, quen__image_open(ctx, path, &again));
    assert_int_equal(quen__image_kind(&again), QUEN__KIND_RFM);
    assert_int_equal(again.size, image.size);
    assert_memory_equal(again.data, image.data, image.size);
    check_content(ctx, &again);
    quen__image_close(&again);
    unlink(path);
    quen__image_close(&image);
    quen_context_free(ctx);
}

static void test_get_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = build(ctx);
    const void *data;
    size_t n;
    assert_fails(ctx, QUEN_ERR_FORMAT, "0x0004 (things) is missing",
                 quen__image_get(ctx, &image, 4, 4, "things", &data, &n));
    assert_fails(ctx, QUEN_ERR_FORMAT, "entries of 4 bytes, not 8",
                 quen__image_get(ctx, &image, 3, 8, "ints", &data, &n));
    assert_fails(ctx, QUEN_ERR_FORMAT, "has 5 entries, not 6",
                 quen__image_get_n(ctx, &image, 3, 4, 6, "ints", &data));
    quen__image_close(&image);
    quen_context_free(ctx);
}

static void test_open_refuses(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = build(ctx), out;
    assert_fails(ctx, QUEN_ERR_IO, "/nowhere/x",
                 quen__image_open(ctx, "/nowhere/x", &out));
    assert_fails(ctx, QUEN_ERR_IO, "regular file", quen__image_open(ctx, "/tmp", &out));
#ifndef _WIN32
    assert_int_equal(mkfifo(temp_path("pipe"), 0600), 0);
    assert_fails(ctx, QUEN_ERR_IO, "regular file",
                 quen__image_open(ctx, temp_path("pipe"), &out));
    unlink(temp_path("pipe"));
#endif
    assert_fails(ctx, QUEN_ERR_IO, "cannot create '/nowhere/x",
                 quen__image_save(ctx, &image, "/nowhere/x"));
    quen__image_close(&image);
    quen_context_free(ctx);
}

/*
 * Cut at every length and flipped at every bit: never accepted, always with a sentence.
 */
static void test_damage_is_noticed(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = build(ctx), out;
    for (size_t size = 0; size < image.size; size++) {
        assert_int_not_equal(quen__image_open_bytes(ctx, image.data, size, &out),
                             QUEN_OK);
        assert_true(strlen(quen_context_message(ctx)) > 10);
    }
    unsigned char *copy = malloc(image.size);
    assert_non_null(copy);
    memcpy(copy, image.data, image.size);
    for (size_t bit = 0; bit < image.size * 8; bit++) {
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
        assert_int_not_equal(quen__image_open_bytes(ctx, copy, image.size, &out),
                             QUEN_OK);
        copy[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    free(copy);
    quen__image_close(&image);
    quen_context_free(ctx);
}

/* A file from a machine of the other byte order; and one whose order nobody has. */
static void test_other_byte_order(void **state)
{
    (void)state;
    static const unsigned char little[] = {4, 3, 2, 1}, big[] = {1, 2, 3, 4};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen__image image = build(ctx), out;
    unsigned char *tag = (unsigned char *)(uintptr_t)image.data + 8;
    int is_little = memcmp(tag, little, 4) == 0;
    assert_true(is_little || memcmp(tag, big, 4) == 0);
    memcpy(tag, is_little ? big : little, 4);
    assert_fails(ctx, QUEN_ERR_FORMAT,
                 is_little ? "the model file is big-endian, this machine is not"
                           : "the model file is little-endian, this machine is not",
                 quen__image_open_bytes(ctx, image.data, image.size, &out));
    memset(tag, 7, 4);
    assert_fails(ctx, QUEN_ERR_FORMAT, "the byte order of the file is 0x07070707",
                 quen__image_open_bytes(ctx, image.data, image.size, &out));
    quen__image_close(&image);
    quen_context_free(ctx);
}

static quen_status build_and_open(quen_context *ctx, void *user)
{
    (void)user;
    quen__image image, again;
    quen_status status = quen__image_build(ctx, QUEN__KIND_RFM, sections, 4, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(ctx, &image);
    status = quen__image_open_bytes(ctx, image.data, image.size, &again);
    if (status == QUEN_OK)
        quen__image_close(&again);
    quen__image_close(&image);
    return status;
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    support_each_oom(build_and_open, NULL);
}

/* Entries that no memory holds, alone, together, and with what stands around them. */
static void test_sizes_that_do_not_fit(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const quen__section hostile[] = {
        {1, 8, SIZE_MAX / 4, NULL}, /* more bytes than a size counts */
        {2, 1, SIZE_MAX - 99, NULL},
        {3, 1, SIZE_MAX - 128 - 10, NULL}, /* fits alone, but not with its alignment */
        {4, 1, 1, NULL},
    };
    quen__image out;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(quen__image_size(hostile + i, i == 2 ? 2 : 1), 0);
        assert_fails(
            ctx, QUEN_ERR_MEMORY, "a model larger than memory",
            quen__image_build(ctx, QUEN__KIND_RFM, hostile + i, i == 2 ? 2 : 1, &out));
        assert_null(out.data);
    }
    assert_fails(ctx, QUEN_ERR_MEMORY, "out of memory: a model of ",
                 quen__image_open_bytes(ctx, "", SIZE_MAX - 9, &out));
    quen_context_free(ctx);
}

static uint32_t crc_bitwise(const unsigned char *p, size_t n)
{
    uint32_t crc = ~0u;
    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78u : 0);
    }
    return ~crc;
}

static void crc_agrees(quen_context *ctx, void *user)
{
    const unsigned char *bytes = user;
    const quen__kernels *kernels = quen__kernels_of(ctx);
    assert_int_equal(kernels->crc32c(0, "123456789", 9), 0xe3069283); /* RFC 3720 */
    for (size_t n = 0; n < 200; n++) {
        uint32_t crc = crc_bitwise(bytes, n);
        assert_int_equal(kernels->crc32c(0, bytes, n), crc);
        assert_int_equal(
            kernels->crc32c(kernels->crc32c(0, bytes, n / 3), bytes + n / 3, n - n / 3),
            crc);
    }
}

static void test_crc(void **state)
{
    (void)state;
    unsigned char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i * 7 + 3);
    support_each_context(crc_agrees, bytes);
}

static void test_checks(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    double x[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    uint64_t offsets[4] = {0, 2, 2, 5};
    uint32_t ids[3] = {4, 5, 9};
    uint8_t bytes[2] = {3, 4};
    assert_ok(ctx, quen__check_finite(ctx, "x", x, 9));
    for (size_t i = 0; i < 9; i++) {
        double saved = x[i];
        x[i] = -1.0 / 0.0;
        assert_fails(ctx, QUEN_ERR_FORMAT, "not finite",
                     quen__check_finite(ctx, "x", x, 9));
        x[i] = saved;
    }
    assert_ok(ctx, quen__check_offsets(ctx, "o", offsets, 3, 5));
    assert_fails(ctx, QUEN_ERR_FORMAT, "last",
                 quen__check_offsets(ctx, "o", offsets, 3, 6));
    offsets[1] = 3;
    assert_fails(ctx, QUEN_ERR_FORMAT, "entry 2 is below",
                 quen__check_offsets(ctx, "o", offsets, 3, 5));
    offsets[0] = 1;
    assert_fails(ctx, QUEN_ERR_FORMAT, "is not 0",
                 quen__check_offsets(ctx, "o", offsets, 3, 5));
    assert_ok(ctx, quen__check_below(ctx, "i", ids, 3, 10));
    assert_fails(ctx, QUEN_ERR_FORMAT, "9 is not below 9",
                 quen__check_below(ctx, "i", ids, 3, 9));
    assert_ok(ctx, quen__check_below_byte(ctx, "b", bytes, 2, 5));
    assert_fails(ctx, QUEN_ERR_FORMAT, "4 is not below 4",
                 quen__check_below_byte(ctx, "b", bytes, 2, 4));
    assert_ok(ctx, quen__check_ascending(ctx, "i", ids, 3));
    ids[2] = 5;
    assert_fails(ctx, QUEN_ERR_FORMAT, "entry 2",
                 quen__check_ascending(ctx, "i", ids, 3));
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_get_refuses),
        cmocka_unit_test(test_open_refuses),
        cmocka_unit_test(test_damage_is_noticed),
        cmocka_unit_test(test_other_byte_order),
        cmocka_unit_test(test_memory_fails_cleanly),
        cmocka_unit_test(test_sizes_that_do_not_fit),
        cmocka_unit_test(test_crc),
        cmocka_unit_test(test_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
