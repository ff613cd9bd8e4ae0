/*
 * The calls of the operating system, as the file layer sees them, that fail, are cut
 * short or stop the world when told to. The rest of the time they are the machine's own.
 */
#ifndef QUEN_TESTS_FAULTS_H
#define QUEN_TESTS_FAULTS_H

#include "io/system.h"

/* What a call is, to be told apart in what is counted and in what fails. */
enum {
    FAULT_OPEN = 1,
    FAULT_OPEN_FOLDER = 1 << 1,
    FAULT_CREATE = 1 << 2,
    FAULT_CLOSE = 1 << 3,
    FAULT_LOOK = 1 << 4,
    FAULT_LOOK_INTO = 1 << 5,
    FAULT_READ_LINK = 1 << 6,
    FAULT_READ = 1 << 7,
    FAULT_WRITE = 1 << 8,
    FAULT_SYNC = 1 << 9,
    FAULT_SET_MODE = 1 << 10,
    FAULT_SET_OWNER = 1 << 11,
    FAULT_SET_GROUP = 1 << 12,
    FAULT_RENAME = 1 << 13,
    FAULT_UNLINK = 1 << 14,
    FAULT_MAP = 1 << 15,
    FAULT_ANY = (1 << 16) - 1
};

/* What is to happen, and what happened. All zero: nothing is out of order. */
typedef struct faults {
    unsigned kinds;   /* the calls that are counted: a sum of FAULT_* */
    unsigned at;      /* this one of them, from 1, fails; 0: none */
    unsigned times;   /* and so many more behind it */
    int error;        /* with this errno */
    size_t most;      /* reads and writes move so many bytes at most; 0: all of them */
    int nothing;      /* 1: the call `at` moves 0 bytes instead */
    unsigned stop;    /* before this call, of any kind, the process ends; 0: never */
    int power;        /* 1: with the machine: what was not synced is half lost then */
    int lies;         /* 1: what is synced is not, in truth */
    int unmappable;   /* 1: files can only be read */
    uint32_t others;  /* added to owner and group of what look() sees */
    uint32_t kind;    /* of what look() sees, if it is not QUEN__IS_FILE */
    uint64_t size;    /* of what look_into() sees, if not 0 */
    const char *link; /* where every path leads; NULL: as it is */

    unsigned calls;  /* of those kinds, so far */
    unsigned all;    /* of any kind */
    unsigned failed; /* the kinds of those that failed */
    unsigned same;   /* names that were tried twice in a row */
    int open;        /* descriptors that were not closed */
    int mapped;      /* files that were not unmapped */
} faults;

/* What the calls look at. */
extern faults the_faults;

/* The exit status of a process that was stopped. */
#define FAULT_STOPPED 9

/* Forget all and begin with these. */
void faults_begin(faults wanted);

/* The table: ctx->system = &faults_system. */
extern const quen__system faults_system;

#endif
