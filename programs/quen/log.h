/*
 * From a file of order lines to a finished log, as the options say.
 */
#ifndef QUEN_PROGRAM_LOG_H
#define QUEN_PROGRAM_LOG_H

#include <quen.h>

#include "log_options.h"
#include "session.h"

typedef struct log_file {
    const char *file;
    quen_orders *orders;
    quen_import *import; /* with what was understood */
    log_lent lent;       /* to the import; its options are those that were read by */
} log_file;

/* Read a file as the options say, sort it, tell of rows left out. Freed by
 * log_close(), also after a failure. */
int log_open(log_file *log, session *s, const char *file);

void log_close(log_file *log);

/* Whether more than 1 row in 100 was left out. */
bool log_lost_many(const log_file *log);

#endif
