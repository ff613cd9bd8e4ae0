/* quen ask: what is known of a customer, an item or a basket, and what to offer. */
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "print.h"

enum { OFFERS = 5, DUE_DAYS = 30 };

/* ---- offers ---- */

typedef struct asked {
    shop shop;
    uint64_t top;
    quen_offer *offers;
    size_t capacity, n;
} asked;

static int make_room(asked *a)
{
    a->capacity = answer_some(a->top, quen_shop_n_items(a->shop.shop));
    a->offers = calloc(a->capacity + 1, sizeof *a->offers);
    return a->offers ? PROGRAM_DONE : no_memory(a->shop.s);
}

/* Offers alone, as JSON in an object, as CSV, or as a table with a title. */
static int answer_offers(const asked *a, bool is_first)
{
    session *s = a->shop.s;
    json_out j;
    int status;

    if (s->form == FORM_JSON) {
        j = json_begin(s->out);
        json_open(&j, '{');
        shop_put_json(&a->shop, &j);
        status = offer_rows(&a->shop, "offers", a->offers, a->n, &j);
        json_close(&j, '}');
        return json_end(&j) ? status : no_memory(s);
    }
    if (s->form == FORM_TABLE)
        answer_title(s, TEXT_TITLE_OFFERS, is_first);
    if (s->form == FORM_TABLE && a->n == 0) {
        tell(s->out, "{0}\n", WITH(say(s->texts, TEXT_NOTHING_TO_OFFER)));
        return PROGRAM_DONE;
    }
    return offer_rows(&a->shop, "offers", a->offers, a->n, NULL);
}

/* ---- a customer ---- */

static const column due_columns[] = {
    {"key", TEXT_TITLE_ITEM, true, false},
    {"name", TEXT_TITLE_NAME, true, false},
    {"chance", TEXT_TITLE_CHANCE, true, true},
    {"due", TEXT_TITLE_EXPECTED, true, true},
};

static int due_rows(const shop *p, const quen_shop_customer *c, json_out *j)
{
    column columns[4];
    char room[SLICE_ROOM];
    rows r;

    memcpy(columns, due_columns, sizeof columns);
    columns[1].is_shown = p->items != NULL;
    rows_begin(&r, p->s, &p->format, columns, 4, j);
    for (uint32_t i = 0; i < c->n_due; i++) {
        rows_open(&r);
        rows_key(&r, quen_shop_item_key(p->shop, c->due[i]));
        if (p->items)
            rows_text(&r, shop_item_name(p, c->due[i], room));
        else
            rows_none(&r);
        rows_share(&r, c->due_chance[i]);
        rows_time(&r, c->due_s[i]);
        rows_close(&r);
    }
    return rows_end(&r) ? PROGRAM_DONE : no_memory(p->s);
}

static int customer_object(const shop *p, const quen_shop_customer *c, json_out *j)
{
    column columns[CUSTOMER_COLUMNS];
    rows r;

    customer_columns(p, VIEW_RISK, columns);
    rows_begin(&r, p->s, &p->format, columns, CUSTOMER_COLUMNS, j);
    customer_row(&r, p, c);
    return rows_end(&r) ? PROGRAM_DONE : no_memory(p->s);
}

static int customer_json(const asked *a, const quen_shop_customer *c)
{
    session *s = a->shop.s;
    json_out j = json_begin(s->out);
    int status;

    json_open(&j, '{');
    shop_put_json(&a->shop, &j);
    json_name(&j, "customer");
    status = customer_object(&a->shop, c, &j);
    json_name(&j, "due");
    json_open(&j, '[');
    if (status == PROGRAM_DONE)
        status = due_rows(&a->shop, c, &j);
    json_close(&j, ']');
    if (status == PROGRAM_DONE)
        status = offer_rows(&a->shop, "offers", a->offers, a->n, &j);
    json_close(&j, '}');
    return json_end(&j) ? status : no_memory(s);
}

static void customer_title(const shop *p, const quen_shop_customer *c)
{
    char own_room[SLICE_ROOM], name_room[SLICE_ROOM];
    slice key = slice_of_key(c->key, own_room);
    slice name = shop_customer_name(p, c->key, name_room);
    FILE *out = p->s->out;

    fputs(p->s->color ? "\033[1m" : "", out);
    print_text(out, key.text, key.size, PRINT_COLUMNS);
    if (p->customers) {
        fputs("  ", out);
        print_text(out, name.text, name.size, PRINT_COLUMNS);
    }
    fputs(p->s->color ? "\033[0m\n" : "\n", out);
}

static void title_of_days(session *s, text_id title, const char *days)
{
    char sentence[128];

    fill(sentence, sizeof sentence, say(s->texts, title), WITH(days));
    fputs(s->color ? "\n\033[1m" : "\n", s->out);
    tell(s->out, "{0}", WITH(sentence));
    fputs(s->color ? "\033[0m\n" : "\n", s->out);
}

