/*
 * Normal forms against those of Unicode's tables as Python has them: each character there
 * is, and random strings of letters, marks and trouble. See tests/golden/text.py.
 */
#include "support.h"

#include "core/rng.h"
#include "data/text/unicode.h"

#define CODES 0x110000
static quen_context *ctx;
static golden *vectors;

static int is_character(int32_t code)
{
    return code < 0xd800 || code >= 0xe000;
}

/* Numbers up to a 0, as UTF-8; returns the place after the 0. */
static const double *write_codes(const double *codes, char *text, size_t *size)
{
    for (*size = 0; *codes != 0; codes++)
        *size += quen__unicode_write((int32_t)*codes, text + *size);
    return codes + 1;
}

static void check(const char *text, size_t size, int fold, const char *want,
                  size_t want_size)
{
    char got[2048];
    size_t n;
    quen_text_options options;
    quen_text_options_init(&options, sizeof options);
    options.fold_case = (uint32_t)fold;
    assert_ok(ctx, quen_text_normalize(ctx, text, size, &options, got, sizeof got, &n));
    if (n != want_size || memcmp(got, want, n) != 0)
        fail_msg("\"%.*s\": got \"%.*s\", expected \"%.*s\"", (int)size, text, (int)n,
                 got, (int)want_size, want);
}

/* Each character between two that change is its own form. */
static void check_between(int32_t from, int32_t to, int fold, const uint8_t *known)
{
    char text[4];
    for (int32_t code = from; code < to; code++)
        if (is_character(code) && known[code]) {
            size_t size = quen__unicode_write(code, text);
            check(text, size, fold, text, size);
        }
}

static void check_characters(const char *name, int fold, const uint8_t *known)
{
    size_t n, size;
    const double *at = golden_get(vectors, name, &n);
    const double *end = at + n;
    int32_t next = 0;
    char text[4], want[64];
    assert_true(n > 3000);
    while (at < end) {
        int32_t code = (int32_t)*at;
        check_between(next, code, fold, known);
        next = code + 1;
        at = write_codes(at + 1, want, &size);
        check(text, quen__unicode_write(code, text), fold, want, size);
    }
    check_between(next, CODES, fold, known);
}

static void nfc_of_each_character(void **state)
{
    static uint8_t known[CODES];
    (void)state;
    memset(known, 1, sizeof known);
    check_characters("nfc", 0, known);
}

static void case_of_each_character(void **state)
{
    static uint8_t known[CODES];
    size_t n;
    const double *ranges = golden_get(vectors, "known", &n);
    (void)state;
    for (size_t i = 0; i < n; i += 2)
        memset(known + (size_t)ranges[i], 1, (size_t)(ranges[i + 1] - ranges[i]) + 1);
    check_characters("folded", 1, known);
}

/* What is taken apart and put together again is what the character's NFC is. */
static void characters_are_put_together(void **state)
{
    size_t n, size, whole_size;
    const double *at = golden_get(vectors, "nfd", &n);
    const double *end = at + n;
    char apart[64], whole[64], code[4];
    (void)state;
    while (at < end) {
        size_t code_size = quen__unicode_write((int32_t)*at, code);
        at = write_codes(at + 1, apart, &size);
        assert_ok(ctx, quen_text_normalize(ctx, code, code_size, NULL, whole,
                                           sizeof whole, &whole_size));
        check(apart, size, 0, whole, whole_size);
    }
}

/* All syllables of Hangul, of two or three jamo (The Unicode Standard, 3.12). */
static void hangul_is_put_together(void **state)
{
    (void)state;
    for (int32_t i = 0; i < 19 * 21 * 28; i++) {
        char jamo[12], syllable[4];
        size_t size = quen__unicode_write(0x1100 + i / (21 * 28), jamo);
        size += quen__unicode_write(0x1161 + i / 28 % 21, jamo + size);
        if (i % 28)
            size += quen__unicode_write(0x11a7 + i % 28, jamo + size);
        check(jamo, size, 0, syllable, quen__unicode_write(0xac00 + i, syllable));
    }
}

