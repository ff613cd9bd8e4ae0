/*
 * What to call an item or a customer: a shop file knows keys alone.
 */
#ifndef QUEN_PROGRAM_NAMES_H
#define QUEN_PROGRAM_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "session.h"
#include "slice.h"

typedef struct names names;

/* NULL if memory is out. */
names *names_new(void);

void names_free(names *n);

/* A line calls this key by this name, blanks around it aside; false if memory is out. */
bool names_vote(names *n, slice key, slice name);

/* The name that most lines give the key; the key itself if none does, or `n` is NULL. */
slice names_get(const names *n, slice key);

/*
 * Read names from a file, plain or gzip: "FILE:KEY:NAME", the columns by their names, or
 * "FILE", of which the first two columns count. A log of orders is such a file.
 */
int names_read(session *s, const char *source, names **out);

#endif
