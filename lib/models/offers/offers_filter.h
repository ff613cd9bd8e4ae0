/* What a caller gives beside a question: the filter, and numbers of items. */
#ifndef QUEN_MODELS_OFFERS_OFFERS_FILTER_H
#define QUEN_MODELS_OFFERS_OFFERS_FILTER_H

#include "models/offers/offers.h"

/* n items that fit in memory, and are there. `subject` and `what` begin the sentence: of
 * which thing the items are which field. */
quen_status quen__offers_check_list(quen_context *ctx, const char *subject,
                                    const char *what, const uint32_t *items, size_t n);

/*
 * Copy n items that passed that check, each read once: whoever gave them may change them
 * at any time. Each is below m->n_items; on failure there may still be copies.
 */
quen_status quen__offers_take_list(quen_context *ctx, const quen__offers_model *m,
                                   const char *subject, const char *what,
                                   const uint32_t *items, size_t n, uint32_t *to);

#endif
