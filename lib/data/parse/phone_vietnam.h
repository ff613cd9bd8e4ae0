/* Vietnam's numbering plan. */
#ifndef QUEN_DATA_PARSE_PHONE_VIETNAM_H
#define QUEN_DATA_PARSE_PHONE_VIETNAM_H

#include <stddef.h>

#define QUEN__PARSE_VIETNAM 84

/*
 * Check a national number, without the 0 before it; one with a prefix of before 2018
 * becomes today's. NULL, or why it is none, as a static text.
 */
const char *quen__parse_vietnam(char *digits, size_t *n);

#endif
