/*
 * Patterns of times: see time_pattern.h. Directives come in classes (date, clock, zone);
 * what may stand between two of them is said by their classes. Three directives of a date
 * and the mark between them are a form.
 */
#include "data/format/time_pattern.h"

#include <stdio.h>
#include <string.h>

#include "data/format/time_form.h"
#include "data/parse/calendar.h"

/* --- writing --- */

static void append(char *out, size_t size, const char *text)
{
    size_t n = strlen(out);
    snprintf(out + n, size - n, "%s", text);
}

static void append_date(const quen_format *format, int form, char *out, size_t size)
{
    const char *directives = quen__form_directives(form);
    char mark[2] = {form < QUEN__FORM_DATED ? quen__form_mark(format->set) : '\0', '\0'};
    for (int i = 0; i < 3; i++) {
        char directive[3] = {'%', directives[i], '\0'};
        if (i > 0)
            append(out, size, mark);
        append(out, size, directive);
    }
}

const char *quen__form_pattern(const quen_format *format, int form,
                               char out[QUEN__FORM_PATTERN])
{
    int twelve = !(format->set >> QUEN__FORM_HOURS_AT & 1);
    int in_front = !(format->set >> QUEN__FORM_PLACE_AT & 1);
    char clock[24];
    out[0] = '\0';
    snprintf(clock, sizeof clock, "%s:%%M%s%s", twelve ? "%I" : "%H",
             format->has_clock > 1 ? ":%S" : "", twelve ? " %p" : "");
    if (form >= QUEN__FORM_UNIX_S) {
        append(out, QUEN__FORM_PATTERN, quen__form_directives(form));
        return out;
    }
    if (format->has_clock && in_front) {
        append(out, QUEN__FORM_PATTERN, clock);
        append(out, QUEN__FORM_PATTERN, " ");
    }
    append_date(format, form, out, QUEN__FORM_PATTERN);
    if (format->has_clock && !in_front) {
        append(out, QUEN__FORM_PATTERN, " ");
        append(out, QUEN__FORM_PATTERN, clock);
    }
    if (format->pass_zone)
        append(out, QUEN__FORM_PATTERN, " %Z");
    return out;
}

void quen__form_patterns(const quen_format *format, char *out, size_t size)
{
    char pattern[QUEN__FORM_PATTERN];
    const char *before = "";
    for (int form = 0; form < QUEN__FORM_COUNT; form++)
        if (format->set & QUEN__FORM_BIT(form)) {
            append(out, size, before);
            append(out, size, quen__form_pattern(format, form, pattern));
            before = "|";
        }
}

/* --- showing --- */

void quen__form_show(const quen_format *format, const quen__seen_entry *entry,
                     uint32_t forms, char *readings, size_t n_readings, char *ways,
                     size_t n_ways)
{
    quen_format as = *format;
    quen__format_shape shape;
    char pattern[QUEN__FORM_PATTERN], words[QUEN__DAY_WORDS], part[96];
    int64_t local;
    as.set = entry->bits;
    as.has_clock = entry->bits & QUEN__FORM_SECONDS ? 2 : 0;
    if ((entry->bits & QUEN__FORM_PLACES) != QUEN__FORM_PLACES && !as.has_clock)
        as.has_clock = 1;
    size_t size = entry->size < QUEN__SEEN_TEXT ? entry->size : QUEN__SEEN_TEXT;
    int shown = !quen__format_scan_time(entry->text, size, &shape);
    for (int form = 0; form < QUEN__FORM_COUNT; form++) {
        if (!(forms & QUEN__FORM_BIT(form)))
            continue;
        int known = shown && !quen__form_local(&shape, form, &local);
        snprintf(part, sizeof part, "%s%s read %s", readings[0] ? " and " : "",
                 known ? quen__calendar_day_words(local, words) : "one day",
                 quen__form_name(form));
        append(readings, n_readings, part);
        snprintf(part, sizeof part, "%s\"%s\"", ways[0] ? " or " : "",
                 quen__form_pattern(&as, form, pattern));
        append(ways, n_ways, part);
    }
}

