/*
 * The window read in one way: see dialect.h. Which number of fields most rows have, how
 * the quotes do, which row has the names that are wanted. Then how good that is: rows of
 * more fields, and alike, count for more, and so do values that are a number, a date or
 * a plain text, in which no other separator is left (after van den Burg, Nazabal and
 * Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019).
 */
#include <string.h>

#include "data/csv/dialect.h"

#define TYPED_ROWS 200u

void quen__csv_scan_window(const quen__csv_window *window, size_t size,
                           const quen__csv_reading *reading, quen__csv_scan *scan)
{
    *scan = (quen__csv_scan){0};
    scan->text = window->text;
    scan->end = size;
    scan->fields = window->fields;
    scan->separator = reading->separator;
    scan->blanks = reading->blanks;
    scan->quotes = reading->quotes;
    scan->finished = window->whole && size == window->size;
    quen__csv_scan_begin(scan, window->first, window->first_line);
}

int quen__csv_is_empty(const quen__csv_scan *scan)
{
    if (scan->n_fields > QUEN_CSV_MAX_FIELDS)
        return 0;
    for (size_t i = 0; i < scan->n_fields; i++) {
        const char *text = scan->text + scan->begin + scan->fields[i].start;
        size_t size = scan->fields[i].size & QUEN__CSV_SIZE;
        quen__csv_trim(&text, &size);
        if (size)
            return 0;
    }
    return 1;
}

/* --- names --- */

/* How many of the names that are wanted the row has. */
static size_t names_in(const quen__csv_window *window, const quen__csv_scan *scan)
{
    const quen__csv_names *wanted = window->wanted;
    size_t found = 0, n = scan->n_fields;
    n = n < QUEN_CSV_MAX_FIELDS ? n : QUEN_CSV_MAX_FIELDS;
    for (size_t i = 0; i < wanted->n; i++) {
        const char *name = quen__csv_name(wanted, i);
        size_t length = strlen(name);
        for (size_t j = 0; j < n; j++) {
            const char *text = scan->text + scan->begin + scan->fields[j].start;
            size_t size = scan->fields[j].size & QUEN__CSV_SIZE;
            if (size < length)
                continue;
            quen__csv_trim(&text, &size);
            if (quen__csv_alike(name, length, text, size)) {
                found += i < window->n_required ? 1024 : 1;
                break;
            }
        }
    }
    return found;
}

static int all_quoted(const quen__csv_scan *scan)
{
    size_t n = scan->n_fields < QUEN_CSV_MAX_FIELDS ? scan->n_fields : 0, quoted = 0;
    for (size_t i = 0; i < n; i++)
        quoted += scan->fields[i].size >> 31;
    return n > 1 && quoted == n;
}

/* --- rows --- */

static void count_quotes(const quen__csv_scan *scan, quen__csv_reading *r)
{
    size_t n = scan->n_fields < QUEN_CSV_MAX_FIELDS ? scan->n_fields : 0;
    if (scan->fault || scan->guarded) {
        r->ill++;
        r->ill_line = r->ill_line ? r->ill_line : scan->line;
    }
    if (scan->guarded && !r->swallow_line) {
        r->swallow_line = scan->line;
        r->swallow_end = scan->next_line - 1;
    }
    for (size_t i = 0; i < n && !scan->fault && !scan->guarded; i++) {
        uint32_t size = scan->fields[i].size & QUEN__CSV_SIZE;
        const char *text = scan->text + scan->begin + scan->fields[i].start;
        if (!(scan->fields[i].size & QUEN__CSV_QUOTED))
            continue;
        r->quoted++;
        r->proofs += scan->fields[i].size & QUEN__CSV_DOUBLED ||
                     memchr(text, scan->separator, size) != NULL;
    }
}

