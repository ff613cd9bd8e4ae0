/*
 * The table of methods, and what each prepares. To add one: a function here and a row of
 * the table; a formula of its own, if no weight of itemcf_method.h is its.
 */
#include "models/itemcf/itemcf_method.h"

#include <math.h>
#include <string.h>

#include "math/csr.h"
#include "math/special.h"

/* --- totals --- */

/* Between these neither sums nor products of roots overflow or vanish. */
static quen_status check_total(quen_context *ctx, const char *what, size_t i, int squares,
                               double total)
{
    if (total >= 1e-300 && total <= 1e300)
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "itemcf: %s %zu: %s add up to %g, which is not within 1e-300..1e300", what,
        i, squares ? "the squares of its values" : "its values", total);
}

/* Values of each item, or their squares, added up by ascending customer. */
static quen_status item_totals(quen_context *ctx, const quen_csr *m, int squares,
                               const uint32_t *support, double *total)
{
    quen_status status = QUEN_OK;
    size_t n = quen__csr_entries(m);
    memset(total, 0, m->n_columns * sizeof *total);
    for (size_t e = 0; e < n; e++)
        total[m->column[e]] += squares ? m->value[e] * m->value[e] : m->value[e];
    for (size_t i = 0; status == QUEN_OK && i < m->n_columns; i++)
        if (support[i])
            status = check_total(ctx, "item", i, squares, total[i]);
    return status;
}

static quen_status customer_totals(quen_context *ctx, const quen_csr *m, double *total)
{
    quen_status status = QUEN_OK;
    for (size_t u = 0; status == QUEN_OK && u < m->n_rows; u++) {
        total[u] = 0;
        for (uint64_t e = m->row_start[u]; e < m->row_start[u + 1]; e++)
            total[u] += m->value[e];
        if (quen__csr_degree(m, u))
            status = check_total(ctx, "customer", u, 0, total[u]);
    }
    return status;
}

/* support^exponent of each place, 0 for what nobody bought. */
static void support_powers(const quen__itemcf_terms *t, double exponent, double *out)
{
    for (size_t r = 0; r < t->matrix->n_columns; r++) {
        double support = t->support[t->popular[r]];
        out[r] = support > 0 ? quen__special_pow(support, exponent) : 0;
    }
}

/* --- what each method prepares --- */

/* Products of values, a customer with m items counting m^-discount, by the norms. */
static quen_status prepare_cosine(quen__temp *temp, quen__itemcf_setup *s)
{
    quen__itemcf_terms *t = &s->terms;
    size_t n = t->matrix->n_columns;
    t->summed = t->value || s->options->user_discount > 0;
    t->exponent = -s->options->user_discount;
    support_powers(t, 0.5, s->own);
    if (t->value) {
        double *squares = quen__temp_new(temp, n, sizeof *squares);
        if (!squares)
            return QUEN_ERR_MEMORY;
        quen_status status = item_totals(temp->ctx, t->matrix, 1, t->support, squares);
        if (status != QUEN_OK)
            return status;
        for (size_t r = 0; r < n; r++)
            s->own[r] = sqrt(squares[t->popular[r]]);
    }
    memcpy(s->other, s->own, n * sizeof *s->own);
    return QUEN_OK;
}

/* Customers of both, by those of either. */
static quen_status prepare_jaccard(quen__temp *temp, quen__itemcf_setup *s)
{
    (void)temp;
    support_powers(&s->terms, 1, s->own);
    support_powers(&s->terms, 1, s->other);
    return QUEN_OK;
}

/*
 * The step from source to customer, times that from customer to target. Without values a
 * step is the same to each neighbour, and moves out of the sums.
 */
static quen_status prepare_walk(quen__temp *temp, quen__itemcf_setup *s)
{
    quen__itemcf_terms *t = &s->terms;
    const quen_csr *m = t->matrix;
    double alpha = s->options->alpha;
    t->summed = 1;
    support_powers(t, t->value ? 0 : -alpha, s->by_target ? s->other : s->own);
    support_powers(t, -s->options->beta, s->by_target ? s->own : s->other);
    t->exponent = t->value ? 0 : -alpha;
    if (!t->value)
        return QUEN_OK;
    double *items = quen__temp_new(temp, m->n_columns, sizeof *items);
    double *customers = quen__temp_new(temp, m->n_rows, sizeof *customers);
    if (!items || !customers)
        return QUEN_ERR_MEMORY;
    quen_status status = item_totals(temp->ctx, m, 0, t->support, items);
    if (status == QUEN_OK)
        status = customer_totals(temp->ctx, m, customers);
    t->alpha = alpha;
    t->item_total = items;
    t->customer_total = customers;
    t->items_left = !s->by_target;
    return status;
}

/* --- the table --- */

const quen__itemcf_method quen__itemcf_methods[] = {
    [QUEN_ITEMCF_METHOD_COSINE] = {QUEN__ITEMCF_WEIGHT_QUOTIENT,
                                   QUEN_ITEMCF_PRUNE_TARGETS, 1, prepare_cosine},
    [QUEN_ITEMCF_METHOD_JACCARD] = {QUEN__ITEMCF_WEIGHT_UNION, QUEN_ITEMCF_PRUNE_TARGETS,
                                    0, prepare_jaccard},
    [QUEN_ITEMCF_METHOD_RP3BETA] = {QUEN__ITEMCF_WEIGHT_PRODUCT,
                                    QUEN_ITEMCF_PRUNE_SOURCES, 1, prepare_walk},
};

const uint32_t quen__itemcf_last_method =
    sizeof quen__itemcf_methods / sizeof *quen__itemcf_methods - 1;
