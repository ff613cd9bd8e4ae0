/* Quen\Habits: what customers buy again, and when; the next basket; usual hours. */
#include "labels.h"

#define HABITS "hour|weekday|month|item_group|channel" /* QUEN_HABITS_HABIT_* */

/* ---- the fit ---- */

static bool take_groups(pq_call *c, const pq_object *orders, HashTable *names,
                        quen_habits_options *options)
{
    const zval *given = pq_given(c, "itemGroups");
    size_t n = pq_orders_totals(orders->handle->thing).items;
    pq_labels l = {c, "itemGroups", orders->handle, PQ_OF_ITEMS, n, NULL, names};

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "itemGroups", "an array of groups by item", given);
    pq_labels_init(&l);
    if (!pq_label_array(&l, Z_ARRVAL_P(given)) || !pq_labels_number(&l))
        return false;
    options->item_groups = l.of;
    options->n_item_groups = n;
    options->n_groups = zend_hash_num_elements(names);
    return true;
}

static bool take_channels(pq_call *c, const pq_object *orders, HashTable *names,
                          quen_habits_options *options)
{
    const zval *given = pq_given(c, "channels");
    pq_labels l = {c, "channels", orders->handle, PQ_OF_ORDERS, 0, NULL, names};
    quen_key_column *column;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, "channels", "an array of channels by order", given);
    l.n = zend_hash_num_elements(Z_ARRVAL_P(given));
    column = pq_memory_of(1, sizeof *column);
    pq_labels_init(&l);
    if (!pq_array_keys(c, "channels", Z_ARRVAL_P(given), orders->kinds[KIND_ORDER],
                       "orders are numbers in this log, not text", column) ||
        !pq_label_array(&l, Z_ARRVAL_P(given)) || !pq_labels_number(&l))
        return false;
    options->order_channels = l.of;
    options->n_order_channels = l.n;
    options->order_numbers = column;
    options->n_channels = zend_hash_num_elements(names);
    return true;
}

/* A model holds numbers of groups and channels; what they are called the object knows. */
static void keep_names(zval *kept, const HashTable *names)
{
    zend_string *name;

    if (zend_hash_num_elements(names) == 0)
        return;
    array_init_size(kept, zend_hash_num_elements(names));
    ZEND_HASH_FOREACH_STR_KEY((HashTable *)names, name)
    {
        add_next_index_str(kept, zend_string_copy(name));
    }
    ZEND_HASH_FOREACH_END();
}

ZEND_METHOD(Quen_Habits, fit)
{
    pq_call call, *c = &call;
    quen_habits_options options;
    const pq_object *orders;
    pq_object *made;
    quen_habits *habits;
    HashTable groups, channels;

    if (!pq_begin(c, execute_data))
        return;
    zend_hash_init(&groups, 0, NULL, NULL, false);
    zend_hash_init(&channels, 0, NULL, NULL, false);
    orders = pq_orders_argument(c, 1);
    if (orders && pq_read_arguments(c, &options_habits, &options) &&
        take_groups(c, orders, &groups, &options) &&
        take_channels(c, orders, &channels, &options) &&
        pq_ok(c, quen_habits_fit(c->ctx, c->log, &options, &habits))) {
        made = pq_make(return_value, &noun_habits, habits, c->held);
        keep_names(&made->groups, &groups);
        keep_names(&made->channels, &channels);
    }
    zend_hash_destroy(&groups);
    zend_hash_destroy(&channels);
    pq_end(c);
}

/* ---- the next basket ---- */

static bool customer_of(pq_call *c, const pq_object *self, const zval *key,
                        uint32_t *number)
{
    return pq_customer_number(c, self->keys, key,
                              quen_habits_n_customers(self->handle->thing), number);
}

static void offer_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_habits_offer *offer = (const quen_habits_offer *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_habits_offer);

    pq_put_item(pq_add(&r), rows->keys, offer->item);
    pq_add_long(&r, offer->times);
    pq_add_double(&r, offer->score);
    pq_add_double(&r, offer->own);
    pq_add_double(&r, offer->popular);
    pq_add_double(&r, offer->related);
}

/* Unlike elsewhere, what was bought is foreseen, unless it was said that it is not. */
static bool take_filter(pq_call *c, const pq_object *self, size_t items,
                        quen_offer_filter *filter)
{
    const zval *bought = pq_given(c, "bought");

    if (!pq_offer_filter(c, self, items, filter))
        return false;
    filter->include_bought = 1;
    return !bought || pq_flag(bought, "bought", &filter->include_bought);
}

