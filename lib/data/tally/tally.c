/*
 * Group by. Lines are brought together by the hash of their customer (Manegold, Boncz,
 * Kersten, "Optimizing main-memory join on modern hardware", 2002) into parts that fit a
 * core's nearer cache, as few bits of each as the columns' spans allow: fresh memory
 * costs more than the work that is done in it. Each part is added up by its own; what an
 * order needs takes the place of the line that was added, and is
 * compared with the others at once. Customers of neighbouring keys are then brought
 * together, and each range is sorted.
 *
 * Where a line goes depends on the input alone. The tables' hash has a random seed, so
 * that no chosen keys can fall into one place; sums do not depend on it.
 */
#include <string.h>

#include "core/cpu.h"
#include "core/parallel.h"
#include "data/tally/tally_parts.h"
#include "math/bits.h"
#include "quen/orders.h"

#define PART 12288u /* lines that a part should have */
#define MAX_BITS 9u /* of a part's number */
#define KEY_BITS 7u /* the same, where customers are brought together by key */
#define CHUNK 16384u
#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)

/* What is brought together: chunks of it are counted, then moved, into 1 << bits parts.
 */
typedef struct parts {
    unsigned bits;
    quen__chunks chunks;
    uint32_t *next;  /* chunks x parts: counts, then places */
    uint32_t *start; /* parts + 1 */
} parts;

/* Keys of a chunk. */
typedef struct spans {
    quen__span customer, order;
} spans;

/*
 * A line in its part: the customer's key, scrambled and less the bits that name the part;
 * the order's number; when; the amount. As quen__tally_order has them, distances from the
 * least, in `words` words: (key, when), (order, amount); or key, order, (when, amount);
 * or a word each. `when` is above amount_bits or below the key. Where there are returns,
 * the amount's lowest bit says that the line is none of a visit.
 */
typedef struct packing {
    quen__span customer, order, time, amount;
    unsigned words;
    unsigned key_bits, when_bits, amount_bits;
    uint64_t factor, inverse; /* of scrambling, modulo 1 << key_bits */
} packing;

typedef struct line {
    uint64_t key, order, when, amount;
} line;

/* Room for one part. */
typedef struct workspace {
    quen__tally *slots;
    quen__tally_room orders;
} workspace;

typedef struct job {
    const quen__tally_lines *lines;
    const quen__tally_scope *scope;
    uint64_t limit; /* distance from the earliest time; what comes then is not added */
    parts by_hash, by_key;
    spans *spans; /* of each chunk */
    packing packing;
    quen__tally_rule rule;
    char *room;   /* for lines by part */
    size_t width; /* of a line there */
    quen__tally_part *parts;
    workspace *workspaces; /* of each worker */
    int64_t least;         /* key */
    unsigned shift;        /* a part by key spans 1 << shift keys */
    quen__tally *sorted, *spare;
} job;

/* --- bringing together --- */

