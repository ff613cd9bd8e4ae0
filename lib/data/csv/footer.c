/*
 * Rows that stand at the end of a file and are no rows of it: see state.h. A footer has
 * at most half of the fields. A total has all of them, begins with a word for it, and is
 * half empty, or empty where no row before it was,
 * and tells no day. Or it has nothing but a few figures
 * behind an empty first field, and is empty where no row before it was.
 */
#include <string.h>

#include "data/csv/state.h"
#include "data/keys/key_letter.h"

/* Words for totals in lower case of ASCII: English; Vietnamese, in both forms that
 * Unicode has, and in capitals. */
static const char *const words[] = {
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sub-total",
    "sum",
    "t\xe1\xbb\x95ng",
    "t\xe1\xbb\x94ng",
    "to\xcc\x82\xcc\x89ng",
    "t\xc3\xb4\xcc\x89ng",
    "tong",
    "c\xe1\xbb\x99ng",
    "c\xe1\xbb\x98ng",
    "c\xc3\xb4\xcc\xa3ng",
};

/* 1 if the text is a word for a total, or begins with one and a blank or colon. */
static int is_total_word(const char *text, size_t size)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]), j = 0;
        while (j < n && j < size && quen__key_lower(text[j]) == words[i][j])
            j++;
        if (j == n && (size == n || text[n] == ' ' || text[n] == ':' || text[n] == '('))
            return 1;
    }
    return 0;
}

static const char *trimmed(const quen_csv *csv, size_t field, size_t *size)
{
    const char *text = quen__csv_value(&csv->scan, field, size);
    quen__csv_trim(&text, size);
    return text;
}

/* 1 if a column is empty here that no row before left empty. */
static int lacks_something(const quen_csv *csv)
{
    for (size_t i = 0; i < csv->n_columns; i++) {
        const quen__csv_column *column = &csv->columns[i];
        size_t size;
        if (column->source == SIZE_MAX || column->has_empty)
            continue;
        trimmed(csv, column->source, &size);
        if (size == 0)
            return 1;
    }
    return 0;
}

/* 1 if the text is a day in digits: three numbers with two equal marks between them. */
static int is_day(const char *text, size_t size)
{
    size_t i = 0, parts = 0, digits = 0;
    char mark = '\0';
    for (; i <= size; i++) {
        int digit = i < size && text[i] >= '0' && text[i] <= '9';
        digits += (size_t)digit;
        if (digit)
            continue;
        if (digits == 0 || digits > 4)
            return 0;
        digits = 0;
        if (++parts == 3)
            return 1;
        if (i == size || !strchr("-/.", text[i]) || (mark && text[i] != mark))
            return 0;
        mark = text[i];
    }
    return 0;
}

static int is_total(const quen_csv *csv)
{
    size_t n = csv->scan.n_fields, filled = 0, figures = 0, first = n;
    int has_rows = csv->rows + csv->n_rows > 0, worded = 0;
    for (size_t i = 0; i < n; i++) {
        size_t size;
        const char *text = trimmed(csv, i, &size);
        if (size == 0)
            continue;
        if (first == n) {
            first = i;
            worded = is_total_word(text, size);
        }
        if (first != i && is_day(text, size) && !memchr(text, ',', size))
            return 0;
        filled++;
        figures += (size_t)quen__csv_is_figure(text, size);
    }
    if (worded)
        return 2 * filled <= n || (filled < n && has_rows && lacks_something(csv));
    return n > 2 && first > 0 && filled == figures && has_rows &&
           filled <= (n / 3 > 1 ? n / 3 : 1) && lacks_something(csv);
}

static int is_padding(const quen_csv *csv)
{
    size_t size, i = 0;
    const char *text = quen__csv_value(&csv->scan, 0, &size);
    while (i < size && (text[i] == '\0' || text[i] == 0x1a))
        i++;
    return csv->scan.n_fields == 1 && size > 0 && i == size;
}

/* A row that the end of the file cuts is no footer: one of a few words may be. */
static int is_footer(const quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    size_t size;
    const char *text = trimmed(csv, 0, &size);
    if (is_total_word(text, size))
        return 1;
    if (2 * s->n_fields > csv->header.n)
        return 0;
    return !s->unterminated || (s->n_fields == 1 && size &&
                                (memchr(text, ' ', size) || memchr(text, ':', size)));
}

int quen__csv_kind_of(const quen_csv *csv)
{
    const quen__csv_scan *s = &csv->scan;
    if (s->n_fields == 0 || s->n_fields > QUEN_CSV_MAX_FIELDS)
        return QUEN__CSV_LINE;
    if (is_padding(csv))
        return QUEN__CSV_PADDING;
    if (s->n_fields == csv->header.n)
        return is_total(csv) ? QUEN__CSV_TOTAL : QUEN__CSV_LINE;
    return is_footer(csv) ? QUEN__CSV_TOTAL : QUEN__CSV_LINE;
}
