/*
 * What is wrong with a log, before anything is learned from it.
 */
#ifndef EXAMPLES_QUICKSTART_FINDINGS_H
#define EXAMPLES_QUICKSTART_FINDINGS_H

#include <quen.h>

#include "settings.h"

/* Check the log and print what was found, the most severe first. */
quen_status findings_print(quen_context *ctx, const quen_orders *orders,
                           const settings *s);

#endif
