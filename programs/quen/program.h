/*
 * quen, the program, as a function: no globals, no exit(), no locale of the process. What
 * it knows of the world is in program_host; main.c fills it from the process, and a host
 * that runs quen within its own (`python -m quen`) fills it otherwise.
 */
#ifndef QUEN_PROGRAM_H
#define QUEN_PROGRAM_H

#include <stdbool.h>
#include <stdio.h>

/* Exit statuses: docs/program.md. They never change their meaning. */
enum {
    PROGRAM_DONE = 0,
    PROGRAM_FAILED = 1,    /* a file, memory, or what was printed to */
    PROGRAM_USAGE = 2,     /* the command line makes no sense */
    PROGRAM_LEFT_OUT = 3,  /* done, but more than 1 row in 100 was left out */
    PROGRAM_NOT_FOUND = 4, /* no such customer, item or segment */
    PROGRAM_NO_PART = 5    /* the shop was trained without what was asked about */
};

typedef struct program_host {
    FILE *out, *err;      /* answers; sentences and progress */
    const char *language; /* a tag or a locale, such as "vi_VN.UTF-8"; NULL: English */
    bool out_is_terminal, err_is_terminal;
    bool colors; /* allowed on a terminal */
} program_host;

/* Standard output and error, LC_ALL, LC_MESSAGES, LANG and NO_COLOR of this process. */
program_host program_host_of_process(void);

/* Run a command line, whose first word is the program's name. It flushes `out`, closes
 * nothing. */
int program_run(int argc, char **argv, const program_host *host);

#endif
