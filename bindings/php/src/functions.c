/* Functions that are of no class. */
#include "php_quen.h"

static void put_simd(zval *to)
{
    pq_call call, *c = &call;

    if (!pq_begin_plain(c, EG(current_execute_data)))
        return;
    add_assoc_string(to, "simd", quen_simd_name(quen_context_simd(c->ctx)));
    pq_end(c);
}

ZEND_FUNCTION(Quen_build_info)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    add_assoc_string(return_value, "version", quen_version_string());
    add_assoc_string(return_value, "blas", quen_blas_name());
    put_simd(return_value);
}

ZEND_FUNCTION(Quen_memory_usage)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG((zend_long)pq_memory());
}

ZEND_FUNCTION(Quen_profiles)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (size_t i = 0; i < quen_n_profiles(); i++) {
        const quen_profile *profile = quen_profile_at(i);
        add_assoc_string(return_value, quen_profile_name(profile),
                         quen_profile_title(profile));
    }
}

ZEND_FUNCTION(Quen_hash_key)
{
    pq_call call, *c = &call;
    char digits[PQ_DIGITS];
    uint8_t hash[QUEN_KEY_HASH_SIZE];
    zend_string *secret;
    quen_key key;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_key(c, PQ_ARG(c, 1), QUEN_KEY_NONE, "key", digits, &key) &&
        pq_string(c, 2, &secret)) {
        if (ZSTR_LEN(secret) != QUEN_KEY_HASH_SIZE)
            pq_refuse("secret: %zu bytes, not %d", ZSTR_LEN(secret), QUEN_KEY_HASH_SIZE);
        else if (pq_ok(c, quen_key_hash(c->ctx, (const uint8_t *)ZSTR_VAL(secret), key,
                                        hash)))
            RETVAL_STRINGL((const char *)hash, sizeof hash);
    }
    pq_end(c);
}

/* A function of a text and options; `room`: of the result, with its zero byte. */
#define PARSER(kind, ROOM)                                                               \
    ZEND_FUNCTION(Quen_parse_##kind)                                                     \
    {                                                                                    \
        pq_call call, *c = &call;                                                        \
        quen_##kind##_options options;                                                   \
        char made[ROOM];                                                                 \
        zend_string *text;                                                               \
        if (!pq_begin(c, execute_data))                                                  \
            return;                                                                      \
        if (pq_string(c, 1, &text) && pq_read_arguments(c, &options_##kind, &options) && \
            pq_ok(c, quen_parse_##kind(c->ctx, ZSTR_VAL(text), ZSTR_LEN(text), &options, \
                                       made)))                                           \
            RETVAL_STRING(made);                                                         \
        pq_end(c);                                                                       \
    }

PARSER(phone, QUEN_PHONE_ROOM)
PARSER(email, QUEN_EMAIL_ROOM)
PARSER(name, QUEN_NAME_ROOM)

ZEND_FUNCTION(Quen_text_normalize)
{
    pq_call call, *c = &call;
    quen_text_options options;
    zend_string *text;
    size_t room, size;
    char *made;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_string(c, 1, &text) && pq_read_arguments(c, &options_text, &options)) {
        room = 3 * ZSTR_LEN(text) + 1;
        made = pq_memory_of(room, 1);
        if (pq_ok(c, quen_text_normalize(c->ctx, ZSTR_VAL(text), ZSTR_LEN(text), &options,
                                         made, room, &size)))
            RETVAL_STRINGL(made, size);
    }
    pq_end(c);
}
