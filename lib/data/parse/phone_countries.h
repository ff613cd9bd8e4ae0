/* Calling codes and lengths of telephone numbers, by country. */
#ifndef QUEN_DATA_PARSE_PHONE_COUNTRIES_H
#define QUEN_DATA_PARSE_PHONE_COUNTRIES_H

#include <stddef.h>
#include <stdint.h>

typedef struct quen__parse_country {
    char iso[3];         /* ISO 3166-1: "VN" */
    char trunk[3];       /* dialled before a national number; "" where nothing is */
    uint16_t code;       /* calling code */
    uint8_t least, most; /* digits of a national number without trunk prefix */
} quen__parse_country;

/* A country by "VN", "vn", "84" or "+84"; NULL if there is none. */
const quen__parse_country *quen__parse_country_of(const char *text);

/* The country whose calling code digits begin with, and the code's digits; or NULL. */
const quen__parse_country *quen__parse_country_at(const char *digits, size_t n,
                                                  size_t *code_size);

/* 1 if some country with this one's calling code has national numbers of n digits. */
int quen__parse_country_has(const quen__parse_country *country, size_t n);

#endif
