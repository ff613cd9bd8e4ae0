/*
 * Schemas in a model's image: see schema.h. Eight sections; attaching looks at every
 * entry, so that applying a schema needs no checks.
 */
#include "data/features/schema.h"

#include <string.h>

#include "data/keys/keymap.h"
#include "io/check.h"
#include "math/search.h"

enum {
    COLUMNS,
    KINDS,
    LEVEL_START,
    LEVEL_NUMBER,
    LEVEL_OFFSET,
    LEVEL_BYTES,
    TEXT_OFFSET,
    TEXT_BYTES
};

static const quen__expected parts[QUEN__SCHEMA_SECTIONS] = {
    {8, "feature columns"},      {4, "attribute kinds"}, {8, "attribute levels"},
    {8, "level numbers"},        {8, "level offsets"},   {1, "level keys"},
    {8, "feature text offsets"}, {1, "feature texts"},
};

#define FIELDS (sizeof(quen__schema_column) / 8)

/*
 * Texts of a schema: a name and a unit for each column, then a name for each attribute.
 */
static size_t text_count(size_t n_columns, size_t n_attributes)
{
    return 2 * n_columns + n_attributes;
}

static const char *text_of(const quen__schema *schema, size_t i)
{
    return schema->text_bytes + schema->text_offset[i];
}

const char *quen__schema_name(const quen__schema *schema, size_t column)
{
    return text_of(schema, 2 * column);
}

const char *quen__schema_unit(const quen__schema *schema, size_t column)
{
    return text_of(schema, 2 * column + 1);
}

const char *quen__schema_attribute(const quen__schema *schema, size_t attribute)
{
    return text_of(schema, 2 * schema->n_columns + attribute);
}

int quen__schema_builtin(const quen__schema *schema, size_t builtin, size_t *column)
{
    for (size_t i = 0; i < schema->n_columns; i++)
        if (schema->columns[i].kind == QUEN__COLUMN_BUILTIN &&
            schema->columns[i].source == builtin) {
            *column = i;
            return 1;
        }
    return 0;
}

static quen_key level_key(const quen__schema *schema, size_t attribute, uint64_t level)
{
    if (schema->kinds[attribute] == QUEN__ATTRIBUTE_INT)
        return quen_key_int(schema->level_number[level]);
    uint64_t start = schema->level_offset[level];
    return quen_key_bytes(schema->level_bytes + start,
                          (size_t)(schema->level_offset[level + 1] - start));
}

/* A level that is sought. */
typedef struct sought {
    const quen__schema *schema;
    size_t attribute;
    quen_key key;
} sought;

static int level_order(const void *user, size_t i)
{
    const sought *s = user;
    uint64_t level = s->schema->level_start[s->attribute] + i;
    return quen__key_compare(level_key(s->schema, s->attribute, level), s->key);
}

uint64_t quen__schema_level(const quen__schema *schema, size_t attribute, quen_key key)
{
    sought s = {schema, attribute, key};
    uint64_t first = schema->level_start[attribute],
             n = schema->level_start[attribute + 1] - first;
    size_t at;
    if (key.kind == QUEN_KEY_NONE || !quen__search((size_t)n, level_order, &s, &at))
        return QUEN__NO_LEVEL;
    return first + at;
}

void quen__schema_sections(const quen__schema *s, uint32_t base,
                           quen__section rows[QUEN__SCHEMA_SECTIONS])
{
    size_t n_texts = text_count(s->n_columns, s->n_attributes);
    const quen__section all[QUEN__SCHEMA_SECTIONS] = {
        {base + COLUMNS, 8, FIELDS * s->n_columns, s->columns},
        {base + KINDS, 4, s->n_attributes, s->kinds},
        {base + LEVEL_START, 8, s->n_attributes + 1, s->level_start},
        {base + LEVEL_NUMBER, 8, s->n_levels, s->level_number},
        {base + LEVEL_OFFSET, 8, s->n_levels + 1, s->level_offset},
        {base + LEVEL_BYTES, 1, (size_t)s->level_offset[s->n_levels], s->level_bytes},
        {base + TEXT_OFFSET, 8, n_texts + 1, s->text_offset},
        {base + TEXT_BYTES, 1, (size_t)s->text_offset[n_texts], s->text_bytes},
    };
    memcpy(rows, all, sizeof all);
}

