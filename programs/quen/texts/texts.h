/*
 * All that a person reads, in English and Vietnamese side by side: the .def files, one
 * for each area. A text that lacks a language does not compile.
 *
 *     tell(out, say(t, TEXT_SAVED), WITH(path));
 *     tell(out, say_n(t, TEXT_CUSTOMERS, n), WITH(format_count(f, n).s));
 *
 * {0}, {1} and so on stand for arguments, in any order: texts of two languages differ in
 * it. Arguments are texts; format.h makes them of numbers, money and days.
 */
#ifndef QUEN_PROGRAM_TEXTS_H
#define QUEN_PROGRAM_TEXTS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum text_id {
#define TEXT(name, english, vietnamese) TEXT_##name,
#define PLURAL(name, one, many, vietnamese) TEXT_##name,
#include "texts/all.def"
#undef PLURAL
#undef TEXT
    N_TEXTS
} text_id;

/* The texts of one language; static. */
typedef struct texts texts;

/* English, Vietnamese. */
const texts *texts_english(void);
const texts *texts_vietnamese(void);

/* Those of a language tag or a locale, such as "vi", "vi_VN.UTF-8", "en-GB", "C"; NULL if
 * there are none. */
const texts *texts_of(const char *tag);

/* "en" or "vi". */
const char *texts_tag(const texts *t);

/* A text; of a PLURAL its form for many. "" if there is no such text. */
const char *say(const texts *t, text_id id);

/* The form for n things. Vietnamese has one. */
const char *say_n(const texts *t, text_id id, uint64_t n);

/* ---- what the library says, in the words of an owner: words.c ---- */

/* The names of segments, and what to do for them; those of own rules are as they are
 * named, with nothing to do: "". */
const char *say_segment(const texts *t, const char *name);
const char *say_segment_task(const texts *t, const char *name);

/* What is true of everybody in a segment: its own sentence if there is no other. */
const char *say_segment_meaning(const texts *t, const char *meaning);

/* What raises a risk: a feature's name as it is if it is none of the library's. */
const char *say_reason(const texts *t, const char *feature);

/* A feature of a cluster. As say_reason() otherwise. */
const char *say_feature(const texts *t, const char *feature);

/* What still carries traces of who was forgotten. As say_reason() otherwise. */
const char *say_trace(const texts *t, const char *trace);

/* ---- sentences with arguments: tell.c ---- */

/* Arguments, each a text. They live as long as the block in which this stands. */
#define WITH(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Write a sentence with its arguments; NULL: it has none. The sizes of all of it, also if
 * that is more than there is room for, as snprintf(); it is cut between characters. */
size_t fill(char *to, size_t size, const char *form, const char *const *arguments);

/* Print it. Control characters of arguments become blanks: a name may not steer the
 * terminal. */
void tell(FILE *out, const char *form, const char *const *arguments);

#endif
