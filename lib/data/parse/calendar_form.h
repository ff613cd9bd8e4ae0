/*
 * Whole numbers that were given as Unix seconds and are something else: dates written as
 * 20260105, or days as Excel counts them or since 1970. As seconds all of them are in
 * 1970, which no shop's are.
 */
#ifndef QUEN_DATA_PARSE_CALENDAR_FORM_H
#define QUEN_DATA_PARSE_CALENDAR_FORM_H

#include <stddef.h>
#include <stdint.h>

/* What all numbers seen may be; one number may be several things. */
enum {
    QUEN__FORM_DATES = 1, /* yyyymmdd, 1900 to 2100 */
    QUEN__FORM_EXCEL = 2, /* days since 1899-12-30, 2000 to 2099 */
    QUEN__FORM_DAYS = 4   /* days since 1970-01-01, 2000 to 2099 */
};

typedef struct quen__calendar_form {
    int64_t least, most;
    uint32_t forms; /* QUEN__FORM_*; 0: none, or no number was seen */
    uint32_t seen;
} quen__calendar_form;

/* Look at n more numbers; begin with a struct of zeros. */
void quen__calendar_form_see(quen__calendar_form *form, const int64_t *numbers, size_t n);

/* Room for the words of any form. */
#define QUEN__FORM_WORDS 160

/*
 * What the numbers mean in each of the forms that fit: "written as yyyymmdd they are
 * 2026-01-05 to 2026-07-01". Returns `words`; NULL if none fits.
 */
const char *quen__calendar_form_words(const quen__calendar_form *form,
                                      char words[QUEN__FORM_WORDS]);

/* Why a number is no Unix second of 1900 to 2199, and what it may be instead. */
const char *quen__calendar_form_reason(int64_t number);

#endif
