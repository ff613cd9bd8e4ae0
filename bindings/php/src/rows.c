/*
 * Quen\Rows: a list whose rows are made when they are looked at, so that a million of
 * them cost no million objects. What they are made from does not change; the list holds
 * it.
 */
#include "php_quen.h"
#include "ext/json/php_json.h"
#include "zend_interfaces.h"

#include "ext/spl/spl_exceptions.h"
#include "rows_arginfo.h"

zend_class_entry *pq_ce_rows;
static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
    pq_rows *rows = zend_object_alloc(sizeof *rows, ce);

    zend_object_std_init(&rows->std, ce);
    object_properties_init(&rows->std, ce);
    rows->std.handlers = &handlers;
    return &rows->std;
}

static void destroy(zend_object *object)
{
    pq_rows *rows = PQ_ROWS(object);

    pq_handle_drop(rows->handle);
    pq_handle_drop(rows->keys);
    if (rows->data)
        efree(rows->data);
    zend_object_std_dtor(object);
}

pq_rows *pq_rows_new(zval *to, pq_row row, size_t n, size_t total, const pq_object *of,
                     void *data)
{
    pq_rows *rows;
    pq_result filling = pq_result_new(to, pq_ce_rows);

    rows = PQ_ROWS(filling.object);
    rows->row = row;
    rows->n = n;
    rows->data = data;
    if (of) {
        rows->handle = pq_handle_share(of->handle);
        rows->keys = pq_handle_share(of->keys);
        rows->decimals = of->decimals;
    }
    pq_add_long(&filling, (int64_t)total);
    return rows;
}

/* Which row an offset names; false where none. */
static bool place_of(const pq_rows *rows, zval *offset, size_t *place)
{
    zend_long number;

    ZVAL_DEREF(offset);
    if (!pq_whole(offset, &number))
        return false;
    *place = (size_t)number;
    return number >= 0 && (size_t)number < rows->n;
}

static bool read_at(const pq_rows *rows, zval *offset, zval *to)
{
    size_t place;

    if (place_of(rows, offset, &place)) {
        rows->row(rows, place, to);
        return true;
    }
    zend_throw_exception_ex(spl_ce_OutOfBoundsException, 0, "rows are numbered 0..%zu",
                            rows->n ? rows->n - 1 : 0);
    return false;
}

static zend_result count_entries(zend_object *object, zend_long *n)
{
    *n = (zend_long)PQ_ROWS(object)->n;
    return SUCCESS;
}

static zval *read_entry(zend_object *object, zval *offset, int type, zval *to)
{
    if (!offset || (type != BP_VAR_R && type != BP_VAR_IS)) {
        zend_throw_error(NULL, "Rows are read only");
        return NULL;
    }
    if (type == BP_VAR_IS) {
        size_t place;
        if (!place_of(PQ_ROWS(object), offset, &place))
            return &EG(uninitialized_zval);
    }
    return read_at(PQ_ROWS(object), offset, to) ? to : NULL;
}

static int has_entry(zend_object *object, zval *offset, int check_empty)
{
    size_t place;
    zval row;
    bool found = place_of(PQ_ROWS(object), offset, &place);

    if (!found || !check_empty)
        return found;
    PQ_ROWS(object)->row(PQ_ROWS(object), place, &row);
    found = zend_is_true(&row);
    zval_ptr_dtor(&row);
    return found;
}

static void write_entry(zend_object *object, zval *offset, zval *value)
{
    (void)object, (void)offset, (void)value;
    zend_throw_error(NULL, "Rows are read only");
}

static void unset_entry(zend_object *object, zval *offset)
{
    (void)object, (void)offset;
    zend_throw_error(NULL, "Rows are read only");
}

/* ---- foreach ---- */

typedef struct walk {
    zend_object_iterator std;
    size_t at;
    zval row;
} walk;

static void walk_clear(zend_object_iterator *std)
{
    walk *w = (walk *)std;

    zval_ptr_dtor(&w->row);
    ZVAL_UNDEF(&w->row);
}

static void walk_destroy(zend_object_iterator *std)
{
    walk_clear(std);
    zval_ptr_dtor(&std->data);
}

static int walk_valid(zend_object_iterator *std)
{
    walk *w = (walk *)std;

    return w->at < PQ_ROWS(Z_OBJ(std->data))->n ? SUCCESS : FAILURE;
}

static zval *walk_data(zend_object_iterator *std)
{
    walk *w = (walk *)std;
    const pq_rows *rows = PQ_ROWS(Z_OBJ(std->data));

    if (Z_TYPE(w->row) == IS_UNDEF)
        rows->row(rows, w->at, &w->row);
    return &w->row;
}

static void walk_key(zend_object_iterator *std, zval *to)
{
    ZVAL_LONG(to, (zend_long)((walk *)std)->at);
}

static void walk_next(zend_object_iterator *std)
{
    walk_clear(std);
    ((walk *)std)->at++;
}

