/**
 * @file format.h
 * How the texts of one column are to be read, learned from the column itself: the order
 * of day, month and year, the marks of decimals and thousands, numbers that are keys.
 *
 * One text often leaves it open: 05/03/2026 is a day in March or in May, 45.000 is
 * forty-five or forty-five thousand. The column decides: one row with 31/01/2026 proves
 * that the day comes first, one with 1.250.000 that points part thousands. So the texts
 * are looked at first (accumulate, merge, finish), then read. Where no row proves
 * anything the column is refused, both readings are shown, and what to say instead; where
 * one does, quen_format_told() says which. Nothing is guessed.
 *
 * Times. Day, month and year in any order but year, day, month, parted by - / . or
 * blanks; years of four digits, 1900 to 2199, or two (69-99 are 1969-1999, 00-68 are
 * 2000-2068); months as numbers, in English (Jan, january) or Vietnamese (thang 3, thg 3,
 * Th3, thang Ba, with their marks, composed or not); names of weekdays in front.
 * yyyymmdd, yyyymmddhhmm and yyyymmddhhmmss; Unix seconds, milli-, micro- and nanoseconds
 * of 1990 to 2199; days as Excel counts them from 1900 (43831.5). A clock may follow, or
 * stand in front: 9:05, 09:05:30, 09:05:30.25, 9h05; 12 hours with am, pm, a.m., SA or
 * CH; behind it a zone: Z, UTC, GMT, +07, +07:00, +0700, UTC+7. Abbreviations such as EST
 * are refused, as they mean several things. Of a date and a time in two columns make one
 * text, with a blank between them.
 *
 * Money. Decimals behind a point or comma, thousands parted by the other, by blanks (also
 * U+00A0, U+2009, U+202F), apostrophes or underscores, Indian groups (1,25,000.00) too;
 * a sign or a code of currency in front or behind; a minus (also U+2212) in front or
 * behind, or brackets; ="..." and a leading apostrophe, as spreadsheets write them.
 *
 * Quantities are the same without thousands and currencies: 1.500 is one and a half.
 *
 * Keys. A column in which each text is a whole number, some with .0 behind it as in
 * 17850.0, is one of whole numbers; in any other each text stays as it is.
 *
 * @code
 * static const char bytes[] = "05/03/202631/01/2026";
 * static const uint64_t offsets[] = {0, 10, 20};
 * quen_key_column texts = {NULL, bytes, offsets, NULL};
 * int64_t times[2];
 * quen_format *format = NULL;
 * if (quen_format_new(ctx, NULL, &format) == QUEN_OK &&
 *     quen_format_add(ctx, format, &texts, 2) == QUEN_OK &&
 *     quen_format_finish(ctx, format) == QUEN_OK &&
 *     quen_format_read_times(ctx, format, &texts, 2, times, NULL, NULL) == QUEN_OK)
 *     puts(quen_format_told(format)); // time: day first ...
 * quen_format_free(format);
 * @endcode
 */
#ifndef QUEN_FORMAT_H
#define QUEN_FORMAT_H

#include "clock.h"
#include "context.h"
#include "key.h"
#include "units.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How one column is read. Once finished any number of threads may read by it. */
typedef struct quen_format quen_format;

/** What a column holds. */
enum {
    QUEN_FORMAT_KIND_TIME = 0,     /**< Points in time. */
    QUEN_FORMAT_KIND_MONEY = 1,    /**< Amounts and prices. */
    QUEN_FORMAT_KIND_QUANTITY = 2, /**< Decimals without marks between thousands. */
    QUEN_FORMAT_KIND_KEY = 3       /**< Keys, which may all be whole numbers. */
};

