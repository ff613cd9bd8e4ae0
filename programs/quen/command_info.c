/* quen info: what a shop file holds, and what it is worth. */
#include "answer.h"
#include "parts.h"

/* ---- segments ---- */

static const column segment_columns[] = {
    {"segment", TEXT_TITLE_SEGMENT, true, false},
    {"customers", TEXT_TITLE_CUSTOMERS, true, true},
    {"share", TEXT_TITLE_SHARE, true, true},
    {"monetary", TEXT_TITLE_MONETARY, true, true},
    {"recency_median", TEXT_TITLE_RECENCY_MEDIAN, true, true},
    {"frequency_median", TEXT_TITLE_FREQUENCY_MEDIAN, true, true},
};

enum { SEGMENT_COLUMNS = sizeof segment_columns / sizeof *segment_columns };

static void segment_row(rows *r, const shop *p, uint32_t i, uint64_t all)
{
    const quen_rfm *rfm = quen_shop_rfm(p->shop);
    const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, i);
    const char *name = quen_rfm_segment_name(rfm, i);

    rows_open(r);
    rows_word(r, name, say_segment(p->s->texts, name));
    rows_count(r, s->customers);
    rows_share(r, all ? (double)s->customers / (double)all : 0);
    rows_money(r, quen_rfm_has_money(rfm) ? s->monetary : QUEN_AMOUNT_NONE);
    rows_whole(r, s->recency_median);
    rows_whole(r, s->frequency_median);
    rows_close(r);
}

static int segment_rows(const shop *p, json_out *j)
{
    const quen_rfm *rfm = quen_shop_rfm(p->shop);
    column columns[SEGMENT_COLUMNS];
    rows r;

    for (size_t i = 0; i < SEGMENT_COLUMNS; i++)
        columns[i] = segment_columns[i];
    columns[3].is_shown = rfm && quen_rfm_has_money(rfm);
    rows_begin(&r, p->s, &p->format, columns, SEGMENT_COLUMNS, j);
    for (uint32_t i = 0; rfm && i < quen_rfm_n_segments(rfm); i++)
        segment_row(&r, p, i, quen_rfm_n_customers(rfm));
    return rows_end(&r) ? PROGRAM_DONE : no_memory(p->s);
}

/* ---- risks ---- */

static quen_churn_report report_of(const quen_churn *churn)
{
    quen_churn_report report;

    quen_churn_report_init(&report, sizeof report);
    quen_churn_get_report(churn, &report);
    return report;
}

static void risk_fact(rows *r, const shop *p)
{
    const quen_churn *churn = quen_shop_churn(p->shop);
    char sentence[256];

    if (!churn)
        return;
    quen_churn_report c = report_of(churn);
    fill(sentence, sizeof sentence,
         say(p->s->texts, c.judged ? TEXT_RISKS_JUDGED : TEXT_RISKS_NOT_JUDGED),
         WITH(format_share(&p->format, c.auc).s,
              format_share(&p->format, c.recency_auc).s));
    facts_put(r, TEXT_FACT_RISKS, sentence);
}

static void put_risks(json_out *j, const shop *p)
{
    const quen_churn *churn = quen_shop_churn(p->shop);

    if (!churn) {
        json_put_null(j, "churn");
        return;
    }
    quen_churn_report c = report_of(churn);
    json_name(j, "churn");
    json_open(j, '{');
    json_put_uint(j, "judged", c.judged);
    json_put_uint(j, "better", c.better);
    json_put_time(j, "cutoff", c.cutoff_s);
    json_put_int(j, "horizon_s", c.horizon_s);
    json_put_uint(j, "customers", c.customers);
    json_put_uint(j, "churned", c.churned);
    json_put_double(j, "auc", c.auc);
    json_put_double(j, "recency_auc", c.recency_auc);
    json_put_double(j, "lift10", c.lift10);
    json_put_double(j, "mean_risk", c.mean_risk);
    json_put_uint(j, "now_customers", c.now_customers);
    json_put_double(j, "now_mean_risk", c.now_mean_risk);
    json_put_text(j, "note", quen_churn_note(churn));
    json_close(j, '}');
}

/* ---- offers ---- */

