/*
 * How lines are understood: which keys mean nobody, whether returns are visits.
 */
#ifndef EXAMPLES_QUICKSTART_RULES_H
#define EXAMPLES_QUICKSTART_RULES_H

#include <quen.h>

#include "settings.h"

/* Tell an empty log: the library's rules, and what the settings say otherwise. */
quen_status rules_tell(quen_context *ctx, quen_orders *orders, const settings *s);

/*
 * Print how many lines each key that means nobody took, a line each; of those that took
 * none, only the keys of the settings, which may be written another way in the file.
 */
void rules_print(const quen_orders *orders, const settings *s);

#endif
