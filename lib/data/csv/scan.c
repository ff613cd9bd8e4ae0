/*
 * Rows and fields: see scan.h. Blocks of 64 bytes are compared with the separator and
 * both line ends at once, into a mask of bits; plain fields are cut by walking its bits.
 * A field that begins with a blank, a quote or nothing leaves this loop for a state of
 * its own: quotes are looked for by memchr(), and the mask is set again behind them.
 */
#include "data/csv/scan.h"

#include <string.h>

#include "core/cpu.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* States: where in a row we are. */
enum {
    AT_ROW = 0, /* before one */
    AT_START,   /* where a field starts */
    IN_PLAIN,   /* within a field that is not quoted */
    IN_QUOTES,
    AT_QUOTE, /* behind a quote within quotes: it closes them or is doubled */
    BEHIND_QUOTES,
    IN_FAULT /* within text behind quotes */
};

#define GO_ON (-1)

/* --- masks --- */

#if defined(__SSE2__)
QUEN__INLINE uint64_t marks_of_16(const char *text, __m128i separator)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i feed = _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'));
    __m128i back = _mm_cmpeq_epi8(v, _mm_set1_epi8('\r'));
    __m128i cut = _mm_cmpeq_epi8(v, separator);
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(cut, _mm_or_si128(feed, back)));
}

QUEN__INLINE uint64_t marks_of(const char *text, char separator)
{
    __m128i cut = _mm_set1_epi8(separator);
    return marks_of_16(text, cut) | marks_of_16(text + 16, cut) << 16 |
           marks_of_16(text + 32, cut) << 32 | marks_of_16(text + 48, cut) << 48;
}
#else
QUEN__INLINE uint64_t marks_of(const char *text, char separator)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < 64; i++)
        mask |= (uint64_t)(text[i] == separator || text[i] == '\n' || text[i] == '\r')
                << i;
    return mask;
}
#endif

QUEN__INLINE unsigned lowest_bit(uint64_t mask)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(mask);
#else
    unsigned bit = 0;
    while (!(mask >> bit & 1))
        bit++;
    return bit;
#endif
}

/* The marks of the block at an offset that is not behind the end. */
QUEN__INLINE uint64_t load(const quen__csv_scan *s, size_t at)
{
    uint64_t mask = marks_of(s->text + at, s->separator);
    return s->end - at < 64 ? mask & ((UINT64_C(1) << (s->end - at)) - 1) : mask;
}

/* Have the mask begin at this offset. */
QUEN__INLINE void seek(quen__csv_scan *s, size_t at)
{
    if (at >= s->mask_at && at - s->mask_at < 64) {
        s->mask &= ~UINT64_C(0) << (at - s->mask_at);
    } else {
        s->mask_at = at;
        s->mask = load(s, at);
    }
}

/* 1 with the next separator or line end before `end`. */
QUEN__INLINE int next_mark(quen__csv_scan *s, size_t end, size_t *found)
{
    while (!s->mask) {
        if (end - s->mask_at <= 64)
            return 0;
        s->mask_at += 64;
        s->mask = load(s, s->mask_at);
    }
    *found = s->mask_at + lowest_bit(s->mask);
    s->mask &= s->mask - 1;
    return *found < end;
}

/* --- steps: GO_ON, or what ends the walk --- */

QUEN__INLINE void add_field(quen__csv_scan *s, size_t start, size_t size, uint32_t flags)
{
    if (s->n_fields < QUEN_CSV_MAX_FIELDS) {
        s->fields[s->n_fields].start = (uint32_t)(start - s->begin);
        s->fields[s->n_fields].size = (uint32_t)size | flags;
    }
    s->n_fields++;
}

/* The row ends at this offset, with a line end or with the text. */
static int end_row(quen__csv_scan *s, size_t stop)
{
    s->unterminated = stop >= s->end;
    s->next = s->unterminated ? stop : stop + 1;
    s->skip_feed = !s->unterminated && s->text[stop] == '\r';
    s->next_line++;
    s->state = AT_ROW;
    return QUEN__CSV_ROW;
}

