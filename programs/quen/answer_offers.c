/* Items on offer, and why. */
#include "answer.h"

static const column columns[] = {
    {"key", TEXT_TITLE_ITEM, true, false},
    {"name", TEXT_TITLE_NAME, true, false},
    {"score", TEXT_TITLE_SCORE, false, true},
    {"popular", TEXT_TITLE_LATE, false, true},
    {"reasons", TEXT_TITLE_BECAUSE, true, false},
};

enum { COLUMNS = 5 };

/* Why, in codes: what it goes with, or that it sells well. */
static void reasons_cell(rows *r, const shop *p, const quen_offer *offer)
{
    char rooms[QUEN_OFFER_REASONS][SLICE_ROOM], called[QUEN_OFFER_REASONS][SLICE_ROOM];
    slice codes[QUEN_OFFER_REASONS], shown[QUEN_OFFER_REASONS];
    size_t n = offer->n_reasons;

    for (size_t i = 0; i < n; i++) {
        codes[i] = slice_of_key(quen_shop_item_key(p->shop, offer->reasons[i]), rooms[i]);
        shown[i] = shop_item_name(p, offer->reasons[i], called[i]);
    }
    if (n == 0 && offer->popular && r->s->form == FORM_TABLE)
        rows_text(r, slice_of(say(r->s->texts, TEXT_SELLS_WELL)));
    else
        rows_texts(r, codes, shown, n);
}

static void offer_row(rows *r, const shop *p, const quen_offer *offer)
{
    char room[SLICE_ROOM];

    rows_open(r);
    rows_key(r, quen_shop_item_key(p->shop, offer->item));
    if (p->items)
        rows_text(r, shop_item_name(p, offer->item, room));
    else
        rows_none(r);
    rows_number(r, offer->score, 5);
    rows_flag(r, offer->popular != 0);
    reasons_cell(r, p, offer);
    rows_close(r);
}

int offer_rows(const shop *p, const char *name, const quen_offer *offers, size_t n,
               json_out *j)
{
    column shown[COLUMNS];
    rows r;

    for (size_t i = 0; i < COLUMNS; i++)
        shown[i] = columns[i];
    shown[1].is_shown = p->items != NULL;
    if (j) {
        json_name(j, name);
        json_open(j, '[');
    }
    rows_begin(&r, p->s, &p->format, shown, COLUMNS, j);
    for (size_t i = 0; i < n; i++)
        offer_row(&r, p, &offers[i]);
    if (j)
        json_close(j, ']');
    return rows_end(&r) ? PROGRAM_DONE : no_memory(p->s);
}
