/*
 * Rows of an answer, in the form that was asked for: objects of JSON, CSV, or a table. A
 * row is written cell by cell in the order of its columns; each cell says what it is, and
 * the form says how that is written. JSON and CSV are the same in every language.
 */
#ifndef QUEN_PROGRAM_ROWS_H
#define QUEN_PROGRAM_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <quen.h>

#include "format.h"
#include "json.h"
#include "session.h"
#include "slice.h"

typedef struct column {
    const char *name; /* of JSON and CSV */
    text_id title;    /* of tables */
    bool is_shown;    /* in tables */
    bool at_right;
} column;

typedef struct rows {
    session *s;
    const format *f;
    const column *columns;
    size_t n_columns;
    size_t at;      /* the column that comes next */
    json_out *json; /* FORM_JSON: in an array that is open */
    char *text;     /* FORM_TABLE: cells, one after the other */
    size_t size, room;
    size_t *ends; /* where each cell ends */
    size_t n_cells, cells_room;
    bool is_facts;
    bool failed; /* memory was out */
} rows;

/* `json` is NULL unless the form is JSON. */
void rows_begin(rows *r, session *s, const format *f, const column *columns, size_t n,
                json_out *json);

/* Facts of one thing, for people: a table of labels and texts without titles. */
void facts_begin(rows *r, session *s, const format *f);
void facts_put(rows *r, text_id label, const char *text);

/* A row, before its cells and behind them. */
void rows_open(rows *r);
void rows_close(rows *r);

/* Print what is to be printed, and free it. False: memory was out. */
bool rows_end(rows *r);

/* ---- cells ---- */

void rows_none(rows *r);
void rows_key(rows *r, quen_key key);
void rows_text(rows *r, slice text);
/* A word of the library, and the same to people. */
void rows_word(rows *r, const char *word, const char *shown);
/* The same of several, as "a; b" in CSV. */
void rows_texts(rows *r, const slice *codes, const slice *shown, size_t n);
void rows_count(rows *r, uint64_t n);
void rows_whole(rows *r, int64_t n);
void rows_flag(rows *r, bool value);
void rows_number(rows *r, double value, unsigned decimals);
void rows_share(rows *r, double value);
void rows_money(rows *r, int64_t amount);
/* Expected money, a fraction of the smallest unit even. */
void rows_expected(rows *r, double amount);
/* A time, of which people are shown the day. */
void rows_time(rows *r, int64_t time_s);

#endif
