#ifndef QUEN_CLOCK_H
#define QUEN_CLOCK_H 
#include "context.h"
#ifdef __cplusplus
extern "C" {
#endif
#define QUEN_CLOCK_OF_LOG INT32_MIN
typedef struct quen_zone {
    const int64_t *from_s;
    const int32_t *utc_offset_s;
    size_t n;
    int32_t first_offset_s;
    uint32_t reserved;
} quen_zone;
#ifdef __cplusplus
}
#endif
#endif
