/* Texts in messages, and what is told of a column: see format.h. */
#include <stdio.h>
#include <string.h>

#include "core/words.h"
#include "data/format/format.h"
#include "data/keys/key_words.h"

const char *quen__format_words(const quen_format *format, const quen__seen_entry *entry,
                               char words[QUEN__FORMAT_WORDS])
{
    char key[QUEN__KEY_WORDS];
    uint64_t row = format->options.first_row + entry->row;
    size_t size = entry->size < QUEN__SEEN_TEXT ? entry->size : QUEN__SEEN_TEXT;
    quen__key_words(quen_key_bytes(entry->text, size), key);
    snprintf(words, QUEN__FORMAT_WORDS, "%s in row %llu", key, (unsigned long long)row);
    return words;
}

void quen__format_tell(quen_format *format, const char *text, ...)
{
    size_t n = strlen(format->told);
    va_list args;
    va_start(args, text);
    quen__words_of(format->told + n, sizeof format->told - n, text, args);
    va_end(args);
}
