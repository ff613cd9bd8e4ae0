/* Titles, sentences, keys and names. */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/text.h"

enum { COLUMNS = 100 };

void report_title(const char *title)
{
    printf("\n%s\n\n", title);
}

void report_sentence(const char *sentence, int indent)
{
    size_t begin = (size_t)indent, at = begin;

    for (const char *word = sentence; *word;) {
        size_t size = strcspn(word, " ");
        size_t width = text_width(word, size);
        if (at > begin && at + 1 + width > COLUMNS) {
            printf("\n%*s", indent, "");
            at = begin;
        } else if (at > begin) {
            putchar(' ');
            at++;
        }
        at += text_put(stdout, word, size, COLUMNS);
        word += size;
        word += *word == ' ';
    }
    putchar('\n');
}

text_slice report_key(quen_key key, char *buffer, size_t size)
{
    int length;

    if (key.kind == QUEN_KEY_BYTES)
        return (text_slice){key.bytes, key.size};
    length = snprintf(buffer, size, "%" PRId64, key.number);
    return (text_slice){buffer, (size_t)length};
}

text_slice report_item(const report *r, uint32_t item)
{
    quen_key key = quen_shop_item_key(r->shop, item);

    return names_get(r->names, (text_slice){key.bytes, key.size});
}
