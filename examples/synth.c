/*
 * synth: write the order log of a spa with a cafe that does not exist.
 *
 *     synth --customers 2000 --days 730 --seed 1 --out orders.csv
 *
 * A model can only be tried on a log in which there is something to find. So each
 * customer has a habit (which segments should find): what they come for, how often, on
 * which days and hours. Items call for others (which offers should find). And many
 * customers leave, at once after a complaint or by coming ever more seldom (which churn
 * should find). Around this is the noise of a real shop: walk-ins, seasons, holidays,
 * refunds, vouchers, notes.
 *
 * The log is made day by day: who is due comes, orders are sorted by their time, written,
 * and the next day of each is drawn. Everything is drawn from splitmix64 with integers
 * only, so that a seed gives the same bytes on every machine; each customer draws from a
 * stream of their own, so that one more customer does not change the others.
 *
 * With --rhythms it is another shop, whose laws are known: synth/rhythms.h.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/calendar.h"
#include "synth/feasts.h"
#include "synth/rhythms.h"
#include "synth/rng.h"
#include "synth/settings.h"
#include "synth/tables.h"

#define LAST_DAY 20634 /* 2026-06-30, in days since 1970 */
#define FIRST_ORDER 100001U
#define NO_CUSTOMER UINT32_MAX
#define MOST_LINES 12U

/* ---- the shop ---- */

typedef struct customer {
    rng g;
    const habit *habit;
    char id[16];
    int32_t next_day;  /* of the next visit */
    int32_t leave_day; /* from when on the customer leaves */
    bool abruptly;
    uint32_t rhythm;  /* days */
    uint32_t stretch; /* percent of the rhythm; grows in those who leave bit by bit */
    uint32_t left;    /* visits that remain; UINT32_MAX if that has no end */
    uint8_t favourite;
} customer;

typedef struct line {
    uint8_t item;
    int32_t quantity;
    int32_t price;
} line;

typedef struct order {
    uint32_t customer;
    uint32_t serial;    /* within the day: qsort is not stable */
    uint32_t second;    /* of the day */
    uint32_t reference; /* the order that a refund or voucher comes from, or 0 */
    const char *note;
    uint32_t n_lines;
    bool complaint;
    line lines[MOST_LINES];
} order;

/* What an order brings about on a later day: its refund, or its voucher's return. */
typedef struct event {
    int32_t day;
    uint32_t customer;
    uint32_t reference;
    line line;
} event;

typedef struct shop {
    rng g;
    FILE *out;
    customer *customers;
    uint32_t n_customers;
    int32_t first_day;
    uint32_t next_order;
    order *orders; /* of the present day */
    uint32_t n_orders;
    uint32_t orders_capacity;
    event *events;
    uint32_t n_events;
    uint32_t events_capacity;
    bool out_of_memory;
} shop;

/* Room for one more element, by doubling; NULL if there is no memory. */
static void *grow(void *array, uint32_t n, uint32_t *capacity, size_t size)
{
    uint32_t wanted = *capacity ? *capacity * 2 : 256;
    void *larger;

    if (n < *capacity)
        return array;
    larger = realloc(array, wanted * size);
    if (larger)
        *capacity = wanted;
    return larger;
}

static order *new_order(shop *s, uint32_t who, uint32_t second)
{
    order *grown = grow(s->orders, s->n_orders, &s->orders_capacity, sizeof *grown);
    order *o;

    if (!grown) {
        s->out_of_memory = true;
        return NULL;
    }
    s->orders = grown;
    o = &s->orders[s->n_orders];
    memset(o, 0, sizeof *o);
    o->customer = who;
    o->serial = s->n_orders++;
    o->second = second;
    return o;
}

static void new_event(shop *s, event e)
{
    event *grown = grow(s->events, s->n_events, &s->events_capacity, sizeof *grown);

    if (!grown) {
        s->out_of_memory = true;
        return;
    }
    s->events = grown;
    s->events[s->n_events++] = e;
}

/* ---- customers ---- */

