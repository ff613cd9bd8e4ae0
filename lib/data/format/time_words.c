/*
 * Tokens of a time: see time_words.h. Words are folded (no case, no marks, so that
 * composed and decomposed text are one) and looked up in one table. What tells nothing,
 * as names of weekdays, is passed over; "thang 3" and "Thang Ba" become a month.
 */
#include "data/format/time_words.h"

#include <string.h>

#include "data/keys/key_letter.h"
#include "data/keys/key_words.h"

/* Longer than any word of the table. */
#define LONGEST 12

/* --- words --- */

static const struct {
    char word[LONGEST];
    uint8_t kind, value;
} words[] = {
    {"am", QUEN__TOKEN_HALF, 'a'},
    {"pm", QUEN__TOKEN_HALF, 'p'},
    {"sa", QUEN__TOKEN_HALF, 'a'},
    {"ch", QUEN__TOKEN_HALF, 'p'},
    {"sang", QUEN__TOKEN_HALF, 'a'},
    {"chieu", QUEN__TOKEN_HALF, 'p'},
    {"toi", QUEN__TOKEN_HALF, 'p'},
    {"t", QUEN__TOKEN_TEE, 0},
    {"z", QUEN__TOKEN_UTC, 0},
    {"utc", QUEN__TOKEN_UTC, 0},
    {"gmt", QUEN__TOKEN_UTC, 0},
    {"h", QUEN__TOKEN_HOURS, 0},
    {"jan", QUEN__TOKEN_MONTH, 1},
    {"january", QUEN__TOKEN_MONTH, 1},
    {"feb", QUEN__TOKEN_MONTH, 2},
    {"february", QUEN__TOKEN_MONTH, 2},
    {"mar", QUEN__TOKEN_MONTH, 3},
    {"march", QUEN__TOKEN_MONTH, 3},
    {"apr", QUEN__TOKEN_MONTH, 4},
    {"april", QUEN__TOKEN_MONTH, 4},
    {"may", QUEN__TOKEN_MONTH, 5},
    {"jun", QUEN__TOKEN_MONTH, 6},
    {"june", QUEN__TOKEN_MONTH, 6},
    {"jul", QUEN__TOKEN_MONTH, 7},
    {"july", QUEN__TOKEN_MONTH, 7},
    {"aug", QUEN__TOKEN_MONTH, 8},
    {"august", QUEN__TOKEN_MONTH, 8},
    {"sep", QUEN__TOKEN_MONTH, 9},
    {"sept", QUEN__TOKEN_MONTH, 9},
    {"september", QUEN__TOKEN_MONTH, 9},
    {"oct", QUEN__TOKEN_MONTH, 10},
    {"october", QUEN__TOKEN_MONTH, 10},
    {"nov", QUEN__TOKEN_MONTH, 11},
    {"november", QUEN__TOKEN_MONTH, 11},
    {"dec", QUEN__TOKEN_MONTH, 12},
    {"december", QUEN__TOKEN_MONTH, 12},
    {"thang", QUEN__TOKEN_MONTH_BEFORE, 0},
    {"thg", QUEN__TOKEN_MONTH_BEFORE, 0},
    {"th", QUEN__TOKEN_MONTH_BEFORE, 0},
    {"thu", QUEN__TOKEN_DAY_BEFORE, 0},
    {"mot", QUEN__TOKEN_ORDINAL, 1},
    {"hai", QUEN__TOKEN_ORDINAL, 2},
    {"ba", QUEN__TOKEN_ORDINAL, 3},
    {"tu", QUEN__TOKEN_ORDINAL, 4},
    {"nam", QUEN__TOKEN_ORDINAL, 5},
    {"sau", QUEN__TOKEN_ORDINAL, 6},
    {"bay", QUEN__TOKEN_ORDINAL, 7},
    {"tam", QUEN__TOKEN_ORDINAL, 8},
    {"chin", QUEN__TOKEN_ORDINAL, 9},
    {"muoi", QUEN__TOKEN_ORDINAL, 10},
    {"mon", QUEN__TOKEN_PASSED, 0},
    {"monday", QUEN__TOKEN_PASSED, 0},
    {"tue", QUEN__TOKEN_PASSED, 0},
    {"tues", QUEN__TOKEN_PASSED, 0},
    {"tuesday", QUEN__TOKEN_PASSED, 0},
    {"wed", QUEN__TOKEN_PASSED, 0},
    {"wednesday", QUEN__TOKEN_PASSED, 0},
    {"thur", QUEN__TOKEN_PASSED, 0},
    {"thurs", QUEN__TOKEN_PASSED, 0},
    {"thursday", QUEN__TOKEN_PASSED, 0},
    {"fri", QUEN__TOKEN_PASSED, 0},
    {"friday", QUEN__TOKEN_PASSED, 0},
    {"sat", QUEN__TOKEN_PASSED, 0},
    {"saturday", QUEN__TOKEN_PASSED, 0},
    {"sun", QUEN__TOKEN_PASSED, 0},
    {"sunday", QUEN__TOKEN_PASSED, 0},
    {"chu", QUEN__TOKEN_PASSED, 0},
    {"nhat", QUEN__TOKEN_PASSED, 0},
    {"cn", QUEN__TOKEN_PASSED, 0},
    {"ngay", QUEN__TOKEN_PASSED, 0},
    {"luc", QUEN__TOKEN_PASSED, 0},
    {"at", QUEN__TOKEN_PASSED, 0},
    {"of", QUEN__TOKEN_PASSED, 0},
    {"st", QUEN__TOKEN_PASSED, 0},
    {"nd", QUEN__TOKEN_PASSED, 0},
    {"rd", QUEN__TOKEN_PASSED, 0},
};

