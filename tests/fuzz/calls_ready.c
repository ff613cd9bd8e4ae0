/*
 * Objects that are made once and lent to every run: see calls.h. A question that needs a
 * model would train one first, of which a run of some questions did several; what is
 * asked never changes it, as its type says. The bytes they are made of are drawn by a
 * fixed seed, so that a run depends on its input alone.
 */
#include "calls.h"

#define EACH 3 /* of a noun */
#define TRIES 16
#define BYTES 2048
#define PATIENCE 2000

/* Where one was made, and what it may still refer to. */
static calls *worlds[CALLS_NOUNS_MOST][EACH];
static int are_made;

/* Zeros stand for what is usual: the first of each noun. */
static void draw_bytes(uint8_t *bytes, uint32_t seed)
{
    uint32_t state = seed;
    for (size_t i = 0; i < BYTES; i++) {
        state = state * 1664525 + 1013904223;
        bytes[i] = seed ? (uint8_t)(state >> 24) : 0;
    }
}

static calls *new_world(const calls *c)
{
    calls *world = calloc(1, sizeof *world);
    MUST(world);
    world->limits = (fuzz_limits){(size_t)1 << 26, PATIENCE};
    world->release = c->release;
    world->makers = c->makers;
    world->ctx = fuzz_context(&world->limits, 1);
    return world;
}

static void end_world(calls *world)
{
    calls_end(world);
    quen_context_free(world->ctx);
    free(world);
}

/* One that has an object of the noun, by the first seed that gives one; NULL if none. */
static calls *make_world(const calls *c, unsigned noun, uint32_t first_seed)
{
    uint8_t bytes[BYTES];
    for (uint32_t i = 0; i < TRIES; i++) {
        calls *world = new_world(c);
        draw_bytes(bytes, first_seed + i);
        world->bytes = (fuzz_bytes){bytes, sizeof bytes};
        void *it = calls_own(world, noun);
        world->bytes = (fuzz_bytes){NULL, 0};
        if (it)
            return world;
        end_world(world);
    }
    return NULL;
}

void calls_make_ready(const calls *c, unsigned n_nouns)
{
    MUST(n_nouns <= CALLS_NOUNS_MOST);
    if (are_made)
        return;
    for (unsigned noun = 0; noun < n_nouns; noun++)
        for (uint32_t i = 0; i < EACH; i++)
            worlds[noun][i] = make_world(c, noun, i * (1000 * noun + 100));
    are_made = 1;
    for (unsigned noun = 0; noun < n_nouns; noun++)
        MUST(worlds[noun][0]); /* else its questions are hardly ever asked */
}

const void *calls_ready(unsigned noun, unsigned which)
{
    calls *world = worlds[noun][which % EACH];
    return world ? calls_own(world, noun) : NULL;
}
