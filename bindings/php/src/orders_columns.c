/*
 * Orders::addColumns(): lists and packed numbers as the columns that the library takes.
 * They are copied to memory of the call; packed ones are read where they lie.
 */
#include "orders.h"

/* ---- keys ---- */

/* The kind of a list's keys: the log's, or what its first key is. */
static uint32_t kind_of(const HashTable *list, uint32_t kind)
{
    zval *value;

    if (kind != QUEN_KEY_NONE)
        return kind;
    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) == IS_STRING)
            return QUEN_KEY_BYTES;
        if (Z_TYPE_P(value) != IS_NULL)
            return QUEN_KEY_INT;
    }
    ZEND_HASH_FOREACH_END();
    return QUEN_KEY_BYTES; /* all are NULL */
}

/* What a list is copied to. */
typedef struct key_list {
    int64_t *numbers;
    char *bytes;
    uint64_t *offsets;
    uint8_t *valid;
    bool has_none;
} key_list;

static size_t bytes_of(const HashTable *list)
{
    size_t bytes = 0;
    zval *value;

    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        ZVAL_DEREF(value);
        bytes += Z_TYPE_P(value) == IS_STRING ? Z_STRLEN_P(value) : PQ_DIGITS;
    }
    ZEND_HASH_FOREACH_END();
    return bytes;
}

static void list_init(key_list *keys, const HashTable *list, uint32_t kind)
{
    size_t n = zend_hash_num_elements(list);

    memset(keys, 0, sizeof *keys);
    keys->valid = pq_memory_of(n / 8 + 1, 1);
    memset(keys->valid, 0xff, n / 8 + 1);
    if (kind == QUEN_KEY_INT) {
        keys->numbers = pq_memory_of(n + 1, sizeof *keys->numbers);
        return;
    }
    keys->offsets = pq_memory_of(n + 1, sizeof *keys->offsets);
    keys->bytes = pq_memory_of(bytes_of(list) + 1, 1);
    keys->offsets[0] = 0;
}

/* Put a key into its row; false if it is no number, where all are. */
static bool list_put(key_list *keys, size_t row, const quen_key *key)
{
    if (key->kind == QUEN_KEY_NONE) {
        keys->valid[row / 8] &= (uint8_t) ~(1u << row % 8);
        keys->has_none = true;
    }
    if (keys->numbers) {
        keys->numbers[row] = key->number;
        return key->kind != QUEN_KEY_BYTES;
    }
    if (key->kind == QUEN_KEY_BYTES)
        memcpy(keys->bytes + keys->offsets[row], key->bytes, key->size);
    keys->offsets[row + 1] = keys->offsets[row] + key->size;
    return true;
}

