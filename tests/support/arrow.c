/* Streams made from text: see arrow.h. */
#include "arrow.h"

static arrow_counts alive;

arrow_counts arrow_alive(void)
{
    return alive;
}

/* What a stream still has to give. */
typedef struct source {
    const arrow_column *columns;
    size_t n_columns, n_rows, at;
    int started;
    const arrow_shape *shape;
} source;

/* All memory of an array or a schema, so that it can go whatever was spoiled meanwhile.
 */
typedef struct arena {
    void **owned;
    size_t n;
} arena;

static arena *new_arena(void)
{
    arena *a = calloc(1, sizeof *a);
    assert_non_null(a);
    return a;
}

static void *get(arena *a, size_t size)
{
    a->owned = realloc(a->owned, (a->n + 1) * sizeof *a->owned);
    assert_non_null(a->owned);
    void *ptr = malloc(size ? size : 1);
    assert_non_null(ptr);
    memset(ptr, 0, size);
    a->owned[a->n++] = ptr;
    return ptr;
}

static void free_arena(arena *a)
{
    for (size_t i = 0; i < a->n; i++)
        free(a->owned[i]);
    free(a->owned);
    free(a);
}

/* --- encoding --- */

/* value * 10 + digit, in little-endian bytes. */
static void push_digit(uint8_t *value, size_t width, char digit)
{
    unsigned carry = (unsigned)(digit - '0');
    for (size_t i = 0; i < width; i++) {
        carry += value[i] * 10u;
        value[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

/* Bytes of ascending weight, as this machine keeps them. */
static void to_own_order(uint8_t *bytes, size_t width)
{
    const uint16_t one = 1;
    if (*(const uint8_t *)&one)
        return;
    for (size_t i = 0; i < width / 2; i++) {
        uint8_t byte = bytes[i];
        bytes[i] = bytes[width - 1 - i];
        bytes[width - 1 - i] = byte;
    }
}

/* A decimal as text, times 10^scale, as two's complement. */
static void put_decimal(const char *text, int scale, uint8_t *out, size_t width)
{
    const char *p = text + (*text == '-');
    memset(out, 0, width);
    for (; *p && *p != '.'; p++)
        push_digit(out, width, *p);
    p += *p == '.';
    for (int i = 0; i < scale; i++) {
        push_digit(out, width, *p ? *p : '0');
        p += *p != 0;
    }
    unsigned carry = 1;
    for (size_t i = 0; *text == '-' && i < width; i++) {
        carry += (uint8_t)~out[i];
        out[i] = (uint8_t)carry;
        carry >>= 8;
    }
    to_own_order(out, width);
}

/* Bytes of a value; 0: strings with offsets; -1: none at all. */
static int width_of(const char *format)
{
    int precision, scale, bits = 128;
    if (format[0] == 'w')
        return atoi(format + 2);
    if (format[0] == 'd') {
        sscanf(format, "d:%d,%d,%d", &precision, &scale, &bits);
        return bits / 8;
    }
    if (format[0] == 't')
        return strcmp(format, "tdD") == 0 ? 4 : 8;
    if (format[0] == 'v')
        return 16;
    static const char letters[] = "ncCsSiIlLfgb";
    static const int widths[] = {-1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 1};
    const char *found = strchr(letters, format[0]);
    return found ? widths[found - letters] : 0;
}

static void put_value(const char *format, const char *text, uint8_t *out, size_t width)
{
    int precision, scale = 0;
    if (format[0] == 'f') {
        float value = (float)support_number(text, NULL);
        memcpy(out, &value, sizeof value);
    } else if (format[0] == 'g') {
        double value = support_number(text, NULL);
        memcpy(out, &value, sizeof value);
    } else if (format[0] == 'w') {
        memset(out, 0, width);
        memcpy(out, text, strlen(text) < width ? strlen(text) : width);
    } else {
        if (format[0] == 'd')
            sscanf(format, "d:%d,%d", &precision, &scale);
        put_decimal(text, scale, out, width);
    }
}

/* --- arrays --- */

/* Whoever releases the parent must leave its children alone. */
static void release_child(struct ArrowArray *array)
{
    (void)array;
    fail_msg("a child was released by itself");
}

static void release_array(struct ArrowArray *array)
{
    assert_non_null(array->release);
    alive.arrays--;
    free_arena(array->private_data);
    array->release = NULL;
}

/* An array in the making. */
typedef struct making {
    arena *arena;
    struct ArrowArray *array;
    const arrow_shape *shape;
} making;

static uint8_t *new_buffer(making *m, size_t size)
{
    return (uint8_t *)get(m->arena, size + m->shape->unaligned) + m->shape->unaligned;
}

static void begin_array(making *m, size_t n_buffers)
{
    m->array->release = release_child;
    m->array->n_buffers = (int64_t)n_buffers;
    m->array->buffers = get(m->arena, (n_buffers + 1) * sizeof *m->array->buffers);
}

static void put_validity(making *m, const char *const *values, size_t n)
{
    size_t nulls = 0;
    for (size_t i = 0; i < n; i++)
        nulls += !values[i];
    m->array->null_count = (int64_t)nulls;
    if (nulls == 0)
        return;
    uint8_t *bits = new_buffer(m, (n + 7) / 8);
    for (size_t i = 0; i < n; i++)
        if (values[i])
            bits[i / 8] |= (uint8_t)(1u << i % 8);
    m->array->buffers[0] = bits;
}

static void put_strings(making *m, const char *format, const char *const *values,
                        size_t n)
{
    size_t total = 0, wide = format[0] == 'U' || format[0] == 'Z' ? 8 : 4;
    for (size_t i = 0; i < n; i++)
        total += values[i] ? strlen(values[i]) : 0;
    uint8_t *offsets = new_buffer(m, (n + 1) * wide);
    uint8_t *bytes = total ? new_buffer(m, total) : NULL;
    uint64_t at = 0;
    for (size_t i = 0; i <= n; i++) {
        memcpy(offsets + i * wide, &at, wide);
        if (i == n || !values[i])
            continue;
        memcpy(bytes ? bytes + at : offsets, values[i], bytes ? strlen(values[i]) : 0);
        at += strlen(values[i]);
    }
    m->array->buffers[1] = offsets;
    m->array->buffers[2] = bytes;
}

/* Long strings go into two buffers by turns. */
static void put_views(making *m, const char *const *values, size_t n)
{
    int64_t *sizes = get(m->arena, 16);
    uint8_t *views = new_buffer(m, n * 16), *bytes[2];
    for (size_t i = 0; i < n; i++)
        if (values[i] && strlen(values[i]) > 12)
            sizes[i % 2] += (int64_t)strlen(values[i]);
    for (size_t b = 0; b < 2; b++) {
        bytes[b] = new_buffer(m, (size_t)sizes[b]);
        m->array->buffers[2 + b] = bytes[b];
        sizes[b] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        int32_t size = values[i] ? (int32_t)strlen(values[i]) : 0, buffer = i % 2,
                start = (int32_t)sizes[i % 2];
        memcpy(views + i * 16, &size, 4);
        if (size <= 12) {
            memcpy(views + i * 16 + 4, values[i] ? values[i] : "", (size_t)size);
            continue;
        }
        memcpy(views + i * 16 + 4, values[i], 4);
        memcpy(views + i * 16 + 8, &buffer, 4);
        memcpy(views + i * 16 + 12, &start, 4);
        memcpy(bytes[buffer] + start, values[i], (size_t)size);
        sizes[buffer] += size;
    }
    m->array->buffers[1] = views;
    m->array->buffers[4] = sizes;
}

static void put_bits(making *m, const char *const *values, size_t n)
{
    uint8_t *bits = new_buffer(m, (n + 7) / 8);
    for (size_t i = 0; i < n; i++)
        if (values[i] && strcmp(values[i], "1") == 0)
            bits[i / 8] |= (uint8_t)(1u << i % 8);
    m->array->buffers[1] = bits;
}

static void put_fixed(making *m, const char *format, const char *const *values, size_t n,
                      size_t width)
{
    uint8_t *data = new_buffer(m, n * width);
    for (size_t i = 0; i < n; i++)
        put_value(format, values[i] ? values[i] : "9", data + i * width, width);
    m->array->buffers[1] = data;
}

static int64_t null_count(const making *m, int64_t nulls)
{
    if (m->shape->unknown_nulls)
        return -1;
    return nulls < m->array->length ? nulls : m->array->length;
}

/* n values, the first `offset` of which are before the array. */
static void make_values(making *m, const char *format, const char *const *values,
                        size_t n, size_t offset)
{
    int width = width_of(format), views = format[0] == 'v', fixed = format[0] == 'w';
    begin_array(m, width < 0 ? 0 : views ? 5 : width == 0 && !fixed ? 3 : 2);
    m->array->length = (int64_t)(n - offset);
    m->array->offset = (int64_t)offset;
    m->array->null_count = m->array->length;
    if (width < 0)
        return;
    put_validity(m, values, n);
    m->array->null_count = null_count(m, m->array->null_count);
    if (views)
        put_views(m, values, n);
    else if (width == 0 && !fixed)
        put_strings(m, format, values, n);
    else if (format[0] == 'b')
        put_bits(m, values, n);
    else
        put_fixed(m, format, values, n, (size_t)width);
}

/* A dictionary of all values backwards, so that nulls are in either by turns. */
static void make_dictionary(making *m, const arrow_column *column,
                            const char *const *values, size_t n, size_t offset)
{
    char(*numbers)[24] = get(m->arena, n * sizeof *numbers);
    const char **codes = get(m->arena, n * sizeof *codes);
    const char **entries = get(m->arena, (n + 3) * sizeof *entries);
    for (size_t i = 0; i < n + 3; i++)
        entries[i] = i < 3 ? "9" : values[n - 1 - (i - 3)];
    for (size_t i = 0; i < n; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%zu", n - 1 - i);
        codes[i] = values[i] || i % 2 ? numbers[i] : NULL;
    }
    make_values(m, column->index, codes, n, offset);
    making dictionary = {m->arena, get(m->arena, sizeof *m->array), m->shape};
    m->array->dictionary = dictionary.array;
    make_values(&dictionary, column->format, entries, n + 3, 3);
}

/* Rubbish around the rows, some of it null. */
static void make_child(making *m, const arrow_column *column, size_t first, size_t n)
{
    const arrow_shape *shape = m->shape;
    size_t before = shape->child_offset + shape->parent_offset,
           all = before + n + shape->extra;
    const char **values = get(m->arena, all * sizeof *values);
    for (size_t i = 0; i < all; i++)
        values[i] = i >= before && i < before + n ? column->values[first + i - before]
                    : i % 3                       ? "9"
                                                  : NULL;
    if (column->index)
        make_dictionary(m, column, values, all, shape->child_offset);
    else
        make_values(m, column->format, values, all, shape->child_offset);
}

static void make_array(struct ArrowArray *out, const source *s, size_t n)
{
    making m = {new_arena(), out, s->shape};
    memset(out, 0, sizeof *out);
    begin_array(&m, 1);
    out->length = (int64_t)n;
    out->offset = (int64_t)s->shape->parent_offset;
    out->n_children = (int64_t)s->n_columns;
    out->children = get(m.arena, s->n_columns * sizeof *out->children);
    out->release = release_array;
    out->private_data = m.arena;
    for (size_t i = 0; i < s->n_columns; i++) {
        making child = {m.arena, get(m.arena, sizeof *out), s->shape};
        out->children[i] = child.array;
        make_child(&child, &s->columns[i], s->at, n);
    }
    alive.arrays++;
}

/* --- schemas --- */

static void release_schema(struct ArrowSchema *schema)
{
    assert_non_null(schema->release);
    alive.schemas--;
    free_arena(schema->private_data);
    schema->release = NULL;
}

static struct ArrowSchema *new_schema(arena *a, const char *format, const char *name)
{
    struct ArrowSchema *schema = get(a, sizeof *schema);
    schema->format = format;
    schema->name = name;
    schema->flags = ARROW_FLAG_NULLABLE;
    return schema;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    const source *s = stream->private_data;
    if (s->shape->schema_code)
        return s->shape->schema_code;
    arena *a = new_arena();
    *out = *new_schema(a, "+s", "");
    out->n_children = (int64_t)s->n_columns;
    out->children = get(a, s->n_columns * sizeof *out->children);
    out->release = release_schema;
    out->private_data = a;
    for (size_t i = 0; i < s->n_columns; i++) {
        const arrow_column *c = &s->columns[i];
        out->children[i] = new_schema(a, c->index ? c->index : c->format, c->name);
        if (c->index)
            out->children[i]->dictionary = new_schema(a, c->format, NULL);
    }
    alive.schemas++;
    if (s->shape->spoil_schema)
        s->shape->spoil_schema(out, s->shape->user);
    return 0;
}

/* --- the stream --- */

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    source *s = stream->private_data;
    size_t left = s->n_rows - s->at, batch = s->shape->batch ? s->shape->batch : left;
    memset(out, 0, sizeof *out);
    if (s->started && left == 0)
        return s->shape->next_code;
    s->started = 1;
    batch = batch < left ? batch : left;
    make_array(out, s, batch);
    s->at += batch;
    if (s->shape->spoil)
        s->shape->spoil(out, s->shape->user);
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    return ((const source *)stream->private_data)->shape->error;
}

static void release_stream(struct ArrowArrayStream *stream)
{
    assert_non_null(stream->release);
    alive.streams--;
    free(stream->private_data);
    stream->release = NULL;
}

void arrow_stream(struct ArrowArrayStream *stream, const arrow_column *columns,
                  size_t n_columns, size_t n_rows, const arrow_shape *shape)
{
    source *s = malloc(sizeof *s);
    assert_non_null(s);
    *s = (source){columns, n_columns, n_rows, 0, 0, shape};
    *stream = (struct ArrowArrayStream){get_schema, get_next, get_last_error,
                                        release_stream, s};
    alive.streams++;
}
