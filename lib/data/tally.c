/*
 * Group by, in three passes that threads share (Manegold, Boncz, Kersten, "Optimizing
 * main-memory join on modern hardware", 2002). Accumulate: lines are brought together by
 * the hash of their customer, into parts that fit a core's cache. Merge: each part is
 * added up through two hash tables, of customers and of their orders; the customers take
 * the places of their lines. Finish: the same passes bring customers of neighbouring keys
 * together, and each range is sorted.
 *
 * Where a line goes depends on the input alone. The tables' hash is seeded by chance, so
 * that no chosen keys can fall into one place; sums do not depend on it.
 */
#include "data/tally.h"

#include <string.h>

#include "core/parallel.h"
#include "data/calendar.h"
#include "quen/orders.h"

#define PART 12288u  /* lines that a part should have */
#define MAX_BITS 10u /* of a part's number */
#define CHUNK 65536u
#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

typedef struct line {
    int64_t customer, order, amount;
    uint64_t when; /* seconds since QUEN_TIME_MIN, times two; 1 more: no order number */
} line;

/* In `when`, once the line was found to be the first one of its order. */
#define OPENS (UINT64_C(1) << 63)

/* A line, later a customer. */
typedef union place {
    line line;
    quen__tally tally;
} place;

_Static_assert(sizeof(line) == sizeof(quen__tally), "a customer takes a line's place");

/* A customer who is being added up, and the order of the line before. */
typedef struct customer {
    quen__tally tally;
    int64_t order;
    uint64_t unnumbered; /* 0, 1, or 2: no line yet */
} customer;

/* What a worker needs for the largest part. */
typedef struct scratch {
    uint32_t *by_customer, *by_order; /* slots: number + 1; 0: empty */
    customer *customers;
} scratch;

/* What is brought together: chunks of it are counted, then moved, into 1 << bits parts.
 */
typedef struct parts {
    unsigned bits;
    quen__chunks chunks;
    uint32_t *next;  /* chunks x parts: counts, then places */
    uint32_t *start; /* parts + 1 */
} parts;

typedef struct job {
    const quen__lines *lines;
    const quen__tally_view *view;
    uint64_t seed;
    parts by_hash, by_key;
    place *places;    /* lines; then each part begins with its customers */
    uint32_t *found;  /* customers of each part */
    scratch *scratch; /* of each worker */
    int64_t least;    /* key */
    unsigned shift;   /* a part by key spans 1 << shift keys */
    quen__tally *sorted;
} job;

/* --- bringing together --- */

static unsigned bits_for(size_t n)
{
    unsigned bits = 0;
    while (bits < MAX_BITS && n >> bits > PART)
        bits++;
    return bits;
}

static quen_status make_parts(quen__temp *temp, size_t n, size_t chunk, unsigned bits,
                              parts *p)
{
    p->bits = bits;
    p->chunks = quen__cut(n, chunk);
    p->next = quen__temp_new(temp, p->chunks.count, sizeof *p->next << bits);
    p->start = quen__temp_new(temp, ((size_t)1 << bits) + 1, sizeof *p->start);
    return p->next && p->start ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* Counts become places, the chunks of a part one after another. */
static void find_places(parts *p)
{
    uint32_t at = 0;
    for (size_t part = 0; part < (size_t)1 << p->bits; part++) {
        p->start[part] = at;
        for (size_t chunk = 0; chunk < p->chunks.count; chunk++) {
            uint32_t *next = &p->next[(chunk << p->bits) + part], here = *next;
            *next = at;
            at += here;
        }
    }
    p->start[(size_t)1 << p->bits] = at;
}

static quen_status bring_together(quen_context *ctx, job *j, parts *p,
                                  quen__chunk_fn count, quen__chunk_fn move, double from,
                                  double to)
{
    double half = (from + to) / 2;
    quen_status status =
        quen__parallel_for(ctx, p->chunks.count, count, j, "rfm", from, half);
    if (status != QUEN_OK)
        return status;
    find_places(p);
    return quen__parallel_for(ctx, p->chunks.count, move, j, "rfm", half, to);
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
}

static void move_lines(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_hash;
    const quen__lines *lines = j->lines;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        if (!is_valid(&lines->customer, i))
            continue;
        int64_t key = lines->customer.of[i], time = lines->time[i];
        int numbered = is_valid(&lines->order, i);
        line *to = &j->places[next[part_of(p, key)]++].line;
        to->customer = key;
        to->order = numbered ? lines->order.of[i] : time;
        to->amount = lines->amount[i];
        to->when = (uint64_t)(time - QUEN_TIME_MIN) << 1 | !numbered;
    }
}

