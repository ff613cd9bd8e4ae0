/*
 * Arrow streams that break the rules: whatever their numbers say, the answer is a
 * sentence. Buffers have exactly the size that they should have, so that sanitizers see
 * each byte read beyond them.
 */
#include "support.h"

#include "arrow.h"
#include "core/rng.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define N 5

static const char *const items[N] = {"tea", "a cake of twenty bytes", "", NULL, "soup"};
static const char *const whole_items[N] = {"tea", "a cake of twenty bytes", "", "x",
                                           "soup"};
static const char *const times[N] = {"0", "60", "86400", "1000000", "7"};
static const char *const amounts[N] = {"2", "3", "-2", "4", "0"};

static quen_context *ctx;

/* The customer is what is spoiled: as a key, it may be anything at all. */
typedef struct spoiled {
    const char *format, *index;
    void (*spoil)(struct ArrowArray *array, void *user);
    void (*spoil_schema)(struct ArrowSchema *schema, void *user);
    quen_status status;
    const char *words;
} spoiled;

/* What rows are to go through in all loads of a test; all zero: nothing. */
static struct {
    uint32_t customer_kind, fill_down;
    size_t n_where;
} rules;

static quen_status load_as(const char *format, const char *index,
                           const char *const *customers, const arrow_shape *shape)
{
    const arrow_column columns[4] = {{"customer", format, index, customers},
                                     {"item", "u", NULL, whole_items},
                                     {"time", "tss:", NULL, times},
                                     {"amount", "l", NULL, amounts}};
    struct ArrowArrayStream stream;
    quen_arrow_options o;
    quen_orders *log = NULL;
    quen_arrow_options_init(&o, sizeof o);
    o.customer = "customer";
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    static const char *const tea[] = {"tea"};
    static const quen_import_filter no_tea = {"customer", tea, 1, 1, 0};
    o.where = &no_tea;
    o.n_where = rules.n_where;
    o.customer_kind = rules.customer_kind;
    o.fill_down = rules.fill_down;
    o.order = rules.fill_down ? "customer" : NULL;
    arrow_stream(&stream, columns, 4, N, shape);
    quen_status status = quen_orders_from_arrow(ctx, &stream, &o, &log);
    assert_null(stream.release);
    assert_int_equal(arrow_alive().streams + arrow_alive().schemas, 0);
    assert_int_equal(arrow_alive().arrays, 0);
    assert_int_equal(log == NULL, status != QUEN_OK);
    quen_orders_free(log);
    return status;
}

static void check(const spoiled *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        arrow_shape shape = {.spoil = cases[i].spoil,
                             .spoil_schema = cases[i].spoil_schema};
        quen_status status = load_as(cases[i].format, cases[i].index, items, &shape);
        if (status != cases[i].status ||
            !strstr(quen_context_message(ctx), cases[i].words))
            print_error("case %zu\n", i);
        assert_fails(ctx, cases[i].status, cases[i].words, status);
    }
}

/* --- extents --- */

#define SPOIL(name, change)                                                              \
    static void name(struct ArrowArray *top, void *user)                                 \
    {                                                                                    \
        struct ArrowArray *child = top->children[0];                                     \
        (void)user, (void)child;                                                         \
        change;                                                                          \
    }

