/* Text that is UTF-8 and text that is not. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

/* A copy of exactly this size on the heap: a read past the end is then found. */
static char *exact(const char *text)
{
    size_t size = strlen(text);
    char *copy = malloc(size ? size : 1);

    assert_non_null(copy);
    memcpy(copy, text, size);
    return copy;
}

static void utf8(void **state)
{
    static const struct {
        const char *text;
        bool valid;
    } table[] = {
        {"", true},
        {"plain ascii text, longer than eight bytes", true},
        {"C\xC3\xA0 ph\xC3\xAA s\xE1\xBB\xAF"
         "a \xC4\x91\xC3\xA1",
         true},
        {"12345678\xC3\xA0", true},
        {"1234567\xC3\xA0", true},
        {"\xC2\x80", true},
        {"\xDF\xBF", true},
        {"\xE0\xA0\x80", true},
        {"\xED\x9F\xBF", true},
        {"\xEE\x80\x80", true},
        {"\xEF\xBF\xBF", true},
        {"\xF0\x90\x80\x80", true},
        {"\xF0\x9F\x98\x80", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"\x80", false},
        {"\xBF", false},
        {"\xC0\x80", false},
        {"\xC1\xBF", false},
        {"\xC3", false},
        {"\xC3(", false},
        {"\xE0\x9F\xBF", false},
        {"\xED\xA0\x80", false},
        {"\xE1\xBB", false},
        {"\xE1\xBB(", false},
        {"\xE1(\xBB", false},
        {"\xF0\x8F\xBF\xBF", false},
        {"\xF0\x9F\x98", false},
        {"\xF0\x9F\x98(", false},
        {"\xF4\x90\x80\x80", false},
        {"\xF5\x80\x80\x80", false},
        {"\xFF", false},
        {"caf\xE9 in Latin-1", false},
        {"12345678\xFF", false},
        {"123456789012345\xC3", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char *copy = exact(table[i].text);
        const char *reason = utf8_fault(copy, strlen(table[i].text));
        if (!reason != table[i].valid)
            fail_msg("row %zu of the table: %s", i, reason ? reason : "taken");
        free(copy);
    }
    assert_null(utf8_fault("a\0b", 3));
    assert_null(utf8_fault(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(utf8)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
