/*
 * Which column of a file is what, once its header is there. Told neither names nor a
 * profile, the header is held against the profiles that are compiled in.
 */
#include <string.h>

#include "data/import/roles.h"
#include "data/profile/profile_form.h"
#include "data/text/text.h"
#include "data/text/unicode.h"

/* Decimals of money that nobody told. */
#define DECIMALS 2

/* --- finding columns --- */

static quen_status refuse_twice(quen_context *ctx, const char *name)
{
    char words[QUEN__KEY_WORDS];
    return quen__bad_argument(ctx, "import: two columns are called %s: rename one",
                              quen__key_words(quen_key_text(name), words));
}

/* The column of the reader that is called so; none is no error. */
static quen_status find(quen_context *ctx, const quen_import *im, const char *name,
                        size_t *column)
{
    size_t n = 0;
    *column = QUEN__IMPORT_ABSENT;
    for (int like = 2; like > 0 && n == 0; like--)
        for (size_t i = 0; i < im->n_columns; i++) {
            const char *there = quen_csv_column_name(im->csv, i);
            if (!there ||
                quen__csv_alike(there, strlen(there), name, strlen(name)) != like)
                continue;
            *column = i;
            n++;
        }
    return n > 1 ? refuse_twice(ctx, name) : QUEN_OK;
}

static quen_status find_first(quen_context *ctx, const quen_import *im,
                              quen__profile_list names, size_t *column)
{
    quen_status status = QUEN_OK;
    *column = QUEN__IMPORT_ABSENT;
    for (size_t i = 0; i < names.n && status == QUEN_OK; i++) {
        status = find(ctx, im, names.at[i], column);
        if (*column != QUEN__IMPORT_ABSENT)
            break;
    }
    return status;
}

/* --- the profile --- */

static quen_status refuse_unknown(quen_context *ctx, const quen_import *im)
{
    char text[800];
    quen__csv_words words = {text, sizeof text, 0};
    size_t n = quen_csv_n_fields(im->csv);
    for (size_t i = 0; i < n && i < 40; i++) {
        const char *name = quen_csv_field_name(im->csv, i);
        quen__csv_say(&words, i ? ", " : "");
        quen__csv_say_text(&words, name, strlen(name));
    }
    return quen__bad_argument(ctx,
                              "import: the header is that of no system known here: say "
                              "which columns are item, time, customer, order, quantity "
                              "and amount or price, of %s",
                              text);
}

/* A name in NFC, as profiles have theirs; as it stands if it is no UTF-8. */
static quen_status compose(quen__temp *temp, const char *name, quen_key *key)
{
    size_t size = strlen(name), n;
    int32_t *codes =
        quen__temp_new(temp, size + 1, QUEN__UNICODE_PER_BYTE * 2 * sizeof *codes);
    *key = quen_key_bytes(name, size);
    if (!codes)
        return QUEN_ERR_MEMORY;
    if (!quen__text_codes(name, size, 0, codes, codes + size * QUEN__UNICODE_PER_BYTE,
                          &n))
        return QUEN_OK;
    char *text = quen__temp_new(temp, quen__text_write(codes, n, NULL) + 1, 1);
    if (!text)
        return QUEN_ERR_MEMORY;
    *key = quen_key_bytes(text, quen__text_write(codes, n, text));
    return QUEN_OK;
}

static quen_status match(quen__temp *temp, quen_import *im)
{
    quen_key *header = quen__temp_new(temp, im->n_columns, sizeof *header);
    quen_status status = header ? QUEN_OK : QUEN_ERR_MEMORY;
    for (size_t i = 0; i < im->n_columns && status == QUEN_OK; i++)
        status = compose(temp, quen_csv_column_name(im->csv, i), &header[i]);
    if (status != QUEN_OK)
        return status;
    im->profile = quen_profile_match(header, im->n_columns);
    im->is_found = im->profile != NULL;
    return QUEN_OK;
}

static quen_status find_profile(quen_context *ctx, quen_import *im)
{
    quen__temp temp = QUEN__TEMP(ctx);
    if (im->profile || quen__import_names_any(im))
        return QUEN_OK;
    quen_status status = match(&temp, im);
    quen__temp_close(&temp);
    if (status != QUEN_OK)
        return status;
    return im->profile ? QUEN_OK : refuse_unknown(ctx, im);
}

/* --- roles --- */

static uint32_t kind_of_rule(quen__profile_kind kind)
{
    return (uint32_t)kind - (uint32_t)QUEN__PROFILE_CUSTOMER_TEXT;
}

