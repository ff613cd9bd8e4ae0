/* Columns by role, as the options and a profile name them. */
#ifndef QUEN_DATA_IMPORT_ROLES_H
#define QUEN_DATA_IMPORT_ROLES_H

#include "data/import/state.h"

/* Behind the roles that are columns of a block. */
enum { QUEN__IMPORT_CLOCK = QUEN__IMPORT_ROLES, QUEN__IMPORT_PRICE, QUEN__IMPORT_NAMES };

typedef struct quen__import_role {
    const char *word;
    size_t option; /* where its name is in the options */
    uint32_t profile;
} quen__import_role;

extern const quen__import_role quen__import_roles[QUEN__IMPORT_NAMES];

/* The name that the caller gave for the column of role i, or NULL. */
const char *quen__import_given(const quen_import *im, size_t i);

/* 1 if the caller named any column. */
int quen__import_names_any(const quen_import *im);

#endif
