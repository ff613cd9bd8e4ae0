/*
 * Rows of files and tables: which are taken, what an empty cell repeats, and how the
 * customer's text is spelled. One mechanism for whoever has rows; cells are bytes here.
 */
#ifndef QUEN_DATA_ROWS_ROWS_H
#define QUEN_DATA_ROWS_ROWS_H

#include <string.h>

#include "core/context.h"
#include "data/keys/nobody.h"
#include "data/parse/phone_countries.h"
#include "quen/format.h"
#include "quen/parse.h"
#include "quen/rows.h"

/* --- filters --- */

/* QUEN_ERR_ARGUMENT if one of n filters has no column, or nothing to compare with. */
quen_status quen__rows_check_filters(quen_context *ctx, const char *noun,
                                     const quen_import_filter *where, size_t n);

/* 1 if a cell is a value, but for blanks around it, the case of ASCII, and NFC. */
int quen__rows_same(const char *text, size_t size, const char *value);

/* 1 if a cell is one of n values. */
int quen__rows_has(const char *const *values, size_t n, const char *text, size_t size);

/* --- filling down --- */

/* What stands in the row above, in one column. All zeros: nothing. */
typedef struct quen__rows_above {
    char *bytes;
    size_t size, capacity;
} quen__rows_above;

/* 1 if a cell is empty, or what stands above it. */
static inline int quen__rows_goes_on(const quen__rows_above *above, const char *at,
                                     size_t size)
{
    return size == 0 || (above->size == size && memcmp(at, above->bytes, size) == 0);
}

/* The next row is below this cell. */
quen_status quen__rows_keep_above(quen_context *ctx, quen__rows_above *above,
                                  const char *at, size_t size);

/* "12 empty cells repeat the row above of the same order" */
void quen__rows_say_filled(char *words, size_t size, uint64_t filled);

/* --- money --- */

/*
 * The currency of a column of amounts that were read by `format`, which may be NULL: what
 * was stated, or what stands beside them. QUEN_ERR_ARGUMENT if the one is not the other.
 */
quen_status quen__rows_find_currency(quen_context *ctx, const char *noun,
                                     const char *column, const quen_format *format,
                                     char currency[4]);

/* --- customers --- */

/* The text of a customer in its spelling, of which there is one. */
typedef struct quen__rows_spelling {
    const char *at;
    size_t size;
    char room[QUEN_NAME_ROOM];
} quen__rows_spelling;

/*
 * The spelling of a text that is not empty, of kind PHONE, EMAIL or NAME. NULL, or why it
 * is none of that kind: then it stays as it stands.
 */
const char *quen__rows_spell(uint32_t kind, const quen__parse_country *country,
                             const char *text, size_t size, quen__rows_spelling *to);

/* Bytes that the spelling of a text of this size may take. */
size_t quen__rows_spelling_room(uint32_t kind, size_t size);

/* 1 if the log takes the text for nobody: then it is of no kind. */
int quen__rows_is_nobody(const quen__nobody *nobody, const char *text, size_t size);

/* QUEN_ERR_ARGUMENT if there is a country, but none that is known. */
quen_status quen__rows_check_country(quen_context *ctx, const char *noun,
                                     const char *country);

/* Cells that are of no kind. */
typedef struct quen__rows_odd {
    uint64_t n, row;   /* how many; the first */
    const char *words; /* and its text */
} quen__rows_odd;

/* What was made of a column of kind PHONE, EMAIL or NAME; `row` is what rows are called
 * there. */
void quen__rows_say_customers(char *words, size_t size, uint32_t kind, const char *row,
                              const quen__rows_odd *odd);

#endif
