/* A caller's columns of keys: see key_column.h. */
#include "data/keys/key_column.h"

quen__key_rows quen__key_copy_rows(const quen__key_rows *rows, size_t first, size_t n,
                                   quen__key_copy *copy)
{
    quen__key_rows out = *rows;
    quen_key_column *column = &out.column;
    if (rows->keys) {
        for (size_t i = 0; i < n; i++)
            copy->of.keys[i] = quen__key_row(rows, first + i);
        out.keys = (const char *)copy->of.keys;
        out.stride = sizeof *copy->of.keys;
        return out;
    }
    if (column->numbers) {
        memcpy(copy->of.numbers, column->numbers + first, n * sizeof *column->numbers);
        column->numbers = copy->of.numbers;
    } else if (column->offsets) {
        memcpy(copy->of.offsets, column->offsets + first,
               (n + 1) * sizeof *column->offsets);
        column->offsets = copy->of.offsets;
    }
    if (column->valid) {
        memcpy(copy->valid, column->valid + first / 8, (n + 7) / 8);
        column->valid = copy->valid;
    }
    return out;
}

quen__key_fault quen__key_column_fault(const quen_key_column *column, size_t n)
{
    const uint64_t *offsets = column->offsets;
    if (column->numbers && (offsets || column->bytes))
        return (quen__key_fault){QUEN__KEY_FAULT_BOTH, 0, 0};
    if (column->numbers || !offsets)
        return (quen__key_fault){QUEN__KEY_FAULT_NONE, 0, 0};
    for (size_t i = 0; i < n; i++) {
        uint64_t size = offsets[i + 1] - offsets[i];
        if (offsets[i + 1] < offsets[i])
            return (quen__key_fault){QUEN__KEY_FAULT_DESCENDS, i, 0};
        if (size > QUEN_KEY_MAX_SIZE)
            return (quen__key_fault){QUEN__KEY_FAULT_LONG, i, size};
    }
    if (n && !column->bytes && offsets[n] != offsets[0])
        return (quen__key_fault){QUEN__KEY_FAULT_NO_BYTES, 0, 0};
    return (quen__key_fault){QUEN__KEY_FAULT_NONE, 0, 0};
}
