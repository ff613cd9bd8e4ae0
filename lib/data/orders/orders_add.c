/*
 * Adding lines to a log: all of them, or none.
 *
 * Rows are taken in blocks, a block in chunks. Chunks run on threads, which only read the
 * key maps: they check their rows, sum them up, write the lines and look up the ids of
 * known keys. What a host's thread may write to meanwhile is read once, or looked at
 * again where it is read again. Then, in order of rows, sums are folded and keys that are
 * new get their ids, so that ids come by order of arrival however many threads there are;
 * in the next block those keys are known. A fault gives back the room and truncates the
 * key maps. The sum of all absolute amounts is kept in range, so that no sum over any
 * part of the log can overflow.
 */
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "core/parallel.h"
#include "data/orders/order_rows.h"
#include "data/orders/orders_state.h"

#define GROUP QUEN__KEY_GROUP
#define CHUNK (8 * GROUP)
#define CHUNKS 64u /* of a block */

enum {
    CUSTOMER = QUEN__CUSTOMER,
    ORDER = QUEN__ORDER,
    ITEM = QUEN__ITEM,
    COLUMNS = QUEN__KEY_COLUMNS
};

static const char *const column_words[COLUMNS] = {"customer", "order", "item"};

/* --- rows --- */

static int64_t value_at(const char *values, size_t stride, size_t i)
{
    int64_t value;
    memcpy(&value, values + i * stride, sizeof value);
    return value;
}

typedef struct row {
    quen_key keys[COLUMNS];
    int64_t time, quantity, amount; /* an amount that is not told is 0 */
    uint32_t amounts;               /* QUEN__AMOUNTS_* */
} row;

/* keys: of each column, where row 0 is the row `first`. */
static inline void get_row(const quen__orders_rows *rows, const quen__key_rows *keys,
                           size_t first, size_t i, row *r)
{
    for (size_t c = 0; c < COLUMNS; c++)
        r->keys[c] = quen__key_row(&keys[c], i - first);
    r->time = value_at(rows->time, rows->stride, i);
    r->amount = rows->amount ? value_at(rows->amount, rows->stride, i) : QUEN_AMOUNT_NONE;
    r->quantity = rows->quantity ? value_at(rows->quantity, rows->stride, i) : rows->each;
    r->amounts = r->amount == QUEN_AMOUNT_NONE ? QUEN__AMOUNTS_NONE : QUEN__AMOUNTS_TOLD;
    r->amount = r->amount == QUEN_AMOUNT_NONE ? 0 : r->amount;
}

static int has_orders(const quen__orders_rows *rows)
{
    const quen__key_rows *keys = &rows->keys[ORDER];
    if (!keys->keys && !keys->column.numbers && !keys->column.offsets)
        return 0;
    for (size_t i = 0; i < rows->n; i++)
        if (quen__key_row(keys, i).kind != QUEN_KEY_NONE)
            return 1;
    return 0;
}

/* --- checking --- */

/* Lines with an amount and lines without one: no log may have them. */
#define BOTH_AMOUNTS (QUEN__AMOUNTS_TOLD | QUEN__AMOUNTS_NONE)

/* What rows add up to, and the kinds of their keys. */
typedef struct summary {
    quen__orders_sums sums;
    uint32_t kinds[COLUMNS];
} summary;

/* `kind` is what the column has held so far. */
static inline int key_fits(quen_key key, uint32_t *kind)
{
    if (key.reserved)
        return 0;
    if (key.kind == QUEN_KEY_NONE)
        return 1;
    if (key.kind != QUEN_KEY_INT && key.kind != QUEN_KEY_BYTES)
        return 0;
    if (*kind != QUEN_KEY_NONE && key.kind != *kind)
        return 0;
    if (key.kind == QUEN_KEY_BYTES &&
        (key.size > QUEN_KEY_MAX_SIZE || (key.size && !key.bytes)))
        return 0;
    *kind = key.kind;
    return 1;
}

/* *gross += |value|, if that fits. */
static inline int add_absolute(int64_t *gross, int64_t value)
{
    if (value == INT64_MIN)
        return 0;
    int64_t absolute = value < 0 ? -value : value;
    if (absolute > INT64_MAX - *gross)
        return 0;
    *gross += absolute;
    return 1;
}

