/*
 * A profile as text, for people and for quen_profile_parse(): once to count the bytes,
 * once to write them.
 */
#include <string.h>

#include "data/profile/profile_form.h"
#include "core/alloc.h"

/* Where text goes; NULL where it is only counted. */
typedef struct writer {
    char *text;
    size_t size;
} writer;

static void put_char(writer *w, char c)
{
    if (w->text)
        w->text[w->size] = c;
    w->size++;
}

static void put(writer *w, const char *text)
{
    for (; *text; text++)
        put_char(w, *text);
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* A value that would be read otherwise, were it not quoted. */
static int needs_quotes(const char *value)
{
    size_t size = strlen(value);
    return size == 0 || value[0] == '"' || strchr(value, '|') || strchr(value, '=') ||
           is_blank(value[0]) || is_blank(value[size - 1]);
}

static void put_value(writer *w, const char *value)
{
    if (!needs_quotes(value)) {
        put(w, value);
        return;
    }
    put_char(w, '"');
    for (; *value; value++) {
        if (*value == '"')
            put_char(w, '"');
        put_char(w, *value);
    }
    put_char(w, '"');
}

static void put_list(writer *w, quen__profile_list list)
{
    for (size_t i = 0; i < list.n; i++) {
        if (i > 0)
            put(w, " | ");
        put_value(w, list.at[i]);
    }
}

static void put_count(writer *w, int64_t count)
{
    if (count >= 10)
        put_count(w, count / 10);
    put_char(w, (char)('0' + count % 10));
}

static void put_rules(writer *w, const quen_profile *profile,
                      const quen__profile_key *key)
{
    for (size_t i = 0; i < profile->n_rules; i++) {
        const quen__profile_rule *rule = &profile->rules[i];
        if (rule->kind < key->place || rule->kind > key->most)
            continue;
        put(w, quen__profile_rule_heads[rule->kind]);
        put(w, ": ");
        put_list(w, rule->columns);
        if (quen__profile_has_values(rule->kind)) {
            put(w, " = ");
            put_list(w, rule->values);
        }
        put_char(w, '\n');
    }
}

/* 1 if the profile says something of this key. */
static int is_told(const quen__profile_key *key, const void *field)
{
    const char *text;
    switch (key->form) {
    case QUEN__PROFILE_TEXT:
    case QUEN__PROFILE_WORD:
        memcpy(&text, field, sizeof text);
        return text != NULL;
    case QUEN__PROFILE_LIST:
        return ((const quen__profile_list *)field)->n > 0;
    default:
        return *(const int64_t *)field != QUEN__PROFILE_UNTOLD;
    }
}

static void put_field(writer *w, const quen__profile_key *key, const void *field)
{
    const char *text;
    int64_t number;
    if (!is_told(key, field))
        return;
    put(w, key->head);
    put(w, ": ");
    if (key->form == QUEN__PROFILE_LIST) {
        put_list(w, *(const quen__profile_list *)field);
    } else if (key->form == QUEN__PROFILE_TEXT || key->form == QUEN__PROFILE_WORD) {
        memcpy(&text, field, sizeof text);
        put_value(w, text);
    } else {
        memcpy(&number, field, sizeof number);
        if (key->form == QUEN__PROFILE_COUNT)
            put_count(w, number);
        else
            put(w, number ? "yes" : "no");
    }
    put_char(w, '\n');
}

static size_t print(const quen_profile *profile, char *text)
{
    writer w = {text, 0};
    const quen__profile_key *key = quen__profile_keys;
    for (; !key->head || key->head[0]; key++) {
        if (key->form == QUEN__PROFILE_RULES)
            put_rules(&w, profile, key);
        else
            put_field(&w, key, (const char *)profile + key->place);
    }
    return w.size;
}

quen_status quen_profile_text(quen_context *ctx, const quen_profile *profile, char *text,
                              size_t capacity, size_t *text_size)
{
    quen_status status = quen__extent_check(ctx, "profile: capacity", capacity, 1, 1);
    if (status != QUEN_OK)
        return status;
    *text_size = print(profile, NULL);
    if (!text && capacity == 0)
        return QUEN_OK;
    if (capacity < *text_size)
        return quen__bad_argument(ctx, "profile: room for %zu bytes, and there are %zu",
                                  capacity, *text_size);
    print(profile, text);
    return QUEN_OK;
}
