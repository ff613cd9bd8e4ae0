/*
 * Sizes that no memory holds: every public function that takes an extent, be it in a
 * struct, refuses one with QUEN_ERR_OVERFLOW before it reads or writes. The functions and
 * their parameters come from the description of the API, so that a new one is in by
 * itself.
 */
#include "small_calls.h"

/* Those that are no extents, or where the size alone is no fault. NULL: of any function,
 * or any type. */
typedef struct reason {
    const char *function, *name, *why;
} reason;

static const reason reasons[] = {
    {"quen_context_new", NULL, "takes no extents"},
    {"quen_orders_from_arrow", NULL,
     "the stream's own lengths: test_arrow_hostile.c; its options are quen_import's"},
    {NULL, "path", "a path, which ends with a zero byte"},
};

/* Extents that are multiplied though another array stands between them. */
static int is_batch(const api_call *call, size_t i)
{
    return strcmp(call->name, "quen_itemcf_recommend_batch") == 0 &&
           strcmp(call->params[i].name, "n_customers") == 0;
}

static const char *reason_for(const api_call *call, const char *name)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if ((!reasons[i].function || strcmp(reasons[i].function, call->name) == 0) &&
            (!reasons[i].name || strcmp(reasons[i].name, name) == 0))
            return reasons[i].why;
    return NULL;
}

static int is_extent(const api_facts *p)
{
    return !p->pointers && strcmp(p->type, "size_t") == 0;
}

/* --- one call --- */

static call_world *world;
static size_t n_calls;

static void refuse(call_trial *t, const char *what, size_t value)
{
    call_run(t);
    n_calls++;
    if (t->status != QUEN_ERR_OVERFLOW)
        fail_msg("%s: %s is %zu, and the answer is %s: %s", t->call->name, what, value,
                 quen_status_name(t->status), quen_context_message(t->ctx));
    if (!strstr(quen_context_message(t->ctx), "at most"))
        fail_msg("%s: %s: %s", t->call->name, what, quen_context_message(t->ctx));
    if (call_changed(t))
        fail_msg("%s: %s is %zu, and %s was changed", t->call->name, what, value,
                 call_changed(t));
}

/* The call with extents i..j at this value. */
static void try_extents(const api_call *call, size_t i, size_t j, size_t value)
{
    call_trial t;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_null(call_begin(&t, world, ctx, call, 0));
    t.v[i].n = t.v[j].n = value;
    refuse(&t, call->params[i].name, value);
    call_end(&t);
    quen_context_free(ctx);
}

/* Bytes of an element of the array before an extent. */
static size_t element(const api_call *call, size_t i)
{
    while (i-- > 0)
        if (call->params[i].pointers)
            return call->params[i].size;
    return 1;
}

static void try_call(const api_call *call)
{
    const size_t alone[2] = {SIZE_MAX, SIZE_MAX / 8 + 1}, most = PTRDIFF_MAX;
    const size_t half = (size_t)1 << (sizeof(size_t) * 4);
    for (size_t i = 0; i < call->n_params; i++) {
        if (!is_extent(&call->params[i]))
            continue;
        for (size_t k = 0; k < 2; k++)
            if (alone[k] > most / element(call, i))
                try_extents(call, i, i, alone[k]);
        size_t j = is_batch(call, i) ? call->n_params - 2 : i + 1;
        if (j >= call->n_params || !is_extent(&call->params[j]))
            continue;
        try_extents(call, i, j, SIZE_MAX);
        try_extents(call, i, j, half);
        try_extents(call, i, j, half / 2);
    }
}

/* --- extents in structs --- */

static void set_field(call_trial *t, const char *type, size_t offset, size_t value)
{
    for (size_t i = 0; i < t->call->n_params; i++)
        if (strcmp(t->call->params[i].type, type) == 0)
            memcpy((char *)t->v[i].p + offset, &value, sizeof value);
}

static void try_struct(const api_call *call, const api_struct *s)
{
    const size_t values[2] = {SIZE_MAX, SIZE_MAX / 8 + 1};
    for (const api_field *f = s->fields; f->facts.name; f++) {
        const int bound =
            strcmp(s->name, "quen_csr") == 0 && strcmp(f->facts.name, "n_columns") == 0;
        for (size_t k = 0; is_extent(&f->facts) && !bound && k < 2; k++) {
            call_trial t;
            quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
            assert_null(call_begin(&t, world, ctx, call, 1));
            set_field(&t, s->name, f->offset, values[k]);
            refuse(&t, f->facts.name, values[k]);
            call_end(&t);
            quen_context_free(ctx);
        }
    }
}

static void try_structs(const api_call *call)
{
    for (size_t i = 0; i < call->n_params; i++) {
        const api_struct *s = api_find_struct(call->params[i].type);
        if (s && call->params[i].is_const && strcmp(s->name, "quen_key") != 0)
            try_struct(call, s);
    }
}

/* The parameter of the call that nobody knows a value for. */
static const char *unknown_of(const api_call *call)
{
    call_trial t;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    const char *unknown = call_begin(&t, world, ctx, call, 1);
    t.status = QUEN_ERR_ARGUMENT; /* nothing came out */
    call_end(&t);
    quen_context_free(ctx);
    return unknown;
}

static void test_extents(void **state)
{
    (void)state;
    world = call_world_new();
    for (const api_call *call = api_calls; call->name; call++) {
        const char *unknown = unknown_of(call);
        if (unknown && !reason_for(call, unknown))
            fail_msg("%s: what is given to %s? See tests/support/small_calls.c",
                     call->name, unknown);
        if (!call->fails || unknown)
            continue;
        try_call(call);
        try_structs(call);
    }
    call_world_free(world);
    print_message("%zu calls\n", n_calls);
    assert_true(n_calls > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
