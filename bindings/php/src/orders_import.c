/*
 * Orders::fromCsv() and Orders::fromPdo(): bytes of a file, or rows that are written as
 * the text that such a file would have, go into the library's import. Whatever reads them
 * runs between its calls, never within.
 */
#include <errno.h>

#include "orders.h"
#include "orders_rows.h"
#include "php_streams.h"

/* ---- options ---- */

/* A value of a filter as text; false with a TypeError. */
static bool filter_text(pq_call *c, const zval *value, const char **to)
{
    char *copy;
    zend_string *text;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_ARRAY || Z_TYPE_P(value) == IS_OBJECT)
        return pq_wrong_at(c, "where, drop", "texts or lists of them", value);
    if (Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE) {
        *to = Z_TYPE_P(value) == IS_TRUE ? "true" : "false";
        return true;
    }
    text = zval_get_string((zval *)value);
    copy = pq_memory_of(ZSTR_LEN(text) + 1, 1);
    memcpy(copy, ZSTR_VAL(text), ZSTR_LEN(text) + 1);
    zend_string_release(text);
    *to = copy;
    return true;
}

static bool filter_values(pq_call *c, const zval *value, quen_import_filter *filter)
{
    const char **texts;
    zval *one;

    if (Z_TYPE_P(value) != IS_ARRAY) {
        filter->values = texts = pq_memory_of(1, sizeof *texts);
        filter->n_values = 1;
        return filter_text(c, value, texts);
    }
    filter->values = texts =
        pq_memory_of(zend_hash_num_elements(Z_ARRVAL_P(value)) + 1, sizeof *texts);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), one)
    {
        if (!filter_text(c, one, &texts[filter->n_values++]))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Of a file without a header, whose columns are called "1", which arrays make 1. */
static const char *name_of_number(zend_long number)
{
    char *name = pq_memory_of(PQ_DIGITS, 1);

    return zend_print_long_to_buf(name + PQ_DIGITS - 1, number);
}

/* Add the filters of one argument, which says of columns what stays, or goes. */
static bool take_filters(pq_call *c, const char *name, uint32_t drop,
                         quen_import_filter *filters, size_t *n)
{
    const zval *given = pq_given(c, name);
    zend_string *column;
    zend_ulong number;
    zval *value;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, name, "an array of values by column", given);
    ZEND_HASH_FOREACH_KEY_VAL(Z_ARRVAL_P(given), number, column, value)
    {
        ZVAL_DEREF(value);
        filters[*n] = (quen_import_filter){NULL, NULL, 0, drop, 0};
        filters[*n].column =
            column ? ZSTR_VAL(column) : name_of_number((zend_long)number);
        if (!filter_values(c, value, &filters[(*n)++]))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static size_t size_of(pq_call *c, const char *name)
{
    const zval *given = pq_given(c, name);

    return given && Z_TYPE_P(given) == IS_ARRAY
               ? zend_hash_num_elements(Z_ARRVAL_P(given))
               : 0;
}

/* All that the library's options point to. */
typedef struct settings {
    quen_import_options options;
    quen_csv_options csv;
    quen_order_rules rules;
    quen_zone zone;
    quen_profile *own; /* read from text, to be freed */
} settings;

static bool take_profile(pq_call *c, settings *s)
{
    const zval *given = pq_given(c, "profile");

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_STRING)
        return pq_wrong_at(c, "profile", "a name, or the text of a profile", given);
    if (memchr(Z_STRVAL_P(given), '\n', Z_STRLEN_P(given))) {
        if (!pq_ok(c, quen_profile_parse(c->ctx, Z_STRVAL_P(given), Z_STRLEN_P(given),
                                         &s->own)))
            return false;
        s->options.profile = s->own;
        return true;
    }
    s->options.profile = quen_profile_find(Z_STRVAL_P(given));
    if (!s->options.profile)
        pq_refuse("profile: there is none called \"%s\": Quen\\profiles() lists them",
                  Z_STRVAL_P(given));
    return s->options.profile != NULL;
}

static bool take_separator(pq_call *c, quen_csv_options *csv)
{
    const zval *given = pq_given(c, "separator");

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_STRING || Z_STRLEN_P(given) != 1)
        return pq_refuse_at(c, "separator", "it is one character, \" \" for blanks");
    csv->separator = (unsigned char)Z_STRVAL_P(given)[0];
    return true;
}

