/*
 * Which of all readings is the right one: see dialect.h. Each separator is tried on a
 * sample, with quotes and without. The names that are wanted prove one; else the worth
 * of the readings tells, and two that are near each other are refused. The quotes are
 * then judged once more on the whole window.
 */
#include "data/csv/dialect.h"

#include <string.h>

#define SAMPLE ((size_t)128 << 10)
/* A reading this near to the best is as good. */
#define NEAR 0.9

const char *quen__csv_separator_name(char separator, int blanks, char words[4])
{
    if (blanks)
        return "runs of blanks";
    if (separator == QUEN__CSV_NO_SEPARATOR)
        return "none";
    if (separator == '\t')
        return "tab";
    words[0] = separator;
    words[1] = '\0';
    return words;
}

/* --- quotes --- */

/* Read with and without quotes, and keep the better one in `r`. 1 if quotes were given
 * up for what they would swallow. */
static int read_best(const quen__csv_window *w, size_t size, quen__csv_reading *r)
{
    quen__csv_reading quoted = *r;
    quen__csv_read_window(w, size, 0, 0, r);
    if (w->quoting == QUEN_CSV_QUOTING_NONE)
        return 0;
    int find = w->quoting == QUEN_CSV_QUOTING_FIND;
    quen__csv_read_window(w, size, 1, find ? r->columns : 0, &quoted);
    if (find && quoted.ill > 0 && quoted.ill >= quoted.quoted && !quoted.sure) {
        r->ill = quoted.ill;
        r->ill_line = quoted.ill_line;
        return 1;
    }
    *r = quoted;
    return 0;
}

static quen_status refuse_quotes(quen_context *ctx, const quen__csv_reading *r)
{
    unsigned long long line = r->swallow_line, end = r->swallow_end, quoted = r->quoted;
    if (end == 0)
        return quen__bad_argument(
            ctx,
            "csv: line %llu: a quote opens that does not close, yet "
            "%llu fields are well quoted: say quoting none if the "
            "file is not quoted",
            line, quoted);
    return quen__bad_argument(
        ctx,
        "csv: line %llu: a quote opens and closes on line %llu, and "
        "the lines between look like rows; yet %llu fields are well "
        "quoted: say quoting none if the file is not quoted, or "
        "standard if these lines are one field",
        line, end, quoted);
}

/* --- the line "sep=;" --- */

