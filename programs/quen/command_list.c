/* quen list: who may leave, who is due, whom to win back, who is in a segment. */
#include <stdlib.h>
#include <string.h>

#include "list.h"

enum { DAYS = 7, TABLE_ROWS = 20 };

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

static int customers_json(listing *l)
{
    session *s = l->shop.s;
    json_out j = json_begin(s->out);

    list_begin_json(l, &j);
    if (l->segment == UINT32_MAX)
        json_put_null(&j, "segment");
    else
        json_put_text(&j, "segment",
                      quen_rfm_segment_name(quen_shop_rfm(l->shop.shop), l->segment));
    json_put_uint(&j, "total", l->total);
    json_name(&j, "rows");
    json_open(&j, '[');
    return list_end_json(s, &j, customer_rows(l, &j));
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
    int status;

    l->capacity = answer_some(l->top, quen_shop_n_customers(l->shop.shop));
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

/* ---- the command ---- */

/* Which segment is asked for: by the list's own word, or by --segment. */
static int find_segment(listing *l)
{
    session *s = l->shop.s;
    bool is_list = strcmp(l->what, "segment") == 0;
    const char *name =
        is_list && s->n_words == 3 ? s->words[2] : session_value(s, OPTION_SEGMENT);

    l->segment = UINT32_MAX;
    return name ? shop_segment(&l->shop, name, &l->segment) : PROGRAM_DONE;
}

/* What is wrong with the words and values, before any file is opened. */
static int read_line(session *s, listing *l)
{
    bool is_segment = strcmp(l->what, "segment") == 0;
    bool is_list = is_segment || strcmp(l->what, "at-risk") == 0 ||
                   strcmp(l->what, "win-back") == 0 || strcmp(l->what, "due") == 0;
    uint64_t usual = s->form == FORM_TABLE ? TABLE_ROWS : UINT64_MAX;

    if (!is_list)
        return usage_fault(s, TEXT_NO_SUCH_LIST, WITH(l->what, s->command->first));
    if (s->n_words == 3 && !is_segment)
        return usage_fault(s, TEXT_WORD_TOO_MUCH, WITH(s->words[2]));
    if (is_segment && s->n_words < 3 && !session_has(s, OPTION_SEGMENT))
        return usage_fault(s, TEXT_SEGMENT_NAME_MISSING, NULL);
    if (value_share(s, OPTION_MIN_RISK, &l->min_risk) ||
        value_share(s, OPTION_MIN_CHANCE, &l->min_chance) ||
        value_whole(s, OPTION_DAYS, 1, 36500, &l->days))
        return PROGRAM_USAGE;
    return answer_top(s, usual, &l->top);
}

int command_list(session *s)
{
    listing l = {.what = s->words[1], .min_risk = 0.5, .min_chance = 0.1, .days = DAYS};
    int status = read_line(s, &l);

    if (status == PROGRAM_DONE)
        status = shop_open(&l.shop, s, s->words[0]);
    if (status == PROGRAM_DONE)
        status = find_segment(&l);
    if (status == PROGRAM_DONE)
        status = strcmp(l.what, "due") == 0 ? list_due(&l) : list_customers(&l);
    free(l.customers);
    shop_close(&l.shop);
    return status;
}
