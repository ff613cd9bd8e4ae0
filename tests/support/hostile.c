/* Places and values: see hostile.h. */
#include "hostile.h"

#include <float.h>
#include <math.h>

/* --- places --- */

typedef struct search {
    const call_trial *t;
    size_t left; /* places to pass over */
    hostile_place *found;
    int done;
} search;

static void offer(search *s, hostile_place place)
{
    if (s->done)
        return;
    s->done = s->left == 0;
    if (s->done)
        *s->found = place;
    s->left--;
}

static int is_number(const char *type)
{
    static const char *const all[] = {"double",   "float",    "int64_t", "uint64_t",
                                      "uint32_t", "int32_t",  "uint8_t", "size_t",
                                      "char",     "quen_key", NULL};
    for (size_t i = 0; all[i]; i++)
        if (strcmp(all[i], type) == 0)
            return 1;
    return 0;
}

static void walk_struct(search *s, unsigned char *at, const api_struct *of, int depth);

/* The first, the middle and the last of n. */
static void walk_elements(search *s, unsigned char *at, const api_facts *p, size_t n,
                          const char *in, int depth)
{
    const api_struct *of = api_find_struct(p->type);
    const size_t chosen[3] = {0, n / 2, n - 1};
    for (size_t k = 0; n && k < 3; k++) {
        unsigned char *element = at + chosen[k] * p->size;
        if (k > 0 && chosen[k] == chosen[k - 1])
            continue;
        if (is_number(p->type) && strcmp(p->type, "char") != 0)
            offer(s, (hostile_place){element, NULL, p->type, p->name, in, chosen[k]});
        else if (of && depth < 4)
            walk_struct(s, element, of, depth + 1);
    }
}

/* What a pointer leads to, if it is the call's own. */
static void walk_pointer(search *s, unsigned char *at, const api_facts *p, const char *in,
                         int depth)
{
    unsigned char *to;
    memcpy(&to, at, sizeof to);
    size_t bytes = to ? call_bytes_at(s->t, to) : 0;
    if (p->pointers != 1 || bytes == 0)
        return;
    if (strcmp(p->type, "char") == 0)
        offer(s, (hostile_place){at, NULL, "string", p->name, in, SIZE_MAX});
    else
        walk_elements(s, to, p, bytes / p->size, in, depth);
}

/* More than there is would be a caller's lie, which no library can see through. */
static const char *count_type(const api_field *f)
{
    return f->facts.size == sizeof(uint32_t) ? "count32" : "size_t";
}

static void walk_field(search *s, unsigned char *at, const api_field *f, const char *in,
                       int depth)
{
    if (strcmp(f->facts.name, "struct_size") == 0 ||
        strcmp(f->facts.name, "reserved") == 0)
        return;
    if (f->facts.pointers)
        walk_pointer(s, at, &f->facts, in, depth);
    else if (f->length > 1)
        walk_elements(s, at, &f->facts, f->length, in, depth);
    else if (is_number(f->facts.type))
        offer(s, (hostile_place){at, NULL, f->count_of ? count_type(f) : f->facts.type,
                                 f->facts.name, in, SIZE_MAX});
    else
        walk_elements(s, at, &f->facts, 1, in, depth);
}

static void walk_struct(search *s, unsigned char *at, const api_struct *of, int depth)
{
    /* The bytes of a column go with its offsets. */
    const int column = strcmp(of->name, "quen_key_column") == 0;
    for (const api_field *f = of->fields; f->facts.name; f++)
        if (!column || strcmp(f->facts.type, "char") != 0)
            walk_field(s, at + f->offset, f, of->name, depth);
}

int hostile_find(const call_trial *t, size_t number, hostile_place *place)
{
    search s = {t, number, place, 0};
    for (size_t i = 0; i < t->call->n_params && !s.done; i++) {
        const api_facts *p = &t->call->params[i], *next = p + 1;
        unsigned char *at = (unsigned char *)&t->v[i];
        if (call_is_output(p) || api_find_noun(p->type))
            continue;
        if (!p->pointers && is_number(p->type))
            offer(&s, (hostile_place){at, NULL, p->type, p->name, NULL, SIZE_MAX});
        else if (p->pointers == 1 && p->size == 1 && next->name && !next->pointers &&
                 strcmp(next->type, "size_t") == 0 && strcmp(p->type, "uint8_t") != 0)
            offer(&s, (hostile_place){at, (size_t *)&t->v[i + 1].n, "text", p->name, NULL,
                                      SIZE_MAX});
        else if (p->pointers)
            walk_pointer(&s, at, p, NULL, 0);
    }
    return s.done;
}