/* A word, folded; `marked` if something stood on its letters. */
typedef struct word {
    char letters[LONGEST];
    size_t n;
    int marked;
} word;

static quen__token meaning_of(const word *w)
{
    quen__token token = {0, QUEN__TOKEN_LETTERS, 0};
    for (size_t i = 0; i < sizeof words / sizeof *words && w->n < LONGEST; i++)
        if (strcmp(words[i].word, w->letters) == 0) {
            token.kind = words[i].kind;
            token.value = words[i].value;
        }
    return token;
}

/* --- characters --- */

typedef struct cursor {
    const char *at, *end;
    quen__token *tokens;
    size_t n;
} cursor;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Brackets stand around zones. */
static int is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '(' || code == ')' || code == 0xa0 ||
           code == 0x2009 || code == 0x202f;
}

static size_t character(const cursor *c, uint32_t *code)
{
    *code = 0;
    return c->at < c->end ? quen__key_character(c->at, (size_t)(c->end - c->at), code)
                          : 0;
}

/* Letters from here on; none if what stands here is no letter. */
static word take_word(cursor *c)
{
    word w = {{0}, 0, 0};
    uint32_t code;
    for (size_t bytes; (bytes = character(c, &code)) > 0; c->at += bytes) {
        char letter = quen__key_letter(code);
        if (code >= 0x300 && code < 0x370 && w.n > 0)
            w.marked = 1;
        else if (!letter || is_digit(letter))
            break;
        else if (w.n + 1 < LONGEST)
            w.letters[w.n++] = letter;
        else
            w.n = LONGEST;
        w.marked |= code >= 0x80;
    }
    return w;
}

/* The 'm' of "a.m.", and points behind such letters. */
static void take_points(cursor *c, word *w)
{
    if (w->n != 1 || (w->letters[0] != 'a' && w->letters[0] != 'p') ||
        c->end - c->at < 2 || c->at[0] != '.' || (c->at[1] | 0x20) != 'm')
        return;
    c->at += 2;
    w->letters[w->n++] = 'm';
    if (c->at < c->end && *c->at == '.')
        c->at++;
}

/* --- tokens --- */

static void push(cursor *c, quen__token token)
{
    if (c->n < QUEN__TOKENS)
        c->tokens[c->n] = token;
    c->n++;
}

static uint32_t last_kind(const cursor *c)
{
    return c->n > 0 && c->n <= QUEN__TOKENS ? c->tokens[c->n - 1].kind : QUEN__TOKEN_END;
}

static void take_number(cursor *c)
{
    quen__token token = {0, QUEN__TOKEN_NUMBER, 0};
    for (; c->at < c->end && is_digit(*c->at) && token.digits < 20; c->at++) {
        if (token.digits < 19)
            token.value = token.value * 10 + (uint64_t)(*c->at - '0');
        token.digits++;
    }
    while (c->at < c->end && is_digit(*c->at))
        c->at++;
    push(c, token);
}

