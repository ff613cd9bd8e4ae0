#ifndef QUEN_STATUS_H
#define QUEN_STATUS_H 
#include "version.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef enum quen_status {
    QUEN_OK = 0,
    QUEN_ERR_ARGUMENT = 1,
    QUEN_ERR_MEMORY = 2,
    QUEN_ERR_OVERFLOW = 3,
    QUEN_ERR_NOT_FOUND = 4,
    QUEN_ERR_CANCELLED = 5,
    QUEN_ERR_IO = 6,
    QUEN_ERR_FORMAT = 7,
    QUEN_ERR_VERSION = 8,
    QUEN_ERR_NUMERIC = 9,
    QUEN_ERR_NO_PART = 10
} quen_status;
QUEN_API const char *quen_status_name(quen_status status);
#ifdef __cplusplus
}
#endif
#endif
