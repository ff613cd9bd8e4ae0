/*
 * Streaming CSV after RFC 4180, plain or gzip: gzread passes plain files through.
 *
 * One buffer holds the present row whole, so that fields can point into it. A line
 * without any quote (nearly all of them) is cut up by memchr. A line with a quote goes
 * through a slower walk that unquotes in place, writing behind where it reads, and that
 * may ask for more bytes in the middle of a row. Since the buffer may then move, that
 * walk keeps offsets from the row's begin and turns them into pointers once the row is
 * complete. The zero byte behind each field takes the place of its separator, line end
 * or closing quote; the buffer has one spare byte for a last line without an end.
 *
 * A quote in the midst of an unquoted field (5" pot) is taken as it stands: RFC 4180
 * leaves it open, tills write it, and it can mean nothing else.
 */
#include "csv.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "printf_like.h"

#define FIRST_CAPACITY ((size_t)512 << 10)
#define ZLIB_BUFFER (256U << 10)

enum { AT_END = -1, AT_ERROR = -2 }; /* beside the bytes 0..255 */

struct csv_state {
    gzFile file;
    char *buffer;
    size_t capacity; /* one byte less than allocated */
    size_t begin;    /* of the present row */
    size_t end;      /* of the bytes read so far */
    size_t next;     /* of the row after the present one */
    uint64_t next_line;
    bool at_eof;
    char separator;

    csv_field *header;
    char *header_text;

    csv_field *fields;
    size_t *starts; /* offsets of the fields from `begin`, beside `fields` */
    size_t n_kept;
    size_t n_found; /* may exceed n_kept: surplus fields are counted, not kept */
    size_t max_kept;
    size_t fields_capacity;

    char bad[CSV_MESSAGE_SIZE];
    char error[CSV_MESSAGE_SIZE];
};

/* Where the walk through a row with quotes stands; offsets from the row's begin. */
typedef struct cursor {
    size_t read;
    size_t write;
} cursor;

/* ---- messages ---- */

PRINTF_LIKE(2, 3)
static int fail(csv_reader *r, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(r->state->error, sizeof r->state->error, format, args);
    va_end(args);
    r->error = r->state->error;
    r->bad = NULL;
    r->fields = NULL;
    r->n_fields = 0;
    return -1;
}

/* The first fault found in a row is the one worth reading. */
PRINTF_LIKE(2, 3)
static void mark_bad(csv_reader *r, const char *format, ...)
{
    va_list args;

    if (r->bad)
        return;
    va_start(args, format);
    vsnprintf(r->state->bad, sizeof r->state->bad, format, args);
    va_end(args);
    r->bad = r->state->bad;
}

static unsigned long long line_of(const csv_reader *r)
{
    return (unsigned long long)r->line;
}

static int fail_read(csv_reader *r)
{
    int code = Z_OK;
    const char *text = gzerror(r->state->file, &code);

    if (code == Z_ERRNO)
        text = strerror(errno);
    else if (code == Z_BUF_ERROR)
        text = "the compressed file is cut short";
    return fail(r, "line %llu: reading failed: %s", line_of(r), text);
}

static int fail_memory(csv_reader *r)
{
    return fail(r, "line %llu: out of memory", line_of(r));
}

/* ---- the buffer ---- */

/* Make room behind `end`; first by moving the row to the front, then by doubling. */
static int make_room(csv_reader *r)
{
    struct csv_state *s = r->state;
    size_t held = s->end - s->begin;
    size_t wanted = s->capacity * 2;
    char *larger;

    if (s->begin > 0) {
        memmove(s->buffer, s->buffer + s->begin, held);
        s->begin = 0;
        s->next = 0; /* for the call after the end; any row sets it anew */
        s->end = held;
    }
    if (held < s->capacity)
        return 0;
    if (held >= CSV_MAX_ROW)
        return fail(r, "line %llu: row longer than %zu MiB", line_of(r),
                    CSV_MAX_ROW >> 20);
    if (wanted > CSV_MAX_ROW)
        wanted = CSV_MAX_ROW;
    larger = realloc(s->buffer, wanted + 1);
    if (!larger)
        return fail_memory(r);
    s->buffer = larger;
    s->capacity = wanted;
    return 0;
}

/* Read more of the file: 1 if bytes came, 0 at its end, -1 on error. */
static int refill(csv_reader *r)
{
    struct csv_state *s = r->state;
    int got;
    int code = Z_OK;

    if (s->at_eof)
        return 0;
    if (make_room(r) != 0)
        return -1;
    got = gzread(s->file, s->buffer + s->end, (unsigned)(s->capacity - s->end));
    if (got < 0)
        return fail_read(r);
    if (got == 0) {
        gzerror(s->file, &code); /* a truncated .gz ends quietly but for this */
        if (code != Z_OK && code != Z_STREAM_END)
            return fail_read(r);
        s->at_eof = true;
        return 0;
    }
    s->end += (size_t)got;
    return 1;
}

