/*
 * What to call an item on the screen: a shop file knows keys only.
 */
#ifndef EXAMPLES_QUICKSTART_NAMES_H
#define EXAMPLES_QUICKSTART_NAMES_H

#include <stdbool.h>

#include "common/csv.h"

typedef struct names names;

/* NULL if memory is out. */
names *names_new(void);

void names_free(names *n);

/* A line calls this item by this name, blanks around it aside; false if memory is out. */
bool names_vote(names *n, csv_field item, csv_field name);

/* The name most lines give the item, or the item itself if none does. */
csv_field names_get(const names *n, csv_field item);

#endif
