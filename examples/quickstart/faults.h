/*
 * Rows that were left out, counted by reason.
 */
#ifndef EXAMPLES_QUICKSTART_FAULTS_H
#define EXAMPLES_QUICKSTART_FAULTS_H

#include <stdint.h>
#include <stdio.h>

#define MAX_FAULTS 64
#define FAULT_SIZE 160

typedef struct fault_kind {
    char reason[FAULT_SIZE]; /* "InvoiceDate: not a date like 2024-03-01" */
    uint64_t rows;
    uint64_t first_line;
} fault_kind;

typedef struct faults {
    fault_kind kinds[MAX_FAULTS]; /* in order of appearance */
    int n;
    uint64_t rows;
} faults;

/* Count a row; a NULL column: the row as a whole is at fault. */
void faults_count(faults *f, const char *column, const char *reason, uint64_t line);

/* Print the total and each reason; nothing if there was none. */
void faults_print(const faults *f, FILE *out);

#endif
