/*
 * How long things take.
 */
#ifndef EXAMPLES_QUICKSTART_TIMING_H
#define EXAMPLES_QUICKSTART_TIMING_H

#include <quen.h>

/* Seconds since some moment. */
double timing_now(void);

/*
 * Open the file a few times, and ask it many times for everything about a customer and
 * five offers; print the median of each, and the size of the file.
 */
quen_status timing_print(quen_context *ctx, const char *path);

#endif
