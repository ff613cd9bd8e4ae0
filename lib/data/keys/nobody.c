/* Keys that mean no customer: see nobody.h. */
#include "data/keys/nobody.h"

#include <string.h>

#include "core/alloc.h"
#include "data/keys/keymap.h"
#include "math/search.h"

#define TEXT(s)                                                                          \
    {                                                                                    \
        s, sizeof s - 1, 0, QUEN_KEY_BYTES, 0                                            \
    }

const quen_key quen__nobody_texts[QUEN__NOBODY_TEXTS] = {
    TEXT(""),    TEXT("NULL"), TEXT("\\N"), TEXT("null"), TEXT("nan"),
    TEXT("NaN"), TEXT("None"), TEXT("N/A"), TEXT("#N/A"),
};

#define MOST 1000u /* more is a list of customers, not of ways to write "nobody" */

static int compare(quen_key a, quen_key b)
{
    return a.kind != b.kind ? (a.kind > b.kind) - (a.kind < b.kind)
                            : quen__key_compare(a, b);
}

/* --- making --- */

static quen_status check(quen_context *ctx, const quen_key *keys, size_t n, size_t *bytes)
{
    quen_status status = quen__extent_check(ctx, "orders: nobody", n, 1, sizeof *keys);
    *bytes = 0;
    if (status != QUEN_OK)
        return status;
    if (n > MOST)
        return quen__bad_argument(ctx, "orders: nobody has %zu keys, not at most %u", n,
                                  MOST);
    for (size_t i = 0; i < n; i++) {
        const quen_key *key = &keys[i];
        if (key->kind != QUEN_KEY_INT && key->kind != QUEN_KEY_BYTES)
            return quen__bad_argument(ctx, "orders: nobody: key %zu has kind %u", i,
                                      key->kind);
        if (key->kind == QUEN_KEY_INT)
            continue;
        if (key->size > QUEN_KEY_MAX_SIZE || (key->size && !key->bytes))
            return quen__bad_argument(ctx,
                                      "orders: nobody: key %zu has no bytes, or more "
                                      "than %d",
                                      i, QUEN_KEY_MAX_SIZE);
        *bytes += key->size;
    }
    return QUEN_OK;
}

/* Into its place among those before; few are sorted. */
static void insert(quen__nobody *nobody, size_t n, quen_key key)
{
    for (; n > 0 && compare(nobody->keys[n - 1], key) > 0; n--)
        nobody->keys[n] = nobody->keys[n - 1];
    nobody->keys[n] = key;
}

quen_status quen__nobody_make(quen_context *ctx, const quen_key *keys, size_t n,
                              quen__nobody *out)
{
    size_t bytes;
    quen__nobody made = {0};
    *out = made;
    quen_status status = check(ctx, keys, n, &bytes);
    if (status != QUEN_OK || n == 0)
        return status;
    size_t entry = sizeof *made.keys + sizeof *made.lines + sizeof *made.since;
    made.keys = quen__allocate_zero(ctx, n * entry + bytes, 1);
    if (!made.keys)
        return QUEN_ERR_MEMORY;
    made.lines = (uint64_t *)(made.keys + n);
    made.since = made.lines + n;
    char *to = (char *)(made.since + n);
    for (size_t i = 0; i < n; i++) {
        quen_key key = keys[i];
        if (key.kind == QUEN_KEY_BYTES) {
            if (key.size)
                memcpy(to, key.bytes, key.size);
            key.bytes = to;
            to += key.size;
        }
        if (key.kind == QUEN_KEY_BYTES)
            made.sizes |= UINT64_C(1) << (key.size < 63 ? key.size : 63);
        else
            made.numbers = 1;
        insert(&made, i, key);
    }
    made.n = n;
    *out = made;
    return QUEN_OK;
}

void quen__nobody_free(quen__nobody *nobody, const quen_allocator *allocator)
{
    quen__release(allocator, nobody->keys);
    memset(nobody, 0, sizeof *nobody);
}

/* --- asking --- */

typedef struct question {
    const quen__nobody *nobody;
    quen_key key;
} question;

static int order_at(const void *user, size_t i)
{
    const question *q = user;
    return compare(q->nobody->keys[i], q->key);
}

int quen__nobody_find(const quen__nobody *nobody, quen_key key, size_t *place)
{
    question q = {nobody, key};
    return quen__search(nobody->n, order_at, &q, place);
}

int quen__nobody_same(const quen__nobody *a, const quen__nobody *b)
{
    int same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = compare(a->keys[i], b->keys[i]) == 0;
    return same;
}

/* --- counting --- */

void quen__nobody_settle(quen__nobody *nobody, int counts)
{
    for (size_t i = 0; i < nobody->n; i++) {
        nobody->lines[i] += counts ? nobody->since[i] : 0;
        nobody->since[i] = 0;
    }
}

void quen__nobody_add(quen__nobody *nobody, const quen__nobody *from)
{
    for (size_t i = 0; i < nobody->n; i++)
        nobody->lines[i] += from->lines[i];
}
