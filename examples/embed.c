/*
 * embed: what the vendor of a till writes to give it a memory for regulars.
 *
 *     embed [TILL.DB [CUSTOMER [ITEM...]]]
 *
 * Order lines come from the till's own SQLite database by one SELECT. What is learned
 * goes to till.quen; a till learns at night and asks whenever a card is shown. Keys are
 * the numbers that the database has anyway; names stay there. Look at ten_lines() first.
 */
#include <quen.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "common/text.h"
#include "common/whole.h"
#include "embed/till.h"

enum { BATCH = 1024, MAX_BASKET = 32, OFFERS = 3 };

#define SHOP_FILE "till.quen"

/* What is asked, and all that main() opens and closes. */
typedef struct program {
    const char *path;
    int64_t card;
    quen_key basket[MAX_BASKET];
    size_t n_basket;
    sqlite3 *db;
    quen_context *ctx;
    quen_orders *orders;
    quen_shop *shop;
    quen_shop_customer customer;
    quen_offer offers[OFFERS];
    size_t n_offers;
} program;

/* ---- the ten lines ---- */

static quen_status ten_lines(program *p)
{
    quen_shop *learned = NULL;
    quen_status s = quen_orders_finish(p->ctx, p->orders);
    s = s ? s : quen_shop_train(p->ctx, p->orders, NULL, &learned);
    s = s ? s : quen_shop_save(p->ctx, learned, SHOP_FILE);
    quen_shop_free(learned); /* here the night ends; then a card is shown */
    s = s ? s : quen_shop_open(p->ctx, SHOP_FILE, &p->shop);
    quen_shop_customer_init(&p->customer, sizeof p->customer);
    s = s ? s
          : quen_shop_get_customer(p->ctx, p->shop, quen_key_int(p->card), &p->customer);
    s = s ? s
          : quen_shop_recommend_basket(p->ctx, p->shop, p->basket, p->n_basket, NULL,
                                       p->offers, OFFERS, &p->n_offers);
    return s;
}

/* ---- from the database into the log ---- */

static bool library_failed(const program *p)
{
    fprintf(stderr, "embed: %s\n", quen_context_message(p->ctx));
    return false;
}

static bool bad_line(const program *p, int64_t order)
{
    fprintf(stderr,
            "embed: %s: order %" PRId64 ": a line has something else than "
            "numbers, or costs more than 64 bits hold\n",
            p->path, order);
    return false;
}

/* One row of the SELECT; SQLite hands over whatever it holds, so types are checked. */
static bool read_line(const program *p, sqlite3_stmt *rows, quen_order_line *line)
{
    int64_t order = sqlite3_column_int64(rows, 1);

    for (int column = 1; column < 6; column++)
        if (sqlite3_column_type(rows, column) != SQLITE_INTEGER)
            return bad_line(p, order);
    *line = (quen_order_line){.order = quen_key_int(order)};
    if (sqlite3_column_type(rows, 0) == SQLITE_INTEGER)
        line->customer = quen_key_int(sqlite3_column_int64(rows, 0));
    line->item = quen_key_int(sqlite3_column_int64(rows, 2));
    line->time_s = sqlite3_column_int64(rows, 3);
    line->quantity = sqlite3_column_int64(rows, 4);
    line->amount = sqlite3_column_int64(rows, 5);
    return true;
}

static bool add_lines(program *p, const quen_order_line *lines, size_t n)
{
    return quen_orders_add(p->ctx, p->orders, lines, n) == QUEN_OK || library_failed(p);
}

static bool add_rows(program *p, sqlite3_stmt *rows)
{
    quen_order_line lines[BATCH];
    size_t n = 0;
    int got;

    while ((got = sqlite3_step(rows)) == SQLITE_ROW) {
        if (!read_line(p, rows, &lines[n]))
            return false;
        if (++n < BATCH)
            continue;
        if (!add_lines(p, lines, n))
            return false;
        n = 0;
    }
    if (got != SQLITE_DONE)
        return till_failed(p->db, p->path);
    return add_lines(p, lines, n);
}