static int customer_people(const asked *a, const quen_shop_customer *c)
{
    const shop *p = &a->shop;
    rows r;
    int status = PROGRAM_DONE;

    customer_title(p, c);
    facts_begin(&r, p->s, &p->format);
    customer_facts(&r, p, c);
    if (!rows_end(&r))
        return no_memory(p->s);
    if (c->n_due > 0) {
        title_of_days(p->s, TEXT_TITLE_DUE_ITEMS, format_days(&p->format, DUE_DAYS).s);
        status = due_rows(p, c, NULL);
    }
    if (status == PROGRAM_DONE && (c->parts & QUEN_SHOP_ITEMCF))
        status = answer_offers(a, false);
    return status;
}

static int ask_customer(asked *a)
{
    shop *p = &a->shop;
    session *s = p->s;
    quen_shop_customer c;
    int status;

    status = shop_customer(p, s->words[2], &c);
    if (status == PROGRAM_DONE && (c.parts & QUEN_SHOP_ITEMCF) &&
        c.key.kind != QUEN_KEY_NONE)
        status = library_fault(s, p->file,
                               quen_shop_recommend(s->ctx, p->shop, c.key, NULL,
                                                   a->offers, a->capacity, &a->n));
    if (status != PROGRAM_DONE)
        return status;
    return s->form == FORM_JSON  ? customer_json(a, &c)
           : s->form == FORM_CSV ? customer_object(p, &c, NULL)
                                 : customer_people(a, &c);
}

/* ---- an item, a basket ---- */

static int ask_item(asked *a)
{
    shop *p = &a->shop;
    session *s = p->s;
    key_room room;
    quen_status status;

    status = quen_shop_similar(s->ctx, p->shop, shop_item_key(p, s->words[2], &room),
                               NULL, a->offers, a->capacity, &a->n);
    if (status == QUEN_ERR_NOT_FOUND)
        return fault(s, PROGRAM_NOT_FOUND, TEXT_NO_SUCH_ITEM, WITH(p->file, s->words[2]));
    if (status != QUEN_OK)
        return library_fault(s, p->file, status);
    return answer_offers(a, true);
}

/* The items that the shop knows; the others are told of. */
static size_t known_items(const shop *p, quen_key *keys, key_room *rooms)
{
    session *s = p->s;
    size_t n = 0;

    for (size_t i = 2; i < s->n_words; i++) {
        uint32_t item;
        keys[n] = shop_item_key(p, s->words[i], &rooms[n]);
        if (quen_shop_find_item(s->ctx, p->shop, keys[n], &item) == QUEN_OK)
            n++;
        else
            remark(s, TEXT_PASSED_OVER, WITH(s->words[i]));
    }
    return n;
}

static int ask_basket_of(asked *a, quen_key *keys, key_room *rooms)
{
    shop *p = &a->shop;
    session *s = p->s;
    size_t n = known_items(p, keys, rooms);
    int status;

    if (n == 0 && quen_shop_itemcf(p->shop))
        return fault(s, PROGRAM_NOT_FOUND, TEXT_NO_SUCH_ITEM, WITH(p->file, s->words[2]));
    status = library_fault(s, p->file,
                           quen_shop_recommend_basket(s->ctx, p->shop, keys, n, NULL,
                                                      a->offers, a->capacity, &a->n));
    return status == PROGRAM_DONE ? answer_offers(a, true) : status;
}

static int ask_basket(asked *a)
{
    session *s = a->shop.s;
    quen_key *keys = calloc(s->n_words, sizeof *keys);
    key_room *rooms = calloc(s->n_words, sizeof *rooms);
    int status = keys && rooms ? ask_basket_of(a, keys, rooms) : no_memory(s);

    free(keys);
    free(rooms);
    return status;
}

/* ---- the command ---- */

int command_ask(session *s)
{
    const char *what = s->words[1];
    int (*ask)(asked * a) = strcmp(what, "customer") == 0 ? ask_customer
                            : strcmp(what, "item") == 0   ? ask_item
                            : strcmp(what, "basket") == 0 ? ask_basket
                                                          : NULL;
    asked a = {.n = 0};
    int status;

    if (!ask)
        return usage_fault(s, TEXT_NO_SUCH_SUBJECT, WITH(what, s->command->first));
    if (ask != ask_basket && s->n_words > 3)
        return usage_fault(s, TEXT_ONE_KEY, WITH(what));
    if (answer_top(s, OFFERS, &a.top) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    status = shop_open(&a.shop, s, s->words[0]);
    if (status == PROGRAM_DONE)
        status = make_room(&a);
    if (status == PROGRAM_DONE)
        status = ask(&a);
    free(a.offers);
    shop_close(&a.shop);
    return status;
}
