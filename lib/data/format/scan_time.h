/*
 * What stands in the text of a time, before anybody knows in which order: numbers and
 * months of a date, a clock, a zone; or one number alone.
 */
#ifndef QUEN_DATA_FORMAT_SCAN_TIME_H
#define QUEN_DATA_FORMAT_SCAN_TIME_H

#include <stddef.h>
#include <stdint.h>

/* A number of a date, or the name of a month with its number and no digits. */
typedef struct quen__format_field {
    int value;
    int digits;
} quen__format_field;

/* What stands for a zone. */
enum { QUEN__FORMAT_NO_ZONE = 0, QUEN__FORMAT_OFFSET, QUEN__FORMAT_LETTERS };

typedef struct quen__format_shape {
    quen__format_field field[3]; /* a date; else a number alone, which has digits > 0 */
    char mark;                   /* between the fields: - / . blank, 0 for nothing */
    char half;                   /* 'a', 'p', or 0 for a clock of 24 hours */
    char has_clock, has_seconds, clock_first, zone;
    int32_t clock_s;  /* seconds of the day */
    int32_t offset_s; /* QUEN__FORMAT_OFFSET */
    uint64_t number;
    int digits;
    int fraction_digits; /* at most 12 are kept */
    uint64_t fraction;
} quen__format_shape;

/* NULL, or a static reason why the text is no time in any order. */
const char *quen__format_scan_time(const char *text, size_t size,
                                   quen__format_shape *shape);

#endif