/* --- reading --- */

/* A pattern while it is read. */
typedef struct cursor {
    quen_context *ctx;
    const char *whole, *at;
    char last;           /* the directive before, 0 for none */
    char date[4];        /* its directives so far */
    int n_date, mark;    /* between them; -1: not known yet */
    int hours, in_front; /* 0, or 'H' or 'I'; 1: before the date */
    int half, seconds, minutes, pass_zone;
} cursor;

static quen_status say_unknown(const cursor *c, char directive)
{
    char shown[2] = {directive > ' ' && directive < 127 ? directive : '\0', '\0'};
    return quen__bad_argument(
        c->ctx,
        "format: time_format is \"%.60s\", and %%%s is not known; known are %%d %%m %%b "
        "%%B %%Y %%y %%H %%I %%M %%S %%f %%p %%z %%Z %%a %%A",
        c->whole, shown);
}

static quen_status say_between(const cursor *c, char directive)
{
    return quen__bad_argument(c->ctx,
                              "format: time_format is \"%.60s\", and what stands in "
                              "front of %%%c cannot stand there",
                              c->whole, directive);
}

static quen_status say_lacking(const cursor *c, const char *what)
{
    return quen__bad_argument(c->ctx, "format: time_format is \"%.60s\", %s", c->whole,
                              what);
}

static int is_date(char directive)
{
    return directive && strchr("dmbYy", directive) != NULL;
}

static int is_clock(char directive)
{
    return directive && strchr("HIMSfp", directive) != NULL;
}

/* What stands in front of a directive: one character, of a comma and a blank the blank.
 */
static int between(const char *text, size_t size, char *c)
{
    *c = size ? text[size - 1] : '\0';
    if (size == 2 && text[0] == ',' && text[1] == ' ')
        return 1;
    if (size == 3 && memcmp(text, " - ", 3) == 0)
        return 1;
    return size <= 1;
}

static int may_stand(cursor *c, char directive, char mark)
{
    if (is_date(directive) && is_date(c->last)) {
        mark = mark == ',' ? ' ' : mark;
        if (c->mark >= 0)
            return c->mark == mark;
        c->mark = mark;
        return quen__form_mark_bit(mark) != 0;
    }
    if (c->last == 0)
        return mark == 0;
    if (c->last == 'a')
        return mark == ' ' || mark == ',';
    if (directive == 'M' || directive == 'S')
        return mark == ':' || (mark == 0 && c->mark == 0);
    if (directive == 'f')
        return mark == '.' || mark == ',';
    if (directive == 'p' || directive == 'z' || directive == 'Z')
        return mark == 0 || mark == ' ';
    return mark == ' ' || mark == 'T' || mark == ',' || (mark == 0 && c->mark == 0);
}

/* Which directives may come right before one of a clock. */
static int follows(const cursor *c, char directive)
{
    switch (directive) {
    case 'M':
        return c->last == 'H' || c->last == 'I';
    case 'S':
        return c->last == 'M';
    case 'f':
        return c->last == 'S';
    case 'p':
        return is_clock(c->last) && c->last != 'p';
    case 'z':
    case 'Z':
        return is_clock(c->last) || is_date(c->last);
    default:
        return 1;
    }
}

/* 0 if it stands there already, or too many do. */
static int note(cursor *c, char directive)
{
    if (is_date(directive)) {
        if (c->n_date == 3 || (c->n_date > 0 && !is_date(c->last)))
            return 0;
        c->date[c->n_date++] = directive;
    } else if (directive == 'H' || directive == 'I') {
        if (c->hours || (c->n_date > 0 && c->n_date < 3))
            return 0;
        c->hours = directive;
        c->in_front = c->n_date == 0;
    }
    c->half |= directive == 'p';
    c->minutes |= directive == 'M';
    c->seconds |= directive == 'S';
    c->pass_zone |= directive == 'Z';
    return 1;
}

