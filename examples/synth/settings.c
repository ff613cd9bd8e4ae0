/* Names and values in pairs, whole numbers within limits. */
#include "settings.h"

#include <string.h>

#include "common/whole.h"

int usage(FILE *to)
{
    fputs("usage: synth [--customers 2000] [--days 730] [--seed 1] [--out FILE] "
          "[--truth FILE]\n"
          "Writes the order log of an invented spa and cafe as CSV: prices in dong, "
          "times of Vietnam\n(UTC+7), the last day is 2026-06-30. --truth writes each "
          "customer's habit and when they leave.\n\n"
          "       synth --rhythms visits|items|both [--shape 3] [--ahead 90] "
          "[--later FILE] [--due FILE] ...\n"
          "Writes that of a web shop whose customers come, or buy a product again, after "
          "gamma distributed\ngaps of that shape, until they are lost. --truth writes "
          "who comes again and when, --due the same\nof their products, --later the "
          "lines of the days ahead.\n",
          to);
    return to == stdout ? 0 : 2;
}

static bool read_number(const char *name, const char *text, int64_t low, int64_t high,
                        int64_t *value)
{
    const char *reason = whole_number(text, value);

    if (!reason && *value >= low && *value <= high)
        return true;
    fprintf(stderr, "synth: %s %s: %s\n", name, text, reason ? reason : "out of range");
    return false;
}

static bool read_rhythms(const char *text, rhythms_kind *kind)
{
    static const char *const words[] = {"", "visits", "items", "both"};

    for (int i = RHYTHMS_VISITS; i <= RHYTHMS_BOTH; i++)
        if (strcmp(text, words[i]) == 0) {
            *kind = (rhythms_kind)i;
            return true;
        }
    fprintf(stderr, "synth: --rhythms %s: not visits, items or both\n", text);
    return false;
}

static bool read_file(settings *o, const char *name, const char *text)
{
    if (strcmp(name, "--out") == 0)
        o->out = text;
    else if (strcmp(name, "--truth") == 0)
        o->truth = text;
    else if (strcmp(name, "--later") == 0)
        o->later = text;
    else if (strcmp(name, "--due") == 0)
        o->due = text;
    else
        return usage(stderr) == 0;
    return true;
}

static bool read_option(settings *o, const char *name, const char *text)
{
    if (strcmp(name, "--customers") == 0)
        return read_number(name, text, 1, 1000000, &o->customers);
    if (strcmp(name, "--days") == 0)
        return read_number(name, text, 1, MOST_DAYS, &o->days);
    if (strcmp(name, "--seed") == 0)
        return read_number(name, text, 0, INT64_MAX, &o->seed);
    if (strcmp(name, "--shape") == 0)
        return read_number(name, text, 1, 12, &o->shape);
    if (strcmp(name, "--ahead") == 0)
        return read_number(name, text, 1, MOST_DAYS, &o->ahead);
    if (strcmp(name, "--rhythms") == 0)
        return read_rhythms(text, &o->rhythms);
    return read_file(o, name, text);
}

bool read_settings(int argc, char **argv, settings *o)
{
    *o = (settings){.customers = 2000, .days = 730, .seed = 1, .shape = 3, .ahead = 90};
    if (argc % 2 == 0)
        return usage(stderr) == 0;
    for (int i = 1; i < argc; i += 2)
        if (!read_option(o, argv[i], argv[i + 1]))
            return false;
    if (o->rhythms != RHYTHMS_NONE || (!o->later && !o->due))
        return true;
    fputs("synth: --later and --due are known with --rhythms alone\n", stderr);
    return false;
}
