/*
 * The tone of a Vietnamese syllable belongs to its main vowel, and there it is put:
 * "hoà", "khoẻ", "thuỷ", where others write "hòa", "khỏe", "thủy". A run of letters is
 * such a syllable if it is one of the onsets, one of the vowel groups and one of the
 * codas below, with one tone. The main vowel is the one with a hat (ă â ê ô ơ ư), of "ươ"
 * the ơ; without hats it is the second of "oa", "oe", "uy" and of a group that a
 * consonant ends, the middle of three, else the first. "gi" and "qu" are consonants:
 * "già", "quý". Source: the rules of spelling for schools, decision 240/QĐ of the
 * Ministry of Education, 1984.
 */
#include "data/text/tone.h"

#include <string.h>

#include "data/text/unicode.h"

/* Marks, as Unicode decomposes letters: hats belong to the vowel, tones to the syllable.
 */
enum {
    GRAVE = 0x300,
    ACUTE = 0x301,
    CIRCUMFLEX = 0x302,
    TILDE = 0x303,
    BREVE = 0x306,
    HOOK = 0x309,
    HORN = 0x31b,
    DOT_BELOW = 0x323
};

#define LETTERS 7 /* of "nghiêng" and "khuyếch" */
#define CODES (2 * LETTERS + 1)

typedef struct letter {
    int32_t base;
    int32_t hat; /* 0: none */
} letter;

/* Capital letters stand for those with hats: F ă, A â, E ê, O ô, W ơ, U ư; D for đ. */
typedef struct syllable {
    letter letters[LETTERS];
    char spelling[LETTERS + 1];
    size_t n;
    int32_t tone; /* 0: none */
    size_t toned; /* the letter that it stands over */
} syllable;

static int is_tone(int32_t code)
{
    return code == GRAVE || code == ACUTE || code == TILDE || code == HOOK ||
           code == DOT_BELOW;
}

static int is_hat(int32_t code)
{
    return code == CIRCUMFLEX || code == BREVE || code == HORN;
}

/* --- spelling --- */

static char spelling_of(int32_t base, int32_t hat)
{
    static const struct {
        int32_t hat;
        char base, letter;
    } hats[] = {{BREVE, 'a', 'F'},      {CIRCUMFLEX, 'a', 'A'}, {CIRCUMFLEX, 'e', 'E'},
                {CIRCUMFLEX, 'o', 'O'}, {HORN, 'o', 'W'},       {HORN, 'u', 'U'}};
    if (base == 0x110 || base == 0x111)
        return hat ? '\0' : 'D';
    if (base >= 'A' && base <= 'Z')
        base |= 0x20;
    if (base < 'a' || base > 'z')
        return '\0';
    if (!hat)
        return (char)base;
    for (size_t i = 0; i < sizeof hats / sizeof *hats; i++)
        if (hats[i].hat == hat && hats[i].base == base)
            return hats[i].letter;
    return '\0';
}

/* A mark at the last letter; 0 if no Vietnamese letter has it, or a second one. */
static int take_mark(syllable *s, int32_t code)
{
    int32_t *place = is_tone(code) ? &s->tone : &s->letters[s->n - 1].hat;
    if (*place || !(is_tone(code) || is_hat(code)))
        return 0;
    *place = code;
    if (is_tone(code))
        s->toned = s->n - 1;
    return 1;
}

static int is_vowel(char c)
{
    return strchr("aFAeEioOWuUy", c) != NULL;
}

/* The letters of a run, if all may stand in Vietnamese and there is one tone. */
static int take_letters(syllable *s, const int32_t *codes, size_t n)
{
    *s = (syllable){.n = 0};
    for (size_t i = 0; i < n; i++) {
        if (quen__unicode_class(codes[i]) == 0) {
            if (s->n == LETTERS)
                return 0;
            s->letters[s->n++].base = codes[i];
        } else if (s->n == 0 || !take_mark(s, codes[i])) {
            return 0;
        }
    }
    for (size_t i = 0; i < s->n; i++)
        if (!(s->spelling[i] = spelling_of(s->letters[i].base, s->letters[i].hat)))
            return 0;
    return s->tone && is_vowel(s->spelling[s->toned]);
}

/* --- the syllable's parts --- */

