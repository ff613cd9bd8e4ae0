/*
 * Writing JSON (RFC 8259) into the caller's memory: run once to count the bytes, once to
 * write them, with the same values. Commas are the writer's; nothing is allocated, and no
 * locale is asked.
 */
#ifndef QUEN_DATA_JSON_JSON_H
#define QUEN_DATA_JSON_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "quen/key.h"
#include "quen/units.h"

/* Begin with {text, capacity, 0, 1}; a capacity of 0 counts. */
typedef struct quen__json {
    char *text;
    size_t capacity;
    size_t size; /* bytes so far; those beyond the capacity were not written */
    int first;   /* 1: nothing stands in front that asks for a comma */
} quen__json;

/* Structure: '{' and '}', '[' and ']', and the name in front of a member's value. */
void quen__json_open(quen__json *json, char bracket);
void quen__json_close(quen__json *json, char bracket);
void quen__json_name(quen__json *json, const char *name);

/*
 * Values. A text is UTF-8; a byte of it that is not becomes U+FFFD. Bytes that shall come
 * back go as hexadecimal digits, two each.
 */
void quen__json_null(quen__json *json);
void quen__json_text(quen__json *json, const char *text);
void quen__json_bytes(quen__json *json, const char *text, size_t size);
void quen__json_hex(quen__json *json, const char *bytes, size_t size);
void quen__json_int(quen__json *json, int64_t value);
void quen__json_uint(quen__json *json, uint64_t value);

/* The fewest digits that read back as the same double; null for one that is not finite.
 */
void quen__json_double(quen__json *json, double value);

/* {"unix_s": 1767260000, "utc": "2026-01-01T09:33:20Z"}; null beyond the limits of times.
 */
void quen__json_time(quen__json *json, int64_t time_s);

/* --- members of an object --- */

void quen__json_put_null(quen__json *json, const char *name);
void quen__json_put_text(quen__json *json, const char *name, const char *text);
void quen__json_put_int(quen__json *json, const char *name, int64_t value);
void quen__json_put_uint(quen__json *json, const char *name, uint64_t value);
void quen__json_put_double(quen__json *json, const char *name, double value);

/* {"kind": "text", "text": "An"}, {"kind": "number", "text": "17850"}, or what is no
 * UTF-8: {"kind": "bytes", "hex": "ff00"}. */
void quen__json_put_key(quen__json *json, const char *name, quen_key key);

/* {"amount": 4500, "decimal": "45.00", "currency": "EUR"}; null where it is not told. */
void quen__json_put_money(quen__json *json, const char *name, int64_t amount,
                          const quen_money *money);

void quen__json_put_time(quen__json *json, const char *name, int64_t time_s);

/* --- json_double.c --- */

/* Most digits that a double needs. */
#define QUEN__JSON_DIGITS 17

/*
 * The shortest digits of a finite value above 0 that no other double is nearer to, and of
 * those the nearest to the value; which is then 0.d1d2d3... x 10^*point. Returns how
 * many.
 */
size_t quen__json_digits(double value, char digits[QUEN__JSON_DIGITS], int *point);

#endif