/* Whether no text follows what is there up to `end`. */
static int is_last(const quen__csv_scan *s, size_t end)
{
    return s->finished && end == s->end;
}

/* Wait for more in this state. */
static int wait(quen__csv_scan *s, uint8_t state, size_t at)
{
    s->state = state;
    s->at = at;
    return QUEN__CSV_MORE;
}

static int is_blank(const quen__csv_scan *s, char c)
{
    return (c == ' ' || c == '\t') && (c != s->separator || s->blanks);
}

static int start_plain(quen__csv_scan *s, size_t start)
{
    seek(s, start);
    s->field = start;
    s->at = start;
    s->state = IN_PLAIN;
    return GO_ON;
}

/* Runs of blanks part fields, so that one at either end of a row parts nothing. */
static int start_after_blanks(quen__csv_scan *s, size_t end)
{
    size_t start = s->field;
    while (start < end && s->text[start] == ' ')
        start++;
    s->field = start;
    if (start < end && s->text[start] != '\n' && s->text[start] != '\r')
        return GO_ON;
    if (start == end && !is_last(s, end))
        return wait(s, AT_START, start);
    return end_row(s, start);
}

static int start_field(quen__csv_scan *s, size_t end)
{
    if (s->blanks) {
        int step = start_after_blanks(s, end);
        if (step != GO_ON)
            return step;
    }
    size_t at = s->at > s->field ? s->at : s->field;
    while (s->quotes && at < end && is_blank(s, s->text[at]))
        at++;
    if (at == end) {
        if (!is_last(s, end))
            return wait(s, AT_START, at);
        add_field(s, s->field, end - s->field, 0);
        return end_row(s, end);
    }
    if (!s->quotes || s->text[at] != '"')
        return start_plain(s, s->field);
    s->field = s->at = at + 1;
    s->doubled = 0;
    s->has_quotes = 1;
    s->state = IN_QUOTES;
    return GO_ON;
}

/* The loop for nearly all fields: it stays as long as they begin with no blank or quote.
 */
static int walk_plain(quen__csv_scan *s, size_t end)
{
    const char *text = s->text, separator = s->separator;
    size_t start = s->field, stop;
    seek(s, s->at);
    while (next_mark(s, end, &stop)) {
        add_field(s, start, stop - start, 0);
        if (text[stop] != separator)
            return end_row(s, stop);
        start = stop + 1;
        if (start >= end || (unsigned char)text[start] <= '"') {
            s->field = s->at = start;
            s->state = AT_START;
            return GO_ON;
        }
    }
    s->field = start;
    if (!is_last(s, end))
        return wait(s, IN_PLAIN, end);
    add_field(s, start, end - start, 0);
    return end_row(s, end);
}

static int walk_quotes(quen__csv_scan *s, size_t end)
{
    const char *quote = memchr(s->text + s->at, '"', end - s->at);
    if (!quote && is_last(s, end))
        return QUEN__CSV_UNCLOSED;
    if (!quote)
        return wait(s, IN_QUOTES, end);
    s->at = (size_t)(quote - s->text) + 1;
    s->state = AT_QUOTE;
    return GO_ON;
}

static int after_quote(quen__csv_scan *s, size_t end)
{
    if (s->at == end && !is_last(s, end))
        return wait(s, AT_QUOTE, end);
    if (s->at < end && s->text[s->at] == '"') {
        s->doubled = 1;
        s->at++;
        s->state = IN_QUOTES;
        return GO_ON;
    }
    size_t size = s->at - 1 - s->field;
    uint64_t lines = quen__csv_lines(s->text + s->field, size);
    if (lines && s->columns && !s->guarded &&
        quen__csv_lines_are_rows(s->text + s->field, size, s->separator, s->n_fields,
                                 s->columns))
        s->guarded = (uint32_t)s->n_fields + 1;
    s->next_line += lines;
    add_field(s, s->field, size, QUEN__CSV_QUOTED | (s->doubled ? QUEN__CSV_DOUBLED : 0));
    s->state = BEHIND_QUOTES;
    return GO_ON;
}

