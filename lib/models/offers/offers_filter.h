/* What a caller gives beside a question: the filter, and numbers of items. */
#ifndef QUEN_MODELS_OFFERS_OFFERS_FILTER_H
#define QUEN_MODELS_OFFERS_OFFERS_FILTER_H

#include "models/offers/offers.h"

/*
 * Every item below m->n_items. `subject` and `what` begin the sentence: of which thing
 * the items are which field.
 */
quen_status quen__offers_check_items(quen_context *ctx, const quen__offers_model *m,
                                     const char *subject, const char *what,
                                     const uint32_t *items, size_t n);

#endif
