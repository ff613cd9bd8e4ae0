/*
 * Options by their names: named arguments of a method, or an array. What is not given
 * keeps the library's default, for the library's own init function fills the struct
 * first; limits are the library's to check.
 */
#include <math.h>

#include "tables.h"

/* ---- one value ---- */

static bool wrong(const char *name, const char *expected, const zval *value)
{
    zend_type_error("%s must be %s, %s given", name, expected,
                    zend_zval_type_name(value));
    return false;
}

/* The place of a word in "a|b|c"; -1 if it is none. */
static int place_of(const char *choices, const char *word, size_t size)
{
    for (int i = 0;; i++) {
        const char *end = strchr(choices, '|');
        size_t here = end ? (size_t)(end - choices) : strlen(choices);
        if (here == size && memcmp(choices, word, size) == 0)
            return i;
        if (!end)
            return -1;
        choices = end + 1;
    }
}

bool pq_choice(const zval *value, const char *choices, const char *name, uint32_t *to)
{
    int place;

    if (Z_TYPE_P(value) != IS_STRING) {
        zend_type_error("%s must be one of %s, %s given", name, choices,
                        zend_zval_type_name(value));
        return false;
    }
    place = place_of(choices, Z_STRVAL_P(value), Z_STRLEN_P(value));
    if (place < 0)
        pq_refuse("%s must be one of %s, not \"%s\"", name, choices, Z_STRVAL_P(value));
    *to = (uint32_t)place;
    return place >= 0;
}

static bool long_of(const pq_call *c, const pq_field *f, const zval *value, zend_long *to)
{
    if ((Z_TYPE_P(value) == IS_LONG || !pq_is_strict(c)) && pq_whole(value, to))
        return true;
    return wrong(f->name, "of type int", value);
}

static bool set_whole(const pq_call *c, const pq_field *f, const zval *value, void *place)
{
    bool is_wide = f->kind == FIELD_U64 || f->kind == FIELD_I64;
    bool is_signed = f->kind == FIELD_I32 || f->kind == FIELD_I64;
    int64_t least = is_signed ? (is_wide ? INT64_MIN : INT32_MIN) : 0;
    int64_t most = is_wide ? INT64_MAX : is_signed ? INT32_MAX : UINT32_MAX;
    zend_long number;
    int32_t narrow;

    if (!long_of(c, f, value, &number))
        return false;
    if (number < least || number > most) {
        pq_refuse("%s: " ZEND_LONG_FMT " is not within %" PRId64 "..%" PRId64, f->name,
                  number, least, most);
        return false;
    }
    narrow = (int32_t)(uint32_t)number;
    memcpy(place, is_wide ? (void *)&number : (void *)&narrow, is_wide ? 8 : 4);
    return true;
}

static bool double_of(const pq_call *c, const char *name, const zval *value, double *to)
{
    if (Z_TYPE_P(value) == IS_DOUBLE || Z_TYPE_P(value) == IS_LONG) {
        *to = zval_get_double((zval *)value);
        return true;
    }
    if (!pq_is_strict(c) && Z_TYPE_P(value) == IS_STRING &&
        zend_parse_arg_double_weak((zval *)value, to, (uint32_t)-1))
        return true;
    return !EG(exception) && wrong(name, "of type float", value);
}

bool pq_days(const pq_call *c, const zval *value, const char *name, int64_t *to)
{
    double days, seconds;

    if (!double_of(c, name, value, &days))
        return false;
    seconds = rint(days * 86400);
    if (!(fabs(seconds) < 9.2e18)) {
        pq_refuse("%s: %g days are not within 2^63 seconds", name, days);
        return false;
    }
    *to = (int64_t)seconds;
    return true;
}

bool pq_flag(const zval *value, const char *name, uint32_t *to)
{
    *to = Z_TYPE_P(value) == IS_TRUE;
    return *to || Z_TYPE_P(value) == IS_FALSE || wrong(name, "of type bool", value);
}