static inline int row_fits(const row *r, uint32_t kinds[COLUMNS])
{
    for (size_t c = 0; c < COLUMNS; c++)
        if (!key_fits(r->keys[c], &kinds[c]))
            return 0;
    return r->keys[ITEM].kind != QUEN_KEY_NONE && r->time >= QUEN_TIME_MIN &&
           r->time <= QUEN_TIME_MAX;
}

static inline int add_row(summary *t, const row *r)
{
    quen__orders_sums *sums = &t->sums;
    if (!row_fits(r, t->kinds) || (sums->amounts | r->amounts) == BOTH_AMOUNTS ||
        sums->lines >= QUEN__MAX_LINES || !add_absolute(&sums->gross_amount, r->amount) ||
        !add_absolute(&sums->gross_quantity, r->quantity))
        return 0;
    quen__orders_sums_line(sums, r->keys[CUSTOMER].kind != QUEN_KEY_NONE, r->time,
                           r->quantity, r->amount, r->amounts);
    return 1;
}

void quen__orders_sums_add(quen__orders_sums *a, const quen__orders_sums *b)
{
    if (b->lines) {
        a->first_s = a->lines && a->first_s < b->first_s ? a->first_s : b->first_s;
        a->last_s = a->lines && a->last_s > b->last_s ? a->last_s : b->last_s;
    }
    a->lines += b->lines;
    a->without_customer += b->without_customer;
    a->refunds += b->refunds;
    a->rounded += b->rounded;
    a->purchases += b->purchases;
    a->doubtful += b->doubtful;
    a->amounts |= b->amounts;
    a->revenue += b->revenue;
    a->quantity += b->quantity;
    a->gross_amount += b->gross_amount;
    a->gross_quantity += b->gross_quantity;
}

/* 0: together they break a limit, or their keys are of two kinds. */
static int fold(summary *t, const summary *more)
{
    quen__orders_sums *a = &t->sums;
    const quen__orders_sums *b = &more->sums;
    for (size_t c = 0; c < COLUMNS; c++) {
        if (t->kinds[c] && more->kinds[c] && t->kinds[c] != more->kinds[c])
            return 0;
        t->kinds[c] |= more->kinds[c];
    }
    if (b->lines > QUEN__MAX_LINES - a->lines ||
        (a->amounts | b->amounts) == BOTH_AMOUNTS ||
        b->gross_amount > INT64_MAX - a->gross_amount ||
        b->gross_quantity > INT64_MAX - a->gross_quantity)
        return 0;
    quen__orders_sums_add(a, b);
    return 1;
}

/* --- what was wrong --- */

static const char *kind_words(uint32_t kind)
{
    return kind == QUEN_KEY_INT ? "a number" : "a byte string";
}

static quen_status explain_key(quen_context *ctx, size_t i, const char *what,
                               quen_key key, uint32_t kind)
{
    if (key.reserved)
        return quen__bad_argument(ctx,
                                  "orders: row %zu: the %s key: reserved is %u, not 0", i,
                                  what, key.reserved);
    if (key.kind != QUEN_KEY_INT && key.kind != QUEN_KEY_BYTES)
        return quen__bad_argument(ctx, "orders: row %zu: the %s key has kind %u", i, what,
                                  key.kind);
    if (kind != QUEN_KEY_NONE && key.kind != kind)
        return quen__bad_argument(
            ctx, "orders: row %zu: the %s key is %s, those before were %s", i, what,
            kind_words(key.kind), kind == QUEN_KEY_INT ? "numbers" : "byte strings");
    if (key.size == SIZE_MAX && !key.bytes)
        return quen__bad_argument(
            ctx,
            "orders: row %zu: the offsets of its %s key descend, or are above the "
            "column's last one",
            i, what);
    if (key.size > QUEN_KEY_MAX_SIZE)
        return quen__bad_argument(
            ctx, "orders: row %zu: the %s key has %zu bytes, the limit is %d", i, what,
            key.size, QUEN_KEY_MAX_SIZE);
    return quen__bad_argument(ctx, "orders: row %zu: the %s key has no bytes", i, what);
}

