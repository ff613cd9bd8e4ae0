/*
 * A file on its way into a log, and what its sources share. Rows of the reader are
 * filled, filtered and copied into a block (rows.c, block.c); blocks wait until all
 * formats are decided (slots.c), then become numbers (read.c), are changed by the rules
 * of the profile (row_money.c, order_money.c), and go to the log. Blocks are cut by rows
 * alone, never by how bytes were pushed, so that what is decided when does not depend on
 * that.
 */
#ifndef QUEN_DATA_IMPORT_STATE_H
#define QUEN_DATA_IMPORT_STATE_H

#include "core/alloc.h"
#include "data/csv/names.h"
#include "data/format/format.h"
#include "data/keys/key_column.h"
#include "data/keys/key_words.h"
#include "data/keys/nobody.h"
#include "data/parse/phone_countries.h"
#include "data/profile/profile.h"
#include "data/rows/rows.h"
#include "quen/import.h"

/* A block ends behind so many rows or bytes, but where orders are kept together. */
#define QUEN__IMPORT_ROWS ((size_t)16384)
#define QUEN__IMPORT_BYTES ((size_t)4 << 20)
/* Room for what is said of a column. */
#define QUEN__IMPORT_WORDS 512u
/* In place of a column that is not there. */
#define QUEN__IMPORT_ABSENT SIZE_MAX

/* Columns of a block: the roles, then one for each rule about money. */
enum {
    QUEN__IMPORT_CUSTOMER = 0,
    QUEN__IMPORT_ORDER,
    QUEN__IMPORT_ITEM,
    QUEN__IMPORT_TIME,
    QUEN__IMPORT_QUANTITY,
    QUEN__IMPORT_MONEY,
    QUEN__IMPORT_ROLES
};

typedef struct quen__import_slot {
    const char *label;              /* its role, in what is saved */
    const char *name;               /* what the file calls it; NULL: it is not there */
    size_t column;                  /* of the reader, or ABSENT */
    const quen__profile_rule *rule; /* NULL for roles */
    quen_format *format;            /* NULL: texts */
    int opened;                     /* 1: its format was saved earlier */
    uint64_t seen;                  /* rows that it learned from */
} quen__import_slot;

/* A rule that chooses rows: KEEP, DROP, DROP_FILLED, DROP_EMPTY or RETURNS. */
typedef struct quen__import_filter {
    quen__profile_kind kind;
    int is_where; /* 1: of the caller */
    size_t column;
    const char *name;
    quen__profile_list values;
    uint64_t rows; /* that it left out or made returns */
} quen__import_filter;

/* A value of the row at hand, and what stood above it. */
typedef struct quen__import_cell {
    const char *at;
    size_t size;
} quen__import_cell;

typedef struct quen__import_above {
    quen__rows_above is;
    int fills; /* 1: the column is filled down */
} quen__import_above;

/* Texts of one column. */
typedef struct quen__import_texts {
    char *bytes;
    size_t capacity;
    uint64_t *offsets; /* rows + 1 */
} quen__import_texts;

typedef struct quen__import_block {
    struct quen__import_block *next;
    size_t n, rows; /* rows; and how many there is room for */
    size_t n_slots, bytes;
    uint64_t *lines;
    uint8_t *returns;
    quen__import_texts *texts; /* one a slot */
} quen__import_block;

/* A block as numbers. Memory of a call. */
typedef struct quen__import_lines {
    size_t n;
    int64_t *time_s, *quantity, *amount; /* amount: NULL if money is not told */
    const char **fault;                  /* why a row is bad, or NULL */
    size_t *slot;                        /* and in which column */
    const char **reasons;                /* of the column at hand */
    int64_t *values;
} quen__import_lines;

/* Texts for the caller that live as long as the import. */
typedef struct quen__import_told {
    char **lines;
    size_t n, capacity;
} quen__import_told;

typedef struct quen__import_sort {
    const char *reason;
    char *column;
    char example[QUEN__KEY_WORDS];
    uint64_t rows, first_line;
} quen__import_sort;

struct quen_import {
    quen_allocator allocator;
    quen_import_options options;
    const quen_profile *profile;
    const quen__parse_country *country;
    int is_found; /* 1: the profile was found by the header */
    int bound, decided, finished, together;
    quen_status failed; /* 0: it did not */
    uint32_t decimals, key_kind;
    quen_csv *csv;
    quen_orders *orders;
    quen__nobody nobody;

