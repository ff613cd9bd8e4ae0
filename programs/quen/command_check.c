/* quen check: what was understood of a file, and what is wrong with it. */
#include <string.h>

#include "answer.h"
#include "findings.h"
#include "log.h"
#include "print.h"

static quen_order_totals totals_of(const log_file *log)
{
    quen_order_totals t;

    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(log->orders, &t);
    return t;
}

static format format_of_log(const log_file *log, session *s)
{
    format f = {s->texts, {QUEN_DECIMALS_UNKNOWN, ""}, log->lent.options.utc_offset_s};

    quen_orders_get_money(log->orders, &f.money);
    return f;
}

static bool has_money(const format *f)
{
    return f->money.decimals != QUEN_DECIMALS_UNKNOWN;
}

/* ---- for people ---- */

static void count_fact(rows *r, text_id label, uint64_t n)
{
    facts_put(r, label, format_count(r->f, n).s);
}

/* Lines of each key that means nobody, and has some. */
static void nobody_facts(rows *r, const log_file *log)
{
    quen_order_rules rules;
    char said[256], room[SLICE_ROOM];

    quen_order_rules_init(&rules, sizeof rules);
    quen_orders_get_rules(log->orders, &rules);
    for (size_t i = 0; i < rules.n_nobody; i++) {
        uint64_t lines = quen_orders_nobody_lines(log->orders, i);
        if (lines == 0)
            continue;
        slice key = slice_of_key(rules.nobody[i], room);
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)key.size, key.text);
        fill(said, sizeof said, say(r->f->texts, TEXT_LINES_OF),
             WITH(format_count(r->f, lines).s, text));
        facts_put(r, TEXT_FACT_NOBODY, said);
    }
}

static void put_facts(rows *r, const log_file *log)
{
    quen_order_totals t = totals_of(log);

    count_fact(r, TEXT_FACT_LINES, t.lines);
    count_fact(r, TEXT_FACT_ORDERS, t.orders);
    count_fact(r, TEXT_FACT_VISITS, t.visits);
    count_fact(r, TEXT_FACT_CUSTOMERS, t.customers);
    count_fact(r, TEXT_FACT_ITEMS, t.items);
    count_fact(r, TEXT_FACT_NO_CUSTOMER, t.lines_without_customer);
    nobody_facts(r, log);
    if (has_money(r->f)) {
        facts_put(r, TEXT_FACT_REVENUE, format_money(r->f, t.revenue).s);
        count_fact(r, TEXT_FACT_REFUNDS, t.refund_lines);
    } else {
        facts_put(r, TEXT_FACT_REVENUE, say(r->f->texts, TEXT_NO_MONEY));
    }
    if (t.lines > 0) {
        facts_put(r, TEXT_FACT_FIRST, format_moment(r->f, t.first_s).s);
        facts_put(r, TEXT_FACT_LAST, format_moment(r->f, t.last_s).s);
    }
}

static void print_told(session *s, const quen_import *import)
{
    answer_title(s, TEXT_TITLE_UNDERSTOOD, false);
    for (size_t i = 0; i < quen_import_n_told(import); i++) {
        print_text(s->out, "  - ", 4, 4);
        print_sentence(s->out, quen_import_told(import, i), 4);
    }
}

static void print_findings(session *s, const format *f, const quen_check *check)
{
    answer_title(s, TEXT_TITLE_FINDINGS, false);
    if (quen_check_n_findings(check) == 0)
        tell(s->out, "  {0}\n", WITH(say(s->texts, TEXT_NOTHING_FOUND)));
    for (size_t i = 0; i < quen_check_n_findings(check); i++) {
        char sentence[FINDING_WORDS];
        const char *severity = finding_severity(s->texts, check, i);
        print_blanks(s->out, 2);
        print_cell(s->out, severity, strlen(severity), 14, false);
        finding_words(f, check, i, sentence, sizeof sentence);
        print_sentence(s->out, sentence, 16);
    }
}

static int print_all(session *s, const log_file *log, const format *f,
                     const quen_check *check)
{
    rows r;

    answer_title(s, TEXT_TITLE_FILE, true);
    facts_begin(&r, s, f);
    put_facts(&r, log);
    if (!rows_end(&r))
        return no_memory(s);
    print_told(s, log->import);
    print_findings(s, f, check);
    return PROGRAM_DONE;
}

/* ---- for programs ---- */

static const column finding_columns[] = {
    {"kind", TEXT_TITLE_NAME, false, false},
    {"severity", TEXT_TITLE_NAME, false, false},
    {"count", TEXT_TITLE_NAME, false, true},
    {"of", TEXT_TITLE_NAME, false, true},
    {"value", TEXT_TITLE_NAME, false, true},
    {"time", TEXT_TITLE_NAME, false, false},
    {"example", TEXT_TITLE_NAME, false, false},
    {"sentence", TEXT_TITLE_NAME, false, false},
};

