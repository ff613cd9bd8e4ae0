/*
 * Each kind has one text, and all texts the same arguments: {0} the example, {1} how
 * many, {2} of how many, {3} their share, {4} the value that the kind has, whole.
 */
#include "findings.h"

/* In the order of QUEN_FINDING_*. */
static const text_id kinds[] = {
    TEXT_FINDING_NOBODY_NAME,  TEXT_FINDING_NOBODY_SHARE,    TEXT_FINDING_NO_CUSTOMER,
    TEXT_FINDING_TIMES_1970,   TEXT_FINDING_LAST_TIME,       TEXT_FINDING_FIRST_TIME,
    TEXT_FINDING_REPEATED,     TEXT_FINDING_ORDER_CUSTOMERS, TEXT_FINDING_ORDER_DAYS,
    TEXT_FINDING_MONEY_DIGITS, TEXT_FINDING_RETURNS,         TEXT_FINDING_ONE_CUSTOMER,
    TEXT_FINDING_ONE_DAY,      TEXT_FINDING_ONE_ITEM,
};

int finding_check(session *s, const log_file *log, quen_check **out)
{
    quen_check_options options;
    quen_import_counts counts;

    quen_check_options_init(&options, sizeof options);
    quen_import_counts_init(&counts, sizeof counts);
    quen_import_get_counts(log->import, &counts);
    options.rounded_lines = counts.rounded;
    return library_fault(s, log->file,
                         quen_orders_check(s->ctx, log->orders, &options, out));
}

const char *finding_severity(const texts *t, const quen_check *check, size_t i)
{
    uint32_t severity = quen_check_finding(check, i)->severity;

    return say(t, severity == QUEN_SEVERITY_SEVERE    ? TEXT_SEVERE
                  : severity == QUEN_SEVERITY_WARNING ? TEXT_WARNING
                                                      : TEXT_NOTE);
}

void finding_words(const format *f, const quen_check *check, size_t i, char *to,
                   size_t size)
{
    const quen_finding *finding = quen_check_finding(check, i);
    double share = finding->of ? (double)finding->count / (double)finding->of : 0;

    if (finding->kind >= sizeof kinds / sizeof *kinds) {
        fill(to, size, "{0}", WITH(quen_check_sentence(check, i)));
        return;
    }
    fill(to, size, say(f->texts, kinds[finding->kind]),
         WITH(quen_check_example(check, i), format_count(f, finding->count).s,
              format_count(f, finding->of).s, format_share(f, share).s,
              format_number(f, finding->value, 0).s));
}
