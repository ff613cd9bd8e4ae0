/*
 * Bytes that stand for calls of the public functions, any of them in any order, on
 * objects that earlier calls made: see calls.h. Objects are freed in any order, their
 * parts before them. A call gives a status that there is, with a sentence; a handle if
 * and only if that is QUEN_OK; views and texts that can be read; and no leak.
 */
#include "ask.h"
#include "calls.h"

#include "calls_made.h"

#define MAX_STEPS 24
#define PATIENCE 60

#define N_ROWS (sizeof calls_rows / sizeof *calls_rows)

/* All questions at once, to a model that was made or opened. */
static void ask_all(calls *c, uint32_t which)
{
    static const unsigned nouns[] = {NOUN_scaler, NOUN_rfm,   NOUN_kmeans,
                                     NOUN_logit,  NOUN_churn, NOUN_lifetime,
                                     NOUN_habits, NOUN_itemcf};
    which %= sizeof nouns / sizeof *nouns;
    const void *model = calls_seen(c, nouns[which]);
    if (!model)
        return;
    c->limits.patience = 1 << 20;
    switch (nouns[which]) {
    case NOUN_scaler:
        fuzz_ask_scaler(c->ctx, model);
        break;
    case NOUN_rfm:
        fuzz_ask_rfm(c->ctx, model);
        break;
    case NOUN_kmeans:
        fuzz_ask_kmeans(c->ctx, model);
        break;
    case NOUN_logit:
        fuzz_ask_logit(c->ctx, model);
        break;
    case NOUN_churn:
        fuzz_ask_churn(c->ctx, model);
        break;
    case NOUN_lifetime:
        fuzz_ask_lifetime(c->ctx, model);
        break;
    case NOUN_habits:
        fuzz_ask_habits(c->ctx, model);
        break;
    default:
        fuzz_ask_itemcf(c->ctx, model);
    }
}

static void step(calls *c)
{
    uint32_t low = fuzz_byte(&c->bytes);
    uint32_t what = low | (uint32_t)fuzz_byte(&c->bytes) << 8;
    c->limits.patience = PATIENCE;
    if (what % 64 == 63)
        ask_all(c, what / 64);
    else
        calls_rows[what % N_ROWS].call(c);
    calls_forget(c);
    calls_make_room(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static calls c;
    memset(&c, 0, sizeof c);
    c.bytes = (fuzz_bytes){data, size};
    c.limits = (fuzz_limits){(size_t)1 << 26, PATIENCE};
    c.release = calls_release;
    c.makers = calls_makers;
    calls_make_ready(&c, CALLS_NOUNS);
    c.ctx = fuzz_context(&c.limits, 1 + fuzz_byte(&c.bytes) % 16 / 15);
    for (size_t i = 0; i < MAX_STEPS && c.bytes.left; i++)
        step(&c);
    calls_end(&c);
    quen_context_free(c.ctx);
    return 0;
}
