/*
 * Logs call one item by many names: "T-LIGHT HOLDER", "t-light holder", "?", "wrongly
 * marked". The name that most lines give is kept by the majority vote of Boyer and Moore
 * (1981): one candidate and one counter an item; another name takes the counter down, and
 * at zero its place. Items are found by open addressing, hashed by FNV-1a.
 */
#include "names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    char *key; /* NULL: free */
    size_t key_size;
    char *name;
    size_t name_size;
    uint64_t votes;
} entry;

struct names {
    entry *table;
    size_t capacity; /* a power of two */
    size_t n;
};

names *names_new(void)
{
    names *n = calloc(1, sizeof *n);

    if (!n)
        return NULL;
    n->capacity = 1024;
    n->table = calloc(n->capacity, sizeof *n->table);
    if (n->table)
        return n;
    free(n);
    return NULL;
}

void names_free(names *n)
{
    if (!n)
        return;
    for (size_t i = 0; i < n->capacity; i++) {
        free(n->table[i].key);
        free(n->table[i].name);
    }
    free(n->table);
    free(n);
}

static bool is_same(const char *text, size_t size, slice with)
{
    return size == with.size && memcmp(text, with.text, size) == 0;
}

/* Where the key is, or the free place where it would be. */
static entry *find(entry *table, size_t capacity, slice key)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    size_t at;

    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.text[i]) * UINT64_C(0x100000001B3);
    at = (size_t)(hash ^ hash >> 32) & (capacity - 1);
    while (table[at].key && !is_same(table[at].key, table[at].key_size, key))
        at = (at + 1) & (capacity - 1);
    return &table[at];
}

static bool grow(names *n)
{
    size_t capacity = n->capacity * 2;
    entry *table = calloc(capacity, sizeof *table);

    if (!table)
        return false;
    for (size_t i = 0; i < n->capacity; i++) {
        entry *e = &n->table[i];
        if (e->key)
            *find(table, capacity, (slice){e->key, e->key_size}) = *e;
    }
    free(n->table);
    n->table = table;
    n->capacity = capacity;
    return true;
}

static char *copy(slice text)
{
    char *to = malloc(text.size + 1);

    if (to)
        memcpy(to, text.text, text.size);
    return to;
}

static bool add_key(names *n, entry *e, slice key)
{
    e->key = copy(key);
    e->key_size = key.size;
    n->n += e->key != NULL;
    return e->key != NULL;
}

static bool put_name(entry *e, slice name)
{
    char *text = copy(name);

    if (!text)
        return false;
    free(e->name);
    e->name = text;
    e->name_size = name.size;
    e->votes = 1;
    return true;
}

static slice trim(slice text)
{
    while (text.size > 0 && text.text[0] == ' ')
        text = (slice){text.text + 1, text.size - 1};
    while (text.size > 0 && text.text[text.size - 1] == ' ')
        text.size--;
    return text;
}

bool names_vote(names *n, slice key, slice name)
{
    entry *e;

    name = trim(name);
    if (name.size == 0)
        return true;
    if (n->n * 2 >= n->capacity && !grow(n))
        return false;
    e = find(n->table, n->capacity, key);
    if (!e->key && !add_key(n, e, key))
        return false;
    if (e->votes == 0)
        return put_name(e, name);
    if (is_same(e->name, e->name_size, name))
        e->votes++;
    else
        e->votes--;
    return true;
}

slice names_get(const names *n, slice key)
{
    const entry *e = n ? find(n->table, n->capacity, key) : NULL;

    return e && e->name ? (slice){e->name, e->name_size} : key;
}