void quen__schema_free(quen__schema *schema)
{
    quen__image_close(&schema->image);
    memset(schema, 0, sizeof *schema);
}

/* Sections as they are found. */
typedef struct found {
    const void *data[QUEN__SCHEMA_SECTIONS];
    size_t n[QUEN__SCHEMA_SECTIONS];
} found;

static quen_status find_sections(quen_context *ctx, const quen__image *image,
                                 uint32_t base, found *f)
{
    quen_status status = quen__image_get_all(ctx, image, base, parts,
                                             QUEN__SCHEMA_SECTIONS, f->data, f->n);
    if (status == QUEN_OK && f->n[COLUMNS] % FIELDS)
        status = quen__bad_format(ctx, "features: %zu fields are no whole columns",
                                  f->n[COLUMNS]);
    return status;
}

/* Each count has one source; the others must agree with it. */
static quen_status check_counts(quen_context *ctx, const quen__schema *s, const found *f)
{
    size_t wanted[QUEN__SCHEMA_SECTIONS];
    memcpy(wanted, f->n, sizeof wanted);
    wanted[LEVEL_START] = s->n_attributes + 1;
    wanted[LEVEL_OFFSET] = s->n_levels + 1;
    wanted[TEXT_OFFSET] = text_count(s->n_columns, s->n_attributes) + 1;
    for (size_t i = 0; i < QUEN__SCHEMA_SECTIONS; i++)
        if (f->n[i] != wanted[i])
            return quen__bad_format(ctx, "%s: %zu entries, not %zu", parts[i].what,
                                    f->n[i], wanted[i]);
    return QUEN_OK;
}

static quen__schema view_of(const found *f)
{
    quen__schema s = {f->n[COLUMNS] / FIELDS, f->n[KINDS],           f->n[LEVEL_NUMBER],
                      f->data[COLUMNS],       f->data[KINDS],        f->data[LEVEL_START],
                      f->data[LEVEL_NUMBER],  f->data[LEVEL_OFFSET], f->data[LEVEL_BYTES],
                      f->data[TEXT_OFFSET],   f->data[TEXT_BYTES],   {0}};
    return s;
}

static quen_status check_offsets(quen_context *ctx, const quen__schema *s, const found *f)
{
    quen_status status = quen__check_offsets(ctx, parts[LEVEL_START].what, s->level_start,
                                             s->n_attributes, s->n_levels);
    if (status == QUEN_OK)
        status = quen__check_offsets(ctx, parts[LEVEL_OFFSET].what, s->level_offset,
                                     s->n_levels, f->n[LEVEL_BYTES]);
    if (status == QUEN_OK)
        status = quen__check_offsets(ctx, parts[TEXT_OFFSET].what, s->text_offset,
                                     text_count(s->n_columns, s->n_attributes),
                                     f->n[TEXT_BYTES]);
    return status;
}

static quen_status check_texts(quen_context *ctx, const quen__schema *s)
{
    size_t n = text_count(s->n_columns, s->n_attributes);
    for (size_t i = 0; i < n; i++) {
        uint64_t end = s->text_offset[i + 1];
        if (end == s->text_offset[i] || s->text_bytes[end - 1] != '\0')
            return quen__bad_format(
                ctx, "features: text %zu does not end with a zero byte", i);
    }
    return QUEN_OK;
}