/** Settings of quen_format_new(). Fill with quen_format_options_init(), then edit. */
typedef struct quen_format_options {
    uint32_t struct_size;  /**< Written by init; leave alone. */
    uint32_t kind;         /**< QUEN_FORMAT_KIND_*. Default TIME. */
    uint32_t decimals;     /**< Money, quantity: numbers become integers of 10^-decimals,
                                0..QUEN_DECIMALS_MAX. Default 2. */
    int32_t utc_offset_s;  /**< Time: the clock of texts without a zone less UTC,
                                -86400..86400. Default 0. */
    const quen_zone *zone; /**< Time: their clock as a table, which is copied; not with
                                utc_offset_s. Default NULL: utc_offset_s. */
    const char *time_format;  /**< Time: how it is written: %d %m %b or %B, %Y or %y, in
                                   any order but year, day, month, parted by one of - / .
                                   blank or nothing; %H:%M:%S.%f or %I:%M:%S %p, %z or %Z
                                   (letters that are passed over), %a or %A; or "unix_s",
                                   "unix_ms", "unix_us", "unix_ns", "excel". Clock and
                                   zone may be missing in texts, and be there where it has
                                   none. Default NULL: learned. */
    const char *thousands;    /**< Money: what parts thousands: ".", ",", "'", " ", "_",
                                   or "" for nothing. Default NULL: learned. */
    const char *decimal_mark; /**< Money, quantity: what parts decimals: "." or ",".
                                   Default NULL: learned. */
    uint64_t first_row;       /**< The number of the first text in messages. Default 1. */
} quen_format_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_format_options_init(quen_format_options *options, size_t size);

/** What was done to read texts. Fill with quen_format_counts_init(); calls add to it. */
typedef struct quen_format_counts {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    uint64_t read;        /**< Texts that were read. */
    uint64_t faults;      /**< Texts that were not. */
    uint64_t rounded;     /**< Numbers that had more digits than decimals. */
    uint64_t twice;       /**< Local times that exist twice: the earlier was taken. */
    uint64_t skipped;     /**< Local times that do not exist: moved forward. */
} quen_format_counts;

/** Fill `counts` with zeros; `size` is sizeof *counts. */
QUEN_API void quen_format_counts_init(quen_format_counts *counts, size_t size);

/**
 * Begin to learn a column.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param out      Receives a format the caller frees with quen_format_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits, belongs to another kind, or
 *                            contradicts another one; time_format has a directive or a
 *                            mark that is not known (the message names it).
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Memory 8 KiB, and 12 bytes for each change of the zone.
 */
QUEN_CHECKED QUEN_API quen_status quen_format_new(quen_context *ctx,
                                                  const quen_format_options *options,
                                                  quen_format **out);

/** Free a format. NULL is allowed. */
QUEN_API void quen_format_free(quen_format *format);

/**
 * Look at n more texts of the column, in the order of its rows. Empty texts and rows
 * without a key tell nothing. Texts that no reading fits are counted, and are faults when
 * read. A stated time_format leaves nothing to learn: texts are but counted.
 *
 * @param texts  n texts in UTF-8 or any bytes; or whole numbers, which are looked at as
 *               their digits.
 *
 * @retval QUEN_ERR_ARGUMENT  The format is finished, or offsets descend.
 *
 * Time O(bytes), less for texts equal to those before them; no memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_format_add(quen_context *ctx, quen_format *format,
                                                  const quen_key_column *texts, size_t n);

/**
 * Add what another format has seen, as if its texts came right after those of the first.
 *
 * @param other  Not finished, of the same kind and settings. Unchanged.
 *
 * @retval QUEN_ERR_ARGUMENT  One of them is finished, or kinds or settings differ.
 */
QUEN_CHECKED QUEN_API quen_status quen_format_merge(quen_context *ctx,
                                                    quen_format *format,
                                                    const quen_format *other);

/**
 * 1 once no later text can leave the column open, so that who buffers may begin to read;
 * later texts that contradict are faults when read. 1 for what is stated or finished.
 */
QUEN_API int quen_format_is_decided(const quen_format *format);

/**
 * Decide how the column is read.
 *
 * A column whose texts mean the same in each reading that is left (05/05/2026 alone, or
 * whole numbers alone) is accepted; read by it, later texts must mean the same in each
 * too. One without any text is accepted likewise.
 *
 * @retval QUEN_ERR_ARGUMENT  Two readings are left, rows contradict one another, no text
 *                            fits any reading, or there are two currencies. The message
 *                            shows texts with their rows, and what to say instead.
 *
 * Time O(1).
 */
QUEN_CHECKED QUEN_API quen_status quen_format_finish(quen_context *ctx,
                                                     quen_format *format);

/**
 * How the column is read and what proves it, in one line: "time: day first, 4-digit year,
 * 24 hours: 2 of 3 rows have a first number above 12, such as '31/01/2026' in row 2".
 *
 * @return  UTF-8, "" before quen_format_finish().
 */
QUEN_API const char *quen_format_told(const quen_format *format);

