/**
 * @file text.h
 * One form for texts that a reader takes for the same.
 *
 * "Bình" may be four characters or five, "THỦY" and "thuỷ" are one name, and a blank may
 * be one of twenty-five. A database and a dictionary tell them all apart; their normal
 * forms are equal, byte for byte.
 *
 * @code
 * quen_text_options options;
 * char normal[64];
 * size_t size;
 * quen_text_options_init(&options, sizeof options);
 * options.fold_case = options.strip_marks = options.collapse_blanks = 1;
 * if (quen_text_normalize(ctx, " Tiếng  Việt", strlen(" Tiếng  Việt"), &options, normal,
 *                         sizeof normal, &size) == QUEN_OK)
 *     printf("%.*s\n", (int)size, normal); // tieng viet
 * @endcode
 */
#ifndef QUEN_TEXT_H
#define QUEN_TEXT_H

#include <string.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Settings of quen_text_normalize(). Fill with quen_text_options_init(), then edit. */
typedef struct quen_text_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t fold_case;   /**< 1: letters that differ in case become one (full case
                               folding: "ß" becomes "ss"). Default 0. */
    uint32_t strip_marks; /**< 1: accents, tones and strokes go: "Tiếng Đức" becomes
                               "Tieng Duc". Vowels of Thai and Devanagari and the marks of
                               kana are no accents. Default 0. */
    uint32_t collapse_blanks; /**< 1: a run of white space of any kind becomes one blank,
                                   none stays at the ends, and characters without width go
                                   (joiners, directions, marks of byte order, soft
                                   hyphens). Default 0. */
    uint32_t place_tones;     /**< 1: the tone of a Vietnamese syllable stands over its
                                   main vowel: "hòa", "khỏe", "thủy", "qúy" become "hoà",
                                   "khoẻ", "thuỷ", "quý". Words that are no syllable of
                                   Vietnamese stay. Default 0. */
    uint32_t reserved;        /**< 0. */
} quen_text_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_text_options_init(quen_text_options *options, size_t size);

/**
 * Bring a text into normal form: NFC always, and what the options ask for.
 *
 * The normal form of a normal form is itself. NFC puts together what is one character
 * (Unicode Standard Annex 15); tables are those of Unicode 17.
 *
 * @param text         `size` bytes of UTF-8; zero bytes count as characters.
 * @param options      Settings, or NULL for the defaults: NFC alone.
 * @param normal       Room for `capacity` bytes; may be `text` itself. No zero byte is
 *                     put behind. NULL with a capacity of 0 asks for the size alone.
 * @param capacity     At least the size, or nothing is written. Three times the text's
 *                     size is always enough.
 * @param normal_size  Receives how many bytes there are, whether they find room or not; 0
 *                     on any other error.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is not UTF-8; the message names the byte. Or the
 *                            capacity is too small; the message names both numbers. Or a
 *                            setting is outside its limits.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(size); scratch 16 bytes for a byte of text, none up to 128 bytes of it.
 */
QUEN_CHECKED QUEN_API quen_status quen_text_normalize(quen_context *ctx, const char *text,
                                                      size_t size,
                                                      const quen_text_options *options,
                                                      char *normal, size_t capacity,
                                                      size_t *normal_size);

#ifdef __cplusplus
}
#endif

#endif
