/* What is given to each function: see small_calls.h. */
#include "small_world.h"

enum { ROOM = 4096, FILE_ROOM = 1 << 20, UNTOUCHED = 0x5a };

/* --- memory of a call --- */

static call_block *add_block(call_trial *t, const void *data, size_t bytes)
{
    assert_true(t->n_blocks < CALL_BLOCKS);
    call_block *block = &t->blocks[t->n_blocks++];
    block->at = malloc(bytes ? bytes : 1);
    block->bytes = bytes;
    block->was = NULL;
    assert_non_null(block->at);
    if (data)
        memcpy(block->at, data, bytes);
    else
        memset(block->at, UNTOUCHED, bytes);
    return block;
}

void *call_copy(call_trial *t, const void *data, size_t bytes)
{
    return add_block(t, data, bytes)->at;
}

static void *output(call_trial *t, size_t bytes)
{
    return add_block(t, NULL, bytes)->at;
}

static call_block *block_at(const call_trial *t, const void *at)
{
    for (size_t i = 0; i < t->n_blocks; i++)
        if (t->blocks[i].at == at)
            return (call_block *)&t->blocks[i];
    return NULL;
}

size_t call_bytes_at(const call_trial *t, const void *at)
{
    const call_block *block = block_at(t, at);
    return block ? block->bytes : 0;
}

/* --- inputs by name --- */

/* `function` is the begin of a name; the first row that fits counts. */
typedef struct row {
    const char *function, *type, *name;
    const void *data;
    size_t bytes; /* of data; without data the number itself */
} row;

#define TEXT(text) (text), sizeof(text)
#define NUMBER(n) NULL, (n)
#define LIST(list) (list), sizeof(list)

static const uint32_t lists[4 * 3] = {0, 1, 2, 3, 4, 5, 1, 3, 5, 2, 4, 0};
static const uint32_t counts[4] = {3, 3, 2, 1};
static const uint32_t two[2] = {0, 1};
static const int64_t answers[CALL_N] = {5, 4, 3, 2, 1, 5, 4, 5, 4, 3, 2, 1,
                                        5, 4, 5, 4, 3, 2, 1, 5, 4, 5, 4, 3};
static const uint32_t first_customer[CALL_N] = {0};

/* Returns, times and values of lifetimes. */
static const double returns[CALL_N] = {0, 1, 2, 0, 5, 1, 0, 3, 9, 0, 0, 1,
                                       0, 2, 0, 1, 0, 0, 4, 1, 0, 0, 2, 0};
static const double lasts[CALL_N] = {0, 9,  20, 0, 30, 1, 0,  25, 31, 0, 0,  3,
                                     0, 11, 0,  8, 0,  0, 27, 2,  0,  0, 21, 0};
static const double times[CALL_N] = {5,  31, 32, 8,  33, 12, 40, 26, 34, 7, 0,  6,
                                     22, 30, 1,  19, 39, 2,  28, 9,  3,  4, 35, 36};
static const double paid[CALL_N] = {0, 11, 24, 0, 19, 8, 0,  30, 22, 0, 0,  7,
                                    0, 17, 0,  9, 0,  0, 21, 12, 0,  0, 14, 0};

