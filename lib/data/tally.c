/*
 * Group by, in batches of lines. Accumulate: the lines of a batch are brought together by
 * the hash of their customer (Manegold, Boncz, Kersten, "Optimizing main-memory join on
 * modern hardware", 2002), and each part is added to its customers so far, which fit a
 * core's cache; of a line's order no more than a mark of 8 bytes is kept. Merge: once all
 * lines are in, each part tells its marks apart and counts them. Finish: customers of
 * neighbouring keys are brought together, and each range is sorted. A batch's memory is
 * used again for the next one: fresh memory costs more than the work that is done in it.
 *
 * Where a line goes depends on the input alone. The tables' hash is seeded by chance, so
 * that no chosen keys can fall into one place; sums do not depend on it.
 */
#include "data/tally.h"

#include <string.h>

#include "core/cpu.h"
#include "core/parallel.h"
#include "data/calendar.h"
#include "quen/orders.h"

#define PART 12288u /* lines that a part should have */
#define MAX_BITS 8u /* of a part's number */
#define CHUNK 16384u
#define BATCH 16u /* chunks, of 256 at most */
#define GROUP 32u /* lines that are looked up together */
#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

/* A line of the batch. */
typedef struct line {
    int64_t customer, amount, time;
    uint64_t order; /* as in a mark */
} line;

/* A customer who is being added up; tally.days is the next one of a chain until then. */
typedef struct customer {
    quen__tally tally;
    uint64_t recent; /* the mark before; NO_MARK */
} customer;

/*
 * A mark says that a customer has an order: the customer's number within the part, above
 * `shift` bits of the order. These are either its number less the least one, or its time
 * if it has no number, and which of the two; or, if that is too long or the order's time
 * is asked for, the line's row.
 */
typedef struct marking {
    unsigned shift;
    int by_row;
    int64_t least; /* order number */
} marking;

#define NO_MARK UINT64_MAX

_Static_assert(sizeof(line) == sizeof(quen__tally), "the sort uses the lines' memory");

/* Blocks of memory for lists that nobody knows the length of. */
#define BLOCK 5120u
#define CUSTOMERS (BLOCK / sizeof(customer)) /* of a block */
#define MARKS (BLOCK / sizeof(uint64_t))
#define SLAB 2048u /* blocks that are asked for at once */

typedef struct pool {
    char **slabs;
    size_t n_slabs, slab; /* blocks of each */
    quen__tickets tickets;
} pool;

typedef struct list {
    void **blocks; /* room for as many as may ever be needed */
    size_t n;      /* entries */
} list;

/* Lines by the hash of their customer, as far as they have been added up. */
typedef struct part {
    list customers, marks;
    uint32_t *heads; /* of chains: number + 1; 0: empty */
    size_t mask;
} part;

/* An order; later a day with an order. */
typedef struct order {
    int64_t key;
    uint64_t when; /* seconds since QUEN_TIME_MIN, times two; 1 more: no order number */
    uint64_t customer;
} order;

/* What a worker needs for the part with most marks. */
typedef struct scratch {
    uint32_t *slots; /* number + 1; 0: empty */
    order *orders;
} scratch;

/* What is brought together: chunks of it are counted, then moved, into 1 << bits parts.
 */
typedef struct parts {
    unsigned bits;
    quen__chunks chunks;
    uint32_t *next;  /* chunks x parts: counts, then places */
    uint32_t *start; /* parts + 1 */
} parts;

/* Order numbers of a chunk. */
typedef struct span {
    int64_t least, greatest;
} span;

typedef struct job {
    const quen__lines *lines;
    const quen__tally_view *view;
    uint64_t seed;
    parts by_hash, by_key;
    size_t first; /* chunk of the batch */
    line *places; /* of the batch */
    size_t n_places;
    span *spans; /* of each chunk */
    marking marking;
    pool pool;
    part *parts;
    scratch *scratch; /* of each worker */
    int64_t least;    /* key */
    unsigned shift;   /* a part by key spans 1 << shift keys */
    quen__tally *sorted, *spare;
} job;

/* --- bringing together --- */

static unsigned bits_for(size_t n)
{
    unsigned bits = 0;
    while (bits < MAX_BITS && n >> bits > PART)
        bits++;
    return bits;
}

