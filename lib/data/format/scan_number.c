/*
 * Amounts taken apart: see scan_number.h. Signs, brackets, currencies and blanks stand
 * around a core of digits and marks; a mark belongs to it if a digit follows, a point or
 * comma also in front of the first digit and behind the last.
 */
#include "data/format/scan_number.h"

#include <string.h>

#include "data/format/currency.h"
#include "data/keys/key_letter.h"
#include "data/keys/key_words.h"

typedef struct cursor {
    const char *at, *end;
    quen__number *number;
    int signs, minus, open, closed; /* signs and brackets seen */
} cursor;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xa0 || code == 0x2009 ||
           code == 0x202f;
}

static size_t character(const char *at, const char *end, uint32_t *code)
{
    *code = 0;
    return at < end ? quen__key_character(at, (size_t)(end - at), code) : 0;
}

/* --- the core --- */

/* The mark that a character is: . , ' _ or a blank, 0 for none. */
static char mark_of(uint32_t code)
{
    if (code == '.' || code == ',' || code == '\'' || code == '_')
        return (char)code;
    if (code == 0x2019)
        return '\'';
    return is_blank(code) ? ' ' : '\0';
}

static int take_digit(cursor *c)
{
    quen__number *n = c->number;
    if (n->n_digits == QUEN__NUMBER_DIGITS)
        return 0;
    n->digit[n->n_digits++] = *c->at++;
    return 1;
}

/* 1: a mark of the core was taken; 0: here it ends; -1: too many. */
static int take_mark(cursor *c)
{
    quen__number *n = c->number;
    uint32_t code;
    size_t bytes = character(c->at, c->end, &code);
    char mark = bytes ? mark_of(code) : '\0';
    if (!mark)
        return 0;
    const char *behind = c->at + bytes;
    int ends = behind == c->end || !is_digit(*behind);
    if (ends && mark != '.' && mark != ',')
        return 0;
    if (n->n_marks == QUEN__NUMBER_MARKS)
        return -1;
    n->mark[n->n_marks] = mark;
    n->before[n->n_marks++] = n->n_digits;
    c->at = behind;
    return 1;
}

static const char *take_core(cursor *c)
{
    int more = 1;
    while (more > 0)
        if (c->at < c->end && is_digit(*c->at))
            more = take_digit(c) ? 1 : -1;
        else
            more = take_mark(c);
    if (more < 0)
        return "more digits than any amount has";
    return c->number->n_digits > 0 ? NULL : "not a number";
}

/* --- what stands around it --- */

static int is_core(const cursor *c)
{
    return is_digit(*c->at) ||
           ((*c->at == '.' || *c->at == ',') && c->at + 1 < c->end && is_digit(c->at[1]));
}

/* 1: what stands here belongs to a word that began before: the point of "Rs.500". */
static int is_in_word(const cursor *c, const char *start)
{
    uint32_t code;
    if (character(c->at, c->end, &code) == 0 || code == 0 || is_blank(code) ||
        code == 0x2212 || (code < 0x80 && strchr("-+()", (int)code)))
        return 0;
    int behind_letter =
        c->at > start && (quen__key_letter((unsigned char)c->at[-1]) || c->at[-1] == '/');
    return !is_core(c) || (behind_letter && !is_digit(*c->at));
}

static int is_word(const char *word, size_t size, const char *lower)
{
    return size == 2 && (word[0] | 0x20) == lower[0] && (word[1] | 0x20) == lower[1];
}

static const char *take_word(cursor *c)
{
    const char *start = c->at;
    uint32_t code;
    while (is_in_word(c, start))
        c->at += character(c->at, c->end, &code);
    size_t size = (size_t)(c->at - start);
    uint32_t found = quen__currency_find(start, size);
    if (is_word(start, size, "cr") || is_word(start, size, "dr"))
        return "CR or DR beside an amount, which mean the opposite in other books";
    if (!found)
        return size == 1 && *start == '%' ? "a percentage" : "not a number";
    c->number->currency = quen__currency_both(c->number->currency, found);
    return c->number->currency ? NULL : "two currencies beside one amount";
}

