/* Quen\Rfm: scores and segments. */
#include "segments.h"

/* ---- options ---- */

static const char *const segment_words = "eleven|rf_map|none";

/* "r" => [2, 4] of a rule; what is left out is any. */
static bool take_span(pq_call *c, const HashTable *rule, const char *axis, uint32_t bins,
                      uint8_t *least, uint8_t *most)
{
    zval *span = zend_hash_str_find((HashTable *)rule, axis, 1), *ends[2];
    zend_long numbers[2];

    *least = 1;
    *most = (uint8_t)bins;
    if (!span)
        return true;
    ZVAL_DEREF(span);
    if (Z_TYPE_P(span) != IS_ARRAY)
        return pq_wrong_at(c, "segments", "rules with spans such as 'r' => [2, 4]", span);
    for (zend_ulong i = 0; i < 2; i++) {
        ends[i] = zend_hash_index_find(Z_ARRVAL_P(span), i);
        if (!ends[i] || Z_TYPE_P(ends[i]) != IS_LONG)
            return pq_refuse_at(c, "segments", "a span is two scores: 'r' => [2, 4]");
        numbers[i] = Z_LVAL_P(ends[i]);
        if (numbers[i] < 0 || numbers[i] > UINT8_MAX)
            return pq_refuse_at(c, "segments", "a score is not within 1..bins");
    }
    *least = (uint8_t)numbers[0];
    *most = (uint8_t)numbers[1];
    return true;
}

static bool take_rule(pq_call *c, const zval *value, uint32_t bins, quen_rfm_rule *rule)
{
    const zval *name;

    ZVAL_DEREF(value);
    memset(rule, 0, sizeof *rule);
    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_wrong_at(c, "segments", "a rule: ['name', 'r' => [2, 4]]", value);
    name = zend_hash_index_find(Z_ARRVAL_P(value), 0);
    if (!name || Z_TYPE_P(name) != IS_STRING || zend_str_has_nul_byte(Z_STR_P(name)))
        return pq_refuse_at(c, "segments", "a rule begins with the segment's name");
    rule->segment = Z_STRVAL_P(name);
    return take_span(c, Z_ARRVAL_P(value), "r", bins, &rule->r_min, &rule->r_max) &&
           take_span(c, Z_ARRVAL_P(value), "f", bins, &rule->f_min, &rule->f_max) &&
           take_span(c, Z_ARRVAL_P(value), "m", bins, &rule->m_min, &rule->m_max);
}

static bool take_rules(pq_call *c, const HashTable *list, quen_rfm_options *options)
{
    uint32_t n = zend_hash_num_elements(list);
    quen_rfm_rule *rules = pq_memory_of(n + 1, sizeof *rules);
    zval *value;

    c->row = 0;
    ZEND_HASH_FOREACH_VAL((HashTable *)list, value)
    {
        if (!take_rule(c, value, options->bins, &rules[c->row]))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    options->segments = QUEN_RFM_SEGMENTS_OWN;
    options->rules = rules;
    options->n_rules = n;
    return true;
}

static bool take_segments(pq_call *c, const zval *given, quen_rfm_options *options)
{
    if (!given)
        return true;
    if (Z_TYPE_P(given) == IS_ARRAY)
        return take_rules(c, Z_ARRVAL_P(given), options);
    return pq_choice(given, segment_words, "segments", &options->segments);
}

/* Cut points, bins - 1 of them; of money they are decimals. */
static bool take_cuts(pq_call *c, const zval *given, const char *name, int decimals,
                      uint32_t bins, const int64_t **cuts)
{
    int64_t *copy;
    zval *value;

    if (!given)
        return true;
    if (Z_TYPE_P(given) != IS_ARRAY)
        return pq_wrong_at(c, name, "a list of cut points", given);
    *cuts = copy =
        pq_memory_of(zend_hash_num_elements(Z_ARRVAL_P(given)) + 1, sizeof *copy);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), value)
    {
        if (!pq_decimal(c, value, (uint32_t)decimals, name, &copy[c->row]))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return pq_length(name, zend_hash_num_elements(Z_ARRVAL_P(given)),
                     bins > 0 ? bins - 1 : 0);
}

