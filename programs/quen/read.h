/* Files as they come, plain or gzip. */
#ifndef QUEN_PROGRAM_READ_H
#define QUEN_PROGRAM_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "session.h"

/* Whose bytes a file has: false to stop. */
typedef bool (*read_block)(void *user, const void *bytes, size_t size);

/* Give all bytes of a file. PROGRAM_FAILED, with a sentence unless the reader stopped. */
int read_file(session *s, const char *file, read_block block, void *user);

#endif
