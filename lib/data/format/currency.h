/* Signs and codes of currencies beside an amount. */
#ifndef QUEN_DATA_FORMAT_CURRENCY_H
#define QUEN_DATA_FORMAT_CURRENCY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The number, above 0, of the currency that a word without blanks is for; words for one
 * currency have one number. 0 if it is for none. At most 127.
 */
uint32_t quen__currency_find(const char *word, size_t size);

/* Its ISO code; where a sign is for several, that sign. "" for 0. */
const char *quen__currency_code(uint32_t currency);

/*
 * The currency that two words beside one amount are for, as in "$5.00 USD"; 0 if they are
 * for two, as in "$5.00 EUR".
 */
uint32_t quen__currency_both(uint32_t a, uint32_t b);

/* 1 if it is a sign that several currencies share. */
int quen__currency_is_sign(uint32_t currency);

/*
 * 1 if what stands beside amounts cannot be of the currency with this code: another code,
 * or a sign that is for others. A sign may be of a code that is not known here.
 */
int quen__currency_is_against(uint32_t currency, const char *code);

/* The number of a code; 0 if there is none. */
uint32_t quen__currency_of_code(const char *code, size_t size);

#endif