static quen_status explain_row(quen_context *ctx, size_t i, const row *r,
                               const uint32_t kinds[COLUMNS])
{
    for (size_t c = 0; c < COLUMNS; c++) {
        uint32_t kind = kinds[c];
        if (!key_fits(r->keys[c], &kind))
            return explain_key(ctx, i, column_words[c], r->keys[c], kinds[c]);
    }
    if (r->keys[ITEM].kind == QUEN_KEY_NONE)
        return quen__bad_argument(ctx, "orders: row %zu: there is no item", i);
    return quen__bad_argument(
        ctx,
        "orders: row %zu: time %lld is outside 1900..2199; Unix seconds are expected%s",
        i, (long long)r->time,
        r->time > QUEN_TIME_MAX ? " (is it in milliseconds?)" : "");
}

static quen_status explain_sum(quen_context *ctx, size_t i, const row *r,
                               const quen__orders_sums *sums)
{
    int64_t gross = sums->gross_amount;
    if ((sums->amounts | r->amounts) == BOTH_AMOUNTS)
        return quen__bad_argument(ctx,
                                  "orders: row %zu has %s amount, those before have %s",
                                  i, r->amounts == QUEN__AMOUNTS_NONE ? "no" : "an",
                                  r->amounts == QUEN__AMOUNTS_NONE ? "one" : "none");
    if (sums->lines >= QUEN__MAX_LINES)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "orders: row %zu: a log holds at most %u lines", i,
                          QUEN__MAX_LINES);
    if (!add_absolute(&gross, r->amount))
        return quen__fail(
            ctx, QUEN_ERR_OVERFLOW,
            "orders: row %zu: with amount %lld the sum of all amounts exceeds 2^63 - 1",
            i, (long long)r->amount);
    return quen__fail(
        ctx, QUEN_ERR_OVERFLOW,
        "orders: row %zu: with quantity %lld the sum of all exceeds 2^63 - 1", i,
        (long long)r->quantity);
}

/*
 * Go through rows again, one of which does not fit behind what `t` holds, or did not: a
 * host's thread may have written to it since, and its lines were not made.
 */
static quen_status explain(quen_context *ctx, const quen__orders_rows *rows, size_t first,
                           size_t last, summary t)
{
    for (size_t i = first; i < last; i++) {
        row r;
        summary before = t;
        get_row(rows, rows->keys, 0, i, &r);
        if (add_row(&t, &r))
            continue;
        uint32_t kinds[COLUMNS];
        memcpy(kinds, before.kinds, sizeof kinds);
        size_t called = rows->first + (rows->from ? rows->from[i] : i);
        return row_fits(&r, kinds) ? explain_sum(ctx, called, &r, &before.sums)
                                   : explain_row(ctx, called, &r, before.kinds);
    }
    return quen__fail_changed(ctx, "orders: a row");
}

/* --- a chunk --- */

/* The keys of the rows at hand. */
typedef struct group {
    quen__key_copy copies[COLUMNS];
    quen__key_rows keys[COLUMNS];
    size_t first; /* row */
} group;

/* What a chunk found out. */
typedef struct finding {
    summary summary;
    uint32_t fault;        /* 1: a row does not fit */
    uint32_t new[COLUMNS]; /* rows whose key has no id yet */
    int nobody;            /* 1: a customer key may mean nobody */
} finding;

typedef struct batch {
    quen_orders *orders;
    const quen__orders_rows *rows;
    quen__orders_room room;
    size_t width;
    size_t first;    /* row of the block */
    summary summary; /* of the log and the blocks before */
    group *groups;   /* of each worker */
    finding findings[CHUNKS];
} batch;

/* The map that a column's byte strings or numbers go into; NULL: kept as they are. */
static quen__keymap *map_of(const batch *b, size_t column, const uint32_t kinds[COLUMNS])
{
    if (column == CUSTOMER)
        return &b->orders->customers;
    if (column == ITEM)
        return &b->orders->items;
    return kinds[ORDER] == QUEN_KEY_BYTES ? &b->orders->order_texts : NULL;
}

static int64_t id_of(const quen__orders_line *line, size_t column)
{
    if (column == ORDER)
        return ((const quen__orders_named_line *)(const void *)line)->order;
    return column == ITEM ? line->item : line->customer;
}

static void set_id(quen__orders_line *line, size_t column, uint32_t id)
{
    if (column == ORDER)
        ((quen__orders_named_line *)(void *)line)->order = id;
    else if (column == ITEM)
        line->item = id;
    else
        line->customer = id;
}

static quen__orders_line *line_at(const batch *b, size_t i)
{
    return quen__orders_room_line(&b->orders->tail, &b->room, i);
}