/* The first line of the profile whose column is there says the kind of key. */
static quen_status find_customer(quen_context *ctx, quen_import *im, size_t *column)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->profile->n_rules && status == QUEN_OK; i++) {
        const quen__profile_rule *rule = &im->profile->rules[i];
        if (rule->kind < QUEN__PROFILE_CUSTOMER_TEXT ||
            rule->kind > QUEN__PROFILE_CUSTOMER_NAME)
            continue;
        status = find_first(ctx, im, rule->columns, column);
        if (*column == QUEN__IMPORT_ABSENT)
            continue;
        if (im->key_kind == QUEN_IMPORT_KEY_TEXT)
            im->key_kind = kind_of_rule(rule->kind);
        break;
    }
    return status;
}

static quen_status find_role(quen_context *ctx, quen_import *im, size_t i, size_t *column)
{
    *column = QUEN__IMPORT_ABSENT;
    if (quen__import_given(im, i))
        return find(ctx, im, quen__import_given(im, i), column);
    if (!im->profile)
        return QUEN_OK;
    if (i == QUEN__IMPORT_CUSTOMER)
        return find_customer(ctx, im, column);
    if (i == QUEN__IMPORT_PRICE && im->options.amount)
        return QUEN_OK;
    if (i == QUEN__IMPORT_MONEY && im->options.price)
        return QUEN_OK;
    if (i == QUEN__IMPORT_CLOCK && im->options.time)
        return QUEN_OK;
    return find_first(ctx, im, im->profile->roles[quen__import_roles[i].profile], column);
}

static void set_slot(quen_import *im, size_t slot, const char *label, size_t column)
{
    im->slots[slot].label = label;
    im->slots[slot].column = column;
    if (column == QUEN__IMPORT_ABSENT)
        return;
    im->slots[slot].name = quen_csv_column_name(im->csv, column);
    im->used[column] = 1;
}

static quen_status find_roles(quen_context *ctx, quen_import *im)
{
    size_t column[QUEN__IMPORT_NAMES];
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < QUEN__IMPORT_NAMES && status == QUEN_OK; i++)
        status = find_role(ctx, im, i, &column[i]);
    if (status != QUEN_OK)
        return status;
    for (size_t i = 0; i < QUEN__IMPORT_ROLES; i++)
        set_slot(im, i, quen__import_roles[i].word, column[i]);
    if (column[QUEN__IMPORT_MONEY] == QUEN__IMPORT_ABSENT)
        set_slot(im, QUEN__IMPORT_MONEY, "price", column[QUEN__IMPORT_PRICE]);
    im->clock = column[QUEN__IMPORT_CLOCK];
    if (im->clock != QUEN__IMPORT_ABSENT)
        im->used[im->clock] = 1;
    for (size_t i = QUEN__IMPORT_ITEM; i <= QUEN__IMPORT_TIME; i++)
        if (column[i] == QUEN__IMPORT_ABSENT)
            return quen__bad_argument(ctx,
                                      "import: the file has no column that profile %s "
                                      "knows as %s: name it, or take another profile",
                                      im->profile->name, quen__import_roles[i].word);
    return QUEN_OK;
}

/* --- rules --- */

static int is_filter(quen__profile_kind kind)
{
    return kind >= QUEN__PROFILE_KEEP && kind <= QUEN__PROFILE_RETURNS;
}

static int is_money(quen__profile_kind kind)
{
    return kind > QUEN__PROFILE_RETURNS && kind < QUEN__PROFILE_KINDS;
}

static int is_of_order(quen__profile_kind kind)
{
    return kind == QUEN__PROFILE_TOTAL || kind == QUEN__PROFILE_LESS_ORDER ||
           kind == QUEN__PROFILE_REFUND_ORDER;
}

static quen_status find_rule(quen_context *ctx, quen_import *im,
                             const quen__profile_rule *rule)
{
    size_t column;
    if (!is_filter(rule->kind) && !is_money(rule->kind))
        return QUEN_OK;
    quen_status status = find_first(ctx, im, rule->columns, &column);
    if (status != QUEN_OK || column == QUEN__IMPORT_ABSENT)
        return status;
    im->used[column] = 1;
    if (is_filter(rule->kind)) {
        im->filters[im->n_filters++] = (quen__import_filter){
            rule->kind,   0, column, quen_csv_column_name(im->csv, column),
            rule->values, 0};
        return QUEN_OK;
    }
    im->slots[im->n_slots].rule = rule;
    set_slot(im, im->n_slots++, quen__profile_rule_heads[rule->kind], column);
    im->together |= is_of_order(rule->kind);
    return QUEN_OK;
}

static quen_status find_where(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->options.n_where && status == QUEN_OK; i++) {
        const quen_import_filter *w = &im->options.where[i];
        size_t column;
        status = find(ctx, im, w->column, &column);
        if (status == QUEN_OK && column == QUEN__IMPORT_ABSENT)
            return quen__bad_argument(ctx, "import: where: there is no column \"%.60s\"",
                                      w->column);
        if (status != QUEN_OK)
            break;
        im->used[column] = 1;
        im->filters[im->n_filters++] =
            (quen__import_filter){w->drop ? QUEN__PROFILE_DROP : QUEN__PROFILE_KEEP,
                                  1,
                                  column,
                                  quen_csv_column_name(im->csv, column),
                                  {w->values, w->n_values},
                                  0};
    }
    return status;
}

