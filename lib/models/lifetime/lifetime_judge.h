/* What a model would have foreseen of the last time of a log, against plain answers. */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_JUDGE_H
#define QUEN_MODELS_LIFETIME_LIFETIME_JUDGE_H

#include "models/lifetime/lifetime_learn.h"
#include "models/lifetime/lifetime_people.h"

/* Of more customers than these, every second, third, ... is looked at. */
#define QUEN__LIFETIME_JUDGED 65536

static inline size_t quen__lifetime_step(size_t n)
{
    return n / QUEN__LIFETIME_JUDGED + 1;
}

/* Rows, gaps and returns of every step-th of these people. */
quen_status quen__lifetime_sample_make(quen__temp *temp,
                                       const quen__lifetime_people *people, size_t step,
                                       quen__lifetime_sample *out);

/*
 * The check_s before now_s foreseen by what was before them: fills in `check`, `answer`
 * and `mean_rate`, unless too little came.
 */
quen_status quen__lifetime_judge(quen_context *ctx, const quen__log *log,
                                 const quen_zone *clock, int64_t now_s, int64_t check_s,
                                 const quen__lifetime_wish *wish,
                                 quen__lifetime_info *info);

#endif
