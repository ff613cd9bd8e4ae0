/* Quen\Orders: a log that is made, added to, looked at and told of. */
#include "orders.h"

/* ---- changing ---- */

static quen_orders *copy_of(pq_call *c, const quen_orders *from)
{
    quen_order_rules rules;
    quen_orders *copy = NULL;

    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(from, &rules);
    if (pq_ok(c, quen_orders_new(c->ctx, &copy)) &&
        pq_ok(c, quen_orders_set_rules(c->ctx, copy, &rules)) &&
        pq_ok(c, quen_orders_merge(c->ctx, copy, from)))
        return copy;
    quen_orders_free(copy);
    return NULL;
}

quen_orders *pq_orders_to_change(pq_call *c, pq_object *self)
{
    quen_orders *copy;

    if (self->handle->refcount == 1)
        return self->handle->thing;
    copy = copy_of(c, self->handle->thing);
    if (!copy)
        return NULL;
    pq_handle_drop(self->handle);
    self->handle = pq_handle_new(&noun_orders, copy, NULL);
    return copy;
}

const quen_orders *pq_orders_finished(pq_call *c, pq_object *self)
{
    pq_handle *handle = self->handle;
    bool good;

    handle->changing = true;
    good = pq_ok(c, quen_orders_finish(c->ctx, handle->thing));
    handle->changing = false;
    return good ? handle->thing : NULL;
}

pq_object *pq_orders_argument(pq_call *c, uint32_t number)
{
    pq_object *orders = pq_object_of(number, PQ_ARG(c, number), &noun_orders);

    if (!orders || !pq_orders_finished(c, orders))
        return NULL;
    pq_hold(c, orders->handle);
    c->log = orders->handle->thing;
    return orders;
}

quen_order_totals pq_orders_totals(const quen_orders *orders)
{
    quen_order_totals totals;

    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals;
}

void pq_orders_learn(pq_object *self)
{
    quen_money money;

    quen_orders_get_money(self->handle->thing, &money);
    if (money.decimals != QUEN_DECIMALS_UNKNOWN)
        self->decimals = (int)money.decimals;
    self->kinds[KIND_CUSTOMER] = pq_customer_kind(self->handle);
    self->kinds[KIND_ITEM] = pq_item_kind(self->handle);
}

/* ---- making ---- */

bool pq_order_rules(pq_call *c, uint32_t kind, quen_order_rules *rules)
{
    const zval *nobody = pq_given(c, "nobody");
    quen_key *keys;

    if (!pq_read_arguments(c, &options_order_rules, rules))
        return false;
    if (!nobody)
        return true;
    if (Z_TYPE_P(nobody) != IS_ARRAY)
        return pq_wrong_at(c, "nobody", "of type array", nobody);
    if (!pq_keys(c, Z_ARRVAL_P(nobody), kind, "nobody", &keys, &rules->n_nobody))
        return false;
    rules->nobody = keys;
    return true;
}

bool pq_clock(pq_call *c, quen_zone *zone, bool *given)
{
    const zval *offset = pq_given(c, "utcOffset"), *place = pq_given(c, "zone");

    *given = offset || place;
    if (offset && place) {
        pq_refuse("zone and utcOffset are both given: one is the clock");
        return false;
    }
    return place ? pq_zone(place, zone)
                 : !offset || pq_offset(offset, &zone->first_offset_s);
}

static bool take_money(pq_call *c, pq_object *self, quen_money *money)
{
    const zval *currency = pq_given(c, "currency");

    self->decimals = pq_default_decimals();
    self->quantity_decimals = 0;
    memset(money, 0, sizeof *money);
    if (!pq_digits(c, "decimals", &self->decimals) ||
        !pq_digits(c, "quantityDecimals", &self->quantity_decimals))
        return false;
    money->decimals = (uint32_t)self->decimals;
    if (currency && Z_TYPE_P(currency) != IS_STRING)
        return pq_wrong_at(c, "currency", "of type string", currency);
    if (currency && Z_STRLEN_P(currency) != 3 && Z_STRLEN_P(currency) != 0)
        return pq_refuse_at(c, "currency", "a code has three letters, such as \"VND\"");
    if (currency)
        memcpy(money->currency, Z_STRVAL_P(currency), Z_STRLEN_P(currency));
    return true;
}

