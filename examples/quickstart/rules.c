/*
 * The library's own keys of nobody are asked of the empty log, and those of the command
 * line put behind them; a list that is told takes the place of the library's.
 */
#include "rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { MOST_KEYS = 32 + MOST_NOBODY, WIDTH = 60 };

quen_status rules_tell(quen_context *ctx, quen_orders *orders, const settings *s)
{
    quen_key keys[MOST_KEYS];
    quen_order_rules rules;

    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(orders, &rules);
    memcpy(keys, rules.nobody, rules.n_nobody * sizeof *keys);
    for (int i = 0; i < s->n_nobody; i++)
        keys[rules.n_nobody++] = quen_key_text(s->nobody[i]);
    rules.nobody = keys;
    if (s->returns >= 0)
        rules.returns = (uint32_t)s->returns;
    return quen_orders_set_rules(ctx, orders, &rules);
}

static bool was_told(const settings *s, const quen_key *key)
{
    for (int i = 0; i < s->n_nobody; i++)
        if (strlen(s->nobody[i]) == key->size &&
            memcmp(s->nobody[i], key->bytes, key->size) == 0)
            return true;
    return false;
}

void rules_print(const quen_orders *orders, const settings *s)
{
    quen_order_rules rules;

    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(orders, &rules);
    for (size_t i = 0; i < rules.n_nobody; i++) {
        const quen_key *key = &rules.nobody[i];
        uint64_t lines = quen_orders_nobody_lines(orders, i);
        if (lines == 0 && !was_told(s, key))
            continue;
        fputs("  of \"", stdout);
        text_put(stdout, key->bytes, key->size, WIDTH);
        printf("\": %" PRIu64 "\n", lines);
    }
}
