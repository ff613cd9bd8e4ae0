/*
 * Formats of a column: options, the pass over texts, and what the kinds share. Texts are
 * looked at one by one (accumulate), tables are added (merge), and the kind decides from
 * the table (finish).
 */
#include "data/format/format.h"

#include <stdio.h>
#include <string.h>

#include "core/options.h"
#include "data/format/currency.h"
#include "data/format/format_rows.h"
#include "data/format/number_plain.h"
#include "data/format/time_form.h"
#include "data/format/time_pattern.h"
#include "data/clock/zone.h"
#include "data/parse/calendar.h"

#define NOUN "format"

/* --- options --- */

static quen_format_options defaults(void)
{
    quen_format_options options = {0};
    options.decimals = 2;
    options.first_row = 1;
    return options;
}

void quen_format_options_init(quen_format_options *options, size_t size)
{
    quen_format_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

void quen_format_counts_init(quen_format_counts *counts, size_t size)
{
    quen_format_counts all = {0};
    quen__options_init(counts, size, &all, sizeof all);
}

static quen_status check_clock(quen_context *ctx, const quen_format_options *o)
{
    quen_status status = quen__calendar_check_utc_offset(ctx, NOUN, o->utc_offset_s);
    if (status == QUEN_OK && o->zone && o->utc_offset_s != 0)
        return quen__bad_argument(ctx, "format: zone and utc_offset_s are both set");
    return status == QUEN_OK && o->zone ? quen__zone_check(ctx, NOUN, o->zone) : status;
}

/* An option of another kind would be passed over in silence. */
static quen_status check_kind(quen_context *ctx, const quen_format_options *o)
{
    int time = o->kind == QUEN_FORMAT_KIND_TIME,
        money = o->kind == QUEN_FORMAT_KIND_MONEY,
        quantity = o->kind == QUEN_FORMAT_KIND_QUANTITY;
    const char *of_time = o->time_format    ? "time_format"
                          : o->zone         ? "zone"
                          : o->utc_offset_s ? "utc_offset_s"
                                            : NULL;
    const char *of_numbers = !money && o->thousands                   ? "thousands"
                             : !money && !quantity && o->decimal_mark ? "decimal_mark"
                                                                      : NULL;
    const char *option = of_time && !time ? of_time : of_numbers;
    if (option)
        return quen__bad_argument(ctx, "format: %s is set, which is of another kind",
                                  option);
    return QUEN_OK;
}

static quen_status read_options(quen_context *ctx, const quen_format_options *given,
                                quen_format_options *o)
{
    *o = defaults();
    quen_status status = quen__options_read(ctx, o, sizeof *o, given, NOUN);
    if (status == QUEN_OK)
        status = quen__options_choice(ctx, NOUN, "kind", o->kind, QUEN_FORMAT_KIND_KEY);
    if (status == QUEN_OK)
        status = quen__options_within(ctx, NOUN, "decimals", o->decimals, 0,
                                      QUEN_DECIMALS_MAX);
    if (status == QUEN_OK)
        status = check_kind(ctx, o);
    return status == QUEN_OK ? check_clock(ctx, o) : status;
}

/* --- making --- */

/* The table of a zone behind the struct, offsets after the moments. */
static void copy_zone(quen_format *format, const quen_zone *zone)
{
    int64_t *from = (int64_t *)(format + 1);
    int32_t *offset = (int32_t *)(from + zone->n);
    format->zone = *zone;
    format->has_zone = 1;
    if (zone->n > 0) {
        memcpy(from, zone->from_s, zone->n * sizeof *from);
        memcpy(offset, zone->utc_offset_s, zone->n * sizeof *offset);
    }
    format->zone.from_s = from;
    format->zone.utc_offset_s = offset;
}

static quen_status make(quen_context *ctx, const quen_format_options *o,
                        quen_format **out)
{
    size_t n = o->zone ? o->zone->n : 0, size;
    if (!quen__mul_size(n, sizeof(int64_t) + sizeof(int32_t), &size) ||
        !quen__add_size(size, sizeof(quen_format), &size))
        return quen__bad_argument(ctx, "format: zone: %zu changes", n);
    quen_format *format = quen__allocate_zero(ctx, 1, size);
    if (!format)
        return QUEN_ERR_MEMORY;
    format->allocator = ctx->allocator;
    format->options = *o;
    if (o->zone)
        copy_zone(format, o->zone);
    format->options.zone = NULL;
    format->options.time_format = NULL;
    format->options.thousands = format->options.decimal_mark = NULL;
    *out = format;
    return QUEN_OK;
}

static quen_status state(quen_context *ctx, quen_format *format,
                         const quen_format_options *o)
{
    if (o->kind == QUEN_FORMAT_KIND_MONEY || o->kind == QUEN_FORMAT_KIND_QUANTITY)
        return quen__format_state_number(ctx, format, o);
    if (!o->time_format)
        return QUEN_OK;
    format->stated = 1;
    return quen__format_state_time(ctx, format, o->time_format);
}

quen_status quen_format_new(quen_context *ctx, const quen_format_options *options,
                            quen_format **out)
{
    quen_format_options o;
    quen_format *format = NULL;
    *out = NULL;
    quen_status status = read_options(ctx, options, &o);
    if (status == QUEN_OK)
        status = make(ctx, &o, &format);
    if (status == QUEN_OK)
        status = state(ctx, format, &o);
    if (status != QUEN_OK) {
        quen_format_free(format);
        return status;
    }
    *out = format;
    return QUEN_OK;
}

void quen_format_free(quen_format *format)
{
    if (!format)
        return;
    quen_allocator allocator = format->allocator;
    quen__release(&allocator, format);
}

/* --- learning --- */

static quen_status check_open(quen_context *ctx, const quen_format *format)
{
    if (format->is_finished)
        return quen__bad_argument(ctx, "format: it is finished, and learns no more");
    return QUEN_OK;
}

/* Note a text, into the last one's entry if it shows the same: that, or NULL. */
static inline quen__seen_entry *note(quen_format *format, quen__seen_entry *last,
                                     uint32_t bits, const char *reason,
                                     quen__format_text text, uint64_t row)
{
    if (bits && last && last->bits == bits) {
        last->rows++;
        return last;
    }
    if (bits)
        return quen__seen_note(&format->seen, bits, text.at, text.size, row);
    quen__seen_note_bad(&format->seen, reason, text.at, text.size, row);
    return NULL;
}

/* Lines of one order have one time: what equals the text before it shows the same. */
static inline void see_time(quen_format *format, quen__format_sight *sight,
                            quen__format_text text, uint64_t row)
{
    const char *reason = NULL;
    if (sight->last && sight->before.at && quen__format_is_same(text, sight->before)) {
        sight->last->rows++;
        return;
    }
    uint32_t bits = quen__format_look_time(format, text, &reason);
    sight->last = note(format, sight->last, bits, reason, text, row);
    sight->before = text;
}

static void add_times(quen_format *format, const quen_key_column *texts, size_t n)
{
    char digits[QUEN__FORMAT_DIGITS];
    quen__format_sight sight = {NULL, {NULL, 0}};
    for (size_t i = 0; i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        if (text.size == 0)
            continue;
        see_time(format, &sight, text, format->seen.texts + i);
        if (texts->numbers) /* digits are overwritten */
            sight.before.at = NULL;
    }
}

/* Of a quantity with a mark, which can only part decimals. */
static void note_decimals(quen__seen *seen, quen__format_text text)
{
    uint64_t behind = 0, kept = 0; /* digits; without zeros at the end */
    int is_behind = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (is_behind && c >= '0' && c <= '9')
            behind++;
        if (is_behind && c >= '1' && c <= '9')
            kept = behind;
        is_behind |= c == '.' || c == ',';
    }
    if (kept > seen->decimals)
        seen->decimals = kept;
}

