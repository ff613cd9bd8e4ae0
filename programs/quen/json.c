/* Room is made before each call: a byte becomes six at most, "\u001f". */
#include "json.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 1 << 16, SMALL = 256, WIDEST = 6 };

json_out json_begin(FILE *out)
{
    json_out j = {{malloc(ROOM), ROOM, 0, 1}, out, false};

    j.failed = j.json.text == NULL;
    return j;
}

static void empty(json_out *j)
{
    if (!j->failed)
        fwrite(j->json.text, 1, j->json.size, j->out);
    j->json.size = 0;
}

/* Whether there is room for a name, and for `size` bytes of a value. */
static bool has_room(json_out *j, size_t size)
{
    size_t needed = SMALL + WIDEST * size;
    char *text;

    if (j->failed || needed <= j->json.capacity - j->json.size)
        return !j->failed;
    empty(j);
    if (needed <= j->json.capacity)
        return true;
    text = realloc(j->json.text, needed);
    j->failed = text == NULL;
    if (j->failed)
        return false;
    j->json.text = text;
    j->json.capacity = needed;
    return true;
}

bool json_end(json_out *j)
{
    empty(j);
    free(j->json.text);
    if (!j->failed)
        fputc('\n', j->out);
    return !j->failed;
}

void json_open(json_out *j, char bracket)
{
    if (has_room(j, 0))
        quen__json_open(&j->json, bracket);
}

void json_close(json_out *j, char bracket)
{
    if (has_room(j, 0))
        quen__json_close(&j->json, bracket);
}

void json_name(json_out *j, const char *name)
{
    if (has_room(j, strlen(name)))
        quen__json_name(&j->json, name);
}

void json_bytes(json_out *j, const char *text, size_t size)
{
    if (has_room(j, size))
        quen__json_bytes(&j->json, text, size);
}

void json_text(json_out *j, const char *text)
{
    json_bytes(j, text, strlen(text));
}

void json_put_null(json_out *j, const char *name)
{
    if (has_room(j, 0))
        quen__json_put_null(&j->json, name);
}

void json_put_text(json_out *j, const char *name, const char *text)
{
    json_put_bytes(j, name, text, strlen(text));
}

void json_put_bytes(json_out *j, const char *name, const char *text, size_t size)
{
    json_name(j, name);
    json_bytes(j, text, size);
}

void json_put_int(json_out *j, const char *name, int64_t value)
{
    if (has_room(j, 0))
        quen__json_put_int(&j->json, name, value);
}

void json_put_uint(json_out *j, const char *name, uint64_t value)
{
    if (has_room(j, 0))
        quen__json_put_uint(&j->json, name, value);
}

void json_put_double(json_out *j, const char *name, double value)
{
    if (has_room(j, 0))
        quen__json_put_double(&j->json, name, value);
}

void json_put_key(json_out *j, const char *name, quen_key key)
{
    if (key.kind == QUEN_KEY_NONE)
        json_put_null(j, name);
    else if (has_room(j, key.size))
        quen__json_put_key(&j->json, name, key);
}

void json_put_money(json_out *j, const char *name, int64_t amount,
                    const quen_money *money)
{
    if (has_room(j, 0))
        quen__json_put_money(&j->json, name, amount, money);
}

void json_put_time(json_out *j, const char *name, int64_t time_s)
{
    if (has_room(j, 0))
        quen__json_put_time(&j->json, name, time_s);
}
