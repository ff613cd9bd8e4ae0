/* Orders from Arrow streams: all rows or none, progress, memory. */
#include "arrow_cases.h"
#include "same_log.h"

#include <math.h>

/* --- a small table, of which one column may be replaced --- */

static void test_small(void **state)
{
    (void)state;
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_order_totals totals;
    quen_orders *log = NULL;
    quen_order_totals_init(&totals, sizeof totals);
    assert_ok(ctx, load_arrow(ctx, arrow_small_columns, 3, SMALL, &o, NULL, &log));
    quen_orders_get_totals(log, &totals);
    assert_int_equal(totals.finished, 0);
    assert_int_equal(totals.lines, SMALL);
    assert_int_equal(totals.items, 3);
    assert_int_equal(totals.revenue, 720);
    assert_int_equal(totals.quantity, 2);
    assert_int_equal(totals.lines_without_customer, SMALL);
    assert_int_equal(totals.last_s, 1000000);
    quen_orders_free(log);
    quen_context_free(ctx);
}

/* A stream of no arrays, of empty ones, and of columns without buffers. */
static void test_no_rows(void **state)
{
    (void)state;
    static const char *const none[1] = {NULL};
    static const arrow_column nulls[3] = {{"item", "n", NULL, none},
                                          {"time", "n", NULL, none},
                                          {"amount", "n", NULL, none}};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_arrow_options o = arrow_options();
    quen_orders *log = NULL;
    assert_ok(ctx, load_arrow(ctx, arrow_small_columns, 3, 0, &o, NULL, &log));
    assert_ok(ctx, quen_orders_finish(ctx, log));
    quen_orders_free(log);
    assert_ok(ctx, load_arrow(ctx, nulls, 3, 0, &o, NULL, &log));
    quen_orders_free(log);
    assert_fails(ctx, QUEN_ERR_ARGUMENT,
                 "arrow: row 0, column \"item\": null: every line needs an item",
                 load_arrow(ctx, nulls, 3, 1, &o, NULL, &log));
    quen_context_free(ctx);
}

/* --- many rows --- */

#define MANY 150001u

/* Columns of integers and floats by row number; text is made once and kept. */
typedef struct arrow_many {
    char (*text)[4][24];
    const char **values[4];
    arrow_column columns[4];
} arrow_many;

static arrow_many make_arrow_many(void)
{
    static const char *const names[] = {"customer", "item", "time", "amount"};
    static const char *const formats[] = {"l", "vu", "tsm:", "g"};
    arrow_many m;
    m.text = calloc(MANY, sizeof *m.text);
    assert_non_null(m.text);
    for (size_t c = 0; c < 4; c++) {
        m.values[c] = calloc(MANY, sizeof *m.values[c]);
        assert_non_null(m.values[c]);
        m.columns[c] = (arrow_column){names[c], formats[c], NULL, m.values[c]};
    }
    for (size_t i = 0; i < MANY; i++) {
        snprintf(m.text[i][0], 24, "%zu", i * 7919 % 5000);
        snprintf(m.text[i][1], 24, "item number %zu", i * 31 % 997);
        snprintf(m.text[i][2], 24, "%zu", i * 60000);
        snprintf(m.text[i][3], 24, "%zu.%02zu", i % 300, i % 100);
        for (size_t c = 0; c < 4; c++)
            m.values[c][i] = c == 0 && i % 7 == 0 ? NULL : m.text[i][c];
    }
    return m;
}

static void free_arrow_many(arrow_many *m)
{
    for (size_t c = 0; c < 4; c++)
        free(m->values[c]);
    free(m->text);
}

static void load_many(quen_context *ctx, void *user)
{
    const arrow_many *m = user;
    static const arrow_shape shapes[] = {{.batch = 0},
                                         {.batch = 70000, .child_offset = 3}};
    quen_arrow_options o = arrow_options();
    o.customer = "customer";
    quen_orders *expected = NULL, *log = NULL;
    assert_ok(ctx, load_arrow(ctx, m->columns, 4, MANY, &o, &(arrow_shape){.batch = 1000},
                              &expected));
    assert_ok(ctx, quen_orders_finish(ctx, expected));
    for (size_t s = 0; s < COUNT(shapes); s++) {
        assert_ok(ctx, load_arrow(ctx, m->columns, 4, MANY, &o, &shapes[s], &log));
        assert_same_log(ctx, expected, log);
        quen_orders_free(log);
        const char *kept = m->values[3][140000];
        m->values[3][140000] = m->values[3][145000] = "nan";
        assert_fails(ctx, QUEN_ERR_ARGUMENT,
                     "arrow: row 140000, column \"amount\": NaN: not a finite number",
                     load_arrow(ctx, m->columns, 4, MANY, &o, &shapes[s], &log));
        m->values[3][140000] = kept;
        m->values[3][145000] = m->text[145000][3];
    }
    quen_orders_free(expected);
}

