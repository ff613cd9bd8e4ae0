/*
 * One run of the program: what was said on the command line, where answers go, and how it
 * tells what went wrong. All functions that may fail return an exit status of program.h.
 */
#ifndef QUEN_PROGRAM_SESSION_H
#define QUEN_PROGRAM_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <quen.h>

#include "commands.h"
#include "program.h"
#include "texts/texts.h"

typedef struct given {
    option_id option;
    const char *value; /* "" if it has none */
} given;

/* How answers are written. */
typedef enum answer_form { FORM_TABLE, FORM_JSON, FORM_CSV } answer_form;

typedef struct session {
    const program_host *host;
    FILE *out, *err;
    const texts *texts;
    const command_row *command; /* NULL before it is known */
    given *given;               /* options in their order */
    size_t n_given;
    const char **words; /* those behind the command */
    size_t n_words;
    answer_form form;
    bool color, quiet;
    bool progress_shown; /* a line of progress stands on the terminal */
    quen_context *ctx;
} session;

/* ---- the command line: parse.c ---- */

/* Read argv[1..]; sentences about faults are told. Room is freed by session_free(). */
int session_parse(session *s, int argc, char **argv);

void session_free(session *s);

/* The value of an option that was given last; NULL if it was not given. */
const char *session_value(const session *s, option_id option);

bool session_has(const session *s, option_id option);

/* The value from `*at` on, which then stands behind it; NULL: no more. */
const char *session_next(const session *s, option_id option, size_t *at);

/* ---- values of options: values.c. What is not given leaves `out` as it is. ---- */

int value_whole(session *s, option_id option, int64_t low, int64_t high, int64_t *out);

/* A number from 0 to 1. */
int value_share(session *s, option_id option, double *out);

/* The place of a word among those that the option's row names. */
int value_word(session *s, option_id option, uint32_t *out);

/* "+07:00" as seconds. */
int value_offset(session *s, int32_t *out);

/* ---- sentences: session.c ---- */

/* "quen: " and a sentence on `err`, and PROGRAM_USAGE, with where help is. */
int usage_fault(session *s, text_id text, const char *const *arguments);

/* "quen: " and a sentence on `err`, and the status. */
int fault(session *s, int status, text_id text, const char *const *arguments);

/* What a call of the library came to, with its own sentence behind what it was about (a
 * file's name, say). PROGRAM_DONE for QUEN_OK. */
int library_fault(session *s, const char *about, quen_status status);

/* A sentence on `err` that is no fault; not with --quiet. */
void remark(session *s, text_id text, const char *const *arguments);
void remark_words(session *s, const char *sentence);

int no_memory(session *s);

/* A context, with progress on a terminal; `threads` 0: as the options say. */
int session_context(session *s);

/* ---- help: help.c ---- */

void help_program(session *s);
void help_command(session *s, const command_row *command);

/* The whole table as JSON, for tools/program.py. */
int help_table(session *s);

#endif
