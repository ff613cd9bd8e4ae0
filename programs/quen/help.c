/* Help, from the table; and the table itself, for what is made of it. */
#include <string.h>

#include "json.h"
#include "print.h"
#include "session.h"

enum { INDENT = 2, COLUMN = 28 };

static void bold(session *s, text_id text)
{
    bool color = s->host->out_is_terminal && s->host->colors;

    tell(s->out, color ? "\033[1m{0}\033[0m\n" : "{0}\n", WITH(say(s->texts, text)));
}

/* A term, and what it means in a column of its own. */
static void item(session *s, const char *term, const char *meaning)
{
    size_t width = print_width(term, strlen(term));

    print_blanks(s->out, INDENT);
    if (INDENT + width + 1 > COLUMN) {
        tell(s->out, "{0}\n", WITH(term));
        print_blanks(s->out, COLUMN);
    } else {
        print_cell(s->out, term, strlen(term), COLUMN - INDENT, false);
    }
    print_sentence(s->out, meaning, COLUMN);
}

static void option_item(session *s, const option_row *row)
{
    char term[96];

    if (row->letter)
        snprintf(term, sizeof term, "-%c, ", row->letter);
    else
        term[0] = '\0';
    snprintf(term + strlen(term), sizeof term - strlen(term), "%s%s%s", row->name,
             *row->value ? " " : "", row->value);
    item(s, term, say(s->texts, row->help));
}

static void option_items(session *s, unsigned groups, unsigned but)
{
    for (int i = 0; i < N_OPTIONS; i++) {
        const option_row *row = &program_options[i];
        if ((row->groups & groups) && !(row->groups & but))
            option_item(s, row);
    }
}

void help_program(session *s)
{
    print_sentence(s->out, say(s->texts, TEXT_HELP_WHAT), 0);
    fputc('\n', s->out);
    bold(s, TEXT_HELP_COMMANDS);
    for (size_t i = 0; i < n_program_commands; i++) {
        const command_row *row = &program_commands[i];
        char term[96];
        snprintf(term, sizeof term, "quen %s %s", row->name, row->words);
        item(s, term, say(s->texts, row->help));
    }
    fputc('\n', s->out);
    bold(s, TEXT_HELP_OPTIONS);
    option_items(s, OF_ALL, 0);
    item(s, "--version", say(s->texts, TEXT_OPTION_VERSION));
    fputc('\n', s->out);
    bold(s, TEXT_HELP_STATUSES);
    for (int i = PROGRAM_DONE; i <= PROGRAM_NO_PART; i++) {
        char term[8];
        snprintf(term, sizeof term, "%d", i);
        item(s, term, say(s->texts, (text_id)(TEXT_EXIT_0 + i)));
    }
}

void help_command(session *s, const command_row *command)
{
    fprintf(s->out, "quen %s %s\n\n", command->name, command->words);
    print_sentence(s->out, say(s->texts, command->help), 0);
    fputc('\n', s->out);
    bold(s, TEXT_HELP_OPTIONS);
    option_items(s, command->groups, OF_ALL);
    option_items(s, OF_ALL, 0);
}

/* ---- the table ---- */

static void put_option(json_out *j, session *s, const option_row *row)
{
    static const char *const kinds[] = {"none",    "file",    "word",
                                        "profile", "segment", "other"};
    char letter[2] = {row->letter, '\0'};

    json_open(j, '{');
    json_put_text(j, "name", row->name);
    json_put_text(j, "letter", letter);
    json_put_text(j, "value", row->value);
    json_put_text(j, "kind", kinds[row->kind]);
    json_put_text(j, "help", say(s->texts, row->help));
    json_close(j, '}');
}

static void put_options(json_out *j, session *s, unsigned groups)
{
    json_name(j, "options");
    json_open(j, '[');
    for (int i = 0; i < N_OPTIONS; i++)
        if (program_options[i].groups & groups)
            put_option(j, s, &program_options[i]);
    json_close(j, ']');
}

static void put_command(json_out *j, session *s, const command_row *row)
{
    json_open(j, '{');
    json_put_text(j, "name", row->name);
    json_put_text(j, "words", row->words);
    json_put_text(j, "first", row->first);
    json_put_text(j, "help", say(s->texts, row->help));
    put_options(j, s, row->groups);
    json_close(j, '}');
}

static void put_statuses(json_out *j, session *s)
{
    json_name(j, "statuses");
    json_open(j, '[');
    for (int i = PROGRAM_DONE; i <= PROGRAM_NO_PART; i++)
        json_text(j, say(s->texts, (text_id)(TEXT_EXIT_0 + i)));
    json_close(j, ']');
}

static void put_profiles(json_out *j)
{
    json_name(j, "profiles");
    json_open(j, '[');
    for (size_t i = 0; i < quen_n_profiles(); i++)
        json_text(j, quen_profile_name(quen_profile_at(i)));
    json_close(j, ']');
}

static void put_segments(json_out *j)
{
    json_name(j, "segments");
    json_open(j, '[');
    for (int i = TEXT_SEGMENT_CHAMPIONS; i <= TEXT_SEGMENT_LOST; i++)
        json_text(j, say(texts_english(), (text_id)i));
    json_close(j, ']');
}

int help_table(session *s)
{
    json_out j = json_begin(s->out);

    json_open(&j, '{');
    json_put_text(&j, "version", quen_version_string());
    json_put_text(&j, "what", say(s->texts, TEXT_HELP_WHAT));
    json_put_text(&j, "version_help", say(s->texts, TEXT_OPTION_VERSION));
    json_name(&j, "commands");
    json_open(&j, '[');
    for (size_t i = 0; i < n_program_commands; i++)
        put_command(&j, s, &program_commands[i]);
    json_close(&j, ']');
    put_options(&j, s, OF_ALL);
    put_statuses(&j, s);
    put_profiles(&j);
    put_segments(&j);
    json_close(&j, '}');
    return json_end(&j) ? PROGRAM_DONE : no_memory(s);
}