static const habit *draw_habit(rng *g)
{
    uint32_t x = below(g, 100);
    size_t i = 0;

    while (i + 1 < N_HABITS && x >= habits[i].share)
        x -= habits[i++].share;
    return &habits[i];
}

/* Three in five give a phone number, the others have a card. */
static void draw_id(customer *c, uint32_t index)
{
    static const char *const prefixes[] = {"090", "091", "093", "097", "098", "035"};

    /* 7919 is coprime to 10^7: no two customers share a number */
    if (percent(&c->g, 60))
        snprintf(c->id, sizeof c->id, "%s%07" PRIu32, prefixes[below(&c->g, 6)],
                 (uint32_t)((index * UINT64_C(7919) + 1234567) % 10000000));
    else
        snprintf(c->id, sizeof c->id, "KH%04" PRIu32, index + 1);
}

/* Whether, when and how this customer will leave. */
static void draw_leaving(customer *c, int32_t joined)
{
    uint32_t x = below(&c->g, 100);
    const uint8_t *p = c->habit->leaving;
    int32_t from = joined + 3 * (int32_t)c->rhythm;

    c->leave_day = NEVER;
    if (x >= (uint32_t)p[0] + p[1] || from >= LAST_DAY)
        return;
    c->abruptly = x < p[0];
    c->leave_day = from + (int32_t)below(&c->g, (uint32_t)(LAST_DAY - from));
}

/* Half of the regulars were there before the log begins, the others come by and by. */
static void draw_customer(shop *s, uint64_t seed, uint32_t index)
{
    customer *c = &s->customers[index];
    const habit *h;
    uint32_t days = (uint32_t)(LAST_DAY - s->first_day + 1);

    c->g = stream(seed, index + UINT64_C(1));
    h = c->habit = draw_habit(&c->g);
    draw_id(c, index);
    c->rhythm = between(&c->g, h->rhythm[0], h->rhythm[1]);
    c->stretch = 100;
    c->favourite = h->mains[below(&c->g, N_MAINS)];
    c->left = h->visits[1] ? between(&c->g, h->visits[0], h->visits[1]) : UINT32_MAX;
    if (!h->visits[1] && percent(&c->g, 50))
        days = c->rhythm;
    c->next_day = s->first_day + (int32_t)below(&c->g, days);
    draw_leaving(c, c->next_day);
}

/* The gap to the next visit; two draws give more gaps near the rhythm than far off. */
static int32_t draw_gap(customer *c)
{
    uint32_t wobble = c->habit->wobble;
    uint32_t factor = 100 - wobble + below(&c->g, wobble + 1) + below(&c->g, wobble + 1);
    uint32_t gap = (c->rhythm * c->stretch * factor + 5000) / 10000;

    return gap > 0 ? (int32_t)gap : 1;
}

/* After a visit: the next one, or none. */
static void plan_next(customer *c, int32_t day)
{
    if (c->left != UINT32_MAX && --c->left == 0) {
        c->next_day = NEVER;
        return;
    }
    if (day >= c->leave_day && !c->abruptly)
        c->stretch = c->stretch * 3 / 2;
    c->next_day = day + draw_gap(c);
    if (c->stretch > 500 || (c->abruptly && c->next_day >= c->leave_day))
        c->next_day = NEVER;
}

/* ---- orders ---- */

/* Prices rise by 4 % each year, in steps of 1000; vouchers cost what they are worth. */
static int32_t price_of(uint32_t which, int32_t day)
{
    int32_t years = date_of(day).year - 2024;
    int32_t price = items[which].price;

    if (which == VOUCHER || which == TET_VOUCHER)
        return price;
    return (price * (100 + 4 * years) / 100 + 500) / 1000 * 1000;
}

/* Add one of an item, to its line if the order has one. */
static void add_item(order *o, uint32_t which, int32_t day)
{
    for (uint32_t i = 0; i < o->n_lines; i++)
        if (o->lines[i].item == which) {
            o->lines[i].quantity++;
            return;
        }
    if (o->n_lines < MOST_LINES)
        o->lines[o->n_lines++] = (line){(uint8_t)which, 1, price_of(which, day)};
}

