/*
 * The file's bytes go to the library as they are; it finds how they are written, or says
 * what is in doubt. Nothing is dropped without being counted.
 */
#include "import.h"

#include <string.h>

/* What is lent to the import until it is freed. */
typedef struct lent {
    quen_import_filter where[MOST_WHERE];
    const char *values[MOST_WHERE];
    quen_order_rules rules;
} lent;

/* ---- options ---- */

static bool is_before(const settings *s, int i)
{
    for (int k = 0; k < i; k++)
        if (strcmp(s->where_columns[k], s->where_columns[i]) == 0)
            return true;
    return false;
}

/* Values of one column are one filter: a row has to have one of them. */
static void fill_where(const settings *s, lent *loan, quen_import_options *o)
{
    size_t n = 0;

    for (int i = 0; i < s->n_where; i++) {
        quen_import_filter *filter = &loan->where[o->n_where];
        if (is_before(s, i))
            continue;
        *filter = (quen_import_filter){s->where_columns[i], &loan->values[n], 0, 0, 0};
        for (int k = i; k < s->n_where; k++)
            if (strcmp(s->where_columns[k], s->where_columns[i]) == 0) {
                loan->values[n++] = s->where_values[k];
                filter->n_values++;
            }
        o->n_where++;
    }
    o->where = loan->where;
}

static void fill_columns(const settings *s, quen_import_options *o)
{
    o->customer = s->columns[CUSTOMER];
    o->order = s->columns[ORDER];
    o->item = s->columns[ITEM];
    o->time = s->columns[TIME];
    o->clock = s->columns[CLOCK];
    o->quantity = s->columns[QUANTITY];
    o->amount = s->columns[AMOUNT];
    o->price = s->columns[PRICE];
}

static quen_import_options options_of(const settings *s, const quen_orders *orders,
                                      lent *loan)
{
    quen_import_options o;

    quen_import_options_init(&o, sizeof o);
    quen_order_rules_init(&loan->rules, sizeof loan->rules);
    quen_orders_get_rules(orders, &loan->rules);
    fill_columns(s, &o);
    fill_where(s, loan, &o);
    o.decimals = s->decimals;
    o.quantity_decimals = s->quantity_decimals;
    o.customer_kind = s->customer_kind;
    o.country = s->country;
    o.fill_down = s->fill_down;
    o.skip_bad = s->skip_bad;
    o.utc_offset_s = s->utc_offset_s;
    o.time_format = s->time_format;
    o.thousands = s->thousands;
    o.decimal_mark = s->decimal_mark;
    o.profile = s->profile;
    o.rules = &loan->rules;
    o.csv = &s->csv;
    return o;
}

/* ---- bytes ---- */

typedef struct pushing {
    quen_context *ctx;
    quen_import *import;
    quen_status status;
} pushing;

static bool push(void *user, const void *bytes, size_t size)
{
    pushing *p = user;

    p->status = quen_import_push(p->ctx, p->import, bytes, size);
    return p->status == QUEN_OK;
}

/* False, with a sentence unless import_read() said it. */
static bool push_all(pushing *p, const settings *s, quen_orders **made)
{
    bool whole = import_read(s->file, push, p);

    if (whole)
        p->status = quen_import_finish(p->ctx, p->import, made);
    if (p->status != QUEN_OK)
        fprintf(stderr, "quickstart: %s: %s\n", s->file, quen_context_message(p->ctx));
    return whole && p->status == QUEN_OK;
}

bool import_file(quen_context *ctx, const settings *s, quen_orders **orders,
                 names *item_names, quen_import **import)
{
    static lent loan;
    quen_import_options o = options_of(s, *orders, &loan);
    quen_orders *made = NULL;
    pushing p = {ctx, NULL, quen_import_new(ctx, &o, import)};

    p.import = *import;
    if (p.status != QUEN_OK) {
        fprintf(stderr, "quickstart: %s\n", quen_context_message(ctx));
        return false;
    }
    if (!push_all(&p, s, &made))
        return false;
    quen_orders_free(*orders);
    *orders = made;
    return import_names(ctx, s, quen_import_profile(*import), item_names);
}
