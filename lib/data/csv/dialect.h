/*
 * How a text is written: its separator, what quotes mean in it, how many fields its rows
 * have and where its header stands, found from the window at its begin.
 */
#ifndef QUEN_DATA_CSV_DIALECT_H
#define QUEN_DATA_CSV_DIALECT_H

#include "data/csv/names.h"
#include "data/csv/scan.h"

/* Lines among which the header is looked for. */
#define QUEN__CSV_HEADER_LINES 100u

/* The separator of a file with one column: a byte that no text has. */
#define QUEN__CSV_NO_SEPARATOR ((char)-1)

/* Rows are counted by their fields up to this; the last count is of those with more. */
#define QUEN__CSV_COUNTS (QUEN_CSV_MAX_FIELDS + 2)

/* What is looked at, and what was said of it. */
typedef struct quen__csv_window {
    const char *text;
    size_t size;
    int whole; /* 1: the text ends here */
    quen__csv_field *fields;
    uint32_t *counts; /* QUEN__CSV_COUNTS, all zero between readings */
    const quen__csv_names *wanted;
    size_t n_required;                                  /* of those wanted, the first */
    uint32_t separator, quoting, skip_lines, no_header; /* as in the options */
    size_t first; /* where the text begins, behind a line "sep=;" */
    uint64_t first_line;
} quen__csv_window;

/* What reading the window in one way shows. */
typedef struct quen__csv_reading {
    char separator;
    uint8_t blanks, quotes;
    uint8_t sure;          /* 1: it is quoted: see quen__csv_is_sure() */
    size_t columns;        /* fields of most rows */
    size_t most;           /* fields of the longest row */
    uint64_t rows, alike;  /* rows, and those with so many fields */
    uint64_t quoted;       /* fields that are well quoted */
    uint64_t proofs;       /* those with a separator or doubled quotes within */
    uint64_t ill;          /* quotes that open and do not close as they should */
    uint64_t ill_line;     /* the first of them; 0: none */
    uint64_t swallow_line; /* the first field whose lines look like rows; 0: none */
    uint64_t swallow_end;  /* where it ends */
    size_t found;          /* names wanted that a row has: 1024 for each required one */
    uint64_t first_line;   /* of the first row */
    uint64_t header_line;  /* where the header stands; 0: none was found */
    size_t header_fields;  /* and how many it has */
    double worth;          /* how well it cuts the rows */
} quen__csv_reading;

/* What was decided. */
typedef struct quen__csv_dialect {
    quen__csv_reading reading;
    uint8_t said;      /* 1: a line of the file says the separator */
    uint8_t proven;    /* 1: only so are the names found that are wanted */
    uint8_t no_quotes; /* 1: told by fields that would swallow rows */
} quen__csv_dialect;

/* Decide. The sentence of a refusal shows both ways to read, where there are two. */
quen_status quen__csv_decide(quen_context *ctx, quen__csv_window *window,
                             quen__csv_dialect *dialect);

/* Read the window in one way: fills in all but separator, blanks, quotes and worth. */
void quen__csv_read_window(const quen__csv_window *window, size_t size, int quotes,
                           size_t guard, quen__csv_reading *reading);

/*
 * 1 if a file is quoted beyond doubt, so that a field whose lines look like rows is a
 * field: the header quotes all names, or many fields need their quotes and all rows are
 * alike with them.
 */
int quen__csv_is_sure(const quen__csv_reading *reading);

/* Set a scan to the window's begin. */
void quen__csv_scan_window(const quen__csv_window *window, size_t size,
                           const quen__csv_reading *reading, quen__csv_scan *scan);

/* 1 if a row has no value at all. */
int quen__csv_is_empty(const quen__csv_scan *scan);

/* How well a reading cuts the rows, 0 to 1: by their number and by what its values are.
 */
double quen__csv_worth(const quen__csv_window *window, size_t size,
                       const quen__csv_reading *reading);

/* 1 if a value is of digits and the signs of numbers, dates and money. */
int quen__csv_is_figure(const char *text, size_t size);

/* What a separator is called in sentences. */
const char *quen__csv_separator_name(char separator, int blanks, char words[4]);

#endif
