/* Columns of texts: see format_cases.h. */
#include "format_cases.h"

#include "data/parse/calendar.h"

void format_texts_push(format_texts *texts, const char *text)
{
    uint64_t end = texts->n ? texts->offsets[texts->n] : 0;
    size_t size = strlen(text);
    assert_true(texts->n < FORMAT_TEXTS && end + size <= sizeof texts->bytes);
    memcpy(texts->bytes + end, text, size);
    texts->offsets[0] = 0;
    texts->offsets[++texts->n] = end + size;
    texts->column = (quen_key_column){NULL, texts->bytes, texts->offsets, NULL};
}

void format_texts_of(format_texts *texts, const char *lines)
{
    char line[256];
    texts->n = 0;
    for (size_t n;; lines += n + 1) {
        n = strcspn(lines, "\n");
        assert_true(n < sizeof line);
        memcpy(line, lines, n);
        line[n] = '\0';
        format_texts_push(texts, line);
        if (!lines[n])
            return;
    }
}

quen_format_options format_options(uint32_t kind)
{
    quen_format_options options;
    quen_format_options_init(&options, sizeof options);
    options.kind = kind;
    return options;
}

quen_format *format_seen(quen_context *ctx, const quen_format_options *options,
                         const format_texts *texts)
{
    quen_format *format = NULL;
    assert_ok(ctx, quen_format_new(ctx, options, &format));
    assert_ok(ctx, quen_format_add(ctx, format, &texts->column, texts->n));
    return format;
}

quen_format *format_learned(quen_context *ctx, const quen_format_options *options,
                            const char *lines)
{
    format_texts texts;
    format_texts_of(&texts, lines);
    quen_format *format = format_seen(ctx, options, &texts);
    quen_status status = quen_format_finish(ctx, format);
    if (status != QUEN_OK)
        fail_msg("\"%s\": %s", lines, quen_context_message(ctx));
    return format;
}

void format_refused(quen_context *ctx, const quen_format_options *options,
                    const char *lines, const char *words)
{
    format_texts texts;
    format_texts_of(&texts, lines);
    quen_format *format = format_seen(ctx, options, &texts);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_format_finish(ctx, format));
    assert_string_equal(quen_format_told(format), "");
    quen_format_free(format);
}

static int write_value(char *out, size_t size, uint32_t kind, int64_t value)
{
    char day[QUEN__DAY_WORDS];
    if (kind != QUEN_FORMAT_KIND_TIME)
        return snprintf(out, size, "%lld", (long long)value);
    int second = (int)quen__calendar_second_of_day(value);
    return snprintf(out, size, "%s %02d:%02d:%02d", quen__calendar_day_words(value, day),
                    second / 3600, second / 60 % 60, second % 60);
}

const char *format_values(quen_context *ctx, const quen_format *format, uint32_t kind,
                          const char *lines)
{
    static char words[65536];
    format_texts texts;
    int64_t values[FORMAT_TEXTS];
    const char *faults[FORMAT_TEXTS];
    size_t n = 0;
    format_texts_of(&texts, lines);
    quen_status status = kind == QUEN_FORMAT_KIND_TIME
                             ? quen_format_read_times(ctx, format, &texts.column, texts.n,
                                                      values, faults, NULL)
                         : kind == QUEN_FORMAT_KIND_KEY
                             ? quen_format_read_keys(ctx, format, &texts.column, texts.n,
                                                     values, faults, NULL)
                             : quen_format_read_decimals(ctx, format, &texts.column,
                                                         texts.n, values, faults, NULL);
    assert_ok(ctx, status);
    words[0] = '\0';
    for (size_t i = 0; i < texts.n; i++) {
        n += (size_t)snprintf(words + n, sizeof words - n, "%s", i ? "\n" : "");
        if (faults[i])
            n += (size_t)snprintf(words + n, sizeof words - n, "%s", faults[i]);
        else
            n += (size_t)write_value(words + n, sizeof words - n, kind, values[i]);
    }
    return words;
}