static size_t count_of(const parts *p)
{
    return (size_t)1 << p->bits;
}

static quen_status make_parts(quen__temp *temp, size_t n, size_t chunk, unsigned bits,
                              parts *p)
{
    p->bits = bits;
    p->chunks = quen__cut(n, chunk);
    p->next = quen__temp_new(temp, p->chunks.count, sizeof *p->next << bits);
    p->start = quen__temp_new(temp, count_of(p) + 1, sizeof *p->start);
    return p->next && p->start ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Counts of chunks first..last-1 become places, the chunks of a part one after another.
 */
static void find_places(parts *p, size_t first, size_t last)
{
    uint32_t at = 0;
    for (size_t i = 0; i < count_of(p); i++) {
        p->start[i] = at;
        for (size_t chunk = first; chunk < last; chunk++) {
            uint32_t *next = &p->next[(chunk << p->bits) + i], here = *next;
            *next = at;
            at += here;
        }
    }
    p->start[count_of(p)] = at;
}

/* --- lines by the hash of their customers --- */

static int is_valid(const quen__numbers *numbers, size_t row)
{
    return numbers->of && (!numbers->valid || numbers->valid[row / 8] >> row % 8 & 1);
}

static size_t part_of(const parts *p, int64_t key)
{
    return p->bits ? (size_t)((uint64_t)key * GOLDEN >> (64 - p->bits)) : 0;
}

static span span_of(const quen__numbers *numbers, quen__range range)
{
    span s = {INT64_MAX, INT64_MIN};
    for (size_t i = range.first; i < range.last; i++) {
        if (!is_valid(numbers, i))
            continue;
        s.least = numbers->of[i] < s.least ? numbers->of[i] : s.least;
        s.greatest = numbers->of[i] > s.greatest ? numbers->of[i] : s.greatest;
    }
    return s;
}

static void count_lines(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_hash;
    const quen__numbers *keys = &j->lines->customer;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    memset(next, 0, sizeof *next << p->bits);
    for (size_t i = range.first; i < range.last; i++)
        if (is_valid(keys, i))
            next[part_of(p, keys->of[i])]++;
    j->spans[chunk] = span_of(&j->lines->order, range);
}

static inline uint64_t order_of(const job *j, size_t row)
{
    const quen__numbers *orders = &j->lines->order;
    if (j->marking.by_row)
        return row;
    if (is_valid(orders, row))
        return ((uint64_t)orders->of[row] - (uint64_t)j->marking.least) << 1;
    return (uint64_t)(j->lines->time[row] - QUEN_TIME_MIN) << 1 | 1;
}

static void move_lines(void *user, size_t number, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_hash;
    const quen__lines *lines = j->lines;
    size_t chunk = j->first + number;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        if (!is_valid(&lines->customer, i))
            continue;
        int64_t key = lines->customer.of[i];
        j->places[next[part_of(p, key)]++] =
            (line){key, lines->amount[i], lines->time[i], order_of(j, i)};
    }
}

/* --- room for what is not known --- */

/* Bits that a number takes. */
static unsigned width(uint64_t x)
{
    unsigned bits = 0;
    for (; x; x >>= 1)
        bits++;
    return bits;
}

/* Marks by row are as short for any input; those by order need no look at the columns. */
static void choose_marking(job *j, size_t most)
{
    const quen__numbers *orders = &j->lines->order;
    span all = {INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < j->by_hash.chunks.count; i++) {
        const span *s = &j->spans[i];
        all.least = s->least < all.least ? s->least : all.least;
        all.greatest = s->greatest > all.greatest ? s->greatest : all.greatest;
    }
    uint64_t top = (uint64_t)(QUEN_TIME_MAX - QUEN_TIME_MIN);
    unsigned times = !orders->of || orders->valid ? width(top) : 0;
    unsigned keys = all.least <= all.greatest
                        ? width((uint64_t)all.greatest - (uint64_t)all.least)
                        : 0;
    unsigned shift = 1 + (keys > times ? keys : times);
    int by_row = j->view->days || shift + width(most) > 63;
    j->marking = (marking){by_row ? 32 : shift, by_row, all.least};
}

static size_t blocks_for(size_t n, size_t per_block)
{
    return n / per_block + 1;
}