/* A line, all but the ids of its keys. */
static void write_line(const batch *b, size_t i, const row *r)
{
    quen__orders_line *line = line_at(b, i);
    int named = r->keys[ORDER].kind != QUEN_KEY_NONE;
    *line = (quen__orders_line){0, 0, quen__orders_stamp(r->time, named), r->quantity,
                                r->amount};
    if (b->width == sizeof(quen__orders_named_line))
        ((quen__orders_named_line *)(void *)line)->order =
            named ? r->keys[ORDER].number : 0;
}

/* Check n rows, and write their lines; 0 if one does not fit. */
static int write_rows(const batch *b, group *g, size_t n, finding *found)
{
    int has_orders = b->width == sizeof(quen__orders_named_line);
    for (size_t c = 0; c < COLUMNS; c++)
        g->keys[c] = quen__key_copy_rows(&b->rows->keys[c], g->first, n, &g->copies[c]);
    for (size_t i = g->first; i < g->first + n; i++) {
        row r;
        get_row(b->rows, g->keys, g->first, i, &r);
        if (!add_row(&found->summary, &r) ||
            (!has_orders && r.keys[ORDER].kind != QUEN_KEY_NONE))
            return 0;
        found->nobody |= quen__nobody_may_be(&b->orders->nobody, r.keys[CUSTOMER]);
        write_line(b, i, &r);
    }
    return 1;
}

/* The ids of n lines, as far as keys are known. */
static void find_ids(const batch *b, const group *g, size_t n, finding *found)
{
    uint32_t ids[COLUMNS][GROUP];
    int texts = found->summary.kinds[ORDER] == QUEN_KEY_BYTES;
    for (size_t c = 0; c < COLUMNS; c++) {
        const quen__keymap *map = map_of(b, c, found->summary.kinds);
        if (!map)
            continue;
        quen__keymap_find_rows(map, &g->keys[c], 0, n, ids[c]);
        for (size_t i = 0; i < n; i++)
            found->new[c] += ids[c][i] == QUEN__KEY_NEW;
    }
    for (size_t i = 0; i < n; i++) {
        quen__orders_line *line = line_at(b, g->first + i);
        line->customer = ids[CUSTOMER][i];
        line->item = ids[ITEM][i];
        if (texts && ids[ORDER][i] != QUEN__KEY_NONE)
            set_id(line, ORDER, ids[ORDER][i]);
    }
}

static size_t chunk_end(const batch *b, size_t first)
{
    return b->rows->n - first < CHUNK ? b->rows->n : first + CHUNK;
}

static void do_chunk(void *user, size_t chunk, unsigned worker)
{
    batch *b = user;
    finding *found = &b->findings[chunk];
    group *g = &b->groups[worker];
    memset(found, 0, sizeof *found);
    memcpy(found->summary.kinds, b->summary.kinds, sizeof found->summary.kinds);
    size_t first = b->first + chunk * CHUNK, last = chunk_end(b, first);
    for (g->first = first; g->first < last; g->first += GROUP) {
        size_t n = last - g->first < GROUP ? last - g->first : GROUP;
        found->fault = !write_rows(b, g, n, found);
        if (found->fault)
            return;
        find_ids(b, g, n, found);
    }
}

/* --- new keys --- */

/* Keys that a chunk did not know, and their rows. */
typedef struct unknown {
    size_t n;
    uint32_t row[GROUP], which[GROUP]; /* which[i] is i */
    quen_key key[GROUP];
} unknown;

/* Without customers whose key means nobody. */
static void drop_nobody(batch *b, unknown *u)
{
    quen__nobody *nobody = &b->orders->nobody;
    size_t kept = 0;
    for (size_t i = 0; i < u->n; i++) {
        size_t place;
        if (!quen__nobody_may_be(nobody, u->key[i]) ||
            !quen__nobody_find(nobody, u->key[i], &place)) {
            u->key[kept] = u->key[i];
            u->row[kept++] = u->row[i];
            continue;
        }
        nobody->since[place]++;
        b->summary.sums.without_customer++;
        set_id(line_at(b, u->row[i]), CUSTOMER, QUEN__NOBODY);
    }
    u->n = kept;
}

/* The next rows of a chunk whose key is unknown, read again. Where to go on; `last` is
 * one behind the chunk. 0: a key is none of the column any more. */
