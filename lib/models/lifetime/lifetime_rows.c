/*
 * See lifetime_rows.h. Days of a log fit into one whole number, so that these are sorted
 * as such; other rows take a stable pass for each of their numbers, by its bits, which
 * ascend as numbers of 0 and above do.
 */
#include "models/lifetime/lifetime_rows.h"

#include <math.h>
#include <string.h>

#include "core/rng.h"
#include "math/sort.h"

#define TIME_BITS 17 /* days of 300 years */
#define X_BITS 29
#define MOST_TIME ((double)(1 << TIME_BITS))
#define MOST_X ((double)(1 << X_BITS))

typedef struct columns {
    const double *x, *a, *b;
    size_t n, step, kept;
} columns;

static double b_of(const columns *c, size_t i)
{
    return c->b ? c->b[i] : 0;
}

static int is_small(double value, double most)
{
    return value < most && floor(value) == value;
}

/* How many rows are taken; *packed: 1 if each fits into one number. */
static size_t count(const columns *c, int *packed)
{
    size_t kept = 0;
    *packed = 1;
    for (size_t i = 0; i < c->n; i += c->step) {
        if (c->x[i] < 0)
            continue;
        kept++;
        *packed &= is_small(c->x[i], MOST_X) && is_small(c->a[i], MOST_TIME) &&
                   is_small(b_of(c, i), MOST_TIME);
    }
    return kept;
}

static int64_t pack(const columns *c, size_t i)
{
    return (int64_t)c->x[i] << 2 * TIME_BITS | (int64_t)c->a[i] << TIME_BITS |
           (int64_t)b_of(c, i);
}

static quen__lifetime_row unpack(int64_t key)
{
    int64_t mask = (1 << TIME_BITS) - 1;
    return (quen__lifetime_row){(double)(key >> 2 * TIME_BITS),
                                (double)(key >> TIME_BITS & mask), (double)(key & mask),
                                1};
}

/* Append a row, or count it with the last one if that is equal. */
static void append(quen__lifetime_rows *out, quen__lifetime_row row)
{
    quen__lifetime_row *last = out->n ? &out->row[out->n - 1] : NULL;
    out->count += row.count;
    if (last && last->x == row.x && last->a == row.a && last->b == row.b)
        last->count += row.count;
    else
        out->row[out->n++] = row;
}

static quen_status sort_packed(quen__temp *temp, const columns *c,
                               quen__lifetime_rows *out)
{
    quen__temp own = QUEN__TEMP(temp->ctx);
    int64_t *key = quen__temp_new(&own, c->kept, 2 * sizeof *key);
    size_t n = 0;
    if (!key)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < c->n; i += c->step)
        if (c->x[i] >= 0)
            key[n++] = pack(c, i);
    quen__sort_int64(key, n, key + n);
    for (size_t i = 0; i < n; i++)
        append(out, unpack(key[i]));
    quen__temp_close(&own);
    return QUEN_OK;
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    value += 0.0; /* of -0 too */
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* The last number first, as later passes keep the order of earlier ones. */
static void sort_entries(const columns *c, quen__sort_entry *entry, size_t n,
                         quen__sort_entry *scratch)
{
    for (int pass = 0; pass < 3; pass++) {
        const double *by = pass == 0 ? c->b : pass == 1 ? c->a : c->x;
        for (size_t i = 0; i < n && by; i++)
            entry[i].key = bits_of(by[entry[i].value]);
        if (by)
            quen__sort_entries(entry, n, scratch);
    }
}

static quen_status sort_any(quen__temp *temp, const columns *c, quen__lifetime_rows *out)
{
    quen__temp own = QUEN__TEMP(temp->ctx);
    quen__sort_entry *entry = quen__temp_new(&own, c->kept, 2 * sizeof *entry);
    size_t n = 0;
    if (!entry)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < c->n; i += c->step)
        if (c->x[i] >= 0)
            entry[n++].value = i;
    sort_entries(c, entry, n, entry + n);
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)entry[i].value;
        append(out, (quen__lifetime_row){c->x[at], c->a[at], b_of(c, at), 1});
    }
    quen__temp_close(&own);
    return QUEN_OK;
}

quen_status quen__lifetime_rows_make(quen__temp *temp, const double *x, const double *a,
                                     const double *b, size_t n, size_t step,
                                     quen__lifetime_rows *out)
{
    columns c = {x, a, b, n, step, 0};
    int packed;
    c.kept = count(&c, &packed);
    *out = (quen__lifetime_rows){quen__temp_new(temp, c.kept, sizeof *out->row), 0, 0};
    if (!out->row)
        return QUEN_ERR_MEMORY;
    return packed ? sort_packed(temp, &c, out) : sort_any(temp, &c, out);
}

quen_status quen__lifetime_rows_draw(quen__temp *temp, const quen__lifetime_rows *rows,
                                     unsigned bits, quen__lifetime_rows *out)
{
    *out = (quen__lifetime_rows){quen__temp_new(temp, rows->n, sizeof *out->row), 0, 0};
    if (!out->row)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < rows->n; i++)
        if (quen__random(0, bits_of(rows->row[i].x) ^ bits_of(rows->row[i].a) << 1,
                         bits_of(rows->row[i].b)) >>
                (64 - bits) ==
            0)
            append(out, rows->row[i]);
    return QUEN_OK;
}

void quen__lifetime_rows_scale(quen__lifetime_rows *rows, double a, double b)
{
    for (size_t i = 0; i < rows->n; i++) {
        rows->row[i].a /= a;
        rows->row[i].b /= b;
    }
}
