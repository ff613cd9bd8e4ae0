/*
 * Formats of the Arrow C data interface, and whether an array is what its format says.
 * Format strings are at arrow.apache.org/docs/format/CDataInterface.html, the buffers of
 * each layout at arrow.apache.org/docs/format/Columnar.html.
 */
#include <string.h>

#include "core/alloc.h"
#include "data/arrow/arrow_read.h"
#include "data/arrow/arrow_words.h"

#define DAY 86400

/* --- formats --- */

/* Local is 1 of what has no zone; a time is floor(value / per) * seconds. */
#define FORMAT(format, reader, family, layout, width, local, per, seconds)               \
    {                                                                                    \
        format,                                                                          \
        {                                                                                \
            quen__arrow_read_##reader, QUEN__ARROW_##family, QUEN__ARROW_##layout,       \
                width, 0, local, per, seconds                                            \
        }                                                                                \
    }

/* Timestamps are listed without their zone, what has parameters further below. */
static const struct {
    const char *format;
    quen__arrow_type type;
} formats[] = {
    FORMAT("n", nulls, NONE, NOTHING, 0, 0, 1, 1),
    FORMAT("b", bits, BOOL, FIXED, 1, 0, 1, 1),
    FORMAT("c", i8, INT, FIXED, 1, 0, 1, 1),
    FORMAT("C", u8, INT, FIXED, 1, 0, 1, 1),
    FORMAT("s", i16, INT, FIXED, 2, 0, 1, 1),
    FORMAT("S", u16, INT, FIXED, 2, 0, 1, 1),
    FORMAT("i", i32, INT, FIXED, 4, 0, 1, 1),
    FORMAT("I", u32, INT, FIXED, 4, 0, 1, 1),
    FORMAT("l", i64, INT, FIXED, 8, 0, 1, 1),
    FORMAT("L", u64, INT, FIXED, 8, 0, 1, 1),
    FORMAT("f", f32, FLOAT, FIXED, 4, 0, 1, 1),
    FORMAT("g", f64, FLOAT, FIXED, 8, 0, 1, 1),
    FORMAT("u", text_32, TEXT, OFFSETS, 4, 0, 1, 1),
    FORMAT("z", text_32, TEXT, OFFSETS, 4, 0, 1, 1),
    FORMAT("U", text_64, TEXT, OFFSETS, 8, 0, 1, 1),
    FORMAT("Z", text_64, TEXT, OFFSETS, 8, 0, 1, 1),
    FORMAT("vu", text_view, TEXT, VIEWS, 16, 0, 1, 1),
    FORMAT("vz", text_view, TEXT, VIEWS, 16, 0, 1, 1),
    FORMAT("tdD", i32, TIME, FIXED, 4, 1, 1, DAY),
    FORMAT("tdm", i64, TIME, FIXED, 8, 1, DAY * 1000, DAY),
    FORMAT("tss:", i64, TIME, FIXED, 8, 1, 1, 1),
    FORMAT("tsm:", i64, TIME, FIXED, 8, 1, 1000, 1),
    FORMAT("tsu:", i64, TIME, FIXED, 8, 1, 1000000, 1),
    FORMAT("tsn:", i64, TIME, FIXED, 8, 1, 1000000000, 1),
};

/* Take a number of at most `limit` in size, then `mark`; 0 if that is not there. */
static int take_int(const char **text, int32_t limit, char mark, int32_t *value)
{
    const char *p = *text + (**text == '-');
    int32_t v = 0;
    if (*p < '0' || *p > '9')
        return 0;
    for (; *p >= '0' && *p <= '9' && v <= limit; p++)
        v = v * 10 + (*p - '0');
    if (*p != mark || v > limit)
        return 0;
    *value = **text == '-' ? -v : v;
    *text = p + (mark != '\0');
    return 1;
}

/* "10,2" or "10,2,64": digits, scale, and bits if they are not 128. */
static int decimal_of(const char *text, quen__arrow_type *type)
{
    int32_t precision, scale, bits = 128;
    int plain = 0;
    if (!take_int(&text, 76, ',', &precision) || precision < 1)
        return 0;
    plain = take_int(&text, 76, '\0', &scale);
    if (!plain &&
        (!take_int(&text, 76, ',', &scale) || !take_int(&text, 256, '\0', &bits)))
        return 0;
    if (bits != 32 && bits != 64 && bits != 128 && bits != 256)
        return 0;
    type->read = bits == 32   ? quen__arrow_read_i32
                 : bits == 64 ? quen__arrow_read_i64
                              : quen__arrow_read_decimal;
    type->family = QUEN__ARROW_DECIMAL;
    type->layout = QUEN__ARROW_FIXED;
    type->width = (size_t)bits / 8;
    type->scale = scale;
    return 1;
}