/* --- what is filled down --- */

static void fill(quen_import *im, size_t column)
{
    if (column != QUEN__IMPORT_ABSENT)
        im->above[column].fills = 1;
}

static quen_status find_fills(quen_context *ctx, quen_import *im)
{
    if (!im->options.fill_down && !(im->profile && im->profile->fill_down == 1))
        return QUEN_OK;
    if (im->slots[QUEN__IMPORT_ORDER].column == QUEN__IMPORT_ABSENT)
        return quen__bad_argument(ctx,
                                  "import: fill_down is 1, but no column is the order's: "
                                  "without its number, rows of others may be between");
    im->above = quen__allocate_zero(ctx, im->n_columns, sizeof *im->above);
    if (!im->above)
        return QUEN_ERR_MEMORY;
    fill(im, im->slots[QUEN__IMPORT_CUSTOMER].column);
    fill(im, im->slots[QUEN__IMPORT_ORDER].column);
    fill(im, im->slots[QUEN__IMPORT_TIME].column);
    fill(im, im->clock);
    fill(im, im->currency);
    fill(im, im->time_zone);
    for (size_t i = 0; i < im->n_filters; i++)
        if (im->filters[i].kind == QUEN__PROFILE_KEEP ||
            im->filters[i].kind == QUEN__PROFILE_DROP ||
            im->filters[i].kind == QUEN__PROFILE_RETURNS)
            if (!im->filters[i].is_where)
                fill(im, im->filters[i].column);
    return QUEN_OK;
}

/* --- all --- */

static quen_status make_room(quen_context *ctx, quen_import *im)
{
    size_t rules = im->profile ? im->profile->n_rules : 0;
    im->cells = quen__allocate_zero(ctx, im->n_columns, sizeof *im->cells);
    im->used = quen__allocate_zero(ctx, im->n_columns, 1);
    im->slots = quen__allocate_zero(ctx, QUEN__IMPORT_ROLES + rules, sizeof *im->slots);
    im->filters =
        quen__allocate_zero(ctx, im->options.n_where + rules + 1, sizeof *im->filters);
    im->n_slots = QUEN__IMPORT_ROLES;
    return im->cells && im->used && im->slots && im->filters ? QUEN_OK : QUEN_ERR_MEMORY;
}

/* A column that is looked at, and not kept. */
static quen_status find_beside(quen_context *ctx, quen_import *im, uint32_t role,
                               size_t *column)
{
    quen_status status = find_first(ctx, im, im->profile->roles[role], column);
    if (status == QUEN_OK && *column != QUEN__IMPORT_ABSENT)
        im->used[*column] = 1;
    return status;
}

static quen_status find_rest(quen_context *ctx, quen_import *im)
{
    const quen_profile *profile = im->profile;
    quen_status status = find_where(ctx, im);
    im->currency = im->time_zone = QUEN__IMPORT_ABSENT;
    if (!profile || status != QUEN_OK)
        return status;
    for (size_t i = 0; i < profile->n_rules && status == QUEN_OK; i++)
        status = find_rule(ctx, im, &profile->rules[i]);
    if (status == QUEN_OK)
        status = find_beside(ctx, im, QUEN_PROFILE_CURRENCY, &im->currency);
    if (status == QUEN_OK)
        status = find_beside(ctx, im, QUEN_PROFILE_TIME_ZONE, &im->time_zone);
    return status;
}

static void set_decimals(quen_import *im)
{
    int64_t told = im->profile ? im->profile->decimals : QUEN__PROFILE_UNTOLD;
    im->decimals = im->options.decimals;
    if (im->decimals == UINT32_MAX)
        im->decimals = told == QUEN__PROFILE_UNTOLD ? DECIMALS : (uint32_t)told;
}

quen_status quen__import_bind(quen_context *ctx, quen_import *im)
{
    im->n_columns = quen_csv_n_columns(im->csv);
    if (im->bound || im->n_columns == 0)
        return QUEN_OK;
    quen_status status = find_profile(ctx, im);
    set_decimals(im);
    if (status == QUEN_OK)
        status = make_room(ctx, im);
    if (status == QUEN_OK)
        status = find_roles(ctx, im);
    if (status == QUEN_OK)
        status = find_rest(ctx, im);
    if (status == QUEN_OK)
        status = find_fills(ctx, im);
    if (status == QUEN_OK)
        status = quen__import_make_formats(ctx, im);
    im->bound = status == QUEN_OK;
    return status;
}
