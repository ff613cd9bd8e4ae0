/*
 * Hostile numbers, keys and texts in every place that any public function takes them
 * from: arguments, arrays, options and what these point to. Functions and places come
 * from the description of the API, so that a new one is in by itself.
 *
 * Each call gives QUEN_OK and finite numbers, or an error that its documentation names, a
 * sentence, and outputs as they were; the same bits with one thread and with three; the
 * same for -0 and 0; and leaves no memory behind.
 */
#include "hostile.h"

#include <time.h>

/* --- what is left out, and why --- */

typedef struct reason {
    const char *function, *what, *why;
} reason;

static const reason not_called[] = {
    {"quen_context_new", NULL, "there is no context to say what is wrong: test_core.c"},
    {"quen_orders_from_arrow", NULL,
     "its numbers come by a stream: test_arrow_hostile.c"},
    {NULL, "path", "a path holds no numbers: test_file.c and its neighbours"},
};

/* Outputs that a failure may have written, as their documentation says. */
static const reason written[] = {
    {"quen_kmeans_predict", "labels", "x is read once"},
    {"quen_kmeans_predict", "distances", "x is read once"},
    {"quen_kmeans_transform", "out", "x is read once"},
    {NULL, "size", "how much room is needed"},
    {NULL, "count", "how much room is needed"},
    {NULL, "text_size", "how much room is needed"},
    {NULL, "normal_size", "how much room is needed"},
};

