/*
 * quickstart: from a CSV file of order lines to a shop file, and what that file says.
 *
 *     quickstart orders.csv CUSTOMER ORDER ITEM TIME AMOUNT    (names of columns)
 *
 * The steps of every program that uses the library: make a context, fill a log, finish
 * it, train, save; and in the till: open, ask. programs/quen does all of it that can be
 * asked.
 */
#include <quen.h>

#include <stdio.h>

/* The file's bytes go to the library as they are: it finds how they are written. */
static quen_status read_file(quen_context *ctx, FILE *file, quen_import *import)
{
    char bytes[1 << 16];
    size_t size = sizeof bytes;
    quen_status status = QUEN_OK;

    while (status == QUEN_OK && size == sizeof bytes) {
        size = fread(bytes, 1, sizeof bytes, file);
        status = quen_import_push(ctx, import, bytes, size);
    }
    if (ferror(file))
        fputs("quickstart: the file cannot be read to its end\n", stderr);
    return ferror(file) ? QUEN_ERR_IO : status;
}

/* From a file to a log, and what was understood of its columns. */
static quen_status import(quen_context *ctx, FILE *file, char **columns,
                          quen_orders **out)
{
    quen_import_options options;
    quen_import *import = NULL;
    quen_status status;

    quen_import_options_init(&options, sizeof options);
    options.customer = columns[0];
    options.order = columns[1];
    options.item = columns[2];
    options.time = columns[3];
    options.amount = columns[4];
    status = quen_import_new(ctx, &options, &import);
    if (status == QUEN_OK)
        status = read_file(ctx, file, import);
    if (status == QUEN_OK)
        status = quen_import_finish(ctx, import, out);
    for (size_t i = 0; import && i < quen_import_n_told(import); i++)
        printf("%s\n", quen_import_told(import, i));
    quen_import_free(import);
    return status;
}

/* By night: learn from the log, and save what was learned. */
static quen_status learn(quen_context *ctx, quen_orders *orders, const char *path)
{
    quen_shop *shop = NULL;
    quen_status status = quen_orders_finish(ctx, orders);

    if (status == QUEN_OK)
        status = quen_shop_train(ctx, orders, NULL, &shop);
    if (status == QUEN_OK)
        status = quen_shop_save(ctx, shop, path);
    quen_shop_free(shop);
    return status;
}

/* One customer, and what to offer. Keys of this log are texts. */
static quen_status tell(quen_context *ctx, const quen_shop *shop, uint32_t number)
{
    quen_shop_customer c;
    quen_offer offers[3];
    size_t n = 0;
    quen_status status;

    quen_shop_customer_init(&c, sizeof c);
    status = quen_shop_get_customer_at(ctx, shop, number, &c);
    if (status == QUEN_OK)
        status = quen_shop_recommend(ctx, shop, c.key, NULL, offers, 3, &n);
    if (status != QUEN_OK)
        return status;
    printf("%.*s: %s, away for %lld days, risk %.2f\n", (int)c.key.size, c.key.bytes,
           c.segment_name ? c.segment_name : "-", (long long)c.recency, c.risk);
    for (size_t i = 0; i < n; i++) {
        quen_key item = quen_shop_item_key(shop, offers[i].item);
        printf("  offer %.*s\n", (int)item.size, item.bytes);
    }
    return QUEN_OK;
}

/* By day: open the file, which takes a millisecond or so, and ask. */
static quen_status ask(quen_context *ctx, const char *path)
{
    uint32_t customers[3];
    size_t n = 0, total = 0;
    quen_shop *shop = NULL;
    quen_status status = quen_shop_open(ctx, path, &shop);

    if (status == QUEN_OK)
        status = quen_shop_list_lapsed_valuable(ctx, shop, 0, UINT32_MAX, customers, 3,
                                                &n, &total);
    if (status == QUEN_OK)
        printf("\nto win back first, of %zu customers who are late:\n", total);
    for (size_t i = 0; i < n && status == QUEN_OK; i++)
        status = tell(ctx, shop, customers[i]);
    quen_shop_free(shop);
    return status;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 7 ? fopen(argv[1], "rb") : NULL;
    quen_context *ctx = NULL;
    quen_orders *orders = NULL;
    quen_status status;

    if (!file) {
        fputs("usage: quickstart orders.csv CUSTOMER ORDER ITEM TIME AMOUNT\n", stderr);
        return 2;
    }
    status = quen_context_new(NULL, &ctx);
    if (status == QUEN_OK)
        status = import(ctx, file, argv + 2, &orders);
    if (status == QUEN_OK)
        status = learn(ctx, orders, "shop.quen");
    if (status == QUEN_OK)
        status = ask(ctx, "shop.quen");
    if (status != QUEN_OK) /* every failure of the library has its sentence */
        fprintf(stderr, "quickstart: %s\n",
                ctx ? quen_context_message(ctx) : "no memory");
    quen_orders_free(orders);
    quen_context_free(ctx);
    fclose(file);
    return status != QUEN_OK;
}