void pq_next_basket(pq_call *c, const pq_object *self, const quen_habits *habits,
                    uint32_t customer, zval *to)
{
    size_t room, n, items = quen_habits_n_items(habits);
    quen_offer_filter filter;
    quen_habits_offer *offers;

    if (!pq_room(c, 2, items, &room) || !take_filter(c, self, items, &filter))
        return;
    offers = safe_emalloc(room + 1, sizeof *offers, 0);
    if (pq_ok(c, quen_habits_next_basket(c->ctx, habits, customer, &filter, offers, room,
                                         &n)))
        pq_rows_new(to, offer_row, n, n, self, offers);
    else
        efree(offers);
}

ZEND_METHOD(Quen_Habits, nextBasket)
{
    uint32_t customer;

    PQ_BEGIN(self);
    if (customer_of(c, self, PQ_ARG(c, 1), &customer))
        pq_next_basket(c, self, self->handle->thing, customer, return_value);
    pq_end(c);
}

/* ---- what is due ---- */

static void due_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_due *due = (const quen_due *)rows->data + i;
    pq_result r = pq_result_new(to, pq_ce_due);

    pq_put_customer(pq_add(&r), rows->keys, due->customer);
    pq_put_item(pq_add(&r), rows->keys, due->item);
    pq_add_double(&r, due->chance);
    pq_add_moment(&r, due->last_s);
    pq_add_moment(&r, due->due_s);
    pq_add_long(&r, due->times);
    pq_add_bool(&r, due->late != 0);
}

/* What both questions take. */
typedef struct span {
    int64_t now_s, horizon_s;
    size_t room;
} span;

/* `number`: of the argument n, of which there are `most`; false with an exception. */
static bool take_span(pq_call *c, const pq_object *self, uint32_t number, size_t most,
                      span *s)
{
    const zval *now = pq_given(c, "now"), *horizon = pq_given(c, "horizon");

    *s = (span){INT64_MIN, 14 * 86400, 0};
    c->log = self->keys && self->keys->noun == &noun_orders ? self->keys->thing : NULL;
    return (!horizon || pq_days(c, horizon, "horizon", &s->horizon_s)) &&
           (!now || pq_moment(c, now, "now", &s->now_s)) &&
           pq_room_of(c, number, 100, most, &s->room);
}

static void put_due(zval *to, pq_call *c, quen_status status, const pq_object *self,
                    quen_due *due, size_t n)
{
    if (pq_ok(c, status))
        pq_rows_new(to, due_row, n, n, self, due);
    else
        efree(due);
}

ZEND_METHOD(Quen_Habits, due)
{
    quen_status status;
    uint32_t customer;
    quen_due *due;
    size_t n;
    span s;

    PQ_BEGIN(self);
    const quen_habits *habits = self->handle->thing;
    if (customer_of(c, self, PQ_ARG(c, 1), &customer) &&
        take_span(c, self, 4, quen_habits_n_items(habits), &s)) {
        due = safe_emalloc(s.room + 1, sizeof *due, 0);
        status = quen_habits_due(c->ctx, habits, customer, s.now_s, s.horizon_s, due,
                                 s.room, &n);
        put_due(return_value, c, status, self, due, n);
    }
    pq_end(c);
}

static quen_habits_report report_of(const quen_habits *habits)
{
    quen_habits_report report;

    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(habits, &report);
    return report;
}

static bool take_chance(pq_call *c, double *to)
{
    const zval *given = pq_given(c, "minChance");

    *to = 0;
    return !given || pq_double(given, to) ||
           pq_wrong_at(c, "minChance", "of type float", given);
}

void pq_list_due(pq_call *c, const pq_object *self, const quen_habits *habits, zval *to)
{
    quen_status status;
    double min_chance;
    quen_due *due;
    size_t n;
    span s;

    if (!take_span(c, self, 4, (size_t)report_of(habits).pairs, &s) ||
        !take_chance(c, &min_chance))
        return;
    due = safe_emalloc(s.room + 1, sizeof *due, 0);
    status = quen_habits_list_due(c->ctx, habits, s.now_s, s.horizon_s, min_chance, due,
                                  s.room, &n);
    put_due(to, c, status, self, due, n);
}

