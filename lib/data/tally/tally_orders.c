/*
 * The distinct orders of a part, found in a hash table that fits a core's nearer cache. A
 * mark is a number that no other order has; where that does not fit a word, orders are
 * compared, and those that are new gather before the ones that are still to be looked at.
 */
#include <string.h>

#include "data/parse/calendar.h"
#include "data/tally/tally_parts.h"
#include "quen/orders.h"

/* Slots for n entries: at most half of them are taken. */
static size_t slots_for(size_t n)
{
    size_t slots = 16;
    while (slots / 2 < n)
        slots *= 2;
    return slots;
}

/* --- marks --- */

static void count_marks(const quen__tally_rule *t, const quen__tally_room *room)
{
    const quen__tally_secret secret = t->secret;
    const uint64_t *marks = room->marks;
    uint64_t *slots = room->slots; /* a mark + 1; 0: empty */
    uint32_t *counts = room->counts;
    size_t n_slots = slots_for(room->n), n = room->n;
    memset(slots, 0, n_slots * sizeof *slots);
    for (size_t i = 0; i < n; i++) {
        uint64_t mark = marks[i];
        size_t at = (size_t)quen__tally_hash(&secret, mark) & (n_slots - 1);
        while (slots[at] && slots[at] != mark + 1)
            at = (at + 1) & (n_slots - 1);
        counts[2 * (mark >> t->shift)] += !slots[at];
        slots[at] = mark + 1;
    }
}

/* --- orders --- */

/* Different orders, which gather before those that are still to be looked at. */
typedef struct orders {
    uint64_t *slots; /* half of the hash; number from 1 */
    size_t n_slots, n;
    quen__tally_order *of;
    const quen__tally_secret *secret;
} orders;

static void clear(orders *o, size_t n)
{
    o->n = 0;
    o->n_slots = slots_for(n);
    memset(o->slots, 0, o->n_slots * sizeof *o->slots);
}

/* 1 if the order is new; otherwise it takes the earlier time, and either's purchase. */
static uint32_t add_order(orders *o, quen__tally_order own)
{
    uint64_t hash =
        quen__tally_hash(o->secret, quen__tally_hash(o->secret, own.key) + own.customer);
    size_t at = (size_t)hash & (o->n_slots - 1);
    for (uint64_t slot; (slot = o->slots[at]) != 0; at = (at + 1) & (o->n_slots - 1)) {
        quen__tally_order *same = &o->of[(uint32_t)slot - 1];
        if ((slot ^ hash) >> 32 || same->key != own.key ||
            same->customer != own.customer || (same->when ^ own.when) & 1)
            continue;
        same->when = own.when < same->when ? own.when : same->when;
        same->visit |= own.visit;
        return 0;
    }
    o->of[o->n++] = own;
    o->slots[at] = hash >> 32 << 32 | o->n;
    return 1;
}

/* The visits become their days, of which the distinct ones are counted likewise. */
static void count_days(const quen__tally_rule *t, orders *o, uint32_t *counts)
{
    size_t n = o->n;
    clear(o, n);
    for (size_t i = 0; i < n; i++) {
        quen__tally_order own = o->of[i];
        if (!own.visit)
            continue;
        int64_t time = (int64_t)(own.when >> 1) + t->first_s;
        own.key = (uint64_t)quen__calendar_day(time + t->scope->utc_offset_s);
        own.when = 0;
        counts[2 * (size_t)own.customer + 1] += add_order(o, own);
    }
}

static void count_orders(const quen__tally_rule *t, const quen__tally_room *room)
{
    orders o = {.slots = room->slots, .of = room->orders, .secret = &t->secret};
    clear(&o, room->n);
    for (size_t i = 0; i < room->n; i++)
        add_order(&o, o.of[i]);
    for (size_t i = 0; i < o.n; i++)
        room->counts[2 * (size_t)o.of[i].customer] += o.of[i].visit;
    if (t->scope->count == QUEN__TALLY_DAYS)
        count_days(t, &o, room->counts);
}

/* --- parts --- */

static void count_distinct(const quen__tally_rule *t, const quen__tally_table *table,
                           quen__tally_room *room)
{
    memset(room->counts, 0, 2 * table->n * sizeof *room->counts);
    if (t->shift)
        count_marks(t, room);
    else
        count_orders(t, room);
}

void quen__tally_orders(const quen__tally_rule *t, const quen__tally_table *table,
                        quen__tally_room *room, quen__tally *to)
{
    int lines = t->scope->count == QUEN__TALLY_LINES;
    if (!lines)
        count_distinct(t, table, room);
    for (size_t i = 0; i < table->n_slots; i++) {
        quen__tally tally = table->slots[i];
        if (!tally.days)
            continue;
        size_t own = 2 * (size_t)(tally.days - 1);
        tally.orders = lines ? tally.orders : room->counts[own];
        tally.days = lines ? 0 : room->counts[own + 1];
        *to++ = tally;
    }
}

int quen__tally_order_room(quen__temp *temp, const quen__tally_rule *t, size_t lines,
                           quen__tally_room *room)
{
    *room = (quen__tally_room){0};
    if (t->scope->count == QUEN__TALLY_LINES)
        return 1;
    if (t->shift)
        room->marks = quen__temp_new(temp, lines, sizeof *room->marks);
    else
        room->orders = quen__temp_new(temp, lines, sizeof *room->orders);
    room->slots = quen__temp_new(temp, slots_for(lines), sizeof *room->slots);
    room->counts = quen__temp_new(temp, lines, 2 * sizeof *room->counts);
    return (room->marks || room->orders) && room->slots && room->counts;
}