/* The byte at this offset of the row, AT_END or AT_ERROR. */
static int byte_at(csv_reader *r, size_t offset)
{
    struct csv_state *s = r->state;

    while (s->begin + offset >= s->end) {
        int more = refill(r);
        if (more <= 0)
            return more == 0 ? AT_END : AT_ERROR;
    }
    return (unsigned char)s->buffer[s->begin + offset];
}

/* ---- the fields ---- */

static int grow_fields(csv_reader *r)
{
    struct csv_state *s = r->state;
    size_t wanted = s->fields_capacity ? s->fields_capacity * 2 : 16;
    csv_field *fields = realloc(s->fields, wanted * sizeof *fields);
    size_t *starts;

    if (!fields)
        return fail_memory(r);
    s->fields = fields;
    starts = realloc(s->starts, wanted * sizeof *starts);
    if (!starts)
        return fail_memory(r);
    s->starts = starts;
    s->fields_capacity = wanted;
    return 0;
}

/* Note a field at this offset and end it with a zero byte. */
static int add_field(csv_reader *r, size_t start, size_t size)
{
    struct csv_state *s = r->state;

    s->buffer[s->begin + start + size] = '\0';
    s->n_found++;
    if (s->n_kept == s->max_kept)
        return 0;
    if (s->n_kept == s->fields_capacity && grow_fields(r) != 0)
        return -1;
    s->starts[s->n_kept] = start;
    s->fields[s->n_kept].size = size;
    s->n_kept++;
    return 0;
}

/* Cut up the `size` bytes of a line in which no quote occurs. */
static int split_plain(csv_reader *r, size_t size)
{
    struct csv_state *s = r->state;
    char *line = s->buffer + s->begin;
    char separator = s->separator;
    size_t start = 0;

    if (memchr(line, '\0', size))
        mark_bad(r, "line %llu: holds a zero byte, not text", line_of(r));
    for (;;) {
        char *found = memchr(line + start, separator, size - start);
        size_t stop = found ? (size_t)(found - line) : size;
        if (add_field(r, start, stop - start) != 0)
            return -1;
        if (!found)
            return 0;
        start = stop + 1;
    }
}

/* Whether the row ends at this offset; `*skip` receives the size of the line end. */
static bool row_ends_at(csv_reader *r, size_t offset, int byte, size_t *skip)
{
    int after;

    *skip = byte >= 0;
    if (byte < 0 || byte == '\n')
        return true;
    if (byte != '\r')
        return false;
    after = byte_at(r, offset + 1);
    *skip = after == '\n' ? 2 : 1;
    return after == '\n' || after == AT_END;
}

/* Copy one byte back over what unquoting has freed. */
static void keep_byte(struct csv_state *s, cursor *at)
{
    s->buffer[s->begin + at->write++] = s->buffer[s->begin + at->read++];
}

/* Copy the inside of quotes up to the next quote. 1 if there is one, 0 at the end, -1. */
static int keep_until_quote(csv_reader *r, cursor *at)
{
    struct csv_state *s = r->state;

    for (;;) {
        int byte = byte_at(r, at->read);
        char *from;
        char *quote;
        size_t n;
        if (byte < 0)
            return byte == AT_END ? 0 : -1;
        from = s->buffer + s->begin + at->read;
        n = s->end - s->begin - at->read;
        quote = memchr(from, '"', n);
        if (quote)
            n = (size_t)(quote - from);
        for (char *p = from; (p = memchr(p, '\n', n - (size_t)(p - from))); p++)
            s->next_line++;
        memmove(s->buffer + s->begin + at->write, from, n);
        at->read += n;
        at->write += n;
        if (quote)
            return 1;
    }
}

static int fail_quote(csv_reader *r)
{
    size_t column = r->state->n_found + 1;

    if (r->state->at_eof)
        return fail(r, "line %llu: quote opened in column %zu is never closed",
                    line_of(r), column);
    if (r->state->end - r->state->begin >= CSV_MAX_ROW)
        return fail(r, "line %llu: quote opened in column %zu, not closed within %zu MiB",
                    line_of(r), column, CSV_MAX_ROW >> 20);
    return -1; /* a read error or no memory, which has its sentence already */
}

