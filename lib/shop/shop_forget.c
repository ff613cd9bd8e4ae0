/*
 * Forgetting: the sections of a shop without the rows of some customers, as the parts'
 * tables say of each, gathered into a new image. The numbers of those who stay close up,
 * and keep their order; what was learned from all is kept as it stands.
 */
#include <stdio.h>
#include <string.h>

#include "shop/part.h"

/* --- who goes --- */

/* The sentence of a key that is not there, with its place in the list. */
static quen_status name_key(quen_context *ctx, quen_status status, size_t i, size_t n)
{
    char words[sizeof ctx->message];
    const char *what = ctx->message;
    what += strncmp(what, "shop: ", 6) == 0 ? 6 : 0;
    snprintf(words, sizeof words, "%s", what);
    return quen__fail(ctx, status, "shop: key %zu of %zu to be forgotten: %s", i, n,
                      words);
}

/* New numbers for rows that are not marked, in their order. */
static void close_up(quen__shop_rows *rows)
{
    rows->n_left = 0;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->row[i] != QUEN__SHOP_GONE)
            rows->row[i] = (uint32_t)rows->n_left++;
}

static quen_status find_leaving(quen__shop_leaving *l, const quen_key *customers,
                                size_t n)
{
    quen__shop_rows *people = &l->people;
    people->n = l->shop->customers.n;
    people->row = quen__temp_zero(&l->temp, people->n, sizeof *people->row);
    if (!people->row)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        uint32_t number;
        quen_status status =
            quen_shop_find_customer(l->ctx, l->shop, customers[i], &number);
        if (status != QUEN_OK)
            return name_key(l->ctx, status, i, n);
        people->row[number] = QUEN__SHOP_GONE;
    }
    close_up(people);
    return QUEN_OK;
}

/* The rows of a part, or of the shop's own, kept for its next section. NULL: no memory.
 */
static const quen__shop_rows *find_rows(quen__shop_leaving *l,
                                        const quen__shop_holding *holds)
{
    quen__shop_rows *rows = &l->rows;
    if (!holds->rows)
        return &l->people;
    if (l->rows_of == holds)
        return rows;
    holds->rows(l->shop, rows);
    rows->row = quen__temp_new(&l->temp, rows->n, sizeof *rows->row);
    l->rows_of = rows->row ? holds : NULL;
    if (!rows->row)
        return NULL;
    for (size_t i = 0; i < rows->n; i++)
        rows->row[i] = l->people.row[rows->customer[i]];
    close_up(rows);
    return rows;
}

/* --- sections without them --- */

static quen_status drop_rows(quen__shop_leaving *l, const quen__shop_rows *rows,
                             quen__section *section)
{
    size_t entries = rows->n ? section->count / rows->n : 0;
    size_t size = entries * section->width, at = 0;
    const unsigned char *from = section->from;
    unsigned char *made = quen__temp_new(&l->temp, rows->n_left, size);
    if (!made)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->row[i] != QUEN__SHOP_GONE)
            memcpy(made + at++ * size, from + i * size, size);
    section->from = made;
    section->count = rows->n_left * entries;
    return QUEN_OK;
}

/* Entries are numbers of customers or rows: those of who stays, as they are now. */
static quen_status renumber(quen__shop_leaving *l, const uint32_t *numbers, size_t n_left,
                            quen__section *section)
{
    const uint32_t *from = section->from;
    uint32_t *made = quen__temp_new(&l->temp, n_left, sizeof *made);
    size_t n = 0;
    if (!made)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < section->count; i++)
        if (numbers[from[i]] != QUEN__SHOP_GONE)
            made[n++] = numbers[from[i]];
    section->from = made;
    section->count = n_left;
    return QUEN_OK;
}

static quen_status drop_offsets(quen__shop_leaving *l, const quen__shop_rows *rows,
                                quen__section *section)
{
    const uint64_t *from = section->from;
    uint64_t *made = quen__temp_new(&l->temp, rows->n_left + 1, sizeof *made);
    size_t n = 0;
    if (!made)
        return QUEN_ERR_MEMORY;
    made[0] = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->row[i] == QUEN__SHOP_GONE)
            continue;
        made[n + 1] = made[n] + (from[i + 1] - from[i]);
        n++;
    }
    section->from = made;
    section->count = n + 1;
    return QUEN_OK;
}

/* The offsets as they were stand in the section before. What they count may be several
 * entries wide. */
