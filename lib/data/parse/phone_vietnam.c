/*
 * Vietnam's numbering plan since 2018: mobile numbers have nine digits after the 0, lines
 * to a house ten, which begin with 2. Eleven-digit mobile numbers (01xx) became ten-digit
 * ones between 2018-09-15 and 2019-06-30: the prefix changed, the last seven digits
 * stayed; the table is as kynguyenso.plo.vn, tienphong.vn and fptcorp.com.vn printed it,
 * in agreement. Area codes are those of 2017, mobile prefixes those assigned since, both
 * compared with libphonenumber 9.0.43.
 */
#include "data/parse/phone_vietnam.h"

#include <string.h>

typedef struct prefix_change {
    char old[4], now[3];
} prefix_change;

static const prefix_change changes[] = {
    {"120", "70"}, {"121", "79"}, {"122", "77"}, {"126", "76"}, {"128", "78"},
    {"123", "83"}, {"124", "84"}, {"125", "85"}, {"127", "81"}, {"129", "82"},
    {"162", "32"}, {"163", "33"}, {"164", "34"}, {"165", "35"}, {"166", "36"},
    {"167", "37"}, {"168", "38"}, {"169", "39"}, {"186", "56"}, {"188", "58"},
    {"199", "59"}};

/* Last digits that may follow a first one: in mobile prefixes, and in area codes. */
static const char *const mobile[10] = {[3] = "23456789",
                                       [5] = "125689",
                                       [7] = "06789",
                                       [8] = "123456789",
                                       [9] = "0123456789"};
static const char *const areas[10] = {"3456789",  "012345689", "01256789", "23456789",
                                      "2345678",  "12456789",  "01239",    "01234567",
                                      "23456789", "01234679"};

static int is_one_of(const char *digits, char digit)
{
    return digits && strchr(digits, digit);
}

/* Eleven digits of before, without the 0. */
static const char *renew(char *digits, size_t *n)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (memcmp(digits, changes[i].old, 3) == 0) {
            memcpy(digits, changes[i].now, 2);
            memmove(digits + 2, digits + 3, *n - 3);
            --*n;
            return NULL;
        }
    return "no mobile prefix of Vietnam, of today or before 2018";
}

static int is_hotline(const char *digits, size_t n)
{
    return (n == 8 || n == 10) &&
           (memcmp(digits, "1800", 4) == 0 || memcmp(digits, "1900", 4) == 0);
}

static const char *check_landline(const char *digits, size_t n)
{
    if (n != 10)
        return "a landline of Vietnam has eleven digits, 02 and nine more";
    if (!is_one_of(areas[digits[1] - '0'], digits[2]))
        return "no area code of Vietnam";
    return NULL;
}

const char *quen__parse_vietnam(char *digits, size_t *n)
{
    if (*n < 8)
        return "too few digits for a number of Vietnam";
    if (is_hotline(digits, *n))
        return "a hotline (1800, 1900), no person's number";
    if (*digits == '2')
        return check_landline(digits, *n);
    if (*digits == '1' && *n == 10)
        return renew(digits, n);
    if (*n != 9)
        return "a mobile number of Vietnam has ten digits, 0 and nine more";
    if (!is_one_of(mobile[digits[0] - '0'], digits[1]))
        return "no mobile prefix of Vietnam, of today or before 2018";
    return NULL;
}
