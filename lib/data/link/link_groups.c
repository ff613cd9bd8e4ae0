/*
 * Groups of rows, joined along the links from the highest chance down (a greedy
 * clustering with constraints that no two rows of a group may break). A group is a list
 * of its rows with the values that it has of EXACT fields, which tell in one look whether
 * two groups differ; chances are looked at row by row, so the rows of a group are
 * limited.
 */
#include <string.h>

#include "core/options.h"
#include "data/link/link_state.h"

#define NOUN "link"
#define NO_ROW UINT32_MAX
#define MAX_GROUP 10000

typedef struct grouping {
    const quen_links *links;
    quen_link_groups_options options;
    uint32_t *group; /* of each row: the first row of its group */
    uint32_t *next;  /* the next row of a group; NO_ROW: none */
    uint32_t *last;  /* of a group's first row: its last row */
    uint32_t *size;  /* of a group's first row: its rows */
    uint32_t *exact; /* of a group's first row: its values of the EXACT fields */
    uint32_t fields[QUEN_LINK_MAX_FIELDS]; /* which are EXACT */
    size_t n_exact;
} grouping;

/* --- settings --- */

static quen_link_groups_options defaults(void)
{
    quen_link_groups_options options = {0};
    options.struct_size = sizeof options;
    options.min_chance = 0.9;
    options.veto_chance = 0.01;
    options.max_rows = 100;
    return options;
}

void quen_link_groups_options_init(quen_link_groups_options *options, size_t size)
{
    quen_link_groups_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

void quen_link_groups_report_init(quen_link_groups_report *report, size_t size)
{
    quen_link_groups_report none = {.struct_size = sizeof none};
    quen__options_init(report, size, &none, sizeof none);
}

static quen_status check_options(quen_context *ctx, const quen_link_groups_options *o)
{
    int64_t most = o->max_rows > INT64_MAX ? INT64_MAX : (int64_t)o->max_rows;
    quen_status status = quen__options_choice(ctx, NOUN, "one_to_one", o->one_to_one, 1);
    if (status == QUEN_OK)
        status = quen__link_check_chance(ctx, "min_chance", o->min_chance);
    if (status == QUEN_OK)
        status = quen__link_check_chance(ctx, "veto_chance", o->veto_chance);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, NOUN, "max_rows", most, 2, MAX_GROUP);
    return status;
}

/* --- vetoes --- */

static int exact_differs(const grouping *g, uint32_t a, uint32_t b)
{
    const uint32_t *x = g->exact + a * g->n_exact, *y = g->exact + b * g->n_exact;
    for (size_t i = 0; i < g->n_exact; i++)
        if (x[i] != y[i] && x[i] != QUEN__LINK_UNKNOWN && y[i] != QUEN__LINK_UNKNOWN)
            return 1;
    return 0;
}

/* Of two tables: rows of one table would meet, since each group has one already. */
static int tables_meet(const grouping *g, uint32_t a, uint32_t b)
{
    return g->options.one_to_one && g->links->n_first > 0 &&
           (g->size[a] > 1 || g->size[b] > 1 ||
            (a < g->links->n_first) == (b < g->links->n_first));
}

static int chances_differ(const grouping *g, uint32_t a, uint32_t b)
{
    for (uint32_t x = a; x != NO_ROW; x = g->next[x])
        for (uint32_t y = b; y != NO_ROW; y = g->next[y]) {
            uint32_t first = x < y ? x : y, last = x < y ? y : x;
            uint32_t pattern = quen__link_pattern(g->links, first, last);
            if (quen__link_told(g->links, first, last, pattern).chance <
                g->options.veto_chance)
                return 1;
        }
    return 0;
}

/* --- joining --- */

static void join(grouping *g, uint32_t a, uint32_t b)
{
    uint32_t to = a < b ? a : b, from = a < b ? b : a;
    for (uint32_t row = from; row != NO_ROW; row = g->next[row])
        g->group[row] = to;
    g->next[g->last[to]] = from;
    g->last[to] = g->last[from];
    g->size[to] += g->size[from];
    for (size_t i = 0; i < g->n_exact; i++)
        if (g->exact[to * g->n_exact + i] == QUEN__LINK_UNKNOWN)
            g->exact[to * g->n_exact + i] = g->exact[from * g->n_exact + i];
}