/* --- values --- */

#define YEAR_1 (-INT64_C(62135596800))
#define YEAR_9999 INT64_C(253402300799)

static const double doubles[] = {0.0,    -0.0,    NAN,    INFINITY,     -INFINITY,
                                 5e-324, -5e-324, 1e-310, DBL_MIN,      1e308,
                                 -1e308, DBL_MAX, 1e150,  -1,           0.5,
                                 1,      2,       1e-300, 4294967296.0, 1e19};
static const int64_t signeds[] = {0,
                                  1,
                                  -1,
                                  INT64_MIN,
                                  INT64_MIN + 1,
                                  INT64_MAX,
                                  INT64_MAX - 1,
                                  QUEN_TIME_MIN - 1,
                                  QUEN_TIME_MIN,
                                  QUEN_TIME_MAX,
                                  QUEN_TIME_MAX + 1,
                                  QUEN_TIME_MAX + 2,
                                  YEAR_1,
                                  YEAR_9999,
                                  INT64_C(1) << 62,
                                  -(INT64_C(1) << 62)};
static const uint64_t unsigneds[] = {
    0, 1, UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX, UINT64_MAX - 1};
static const uint32_t words32[] = {0,          1,           2,          5,
                                   0x7fffffff, 0x80000000u, 0xfffffffe, 0xffffffff};
static const int32_t offsets32[] = {0,         1,     -1,     INT32_MIN,
                                    INT32_MAX, 86400, -86401, 100000};
static const uint8_t bytes8[] = {0, 1, 2, 127, 128, 255};
static const size_t sizes[] = {0, 1};
static const uint32_t counts32[] = {0, 1};

enum { LONG_TEXT = QUEN_KEY_MAX_SIZE + 2, N_KEYS = 10, N_STRINGS = 3, N_TEXTS = 10 };

static char nines[LONG_TEXT + 1], zeros[LONG_TEXT];

static void make_texts(void)
{
    memset(nines, '9', LONG_TEXT);
}

/* Keys of each size and kind, and of none. */
static quen_key key_of(size_t number)
{
    make_texts();
    switch (number) {
    case 0:
        return quen_key_bytes(nines, 0);
    case 1:
        return quen_key_bytes(nines, 1);
    case 2:
        return quen_key_bytes(nines, QUEN_KEY_MAX_SIZE);
    case 3:
        return quen_key_bytes(nines, QUEN_KEY_MAX_SIZE + 1);
    case 4:
        return quen_key_bytes(nines, SIZE_MAX);
    case 5:
        return quen_key_bytes(NULL, 1);
    case 6:
        return (quen_key){NULL, 0, 0, QUEN_KEY_NONE, 0};
    case 7:
        return quen_key_int(INT64_MIN);
    case 8:
        return quen_key_int(INT64_MAX);
    default:
        return (quen_key){NULL, 0, 1, 3, 0};
    }
}

/* Text and size; sizes about 64 KiB, bytes that are no text. */
static int put_text(call_trial *t, const hostile_place *place, size_t number)
{
    static const size_t all[N_TEXTS] = {
        0, 1, 2, QUEN_KEY_MAX_SIZE, LONG_TEXT - 1, LONG_TEXT, 0, 1, 64, LONG_TEXT};
    make_texts();
    const char *from = number < 6 ? nines : zeros;
    void *copy = call_copy(t, from, all[number]);
    memcpy(place->at, &copy, sizeof copy);
    *place->size = all[number];
    return 1;
}

static int put_string(call_trial *t, const hostile_place *place, size_t number)
{
    make_texts();
    void *copy = number == 0   ? call_copy(t, "", 1)
                 : number == 1 ? call_copy(t, nines, sizeof nines)
                               : call_copy(t, "\xff\xfe", 3);
    memcpy(place->at, &copy, sizeof copy);
    return 1;
}

typedef struct table {
    const char *type;
    const void *values;
    size_t n, size;
} table;

