/*
 * Moments and clocks. A text without a zone is the local time of the log's clock: of an
 * hour that exists twice the earlier, and one that does not exist by the clock before the
 * change, as quen/clock.h has it.
 */
#include "php_quen.h"
#include "ext/date/php_date.h"
#include "zend_interfaces.h"

#define DAY 86400

static int32_t offset_before(const quen_zone *zone, size_t change)
{
    return change ? zone->utc_offset_s[change - 1] : zone->first_offset_s;
}

/* The Unix second of a local one. */
static int64_t utc_of(const quen_zone *zone, int64_t local)
{
    size_t low = 0, high = zone->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int32_t old = offset_before(zone, middle), now = zone->utc_offset_s[middle];
        if (zone->from_s[middle] + (old > now ? old : now) <= local)
            low = middle + 1;
        else
            high = middle;
    }
    return local - offset_before(zone, low);
}

static bool of_text(pq_call *c, const zend_string *text, const char *what, int64_t *to)
{
    quen_zone zone = {0};
    const char *words = ZSTR_VAL(text);
    size_t size = ZSTR_LEN(text);
    int64_t there = 0;

    if (c->log)
        quen_orders_get_clock(c->log, &zone);
    if (quen_parse_time(c->ctx, words, size, zone.first_offset_s, to) != QUEN_OK)
        return pq_refuse_at(c, what, quen_context_message(c->ctx));
    if (zone.n == 0)
        return true;
    if (quen_parse_time(c->ctx, words, size, 0, to) != QUEN_OK ||
        quen_parse_time(c->ctx, words, size, DAY / 24, &there) != QUEN_OK)
        return pq_refuse_at(c, what, quen_context_message(c->ctx));
    if (*to != there) /* it tells no zone of its own */
        *to = utc_of(&zone, *to);
    return true;
}

static bool of_object(const zval *value, const char *what, int64_t *to)
{
    const php_date_obj *date = Z_PHPDATE_P((zval *)value);

    if (date->time)
        *to = date->time->sse;
    else
        zend_throw_error(NULL, "%s: the date has not been constructed", what);
    return date->time != NULL;
}

bool pq_moment(pq_call *c, const zval *value, const char *what, int64_t *to)
{
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_LONG) {
        *to = Z_LVAL_P(value);
        return true;
    }
    if (Z_TYPE_P(value) == IS_STRING)
        return of_text(c, Z_STR_P(value), what, to);
    if (Z_TYPE_P(value) == IS_OBJECT &&
        instanceof_function(Z_OBJCE_P(value), php_date_get_interface_ce()))
        return of_object(value, what, to);
    return pq_wrong_at(c, what, "a moment: of type DateTimeInterface, int or string",
                       value);
}

/*
 * The zone that a moment has anyway. Where none is given, PHP looks for the host's, which
 * Debian's reads from a file in each request: more than offers take.
 */
static void put_utc(zval *to)
{
    php_timezone_obj *zone;

    php_date_instantiate(php_date_get_timezone_ce(), to);
    zone = Z_PHPTIMEZONE_P(to);
    zone->initialized = true;
    zone->type = TIMELIB_ZONETYPE_OFFSET;
    zone->tzi.utc_offset = 0;
}

void pq_put_moment(zval *to, int64_t time_s)
{
    char text[PQ_DIGITS + 1];
    int size = snprintf(text, sizeof text, "@%" PRId64, time_s);
    zval utc;

    put_utc(&utc);
    php_date_instantiate(php_date_get_immutable_ce(), to);
    php_date_initialize(Z_PHPDATE_P(to), text, (size_t)size, NULL, &utc, 0);
    zval_ptr_dtor(&utc);
}

/* ---- clocks ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "+07:00", "-0330", "+7" not. */
static bool offset_of_text(const char *text, int32_t *to)
{
    const char *at = text + 1;
    int32_t parts[2] = {0, 0};

    if (*text != '+' && *text != '-')
        return false;
    for (int i = 0; i < 2 && (i == 0 || *at); i++) {
        at += i == 1 && *at == ':';
        if (!is_digit(at[0]) || !is_digit(at[1]))
            return false;
        parts[i] = (at[0] - '0') * 10 + at[1] - '0';
        at += 2;
    }
    *to = (parts[0] * 3600 + parts[1] * 60) * (*text == '-' ? -1 : 1);
    return *at == '\0';
}