static size_t take_unknown(const batch *b, size_t column, size_t first, size_t last,
                           unknown *u)
{
    const quen__keymap *map = map_of(b, column, b->summary.kinds);
    const quen__key_rows *keys = &b->rows->keys[column];
    for (u->n = 0; first < last && u->n < GROUP; first++) {
        if (id_of(line_at(b, first), column) != QUEN__KEY_NEW)
            continue;
        quen_key key = quen__key_row(keys, first);
        if (key.kind != b->summary.kinds[column] || !quen__keymap_fits(map, key))
            return 0;
        u->key[u->n] = key;
        u->which[u->n] = (uint32_t)u->n;
        u->row[u->n++] = (uint32_t)first;
    }
    return first;
}

/* Give ids to the keys of a column that a chunk did not know. `nobody`: look for it. */
static quen_status add_keys(quen_context *ctx, batch *b, size_t column, size_t first,
                            int nobody)
{
    size_t last = chunk_end(b, first);
    quen__keymap *map = map_of(b, column, b->summary.kinds);
    quen_status status = QUEN_OK;
    unknown u;
    const quen__key_rows rows = {.keys = (const char *)u.key, .stride = sizeof *u.key};
    while (first < last && status == QUEN_OK) {
        uint32_t ids[GROUP];
        first = take_unknown(b, column, first, last, &u);
        if (first == 0)
            return quen__fail_changed(ctx, "orders: a row");
        if (nobody)
            drop_nobody(b, &u);
        status = quen__keymap_add_rows(ctx, map, &rows, u.which, u.n, ids);
        for (size_t i = 0; i < u.n && status == QUEN_OK; i++)
            set_id(line_at(b, u.row[i]), column, ids[i]);
    }
    return status;
}

static quen_status fold_chunk(quen_context *ctx, batch *b, size_t chunk)
{
    const finding *found = &b->findings[chunk];
    size_t first = b->first + chunk * CHUNK;
    summary before = b->summary;
    if (found->fault || !fold(&b->summary, &found->summary))
        return explain(ctx, b->rows, first, chunk_end(b, first), before);
    quen_status status = QUEN_OK;
    for (size_t c = 0; c < COLUMNS && status == QUEN_OK; c++)
        if (found->new[c])
            status = add_keys(ctx, b, c, first, c == CUSTOMER && found->nobody);
    return status;
}

/* --- a batch --- */

static quen_status do_rows(quen_context *ctx, batch *b)
{
    quen_status status = QUEN_OK;
    for (; b->first < b->rows->n && status == QUEN_OK; b->first += CHUNKS * CHUNK) {
        size_t chunks = (b->rows->n - b->first + CHUNK - 1) / CHUNK;
        chunks = chunks < CHUNKS ? chunks : CHUNKS;
        status = quen__parallel_for(ctx, chunks, do_chunk, b, NULL, 0, 0);
        for (size_t i = 0; i < chunks && status == QUEN_OK; i++)
            status = fold_chunk(ctx, b, i);
    }
    return status;
}

static void end_batch(batch *b, quen_status status, const size_t had[COLUMNS])
{
    quen_orders *orders = b->orders;
    quen__nobody_settle(&orders->nobody, status == QUEN_OK);
    if (status != QUEN_OK) {
        quen__keymap_truncate(&orders->customers, had[CUSTOMER]);
        quen__keymap_truncate(&orders->order_texts, had[ORDER]);
        quen__keymap_truncate(&orders->items, had[ITEM]);
        quen__orders_tail_undo(&orders->tail, &b->room, &orders->allocator);
        return;
    }
    quen__orders_tail_commit(&orders->tail, &b->room);
    orders->sums = b->summary.sums;
    orders->order_kind = b->summary.kinds[ORDER];
    orders->finished = 0;
}

/* Threads that may be at work on chunks of n rows. */
static size_t workers_of(const quen_context *ctx, size_t n)
{
    size_t chunks = (n + CHUNK - 1) / CHUNK;
    return chunks < ctx->threads ? chunks : ctx->threads;
}

/* As many lines as a log holds, and as memory may: columns are read by their end. */
static quen_status check_lines(quen_context *ctx, size_t n, size_t stride)
{
    if (n > QUEN__MAX_LINES)
        return quen__fail(ctx, QUEN_ERR_OVERFLOW,
                          "orders: %zu lines: a log holds at most %u", n,
                          QUEN__MAX_LINES);
    return quen__extent_check(ctx, "orders: lines", n, 1, stride);
}

