/*
 * Keys that mean no customer: what exports write where nobody is known. A log keeps a
 * list of them, and counts the lines that each took.
 */
#ifndef QUEN_DATA_KEYS_NOBODY_H
#define QUEN_DATA_KEYS_NOBODY_H

#include "core/context.h"
#include "quen/key.h"

typedef struct quen__nobody {
    size_t n;
    quen_key *keys;          /* ascending: numbers, then byte strings */
    uint64_t *lines, *since; /* taken for good; and by the batch that is being added */
    uint64_t sizes;          /* bit i: a byte string of i bytes; 63: or of more */
    int numbers;             /* 1: there are numbers */
} quen__nobody;

/* The list that logs begin with. */
#define QUEN__NOBODY_TEXTS 9
extern const quen_key quen__nobody_texts[QUEN__NOBODY_TEXTS];

/* A copy of n keys, in one piece of memory. QUEN_ERR_ARGUMENT names what is no key. */
quen_status quen__nobody_make(quen_context *ctx, const quen_key *keys, size_t n,
                              quen__nobody *out);
void quen__nobody_free(quen__nobody *nobody, const quen_allocator *allocator);

/* 0: the key is somebody's, as most are; else look. */
static inline int quen__nobody_may_be(const quen__nobody *nobody, quen_key key)
{
    return key.kind == QUEN_KEY_BYTES
               ? (int)(nobody->sizes >> (key.size < 63 ? key.size : 63) & 1)
               : nobody->numbers;
}

/* 1 and the key's place in the list, or 0 if it is somebody's. */
int quen__nobody_find(const quen__nobody *nobody, quen_key key, size_t *place);

/* 1 if both lists have the same keys. */
int quen__nobody_same(const quen__nobody *a, const quen__nobody *b);

/* The lines of a batch count, or are forgotten; and those of another log. */
void quen__nobody_settle(quen__nobody *nobody, int counts);
void quen__nobody_add(quen__nobody *nobody, const quen__nobody *from);

#endif