#define TABLE(type, values)                                                              \
    {                                                                                    \
#type, values, sizeof(values) / sizeof *(values), sizeof *(values)               \
    }
static const table tables[] = {
    TABLE(double, doubles),     TABLE(float, doubles),    TABLE(int64_t, signeds),
    TABLE(uint64_t, unsigneds), TABLE(uint32_t, words32), TABLE(int32_t, offsets32),
    TABLE(uint8_t, bytes8),     TABLE(size_t, sizes),     TABLE(count32, counts32),
};

static const table *table_of(const char *type)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].type, type) == 0)
            return &tables[i];
    return NULL;
}

int hostile_put(call_trial *t, const hostile_place *place, size_t number)
{
    const table *values = table_of(place->type);
    if (strcmp(place->type, "text") == 0)
        return number < N_TEXTS && put_text(t, place, number);
    if (strcmp(place->type, "string") == 0)
        return number < N_STRINGS && put_string(t, place, number);
    if (strcmp(place->type, "quen_key") == 0) {
        const quen_key key = key_of(number);
        if (number < N_KEYS)
            memcpy(place->at, &key, sizeof key);
        return number < N_KEYS;
    }
    if (!values || number >= values->n)
        return 0;
    if (strcmp(place->type, "float") == 0) {
        const double v = doubles[number];
        const float f = fabs(v) > (double)FLT_MAX && isfinite(v) ? FLT_MAX : (float)v;
        memcpy(place->at, &f, sizeof f);
    } else {
        memcpy(place->at, (const char *)values->values + number * values->size,
               values->size);
    }
    return 1;
}

const char *hostile_words(const hostile_place *place, size_t number)
{
    static char words[300];
    char value[64];
    snprintf(value, sizeof value, "value %zu", number);
    if (table_of(place->type)) {
        if (table_of(place->type)->values == (const void *)doubles)
            snprintf(value, sizeof value, "%g", doubles[number]);
        else if (strcmp(place->type, "int64_t") == 0)
            snprintf(value, sizeof value, "%lld", (long long)signeds[number]);
        else if (strcmp(place->type, "uint64_t") == 0)
            snprintf(value, sizeof value, "%llu", (unsigned long long)unsigneds[number]);
        else if (strcmp(place->type, "uint32_t") == 0)
            snprintf(value, sizeof value, "%lu", (unsigned long)words32[number]);
    }
    if (place->element == SIZE_MAX)
        snprintf(words, sizeof words, "%s%s%s, %s: %s", place->in ? place->in : "",
                 place->in ? "." : "", place->name, place->type, value);
    else
        snprintf(words, sizeof words, "%s%s%s[%zu], %s: %s", place->in ? place->in : "",
                 place->in ? "." : "", place->name, place->element, place->type, value);
    return words;
}

int hostile_is_zero(const hostile_place *place, size_t number)
{
    const table *values = table_of(place->type);
    return values && values->values == (const void *)doubles && number < 2;
}

const char *hostile_no_number(const hostile_place *place, size_t number)
{
    const table *values = table_of(place->type);
    if (!values || values->values != (const void *)doubles || isfinite(doubles[number]))
        return NULL;
    return isnan(doubles[number]) ? "NaN" : "inf";
}

/* --- what came out --- */

typedef struct sum {
    uint64_t hash;
    int answer;
    const char *bad; /* a getter or an output with a number that is not finite */
} sum;

static void add(sum *s, const void *data, size_t n)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < n; i++)
        s->hash = (s->hash ^ bytes[i]) * UINT64_C(1099511628211);
}

/* Where a number may be NaN, or infinite too, as its documentation says. */
typedef struct odd {
    const char *in, *name; /* a struct and its field, or a getter or an output */
    int infinite;
} odd;

static const odd odds[] = {
    {NULL, "quen_logit_odds_ratios", 1},
    {NULL, "quen_logit_std_errors", 0}, /* no spread, or no finite solution */
    {NULL, "quen_logit_z_values", 0},
    {NULL, "quen_logit_p_values", 0},
    {NULL, "quen_logit_intercept", 0},
    {NULL, "quen_features_matrix", 0}, /* unknown, or not defined */
    {NULL, "means", 0},                /* no value of the cluster is known */
    {NULL, "medians", 0},
    {"quen_binary_report", NULL, 0}, /* figures that are not defined */
    {"quen_ranking_report", NULL, 0},
    {"quen_calibration_bin", NULL, 0},
    {"quen_gain", NULL, 0},
    {"quen_auc_test", NULL, 0},
    {"quen_churn_report", NULL, 0},
    {"quen_lifetime_report", NULL, 0},
    {"quen_habits_report", NULL, 0},
    {"quen_habits_check", NULL, 0},
    {"quen_lifetime_future", "value", 0}, /* there is no model of values */
    {NULL, "quen_lifetime_standard_errors", 0},
    {"quen_churn_origin", NULL, 0},
    {"quen_figure", NULL, 0},
};

