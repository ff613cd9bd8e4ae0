/* See figures_cases.h. */
#include "figures_cases.h"

#include "core/rng.h"

#define FIRST INT64_C(1546300800) /* 2019-01-01 */
#define SPAN (3 * 365 * DAY)

static uint64_t draw(size_t i, uint64_t what, uint64_t n)
{
    return quen__random_below(15, what, i, n);
}

/* A customer's lines lie in the three years unevenly, so that some stay away. */
quen_order_line figures_line(size_t i)
{
    quen_order_line line = {0};
    size_t customer = (size_t)draw(i, 1, FIGURES_CUSTOMERS + 8);
    if (customer < FIGURES_CUSTOMERS)
        line.customer = quen_key_int((int64_t)customer);
    if (draw(i, 2, 3) > 0)
        line.order = quen_key_int((int64_t)draw(i, 3, 9));
    line.item = quen_key_int((int64_t)draw(i, 4, 3));
    line.time_s = FIRST + (int64_t)draw(i, 5, 700) * 135151;
    if (line.order.kind)
        line.time_s =
            FIRST + line.order.number * SPAN / 9 + (int64_t)draw(i, 5, 9) * 70001;
    line.quantity = (int64_t)draw(i, 6, 6) - 1;
    line.amount = (int64_t)draw(i, 7, 20000) - 4000;
    return line;
}

/* At the end of March and of October, over midnight: 23:30 to 0:30, and back. */
static const int64_t changes[] = {1553988600, 1572571800, 1585611000, 1604194200};
static const int32_t offsets[] = {3600, 0, 3600, 0};
const quen_zone figures_clock = {changes, offsets, 4, 0, 0};

quen_orders *figures_orders(quen_context *ctx, const quen_zone *clock)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    if (clock)
        assert_ok(ctx, quen_orders_set_clock(ctx, orders, clock));
    for (size_t i = 0; i < FIGURES_LINES; i++) {
        quen_order_line line = figures_line(i);
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* --- the naive reading --- */

static int64_t number_of(quen_key key)
{
    return key.kind == QUEN_KEY_NONE ? -1 : key.number;
}

/* A line of nobody without a number is an order of its own. */
static size_t order_of(naive_log *log, const quen_order_line *line)
{
    int64_t customer = number_of(line->customer), number = number_of(line->order);
    for (size_t i = 0; i < log->n_orders; i++) {
        const naive_order *o = &log->orders[i];
        if (o->customer == customer && o->number == number &&
            (number >= 0 || (customer >= 0 && o->time == line->time_s)))
            return i;
    }
    log->orders[log->n_orders] = (naive_order){customer, number, line->time_s, 0};
    return log->n_orders++;
}

static void read_lines(naive_log *log, int64_t now)
{
    for (size_t i = 0; i < FIGURES_LINES; i++) {
        quen_order_line line = figures_line(i);
        if (line.time_s >= now)
            continue;
        naive_order *o = &log->orders[log->order_of[log->n_lines] = order_of(log, &line)];
        o->time = line.time_s < o->time ? line.time_s : o->time;
        o->visit |= line.quantity >= 0 && line.amount >= 0;
        log->lines[log->n_lines++] = line;
    }
}

/* What the order's lines of this one's item sold for, less what they took away. */
static int64_t balance(const naive_log *log, size_t line)
{
    int64_t sum = 0;
    for (size_t i = 0; i < log->n_lines; i++)
        if (log->order_of[i] == log->order_of[line] && log->lines[i].quantity >= 0 &&
            log->lines[i].item.number == log->lines[line].item.number)
            sum += log->lines[i].amount;
    return sum;
}

naive_log *naive_read(int64_t now)
{
    naive_log *log = calloc(1, sizeof *log);
    assert_non_null(log);
    read_lines(log, now);
    for (size_t i = 0; i < log->n_lines; i++) {
        const quen_order_line *line = &log->lines[i];
        int doubtful = line->quantity >= 0 && line->amount < 0;
        int reduces = doubtful && balance(log, i) > 0;
        log->returned[i] = line->quantity < 0 || (doubtful && !reduces);
        log->units[i] = reduces ? 0 : doubtful ? -line->quantity : line->quantity;
    }
    return log;
}

/* --- calendars --- */

static int64_t floor_div(int64_t a, int64_t b)
{
    return (a - ((a % b) + b) % b) / b;
}

int64_t naive_day(const quen_zone *clock, int64_t time)
{
    int64_t offset = clock->first_offset_s, latest = INT64_MIN;
    for (size_t i = 0; i < clock->n && clock->from_s[i] <= time; i++) {
        int64_t day = floor_div(clock->from_s[i] - 1 + offset, DAY);
        latest = day > latest ? day : latest;
        offset = clock->utc_offset_s[i];
    }
    int64_t day = floor_div(time + offset, DAY);
    return day > latest ? day : latest;
}

static int is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Months since January 1970, of a day from then on. */
static int64_t naive_month(int64_t day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t month = 0;
    for (;; month++) {
        int64_t n = days[month % 12] + (month % 12 == 1 && is_leap(1970 + month / 12));
        if (day < n)
            return month;
        day -= n;
    }
}

int64_t naive_period(uint32_t period, int64_t day)
{
    static const int64_t months[] = {0, 0, 1, 3, 12};
    if (period == QUEN_FIGURES_PERIOD_ALL)
        return 0;
    if (period == QUEN_FIGURES_PERIOD_DAY)
        return day;
    if (period == QUEN_FIGURES_PERIOD_WEEK)
        return floor_div(day + 3, 7); /* 1969-12-29 was a Monday */
    return naive_month(day) / months[period];
}

/* --- CDNOW --- */

static int64_t days_of(long date)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return 9862 + 365 * (date / 10000 - 1997) + before[date / 100 % 100 - 1] +
           date % 100 - 1;
}

/* " 00001 19970101  1   11.77" */
static char *read_purchase(char *p, quen_order_line *line)
{
    char *end;
    p += strspn(p, " ");
    line->customer = quen_key_bytes(p, 5);
    line->item = quen_key_int(1);
    line->time_s = days_of(strtol(p + 5, &end, 10)) * DAY;
    line->quantity = strtol(end, &end, 10);
    int64_t whole = strtol(end, &end, 10);
    line->amount = 100 * whole + strtol(end + 1, &end, 10);
    return end + strcspn(end, "\n") + 1;
}

quen_orders *cdnow_orders(quen_context *ctx)
{
    size_t size;
    char *text = data_read("cdnow/CDNOW_master.txt.gz", &size);
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    char *p = strchr(text, '\n') + 1;
    while (p < text + size && p[strspn(p, " \r\n\x1a")] != '\0') {
        quen_order_line line = {0};
        p = read_purchase(p, &line);
        assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
    }
    free(text);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}