/* The levels of an attribute: of its kind, strictly ascending. */
static quen_status check_levels(quen_context *ctx, const quen__schema *s,
                                size_t attribute)
{
    uint64_t first = s->level_start[attribute], last = s->level_start[attribute + 1];
    uint32_t kind = s->kinds[attribute];
    if (kind == QUEN__ATTRIBUTE_NUMBER && first != last)
        return quen__bad_format(ctx, "features: attribute %zu is a number and has levels",
                                attribute);
    for (uint64_t i = first; i < last; i++) {
        uint64_t size = s->level_offset[i + 1] - s->level_offset[i];
        if (kind == QUEN__ATTRIBUTE_INT ? size > 0 : s->level_number[i] != 0)
            return quen__bad_format(
                ctx, "features: level %llu is both a number and a byte string",
                (unsigned long long)i);
        if (size > QUEN_KEY_MAX_SIZE)
            return quen__bad_format(ctx, "features: level %llu has %llu bytes",
                                    (unsigned long long)i, (unsigned long long)size);
        if (i > first && quen__key_compare(level_key(s, attribute, i - 1),
                                           level_key(s, attribute, i)) >= 0)
            return quen__bad_format(ctx,
                                    "features: level %llu is not above the one before",
                                    (unsigned long long)i);
    }
    return QUEN_OK;
}

static int column_valid(const quen__schema *s, const quen__schema_column *c)
{
    if (c->kind == QUEN__COLUMN_BUILTIN)
        return c->source < QUEN_FEATURES_BUILTIN && c->level == 0;
    if (c->kind > QUEN__COLUMN_OTHER || c->source >= s->n_attributes)
        return 0;
    int is_number = s->kinds[c->source] == QUEN__ATTRIBUTE_NUMBER;
    if (c->kind == QUEN__COLUMN_LEVEL)
        return c->level >= s->level_start[c->source] &&
               c->level < s->level_start[c->source + 1];
    return c->level == 0 && is_number == (c->kind == QUEN__COLUMN_NUMBER);
}

/* The name of an attribute is unlike those before it. */
static int name_is_new(const quen__schema *s, size_t attribute)
{
    const char *name = quen__schema_attribute(s, attribute);
    for (size_t i = 0; i < attribute; i++)
        if (strcmp(quen__schema_attribute(s, i), name) == 0)
            return 0;
    return 1;
}

static quen_status check_attributes(quen_context *ctx, const quen__schema *s)
{
    quen_status status = QUEN_OK;
    if (s->n_attributes > QUEN__MAX_ATTRIBUTES)
        return quen__bad_format(ctx, "features: %zu attributes, above %u",
                                s->n_attributes, QUEN__MAX_ATTRIBUTES);
    for (size_t i = 0; i < s->n_attributes && status == QUEN_OK; i++) {
        if (s->kinds[i] > QUEN__ATTRIBUTE_BYTES)
            return quen__bad_format(ctx, "features: attribute %zu is of unknown kind %u",
                                    i, s->kinds[i]);
        if (!name_is_new(s, i))
            return quen__bad_format(
                ctx, "features: attribute %zu has the name of one before it", i);
        status = check_levels(ctx, s, i);
    }
    return status;
}

static quen_status check_columns(quen_context *ctx, const quen__schema *s)
{
    for (size_t i = 0; i < s->n_columns; i++)
        if (!column_valid(s, &s->columns[i]))
            return quen__bad_format(ctx, "features: column %zu is of no known sort", i);
    return QUEN_OK;
}

quen_status quen__schema_attach(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen__schema *out)
{
    found f;
    memset(out, 0, sizeof *out);
    quen_status status = find_sections(ctx, image, base, &f);
    if (status != QUEN_OK)
        return status;
    quen__schema s = view_of(&f);
    status = check_counts(ctx, &s, &f);
    if (status == QUEN_OK)
        status = check_offsets(ctx, &s, &f);
    if (status == QUEN_OK)
        status = check_texts(ctx, &s);
    if (status == QUEN_OK)
        status = check_attributes(ctx, &s);
    if (status == QUEN_OK)
        status = check_columns(ctx, &s);
    if (status == QUEN_OK)
        *out = s;
    return status;
}
