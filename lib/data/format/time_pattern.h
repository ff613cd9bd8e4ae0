/* Forms of a time as strftime writes them, for those who state, save and show them. */
#ifndef QUEN_DATA_FORMAT_TIME_PATTERN_H
#define QUEN_DATA_FORMAT_TIME_PATTERN_H

#include "data/format/format.h"

/* Room for the pattern of any form. */
#define QUEN__FORM_PATTERN 40

/* One form of a format, with its marks and clock: "%d/%m/%Y %H:%M". Returns `out`. */
const char *quen__form_pattern(const quen_format *format, int form,
                               char out[QUEN__FORM_PATTERN]);

/* Behind `out` the patterns of all its forms, "|" between them. */
void quen__form_patterns(const quen_format *format, char *out, size_t size);

/*
 * What a text that was seen means in each form of a set, "2026-03-05 read day first and
 * ...", and the patterns to state, "\"%d/%m/%Y\" or ...". The other bits are the text's.
 */
void quen__form_show(const quen_format *format, const quen__seen_entry *entry,
                     uint32_t forms, char *readings, size_t n_readings, char *ways,
                     size_t n_ways);

#endif