/* An option by name: of the method's arguments, or of an array. */
static const zval *option_of(pq_call *c, const HashTable *array, const char *name)
{
    zval *value;

    if (!array)
        return pq_given(c, name);
    value = zend_hash_str_find((HashTable *)array, name, strlen(name));
    if (value)
        ZVAL_DEREF(value);
    return value && Z_TYPE_P(value) != IS_NULL ? value : NULL;
}

bool pq_rfm_options(pq_call *c, const HashTable *array, int decimals,
                    quen_rfm_options *options)
{
    const char *more = "segments rCuts fCuts mCuts";

    if (array ? !pq_read_array(c, &options_rfm, array, more, options)
              : !pq_read_arguments(c, &options_rfm, options))
        return false;
    return take_segments(c, option_of(c, array, "segments"), options) &&
           take_cuts(c, option_of(c, array, "rCuts"), "rCuts", 0, options->bins,
                     &options->r_cuts) &&
           take_cuts(c, option_of(c, array, "fCuts"), "fCuts", 0, options->bins,
                     &options->f_cuts) &&
           take_cuts(c, option_of(c, array, "mCuts"), "mCuts", decimals, options->bins,
                     &options->m_cuts);
}

/* ---- fits ---- */

ZEND_METHOD(Quen_Rfm, fit)
{
    pq_call call, *c = &call;
    quen_rfm_options options;
    pq_object *orders;
    quen_rfm *rfm;

    if (!pq_begin(c, execute_data))
        return;
    orders = pq_orders_argument(c, 1);
    if (orders && pq_rfm_options(c, NULL, orders->decimals, &options) &&
        pq_ok(c, quen_rfm_fit(c->ctx, c->log, &options, &rfm)))
        pq_make(return_value, &noun_rfm, rfm, c->held)->decimals = orders->decimals;
    pq_end(c);
}

/* Amounts: decimals, or packed ones in their smallest unit. */
static bool take_money(pq_call *c, const zval *value, int decimals, const int64_t **to,
                       size_t *n)
{
    int64_t *copy;
    zval *amount;

    if (Z_TYPE_P(value) != IS_ARRAY)
        return pq_int64s(c, value, "monetary", to, n);
    *n = zend_hash_num_elements(Z_ARRVAL_P(value));
    *to = copy = pq_memory_of(*n + 1, sizeof *copy);
    c->row = 0;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), amount)
    {
        if (!pq_decimal(c, amount, (uint32_t)decimals, "monetary", &copy[c->row]))
            return false;
        c->row++;
    }
    ZEND_HASH_FOREACH_END();
    c->row = PQ_NO_ROW;
    return true;
}

typedef struct values {
    const int64_t *recency, *frequency, *monetary;
    size_t n;
} values;

/* The first three arguments; money in 10^-decimals. */
static bool take_values(pq_call *c, int decimals, values *v)
{
    const zval *money = ZEND_CALL_NUM_ARGS(c->frame) < 3 ? NULL : PQ_ARG(c, 3);
    size_t n;

    memset(v, 0, sizeof *v);
    if (!pq_int64s(c, PQ_ARG(c, 1), "recency", &v->recency, &v->n) ||
        !pq_int64s(c, PQ_ARG(c, 2), "frequency", &v->frequency, &n) ||
        !pq_length("frequency", n, v->n))
        return false;
    return !money || Z_TYPE_P(money) == IS_NULL ||
           (take_money(c, money, decimals, &v->monetary, &n) &&
            pq_length("monetary", n, v->n));
}

ZEND_METHOD(Quen_Rfm, fitValues)
{
    pq_call call, *c = &call;
    quen_rfm_options options;
    quen_rfm *rfm;
    values v;
    int decimals = pq_default_decimals();

    if (!pq_begin(c, execute_data))
        return;
    c->skip = 3; /* two of them are called as options of a log */
    if (pq_digits(c, "decimals", &decimals) && take_values(c, decimals, &v) &&
        pq_rfm_options(c, NULL, decimals, &options) &&
        pq_ok(c, quen_rfm_fit_values(c->ctx, v.recency, v.frequency, v.monetary, v.n,
                                     &options, &rfm)))
        pq_make(return_value, &noun_rfm, rfm, NULL)->decimals = decimals;
    pq_end(c);
}

/* ---- scores ---- */

static void put_scores(pq_result *r, const quen_rfm *rfm, const uint8_t scores[3],
                       uint8_t segment)
{
    pq_add_long(r, scores[0]);
    pq_add_long(r, scores[1]);
    if (quen_rfm_has_money(rfm))
        pq_add_long(r, scores[2]);
    else
        pq_add_null(r);
    pq_add_text(r, quen_rfm_segment_name(rfm, segment));
}