static unsigned bits_for(size_t n, unsigned most)
{
    unsigned bits = 0;
    while (bits < most && n >> bits > PART)
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

/* Counts become places, the chunks of a part one after another. */
static void find_places(parts *p)
{
    uint32_t at = 0;
    for (size_t i = 0; i < count_of(p); i++) {
        p->start[i] = at;
        for (size_t chunk = 0; chunk < p->chunks.count; chunk++) {
            uint32_t *next = &p->next[(chunk << p->bits) + i], here = *next;
            *next = at;
            at += here;
        }
    }
    p->start[count_of(p)] = at;
}

/* --- what columns hold --- */

static int is_valid(const quen__tally_numbers *numbers, size_t row)
{
    return numbers->of && (!numbers->valid || numbers->valid[row / 8] >> row % 8 & 1);
}

static quen__span span_of(const quen__tally_numbers *numbers, quen__range range)
{
    quen__span s = quen__no_span;
    if (numbers->of && !numbers->valid)
        return quen__span_of(numbers->of + range.first, range.last - range.first);
    for (size_t i = range.first; i < range.last; i++)
        if (is_valid(numbers, i))
            s = quen__span_both(s, (quen__span){numbers->of[i], numbers->of[i]});
    return s;
}

static void find_spans(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    quen__range range = quen__chunk_range(&j->by_hash.chunks, chunk);
    (void)worker;
    j->spans[chunk] =
        (spans){span_of(&j->lines->customer, range), span_of(&j->lines->order, range)};
}

static void fold_spans(job *j)
{
    packing *p = &j->packing;
    p->customer = p->order = quen__no_span;
    p->time = j->lines->times;
    p->amount = j->lines->amounts;
    for (size_t i = 0; i < j->by_hash.chunks.count; i++) {
        p->customer = quen__span_both(p->customer, j->spans[i].customer);
        p->order = quen__span_both(p->order, j->spans[i].order);
    }
}

/* --- packing --- */

static unsigned width_of(const quen__span *s)
{
    if (s->least > s->greatest)
        return 0;
    return quen__bits_width((uint64_t)s->greatest - (uint64_t)s->least);
}

static uint64_t low_bits(unsigned bits)
{
    return bits < 64 ? ((uint64_t)1 << bits) - 1 : UINT64_MAX;
}

/* Modulo 1 << 64; each round doubles the bits that are right, three to begin with. */
static uint64_t inverse_of(uint64_t odd)
{
    uint64_t inverse = odd;
    for (int i = 0; i < 5; i++)
        inverse *= 2 - odd * inverse;
    return inverse;
}

/* How customers are scrambled: as by Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
static void choose_parts(job *j)
{
    packing *p = &j->packing;
    fold_spans(j);
    p->key_bits = width_of(&p->customer);
    p->factor = p->key_bits ? GOLDEN >> (64 - p->key_bits) | 1 : 1;
    p->inverse = inverse_of(p->factor);
    unsigned bits = bits_for(j->lines->n, MAX_BITS);
    j->by_hash.bits = bits < p->key_bits ? bits : p->key_bits;
}

/* Once it is known how many lines the fullest part has. */
static void choose_packing(job *j, size_t most)
{
    packing *p = &j->packing;
    const quen__tally_numbers *orders = &j->lines->order;
    unsigned order = width_of(&p->order), time = width_of(&p->time),
             id = order > time && orders->of && !orders->valid ? order : time;
    id = order > id ? order : id;
    int lines = j->scope->count == QUEN__TALLY_LINES;
    int marks =
        j->scope->count == QUEN__TALLY_ORDERS && quen__bits_width(most) + id + 1 <= 63;
    j->rule.shift = marks ? id + 1 : 0;
    p->when_bits = time + 1;
    p->amount_bits = width_of(&p->amount) + (j->lines->returns ? 1 : 0);
    if ((marks || lines) && p->key_bits - j->by_hash.bits + p->when_bits < 64 &&
        order + p->amount_bits < 64)
        p->words = 2;
    else
        p->words = p->when_bits + p->amount_bits < 64 ? 3 : 4;
}

static inline uint64_t scramble(const packing *p, int64_t key)
{
    return ((uint64_t)key - (uint64_t)p->customer.least) * p->factor &
           low_bits(p->key_bits);
}

static inline void pack(const packing *p, unsigned words, const line *own, uint64_t *to)
{
    if (words == 2) {
        to[0] = own->key << p->when_bits | own->when;
        to[1] = own->order << p->amount_bits | own->amount;
        return;
    }
    to[0] = own->key;
    to[1] = own->order;
    to[2] = words == 3 ? own->when << p->amount_bits | own->amount : own->when;
    if (words == 4)
        to[3] = own->amount;
}

static inline line unpack(const packing *p, unsigned words, const uint64_t *from)
{
    if (words == 2)
        return (line){from[0] >> p->when_bits, from[1] >> p->amount_bits,
                      from[0] & low_bits(p->when_bits),
                      from[1] & low_bits(p->amount_bits)};
    if (words == 3)
        return (line){from[0], from[1], from[2] >> p->amount_bits,
                      from[2] & low_bits(p->amount_bits)};
    return (line){from[0], from[1], from[2], from[3]};
}

/* --- lines by the hash of their customers --- */

static inline size_t part_of(const packing *p, unsigned bits, uint64_t scrambled)
{
    return bits ? (size_t)(scrambled >> (p->key_bits - bits)) : 0;
}

static void count_lines(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    const packing p = j->packing;
    const quen__tally_numbers keys = j->lines->customer;
    unsigned bits = j->by_hash.bits;
    quen__range range = quen__chunk_range(&j->by_hash.chunks, chunk);
    uint32_t *next = j->by_hash.next + (chunk << bits);
    (void)worker;
    memset(next, 0, sizeof *next << bits);
    for (size_t i = range.first; i < range.last; i++)
        if (is_valid(&keys, i))
            next[part_of(&p, bits, scramble(&p, keys.of[i]))]++;
}

/* The amount of a line in its form for packing; `plain`: it is told, none is a return. */
QUEN__INLINE uint64_t pack_amount(const quen__tally_lines *lines, const packing *p,
                                  size_t i, int plain)
{
    if (plain)
        return (uint64_t)lines->amount[i] - (uint64_t)p->amount.least;
    int64_t amount = lines->amount ? lines->amount[i] : 0;
    int64_t sign = lines->quantity ? amount | lines->quantity[i] : amount;
    uint64_t distance = (uint64_t)amount - (uint64_t)p->amount.least;
    return lines->returns ? distance << 1 | (sign < 0) : distance;
}

QUEN__INLINE void move_rows(const job *j, size_t chunk, unsigned words, int plain)
{
    const quen__tally_lines lines = *j->lines;
    const packing p = j->packing;
    unsigned bits = j->by_hash.bits;
    quen__range range = quen__chunk_range(&j->by_hash.chunks, chunk);
    uint32_t *next = j->by_hash.next + (chunk << bits);
    uint64_t *room = (uint64_t *)(void *)j->room, rest = low_bits(p.key_bits) >> bits;
    for (size_t i = range.first; i < range.last; i++) {
        if (!is_valid(&lines.customer, i))
            continue;
        uint64_t key = scramble(&p, lines.customer.of[i]);
        line own = {.key = key & rest};
        int numbered = is_valid(&lines.order, i);
        if (numbered)
            own.order = (uint64_t)lines.order.of[i] - (uint64_t)p.order.least;
        own.when = (uint64_t)(lines.time[i] - p.time.least) << 1 | !numbered;
        own.amount = pack_amount(&lines, &p, i, plain);
        pack(&p, words, &own, room + words * (size_t)next[part_of(&p, bits, key)]++);
    }
}

QUEN__INLINE void move_words(const job *j, size_t chunk, int plain)
{
    if (j->packing.words == 2)
        move_rows(j, chunk, 2, plain);
    else if (j->packing.words == 3)
        move_rows(j, chunk, 3, plain);
    else
        move_rows(j, chunk, 4, plain);
}

static void move_lines(void *user, size_t chunk, unsigned worker)
{
    const job *j = user;
    (void)worker;
    if (j->lines->amount && !j->lines->returns)
        move_words(j, chunk, 1);
    else
        move_words(j, chunk, 0);
}

/* --- room --- */

/* Slots that a part is given first: enough if a customer has six lines. */
static size_t slots_for(size_t n)
{
    return n / 4 + 16;
}

/* Each part's share of the lines, and scratch for the fullest. */
static quen_status make_room(quen_context *ctx, quen__temp *temp, job *j)
{
    const uint32_t *start = j->by_hash.start;
    size_t n_parts = count_of(&j->by_hash), most = 0;
    for (size_t i = 0; i < n_parts; i++)
        most = start[i + 1] - start[i] > most ? start[i + 1] - start[i] : most;
    choose_packing(j, most);
    j->width = j->packing.words * sizeof(uint64_t);
    j->room = quen__temp_new(temp, start[n_parts], j->width);
    j->parts = quen__temp_zero(temp, n_parts, sizeof *j->parts);
    j->workspaces = quen__temp_new(temp, ctx->threads, sizeof *j->workspaces);
    if (!j->room || !j->parts || !j->workspaces)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n_parts; i++) {
        j->parts[i].lines = j->room + start[i] * j->width;
        j->parts[i].n_lines = start[i + 1] - start[i];
    }
    for (unsigned i = 0; i < ctx->threads; i++) {
        workspace *w = &j->workspaces[i];
        w->slots = quen__temp_new(temp, slots_for(most), sizeof *w->slots);
        if (!w->slots || !quen__tally_order_room(temp, &j->rule, most, &w->orders))
            return QUEN_ERR_MEMORY;
    }
    return QUEN_OK;
}

