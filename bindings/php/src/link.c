/* Quen\link() and Quen\Links: which rows are of one person, why, and groups of them. */
#include "link.h"

#define KINDS "text|name|number|date|exact" /* QUEN_LINK_KIND_* */

/* ---- fields ---- */

static bool take_kind(const zend_string *name, const zval *value, uint32_t *kind)
{
    zend_string *what = strpprintf(0, "fields: %s", ZSTR_VAL(name));
    bool good;

    ZVAL_DEREF(value);
    good = pq_choice(value, KINDS, ZSTR_VAL(what), kind);
    zend_string_release(what);
    return good;
}

/* Names and kinds, and columns without a row yet. */
static bool take_fields(pq_call *c, const HashTable *given, quen_link_field *fields,
                        pq_link_columns *columns)
{
    zend_string *name;
    zval *kind;

    ZEND_HASH_FOREACH_STR_KEY_VAL((HashTable *)given, name, kind)
    {
        if (!name || zend_str_has_nul_byte(name))
            return pq_refuse_at(c, "fields", "a field has a name, without zero bytes");
        fields[columns->n] = (quen_link_field){.name = ZSTR_VAL(name)};
        columns->column[columns->n] = (pq_link_column){.name = name};
        if (!take_kind(name, kind, &fields[columns->n].kind))
            return false;
        columns->n++;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* ---- blocks ---- */

/* A field is a part of a block key. */
static bool mark(pq_call *c, const zval *name, uint32_t key, quen_link_field *fields,
                 size_t n)
{
    ZVAL_DEREF(name);
    if (Z_TYPE_P(name) != IS_STRING)
        return pq_wrong_at(c, "blocks", "a field, or a list of fields", name);
    for (size_t i = 0; i < n; i++)
        if (zend_string_equals_cstr(Z_STR_P(name), fields[i].name,
                                    strlen(fields[i].name))) {
            fields[i].blocks |= 1u << key;
            return true;
        }
    pq_refuse("blocks: there is no field \"%s\"", Z_STRVAL_P(name));
    return false;
}

static bool take_block(pq_call *c, const zval *block, uint32_t key,
                       quen_link_field *fields, size_t n)
{
    zval *name;

    ZVAL_DEREF(block);
    if (Z_TYPE_P(block) != IS_ARRAY)
        return mark(c, block, key, fields, n);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(block), name)
    {
        if (!mark(c, name, key, fields, n))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool take_blocks(pq_call *c, quen_link_field *fields, size_t n)
{
    const zval *given = pq_given(c, "blocks");
    uint32_t key = 0;
    zval *block;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "blocks", "a list of fields, or of lists of them", given);
    if (zend_hash_num_elements(Z_ARRVAL_P(given)) > 32)
        return pq_refuse_at(c, "blocks", "there are more than 32 keys");
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), block)
    {
        if (!take_block(c, block, key++, fields, n))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* ---- finding ---- */

/* Both tables, of which the first has the first rows. */
static bool take_tables(pq_call *c, pq_link_columns *columns, quen_link_options *options)
{
    if (!pq_link_read(columns, 1, "table"))
        return false;
    if (!pq_given(c, "other"))
        return true;
    options->n_first = columns->n_rows;
    if (!pq_link_read(columns, 3, "other"))
        return false;
    if (options->n_first == 0) /* which would be one table: no row is in the second */
        options->n_first = columns->n_rows;
    return true;
}

static bool find(pq_call *c, pq_link_columns *columns, quen_links **links)
{
    quen_link_options options;
    quen_link_field *fields;
    HashTable *given;
    size_t n;

    if (!pq_array(c, 2, &given) || !pq_read_arguments(c, &options_link, &options))
        return false;
    n = zend_hash_num_elements(given);
    fields = pq_memory_of(n + 1, sizeof *fields);
    columns->column = pq_memory_of(n + 1, sizeof *columns->column);
    if (!take_fields(c, given, fields, columns) || !take_blocks(c, fields, n) ||
        !take_tables(c, columns, &options))
        return false;
    for (size_t i = 0; i < n; i++)
        fields[i].values = pq_link_values(columns->column + i);
    return pq_ok(c, quen_link_find(c->ctx, fields, n, columns->n_rows, &options, links));
}

ZEND_FUNCTION(Quen_link)
{
    pq_call call, *c = &call;
    pq_link_columns columns = {&call, NULL, 0, 0};
    quen_links *links;

    if (!pq_begin(c, execute_data))
        return;
    if (find(c, &columns, &links))
        pq_make(return_value, &noun_links, links, NULL);
    pq_link_free(&columns);
    pq_end(c);
}

/* ---- links ---- */

static void put_link(zval *to, const quen_links *links, const quen_link *link)
{
    pq_result r = pq_result_new(to, pq_ce_link);
    zval *reasons;

    pq_add_long(&r, link->a);
    pq_add_long(&r, link->b);
    pq_add_double(&r, link->chance);
    reasons = pq_add(&r);
    array_init_size(reasons, link->n_reasons);
    for (uint32_t i = 0; i < link->n_reasons; i++)
        add_assoc_double(reasons, quen_links_field_name(links, link->reasons[i]),
                         link->weights[i]);
    pq_add_double(&r, link->rest);
}

static void link_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_links *links = rows->handle->thing;

    put_link(to, links, quen_links_link(links, i));
}

ZEND_METHOD(Quen_Links, table)
{
    PQ_BEGIN(self);
    size_t n = quen_links_n_links(self->handle->thing);
    pq_rows_new(return_value, link_row, n, n, self, NULL);
    pq_end(c);
}

static bool take_row(pq_call *c, uint32_t number, uint32_t *row)
{
    zend_long given;

    if (!pq_long(c, number, &given))
        return false;
    /* What is no row the library refuses. */
    *row = given < 0 || given > UINT32_MAX ? UINT32_MAX : (uint32_t)given;
    return true;
}

ZEND_METHOD(Quen_Links, compare)
{
    quen_link link;
    uint32_t a, b;

    PQ_BEGIN(self);
    const quen_links *links = self->handle->thing;
    if (take_row(c, 1, &a) && take_row(c, 2, &b) &&
        pq_ok(c, quen_links_compare(c->ctx, links, a, b, &link)))
        put_link(return_value, links, &link);
    pq_end(c);
}

/* ---- what was learned ---- */

static void levels_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_links *links = rows->handle->thing;
    pq_result r = pq_result_new(to, pq_ce_link_levels);

    pq_add_text(&r, quen_links_field_name(links, i));
    pq_add_fields(r.object, link_levels_fields, quen_links_levels(links, i));
}

