/*
 * The command line of quickstart.
 */
#ifndef EXAMPLES_QUICKSTART_SETTINGS_H
#define EXAMPLES_QUICKSTART_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <quen.h>

/* What a column of the file is. */
enum role { CUSTOMER, ORDER, ITEM, NAME, TIME, CLOCK, AMOUNT, QUANTITY, PRICE, N_ROLES };

enum { MOST_NOBODY = 64, MOST_WHERE = 64 };

typedef struct settings {
    const char *file;
    const char *columns[N_ROLES]; /* names of columns, or NULL */
    const char *out;
    const char *nobody[MOST_NOBODY]; /* keys that mean nobody, beside the library's */
    int n_nobody;
    int returns; /* QUEN_RETURNS_*; below 0: as the library has it */
    char where_columns[MOST_WHERE][64]; /* rows that stay have one of the values */
    const char *where_values[MOST_WHERE];
    int n_where;
    const quen_profile *profile; /* NULL: the header shows it, if no column is named */
    const char *time_format, *thousands, *decimal_mark, *country;
    uint32_t customer_kind;     /* QUEN_IMPORT_KEY_* */
    uint32_t decimals;          /* of money; UINT32_MAX: as the profile has it, or 2 */
    unsigned quantity_decimals; /* of quantities */
    int32_t utc_offset_s;
    uint32_t threads;
    int64_t horizon_s;
    quen_csv_options csv; /* how the file is written; its columns are not set */
    bool skip_bad;
    bool fill_down;
} settings;

/* Print how the program is called. */
void settings_usage(FILE *to);

/* Read the command line; false, and a sentence on stderr, if it makes no sense. */
bool settings_read(settings *s, int argc, char **argv);

#endif
