/*
 * E-mail addresses to one spelling. What is around an address is taken off ("mailto:",
 * "Name <...>", quotes), NFC is made, A to Z become small: nobody's mail is told apart by
 * case. What is left must be an address as they are in use: the dot-atom of RFC 5322 with
 * any letters beyond ASCII (RFC 6531), sizes of RFC 5321. Nothing of a domain is looked
 * up, and none is translated.
 */
#include <stddef.h>
#include <string.h>

#include "core/options.h"
#include "core/alloc.h"
#include "data/parse/cell.h"
#include "data/parse/keys.h"
#include "data/parse/parse.h"
#include "data/text/text.h"
#include "data/text/unicode.h"

#define MOST_INPUT 320u /* 64 + @ + 255 of RFC 5321 */
#define MOST_LOCAL 64u
#define MOST_LABEL 63u
#define MOST_ADDRESS (QUEN_EMAIL_ROOM - 1u)

/* --- from a cell to an address --- */

/* What stands between the last < and the > at the end. */
static void take_from_brackets(quen__parse_cell *cell)
{
    size_t at = cell->size;
    if (at < 2 || cell->at[at - 1] != '>')
        return;
    while (at > 0 && cell->at[at - 1] != '<')
        at--;
    if (at > 0)
        *cell = (quen__parse_cell){cell->at + at, cell->size - at - 1};
}

/* "mailto:a@b.com?subject=...", and what lists of addresses leave behind. */
static quen__parse_cell address_of(const char *text, size_t size)
{
    quen__parse_cell cell = quen__parse_cell_of(text, size);
    take_from_brackets(&cell);
    cell = quen__parse_cell_of(cell.at, cell.size);
    if (quen__parse_cell_drop(&cell, "mailto:")) {
        const char *question = cell.size ? memchr(cell.at, '?', cell.size) : NULL;
        if (question)
            cell.size = (size_t)(question - cell.at);
    }
    while (cell.size > 0 &&
           (cell.at[cell.size - 1] == ',' || cell.at[cell.size - 1] == ';'))
        cell.size--;
    return quen__parse_cell_of(cell.at, cell.size);
}

static void make_small(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] |= 0x20;
}

/*
 * An address in NFC and small letters; `out` has room for it. Letters are made small
 * first, for y and a ring are one character, Y and a ring are two; and last, for the sign
 * of kelvin is a K.
 */
static const char *take_address(const char *text, size_t size, char *out, size_t *n)
{
    int32_t room[2][MOST_INPUT * QUEN__UNICODE_PER_BYTE];
    char small[MOST_INPUT];
    quen__parse_cell cell = address_of(text, size);
    if (cell.size == 0)
        return "empty";
    if (cell.size > MOST_INPUT)
        return "longer than 254 bytes";
    memcpy(small, cell.at, cell.size);
    make_small(small, cell.size);
    if (!quen__text_codes(small, cell.size, 0, room[0], room[1], n))
        return "not UTF-8";
    *n = quen__text_write(room[0], *n, out);
    make_small(out, *n);
    return NULL;
}

/* --- is it one --- */

static int is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static const char *check_local(const char *at, size_t n)
{
    if (n == 0)
        return "nothing before the @";
    if (n > MOST_LOCAL)
        return "more than 64 bytes before the @";
    if (at[0] == '.' || at[n - 1] == '.')
        return "a dot at an end of what is before the @";
    for (size_t i = 0; i < n; i++) {
        if (!is_letter_or_digit(at[i]) &&
            (at[i] == '\0' || !strchr("!#$%&'*+-/=?^_`{|}~.", at[i])))
            return "a character that no address has before the @";
        if (i > 0 && at[i] == '.' && at[i - 1] == '.')
            return "two dots in a row";
    }
    return NULL;
}

static const char *check_label(const char *at, size_t n)
{
    if (n == 0)
        return "an empty part of the domain";
    if (n > MOST_LABEL)
        return "a part of the domain longer than 63 bytes";
    if (at[0] == '-' || at[n - 1] == '-')
        return "a dash at an end of a part of the domain";
    for (size_t i = 0; i < n; i++)
        if (!is_letter_or_digit(at[i]) && at[i] != '-')
            return "a character that no domain has";
    return NULL;
}

