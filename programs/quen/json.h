/*
 * JSON to a file: the library's own writer, whose room is emptied into the file whenever
 * it fills. So numbers, money, times and keys have the same forms as in the library's
 * exports, and answers of any length take little memory.
 */
#ifndef QUEN_PROGRAM_JSON_H
#define QUEN_PROGRAM_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <quen.h>

#include "data/json/json.h"

typedef struct json_out {
    quen__json json;
    FILE *out;
    bool failed; /* memory was out */
} json_out;

json_out json_begin(FILE *out);

/* Write what is left, and an end of line. False: memory was out, and text is missing. */
bool json_end(json_out *j);

/* As quen__json_...(): see data/json/json.h. */
void json_open(json_out *j, char bracket);
void json_close(json_out *j, char bracket);
void json_name(json_out *j, const char *name);
void json_text(json_out *j, const char *text);
void json_bytes(json_out *j, const char *text, size_t size);
void json_put_null(json_out *j, const char *name);
void json_put_text(json_out *j, const char *name, const char *text);
void json_put_bytes(json_out *j, const char *name, const char *text, size_t size);
void json_put_int(json_out *j, const char *name, int64_t value);
void json_put_uint(json_out *j, const char *name, uint64_t value);
void json_put_double(json_out *j, const char *name, double value);
void json_put_key(json_out *j, const char *name, quen_key key);
void json_put_money(json_out *j, const char *name, int64_t amount,
                    const quen_money *money);
void json_put_time(json_out *j, const char *name, int64_t time_s);

#endif
