/*
 * Building a schema: see schema.h. It is drafted in temporary memory, copied into an
 * image and then attached to, so that a schema that was built and one that was opened
 * went through the same checks. Levels: rows sorted by key give runs of equal values; the
 * longest runs win.
 */
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "data/features/builtin.h"
#include "data/keys/key_column.h"
#include "data/keys/keymap.h"
#include "data/features/schema.h"
#include "math/index_sort.h"

/* --- choosing levels --- */

static size_t level_limit(const quen_attribute *a)
{
    return a->max_levels ? a->max_levels : QUEN__DEFAULT_LEVELS;
}

/* Rows of one value: `row` is one of them. */
typedef struct run {
    uint32_t row, length;
} run;

static int key_before(const void *user, uint32_t a, uint32_t b)
{
    const quen_key_column *column = user;
    return quen__key_compare(quen__key_column_key(column, a),
                             quen__key_column_key(column, b)) < 0;
}

static int longer(const void *user, uint32_t a, uint32_t b)
{
    const run *runs = user;
    return runs[a].length > runs[b].length;
}

static int lower(const void *user, uint32_t a, uint32_t b)
{
    (void)user;
    return a < b;
}

/* A value that is called "other" needs no column of its own: the last column has that
 * name. */
static int is_other(quen_key key)
{
    return key.kind == QUEN_KEY_BYTES && key.size == 5 &&
           memcmp(key.bytes, "other", 5) == 0;
}

/* Runs by ascending key of the n rows in `sorted`. */
static size_t find_runs(const quen_key_column *column, const uint32_t *sorted, size_t n,
                        run *runs)
{
    size_t n_runs = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_other(quen__key_column_key(column, sorted[i])))
            continue;
        if (n_runs == 0 || key_before(column, runs[n_runs - 1].row, sorted[i]))
            runs[n_runs++] = (run){sorted[i], 0};
        runs[n_runs - 1].length++;
    }
    return n_runs;
}

/* One row for each of the most frequent values, ascending by key. */
static quen_status choose_levels(quen_context *ctx, const quen_attribute *a,
                                 uint32_t *chosen, size_t *n_chosen)
{
    quen__temp temp = QUEN__TEMP(ctx);
    uint32_t *order = quen__temp_new(&temp, a->n, sizeof *order);
    uint32_t *scratch = quen__temp_new(&temp, a->n, sizeof *scratch);
    run *runs = quen__temp_new(&temp, a->n, sizeof *runs);
    size_t limit = level_limit(a), n = 0;
    *n_chosen = 0;
    if (order && scratch && runs) {
        for (uint32_t i = 0; i < a->n; i++)
            if (quen__key_column_key(&a->categories, i).kind != QUEN_KEY_NONE)
                order[n++] = i;
        quen__index_sort(order, n, scratch, key_before, &a->categories);
        size_t n_runs = find_runs(&a->categories, order, n, runs);
        for (uint32_t i = 0; i < n_runs; i++)
            order[i] = i;
        quen__index_sort(order, n_runs, scratch, longer, runs);
        *n_chosen = n_runs < limit ? n_runs : limit;
        quen__index_sort(order, *n_chosen, scratch, lower, NULL);
        for (size_t i = 0; i < *n_chosen; i++)
            chosen[i] = runs[order[i]].row;
    }
    quen__temp_close(&temp);
    return order && scratch && runs ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* --- building --- */

/* Texts one after another; with bytes NULL only their sizes are added up. */
typedef struct texts {
    char *bytes;
    uint64_t *offset;
    size_t n, size;
} texts;

/* A zero byte inside a key would end the text early: it becomes '?'. */
static void put(texts *t, const char *bytes, size_t size)
{
    for (size_t i = 0; t->bytes && i < size; i++)
        t->bytes[t->size + i] = bytes[i] ? bytes[i] : '?';
    t->size += size;
}

static void end_text(texts *t)
{
    if (t->bytes) {
        t->bytes[t->size] = '\0';
        t->offset[t->n + 1] = t->size + 1;
    }
    t->size++;
    t->n++;
}

static void put_text(texts *t, const char *text)
{
    put(t, text, strlen(text));
    end_text(t);
}

static void put_key(texts *t, quen_key key)
{
    char number[24];
    if (key.kind == QUEN_KEY_BYTES)
        put(t, key.bytes, key.size);
    else
        put(t, number,
            (size_t)snprintf(number, sizeof number, "%lld", (long long)key.number));
}

typedef struct draft {
    const quen_attribute *attributes;
    int has_money; /* 0: columns of money are left out */
    size_t n_attributes, n_columns, n_levels;
    quen__schema_column *columns;
    uint32_t *kinds;
    uint64_t *level_start;
    uint32_t *level_row; /* a row of its attribute that has it */
    int64_t *level_number;
    uint64_t *level_offset;
    char *level_bytes;
    texts texts;
} draft;

static quen_key draft_key(const draft *d, uint64_t attribute, uint64_t level)
{
    return quen__key_column_key(&d->attributes[attribute].categories,
                                d->level_row[level]);
}

static quen_status draft_levels(quen_context *ctx, draft *d)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < d->n_attributes && status == QUEN_OK; i++) {
        size_t n = 0;
        d->kinds[i] = quen__attributes_kind(&d->attributes[i]);
        if (d->kinds[i] != QUEN__ATTRIBUTE_NUMBER)
            status =
                choose_levels(ctx, &d->attributes[i], d->level_row + d->n_levels, &n);
        d->n_levels += n;
        d->level_start[i + 1] = d->n_levels;
    }
    return status;
}