/* A main item and what it calls for. */
static void add_main(rng *g, order *o, uint32_t main_item, int32_t day)
{
    add_item(o, main_item, day);
    for (size_t i = 0; i < N_AFFINITIES; i++)
        if (affinities[i].first == main_item && percent(g, affinities[i].percent))
            add_item(o, affinities[i].second, day);
}

/* Something that has nothing to do with the habit: any item but vouchers. */
static void add_extra(rng *g, order *o, int32_t day)
{
    uint32_t which = below(g, MOONCAKES);

    if (date_of(day).month == 9 && percent(g, 70))
        which = MOONCAKES;
    add_item(o, which, day);
}

static void fill_order(rng *g, order *o, const habit *h, uint32_t favourite, int32_t day)
{
    uint32_t n = between(g, h->party[0], h->party[1]);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t which = h->mains[below(g, N_MAINS)];
        if (favourite != NONE && percent(g, 60))
            which = favourite;
        add_main(g, o, which, day);
    }
    if (percent(g, h->extra))
        add_extra(g, o, day);
    if (percent(g, h->voucher) && is_gift_time(day))
        add_item(o, days_to_tet(day) < 25 ? TET_VOUCHER : VOUCHER, day);
    if (percent(g, 2))
        o->note = notes[below(g, N_NOTES)];
}

static uint32_t draw_second(rng *g, const habit *h)
{
    uint32_t total = 0;
    uint32_t hour = 0;
    uint32_t x;

    for (uint32_t i = 0; i < N_HOURS; i++)
        total += h->hours[i];
    x = below(g, total);
    while (x >= h->hours[hour])
        x -= h->hours[hour++];
    return (FIRST_HOUR + hour) * 3600 + below(g, 3600);
}

static bool comes(rng *g, const habit *h, int32_t day)
{
    uint32_t season = seasons[date_of(day).month - 1];

    return percent(g, h->weekday[weekday_of(day)]) && percent(g, season);
}

/* Whether this is the last visit of someone about to leave at once: often there is a
 * reason, and the log knows it as a refund. */
static bool is_last(const customer *c)
{
    return c->next_day == NEVER && c->abruptly;
}

static void visit(shop *s, uint32_t who, int32_t day)
{
    customer *c = &s->customers[who];
    order *o;

    if (!comes(&c->g, c->habit, day)) {
        c->next_day = day + 1;
        return;
    }
    o = new_order(s, who, draw_second(&c->g, c->habit));
    if (!o)
        return;
    fill_order(&c->g, o, c->habit, c->favourite, day);
    plan_next(c, day);
    o->complaint = percent(&c->g, is_last(c) ? 40 : 1);
}

/* About one order in four has no name on it. */
static void walk_ins(shop *s, int32_t day)
{
    uint32_t usual = s->n_customers / 80 + 1;
    uint32_t n = between(&s->g, usual / 2, usual * 3 / 2);

    for (uint32_t i = 0; i < n; i++) {
        order *o;
        if (!comes(&s->g, &walk_in, day))
            continue;
        o = new_order(s, NO_CUSTOMER, draw_second(&s->g, &walk_in));
        if (!o)
            return;
        fill_order(&s->g, o, &walk_in, NONE, day);
        o->complaint = percent(&s->g, 1);
    }
}

/* ---- refunds and vouchers ---- */

static bool is_voucher(const line *l)
{
    return l->item == VOUCHER || l->item == TET_VOUCHER;
}

/* The items come back as negative quantities; a voucher pays for a treatment. A voucher
 * wins nobody back who has left, or nothing could be told from the days of visits. */