void pq_put_rfm_customer(zval *to, const pq_handle *keys, const quen_rfm *rfm, size_t row)
{
    quen_key key = quen_rfm_customer_key(rfm, row);

    if (key.kind != QUEN_KEY_NONE)
        pq_put_key(to, key);
    else
        pq_put_customer(to, keys, quen_rfm_customers(rfm)[row]);
}

static void put_score(zval *to, const pq_handle *keys, const quen_rfm *rfm, int decimals,
                      size_t row)
{
    pq_result r = pq_result_new(to, pq_ce_rfm_score);

    pq_put_rfm_customer(pq_add(&r), keys, rfm, row);
    pq_add_long(&r, quen_rfm_recency(rfm)[row]);
    pq_add_long(&r, quen_rfm_frequency(rfm)[row]);
    if (quen_rfm_has_money(rfm))
        pq_add_decimal(&r, quen_rfm_monetary(rfm)[row], decimals);
    else
        pq_add_null(&r);
    put_scores(&r, rfm, quen_rfm_scores(rfm) + 3 * row, quen_rfm_segments(rfm)[row]);
}

static void score_row(const pq_rows *rows, size_t i, zval *to)
{
    put_score(to, rows->keys, rows->handle->thing, rows->decimals, i);
}

/* Whether money can be told, where there is some; else an exception. */
static bool knows_money(const pq_object *self)
{
    int decimals;

    return !quen_rfm_has_money(self->handle->thing) || pq_decimals(self, &decimals);
}

ZEND_METHOD(Quen_Rfm, scores)
{
    PQ_BEGIN(self);
    if (knows_money(self)) {
        size_t n = quen_rfm_n_customers(self->handle->thing);
        pq_rows_new(return_value, score_row, n, n, self, NULL);
    }
    pq_end(c);
}

/* The row of a customer's number; false with an exception. */
static bool row_of(const quen_rfm *rfm, uint32_t number, size_t *row)
{
    if (pq_find_number(quen_rfm_customers(rfm), quen_rfm_n_customers(rfm), number, row))
        return true;
    pq_raise(QUEN_ERR_NOT_FOUND, "rfm: the customer did not buy before the moment");
    return false;
}

static bool find_row(pq_call *c, const pq_object *self, size_t *row)
{
    const quen_rfm *rfm = self->handle->thing;
    quen_key first = quen_rfm_customer_key(rfm, 0), key;
    char digits[PQ_DIGITS];
    uint32_t number;

    if (first.kind != QUEN_KEY_NONE)
        return pq_key(c, PQ_ARG(c, 1), first.kind, "customer", digits, &key) &&
               pq_ok(c, quen_rfm_find_customer(c->ctx, rfm, key, row));
    return pq_customer_number(c, self->keys, PQ_ARG(c, 1), UINT32_MAX, &number) &&
           row_of(rfm, number, row);
}

ZEND_METHOD(Quen_Rfm, customer)
{
    size_t row;

    PQ_BEGIN(self);
    if (knows_money(self) && find_row(c, self, &row))
        put_score(return_value, self->keys, self->handle->thing, self->decimals, row);
    pq_end(c);
}

/* ---- others, scored by the stored cut points ---- */

typedef struct scored {
    int64_t recency, frequency, monetary;
    uint8_t scores[3], segment;
} scored;

static void scored_row(const pq_rows *rows, size_t i, zval *to)
{
    const scored *s = (const scored *)rows->data + i;
    const quen_rfm *rfm = rows->handle->thing;
    pq_result r = pq_result_new(to, pq_ce_rfm_score);

    pq_add_long(&r, (int64_t)i);
    pq_add_long(&r, s->recency);
    pq_add_long(&r, s->frequency);
    if (quen_rfm_has_money(rfm))
        pq_add_decimal(&r, s->monetary, rows->decimals);
    else
        pq_add_null(&r);
    put_scores(&r, rfm, s->scores, s->segment);
}

static scored *together(const values *v, const uint8_t *scores, const uint8_t *segments)
{
    scored *all = safe_emalloc(v->n + 1, sizeof *all, 0);

    for (size_t i = 0; i < v->n; i++) {
        int64_t monetary = v->monetary ? v->monetary[i] : 0;
        all[i] = (scored){v->recency[i], v->frequency[i], monetary, {0}, segments[i]};
        memcpy(all[i].scores, scores + 3 * i, 3);
    }
    return all;
}