static int bytes_of(const char *text, quen__arrow_type *type)
{
    int32_t width;
    if (!take_int(&text, INT32_MAX / 16, '\0', &width) || width < 0)
        return 0;
    type->read = quen__arrow_read_fixed;
    type->family = QUEN__ARROW_BYTES;
    type->layout = QUEN__ARROW_FIXED;
    type->width = (size_t)width;
    return 1;
}

int quen__arrow_type_of(const char *format, quen__arrow_type *type)
{
    memset(type, 0, sizeof *type);
    if (strncmp(format, "d:", 2) == 0)
        return decimal_of(format + 2, type);
    if (strncmp(format, "w:", 2) == 0)
        return bytes_of(format + 2, type);
    /* What follows the colon of a timestamp is its zone. */
    size_t size = strncmp(format, "ts", 2) == 0 && strlen(format) > 4 ? 4 : SIZE_MAX;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strncmp(format, formats[i].format, size) == 0) {
            *type = formats[i].type;
            type->local = type->local && size == SIZE_MAX;
            return 1;
        }
    return 0;
}

/* --- columns --- */

static quen_status find_child(quen_context *ctx, const struct ArrowSchema *schema,
                              const char *name, size_t *child)
{
    size_t found = 0;
    for (size_t i = 0; i < (size_t)schema->n_children; i++) {
        const char *other = schema->children[i]->name;
        if (strcmp(name, other ? other : "") == 0) {
            *child = i;
            found++;
        }
    }
    return found == 1 ? QUEN_OK : quen__arrow_no_column(ctx, schema, name, found);
}

static quen_status read_format(quen_context *ctx, const struct ArrowSchema *schema,
                               uint32_t families, const char *words,
                               quen__arrow_column *column)
{
    const struct ArrowSchema *values = schema->dictionary ? schema->dictionary : schema;
    column->coded = schema->dictionary != NULL;
    if (!values->format)
        return quen__bad_format(ctx,
                                "arrow: column \"%s\": its dictionary has no "
                                "format",
                                column->name);
    if (quen__arrow_type_of(values->format, &column->type) && !values->dictionary &&
        (column->type.family & families) &&
        (!column->coded || (quen__arrow_type_of(schema->format, &column->code) &&
                            column->code.family == QUEN__ARROW_INT)))
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "arrow: column \"%s\" has the Arrow format \"%.60s\"%s%.60s%s; %s",
        column->name, schema->format, column->coded ? " with a dictionary of \"" : "",
        column->coded ? values->format : "", column->coded ? "\"" : "", words);
}

quen_status quen__arrow_open(quen_context *ctx, const struct ArrowSchema *schema,
                             const char *name, uint32_t families, const char *words,
                             quen__arrow_column *column)
{
    column->name = name;
    quen_status status = find_child(ctx, schema, name, &column->child);
    return status == QUEN_OK ? read_format(ctx, schema->children[column->child], families,
                                           words, column)
                             : status;
}

/* --- arrays --- */

static quen_status check_extents(quen_context *ctx, const char *name,
                                 const struct ArrowArray *array, size_t skip, size_t n)
{
    size_t most = SIZE_MAX / 64;
    if (array->length < 0 || array->offset < 0 || (uint64_t)array->length > most ||
        (uint64_t)array->offset > most)
        return quen__bad_format(ctx, "arrow: column \"%s\": length %lld at offset %lld",
                                name, (long long)array->length, (long long)array->offset);
    if ((size_t)array->length < skip || (size_t)array->length - skip < n)
        return quen__bad_format(ctx,
                                "arrow: column \"%s\": it has %lld values for %zu rows",
                                name, (long long)array->length, skip + n);
    if (array->null_count < -1 || array->null_count > array->length)
        return quen__bad_format(ctx, "arrow: column \"%s\": %lld of %lld values are null",
                                name, (long long)array->null_count,
                                (long long)array->length);
    return QUEN_OK;
}

static quen_status check_buffers(quen_context *ctx, const char *name,
                                 const quen__arrow_type *type,
                                 const struct ArrowArray *array)
{
    static const int64_t expected[] = {0, 2, 3, 3};
    int64_t n = array->n_buffers, wanted = expected[type->layout];
    if (array->n_children != 0)
        return quen__bad_format(
            ctx, "arrow: column \"%s\": it has %lld children, its format has none", name,
            (long long)array->n_children);
    /* Some producers give validity to columns of nulls, where there should be nothing. */
    if (type->layout == QUEN__ARROW_NOTHING)
        return QUEN_OK;
    if (n < wanted || (n > wanted && type->layout != QUEN__ARROW_VIEWS) ||
        !array->buffers)
        return quen__bad_format(
            ctx, "arrow: column \"%s\": it has %lld buffers, its format has %lld", name,
            array->buffers ? (long long)n : 0, (long long)wanted);
    return QUEN_OK;
}

