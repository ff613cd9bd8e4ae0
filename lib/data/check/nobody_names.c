/*
 * A name is folded: letters without case and marks, digits, nothing between them. Marks
 * are taken off by two small tables, of Latin-1 and of the Vietnamese letters beyond it
 * (Unicode 15, blocks Latin-1 Supplement, Latin Extended-A and -B, Latin Extended
 * Additional); in decomposed text they are characters of their own, which are dropped.
 * What is then in a list is a name for nobody.
 */
#include "data/check/nobody_names.h"

#include <string.h>

#include "data/keys/key_words.h"

/* Longer than any name of the list, with digits after it. */
#define LONGEST 32u

/* --- folding --- */

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

/* The plain letter or digit of a character; 0 if it has none. */
static char letter_of(uint32_t code)
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

/* What stands between letters, or on top of them. */
static int is_passed_over(uint32_t code)
{
    return code < 0x80 || code == 0xa0 || (code >= 0x300 && code < 0x370) ||
           (code >= 0x2010 && code <= 0x2019);
}

/* Letters and digits, at most LONGEST; 0 if there are more, or other characters. */
static int fold(quen_key key, char *folded)
{
    size_t n = 0, bytes;
    for (size_t at = 0; at < key.size; at += bytes) {
        uint32_t code = 0;
        bytes = quen__key_character(key.bytes + at, key.size - at, &code);
        char letter = bytes ? letter_of(code) : '\0';
        if (!bytes || (!letter && !is_passed_over(code)) || (letter && n == LONGEST))
            return 0;
        if (letter)
            folded[n++] = letter;
    }
    folded[n] = '\0';
    return 1;
}

/* --- the list --- */

/* Ascending: Vietnamese, English, German, French, Spanish, Portuguese, Indonesian. */
static const char *const names[] = {
    "andanh",
    "anon",
    "anonimo",
    "anonym",
    "anonyme",
    "anonymous",
    "anonymouscustomer",
    "aovista",
    "balcao",
    "barkunde",
    "barverkauf",
    "cash",
    "cashclient",
    "cashcustomer",
    "cashsale",
    "cashsales",
    "casual",
    "casualcustomer",
    "client",
    "clientcomptoir",
    "clientdepassage",
    "clientdivers",
    "clientebalcao",
    "clientecontado",
    "clientegeneral",
    "clientegenerico",
    "clientemostrador",
    "clientepadrao",
    "clientevarios",
    "comptoir",
    "consumidor",
    "consumidorfinal",
    "contado",
    "counter",
    "countercustomer",
    "countersale",
    "countersales",
    "customer",
    "default",
    "defaultcustomer",
    "divers",
    "diverse",
    "endconsumer",
    "gast",
    "general",
    "generalcustomer",
    "generic",
    "genericcustomer",
    "guest",
    "guestcheckout",
    "guestcustomer",
    "guestuser",
    "inconnu",
    "khach",
    "khachbanle",
    "khachhang",
    "khachhangle",
    "khachhangvanglai",
    "khachkhongten",
    "khachle",
    "khachlevanglai",
    "khachngoai",
    "khachquaduong",
    "khachvanglai",
    "khongten",
    "laufkunde",
    "laufkundschaft",
    "misc",
    "miscellaneous",
    "mostrador",
    "nobody",
    "nocard",
    "nocustomer",
    "noname",
    "none",
    "null",
    "oneoffcustomer",
    "onetimecustomer",
    "passage",
    "passerby",
    "passingtrade",
    "pelangganumum",
    "publicoengeneral",
    "publicogeneral",
    "retailcustomer",
    "tienmat",
    "tunai",
    "umum",
    "unbekannt",
    "unknown",
    "unknowncustomer",
    "unregistered",
    "vanglai",
    "ventamostrador",
    "visitor",
    "walkin",
    "walkinclient",
    "walkincustomer",
    "walkinguest",
    "walkinsale",
};

static int is_listed(const char *name)
{
    size_t low = 0, high = sizeof names / sizeof *names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, names[middle]);
        if (order == 0)
            return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* --- numbers in place of names --- */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Four zeros or six nines at least, after a zero or not; or all digits in a row. */
static int is_filler(const char *digits)
{
    size_t zeros = 0, nines = 0;
    while (digits[zeros] == '0')
        zeros++;
    while (digits[zeros + nines] == '9')
        nines++;
    if (!digits[zeros + nines] && (nines >= 6 ? zeros <= 1 : nines == 0 && zeros >= 4))
        return 1;
    return strcmp(digits, "0123456789") == 0 || strcmp(digits, "1234567890") == 0 ||
           strcmp(digits, "123456789") == 0;
}

int quen__finding_is_nobody(quen_key key)
{
    char folded[LONGEST + 1];
    size_t n = 0, digits = 0;
    if (key.kind != QUEN_KEY_BYTES || key.size > 3 * LONGEST || !fold(key, folded))
        return 0;
    for (; folded[n]; n++)
        digits += (size_t)is_digit(folded[n]);
    if (n == 0) /* nothing, or a dash */
        return 1;
    if (digits > 2) /* most keys end here */
        return digits == n && is_filler(folded);
    /* Of several tills, or of several at one: "Guest 2". */
    for (; digits > 0 && is_digit(folded[n - 1]); digits--)
        folded[--n] = '\0';
    return digits == 0 && n > 0 && is_listed(folded);
}