quen_status quen__orders_add_rows(quen_context *ctx, quen_orders *orders,
                                  const quen__orders_rows *rows)
{
    size_t had[COLUMNS] = {orders->customers.n, orders->order_texts.n, orders->items.n};
    quen_status status = quen__same_allocator(ctx, &orders->allocator, "orders");
    if (status != QUEN_OK || rows->n == 0)
        return status;
    status = check_lines(ctx, rows->n, rows->stride);
    if (status != QUEN_OK)
        return status;
    quen__temp temp = QUEN__TEMP(ctx);
    batch *b = quen__temp_new(&temp, 1, sizeof *b);
    if (!b)
        return QUEN_ERR_MEMORY;
    b->orders = orders;
    b->rows = rows;
    b->first = 0;
    b->summary = (summary){
        orders->sums, {orders->customers.kind, orders->order_kind, orders->items.kind}};
    b->width =
        has_orders(rows) ? sizeof(quen__orders_named_line) : quen__orders_width(orders);
    b->groups = quen__temp_new(&temp, workers_of(ctx, rows->n), sizeof *b->groups);
    status = b->groups ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status =
            quen__orders_tail_reserve(ctx, &orders->tail, rows->n, b->width, &b->room);
    if (status == QUEN_OK) {
        status = do_rows(ctx, b);
        end_batch(b, status, had);
        /* Copies of keys: none stays in memory that is given back. */
        memset(b->groups, 0, workers_of(ctx, rows->n) * sizeof *b->groups);
    }
    quen__temp_close(&temp);
    return status;
}

quen_status quen_orders_add(quen_context *ctx, quen_orders *orders,
                            const quen_order_line *lines, size_t n)
{
    if (n == 0)
        return QUEN_OK;
    quen__orders_rows rows = {.n = n, .stride = sizeof *lines};
    rows.keys[CUSTOMER].keys = (const char *)&lines->customer;
    rows.keys[ORDER].keys = (const char *)&lines->order;
    rows.keys[ITEM].keys = (const char *)&lines->item;
    for (size_t c = 0; c < COLUMNS; c++)
        rows.keys[c].stride = sizeof *lines;
    rows.time = (const char *)&lines->time_s;
    rows.quantity = (const char *)&lines->quantity;
    rows.amount = (const char *)&lines->amount;
    return quen__orders_add_rows(ctx, orders, &rows);
}

static quen_status add_by_rules(quen_context *ctx, quen_orders *orders,
                                const quen_order_rules *rules,
                                const quen__orders_rows *rows)
{
    uint32_t returns;
    quen__nobody nobody;
    quen_status status = quen__orders_take_rules(ctx, orders, rules, &returns, &nobody);
    if (status != QUEN_OK)
        return status;
    status = quen__orders_add_rows(ctx, orders, rows);
    if (status != QUEN_OK)
        quen__orders_give_back_rules(orders, &returns, &nobody);
    quen__nobody_free(&nobody, &orders->allocator);
    return status;
}

quen_status quen_orders_add_columns(quen_context *ctx, quen_orders *orders,
                                    const quen_order_columns *given)
{
    quen_order_columns columns = {0};
    quen_status status = quen__options_read_all(ctx, &columns, sizeof columns,
                                                offsetof(quen_order_columns, reserved),
                                                given, "order columns");
    if (status != QUEN_OK)
        return status;
    if (columns.n &&
        (!columns.time_s || (!columns.item.numbers && !columns.item.offsets)))
        return quen__bad_argument(ctx,
                                  "orders: the columns item and time_s are required");
    status = check_lines(ctx, columns.n, sizeof(int64_t));
    if (status != QUEN_OK)
        return status;
    quen__orders_rows rows = {.n = columns.n, .stride = sizeof(int64_t), .each = 1};
    rows.keys[CUSTOMER] = quen__key_rows_of(&columns.customer, columns.n);
    rows.keys[ORDER] = quen__key_rows_of(&columns.order, columns.n);
    rows.keys[ITEM] = quen__key_rows_of(&columns.item, columns.n);
    rows.time = (const char *)columns.time_s;
    rows.quantity = (const char *)columns.quantity;
    rows.amount = (const char *)columns.amount;
    if (columns.rules)
        return add_by_rules(ctx, orders, columns.rules, &rows);
    return quen__orders_add_rows(ctx, orders, &rows);
}
