/* Rows of people for the tests of links. */
#ifndef QUEN_TESTS_LINK_CASES_H
#define QUEN_TESTS_LINK_CASES_H

#include "support.h"

/* A column of n texts, NULL where one is not known; free_texts() frees it. */
quen_key_column make_texts(const char *const *texts, size_t n);
void free_texts(quen_key_column *column);

/*
 * People with names, days of birth and telephone numbers, of whom some are there again
 * with errors; the same for the same seed.
 */
enum { LINK_PEOPLE = 400, LINK_AGAIN = 100, LINK_ROWS = LINK_PEOPLE + LINK_AGAIN };

typedef struct link_people {
    size_t n;
    uint32_t *who;             /* of each row: the first row of the person */
    quen_link_field fields[4]; /* family, given, born, phone */
} link_people;

link_people *make_people(size_t people, size_t again, uint64_t seed);
void free_people(link_people *p);

quen_links *find_links(quen_context *ctx, const quen_link_field *fields, size_t n_fields,
                       size_t n, const quen_link_options *options);
quen_link_options link_options(void);

#endif
