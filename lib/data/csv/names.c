/* Names of columns: see names.h. */
#include "data/csv/names.h"

#include <string.h>

#include "core/words.h"
#include "data/keys/key_letter.h"
#include "data/keys/key_words.h"
#include "data/text/text.h"
#include "data/text/unicode.h"

/* --- sentences --- */

void quen__csv_say(quen__csv_words *words, const char *format, ...)
{
    va_list args;
    if (words->n + 1 >= words->size)
        return;
    va_start(args, format);
    int n = quen__words_of(words->to + words->n, words->size - words->n, format, args);
    va_end(args);
    size_t room = words->size - words->n - 1;
    words->n += n < 0 ? 0 : (size_t)n > room ? room : (size_t)n;
}

void quen__csv_say_text(quen__csv_words *words, const char *text, size_t size)
{
    char shown[QUEN__KEY_WORDS];
    quen__csv_say(words, "%s", quen__key_words(quen_key_bytes(text, size), shown));
}

/* --- names --- */

quen_status quen__csv_names_new(quen_context *ctx, quen__csv_names *names, size_t n,
                                size_t bytes)
{
    names->n = 0;
    names->starts = quen__allocate(ctx, n + 1, sizeof *names->starts);
    names->text = quen__allocate(ctx, bytes + n + 1, 1);
    if (!names->starts || !names->text) {
        quen__csv_names_free(&ctx->allocator, names);
        return QUEN_ERR_MEMORY;
    }
    names->starts[0] = 0;
    return QUEN_OK;
}

void quen__csv_names_free(const quen_allocator *allocator, quen__csv_names *names)
{
    quen__release(allocator, names->starts);
    quen__release(allocator, names->text);
    *names = (quen__csv_names){NULL, NULL, 0};
}

void quen__csv_trim(const char **text, size_t *size)
{
    while (*size && (**text == ' ' || **text == '\t')) {
        (*text)++;
        (*size)--;
    }
    while (*size && ((*text)[*size - 1] == ' ' || (*text)[*size - 1] == '\t'))
        (*size)--;
}

void quen__csv_names_add(quen__csv_names *names, const char *text, size_t size)
{
    quen__csv_trim(&text, &size);
    char *to = names->text + names->starts[names->n];
    if (size)
        memcpy(to, text, size);
    to[size] = '\0';
    names->starts[++names->n] = (size_t)(to - names->text) + size + 1;
}

size_t quen__csv_unquote(const char *text, size_t size, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        to[n++] = text[i];
        i += text[i] == '"' && i + 1 < size;
    }
    return n;
}

static int is_ascii(const char *text, size_t size)
{
    unsigned char all = 0;
    for (size_t i = 0; i < size; i++)
        all |= (unsigned char)text[i];
    return all < 0x80;
}

/* The longest name that is compared but byte by byte. */
#define LONGEST_FORM 128u
#define CODES (LONGEST_FORM * QUEN__UNICODE_PER_BYTE)

/* 1 if two texts have one normal form. */
static int same_form(const char *a, size_t a_size, const char *b, size_t b_size,
                     unsigned what)
{
    int32_t of_a[CODES], of_b[CODES], spare[CODES];
    size_t n_a, n_b;
    return quen__text_codes(a, a_size, what, of_a, spare, &n_a) &&
           quen__text_codes(b, b_size, what, of_b, spare, &n_b) && n_a == n_b &&
           memcmp(of_a, of_b, n_a * sizeof *of_a) == 0;
}

static int same_but_case(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (quen__key_lower(a[i]) != quen__key_lower(b[i]))
            return 0;
    return 1;
}

int quen__csv_alike(const char *a, size_t a_size, const char *b, size_t b_size)
{
    if (a_size == b_size && (a_size == 0 || memcmp(a, b, a_size) == 0))
        return 2;
    if (is_ascii(a, a_size) || is_ascii(b, b_size)) /* NFC leaves ASCII as it is */
        return a_size == b_size && same_but_case(a, b, a_size);
    if (a_size > LONGEST_FORM || b_size > LONGEST_FORM)
        return 0;
    if (same_form(a, a_size, b, b_size, 0))
        return 2;
    return same_form(a, a_size, b, b_size, QUEN__TEXT_FOLD_CASE);
}

