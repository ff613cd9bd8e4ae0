/*
 * A profile from its text. A first look counts lines and marks, which bounds what there
 * can be of rules, values and bytes; then one block takes the profile, all it points to,
 * and the values as strings, line by line.
 */
#include <string.h>

#include "core/alloc.h"
#include "data/profile/profile_form.h"

/* A piece of the text. */
typedef struct span {
    const char *at;
    size_t size;
} span;

typedef struct parser {
    quen_context *ctx;
    quen_profile *profile;
    quen__profile_rule *rules; /* room for one a line */
    const char **values;       /* room for all there can be */
    char *chars;
    size_t n_values, n_chars, line;
} parser;

/* --- pieces --- */

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static span trimmed(span s)
{
    while (s.size > 0 && is_blank(s.at[s.size - 1]))
        s.size--;
    while (s.size > 0 && is_blank(*s.at)) {
        s.at++;
        s.size--;
    }
    return s;
}

static int is_word(span s, const char *word, size_t size)
{
    return s.size == size && memcmp(s.at, word, size) == 0;
}

/* How much of a text a message shows: whole characters. */
static int shown(span s)
{
    size_t size = s.size < 60 ? s.size : 60;
    while (size > 0 && size < s.size && (s.at[size] & 0xC0) == 0x80)
        size--;
    return (int)size;
}

static quen_status bad(const parser *p, const char *what, span text)
{
    return quen__bad_argument(p->ctx, "profile: line %zu: '%.*s' %s", p->line,
                              shown(text), text.at, what);
}

/* --- values --- */

/* Keep a quoted value; `rest` begins with its quote and ends behind the other. */
static quen_status keep_quoted(parser *p, span *rest)
{
    span all = *rest;
    for (rest->at++, rest->size--; rest->size > 0; rest->at++, rest->size--) {
        int quote = *rest->at == '"';
        if (quote && (rest->size == 1 || rest->at[1] != '"')) {
            rest->at++;
            rest->size--;
            p->chars[p->n_chars++] = '\0';
            return QUEN_OK;
        }
        p->chars[p->n_chars++] = *rest->at;
        rest->at += quote;
        rest->size -= (size_t)quote;
    }
    return bad(p, "has no closing quote", all);
}

/* Keep a plain value, up to a bar, or up to = where `stops`. */
static quen_status keep_plain(parser *p, span *rest, int stops)
{
    span value = {rest->at, 0}, all = *rest;
    for (; rest->size > 0 && *rest->at != '|' && !(stops && *rest->at == '=');
         rest->at++, rest->size--)
        value.size++;
    value = trimmed(value);
    if (value.size == 0)
        return bad(p, "has no value: an empty one is written \"\"", all);
    memcpy(p->chars + p->n_chars, value.at, value.size);
    p->n_chars += value.size;
    p->chars[p->n_chars++] = '\0';
    return QUEN_OK;
}

/* Take values off `rest`, up to its end, or up to = where `stops`. */
static quen_status take_list(parser *p, span *rest, int stops, quen__profile_list *list)
{
    list->at = p->values + p->n_values;
    list->n = 0;
    for (;;) {
        *rest = trimmed(*rest);
        p->values[p->n_values++] = p->chars + p->n_chars;
        list->n++;
        quen_status status = rest->size > 0 && *rest->at == '"'
                                 ? keep_quoted(p, rest)
                                 : keep_plain(p, rest, stops);
        if (status != QUEN_OK)
            return status;
        *rest = trimmed(*rest);
        if (rest->size == 0 || (stops && *rest->at == '='))
            return QUEN_OK;
        if (*rest->at != '|')
            return bad(p, "stands behind a quote: values are parted by |", *rest);
        rest->at++;
        rest->size--;
    }
}

/* The one value of a line. */
static quen_status take_one(parser *p, span rest, const char **value)
{
    quen__profile_list list;
    span all = rest;
    quen_status status = take_list(p, &rest, 0, &list);
    if (status == QUEN_OK && list.n != 1)
        return bad(p, "is more than one value", all);
    *value = status == QUEN_OK ? list.at[0] : NULL;
    return status;
}

