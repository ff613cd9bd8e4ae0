/* Quen\Evaluate: how good lists of offers are. Customers and items are numbers. */
#include "php_quen.h"

/* ---- lists ---- */

/* Lists of item numbers, a row of `width` for each customer, and how long each is. */
typedef struct lists {
    const HashTable *given;
    const char *what;
    uint32_t *items, *counts;
} lists;

/* How long a list is, and its offers if it has some; false with an exception. */
static bool look_at(pq_call *c, const char *what, const zval *list,
                    const quen_offer **offers, size_t *n)
{
    *offers = NULL;
    if (Z_TYPE_P(list) == IS_ARRAY) {
        *n = zend_hash_num_elements(Z_ARRVAL_P(list));
        return true;
    }
    *offers = pq_offers_of(list, n);
    if (*offers)
        return true;
    if (Z_TYPE_P(list) == IS_OBJECT && Z_OBJCE_P(list) == pq_ce_rows)
        return pq_refuse_at(c, what,
                            "offers by number are needed, of a model that was made by "
                            "ItemCF::fitBaskets($split->train())");
    return pq_wrong_at(c, what, "a list of item numbers or of offers", list);
}

static bool no_customer(const char *what, const zend_string *name, zend_ulong number,
                        size_t n_rows)
{
    if (name)
        pq_refuse("%s: \"%s\" is no number of a customer", what, ZSTR_VAL(name));
    else
        pq_refuse("%s: " ZEND_LONG_FMT " is no number of one of %zu customers", what,
                  (zend_long)number, n_rows);
    return false;
}

