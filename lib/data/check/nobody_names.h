/* Names that tills and shops give to customers whom they do not know. */
#ifndef QUEN_DATA_CHECK_NOBODY_NAMES_H
#define QUEN_DATA_CHECK_NOBODY_NAMES_H

#include "quen/key.h"

/*
 * 1: a text is such a name, however its letters are written ("KHACH LE", "Walk-In 2"),
 * or a telephone number that is none ("0000000000"). Numbers never are.
 */
int quen__finding_is_nobody(quen_key key);

#endif