SPOIL(top_length, top->length = -1)
SPOIL(top_length_huge, top->length = INT64_MAX)
SPOIL(top_offset, top->offset = -3)
SPOIL(top_offset_huge, top->offset = INT64_MAX)
SPOIL(top_children, top->n_children = 3)
SPOIL(top_children_null, top->children = NULL)
SPOIL(top_buffers, top->n_buffers = 2)
SPOIL(top_buffers_null, top->buffers = NULL)
SPOIL(top_nulls, top->null_count = 1)
SPOIL(top_longer, top->length++)
SPOIL(top_later, top->offset++)
SPOIL(child_null, top->children[0] = NULL)
SPOIL(child_length, child->length = -1)
SPOIL(child_length_huge, child->length = INT64_MAX)
SPOIL(child_shorter, child->length--)
SPOIL(child_before_offset, (top->offset = 2, child->length = 1))
SPOIL(child_offset, child->offset = -1)
SPOIL(child_offset_huge, child->offset = INT64_MAX)
SPOIL(child_nulls, child->null_count = -2)
SPOIL(child_nulls_many, child->null_count = N + 1)
SPOIL(child_nulls_none, child->buffers[0] = NULL)
SPOIL(child_children, child->n_children = 1)
SPOIL(child_buffers_less, child->n_buffers--)
SPOIL(child_buffers_more, child->n_buffers++)
SPOIL(child_buffers_none, child->n_buffers = 0)
SPOIL(child_buffers_negative, child->n_buffers = -1)
SPOIL(child_buffers_null, child->buffers = NULL)
SPOIL(child_data_null, child->buffers[1] = NULL)
SPOIL(child_bytes_null, child->buffers[2] = NULL)
SPOIL(child_dictionary, child->dictionary = child)
SPOIL(dictionary_null, child->dictionary = NULL)
SPOIL(dictionary_length, child->dictionary->length = -5)
SPOIL(dictionary_buffers, child->dictionary->n_buffers = 1)

static void test_extents(void **state)
{
    (void)state;
#define BAD(spoil, words)                                                                \
    {                                                                                    \
        "u", NULL, spoil, NULL, QUEN_ERR_FORMAT, words                                   \
    }
    static const spoiled cases[] = {
        BAD(top_length, "the stream's array has length -1 at offset 0"),
        BAD(top_length_huge, "the stream's array has length 9223372036854775807"),
        BAD(top_offset, "the stream's array has length 5 at offset -3"),
        BAD(top_offset_huge,
            "the stream's array has length 5 at offset 9223372036854775"),
        BAD(top_children, "the stream's array has 3 children, its schema 4"),
        BAD(top_children_null, "the stream's array has 0 children, its schema 4"),
        BAD(top_buffers, "the stream's array has 2 buffers, a struct has 1"),
        BAD(top_buffers_null, "the stream's array has 0 buffers, a struct has 1"),
        BAD(top_nulls, "the stream's array has 1 nulls and no bits that say which"),
        BAD(top_longer, "column \"customer\": it has 5 values for 6 rows"),
        BAD(top_later, "column \"customer\": it has 5 values for 6 rows"),
        BAD(child_null, "column \"customer\": there is no array"),
        BAD(child_length, "column \"customer\": length -1 at offset 0"),
        BAD(child_length_huge, "column \"customer\": length 9223372036854775807 at"),
        BAD(child_before_offset, "column \"customer\": it has 1 values for 7 rows"),
        BAD(child_shorter, "column \"customer\": it has 4 values for 5 rows"),
        BAD(child_offset, "column \"customer\": length 5 at offset -1"),
        BAD(child_offset_huge, "column \"customer\": length 5 at offset 92233720368547"),
        BAD(child_nulls, "column \"customer\": -2 of 5 values are null"),
        BAD(child_nulls_many, "column \"customer\": 6 of 5 values are null"),
        BAD(child_nulls_none, "column \"customer\": 1 nulls and no bits that say which"),
        BAD(child_children,
            "column \"customer\": it has 1 children, its format has none"),
        BAD(child_buffers_less,
            "column \"customer\": it has 2 buffers, its format has 3"),
        BAD(child_buffers_more,
            "column \"customer\": it has 4 buffers, its format has 3"),
        BAD(child_buffers_none,
            "column \"customer\": it has 0 buffers, its format has 3"),
        BAD(child_buffers_negative, "column \"customer\": it has -1 buffers"),
        BAD(child_buffers_null,
            "column \"customer\": it has 0 buffers, its format has 3"),
        BAD(child_data_null, "column \"customer\": it has no values"),
        BAD(child_bytes_null, "column \"customer\": its strings have no bytes"),
        BAD(child_dictionary, "\"customer\": it has a dictionary, its format has none"),
        {"u", "i", dictionary_null, NULL, QUEN_ERR_FORMAT, "it has no dictionary"},
        {"u", "i", dictionary_length, NULL, QUEN_ERR_FORMAT, "length -5 at offset 3"},
        {"u", "i", dictionary_buffers, NULL, QUEN_ERR_FORMAT, "it has 1 buffers, its"},
        {"u", "i", child_shorter, NULL, QUEN_ERR_FORMAT, "it has 4 values for 5 rows"},
        {"vu", NULL, child_buffers_none, NULL, QUEN_ERR_FORMAT, "has 0 buffers, its"},
    };
    check(cases, COUNT(cases));
}

