/* Lines within a quoted field: see scan.h. */
#include <string.h>

#include "data/csv/scan.h"

/* The end of the line that begins here: at its line end, or `end`. */
static const char *line_end(const char *text, const char *end)
{
    while (text < end && *text != '\n' && *text != '\r')
        text++;
    return text;
}

static const char *next_line(const char *stop, const char *end)
{
    if (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n')
        return stop + 2;
    return stop + 1;
}

uint64_t quen__csv_lines(const char *text, size_t size)
{
    const char *end = text + size;
    uint64_t lines = 0;
    if (size == 0 || (!memchr(text, '\n', size) && !memchr(text, '\r', size)))
        return 0;
    for (const char *stop; (stop = line_end(text, end)) < end; lines++)
        text = next_line(stop, end);
    return lines;
}

static size_t separators_in(const char *text, const char *end, char separator)
{
    size_t n = 0;
    for (const char *p = text; p < end; p++)
        n += *p == separator;
    return n;
}

/*
 * The first line lacks the fields before it, the last one those behind it. More than half
 * of the lines must have as many separators as a row has.
 */
int quen__csv_lines_are_rows(const char *text, size_t size, char separator, size_t before,
                             size_t columns)
{
    const char *end = text + size;
    size_t lines = 0, rows = 0;
    if (columns < 2)
        return 0;
    for (const char *at = text, *stop;; at = next_line(stop, end)) {
        stop = line_end(at, end);
        size_t n = separators_in(at, stop, separator);
        size_t want = stop == end ? before : columns - 1 - (lines ? 0 : before);
        if (stop == end || stop > at || lines == 0) {
            lines++;
            rows += n == want;
        }
        if (stop == end)
            return lines > 1 && 2 * rows > lines;
    }
}