static void finding_row(rows *r, const quen_check *check, size_t i)
{
    const quen_finding *finding = quen_check_finding(check, i);

    rows_open(r);
    rows_text(r, slice_of(quen_check_kind_name(check, i)));
    rows_text(r, slice_of(quen_check_severity_name(check, i)));
    rows_count(r, finding->count);
    rows_count(r, finding->of);
    rows_number(r, finding->value, 1);
    if (finding->time_s == INT64_MIN)
        rows_none(r);
    else
        rows_time(r, finding->time_s);
    rows_text(r, slice_of(quen_check_example(check, i)));
    rows_text(r, slice_of(quen_check_sentence(check, i)));
    rows_close(r);
}

static int finding_rows(session *s, const format *f, const quen_check *check, json_out *j)
{
    rows r;

    rows_begin(&r, s, f, finding_columns,
               sizeof finding_columns / sizeof *finding_columns, j);
    for (size_t i = 0; i < quen_check_n_findings(check); i++)
        finding_row(&r, check, i);
    return rows_end(&r) ? PROGRAM_DONE : no_memory(s);
}

static void put_totals(json_out *j, const log_file *log, const format *f)
{
    quen_order_totals t = totals_of(log);

    json_name(j, "totals");
    json_open(j, '{');
    json_put_uint(j, "lines", t.lines);
    json_put_uint(j, "orders", t.orders);
    json_put_uint(j, "visits", t.visits);
    json_put_uint(j, "customers", t.customers);
    json_put_uint(j, "items", t.items);
    json_put_uint(j, "lines_without_customer", t.lines_without_customer);
    json_put_uint(j, "refund_lines", t.refund_lines);
    if (has_money(f))
        json_put_money(j, "revenue", t.revenue, &f->money);
    else
        json_put_null(j, "revenue");
    json_put_time(j, "first", t.lines ? t.first_s : INT64_MIN);
    json_put_time(j, "last", t.lines ? t.last_s : INT64_MIN);
    json_close(j, '}');
}

static void put_rows(json_out *j, const log_file *log)
{
    quen_import_counts c;

    quen_import_counts_init(&c, sizeof c);
    quen_import_get_counts(log->import, &c);
    json_name(j, "rows");
    json_open(j, '{');
    json_put_uint(j, "rows", c.rows);
    json_put_uint(j, "kept", c.kept);
    json_put_uint(j, "filtered", c.filtered);
    json_put_uint(j, "skipped", c.skipped);
    json_put_uint(j, "filled", c.filled);
    json_put_uint(j, "rounded", c.rounded);
    json_close(j, '}');
}

static int put_json(session *s, const log_file *log, const format *f,
                    const quen_check *check)
{
    const quen_profile *profile = quen_import_profile(log->import);
    json_out j = json_begin(s->out);
    int status;

    json_open(&j, '{');
    json_put_text(&j, "file", log->file);
    if (profile)
        json_put_text(&j, "profile", quen_profile_name(profile));
    else
        json_put_null(&j, "profile");
    put_totals(&j, log, f);
    put_rows(&j, log);
    json_name(&j, "understood");
    json_open(&j, '[');
    for (size_t i = 0; i < quen_import_n_told(log->import); i++)
        json_text(&j, quen_import_told(log->import, i));
    json_close(&j, ']');
    json_name(&j, "findings");
    json_open(&j, '[');
    status = finding_rows(s, f, check, &j);
    json_close(&j, ']');
    json_close(&j, '}');
    return json_end(&j) ? status : no_memory(s);
}

/* ---- the command ---- */

static int answer(session *s, const log_file *log, const quen_check *check)
{
    format f = format_of_log(log, s);
    int status;

    if (s->form == FORM_JSON)
        status = put_json(s, log, &f, check);
    else if (s->form == FORM_CSV)
        status = finding_rows(s, &f, check, NULL);
    else
        status = print_all(s, log, &f, check);
    return status == PROGRAM_DONE && log_lost_many(log) ? PROGRAM_LEFT_OUT : status;
}

int command_check(session *s)
{
    quen_check *check = NULL;
    log_file log;
    int status = log_open(&log, s, s->words[0]);

    if (status == PROGRAM_DONE)
        status = finding_check(s, &log, &check);
    if (status == PROGRAM_DONE)
        status = answer(s, &log, check);
    quen_check_free(check);
    log_close(&log);
    return status;
}
