/*
 * A format, and what its parts share. Each kind has a file that tells what one text shows
 * (bits in a table, see seen.h), decides from the table, and reads.
 */
#ifndef QUEN_DATA_FORMAT_FORMAT_H
#define QUEN_DATA_FORMAT_FORMAT_H

#include "core/alloc.h"
#include "data/format/seen.h"
#include "data/parse/decimal.h"
#include "quen/format.h"

#define QUEN__FORMAT_TOLD 512
#define QUEN__FORMAT_SAVED 96

struct quen_format {
    quen_allocator allocator;
    quen_format_options options; /* texts in it are NULL: they are taken apart below */
    quen_zone zone;              /* a copy behind this struct, if has_zone */
    int has_zone, is_finished;
    uint32_t stated; /* 1: how it is read was said */
    /* Times: bits of time_form.h; numbers: readings of scan_number.h; keys: 1 for whole
       numbers. Of several forms or readings a text must mean the same in each. */
    uint32_t set;
    uint32_t groups;    /* numbers: marks of thousands that may stand */
    uint32_t pass_zone; /* times: 1: letters of a zone are passed over */
    uint32_t has_clock; /* times: 1: written with a clock; 2: with seconds */
    uint32_t currency;  /* quen__currency_*; 0: none was seen */
    quen__seen seen;
    char told[QUEN__FORMAT_TOLD], saved[QUEN__FORMAT_SAVED];
};

/* A text without blanks around it; size 0 if there is none. */
typedef struct quen__format_text {
    const char *at;
    size_t size;
} quen__format_text;

/* Room for the words of a text with its row. */
#define QUEN__FORMAT_WORDS 96

/* A text that was seen, for messages: "'31/01/2026' in row 7". Returns `words`. */
const char *quen__format_words(const quen_format *format, const quen__seen_entry *entry,
                               char words[QUEN__FORMAT_WORDS]);

/* Write behind what was told so far. */
void quen__format_tell(quen_format *format, const char *text, ...) QUEN__PRINTF(2, 3);

/*
 * What one text that is not empty shows: its bits, or 0 and the reason why no reading
 * fits it.
 */
uint32_t quen__format_look_time(quen_format *format, quen__format_text text,
                                const char **reason);
uint32_t quen__format_look_number(const quen_format *format, quen__format_text text,
                                  const char **reason);
uint32_t quen__format_look_key(quen__format_text text);

/* Decide from what was seen, and tell. */
quen_status quen__format_decide_time(quen_context *ctx, quen_format *format);
quen_status quen__format_decide_number(quen_context *ctx, quen_format *format);
quen_status quen__format_decide_key(quen_context *ctx, quen_format *format);

/* 1: no later text can leave open which mark parts decimals. */
int quen__format_is_number_decided(const quen_format *format, uint32_t common);

/* Read what was stated, or saved; the options are those of the caller. */
quen_status quen__format_state_time(quen_context *ctx, quen_format *format,
                                    const char *pattern);
quen_status quen__format_state_number(quen_context *ctx, quen_format *format,
                                      const quen_format_options *options);
quen_status quen__format_open_number(quen_context *ctx, quen_format *format,
                                     const char *saved);

/* What a time was read as. */
typedef struct quen__format_moment {
    int64_t time_s;
    int odd; /* QUEN__ZONE_* */
} quen__format_moment;

/* Read one text that is not empty: NULL, or the reason why it cannot be read. */
const char *quen__format_read_time(const quen_format *format, quen__format_text text,
                                   quen__format_moment *moment);
/* A number in plain digits as its reading has it: in `plain`, or in the text itself. */
const char *quen__format_plain(const quen_format *format, quen__format_text text,
                               char *plain, quen__format_text *out);
const char *quen__format_read_key(quen__format_text text, int64_t *number);

/* --- texts one at a time, for who has them in another form than a column --- */

/* What the text before showed. All zeros: none is known. */
typedef struct quen__format_sight {
    quen__seen_entry *last;
    quen__format_text before;
} quen__format_sight;

/* Look at the next row of a column; the text is to stay there until
 * the next, or the sight is to be made anew. Size 0: the row has none. */
void quen__format_see(quen_format *format, quen__format_sight *sight,
                      quen__format_text text);

/*
 * Read a text by a finished format of times; of money or quantities, in its decimals; of
 * money, as its digits are. *odd: QUEN__ZONE_*. NULL, or the reason why it cannot be
 * read.
 */
const char *quen__format_time(const quen_format *format, quen__format_text text,
                              int64_t *time_s, int *odd);
const char *quen__format_units(const quen_format *format, quen__format_text text,
                               int64_t *value, int *rounded);
const char *quen__format_digits(const quen_format *format, quen__format_text text,
                                quen__decimal *out);

#endif
