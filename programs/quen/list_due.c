/* quen list due: who is about to buy what again. */
#include <stdlib.h>
#include <string.h>

#include "list.h"

enum { DAY = 86400 };

void list_begin_json(const listing *l, json_out *j)
{
    json_open(j, '{');
    json_put_text(j, "list", l->what);
    shop_put_json(&l->shop, j);
}

int list_end_json(session *s, json_out *j, int status)
{
    json_close(j, ']');
    json_close(j, '}');
    return json_end(j) ? status : no_memory(s);
}

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

static int due_json(const listing *l, const quen_due *due, size_t n)
{
    session *s = l->shop.s;
    json_out j = json_begin(s->out);

    list_begin_json(l, &j);
    json_put_int(&j, "days", l->days);
    json_name(&j, "rows");
    json_open(&j, '[');
    return list_end_json(s, &j, due_rows(l, due, n, &j));
}

static int due_people(const listing *l, const quen_due *due, size_t n)
{
    session *s = l->shop.s;

    fputs(s->color ? "\033[1m" : "", s->out);
    tell(s->out, say(s->texts, TEXT_TITLE_WHO_IS_DUE),
         WITH(format_days(&l->shop.format, (uint64_t)l->days).s));
    fputs(s->color ? "\033[0m\n" : "\n", s->out);
    if (n > 0)
        return due_rows(l, due, n, NULL);
    tell(s->out, "{0}\n", WITH(say(s->texts, TEXT_NOBODY_LISTED)));
    return PROGRAM_DONE;
}

static int answer_due(const listing *l, const quen_due *due, size_t n)
{
    switch (l->shop.s->form) {
    case FORM_JSON:
        return due_json(l, due, n);
    case FORM_CSV:
        return due_rows(l, due, n, NULL);
    default:
        return due_people(l, due, n);
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

int list_due(listing *l)
{
    session *s = l->shop.s;
    const quen_key all = {0};
    size_t top = answer_some(l->top, all_pairs(&l->shop)), n = 0;
    quen_due *due = calloc(top + 1, sizeof *due);
    int status;

    if (!due)
        return no_memory(s);
    status =
        library_fault(s, l->shop.file,
                      quen_shop_list_due(s->ctx, l->shop.shop, all, INT64_MIN,
                                         l->days * DAY, l->min_chance, due, top, &n));
    if (status == PROGRAM_DONE)
        status = answer_due(l, due, n);
    free(due);
    return status;
}
