/*
 * A sentence is cut at its arguments, {0} and so on; the pieces go to memory or to a
 * file. A brace that opens no argument stands for itself.
 */
#include <stdbool.h>
#include <string.h>

#include "print.h"
#include "texts/texts.h"

/* What comes next of a sentence: bytes of it, or an argument. */
typedef struct piece {
    const char *text;
    size_t size;
    bool is_argument;
} piece;

static size_t count(const char *const *arguments)
{
    size_t n = 0;

    while (arguments && arguments[n])
        n++;
    return n;
}

/* Whether an argument stands at p; its text. */
static const char *argument_at(const char *p, const char *const *arguments)
{
    if (p[0] != '{' || p[1] < '0' || p[1] > '9' || p[2] != '}')
        return NULL;
    return (size_t)(p[1] - '0') < count(arguments) ? arguments[p[1] - '0'] : NULL;
}

/* The piece at *form, which then stands behind it; false at the end. */
static bool next(const char **form, const char *const *arguments, piece *out)
{
    const char *p = *form;
    const char *argument = argument_at(p, arguments);

    if (*p == '\0')
        return false;
    if (argument) {
        *out = (piece){argument, strlen(argument), true};
        *form = p + 3;
        return true;
    }
    do
        p++;
    while (*p && !argument_at(p, arguments));
    *out = (piece){*form, (size_t)(p - *form), false};
    *form = p;
    return true;
}

/* The most of `size` bytes, at most `room`, that end with a whole character. */
static size_t whole_part(const char *bytes, size_t size, size_t room)
{
    if (size <= room)
        return size;
    while (room > 0 && ((unsigned char)bytes[room] & 0xC0) == 0x80)
        room--;
    return room;
}

size_t fill(char *to, size_t size, const char *form, const char *const *arguments)
{
    size_t needed = 0, at = 0;
    piece p;

    while (next(&form, arguments, &p)) {
        if (at == needed && size > 0) {
            size_t n = whole_part(p.text, p.size, size - 1 - at);
            memcpy(to + at, p.text, n);
            at += n;
        }
        needed += p.size;
    }
    if (size > 0)
        to[at] = '\0';
    return needed;
}

void tell(FILE *out, const char *form, const char *const *arguments)
{
    piece p;

    while (next(&form, arguments, &p))
        if (p.is_argument)
            print_text(out, p.text, p.size, SIZE_MAX);
        else
            fwrite(p.text, 1, p.size, out);
}
