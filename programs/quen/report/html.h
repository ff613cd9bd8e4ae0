/* HTML as it is put out: escaped texts, and elements that are opened and closed. */
#ifndef QUEN_PROGRAM_REPORT_HTML_H
#define QUEN_PROGRAM_REPORT_HTML_H

#include <stdarg.h>
#include <stdio.h>

#include "common/printf_like.h"
#include "slice.h"
#include "texts/texts.h"

typedef struct html {
    FILE *out;
    const texts *texts;
} html;

/* Markup of ours, as it stands; its arguments are ours too, and hold no text. */
PRINTF_LIKE(2, 3) void html_raw(const html *h, const char *format, ...);

/* A text, escaped; what is no UTF-8, and control characters, become U+FFFD. */
void html_text(const html *h, const char *text);

/* The same of at most HTML_NAME characters, then "...". */
enum { HTML_NAME = 60 };
void html_slice(const html *h, slice text);

/* What others wrote: cut as above, and isolated from the direction of its surroundings.
 */
void html_name(const html *h, slice text);

/* A sentence of the tables with its arguments, escaped. */
void html_say(const html *h, text_id id, const char *const *arguments);

/* The same within an element: "p", or "td class=n"; what follows a blank is attributes.
 */
void html_put(const html *h, const char *element, text_id id,
              const char *const *arguments);

/* A text within an element. */
void html_put_text(const html *h, const char *element, const char *text);

/*
 * A table that may be wider than the page and is then moved by itself, named by the
 * heading with this id; its column heads come next, then its rows. `attributes` of the
 * table, each behind a blank.
 */
void html_table(const html *h, const char *id, const char *attributes);
void html_table_rows(const html *h);
void html_table_end(const html *h);

/* A heading of a table's column that says on hover what it means. */
void html_head(const html *h, text_id id, text_id meaning, const char *class);

#endif
