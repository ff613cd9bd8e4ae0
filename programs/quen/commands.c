/* The table: see commands.h. */
#include "commands.h"

#include <string.h>

const option_row program_options[N_OPTIONS] = {
#define OPTION(id, name, letter, value, kind, groups)                                    \
    {(name), (letter), (value), (kind), (groups), TEXT_OPTION_##id},
#include "options.def"
#undef OPTION
};

const command_row program_commands[] = {
    {"check", "FILE", "", OF_ALL | OF_ANSWER | OF_ROWS | OF_LOG | OF_CLOCK | OF_WORK, 1,
     1, TEXT_COMMAND_CHECK, command_check},
    {"train", "FILE", "",
     OF_ALL | OF_ANSWER | OF_LOG | OF_CLOCK | OF_TRAIN | OF_OUT | OF_WORK, 1, 1,
     TEXT_COMMAND_TRAIN, command_train},
    {"report", "SHOP", "", OF_ALL | OF_OUT | OF_CLOCK | OF_NAMES | OF_REPORT, 1, 1,
     TEXT_COMMAND_REPORT, command_report},
    {"ask", "SHOP customer|item|basket KEY...", "customer|item|basket",
     OF_ALL | OF_ANSWER | OF_ROWS | OF_TOP | OF_CLOCK | OF_NAMES, 3, SIZE_MAX,
     TEXT_COMMAND_ASK, command_ask},
    {"list", "SHOP at-risk|due|win-back|segment [NAME]", "at-risk|due|win-back|segment",
     OF_ALL | OF_ANSWER | OF_ROWS | OF_TOP | OF_CLOCK | OF_NAMES | OF_WORK | OF_LIST, 2,
     3, TEXT_COMMAND_LIST, command_list},
    {"export", "SHOP KEY | SHOP --groups", "", OF_ALL | OF_EXPORT, 1, 2,
     TEXT_COMMAND_EXPORT, command_export},
    {"forget", "SHOP KEY...", "", OF_ALL | OF_ANSWER | OF_ROWS | OF_OUT, 2, SIZE_MAX,
     TEXT_COMMAND_FORGET, command_forget},
    {"info", "SHOP", "", OF_ALL | OF_ANSWER | OF_CLOCK, 1, 1, TEXT_COMMAND_INFO,
     command_info},
};
const size_t n_program_commands = sizeof program_commands / sizeof *program_commands;

const command_row *command_find(const char *name)
{
    for (size_t i = 0; i < n_program_commands; i++)
        if (strcmp(program_commands[i].name, name) == 0)
            return &program_commands[i];
    return NULL;
}
