/* Reading a caller's keys: a column of them, or one in each of many structs. */
#ifndef QUEN_DATA_KEYS_KEY_COLUMN_H
#define QUEN_DATA_KEYS_KEY_COLUMN_H

#include <string.h>

#include "core/alloc.h"
#include "core/context.h"
#include "quen/key.h"

/* Does a key have as many bytes as it may? What has not is no key of anything. */
static inline int quen__key_is_sound(quen_key key)
{
    return key.kind != QUEN_KEY_BYTES ||
           (key.size <= QUEN_KEY_MAX_SIZE && (key.bytes || key.size == 0));
}

/* Keys that are read, or looked up, together. */
#define QUEN__KEY_GROUP 256u

/*
 * The key in a row; QUEN_KEY_NONE where it has none, or the column is not there. Offsets
 * that descend, or that are above `last`, give a size that no key may have, and a column
 * without bytes keys without them, for the caller's check to refuse.
 */
static inline quen_key quen__key_column_within(const quen_key_column *column, size_t row,
                                               uint64_t last)
{
    quen_key none = {NULL, 0, 0, QUEN_KEY_NONE, 0};
    if (!column->numbers && !column->offsets)
        return none;
    if (column->valid && !(column->valid[row / 8] >> row % 8 & 1))
        return none;
    if (column->numbers)
        return quen_key_int(column->numbers[row]);
    uint64_t start = column->offsets[row], end = column->offsets[row + 1];
    if (end < start || end > last)
        return quen_key_bytes(NULL, SIZE_MAX);
    return quen_key_bytes(column->bytes ? column->bytes + start : NULL,
                          (size_t)(end - start));
}

/* The same of offsets that are within what any memory has. */
static inline quen_key quen__key_column_key(const quen_key_column *column, size_t row)
{
    return quen__key_column_within(column, row, PTRDIFF_MAX);
}

/*
 * QUEN_ERR_ARGUMENT unless a column of n rows is one of keys, or not there: its sentence
 * begins with `what` the column is, and the name in quotes that the caller gave it, NULL
 * if it has none; and tells the first fault.
 */
quen_status quen__key_column_check(quen_context *ctx, const char *what, const char *name,
                                   const quen_key_column *column, size_t n);

/*
 * The same, with a copy of what says where keys lie, in memory of `temp`: what was
 * checked is what keys are found by from then on, whatever another thread writes to the
 * caller's.
 */
quen_status quen__key_column_own(quen__temp *temp, const char *what, const char *name,
                                 const quen_key_column *column, size_t n,
                                 quen_key_column *own);

/* Copy the keys of such a column, too, so that each has one value. They are not wiped:
 * not for keys of customers. */
quen_status quen__key_column_own_values(quen__temp *temp, size_t n, quen_key_column *own);

/* The keys of many rows. */
typedef struct quen__key_rows {
    quen_key_column column;
    uint64_t last;    /* offset: no other may be above it */
    const char *keys; /* not NULL: quen_keys that lie `stride` bytes apart */
    size_t stride;
} quen__key_rows;

/* Those of a column of n. Its last offset is read once, and bounds all others, whatever
 * another thread writes there. */
static inline quen__key_rows quen__key_rows_of(const quen_key_column *column, size_t n)
{
    uint64_t last = column->offsets && n > 0 ? column->offsets[n] : 0;
    return (quen__key_rows){*column, last < PTRDIFF_MAX ? last : PTRDIFF_MAX, NULL, 0};
}

static inline quen_key quen__key_row(const quen__key_rows *rows, size_t row)
{
    if (!rows->keys)
        return quen__key_column_within(&rows->column, row, rows->last);
    quen_key key;
    memcpy(&key, rows->keys + row * rows->stride, sizeof key);
    return key;
}

/* What names the keys of some rows, copied: a caller may change what is its own at any
 * time, and what was checked must be what is looked up. */
typedef struct quen__key_copy {
    union {
        int64_t numbers[QUEN__KEY_GROUP];
        uint64_t offsets[QUEN__KEY_GROUP + 1];
        quen_key keys[QUEN__KEY_GROUP];
    } of;
    uint8_t valid[QUEN__KEY_GROUP / 8];
} quen__key_copy;

/* Copy n rows from `first` on, a multiple of 8; at most QUEN__KEY_GROUP. Row 0 of what is
 * returned is `first`. */
quen__key_rows quen__key_copy_rows(const quen__key_rows *rows, size_t first, size_t n,
                                   quen__key_copy *copy);

#endif
