/*
 * A customer as a row and as facts. Names of columns are those of quen_shop_customer and
 * of the library's exports.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

enum { SHOWN_REASONS = 2 };

/* In which views a table shows a column. */
enum { IN_RISK = 1, IN_SEGMENT = 2, IN_WIN_BACK = 4, IN_ALL = 7 };

static const struct {
    column column;
    unsigned views;
} known[CUSTOMER_COLUMNS] = {
    {{"key", TEXT_TITLE_CUSTOMER, true, false}, IN_ALL},
    {{"name", TEXT_TITLE_NAME, true, false}, IN_ALL},
    {{"segment", TEXT_TITLE_SEGMENT, true, false}, IN_RISK | IN_WIN_BACK},
    {{"r", TEXT_TITLE_R, true, true}, 0},
    {{"f", TEXT_TITLE_F, true, true}, 0},
    {{"m", TEXT_TITLE_M, true, true}, 0},
    {{"recency", TEXT_TITLE_RECENCY, true, true}, IN_ALL},
    {{"frequency", TEXT_TITLE_FREQUENCY, true, true}, IN_SEGMENT},
    {{"monetary", TEXT_TITLE_MONETARY, true, true}, IN_SEGMENT},
    {{"risk", TEXT_TITLE_RISK, true, true}, IN_RISK | IN_SEGMENT},
    {{"alive", TEXT_TITLE_ALIVE, true, true}, IN_WIN_BACK},
    {{"orders", TEXT_TITLE_ORDERS, true, true}, 0},
    {{"value", TEXT_TITLE_VALUE, true, true}, IN_RISK | IN_WIN_BACK},
    {{"stake", TEXT_TITLE_STAKE, true, true}, IN_WIN_BACK},
    {{"late", TEXT_TITLE_LATE, true, true}, 0},
    {{"regular", TEXT_TITLE_REGULAR, true, true}, 0},
    {{"next", TEXT_TITLE_NEXT, true, true}, IN_SEGMENT},
    {{"next_from", TEXT_TITLE_NEXT, true, true}, 0},
    {{"next_to", TEXT_TITLE_NEXT, true, true}, 0},
    {{"hour", TEXT_TITLE_HOUR, true, true}, 0},
    {{"weekday", TEXT_TITLE_WEEKDAY, true, true}, 0},
    {{"due", TEXT_TITLE_DUE, true, false}, 0},
    {{"reasons", TEXT_TITLE_REASONS, true, false}, IN_RISK | IN_WIN_BACK},
};

static bool has_values(const shop *p)
{
    return quen_shop_has_money(p->shop) && quen_shop_lifetime(p->shop);
}

/* Whether a column says anything of this shop. */
static bool is_of_use(const shop *p, const char *name)
{
    if (strcmp(name, "name") == 0)
        return p->customers != NULL;
    if (strcmp(name, "monetary") == 0)
        return quen_shop_has_money(p->shop);
    if (strcmp(name, "value") == 0)
        return has_values(p);
    if (strcmp(name, "risk") == 0 || strcmp(name, "reasons") == 0)
        return quen_shop_churn(p->shop) != NULL;
    if (strcmp(name, "segment") == 0 || strcmp(name, "recency") == 0)
        return quen_shop_rfm(p->shop) != NULL;
    return strcmp(name, "next") != 0 || quen_shop_lifetime(p->shop) != NULL;
}

void customer_columns(const shop *p, customer_view view, column columns[])
{
    for (size_t i = 0; i < CUSTOMER_COLUMNS; i++) {
        columns[i] = known[i].column;
        columns[i].is_shown =
            (known[i].views >> view & 1) && is_of_use(p, columns[i].name);
    }
}

/* ---- a row ---- */

static void name_cell(rows *r, const shop *p, quen_key key)
{
    char room[SLICE_ROOM];

    if (p->customers)
        rows_text(r, shop_customer_name(p, key, room));
    else
        rows_none(r);
}