static quen_status take_word(parser *p, span rest, const char *words, const char **value)
{
    quen_status status = take_one(p, rest, value);
    if (status != QUEN_OK)
        return status;
    span said = {*value, strlen(*value)};
    if (quen__profile_choice(words, said.at, said.size) > 0)
        return QUEN_OK;
    return quen__bad_argument(p->ctx, "profile: line %zu: '%.*s' is none of %s", p->line,
                              shown(said), said.at, words);
}

static quen_status take_count(parser *p, span rest, size_t most, int64_t *count)
{
    size_t value = 0;
    for (size_t i = 0; i < rest.size; i++) {
        if (rest.at[i] < '0' || rest.at[i] > '9')
            return bad(p, "is no whole number", rest);
        value = value * 10 + (size_t)(rest.at[i] - '0');
        if (value > most)
            return quen__bad_argument(p->ctx,
                                      "profile: line %zu: '%.*s' is above the limit, %zu",
                                      p->line, shown(rest), rest.at, most);
    }
    if (rest.size == 0)
        return bad(p, "has no value", rest);
    *count = (int64_t)value;
    return QUEN_OK;
}

/* --- lines --- */

static quen_status take_rule(parser *p, quen__profile_kind kind, span rest)
{
    quen__profile_rule *rule = &p->rules[p->profile->n_rules];
    span all = rest;
    int has_values = quen__profile_has_values(kind);
    *rule = (quen__profile_rule){.kind = kind};
    quen_status status = take_list(p, &rest, has_values, &rule->columns);
    if (status == QUEN_OK && has_values && rest.size == 0)
        return bad(p, "has no values: write columns = values", all);
    if (status == QUEN_OK && has_values) {
        rest.at++;
        rest.size--;
        status = take_list(p, &rest, 0, &rule->values);
    }
    p->profile->n_rules += status == QUEN_OK;
    return status;
}

static quen_status take_yes(parser *p, span rest, int64_t *value)
{
    if (!is_word(rest, "yes", 3) && !is_word(rest, "no", 2))
        return bad(p, "is neither yes nor no", rest);
    *value = rest.size == 3;
    return QUEN_OK;
}

static quen_status take_text(parser *p, const quen__profile_key *key, span rest,
                             void *field)
{
    const char *text;
    memcpy(&text, field, sizeof text);
    if (text)
        return bad(p, "stands behind a key that was said before", rest);
    quen_status status =
        key->words ? take_word(p, rest, key->words, &text) : take_one(p, rest, &text);
    if (status == QUEN_OK)
        memcpy(field, &text, sizeof text);
    return status;
}

static quen_status take_field(parser *p, const quen__profile_key *key, span rest)
{
    void *field = (char *)p->profile + key->place;
    if (key->form == QUEN__PROFILE_TEXT || key->form == QUEN__PROFILE_WORD)
        return take_text(p, key, rest, field);
    int is_list = key->form == QUEN__PROFILE_LIST;
    if (is_list ? ((quen__profile_list *)field)->n > 0
                : *(int64_t *)field != QUEN__PROFILE_UNTOLD)
        return bad(p, "stands behind a key that was said before", rest);
    if (is_list)
        return take_list(p, &rest, 0, field);
    return key->form == QUEN__PROFILE_COUNT ? take_count(p, rest, key->most, field)
                                            : take_yes(p, rest, field);
}

static quen_status take_line(parser *p, span line)
{
    const char *colon = memchr(line.at, ':', line.size);
    if (!colon)
        return bad(p, "has no colon: a line is a key, a colon and a value", line);
    span head = trimmed((span){line.at, (size_t)(colon - line.at)});
    span rest = trimmed((span){colon + 1, line.size - (size_t)(colon + 1 - line.at)});
    for (size_t kind = 0; kind < QUEN__PROFILE_KINDS; kind++) {
        const char *known = quen__profile_rule_heads[kind];
        if (is_word(head, known, strlen(known)))
            return take_rule(p, (quen__profile_kind)kind, rest);
    }
    const quen__profile_key *key = quen__profile_keys;
    for (; !key->head || key->head[0]; key++)
        if (key->head && is_word(head, key->head, strlen(key->head)))
            return take_field(p, key, rest);
    return bad(p, "is no key: quen/profile.h has the list of them", head);
}

