/*
 * Options, and structs that the library fills in, of any size: cut as by older headers,
 * longer as by newer ones, with and without something behind their end. Each function
 * that takes one is called, with objects as in fuzz_calls.c. Not one byte beyond the size
 * that is told is read or written, and what this version does not know is refused.
 */
#include "calls.h"

#include "calls_made.h"

#define PATIENCE 60

#define N_ROWS (sizeof calls_with_structs / sizeof *calls_with_structs)

static void call_sized(calls *c, const calls_row *row)
{
    c->sized = 1;
    c->unknown = 0;
    c->status = QUEN_OK;
    row->call(c);
    MUST(!c->unknown || c->status != QUEN_OK);
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
    c.ctx = fuzz_context(&c.limits, 1);
    const calls_row *row = &calls_with_structs[fuzz_byte(&c.bytes) % N_ROWS];
    call_sized(&c, row);
    calls_end(&c);
    quen_context_free(c.ctx);
    return 0;
}
