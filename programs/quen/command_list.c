/* quen list: who may leave, who is due, whom to win back, who is in a segment. */
#include <stdlib.h>
#include <string.h>

#include "answer.h"

enum { DAY = 86400, DAYS = 7 };

typedef struct listing {
    shop shop;
    const char *what;
    uint32_t segment; /* UINT32_MAX: any */
    double min_risk;
    uint32_t *customers;
    size_t capacity, n, total;
} listing;

/* ---- customers ---- */

static quen_status ask(listing *l)
{
    quen_context *ctx = l->shop.s->ctx;
    const quen_shop *from = l->shop.shop;

    if (strcmp(l->what, "at-risk") == 0)
        return quen_shop_list_at_risk(ctx, from, l->min_risk, l->segment, l->customers,
                                      l->capacity, &l->n, &l->total);
    if (strcmp(l->what, "win-back") == 0)
        return quen_shop_list_lapsed_valuable(ctx, from, 0, l->segment, l->customers,
                                              l->capacity, &l->n, &l->total);
    return quen_shop_list_segment(ctx, from, l->segment, l->customers, l->capacity, &l->n,
                                  &l->total);
}

static customer_view view_of(const listing *l)
{
    return strcmp(l->what, "at-risk") == 0    ? VIEW_RISK
           : strcmp(l->what, "win-back") == 0 ? VIEW_WIN_BACK
                                              : VIEW_SEGMENT;
}

static int customer_rows(listing *l, json_out *j)
{
    session *s = l->shop.s;
    column columns[CUSTOMER_COLUMNS];
    quen_status status = QUEN_OK;
    rows r;

    customer_columns(&l->shop, view_of(l), columns);
    rows_begin(&r, s, &l->shop.format, columns, CUSTOMER_COLUMNS, j);
    for (size_t i = 0; i < l->n && status == QUEN_OK; i++) {
        quen_shop_customer c;
        quen_shop_customer_init(&c, sizeof c);
        status = quen_shop_get_customer_at(s->ctx, l->shop.shop, l->customers[i], &c);
        if (status == QUEN_OK)
            customer_row(&r, &l->shop, &c);
    }
    if (!rows_end(&r))
        return no_memory(s);
    return library_fault(s, l->shop.file, status);
}

/* ---- the forms ---- */

/* What stands in front of rows of JSON, and behind them. */
static void begin_json(const listing *l, json_out *j)
{
    json_open(j, '{');
    json_put_text(j, "list", l->what);
    shop_put_json(&l->shop, j);
}

static int end_json(session *s, json_out *j, int status)
{
    json_close(j, ']');
    json_close(j, '}');
    return json_end(j) ? status : no_memory(s);
}

static int customers_json(listing *l)
{
    session *s = l->shop.s;
    json_out j = json_begin(s->out);

    begin_json(l, &j);
    if (l->segment == UINT32_MAX)
        json_put_null(&j, "segment");
    else
        json_put_text(&j, "segment",
                      quen_rfm_segment_name(quen_shop_rfm(l->shop.shop), l->segment));
    json_put_uint(&j, "total", l->total);
    json_name(&j, "rows");
    json_open(&j, '[');
    return end_json(s, &j, customer_rows(l, &j));
}

static void list_title(const listing *l)
{
    const quen_rfm *rfm = quen_shop_rfm(l->shop.shop);
    session *s = l->shop.s;
    const texts *t = s->texts;
    const char *title =
        say(t, view_of(l) == VIEW_RISK ? TEXT_TITLE_AT_RISK : TEXT_TITLE_WIN_BACK);

    if (l->segment != UINT32_MAX && view_of(l) == VIEW_SEGMENT)
        title = say_segment(t, quen_rfm_segment_name(rfm, l->segment));
    fputs(s->color ? "\033[1m" : "", s->out);
    tell(s->out, "{0}", WITH(title));
    fputs(s->color ? "\033[0m\n" : "\n", s->out);
    if (view_of(l) == VIEW_SEGMENT) {
        tell(s->out, "{0}\n",
             WITH(say_segment_meaning(t, quen_rfm_segment_meaning(rfm, l->segment))));
        tell(s->out, "{0}\n",
             WITH(say_segment_task(t, quen_rfm_segment_name(rfm, l->segment))));
    }
}