static void happen(shop *s, const event *e, int32_t day)
{
    order *o = new_order(s, e->customer, between(&s->g, 9 * 3600, 19 * 3600));
    line back = e->line;

    if (!o)
        return;
    o->reference = e->reference;
    if (is_voucher(&back) && e->customer != NO_CUSTOMER &&
        s->customers[e->customer].next_day == NEVER)
        o->customer = NO_CUSTOMER;
    if (is_voucher(&back))
        add_main(&s->g, o, back.item == VOUCHER ? STONE_MASSAGE : GLOW_FACIAL, day);
    back.quantity = -back.quantity;
    o->lines[o->n_lines++] = back;
}

static void events_of(shop *s, int32_t day)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->n_events; i++)
        if (s->events[i].day <= day)
            happen(s, &s->events[i], day);
        else
            s->events[kept++] = s->events[i];
    s->n_events = kept;
}

/* The presented come as somebody else: half of them known, half not. */
static void plan_voucher(shop *s, const line *sold, uint32_t number, int32_t day)
{
    event e = {0, NO_CUSTOMER, number, *sold};

    e.day = day + (int32_t)between(&s->g, 5, 90);
    e.line.quantity = 1;
    if (percent(&s->g, 50))
        e.customer = below(&s->g, s->n_customers);
    new_event(s, e);
}

/* What follows from an order, now that it has its number. */
static void plan_events(shop *s, const order *o, uint32_t number, int32_t day)
{
    for (uint32_t i = 0; i < o->n_lines; i++) {
        const line *l = &o->lines[i];
        if (l->quantity > 0 && is_voucher(l))
            plan_voucher(s, l, number, day);
    }
    if (o->complaint) {
        event e = {0, o->customer, number, o->lines[0]};
        e.day = day + (int32_t)between(&s->g, 1, 9);
        new_event(s, e);
    }
}

/* ---- writing ---- */

/* Quote only what needs it, as spreadsheets do. */
static void write_text(FILE *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
    putc('"', out);
}

static void write_note(FILE *out, const order *o, const line *l)
{
    if (o->reference && l->quantity < 0) {
        fprintf(out, "%s order %" PRIu32, is_voucher(l) ? "voucher from" : "refund of",
                o->reference);
    } else if (o->note) {
        write_text(out, o->note);
    }
}

static void write_order(const shop *s, const order *o, uint32_t number, const char *day)
{
    unsigned t = o->second;

    for (uint32_t i = 0; i < o->n_lines; i++) {
        const line *l = &o->lines[i];
        fprintf(s->out, "%" PRIu32 ",%s,", number,
                o->customer == NO_CUSTOMER ? "" : s->customers[o->customer].id);
        write_text(s->out, items[l->item].name);
        fprintf(s->out, ",%s %02u:%02u:%02u,%" PRId32 ",%" PRId32 ",", day, t / 3600,
                t / 60 % 60, t % 60, l->quantity, l->price);
        write_note(s->out, o, l);
        putc('\n', s->out);
    }
}

static int by_time(const void *a, const void *b)
{
    const order *x = a;
    const order *y = b;

    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return x->serial < y->serial ? -1 : 1;
}

static void write_day(shop *s, int32_t day)
{
    date d = date_of(day);
    char text[40];

    snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    if (s->n_orders > 0)
        qsort(s->orders, s->n_orders, sizeof *s->orders, by_time);
    for (uint32_t i = 0; i < s->n_orders; i++) {
        uint32_t number = s->next_order++;
        write_order(s, &s->orders[i], number, text);
        plan_events(s, &s->orders[i], number, day);
    }
}

/* ---- the run ---- */

static void run_day(shop *s, int32_t day)
{
    s->n_orders = 0;
    for (uint32_t i = 0; i < s->n_customers; i++) {
        customer *c = &s->customers[i];
        if (c->next_day > day)
            continue;
        if (is_closed(day))
            c->next_day = day + 1;
        else
            visit(s, i, day);
    }
    if (is_closed(day))
        return;
    walk_ins(s, day);
    events_of(s, day);
    write_day(s, day);
}

