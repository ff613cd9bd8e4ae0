/* Bounded selection: see topk.h. Source: Floyd's heap sort, cut off at k entries. */
#include "math/topk.h"

/* The entry moves up from place i while it ranks after its parent. */
static void sift_up(quen__topk_ranked *heap, size_t i, quen__topk_ranked entry)
{
    while (i > 0) {
        size_t parent = (i - 1) / 2;
        if (!quen__topk_before(heap[parent], entry))
            break;
        heap[i] = heap[parent];
        i = parent;
    }
    heap[i] = entry;
}

/* The entry moves down from the top while one of its children ranks after it. */
static void sift_down(quen__topk_ranked *heap, size_t n, quen__topk_ranked entry)
{
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= n)
            break;
        if (child + 1 < n && quen__topk_before(heap[child], heap[child + 1]))
            child++;
        if (!quen__topk_before(entry, heap[child]))
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = entry;
}

void quen__topk_insert(quen__topk *top, quen__topk_ranked entry)
{
    if (top->n < top->k)
        sift_up(top->best, top->n++, entry);
    else
        sift_down(top->best, top->n, entry);
}

void quen__topk_sort(quen__topk *top)
{
    for (size_t n = top->n; n > 1; n--) {
        quen__topk_ranked worst = top->best[0];
        sift_down(top->best, n - 1, top->best[n - 1]);
        top->best[n - 1] = worst;
    }
}
