/*
 * The countries' calling codes, trunk prefixes and lengths of national numbers, by
 * calling code; of those that share one, the country first that most take it for.
 * Sources: ITU-T E.164 (11/2010), which allows 15 digits, and its list of assigned
 * country codes; prefixes and lengths as the national numbering plans have them and
 * libphonenumber 9.0.43 collects them: lines to a house, and mobile ones.
 * tests/golden/phone.py compares.
 */
#include "data/parse/phone_countries.h"

#include <string.h>

static const quen__parse_country countries[] = {
    {"US", "1", 1, 10, 10},  {"AG", "1", 1, 10, 10},  {"AI", "1", 1, 10, 10},
    {"AS", "1", 1, 10, 10},  {"BB", "1", 1, 10, 10},  {"BM", "1", 1, 10, 10},
    {"BS", "1", 1, 10, 10},  {"CA", "1", 1, 10, 10},  {"DM", "1", 1, 10, 10},
    {"DO", "1", 1, 10, 10},  {"GD", "1", 1, 10, 10},  {"GU", "1", 1, 10, 10},
    {"JM", "1", 1, 10, 10},  {"KN", "1", 1, 10, 10},  {"KY", "1", 1, 10, 10},
    {"LC", "1", 1, 10, 10},  {"MP", "1", 1, 10, 10},  {"MS", "1", 1, 10, 10},
    {"PR", "1", 1, 10, 10},  {"SX", "1", 1, 10, 10},  {"TC", "1", 1, 10, 10},
    {"TT", "1", 1, 10, 10},  {"VC", "1", 1, 10, 10},  {"VG", "1", 1, 10, 10},
    {"VI", "1", 1, 10, 10},  {"RU", "8", 7, 10, 10},  {"KZ", "8", 7, 10, 10},
    {"EG", "0", 20, 8, 10},  {"ZA", "0", 27, 5, 9},   {"GR", "", 30, 10, 10},
    {"NL", "0", 31, 9, 11},  {"BE", "0", 32, 8, 9},   {"FR", "0", 33, 9, 9},
    {"ES", "", 34, 9, 9},    {"HU", "06", 36, 8, 9},  {"IT", "", 39, 6, 12},
    {"VA", "", 39, 6, 11},   {"RO", "0", 40, 6, 9},   {"CH", "0", 41, 9, 9},
    {"AT", "0", 43, 4, 13},  {"GB", "0", 44, 9, 10},  {"GG", "0", 44, 10, 10},
    {"IM", "0", 44, 10, 10}, {"JE", "0", 44, 10, 10}, {"DK", "", 45, 8, 8},
    {"SE", "0", 46, 7, 9},   {"NO", "", 47, 8, 8},    {"SJ", "", 47, 8, 8},
    {"PL", "", 48, 7, 9},    {"DE", "0", 49, 5, 13},  {"PE", "0", 51, 8, 9},
    {"MX", "", 52, 10, 10},  {"CU", "0", 53, 6, 10},  {"AR", "0", 54, 10, 11},
    {"BR", "0", 55, 10, 11}, {"CL", "", 56, 9, 9},    {"CO", "0", 57, 8, 10},
    {"VE", "0", 58, 10, 10}, {"MY", "0", 60, 8, 10},  {"AU", "0", 61, 9, 9},
    {"CC", "0", 61, 9, 9},   {"CX", "0", 61, 9, 9},   {"ID", "0", 62, 7, 12},
    {"PH", "0", 63, 6, 10},  {"NZ", "0", 64, 8, 10},  {"SG", "", 65, 8, 8},
    {"TH", "0", 66, 8, 9},   {"JP", "0", 81, 9, 10},  {"KR", "0", 82, 5, 10},
    {"VN", "0", 84, 9, 10},  {"CN", "0", 86, 7, 11},  {"TR", "0", 90, 10, 10},
    {"IN", "0", 91, 10, 10}, {"PK", "0", 92, 9, 10},  {"AF", "0", 93, 9, 9},
    {"LK", "0", 94, 9, 9},   {"MM", "0", 95, 6, 10},  {"IR", "0", 98, 6, 10},
    {"SS", "0", 211, 9, 9},  {"MA", "0", 212, 9, 9},  {"EH", "0", 212, 9, 9},
    {"DZ", "0", 213, 8, 9},  {"TN", "", 216, 8, 8},   {"LY", "0", 218, 9, 9},
    {"GM", "", 220, 7, 9},   {"SN", "", 221, 9, 9},   {"MR", "", 222, 8, 8},
    {"ML", "", 223, 8, 8},   {"GN", "", 224, 8, 9},   {"CI", "", 225, 10, 10},
    {"BF", "", 226, 8, 8},   {"NE", "", 227, 8, 8},   {"TG", "", 228, 8, 8},
    {"BJ", "", 229, 10, 10}, {"MU", "", 230, 7, 8},   {"LR", "0", 231, 7, 9},
    {"SL", "0", 232, 8, 8},  {"GH", "0", 233, 9, 9},  {"NG", "0", 234, 10, 10},
    {"TD", "", 235, 8, 8},   {"CF", "", 236, 8, 8},   {"CM", "", 237, 9, 9},
    {"CV", "", 238, 7, 7},   {"ST", "", 239, 7, 7},   {"GQ", "", 240, 9, 9},
    {"GA", "", 241, 7, 8},   {"CG", "", 242, 9, 9},   {"CD", "0", 243, 7, 10},
    {"AO", "", 244, 9, 9},   {"GW", "", 245, 9, 9},   {"IO", "", 246, 7, 7},
    {"AC", "", 247, 5, 5},   {"SC", "", 248, 7, 7},   {"SD", "0", 249, 9, 9},
    {"RW", "0", 250, 8, 9},  {"ET", "0", 251, 9, 9},  {"SO", "0", 252, 6, 9},
    {"DJ", "", 253, 8, 8},   {"KE", "0", 254, 7, 9},  {"TZ", "0", 255, 9, 9},
    {"UG", "0", 256, 9, 9},  {"BI", "", 257, 8, 8},   {"MZ", "", 258, 8, 9},
    {"ZM", "0", 260, 9, 9},  {"MG", "0", 261, 9, 9},  {"RE", "0", 262, 9, 9},
    {"YT", "0", 262, 9, 9},  {"ZW", "0", 263, 9, 9},  {"NA", "0", 264, 8, 9},
    {"MW", "0", 265, 7, 9},  {"LS", "", 266, 8, 8},   {"BW", "", 267, 7, 8},
    {"SZ", "", 268, 8, 8},   {"KM", "", 269, 7, 7},   {"SH", "", 290, 4, 5},
    {"TA", "", 290, 4, 4},   {"ER", "0", 291, 7, 7},  {"AW", "", 297, 7, 7},
    {"FO", "", 298, 6, 6},   {"GL", "", 299, 6, 6},   {"GI", "", 350, 8, 8},
    {"PT", "", 351, 9, 9},   {"LU", "", 352, 4, 11},  {"IE", "0", 353, 7, 10},
    {"IS", "", 354, 7, 9},   {"AL", "0", 355, 8, 9},  {"MT", "", 356, 8, 8},
    {"CY", "", 357, 8, 8},   {"FI", "0", 358, 5, 10}, {"AX", "0", 358, 6, 10},
    {"BG", "0", 359, 6, 9},  {"LT", "0", 370, 8, 8},  {"LV", "", 371, 8, 8},
    {"EE", "", 372, 7, 8},   {"MD", "0", 373, 8, 8},  {"AM", "0", 374, 8, 8},
    {"BY", "8", 375, 9, 9},  {"AD", "", 376, 6, 9},   {"MC", "0", 377, 8, 9},
    {"SM", "", 378, 8, 10},  {"UA", "0", 380, 9, 9},  {"RS", "0", 381, 7, 12},
    {"ME", "0", 382, 8, 8},  {"XK", "0", 383, 8, 12}, {"HR", "0", 385, 8, 9},
    {"SI", "0", 386, 8, 8},  {"BA", "0", 387, 8, 9},  {"MK", "0", 389, 8, 8},
    {"CZ", "", 420, 9, 9},   {"SK", "0", 421, 6, 9},  {"LI", "0", 423, 7, 9},
    {"FK", "", 500, 5, 5},   {"BZ", "", 501, 7, 7},   {"GT", "", 502, 8, 8},
    {"SV", "", 503, 8, 8},   {"HN", "", 504, 8, 8},   {"NI", "", 505, 8, 8},
    {"CR", "", 506, 8, 8},   {"PA", "", 507, 7, 8},   {"PM", "0", 508, 6, 9},
    {"HT", "", 509, 8, 8},   {"GP", "0", 590, 9, 9},  {"BL", "0", 590, 9, 9},
    {"MF", "0", 590, 9, 9},  {"BO", "0", 591, 8, 8},  {"GY", "", 592, 7, 7},
    {"EC", "0", 593, 8, 9},  {"GF", "0", 594, 9, 9},  {"PY", "0", 595, 7, 9},
    {"MQ", "0", 596, 9, 9},  {"SR", "", 597, 6, 7},   {"UY", "0", 598, 8, 8},
    {"CW", "", 599, 7, 8},   {"BQ", "", 599, 7, 7},   {"TL", "", 670, 7, 8},
    {"NF", "", 672, 6, 6},   {"BN", "", 673, 7, 7},   {"NR", "", 674, 7, 7},
    {"PG", "", 675, 7, 8},   {"TO", "", 676, 5, 7},   {"SB", "", 677, 5, 7},
    {"VU", "", 678, 5, 7},   {"FJ", "", 679, 7, 7},   {"PW", "", 680, 7, 7},
    {"WF", "", 681, 6, 6},   {"CK", "", 682, 5, 5},   {"NU", "", 683, 4, 7},
    {"WS", "", 685, 5, 10},  {"KI", "0", 686, 5, 8},  {"NC", "", 687, 6, 6},
    {"TV", "", 688, 5, 7},   {"PF", "", 689, 8, 8},   {"TK", "", 690, 4, 7},
    {"FM", "", 691, 7, 7},   {"MH", "1", 692, 7, 7},  {"KP", "0", 850, 8, 10},
    {"HK", "", 852, 8, 8},   {"MO", "", 853, 8, 8},   {"KH", "0", 855, 8, 9},
    {"LA", "0", 856, 8, 10}, {"BD", "0", 880, 6, 10}, {"TW", "0", 886, 8, 9},
    {"MV", "", 960, 7, 7},   {"LB", "0", 961, 7, 8},  {"JO", "0", 962, 8, 9},
    {"SY", "0", 963, 8, 9},  {"IQ", "0", 964, 8, 10}, {"KW", "", 965, 8, 8},
    {"SA", "0", 966, 9, 9},  {"YE", "0", 967, 7, 9},  {"OM", "", 968, 8, 8},
    {"PS", "0", 970, 8, 9},  {"AE", "0", 971, 8, 9},  {"IL", "0", 972, 8, 12},
    {"BH", "", 973, 8, 8},   {"QA", "", 974, 8, 8},   {"BT", "", 975, 7, 8},
    {"MN", "0", 976, 8, 10}, {"NP", "0", 977, 8, 10}, {"TJ", "", 992, 9, 9},
    {"TM", "8", 993, 8, 8},  {"AZ", "0", 994, 9, 9},  {"GE", "0", 995, 9, 9},
    {"KG", "0", 996, 9, 9},  {"UZ", "", 998, 9, 9},
};
#define N_COUNTRIES (sizeof countries / sizeof *countries)

