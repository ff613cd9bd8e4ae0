/* Bad rows: named in an error, or left out and counted by reason and column. */
#include <stdio.h>
#include <string.h>

#include "core/alloc.h"
#include "data/import/state.h"

/* --- rows at fault --- */

void quen__import_blame(quen__import_lines *lines, size_t slot)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->reasons[i] && !lines->fault[i]) {
            lines->fault[i] = lines->reasons[i];
            lines->slot[i] = slot;
        }
}

/* --- one that ends the import --- */

/* What to say instead, of a fault that an option settles. */
static void say_way_out(const quen_import *im, size_t slot, const char *reason,
                        char text[64])
{
    text[0] = '\0';
    if (slot == QUEN__IMPORT_QUANTITY &&
        strcmp(reason, "more decimals than quantities are counted in") == 0)
        snprintf(text, 64, ": set quantity_decimals to %zu",
                 quen_format_n_decimals(im->slots[slot].format));
}

quen_status quen__import_refuse_row(quen_context *ctx, const quen_import *im,
                                    const quen__import_block *block, size_t row,
                                    const char *reason, size_t slot)
{
    const quen__import_texts *texts = &block->texts[slot];
    size_t begin = (size_t)texts->offsets[row];
    size_t size = (size_t)texts->offsets[row + 1] - begin;
    char name[QUEN__KEY_WORDS], value[QUEN__KEY_WORDS], instead[64];
    say_way_out(im, slot, reason, instead);
    quen__key_words(quen_key_text(im->slots[slot].name), name);
    quen__key_words(quen_key_bytes(size ? texts->bytes + begin : "", size), value);
    return quen__bad_argument(ctx,
                              "import: line %llu: column %s: %s: %s%s: mend the file, or "
                              "leave bad rows out by skip_bad",
                              (unsigned long long)block->lines[row], name, value, reason,
                              instead);
}

/* --- those that are left out --- */

static quen__import_sort *find(quen_import *im, const char *reason, const char *column)
{
    for (size_t i = 0; i < im->n_sorts; i++)
        if (strcmp(im->sorts[i].reason, reason) == 0 &&
            strcmp(im->sorts[i].column, column) == 0)
            return &im->sorts[i];
    return NULL;
}

static quen_status grow(quen_context *ctx, quen_import *im)
{
    size_t room = im->sorts_room ? 2 * im->sorts_room : 8;
    if (im->n_sorts < im->sorts_room)
        return QUEN_OK;
    quen__import_sort *sorts = quen__reallocate(ctx, im->sorts, room, sizeof *sorts);
    if (!sorts)
        return QUEN_ERR_MEMORY;
    im->sorts = sorts;
    im->sorts_room = room;
    return QUEN_OK;
}

static quen_status add(quen_context *ctx, quen_import *im, const char *reason,
                       const char *column, quen__import_sort **out)
{
    quen_status status = grow(ctx, im);
    char *name = status == QUEN_OK ? quen__allocate(ctx, strlen(column) + 1, 1) : NULL;
    if (!name)
        return QUEN_ERR_MEMORY;
    memcpy(name, column, strlen(column) + 1);
    *out = &im->sorts[im->n_sorts++];
    memset(*out, 0, sizeof **out);
    (*out)->reason = reason;
    (*out)->column = name;
    return QUEN_OK;
}

quen_status quen__import_skip(quen_context *ctx, quen_import *im, const char *reason,
                              const char *column, uint64_t line, const char *text,
                              size_t size)
{
    const char *name = column ? column : "";
    quen__import_sort *sort = find(im, reason, name);
    if (!sort) {
        quen_status status = add(ctx, im, reason, name, &sort);
        if (status != QUEN_OK)
            return status;
        sort->first_line = line;
        if (column)
            quen__key_words(quen_key_bytes(text, size), sort->example);
    }
    sort->rows++;
    im->counts.skipped++;
    return QUEN_OK;
}

/* --- asking --- */

size_t quen_import_n_skipped(const quen_import *import)
{
    return import->n_sorts;
}

int quen_import_get_skipped(const quen_import *import, size_t i,
                            quen_import_skipped *skipped)
{
    if (i >= import->n_sorts)
        return 0;
    const quen__import_sort *sort = &import->sorts[i];
    *skipped = (quen_import_skipped){sort->reason, sort->column, sort->example,
                                     sort->rows, sort->first_line};
    return 1;
}