/* --- adding up a part --- */

static inline size_t home(const quen__tally_table *table,
                          const quen__tally_secret *secret, uint64_t key)
{
    return (size_t)((quen__tally_hash(secret, key) >> 32) * table->n_slots >> 32);
}

/* The slot of a customer, or the empty one that would be. */
static inline quen__tally *find(const quen__tally_table *table,
                                const quen__tally_secret *secret, uint64_t key)
{
    quen__tally *slot = table->slots + home(table, secret, key),
                *end = table->slots + table->n_slots;
    while (slot->days && (uint64_t)slot->key != key)
        if (++slot == end)
            slot = table->slots;
    return slot;
}

static inline void note_order(const quen__tally_rule *t, quen__tally_room *room,
                              uint32_t customer, const line *own, uint32_t visit)
{
    int numbered = !(own->when & 1);
    if (t->shift)
        room->marks[room->n++] =
            (uint64_t)customer << t->shift | (numbered ? own->order << 1 : own->when);
    else
        room->orders[room->n++] = (quen__tally_order){
            numbered ? own->order : own->when >> 1, own->when, customer, visit};
}

/* A line that is no purchase: money, and when its order began. */
static inline void add_return(const quen__tally_rule *t, quen__tally_room *room,
                              quen__tally *slot, const line *own)
{
    slot->last = slot->last > QUEN__TALLY_NEVER ? slot->last : QUEN__TALLY_NEVER;
    if (t->scope->count == QUEN__TALLY_DAYS)
        note_order(t, room, slot->days - 1, own, 0);
}

