/*
 * Roles of columns, and what the reader is told: names that the caller gave are required,
 * those of a profile are looked for.
 */
#include "data/import/roles.h"

#include <string.h>

#include "core/options.h"

#define OPTION(field) offsetof(quen_import_options, field)

const quen__import_role quen__import_roles[QUEN__IMPORT_NAMES] = {
    [QUEN__IMPORT_CUSTOMER] = {"customer", OPTION(customer), QUEN_PROFILE_CUSTOMER},
    [QUEN__IMPORT_ORDER] = {"order", OPTION(order), QUEN_PROFILE_ORDER},
    [QUEN__IMPORT_ITEM] = {"item", OPTION(item), QUEN_PROFILE_ITEM},
    [QUEN__IMPORT_TIME] = {"time", OPTION(time), QUEN_PROFILE_TIME},
    [QUEN__IMPORT_QUANTITY] = {"quantity", OPTION(quantity), QUEN_PROFILE_QUANTITY},
    [QUEN__IMPORT_MONEY] = {"amount", OPTION(amount), QUEN_PROFILE_AMOUNT},
    [QUEN__IMPORT_CLOCK] = {"clock", OPTION(clock), QUEN_PROFILE_TIME_OF_DAY},
    [QUEN__IMPORT_PRICE] = {"price", OPTION(price), QUEN_PROFILE_PRICE},
};

const char *quen__import_given(const quen_import *im, size_t i)
{
    const char *name;
    memcpy(&name, (const char *)&im->options + quen__import_roles[i].option, sizeof name);
    return name;
}

/* --- names for the reader --- */

typedef struct wanted {
    const char **names;
    size_t n;
} wanted;

static void want(wanted *w, const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < w->n; i++)
        if (quen__csv_alike(w->names[i], strlen(w->names[i]), name, size))
            return;
    w->names[w->n++] = name;
}

static void want_all(wanted *w, quen__profile_list names)
{
    for (size_t i = 0; i < names.n; i++)
        want(w, names.at[i]);
}

static size_t count_names(const quen_import *im)
{
    size_t n = QUEN__IMPORT_NAMES + im->options.n_where;
    for (size_t i = 0; im->profile && i < QUEN__PROFILE_ROLES; i++)
        n += im->profile->roles[i].n;
    for (size_t i = 0; im->profile && i < im->profile->n_rules; i++)
        n += im->profile->rules[i].columns.n;
    return n;
}

/* Names that are required come first: how many they are. */
static size_t collect(const quen_import *im, wanted *w)
{
    for (size_t i = 0; i < QUEN__IMPORT_NAMES; i++)
        if (quen__import_given(im, i))
            want(w, quen__import_given(im, i));
    for (size_t i = 0; i < im->options.n_where; i++)
        want(w, im->options.where[i].column);
    size_t required = w->n;
    for (size_t i = 0; im->profile && i < QUEN__PROFILE_ROLES; i++)
        want_all(w, im->profile->roles[i]);
    for (size_t i = 0; im->profile && i < im->profile->n_rules; i++)
        want_all(w, im->profile->rules[i].columns);
    return required;
}

int quen__import_names_any(const quen_import *im)
{
    for (size_t i = 0; i < QUEN__IMPORT_NAMES; i++)
        if (quen__import_given(im, i))
            return 1;
    return 0;
}

/* What the caller left open, as the profile says it. */
static void take_dialect(quen_csv_options *o, const quen_profile *profile)
{
    if (o->separator == 0)
        o->separator = quen__profile_separator(profile);
    if (o->quoting == QUEN_CSV_QUOTING_FIND)
        o->quoting = quen__profile_quoting(profile);
    if (o->encoding == QUEN_CSV_ENCODING_FIND)
        o->encoding = quen__profile_encoding(profile);
    if (o->skip_lines == UINT32_MAX && profile->skip_lines != QUEN__PROFILE_UNTOLD)
        o->skip_lines = (uint32_t)profile->skip_lines;
}

static quen_status check_named(quen_context *ctx, const quen_import *im)
{
    const quen_import_options *o = &im->options;
    if (im->profile || !quen__import_names_any(im) || (o->item && o->time))
        return QUEN_OK;
    return quen__bad_argument(ctx,
                              "import: %s is not set: name its column too, or say by "
                              "profile what the file is an export of",
                              o->item ? "time" : "item");
}

quen_status quen__import_open_csv(quen_context *ctx, quen_import *im)
{
    quen_csv_options o;
    quen__temp temp = QUEN__TEMP(ctx);
    wanted w = {NULL, 0};
    quen_status status = check_named(ctx, im);
    quen_csv_options_init(&o, sizeof o);
    if (status == QUEN_OK)
        status = quen__options_read(ctx, &o, sizeof o, im->options.csv, "csv");
    if (status != QUEN_OK)
        return status;
    if (im->profile)
        take_dialect(&o, im->profile);
    w.names = quen__temp_new(&temp, count_names(im), sizeof *w.names);
    if (!w.names)
        return QUEN_ERR_MEMORY;
    if (im->profile || quen__import_names_any(im)) {
        o.n_columns = collect(im, &w);
        o.columns = w.names;
        o.optional = w.names + o.n_columns;
        o.n_optional = w.n - o.n_columns;
    }
    status = quen_csv_new(ctx, &o, &im->csv);
    quen__temp_close(&temp);
    return status;
}
