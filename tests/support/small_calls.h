/*
 * A small call of every public function that takes more than what it is about, with
 * memory of exactly the right size behind each pointer, so that tests can make one value
 * hostile and see what happens. The tables of api_calls.h name the functions; what is
 * given to a parameter follows from its type and name.
 */
#ifndef QUEN_TESTS_SMALL_CALLS_H
#define QUEN_TESTS_SMALL_CALLS_H

#include "api_calls.h"

enum { CALL_PARAMS = 12, CALL_BLOCKS = 128 };

/* What calls are about: logs, models, readers. */
typedef struct call_world call_world;

typedef struct call_block {
    unsigned char *at;
    size_t bytes;
    unsigned char *was; /* what stood there before the call, of outputs; else NULL */
} call_block;

typedef struct call_trial {
    const api_call *call;
    call_world *world;
    quen_context *ctx;
    int full; /* 1: what options may point to is there too */
    api_value v[CALL_PARAMS];
    call_block blocks[CALL_BLOCKS];
    size_t n_blocks;
    quen_status status;
} call_trial;

call_world *call_world_new(void);
void call_world_free(call_world *world);

/* The call, ready to run. NULL, or the parameter that nobody knows a value for. */
const char *call_begin(call_trial *t, call_world *world, quen_context *ctx,
                       const api_call *call, int full);
void call_run(call_trial *t);
void call_end(call_trial *t);

/* Bytes that belong to the call, a copy of these, until call_end(). */
void *call_copy(call_trial *t, const void *data, size_t bytes);

/* How much there is behind a pointer that the call was given; 0: nothing of ours. */
size_t call_bytes_at(const call_trial *t, const void *at);

/* Is a parameter written to, or a model changed? */
int call_is_output(const api_facts *p);

/* After a failure: NULL, or the name of an output that is neither NULL nor as it was. */
const char *call_changed(const call_trial *t);

/* A finished log for a test's own values: `quen_orders` that calls take instead. */
void call_world_use(call_world *world, quen_orders *orders);

#endif
