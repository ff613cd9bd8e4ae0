/*
 * Links as quen/link.h has them: what is given is checked; values are read, pairs of
 * blocks compared, what levels tell is learned from the pairs and from random ones; and
 * pairs of a high chance are kept, counted first, so that a link has its place whichever
 * thread finds it.
 */
#include "data/link/link_state.h"

#include <string.h>

#include "core/options.h"
#include "core/rounding.h"
#include "data/keys/key_column.h"
#include "math/sort.h"

#define NOUN "link"
#define STAGE "link: comparing"
#define PAIRS_CHUNK 4096u
#define MAX_NAME 255u
#define MAX_ROWS (UINT32_C(1) << 31) /* pairs of rows are sorted as int64_t */
#define MAX_RANDOM 1000000000
#define MAX_BLOCK_ROWS 1000000
#define MAX_PAIRS INT64_C(4294967296)

/* --- settings --- */

static quen_link_options defaults(void)
{
    quen_link_options options = {0};
    options.struct_size = sizeof options;
    options.min_chance = 0.5;
    options.random_pairs = 60000;
    options.max_block_rows = 1000;
    options.max_pairs = UINT64_C(1) << 26;
    return options;
}

void quen_link_options_init(quen_link_options *options, size_t size)
{
    quen_link_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

static quen_status check_count(quen_context *ctx, const char *option, uint64_t value,
                               int64_t least, int64_t most)
{
    int64_t number = value > INT64_MAX ? INT64_MAX : (int64_t)value;
    return quen__options_within(ctx, NOUN, option, number, least, most);
}

quen_status quen__link_check_chance(quen_context *ctx, const char *option, double value)
{
    if (value >= 0 && value <= 1)
        return QUEN_OK;
    return quen__bad_argument(ctx, "link: %s is %g, not within 0..1", option, value);
}

static quen_status check_options(quen_context *ctx, const quen_link_options *o, size_t n)
{
    quen_status status = quen__options_choice(ctx, NOUN, "all_alike", o->all_alike, 1);
    if (status == QUEN_OK && o->n_first > n)
        status = quen__bad_argument(
            ctx, "link: n_first is %llu, and there are %zu rows: give 0 of one table",
            (unsigned long long)o->n_first, n);
    if (status == QUEN_OK)
        status = quen__link_check_chance(ctx, "min_chance", o->min_chance);
    if (status == QUEN_OK)
        status = check_count(ctx, "random_pairs", o->random_pairs, 1, MAX_RANDOM);
    if (status == QUEN_OK)
        status = check_count(ctx, "max_block_rows", o->max_block_rows, 2, MAX_BLOCK_ROWS);
    if (status == QUEN_OK)
        status = check_count(ctx, "max_pairs", o->max_pairs, 1, MAX_PAIRS);
    return status;
}

/* --- fields --- */

static quen_status check_name(quen_context *ctx, const quen_link_field *fields, size_t f)
{
    const char *name = fields[f].name;
    size_t length = name ? strlen(name) : 0;
    if (length < 1 || length > MAX_NAME)
        return quen__bad_argument(ctx,
                                  "link: field %zu: its name has %zu bytes, not 1..%u", f,
                                  length, MAX_NAME);
    for (size_t other = 0; other < f; other++)
        if (strcmp(name, fields[other].name) == 0)
            return quen__bad_argument(
                ctx, "link: fields %zu and %zu are both called '%s'", other, f, name);
    return QUEN_OK;
}

static quen_status check_values(quen_context *ctx, const quen_link_field *field, size_t n)
{
    const quen_key_column *c = &field->values;
    if (!c->numbers && !c->offsets)
        return quen__bad_argument(ctx, "link: field '%s' has no values", field->name);
    quen_status status = quen__extent_check(ctx, field->name, n, 1, sizeof *c->offsets);
    if (status != QUEN_OK)
        return status;
    return quen__key_column_check(ctx, "link: field", field->name, c, n);
}

/* `own` receives the fields, which are the caller's. */
static quen_status take_fields(quen_context *ctx, const quen_link_field *given,
                               size_t n_fields, size_t n, quen_link_field *own)
{
    quen_status status =
        quen__extent_check(ctx, "link: fields", n_fields, 1, sizeof *given);
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "link: values", n, n_fields, sizeof(uint64_t));
    if (status == QUEN_OK && (n_fields < 1 || n_fields > QUEN_LINK_MAX_FIELDS))
        status = quen__bad_argument(ctx, "link: there are %zu fields, not 1..%d",
                                    n_fields, QUEN_LINK_MAX_FIELDS);
    if (status == QUEN_OK && n > MAX_ROWS)
        status =
            quen__fail(ctx, QUEN_ERR_OVERFLOW,
                       "link: there are %zu rows, at most %u are possible", n, MAX_ROWS);
    for (size_t f = 0; f < n_fields && status == QUEN_OK; f++) {
        own[f] = given[f];
        status = check_name(ctx, own, f);
        if (status == QUEN_OK)
            status = quen__options_choice(ctx, NOUN, "kind", own[f].kind,
                                          QUEN_LINK_KIND_EXACT);
        if (status == QUEN_OK)
            status = check_values(ctx, &own[f], n);
    }
    return status;
}