/* The limit is the library's own; quen train tells it no other. */
static void left_out_fact(rows *r, const shop *p)
{
    const quen_itemcf *itemcf = quen_shop_itemcf(p->shop);
    size_t n = itemcf ? quen_itemcf_n_left_out(itemcf) : 0;
    quen_itemcf_options options;
    char sentence[256];

    quen_itemcf_options_init(&options, sizeof options);
    if (n == 0)
        return;
    fill(sentence, sizeof sentence, say_n(p->s->texts, TEXT_LEFT_OUT, n),
         WITH(format_count(&p->format, n).s,
              format_count(&p->format, options.max_items).s));
    facts_put(r, TEXT_FACT_LEFT_OUT, sentence);
}

/* ---- the answer ---- */

static quen_status size_of(const shop *p, size_t *size)
{
    return quen_shop_save_bytes(p->s->ctx, p->shop, NULL, 0, size);
}

static void put_money(json_out *j, const shop *p)
{
    const quen_money *money = &p->format.money;

    if (!quen_shop_has_money(p->shop)) {
        json_put_null(j, "money");
        return;
    }
    json_name(j, "money");
    json_open(j, '{');
    if (money->decimals == QUEN_DECIMALS_UNKNOWN)
        json_put_null(j, "decimals");
    else
        json_put_uint(j, "decimals", money->decimals);
    json_put_text(j, "currency", money->currency);
    json_close(j, '}');
}

static int answer_json(const shop *p, size_t size)
{
    json_out j = json_begin(p->s->out);
    int status;

    json_open(&j, '{');
    json_put_text(&j, "file", p->file);
    json_put_uint(&j, "bytes", size);
    shop_put_json(p, &j);
    json_put_uint(&j, "customers", quen_shop_n_customers(p->shop));
    json_put_uint(&j, "items", quen_shop_n_items(p->shop));
    json_put_uint(&j, "forgotten", quen_shop_n_forgotten(p->shop));
    put_money(&j, p);
    parts_put_json(&j, "parts", quen_shop_parts(p->shop));
    put_risks(&j, p);
    json_name(&j, "segments");
    json_open(&j, '[');
    status = segment_rows(p, &j);
    json_close(&j, ']');
    json_close(&j, '}');
    return json_end(&j) ? status : no_memory(p->s);
}

static void put_facts(rows *r, const shop *p, size_t size)
{
    const format *f = &p->format;
    char parts[512], bytes[64];

    parts_words(p->s->texts, quen_shop_parts(p->shop), parts, sizeof parts);
    fill(bytes, sizeof bytes, say(p->s->texts, TEXT_BYTES),
         WITH(format_count(f, size).s));
    facts_put(r, TEXT_FACT_FILE, bytes);
    facts_put(r, TEXT_FACT_NOW, format_moment(f, quen_shop_now_s(p->shop)).s);
    facts_put(r, TEXT_FACT_CUSTOMERS, format_count(f, quen_shop_n_customers(p->shop)).s);
    facts_put(r, TEXT_FACT_ITEMS, format_count(f, quen_shop_n_items(p->shop)).s);
    facts_put(r, TEXT_FACT_MONEY,
              !quen_shop_has_money(p->shop) ? say(p->s->texts, TEXT_NO_MONEY)
              : *f->money.currency          ? f->money.currency
                                            : "-");
    if (quen_shop_n_forgotten(p->shop) > 0)
        facts_put(r, TEXT_FACT_FORGOTTEN,
                  format_count(f, quen_shop_n_forgotten(p->shop)).s);
    facts_put(r, TEXT_FACT_PARTS, parts);
    risk_fact(r, p);
    left_out_fact(r, p);
}

static int answer_people(const shop *p, size_t size)
{
    rows r;

    answer_title(p->s, TEXT_TITLE_SHOP, true);
    facts_begin(&r, p->s, &p->format);
    put_facts(&r, p, size);
    if (!rows_end(&r))
        return no_memory(p->s);
    if (!quen_shop_rfm(p->shop))
        return PROGRAM_DONE;
    answer_title(p->s, TEXT_TITLE_SEGMENTS, false);
    return segment_rows(p, NULL);
}

int command_info(session *s)
{
    shop p;
    size_t size = 0;
    int status = shop_open(&p, s, s->words[0]);

    if (status == PROGRAM_DONE)
        status = library_fault(s, p.file, size_of(&p, &size));
    if (status == PROGRAM_DONE)
        status = s->form == FORM_JSON ? answer_json(&p, size) : answer_people(&p, size);
    shop_close(&p);
    return status;
}
