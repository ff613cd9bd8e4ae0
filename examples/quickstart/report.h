/*
 * What a shop file says, as tables that fit into 100 columns. Each part is a file of its
 * own: report_figures.c, report_groups.c, report_habits.c, report_offers.c,
 * report_risk.c.
 */
#ifndef EXAMPLES_QUICKSTART_REPORT_H
#define EXAMPLES_QUICKSTART_REPORT_H

#include <quen.h>

#include "names.h"

typedef struct report {
    quen_context *ctx;
    const quen_orders *orders;
    const quen_shop *shop;
    const names *names;
    unsigned decimals; /* of money */
    int32_t utc_offset_s;
} report;

/* ---- report.c: what the parts share ---- */

void report_title(const char *title);

/* A sentence whose first line stands behind `indent` characters, and the others below. */
void report_sentence(const char *sentence, int indent);

/* A key as text: a view of the key itself, or a number written to `buffer`. */
text_slice report_key(quen_key key, char *buffer, size_t size);

/* The name of an item, from its number in the shop. */
text_slice report_item(const report *r, uint32_t item);

/* ---- the parts ---- */

quen_status report_figures(const report *r);
void report_segments(const report *r);
void report_clusters(const report *r);
quen_status report_also_bought(const report *r);
quen_status report_offers(const report *r);
void report_churn(const report *r);
quen_status report_lapsed(const report *r);
quen_status report_due(const report *r);

#endif
