/* Sentences on the error output, and the context that work is done with. */
#include "session.h"

#include <string.h>

/* A line of progress makes place for a sentence. */
static void clear_progress(session *s)
{
    if (s->progress_shown)
        fputs("\r\033[K", s->err);
    s->progress_shown = false;
}

static void begin_sentence(session *s)
{
    clear_progress(s);
    fputs("quen: ", s->err);
}

int fault(session *s, int status, text_id text, const char *const *arguments)
{
    begin_sentence(s);
    tell(s->err, say(s->texts, text), arguments);
    fputc('\n', s->err);
    return status;
}

int usage_fault(session *s, text_id text, const char *const *arguments)
{
    char help[48];

    fault(s, PROGRAM_USAGE, text, arguments);
    snprintf(help, sizeof help, "quen %s%s--help", s->command ? s->command->name : "",
             s->command ? " " : "");
    tell(s->err, say(s->texts, TEXT_SEE_HELP), WITH(help));
    fputc('\n', s->err);
    return PROGRAM_USAGE;
}

int no_memory(session *s)
{
    return fault(s, PROGRAM_FAILED, TEXT_NO_MEMORY, NULL);
}

/* What a status means, where the reader does not read English. */
static text_id meaning_of(quen_status status)
{
    switch (status) {
    case QUEN_ERR_MEMORY:
        return TEXT_NO_MEMORY;
    case QUEN_ERR_NOT_FOUND:
        return TEXT_STATUS_NOT_FOUND;
    case QUEN_ERR_IO:
        return TEXT_STATUS_IO;
    case QUEN_ERR_FORMAT:
        return TEXT_STATUS_FORMAT;
    case QUEN_ERR_VERSION:
        return TEXT_STATUS_VERSION;
    case QUEN_ERR_NUMERIC:
        return TEXT_STATUS_NUMERIC;
    case QUEN_ERR_NO_PART:
        return TEXT_STATUS_NO_PART;
    case QUEN_ERR_OVERFLOW:
        return TEXT_STATUS_OVERFLOW;
    case QUEN_ERR_CANCELLED:
        return TEXT_STATUS_CANCELLED;
    default:
        return TEXT_STATUS_ARGUMENT;
    }
}

int library_fault(session *s, const char *about, quen_status status)
{
    if (status == QUEN_OK)
        return PROGRAM_DONE;
    begin_sentence(s);
    tell(s->err, "{0}: ", WITH(about));
    if (s->texts != texts_english())
        tell(s->err, "{0}: ", WITH(say(s->texts, meaning_of(status))));
    tell(s->err, "{0}\n", WITH(quen_context_message(s->ctx)));
    return status == QUEN_ERR_NOT_FOUND ? PROGRAM_NOT_FOUND
           : status == QUEN_ERR_NO_PART ? PROGRAM_NO_PART
                                        : PROGRAM_FAILED;
}

void remark(session *s, text_id text, const char *const *arguments)
{
    if (s->quiet)
        return;
    fault(s, PROGRAM_DONE, text, arguments);
}

void remark_words(session *s, const char *sentence)
{
    if (s->quiet || !*sentence)
        return;
    begin_sentence(s);
    tell(s->err, "{0}\n", WITH(sentence));
}

/* "churn 40 %" in one line of the terminal, written over and over. */
static int show_progress(void *user, const char *stage, double fraction)
{
    session *s = user;

    fprintf(s->err, "\r\033[K%s %d %%", stage, (int)(fraction * 100));
    fflush(s->err);
    s->progress_shown = true;
    return 0;
}

int session_context(session *s)
{
    quen_context_options options;
    int64_t threads = 2;

    if (value_whole(s, OPTION_THREADS, 1, 256, &threads) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    quen_context_options_init(&options, sizeof options);
    options.threads = (uint32_t)threads;
    if (s->host->err_is_terminal && !s->quiet) {
        options.progress = show_progress;
        options.progress_user = s;
    }
    return quen_context_new(&options, &s->ctx) == QUEN_OK ? PROGRAM_DONE : no_memory(s);
}