static const row rows[] = {
    {"quen_parse_phone", "char", "text", "+84 912 345 678", 15},
    {"quen_parse_email", "char", "text", "Lan@Example.com", 15},
    {"quen_parse_name", "char", "text", "Nguyen Lan", 10},
    {"quen_parse_time", "char", "text", "2026-03-01 08:00", 16},
    {"quen_parse_", "char", "text", "12.50", 5},
    {"quen_parse_", "char", "quantity", "3", 1},
    {"quen_parse_", "char", "price", "2.5", 3},
    {"quen_text_", "char", "text", "Cafe", 4},
    {"quen_key_text", "char", "text", TEXT("tea")},
    {"quen_key_bytes", "char", "bytes", "tea", 3},
    {"quen_key_hash", "uint8_t", "secret", "sixteen secret b", QUEN_KEY_HASH_SIZE},
    {"quen_csv_", "void", "bytes", call_csv, sizeof call_csv - 1},
    {"quen_import_", "void", "bytes", call_csv, sizeof call_csv - 1},
    {"quen_profile_", "char", "name", TEXT("square")},
    {"quen_rfm_", "char", "name", TEXT("Champions")},
    {"quen_evaluate_ranking", "uint32_t", "items", LIST(lists)},
    {"quen_evaluate_ranking", "uint32_t", "items_a", LIST(lists)},
    {"quen_evaluate_ranking", "uint32_t", "items_b", LIST(lists)},
    {"quen_evaluate_ranking", "uint32_t", "counts", LIST(counts)},
    {"quen_evaluate_ranking", "uint32_t", "counts_a", LIST(counts)},
    {"quen_evaluate_ranking", "uint32_t", "counts_b", LIST(counts)},
    {"quen_survey_", "int64_t", "scores", LIST(answers)},
    {"quen_lifetime_", "double", "x", LIST(returns)},
    {"quen_lifetime_", "double", "t_x", LIST(lasts)},
    {"quen_lifetime_", "double", "t", LIST(times)},
    {"quen_lifetime_", "double", "log_gaps", LIST(returns)},
    {"quen_lifetime_", "double", "value", LIST(paid)},
    {"quen_lifetime_", "uint32_t", "customers", LIST(first_customer)},
    {"quen_itemcf_", "uint32_t", "items", LIST(two)},
    {"quen_itemcf_", "uint32_t", "customers", LIST(two)},
    {"quen_shop_", "size_t", "n_items", NUMBER(2)},
    {"quen_shop_forget", "size_t", "n_customers", NUMBER(1)},
    {"quen_itemcf_", "size_t", "n_items", NUMBER(2)},
    {"quen_itemcf_", "size_t", "n_customers", NUMBER(2)},
    {"quen_orders_add", "size_t", "n", NUMBER(2)},
    {"quen_link_find", "size_t", "n_fields", NUMBER(1)},
    {"quen_links_compare", "uint32_t", "a", NUMBER(0)},
    {"quen_links_compare", "uint32_t", "b", NUMBER(1)},
    {"quen_format_", "size_t", "n", NUMBER(2)},
    {"quen_profile_", "size_t", "n", NUMBER(2)},
    {"quen_profile_text", "size_t", "capacity", NUMBER(ROOM)},
    {"quen_text_", "size_t", "capacity", NUMBER(ROOM)},
    {"quen_shop_export_", "size_t", "capacity", NUMBER(FILE_ROOM)},
    {"quen_shop_", "size_t", "n_customers", NUMBER(2)},
    {"quen_habits_", "int64_t", "now_s", NUMBER(1700000000)},
    {"quen_habits_", "int64_t", "horizon_s", NUMBER(864000)},
    {"quen_shop_list_due", "int64_t", "now_s", NUMBER(1700000000)},
    {"quen_shop_list_due", "int64_t", "horizon_s", NUMBER(864000)},
    {"quen_", "size_t", "n", NUMBER(CALL_N)},
    {"quen_", "size_t", "d", NUMBER(CALL_D)},
    {"quen_", "size_t", "width", NUMBER(3)},
    {"quen_churn_", "size_t", "capacity", NUMBER(64)},
    {"quen_", "size_t", "capacity", NUMBER(16)},
    {"quen_", "size_t", "n_parts", NUMBER(4)},
    {"quen_", "uint32_t", "n_folds", NUMBER(4)},
    {"quen_", "uint32_t", "decimals", NUMBER(2)},
    {"quen_", "uint32_t", "mode", NUMBER(0600)},
    {NULL, NULL, NULL, NULL, 0},
};

