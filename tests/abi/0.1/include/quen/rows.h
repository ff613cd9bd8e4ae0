#ifndef QUEN_ROWS_H
#define QUEN_ROWS_H 
#include "version.h"
#ifdef __cplusplus
extern "C" {
#endif
enum {
    QUEN_IMPORT_KEY_TEXT = 0,
    QUEN_IMPORT_KEY_WHOLE = 1,
    QUEN_IMPORT_KEY_PHONE = 2,
    QUEN_IMPORT_KEY_EMAIL = 3,
    QUEN_IMPORT_KEY_NAME = 4
};
typedef struct quen_import_filter {
    const char *column;
    const char *const *values;
    size_t n_values;
    uint32_t drop;
    uint32_t reserved;
} quen_import_filter;
#ifdef __cplusplus
}
#endif
#endif
