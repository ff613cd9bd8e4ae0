/* A text that need not end with a zero byte, and is kept elsewhere. */
#ifndef QUEN_PROGRAM_SLICE_H
#define QUEN_PROGRAM_SLICE_H

#include <stddef.h>

#include <quen.h>

typedef struct slice {
    const char *text;
    size_t size;
} slice;

/* Room for keys that are written out. */
enum { SLICE_ROOM = 80 };

slice slice_of(const char *text);

/* A key as text. A number, and bytes that are no UTF-8 ("hex:00ff"), are written to
 * `room`, of SLICE_ROOM bytes; longer bytes are cut. */
slice slice_of_key(quen_key key, char *room);

#endif