/* Heads for a part of n lines, which hold eight customers each if every line has one. */
static size_t heads_for(size_t n)
{
    size_t heads = 16;
    while (heads < n / 8)
        heads *= 2;
    return heads;
}

/* The lines of each part, as counted, and the most; *blocks: what lists can need. */
static size_t count_part_lines(const job *j, uint32_t *lines, size_t *blocks,
                               size_t *heads)
{
    const parts *p = &j->by_hash;
    size_t most = 0;
    memset(lines, 0, sizeof *lines << p->bits);
    for (size_t i = 0; i < p->chunks.count << p->bits; i++)
        lines[i & (count_of(p) - 1)] += p->next[i];
    *blocks = *heads = 0;
    for (size_t i = 0; i < count_of(p); i++) {
        *blocks += blocks_for(lines[i], CUSTOMERS) + blocks_for(lines[i], MARKS);
        *heads += heads_for(lines[i]);
        most = lines[i] > most ? lines[i] : most;
    }
    return most;
}

/* Each part's share of the lists' blocks and of the heads. */
static quen_status make_lists(quen__temp *temp, job *j)
{
    size_t n_parts = count_of(&j->by_hash), n_blocks, n_heads;
    uint32_t *lines = j->by_hash.start; /* free until there are places */
    choose_marking(j, count_part_lines(j, lines, &n_blocks, &n_heads));
    j->pool.slab = n_blocks < SLAB ? n_blocks : SLAB;
    j->pool.slabs =
        quen__temp_new(temp, n_blocks / j->pool.slab + 1, sizeof *j->pool.slabs);
    void **blocks = quen__temp_new(temp, n_blocks, sizeof *blocks);
    uint32_t *heads = quen__temp_zero(temp, n_heads, sizeof *heads);
    j->parts = quen__temp_zero(temp, n_parts, sizeof *j->parts);
    if (!j->pool.slabs || !blocks || !heads || !j->parts)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n_parts; i++) {
        part *p = &j->parts[i];
        p->customers.blocks = blocks;
        p->marks.blocks = blocks += blocks_for(lines[i], CUSTOMERS);
        blocks += blocks_for(lines[i], MARKS);
        p->heads = heads;
        p->mask = heads_for(lines[i]) - 1;
        heads += heads_for(lines[i]);
    }
    return QUEN_OK;
}

/* Blocks for whatever the lines of the batch may turn out to be. */
static quen_status reserve(quen__temp *temp, job *j)
{
    const uint32_t *start = j->by_hash.start;
    pool *p = &j->pool;
    size_t wanted = quen__tickets_taken(&p->tickets);
    for (size_t i = 0; i < count_of(&j->by_hash); i++) {
        const part *own = &j->parts[i];
        size_t n = start[i + 1] - start[i], c = own->customers.n, m = own->marks.n;
        wanted += (c + n + CUSTOMERS - 1) / CUSTOMERS - (c + CUSTOMERS - 1) / CUSTOMERS +
                  (m + n + MARKS - 1) / MARKS - (m + MARKS - 1) / MARKS;
    }
    while (p->n_slabs * p->slab < wanted) {
        p->slabs[p->n_slabs] = quen__temp_new(temp, p->slab, BLOCK);
        if (!p->slabs[p->n_slabs])
            return QUEN_ERR_MEMORY;
        p->n_slabs++;
    }
    return QUEN_OK;
}

/* Which block it is depends on who comes first, what is in it does not. */
static void *take_block(pool *p)
{
    size_t i = quen__ticket(&p->tickets);
    return p->slabs[i / p->slab] + i % p->slab * BLOCK;
}

/* --- adding up a part --- */

static inline customer *customer_at(const part *p, size_t i)
{
    return (customer *)p->customers.blocks[i / CUSTOMERS] + i % CUSTOMERS;
}

