/*
 * Streams of Arrow as a producer may hand them over: columns of any format, with or
 * without dictionaries, in arrays whose lengths, offsets, counts of nulls, indices and
 * views may be at odds; and any options. Memory is as a producer answers for it: buffers
 * are as long as their own array says, and strings end within their bytes. All that was
 * handed over is released once, and not looked at behind that.
 */
#include "calls.h"

#include "calls_made.h"

#define PATIENCE 60
#define MAX_COLUMNS 7
#define BYTES 64 /* of all strings of a column */
#define MAX_BLOCKS 512

/* What belongs to one schema or one array, and is gone with it. */
typedef struct owned {
    void *blocks[MAX_BLOCKS];
    size_t n;
} owned;

typedef struct column {
    const char *format, *index; /* no index: no dictionary */
} column;

typedef struct producer {
    calls *c;
    column columns[MAX_COLUMNS];
    size_t n_columns, n_arrays;
    int hostile; /* 1: something may be at odds */
} producer;

static size_t alive;

static const char *const names[MAX_COLUMNS] = {"c", "b", "i", "t", "a", "q", "p"};

static void *own(owned *o, size_t size)
{
    void *block = malloc(size ? size : 1);
    MUST(block && o->n < MAX_BLOCKS);
    memset(block, 0, size ? size : 1);
    o->blocks[o->n++] = block;
    return block;
}

static owned *own_new(void)
{
    owned *o = malloc(sizeof *o);
    MUST(o);
    o->n = 0;
    alive++;
    return o;
}

static void own_free(owned *o)
{
    while (o->n)
        free(o->blocks[--o->n]);
    free(o);
    alive--;
}

/* 1 once in a while, where something may be at odds. */
static int odd(producer *p)
{
    return p->hostile && fuzz_below(&p->c->bytes, 24) == 23;
}

/* --- schemas --- */

static void release_schema(struct ArrowSchema *schema)
{
    own_free(schema->private_data);
    schema->release = NULL;
}

