/*
 * Text to keys of persons, for rows by the million: no context, no sentences, no memory.
 * NULL on success, else a short static reason, with the output unchanged.
 */
#ifndef QUEN_DATA_PARSE_KEYS_H
#define QUEN_DATA_PARSE_KEYS_H

#include "data/parse/phone_countries.h"
#include "quen/parse.h"

/* `country` may be NULL: then only international forms are taken. */
const char *quen__parse_phone(const char *text, size_t size,
                              const quen__parse_country *country,
                              char phone[QUEN_PHONE_ROOM]);

/* What quen_email_options ask for. */
#define QUEN__PARSE_EMAIL_GMAIL 1u
#define QUEN__PARSE_EMAIL_PLUS 2u

const char *quen__parse_email(const char *text, size_t size, unsigned what,
                              char email[QUEN_EMAIL_ROOM]);

/* What quen_name_options ask for. */
#define QUEN__PARSE_NAME_STRIP_MARKS 1u
#define QUEN__PARSE_NAME_ANY_ORDER 2u

const char *quen__parse_name(const char *text, size_t size, unsigned what,
                             char name[QUEN_NAME_ROOM]);

#endif