/* Numbers that begin with 0: which one of several things, seeds, offsets. */
static const char *const from_0[] = {
    "bad",  "column", "field",        "finding",   "i",        "key",
    "row",  "term",   "told",         "axis",      "customer", "feature",
    "item", "number", "origin",       "parameter", "role",     "segment",
    "simd", "seed",   "utc_offset_s", "from_s",    "status",   "trace",
    "link", "habit",  "question",     "trend",     NULL,
};

static const row *find_row(const char *function, const api_facts *p)
{
    for (const row *r = rows; r->function; r++)
        if (strncmp(r->function, function, strlen(r->function)) == 0 &&
            strcmp(r->type, p->type) == 0 && strcmp(r->name, p->name) == 0)
            return r;
    return NULL;
}

static int ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* Arrays that are the world's. */
static const void *world_array(const call_world *w, const api_facts *p, size_t *bytes)
{
    const char *name = p->name;
    const void *x = strcmp(p->type, "float") == 0 ? (const void *)w->single : w->x;
    *bytes = sizeof w->values[0];
    if (strcmp(name, "recency") == 0 || strcmp(name, "frequency") == 0 ||
        strcmp(name, "monetary") == 0)
        return w->values[*name == 'r' ? 0 : *name == 'f' ? 1 : 2];
    *bytes = sizeof w->score[0];
    if (strcmp(name, "a") == 0 || strcmp(name, "score") == 0)
        return w->score[0];
    if (strcmp(name, "b") == 0)
        return w->score[1];
    *bytes = strcmp(name, "x") == 0 ? CALL_N * CALL_D * p->size : CALL_N * p->size;
    return strcmp(name, "x") == 0        ? x
           : strcmp(name, "y") == 0      ? w->y
           : strcmp(name, "labels") == 0 ? (const void *)w->labels
                                         : NULL;
}

/* --- what calls are about --- */

static quen_orders *fresh_orders(call_trial *t)
{
    quen_orders *orders = NULL;
    quen_order_line line = {.customer = quen_key_int(3),
                            .order = quen_key_int(1),
                            .item = quen_key_text("milk"),
                            .time_s = 1700000000,
                            .quantity = 1,
                            .amount = 100};
    assert_ok(t->ctx, quen_orders_new(t->ctx, &orders));
    if (!strstr(t->call->name, "set_rules"))
        assert_ok(t->ctx, quen_orders_add(t->ctx, orders, &line, 1));
    return orders;
}

static quen_format *fresh_format(call_trial *t)
{
    quen_format *format = NULL;
    quen_key_column column = call_texts_of(t, QUEN_FORMAT_KIND_MONEY);
    quen_format_options o;
    quen_format_options_init(&o, sizeof o);
    o.kind = QUEN_FORMAT_KIND_MONEY;
    assert_ok(t->ctx, quen_format_new(t->ctx, &o, &format));
    assert_ok(t->ctx, quen_format_add(t->ctx, format, &column, 2));
    return format;
}

static quen_csv *fresh_csv(call_trial *t)
{
    quen_csv *csv = NULL;
    assert_ok(t->ctx, quen_csv_new(t->ctx, NULL, &csv));
    if (!strstr(t->call->name, "push"))
        assert_ok(t->ctx, quen_csv_push(t->ctx, csv, call_csv, sizeof call_csv - 1));
    return csv;
}

static quen_import *fresh_import(call_trial *t)
{
    quen_import *import = NULL;
    quen_import_options o;
    quen_import_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    assert_ok(t->ctx, quen_import_new(t->ctx, &o, &import));
    if (!strstr(t->call->name, "push"))
        assert_ok(t->ctx,
                  quen_import_push(t->ctx, import, call_csv, sizeof call_csv - 1));
    return import;
}

/* What is changed by the call is made for it. */
static void *fresh(call_trial *t, const char *type)
{
    return strcmp(type, "quen_orders") == 0   ? (void *)fresh_orders(t)
           : strcmp(type, "quen_format") == 0 ? (void *)fresh_format(t)
           : strcmp(type, "quen_csv") == 0    ? (void *)fresh_csv(t)
           : strcmp(type, "quen_import") == 0 ? (void *)fresh_import(t)
                                              : NULL;
}

