/*
 * The check of a log: see quen/check.h. Each part looks for what one thing may be wrong
 * with (customers, times, repeats, order numbers, returns) and adds what it finds. A part
 * is a pass or two over the finished log by one thread: all together cost less than
 * finishing it, and what they count does not depend on threads.
 */
#include <stdio.h>
#include <string.h>

#include "core/options.h"
#include "data/check/finding.h"
#include "data/keys/key_words.h"
#include "data/parse/calendar.h"

#define NOUN "check"
/* A log with fewer lines may well have one day, item or customer. */
#define LINES_OF_A_LOG 20u

/* --- options --- */

static quen_check_options defaults(void)
{
    quen_check_options options = {0};
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.nobody_share = 0.05;
    options.nobody_times = 20;
    options.clock_gap_s = 60 * 86400;
    options.repeated_share = 0.05;
    return options;
}

void quen_check_options_init(quen_check_options *options, size_t size)
{
    quen_check_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status read_options(quen_context *ctx, const quen_check_options *given,
                                quen_check_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read(ctx, o, sizeof *o, given, NOUN);
    if (status == QUEN_OK)
        status = quen__clock_check(ctx, NOUN, o->utc_offset_s);
    if (status == QUEN_OK)
        status = quen__options_positive(ctx, NOUN, "nobody_share", o->nobody_share);
    if (status == QUEN_OK)
        status = quen__options_positive(ctx, NOUN, "nobody_times", o->nobody_times);
    if (status == QUEN_OK)
        status = quen__options_above_zero(ctx, NOUN, "clock_gap_s", o->clock_gap_s);
    if (status == QUEN_OK)
        status = quen__options_positive(ctx, NOUN, "repeated_share", o->repeated_share);
    return status;
}

/* --- money --- */

/* 1: 239.500 was read as 240 throughout, for a point parts thousands there. */
static int is_below_thousand(const quen__log *log)
{
    int is_below = log->has_money;
    for (uint64_t i = 0; is_below && i < log->n_lines; i++)
        is_below = log->amount[i] >= -1000 && log->amount[i] <= 1000;
    return is_below;
}

static void check_money(quen__checking *c)
{
    uint64_t lines = c->log.n_lines,
             rounded = c->options.rounded_lines + quen__orders_rounded(c->orders);
    quen_money money;
    quen_orders_get_money(c->orders, &money);
    if (rounded == 0 || lines == 0)
        return;
    int many = quen__finding_is_share(rounded, lines, 0.1);
    int thousands = many && money.decimals == 0 && is_below_thousand(&c->log);
    quen_finding finding = quen__finding_of(QUEN_FINDING_MONEY_DIGITS,
                                            thousands ? QUEN_SEVERITY_SEVERE
                                            : many    ? QUEN_SEVERITY_WARNING
                                                      : QUEN_SEVERITY_NOTE,
                                            rounded, lines);
    quen__finding_add(c, &finding,
                      "%llu of %llu lines (%.1f%%) had amounts with more digits than "
                      "money has decimals, and were rounded: %s",
                      (unsigned long long)rounded, (unsigned long long)lines,
                      quen__finding_percent(rounded, lines),
                      thousands ? "if a point parts thousands, take it out of them"
                                : "raise decimals if those digits are wanted");
}

/* --- logs in which something never changes --- */

static void add_constant(quen__checking *c, uint32_t kind, uint32_t severity,
                         const char *what, const char *words)
{
    quen_finding finding =
        quen__finding_of(kind, severity, c->log.n_lines, c->log.n_lines);
    char *example = quen__finding_add(
        c, &finding,
        "all %llu lines are of one %s, %s: see whether its column is the one that was "
        "meant",
        (unsigned long long)c->log.n_lines, what, words);
    snprintf(example, QUEN__FINDING_EXAMPLE, "%s", words);
}

/* One of them alone may be right: a file for each day, a shop with one item. */
static void check_constants(quen__checking *c)
{
    char words[QUEN__KEY_WORDS], day_words[QUEN__DAY_WORDS];
    const quen__log *log = &c->log;
    int day = !c->no_times && c->first_day == c->last_day;
    int customer = log->n_customers == 1 && log->customer_start[1] == log->n_orders;
    int item = log->n_items == 1, n = day + customer + item;
    if (log->n_lines < LINES_OF_A_LOG)
        return;
    if (customer)
        add_constant(c, QUEN_FINDING_ONE_CUSTOMER,
                     n > 1 ? QUEN_SEVERITY_SEVERE : QUEN_SEVERITY_WARNING, "customer",
                     quen__key_words(quen_orders_customer_key(c->orders, 0), words));
    if (day)
        add_constant(c, QUEN_FINDING_ONE_DAY,
                     n > 1 ? QUEN_SEVERITY_SEVERE : QUEN_SEVERITY_WARNING, "day",
                     quen__finding_day(c, c->first_s, day_words));
    if (item)
        add_constant(c, QUEN_FINDING_ONE_ITEM,
                     n > 1 ? QUEN_SEVERITY_SEVERE : QUEN_SEVERITY_NOTE, "item",
                     quen__key_words(quen_orders_item_key(c->orders, 0), words));
}

/* --- days --- */

/* By a clock that is set back over midnight, a later time may be of an earlier day. */
static void find_days(quen__checking *c)
{
    const int64_t *times = c->log.time ? c->log.time : c->log.order_time;
    size_t n = c->log.time ? c->log.n_lines : c->log.n_orders;
    c->first_day = quen__checking_day(c, c->first_s);
    c->last_day = quen__checking_day(c, c->last_s);
    for (size_t i = 0; i < n && c->clock.n > 0; i++) {
        int64_t day = quen__checking_day(c, times[i]);
        c->first_day = day < c->first_day ? day : c->first_day;
        c->last_day = day > c->last_day ? day : c->last_day;
    }
}

/* --- all --- */

static quen_status check_all(quen__checking *c)
{
    static quen_status (*const parts[])(quen__checking *) = {
        quen__checking_times, quen__checking_customers, quen__checking_repeats,
        quen__checking_numbers, quen__checking_returns};
    size_t n = sizeof parts / sizeof *parts;
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        status = quen__progress(c->ctx, NOUN, (double)i / (double)n);
        if (status == QUEN_OK)
            status = parts[i](c);
    }
    if (status != QUEN_OK)
        return status;
    check_money(c);
    check_constants(c);
    return quen__progress(c->ctx, NOUN, 1);
}

quen_status quen_orders_check(quen_context *ctx, const quen_orders *orders,
                              const quen_check_options *given, quen_check **out)
{
    quen__checking c = {.ctx = ctx, .orders = orders};
    quen_order_totals totals;
    *out = NULL;
    quen_status status = read_options(ctx, given, &c.options);
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &c.log);
    if (status != QUEN_OK)
        return status;
    c.out = quen__allocate_zero(ctx, 1, sizeof *c.out);
    if (!c.out)
        return QUEN_ERR_MEMORY;
    c.out->allocator = ctx->allocator;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    c.first_s = totals.first_s;
    c.last_s = totals.last_s;
    c.clock = quen__clock_chosen(&c.log.clock, c.options.utc_offset_s);
    find_days(&c);
    if (c.log.n_lines > 0)
        status = check_all(&c);
    if (status == QUEN_OK)
        *out = c.out;
    else
        quen_check_free(c.out);
    return status;
}
