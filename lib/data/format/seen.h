/*
 * What a column has shown so far: for each set of bits that a text gave, how many texts
 * and the first of them. Two such tables merge by adding; what is decided from one does
 * not depend on the order of texts.
 */
#ifndef QUEN_DATA_FORMAT_SEEN_H
#define QUEN_DATA_FORMAT_SEEN_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a text that are kept to show it. */
#define QUEN__SEEN_TEXT 44
#define QUEN__SEEN_ENTRIES 64

typedef struct quen__seen_entry {
    uint32_t bits, size;
    uint64_t rows, row; /* how many; the first, counted from 0 */
    char text[QUEN__SEEN_TEXT];
    uint32_t reserved;
} quen__seen_entry;

typedef struct quen__seen {
    uint64_t texts;       /* empty ones too */
    uint32_t n, too_many; /* entries; 1: there were more */
    quen__seen_entry entry[QUEN__SEEN_ENTRIES];
    quen__seen_entry bad;       /* texts that fit no reading */
    const char *bad_reason;     /* of the first of them */
    uint64_t first[2], last[2]; /* dates with a year of two digits: values that the first
                                   and the last number took, a bit each */
    uint64_t decimals; /* quantities: the most behind a mark, zeros at the end aside */
} quen__seen;

/* Note a text; the entry, which lives as long as the table, or NULL if there are more. */
quen__seen_entry *quen__seen_note(quen__seen *seen, uint32_t bits, const char *text,
                                  size_t size, uint64_t row);
void quen__seen_note_bad(quen__seen *seen, const char *reason, const char *text,
                         size_t size, uint64_t row);

/* As if the texts of `other` came right after. */
void quen__seen_merge(quen__seen *seen, const quen__seen *other);

/* Texts that some reading fits. */
uint64_t quen__seen_rows(const quen__seen *seen);

/* The bits that all entries share. */
uint32_t quen__seen_common(const quen__seen *seen);

/*
 * How many texts have all bits of `with` and none of `without`, and the earliest entry of
 * them, NULL if there is none.
 */
uint64_t quen__seen_count(const quen__seen *seen, uint32_t with, uint32_t without,
                          const quen__seen_entry **first);

/*
 * Two entries that share none of these bits, the earlier first, where quen__seen_common()
 * has none of them: if no two are such, the two earliest.
 */
void quen__seen_contradiction(const quen__seen *seen, uint32_t bits,
                              const quen__seen_entry **a, const quen__seen_entry **b);

#endif
