/*
 * What a log is made of; only the files that build it (orders*.c) look here.
 *
 * Lines arrive into blocks, the tail. Finishing sorts everything into one part: plain
 * arrays, in canonical order, with ids that ascend with the keys. Later lines start a new
 * tail.
 */
#ifndef QUEN_DATA_ORDERS_ORDERS_STATE_H
#define QUEN_DATA_ORDERS_ORDERS_STATE_H

#include "core/alloc.h"
#include "data/keys/keymap.h"
#include "data/keys/nobody.h"
#include "data/orders/orders.h"

#define QUEN__NOBODY QUEN__KEY_NONE
/* Lines are numbered, and counted, in uint32_t. */
#define QUEN__MAX_LINES (UINT32_MAX - 1)
/* Lines of a block: few, so that one for each of many groups is not much. */
#define QUEN__BLOCK 512u

/*
 * A line with ids in place of keys. The stamp is the time since QUEN_TIME_MIN, doubled,
 * plus one if there is no order number: stamps order lines as their orders are ordered.
 */
typedef struct quen__orders_line {
    uint32_t customer, item;
    uint64_t stamp;
    int64_t quantity, amount;
} quen__orders_line;

/* The same where lines have order numbers. `order` is the number, the id of a text, or 0
 * where there is none. */
typedef struct quen__orders_named_line {
    quen__orders_line line;
    int64_t order;
} quen__orders_named_line;

/* Lines of `width` bytes: quen__orders_line or quen__orders_named_line. */
typedef struct quen__orders_block {
    struct quen__orders_block *next; /* while sorting: in the same bucket */
    uint32_t n, width;
    uint64_t data[];
} quen__orders_block;

static inline quen__orders_line *quen__orders_block_line(const quen__orders_block *block,
                                                         size_t i)
{
    return (quen__orders_line *)(void *)((char *)(uintptr_t)block->data +
                                         i * block->width);
}

/* The blocks; each has lines, and all but a few are full. */
typedef struct quen__orders_tail {
    quen__orders_block **blocks;
    size_t n_blocks, room;
    size_t n;     /* lines */
    size_t bytes; /* of the blocks */
} quen__orders_tail;

/* The lines in canonical order. */
typedef struct quen__orders_sorted {
    size_t n, n_orders, n_customers;
    uint64_t *customer_start, *order_start;
    int64_t *order_time;
    int64_t *order_key; /* NULL if no order has a number; else 0 where there is none */
    uint8_t *named;     /* with order_key: of each order, 1 if there is one */
    int64_t *time;      /* NULL if every line has the time of its order */
    int64_t *quantity, *amount;
    uint32_t *item;
    uint8_t *visit; /* of each order, 1 if it has a purchase; NULL if every line is one */
    uint64_t n_visits; /* orders with a purchase */
    int64_t reduced;   /* units of price reductions, which the sums take for returns */
} quen__orders_sorted;

/* What is known of a log's amounts: bits, of which one at most is set. */
enum { QUEN__AMOUNTS_TOLD = 1, QUEN__AMOUNTS_NONE = 2 };

typedef struct quen__orders_sums {
    uint64_t lines, without_customer, refunds;
    uint64_t rounded;             /* lines whose amount had more digits than money has */
    uint64_t purchases, doubtful; /* lines; the doubtful: returns or price reductions */
    uint32_t amounts, reserved;   /* QUEN__AMOUNTS_* */
    int64_t revenue, quantity;    /* units, as if there were no price reductions */
    int64_t gross_amount,
        gross_quantity; /* of absolute values: no partial sum exceeds them */
    int64_t first_s, last_s;
} quen__orders_sums;

/* Texts one behind another, each with its zero byte. */
typedef struct quen__orders_told {
    char *text;
    size_t size, n;
    uint64_t of_customers; /* bit i: line i may quote a customer's text */
} quen__orders_told;

/* How the texts of customers were spelled before the log took them for keys. */
typedef struct quen__orders_spelled {
    uint32_t kinds; /* sum of QUEN__SPELLED_*; 0: as they stood */
    uint32_t reserved;
    const quen__parse_country *country; /* of telephone numbers; NULL: none, or several */
} quen__orders_spelled;

struct quen_orders {
    quen_allocator allocator;
    quen__keymap customers, items;
    quen__keymap order_texts; /* order numbers that are byte strings */
    uint32_t order_kind;      /* kind of the order numbers seen */
    uint32_t finished;
    quen__orders_tail tail;
    quen__orders_sorted sorted;
    quen__orders_sums sums;
    quen_money money;
    quen__nobody nobody;
    uint32_t returns; /* QUEN_RETURNS_* */
    quen__orders_told told;
    quen__orders_spelled spelled;
    quen_zone clock; /* its table is the log's; {0} until it is told */
    int32_t has_clock;
};

/* Sums and a line; its absolute values are added elsewhere. `amounts`: QUEN__AMOUNTS_*.
 */
static inline void quen__orders_sums_line(quen__orders_sums *sums, int is_known,
                                          int64_t time, int64_t quantity, int64_t amount,
                                          uint32_t amounts)
{
    int doubtful = amount < 0 && quantity >= 0;
    if (sums->lines == 0)
        sums->first_s = sums->last_s = time;
    sums->first_s = time < sums->first_s ? time : sums->first_s;
    sums->last_s = time > sums->last_s ? time : sums->last_s;
    sums->lines++;
    sums->amounts = amounts;
    sums->without_customer += !is_known;
    sums->refunds += amount < 0;
    sums->purchases += (amount | quantity) >= 0;
    sums->doubtful += (uint64_t)doubtful;
    sums->revenue += amount;
    sums->quantity += doubtful ? -quantity : quantity;
}

