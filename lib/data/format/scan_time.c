/*
 * The shape of a time: see scan_time.h. A clock is known by its colon, a date is three
 * fields with one mark between them, a number of five digits or more stands alone. Which
 * field is the day is not asked here.
 */
#include "data/format/scan_time.h"

#include "data/format/time_words.h"

static const char not_a_time[] = "not a time";

typedef struct cursor {
    const quen__token *at;
    quen__format_shape *shape;
} cursor;

static int is_mark(const quen__token *t, char mark)
{
    return t->kind == QUEN__TOKEN_MARK && t->value == (uint64_t)mark;
}

static int take_mark(cursor *c, char mark)
{
    if (!is_mark(c->at, mark))
        return 0;
    c->at++;
    return 1;
}

static int is_clock(const quen__token *t)
{
    return t->kind == QUEN__TOKEN_NUMBER && is_mark(t + 1, ':');
}

/* --- clocks --- */

/* A number of least..most digits and at most `limit`. */
static int take_part(cursor *c, uint32_t least, uint32_t most, int limit, int *part)
{
    const quen__token *t = c->at;
    if (t->kind != QUEN__TOKEN_NUMBER || t->digits < least || t->digits > most ||
        t->value > (uint64_t)limit)
        return 0;
    *part = (int)t->value;
    c->at++;
    return 1;
}

static const char *take_half(cursor *c, int *hour)
{
    const quen__token *t = c->at;
    if (is_mark(t, ' '))
        t++;
    if (t->kind != QUEN__TOKEN_HALF)
        return NULL;
    c->at = t + 1;
    c->shape->half = (char)t->value;
    if (*hour > 12 ? t->value == 'a' : *hour == 0 && t->value == 'p')
        return "an hour that is not of this half of the day";
    if (*hour <= 12)
        *hour = *hour % 12 + (t->value == 'p' ? 12 : 0);
    return NULL;
}

/* +07, +0700, +07:00; behind UTC also +7. */
static const char *take_offset(cursor *c, uint32_t least)
{
    int west = is_mark(c->at, '-'), hours, minutes = 0;
    const quen__token *t = ++c->at;
    if (t->kind != QUEN__TOKEN_NUMBER ||
        (t->digits != 4 && (t->digits < least || t->digits > 2)))
        return "not a zone like +07:00";
    hours = (int)(t->digits == 4 ? t->value / 100 : t->value);
    minutes = (int)(t->digits == 4 ? t->value % 100 : 0);
    c->at++;
    if (t->digits != 4 && take_mark(c, ':') && !take_part(c, 2, 2, 59, &minutes))
        return "not a zone like +07:00";
    if (minutes > 59 || hours * 60 + minutes > 18 * 60)
        return "zone not within 18 hours of UTC";
    c->shape->zone = QUEN__FORMAT_OFFSET;
    c->shape->offset_s = (west ? -60 : 60) * (hours * 60 + minutes);
    return NULL;
}

static const char *take_zone(cursor *c)
{
    const quen__token *t = c->at;
    if (is_mark(t, ' '))
        t++;
    int utc = t->kind == QUEN__TOKEN_UTC;
    if (utc || t->kind == QUEN__TOKEN_LETTERS) {
        c->shape->zone = (char)(utc ? QUEN__FORMAT_OFFSET : QUEN__FORMAT_LETTERS);
        c->at = ++t;
    }
    if ((utc || t == c->at) && (is_mark(t, '+') || is_mark(t, '-')) &&
        !(c->shape->clock_first && !utc))
        return take_offset(c, utc ? 1 : 2);
    return NULL;
}

static const char *take_seconds(cursor *c, int *second)
{
    if (!take_part(c, 2, 2, 59, second))
        return "seconds are not two digits of 00 to 59";
    c->shape->has_seconds = 1;
    if (!is_mark(c->at, '.') && !is_mark(c->at, ','))
        return NULL;
    if (c->at[1].kind != QUEN__TOKEN_NUMBER)
        return "no digits after the seconds' decimal point";
    c->at += 2;
    return NULL;
}

static const char *take_clock(cursor *c)
{
    int hour, minute, second = 0;
    const char *reason = NULL;
    c->shape->has_clock = 1;
    if (!take_part(c, 1, 2, 23, &hour))
        return "hour not in 0 to 23";
    c->at++; /* the colon */
    if (!take_part(c, 2, 2, 59, &minute))
        return "minutes are not two digits of 00 to 59";
    if (take_mark(c, ':'))
        reason = take_seconds(c, &second);
    if (!reason)
        reason = take_half(c, &hour);
    c->shape->clock_s = hour * 3600 + minute * 60 + second;
    return reason ? reason : take_zone(c);
}