static bool take_settings(pq_call *c, settings *s)
{
    size_t most = size_of(c, "where") + size_of(c, "drop");
    quen_import_filter *filters = pq_memory_of(most + 1, sizeof *filters);
    bool has_clock;

    s->own = NULL;
    memset(&s->zone, 0, sizeof s->zone);
    if (!pq_read_arguments(c, &options_import, &s->options) ||
        !pq_read_arguments(c, &options_csv, &s->csv) || !take_separator(c, &s->csv) ||
        !pq_order_rules(c, QUEN_KEY_BYTES, &s->rules) ||
        !pq_clock(c, &s->zone, &has_clock) || !take_profile(c, s) ||
        !take_filters(c, "where", 0, filters, &s->options.n_where) ||
        !take_filters(c, "drop", 1, filters, &s->options.n_where))
        return false;
    s->options.where = filters;
    s->options.csv = &s->csv;
    s->options.rules = &s->rules;
    if (pq_given(c, "zone"))
        s->options.zone = &s->zone;
    return true;
}

/* ---- what became of the rows ---- */

static void put_skipped(zval *to, const quen_import *import)
{
    quen_import_skipped skipped;

    array_init(to);
    for (size_t i = 0; quen_import_get_skipped(import, i, &skipped); i++) {
        zval row;
        pq_result r = pq_result_new(&row, pq_ce_skipped_rows);
        pq_add_text(&r, skipped.reason);
        pq_add_text(&r, skipped.column);
        pq_add_text(&r, skipped.example);
        pq_add_long(&r, (int64_t)skipped.rows);
        pq_add_long(&r, (int64_t)skipped.first_line);
        add_next_index_zval(to, &row);
    }
}

static void put_told(zval *to, const quen_import *import)
{
    array_init(to);
    for (size_t i = 0; i < quen_import_n_told(import); i++)
        add_next_index_string(to, quen_import_told(import, i));
}

static void put_report(zval *to, const quen_import *import)
{
    const quen_profile *profile = quen_import_profile(import);
    quen_import_counts counts;
    zend_object *report = pq_result_new(to, pq_ce_import_report).object;

    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(import, &counts);
    pq_add_fields(report, import_counts_fields, &counts);
    put_skipped(pq_property(report, "reasons"), import);
    put_told(pq_property(report, "told"), import);
    ZVAL_STRING(pq_property(report, "saved"), quen_import_saved(import));
    if (profile)
        ZVAL_STRING(pq_property(report, "profile"), quen_profile_name(profile));
    else
        ZVAL_NULL(pq_property(report, "profile"));
}

/* ---- reading ---- */

typedef bool (*feeder)(pq_call *c, quen_import *import, const settings *s);

static void finish_import(pq_call *c, quen_import *import, const settings *s, zval *to)
{
    quen_orders *orders;
    pq_object *made;

    if (!pq_ok(c, quen_import_finish(c->ctx, import, &orders)))
        return;
    if (!pq_ok(c, quen_orders_finish(c->ctx, orders))) {
        quen_orders_free(orders);
        return;
    }
    made = pq_make(to, &noun_orders, orders, NULL);
    made->quantity_decimals = (int)s->options.quantity_decimals;
    made->kinds[KIND_ORDER] = QUEN_KEY_BYTES;
    pq_orders_learn(made);
    put_report(&made->imported, import);
}

static void import_rows(pq_call *c, settings *s, feeder feed, zval *to)
{
    quen_import *import = NULL;

    if (!pq_ok(c, quen_import_new(c->ctx, &s->options, &import)))
        return;
    /* Rows are others' code, which may end the request. */
    zend_try
    {
        if (feed(c, import, s))
            finish_import(c, import, s, to);
    }
    zend_catch
    {
        quen_import_free(import);
        quen_profile_free(s->own);
        pq_end(c);
        zend_bailout();
    }
    zend_end_try();
    quen_import_free(import);
}

/* ---- a file ---- */