static void walk_rewind(zend_object_iterator *std)
{
    walk_clear(std);
    ((walk *)std)->at = 0;
}

static const zend_object_iterator_funcs walk_functions = {
    walk_destroy, walk_valid,  walk_data,  walk_key,
    walk_next,    walk_rewind, walk_clear, NULL,
};

static zend_object_iterator *walk_new(zend_class_entry *ce, zval *object, int by_ref)
{
    walk *w;

    (void)ce;
    if (by_ref) {
        zend_throw_error(NULL, "Rows are read only");
        return NULL;
    }
    w = emalloc(sizeof *w);
    zend_iterator_init(&w->std);
    w->std.funcs = &walk_functions;
    ZVAL_OBJ_COPY(&w->std.data, Z_OBJ_P(object));
    w->at = 0;
    ZVAL_UNDEF(&w->row);
    return &w->std;
}

void pq_rows_init(void)
{
    pq_ce_rows = register_class_Quen_Rows(zend_ce_countable, zend_ce_aggregate,
                                          zend_ce_arrayaccess, php_json_serializable_ce);
    pq_ce_rows->create_object = create;
    pq_ce_rows->get_iterator = walk_new;
    memcpy(&handlers, zend_get_std_object_handlers(), sizeof handlers);
    handlers.offset = offsetof(pq_rows, std);
    handlers.free_obj = destroy;
    handlers.clone_obj = NULL;
    handlers.compare = zend_objects_not_comparable;
    handlers.count_elements = count_entries;
    handlers.read_dimension = read_entry;
    handlers.has_dimension = has_entry;
    handlers.write_dimension = write_entry;
    handlers.unset_dimension = unset_entry;
}

/* ---- methods ---- */

ZEND_METHOD(Quen_Rows, count)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG((zend_long)PQ_ROWS(Z_OBJ_P(ZEND_THIS))->n);
}

ZEND_METHOD(Quen_Rows, getIterator)
{
    ZEND_PARSE_PARAMETERS_NONE();
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

ZEND_METHOD(Quen_Rows, offsetExists)
{
    zval *offset;
    size_t place;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(place_of(PQ_ROWS(Z_OBJ_P(ZEND_THIS)), offset, &place));
}

ZEND_METHOD(Quen_Rows, offsetGet)
{
    zval *offset;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(offset)
    ZEND_PARSE_PARAMETERS_END();
    read_at(PQ_ROWS(Z_OBJ_P(ZEND_THIS)), offset, return_value);
}

ZEND_METHOD(Quen_Rows, offsetSet)
{
    (void)execute_data, (void)return_value;
    zend_throw_error(NULL, "Rows are read only");
}

ZEND_METHOD(Quen_Rows, offsetUnset)
{
    (void)execute_data, (void)return_value;
    zend_throw_error(NULL, "Rows are read only");
}

static void put_all(const pq_rows *rows, zval *to)
{
    zval row;

    array_init_size(to, (uint32_t)rows->n);
    for (size_t i = 0; i < rows->n && !EG(exception); i++) {
        rows->row(rows, i, &row);
        add_next_index_zval(to, &row);
    }
}

ZEND_METHOD(Quen_Rows, toArray)
{
    ZEND_PARSE_PARAMETERS_NONE();
    put_all(PQ_ROWS(Z_OBJ_P(ZEND_THIS)), return_value);
}

ZEND_METHOD(Quen_Rows, jsonSerialize)
{
    ZEND_PARSE_PARAMETERS_NONE();
    put_all(PQ_ROWS(Z_OBJ_P(ZEND_THIS)), return_value);
}

/* A property of a row; false with an exception where it has none of that name. */
static bool put_property(const zval *row, zend_string *name, zval *to)
{
    const zend_property_info *info =
        Z_TYPE_P(row) == IS_OBJECT
            ? zend_hash_find_ptr(&Z_OBJCE_P(row)->properties_info, name)
            : NULL;

    if (!info) {
        zend_argument_value_error(1, "must be the name of a property of the rows");
        return false;
    }
    ZVAL_COPY(to, OBJ_PROP(Z_OBJ_P(row), info->offset));
    return true;
}

ZEND_METHOD(Quen_Rows, column)
{
    const pq_rows *rows = PQ_ROWS(Z_OBJ_P(ZEND_THIS));
    zval *name, row, value;

    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(name)
    ZEND_PARSE_PARAMETERS_END();
    if (Z_TYPE_P(name) != IS_STRING) {
        pq_wrong_type(1, "string", name);
        return;
    }
    array_init_size(return_value, (uint32_t)rows->n);
    for (size_t i = 0; i < rows->n && !EG(exception); i++) {
        rows->row(rows, i, &row);
        if (put_property(&row, Z_STR_P(name), &value))
            add_next_index_zval(return_value, &value);
        zval_ptr_dtor(&row);
    }
}
