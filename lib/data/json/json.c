/*
 * The writer: bytes go to the text while there is room, and are counted always. See
 * json.h.
 */
#include "data/json/json.h"

#include <string.h>

#include "data/keys/key_words.h"

static void put(quen__json *json, const char *bytes, size_t n)
{
    if (json->size <= json->capacity && n <= json->capacity - json->size && n > 0)
        memcpy(json->text + json->size, bytes, n);
    json->size += n;
}

static void put_char(quen__json *json, char c)
{
    put(json, &c, 1);
}

/* What stands in front of each value and name. */
static void begin(quen__json *json)
{
    if (!json->first)
        put_char(json, ',');
    json->first = 0;
}

/* --- structure --- */

void quen__json_open(quen__json *json, char bracket)
{
    begin(json);
    put_char(json, bracket);
    json->first = 1;
}

void quen__json_close(quen__json *json, char bracket)
{
    put_char(json, bracket);
    json->first = 0;
}

void quen__json_name(quen__json *json, const char *name)
{
    quen__json_text(json, name);
    put_char(json, ':');
    json->first = 1;
}

/* --- texts --- */

static const char hex[] = "0123456789abcdef";

/* Whatever must not stand in a text as it is: quotes, backslashes, control characters. */
static void put_escaped(quen__json *json, unsigned char c)
{
    char code[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    if (c >= 0x20) {
        put_char(json, '\\');
        put_char(json, (char)c);
    } else {
        put(json, code, sizeof code);
    }
}

void quen__json_bytes(quen__json *json, const char *text, size_t size)
{
    size_t from = 0, at = 0;
    begin(json);
    put_char(json, '"');
    while (at < size) {
        uint32_t code;
        size_t n = quen__key_character(text + at, size - at, &code);
        if (n > 0 && code >= 0x20 && code != '"' && code != '\\') {
            at += n;
            continue;
        }
        put(json, text + from, at - from);
        if (n > 0)
            put_escaped(json, (unsigned char)code);
        else
            put(json, "\\ufffd", 6);
        from = ++at;
    }
    put(json, text + from, size - from);
    put_char(json, '"');
}

void quen__json_text(quen__json *json, const char *text)
{
    quen__json_bytes(json, text, strlen(text));
}

void quen__json_hex(quen__json *json, const char *bytes, size_t size)
{
    begin(json);
    put_char(json, '"');
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        put_char(json, hex[c >> 4]);
        put_char(json, hex[c & 15]);
    }
    put_char(json, '"');
}

/* --- numbers --- */

void quen__json_null(quen__json *json)
{
    begin(json);
    put(json, "null", 4);
}

static void put_digits(quen__json *json, uint64_t value)
{
    char digits[20];
    size_t n = sizeof digits;
    do
        digits[--n] = (char)('0' + value % 10);
    while (value /= 10);
    put(json, digits + n, sizeof digits - n);
}

void quen__json_uint(quen__json *json, uint64_t value)
{
    begin(json);
    put_digits(json, value);
}

void quen__json_int(quen__json *json, int64_t value)
{
    begin(json);
    if (value < 0)
        put_char(json, '-');
    put_digits(json, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static void put_zeros(quen__json *json, int n)
{
    for (; n > 0; n--)
        put_char(json, '0');
}

/* 0.digits x 10^point, written out. */
static void put_plain(quen__json *json, const char *digits, size_t n, int point)
{
    size_t whole = point < 0 ? 0 : (size_t)point < n ? (size_t)point : n;
    put(json, digits, whole);
    put_zeros(json, point - (int)n);
    put(json, whole ? "." : "0.", whole ? 1 : 2);
    put_zeros(json, -point);
    put(json, digits + whole, n - whole);
    if (whole == n)
        put_char(json, '0');
}

static void put_power(quen__json *json, const char *digits, size_t n, int point)
{
    int exponent = point - 1;
    put_char(json, digits[0]);
    if (n > 1)
        put_char(json, '.');
    put(json, digits + 1, n - 1);
    put(json, exponent < 0 ? "e-" : "e+", 2);
    exponent = exponent < 0 ? -exponent : exponent;
    put_zeros(json, exponent < 10);
    put_digits(json, (uint64_t)exponent);
}

/* As Python and JavaScript's parsers read it, and as Python writes it. */
void quen__json_double(quen__json *json, double value)
{
    char digits[QUEN__JSON_DIGITS];
    uint64_t bits;
    int point = 1;
    size_t n = 1;
    memcpy(&bits, &value, sizeof bits);
    if ((bits >> 52 & 0x7ff) == 0x7ff) {
        quen__json_null(json);
        return;
    }
    begin(json);
    if (bits >> 63)
        put_char(json, '-');
    bits &= UINT64_MAX >> 1;
    memcpy(&value, &bits, sizeof value);
    digits[0] = '0';
    if (bits)
        n = quen__json_digits(value, digits, &point);
    if (point > -4 && point <= 16)
        put_plain(json, digits, n, point);
    else
        put_power(json, digits, n, point);
}
