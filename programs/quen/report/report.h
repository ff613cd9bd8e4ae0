/*
 * The owner's report: one file of HTML that holds all it needs, written from the shop's
 * file alone. Nothing in it is executed: no script, no link to elsewhere, and a policy
 * that forbids both; names are escaped and kept apart from the direction of the text
 * around them.
 */
#ifndef QUEN_PROGRAM_REPORT_H
#define QUEN_PROGRAM_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include <quen.h>

#include "format.h"
#include "names.h"

typedef struct report_options {
    quen_context *ctx;
    const quen_shop *shop;
    format format;          /* of the shop, and the language */
    const char *title;      /* the shop's name; NULL: it has none */
    const names *items;     /* NULL: items are called by their keys, */
    const names *customers; /* and so are customers */
    bool anonymous;         /* for sharing: customers have numbers alone */
} report_options;

/* Write the report. What fails is a call of the library; whether all was written, `out`
 * tells. */
quen_status report_write(const report_options *options, FILE *out);

#endif