static void rfm_cells(rows *r, const quen_shop_customer *c)
{
    if (!(c->parts & QUEN_SHOP_RFM)) {
        for (int i = 0; i < 7; i++)
            rows_none(r);
        return;
    }
    rows_word(r, c->segment_name, say_segment(r->s->texts, c->segment_name));
    rows_count(r, c->r);
    rows_count(r, c->f);
    rows_count(r, c->m);
    rows_whole(r, c->recency);
    rows_whole(r, c->frequency);
    rows_money(r, c->monetary);
}

/* What is expected: money, or where values have no model, orders. */
static void expected_cell(rows *r, const quen_shop_customer *c, double figure)
{
    if (!isnan(c->value))
        rows_expected(r, figure);
    else
        rows_number(r, figure, 1);
}

/* Who came once or is as good as lost has no next visit to speak of. */
static bool is_far(const shop *p, int64_t time_s)
{
    return time_s - quen_shop_now_s(p->shop) > INT64_C(86400) * 3653;
}

static void lifetime_cells(rows *r, const shop *p, const quen_shop_customer *c)
{
    if (!(c->parts & QUEN_SHOP_LIFETIME)) {
        for (int i = 0; i < 9; i++)
            rows_none(r);
        return;
    }
    rows_share(r, c->alive);
    rows_number(r, c->orders, 1);
    rows_expected(r, c->value);
    expected_cell(r, c, c->stake);
    rows_flag(r, c->late != 0);
    rows_flag(r, c->regular != 0);
    if (r->s->form == FORM_TABLE && is_far(p, c->next_s[1]))
        rows_none(r);
    else
        rows_time(r, c->next_s[1]);
    rows_time(r, c->next_s[0]);
    rows_time(r, c->next_s[2]);
}

static void habit_cells(rows *r, const shop *p, const quen_shop_customer *c)
{
    char rooms[QUEN_SHOP_DUE][SLICE_ROOM], called[QUEN_SHOP_DUE][SLICE_ROOM];
    slice due[QUEN_SHOP_DUE], shown[QUEN_SHOP_DUE];

    for (uint32_t i = 0; i < c->n_due; i++) {
        due[i] = slice_of_key(quen_shop_item_key(p->shop, c->due[i]), rooms[i]);
        shown[i] = shop_item_name(p, c->due[i], called[i]);
    }
    for (int i = 0; i < 2; i++) {
        uint32_t n = i == 0 ? c->hour : c->weekday;
        if ((c->parts & QUEN_SHOP_HABITS) && n != UINT32_MAX)
            rows_count(r, n);
        else
            rows_none(r);
    }
    rows_texts(r, due, shown, c->n_due);
}

/* What raises the risk in words, each once: some features say the same of a customer. */
static size_t reasons_of(const texts *t, const quen_shop_customer *c,
                         slice shown[QUEN_CHURN_REASONS])
{
    size_t n = 0;

    for (uint32_t i = 0; i < c->n_reasons; i++) {
        size_t k = 0;
        slice reason = slice_of(say_reason(t, c->reasons[i]));
        while (k < n && strcmp(shown[k].text, reason.text) != 0)
            k++;
        if (k == n)
            shown[n++] = reason;
    }
    return n;
}

static void reasons_cell(rows *r, const quen_shop_customer *c)
{
    slice codes[QUEN_CHURN_REASONS], shown[QUEN_CHURN_REASONS];
    size_t n = reasons_of(r->s->texts, c, shown);

    for (uint32_t i = 0; i < c->n_reasons; i++)
        codes[i] = slice_of(c->reasons[i]);
    n = n < SHOWN_REASONS ? n : SHOWN_REASONS; /* a line of a table is long enough */
    rows_texts(r, codes, shown, r->s->form == FORM_TABLE ? n : c->n_reasons);
}

