/**
 * Days since 1970 to year, month and day, for programs; no part of the library.
 */
#ifndef QUEN_COMMON_CALENDAR_H
#define QUEN_COMMON_CALENDAR_H

#include <stdint.h>

typedef struct date {
    int year;
    int month; /**< 1 to 12. */
    int day;   /**< 1 to 31. */
} date;

/** The Gregorian date of a day, 0 being 1970-01-01; years 0 to 9999. */
date date_of(int32_t days);

/** The local day, as date_of() takes it, of a Unix time. */
int32_t day_of(int64_t time_s, int32_t utc_offset_s);

#endif
