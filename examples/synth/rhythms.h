/*
 * The log of a shop whose laws are known, with what comes after it: a model's chances and
 * expectations can be held against the true ones.
 */
#ifndef EXAMPLES_SYNTH_RHYTHMS_H
#define EXAMPLES_SYNTH_RHYTHMS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* What brings a customer. */
typedef enum rhythms_kind {
    RHYTHMS_NONE,   /* no such shop: the spa */
    RHYTHMS_VISITS, /* a rhythm of their own, until they are lost */
    RHYTHMS_ITEMS,  /* each of their products, whenever it has run out, until it is given
                       up */
    RHYTHMS_BOTH    /* the rhythm; they buy what has run out by then */
} rhythms_kind;

/* Days are counted from 1970. Files that are NULL are not written. */
typedef struct rhythms {
    rhythms_kind kind;
    uint32_t customers;
    uint32_t shape; /* of gaps: 1 is chance, the more the more regular */
    uint64_t seed;
    int32_t first_day;
    int32_t last_day;
    uint32_t ahead; /* days after it */
    FILE *out;      /* the log */
    FILE *later;    /* the days ahead, as the log would go on */
    FILE *truth;    /* a row for each customer */
    FILE *due;      /* a row for each product of a customer */
} rhythms;

/* False if there is no memory; errors of writing stay in the files. */
bool rhythms_write(const rhythms *what);

#endif