static void null_row(struct ArrowArray *top, void *user)
{
    static const uint8_t bits[1] = {0x17};
    (void)user;
    top->buffers[0] = bits;
    top->null_count = -1;
}

static void null_row_counted(struct ArrowArray *top, void *user)
{
    null_row(top, user);
    top->null_count = 1;
}

static void no_null_row(struct ArrowArray *top, void *user)
{
    static const uint8_t bits[1] = {0x1f};
    (void)user;
    top->buffers[0] = bits;
    top->null_count = -1;
}

SPOIL(top_nulls_unknown, top->null_count = -1)

static void test_null_rows(void **state)
{
    (void)state;
    static const spoiled cases[] = {{"u", NULL, null_row, NULL, QUEN_ERR_ARGUMENT,
                                     "row 3 is null as a whole, not a line with columns"},
                                    {"u", NULL, null_row_counted, NULL, QUEN_ERR_ARGUMENT,
                                     "row 3 is null as a whole"},
                                    {"u", NULL, no_null_row, NULL, QUEN_OK, ""},
                                    {"u", NULL, top_nulls_unknown, NULL, QUEN_OK, ""}};
    check(cases, COUNT(cases));
}

/* --- schemas --- */

#define SPOIL_SCHEMA(name, change)                                                       \
    static void name(struct ArrowSchema *top, void *user)                                \
    {                                                                                    \
        (void)user;                                                                      \
        change;                                                                          \
    }

SPOIL_SCHEMA(top_format, top->format = "l")
SPOIL_SCHEMA(top_released, top->release(top))
SPOIL_SCHEMA(top_dictionary, top->dictionary = top->children[0])
SPOIL_SCHEMA(top_format_null, top->format = NULL)
SPOIL_SCHEMA(schema_children, top->n_children = -1)
SPOIL_SCHEMA(schema_children_null, top->children = NULL)
SPOIL_SCHEMA(schema_child_null, top->children[2] = NULL)
SPOIL_SCHEMA(child_format_null, top->children[3]->format = NULL)
SPOIL_SCHEMA(dictionary_format_null, top->children[0]->dictionary->format = NULL)
SPOIL_SCHEMA(dictionary_twice,
             top->children[0]->dictionary->dictionary = top->children[0]->dictionary)