static void test_many_rows(void **state)
{
    (void)state;
    arrow_many m = make_arrow_many();
    for (uint32_t threads = 1; threads <= 8; threads += threads < 3 ? 1 : 5) {
        quen_context *ctx = support_context(threads, QUEN_SIMD_AUTO);
        load_many(ctx, &m);
        quen_context_free(ctx);
    }
    free_arrow_many(&m);
}

/* --- progress --- */

typedef struct watch {
    int calls, stop_at;
    double last;
} watch;

static int watch_progress(void *user, const char *stage, double fraction)
{
    watch *w = user;
    assert_string_equal(stage, "orders");
    assert_true(fraction >= 0 && fraction <= 1);
    w->last = fraction;
    return ++w->calls == w->stop_at;
}

static quen_status load_watched(watch *w, const arrow_many *m, const arrow_shape *shape)
{
    quen_context_options options;
    quen_context *ctx = NULL;
    quen_orders *log = NULL;
    quen_arrow_options o = arrow_options();
    quen_context_options_init(&options, sizeof options);
    options.progress = watch_progress;
    options.progress_user = w;
    assert_int_equal(quen_context_new(&options, &ctx), QUEN_OK);
    quen_status status = load_arrow(ctx, m->columns, 4, MANY, &o, shape, &log);
    quen_orders_free(log);
    quen_context_free(ctx);
    return status;
}

static void test_progress(void **state)
{
    (void)state;
    arrow_many m = make_arrow_many();
    watch w = {0, 0, 0};
    const arrow_shape rows = {.batch = 1};
    assert_int_equal(load_watched(&w, &m, NULL), QUEN_OK);
    assert_in_range(w.calls, 2, 3);
    w = (watch){0, 0, 0};
    /* Arrays of one row each are no reason to be told of each. */
    assert_int_equal(load_watched(&w, &m, &rows), QUEN_OK);
    assert_in_range(w.calls, 2, 1000);
    for (int at = 1; at <= 2; at++) {
        w = (watch){0, at, 0};
        assert_int_equal(load_watched(&w, &m, NULL), QUEN_ERR_CANCELLED);
        assert_int_equal(w.calls, at);
    }
    free_arrow_many(&m);
}

/* --- memory --- */

typedef struct plan {
    const arrow_many *m;
    size_t n;
    arrow_shape shape;
} plan;

static quen_status load_plan(quen_context *ctx, void *user)
{
    const plan *p = user;
    quen_orders *log = NULL;
    quen_arrow_options o = arrow_options();
    o.customer = "customer";
    quen_status status = load_arrow(ctx, p->m->columns, 4, p->n, &o, &p->shape, &log);
    quen_orders_free(log);
    return status;
}

/* The same rows without Arrow, in the same blocks. */
static quen_status add_plan(quen_context *ctx, void *user)
{
    const plan *p = user;
    quen_orders *log = NULL;
    quen_order_line *lines = calloc(65536, sizeof *lines);
    assert_non_null(lines);
    quen_status status = quen_orders_new(ctx, &log);
    for (size_t first = 0; first < p->n && status == QUEN_OK; first += 65536) {
        size_t n = p->n - first < 65536 ? p->n - first : 65536;
        for (size_t i = 0; i < n; i++) {
            const char *customer = p->m->values[0][first + i];
            lines[i].customer =
                customer ? quen_key_int(strtoll(customer, NULL, 10)) : (quen_key){0};
            lines[i].item = quen_key_text(p->m->values[1][first + i]);
        }
        status = quen_orders_add(ctx, log, lines, n);
    }
    quen_orders_free(log);
    free(lines);
    return status;
}

/* A column of numbers, one of strings, times and amounts, and bits for two of them. */
static void test_memory_promised(void **state)
{
    (void)state;
    arrow_many m = make_arrow_many();
    const size_t rows[] = {1, 65536, MANY};
    const double scratch = 65536 * (8 + sizeof(quen_key) + 8 + 8 + 2 / 8.0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        plan p = {&m, rows[i], {0}};
        double arrow = (double)support_peak(1, load_plan, &p),
               lines = (double)support_peak(1, add_plan, &p);
        assert_true(arrow - lines >= scratch);
        assert_true(arrow - lines <= scratch + 12e3);
        assert_true(arrow - lines <= 8e6 + 12e3);
    }
    free_arrow_many(&m);
}

static void test_memory_fails_cleanly(void **state)
{
    (void)state;
    arrow_many m = make_arrow_many();
    plan p = {&m, 2000, {.batch = 700}};
    support_each_oom(load_plan, &p);
    free_arrow_many(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_memory_promised),
        cmocka_unit_test(test_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
