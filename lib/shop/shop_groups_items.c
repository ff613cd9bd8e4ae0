/*
 * Items and the items that they lead to, with how many customers stand behind each: those
 * whose histories have the item, or both. Counts come from histories, since an item's
 * support may count orders, of which one customer has many.
 */
#include <string.h>

#include "shop/shop_groups.h"

/*
 * Who has more items stands behind no pair: what counting costs grows with the square of
 * their number, and nothing is learned from such customers either.
 */
#define MOST_ITEMS 10000

/* The customers of each item, ascending. */
typedef struct buyers {
    uint64_t *start; /* items + 1 */
    uint32_t *customer;
} buyers;

static uint64_t entries_of(const quen__offers_model *m)
{
    return m->history_start[m->n_customers];
}

/* How many customers have each item. */
static void count_customers(const quen__offers_model *m, uint32_t *customers)
{
    uint64_t n = entries_of(m);
    memset(customers, 0, m->n_items * sizeof *customers);
    for (uint64_t e = 0; e < n; e++)
        customers[m->history[e]]++;
}

static int find_buyers(quen__temp *temp, const quen__offers_model *m,
                       const uint32_t *customers, buyers *out)
{
    out->start = quen__temp_new(temp, m->n_items + 1, sizeof *out->start);
    out->customer = quen__temp_new(temp, (size_t)entries_of(m), sizeof *out->customer);
    if (!out->start || !out->customer)
        return 0;
    /* Each item's place is filled from its end, so that starts are right afterwards. */
    uint64_t end = 0;
    for (size_t i = 0; i < m->n_items; i++)
        out->start[i] = end += customers[i];
    out->start[m->n_items] = end;
    for (size_t c = m->n_customers; c-- > 0;)
        for (uint64_t e = m->history_start[c]; e < m->history_start[c + 1]; e++)
            out->customer[--out->start[m->history[e]]] = (uint32_t)c;
    return 1;
}

/* Add `change` to the count of each item that a customer of `item` has. */
static void count_with(const quen__offers_model *m, const buyers *b, size_t item,
                       uint32_t change, uint32_t *count)
{
    for (uint64_t i = b->start[item]; i < b->start[item + 1]; i++) {
        uint64_t from = m->history_start[b->customer[i]],
                 to = m->history_start[b->customer[i] + (size_t)1];
        for (uint64_t e = from; e < to && to - from <= MOST_ITEMS; e++)
            count[m->history[e]] += change;
    }
}

static quen_status count_pairs(quen__temp *temp, const quen__offers_model *m,
                               const uint32_t *customers, uint32_t *shared)
{
    buyers b;
    uint32_t *count = quen__temp_zero(temp, m->n_items, sizeof *count);
    if (!count || !find_buyers(temp, m, customers, &b))
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < m->n_items; i++) {
        if (m->row_start[i] == m->row_start[i + 1])
            continue;
        count_with(m, &b, i, 1, count);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            shared[e] = count[m->neighbor[e].item];
        count_with(m, &b, i, 0 - UINT32_C(1), count);
    }
    return QUEN_OK;
}

/* --- what is shown --- */

/* Where no known customer has an item, each order without a customer is somebody. */
static void hide_items(const quen__offers_model *m, uint32_t least,
                       quen__shop_group_items *items)
{
    for (size_t i = 0; i < m->n_items; i++) {
        uint32_t behind = items->customers[i] ? items->customers[i] : m->support[i];
        items->shown[i] = least == 1 || behind >= least;
        items->n_left_out += !items->shown[i];
    }
}

/* Of each item the first pairs that may be shown, as many as are wanted. */
static void hide_pairs(const quen__offers_model *m,
                       const quen_shop_groups_options *options,
                       quen__shop_group_items *items)
{
    for (size_t i = 0; i < m->n_items; i++) {
        uint32_t n = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            int may = items->shown[i] && items->shown[m->neighbor[e].item] &&
                      (options->min_group == 1 || items->shared[e] >= options->min_group);
            if (n == options->neighbors)
                may = 0;
            else
                items->n_pairs_left_out += !may;
            items->pair_shown[e] = (uint8_t)may;
            n += may != 0;
        }
    }
}

quen_status quen__shop_groups_find_items(quen__shop_groups *g)
{
    const quen__offers_model *m = &g->shop->itemcf.offers;
    quen__shop_group_items *items = &g->items;
    size_t n_pairs = (size_t)m->row_start[m->n_items];
    items->customers = quen__temp_new(&g->temp, m->n_items, sizeof *items->customers);
    items->shared = quen__temp_zero(&g->temp, n_pairs, sizeof *items->shared);
    items->shown = quen__temp_new(&g->temp, m->n_items, 1);
    items->pair_shown = quen__temp_new(&g->temp, n_pairs, 1);
    if (!items->customers || !items->shared || !items->shown || !items->pair_shown)
        return QUEN_ERR_MEMORY;
    count_customers(m, items->customers);
    hide_items(m, g->options.min_group, items);
    quen_status status = QUEN_OK;
    if (g->options.neighbors)
        status = count_pairs(&g->temp, m, items->customers, items->shared);
    hide_pairs(m, &g->options, items);
    return status;
}

/* --- writing --- */

static void put_pair(quen__json *json, quen_neighbor to, uint32_t customers)
{
    quen__json_open(json, '{');
    quen__json_put_uint(json, "item", to.item);
    quen__json_put_uint(json, "customers", customers);
    quen__json_put_double(json, "weight", (double)to.weight);
    quen__json_close(json, '}');
}

static void put_item(quen__json *json, const quen__shop_groups *g, uint32_t item)
{
    const quen__offers_model *m = &g->shop->itemcf.offers;
    quen__json_open(json, '{');
    quen__json_put_uint(json, "item", item);
    quen__json_put_key(json, "key", quen_shop_item_key(g->shop, item));
    quen__json_put_uint(json, "customers", g->items.customers[item]);
    quen__json_put_uint(json, "support", m->support[item]);
    quen__json_name(json, "neighbors");
    quen__json_open(json, '[');
    for (uint64_t e = m->row_start[item]; e < m->row_start[item + (size_t)1]; e++)
        if (g->items.pair_shown[e])
            put_pair(json, m->neighbor[e], g->items.shared[e]);
    quen__json_close(json, ']');
    quen__json_close(json, '}');
}

void quen__shop_groups_put_items(quen__json *json, const quen__shop_groups *g)
{
    quen__json_open(json, '{');
    quen__json_put_uint(json, "left_out", g->items.n_left_out);
    quen__json_put_uint(json, "left_out_pairs", g->items.n_pairs_left_out);
    quen__json_name(json, "items");
    quen__json_open(json, '[');
    for (uint32_t i = 0; i < g->shop->itemcf.offers.n_items; i++)
        if (g->items.shown[i])
            put_item(json, g, i);
    quen__json_close(json, ']');
    quen__json_close(json, '}');
}
