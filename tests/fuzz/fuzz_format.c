/*
 * Cells of any bytes as a column: learned whole and in two parts, which must agree; read
 * by what was learned and by what was saved, which must agree too. The first line says
 * which kind and what is stated; cells are the lines after it.
 */
#include "fuzz.h"

#include "data/format/format.h"

#define MAX_CELLS 64

typedef struct cells {
    size_t n;
    const char *bytes;
    uint64_t offsets[MAX_CELLS + 1];
    char kept[4096];
} cells;

static void split(cells *c, const uint8_t *data, size_t size)
{
    size_t n = 0;
    c->n = 0;
    c->offsets[0] = 0;
    for (size_t i = 0; i < size && n < sizeof c->kept && c->n < MAX_CELLS; i++)
        if (data[i] == '\n')
            c->offsets[++c->n] = n;
        else
            c->kept[n++] = (char)data[i];
    c->bytes = c->kept;
}

static quen_key_column part(const cells *c, size_t first)
{
    quen_key_column column = {NULL, c->bytes, c->offsets + first, NULL};
    return column;
}

/* --- learning --- */

static quen_format *learn(quen_context *ctx, const quen_format_options *options,
                          const cells *c, size_t cut)
{
    quen_format *whole = NULL, *behind = NULL;
    quen_key_column first = part(c, 0), rest = part(c, cut);
    if (!fuzz_status(ctx, quen_format_new(ctx, options, &whole)))
        return NULL;
    MUST(quen_format_new(ctx, options, &behind) == QUEN_OK);
    MUST(quen_format_add(ctx, whole, &first, cut) == QUEN_OK);
    MUST(quen_format_add(ctx, behind, &rest, c->n - cut) == QUEN_OK);
    MUST(quen_format_merge(ctx, whole, behind) == QUEN_OK);
    quen_format_free(behind);
    return whole;
}

/* --- reading --- */

typedef struct values {
    int64_t value[MAX_CELLS];
    const char *fault[MAX_CELLS];
} values;

static void read_cells(quen_context *ctx, const quen_format *format, const cells *c,
                       values *v)
{
    quen_key_column column = part(c, 0);
    quen_format_counts counts;
    uint32_t kind = format->options.kind;
    quen_format_counts_init(&counts, sizeof counts);
    memset(v, 0, sizeof *v);
    if (kind == QUEN_FORMAT_KIND_TIME)
        MUST(quen_format_read_times(ctx, format, &column, c->n, v->value, v->fault,
                                    &counts) == QUEN_OK);
    else if (kind != QUEN_FORMAT_KIND_KEY)
        MUST(quen_format_read_decimals(ctx, format, &column, c->n, v->value, v->fault,
                                       &counts) == QUEN_OK);
    else if (quen_format_is_whole(format))
        MUST(quen_format_read_keys(ctx, format, &column, c->n, v->value, v->fault,
                                   &counts) == QUEN_OK);
    else
        return;
    MUST(counts.read + counts.faults == c->n);
    for (size_t i = 0; i < c->n; i++)
        MUST(!v->fault[i] || (v->value[i] == 0 && strlen(v->fault[i]) > 4));
    if (kind == QUEN_FORMAT_KIND_TIME)
        for (size_t i = 0; i < c->n; i++)
            MUST(v->fault[i] ||
                 (v->value[i] >= QUEN_TIME_MIN && v->value[i] <= QUEN_TIME_MAX));
}

/* What fitted some reading can be read by the one that was chosen. */
static void check_faults(const quen_format *format, const cells *c, const values *v)
{
    uint64_t bad = 0;
    if (format->stated || format->options.kind == QUEN_FORMAT_KIND_KEY)
        return;
    for (size_t i = 0; i < c->n; i++)
        bad += v->fault[i] && strcmp(v->fault[i], "empty") != 0 &&
               strcmp(v->fault[i], "outside 1900..2199") != 0 &&
               strcmp(v->fault[i], "too large for 64 bits") != 0 &&
               strncmp(v->fault[i], "more decimals", 13) != 0;
    MUST(bad == format->seen.bad.rows);
}

