/*
 * Each chunk of rows is looked at for anything that a log might refuse, without asking
 * which row or why. If there is something, a log is asked: it names the row.
 */
#include "data/tally/column_check.h"

#include <stddef.h>

#include "core/options.h"
#include "core/parallel.h"
#include "data/keys/key_column.h"

#define CHUNK 16384u
#define MAX_CHUNKS 256u
/* More are refused by a log; a column of more numbers fits in no memory. */
#define MAX_LINES (UINT32_MAX - 1)
#define MAX_NUMBERS (PTRDIFF_MAX / sizeof(int64_t))

typedef struct chunk_facts {
    uint64_t amount, quantity; /* sums of absolute values */
    quen__tally_facts facts;
    int suspect;
} chunk_facts;

typedef struct checking {
    const quen_order_columns *columns;
    quen__chunks chunks;
    chunk_facts facts[MAX_CHUNKS];
} checking;

/* The sum of n absolute values. Suspect if the largest of them, n times, does not fit. */
static uint64_t absolute_sum(const int64_t *x, size_t n, chunk_facts *facts)
{
    uint64_t sum = 0, bits = 0, signs = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t sign = 0 - ((uint64_t)x[i] >> 63);
        uint64_t absolute = ((uint64_t)x[i] ^ sign) - sign;
        bits |= absolute;
        sum += absolute;
        signs |= sign;
    }
    facts->suspect |= bits > INT64_MAX / (n + 1);
    facts->facts.negative |= signs != 0;
    return sum;
}

/* Numbers are keys whatever they are; strings may be too long or not there. */
static int keys_suspect(const quen_key_column *column, quen__range rows, int required)
{
    int suspect = 0;
    if (column->numbers && (!required || !column->valid))
        return 0;
    for (size_t i = rows.first; i < rows.last; i++) {
        quen_key key = quen__key_column_key(column, i);
        suspect |= required && key.kind == QUEN_KEY_NONE;
        suspect |= key.size > QUEN_KEY_MAX_SIZE || (key.size && !key.bytes);
    }
    return suspect;
}

static void check_chunk(void *user, size_t chunk, unsigned worker)
{
    checking *c = user;
    const quen_order_columns *columns = c->columns;
    quen__range rows = quen__chunk_range(&c->chunks, chunk);
    size_t n = rows.last - rows.first;
    chunk_facts facts = {0};
    quen__span times = quen__span_of(columns->time_s + rows.first, n);
    (void)worker;
    facts.facts.times = times;
    facts.suspect = times.least < QUEN_TIME_MIN || times.greatest > QUEN_TIME_MAX;
    facts.quantity = n;
    if (columns->amount) {
        facts.facts.amounts = quen__span_of(columns->amount + rows.first, n);
        facts.amount = absolute_sum(columns->amount + rows.first, n, &facts);
    }
    if (columns->quantity)
        facts.quantity = absolute_sum(columns->quantity + rows.first, n, &facts);
    facts.suspect |= keys_suspect(&columns->customer, rows, 0) |
                     keys_suspect(&columns->order, rows, 0) |
                     keys_suspect(&columns->item, rows, 1);
    c->facts[chunk] = facts;
}

/* 1 if no chunk is suspect and their sums fit together. */
static int fold(const checking *c, quen__tally_facts *all)
{
    uint64_t amount = 0, quantity = 0;
    int suspect = 0;
    for (size_t i = 0; i < c->chunks.count; i++) {
        const chunk_facts *facts = &c->facts[i];
        const quen__tally_facts *more = &facts->facts;
        amount += facts->amount;
        quantity += facts->quantity;
        suspect |= facts->suspect || amount > INT64_MAX || quantity > INT64_MAX;
        all->times = quen__span_both(all->times, more->times);
        all->amounts = quen__span_both(all->amounts, more->amounts);
        all->negative |= more->negative;
    }
    return !suspect;
}

static quen_status ask_log(quen_context *ctx, const quen_order_columns *columns)
{
    quen_orders *orders = NULL;
    quen_status status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_add_columns(ctx, orders, columns);
    quen_orders_free(orders);
    return status;
}

/* A log takes the amount that means none in all lines, or in no line. */
static void forget_amounts(quen_order_columns *columns, quen__tally_facts *facts)
{
    quen__span nothing = {0, 0};
    if (facts->amounts.least != QUEN_AMOUNT_NONE)
        return;
    columns->amount = NULL;
    facts->amounts = nothing;
}

quen_status quen__tally_columns_read(quen_context *ctx, const quen_order_columns *given,
                                     quen_order_columns *columns,
                                     quen__tally_facts *facts)
{
    quen_order_columns none = {0};
    *columns = none;
    *facts = (quen__tally_facts){quen__no_span, quen__no_span, 0};
    quen_status status = quen__options_read_all(ctx, columns, sizeof *columns,
                                                offsetof(quen_order_columns, reserved),
                                                given, "order columns");
    if (status != QUEN_OK || columns->n == 0)
        return status;
    if (!columns->time_s || columns->n > MAX_LINES || columns->n > MAX_NUMBERS ||
        (!columns->item.numbers && !columns->item.offsets))
        return ask_log(ctx, given);
    checking c = {.columns = columns, .chunks = quen__cut(columns->n, CHUNK)};
    status = quen__parallel_for(ctx, c.chunks.count, check_chunk, &c, NULL, 0, 1);
    if (status != QUEN_OK || fold(&c, facts))
        return status;
    status = ask_log(ctx, given);
    forget_amounts(columns, facts);
    return status;
}
