/*
 * The demo: 150 customers over 18 months. Each has a rhythm and a favourite, a third stop
 * coming one day, and one order in five has no name on it. It is written in one
 * transaction, so that there is a whole demo or none.
 */
#include "till.h"

#include <stdint.h>
#include <stdio.h>

#include "synth/rng.h"

enum { CUSTOMERS = 150, DAYS = 540, FIRST_NAMES = 15, LAST_NAMES = 10, ITEMS = 12 };

#define FIRST_DAY INT64_C(1704067200) /* 2024-01-01 */

static const char schema[] =
    "CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE items(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " price_cents INTEGER NOT NULL);"
    "CREATE TABLE orders(id INTEGER PRIMARY KEY, time_s INTEGER NOT NULL,"
    " customer_id INTEGER REFERENCES customers(id));"
    "CREATE TABLE order_lines(order_id INTEGER NOT NULL REFERENCES orders(id),"
    " item_id INTEGER NOT NULL REFERENCES items(id), quantity INTEGER NOT NULL,"
    " price_cents INTEGER NOT NULL);";

static const char *const first_names[FIRST_NAMES] = {
    "Ada",  "Bao", "Clara", "Duc", "Emil", "Fatou", "Giang", "Hugo",
    "Ines", "Jan", "Kim",   "Lan", "Minh", "Nora",  "Oanh"};

static const char *const last_names[LAST_NAMES] = {
    "Berg", "Costa", "Dang", "Evans", "Ferrari", "Ho", "Klein", "Le", "Nguyen", "Tran"};

typedef struct product {
    const char *name;
    int64_t price_cents;
    uint8_t beside; /* item number of what often goes with it */
} product;

static const product products[ITEMS] = {
    {"Espresso", 220, 7},   {"Cappuccino", 340, 8},    {"Flat white", 370, 8},
    {"Egg coffee", 420, 9}, {"Green tea", 280, 10},    {"Orange juice", 390, 11},
    {"Croissant", 260, 1},  {"Cinnamon roll", 310, 2}, {"Coconut cake", 450, 4},
    {"Mochi", 290, 5},      {"Banh mi", 520, 6},       {"Beans, 250 g", 980, 1},
};

typedef struct demo {
    sqlite3 *db;
    sqlite3_stmt *order;
    sqlite3_stmt *line;
    rng g;
    int64_t next_order;
    bool failed;
} demo;

bool till_failed(sqlite3 *db, const char *path)
{
    fprintf(stderr, "embed: %s: %s\n", path, sqlite3_errmsg(db));
    return false;
}

/* ---- rows ---- */

/* Run a prepared statement to its end, ready for the next row. */
static void run(demo *d, sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK)
        d->failed = true;
}

static void bind(demo *d, sqlite3_stmt *statement, int column, int64_t value)
{
    if (sqlite3_bind_int64(statement, column, value) != SQLITE_OK)
        d->failed = true;
}

static void prepare(demo *d, const char *sql, sqlite3_stmt **out)
{
    if (sqlite3_prepare_v2(d->db, sql, -1, out, NULL) != SQLITE_OK)
        d->failed = true;
}

static void add_line(demo *d, uint32_t item, int64_t quantity)
{
    bind(d, d->line, 1, d->next_order);
    bind(d, d->line, 2, item);
    bind(d, d->line, 3, quantity);
    bind(d, d->line, 4, products[item - 1].price_cents);
    run(d, d->line);
}

/* An order of one main item and perhaps what goes with it; customer 0: nobody. */
static void add_order(demo *d, int64_t day, int64_t customer, uint32_t favourite)
{
    uint32_t item = percent(&d->g, 60) ? favourite : between(&d->g, 1, ITEMS);

    d->next_order++;
    bind(d, d->order, 1, d->next_order);
    bind(d, d->order, 2, FIRST_DAY + day * 86400 + between(&d->g, 7 * 3600, 19 * 3600));
    if (customer > 0)
        bind(d, d->order, 3, customer);
    else if (sqlite3_bind_null(d->order, 3) != SQLITE_OK)
        d->failed = true;
    run(d, d->order);
    add_line(d, item, between(&d->g, 1, 2));
    if (percent(&d->g, 45))
        add_line(d, products[item - 1].beside, 1);
}

/* ---- tables ---- */

static void add_text_row(demo *d, const char *sql, int64_t id, const char *text,
                         int64_t number)
{
    sqlite3_stmt *statement = NULL;

    prepare(d, sql, &statement);
    if (d->failed)
        return;
    bind(d, statement, 1, id);
    if (sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC) != SQLITE_OK)
        d->failed = true;
    if (sqlite3_bind_parameter_count(statement) > 2)
        bind(d, statement, 3, number);
    run(d, statement);
    sqlite3_finalize(statement);
}

static void add_items(demo *d)
{
    for (int64_t i = 0; i < ITEMS && !d->failed; i++)
        add_text_row(d, "INSERT INTO items VALUES(?, ?, ?)", i + 1, products[i].name,
                     products[i].price_cents);
}

static void add_customer_row(demo *d, int64_t id)
{
    char name[40];

    snprintf(name, sizeof name, "%s %s", first_names[(id - 1) % FIRST_NAMES],
             last_names[(id - 1) / FIRST_NAMES % LAST_NAMES]);
    add_text_row(d, "INSERT INTO customers VALUES(?, ?)", id, name, 0);
}

/* A customer and all their orders. */
static void add_customer(demo *d, int64_t id)
{
    uint32_t rhythm = between(&d->g, 2, 25);
    uint32_t favourite = between(&d->g, 1, ITEMS);
    int64_t day = below(&d->g, DAYS / 2);
    int64_t end = percent(&d->g, 33) ? between(&d->g, DAYS / 3, DAYS) : DAYS;

    add_customer_row(d, id);
    while (day < end && !d->failed) {
        add_order(d, day, percent(&d->g, 80) ? id : 0, favourite);
        day += between(&d->g, 1, 2 * rhythm - 1);
    }
}

static void fill(demo *d)
{
    prepare(d, "INSERT INTO orders(id, time_s, customer_id) VALUES(?, ?, ?)", &d->order);
    prepare(d, "INSERT INTO order_lines VALUES(?, ?, ?, ?)", &d->line);
    if (!d->failed)
        add_items(d);
    for (int64_t id = 1; id <= CUSTOMERS && !d->failed; id++)
        add_customer(d, id);
}

/* ---- the file ---- */

static void execute(demo *d, const char *sql)
{
    if (!d->failed && sqlite3_exec(d->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        d->failed = true;
}

static bool make_demo(sqlite3 *db, const char *path)
{
    demo d = {.db = db, .g = stream(1, 0)};

    execute(&d, "BEGIN");
    execute(&d, schema);
    if (!d.failed)
        fill(&d);
    execute(&d, "COMMIT");
    if (d.failed)
        till_failed(db, path);
    sqlite3_finalize(d.order);
    sqlite3_finalize(d.line);
    return !d.failed;
}

bool till_open(const char *path, sqlite3 **db)
{
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        return true;
    sqlite3_close(*db);
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
        SQLITE_OK)
        return till_failed(*db, path);
    if (make_demo(*db, path))
        return true;
    sqlite3_close(*db); /* rolls back what there is of it */
    *db = NULL;
    remove(path);
    return false;
}
