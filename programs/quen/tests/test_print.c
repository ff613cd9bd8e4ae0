/*
 * Tests of print.c, csv.c and slice.c: columns of wide, combining and hostile characters;
 * cells of CSV; keys as texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "csv.h"
#include "print.h"
#include "slice.h"

/* What was written to a file since it was made. */
static const char *written(FILE *out, char *to, size_t size)
{
    size_t n;

    if (!out || fseek(out, 0, SEEK_SET) != 0)
        return "no file";
    n = fread(to, 1, size - 1, out);
    to[n] = '\0';
    fclose(out);
    return to;
}

static void assert_cell(const char *text, size_t width, int at_right,
                        const char *expected)
{
    char got[256];
    FILE *out = tmpfile();

    assert_non_null(out);
    print_cell(out, text, strlen(text), width, at_right != 0);
    assert_string_equal(written(out, got, sizeof got), expected);
}

static void test_cells(void **state)
{
    (void)state;
    assert_cell("abc", 5, 0, "abc  ");
    assert_cell("abc", 5, 1, "  abc");
    assert_cell("abcdef", 4, 0, "abc…");
    assert_cell("Đỗ Ở", 6, 0, "Đỗ Ở  ");
    assert_cell("Tra\xCC\x82n", 6, 0, "Tra\xCC\x82n  "); /* a mark has no column */
    assert_cell("日本", 5, 0, "日本 ");
    assert_cell("日本太郎", 5, 0, "日本…");
    assert_cell("日本太郎", 4, 0, "日… ");
    assert_cell("\033[31mx", 8, 0, " [31mx  ");
    assert_cell("a\nb", 3, 0, "a b");
    assert_cell("\xE2\x80\xAE"
                "evil",
                5, 0, "evil ");
    assert_cell("\xFFz", 3, 0, "?z ");
    assert_cell("\xC2\x9B"
                "2J",
                4, 0, " 2J ");
    assert_cell("", 2, 0, "  ");
    assert_cell("abc", 0, 0, "");
}

static void assert_csv(const char *text, size_t size, const char *expected)
{
    char got[256];
    FILE *out = tmpfile();

    assert_non_null(out);
    csv_text(out, text, size);
    assert_string_equal(written(out, got, sizeof got), expected);
}

static void test_csv(void **state)
{
    (void)state;
    assert_csv("plain", 5, "plain");
    assert_csv("a,b", 3, "\"a,b\"");
    assert_csv("a\"b", 3, "\"a\"\"b\"");
    assert_csv("a\nb", 3, "\"a\nb\"");
    assert_csv("=1+1", 4, "\"'=1+1\"");
    assert_csv("  @x", 4, "\"'  @x\"");
    assert_csv("+84 912", 7, "\"'+84 912\"");
    assert_csv("+84912345678", 12, "+84912345678");
    assert_csv("-5.25", 5, "-5.25");
    assert_csv("-5.2.5", 6, "\"'-5.2.5\"");
    assert_csv("\tx", 2, "\"'\tx\"");
    assert_csv("|calc", 5, "\"'|calc\"");
    assert_csv("-", 1, "\"'-\"");
    assert_csv("", 0, "");
}

static void test_keys(void **state)
{
    char room[SLICE_ROOM], bytes[100];
    slice key = slice_of_key(quen_key_int(INT64_MIN), room);

    (void)state;
    assert_int_equal(key.size, 20);
    assert_memory_equal(key.text, "-9223372036854775808", 20);
    key = slice_of_key(quen_key_text("Trần"), room);
    assert_memory_equal(key.text, "Trần", key.size);
    key = slice_of_key(quen_key_bytes("\xFF\x01", 2), room);
    assert_int_equal(key.size, 8);
    assert_memory_equal(key.text, "hex:ff01", 8);
    memset(bytes, 0xFF, sizeof bytes);
    key = slice_of_key(quen_key_bytes(bytes, sizeof bytes), room);
    assert_true(key.size < SLICE_ROOM);
    key = slice_of_key(quen_key_bytes(NULL, 0), room);
    assert_int_equal(key.size, 0);
    assert_non_null(key.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
