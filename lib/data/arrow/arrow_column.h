/*
 * A column of an Arrow stream, value by value.
 *
 * Three steps, each one mechanism for all formats: places (which values of the buffers a
 * run of rows means, through validity and dictionary), cells (what is there, by a reader
 * for the format), and then, in arrow_take.c, what the log wants of it.
 */
#ifndef QUEN_DATA_ARROW_ARROW_COLUMN_H
#define QUEN_DATA_ARROW_ARROW_COLUMN_H

#include "core/context.h"
#include "data/parse/decimal.h"
#include "quen/arrow.h"

/* Rows that are read together, into memory that stays in the cache. */
#define QUEN__ARROW_GROUP 256u

/* --- cells --- */

enum {
    QUEN__CELL_NULL,
    QUEN__CELL_INT,    /* integer */
    QUEN__CELL_UINT,   /* digits, above INT64_MAX */
    QUEN__CELL_FLOAT,  /* number */
    QUEN__CELL_TEXT,   /* text and size */
    QUEN__CELL_ODD,    /* likewise: a customer that is not of the kind asked for */
    QUEN__CELL_WIDE,   /* text: a decimal of 128 or 256 bits that does not fit 64 */
    QUEN__CELL_BROKEN, /* text: a reason; the array breaks its own rules */
    QUEN__CELL_STRAY   /* an index outside its dictionary */
};

typedef struct quen__arrow_cell {
    union {
        int64_t integer;
        uint64_t digits;
        double number;
        const char *text;
    };
    size_t size;
    uint32_t kind;
} quen__arrow_cell;

/* --- formats --- */

/* What a format's values are, as bits, so that a use can list what it takes. */
enum {
    QUEN__ARROW_NONE = 1, /* nulls only */
    QUEN__ARROW_INT = 2,
    QUEN__ARROW_FLOAT = 4,
    QUEN__ARROW_DECIMAL = 8,
    QUEN__ARROW_TEXT = 16,
    QUEN__ARROW_BYTES = 32, /* of fixed size */
    QUEN__ARROW_TIME = 64,
    QUEN__ARROW_BOOL = 128 /* whole numbers 0 and 1 */
};

/* How they lie in buffers. */
enum {
    QUEN__ARROW_NOTHING, /* not at all */
    QUEN__ARROW_FIXED,   /* validity, values of `width` bytes, or bits */
    QUEN__ARROW_OFFSETS, /* validity, offsets of `width` bytes, bytes */
    QUEN__ARROW_VIEWS    /* validity, views, any number of others, their sizes */
};

struct quen__arrow_bound;

/* The cells at n places: at[i], or first + i where `at` is NULL. */
typedef void (*quen__arrow_read)(const struct quen__arrow_bound *bound, const size_t *at,
                                 size_t first, size_t n, quen__arrow_cell *cells);

/* A place that is null, and one outside its dictionary. */
#define QUEN__NOWHERE (SIZE_MAX - 1)
#define QUEN__OUTSIDE SIZE_MAX

typedef struct quen__arrow_type {
    quen__arrow_read read;
    uint32_t family, layout;
    size_t width;
    int32_t scale;        /* decimals: the value is digits / 10^scale */
    int32_t local;        /* times: 1 without a zone */
    int64_t per, seconds; /* times: floor(value / per) * seconds */
} quen__arrow_type;

/* 1 and the type of a format; 0 if it is none that a log takes. */
int quen__arrow_type_of(const char *format, quen__arrow_type *type);

/* --- arrays --- */

/* An array's buffers. Values of the array are at places first .. first + length - 1. */
typedef struct quen__arrow_bound {
    const quen__arrow_type *type;
    const uint8_t *valid; /* bits by place; NULL: all are */
    const uint8_t *data, *bytes;
    uint64_t total; /* bytes that may be looked at in `bytes` */
    const void *const *others;
    const uint8_t *sizes; /* of others, int64_t each */
    size_t n_others;
    size_t first, length;
} quen__arrow_bound;

typedef struct quen__arrow_column {
    const char *name, *format;
    size_t child;                /* of the struct that the stream's arrays are */
    int coded;                   /* 1: `values` is a dictionary, `codes` index it */
    quen__arrow_type type, code; /* of values and of codes */
    quen__arrow_bound values, codes;
    const uint32_t *from; /* NULL, or of each row that is taken, its row in the block */
    const quen__arrow_cell *held; /* in place of row QUEN__ARROW_HELD */
} quen__arrow_column;

/* A row of an earlier block. */
#define QUEN__ARROW_HELD UINT32_MAX

/* Find the column of this name, which must be one of `families`; else `words` say so. */
quen_status quen__arrow_open(quen_context *ctx, const struct ArrowSchema *schema,
                             const char *name, uint32_t families, const char *words,
                             quen__arrow_column *column);

/* 1: the value at a place is not null. */
static inline int quen__arrow_is_valid(const quen__arrow_bound *bound, size_t place)
{
    return !bound->valid || (bound->valid[place / 8] >> place % 8 & 1);
}

/*
 * Look at rows skip .. skip + n - 1 of an array, whose row 0 is then row `skip`.
 * QUEN_ERR_FORMAT if it is not what its type says.
 */
quen_status quen__arrow_bind(quen_context *ctx, quen__arrow_column *column,
                             const struct ArrowArray *array, size_t skip, size_t n);

/* Read n rows, at most QUEN__ARROW_GROUP. */
void quen__arrow_cells(const quen__arrow_column *column, size_t row, size_t n,
                       quen__arrow_cell *cells);

/* Read n of the rows that are taken, from `row` on, of a block at `first` of the array.
 */
void quen__arrow_picked_cells(const quen__arrow_column *column, size_t first, size_t row,
                              size_t n, quen__arrow_cell *cells);

/* Read n rows of a block, or of those of it that are taken. */
static inline void quen__arrow_block_cells(const quen__arrow_column *column, size_t first,
                                           size_t row, size_t n, quen__arrow_cell *cells)
{
    if (column->from)
        quen__arrow_picked_cells(column, first, row, n, cells);
    else
        quen__arrow_cells(column, first + row, n, cells);
}

/* The digits of a QUEN__CELL_WIDE, without the sign. */
quen__decimal_wide quen__arrow_cell_digits(const quen__arrow_cell *cell, int *negative);

#endif
