/* quen export: what the library tells of a customer, or of groups, as it tells it. */
#include <stdlib.h>

#include "shop.h"

typedef struct exporting {
    shop shop;
    quen_key key; /* QUEN_KEY_NONE: groups */
    quen_shop_groups_options groups;
} exporting;

static quen_status export(const exporting *e, char *text, size_t room, size_t *size)
{
    quen_context *ctx = e->shop.s->ctx;

    if (e->key.kind == QUEN_KEY_NONE)
        return quen_shop_export_groups(ctx, e->shop.shop, &e->groups, text, room, size);
    return quen_shop_export_customer(ctx, e->shop.shop, e->key, text, room, size);
}

static int print(const exporting *e)
{
    session *s = e->shop.s;
    size_t size = 0;
    char *text;
    int status = library_fault(s, e->shop.file, export(e, NULL, 0, &size));

    if (status != PROGRAM_DONE)
        return status;
    text = malloc(size + 1);
    if (!text)
        return no_memory(s);
    status = library_fault(s, e->shop.file, export(e, text, size, &size));
    if (status == PROGRAM_DONE) {
        fwrite(text, 1, size, s->out);
        fputc('\n', s->out);
    }
    free(text);
    return status;
}

static int export_customer(exporting *e)
{
    key_room room;
    quen_shop_customer c;
    int status = shop_customer(&e->shop, e->shop.s->words[1], &c);

    if (status != PROGRAM_DONE)
        return status;
    e->key = shop_customer_key(&e->shop, e->shop.s->words[1], &room);
    return print(e);
}

int command_export(session *s)
{
    exporting e = {.key = {0}};
    bool groups = session_has(s, OPTION_GROUPS);
    int64_t least = 1;
    int status;

    if (groups == (s->n_words == 2))
        return usage_fault(s, TEXT_KEY_OR_GROUPS, NULL);
    if (value_whole(s, OPTION_MIN_GROUP, 1, UINT32_MAX, &least) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    quen_shop_groups_options_init(&e.groups, sizeof e.groups);
    e.groups.min_group = (uint32_t)least;
    status = shop_open(&e.shop, s, s->words[0]);
    if (status == PROGRAM_DONE)
        status = groups ? print(&e) : export_customer(&e);
    shop_close(&e.shop);
    return status;
}