static quen_status drop_lists(quen__shop_leaving *l, const quen__shop_rows *rows,
                              const uint64_t *offsets, quen__section *section)
{
    const unsigned char *from = section->from;
    unsigned char *made = quen__temp_new(&l->temp, section->count, section->width);
    size_t at = 0, n = (size_t)offsets[rows->n];
    size_t width = n ? section->count / n * section->width : 0;
    if (!made)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < rows->n; i++) {
        size_t first = (size_t)offsets[i] * width;
        size_t size = (size_t)offsets[i + 1] * width - first;
        if (rows->row[i] == QUEN__SHOP_GONE || size == 0)
            continue;
        memcpy(made + at, from + first, size);
        at += size;
    }
    section->from = made;
    section->count = at / section->width;
    return QUEN_OK;
}

static quen_status make_section(quen__shop_leaving *l, const quen__shop_holding *holds,
                                uint32_t how, size_t i, quen__section *section)
{
    const quen__shop_rows *rows = how == QUEN__SHOP_KEPT ? NULL : find_rows(l, holds);
    if (!rows)
        return how == QUEN__SHOP_KEPT ? QUEN_OK : QUEN_ERR_MEMORY;
    switch (how) {
    case QUEN__SHOP_ROWS:
        return drop_rows(l, rows, section);
    case QUEN__SHOP_CUSTOMERS:
        return renumber(l, l->people.row, rows->n_left, section);
    case QUEN__SHOP_ORDER:
        return renumber(l, rows->row, rows->n_left, section);
    case QUEN__SHOP_OFFSETS:
        return drop_offsets(l, rows, section);
    case QUEN__SHOP_LISTS:
        return drop_lists(l, rows, quen__image_section(l->shop->model.home, i - 1).from,
                          section);
    default:
        return holds->make(l, rows, section);
    }
}

/* --- the whole --- */

/* Section i of the shop. One that is not known could tell of anybody. */
static quen_status take_section(quen__shop_leaving *l, size_t i, quen__section *section)
{
    const quen__shop_holding *holds;
    *section = quen__image_section(l->shop->model.home, i);
    const quen__shop_section *known =
        quen__shop_section_find(l->shop, section->id, &holds);
    if (!known)
        return quen__fail(l->ctx, QUEN_ERR_VERSION,
                          "shop: section 0x%04x is of no part that this library, %s, "
                          "has, and may tell of customers: train anew, or forget with "
                          "the library that trained it",
                          section->id, QUEN_VERSION_STRING);
    return make_section(l, holds, known->how, i, section);
}

/* Where the count of those forgotten goes, if it is not there yet and somebody goes. */
static size_t place_of_count(const quen__shop_leaving *l)
{
    const quen__image *home = l->shop->model.home;
    size_t n = quen__image_sections(home), at = 0;
    if (l->people.n_left == l->people.n || l->shop->n_forgotten)
        return n + 1;
    while (at < n && quen__image_section(home, at).id < QUEN__SHOP_FORGOTTEN)
        at++;
    return at;
}

static quen_status gather(quen__shop_leaving *l, quen__section *rows, size_t *n)
{
    size_t there = quen__image_sections(l->shop->model.home), new = place_of_count(l);
    quen_status status = QUEN_OK;
    *n = 0;
    for (size_t i = 0; i <= there && status == QUEN_OK; i++) {
        if (i == new) {
            rows[*n] = (quen__section){QUEN__SHOP_FORGOTTEN, 8, 1, NULL};
            status = quen__shop_own.make(l, &l->people, &rows[(*n)++]);
        }
        if (status == QUEN_OK && i < there)
            status = take_section(l, i, &rows[(*n)++]);
    }
    return status;
}

static quen_status make_shop(quen__shop_leaving *l, quen_shop **out)
{
    quen__image image;
    size_t n = quen__image_sections(l->shop->model.home) + 1;
    quen__section *rows = quen__temp_new(&l->temp, n, sizeof *rows);
    quen_status status = rows ? gather(l, rows, &n) : QUEN_ERR_MEMORY;
    if (status == QUEN_OK)
        status = quen__image_build(l->ctx, QUEN__KIND_SHOP, rows, n, &image);
    if (status != QUEN_OK)
        return status;
    quen__image_seal(l->ctx, &image);
    *out = quen__model_adopt(l->ctx, &quen__shop_kind, &image, &status);
    return status;
}

quen_status quen_shop_forget(quen_context *ctx, const quen_shop *shop,
                             const quen_key *customers, size_t n_customers,
                             quen_shop **out)
{
    quen__shop_leaving l = {.ctx = ctx, .shop = shop, .temp = QUEN__TEMP(ctx)};
    *out = NULL;
    quen_status status =
        quen__extent_check(ctx, "shop: n_customers", n_customers, 1, sizeof *customers);
    if (status == QUEN_OK)
        status = find_leaving(&l, customers, n_customers);
    if (status == QUEN_OK)
        status = make_shop(&l, out);
    quen__temp_close(&l.temp);
    return status;
}
