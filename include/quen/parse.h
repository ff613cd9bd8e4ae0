/**
 * @file parse.h
 * Strict text to time, money and keys of customers, for those who read order lines.
 *
 * strtod and strptime follow the locale, take what no log should hold ("nan", February
 * 30th) and round cents through binary fractions. These take digits alone, compute in
 * integers, and say what is wrong with what they refuse.
 *
 * @code
 * const char *when = "2026-01-31 09:05", *price = "2.99", *kilos = "0.335";
 * quen_order_line line = {0};
 * if (quen_parse_time(ctx, when, strlen(when), 7 * 3600, &line.time_s) ||
 *     quen_parse_decimal(ctx, kilos, strlen(kilos), 3, &line.quantity, NULL) ||
 *     quen_parse_product(ctx, kilos, strlen(kilos), price, strlen(price), 2,
 *                        &line.amount, NULL))
 *     puts(quen_context_message(ctx)); // such as "not a date like 2024-03-01"
 * @endcode
 *
 * A telephone number, an e-mail address and a name have many spellings, of which a log
 * that is given them as they stand makes as many customers. Here each has one.
 *
 * Text is `size` bytes and need not end with a zero byte. Blanks around a value are taken
 * by keys, not by times and numbers. On failure the outputs are unchanged, and the
 * sentence is the reason alone: only the caller knows the row and the column. Time
 * O(size); no memory.
 */
#ifndef QUEN_PARSE_H
#define QUEN_PARSE_H

#include <string.h>

#include "context.h"
#include "units.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- times and numbers --- */

/**
 * Read a point in time.
 *
 * Dates: 2024-03-01, 2024/3/1, 20240301; years 1 to 9999, real days of the calendar. A
 * time may follow after a blank or T: 9:05, 09:05:30, 09:05:30.25 (the fraction is
 * dropped), and after it a zone: Z, +07:00, +0700, +07. A date alone is its midnight.
 *
 * @param utc_offset_s  Seconds east of UTC of a text without zone; 25200 for Vietnam.
 * @param time_s        Receives Unix seconds in UTC. A log takes QUEN_TIME_MIN to
 *                      QUEN_TIME_MAX of them.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such time.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_time(quen_context *ctx, const char *text,
                                                  size_t size, int32_t utc_offset_s,
                                                  int64_t *time_s);

/**
 * Read a decimal in units of 10^-decimals: with 2 decimals "12.5" gives 1250.
 *
 * Further decimals are rounded half away from zero. Commas, exponents and signs of
 * currency are refused.
 *
 * @param decimals  0..QUEN_DECIMALS_MAX.
 * @param value     Receives the units.
 * @param rounded   Receives 1 if rounding changed the value, else 0. May be NULL.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such number, its units do not fit int64_t, or
 *                            `decimals` is out of range.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_decimal(quen_context *ctx, const char *text,
                                                     size_t size, uint32_t decimals,
                                                     int64_t *value, int *rounded);

/**
 * Read a quantity and a price, and multiply them into units of 10^-decimals of money:
 * exactly, rounded once, half away from zero. "0.335" of "2.99" with 2 decimals gives
 * 100.
 *
 * @param quantity, price  Each of up to 18 digits, not counting zeros at its ends.
 * @param decimals         0..QUEN_DECIMALS_MAX.
 * @param amount           Receives the units.
 * @param rounded          Receives 1 if rounding changed the value, else 0. May be NULL.
 *
 * @retval QUEN_ERR_ARGUMENT  As quen_parse_decimal(); or a factor has more digits.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_product(
    quen_context *ctx, const char *quantity, size_t quantity_size, const char *price,
    size_t price_size, uint32_t decimals, int64_t *amount, int *rounded);

/* --- telephone numbers --- */

/** Room for a telephone number: +, at most 15 digits, and a zero byte. */
#define QUEN_PHONE_ROOM 17

/** Settings of quen_parse_phone(). Fill with quen_phone_options_init(), then edit. */
typedef struct quen_phone_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t reserved;    /**< 0. */
    const char *country;  /**< Where numbers without + or 00 are of: a code of ISO 3166-1
                               ("VN") or a calling code ("84"). Default NULL: such numbers
                               are refused. */
} quen_phone_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_phone_options_init(quen_phone_options *options, size_t size);