static int is_number(const char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] < '0' || at[i] > '9')
            return 0;
    return 1;
}

static const char *check_domain(const char *at, size_t n)
{
    size_t labels = 0, size = 0;
    const char *reason = NULL;
    for (const char *end = at + n; !reason; at += size + 1) {
        const char *dot = at < end ? memchr(at, '.', (size_t)(end - at)) : NULL;
        size = (size_t)((dot ? dot : end) - at);
        reason = check_label(at, size);
        labels++;
        if (!dot)
            break;
    }
    if (!reason && labels < 2)
        reason = "no dot in the domain";
    if (!reason && is_number(at, size))
        reason = "a domain that ends with a number";
    return reason;
}

/* Where the one @ is. */
static const char *find_at(const char *text, size_t n, size_t *at)
{
    const char *found = memchr(text, '@', n);
    if (!found)
        return "no @";
    *at = (size_t)(found - text);
    if (memchr(found + 1, '@', n - *at - 1))
        return memchr(text, ',', n) || memchr(text, ';', n) || memchr(text, ' ', n)
                   ? "more than one address"
                   : "more than one @";
    return NULL;
}

/* --- what belongs to one person --- */

static int is_domain(const char *domain, size_t n, const char *name)
{
    return strlen(name) == n && memcmp(domain, name, n) == 0;
}

/* Of "an.le+tea@gmail.com" what the mailbox is: bytes that are left before the @. */
static size_t fold_local(char *text, size_t n, unsigned what, int gmail)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '+' && i > 0 && what & QUEN__PARSE_EMAIL_PLUS)
            break;
        if (text[i] != '.' || !gmail || !(what & QUEN__PARSE_EMAIL_GMAIL))
            text[count++] = text[i];
    }
    return count;
}

/* The address and where its @ is, changed. */
static size_t fold(char *text, size_t n, size_t *at, unsigned what)
{
    const char *domain = text + *at + 1;
    size_t domain_size = n - *at - 1;
    int gmail = is_domain(domain, domain_size, "gmail.com") ||
                is_domain(domain, domain_size, "googlemail.com");
    size_t local = fold_local(text, *at, what, gmail);
    memmove(text + local, text + *at, n - *at);
    n -= *at - local;
    *at = local;
    if (gmail && what & QUEN__PARSE_EMAIL_GMAIL) {
        memcpy(text + local + 1, "gmail.com", 9);
        n = local + 10;
    }
    return n;
}

const char *quen__parse_email(const char *text, size_t size, unsigned what,
                              char email[QUEN_EMAIL_ROOM])
{
    char address[MOST_INPUT * 3];
    size_t n = 0, at = 0;
    const char *reason = take_address(text, size, address, &n);
    if (!reason)
        reason = find_at(address, n, &at);
    if (!reason)
        reason = check_local(address, at);
    if (!reason)
        reason = check_domain(address + at + 1, n - at - 1);
    if (reason)
        return reason;
    n = fold(address, n, &at, what);
    reason = n > MOST_ADDRESS ? "longer than 254 bytes" : check_local(address, at);
    if (reason)
        return reason;
    memcpy(email, address, n);
    email[n] = '\0';
    return NULL;
}

/* --- with a sentence --- */

static quen_email_options defaults(void)
{
    return (quen_email_options){.struct_size = sizeof(quen_email_options)};
}

void quen_email_options_init(quen_email_options *options, size_t size)
{
    quen_email_options full = defaults();
    quen__options_init(options, size, &full, sizeof full);
}

quen_status quen_parse_email(quen_context *ctx, const char *text, size_t size,
                             const quen_email_options *options, char *email)
{
    quen_email_options o = defaults();
    quen_status status = quen__options_read_all(
        ctx, &o, sizeof o, offsetof(quen_email_options, reserved), options, "email");
    if (status == QUEN_OK)
        status = quen__extent_check(ctx, "email", size, 1, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "email", "fold_gmail", o.fold_gmail, 1);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, "email", "drop_plus", o.drop_plus, 1);
    if (status != QUEN_OK)
        return status;
    unsigned what = o.fold_gmail | o.drop_plus << 1;
    return quen__parse_say(ctx, quen__parse_email(text, size, what, email));
}