ZEND_METHOD(Quen_Orders, __construct)
{
    pq_object *self = PQ_OBJECT(Z_OBJ_P(ZEND_THIS));
    pq_call call, *c = &call;
    quen_orders *orders = NULL;
    quen_order_rules rules;
    quen_zone zone = {0};
    quen_money money;
    bool told = false;

    (void)return_value;
    if (self->handle) {
        zend_throw_error(NULL, "Quen\\Orders: constructed already");
        return;
    }
    if (!pq_begin(c, execute_data))
        return;
    if (take_money(c, self, &money) && pq_order_rules(c, QUEN_KEY_NONE, &rules) &&
        pq_clock(c, &zone, &told) && pq_ok(c, quen_orders_new(c->ctx, &orders)) &&
        pq_ok(c, quen_orders_set_rules(c->ctx, orders, &rules)) &&
        pq_ok(c, quen_orders_set_money(c->ctx, orders, &money)) &&
        (!told || pq_ok(c, quen_orders_set_clock(c->ctx, orders, &zone))))
        self->handle = pq_handle_new(&noun_orders, orders, NULL);
    else
        quen_orders_free(orders);
    pq_end(c);
}

/* ---- adding a line ---- */

/* An argument that may be left out. */
static zval *maybe(pq_call *c, uint32_t number)
{
    zval *value = ZEND_CALL_NUM_ARGS(c->frame) < number ? NULL : PQ_ARG(c, number);

    return value && Z_TYPE_P(value) != IS_NULL ? value : NULL;
}

/* A key of a kind that the first one decides. */
static bool line_key(pq_call *c, uint32_t number, const char *what, uint32_t kind,
                     char *digits, quen_key *key)
{
    const zval *value = maybe(c, number);

    if (value)
        return pq_key(c, value, kind, what, digits, key);
    memset(key, 0, sizeof *key);
    return true;
}

static bool line_amount(pq_call *c, int decimals, int64_t *to)
{
    const zval *value = maybe(c, 4);

    *to = QUEN_AMOUNT_NONE;
    return !value || pq_decimal(c, value, (uint32_t)decimals, "amount", to);
}

static bool line_quantity(pq_call *c, int decimals, int64_t *to)
{
    const zval *value = maybe(c, 5);

    if (value)
        return pq_quantity(c, value, (uint32_t)decimals, "quantity", to);
    for (*to = 1; decimals > 0; decimals--)
        *to *= 10;
    return true;
}

static void keep_kind(uint32_t *kind, const quen_key *key)
{
    if (*kind == QUEN_KEY_NONE)
        *kind = key->kind;
}

ZEND_METHOD(Quen_Orders, add)
{
    char digits[3][PQ_DIGITS];
    quen_order_line line;
    quen_orders *orders;

    PQ_BEGIN(self);
    c->log = self->handle->thing;
    if (line_key(c, 1, "customer", self->kinds[KIND_CUSTOMER], digits[0],
                 &line.customer) &&
        line_key(c, 2, "item", self->kinds[KIND_ITEM], digits[1], &line.item) &&
        pq_moment(c, PQ_ARG(c, 3), "time", &line.time_s) &&
        line_amount(c, self->decimals, &line.amount) &&
        line_quantity(c, self->quantity_decimals, &line.quantity) &&
        line_key(c, 6, "order", self->kinds[KIND_ORDER], digits[2], &line.order) &&
        (orders = pq_orders_to_change(c, self)) != NULL &&
        pq_ok(c, quen_orders_add(c->ctx, orders, &line, 1))) {
        keep_kind(&self->kinds[KIND_CUSTOMER], &line.customer);
        keep_kind(&self->kinds[KIND_ITEM], &line.item);
        keep_kind(&self->kinds[KIND_ORDER], &line.order);
    }
    pq_end(c);
}

/* ---- whole logs ---- */