bool pq_offset(const zval *value, int32_t *to)
{
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING && offset_of_text(Z_STRVAL_P(value), to))
        return true;
    if (Z_TYPE_P(value) == IS_LONG) {
        zend_long number = Z_LVAL_P(value);
        /* What no clock is the library refuses. */
        *to = (int32_t)ZEND_NORMALIZE_BOOL(number) * (2 * DAY);
        if (number >= -2 * DAY && number <= 2 * DAY)
            *to = (int32_t)number;
        return true;
    }
    if (Z_TYPE_P(value) == IS_STRING)
        pq_refuse("utcOffset must be like \"+07:00\", not \"%s\"", Z_STRVAL_P(value));
    else
        zend_type_error("utcOffset: a clock is whole seconds or like \"+07:00\", not %s",
                        zend_zval_type_name(value));
    return false;
}

/* The zone as an object of PHP; false with an exception. */
static bool zone_object(const zval *value, zval *to)
{
    zval name;

    if (Z_TYPE_P(value) == IS_OBJECT &&
        instanceof_function(Z_OBJCE_P(value), php_date_get_timezone_ce())) {
        ZVAL_COPY(to, value);
        return true;
    }
    if (Z_TYPE_P(value) != IS_STRING) {
        zend_type_error("zone: a place is a DateTimeZone or its name, not %s",
                        zend_zval_type_name(value));
        return false;
    }
    ZVAL_COPY_VALUE(&name, value);
    object_init_ex(to, php_date_get_timezone_ce());
    zend_call_known_instance_method_with_1_params(php_date_get_timezone_ce()->constructor,
                                                  Z_OBJ_P(to), NULL, &name);
    if (!EG(exception))
        return true;
    zend_clear_exception();
    zval_ptr_dtor(to);
    pq_refuse("zone: \"%s\" is no zone that PHP knows, such as \"Asia/Ho_Chi_Minh\"",
              Z_STRVAL_P(value));
    return false;
}

static zend_long told(const zval *change, const char *name)
{
    const zval *value = zend_hash_str_find(Z_ARRVAL_P(change), name, strlen(name));

    return value ? zval_get_long((zval *)value) : 0;
}

/* The first is of the moment where the table begins, no change. */
static void table_of(const HashTable *changes, quen_zone *zone)
{
    size_t n = zend_hash_num_elements(changes);
    int64_t *from_s = pq_memory_of(n, sizeof *from_s);
    int32_t *offset_s = pq_memory_of(n, sizeof *offset_s);
    zval *change;
    int32_t last = 0;
    bool is_first = true;

    *zone = (quen_zone){from_s, offset_s, 0, 0, 0};
    ZEND_HASH_FOREACH_VAL((HashTable *)changes, change)
    {
        int32_t offset = (int32_t)told(change, "offset");
        if (is_first) {
            zone->first_offset_s = offset;
        } else if (offset != last) {
            from_s[zone->n] = told(change, "ts");
            offset_s[zone->n++] = offset;
        }
        last = offset;
        is_first = false;
    }
    ZEND_HASH_FOREACH_END();
}

bool pq_zone(const zval *value, quen_zone *zone)
{
    zval object, arguments[2], changes;

    ZVAL_DEREF(value);
    if (!zone_object(value, &object))
        return false;
    ZVAL_LONG(&arguments[0], QUEN_TIME_MIN);
    ZVAL_LONG(&arguments[1], QUEN_TIME_MAX);
    ZVAL_UNDEF(&changes);
    zend_call_method_with_2_params(Z_OBJ(object), php_date_get_timezone_ce(), NULL,
                                   "gettransitions", &changes, &arguments[0],
                                   &arguments[1]);
    if (Z_TYPE(changes) == IS_ARRAY) {
        table_of(Z_ARRVAL(changes), zone);
    } else if (!EG(exception)) { /* of an offset such as "+07:00" */
        zval name;
        zend_call_method_with_0_params(Z_OBJ(object), php_date_get_timezone_ce(), NULL,
                                       "getname", &name);
        *zone = (quen_zone){NULL, NULL, 0, 0, 0};
        if (Z_TYPE(name) != IS_STRING ||
            !offset_of_text(Z_STRVAL(name), &zone->first_offset_s))
            pq_refuse("zone: it has no table of changes; give the name of a place");
        zval_ptr_dtor(&name);
    }
    zval_ptr_dtor(&changes);
    zval_ptr_dtor(&object);
    return !EG(exception);
}
