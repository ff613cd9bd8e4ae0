/* The reader of a file, and what its sources share. */
#ifndef QUEN_DATA_CSV_STATE_H
#define QUEN_DATA_CSV_STATE_H

#include "data/csv/dialect.h"
#include "data/csv/encoding.h"
#include "data/csv/names.h"
#include "data/csv/scan.h"

/* Rows that may be totals or footers, held back until it is known. */
#define QUEN__CSV_TAIL 32u
/* A batch ends behind so many rows, or so many bytes of the file. */
#define QUEN__CSV_BATCH_ROWS ((size_t)16384)
#define QUEN__CSV_BATCH_BYTES ((size_t)1 << 20)

/* Things that are told, in this order. */
enum {
    QUEN__CSV_TOLD_ENCODING = 0,
    QUEN__CSV_TOLD_SEPARATOR,
    QUEN__CSV_TOLD_QUOTING,
    QUEN__CSV_TOLD_HEADER,
    QUEN__CSV_TOLD_NAMES,
    QUEN__CSV_TOLD_TWICE,
    QUEN__CSV_TOLD_BLANKS,
    QUEN__CSV_TOLD_EXTRA,
    QUEN__CSV_TOLD_KEPT,
    QUEN__CSV_TOLD_EMPTY,
    QUEN__CSV_TOLD_END,
    QUEN__CSV_TOLD_PADDING,
    QUEN__CSV_TELLS
};
#define QUEN__CSV_TOLD_SIZE 256u

/* A column of the batch. */
typedef struct quen__csv_column {
    char *bytes;
    size_t capacity; /* without QUEN__CSV_PAD */
    uint64_t *offsets;
    uint8_t *valid;
    size_t source;      /* its field; SIZE_MAX: it is not there */
    uint64_t has_empty; /* 1: some row had no value */
} quen__csv_column;

struct quen_csv {
    quen_allocator allocator;
    quen_csv_options options; /* names aside */
    quen__csv_names wanted;   /* required, then optional */
    quen__csv_decoder decoder;
    quen__csv_bytes text;
    quen__csv_scan scan;
    uint32_t finished, decided, ended;
    quen_status failed; /* what every later call says */
    char failure[1024];

    quen__csv_dialect dialect;
    quen__csv_names header;
    size_t n_columns, rows_capacity; /* of the batch */
    quen__csv_column *columns;
    quen_key_column *shown;
    uint64_t *lines;
    size_t n_rows;
    uint64_t rows; /* in all batches before this one */

    quen_csv_bad *bad;
    size_t n_bad, bad_capacity;
    quen_csv_bad tail[QUEN__CSV_TAIL];
    size_t n_tail;
    size_t n_padding;         /* of them */
    uint64_t tail_line;       /* the first total or footer of them */
    char tail_text[64];       /* and how it begins */
    size_t zero_end;          /* no zero byte of the text is at or behind this */
    uint64_t kept, kept_line; /* fields whose lines look like rows */
    uint64_t empty_rows, trimmed, extra, footers, padding;
    char told[QUEN__CSV_TELLS][QUEN__CSV_TOLD_SIZE];
    char bad_words[160];
};

/* Decide how the text is written, find the header and make room for columns. */
quen_status quen__csv_open(quen_context *ctx, quen_csv *csv);

/* Put names and columns in their place; the header is the scan's present row, but where
 * there is none. */
quen_status quen__csv_set_header(quen_context *ctx, quen_csv *csv, int has_header);

/* Read rows into the batch until it is full or the text ends. */
quen_status quen__csv_fill(quen_context *ctx, quen_csv *csv);

/* Append the scan's present row to the columns. */
quen_status quen__csv_store(quen_context *ctx, quen_csv *csv);

/* Room for a batch of these columns. */
quen_status quen__csv_make_room(quen_context *ctx, quen_csv *csv);
void quen__csv_free_room(quen_csv *csv);

/* What a row may be that stands at the end of a file. */
enum {
    QUEN__CSV_LINE = 0, /* a row like any other */
    QUEN__CSV_TOTAL,    /* a total or a footer */
    QUEN__CSV_PADDING   /* bytes without a meaning: zeros, or the end mark of DOS */
};
int quen__csv_kind_of(const quen_csv *csv);

/* Tell what was decided; what is known at the end of the file. */
void quen__csv_tell_dialect(quen_csv *csv);
void quen__csv_tell_end(quen_csv *csv);

/* The value of a field of the present row, as it lies in the text. */
static inline const char *quen__csv_value(const quen__csv_scan *scan, size_t field,
                                          size_t *size)
{
    *size = scan->fields[field].size & QUEN__CSV_SIZE;
    return scan->text + scan->begin + scan->fields[field].start;
}

#endif
