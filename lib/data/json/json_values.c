/* Members of an object: plain ones, and the units of the outer world. See json.h. */
#include "data/json/json.h"

#include <stdio.h>

#include "data/keys/key_words.h"
#include "data/parse/calendar.h"

void quen__json_put_null(quen__json *json, const char *name)
{
    quen__json_name(json, name);
    quen__json_null(json);
}

void quen__json_put_text(quen__json *json, const char *name, const char *text)
{
    quen__json_name(json, name);
    quen__json_text(json, text);
}

void quen__json_put_int(quen__json *json, const char *name, int64_t value)
{
    quen__json_name(json, name);
    quen__json_int(json, value);
}

void quen__json_put_uint(quen__json *json, const char *name, uint64_t value)
{
    quen__json_name(json, name);
    quen__json_uint(json, value);
}

void quen__json_put_double(quen__json *json, const char *name, double value)
{
    quen__json_name(json, name);
    quen__json_double(json, value);
}

/* --- keys --- */

static int is_utf8(quen_key key)
{
    size_t at = 0;
    while (at < key.size) {
        uint32_t code;
        size_t n = quen__key_character(key.bytes + at, key.size - at, &code);
        if (n == 0)
            return 0;
        at += n;
    }
    return 1;
}

void quen__json_put_key(quen__json *json, const char *name, quen_key key)
{
    char number[24];
    quen__json_name(json, name);
    quen__json_open(json, '{');
    if (key.kind == QUEN_KEY_INT) {
        snprintf(number, sizeof number, "%lld", (long long)key.number);
        quen__json_put_text(json, "kind", "number");
        quen__json_put_text(json, "text", number);
    } else if (is_utf8(key)) {
        quen__json_put_text(json, "kind", "text");
        quen__json_name(json, "text");
        quen__json_bytes(json, key.bytes, key.size);
    } else {
        quen__json_put_text(json, "kind", "bytes");
        quen__json_name(json, "hex");
        quen__json_hex(json, key.bytes, key.size);
    }
    quen__json_close(json, '}');
}

/* --- money and times --- */

/* An amount with its point; *end is the end of `text`, which is filled from behind. */
static const char *decimal_of(int64_t amount, uint32_t decimals, char *end)
{
    uint64_t left = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    *--end = '\0';
    for (uint32_t i = 0; i <= decimals || left; i++) {
        if (i == decimals && i > 0)
            *--end = '.';
        *--end = (char)('0' + left % 10);
        left /= 10;
    }
    if (amount < 0)
        *--end = '-';
    return end;
}

void quen__json_put_money(quen__json *json, const char *name, int64_t amount,
                          const quen_money *money)
{
    char text[32]; /* 19 digits, or 18 behind the point and one before it, and a sign */
    quen__json_name(json, name);
    quen__json_open(json, '{');
    quen__json_put_int(json, "amount", amount);
    if (money->decimals <= QUEN_DECIMALS_MAX)
        quen__json_put_text(json, "decimal",
                            decimal_of(amount, money->decimals, text + sizeof text));
    else
        quen__json_put_null(json, "decimal");
    if (money->currency[0])
        quen__json_put_text(json, "currency", money->currency);
    else
        quen__json_put_null(json, "currency");
    quen__json_close(json, '}');
}

void quen__json_time(quen__json *json, int64_t time_s)
{
    char day[QUEN__DAY_WORDS], text[QUEN__DAY_WORDS + 16];
    quen__json_open(json, '{');
    quen__json_put_int(json, "unix_s", time_s);
    if (time_s >= QUEN_TIME_MIN && time_s <= QUEN_TIME_MAX + 1) {
        int second = (int)quen__calendar_second_of_day(time_s);
        snprintf(text, sizeof text, "%sT%02d:%02d:%02dZ",
                 quen__calendar_day_words(time_s, day), second / 3600, second / 60 % 60,
                 second % 60);
        quen__json_put_text(json, "utc", text);
    } else {
        quen__json_put_null(json, "utc");
    }
    quen__json_close(json, '}');
}

void quen__json_put_time(quen__json *json, const char *name, int64_t time_s)
{
    quen__json_name(json, name);
    quen__json_time(json, time_s);
}