    size_t n_columns, clock, currency, time_zone; /* columns of the reader */
    quen__import_cell *cells;                     /* n_columns: the row at hand */
    quen__import_above *above;                    /* n_columns, if cells are filled */
    uint8_t *used;                                /* n_columns */
    int broken; /* 1: a bad row is above, whose order may go on */
    size_t n_slots, n_filters;
    quen__import_slot *slots;
    quen__import_filter *filters;

    quen__import_block *first, *last;
    char *joined; /* a day and its clock */
    size_t joined_room;
    char code[8]; /* the currency's, as its column says */
    uint64_t code_line;
    char zone_words[QUEN__KEY_WORDS];
    char odd_words[QUEN__KEY_WORDS];
    uint64_t odd_line, nobody_rows;

    quen_import_counts counts;
    quen__import_sort *sorts;
    size_t n_sorts, sorts_room;
    quen__import_told told;
    char *saved;
};

/* --- columns.c: before and at the header --- */

/* The names that the reader is to look for; and its other options. */
quen_status quen__import_open_csv(quen_context *ctx, quen_import *im);

/* Once, when the header is there: find the profile, the columns and the filters. */
quen_status quen__import_bind(quen_context *ctx, quen_import *im);

/* --- slots.c: formats --- */

/* Each line must be of a role, whether this file has it or not. */
quen_status quen__import_check_saved(quen_context *ctx, const char *saved);

quen_status quen__import_make_formats(quen_context *ctx, quen_import *im);
quen_status quen__import_learn(quen_context *ctx, quen_import *im,
                               const quen__import_block *block);
int quen__import_is_decided(const quen_import *im);
quen_status quen__import_finish_formats(quen_context *ctx, quen_import *im);
quen_status quen__import_save(quen_context *ctx, quen_import *im);

/* A column of a block, as formats take it. */
quen_key_column quen__import_column(const quen__import_block *block, size_t slot);

/* 1 if a customer's text means nobody. */
int quen__import_is_nobody(const quen_import *im, const char *text, size_t size);

/* --- rows.c, block.c --- */

quen_status quen__import_take_batch(quen_context *ctx, quen_import *im,
                                    const quen_csv_batch *batch);

/* Append the row at hand to the last block. */
quen_status quen__import_put_row(quen_context *ctx, quen_import *im, uint64_t line,
                                 int is_return);
int quen__import_is_full(const quen_import *im);
void quen__import_block_free(const quen_allocator *allocator, quen__import_block *block);

/* --- read.c: blocks become lines of the log --- */

/* Learn the last block; then read what may be read. */
quen_status quen__import_settle(quen_context *ctx, quen_import *im);

/* Read all blocks into the log; formats are finished. */
quen_status quen__import_drain(quen_context *ctx, quen_import *im);

/* --- row_money.c, order_money.c: rules of the profile --- */

quen_status quen__import_row_money(quen_context *ctx, quen_import *im,
                                   const quen__import_block *block,
                                   quen__import_lines *lines);
quen_status quen__import_order_money(quen_context *ctx, quen_import *im,
                                     const quen__import_block *block,
                                     quen__import_lines *lines);

/* Read a column of a rule: values, and whether each is there. */
quen_status quen__import_read_rule(quen_context *ctx, quen_import *im,
                                   const quen__import_block *block, size_t slot,
                                   quen__import_lines *lines);

static inline int quen__import_is_empty(const quen__import_block *block, size_t slot,
                                        size_t row)
{
    const uint64_t *offsets = block->texts[slot].offsets;
    return offsets[row + 1] == offsets[row];
}

/* --- customers.c --- */

/* Keys of the customers of a block's n rows; arrays are of `temp`. */
quen_status quen__import_customers(quen__temp *temp, quen_import *im,
                                   const quen__import_block *block, quen_key_column *out);

/* --- skip.c --- */

/* Note reasons of a column, where a row has none yet. */
void quen__import_blame(quen__import_lines *lines, size_t slot);

/* A bad row of the reader; the first row at fault in a block. */
quen_status quen__import_refuse_row(quen_context *ctx, const quen_import *im,
                                    const quen__import_block *block, size_t row,
                                    const char *reason, size_t slot);

/* Count a row that is left out; `column` NULL: the row as a whole. */
quen_status quen__import_skip(quen_context *ctx, quen_import *im, const char *reason,
                              const char *column, uint64_t line, const char *text,
                              size_t size);

/* --- told.c --- */

quen_status quen__import_tell_all(quen_context *ctx, quen_import *im);
void quen__import_told_free(const quen_allocator *allocator, quen__import_told *told);

#endif
