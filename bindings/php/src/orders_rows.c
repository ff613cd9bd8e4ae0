/*
 * Rows by name of column, from a statement or an array, as text: the names in the first
 * line, then a line for each row, every value that is there in quotes. The names are
 * those of the first row.
 */
#include "orders_rows.h"

#include "ext/date/php_date.h"
#include "zend_interfaces.h"
#include "zend_smart_str.h"

enum { BLOCK = 65536 };

typedef struct writer {
    pq_call *c;
    quen_import *import;
    smart_str text;
    zend_string **names; /* of the columns */
    size_t n_names;
    const char *time; /* name of the column of times, or NULL */
    size_t time_at;   /* and its place */
} writer;

/* ---- cells ---- */

static void put_quoted(smart_str *to, const char *text, size_t size)
{
    const char *end = text + size, *quote;

    smart_str_appendc(to, '"');
    while ((quote = memchr(text, '"', (size_t)(end - text))) != NULL) {
        smart_str_appendl(to, text, (size_t)(quote - text) + 1);
        smart_str_appendc(to, '"');
        text = quote + 1;
    }
    smart_str_appendl(to, text, (size_t)(end - text));
    smart_str_appendc(to, '"');
}

static void put_date(smart_str *to, zval *value)
{
    zval format, text;

    ZVAL_STRING(&format, "Y-m-d H:i:sP");
    ZVAL_UNDEF(&text);
    zend_call_method_with_1_params(Z_OBJ_P(value), Z_OBJCE_P(value), NULL, "format",
                                   &text, &format);
    if (Z_TYPE(text) == IS_STRING)
        smart_str_append(to, Z_STR(text));
    zval_ptr_dtor(&text);
    zval_ptr_dtor(&format);
}

/* Unix seconds, as UNIX_TIMESTAMP() of MySQL gives them. */
static void put_seconds(smart_str *to, zend_long seconds)
{
    static const char format[] = "Y-m-d H:i:s\\Z";
    zend_string *text =
        php_format_date(format, sizeof format - 1, (time_t)seconds, false);

    smart_str_append(to, text);
    zend_string_release(text);
}

static bool put_cell(writer *w, size_t column, zval *value)
{
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_LONG && column == w->time_at) {
        put_seconds(&w->text, Z_LVAL_P(value));
        return true;
    }
    switch (Z_TYPE_P(value)) {
    case IS_NULL:
        return true;
    case IS_STRING:
        put_quoted(&w->text, Z_STRVAL_P(value), Z_STRLEN_P(value));
        return true;
    case IS_LONG:
        smart_str_append_long(&w->text, Z_LVAL_P(value));
        return true;
    case IS_DOUBLE:
        smart_str_append_double(&w->text, Z_DVAL_P(value), 17, false);
        return true;
    case IS_TRUE:
    case IS_FALSE:
        smart_str_appends(&w->text, Z_TYPE_P(value) == IS_TRUE ? "true" : "false");
        return true;
    default:
        break;
    }
    if (Z_TYPE_P(value) == IS_OBJECT &&
        instanceof_function(Z_OBJCE_P(value), php_date_get_interface_ce())) {
        put_date(&w->text, value);
        return !EG(exception);
    }
    return pq_wrong_at(w->c, ZSTR_VAL(w->names[column]), "a value of a database", value);
}

/* ---- rows ---- */

static bool push(writer *w)
{
    bool good = true;

    if (w->text.s)
        good = pq_ok(w->c, quen_import_push(w->c->ctx, w->import, ZSTR_VAL(w->text.s),
                                            ZSTR_LEN(w->text.s)));
    if (w->text.s)
        ZSTR_LEN(w->text.s) = 0;
    return good;
}

/* The names of the first row, written as the first line. */
static void take_names(writer *w, HashTable *row)
{
    zend_string *name;

    w->names = pq_memory_of(zend_hash_num_elements(row) + 1, sizeof *w->names);
    ZEND_HASH_FOREACH_STR_KEY(row, name)
    {
        if (!name) /* PDO::FETCH_BOTH gives values by number too */
            continue;
        if (w->n_names > 0)
            smart_str_appendc(&w->text, ',');
        put_quoted(&w->text, ZSTR_VAL(name), ZSTR_LEN(name));
        if (w->time && zend_string_equals_cstr(name, w->time, strlen(w->time)))
            w->time_at = w->n_names;
        w->names[w->n_names++] = zend_string_copy(name);
    }
    ZEND_HASH_FOREACH_END();
    smart_str_appendc(&w->text, '\n');
}

static bool put_row(void *writing, HashTable *row)
{
    writer *w = writing;

    if (!w->names)
        take_names(w, row);
    for (size_t i = 0; i < w->n_names; i++) {
        zval *value = zend_hash_find_ind(row, w->names[i]);
        if (i > 0)
            smart_str_appendc(&w->text, ',');
        if (!value)
            return pq_refuse_at(w->c, ZSTR_VAL(w->names[i]), "the row has no such value");
        if (!put_cell(w, i, value))
            return false;
    }
    smart_str_appendc(&w->text, '\n');
    return ZSTR_LEN(w->text.s) < BLOCK || push(w);
}

bool pq_feed_rows(pq_call *c, quen_import *import, const char *time)
{
    writer w = {c, import, {0}, NULL, 0, time, SIZE_MAX};
    bool good;

    good = pq_each_row(c, 1, "statement", put_row, &w);
    if (good && !w.names)
        good = pq_refuse_at(c, "statement", "it has no rows");
    good = good && push(&w);
    for (size_t i = 0; i < w.n_names; i++)
        zend_string_release(w.names[i]);
    smart_str_free(&w.text);
    return good;
}