static const void *format_for(const call_trial *t, const char *name)
{
    const char *call = t->call->name;
    uint32_t kind = ends_with(call, "_times")       ? QUEN_FORMAT_KIND_TIME
                    : ends_with(call, "_keys")      ? QUEN_FORMAT_KIND_KEY
                    : strcmp(name, "quantity") == 0 ? QUEN_FORMAT_KIND_QUANTITY
                                                    : QUEN_FORMAT_KIND_MONEY;
    return t->world->formats[kind];
}

static const void *shared(const call_trial *t, const api_facts *p)
{
    const call_world *w = t->world;
    const struct {
        const char *type;
        const void *it;
    } all[] = {
        {"quen_orders", w->used},       {"quen_split", w->split},
        {"quen_check", w->check},       {"quen_features", w->features},
        {"quen_scaler", w->scaler},     {"quen_kmeans", w->kmeans},
        {"quen_logit", w->logit},       {"quen_rfm", w->rfm},
        {"quen_itemcf", w->itemcf},     {"quen_churn", w->churn},
        {"quen_shop", w->shop},         {"quen_csv", w->csv},
        {"quen_import", w->import},     {"quen_profile", quen_profile_at(0)},
        {"quen_context", w->ctx},       {"quen_format", format_for(t, p->name)},
        {"quen_figures", w->figures},   {"quen_cohorts", w->cohorts},
        {"quen_lifetime", w->lifetime}, {"quen_links", w->links},
        {"quen_habits", w->habits},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].type, p->type) == 0)
            return all[i].it;
    return NULL;
}

/* --- a parameter --- */

static int is_noun(const char *type)
{
    return api_find_noun(type) != NULL;
}

int call_is_output(const api_facts *p)
{
    return p->pointers && !p->is_const && strcmp(p->type, "quen_context") != 0 &&
           !(p->pointers == 1 && is_noun(p->type));
}

/* The bytes behind a pointer that stands before the size. */
static size_t size_before(const call_trial *t, size_t i)
{
    while (i-- > 0)
        if (t->call->params[i].pointers && !call_is_output(&t->call->params[i]))
            return call_bytes_at(t, t->v[i].p);
    return 0;
}

/* The file of a model that is opened. */
static void *a_file(call_trial *t)
{
    char type[64];
    snprintf(type, sizeof type, "%.*s",
             (int)(strlen(t->call->name) - strlen("_open_bytes")), t->call->name);
    const api_noun *noun = api_find_noun(type);
    const api_facts p = {"", type, 1, 1, 1};
    unsigned char *file = malloc(FILE_ROOM);
    size_t size = 0;
    assert_non_null(file);
    assert_ok(t->ctx, noun->save(t->ctx, shared(t, &p), file, FILE_ROOM, &size));
    void *copy = call_copy(t, file, size);
    free(file);
    return copy;
}

static quen_key a_key(const call_trial *t, const char *name)
{
    if (strncmp(t->call->name, "quen_split_fold", 15) == 0 ||
        strncmp(t->call->name, "quen_rfm_", 9) == 0)
        return quen_key_int(2);
    return strcmp(name, "item") == 0 || strstr(t->call->name, "_item")
               ? quen_orders_item_key(t->world->orders, 0)
               : quen_orders_customer_key(t->world->orders, 0);
}

static void *output_for(call_trial *t, const api_facts *p)
{
    const api_struct *s = api_find_struct(p->type);
    const int is_long = ends_with(t->call->name, "_save_bytes") ||
                        strncmp(t->call->name, "quen_shop_export_", 17) == 0;
    void *at = output(t, is_long && p->size == 1 ? FILE_ROOM : ROOM);
    if (s && p->pointers == 1 && s->fields[0].facts.name &&
        strcmp(s->fields[0].facts.name, "struct_size") == 0)
        s->make(at);
    call_block *block = block_at(t, at);
    block->was = malloc(block->bytes);
    assert_non_null(block->was);
    memcpy(block->was, block->at, block->bytes);
    return at;
}

