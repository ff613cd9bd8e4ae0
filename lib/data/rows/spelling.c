/*
 * Customers by what their texts mean: telephone numbers, e-mail addresses, names. A cell
 * that is none of that kind keeps its text: two spellings are then two customers, which
 * is told.
 */
#include <stdio.h>

#include "data/parse/keys.h"
#include "data/rows/rows.h"

const char *quen__rows_spell(uint32_t kind, const quen__parse_country *country,
                             const char *text, size_t size, quen__rows_spelling *to)
{
    const char *reason =
        kind == QUEN_IMPORT_KEY_PHONE   ? quen__parse_phone(text, size, country, to->room)
        : kind == QUEN_IMPORT_KEY_EMAIL ? quen__parse_email(text, size, 0, to->room)
                                        : quen__parse_name(text, size, 0, to->room);
    to->at = reason ? text : to->room;
    to->size = reason ? size : strlen(to->room);
    return reason;
}

/* NFC and folded case make texts longer. */
size_t quen__rows_spelling_room(uint32_t kind, size_t size)
{
    size_t longer = kind == QUEN_IMPORT_KEY_NAME ? 9 : 3;
    size_t most = size < QUEN_NAME_ROOM ? longer * size + QUEN_PHONE_ROOM : size;
    most = most < QUEN_NAME_ROOM ? most : QUEN_NAME_ROOM;
    return size > most ? size : most;
}

int quen__rows_is_nobody(const quen__nobody *nobody, const char *text, size_t size)
{
    quen_key key = quen_key_bytes(text, size);
    size_t place;
    return quen__nobody_may_be(nobody, key) && quen__nobody_find(nobody, key, &place);
}

quen_status quen__rows_check_country(quen_context *ctx, const char *noun,
                                     const char *country)
{
    if (!country || quen__parse_country_of(country))
        return QUEN_OK;
    return quen__bad_argument(
        ctx, "%s: country is \"%.20s\", not a code such as VN or 84", noun, country);
}

void quen__rows_say_customers(char *words, size_t size, uint32_t kind, const char *row,
                              const quen__rows_odd *odd)
{
    static const char *const kinds[] = {
        [QUEN_IMPORT_KEY_PHONE] = "telephone numbers",
        [QUEN_IMPORT_KEY_EMAIL] = "e-mail addresses",
        [QUEN_IMPORT_KEY_NAME] = "names of persons",
    };
    int one = odd->n == 1;
    if (odd->n == 0)
        snprintf(words, size, "customer: %s", kinds[kind]);
    else
        snprintf(words, size,
                 "customer: %s; %llu cell%s none and stand%s as %s, such as %s %llu: %s",
                 kinds[kind], (unsigned long long)odd->n, one ? " is" : "s are",
                 one ? "s" : "", one ? "it is" : "they are", row,
                 (unsigned long long)odd->row, odd->words);
}
