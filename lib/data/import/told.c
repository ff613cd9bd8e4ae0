/* What was understood, in lines: the file, the profile, filters, columns, bad rows. */
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"

static unsigned long long number(uint64_t n)
{
    return n;
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* --- the list --- */

void quen__import_told_free(const quen_allocator *allocator, quen__import_told *told)
{
    for (size_t i = 0; i < told->n; i++)
        quen__release(allocator, told->lines[i]);
    quen__release(allocator, told->lines);
    *told = (quen__import_told){NULL, 0, 0};
}

static quen_status tell(quen_context *ctx, quen_import *im, const char *line)
{
    quen__import_told *told = &im->told;
    size_t size = strlen(line) + 1;
    if (told->n == told->capacity) {
        size_t room = told->n ? 2 * told->n : 16;
        char **lines = quen__reallocate(ctx, told->lines, room, sizeof *lines);
        if (!lines)
            return QUEN_ERR_MEMORY;
        told->lines = lines;
        told->capacity = room;
    }
    char *copy = quen__allocate(ctx, size, 1);
    if (!copy)
        return QUEN_ERR_MEMORY;
    memcpy(copy, line, size);
    told->lines[told->n++] = copy;
    return QUEN_OK;
}

static void say_name(quen__csv_words *words, const char *name)
{
    quen__csv_say_text(words, name, strlen(name));
}

/* --- the file, the profile, the rows --- */

static quen_status tell_file(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < quen_csv_n_told(im->csv) && status == QUEN_OK; i++)
        status = tell(ctx, im, quen_csv_told(im->csv, i));
    return status;
}

static quen_status tell_profile(quen_context *ctx, quen_import *im)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    if (!im->profile)
        return QUEN_OK;
    quen__csv_say(&words, "profile: %s%s", im->is_found ? "looks like an export of " : "",
                  im->profile->title);
    quen__csv_say(&words, " (%s)%s", im->profile->name,
                  im->is_found ? "" : ", as was said");
    return tell(ctx, im, text);
}

static const char *verb(const quen__import_filter *filter)
{
    switch (filter->kind) {
    case QUEN__PROFILE_KEEP:
        return "keep";
    case QUEN__PROFILE_DROP:
        return "drop";
    case QUEN__PROFILE_DROP_FILLED:
        return "drop filled";
    case QUEN__PROFILE_DROP_EMPTY:
        return "drop empty";
    default:
        return "returns";
    }
}

static quen_status tell_filter(quen_context *ctx, quen_import *im,
                               const quen__import_filter *filter)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    quen__csv_say(&words, filter->is_where ? "where: " : "profile: ");
    quen__csv_say(&words, "%s ", verb(filter));
    say_name(&words, filter->name);
    for (size_t i = 0; i < filter->values.n && i < 4; i++) {
        quen__csv_say(&words, i ? ", " : " = ");
        say_name(&words, filter->values.at[i]);
    }
    if (filter->values.n > 4)
        quen__csv_say(&words, ", ...");
    quen__csv_say(&words, ": %llu of %llu row%s %s", number(filter->rows),
                  number(im->counts.rows), plural(im->counts.rows),
                  filter->kind == QUEN__PROFILE_RETURNS ? "are returns" : "left out");
    return tell(ctx, im, text);
}

static quen_status tell_rows(quen_context *ctx, quen_import *im)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->n_filters && status == QUEN_OK; i++)
        status = tell_filter(ctx, im, &im->filters[i]);
    if (status != QUEN_OK || !im->above)
        return status;
    char filled[QUEN__IMPORT_WORDS];
    quen__rows_say_filled(filled, sizeof filled, im->counts.filled);
    quen__csv_say(&words, "fill_down: %s", filled);
    return tell(ctx, im, text);
}

/* --- columns --- */

