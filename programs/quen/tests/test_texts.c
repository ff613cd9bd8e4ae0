/*
 * Tests of texts: every text is there in both languages and asks for the same arguments;
 * what the library says has its words; sentences are put together and cut as they should.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/utf8.h"
#include "texts/texts.h"

/* A bit for each argument that a text asks for. */
static unsigned asks_for(const char *text)
{
    unsigned bits = 0;

    for (const char *p = text; (p = strchr(p, '{')) != NULL; p++)
        if (p[1] >= '0' && p[1] <= '9' && p[2] == '}')
            bits |= 1U << (p[1] - '0');
    return bits;
}

static void test_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < N_TEXTS; i++) {
        const char *en = say(texts_english(), (text_id)i);
        const char *vi = say(texts_vietnamese(), (text_id)i);
        assert_true(*en && *vi);
        assert_null(utf8_fault(vi, strlen(vi)));
        assert_int_equal(asks_for(en), asks_for(vi));
        assert_int_equal(asks_for(en), asks_for(say_n(texts_english(), (text_id)i, 1)));
    }
}

static void test_plurals(void **state)
{
    (void)state;
    assert_string_equal(say_n(texts_english(), TEXT_DAYS, 1), "{0} day");
    assert_string_equal(say_n(texts_english(), TEXT_DAYS, 0), "{0} days");
    assert_string_equal(say_n(texts_english(), TEXT_DAYS, 2), "{0} days");
    assert_string_equal(say_n(texts_english(), TEXT_TODAY, 1), "today");
    assert_string_equal(say_n(texts_vietnamese(), TEXT_DAYS, 1), "{0} ngày");
    assert_string_equal(say(texts_english(), N_TEXTS), "");
}

static void test_tags(void **state)
{
    static const char *const vietnamese[] = {"vi", "vi_VN.UTF-8", "vi-VN", "vi@x"};
    static const char *const english[] = {"en", "en_GB", "C", "C.UTF-8", "POSIX"};
    static const char *const none[] = {"", "de_DE", "vix", "english", "v"};

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_ptr_equal(texts_of(vietnamese[i]), texts_vietnamese());
    for (size_t i = 0; i < 5; i++)
        assert_ptr_equal(texts_of(english[i]), texts_english());
    for (size_t i = 0; i < 5; i++)
        assert_null(texts_of(none[i]));
    assert_string_equal(texts_tag(texts_vietnamese()), "vi");
}

static void test_words(void **state)
{
    const texts *vi = texts_vietnamese();

    (void)state;
    assert_string_equal(say_segment(vi, "At Risk"), "Có nguy cơ");
    assert_string_equal(say_segment(vi, "Our own"), "Our own");
    assert_string_equal(say_segment_task(vi, "Our own"), "");
    assert_true(*say_segment_task(vi, "Lost"));
    assert_string_equal(say_segment_meaning(vi, "Came most recently, and least often, "
                                                "perhaps once."),
                        "Đến gần đây nhất, và ít lần nhất, có thể một lần.");
    assert_string_equal(say_reason(vi, "gap_cv"), "đến không đều");
    assert_string_equal(say_reason(vi, "city"), "city");
    assert_string_equal(say_feature(texts_english(), "orders"), "orders");
    assert_string_equal(say_trace(vi, "rfm: cut points"), "ranh giới giữa các điểm số");
}

static void test_fill(void **state)
{
    char to[32];

    (void)state;
    assert_int_equal(fill(to, sizeof to, "{1} of {0}", WITH("ten", "three")), 12);
    assert_string_equal(to, "three of ten");
    assert_int_equal(fill(to, sizeof to, "{2}{x} {", WITH("a")), 8);
    assert_string_equal(to, "{2}{x} {");
    assert_int_equal(fill(to, 4, "ab\xC4\x91 {0}", WITH("c")), 6);
    assert_string_equal(to, "ab"); /* cut in front of a character of two bytes */
    assert_int_equal(fill(to, 3, "{0}{0}", WITH("abcd")), 8);
    assert_string_equal(to, "ab");
    assert_int_equal(fill(NULL, 0, "{0}", WITH("abc")), 3);
    assert_int_equal(fill(to, sizeof to, "plain", NULL), 5);
    assert_string_equal(to, "plain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_languages), cmocka_unit_test(test_plurals),
        cmocka_unit_test(test_tags),           cmocka_unit_test(test_words),
        cmocka_unit_test(test_fill),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
