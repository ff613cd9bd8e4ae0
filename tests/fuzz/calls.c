/* Objects and memory of calls: see calls.h. */
#include "calls.h"

/* --- memory --- */

static void keep_block(calls *c, void *block)
{
    if (c->n_blocks == c->room_for_blocks) {
        c->room_for_blocks = 2 * c->room_for_blocks + 64;
        void **blocks = realloc(c->blocks, c->room_for_blocks * sizeof *blocks);
        MUST(blocks);
        c->blocks = blocks;
    }
    c->blocks[c->n_blocks++] = block;
}

/* Of no bytes, a sanitizer sees that none is touched. */
void *calls_room(calls *c, size_t n, size_t width)
{
    void *room = malloc(n * width);
    if (!room)
        room = malloc(1);
    MUST(room);
    memset(room, 0xa5, n * width);
    keep_block(c, room);
    return room;
}

void *calls_some_room(calls *c, size_t n, size_t width)
{
    return n ? calls_room(c, n, width) : NULL;
}

void calls_forget(calls *c)
{
    while (c->n_blocks > c->first_block)
        free(c->blocks[--c->n_blocks]);
}

void calls_keep(calls *c)
{
    c->first_block = c->n_blocks;
}

void calls_store(calls *c, const void *bytes, size_t size)
{
    if (!bytes)
        return;
    free(c->stored);
    c->stored = malloc(size);
    MUST(c->stored);
    memcpy(c->stored, bytes, size);
    c->stored_size = size;
}

const void *calls_stored(calls *c, size_t *size)
{
    if (!c->stored || calls_maybe(c))
        return calls_text(c, size);
    *size = c->stored_size;
    uint8_t *copy = calls_room(c, *size, 1);
    memcpy(copy, c->stored, *size);
    if (calls_maybe(c) && *size)
        copy[calls_number(c) % *size] ^= fuzz_byte(&c->bytes);
    return copy;
}

/* --- structs of any size --- */

const void *calls_sized(calls *c, const void *options, size_t whole)
{
    if (!c->sized)
        return options;
    uint8_t how = fuzz_byte(&c->bytes);
    uint32_t size = (uint32_t)(how < 96 ? whole : fuzz_below(&c->bytes, 256));
    if (size > sizeof size && size < whole)
        size -= size % 8; /* no header ends within a pointer */
    size_t room = size < sizeof size ? sizeof size : size;
    uint8_t *copy = calls_room(c, room, 1);
    memset(copy, 0, room);
    memcpy(copy, options, room < whole ? room : whole);
    memcpy(copy, &size, sizeof size);
    if (room < whole)
        c->unknown = 0; /* what was set within may be cut off */
    for (size_t i = whole; i < room && how % 4 == 3; i++) {
        copy[i] = fuzz_byte(&c->bytes);
        c->unknown |= copy[i] != 0;
    }
    return copy;
}

size_t calls_bytes_of_struct(calls *c, size_t whole)
{
    if (!c->sized || fuzz_below(&c->bytes, 2))
        return whole;
    return sizeof(uint32_t) + fuzz_below(&c->bytes, 256);
}

/* --- objects --- */

static char untold;

void *calls_untold(calls *c)
{
    (void)c;
    return &untold;
}

static void add(calls *c, calls_object object)
{
    MUST(c->n_objects < CALLS_OBJECTS);
    c->objects[c->n_objects++] = object;
}

void calls_made(calls *c, unsigned noun, void *it, int done)
{
    MUST(it != &untold && (it != NULL) == done);
    if (it && c->n_objects < CALLS_OBJECTS)
        add(c, (calls_object){it, NULL, noun, 0});
    else if (it)
        c->release(noun, it);
}

void calls_lent(calls *c, unsigned noun, const void *it, const void *owner)
{
    for (size_t i = 0; i < c->n_objects; i++)
        if (c->objects[i].it == it)
            return;
    if (it && c->n_objects < CALLS_OBJECTS)
        add(c, (calls_object){(void *)(uintptr_t)it, owner, noun, 1});
}