/* Finaliser of MurmurHash3 (Appleby 2011), shortened. */
static uint64_t hash(uint64_t x)
{
    x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
    return (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
}

static inline uint32_t *head_of(const job *j, const part *p, int64_t key)
{
    return &p->heads[hash((uint64_t)key ^ j->seed) >> 32 & p->mask];
}

/* The number of a customer in the part; maybe a new one. */
static inline size_t find_customer(job *j, part *p, int64_t key, uint32_t *head)
{
    for (uint32_t link = *head; link;) {
        const quen__tally *tally = &customer_at(p, link - 1)->tally;
        if (tally->key == key)
            return link - 1;
        link = tally->days;
    }
    size_t number = p->customers.n++;
    if (number % CUSTOMERS == 0)
        p->customers.blocks[number / CUSTOMERS] = take_block(&j->pool);
    *customer_at(p, number) = (customer){{key, 0, INT64_MIN, 0, *head}, NO_MARK};
    *head = (uint32_t)(number + 1);
    return number;
}

/* Lines of one order often follow one another: one mark is enough for them. */
static inline void add_line(job *j, part *p, const line *own, uint32_t *head)
{
    size_t number = find_customer(j, p, own->customer, head);
    customer *c = customer_at(p, number);
    uint64_t mark = (uint64_t)number << j->marking.shift | own->order;
    if (own->time >= j->view->now)
        return;
    c->tally.revenue += own->amount;
    c->tally.last = own->time > c->tally.last ? own->time : c->tally.last;
    if (c->recent == mark)
        return;
    c->recent = mark;
    size_t i = p->marks.n++;
    if (i % MARKS == 0)
        p->marks.blocks[i / MARKS] = take_block(&j->pool);
    ((uint64_t *)p->marks.blocks[i / MARKS])[i % MARKS] = mark;
}

/*
 * A part comes back from memory with each batch. Lines are taken in groups, so that a
 * group's customers are waited for together and not one after another: what is read of
 * them ahead changes nothing.
 */
static void add_part(void *user, size_t number, unsigned worker)
{
    job *j = user;
    part p = j->parts[number];
    const uint32_t *start = j->by_hash.start + number;
    uint32_t *heads[GROUP];
    (void)worker;
    for (size_t first = start[0]; first < start[1]; first += GROUP) {
        const line *lines = j->places + first;
        size_t n = start[1] - first < GROUP ? start[1] - first : GROUP;
        for (size_t i = 0; i < n; i++) {
            heads[i] = head_of(j, &p, lines[i].customer);
            QUEN__PREFETCH(heads[i]);
        }
        for (size_t i = 0; i < n; i++) {
            const customer *c = *heads[i] ? customer_at(&p, *heads[i] - 1) : NULL;
            QUEN__PREFETCH(c);
            QUEN__PREFETCH(c ? &c->recent : NULL);
        }
        for (size_t i = 0; i < n; i++)
            add_line(j, &p, &lines[i], heads[i]);
    }
    j->parts[number] = p;
}

static quen_status add_batches(quen_context *ctx, quen__temp *temp, job *j)
{
    const quen__chunks *chunks = &j->by_hash.chunks;
    quen_status status = QUEN_OK;
    for (j->first = 0; j->first < chunks->count && status == QUEN_OK; j->first += BATCH) {
        size_t left = chunks->count - j->first, n = left < BATCH ? left : BATCH;
        double from = 0.1 + 0.5 * (double)j->first / (double)chunks->count;
        double to = 0.1 + 0.5 * (double)(j->first + n) / (double)chunks->count;
        double half = (from + to) / 2;
        find_places(&j->by_hash, j->first, j->first + n);
        status = reserve(temp, j);
        if (status == QUEN_OK)
            status = quen__parallel_for(ctx, n, move_lines, j, "rfm", from, half);
        if (status == QUEN_OK)
            status = quen__parallel_for(ctx, count_of(&j->by_hash), add_part, j, "rfm",
                                        half, to);
    }
    return status;
}

/* --- telling orders apart --- */

/* Slots for n entries: at most half of them are taken. */
static unsigned slot_bits(size_t n)
{
    unsigned bits = 4;
    while (bits < 32 && (uint64_t)1 << bits < 2 * (uint64_t)n)
        bits++;
    return bits;
}

/*
 * Different orders, and a table of them: a slot holds a number from 1 in its lower bits,
 * 0 if it is empty, and bits of the hash above, which tell most strangers apart.
 */
typedef struct orders {
    uint32_t *slots;
    uint32_t mask;
    uint64_t seed;
    order *of;
    uint32_t n;
} orders;

static void clear(orders *o, unsigned bits)
{
    o->n = 0;
    o->mask = (uint32_t)(((uint64_t)1 << bits) - 1);
    memset(o->slots, 0, sizeof *o->slots << bits);
}

/* 1 if the order is new; otherwise it takes the earlier time of the two. */
static inline uint32_t add_order(orders *o, const order *own)
{
    uint64_t hashed = hash((uint64_t)own->key ^ o->seed ^ own->customer * GOLDEN);
    uint32_t tag = (uint32_t)hashed & ~o->mask, slot;
    size_t at = (size_t)(hashed >> 32) & o->mask;
    for (; (slot = o->slots[at]) != 0; at = (at + 1) & o->mask) {
        order *same = &o->of[(slot & o->mask) - 1];
        if ((slot & ~o->mask) != tag || same->key != own->key ||
            same->customer != own->customer || (same->when ^ own->when) & 1)
            continue;
        same->when = own->when < same->when ? own->when : same->when;
        return 0;
    }
    o->of[o->n++] = *own;
    o->slots[at] = tag | o->n;
    return 1;
}

static inline order order_marked(const job *j, uint64_t mark)
{
    const quen__lines *lines = j->lines;
    uint64_t number = mark >> j->marking.shift,
             rest = mark & (((uint64_t)1 << j->marking.shift) - 1);
    if (!j->marking.by_row)
        return (order){(int64_t)(rest >> 1), rest & 1, number};
    int64_t time = lines->time[rest];
    int numbered = is_valid(&lines->order, rest);
    return (order){numbered ? lines->order.of[rest] : time,
                   (uint64_t)(time - QUEN_TIME_MIN) << 1 | !numbered, number};
}

/* The orders become their days, and days are told apart as orders were. */
static void count_days(const job *j, const part *p, orders *o)
{
    uint32_t n = o->n;
    clear(o, slot_bits(n));
    for (uint32_t i = 0; i < n; i++) {
        order own = o->of[i];
        int64_t time = (int64_t)(own.when >> 1) + QUEN_TIME_MIN;
        own.key = quen__day(time + j->view->utc_offset_s);
        own.when = 0;
        customer_at(p, own.customer)->tally.days += add_order(o, &own);
    }
}

static void count_part(void *user, size_t number, unsigned worker)
{
    job *j = user;
    const part *p = &j->parts[number];
    orders o = {.slots = j->scratch[worker].slots, .of = j->scratch[worker].orders};
    o.seed = j->seed;
    clear(&o, slot_bits(p->marks.n));
    for (size_t i = 0; i < p->customers.n; i++)
        customer_at(p, i)->tally.days = 0;
    for (size_t i = 0; i < p->marks.n; i++) {
        const uint64_t *marks = p->marks.blocks[i / MARKS];
        order own = order_marked(j, marks[i % MARKS]);
        customer_at(p, own.customer)->tally.orders += add_order(&o, &own);
    }
    if (j->view->days)
        count_days(j, p, &o);
}

static quen_status make_scratch(quen_context *ctx, quen__temp *temp, job *j)
{
    size_t most = 0;
    for (size_t i = 0; i < count_of(&j->by_hash); i++)
        most = j->parts[i].marks.n > most ? j->parts[i].marks.n : most;
    j->scratch = quen__temp_new(temp, ctx->threads, sizeof *j->scratch);
    for (unsigned i = 0; i < ctx->threads && j->scratch; i++) {
        scratch *s = &j->scratch[i];
        s->slots = quen__temp_new(temp, (size_t)1 << slot_bits(most), sizeof *s->slots);
        s->orders = quen__temp_new(temp, most, sizeof *s->orders);
        if (!s->slots || !s->orders)
            return QUEN_ERR_MEMORY;
    }
    return j->scratch ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* --- customers by key --- */

/* Least and greatest key; how many customers there are. */
static size_t survey(job *j, uint64_t *range)
{
    int64_t least = INT64_MAX, greatest = INT64_MIN;
    size_t n = 0;
    for (size_t i = 0; i < count_of(&j->by_hash); i++) {
        const part *p = &j->parts[i];
        for (size_t c = 0; c < p->customers.n; c++) {
            int64_t key = customer_at(p, c)->tally.key;
            least = key < least ? key : least;
            greatest = key > greatest ? key : greatest;
        }
        n += p->customers.n;
    }
    j->least = least;
    *range = (uint64_t)greatest - (uint64_t)least;
    return n;
}

static uint64_t offset_of(const job *j, const quen__tally *tally)
{
    return (uint64_t)tally->key - (uint64_t)j->least;
}

static void count_customers(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_key;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    memset(next, 0, sizeof *next << p->bits);
    for (size_t i = range.first; i < range.last; i++) {
        const part *own = &j->parts[i];
        for (size_t c = 0; c < own->customers.n; c++)
            next[offset_of(j, &customer_at(own, c)->tally) >> j->shift]++;
    }
}

static void move_customers(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_key;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        const part *own = &j->parts[i];
        for (size_t c = 0; c < own->customers.n; c++) {
            const quen__tally *tally = &customer_at(own, c)->tally;
            j->sorted[next[offset_of(j, tally) >> j->shift]++] = *tally;
        }
    }
}

static void sort_part(void *user, size_t number, unsigned worker)
{
    const job *j = user;
    size_t first = j->by_key.start[number], n = j->by_key.start[number + 1] - first;
    (void)worker;
    quen__tally_sort(j->sorted + first, j->spare + first, n, j->least, j->shift);
}

static quen_status sort_customers(quen_context *ctx, quen__temp *temp, quen__temp *own,
                                  job *j, size_t *n)
{
    uint64_t range;
    parts *p = &j->by_key;
    *n = survey(j, &range);
    unsigned bits = bits_for(*n) + 1; /* so that no shift is 64 */
    for (j->shift = 0; *n && range >> j->shift >> bits;)
        j->shift++;
    j->sorted = quen__temp_new(temp, *n, sizeof *j->sorted);
    j->spare = *n <= j->n_places ? (quen__tally *)(void *)j->places
                                 : quen__temp_new(own, *n, sizeof *j->spare);
    if (!j->sorted || !j->spare)
        return QUEN_ERR_MEMORY;
    quen_status status = make_parts(own, count_of(&j->by_hash), 1, bits, p);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, p->chunks.count, count_customers, j, "rfm", 0.8,
                                    0.85);
    if (status == QUEN_OK) {
        find_places(p, 0, p->chunks.count);
        status =
            quen__parallel_for(ctx, p->chunks.count, move_customers, j, "rfm", 0.85, 0.9);
    }
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, count_of(p), sort_part, j, "rfm", 0.9, 1);
    return status;
}