/* hhmm or hhmmss behind yyyymmdd. */
static const char *take_compact_clock(cursor *c)
{
    const quen__token *t = c->at++;
    int n = (int)(t->digits == 4 ? t->value * 100 : t->value);
    if (n / 10000 > 23 || n / 100 % 100 > 59 || n % 100 > 59)
        return "no such time of day";
    c->shape->has_clock = 1;
    c->shape->has_seconds = (char)(t->digits == 6);
    c->shape->clock_s = n / 10000 * 3600 + n / 100 % 100 * 60 + n % 100;
    return take_zone(c);
}

/* --- dates --- */

static int take_field(cursor *c, quen__format_field *field)
{
    const quen__token *t = c->at;
    if (t->kind != QUEN__TOKEN_MONTH &&
        (t->kind != QUEN__TOKEN_NUMBER || t->digits > 4 || is_clock(t)))
        return 0;
    *field = (quen__format_field){(int)t->value, (int)t->digits};
    c->at++;
    return 1;
}

static char take_field_mark(cursor *c)
{
    if (c->at->kind != QUEN__TOKEN_MARK)
        return 0;
    char mark = (char)(c->at++)->value;
    return mark == ',' ? ' ' : mark;
}

static const char *take_fields(cursor *c)
{
    quen__format_field *field = c->shape->field;
    if (!take_field(c, &field[0]))
        return not_a_time;
    c->shape->mark = take_field_mark(c);
    if (!take_field(c, &field[1]))
        return not_a_time;
    char mark = take_field_mark(c);
    if (!take_field(c, &field[2]) || mark != c->shape->mark || mark == ':' || mark == '+')
        return not_a_time;
    if (!mark && field[0].digits && field[1].digits) /* no month in letters parts them */
        return not_a_time;
    return NULL;
}

/* A number alone; the first 12 digits of a fraction. */
static void take_number(cursor *c)
{
    quen__format_shape *shape = c->shape;
    shape->number = c->at->value;
    shape->digits = (int)(c->at++)->digits;
    if ((is_mark(c->at, '.') || is_mark(c->at, ',')) &&
        c->at[1].kind == QUEN__TOKEN_NUMBER && c->at[1].digits < 20) {
        shape->fraction = c->at[1].value;
        shape->fraction_digits = (int)c->at[1].digits;
        c->at += 2;
    }
    for (; shape->fraction_digits > 12; shape->fraction_digits--)
        shape->fraction /= 10;
}

static const char *take_date(cursor *c)
{
    if (c->at->kind != QUEN__TOKEN_NUMBER || c->at->digits < 5)
        return take_fields(c);
    take_number(c);
    return NULL;
}

/* What joins date and clock; the clock itself is not taken. */
static int take_joint(cursor *c)
{
    const quen__token *t = c->at;
    if (t->kind != QUEN__TOKEN_TEE && !is_mark(t, ' ') && !is_mark(t, ',') &&
        !is_mark(t, '-'))
        return 0;
    c->at++;
    return 1;
}

static const char *take_all(cursor *c)
{
    quen__format_shape *shape = c->shape;
    const char *reason;
    if (is_clock(c->at)) {
        shape->clock_first = 1;
        reason = take_clock(c);
        if (!reason)
            reason = take_joint(c) ? take_date(c) : not_a_time;
        return reason;
    }
    reason = take_date(c);
    if (reason || c->at->kind == QUEN__TOKEN_END || !take_joint(c))
        return reason;
    if (is_clock(c->at))
        return take_clock(c);
    int compact = shape->digits == 8 && c->at->kind == QUEN__TOKEN_NUMBER &&
                  (c->at->digits == 4 || c->at->digits == 6);
    return compact ? take_compact_clock(c) : "not a time like 09:05 after the date";
}

const char *quen__format_scan_time(const char *text, size_t size,
                                   quen__format_shape *shape)
{
    quen__token tokens[QUEN__TOKENS + 1];
    cursor c = {tokens, shape};
    *shape = (quen__format_shape){0};
    if (quen__token_list(text, size, tokens) == 0)
        return not_a_time;
    const char *reason = take_all(&c);
    if (!reason && c.at->kind != QUEN__TOKEN_END)
        return "text after the time";
    return reason;
}
