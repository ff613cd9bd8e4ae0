/* Characters are read and measured by Unicode's tables, which the library has. */
#include "print.h"

#include <stdint.h>
#include <string.h>

#include "data/text/unicode.h"

/* One character as it is shown. */
typedef struct shown {
    const char *bytes;
    size_t size;
    size_t width;
} shown;

/* The character at p, and the bytes that it takes there. */
static size_t next(const char *p, size_t left, shown *out)
{
    int32_t code = 0;
    size_t size = quen__unicode_read(p, left, &code);

    if (size == 0) {
        *out = (shown){"?", 1, 1};
        return 1;
    }
    if (quen__unicode_is_control(code))
        *out = (shown){" ", 1, 1};
    else if (quen__unicode_is_hidden(code) || code == 0x2028 || code == 0x2029)
        *out = (shown){"", 0, 0};
    else
        *out = (shown){p, size, (size_t)quen__unicode_width(code)};
    return size;
}

size_t print_width(const char *text, size_t size)
{
    size_t width = 0;
    shown c;

    for (size_t at = 0; at < size; width += c.width)
        at += next(text + at, size - at, &c);
    return width;
}

size_t print_text(FILE *out, const char *text, size_t size, size_t width)
{
    size_t all = print_width(text, size);
    size_t room = all <= width ? width : width - (width > 0);
    size_t taken = 0;
    shown c;

    for (size_t at = 0; at < size;) {
        at += next(text + at, size - at, &c);
        if (taken + c.width > room)
            break;
        fwrite(c.bytes, 1, c.size, out);
        taken += c.width;
    }
    if (all > width && width > 0) {
        fputs("\u2026", out);
        taken++;
    }
    return taken;
}

void print_blanks(FILE *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fputc(' ', out);
}

void print_cell(FILE *out, const char *text, size_t size, size_t width, bool at_right)
{
    size_t all = print_width(text, size);

    if (at_right && all < width)
        print_blanks(out, width - all);
    all = print_text(out, text, size, width);
    if (!at_right)
        print_blanks(out, width - all);
}

void print_lines(FILE *out, const char *sentence, size_t indent)
{
    size_t at = indent;

    for (const char *word = sentence; *word;) {
        size_t size = strcspn(word, " ");
        size_t width = print_width(word, size);
        if (at > indent && at + 1 + width > PRINT_COLUMNS) {
            fputc('\n', out);
            print_blanks(out, indent);
            at = indent;
        } else if (at > indent) {
            fputc(' ', out);
            at++;
        }
        at += print_text(out, word, size, SIZE_MAX);
        word += size;
        word += *word == ' ';
    }
}

void print_sentence(FILE *out, const char *sentence, size_t indent)
{
    print_lines(out, sentence, indent);
    fputc('\n', out);
}
