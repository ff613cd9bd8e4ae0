/* What a column has shown: see seen.h. */
#include "data/format/seen.h"

#include <string.h>

static void keep_text(quen__seen_entry *entry, const char *text, size_t size,
                      uint64_t row)
{
    entry->size = (uint32_t)(size < UINT32_MAX ? size : UINT32_MAX);
    entry->row = row;
    memcpy(entry->text, text, size < QUEN__SEEN_TEXT ? size : QUEN__SEEN_TEXT);
}

static quen__seen_entry *find(quen__seen *seen, uint32_t bits)
{
    for (uint32_t i = 0; i < seen->n; i++)
        if (seen->entry[i].bits == bits)
            return &seen->entry[i];
    if (seen->n == QUEN__SEEN_ENTRIES) {
        seen->too_many = 1;
        return NULL;
    }
    quen__seen_entry *entry = &seen->entry[seen->n++];
    *entry = (quen__seen_entry){.bits = bits};
    return entry;
}

quen__seen_entry *quen__seen_note(quen__seen *seen, uint32_t bits, const char *text,
                                  size_t size, uint64_t row)
{
    quen__seen_entry *entry = find(seen, bits);
    if (entry && entry->rows++ == 0)
        keep_text(entry, text, size, row);
    return entry;
}

void quen__seen_note_bad(quen__seen *seen, const char *reason, const char *text,
                         size_t size, uint64_t row)
{
    if (seen->bad.rows++ > 0)
        return;
    keep_text(&seen->bad, text, size, row);
    seen->bad_reason = reason;
}

void quen__seen_merge(quen__seen *seen, const quen__seen *other)
{
    for (uint32_t i = 0; i < other->n; i++) {
        const quen__seen_entry *from = &other->entry[i];
        quen__seen_entry *entry =
            quen__seen_note(seen, from->bits, from->text, 0, seen->texts + from->row);
        if (!entry)
            continue;
        if (entry->rows == 1 && entry->size == 0) {
            entry->size = from->size;
            memcpy(entry->text, from->text, sizeof entry->text);
        }
        entry->rows += from->rows - 1;
    }
    if (other->bad.rows > 0 && seen->bad.rows == 0) {
        seen->bad = other->bad;
        seen->bad.row += seen->texts;
        seen->bad_reason = other->bad_reason;
    } else {
        seen->bad.rows += other->bad.rows;
    }
    seen->too_many |= other->too_many;
    for (int i = 0; i < 2; i++) {
        seen->first[i] |= other->first[i];
        seen->last[i] |= other->last[i];
    }
    if (other->decimals > seen->decimals)
        seen->decimals = other->decimals;
    seen->texts += other->texts;
}

uint64_t quen__seen_rows(const quen__seen *seen)
{
    uint64_t rows = 0;
    for (uint32_t i = 0; i < seen->n; i++)
        rows += seen->entry[i].rows;
    return rows;
}

uint32_t quen__seen_common(const quen__seen *seen)
{
    uint32_t common = UINT32_MAX;
    for (uint32_t i = 0; i < seen->n; i++)
        common &= seen->entry[i].bits;
    return common;
}

uint64_t quen__seen_count(const quen__seen *seen, uint32_t with, uint32_t without,
                          const quen__seen_entry **first)
{
    uint64_t rows = 0;
    *first = NULL;
    for (uint32_t i = 0; i < seen->n; i++) {
        const quen__seen_entry *entry = &seen->entry[i];
        if ((entry->bits & with) != with || (entry->bits & without))
            continue;
        rows += entry->rows;
        if (!*first || entry->row < (*first)->row)
            *first = entry;
    }
    return rows;
}

/* Of two pairs the one that is known earlier. */
static int is_earlier(const quen__seen_entry *a, const quen__seen_entry *b,
                      const quen__seen_entry *c, const quen__seen_entry *d)
{
    uint64_t ab = a->row > b->row ? a->row : b->row,
             cd = c->row > d->row ? c->row : d->row;
    return ab < cd || (ab == cd && a->row + b->row < c->row + d->row);
}

static void order(const quen__seen_entry **a, const quen__seen_entry **b)
{
    const quen__seen_entry *swap = *a;
    if ((*a)->row < (*b)->row)
        return;
    *a = *b;
    *b = swap;
}

void quen__seen_contradiction(const quen__seen *seen, uint32_t bits,
                              const quen__seen_entry **a, const quen__seen_entry **b)
{
    int clear = 0; /* the pair shares no bit */
    *a = &seen->entry[0];
    *b = &seen->entry[seen->n > 1];
    for (uint32_t i = 0; i < seen->n; i++)
        for (uint32_t j = i + 1; j < seen->n; j++) {
            const quen__seen_entry *c = &seen->entry[i], *d = &seen->entry[j];
            int is_clear = !(c->bits & d->bits & bits);
            if (is_clear > clear || (is_clear == clear && is_earlier(c, d, *a, *b))) {
                clear = is_clear;
                *a = c;
                *b = d;
            }
        }
    order(a, b);
}
