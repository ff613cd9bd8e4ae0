/* Currencies: see currency.h. Words of one currency are neighbours in the table. */
#include "data/format/currency.h"

#include <string.h>

/* In lower case as far as ASCII goes; the first code that a dollar, yen or crown may be
 * is the sign itself. */
static const struct {
    char word[8], code[5];
} words[] = {
    {"$", "$"},
    {"\xe2\x82\xab", "VND"}, /* dong sign */
    {"\xc4\x91", "VND"},
    {"\xc4\x90", "VND"}, /* d with stroke */
    {"vnd", "VND"},
    {"vn\xc4\x91", "VND"},
    {"vn\xc4\x90", "VND"},
    {"\xe2\x82\xac", "EUR"}, /* euro sign */
    {"eur", "EUR"},
    {"\xc2\xa3", "GBP"}, /* pound sign */
    {"gbp", "GBP"},
    {"usd", "USD"},
    {"us$", "USD"},
    {"\xc2\xa5", "\xc2\xa5"}, /* yen sign */
    {"\xef\xbf\xa5", "\xc2\xa5"},
    {"jpy", "JPY"},
    {"\xe5\x86\x86", "JPY"},
    {"cny", "CNY"},
    {"rmb", "CNY"},
    {"\xe5\x85\x83", "CNY"},
    {"kr", "kr"},
    {"kr.", "kr"},
    {"sek", "SEK"},
    {"nok", "NOK"},
    {"dkk", "DKK"},
    {"z\xc5\x82", "PLN"},
    {"zl", "PLN"},
    {"pln", "PLN"},
    {"r$", "BRL"},
    {"brl", "BRL"},
    {"chf", "CHF"},
    {"fr.", "CHF"},
    {"sfr.", "CHF"},
    {"\xe2\x82\xb9", "INR"}, /* rupee sign */
    {"inr", "INR"},
    {"rs", "Rs"},
    {"rs.", "Rs"},
    {"pkr", "PKR"},
    {"lkr", "LKR"},
    {"\xe2\x82\xa9", "KRW"}, /* won sign */
    {"krw", "KRW"},
    {"\xe0\xb8\xbf", "THB"}, /* baht sign */
    {"thb", "THB"},
    {"\xe2\x82\xbd", "RUB"}, /* rouble sign */
    {"rub", "RUB"},
    {"\xe2\x82\xba", "TRY"}, /* lira sign */
    {"try", "TRY"},
    {"tl", "TRY"},
    {"\xe2\x82\xaa", "ILS"},
    {"ils", "ILS"},
    {"\xe2\x82\xb1", "PHP"},
    {"php", "PHP"},
    {"\xe2\x82\xb4", "UAH"},
    {"uah", "UAH"},
    {"\xe2\x82\xa6", "NGN"},
    {"ngn", "NGN"},
    {"\xe2\x82\xad", "LAK"},
    {"lak", "LAK"},
    {"\xe1\x9f\x9b", "KHR"},
    {"khr", "KHR"},
    {"rp", "IDR"},
    {"rp.", "IDR"},
    {"idr", "IDR"},
    {"rm", "MYR"},
    {"myr", "MYR"},
    {"s$", "SGD"},
    {"sgd", "SGD"},
    {"a$", "AUD"},
    {"au$", "AUD"},
    {"aud", "AUD"},
    {"c$", "CAD"},
    {"ca$", "CAD"},
    {"cad", "CAD"},
    {"nz$", "NZD"},
    {"nzd", "NZD"},
    {"hk$", "HKD"},
    {"hkd", "HKD"},
    {"nt$", "TWD"},
    {"twd", "TWD"},
    {"mx$", "MXN"},
    {"mxn", "MXN"},
    {"k\xc4\x8d", "CZK"},
    {"czk", "CZK"},
    {"ft", "HUF"},
    {"huf", "HUF"},
    {"lei", "RON"},
    {"ron", "RON"},
    {"bgn", "BGN"},
    {"r", "ZAR"},
    {"zar", "ZAR"},
    {"s/", "PEN"},
    {"s/.", "PEN"},
    {"pen", "PEN"},
    {"clp", "CLP"},
    {"cop", "COP"},
    {"ars", "ARS"},
    {"aed", "AED"},
    {"sar", "SAR"},
    {"kwd", "KWD"},
    {"bhd", "BHD"},
    {"egp", "EGP"},
    {"mad", "MAD"},
    {"mmk", "MMK"},
    {"kes", "KES"},
};

#define COUNT (sizeof words / sizeof *words)

/* The first word of the same currency, counted from 1. */
static uint32_t first_of(size_t i)
{
    while (i > 0 && strcmp(words[i].code, words[i - 1].code) == 0)
        i--;
    return (uint32_t)i + 1;
}

uint32_t quen__currency_find(const char *word, size_t size)
{
    char lower[sizeof words[0].word] = {0};
    if (size == 0 || size >= sizeof lower)
        return 0;
    for (size_t i = 0; i < size; i++)
        lower[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 0x20 : word[i]);
    for (size_t i = 0; i < COUNT; i++)
        if (memcmp(words[i].word, lower, sizeof lower) == 0)
            return first_of(i);
    return 0;
}

const char *quen__currency_code(uint32_t currency)
{
    return currency > 0 && currency <= COUNT ? words[currency - 1].code : "";
}

/* Signs that several currencies share, and which. */
static const struct {
    char sign[4], codes[11][4];
} shared[] = {
    {"$", {"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS"}},
    {"\xc2\xa5", {"JPY", "CNY"}},
    {"kr", {"SEK", "NOK", "DKK"}},
    {"Rs", {"INR", "PKR", "LKR"}},
};

/* 1: `sign` is one that may mean `currency`. */
static int may_mean(uint32_t sign, uint32_t currency)
{
    const char *of = quen__currency_code(sign), *code = quen__currency_code(currency);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        for (size_t j = 0; j < sizeof shared->codes / sizeof *shared->codes; j++)
            if (strcmp(shared[i].sign, of) == 0 && strcmp(shared[i].codes[j], code) == 0)
                return 1;
    return 0;
}

uint32_t quen__currency_both(uint32_t a, uint32_t b)
{
    if (a == 0 || a == b)
        return b;
    if (b == 0)
        return a;
    return may_mean(a, b) ? b : may_mean(b, a) ? a : 0;
}

uint32_t quen__currency_of_code(const char *code, size_t size)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(words[i].code) == size && memcmp(words[i].code, code, size) == 0)
            return first_of(i);
    return 0;
}

int quen__currency_is_sign(uint32_t currency)
{
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (strcmp(shared[i].sign, quen__currency_code(currency)) == 0)
            return 1;
    return 0;
}

int quen__currency_is_against(uint32_t currency, const char *code)
{
    uint32_t stated = quen__currency_of_code(code, strlen(code));
    if (currency == 0 || (stated == 0 && quen__currency_is_sign(currency)))
        return 0;
    return stated == 0 || quen__currency_both(currency, stated) == 0;
}