static quen_status take_directive(cursor *c)
{
    const char *start = c->at;
    char mark;
    c->at = strchr(start, '%');
    size_t size = c->at ? (size_t)(c->at - start) : 0;
    if (!c->at)
        return say_lacking(c, "and something stands behind its last directive");
    char directive = c->at[1];
    if (directive == '\0' || !strchr("dmbBYyHIMSfpzZaA", directive))
        return say_unknown(c, directive);
    directive = (char)(directive == 'B' ? 'b' : directive == 'A' ? 'a' : directive);
    c->at += 2;
    if (!between(start, size, &mark) || !follows(c, directive) ||
        !may_stand(c, directive, mark) || !note(c, directive))
        return say_between(c, directive);
    c->last = directive;
    return QUEN_OK;
}

static int form_of(const cursor *c)
{
    int in_digits = c->mark == 0 && !strchr(c->date, 'b');
    int first = in_digits ? QUEN__FORM_COMPACT : 0;
    int last = in_digits ? QUEN__FORM_COMPACT_MDY : QUEN__FORM_DATED - 1;
    for (int form = first; form <= last; form++)
        if (strcmp(quen__form_directives(form), c->date) == 0)
            return form;
    return QUEN__FORM_COUNT;
}

/* The bits of what a pattern says. */
static quen_status finish_pattern(cursor *c, quen_format *format)
{
    if (c->n_date < 3)
        return say_lacking(c, "which lacks a day, a month or a year");
    int form = form_of(c);
    if (form == QUEN__FORM_COUNT)
        return say_lacking(c, "an order of day, month and year that is not known");
    if (c->hours && !c->minutes)
        return say_lacking(c, "which has hours without minutes");
    if ((c->hours == 'I') != (c->half != 0))
        return say_lacking(c, "in which %I and %p do not stand together");
    uint32_t bits = QUEN__FORM_BIT(form);
    bits |=
        form < QUEN__FORM_DATED ? quen__form_mark_bit((char)c->mark) : QUEN__FORM_MARKS;
    bits |= c->hours ? UINT32_C(1) << (QUEN__FORM_HOURS_AT + (c->hours == 'I' ? 1 : 0))
                     : QUEN__FORM_HOURS;
    bits |= c->hours ? UINT32_C(1) << (QUEN__FORM_PLACE_AT + (c->in_front ? 1 : 0))
                     : QUEN__FORM_PLACES;
    if (format->set && (format->set ^ bits) & ~QUEN__FORM_FORMS)
        return say_lacking(c, "which differs in more than the order");
    format->set |= bits;
    format->has_clock = c->hours ? 1u + (c->seconds ? 1u : 0u) : 0u;
    format->pass_zone = (uint32_t)c->pass_zone;
    return QUEN_OK;
}

/* 1: a word for numbers that stand alone. */
static int take_word(quen_format *format, const char *pattern)
{
    for (int form = QUEN__FORM_UNIX_S; form < QUEN__FORM_COUNT; form++)
        if (strcmp(pattern, quen__form_directives(form)) == 0)
            format->set = QUEN__FORM_BIT(form) | QUEN__FORM_MARKS | QUEN__FORM_HOURS |
                          QUEN__FORM_PLACES;
    return format->set != 0;
}

quen_status quen__format_state_time(quen_context *ctx, quen_format *format,
                                    const char *pattern)
{
    cursor c = {.ctx = ctx, .whole = pattern, .at = pattern, .mark = -1};
    quen_status status = QUEN_OK;
    if (format->set == 0 && take_word(format, pattern))
        return QUEN_OK;
    while (status == QUEN_OK && *c.at)
        status = take_directive(&c);
    return status == QUEN_OK ? finish_pattern(&c, format) : status;
}