void customer_row(rows *r, const shop *p, const quen_shop_customer *c)
{
    bool has_risk = (c->parts & QUEN_SHOP_CHURN) != 0;

    rows_open(r);
    rows_key(r, c->key);
    name_cell(r, p, c->key);
    rfm_cells(r, c);
    if (has_risk)
        rows_share(r, c->risk);
    else
        rows_none(r);
    lifetime_cells(r, p, c);
    habit_cells(r, p, c);
    reasons_cell(r, c);
    rows_close(r);
}

/* ---- facts ---- */

static void rfm_facts(rows *r, const shop *p, const quen_shop_customer *c)
{
    const quen_rfm *rfm = quen_shop_rfm(p->shop);
    const format *f = &p->format;
    const texts *t = p->s->texts;
    const char *task;

    if (!(c->parts & QUEN_SHOP_RFM))
        return;
    facts_put(r, TEXT_TITLE_SEGMENT, say_segment(t, c->segment_name));
    facts_put(r, TEXT_TITLE_MEANING,
              say_segment_meaning(t, quen_rfm_segment_meaning(rfm, c->segment)));
    task = say_segment_task(t, c->segment_name);
    if (*task)
        facts_put(r, TEXT_TITLE_TASK, task);
    facts_put(r, TEXT_TITLE_LAST, format_days_ago(f, c->recency).s);
    facts_put(r, TEXT_TITLE_FREQUENCY, format_count(f, (uint64_t)c->frequency).s);
    if (c->monetary != QUEN_AMOUNT_NONE)
        facts_put(r, TEXT_TITLE_MONETARY, format_money(f, c->monetary).s);
}

static void risk_facts(rows *r, const shop *p, const quen_shop_customer *c)
{
    slice shown[QUEN_CHURN_REASONS];
    size_t n = reasons_of(p->s->texts, c, shown), at = 0;
    char why[512] = "";

    if (!(c->parts & QUEN_SHOP_CHURN))
        return;
    for (size_t i = 0; i < n && at < sizeof why; i++)
        at +=
            fill(why + at, sizeof why - at, "{0}{1}", WITH(i ? ", " : "", shown[i].text));
    facts_put(r, TEXT_TITLE_RISK, format_share(&p->format, c->risk).s);
    if (at > 0)
        facts_put(r, TEXT_TITLE_REASONS, why);
}

static void lifetime_facts(rows *r, const shop *p, const quen_shop_customer *c)
{
    const format *f = &p->format;
    char span[160];

    if (!(c->parts & QUEN_SHOP_LIFETIME))
        return;
    fill(span, sizeof span, say(p->s->texts, TEXT_SPAN),
         WITH(format_day(f, c->next_s[0]).s, format_day(f, c->next_s[2]).s));
    facts_put(r, TEXT_TITLE_ALIVE, format_share(f, c->alive).s);
    facts_put(r, TEXT_TITLE_NEXT,
              is_far(p, c->next_s[1]) ? say(p->s->texts, TEXT_NOT_EXPECTED) : span);
    facts_put(r, TEXT_TITLE_ORDERS, format_number(f, c->orders, 1).s);
    if (!isnan(c->value))
        facts_put(r, TEXT_TITLE_VALUE, format_money_of(f, c->value).s);
    if (c->late && !isnan(c->value))
        facts_put(r, TEXT_TITLE_STAKE, format_money_of(f, c->stake).s);
}

static void habit_facts(rows *r, const shop *p, const quen_shop_customer *c)
{
    if (!(c->parts & QUEN_SHOP_HABITS))
        return;
    if (c->hour != UINT32_MAX)
        facts_put(r, TEXT_TITLE_HOUR, format_hour(&p->format, c->hour).s);
    if (c->weekday != UINT32_MAX)
        facts_put(r, TEXT_TITLE_WEEKDAY, format_weekday(&p->format, c->weekday).s);
}

void customer_facts(rows *r, const shop *p, const quen_shop_customer *c)
{
    rfm_facts(r, p, c);
    risk_facts(r, p, c);
    lifetime_facts(r, p, c);
    habit_facts(r, p, c);
}