static inline void see_number(quen_format *format, quen__format_sight *sight,
                              quen__format_text text, uint64_t row, int known)
{
    const char *reason = NULL;
    uint32_t bits = quen__number_look_plain(text, known);
    if (!bits)
        bits = quen__format_look_number(format, text, &reason);
    if (known && bits & QUEN__NUMBER_MARKED)
        note_decimals(&format->seen, text);
    sight->last = note(format, sight->last, bits, reason, text, row);
}

static void add_numbers(quen_format *format, const quen_key_column *texts, size_t n)
{
    int known = format->options.kind != QUEN_FORMAT_KIND_MONEY;
    char digits[QUEN__FORMAT_DIGITS];
    quen__format_sight sight = {NULL, {NULL, 0}};
    for (size_t i = 0; i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        if (text.size > 0)
            see_number(format, &sight, text, format->seen.texts + i, known);
    }
}

static void add_keys(quen_format *format, const quen_key_column *texts, size_t n)
{
    char digits[QUEN__FORMAT_DIGITS];
    quen__seen_entry *last = NULL;
    for (size_t i = 0; i < n; i++) {
        quen__format_text text = quen__format_row(texts, i, digits);
        if (text.size > 0)
            last = note(format, last, quen__format_look_key(text), NULL, text,
                        format->seen.texts + i);
    }
}