/**
 * Read a telephone number into the form of E.164: "+84912345678".
 *
 * Blanks, dots, dashes and brackets between digits are passed over, the ' and =" " by
 * which spreadsheets keep a text are taken off, and a ".0" that a column of floats left
 * behind. Of a country's own numbers the trunk prefix may be there (0912 345 678), lost
 * (912345678), or the calling code without + (84912345678); where a number could be read
 * as both of the latter, it is refused. Numbers of any country are held to its lengths,
 * those of Vietnam to its prefixes too: eleven-digit mobile numbers of before 2018 become
 * today's, lines to a house have eleven digits, 02 and nine more.
 *
 * Refused, with the reason: more than one number in a cell; an extension ("ext 12"), for
 * what follows the number is a person and the number is not; hotlines of Vietnam (1800,
 * 1900); one digit again and again; digits that a spreadsheet lost to an exponent.
 *
 * A number of Ho Chi Minh City as it was before 2017, (08) 3xxx xxxx, cannot be told from
 * a mobile number of today, and is taken for one.
 *
 * @param options  Settings, or NULL for the defaults: international forms alone.
 * @param phone    Receives the number and a zero byte: QUEN_PHONE_ROOM bytes of room.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such number, or `country` is no country.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_phone(quen_context *ctx, const char *text,
                                                   size_t size,
                                                   const quen_phone_options *options,
                                                   char *phone);

/* --- e-mail addresses --- */

/** Room for an e-mail address: at most 254 bytes, and a zero byte. */
#define QUEN_EMAIL_ROOM 255

/** Settings of quen_parse_email(). Fill with quen_email_options_init(), then edit. */
typedef struct quen_email_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t fold_gmail;  /**< 1: dots before the @ of gmail.com do not count, and
                               googlemail.com is gmail.com, as Google has it. Default
                               0. */
    uint32_t drop_plus;   /**< 1: what follows a + before the @ goes, of any domain:
                               "an+tea@example.com". Default 0. */
    uint32_t reserved;    /**< 0. */
} quen_email_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_email_options_init(quen_email_options *options, size_t size);

/**
 * Read an e-mail address into one spelling: NFC, A to Z small.
 *
 * Blanks around it are taken off, as are "mailto:", the name in "An Le <an@example.com>",
 * quotes around the whole, and a comma or semicolon behind it. There must be one @, 1 to
 * 64 bytes before it of the characters that addresses have without quotes (RFC 5322) or
 * of letters beyond ASCII, and a domain with a dot. Domains of other scripts stay as they
 * are written; nothing is looked up.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param email    Receives the address and a zero byte: QUEN_EMAIL_ROOM bytes of room.
 *
 * @retval QUEN_ERR_ARGUMENT  The text is no such address, or a setting is outside its
 *                            limits.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_email(quen_context *ctx, const char *text,
                                                   size_t size,
                                                   const quen_email_options *options,
                                                   char *email);

/* --- names of persons --- */

/** Room for a name: at most 255 bytes, and a zero byte. */
#define QUEN_NAME_ROOM 256

/** Settings of quen_parse_name(). Fill with quen_name_options_init(), then edit. */
typedef struct quen_name_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t strip_marks; /**< 1: "Bình" and "Binh" are one name, as are "Bình" and
                               "Bính". Default 0. */
    uint32_t any_order; /**< 1: words are sorted, so that "Nguyễn Mai" and "Mai Nguyễn"
                             are one name. Default 0. */
    uint32_t reserved;  /**< 0. */
} quen_name_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_name_options_init(quen_name_options *options, size_t size);

/**
 * Read a person's name into a form that is equal for all spellings of the name: a key,
 * not a name to be shown.
 *
 * The form is NFC with case folded ("TRẦN BÌNH" and "Trần Bình" are "trần bình"), one
 * blank between words, none at the ends, no characters without width, and the tone over
 * the main vowel of a Vietnamese syllable ("Hòa" and "Hoà" are "hoà"):
 * quen_text_normalize(). Words in front by which people are addressed go, with or without
 * a dot, as long as a name is left: Anh, Chị, Em, Cô, Chú, Bác, Ông, Bà, Dì, Cậu, Mợ,
 * Thím, Dượng, Cháu, Bé; Mr, Mrs, Ms, Miss, Mx, Mister, Madam, Dr, Prof; Herr, Frau, Mme,
 * Mlle. So "Anh Tuấn" is "tuấn", also where Anh is a part of the name. Marks stay: Bình
 * and Bính are two people.
 *
 * @param options  Settings, or NULL for the defaults.
 * @param name     Receives the form and a zero byte: QUEN_NAME_ROOM bytes of room.
 *
 * @retval QUEN_ERR_ARGUMENT  The text has no letters, has control characters, is not
 *                            UTF-8, or is longer than 255 bytes; or a setting is outside
 *                            its limits.
 */
QUEN_CHECKED QUEN_API quen_status quen_parse_name(quen_context *ctx, const char *text,
                                                  size_t size,
                                                  const quen_name_options *options,
                                                  char *name);

#ifdef __cplusplus
}
#endif

#endif
