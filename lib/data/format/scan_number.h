/*
 * The text of an amount taken apart, before anybody knows what a point or a comma in it
 * means: its digits, the marks between them, what stands around them.
 */
#ifndef QUEN_DATA_FORMAT_SCAN_NUMBER_H
#define QUEN_DATA_FORMAT_SCAN_NUMBER_H

#include <stddef.h>
#include <stdint.h>

#define QUEN__NUMBER_DIGITS 40
#define QUEN__NUMBER_MARKS 16

typedef struct quen__number {
    uint32_t n_digits, n_marks;
    uint32_t currency; /* quen__currency_*; 0: none */
    int negative;
    char digit[QUEN__NUMBER_DIGITS];
    char mark[QUEN__NUMBER_MARKS];       /* . , ' _ or a blank */
    uint32_t before[QUEN__NUMBER_MARKS]; /* digits in front of each mark */
} quen__number;

/* NULL, or a static reason why the text is no amount. */
const char *quen__number_scan(const char *text, size_t size, quen__number *number);

/* Readings: which of both parts decimals. The other one, if any, parts thousands. */
enum { QUEN__NUMBER_POINT = 1, QUEN__NUMBER_COMMA = 2, QUEN__NUMBER_BOTH = 3 };

/* Marks of thousands, as a set. */
enum {
    QUEN__GROUPS_POINT = 1,
    QUEN__GROUPS_COMMA = 2,
    QUEN__GROUPS_APOSTROPHE = 4,
    QUEN__GROUPS_BLANK = 8,
    QUEN__GROUPS_LINE = 16,
    QUEN__GROUPS_ALL = 31
};

/* Which one a mark is; 0 for none. */
uint32_t quen__groups_of(char mark);

/* Room for a number in plain digits. */
#define QUEN__NUMBER_PLAIN (QUEN__NUMBER_DIGITS + 3)

/*
 * Write a number as one reading has it, with a point for decimals: bytes written; 0 if it
 * is none in that reading, with these marks of thousands allowed. `used` receives those
 * that it has, `decimals` how many digits follow the point; both may be NULL.
 */
size_t quen__number_plain(const quen__number *number, uint32_t reading, uint32_t groups,
                          char plain[QUEN__NUMBER_PLAIN], uint32_t *used,
                          uint32_t *decimals);

#endif