/* 0 if there are more than `most` customers. */
QUEN__INLINE int add_words(const job *j, const quen__tally_part *part, unsigned words,
                           int returns, size_t most, quen__tally_table *table,
                           quen__tally_room *room)
{
    const packing p = j->packing;
    const quen__tally_rule rule = j->rule;
    const uint64_t *lines = (const uint64_t *)(const void *)part->lines;
    uint64_t limit = j->limit;
    int lines_alone = j->scope->count == QUEN__TALLY_LINES;
    for (size_t i = 0; i < part->n_lines; i++) {
        line own = unpack(&p, words, lines + words * i);
        uint64_t amount = own.amount >> returns;
        quen__tally *slot = find(table, &rule.secret, own.key);
        if (!slot->days) {
            if (table->n == most)
                return 0;
            *slot =
                (quen__tally){(int64_t)own.key, 0, INT64_MIN, 0, (uint32_t)++table->n};
        }
        if (own.when >> 1 >= limit)
            continue;
        int64_t time = p.time.least + (int64_t)(own.when >> 1);
        slot->revenue += (int64_t)(amount + (uint64_t)p.amount.least);
        if (returns && own.amount & 1) {
            add_return(&rule, room, slot, &own);
            continue;
        }
        slot->last = time > slot->last ? time : slot->last;
        slot->orders++;
        if (!lines_alone)
            note_order(&rule, room, slot->days - 1, &own, 1);
    }
    return 1;
}

