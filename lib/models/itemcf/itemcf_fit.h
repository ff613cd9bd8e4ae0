/* The steps of a fit: see itemcf_record.h for what they work on. */
#ifndef QUEN_MODELS_ITEMCF_ITEMCF_FIT_H
#define QUEN_MODELS_ITEMCF_ITEMCF_FIT_H

#include "models/itemcf/itemcf_record.h"

/* --- accumulate, merge: itemcf_count.c --- */

/* Room for a partial result, all zero; 0 if there is none. */
int quen__itemcf_partial_new(quen__temp *temp, const quen__itemcf_pairs *pairs,
                             quen__itemcf_partial *out);

/*
 * Fill a partial result, all zero so far, from the item's customers: entries
 * first..last-1 of item_customer. Where only counts are wanted, what it says of items
 * below this one counts, and of no others.
 */
void quen__itemcf_accumulate(quen__itemcf_partial *partial,
                             const quen__itemcf_pairs *pairs, size_t item, uint64_t first,
                             uint64_t last);

/* Add the partial result of other customers; both are tracked or none is. */
void quen__itemcf_merge(quen__itemcf_partial *into, const quen__itemcf_pairs *pairs,
                        const quen__itemcf_partial *from);

/* All zero again. */
void quen__itemcf_clear(quen__itemcf_partial *partial, const quen__itemcf_pairs *pairs);

/* --- what is added up: itemcf_pairs.c --- */

quen_status quen__itemcf_pairs_new(quen__temp *temp, const quen__itemcf_terms *terms,
                                   quen__itemcf_pairs *out);

#endif