/* --- the whole --- */

static quen_status add_lines(quen_context *ctx, quen__temp *temp, job *j)
{
    size_t n = j->lines->n;
    quen_status status = make_parts(temp, n, CHUNK, bits_for(n), &j->by_hash);
    const quen__chunks *chunks = &j->by_hash.chunks;
    j->n_places = n < chunks->size * BATCH ? n : chunks->size * BATCH;
    j->places = quen__temp_new(temp, j->n_places, sizeof *j->places);
    j->spans = quen__temp_new(temp, chunks->count, sizeof *j->spans);
    if (!j->places || !j->spans)
        status = QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, chunks->count, count_lines, j, "rfm", 0, 0.1);
    if (status == QUEN_OK)
        status = make_lists(temp, j);
    return status == QUEN_OK ? add_batches(ctx, temp, j) : status;
}

quen_status quen__tally_make(quen_context *ctx, quen__temp *temp,
                             const quen__lines *lines, const quen__tally_view *view,
                             quen__tally **out, size_t *n_out)
{
    quen__temp own = QUEN__TEMP(ctx);
    job j = {.lines = lines, .view = view};
    j.seed = (uint64_t)(uintptr_t)lines->time * GOLDEN; /* chance enough */
    quen_status status = add_lines(ctx, &own, &j);
    if (status == QUEN_OK)
        status = make_scratch(ctx, &own, &j);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, count_of(&j.by_hash), count_part, &j, "rfm", 0.6,
                                    0.8);
    if (status == QUEN_OK)
        status = sort_customers(ctx, temp, &own, &j, n_out);
    quen__temp_close(&own);
    *out = j.sorted;
    return status;
}
