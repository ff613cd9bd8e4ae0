/*
 * A span of time of a log as a log of its own, and a log where customers are one. Each
 * line is looked at once: those of the span go to the end of the copy, where a key gets
 * an id when its first line comes. Sums are of these lines alone; absolute values, whose
 * sum fits for the whole, fit for a part.
 */
#include <string.h>

#include "data/orders/orders_state.h"
#include "data/parse/calendar.h"

/* Ids in the copy by ids in the log; QUEN__KEY_NEW where no line has come. */
typedef struct known {
    const quen__keymap *from;
    quen__keymap *to;
    uint32_t *ids;
} known;

typedef struct span {
    const quen_orders *from;
    quen_orders *to;
    int64_t from_s, to_s;
    const uint32_t
        *into; /* of each customer of the log: whose lines these are; or NULL */
    known customer, item, text;
} span;

/* --- keys --- */

static quen_status begin(quen__temp *temp, const quen__keymap *from, quen__keymap *to,
                         known *k)
{
    *k = (known){from, to, quen__temp_new(temp, from->n, sizeof *k->ids)};
    for (size_t i = 0; k->ids && i < from->n; i++)
        k->ids[i] = QUEN__KEY_NEW;
    return k->ids ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Turn ids of the log into those of the copy. */
static quen_status translate(quen_context *ctx, const known *k, uint32_t *ids, size_t n)
{
    quen__key_rows rows = quen__keymap_rows(k->from);
    uint32_t row[QUEN__KEY_GROUP], added[QUEN__KEY_GROUP];
    size_t n_new = 0;
    for (size_t i = 0; i < n; i++)
        if (ids[i] != QUEN__NOBODY && k->ids[ids[i]] == QUEN__KEY_NEW)
            row[n_new++] = ids[i];
    quen_status status = quen__keymap_add_rows(ctx, k->to, &rows, row, n_new, added);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n_new; i++)
        k->ids[row[i]] = added[i];
    for (size_t i = 0; i < n; i++)
        if (ids[i] != QUEN__NOBODY)
            ids[i] = k->ids[ids[i]];
    return QUEN_OK;
}

/* --- lines --- */

/* Those of the span, moved to the front. */
static size_t pick(const span *s, quen__orders_named_line *lines, size_t n)
{
    size_t picked = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t time = quen__orders_stamp_time(lines[i].line.stamp);
        lines[picked] = lines[i];
        picked += time >= s->from_s && time < s->to_s;
    }
    return picked;
}

/* At most QUEN__KEY_GROUP lines. */
static quen_status translate_lines(quen_context *ctx, const span *s,
                                   quen__orders_named_line *lines, size_t n)
{
    uint32_t customer[QUEN__KEY_GROUP], item[QUEN__KEY_GROUP], text[QUEN__KEY_GROUP];
    int texts = s->from->order_kind == QUEN_KEY_BYTES;
    for (size_t i = 0; i < n; i++) {
        customer[i] = lines[i].line.customer;
        if (s->into && customer[i] != QUEN__NOBODY)
            customer[i] = s->into[customer[i]];
        item[i] = lines[i].line.item;
        text[i] = texts && quen__orders_is_named(&lines[i].line)
                      ? (uint32_t)lines[i].order
                      : QUEN__NOBODY;
    }
    quen_status status = translate(ctx, &s->customer, customer, n);
    if (status == QUEN_OK)
        status = translate(ctx, &s->item, item, n);
    if (status == QUEN_OK && texts)
        status = translate(ctx, &s->text, text, n);
    for (size_t i = 0; status == QUEN_OK && i < n; i++) {
        lines[i].line.customer = customer[i];
        lines[i].line.item = item[i];
        if (text[i] != QUEN__NOBODY)
            lines[i].order = text[i];
    }
    return status;
}

static int64_t absolute(int64_t value)
{
    return value < 0 ? -value : value;
}

static void add_sums(const span *s, const quen__orders_line *line)
{
    quen__orders_sums *sums = &s->to->sums;
    quen__orders_sums_line(sums, line->customer != QUEN__NOBODY,
                           quen__orders_stamp_time(line->stamp), line->quantity,
                           line->amount, s->from->sums.amounts);
    sums->gross_amount += absolute(line->amount);
    sums->gross_quantity += absolute(line->quantity);
}

static quen_status append(quen_context *ctx, const span *s,
                          quen__orders_named_line *lines, size_t n)
{
    quen_orders *to = s->to;
    size_t width = quen__orders_width(s->from);
    quen__orders_room room;
    quen_status status = translate_lines(ctx, s, lines, n);
    if (status == QUEN_OK)
        status = quen__orders_tail_reserve(ctx, &to->tail, n, width, &room);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        add_sums(s, &lines[i].line);
        if (quen__orders_is_named(&lines[i].line))
            to->order_kind = s->from->order_kind;
        memcpy(quen__orders_room_line(&to->tail, &room, i), &lines[i], width);
    }
    quen__orders_tail_commit(&to->tail, &room);
    return QUEN_OK;
}

