/* Names come from any file of rows that has keys and names in two of its columns. */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "read.h"

typedef struct reading {
    session *s;
    quen_csv *csv;
    names *names;
    quen_status status;
    bool full; /* memory was out */
} reading;

static slice cell_at(const quen_key_column *column, size_t row)
{
    size_t begin = (size_t)column->offsets[row], end = (size_t)column->offsets[row + 1];

    return (slice){begin < end ? column->bytes + begin : "", end - begin};
}

static void vote(reading *r, const quen_csv_batch *batch)
{
    for (size_t row = 0; row < batch->n_rows && !r->full; row++)
        r->full = !names_vote(r->names, cell_at(&batch->columns[0], row),
                              cell_at(&batch->columns[1], row));
}

static bool take(reading *r)
{
    quen_csv_batch batch = {0};

    do {
        r->status = quen_csv_take(r->s->ctx, r->csv, &batch);
        if (r->status == QUEN_OK && batch.n_columns >= 2)
            vote(r, &batch);
    } while (r->status == QUEN_OK && !r->full && batch.n_rows + batch.n_bad > 0);
    return r->status == QUEN_OK && !r->full;
}

static bool push(void *user, const void *bytes, size_t size)
{
    reading *r = user;

    r->status = quen_csv_push(r->s->ctx, r->csv, bytes, size);
    return r->status == QUEN_OK && take(r);
}

static int read_rows(reading *r, const char *file)
{
    int status = read_file(r->s, file, push, r);

    if (status == PROGRAM_DONE) {
        r->status = quen_csv_finish(r->s->ctx, r->csv);
        if (r->status == QUEN_OK)
            take(r);
    }
    if (r->full)
        return no_memory(r->s);
    if (r->status != QUEN_OK)
        return library_fault(r->s, file, r->status);
    if (status == PROGRAM_DONE && quen_csv_n_columns(r->csv) < 2)
        return fault(r->s, PROGRAM_FAILED, TEXT_NO_TWO_COLUMNS, WITH(file));
    return status;
}

/* Cut "FILE:KEY:NAME" in place; a colon of a drive, "C:\", is none of them. */
static bool split(char *source, const char **columns)
{
    char *name = strrchr(source, ':'), *key = NULL;

    for (char *p = source; name && p < name; p++)
        if (*p == ':')
            key = p;
    if (!key || key == source || key + 1 == name || !name[1] || strpbrk(key, "/\\"))
        return false;
    *key = *name = '\0';
    columns[0] = key + 1;
    columns[1] = name + 1;
    return true;
}

static int read_source(session *s, char *source, names *to)
{
    const char *columns[2];
    quen_csv_options options;
    reading r = {s, NULL, to, QUEN_OK, false};
    int status;

    quen_csv_options_init(&options, sizeof options);
    if (split(source, columns)) {
        options.columns = columns;
        options.n_columns = 2;
    }
    status = library_fault(s, source, quen_csv_new(s->ctx, &options, &r.csv));
    if (status == PROGRAM_DONE)
        status = read_rows(&r, source);
    quen_csv_free(r.csv);
    return status;
}

int names_read(session *s, const char *source, names **out)
{
    size_t size = strlen(source) + 1;
    char *copy = malloc(size);
    int status;

    *out = names_new();
    if (!copy || !*out) {
        free(copy);
        return no_memory(s);
    }
    memcpy(copy, source, size);
    status = read_source(s, copy, *out);
    free(copy);
    return status;
}