QUEN__INLINE int add_packed(const job *j, const quen__tally_part *part, int returns,
                            size_t most, quen__tally_table *table, quen__tally_room *room)
{
    if (j->packing.words == 2)
        return add_words(j, part, 2, returns, most, table, room);
    if (j->packing.words == 3)
        return add_words(j, part, 3, returns, most, table, room);
    return add_words(j, part, 4, returns, most, table, room);
}

static int add_lines(const job *j, const quen__tally_part *part, size_t most,
                     quen__tally_table *table, quen__tally_room *room)
{
    table->n = room->n = 0;
    memset(table->slots, 0, table->n_slots * sizeof *table->slots);
    if (j->lines->returns)
        return add_packed(j, part, 1, most, table, room);
    return add_packed(j, part, 0, most, table, room);
}

/* Keys as they were. */
static void unscramble(const job *j, quen__tally_part *p, uint64_t part)
{
    const packing *k = &j->packing;
    uint64_t high = j->by_hash.bits ? part << (k->key_bits - j->by_hash.bits) : 0;
    p->keys = quen__no_span;
    for (size_t i = 0; i < p->n; i++) {
        uint64_t offset = (high | (uint64_t)p->customers[i].key) * k->inverse;
        int64_t key =
            (int64_t)((offset & low_bits(k->key_bits)) + (uint64_t)k->customer.least);
        p->customers[i].key = key;
        p->keys = quen__span_both(p->keys, (quen__span){key, key});
    }
}

/*
 * The table is a worker's, and the customers take the place of the part's lines, if there
 * is room for them; or else the part has been given one of its own, where they stay.
 */
static void add_part(void *user, size_t number, unsigned worker)
{
    const job *j = user;
    quen__tally_part *p = &j->parts[number];
    workspace *w = &j->workspaces[worker];
    if (p->customers)
        return;
    quen__tally_table table = {p->own, p->n_own, 0};
    size_t most = p->n_own / 4 * 3, fit = p->n_lines * j->width / sizeof *p->own;
    if (!p->own) {
        table = (quen__tally_table){w->slots, slots_for(p->n_lines), 0};
        most = table.n_slots / 4 * 3 < fit ? table.n_slots / 4 * 3 : fit;
    }
    if (!add_lines(j, p, most, &table, &w->orders))
        return;
    p->customers = p->own ? p->own : (quen__tally *)(void *)p->lines;
    p->n = table.n;
    quen__tally_orders(&j->rule, &table, &w->orders, p->customers);
    unscramble(j, p, number);
}

/* Parts with more customers than that begin anew, with twice as many slots. */
static quen_status give_tables(quen_context *ctx, const job *j, int *any)
{
    quen_status status = QUEN_OK;
    *any = 0;
    for (size_t i = 0; i < count_of(&j->by_hash) && status == QUEN_OK; i++) {
        quen__tally_part *p = &j->parts[i];
        if (p->customers)
            continue;
        quen__release(&ctx->allocator, p->own);
        p->n_own = 2 * (p->own ? p->n_own : slots_for(p->n_lines));
        p->own = quen__allocate(ctx, p->n_own, sizeof *p->own);
        status = p->own ? QUEN_OK : QUEN_ERR_MEMORY;
        *any = 1;
    }
    return status;
}

static quen_status add_parts(quen_context *ctx, job *j)
{
    quen_status status = QUEN_OK;
    for (int more = 1; more && status == QUEN_OK;) {
        status =
            quen__parallel_for(ctx, count_of(&j->by_hash), add_part, j, "rfm", 0.4, 0.8);
        if (status == QUEN_OK)
            status = give_tables(ctx, j, &more);
    }
    return status;
}

/* --- customers by key --- */