/**
 * The same as a short text that quen_format_open() takes: "time %d/%m/%Y %H:%M", "money
 * decimal_mark=, thousands=. currency=VND", "quantity decimal_mark=.", "key whole". It
 * holds what was learned, not decimals, offset or zone.
 *
 * @return  "" before quen_format_finish().
 */
QUEN_API const char *quen_format_saved(const quen_format *format);

/**
 * The currency that was seen: an ISO 4217 code or, where a sign means several, the sign
 * itself, such as "$"; "" if there was none, or before quen_format_finish().
 */
QUEN_API const char *quen_format_currency(const quen_format *format);

/**
 * The most decimals that a quantity of the column had, zeros at its end not counted: what
 * `decimals` has to be at least. 0 for other kinds, and for what was opened.
 */
QUEN_API size_t quen_format_n_decimals(const quen_format *format);

/** 1 for a finished format of keys, all of which are whole numbers; else 0. */
QUEN_API int quen_format_is_whole(const quen_format *format);

/**
 * Make a finished format of a text that quen_format_saved() gave, for the next file of
 * the same kind, which alone may leave it open.
 *
 * @param saved    Such a text, ended by a zero byte.
 * @param options  Settings as of quen_format_new(), without time_format, thousands and
 *                 decimal_mark; or NULL. The text says the kind.
 * @param out      Receives a format the caller frees with quen_format_free(); NULL on
 *                 error.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is none of quen_format_saved(), or a setting is
 *                            outside its limits.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_format_open(quen_context *ctx, const char *saved,
                                                   const quen_format_options *options,
                                                   quen_format **out);

/**
 * Read n texts as Unix seconds in UTC. Fractions of seconds are dropped.
 *
 * @param format  A finished format of times.
 * @param texts   n texts, as for quen_format_add().
 * @param time_s  Receives n times, QUEN_TIME_MIN..QUEN_TIME_MAX; where a text is at fault
 *                its place is unchanged.
 * @param faults  Receives for each text NULL, or a static reason why it was not read,
 *                such as "empty". NULL: the first fault is an error.
 * @param counts  Counts are added to it; NULL: they are not wanted.
 *
 * @retval QUEN_ERR_ARGUMENT  The format is not finished or of another kind, or offsets
 *                            descend; or a text is at fault and `faults` is NULL: the
 *                            message names the row, and later places are unchanged.
 *
 * Time O(bytes); no memory.
 */
QUEN_CHECKED QUEN_API quen_status quen_format_read_times(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *time_s, const char **faults, quen_format_counts *counts);

/**
 * Read n texts as integers of 10^-decimals. Money is rounded half away from zero; a
 * quantity with more decimals would be another quantity, and is at fault.
 *
 * @param format  A finished format of money or quantities.
 * @param value   Receives n integers; where a text is at fault its place is unchanged.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_format_read_times().
 *
 * Otherwise as quen_format_read_times().
 */
QUEN_CHECKED QUEN_API quen_status quen_format_read_decimals(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *value, const char **faults, quen_format_counts *counts);

/**
 * Read n quantities and prices and multiply them into integers of 10^-decimals of the
 * prices' format: exactly, rounded once, half away from zero. Each has up to 18 digits,
 * not counting zeros at its ends.
 *
 * @param quantity    A finished format of quantities.
 * @param price       A finished format of money.
 * @param quantities, prices  n texts each.
 * @param amount      Receives n integers; where a text is at fault its place is
 *                    unchanged.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_format_read_times().
 *
 * Otherwise as quen_format_read_times().
 */
QUEN_CHECKED QUEN_API quen_status quen_format_read_products(
    quen_context *ctx, const quen_format *quantity, const quen_format *price,
    const quen_key_column *quantities, const quen_key_column *prices, size_t n,
    int64_t *amount, const char **faults, quen_format_counts *counts);

/**
 * Read n keys that are whole numbers.
 *
 * @param format  A finished format of keys for which quen_format_is_whole() is 1.
 * @param number  Receives n numbers; where a text is at fault its place is unchanged.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_format_read_times(); or keys stay texts.
 *
 * Otherwise as quen_format_read_times().
 */
QUEN_CHECKED QUEN_API quen_status quen_format_read_keys(
    quen_context *ctx, const quen_format *format, const quen_key_column *texts, size_t n,
    int64_t *number, const char **faults, quen_format_counts *counts);

#ifdef __cplusplus
}
#endif

#endif
