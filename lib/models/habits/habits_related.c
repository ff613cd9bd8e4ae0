/*
 * Neighbours of what a customer bought, by quen/itemcf.h. The weights are added as floats
 * in the order of the items, so that they are the same wherever they are added.
 */
#include "models/habits/habits_learn.h"
#include "quen/itemcf.h"

float quen__habits_relate(const quen__habits_rows *rows, const quen__habits_pair *pair,
                          size_t n, float *score, uint32_t *touched, size_t *count)
{
    float most = 0;
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        for (uint64_t j = rows->start[pair[i].item]; j < rows->start[pair[i].item + 1];
             j++) {
            uint32_t item = rows->neighbor[j].item;
            if (score[item] == 0)
                touched[found++] = item;
            score[item] += rows->neighbor[j].weight;
        }
    for (size_t i = 0; i < found; i++)
        most = score[touched[i]] > most ? score[touched[i]] : most;
    *count = found;
    return most;
}

static size_t count_neighbors(const quen_itemcf *itemcf, size_t n_items)
{
    const quen_neighbor *neighbors;
    size_t total = 0;
    for (size_t i = 0; i < n_items; i++)
        total += quen_itemcf_neighbors(itemcf, (uint32_t)i, &neighbors);
    return total;
}

static quen_status copy_rows(quen__temp *temp, const quen_itemcf *itemcf,
                             quen__habits_rows *out)
{
    size_t n = quen_itemcf_n_items(itemcf), total = count_neighbors(itemcf, n), at = 0;
    uint64_t *start = quen__temp_zero(temp, n + 1, sizeof *start);
    quen_neighbor *to = quen__temp_new(temp, total + 1, sizeof *to);
    const quen_neighbor *from;
    if (!start || !to)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        size_t many = quen_itemcf_neighbors(itemcf, (uint32_t)i, &from);
        for (size_t j = 0; j < many; j++)
            to[at++] = from[j];
        start[i + 1] = at;
    }
    *out = (quen__habits_rows){start, to};
    return QUEN_OK;
}

quen_status quen__habits_rows_make(quen__temp *temp, const quen_orders *orders,
                                   int64_t now_s, uint32_t neighbors,
                                   quen__habits_rows *out)
{
    quen_itemcf_options options;
    quen_itemcf *itemcf = NULL;
    quen_itemcf_options_init(&options, sizeof options);
    options.neighbors = neighbors;
    options.now_s = now_s;
    quen_status status = quen_itemcf_fit(temp->ctx, orders, &options, &itemcf);
    if (status == QUEN_OK)
        status = copy_rows(temp, itemcf, out);
    quen_itemcf_free(itemcf);
    return status;
}
