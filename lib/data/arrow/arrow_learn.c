/* Formats of text columns: see arrow_learn.h. */
#include "data/arrow/arrow_learn.h"

#include <string.h>

#include "core/alloc.h"
#include "data/arrow/arrow_spell.h"
#include "data/rows/rows.h"

/* --- arrays --- */

quen_status quen__arrow_keep(quen_context *ctx, quen__arrow_kept *kept,
                             const struct ArrowArray *array)
{
    if (kept->n == kept->room) {
        size_t room = kept->room ? 2 * kept->room : 16;
        struct ArrowArray *arrays =
            quen__reallocate(ctx, kept->arrays, room, sizeof *arrays);
        if (!arrays)
            return QUEN_ERR_MEMORY;
        kept->arrays = arrays;
        kept->room = room;
    }
    kept->arrays[kept->n++] = *array;
    return QUEN_OK;
}

void quen__arrow_kept_free(quen_context *ctx, quen__arrow_kept *kept)
{
    for (size_t i = 0; i < kept->n; i++)
        if (kept->arrays[i].release)
            kept->arrays[i].release(&kept->arrays[i]);
    quen__release(&ctx->allocator, kept->arrays);
    *kept = (quen__arrow_kept){NULL, 0, 0};
}

/* --- formats --- */

static int is_learned(const quen__arrow_use *use)
{
    if (use->spelling)
        return use->spelling->kind == QUEN_IMPORT_KEY_WHOLE;
    return use->take && use->role >= QUEN__ROLE_TIME &&
           use->column.type.family == QUEN__ARROW_TEXT;
}

/* Of the roles that a format is learned for. */
static int is_money(uint32_t role)
{
    return role > QUEN__ROLE_TIME && role != QUEN__ROLE_QUANTITY;
}

static void set_options(const quen_arrow_options *o, uint32_t role,
                        quen_format_options *format)
{
    quen_format_options_init(format, sizeof *format);
    format->first_row = 0; /* as rows of a stream are counted */
    if (role == QUEN__CUSTOMER) {
        format->kind = QUEN_FORMAT_KIND_KEY;
        return;
    }
    if (role == QUEN__ROLE_TIME) {
        format->kind = QUEN_FORMAT_KIND_TIME;
        format->utc_offset_s = o->utc_offset_s;
        format->zone = o->zone;
        format->time_format = o->time_format;
        return;
    }
    int money = is_money(role);
    format->kind = money ? QUEN_FORMAT_KIND_MONEY : QUEN_FORMAT_KIND_QUANTITY;
    format->decimals = money ? o->decimals : o->quantity_decimals;
    format->decimal_mark = o->decimal_mark;
    format->thousands = money ? o->thousands : NULL;
}

/* What the format said, of a column of a stream. */
static quen_status in_column(quen_context *ctx, const quen__arrow_use *use,
                             quen_status status)
{
    static const char noun[] = "format: ";
    char words[sizeof ctx->message];
    if (status != QUEN_ERR_ARGUMENT)
        return status;
    const char *said = quen_context_message(ctx);
    size_t skipped = strncmp(said, noun, sizeof noun - 1) ? 0 : sizeof noun - 1;
    memcpy(words, said + skipped, strlen(said + skipped) + 1);
    return quen__bad_argument(ctx, "arrow: column \"%.100s\": %s", use->column.name,
                              words);
}

quen_status quen__arrow_learn_begin(quen_context *ctx, quen__arrow_use *uses,
                                    const quen_arrow_options *options)
{
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ROLES && status == QUEN_OK; role++) {
        quen_format_options format;
        if (!is_learned(&uses[role]))
            continue;
        set_options(options, role, &format);
        status = in_column(ctx, &uses[role],
                           quen_format_new(ctx, &format, &uses[role].format));
    }
    return status;
}

/* The text of a cell, if it has one to learn from. */
static quen__format_text text_of(const quen__arrow_use *use, const quen__arrow_cell *cell)
{
    quen__format_text none = {NULL, 0};
    if (cell->kind != QUEN__CELL_TEXT ||
        (use->spelling &&
         quen__rows_is_nobody(&use->spelling->nobody, cell->text, cell->size)))
        return none;
    return (quen__format_text){cell->text, cell->size};
}

static void learn_column(quen__arrow_use *use, size_t n, uint64_t row)
{
    quen__arrow_cell cells[QUEN__ARROW_GROUP];
    quen__format_sight sight = {NULL, {NULL, 0}};
    for (size_t at = 0; at < n; at += QUEN__ARROW_GROUP) {
        size_t some = n - at < QUEN__ARROW_GROUP ? n - at : QUEN__ARROW_GROUP;
        quen__arrow_block_cells(&use->column, use->first, at, some, cells);
        for (size_t i = 0; i < some; i++) {
            if (use->rows)
                use->format->seen.texts = row + use->rows[at + i];
            quen__format_see(use->format, &sight, text_of(use, &cells[i]));
        }
    }
}

void quen__arrow_learn_block(quen__arrow_use *uses, size_t first, size_t n, uint64_t row)
{
    for (uint32_t role = 0; role < QUEN__ROLES; role++) {
        quen__arrow_use *use = &uses[role];
        if (!use->format || use->is_decided)
            continue;
        use->first = first;
        learn_column(use, n, row);
        use->is_decided = quen_format_is_decided(use->format);
    }
}

int quen__arrow_learn_is_decided(const quen__arrow_use *uses)
{
    for (uint32_t role = 0; role < QUEN__ROLES; role++)
        if (uses[role].format && !uses[role].is_decided)
            return 0;
    return 1;
}

quen_status quen__arrow_learn_end(quen_context *ctx, quen__arrow_use *uses,
                                  quen_orders *orders, char currency[4])
{
    quen_status status = QUEN_OK;
    for (uint32_t role = 0; role < QUEN__ROLES && status == QUEN_OK; role++) {
        quen__arrow_use *use = &uses[role];
        if (!use->format)
            continue;
        status = in_column(ctx, use, quen_format_finish(ctx, use->format));
        if (status == QUEN_OK && is_money(role))
            status = quen__rows_find_currency(ctx, "arrow", use->column.name, use->format,
                                              currency);
        if (status == QUEN_OK)
            status = role == QUEN__CUSTOMER
                         ? quen__orders_tell_customers(ctx, orders, use->column.name,
                                                       quen_format_told(use->format))
                         : quen__orders_tell(ctx, orders, use->column.name,
                                             quen_format_told(use->format));
    }
    return status;
}

void quen__arrow_learn_free(quen__arrow_use *uses)
{
    for (uint32_t role = 0; role < QUEN__ROLES; role++)
        quen_format_free(uses[role].format);
}