static const char *find(const reason *reasons, size_t n, const char *function,
                        const char *what)
{
    for (size_t i = 0; i < n; i++) {
        const reason *r = &reasons[i];
        if ((!r->function || strncmp(function, r->function, strlen(r->function)) == 0) &&
            (!r->what || strcmp(what, r->what) == 0))
            return r->why;
    }
    return NULL;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define FIND(table, function, what) find(table, COUNT(table), function, what)

/* --- a host that counts, and has an end --- */

enum { MOST = 256 << 20, TICKS = 20000 };

typedef struct host {
    size_t live;
    long ticks;
    clock_t start;
    int cancelled;
} host;

typedef union header {
    size_t size;
    max_align_t align;
} header;

static void *host_allocate(void *user, size_t size)
{
    host *h = user;
    if (size > MOST || h->live + size > MOST)
        return NULL;
    header *block = malloc(sizeof *block + size);
    assert_non_null(block);
    block->size = size;
    h->live += size;
    memset(block + 1, 0xa5, size);
    return block + 1;
}

static void host_release(void *user, void *at)
{
    header *block = at ? (header *)at - 1 : NULL;
    if (block)
        ((host *)user)->live -= block->size;
    free(block);
}

static void *host_reallocate(void *user, void *at, size_t size)
{
    void *grown = host_allocate(user, size);
    size_t had = at ? ((header *)at - 1)->size : 0;
    if (grown && at)
        memcpy(grown, at, had < size ? had : size);
    if (grown)
        host_release(user, at);
    return grown;
}

/* 2^32 restarts or resamples are legal: nobody waits for them. */
static int host_progress(void *user, const char *stage, double fraction)
{
    host *h = user;
    (void)stage;
    (void)fraction;
    if (++h->ticks > TICKS || clock() - h->start > CLOCKS_PER_SEC / 5)
        h->cancelled = 1;
    return h->cancelled;
}

static quen_context *host_context(host *h, uint32_t threads)
{
    quen_context_options o;
    quen_context *ctx = NULL;
    quen_context_options_init(&o, sizeof o);
    *h = (host){.start = clock()};
    o.threads = threads;
    o.allocator = (quen_allocator){h, host_allocate, host_reallocate, host_release};
    o.progress = host_progress;
    o.progress_user = h;
    assert_int_equal(quen_context_new(&o, &ctx), QUEN_OK);
    return ctx;
}

/* --- what must hold of each call --- */

static call_world *world;
static size_t n_calls, n_faults;

/* All faults are told before the test fails. */
static void fault(const call_trial *t, const char *place, const char *what)
{
    print_error("%s, %s: %s: %s \"%s\"\n", t->call->name, place, what,
                quen_status_name(t->status), quen_context_message(t->ctx));
    n_faults++;
}

static int is_documented(const call_trial *t, const host *h)
{
    /* A function like another tells none of its own: quen_kmeans_fit_f32(). */
    const unsigned always = API_BIT(QUEN_ERR_OVERFLOW) | API_BIT(QUEN_ERR_MEMORY);
    const unsigned known = t->call->statuses ? t->call->statuses | always : ~0u;
    return (known & API_BIT(t->status)) ||
           (t->status == QUEN_ERR_CANCELLED && h->cancelled);
}

static void check_failure(const call_trial *t, const host *h, const char *place)
{
    const char *message = quen_context_message(t->ctx), *changed = call_changed(t);
    if (strlen(message) < 4)
        fault(t, place, "no sentence");
    if (!is_documented(t, h))
        fault(t, place, "its documentation names no such status");
    if (changed && !FIND(written, t->call->name, changed))
        fault(t, place, changed);
}

typedef struct outcome {
    quen_status status;
    uint64_t bits, answer;
    int cancelled;
    char message[256];
} outcome;

/* What makes a call hostile; returns 0 if there is no more of it. */
typedef int spoil_fn(call_trial *t, void *user);

/* One call. Returns 0 if there is none. */
static int run(const api_call *call, int full, uint32_t threads, spoil_fn *spoil,
               void *user, const char *place, outcome *out)
{
    host h;
    call_trial t;
    quen_context *ctx = host_context(&h, threads);
    const char *unknown = call_begin(&t, world, ctx, call, full);
    if (unknown && !FIND(not_called, call->name, unknown))
        fail_msg("%s: what is given to %s? See tests/support/small_calls.c", call->name,
                 unknown);
    t.status = QUEN_ERR_ARGUMENT;
    const int there = !unknown && spoil(&t, user);
    if (there) {
        call_run(&t);
        n_calls++;
        if (t.status != QUEN_OK)
            check_failure(&t, &h, place);
        else if (hostile_not_finite(&t))
            fault(&t, place, hostile_not_finite(&t));
        *out = (outcome){t.status, hostile_digest(&t, 0), hostile_digest(&t, 1),
                         h.cancelled, ""};
        snprintf(out->message, sizeof out->message, "%s", quen_context_message(ctx));
    }
    call_end(&t);
    quen_context_free(ctx);
    if (h.live)
        fail_msg("%s, %s: %zu bytes were left", call->name, place, h.live);
    return there;
}

/* With one thread and with three. */
static int run_both(const api_call *call, int full, spoil_fn *spoil, void *user,
                    const char *place, outcome *out)
{
    outcome other;
    if (!run(call, full, 1, spoil, user, place, out) ||
        !run(call, full, 3, spoil, user, place, &other))
        return 0;
    if (other.bits != out->bits && !other.cancelled && !out->cancelled) {
        print_error("%s, %s: three threads give other bits\n", call->name, place);
        n_faults++;
    }
    return 1;
}

/* --- one value in one place --- */

typedef struct spoiled {
    size_t place, value; /* by number */
    hostile_place at;
    char words[300];
    int ended; /* 1: no such place; 2: no such value */
} spoiled;

/* Where a value among many is refused, the sentence has its number, or its row's; of one
 * that is no number it names row and value. */
static void check_told(const api_call *call, const spoiled *s, const char *message)
{
    char row[64];
    const size_t i = s->at.element;
    const int column = strncmp(call->name, "quen_lifetime_", 14) == 0;
    const int matrix =
        !column && (strcmp(s->at.name, "x") == 0 || strcmp(s->at.name, "init") == 0);
    const char *odd = hostile_no_number(&s->at, s->value);
    if (i == SIZE_MAX)
        return;
    snprintf(row, sizeof row, "%zu", matrix ? i / 3 : i);
    /* Of a sparse matrix it names the row of the entry, of few numbers which one. */
    const int told = odd && !s->at.in ? strstr(message, row) && strstr(message, odd) &&
                                            strstr(message, "row ")
                                      : strpbrk(message, "0123456789") != NULL;
    if (told)
        return;
    print_error("%s, %s: what is not said: %s\n", call->name, s->words, message);
    n_faults++;
}

/* A text of 4 GiB may be given to a format, if there is one. */
static int is_legal_and_long(const call_trial *t, const spoiled *s)
{
    uint64_t offset;
    if (strncmp(t->call->name, "quen_format_", 12) != 0 ||
        strcmp(s->at.type, "uint64_t") != 0 || s->at.element == SIZE_MAX)
        return 0;
    memcpy(&offset, s->at.at, sizeof offset);
    return offset == UINT64_C(1) << 32;
}

static int spoil_place(call_trial *t, void *user)
{
    spoiled *s = user;
    const uint64_t none = 0;
    s->ended = !hostile_find(t, s->place, &s->at);
    if (s->ended)
        return 0;
    s->ended = hostile_put(t, &s->at, s->value) ? 0 : 2;
    if (s->ended)
        return 0;
    if (is_legal_and_long(t, s))
        memcpy(s->at.at, &none, sizeof none);
    snprintf(s->words, sizeof s->words, "%s", hostile_words(&s->at, s->value));
    return 1;
}

/* Whether two calls that both came to their end ended otherwise. */
static int is_other(const outcome *a, const outcome *b)
{
    return !a->cancelled && !b->cancelled &&
           (a->status != b->status || a->answer != b->answer);
}

/* All values of a place; 0 if there is no such place. */
static int try_place(const api_call *call, int full, size_t place)
{
    spoiled s = {.place = place};
    outcome now, zero = {.status = QUEN_OK};
    for (;; s.value++) {
        if (!run_both(call, full, spoil_place, &s, s.words, &now))
            return s.ended == 2;
        if (now.status == QUEN_ERR_ARGUMENT)
            check_told(call, &s, now.message);
        if (s.value == 1 && hostile_is_zero(&s.at, 1) && is_other(&now, &zero)) {
            print_error("%s, %s: another answer than for 0\n", call->name, s.words);
            n_faults++;
        }
        zero = now;
    }
}

static void test_every_place(void **state)
{
    (void)state;
    n_calls = n_faults = 0;
    for (const api_call *call = api_calls; call->name; call++)
        for (int full = 0; full < 2; full++)
            for (size_t place = 0; try_place(call, full, place); place++)
                ;
    print_message("%zu calls\n", n_calls);
    assert_int_equal(n_faults, 0);
    assert_true(n_calls > 20000);
}

/* --- logs --- */

enum { LINES = 64 };

typedef struct log_case {
    const char *words;
    size_t n;
    void (*make)(quen_order_line *lines);
} log_case;

static char letters[QUEN_KEY_MAX_SIZE];

#define EACH(name, statement)                                                            \
    static void name(quen_order_line *lines)                                             \
    {                                                                                    \
        for (int64_t i = 0; i < LINES; i++) {                                            \
            quen_order_line *line = &lines[i];                                           \
            statement;                                                                   \
        }                                                                                \
    }
EACH(as_they_are, line->quantity = 1)
EACH(one_customer, line->customer = quen_key_int(1))
EACH(no_customer, line->customer.kind = QUEN_KEY_NONE)
EACH(one_second, line->time_s = QUEN_TIME_MIN)
EACH(both_ends, line->time_s = i % 2 ? QUEN_TIME_MIN : QUEN_TIME_MAX)
EACH(all_there_is, line->amount = i ? 1 : INT64_MAX - (LINES - 1))
EACH(both_signs, line->amount = (i % 2 ? 1 : -1) * (INT64_MAX / LINES))
EACH(many_units, line->quantity = i ? 1 : INT64_MAX - (LINES - 1))
EACH(nothing, line->amount = line->quantity = 0)
EACH(far_keys, line->customer = quen_key_int(i % 2 ? INT64_MIN : INT64_MAX))
EACH(long_keys,
     line->customer = quen_key_bytes(letters, i % 2 ? 0 : sizeof letters - (size_t)i);
     line->item = quen_key_bytes(letters, i % 3 ? 0 : sizeof letters))

static const log_case logs[] = {
    {"no line", 0, as_they_are},
    {"one line", 1, as_they_are},
    {"one customer", LINES, one_customer},
    {"no customer", LINES, no_customer},
    {"one second", LINES, one_second},
    {"the first and the last year", LINES, both_ends},
    {"amounts that add up to 2^63 - 1", LINES, all_there_is},
    {"amounts of both signs", LINES, both_signs},
    {"2^63 - 1 units", LINES, many_units},
    {"no money, no units", LINES, nothing},
    {"keys of least and most", LINES, far_keys},
    {"keys of no bytes and of 65535", LINES, long_keys},
};

static void plain_lines(quen_order_line *lines)
{
    for (int64_t i = 0; i < LINES; i++)
        lines[i] = (quen_order_line){.customer = quen_key_int(i % 7),
                                     .item = quen_key_int(i % 5),
                                     .time_s = 1600000000 + i * 864000,
                                     .quantity = 1,
                                     .amount = 100 + i};
}

static int leave(call_trial *t, void *user)
{
    (void)t;
    (void)user;
    return 1;
}

static int takes_log(const api_call *call)
{
    for (size_t i = 0; i < call->n_params; i++)
        if (strcmp(call->params[i].type, "quen_orders") == 0 && call->params[i].is_const)
            return 1;
    return 0;
}

static void test_every_log(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    outcome out;
    (void)state;
    n_calls = n_faults = 0;
    memset(letters, 'k', sizeof letters);
    for (size_t i = 0; i < COUNT(logs); i++) {
        quen_order_line lines[LINES];
        plain_lines(lines);
        logs[i].make(lines);
        quen_orders *orders = support_orders(ctx, lines, logs[i].n);
        call_world_use(world, orders);
        for (const api_call *call = api_calls; call->name; call++)
            if (takes_log(call))
                run_both(call, 0, leave, NULL, logs[i].words, &out);
        call_world_use(world, NULL);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
    print_message("%zu calls\n", n_calls);
    assert_int_equal(n_faults, 0);
}

/* --- tables --- */

enum { CONSTANT, SAME_COLUMNS, ZEROS, ONE_ROW, AS_MANY_CLUSTERS, SHAPES };

static const char *const shape_words[SHAPES] = {
    "constant columns", "the same column several times", "zeros", "one row", "k = n"};

static void set_number(unsigned char *at, const char *type, double v)
{
    const float f = (float)v;
    if (strcmp(type, "float") == 0)
        memcpy(at, &f, sizeof f);
    else
        memcpy(at, &v, sizeof v);
}

static void fill(call_trial *t, size_t i, int shape)
{
    const api_facts *p = &t->call->params[i];
    unsigned char *at = t->v[i].p;
    const size_t n = call_bytes_at(t, at) / p->size;
    for (size_t k = 0; k < n; k++)
        set_number(at + k * p->size, p->type,
                   shape == CONSTANT ? 0.25 + (double)(k % 3) / 8
                   : shape == ZEROS  ? 0
                                     : (double)(k / 3) / 32);
}

/* Shapes of each matrix that the call is given. */
static int spoil_shape(call_trial *t, void *user)
{
    const int shape = *(const int *)user;
    int there = 0;
    for (size_t i = 0; i < t->call->n_params; i++) {
        const api_facts *p = &t->call->params[i];
        const int numbers =
            p->is_const && p->pointers == 1 &&
            (strcmp(p->type, "double") == 0 || strcmp(p->type, "float") == 0);
        there = there || numbers;
        if (numbers && shape < ONE_ROW)
            fill(t, i, shape);
        if (shape == ONE_ROW && strcmp(p->name, "n") == 0)
            t->v[i].n = 1;
        if (shape == AS_MANY_CLUSTERS && strcmp(p->type, "quen_kmeans_options") == 0)
            ((quen_kmeans_options *)t->v[i].p)->k = 24;
    }
    return there;
}

static void test_every_table(void **state)
{
    outcome out;
    (void)state;
    n_calls = n_faults = 0;
    for (const api_call *call = api_calls; call->name; call++)
        for (int shape = 0; shape < SHAPES; shape++)
            run_both(call, 0, spoil_shape, &shape, shape_words[shape], &out);
    print_message("%zu calls\n", n_calls);
    assert_int_equal(n_faults, 0);
}

static int make_world(void **state)
{
    (void)state;
    world = call_world_new();
    return 0;
}

static int free_world(void **state)
{
    (void)state;
    call_world_free(world);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_place),
        cmocka_unit_test(test_every_log),
        cmocka_unit_test(test_every_table),
    };
    return cmocka_run_group_tests(tests, make_world, free_world);
}
