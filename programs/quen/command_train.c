/* quen train: from a file of order lines to a shop file. */
#include "answer.h"
#include "findings.h"
#include "log.h"
#include "parts.h"

enum { DAY = 86400, HORIZON = 90 };

static const char *out_of(const session *s)
{
    const char *out = session_value(s, OPTION_OUT);

    return out ? out : "shop.quen";
}

/* Whether anybody is known; of a log without lines the library says what it lacks. */
static bool has_customers(const log_file *log)
{
    quen_order_totals t;

    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(log->orders, &t);
    return t.customers > 0 || t.lines == 0;
}

static int train(session *s, const log_file *log, quen_shop **out)
{
    quen_churn_options churn;
    quen_shop_options options;
    int64_t days = HORIZON;

    if (value_whole(s, OPTION_HORIZON, 1, 36500, &days) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    quen_churn_options_init(&churn, sizeof churn);
    churn.horizon_s = days * DAY;
    quen_shop_options_init(&options, sizeof options);
    options.utc_offset_s = log->lent.options.utc_offset_s;
    options.churn = &churn;
    if (!has_customers(log)) {
        remark(s, TEXT_NOBODY_KNOWN, NULL);
        options.parts = QUEN_SHOP_ITEMCF |
                        QUEN_SHOP_FIGURES; /* baskets alone: what is bought together */
    }
    return library_fault(s, log->file,
                         quen_shop_train(s->ctx, log->orders, &options, out));
}

/* What the owner should know before the answers are believed. */
static int tell_findings(session *s, const log_file *log)
{
    format f = {s->texts, {QUEN_DECIMALS_UNKNOWN, ""}, 0};
    quen_check *check = NULL;
    uint64_t n = 0;
    int status = finding_check(s, log, &check);

    if (status != PROGRAM_DONE)
        return status;
    for (size_t i = 0; i < quen_check_n_findings(check); i++)
        n += quen_check_finding(check, i)->severity >= QUEN_SEVERITY_WARNING;
    if (n > 0 && !s->quiet) {
        char sentence[256];
        fill(sentence, sizeof sentence, say_n(s->texts, TEXT_FOUND, n),
             WITH(format_count(&f, n).s));
        remark_words(s, sentence);
    }
    quen_check_free(check);
    return PROGRAM_DONE;
}

static void put_json(json_out *j, const shop *p)
{
    const char *note = quen_shop_churn_note(p->shop);

    json_open(j, '{');
    json_put_text(j, "file", p->file);
    shop_put_json(p, j);
    json_put_uint(j, "customers", quen_shop_n_customers(p->shop));
    json_put_uint(j, "items", quen_shop_n_items(p->shop));
    parts_put_json(j, "parts", quen_shop_parts(p->shop));
    if (*note)
        json_put_text(j, "churn_note", note);
    else
        json_put_null(j, "churn_note");
    json_close(j, '}');
}

static int answer(const shop *p)
{
    session *s = p->s;
    const format *f = &p->format;
    char parts[512];
    rows r;

    if (s->form == FORM_JSON) {
        json_out j = json_begin(s->out);
        put_json(&j, p);
        return json_end(&j) ? PROGRAM_DONE : no_memory(s);
    }
    parts_words(s->texts, quen_shop_parts(p->shop), parts, sizeof parts);
    answer_title(s, TEXT_TITLE_LEARNED, true);
    facts_begin(&r, s, f);
    facts_put(&r, TEXT_FACT_NOW, format_moment(f, quen_shop_now_s(p->shop)).s);
    facts_put(&r, TEXT_FACT_CUSTOMERS, format_count(f, quen_shop_n_customers(p->shop)).s);
    facts_put(&r, TEXT_FACT_ITEMS, format_count(f, quen_shop_n_items(p->shop)).s);
    facts_put(&r, TEXT_FACT_PARTS, parts);
    facts_put(&r, TEXT_FACT_SAVED, p->file);
    return rows_end(&r) ? PROGRAM_DONE : no_memory(s);
}

static int save(const shop *p)
{
    session *s = p->s;
    const char *note = quen_shop_churn_note(p->shop);
    int status = library_fault(s, p->file, quen_shop_save(s->ctx, p->shop, p->file));

    if (status != PROGRAM_DONE)
        return status;
    remark_words(s, quen_context_note(s->ctx)); /* saved, but with other rights, say */
    if (*note)
        remark(s, TEXT_NO_RISKS, WITH(note));
    return answer(p);
}

int command_train(session *s)
{
    shop p = {.s = s, .file = out_of(s)};
    log_file log;
    int status = log_open(&log, s, s->words[0]);

    if (status == PROGRAM_DONE)
        status = tell_findings(s, &log);
    if (status == PROGRAM_DONE)
        status = train(s, &log, &p.shop);
    if (status == PROGRAM_DONE) {
        p.format = format_of(s->texts, p.shop, log.lent.options.utc_offset_s);
        status = save(&p);
    }
    if (status == PROGRAM_DONE && log_lost_many(&log))
        status = PROGRAM_LEFT_OUT;
    shop_close(&p);
    log_close(&log);
    return status;
}