/* Walk a field from its opening quote to behind its closing quote. */
static int unquote(csv_reader *r, cursor *at)
{
    at->read++;
    for (;;) {
        if (keep_until_quote(r, at) <= 0)
            return fail_quote(r);
        if (byte_at(r, at->read + 1) != '"') {
            at->read++;
            return r->error ? -1 : 0;
        }
        keep_byte(r->state, at); /* the first of a doubled quote stands for both */
        at->read++;
    }
}

/* Walk one field up to and past its separator: 1 if another field follows, 0 or -1. */
static int walk_field(csv_reader *r, cursor *at)
{
    struct csv_state *s = r->state;
    size_t start = at->write;
    size_t skip;
    size_t size;
    bool quoted = byte_at(r, at->read) == '"';
    bool last;
    int byte;

    if (quoted && unquote(r, at) != 0)
        return -1;
    for (;;) {
        byte = byte_at(r, at->read);
        last = row_ends_at(r, at->read, byte, &skip);
        if (r->error)
            return -1;
        if (last || byte == (unsigned char)s->separator)
            break;
        if (quoted)
            mark_bad(r, "line %llu: text after the closing quote in column %zu",
                     line_of(r), s->n_found + 1);
        keep_byte(s, at);
    }
    size = at->write - start;
    if (memchr(s->buffer + s->begin + start, '\0', size))
        mark_bad(r, "line %llu: column %zu holds a zero byte, not text", line_of(r),
                 s->n_found + 1);
    at->read += last ? skip : 1;
    if (add_field(r, start, size) != 0)
        return -1;
    at->write++; /* past the zero byte */
    return last ? 0 : 1;
}

static int split_quoted(csv_reader *r)
{
    struct csv_state *s = r->state;
    cursor at = {0, 0};
    int more;

    do
        more = walk_field(r, &at);
    while (more == 1);
    if (more < 0)
        return -1;
    s->next = s->begin + at.read;
    s->next_line++;
    return 0;
}

/* ---- the rows ---- */

/* Find the end of the line that starts at `begin`: 1 if a line is there, 0, -1. */
static int find_line(csv_reader *r, size_t *size)
{
    struct csv_state *s = r->state;
    size_t seen = 0;

    for (;;) {
        size_t held = s->end - s->begin;
        char *line = s->buffer + s->begin;
        char *found = memchr(line + seen, '\n', held - seen);
        int more;
        if (found) {
            *size = (size_t)(found - line) + 1;
            return 1;
        }
        seen = held;
        more = refill(r);
        if (more <= 0) {
            *size = seen; /* a last line may lack its end */
            return more < 0 ? -1 : seen > 0;
        }
    }
}

/* Split the line of `size` bytes at `begin`, or more lines if quotes span them. */
static int split_row(csv_reader *r, size_t size)
{
    struct csv_state *s = r->state;
    const char *line = s->buffer + s->begin;
    size_t text = size;

    if (memchr(line, '"', size))
        return split_quoted(r);
    if (text > 0 && line[text - 1] == '\n')
        text--;
    if (text > 0 && line[text - 1] == '\r')
        text--;
    s->next = s->begin + size;
    s->next_line++;
    return split_plain(r, text);
}

static bool is_empty_line(const char *line, size_t size)
{
    return line[0] == '\n' || (line[0] == '\r' && (size == 1 || line[1] == '\n'));
}

/* Hand the row out: pointers instead of offsets, now that the buffer stays put. */
static void show_row(csv_reader *r)
{
    struct csv_state *s = r->state;

    for (size_t i = 0; i < s->n_kept; i++)
        s->fields[i].text = s->buffer + s->begin + s->starts[i];
    r->fields = s->fields;
    r->n_fields = s->n_kept;
    if (r->n_columns > 0 && s->n_found != r->n_columns)
        mark_bad(r, "line %llu: %zu field%s, the header has %zu", line_of(r), s->n_found,
                 s->n_found == 1 ? "" : "s", r->n_columns);
}

int csv_next(csv_reader *r)
{
    struct csv_state *s = r->state;
    size_t size;
    int found;

    if (r->error)
        return -1;
    r->bad = NULL;
    r->fields = NULL;
    r->n_fields = 0;
    s->n_kept = 0;
    s->n_found = 0;
    for (;;) {
        s->begin = s->next;
        r->line = s->next_line;
        found = find_line(r, &size);
        if (found <= 0)
            return found;
        if (!is_empty_line(s->buffer + s->begin, size))
            break;
        s->next = s->begin + size;
        s->next_line++;
    }
    if (split_row(r, size) != 0)
        return -1;
    show_row(r);
    return 1;
}

