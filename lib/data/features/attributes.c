/*
 * The caller's attributes: see attributes.h. They come from outside, so everything in
 * them is looked at before anything is computed; each sentence names attribute and row.
 */
#include "data/features/attributes.h"

#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "data/features/builtin.h"
#include "data/features/features.h"
#include "data/keys/key_column.h"
#include "data/keys/key_words.h"
#include "data/orders/orders.h"

static int is_given(const quen_key_column *column)
{
    return column->numbers || column->offsets;
}

uint32_t quen__attributes_kind(const quen_attribute *attribute)
{
    if (attribute->numbers)
        return QUEN__ATTRIBUTE_NUMBER;
    return attribute->categories.numbers ? QUEN__ATTRIBUTE_INT : QUEN__ATTRIBUTE_BYTES;
}

static quen_status check_name(quen_context *ctx, const quen_attribute *attributes,
                              size_t i)
{
    const char *name = attributes[i].name;
    size_t length = name ? strlen(name) : 0;
    if (length < 1 || length > 255)
        return quen__bad_argument(
            ctx, "features: attribute %zu: its name has %zu bytes, not 1..255", i,
            length);
    for (size_t column = 0; column < QUEN_FEATURES_BUILTIN; column++)
        if (strcmp(name, quen__builtin_name(column)) == 0)
            return quen__bad_argument(
                ctx, "features: attribute %zu: '%s' is the name of a built-in column", i,
                name);
    for (size_t other = 0; other < i; other++)
        if (strcmp(name, attributes[other].name) == 0)
            return quen__bad_argument(
                ctx, "features: attributes %zu and %zu are both called '%s'", other, i,
                name);
    return QUEN_OK;
}

static quen_status check_limits(quen_context *ctx, const quen_attribute *a)
{
    if (a->reserved)
        return quen__bad_argument(ctx, "features: attribute '%s': reserved is %u, not 0",
                                  a->name, a->reserved);
    if (a->max_levels > QUEN__MAX_LEVELS)
        return quen__bad_argument(
            ctx, "features: attribute '%s': max_levels is %u, at most %u are allowed",
            a->name, a->max_levels, QUEN__MAX_LEVELS);
    quen_status status = quen__extent_check(ctx, a->name, a->n, 1, sizeof *a->numbers);
    if (status != QUEN_OK)
        return status;
    if (a->n >= QUEN__NO_ROW)
        return quen__bad_argument(
            ctx,
            "features: attribute '%s': %zu rows are more than there can be customers",
            a->name, a->n);
    if (a->numbers && is_given(&a->categories))
        return quen__bad_argument(
            ctx, "features: attribute '%s': it has both numbers and categories", a->name);
    if (!a->numbers && !is_given(&a->categories))
        return quen__bad_argument(
            ctx, "features: attribute '%s': it has neither numbers nor categories",
            a->name);
    if (!is_given(&a->customers))
        return quen__bad_argument(ctx, "features: attribute '%s': it has no customers",
                                  a->name);
    return QUEN_OK;
}

static quen_status check_values(quen_context *ctx, const quen_attribute *a)
{
    for (size_t i = 0; i < a->n; i++) {
        if (quen__key_column_key(&a->customers, i).kind == QUEN_KEY_NONE)
            return quen__bad_argument(
                ctx, "features: attribute '%s', row %zu: it has no customer", a->name, i);
        if (a->numbers && isinf(a->numbers[i]))
            return quen__bad_argument(
                ctx, "features: attribute '%s', row %zu: the number is infinite", a->name,
                i);
    }
    return QUEN_OK;
}

static quen_status own_categories(quen__temp *temp, quen_attribute *a)
{
    const quen_key_column given = a->categories;
    quen_status status =
        quen__key_column_own(temp, "features: the category column of attribute", a->name,
                             &given, a->n, &a->categories);
    return status == QUEN_OK ? quen__key_column_own_values(temp, a->n, &a->categories)
                             : status;
}

