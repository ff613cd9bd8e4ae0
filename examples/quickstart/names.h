/*
 * What to call an item on the screen: a shop file knows keys only.
 */
#ifndef EXAMPLES_QUICKSTART_NAMES_H
#define EXAMPLES_QUICKSTART_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* Text that is kept elsewhere, and need not end with a zero byte. */
typedef struct text_slice {
    const char *text;
    size_t size;
} text_slice;

typedef struct names names;

/* NULL if memory is out. */
names *names_new(void);

void names_free(names *n);

/* A line calls this item by this name, blanks around it aside; false if memory is out. */
bool names_vote(names *n, text_slice item, text_slice name);

/* The name most lines give the item, or the item itself if none does. */
text_slice names_get(const names *n, text_slice item);

#endif
