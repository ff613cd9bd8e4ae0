/* How the columns that are used are written: stated, saved by an earlier file, or
 * learned. */
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "data/import/roles.h"
#include "data/profile/profile_form.h"

/* Decimals that a percentage may have. */
#define PERCENT_DECIMALS 4

/* --- making --- */

/* 1 and the kind of a slot's format; 0 for texts. */
static int kind_of(const quen_import *im, size_t i, uint32_t *kind)
{
    const quen__profile_rule *rule = im->slots[i].rule;
    if (im->slots[i].column == QUEN__IMPORT_ABSENT || i == QUEN__IMPORT_ORDER ||
        i == QUEN__IMPORT_ITEM)
        return 0;
    if (i == QUEN__IMPORT_CUSTOMER) {
        *kind = QUEN_FORMAT_KIND_KEY;
        return im->key_kind == QUEN_IMPORT_KEY_WHOLE;
    }
    if (i == QUEN__IMPORT_TIME)
        *kind = QUEN_FORMAT_KIND_TIME;
    else if (i == QUEN__IMPORT_QUANTITY ||
             (rule && (rule->kind == QUEN__PROFILE_PERCENT ||
                       rule->kind == QUEN__PROFILE_REFUND_QUANTITY)))
        *kind = QUEN_FORMAT_KIND_QUANTITY;
    else
        *kind = QUEN_FORMAT_KIND_MONEY;
    return 1;
}

static uint32_t decimals_of(const quen_import *im, size_t i, uint32_t kind)
{
    const quen__profile_rule *rule = im->slots[i].rule;
    if (kind == QUEN_FORMAT_KIND_MONEY)
        return im->decimals;
    if (rule && rule->kind == QUEN__PROFILE_PERCENT)
        return PERCENT_DECIMALS;
    return im->options.quantity_decimals;
}

static const char *either(const char *stated, const char *of_profile)
{
    return stated ? stated : of_profile;
}

/* What is stated of a column, by the caller or else by the profile. */
static void state(const quen_import *im, quen_format_options *o)
{
    const quen_import_options *given = &im->options;
    const quen_profile none = {0}, *profile = im->profile ? im->profile : &none;
    if (o->kind == QUEN_FORMAT_KIND_TIME)
        o->time_format = either(given->time_format, profile->time_format);
    if (o->kind == QUEN_FORMAT_KIND_MONEY)
        o->thousands = either(given->thousands, profile->thousands);
    if (o->kind == QUEN_FORMAT_KIND_MONEY || o->kind == QUEN_FORMAT_KIND_QUANTITY)
        o->decimal_mark = either(given->decimal_mark, profile->decimal_mark);
}

/* --- what was saved --- */

static size_t line_size(const char *line)
{
    size_t n = 0;
    while (line[n] && line[n] != '\n')
        n++;
    return n;
}

static int is_label(const char *line, const char *label)
{
    size_t size = strlen(label);
    return strncmp(line, label, size) == 0 && line[size] == ':' && line[size + 1] == ' ';
}

/* 1 if a line begins with a role, or a rule about money. */
static int is_saved(const char *line)
{
    for (size_t i = 0; i < QUEN__IMPORT_NAMES; i++)
        if (is_label(line, quen__import_roles[i].word))
            return 1;
    for (size_t i = 0; i < QUEN__PROFILE_KINDS; i++)
        if (is_label(line, quen__profile_rule_heads[i]))
            return 1;
    return 0;
}

quen_status quen__import_check_saved(quen_context *ctx, const char *saved)
{
    for (const char *line = saved ? saved : ""; *line;) {
        size_t size = line_size(line);
        if (!is_saved(line))
            return quen__bad_argument(ctx,
                                      "import: saved: \"%.*s\" is no line of "
                                      "quen_import_saved()",
                                      (int)(size < 60 ? size : 60), line);
        line += size + (line[size] == '\n');
    }
    return QUEN_OK;
}

/* How many columns of this role come before. */
static size_t before(const quen_import *im, size_t slot)
{
    size_t n = 0;
    for (size_t i = 0; i < slot; i++)
        n += strcmp(im->slots[i].label, im->slots[slot].label) == 0;
    return n;
}

/* What was saved for a column, in `text`; 0 if nothing was. */
static int saved_of(const quen_import *im, size_t slot, char text[QUEN__FORMAT_SAVED])
{
    const char *line = im->options.saved ? im->options.saved : "";
    size_t skip = before(im, slot), size = strlen(im->slots[slot].label), n;
    for (; *line; line += n + (line[n] == '\n')) {
        n = line_size(line);
        if (!is_label(line, im->slots[slot].label) || skip-- > 0)
            continue;
        if (n - size - 2 >= QUEN__FORMAT_SAVED)
            return 0;
        memcpy(text, line + size + 2, n - size - 2);
        text[n - size - 2] = '\0';
        return 1;
    }
    return 0;
}

