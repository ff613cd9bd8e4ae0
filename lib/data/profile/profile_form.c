/* The keys of a profile's text, one row each: reading and printing both go by them. */
#include "data/profile/profile_form.h"

#include <stddef.h>
#include <string.h>

#include "quen/units.h"

#define FIELD(head, form, field, most, words)                                            \
    {                                                                                    \
        head, form, offsetof(quen_profile, field), most, words                           \
    }
#define TEXT(head, field) FIELD(head, QUEN__PROFILE_TEXT, field, 0, NULL)
#define WORD(head, field, words) FIELD(head, QUEN__PROFILE_WORD, field, 0, words)
#define COUNT(head, field, most) FIELD(head, QUEN__PROFILE_COUNT, field, most, NULL)
#define LIST(head, field) FIELD(head, QUEN__PROFILE_LIST, field, 0, NULL)
#define ROLE(head, role) LIST(head, roles[role])
#define RULES(first, last)                                                               \
    {                                                                                    \
        NULL, QUEN__PROFILE_RULES, first, last, NULL                                     \
    }

const quen__profile_key quen__profile_keys[] = {
    TEXT("profile", name),
    TEXT("title", title),
    TEXT("from", origin),
    RULES(QUEN__PROFILE_MUST, QUEN__PROFILE_MUST),
    LIST("must_not", must_not),
    RULES(QUEN__PROFILE_CUSTOMER_TEXT, QUEN__PROFILE_CUSTOMER_NAME),
    ROLE("order", QUEN_PROFILE_ORDER),
    ROLE("item", QUEN_PROFILE_ITEM),
    ROLE("item_name", QUEN_PROFILE_ITEM_NAME),
    ROLE("time", QUEN_PROFILE_TIME),
    ROLE("time_of_day", QUEN_PROFILE_TIME_OF_DAY),
    ROLE("time_zone", QUEN_PROFILE_TIME_ZONE),
    ROLE("quantity", QUEN_PROFILE_QUANTITY),
    ROLE("amount", QUEN_PROFILE_AMOUNT),
    ROLE("price", QUEN_PROFILE_PRICE),
    ROLE("currency_column", QUEN_PROFILE_CURRENCY),
    LIST("nobody", nobody),
    TEXT("time_format", time_format),
    TEXT("thousands", thousands),
    TEXT("decimal_mark", decimal_mark),
    COUNT("decimals", decimals, QUEN_DECIMALS_MAX),
    TEXT("currency", currency),
    WORD("separator", separator, QUEN__PROFILE_SEPARATORS),
    WORD("quoting", quoting, QUEN__PROFILE_QUOTINGS),
    WORD("encoding", encoding, QUEN__PROFILE_ENCODINGS),
    COUNT("skip_lines", skip_lines, 1000),
    FIELD("fill_down", QUEN__PROFILE_YES, fill_down, 1, NULL),
    RULES(QUEN__PROFILE_KEEP, QUEN__PROFILE_REFUND_QUANTITY),
    {"", QUEN__PROFILE_TEXT, 0, 0, NULL},
};

size_t quen__profile_choice(const char *words, const char *said, size_t size)
{
    for (size_t choice = 1;; choice++) {
        const char *bar = strchr(words, '|');
        size_t length = bar ? (size_t)(bar - words) : strlen(words);
        if (length == size && memcmp(words, said, size) == 0)
            return choice;
        if (!bar)
            return 0;
        words = bar + 1;
    }
}

static uint32_t chosen(const char *words, const char *said)
{
    return said ? (uint32_t)quen__profile_choice(words, said, strlen(said)) : 0;
}

uint32_t quen__profile_separator(const quen_profile *profile)
{
    return (uint32_t) "\0,;\t|: "[chosen(QUEN__PROFILE_SEPARATORS, profile->separator)];
}

uint32_t quen__profile_quoting(const quen_profile *profile)
{
    return chosen(QUEN__PROFILE_QUOTINGS, profile->quoting);
}

uint32_t quen__profile_encoding(const quen_profile *profile)
{
    return chosen(QUEN__PROFILE_ENCODINGS, profile->encoding);
}

const char *const quen__profile_rule_heads[QUEN__PROFILE_KINDS] = {
    "must",           "customer text",   "customer whole", "customer phone",
    "customer email", "customer name",   "keep",           "drop",
    "drop filled",    "drop empty",      "returns",        "less line",
    "percent line",   "less order",      "total order",    "refund line",
    "refund order",   "refund quantity",
};
