/* Filters: see offers_filter.h. */
#include "models/offers/offers_filter.h"
#include "core/alloc.h"

#include <stddef.h>
#include <string.h>

#include "core/options.h"

/* Far from where a sum of weights is no number any more. */
#define QUEN__HISTORY_WEIGHT_MAX 1e6

static const char noun[] = "offer filter";

static quen_offer_filter defaults(void)
{
    quen_offer_filter filter = {0};
    filter.struct_size = sizeof filter;
    filter.history_weight = 1;
    return filter;
}

void quen_offer_filter_init(quen_offer_filter *filter, size_t size)
{
    quen_offer_filter all = defaults();
    quen__options_init(filter, size, &all, sizeof all);
}

quen_status quen__offers_check_list(quen_context *ctx, const char *subject,
                                    const char *what, const uint32_t *items, size_t n)
{
    quen_status status = quen__extent_check(ctx, subject, n, 1, sizeof *items);
    if (status == QUEN_OK && !items && n)
        status = quen__bad_argument(ctx, "%s: %s is NULL, but has %zu items", subject,
                                    what, n);
    return status;
}

quen_status quen__offers_take_list(quen_context *ctx, const quen__offers_model *m,
                                   const char *subject, const char *what,
                                   const uint32_t *items, size_t n, uint32_t *to)
{
    if (n > 0)
        memcpy(to, items, n * sizeof *to);
    for (size_t i = 0; i < n; i++)
        if (to[i] >= m->n_items)
            return quen__bad_argument(ctx,
                                      "%s: %s[%zu] is item %u, which is not below %zu",
                                      subject, what, i, to[i], m->n_items);
    return QUEN_OK;
}

quen_status quen__offers_read_filter(quen_context *ctx, const quen_offer_filter *given,
                                     quen_offer_filter *filter)
{
    *filter = defaults();
    quen_status status = quen__options_read_all(
        ctx, filter, sizeof *filter, offsetof(quen_offer_filter, reserved), given, noun);
    if (status == QUEN_OK)
        status =
            quen__options_choice(ctx, noun, "include_bought", filter->include_bought, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, noun, "no_popular", filter->no_popular, 1);
    if (status == QUEN_OK)
        status = quen__options_not_negative(ctx, noun, "history_weight",
                                            filter->history_weight);
    if (status == QUEN_OK && filter->history_weight > QUEN__HISTORY_WEIGHT_MAX)
        return quen__bad_argument(ctx, "%s: history_weight is %g, not at most %g", noun,
                                  filter->history_weight, QUEN__HISTORY_WEIGHT_MAX);
    if (status == QUEN_OK)
        status = quen__offers_check_list(ctx, noun, "exclude", filter->exclude,
                                         filter->n_exclude);
    if (status == QUEN_OK)
        status =
            quen__offers_check_list(ctx, noun, "allow", filter->allow, filter->n_allow);
    return status;
}

quen_status quen__offers_take_filter(quen_context *ctx, const quen__offers_model *m,
                                     quen_offer_filter *filter, uint32_t *to)
{
    uint32_t *allow = to + filter->n_exclude;
    quen_status status = quen__offers_take_list(ctx, m, noun, "exclude", filter->exclude,
                                                filter->n_exclude, to);
    if (status == QUEN_OK)
        status = quen__offers_take_list(ctx, m, noun, "allow", filter->allow,
                                        filter->n_allow, allow);
    filter->exclude = to;
    filter->allow = filter->allow ? allow : NULL;
    return status;
}
