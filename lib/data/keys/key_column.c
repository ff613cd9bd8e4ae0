/* Whether a caller's column is one of keys: see key_column.h. */
#include "data/keys/key_column.h"

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
