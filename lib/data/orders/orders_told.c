/* What was understood when lines were read, as lines of text: zero bytes end each. */
#include <stdio.h>
#include <string.h>

#include "data/orders/orders_state.h"

quen_status quen__orders_tell(quen_context *ctx, quen_orders *orders, const char *column,
                              const char *told)
{
    quen__orders_told *t = &orders->told;
    size_t size = strlen(column) + strlen(told) + sizeof "column '': ";
    char *text = quen__reallocate(ctx, t->text, t->size + size, 1);
    if (!text)
        return QUEN_ERR_MEMORY;
    snprintf(text + t->size, size, "column '%s': %s", column, told);
    t->text = text;
    t->size += size;
    t->n++;
    return QUEN_OK;
}

quen_status quen__orders_tell_customers(quen_context *ctx, quen_orders *orders,
                                        const char *column, const char *told)
{
    size_t line = orders->told.n;
    quen_status status = quen__orders_tell(ctx, orders, column, told);
    if (status == QUEN_OK && line < 64)
        orders->told.of_customers |= UINT64_C(1) << line;
    return status;
}

/* What stands in quotes, behind the column's name, becomes asterisks. */
static void overwrite_quoted(char *text)
{
    char *rest = strchr(text, '\'');
    while (rest && (rest[1] != ':' || rest[2] != ' '))
        rest = strchr(rest + 1, '\'');
    char *first = rest ? strchr(rest + 1, '\'') : NULL;
    char *last = first ? strrchr(first, '\'') : NULL;
    if (last && last > first)
        memset(first + 1, '*', (size_t)(last - first - 1));
}

void quen__orders_untell_examples(quen_orders *orders)
{
    char *text = orders->told.text;
    for (size_t line = 0; line < orders->told.n; line++) {
        if (line >= 64 || orders->told.of_customers >> line & 1)
            overwrite_quoted(text);
        text += strlen(text) + 1;
    }
}

size_t quen_orders_n_told(const quen_orders *orders)
{
    return orders->told.n;
}

const char *quen_orders_told(const quen_orders *orders, size_t told)
{
    const char *text = orders->told.text;
    if (told >= orders->told.n)
        return NULL;
    while (told--)
        text += strlen(text) + 1;
    return text;
}
