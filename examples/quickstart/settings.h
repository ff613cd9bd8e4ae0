/*
 * The command line of quickstart.
 */
#ifndef EXAMPLES_QUICKSTART_SETTINGS_H
#define EXAMPLES_QUICKSTART_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* What a column of the file is. */
enum role { CUSTOMER, ORDER, ITEM, NAME, TIME, AMOUNT, QUANTITY, PRICE, N_ROLES };

enum { MOST_NOBODY = 64 };

typedef struct settings {
    const char *file;
    const char *columns[N_ROLES]; /* names of columns, or NULL */
    const char *out;
    const char *nobody[MOST_NOBODY]; /* keys that mean nobody, beside the library's */
    int n_nobody;
    int returns;                /* QUEN_RETURNS_*; below 0: as the library has it */
    unsigned decimals;          /* of money */
    unsigned quantity_decimals; /* of quantities */
    int32_t utc_offset_s;
    uint32_t threads;
    int64_t horizon_s;
    char separator;
    bool skip_bad;
} settings;

/* Print how the program is called. */
void settings_usage(FILE *to);

/* Whether the file has a column of money. */
bool settings_has_money(const settings *s);

/* Read the command line; false, and a sentence on stderr, if it makes no sense. */
bool settings_read(settings *s, int argc, char **argv);

#endif
