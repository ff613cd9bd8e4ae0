/*
 * The k best of a stream: largest score first, ties by lowest id. A bounded heap with the
 * worst of the kept on top, so that most of the stream is turned away by one comparison.
 */
#ifndef QUEN_MATH_TOPK_H
#define QUEN_MATH_TOPK_H

#include <stddef.h>
#include <stdint.h>

typedef struct quen__topk_ranked {
    double score;
    uint32_t id;
} quen__topk_ranked;

/* Start with {room for k, k, 0}. Scores are never NaN. */
typedef struct quen__topk {
    quen__topk_ranked *best;
    size_t k, n;
} quen__topk;

/* 1 if a ranks before b. */
static inline int quen__topk_before(quen__topk_ranked a, quen__topk_ranked b)
{
    return a.score > b.score || (a.score == b.score && a.id < b.id);
}

/* Takes the place of the worst of k, or of none while there are fewer. */
void quen__topk_insert(quen__topk *top, quen__topk_ranked entry);

/* Keep the entry if it is among the k best so far. */
static inline void quen__topk_offer(quen__topk *top, uint32_t id, double score)
{
    quen__topk_ranked entry = {score, id};
    if (top->n < top->k || (top->k && quen__topk_before(entry, top->best[0])))
        quen__topk_insert(top, entry);
}

/* Put best[0..n-1] in order, the best first. Nothing may be offered after that. */
void quen__topk_sort(quen__topk *top);

#endif