static void read_said(quen__csv_window *w, quen__csv_dialect *d)
{
    const char *p = w->text, *end = w->text + w->size;
    int quoted = p < end && *p == '"';
    p += quoted;
    if (end - p < 5 || !quen__csv_alike(p, 4, "sep=", 4))
        return;
    char separator = p[4];
    p += 5;
    if (quoted && (p == end || *p++ != '"'))
        return;
    if (separator == '\n' || separator == '\r' || separator == '"' ||
        (p < end && *p != '\n' && *p != '\r'))
        return;
    if (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
        p++;
    w->first = p < end ? (size_t)(p - w->text) + 1 : w->size;
    w->first_line = 2;
    d->said = w->separator == 0;
    if (d->said)
        w->separator = (unsigned char)separator;
}

/* --- separators --- */

#define CANDIDATES 7u
#define WEAK 4u /* the first of those that are weak */
static const char candidates[CANDIDATES] = {
    ',', ';', '\t', '|', ':', ' ', QUEN__CSV_NO_SEPARATOR};

/* All of these rows, or how many of them. */
static void say_rows(quen__csv_words *words, const quen__csv_reading *r)
{
    if (r->alike == r->rows)
        quen__csv_say(words, "%zu fields in all %llu rows", r->columns,
                      (unsigned long long)r->rows);
    else
        quen__csv_say(words, "%zu fields in %llu of %llu rows", r->columns,
                      (unsigned long long)r->alike, (unsigned long long)r->rows);
}

static quen_status refuse_tie(quen_context *ctx, const quen__csv_reading *a,
                              const quen__csv_reading *b)
{
    char text[256], one[4];
    quen__csv_words words = {text, sizeof text, 0};
    const quen__csv_reading *both[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        quen__csv_say(&words, "%s%s gives ", i ? ", and " : "",
                      quen__csv_separator_name(both[i]->separator, both[i]->blanks, one));
        say_rows(&words, both[i]);
    }
    return quen__fail(ctx, QUEN_ERR_ARGUMENT,
                      "csv: two separators are as good: %s: say which by separator",
                      text);
}

/* 1 if a finds more of the names, or is worth more where it finds as many. */
static int is_better(const quen__csv_reading *a, const quen__csv_reading *b)
{
    return a->found != b->found ? a->found > b->found : a->worth > b->worth;
}

/* The names that are wanted stand in a row that has as many fields as the others. */
static size_t proves(const quen__csv_window *w, const quen__csv_reading *r)
{
    return w->n_required && r->found / 1024 == w->n_required;
}

static quen_status choose(quen_context *ctx, const quen__csv_window *w,
                          const quen__csv_reading *all, quen__csv_dialect *d)
{
    size_t best = CANDIDATES - 1, proven = 0, next = CANDIDATES;
    for (size_t i = 0; i < CANDIDATES - 1; i++)
        if (is_better(&all[i], &all[best]))
            best = i;
    for (size_t i = 0; i < CANDIDATES; i++) {
        proven += proves(w, &all[i]);
        if (i != best && all[i].found == all[best].found &&
            (next == CANDIDATES || all[i].worth > all[next].worth))
            next = i;
    }
    d->reading = all[best];
    d->proven = proves(w, &all[best]) && proven == 1;
    if (next < CANDIDATES && all[best].worth > 0 &&
        all[next].worth >= NEAR * all[best].worth)
        return refuse_tie(ctx, &all[best], &all[next]);
    return QUEN_OK;
}

/* A file in which most rows differ is none: it would give bad rows alone. */
static quen_status check_alike(quen_context *ctx, const quen__csv_dialect *d)
{
    char one[4], text[128];
    quen__csv_words words = {text, sizeof text, 0};
    const quen__csv_reading *r = &d->reading;
    if (r->rows < 20 || 2 * r->alike >= r->rows)
        return QUEN_OK;
    say_rows(&words, r);
    return quen__bad_format(ctx,
                            "csv: no separator cuts the rows alike; the best, %s, gives "
                            "%s: it is no file of rows and columns, or say separator, "
                            "quoting or skip_lines",
                            quen__csv_separator_name(r->separator, r->blanks, one), text);
}

/* A separator that cuts most rows alike, the header too. */
static int is_strong(const quen__csv_window *w, const quen__csv_reading *r)
{
    return r->columns > 1 && (w->no_header || r->header_fields == r->columns) &&
           2 * r->alike >= r->rows;
}

/*
 * Blanks and colons stand in texts and times: they part fields only where no other
 * separator does, and from the first row on.
 */
static void doubt_weak(const quen__csv_window *w, quen__csv_reading *all)
{
    int strong = 0;
    for (size_t i = 0; i < WEAK; i++)
        strong |= is_strong(w, &all[i]);
    for (size_t i = WEAK; i < CANDIDATES - 1; i++) {
        if (strong || (!w->no_header && all[i].header_line != all[i].first_line))
            all[i].worth = 0;
        if (strong) /* a name that is found is the first word of another */
            all[i].found = 0;
    }
}

static quen_status find_separator(quen_context *ctx, const quen__csv_window *w,
                                  quen__csv_dialect *d)
{
    quen__csv_reading all[CANDIDATES];
    size_t size = w->size < w->first + SAMPLE ? w->size : w->first + SAMPLE;
    memset(all, 0, sizeof all);
    for (size_t i = 0; i < CANDIDATES; i++) {
        all[i].separator = candidates[i];
        all[i].blanks = candidates[i] == ' ';
        read_best(w, size, &all[i]);
        all[i].worth = quen__csv_worth(w, size, &all[i]);
    }
    doubt_weak(w, all);
    return choose(ctx, w, all, d);
}

quen_status quen__csv_decide(quen_context *ctx, quen__csv_window *w, quen__csv_dialect *d)
{
    memset(d, 0, sizeof *d);
    read_said(w, d);
    d->reading.separator = (char)w->separator;
    d->reading.blanks = w->separator == ' ';
    if (!w->separator) {
        quen_status status = find_separator(ctx, w, d);
        if (status != QUEN_OK)
            return status;
    }
    d->no_quotes = (uint8_t)read_best(w, w->size, &d->reading);
    if (d->reading.swallow_line && w->quoting == QUEN_CSV_QUOTING_FIND &&
        !d->reading.sure)
        return refuse_quotes(ctx, &d->reading);
    return w->separator ? QUEN_OK : check_alike(ctx, d);
}