/* The keys of two customers. */
static void *customers(call_trial *t)
{
    const quen_key keys[2] = {quen_orders_customer_key(t->world->orders, 1),
                              quen_orders_customer_key(t->world->orders, 2)};
    return call_copy(t, keys, sizeof keys);
}

/* Each customer of the log stays. */
static void *everybody(call_trial *t)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(t->world->used, &totals);
    uint32_t *into = call_copy(t, NULL, (size_t)totals.customers * sizeof *into);
    for (uint32_t i = 0; i < totals.customers; i++)
        into[i] = i;
    return into;
}

/* A struct, or two of them where an array is taken. */
static void *struct_for(call_trial *t, const api_facts *p)
{
    const api_struct *s = api_find_struct(p->type);
    if (!s)
        return NULL;
    if (strcmp(p->type, "quen_key") == 0)
        return strcmp(p->name, "customers") == 0 ? customers(t) : call_items(t, 2);
    if (strcmp(p->type, "quen_key_column") == 0) {
        uint32_t kind = ends_with(t->call->name, "_times")   ? QUEN_FORMAT_KIND_TIME
                        : ends_with(t->call->name, "_keys")  ? QUEN_FORMAT_KIND_KEY
                        : strcmp(p->name, "quantities") == 0 ? QUEN_FORMAT_KIND_QUANTITY
                                                             : QUEN_FORMAT_KIND_MONEY;
        const quen_key_column of = call_texts_of(t, kind);
        return call_copy(t, &of, sizeof of);
    }
    const size_t n = strcmp(p->name, "lines") == 0 ? 2 : 1;
    unsigned char *at = output(t, n * s->size);
    int known = 1;
    for (size_t i = 0; i < n; i++) {
        s->make(at + i * s->size);
        known = known && call_fill(t, p->type, at + i * s->size);
    }
    return known ? at : NULL;
}

static int give_pointer(call_trial *t, size_t i, const api_facts *p)
{
    const row *r = find_row(t->call->name, p);
    size_t bytes = 0;
    const void *array = world_array(t->world, p, &bytes);
    if (strcmp(p->type, "quen_context") == 0)
        t->v[i].p = t->ctx;
    else if (p->pointers == 1 && is_noun(p->type))
        t->v[i].p = p->is_const ? (void *)shared(t, p) : fresh(t, p->type);
    else if (call_is_output(p) || p->pointers > 1)
        t->v[i].p = output_for(t, p);
    else if (r)
        t->v[i].p = call_copy(t, r->data, r->bytes);
    else if (ends_with(t->call->name, "_open_bytes"))
        t->v[i].p = a_file(t);
    else if (strcmp(p->name, "saved") == 0)
        t->v[i].p = call_copy(t, quen_format_saved(t->world->formats[0]),
                              strlen(quen_format_saved(t->world->formats[0])) + 1);
    else if (strcmp(t->call->name, "quen_profile_parse") == 0)
        t->v[i].p = call_copy(t, t->world->profile, strlen(t->world->profile));
    else if (strcmp(p->name, "into") == 0)
        t->v[i].p = everybody(t);
    else if (array)
        t->v[i].p = call_copy(t, array, bytes);
    else
        t->v[i].p = struct_for(t, p);
    return t->v[i].p != NULL;
}

