/* The form of a profile's text: what a line may begin with, and where that is kept. */
#ifndef QUEN_DATA_PROFILE_PROFILE_FORM_H
#define QUEN_DATA_PROFILE_PROFILE_FORM_H

#include "data/profile/profile.h"

/* What stands behind a key. */
typedef enum quen__profile_form {
    QUEN__PROFILE_TEXT,  /* one value */
    QUEN__PROFILE_WORD,  /* one of some words */
    QUEN__PROFILE_COUNT, /* a number of 0..most */
    QUEN__PROFILE_YES,   /* yes or no */
    QUEN__PROFILE_LIST,  /* values */
    QUEN__PROFILE_RULES  /* all rules from one kind to another: printed here */
} quen__profile_form;

typedef struct quen__profile_key {
    const char *head; /* NULL for rules: see quen__profile_rule_heads */
    quen__profile_form form;
    size_t place;      /* within quen_profile; the first kind of rules */
    size_t most;       /* the limit of a number; the last kind of rules */
    const char *words; /* "comma|tab" */
} quen__profile_key;

/* In the order of the reader's choices, behind that of finding it out. */
#define QUEN__PROFILE_SEPARATORS "comma|semicolon|tab|bar|colon|blanks"
#define QUEN__PROFILE_QUOTINGS "standard|none"
#define QUEN__PROFILE_ENCODINGS "utf8|utf16|windows_1252|windows_1258|latin1"

/* Which of words parted by bars was said, from 1; 0 if it is none of them. */
size_t quen__profile_choice(const char *words, const char *said, size_t size);

/* In the order in which they are printed; the end has the head "". */
extern const quen__profile_key quen__profile_keys[];

/* What the line of each kind of rule begins with. */
extern const char *const quen__profile_rule_heads[QUEN__PROFILE_KINDS];

/* 1 if values stand behind a rule's columns. */
static inline int quen__profile_has_values(quen__profile_kind kind)
{
    return kind == QUEN__PROFILE_KEEP || kind == QUEN__PROFILE_DROP ||
           kind == QUEN__PROFILE_RETURNS;
}

#endif
