/* Local time to Unix seconds by the table of a zone: see quen_zone. */
#ifndef QUEN_DATA_CLOCK_ZONE_H
#define QUEN_DATA_CLOCK_ZONE_H

#include "core/context.h"
#include "quen/clock.h"

/* QUEN_ERR_ARGUMENT, naming noun and change, unless the table is sound. */
quen_status quen__zone_check(quen_context *ctx, const char *noun, const quen_zone *zone);

/* What is odd about a local time. */
enum { QUEN__ZONE_ONCE = 0, QUEN__ZONE_TWICE, QUEN__ZONE_SKIPPED };

/* The Unix second of a local one. The table is sound. */
int64_t quen__zone_utc(const quen_zone *zone, int64_t local, int *odd);

#endif
