/* Reading a caller's keys: a column of them, or one in each of many structs. */
#ifndef QUEN_DATA_KEYS_KEY_COLUMN_H
#define QUEN_DATA_KEYS_KEY_COLUMN_H

#include <string.h>

#include "quen/key.h"

/* Does a key have as many bytes as it may? What has not is no key of anything. */
static inline int quen__key_is_sound(quen_key key)
{
    return key.kind != QUEN_KEY_BYTES ||
           (key.size <= QUEN_KEY_MAX_SIZE && (key.bytes || key.size == 0));
}

/*
 * The key in a row; QUEN_KEY_NONE where it has none, or the column is not there. Offsets
 * that descend, or that no memory has, give a size that no key may have, and a column
 * without bytes keys without them, for the caller's check to refuse.
 */
static inline quen_key quen__key_column_key(const quen_key_column *column, size_t row)
{
    quen_key none = {NULL, 0, 0, QUEN_KEY_NONE, 0};
    if (!column->numbers && !column->offsets)
        return none;
    if (column->valid && !(column->valid[row / 8] >> row % 8 & 1))
        return none;
    if (column->numbers)
        return quen_key_int(column->numbers[row]);
    uint64_t start = column->offsets[row], end = column->offsets[row + 1];
    if (end < start || end > PTRDIFF_MAX)
        return quen_key_bytes(NULL, SIZE_MAX);
    return quen_key_bytes(column->bytes ? column->bytes + start : NULL,
                          (size_t)(end - start));
}

/* What keeps a column from being one of keys, and where. The words are the caller's. */
enum {
    QUEN__KEY_FAULT_NONE,
    QUEN__KEY_FAULT_BOTH,     /* numbers and strings */
    QUEN__KEY_FAULT_DESCENDS, /* offsets, behind the row */
    QUEN__KEY_FAULT_LONG, /* the row's string has `size` bytes, which no key may have */
    QUEN__KEY_FAULT_NO_BYTES /* offsets without */
};

typedef struct quen__key_fault {
    int kind;
    size_t row;
    uint64_t size;
} quen__key_fault;

/* The first fault of n rows; none of a column that is not there. */
quen__key_fault quen__key_column_fault(const quen_key_column *column, size_t n);

/* The keys of many rows. */
typedef struct quen__key_rows {
    quen_key_column column;
    const char *keys; /* not NULL: quen_keys that lie `stride` bytes apart */
    size_t stride;
} quen__key_rows;

static inline quen_key quen__key_row(const quen__key_rows *rows, size_t row)
{
    if (!rows->keys)
        return quen__key_column_key(&rows->column, row);
    quen_key key;
    memcpy(&key, rows->keys + row * rows->stride, sizeof key);
    return key;
}

#endif