size_t quen__csv_names_find(const quen__csv_names *names, const char *name, size_t *found,
                            size_t *second)
{
    size_t n = 0, size = strlen(name);
    for (int like = 2; like > 0 && n == 0; like--) {
        for (size_t i = 0; i < names->n; i++) {
            const char *other = quen__csv_name(names, i);
            if (quen__csv_alike(name, size, other, strlen(other)) != like)
                continue;
            if (n < 2)
                *(n ? second : found) = i;
            n++;
        }
    }
    return n;
}

/* --- names that may be meant --- */

#define LONGEST 64u

/* How many bytes must be put in, left out or changed to make one of the other. */
static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST + 1], n = strlen(b);
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t before = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t change = before + (quen__key_lower(a[i]) != quen__key_lower(b[j]));
            before = row[j + 1];
            size_t least = row[j] < row[j + 1] ? row[j] + 1 : row[j + 1] + 1;
            row[j + 1] = change < least ? change : least;
        }
    }
    return row[n];
}

static int contains(const char *whole, const char *part)
{
    size_t n = strlen(part);
    for (; n >= 3 && *whole; whole++) {
        size_t i = 0;
        while (i < n && whole[i] && quen__key_lower(whole[i]) == quen__key_lower(part[i]))
            i++;
        if (i == n)
            return 1;
    }
    return 0;
}

/* How far a name is from the one that is wanted; SIZE_MAX: too far to be meant. */
static size_t farness(const char *wanted, const char *name)
{
    size_t n = strlen(wanted), m = strlen(name);
    if (n == 0 || m == 0 || n > LONGEST || m > LONGEST)
        return SIZE_MAX;
    size_t far = distance(wanted, name), most = n < 3 ? 0 : n < 5 ? 1 : 2 * n / 5;
    if (far <= most)
        return far;
    if (contains(name, wanted) || contains(wanted, name))
        return most + 1 + (n > m ? n - m : m - n);
    return SIZE_MAX;
}

/* The nearest names but `but`; there->n if none is near. */
static size_t nearest(const char *wanted, const quen__csv_names *there, size_t but)
{
    size_t best = there->n, best_far = SIZE_MAX;
    for (size_t i = 0; i < there->n; i++) {
        size_t far = i == but ? SIZE_MAX : farness(wanted, quen__csv_name(there, i));
        if (far < best_far) {
            best = i;
            best_far = far;
        }
    }
    return best;
}

static void say_name(quen__csv_words *words, const quen__csv_names *names, size_t i)
{
    quen__csv_say_text(words, quen__csv_name(names, i), strlen(quen__csv_name(names, i)));
}

static void say_all(quen__csv_words *words, const quen__csv_names *names)
{
    for (size_t i = 0; i < names->n; i++) {
        if (words->n + 80 > words->size) {
            quen__csv_say(words, " and %zu more", names->n - i);
            return;
        }
        quen__csv_say(words, "%s", i ? ", " : "");
        say_name(words, names, i);
    }
}

void quen__csv_say_missing(quen__csv_words *words, const quen__csv_names *wanted,
                           size_t n, const quen__csv_names *there)
{
    size_t found, second, said = 0;
    for (size_t i = 0; i < n; i++) {
        const char *name = quen__csv_name(wanted, i);
        if (quen__csv_names_find(there, name, &found, &second))
            continue;
        quen__csv_say(words, "%s", said++ ? ", no " : "no ");
        say_name(words, wanted, i);
        size_t near = nearest(name, there, there->n);
        if (near == there->n)
            continue;
        quen__csv_say(words, " (perhaps ");
        say_name(words, there, near);
        size_t next = nearest(name, there, near);
        if (next < there->n) {
            quen__csv_say(words, " or ");
            say_name(words, there, next);
        }
        quen__csv_say(words, ")");
    }
    quen__csv_say(words, "; it has ");
    say_all(words, there);
}
