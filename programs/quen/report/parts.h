/* The parts of the report, each a section of the page in a file of its own. */
#ifndef QUEN_PROGRAM_REPORT_PARTS_H
#define QUEN_PROGRAM_REPORT_PARTS_H

#include "report/html.h"
#include "report/report.h"

typedef struct report {
    const report_options *o;
    const format *f;
    html h;
} report;

/* One part. Sections without anything to say say so in a sentence. */
typedef quen_status report_part(const report *r);

report_part report_log, report_months, report_lapsed, report_due, report_segments,
    report_cohorts, report_hours, report_together, report_trends, report_trust,
    report_terms;

/* ---- what they share: report.c ---- */

/* "<section>" with a heading and what it is about. */
void report_open(const report *r, const char *id, text_id title, text_id about);
void report_close(const report *r);

/* The name of an item or a customer. */
void report_item(const report *r, uint32_t item);
void report_customer(const report *r, uint32_t customer);

/* The key that a customer is asked with: where the shop has none, the number. */
quen_key report_key(const report *r, uint32_t customer);

/* A class of five for a share of the largest, h0 (nothing) to h5, for heat maps. */
int report_heat(double value, double largest);

/* The style of the page. */
extern const char *const report_style[];

#endif