/* Least and greatest key; how many customers there are. */
static size_t survey(job *j, uint64_t *range)
{
    quen__span keys = quen__no_span;
    size_t n = 0;
    for (size_t i = 0; i < count_of(&j->by_hash); i++) {
        keys = quen__span_both(keys, j->parts[i].keys);
        n += j->parts[i].n;
    }
    j->least = keys.least;
    *range = (uint64_t)keys.greatest - (uint64_t)keys.least;
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
        const quen__tally_part *own = &j->parts[i];
        for (size_t c = 0; c < own->n; c++)
            next[offset_of(j, &own->customers[c]) >> j->shift]++;
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
        const quen__tally_part *own = &j->parts[i];
        for (size_t c = 0; c < own->n; c++)
            j->sorted[next[offset_of(j, &own->customers[c]) >> j->shift]++] =
                own->customers[c];
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
    unsigned bits = bits_for(*n, KEY_BITS) + 1; /* so that no shift is 64 */
    for (j->shift = 0; *n && range >> j->shift >> bits;)
        j->shift++;
    j->sorted = quen__temp_new(temp, *n, sizeof *j->sorted);
    /* Customers are moved out of the lines' room before anything is sorted. */
    j->spare = *n <= j->by_hash.start[count_of(&j->by_hash)] * j->width / sizeof *j->spare
                   ? (quen__tally *)(void *)j->room
                   : quen__temp_new(own, *n, sizeof *j->spare);
    if (!j->sorted || !j->spare)
        return QUEN_ERR_MEMORY;
    quen_status status = make_parts(own, count_of(&j->by_hash), 1, bits, p);
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, p->chunks.count, count_customers, j, "rfm", 0.8,
                                    0.85);
    if (status == QUEN_OK) {
        find_places(p);
        status =
            quen__parallel_for(ctx, p->chunks.count, move_customers, j, "rfm", 0.85, 0.9);
    }
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, count_of(p), sort_part, j, "rfm", 0.9, 1);
    return status;
}

/* --- the whole --- */

static quen_status bring_together(quen_context *ctx, quen__temp *temp, job *j)
{
    size_t n = j->lines->n;
    quen__chunks chunks = quen__cut(n, CHUNK);
    j->by_hash.chunks = chunks;
    j->spans = quen__temp_new(temp, chunks.count, sizeof *j->spans);
    quen_status status = j->spans ? QUEN_OK : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, chunks.count, find_spans, j, "rfm", 0, 0.1);
    if (status == QUEN_OK) {
        choose_parts(j);
        status = make_parts(temp, n, CHUNK, j->by_hash.bits, &j->by_hash);
    }
    if (status == QUEN_OK)
        status = quen__parallel_for(ctx, chunks.count, count_lines, j, "rfm", 0.1, 0.15);
    if (status != QUEN_OK)
        return status;
    find_places(&j->by_hash);
    status = make_room(ctx, temp, j);
    return status == QUEN_OK
               ? quen__parallel_for(ctx, chunks.count, move_lines, j, "rfm", 0.15, 0.4)
               : status;
}

static void choose_rule(job *j, uint64_t seed)
{
    const quen__span *time = &j->packing.time;
    int64_t now = j->scope->now;
    j->rule.first_s = time->least;
    j->rule.secret =
        (quen__tally_secret){quen__bits_mix(seed), quen__bits_mix(seed + GOLDEN) | 1};
    j->limit = now > time->least ? (uint64_t)now - (uint64_t)time->least : 0;
}

quen_status quen__tally_make(quen_context *ctx, quen__temp *temp,
                             const quen__tally_lines *lines,
                             const quen__tally_scope *scope, quen__tally **out,
                             size_t *n_out)
{
    quen__temp own = QUEN__TEMP(ctx);
    job j = {.lines = lines, .scope = scope, .rule = {.scope = scope}};
    quen_status status = bring_together(ctx, &own, &j);
    choose_rule(&j, (uint64_t)(uintptr_t)j.room); /* the address is the seed */
    if (status == QUEN_OK)
        status = add_parts(ctx, &j);
    if (status == QUEN_OK)
        status = sort_customers(ctx, temp, &own, &j, n_out);
    for (size_t i = 0; j.parts && i < count_of(&j.by_hash); i++)
        quen__release(&ctx->allocator, j.parts[i].own);
    quen__temp_close(&own);
    *out = j.sorted;
    return status;
}