static int customers_people(listing *l)
{
    session *s = l->shop.s;
    const format *f = &l->shop.format;
    int status;

    list_title(l);
    if (l->n == 0) {
        tell(s->out, "{0}\n", WITH(say(s->texts, TEXT_NOBODY_LISTED)));
        return PROGRAM_DONE;
    }
    status = customer_rows(l, NULL);
    tell(s->out, say_n(s->texts, TEXT_OF_CUSTOMERS, l->total),
         WITH(format_count(f, l->n).s, format_count(f, l->total).s));
    tell(s->out, "\n", NULL);
    return status;
}

static int list_customers(listing *l)
{
    session *s = l->shop.s;
    size_t all = quen_shop_n_customers(l->shop.shop);
    int status = answer_top(s, all, &l->capacity);

    if (status != PROGRAM_DONE)
        return status;
    l->customers = calloc(l->capacity + 1, sizeof *l->customers);
    if (!l->customers)
        return no_memory(s);
    status = library_fault(s, l->shop.file, ask(l));
    if (status != PROGRAM_DONE)
        return status;
    return s->form == FORM_JSON  ? customers_json(l)
           : s->form == FORM_CSV ? customer_rows(l, NULL)
                                 : customers_people(l);
}

/* ---- due ---- */

static const column due_columns[] = {
    {"customer", TEXT_TITLE_CUSTOMER, true, false},
    {"customer_name", TEXT_TITLE_NAME, true, false},
    {"item", TEXT_TITLE_ITEM, true, false},
    {"item_name", TEXT_TITLE_NAME, true, false},
    {"chance", TEXT_TITLE_CHANCE, true, true},
    {"times", TEXT_TITLE_TIMES, true, true},
    {"last", TEXT_TITLE_LAST_BOUGHT, true, true},
    {"due", TEXT_TITLE_EXPECTED, true, true},
};

enum { DUE_COLUMNS = sizeof due_columns / sizeof *due_columns };

static void due_row(rows *r, const shop *p, const quen_due *due)
{
    quen_key customer = quen_shop_customer_key(p->shop, due->customer);
    char room[SLICE_ROOM];

    rows_open(r);
    if (customer.kind == QUEN_KEY_NONE)
        rows_count(r, due->customer); /* the shop has numbers alone */
    else
        rows_key(r, customer);
    if (p->customers)
        rows_text(r, shop_customer_name(p, customer, room));
    else
        rows_none(r);
    rows_key(r, quen_shop_item_key(p->shop, due->item));
    if (p->items)
        rows_text(r, shop_item_name(p, due->item, room));
    else
        rows_none(r);
    rows_share(r, due->chance);
    rows_count(r, due->times);
    rows_time(r, due->last_s);
    rows_time(r, due->due_s);
    rows_close(r);
}

static int due_rows(const listing *l, const quen_due *due, size_t n, json_out *j)
{
    column columns[DUE_COLUMNS];
    rows r;

    memcpy(columns, due_columns, sizeof columns);
    columns[1].is_shown = l->shop.customers != NULL;
    columns[3].is_shown = l->shop.items != NULL;
    rows_begin(&r, l->shop.s, &l->shop.format, columns, DUE_COLUMNS, j);
    for (size_t i = 0; i < n; i++)
        due_row(&r, &l->shop, &due[i]);
    return rows_end(&r) ? PROGRAM_DONE : no_memory(l->shop.s);
}

static int due_json(const listing *l, const quen_due *due, size_t n, int64_t days)
{
    session *s = l->shop.s;
    json_out j = json_begin(s->out);

    begin_json(l, &j);
    json_put_int(&j, "days", days);
    json_name(&j, "rows");
    json_open(&j, '[');
    return end_json(s, &j, due_rows(l, due, n, &j));
}

