/* Where the tone of a Vietnamese syllable is written. */
#ifndef QUEN_DATA_TEXT_TONE_H
#define QUEN_DATA_TEXT_TONE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Move the tone of each Vietnamese syllable to its main vowel. Codes are decomposed, with
 * their marks in canonical order, before and after; their number stays.
 */
void quen__tone_place(int32_t *codes, size_t n);

#endif
