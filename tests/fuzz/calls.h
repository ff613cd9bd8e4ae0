/*
 * What calls of public functions are made of: pools of live objects, and arguments that
 * the bytes of an input stand for. calls_made.h, which is generated from
 * bindings/api.json, has a call for each function; a target includes it behind this.
 *
 * What callers answer for holds: arrays are as long as their counts say and are freed
 * when the call is over, handles are live. All else may be anything.
 */
#ifndef QUEN_TESTS_FUZZ_CALLS_H
#define QUEN_TESTS_FUZZ_CALLS_H

#include "fuzz.h"

#define CALLS_OBJECTS 24 /* live at once */
#define CALLS_MAKERS 6   /* functions that give an object of one noun, at most */
#define CALLS_NOUNS_MOST 32
#define CALLS_ROOM                                                                       \
    512 /* entries of an array in options whose length the call decides                  \
         */

typedef struct calls calls;

/* A function to be called. */
typedef struct calls_row {
    const char *name;
    void (*call)(calls *c);
} calls_row;

/* What is alive: it is the owner's part, or its own. */
typedef struct calls_object {
    void *it;
    const void *owner; /* NULL: its own */
    unsigned noun;
    int lent; /* not to be freed, nor changed */
} calls_object;

struct calls {
    fuzz_bytes bytes;
    fuzz_limits limits;
    quen_context *ctx;
    calls_object objects[CALLS_OBJECTS];
    size_t n_objects;
    void **blocks; /* what calls_room() gave */
    size_t n_blocks, room_for_blocks;
    size_t first_block; /* those before it are kept to the end */
    uint8_t *stored;    /* the last model that was saved */
    size_t stored_size;
    unsigned depth;     /* of objects that are made for others */
    quen_status status; /* of the last call */
    int sized;          /* 1: structs have any size */
    int unknown;        /* 1: one sets what this version does not know */
    void (*release)(unsigned noun, void *it);
    void (*const (*makers)[CALLS_MAKERS])(calls *c);
};

/* --- objects; NULL: there is none, and none could be made --- */

const void *calls_seen(calls *c, unsigned noun);
void *calls_own(calls *c, unsigned noun);
/* It is the caller's from now on, and its parts are gone. */
void *calls_take(calls *c, unsigned noun);
/* What an output holds before the call, which must not be there any more behind it. */
void *calls_untold(calls *c);
void calls_made(calls *c, unsigned noun, void *it, int done);
void calls_lent(calls *c, unsigned noun, const void *it, const void *owner);
/* Free the oldest until there is room for more. */
void calls_make_room(calls *c);
void calls_end(calls *c);

/* Make those that every run may ask, once for all runs; before the first call of each. */
void calls_make_ready(const calls *c, unsigned n_nouns);
/* One of them; NULL if there is none. */
const void *calls_ready(unsigned noun, unsigned which);

/* --- memory of the call --- */

/* n x width bytes that are anything; never NULL. */
void *calls_room(calls *c, size_t n, size_t width);
/* The same, but NULL for none. */
void *calls_some_room(calls *c, size_t n, size_t width);
void calls_forget(calls *c);
/* What is borrowed longer than for the call stays to the end. */
void calls_keep(calls *c);
void calls_store(calls *c, const void *bytes, size_t size);
const void *calls_stored(calls *c, size_t *size);

/* --- structs of any size, where that is asked for --- */

/* A copy of options, cut or longer; what is behind their end is 0 or is not. */
const void *calls_sized(calls *c, const void *options, size_t whole);
/* As many bytes as the caller's header has of a struct that is filled in. */
size_t calls_bytes_of_struct(calls *c, size_t whole);

/* --- what comes back --- */

/* Returns 1 for QUEN_OK. */
int calls_status(calls *c, quen_status status);

void calls_read(calls *c, const void *at, size_t size);
void calls_said(calls *c, const char *text);
void calls_check_key(calls *c, quen_key key);

/* --- numbers --- */

int calls_maybe(calls *c); /* 1 a fourth of the time */
int calls_set(calls *c);   /* 1: a setting is not its default */
size_t calls_size(calls *c);
size_t calls_width(calls *c);
size_t calls_capacity(calls *c);
size_t calls_room_size(calls *c);
size_t calls_struct_size(calls *c, size_t whole);
uint32_t calls_number(calls *c);
uint32_t calls_choice(calls *c, uint32_t n); /* 0..n */
int32_t calls_offset(calls *c);
int64_t calls_moment(calls *c);
size_t calls_customers(const quen_orders *orders);
size_t calls_of_part(const void *part, size_t (*count)(const quen_kmeans *));

/* --- arrays of n --- */

const uint8_t *calls_bytes8(calls *c, size_t n);
const uint32_t *calls_numbers32(calls *c, size_t n);
const uint64_t *calls_numbers64(calls *c, size_t n);
const int32_t *calls_signed32(calls *c, size_t n);
const int64_t *calls_signed64(calls *c, size_t n);
const float *calls_floats(calls *c, size_t n);
const double *calls_doubles(calls *c, size_t n);
const char *calls_text(calls *c, size_t *size);
const char *calls_string(calls *c);
const char *const *calls_strings(calls *c, size_t n);

/* --- structs --- */

quen_key calls_key(calls *c);
const quen_key *calls_keys(calls *c, size_t n);
const quen_key_column *calls_column(calls *c, size_t n);
const quen_order_line *calls_lines(calls *c, size_t n);
const quen_order_columns *calls_order_columns(calls *c);
const quen_attribute *calls_attributes(calls *c, size_t n);
const quen_link_field *calls_link_fields(calls *c, size_t n);
const quen_import_filter *calls_filters(calls *c, size_t n);
const quen_rfm_rule *calls_rules(calls *c, size_t n);
const quen_money *calls_money(calls *c);
const quen_zone *calls_zone(calls *c);
const quen_csr *calls_csr(calls *c);
const quen_order_rules *any_quen_order_rules(calls *c);

/* A log with lines, finished more often than not, for those who need one. */
void calls_log(calls *c, unsigned noun);
/* What a file of rows looks like: texts of any other making are none. */
void calls_profile(calls *c, unsigned noun);

#endif
