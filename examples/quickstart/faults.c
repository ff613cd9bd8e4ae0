/*
 * A list that is searched from its begin: a file has few ways of being wrong. Should
 * there be more than the list has room for, the last entry counts all the others.
 */
#include "faults.h"

#include <inttypes.h>
#include <string.h>

static fault_kind *find(faults *f, const char *reason)
{
    for (int i = 0; i < f->n; i++)
        if (strcmp(f->kinds[i].reason, reason) == 0)
            return &f->kinds[i];
    return NULL;
}

static fault_kind *add(faults *f, const char *reason, uint64_t line)
{
    fault_kind *kind = &f->kinds[f->n < MAX_FAULTS ? f->n++ : MAX_FAULTS - 1];

    if (kind->rows == 0)
        kind->first_line = line;
    else
        reason = "other reasons";
    snprintf(kind->reason, sizeof kind->reason, "%s", reason);
    return kind;
}

void faults_count(faults *f, const char *column, const char *reason, uint64_t line)
{
    char text[FAULT_SIZE];
    fault_kind *kind;

    snprintf(text, sizeof text, "%s%s%s", column ? column : "", column ? ": " : "",
             reason);
    kind = find(f, text);
    if (!kind)
        kind = add(f, text, line);
    kind->rows++;
    f->rows++;
}

void faults_print(const faults *f, FILE *out)
{
    if (f->rows == 0)
        return;
    fprintf(out, "skipped rows: %" PRIu64 "\n", f->rows);
    for (int i = 0; i < f->n; i++)
        fprintf(out, "  %" PRIu64 " x %s (first on line %" PRIu64 ")\n", f->kinds[i].rows,
                f->kinds[i].reason, f->kinds[i].first_line);
}
