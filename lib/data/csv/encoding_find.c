/*
 * Which encoding bytes are in: see encoding.h. UTF-8 proves itself: by chance, text of
 * another encoding hardly ever is valid. Windows-1258 writes the five tones of Vietnamese
 * as bytes behind their vowels, where Windows-1252 has letters that stand anywhere.
 */
#include "data/csv/encoding.h"

/* Bytes 0x80 to 0x9f; then those that differ from Latin-1, which is Unicode. */
#define C1_1252                                                                          \
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,   \
        0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, \
        0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
#define C1_1258                                                                          \
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0,        \
        0x2039, 0x0152, 0, 0, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,      \
        0x2014, 0x02dc, 0x2122, 0, 0x203a, 0x0153, 0, 0, 0x0178
#define NONE_32                                                                          \
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  \
        0, 0, 0, 0
#define ROW_16(h)                                                                        \
    (h), (h) + 1, (h) + 2, (h) + 3, (h) + 4, (h) + 5, (h) + 6, (h) + 7, (h) + 8,         \
        (h) + 9, (h) + 10, (h) + 11, (h) + 12, (h) + 13, (h) + 14, (h) + 15

static const uint16_t latin_1[128] = {NONE_32,      ROW_16(0xa0), ROW_16(0xb0),
                                      ROW_16(0xc0), ROW_16(0xd0), ROW_16(0xe0),
                                      ROW_16(0xf0)};

static const uint16_t windows_1252[128] = {C1_1252,      ROW_16(0xa0), ROW_16(0xb0),
                                           ROW_16(0xc0), ROW_16(0xd0), ROW_16(0xe0),
                                           ROW_16(0xf0)};

static const uint16_t windows_1258[128] = {
    C1_1258, ROW_16(0xa0), ROW_16(0xb0), 0xc0,  0xc1,  0xc2,   0x102, 0xc4,  0xc5,  0xc6,
    0xc7,    0xc8,         0xc9,         0xca,  0xcb,  0x300,  0xcd,  0xce,  0xcf,  0x110,
    0xd1,    0x309,        0xd3,         0xd4,  0x1a0, 0xd6,   0xd7,  0xd8,  0xd9,  0xda,
    0xdb,    0xdc,         0x1af,        0x303, 0xdf,  0xe0,   0xe1,  0xe2,  0x103, 0xe4,
    0xe5,    0xe6,         0xe7,         0xe8,  0xe9,  0xea,   0xeb,  0x301, 0xed,  0xee,
    0xef,    0x111,        0xf1,         0x323, 0xf3,  0xf4,   0x1a1, 0xf6,  0xf7,  0xf8,
    0xf9,    0xfa,         0xfb,         0xfc,  0x1b0, 0x20ab, 0xff};

quen__csv_table quen__csv_table_of(uint32_t encoding)
{
    return encoding == QUEN_CSV_ENCODING_LATIN1        ? latin_1
           : encoding == QUEN_CSV_ENCODING_WINDOWS1258 ? windows_1258
                                                       : windows_1252;
}

/* Bytes of a character of UTF-8 here; 0: none; more than size: it is cut. */
static size_t character(const unsigned char *p, size_t size)
{
    size_t n = *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
    for (size_t i = 1; i < n && i < size; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return n;
}

/* Characters of UTF-8 above ASCII, and bytes that are none. */
static void count_utf8(const unsigned char *bytes, size_t size, int last, uint64_t *good,
                       uint64_t *bad)
{
    for (size_t i = 0; i < size;) {
        size_t n = bytes[i] < 0x80 ? 1 : character(bytes + i, size - i);
        int cut = n > size - i && !last;
        if (bytes[i] >= 0x80 && !cut) {
            *good += n > 0 && n <= size - i;
            *bad += n == 0 || n > size - i;
        }
        i += n ? n : 1;
    }
}

/* Which of the five tones, as a bit; 0: none. */
static unsigned tone_of(unsigned char c)
{
    static const unsigned char tones[] = {0xcc, 0xd2, 0xde, 0xec, 0xf2};
    for (unsigned i = 0; i < sizeof tones; i++)
        if (tones[i] == c)
            return 1u << i;
    return 0;
}

/* The twelve vowels of Vietnamese in Windows-1258. */
static int is_vowel(unsigned char c)
{
    static const unsigned char vowels[] = "aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd\xc2\xc3"
                                          "\xca\xd4\xd5\xdd";
    for (size_t i = 0; vowels[i]; i++)
        if (vowels[i] == c)
            return 1;
    return 0;
}

/* D with a bar, o and u with a horn, a with a breve: letters of Vietnamese alone there.
 */
static uint64_t is_vietnamese(unsigned char c)
{
    return c == 0xf0 || c == 0xf5 || c == 0xfd || c == 0xe3;
}

/*
 * How many tones stand behind a vowel; 0 if one stands elsewhere, or a byte is none. One
 * kind of tone that would be a small letter, and no other letter of Vietnamese, may as
 * well be Italian; capitals within words are no language's.
 */
static uint64_t tones_in(const unsigned char *bytes, size_t size)
{
    uint64_t tones = 0, letters = 0;
    unsigned kinds = 0;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] < 0x80)
            continue;
        if (!windows_1258[bytes[i] - 0x80] ||
            (tone_of(bytes[i]) && (i == 0 || !is_vowel(bytes[i - 1]))))
            return 0;
        tones += tone_of(bytes[i]) != 0;
        kinds |= tone_of(bytes[i]);
        letters += tone_of(bytes[i]) && bytes[i] < 0xe0;
        letters += is_vietnamese(bytes[i]);
    }
    return tones && (letters || kinds & (kinds - 1)) ? tones : 0;
}

/* Letters that Latin-1 lacks. */
static uint64_t beyond_latin(const unsigned char *bytes, size_t size)
{
    uint64_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += bytes[i] >= 0x80 && bytes[i] < 0xa0;
    return n;
}

uint32_t quen__csv_find_encoding(const unsigned char *bytes, size_t size, int last,
                                 uint64_t *proofs)
{
    uint64_t good = 0, bad = 0;
    count_utf8(bytes, size, last, &good, &bad);
    *proofs = good;
    if (good >= bad) /* mostly valid: the rest is damage, which is refused */
        return QUEN_CSV_ENCODING_UTF8;
    *proofs = tones_in(bytes, size);
    if (*proofs)
        return QUEN_CSV_ENCODING_WINDOWS1258;
    *proofs = beyond_latin(bytes, size);
    return QUEN_CSV_ENCODING_WINDOWS1252;
}

int quen__csv_is_utf16(const unsigned char *bytes, size_t size, uint8_t *big)
{
    size_t zeros[2] = {0, 0}, pairs = size / 2;
    for (size_t i = 0; i < 2 * pairs; i++)
        zeros[i % 2] += bytes[i] == 0;
    *big = zeros[0] > zeros[1];
    return pairs >= 2 && 10 * zeros[!*big] >= 4 * pairs && 20 * zeros[*big] < pairs;
}
