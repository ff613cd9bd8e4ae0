/*
 * Customers whose texts are telephone numbers, e-mail addresses or names: spelled before
 * the log sees them. Values of a dictionary are spelled once for an array, where it is
 * not longer than the array; other texts in their block, chunk by chunk.
 */
#ifndef QUEN_DATA_ARROW_ARROW_SPELL_H
#define QUEN_DATA_ARROW_ARROW_SPELL_H

#include "data/arrow/arrow_take.h"
#include "data/keys/key_words.h"
#include "data/orders/orders.h"
#include "data/rows/rows.h"

typedef struct quen__arrow_spelling {
    uint32_t kind; /* QUEN_IMPORT_KEY_*, from WHOLE on */
    const quen__parse_country *country;
    quen__nobody nobody; /* of the log */
    int by_value;        /* 1: the dictionary of the present array is spelled */
    quen__arrow_type type;
    quen__arrow_cell *values;
    const quen__arrow_cell *held; /* NULL, or what stands above the block; and spelled */
    quen__arrow_cell held_spelled;
    char held_room[QUEN_NAME_ROOM];
    char *bytes;                       /* room for spellings */
    char *to[QUEN__ARROW_CHUNKS];      /* in it, where those of a chunk go on */
    uint64_t odd[QUEN__ARROW_CHUNKS];  /* cells of a chunk that are of no kind */
    size_t at_odd[QUEN__ARROW_CHUNKS]; /* the first of them, in the block */
    uint64_t n_odd, odd_row;           /* of the stream */
    char odd_words[QUEN__KEY_WORDS];
} quen__arrow_spelling;

/* The log, whose rules say who is nobody, is there. */
quen_status quen__arrow_spell_open(quen_context *ctx, quen__arrow_spelling *spelling,
                                   const quen_arrow_options *options,
                                   const quen_orders *orders);
void quen__arrow_spell_free(quen_context *ctx, quen__arrow_spelling *spelling);

/* The column is bound to an array of so many rows. */
quen_status quen__arrow_spell_array(quen_context *ctx, quen__arrow_use *use, size_t rows);

/* Before n rows of a block are converted, and after. `row` of the stream is its first. */
quen_status quen__arrow_spell_begin(quen_context *ctx, quen__arrow_use *use, size_t n);
void quen__arrow_spell_end(const quen__arrow_use *use, size_t n, uint64_t row);

/*
 * Make a text of the block's row `row` a spelling; QUEN__CELL_ODD if it is of no kind.
 * Rows of a chunk come one after another.
 */
void quen__arrow_spell_cell(quen__arrow_spelling *spelling, size_t row,
                            quen__arrow_cell *cell);

/* Note that the cell of a row is of no kind. */
void quen__arrow_spell_odd(quen__arrow_spelling *spelling, size_t row);

quen_status quen__arrow_spell_tell(quen_context *ctx, const quen__arrow_use *use,
                                   quen_orders *orders);

#endif
