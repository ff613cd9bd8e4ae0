/* The memory of a question, one piece of the context's or a worker's scratch. */
#include "models/offers/offers_asker.h"

#include "core/alloc.h"

/* Bytes of memory for each line, each offer, and besides. */
#define LINE_BYTES (QUEN__SCORES * (sizeof(float) + 1) + 1)
#define OFFER_BYTES (sizeof(quen__topk_ranked) + sizeof(quen__offers_reasons))
#define OTHER_BYTES (sizeof(quen__offers_reasons) + 64)

/* Set or clear one mark. Marks of the same item are told apart by their bits. */
static void mark_items(uint8_t *mark, const uint32_t *items, size_t n, uint8_t bit,
                       int on)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t others = mark[items[i]] & (uint8_t)~bit;
        mark[items[i]] = on ? others | bit : others;
    }
}

void quen__offers_mark(const quen_offer_filter *filter, uint8_t *mark, int on)
{
    mark_items(mark, filter->exclude, filter->n_exclude, QUEN__OFFERS_EXCLUDED, on);
    mark_items(mark, filter->allow, filter->n_allow, QUEN__OFFERS_ALLOWED, on);
}

static size_t lines_of(const quen__offers_model *m)
{
    size_t block = (size_t)QUEN__SCORES * QUEN__BLOCK_LINES;
    return (m->n_items + block - 1) / block * QUEN__BLOCK_LINES;
}

static size_t most_offers(const quen__offers_model *m, size_t capacity)
{
    return capacity < m->n_items ? capacity : m->n_items;
}

size_t quen__offers_asker_bytes(const quen__offers_model *m, size_t capacity)
{
    size_t lines, offers, bytes;
    int fits = quen__mul_size(lines_of(m), LINE_BYTES, &lines) &&
               quen__mul_size(most_offers(m, capacity), OFFER_BYTES, &offers) &&
               quen__add_size(lines, offers, &bytes) &&
               quen__add_size(bytes, OTHER_BYTES, &bytes);
    return fits ? bytes : SIZE_MAX;
}

quen__offers_asker quen__offers_asker_open(const quen_context *ctx,
                                           const quen__offers_model *m,
                                           const quen_offer_filter *filter,
                                           size_t capacity, char *memory)
{
    quen__offers_asker a = {
        .model = m, .filter = filter, .kernels = quen__kernels_of(ctx)};
    a.lines = lines_of(m);
    a.capacity = most_offers(m, capacity);
    memory += (64 - (uintptr_t)memory % 64) % 64;
    a.score = (float *)(void *)memory;
    a.reasons = (quen__offers_reasons *)(void *)(a.score + a.lines * QUEN__SCORES);
    a.best = (quen__topk_ranked *)(void *)(a.reasons + a.capacity + 1);
    a.touched = (uint8_t *)(a.best + a.capacity);
    a.mark = a.touched + a.lines;
    quen__offers_mark(a.filter, a.mark, 1);
    return a;
}

void quen__offers_asker_close(quen__offers_asker *a)
{
    quen__offers_mark(a->filter, a->mark, 0);
}
