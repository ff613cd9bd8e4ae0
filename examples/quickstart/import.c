/*
 * Each row becomes a line of the log or a fault: nothing is dropped without being
 * counted. A row's values point into the reader's buffer until they are copied into the
 * batch. Money is read as text and multiplied exactly, for a double does not know what
 * 0.29 is.
 */
#include "import.h"

#include <inttypes.h>
#include <string.h>

#include "batch.h"
#include "common/csv.h"
#include "common/text.h"
#include "common/utf8.h"
#include "rules.h"

typedef struct import {
    quen_context *ctx;
    const settings *settings;
    quen_orders *orders;
    names *names;
    import_result *result;
    csv_reader *reader;
    batch *batch;
    uint64_t batch_line;     /* on which the batch began */
    size_t columns[N_ROLES]; /* of the file, or CSV_ABSENT */
} import;

/* What is wrong with a row, and in which column; CSV_ABSENT: in the row as a whole. */
typedef struct row_fault {
    size_t column;
    const char *reason;
} row_fault;

/* ---- columns ---- */

static bool no_such_column(const import *im, const char *name)
{
    const csv_reader *r = im->reader;

    fprintf(stderr, "quickstart: %s: no column \"%s\"; the columns are",
            im->settings->file, name);
    for (size_t i = 0; i < r->n_columns; i++) {
        fputs(i > 0 ? ", \"" : " \"", stderr);
        text_put(stderr, r->header[i].text, r->header[i].size, 60);
        fputs("\"", stderr);
    }
    fputs(r->n_columns == 1 ? "; is --separator right?\n" : "\n", stderr);
    return false;
}

static bool find_columns(import *im)
{
    for (int i = 0; i < N_ROLES; i++) {
        const char *name = im->settings->columns[i];
        im->columns[i] = name ? csv_find(im->reader, name) : CSV_ABSENT;
        if (name && im->columns[i] == CSV_ABSENT)
            return no_such_column(im, name);
    }
    return true;
}

/* The present row's value for a role; empty if the file has no such column. */
static csv_field value_of(const import *im, int role)
{
    size_t column = im->columns[role];

    return column == CSV_ABSENT ? (csv_field){"", 0} : im->reader->fields[column];
}

/* ---- one row ---- */

static const char *check_key(csv_field key)
{
    if (key.size > QUEN_KEY_MAX_SIZE)
        return "longer than 65535 bytes";
    return utf8_fault(key.text, key.size);
}

static const char *read_keys(const import *im, batch_row *row, int *role)
{
    static const int keys[] = {CUSTOMER, ORDER, ITEM, NAME};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *reason = check_key(value_of(im, keys[i]));
        *role = keys[i];
        if (reason)
            return reason;
    }
    row->customer = value_of(im, CUSTOMER);
    row->order = value_of(im, ORDER);
    row->item = value_of(im, ITEM);
    *role = ITEM;
    return row->item.size == 0 ? "empty" : NULL;
}

/* The reason of a refused value is good until the next failure, long enough for a row. */
static const char *reason_of(const import *im, quen_status status)
{
    return status == QUEN_OK ? NULL : quen_context_message(im->ctx);
}

static const char *read_time(const import *im, batch_row *row)
{
    csv_field value = value_of(im, TIME);
    const char *reason =
        reason_of(im, quen_parse_time(im->ctx, value.text, value.size,
                                      im->settings->utc_offset_s, &row->time_s));

    if (!reason && (row->time_s < QUEN_TIME_MIN || row->time_s > QUEN_TIME_MAX))
        return "before 1900 or after 2199";
    return reason;
}

/* A quantity that is not a whole number of units would be another quantity: refused. */
static const char *read_quantity(const import *im, batch_row *row)
{
    csv_field value = value_of(im, QUANTITY);
    int rounded = 0;
    const char *reason = reason_of(im, quen_parse_decimal(im->ctx, value.text, value.size,
                                                          im->settings->quantity_decimals,
                                                          &row->quantity, &rounded));

    if (!reason && rounded)
        return "more decimals than --quantity-decimals";
    return reason;
}

/* A price times the quantity as the file has it, so that it is rounded once. */
static const char *read_product(const import *im, batch_row *row, int *rounded)
{
    csv_field quantity = value_of(im, QUANTITY);
    csv_field price = value_of(im, PRICE);

    return reason_of(im, quen_parse_product(
                             im->ctx, quantity.text, quantity.size, price.text,
                             price.size, im->settings->decimals, &row->amount, rounded));
}

static const char *read_amount(const import *im, int role, batch_row *row, int *rounded)
{
    csv_field value = value_of(im, role);

    return reason_of(im,
                     quen_parse_decimal(im->ctx, value.text, value.size,
                                        im->settings->decimals, &row->amount, rounded));
}

/* What the file does not tell is 1 each, and no money. */
static const char *read_money(const import *im, batch_row *row, int *rounded, int *role)
{
    const char *reason = NULL;

    row->quantity = 1;
    row->amount = QUEN_AMOUNT_NONE;
    *role = QUANTITY;
    if (im->columns[QUANTITY] != CSV_ABSENT)
        reason = read_quantity(im, row);
    if (reason || !settings_has_money(im->settings))
        return reason;
    *role = im->columns[AMOUNT] != CSV_ABSENT ? AMOUNT : PRICE;
    if (*role == PRICE && im->columns[QUANTITY] != CSV_ABSENT)
        return read_product(im, row, rounded);
    return read_amount(im, *role, row, rounded);
}