static bool read_orders(program *p)
{
    static const char sql[] =
        "SELECT o.customer_id, o.id, l.item_id, o.time_s, l.quantity,"
        " l.quantity * l.price_cents"
        " FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id";
    static const quen_money cents = {2, ""};
    sqlite3_stmt *rows = NULL;
    bool done;

    if (quen_context_new(NULL, &p->ctx) != QUEN_OK) {
        fputs("embed: out of memory\n", stderr);
        return false;
    }
    if (quen_orders_new(p->ctx, &p->orders) != QUEN_OK ||
        quen_orders_set_money(p->ctx, p->orders, &cents) != QUEN_OK)
        return library_failed(p);
    if (sqlite3_prepare_v2(p->db, sql, -1, &rows, NULL) != SQLITE_OK)
        return till_failed(p->db, p->path);
    done = add_rows(p, rows);
    sqlite3_finalize(rows);
    return done;
}

/* ---- what the cashier sees ---- */

/* Print the name that the database has for a number. */
static bool print_name(const program *p, const char *sql, int64_t id)
{
    sqlite3_stmt *row = NULL;
    bool done = sqlite3_prepare_v2(p->db, sql, -1, &row, NULL) == SQLITE_OK &&
                sqlite3_bind_int64(row, 1, id) == SQLITE_OK;
    int got = done ? sqlite3_step(row) : SQLITE_ERROR;

    if (got == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(row, 0);
        text_put(stdout, name ? name : "?", name ? strlen(name) : 1, 60);
    } else if (got == SQLITE_DONE) {
        printf("number %" PRId64, id);
    } else {
        done = till_failed(p->db, p->path);
    }
    sqlite3_finalize(row);
    return done;
}

static bool print_item(const program *p, uint32_t item)
{
    return print_name(p, "SELECT name FROM items WHERE id = ?",
                      quen_shop_item_key(p->shop, item).number);
}

static bool show_customer(const program *p)
{
    const quen_shop_customer *c = &p->customer;

    if (!print_name(p, "SELECT name FROM customers WHERE id = ?", p->card))
        return false;
    if (!(c->parts & QUEN_SHOP_RFM)) {
        puts(": has only sent goods back");
        return true;
    }
    printf(": %s, %" PRId64 " orders, %s in all, last seen %" PRId64 " days ago\n",
           c->segment_name, c->frequency, text_money(c->monetary, 2).s, c->recency);
    if (!(c->parts & QUEN_SHOP_CHURN)) {
        puts("risk unknown: the log is too short");
        return true;
    }
    printf("risk to stay away for 90 days: %.0f%%", 100 * c->risk);
    for (uint32_t i = 0; i < c->n_reasons; i++)
        printf("%s%s", i > 0 ? ", " : ", because of ", c->reasons[i]);
    putchar('\n');
    return true;
}

static bool show_offers(const program *p)
{
    puts("offer with this basket:");
    for (size_t i = 0; i < p->n_offers; i++) {
        const quen_offer *o = &p->offers[i];
        printf("  ");
        if (!print_item(p, o->item))
            return false;
        for (uint32_t j = 0; j < o->n_reasons; j++) {
            printf("%s", j > 0 ? ", " : " because of ");
            if (!print_item(p, o->reasons[j]))
                return false;
        }
        putchar('\n');
    }
    return true;
}

/* ---- the program ---- */

static bool run(program *p)
{
    if (!till_open(p->path, &p->db) || !read_orders(p))
        return false;
    if (ten_lines(p) != QUEN_OK)
        return library_failed(p);
    return show_customer(p) && show_offers(p);
}

static bool read_arguments(program *p, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int64_t number = 0;
        const char *reason = i > 1 ? whole_number(argv[i], &number) : NULL;
        if (reason || argv[i][0] == '-' || p->n_basket == MAX_BASKET) {
            fputs("usage: embed [TILL.DB [CUSTOMER [ITEM...]]], the latter numbers\n",
                  stderr);
            return false;
        }
        if (i == 1)
            p->path = argv[i];
        else if (i == 2)
            p->card = number;
        else
            p->basket[p->n_basket++] = quen_key_int(number);
    }
    return true;
}

int main(int argc, char **argv)
{
    program p = {.path = "till.db", .card = 7};
    bool done;

    if (!read_arguments(&p, argc, argv))
        return 2;
    if (p.n_basket == 0)
        p.basket[p.n_basket++] = quen_key_int(1);
    done = run(&p);
    quen_shop_free(p.shop);
    quen_orders_free(p.orders);
    quen_context_free(p.ctx);
    sqlite3_close(p.db);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("embed: writing failed\n", stderr);
        return 1;
    }
    return done ? 0 : 1;
}
