/*
 * Which columns a matrix of features has: built-in ones, the caller's numbers, and for a
 * category one column for each level and one for what is none of them. A schema is made
 * from one set of attributes and applied to others, later ones: so a model that learned
 * from columns keeps their schema in its file.
 */
#ifndef QUEN_DATA_FEATURES_SCHEMA_H
#define QUEN_DATA_FEATURES_SCHEMA_H

#include "data/features/attributes.h"
#include "io/container.h"

/* What a column is. Values are part of the format. */
enum {
    QUEN__COLUMN_BUILTIN = 0, /* source: number of the built-in column */
    QUEN__COLUMN_NUMBER = 1,  /* source: attribute; its number, NaN where unknown */
    QUEN__COLUMN_LEVEL = 2,   /* source: attribute; 1 where it has this level, else 0 */
    QUEN__COLUMN_OTHER = 3    /* source: attribute; 1 where it has no level, else 0 */
};

typedef struct quen__schema_column {
    uint64_t kind; /* QUEN__COLUMN_* */
    uint64_t source;
    uint64_t level; /* QUEN__COLUMN_LEVEL: which, among the levels of all attributes */
} quen__schema_column;

/* A view; all of it lives in an image, the schema's own or that of a model. */
typedef struct quen__schema {
    size_t n_columns, n_attributes, n_levels;
    const quen__schema_column *columns; /* n_columns */
    const uint32_t *kinds;              /* n_attributes: QUEN__ATTRIBUTE_* */
    const uint64_t *level_start;        /* n_attributes + 1: levels of each attribute */
    const int64_t *level_number; /* n_levels: the level's key if it is a number, else 0 */
    const uint64_t *level_offset; /* n_levels + 1: a bytes key's place in level_bytes */
    const char *level_bytes;
    const uint64_t *text_offset; /* names and units of columns, names of attributes */
    const char *text_bytes;      /* each ends with a zero byte */
    quen__image image;           /* owned by a schema that was built; else all zero */
} quen__schema;

/*
 * Sections of a schema in a model's image: ids base .. base + QUEN__SCHEMA_SECTIONS - 1.
 */
#define QUEN__SCHEMA_SECTIONS 8

/*
 * The schema of all built-in columns, without those of money if the log has none, and n
 * attributes: levels are an attribute's most frequent values over its rows, ties by key;
 * their columns ascend by key. Free with quen__schema_free(). QUEN_ERR_ARGUMENT if an
 * attribute is malformed.
 */
quen_status quen__schema_build(quen_context *ctx, int has_money,
                               const quen_attribute *attributes, size_t n,
                               quen__schema *out);
void quen__schema_free(quen__schema *schema);

/* Rows for quen__image_build() that copy the schema into a model's image. */
void quen__schema_sections(const quen__schema *schema, uint32_t base,
                           quen__section rows[QUEN__SCHEMA_SECTIONS]);

/* Find and check a schema in a model's image, which must outlive it. */
quen_status quen__schema_attach(quen_context *ctx, const quen__image *image,
                                uint32_t base, quen__schema *out);

/* The name and the unit of a column, the name of an attribute. */
const char *quen__schema_name(const quen__schema *schema, size_t column);
const char *quen__schema_unit(const quen__schema *schema, size_t column);
const char *quen__schema_attribute(const quen__schema *schema, size_t attribute);

/* 1 and where a built-in column is among the schema's, or 0 if it is not there. */
int quen__schema_builtin(const quen__schema *schema, size_t builtin, size_t *column);

/*
 * Levels of all attributes, or QUEN__NO_LEVEL: the level that a key of an attribute has.
 */
#define QUEN__NO_LEVEL UINT64_MAX
uint64_t quen__schema_level(const quen__schema *schema, size_t attribute, quen_key key);

#endif