void quen__format_see(quen_format *format, quen__format_sight *sight,
                      quen__format_text text)
{
    uint64_t row = format->seen.texts++;
    uint32_t kind = format->options.kind;
    text = quen__format_trim(text);
    if (text.size == 0)
        return;
    if (kind == QUEN_FORMAT_KIND_TIME && !format->stated)
        see_time(format, sight, text, row);
    else if (kind == QUEN_FORMAT_KIND_KEY)
        sight->last =
            note(format, sight->last, quen__format_look_key(text), NULL, text, row);
    else if (kind != QUEN_FORMAT_KIND_TIME)
        see_number(format, sight, text, row, kind != QUEN_FORMAT_KIND_MONEY);
}

quen_status quen_format_add(quen_context *ctx, quen_format *format,
                            const quen_key_column *texts, size_t n)
{
    uint32_t kind = format->options.kind;
    quen_status status = check_open(ctx, format);
    if (status == QUEN_OK)
        status = quen__format_check_rows(ctx, format, texts, n);
    if (status != QUEN_OK)
        return status;
    if (kind == QUEN_FORMAT_KIND_TIME && !format->stated)
        add_times(format, texts, n);
    else if (kind == QUEN_FORMAT_KIND_KEY)
        add_keys(format, texts, n);
    else if (kind != QUEN_FORMAT_KIND_TIME)
        add_numbers(format, texts, n);
    format->seen.texts += n;
    return QUEN_OK;
}

quen_status quen_format_merge(quen_context *ctx, quen_format *format,
                              const quen_format *other)
{
    quen_status status = check_open(ctx, format);
    if (status == QUEN_OK)
        status = check_open(ctx, other);
    if (status != QUEN_OK)
        return status;
    if (format->options.kind != other->options.kind ||
        format->options.decimals != other->options.decimals ||
        format->set != other->set || format->groups != other->groups)
        return quen__bad_argument(ctx, "format: kinds or settings of the two differ");
    quen__seen_merge(&format->seen, &other->seen);
    return QUEN_OK;
}

/* A single form that no text of other forms can leave open, years of two digits aside. */
static int is_time_decided(const quen_format *format)
{
    uint32_t common = quen__seen_common(&format->seen);
    uint32_t forms = common & QUEN__FORM_FORMS, marks = common & QUEN__FORM_MARKS;
    return forms && !(forms & (forms - 1)) && marks;
}

int quen_format_is_decided(const quen_format *format)
{
    if (format->stated || format->is_finished)
        return 1;
    if (format->seen.n == 0)
        return 0;
    uint32_t common = quen__seen_common(&format->seen);
    const quen__seen_entry *entry;
    switch (format->options.kind) {
    case QUEN_FORMAT_KIND_TIME:
        return is_time_decided(format);
    case QUEN_FORMAT_KIND_KEY:
        return quen__seen_count(&format->seen, 0, 1, &entry) > 0;
    default:
        return quen__format_is_number_decided(format, common);
    }
}

/* --- finishing --- */

static const char *const kind_names[] = {"time", "money", "quantity", "key"};

static const char *name_of(const quen_format *format)
{
    uint32_t kind = format->options.kind;
    return kind <= QUEN_FORMAT_KIND_KEY ? kind_names[kind] : "";
}

/* A column without texts; read by it, any text is at fault. */
static quen_status accept_nothing(quen_format *format)
{
    quen__format_tell(format, "%s: no text", name_of(format));
    return QUEN_OK;
}

static void tell_stated_time(quen_format *format)
{
    char patterns[QUEN__FORMAT_SAVED] = "";
    quen__form_patterns(format, patterns, sizeof patterns);
    quen__format_tell(format, "time: %s, as stated", patterns);
}

static quen_status decide(quen_context *ctx, quen_format *format)
{
    uint32_t kind = format->options.kind;
    if (format->stated && kind == QUEN_FORMAT_KIND_TIME) {
        tell_stated_time(format);
        return QUEN_OK;
    }
    if (!format->stated && format->seen.n == 0 && format->seen.bad.rows == 0)
        return accept_nothing(format);
    return kind == QUEN_FORMAT_KIND_TIME  ? quen__format_decide_time(ctx, format)
           : kind == QUEN_FORMAT_KIND_KEY ? quen__format_decide_key(ctx, format)
                                          : quen__format_decide_number(ctx, format);
}

/* What the kind has not saved itself. */
static void save(quen_format *format)
{
    char *out = format->saved;
    if (format->saved[0])
        return;
    if (format->options.kind == QUEN_FORMAT_KIND_KEY)
        snprintf(out, sizeof format->saved, "key %s", format->set ? "whole" : "text");
    else if (format->set == 0)
        snprintf(out, sizeof format->saved, "%s nothing", name_of(format));
    else {
        snprintf(out, sizeof format->saved, "time ");
        quen__form_patterns(format, out, sizeof format->saved);
    }
}

