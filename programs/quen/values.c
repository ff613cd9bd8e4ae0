/* What the values of options mean, and sentences for those that mean nothing. */
#include <inttypes.h>
#include <string.h>

#include "common/whole.h"
#include "session.h"

static const char *name_of(option_id option)
{
    return program_options[option].name;
}

int value_whole(session *s, option_id option, int64_t low, int64_t high, int64_t *out)
{
    const char *value = session_value(s, option);
    char least[24], most[24];

    if (!value || (whole_number(value, out) == NULL && *out >= low && *out <= high))
        return PROGRAM_DONE;
    snprintf(least, sizeof least, "%" PRId64, low);
    snprintf(most, sizeof most, "%" PRId64, high);
    return usage_fault(s, TEXT_NOT_A_NUMBER, WITH(name_of(option), value, least, most));
}

/* Digits, a point or a comma, and digits: "0.5". No sign, no exponent. */
static bool read_share(const char *text, double *out)
{
    double value = 0, unit = 1;
    bool behind = false;
    size_t digits = 0;

    for (const char *p = text; *p; p++) {
        if ((*p == '.' || *p == ',') && !behind) {
            behind = true;
            continue;
        }
        if (*p < '0' || *p > '9' || ++digits > 15)
            return false;
        value = value * 10 + (*p - '0');
        unit *= behind ? 10 : 1;
    }
    *out = value / unit; /* both are whole, so this is the nearest double */
    return digits > 0 && *out <= 1;
}

int value_share(session *s, option_id option, double *out)
{
    const char *value = session_value(s, option);

    if (!value || read_share(value, out))
        return PROGRAM_DONE;
    return usage_fault(s, TEXT_NOT_A_SHARE, WITH(name_of(option), value));
}

int value_word(session *s, option_id option, uint32_t *out)
{
    const char *value = session_value(s, option), *words = program_options[option].value;
    uint32_t n = 0;

    for (const char *p = words; value && *p; n++) {
        size_t size = strcspn(p, "|");
        if (strlen(value) == size && strncmp(p, value, size) == 0) {
            *out = n;
            return PROGRAM_DONE;
        }
        p += size;
        p += *p == '|';
    }
    return value ? usage_fault(s, TEXT_NOT_A_WORD, WITH(name_of(option), value, words))
                 : PROGRAM_DONE;
}

/* The offset is read by the library, as that of midnight in 1970. */
int value_offset(session *s, int32_t *out)
{
    const char *value = session_value(s, OPTION_UTC_OFFSET);
    quen_context *ctx = NULL;
    char midnight[40];
    int64_t time_s = 0;
    bool known;

    if (!value)
        return PROGRAM_DONE;
    snprintf(midnight, sizeof midnight, "1970-01-01T00:00%.20s", value);
    known = (*value == '+' || *value == '-') && quen_context_new(NULL, &ctx) == QUEN_OK &&
            quen_parse_time(ctx, midnight, strlen(midnight), 0, &time_s) == QUEN_OK;
    quen_context_free(ctx);
    if (!known)
        return usage_fault(s, TEXT_NOT_AN_OFFSET,
                           WITH(name_of(OPTION_UTC_OFFSET), value));
    *out = (int32_t)-time_s;
    return PROGRAM_DONE;
}
