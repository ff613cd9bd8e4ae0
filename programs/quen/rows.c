/*
 * JSON and CSV go out as they come; a table is kept until its end, when the widths of its
 * columns are known.
 */
#include "rows_table.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"

/* ---- rows ---- */

void rows_begin(rows *r, session *s, const format *f, const column *columns, size_t n,
                json_out *json)
{
    *r = (rows){.s = s, .f = f, .columns = columns, .n_columns = n, .json = json};
    if (s->form == FORM_CSV && session_has(s, OPTION_MARK))
        csv_mark(s->out);
    for (size_t i = 0; i < n && s->form == FORM_CSV; i++) {
        if (i > 0)
            csv_comma(s->out);
        csv_plain(s->out, columns[i].name);
    }
    if (s->form == FORM_CSV)
        csv_end_row(s->out);
    for (size_t i = 0; i < n && s->form == FORM_TABLE; i++)
        if (columns[i].is_shown) {
            const char *title = say(s->texts, columns[i].title);
            rows_keep(r, title, strlen(title));
        }
}

void facts_begin(rows *r, session *s, const format *f)
{
    static const column columns[] = {{"", TEXT_TITLE_NAME, true, false},
                                     {"", TEXT_TITLE_NAME, true, false}};

    *r = (rows){.s = s, .f = f, .columns = columns, .n_columns = 2, .is_facts = true};
}

void facts_put(rows *r, text_id label, const char *text)
{
    const char *name = say(r->s->texts, label);

    rows_keep(r, name, strlen(name));
    rows_keep(r, text, strlen(text));
}

void rows_open(rows *r)
{
    r->at = 0;
    if (r->json)
        json_open(r->json, '{');
}

void rows_close(rows *r)
{
    if (r->json)
        json_close(r->json, '}');
    if (r->s->form == FORM_CSV)
        csv_end_row(r->s->out);
}

bool rows_end(rows *r)
{
    if (r->s->form == FORM_TABLE && !r->failed)
        rows_print_table(r);
    free(r->text);
    free(r->ends);
    return !r->failed;
}

/* ---- cells ---- */

/* The column of the next cell; of CSV, with what stands in front of the cell. */
static const column *step(rows *r)
{
    if (r->s->form == FORM_CSV && r->at > 0)
        csv_comma(r->s->out);
    return &r->columns[r->at++];
}

/* A cell that is plain in CSV, "" if it is not known, and shown to people. */
static void put(rows *r, const column *c, const char *plain, slice shown)
{
    if (r->s->form == FORM_CSV)
        csv_plain(r->s->out, plain);
    else if (r->s->form == FORM_TABLE && c->is_shown)
        rows_keep(r, shown.text, shown.size);
}

void rows_none(rows *r)
{
    const column *c = step(r);

    if (r->json)
        json_put_null(r->json, c->name);
    put(r, c, "", slice_of("-"));
}

void rows_text(rows *r, slice text)
{
    const column *c = step(r);

    if (r->json)
        json_put_bytes(r->json, c->name, text.text, text.size);
    else if (r->s->form == FORM_CSV)
        csv_text(r->s->out, text.text, text.size);
    else
        put(r, c, "", text);
}

void rows_key(rows *r, quen_key key)
{
    char room[SLICE_ROOM];

    if (!r->json)
        rows_text(r, slice_of_key(key, room));
    else
        json_put_key(r->json, step(r)->name, key);
}

void rows_word(rows *r, const char *word, const char *shown)
{
    if (r->s->form == FORM_TABLE)
        rows_text(r, slice_of(shown));
    else
        rows_text(r, slice_of(word));
}

/* "a; b": names have commas. */
static void join(rows *r, const column *c, const slice *pieces, size_t n)
{
    size_t needed = 0, at = 0;
    char *joined;

    for (size_t i = 0; i < n; i++)
        needed += pieces[i].size + 2;
    joined = malloc(needed + 1);
    if (!joined) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            memcpy(joined + at, "; ", 2);
            at += 2;
        }
        memcpy(joined + at, pieces[i].text, pieces[i].size);
        at += pieces[i].size;
    }
    if (r->s->form == FORM_CSV)
        csv_text(r->s->out, joined, at);
    else
        put(r, c, "", n > 0 ? (slice){joined, at} : slice_of("-"));
    free(joined);
}

void rows_texts(rows *r, const slice *codes, const slice *shown, size_t n)
{
    const column *c = step(r);

    if (!r->json) {
        join(r, c, r->s->form == FORM_CSV ? codes : shown, n);
        return;
    }
    json_name(r->json, c->name);
    json_open(r->json, '[');
    for (size_t i = 0; i < n; i++)
        json_bytes(r->json, codes[i].text, codes[i].size);
    json_close(r->json, ']');
}

void rows_count(rows *r, uint64_t n)
{
    const column *c = step(r);
    char plain[24];

    snprintf(plain, sizeof plain, "%" PRIu64, n);
    if (r->json)
        json_put_uint(r->json, c->name, n);
    put(r, c, plain, slice_of(format_count(r->f, n).s));
}

void rows_whole(rows *r, int64_t n)
{
    const column *c = step(r);
    char plain[24];

    snprintf(plain, sizeof plain, "%" PRId64, n);
    if (r->json)
        json_put_int(r->json, c->name, n);
    put(r, c, plain, slice_of(n < 0 ? plain : format_count(r->f, (uint64_t)n).s));
}

void rows_flag(rows *r, bool value)
{
    rows_count(r, value);
}

/* A double: the fewest digits that read back. */
static void put_double(rows *r, double value, words shown)
{
    const column *c = step(r);
    char plain[32] = "";
    quen__json json = {plain, sizeof plain - 1, 0, 1};

    if (r->json)
        json_put_double(r->json, c->name, value);
    if (isfinite(value))
        quen__json_double(&json, value);
    put(r, c, plain, slice_of(shown.s));
}

void rows_number(rows *r, double value, unsigned decimals)
{
    put_double(r, value, format_number(r->f, value, decimals));
}

void rows_share(rows *r, double value)
{
    put_double(r, value, format_share(r->f, value));
}

void rows_money(rows *r, int64_t amount)
{
    const column *c;

    if (amount == QUEN_AMOUNT_NONE) {
        rows_none(r);
        return;
    }
    c = step(r);
    if (r->json)
        json_put_money(r->json, c->name, amount, &r->f->money);
    put(r, c, format_money_plain(r->f, amount).s, slice_of(format_money(r->f, amount).s));
}

void rows_expected(rows *r, double amount)
{
    const column *c;

    if (r->json || !(fabs(amount) < 9e18)) {
        put_double(r, amount, format_money_of(r->f, amount));
        return;
    }
    c = step(r);
    put(r, c, format_money_plain(r->f, (int64_t)(amount + (amount < 0 ? -0.5 : 0.5))).s,
        slice_of(format_money_of(r->f, amount).s));
}

void rows_time(rows *r, int64_t time_s)
{
    const column *c = step(r);

    if (r->json)
        json_put_time(r->json, c->name, time_s);
    put(r, c, format_utc(time_s).s, slice_of(format_day(r->f, time_s).s));
}
