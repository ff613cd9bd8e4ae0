/* What the lists have in common. */
#ifndef QUEN_PROGRAM_LIST_H
#define QUEN_PROGRAM_LIST_H

#include "answer.h"

typedef struct listing {
    shop shop;
    const char *what;
    uint32_t segment; /* UINT32_MAX: any */
    double min_risk, min_chance;
    int64_t days;
    uint64_t top;
    uint32_t *customers;
    size_t capacity, n, total;
} listing;

/* What stands in front of rows of JSON, and behind them. */
void list_begin_json(const listing *l, json_out *j);
int list_end_json(session *s, json_out *j, int status);

/* Who is due for what: list_due.c. */
int list_due(listing *l);

#endif
