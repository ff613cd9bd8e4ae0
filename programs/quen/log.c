/*
 * The file's bytes go to the library as they are; it finds how they are written, or says
 * what is in doubt. Nothing is dropped without being counted and told.
 */
#include "log.h"

#include "format.h"
#include "read.h"

typedef struct pushing {
    session *s;
    quen_import *import;
    quen_status status;
} pushing;

static bool push(void *user, const void *bytes, size_t size)
{
    pushing *p = user;

    p->status = quen_import_push(p->s->ctx, p->import, bytes, size);
    return p->status == QUEN_OK;
}

static int read_all(log_file *log, session *s)
{
    pushing p = {s, log->import, QUEN_OK};
    int status = read_file(s, log->file, push, &p);

    if (status == PROGRAM_DONE)
        p.status = quen_import_finish(s->ctx, log->import, &log->orders);
    if (p.status == QUEN_OK && status == PROGRAM_DONE)
        p.status = quen_orders_finish(s->ctx, log->orders);
    return p.status == QUEN_OK ? status : library_fault(s, log->file, p.status);
}

static quen_import_counts counts_of(const log_file *log)
{
    quen_import_counts counts;

    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(log->import, &counts);
    return counts;
}

bool log_lost_many(const log_file *log)
{
    quen_import_counts c = counts_of(log);

    return c.skipped > c.rows / 100;
}

/* How many rows were left out; why, the sentences of what was understood say. */
static void tell_skipped(log_file *log, session *s)
{
    quen_import_counts c = counts_of(log);
    format f = {s->texts, {QUEN_DECIMALS_UNKNOWN, ""}, 0};

    if (c.skipped > 0)
        remark(s, TEXT_ROWS_LEFT_OUT,
               WITH(format_count(&f, c.skipped).s, format_count(&f, c.rows).s));
}

static int import_file(log_file *log, session *s)
{
    quen_orders *empty = NULL;
    int status = library_fault(s, log->file, quen_orders_new(s->ctx, &empty));

    if (status == PROGRAM_DONE)
        status = log_options(s, &log->lent, empty);
    if (status == PROGRAM_DONE)
        status = library_fault(s, log->file,
                               quen_import_new(s->ctx, &log->lent.options, &log->import));
    if (status == PROGRAM_DONE)
        status = read_all(log, s);
    quen_orders_free(empty);
    return status;
}

int log_open(log_file *log, session *s, const char *file)
{
    int status;

    *log = (log_file){.file = file};
    status = import_file(log, s);
    if (status == PROGRAM_DONE)
        tell_skipped(log, s);
    return status;
}

void log_close(log_file *log)
{
    quen_orders_free(log->orders);
    quen_import_free(log->import);
    log_lent_free(&log->lent);
}
