/*
 * Values of rows as texts, for comparing: of columns by name, or of rows by name of
 * column. What is null is an empty text, which is not known either.
 */
#include <math.h>

#include "link.h"

#include "ext/date/php_date.h"

/* ---- one value ---- */

/* A whole number by its digits, another one by the fewest that tell it from others. */
static void put_double(smart_str *to, double value)
{
    if (zend_isnan(value))
        return;
    if (ZEND_DOUBLE_FITS_LONG(value) && (double)(zend_long)value == value)
        smart_str_append_long(to, (zend_long)value);
    else if (floor(value) == value && !zend_isinf(value))
        smart_str_append_printf(to, "%.0F", value);
    else
        smart_str_append_double(to, value, -1, false);
}

/* The day that a moment has where it was made. */
static bool put_day(pq_link_column *column, const zval *value)
{
    const php_date_obj *date = Z_PHPDATE_P((zval *)value);
    zend_string *day;

    if (!date->time) {
        zend_throw_error(NULL, "%s: the date has not been constructed",
                         ZSTR_VAL(column->name));
        return false;
    }
    day = strpprintf(0, "%04" PRId64 "-%02d-%02d", (int64_t)date->time->y,
                     (int)date->time->m, (int)date->time->d);
    smart_str_append(&column->text, day);
    zend_string_release(day);
    return true;
}

static void put_end(pq_link_column *column)
{
    uint64_t end = column->text.s ? ZSTR_LEN(column->text.s) : 0;

    smart_str_appendl(&column->offsets, (const char *)&end, sizeof end);
}

static bool put_value(pq_call *c, pq_link_column *column, const zval *value)
{
    smart_str *to = &column->text;
    bool good = true;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING)
        smart_str_append(to, Z_STR_P(value));
    else if (Z_TYPE_P(value) == IS_LONG)
        smart_str_append_long(to, Z_LVAL_P(value));
    else if (Z_TYPE_P(value) == IS_DOUBLE)
        put_double(to, Z_DVAL_P(value));
    else if (Z_TYPE_P(value) == IS_OBJECT &&
             instanceof_function(Z_OBJCE_P(value), php_date_get_interface_ce()))
        good = put_day(column, value);
    else if (Z_TYPE_P(value) != IS_NULL)
        good = pq_wrong_at(c, ZSTR_VAL(column->name), "a text, a number, a date or null",
                           value);
    put_end(column);
    return good;
}

/* ---- tables ---- */

static bool put_row(void *to, HashTable *row)
{
    pq_link_columns *columns = to;

    for (size_t i = 0; i < columns->n; i++) {
        pq_link_column *column = columns->column + i;
        const zval *value = zend_hash_find_ind(row, column->name);
        if (!value)
            return pq_refuse_at(columns->c, ZSTR_VAL(column->name),
                                "the row has no such value");
        if (!put_value(columns->c, column, value))
            return false;
    }
    columns->n_rows++;
    return true;
}

static bool put_column(pq_call *c, pq_link_column *column, const HashTable *values)
{
    zval *value;

    c->row = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)values, value)
    {
        if (!put_value(c, column, value))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

/* The values of a column by its name; NULL with an exception. */
static const HashTable *column_of(const pq_call *c, HashTable *table, zend_string *name,
                                  const char *what)
{
    zval *values = zend_hash_find(table, name);

    if (!values) {
        pq_refuse("%s: there is no column \"%s\"", what, ZSTR_VAL(name));
        return NULL;
    }
    ZVAL_DEREF(values);
    if (Z_TYPE_P(values) == IS_ARRAY)
        return Z_ARRVAL_P(values);
    pq_wrong_at(c, ZSTR_VAL(name), "a list of values", values);
    return NULL;
}

static bool put_columns(pq_link_columns *columns, HashTable *table, const char *what)
{
    size_t n = 0;

    for (size_t i = 0; i < columns->n; i++) {
        pq_link_column *column = columns->column + i;
        const HashTable *values = column_of(columns->c, table, column->name, what);
        if (!values)
            return false;
        if (i == 0)
            n = zend_hash_num_elements(values);
        if (!pq_length(ZSTR_VAL(column->name), zend_hash_num_elements(values), n) ||
            !put_column(columns->c, column, values))
            return false;
    }
    columns->n_rows += n;
    return true;
}

/* Whether an array holds columns, which have names, and no rows, which have none. */
static bool has_names(const zval *table)
{
    zend_string *name;

    if (Z_TYPE_P(table) != IS_ARRAY)
        return false;
    ZEND_HASH_FOREACH_STR_KEY(Z_ARRVAL_P(table), name)
    {
        return name != NULL;
    }
    ZEND_HASH_FOREACH_END();
    return false;
}

bool pq_link_read(pq_link_columns *columns, uint32_t number, const char *what)
{
    zval *table = PQ_ARG(columns->c, number);

    for (size_t i = 0; i < columns->n; i++)
        if (!columns->column[i].offsets.s)
            put_end(columns->column + i);
    ZVAL_DEREF(table);
    if (has_names(table))
        return put_columns(columns, Z_ARRVAL_P(table), what);
    return pq_each_row(columns->c, number, what, put_row, columns);
}

quen_key_column pq_link_values(const pq_link_column *column)
{
    return (quen_key_column){NULL, column->text.s ? ZSTR_VAL(column->text.s) : "",
                             (const uint64_t *)(const void *)ZSTR_VAL(column->offsets.s),
                             NULL};
}

void pq_link_free(pq_link_columns *columns)
{
    for (size_t i = 0; i < columns->n; i++) {
        smart_str_free(&columns->column[i].text);
        smart_str_free(&columns->column[i].offsets);
    }
}
