/* See features_cases.h. */
#include "features_cases.h"

#include <math.h>

#include "core/rng.h"

uint64_t features_draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(11, what, i, n);
}

quen_order_line features_line(size_t i)
{
    quen_order_line line = {0};
    size_t customer = (size_t)features_draw(i, 1, CUSTOMERS + 10);
    if (customer < CUSTOMERS)
        line.customer =
            quen_key_int((int64_t)(customer * customer % 97 * CUSTOMERS + customer));
    if (features_draw(i, 2, 3) > 0)
        line.order = quen_key_int((int64_t)features_draw(i, 3, 6));
    line.item = quen_key_int((int64_t)features_draw(i, 4, 30));
    line.time_s = -150000000 + (int64_t)features_draw(i, 5, 3000) * 100000;
    if (line.order.kind)
        line.time_s = -150000000 + line.order.number * 50000000 +
                      (int64_t)features_draw(i, 5, 200) * 7001;
    line.quantity = (int64_t)features_draw(i, 6, 6) - 1;
    line.amount = (int64_t)features_draw(i, 7, 20000) - 4000;
    return line;
}

quen_order_line features_line_of(const char *customer, const char *order,
                                 const char *item, int64_t time_s, int64_t quantity,
                                 int64_t amount)
{
    quen_order_line line = {0};
    line.customer = quen_key_text(customer);
    line.order = quen_key_text(order);
    line.item = quen_key_text(item);
    line.time_s = time_s;
    line.quantity = quantity;
    line.amount = amount;
    return line;
}

const int64_t features_ids[] = {104, 103, 102, 101, 999};
static const double ages[] = {31, (double)NAN, 45, 28, 60};
const char features_city_bytes[] = "HanoiHueHanoiother";
const uint64_t features_city_offsets[] = {0, 5, 8, 13, 18, 18};
static const uint8_t city_valid[] = {0x0f};
static const int64_t plans[] = {-7, 3, 3, -7, 12};

void make_features_attributes(quen_attribute a[3])
{
    memset(a, 0, 3 * sizeof *a);
    for (size_t i = 0; i < 3; i++) {
        a[i].customers.numbers = features_ids;
        a[i].n = 5;
    }
    a[0].name = "age";
    a[0].unit = "years";
    a[0].numbers = ages;
    a[1].name = "city";
    a[1].categories.bytes = features_city_bytes;
    a[1].categories.offsets = features_city_offsets;
    a[1].categories.valid = city_valid;
    a[2].name = "plan";
    a[2].categories.numbers = plans;
    a[2].max_levels = 2;
}

quen_orders *features_five_orders(quen_context *ctx)
{
    quen_order_line lines[5] = {0};
    for (int64_t i = 0; i < 5; i++) {
        lines[i].customer = quen_key_int(101 + i);
        lines[i].item = quen_key_int(1);
        lines[i].time_s = 1000 * i;
        lines[i].amount = 10;
    }
    return support_orders(ctx, lines, 5);
}

quen_features_options features_with(const quen_attribute *a, size_t n)
{
    quen_features_options o;
    quen_features_options_init(&o, sizeof o);
    o.attributes = a;
    o.n_attributes = n;
    return o;
}
