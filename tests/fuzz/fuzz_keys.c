/*
 * Text of any bytes into normal forms, telephone numbers, e-mail addresses and names.
 * What is made of a text must be as the headers say, and made of itself again.
 */
#include "fuzz.h"

#define LONGEST 4096

static quen_context *ctx;

/* --- normal forms --- */

static size_t normal_of(const char *text, size_t size, uint8_t what, char *out)
{
    quen_text_options options;
    size_t n = 0, asked = 0;
    quen_text_options_init(&options, sizeof options);
    options.fold_case = what & 1;
    options.strip_marks = what >> 1 & 1;
    options.collapse_blanks = what >> 2 & 1;
    options.place_tones = what >> 3 & 1;
    quen_status asks = quen_text_normalize(ctx, text, size, &options, NULL, 0, &asked);
    quen_status status =
        quen_text_normalize(ctx, text, size, &options, out, 3 * LONGEST, &n);
    MUST(asks == status && asked == n);
    return fuzz_status(ctx, status) ? n : SIZE_MAX;
}

static void check_normal(const char *text, size_t size, uint8_t what)
{
    char once[3 * LONGEST], twice[3 * LONGEST];
    size_t n = normal_of(text, size, what, once);
    if (n == SIZE_MAX)
        return;
    MUST(n <= 3 * size);
    if (n <= LONGEST)
        MUST(normal_of(once, n, what, twice) == n && memcmp(once, twice, n) == 0);
}

/* --- keys --- */

/* 1 and a text of less than `room` bytes, or 0 and nothing written. */
static int made(quen_status status, const char *out, size_t room)
{
    MUST(status == QUEN_OK || (out[0] == '?' && quen_context_message(ctx)[0]));
    MUST(status != QUEN_OK || (out[0] && memchr(out, '\0', room)));
    return status == QUEN_OK;
}

static int phone_of(const char *text, size_t size, uint8_t what, char *out)
{
    static const char *const countries[] = {NULL, "VN", "US", "DE",
                                            "RU", "AU", "JP", "39"};
    quen_phone_options options;
    quen_phone_options_init(&options, sizeof options);
    options.country = countries[what % 8];
    out[0] = '?';
    return made(quen_parse_phone(ctx, text, size, &options, out), out, QUEN_PHONE_ROOM);
}

static void check_phone(const char *text, size_t size, uint8_t what)
{
    char once[QUEN_PHONE_ROOM], twice[QUEN_PHONE_ROOM];
    if (!phone_of(text, size, what, once))
        return;
    size_t n = strlen(once);
    MUST(once[0] == '+' && once[1] != '0' && strspn(once + 1, "0123456789") == n - 1);
    MUST(n >= 6 && n <= 16);
    MUST(phone_of(once, n, what, twice) && strcmp(once, twice) == 0);
}

static int email_of(const char *text, size_t size, uint8_t what, char *out)
{
    quen_email_options options;
    quen_email_options_init(&options, sizeof options);
    options.fold_gmail = what & 1;
    options.drop_plus = what >> 1 & 1;
    out[0] = '?';
    return made(quen_parse_email(ctx, text, size, &options, out), out, QUEN_EMAIL_ROOM);
}

static void check_email(const char *text, size_t size, uint8_t what)
{
    char once[QUEN_EMAIL_ROOM], twice[QUEN_EMAIL_ROOM];
    if (!email_of(text, size, what, once))
        return;
    MUST(strchr(once, '@') > once && strchr(once, '@') == strrchr(once, '@'));
    MUST(email_of(once, strlen(once), what, twice) && strcmp(once, twice) == 0);
}

static int name_of(const char *text, size_t size, uint8_t what, char *out)
{
    quen_name_options options;
    quen_name_options_init(&options, sizeof options);
    options.strip_marks = what & 1;
    options.any_order = what >> 1 & 1;
    out[0] = '?';
    return made(quen_parse_name(ctx, text, size, &options, out), out, QUEN_NAME_ROOM);
}

/* Words that are sorted or stripped may come to look like Anh and Mr. */
static void check_name(const char *text, size_t size, uint8_t what)
{
    char once[QUEN_NAME_ROOM], twice[QUEN_NAME_ROOM];
    if (name_of(text, size, what, once) && what % 4 == 0)
        MUST(name_of(once, strlen(once), what, twice) && strcmp(once, twice) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_limits limits = {16 * LONGEST + 256, 1 << 20};
    if (size == 0 || size > LONGEST)
        return 0;
    ctx = fuzz_context(&limits, 1);
    const char *text = (const char *)data + 1;
    check_normal(text, size - 1, *data);
    check_phone(text, size - 1, *data);
    check_email(text, size - 1, *data);
    check_name(text, size - 1, *data);
    quen_context_free(ctx);
    return 0;
}
