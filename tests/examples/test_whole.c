/* Whole numbers of the command line, as a table of text and value or reason. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/whole.h"

#define UNCHANGED INT64_C(-987654321)

static void whole_numbers(void **state)
{
    static const char *const no = "not a whole number";
    static const char *const large = "too large for 64 bits";
    const struct {
        const char *text;
        const char *reason;
        int64_t want;
    } table[] = {
        {"0", NULL, 0},
        {"-0", NULL, 0},
        {"+7", NULL, 7},
        {"-7", NULL, -7},
        {"0000000000000000000000000000012", NULL, 12},
        {"9223372036854775807", NULL, INT64_MAX},
        {"-9223372036854775807", NULL, -INT64_MAX},
        {"-9223372036854775808", NULL, INT64_MIN},
        {"9223372036854775808", large, 0},
        {"-9223372036854775809", large, 0},
        {"18446744073709551615", large, 0},
        {"18446744073709551616", large, 0},
        {"99999999999999999999999999", large, 0},
        {"", "empty", 0},
        {"-", no, 0},
        {"+", no, 0},
        {"--1", no, 0},
        {"+-1", no, 0},
        {" 1", no, 0},
        {"1 ", no, 0},
        {"1.0", no, 0},
        {"1,000", no, 0},
        {"1e3", no, 0},
        {"0x10", no, 0},
        {"99999999999999999999999999x", no, 0},
        {"\xD9\xA1", no, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int64_t value = UNCHANGED;
        const char *reason = whole_number(table[i].text, &value);
        if (!reason != !table[i].reason ||
            (reason && strcmp(reason, table[i].reason) != 0))
            fail_msg("\"%s\": %s", table[i].text, reason ? reason : "taken");
        assert_int_equal(value, reason ? UNCHANGED : table[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(whole_numbers)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