static bool run(shop *s, uint64_t seed)
{
    s->customers = calloc(s->n_customers, sizeof *s->customers);
    if (!s->customers)
        return false;
    s->g = stream(seed, 0);
    s->next_order = FIRST_ORDER;
    for (uint32_t i = 0; i < s->n_customers; i++)
        draw_customer(s, seed, i);
    fputs("order,customer,item,time,quantity,price,note\n", s->out);
    for (int32_t day = s->first_day; day <= LAST_DAY && !s->out_of_memory; day++)
        run_day(s, day);
    return !s->out_of_memory;
}

/* What the models are meant to find, to hold their answers against. */
static bool write_truth(const shop *s, const char *path)
{
    FILE *out = fopen(path, "wb");
    bool failed;

    if (!out)
        return false;
    fputs("customer,habit,leaves,how\n", out);
    for (uint32_t i = 0; i < s->n_customers; i++) {
        const customer *c = &s->customers[i];
        date d = date_of(c->leave_day == NEVER ? 0 : c->leave_day);
        fprintf(out, "%s,%s,", c->id, c->habit->name);
        if (c->leave_day == NEVER)
            fputs(",\n", out);
        else
            fprintf(out, "%04d-%02d-%02d,%s\n", d.year, d.month, d.day,
                    c->abruptly ? "abruptly" : "gradually");
    }
    failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed;
}

/* ---- files ---- */

/* Run and say what went wrong, if anything did. */
static const char *make_log(shop *s, const settings *o)
{
    const char *problem = NULL;

    s->out = o->out ? fopen(o->out, "wb") : stdout;
    if (!s->out)
        return "cannot create the file";
    if (!run(s, (uint64_t)o->seed))
        problem = "out of memory";
    if (fflush(s->out) != 0 || ferror(s->out))
        problem = "writing failed";
    if (o->out && fclose(s->out) != 0)
        problem = "writing failed";
    if (!problem && o->truth && !write_truth(s, o->truth))
        problem = "cannot write the truth";
    return problem;
}

/* The spa's log and truth. */
static const char *make_spa(const settings *o)
{
    shop s = {.n_customers = (uint32_t)o->customers,
              .first_day = LAST_DAY - (int32_t)o->days + 1};
    const char *problem = make_log(&s, o);

    free(s.events);
    free(s.orders);
    free(s.customers);
    return problem;
}

/* A file that is asked for; else what stands for it. */
static FILE *opened(const char *path, FILE *otherwise, const char **problem)
{
    FILE *file = path ? fopen(path, "wb") : otherwise;

    if (path && !file)
        *problem = "cannot create a file";
    return file;
}

static void close_file(FILE *file, const char **problem)
{
    if (!file)
        return;
    if (fflush(file) != 0 || ferror(file))
        *problem = "writing failed";
    if (file != stdout && fclose(file) != 0)
        *problem = "writing failed";
}

static const char *make_rhythms(const settings *o)
{
    const char *problem = NULL;
    rhythms what = {.kind = o->rhythms,
                    .customers = (uint32_t)o->customers,
                    .shape = (uint32_t)o->shape,
                    .seed = (uint64_t)o->seed,
                    .first_day = LAST_DAY - (int32_t)o->days + 1,
                    .last_day = LAST_DAY,
                    .ahead = (uint32_t)o->ahead,
                    .out = opened(o->out, stdout, &problem),
                    .later = opened(o->later, NULL, &problem),
                    .truth = opened(o->truth, NULL, &problem),
                    .due = opened(o->due, NULL, &problem)};

    if (!problem && !rhythms_write(&what))
        problem = "out of memory";
    close_file(what.out, &problem);
    close_file(what.later, &problem);
    close_file(what.truth, &problem);
    close_file(what.due, &problem);
    return problem;
}

int main(int argc, char **argv)
{
    settings o;
    const char *problem;

    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    if (!read_settings(argc, argv, &o))
        return 2;
    problem = o.rhythms == RHYTHMS_NONE ? make_spa(&o) : make_rhythms(&o);
    if (problem)
        fprintf(stderr, "synth: %s\n", problem);
    return problem ? 1 : 0;
}