static void count_row(const quen__csv_window *window, const quen__csv_scan *scan,
                      quen__csv_reading *r)
{
    size_t n = scan->n_fields;
    n = n < QUEN__CSV_COUNTS ? n : QUEN__CSV_COUNTS - 1;
    window->counts[n]++;
    r->most = n > r->most ? n : r->most;
    if (r->rows++ == 0)
        r->first_line = scan->line;
    if (scan->has_quotes)
        count_quotes(scan, r);
    if (scan->line > QUEN__CSV_HEADER_LINES || window->no_header)
        return;
    size_t found = names_in(window, scan);
    if (found > r->found) {
        r->found = found;
        r->header_line = scan->line;
        r->header_fields = scan->n_fields;
        r->sure = all_quoted(scan) != 0;
    }
}

/* The number of fields that most rows have, each field but the first counting. */
static void settle_columns(const quen__csv_window *window, quen__csv_reading *r)
{
    double best = -1;
    for (size_t n = 1; n <= r->most; n++) {
        double weight = (double)window->counts[n] * (double)(n - 1) / (double)n;
        if (window->counts[n] && weight > best) {
            best = weight;
            r->columns = n;
            r->alike = window->counts[n];
        }
        window->counts[n] = 0; /* for the next reading */
    }
}

/* A quote is open where the window ends: it may be closed behind it. */
static void see_end(const quen__csv_scan *scan, int step, size_t guard,
                    quen__csv_reading *r)
{
    int open = step == QUEN__CSV_UNCLOSED;
    if (!open && quen__csv_scan_in_quotes(scan))
        open = quen__csv_lines_are_rows(scan->text + scan->field, scan->end - scan->field,
                                        scan->separator, scan->n_fields, guard);
    if (!open)
        return;
    r->ill++;
    r->ill_line = r->ill_line ? r->ill_line : scan->line;
    r->swallow_line = r->swallow_line ? r->swallow_line : scan->line;
}

/* The fields of a row, less empty ones at its end that are beyond so many. */
static size_t fields_of(const quen__csv_scan *scan, size_t columns)
{
    size_t n = scan->n_fields;
    while (n > columns && n <= QUEN_CSV_MAX_FIELDS &&
           (scan->fields[n - 1].size & QUEN__CSV_SIZE) == 0)
        n--;
    return n;
}

/*
 * Rows may all end with a separator that the header lacks: fields with nothing in any row
 * of that length, a header among them, are no columns.
 */
static void drop_empty_ends(const quen__csv_window *window, size_t size,
                            quen__csv_reading *r)
{
    quen__csv_scan scan;
    size_t most = 1;
    quen__csv_scan_window(window, size, r, &scan);
    while (most < r->columns && quen__csv_scan_next(&scan) == QUEN__CSV_ROW)
        if (scan.n_fields == r->columns)
            most = fields_of(&scan, most);
    r->columns = most < r->columns ? most : r->columns;
}

/* Without names that are wanted, the header is the first row that is cut like the rest.
 */
static void find_header(const quen__csv_window *window, size_t size, quen__csv_reading *r)
{
    quen__csv_scan scan;
    quen__csv_scan_window(window, size, r, &scan);
    while (quen__csv_scan_next(&scan) == QUEN__CSV_ROW &&
           scan.line <= QUEN__CSV_HEADER_LINES) {
        size_t filled = 0, n = fields_of(&scan, r->columns);
        if (n != r->columns || n > QUEN_CSV_MAX_FIELDS)
            continue;
        for (size_t i = 0; i < n; i++)
            filled += (scan.fields[i].size & QUEN__CSV_SIZE) > 0;
        if (2 * filled < n || filled == 0)
            continue;
        r->header_line = scan.line;
        r->header_fields = n;
        r->sure = all_quoted(&scan) != 0;
        return;
    }
}

