/* Labels by key of a log's customers, items or orders, numbered in the order of names. */
#ifndef PHP_QUEN_LABELS_H
#define PHP_QUEN_LABELS_H

#include "orders.h"

/* Whose labels; orders, which have no numbers, are known by their rows in the array. */
enum { PQ_OF_CUSTOMERS, PQ_OF_ITEMS, PQ_OF_ORDERS };

typedef struct pq_labels {
    pq_call *c;
    const char *what; /* the argument, for sentences */
    const pq_handle *log;
    int whose; /* PQ_OF_* */
    size_t n;
    uint32_t *of;     /* of each by number: a place in names, or PQ_NO_NUMBER */
    HashTable *names; /* name: its place, as they are met */
} pq_labels;

/* Nothing has a label yet; `names` is empty. */
void pq_labels_init(pq_labels *l);

/* Label a customer or an item by its key, which the log need not have; false with an
   exception. */
bool pq_label(pq_labels *l, const zval *key, zend_string *name);

/* The same of an array by key, where null is no label. */
bool pq_label_array(pq_labels *l, const HashTable *labels);

/* Bring the names into their order, and number by it; false where there is none. */
bool pq_labels_number(pq_labels *l);

#endif
