#ifndef QUEN_TEXT_H
#define QUEN_TEXT_H 
#include <string.h>
#include "context.h"
#ifdef __cplusplus
extern "C" {
#endif
typedef struct quen_text_options {
    uint32_t struct_size;
    uint32_t fold_case;
    uint32_t strip_marks;
    uint32_t collapse_blanks;
    uint32_t place_tones;
    uint32_t reserved;
} quen_text_options;
QUEN_API void quen_text_options_init(quen_text_options *options, size_t size);
QUEN_CHECKED QUEN_API quen_status quen_text_normalize(quen_context *ctx, const char *text,
                                                      size_t size,
                                                      const quen_text_options *options,
                                                      char *normal, size_t capacity,
                                                      size_t *normal_size);
#ifdef __cplusplus
}
#endif
#endif
