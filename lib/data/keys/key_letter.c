/*
 * Plain letters: see key_letter.h. Two small tables, of Latin-1 and of the Vietnamese
 * letters beyond it (Unicode 15, blocks Latin-1 Supplement, Latin Extended-A and -B,
 * Latin Extended Additional).
 */
#include "data/keys/key_letter.h"

#include <stddef.h>

/* U+00C0..U+00FF; '*' has no letter. */
static const char latin_1[] = "aaaaaaaceeeeiiiidnooooo*ouuuuy*s"
                              "aaaaaaaceeeeiiiidnooooo*ouuuuy*y";

/* Where the letters with two marks begin, up to U+1EF9. */
static const struct {
    uint32_t first;
    char letter;
} vietnamese[] = {{0x1ea0, 'a'}, {0x1eb8, 'e'}, {0x1ec8, 'i'},
                  {0x1ecc, 'o'}, {0x1ee4, 'u'}, {0x1ef2, 'y'}};

/* A, D, I, O, U with breve, stroke, tilde, horn. */
static char letter_of_few(uint32_t code)
{
    static const struct {
        uint32_t code;
        char letter;
    } few[] = {{0x102, 'a'}, {0x110, 'd'}, {0x128, 'i'}, {0x168, 'u'}, {0x1a0, 'o'}};
    for (size_t i = 0; i < sizeof few / sizeof *few; i++)
        if (code >> 1 == few[i].code >> 1)
            return few[i].letter;
    return code == 0x1af || code == 0x1b0 ? 'u' : '\0';
}

char quen__key_letter(uint32_t code)
{
    char letter = '\0';
    if (code < 0x80) {
        char c = (char)(code >= 'A' && code <= 'Z' ? code | 0x20 : code);
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
    }
    if (code >= 0xc0 && code <= 0xff)
        return latin_1[code - 0xc0] == '*' ? '\0' : latin_1[code - 0xc0];
    if (code < 0x1ea0 || code > 0x1ef9)
        return letter_of_few(code);
    for (size_t i = 0; i < sizeof vietnamese / sizeof *vietnamese; i++)
        if (code >= vietnamese[i].first)
            letter = vietnamese[i].letter;
    return letter;
}