static quen_status make(quen_context *ctx, quen_import *im, size_t i, uint32_t kind)
{
    quen_format_options o;
    quen_zone clock;
    char saved[QUEN__FORMAT_SAVED];
    quen__import_slot *slot = &im->slots[i];
    quen_format_options_init(&o, sizeof o);
    o.kind = kind;
    o.decimals = decimals_of(im, i, kind);
    quen_orders_get_clock(im->orders, &clock);
    o.zone = kind == QUEN_FORMAT_KIND_TIME ? &clock : NULL;
    state(im, &o);
    if (o.time_format || o.thousands || o.decimal_mark || !saved_of(im, i, saved))
        return quen_format_new(ctx, &o, &slot->format);
    slot->opened = 1;
    quen_status status = quen_format_open(ctx, saved, &o, &slot->format);
    if (status == QUEN_OK && slot->format->options.kind != kind)
        return quen__bad_argument(ctx, "import: saved: %s: \"%.60s\" is of another kind",
                                  slot->label, saved);
    return status;
}

quen_status quen__import_make_formats(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    uint32_t kind;
    for (size_t i = 0; i < im->n_slots && status == QUEN_OK; i++)
        if (kind_of(im, i, &kind))
            status = make(ctx, im, i, kind);
    return status;
}

/* --- learning --- */

static int is_nobody_at(const quen_import *im, const quen__import_block *block,
                        size_t slot, size_t row)
{
    const uint64_t *offsets = block->texts[slot].offsets;
    return slot == QUEN__IMPORT_CUSTOMER &&
           quen__import_is_nobody(im, block->texts[slot].bytes + offsets[row],
                                  (size_t)(offsets[row + 1] - offsets[row]));
}

/* Rows on lines that follow one another, so that a row's number is its line. */
static size_t run_of(const quen_import *im, const quen__import_block *block, size_t slot,
                     size_t begin)
{
    size_t row = begin;
    while (row < block->n && block->lines[row] - block->lines[begin] == row - begin &&
           !is_nobody_at(im, block, slot, row))
        row++;
    return row - begin;
}

static quen_status learn(quen_context *ctx, const quen_import *im,
                         const quen__import_block *block, size_t slot)
{
    quen_format *format = im->slots[slot].format;
    quen_key_column texts = quen__import_column(block, slot), some = texts;
    quen_status status = QUEN_OK;
    for (size_t row = 0; row < block->n && status == QUEN_OK;) {
        size_t n = run_of(im, block, slot, row);
        some.offsets = texts.offsets + row;
        format->seen.texts = block->lines[row] - 1;
        if (n)
            status = quen_format_add(ctx, format, &some, n);
        row += n ? n : 1;
    }
    return status;
}

quen_status quen__import_learn(quen_context *ctx, quen_import *im,
                               const quen__import_block *block)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->n_slots && status == QUEN_OK; i++)
        if (im->slots[i].format && !im->slots[i].opened)
            status = learn(ctx, im, block, i);
    return status;
}

int quen__import_is_decided(const quen_import *im)
{
    for (size_t i = 0; i < im->n_slots; i++)
        if (im->slots[i].format && !quen_format_is_decided(im->slots[i].format))
            return 0;
    return 1;
}

static quen_status name_column(quen_context *ctx, const quen__import_slot *slot,
                               quen_status status)
{
    char words[QUEN__KEY_WORDS], text[QUEN__KEY_WORDS + 24];
    if (status != QUEN_ERR_ARGUMENT)
        return status;
    snprintf(text, sizeof text, "import: column %s",
             quen__key_words(quen_key_text(slot->name), words));
    return quen__fail_in(ctx, status, text);
}

quen_status quen__import_finish_formats(quen_context *ctx, quen_import *im)
{
    quen_status status = QUEN_OK;
    for (size_t i = 0; i < im->n_slots && status == QUEN_OK; i++)
        if (im->slots[i].format && !im->slots[i].opened)
            status = name_column(ctx, &im->slots[i],
                                 quen_format_finish(ctx, im->slots[i].format));
    im->decided = status == QUEN_OK;
    return status;
}

/* --- saving --- */

static int ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), size = strlen(end);
    return n >= size && strcmp(text + n - size, end) == 0;
}

/* A column without texts has nothing to save, and one of whole numbers proves nothing of
 * the marks that the next file may have. */
static const char *worth_saving(const quen__import_slot *slot)
{
    const char *saved = slot->format ? quen_format_saved(slot->format) : "";
    int is_key = slot->format && slot->format->options.kind == QUEN_FORMAT_KIND_KEY;
    return ends_with(saved, " nothing") || (!is_key && ends_with(saved, " whole"))
               ? ""
               : saved;
}

quen_status quen__import_save(quen_context *ctx, quen_import *im)
{
    size_t room = 1, at = 0;
    for (size_t i = 0; i < im->n_slots; i++)
        room += strlen(im->slots[i].label) + strlen(worth_saving(&im->slots[i])) + 4;
    im->saved = quen__allocate_zero(ctx, room, 1);
    if (!im->saved)
        return QUEN_ERR_MEMORY;
    for (size_t i = 0; i < im->n_slots; i++) {
        const char *saved = worth_saving(&im->slots[i]);
        if (*saved)
            at += (size_t)snprintf(im->saved + at, room - at, "%s: %s\n",
                                   im->slots[i].label, saved);
    }
    return QUEN_OK;
}