ZEND_METHOD(Quen_Habits, listDue)
{
    PQ_BEGIN(self);
    pq_list_due(c, self, self->handle->thing, return_value);
    pq_end(c);
}

/* ---- shares ---- */

/* Of groups and channels by their names, where these are known; else by number. */
static void put_shares(zval *to, const zval *names, const double *shares, size_t n)
{
    size_t i = 0;
    zval *name;

    if (Z_TYPE_P(names) == IS_NULL) {
        pq_put_doubles(to, shares, n);
        return;
    }
    array_init_size(to, (uint32_t)n);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(names), name)
    {
        add_assoc_double_ex(to, Z_STRVAL_P(name), Z_STRLEN_P(name), shares[i++]);
    }
    ZEND_HASH_FOREACH_END();
}

ZEND_METHOD(Quen_Habits, shares)
{
    uint32_t habit, customer = UINT32_MAX;
    const zval *given;
    zval none;

    PQ_BEGIN(self);
    const quen_habits *habits = self->handle->thing;
    ZVAL_NULL(&none);
    given = pq_given(c, "customer");
    if (pq_choice(PQ_ARG(c, 1), HABITS, "habit", &habit) &&
        (!given || customer_of(c, self, given, &customer))) {
        size_t n = quen_habits_n_values(habits, habit);
        double *shares = pq_memory_of(n + 1, sizeof *shares);
        if (pq_ok(c, quen_habits_shares(c->ctx, habits, customer, habit, shares, n)))
            put_shares(return_value,
                       habit == QUEN_HABITS_HABIT_ITEM_GROUP ? &self->groups
                       : habit == QUEN_HABITS_HABIT_CHANNEL  ? &self->channels
                                                             : &none,
                       shares, n);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Habits, isOwn)
{
    uint32_t habit;

    PQ_BEGIN(self);
    if (pq_choice(PQ_ARG(c, 1), HABITS, "habit", &habit))
        RETVAL_BOOL(quen_habits_is_own(self->handle->thing, habit));
    pq_end(c);
}

/* ---- what it knows ---- */

ZEND_METHOD(Quen_Habits, report)
{
    zend_object *made;

    PQ_BEGIN(self);
    quen_habits_report report = report_of(self->handle->thing);
    made = pq_result_new(return_value, pq_ce_habits_report).object;
    pq_add_fields(made, habits_report_fields, &report);
    if (report.to_s <= report.from_s) {
        pq_put_null(made, "start");
        pq_put_null(made, "end");
    }
    pq_end(c);
}

static void check_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_habits_check *check = (const quen_habits_check *)rows->data + i;
    zend_object *made = pq_result_new(to, pq_ce_habits_check).object;

    pq_add_fields(made, habits_check_fields, check);
    if (!check->judged)
        pq_put_null(made, "better");
}

/* Of groups of items, and of channels, where there are any. */
ZEND_METHOD(Quen_Habits, checks)
{
    quen_habits_check *checks;
    uint32_t n = 0;
    bool good = true;

    PQ_BEGIN(self);
    const quen_habits *habits = self->handle->thing;
    checks = safe_emalloc(QUEN_HABITS_CHECK_CHANNEL + 1, sizeof *checks, 0);
    for (uint32_t i = 0; i <= QUEN_HABITS_CHECK_CHANNEL && good; i++) {
        good = pq_ok(c, quen_habits_get_check(c->ctx, habits, i, checks + n));
        if (good && (i < QUEN_HABITS_CHECK_HOUR ||
                     quen_habits_n_values(habits, checks[n].habit) > 0))
            n++;
    }
    if (good)
        pq_rows_new(return_value, check_row, n, n, NULL, checks);
    else
        efree(checks);
    pq_end(c);
}

ZEND_METHOD(Quen_Habits, customers)
{
    PQ_BEGIN(self);
    size_t n = quen_habits_n_customers(self->handle->thing);
    pq_rows_new(return_value, pq_customer_row, n, n, self, NULL);
    pq_end(c);
}

ZEND_METHOD(Quen_Habits, items)
{
    PQ_BEGIN(self);
    size_t n = quen_habits_n_items(self->handle->thing);
    pq_rows_new(return_value, pq_item_row, n, n, self, NULL);
    pq_end(c);
}
