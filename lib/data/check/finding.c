/* What a check found: see quen/check.h. One block of memory, whatever is found. */
#include "data/check/finding.h"

#include <string.h>

#include "core/words.h"
#include "data/parse/calendar.h"

quen_finding quen__finding_of(uint32_t kind, uint32_t severity, uint64_t count,
                              uint64_t of)
{
    quen_finding finding = {kind, severity, count, of, 0, INT64_MIN, UINT32_MAX, 0};
    return finding;
}

char *quen__finding_add(quen__checking *c, const quen_finding *finding,
                        const char *format, ...)
{
    quen_check *check = c->out;
    size_t at = check->n;
    va_list args;
    while (at > 0 && check->found[at - 1].finding.severity < finding->severity)
        at--;
    quen__finding *row = &check->found[at];
    memmove(row + 1, row, (check->n - at) * sizeof *row);
    check->n++;
    row->finding = *finding;
    row->example[0] = '\0';
    va_start(args, format);
    quen__words_of(row->sentence, sizeof row->sentence, format, args);
    va_end(args);
    return row->example;
}

const char *quen__finding_day(const quen__checking *c, int64_t time_s, char *words)
{
    return quen__calendar_day_words(quen__clock_local(&c->clock, time_s), words);
}

double quen__finding_percent(uint64_t part, uint64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

void quen_check_free(quen_check *check)
{
    if (!check)
        return;
    quen_allocator allocator = check->allocator;
    quen__release(&allocator, check);
}

/* --- asking --- */

size_t quen_check_n_findings(const quen_check *check)
{
    return check->n;
}

const quen_finding *quen_check_finding(const quen_check *check, size_t finding)
{
    return finding < check->n ? &check->found[finding].finding : NULL;
}

const char *quen_check_kind_name(const quen_check *check, size_t finding)
{
    static const char *const names[QUEN__FINDING_KINDS] = {
        "nobody_name", "nobody_share", "no_customer",     "times_1970", "last_time",
        "first_time",  "repeated",     "order_customers", "order_days", "money_digits",
        "returns",     "one_customer", "one_day",         "one_item"};
    return finding < check->n ? names[check->found[finding].finding.kind] : NULL;
}

const char *quen_check_severity_name(const quen_check *check, size_t finding)
{
    static const char *const names[] = {"note", "warning", "severe"};
    return finding < check->n ? names[check->found[finding].finding.severity] : NULL;
}

const char *quen_check_example(const quen_check *check, size_t finding)
{
    return finding < check->n ? check->found[finding].example : NULL;
}

const char *quen_check_sentence(const quen_check *check, size_t finding)
{
    return finding < check->n ? check->found[finding].sentence : NULL;
}
