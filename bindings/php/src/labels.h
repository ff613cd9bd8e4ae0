/* Labels by key of a log's customers or items, numbered in the order of their names. */
#ifndef PHP_QUEN_LABELS_H
#define PHP_QUEN_LABELS_H

#include "orders.h"

typedef struct pq_labels {
    pq_call *c;
    const char *what; /* the argument, for sentences */
    const pq_handle *log;
    bool of_items; /* else of customers */
    size_t n;
    uint32_t *of;     /* of each by number: a place in names, or PQ_NO_NUMBER */
    HashTable *names; /* name: its place, as they are met */
} pq_labels;

/* Nothing has a label yet; `names` is empty. */
void pq_labels_init(pq_labels *l);

/* Label one by its key, which the log need not have; false with an exception. */
bool pq_label(pq_labels *l, const zval *key, zend_string *name);

/* The same of an array by key, where null is no label. */
bool pq_label_array(pq_labels *l, const HashTable *labels);

/* Bring the names into their order, and number by it; false where there is none. */
bool pq_labels_number(pq_labels *l);

#endif
