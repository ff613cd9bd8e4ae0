/* What was understood of a file, a line each: see quen_csv_told(). */
#include <stdio.h>
#include <string.h>

#include "data/csv/state.h"

static quen__csv_words line_of(quen_csv *csv, size_t what)
{
    quen__csv_words words = {csv->told[what], QUEN__CSV_TOLD_SIZE, 0};
    return words;
}

static unsigned long long number(uint64_t n)
{
    return n;
}

static void tell_separator(quen_csv *csv)
{
    const quen__csv_reading *r = &csv->dialect.reading;
    quen__csv_words words = line_of(csv, QUEN__CSV_TOLD_SEPARATOR);
    char one[4];
    const char *name = quen__csv_separator_name(r->separator, r->blanks, one);
    quen__csv_say(&words, "separator: %s (", name);
    if (csv->dialect.said)
        quen__csv_say(&words, "line 1 says so");
    else if (csv->options.separator)
        quen__csv_say(&words, "as was said");
    else if (r->alike == r->rows)
        quen__csv_say(&words, "%zu field%s in all %llu rows looked at", r->columns,
                      r->columns == 1 ? "" : "s", number(r->rows));
    else
        quen__csv_say(&words, "%zu field%s in %llu of %llu rows looked at", r->columns,
                      r->columns == 1 ? "" : "s", number(r->alike), number(r->rows));
    if (csv->dialect.proven)
        quen__csv_say(&words, ", and so are the names found that are wanted");
    quen__csv_say(&words, ")");
}

static void tell_quoting(quen_csv *csv)
{
    const quen__csv_reading *r = &csv->dialect.reading;
    quen__csv_words words = line_of(csv, QUEN__CSV_TOLD_QUOTING);
    if (csv->options.quoting)
        quen__csv_say(&words, "quoting: %s, as was said",
                      r->quotes ? "standard" : "none");
    else if (!r->quotes)
        quen__csv_say(&words,
                      "quoting: none (%llu quotes open and do not close as they should, "
                      "the first on line %llu)",
                      number(r->ill), number(r->ill_line));
    else if (r->quoted)
        quen__csv_say(&words,
                      "quoting: standard (%llu quoted fields among the rows "
                      "looked at)",
                      number(r->quoted));
}

static void tell_names(quen_csv *csv)
{
    quen__csv_words words = line_of(csv, QUEN__CSV_TOLD_NAMES);
    for (size_t i = 0; i < csv->wanted.n; i++) {
        const char *name = quen__csv_name(&csv->wanted, i), *other;
        if (csv->columns[i].source == SIZE_MAX)
            continue;
        other = quen__csv_name(&csv->header, csv->columns[i].source);
        if (strcmp(name, other) == 0)
            continue;
        quen__csv_say(&words, words.n ? ", " : "names: ");
        quen__csv_say_text(&words, name, strlen(name));
        quen__csv_say(&words, " is called ");
        quen__csv_say_text(&words, other, strlen(other));
    }
}

/* Nobody may see that two columns of one name are taken, but by their place. */
static void tell_twice(quen_csv *csv)
{
    quen__csv_words words = line_of(csv, QUEN__CSV_TOLD_TWICE);
    for (size_t i = 0; csv->wanted.n == 0 && i < csv->header.n && i < 1000; i++) {
        const char *name = quen__csv_name(&csv->header, i);
        for (size_t j = i + 1; *name && j < csv->header.n && !words.n; j++) {
            if (strcmp(name, quen__csv_name(&csv->header, j)) != 0)
                continue;
            quen__csv_say(&words, "names: columns %zu and %zu are both called ", i + 1,
                          j + 1);
            quen__csv_say_text(&words, name, strlen(name));
        }
    }
}

void quen__csv_tell_dialect(quen_csv *csv)
{
    uint64_t line = csv->scan.line, before = csv->dialect.said ? 2 : 1;
    quen__csv_encoding_told(&csv->decoder, csv->told[QUEN__CSV_TOLD_ENCODING],
                            QUEN__CSV_TOLD_SIZE);
    tell_separator(csv);
    tell_quoting(csv);
    tell_names(csv);
    tell_twice(csv);
    quen__csv_words words = line_of(csv, QUEN__CSV_TOLD_HEADER);
    if (csv->options.no_header)
        quen__csv_say(&words, "header: none, as was said");
    else if (line > before)
        quen__csv_say(&words, "header: on line %llu; %llu line%s before it skipped",
                      number(line), number(line - before), line - before == 1 ? "" : "s");
}

void quen__csv_tell_end(quen_csv *csv)
{
    quen__csv_words words;
    if (csv->decoder.encoding != QUEN_CSV_ENCODING_FIND)
        quen__csv_encoding_told(&csv->decoder, csv->told[QUEN__CSV_TOLD_ENCODING],
                                QUEN__CSV_TOLD_SIZE);
    words = line_of(csv, QUEN__CSV_TOLD_BLANKS);
    if (csv->trimmed)
        quen__csv_say(&words, "blanks: taken off the ends of %llu value%s",
                      number(csv->trimmed), csv->trimmed == 1 ? "" : "s");
    words = line_of(csv, QUEN__CSV_TOLD_EXTRA);
    if (csv->extra)
        quen__csv_say(&words,
                      "%llu row%s with separators too many, behind the last field",
                      number(csv->extra), csv->extra == 1 ? " ends" : "s end");
    words = line_of(csv, QUEN__CSV_TOLD_KEPT);
    if (csv->kept)
        quen__csv_say(&words,
                      "quoting: on line %llu begins a quoted field whose lines look like "
                      "rows, and it was kept as one%s",
                      number(csv->kept_line), csv->kept > 1 ? "; there are more" : "");
    words = line_of(csv, QUEN__CSV_TOLD_EMPTY);
    if (csv->empty_rows)
        quen__csv_say(&words, "%llu row%s without any value passed over",
                      number(csv->empty_rows), csv->empty_rows == 1 ? "" : "s");
    words = line_of(csv, QUEN__CSV_TOLD_END);
    if (csv->footers)
        quen__csv_say(&words,
                      "%llu row%s at the end %s totals or footers: left out, such "
                      "as line %llu: %s",
                      number(csv->footers), csv->footers == 1 ? "" : "s",
                      csv->footers == 1 ? "is" : "are", number(csv->tail_line),
                      csv->tail_text);
    words = line_of(csv, QUEN__CSV_TOLD_PADDING);
    if (csv->padding)
        quen__csv_say(&words, "bytes without a meaning at the end of the file left out");
}
