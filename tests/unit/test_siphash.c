/* SipHash against OpenSSL's, which are the vectors of its authors; keys as hashes. */
#include "support.h"

#include "math/siphash.h"

static void assert_hex(const uint8_t hash[16], const char *hex)
{
    char mine[33];
    for (size_t i = 0; i < 16; i++)
        snprintf(mine + 2 * i, 3, "%02x", hash[i]);
    assert_memory_equal(mine, hex, 32);
}

/* The message 0, 1, ... n - 1, in pieces of `piece` bytes. */
static void hash_counting(size_t n, size_t piece, uint8_t hash[16])
{
    uint8_t secret[16], message[1000];
    quen__siphash s;
    for (size_t i = 0; i < 1000; i++)
        message[i] = (uint8_t)i;
    for (size_t i = 0; i < 16; i++)
        secret[i] = (uint8_t)i;
    quen__siphash_begin(&s, secret);
    for (size_t at = 0; at < n; at += piece)
        quen__siphash_add(&s, message + at, piece < n - at ? piece : n - at);
    quen__siphash_end(&s, hash);
}

static void test_golden(void **state)
{
    (void)state;
    golden *g = golden_open("siphash.txt");
    static const size_t more[] = {100, 255, 256, 257, 1000}, pieces[] = {1, 3, 8, 1000};
    for (size_t i = 0; i < 64 + 5; i++) {
        size_t n = i < 64 ? i : more[i - 64];
        char name[8];
        snprintf(name, sizeof name, "%zu", n);
        for (size_t p = 0; p < 4; p++) {
            uint8_t hash[16];
            hash_counting(n, pieces[p], hash);
            assert_hex(hash, golden_text(g, name));
        }
    }
    golden_close(g);
}

/* --- keys --- */

static const uint8_t secret[QUEN_KEY_HASH_SIZE] = {7, 1, 255, 0, 3};

static void test_key_is_kind_and_bytes(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    uint8_t message[9] = {1, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, want[16],
            got[16], text[16];
    quen__siphash s;
    quen__siphash_begin(&s, secret);
    quen__siphash_add(&s, message, 9);
    quen__siphash_end(&s, want);
    assert_ok(ctx, quen_key_hash(ctx, secret, quen_key_int(-2), got));
    assert_memory_equal(got, want, 16);
    /* The bytes of the number, as a text, are another key. */
    quen_key same = quen_key_bytes((const char *)message + 1, 8);
    assert_ok(ctx, quen_key_hash(ctx, secret, same, text));
    assert_memory_not_equal(got, text, 16);
    message[0] = 2;
    quen__siphash_begin(&s, secret);
    quen__siphash_add(&s, message, 9);
    quen__siphash_end(&s, want);
    assert_memory_equal(text, want, 16);
    assert_ok(ctx, quen_key_hash(ctx, secret, quen_key_bytes(NULL, 0), got));
    assert_memory_not_equal(got, text, 16);
    quen_context_free(ctx);
}

static void test_refuses(void **state)
{
    (void)state;
    static const uint8_t before[16] = {1, 2, 3};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_key bad[4] = {
        {0}, quen_key_int(1), quen_key_bytes("x", 65536), quen_key_bytes(NULL, 1)};
    static const char *const words[4] = {
        "key: kind is 0, neither a number nor bytes", "key: reserved is 3, not 0",
        "key: it has no bytes, or more than 65535", "key: it has no bytes"};
    bad[1].reserved = 3;
    for (size_t i = 0; i < 4; i++) {
        uint8_t hash[16] = {1, 2, 3};
        assert_fails(ctx, QUEN_ERR_ARGUMENT, words[i],
                     quen_key_hash(ctx, secret, bad[i], hash));
        assert_memory_equal(hash, before, 16);
    }
    quen_context_free(ctx);
}

static quen_status hash_once(quen_context *ctx, void *user)
{
    uint8_t hash[16];
    (void)user;
    return quen_key_hash(ctx, secret, quen_key_text("mai"), hash);
}

static void test_needs_no_memory(void **state)
{
    (void)state;
    support_each_oom(hash_once, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_key_is_kind_and_bytes),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
