/*
 * A command line from its words to its exit status. The language is looked for before
 * anything else is read, so that faults of the command line are told in it.
 */
#include "program.h"

#include <string.h>

#include "session.h"

/* ---- language, colours, form ---- */

/* --lang wherever it stands; an unknown one is a fault, told later on. */
static const texts *language_of(int argc, char **argv, const program_host *host)
{
    const texts *found = host->language ? texts_of(host->language) : NULL;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *tag = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0)
            tag = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            tag = argv[i + 1];
        if (tag && texts_of(tag))
            found = texts_of(tag);
    }
    return found ? found : texts_english();
}

static int set_form(session *s)
{
    bool json = session_has(s, OPTION_JSON), csv = session_has(s, OPTION_CSV);
    uint32_t when = 0, language = 0;
    int status = value_word(s, OPTION_COLOR, &when);

    if (status == PROGRAM_DONE)
        status = value_word(s, OPTION_LANG, &language);
    if (status != PROGRAM_DONE)
        return status;
    if (json && csv)
        return usage_fault(s, TEXT_NOT_BOTH, WITH("--json", "--csv"));
    s->form = json ? FORM_JSON : csv ? FORM_CSV : FORM_TABLE;
    s->color = when == 1 || (when == 0 && s->host->out_is_terminal && s->host->colors);
    s->quiet = session_has(s, OPTION_QUIET);
    return PROGRAM_DONE;
}

/* ---- commands ---- */

/* Options that the command does not take, and words that it has no use for. */
static int check_line(session *s)
{
    const command_row *command = s->command;

    for (size_t i = 0; i < s->n_given; i++) {
        const option_row *row = &program_options[s->given[i].option];
        if (!(row->groups & command->groups))
            return usage_fault(s, TEXT_OPTION_OF_OTHERS, WITH(row->name, command->name));
    }
    if (s->n_words < command->least)
        return usage_fault(s, TEXT_WORD_MISSING, WITH(command->name, command->words));
    if (s->n_words > command->most)
        return usage_fault(s, TEXT_WORD_TOO_MUCH, WITH(s->words[command->most]));
    return PROGRAM_DONE;
}

static int run_command(session *s)
{
    int status = check_line(s);

    if (status == PROGRAM_DONE)
        status = set_form(s);
    if (status == PROGRAM_DONE)
        status = session_context(s);
    return status == PROGRAM_DONE ? s->command->run(s) : status;
}

/* What is asked before any command: help, the version, the table of all that there is. */
static bool is_asked(int argc, char **argv, const char *word)
{
    return argc == 2 && strcmp(argv[1], word) == 0;
}

static int run(session *s, int argc, char **argv)
{
    int status;

    if (is_asked(argc, argv, "--version")) {
        fprintf(s->out, "quen %s\n", quen_version_string());
        return PROGRAM_DONE;
    }
    if (argc > 1 && strcmp(argv[1], "--table") == 0)
        return help_table(s);
    status = session_parse(s, argc, argv);
    if (status != PROGRAM_DONE)
        return status;
    if (session_has(s, OPTION_HELP) && s->command)
        help_command(s, s->command);
    else if (session_has(s, OPTION_HELP))
        help_program(s);
    else if (!s->command)
        return usage_fault(s, TEXT_NO_COMMAND, NULL);
    else
        return run_command(s);
    return PROGRAM_DONE;
}

/* What was printed has to have arrived: a full disk or a closed pipe is a failure. */
static int finish(session *s, int status)
{
    if (s->progress_shown)
        fputs("\r\033[K", s->err);
    if ((fflush(s->out) != 0 || ferror(s->out)) && status != PROGRAM_USAGE)
        status = fault(s, PROGRAM_FAILED, TEXT_NOT_PRINTED, NULL);
    fflush(s->err);
    return status;
}

int program_run(int argc, char **argv, const program_host *host)
{
    session s = {.host = host, .out = host->out, .err = host->err};
    int status;

    s.texts = language_of(argc, argv, host);
    status = finish(&s, run(&s, argc, argv));
    session_free(&s);
    return status;
}