/* --- adding up a part --- */

/* Finaliser of MurmurHash3 (Appleby 2011), shortened. */
static uint64_t hash(uint64_t x)
{
    x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
    return (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
}

/* Slots for n entries: at most half of them are taken. */
static unsigned slot_bits(size_t n)
{
    unsigned bits = 4;
    while (bits < 32 && (uint64_t)1 << bits < 2 * (uint64_t)n)
        bits++;
    return bits;
}

/*
 * A table of 1 << bits slots. A slot holds a number from 1 in its lower bits, 0 if it is
 * empty, and bits of the hash above, which tell most strangers apart.
 */
typedef struct table {
    uint32_t *slots;
    uint32_t mask;
} table;

static void clear(table *t, uint32_t *slots, unsigned bits)
{
    t->slots = slots;
    t->mask = (uint32_t)(((uint64_t)1 << bits) - 1);
    memset(slots, 0, sizeof *slots << bits);
}

/* What a part is added up with. */
typedef struct tallying {
    const job *job;
    table by_customer, by_order;
    customer *customers;
    uint32_t n_customers;
    place *places;
    size_t n;
} tallying;

/* The customer of a line; maybe a new one. */
static inline customer *find_customer(tallying *p, int64_t key, uint64_t hashed)
{
    uint32_t mask = p->by_customer.mask, tag = (uint32_t)hashed & ~mask, slot;
    size_t at = (size_t)(hashed >> 32) & mask;
    for (; (slot = p->by_customer.slots[at]) != 0; at = (at + 1) & mask)
        if ((slot & ~mask) == tag && p->customers[(slot & mask) - 1].tally.key == key)
            return &p->customers[(slot & mask) - 1];
    customer *c = &p->customers[p->n_customers++];
    p->by_customer.slots[at] = tag | p->n_customers;
    *c = (customer){{key, 0, INT64_MIN, 0, 0}, 0, 2};
    return c;
}

static int same_order(const line *a, const line *b)
{
    return a->order == b->order && a->customer == b->customer &&
           ((a->when ^ b->when) & 1) == 0;
}

/*
 * 1 if the line is the first one of its order; otherwise the first one takes the earlier
 * time of the two.
 */
static inline int opens_order(tallying *p, line *own, uint64_t hashed_customer)
{
    uint64_t hashed = hash(hashed_customer + (uint64_t)own->order);
    uint32_t mask = p->by_order.mask, tag = (uint32_t)hashed & ~mask, slot;
    size_t at = (size_t)(hashed >> 32) & mask;
    own->when |= OPENS;
    for (; (slot = p->by_order.slots[at]) != 0; at = (at + 1) & mask) {
        line *first = &p->places[(slot & mask) - 1].line;
        if ((slot & ~mask) != tag || !same_order(first, own))
            continue;
        first->when = own->when < first->when ? own->when : first->when;
        own->when = 0;
        return 0;
    }
    size_t i = (size_t)((place *)own - p->places);
    p->by_order.slots[at] = tag | (uint32_t)(i + 1);
    return 1;
}

/*
 * Lines of one order often follow one another; where only their number counts, the time
 * of the later ones does not matter.
 */
static inline void add_line(tallying *p, line *own)
{
    uint64_t hashed = hash((uint64_t)own->customer ^ p->job->seed);
    customer *c = find_customer(p, own->customer, hashed);
    int64_t time = (int64_t)(own->when >> 1) + QUEN_TIME_MIN;
    uint64_t unnumbered = own->when & 1;
    if (time >= p->job->view->now)
        return;
    c->tally.revenue += own->amount;
    c->tally.last = time > c->tally.last ? time : c->tally.last;
    if (c->order == own->order && c->unnumbered == unnumbered && !p->job->view->days)
        return;
    c->order = own->order;
    c->unnumbered = unnumbered;
    c->tally.orders += (uint32_t)opens_order(p, own, hashed);
}

/*
 * The first line of each order stands for the order's day, and days are told apart as
 * orders were.
 */
static void count_days(tallying *p)
{
    memset(p->by_order.slots, 0,
           sizeof *p->by_order.slots * (p->by_order.mask + (size_t)1));
    for (size_t i = 0; i < p->n; i++) {
        line *own = &p->places[i].line;
        if (!(own->when & OPENS))
            continue;
        int64_t time = (int64_t)((own->when & ~OPENS) >> 1) + QUEN_TIME_MIN;
        uint64_t hashed = hash((uint64_t)own->customer ^ p->job->seed);
        own->order = quen__day(time + p->job->view->utc_offset_s);
        own->when = 0;
        find_customer(p, own->customer, hashed)->tally.days +=
            (uint32_t)opens_order(p, own, hashed);
    }
}

static void tally_part(void *user, size_t number, unsigned worker)
{
    job *j = user;
    const scratch *s = &j->scratch[worker];
    const uint32_t *start = j->by_hash.start + number;
    tallying p = {.job = j, .customers = s->customers, .places = j->places + start[0]};
    p.n = start[1] - start[0];
    clear(&p.by_customer, s->by_customer, slot_bits(p.n));
    clear(&p.by_order, s->by_order, slot_bits(p.n));
    for (size_t i = 0; i < p.n; i++)
        add_line(&p, &p.places[i].line);
    if (j->view->days)
        count_days(&p);
    for (size_t i = 0; i < p.n_customers; i++)
        p.places[i].tally = p.customers[i].tally;
    j->found[number] = p.n_customers;
}

static quen_status make_scratch(quen_context *ctx, quen__temp *temp, job *j)
{
    const uint32_t *start = j->by_hash.start;
    size_t most = 0;
    for (size_t part = 0; part < (size_t)1 << j->by_hash.bits; part++)
        most =
            start[part + 1] - start[part] > most ? start[part + 1] - start[part] : most;
    size_t slots = sizeof(uint32_t) << slot_bits(most);
    j->scratch = quen__temp_new(temp, ctx->threads, sizeof *j->scratch);
    for (unsigned i = 0; i < ctx->threads && j->scratch; i++) {
        scratch *s = &j->scratch[i];
        s->by_customer = quen__temp_new(temp, slots, 1);
        s->by_order = quen__temp_new(temp, slots, 1);
        s->customers = quen__temp_new(temp, most, sizeof *s->customers);
        if (!s->by_customer || !s->by_order || !s->customers)
            return QUEN_ERR_MEMORY;
    }
    return j->scratch ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* --- customers by key --- */

/* Least and greatest key; how many customers there are. */
static size_t survey(job *j, uint64_t *span)
{
    int64_t least = INT64_MAX, greatest = INT64_MIN;
    size_t n = 0;
    for (size_t part = 0; part < (size_t)1 << j->by_hash.bits; part++) {
        const place *places = j->places + j->by_hash.start[part];
        for (size_t i = 0; i < j->found[part]; i++) {
            int64_t key = places[i].tally.key;
            least = key < least ? key : least;
            greatest = key > greatest ? key : greatest;
        }
        n += j->found[part];
    }
    j->least = least;
    *span = (uint64_t)greatest - (uint64_t)least;
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
    for (size_t part = range.first; part < range.last; part++) {
        const place *places = j->places + j->by_hash.start[part];
        for (size_t i = 0; i < j->found[part]; i++)
            next[offset_of(j, &places[i].tally) >> j->shift]++;
    }
}

static void move_customers(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const parts *p = &j->by_key;
    quen__range range = quen__chunk_range(&p->chunks, chunk);
    uint32_t *next = p->next + (chunk << p->bits);
    (void)worker;
    for (size_t part = range.first; part < range.last; part++) {
        const place *places = j->places + j->by_hash.start[part];
        for (size_t i = 0; i < j->found[part]; i++) {
            size_t to = next[offset_of(j, &places[i].tally) >> j->shift]++;
            j->sorted[to] = places[i].tally;
        }
    }
}

/* One pass of a radix sort, by the byte at `shift`. */
static void sort_pass(const job *j, const quen__tally *from, quen__tally *to, size_t n,
                      unsigned shift)
{
    size_t next[256] = {0}, at = 0;
    for (size_t i = 0; i < n; i++)
        next[offset_of(j, &from[i]) >> shift & 255]++;
    for (size_t byte = 0; byte < 256; byte++) {
        size_t here = next[byte];
        next[byte] = at;
        at += here;
    }
    for (size_t i = 0; i < n; i++)
        to[next[offset_of(j, &from[i]) >> shift & 255]++] = from[i];
}

/* The lines are gone: their places are the sort's other array. */
static void sort_part(void *user, size_t part, unsigned worker)
{
    const job *j = user;
    size_t first = j->by_key.start[part], n = j->by_key.start[part + 1] - first;
    quen__tally *from = j->sorted + first, *to = &j->places[first].tally;
    (void)worker;
    for (unsigned shift = 0; shift < j->shift && n > 1; shift += 8) {
        sort_pass(j, from, to, n, shift);
        quen__tally *other = from;
        from = to;
        to = other;
    }
    if (from != j->sorted + first)
        memcpy(j->sorted + first, from, n * sizeof *from);
}

static quen_status sort_customers(quen_context *ctx, quen__temp *temp, job *j, size_t *n)
{
    uint64_t span;
    *n = survey(j, &span);
    unsigned bits = bits_for(*n) + 1; /* so that no shift is 64 */
    for (j->shift = 0; *n && span >> j->shift >> bits;)
        j->shift++;
    j->sorted = quen__temp_new(temp, *n, sizeof *j->sorted);
    quen_status status =
        j->sorted ? make_parts(temp, (size_t)1 << j->by_hash.bits, 1, bits, &j->by_key)
                  : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status =
            bring_together(ctx, j, &j->by_key, count_customers, move_customers, 0.8, 0.9);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, (size_t)1 << bits, sort_part, j, "rfm", 0.9, 1);
    return status;
}

/* --- the whole --- */

static quen_status tally_lines(quen_context *ctx, quen__temp *temp, job *j)
{
    size_t n = j->lines->n, n_parts;
    quen_status status = make_parts(temp, n, CHUNK, bits_for(n), &j->by_hash);
    n_parts = (size_t)1 << j->by_hash.bits;
    j->places = quen__temp_new(temp, n, sizeof *j->places);
    j->found = quen__temp_new(temp, n_parts, sizeof *j->found);
    if (!j->places || !j->found)
        status = QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = bring_together(ctx, j, &j->by_hash, count_lines, move_lines, 0, 0.4);
    if (status == QUEN_OK)
        status = make_scratch(ctx, temp, j);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, n_parts, tally_part, j, "rfm", 0.4, 0.8);
    return status;
}

quen_status quen__tally_make(quen_context *ctx, quen__temp *temp,
                             const quen__lines *lines, const quen__tally_view *view,
                             quen__tally **out, size_t *n_out)
{
    job j = {.lines = lines, .view = view};
    j.seed = (uint64_t)(uintptr_t)lines->time * GOLDEN; /* chance enough */
    quen_status status = tally_lines(ctx, temp, &j);
    if (status == QUEN_OK)
        status = sort_customers(ctx, temp, &j, n_out);
    *out = j.sorted;
    return status;
}
