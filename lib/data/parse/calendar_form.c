/* Numbers that are no Unix seconds: see calendar_form.h. */
#include "data/parse/calendar_form.h"

#include <stdio.h>
#include <string.h>

#include "data/parse/calendar.h"
#include "data/parse/parse.h"
#include "quen/units.h"

#define DAY 86400
#define EXCEL_1970 25569 /* Excel's number of 1970-01-01 */

/* 2000-01-01 and 2099-12-31 as days since 1970. */
#define FIRST_DAY 10957
#define LAST_DAY 47481

/* Midnight of a date written as yyyymmdd; 0 if it is none of 1900 to 2100. */
static int date_of(int64_t number, int64_t *time)
{
    char text[24];
    if (number < 19000101 || number > 21001231)
        return 0;
    int size = snprintf(text, sizeof text, "%lld", (long long)number);
    return quen__parse_time(text, (size_t)size, 0, time) == NULL;
}

/* The rough limits by the extremes; only what is within them is read one by one. */
static uint32_t forms_of(int64_t least, int64_t most)
{
    uint32_t forms = 0;
    if (least >= 19000101 && most <= 21001231)
        forms |= QUEN__FORM_DATES;
    if (least >= FIRST_DAY + EXCEL_1970 && most <= LAST_DAY + EXCEL_1970)
        forms |= QUEN__FORM_EXCEL;
    if (least >= FIRST_DAY && most <= LAST_DAY)
        forms |= QUEN__FORM_DAYS;
    return forms;
}

void quen__calendar_form_see(quen__calendar_form *form, const int64_t *numbers, size_t n)
{
    int64_t least = form->least, most = form->most, time;
    if (n == 0)
        return;
    if (!form->seen) {
        least = most = numbers[0];
        form->forms = UINT32_MAX;
    }
    form->seen = 1;
    for (size_t i = 0; i < n; i++) {
        least = numbers[i] < least ? numbers[i] : least;
        most = numbers[i] > most ? numbers[i] : most;
    }
    form->least = least;
    form->most = most;
    form->forms &= forms_of(least, most);
    for (size_t i = 0; form->forms & QUEN__FORM_DATES && i < n; i++)
        if (!date_of(numbers[i], &time))
            form->forms &= ~(uint32_t)QUEN__FORM_DATES;
}

/* "; as ... they are 2026-01-05 to 2026-07-01" behind what is there. */
static void append(char *words, const char *as, int64_t first, int64_t last)
{
    char from[QUEN__DAY_WORDS], to[QUEN__DAY_WORDS];
    size_t n = strlen(words);
    snprintf(words + n, QUEN__FORM_WORDS - n, "%s%s they are %s to %s", n ? "; " : "", as,
             quen__calendar_day_words(first, from), quen__calendar_day_words(last, to));
}

const char *quen__calendar_form_words(const quen__calendar_form *form,
                                      char words[QUEN__FORM_WORDS])
{
    int64_t first = 0, last = 0;
    words[0] = '\0';
    if (form->forms & QUEN__FORM_DATES && date_of(form->least, &first) &&
        date_of(form->most, &last))
        append(words, "written as yyyymmdd", first, last);
    if (form->forms & QUEN__FORM_EXCEL)
        append(words, "as days that Excel counts", DAY * (form->least - EXCEL_1970),
               DAY * (form->most - EXCEL_1970));
    if (form->forms & QUEN__FORM_DAYS)
        append(words, "as days since 1970", DAY * form->least, DAY * form->most);
    return words[0] ? words : NULL;
}

/* --- numbers that are too large --- */

/* 1: a date, hour and minute, such as 202601051230. */
static int is_minute(int64_t number)
{
    int64_t time;
    return number > 0 && number % 100 < 60 && number / 100 % 100 < 24 &&
           date_of(number / 10000, &time);
}

/* 1: as Unix seconds, a part of the number is within 1900 to 2199. */
static int is_time_by(int64_t number, int64_t per)
{
    return number >= QUEN_TIME_MIN * per && number <= QUEN_TIME_MAX * per;
}

const char *quen__calendar_form_reason(int64_t number)
{
    if (is_minute(number))
        return "outside 1900..2199 as Unix seconds; if it is written as yyyymmddhhmm, or "
               "milliseconds since 1970, make timestamps of the column";
    if (number > 0 && number % 100 < 60 && is_minute(number / 100))
        return "outside 1900..2199 as Unix seconds; if it is written as yyyymmddhhmmss, "
               "make timestamps of the column";
    if (is_time_by(number, 1000))
        return "outside 1900..2199 as Unix seconds; if it is milliseconds since 1970, "
               "make timestamps of the column or divide it by 1000";
    if (is_time_by(number, 1000000))
        return "outside 1900..2199 as Unix seconds; if it is microseconds since 1970, "
               "make timestamps of the column or divide it by 1000000";
    if (is_time_by(number, 1000000000))
        return "outside 1900..2199 as Unix seconds; if it is nanoseconds since 1970, "
               "make timestamps of the column or divide it by 1000000000";
    return "outside 1900..2199";
}
