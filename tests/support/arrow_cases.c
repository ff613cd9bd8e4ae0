/* See arrow_cases.h. */
#include "arrow_cases.h"

#include <math.h>

quen_arrow_options arrow_options(void)
{
    quen_arrow_options o;
    quen_arrow_options_init(&o, sizeof o);
    o.item = "item";
    o.time = "time";
    o.amount = "amount";
    return o;
}

quen_status load_arrow(quen_context *ctx, const arrow_column *columns, size_t n_columns,
                       size_t n, const quen_arrow_options *options,
                       const arrow_shape *shape, quen_orders **log)
{
    static const arrow_shape plain = {0};
    struct ArrowArrayStream stream;
    *log = (quen_orders *)(void *)&stream;
    arrow_stream(&stream, columns, n_columns, n, shape ? shape : &plain);
    quen_status status = quen_orders_from_arrow(ctx, &stream, options, log);
    assert_null(stream.release);
    assert_int_equal(arrow_alive().streams, 0);
    assert_int_equal(arrow_alive().schemas, 0);
    assert_int_equal(arrow_alive().arrays, 0);
    assert_int_equal(*log == NULL, status != QUEN_OK);
    return status;
}

static const char *const small_items[SMALL] = {"tea", "cake", "tea", "soup"};
const char *const arrow_small_times[SMALL] = {"0", "60", "86400", "1000000"};
static const char *const small_amounts[SMALL] = {"2.50", "3.20", "-2.50", "4"};

const arrow_column arrow_small_columns[3] = {
    {"item", "u", NULL, small_items},
    {"time", "tss:", NULL, arrow_small_times},
    {"amount", "d:9,2", NULL, small_amounts},
};