/* At a separator or line end behind quotes. */
static int pass_mark(quen__csv_scan *s, size_t at)
{
    if (s->text[at] != s->separator)
        return end_row(s, at);
    s->field = s->at = at + 1;
    s->state = AT_START;
    return GO_ON;
}

static int behind_quotes(quen__csv_scan *s, size_t end)
{
    size_t at = s->at;
    while (at < end && s->text[at] != s->separator && is_blank(s, s->text[at]))
        at++;
    if (at == end)
        return is_last(s, end) ? end_row(s, end) : wait(s, BEHIND_QUOTES, at);
    char c = s->text[at];
    if (c == s->separator || c == '\n' || c == '\r')
        return pass_mark(s, at);
    if (!s->fault)
        s->fault = (uint32_t)s->n_fields;
    s->at = at;
    s->state = IN_FAULT;
    return GO_ON;
}

static int walk_fault(quen__csv_scan *s, size_t end)
{
    size_t stop;
    seek(s, s->at);
    if (next_mark(s, end, &stop))
        return pass_mark(s, stop);
    return is_last(s, end) ? end_row(s, end) : wait(s, IN_FAULT, end);
}

/* --- rows --- */

/* 1 if the next row has begun. */
static int begin_row(quen__csv_scan *s)
{
    if (s->skip_feed && s->next < s->end) {
        s->next += s->text[s->next] == '\n';
        s->skip_feed = 0;
    }
    s->begin = s->next;
    s->line = s->next_line;
    s->n_fields = 0;
    if (s->next == s->end)
        return 0;
    s->fault = s->guarded = 0;
    s->has_quotes = s->unterminated = 0;
    s->field = s->at = s->begin;
    s->state = AT_START;
    return 1;
}

int quen__csv_scan_next(quen__csv_scan *s)
{
    if (s->state == AT_ROW && !begin_row(s))
        return QUEN__CSV_MORE;
    /* No row is looked at for longer than it may be. */
    size_t most = (size_t)QUEN_CSV_MAX_ROW + 1;
    size_t end = s->end - s->begin > most ? s->begin + most : s->end;
    for (int step = GO_ON;;) {
        switch (s->state) {
        case AT_START:
            step = start_field(s, end);
            break;
        case IN_PLAIN:
            step = walk_plain(s, end);
            break;
        case IN_QUOTES:
            step = walk_quotes(s, end);
            break;
        case AT_QUOTE:
            step = after_quote(s, end);
            break;
        case BEHIND_QUOTES:
            step = behind_quotes(s, end);
            break;
        default:
            step = walk_fault(s, end);
        }
        if (step != GO_ON)
            return step;
    }
}

void quen__csv_scan_begin(quen__csv_scan *s, size_t at, uint64_t line)
{
    s->begin = s->next = s->at = s->field = at;
    s->line = s->next_line = line;
    s->mask_at = SIZE_MAX;
    s->mask = 0;
    s->n_fields = 0;
    s->state = AT_ROW;
    s->skip_feed = s->has_quotes = s->unterminated = s->doubled = 0;
    s->fault = s->guarded = 0;
}

void quen__csv_scan_text(quen__csv_scan *s, const char *text, size_t end, size_t gone)
{
    s->text = text;
    s->end = end;
    s->begin -= gone;
    s->next -= gone;
    s->at -= gone;
    s->field -= gone;
    s->mask_at = SIZE_MAX; /* the last block of it may have been cut */
}

int quen__csv_scan_in_quotes(const quen__csv_scan *s)
{
    return s->state == IN_QUOTES || s->state == AT_QUOTE;
}
