/*
 * The options of an import, and what is lent to it while it lives.
 */
#ifndef QUEN_PROGRAM_LOG_OPTIONS_H
#define QUEN_PROGRAM_LOG_OPTIONS_H

#include <quen.h>

#include "session.h"

typedef struct log_lent {
    quen_import_options options;
    quen_csv_options csv;
    quen_order_rules rules;
    quen_key *nobody;
    quen_import_filter *where;
    const char **values; /* of filters, those of one column side by side */
    char **columns;      /* of filters */
    size_t n_columns;
} log_lent;

/* Fill what is zero; the rules of `empty`, a log that was told none, are the library's.
 */
int log_options(session *s, log_lent *l, const quen_orders *empty);

void log_lent_free(log_lent *l);

#endif
