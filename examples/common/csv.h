/**
 * A streaming CSV reader for the examples; no part of the library.
 *
 *     char error[CSV_MESSAGE_SIZE];
 *     csv_reader *r = csv_open("orders.csv.gz", ',', error, sizeof error);
 *     size_t item = csv_find(r, "item");
 *     int got;
 *     while ((got = csv_next(r)) == 1) {
 *         if (r->bad) { fprintf(stderr, "skipped: %s\n", r->bad); continue; }
 *         use(r->fields[item].text, r->fields[item].size);
 *     }
 *     if (got < 0) fprintf(stderr, "%s\n", r->error);
 *     csv_close(r);
 */
#ifndef EXAMPLES_COMMON_CSV_H
#define EXAMPLES_COMMON_CSV_H

#include <stddef.h>
#include <stdint.h>

#define CSV_MAX_ROW ((size_t)16 << 20)  /**< Bytes of one row, its line end included. */
#define CSV_MAX_COLUMNS ((size_t)16384) /**< As many as a spreadsheet has. */
#define CSV_MESSAGE_SIZE ((size_t)256)  /**< Room for any message of this reader. */
#define CSV_ABSENT SIZE_MAX             /**< What csv_find() says of an unknown column. */

/** One value: unquoted, followed by a zero byte that `size` does not count. */
typedef struct csv_field {
    const char *text;
    size_t size;
} csv_field;

/** An open file and its present row. Read the members, leave writing them to csv.c. */
typedef struct csv_reader {
    const csv_field *header; /**< The column names; valid until csv_close(). */
    size_t n_columns;        /**< How many names, at least 1. */
    const csv_field *fields; /**< The present row; valid until the next csv_next(). */
    size_t n_fields;         /**< Equals n_columns unless the row is bad. */
    uint64_t line;           /**< The line the present row began on, from 1. */
    const char *bad;         /**< Why this row should be skipped, or NULL. */
    const char *error;       /**< Why csv_next() returned -1, or NULL. */
    struct csv_state *state;
} csv_reader;

/**
 * Open a plain or gzip-compressed file and read its header row.
 *
 * A UTF-8 byte order mark is skipped; UTF-16 is refused, as is a header without line ends
 * that C knows (a lone carriage return).
 *
 * @param separator   Between fields, for instance ',' ';' '\t'; 0 means ','.
 * @param error       Receives a sentence on failure, without the path. May be NULL if
 *                    error_size is 0.
 * @return The reader, to be closed with csv_close(); NULL on failure.
 */
csv_reader *csv_open(const char *path, char separator, char *error, size_t error_size);

/**
 * Read the next row; empty lines are passed over.
 *
 * @return 1 with a row, in which `bad` is set if it has the wrong number of fields, text
 *         after a closing quote or a zero byte (its fields are what could be read);
 *         0 at the end; -1 when reading cannot go on, with `error` set: a read error, a
 *         quote that is never closed, a row above CSV_MAX_ROW, no memory. Both last two
 *         answers repeat if asked again.
 */
int csv_next(csv_reader *r);

/** The index of the (first) column with exactly this name, or CSV_ABSENT. */
size_t csv_find(const csv_reader *r, const char *name);

/** Close the file and free the reader. NULL is fine. */
void csv_close(csv_reader *r);

#endif