static bool set_flag(const pq_field *f, const zval *value, void *place)
{
    uint32_t flag;

    if (!pq_flag(value, f->name, &flag))
        return false;
    if (f->kind == FIELD_NOT)
        flag = !flag;
    memcpy(place, &flag, sizeof flag);
    return true;
}

static bool set_text(const pq_field *f, const zval *value, void *place)
{
    const char *text;

    if (Z_TYPE_P(value) != IS_STRING)
        return wrong(f->name, "of type string", value);
    if (zend_str_has_nul_byte(Z_STR_P(value))) {
        pq_refuse("%s must be a text without zero bytes", f->name);
        return false;
    }
    text = Z_STRVAL_P(value);
    memcpy(place, &text, sizeof text);
    return true;
}

static bool set(pq_call *c, const pq_field *f, const zval *value, void *options)
{
    void *place = (char *)options + f->offset;

    ZVAL_DEREF(value);
    switch (f->kind) {
    case FIELD_DOUBLE:
        return double_of(c, f->name, value, place);
    case FIELD_CHOICE:
        return pq_choice(value, f->choices, f->name, place);
    case FIELD_FLAG:
    case FIELD_NOT:
        return set_flag(f, value, place);
    case FIELD_TEXT:
        return set_text(f, value, place);
    case FIELD_MOMENT:
        return pq_moment(c, value, f->name, place);
    case FIELD_DAYS:
        return pq_days(c, value, f->name, place);
    case FIELD_OFFSET:
        return pq_offset(value, place);
    default:
        return set_whole(c, f, value, place);
    }
}

/* ---- all of a method's, and those in an array ---- */

bool pq_read_arguments(pq_call *c, const pq_options *kind, void *options)
{
    uint32_t number;

    kind->init(options, kind->size);
    for (const pq_field *f = kind->fields; f->name; f++) {
        const zval *value = pq_argument(c->frame, f->name, &number);
        if (value && number > c->skip && Z_TYPE_P(value) != IS_NULL &&
            !set(c, f, value, options))
            return false;
    }
    return true;
}

static const pq_field *field_of(const pq_options *kind, const zend_string *name)
{
    for (const pq_field *f = kind->fields; f->name; f++)
        if (zend_string_equals_cstr(name, f->name, strlen(f->name)))
            return f;
    return NULL;
}

/* Whether a name is among others that are separated by blanks. */
static bool is_among(const char *names, const zend_string *name)
{
    size_t size = ZSTR_LEN(name);

    for (const char *at = names; (at = strstr(at, ZSTR_VAL(name))) != NULL; at += size)
        if ((at == names || at[-1] == ' ') && (at[size] == ' ' || !at[size]) && size)
            return true;
    return false;
}

bool pq_read_array(pq_call *c, const pq_options *kind, const HashTable *array,
                   const char *more, void *options)
{
    zend_string *name;
    zval *value;

    kind->init(options, kind->size);
    ZEND_HASH_FOREACH_STR_KEY_VAL((HashTable *)array, name, value)
    {
        const pq_field *f = name ? field_of(kind, name) : NULL;
        ZVAL_DEREF(value);
        if (!f && !(name && is_among(more, name))) {
            pq_refuse("%s: there is no option \"%s\"", kind->name,
                      name ? ZSTR_VAL(name) : "without a name");
            return false;
        }
        if (f && Z_TYPE_P(value) != IS_NULL && !set(c, f, value, options))
            return false;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* ---- digits after the point ---- */

bool pq_digits(pq_call *c, const char *name, int *digits)
{
    uint32_t number;
    zval *value = pq_argument(c->frame, name, &number);
    zend_long given;

    if (!value || Z_TYPE_P(value) == IS_NULL)
        return true;
    if (!pq_long(c, number, &given))
        return false;
    if (given < 0 || given > QUEN_DECIMALS_MAX)
        pq_refuse("%s: " ZEND_LONG_FMT " is not 0..%d", name, given, QUEN_DECIMALS_MAX);
    *digits = (int)given;
    return !EG(exception);
}

int pq_default_decimals(void)
{
    quen_arrow_options defaults;

    quen_arrow_options_init(&defaults, sizeof defaults);
    return (int)defaults.decimals;
}