ZEND_METHOD(Quen_Links, levels)
{
    PQ_BEGIN(self);
    size_t n = quen_links_n_fields(self->handle->thing);
    pq_rows_new(return_value, levels_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Links, report)
{
    quen_links_report report;

    PQ_BEGIN(self);
    quen_links_report_init(&report, sizeof report);
    quen_links_get_report(self->handle->thing, &report);
    pq_add_fields(pq_result_new(return_value, pq_ce_links_report).object,
                  links_report_fields, &report);
    pq_end(c);
}

/* ---- groups ---- */

static void put_groups(zval *to, const uint32_t *first, size_t n,
                       const quen_link_groups_report *report)
{
    pq_result r = pq_result_new(to, pq_ce_link_groups);
    zval *list = pq_add(&r);

    array_init_size(list, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        add_next_index_long(list, first[i]);
    pq_add_fields(r.object, link_groups_report_fields, report);
}

ZEND_METHOD(Quen_Links, groups)
{
    quen_link_groups_options options;
    quen_link_groups_report report;

    PQ_BEGIN(self);
    const quen_links *links = self->handle->thing;
    quen_link_groups_report_init(&report, sizeof report);
    if (pq_read_arguments(c, &options_link_groups, &options)) {
        size_t n = quen_links_n_rows(links);
        uint32_t *first = pq_memory_of(n + 1, sizeof *first);
        if (pq_ok(c, quen_links_groups(c->ctx, links, &options, first, &report)))
            put_groups(return_value, first, n, &report);
    }
    pq_end(c);
}
