/*
 * Keys of a column. What wrote them may have had them as floats here and there, so that
 * 17850 is 17850.0 too: if each text of the column is a whole number so written, they are
 * numbers. One with a zero in front, a plus, or anything else makes all of them texts.
 */
#include "data/format/format.h"
#include "data/parse/parse.h"

#define WHOLE 1u
#define TAIL 2u /* .0 behind it */
#define TEXT 4u

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits of a whole number, and what is behind them; 0 if it does not begin so. */
static size_t whole_size(quen__format_text text)
{
    size_t first = text.at[0] == '-', at = first;
    while (at < text.size && is_digit(text.at[at]))
        at++;
    int zero = at > first && text.at[first] == '0';
    return zero && (at > first + 1 || first == 1) ? 0 : at > first ? at : 0;
}

static int is_tail(quen__format_text text, size_t at)
{
    if (text.size - at < 2 || text.at[at] != '.')
        return 0;
    for (at++; at < text.size; at++)
        if (text.at[at] != '0')
            return 0;
    return 1;
}

const char *quen__format_read_key(quen__format_text text, int64_t *number)
{
    size_t whole = whole_size(text);
    if (whole == 0 || (whole < text.size && !is_tail(text, whole)))
        return "not a whole number, as all of the column were";
    return quen__parse_decimal(text.at, whole, 0, number, NULL);
}

uint32_t quen__format_look_key(quen__format_text text)
{
    int64_t number;
    if (quen__format_read_key(text, &number))
        return TEXT;
    return whole_size(text) < text.size ? WHOLE | TAIL : WHOLE;
}

quen_status quen__format_decide_key(quen_context *ctx, quen_format *format)
{
    char words[QUEN__FORMAT_WORDS];
    const quen__seen *seen = &format->seen;
    const quen__seen_entry *entry;
    uint64_t rows = quen__seen_rows(seen),
             texts = quen__seen_count(seen, TEXT, 0, &entry);
    (void)ctx;
    format->set = texts == 0 && rows > 0;
    if (!format->set) {
        quen__format_tell(format, "key: texts as they stand");
        if (texts > 0)
            quen__format_tell(format,
                              ": %llu of %llu rows are no whole numbers, such as %s",
                              (unsigned long long)texts, (unsigned long long)rows,
                              quen__format_words(format, entry, words));
        return QUEN_OK;
    }
    quen__format_tell(format, "key: whole numbers: %llu rows", (unsigned long long)rows);
    uint64_t tails = quen__seen_count(seen, TAIL, 0, &entry);
    if (tails > 0)
        quen__format_tell(format, ", %llu of them with .0 behind it, such as %s",
                          (unsigned long long)tails,
                          quen__format_words(format, entry, words));
    return QUEN_OK;
}
