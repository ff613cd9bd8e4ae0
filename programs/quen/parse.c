/*
 * The command line: a command, words, and options anywhere between them. An option's
 * value is the next word, or stands behind "="; "--" ends options.
 */
#include <stdlib.h>
#include <string.h>

#include "session.h"

/* The option that a word names; N_OPTIONS if there is none. `size` bytes of it count. */
static option_id find(const char *word, size_t size)
{
    for (int i = 0; i < N_OPTIONS; i++) {
        const option_row *row = &program_options[i];
        if (strlen(row->name) == size && strncmp(row->name, word, size) == 0)
            return (option_id)i;
        if (size == 2 && row->letter && word[1] == row->letter)
            return (option_id)i;
    }
    return N_OPTIONS;
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* Read the option at argv[*i] and its value, and step on to the last word that it took.
 */
static int take_option(session *s, int argc, char **argv, int *i)
{
    const char *word = argv[*i];
    size_t size = strcspn(word, "=");
    option_id option = find(word, size);
    const char *value = word[size] ? word + size + 1 : NULL;

    if (option == N_OPTIONS)
        return usage_fault(s, TEXT_NO_SUCH_OPTION, WITH(word));
    if (program_options[option].kind == VALUE_NONE) {
        if (value)
            return usage_fault(s, TEXT_VALUE_TOO_MUCH,
                               WITH(program_options[option].name));
        value = "";
    } else if (!value) {
        if (*i + 1 >= argc)
            return usage_fault(s, TEXT_VALUE_MISSING, WITH(word));
        value = argv[++*i];
    }
    s->given[s->n_given++] = (given){option, value};
    return PROGRAM_DONE;
}

/* The first word is the command. */
static int take_word(session *s, const char *word)
{
    if (s->command) {
        s->words[s->n_words++] = word;
        return PROGRAM_DONE;
    }
    s->command = command_find(word);
    return s->command ? PROGRAM_DONE : usage_fault(s, TEXT_NO_SUCH_COMMAND, WITH(word));
}

static int allocate(session *s, int argc)
{
    s->given = calloc((size_t)argc + 1, sizeof *s->given);
    s->words = calloc((size_t)argc + 1, sizeof *s->words);
    return s->given && s->words ? PROGRAM_DONE : no_memory(s);
}

int session_parse(session *s, int argc, char **argv)
{
    bool ended = false;
    int status = allocate(s, argc);

    for (int i = 1; i < argc && status == PROGRAM_DONE; i++)
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && is_option(argv[i]))
            status = take_option(s, argc, argv, &i);
        else
            status = take_word(s, argv[i]);
    return status;
}

void session_free(session *s)
{
    quen_context_free(s->ctx);
    free(s->given);
    free(s->words);
}

const char *session_value(const session *s, option_id option)
{
    for (size_t i = s->n_given; i-- > 0;)
        if (s->given[i].option == option)
            return s->given[i].value;
    return NULL;
}

bool session_has(const session *s, option_id option)
{
    return session_value(s, option) != NULL;
}

const char *session_next(const session *s, option_id option, size_t *at)
{
    while (*at < s->n_given)
        if (s->given[(*at)++].option == option)
            return s->given[*at - 1].value;
    return NULL;
}
