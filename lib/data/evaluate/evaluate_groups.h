/* Rows of equal score, which stand or fall together. */
#ifndef QUEN_DATA_EVALUATE_EVALUATE_GROUPS_H
#define QUEN_DATA_EVALUATE_EVALUATE_GROUPS_H

#include "data/evaluate/evaluate.h"

/* The weight of each class in the group that begins at row r; where the next begins. */
static inline size_t quen__evaluate_next_group(const quen__evaluate_rows *rows,
                                               const double *weight, size_t r,
                                               double group[2])
{
    double score = rows->score[r];
    group[0] = group[1] = 0;
    for (; r < rows->n && rows->score[r] == score; r++)
        group[rows->y[r]] += weight ? weight[r] : 1;
    return r;
}

/* The share of a group, `met` weight before it, that is within the first `limit`. */
static inline double quen__evaluate_share_of(double met, const double group[2],
                                             double limit)
{
    double size = group[0] + group[1], room = limit - met;
    return room <= 0 || size == 0 ? 0 : room >= size ? 1 : room / size;
}

#endif