/* How many bytes of strings there are: where the last of them ends. */
static int64_t end_of_text(const quen__arrow_bound *bound)
{
    size_t last = bound->first + bound->length;
    int32_t end_32 = 0;
    int64_t end = 0;
    if (bound->length == 0)
        return 0;
    if (bound->type->width == sizeof end) {
        memcpy(&end, bound->data + last * sizeof end, sizeof end);
        return end;
    }
    memcpy(&end_32, bound->data + last * sizeof end_32, sizeof end_32);
    return end_32;
}

static quen_status point_to_text(quen_context *ctx, const char *name,
                                 const struct ArrowArray *array, quen__arrow_bound *bound)
{
    int64_t end = end_of_text(bound);
    bound->bytes = array->buffers[2];
    if (end < 0 || (uint64_t)end > SIZE_MAX)
        return quen__bad_format(ctx, "arrow: column \"%s\": its strings end at byte %lld",
                                name, (long long)end);
    bound->total = (uint64_t)end;
    if (!bound->bytes && end > 0)
        return quen__bad_format(ctx, "arrow: column \"%s\": its strings have no bytes",
                                name);
    return QUEN_OK;
}

static quen_status point_to_views(quen_context *ctx, const char *name,
                                  const struct ArrowArray *array,
                                  quen__arrow_bound *bound)
{
    bound->n_others = (size_t)array->n_buffers - 3;
    bound->others = array->buffers + 2;
    bound->sizes = array->buffers[array->n_buffers - 1];
    if (bound->n_others && !bound->sizes)
        return quen__bad_format(
            ctx, "arrow: column \"%s\": it has %zu buffers of strings without sizes",
            name, bound->n_others);
    return QUEN_OK;
}

static quen_status point_to(quen_context *ctx, const char *name,
                            const quen__arrow_type *type, const struct ArrowArray *array,
                            quen__arrow_bound *bound)
{
    size_t bytes;
    memset(bound, 0, sizeof *bound);
    bound->type = type;
    bound->first = (size_t)array->offset;
    bound->length = (size_t)array->length;
    if (type->layout == QUEN__ARROW_NOTHING)
        return QUEN_OK;
    bound->valid = array->null_count == 0 ? NULL : array->buffers[0];
    bound->data = array->buffers[1];
    if (array->null_count > 0 && !bound->valid)
        return quen__bad_format(
            ctx, "arrow: column \"%s\": %lld nulls and no bits that say which", name,
            (long long)array->null_count);
    if (!quen__mul_size(bound->first + bound->length, type->width, &bytes))
        return quen__bad_format(
            ctx, "arrow: column \"%s\": %lld values of %zu bytes at offset %lld", name,
            (long long)array->length, type->width, (long long)array->offset);
    if (!bound->data && bound->length && type->width)
        return quen__bad_format(ctx, "arrow: column \"%s\": it has no values", name);
    if (type->layout == QUEN__ARROW_OFFSETS)
        return point_to_text(ctx, name, array, bound);
    return type->layout == QUEN__ARROW_VIEWS ? point_to_views(ctx, name, array, bound)
                                             : QUEN_OK;
}

static quen_status bind(quen_context *ctx, const char *name, const quen__arrow_type *type,
                        const struct ArrowArray *array, size_t skip, size_t n,
                        quen__arrow_bound *bound)
{
    quen_status status = check_extents(ctx, name, array, skip, n);
    if (status == QUEN_OK)
        status = check_buffers(ctx, name, type, array);
    if (status == QUEN_OK)
        status = point_to(ctx, name, type, array, bound);
    if (status == QUEN_OK) {
        bound->first += skip;
        bound->length -= skip;
    }
    return status;
}

quen_status quen__arrow_bind(quen_context *ctx, quen__arrow_column *column,
                             const struct ArrowArray *array, size_t skip, size_t n)
{
    const char *name = column->name;
    if (!array || !array->dictionary != !column->coded)
        return quen__bad_format(ctx, "arrow: column \"%s\": %s", name,
                                !array ? "there is no array"
                                : column->coded
                                    ? "it has no dictionary"
                                    : "it has a dictionary, its format has none");
    if (!column->coded)
        return bind(ctx, name, &column->type, array, skip, n, &column->values);
    quen_status status = bind(ctx, name, &column->code, array, skip, n, &column->codes);
    if (status == QUEN_OK)
        status = bind(ctx, name, &column->type, array->dictionary, 0, 0, &column->values);
    return status;
}