static void check_saved(quen_context *ctx, const quen_format *format,
                        const quen_format_options *options, const cells *c,
                        const values *v)
{
    quen_format *again = NULL;
    quen_format_options o = *options;
    values w;
    o.time_format = o.thousands = o.decimal_mark = NULL;
    MUST(quen_format_open(ctx, quen_format_saved(format), &o, &again) == QUEN_OK);
    MUST(strcmp(quen_format_saved(again), quen_format_saved(format)) == 0);
    read_cells(ctx, again, c, &w);
    for (size_t i = 0; i < c->n && !format->stated; i++)
        MUST(w.value[i] == v->value[i] && !w.fault[i] == !v->fault[i]);
    quen_format_free(again);
}

/* --- the target --- */

/* The first line: kind and decimals, where to cut, and what is stated. */
static const char *first_line(const uint8_t *data, size_t size, char *line, size_t room)
{
    size_t n = 0;
    while (n < size && n + 1 < room && data[n] != '\n') {
        line[n] = (char)data[n];
        n++;
    }
    line[n] = '\0';
    return line;
}

static void run(quen_context *ctx, const quen_format_options *options, const cells *c,
                size_t cut)
{
    quen_format *whole = learn(ctx, options, c, c->n), *parts;
    values v;
    if (!whole)
        return;
    parts = learn(ctx, options, c, cut);
    MUST(parts && whole->seen.texts == c->n);
    int decided = quen_format_is_decided(whole);
    MUST(decided == quen_format_is_decided(parts));
    int good = fuzz_status(ctx, quen_format_finish(ctx, whole));
    char said[1024];
    snprintf(said, sizeof said, "%s", quen_context_message(ctx));
    MUST(good == fuzz_status(ctx, quen_format_finish(ctx, parts)));
    if (good) {
        MUST(strcmp(quen_format_told(whole), quen_format_told(parts)) == 0);
        MUST(strcmp(quen_format_saved(whole), quen_format_saved(parts)) == 0);
        MUST(strlen(quen_format_told(whole)) > 6);
        read_cells(ctx, whole, c, &v);
        check_faults(whole, c, &v);
        check_saved(ctx, whole, options, c, &v);
    } else {
        MUST(strcmp(said, quen_context_message(ctx)) == 0);
    }
    quen_format_free(whole);
    quen_format_free(parts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int64_t changes[] = {1000, 1700000000};
    static const int32_t offsets[] = {3600, -7200};
    quen_zone zone = {changes, offsets, 2, 0, 0};
    fuzz_limits limits = {(size_t)1 << 16, 10};
    quen_context *ctx = fuzz_context(&limits, 1);
    quen_format_options options;
    quen_format *opened = NULL;
    cells c;
    char line[64];
    uint8_t first = size > 0 ? data[0] : 0, second = size > 1 ? data[1] : 0;
    const char *stated = first_line(data + (size > 2 ? 2 : size), size > 2 ? size - 2 : 0,
                                    line, sizeof line);
    split(&c, data + (size > 2 ? 2 : size), size > 2 ? size - 2 : 0);
    quen_format_options_init(&options, sizeof options);
    options.kind = first % 4;
    options.decimals = first / 4 % 4;
    if (first & 64 && options.kind == QUEN_FORMAT_KIND_TIME)
        options.time_format = stated;
    if (first & 64 && options.kind == QUEN_FORMAT_KIND_MONEY)
        options.thousands = stated;
    if (first & 32 && options.kind == QUEN_FORMAT_KIND_TIME)
        options.zone = &zone;
    run(ctx, &options, &c, c.n ? second % (c.n + 1) : 0);
    if (fuzz_status(ctx, quen_format_open(ctx, stated, NULL, &opened)))
        MUST(strlen(quen_format_saved(opened)) > 4);
    quen_format_free(opened);
    quen_context_free(ctx);
    return 0;
}