static void check_strings(const char *name, int fold)
{
    size_t n, size, want_size;
    const double *at = golden_get(vectors, name, &n);
    const double *end = at + n;
    char text[1024], want[1024];
    while (at < end) {
        at = write_codes(at, text, &size);
        at = write_codes(at, want, &want_size);
        check(text, size, fold, want, want_size);
    }
}

static void strings_of_any_letters_and_marks(void **state)
{
    (void)state;
    check_strings("random_nfc", 0);
    check_strings("random_folded", 1);
}

/* Room is reckoned by this bound. */
static void no_byte_gives_more_codes_than_there_is_room_for(void **state)
{
    (void)state;
    for (int32_t code = 0; code < CODES; code++) {
        int32_t apart[64], folded[64];
        char text[4];
        size_t bytes = quen__unicode_write(code, text), count = 0;
        if (!is_character(code))
            continue;
        size_t n = quen__unicode_decompose(code, 0, apart, 64);
        for (size_t i = 0; i < n; i++)
            count += quen__unicode_decompose(apart[i], 1, folded, 64);
        assert_true(n <= bytes * QUEN__UNICODE_PER_BYTE);
        assert_true(count <= bytes * QUEN__UNICODE_PER_BYTE);
    }
}

/* --- a normal form is its own --- */

/* Letters of many scripts, marks, blanks, and what has no width. */
static int32_t any_code(uint64_t draw)
{
    static const int32_t starts[] = {0x20,   0x41,   0xa0,   0xc0,   0x100,  0x1a0,
                                     0x300,  0x340,  0x370,  0x3b1,  0x900,  0x1100,
                                     0x1161, 0x11a8, 0x1e00, 0x1ea0, 0x1f00, 0x2000,
                                     0x2028, 0x20d0, 0x3040, 0xac00, 0xfb00, 0x1d15e};
    return starts[draw % 24] + (int32_t)(draw / 24 % 48);
}

static size_t normal_of(const char *text, size_t size, uint32_t what, char *out)
{
    size_t n;
    quen_text_options options;
    quen_text_options_init(&options, sizeof options);
    options.fold_case = what & 1;
    options.strip_marks = what >> 1 & 1;
    options.collapse_blanks = what >> 2 & 1;
    options.place_tones = what >> 3 & 1;
    assert_ok(ctx, quen_text_normalize(ctx, text, size, &options, out, 1024, &n));
    return n;
}

static void a_normal_form_is_its_own(void **state)
{
    (void)state;
    for (uint64_t draw = 0; draw < 100000; draw++) {
        char text[64], once[1024], twice[1024];
        size_t size = 0;
        uint64_t length = 1 + quen__random_below(7, 0, draw, 10);
        for (uint64_t i = 0; i < length; i++)
            size += quen__unicode_write(
                any_code(quen__random_below(7, 1, draw * 16 + i, 24 * 48)), text + size);
        uint32_t what = (uint32_t)(draw % 16);
        size_t n = normal_of(text, size, what, once);
        size_t again = normal_of(once, n, what, twice);
        if (again != n || memcmp(once, twice, n) != 0)
            fail_msg("%u: \"%.*s\" gives \"%.*s\", then \"%.*s\"", what, (int)size, text,
                     (int)n, once, (int)again, twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nfc_of_each_character),
        cmocka_unit_test(case_of_each_character),
        cmocka_unit_test(characters_are_put_together),
        cmocka_unit_test(hangul_is_put_together),
        cmocka_unit_test(strings_of_any_letters_and_marks),
        cmocka_unit_test(no_byte_gives_more_codes_than_there_is_room_for),
        cmocka_unit_test(a_normal_form_is_its_own),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    vectors = golden_open("text.txt");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    golden_close(vectors);
    quen_context_free(ctx);
    return failed;
}
