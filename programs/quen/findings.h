/*
 * What is wrong with a log, in the words of who reads: made of the library's numbers, for
 * its own sentences are English, and name its options rather than the program's.
 */
#ifndef QUEN_PROGRAM_FINDINGS_H
#define QUEN_PROGRAM_FINDINGS_H

#include "format.h"
#include "log.h"
#include "session.h"

enum { FINDING_WORDS = 2048 };

/* Look at a log; `out` is freed with quen_check_free(). */
int finding_check(session *s, const log_file *log, quen_check **out);

/* "Note", "Warning", "Severe". */
const char *finding_severity(const texts *t, const quen_check *check, size_t i);

/* One finding as a sentence that says what to do. */
void finding_words(const format *f, const quen_check *check, size_t i, char *to,
                   size_t size);

#endif