ZEND_METHOD(Quen_Rfm, score)
{
    values v;

    PQ_BEGIN(self);
    if (knows_money(self) && take_values(c, self->decimals, &v)) {
        uint8_t *scores = pq_memory_of(v.n + 1, 3), *segments = pq_memory_of(v.n + 1, 1);
        if (pq_ok(c, quen_rfm_score(c->ctx, self->handle->thing, v.recency, v.frequency,
                                    v.monetary, v.n, scores, segments)))
            pq_rows_new(return_value, scored_row, v.n, v.n, self,
                        together(&v, scores, segments));
    }
    pq_end(c);
}

/* ---- segments ---- */

void pq_segment_row(const pq_rows *rows, size_t i, zval *to)
{
    const quen_rfm *rfm = rows->handle->thing;
    const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, (uint32_t)i);
    bool has_money = quen_rfm_has_money(rfm);
    pq_result r = pq_result_new(to, pq_ce_segment);

    pq_add_text(&r, quen_rfm_segment_name(rfm, (uint32_t)i));
    pq_add_text(&r, quen_rfm_segment_meaning(rfm, (uint32_t)i));
    pq_add_long(&r, (int64_t)s->customers);
    pq_add_double(&r, (double)s->customers / (double)quen_rfm_n_customers(rfm));
    pq_add_long(&r, (int64_t)s->frequency);
    if (has_money)
        pq_add_decimal(&r, s->monetary, rows->decimals);
    else
        pq_add_null(&r);
    pq_add_long(&r, s->recency_median);
    pq_add_long(&r, s->frequency_median);
    if (has_money)
        pq_add_decimal(&r, s->monetary_median, rows->decimals);
    else
        pq_add_null(&r);
}

ZEND_METHOD(Quen_Rfm, summary)
{
    PQ_BEGIN(self);
    if (knows_money(self)) {
        size_t n = quen_rfm_n_segments(self->handle->thing);
        pq_rows_new(return_value, pq_segment_row, n, n, self, NULL);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Rfm, codes)
{
    const quen_rfm *rfm;
    const char *between;
    unsigned bins;

    PQ_BEGIN(self);
    rfm = self->handle->thing;
    bins = quen_rfm_n_bins(rfm);
    between = bins > 9 ? "-" : "";
    array_init_size(return_value, bins * bins * bins);
    for (unsigned i = 0; i < bins * bins * bins; i++) {
        char code[16];
        snprintf(code, sizeof code, "%u%s%u%s%u", i / bins / bins + 1, between,
                 i / bins % bins + 1, between, i % bins + 1);
        zval name;
        ZVAL_STRING(&name, quen_rfm_segment_name(rfm, quen_rfm_codes(rfm)[i]));
        zend_symtable_str_update(Z_ARRVAL_P(return_value), code, strlen(code), &name);
    }
    pq_end(c);
}

static void put_cuts(zval *to, const pq_object *self, uint32_t axis)
{
    size_t groups, n = quen_rfm_n_bins(self->handle->thing) - 1;
    const int64_t *cuts = quen_rfm_cuts(self->handle->thing, axis, &groups);

    array_init_size(to, (uint32_t)groups);
    for (size_t i = 0; i < groups; i++) {
        zval group, value;
        array_init_size(&group, (uint32_t)n);
        for (size_t j = 0; j < n; j++) {
            ZVAL_LONG(&value, (zend_long)cuts[i * n + j]);
            if (axis == 2)
                pq_put_decimal(&value, cuts[i * n + j], self->decimals);
            add_next_index_zval(&group, &value);
        }
        add_next_index_zval(to, &group);
    }
}

ZEND_METHOD(Quen_Rfm, cuts)
{
    static const char *const axes[] = {"r", "f", "m"};

    PQ_BEGIN(self);
    if (knows_money(self)) {
        uint32_t n = quen_rfm_has_money(self->handle->thing) ? 3 : 2;
        array_init(return_value);
        for (uint32_t axis = 0; axis < n; axis++) {
            zval groups;
            put_cuts(&groups, self, axis);
            add_assoc_zval(return_value, axes[axis], &groups);
        }
    }
    pq_end(c);
}
