#ifndef QUEN_UNITS_H
#define QUEN_UNITS_H 
#include "version.h"
#ifdef __cplusplus
extern "C" {
#endif
#define QUEN_TIME_MIN (-INT64_C(2208988800))
#define QUEN_TIME_MAX INT64_C(7258118399)
#define QUEN_DECIMALS_MAX 18
#define QUEN_DECIMALS_UNKNOWN UINT32_MAX
typedef struct quen_money {
    uint32_t decimals;
    char currency[4];
} quen_money;
#ifdef __cplusplus
}
#endif
#endif
