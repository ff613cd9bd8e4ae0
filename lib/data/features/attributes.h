/* What the caller knows of customers beside their orders: reading and checking it. */
#ifndef QUEN_DATA_FEATURES_ATTRIBUTES_H
#define QUEN_DATA_FEATURES_ATTRIBUTES_H

#include "core/alloc.h"
#include "core/context.h"
#include "quen/features.h"

/* What an attribute is. Values are part of the format. */
enum {
    QUEN__ATTRIBUTE_NUMBER = 0,
    QUEN__ATTRIBUTE_INT = 1,  /* a category whose values are numbers */
    QUEN__ATTRIBUTE_BYTES = 2 /* a category whose values are byte strings */
};

/* No row: a customer of whom an attribute says nothing. */
#define QUEN__NO_ROW UINT32_MAX

/* The default and the bounds of max_levels. */
#define QUEN__DEFAULT_LEVELS 8u
#define QUEN__MAX_LEVELS 1000u

/* Attributes are told apart by comparing each with each. */
#define QUEN__MAX_ATTRIBUTES 1000u

/* QUEN__ATTRIBUTE_* of a well-formed attribute. */
uint32_t quen__attributes_kind(const quen_attribute *attribute);

/*
 * Check n attributes for everything that can be wrong but duplicate customers, and copy
 * them into memory of `temp`: what was checked is what is read from then on, whatever
 * another thread writes to the caller's. QUEN_ERR_ARGUMENT names attribute and row.
 */
quen_status quen__attributes_own(quen__temp *temp, const quen_attribute *attributes,
                                 size_t n, const quen_attribute **own);

/*
 * rows[c] = the attribute's row of customer number c, or QUEN__NO_ROW; room for one entry
 * a customer of the log. QUEN_ERR_ARGUMENT if a customer is named twice.
 */
quen_status quen__attributes_join(quen_context *ctx, const quen_attribute *attribute,
                                  const quen_orders *orders, size_t n_customers,
                                  uint32_t *rows);

#endif