static void add_column(draft *d, uint64_t kind, uint64_t source, uint64_t level)
{
    d->columns[d->n_columns++] = (quen__schema_column){kind, source, level};
}

static void draft_columns(draft *d)
{
    for (size_t i = 0; i < QUEN_FEATURES_BUILTIN; i++)
        if (d->has_money || !quen__builtin_is_money(i))
            add_column(d, QUEN__COLUMN_BUILTIN, i, 0);
    for (size_t i = 0; i < d->n_attributes; i++) {
        if (d->kinds[i] == QUEN__ATTRIBUTE_NUMBER) {
            add_column(d, QUEN__COLUMN_NUMBER, i, 0);
            continue;
        }
        for (uint64_t level = d->level_start[i]; level < d->level_start[i + 1]; level++)
            add_column(d, QUEN__COLUMN_LEVEL, i, level);
        add_column(d, QUEN__COLUMN_OTHER, i, 0);
    }
}

static void put_column(texts *t, const draft *d, const quen__schema_column *column)
{
    if (column->kind == QUEN__COLUMN_BUILTIN) {
        put_text(t, quen__builtin_name((size_t)column->source));
        put_text(t, quen__builtin_unit((size_t)column->source));
        return;
    }
    const quen_attribute *a = &d->attributes[column->source];
    put(t, a->name, strlen(a->name));
    if (column->kind == QUEN__COLUMN_LEVEL) {
        put(t, "=", 1);
        put_key(t, draft_key(d, column->source, column->level));
    } else if (column->kind == QUEN__COLUMN_OTHER) {
        put(t, "=other", 6);
    }
    end_text(t);
    put_text(t, column->kind == QUEN__COLUMN_NUMBER && a->unit ? a->unit : "");
}

static void put_texts(texts *t, const draft *d)
{
    t->n = t->size = 0;
    for (size_t i = 0; i < d->n_columns; i++)
        put_column(t, d, &d->columns[i]);
    for (size_t i = 0; i < d->n_attributes; i++)
        put_text(t, d->attributes[i].name);
}

