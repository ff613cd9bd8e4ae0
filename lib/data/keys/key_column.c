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

/* What a sentence begins with: what the column is, and its name. */
typedef struct called {
    const char *what, *open, *name, *close;
} called;

static quen_status check_row(quen_context *ctx, const called *c, size_t row,
                             uint64_t start, uint64_t end)
{
    if (end < start)
        return quen__bad_argument(ctx,
                                  "%s%s%s%s, row %zu: the offsets of its strings descend",
                                  c->what, c->open, c->name, c->close, row);
    if (end - start > QUEN_KEY_MAX_SIZE)
        return quen__bad_argument(
            ctx, "%s%s%s%s, row %zu: it has %llu bytes, at most %d are allowed", c->what,
            c->open, c->name, c->close, row, (unsigned long long)(end - start),
            QUEN_KEY_MAX_SIZE);
    return QUEN_OK;
}

quen_status quen__key_column_check(quen_context *ctx, const char *what, const char *name,
                                   const quen_key_column *column, size_t n)
{
    const uint64_t *offsets = column->offsets;
    const called c = {what, name ? " '" : "", name ? name : "", name ? "'" : ""};
    if (column->numbers && (offsets || column->bytes))
        return quen__bad_argument(ctx, "%s%s%s%s has both numbers and strings", c.what,
                                  c.open, c.name, c.close);
    if (column->numbers || !offsets || n == 0)
        return QUEN_OK;
    quen_status status = QUEN_OK;
    uint64_t first = offsets[0], start = first, end = first;
    for (size_t i = 0; i < n && status == QUEN_OK; i++, start = end) {
        end = offsets[i + 1];
        status = check_row(ctx, &c, i, start, end);
    }
    if (status == QUEN_OK && !column->bytes && end != first)
        return quen__bad_argument(ctx, "%s%s%s%s has offsets but no bytes", c.what,
                                  c.open, c.name, c.close);
    return status;
}

/* --- a copy --- */

static quen_status copy_to(quen__temp *temp, const void *from, size_t n, size_t size,
                           const void **copy)
{
    void *own = from ? quen__temp_new(temp, n, size) : NULL;
    *copy = own;
    if (own && n)
        memcpy(own, from, n * size);
    return from && !own ? QUEN_ERR_MEMORY : QUEN_OK;
}

quen_status quen__key_column_own(quen__temp *temp, const char *what, const char *name,
                                 const quen_key_column *column, size_t n,
                                 quen_key_column *own)
{
    const void *offsets, *valid;
    *own = *column;
    quen_status status =
        copy_to(temp, own->offsets, n > 0 ? n + 1 : 0, sizeof *own->offsets, &offsets);
    if (status == QUEN_OK)
        status = copy_to(temp, own->valid, n / 8 + (n % 8 > 0), 1, &valid);
    if (status != QUEN_OK)
        return status;
    own->offsets = offsets;
    own->valid = valid;
    return quen__key_column_check(temp->ctx, what, name, own, n);
}

quen_status quen__key_column_own_values(quen__temp *temp, size_t n, quen_key_column *own)
{
    const void *numbers, *bytes = NULL;
    uint64_t first = own->offsets && n > 0 ? own->offsets[0] : 0;
    uint64_t size = own->offsets && n > 0 ? own->offsets[n] - first : 0;
    quen_status status = copy_to(temp, own->numbers, n, sizeof *own->numbers, &numbers);
    if (status == QUEN_OK && size > 0)
        status = copy_to(temp, own->bytes + first, (size_t)size, 1, &bytes);
    if (status != QUEN_OK)
        return status;
    own->numbers = numbers;
    own->bytes = bytes;
    /* They are the copy's. */
    for (size_t i = 0; own->offsets && n > 0 && i <= n; i++)
        ((uint64_t *)(uintptr_t)own->offsets)[i] -= first;
    return QUEN_OK;
}
