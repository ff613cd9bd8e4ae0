#ifndef QUEN_CHECK_H
#define QUEN_CHECK_H 
#include "orders.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_check quen_check;
enum {
    QUEN_SEVERITY_NOTE = 0,
    QUEN_SEVERITY_WARNING = 1,
    QUEN_SEVERITY_SEVERE = 2
};
enum {
    QUEN_FINDING_NOBODY_NAME = 0,
    QUEN_FINDING_NOBODY_SHARE = 1,
    QUEN_FINDING_NO_CUSTOMER = 2,
    QUEN_FINDING_TIMES_1970 = 3,
    QUEN_FINDING_LAST_TIME = 4,
    QUEN_FINDING_FIRST_TIME = 5,
    QUEN_FINDING_REPEATED = 6,
    QUEN_FINDING_ORDER_CUSTOMERS = 7,
    QUEN_FINDING_ORDER_DAYS = 8,
    QUEN_FINDING_MONEY_DIGITS = 9,
    QUEN_FINDING_RETURNS = 10,
    QUEN_FINDING_ONE_CUSTOMER = 11,
    QUEN_FINDING_ONE_DAY = 12,
    QUEN_FINDING_ONE_ITEM = 13
};
typedef struct quen_finding {
    uint32_t kind;
    uint32_t severity;
    uint64_t count;
    uint64_t of;
    double value;
    int64_t time_s;
    uint32_t customer;
    uint32_t reserved;
} quen_finding;
typedef struct quen_check_options {
    uint32_t struct_size;
    int32_t utc_offset_s;
    double nobody_share;
    double nobody_times;
    int64_t clock_gap_s;
    double repeated_share;
    uint64_t rounded_lines;
} quen_check_options;
QUEN_API void quen_check_options_init(quen_check_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_orders_check(quen_context *ctx,
                                                    const quen_orders *orders,
                                                    const quen_check_options *options,
                                                    quen_check **out);
QUEN_API void quen_check_free(quen_check *check);
QUEN_API size_t quen_check_n_findings(const quen_check *check);
QUEN_API const quen_finding *quen_check_finding(const quen_check *check, size_t finding);
QUEN_API const char *quen_check_kind_name(const quen_check *check, size_t finding);
QUEN_API const char *quen_check_severity_name(const quen_check *check, size_t finding);
QUEN_API const char *quen_check_example(const quen_check *check, size_t finding);
QUEN_API const char *quen_check_sentence(const quen_check *check, size_t finding);
#ifdef __cplusplus
}
#endif
#endif
