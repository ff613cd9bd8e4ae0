/* The text of a time as tokens: numbers, marks between them, words that mean something.
 */
#ifndef QUEN_DATA_FORMAT_TIME_WORDS_H
#define QUEN_DATA_FORMAT_TIME_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum {
    QUEN__TOKEN_END = 0,
    QUEN__TOKEN_NUMBER,  /* value, digits */
    QUEN__TOKEN_MARK,    /* value: - / . , : + or a blank, which stands for any run */
    QUEN__TOKEN_MONTH,   /* value: 1..12 */
    QUEN__TOKEN_HALF,    /* value: 'a' or 'p' */
    QUEN__TOKEN_UTC,     /* Z, UTC, GMT */
    QUEN__TOKEN_TEE,     /* between date and clock */
    QUEN__TOKEN_LETTERS, /* a word without meaning */
    /* Of words that only the tokenizer sees: */
    QUEN__TOKEN_PASSED,       /* weekdays, "at" */
    QUEN__TOKEN_MONTH_BEFORE, /* "thang": a number or its word follows */
    QUEN__TOKEN_DAY_BEFORE,   /* "thu": Thursday, or as "thang" a weekday */
    QUEN__TOKEN_HOURS,        /* "h" of 9h05 */
    QUEN__TOKEN_ORDINAL       /* value: 1..12, "mot" to "muoi hai" */
};

typedef struct quen__token {
    uint64_t value;
    uint32_t kind, digits;
} quen__token;

#define QUEN__TOKENS 24

/* How many tokens, with an END behind them; 0 where there are too many or other ones. */
size_t quen__token_list(const char *text, size_t size, quen__token tokens[QUEN__TOKENS]);

#endif