static quen_status own_numbers(quen__temp *temp, quen_attribute *a)
{
    double *numbers = quen__temp_new(temp, a->n, sizeof *numbers);
    if (!numbers)
        return QUEN_ERR_MEMORY;
    if (a->n)
        memcpy(numbers, a->numbers, a->n * sizeof *numbers);
    a->numbers = numbers;
    return QUEN_OK;
}

/* What it leads to; keys of customers, which are only looked up, stay where they are. */
static quen_status own_columns(quen__temp *temp, quen_attribute *a)
{
    const quen_key_column given = a->customers;
    quen_status status =
        quen__key_column_own(temp, "features: the customer column of attribute", a->name,
                             &given, a->n, &a->customers);
    if (status != QUEN_OK)
        return status;
    return a->numbers ? own_numbers(temp, a) : own_categories(temp, a);
}

/* Its length is read once: it ends there, whatever the caller's does. */
static quen_status own_text(quen__temp *temp, const char **text)
{
    if (!*text)
        return QUEN_OK;
    size_t size = strlen(*text);
    char *own = quen__temp_new(temp, size + 1, 1);
    if (!own)
        return QUEN_ERR_MEMORY;
    memcpy(own, *text, size);
    own[size] = '\0';
    *text = own;
    return QUEN_OK;
}

static quen_status own_one(quen__temp *temp, quen_attribute *attributes, size_t i)
{
    quen_context *ctx = temp->ctx;
    quen_attribute *a = &attributes[i];
    quen_status status = own_text(temp, &a->name);
    if (status == QUEN_OK)
        status = own_text(temp, &a->unit);
    if (status == QUEN_OK)
        status = check_name(ctx, attributes, i);
    if (status == QUEN_OK)
        status = check_limits(ctx, a);
    if (status == QUEN_OK)
        status = own_columns(temp, a);
    return status == QUEN_OK ? check_values(ctx, a) : status;
}

quen_status quen__attributes_own(quen__temp *temp, const quen_attribute *attributes,
                                 size_t n, const quen_attribute **own)
{
    quen_context *ctx = temp->ctx;
    quen_status status =
        quen__extent_check(ctx, "features: attributes", n, 1, sizeof *attributes);
    if (status != QUEN_OK)
        return status;
    if (n && !attributes)
        return quen__bad_argument(
            ctx, "features: n_attributes is %zu, but there are no attributes", n);
    if (n > QUEN__MAX_ATTRIBUTES)
        return quen__bad_argument(ctx, "features: n_attributes is %zu, above %u", n,
                                  QUEN__MAX_ATTRIBUTES);
    quen_attribute *copy = quen__temp_new(temp, n, sizeof *copy);
    if (!copy)
        return QUEN_ERR_MEMORY;
    if (n)
        memcpy(copy, attributes, n * sizeof *copy);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = own_one(temp, copy, i);
    *own = copy;
    return status;
}

/* --- joining --- */

static const char *kind_words(uint32_t kind)
{
    return kind == QUEN_KEY_INT ? "numbers" : "byte strings";
}

quen_status quen__attributes_join(quen_context *ctx, const quen_attribute *attribute,
                                  const quen_orders *orders, size_t n_customers,
                                  uint32_t *rows)
{
    uint32_t kind = attribute->customers.numbers ? QUEN_KEY_INT : QUEN_KEY_BYTES;
    const quen__keymap *customers = quen__orders_customers(orders);
    uint32_t wanted = n_customers ? customers->kind : kind;
    char words[QUEN__KEY_WORDS];
    memset(rows, 0xff, n_customers * sizeof *rows);
    if (attribute->n && kind != wanted)
        return quen__bad_argument(
            ctx,
            "features: attribute '%s': its customers are %s, those of the log are %s",
            attribute->name, kind_words(kind), kind_words(wanted));
    for (size_t i = 0; i < attribute->n; i++) {
        quen_key key = quen__key_column_key(&attribute->customers, i);
        uint32_t customer;
        if (!quen__keymap_find(customers, key, &customer))
            continue;
        if (rows[customer] != QUEN__NO_ROW)
            return quen__bad_argument(
                ctx, "features: attribute '%s', row %zu: customer %s has row %u already",
                attribute->name, i, quen__key_words(key, words), rows[customer]);
        rows[customer] = (uint32_t)i;
    }
    return QUEN_OK;
}

