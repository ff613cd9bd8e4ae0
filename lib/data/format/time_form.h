/*
 * Forms of a time: which field of a date is what, or what a number counts. A set of forms
 * is what a text may be, or what a column may still be.
 */
#ifndef QUEN_DATA_FORMAT_TIME_FORM_H
#define QUEN_DATA_FORMAT_TIME_FORM_H

#include "data/format/scan_time.h"

/* Y and y are years of four and two digits, b a month in letters. */
enum {
    QUEN__FORM_YMD = 0,
    QUEN__FORM_DMY,
    QUEN__FORM_MDY,
    QUEN__FORM_yMD,
    QUEN__FORM_DMy,
    QUEN__FORM_MDy,
    QUEN__FORM_YbD,
    QUEN__FORM_DbY,
    QUEN__FORM_bDY,
    QUEN__FORM_Dby,
    QUEN__FORM_bDy,
    QUEN__FORM_DATED, /* the first that is no date of fields */
    QUEN__FORM_COMPACT = QUEN__FORM_DATED,
    QUEN__FORM_COMPACT_DMY, /* only if stated */
    QUEN__FORM_COMPACT_MDY,
    QUEN__FORM_UNIX_S,
    QUEN__FORM_UNIX_MS,
    QUEN__FORM_UNIX_US,
    QUEN__FORM_UNIX_NS,
    QUEN__FORM_EXCEL_DAYS,
    QUEN__FORM_COUNT
};

#define QUEN__FORM_BIT(form) (UINT32_C(1) << (form))

/* What a text shows, beside its forms; sets of what is possible, as the forms are. */
#define QUEN__FORM_MARKS_AT 19 /* five bits: - / . blank nothing */
#define QUEN__FORM_HOURS_AT 24 /* two bits: 24, 12 */
#define QUEN__FORM_PLACE_AT 26 /* two bits: the clock behind, in front */
#define QUEN__FORM_SAME_DM                                                               \
    (UINT32_C(1) << 28) /* day and month swapped are the same date */
#define QUEN__FORM_SAME_YD (UINT32_C(1) << 29) /* day and year of two digits likewise */

#define QUEN__FORM_SECONDS (UINT32_C(1) << 30)
#define QUEN__FORM_ZONED (UINT32_C(1) << 31)

#define QUEN__FORM_FORMS ((UINT32_C(1) << QUEN__FORM_COUNT) - 1)
#define QUEN__FORM_MARKS (UINT32_C(31) << QUEN__FORM_MARKS_AT)
#define QUEN__FORM_HOURS (UINT32_C(3) << QUEN__FORM_HOURS_AT)
#define QUEN__FORM_PLACES (UINT32_C(3) << QUEN__FORM_PLACE_AT)
/* The mark of a bit of QUEN__FORM_MARKS, 0 for nothing between fields. */
char quen__form_mark(uint32_t bits);

/* What a text tells of marks, hours and places; numbers alone tell nothing. */
uint32_t quen__form_beside(const quen__format_shape *shape);

/* The bits of a text that is a time in some form; else 0 and the reason. */
uint32_t quen__form_bits(const quen__format_shape *shape, const char **reason);

/*
 * Local seconds since 1970 in one form, not a stated one alone; NULL or the reason why
 * it is none.
 */
const char *quen__form_local(const quen__format_shape *shape, int form, int64_t *local);

/* The bit of a mark; 0 if dates have no such mark. */
uint32_t quen__form_mark_bit(char mark);

/* The directives of a date of fields, such as "dmY", and what the form is called. */
const char *quen__form_directives(int form);
const char *quen__form_name(int form);

/* The lowest form of a set; QUEN__FORM_COUNT for none. */
int quen__form_lowest(uint32_t set);

#endif
