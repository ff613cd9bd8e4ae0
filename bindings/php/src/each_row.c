/* Rows by name of column: of an array, of a statement, of whatever can be walked. */
#include "php_quen.h"
#include "zend_interfaces.h"

typedef struct walk {
    pq_call *c;
    const char *what;
    pq_row_taker take;
    void *to;
} walk;

static bool take_row(walk *w, zval *row)
{
    HashTable *properties;
    bool good;

    ZVAL_DEREF(row);
    if (Z_TYPE_P(row) == IS_ARRAY) {
        good = w->take(w->to, Z_ARRVAL_P(row));
    } else if (Z_TYPE_P(row) == IS_OBJECT) {
        properties = zend_get_properties_for(row, ZEND_PROP_PURPOSE_ARRAY_CAST);
        good = properties && w->take(w->to, properties);
        zend_release_properties(properties);
    } else {
        good = pq_wrong_at(w->c, w->what, "an array or an object by column", row);
    }
    w->c->row++;
    return good && !EG(exception);
}

static bool take_array(walk *w, HashTable *rows)
{
    zval *row;

    ZEND_HASH_FOREACH_VAL(rows, row)
    {
        if (!take_row(w, row))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool take_iterated(walk *w, zval *rows)
{
    zend_class_entry *ce = Z_OBJCE_P(rows);
    zend_object_iterator *at = ce->get_iterator(ce, rows, 0);
    bool good = at && !EG(exception);

    if (good && at->funcs->rewind)
        at->funcs->rewind(at);
    good = good && !EG(exception);
    while (good && at->funcs->valid(at) == SUCCESS && !EG(exception)) {
        zval *row = at->funcs->get_current_data(at);
        good = row && !EG(exception) && take_row(w, row);
        if (good)
            at->funcs->move_forward(at);
        good = good && !EG(exception);
    }
    if (at)
        zend_iterator_dtor(at);
    return good && !EG(exception);
}

bool pq_each_row(pq_call *c, uint32_t number, const char *what, pq_row_taker take,
                 void *to)
{
    walk w = {c, what, take, to};
    zval *rows = PQ_ARG(c, number);
    bool good;

    ZVAL_DEREF(rows);
    c->row = 0;
    if (Z_TYPE_P(rows) == IS_ARRAY)
        good = take_array(&w, Z_ARRVAL_P(rows));
    else if (Z_TYPE_P(rows) == IS_OBJECT &&
             instanceof_function(Z_OBJCE_P(rows), zend_ce_traversable))
        good = take_iterated(&w, rows);
    else
        good = pq_wrong_type(number, "Traversable|array", rows);
    c->row = PQ_NO_ROW;
    return good;
}