static int may_be(const char *in, const char *name, double v)
{
    for (size_t i = 0; i < sizeof odds / sizeof *odds; i++)
        if ((odds[i].in ? in && strcmp(in, odds[i].in) == 0
                        : strcmp(name, odds[i].name) == 0) &&
            (isnan(v) || odds[i].infinite))
            return 1;
    return isfinite(v);
}

static void add_doubles(sum *s, const char *in, const char *what, const void *data,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double v;
        memcpy(&v, (const char *)data + i * sizeof v, sizeof v);
        if (!may_be(in, what, v))
            s->bad = what;
        v = s->answer && v == 0 ? 0.0 : v;
        add(s, &v, sizeof v);
    }
}

static void add_struct(sum *s, const unsigned char *at, const api_struct *of);

static void add_values(sum *s, const char *in, const char *what, const char *type,
                       const void *data, size_t n, size_t size)
{
    const api_struct *of = api_find_struct(type);
    if (strcmp(type, "double") == 0)
        add_doubles(s, in, what, data, n);
    else if (of)
        for (size_t i = 0; i < n; i++)
            add_struct(s, (const unsigned char *)data + i * of->size, of);
    else
        add(s, data, n * size);
}

/* Pointers are not compared: what they lead to may lie elsewhere. */
static void add_struct(sum *s, const unsigned char *at, const api_struct *of)
{
    for (const api_field *f = of->fields; f->facts.name; f++)
        if (!f->facts.pointers)
            add_values(s, of->name, f->facts.name, f->facts.type, at + f->offset,
                       f->length, f->facts.size);
}

static void see_getter(void *user, const char *getter, const char *type, const void *data,
                       size_t n, size_t size)
{
    add_values(user, NULL, getter, type, data, n, size);
}

static void add_noun(sum *s, const api_noun *noun, const void *it)
{
    noun->look(it, see_getter, s);
    if (!noun->save || s->answer)
        return;
    size_t size = 0;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    assert_ok(ctx, noun->save(ctx, it, NULL, 0, &size));
    unsigned char *file = malloc(size);
    assert_non_null(file);
    assert_ok(ctx, noun->save(ctx, it, file, size, &size));
    add(s, file, size);
    free(file);
    quen_context_free(ctx);
}

/* Bytes of an output that were written: what is untouched says nothing. */
static void add_output(sum *s, const call_trial *t, size_t i)
{
    const api_facts *p = &t->call->params[i];
    const api_noun *noun = api_find_noun(p->type);
    const size_t bytes = call_bytes_at(t, t->v[i].p);
    void *it = t->v[i].p;
    if (noun && !p->is_const && t->status == QUEN_OK) {
        if (p->pointers == 2)
            memcpy(&it, t->v[i].p, sizeof it);
        add_noun(s, noun, it);
    } else if (call_is_output(p) && p->pointers == 1 && bytes) {
        const api_struct *of = api_find_struct(p->type);
        add_values(s, NULL, p->name, p->type, it, bytes / (of ? of->size : p->size),
                   p->size);
    }
}

static sum look_at(const call_trial *t, int answer)
{
    sum s = {UINT64_C(14695981039346656037), answer, NULL};
    add(&s, &t->status, sizeof t->status);
    if (t->status != QUEN_OK && !answer)
        add(&s, quen_context_message(t->ctx), strlen(quen_context_message(t->ctx)));
    for (size_t i = 0; i < t->call->n_params; i++)
        add_output(&s, t, i);
    return s;
}

uint64_t hostile_digest(const call_trial *t, int answer)
{
    return look_at(t, answer).hash;
}

const char *hostile_not_finite(const call_trial *t)
{
    return look_at(t, 1).bad;
}
