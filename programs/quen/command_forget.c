/* quen forget: the shop file anew without some customers, and what remains of them. */
#include <stdlib.h>

#include "answer.h"
#include "print.h"

static const column columns[] = {{"trace", TEXT_TITLE_TRACE, true, false}};

static int trace_rows(const shop *p, const quen_shop *without, json_out *j)
{
    rows r;

    rows_begin(&r, p->s, &p->format, columns, 1, j);
    for (size_t i = 0; i < quen_shop_n_traces(without); i++) {
        rows_open(&r);
        rows_text(&r, slice_of(quen_shop_trace_name(without, i)));
        rows_close(&r);
    }
    return rows_end(&r) ? PROGRAM_DONE : no_memory(p->s);
}

static int answer_json(const shop *p, const quen_shop *without, size_t n)
{
    json_out j = json_begin(p->s->out);

    json_open(&j, '{');
    json_put_uint(&j, "forgotten", n);
    json_put_uint(&j, "forgotten_since_training", quen_shop_n_forgotten(without));
    json_name(&j, "traces");
    json_open(&j, '[');
    for (size_t i = 0; i < quen_shop_n_traces(without); i++)
        json_text(&j, quen_shop_trace_name(without, i));
    json_close(&j, ']');
    json_close(&j, '}');
    return json_end(&j) ? PROGRAM_DONE : no_memory(p->s);
}

static void answer_people(const shop *p, const quen_shop *without, size_t n)
{
    session *s = p->s;

    tell(s->out, say_n(s->texts, TEXT_FORGOTTEN, n), WITH(format_count(&p->format, n).s));
    fputc('\n', s->out);
    print_sentence(s->out, say(s->texts, TEXT_TRACES), 0);
    for (size_t i = 0; i < quen_shop_n_traces(without); i++)
        tell(s->out, "  - {0}\n",
             WITH(say_trace(s->texts, quen_shop_trace_name(without, i))));
}

static int answer(const shop *p, const quen_shop *without)
{
    size_t n = quen_shop_n_forgotten(without) - quen_shop_n_forgotten(p->shop);

    if (p->s->form == FORM_JSON)
        return answer_json(p, without, n);
    if (p->s->form == FORM_CSV)
        return trace_rows(p, without, NULL);
    answer_people(p, without, n);
    return PROGRAM_DONE;
}

static int save(const shop *p, const quen_shop *without)
{
    session *s = p->s;
    const char *out = session_value(s, OPTION_OUT);
    int status;

    out = out ? out : p->file;
    status = library_fault(s, out, quen_shop_save(s->ctx, without, out));
    if (status != PROGRAM_DONE)
        return status;
    remark_words(s, quen_context_note(s->ctx));
    return answer(p, without);
}

static int forget_keys(const shop *p, quen_key *keys, key_room *rooms)
{
    session *s = p->s;
    quen_shop *without = NULL;
    quen_shop_customer c;
    size_t n = s->n_words - 1;
    int status = PROGRAM_DONE;

    for (size_t i = 0; i < n && status == PROGRAM_DONE; i++) {
        status = shop_customer(p, s->words[i + 1], &c);
        keys[i] = shop_customer_key(p, s->words[i + 1], &rooms[i]);
    }
    if (status == PROGRAM_DONE)
        status = library_fault(s, p->file,
                               quen_shop_forget(s->ctx, p->shop, keys, n, &without));
    if (status == PROGRAM_DONE)
        status = save(p, without);
    quen_shop_free(without);
    return status;
}

int command_forget(session *s)
{
    quen_key *keys = calloc(s->n_words, sizeof *keys);
    key_room *rooms = calloc(s->n_words, sizeof *rooms);
    shop p = {.s = s};
    int status = keys && rooms ? shop_open(&p, s, s->words[0]) : no_memory(s);

    if (status == PROGRAM_DONE)
        status = forget_keys(&p, keys, rooms);
    shop_close(&p);
    free(keys);
    free(rooms);
    return status;
}
