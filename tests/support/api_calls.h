/*
 * The public API as tables, for tests that call every function. api_calls.c is generated
 * from bindings/api.json, so that what is added to a header is in the tables by itself.
 */
#ifndef QUEN_TESTS_API_CALLS_H
#define QUEN_TESTS_API_CALLS_H

#include "support.h"

/* What a parameter takes; pointers of every kind are `p`. */
typedef union api_value {
    void *p;
    size_t n;
    uint32_t u32;
    uint64_t u64;
    int32_t i32;
    int64_t i64;
    double f64;
    int i;
    quen_key key;
} api_value;

/* A parameter or a field. The last of a list has no name. */
typedef struct api_facts {
    const char *name;
    const char *type; /* without const and stars */
    int is_const;
    int pointers;
    size_t size; /* of the value, or of what the pointer leads to; 1 if that is nobody's
                    business */
} api_facts;

typedef struct api_field {
    api_facts facts;
    size_t offset;
    size_t length;        /* of an array in the struct, else 1 */
    const char *count_of; /* the field whose elements it counts, or NULL */
} api_field;

typedef struct api_struct {
    const char *name;
    size_t size;
    void (*make)(void *it); /* by its _init function, or all zero */
    const api_field *fields;
} api_struct;

#define API_BIT(status) (1u << (status))

typedef struct api_call {
    const char *name;
    int fails; /* 1: run() returns a quen_status; 0: always 0 */
    size_t n_params;
    const api_facts *params;
    int (*run)(const api_value *values);
    unsigned statuses; /* those that its documentation names: API_BIT() each */
} api_call;

/* Shown what a getter gives: n values of this type and size. */
typedef void api_see(void *user, const char *getter, const char *type, const void *data,
                     size_t n, size_t size);

typedef struct api_noun {
    const char *type;
    void (*free)(void *it);
    void (*look)(const void *it, api_see *see, void *user); /* at what all getters give */
    quen_status (*save)(quen_context *ctx, const void *it, void *to, size_t room,
                        size_t *size); /* NULL: it is no model */
} api_noun;

/* The last of each has no name. */
extern const api_struct api_structs[];
extern const api_call api_calls[];
extern const api_noun api_nouns[];

/* Rows by name; NULL if there is none. */
const api_struct *api_find_struct(const char *name);
const api_noun *api_find_noun(const char *type);

#endif