static int is_among(const char *const *list, const char *text, size_t size)
{
    for (; *list; list++)
        if ((size == 0 || **list == *text) && strncmp(*list, text, size) == 0 &&
            (*list)[size] == '\0')
            return 1;
    return 0;
}

static int is_onset(const char *text, size_t size)
{
    static const char *const onsets[] = {"",    "b",  "c", "ch", "d",  "D", "g", "gh",
                                         "gi",  "h",  "k", "kh", "l",  "m", "n", "ng",
                                         "ngh", "nh", "p", "ph", "qu", "r", "s", "t",
                                         "th",  "tr", "v", "x",  NULL};
    return is_among(onsets, text, size);
}

static int is_coda(const char *text, size_t size)
{
    static const char *const codas[] = {"",   "c",  "ch", "m", "n",
                                        "ng", "nh", "p",  "t", NULL};
    return is_among(codas, text, size);
}

/* Groups of vowels that a syllable may end with, and those before a coda. */
static int is_vowels(const char *text, size_t size, int closed)
{
    static const char *const open[] = {
        "a",   "A",   "e",   "E",   "i",   "o",   "O",   "W",   "u",   "U",
        "y",   "ai",  "ao",  "au",  "ay",  "Au",  "Ay",  "eo",  "Eu",  "ia",
        "iu",  "oa",  "oe",  "oi",  "Oi",  "Wi",  "ua",  "ui",  "uE",  "uW",
        "uy",  "Ua",  "Ui",  "Uu",  "iEu", "yEu", "oai", "oao", "oay", "oeo",
        "uAy", "uOi", "uya", "uyu", "UWi", "UWu", NULL};
    static const char *const before_coda[] = {
        "a",  "F",  "A",  "e",  "E",  "i",  "o",  "O",  "W",  "u",  "U",   "y", "iE",
        "oa", "oF", "oe", "oo", "uA", "uE", "uO", "uy", "UW", "yE", "uyE", NULL};
    return is_among(closed ? before_coda : open, text, size);
}

/* Which of a group's vowels is the main one: see above. */
static size_t main_of(const char *vowels, size_t n, int closed)
{
    for (size_t i = n; i-- > 0;)
        if (strchr("FAEOWU", vowels[i]))
            return i;
    if (n == 2)
        return closed || memcmp(vowels, "oa", 2) == 0 || memcmp(vowels, "oe", 2) == 0 ||
               memcmp(vowels, "uy", 2) == 0;
    return n == 3;
}

/* The letter that takes the tone; the number of letters if this is no syllable. */
static size_t place_of(const syllable *s)
{
    for (size_t onset = (s->n < 3 ? s->n : 3) + 1; onset-- > 0;) {
        size_t end = onset;
        while (end < s->n && is_vowel(s->spelling[end]))
            end++;
        int closed = end < s->n;
        if (is_onset(s->spelling, onset) && is_coda(s->spelling + end, s->n - end) &&
            is_vowels(s->spelling + onset, end - onset, closed))
            return onset + main_of(s->spelling + onset, end - onset, closed);
    }
    return s->n;
}

/* --- codes --- */

/* Marks in their canonical order: horn, dot below, then those above, the hat first. */
static void write(const syllable *s, size_t place, int32_t *codes)
{
    for (size_t i = 0; i < s->n; i++) {
        int32_t hat = s->letters[i].hat;
        int32_t tone = i == place ? s->tone : 0;
        *codes++ = s->letters[i].base;
        if (tone == DOT_BELOW && hat != HORN) {
            *codes++ = tone;
            tone = 0;
        }
        if (hat)
            *codes++ = hat;
        if (tone)
            *codes++ = tone;
    }
}

static void place_tone(int32_t *codes, size_t n)
{
    syllable s;
    if (n > CODES || !take_letters(&s, codes, n))
        return;
    size_t place = place_of(&s);
    if (place < s.n)
        write(&s, place, codes);
}

static int is_of_word(int32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    return quen__unicode_is_letter(code) || quen__unicode_is_mark(code);
}

void quen__tone_place(int32_t *codes, size_t n)
{
    for (size_t at = 0, end; at < n; at = end + 1) {
        int toned = 0;
        for (end = at; end < n && is_of_word(codes[end]); end++)
            toned |= is_tone(codes[end]);
        if (toned)
            place_tone(codes + at, end - at);
    }
}