static void follow(grouping *g, const quen_link *link, quen_link_groups_report *report)
{
    uint32_t a = g->group[link->a], b = g->group[link->b];
    if (a == b)
        return;
    int vetoed = exact_differs(g, a, b) || tables_meet(g, a, b);
    int too_large = !vetoed && g->size[a] + (uint64_t)g->size[b] > g->options.max_rows;
    /* Every pair of both is looked at: last. */
    if (vetoed || (!too_large && chances_differ(g, a, b)))
        report->vetoed++;
    else if (too_large)
        report->too_large++;
    else
        join(g, a, b);
}

static quen_status make_room(quen__temp *temp, grouping *g)
{
    size_t n = g->links->n;
    for (uint32_t f = 0; f < g->links->n_fields; f++)
        if (g->links->values[f].kind == QUEN_LINK_KIND_EXACT)
            g->fields[g->n_exact++] = f;
    g->group = quen__temp_new(temp, n, sizeof *g->group);
    g->next = quen__temp_new(temp, n, sizeof *g->next);
    g->last = quen__temp_new(temp, n, sizeof *g->last);
    g->size = quen__temp_new(temp, n, sizeof *g->size);
    g->exact = quen__temp_new(temp, n, g->n_exact * sizeof *g->exact);
    if (!g->group || !g->next || !g->last || !g->size || !g->exact)
        return QUEN_ERR_MEMORY;
    for (uint32_t row = 0; row < n; row++) {
        const uint32_t *value = g->links->value + row * g->links->n_fields;
        g->group[row] = g->last[row] = row;
        g->next[row] = NO_ROW;
        g->size[row] = 1;
        for (size_t i = 0; i < g->n_exact; i++)
            g->exact[row * g->n_exact + i] = value[g->fields[i]];
    }
    return QUEN_OK;
}

static void count(const grouping *g, quen_link_groups_report *report)
{
    for (uint32_t row = 0; row < g->links->n; row++) {
        if (g->group[row] != row)
            continue;
        report->groups++;
        if (g->size[row] > report->largest)
            report->largest = g->size[row];
    }
}

static quen_status build(quen__temp *temp, grouping *g, quen_link_groups_report *report)
{
    quen_status status = make_room(temp, g);
    size_t n = (size_t)g->links->report.links;
    for (size_t i = 0; i < n && status == QUEN_OK; i++) {
        const quen_link *link = &g->links->links[i];
        if (link->chance < g->options.min_chance)
            break;
        if (i % 1024 == 0)
            status = quen__progress(temp->ctx, "link: groups", (double)i / (double)n);
        if (status == QUEN_OK)
            follow(g, link, report);
    }
    if (status == QUEN_OK)
        count(g, report);
    return status;
}

quen_status quen_links_groups(quen_context *ctx, const quen_links *links,
                              const quen_link_groups_options *given, uint32_t *groups,
                              quen_link_groups_report *out)
{
    quen__temp temp = QUEN__TEMP(ctx);
    grouping g = {.links = links, .options = defaults()};
    quen_link_groups_report report = {.struct_size = sizeof report};
    quen_status status =
        quen__options_read(ctx, &g.options, sizeof g.options, given, NOUN);
    if (status == QUEN_OK)
        status = check_options(ctx, &g.options);
    if (status == QUEN_OK && out)
        status = quen__options_check(ctx, out, "link: report");
    if (status == QUEN_OK)
        status = build(&temp, &g, &report);
    if (status == QUEN_OK && links->n > 0)
        memcpy(groups, g.group, links->n * sizeof *groups);
    if (status == QUEN_OK && out)
        quen__options_write(out, &report, sizeof report);
    quen__temp_close(&temp);
    return status;
}
