/* Pieces that the answers of several commands are made of. */
#ifndef QUEN_PROGRAM_ANSWER_H
#define QUEN_PROGRAM_ANSWER_H

#include "rows.h"
#include "shop.h"

/* A title of a part of an answer, with an empty line in front unless it is the first. */
void answer_title(session *s, text_id title, bool is_first);

/* How many rows are printed at most: --top; without it `usual` in a table, else all.
 * UINT64_MAX: all. */
int answer_top(session *s, uint64_t usual, uint64_t *top);

/* So many of all that there are. */
size_t answer_some(uint64_t top, size_t all);

/* ---- customers: answer_customer.c ---- */

/* What a table shows of customers; JSON and CSV have all that there is. */
typedef enum customer_view { VIEW_RISK, VIEW_SEGMENT, VIEW_WIN_BACK } customer_view;

enum { CUSTOMER_COLUMNS = 23 };

/* Columns of customers, for rows_begin(). */
void customer_columns(const shop *p, customer_view view, column columns[]);

/* One customer as a row. */
void customer_row(rows *r, const shop *p, const quen_shop_customer *c);

/* One customer as facts. */
void customer_facts(rows *r, const shop *p, const quen_shop_customer *c);

/* ---- items on offer: answer_offers.c ---- */

/* Print offers in the form that was asked for; JSON as a member `name`, if there are
 * any in it. */
int offer_rows(const shop *p, const char *name, const quen_offer *offers, size_t n,
               json_out *j);

#endif