static int due_people(const listing *l, const quen_due *due, size_t n, int64_t days)
{
    session *s = l->shop.s;

    fputs(s->color ? "\033[1m" : "", s->out);
    tell(s->out, say(s->texts, TEXT_TITLE_WHO_IS_DUE),
         WITH(format_days(&l->shop.format, (uint64_t)days).s));
    fputs(s->color ? "\033[0m\n" : "\n", s->out);
    if (n > 0)
        return due_rows(l, due, n, NULL);
    tell(s->out, "{0}\n", WITH(say(s->texts, TEXT_NOBODY_LISTED)));
    return PROGRAM_DONE;
}

static int answer_due(const listing *l, const quen_due *due, size_t n, int64_t days)
{
    switch (l->shop.s->form) {
    case FORM_JSON:
        return due_json(l, due, n, days);
    case FORM_CSV:
        return due_rows(l, due, n, NULL);
    default:
        return due_people(l, due, n, days);
    }
}

/* Items of customers, of which no more than all can be due. */
static size_t all_pairs(const shop *p)
{
    quen_habits_report report;

    if (!quen_shop_habits(p->shop))
        return 0;
    quen_habits_report_init(&report, sizeof report);
    quen_habits_get_report(quen_shop_habits(p->shop), &report);
    return (size_t)report.pairs;
}

static int list_due(listing *l)
{
    session *s = l->shop.s;
    const quen_key all = {0};
    int64_t days = DAYS;
    double min_chance = 0.1;
    size_t top, n = 0;
    quen_due *due;
    int status = answer_top(s, all_pairs(&l->shop), &top);

    if (status != PROGRAM_DONE || value_whole(s, OPTION_DAYS, 1, 36500, &days) ||
        value_share(s, OPTION_MIN_CHANCE, &min_chance))
        return PROGRAM_USAGE;
    due = calloc(top + 1, sizeof *due);
    if (!due)
        return no_memory(s);
    status = library_fault(s, l->shop.file,
                           quen_shop_list_due(s->ctx, l->shop.shop, all, INT64_MIN,
                                              days * DAY, min_chance, due, top, &n));
    if (status == PROGRAM_DONE)
        status = answer_due(l, due, n, days);
    free(due);
    return status;
}

/* ---- the command ---- */

/* Which segment is asked for: by the list's own word, or by --segment. */
static int find_segment(listing *l)
{
    session *s = l->shop.s;
    bool is_list = strcmp(l->what, "segment") == 0;
    const char *name =
        is_list && s->n_words == 3 ? s->words[2] : session_value(s, OPTION_SEGMENT);

    l->segment = UINT32_MAX;
    if (is_list && !name)
        return usage_fault(s, TEXT_SEGMENT_NAME_MISSING, NULL);
    return name ? shop_segment(&l->shop, name, &l->segment) : PROGRAM_DONE;
}

static bool is_list(const char *what)
{
    return strcmp(what, "at-risk") == 0 || strcmp(what, "win-back") == 0 ||
           strcmp(what, "segment") == 0 || strcmp(what, "due") == 0;
}

int command_list(session *s)
{
    listing l = {.what = s->words[1], .min_risk = 0.5};
    int status;

    if (!is_list(l.what))
        return usage_fault(s, TEXT_NO_SUCH_LIST, WITH(l.what, s->command->first));
    if (s->n_words == 3 && strcmp(l.what, "segment") != 0)
        return usage_fault(s, TEXT_WORD_TOO_MUCH, WITH(s->words[2]));
    if (value_share(s, OPTION_MIN_RISK, &l.min_risk) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    status = shop_open(&l.shop, s);
    if (status == PROGRAM_DONE)
        status = find_segment(&l);
    if (status == PROGRAM_DONE)
        status = strcmp(l.what, "due") == 0 ? list_due(&l) : list_customers(&l);
    free(l.customers);
    shop_close(&l.shop);
    return status;
}