/* ---- opening ---- */

/* Skip a UTF-8 mark; a UTF-16 one means that nothing we could read follows. */
static int skip_mark(csv_reader *r)
{
    struct csv_state *s = r->state;
    int first = byte_at(r, 0);
    int second = byte_at(r, 1);

    if (r->error)
        return -1;
    if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF))
        return fail(r, "the file is UTF-16, please save it as UTF-8");
    if (first == 0xEF && second == 0xBB && byte_at(r, 2) == 0xBF)
        s->next = 3;
    return r->error ? -1 : 0;
}

/* A file with the line ends of an old Macintosh would look like one long header. */
static bool has_lone_return(csv_field field)
{
    const char *end = field.text + field.size;

    for (const char *p = field.text; (p = memchr(p, '\r', (size_t)(end - p))); p++)
        if (p[1] != '\n')
            return true;
    return false;
}

/* Copy the present row, as the buffer goes on to other rows. */
static int keep_header(csv_reader *r)
{
    struct csv_state *s = r->state;
    size_t total = 0;
    char *to;

    for (size_t i = 0; i < s->n_kept; i++)
        total += s->fields[i].size + 1;
    s->header = malloc(s->n_kept * sizeof *s->header);
    s->header_text = malloc(total);
    if (!s->header || !s->header_text)
        return fail_memory(r);
    to = s->header_text;
    for (size_t i = 0; i < s->n_kept; i++) {
        memcpy(to, s->fields[i].text, s->fields[i].size + 1);
        s->header[i] = (csv_field){to, s->fields[i].size};
        to += s->fields[i].size + 1;
    }
    r->header = s->header;
    r->n_columns = s->n_kept;
    s->max_kept = s->n_kept;
    return 0;
}

static int read_header(csv_reader *r)
{
    struct csv_state *s = r->state;
    int got;

    if (skip_mark(r) != 0)
        return -1;
    got = csv_next(r);
    if (got < 0)
        return -1;
    if (got == 0)
        return fail(r, "the file is empty, not even a header");
    if (r->bad)
        return fail(r, "%s", s->bad);
    if (s->n_found > CSV_MAX_COLUMNS)
        return fail(r, "line %llu: %zu columns, at most %zu can be read", line_of(r),
                    s->n_found, CSV_MAX_COLUMNS);
    for (size_t i = 0; i < s->n_kept; i++)
        if (has_lone_return(r->fields[i]))
            return fail(r, "line %llu: carriage return without line feed", line_of(r));
    return keep_header(r);
}

static csv_reader *new_reader(char separator)
{
    csv_reader *r = calloc(1, sizeof *r);
    struct csv_state *s = calloc(1, sizeof *s);
    char *buffer = malloc(FIRST_CAPACITY + 1);

    if (!r || !s || !buffer) {
        free(buffer);
        free(s);
        free(r);
        return NULL;
    }
    s->buffer = buffer;
    s->capacity = FIRST_CAPACITY;
    s->next_line = 1;
    s->separator = separator ? separator : ',';
    s->max_kept = CSV_MAX_COLUMNS;
    r->line = 1;
    r->state = s;
    return r;
}

static int open_file(csv_reader *r, const char *path)
{
    struct csv_state *s = r->state;

    if (strchr("\"\r\n", s->separator))
        return fail(r, "a quote or line end cannot be the separator");
    errno = 0;
    s->file = gzopen(path, "rb");
    if (!s->file)
        return fail(r, "cannot open: %s", errno ? strerror(errno) : "out of memory");
    gzbuffer(s->file, ZLIB_BUFFER);
    return read_header(r);
}

csv_reader *csv_open(const char *path, char separator, char *error, size_t error_size)
{
    csv_reader *r = new_reader(separator);

    if (!r) {
        snprintf(error, error_size, "out of memory");
        return NULL;
    }
    if (open_file(r, path) != 0) {
        snprintf(error, error_size, "%s", r->error);
        csv_close(r);
        return NULL;
    }
    return r;
}

size_t csv_find(const csv_reader *r, const char *name)
{
    size_t size = strlen(name);

    for (size_t i = 0; i < r->n_columns; i++)
        if (r->header[i].size == size && memcmp(r->header[i].text, name, size) == 0)
            return i;
    return CSV_ABSENT;
}

void csv_close(csv_reader *r)
{
    if (!r)
        return;
    if (r->state->file)
        gzclose(r->state->file);
    free(r->state->header_text);
    free(r->state->header);
    free(r->state->starts);
    free(r->state->fields);
    free(r->state->buffer);
    free(r->state);
    free(r);
}
