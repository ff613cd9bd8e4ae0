/*
 * Profiles: which there are, what they tell, and which a file's header fits. Names are
 * few, so each is compared with each.
 */
#include "data/profile/profile.h"

#include <string.h>

#include "core/alloc.h"
#include "data/keys/key_letter.h"
#include "data/keys/key_column.h"
#include "data/profile/profile_tables.h"

/* --- names --- */

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void trim(const char **text, size_t *size)
{
    while (*size > 0 && is_blank((*text)[*size - 1]))
        --*size;
    while (*size > 0 && is_blank(**text)) {
        ++*text;
        --*size;
    }
}

int quen__profile_same(const char *text, size_t size, const char *other)
{
    size_t other_size = strlen(other);
    trim(&text, &size);
    trim(&other, &other_size);
    if (size != other_size)
        return 0;
    for (size_t i = 0; i < size; i++)
        if (quen__key_lower(text[i]) != quen__key_lower(other[i]))
            return 0;
    return 1;
}

static int is_named(quen_key column, const char *name)
{
    return column.kind == QUEN_KEY_BYTES && quen__key_is_sound(column) &&
           quen__profile_same(column.bytes, column.size, name);
}

size_t quen__profile_place(quen__profile_list names, const quen_key *header, size_t n)
{
    for (size_t i = 0; i < names.n; i++)
        for (size_t place = 0; place < n; place++)
            if (is_named(header[place], names.at[i]))
                return place;
    return n;
}

/* --- which there are --- */

size_t quen_n_profiles(void)
{
    return QUEN__PROFILE_TABLES;
}

const quen_profile *quen_profile_at(size_t i)
{
    return i < QUEN__PROFILE_TABLES ? &quen__profile_tables[i] : NULL;
}

const quen_profile *quen_profile_find(const char *name)
{
    for (size_t i = 0; i < QUEN__PROFILE_TABLES; i++)
        if (strcmp(quen__profile_tables[i].name, name) == 0)
            return &quen__profile_tables[i];
    return NULL;
}

/* --- which a header fits --- */

int quen_profile_fits(const quen_profile *profile, const quen_key *header, size_t n)
{
    int asked = 0;
    for (size_t i = 0; i < profile->n_rules; i++) {
        const quen__profile_rule *rule = &profile->rules[i];
        if (rule->kind != QUEN__PROFILE_MUST)
            continue;
        if (quen__profile_place(rule->columns, header, n) == n)
            return 0;
        asked = 1;
    }
    return asked && quen__profile_place(profile->must_not, header, n) == n;
}

static int knows(const quen_profile *profile, const quen_key *column)
{
    for (size_t role = 0; role < QUEN__PROFILE_ROLES; role++)
        if (quen__profile_place(profile->roles[role], column, 1) == 0)
            return 1;
    for (size_t i = 0; i < profile->n_rules; i++)
        if (quen__profile_place(profile->rules[i].columns, column, 1) == 0)
            return 1;
    return 0;
}

const quen_profile *quen_profile_match(const quen_key *header, size_t n)
{
    const quen_profile *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < QUEN__PROFILE_TABLES; i++) {
        const quen_profile *profile = &quen__profile_tables[i];
        size_t known = 0;
        if (!quen_profile_fits(profile, header, n))
            continue;
        for (size_t column = 0; column < n; column++)
            known += (size_t)knows(profile, &header[column]);
        if (known > most) {
            best = profile;
            most = known;
        }
    }
    return best;
}

/* --- what they tell --- */

const char *quen_profile_name(const quen_profile *profile)
{
    return profile->name;
}

const char *quen_profile_title(const quen_profile *profile)
{
    return profile->title;
}

const char *quen_profile_origin(const quen_profile *profile)
{
    return profile->origin;
}

static int is_customer(quen__profile_kind kind)
{
    return kind >= QUEN__PROFILE_CUSTOMER_TEXT && kind <= QUEN__PROFILE_CUSTOMER_NAME;
}

size_t quen_profile_n_columns(const quen_profile *profile, uint32_t role)
{
    if (role >= QUEN__PROFILE_ROLES)
        return 0;
    size_t n = profile->roles[role].n;
    for (size_t i = 0; role == QUEN_PROFILE_CUSTOMER && i < profile->n_rules; i++)
        if (is_customer(profile->rules[i].kind))
            n += profile->rules[i].columns.n;
    return n;
}

static const char *customer_column(const quen_profile *profile, size_t place)
{
    for (size_t i = 0; i < profile->n_rules; i++) {
        const quen__profile_rule *rule = &profile->rules[i];
        if (!is_customer(rule->kind))
            continue;
        if (place < rule->columns.n)
            return rule->columns.at[place];
        place -= rule->columns.n;
    }
    return NULL;
}

const char *quen_profile_column(const quen_profile *profile, uint32_t role, size_t i)
{
    if (i >= quen_profile_n_columns(profile, role))
        return NULL;
    return role == QUEN_PROFILE_CUSTOMER ? customer_column(profile, i)
                                         : profile->roles[role].at[i];
}

void quen_profile_free(quen_profile *profile)
{
    if (!profile || !profile->is_parsed)
        return;
    quen_allocator allocator = profile->allocator;
    quen__release(&allocator, profile);
}
