/*
 * The days of the shop: weekdays, when it is closed, and when vouchers are given.
 */
#ifndef EXAMPLES_SYNTH_FEASTS_H
#define EXAMPLES_SYNTH_FEASTS_H

#include <stdbool.h>
#include <stdint.h>

#define NEVER INT32_MAX

uint32_t weekday_of(int32_t day); /* 0 is Monday */

/* Days until the next Tet, the lunar new year, or NEVER. */
int32_t days_to_tet(int32_t day);

bool is_closed(int32_t day);

/* Before Tet, Christmas, March 8th and October 20th, when women are feted. */
bool is_gift_time(int32_t day);

#endif
