/* The library's sentences, which say what to do. */
#include "findings.h"

#include <stdio.h>

#include "report.h"

enum { INDENT = 10 };

quen_status findings_print(quen_context *ctx, const quen_orders *orders,
                           const settings *s)
{
    quen_check_options options;
    quen_check *check = NULL;
    quen_status status;

    quen_check_options_init(&options, sizeof options);
    options.utc_offset_s = s->utc_offset_s;
    status = quen_orders_check(ctx, orders, &options, &check);
    if (status != QUEN_OK)
        return status;
    report_title("Check of the log");
    if (quen_check_n_findings(check) == 0)
        puts("nothing was found that makes answers wrong");
    for (size_t i = 0; i < quen_check_n_findings(check); i++) {
        printf("%-*s", INDENT, quen_check_severity_name(check, i));
        report_sentence(quen_check_sentence(check, i), INDENT);
    }
    quen_check_free(check);
    return QUEN_OK;
}