/* The fields of each block key, a bit for each; if there are none, each by itself. */
static size_t block_keys(const quen_link_field *fields, size_t n_fields, uint32_t *keys)
{
    size_t n = 0;
    for (unsigned bit = 0; bit < 32; bit++) {
        keys[n] = 0;
        for (size_t f = 0; f < n_fields; f++)
            keys[n] |= (fields[f].blocks >> bit & 1) << f;
        n += keys[n] != 0;
    }
    for (size_t f = 0; n == 0 && f < n_fields; f++)
        keys[f] = UINT32_C(1) << f;
    return n > 0 ? n : n_fields;
}

/* --- comparing --- */

typedef struct comparing {
    quen_links *links;
    const quen__link_pairs *pairs;
    quen__chunks chunks;
    uint32_t *pattern; /* of each pair */
    size_t *found;     /* links of each chunk; then where they begin */
    quen_link *out;
    double min_chance;
} comparing;

static quen_link link_of(const comparing *c, size_t i)
{
    uint64_t pair = (uint64_t)c->pairs->pair[i];
    return quen__link_told(c->links, (uint32_t)(pair >> 32), (uint32_t)pair,
                           c->pattern[i]);
}

static void compare_chunk(void *user, size_t chunk, unsigned worker)
{
    const comparing *c = user;
    quen__range range = quen__chunk_range(&c->chunks, chunk);
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        uint64_t pair = (uint64_t)c->pairs->pair[i];
        c->pattern[i] =
            quen__link_pattern(c->links, (uint32_t)(pair >> 32), (uint32_t)pair);
    }
}

static void count_chunk(void *user, size_t chunk, unsigned worker)
{
    const comparing *c = user;
    quen__range range = quen__chunk_range(&c->chunks, chunk);
    (void)worker;
    c->found[chunk] = 0;
    for (size_t i = range.first; i < range.last; i++)
        c->found[chunk] += link_of(c, i).chance >= c->min_chance;
}

static void fill_chunk(void *user, size_t chunk, unsigned worker)
{
    const comparing *c = user;
    quen__range range = quen__chunk_range(&c->chunks, chunk);
    size_t at = c->found[chunk];
    (void)worker;
    for (size_t i = range.first; i < range.last; i++) {
        quen_link link = link_of(c, i);
        if (link.chance >= c->min_chance)
            c->out[at++] = link;
    }
}

/* --- the links --- */

/* Pairs ascend by rows, and the order of equal chances stays. */
static quen_status sort_links(quen__temp *temp, quen_links *links, const quen_link *found,
                              size_t n)
{
    quen__sort_entry *entry = quen__temp_new(temp, n, sizeof *entry);
    quen__sort_entry *spare = quen__temp_new(temp, n, sizeof *spare);
    links->links = quen__allocate(temp->ctx, n, sizeof *links->links);
    if (!entry || !spare || !links->links)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        uint64_t bits;
        memcpy(&bits, &found[i].chance, sizeof bits);
        entry[i] = (quen__sort_entry){~bits, i};
    }
    quen__sort_entries(entry, n, spare);
    for (size_t i = 0; i < n; i++)
        links->links[i] = found[entry[i].value];
    links->report.links = n;
    return QUEN_OK;
}

static quen_status keep_links(quen__temp *temp, comparing *c)
{
    quen_context *ctx = temp->ctx;
    size_t n = 0;
    c->found = quen__temp_new(temp, c->chunks.count, sizeof *c->found);
    if (!c->found)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__parallel_for(ctx, c->chunks.count, count_chunk, c, STAGE, 0.5, 0.75);
    if (status != QUEN_OK)
        return status;
    for (size_t chunk = 0; chunk < c->chunks.count; chunk++) {
        size_t here = c->found[chunk];
        c->found[chunk] = n;
        n += here;
    }
    c->out = quen__temp_new(temp, n, sizeof *c->out);
    if (!c->out)
        return QUEN_ERR_MEMORY;
    status = quen__parallel_for(ctx, c->chunks.count, fill_chunk, c, STAGE, 0.75, 1);
    return status == QUEN_OK ? sort_links(temp, c->links, c->out, n) : status;
}

static quen_status compare(quen__temp *temp, quen_links *links,
                           const quen__link_pairs *pairs, const quen_link_options *o)
{
    comparing c = {.links = links, .pairs = pairs, .min_chance = o->min_chance};
    c.chunks = quen__cut(pairs->n, PAIRS_CHUNK);
    c.pattern = quen__temp_new(temp, pairs->n, sizeof *c.pattern);
    int64_t *scratch = quen__temp_new(temp, pairs->n, sizeof *scratch);
    if (!c.pattern || !scratch)
        return QUEN_ERR_MEMORY;
    quen_status status =
        quen__parallel_for(temp->ctx, c.chunks.count, compare_chunk, &c, STAGE, 0, 0.5);
    if (status == QUEN_OK)
        status =
            quen__link_learn(temp, links, o, c.pattern, pairs->n, pairs->spare, scratch);
    return status == QUEN_OK ? keep_links(temp, &c) : status;
}