/* One sign, bracket, blank or word. */
static const char *take_around(cursor *c)
{
    uint32_t code;
    size_t bytes = character(c->at, c->end, &code);
    if (bytes == 0 || code == 0)
        return "not a number";
    if (is_blank(code)) {
        c->at += bytes;
    } else if (code == '-' || code == 0x2212 || code == '+') {
        c->signs++;
        c->minus = code != '+';
        c->at += bytes;
    } else if (code == '(' || code == ')') {
        c->open += code == '(';
        c->closed += code == ')';
        if (c->closed > c->open)
            return "not a number";
        c->at++;
    } else {
        return take_word(c);
    }
    return NULL;
}

/* ="45.00" and '45.00 are how spreadsheets keep a text a text. */
static void strip_wrapper(cursor *c)
{
    if (c->end - c->at >= 3 && c->at[0] == '=' && c->at[1] == '"' && c->end[-1] == '"') {
        c->at += 2;
        c->end--;
    } else if (c->end - c->at >= 2 && *c->at == '\'') {
        c->at++;
    }
}

static const char *close_number(const cursor *c, int minus_before)
{
    const quen__number *n = c->number;
    if (c->open != c->closed || c->open > 1 || c->signs > 1 || (c->open && c->signs))
        return "not a number";
    if (c->minus && !minus_before && n->n_marks > 0 &&
        n->before[n->n_marks - 1] == n->n_digits)
        return "a dash in place of decimals";
    c->number->negative = c->open || c->minus;
    return NULL;
}

const char *quen__number_scan(const char *text, size_t size, quen__number *number)
{
    cursor c = {text, size ? text + size : text, number, 0, 0, 0, 0};
    const char *reason = NULL;
    number->n_digits = number->n_marks = number->currency = 0;
    strip_wrapper(&c);
    while (!reason && c.at < c.end && !is_core(&c))
        reason = take_around(&c);
    if (!reason && c.at == c.end)
        return "not a number";
    int minus_before = c.minus;
    if (!reason)
        reason = take_core(&c);
    while (!reason && c.at < c.end)
        reason = take_around(&c);
    return reason ? reason : close_number(&c, minus_before);
}

/* --- readings --- */

uint32_t quen__groups_of(char mark)
{
    return mark == '.'    ? QUEN__GROUPS_POINT
           : mark == ','  ? QUEN__GROUPS_COMMA
           : mark == '\'' ? QUEN__GROUPS_APOSTROPHE
           : mark == ' '  ? QUEN__GROUPS_BLANK
           : mark == '_'  ? QUEN__GROUPS_LINE
                          : 0u;
}

/*
 * 1: `marks` first marks part the whole digits in groups: three each but the first, which
 * has one to three and does not begin with a zero; or two each before the last three.
 */
static int are_groups(const quen__number *n, uint32_t marks, uint32_t whole)
{
    uint32_t first = n->before[0];
    if (first < 1 || first > 3 || (n->digit[0] == '0' && whole > 1))
        return 0;
    int by_three = 1, by_two = first <= 2;
    for (uint32_t i = 0; i < marks; i++) {
        uint32_t next = i + 1 < marks ? n->before[i + 1] : whole;
        uint32_t group = next - n->before[i];
        by_three &= group == 3;
        by_two &= group == (i + 1 < marks ? 2u : 3u);
        if (n->mark[i] != n->mark[0])
            return 0;
    }
    return by_three || by_two;
}

size_t quen__number_plain(const quen__number *n, uint32_t reading, uint32_t groups,
                          char plain[QUEN__NUMBER_PLAIN], uint32_t *used,
                          uint32_t *decimals)
{
    char decimal = reading == QUEN__NUMBER_POINT ? '.' : ',';
    int parted = n->n_marks > 0 && n->mark[n->n_marks - 1] == decimal;
    uint32_t marks = n->n_marks - (parted ? 1 : 0);
    uint32_t whole = parted ? n->before[marks] : n->n_digits;
    size_t size = 0;
    uint32_t group = marks > 0 ? quen__groups_of(n->mark[0]) : 0;
    if (marks > 0 &&
        (n->mark[0] == decimal || !(group & groups) || !are_groups(n, marks, whole)))
        return 0;
    if (n->negative)
        plain[size++] = '-';
    memcpy(plain + size, n->digit, whole);
    size += whole;
    if (whole < n->n_digits) {
        plain[size++] = '.';
        memcpy(plain + size, n->digit + whole, n->n_digits - whole);
        size += n->n_digits - whole;
    }
    if (used)
        *used = group;
    if (decimals)
        *decimals = n->n_digits - whole;
    return size;
}
