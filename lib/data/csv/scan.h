/*
 * Text cut into rows and fields: a state machine that stops where its text ends and goes
 * on when there is more. What it carries over an edge is in its struct: whether quotes
 * are open, whether a carriage return was last, which line it is. So a file may be cut
 * anywhere, and by several readers once each knows its first state.
 */
#ifndef QUEN_DATA_CSV_SCAN_H
#define QUEN_DATA_CSV_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "quen/csv.h"

/* Bytes behind the text that may be read, whatever they are. */
#define QUEN__CSV_PAD 64u

/* A field of the present row: where it starts, from the row's begin, and its size. */
typedef struct quen__csv_field {
    uint32_t start;
    uint32_t size; /* with flags, see below */
} quen__csv_field;

#define QUEN__CSV_QUOTED 0x80000000u  /* without its quotes */
#define QUEN__CSV_DOUBLED 0x40000000u /* with quotes within that are doubled */
#define QUEN__CSV_SIZE 0x3fffffffu

/* What quen__csv_scan_next() comes back with. */
enum {
    QUEN__CSV_MORE = 0,    /* the text ends within a row, or at the end of one */
    QUEN__CSV_ROW = 1,     /* a row */
    QUEN__CSV_UNCLOSED = 2 /* the file ends within quotes */
};

typedef struct quen__csv_scan {
    const char *text;        /* `end` bytes and the pad */
    size_t end;              /* of the text that there is so far */
    size_t begin;            /* of the present row */
    size_t next;             /* of the row after it */
    size_t at;               /* looked at so far */
    size_t field;            /* where the present field starts */
    size_t mask_at;          /* a block of 64 bytes */
    uint64_t mask;           /* its separators and line ends that are not yet passed */
    uint64_t line;           /* on which the present row begins */
    uint64_t next_line;      /* and the row after it */
    quen__csv_field *fields; /* room for QUEN_CSV_MAX_FIELDS */
    size_t n_fields;         /* may be more: those are counted alone */
    size_t columns;          /* of a row, for the guard; 0: not guarded */
    uint32_t fault;          /* number of the field with text behind its quotes, from 1 */
    uint32_t guarded;        /* number of a field whose lines look like rows, from 1 */
    char separator;
    uint8_t quotes;       /* 1: they mean something */
    uint8_t blanks;       /* 1: the separator is a run of blanks */
    uint8_t finished;     /* 1: no text will follow */
    uint8_t state;        /* inside a row; see scan.c */
    uint8_t skip_feed;    /* 1: a line feed belongs to the return before it */
    uint8_t doubled;      /* 1: the present field has doubled quotes */
    uint8_t has_quotes;   /* 1: the present row has a quoted field */
    uint8_t unterminated; /* 1: the present row is the last and has no line end */
} quen__csv_scan;

/* Start at this offset, on this line; all but fields and text is set anew. */
void quen__csv_scan_begin(quen__csv_scan *scan, size_t at, uint64_t line);

/* The text has changed its place or its size; offsets fall by `gone`. */
void quen__csv_scan_text(quen__csv_scan *scan, const char *text, size_t end, size_t gone);

/* Go to the next row, or on with the present one. */
int quen__csv_scan_next(quen__csv_scan *scan);

/* 1 if the text ends within quotes. */
int quen__csv_scan_in_quotes(const quen__csv_scan *scan);

/* Lines that end within the text. */
uint64_t quen__csv_lines(const char *text, size_t size);

/*
 * 1 if the lines within a quoted field look like rows of so many columns: then the file
 * hardly is quoted. `before` fields of the row come in front of it.
 */
int quen__csv_lines_are_rows(const char *text, size_t size, char separator, size_t before,
                             size_t columns);

#endif
