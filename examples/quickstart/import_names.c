/*
 * Files, and what they call items: a log knows keys alone, so the file is read once more
 * where it has names beside them.
 */
#include "import.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#ifdef _WIN32
#include <windows.h>
#endif

enum { BLOCK = 1 << 18, MOST_NAMES = 32 };

/* ---- bytes ---- */

static bool complain(const char *file, const char *what)
{
    fprintf(stderr, "quickstart: %s: %s\n", file, what);
    return false;
}

static bool cannot_open(const char *file)
{
    fprintf(stderr, "quickstart: %s: cannot open: %s\n", file,
            errno ? strerror(errno) : "out of memory");
    return false;
}

/* A name is UTF-8, which Windows takes in its own calls alone. */
static gzFile open_file(const char *file)
{
#ifdef _WIN32
    wchar_t wide[4096];
    errno = EINVAL;
    return MultiByteToWideChar(CP_UTF8, 0, file, -1, wide, 4096) ? gzopen_w(wide, "rb")
                                                                 : NULL;
#else
    return gzopen(file, "rb");
#endif
}

/* A truncated .gz ends quietly but for what gzerror() says. */
static bool read_blocks(gzFile from, const char *file, import_block block, void *user)
{
    static unsigned char bytes[BLOCK];
    int got, code;

    while ((got = gzread(from, bytes, BLOCK)) > 0)
        if (!block(user, bytes, (size_t)got))
            return false;
    const char *words = gzerror(from, &code);
    return code == Z_OK || code == Z_STREAM_END ? true : complain(file, words);
}

bool import_read(const char *file, import_block block, void *user)
{
    gzFile from;
    bool done;

    errno = 0;
    from = open_file(file);
    if (!from)
        return cannot_open(file);
    done = read_blocks(from, file, block, user);
    gzclose(from);
    return done;
}

/* ---- names ---- */

typedef struct naming {
    quen_context *ctx;
    quen_csv *csv;
    names *names;
    size_t n_items; /* the first columns are of items, those behind them of names */
    quen_status status;
    bool full; /* memory was out */
} naming;

/* The first of some columns that the file has. */
static const quen_key_column *first_there(const naming *n, const quen_csv_batch *batch,
                                          size_t from, size_t to)
{
    for (size_t i = from; i < to && i < batch->n_columns; i++)
        if (quen_csv_column_name(n->csv, i))
            return &batch->columns[i];
    return NULL;
}

static text_slice text_of(const quen_key_column *column, size_t row)
{
    size_t begin = (size_t)column->offsets[row], end = (size_t)column->offsets[row + 1];

    return (text_slice){begin < end ? column->bytes + begin : "", end - begin};
}

static void vote(naming *n, const quen_csv_batch *batch)
{
    const quen_key_column *item = first_there(n, batch, 0, n->n_items);
    const quen_key_column *name = first_there(n, batch, n->n_items, SIZE_MAX);

    for (size_t row = 0; item && name && row < batch->n_rows && !n->full; row++)
        n->full = !names_vote(n->names, text_of(item, row), text_of(name, row));
}

static bool take(naming *n)
{
    quen_csv_batch batch = {0};

    do {
        n->status = quen_csv_take(n->ctx, n->csv, &batch);
        if (n->status == QUEN_OK)
            vote(n, &batch);
    } while (n->status == QUEN_OK && !n->full && batch.n_rows + batch.n_bad > 0);
    return n->status == QUEN_OK && !n->full;
}

static bool push(void *user, const void *bytes, size_t size)
{
    naming *n = user;

    n->status = quen_csv_push(n->ctx, n->csv, bytes, size);
    return n->status == QUEN_OK && take(n);
}

/* The name that was given for a role, or all that a profile knows. */
static size_t collect(const char *given, const quen_profile *profile, uint32_t role,
                      const char **to, size_t room)
{
    size_t n = 0;

    if (given)
        to[n++] = given;
    else if (profile)
        for (; n < room && n < quen_profile_n_columns(profile, role); n++)
            to[n] = quen_profile_column(profile, role, n);
    return n;
}

static bool finish(naming *n, const settings *s)
{
    bool done = import_read(s->file, push, n);

    if (done)
        n->status = quen_csv_finish(n->ctx, n->csv);
    done = done && n->status == QUEN_OK && take(n);
    if (n->full)
        return complain(s->file, "out of memory");
    if (n->status != QUEN_OK)
        return complain(s->file, quen_context_message(n->ctx));
    return done;
}

bool import_names(quen_context *ctx, const settings *s, const quen_profile *profile,
                  names *item_names)
{
    const char *columns[2 * MOST_NAMES];
    naming n = {.ctx = ctx, .names = item_names};
    quen_csv_options o;
    size_t n_names;
    bool done;

    n.n_items =
        collect(s->columns[ITEM], profile, QUEN_PROFILE_ITEM, columns, MOST_NAMES);
    n_names = collect(s->columns[NAME], profile, QUEN_PROFILE_ITEM_NAME,
                      columns + n.n_items, MOST_NAMES);
    if (n_names == 0)
        return true;
    o = s->csv;
    *(s->columns[NAME] ? &o.columns : &o.optional) = columns;
    *(s->columns[NAME] ? &o.n_columns : &o.n_optional) = n.n_items + n_names;
    n.status = quen_csv_new(ctx, &o, &n.csv);
    done = n.status == QUEN_OK ? finish(&n, s)
                               : complain(s->file, quen_context_message(ctx));
    quen_csv_free(n.csv);
    return done;
}
