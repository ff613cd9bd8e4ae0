#ifndef QUEN_KEY_H
#define QUEN_KEY_H 
#include <string.h>
#include "context.h"
#ifdef __cplusplus
extern "C" {
#endif
enum {
    QUEN_KEY_NONE = 0,
    QUEN_KEY_INT = 1,
    QUEN_KEY_BYTES = 2
};
#define QUEN_KEY_MAX_SIZE 65535
typedef struct quen_key {
    const char *bytes;
    size_t size;
    int64_t number;
    uint32_t kind;
    uint32_t reserved;
} quen_key;
typedef struct quen_key_column {
    const int64_t *numbers;
    const char *bytes;
    const uint64_t *offsets;
    const uint8_t *valid;
} quen_key_column;
static inline quen_key quen_key_int(int64_t number)
{
    quen_key key = {NULL, 0, 0, QUEN_KEY_INT, 0};
    key.number = number;
    return key;
}
static inline quen_key quen_key_bytes(const char *bytes, size_t size)
{
    quen_key key = {NULL, 0, 0, QUEN_KEY_BYTES, 0};
    key.bytes = bytes;
    key.size = size;
    return key;
}
static inline quen_key quen_key_text(const char *text)
{
    return quen_key_bytes(text, strlen(text));
}
#define QUEN_KEY_HASH_SIZE 16
QUEN_CHECKED QUEN_API quen_status quen_key_hash(quen_context *ctx, const uint8_t *secret,
                                                quen_key key, uint8_t *hash);
#ifdef __cplusplus
}
#endif
#endif
