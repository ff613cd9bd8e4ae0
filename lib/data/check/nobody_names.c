/*
 * A name is folded: letters without case and marks, digits, nothing between them. In
 * decomposed text marks are characters of their own, which are dropped. What is then in a
 * list is a name for nobody.
 */
#include "data/check/nobody_names.h"

#include <string.h>

#include "data/keys/key_letter.h"
#include "data/keys/key_words.h"

/* Longer than any name of the list, with digits after it. */
#define LONGEST 32u

/* --- folding --- */

/* What stands between letters, or on top of them. */
static int is_passed_over(uint32_t code)
{
    return code < 0x80 || code == 0xa0 || (code >= 0x300 && code < 0x370) ||
           (code >= 0x2010 && code <= 0x2019);
}

/* Letters and digits, at most LONGEST; 0 if there are more, or other characters. */
static int fold(quen_key key, char *folded)
{
    size_t n = 0, bytes;
    for (size_t at = 0; at < key.size; at += bytes) {
        uint32_t code = 0;
        bytes = quen__key_character(key.bytes + at, key.size - at, &code);
        char letter = bytes ? quen__key_letter(code) : '\0';
        if (!bytes || (!letter && !is_passed_over(code)) || (letter && n == LONGEST))
            return 0;
        if (letter)
            folded[n++] = letter;
    }
    folded[n] = '\0';
    return 1;
}

/* --- the list --- */

/* Ascending: Vietnamese, English, German, French, Spanish, Portuguese, Indonesian. */
static const char *const names[] = {
    "andanh",
    "anon",
    "anonimo",
    "anonym",
    "anonyme",
    "anonymous",
    "anonymouscustomer",
    "aovista",
    "balcao",
    "barkunde",
    "barverkauf",
    "cash",
    "cashclient",
    "cashcustomer",
    "cashsale",
    "cashsales",
    "casual",
    "casualcustomer",
    "client",
    "clientcomptoir",
    "clientdepassage",
    "clientdivers",
    "clientebalcao",
    "clientecontado",
    "clientegeneral",
    "clientegenerico",
    "clientemostrador",
    "clientepadrao",
    "clientevarios",
    "comptoir",
    "consumidor",
    "consumidorfinal",
    "contado",
    "counter",
    "countercustomer",
    "countersale",
    "countersales",
    "customer",
    "default",
    "defaultcustomer",
    "divers",
    "diverse",
    "endconsumer",
    "gast",
    "general",
    "generalcustomer",
    "generic",
    "genericcustomer",
    "guest",
    "guestcheckout",
    "guestcustomer",
    "guestuser",
    "inconnu",
    "khach",
    "khachbanle",
    "khachhang",
    "khachhangle",
    "khachhangvanglai",
    "khachkhongten",
    "khachle",
    "khachlevanglai",
    "khachngoai",
    "khachquaduong",
    "khachvanglai",
    "khongten",
    "laufkunde",
    "laufkundschaft",
    "misc",
    "miscellaneous",
    "mostrador",
    "nobody",
    "nocard",
    "nocustomer",
    "noname",
    "none",
    "null",
    "oneoffcustomer",
    "onetimecustomer",
    "passage",
    "passerby",
    "passingtrade",
    "pelangganumum",
    "publicoengeneral",
    "publicogeneral",
    "retailcustomer",
    "tienmat",
    "tunai",
    "umum",
    "unbekannt",
    "unknown",
    "unknowncustomer",
    "unregistered",
    "vanglai",
    "ventamostrador",
    "visitor",
    "walkin",
    "walkinclient",
    "walkincustomer",
    "walkinguest",
    "walkinsale",
};

static int is_listed(const char *name)
{
    size_t low = 0, high = sizeof names / sizeof *names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, names[middle]);
        if (order == 0)
            return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* --- numbers in place of names --- */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Four zeros or six nines at least, after a zero or not; or all digits in a row. */
static int is_filler(const char *digits)
{
    size_t zeros = 0, nines = 0;
    while (digits[zeros] == '0')
        zeros++;
    while (digits[zeros + nines] == '9')
        nines++;
    if (!digits[zeros + nines] && (nines >= 6 ? zeros <= 1 : nines == 0 && zeros >= 4))
        return 1;
    return strcmp(digits, "0123456789") == 0 || strcmp(digits, "1234567890") == 0 ||
           strcmp(digits, "123456789") == 0;
}

int quen__finding_is_nobody(quen_key key)
{
    char folded[LONGEST + 1];
    size_t n = 0, digits = 0;
    if (key.kind != QUEN_KEY_BYTES || key.size > 3 * LONGEST || !fold(key, folded))
        return 0;
    for (; folded[n]; n++)
        digits += (size_t)is_digit(folded[n]);
    if (n == 0) /* nothing, or a dash */
        return 1;
    if (digits > 2) /* most keys end here */
        return digits == n && is_filler(folded);
    /* Of several tills, or of several at one: "Guest 2". */
    for (; digits > 0 && is_digit(folded[n - 1]); digits--)
        folded[--n] = '\0';
    return digits == 0 && n > 0 && is_listed(folded);
}