static bool copy_keys(pq_call *c, const HashTable *list, uint32_t kind, const char *what,
                      key_list *keys)
{
    char digits[PQ_DIGITS];
    quen_key key;
    zval *value;

    c->row = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        if (!pq_key(c, value, kind, what, digits, &key))
            return false;
        if (!list_put(keys, c->row, &key))
            return pq_refuse_at(c, what, "text, where the keys before are numbers");
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

/* A column of keys, whose kind is told back. */
static bool take_keys(pq_call *c, const char *what, uint32_t *kind,
                      quen_key_column *column, size_t *n)
{
    const zval *value = pq_given(c, what);
    key_list keys;

    if (!value) /* nobody is known, or no numbers of orders */
        return true;
    if (Z_TYPE_P(value) == IS_STRING) {
        *kind = QUEN_KEY_INT;
        return pq_int64s(c, value, what, &column->numbers, n);
    }
    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(c, what, "a list of keys or a string of packed ones", value);
    *n = zend_hash_num_elements(Z_ARRVAL_P(value));
    *kind = kind_of(Z_ARRVAL_P(value), *kind);
    list_init(&keys, Z_ARRVAL_P(value), *kind);
    if (!copy_keys(c, Z_ARRVAL_P(value), *kind, what, &keys))
        return false;
    *column = (quen_key_column){keys.numbers, keys.bytes, keys.offsets,
                                keys.has_none ? keys.valid : NULL};
    return true;
}

/* ---- times and decimals ---- */

/* How a value of a list is read. */
typedef bool (*reader)(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                       int64_t *to);

static bool read_moment(pq_call *c, const zval *value, uint32_t decimals,
                        const char *what, int64_t *to)
{
    (void)decimals;
    return pq_moment(c, value, what, to);
}

static bool read_list(pq_call *c, const HashTable *list, reader read, uint32_t decimals,
                      const char *what, int64_t *to)
{
    zval *value;

    c->row = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        ZVAL_DEREF(value);
        if (!read(c, value, decimals, what, to + c->row))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

static bool take_numbers(pq_call *c, const char *what, reader read, int decimals,
                         const int64_t **column, size_t *n)
{
    const zval *value = pq_given(c, what);
    int64_t *copy;

    if (!value)
        return true;
    if (Z_TYPE_P(value) == IS_STRING)
        return pq_int64s(c, value, what, column, n);
    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(c, what, "a list or a string of packed numbers", value);
    *n = zend_hash_num_elements(Z_ARRVAL_P(value));
    *column = copy = pq_memory_of(*n + 1, sizeof *copy);
    return read_list(c, Z_ARRVAL_P(value), read, (uint32_t)decimals, what, copy);
}

/* ---- all of them ---- */

enum { N_COLUMNS = 6 };

static const char *const names[N_COLUMNS] = {"customer", "item",   "order",
                                             "time",     "amount", "quantity"};

/* Those that a log cannot be without. */
static bool has_required(pq_call *c)
{
    if (!pq_given(c, names[1]))
        return pq_wrong_type(2, "array|string", PQ_ARG(c, 2));
    return pq_given(c, names[3]) || pq_wrong_type(3, "array|string", PQ_ARG(c, 3));
}

static bool take_columns(pq_call *c, pq_object *self, quen_order_columns *columns,
                         uint32_t kinds[3], size_t lengths[N_COLUMNS])
{
    return take_keys(c, names[0], &kinds[KIND_CUSTOMER], &columns->customer, lengths) &&
           take_keys(c, names[1], &kinds[KIND_ITEM], &columns->item, lengths + 1) &&
           take_keys(c, names[2], &kinds[KIND_ORDER], &columns->order, lengths + 2) &&
           take_numbers(c, names[3], read_moment, 0, &columns->time_s, lengths + 3) &&
           take_numbers(c, names[4], pq_decimal, self->decimals, &columns->amount,
                        lengths + 4) &&
           take_numbers(c, names[5], pq_quantity, self->quantity_decimals,
                        &columns->quantity, lengths + 5);
}

/* Quantities that are not told are 1 each, in their smallest unit. */
static void tell_quantities(quen_order_columns *columns, int decimals)
{
    int64_t *each, one = 1;

    if (columns->quantity || decimals == 0)
        return;
    while (decimals-- > 0)
        one *= 10;
    columns->quantity = each = pq_memory_of(columns->n + 1, sizeof *each);
    for (size_t i = 0; i < columns->n; i++)
        each[i] = one;
}

static bool as_long(const size_t lengths[N_COLUMNS], size_t n)
{
    for (int i = 0; i < N_COLUMNS; i++)
        if (lengths[i] != SIZE_MAX && !pq_length(names[i], lengths[i], n))
            return false;
    return true;
}

ZEND_METHOD(Quen_Orders, addColumns)
{
    size_t lengths[N_COLUMNS];
    uint32_t kinds[3];
    quen_order_columns columns;
    quen_orders *orders;

    PQ_BEGIN(self);
    c->log = self->handle->thing;
    memset(lengths, 0xff, sizeof lengths); /* SIZE_MAX: not given */
    memcpy(kinds, self->kinds, sizeof kinds);
    quen_order_columns_init(&columns, sizeof columns);
    if (has_required(c) && take_columns(c, self, &columns, kinds, lengths) &&
        as_long(lengths, columns.n = lengths[1])) {
        tell_quantities(&columns, self->quantity_decimals);
        if ((orders = pq_orders_to_change(c, self)) != NULL &&
            pq_ok(c, quen_orders_add_columns(c->ctx, orders, &columns)) && columns.n > 0)
            memcpy(self->kinds, kinds, sizeof kinds);
    }
    pq_end(c);
}