static const quen__parse_country *find_code(unsigned code)
{
    size_t from = 0, to = N_COUNTRIES;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (countries[middle].code < code)
            from = middle + 1;
        else
            to = middle;
    }
    return from < N_COUNTRIES && countries[from].code == code ? &countries[from] : NULL;
}

/* No code begins with another one, or with 0. */
const quen__parse_country *quen__parse_country_at(const char *digits, size_t n,
                                                  size_t *code_size)
{
    unsigned code = 0;
    for (*code_size = 1; *code_size <= n && *code_size <= 3 && *digits != '0';
         ++*code_size) {
        code = code * 10 + (unsigned)(digits[*code_size - 1] - '0');
        const quen__parse_country *country = find_code(code);
        if (country)
            return country;
    }
    return NULL;
}

static const quen__parse_country *find_iso(const char *text)
{
    for (size_t i = 0; i < N_COUNTRIES; i++)
        if ((text[0] & ~0x20) == countries[i].iso[0] &&
            (text[1] & ~0x20) == countries[i].iso[1] && text[2] == '\0')
            return &countries[i];
    return NULL;
}

const quen__parse_country *quen__parse_country_of(const char *text)
{
    const quen__parse_country *country;
    size_t n, code_size;
    text += *text == '+';
    n = strlen(text);
    if (n == 0 || n > 3 || strspn(text, "0123456789") < n)
        return n == 2 ? find_iso(text) : NULL;
    country = quen__parse_country_at(text, n, &code_size);
    return country && code_size == n ? country : NULL;
}

int quen__parse_country_has(const quen__parse_country *country, size_t n)
{
    const quen__parse_country *end = countries + N_COUNTRIES;
    country = find_code(country->code);
    for (unsigned code = country->code; country < end && country->code == code; country++)
        if (n >= country->least && n <= country->most)
            return 1;
    return 0;
}