/* Read the present row; false if it is bad. */
static bool read_row(const import *im, batch_row *row, int *rounded, row_fault *fault)
{
    int role = TIME;
    const char *reason = im->reader->bad;

    if (reason) {
        const char *colon = strchr(reason, ':'); /* csv.c begins with the line */
        *fault = (row_fault){CSV_ABSENT, colon ? colon + 2 : reason};
        return false;
    }
    reason = read_keys(im, row, &role);
    if (!reason) {
        role = TIME;
        reason = read_time(im, row);
    }
    if (!reason)
        reason = read_money(im, row, rounded, &role);
    *fault = (row_fault){im->columns[role], reason};
    return reason == NULL;
}

/* ---- all rows ---- */

static bool out_of_memory(void)
{
    fputs("quickstart: out of memory\n", stderr);
    return false;
}

static bool flush(import *im)
{
    if (batch_flush(im->ctx, im->batch, im->orders) == QUEN_OK)
        return true;
    fprintf(stderr, "quickstart: %s: lines %" PRIu64 " to %" PRIu64 ": %s\n",
            im->settings->file, im->batch_line, im->reader->line,
            quen_context_message(im->ctx));
    return false;
}

static bool keep_row(import *im, const batch_row *row, int rounded)
{
    if (im->batch->n == 0)
        im->batch_line = im->reader->line;
    if (!batch_push(im->batch, row) ||
        !names_vote(im->names, row->item, value_of(im, NAME)))
        return out_of_memory();
    im->result->rounded += rounded != 0;
    return im->batch->n < BATCH_ROWS || flush(im);
}

/* Say what is wrong with the row, with the value as the file has it. */
static bool refuse_row(const import *im, const row_fault *fault)
{
    const csv_reader *r = im->reader;

    fprintf(stderr, "quickstart: %s: line %" PRIu64 ": ", im->settings->file, r->line);
    if (fault->column != CSV_ABSENT) {
        const csv_field *name = &r->header[fault->column];
        const csv_field *value = &r->fields[fault->column];
        text_put(stderr, name->text, name->size, 60);
        fputs(" \"", stderr);
        text_put(stderr, value->text, value->size, 60);
        fputs("\": ", stderr);
    }
    fprintf(stderr, "%s\n", fault->reason);
    return false;
}

static bool skip_row(const import *im, const row_fault *fault)
{
    const csv_reader *r = im->reader;
    bool whole = fault->column == CSV_ABSENT;

    faults_count(&im->result->skipped, whole ? NULL : r->header[fault->column].text,
                 fault->reason, r->line);
    return true;
}

static bool take_row(import *im)
{
    batch_row row;
    row_fault fault;
    int rounded = 0;

    if (read_row(im, &row, &rounded, &fault))
        return keep_row(im, &row, rounded);
    return im->settings->skip_bad ? skip_row(im, &fault) : refuse_row(im, &fault);
}

static bool take_rows(import *im)
{
    int got;

    while ((got = csv_next(im->reader)) == 1)
        if (!take_row(im))
            return false;
    if (got < 0) {
        fprintf(stderr, "quickstart: %s: %s\n", im->settings->file, im->reader->error);
        return false;
    }
    return im->batch->n == 0 || flush(im);
}

bool import_file(quen_context *ctx, const settings *s, quen_orders *orders,
                 names *item_names, import_result *result)
{
import im = {.ctx = ctx, .settings = s, .orders = orders };
    im.names = item_names;
    im.result = result;
    char error[CSV_MESSAGE_SIZE];
    bool done;

    *result = (import_result){.rounded = 0};
    im.reader = csv_open(s->file, s->separator, error, sizeof error);
    if (!im.reader) {
        fprintf(stderr, "quickstart: %s: %s\n", s->file, error);
        return false;
    }
    im.batch = batch_new(settings_has_money(s));
    done = im.batch ? find_columns(&im) && take_rows(&im) : out_of_memory();
    batch_free(im.batch);
    csv_close(im.reader);
    return done;
}

/* ---- totals ---- */

static void print_count(const char *what, uint64_t n)
{
    printf("%s: %" PRIu64 "\n", what, n);
}

void import_print(const quen_orders *orders, const settings *s,
                  const import_result *result)
{
    quen_order_totals t;

    quen_order_totals_init(&t, sizeof t);
    quen_orders_get_totals(orders, &t);
    print_count("lines", t.lines);
    print_count("orders", t.orders);
    print_count("visits", t.visits);
    print_count("customers", t.customers);
    print_count("items", t.items);
    print_count("without customer", t.lines_without_customer);
    rules_print(orders, s);
    if (settings_has_money(s)) {
        print_count("refund lines", t.refund_lines);
        print_count("rounded lines", result->rounded);
        printf("revenue: %s\n", text_money_plain(t.revenue, s->decimals).s);
    } else {
        puts("money: none");
    }
    if (t.lines > 0) {
        printf("first day: %s\n", text_day(t.first_s, s->utc_offset_s).s);
        printf("last day: %s\n", text_day(t.last_s, s->utc_offset_s).s);
    }
    faults_print(&result->skipped, stdout);
}
