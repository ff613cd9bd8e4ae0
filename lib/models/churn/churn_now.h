/* What a regression says of the customers of now, and whether that can be. */
#ifndef QUEN_MODELS_CHURN_CHURN_NOW_H
#define QUEN_MODELS_CHURN_CHURN_NOW_H

#include "models/churn/churn_judge.h"

#define QUEN__CHURN_NOTE_ROOM 640

/*
 * Look at the active customers of `info->now_s`: fills now_customers and now_mean_risk,
 * and counts in side->learned whose values lie outside. Describes them if they are not.
 */
quen_status quen__churn_look_at(quen__temp *temp, quen__churn_stack *stack,
                                quen__churn_side *side, const quen_logit *logit,
                                quen__churn_info *info);

/*
 * What should be known of the risks, sentences or nothing; returns the bytes, the zero
 * included.
 */
size_t quen__churn_write_note(const quen__churn_info *info,
                              const quen_churn_origin *origins, size_t n,
                              char note[QUEN__CHURN_NOTE_ROOM]);

#endif
