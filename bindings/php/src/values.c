/*
 * Keys and decimals, in and out.
 *
 * Keys go by the rule of PHP's arrays: "17" and 17 are one. The kind of the keys that are
 * there already decides which of both is meant, for drivers of databases give numbers as
 * one or the other, and arrays turn one into the other.
 */
#include <math.h>

#include "php_quen.h"
#include "zend_smart_str.h"

/* ---- keys ---- */

static void key_of_long(zend_long number, uint32_t kind, char *digits, quen_key *key)
{
    char *end = digits + PQ_DIGITS - 1;

    if (kind != QUEN_KEY_BYTES) {
        *key = quen_key_int(number);
        return;
    }
    char *begin = zend_print_long_to_buf(end, number);
    *key = quen_key_bytes(begin, (size_t)(end - begin));
}

static void key_of_string(const zend_string *text, uint32_t kind, quen_key *key)
{
    zend_ulong number;

    if (kind == QUEN_KEY_INT &&
        ZEND_HANDLE_NUMERIC_STR(ZSTR_VAL(text), ZSTR_LEN(text), number))
        *key = quen_key_int((int64_t)number);
    else
        *key = quen_key_bytes(ZSTR_VAL(text), ZSTR_LEN(text));
}

bool pq_key(const pq_call *c, const zval *value, uint32_t kind, const char *what,
            char *digits, quen_key *key)
{
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_LONG) {
        key_of_long(Z_LVAL_P(value), kind, digits, key);
        return true;
    }
    if (Z_TYPE_P(value) == IS_STRING) {
        key_of_string(Z_STR_P(value), kind, key);
        return true;
    }
    if (Z_TYPE_P(value) == IS_NULL) {
        memset(key, 0, sizeof *key);
        return true;
    }
    return pq_wrong_at(c, what, "of type int or string", value);
}

bool pq_keys(pq_call *c, const HashTable *list, uint32_t kind, const char *what,
             quen_key **keys, size_t *n)
{
    size_t size = zend_hash_num_elements(list);
    char(*digits)[PQ_DIGITS] = pq_memory_of(size, sizeof *digits);
    zval *value;

    *keys = pq_memory_of(size + 1, sizeof **keys);
    *n = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        c->row = *n;
        if (!pq_key(c, value, kind, what, digits[*n], *keys + *n))
            return false;
        ++*n;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

uint32_t pq_customer_kind(const pq_handle *handle)
{
    if (handle->noun == &noun_orders)
        return quen_orders_customer_key(handle->thing, 0).kind;
    return quen_shop_customer_key(handle->thing, 0).kind;
}

uint32_t pq_item_kind(const pq_handle *handle)
{
    if (handle->noun == &noun_orders)
        return quen_orders_item_key(handle->thing, 0).kind;
    return quen_shop_item_key(handle->thing, 0).kind;
}

void pq_put_key(zval *to, quen_key key)
{
    if (key.kind == QUEN_KEY_INT)
        ZVAL_LONG(to, (zend_long)key.number);
    else if (key.kind == QUEN_KEY_BYTES)
        ZVAL_STRINGL_FAST(to, key.bytes ? key.bytes : "", key.size);
    else
        ZVAL_NULL(to);
}

static void put_key_or_number(zval *to, quen_key key, uint32_t number)
{
    if (key.kind == QUEN_KEY_NONE)
        ZVAL_LONG(to, number);
    else
        pq_put_key(to, key);
}

void pq_put_customer(zval *to, const pq_handle *keys, uint32_t number)
{
    quen_key key = {0};

    if (keys && keys->noun == &noun_orders)
        key = quen_orders_customer_key(keys->thing, number);
    else if (keys)
        key = quen_shop_customer_key(keys->thing, number);
    put_key_or_number(to, key, number);
}

void pq_put_item(zval *to, const pq_handle *keys, uint32_t number)
{
    quen_key key = {0};

    if (keys && keys->noun == &noun_orders)
        key = quen_orders_item_key(keys->thing, number);
    else if (keys)
        key = quen_shop_item_key(keys->thing, number);
    put_key_or_number(to, key, number);
}

/* Whether customers are asked for by number, and by no key. */
static bool are_numbers(const pq_handle *keys)
{
    return !keys ||
           (keys->noun == &noun_shop &&
            quen_shop_customer_key_form(keys->thing) == QUEN_SHOP_CUSTOMER_KEYS_NUMBERS);
}

/* Where keys are not known, a number is its own. */
static bool number_itself(const pq_call *c, const zval *value, size_t n, const char *what,
                          uint32_t *number)
{
    char digits[PQ_DIGITS];
    quen_key key;

    if (!pq_key(c, value, QUEN_KEY_INT, what, digits, &key))
        return false;
    if (key.kind != QUEN_KEY_INT || key.number < 0 || (uint64_t)key.number >= n) {
        zend_string *shown = zval_get_string((zval *)value);
        char *sentence;
        spprintf(
            &sentence, 0,
            "%s: \"%s\" is not within 0..%zu: this model holds no keys, and is asked "
            "by number",
            what, ZSTR_VAL(shown), n ? n - 1 : 0);
        pq_raise(QUEN_ERR_NOT_FOUND, sentence);
        efree(sentence);
        zend_string_release(shown);
        return false;
    }
    *number = (uint32_t)key.number;
    return true;
}

bool pq_customer_number(pq_call *c, const pq_handle *keys, const zval *value, size_t n,
                        uint32_t *number)
{
    char digits[PQ_DIGITS];
    quen_key key;

    if (are_numbers(keys))
        return number_itself(c, value, n, "customer", number);
    if (!pq_key(c, value, pq_customer_kind(keys), "customer", digits, &key))
        return false;
    if (keys->noun == &noun_orders)
        return pq_ok(c, quen_orders_find_customer(c->ctx, keys->thing, key, number));
    return pq_ok(c, quen_shop_find_customer(c->ctx, keys->thing, key, number));
}

bool pq_item_number(pq_call *c, const pq_handle *keys, const zval *value, size_t n,
                    uint32_t *number)
{
    char digits[PQ_DIGITS];
    quen_key key;

    if (!keys)
        return number_itself(c, value, n, "item", number);
    if (!pq_key(c, value, pq_item_kind(keys), "item", digits, &key))
        return false;
    if (keys->noun == &noun_orders)
        return pq_ok(c, quen_orders_find_item(c->ctx, keys->thing, key, number));
    return pq_ok(c, quen_shop_find_item(c->ctx, keys->thing, key, number));
}

bool pq_find(pq_call *c, const pq_handle *log, bool item, const zval *key,
             uint32_t *number)
{
    char digits[PQ_DIGITS];
    quen_key found;
    quen_status status;

    if (!pq_key(c, key, item ? pq_item_kind(log) : pq_customer_kind(log),
                item ? "item" : "customer", digits, &found))
        return false;
    *number = PQ_NO_NUMBER;
    status = item ? quen_orders_find_item(c->ctx, log->thing, found, number)
                  : quen_orders_find_customer(c->ctx, log->thing, found, number);
    return status == QUEN_ERR_NOT_FOUND || pq_ok(c, status);
}

/* ---- decimals ---- */

static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                              1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};