/* Strike it off the list; its parts too, and theirs. */
static void *take_at(calls *c, size_t i)
{
    void *it = c->objects[i].it;
    c->n_objects--;
    memmove(c->objects + i, c->objects + i + 1, (c->n_objects - i) * sizeof *c->objects);
    for (size_t part = 0; part < c->n_objects;) {
        if (c->objects[part].owner != it) {
            part++;
            continue;
        }
        take_at(c, part);
        part = 0;
    }
    return it;
}

/* Which of those of a noun, CALLS_OBJECTS if there is none. */
static size_t find(calls *c, unsigned noun, int own)
{
    size_t places[CALLS_OBJECTS], n = 0;
    for (size_t i = 0; i < c->n_objects; i++)
        if (c->objects[i].noun == noun && !(own && c->objects[i].lent))
            places[n++] = i;
    return n ? places[fuzz_below(&c->bytes, (uint32_t)n)] : CALLS_OBJECTS;
}

static void make(calls *c, unsigned noun)
{
    size_t n = 0;
    int sized = c->sized;
    if (c->depth == 4)
        return;
    while (n < CALLS_MAKERS && c->makers[noun][n])
        n++;
    c->depth++;
    c->sized = 0;
    c->makers[noun][fuzz_below(&c->bytes, (uint32_t)n)](c);
    c->sized = sized;
    c->depth--;
}

/* One that is ready, more often than not. */
static void lend(calls *c, unsigned noun)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    if (choice % 8 != 7)
        calls_lent(c, noun, calls_ready(noun, choice / 8), NULL);
}

static void *own_or_seen(calls *c, unsigned noun, int own)
{
    size_t i = find(c, noun, own);
    if (i == CALLS_OBJECTS && !own) {
        lend(c, noun);
        i = find(c, noun, own);
    }
    if (i == CALLS_OBJECTS) {
        make(c, noun);
        i = find(c, noun, own);
    }
    return i == CALLS_OBJECTS ? NULL : c->objects[i].it;
}

const void *calls_seen(calls *c, unsigned noun)
{
    return own_or_seen(c, noun, 0);
}

void *calls_own(calls *c, unsigned noun)
{
    return own_or_seen(c, noun, 1);
}

void *calls_take(calls *c, unsigned noun)
{
    size_t i = find(c, noun, 1);
    return i == CALLS_OBJECTS ? NULL : take_at(c, i);
}

static void drop_at(calls *c, size_t i)
{
    calls_object object = c->objects[i];
    take_at(c, i);
    if (!object.lent)
        c->release(object.noun, object.it);
}

void calls_make_room(calls *c)
{
    while (c->n_objects > CALLS_OBJECTS / 2)
        drop_at(c, 0);
}

void calls_end(calls *c)
{
    while (c->n_objects)
        drop_at(c, fuzz_below(&c->bytes, (uint32_t)c->n_objects));
    c->first_block = 0;
    calls_forget(c);
    free(c->blocks);
    free(c->stored);
}

/* --- what comes back --- */

int calls_status(calls *c, quen_status status)
{
    c->status = status;
    return fuzz_status(c->ctx, status);
}

void calls_read(calls *c, const void *at, size_t size)
{
    const uint8_t *byte = at;
    volatile uint8_t sum = 0;
    (void)c;
    for (size_t i = 0; i < size; i++)
        sum = (uint8_t)(sum + byte[i]);
}

void calls_said(calls *c, const char *text)
{
    (void)c;
    MUST(!text || strlen(text) < 1u << 20);
}

void calls_check_key(calls *c, quen_key key)
{
    MUST(key.kind <= QUEN_KEY_BYTES && key.reserved == 0);
    if (key.kind == QUEN_KEY_BYTES)
        calls_read(c, key.bytes, key.size);
}

size_t calls_customers(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return (size_t)totals.customers;
}

size_t calls_of_part(const void *part, size_t (*count)(const quen_kmeans *))
{
    return part ? count(part) : 0;
}