/* Both logs' sums together. Their absolute values are known to fit. */
void quen__orders_sums_add(quen__orders_sums *a, const quen__orders_sums *b);

/*
 * As quen_orders_set_rules(). `returns` and `nobody` receive what the log had, or, of one
 * with lines, the same again; the caller frees it.
 */
quen_status quen__orders_take_rules(quen_context *ctx, quen_orders *orders,
                                    const quen_order_rules *given, uint32_t *returns,
                                    quen__nobody *nobody);

/* The lines that came with the rules were not added: the log has again what it had. */
void quen__orders_give_back_rules(quen_orders *orders, uint32_t *returns,
                                  quen__nobody *nobody);

/* QUEN_ERR_ARGUMENT unless both logs have the same rules. */
quen_status quen__orders_same_rules(quen_context *ctx, const quen_orders *a,
                                    const quen_orders *b);

/* QUEN_ERR_ARGUMENT if both logs were told clocks, and these differ. */
quen_status quen__orders_same_clock(quen_context *ctx, const quen_orders *a,
                                    const quen_orders *b);

/* Customers of both logs are in one from now on. */
void quen__orders_spelled_add(quen__orders_spelled *a, const quen__orders_spelled *b);

/* Overwrite what quen_orders_told() quotes of customers. */
void quen__orders_untell_examples(quen_orders *orders);

/* The log's clock from now on, whose table becomes the log's. */
void quen__orders_clock_take(quen_orders *orders, const quen_zone *clock);
size_t quen__orders_clock_bytes(const quen_orders *orders);

static inline uint64_t quen__orders_stamp(int64_t time_s, int named)
{
    return (uint64_t)(time_s - QUEN_TIME_MIN) << 1 | !named;
}

static inline int64_t quen__orders_stamp_time(uint64_t stamp)
{
    return (int64_t)(stamp >> 1) + QUEN_TIME_MIN;
}

/* 1: the line has an order number. */
static inline int quen__orders_is_named(const quen__orders_line *line)
{
    return !(line->stamp & 1);
}

static inline int64_t quen__orders_line_order(const quen__orders_line *line, size_t width)
{
    return width == sizeof *line
               ? 0
               : ((const quen__orders_named_line *)(const void *)line)->order;
}

/* What follows is in orders_tail.c. */

/* Where n more lines of `width` bytes go: from place `at` of block `block` on. */
typedef struct quen__orders_room {
    size_t block, at, n, n_blocks; /* n_blocks: before */
} quen__orders_room;

/*
 * Make room for lines behind those of the tail. On failure it is as it was.
 */
quen_status quen__orders_tail_reserve(quen_context *ctx, quen__orders_tail *tail,
                                      size_t n, size_t width, quen__orders_room *room);

/* Line i of the room. */
static inline quen__orders_line *quen__orders_room_line(const quen__orders_tail *tail,
                                                        const quen__orders_room *room,
                                                        size_t i)
{
    size_t place = room->at + i;
    return quen__orders_block_line(tail->blocks[room->block + place / QUEN__BLOCK],
                                   place % QUEN__BLOCK);
}

/* The room's lines were written and count from now on; or they do not. */
void quen__orders_tail_commit(quen__orders_tail *tail, const quen__orders_room *room);
void quen__orders_tail_undo(quen__orders_tail *tail, const quen__orders_room *room,
                            const quen_allocator *allocator);

/* Room for so many blocks in the list; push one into it. */
quen_status quen__orders_tail_list(quen_context *ctx, quen__orders_tail *tail,
                                   size_t needed);
void quen__orders_tail_push(quen__orders_tail *tail, quen__orders_block *block);

quen__orders_block *quen__orders_block_new(quen_context *ctx, size_t width);
void quen__orders_tail_free(quen__orders_tail *tail, const quen_allocator *allocator);
void quen__orders_sorted_free(quen__orders_sorted *sorted,
                              const quen_allocator *allocator);
size_t quen__orders_sorted_bytes(const quen__orders_sorted *sorted);

/*
 * Price reductions are taken for returns, as long as their orders are not together: the
 * units of those in an order, whose lines end before `end`.
 */
int64_t quen__orders_units_reduced(const quen__orders_sorted *sorted, size_t order,
                                   size_t end);

/* Bytes a line of the log takes in the tail: less where no line has an order number. */
size_t quen__orders_width(const quen_orders *orders);

/*
 * The log in parts of at most QUEN__BLOCK lines, in order of storage: how many, and the
 * lines of one. Returns how many lines those are.
 */
size_t quen__orders_parts(const quen_orders *orders);
size_t quen__orders_read_part(const quen_orders *orders, size_t part,
                              quen__orders_named_line lines[QUEN__BLOCK]);

/* Ids in one log by those in another; NULL: the same. `text` is of order numbers. */
typedef struct quen__orders_ids {
    const uint32_t *customer, *item, *text;
} quen__orders_ids;

/* Copy all lines of a log into room for them. */
quen_status quen__orders_copy(quen_context *ctx, const quen_orders *from,
                              const quen__orders_ids *ids, const quen__orders_tail *to,
                              const quen__orders_room *room);

#endif