quen_status quen_format_finish(quen_context *ctx, quen_format *format)
{
    quen_status status = check_open(ctx, format);
    if (status == QUEN_OK)
        status = decide(ctx, format);
    if (status != QUEN_OK)
        return status;
    save(format);
    format->is_finished = 1;
    return QUEN_OK;
}

/* --- opening --- */

/* The kind that a saved text begins with, and the rest of it; 0 if it is none. */
static int open_kind(const char *saved, uint32_t *kind, const char **rest)
{
    for (uint32_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++) {
        size_t n = strlen(kind_names[i]);
        if (strncmp(saved, kind_names[i], n) == 0 && saved[n] == ' ') {
            *kind = i;
            *rest = saved + n + 1;
            return 1;
        }
    }
    return 0;
}

static quen_status open_times(quen_context *ctx, quen_format *format, const char *rest)
{
    char pattern[QUEN__FORM_PATTERN];
    for (size_t n; *rest; rest += n + (rest[n] == '|')) {
        for (n = 0; rest[n] && rest[n] != '|';)
            n++;
        if (n >= sizeof pattern)
            return quen__bad_argument(
                ctx, "format: \"%.60s\" is no saved format of times", rest);
        memcpy(pattern, rest, n);
        pattern[n] = '\0';
        quen_status status = quen__format_state_time(ctx, format, pattern);
        if (status != QUEN_OK)
            return status;
    }
    tell_stated_time(format);
    return QUEN_OK;
}

static quen_status open_rest(quen_context *ctx, quen_format *format, const char *rest)
{
    uint32_t kind = format->options.kind;
    if (strcmp(rest, "nothing") == 0 && kind != QUEN_FORMAT_KIND_KEY)
        return accept_nothing(format);
    if (kind == QUEN_FORMAT_KIND_TIME)
        return open_times(ctx, format, rest);
    if (kind != QUEN_FORMAT_KIND_KEY)
        return quen__format_open_number(ctx, format, rest);
    format->set = strcmp(rest, "whole") == 0;
    if (!format->set && strcmp(rest, "text") != 0)
        return quen__bad_argument(ctx, "format: \"%.60s\" is no saved format of keys",
                                  rest);
    quen__format_tell(format, "key: %s", format->set ? "whole numbers" : "texts");
    return QUEN_OK;
}

static quen_status read_open_options(quen_context *ctx, const quen_format_options *given,
                                     uint32_t kind, quen_format_options *o)
{
    quen_format_options of_kind = defaults();
    of_kind.struct_size = sizeof of_kind;
    quen_status status = quen__options_read(ctx, &of_kind, sizeof of_kind, given, NOUN);
    if (status != QUEN_OK)
        return status;
    if (of_kind.time_format || of_kind.thousands || of_kind.decimal_mark)
        return quen__bad_argument(ctx, "format: it is saved, and cannot be stated too");
    of_kind.kind = kind;
    return read_options(ctx, &of_kind, o);
}

quen_status quen_format_open(quen_context *ctx, const char *saved,
                             const quen_format_options *options, quen_format **out)
{
    quen_format_options o;
    quen_format *format = NULL;
    const char *rest;
    uint32_t kind;
    *out = NULL;
    if (!open_kind(saved, &kind, &rest))
        return quen__bad_argument(ctx, "format: \"%.60s\" is no saved format", saved);
    quen_status status = read_open_options(ctx, options, kind, &o);
    if (status == QUEN_OK)
        status = make(ctx, &o, &format);
    if (status == QUEN_OK)
        status = open_rest(ctx, format, rest);
    if (status != QUEN_OK) {
        quen_format_free(format);
        return status;
    }
    save(format);
    format->stated = 1;
    format->is_finished = 1;
    *out = format;
    return QUEN_OK;
}

/* --- asking --- */

const char *quen_format_told(const quen_format *format)
{
    return format->is_finished ? format->told : "";
}

const char *quen_format_saved(const quen_format *format)
{
    return format->is_finished ? format->saved : "";
}

const char *quen_format_currency(const quen_format *format)
{
    return quen__currency_code(format->currency);
}

size_t quen_format_n_decimals(const quen_format *format)
{
    return (size_t)format->seen.decimals;
}

int quen_format_is_whole(const quen_format *format)
{
    return format->is_finished && format->options.kind == QUEN_FORMAT_KIND_KEY &&
           format->set;
}