static quen_status copy_part(quen_context *ctx, const span *s, size_t part)
{
    quen__orders_named_line lines[QUEN__BLOCK];
    size_t n = pick(s, lines, quen__orders_read_part(s->from, part, lines));
    quen_status status = QUEN_OK;
    for (size_t at = 0; at < n && status == QUEN_OK; at += QUEN__KEY_GROUP) {
        size_t left = n - at;
        status =
            append(ctx, s, lines + at, left < QUEN__KEY_GROUP ? left : QUEN__KEY_GROUP);
    }
    return status;
}

/* --- the whole --- */

static quen_status copy(quen_context *ctx, span *s)
{
    const quen_orders *from = s->from;
    quen_orders *to = s->to;
    quen__temp temp = QUEN__TEMP(ctx);
    quen_status status = begin(&temp, &from->customers, &to->customers, &s->customer);
    if (status == QUEN_OK)
        status = begin(&temp, &from->items, &to->items, &s->item);
    if (status == QUEN_OK)
        status = begin(&temp, &from->order_texts, &to->order_texts, &s->text);
    size_t parts = quen__orders_parts(from);
    for (size_t part = 0; part < parts && status == QUEN_OK; part++)
        status = copy_part(ctx, s, part);
    quen__temp_close(&temp);
    return status;
}

/* Rules, money and clock. */
static quen_status take_rules(quen_context *ctx, const quen_orders *from, quen_orders *to)
{
    quen_order_rules rules;
    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(from, &rules);
    to->money = from->money;
    to->spelled = from->spelled;
    quen_status status = quen_orders_set_rules(ctx, to, &rules);
    if (status == QUEN_OK && from->has_clock)
        status = quen_orders_set_clock(ctx, to, &from->clock);
    return status;
}

static quen_status refuse_span(quen_context *ctx, int64_t from_s, int64_t to_s)
{
    char from[QUEN__DAY_WORDS], to[QUEN__DAY_WORDS];
    return quen__bad_argument(ctx,
                              "orders: the span ends at %lld (%s), before it begins at "
                              "%lld (%s)",
                              (long long)to_s, quen__calendar_day_words(to_s, to),
                              (long long)from_s, quen__calendar_day_words(from_s, from));
}

/* A log of the lines of `s`, finished if that is. */
static quen_status make(quen_context *ctx, span *s, quen_orders **out)
{
    quen_orders *to = NULL;
    quen_status status = quen_orders_new(ctx, &to);
    s->to = to;
    if (status == QUEN_OK)
        status = take_rules(ctx, s->from, to);
    if (status == QUEN_OK)
        status = copy(ctx, s);
    if (status == QUEN_OK && s->from->finished)
        status = quen_orders_finish(ctx, to);
    if (status == QUEN_OK)
        *out = to;
    else
        quen_orders_free(to);
    return status;
}

quen_status quen_orders_copy_between(quen_context *ctx, const quen_orders *orders,
                                     int64_t from_s, int64_t to_s, quen_orders **out)
{
    span s = {.from = orders, .from_s = from_s, .to_s = to_s};
    *out = NULL;
    if (from_s > to_s)
        return refuse_span(ctx, from_s, to_s);
    return make(ctx, &s, out);
}

/* --- customers who are one --- */

static quen_status check_into(quen_context *ctx, const uint32_t *into, size_t n)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        if (into[i] >= n)
            status =
                quen__bad_argument(ctx,
                                   "orders: customer %zu goes into %u, not below %zu, "
                                   "the log's customers",
                                   i, into[i], n);
        else if (into[into[i]] != into[i])
            status =
                quen__bad_argument(ctx,
                                   "orders: customer %zu goes into %u, who goes into "
                                   "%u: give the last one to both",
                                   i, into[i], into[into[i]]);
    }
    return status;
}

/* The caller's numbers, which another thread may change: read once, then checked. */
static quen_status read_into(quen__temp *temp, const quen_orders *orders,
                             const uint32_t *into, size_t n, const uint32_t **out)
{
    quen_status status =
        quen__extent_check(temp->ctx, "orders: into", n, 1, sizeof *into);
    if (status == QUEN_OK && n != orders->customers.n)
        status = quen__bad_argument(
            temp->ctx,
            "orders: into has %zu numbers, and the log %zu customers: give one each", n,
            orders->customers.n);
    if (status != QUEN_OK)
        return status;
    uint32_t *own = quen__temp_new(temp, n, sizeof *own);
    if (!own)
        return QUEN_ERR_MEMORY;
    if (n > 0)
        memcpy(own, into, n * sizeof *own);
    *out = own;
    return check_into(temp->ctx, own, n);
}

quen_status quen_orders_merge_customers(quen_context *ctx, const quen_orders *orders,
                                        const uint32_t *into, size_t n, quen_orders **out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    span s = {.from = orders, .from_s = INT64_MIN, .to_s = INT64_MAX};
    *out = NULL;
    quen_status status = read_into(&temp, orders, into, n, &s.into);
    if (status == QUEN_OK)
        status = make(ctx, &s, out);
    if (status == QUEN_OK) {
        quen__nobody_add(&s.to->nobody, &orders->nobody);
        quen__orders_count_rounded(s.to, quen__orders_rounded(orders));
    }
    quen__temp_close(&temp);
    return status;
}