static void release_part(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static struct ArrowSchema *schema_of(owned *o, const char *name, const char *format)
{
    struct ArrowSchema *schema = own(o, sizeof *schema);
    schema->format = format;
    schema->name = name;
    schema->flags = ARROW_FLAG_NULLABLE;
    schema->release = release_part;
    return schema;
}

static struct ArrowSchema *column_schema(producer *p, owned *o, size_t i)
{
    const column *own = &p->columns[i];
    const char *format = own->index ? own->index : own->format;
    struct ArrowSchema *schema = schema_of(o, odd(p) ? NULL : names[i], format);
    if (own->index)
        schema->dictionary = schema_of(o, "", odd(p) ? NULL : own->format);
    if (odd(p))
        schema->format = NULL;
    return schema;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    producer *p = stream->private_data;
    if (odd(p))
        return 5;
    owned *o = own_new();
    memset(out, 0, sizeof *out);
    out->format = odd(p) ? "l" : "+s";
    out->n_children = (int64_t)p->n_columns;
    out->children = own(o, p->n_columns * sizeof *out->children);
    for (size_t i = 0; i < p->n_columns; i++)
        out->children[i] = odd(p) ? NULL : column_schema(p, o, i);
    if (odd(p))
        out->n_children = -1;
    out->private_data = o;
    out->release = release_schema;
    return 0;
}

/* --- arrays --- */

static void release_array(struct ArrowArray *array)
{
    own_free(array->private_data);
    array->release = NULL;
}

static void release_child(struct ArrowArray *array)
{
    array->release = NULL;
}

/* Bytes of a value; 0: strings, bits or nothing. */
static size_t width_of(const char *format)
{
    static const struct {
        const char *format;
        size_t width;
    } widths[] = {{"c", 1},        {"C", 1},         {"s", 2},       {"S", 2},
                  {"i", 4},        {"I", 4},         {"l", 8},       {"L", 8},
                  {"f", 4},        {"g", 8},         {"tdD", 4},     {"tdm", 8},
                  {"d:9,2,32", 4}, {"d:18,2,64", 8}, {"d:38,2", 16}, {"d:76,-3,256", 32},
                  {"w:3", 3},      {"w:0", 0}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (strcmp(format, widths[i].format) == 0)
            return widths[i].width;
    return strncmp(format, "ts", 2) == 0 ? 8 : 0;
}

/* Moments, indices, money, and whatever. */
static void fill_number(producer *p, uint8_t *at, size_t width)
{
    uint8_t choice = fuzz_byte(&p->c->bytes);
    uint64_t bits = choice < 100   ? choice % 5
                    : choice < 200 ? (uint64_t)1700000000 + choice * 1000u
                                   : (uint64_t)fuzz_int(&p->c->bytes);
    double value = fuzz_below(&p->c->bytes, 2) ? 1.25 : fuzz_double(&p->c->bytes);
    if (choice % 16 == 15 && width == sizeof value)
        memcpy(&bits, &value, sizeof value);
    for (size_t i = 0; i < width; i++)
        at[i] = (uint8_t)(i < 8 ? bits >> 8 * i : bits >> 63 ? 0xff : 0);
}

static void fill_offsets(producer *p, uint8_t *at, size_t n, size_t width)
{
    int64_t end = 0;
    for (size_t i = 0; i <= n; i++) {
        int64_t offset = end;
        if (odd(p))
            offset = (int64_t)fuzz_below(&p->c->bytes, BYTES + 3) - 2;
        if (offset > BYTES)
            offset = i == n ? BYTES : INT32_MAX;
        for (size_t b = 0; b < width; b++)
            at[i * width + b] = (uint8_t)((uint64_t)offset >> 8 * b);
        end += fuzz_below(&p->c->bytes, 12);
        end = end < BYTES ? end : BYTES;
    }
}

/* Short ones are within the view; of the others, buffer and place may be wrong. */
static void fill_views(producer *p, uint8_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++, at += 16) {
        int32_t view[4] = {(int32_t)fuzz_below(&p->c->bytes, 24), 0x33322d31, 0, 0};
        if (view[0] > 12)
            view[3] = (int32_t)fuzz_below(&p->c->bytes, BYTES - 24);
        if (odd(p))
            view[fuzz_below(&p->c->bytes, 4)] = (int32_t)fuzz_int(&p->c->bytes);
        memcpy(at, view, sizeof view);
    }
}

static uint8_t *texts_of(producer *p, owned *o)
{
    static const char *const likely[] = {
        "2026-03-01 08:00:00+07:00 1,250.50 31/01/2026 17850.0 Tea an@b.c",
        "1.50 2.75 45.000 12.5 -3 100 0 1 1 7 2026-03-01 2026-03-05 8 9 1"};
    uint8_t *bytes = own(o, BYTES);
    uint32_t which = fuzz_below(&p->c->bytes, 3);
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = which < 2 ? (uint8_t)likely[which][i] : fuzz_byte(&p->c->bytes);
    return bytes;
}

static void fill_texts(producer *p, owned *o, struct ArrowArray *array, size_t n,
                       size_t width)
{
    uint8_t *offsets = own(o, (n + 1) * width);
    fill_offsets(p, offsets, n, width);
    array->buffers[1] = offsets;
    array->buffers[2] = texts_of(p, o);
    array->n_buffers = 3;
}

static void fill_values(producer *p, owned *o, struct ArrowArray *array,
                        const char *format, size_t n)
{
    size_t width = width_of(format);
    if (strchr("uzUZ", format[0])) {
        fill_texts(p, o, array, n, strchr("uz", format[0]) ? 4 : 8);
    } else if (format[0] == 'v') {
        int64_t *sizes = own(o, sizeof *sizes);
        uint8_t *views = own(o, n * 16);
        fill_views(p, views, n);
        *sizes = BYTES;
        array->buffers[1] = views;
        array->buffers[2] = texts_of(p, o);
        array->buffers[3] = sizes;
        array->n_buffers = 4;
    } else {
        uint8_t *values = own(o, width ? n * width : (n + 7) / 8);
        for (size_t i = 0; i < n && width; i++)
            fill_number(p, values + i * width, width);
        for (size_t i = 0; i < (n + 7) / 8 && !width; i++)
            values[i] = fuzz_byte(&p->c->bytes);
        array->buffers[1] = values;
        array->n_buffers = 2;
    }
}

static void fill_nulls(producer *p, owned *o, struct ArrowArray *array, size_t n)
{
    uint8_t *valid = own(o, (n + 7) / 8);
    for (size_t i = 0; i < (n + 7) / 8; i++)
        valid[i] = fuzz_below(&p->c->bytes, 4) ? 0xff : fuzz_byte(&p->c->bytes);
    if (fuzz_below(&p->c->bytes, 2)) {
        array->buffers[0] = valid;
        array->null_count = -1;
    }
    if (odd(p))
        array->null_count = fuzz_int(&p->c->bytes);
}

/* Where what is told is at odds with the memory, there is more memory than is told. */
static void upset(producer *p, struct ArrowArray *array)
{
    if (odd(p))
        array->length -= fuzz_below(&p->c->bytes, 3);
    if (odd(p))
        array->offset = -array->offset - (int64_t)fuzz_below(&p->c->bytes, 2);
    if (odd(p))
        array->n_buffers = fuzz_below(&p->c->bytes, (uint32_t)array->n_buffers + 1);
    if (odd(p))
        array->buffers[fuzz_below(&p->c->bytes, 4)] = NULL;
    if (odd(p))
        array->buffers = NULL;
}

static struct ArrowArray *values_of(producer *p, owned *o, const char *format,
                                    size_t rows)
{
    struct ArrowArray *array = own(o, sizeof *array);
    size_t first = fuzz_below(&p->c->bytes, 4) == 3 ? fuzz_below(&p->c->bytes, 12) : 0;
    array->length = (int64_t)rows;
    array->offset = (int64_t)first;
    array->buffers = own(o, 4 * sizeof *array->buffers);
    array->release = release_child;
    fill_values(p, o, array, format, first + rows);
    fill_nulls(p, o, array, first + rows);
    upset(p, array);
    return array;
}

static struct ArrowArray *child_of(producer *p, owned *o, size_t i, size_t rows)
{
    const column *own = &p->columns[i];
    const char *format = own->index ? own->index : own->format;
    struct ArrowArray *child = odd(p) ? NULL : values_of(p, o, format, rows);
    if (child && own->index && !odd(p))
        child->dictionary = values_of(p, o, own->format, fuzz_below(&p->c->bytes, 6));
    if (child && odd(p))
        child->n_children = 1;
    return child;
}

/* No more arrays: one that is released. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    producer *p = stream->private_data;
    memset(out, 0, sizeof *out);
    if (odd(p))
        return 5;
    if (p->n_arrays == 0)
        return 0;
    p->n_arrays--;
    size_t rows = fuzz_below(&p->c->bytes, 20), first = fuzz_below(&p->c->bytes, 3);
    owned *o = own_new();
    out->length = (int64_t)rows;
    out->offset = (int64_t)first;
    out->n_buffers = 1;
    out->buffers = own(o, 4 * sizeof *out->buffers);
    out->n_children = (int64_t)p->n_columns;
    out->children = own(o, p->n_columns * sizeof *out->children);
    for (size_t i = 0; i < p->n_columns; i++)
        out->children[i] = child_of(p, o, i, first + rows);
    fill_nulls(p, o, out, first + rows);
    upset(p, out);
    if (odd(p))
        out->n_children -= 1;
    out->private_data = o;
    out->release = release_array;
    return 0;
}

/* --- the stream --- */

static const char *last_error(struct ArrowArrayStream *stream)
{
    producer *p = stream->private_data;
    return fuzz_below(&p->c->bytes, 2) ? NULL : "the producer is at a loss";
}

static void release_stream(struct ArrowArrayStream *stream)
{
    stream->release = NULL;
    alive--;
}

static void any_columns(producer *p)
{
    static const char *const formats[] = {
        "l", "u",    "tss:",  "g",        "U",         "i",      "vu",          "tsm:UTC",
        "b", "tdD",  "C",     "L",        "d:38,2",    "n",      "z",           "f",
        "s", "tsu:", "tsn:x", "d:9,2,32", "d:18,2,64", "tdm",    "d:76,-3,256", "w:3",
        "c", "S",    "I",     "Z",        "vz",        "w:0",    "+l",          "e",
        "",  "tDs",  "d:0,1", "w:-1",     "tss",       "d:38,x", "xyz",         "+s",
    };
    static const char *const indices[] = {"c", "S", "i", "L", "g"};
    fuzz_bytes *b = &p->c->bytes;
    p->n_columns = 1 + fuzz_below(b, MAX_COLUMNS);
    for (size_t i = 0; i < p->n_columns; i++) {
        uint32_t of = fuzz_below(b, 4) == 3 ? 40 : 24;
        p->columns[i].format = formats[fuzz_below(b, of)];
        p->columns[i].index = fuzz_below(b, 4) == 3 ? indices[fuzz_below(b, 5)] : NULL;
    }
}

/* Columns that are there, mostly. */
static const quen_arrow_options *options_of(producer *p)
{
    calls *c = p->c;
    const quen_arrow_options *any = any_quen_arrow_options(c);
    quen_arrow_options *o = calls_room(c, 1, sizeof *o);
    if (calls_set(c))
        return any;
    quen_arrow_options_init(o, sizeof *o);
    if (any && any->struct_size == sizeof *any)
        *o = *any;
    else
        c->unknown = 0;
    o->customer = calls_maybe(c) ? NULL : names[0];
    o->order = calls_maybe(c) ? NULL : names[1];
    o->item = names[fuzz_below(&c->bytes, 3) % p->n_columns];
    o->time = names[fuzz_below(&c->bytes, 4) % p->n_columns];
    o->amount = p->n_columns > 4 && !o->price ? names[4] : NULL;
    o->quantity = p->n_columns > 5 ? names[5] : NULL;
    o->price = p->n_columns > 6 && !o->amount ? names[6] : NULL;
    return calls_sized(c, o, sizeof *o);
}

static void read_stream(calls *c)
{
    producer p = {.c = c, .hostile = calls_maybe(c)};
    struct ArrowArrayStream stream = {get_schema, get_next, last_error, release_stream,
                                      &p};
    quen_orders *orders = calls_untold(c);
    any_columns(&p);
    p.n_arrays = fuzz_below(&c->bytes, 4);
    c->sized = calls_maybe(c);
    const quen_arrow_options *options = options_of(&p);
    c->sized = 0;
    alive = 1;
    int done =
        fuzz_status(c->ctx, quen_orders_from_arrow(c->ctx, &stream, options, &orders));
    MUST(alive == 0 && !stream.release);
    MUST(!done || !c->unknown);
    calls_made(c, NOUN_orders, orders, done);
    if (done)
        call_quen_orders_finish(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static calls c;
    memset(&c, 0, sizeof c);
    c.bytes = (fuzz_bytes){data, size};
    c.limits = (fuzz_limits){(size_t)1 << 24, PATIENCE};
    c.release = calls_release;
    c.makers = calls_makers;
    c.ctx = fuzz_context(&c.limits, 1);
    read_stream(&c);
    calls_end(&c);
    quen_context_free(c.ctx);
    return 0;
}
