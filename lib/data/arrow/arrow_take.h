/* What the log wants of a column's cells: keys, times, amounts, quantities. */
#ifndef QUEN_DATA_ARROW_ARROW_TAKE_H
#define QUEN_DATA_ARROW_ARROW_TAKE_H

#include "data/arrow/arrow_column.h"
#include "data/format/format.h"
#include "data/orders/order_rows.h"

/* What a column is for; the keys come first, numbered as in a log. */
enum {
    QUEN__ROLE_TIME = QUEN__KEY_COLUMNS,
    QUEN__ROLE_QUANTITY,
    QUEN__ROLE_AMOUNT,
    QUEN__ROLE_PRICE, /* after the quantity, which it is multiplied by */
    QUEN__ROLES
};

struct quen__arrow_use;
struct quen__arrow_spelling;

/* How numbers and times are counted, and the quantities of the present block. */
typedef struct quen__arrow_units {
    quen_zone clock; /* of times without a zone */
    int32_t decimals, quantity_decimals;
    const char *quantity; /* NULL: 1 each */
} quen__arrow_units;

/*
 * Put n cells of the block's rows from `row` on where the log reads them. Returns how
 * many went well; if not all, *reason is why the next one did not.
 */
typedef size_t (*quen__arrow_take)(const quen__arrow_units *units,
                                   const struct quen__arrow_use *use, size_t row,
                                   const quen__arrow_cell *cells, size_t n,
                                   const char **reason);

/* Rows of a block that one thread converts: a multiple of the group, and so of 8. */
#define QUEN__ARROW_BLOCK 65536u
#define QUEN__ARROW_CHUNK 4096u
#define QUEN__ARROW_CHUNKS (QUEN__ARROW_BLOCK / QUEN__ARROW_CHUNK)

/* Rows with local times that exist twice, or not at all. */
typedef struct quen__arrow_odd {
    uint64_t twice, moved;
} quen__arrow_odd;

/* A column with what it is for. */
typedef struct quen__arrow_use {
    quen__arrow_column column;
    uint32_t role;
    int direct;            /* 1: the log reads the array's own buffer, no cells needed */
    quen__arrow_take take; /* NULL: there is no such column */
    quen_format *format;   /* how times and numbers that are texts are read; else NULL */
    int is_decided;        /* 1: its format needs no more rows */
    struct quen__arrow_spelling *spelling; /* of customers of a kind; else NULL */
    size_t width;                          /* of a row in `room` */
    char *room;                            /* for a block */
    uint8_t *bits;                         /* for a block of keys: which rows have one */
    const char *out;      /* the present block: `room`, or in the array's own buffer */
    size_t first;         /* row of the array that the block begins with */
    const uint32_t *rows; /* of the block, that are taken; NULL: all of them */
    uint64_t *rounded;    /* of money: of each chunk, the rows that were rounded */
    quen__arrow_odd *odd; /* of times: of each chunk */
} quen__arrow_use;

/* What is taken for a role, as a bit of each family, and in words for those refused. */
uint32_t quen__arrow_role_families(uint32_t role);
const char *quen__arrow_role_words(uint32_t role);

/* Choose how cells are taken, once the column's types are known. */
void quen__arrow_use_plan(quen__arrow_use *use);

/* The block begins at row `first` of the array that the column is bound to. */
void quen__arrow_use_begin(const quen__arrow_units *units, quen__arrow_use *use,
                           size_t first);

/* The keys of the block's n rows, for the log. */
quen__key_rows quen__arrow_use_keys(const quen__arrow_use *use, size_t n);

#endif
