/*
 * The channel of each order: the caller's rows are joined with the log by order number.
 * The rows' numbers are interned, each with the channel that it has first, and the log's
 * are looked up among them. Rows may come straight from an export of order lines, so that
 * an order has many: those without a number or a channel are passed over, and those with
 * another channel are refused, as their order would count by the order of rows.
 */
#include "data/keys/key_words.h"
#include "models/habits/habits_learn.h"

#define UNTOLD UINT32_MAX

typedef struct joining {
    quen__temp *temp;
    const quen_habits_options *options;
    quen_key_column column; /* the caller's, as it was when the call began */
    quen__keymap numbers;   /* of orders, as the rows have them */
    uint32_t *channel;      /* of each of these numbers */
    uint32_t *row;          /* where it is told */
} joining;

/* --- the caller's rows --- */

static quen_status check_rows(const joining *j, uint32_t log_kind, int has_orders)
{
    quen_context *ctx = j->temp->ctx;
    size_t n = j->options->n_order_channels;
    uint32_t kind = j->column.numbers ? QUEN_KEY_INT : QUEN_KEY_BYTES;
    if (n > QUEN__MAX_IDS)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "habits: n_order_channels is %zu, at most %u are possible", n,
                          QUEN__MAX_IDS);
    if (!j->column.numbers && !j->column.offsets)
        return quen__bad_argument(ctx, "habits: order_numbers is a column of no keys");
    if (has_orders && log_kind == QUEN_KEY_NONE)
        return quen__bad_argument(ctx, "habits: orders have channels by their number, "
                                       "and no line of the log has one: add lines with "
                                       "order numbers, or leave channels out");
    if (has_orders && n > 0 && kind != log_kind)
        return quen__bad_argument(ctx,
                                  "habits: order_numbers are %s, those of the log are %s",
                                  kind == QUEN_KEY_INT ? "numbers" : "byte strings",
                                  log_kind == QUEN_KEY_INT ? "numbers" : "byte strings");
    return quen__key_column_check(ctx, "habits: order_numbers", NULL, &j->column, n);
}

/* What row `row` tells of the order number with an id. */
static quen_status take_row(joining *j, size_t row, uint32_t id, uint32_t channel)
{
    char words[QUEN__KEY_WORDS];
    quen_context *ctx = j->temp->ctx;
    if (channel == UNTOLD || id == QUEN__KEY_NONE)
        return QUEN_OK;
    if (channel >= j->options->n_channels)
        return quen__bad_argument(
            ctx, "habits: order_channels[%zu] is %u, which is not below %u", row, channel,
            j->options->n_channels);
    if (j->channel[id] == UNTOLD) {
        j->channel[id] = channel;
        j->row[id] = (uint32_t)row;
    }
    if (j->channel[id] == channel)
        return QUEN_OK;
    return quen__bad_argument(
        ctx,
        "habits: order %s has channel %u in row %u of order_channels, and %u in row %zu: "
        "an order has one",
        quen__key_words(quen__keymap_key(&j->numbers, id), words), j->channel[id],
        j->row[id], channel, row);
}

static quen_status take_rows(joining *j)
{
    size_t n = j->options->n_order_channels;
    quen__key_rows rows = quen__key_rows_of(&j->column, n);
    quen_status status = QUEN_OK;
    for (size_t first = 0; first < n && status == QUEN_OK; first += QUEN__KEY_GROUP) {
        uint32_t ids[QUEN__KEY_GROUP];
        size_t here = n - first < QUEN__KEY_GROUP ? n - first : QUEN__KEY_GROUP;
        status =
            quen__keymap_intern_rows(j->temp->ctx, &j->numbers, &rows, first, here, ids);
        for (size_t i = 0; i < here && status == QUEN_OK; i++)
            status =
                take_row(j, first + i, ids[i], j->options->order_channels[first + i]);
    }
    return status;
}

/* --- the log's orders --- */

static quen_status find_orders(const joining *j, const quen_orders *orders,
                               const quen__log *log, uint32_t *channel)
{
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < log->n_customers && status == QUEN_OK; c++) {
        for (uint64_t o = log->customer_start[c]; o < log->customer_start[c + 1]; o++) {
            uint32_t id;
            quen_key number = quen__orders_number_key(orders, o);
            channel[o] = number.kind != QUEN_KEY_NONE &&
                                 quen__keymap_find(&j->numbers, number, &id)
                             ? j->channel[id]
                             : UNTOLD;
        }
        status = quen__habits_tell(j->temp->ctx, c, 0);
    }
    return status;
}

static quen_status join(joining *j, const quen_orders *orders, const quen__log *log,
                        const uint32_t **out)
{
    size_t n = j->options->n_order_channels;
    size_t n_orders = (size_t)log->customer_start[log->n_customers];
    uint32_t *channel = quen__temp_new(j->temp, n_orders + 1, sizeof *channel);
    quen__temp own = QUEN__TEMP(j->temp->ctx);
    j->channel = quen__temp_new(&own, n + 1, sizeof *j->channel);
    j->row = quen__temp_new(&own, n + 1, sizeof *j->row);
    quen_status status = channel && j->channel && j->row ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK) {
        memset(j->channel, 0xff, n * sizeof *j->channel);
        quen__keymap_seed(&j->numbers, (uint64_t)(uintptr_t)j->channel);
        status = take_rows(j);
    }
    if (status == QUEN_OK)
        status = find_orders(j, orders, log, channel);
    quen__keymap_free(&j->numbers, &j->temp->ctx->allocator);
    quen__temp_close(&own);
    *out = channel;
    return status;
}

quen_status quen__habits_channels(quen__temp *temp, const quen_orders *orders,
                                  const quen__log *log, const quen_habits_options *o,
                                  const uint32_t **out)
{
    joining j = {.temp = temp, .options = o};
    quen_context *ctx = temp->ctx;
    *out = NULL;
    quen_status status = quen__extent_check(ctx, "habits: order_channels",
                                            o->n_order_channels, 1, sizeof(uint64_t));
    if (status != QUEN_OK)
        return status;
    if (!o->order_channels != !o->order_numbers)
        return quen__bad_argument(
            ctx, "habits: order_channels and order_numbers are needed both, or neither");
    if (!o->order_channels)
        return o->n_order_channels == 0
                   ? QUEN_OK
                   : quen__bad_argument(ctx, "habits: n_order_channels is %zu, not 0",
                                        o->n_order_channels);
    j.column = *o->order_numbers;
    status = check_rows(&j, quen__orders_number_kind(orders), log->n_orders > 0);
    return status == QUEN_OK ? join(&j, orders, log, out) : status;
}