/* Whose list each is, and how long the longest; `longest` grows. */
static bool measure(pq_call *c, const lists *l, size_t n_rows, size_t *longest)
{
    const quen_offer *offers;
    zend_ulong number;
    zend_string *name;
    zval *list;
    size_t n;

    ZEND_HASH_FOREACH_KEY_VAL((HashTable *)l->given, number, name, list)
    {
        if (name || number >= n_rows)
            return no_customer(l->what, name, number, n_rows);
        c->row = number;
        ZVAL_DEREF(list);
        if (!look_at(c, l->what, list, &offers, &n))
            return false;
        *longest = n > *longest ? n : *longest;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

static bool take_numbers(pq_call *c, const char *what, const HashTable *list,
                         uint32_t *to)
{
    zend_long number;
    zval *item;

    ZEND_HASH_FOREACH_VAL((HashTable *)list, item)
    {
        ZVAL_DEREF(item);
        if (!pq_whole(item, &number))
            return pq_wrong_at(c, what, "a list of item numbers", item);
        if (number < 0 || number > UINT32_MAX)
            return pq_refuse_at(c, what, "an item is not within 0..2^32 - 1");
        *to++ = (uint32_t)number;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Fill the rows; customers without a list have an empty one. */
static bool fill(pq_call *c, lists *l, size_t n_rows, size_t width)
{
    const quen_offer *offers;
    zend_ulong number;
    zval *list;
    size_t n;

    l->items = pq_memory_of(n_rows * width + 1, sizeof *l->items);
    l->counts = pq_memory_of(n_rows + 1, sizeof *l->counts);
    memset(l->counts, 0, n_rows * sizeof *l->counts);
    ZEND_HASH_FOREACH_NUM_KEY_VAL((HashTable *)l->given, number, list)
    {
        uint32_t *row = l->items + number * width;
        c->row = number;
        ZVAL_DEREF(list);
        if (!look_at(c, l->what, list, &offers, &n) ||
            (!offers && !take_numbers(c, l->what, Z_ARRVAL_P(list), row)))
            return false;
        for (size_t i = 0; offers && i < n; i++)
            row[i] = offers[i].item;
        l->counts[number] = (uint32_t)n;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

/* ---- what they are held against ---- */

/* The first argument: a split, or what came later. */
static bool take_held_out(pq_call *c, quen_csr *held_out, const quen_split **split)
{
    zval *value = PQ_ARG(c, 1);
    const pq_object *object;

    ZVAL_DEREF(value);
    *split = NULL;
    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != noun_split.ce)
        return pq_baskets(c, value, "heldOut", held_out);
    object = pq_object_of(1, value, &noun_split);
    if (!object)
        return false;
    *split = object->handle->thing;
    *held_out = *quen_split_held_out(*split);
    return true;
}

static bool popularity_given(pq_call *c, const zval *given, size_t n,
                             quen_ranking_options *options)
{
    const int64_t *counts;
    size_t found;

    if (!pq_int64s(c, given, "popularity", &counts, &found) ||
        !pq_length("popularity", found, n))
        return false;
    for (c->row = 0; c->row < n; c->row++)
        if (counts[c->row] < 0)
            return pq_refuse_at(c, "popularity", "a number is below 0");
    c->row = PQ_NO_ROW;
    options->popularity = (const uint64_t *)counts;
    return true;
}

/* Who had what before is told, or the split knows. */
static bool take_popularity(pq_call *c, const quen_split *split, size_t n,
                            quen_ranking_options *options)
{
    const zval *given = pq_given(c, "popularity");
    uint64_t *counts;

    if (given)
        return popularity_given(c, given, n, options);
    if (!split)
        return true;
    counts = pq_memory_of(n + 1, sizeof *counts);
    pq_split_popularity(split, counts);
    options->popularity = counts;
    if (options->population == 0)
        options->population = quen_split_n_customers(split);
    return true;
}

/* ---- questions ---- */

typedef struct question {
    quen_csr held_out;
    quen_ranking_options options;
    lists a, b;
    size_t width;
} question;

static bool take_list(pq_call *c, uint32_t number, const char *what, lists *l)
{
    HashTable *given;

    if (!pq_array(c, number, &given))
        return false;
    *l = (lists){given, what, NULL, NULL};
    return true;
}

enum { ALWAYS = 1000 };

/* Rows have room for so many: more than there are items is asked for by mistake. */
static bool is_sane(size_t top, size_t n_items)
{
    size_t most = n_items > ALWAYS ? n_items : ALWAYS;

    if (top > most)
        pq_refuse("top: %zu is not within 0..%zu", top, most);
    return top <= most;
}

static bool take_question(pq_call *c, bool has_two, question *q)
{
    const quen_split *split;
    size_t n;

    if (!take_held_out(c, &q->held_out, &split) ||
        !pq_read_arguments(c, &options_ranking, &q->options) ||
        !take_popularity(c, split, q->held_out.n_columns, &q->options) ||
        !take_list(c, 2, has_two ? "a" : "ranked", &q->a) ||
        (has_two && !take_list(c, 3, "b", &q->b)))
        return false;
    n = q->held_out.n_rows;
    q->width = q->options.top > 1 ? q->options.top : 1;
    return is_sane(q->width, q->held_out.n_columns) && measure(c, &q->a, n, &q->width) &&
           (!has_two || measure(c, &q->b, n, &q->width)) && fill(c, &q->a, n, q->width) &&
           (!has_two || fill(c, &q->b, n, q->width));
}

/* Figures, and where their intervals begin and end. */
typedef struct reports {
    quen_ranking_report all, low, high;
} reports;

static void reports_init(reports *r)
{
    quen_ranking_report_init(&r->all, sizeof r->all);
    quen_ranking_report_init(&r->low, sizeof r->low);
    quen_ranking_report_init(&r->high, sizeof r->high);
}

static void put_reports(zval *to, const reports *r, bool intervals)
{
    pq_put_report(to, pq_ce_ranking_report, ranking_report_fields, &r->all,
                  intervals ? &r->low : NULL, intervals ? &r->high : NULL);
}

ZEND_METHOD(Quen_Evaluate, ranking)
{
    pq_call call, *c = &call;
    const zval *given;
    bool intervals;
    question q;
    reports r;

    if (!pq_begin(c, execute_data))
        return;
    given = pq_given(c, "intervals");
    intervals = given && zend_is_true((zval *)given);
    reports_init(&r);
    if (take_question(c, false, &q) &&
        pq_ok(c, quen_evaluate_ranking(
                     c->ctx, &q.held_out, q.a.items, q.a.counts, q.width, &q.options,
                     &r.all, intervals ? &r.low : NULL, intervals ? &r.high : NULL)))
        put_reports(return_value, &r, intervals);
    pq_end(c);
}

ZEND_METHOD(Quen_Evaluate, compareRanking)
{
    pq_call call, *c = &call;
    question q;
    reports r;

    if (!pq_begin(c, execute_data))
        return;
    reports_init(&r);
    if (take_question(c, true, &q) &&
        pq_ok(c, quen_evaluate_ranking_compare(c->ctx, &q.held_out, q.a.items, q.a.counts,
                                               q.b.items, q.b.counts, q.width, &q.options,
                                               &r.all, &r.low, &r.high)))
        put_reports(return_value, &r, true);
    pq_end(c);
}