/* Every level's key, and with bytes NULL only the size of all. */
static size_t put_keys(const draft *d)
{
    size_t size = 0;
    for (size_t i = 0; i < d->n_attributes; i++) {
        for (uint64_t level = d->level_start[i]; level < d->level_start[i + 1]; level++) {
            quen_key key = draft_key(d, i, level);
            if (d->level_bytes) {
                d->level_number[level] = key.number;
                if (key.size)
                    memcpy(d->level_bytes + size, key.bytes, key.size);
                d->level_offset[level + 1] = size + key.size;
            }
            size += key.size;
        }
    }
    return size;
}

/* What is as long as the attributes say. */
static quen_status draft_open(quen__temp *temp, const quen_attribute *attributes,
                              size_t n, draft *d)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t limit = level_limit(&attributes[i]);
        if (!attributes[i].numbers)
            most += limit < attributes[i].n ? limit : attributes[i].n;
    }
    *d = (draft){.attributes = attributes, .n_attributes = n};
    d->columns =
        quen__temp_new(temp, QUEN_FEATURES_BUILTIN + most + n, sizeof *d->columns);
    d->kinds = quen__temp_new(temp, n, sizeof *d->kinds);
    d->level_start = quen__temp_zero(temp, n + 1, sizeof *d->level_start);
    d->level_row = quen__temp_new(temp, most, sizeof *d->level_row);
    int ok = d->columns && d->kinds && d->level_start && d->level_row;
    return ok ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* What is as long as the levels say. */
static quen_status draft_fill(quen__temp *temp, draft *d)
{
    draft_columns(d);
    size_t key_size = put_keys(d);
    put_texts(&d->texts, d);
    d->level_number = quen__temp_new(temp, d->n_levels, sizeof *d->level_number);
    d->level_offset = quen__temp_zero(temp, d->n_levels + 1, sizeof *d->level_offset);
    d->level_bytes = quen__temp_new(temp, key_size, 1);
    d->texts.offset = quen__temp_zero(temp, d->texts.n + 1, sizeof *d->texts.offset);
    d->texts.bytes = quen__temp_new(temp, d->texts.size, 1);
    if (!d->level_number || !d->level_offset || !d->level_bytes || !d->texts.offset ||
        !d->texts.bytes)
        return QUEN_ERR_MEMORY;
    put_keys(d);
    put_texts(&d->texts, d);
    return QUEN_OK;
}

/* The draft seen as a schema, to be copied. */
static quen__schema draft_view(const draft *d)
{
    quen__schema s = {d->n_columns,   d->n_attributes, d->n_levels,     d->columns,
                      d->kinds,       d->level_start,  d->level_number, d->level_offset,
                      d->level_bytes, d->texts.offset, d->texts.bytes,  {0}};
    return s;
}

static quen_status draft_close(quen_context *ctx, const draft *d, quen__schema *out)
{
    quen__section rows[QUEN__SCHEMA_SECTIONS];
    quen__schema view = draft_view(d);
    quen__image image;
    quen__schema_sections(&view, 0, rows);
    quen_status status = quen__image_build(ctx, 0, rows, QUEN__SCHEMA_SECTIONS, &image);
    if (status == QUEN_OK)
        status = quen__schema_attach(ctx, &image, 0, out);
    if (status == QUEN_OK)
        out->image = image;
    else
        quen__image_close(&image);
    return status;
}

quen_status quen__schema_build(quen_context *ctx, int has_money,
                               const quen_attribute *attributes, size_t n,
                               quen__schema *out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    draft d;
    memset(out, 0, sizeof *out);
    const quen_attribute *own = NULL;
    quen_status status = quen__attributes_own(&temp, attributes, n, &own);
    if (status == QUEN_OK)
        status = draft_open(&temp, own, n, &d);
    d.has_money = has_money;
    if (status == QUEN_OK)
        status = draft_levels(ctx, &d);
    if (status == QUEN_OK)
        status = draft_fill(&temp, &d);
    if (status == QUEN_OK)
        status = draft_close(ctx, &d, out);
    quen__temp_close(&temp);
    return status;
}