static int give_number(call_trial *t, size_t i, const api_facts *p)
{
    const row *r = find_row(t->call->name, p);
    for (size_t k = 0; from_0[k]; k++)
        if (strcmp(from_0[k], p->name) == 0)
            return 1;
    if (ends_with(p->name, "size"))
        t->v[i].n = size_before(t, i);
    else if (strcmp(t->call->name, "quen_orders_merge_customers") == 0)
        t->v[i].n = size_before(t, i) / sizeof(uint32_t);
    else if (ends_with(t->call->name, "_save_bytes"))
        t->v[i].n = FILE_ROOM;
    else if (strcmp(p->type, "double") == 0)
        t->v[i].f64 = strcmp(p->name, "min_risk") == 0 ? 0.25 : 0.9;
    else if (strcmp(p->name, "to_s") == 0)
        t->v[i].i64 = 1800000000;
    else if (r && p->size == sizeof(uint32_t))
        t->v[i].u32 = (uint32_t)r->bytes;
    else if (r)
        t->v[i].n = r->bytes;
    else
        return 0;
    return 1;
}

static int give(call_trial *t, size_t i)
{
    const api_facts *p = &t->call->params[i];
    if (p->pointers)
        return give_pointer(t, i, p);
    if (strcmp(p->type, "quen_key") != 0)
        return give_number(t, i, p);
    t->v[i].key = a_key(t, p->name);
    if (t->v[i].key.kind == QUEN_KEY_BYTES)
        t->v[i].key.bytes = call_copy(t, t->v[i].key.bytes, t->v[i].key.size);
    return 1;
}

/* --- a call --- */

const char *call_begin(call_trial *t, call_world *world, quen_context *ctx,
                       const api_call *call, int full)
{
    memset(t, 0, sizeof *t);
    t->call = call;
    t->world = world;
    t->ctx = ctx;
    t->full = full;
    assert_true(call->n_params <= CALL_PARAMS);
    for (size_t i = 0; i < call->n_params; i++)
        if (!give(t, i))
            return call->params[i].name;
    return NULL;
}

void call_run(call_trial *t)
{
    t->status = (quen_status)t->call->run(t->v);
}

/* What came out, or is changed by calls. */
static void free_noun(call_trial *t, size_t i)
{
    const api_facts *p = &t->call->params[i];
    const api_noun *noun = api_find_noun(p->type);
    void *it = t->v[i].p;
    if (!noun || p->is_const || !it)
        return;
    if (p->pointers == 2 && t->status == QUEN_OK)
        memcpy(&it, t->v[i].p, sizeof it);
    else if (p->pointers == 2)
        return;
    noun->free(it);
}

void call_end(call_trial *t)
{
    for (size_t i = 0; i < t->call->n_params; i++)
        free_noun(t, i);
    for (size_t i = 0; i < t->n_blocks; i++) {
        free(t->blocks[i].at);
        free(t->blocks[i].was);
    }
    t->n_blocks = 0;
}

/* Counts are 0 after a failure, where they are not as they were. */
static int is_zero_count(const api_facts *p, const call_block *block)
{
    static const unsigned char none[sizeof(size_t)];
    return strcmp(p->type, "size_t") == 0 && memcmp(block->at, none, sizeof none) == 0 &&
           memcmp(block->at + sizeof none, block->was + sizeof none,
                  block->bytes - sizeof none) == 0;
}

const char *call_changed(const call_trial *t)
{
    for (size_t i = 0; i < t->call->n_params; i++) {
        const api_facts *p = &t->call->params[i];
        const call_block *block = block_at(t, t->v[i].p);
        if (!call_is_output(p) || !block)
            continue;
        if (p->pointers == 2 && is_noun(p->type)) {
            void *out;
            memcpy(&out, block->at, sizeof out);
            if (out)
                return p->name;
        } else if (is_zero_count(p, block)) {
            continue;
        } else if (memcmp(block->at, block->was, block->bytes) != 0) {
            return p->name;
        }
    }
    return NULL;
}

const api_struct *api_find_struct(const char *name)
{
    for (const api_struct *s = api_structs; s->name; s++)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

const api_noun *api_find_noun(const char *type)
{
    for (const api_noun *n = api_nouns; n->type; n++)
        if (strcmp(n->type, type) == 0)
            return n;
    return NULL;
}