/* --- columns of features --- */

static const quen_attribute *find_attribute(const quen_attribute *attributes, size_t n,
                                            const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attributes[i].name, name) == 0)
            return &attributes[i];
    return NULL;
}

static const char *words_of_kind(uint32_t kind)
{
    static const char *const words[] = {"numbers", "categories by number",
                                        "categories by byte string"};
    return words[kind];
}

/* One attribute's columns for one row; `row` is the customer's in the attribute. */
static void describe_row(const quen__schema *schema, size_t source,
                         const quen_attribute *a, uint32_t row, double *out)
{
    uint64_t level = QUEN__NO_LEVEL;
    if (row != QUEN__NO_ROW && !a->numbers)
        level =
            quen__schema_level(schema, source, quen__key_column_key(&a->categories, row));
    for (size_t i = 0; i < schema->n_columns; i++) {
        const quen__schema_column *column = &schema->columns[i];
        if (column->kind == QUEN__COLUMN_BUILTIN || column->source != source)
            continue;
        if (column->kind == QUEN__COLUMN_NUMBER)
            out[i] = row != QUEN__NO_ROW ? a->numbers[row] : (double)NAN;
        else if (column->kind == QUEN__COLUMN_LEVEL)
            out[i] = level == column->level;
        else
            out[i] = level == QUEN__NO_LEVEL;
    }
}

static quen_status describe_attribute(quen_context *ctx, const quen_orders *orders,
                                      size_t n_customers, const quen__schema *schema,
                                      size_t source, const quen_attribute *a,
                                      quen_features *features)
{
    quen__temp temp = QUEN__TEMP(ctx);
    uint32_t *rows = quen__temp_new(&temp, n_customers, sizeof *rows);
    quen_status status = QUEN_ERR_MEMORY;
    if (rows)
        status = quen__attributes_join(ctx, a, orders, n_customers, rows);
    for (size_t i = 0; status == QUEN_OK && i < features->rows; i++)
        describe_row(schema, source, a, rows[features->customers[i]],
                     features->matrix + i * schema->n_columns);
    quen__temp_close(&temp);
    return status;
}

/* Attribute i of the schema, which is the one of its name. */
static quen_status describe_named(quen_context *ctx, const quen_orders *orders,
                                  size_t n_customers, const quen__schema *schema,
                                  size_t i, const quen_attribute *attributes, size_t n,
                                  quen_features *features)
{
    const char *name = quen__schema_attribute(schema, i);
    const quen_attribute *a = find_attribute(attributes, n, name);
    if (!a)
        return quen__bad_argument(ctx, "features: attribute '%s' is missing", name);
    if (quen__attributes_kind(a) != schema->kinds[i])
        return quen__bad_argument(ctx, "features: attribute '%s' has %s, not %s", name,
                                  words_of_kind(quen__attributes_kind(a)),
                                  words_of_kind(schema->kinds[i]));
    return describe_attribute(ctx, orders, n_customers, schema, i, a, features);
}

quen_status quen__attributes_describe(quen_context *ctx, const quen_orders *orders,
                                      size_t n_customers, const quen__schema *schema,
                                      const quen_attribute *attributes, size_t n,
                                      quen_features *features)
{
    quen__temp temp = QUEN__TEMP(ctx);
    const quen_attribute *own = NULL;
    quen_status status = quen__attributes_own(&temp, attributes, n, &own);
    for (size_t i = 0; i < schema->n_attributes && status == QUEN_OK; i++)
        status = describe_named(ctx, orders, n_customers, schema, i, own, n, features);
    quen__temp_close(&temp);
    return status;
}
