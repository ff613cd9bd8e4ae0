/* Names of columns: kept, compared, and said in sentences. */
#ifndef QUEN_DATA_CSV_NAMES_H
#define QUEN_DATA_CSV_NAMES_H

#include "core/alloc.h"
#include "data/csv/scan.h"

/* Texts one behind another, each with a zero byte. */
typedef struct quen__csv_names {
    char *text;
    size_t *starts;
    size_t n;
} quen__csv_names;

/* Room for a sentence that is put together. */
typedef struct quen__csv_words {
    char *to;
    size_t size, n;
} quen__csv_words;

void quen__csv_say(quen__csv_words *words, const char *format, ...) QUEN__PRINTF(2, 3);

/* A text in quotes, cut short, with what would upset a terminal as "?". */
void quen__csv_say_text(quen__csv_words *words, const char *text, size_t size);

static inline const char *quen__csv_name(const quen__csv_names *names, size_t i)
{
    return names->text + names->starts[i];
}

/* Room for n names of so many bytes in all. */
quen_status quen__csv_names_new(quen_context *ctx, quen__csv_names *names, size_t n,
                                size_t bytes);
void quen__csv_names_free(const quen_allocator *allocator, quen__csv_names *names);

/* Append a name without the blanks around it; there is room for it. */
void quen__csv_names_add(quen__csv_names *names, const char *text, size_t size);

/* Take the blanks around a text off. */
void quen__csv_trim(const char **text, size_t *size);

/* The value of a field, its doubled quotes made one: how many bytes went to `to`. */
size_t quen__csv_unquote(const char *text, size_t size, char *to);

/* How alike two names are: 2 in NFC, 1 but for case, 0 not. */
int quen__csv_alike(const char *a, size_t a_size, const char *b, size_t b_size);

/*
 * Which name is called so: as it stands, or else in another case. How many are; `found`
 * receives the first, `second` the one after it.
 */
size_t quen__csv_names_find(const quen__csv_names *names, const char *name, size_t *found,
                            size_t *second);

/* Name those wanted, of the first `n`, that are not there, those that may be meant, and
 * all that there are. */
void quen__csv_say_missing(quen__csv_words *words, const quen__csv_names *wanted,
                           size_t n, const quen__csv_names *there);

#endif
