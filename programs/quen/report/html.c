/* Escaping: four characters, and all that is not a character. */
#include "html.h"

#include <string.h>

#include "data/text/unicode.h"

void html_raw(const html *h, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(h->out, format, args);
    va_end(args);
}

/* Bytes of the sound character at text; 0 if it is none, or steers terminals and text. */
static size_t character_at(const char *text, size_t size)
{
    int32_t code = 0;
    size_t n = quen__unicode_read(text, size, &code);

    return code < 0x20 || code == 0x7F ? 0 : n;
}

static void put_character(FILE *out, const char *text, size_t n)
{
    const char *escaped = *text == '&'    ? "&amp;"
                          : *text == '<'  ? "&lt;"
                          : *text == '>'  ? "&gt;"
                          : *text == '"'  ? "&quot;"
                          : *text == '\'' ? "&#39;"
                                          : NULL;

    if (n == 0)
        fputs("\xEF\xBF\xBD", out);
    else if (escaped)
        fputs(escaped, out);
    else
        fwrite(text, 1, n, out);
}

/* At most `most` characters. */
static void put(FILE *out, slice text, size_t most)
{
    size_t at = 0;

    for (size_t i = 0; at < text.size && i < most; i++) {
        size_t n = character_at(text.text + at, text.size - at);
        put_character(out, text.text + at, n);
        at += n > 0 ? n : 1;
    }
    if (at < text.size)
        fputs("\xE2\x80\xA6", out);
}

void html_text(const html *h, const char *text)
{
    put(h->out, slice_of(text), SIZE_MAX);
}

void html_slice(const html *h, slice text)
{
    put(h->out, text, HTML_NAME);
}

void html_name(const html *h, slice text)
{
    fputs("<bdi>", h->out);
    html_slice(h, text);
    fputs("</bdi>", h->out);
}

void html_say(const html *h, text_id id, const char *const *arguments)
{
    char sentence[1024];

    fill(sentence, sizeof sentence, say(h->texts, id), arguments);
    html_text(h, sentence);
}

static void open_element(const html *h, const char *element)
{
    html_raw(h, "<%s>", element);
}

static void close_element(const html *h, const char *element)
{
    html_raw(h, "</%.*s>\n", (int)strcspn(element, " "), element);
}

void html_put(const html *h, const char *element, text_id id,
              const char *const *arguments)
{
    open_element(h, element);
    html_say(h, id, arguments);
    close_element(h, element);
}

void html_put_text(const html *h, const char *element, const char *text)
{
    open_element(h, element);
    html_text(h, text);
    close_element(h, element);
}

void html_table(const html *h, const char *id, const char *attributes)
{
    html_raw(h,
             "<div class=scroll tabindex=0 role=region aria-labelledby=%s>"
             "<table%s>\n<thead><tr>",
             id, attributes);
}

void html_table_rows(const html *h)
{
    html_raw(h, "</tr></thead>\n<tbody>\n");
}

void html_table_end(const html *h)
{
    html_raw(h, "</tbody></table></div>\n");
}

void html_head(const html *h, text_id id, text_id meaning, const char *class)
{
    html_raw(h, "<th scope=col class=\"%s\"><abbr title=\"", class);
    html_say(h, meaning, NULL);
    html_raw(h, "\">");
    html_say(h, id, NULL);
    html_raw(h, "</abbr></th>\n");
}
