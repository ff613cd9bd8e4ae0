/* Columns of texts, written as lines, for the tests of formats. */
#ifndef QUEN_TESTS_FORMAT_CASES_H
#define QUEN_TESTS_FORMAT_CASES_H

#include "support.h"

#define FORMAT_TEXTS 512

typedef struct format_texts {
    quen_key_column column;
    size_t n;
    uint64_t offsets[FORMAT_TEXTS + 1];
    char bytes[16384];
} format_texts;

/* One text a line; "" is one empty text. */
void format_texts_of(format_texts *texts, const char *lines);
/* A text behind those that are there. */
void format_texts_push(format_texts *texts, const char *text);

/* The defaults of a kind. */
quen_format_options format_options(uint32_t kind);

/* Begin, look at all texts; the test fails if that does. */
quen_format *format_seen(quen_context *ctx, const quen_format_options *options,
                         const format_texts *texts);
/* The same and finished. */
quen_format *format_learned(quen_context *ctx, const quen_format_options *options,
                            const char *lines);
/* Fails the test unless the column is refused with these words. */
void format_refused(quen_context *ctx, const quen_format_options *options,
                    const char *lines, const char *words);

/*
 * Read by kind. Values as words, one a line: a time as "2026-03-01 08:00:00", a number as
 * its units, a fault as its reason. Static buffer.
 */
const char *format_values(quen_context *ctx, const quen_format *format, uint32_t kind,
                          const char *lines);

#endif