/* --- making them --- */

static quen_status keep_names(quen_context *ctx, const quen_link_field *fields,
                              quen_links *links)
{
    size_t size = 0;
    for (size_t f = 0; f < links->n_fields; f++)
        size += strlen(fields[f].name) + 1;
    links->names = quen__allocate(ctx, size, 1);
    char *at = links->names;
    for (size_t f = 0; links->names && f < links->n_fields; f++) {
        size = strlen(fields[f].name) + 1;
        memcpy(at, fields[f].name, size);
        at += size;
    }
    return links->names ? QUEN_OK : QUEN_ERR_MEMORY;
}

static quen_status fill(quen__temp *temp, const quen_link_field *fields,
                        const quen_link_options *o, quen_links *links)
{
    uint32_t keys[32];
    quen__link_pairs pairs;
    quen_context *ctx = temp->ctx;
    size_t n_keys = block_keys(fields, links->n_fields, keys);
    size_t n_values = links->n * links->n_fields;
    quen_status status = keep_names(ctx, fields, links);
    links->value = quen__allocate(ctx, n_values, sizeof *links->value);
    links->mark = quen__allocate(ctx, n_values, sizeof *links->mark);
    if (!links->value || !links->mark)
        status = QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__link_read(ctx, fields, links);
    if (status == QUEN_OK)
        status = quen__link_block(temp, links, keys, n_keys, o, &pairs);
    return status == QUEN_OK ? compare(temp, links, &pairs, o) : status;
}

quen_status quen_link_find(quen_context *ctx, const quen_link_field *fields,
                           size_t n_fields, size_t n, const quen_link_options *given,
                           quen_links **out)
{
    quen_link_options o = defaults();
    quen_link_field own[QUEN_LINK_MAX_FIELDS];
    quen__temp temp = QUEN__TEMP(ctx);
    *out = NULL;
    quen_status status = quen__options_read(ctx, &o, sizeof o, given, NOUN);
    if (status == QUEN_OK)
        status = take_fields(ctx, fields, n_fields, n, own);
    if (status == QUEN_OK)
        status = check_options(ctx, &o, n);
    if (status != QUEN_OK)
        return status;
    quen_links *links = quen__allocate_zero(ctx, 1, sizeof *links);
    if (!links)
        return QUEN_ERR_MEMORY;
    links->allocator = ctx->allocator;
    links->n = n;
    links->n_first = (size_t)o.n_first;
    links->n_fields = n_fields;
    status = fill(&temp, own, &o, links);
    quen__temp_close(&temp);
    if (status == QUEN_OK)
        *out = links;
    else
        quen_links_free(links);
    return status;
}

void quen_links_free(quen_links *links)
{
    if (!links)
        return;
    quen_allocator allocator = links->allocator;
    for (size_t f = 0; f < links->n_fields; f++) {
        quen__release(&allocator, links->values[f].start);
        quen__release(&allocator, links->values[f].letters);
        quen__release(&allocator, links->values[f].set);
        quen__release(&allocator, links->values[f].bits);
    }
    quen__release(&allocator, links->names);
    quen__release(&allocator, links->value);
    quen__release(&allocator, links->mark);
    quen__release(&allocator, links->links);
    quen__release(&allocator, links);
}

/* --- getters --- */

size_t quen_links_n_links(const quen_links *links)
{
    return (size_t)links->report.links;
}

const quen_link *quen_links_link(const quen_links *links, size_t link)
{
    return link < links->report.links ? &links->links[link] : NULL;
}

size_t quen_links_n_rows(const quen_links *links)
{
    return links->n;
}

size_t quen_links_n_fields(const quen_links *links)
{
    return links->n_fields;
}

const char *quen_links_field_name(const quen_links *links, size_t field)
{
    const char *name = links->names;
    if (field >= links->n_fields)
        return NULL;
    for (size_t f = 0; f < field; f++)
        name += strlen(name) + 1;
    return name;
}

const quen_link_levels *quen_links_levels(const quen_links *links, size_t field)
{
    return field < links->n_fields ? &links->levels[field] : NULL;
}

void quen_links_report_init(quen_links_report *report, size_t size)
{
    quen_links_report none = {.struct_size = sizeof none};
    quen__options_init(report, size, &none, sizeof none);
}

void quen_links_get_report(const quen_links *links, quen_links_report *report)
{
    quen__options_write(report, &links->report, sizeof links->report);
}

quen_status quen_links_compare(quen_context *ctx, const quen_links *links, uint32_t a,
                               uint32_t b, quen_link *out)
{
    quen_status status = quen__rounding_check(ctx);
    if (status != QUEN_OK)
        return status;
    if (a >= links->n || b >= links->n || a == b)
        return quen__bad_argument(
            ctx, "link: rows %u and %u: give two different ones below %zu", a, b,
            links->n);
    uint32_t first = a < b ? a : b, last = a < b ? b : a;
    *out = quen__link_told(links, first, last, quen__link_pattern(links, first, last));
    return QUEN_OK;
}