ZEND_METHOD(Quen_Orders, merge)
{
    const pq_object *from;
    quen_orders *orders;

    PQ_BEGIN(self);
    from = pq_object_of(1, PQ_ARG(c, 1), &noun_orders);
    if (from && (orders = pq_orders_to_change(c, self)) != NULL &&
        pq_ok(c, quen_orders_merge(c->ctx, orders, from->handle->thing))) {
        uint32_t order = self->kinds[KIND_ORDER];
        pq_orders_learn(self);
        self->kinds[KIND_ORDER] = order ? order : from->kinds[KIND_ORDER];
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, finish)
{
    PQ_BEGIN(self);
    pq_orders_finished(c, self);
    pq_end(c);
}

/* An object of a log that was made of another one's. */
static void put_copy(zval *to, quen_orders *copy, const pq_object *self)
{
    pq_object *made = pq_make(to, &noun_orders, copy, NULL);

    made->decimals = self->decimals;
    made->quantity_decimals = self->quantity_decimals;
    memcpy(made->kinds, self->kinds, sizeof made->kinds);
}

static void copy_between(pq_call *c, pq_object *self, int64_t from_s, int64_t to_s,
                         zval *to)
{
    quen_orders *copy;

    if (pq_ok(c,
              quen_orders_copy_between(c->ctx, self->handle->thing, from_s, to_s, &copy)))
        put_copy(to, copy, self);
}

ZEND_METHOD(Quen_Orders, before)
{
    int64_t moment_s;

    PQ_BEGIN(self);
    c->log = self->handle->thing;
    if (pq_moment(c, PQ_ARG(c, 1), "moment", &moment_s))
        copy_between(c, self, INT64_MIN, moment_s, return_value);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, between)
{
    int64_t from_s = INT64_MIN, to_s = INT64_MAX;
    const zval *start, *end;

    PQ_BEGIN(self);
    c->log = self->handle->thing;
    start = pq_given(c, "start");
    end = pq_given(c, "end");
    if ((!start || pq_moment(c, start, "start", &from_s)) &&
        (!end || pq_moment(c, end, "end", &to_s)))
        copy_between(c, self, from_s, to_s, return_value);
    pq_end(c);
}

/* ---- customers who are one ---- */

ZEND_COLD static bool no_customer(const zval *old, const zval *key)
{
    zend_string *from = zval_get_string((zval *)old), *to = zval_get_string((zval *)key);

    pq_refuse("into: \"%s\" goes into \"%s\", not a customer", ZSTR_VAL(from),
              ZSTR_VAL(to));
    zend_string_release(from);
    zend_string_release(to);
    return false;
}

/* One of the array; whom the log does not know is passed over. */
static bool take_into(pq_call *c, const pq_object *self, const zval *old, zval *key,
                      uint32_t *into)
{
    uint32_t from, to;

    ZVAL_DEREF(key);
    if (Z_TYPE_P(key) != IS_LONG && Z_TYPE_P(key) != IS_STRING)
        return pq_wrong_at(c, "into", "of type int or string", key);
    if (!pq_find(c, self->handle, false, old, &from) ||
        !pq_find(c, self->handle, false, key, &to))
        return false;
    if (from == PQ_NO_NUMBER)
        return true;
    into[from] = to;
    return to != PQ_NO_NUMBER || no_customer(old, key);
}

static bool take_all(pq_call *c, const pq_object *self, const HashTable *given,
                     uint32_t *into)
{
    zend_ulong number;
    zend_string *text;
    zval old, *key;

    ZEND_HASH_FOREACH_KEY_VAL((HashTable *)given, number, text, key)
    {
        if (text)
            ZVAL_STR(&old, text);
        else
            ZVAL_LONG(&old, (zend_long)number);
        if (!take_into(c, self, &old, key, into))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

ZEND_METHOD(Quen_Orders, mergeCustomers)
{
    const quen_orders *orders;
    quen_orders *copy;
    HashTable *given;
    uint32_t *into;
    size_t n;

    PQ_BEGIN(self);
    orders = self->handle->thing;
    n = pq_orders_totals(orders).customers;
    into = pq_memory_of(n + 1, sizeof *into);
    for (size_t i = 0; i < n; i++)
        into[i] = (uint32_t)i;
    if (pq_array(c, 1, &given) && take_all(c, self, given, into) &&
        pq_ok(c, quen_orders_merge_customers(c->ctx, orders, into, n, &copy)))
        put_copy(return_value, copy, self);
    pq_end(c);
}

ZEND_METHOD(Quen_Orders, forget)
{
    HashTable *list;
    quen_key *keys;
    quen_orders *orders;
    size_t n, forgotten;

    PQ_BEGIN(self);
    if (pq_array(c, 1, &list) &&
        pq_keys(c, list, self->kinds[KIND_CUSTOMER], "customers", &keys, &n) &&
        (orders = pq_orders_to_change(c, self)) != NULL &&
        pq_ok(c, quen_orders_forget(c->ctx, orders, keys, n, &forgotten))) {
        if (forgotten > 0) { /* what was told may quote them */
            zval_ptr_dtor(&self->imported);
            ZVAL_NULL(&self->imported);
        }
        RETVAL_LONG((zend_long)forgotten);
    }
    pq_end(c);
}
