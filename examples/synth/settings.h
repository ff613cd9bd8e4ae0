/*
 * What synth is told on its command line.
 */
#ifndef EXAMPLES_SYNTH_SETTINGS_H
#define EXAMPLES_SYNTH_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "rhythms.h"

#define MOST_DAYS 7300

typedef struct settings {
    int64_t customers;
    int64_t days;
    int64_t seed;
    int64_t shape;
    int64_t ahead;
    rhythms_kind rhythms;
    const char *out;
    const char *truth;
    const char *later;
    const char *due;
} settings;

/* How it is called; what main returns then. */
int usage(FILE *to);

/* Fill in the defaults, then what stands there; false once it has said what is wrong. */
bool read_settings(int argc, char **argv, settings *o);

#endif
