/**
 * @file units.h
 * The units of numbers: times are Unix seconds in UTC, money is whole numbers of the
 * currency's smallest unit.
 *
 * @code
 * quen_money dong = {0, "VND"}; // 45000 is forty-five thousand dong
 * quen_money euro = {2, "EUR"}; // 4500 is forty-five euro
 * @endcode
 */
#ifndef QUEN_UNITS_H
#define QUEN_UNITS_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Times that a line may have: 1900-01-01 to 2199-12-31, in Unix seconds. */
#define QUEN_TIME_MIN (-INT64_C(2208988800))
#define QUEN_TIME_MAX INT64_C(7258118399)

/** Most decimals that money or a quantity may be counted in. */
#define QUEN_DECIMALS_MAX 18

/** Nobody told how many decimals money has. */
#define QUEN_DECIMALS_UNKNOWN UINT32_MAX

/** What one unit of money is. This struct never grows. */
typedef struct quen_money {
    uint32_t decimals; /**< Amounts are whole numbers of 10^-decimals of the currency,
                            0..QUEN_DECIMALS_MAX; or QUEN_DECIMALS_UNKNOWN. */
    char currency[4];  /**< ISO 4217 code, such as "VND", with its zero byte; "" if it was
                            not told. */
} quen_money;

#ifdef __cplusplus
}
#endif

#endif