/* Blanks and at most one mark. A comma or a point after a month is a blank with one. */
static void take_mark(cursor *c)
{
    quen__token token = {' ', QUEN__TOKEN_MARK, 0};
    uint32_t code;
    int blank = 0;
    for (size_t bytes; (bytes = character(c, &code)) > 0; c->at += bytes) {
        if (is_blank(code))
            blank = 1;
        else if (token.value == ' ' && code > 0 && code < 0x80 &&
                 strchr("-/.,:+", (int)code))
            token.value = code;
        else
            break;
    }
    if (blank &&
        (token.value == ',' || (token.value == '.' && last_kind(c) == QUEN__TOKEN_MONTH)))
        token.value = ' ';
    if (token.value != ' ' || (c->n > 0 && last_kind(c) != QUEN__TOKEN_MARK))
        push(c, token);
}

static void pass_blanks(cursor *c)
{
    uint32_t code;
    size_t bytes;
    while ((bytes = character(c, &code)) > 0 && (is_blank(code) || code == '.'))
        c->at += bytes;
}

/* A number or its word behind "thang" or "thu": its value, else 0 and nothing taken. */
static uint64_t take_ordinal(cursor *c)
{
    cursor ahead = *c;
    quen__token found[4];
    ahead.tokens = found;
    ahead.n = 0;
    pass_blanks(&ahead);
    if (ahead.at < ahead.end && is_digit(*ahead.at)) {
        take_number(&ahead);
        if (found[0].digits > 2 || (ahead.at < ahead.end && *ahead.at == ':'))
            return 0;
        c->at = ahead.at;
        return found[0].value;
    }
    word w = take_word(&ahead);
    quen__token first = meaning_of(&w);
    if (first.kind != QUEN__TOKEN_ORDINAL)
        return 0;
    c->at = ahead.at;
    pass_blanks(&ahead);
    w = take_word(&ahead);
    quen__token second = meaning_of(&w);
    if (first.value == 10 && second.kind == QUEN__TOKEN_ORDINAL && second.value <= 2) {
        c->at = ahead.at;
        first.value += second.value;
    }
    return first.value;
}

/* "thang 3" is a month, "thu 3" a weekday; "5th" and "Thu" are English. */
static void take_before(cursor *c, quen__token token, const word *w)
{
    int month = token.kind == QUEN__TOKEN_MONTH_BEFORE;
    int english = month ? w->n == 2 && last_kind(c) == QUEN__TOKEN_NUMBER : !w->marked;
    const char *start = c->at;
    uint64_t ordinal = take_ordinal(c);
    if (english && (month || is_digit(c->at[-1])))
        c->at = start; /* 5th, Thu 5 */
    else if (month && ordinal >= 1 && ordinal <= 12)
        push(c, (quen__token){ordinal, QUEN__TOKEN_MONTH, 0});
    else if (month)
        push(c, (quen__token){0, QUEN__TOKEN_LETTERS, 0});
}

static void take_letters(cursor *c)
{
    word w = take_word(c);
    take_points(c, &w);
    quen__token token = meaning_of(&w);
    if (token.kind == QUEN__TOKEN_MONTH_BEFORE || token.kind == QUEN__TOKEN_DAY_BEFORE)
        take_before(c, token, &w);
    else if (token.kind == QUEN__TOKEN_HOURS)
        push(c, (quen__token){':', QUEN__TOKEN_MARK, 0});
    else if (token.kind == QUEN__TOKEN_ORDINAL && token.value != 5)
        push(c, (quen__token){0, QUEN__TOKEN_LETTERS, 0});
    else if (token.kind != QUEN__TOKEN_PASSED && token.kind != QUEN__TOKEN_ORDINAL)
        push(c, token); /* "nam" alone is the year */
}

size_t quen__token_list(const char *text, size_t size, quen__token tokens[QUEN__TOKENS])
{
    cursor c = {text, size ? text + size : text, tokens, 0};
    while (c.at < c.end && c.n < QUEN__TOKENS) {
        const char *before = c.at;
        uint32_t code;
        size_t bytes = character(&c, &code);
        if (bytes && is_digit(*c.at))
            take_number(&c);
        else if (bytes && quen__key_letter(code))
            take_letters(&c);
        else if (bytes)
            take_mark(&c);
        if (c.at == before)
            return 0;
    }
    if (last_kind(&c) == QUEN__TOKEN_MARK && tokens[c.n - 1].value == ' ')
        c.n--;
    if (c.n >= QUEN__TOKENS)
        return 0;
    tokens[c.n] = (quen__token){0, QUEN__TOKEN_END, 0};
    return c.n;
}