static quen_status take_lines(parser *p, span text)
{
    quen_status status = QUEN_OK;
    while (status == QUEN_OK && text.size > 0) {
        const char *end = memchr(text.at, '\n', text.size);
        size_t size = end ? (size_t)(end - text.at) : text.size;
        span line = trimmed((span){text.at, size});
        p->line++;
        if (line.size > 0 && memchr(line.at, '\0', line.size))
            return quen__bad_argument(p->ctx, "profile: line %zu has a zero byte",
                                      p->line);
        if (line.size > 0 && line.at[0] != '#')
            status = take_line(p, line);
        text.at += size + (end != NULL);
        text.size -= size + (end != NULL);
    }
    return status;
}

/* --- the whole --- */

static int is_name(const char *name)
{
    size_t i = 0;
    for (; name[i]; i++)
        if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= '0' && name[i] <= '9') &&
            name[i] != '_')
            return 0;
    return i > 0;
}

static quen_status check(quen_context *ctx, const quen_profile *profile)
{
    if (!profile->name)
        return quen__bad_argument(ctx, "profile: there is no line 'profile: its name'");
    span name = {profile->name, strlen(profile->name)};
    if (!is_name(profile->name))
        return quen__bad_argument(ctx,
                                  "profile: the name '%.*s' is not of a-z, 0-9 and _",
                                  shown(name), name.at);
    if (profile->roles[QUEN_PROFILE_ITEM].n == 0)
        return quen__bad_argument(ctx, "profile: there is no line 'item: its columns'");
    if (profile->roles[QUEN_PROFILE_TIME].n == 0)
        return quen__bad_argument(ctx, "profile: there is no line 'time: its columns'");
    return QUEN_OK;
}

/* Lines, and marks that may part values. */
static void count(span text, size_t *lines, size_t *values)
{
    *lines = 1;
    *values = 1;
    for (size_t i = 0; i < text.size; i++) {
        *lines += text.at[i] == '\n';
        *values += text.at[i] == '\n' || text.at[i] == '|' || text.at[i] == '=';
    }
}

static quen_status make(quen_context *ctx, span text, parser *p)
{
    size_t lines, values;
    count(text, &lines, &values);
    size_t rules_at = sizeof *p->profile, values_at = rules_at + lines * sizeof *p->rules;
    size_t chars_at = values_at + values * sizeof *p->values;
    char *block = quen__allocate_zero(ctx, 1, chars_at + text.size + values);
    if (!block)
        return QUEN_ERR_MEMORY;
    p->ctx = ctx;
    p->profile = (quen_profile *)(void *)block;
    p->rules = (quen__profile_rule *)(void *)(block + rules_at);
    p->values = (const char **)(void *)(block + values_at);
    p->chars = block + chars_at;
    p->profile->decimals = p->profile->skip_lines = QUEN__PROFILE_UNTOLD;
    p->profile->fill_down = QUEN__PROFILE_UNTOLD;
    p->profile->rules = p->rules;
    p->profile->is_parsed = 1;
    p->profile->allocator = ctx->allocator;
    return QUEN_OK;
}

quen_status quen_profile_parse(quen_context *ctx, const char *text, size_t size,
                               quen_profile **out)
{
    parser p = {.line = 0};
    span all = {text, size};
    *out = NULL;
    quen_status status = quen__extent_check(ctx, "profile: text", size, 1, 1);
    if (status != QUEN_OK)
        return status;
    if (size > QUEN_PROFILE_MAX_SIZE)
        return quen__bad_argument(ctx, "profile: a text of %zu bytes, and %d is most",
                                  size, QUEN_PROFILE_MAX_SIZE);
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        all = (span){text + 3, size - 3};
    status = make(ctx, all, &p);
    if (status != QUEN_OK)
        return status;
    status = take_lines(&p, all);
    if (status == QUEN_OK)
        status = check(ctx, p.profile);
    if (status != QUEN_OK) {
        quen_profile_free(p.profile);
        return status;
    }
    p.profile->title = p.profile->title ? p.profile->title : "";
    p.profile->origin = p.profile->origin ? p.profile->origin : "";
    *out = p.profile;
    return QUEN_OK;
}