static int64_t whole_ten(uint32_t decimals)
{
    return (int64_t)tens[decimals < 18 ? decimals : 18];
}

static bool of_text(pq_call *c, const char *text, size_t size, uint32_t decimals,
                    const char *what, int64_t *to, int *rounded)
{
    if (quen_parse_decimal(c->ctx, text, size, decimals, to, rounded) == QUEN_OK)
        return true;
    return pq_refuse_at(c, what, quen_context_message(c->ctx));
}

static bool of_long(pq_call *c, zend_long number, uint32_t decimals, const char *what,
                    int64_t *to, int *rounded)
{
    char digits[PQ_DIGITS], *end = digits + PQ_DIGITS - 1, *begin;

    if (!__builtin_mul_overflow((int64_t)number, whole_ten(decimals), to))
        return true;
    begin = zend_print_long_to_buf(end, number);
    return of_text(c, begin, (size_t)(end - begin), decimals, what, to, rounded);
}

/*
 * A float stands for the decimal that it prints as. One that lies so near to a whole
 * number of units prints as that; the others, which have more digits, are rounded as
 * text.
 */
static bool of_double(pq_call *c, double number, uint32_t decimals, const char *what,
                      int64_t *to, int *rounded)
{
    double scaled = number * tens[decimals < 18 ? decimals : 18], whole = rint(scaled);
    smart_str text = {0};
    bool good;

    if (fabs(whole) < 1e12 && fabs(scaled - whole) <= 1e-9 * fmax(1, fabs(scaled))) {
        *to = (int64_t)whole;
        return true;
    }
    smart_str_append_double(&text, number, 17, false);
    smart_str_0(&text);
    good = of_text(c, ZSTR_VAL(text.s), ZSTR_LEN(text.s), decimals, what, to, rounded);
    smart_str_free(&text);
    return good;
}

static bool decimal_of(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                       int64_t *to, int *rounded)
{
    ZVAL_DEREF(value);
    *rounded = 0;
    if (Z_TYPE_P(value) == IS_LONG)
        return of_long(c, Z_LVAL_P(value), decimals, what, to, rounded);
    if (Z_TYPE_P(value) == IS_STRING)
        return of_text(c, Z_STRVAL_P(value), Z_STRLEN_P(value), decimals, what, to,
                       rounded);
    if (Z_TYPE_P(value) == IS_DOUBLE)
        return of_double(c, Z_DVAL_P(value), decimals, what, to, rounded);
    return pq_wrong_at(c, what, "a decimal: of type int, float or string", value);
}

bool pq_decimal(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                int64_t *to)
{
    int rounded;

    return decimal_of(c, value, decimals, what, to, &rounded);
}

bool pq_quantity(pq_call *c, const zval *value, uint32_t decimals, const char *what,
                 int64_t *to)
{
    int rounded;

    return decimal_of(c, value, decimals, what, to, &rounded) &&
           (!rounded || pq_refuse_at(c, what,
                                     "it has more digits than quantityDecimals; the log "
                                     "is made with more, or the value is rounded first"));
}

void pq_put_decimal(zval *to, int64_t value, int decimals)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char digits[PQ_DIGITS + 20], *begin = digits + sizeof digits;
    int written = 0;

    do {
        if (written == decimals && decimals > 0)
            *--begin = '.';
        *--begin = (char)('0' + size % 10);
        size /= 10;
    } while (++written <= decimals || size > 0);
    if (value < 0)
        *--begin = '-';
    ZVAL_STRINGL(to, begin, (size_t)(digits + sizeof digits - begin));
}

/* ---- numbers of customers ---- */

bool pq_find_number(const uint32_t *numbers, size_t n, uint32_t number, size_t *row)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return low < n && numbers[low] == number;
}
