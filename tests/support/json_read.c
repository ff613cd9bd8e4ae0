/* See json_read.h. */
#include "json_read.h"

#include "data/keys/key_words.h"

/* What is left to read, and what is sought in it. */
typedef struct reader {
    const char *at, *end;
    const char *path; /* NULL: nothing more */
    const char *found;
    size_t size;
} reader;

static void take(reader *r, char c)
{
    assert_true(r->at < r->end);
    assert_int_equal(*r->at, c);
    r->at++;
}

static int next_is(const reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

static void read_escape(reader *r)
{
    take(r, '\\');
    assert_true(r->at < r->end && strchr("\"\\/bfnrtu", *r->at) && *r->at);
    if (*r->at++ != 'u')
        return;
    for (int i = 0; i < 4; i++, r->at++)
        assert_true(r->at < r->end && strchr("0123456789abcdefABCDEF", *r->at));
}

static void read_text(reader *r)
{
    take(r, '"');
    while (!next_is(r, '"')) {
        uint32_t code;
        assert_true(r->at < r->end);
        size_t n = quen__key_character(r->at, (size_t)(r->end - r->at), &code);
        assert_true(n > 0 && code >= 0x20);
        if (code == '\\')
            read_escape(r);
        else
            r->at += n;
    }
    take(r, '"');
}

static void read_digits(reader *r)
{
    assert_true(r->at < r->end && *r->at >= '0' && *r->at <= '9');
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
        r->at++;
}

static void read_number(reader *r)
{
    if (next_is(r, '-'))
        r->at++;
    if (next_is(r, '0'))
        r->at++;
    else
        read_digits(r);
    if (next_is(r, '.')) {
        r->at++;
        read_digits(r);
    }
    if (next_is(r, 'e')) {
        r->at++;
        r->at += next_is(r, '-') || next_is(r, '+');
        read_digits(r);
    }
}

static void read_value(reader *r);

/* A member or an entry, whose name it is: whether what is sought leads through it. */
static void read_named(reader *r, const char *name, size_t size)
{
    const char *path = r->path;
    int leads = path && strncmp(path, name, size) == 0 &&
                (path[size] == '.' || path[size] == '\0');
    r->path = leads ? path + size + (path[size] == '.') : NULL;
    read_value(r);
    r->path = leads ? NULL : path;
}

static void read_object(reader *r)
{
    take(r, '{');
    for (int i = 0; !next_is(r, '}'); i++) {
        if (i > 0)
            take(r, ',');
        const char *name = r->at + 1;
        read_text(r);
        size_t size = (size_t)(r->at - 1 - name);
        take(r, ':');
        read_named(r, name, size);
    }
    take(r, '}');
}

static void read_list(reader *r)
{
    take(r, '[');
    for (int i = 0; !next_is(r, ']'); i++) {
        char name[16];
        if (i > 0)
            take(r, ',');
        snprintf(name, sizeof name, "%d", i);
        read_named(r, name, strlen(name));
    }
    take(r, ']');
}

static void read_value(reader *r)
{
    const char *from = r->at;
    int sought = r->path && !*r->path;
    assert_true(r->at < r->end);
    if (sought)
        r->path = NULL;
    if (*r->at == '{')
        read_object(r);
    else if (*r->at == '[')
        read_list(r);
    else if (*r->at == '"')
        read_text(r);
    else if (*r->at == 'n')
        for (const char *word = "null"; *word; word++)
            take(r, *word);
    else
        read_number(r);
    if (sought) {
        r->found = from;
        r->size = (size_t)(r->at - from);
    }
}

void json_check(const char *text, size_t size)
{
    reader r = {text, text + size, NULL, NULL, 0};
    read_value(&r);
    assert_ptr_equal(r.at, r.end);
}

const char *json_find(const char *text, size_t size, const char *path, size_t *value)
{
    reader r = {text, text + size, path, NULL, 0};
    read_value(&r);
    *value = r.size;
    return r.found;
}

void json_assert_at(const char *text, size_t size, const char *path, const char *expected,
                    const char *file, int line)
{
    size_t n;
    const char *value = json_find(text, size, path, &n);
    if (value && n == strlen(expected) && memcmp(value, expected, n) == 0)
        return;
    print_error("%s is %.*s, not %s\n", path, value ? (int)n : 4, value ? value : "none",
                expected);
    _fail(file, line);
}
