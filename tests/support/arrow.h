/*
 * Streams as a producer of Arrow data would hand them over, made from text: each value is
 * encoded by its column's format, in arrays of exactly their size, so that sanitizers see
 * a read beyond them. Everything counts its own release.
 */
#ifndef QUEN_TESTS_ARROW_H
#define QUEN_TESTS_ARROW_H

#include "support.h"

/* A column. Times and dates are given as the raw integers they are stored as. */
typedef struct arrow_column {
    const char *name, *format;
    const char *index;         /* NULL, or the format of indices into a dictionary */
    const char *const *values; /* as text; NULL: null */
} arrow_column;

/* How the rows are cut, and what goes wrong on the way. All zero: one array. */
typedef struct arrow_shape {
    size_t batch;         /* rows of an array; 0: all in one */
    size_t parent_offset; /* of the struct: rows of rubbish before its own */
    size_t child_offset;  /* of the children; and of dictionaries */
    size_t extra;         /* rows of rubbish behind */
    size_t unaligned;     /* bytes that buffers lie beside their alignment */
    int unknown_nulls;    /* 1: null_count is -1 */
    int schema_code;      /* get_schema() fails with this */
    int next_code;        /* get_next() fails with this after the last array */
    const char *error;    /* what get_last_error() says */
    /* May change a schema, or an array before it is handed over; NULL: nothing. */
    void (*spoil_schema)(struct ArrowSchema *schema, void *user);
    void (*spoil)(struct ArrowArray *array, void *user);
    void *user;
} arrow_shape;

/* What was made and not yet released, children and dictionaries aside. */
typedef struct arrow_counts {
    size_t streams, schemas, arrays;
} arrow_counts;

/* The columns and the shape are borrowed until the stream is released. */
void arrow_stream(struct ArrowArrayStream *stream, const arrow_column *columns,
                  size_t n_columns, size_t n_rows, const arrow_shape *shape);

/* Of all streams of this program. */
arrow_counts arrow_alive(void);

#endif