/* "column 'Date' with 'Time': time: ..."; a format's words may begin with the role. */
static quen_status tell_column(quen_context *ctx, quen_import *im, size_t i)
{
    char text[QUEN__FORMAT_TOLD + QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    const quen__import_slot *slot = &im->slots[i];
    const char *told = slot->format ? quen_format_told(slot->format) : "";
    size_t size = strlen(slot->label);
    if (!slot->name)
        return QUEN_OK;
    quen__csv_say(&words, "column ");
    say_name(&words, slot->name);
    if (i == QUEN__IMPORT_TIME && im->clock != QUEN__IMPORT_ABSENT) {
        quen__csv_say(&words, " with ");
        say_name(&words, quen_csv_column_name(im->csv, im->clock));
    }
    if (strncmp(told, slot->label, size) == 0 && told[size] == ':')
        quen__csv_say(&words, ": %s", told);
    else
        quen__csv_say(&words, ": %s%s%s", slot->label, *told ? ": " : "", told);
    if (slot->opened)
        quen__csv_say(&words, ", saved earlier");
    return tell(ctx, im, text);
}

static quen_status tell_customers(quen_context *ctx, quen_import *im)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    const quen__import_slot *slot = &im->slots[QUEN__IMPORT_CUSTOMER];
    if (!slot->name || im->key_kind < QUEN_IMPORT_KEY_PHONE)
        return tell_column(ctx, im, QUEN__IMPORT_CUSTOMER);
    quen__csv_say(&words, "column ");
    say_name(&words, slot->name);
    char said[QUEN__IMPORT_WORDS];
    quen__rows_odd odd = {im->counts.odd, im->odd_line, im->odd_words};
    quen__rows_say_customers(said, sizeof said, im->key_kind, "line", &odd);
    quen__csv_say(&words, ": %s", said);
    return tell(ctx, im, text);
}

static quen_status tell_columns(quen_context *ctx, quen_import *im)
{
    quen_status status = tell_customers(ctx, im);
    for (size_t i = 1; i < im->n_slots && status == QUEN_OK; i++)
        status = tell_column(ctx, im, i);
    return status;
}

/* --- what is beside them --- */

static quen_status tell_clock(quen_context *ctx, quen_import *im)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    const quen_import_counts *c = &im->counts;
    if (im->zone_words[0] && !im->options.zone && !im->options.utc_offset_s) {
        quen__csv_say(&words,
                      "time zone: the file says %s; times are read as UTC until zone or "
                      "utc_offset_s is said",
                      im->zone_words);
        return tell(ctx, im, text);
    }
    if (c->twice + c->moved == 0)
        return QUEN_OK;
    quen__csv_say(&words,
                  "clock: %llu local time%s twice, the earlier was taken; %llu did not "
                  "exist and moved forward",
                  number(c->twice), c->twice == 1 ? " exists" : "s exist",
                  number(c->moved));
    return tell(ctx, im, text);
}

static quen_status tell_nobody(quen_context *ctx, quen_import *im)
{
    char text[QUEN__IMPORT_WORDS];
    quen__csv_words words = {text, sizeof text, 0};
    if (im->nobody_rows == 0)
        return QUEN_OK;
    quen__csv_say(&words, "profile: %llu row%s of customers who are nobody",
                  number(im->nobody_rows), plural(im->nobody_rows));
    return tell(ctx, im, text);
}

static quen_status tell_skipped(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->n_sorts && status == QUEN_OK; i++) {
        char text[QUEN__IMPORT_WORDS];
        quen__csv_words words = {text, sizeof text, 0};
        const quen__import_sort *sort = &im->sorts[i];
        quen__csv_say(&words, "left out: %llu row%s: ", number(sort->rows),
                      plural(sort->rows));
        if (sort->column[0]) {
            quen__csv_say(&words, "column ");
            say_name(&words, sort->column);
            quen__csv_say(&words, ": ");
        }
        quen__csv_say(&words, "%s, such as line %llu", sort->reason,
                      number(sort->first_line));
        if (sort->example[0])
            quen__csv_say(&words, ": %s", sort->example);
        status = tell(ctx, im, text);
    }
    return status;
}

quen_status quen__import_tell_all(quen_context *ctx, quen_import *im)
{
    quen_status status = tell_file(ctx, im);
    if (status == QUEN_OK)
        status = tell_profile(ctx, im);
    if (status == QUEN_OK)
        status = tell_rows(ctx, im);
    if (status == QUEN_OK)
        status = tell_columns(ctx, im);
    if (status == QUEN_OK)
        status = tell_clock(ctx, im);
    if (status == QUEN_OK)
        status = tell_nobody(ctx, im);
    return status == QUEN_OK ? tell_skipped(ctx, im) : status;
}

/* --- asking --- */

size_t quen_import_n_told(const quen_import *import)
{
    return import->told.n;
}

const char *quen_import_told(const quen_import *import, size_t told)
{
    return told < import->told.n ? import->told.lines[told] : NULL;
}

const char *quen_import_saved(const quen_import *import)
{
    return import->saved ? import->saved : "";
}

const quen_profile *quen_import_profile(const quen_import *import)
{
    return import->profile;
}
