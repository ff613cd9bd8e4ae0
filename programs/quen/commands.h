/*
 * The one table of what the program can do: commands, their options, and what both are
 * good for. Help, completions of shells and the manual are made from it.
 */
#ifndef QUEN_PROGRAM_COMMANDS_H
#define QUEN_PROGRAM_COMMANDS_H

#include <stddef.h>

#include "texts/texts.h"

/* Which commands take an option. */
enum {
    OF_ALL = 1,
    OF_ANSWER = 2, /* its answer may be JSON */
    OF_ROWS = 4,   /* its answer may be CSV */
    OF_TOP = 8,
    OF_LOG = 16, /* reads order lines */
    OF_CLOCK = 32,
    OF_TRAIN = 64,
    OF_OUT = 128, /* writes a file */
    OF_WORK = 256,
    OF_NAMES = 512,
    OF_LIST = 1024,
    OF_EXPORT = 2048,
    OF_REPORT = 4096
};

/* What the value of an option is, for completions. */
typedef enum value_kind {
    VALUE_NONE,
    VALUE_FILE,
    VALUE_WORD, /* one of those that its row names */
    VALUE_PROFILE,
    VALUE_SEGMENT,
    VALUE_OTHER
} value_kind;

typedef enum option_id {
#define OPTION(id, name, letter, value, kind, groups) OPTION_##id,
#include "options.def"
#undef OPTION
    N_OPTIONS
} option_id;

typedef struct option_row {
    const char *name;
    char letter;       /* '\0': none */
    const char *value; /* "" if it has none */
    value_kind kind;
    unsigned groups;
    text_id help;
} option_row;

struct session;

typedef struct command_row {
    const char *name;
    const char *words;  /* what stands behind it, as help shows it */
    const char *first;  /* what its second word may be: "a|b", or "" */
    unsigned groups;    /* sum of OF_*: its options */
    size_t least, most; /* words */
    text_id help;
    int (*run)(struct session *s);
} command_row;

extern const option_row program_options[N_OPTIONS];
extern const command_row program_commands[];
extern const size_t n_program_commands;

/* NULL if there is none. */
const command_row *command_find(const char *name);

/* Each is in a file of its own: command_check.c and so on. */
int command_check(struct session *s);
int command_train(struct session *s);
int command_ask(struct session *s);
int command_list(struct session *s);
int command_export(struct session *s);
int command_forget(struct session *s);
int command_info(struct session *s);
int command_report(struct session *s);

#endif