void quen__csv_read_window(const quen__csv_window *window, size_t size, int quotes,
                           size_t guard, quen__csv_reading *r)
{
    quen__csv_scan scan;
    int step;
    r->quotes = quotes != 0;
    r->sure = 0;
    r->rows = r->alike = r->quoted = r->proofs = r->ill = r->ill_line = 0;
    r->swallow_line = r->swallow_end = r->header_line = 0;
    r->columns = r->most = r->found = 0;
    quen__csv_scan_window(window, size, r, &scan);
    scan.columns = guard;
    while ((step = quen__csv_scan_next(&scan)) == QUEN__CSV_ROW)
        if (!quen__csv_is_empty(&scan))
            count_row(window, &scan, r);
    if (quotes)
        see_end(&scan, step, guard, r);
    settle_columns(window, r);
    if (!r->found && !window->no_header) {
        drop_empty_ends(window, size, r);
        find_header(window, size, r);
    }
    r->sure = (uint8_t)quen__csv_is_sure(r);
}

int quen__csv_is_sure(const quen__csv_reading *r)
{
    return r->sure ||
           (r->alike == r->rows && r->proofs >= 10 && r->proofs >= 20 * r->ill);
}

/* --- what it is worth --- */

int quen__csv_is_figure(const char *text, size_t size)
{
    int digits = 0;
    for (size_t i = 0; i < size; i++) {
        int digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && !strchr(" .,-+/:()%$TZ", text[i]))
            return 0;
        digits |= digit;
    }
    return digits;
}

/* A number, a date, nothing, or a text in which no separator is left. */
static int is_typed(const char *text, size_t size, char separator)
{
    static const char signs[] = ",;\t|\"";
    if (separator != QUEN__CSV_NO_SEPARATOR && quen__csv_is_figure(text, size))
        return 1;
    for (size_t i = 0; i < sizeof signs - 1; i++)
        if (size && memchr(text, signs[i], size))
            return 0;
    return 1;
}

static size_t typed_in(const quen__csv_scan *scan, size_t n, size_t *figures)
{
    size_t typed = 0;
    for (size_t i = 0; i < n; i++) {
        const char *text = scan->text + scan->begin + scan->fields[i].start;
        size_t size = scan->fields[i].size & QUEN__CSV_SIZE;
        *figures += (size_t)quen__csv_is_figure(text, size);
        typed += scan->fields[i].size >> 31 || is_typed(text, size, scan->separator);
    }
    return typed;
}

/* Doubts about the header, of which so many fields are figures. */
static double header_worth(const quen__csv_window *window, const quen__csv_reading *r,
                           size_t figures)
{
    double worth = 1;
    if (window->no_header)
        return 1;
    if (r->header_fields != r->columns)
        worth *= 0.25;
    if (figures && !r->found) /* then the lines before it are no title either */
        worth *= r->header_line > window->first_line ? 0.25 : 0.5;
    return worth;
}

double quen__csv_worth(const quen__csv_window *window, size_t size,
                       const quen__csv_reading *r)
{
    quen__csv_scan scan;
    size_t rows = 0, typed = 0, figures = 0, n = r->columns;
    if (r->rows == 0 || (n == 1 && r->separator != QUEN__CSV_NO_SEPARATOR))
        return 0;
    if (n > QUEN_CSV_MAX_FIELDS)
        return (double)r->alike / (double)r->rows;
    quen__csv_scan_window(window, size, r, &scan);
    while (rows < TYPED_ROWS && quen__csv_scan_next(&scan) == QUEN__CSV_ROW) {
        size_t in_row = 0;
        if (fields_of(&scan, n) != n || quen__csv_is_empty(&scan))
            continue;
        rows++;
        typed += typed_in(&scan, n, &in_row);
        if (scan.line == r->header_line)
            figures = in_row;
    }
    double worth = header_worth(window, r, figures);
    worth *= n > 1 ? (double)(n - 1) / (double)n : 0.2;
    worth *= (double)r->alike / (double)r->rows;
    return worth * (double)typed / (double)((rows ? rows : 1) * n);
}
