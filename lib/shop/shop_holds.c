/*
 * What a shop holds: each section, whether it has rows of customers, and what it was
 * learned from them. The parts say it of theirs; here is the shop's own, and how a
 * section is found. Forgetting, traces and exports are loops over these tables.
 */
#include <string.h>

#include "shop/part.h"

#define CUSTOMERS QUEN__SHOP_BASE_CUSTOMERS
#define ITEMS QUEN__SHOP_BASE_ITEMS

/* Keys are numbers, or offsets and bytes. */
static const quen__shop_section sections[] = {
    {QUEN__SHOP_META, QUEN__SHOP_KEPT, NULL, "shop: moment of training"},
    {QUEN__SHOP_NOTE, QUEN__SHOP_KEPT, NULL, "shop: why churn was left out"},
    {QUEN__SHOP_MONEY, QUEN__SHOP_KEPT, NULL, NULL},
    {QUEN__SHOP_NO_MONEY, QUEN__SHOP_KEPT, NULL, NULL},
    {QUEN__SHOP_KEY_FORM, QUEN__SHOP_KEPT, NULL, NULL},
    {QUEN__SHOP_FORGOTTEN, QUEN__SHOP_MADE, NULL, NULL},
    {QUEN__SHOP_NUMBERS, QUEN__SHOP_ROWS, "key", NULL},
    {CUSTOMERS, QUEN__SHOP_ROWS, "key", NULL},
    {CUSTOMERS + 1, QUEN__SHOP_OFFSETS, "key", NULL},
    {CUSTOMERS + 2, QUEN__SHOP_LISTS, "key", NULL},
    {ITEMS, QUEN__SHOP_KEPT, NULL, "shop: keys of items"},
    {ITEMS + 1, QUEN__SHOP_KEPT, NULL, "shop: keys of items"},
    {ITEMS + 2, QUEN__SHOP_KEPT, NULL, "shop: keys of items"},
    {0, 0, NULL, NULL},
};

/* Those who go are added to those who went before. */
static quen_status make_forgotten(quen__shop_leaving *l, const quen__shop_rows *rows,
                                  quen__section *section)
{
    uint64_t *n = quen__temp_new(&l->temp, 1, sizeof *n);
    if (!n)
        return QUEN_ERR_MEMORY;
    *n = l->shop->n_forgotten + (rows->n - rows->n_left);
    section->from = n;
    return QUEN_OK;
}

const quen__shop_holding quen__shop_own = {.sections = sections, .make = make_forgotten};

static const quen__shop_section *find_in(const quen__shop_holding *holds, uint32_t id)
{
    const quen__shop_section *section = holds->sections;
    while (section->id && section->id != id)
        section++;
    return section->id ? section : NULL;
}

const quen__shop_section *quen__shop_section_find(const quen_shop *shop, uint32_t id,
                                                  const quen__shop_holding **whose)
{
    const quen__shop_section *section = find_in(&quen__shop_own, id);
    *whose = &quen__shop_own;
    for (const quen__shop_part *const *p = quen__shop_parts; *p && !section; p++) {
        if (!quen__shop_has(shop, (*p)->bit))
            continue;
        *whose = (*p)->holds;
        section = find_in(*whose, id);
    }
    return section;
}

/* --- traces --- */

size_t quen_shop_n_forgotten(const quen_shop *shop)
{
    return (size_t)shop->n_forgotten;
}

/* What section i was learned from customers; NULL: nothing, or it is empty. */
static const char *trace_of(const quen_shop *shop, size_t i)
{
    const quen__shop_holding *whose;
    quen__section row = quen__image_section(shop->model.home, i);
    const quen__shop_section *known = quen__shop_section_find(shop, row.id, &whose);
    return known && row.count ? known->trace : NULL;
}

/* The same, unless a section before says it. */
static const char *new_trace_of(const quen_shop *shop, size_t i)
{
    const char *trace = trace_of(shop, i);
    for (size_t j = 0; j < i && trace; j++) {
        const char *said = trace_of(shop, j);
        if (said && strcmp(said, trace) == 0)
            return NULL;
    }
    return trace;
}

/* The next trace at or behind *section, which then goes behind it; NULL: no more. */
static const char *next_trace(const quen_shop *shop, size_t *section)
{
    const char *trace = NULL;
    while (!trace && shop->n_forgotten &&
           *section < quen__image_sections(shop->model.home))
        trace = new_trace_of(shop, (*section)++);
    return trace;
}

size_t quen_shop_n_traces(const quen_shop *shop)
{
    size_t n = 0, section = 0;
    while (next_trace(shop, &section))
        n++;
    return n;
}

const char *quen_shop_trace_name(const quen_shop *shop, size_t trace)
{
    size_t section = 0;
    const char *name = next_trace(shop, &section);
    for (; name && trace > 0; trace--)
        name = next_trace(shop, &section);
    return name;
}