static void test_schemas(void **state)
{
    (void)state;
#define BAD_SCHEMA(spoil, index, status, words)                                          \
    {                                                                                    \
        "u", index, NULL, spoil, status, words                                           \
    }
    static const spoiled cases[] = {
        BAD_SCHEMA(top_format, NULL, QUEN_ERR_ARGUMENT,
                   "the stream holds values of Arrow format \"l\", not columns"),
        BAD_SCHEMA(top_released, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(top_dictionary, NULL, QUEN_ERR_ARGUMENT,
                   "the stream holds values of Arrow format \"+s\", not columns"),
        BAD_SCHEMA(top_format_null, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(schema_children, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(schema_children_null, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(schema_child_null, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(child_format_null, NULL, QUEN_ERR_FORMAT, "schema is not complete"),
        BAD_SCHEMA(dictionary_format_null, "i", QUEN_ERR_FORMAT, "has no format"),
        BAD_SCHEMA(dictionary_twice, "i", QUEN_ERR_ARGUMENT,
                   "\"i\" with a dictionary of \"u\"; keys are"),
    };
    check(cases, COUNT(cases));
}

/* --- values --- */

/* Writes one number into a buffer of the customer's array. */
typedef struct poke {
    size_t buffer, at, width;
    int64_t value;
    int dictionary;
} poke;

static void do_poke(struct ArrowArray *top, void *user)
{
    const poke *p = user;
    struct ArrowArray *array = top->children[0];
    if (p->dictionary)
        array = array->dictionary;
    char *buffer = (char *)(uintptr_t)array->buffers[p->buffer];
    memcpy(buffer + p->at, &p->value, p->width);
}

static const struct {
    const char *format, *index;
    poke poke;
    const char *words;
} bad_values[] = {
    {"u", NULL, {1, 4, 4, -1, 0}, "row 0, column \"customer\": its offsets descend"},
    {"u", NULL, {1, 4, 4, 1000, 0}, "row 0, column \"customer\": its offsets descend"},
    {"u", NULL, {1, 8, 4, 1, 0}, "row 1, column \"customer\": its offsets descend or"},
    {"u", NULL, {1, 20, 4, -1, 0}, "column \"customer\": its strings end at byte -1"},
    {"u", NULL, {1, 20, 4, 4, 0}, "row 1, column \"customer\": its offsets descend"},
    {"U", NULL, {1, 8, 8, -1, 0}, "row 0, column \"customer\": its offsets descend"},
    {"U", NULL, {1, 8, 8, INT64_MAX, 0}, "row 0, column \"customer\": its offsets"},
    {"U", NULL, {1, 16, 8, 1, 0}, "row 1, column \"customer\": its offsets descend or"},
    {"U", NULL, {1, 40, 8, -7, 0}, "column \"customer\": its strings end at byte -7"},
    {"U", "i", {1, 24, 8, -1, 1}, "column \"customer\": its offsets descend or are"},
    {"vu", NULL, {1, 0, 4, -1, 0}, "row 0, column \"customer\": its view points out"},
    {"vu", NULL, {1, 0, 4, 100, 0}, "row 0, column \"customer\": its view points out"},
    {"vu", NULL, {1, 24, 4, 2, 0}, "row 1, column \"customer\": its view points outs"},
    {"vu", NULL, {1, 24, 4, -1, 0}, "row 1, column \"customer\": its view points out"},
    {"vu", NULL, {1, 28, 4, 1, 0}, "row 1, column \"customer\": its view points outs"},
    {"vu", NULL, {1, 28, 4, -1, 0}, "row 1, column \"customer\": its view points out"},
    {"vu", NULL, {4, 8, 8, 0, 0}, "row 1, column \"customer\": its view points outsi"},
    {"vu", NULL, {4, 8, 8, -1, 0}, "row 1, column \"customer\": its view points outs"},
    {"u",
     "i",
     {1, 4, 4, 8, 0},
     "row 1, column \"customer\": index 8 of a dictionary of "
     "5 values"},
    {"u", "c", {1, 2, 1, -1, 0}, "row 2, column \"customer\": index -1 of a dictionary"},
    {"vu",
     "L",
     {1, 32, 8, -1, 0},
     "row 4, column \"customer\": index 18446744073709551615 of a dictionary of 5"},
    {"n", "i", {1, 4, 4, 8, 0}, "row 1, column \"customer\": index 8 of a dictionary"},
};

static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad_values); i++) {
        poke p = bad_values[i].poke;
        arrow_shape shape = {.spoil = do_poke, .user = &p};
        quen_status status =
            load_as(bad_values[i].format, bad_values[i].index, items, &shape);
        if (status != QUEN_ERR_FORMAT)
            print_error("case %zu\n", i);
        assert_fails(ctx, QUEN_ERR_FORMAT, bad_values[i].words, status);
    }
}

/* Offsets, views, indices and numbers of any bytes give a log or a sentence. */
typedef struct noise {
    uint64_t seed, at;
    const char *format;
} noise;

/* But for the last offset, which is how long the bytes are: that is the producer's word.
 */
static size_t buffer_size(const char *format)
{
    return (size_t)N * (format[0] == 'u' ? 4 : format[0] == 'v' ? 16 : 8);
}

static void make_noise(struct ArrowArray *top, void *user)
{
    noise *z = user;
    struct ArrowArray *array = top->children[0];
    size_t bytes = array->dictionary ? N * 4 : buffer_size(z->format);
    char *buffer = (char *)(uintptr_t)array->buffers[1];
    for (size_t i = 0; i < 3; i++) {
        size_t at = (size_t)quen__random_below(z->seed, 0, z->at++, bytes);
        buffer[at] = (char)quen__random_below(z->seed, 1, z->at++, 256);
    }
}

static void test_noise(void **state)
{
    (void)state;
    static const struct {
        const char *format, *index;
    } cases[] = {{"u", NULL}, {"U", NULL}, {"vu", NULL}, {"u", "i"},
                 {"vu", "i"}, {"g", NULL}, {"L", NULL}};
    size_t taken = 0;
    for (size_t c = 0; c < COUNT(cases); c++) {
        noise z = {c, 0, cases[c].format};
        int numbers = cases[c].format[0] == 'g' || cases[c].format[0] == 'L';
        const char *const *customers = numbers ? times : items;
        arrow_shape shape = {.spoil = make_noise, .user = &z};
        size_t refused = 0;
        for (size_t i = 0; i < 2000; i++) {
            quen_status status =
                load_as(cases[c].format, cases[c].index, customers, &shape);
            assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT ||
                        status == QUEN_ERR_ARGUMENT);
            refused += status != QUEN_OK;
        }
        assert_true(refused > 200);
        taken += 2000 - refused;
    }
    assert_true(taken > 200);
}

/* The same where rows are chosen and filled, and customers spelled. */
static void test_noise_and_rules(void **state)
{
    (void)state;
    static const struct {
        const char *format, *index;
    } cases[] = {{"u", NULL}, {"U", NULL}, {"vu", NULL}, {"u", "i"}, {"vu", "i"}};
    size_t seen[2] = {0, 0};
    for (size_t i = 0; i < 20000; i++) {
        size_t c = i % COUNT(cases);
        noise z = {7, 8 * i, cases[c].format};
        arrow_shape shape = {.spoil = make_noise, .user = &z};
        rules.customer_kind = (uint32_t)(i / 5 % 5);
        rules.fill_down = (uint32_t)(i / 25 % 2);
        rules.n_where = i / 50 % 2;
        quen_status status = load_as(cases[c].format, cases[c].index, items, &shape);
        seen[status == QUEN_OK]++;
        assert_true(status == QUEN_OK || status == QUEN_ERR_FORMAT ||
                    status == QUEN_ERR_ARGUMENT);
    }
    memset(&rules, 0, sizeof rules);
    assert_true(seen[0] > 2000 && seen[1] > 200);
}

/* --- what is no fault --- */

SPOIL(null_bytes, child->buffers[2] = NULL)
SPOIL(null_fixed, child->buffers[1] = NULL)
SPOIL(null_bits, (child->buffers[0] = NULL, child->null_count = -1))
SPOIL(bits_but_no_nulls, child->null_count = 0)

/* Buffers of no bytes may be NULL, and bits are not asked where nothing is null. */
static void test_null_buffers(void **state)
{
    (void)state;
    static const char *const empty[N] = {"", "", "", NULL, ""};
    arrow_shape shape = {.spoil = null_bytes};
    assert_ok(ctx, load_as("u", NULL, empty, &shape));
    assert_ok(ctx, load_as("U", NULL, empty, &shape));
    shape.spoil = null_fixed;
    assert_ok(ctx, load_as("w:0", NULL, empty, &shape));
    shape.spoil = null_bits;
    assert_ok(ctx, load_as("u", NULL, items, &shape));
    shape.spoil = bits_but_no_nulls;
    assert_ok(ctx, load_as("vu", NULL, items, &shape));
    shape.spoil = child_buffers_more;
    assert_ok(ctx, load_as("n", NULL, items, &shape));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extents),         cmocka_unit_test(test_null_rows),
        cmocka_unit_test(test_schemas),         cmocka_unit_test(test_values),
        cmocka_unit_test(test_noise),           cmocka_unit_test(test_null_buffers),
        cmocka_unit_test(test_noise_and_rules),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