enum { BLOCK = 65536 };

static php_stream *opened(pq_call *c, zval *file)
{
    php_stream *stream = NULL;

    if (Z_TYPE_P(file) == IS_RESOURCE) {
        php_stream_from_zval_no_verify(stream, file);
        if (!stream)
            pq_wrong_type(1, "string|resource", file);
        return stream;
    }
    if (Z_TYPE_P(file) != IS_STRING || zend_str_has_nul_byte(Z_STR_P(file))) {
        pq_wrong_type(1, "string|resource", file);
        return NULL;
    }
    errno = 0;
    if (!strstr(Z_STRVAL_P(file), "://") &&
        php_check_open_basedir_ex(Z_STRVAL_P(file), 0) != 0)
        errno = EPERM;
    else
        stream = php_stream_open_wrapper(Z_STRVAL_P(file), "rb", 0, NULL);
    if (!stream) {
        zend_string *sentence = strpprintf(0, "orders: \"%s\" cannot be opened: %s",
                                           Z_STRVAL_P(file), strerror(errno));
        pq_raise(QUEN_ERR_IO, ZSTR_VAL(sentence));
        zend_string_release(sentence);
    }
    (void)c;
    return stream;
}

/* Unpack what begins as gzip does: PHP's own filter sees to it. */
static bool unzip(php_stream *stream, const char *block, ssize_t size)
{
    zval parameters;
    php_stream_filter *filter;

    if (size < 2 || memcmp(block, "\x1f\x8b", 2) != 0)
        return true;
    array_init(&parameters);
    add_assoc_long(&parameters, "window", 47); /* gzip's frame, or zlib's */
    filter = php_stream_rewind(stream) == 0
                 ? php_stream_filter_create("zlib.inflate", &parameters, 0)
                 : NULL;
    zval_ptr_dtor(&parameters);
    if (filter)
        php_stream_filter_append(&stream->readfilters, filter);
    else
        pq_refuse("orders: the file is packed by gzip, and PHP's extension zlib is not "
                  "there, or the stream does not go back to its beginning");
    return filter != NULL;
}

static bool feed_stream(pq_call *c, quen_import *import, const settings *s)
{
    (void)s;
    zval *file = PQ_ARG(c, 1);
    php_stream *stream;
    ssize_t size;
    char *block;
    bool good, is_first = true;

    ZVAL_DEREF(file);
    stream = opened(c, file);
    if (!stream)
        return false;
    block = pq_memory_of(BLOCK, 1);
    good = true;
    while (good && (size = php_stream_read(stream, block, BLOCK)) > 0) {
        if (is_first) {
            is_first = false;
            good = unzip(stream, block, size);
            if (stream->readfilters.head)
                continue;
        }
        good = good && pq_ok(c, quen_import_push(c->ctx, import, block, (size_t)size));
    }
    if (Z_TYPE_P(file) != IS_RESOURCE)
        php_stream_close(stream);
    return good && !EG(exception);
}

ZEND_METHOD(Quen_Orders, fromCsv)
{
    pq_call call, *c = &call;
    settings s;

    if (!pq_begin(c, execute_data))
        return;
    s.own = NULL;
    if (take_settings(c, &s))
        import_rows(c, &s, feed_stream, return_value);
    quen_profile_free(s.own);
    pq_end(c);
}

/* ---- rows of a statement ---- */

/* Ints of the times are Unix seconds, unless it was said what they are. */
static bool feed_rows(pq_call *c, quen_import *import, const settings *s)
{
    return pq_feed_rows(c, import, s->options.time_format ? NULL : s->options.time);
}

ZEND_METHOD(Quen_Orders, fromPdo)
{
    pq_call call, *c = &call;
    settings s;

    if (!pq_begin(c, execute_data))
        return;
    s.own = NULL;
    if (take_settings(c, &s)) {
        s.csv.separator = ',';
        s.csv.quoting = QUEN_CSV_QUOTING_STANDARD;
        s.csv.encoding = QUEN_CSV_ENCODING_UTF8;
        s.csv.skip_lines = 0;
        import_rows(c, &s, feed_rows, return_value);
    }
    quen_profile_free(s.own);
    pq_end(c);
}
